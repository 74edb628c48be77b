//! A choice for every pair of a row and a column. A row has the row option's id; its cells are named by
//! the columns and hold the chosen option's id.

use super::{Made, Options};
use crate::domain::block::ChoiceOption;
use crate::domain::rows::row;

/// A choice for every pair of a row and a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matrix {
    /// Id within the activity.
    pub id: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// The rows.
    pub rows: Options,
    /// The columns.
    pub columns: Options,
    /// What can be chosen for each pair.
    pub options: Vec<ChoiceOption>,
}

impl Matrix {
    /// What was chosen for a pair.
    #[must_use]
    pub fn chosen(&self, made: &Made<'_>, line: &str, column: &str) -> Option<&ChoiceOption> {
        let chosen = row(made.rows(&self.id), line)?.cell(column);
        self.options.iter().find(|option| option.id == chosen)
    }

    /// How many pairs have a choice, and how many pairs there are.
    #[must_use]
    pub fn progress(&self, made: &Made<'_>) -> (usize, usize) {
        let (rows, columns) = (made.options(&self.rows), made.options(&self.columns));
        let chosen = |line: &str| columns.iter().filter(|(id, _)| self.chosen(made, line, id).is_some()).count();
        (rows.iter().map(|(id, _)| chosen(id)).sum(), rows.len() * columns.len())
    }

    /// Whether every pair has a choice.
    #[must_use]
    pub fn is_complete(&self, made: &Made<'_>) -> bool {
        let (chosen, all) = self.progress(made);
        all > 0 && chosen == all
    }
}
