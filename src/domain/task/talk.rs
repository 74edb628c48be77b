//! A timed conversation. One row, `talk`, whose cell `turns` counts the turns that have been taken.

use crate::domain::rows::{Row, row};

/// A timed conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Talk {
    /// Id within the activity.
    pub id: String,
    /// The heading.
    pub label: Option<String>,
    /// What to talk about.
    pub prompts: Vec<String>,
    /// How long a turn takes: one person's, one speaker's of a pair, or the whole conversation.
    pub seconds: u16,
    /// Who speaks when.
    pub turns: Turns,
}

/// Who speaks when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turns {
    /// One after another, each as long.
    Each,
    /// In pairs: one speaks, then the other.
    Pairs,
    /// All together.
    Whole,
}

impl Turns {
    /// The words of the format.
    pub const WORDS: [(&'static str, Self); 3] = [("each", Self::Each), ("pairs", Self::Pairs), ("whole", Self::Whole)];
}

impl Talk {
    /// The id of the one row.
    pub const ROW: &'static str = "talk";

    /// How many turns have been taken.
    #[must_use]
    pub fn taken(&self, rows: &[Row]) -> u16 {
        row(rows, Self::ROW).and_then(|row| row.cell("turns").parse().ok()).unwrap_or(0)
    }

    /// Whether the conversation was had: both of a pair have spoken, or at least one turn was taken where
    /// the app can't know how many people there are.
    #[must_use]
    pub fn is_complete(&self, rows: &[Row]) -> bool {
        self.taken(rows) >= if self.turns == Turns::Pairs { 2 } else { 1 }
    }
}
