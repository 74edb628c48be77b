//! Whether everybody can live with a proposal. A row is one hand: `hand`, and `words` where it objects or
//! is concerned. Rows have drawn ids and are shown in their ids' order, so that nobody can tell which hand
//! came first.

use crate::domain::order::sorted;
use crate::domain::rows::Row;

/// Whether everybody can live with a proposal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Consent {
    /// Id within the activity.
    pub id: String,
    /// The question.
    pub label: String,
    /// The block that holds the proposal: a text or a sentence.
    pub about: Option<String>,
}

/// What a hand says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hand {
    /// I can live with it.
    Yes,
    /// I can live with it, and something worries me.
    Concern,
    /// I see harm in it.
    Objection,
}

/// The hands as they are written in the cell `hand`.
pub const HANDS: [(&str, Hand); 3] = [("yes", Hand::Yes), ("concern", Hand::Concern), ("objection", Hand::Objection)];

impl Hand {
    /// What a row says.
    #[must_use]
    pub fn of(row: &Row) -> Option<Self> {
        HANDS.iter().find(|(word, _)| *word == row.cell("hand")).map(|(_, hand)| *hand)
    }
}

impl Consent {
    /// How many hands say yes, are concerned, object.
    #[must_use]
    pub fn counts(&self, rows: &[Row]) -> [usize; 3] {
        HANDS.map(|(_, hand)| rows.iter().filter(|row| Hand::of(row) == Some(hand)).count())
    }

    /// The words of the hands, in an order that says nothing of who spoke first.
    #[must_use]
    pub fn words<'a>(&self, rows: &'a [Row]) -> Vec<(Hand, &'a str)> {
        let said: Vec<&Row> = rows.iter().filter(|row| !row.cell("words").trim().is_empty()).collect();
        let key = |row: &&Row| u128::from(crate::domain::id::ResponseId::parse(&row.id).map_or(0, |id| id.0));
        sorted(said, key).into_iter().filter_map(|row| Some((Hand::of(row)?, row.cell("words")))).collect()
    }

    /// Whether at least one hand is in.
    #[must_use]
    pub fn is_complete(&self, rows: &[Row]) -> bool {
        self.counts(rows).iter().sum::<usize>() > 0
    }
}
