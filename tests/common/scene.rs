//! Pictures of QR codes as a camera sees them: tilted, turned, blurred, grainy, in shadow. Always the same for
//! the same seed.

use std::ops::Range;

use roundtable::chart::qr::{Drawn, QUIET};

/// The black and white modules of a drawn code with the white round it, taken from the drawing itself.
#[derive(Clone, Debug)]
pub struct Modules {
    /// Modules along one side, the white included.
    pub side: usize,
    black: Vec<bool>,
}

impl Modules {
    /// Takes the drawing apart: its second path is rectangles of one module's height.
    pub fn of(drawn: &Drawn) -> Self {
        let side = drawn.modules + 2 * QUIET;
        let mut black = vec![false; side * side];
        let path = drawn.svg.rsplit(" d=\"").next().unwrap().split('"').next().unwrap();
        for rectangle in path.split('M').skip(1) {
            let (place, rest) = rectangle.split_once('h').unwrap();
            let (run, back) = rest.split_once("v1h-").unwrap();
            assert_eq!(back.strip_suffix('z'), Some(run));
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y, run): (usize, usize, usize) = (x.parse().unwrap(), y.parse().unwrap(), run.parse().unwrap());
            assert!(run > 0 && x + run <= side, "{rectangle}");
            black[y * side + x..y * side + x + run].fill(true);
        }
        Self { side, black }
    }

    /// Whether a module is black; outside of everything it is not.
    pub fn is_black(&self, x: usize, y: usize) -> bool {
        x < self.side && y < self.side && self.black[y * self.side + x]
    }
}

/// Chance, from a seed (Marsaglia's xorshift).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The chance of this seed.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From `from` up to `to`.
    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        from + (self.0 >> 11) as f64 / (1u64 << 53) as f64 * (to - from)
    }

    /// About a standard normal: twelve throws.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.between(0.0, 1.0)).sum::<f64>() - 6.0
    }
}

/// How a camera sees a code.
#[derive(Clone, Debug)]
pub struct Look {
    /// The share of the picture's shorter side that the card with its white takes.
    pub share: f64,
    /// Turned by this many degrees.
    pub turn: f64,
    /// How far each corner may be off, as a share of the card's side: what tilting does.
    pub tilt: f64,
    /// Standard deviation of the blur, in pixels.
    pub blur: f64,
    /// Standard deviation of the grain, in levels of 255.
    pub grain: f64,
    /// Brightness at the dark end of the shadow, as a share of that at the other.
    pub shadow: f64,
    /// The levels of black and white.
    pub levels: (f64, f64),
    /// The level of what is round the card: bright paper, or a dark page.
    pub round: f64,
    /// Whether black and white are changed over.
    pub inverted: bool,
}

/// A code that is well lit and held straight.
pub const PLAIN: Look = Look {
    share: 0.8,
    turn: 0.0,
    tilt: 0.0,
    blur: 0.0,
    grain: 0.0,
    shadow: 1.0,
    levels: (20.0, 235.0),
    round: 200.0,
    inverted: false,
};

impl Look {
    /// What happens in a room: any of the things that make it hard, and some of each.
    pub fn any(chance: &mut Chance, share: (f64, f64)) -> Self {
        let black = chance.between(5.0, 60.0);
        Self {
            share: chance.between(share.0, share.1),
            turn: chance.between(-180.0, 180.0),
            tilt: chance.between(0.0, 0.06),
            blur: chance.between(0.3, 1.2),
            grain: chance.between(1.0, 7.0),
            shadow: chance.between(0.4, 1.0),
            levels: (black, chance.between(black + 70.0, 245.0)),
            round: if chance.between(0.0, 1.0) < 0.5 { 25.0 } else { 190.0 },
            inverted: false,
        }
    }
}

