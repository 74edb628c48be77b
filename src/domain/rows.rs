//! What a task holds: rows of named cells. One form for all tasks, so that one way of storing, joining
//! and undoing serves them all; each task's file says what its cells mean.

use super::table::Table;

/// The most rows that one task takes.
pub const MAX_ROWS: usize = 200;
/// The longest text of a cell, in characters.
pub const MAX_CELL: usize = 2_000;

/// One row: a card, a line of a list, a promise, a hand.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Row {
    /// Drawn once and kept for good, also when the row is carried to another device; or the id of what the
    /// row is about, such as an option.
    pub id: String,
    /// Texts by the cell's name. A cell without text is not there.
    pub cells: Table<String>,
}

impl Row {
    /// A row with these cells; those without text are left out.
    #[must_use]
    pub fn new(id: &str, cells: &[(&str, &str)]) -> Self {
        let mut row = Self { id: id.to_owned(), cells: Table::new() };
        for (name, text) in cells {
            row.set(name, text);
        }
        row
    }

    /// The text of a cell; empty while there is none.
    #[must_use]
    pub fn cell(&self, name: &str) -> &str {
        self.cells.get(name).map_or("", String::as_str)
    }

    /// Writes a cell, cut at [`MAX_CELL`]; a text of blanks empties it.
    pub fn set(&mut self, name: &str, text: &str) {
        let text: String = text.chars().take(MAX_CELL).collect();
        if text.trim().is_empty() {
            self.cells.remove(name);
        } else {
            self.cells.insert(name.to_owned(), text);
        }
    }
}

/// A change to the rows of one task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// A row is put in, at this place or at the end; one with the same id makes way.
    Put {
        /// The row.
        row: Row,
        /// Its place, from 0.
        at: Option<usize>,
    },
    /// A cell is written. A row that is not there yet is added at the end.
    Write {
        /// The row's id.
        row: String,
        /// The cell's name.
        cell: String,
        /// The text; blank empties the cell.
        text: String,
    },
    /// A row goes.
    Remove {
        /// Its id.
        row: String,
    },
    /// A row changes its place.
    Move {
        /// Its id.
        row: String,
        /// Its new place, from 0.
        to: usize,
    },
}

/// Applies a change. Beyond [`MAX_ROWS`] nothing is added.
pub fn apply(rows: &mut Vec<Row>, edit: Edit) {
    match edit {
        Edit::Put { row, at } => {
            let known = self::row(rows, &row.id).is_some();
            if known || rows.len() < MAX_ROWS {
                rows.retain(|known| known.id != row.id);
                rows.insert(at.unwrap_or(rows.len()).min(rows.len()), row);
            }
        }
        Edit::Write { row, cell, text } => {
            if rows.len() < MAX_ROWS && self::row(rows, &row).is_none() {
                rows.push(Row::new(&row, &[]));
            }
            if let Some(known) = rows.iter_mut().find(|known| known.id == row) {
                known.set(&cell, &text);
            }
        }
        Edit::Remove { row } => rows.retain(|known| known.id != row),
        Edit::Move { row, to } => {
            if let Some(at) = rows.iter().position(|known| known.id == row) {
                let moved = rows.remove(at);
                rows.insert(to.min(rows.len()), moved);
            }
        }
    }
}

/// What takes edits back that are about to be applied to these rows.
#[must_use]
pub fn undoing(rows: &[Row], edits: &[Edit]) -> Vec<Edit> {
    let mut rows = rows.to_vec();
    let mut back = Vec::new();
    for edit in edits {
        let (Edit::Put { row: Row { id, .. }, .. }
        | Edit::Write { row: id, .. }
        | Edit::Remove { row: id }
        | Edit::Move { row: id, .. }) = edit;
        let stood = rows.iter().position(|known| known.id == *id);
        let undo = match (edit, stood) {
            (Edit::Write { row, cell, .. }, Some(at)) => {
                Edit::Write { row: row.clone(), cell: cell.clone(), text: rows[at].cell(cell).to_owned() }
            }
            (Edit::Move { row, .. }, Some(at)) => Edit::Move { row: row.clone(), to: at },
            (_, Some(at)) => Edit::Put { row: rows[at].clone(), at: Some(at) },
            (_, None) => Edit::Remove { row: id.clone() },
        };
        apply(&mut rows, edit.clone());
        back.push(undo);
    }
    back.reverse();
    back
}

/// The row with this id.
#[must_use]
pub fn row<'a>(rows: &'a [Row], id: &str) -> Option<&'a Row> {
    rows.iter().find(|row| row.id == id)
}
