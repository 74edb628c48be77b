//! A sentence with blanks. One row, `sentence`, whose cells are named by the blanks.

use crate::domain::rows::{Row, row};

/// A sentence with blanks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Id within the activity.
    pub id: String,
    /// The heading.
    pub label: String,
    /// The text with `{blank}` for each blank.
    pub template: String,
    /// The blanks in the order in which they are asked.
    pub blanks: Vec<Blank>,
}

/// A blank.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Blank {
    /// Id within the sentence.
    pub id: String,
    /// What is to be written.
    pub label: String,
    /// An example.
    pub hint: Option<String>,
}

/// A part of the sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part<'a> {
    /// Words of the template.
    Given(&'a str),
    /// A blank that was filled.
    Filled(&'a str),
    /// A blank that is open.
    Open(&'a Blank),
}

impl Sentence {
    /// The id of the one row.
    pub const ROW: &'static str = "sentence";

    /// What was written in a blank.
    #[must_use]
    pub fn filled<'a>(&self, rows: &'a [Row], blank: &str) -> &'a str {
        row(rows, Self::ROW).map_or("", |row| row.cell(blank).trim())
    }

    /// The sentence as it stands, part by part.
    #[must_use]
    pub fn parts<'a>(&'a self, rows: &'a [Row]) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut rest = self.template.as_str();
        while let Some((before, from)) = rest.split_once('{') {
            let (name, after) = from.split_once('}').unwrap_or((from, ""));
            parts.push(Part::Given(before));
            if let Some(blank) = self.blanks.iter().find(|blank| blank.id == name) {
                let words = self.filled(rows, name);
                // A full stop of one's own would double the template's.
                let bare = if after.starts_with(['.', ',', '?']) { words.trim_end_matches('.') } else { words };
                let words = if bare.is_empty() { words } else { bare };
                parts.push(if words.is_empty() { Part::Open(blank) } else { Part::Filled(words) });
            }
            rest = after;
        }
        parts.push(Part::Given(rest));
        parts.retain(|part| *part != Part::Given(""));
        parts
    }

    /// The sentence as text; `open` writes an open blank.
    #[must_use]
    pub fn text(&self, rows: &[Row], open: impl Fn(&Blank) -> String) -> String {
        let words = |part: &Part<'_>| match part {
            Part::Given(text) | Part::Filled(text) => (*text).to_owned(),
            Part::Open(blank) => open(blank),
        };
        self.parts(rows).iter().map(words).collect()
    }

    /// How many blanks are filled.
    #[must_use]
    pub fn count(&self, rows: &[Row]) -> usize {
        self.blanks.iter().filter(|blank| !self.filled(rows, &blank.id).is_empty()).count()
    }

    /// Whether every blank is filled.
    #[must_use]
    pub fn is_complete(&self, rows: &[Row]) -> bool {
        self.count(rows) == self.blanks.len()
    }
}
