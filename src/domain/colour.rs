//! Colours as an owner writes them, and what the style makes of them: it takes hue and chroma from an owner and sets
//! the lightness itself, so that text stays readable whatever colours a site has (`tests/colour.rs`).
//!
//! Formulas: sRGB and relative luminance after WCAG 2.2; OKLCH after Björn Ottosson, "A perceptual color space for
//! image processing" (2020), as in CSS Color 4.

use std::fmt;

/// A colour of a screen: red, green and blue from 0 to 255.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Reads `#rrggbb` or `#rgb`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .strip_prefix('#')?
            .chars()
            .map(|one| one.to_digit(16).map(|digit| digit as u8))
            .collect::<Option<_>>()?;
        match *digits.as_slice() {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, s, g, h, b, c] => Some(Self([r << 4 | s, g << 4 | h, b << 4 | c])),
            _ => None,
        }
    }

    /// How light it is, from 0 to 1: the relative luminance of WCAG 2.2.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Lightness and the two axes of colour in OKLab.
    fn oklab(self) -> [f64; 3] {
        let linear = self.linear();
        let cones = times(&TO_CONES, linear).map(f64::cbrt);
        times(&TO_OKLAB, cones)
    }

    /// How far it is from grey in OKLCH.
    fn chroma(self) -> f64 {
        let [_, a, b] = self.oklab();
        (a * a + b * b).sqrt()
    }

    fn from_linear(linear: [f64; 3]) -> Self {
        Self(linear.map(|part| {
            let part = if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
            (part * 255.0).round() as u8
        }))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

const TO_CONES: [[f64; 3]; 3] = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const TO_OKLAB: [[f64; 3]; 3] = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];
const FROM_OKLAB: [[f64; 3]; 3] = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];
const FROM_CONES: [[f64; 3]; 3] = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];

fn times(matrix: &[[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

fn linear_of(oklab: [f64; 3]) -> [f64; 3] {
    times(&FROM_CONES, times(&FROM_OKLAB, oklab).map(|part| part * part * part))
}

/// The two colours of a site: the style's first and second partner.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Buttons, links, the first partner.
    Accent,
    /// "Now", the second partner.
    Second,
}

/// What the style takes from a colour, in whole numbers, as it is written into the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tint {
    /// The hue in degrees, from 0 to 359.
    pub hue: u16,
    /// The chroma in thousandths.
    pub chroma: u16,
}

/// A colour and what is written on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shade {
    /// The colour.
    pub colour: Rgb,
    /// The text on it.
    pub text: Rgb,
}

/// Colours are told apart by hue from this many degrees on.
const APART: u16 = 40;
/// Below this chroma a colour is grey.
const GREY: u16 = 30;

impl Role {
    /// The lightness and the share of the chroma with which `style/tokens.css` uses the colour at its strongest.
    const fn uses(self) -> [(f64, f64); 5] {
        match self {
            Self::Accent => [(0.410, 1.0), (0.330, 0.9), (0.810, 0.76), (0.560, 1.0), (0.700, 0.92)],
            Self::Second => [(0.658, 1.0), (0.475, 0.8), (0.520, 1.05), (0.765, 0.86), (0.830, 0.75)],
        }
    }

    /// The colour as it is shown in the light and in the dark look, with the text that stands on it.
    #[must_use]
    pub fn shades(self, tint: Tint) -> [Shade; 2] {
        let deep = |lightness| Tint { chroma: 30, ..tint }.at(lightness, 1.0);
        let [light, dark] = match self {
            // Near white, as the paper is.
            Self::Accent => [((0.410, 1.0), Tint { hue: 88, chroma: 6 }.at(0.985, 1.0)), ((0.810, 0.76), deep(0.200))],
            Self::Second => [((0.658, 1.0), deep(0.180)), ((0.765, 0.86), deep(0.200))],
        };
        [light, dark].map(|((lightness, share), text)| Shade { colour: tint.at(lightness, share), text })
    }

    /// The colour of a site whose owner says nothing: block 1 of `style/tokens.css`.
    #[must_use]
    pub const fn usual(self) -> Tint {
        match self {
            Self::Accent => Tint { hue: 256, chroma: 120 },
            Self::Second => Tint { hue: 47, chroma: 165 },
        }
    }
}

impl Tint {
    /// What the style takes from a colour: its hue, and as much of its chroma as every screen can show at the
    /// lightnesses that the style uses.
    #[must_use]
    pub fn of(colour: Rgb, role: Role) -> Self {
        let [_, a, b] = colour.oklab();
        let length = colour.chroma();
        let hue = (b.atan2(a).to_degrees().round() as i32).rem_euclid(360) as u16;
        let direction = if length > 0.0 { [a / length, b / length] } else { [1.0, 0.0] };
        let most = (length * 1000.0).round() as u16;
        let is_shown = |chroma: u16| {
            role.uses().iter().all(|(lightness, share)| is_in_gamut(*lightness, f64::from(chroma) * share, direction))
        };
        Self { hue, chroma: (0..=most).rev().find(|chroma| is_shown(*chroma)).unwrap_or(0) }
    }

    /// Whether much of a colour's chroma was left out.
    #[must_use]
    pub fn is_softer_than(self, colour: Rgb) -> bool {
        const SEEN: f64 = 0.015;
        colour.chroma() > f64::from(self.chroma) / 1000.0 + SEEN
    }

    /// Whether two colours can be told apart beside each other.
    #[must_use]
    pub fn is_apart_from(self, other: Self) -> bool {
        let turn = self.hue.abs_diff(other.hue);
        let is_grey = |tint: Self| tint.chroma < GREY;
        is_grey(self) != is_grey(other) || (!is_grey(self) && turn.min(360 - turn) >= APART)
    }

    /// The colour on the other side of the circle, as the second one.
    #[must_use]
    pub fn opposite(self) -> Self {
        Self { hue: (self.hue + 180) % 360, chroma: self.chroma.max(GREY * 3) }
    }

    /// The colour at a lightness, from 0 to 1, with a share of its chroma.
    #[must_use]
    pub fn at(self, lightness: f64, share: f64) -> Rgb {
        let (sin, cos) = f64::from(self.hue).to_radians().sin_cos();
        let chroma = f64::from(self.chroma) / 1000.0 * share;
        Rgb::from_linear(linear_of([lightness, chroma * cos, chroma * sin]).map(|part| part.clamp(0.0, 1.0)))
    }
}

/// Whether a screen can show it; `chroma` in thousandths. Half a step of 255 is not seen.
fn is_in_gamut(lightness: f64, chroma: f64, [a, b]: [f64; 2]) -> bool {
    const SLACK: f64 = 0.002;
    let chroma = chroma / 1000.0;
    linear_of([lightness, a * chroma, b * chroma]).iter().all(|part| (-SLACK..=1.0 + SLACK).contains(part))
}
