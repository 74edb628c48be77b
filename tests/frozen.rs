//! What counts once a group result was shown: it does not follow every further answer, since the difference would tell
//! what one person answered.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::sync::LazyLock;

use common::any::cases;
use common::cells::{Way, differing, made, pointed, said, way};
use common::groups::wide;
use common::{NOON, nameless};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use roundtable::domain::activity::Activity;
use roundtable::domain::collection::Collection;
use roundtable::domain::difference::Cells;
use roundtable::domain::hand_in::HandIn;
use roundtable::domain::invitation::Naming;
use roundtable::domain::response::{Draft, Event};
use roundtable::domain::workshop::Frozen;
use roundtable::wire::saved::{self, Saved};

const LEAST: usize = 3;
const SIDES: usize = 2;
const SLOT: &str = "s1";

/// An assessment of four items in one dimension: who answers one of them only has no score.
static FOUR: LazyLock<Activity> = LazyLock::new(|| wide(4, 1));

fn of(id: u64, revision: u32) -> HandIn {
    pointed(&FOUR, (id, revision), None, &[(id % 5 + 1) as u8, (revision % 5 + 1) as u8, 1, 2])
}

fn in_order(mut all: Vec<HandIn>) -> Vec<HandIn> {
    all.sort();
    all
}

/// A workshop, and what came together for its slot.
struct Room {
    activity: Activity,
    draft: Draft,
    all: Collection,
    naming: Naming,
}

impl Room {
    fn new(naming: Naming) -> Self {
        Self::with(FOUR.clone(), naming, Vec::new())
    }

