//! The backup file: it brings everything over, and it changes or removes nothing that is there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeMap;

use common::stores::{Fault, Faulty, PREFIX, all, alone, tab};
use common::{NOON, any, chose, points, small_complete, small_draft, wrote};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::block::Answer;
use roundtable::domain::id::ResponseId;
use roundtable::domain::problem::Code;
use roundtable::domain::response::Draft;
use roundtable::wire::backup::{self, Plan};
use roundtable::wire::records::{Changed, Records, Shelf};
use roundtable::wire::saved::{self, Saved};
use roundtable::wire::store::Store;
use serde_json::{Value, json};

fn add(records: &mut Records, saved: &Saved, revision: u64) {
    assert!(records.add(saved, saved::write(saved, revision)));
}

fn plan(records: &Records, text: &str) -> Plan {
    backup::plan(records, "backup.json", text).unwrap_or_else(|problem| panic!("{problem:?}"))
}

fn restore(records: &mut Records, text: &str) -> (usize, usize) {
    let plan = plan(records, text);
    backup::restore(records, plan)
}

fn sorted(records: &Records) -> BTreeMap<String, String> {
    records.everything().into_iter().collect()
}

fn change(records: &mut Records, draft: &Draft, event: roundtable::domain::response::Event) -> Draft {
    match records.change_draft(draft, event, NOON + 1) {
        Changed::Draft(draft) => draft,
        Changed::Finished => panic!("it is finished"),
    }
}

/// A draft, two results and their backup.
fn some() -> (Records, String) {
    let (mut records, _) = alone();
    let draft = small_draft(1, NOON);
    let _ = change(&mut records, &draft, chose("keep-word", 4));
    add(&mut records, &Saved::Complete(small_complete(2, NOON)), 3);
    let mut noted = small_complete(3, NOON + 1);
    noted.note = "Only mine.".to_owned();
    add(&mut records, &Saved::Complete(noted), 1);
    records.set("theme", "dark");
    let text = backup::write(&records, NOON);
    (records, text)
}

#[test]
fn a_backup_brings_everything_over_word_for_word() {
    let (from, text) = some();
    let (mut to, store) = alone();
    let plan = plan(&to, &text);
    assert_eq!((plan.made, plan.add.len(), plan.same, plan.earlier, plan.unreadable.len()), (NOON, 3, 0, 0, 0));
    assert!(plan.add.iter().all(|addition| !addition.beside));
    assert_eq!(backup::restore(&mut to, plan), (3, 0));
    assert_eq!(sorted(&to), sorted(&from));
    assert_eq!((to.drafts(), to.results()), (from.drafts(), from.results()));
    assert_eq!(to.setting("theme"), None, "settings are no records");
    assert!(all(&store).keys().all(|key| key.starts_with(PREFIX)));
}

#[test]
fn restoring_twice_adds_nothing() {
    let (mut records, text) = some();
    assert_eq!(
        plan(&records, &text),
        Plan { made: NOON, add: vec![], same: 3, earlier: 0, codes: vec![], unreadable: vec![] }
    );
    let before = sorted(&records);
    assert_eq!(restore(&mut records, &text), (0, 0));
    assert_eq!(sorted(&records), before);
}

#[test]
fn version_1_of_the_file_is_read_for_good() {
    let file = json!({
        "format": "roundtable-backup", "version": 1, "made": NOON,
        "records": {
            "draft/five-elements/028t5cy4tqkff": include_str!("fixtures/saved/v1-draft.txt"),
            "result/alliance-check/1795349040000/fzzzzzzzzzzzz": include_str!("fixtures/saved/v1-complete.txt"),
        },
    });
    let (mut records, store) = alone();
    assert_eq!(restore(&mut records, &file.to_string()), (2, 0));
    let keys: Vec<String> = file["records"].as_object().unwrap().keys().map(|key| [PREFIX, key].concat()).collect();
    assert_eq!(all(&store).into_keys().collect::<Vec<_>>(), keys);
    // And it is still what is written.
    assert_eq!(serde_json::from_str::<Value>(&backup::write(&records, NOON)).unwrap(), file);
}

// What is here already

