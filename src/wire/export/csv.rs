//! A table for a spreadsheet: RFC 4180, UTF-8 with a byte order mark so that Excel reads umlauts.

use super::{Exported, PLACES};
use crate::domain::number::fixed;

/// The result as a table: one row a dimension, then one row a question.
#[must_use]
pub fn csv_of(exported: &Exported<'_>) -> String {
    let Exported { activity, profile, words, .. } = exported;
    let mut out = String::from("\u{feff}");
    out += &csv_row(&words.columns.each_ref().map(String::as_str));
    for score in &profile.scores {
        let reading = score.reading(activity);
        let title = activity.dimension(&score.dimension).map_or("", |dimension| &dimension.title);
        let mean = score.mean.map(|mean| fixed(mean, PLACES)).unwrap_or_default();
        let band = reading.map_or("", |(_, band, _)| &band.title);
        out += &csv_row(&["dimension", &score.dimension, title, "", "", "", &mean, band]);
    }
    for line in exported.lines() {
        let number = |point: Option<u8>| point.map(|point| point.to_string()).unwrap_or_default();
        out += &csv_row(&[
            line.kind,
            &line.id,
            &line.text,
            &line.dimension,
            &number(line.point),
            &line.words,
            &number(line.scored),
            "",
        ]);
    }
    out
}

/// One row with its line end. A cell that a spreadsheet would take for a formula (it begins with `=`,
/// `+`, `-`, `@`, a tab or a line end) gets an apostrophe before it, unless it is a plain number.
#[must_use]
pub fn csv_row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quote(&defuse(cell))).collect();
    [&cells.join(","), "\r\n"].concat()
}

fn defuse(cell: &str) -> String {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let number = cell.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.') && cell.len() > 1;
    if risky && !number { ["'", cell].concat() } else { cell.to_owned() }
}

fn quote(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', ';']) {
        return ["\"", &cell.replace('"', "\"\""), "\""].concat();
    }
    cell.to_owned()
}
