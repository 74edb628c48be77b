//! A joined workshop: what is kept of it, and that no two contents are ever shown under one revision.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::stores::{alone, tab};
use common::{NOON, activity, answers, complete, points, small, small_complete, wrote};
use proptest::prelude::*;
use roundtable::domain::block::{Block, rows};
use roundtable::domain::hand_in::{day_of, noon_of};
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::invitation::{Invitation, Naming, SentList};
use roundtable::domain::joined::{
    self, PARTS, Part, again, alias, begin, draft_id, hand_in, needs_name, parts, tag_of,
};
use roundtable::domain::response::{Draft, Event, Perspective};
use roundtable::domain::rows::{Edit, Row};
use roundtable::domain::task::Task;
use roundtable::ui::part::joined::{Progress, finished, progress};
use roundtable::wire::code::{Packet, sum};

#[test]
fn a_part_is_kept_and_found_by_its_response() {
    let (mut records, store) = alone();
    let tag = Tag(0xABCDE);
    assert!(records.joined(tag).is_none());
    let draft = begin(tag, "Harbour", NOON);
    assert_eq!((draft.sheet.id, tag_of(&draft.sheet)), (draft_id(tag), tag));
    records.keep_draft(&draft);
    let mut part = Part::new("five-elements", ResponseId(7));
    part.response = Some(ResponseId(70));
    part.name = "Ada".to_owned();
    part.side = Some(2);
    records.change_draft(&draft, part.event(), NOON);
    let other = Part::new("partnership-pulse", ResponseId(8));
    records.change_draft(&draft, other.event(), NOON);
    // In another tab, with the corrections in their place.
    let mut tab = tab(&store);
    assert_eq!(parts(&tab.joined(tag).unwrap().sheet), [part.clone(), other.clone()]);
    part.response = Some(ResponseId(71));
    part.name = String::new();
    part.side = None;
    tab.change_draft(&draft, part.event(), NOON);
    assert_eq!(parts(&records.joined(tag).unwrap().sheet), [part.clone(), other]);
    assert_eq!(records.joined_by(ResponseId(71)), Some(tag));
    assert_eq!(records.joined_by(ResponseId(70)), None);
    assert!(records.drafts().is_empty(), "nobody is asked to go on with it");
    assert_eq!(records.all_joined().len(), 1);
}

/// A slot that is collected apart has a tag of its own: nobody writes their name twice on one day.
#[test]
fn who_joins_another_slot_of_the_workshop_has_told_their_name() {
    let (mut records, _) = alone();
    let first = begin(Tag(1), "Harbour", NOON);
    records.keep_draft(&first);
    let part = Part { name: "Ada".to_owned(), side: Some(1), ..Part::new("dot-vote", ResponseId(7)) };
    records.change_draft(&first, part.event(), NOON);
    records.keep_draft(&begin(Tag(2), "Harbour", NOON + 1));
    let alike = |name: &str, now| joined::alike(&records.all_joined(), name, now);
    assert_eq!(alike("Harbour", NOON + 2), Some(part));
    assert_eq!(alike("Hills", NOON + 2), None);
    assert_eq!(alike("", NOON + 2), None, "two without a name are not one");
    assert_eq!(alike("Harbour", NOON + 24 * 60 * 60 * 1_000), None, "not on another day");
}

