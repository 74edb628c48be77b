//! The result as a table from above: one petal a dimension, the bands as rings, the scores as seats on
//! the rim. Two results share one table as two inks.

use super::geometry::{arc, escape, petal, point, sin_cos, xy};
use crate::domain::activity::Level;
use crate::domain::number::short;

/// Half of the drawing's width and height: the box is a square round the centre.
pub const HALF: f64 = 194.0;
const RIM: f64 = 150.0;
const HUB: f64 = 15.0;
const SEAT: f64 = 18.0;
/// The radius of a person's dot.
const PERSON: f64 = 3.6;
/// Where the lowest and the highest point of the scale lie.
const FIRST: f64 = 32.0;
const LAST: f64 = 126.0;

/// What the table shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// One petal a dimension.
    pub petals: Vec<Petal>,
    /// The number of points of the scale.
    pub points: u8,
    /// The means at which the second and third band begin, with their words (`3`, `4`).
    pub limits: Vec<(f64, String)>,
    /// A name for ids inside the drawing, unique on the page.
    pub name: String,
    /// What it shows, for whoever does not see it.
    pub title: String,
    /// The figures in words.
    pub description: String,
    /// Whether names stand on straight lines: scripts whose letters join must not be bent.
    pub straight: bool,
}

/// One dimension on the table.
#[derive(Clone, PartialEq, Debug)]
pub struct Petal {
    /// Its name, on the rim.
    pub title: String,
    /// Its mean; `None` leaves the place empty.
    pub mean: Option<f64>,
    /// Where the mean falls.
    pub level: Option<Level>,
    /// The mean in words, in the seat.
    pub score: String,
    /// The mean of last time, as a tick; or of the other response, as a second petal.
    pub other: Option<f64>,
}

/// Draws one result, with a tick for last time.
#[must_use]
pub fn result(table: &Table) -> String {
    draw(table, false)
}

/// Draws two results as two inks that overprint.
#[must_use]
pub fn overlay(table: &Table) -> String {
    draw(table, true)
}

/// Draws a group: a pale petal for the mean of each dimension, and on it a dot for every person's score. `people`
/// has the scores of each dimension, rising; `apart` is the dimension that people differ on most.
#[must_use]
pub fn group(table: &Table, people: &[Vec<f64>], apart: Option<usize>) -> String {
    let mut dots = String::new();
    for (index, scores) in people.iter().enumerate() {
        let class = if apart == Some(index) { "person apart" } else { "person" };
        let (sin, cos) = sin_cos(table.angle(index));
        let (mut last, mut level) = (f64::NEG_INFINITY, 0);
        for score in scores {
            let radius = table.radius(*score);
            // Side by side across the spoke where they would lie on each other: 0, 1, -1, 2, -2.
            level = if radius - last < 2.0 * PERSON { level + 1 } else { 0 };
            if level == 0 {
                last = radius;
            }
            let side = if level % 2 == 1 { 1.0 } else { -1.0 };
            let off = side * f64::from((level + 1) / 2) * 2.1 * PERSON;
            let (x, y) = (last * sin + off * cos, -last * cos + off * sin);
            dots +=
                &format!("<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", short(x), short(y), short(PERSON));
        }
    }
    // Above the petals, below nothing: the last thing drawn.
    draw(table, false).replacen("</svg>", &[&dots, "</svg>"].concat(), 1)
}

/// Half-width and half-angle of a petal when `count` of them share the table.
fn shape(count: usize) -> (f64, f64) {
    match count {
        0..=3 => (40.0, 30.0),
        4 => (37.0, 30.0),
        5 => (33.0, 29.0),
        6 => (29.0, 25.0),
        7 => (25.0, 21.5),
        8 => (22.0, 19.0),
        _ => (20.0, 16.0),
    }
}

impl Table {
    fn radius(&self, mean: f64) -> f64 {
        FIRST + (mean - 1.0) / f64::from(self.points.max(2) - 1) * (LAST - FIRST)
    }

    fn angle(&self, index: usize) -> f64 {
        index as f64 * 360.0 / self.petals.len() as f64
    }
}

fn draw(table: &Table, two: bool) -> String {
    let name = &table.name;
    let mut out = format!(
        "<svg class=\"table-chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{0} {0} {1} {1}\" role=\"img\" \
         aria-labelledby=\"{name}-t {name}-d\"><title id=\"{name}-t\">{2}</title><desc id=\"{name}-d\">{3}</desc>\
         <defs><pattern id=\"{name}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(38)\"><path class=\"hatch\" d=\"M0 0V6\"/></pattern></defs>\
         <circle class=\"top\" r=\"{4}\"/>",
        short(-HALF),
        short(2.0 * HALF),
        escape(&table.title),
        escape(&table.description),
        short(RIM),
    );
    for index in 0..table.petals.len() {
        out += &format!("<path class=\"axis\" d=\"M0 0L{}\"/>", xy(point(RIM, table.angle(index))));
    }
    if two {
        draw_two(table, &mut out);
    } else {
        draw_one(table, &mut out);
    }
    draw_rings(table, &mut out);
    if !two {
        draw_ticks(table, &mut out);
    }
    draw_seats(table, &mut out);
    draw_names(table, &mut out);
    out += "</svg>";
    out
}

