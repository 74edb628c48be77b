//! A joined workshop: what is kept of it, and that no two contents are ever shown under one revision.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::NOON;
use common::stores::{alone, tab};
use proptest::prelude::*;
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::joined::{self, Part, begin, draft_id, parts, tag_of};

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
    assert_eq!(records.joined_by(ResponseId(71)), Some((tag, part)));
    assert_eq!(records.joined_by(ResponseId(70)), None);
    assert!(records.drafts().is_empty(), "nobody is asked to go on with it");
    assert_eq!(records.all_joined().len(), 1);
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
        let again = part.clone().shown(part.sum);
        prop_assert_eq!(again, part);
    }

    #[test]
    fn a_part_survives_being_kept(hand: u64, response: Option<u64>, name in "[a-z]{0,9}", side in proptest::option::of(0u8..8), revision: u32, sum: u32, scanned: bool) {
        let part = Part {
            activity: "five-elements".to_owned(),
            hand: ResponseId(hand),
            response: response.map(ResponseId),
            name,
            side,
            revision,
            sum,
            scanned,
        };
        let mut draft = begin(Tag(3), "", NOON);
        draft.apply(Part::new("five-elements", ResponseId(1)).event(), NOON);
        draft.apply(part.event(), NOON);
        prop_assert_eq!(joined::parts(&draft.sheet), vec![part]);
    }
}
