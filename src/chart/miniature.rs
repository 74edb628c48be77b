//! A board in small: the round table from above with a dot for every card in its zone, beside the board
//! while it is being filled in.
//!
//! The zones of columns and fields are slices of the table, rings are rings, the rungs of a ladder are
//! bands. Units are CSS pixels at the smallest size.

use super::geometry::{arc, escape, point, sin_cos, xy};
use crate::domain::number::short;
use crate::domain::task::{Axes, Layout};

const RIM: f64 = 62.0;
const HUB: f64 = 8.0;
/// Half of the drawing's height, and of its width but for a ladder.
const HALF: f64 = 80.0;
/// How far apart dots are while they are few, and their radius as a part of that.
const PITCH: f64 = 17.0;
const DOT: f64 = 0.31;
/// Where names stand.
const NAMES: f64 = RIM + 6.0;
/// How wide a letter is, about; and in the small type of names that would touch otherwise.
const LETTER: f64 = 6.2;
const SMALL: f64 = 5.3;
/// How wide a letter may be in another typeface.
const WIDEST: f64 = 7.4;
/// The longest name, in letters.
const LONGEST: usize = 32;

/// What the picture shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Miniature<'a> {
    /// How the zones lie.
    pub layout: Layout,
    /// The zones in reading order, each with its name and the number of its cards.
    pub zones: Vec<(&'a str, usize)>,
    /// What the sides mean; they are named in place of the zones.
    pub axes: Option<&'a Axes>,
    /// The card that was placed last: its zone, and its place among the cards there.
    pub newest: Option<(usize, usize)>,
    /// A name for ids inside the drawing, unique on the page.
    pub name: &'a str,
    /// What it shows, for whoever does not see it.
    pub title: &'a str,
    /// The counts in words.
    pub description: &'a str,
    /// Whether names stand on straight lines: scripts whose letters join must not be bent.
    pub straight: bool,
}

/// A part of the table.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Region {
    /// Between two radii, and between two angles on both sides of the middle one.
    Slice { inner: f64, outer: f64, middle: f64, half: f64 },
    /// Between two heights.
    Band { top: f64, bottom: f64 },
}

/// A name at the rim: its angle, its text as far as there is room, and how wide a letter of it is.
struct Name {
    angle: f64,
    text: String,
    letter: f64,
}

impl Name {
    fn width(&self) -> f64 {
        self.text.chars().count() as f64 * self.letter
    }
}

/// Draws it.
#[must_use]
pub fn miniature(board: &Miniature<'_>) -> String {
    let names = names(board);
    let regions: Vec<Region> = (0..board.zones.len()).map(|at| region(board, &names, at)).collect();
    let (lines, reach) = if board.layout == Layout::Ladder {
        rungs(board, &regions)
    } else {
        ([edges(board, &regions), rim_names(board, &names)].concat(), HALF)
    };
    let left = if board.layout == Layout::Ladder { RIM + 2.0 } else { HALF };
    let class = if reach > HALF { "miniature wide" } else { "miniature" };
    let width = short(left + reach);
    let (name, height) = (escape(board.name), short(2.0 * HALF));
    format!(
        "<svg class=\"{class}\" viewBox=\"{} {} {width} {height}\" data-style=\"--w:{width}\" role=\"img\" \
         aria-labelledby=\"{name}-t {name}-d\"><title id=\"{name}-t\">{}</title><desc id=\"{name}-d\">{}</desc>\
         <circle class=\"top\" r=\"{RIM}\"/>{lines}<circle class=\"rim\" r=\"{RIM}\"/>{}</svg>",
        short(-left),
        short(-HALF),
        escape(board.title),
        escape(board.description),
        dots(board, &regions),
    )
}

// Zones

/// The part of the table that is the zone at this place.
fn region(board: &Miniature<'_>, names: &[Name], at: usize) -> Region {
    let count = board.zones.len() as f64;
    let n = at as f64;
    match board.layout {
        Layout::Rings => {
            // The innermost is wider than the others, which have more room round about.
            let radius = |n: f64| if n == 0.0 { 0.0 } else { RIM * (n + 0.4) / (count + 0.4) };
            let middle = names.get(at).map_or(0.0, |name| name.angle);
            Region::Slice { inner: radius(n), outer: radius(n + 1.0), middle, half: 180.0 }
        }
        Layout::Ladder => {
            let height = |n: f64| RIM * (2.0 * n / count - 1.0);
            Region::Band { top: height(n), bottom: height(n + 1.0) }
        }
        _ => {
            Region::Slice { inner: HUB, outer: RIM, middle: slice_angle(board.layout, at, count), half: 180.0 / count }
        }
    }
}

/// The middle of a slice. Columns go round clockwise from the top; what stands two by two on the page does
/// so here, left and right.
fn slice_angle(layout: Layout, at: usize, count: f64) -> f64 {
    let step = 360.0 / count;
    if layout == Layout::Columns {
        return at as f64 * step;
    }
    let down = ((at / 2) as f64 + 0.5) * step;
    if at.is_multiple_of(2) { 360.0 - down } else { down }
}

