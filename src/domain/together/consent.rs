//! Whether everybody can live with a proposal: all hands, and their words without a name or an order.

use super::Group;
use super::told::{Told, shuffled};
use crate::domain::rows::Row;
use crate::domain::task::{Consent, Hand};

/// All hands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentTogether {
    /// How many say yes, are concerned, object.
    pub counts: [usize; 3],
    /// The words with the hand that said them, shuffled.
    pub words: Vec<(Hand, Told)>,
}

impl ConsentTogether {
    pub(super) fn of(group: &Group<'_>, task: &Consent) -> Self {
        // A hand that lies in two answers, because a round was passed on, is one hand.
        let mut rows: Vec<Row> = Vec::new();
        for row in group.made().flat_map(|made| made.rows(&task.id)) {
            if !rows.contains(row) {
                rows.push(row.clone());
            }
        }
        let mut words: Vec<(Hand, Told)> = Vec::new();
        for (hand, text) in task.words(&rows) {
            match words.iter_mut().find(|(known, told)| *known == hand && told.text == text.trim()) {
                Some((_, told)) => told.count += 1,
                None => words.push((hand, Told { text: text.trim().to_owned(), count: 1 })),
            }
        }
        let says = |(hand, told): &(Hand, Told)| [&(*hand as u8).to_string(), " ", &told.text].concat();
        Self { counts: task.counts(&rows), words: shuffled(words, group.seed(&task.id), says) }
    }
}