    /// One in which these were shown.
    fn with(activity: Activity, naming: Naming, shown: Vec<HandIn>) -> Self {
        let draft = nameless(Vec::new()).begin(NOON);
        let mut room = Self { activity, draft, all: Collection::of(shown), naming };
        room.show();
        room
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

    fn takes_in(&self) -> usize {
        let cells = Cells::of(&self.activity, SIDES);
        self.frozen().takes_in(&self.all, &cells, (self.naming, LEAST))
    }

    fn take_in(&mut self) -> bool {
        let (takes_in, waiting) = (self.takes_in(), self.waiting());
        let cells = Cells::of(&self.activity, SIDES);
        let events = Frozen::take_in(&self.draft.sheet, SLOT, &self.all, &cells, (self.naming, LEAST));
        let changes = self.apply(events);
        assert_eq!((changes, self.waiting()), (takes_in > 0, waiting - takes_in), "as many as were told");
        changes
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
    room.all.add(of(5, 1));
    assert!(!room.take_in(), "the correction changes one item, in the others two are too few");
    assert_eq!(room.counted(), shown);
    room.all.add(of(6, 1));
    assert!(room.take_in() && !room.take_in());
    assert_eq!(room.counted(), [of(1, 2), of(2, 1), of(3, 1), of(4, 1), of(5, 1), of(6, 1)]);
    assert_eq!(room.waiting(), 0);
    assert!(Frozen::of(&room.draft.sheet, "s2").is_open(), "another slot has its own");
}

#[test]
fn another_content_under_the_same_number_waits() {
    let mut room = Room::with(FOUR.clone(), Naming::Alias, vec![of(1, 1), of(2, 1), of(3, 1)]);
    room.all.add(HandIn { name: "Somebody else".to_owned(), ..of(1, 1) });
    assert_eq!((room.counted().len(), room.waiting(), room.takes_in()), (3, 1, 0));
}

#[test]
fn a_side_or_an_item_does_not_change_by_fewer_either() {
    let one = |id: u64, side, points: [u8; 4]| pointed(&FOUR, (id, 1), Some(side), &points);
    let full = |id: u64, side| one(id, side, [1, 2, 3, 4]);
    // Five of the first side and six of the second are shown.
    let shown = || (0..11).map(|id| full(id, u8::from(id > 4))).collect();
    for (name, late, goes_in) in [
        ("three of a side", vec![full(20, 0), full(21, 0), full(22, 0)], vec![20, 21, 22]),
        ("one and two", vec![full(20, 0), full(21, 1), full(22, 1)], vec![]),
        ("one waits alone", vec![full(20, 0), full(21, 1), full(22, 1), full(23, 1)], vec![21, 22, 23]),
        ("an item of one", vec![one(20, 0, [1, 1, 1, 0]), one(21, 0, [1, 1, 1, 0]), full(22, 0)], vec![]),
        (
            "whoever answered it waits",
            vec![one(20, 0, [1, 1, 1, 0]), one(21, 0, [1, 1, 1, 0]), full(22, 0), one(23, 0, [2, 2, 2, 0])],
            vec![20, 21, 23],
        ),
        (
            "whoever broke off waits",
            vec![one(20, 0, [1, 0, 0, 0]), full(21, 0), full(22, 0), full(23, 0)],
            vec![21, 22, 23],
        ),
    ] {
        let mut room = Room::with(FOUR.clone(), Naming::Anonymous, shown());
        room.all.add_all(late);
        assert_eq!((room.takes_in(), room.take_in()), (goes_in.len(), !goes_in.is_empty()), "{name}");
        let counted: Vec<u64> = room.counted().iter().map(|one| one.id.0).filter(|id| *id > 10).collect();
        assert_eq!(counted, goes_in, "{name}");
    }
}

#[test]
fn a_place_or_a_list_does_not_change_by_fewer_either() {
    let activity = common::activity("healthy-discontent");
    let one = |id: u64, order: &str| {
        made(&activity, id, &format!("list: a what=Noise | b what=Mail | c what=Calls / order: {order}"))
    };
    let shown = || (0..4).map(|id| one(id, "a | b | c")).collect();
    for (name, late, takes_in) in [
        ("all places", [one(20, "a | b | c"), one(21, "b | a | c"), one(22, "c | b | a")], 3),
        ("a place of one", [one(20, "a | b | c"), one(21, "b | a"), one(22, "b | a")], 0),
        ("an order of two", [one(20, "a | b | c"), one(21, "b | a | c"), one(22, "")], 0),
    ] {
        let mut room = Room::with(activity.clone(), Naming::Anonymous, shown());
        room.all.add_all(late.to_vec());
        assert_eq!(room.takes_in(), takes_in, "{name}");
    }
}

/// Who broke off in a dimension is left out of its items as soon as its scores may be told. In an item that nobody who
/// came late has answered, that person's answer would be the difference.
#[test]
fn whoever_is_left_out_is_not_the_difference() {
    let one = |id: u64, points: [u8; 4]| pointed(&FOUR, (id, 1), None, &points);
    // The last item is one of two people: no score is shown, and everybody counts in the items.
    let shown = [[1, 1, 1, 1], [2, 2, 2, 2], [3, 3, 3, 0], [0, 0, 4, 0]];
    let shown: Vec<HandIn> = shown.into_iter().zip(0..).map(|(points, id)| one(id, points)).collect();
    for (last, takes_in) in [([5, 5, 0, 5], 0), ([5, 5, 5, 5], 3)] {
        let mut room = Room::with(FOUR.clone(), Naming::Anonymous, shown.clone());
        room.all.add_all((20..23).map(|id| one(id, last)).collect());
        assert!(!way(&FOUR, &room.counted(), LEAST).left_out);
        let current: Vec<HandIn> = room.all.current().cloned().collect();
        assert!(way(&FOUR, &current, LEAST).left_out, "with them one is left out");
        assert_eq!(room.takes_in(), takes_in, "{last:?}");
    }
}

#[test]
fn how_many_may_go_in_follows_from_what_was_promised() {
    let named = |id: u64, name: &str| HandIn { name: name.to_owned(), ..of(id, 1) };
    for (agreed, others, takes_in) in
        [(0, 2, 0), (0, 3, 3), (0, 0, 0), (1, 0, 1), (1, 1, 1), (5, 2, 5), (5, 3, 8), (1, 3, 4)]
    {
        let mut room = Room::with(FOUR.clone(), Naming::Named, (1..4).map(|id| named(id, "Bo")).collect());
        room.all.add_all((0..agreed).map(|at| named(10 + at, "Ada")).collect());
        room.all.add_all((0..others).map(|at| named(20 + at, "")).collect());
        assert_eq!(room.takes_in(), takes_in, "{agreed} and {others}");
        room.take_in();
    }
    for (naming, late, takes_in) in [
        (Naming::Named, named(4, "Ada"), 1),
        (Naming::Named, named(4, ""), 0),
        (Naming::Alias, named(4, "Ada"), 0),
        (Naming::Anonymous, named(4, ""), 0),
        // With a name in the place of one without, the answers of that one would go.
        (Naming::Named, HandIn { revision: 2, ..named(9, "Ada") }, 0),
        (Naming::Named, HandIn { revision: 2, ..named(1, "Bo") }, 1),
    ] {
        let shown = [named(1, "Bo"), named(2, "Cy"), named(3, "Di"), named(9, "")];
        let mut room = Room::with(FOUR.clone(), naming, shown.to_vec());
        room.all.add(late);
        assert_eq!(room.takes_in(), takes_in, "{naming:?}");
    }
}

#[test]
fn it_outlives_a_reload_and_ten_thousand_people() {
    let mut room = Room::with(FOUR.clone(), Naming::Anonymous, (0..10_000).map(|id| of(id, 1)).collect());
    let text = saved::write(&Saved::Draft(room.draft.clone()), 1);
    let Saved::Draft(again) = saved::read(&text).unwrap().0 else { panic!("no draft") };
    assert_eq!(Frozen::of(&again.sheet, SLOT), room.frozen());
    room.all.add(of(10_000, 1));
    assert_eq!((room.counted().len(), room.waiting()), (10_000, 1));
}

proptest! {
    #![proptest_config(cases(200))]

    /// However answers, corrections, showing and taking in follow one another: in whatever cell, what is shown changes
    /// by what nobody said, or at least as many as a result needs.
    #[test]
    fn what_is_shown_never_changes_by_fewer_than_was_promised(
        steps in vec(
            ((0..14u64, 1..4u32), option::weighted(0.9, 0..SIDES as u8), vec((0..5u8, 1..4u8), 4), 0..4u8, 0..6u8),
            0..60,
        ),
    ) {
        let mut room = Room::new(Naming::Anonymous);
        let mut shown: Option<Vec<HandIn>> = None;
        for (number, side, row, end, act) in steps {
            // Most leave nothing open, some an item, and some break off.
            let point = |(at, (gap, point)): (usize, &(u8, u8))| {
                if *gap == 0 || end == 0 && at > 0 { 0 } else { *point }
            };
            let row: Vec<u8> = row.iter().enumerate().map(point).collect();
            room.all.add(pointed(&room.activity, number, side, &row));
            match act {
                0 => { room.show(); }
                1 => { room.take_in(); }
                _ => {}
            }
            if room.frozen().is_open() {
                continue;
            }
            let now = room.counted();
            // Scores that are shown once only can't be held against each other.
            let told = |all: &[HandIn]| way(&room.activity, all, LEAST);
            let before = shown.clone().unwrap_or_default();
            let scored = told(&before).scored && told(&now).scored;
            let of = |all: &[HandIn]| said(&room.activity, all, Way { scored, ..told(all) });
            let changed = differing(&of(&before), &of(&now));
            let few = changed.iter().filter(|(_, people)| **people < LEAST).collect::<Vec<_>>();
            // What was not shown before is held against nothing.
            prop_assert!(shown.is_none() || few.is_empty(), "{:?} from {:?} to {:?}", few, shown, now);
            shown = Some(now);
        }
    }
}
