//! Stored responses: what is written is read, what was damaged is refused, and every format that was
//! ever released is read for good (`fixtures/saved/`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::stores::{Fault, Faulty, tab};
use common::{NOON, answers, any, points, small_draft};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::Index;
use roundtable::domain::block::Answer;
use roundtable::domain::id::ResponseId;
use roundtable::domain::problem::Code;
use roundtable::domain::response::{Complete, Draft, Event, Perspective, Sheet};
use roundtable::domain::rows::Row;
use roundtable::wire::envelope::{open, seal};
use roundtable::wire::records::Changed;
use roundtable::wire::saved::{KIND, Saved, VERSION, read, write};
use serde_json::{Value, json};

const DRAFT: &str = include_str!("fixtures/saved/v1-draft.txt");
const COMPLETE: &str = include_str!("fixtures/saved/v1-complete.txt");

fn draft() -> Saved {
    Saved::Draft(Draft {
        sheet: Sheet {
            id: ResponseId(0x0123_4567_89ab_cdef),
            activity: "five-elements".to_owned(),
            fingerprint: 3_735_928_559,
            perspective: Perspective::Partner,
            seat: None,
            about: String::new(),
            started: NOON,
            answers: answers(&[
                ("purpose", points(&[("told-asked", 1), ("given-shared", 5)])),
                ("your-place", Answer::Chosen(vec!["lead".to_owned(), "guest".to_owned()])),
            ]),
        },
        changed: NOON + 61_000,
        place: 7,
    })
}

fn complete() -> Saved {
    Saved::Complete(Complete {
        sheet: Sheet {
            id: ResponseId(u64::MAX),
            activity: "alliance-check".to_owned(),
            fingerprint: 0,
            perspective: Perspective::Own,
            seat: None,
            about: "Die Nord-Allianz “größer”".to_owned(),
            started: NOON,
            answers: answers(&[
                ("statements-find", points(&[("ally-above", 4)])),
                ("whom", Answer::Words("Line one\nline “two” \\ \u{1f91d} مائدة".to_owned())),
            ]),
        },
        finished: NOON + 240_000,
        note: "Ask Ana\tfirst.".to_owned(),
    })
}

// What was released

/// Written once by `freeze` below, with the first release, and never again.
#[test]
fn version_1_is_read_for_good() {
    for (name, text, saved, revision) in [("v1-draft", DRAFT, draft(), 3), ("v1-complete", COMPLETE, complete(), 12)] {
        assert_eq!(read(text), Ok((saved, revision)), "{name}");
    }
}

#[test]
fn version_1_is_still_what_is_written() {
    assert_eq!(VERSION, 1, "freeze fixtures of version 1 and add those of the new one");
    for (name, text, saved, revision) in [("v1-draft", DRAFT, draft(), 3), ("v1-complete", COMPLETE, complete(), 12)] {
        assert_eq!(write(&saved, revision), text, "{name}");
    }
}

// What is refused

#[test]
fn other_records_are_named() {
    let body = |saved: &Saved| open(&write(saved, 1)).unwrap().body.to_owned();
    let good = body(&draft());
    let table = [
        (seal(KIND, 2, 1, "{}"), Code::FromNewerVersion),
        (seal(KIND, u32::MAX, 1, &good), Code::FromNewerVersion),
        (seal(KIND, 0, 1, &good), Code::UnknownFormat),
        (seal("workshop", 1, 1, &good), Code::UnknownFormat),
        (seal("", 1, 1, &good), Code::UnknownFormat),
        (seal("a b", 1, 1, &good), Code::Garbled),
        (good.clone(), Code::Garbled),
        (String::new(), Code::Garbled),
        ("roundtable/1 response 1 00000000\n".to_owned(), Code::Garbled),
        ("roundtable/1 response 1\n{}".to_owned(), Code::Garbled),
        ("roundtable/1 response 1 zzzzzzzz\n{}".to_owned(), Code::Garbled),
        ("<html>\n</html>".to_owned(), Code::Garbled),
    ];
    for (text, code) in table {
        assert_eq!(read(&text), Err(code), "{text}");
    }
}

