//! Words of one's own: a line or a few sentences.

use super::Answer;

/// The longest text that a field takes, in characters: about four pages.
pub const MAX_TEXT: usize = 8_000;

/// A question to answer in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// Id within the activity.
    pub id: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// Whether there is room for several sentences.
    pub long: bool,
    /// Whether a response can't be finished without it.
    pub required: bool,
    /// Whether the answer names what the whole response is about ("the North alliance"): it then
    /// becomes the result's name, until the person gives it another.
    pub names: bool,
}

impl Text {
    pub(super) fn is_answered(&self, answer: Option<&Answer>) -> bool {
        matches!(answer, Some(Answer::Words(words)) if !words.trim().is_empty())
    }
}
