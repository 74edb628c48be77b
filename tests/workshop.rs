//! Workshops: how they are stored and changed, their times, the text and the picture of an agenda. What is
//! proposed stands in `proposal.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeSet;

use common::stores::{all, alone, tab};
use common::xml::walk;
use common::{NOON, SMALL, activity_ids, any, small_draft, small_with};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::chart::agenda::ring;
use roundtable::content::read_activity;
use roundtable::domain::block::Answer;
use roundtable::domain::commitment::{BY_HAND, begin_by_hand};
use roundtable::domain::id::{ResponseId, Tag, is_id, is_reserved};
use roundtable::domain::invitation::Invitation;
use roundtable::domain::problem::Code;
use roundtable::domain::response::{Draft, Event};
use roundtable::domain::rows::{self, Edit, MAX_ROWS, Row};
use roundtable::domain::sealed::point_text;
use roundtable::domain::workshop::{
    ABOUT, AGENDA, Change, Item, MOST_MINUTES, Setting, Slot, WORKSHOP, Workshop, duplicate, invitation, list_block,
    minutes_of, set_apart, tags, undoing,
};
use roundtable::i18n::{cause, remedy};
use roundtable::wire::backup;
use roundtable::wire::export::{AgendaWords, agenda_markdown};
use roundtable::wire::records::{Changed, Records};

/// A slot in short: `25 honest-conversation`.
fn short(slot: &Slot) -> String {
    let what = match &slot.item {
        Item::Activity(id) => id,
        Item::Welcome => "welcome",
        Item::Pause => "pause",
        Item::Closing => "closing",
        Item::Own => "own",
    };
    format!("{} {what}", slot.minutes)
}

// How it is stored and changed

fn item() -> impl Strategy<Value = Item> {
    // Few, so that one stands on an agenda more than once.
    let often = prop::sample::select(vec!["dot-vote", "pulse"]).prop_map(|id| Item::Activity(id.to_owned()));
    prop_oneof![
        any::id().prop_map(Item::Activity),
        often,
        prop::sample::select(vec![Item::Welcome, Item::Pause, Item::Closing, Item::Own]),
    ]
}

fn words() -> impl Strategy<Value = String> {
    any::text().prop_map(|text| if text.trim().is_empty() { String::new() } else { text })
}

fn slot(id: String) -> impl Strategy<Value = Slot> {
    (item(), words(), 1..=MOST_MINUTES, words()).prop_map(move |(item, title, minutes, why)| Slot {
        id: id.clone(),
        item,
        title,
        minutes,
        why,
        apart: false,
    })
}

fn agenda() -> impl Strategy<Value = Vec<Slot>> {
    (0usize..6).prop_flat_map(|count| (0..count).map(|at| slot(format!("s{at}"))).collect::<Vec<_>>()).prop_map(apart)
}

/// The same with what repeats an activity set apart.
fn apart(mut agenda: Vec<Slot>) -> Vec<Slot> {
    set_apart(&mut agenda);
    agenda
}

fn workshop() -> impl Strategy<Value = Workshop> {
    let starts = proptest::option::of((0u32..24, 0u32..60).prop_map(|(h, m)| format!("{h:02}:{m:02}")));
    let from = proptest::option::of(any::<u64>().prop_map(ResponseId));
    let minutes = proptest::option::of(1..=MOST_MINUTES);
    (any::<u64>(), words(), minutes, starts, from, agenda()).prop_map(|(id, name, minutes, starts, from, agenda)| {
        Workshop { id: ResponseId(id), name: name.trim().to_owned(), minutes, starts, from, agenda }
    })
}

fn change() -> impl Strategy<Value = Change> {
    let id = || (0usize..8).prop_map(|at| format!("s{at}"));
    prop_oneof![
        words().prop_map(Change::Named),
        prop::sample::select(vec!["", "45", "600"]).prop_map(|text| Change::Timed(text.to_owned())),
        prop::sample::select(vec!["", "09:30", "23:59"]).prop_map(|text| Change::Starts(text.to_owned())),
        (prop::sample::select(Setting::ALL.to_vec()), words()).prop_map(|(setting, text)| Change::Set(setting, text)),
        (id(), words()).prop_map(|(id, title)| Change::Titled(id, title)),
        (id(), 1..=MOST_MINUTES).prop_map(|(id, minutes)| Change::Lasts(id, minutes)),
        (id().prop_flat_map(slot), 0usize..8).prop_map(|(slot, at)| Change::Added(slot, at)),
        (id(), 0usize..8).prop_map(|(id, to)| Change::Moved(id, to)),
        id().prop_map(Change::Removed),
        (1..=MOST_MINUTES, agenda()).prop_map(|(minutes, agenda)| Change::Proposed(minutes, agenda)),
    ]
}

