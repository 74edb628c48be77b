//! What counts once a group result was shown: it does not follow every further answer, since the difference would tell
//! what one person answered.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::any::cases;
use common::codes::small_hand_in;
use common::{NOON, nameless};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::collection::Collection;
use roundtable::domain::hand_in::HandIn;
use roundtable::domain::invitation::Naming;
use roundtable::domain::response::{Draft, Event};
use roundtable::domain::workshop::{Frozen, may_take_in};
use roundtable::wire::saved::{self, Saved};

const LEAST: usize = 3;
const SLOT: &str = "s1";

fn of(id: u64, revision: u32) -> HandIn {
    small_hand_in(id, revision, [(id % 5 + 1) as u8, (revision % 5 + 1) as u8, 1])
}

fn in_order(mut all: Vec<HandIn>) -> Vec<HandIn> {
    all.sort();
    all
}

/// A workshop, and what came together for its slot.
struct Room {
    draft: Draft,
    all: Collection,
    naming: Naming,
}

impl Room {
    fn new(naming: Naming) -> Self {
        Self { draft: nameless(Vec::new()).begin(NOON), all: Collection::default(), naming }
    }

    fn apply(&mut self, events: Vec<Event>) -> bool {
        let changes = !events.is_empty();
        events.into_iter().for_each(|event| self.draft.apply(event, NOON));
        changes
    }

    fn frozen(&self) -> Frozen {
        Frozen::of(&self.draft.sheet, SLOT)
    }

    fn show(&mut self) -> bool {
        self.apply(Frozen::freeze(&self.draft.sheet, SLOT, &self.all, LEAST))
    }

    fn take_in(&mut self) -> bool {
        self.apply(Frozen::take_in(&self.draft.sheet, SLOT, &self.all, (self.naming, LEAST)))
    }

    fn counted(&self) -> Vec<HandIn> {
        in_order(self.frozen().counted(&self.all))
    }

    fn waiting(&self) -> usize {
        self.frozen().waiting(&self.all).len()
    }
}

#[test]
fn a_late_answer_waits_until_enough_wait_with_it() {
    let mut room = Room::new(Naming::Anonymous);
    room.all.add_all(vec![of(1, 1), of(2, 1)]);
    assert!(!room.show(), "too few to be shown");
    assert_eq!((room.counted().len(), room.waiting()), (2, 0), "and nothing is frozen");
    room.all.add(of(3, 1));
    assert!(room.show());
    let shown = room.counted();
    room.all.add(of(4, 1));
    // A correction as well: it would tell what has changed.
    room.all.add(of(1, 2));
    assert!(!room.show(), "shown again, it is the same");
    assert_eq!((room.counted(), room.waiting()), (shown.clone(), 2));
    assert!(!room.take_in(), "two are too few");
    assert_eq!(room.counted(), shown);
    room.all.add(of(5, 1));
    assert!(room.take_in() && !room.take_in());
    assert_eq!(room.counted(), [of(1, 2), of(2, 1), of(3, 1), of(4, 1), of(5, 1)]);
    assert_eq!(room.waiting(), 0);
    assert!(Frozen::of(&room.draft.sheet, "s2").is_open(), "another slot has its own");
}

#[test]
fn another_content_under_the_same_number_waits() {
    let mut room = Room::new(Naming::Alias);
    room.all.add_all(vec![of(1, 1), of(2, 1), of(3, 1)]);
    room.show();
    room.all.add(HandIn { name: "Somebody else".to_owned(), ..of(1, 1) });
    assert_eq!((room.counted().len(), room.waiting()), (3, 1));
}

#[test]
fn how_many_may_go_in_follows_from_what_was_promised() {
    for (agreed, others, least, may) in [
        (0, 2, 3, false),
        (0, 3, 3, true),
        (0, 1, 2, false),
        (0, 0, 3, false),
        (1, 0, 3, true),
        (1, 1, 3, false),
        (5, 2, 3, false),
        (5, 3, 3, true),
    ] {
        assert_eq!(may_take_in(agreed, others, least), may, "{agreed} and {others} of {least}");
    }
    let named = |id: u64, name: &str| HandIn { name: name.to_owned(), ..of(id, 1) };
    for (naming, late, may) in [
        (Naming::Named, named(4, "Ada"), true),
        (Naming::Named, named(4, ""), false),
        (Naming::Alias, named(4, "Ada"), false),
        (Naming::Anonymous, named(4, ""), false),
    ] {
        let mut room = Room::new(naming);
        room.all.add_all(vec![named(1, "Bo"), named(2, "Cy"), named(3, "Di")]);
        room.show();
        room.all.add(late);
        assert_eq!(Frozen::takes_in(&room.frozen().waiting(&room.all), naming, LEAST), may, "{naming:?}");
    }
}

#[test]
fn answers_without_a_name_are_not_the_difference_to_those_with_one() {
    let all = |names: &[&str]| -> Vec<HandIn> {
        names.iter().zip(1..).map(|(name, id)| HandIn { name: (*name).to_owned(), ..of(id, 1) }).collect()
    };
    for (naming, names, told) in [
        (Naming::Named, &["Ada", "Bo", "Cy"][..], 3),
        (Naming::Named, &["Ada", "Bo", "Cy", ""], 0),
        (Naming::Named, &["Ada", "", "", ""], 1),
        (Naming::Alias, &["Ada", "Bo", "", ""], 0),
        (Naming::Anonymous, &["Ada", "Bo", "Cy"], 0),
        (Naming::Named, &["", "", "", ""], 0),
    ] {
        assert_eq!(naming.told_apart(&all(names), LEAST).len(), told, "{naming:?} {names:?}");
    }
}

#[test]
fn it_outlives_a_reload_and_ten_thousand_people() {
    let mut room = Room::new(Naming::Anonymous);
    room.all.add_all((0..10_000).map(|id| of(id, 1)).collect());
    assert!(room.show());
    let text = saved::write(&Saved::Draft(room.draft.clone()), 1);
    let Saved::Draft(again) = saved::read(&text).unwrap().0 else { panic!("no draft") };
    assert_eq!(Frozen::of(&again.sheet, SLOT), room.frozen());
    room.all.add(of(10_000, 1));
    assert_eq!((room.counted().len(), room.waiting()), (10_000, 1));
}

proptest! {
    #![proptest_config(cases(200))]

    /// However answers, corrections, showing and taking in follow one another: what is shown changes by nothing, or by
    /// at least as many as a result needs.
    #[test]
    fn what_is_shown_never_changes_by_fewer_than_was_promised(steps in vec((0..8u64, 1..4u32, 0..3u8), 0..60)) {
        let mut room = Room::new(Naming::Anonymous);
        let mut shown: Option<Vec<HandIn>> = None;
        for (id, revision, act) in steps {
            room.all.add(of(id, revision));
            match act {
                0 => { room.show(); }
                1 => { room.take_in(); }
                _ => {}
            }
            if room.frozen().is_open() {
                continue;
            }
            let now = room.counted();
            let new = now.iter().filter(|one| shown.as_ref().is_none_or(|shown| !shown.contains(one))).count();
            prop_assert!(new == 0 || new >= LEAST, "{new} new ones");
            shown = Some(now);
        }
    }
}
