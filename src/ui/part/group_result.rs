//! A group's result with everything that belongs to it, for its page, the wall and files: one value
//! ([`Told`]) that all of them draw from, so that they agree.

use std::sync::Arc;

use crate::domain::activity::Activity;
use crate::domain::hand_in::HandIn;
use crate::domain::id::Tag;
use crate::domain::together::Group;
use crate::i18n::{Key, date, plain_number, t, tf};
use crate::ui::part::together::{few_html, group_words, result_html};
use crate::wire::export::{csv_of_group, markdown_of_group};

/// What a group of people handed in, and under which promises.
pub struct Told {
    /// What was answered.
    pub activity: Arc<Activity>,
    /// What counts, one for each person.
    pub hand_ins: Vec<HandIn>,
    /// From how many on anything is shown.
    pub least: usize,
    /// What the workshop is called; empty while unnamed.
    pub title: String,
    /// The workshop.
    pub tag: Tag,
    /// What the sides are called.
    pub sides: Vec<String>,
    /// When it was collected.
    pub now: u64,
}

impl Told {
    fn group(&self) -> Result<Group<'_>, crate::domain::together::TooFew> {
        Group::of_hand_ins(&self.activity, &self.hand_ins, self.least)
    }

    /// Whether enough people have answered.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.hand_ins.len() >= self.least
    }

    /// What stands under the title of a file: the workshop, the day, how many.
    fn about(&self) -> String {
        let n = plain_number(self.hand_ins.len());
        let words = tf(Key::GroupAbout, &[("n", &n), ("date", &date(self.now))]);
        if self.title.is_empty() { words } else { [&self.title, t(Key::FormatComma), &words].concat() }
    }

    /// The result as markup; what stands there instead while too few have answered.
    #[must_use]
    pub fn html(&self) -> String {
        match self.group() {
            Ok(group) => result_html(&group, 0..self.activity.steps.len()),
            Err(few) => few_html(few),
        }
    }

    /// The result as Markdown; empty while too few have answered.
    #[must_use]
    pub fn markdown(&self) -> String {
        self.group().map(|group| markdown_of_group(&group, &group_words(self.about()))).unwrap_or_default()
    }

    /// The figures as one table; empty while too few have answered.
    #[must_use]
    pub fn csv(&self) -> String {
        self.group().map(|group| csv_of_group(&group, &group_words(self.about()))).unwrap_or_default()
    }
}
