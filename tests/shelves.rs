//! Codes from other devices and what authors write, over stores that fail and stores that are shared: nothing is lost,
//! what is newest is what one goes on with, and trouble is said.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::stores::{Fault, Faulty, PREFIX, all, alone, tab};
use common::{NOON, small};
use roundtable::domain::circle;
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::problem::Code;
use roundtable::domain::workshop::{Change, Item, Slot, Workshop};
use roundtable::wire::envelope::seal;
use roundtable::wire::records::{Kept, Shelf};
use roundtable::wire::store::Store;

fn key(rest: &str) -> String {
    [PREFIX, rest].concat()
}

#[test]
fn a_code_is_kept_once_beside_all_others() {
    let (mut records, store) = alone();
    let room = Shelf::Handed("7k2q", "small-check");
    assert_eq!(records.keep_code(room, "AAAA"), Kept::Stored);
    assert_eq!(records.keep_code(room, "BBBB"), Kept::Stored);
    assert_eq!(records.keep_code(room, "AAAA"), Kept::WasThere);
    assert_eq!(records.keep_code(Shelf::Sealed("7k2q", "small-check"), "AAAA"), Kept::Stored);
    assert_eq!(records.keep_code(Shelf::Handed("7k2q", "small"), "CCCC"), Kept::Stored);
    let mut texts = records.codes(room);
    texts.sort();
    assert_eq!(texts, ["AAAA", "BBBB"]);
    assert_eq!((records.count_codes(room), records.usage().codes, all(&*store).len()), (2, 4, 4));
    // A second tab adds to the same shelf, and neither loses anything.
    let mut other = tab(&store);
    other.keep_code(room, "DDDD");
    records.keep_code(room, "EEEE");
    assert_eq!(records.count_codes(room), 4);
    let removed = records.remove_code(room, "AAAA");
    assert!(!records.has_code(room, "AAAA"));
    records.put_back(removed);
    assert!(records.has_code(room, "AAAA"));
    let removed = records.clear_shelf(room);
    assert_eq!(records.count_codes(room), 0);
    records.put_back(removed);
    assert_eq!(records.count_codes(room), 4);
}

#[test]
fn a_shelf_has_another_mark_when_anything_comes_or_goes() {
    let (mut records, _) = alone();
    let (room, other) = (Shelf::Handed("7k2q", "small-check"), Shelf::Sealed("7k2q", "small-check"));
    let empty = records.shelf_mark(room);
    records.keep_code(room, "AAAA");
    let one = records.shelf_mark(room);
    assert_eq!(one, empty.with("AAAA"));
    assert_ne!(one, empty);
    records.keep_code(room, "BBBB");
    assert_eq!(records.shelf_mark(room), empty.with("BBBB").with("AAAA"), "in any order");
    // As many as before, and not the same.
    let removed = records.remove_code(room, "AAAA");
    assert_ne!(records.shelf_mark(room), one);
    records.put_back(removed);
    assert_eq!(records.shelf_mark(room), one.with("BBBB"));
    assert_eq!(records.shelf_mark(other), empty);
}

#[test]
fn a_code_takes_the_place_of_another_only_once_it_is_stored() {
    let store = Faulty::new();
    let mut records = tab(&store);
    let shelf = Shelf::Activities("our-own");
    records.replace_code(shelf, "first");
    records.replace_code(shelf, "second");
    assert_eq!(
        (records.codes(shelf), records.kept_activity("our-own")),
        (vec!["second".into()], Some("second".into()))
    );
    records.replace_code(shelf, "second");
    assert_eq!(records.codes(shelf), ["second"]);
    // Where there is no room, what was stored stays, and what is held is what one works with.
    let before = store.all();
    store.fail(Fault::FullAt(before.iter().map(|(key, text)| key.len() + text.len()).sum()));
    for longer in ["third, longer than before", "fourth, longer than ever"] {
        records.replace_code(shelf, longer);
        assert_eq!(records.kept_activity("our-own").as_deref(), Some(longer));
        assert_eq!((records.trouble(), store.all()), (Some(Code::StorageFull), before.clone()));
    }
    // Where the old one makes room for the new one, it goes.
    records.replace_code(shelf, "fifth.");
    assert_eq!((records.codes(shelf), records.trouble()), (vec!["fifth.".to_owned()], None));
    store.fail(Fault::None);
    // What can't be read stays, is not taken for an activity, and holds its name.
    store.plant(&key("code/activity/our-own/00000000"), "damaged");
    records.replace_code(shelf, "sixth");
    records.clear_shelf(shelf);
    assert_eq!((records.count_codes(shelf), records.kept_activities().len()), (1, 0));
    records.replace_code(Shelf::Manuscripts("our-own"), "seventh");
    assert_eq!((records.kept_manuscripts(), records.kept_activity("our-own")), (vec!["our-own".to_owned()], None));
    assert_eq!(records.kept_manuscript("our-own").as_deref(), Some("seventh"));
}

