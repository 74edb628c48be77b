//! Words of one's own: a line or a few sentences.

use super::Answer;

/// The longest text that a field takes, in characters: about four pages.
pub const MAX_TEXT: usize = 8_000;

/// The most characters left of which a field says how many they are.
const FEW: usize = 100;

/// How many characters a field still takes, once they are few: a tenth of its limit, at most a hundred.
#[must_use]
pub fn room(limit: usize, written: usize) -> Option<usize> {
    let left = limit.saturating_sub(written);
    (left <= FEW.min(limit / 10)).then_some(left)
}

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

#[cfg(test)]
mod tests {
    use super::room;

    #[test]
    fn a_field_says_what_is_left_once_it_is_little() {
        let table = [
            ((8000, 0), None),
            ((8000, 7899), None),
            ((8000, 7900), Some(100)),
            ((8000, 8000), Some(0)),
            ((8000, 9000), Some(0)),
            ((120, 107), None),
            ((120, 108), Some(12)),
            ((5, 4), None),
            ((5, 5), Some(0)),
        ];
        for ((limit, written), left) in table {
            assert_eq!(room(limit, written), left, "{written} of {limit}");
        }
    }
}
