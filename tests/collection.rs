//! What came together is a set: any path through any hands gives the same group.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "the times are to be read")]

mod common;

use std::time::Instant;

use common::any::{answers_to, cases};
use common::codes::{full_hand_in, hand_in, heading, small_hand_in};
use common::{activity, answers, points, small, small_with};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::content::read_activity;
use roundtable::domain::block::{Answer, Answers, point};
use roundtable::domain::collection::{Added, Collection};
use roundtable::domain::hand_in::{FIRST_DAY, HandIn, Handed, Heading, LAST_DAY, Layout, MAX_NAME, day_of, name_of};
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::mark::marks;
use roundtable::domain::response::fitting;
use roundtable::domain::together::Group;
use roundtable::wire::code::{Packet, carry};

fn of(id: u64, revision: u32, points: [u8; 3]) -> HandIn {
    small_hand_in(id, revision, points)
}

/// Hand-ins of few people, so that revisions and conflicts are frequent.
fn crowd() -> impl Strategy<Value = Vec<HandIn>> {
    let few = (0..5u64, 1..4u32, 0..3u8).prop_map(|(id, revision, point)| of(id, revision, [point, 1, 1]));
    vec(prop_oneof![few.clone(), few, hand_in(0..5u64)], 0..24)
}

fn current(collection: &Collection) -> Vec<HandIn> {
    collection.current().cloned().collect()
}

fn union(a: &Collection, b: &Collection) -> Collection {
    let mut both = a.clone();
    both.add_all(b.all().to_vec());
    both
}

// Adding

#[test]
fn what_is_added_says_what_became_of_it() {
    let mut collection = Collection::default();
    let steps = [
        (of(1, 1, [1, 1, 1]), Added::New, 1),
        (of(1, 1, [1, 1, 1]), Added::Already, 1),
        (of(2, 3, [1, 1, 1]), Added::New, 2),
        (of(1, 2, [2, 1, 1]), Added::Newer, 2),
        (of(1, 1, [1, 1, 1]), Added::Already, 2),
        (of(2, 1, [2, 1, 1]), Added::Older, 2),
        (of(1, 2, [3, 1, 1]), Added::Conflict, 3),
        (of(2, 1, [4, 1, 1]), Added::Conflict, 3),
        (of(1, 7, [5, 1, 1]), Added::Newer, 2),
        (of(1, 5, [4, 1, 1]), Added::Older, 2),
    ];
    for (at, (hand_in, added, people)) in steps.into_iter().enumerate() {
        assert_eq!(collection.add(hand_in), added, "step {at}");
        assert_eq!(collection.current().count(), people, "step {at}");
    }
    let history: Vec<u32> = collection.history(ResponseId(1)).iter().map(|one| one.revision).collect();
    assert_eq!(history, [1, 2, 2, 5, 7], "nothing is dropped");
    assert!(collection.history(ResponseId(9)).is_empty());
    let counts: Vec<(u64, u32)> = collection.current().map(|one| (one.id.0, one.revision)).collect();
    assert_eq!(counts, [(1, 7), (2, 3)]);
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_union_is_commutative_associative_and_idempotent(a in crowd(), b in crowd(), c in crowd()) {
        let [a, b, c] = [a, b, c].map(Collection::of);
        prop_assert_eq!(union(&a, &b), union(&b, &a));
        prop_assert_eq!(union(&union(&a, &b), &c), union(&a, &union(&b, &c)));
        prop_assert_eq!(union(&a, &a), a.clone());
        prop_assert_eq!(union(&union(&a, &b), &b), union(&a, &b));
        prop_assert_eq!(union(&a, &Collection::default()), a);
    }

    #[test]
    fn one_by_one_is_the_same_as_all_at_once(all in crowd(), order in any::<u64>()) {
        let mut one_by_one = Collection::default();
        let mut shuffled = all.clone();
        shuffled.sort_by_key(|one| (one.id.0 ^ u64::from(one.revision)).wrapping_mul(order | 1));
        for hand_in in &shuffled {
            let known = one_by_one.all().contains(hand_in);
            let before = one_by_one.all().len();
            let added = one_by_one.add(hand_in.clone());
            prop_assert_eq!(added == Added::Already, known);
            prop_assert_eq!(one_by_one.all().len(), before + usize::from(!known));
        }
        prop_assert_eq!(&one_by_one, &Collection::of(all.clone()));
        for hand_in in &all {
            prop_assert!(one_by_one.all().contains(hand_in), "nothing is dropped");
        }
        let counts = current(&one_by_one);
        for hand_in in &all {
            let last = all.iter().filter(|one| one.id == hand_in.id).map(|one| one.revision).max();
            prop_assert_eq!(counts.contains(hand_in), last == Some(hand_in.revision));
        }
    }

    /// Everybody starts with an own hand-in. Then people show each other what they hold, as codes, in any pairs
    /// and order; at the end the facilitator scans everybody, some twice.
    #[test]
    fn any_path_through_any_hands_gives_the_same_group(
        own in vec(crowd(), 2..6),
        meetings in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..12),
        last in Just(()).prop_perturb(|(), mut random| random.random::<u64>()),
    ) {
        let everything = Collection::of(own.concat());
        let mut hands: Vec<Collection> = own.into_iter().map(Collection::of).collect();
        for (from, to) in meetings {
            let (from, to) = (from.index(hands.len()), to.index(hands.len()));
            for packet in carry(hands[from].all().to_vec()).unwrap() {
                let Ok(Packet::Batch(batch)) = Packet::read(&packet) else { panic!("no batch") };
                hands[to].add_all(batch.into_hand_ins());
            }
        }
        let mut facilitator = Collection::default();
        for at in 0..hands.len() * 2 {
            let who = (at + last as usize % hands.len()) % hands.len();
            for hand_in in hands[who].all() {
                facilitator.add(hand_in.clone());
            }
        }
        prop_assert_eq!(current(&facilitator), current(&everything));
        prop_assert_eq!(facilitator, everything);
    }
}

