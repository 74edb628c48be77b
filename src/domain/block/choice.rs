//! Options to choose from, one or several.

use super::Answer;

/// A question with options.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Id within the activity.
    pub id: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// What can be chosen, at least two.
    pub options: Vec<ChoiceOption>,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// Whether a response can't be finished without it.
    pub required: bool,
}

/// One option, of a choice or of any block that offers some.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceOption {
    /// Id within its list.
    pub id: String,
    /// What it says.
    pub label: String,
    /// What helps to understand it.
    pub hint: Option<String>,
}

impl Choice {
    pub(super) fn is_answered(&self, answer: Option<&Answer>) -> bool {
        matches!(answer, Some(Answer::Chosen(ids)) if self.fitting(ids).is_some())
    }

    /// The chosen ids that are still offered, in the order of the options.
    pub(super) fn fitting(&self, ids: &[String]) -> Option<Answer> {
        let mut kept: Vec<String> =
            self.options.iter().filter(|option| ids.contains(&option.id)).map(|option| option.id.clone()).collect();
        if !self.multiple {
            kept.truncate(1);
        }
        (!kept.is_empty()).then_some(Answer::Chosen(kept))
    }
}