/// The same draft here and in a backup, in different states.
#[test]
fn states_of_one_response_are_told_apart() {
    let base = small_draft(1, NOON);
    let with = |how_often: &[(&str, u8)], words: &str| {
        let mut draft = base.clone();
        if !how_often.is_empty() {
            draft.sheet.answers.insert("how-often".to_owned(), points(how_often));
        }
        if !words.is_empty() {
            draft.sheet.answers.insert("more".to_owned(), Answer::Words(words.to_owned()));
        }
        Saved::Draft(draft)
    };
    let complete = |how_often: &[(&str, u8)], note: &str, about: &str| {
        let mut complete = small_complete(1, NOON + 9);
        complete.sheet.answers = common::answers(&[("how-often", points(how_often))]);
        complete.note = note.to_owned();
        complete.sheet.about = about.to_owned();
        Saved::Complete(complete)
    };
    let table = [
        ("the same", with(&[("a", 1)], "w"), 2, with(&[("a", 1)], "w"), 2, (0, 1, 0)),
        ("an earlier one", with(&[("a", 1), ("b", 2)], "w"), 5, with(&[("a", 1)], ""), 2, (0, 0, 1)),
        ("with another answer", with(&[("a", 1)], ""), 5, with(&[("a", 2)], ""), 2, (1, 0, 0)),
        ("with an answer that was taken back", with(&[("a", 1)], ""), 5, with(&[("a", 1), ("b", 2)], ""), 2, (1, 0, 0)),
        ("with other words", with(&[], "now"), 5, with(&[], "then"), 2, (1, 0, 0)),
        ("a later one", with(&[("a", 1)], ""), 2, with(&[("a", 1), ("b", 2)], ""), 5, (1, 0, 0)),
        ("finished since", complete(&[("a", 1)], "", ""), 1, with(&[("a", 1)], ""), 7, (0, 0, 1)),
        ("finished since, without an answer", complete(&[], "", ""), 1, with(&[("a", 1)], ""), 7, (1, 0, 0)),
        ("a draft here, finished there", with(&[("a", 1)], ""), 9, complete(&[("a", 1)], "", ""), 1, (1, 0, 0)),
        ("noted since", complete(&[("a", 1)], "n", ""), 2, complete(&[("a", 1)], "", ""), 1, (0, 0, 1)),
        ("another note", complete(&[("a", 1)], "n", ""), 2, complete(&[("a", 1)], "m", ""), 1, (1, 0, 0)),
        ("named since", complete(&[("a", 1)], "", "N"), 2, complete(&[("a", 1)], "", ""), 1, (0, 0, 1)),
        ("another name", complete(&[("a", 1)], "", "N"), 2, complete(&[("a", 1)], "", "M"), 1, (1, 0, 0)),
    ];
    for (name, here, here_revision, there, there_revision, expected) in table {
        let (mut mine, _) = alone();
        let (mut theirs, _) = alone();
        add(&mut mine, &here, here_revision);
        add(&mut theirs, &there, there_revision);
        let text = backup::write(&theirs, NOON);
        let before = sorted(&mine);
        let found = plan(&mine, &text);
        assert_eq!((found.add.len(), found.same, found.earlier), expected, "{name}");
        assert!(found.add.iter().all(|addition| addition.beside), "{name}");
        backup::restore(&mut mine, found);
        let after = sorted(&mine);
        assert!(before.iter().all(|(key, text)| after.get(key) == Some(text)), "{name}: what was here is untouched");
        assert_eq!(after.len(), 1 + expected.0, "{name}");
        assert_eq!(restore(&mut mine, &text), (0, 0), "{name}: a second time");
        assert_eq!(sorted(&mine), after, "{name}");
    }
}

#[test]
fn a_copy_beside_has_the_same_content_under_an_id_of_its_own() {
    let (mut theirs, text) = some();
    let draft = theirs.drafts().remove(0);
    let _ = change(&mut theirs, &draft, wrote("more", "Later."));
    let (mut mine, _) = alone();
    let own = change(&mut mine, &small_draft(1, NOON), chose("keep-word", 1));
    assert_eq!(restore(&mut mine, &text), (3, 0));
    let drafts = mine.drafts();
    assert_eq!(drafts.len(), 2);
    let copy = drafts.iter().find(|draft| draft.sheet.id != ResponseId(1)).unwrap();
    assert_eq!(copy.sheet.answers, draft.sheet.answers);
    assert!(drafts.contains(&own));
    // The later state in another backup is another copy; restoring both again adds nothing.
    let later = backup::write(&theirs, NOON);
    assert_eq!(restore(&mut mine, &later), (1, 0));
    assert_eq!((restore(&mut mine, &text), restore(&mut mine, &later)), ((0, 0), (0, 0)));
    assert_eq!(mine.drafts().len(), 3);
}

