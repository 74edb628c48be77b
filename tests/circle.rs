//! Circles: who does which steps, what everybody gets to work on, that no earlier answer is listed anywhere,
//! the mirror of two sides, and answers from another device.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::stores::alone;
use common::{NOON, activity, activity_ids, answers, complete, nameless, points};
use proptest::prelude::*;
use roundtable::domain::activity::{Activity, Mode, Who};
use roundtable::domain::block::{self, Answer, Block};
use roundtable::domain::circle::{
    Seat, Standing, begin, begin_for, blocks_of, go_on, hand_ins, is_for_circles, least, mirrored, sit_down, slot_of,
    stages, steps_of, told,
};
use roundtable::domain::collection::Collection;
use roundtable::domain::commitment::begin_by_hand;
use roundtable::domain::hand_in::HandIn;
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::invitation::Naming;
use roundtable::domain::mirror::{lay, meets};
use roundtable::domain::problem::Code;
use roundtable::domain::response::{Complete, Draft, Event, Perspective};
use roundtable::domain::rows::{Edit, Row};
use roundtable::domain::task::Task;
use roundtable::domain::workshop::{Item, Slot};
use roundtable::route::Route;
use roundtable::wire::backup::{finished_in, write_one};
use roundtable::wire::records::{Changed, Records, Taken};
use roundtable::wire::saved::Saved;

const CIRCLE: ResponseId = ResponseId(1000);

fn put(block: &str, rows: &[Row]) -> Event {
    let edits = rows.iter().map(|row| Edit::Put { row: row.clone(), at: None }).collect();
    Event::Edited { block: block.to_owned(), edits }
}

fn change(records: &mut Records, draft: &Draft, event: Event) -> Draft {
    match records.change_draft(draft, event, NOON) {
        Changed::Draft(draft) => draft,
        Changed::Finished => panic!("it is finished"),
    }
}

/// Somebody sits down, answers `event`, and is done.
fn answer(records: &mut Records, activity: &Activity, id: u64, event: Event) -> ResponseId {
    let circle = records.draft(CIRCLE).unwrap();
    let draft = sit_down(activity, &circle.sheet, ResponseId(id), NOON + id);
    records.keep_draft(&draft);
    let draft = change(records, &draft, event);
    records.finish(&draft, activity, NOON + id).unwrap()
}

/// The first item gets the highest point.
fn chose(activity: &Activity) -> Event {
    let (block, item) = activity.items().next().unwrap();
    Event::ChosePoint { block: block.to_owned(), item: item.id.to_owned(), point: Some(item.points) }
}

fn at(records: &mut Records, stage: usize, shown: bool) -> Draft {
    let circle = records.draft(CIRCLE).unwrap();
    change(records, &circle, Standing { stage, shown }.event())
}

// Stages

#[test]
fn stages_follow_who_does_the_steps() {
    let told = |id: &str| -> Vec<(Who, usize, usize)> {
        stages(&activity(id)).into_iter().map(|stage| (stage.who, stage.steps.start, stage.steps.end)).collect()
    };
    assert_eq!(told("partnership-canvas"), [(Who::Sides, 0, 2), (Who::Together, 2, 5)]);
    assert_eq!(
        told("power-balance"),
        [(Who::Each, 0, 1), (Who::Together, 1, 2), (Who::Each, 2, 3), (Who::Together, 3, 5)]
    );
    assert_eq!(told("interest-map"), [(Who::Together, 0, 5)]);
    let elements = activity("five-elements");
    assert_eq!(stages(&elements).len(), 1, "an assessment is answered alone from start to end");
    assert_eq!(stages(&elements)[0].who, Who::Each);
}

