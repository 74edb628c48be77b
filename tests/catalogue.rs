//! The catalogue: its index is what the activity files say, in the order of `order.json`; and what a
//! filter lets through. With `ROUNDTABLE_WRITE` set the index is written instead of compared, which is
//! what `cargo xtask index` does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::sync::OnceLock;
use std::{env, fs};

use common::{activity, activity_ids, root, text_of};
use roundtable::content::{read_index, write_index};
use roundtable::domain::activity::{Kind, Mode, People, Theme};
use roundtable::domain::catalogue::{Entry, Filter, Time};

const INDEX: &str = "public/activities/index.json";

fn order() -> Vec<String> {
    serde_json::from_str(&text_of("public/activities/order.json")).unwrap()
}

#[test]
fn every_activity_is_in_the_order_once_and_nothing_else() {
    let order = order();
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, activity_ids());
    // The home page offers the first one.
    assert_eq!(order[0], "five-elements");
}

/// What the files say.
fn entries() -> Vec<Entry> {
    order().iter().map(|id| Entry::of(&activity(id))).collect()
}

/// The shipped index; written anew first when that is asked for.
fn index() -> &'static str {
    static INDEX_TEXT: OnceLock<String> = OnceLock::new();
    INDEX_TEXT.get_or_init(|| {
        if env::var_os("ROUNDTABLE_WRITE").is_some() {
            fs::write(root(INDEX), write_index(&entries())).unwrap();
        }
        text_of(INDEX)
    })
}

#[test]
fn the_index_is_what_the_files_say() {
    let entries = entries();
    assert_eq!(entries.len(), 34);
    assert!(index() == write_index(&entries), "{INDEX} is not what the files say: run cargo xtask index");
    assert_eq!(read_index(index()).unwrap(), entries);
}

#[test]
fn an_entry_says_what_its_activity_holds() {
    let entries = read_index(index()).unwrap();
    let entry = |id: &str| entries.iter().find(|entry| entry.id == id).unwrap();
    // Five elements: 20 pairs and a choice.
    let five = entry("five-elements");
    assert_eq!((five.kind, five.theme, five.minutes), (Kind::Assessment, Theme::Partnership, 8));
    assert_eq!((five.dimensions, five.questions, five.built), (5, 21, true));
    assert_eq!(five.people, Some(People { min: 1, max: None, note: None }));
    assert_eq!(five.modes, [Mode::Solo, Mode::Pair, Mode::Group]);
    let pulse = entry("partnership-pulse");
    assert_eq!((pulse.dimensions, pulse.questions, pulse.minutes), (5, 6, 1));
    let assessments: Vec<&Entry> = entries.iter().filter(|entry| entry.kind == Kind::Assessment).collect();
    assert_eq!(assessments.len(), 7);
    assert!(assessments.iter().all(|entry| entry.built && entry.dimensions > 0 && entry.questions > 0));
    assert!(entries[..7].iter().all(|entry| entry.kind == Kind::Assessment), "assessments come first");
}

fn entry() -> Entry {
    Entry {
        id: "x".to_owned(),
        kind: Kind::Exercise,
        title: "The right to say no".to_owned(),
        summary: "Practise refusing, and ÜBEN Sie das.".to_owned(),
        theme: Theme::Conversation,
        minutes: 30,
        people: None,
        modes: vec![Mode::Pair, Mode::Group],
        dimensions: 0,
        questions: 3,
        built: true,
    }
}

#[test]
fn a_filter_lets_through_what_fits_all_of_it() {
    let words = |words: &str| Filter { words: words.to_owned(), ..Filter::default() };
    let table = [
        (words(""), true),
        (words("  "), true),
        (words("RIGHT"), true),
        (words("no say"), true),
        (words("fus"), true),
        (words("üben"), true),
        (words("right left"), false),
        (words("gespräch"), true),
        (words("gespräch no"), true),
        (words("x"), false),
        (Filter { kind: Some(Kind::Exercise), ..Filter::default() }, true),
        (Filter { kind: Some(Kind::Assessment), ..Filter::default() }, false),
        (Filter { themes: vec![Theme::Planning, Theme::Conversation], ..Filter::default() }, true),
        (Filter { themes: vec![Theme::Planning], ..Filter::default() }, false),
        (Filter { modes: vec![Mode::Solo, Mode::Group], ..Filter::default() }, true),
        (Filter { modes: vec![Mode::Solo], ..Filter::default() }, false),
        (Filter { time: Some(Time::Medium), ..Filter::default() }, true),
        (Filter { time: Some(Time::Long), kind: Some(Kind::Exercise), ..Filter::default() }, false),
        (
            Filter {
                time: Some(Time::Medium),
                kind: Some(Kind::Exercise),
                themes: vec![Theme::Conversation],
                modes: vec![Mode::Pair],
                words: "no".to_owned(),
            },
            true,
        ),
    ];
    for (filter, through) in table {
        assert_eq!(filter.holds(&entry(), "Übung, Gespräch"), through, "{filter:?}");
    }
}

#[test]
fn times_meet_without_a_gap() {
    for (minutes, time) in [
        (1, Time::Short),
        (9, Time::Short),
        (10, Time::Medium),
        (30, Time::Medium),
        (31, Time::Long),
        (240, Time::Long),
    ] {
        let entry = Entry { minutes, ..entry() };
        let through: Vec<Time> = [Time::Short, Time::Medium, Time::Long]
            .into_iter()
            .filter(|time| Filter { time: Some(*time), ..Filter::default() }.holds(&entry, ""))
            .collect();
        assert_eq!(through, [time], "{minutes}");
    }
}

#[test]
fn a_filter_of_blanks_is_empty() {
    for (filter, empty) in [
        (Filter::default(), true),
        (Filter { words: " \t".to_owned(), ..Filter::default() }, true),
        (Filter { words: " a ".to_owned(), ..Filter::default() }, false),
        (Filter { time: Some(Time::Long), ..Filter::default() }, false),
        (Filter { themes: vec![Theme::Planning], words: " ".to_owned(), ..Filter::default() }, false),
    ] {
        assert_eq!(filter.is_empty(), empty, "{filter:?}");
    }
}