/// A picture of `width` by `height`, one byte a pixel, with the code near its middle.
pub fn picture(modules: &Modules, look: &Look, chance: &mut Chance, (width, height): (usize, usize)) -> Vec<u8> {
    let side = look.share * width.min(height) as f64;
    let (sin, cos) = look.turn.to_radians().sin_cos();
    // Turned, a square is wider: it stays within the picture.
    let half = side / 2.0 / (sin.abs() + cos.abs()).min(1.25);
    let (middle_x, middle_y) = (
        width as f64 / 2.0 + chance.between(-0.02, 0.02) * width as f64,
        height as f64 / 2.0 + chance.between(-0.02, 0.02) * height as f64,
    );
    let mut corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
    for corner in &mut corners {
        let off = 2.0 * look.tilt;
        let (x, y) = (corner.0 + chance.between(-off, off), corner.1 + chance.between(-off, off));
        *corner = (middle_x + half * (x * cos - y * sin), middle_y + half * (x * sin + y * cos));
    }
    let from_picture = inverse(&from_square(&corners));
    let card = modules.side as f64;
    let (mut black, mut white) = look.levels;
    if look.inverted {
        std::mem::swap(&mut black, &mut white);
    }
    let level = |x: f64, y: f64| {
        let (u, v) = map(&from_picture, x, y);
        match ((0.0..1.0).contains(&u), (0.0..1.0).contains(&v)) {
            (true, true) if modules.is_black((u * card) as usize, (v * card) as usize) => black,
            (true, true) => white,
            _ => look.round,
        }
    };
    // All is even but for where the card is, and what its blur reaches.
    let mut out = vec![look.round; width * height];
    let within =
        |ends: (f64, f64), side: usize| (ends.0.max(4.0) as usize - 4)..(ends.1.max(0.0) as usize + 5).min(side);
    let ends = |of: fn(&(f64, f64)) -> f64| {
        corners.iter().map(of).fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)))
    };
    let (columns, rows) = (within(ends(|corner| corner.0), width), within(ends(|corner| corner.1), height));
    for y in rows.clone() {
        for x in columns.clone() {
            let (x0, y0) = (x as f64 + 0.25, y as f64 + 0.25);
            let four = level(x0, y0) + level(x0 + 0.5, y0) + level(x0, y0 + 0.5) + level(x0 + 0.5, y0 + 0.5);
            out[y * width + x] = four / 4.0;
        }
    }
    blur(&mut out, width, look.blur, columns, rows);
    let grains: Vec<f64> = (0..4096).map(|_| look.grain * chance.normal()).collect();
    let (sin, cos) = chance.between(0.0, std::f64::consts::TAU).sin_cos();
    let long = width.max(height) as f64;
    let mut seen = Vec::with_capacity(out.len());
    for y in 0..height {
        for x in 0..width {
            let across = ((x as f64 - middle_x) * cos + (y as f64 - middle_y) * sin) / long + 0.5;
            let light = look.shadow + (1.0 - look.shadow) * across.clamp(0.0, 1.0);
            let grain = grains[chance.between(0.0, 4096.0) as usize];
            seen.push((out[y * width + x] * light + grain + 0.5) as u8);
        }
    }
    seen
}

/// The projection that takes the unit square to these corners, clockwise from the origin (Heckbert 1989,
/// "Fundamentals of texture mapping and image warping", 2.2.3).
fn from_square(corners: &[(f64, f64); 4]) -> [f64; 9] {
    let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = *corners;
    let (dx1, dx2, sx) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
    let (dy1, dy2, sy) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
    let under = dx1 * dy2 - dx2 * dy1;
    let (g, h) = ((sx * dy2 - dx2 * sy) / under, (dx1 * sy - sx * dy1) / under);
    [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1.0]
}

/// The projection back, but for a factor, which does not matter.
fn inverse(m: &[f64; 9]) -> [f64; 9] {
    let [a, b, c, d, e, f, g, h, i] = *m;
    [
        e * i - f * h,
        c * h - b * i,
        b * f - c * e,
        f * g - d * i,
        a * i - c * g,
        c * d - a * f,
        d * h - e * g,
        b * g - a * h,
        a * e - b * d,
    ]
}

fn map(m: &[f64; 9], x: f64, y: f64) -> (f64, f64) {
    let under = m[6] * x + m[7] * y + m[8];
    ((m[0] * x + m[1] * y + m[2]) / under, (m[3] * x + m[4] * y + m[5]) / under)
}

/// A Gaussian blur of a part, along its rows and then along its columns. Beyond the part all is even.
fn blur(picture: &mut [f64], width: usize, deviation: f64, columns: Range<usize>, rows: Range<usize>) {
    if deviation <= 0.0 {
        return;
    }
    let reach = (2.5 * deviation).ceil() as usize;
    let weights: Vec<f64> =
        (0..=2 * reach).map(|at| (-(at as f64 - reach as f64).powi(2) / 2.0 / deviation.powi(2)).exp()).collect();
    let all: f64 = weights.iter().sum();
    for (step, along, lines, line_step) in
        [(1, columns.clone(), rows.clone(), width), (width, rows.clone(), columns.clone(), 1)]
    {
        for line in lines {
            let start = line * line_step;
            let old: Vec<f64> = along.clone().map(|at| picture[start + at * step]).collect();
            for (place, at) in along.clone().enumerate() {
                let mut sum = 0.0;
                for (off, weight) in weights.iter().enumerate() {
                    sum += weight * old[(place + off).saturating_sub(reach).min(old.len() - 1)];
                }
                picture[start + at * step] = sum / all;
            }
        }
    }
}
