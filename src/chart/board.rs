//! A board as a picture that stands alone: its zones with their cards, for a document, a slide or the page.
//!
//! Always light, on white, with its colours in it. Units are pixels of the picture.

use super::geometry::escape;
use crate::domain::number::short;
use crate::domain::task::{Axes, Layout};

/// The width of the picture.
const WIDTH: f64 = 960.0;
const MARGIN: f64 = 24.0;
const GAP: f64 = 12.0;
/// The height of a line of text.
const LINE: f64 = 20.0;
const PAD: f64 = 12.0;
/// How wide a letter is, about: lines are broken a little early rather than late.
const LETTER: f64 = 7.6;

const STYLE: &str = "text{font-family:system-ui,'Segoe UI',Roboto,sans-serif;font-size:14px;fill:#141d2c}\
.heading{font:600 20px Palatino,'URW Palladio L',P052,Georgia,serif}.sub{font-size:13px;fill:#454f60}\
.zone{fill:#f1efea;stroke:#d6d3cc}.name{font:600 16px Palatino,'URW Palladio L',P052,Georgia,serif}\
.card{fill:#fff;stroke:#757e8d}.axis{font-size:13px;fill:#454f60}";

/// A zone with its cards.
pub type Zone = (String, Vec<String>);

/// Draws the picture: its SVG, its width and its height.
#[must_use]
pub fn picture(heading: &str, sub: &str, layout: Layout, zones: &[Zone], axes: Option<&Axes>) -> (String, u32, u32) {
    let columns = match layout {
        Layout::Columns => zones.len().clamp(1, 4),
        Layout::Quadrants | Layout::Grid => 2,
        Layout::Rings | Layout::Ladder => 1,
    };
    let wide = (WIDTH - 2.0 * MARGIN - GAP * (columns as f64 - 1.0)) / columns as f64;
    let mut top = MARGIN + 56.0;
    let mut body = String::new();
    if let Some(axes) = axes {
        body += &text(
            "axis",
            MARGIN,
            top,
            &format!("↑ {}   ↓ {}   ← {}   → {}", axes.y[0], axes.y[1], axes.x[0], axes.x[1]),
        );
        top += LINE;
    }
    for (line, row) in zones.chunks(columns).enumerate() {
        // Rings narrow towards the centre, which stands first.
        let inset = if layout == Layout::Rings { (zones.len() - 1 - line) as f64 * 28.0 } else { 0.0 };
        let width = wide - 2.0 * inset;
        let drawn: Vec<(String, f64)> = row.iter().map(|zone| contents(zone, width)).collect();
        let height = drawn.iter().map(|(_, height)| *height).fold(0.0, f64::max);
        for (at, (inner, _)) in drawn.iter().enumerate() {
            let x = MARGIN + inset + at as f64 * (wide + GAP);
            body += &format!(
                "<g transform=\"translate({} {})\"><rect class=\"zone\" width=\"{}\" height=\"{}\" rx=\"{}\"/>{inner}</g>",
                short(x),
                short(top),
                short(width),
                short(height),
                if layout == Layout::Rings { "28" } else { "10" }
            );
        }
        top += height + GAP;
    }
    let height = top + MARGIN - GAP;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\"><style>{STYLE}</style>\
         <path d=\"M0 0h{0}v{1}H0z\" fill=\"#fff\"/>{2}{3}{body}</svg>",
        short(WIDTH),
        short(height),
        text("heading", MARGIN, MARGIN + 16.0, heading),
        text("sub", MARGIN, MARGIN + 38.0, sub),
    );
    (svg, WIDTH as u32, height.ceil() as u32)
}

/// A zone's name and cards, and how high they are together.
fn contents((name, cards): &Zone, width: f64) -> (String, f64) {
    let mut y = PAD;
    let mut out = String::new();
    for line in lines(name, width - 2.0 * PAD) {
        out += &text("name", PAD, y + 15.0, &line);
        y += LINE;
    }
    y += 6.0;
    for card in cards {
        let words = lines(card, width - 4.0 * PAD);
        let height = words.len() as f64 * LINE + PAD;
        out += &format!(
            "<rect class=\"card\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>",
            short(PAD),
            short(y),
            short(width - 2.0 * PAD),
            short(height)
        );
        for (at, line) in words.iter().enumerate() {
            out += &text("", 2.0 * PAD, y + 20.0 + at as f64 * LINE, line);
        }
        y += height + 6.0;
    }
    (out, y + PAD - 6.0)
}

fn text(class: &str, x: f64, y: f64, words: &str) -> String {
    format!("<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>", short(x), short(y), escape(words))
}

/// Breaks a text into lines of at most this width, about; a word that is longer is broken.
fn lines(words: &str, width: f64) -> Vec<String> {
    let most = ((width / LETTER) as usize).max(4);
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        while !word.is_empty() {
            let last = lines.len() - 1;
            let used = lines[last].chars().count();
            let room = most.saturating_sub(used + usize::from(used > 0));
            if word.len() <= room {
                if used > 0 {
                    lines[last].push(' ');
                }
                lines[last].extend(word.drain(..));
            } else if used == 0 {
                lines[last].extend(word.drain(..most));
                lines.push(String::new());
            } else {
                lines.push(String::new());
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    if lines.is_empty() { vec![String::new()] } else { lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken() {
        assert_eq!(lines("one two three four", 10.0 * LETTER), ["one two", "three four"]);
        assert_eq!(lines("extraordinarily", 10.0 * LETTER), ["extraordin", "arily"]);
        assert_eq!(lines("", 100.0), [""]);
    }

    #[test]
    fn every_layout_shows_every_card_once() {
        let zones: Vec<Zone> = (0..5)
            .map(|at| (format!("Zone {at}"), (0..at).map(|card| format!("Card {at}.{card}")).collect()))
            .collect();
        for (_, layout) in Layout::WORDS {
            let (svg, width, height) = picture("Heading <b>", "today", layout, &zones, None);
            assert!(svg.contains("Heading &lt;b&gt;") && width == 960 && height > 200, "{layout:?}");
            for (zone, cards) in &zones {
                assert_eq!(svg.matches(&format!(">{zone}<")).count(), 1, "{layout:?} {zone}");
                assert!(cards.iter().all(|card| svg.matches(&format!(">{card}<")).count() == 1), "{layout:?}");
            }
        }
    }
}
