//! Questions on the page: one file a block type, all of the same shape.
//!
//! Each file has `html(asking, …)`, which draws the question with the answer that the draft holds, and
//! `event(…)`, which says what a change of one of its fields means. They keep nothing of their own.

mod choice;
mod poles;
mod scale;
mod text;

use crate::domain::block::{Answers, Block, point};
use crate::domain::response::Event;
use crate::i18n::{Key, t};
use crate::ui::html::line;

/// What every question needs.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The answers so far.
    pub answers: &'a Answers,
    /// The small print over the question; empty for none.
    pub topic: &'a str,
    /// Whether the question has the page to itself. Among others its heading is one level below that of the
    /// page, and it does without the line that it may be left open.
    pub alone: bool,
}

impl Asking<'_> {
    fn heading(&self) -> &'static str {
        if self.alone { "h1" } else { "h2" }
    }

    /// The small print in an element of this kind.
    fn topic_line(&self, tag: &str) -> String {
        if self.topic.is_empty() { String::new() } else { line(tag, self.topic) }
    }

    /// The line under a question that may be left open, or must not.
    fn optional_line(&self, required: bool) -> String {
        match (required, self.alone) {
            (true, _) => line("p class=\"small hush\"", t(Key::AnswerRequired)),
            (false, true) => line("p class=\"small hush\"", t(Key::AnswerOptional)),
            (false, false) => String::new(),
        }
    }
}

/// Draws one question: the block, or one item of it.
#[must_use]
pub fn html(asking: &Asking<'_>, block: &Block, item: usize) -> String {
    match block {
        Block::Scale(scale) => scale::html(asking, scale, block, item),
        Block::Poles(poles) => poles::html(asking, poles, block, item),
        Block::Choice(choice) => choice::html(asking, choice),
        Block::Text(text) => text::html(asking, text),
        // An activity with tasks is never here: the exercise page runs it.
        Block::Task(_) | Block::Unbuilt(_) => String::new(),
    }
}

/// What it means that a field of this question has changed to `value` (a radio's or checkbox's value, or
/// the words in a text field).
#[must_use]
pub fn event(answers: &Answers, block: &Block, item: usize, value: &str) -> Option<Event> {
    match block {
        Block::Scale(_) | Block::Poles(_) => chose_point(block, item, value.parse().ok()?),
        Block::Choice(choice) => Some(choice::event(answers, choice, value)),
        Block::Text(text) => Some(Event::Wrote { block: text.id.clone(), words: value.to_owned() }),
        Block::Task(_) | Block::Unbuilt(_) => None,
    }
}

/// What a digit key does on this question: the event for the `digit`-th seat or option.
#[must_use]
pub fn digit_event(answers: &Answers, block: &Block, item: usize, digit: usize) -> Option<Event> {
    match block {
        Block::Scale(_) | Block::Poles(_) => chose_point(block, item, u8::try_from(digit).ok()?),
        Block::Choice(choice) => {
            let option = choice.options.get(digit.checked_sub(1)?)?;
            Some(choice::event(answers, choice, &option.id))
        }
        Block::Text(_) | Block::Task(_) | Block::Unbuilt(_) => None,
    }
}

/// What an arrow key does on this question while the focus is not on a seat: one seat further.
#[must_use]
pub fn arrow_event(answers: &Answers, block: &Block, item: usize, forward: bool) -> Option<Event> {
    let items = block.items();
    let asked = items.get(item)?;
    let next = match (point(answers, block.id(), asked.id), forward) {
        (None, true) => 1,
        (None, false) => asked.points,
        (Some(point), true) => (point + 1).min(asked.points),
        (Some(point), false) => (point - 1).max(1),
    };
    chose_point(block, item, next)
}

fn chose_point(block: &Block, item: usize, point: u8) -> Option<Event> {
    let items = block.items();
    let asked = items.get(item)?;
    (1..=asked.points).contains(&point).then(|| Event::ChosePoint {
        block: block.id().to_owned(),
        item: asked.id.to_owned(),
        point: Some(point),
    })
}
