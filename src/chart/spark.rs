//! A course over time, small enough for a table row.

use crate::domain::number::short;

const WIDTH: f64 = 220.0;
const HEIGHT: f64 = 52.0;
const PAD: f64 = 6.0;

/// A line through `values` on a scale from 1 to `points`, with a dashed line at `limit`. The last value
/// is a full seat. A single value is drawn at the end.
#[must_use]
pub fn line(values: &[f64], points: u8, limit: Option<f64>) -> String {
    let span = f64::from(points.max(2) - 1);
    let y = |value: f64| HEIGHT - PAD - (value - 1.0) / span * (HEIGHT - 2.0 * PAD);
    let last = values.len().saturating_sub(1);
    let x = |index: usize| match last {
        0 => WIDTH - PAD,
        _ => PAD + index as f64 * (WIDTH - 2.0 * PAD) / last as f64,
    };
    let mut out =
        format!("<svg class=\"spark\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">", short(WIDTH), short(HEIGHT),);
    if let Some(limit) = limit {
        out += &format!("<path class=\"limit\" d=\"M0 {}H{}\"/>", short(y(limit)), short(WIDTH));
    }
    let spots: Vec<String> =
        values.iter().enumerate().map(|(index, &value)| [short(x(index)), short(y(value))].join(" ")).collect();
    if spots.len() > 1 {
        out += &format!("<path class=\"line\" d=\"M{}\"/>", spots.join("L"));
    }
    for (index, &value) in values.iter().enumerate() {
        let (class, r) = if index == last { ("last", 4) } else { ("dot", 3) };
        out += &format!("<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{r}\"/>", short(x(index)), short(y(value)));
    }
    out += "</svg>";
    out
}