#[test]
fn shipped_activities_can_be_passed_on() {
    let mut offered = Vec::new();
    for id in activity_ids() {
        let activity = activity(&id);
        let stages = stages(&activity);
        let steps: Vec<usize> = stages.iter().flat_map(|stage| stage.steps.clone()).collect();
        assert_eq!(steps, (0..activity.steps.len()).collect::<Vec<_>>(), "{id}: every step, once, in order");
        if is_for_circles(&activity) {
            offered.push(id.clone());
        }
        // What a step works on must be at hand: made in the same stage, or by all together before.
        for (number, stage) in stages.iter().enumerate() {
            for block in blocks_of(&activity, stage.steps.clone()) {
                let Block::Task(task) = block else { continue };
                for source in task.sources() {
                    let made = stages
                        .iter()
                        .position(|stage| blocks_of(&activity, stage.steps.clone()).any(|block| block.id() == source));
                    let together = made.is_some_and(|made| made < number && stages[made].who == Who::Together);
                    assert!(made == Some(number) || together, "{id}: “{source}” is not at hand for “{}”", task.id());
                }
            }
            if stage.who == Who::Sides {
                assert!(mirrored(&activity, stage).is_some(), "{id}: two sides and no mirror");
            }
        }
    }
    let for_company = |activity: &Activity| activity.modes.iter().any(|mode| *mode != Mode::Solo);
    let assessments = common::assessments().iter().filter(|assessment| for_company(assessment)).count();
    assert!(assessments > 0);
    assert_eq!(offered.len(), assessments + 13, "{offered:?}");
    assert!(offered.contains(&"partnership-canvas".to_owned()) && offered.contains(&"power-balance".to_owned()));
}

#[test]
fn a_response_goes_through_its_own_steps() {
    let balance = activity("power-balance");
    let mut circle = begin(&balance, CIRCLE, NOON);
    assert_eq!(steps_of(&balance, &circle.sheet), 0..1);
    circle.apply(Standing { stage: 3, shown: false }.event(), NOON);
    assert_eq!(steps_of(&balance, &circle.sheet), 3..5);
    circle.apply(Standing { stage: 4, shown: false }.event(), NOON);
    assert_eq!(steps_of(&balance, &circle.sheet), 0..0, "everything is done");
    let own = Draft::begin(&balance, ResponseId(1), Perspective::Own, NOON);
    assert_eq!(steps_of(&balance, &own.sheet), 0..5);
    let mut seated = own;
    seated.sheet.seat = Some(Seat { circle: CIRCLE, stage: 2 });
    assert_eq!(steps_of(&balance, &seated.sheet), 2..3);
}

#[test]
fn three_answers_are_needed_where_a_group_answers_alone() {
    let needed = |id: &str| -> Vec<usize> {
        let activity = activity(id);
        stages(&activity)
            .iter()
            .filter(|stage| stage.who != Who::Together)
            .map(|stage| least(&activity, stage))
            .collect()
    };
    assert_eq!(needed("power-balance"), [3, 3]);
    assert_eq!(needed("partnership-canvas"), [2]);
    assert_eq!(needed("collaborator-or-partner"), [2], "it is for two");
}

// What everybody gets

#[test]
fn everybody_works_on_the_rows_that_were_made_together() {
    let create = activity("co-create");
    let mut circle = begin(&create, CIRCLE, NOON);
    let shortlist = [Row::new("one", &[("idea", "A shared bench")]), Row::new("two", &[("idea", "Tea on Fridays")])];
    let Some(Block::Task(Task::Entries(list))) = create.block("shortlist") else { panic!() };
    let column = list.columns[0].id.clone();
    let shortlist: Vec<Row> =
        shortlist.iter().map(|row| Row::new(&row.id, &[(column.as_str(), row.cell("idea"))])).collect();
    circle.apply(put("shortlist", &shortlist), NOON);
    let vote = stages(&create)
        .iter()
        .position(|stage| blocks_of(&create, stage.steps.clone()).any(|block| block.id() == "votes"));
    circle.apply(Standing { stage: vote.unwrap(), shown: false }.event(), NOON);
    let seated = sit_down(&create, &circle.sheet, ResponseId(1), NOON);
    assert_eq!(block::rows(&seated.sheet.answers, "shortlist"), shortlist, "with the same ids");
    let mut answered = seated;
    answered.apply(put("votes", &[Row::new("one", &[("points", "4")])]), NOON);
    let done = answered.finish(&create, NOON).unwrap();
    assert_eq!(block::rows(&done.sheet.answers, "shortlist"), shortlist, "the names stay with the votes");
}

// What is listed

