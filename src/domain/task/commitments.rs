//! Who does what by when. A row has the cells `what`, `who`, `by` (a day), and, once something has
//! happened to it, `state` and `reason`.

use crate::domain::rows::Row;

/// Who does what by when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commitments {
    /// Id within the activity.
    pub id: String,
    /// The heading.
    pub label: String,
    /// An example.
    pub hint: Option<String>,
}

/// What has become of a commitment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum State {
    /// It stands.
    #[default]
    Open,
    /// It is kept.
    Done,
    /// It was given up, with a reason.
    Dropped,
}

/// The states as they are written in the cell `state`; an empty cell is open.
pub const STATES: [(&str, State); 3] = [("", State::Open), ("done", State::Done), ("dropped", State::Dropped)];

impl Commitments {
    /// The rows in which somebody says what will be done.
    pub fn filled<'a>(&self, rows: &'a [Row]) -> impl Iterator<Item = &'a Row> + use<'a> {
        rows.iter().filter(|row| !row.cell("what").trim().is_empty())
    }

    /// Whether there is at least one, and each says who.
    #[must_use]
    pub fn is_complete(&self, rows: &[Row]) -> bool {
        self.filled(rows).next().is_some() && self.filled(rows).all(|row| !row.cell("who").trim().is_empty())
    }
}