/// What an older backup brings lies beside what was written since, and does not take its place.
#[test]
fn the_newest_of_several_is_what_one_goes_on_with() {
    let (mut records, store) = alone();
    let (right, left) = (Shelf::Activities("our-own"), Shelf::Manuscripts("our-own"));
    let mut earlier = Vec::new();
    for n in 0..9 {
        records.replace_code(if n % 2 == 0 { left } else { right }, &format!("text {n}"));
        earlier.extend(all(&*store));
        let newest = format!("text {n}");
        assert_eq!(records.kept_manuscript("our-own"), Some(newest.clone()));
        for (key, text) in &earlier {
            if store.read(key).unwrap().is_none() {
                store.write(key, text).unwrap();
            }
        }
        let mut later = tab(&store);
        assert_eq!(later.kept_manuscript("our-own"), Some(newest.clone()), "{n}");
        if n % 2 == 1 {
            assert_eq!(later.kept_activity("our-own"), Some(newest.clone()));
        }
        // The same once more is the newest again.
        later.replace_code(left, "text 0");
        assert_eq!(later.kept_manuscript("our-own").as_deref(), Some("text 0"));
        later.replace_code(right, &newest);
        assert_eq!(later.kept_activity("our-own"), Some(newest));
    }
}

#[test]
fn a_code_that_was_damaged_is_shown_and_left_alone() {
    let store = Faulty::new();
    let mut records = tab(&store);
    let shelf = Shelf::Groups("small-check");
    records.keep_code(shelf, "AAAA");
    let (key, text) = store.all().into_iter().next().unwrap();
    store.plant(&key, &text.replace("AAAA", "AABA"));
    store.plant(&self::key("code/group/small-check/00000000"), &seal("code", 9, 1, "AAAA"));
    assert!(records.codes(shelf).is_empty());
    let mut codes: Vec<Code> = records.unreadable().into_iter().map(|record| record.code).collect();
    codes.sort_by_key(|code| *code as u8);
    assert_eq!(codes, [Code::Garbled, Code::FromNewerVersion]);
    assert_eq!((records.usage().codes, records.usage().unreadable), (0, 2));
}

#[test]
fn a_code_that_cannot_be_stored_is_held_and_stored_later() {
    let store = Faulty::new();
    store.fail(Fault::FullAt(0));
    let mut records = tab(&store);
    let shelf = Shelf::Parts("0123abcd");
    assert_eq!(records.keep_code(shelf, "AAAA"), Kept::Held);
    assert_eq!(records.trouble(), Some(Code::StorageFull));
    assert_eq!(records.codes(shelf), ["AAAA"]);
    // Shown again it is not said to be there.
    assert_eq!((records.keep_code(shelf, "AAAA"), records.count_codes(shelf)), (Kept::Held, 1));
    store.fail(Fault::None);
    assert_eq!(records.keep_code(shelf, "BBBB"), Kept::Stored);
    assert_eq!((records.trouble(), store.all().len()), (None, 2));
}

