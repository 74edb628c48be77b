//! The round table on the wall: the time of the slot in it, and a seat for everybody who is expected, filled
//! when theirs is in. The words stand beside it, so that it says nothing by itself.

use std::f64::consts::PI;

use super::geometry::{arc, point, xy};
use crate::domain::number::short;

/// The most seats that are drawn: beyond, the count in words has to do.
pub const MOST_SEATS: usize = 40;

const TOP: f64 = 246.0;
const TIME: f64 = 214.0;
const SEATS: f64 = 300.0;
/// The largest seat, and how much wider its back is.
const SEAT: f64 = 26.0;
const BACK: f64 = 32.0 / 26.0;
/// How far the back of a seat goes round, to each side.
const TURN: f64 = 58.0;

/// Draws the table with so many seats, the first of them taken; the one that was taken last stands out while
/// others are free. `left` is the share of the time that is left, from 0 to 1.
#[must_use]
pub fn table(seats: usize, taken: usize, left: f64) -> String {
    let mut out = format!(
        "<svg class=\"wall-table\" viewBox=\"-340 -340 680 680\" aria-hidden=\"true\">\
         <circle class=\"disc\" r=\"{0}\"/><circle class=\"run\" r=\"{1}\"/>",
        short(TOP),
        short(TIME),
    );
    let round = left.clamp(0.0, 1.0) * 360.0;
    if round > 359.5 {
        out += &format!("<circle class=\"time\" r=\"{}\"/>", short(TIME));
    } else if round > 0.5 {
        out += &format!("<path class=\"time\" d=\"{}\"/>", arc(TIME, 0.0, round));
    }
    if seats <= MOST_SEATS {
        // Backs stay apart: nine tenths of what two neighbours share.
        let room = SEATS * PI / seats.max(1) as f64 * 0.9 / BACK;
        let size = room.min(SEAT);
        for seat in 0..seats {
            let class = match seat {
                seat if seat >= taken => "free",
                seat if seat + 1 == taken && taken < seats => "taken now",
                _ => "taken",
            };
            out += &one(seat as f64 * 360.0 / seats as f64, size, class);
        }
    }
    out += "</svg>";
    out
}

fn one(degrees: f64, size: f64, class: &str) -> String {
    let (x, y) = point(SEATS, degrees);
    let radius = short(size * BACK);
    let back = |turn: f64| {
        let (dx, dy) = point(size * BACK, degrees + turn);
        xy((x + dx, y + dy))
    };
    format!(
        "<g class=\"{class}\"><circle cx=\"{}\" cy=\"{}\" r=\"{}\"/><path d=\"M{}A{radius} {radius} 0 0 1 {}\"/></g>",
        short(x),
        short(y),
        short(size),
        back(-TURN),
        back(TURN),
    )
}
