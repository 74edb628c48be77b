//! What the native tests share: the shipped files, a small activity, responses, and arbitrary values.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod any;
pub mod cells;
pub mod codes;
pub mod groups;
pub mod rows;
pub mod scene;
pub mod source;
pub mod stores;
pub mod xml;

use std::fs;
use std::path::{Path, PathBuf};

use roundtable::content::read_activity;
use roundtable::domain::activity::{Activity, Kind};
use roundtable::domain::block::{Answer, Answers};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Complete, Draft, Event, Millis, Perspective, Sheet};
use roundtable::domain::workshop::{Slot, Workshop};

/// The text of a small activity with every block that can be answered.
pub const SMALL: &str = include_str!("../fixtures/small-check.json");

/// 22 November 2026, noon.
pub const NOON: Millis = 1_795_348_800_000;

/// A path from the project's root.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A file's text; its path from the project's root.
pub fn text_of(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The ids of all activity files, in the order of the alphabet.
pub fn activity_ids() -> Vec<String> {
    let mut ids: Vec<String> = fs::read_dir(root("public/activities"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .filter(|id| !["index", "order"].contains(&id.as_str()))
        .collect();
    ids.sort_unstable();
    assert!(!ids.is_empty(), "no activities found");
    ids
}

/// A shipped activity.
pub fn activity(id: &str) -> Activity {
    read_activity(id, &text_of(&format!("public/activities/{id}.json")))
        .unwrap_or_else(|problems| panic!("{id}: {problems:#?}"))
}

/// All shipped assessments.
pub fn assessments() -> Vec<Activity> {
    activity_ids().iter().map(|id| activity(id)).filter(|activity| activity.kind == Kind::Assessment).collect()
}

/// The small activity.
pub fn small() -> Activity {
    read_activity("small-check", SMALL).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The small activity with parts of its text replaced, each of which must stand there exactly once.
pub fn small_with(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(SMALL.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "to be replaced once: {old}");
        text.replacen(old, new, 1)
    })
}

/// Points as an answer.
pub fn points(list: &[(&str, u8)]) -> Answer {
    Answer::Points(list.iter().map(|(item, point)| ((*item).to_owned(), *point)).collect())
}

/// Answers by block.
pub fn answers(list: &[(&str, Answer)]) -> Answers {
    list.iter().map(|(block, answer)| ((*block).to_owned(), answer.clone())).collect()
}

/// Reads RFC 4180: rows of cells, quotes doubled, line ends inside quotes.
pub fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted && rest.peek() == Some(&'\n') => {
                rest.next();
                rows.push(vec![String::new()]);
            }
            _ => row.last_mut().unwrap().push(c),
        }
    }
    assert!(!quoted, "a quote is not closed");
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last row ends with a line end");
    rows
}

/// A finished response.
pub fn complete(id: u64, activity: &Activity, finished: Millis, answers: Answers) -> Complete {
    Complete {
        sheet: Sheet {
            id: ResponseId(id),
            activity: activity.id.clone(),
            fingerprint: activity.fingerprint(),
            perspective: Perspective::Own,
            seat: None,
            about: String::new(),
            started: finished.saturating_sub(240_000),
            answers,
        },
        finished,
        note: String::new(),
    }
}

/// A finished response to the small activity with both dimensions answered.
pub fn small_complete(id: u64, finished: Millis) -> Complete {
    complete(
        id,
        &small(),
        finished,
        answers(&[
            ("how-often", points(&[("keep-word", 4), ("hide-news", 1), ("ask-all", 2)])),
            ("closer-to", points(&[("told-heard", 3)])),
            ("where", Answer::Chosen(vec!["field".to_owned()])),
            ("whom", Answer::Words("The North alliance".to_owned())),
        ]),
    )
}

/// A draft of the small activity with nothing answered.
pub fn small_draft(id: u64, now: Millis) -> Draft {
    Draft::begin(&small(), ResponseId(id), Perspective::Own, now)
}

/// The event of a point chosen in the small activity's first block.
pub fn chose(item: &str, point: u8) -> Event {
    Event::ChosePoint { block: "how-often".to_owned(), item: item.to_owned(), point: Some(point) }
}

/// The event of words written.
pub fn wrote(block: &str, words: &str) -> Event {
    Event::Wrote { block: block.to_owned(), words: words.to_owned() }
}

/// The event of an option chosen in the small activity's required block.
pub fn chose_place() -> Event {
    Event::ChoseOptions { block: "where".to_owned(), ids: vec!["home".to_owned()] }
}

/// A workshop that nobody has named or timed, with this agenda.
pub fn nameless(agenda: Vec<Slot>) -> Workshop {
    Workshop { id: ResponseId(7), name: String::new(), minutes: None, starts: None, from: None, agenda }
}
