//! Points, arcs and petals on the round table. Angles are degrees, clockwise from the top; the centre
//! is the origin; y grows downwards, as in SVG.

use crate::domain::number::short;

/// Sine and cosine of an angle, to a millionth: plenty for drawings, and without the nine kilobytes of
/// the exact routines. Brought into -45° to 45° first, then the Taylor series.
#[must_use]
pub fn sin_cos(degrees: f64) -> (f64, f64) {
    let quarter = (degrees / 90.0).round();
    let x = (degrees - quarter * 90.0).to_radians();
    let square = x * x;
    let sin = x * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0))));
    let cos = 1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)));
    match (quarter as i64).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The point at `radius` and `degrees`.
#[must_use]
pub fn point(radius: f64, degrees: f64) -> (f64, f64) {
    let (sin, cos) = sin_cos(degrees);
    // Adding zero turns -0.0 into 0.0.
    (radius * sin + 0.0, -radius * cos + 0.0)
}

/// A point as path text.
#[must_use]
pub fn xy((x, y): (f64, f64)) -> String {
    [short(x), short(y)].join(" ")
}

/// An arc round the centre from one angle to another, as path text; clockwise when `to > from`.
#[must_use]
pub fn arc(radius: f64, from: f64, to: f64) -> String {
    let large = u8::from((to - from).abs() > 180.0);
    let sweep = u8::from(to > from);
    let r = short(radius);
    format!("M{}A{r} {r} 0 {large} {sweep} {}", xy(point(radius, from)), xy(point(radius, to)))
}

/// A petal from the centre towards `degrees`, as path text: a wedge of half-angle `spread` that stops
/// widening at half-width `width` and ends at `tip` in a round cap. Past the shoulder its width is
/// constant, so that its area grows with its length and not with the square.
#[must_use]
pub fn petal(degrees: f64, tip: f64, width: f64, spread: f64) -> String {
    let (sin, cos) = sin_cos(degrees);
    let (spread_sin, spread_cos) = sin_cos(spread);
    // u runs along the petal, v across it.
    let at = |u: f64, v: f64| xy((u * sin + v * cos, -u * cos + v * sin));
    let narrow = tip * spread_sin / (1.0 + spread_sin);
    if narrow <= width {
        let side = (tip - narrow) * spread_cos;
        let (u, v, r) = (side * spread_cos, side * spread_sin, short(narrow));
        return format!("M0 0L{}A{r} {r} 0 1 1 {}Z", at(u, -v), at(u, v));
    }
    let shoulder = width * spread_cos / spread_sin;
    let (before, inset) = (0.55 * shoulder, 0.55 * width);
    let after = (1.5 * shoulder).min(tip - width);
    let (end, r) = (tip - width, short(width));
    format!(
        "M0 0L{}Q{} {}L{}A{r} {r} 0 0 1 {}L{}Q{} {}Z",
        at(before, -inset),
        at(shoulder, -width),
        at(after, -width),
        at(end, -width),
        at(end, width),
        at(after, width),
        at(shoulder, width),
        at(before, inset),
    )
}

/// Text made safe for markup.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not in XML, not even escaped: a file with one of them could not be opened.
            '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