#[test]
fn no_list_shows_what_somebody_answered_in_a_circle() {
    let (mut records, _) = alone();
    let elements = activity("five-elements");
    let circle = begin(&elements, CIRCLE, NOON);
    records.keep_draft(&circle);
    let mut in_order = Vec::new();
    for id in 1..=3 {
        in_order.push(answer(&mut records, &elements, id, chose(&elements)));
    }
    let begun = sit_down(&elements, &circle.sheet, ResponseId(9), NOON);
    records.keep_draft(&begun);

    assert!(records.drafts().is_empty());
    assert!(records.results().is_empty() && records.results_of("five-elements").is_empty());
    assert_eq!(records.circles().len(), 1);
    assert_eq!(records.seated_drafts(CIRCLE), [begun]);
    let seated: Vec<ResponseId> = records.seated(&circle.sheet).iter().map(|complete| complete.sheet.id).collect();
    assert_eq!(seated, in_order, "the first finished first");
    for id in in_order {
        let complete = records.result(id).unwrap().unwrap();
        assert_eq!(Route::of_result(&complete.sheet), Route::Circle(CIRCLE), "its address leads to the circle");
        assert_eq!(Route::of_draft(&complete.sheet), Route::Circle(CIRCLE));
    }

    let kept = records.finish(&records.draft(CIRCLE).unwrap(), &elements, NOON + 10).unwrap();
    assert!(records.circles().is_empty());
    let results = records.results();
    assert_eq!(results.len(), 1, "the circle is one result");
    assert_eq!((results[0].sheet.id, results[0].sheet.perspective), (kept, Perspective::Circle));
    assert_eq!(records.seated(&results[0].sheet).len(), 3);
    assert_eq!(Route::of_result(&results[0].sheet), Route::Result(kept));
}

#[test]
fn a_circle_of_a_workshop_is_known_by_its_slot_and_hands_in_what_was_told() {
    let (mut records, store) = alone();
    let elements = activity("five-elements");
    let workshop = ResponseId(7);
    records.keep_draft(&begin_for(&elements, workshop, "s1", CIRCLE, NOON));
    // Another team's, another slot's, another workshop's.
    records.keep_draft(&begin(&elements, ResponseId(1001), NOON + 1));
    records.keep_draft(&begin_for(&elements, workshop, "s2", ResponseId(1002), NOON + 2));
    records.keep_draft(&begin_for(&elements, ResponseId(8), "s1", ResponseId(1003), NOON + 3));
    let circle = records.draft(CIRCLE).unwrap();
    change(&mut records, &circle, told(ResponseId(1), "Ada", Some(1)));
    for id in [1, 2] {
        answer(&mut records, &elements, id, chose(&elements));
    }
    let circle = at(&mut records, 0, true);
    assert_eq!(slot_of(&circle.sheet), Some((workshop, "s1")), "where it stands is kept beside it");

    let taken = |records: &Records| -> Vec<HandIn> {
        let circles = records.circles_for("five-elements", workshop, "s1");
        assert_eq!(circles.iter().map(|circle| circle.sheet().id).collect::<Vec<_>>(), [CIRCLE]);
        let promised = (Tag::of(workshop), Naming::Named, 2);
        hand_ins(&elements, circles[0].sheet(), &records.seated(circles[0].sheet()), promised)
    };
    let first = taken(&records);
    let said: Vec<_> = first.iter().map(|one| (one.id, one.name.as_str(), one.side)).collect();
    assert_eq!(said, [(ResponseId(1), "Ada", Some(1)), (ResponseId(2), "", None)]);
    assert!(first.iter().all(|one| one.workshop == Some(Tag::of(workshop))));

    // Only what was promised is handed in.
    let seated = records.seated(&circle.sheet);
    for (naming, sides, name, side) in [(Naming::Anonymous, 2, "", Some(1)), (Naming::Named, 1, "Ada", None)] {
        let told = hand_ins(&elements, &circle.sheet, &seated, (Tag::of(workshop), naming, sides));
        assert_eq!((told[0].name.as_str(), told[0].side), (name, side));
    }

    // Also once it is finished, in another tab, and nobody counts twice.
    records.finish(&circle, &elements, NOON + 10).unwrap();
    let again = taken(&common::stores::tab(&store));
    assert_eq!(again, first);
    assert_eq!(Collection::of([first, again].concat()).current().count(), 2);
}

#[test]
fn a_circle_goes_with_all_its_answers_and_comes_back_with_them() {
    let (mut records, store) = alone();
    let elements = activity("five-elements");
    let other = answers(&[("purpose", points(&[("told-asked", 1)]))]);
    records.keep_draft(&begin(&elements, CIRCLE, NOON));
    answer(&mut records, &elements, 1, chose(&elements));
    let begun = sit_down(&elements, &records.draft(CIRCLE).unwrap().sheet, ResponseId(9), NOON);
    records.keep_draft(&begun);
    let own = Saved::Complete(complete(77, &elements, NOON, other));
    assert!(records.add(&own, roundtable::wire::saved::write(&own, 1)));
    let before = common::stores::all(&*store);
    let removed = records.remove_circle(&Saved::Draft(records.draft(CIRCLE).unwrap()));
    assert_eq!(common::stores::all(&*store).len(), 1, "one's own result stays");
    records.put_back(removed);
    assert_eq!(common::stores::all(&*store), before);
}