#[test]
fn two_records_for_one_place_are_both_kept() {
    // One was set aside by an older version, which could not read it; this one can.
    let mut other = small_draft(1, NOON);
    other.sheet.answers.insert("more".to_owned(), Answer::Words("The other one.".to_owned()));
    let mut one = small_draft(1, NOON);
    one.sheet.answers.insert("more".to_owned(), Answer::Words("The one.".to_owned()));
    let file = json!({
        "format": "roundtable-backup", "version": 1, "made": NOON,
        "records": {
            "aside/0/draft/small-check/0000000000001": saved::write(&Saved::Draft(other), 4),
            "draft/small-check/0000000000001": saved::write(&Saved::Draft(one), 1),
        },
    })
    .to_string();
    let (mut records, _) = alone();
    assert_eq!(restore(&mut records, &file), (2, 0));
    assert_eq!(records.drafts().len(), 2);
    assert_eq!(restore(&mut records, &file), (0, 0));
}

#[test]
fn what_can_not_be_read_is_counted_and_left_out() {
    let (records, store) = alone();
    let key = |rest: &str| [PREFIX, rest].concat();
    store.write(&key("draft/small-check/0000000000001"), "torn").unwrap();
    store.write(&key("aside/0/draft/small-check/0000000000001"), "torn as well").unwrap();
    store
        .write(&key("result/small-check/5/0000000000002"), &saved::write(&Saved::Complete(small_complete(2, 5)), 1))
        .unwrap();
    let text = backup::write(&records, NOON);
    assert!(text.contains("torn as well"), "a backup holds what can't be read");
    let (mut to, _) = alone();
    let mut found = plan(&to, &text);
    found.unreadable.sort_unstable();
    assert_eq!(found.unreadable, ["aside/0/draft/small-check/0000000000001", "draft/small-check/0000000000001"]);
    assert_eq!(backup::restore(&mut to, found), (1, 0));
    let odd =
        json!({ "format": "roundtable-backup", "version": 1, "made": 0, "records": { "a": 7, "b": null, "c": [] } });
    assert_eq!(plan(&to, &odd.to_string()).unreadable.len(), 3);
}

#[test]
fn what_does_not_fit_is_held_and_counted() {
    let (_, text) = some();
    let store = Faulty::new();
    let mut records = tab(&store);
    store.fail(Fault::FullAt(600));
    let (stored, held) = restore(&mut records, &text);
    assert_eq!((stored + held, records.trouble()), (3, Some(Code::StorageFull)));
    assert!(stored >= 1 && held >= 1, "{stored} {held}");
    assert_eq!((records.drafts().len(), records.results().len()), (1, 2), "this tab has all of them");
    assert_eq!(plan(&records, &text).same, 3);
}

// What is no backup

#[test]
fn other_files_are_refused_with_a_reason() {
    let (records, store) = alone();
    let huge = format!("\"{}\"", "x".repeat(backup::MOST_BYTES));
    let deep = "[".repeat(100_000);
    let table = [
        ("", Code::NotABackup),
        ("null", Code::NotABackup),
        ("[]", Code::NotABackup),
        ("{}", Code::NotABackup),
        ("{\"format\":\"roundtable-result\",\"version\":1}", Code::NotABackup),
        ("{\"format\":\"roundtable-backup\",\"version\":1}", Code::NotABackup),
        ("{\"format\":\"roundtable-backup\",\"version\":1,\"records\":[]}", Code::NotABackup),
        ("{\"format\":\"roundtable-backup\",\"version\":2,\"records\":{}}", Code::FromNewerVersion),
        ("{\"format\":\"roundtable-backup\",\"version\":1,\"records\":{\"a\":\"b\"", Code::NotABackup),
        ("roundtable/1 response 1 00000000\n{}", Code::NotABackup),
        (deep.as_str(), Code::NotABackup),
        (huge.as_str(), Code::TooLarge),
    ];
    for (text, code) in table {
        let problem = backup::plan(&records, "holiday.json", text).unwrap_err();
        assert_eq!((problem.code, problem.file.as_str()), (code, "holiday.json"), "{text:.60}");
    }
    assert!(all(&store).is_empty());
}

// Properties

fn some_records() -> impl Strategy<Value = Vec<(Saved, u64)>> {
    // Few ids, one activity and few times: most of them meet.
    vec((any::saved(1u64..5), 0u64..4, 0u64..3), 0..8).prop_map(|all| {
        all.into_iter()
            .map(|(mut saved, revision, when)| {
                saved.sheet_mut().activity = "small-check".to_owned();
                if let Saved::Complete(complete) = &mut saved {
                    complete.finished = when;
                }
                (saved, revision)
            })
            .collect()
    })
}

