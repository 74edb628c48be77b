//! What is taken home of a group: its figures again, and nothing that may not be shown.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::groups::sheet;
use common::{activity_ids, any, points};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{Answer, Block};
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::mark::marks;
use roundtable::domain::prompts::Topic;
use roundtable::domain::response::Sheet;
use roundtable::domain::summary::{Summary, SummaryBlock, SummaryChoice, SummaryDimension};
use roundtable::domain::together::{DimensionTogether, Group, Recalled, Together, together};

/// An activity with answers of several people.
fn groups() -> impl Strategy<Value = (Activity, Vec<Sheet>)> {
    let mut all: Vec<Activity> = activity_ids().iter().map(|id| common::activity(id)).collect();
    all.push(common::small());
    prop::sample::select(all).prop_flat_map(|activity| {
        let people = vec(any::answers_to(&activity), 0..12);
        (Just(activity), people).prop_map(|(activity, people)| {
            (activity, people.into_iter().zip(1..).map(|(answers, id)| sheet(id, answers)).collect())
        })
    })
}

fn small_group() -> (Activity, Vec<Sheet>) {
    let given = [(4, 5, "field"), (2, 1, "field"), (5, 0, "home"), (3, 0, "field")];
    let sheets = given.iter().zip(1..).map(|((keep, hide, place), id)| {
        let mut own = vec![("keep-word", *keep), ("ask-all", 3)];
        own.extend((*hide > 0).then_some(("hide-news", *hide)));
        let place = Answer::Chosen(vec![(*place).to_owned()]);
        sheet(id, common::answers(&[("how-often", points(&own)), ("where", place)]))
    });
    (common::small(), sheets.collect())
}

fn summary_of(activity: &Activity, sheets: &[Sheet], least: usize) -> Summary {
    let group = Group::of(activity, &sheets.iter().collect::<Vec<_>>(), least).unwrap();
    Summary::of(&group, Some(Tag::of(ResponseId(7))), 20_000, "Spring")
}

#[test]
fn a_summary_holds_what_may_be_shown() {
    let (activity, sheets) = small_group();
    let summary = summary_of(&activity, &sheets, 3);
    let marks = marks(&activity);
    assert_eq!((summary.activity.as_str(), summary.n, summary.title.as_str()), ("small-check", 4, "Spring"));
    let counts = vec![vec![0, 1, 1, 1, 1], vec![], vec![0, 0, 4, 0, 0], vec![0; 5]];
    let seats = SummaryBlock { mark: marks[1], counts: vec![vec![0; 7]] };
    assert_eq!(summary.items, [SummaryBlock { mark: marks[0], counts }, seats], "two answers have no counts");
    let place = SummaryChoice { mark: marks[2], counts: vec![0, 3, 1], n: 4 };
    assert_eq!(summary.choices, [place, SummaryChoice { mark: marks[3], counts: vec![0; 2], n: 0 }]);
    // Trust: 4 and 1, 2 and 5 after reversing, 5 alone, 3 alone, each at least half of two items. That is 20, and the
    // item that is shown has 14 of it: what two people answered in the other would be known. So it has no scores.
    let scores = |scores: &[(u16, u8)], id: &str| SummaryDimension { id: id.to_owned(), scores: scores.to_vec() };
    let voice = scores(&[(3, 1); 4], "voice");
    assert_eq!(summary.dimensions, [scores(&[], "trust"), voice.clone()]);
    assert!(Recalled::of(&activity, &summary).dimensions.iter().all(|one| one.withheld == (one.id == "trust")));
    let trust = scores(&[(3, 1), (5, 1), (5, 2), (7, 2)], "trust");
    // A code that was made before that is read, and what it would tell is not shown.
    let old = Summary { dimensions: vec![trust.clone(), voice.clone()], ..summary.clone() };
    assert_eq!(Recalled::of(&activity, &old), Recalled::of(&activity, &summary));
    assert_eq!(summary_of(&activity, &sheets, 2).dimensions, [trust, voice], "two are enough where two are agreed");
    let few = summary_of(&activity, &sheets[..2], 2);
    assert!(few.items[0].counts.iter().all(|counts| counts.len() == 5), "two are enough where two are agreed");
}