#[test]
fn a_needed_text_keeps_only_those_who_are_asked_for_it() {
    let canvas = activity("partnership-canvas");
    let (mut records, _) = alone();
    records.keep_draft(&begin(&canvas, CIRCLE, NOON));
    let circle = records.draft(CIRCLE).unwrap();
    let side = sit_down(&canvas, &circle.sheet, ResponseId(1), NOON);
    assert_eq!(side.finish(&canvas, NOON).unwrap_err(), ["intent"]);
    at(&mut records, 2, false);
    let circle = records.draft(CIRCLE).unwrap();
    assert!(records.finish(&circle, &canvas, NOON).is_ok(), "the sides were asked for it, not the circle");
}

// The mirror

fn canvas_of(records: &mut Records, canvas: &Activity, id: u64, cards: &[(&str, &str, &str)]) {
    let rows: Vec<Row> =
        cards.iter().map(|(id, zone, text)| Row::new(id, &[("text", *text), ("zone", *zone)])).collect();
    let circle = records.draft(CIRCLE).unwrap();
    let draft = sit_down(canvas, &circle.sheet, ResponseId(id), NOON + id);
    records.keep_draft(&draft);
    let draft = change(records, &draft, Event::Wrote { block: "intent".to_owned(), words: "Grow".to_owned() });
    let draft = change(records, &draft, put("canvas", &rows));
    records.finish(&draft, canvas, NOON + id).unwrap();
}

#[test]
fn the_mirror_lays_offer_against_wish_and_lists_what_is_left() {
    let canvas = activity("partnership-canvas");
    let (mut records, _) = alone();
    records.keep_draft(&begin(&canvas, CIRCLE, NOON));
    canvas_of(
        &mut records,
        &canvas,
        1,
        &[
            ("a1", "want", "Real practice"),
            ("a2", "want", "A room"),
            ("a3", "offer", "Two students"),
            ("a4", "create", "A class"),
        ],
    );
    canvas_of(
        &mut records,
        &canvas,
        2,
        &[("b1", "want", "Young helpers"), ("b2", "offer", "Broken devices"), ("b3", "offer", "A van")],
    );
    let stage = &stages(&canvas)[0];
    let board = mirrored(&canvas, stage).unwrap();
    let links = [meets("a1", "b2"), meets("b1", "a3"), meets("a2", "b3"), meets("a2", "")];
    let circle = records.draft(CIRCLE).unwrap();
    let circle = change(&mut records, &circle, Event::Edited { block: board.id.clone(), edits: links.to_vec() });
    let seated = records.seated(&circle.sheet);
    let sides: Vec<_> = seated.iter().map(|complete| &complete.sheet).collect();
    let laid = lay(&canvas, board, &sides, &circle.sheet);
    let met: Vec<_> =
        laid.wishes.iter().map(|wish| (wish.side, wish.text, wish.met_by.map(|offer| offer.text))).collect();
    assert_eq!(
        met,
        [(0, "Real practice", Some("Broken devices")), (0, "A room", None), (1, "Young helpers", Some("Two students")),]
    );
    let left: Vec<&str> = laid.unmet().iter().map(|wish| wish.text).collect();
    assert_eq!(left, ["A room"]);
    let left: Vec<(usize, &str)> = laid.unasked().iter().map(|offer| (offer.side, offer.text)).collect();
    assert_eq!(left, [(1, "A van")]);

    // One's own offer meets nothing, and neither does a card that is gone.
    let circle = change(
        &mut records,
        &circle,
        Event::Edited { block: board.id.clone(), edits: vec![meets("b1", "b3"), meets("a1", "gone")] },
    );
    assert_eq!(lay(&canvas, board, &sides, &circle.sheet).unmet().len(), 3);
    let circle = change(&mut records, &circle, Event::Edited { block: board.id.clone(), edits: links.to_vec() });

    // What is not met goes into the list where it is answered, once.
    let mut circle = circle;
    for _ in 0..2 {
        for event in go_on(&canvas, &circle.sheet, &sides) {
            circle = change(&mut records, &circle, event);
        }
        assert_eq!(Standing::of(&circle.sheet), Standing { stage: 1, shown: false });
        let list: Vec<(&str, &str)> = block::rows(&circle.sheet.answers, "mirror")
            .iter()
            .map(|row| (row.id.as_str(), row.cell("wish")))
            .collect();
        assert_eq!(list, [("a2", "A room")]);
        circle = at(&mut records, 0, true);
    }
}

