//! The person's records over stores that fail in every way, and over one store that two tabs share:
//! nothing is lost, nothing is overwritten, and trouble is said.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::rc::Rc;

use common::stores::{Fault, Faulty, PREFIX, all, alone, tab};
use common::{NOON, chose, chose_place, points, small, small_complete, small_draft, wrote};
use roundtable::domain::block::Answer;
use roundtable::domain::id::ResponseId;
use roundtable::domain::problem::Code;
use roundtable::domain::response::{Complete, Draft, Event};
use roundtable::wire::envelope::seal;
use roundtable::wire::records::{Changed, Records, Usage};
use roundtable::wire::saved::{self, Saved};
use roundtable::wire::store::{MemoryStore, Store};

const GARBAGE: &str = "roundtable/1 response 3 00000000\n{\"id\":\"torn";

fn key(rest: &str) -> String {
    [PREFIX, rest].concat()
}

fn draft_key(id: u64) -> String {
    key(&format!("draft/small-check/{}", ResponseId(id)))
}

fn result_key(id: u64, finished: u64) -> String {
    key(&format!("result/small-check/{finished}/{}", ResponseId(id)))
}

fn changed(records: &mut Records, current: &Draft, event: Event, now: u64) -> Draft {
    match records.change_draft(current, event, now) {
        Changed::Draft(draft) => draft,
        Changed::Finished => panic!("it is finished"),
    }
}

fn finished(records: &mut Records, id: u64, when: u64) -> Complete {
    let mut draft = small_draft(id, when);
    draft.apply(chose_place(), when);
    records.keep_draft(&draft);
    let id = records.finish(&draft, &small(), when).unwrap();
    records.result(id).unwrap().unwrap()
}

fn how_often(draft: &Draft) -> Option<Answer> {
    draft.sheet.answers.get("how-often").cloned()
}

// What is kept, and where

#[test]
fn a_response_lives_from_the_first_answer_to_the_result() {
    let (mut records, store) = alone();
    let draft = small_draft(7, NOON);
    records.keep_draft(&draft);
    assert_eq!(all(&store).keys().collect::<Vec<_>>(), [&draft_key(7)]);
    let draft = changed(&mut records, &draft, chose("keep-word", 4), NOON + 1);
    assert_eq!(records.drafts(), std::slice::from_ref(&draft));
    assert_eq!(records.finish(&draft, &small(), NOON + 2), Err(vec!["where".to_owned()]));
    assert_eq!(records.drafts(), std::slice::from_ref(&draft), "still open");
    let draft = changed(&mut records, &draft, chose_place(), NOON + 3);
    let id = records.finish(&draft, &small(), NOON + 4).unwrap();
    assert_eq!(id, ResponseId(7));
    assert_eq!(all(&store).keys().collect::<Vec<_>>(), [&result_key(7, NOON + 4)]);
    let result = records.result(id).unwrap().unwrap();
    assert_eq!(result.sheet.answers.get("how-often"), Some(&points(&[("keep-word", 4)])));
    assert_eq!((records.drafts().len(), records.results().len(), records.trouble()), (0, 1, None));
}

#[test]
fn every_save_raises_the_revision() {
    let (mut records, store) = alone();
    let draft = small_draft(1, NOON);
    records.keep_draft(&draft);
    for revision in 1..5 {
        let text = &all(&store)[&draft_key(1)];
        assert_eq!(saved::read(text).unwrap().1, revision);
        let _ = changed(&mut records, &draft, Event::Turned { place: 3 }, NOON + revision);
    }
}