/// A body that fits its checksum and is still no response: a newer app's mistake, or a person's edit.
#[test]
fn a_body_that_is_no_response_is_refused() {
    let good = open(COMPLETE).unwrap().body.to_owned();
    assert!(read(&seal(KIND, 1, 1, &good)).is_ok());
    let edits = [
        ("\"id\":\"fzzzzzzzzzzzz\"", "\"id\":\"zzzzzzzzzzzzz\""),
        ("\"id\":\"fzzzzzzzzzzzz\"", "\"id\":7"),
        ("\"activity\":\"alliance-check\"", "\"activity\":null"),
        ("\"fingerprint\":0", "\"fingerprint\":4294967296"),
        ("\"fingerprint\":0", "\"fingerprint\":-1"),
        ("\"ally-above\":4", "\"ally-above\":256"),
        ("\"ally-above\":4", "\"ally-above\":\"4\""),
        ("\"points\":", "\"poynts\":"),
        ("\"words\":\"", "\"words\":7,\"x\":\""),
        ("\"answers\":", "\"ansers\":"),
        ("\"note\":\"", "\"note\":1,\"x\":\""),
        ("\"finished\":", "\"finished\":-"),
        ("\"started\":", "\"begun\":"),
    ];
    for (old, new) in edits {
        let body = good.replacen(old, new, 1);
        assert_ne!(body, good, "nothing replaced: {old}");
        assert_eq!(read(&seal(KIND, 1, 1, &body)), Err(Code::Garbled), "{new}");
    }
    for body in ["", "null", "[]", "{}", "7", "{\"id\":\"0000000000000\"}", &"[".repeat(10_000)] {
        assert_eq!(read(&seal(KIND, 1, 1, body)), Err(Code::Garbled), "{body:.40}");
    }
}

/// A row is an object of its cells, with its id under the empty name.
#[test]
fn rows_are_written_in_their_order_and_read_with_care() {
    let rows =
        [Row::new("b", &[("who", "Ana"), ("by", "2026-11-22")]), Row::new("a", &[]), Row::new("c", &[("who", "“ä”")])];
    let saved = with_rows(&rows);
    let body = open(&write(&saved, 1)).unwrap().body.to_owned();
    let list = json!([{ "": "b", "by": "2026-11-22", "who": "Ana" }, { "": "a" }, { "": "c", "who": "“ä”" }]);
    let mut value: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(value["answers"], json!({ BLOCK: { "rows": list } }));
    let mut sealed = |rows: Value| {
        value["answers"][BLOCK]["rows"] = rows;
        read(&seal(KIND, 1, 1, &value.to_string()))
    };
    assert_eq!(sealed(list), Ok((saved, 1)));
    for bad in [
        json!([]),
        json!({}),
        json!(null),
        json!("a"),
        json!(["a"]),
        json!([{}]),
        json!([{ "who": "Ana" }]),
        json!([{ "": "" }]),
        json!([{ "": 7 }]),
        json!([{ "": "a", "who": 7 }]),
        json!([{ "": "a", "who": null }]),
        json!([{ "": "a" }, { "who": "Ana" }]),
    ] {
        assert_eq!(sealed(bad.clone()), Err(Code::Garbled), "{bad}");
    }
}

/// Fields of a later version 1 are passed over: a newer app may have added something small.
#[test]
fn an_unknown_field_is_no_reason_to_refuse() {
    let body = open(COMPLETE).unwrap().body.replacen('{', "{\"colour\":\"red\",", 1);
    assert_eq!(read(&seal(KIND, 1, 5, &body)), Ok((complete(), 5)));
}

