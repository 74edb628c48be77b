//! A sentence with blanks: everybody's sentence, in an order that does not tell whose it is.

use super::Group;
use super::told::{Texts, Told};
use crate::domain::task::Sentence;

/// Everybody's sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentenceTogether {
    /// Every sentence in which a blank is filled, once, shuffled. An open blank is `[its label]`.
    pub sentences: Vec<Told>,
    /// How many people filled a blank.
    pub n: usize,
}

impl SentenceTogether {
    pub(super) fn of(group: &Group<'_>, task: &Sentence) -> Self {
        let begun = group.made().map(|made| made.rows(&task.id)).filter(|rows| task.count(rows) > 0);
        let texts: Vec<String> = begun.map(|rows| task.text(rows, |blank| ["[", &blank.label, "]"].concat())).collect();
        let sentences = Texts::of(texts.iter().map(String::as_str)).shuffled(group.seed(&task.id));
        Self { n: texts.len(), sentences }
    }
}