/// Whatever slot it is for, also one that is off the agenda: what people were promised stays as it is.
#[test]
fn a_workshop_is_answered_once_anything_is_in() {
    let slot = |id: &str, apart: bool| Slot {
        id: id.to_owned(),
        item: Item::Activity("small-check".to_owned()),
        title: String::new(),
        minutes: 5,
        why: String::new(),
        apart,
    };
    let agenda = vec![slot("s1", false), slot("s2", true)];
    let plan = Workshop { id: ResponseId(77), name: String::new(), minutes: None, starts: None, from: None, agenda };
    let tags: Vec<String> = plan.agenda.iter().map(|slot| slot.tag(plan.id).to_string()).collect();
    let mut draft = plan.begin(NOON);
    for slot in ["s1", "s2"] {
        for event in Change::Removed(slot.to_owned()).events(&draft.sheet.answers) {
            draft.apply(event, NOON);
        }
    }
    let (mut records, _) = alone();
    records.keep_draft(&draft);
    records.keep_code(Shelf::Handed(&Tag::of(ResponseId(78)).to_string(), "small-check"), "AAAA");
    records.keep_code(Shelf::Invitations(&tags[0], "small-check"), "AAAA");
    assert!(!records.is_answered(&draft.sheet));
    for tag in &tags {
        for shelf in [Shelf::Handed(tag, "small-check"), Shelf::Sealed(tag, "small-check")] {
            records.keep_code(shelf, "AAAA");
            assert!(records.is_answered(&draft.sheet), "{shelf:?}");
            records.clear_shelf(shelf);
            assert!(!records.is_answered(&draft.sheet), "{shelf:?}");
        }
    }
    let circle = circle::begin_for(&small(), draft.sheet.id, "s1", ResponseId(5), NOON);
    records.keep_draft(&circle);
    assert!(records.is_answered(&draft.sheet), "people on this device");
}

#[test]
fn a_workshop_goes_with_what_was_handed_in_and_comes_back_with_it() {
    let store = Faulty::new();
    let mut records = tab(&store);
    let name = "Spring".to_owned();
    let plan = Workshop { id: ResponseId(77), name, minutes: None, starts: None, from: None, agenda: Vec::new() };
    let plan = plan.begin(NOON);
    records.keep_draft(&plan);
    let (tag, other) = (Tag::of(plan.sheet.id).to_string(), Tag::of(ResponseId(78)).to_string());
    let hers = [Shelf::Handed(&tag, "one"), Shelf::Handed(&tag, "two"), Shelf::Sealed(&tag, "one")];
    let rest = [Shelf::Handed(&other, "one"), Shelf::Groups("one"), Shelf::Invitations(&tag, "one")];
    for shelf in hers.into_iter().chain(rest) {
        records.keep_code(shelf, "AAAA");
        records.keep_code(shelf, "BBBB");
    }
    assert_eq!(records.count_codes(Shelf::Handed(&tag, "")), 4);
    // What could only be held comes back as well.
    store.fail(Fault::FullAt(0));
    assert_eq!(records.keep_code(hers[0], "CCCC"), Kept::Held);
    store.fail(Fault::None);
    let before = store.all();
    let removed = records.remove_workshop(&plan);
    assert_eq!(records.workshop(plan.sheet.id), None);
    assert!(hers.iter().all(|shelf| records.count_codes(*shelf) == 0));
    assert!(rest.iter().all(|shelf| records.count_codes(*shelf) == 2));
    // There is no room any more: all of it is back in this tab, the trouble is said, and it is stored later.
    store.fail(Fault::FullAt(0));
    records.put_back(removed);
    assert_eq!(records.trouble(), Some(Code::StorageFull));
    assert_eq!(records.workshop(plan.sheet.id), Some(plan.clone()));
    assert_eq!(hers.map(|shelf| records.count_codes(shelf)), [3, 2, 2]);
    store.fail(Fault::None);
    records.set("theme", "dark");
    assert_eq!(records.trouble(), None);
    let after = store.all();
    assert!(before.iter().all(|(key, text)| after.get(key) == Some(text)));
    assert_eq!(after.len(), before.len() + 2);
    // Of a plan that is removed where there is no room, nothing is lost either.
    let shelf = hers[0];
    records.remove_code(shelf, "CCCC");
    store.fail(Fault::ReadOnly);
    let removed = records.remove_workshop(&plan);
    store.fail(Fault::None);
    records.put_back(removed);
    assert_eq!(hers.map(|shelf| records.count_codes(shelf)), [2, 2, 2]);
}