#[test]
fn lists_begin_with_the_last_one() {
    let (mut records, _) = alone();
    for (id, when) in [(1, NOON + 5), (2, NOON + 9), (3, NOON + 1)] {
        records.keep_draft(&small_draft(id, when));
        let _ = finished(&mut records, id + 10, when);
    }
    let mut other = small_complete(20, NOON + 7);
    other.sheet.activity = "small-check-two".to_owned();
    assert!(records.add(&Saved::Complete(other.clone()), saved::write(&Saved::Complete(other), 1)));
    let drafts: Vec<u64> = records.drafts().iter().map(|draft| draft.sheet.id.0).collect();
    let results = |list: Vec<Complete>| -> Vec<u64> { list.iter().map(|result| result.sheet.id.0).collect() };
    assert_eq!(drafts, [2, 1, 3]);
    assert_eq!(results(records.results()), [12, 20, 11, 13]);
    assert_eq!(results(records.results_of("small-check")), [12, 11, 13], "not those of small-check-two");
    let done = records.last_done();
    assert_eq!(
        (done.get("small-check"), done.get("small-check-two"), done.len()),
        (Some(&(NOON + 9)), Some(&(NOON + 7)), 2)
    );
}

#[test]
fn usage_counts_records_and_bytes() {
    let (mut records, store) = alone();
    assert_eq!(records.usage(), Usage::default());
    records.keep_draft(&small_draft(1, NOON));
    let _ = finished(&mut records, 2, NOON);
    let _ = finished(&mut records, 3, NOON);
    records.set("theme", "dark");
    store.write(&draft_key(4), GARBAGE).unwrap();
    store.write("somebody else's", "text").unwrap();
    let bytes =
        all(&store).iter().filter(|(key, _)| key.starts_with(PREFIX)).map(|(key, text)| key.len() + text.len()).sum();
    assert_eq!(records.usage(), Usage { drafts: 1, results: 2, codes: 0, unreadable: 1, bytes });
}

#[test]
fn settings_are_kept_and_stay_out_of_everything() {
    let (mut records, _) = alone();
    records.set("theme", "dark");
    records.keep_draft(&small_draft(1, NOON));
    assert_eq!(records.setting("theme").as_deref(), Some("dark"));
    assert_eq!(records.setting("size"), None);
    let keys: Vec<String> = records.everything().into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, [draft_key(1)[PREFIX.len()..].to_owned()]);
}

#[test]
fn what_was_removed_can_be_put_back_and_replaces_nothing() {
    let (mut records, store) = alone();
    records.keep_draft(&small_draft(1, NOON));
    let result = finished(&mut records, 2, NOON);
    let before = all(&store);
    let draft = records.drafts().remove(0);
    let (one, two) = (records.remove_draft(&draft), records.remove_result(&result));
    assert!(all(&store).is_empty());
    records.put_back(one.clone());
    records.put_back(two);
    assert_eq!(all(&store), before);
    // A newer state in its place stays.
    let _ = records.remove_draft(&draft);
    let newer = changed(&mut records, &draft, chose("ask-all", 3), NOON + 9);
    records.put_back(one);
    assert_eq!(records.drafts(), [newer]);
    // Removing what is not there gives nothing to put back.
    let removed = records.remove_result(&small_complete(9, NOON));
    records.put_back(removed);
    assert_eq!(all(&store).len(), 2);
}

#[test]
fn a_result_can_be_named_and_noted() {
    let (mut records, _) = alone();
    let result = finished(&mut records, 1, NOON);
    let named = records.change_result(&result, |result| result.sheet.about = "North".to_owned());
    // From an older state of it: the name stays.
    let noted = records.change_result(&result, |result| result.note = "Ask Ana.".to_owned());
    assert_eq!(
        (named.sheet.about.as_str(), noted.sheet.about.as_str(), noted.note.as_str()),
        ("North", "North", "Ask Ana.")
    );
    assert_eq!(records.results(), [noted]);
}

// What is not ours