// Another device

#[test]
fn an_answer_from_another_device_is_taken_in_once() {
    let elements = activity("five-elements");
    let (mut there, _) = alone();
    let mut given = complete(5, &elements, NOON, answers(&[("purpose", points(&[("told-asked", 2)]))]));
    given.note = "Only for me".to_owned();
    given.sheet.about = "The North".to_owned();
    let saved = Saved::Complete(given.clone());
    assert!(there.add(&saved, roundtable::wire::saved::write(&saved, 1)));
    let text = write_one(&saved, NOON);
    let found = finished_in("pasted", &text).unwrap();
    assert_eq!(found, std::slice::from_ref(&given));

    let (mut here, _) = alone();
    let circle = begin(&elements, CIRCLE, NOON);
    here.keep_draft(&circle);
    assert_eq!(here.take_in(&circle.sheet, 0, found[0].clone()), Taken::In);
    assert_eq!(here.take_in(&circle.sheet, 0, found[0].clone()), Taken::WasIn);
    let seated = here.seated(&circle.sheet);
    assert_eq!(seated.len(), 1);
    assert_eq!(seated[0].sheet.answers, given.sheet.answers);
    assert_eq!(seated[0].sheet.about, "The North");
    assert_eq!(seated[0].sheet.seat, Some(Seat { circle: CIRCLE, stage: 0 }));
    assert_eq!(seated[0].note, "", "a private note stays behind");
    assert!(here.results().is_empty());

    // The same device: one's own result stays, a copy is taken in, once.
    let circle = begin(&elements, CIRCLE, NOON);
    there.keep_draft(&circle);
    assert_eq!(there.take_in(&circle.sheet, 0, found[0].clone()), Taken::In);
    assert_eq!(there.take_in(&circle.sheet, 0, found[0].clone()), Taken::WasIn);
    assert_eq!(there.results().len(), 1);
    assert_eq!(there.results()[0].note, "Only for me");
    assert_eq!(there.seated(&circle.sheet).len(), 1);
}

#[test]
fn foreign_text_is_refused_in_words() {
    for text in ["", "null", "{\"format\":\"roundtable-backup\",\"version\":1}", "<html>"] {
        assert_eq!(finished_in("pasted", text).unwrap_err().code, Code::NotABackup, "{text}");
    }
    let newer = "{\"format\":\"roundtable-backup\",\"version\":2,\"records\":{}}";
    assert_eq!(finished_in("pasted", newer).unwrap_err().code, Code::FromNewerVersion);
    let empty = "{\"format\":\"roundtable-backup\",\"version\":1,\"records\":{\"a\":\"garbled\",\"b\":7}}";
    assert_eq!(finished_in("pasted", empty).unwrap(), []);
}

proptest! {
    #![proptest_config(common::any::cases(200))]

    #[test]
    fn any_text_is_read_or_refused(text in common::any::text()) {
        let _ = finished_in("pasted", &text);
    }

    #[test]
    fn any_response_can_be_given_and_taken(saved in common::any::saved(any::<u64>())) {
        let found: Vec<Complete> = finished_in("pasted", &write_one(&saved, NOON)).unwrap();
        match saved {
            Saved::Complete(complete) => prop_assert_eq!(found, [complete]),
            Saved::Draft(_) => prop_assert!(found.is_empty()),
        }
    }

    /// Whatever a circle's sheet holds, it stands somewhere and never breaks.
    #[test]
    fn any_standing_is_read_back(stage in 0usize..300, shown in any::<bool>(), sheet in common::any::sheet(any::<u64>())) {
        let canvas = activity("partnership-canvas");
        let mut draft = Draft { sheet, changed: NOON, place: 0 };
        let steps = steps_of(&canvas, &draft.sheet);
        prop_assert!(steps.end <= canvas.steps.len());
        draft.sheet.answers.remove(":circle");
        draft.apply(Standing { stage, shown }.event(), NOON);
        prop_assert_eq!(Standing::of(&draft.sheet), Standing { stage, shown });
    }
}