/// What parts the zones of everything but a ladder.
fn edges(board: &Miniature<'_>, regions: &[Region]) -> String {
    let mut out = String::new();
    for (at, region) in regions.iter().enumerate() {
        let Region::Slice { outer, middle, half, .. } = *region else { continue };
        let is_last = at + 1 == regions.len();
        if board.layout == Layout::Rings {
            if !is_last {
                // From the ring to its name.
                out += &format!(
                    "<circle class=\"edge\" r=\"{}\"/><path class=\"lead\" d=\"M{}L{}\"/>",
                    short(outer),
                    xy(point(outer, middle)),
                    xy(point(RIM, middle)),
                );
            }
        } else if regions.len() > 1 {
            out += &format!("<path class=\"edge\" d=\"M0 0L{}\"/>", xy(point(RIM, middle + half)));
        }
    }
    if board.layout != Layout::Rings {
        out += &format!("<circle class=\"limit\" r=\"{}\"/><circle class=\"hub\" r=\"{HUB}\"/>", short(RIM * 0.58));
    }
    out
}

/// What parts the zones of a ladder, with their names beside them, and how far these reach.
fn rungs(board: &Miniature<'_>, regions: &[Region]) -> (String, f64) {
    let mut out = String::new();
    let mut reach = HALF;
    for (region, (label, _)) in regions.iter().zip(&board.zones) {
        let Region::Band { top, bottom } = *region else { continue };
        if top > -RIM {
            let x = half_chord(RIM, top);
            out += &format!("<path class=\"edge\" d=\"M{}L{}\"/>", xy((-x, top)), xy((x, top)));
        }
        let middle = f64::midpoint(top, bottom);
        let text = cut(label, LONGEST);
        // Clear of the rim along the whole height of the letters.
        let x = half_chord(RIM, (middle.abs() - 5.0).max(0.0)) + 6.0;
        reach = reach.max(x + text.chars().count() as f64 * WIDEST);
        out +=
            &format!("<text class=\"place\" x=\"{}\" y=\"{}\">{}</text>", short(x), short(middle + 4.0), escape(&text));
    }
    (out, reach)
}

/// Half the length of the line across a circle at this height.
fn half_chord(radius: f64, y: f64) -> f64 {
    (radius * radius - y * y).max(0.0).sqrt()
}

// Names

/// The names round the rim: small where they would touch, and cut where that is not enough. A ring may be
/// named anywhere: rings share the rim by the lengths of their names.
fn names(board: &Miniature<'_>) -> Vec<Name> {
    let labels: Vec<&str> = match board.axes {
        Some(axes) => vec![&axes.y[0], &axes.x[1], &axes.y[1], &axes.x[0]],
        None => board.zones.iter().map(|(label, _)| *label).collect(),
    };
    let texts = labels.iter().map(|label| cut(label, LONGEST));
    let count = labels.len() as f64;
    let letters: usize = texts.clone().map(|text| text.chars().count() + 1).sum();
    let mut taken = 0.0;
    let mut names: Vec<Name> = texts
        .enumerate()
        .map(|(at, text)| {
            let share = (text.chars().count() + 1) as f64 / letters as f64 * 360.0;
            taken += share;
            let angle = match (board.layout, board.axes) {
                (_, Some(_)) => at as f64 * 90.0,
                (Layout::Rings, None) => taken - share / 2.0,
                (layout, None) => slice_angle(layout, at, count),
            };
            Name { angle, text, letter: LETTER }
        })
        .collect();
    if touching(&names).is_some() {
        names.iter_mut().for_each(|name| name.letter = SMALL);
    }
    while let Some(longer) = touching(&names) {
        let letters = names[longer].text.chars().count();
        names[longer].text = cut(&names[longer].text, letters - 1);
    }
    names
}

/// The longer one of two names that touch, while it can still be cut.
fn touching(names: &[Name]) -> Option<usize> {
    for (at, one) in names.iter().enumerate() {
        for (before, other) in names.iter().enumerate().take(at) {
            let turn = (one.angle - other.angle).abs() % 360.0;
            let apart = turn.min(360.0 - turn).to_radians() * NAMES;
            let (a, b) = (one.width(), other.width());
            let longer = if a > b { at } else { before };
            if (a + b) / 2.0 + one.letter > apart && names[longer].text.chars().count() > 2 {
                return Some(longer);
            }
        }
    }
    None
}

/// A text of at most so many letters, the last of them an ellipsis where something is missing.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    [kept.trim_end_matches([' ', ',', '…']), "…"].concat()
}