// What is handed in

#[test]
fn a_hand_in_holds_what_was_answered_and_nothing_else() {
    let activity = small();
    let mut complete = common::small_complete(9, common::NOON);
    complete.note = "A secret".to_owned();
    complete.sheet.about = "Somebody".to_owned();
    complete.sheet.answers.insert("gone".to_owned(), Answer::Words("No longer asked".to_owned()));
    let hand_in = HandIn::of(&activity, &complete.sheet, heading(5, 1, "  Amina\n B. "));
    let kept = fitting(&activity, &complete.sheet.answers);
    assert_eq!(hand_in.id, ResponseId(5), "not the id of the response");
    assert_eq!((hand_in.name.as_str(), hand_in.activity.as_str()), ("Amina B.", "small-check"));
    assert_eq!(hand_in.answers(&activity).answers, kept);
    assert_eq!(hand_in.answers(&activity).unknown, 0);
    assert_eq!(hand_in.blocks.len(), 4);
    assert!(hand_in.blocks.windows(2).all(|pair| pair[0].mark < pair[1].mark));
    let bytes = Packet::HandIn(hand_in.clone()).write().unwrap();
    let held = String::from_utf8_lossy(&bytes);
    for secret in ["secret", "Somebody", "No longer"] {
        assert!(!held.contains(secret), "{secret}");
    }
    let sheet = hand_in.sheet(&activity);
    assert_eq!((sheet.about.as_str(), sheet.fingerprint, sheet.seat), ("Amina B.", activity.fingerprint(), None));
    assert_eq!(day_of(sheet.started), hand_in.day, "the day and nothing finer");
}

#[test]
fn what_a_heading_says_is_held_within_bounds() {
    let long = "x".repeat(59) + " and more";
    let table = [(0, 0, 12, (1, FIRST_DAY, None)), (3, 90_000, 7, (3, LAST_DAY, Some(7)))];
    for (revision, day, side, expected) in table {
        let heading = Heading { revision, day, side: Some(side), name: long.clone(), ..heading(1, 1, "") };
        let hand_in = HandIn::of(&small(), &common::small_complete(1, 0).sheet, heading);
        assert_eq!((hand_in.revision, hand_in.day, hand_in.side), expected);
        assert_eq!(hand_in.name.len(), 59);
        assert_eq!(Packet::read(&Packet::HandIn(hand_in.clone()).write().unwrap()), Ok(Packet::HandIn(hand_in)));
    }
    assert_eq!(name_of("a\u{0}b\t\tc"), "a b c");
    assert_eq!(name_of(&"ä".repeat(90)).chars().count(), MAX_NAME);
    assert_eq!(day_of(common::NOON), common::codes::DAY);
    assert_eq!(Tag::of(ResponseId(1)).0 >> Tag::BITS, 0);
}

