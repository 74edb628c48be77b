//! Options to choose from: how many chose each.

use super::Group;
use crate::domain::block::{Answer, Choice};

/// How many chose each option.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceTogether {
    /// One for each option, in the author's order.
    pub counts: Vec<usize>,
    /// How many people chose anything.
    pub n: usize,
}

impl ChoiceTogether {
    pub(super) fn of(group: &Group<'_>, choice: &Choice) -> Self {
        let mut together = Self { counts: vec![0; choice.options.len()], n: 0 };
        for answers in &group.members {
            let Some(Answer::Chosen(ids)) = answers.get(&choice.id) else { continue };
            together.n += usize::from(!ids.is_empty());
            for (option, count) in choice.options.iter().zip(&mut together.counts) {
                *count += usize::from(ids.contains(&option.id));
            }
        }
        together
    }
}
