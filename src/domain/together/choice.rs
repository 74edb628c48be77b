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
        let chosen = |answers: &'_ crate::domain::block::Answers| match answers.get(&choice.id) {
            Some(Answer::Chosen(ids)) => ids.clone(),
            _ => Vec::new(),
        };
        let all: Vec<Vec<String>> = group.members.iter().map(chosen).filter(|ids| !ids.is_empty()).collect();
        let count = |id: &String| all.iter().filter(|ids| ids.contains(id)).count();
        Self { counts: choice.options.iter().map(|option| count(&option.id)).collect(), n: all.len() }
    }
}