#[test]
fn every_change_of_a_byte_is_noticed() {
    let mut checked = 0;
    for text in [DRAFT, COMPLETE] {
        let whole = read(text).unwrap();
        for at in 0..text.len() {
            for byte in 0..=255 {
                let mut bytes = text.as_bytes().to_vec();
                if bytes[at] == byte {
                    continue;
                }
                bytes[at] = byte;
                // Storage holds text: what is none can't come out of it.
                let Ok(changed) = String::from_utf8(bytes) else { continue };
                let found = read(&changed);
                assert!(found.is_err() || found.as_ref() == Ok(&whole), "byte {at} as {byte}: {found:?}");
                checked += 1;
            }
        }
    }
    assert!(checked > 50_000, "{checked}");
}

#[test]
fn every_cut_is_noticed() {
    let mut checked = 0;
    for text in [DRAFT, COMPLETE] {
        for (at, _) in text.char_indices() {
            assert_eq!(read(&text[..at]), Err(Code::Garbled), "the first {at} bytes");
            if at > 0 {
                assert_eq!(read(&text[at..]), Err(Code::Garbled), "without the first {at} bytes");
            }
            checked += 1;
        }
        assert_eq!(read(&format!("{text} ")), Err(Code::Garbled));
        assert_eq!(read(&format!(" {text}")), Err(Code::Garbled));
        assert_eq!(read(&text.replace('\n', "\r\n")), Err(Code::Garbled));
    }
    assert!(checked > 500, "{checked}");
}

// Rows of two states of one response

const BLOCK: &str = "made";

/// The same draft with these rows, or without an answer where there are none.
fn draft_of(rows: &[Row]) -> Draft {
    let mut draft = small_draft(1, NOON);
    if !rows.is_empty() {
        draft.sheet.answers.insert(BLOCK.to_owned(), Answer::Rows(rows.to_vec()));
    }
    draft
}

fn with_rows(rows: &[Row]) -> Saved {
    Saved::Draft(draft_of(rows))
}

fn rows_of(draft: &Draft) -> Vec<Row> {
    match draft.sheet.answers.get(BLOCK) {
        Some(Answer::Rows(rows)) => rows.clone(),
        other => panic!("{other:?}"),
    }
}

/// What is stored after one tab goes on with what it held in memory, while another had stored its own.
fn met(ours: &Draft, theirs: &Draft) -> Vec<Draft> {
    let store = Faulty::new();
    let (mut one, mut two) = (tab(&store), tab(&store));
    store.fail(Fault::FullAt(0));
    one.keep_draft(ours);
    store.fail(Fault::None);
    two.keep_draft(theirs);
    let changed = one.change_draft(ours, Event::Turned { place: 4 }, NOON + 1);
    assert!(matches!(changed, Changed::Draft(_)) && one.trouble().is_none());
    tab(&store).drafts()
}

#[test]
fn answers_of_another_kind_are_not_joined() {
    let rows = draft_of(&[Row::new("a", &[("who", "Ana")])]);
    for other in [points(&[("a", 1)]), Answer::Words("Ana".to_owned()), Answer::Chosen(vec!["a".to_owned()])] {
        let mut theirs = small_draft(1, NOON);
        theirs.sheet.answers.insert(BLOCK.to_owned(), other.clone());
        for (one, two) in [(&rows, &theirs), (&theirs, &rows)] {
            let kept: Vec<_> = met(one, two).iter().map(|draft| draft.sheet.answers.get(BLOCK).cloned()).collect();
            let expected = [one, two].map(|draft| draft.sheet.answers.get(BLOCK).cloned());
            assert!(kept.len() == 2 && expected.iter().all(|answer| kept.contains(answer)), "{kept:?}");
        }
        assert!(!Saved::Draft(rows.clone()).covers(&Saved::Draft(theirs.clone())), "{other:?}");
        assert!(!Saved::Draft(theirs).covers(&Saved::Draft(rows.clone())), "{other:?}");
    }
}

/// As a scale with one more item answered covers its earlier state: a sentence is one row of many blanks.
#[test]
fn a_row_with_one_more_cell_covers_the_row_before() {
    let before = with_rows(&[Row::new("sentence", &[("what", "a box")])]);
    let after = with_rows(&[Row::new("sentence", &[("what", "a box"), ("whom", "families")])]);
    assert!(after.covers(&before), "nothing of the earlier one is lost");
    assert!(!before.covers(&after));
}