fn changed(draft: &Draft, events: Vec<Event>) -> Draft {
    let mut draft = draft.clone();
    for event in events {
        draft.apply(event, NOON + 1);
    }
    draft
}

proptest! {
    #![proptest_config(any::cases(256))]

    #[test]
    fn what_is_stored_is_read_back(workshop in workshop()) {
        let draft = workshop.begin(NOON);
        prop_assert_eq!(Workshop::of(&draft.sheet), workshop.clone());
        let (mut records, _) = alone();
        records.keep_draft(&draft);
        let read = records.workshops();
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!(Workshop::of(&read[0].sheet), workshop);
    }

    #[test]
    fn every_change_does_what_it_says_and_can_be_taken_back(workshop in workshop(), change in change()) {
        let draft = workshop.begin(NOON);
        let events = change.events(&draft.sheet.answers);
        let undo = undoing(&events, &draft.sheet.answers);
        let after = changed(&draft, events);
        let now = Workshop::of(&after.sheet);
        let known = |id: &str| workshop.agenda.iter().position(|slot| slot.id == id);
        let mut expected = workshop.clone();
        match &change {
            Change::Named(name) => expected.name = name.trim().to_owned(),
            Change::Timed(minutes) => expected.minutes = minutes_of(minutes),
            Change::Starts(time) => expected.starts = Some(time.clone()).filter(|time| !time.is_empty()),
            // Not part of the workshop: nothing that is made of one holds a key.
            Change::Set(setting, text) => prop_assert_eq!(setting.of(&after.sheet), text.trim()),
            Change::Titled(id, title) => {
                if let Some(at) = known(id) {
                    let line = title.replace(['\r', '\n'], " ");
                    expected.agenda[at].title = if line.trim().is_empty() { String::new() } else { line };
                }
            }
            Change::Lasts(id, minutes) => {
                if let Some(at) = known(id) {
                    expected.agenda[at].minutes = *minutes;
                }
            }
            Change::Added(slot, to) => {
                expected.agenda.retain(|known| known.id != slot.id);
                let repeats = |known: &Slot| matches!(known.item, Item::Activity(_)) && known.item == slot.item;
                let slot = Slot { apart: expected.agenda.iter().any(repeats), ..slot.clone() };
                expected.agenda.insert((*to).min(expected.agenda.len()), slot);
            }
            Change::Moved(id, to) => {
                if let Some(at) = known(id) {
                    let moved = expected.agenda.remove(at);
                    expected.agenda.insert((*to).min(expected.agenda.len()), moved);
                }
            }
            Change::Removed(id) => expected.agenda.retain(|slot| slot.id != *id),
            Change::Proposed(minutes, agenda) => {
                expected.minutes = Some(*minutes);
                expected.agenda.clone_from(agenda);
            }
        }
        prop_assert_eq!(now, expected);
        prop_assert_eq!(changed(&after, undo).sheet, draft.sheet);
    }

    /// Also in a plan that was stored before slots were set apart.
    #[test]
    fn a_slot_is_collected_under_one_id_for_good(workshop in workshop(), changes in vec(change(), 1..6)) {
        let mut draft = workshop.begin(NOON);
        if let Some(Answer::Rows(mut rows)) = draft.sheet.answers.get(AGENDA).cloned() {
            rows.iter_mut().for_each(|row| row.set("apart", ""));
            draft.sheet.answers.insert(AGENDA.to_owned(), Answer::Rows(rows));
        }
        let mut before = Workshop::of(&draft.sheet);
        prop_assert_eq!(&before, &workshop);
        for change in changes {
            if matches!(&change, Change::Added(slot, _) if before.agenda.iter().any(|known| known.id == slot.id)) {
                continue;
            }
            let is_new = matches!(change, Change::Proposed(..));
            draft = changed(&draft, change.events(&draft.sheet.answers));
            let after = Workshop::of(&draft.sheet);
            for slot in &after.agenda {
                let known = before.agenda.iter().find(|known| known.id == slot.id);
                if let Some(known) = known.filter(|_| !is_new) {
                    prop_assert_eq!(slot.collected_as(workshop.id), known.collected_as(workshop.id));
                }
                let same = after.agenda.iter().filter(|other| {
                    matches!(slot.item, Item::Activity(_)) && other.item == slot.item && other.id != slot.id
                });
                for other in same {
                    prop_assert_ne!(slot.collected_as(workshop.id), other.collected_as(workshop.id));
                }
            }
            before = after;
        }
    }

    /// What any edits did is taken back by [`rows::undoing`], also at the limit.
    #[test]
    fn any_edits_can_be_taken_back(count in prop_oneof![0usize..6, Just(MAX_ROWS)], edits in vec(edit(), 0..12)) {
        let before: Vec<Row> = (0..count).map(|at| Row::new(&format!("s{at}"), &[("a", "x")])).collect();
        let undo = rows::undoing(&before, &edits);
        let mut after = before.clone();
        for edit in edits.into_iter().chain(undo) {
            rows::apply(&mut after, edit);
        }
        prop_assert_eq!(after, before);
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let id = || (0usize..9).prop_map(|at| format!("s{at}"));
    prop_oneof![
        (id(), proptest::option::of(0usize..9))
            .prop_map(|(id, at)| Edit::Put { row: Row::new(&id, &[("a", "put")]), at }),
        (id(), "[ab]", any::text()).prop_map(|(row, cell, text)| Edit::Write { row, cell, text }),
        id().prop_map(|row| Edit::Remove { row }),
        (id(), 0usize..9).prop_map(|(row, to)| Edit::Move { row, to }),
    ]
}

fn plan(agenda: Vec<Slot>) -> Workshop {
    Workshop {
        id: ResponseId(7),
        name: "Session".to_owned(),
        minutes: Some(60),
        starts: None,
        from: Some(ResponseId(3)),
        agenda,
    }
}

fn slot_of(id: &str, item: Item, title: &str, minutes: u16) -> Slot {
    Slot { id: id.to_owned(), item, title: title.to_owned(), minutes, why: String::new(), apart: false }
}

fn apply(records: &mut Records, draft: &Draft, change: &Change) {
    for event in change.events(&draft.sheet.answers) {
        assert!(matches!(records.change_draft(draft, event, NOON + 1), Changed::Draft(_)));
    }
}

#[test]
fn a_plan_is_no_open_draft_and_goes_into_a_backup() {
    let (mut records, store) = alone();
    let open = small_draft(1, NOON);
    records.keep_draft(&open);
    records.keep_draft(&begin_by_hand(ResponseId(2), NOON));
    let draft = plan(vec![slot_of("a", Item::Pause, "Tea", 10)]).begin(NOON);
    records.keep_draft(&draft);
    assert_eq!(records.drafts(), [open], "neither a plan nor what was added by hand");
    assert_eq!(records.workshops(), std::slice::from_ref(&draft));
    assert_eq!(records.by_hand().len(), 1);
    assert!(all(&store).keys().any(|key| key.ends_with(&format!("draft/workshop/{}", ResponseId(7)))));

    let (mut elsewhere, _) = alone();
    let found = backup::plan(&elsewhere, "backup.json", &backup::write(&records, NOON)).unwrap();
    assert_eq!(backup::restore(&mut elsewhere, found), (3, 0));
    assert_eq!(elsewhere.workshops(), std::slice::from_ref(&draft));

    let removed = records.remove_draft(&draft);
    assert!(records.workshops().is_empty());
    records.put_back(removed);
    assert_eq!(records.workshops(), [draft]);
}

#[test]
fn the_same_activity_twice_is_invited_to_and_collected_apart() {
    let vote = |id: &str| slot_of(id, Item::Activity("dot-vote".to_owned()), "", 10);
    let mut draft = plan(vec![vote("first"), slot_of("tea", Item::Pause, "", 10)]).begin(NOON);
    let plain = invitation(&draft.sheet, "first").unwrap();
    assert_eq!(plain.workshop, ResponseId(7), "one alone is collected under the workshop itself");
    let list = Answer::Rows(vec![Row::new("a", &[("option", "Tea")])]);
    draft.sheet.answers.insert(list_block("second", "options"), list);
    let draft = changed(&draft, Change::Added(vote("second"), 0).events(&draft.sheet.answers));
    let again = invitation(&draft.sheet, "second").unwrap();
    assert_eq!(invitation(&draft.sheet, "first").unwrap(), Invitation { place: 1, ..plain.clone() });
    assert_ne!((again.workshop, again.tag()), (plain.workshop, plain.tag()));
    let tags_so_far = [plain.tag(), again.tag()];
    assert_eq!((again.name, again.activity), (plain.name, plain.activity));
    assert_eq!(again.list.unwrap().workshop, Some(Tag::of(again.workshop)), "its list goes to the same phones");

    // Under another id the same plan is collected apart from both.
    let copy = duplicate(&draft.sheet, ResponseId(8), "Copy", NOON);
    let tags = ["first", "second"].map(|slot| invitation(&copy.sheet, slot).unwrap().tag());
    assert_eq!(tags[0], Tag::of(ResponseId(8)));
    assert!(tags.iter().all(|tag| !tags_so_far.contains(tag)) && tags[0] != tags[1], "{tags:?}");
}

#[test]
fn two_tabs_work_on_one_plan() {
    let (mut mine, store) = alone();
    let mut theirs = tab(&store);
    let draft = plan(vec![slot_of("a", Item::Welcome, "", 5), slot_of("b", Item::Closing, "", 5)]).begin(NOON);
    mine.keep_draft(&draft);
    // Each knows only what it was at first.
    apply(&mut mine, &draft, &Change::Lasts("a".to_owned(), 15));
    apply(&mut theirs, &draft, &Change::Added(slot_of("c", Item::Pause, "", 10), 1));
    apply(&mut mine, &draft, &Change::Named("Ours".to_owned()));
    let now = Workshop::of(&theirs.workshops()[0].sheet);
    assert_eq!(now.agenda.iter().map(short).collect::<Vec<_>>(), ["15 welcome", "10 pause", "5 closing"]);
    assert_eq!(now.name, "Ours");
    // A slot that the other has removed does not come back half.
    let known = theirs.workshops()[0].clone();
    apply(&mut theirs, &known, &Change::Removed("c".to_owned()));
    let stored = mine.workshops()[0].clone();
    assert_eq!(Change::Lasts("c".to_owned(), 20).events(&stored.sheet.answers), []);
    assert_eq!(Change::Titled("c".to_owned(), "Tea".to_owned()).events(&stored.sheet.answers), []);
}

#[test]
fn rows_from_elsewhere_are_read_as_far_as_they_are_known() {
    let mut draft = plan(Vec::new()).begin(NOON);
    let rows = vec![
        Row::new("a", &[("kind", "dance"), ("title", "A dance"), ("minutes", "7")]),
        Row::new("b", &[("kind", "activity"), ("activity", "plan-ahead"), ("minutes", "many")]),
        Row::new("c", &[("minutes", "9999")]),
    ];
    draft.sheet.answers.insert(AGENDA.to_owned(), Answer::Rows(rows));
    let about = Row::new("whole", &[("starts", "24:00"), ("minutes", "0"), ("from", "me")]);
    draft.sheet.answers.insert(ABOUT.to_owned(), Answer::Rows(vec![about]));
    let read = Workshop::of(&draft.sheet);
    assert_eq!(read.agenda.iter().map(short).collect::<Vec<_>>(), ["7 own", "0 plan-ahead", "0 own"]);
    assert_eq!((read.name.as_str(), read.starts, read.minutes, read.from), ("", None, None, None));
}

#[test]
fn reserved_names_are_those_of_what_the_app_keeps() {
    for id in [BY_HAND, WORKSHOP] {
        assert!(is_id(id) && is_reserved(id), "{id}");
        assert!(activity_ids().iter().all(|known| known != id));
    }
    assert!(activity_ids().iter().all(|id| !is_reserved(id)));
}

#[test]
fn names_that_the_app_keeps_are_refused() {
    for reserved in ["by-hand", "workshop"] {
        let named = small_with(&[("\"id\": \"small-check\"", &format!("\"id\": \"{reserved}\""))]);
        // Whether the file, its activity, or both are called so: once, and with the same words.
        for (file, text) in [(reserved, named.as_str()), ("small-check", named.as_str()), (reserved, SMALL)] {
            let problems = read_activity(file, text).err().unwrap_or_default();
            let found: Vec<_> =
                problems.iter().map(|one| (one.code, one.path.as_str(), [cause(one), remedy(one)].join(" "))).collect();
            let words = format!(
                "The id “{reserved}” is kept for the app itself. Give the activity another id, and its file the same name."
            );
            assert_eq!(found, [(Code::Reserved, "/id", words)], "{file}");
            assert_eq!(problems[0].file, format!("activities/{file}.json"));
        }
    }
}

// Times

#[test]
fn times_follow_one_another() {
    let mut workshop = plan(vec![
        slot_of("a", Item::Welcome, "", 10),
        slot_of("b", Item::Activity("plan-ahead".to_owned()), "Plan ahead", 45),
        slot_of("c", Item::Closing, "", 15),
    ]);
    assert_eq!((workshop.total(), workshop.begins(), workshop.spare()), (70, vec![0, 10, 55], Some(-10)));
    assert_eq!(workshop.clock(10), None);
    workshop.starts = Some("09:30".to_owned());
    let times: Vec<Option<String>> = workshop.begins().into_iter().map(|after| workshop.clock(after)).collect();
    assert_eq!(times, ["09:30", "09:40", "10:25"].map(|time| Some(time.to_owned())));
    // Past midnight the day begins anew.
    workshop.starts = Some("23:50".to_owned());
    assert_eq!(workshop.clock(70).as_deref(), Some("01:00"));
    workshop.minutes = None;
    assert_eq!(workshop.spare(), None);
    // What is new comes before the end.
    assert_eq!(workshop.place_for_new(), 2);
    workshop.agenda.pop();
    assert_eq!(workshop.place_for_new(), 2);
    workshop.agenda.clear();
    assert_eq!((workshop.place_for_new(), workshop.total(), workshop.begins()), (0, 0, vec![]));
    for wrong in ["", "9:30", "09:60", "24:00", "09.30", "09:3", "0９:30", "-1:30", "+1:30", "09:30:00"] {
        workshop.starts = Some(wrong.to_owned());
        assert_eq!(workshop.clock(0), None, "{wrong}");
    }
}

#[test]
fn minutes_are_whole_and_bounded() {
    for (text, minutes) in [("1", Some(1)), (" 25 ", Some(25)), ("600", Some(600)), ("601", None), ("0", None)] {
        assert_eq!(minutes_of(text), minutes, "{text}");
    }
    for wrong in ["", "-5", "2.5", "ten", "99999999"] {
        assert_eq!(minutes_of(wrong), None, "{wrong}");
    }
}

#[test]
fn a_workshop_is_sealed_by_its_public_key_alone() {
    let mut draft = plan(vec![slot_of("a", Item::Activity("dot-vote".to_owned()), "", 5)]).begin(NOON);
    let point = [7; 64];
    for (setting, text, key) in [
        (Setting::Key, "the private key", None),
        (Setting::Public, point_text(&point).as_str(), Some(point)),
        (Setting::Public, "", None),
    ] {
        draft = changed(&draft, Change::Set(setting, text.to_owned()).events(&draft.sheet.answers));
        assert_eq!(invitation(&draft.sheet, "a").unwrap().key, key, "{setting:?} {text}");
    }
    assert_eq!(Setting::Key.of(&draft.sheet), "the private key", "what was sealed meanwhile opens");
}

#[test]
fn the_activities_on_an_agenda_are_named_once() {
    let vote = |id: &str, activity: &str| slot_of(id, Item::Activity(activity.to_owned()), "", 5);
    let agenda = vec![vote("a", "pulse"), slot_of("b", Item::Pause, "", 5), vote("c", "dot-vote"), vote("d", "pulse")];
    assert_eq!(plan(agenda).activities(), ["pulse", "dot-vote"]);
    assert!(plan(Vec::new()).activities().is_empty());
}

#[test]
fn a_full_agenda_has_no_room() {
    let slots = |count: usize| (0..count).map(|at| slot_of(&at.to_string(), Item::Own, "x", 1)).collect();
    assert!(plan(slots(MAX_ROWS - 1)).has_room());
    assert!(!plan(slots(MAX_ROWS)).has_room());
    assert_eq!(Workshop::of(&plan(slots(MAX_ROWS)).begin(NOON).sheet).agenda.len(), MAX_ROWS);
}

// Text and picture

fn agenda_words() -> AgendaWords {
    AgendaWords {
        title: "Session on *trust*".to_owned(),
        about: "25 of 30 minutes, 09:30 to 09:55".to_owned(),
        columns: ["Begins", "What", "Minutes", "For"].map(str::to_owned),
    }
}

#[test]
fn an_agenda_as_a_text() {
    let lines = [
        ["09:30", "Welcome", "5", ""].map(str::to_owned),
        ["09:35", "Ask | don’t\n# tell", "15", "Right to <b>say</b> no"].map(str::to_owned),
    ];
    assert_eq!(
        agenda_markdown(&lines, &agenda_words()),
        "# Session on \\*trust\\*\n\n25 of 30 minutes, 09:30 to 09:55\n\n\
         | Begins | What | Minutes | For |\n| --- | --- | --: | --- |\n\
         | 09:30 | Welcome | 5 |  |\n\
         | 09:35 | Ask \\| don’t \\# tell | 15 | Right to \\<b\\>say\\</b\\> no |\n"
    );
}

proptest! {
    #![proptest_config(any::cases(256))]

    /// Whatever is written into it, the table has a line for each slot, and each line has four cells.
    #[test]
    fn a_text_keeps_its_form(lines in vec([any::text(), any::text(), any::text(), any::text()], 0..6)) {
        let text = agenda_markdown(&lines, &agenda_words());
        let table: Vec<&str> = text.split('\n').filter(|line| line.starts_with('|')).collect();
        prop_assert_eq!(table.len(), lines.len() + 2);
        for line in table {
            // A sign behind a backslash is only itself.
            let (mut bars, mut escaped) = (0, false);
            for character in line.chars() {
                bars += usize::from(character == '|' && !escaped);
                escaped = character == '\\' && !escaped;
            }
            prop_assert_eq!(bars, 5, "{}", line);
        }
    }

    /// The picture is well-formed and has a part for each slot, once round at most.
    #[test]
    fn a_picture_has_a_part_for_each_slot(workshop in workshop(), words in any::text()) {
        let svg = ring(&workshop, "55", &words);
        let classes: Vec<String> =
            walk(&svg).unwrap().iter().filter_map(|one| one.attributes.get("class").cloned()).collect();
        prop_assert_eq!(classes.iter().filter(|class| class.starts_with("ring-part")).count(), workshop.agenda.len());
        prop_assert!(!svg.contains("NaN"));
        let over = workshop.spare().is_some_and(|spare| spare < 0);
        prop_assert_eq!(svg.contains("ring-over"), over);
    }
}

/// Answers to a slot that was set apart are still the workshop's once it is off the agenda: they are deleted with it.
#[test]
fn a_workshop_knows_what_it_has_collected_under() {
    let same = |id: &str| slot_of(id, Item::Activity("five-elements".to_owned()), "", 5);
    let plan = plan(apart(vec![same("s1"), same("s2"), same("s3")]));
    let mut draft = plan.begin(NOON);
    let all: Vec<Tag> = plan.agenda.iter().map(|slot| slot.tag(plan.id)).collect();
    assert_eq!(tags(&draft.sheet), all);
    let removed = Change::Removed("s2".to_owned()).events(&draft.sheet.answers);
    let back = undoing(&removed, &draft.sheet.answers);
    for event in removed {
        draft.apply(event, NOON);
    }
    assert_eq!(tags(&draft.sheet), [all[0], all[2], all[1]]);
    let mut undone = draft.clone();
    for event in back {
        undone.apply(event, NOON);
    }
    assert_eq!(tags(&undone.sheet), all);
    for event in Change::Proposed(30, vec![same("s9")]).events(&draft.sheet.answers) {
        draft.apply(event, NOON);
    }
    let kept: BTreeSet<Tag> = tags(&draft.sheet).into_iter().collect();
    assert_eq!(kept, all.into_iter().collect());
}
