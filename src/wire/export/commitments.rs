//! All commitments as a text to paste and as a table for a spreadsheet. Days in the table are as
//! `2026-11-22`, which every spreadsheet reads as days.

use super::csv_row;
use super::markdown::plain;
use crate::domain::commitment::Commitment;
use crate::domain::task::{STATES, State};

/// The words of these files, in the person's language.
#[derive(Clone, Debug)]
pub struct CommitmentWords {
    /// The heading of the text.
    pub title: String,
    /// Column headings: what, who, by, state, reason, from.
    pub columns: [String; 6],
    /// The states: open, done, dropped.
    pub states: [String; 3],
    /// Writes a day such as `2026-11-22` for a reader.
    pub day: fn(&str) -> String,
}

impl CommitmentWords {
    fn state(&self, state: State) -> &str {
        STATES.iter().zip(&self.states).find(|((_, known), _)| *known == state).map_or("", |(_, word)| word)
    }

    /// Where a commitment was said, in a sentence: `From: Partnership canvas`.
    pub(super) fn source(&self, commitment: &Commitment) -> String {
        [&self.columns[5], ": ", &commitment.source()].concat()
    }
}

/// A Markdown table with a heading.
#[must_use]
pub fn commitments_markdown(list: &[Commitment], words: &CommitmentWords) -> String {
    let [what, who, by, state, _, from] = &words.columns;
    let mut out = format!("# {}\n\n", plain(&words.title));
    out += &row(&[plain(what), plain(who), plain(by), plain(state), plain(from)]);
    out += "| --- | --- | --- | --- | --- |\n";
    for commitment in list {
        let state = words.state(commitment.state);
        out += &row(&[
            plain(&commitment.what),
            plain(&commitment.who),
            commitment.by.as_deref().map(words.day).unwrap_or_default(),
            match commitment.reason.as_str() {
                "" => plain(state),
                reason => [&plain(state), ": ", &plain(reason)].concat(),
            },
            plain(&commitment.source()),
        ]);
    }
    out
}

fn row(cells: &[String]) -> String {
    ["| ", &cells.join(" | "), " |\n"].concat()
}

/// A table for a spreadsheet.
#[must_use]
pub fn commitments_csv(list: &[Commitment], words: &CommitmentWords) -> String {
    let mut out = String::from("\u{feff}");
    out += &csv_row(&words.columns.each_ref().map(String::as_str));
    for commitment in list {
        out += &csv_row(&[
            &commitment.what,
            &commitment.who,
            commitment.by.as_deref().unwrap_or_default(),
            words.state(commitment.state),
            &commitment.reason,
            &commitment.source(),
        ]);
    }
    out
}