/// In a rank, the order of the rows is the answer.
#[test]
fn another_order_of_the_rows_is_not_lost() {
    let [a, b, c] = ["a", "b", "c"].map(|id| Row::new(id, &[]));
    let (ours, theirs) = ([a.clone(), b.clone(), c.clone()], [c, b, a]);
    assert!(!with_rows(&ours).covers(&with_rows(&theirs)), "theirs would be written over");
    let kept: Vec<Vec<Row>> = met(&draft_of(&ours), &draft_of(&theirs)).iter().map(rows_of).collect();
    assert!(kept.contains(&ours.to_vec()) && kept.contains(&theirs.to_vec()), "{kept:?}");
}

// Properties

/// A task's rows: ids as they are drawn or as an author names options, in any order; cells with any text.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let id = prop_oneof![any::<u64>().prop_map(|bits| ResponseId(bits).to_string()), any::id()];
    let rows = btree_map(id, btree_map(any::id(), any::text(), 0..3), 1..5);
    let row = |(id, cells): (String, std::collections::BTreeMap<_, _>)| Row { id, cells: cells.into_iter().collect() };
    rows.prop_map(move |rows| rows.into_iter().map(row).collect::<Vec<Row>>()).prop_shuffle()
}

/// Any response, in two of three cases with tasks as well.
fn response() -> impl Strategy<Value = Saved> {
    (any::saved(any::<u64>()), btree_map(any::id(), rows(), 0..3)).prop_map(|(mut saved, tasks)| {
        for (block, rows) in tasks {
            saved.sheet_mut().answers.insert(block, Answer::Rows(rows));
        }
        saved
    })
}

/// The rows of two tabs that have some in common, in the same order, and which those are.
fn two_tabs() -> impl Strategy<Value = (Vec<Row>, Vec<Row>, Vec<String>)> {
    (rows(), vec(0..3u8, 5)).prop_map(|(rows, whose)| {
        let of = |whose_not: u8| {
            let kept = rows.iter().zip(&whose).filter(|(_, whose)| **whose != whose_not);
            kept.map(|(row, _)| row.clone()).collect::<Vec<Row>>()
        };
        let (ours, theirs) = (of(0), of(1));
        let common = ours.iter().filter(|row| theirs.contains(row)).map(|row| row.id.clone()).collect();
        (ours, theirs, common)
    })
}

fn without(rows: &[Row], others: &[Row]) -> Vec<Row> {
    rows.iter().filter(|row| !others.iter().any(|other| other.id == row.id)).cloned().collect()
}