proptest! {
    #[test]
    fn another_content_has_another_revision(sums in proptest::collection::vec(0u32..4, 1..20)) {
        let mut part = Part::new("a", ResponseId(1));
        let mut shown: Vec<(u32, u32)> = Vec::new();
        for sum in sums {
            part = part.shown(sum);
            prop_assert!(part.revision > 0);
            for (revision, known) in &shown {
                prop_assert!(*revision != part.revision || *known == sum, "two contents under one revision");
                prop_assert!(*revision <= part.revision, "a revision that goes back");
            }
            shown.push((part.revision, sum));
        }
        prop_assert_eq!(part.sealed, 0);
        let again = part.clone().shown(part.sum);
        prop_assert_eq!(again, part);
    }

    #[test]
    fn a_part_survives_being_kept(hand: u64, response: Option<u64>, before: Option<u64>, name in "[a-z]{0,9}", side in proptest::option::of(0u8..8), revision: u32, sum: u32, scanned: bool, sealed: u32) {
        let part = Part {
            activity: "five-elements".to_owned(),
            hand: ResponseId(hand),
            response: response.map(ResponseId),
            before: before.map(ResponseId),
            name,
            side,
            revision,
            sum,
            scanned,
            sealed,
        };
        let mut draft = begin(Tag(3), "", NOON);
        draft.apply(Part { before: Some(ResponseId(1)), ..Part::new("five-elements", ResponseId(1)) }.event(), NOON);
        draft.apply(part.event(), NOON);
        prop_assert_eq!(parts(&draft.sheet), vec![part]);
    }

    /// What the page does, however often answers, name, side and day change: under one id and revision there is
    /// one packet.
    #[test]
    fn under_one_revision_there_is_one_packet(steps in proptest::collection::vec((1u8..=5, "[a-c]{0,2}", 0u8..3, 0u64..3), 1..20)) {
        let activity = small();
        let terms = Invitation { naming: Naming::Named, sides: sides(), ..terms() };
        let mut part = Part::new(&activity.id, ResponseId(5));
        let mut shown: Vec<(u32, Vec<u8>)> = Vec::new();
        for (point, name, side, day) in steps {
            part.name = name;
            part.side = Some(side);
            let given = answers(&[("how-often", points(&[("keep-word", point)]))]);
            let complete = complete(u64::from(point), &activity, NOON + day * 86_400_000, given);
            let written = |part: &Part| {
                Packet::HandIn(hand_in(&activity, &complete, part, &terms, terms.tag())).write().unwrap()
            };
            let content = written(&Part { revision: 1, ..part.clone() });
            part = part.shown(sum(&content));
            let packet = written(&part);
            for (revision, known) in &shown {
                prop_assert_eq!(*revision == part.revision, *known == packet);
            }
            if shown.iter().all(|(revision, _)| *revision != part.revision) {
                shown.push((part.revision, packet));
            }
        }
    }

    #[test]
    fn a_drawn_name_is_made_of_the_words(bits: u64) {
        let (first, second) = alias("Blue, Red", "Heron,Fox , Owl", bits);
        prop_assert!(["Blue", "Red"].contains(&first) && ["Heron", "Fox", "Owl"].contains(&second), "{first} {second}");
    }
}

fn sides() -> Vec<String> {
    ["North", "South"].map(str::to_owned).to_vec()
}

fn terms() -> Invitation {
    Invitation::usual(ResponseId(77), "small-check")
}

#[test]
fn only_what_was_agreed_to_is_handed_in() {
    let activity = small();
    let complete = small_complete(3, NOON);
    let mut part = Part::new("small-check", ResponseId(5));
    part.name = " Ada\nLovelace ".to_owned();
    part.revision = 4;
    for (naming, sides, side, name, handed) in [
        (Naming::Anonymous, sides(), Some(1), "", Some(1)),
        (Naming::Named, sides(), Some(1), "Ada Lovelace", Some(1)),
        (Naming::Alias, sides(), None, "Ada Lovelace", None),
        (Naming::Named, sides(), Some(2), "Ada Lovelace", None),
        (Naming::Named, Vec::new(), Some(0), "Ada Lovelace", None),
    ] {
        part.side = side;
        let terms = Invitation { naming, sides, ..terms() };
        let hand_in = hand_in(&activity, &complete, &part, &terms, terms.tag());
        assert_eq!((hand_in.name.as_str(), hand_in.side), (name, handed), "{naming:?} {side:?}");
        assert_eq!((hand_in.id, hand_in.revision, hand_in.workshop), (ResponseId(5), 4, Some(terms.tag())));
        assert_eq!(hand_in.day, day_of(NOON));
        assert_eq!(hand_in.answers(&activity).answers, complete.sheet.answers);
    }
    assert_eq!(day_of(noon_of(day_of(NOON))), day_of(NOON));
}

#[test]
fn a_name_is_needed_only_where_one_is_asked_for() {
    let named = |naming| Invitation { naming, ..terms() };
    for (name, naming, needed) in [
        ("", Naming::Anonymous, false),
        ("", Naming::Named, true),
        (" \n", Naming::Alias, true),
        ("Ada", Naming::Named, false),
        ("Ada", Naming::Alias, false),
    ] {
        let part = Part { name: name.to_owned(), ..Part::new("small-check", ResponseId(5)) };
        assert_eq!(needs_name(&part, &named(naming)), needed, "{name:?} {naming:?}");
    }
}

#[test]
fn a_correction_begins_with_the_answers_and_leaves_them_as_they_are() {
    let complete = small_complete(3, NOON);
    let draft = again(&complete, ResponseId(9), NOON + 60_000);
    assert_eq!(draft.sheet.answers, complete.sheet.answers);
    assert_eq!((draft.sheet.id, draft.place, draft.sheet.perspective), (ResponseId(9), 0, Perspective::Own));
    let (mut records, _) = alone();
    let first = Draft { sheet: complete.sheet.clone(), changed: NOON, place: 0 };
    records.keep_draft(&first);
    records.finish(&first, &small(), NOON).unwrap();
    records.keep_draft(&draft);
    records.change_draft(&draft, wrote("more", "Later thoughts"), NOON + 70_000);
    assert_eq!(records.result(ResponseId(3)).unwrap().unwrap().sheet.answers, complete.sheet.answers);
}

