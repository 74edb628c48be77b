//! The mark on a catalogue card, drawn from the activity's own data: the thick rim is its minutes of an
//! hour, filled seats are the fewest people, open seats room for more, petals its dimensions.

use super::geometry::{arc, petal, point};
use crate::domain::activity::Kind;
use crate::domain::catalogue::Entry;
use crate::domain::number::short;

const RIM: f64 = 23.0;

/// Draws the mark of an entry.
#[must_use]
pub fn glyph(entry: &Entry) -> String {
    let mut out = format!(
        "<svg class=\"glyph\" viewBox=\"-36 -36 72 72\" aria-hidden=\"true\"><circle class=\"g-top\" r=\"{}\"/>",
        short(RIM),
    );
    match entry.kind {
        Kind::Assessment => draw_petals(usize::from(entry.dimensions), &mut out),
        Kind::Exercise => {
            out += "<circle class=\"g-petal\" cx=\"-5.5\" r=\"9.5\"/><circle class=\"g-petal two\" cx=\"5.5\" r=\"9.5\"/>\
                    <path class=\"g-both\" d=\"M0 -7.7A9.5 9.5 0 0 1 0 7.7A9.5 9.5 0 0 1 0 -7.7Z\"/>";
        }
    }
    if entry.minutes < 60 {
        out += &format!("<path class=\"g-time\" d=\"{}\"/>", arc(RIM, 0.0, f64::from(entry.minutes) * 6.0));
    } else {
        out += &format!("<circle class=\"g-time\" r=\"{}\"/>", short(RIM));
    }
    draw_people(entry, &mut out);
    out += "</svg>";
    out
}

fn draw_petals(count: usize, out: &mut String) {
    /// Lengths that make a lively, always equal flower.
    const LENGTHS: [f64; 8] = [17.0, 12.0, 19.0, 14.5, 16.0, 12.5, 18.0, 14.0];
    let spread = match count {
        0..=5 => 26.0,
        6 => 23.0,
        7 => 20.0,
        _ => 19.0,
    };
    let width = if count < 6 { 4.8 } else { 4.1 };
    for index in 0..count {
        let path = petal(index as f64 * 360.0 / count as f64, LENGTHS[index % 8] + 1.5, width, spread);
        *out += &format!("<path class=\"g-petal\" d=\"{path}\"/>");
    }
}

fn draw_people(entry: &Entry, out: &mut String) {
    let (fewest, most) = entry.people.as_ref().map_or((1, None), |people| (people.min, people.max));
    let seats = most.filter(|most| *most <= 2).unwrap_or(8);
    let turn = match seats {
        1 => 180.0,
        2 => 90.0,
        _ => 0.0,
    };
    for index in 0..seats {
        let (x, y) = point(31.0, turn + f64::from(index) * 360.0 / f64::from(seats));
        let class = if index < fewest { "g-seat" } else { "g-free" };
        *out += &format!("<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3\"/>", short(x), short(y));
    }
}
