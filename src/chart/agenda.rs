//! An agenda as the rim of a table: one part a slot, as long as its minutes, and the time there is once round.
//!
//! What is too much makes the rest shorter, and a mark stands where the time is over. The list beside it says
//! the same in words.

use super::geometry::{arc, escape, point, xy};
use crate::domain::number::short;
use crate::domain::workshop::{Item, Workshop};

/// The middle of the rim, and its half width.
const RIM: f64 = 82.0;
const HALF: f64 = 8.0;
/// The gap between two parts, in degrees.
const GAP: f64 = 2.0;

/// Draws the rim; `figure` and `words` stand on the table.
#[must_use]
pub fn ring(workshop: &Workshop, figure: &str, words: &str) -> String {
    let total = workshop.total();
    let chosen = workshop.minutes.map_or(total, u32::from);
    let degrees = |minutes: u32| f64::from(minutes) * 360.0 / f64::from(total.max(chosen).max(1));
    let mut out = format!(
        "<svg class=\"agenda-ring\" viewBox=\"-100 -100 200 200\" aria-hidden=\"true\">\
         <circle class=\"top\" r=\"{}\"/><circle class=\"ring-free\" r=\"{}\"/>",
        short(RIM - HALF - 5.0),
        short(RIM),
    );
    for (slot, begin) in workshop.agenda.iter().zip(workshop.begins()) {
        let (from, to) = (degrees(begin), degrees(begin + u32::from(slot.minutes)));
        // What is shorter than the gap is a hair; a whole round would be none.
        let end = (to - GAP / 2.0).max(from + GAP / 2.0 + 0.5).min(from + 359.0);
        let class = match slot.item {
            Item::Activity(_) => "ring-activity",
            Item::Pause => "ring-pause",
            Item::Welcome | Item::Closing | Item::Own => "ring-frame",
        };
        out += &format!("<path class=\"ring-part {class}\" d=\"{}\"/>", arc(RIM, from + GAP / 2.0, end));
    }
    if total > chosen {
        let at = degrees(chosen);
        let mark = [xy(point(RIM - HALF - 5.0, at)), xy(point(RIM + HALF + 5.0, at))].join("L");
        out += &format!("<path class=\"ring-over\" d=\"M{mark}\"/>");
    }
    out += &format!(
        "<text class=\"ring-figure\" text-anchor=\"middle\" y=\"8\">{}</text><text class=\"ring-words\" text-anchor=\"middle\" y=\"30\">{}</text></svg>",
        escape(figure),
        escape(words),
    );
    out
}