/// Who gives up a change has answered as before, and hands that in; who finishes it hands in what is newer.
#[test]
fn a_change_that_is_given_up_leaves_what_was_finished() {
    let (mut records, _) = alone();
    let mut joined = begin(Tag(3), "", NOON);
    let first = Draft { sheet: small_complete(3, NOON).sheet, changed: NOON, place: 0 };
    records.keep_draft(&first);
    let mut part = Part { response: Some(first.sheet.id), ..Part::new("small-check", ResponseId(5)) };
    assert_eq!((progress(&records, &part), finished(&records, &part)), (Progress::Open(first.clone()), None));
    records.finish(&first, &small(), NOON).unwrap();
    let before = records.result(first.sheet.id).unwrap().unwrap();
    assert_eq!(progress(&records, &part), Progress::Answered(before.clone()));

    let copy = again(&before, ResponseId(9), NOON + 60_000);
    records.keep_draft(&copy);
    (part.response, part.before) = (Some(copy.sheet.id), Some(before.sheet.id));
    joined.apply(part.event(), NOON);
    records.keep_draft(&joined);
    assert_eq!(progress(&records, &part), Progress::Open(copy.clone()));
    assert_eq!(finished(&records, &part), Some(before.clone()), "it can be shown meanwhile");
    for id in [copy.sheet.id, before.sheet.id] {
        assert_eq!(records.joined_by(id), Some(Tag(3)));
    }
    let removed = records.remove_draft(&copy);
    assert_eq!(progress(&records, &part), Progress::Answered(before));
    records.put_back(removed);
    records.finish(&copy, &small(), NOON + 70_000).unwrap();
    let newer = records.result(copy.sheet.id).unwrap().unwrap();
    assert_eq!(
        (progress(&records, &part), finished(&records, &part)),
        (Progress::Answered(newer.clone()), Some(newer))
    );
    // As an earlier version has kept it.
    assert_eq!(parts(&joined.sheet), [part.clone()]);
    let write = Edit::Write { row: "small-check".to_owned(), cell: "before".to_owned(), text: String::new() };
    joined.apply(Event::Edited { block: PARTS.to_owned(), edits: vec![write] }, NOON);
    assert_eq!(parts(&joined.sheet), [Part { before: None, ..part }]);
}

#[test]
fn a_list_of_the_room_comes_into_its_place_and_keeps_what_is_there() {
    let activity = activity("power-balance");
    let is_list = |block: &&Block| matches!(block, Block::Task(Task::Entries(_)));
    let block = activity.blocks().find(is_list).unwrap().id().to_owned();
    let other = activity.blocks().find(|block| !is_list(block)).unwrap().id().to_owned();
    let list = |block: &str, rows: &[Row]| SentList {
        workshop: None,
        activity: activity.id.clone(),
        block: block.to_owned(),
        rows: rows.to_vec(),
    };
    let sent = [Row::new("a", &[("name", "Ships")]), Row::new("b", &[("name", "Crews")])];
    let mut draft = Draft::begin(&activity, ResponseId(1), Perspective::Own, NOON);
    let own = Row::new("b", &[("name", "Old word"), ("note", "Mine")]);
    let put = Edit::Put { row: own, at: None };
    draft.apply(Event::Edited { block: block.clone(), edits: vec![put] }, NOON);
    draft.apply(joined::take_list(&activity, &list(&block, &sent)).unwrap(), NOON);
    let expected = [Row::new("b", &[("name", "Crews"), ("note", "Mine")]), sent[0].clone()];
    assert_eq!(rows(&draft.sheet.answers, &block), expected);
    // Once more changes nothing.
    draft.apply(joined::take_list(&activity, &list(&block, &sent)).unwrap(), NOON);
    assert_eq!(rows(&draft.sheet.answers, &block), expected);
    // A correction begins with what the room has made since; what was answered to a row stays with it.
    let finished = draft.finish(&activity, NOON).unwrap();
    let mut changed = again(&finished, ResponseId(2), NOON);
    let longer = [sent[0].clone(), sent[1].clone(), Row::new("c", &[("name", "Harbours")])];
    joined::take_lists(&mut changed, &activity, &[list(&block, &longer), list(&other, &sent)], NOON);
    assert_eq!(rows(&changed.sheet.answers, &block), [&expected[..], &longer[2..]].concat());
    assert_eq!(rows(&finished.sheet.answers, &block), expected);
    for (block, rows) in [(other.as_str(), &sent[..]), ("gone", &sent[..]), (block.as_str(), &[])] {
        assert_eq!(joined::take_list(&activity, &list(block, rows)), None, "{block}");
    }
    let foreign = SentList { activity: "five-elements".to_owned(), ..list(&block, &sent) };
    assert_eq!(joined::take_list(&activity, &foreign), None);
}
