//! A list with typed columns.
//!
//! A row's cells are named by the columns: texts as written, a choice as the option's id, a number with a
//! point, a date as `2026-11-22`.

use crate::domain::block::ChoiceOption;
use crate::domain::rows::Row;

/// A list with columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entries {
    /// Id within the activity.
    pub id: String,
    /// The heading.
    pub label: String,
    /// An example row.
    pub hint: Option<String>,
    /// How many rows the task asks for.
    pub min: u16,
    /// How many rows are wise. More are taken, and said.
    pub max: Option<u16>,
    /// What is written of each row. The first column names the row.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Id within the list.
    pub id: String,
    /// Its heading.
    pub label: String,
    /// What is written in it.
    pub cell: Cell,
}

/// What is written in a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// A line.
    Text,
    /// A few sentences.
    Long,
    /// One of these.
    Choice(Vec<ChoiceOption>),
    /// A number.
    Number,
    /// A day.
    Date,
}

impl Cell {
    /// Whether a text can stand in such a cell. An empty one always can.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        let text = text.trim();
        text.is_empty()
            || match self {
                Self::Text | Self::Long => true,
                Self::Choice(options) => options.iter().any(|option| option.id == text),
                Self::Number => text.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite),
                Self::Date => is_day(text),
            }
    }
}

impl Column {
    /// Whether a text can stand in this column. An empty one always can.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        self.cell.takes(text)
    }

    /// A cell's words for a reader: an option by its label, everything else as it was written.
    #[must_use]
    pub fn words<'a>(&'a self, row: &'a Row) -> &'a str {
        let text = row.cell(&self.id);
        match &self.cell {
            Cell::Choice(options) => {
                options.iter().find(|option| option.id == text).map_or("", |option| option.label.as_str())
            }
            _ => text,
        }
    }
}

impl Entries {
    /// The rows in which something is written that this list still asks for.
    pub fn filled<'a>(&'a self, rows: &'a [Row]) -> impl Iterator<Item = &'a Row> {
        rows.iter().filter(|row| self.columns.iter().any(|column| !row.cell(&column.id).trim().is_empty()))
    }

    /// What a row is called: the words in its first column, or the next that has any.
    #[must_use]
    pub fn name<'a>(&'a self, row: &'a Row) -> &'a str {
        self.columns.iter().map(|column| column.words(row)).find(|words| !words.trim().is_empty()).unwrap_or("")
    }

    /// How many rows have this option in this column.
    #[must_use]
    pub fn count(&self, rows: &[Row], column: &str, is: &str) -> usize {
        self.filled(rows).filter(|row| row.cell(column) == is).count()
    }

    /// Whether there are as many rows as the task asks for, each with a name and nothing that its column
    /// can't take.
    #[must_use]
    pub fn is_complete(&self, rows: &[Row]) -> bool {
        let first = self.columns.first().map_or("", |column| column.id.as_str());
        let fits = |row: &Row| {
            !row.cell(first).trim().is_empty() && self.columns.iter().all(|column| column.takes(row.cell(&column.id)))
        };
        self.filled(rows).count() >= usize::from(self.min).max(1) && self.filled(rows).all(fits)
    }
}

/// Whether a text is a day of the calendar, as `2026-11-22`.
#[must_use]
pub fn is_day(text: &str) -> bool {
    let part = |from: usize, to: usize| {
        text.get(from..to).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u32>().ok()
    };
    let dashes = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    let (Some(year), Some(month), Some(day)) = (part(0, 4), part(5, 7), part(8, 10)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    dashes && (1..=days).contains(&day)
}