#[test]
fn other_sites_of_the_same_origin_are_never_touched() {
    let foreign = [
        "roundtable:/:draft/small-check/0000000000001",
        "roundtable:/team/tools/:draft/small-check/0000000000001",
        "roundtable:/team/",
        "draft/small-check/0000000000001",
        "theme",
        "",
    ];
    let (mut records, store) = alone();
    for key in foreign {
        store.write(key, "theirs").unwrap();
        assert!(!records.owns(key), "{key}");
    }
    assert!(records.owns(&draft_key(1)));
    records.keep_draft(&small_draft(1, NOON));
    let result = finished(&mut records, 1, NOON);
    records.set("theme", "dark");
    let _ = records.remove_result(&result);
    let _ = finished(&mut records, 2, NOON);
    assert_eq!((records.unreadable().len(), records.usage().results), (0, 1));
    records.remove_everything();
    let left = all(&store);
    assert_eq!(left.len(), foreign.len(), "{left:?}");
    assert!(left.values().all(|text| text == "theirs"));
    assert_eq!((records.drafts().len(), records.results().len(), records.setting("theme")), (0, 0, None));
}

// A store that fails

/// A draft that was stored, and a store that then begins to fail.
fn failing(fault: Fault) -> (Records, Rc<Faulty>, Draft) {
    let store = Faulty::new();
    let mut records = tab(&store);
    let draft = small_draft(1, NOON);
    records.keep_draft(&draft);
    store.fail(fault);
    (records, store, draft)
}

#[test]
fn what_the_store_does_not_take_is_held_said_and_stored_later() {
    for (fault, code) in [
        (Fault::FullAt(400), Code::StorageFull),
        (Fault::ReadOnly, Code::StorageDenied),
        (Fault::Denied, Code::StorageDenied),
        (Fault::Halves, Code::NotVerified),
        (Fault::Forgets, Code::NotVerified),
    ] {
        let (mut records, store, draft) = failing(fault.clone());
        let long = "x".repeat(500);
        let draft = changed(&mut records, &draft, wrote("more", &long), NOON + 1);
        assert_eq!(records.trouble(), Some(code), "{fault:?}");
        let draft = changed(&mut records, &draft, chose("keep-word", 5), NOON + 2);
        assert_eq!(records.trouble(), Some(code), "{fault:?}");
        assert_eq!(draft.sheet.answers.get("more"), Some(&Answer::Words(long)), "{fault:?}");
        assert_eq!(records.drafts(), std::slice::from_ref(&draft), "{fault:?}");
        assert!(records.everything().iter().any(|(_, text)| text.contains("xxx")), "{fault:?}: a backup holds it");
        // It gets better: the next save stores all of it.
        store.fail(Fault::None);
        let draft = changed(&mut records, &draft, Event::Turned { place: 2 }, NOON + 3);
        assert_eq!(records.trouble(), None, "{fault:?}");
        assert_eq!(tab(&store).drafts(), [draft], "{fault:?}: another tab reads it");
    }
}

#[test]
fn all_that_is_held_is_stored_when_space_comes_back() {
    let store = Faulty::new();
    let mut records = tab(&store);
    store.fail(Fault::FullAt(0));
    for id in 1..=5 {
        records.keep_draft(&small_draft(id, NOON + id));
        let _ = finished(&mut records, id + 10, NOON + id);
    }
    assert_eq!((records.drafts().len(), records.results().len(), store.all().len()), (5, 5, 0));
    assert_eq!(records.trouble(), Some(Code::StorageFull));
    // A setting is a save too.
    store.fail(Fault::None);
    records.set("theme", "dark");
    assert_eq!(records.trouble(), None);
    let other = tab(&store);
    assert_eq!((other.drafts().len(), other.results().len()), (5, 5));
}

#[test]
fn space_that_comes_back_in_parts_is_used_in_parts() {
    let store = Faulty::new();
    let mut records = tab(&store);
    store.fail(Fault::FullAt(0));
    for id in 1..=4 {
        records.keep_draft(&small_draft(id, NOON));
    }
    store.fail(Fault::FullAt(700));
    records.set("a", "b");
    assert_eq!(records.trouble(), Some(Code::StorageFull));
    assert!(!store.all().is_empty() && store.bytes() <= 700);
    assert_eq!(records.drafts().len(), 4);
    store.fail(Fault::None);
    records.set("a", "c");
    assert_eq!((tab(&store).drafts().len(), tab(&store).setting("a").as_deref()), (4, Some("c")));
}

