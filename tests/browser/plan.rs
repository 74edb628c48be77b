//! What a person is going to answer: decided beforehand, so that the result on the page can be held
//! against the one that the domain computes natively.

use std::fs;

use roundtable::content::{read_activity, read_index};
use roundtable::domain::activity::{Activity, Kind};
use roundtable::domain::block::Block;
use roundtable::domain::catalogue::Entry;
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Asked, Complete, Draft, Event, Millis, Perspective, questions};
use roundtable::domain::scoring::{Profile, score};
use roundtable::domain::task::Task;
use roundtable::i18n;

use crate::harness::engine;

/// The shortest of the seven: five statements and a text.
pub const PULSE: &str = "partnership-pulse";
/// Twenty pairs of statements and a choice.
pub const ELEMENTS: &str = "five-elements";

/// The file of an assessment with every kind of question, one of them needed, and a scale of seven. It is not part of
/// the site.
pub const SMALL: &str = include_str!("../fixtures/small-check.json");

/// Answers to [`SMALL`], some questions left open.
pub fn small() -> Plan {
    let points = [Given::Point(2), Given::Point(4), Given::Nothing, Given::Point(1), Given::Point(6)];
    let others = [Given::Option(1), Given::Nothing, Given::Words("The field team"), Given::Nothing];
    Plan::of_text("small-check", SMALL, &[&points[..], &others[..]].concat())
}

/// A day in milliseconds.
pub const DAY: Millis = 86_400_000;
/// 22 October 2026, noon UTC.
pub const OCTOBER: Millis = 1_792_670_400_000;

/// The answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Left open.
    Nothing,
    /// A seat, from 1.
    Point(u8),
    /// An option, from 0.
    Option(usize),
    /// Words.
    Words(&'static str),
}

/// An activity and an answer to each of its questions, in order.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is answered.
    pub activity: Activity,
    /// The answers.
    pub given: Vec<Given>,
}

/// A row of the result's figures: dimension, score, band, how many answered.
pub type Row = [String; 4];

/// The text of a file of the built site.
pub fn built_text(path: &str) -> String {
    let file = engine::run().dist.join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// An activity as it was built.
pub fn activity(id: &str) -> Activity {
    parsed(id, &built_text(&format!("activities/{id}.json")))
}

/// The first list of an activity that people make, by its id.
pub fn list_of(id: &str) -> String {
    let activity = activity(id);
    let is_list = |block: &&Block| matches!(block, Block::Task(Task::Entries(_)));
    activity.blocks().find(is_list).unwrap().id().to_owned()
}

/// What the catalogue shows, in its order.
pub fn catalogue() -> Vec<Entry> {
    let mut entries =
        read_index(&built_text("activities/index.json")).unwrap_or_else(|problems| panic!("{problems:?}"));
    entries.retain(|entry| entry.built);
    entries
}

/// The ids of all assessments, in the order of the catalogue.
pub fn assessments() -> Vec<String> {
    let all: Vec<String> =
        catalogue().into_iter().filter(|entry| entry.kind == Kind::Assessment).map(|entry| entry.id).collect();
    assert_eq!(all.len(), 7, "{all:?}");
    all
}

fn parsed(id: &str, text: &str) -> Activity {
    read_activity(id, text).unwrap_or_else(|problems| panic!("{id}: {problems:?}"))
}

impl Plan {
    /// Answers of all kinds, some questions left open; another `seed` gives others.
    pub fn varied(id: &str, seed: usize) -> Self {
        Self::new(activity(id), |index, asked| match asked.block.items().get(asked.question.item) {
            Some(_) if (index * 3 + seed) % 7 == 5 => Given::Nothing,
            Some(item) => {
                Given::Point((1 + (index * index + index * seed * 2 + seed) % usize::from(item.points)) as u8)
            }
            None => other(index + seed, asked.block),
        })
    }

    /// Everything answered so that each dimension gets the score that `wanted` says.
    pub fn scored(id: &str, wanted: impl Fn(&str) -> u8) -> Self {
        Self::new(activity(id), |index, asked| match asked.block.items().get(asked.question.item) {
            Some(item) => {
                let point = wanted(item.dimension.unwrap_or_default());
                Given::Point(if item.reverse { item.points + 1 - point } else { point })
            }
            None => other(index, asked.block),
        })
    }

    /// The answers to an activity that is not part of the site.
    pub fn of_text(id: &str, text: &str, given: &[Given]) -> Self {
        Self { activity: parsed(id, text), given: given.to_vec() }
    }

    fn new(activity: Activity, give: impl Fn(usize, &Asked<'_>) -> Given) -> Self {
        let given = questions(&activity).iter().enumerate().map(|(index, asked)| give(index, asked)).collect();
        Self { activity, given }
    }

    /// The draft after the first `count` questions.
    pub fn draft(&self, id: u64, count: usize, now: Millis) -> Draft {
        let mut draft = Draft::begin(&self.activity, ResponseId(id), Perspective::Own, now);
        for (asked, given) in questions(&self.activity).iter().zip(&self.given).take(count) {
            let block = asked.block.id().to_owned();
            let event = match *given {
                Given::Nothing => continue,
                Given::Point(point) => {
                    let item = asked.block.items()[asked.question.item].id.to_owned();
                    Event::ChosePoint { block, item, point: Some(point) }
                }
                Given::Option(index) => {
                    Event::ChoseOptions { block, ids: vec![asked.block.options()[index].id.clone()] }
                }
                Given::Words(words) => Event::Wrote { block, words: words.to_owned() },
            };
            draft.apply(event, now);
            draft.apply(Event::Turned { place: asked.screen as u16 }, now);
        }
        draft
    }

    /// The finished response, as the domain makes it.
    pub fn complete(&self, id: u64, perspective: Perspective, finished: Millis) -> Complete {
        let mut draft = self.draft(id, usize::MAX, finished);
        draft.sheet.perspective = perspective;
        draft.finish(&self.activity, finished).unwrap_or_else(|open| panic!("{open:?} are open"))
    }

    /// One's own finished response, at a moment that does not matter.
    pub fn done(&self) -> Complete {
        self.complete(1, Perspective::Own, OCTOBER)
    }

    /// The scores that the domain gives.
    pub fn profile(&self) -> Profile {
        score(&self.activity, &self.done())
    }

    /// The figures that the result must show.
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.profile().scores.into_iter().map(|score| {
            let title = self.activity.dimension(&score.dimension).unwrap().title.clone();
            let band = score.reading(&self.activity).map_or_else(|| "–".to_owned(), |(_, band, _)| band.title.clone());
            [title, i18n::score(score.mean), band, format!("{} of {}", score.answered, score.items)]
        });
        rows.collect()
    }

    /// How many questions there are, and how many are answered.
    pub fn counts(&self) -> (usize, usize) {
        (self.given.len(), self.given.iter().filter(|given| **given != Given::Nothing).count())
    }
}

fn other(number: usize, block: &Block) -> Given {
    match block {
        Block::Choice(choice) => Given::Option(number % choice.options.len()),
        Block::Text(text) if text.names => Given::Words("The North alliance"),
        _ => Given::Words("Ask sooner & listen"),
    }
}