#[test]
fn another_copy_of_the_activity_takes_what_fits_and_says_what_does_not() {
    let complete = common::small_complete(9, common::NOON);
    let hand_in = HandIn::of(&small(), &complete.sheet, heading(5, 1, ""));
    // What is changed, how many blocks are no longer known, which still are.
    let all = ["closer-to", "how-often", "where", "whom"];
    type Edits<'a> = &'a [(&'a str, &'a str)];
    let table: [(Edits<'_>, usize, &[&str]); 6] = [
        (&[("We keep our word.", "We do what we said.")], 0, &all),
        (&[("\"Habits\"", "\"How we work\"")], 0, &all),
        (&[("\"keep-word\"", "\"keep-words\"")], 1, &["closer-to", "where", "whom"]),
        (&[("\"points\": 7", "\"points\": 5")], 1, &["how-often", "where", "whom"]),
        (
            &[("{ \"id\": \"home\", \"label\": \"At home\" }", "{ \"id\": \"road\", \"label\": \"On the road\" }")],
            1,
            &["closer-to", "how-often", "whom"],
        ),
        (&[(", \"reverse\": true", ""), ("\"whom\"", "\"who\"")], 2, &["closer-to", "where"]),
    ];
    for (edits, unknown, known) in table {
        let other = read_activity("small-check", &small_with(edits)).unwrap();
        let fitted = hand_in.answers(&other);
        assert_eq!(fitted.unknown, unknown, "{edits:?}");
        assert_eq!(fitted.answers.names().collect::<Vec<_>>(), known, "{edits:?}");
        for (block, answer) in &fitted.answers {
            assert_eq!(complete.sheet.answers.get(block), Some(answer), "{edits:?}");
        }
    }
    let mut turned = small();
    turned.steps.reverse();
    assert_eq!(hand_in.answers(&turned), hand_in.answers(&small()), "the place of a block does not matter");
}

#[test]
fn what_does_not_fit_its_block_is_left_out() {
    let activity = small();
    let marks = marks(&activity);
    let table = [
        ("too few points", 0, Handed::Points(vec![1, 2]), 1),
        ("a point beyond the scale and an open one", 0, Handed::Points(vec![1, 9, 0, 5]), 0),
        ("nothing but such", 0, Handed::Points(vec![0, 9, 0, 0]), 1),
        ("words for points", 0, Handed::Words("four".to_owned()), 1),
        ("two of a single choice", 2, Handed::Chosen(vec![true, true, false]), 0),
        ("an option too many", 2, Handed::Chosen(vec![true, false, false, true]), 1),
        ("blank words", 4, Handed::Words(" ".to_owned()), 1),
    ];
    let layout = Layout::of(&activity);
    for (name, block, answer, unknown) in table {
        let mut hand_in = full_hand_in();
        hand_in.blocks = vec![roundtable::domain::hand_in::HandedBlock { mark: marks[block], answer }];
        let fitted = hand_in.answers(&activity);
        assert_eq!(fitted.unknown, unknown, "{name}");
        let mut row = [7; 5];
        hand_in.points(&layout, &mut row);
        let expected: Vec<u8> =
            activity.items().map(|(block, item)| point(&fitted.answers, block, item.id).unwrap_or(0)).collect();
        assert_eq!(row.as_slice(), expected, "{name}");
    }
    assert_eq!(layout.items(), 5);
}

#[test]
fn no_two_blocks_of_a_shipped_activity_have_one_mark() {
    let mut blocks = 0;
    for id in common::activity_ids() {
        let activity = activity(&id);
        let mut seen = marks(&activity);
        assert_eq!(seen.len(), activity.blocks().count());
        assert!(seen.iter().all(|mark| *mark < 1 << 14));
        blocks += seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), activity.blocks().count(), "{id}");
    }
    assert!(blocks > 100, "{blocks}");
}

