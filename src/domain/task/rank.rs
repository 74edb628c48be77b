//! Options to put in order. A row has an option's id; the rows' order is the answer.

use super::{Made, Options};

/// Options to put in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rank {
    /// Id within the activity.
    pub id: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// What is put in order.
    pub options: Options,
}

impl Rank {
    /// The options in their order: those that were placed first, then the others as they came.
    #[must_use]
    pub fn order<'a>(&'a self, made: &Made<'a>) -> Vec<(&'a str, &'a str)> {
        let options = made.options(&self.options);
        let rows = made.rows(&self.id);
        let placed = rows.iter().filter_map(|row| options.iter().find(|(id, _)| *id == row.id));
        let others = options.iter().filter(|(id, _)| !rows.iter().any(|row| row.id == *id));
        placed.chain(others).copied().collect()
    }

    /// Whether somebody has put every option in its place.
    #[must_use]
    pub fn is_complete(&self, made: &Made<'_>) -> bool {
        let options = made.options(&self.options);
        let rows = made.rows(&self.id);
        !options.is_empty() && options.iter().all(|(id, _)| rows.iter().any(|row| row.id == *id))
    }
}