#[test]
fn removing_something_makes_room_for_what_is_held() {
    let store = Faulty::new();
    let mut records = tab(&store);
    let result = finished(&mut records, 1, NOON);
    store.fail(Fault::FullAt(store.bytes()));
    records.keep_draft(&small_draft(2, NOON));
    assert_eq!(records.trouble(), Some(Code::StorageFull));
    let _ = records.remove_result(&result);
    assert_eq!(records.trouble(), None);
    assert_eq!(tab(&store).drafts().len(), 1);
}

#[test]
fn finishing_keeps_the_draft_when_the_result_is_not_stored() {
    for fault in [Fault::FullAt(0), Fault::ReadOnly, Fault::Forgets] {
        let store = Faulty::new();
        let mut records = tab(&store);
        let mut draft = small_draft(1, NOON);
        draft.apply(chose_place(), NOON);
        records.keep_draft(&draft);
        store.fail(fault.clone());
        let id = records.finish(&draft, &small(), NOON + 5).unwrap();
        assert!(records.trouble().is_some(), "{fault:?}");
        assert!(records.result(id).unwrap().is_ok(), "{fault:?}: this tab shows it");
        assert!(records.drafts().is_empty(), "{fault:?}: and not as open");
        assert_eq!(store.all().keys().collect::<Vec<_>>(), [&draft_key(1)], "{fault:?}");
        assert_eq!(tab(&store).drafts(), [draft], "{fault:?}: nothing is lost with this tab");
    }
}

#[test]
fn what_can_not_be_removed_is_said() {
    let store = Faulty::new();
    let mut records = tab(&store);
    let result = finished(&mut records, 1, NOON);
    store.fail(Fault::ReadOnly);
    let _ = records.remove_result(&result);
    assert_eq!(records.trouble(), Some(Code::StorageDenied));
}

#[test]
fn a_store_that_was_denied_from_the_start_stays_denied() {
    let mut records = Records::new(Box::new(MemoryStore::default()), PREFIX, Some(Code::StorageDenied));
    records.keep_draft(&small_draft(1, NOON));
    assert_eq!((records.trouble(), records.drafts().len()), (Some(Code::StorageDenied), 1));
}

// Two tabs

#[test]
fn an_older_tab_never_undoes_a_newer_one() {
    let (mut one, store) = alone();
    let mut two = tab(&store);
    let begun = small_draft(1, NOON);
    one.keep_draft(&begun);
    let seen_by_two = two.drafts().remove(0);
    // One goes on and answers; two still shows the empty draft.
    let in_one = changed(&mut one, &begun, chose("keep-word", 5), NOON + 1);
    let in_one = changed(&mut one, &in_one, wrote("more", "From one."), NOON + 2);
    let in_two = changed(&mut two, &seen_by_two, chose("ask-all", 2), NOON + 3);
    assert_eq!(how_often(&in_two), Some(points(&[("keep-word", 5), ("ask-all", 2)])));
    // And back: one does not know of two's answer.
    let in_one = changed(&mut one, &in_one, Event::Turned { place: 4 }, NOON + 4);
    assert_eq!(how_often(&in_one), how_often(&in_two));
    assert_eq!(in_one.sheet.answers.get("more"), Some(&Answer::Words("From one.".to_owned())));
    assert_eq!((one.drafts(), two.drafts()), (vec![in_one.clone()], vec![in_one]));
}