fn draw_one(table: &Table, out: &mut String) {
    let (width, spread) = shape(table.petals.len());
    for (index, one) in table.petals.iter().enumerate() {
        let Some(mean) = one.mean else { continue };
        let path = petal(table.angle(index), table.radius(mean), width, spread);
        match one.level {
            Some(Level::Low) | None => {
                *out += &format!(
                    "<path class=\"petal bed\" d=\"{path}\"/>\
                     <path class=\"petal low\" fill=\"url(#{}-hatch)\" d=\"{path}\"/>",
                    table.name,
                );
            }
            Some(Level::Middle) => *out += &format!("<path class=\"petal middle\" d=\"{path}\"/>"),
            Some(Level::High) => *out += &format!("<path class=\"petal high\" d=\"{path}\"/>"),
        }
    }
}

/// Two inks side by side on each axis; where they overlap they overprint in the third tone.
fn draw_two(table: &Table, out: &mut String) {
    let (width, spread) = shape(table.petals.len());
    let lean = spread * 0.42;
    let side = |offset: f64, mean_of: fn(&Petal) -> Option<f64>| -> String {
        table
            .petals
            .iter()
            .enumerate()
            .filter_map(|(index, one)| {
                let tip = table.radius(mean_of(one)?);
                Some(format!("<path d=\"{}\"/>", petal(table.angle(index) + offset, tip, width * 0.8, spread * 0.8)))
            })
            .collect()
    };
    let (a, b) = (side(-lean, |one| one.mean), side(lean, |one| one.other));
    *out += &format!(
        "<clipPath id=\"{0}-a\">{a}</clipPath><g class=\"ink-a\">{a}</g><g class=\"ink-b\">{b}</g>\
         <g class=\"ink-both\" clip-path=\"url(#{0}-a)\">{b}</g>",
        table.name,
    );
}

fn draw_rings(table: &Table, out: &mut String) {
    let count = table.petals.len().max(1) as f64;
    let between = 360.0 / count * (count - 0.5);
    for (index, (mean, _)) in table.limits.iter().enumerate() {
        let class = if index + 1 == table.limits.len() { "limit strong" } else { "limit" };
        *out += &format!("<circle class=\"{class}\" r=\"{}\"/>", short(table.radius(*mean)));
    }
    *out += &format!("<circle class=\"rim\" r=\"{}\"/><circle class=\"hub\" r=\"{}\"/>", short(RIM), short(HUB));
    for (mean, words) in &table.limits {
        let (x, y) = point(table.radius(*mean), between);
        *out += &format!(
            "<circle class=\"ring-bed\" cx=\"{0}\" cy=\"{1}\" r=\"9\"/>\
             <text class=\"ring-name\" x=\"{0}\" y=\"{2}\" text-anchor=\"middle\">{3}</text>",
            short(x),
            short(y),
            short(y + 4.2),
            escape(words),
        );
    }
}

fn draw_ticks(table: &Table, out: &mut String) {
    for (index, one) in table.petals.iter().enumerate() {
        let Some(then) = one.other else { continue };
        if one.mean.is_some_and(|now| (now - then).abs() < 0.05) {
            continue;
        }
        let radius = table.radius(then);
        let half = (13.0 / radius).to_degrees();
        let path = arc(radius, table.angle(index) - half, table.angle(index) + half);
        *out += &format!("<path class=\"then bed\" d=\"{path}\"/><path class=\"then\" d=\"{path}\"/>");
    }
}

fn draw_seats(table: &Table, out: &mut String) {
    for (index, one) in table.petals.iter().enumerate() {
        let (x, y) = point(RIM, table.angle(index));
        *out += &format!(
            "<circle class=\"plate\" cx=\"{0}\" cy=\"{1}\" r=\"{4}\"/>\
             <text class=\"score\" x=\"{0}\" y=\"{2}\" text-anchor=\"middle\">{3}</text>",
            short(x),
            short(y),
            short(y + 5.2),
            escape(&one.score),
            short(SEAT),
        );
    }
}

/// Names curve along the rim, never upside down.
fn draw_names(table: &Table, out: &mut String) {
    for (index, one) in table.petals.iter().enumerate() {
        let angle = table.angle(index);
        let text = escape(&one.title);
        if table.straight {
            let (x, y) = point(RIM + 30.0, angle);
            *out += &format!(
                "<text class=\"place\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
                short(x),
                short(y + 5.0),
            );
            continue;
        }
        let upright = sin_cos(angle).1 > -0.30;
        let path = if upright {
            arc(RIM + 28.0, angle - 60.0, angle + 60.0)
        } else {
            arc(RIM + 28.0 + 15.0 * 0.72, angle + 60.0, angle - 60.0)
        };
        *out += &format!(
            "<path id=\"{0}{index}\" d=\"{path}\" fill=\"none\"/><text class=\"place\" text-anchor=\"middle\">\
             <textPath href=\"#{0}{index}\" startOffset=\"50%\">{text}</textPath></text>",
            table.name,
        );
    }
}
