//! Colours: known values, what is taken of an owner's colour, and that text stays readable whatever an owner chooses,
//! computed from the style sheet itself.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeMap;

use common::text_of;
use proptest::prelude::*;
use roundtable::domain::colour::{Rgb, Role, Tint};

fn rgb(text: &str) -> Rgb {
    Rgb::parse(text).unwrap()
}

/// Whether two colours differ by rounding only.
fn is_near(a: Rgb, b: Rgb) -> bool {
    a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) <= 1)
}

#[test]
fn colours_are_read_as_they_are_written() {
    for (text, read) in [
        ("#000000", Some([0, 0, 0])),
        ("#265797", Some([0x26, 0x57, 0x97])),
        ("#ABCdef", Some([0xab, 0xcd, 0xef])),
        ("#f80", Some([0xff, 0x88, 0])),
        ("265797", None),
        ("#26579", None),
        ("#2657977", None),
        ("#26579g", None),
        ("#", None),
        ("", None),
        ("red", None),
        ("#äöü", None),
    ] {
        assert_eq!(Rgb::parse(text).map(|colour| colour.0), read, "{text}");
    }
}

/// Contrast ratios as WebAIM's contrast checker gives them; hues as the sample code of CSS Color 4 computes them.
#[test]
fn figures_are_the_known_ones() {
    for (a, b, ratio) in [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
        ("#265797", "#265797", 1.0),
    ] {
        assert!((rgb(a).contrast(rgb(b)) - ratio).abs() < 0.01, "{a} on {b}: {}", rgb(a).contrast(rgb(b)));
    }
    for (text, hue) in
        [("#ff0000", 29), ("#265797", 256), ("#0000ff", 264), ("#00ff00", 142), ("#ffff00", 110), ("#d9692b", 46)]
    {
        assert_eq!(Tint::of(rgb(text), Role::Accent).hue, hue, "{text}");
    }
    // There and back, as far as whole degrees and thousandths go.
    let back = Tint { hue: 256, chroma: 117 }.at(0.4574, 1.0);
    assert!(is_near(back, rgb("#265797")), "{back}");
    assert_eq!(Tint::of(rgb("#808080"), Role::Second).chroma, 0);
    assert_eq!(Tint::of(rgb("#000"), Role::Accent).chroma, 0);
}

#[test]
fn colours_that_look_alike_are_known() {
    let (blue, orange) = (Role::Accent.usual(), Role::Second.usual());
    assert!(blue.is_apart_from(orange));
    for (a, b, apart) in [
        ("#265797", "#264f97", false),
        ("#ff0000", "#ff0050", false),
        ("#c2410c", "#1d6b4f", true),
        ("#777777", "#888888", false),
        ("#777777", "#ff0000", true),
    ] {
        let [a, b] = [Tint::of(rgb(a), Role::Accent), Tint::of(rgb(b), Role::Second)];
        assert_eq!(a.is_apart_from(b), apart, "{a:?} {b:?}");
        assert_eq!(b.is_apart_from(a), apart, "{b:?} {a:?}");
    }
    // Round the circle.
    assert!(!Tint { hue: 355, chroma: 100 }.is_apart_from(Tint { hue: 5, chroma: 100 }));
}

proptest! {
    #[test]
    fn the_opposite_is_always_apart(r: u8, g: u8, b: u8) {
        let tint = Tint::of(Rgb([r, g, b]), Role::Accent);
        prop_assert!(tint.hue < 360 && tint.chroma < 400);
        prop_assert!(tint.is_apart_from(tint.opposite()));
    }
}

// The style sheet

/// The custom properties of one look, as they are written.
type Tokens = BTreeMap<String, String>;

fn tokens(dark: bool) -> Tokens {
    let sheet = text_of("style/tokens.css");
    let block = |start: &str| {
        let from = sheet.split_once(start).unwrap_or_else(|| panic!("no {start}")).1;
        from.split_once('}').unwrap().0.to_owned()
    };
    let mut parts = vec![block("  :root {"), block(":root, [data-theme=\"light\"] {")];
    if dark {
        parts.push(block("    [data-theme=\"dark\"] {"));
    }
    let mut all = Tokens::new();
    for line in parts.iter().flat_map(|part| part.split(';')) {
        let line = line.split("*/").last().unwrap().trim();
        if let Some((name, value)) = line.strip_prefix("--").and_then(|line| line.split_once(':')) {
            all.insert(name.trim().to_owned(), value.trim().to_owned());
        }
    }
    all
}

