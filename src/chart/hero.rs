//! The picture on the home page: two partners at one table. Each axis carries both petals; where they
//! agree, the inks overprint.

use super::geometry::{petal, point, xy};
use crate::domain::number::short;

const RIM: f64 = 262.0;
const A: [f64; 6] = [4.5, 3.3, 4.4, 2.5, 3.7, 4.7];
const B: [f64; 6] = [3.9, 4.4, 3.1, 4.0, 4.5, 3.2];
const CHAIRS: [&str; 12] = ["a", "b", "a", "free", "b", "a", "b", "a", "free", "b", "a", "b"];

/// Draws it.
#[must_use]
pub fn hero() -> String {
    let radius = |score: f64| 60.0 + (score - 1.0) / 4.0 * (RIM - 80.0);
    let side = |scores: [f64; 6], lean: f64| -> String {
        scores
            .iter()
            .enumerate()
            .map(|(index, score)| {
                format!("<path d=\"{}\"/>", petal(index as f64 * 60.0 + lean, radius(*score), 41.0, 19.0))
            })
            .collect()
    };
    let (a, b) = (side(A, -9.5), side(B, 9.5));
    let mut out = format!(
        "<svg class=\"hero-table\" viewBox=\"-360 -360 720 720\" aria-hidden=\"true\"><circle class=\"top\" r=\"{}\"/>",
        short(RIM),
    );
    for index in 0..6 {
        out += &format!("<path class=\"axis\" d=\"M0 0L{}\"/>", xy(point(RIM, f64::from(index) * 60.0)));
    }
    out += &format!(
        "<clipPath id=\"hero-a\">{a}</clipPath><g class=\"ink-a\">{a}</g><g class=\"ink-b\">{b}</g>\
         <g class=\"ink-both\" clip-path=\"url(#hero-a)\">{b}</g><circle class=\"limit\" r=\"{}\"/>\
         <circle class=\"limit strong\" r=\"{}\"/><circle class=\"rim\" r=\"{}\"/><circle class=\"hub\" r=\"26\"/>",
        short(radius(3.0)),
        short(radius(4.0)),
        short(RIM),
    );
    for (index, class) in CHAIRS.iter().enumerate() {
        let angle = index as f64 * 30.0 + 15.0;
        let (x, y) = point(RIM + 44.0, angle);
        let back = |turn: f64| {
            let (dx, dy) = point(31.0, angle + turn);
            xy((x + dx, y + dy))
        };
        out += &format!(
            "<g class=\"chair {class}\"><circle cx=\"{}\" cy=\"{}\" r=\"22\"/><path d=\"M{}A31 31 0 0 1 {}\"/></g>",
            short(x),
            short(y),
            back(-60.0),
            back(60.0),
        );
    }
    out += "</svg>";
    out
}
