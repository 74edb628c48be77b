//! Words for domain values, and prose in paragraphs.

use leptos::prelude::*;

use crate::domain::activity::{Kind, Level, Mode, People, Theme};
use crate::domain::task::{Allocate, HANDS};
use crate::i18n::{Key, Plural, date_time, digits, plain_number, t, tf, tn};

/// What a hand can say to a proposal, in the order of [`HANDS`].
pub const HAND_KEYS: [Key; HANDS.len()] = [Key::TaskHandYes, Key::TaskHandConcern, Key::TaskHandObjection];

/// "8 of 10 points are left": what is left of what a person can give, or how much it is too much.
#[must_use]
pub fn spent_words(task: &Allocate, spent: u32) -> String {
    let total = u32::from(task.total);
    let unit = task.unit.as_deref().unwrap_or(t(Key::TaskPoints));
    let words = |key: Key, n: u32| {
        tf(key, &[("n", &plain_number(n as usize)), ("all", &plain_number(total as usize)), ("unit", unit)])
    };
    match () {
        () if spent < total => words(Key::TaskSpentLeft, total - spent),
        () if spent > total => words(Key::TaskSpentOver, spent - total),
        () => words(Key::TaskSpentAll, 0),
    }
}

/// "Assessment, partnership".
#[must_use]
pub fn kind_and_theme(kind: Kind, theme: Theme) -> String {
    tf(Key::KindTheme, &[("kind", kind_word(kind)), ("theme", theme_word(theme))])
}

/// "Assessment".
#[must_use]
pub fn kind_word(kind: Kind) -> &'static str {
    t(match kind {
        Kind::Assessment => Key::KindAssessment,
        Kind::Exercise => Key::KindExercise,
    })
}

/// "partnership".
#[must_use]
pub fn theme_word(theme: Theme) -> &'static str {
    t(match theme {
        Theme::Partnership => Key::ThemePartnership,
        Theme::Leadership => Key::ThemeLeadership,
        Theme::Alliances => Key::ThemeAlliances,
        Theme::Ownership => Key::ThemeOwnership,
        Theme::Conversation => Key::ThemeConversation,
        Theme::Planning => Key::ThemePlanning,
    })
}

/// "6 min".
#[must_use]
pub fn minutes(count: u16) -> String {
    tf(Key::FormatMinutes, &[("n", &plain_number(count.into()))])
}

/// "alone or in a group", from the modes.
#[must_use]
pub fn company(modes: &[Mode]) -> String {
    let words: Vec<&str> = modes
        .iter()
        .map(|mode| {
            t(match mode {
                Mode::Solo => Key::ModeSolo,
                Mode::Pair => Key::ModePair,
                Mode::Group => Key::ModeGroup,
            })
        })
        .collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => tf(Key::ModeOr, &[("a", &first.join(t(Key::FormatComma))), ("b", last)]),
    }
}

/// "3 to 12 people".
#[must_use]
pub fn people(people: &People) -> String {
    let number = |count: u16| plain_number(count.into());
    match people.max {
        Some(max) if max == people.min => tn(Plural::FormatPeople, max.into(), &[]),
        Some(max) => tf(Key::FormatPeopleRange, &[("min", &number(people.min)), ("max", &number(max))]),
        None => tf(Key::FormatPeopleFrom, &[("min", &number(people.min))]),
    }
}

/// The CSS class of a level.
#[must_use]
pub fn level_class(level: Level) -> &'static str {
    match level {
        Level::Low => "band low",
        Level::Middle => "band middle",
        Level::High => "band high",
    }
}

/// "Peter Block (1993)".
#[must_use]
pub fn author(author: &str, year: Option<u16>) -> String {
    year.map_or_else(
        || author.to_owned(),
        |year| tf(Key::ActivityBy, &[("author", author), ("year", &digits(year.into()))]),
    )
}

/// "Last answered 22 Nov 2026, 10:42".
#[must_use]
pub fn answered_at(when: u64) -> String {
    tf(Key::HomeAnsweredAt, &[("when", &date_time(when))])
}

/// A text in quotation marks.
#[must_use]
pub fn quoted(text: &str) -> String {
    tf(Key::FormatQuoted, &[("text", text)])
}

/// A text whose blank lines part paragraphs.
pub fn prose(text: &str) -> impl IntoView + use<> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
        .collect_view()
}