#[test]
fn any_answers_to_any_shipped_activity_survive_being_handed_in() {
    for id in common::activity_ids() {
        let activity = activity(&id);
        let layout = Layout::of(&activity);
        let strategy = answers_to(&activity);
        proptest!(cases(12), |(given in strategy)| {
            let sheet = common::complete(1, &activity, common::NOON, given).sheet;
            let hand_in = HandIn::of(&activity, &sheet, heading(3, 1, ""));
            let packet = Packet::HandIn(hand_in).write().unwrap();
            let Ok(Packet::HandIn(hand_in)) = Packet::read(&packet) else { panic!("{id}") };
            let expected: Answers = fitting(&activity, &sheet.answers);
            let fitted = hand_in.answers(&activity);
            prop_assert_eq!(fitted.unknown, 0);
            prop_assert_eq!(&fitted.answers, &expected);
            let mut row = vec![0; layout.items()];
            hand_in.points(&layout, &mut row);
            let points: Vec<u8> =
                activity.items().map(|(block, item)| point(&expected, block, item.id).unwrap_or(0)).collect();
            prop_assert_eq!(row, points);
        });
    }
}

#[test]
fn a_group_of_hand_ins_is_the_group_of_the_responses() {
    let activity = small();
    let sheets: Vec<_> = (1..=5u8)
        .map(|at| {
            let given = answers(&[("how-often", points(&[("keep-word", at), ("ask-all", 6 - at)]))]);
            common::complete(u64::from(at), &activity, common::NOON, given).sheet
        })
        .collect();
    let handed: Vec<_> =
        sheets.iter().map(|sheet| HandIn::of(&activity, sheet, heading(sheet.id.0, 1, "")).sheet(&activity)).collect();
    let group = |sheets: &[_]| Group::of(&activity, &Vec::from_iter(sheets), 3).unwrap().n();
    assert_eq!(group(&handed), group(&sheets));
    assert!(handed.iter().zip(&sheets).all(|(handed, sheet)| handed.answers == sheet.answers));
}

// Many

#[test]
fn ten_thousand_are_added_and_read_quickly() {
    let activity = activity("five-elements");
    let layout = Layout::of(&activity);
    let items: Vec<(String, String)> =
        activity.items().map(|(block, item)| (block.to_owned(), item.id.to_owned())).collect();
    let one = |at: u64| {
        let mut given = Answers::new();
        for (place, (block, item)) in items.iter().enumerate() {
            let chosen = (at as usize * 7 + place * 3) as u8 % 5 + 1;
            if let Answer::Points(points) = given.get_or_insert(block, points(&[])) {
                points.insert(item.clone(), chosen);
            }
        }
        let id = (at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        HandIn::of(&activity, &common::complete(id, &activity, 0, given).sheet, heading(id, 1, ""))
    };
    let first = one(0);
    let many: Vec<HandIn> = (0..10_000).map(|at| HandIn { id: one(at % 50).id, ..one(at % 50) }).collect();
    let many: Vec<HandIn> = many
        .into_iter()
        .zip(1u64..)
        .map(|(hand_in, at)| HandIn { id: ResponseId(at.wrapping_mul(0x9e37_79b9_7f4a_7c15)), ..hand_in })
        .collect();

    let start = Instant::now();
    let collection = Collection::of(many);
    let added = start.elapsed();
    let start = Instant::now();
    let mut table = vec![0; layout.items() * 10_000];
    for (hand_in, row) in collection.current().zip(table.chunks_mut(layout.items())) {
        hand_in.points(&layout, row);
    }
    let read = start.elapsed();
    let start = Instant::now();
    let packets = carry(collection.all().to_vec()).unwrap();
    let written = start.elapsed();
    let start = Instant::now();
    let back = packets.iter().map(|packet| match Packet::read(packet) {
        Ok(Packet::Batch(batch)) => batch.into_hand_ins(),
        other => panic!("{other:?}"),
    });
    let back = Collection::of(back.flatten().collect());
    let decoded = start.elapsed();
    println!(
        "10,000 hand-ins, unoptimised: added {added:?}, points {read:?}, written {written:?} into {} packets of {} bytes, read {decoded:?}",
        packets.len(),
        packets.iter().map(Vec::len).sum::<usize>()
    );
    assert_eq!(collection.current().count(), 10_000);
    assert!(table.iter().all(|point| (1..=5).contains(point)));
    assert_eq!(back, collection);
    assert_eq!(first.blocks.len(), 4);
    // Wide bounds, for an unoptimised build on a busy machine: only a growth with the square would break them.
    assert!(added.as_millis() < 2_000 && read.as_millis() < 2_000, "{added:?}, {read:?}");
}