/// A number of the sheet: plain, a variable, or a variable times or plus a number.
fn number(tokens: &Tokens, text: &str) -> f64 {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("calc(").and_then(|rest| rest.strip_suffix(')')) {
        if let Some((a, b)) = inner.split_once(" * ") {
            return number(tokens, a) * number(tokens, b);
        }
        let (a, b) = inner.split_once(" + ").unwrap_or_else(|| panic!("{inner}"));
        return number(tokens, a) + number(tokens, b);
    }
    if let Some(name) = text.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')) {
        return number(tokens, &tokens[name]);
    }
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

/// The parts of a text between blanks that stand in no brackets.
fn split(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for one in text.chars() {
        match one {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(one);
    }
    parts
}

fn colour(tokens: &Tokens, name: &str) -> Rgb {
    let text = &tokens[name];
    if let Some(other) = text.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')) {
        return colour(tokens, other);
    }
    let inner = text.strip_prefix("oklch(").and_then(|rest| rest.strip_suffix(')')).unwrap_or_else(|| panic!("{text}"));
    let parts = split(inner);
    assert_eq!(parts.len(), 3, "{text}");
    let [lightness, chroma, hue] = [0, 1, 2].map(|at: usize| number(tokens, &parts[at]));
    let tint = Tint { hue: (hue.round() as u16) % 360, chroma: (chroma * 1000.0).round() as u16 };
    tint.at(lightness, 1.0)
}

/// What is read on what, and the contrast that WCAG 2.2 wants: 4.5 for text, 3 for edges and signs.
const PAIRS: [(&str, &str, f64); 24] = [
    ("ink", "paper", 4.5),
    ("ink", "sheet", 4.5),
    ("ink", "accent-soft", 4.5),
    ("ink", "second-soft", 4.5),
    ("ink-2", "paper", 4.5),
    ("ink-2", "sheet", 4.5),
    ("ink-2", "sunk", 4.5),
    ("ink-3", "paper", 4.5),
    ("ink-3", "sheet", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "sheet", 4.5),
    ("accent", "accent-soft", 4.5),
    ("accent-press", "accent-soft", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-press", 4.5),
    ("second-text", "paper", 4.5),
    ("second-text", "sheet", 4.5),
    ("second-text", "second-soft", 4.5),
    ("on-second", "second", 4.5),
    ("on-mid", "second-mid", 4.5),
    ("on-mid", "accent-mid", 4.5),
    ("focus", "paper", 3.0),
    ("focus", "sheet", 3.0),
    ("line-strong", "sheet", 3.0),
];

fn write(tokens: &mut Tokens, name: &str, tint: Tint) {
    tokens.insert(format!("hue-{name}"), tint.hue.to_string());
    tokens.insert(format!("chroma-{name}"), format!("{}", f64::from(tint.chroma) / 1000.0));
}

#[test]
fn text_is_readable_in_whatever_colours() {
    const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
    let mut tints = 0;
    for dark in [false, true] {
        let usual = tokens(dark);
        for (r, g, b) in
            STEPS.iter().flat_map(|r| STEPS.iter().flat_map(move |g| STEPS.iter().map(move |b| (*r, *g, *b))))
        {
            let written = Rgb([r, g, b]);
            let mut tokens = usual.clone();
            write(&mut tokens, "a", Tint::of(written, Role::Accent));
            write(&mut tokens, "b", Tint::of(written, Role::Second));
            for (on, under, least) in PAIRS {
                let ratio = colour(&tokens, on).contrast(colour(&tokens, under));
                assert!(ratio >= least, "{written} dark {dark}: {on} on {under} has {ratio:.2}, not {least}");
            }
            tints += 1;
        }
    }
    assert_eq!(tints, 432);
}

#[test]
fn the_owner_sees_the_shades_of_the_style() {
    for (role, name, on, tint) in [
        (Role::Accent, "accent", "on-accent", Tint::of(rgb("#8a1c4a"), Role::Accent)),
        (Role::Second, "second", "on-second", Tint::of(rgb("#1d6b4f"), Role::Second)),
    ] {
        for (shade, dark) in role.shades(tint).into_iter().zip([false, true]) {
            let mut tokens = tokens(dark);
            let letter = if role == Role::Accent { "a" } else { "b" };
            write(&mut tokens, letter, tint);
            for (shown, style) in [(shade.colour, colour(&tokens, name)), (shade.text, colour(&tokens, on))] {
                assert!(is_near(shown, style), "{name} dark {dark}: {shown}, {style}");
            }
        }
    }
    let tokens = tokens(false);
    for (role, letter) in [(Role::Accent, "a"), (Role::Second, "b")] {
        let usual = role.usual();
        assert_eq!(number(&tokens, &format!("var(--hue-{letter})")), f64::from(usual.hue));
        assert!((number(&tokens, &format!("var(--chroma-{letter})")) - f64::from(usual.chroma) / 1000.0).abs() < 1e-9);
    }
}
