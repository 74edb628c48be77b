//! Progress as seats that fill round the table. A `progress` element beside it says the same in words.

use super::geometry::point;
use crate::domain::number::short;

/// The most seats drawn: with more questions a seat stands for several.
const MOST: usize = 40;

/// A ring of so many seats, of which the first `count` are taken; of more than can be drawn, the first ones.
#[must_use]
pub fn filled(count: usize, seats: usize) -> String {
    ring(&(0..seats.min(MOST)).map(|seat| seat < count).collect::<Vec<_>>(), None)
}

/// A ring of seats. `taken` says for each seat whether it is filled; `now` is the current one.
#[must_use]
pub fn ring(taken: &[bool], now: Option<usize>) -> String {
    let (taken, now) = gathered(taken, now);
    let count = taken.len().max(1);
    let radius = 26.0_f64;
    // Seats stay apart: half a seat's distance, at most the mock-up's size.
    let seat = (radius * std::f64::consts::PI / count as f64 * 0.8).min(3.1);
    let disc = radius - seat - 4.5;
    let half = short(radius + 3.1 * 1.3 + 2.0);
    let whole = short(2.0 * (radius + 3.1 * 1.3 + 2.0));
    let mut out = format!(
        "<svg class=\"seat-ring\" viewBox=\"-{half} -{half} {whole} {whole}\" aria-hidden=\"true\">\
         <circle class=\"disc\" r=\"{}\"/>",
        short(disc),
    );
    for (index, &filled) in taken.iter().enumerate() {
        let (x, y) = point(radius, index as f64 * 360.0 / count as f64);
        let class = match (now == Some(index), filled) {
            (true, _) => "now",
            (false, true) => "taken",
            (false, false) => "free",
        };
        out += &format!("<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", short(x), short(y), short(seat),);
    }
    out += "</svg>";
    out
}

/// Above [`MOST`] questions a seat stands for several and fills when all of them are answered.
fn gathered(taken: &[bool], now: Option<usize>) -> (Vec<bool>, Option<usize>) {
    if taken.len() <= MOST {
        return (taken.to_vec(), now);
    }
    let share = taken.len().div_ceil(MOST);
    (taken.chunks(share).map(|part| part.iter().all(|&filled| filled)).collect(), now.map(|now| now / share))
}