#[test]
fn answers_are_one_kind_of_answer() {
    // The name under which a circle keeps where it is can be no author's.
    assert!(!roundtable::domain::id::is_id(":circle"));
    let circle = begin(&activity("five-elements"), CIRCLE, NOON);
    assert!(matches!(circle.sheet.answers.get(":circle"), Some(Answer::Rows(_))));
}

/// Whatever is listed among the commitments can be ticked off: what a circle made together as well.
#[test]
fn what_is_open_is_found_whoever_answers_it() {
    let (mut records, _) = alone();
    let exercise = activity("accountability-agreement");
    let own = Draft::begin(&exercise, ResponseId(1), Perspective::Own, NOON);
    let together = Draft::begin(&exercise, ResponseId(2), Perspective::Circle, NOON);
    let by_hand = begin_by_hand(ResponseId(3), NOON);
    for draft in [own, together, by_hand] {
        records.keep_draft(&draft);
        assert_eq!(records.open_draft(draft.sheet.id), Some(draft));
    }
    assert_eq!(records.open_draft(ResponseId(4)), None);
}

/// What was answered for a workshop on this device goes with its plan, and comes back with it.
#[test]
fn a_workshop_goes_with_its_circles() {
    let (mut records, store) = alone();
    let elements = activity("five-elements");
    let item = Item::Activity("five-elements".to_owned());
    let slot = Slot { id: "s1".to_owned(), item, title: String::new(), minutes: 5, why: String::new(), apart: false };
    let plan = nameless(vec![slot]);
    let draft = plan.begin(NOON);
    records.keep_draft(&draft);
    records.keep_draft(&begin_for(&elements, plan.id, "s1", CIRCLE, NOON));
    answer(&mut records, &elements, 1, chose(&elements));
    records.keep_draft(&begin_for(&elements, ResponseId(8), "s1", ResponseId(1003), NOON));
    assert_eq!(records.circles_of(plan.id).len(), 1);
    let before = common::stores::all(&*store);
    let removed = records.remove_workshop(&draft);
    assert_eq!(common::stores::all(&*store).len(), 1, "the circle of another workshop stays");
    records.put_back(removed);
    assert_eq!(common::stores::all(&*store), before);
}

/// Somebody who answers alone twice in an activity is one person, under the same name or without any.
#[test]
fn who_answers_in_two_stages_hands_in_once() {
    let balance = activity("power-balance");
    for names in [["", ""], ["Ada", "Bo"]] {
        let (mut records, _) = alone();
        records.keep_draft(&begin_for(&balance, ResponseId(7), "s1", CIRCLE, NOON));
        let promised = (Tag(9), Naming::Named, 0);
        let taken = |records: &Records| {
            let circle = records.draft(CIRCLE).unwrap();
            hand_ins(&balance, &circle.sheet, &records.seated(&circle.sheet), promised)
        };
        let answered = |records: &mut Records, id: u64, name: &str, event: Event| {
            let circle = records.draft(CIRCLE).unwrap();
            change(records, &circle, told(ResponseId(id), name, None));
            answer(records, &balance, id, event);
        };
        let words = |text: &str| Event::Wrote { block: "more".to_owned(), words: text.to_owned() };
        answered(&mut records, 1, names[0], words("first"));
        answered(&mut records, 2, names[1], words("second"));
        let before = taken(&records);
        assert_eq!(before.iter().map(|one| (one.id.0, one.revision)).collect::<Vec<_>>(), [(1, 1), (2, 1)]);

        at(&mut records, 1, false);
        let circle = records.draft(CIRCLE).unwrap();
        change(&mut records, &circle, put("parties", &[Row::new("p", &[("party", "North")])]));
        at(&mut records, 2, false);
        // The second one comes round first.
        let dots = || put("shape", &[Row::new("p", &[("points", "3")])]);
        answered(&mut records, 4, names[1], dots());
        answered(&mut records, 3, names[0], dots());
        let after = taken(&records);
        assert_eq!(after.iter().map(|one| (one.id.0, one.revision)).collect::<Vec<_>>(), [(1, 2), (2, 2)]);
        assert!(after.iter().zip(&before).all(|(one, known)| one.blocks.len() > known.blocks.len()));
        assert_eq!(Collection::of([before, after].concat()).current().count(), 2);
    }
}