/// A summary may come from anybody, or from another copy of the activity.
#[test]
fn what_the_activity_does_not_know_is_left_out_and_counted() {
    let (activity, sheets) = small_group();
    let whole = summary_of(&activity, &sheets, 3);
    let plain = Recalled::of(&activity, &whole);
    assert_eq!(plain.unknown, 0);
    type Edit = fn(&mut Summary);
    let cases: [(&str, Edit, usize); 12] = [
        ("another block", |one| one.items[0].mark ^= 1, 1),
        ("the same block twice", |one| one.items.push(one.items[0].clone()), 1),
        ("an item more", |one| one.items[0].counts.push(vec![1; 5]), 1),
        ("a point more", |one| one.items[0].counts[0].push(1), 1),
        ("a choice that has items", |one| one.choices[0].mark = one.items[0].mark, 1),
        ("items that are a choice", |one| one.items[0].mark = one.choices[0].mark, 1),
        ("another choice", |one| one.choices[0].mark ^= 1, 1),
        ("an option more", |one| one.choices[0].counts.push(1), 1),
        ("another dimension", |one| one.dimensions[0].id = "gone".to_owned(), 1),
        ("the same dimension twice", |one| one.dimensions.push(one.dimensions[0].clone()), 1),
        ("a score of nothing", |one| one.dimensions[0].scores.push((0, 0)), 1),
        ("a score beyond the scale", |one| one.dimensions[0].scores.push((11, 2)), 1),
    ];
    for (name, edit, unknown) in cases {
        let mut summary = whole.clone();
        edit(&mut summary);
        assert_eq!(Recalled::of(&activity, &summary).unknown, unknown, "{name}");
    }
    let mut huge = whole.clone();
    huge.items[0].counts[0] = vec![u32::MAX; 5];
    huge.choices[0].counts = vec![u32::MAX; 3];
    let huge = Recalled::of(&activity, &huge);
    assert!(huge.items[0].1.items[0].figures.mean.is_some(), "no sum runs over");
}

proptest! {
    #![proptest_config(any::cases(200))]

    #[test]
    fn the_figures_come_back((activity, sheets) in groups(), least in 0usize..5) {
        let sheets: Vec<&Sheet> = sheets.iter().collect();
        let Ok(group) = Group::of(&activity, &sheets, least) else { return Ok(()) };
        let summary = Summary::of(&group, None, 20_000, "");
        let back = Recalled::of(&activity, &summary);
        prop_assert_eq!((back.n, back.unknown), (group.n(), 0));
        let expected = DimensionTogether::all(&group);
        if least > 0 {
            prop_assert_eq!(&back.dimensions, &expected);
        } else {
            // Without a least number nothing is withheld; coming back, nobody's score is not told from too few.
            let plain = |all: &[DimensionTogether]| {
                all.iter().map(|one| (one.id.clone(), one.figures)).collect::<Vec<_>>()
            };
            prop_assert_eq!(plain(&back.dimensions), plain(&expected));
        }
        let mut kept = 0;
        for (at, block) in activity.blocks().enumerate() {
            match (together(&group, block), block) {
                (Some(Together::Items(items)), _) => {
                    let (_, found) = back.items.iter().find(|(known, _)| *known == at).unwrap();
                    prop_assert_eq!(found, &items);
                    kept += 1;
                }
                (Some(Together::Choice(choice)), _) => {
                    prop_assert_eq!(&back.choices.iter().find(|(known, _)| *known == at).unwrap().1, &Some(choice));
                    kept += 1;
                }
                (Some(Together::Withheld), Block::Choice(_)) => {
                    prop_assert_eq!(&back.choices.iter().find(|(known, _)| *known == at).unwrap().1, &None);
                    kept += 1;
                }
                _ => {}
            }
        }
        prop_assert_eq!(kept, back.items.len() + back.choices.len());
        prop_assert_eq!(Topic::of_group(&group), Topic::of_recalled(&activity, &back));
        // Nothing of fewer people than the least is in it.
        for block in &summary.items {
            let shown = |counts: &Vec<u32>| counts.iter().sum::<u32>();
            prop_assert!(block.counts.iter().map(shown).all(|n| n == 0 || n as usize >= least));
        }
        prop_assert!(summary.choices.iter().all(|choice| choice.n == 0 || choice.n as usize >= least));
        prop_assert!(summary.dimensions.iter().all(|one| one.scores.is_empty() || one.scores.len() >= least));
    }
}