/// Names curve along the rim, never upside down; or stand straight along it.
fn rim_names(board: &Miniature<'_>, names: &[Name]) -> String {
    let mut out = String::new();
    for (at, name) in names.iter().enumerate() {
        let angle = name.angle;
        let upright = sin_cos(angle).1 > -0.30;
        // The foot of the letters is on the inside above, and on the outside below.
        let radius = if upright { NAMES } else { NAMES + 9.0 };
        let words = escape(&name.text);
        let class = if name.letter < LETTER { "place small" } else { "place" };
        if board.straight {
            let turn = if upright { angle } else { angle + 180.0 };
            out += &format!(
                "<text class=\"{class}\" text-anchor=\"middle\" transform=\"translate({}) rotate({})\">{words}</text>",
                xy(point(radius, angle)),
                short(turn),
            );
            continue;
        }
        let half = (name.width() / 2.0 / radius).to_degrees().min(160.0) + 14.0;
        let path =
            if upright { arc(radius, angle - half, angle + half) } else { arc(radius, angle + half, angle - half) };
        out += &format!(
            "<path id=\"{0}-{at}\" d=\"{path}\" fill=\"none\"/><text class=\"{class}\" text-anchor=\"middle\">\
             <textPath href=\"#{0}-{at}\" startOffset=\"50%\">{words}</textPath></text>",
            escape(board.name),
        );
    }
    out
}

// Dots

/// The dots, one group a zone. All are of one size: the largest at which there is room for all.
fn dots(board: &Miniature<'_>, regions: &[Region]) -> String {
    let all = |pitch: f64| -> Option<Vec<Vec<(f64, f64)>>> {
        regions.iter().zip(&board.zones).map(|(region, (_, cards))| region.places(*cards, pitch)).collect()
    };
    let sizes = std::iter::successors(Some(PITCH), |pitch| Some(pitch * 0.9)).take(60);
    let (pitch, places) = sizes.filter_map(|pitch| Some((pitch, all(pitch)?))).next().unwrap_or_default();
    let mut out = String::new();
    for (zone, places) in places.iter().enumerate() {
        out += "<g>";
        for (card, (x, y)) in places.iter().enumerate() {
            let class = if board.newest == Some((zone, card)) { "dot newest" } else { "dot" };
            let (x, y, r) = (short(*x), short(*y), short(pitch * DOT));
            out += &format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
        }
        out += "</g>";
    }
    out
}

impl Region {
    /// Places for so many dots that are so far apart; `None` where there is no room for them.
    fn places(&self, count: usize, pitch: f64) -> Option<Vec<(f64, f64)>> {
        if count == 0 {
            return Some(Vec::new());
        }
        let margin = pitch / 2.0;
        let (low, high) = match *self {
            Self::Slice { inner: 0.0, outer, .. } => (0.0, outer - margin),
            Self::Slice { inner, outer, .. } => (inner + margin, outer - margin),
            Self::Band { top, bottom } => (top + margin, bottom - margin),
        };
        if high < low {
            return None;
        }
        // As few rows as will do, each full before the next begins.
        let most = ((high - low) / pitch) as usize + 1;
        (1..=most).find_map(|rows| {
            let spare = high - low - (rows - 1) as f64 * pitch;
            let first = match *self {
                Self::Slice { inner, .. } if inner == 0.0 && count == 1 => 0.0,
                Self::Slice { inner: 0.0, .. } => high,
                Self::Slice { half, .. } if half < 180.0 => high - spare * 0.3,
                _ => high - spare / 2.0,
            };
            let mut places = Vec::with_capacity(count);
            for row in 0..rows {
                let at = first - row as f64 * pitch;
                let here = self.room(at, pitch).min(count - places.len());
                places.extend((0..here).map(|dot| self.place(at, pitch, dot, here)));
            }
            (places.len() == count).then_some(places)
        })
    }

    /// How many dots fit into the row at this radius or height.
    fn room(&self, at: f64, pitch: f64) -> usize {
        let (length, is_round) = match *self {
            Self::Slice { half, .. } if half >= 180.0 => (std::f64::consts::TAU * at, true),
            Self::Slice { half, .. } => (2.0 * half.to_radians() * at - pitch, false),
            Self::Band { .. } => (2.0 * half_chord(RIM - pitch / 2.0, at), false),
        };
        match (length < 0.0, is_round) {
            (true, _) => 0,
            (false, true) => ((length / pitch) as usize).max(1),
            (false, false) => (length / pitch) as usize + 1,
        }
    }

    /// Where the dot at this place of a row of so many lies.
    fn place(&self, at: f64, pitch: f64, dot: usize, count: usize) -> (f64, f64) {
        let from_middle = dot as f64 - (count - 1) as f64 / 2.0;
        match *self {
            Self::Band { .. } => (from_middle * pitch, at),
            // At the centre the dots stand round it, elsewhere side by side.
            Self::Slice { inner: 0.0, middle, .. } => point(at, middle + from_middle * 360.0 / count as f64),
            Self::Slice { middle, .. } => point(at, middle + from_middle * (pitch / at).to_degrees()),
        }
    }
}
