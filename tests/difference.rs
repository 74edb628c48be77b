//! What may be known of a group beside its figures: never so much that what is left over are the answers of too few.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::any::cases;
use common::cells::{Way, differing, pointed, said};
use common::codes::small_hand_in;
use common::groups::wide;
use common::{answers, small};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use roundtable::domain::block::Answer;
use roundtable::domain::difference::Cells;
use roundtable::domain::hand_in::{FIRST_DAY, HandIn, Heading};
use roundtable::domain::id::ResponseId;
use roundtable::domain::invitation::Naming;

const LEAST: usize = 3;
const SIDES: usize = 2;

/// People with these names, who answered all items.
fn named(names: &[&str]) -> Vec<HandIn> {
    let one = |(name, id): (&&str, u64)| HandIn {
        name: (*name).to_owned(),
        ..pointed(&wide(4, 1), (id, 1), None, &[1, 2, 3, 4])
    };
    names.iter().zip(1..).map(one).collect()
}

#[test]
fn answers_without_a_name_are_not_the_difference_to_those_with_one() {
    let activity = wide(4, 1);
    for (naming, names, told) in [
        (Naming::Named, &["Ada", "Bo", "Cy"][..], 3),
        (Naming::Named, &["Ada", "Bo", "Cy", ""], 0),
        (Naming::Named, &["Ada", "", "", ""], 1),
        (Naming::Alias, &["Ada", "Bo", "", ""], 0),
        (Naming::Anonymous, &["Ada", "Bo", "Cy"], 0),
        (Naming::Named, &["", "", "", ""], 0),
    ] {
        let told_apart = naming.told_apart(&named(names), &Cells::of(&activity, SIDES), LEAST).len();
        assert_eq!(told_apart, told, "{naming:?} {names:?}");
    }
}

#[test]
fn nor_are_those_of_one_side_or_one_item() {
    let activity = wide(4, 1);
    let one = |side: u8, points: [u8; 4]| (side, points);
    let full = |side: u8| one(side, [1, 2, 3, 4]);
    for (name, sides, nameless, told) in [
        ("one and two of two sides", SIDES, [full(0), full(1), full(1)], false),
        ("three of one side", SIDES, [full(1); 3], true),
        ("sides that nobody compares", 0, [full(0), full(1), full(1)], true),
        ("an item of one", SIDES, [one(1, [1, 1, 1, 0]), one(1, [1, 1, 1, 0]), full(1)], false),
        ("an item of nobody", SIDES, [one(1, [1, 1, 1, 0]); 3], true),
        ("an item of one with a score", 0, [one(1, [1, 1, 1, 0]), one(1, [1, 1, 1, 0]), full(1)], false),
        ("one breaks off", SIDES, [one(1, [1, 0, 0, 0]), full(1), full(1)], false),
    ] {
        let mut all = named(&["Ada"; 12]);
        all.iter_mut().zip(0..).for_each(|(person, at)| person.side = Some(u8::from(at > 5)));
        let nameless = nameless.iter().zip(20..);
        all.extend(nameless.map(|((side, points), id)| pointed(&activity, (id, 1), Some(*side), points)));
        let told_apart = Naming::Named.told_apart(&all, &Cells::of(&activity, sides), LEAST);
        assert_eq!(told_apart.len(), if told { 12 } else { 0 }, "{name}");
    }
    // Every item comes from three, and the score from two.
    let seven: [[u8; 4]; 7] =
        [[1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]];
    let nameless = seven.iter().zip(20..).map(|(points, id)| pointed(&activity, (id, 1), None, points));
    let all: Vec<HandIn> = named(&["Ada"; 5]).into_iter().chain(nameless).collect();
    assert!(Naming::Named.told_apart(&all, &Cells::of(&activity, 0), LEAST).is_empty());
}

#[test]
fn nor_is_what_one_chose_or_wrote() {
    let activity = small();
    let one = |id: u64, given: &[(&str, Answer)]| {
        let heading = Heading {
            workshop: None,
            id: ResponseId(id),
            revision: 1,
            day: FIRST_DAY,
            name: String::new(),
            side: None,
        };
        HandIn::of(&activity, &common::groups::sheet(id, answers(given)), heading)
    };
    let (place, words) = (Answer::Chosen(vec!["home".to_owned()]), Answer::Words("Hm.".to_owned()));
    let [where_, more] = [("where", place), ("more", words)];
    let may = |given: [&[(&str, Answer)]; 3]| {
        let all: Vec<HandIn> = given.iter().zip(1..).map(|(given, id)| one(id, given)).collect();
        Cells::of(&activity, 0).may_differ_by(&all.iter().collect::<Vec<_>>(), LEAST)
    };
    let both = [where_.clone(), more.clone()];
    assert!(may([&[], &[], &[]]));
    assert!(may([&both, &both, &both]));
    assert!(!may([&both, &both, &[where_]]), "the words of two");
    assert!(!may([&both, &both, &[more]]), "the choice of two");
}

#[test]
fn of_an_activity_that_nobody_knows_people_are_counted_only() {
    let activity = small();
    let all: Vec<HandIn> = (1..5).map(|id| small_hand_in(id, 1, [1, 2, 3])).collect();
    let cells = Cells::of(&activity, 0);
    let may = |n: usize| cells.may_differ_by(&all.iter().take(n).collect::<Vec<_>>(), LEAST);
    assert_eq!((0..5).map(may).collect::<Vec<_>>(), [true, false, false, true, true]);
}

/// A side, of every item whether it is open and the point, and whether there is a name.
type Person = (Option<u8>, Vec<(u8, u8)>, u8);

proptest! {
    #![proptest_config(cases(600))]

    /// Where some are told apart, the others are nobody or enough in every cell; and nobody is kept back for nothing.
    #[test]
    fn the_nameless_are_nobody_or_enough_in_every_cell(
        people in vec((option::weighted(0.9, 0..SIDES as u8), vec((0..9u8, 1..4u8), 4), 0..3u8), 0..16),
    ) {
        let activity = wide(4, 1);
        let one = |((side, row, name), id): (&Person, u64)| {
            let row: Vec<u8> = row.iter().map(|(gap, point)| if *gap == 0 { 0 } else { *point }).collect();
            let name = if *name == 0 { "Ada".to_owned() } else { String::new() };
            HandIn { name, ..pointed(&activity, (id, 1), *side, &row) }
        };
        let all: Vec<HandIn> = people.iter().zip(1..).map(one).collect();
        let told = Naming::Named.told_apart(&all, &Cells::of(&activity, SIDES), LEAST);
        let (agreed, nameless): (Vec<HandIn>, Vec<HandIn>) = all.iter().cloned().partition(|one| !one.name.is_empty());
        let few = differing(&Default::default(), &said(&activity, &nameless, Way { left_out: false, scored: true }));
        let safe = few.values().all(|people| *people >= LEAST);
        prop_assert_eq!(told.len(), if safe { agreed.len() } else { 0 }, "{:?}", few);
    }
}