/// Drafts first: a result takes the draft away that it came from.
fn filled(all: &[(Saved, u64)]) -> Records {
    let (mut records, _) = alone();
    let (drafts, results): (Vec<_>, Vec<_>) = all.iter().partition(|(saved, _)| matches!(saved, Saved::Draft(_)));
    for (saved, revision) in drafts.into_iter().chain(results) {
        add(&mut records, saved, *revision);
    }
    records
}

proptest! {
    #![proptest_config(any::cases(200))]

    #[test]
    fn restoring_changes_and_removes_nothing(here in some_records(), there in some_records()) {
        let mut mine = filled(&here);
        let theirs = filled(&there);
        let text = backup::write(&theirs, NOON);
        let before = sorted(&mine);
        let (_, held) = restore(&mut mine, &text);
        prop_assert_eq!(held, 0);
        let after = sorted(&mine);
        for (key, text) in &before {
            prop_assert_eq!(after.get(key), Some(text));
        }
        // A second time adds nothing.
        let second = plan(&mine, &text);
        prop_assert!(second.add.is_empty(), "{:?}", second.add);
        restore(&mut mine, &text);
        prop_assert_eq!(sorted(&mine), after);
    }

    #[test]
    fn an_empty_browser_gets_the_same_records(there in some_records()) {
        let theirs = filled(&there);
        let (mut mine, _) = alone();
        restore(&mut mine, &backup::write(&theirs, NOON));
        prop_assert_eq!(sorted(&mine), sorted(&theirs));
    }

    #[test]
    fn nothing_that_can_be_read_is_left_behind(here in some_records(), there in some_records()) {
        let mut mine = filled(&here);
        let theirs = filled(&there);
        restore(&mut mine, &backup::write(&theirs, NOON));
        let kept: Vec<Saved> = mine.everything().iter().filter_map(|(_, text)| saved::read(text).ok()).map(|(saved, _)| saved).collect();
        for (_, text) in theirs.everything() {
            let Ok((saved, _)) = saved::read(&text) else { continue };
            // Its answers and its words are somewhere: the same, in a later state, or in a copy.
            let found = kept.iter().any(|other| saved.sheet().answers.iter().all(|(block, answer)| {
                match (other.sheet().answers.get(block), answer) {
                    (Some(Answer::Points(more)), Answer::Points(points)) => points.iter().all(|(item, point)| more.get(item) == Some(point)),
                    (other, answer) => other == Some(answer),
                }
            }));
            prop_assert!(found, "{:?}", saved);
        }
    }

    #[test]
    fn any_bytes_are_a_plan_or_a_problem(
        bytes in vec(any::<u8>(), 0..300), text in any::text(), edits in vec((any::<prop::sample::Index>(), any::<u8>()), 1..5),
    ) {
        let (records, good) = some();
        let mut changed = good.into_bytes();
        for (at, byte) in edits {
            let at = at.index(changed.len());
            changed[at] = byte;
        }
        for file in [bytes, text.into_bytes(), changed] {
            match backup::plan(&records, "x", &String::from_utf8_lossy(&file)) {
                Ok(plan) => prop_assert!(plan.add.len() + plan.same + plan.earlier + plan.unreadable.len() <= 3),
                Err(problem) => prop_assert!(matches!(problem.code, Code::NotABackup | Code::FromNewerVersion), "{:?}", problem),
            }
        }
    }
}

#[test]
fn codes_from_other_devices_come_along_and_damaged_ones_are_named() {
    let (mut records, _) = some();
    let shelf = Shelf::Handed("7k2q", "small-check");
    records.keep_code(shelf, "AAAA");
    records.keep_code(shelf, "BBBB");
    let text = backup::write(&records, NOON);
    let (mut to, _) = alone();
    to.keep_code(shelf, "BBBB");
    let seen = plan(&to, &text);
    assert_eq!((seen.add.len(), seen.codes.len(), seen.same), (3, 1, 1));
    assert_eq!(backup::restore(&mut to, seen), (4, 0));
    assert_eq!(sorted(&to), sorted(&records));
    assert!(plan(&to, &text).is_empty());
    let torn = plan(&alone().0, &text.replace("\\nAAAA", "\\nAABA"));
    assert_eq!((torn.codes.len(), torn.unreadable.len()), (1, 1));
}