#[test]
fn what_a_full_tab_held_does_not_undo_what_another_stored() {
    let store = Faulty::new();
    let (mut one, mut two) = (tab(&store), tab(&store));
    let draft = small_draft(1, NOON);
    one.keep_draft(&draft);
    store.fail(Fault::FullAt(0));
    let in_one = changed(&mut one, &draft, chose("keep-word", 5), NOON + 1);
    store.fail(Fault::None);
    let _ = changed(&mut two, &draft, chose("ask-all", 2), NOON + 2);
    let in_one = changed(&mut one, &in_one, Event::Turned { place: 4 }, NOON + 3);
    assert_eq!(how_often(&in_one), Some(points(&[("keep-word", 5), ("ask-all", 2)])));
    assert_eq!(tab(&store).drafts(), [in_one]);
}

/// One tab finishes while the store is full, the other goes on with the draft that is still stored.
#[test]
fn a_result_that_is_stored_late_takes_no_newer_words_away() {
    let store = Faulty::new();
    let (mut one, mut two) = (tab(&store), tab(&store));
    let mut draft = small_draft(1, NOON);
    draft.apply(chose_place(), NOON);
    one.keep_draft(&draft);
    store.fail(Fault::FullAt(0));
    let _ = one.finish(&draft, &small(), NOON + 1).unwrap();
    store.fail(Fault::None);
    let _ = changed(&mut two, &draft, wrote("more", "Written in the second tab."), NOON + 2);
    one.set("theme", "dark");
    assert_eq!((one.trouble(), one.results().len()), (None, 1));
    assert!(store.all().values().any(|text| text.contains("Written in the second tab.")), "{:#?}", store.all());
}

#[test]
fn a_draft_finished_in_one_tab_is_finished_in_the_other() {
    let (mut one, store) = alone();
    let mut two = tab(&store);
    let mut draft = small_draft(1, NOON);
    draft.apply(chose_place(), NOON);
    one.keep_draft(&draft);
    let id = one.finish(&draft, &small(), NOON + 5).unwrap();
    let before = all(&store);
    assert_eq!(two.change_draft(&draft, chose("keep-word", 1), NOON + 6), Changed::Finished);
    assert_eq!(all(&store), before);
    // Finishing it again is no second result.
    assert_eq!(two.finish(&draft, &small(), NOON + 7), Ok(id));
    assert_eq!(all(&store), before);
}

#[test]
fn a_draft_that_was_left_beside_its_result_is_not_shown() {
    let (mut records, store) = alone();
    let result = finished(&mut records, 1, NOON);
    store.write(&draft_key(1), &saved::write(&Saved::Draft(small_draft(1, NOON)), 1)).unwrap();
    assert!(records.drafts().is_empty());
    assert_eq!(records.results(), [result]);
}

#[test]
fn a_draft_removed_in_one_tab_comes_back_when_the_other_goes_on() {
    let (mut one, store) = alone();
    let mut two = tab(&store);
    let draft = small_draft(1, NOON);
    one.keep_draft(&draft);
    let in_two = changed(&mut two, &draft, chose("keep-word", 5), NOON + 1);
    let _ = one.remove_draft(&draft);
    let in_two = changed(&mut two, &in_two, chose("ask-all", 2), NOON + 2);
    assert_eq!(how_often(&in_two), Some(points(&[("keep-word", 5), ("ask-all", 2)])));
    assert_eq!(one.drafts(), [in_two]);
}

// What can't be read

/// Texts that can't be read, each with why.
fn unreadable_texts() -> [(String, Code); 4] {
    [
        (GARBAGE.to_owned(), Code::Garbled),
        (String::new(), Code::Garbled),
        (seal(saved::KIND, 2, 9, "{\"newer\":true}"), Code::FromNewerVersion),
        (seal("workshop", 1, 1, "{}"), Code::UnknownFormat),
    ]
}