proptest! {
    #![proptest_config(any::cases(150))]

    #[test]
    fn rows_of_two_tabs_are_joined((ours, theirs, common) in two_tabs()) {
        let drafts = met(&draft_of(&ours), &draft_of(&theirs));
        prop_assert_eq!(drafts.len(), 1);
        let mut joined = drafts[0].clone();
        joined.place = 0;
        let joined_rows = rows_of(&joined);
        prop_assert_eq!(joined_rows.len(), ours.len() + theirs.len() - common.len(), "nothing else, nothing twice");
        for row in ours.iter().chain(&theirs) {
            prop_assert!(joined_rows.contains(row), "{row:?}");
        }
        prop_assert_eq!(without(&joined_rows, &without(&ours, &theirs)), theirs.clone(), "in the order that is stored");
        prop_assert_eq!(without(&joined_rows, &theirs), without(&ours, &theirs), "in the order that was held");
        let joined = Saved::Draft(joined);
        prop_assert!(joined.covers(&with_rows(&ours)) && joined.covers(&with_rows(&theirs)));
        prop_assert_eq!(with_rows(&ours).covers(&joined), ours.len() == joined_rows.len());
    }

    #[test]
    fn a_cell_with_two_texts_keeps_both_states(
        (ours, mut theirs, common) in two_tabs(), which in any::<Index>(), name in any::id(), texts in (any::text(), any::text()),
    ) {
        prop_assume!(!common.is_empty() && texts.0 != texts.1);
        let id = which.get(&common);
        let mut ours = ours;
        for (rows, text) in [(&mut ours, texts.0), (&mut theirs, texts.1)] {
            rows.iter_mut().find(|row| row.id == *id).unwrap().cells.insert(name.clone(), text);
        }
        prop_assert!(!with_rows(&ours).covers(&with_rows(&theirs)));
        prop_assert!(!with_rows(&theirs).covers(&with_rows(&ours)));
        let kept: Vec<Vec<Row>> = met(&draft_of(&ours), &draft_of(&theirs)).iter().map(rows_of).collect();
        prop_assert!(kept.len() == 2 && kept.contains(&ours) && kept.contains(&theirs), "{:?}", kept);
    }

    #[test]
    fn a_state_covers_itself_and_what_it_had_before(saved in response(), rows in rows(), which in any::<Index>()) {
        let mut whole = saved;
        whole.sheet_mut().answers.insert(BLOCK.to_owned(), Answer::Rows(rows.clone()));
        prop_assert!(whole.covers(&whole));
        let mut fewer = rows.clone();
        fewer.remove(which.index(rows.len()));
        let mut less = whole.clone();
        less.sheet_mut().answers.insert(BLOCK.to_owned(), Answer::Rows(fewer));
        prop_assert!(whole.covers(&less) && !less.covers(&whole), "a row less");
        less.sheet_mut().answers.remove(BLOCK);
        prop_assert!(whole.covers(&less) && !less.covers(&whole), "no rows");
    }
}

proptest! {
    #![proptest_config(any::cases(400))]

    #[test]
    fn what_was_written_is_read(saved in response(), revision in any::<u64>()) {
        let text = write(&saved, revision);
        prop_assert_eq!(read(&text), Ok((saved.clone(), revision)));
        prop_assert_eq!(write(&saved, revision), text, "the same record is the same text");
    }

    #[test]
    fn any_change_of_a_character_is_noticed(
        saved in response(), at in any::<Index>(), new in any::<char>(),
    ) {
        let text = write(&saved, 4);
        let mut characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len());
        characters[at] = new;
        let changed: String = characters.iter().collect();
        let found = read(&changed);
        prop_assert!(found.is_err() || found == Ok((saved, 4)), "{:?}", found);
        characters.truncate(at);
        prop_assert!(read(&characters.iter().collect::<String>()).is_err());
    }

    #[test]
    fn any_text_in_an_envelope_comes_out_as_it_went_in(body in any::text(), version in any::<u32>(), revision in any::<u64>()) {
        let text = seal("note", version, revision, &body);
        let record = open(&text).unwrap();
        prop_assert_eq!((record.kind, record.version, record.revision, record.body), ("note", version, revision, body.as_str()));
    }

    #[test]
    fn any_text_is_no_record(text in any::text()) {
        prop_assert!(read(&text).is_err());
        prop_assert!(read(&seal(KIND, 1, 1, &text)).is_err());
    }
}

#[test]
#[ignore = "writes the frozen fixtures; to be run once for a version"]
fn freeze() {
    for (name, saved, revision) in [("v1-draft", draft(), 3), ("v1-complete", complete(), 12)] {
        let path = common::root(&format!("tests/fixtures/saved/{name}.txt"));
        assert!(std::fs::metadata(&path).is_ok_and(|file| file.len() == 0), "{name} is frozen already");
        std::fs::write(path, write(&saved, revision)).unwrap();
    }
}

proptest! {
    #[test]
    fn checksums_are_what_a_library_computes(a in ".*", b in ".*") {
        let sum = roundtable::wire::crc::crc32(&[a.as_bytes(), b.as_bytes()]);
        prop_assert_eq!(sum, crc32fast::hash([a, b].concat().as_bytes()));
    }
}
