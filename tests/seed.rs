//! Two thousand stored responses, as years of use leave them: the records read all of them. With
//! `ROUNDTABLE_SEED=<path>` they are written there as JSON `{key: text}`, each key as local storage holds
//! it for a site at the root of its host; `cargo xtask bench` puts them into a browser.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::rc::Rc;
use std::{env, fs};

use common::{NOON, assessments};
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{Answer, Block};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Draft, Event, Perspective};
use roundtable::domain::scoring::score;
use roundtable::wire::records::{Records, Usage};
use roundtable::wire::saved::{self, Saved};
use roundtable::wire::store::{MemoryStore, Store};
use serde_json::{Map, Value};

const COUNT: usize = 2_000;
/// One in so many is still open.
const OPEN: usize = 50;
const DAY: u64 = 86_400_000;
/// As `browser::storage` makes it from the path `/`.
const PREFIX: &str = "roundtable:/:";

/// The same numbers every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, sides: u64) -> u64 {
        self.next() % sides
    }
}

const SUBJECTS: [&str; 6] = ["The North alliance", "Our board", "Sara", "Werkstatt Süd", "", "Community kitchen"];
const WORDS: [&str; 4] = [
    "We decide faster since the rota.",
    "Ask for one concern before anyone agrees.",
    "Nobody spoke about the budget again, although three people had asked for it twice.",
    "",
];

/// A draft with most questions answered, as a person would: mostly in the upper half, some left open.
fn answered(activity: &Activity, dice: &mut Dice, when: u64) -> Draft {
    let perspective = if dice.below(6) == 0 { Perspective::Partner } else { Perspective::Own };
    let mut draft = Draft::begin(activity, ResponseId(dice.next()), perspective, when);
    draft.sheet.about = SUBJECTS[dice.below(6) as usize].to_owned();
    for block in activity.blocks() {
        let id = block.id().to_owned();
        for item in block.items() {
            let top = u64::from(item.points);
            let point = 1 + dice.below(top).max(dice.below(top)) as u8;
            if dice.below(20) > 0 {
                draft
                    .apply(Event::ChosePoint { block: id.clone(), item: item.id.to_owned(), point: Some(point) }, when);
            }
        }
        match block {
            Block::Choice(choice) => {
                let chosen = &choice.options[dice.below(choice.options.len() as u64) as usize];
                draft.apply(Event::ChoseOptions { block: id, ids: vec![chosen.id.clone()] }, when);
            }
            Block::Text(_) => {
                draft.apply(Event::Wrote { block: id, words: WORDS[dice.below(4) as usize].to_owned() }, when);
            }
            Block::Scale(_) | Block::Poles(_) | Block::Task(_) | Block::Unbuilt(_) => {}
        }
    }
    draft
}

fn responses() -> Vec<Saved> {
    let activities = assessments();
    let mut dice = Dice(2026);
    (0..COUNT)
        .map(|index| {
            let activity = &activities[index % activities.len()];
            // About five years, the last one yesterday.
            let when = NOON - DAY * (1 + (COUNT - 1 - index) as u64) + dice.below(DAY / 2);
            let draft = answered(activity, &mut dice, when);
            if index % OPEN == 0 {
                return Saved::Draft(draft);
            }
            let mut complete = draft.finish(activity, when + 300_000).unwrap();
            complete.note = if dice.below(10) == 0 { "Talk to Ana before the next round." } else { "" }.to_owned();
            Saved::Complete(complete)
        })
        .collect()
}

fn key(saved: &Saved) -> String {
    let sheet = saved.sheet();
    match saved {
        Saved::Draft(_) => format!("{PREFIX}draft/{}/{}", sheet.activity, sheet.id),
        Saved::Complete(complete) => format!("{PREFIX}result/{}/{}/{}", sheet.activity, complete.finished, sheet.id),
    }
}

#[test]
fn two_thousand_responses_are_read() {
    let all = responses();
    let entries: Map<String, Value> =
        all.iter().map(|saved| (key(saved), Value::String(saved::write(saved, 1 + saved.sheet().id.0 % 40)))).collect();
    assert_eq!(entries.len(), COUNT);
    let store = Rc::new(MemoryStore::default());
    for (key, text) in &entries {
        store.write(key, text.as_str().unwrap()).unwrap();
    }
    let records = Records::new(Box::new(Rc::clone(&store)), PREFIX, None);
    let drafts = COUNT / OPEN;
    let Usage { bytes, .. } = records.usage();
    assert_eq!(records.usage(), Usage { drafts, results: COUNT - drafts, codes: 0, unreadable: 0, bytes });
    // Local storage takes 5 million characters, each of which may count twice.
    assert!((400_000..2_500_000).contains(&bytes), "{bytes}");
    let mut read: Vec<Saved> = records.drafts().into_iter().map(Saved::Draft).collect();
    read.extend(records.results().into_iter().map(Saved::Complete));
    for saved in &all {
        assert!(read.contains(saved), "{}", key(saved));
    }
    assert_eq!(read.len(), COUNT);
    let done = records.last_done();
    assert_eq!(done.len(), 7);
    for activity in assessments() {
        let results = records.results_of(&activity.id);
        assert!(results.len() > 250, "{}: {}", activity.id, results.len());
        assert_eq!(done.get(&activity.id), Some(&results[0].finished));
        let scored = results
            .iter()
            .filter(|result| score(&activity, result).scores.iter().all(|score| score.mean.is_some()))
            .count();
        assert!(scored * 2 > results.len(), "{}: {scored} of {} fully scored", activity.id, results.len());
        assert!(
            results.iter().all(|result| result
                .sheet
                .answers
                .iter()
                .any(|(_, answer)| matches!(answer, Answer::Points(_))))
        );
    }
    if let Some(path) = env::var_os("ROUNDTABLE_SEED") {
        fs::write(path, serde_json::to_string(&Value::Object(entries)).unwrap()).unwrap();
    }
}