#[test]
fn what_can_not_be_read_is_listed_and_left_alone() {
    for (text, code) in unreadable_texts() {
        let (mut records, store) = alone();
        store.write(&draft_key(1), &text).unwrap();
        store.write(&result_key(2, NOON), &text).unwrap();
        assert_eq!((records.drafts().len(), records.results().len()), (0, 0));
        assert_eq!(records.result(ResponseId(2)), Some(Err(code)));
        let found: Vec<_> = records.unreadable().into_iter().map(|one| (one.key, one.text, one.code)).collect();
        let expected =
            [draft_key(1), result_key(2, NOON)].map(|key| (key[PREFIX.len()..].to_owned(), text.clone(), code));
        assert_eq!(found, expected);
        assert_eq!(records.everything().len(), 2, "a backup holds it");
        // Life goes on beside it.
        let _ = finished(&mut records, 3, NOON);
        records.set("theme", "dark");
        assert_eq!(all(&store)[&draft_key(1)], text);
        assert_eq!(all(&store)[&result_key(2, NOON)], text);
    }
}

#[test]
fn what_can_not_be_read_is_moved_aside_word_for_word() {
    for (text, _) in unreadable_texts() {
        let (mut records, store) = alone();
        store.write(&draft_key(1), &text).unwrap();
        let draft = changed(&mut records, &small_draft(1, NOON), chose("keep-word", 2), NOON + 1);
        assert_eq!(records.drafts(), std::slice::from_ref(&draft));
        // A second time, under the same key: the same text is kept once, another beside it.
        store.write(&draft_key(1), &text).unwrap();
        let draft = changed(&mut records, &draft, chose("keep-word", 3), NOON + 2);
        let text = [text.as_str(), "torn again"].concat();
        store.write(&draft_key(1), &text).unwrap();
        let _ = changed(&mut records, &draft, chose("keep-word", 4), NOON + 3);
        let aside: Vec<_> = all(&store).into_iter().filter(|(key, _)| key.starts_with(&self::key("aside/"))).collect();
        assert_eq!(aside.len(), 2, "{aside:?}");
        for (key, kept) in aside {
            assert!(key.ends_with(&draft_key(1)[PREFIX.len()..]), "{key}");
            assert!(text.starts_with(&kept), "{kept}");
        }
        assert_eq!(records.unreadable().len(), 2);
        assert_eq!(records.usage().unreadable, 2);
    }
}

/// The garbage is long, the new record short: it would fit only in the garbage's place.
#[test]
fn what_can_not_be_read_is_not_overwritten_when_there_is_no_room_to_move_it() {
    let store = Faulty::new();
    let mut records = tab(&store);
    let garbage = [GARBAGE, &"x".repeat(2_000)].concat();
    store.plant(&draft_key(1), &garbage);
    store.fail(Fault::FullAt(store.bytes() + 50));
    let draft = changed(&mut records, &small_draft(1, NOON), chose("keep-word", 2), NOON + 1);
    assert_eq!(records.trouble(), Some(Code::StorageFull));
    assert!(store.all().values().any(|text| *text == garbage), "it must still be stored: {:?}", store.all().keys());
    assert_eq!(records.drafts(), [draft], "this tab holds the new one");
    store.fail(Fault::None);
    records.set("theme", "dark");
    assert!(store.all().values().any(|text| *text == garbage));
    assert_eq!((tab(&store).drafts().len(), records.trouble()), (1, None));
}

#[test]
fn what_the_store_does_not_give_out_is_not_overwritten() {
    let store = Faulty::new();
    let mut records = tab(&store);
    let draft = changed(&mut records, &small_draft(1, NOON), wrote("more", "Long thoughts."), NOON);
    let before = store.all();
    store.fail(Fault::Withholds(draft_key(1)));
    // A tab that knows nothing of the words must not put its own state in their place.
    let mut other = tab(&store);
    let _ = changed(&mut other, &small_draft(1, NOON), chose("keep-word", 2), NOON + 1);
    assert_eq!(other.trouble(), Some(Code::StorageDenied));
    assert_eq!(store.all(), before, "{draft:?}");
}
