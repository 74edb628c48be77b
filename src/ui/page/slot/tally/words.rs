//! The words around the fields of a task, the same in print and where a sheet is typed in.

use crate::domain::activity::Activity;
use crate::domain::block::{Block, ChoiceOption};
use crate::domain::paper::{Field, Kind, Wrong, value};
use crate::domain::task::{Allocate, Cell, Column, HANDS, Options, Task};
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::part::words::{HAND_KEYS, spent_words};

/// What a part of a sheet is called, with its number.
pub fn numbered(number: usize, words: &str) -> String {
    [&plain_number(number), ". ", words].concat()
}

/// A task's heading: numbered, but for a conversation, which asks nothing.
pub fn heading(task: &Task, number: &mut usize) -> String {
    if let Task::Talk(task) = task {
        return task.label.as_deref().unwrap_or(t(Key::TaskTalk)).to_owned();
    }
    *number += 1;
    numbered(*number, task.label().unwrap_or_default())
}

/// What a field is called; empty where its line says it.
pub fn label<'a>(field: &'a Field<'_>) -> &'a str {
    match field.cell.as_str() {
        _ if !field.label.is_empty() => &field.label,
        "what" => t(Key::TaskCommitmentWhat),
        "who" => t(Key::TaskCommitmentWho),
        "by" => t(Key::TaskCommitmentBy),
        "hand" => t(Key::TallyHand),
        "words" => t(Key::TaskHandWords),
        "text" => t(Key::TaskCard),
        "zone" => t(Key::TallyZone),
        _ => "",
    }
}

/// How the fields of a task are filled in.
pub fn hints(activity: &Activity, task: &Task) -> Vec<String> {
    let mut hints: Vec<String> = match task {
        Task::Allocate(task) => vec![points_hint(task)],
        Task::Rank(_) => vec![t(Key::TallyPlaces).to_owned()],
        Task::Matrix(task) => vec![numbers(&labels(&task.options))],
        Task::Board(task) => vec![numbers(&labels(&task.zones))],
        Task::Consent(_) => vec![numbers(&HAND_KEYS.map(|key| t(key).to_owned()))],
        Task::Entries(task) => {
            let of = |column: &Column| match &column.cell {
                Cell::Choice(options) => {
                    Some(tf(Key::TallyNumbersOf, &[("column", &column.label), ("choices", &choices(&labels(options)))]))
                }
                _ => None,
            };
            task.columns.iter().filter_map(of).collect()
        }
        Task::Sentence(_) | Task::Commitments(_) | Task::Talk(_) => Vec::new(),
    };
    let mut sources = task.sources();
    sources.dedup();
    let lists = sources.into_iter().filter_map(|source| activity.block(source).and_then(Block::label));
    hints.extend(lists.map(|list| tf(Key::TallyLinesOf, &[("list", list)])));
    hints
}

/// What stands where the list that feeds a task is still empty.
pub fn nothing_yet(activity: &Activity, task: &Task) -> String {
    let options: Vec<&Options> = match task {
        Task::Board(task) => task.from.iter().collect(),
        Task::Allocate(task) => vec![&task.options],
        Task::Rank(task) => vec![&task.options],
        Task::Matrix(task) => vec![&task.rows, &task.columns],
        _ => Vec::new(),
    };
    let list = options.into_iter().find_map(Options::list).and_then(|list| activity.block(list)?.label());
    tf(Key::TaskFirst, &[("list", list.unwrap_or_default())])
}

/// What is wrong with a field of a task.
pub fn wrong(task: &Task, wrong: Wrong) -> String {
    let with = |key: Key, n: usize| tf(key, &[("n", &plain_number(n))]);
    match wrong {
        Wrong::NoChoice(n) => with(Key::TallyWrongChoice, n),
        Wrong::NoNumber => t(Key::TallyWrongNumber).to_owned(),
        Wrong::NoDay => t(Key::TallyWrongDay).to_owned(),
        Wrong::NotWhole => t(Key::TallyWrongWhole).to_owned(),
        Wrong::TooMany(most) => with(Key::TallyWrongMost, most.into()),
        Wrong::OverTotal(over) => match task {
            Task::Allocate(task) => spent_words(task, u32::from(task.total) + over),
            _ => String::new(),
        },
        Wrong::NoPlace(n) => with(Key::TallyWrongPlace, n),
        Wrong::Twice => t(Key::TallyWrongTwice).to_owned(),
        Wrong::Gap => t(Key::TallyWrongGap).to_owned(),
    }
}

/// What a number stands for, said beside it; empty where it stands for itself.
pub fn meant(kind: Kind<'_>, typed: &str) -> String {
    let Ok(chosen) = value(kind, typed) else { return String::new() };
    let words = match kind {
        Kind::Choice(options) => options.iter().find(|option| option.id == chosen).map(|option| option.label.as_str()),
        Kind::Hand => HANDS.iter().zip(HAND_KEYS).find(|((word, _), _)| *word == chosen).map(|(_, key)| t(key)),
        _ => None,
    };
    words.unwrap_or_default().to_owned()
}

fn points_hint(task: &Allocate) -> String {
    let (all, most) = (plain_number(task.total.into()), plain_number(task.limit().into()));
    let unit = task.unit.as_deref().unwrap_or(t(Key::TaskPoints));
    let key = if task.limit() < task.total { Key::TallyPointsMost } else { Key::TallyPointsAll };
    tf(key, &[("all", &all), ("unit", unit), ("most", &most)])
}

fn labels(options: &[ChoiceOption]) -> Vec<String> {
    options.iter().map(|option| option.label.clone()).collect()
}

fn numbers(labels: &[String]) -> String {
    tf(Key::TallyNumbers, &[("choices", &choices(labels))])
}

fn choices(labels: &[String]) -> String {
    let one = |(label, at): (&String, usize)| [&plain_number(at), " ", label].concat();
    labels.iter().zip(1usize..).map(one).collect::<Vec<_>>().join(" · ")
}
