//! The typed code: eight characters, forgiving of how they are written, and of nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::activity_ids;
use common::any::{cases, id};
use proptest::prelude::*;
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::invitation::{Audience, Invitation, Naming, SentList};
use roundtable::domain::typed_code::{LENGTH, TypedCode, TypedFault, Untyped, offered, read, write};

const DIGITS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn here(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

#[test]
fn every_shipped_activity_has_a_code_that_names_it_alone() {
    let ids = activity_ids();
    for id in &ids {
        for tag in [0, 1, 0x5a5a5, 0xf_ffff].map(Tag) {
            let code = write(tag, id);
            assert_eq!(code.len(), LENGTH);
            assert!(code.chars().all(|c| DIGITS.contains(c)), "{code}");
            assert_eq!(read(&code, &here(&ids)), Ok(TypedCode { tag, activities: vec![id.clone()] }), "{code}");
        }
    }
}

#[test]
fn a_code_once_shown_is_read_for_good() {
    let tag = Tag::of(ResponseId(0x0123_4567_89ab_cdef));
    assert_eq!((tag, write(tag, "five-elements").as_str()), (Tag(0x1296f), "Y322ABFX"));
}

#[test]
fn it_may_be_typed_in_many_ways() {
    let ids = ["five-elements"];
    // A tag that gives ones and zeros.
    let tag = Tag(1 << 5);
    let code = write(tag, ids[0]);
    assert!(code.contains('0') && code.contains('1'), "{code}");
    let ways = [
        code.clone(),
        code.to_lowercase(),
        format!("{}-{}", &code[..4], &code[4..]),
        format!(" {} {}\n", &code[..3], &code[3..]),
        code.replace('0', "O").replace('1', "I"),
        code.replace('0', "o").replace('1', "l"),
        code.replace('1', "L"),
        code.chars().map(|c| format!("{c}  ")).collect(),
    ];
    for way in ways {
        assert_eq!(read(&way, &ids), Ok(TypedCode { tag, activities: vec![ids[0].to_owned()] }), "{way}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    let ids = ["five-elements"];
    let code = write(Tag(7), ids[0]);
    let table = [
        (String::new(), TypedFault::Length(0)),
        (code[..7].to_owned(), TypedFault::Length(7)),
        (format!("{code}0"), TypedFault::Length(9)),
        (format!("{}U", &code[..7]), TypedFault::Character('U')),
        (format!("{}ä", &code[..7]), TypedFault::Character('ä')),
        (format!("{}/", &code[..7]), TypedFault::Character('/')),
        (write(Tag(7), "six-conditions"), TypedFault::UnknownActivity),
        ("9".repeat(100_000), TypedFault::Length(100_000)),
    ];
    for (text, fault) in table {
        assert_eq!(read(&text, &ids), Err(fault));
    }
}

#[test]
fn every_wrong_character_and_every_change_of_neighbours_is_noticed() {
    let ids = activity_ids();
    let mut tried = 0;
    for id in &ids {
        for tag in (0..20).map(|bit| Tag(0x9_3c55_u32.rotate_left(bit) & 0xf_ffff)) {
            let code: Vec<char> = write(tag, id).chars().collect();
            for at in 0..LENGTH {
                for digit in DIGITS.chars().filter(|digit| *digit != code[at]) {
                    let mut wrong = code.clone();
                    wrong[at] = digit;
                    let wrong: String = wrong.into_iter().collect();
                    assert_eq!(read(&wrong, &here(&ids)), Err(TypedFault::Check), "{wrong}");
                    tried += 1;
                }
                for other in at + 1..LENGTH {
                    let mut turned = code.clone();
                    turned.swap(at, other);
                    let turned: String = turned.into_iter().collect();
                    if code[at] != code[other] {
                        assert_eq!(read(&turned, &here(&ids)), Err(TypedFault::Check), "{turned}");
                        tried += 1;
                    }
                }
            }
        }
    }
    assert!(tried > 150_000, "{tried}");
}

#[test]
fn a_code_is_offered_only_where_it_keeps_what_it_promises() {
    let usual = || Invitation::usual(ResponseId(77), "five-elements");
    let list = SentList { workshop: None, activity: String::new(), block: String::new(), rows: Vec::new() };
    let table = [
        (usual(), None),
        // Whoever types it answers without a name, which breaks no promise.
        (Invitation { naming: Naming::Named, name: "Spring".to_owned(), expected: Some(9), ..usual() }, None),
        (Invitation { sides: vec!["A".to_owned(), "B".to_owned()], ..usual() }, None),
        (Invitation { key: Some([0; 64]), ..usual() }, Some(Untyped::Sealed)),
        (Invitation { custom: true, ..usual() }, Some(Untyped::Carried)),
        (Invitation { list: Some(list), ..usual() }, Some(Untyped::List)),
        (Invitation { least: 5, ..usual() }, Some(Untyped::Promises)),
        (Invitation { least: 2, ..usual() }, Some(Untyped::Promises)),
        (Invitation { audience: Audience::Facilitator, ..usual() }, Some(Untyped::Promises)),
    ];
    for (invitation, why) in table {
        let expected = why.map_or_else(|| Ok(write(Tag::of(ResponseId(77)), "five-elements")), Err);
        assert_eq!(offered(&invitation), expected, "{invitation:?}");
    }
}

#[test]
fn only_who_gave_a_name_where_names_were_asked_for_is_told_apart() {
    for (naming, name, told) in [
        (Naming::Named, "Ada", true),
        (Naming::Alias, "Blue Fox", true),
        (Naming::Named, "", false),
        (Naming::Alias, "", false),
        (Naming::Anonymous, "Ada", false),
        (Naming::Anonymous, "", false),
    ] {
        assert_eq!(naming.tells_apart(name), told, "{naming:?} {name}");
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn any_activity_and_any_workshop_come_back(tag in 0..1u32 << Tag::BITS, ids in proptest::collection::btree_set(id(), 1..40)) {
        let ids: Vec<String> = ids.into_iter().collect();
        let code = read(&write(Tag(tag), &ids[0]), &here(&ids)).unwrap();
        prop_assert_eq!(code.tag, Tag(tag));
        prop_assert!(code.activities.contains(&ids[0]));
    }

    #[test]
    fn any_text_is_a_code_or_a_fault(text in common::any::text()) {
        let _ = read(&text, &["five-elements"]);
    }
}
