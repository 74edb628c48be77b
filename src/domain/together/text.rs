//! Words of one's own: everybody's, in an order that does not tell whose they are.

use super::Group;
use super::told::{Texts, Told};
use crate::domain::block::{Answer, Text};

/// Everybody's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextTogether {
    /// Every text once, shuffled.
    pub texts: Vec<Told>,
    /// How many people wrote something.
    pub n: usize,
}

impl TextTogether {
    pub(super) fn of(group: &Group<'_>, text: &Text) -> Self {
        let words = group.members.iter().filter_map(|answers| match answers.get(&text.id) {
            Some(Answer::Words(words)) => Some(words.as_str()),
            _ => None,
        });
        let texts = Texts::of(words).shuffled(group.seed(&text.id));
        Self { n: texts.iter().map(|told| told.count).sum(), texts }
    }
}
