//! A group's figures from counted points: the same as from every answer by itself, in any portions and any order,
//! and none of a cell that fewer people than the least answered.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::time::Instant;

use common::groups::{by_hand, close, rows_of, sheet};
use common::{activity_ids, answers, any, points};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::Block;
use roundtable::domain::hand_in::{FIRST_DAY, HandIn, Heading, Layout};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Sheet, fitting};
use roundtable::domain::together::{DimensionTogether, Group, ItemsTogether, Tally, Together, together};
use roundtable::ui::part::together::{group_html, group_words};
use roundtable::wire::export::{csv_of_group, markdown_of_group};

fn borrowed(sheets: &[Sheet]) -> Vec<&Sheet> {
    sheets.iter().collect()
}

/// Assessments, and the small activity with an item that is in no dimension and one on another scale.
fn asked() -> Vec<Activity> {
    common::assessments().into_iter().chain([common::small()]).collect()
}

/// An assessment with answers of several people.
fn groups(people: usize) -> impl Strategy<Value = (Activity, Vec<Sheet>)> {
    prop::sample::select(asked()).prop_flat_map(move |activity| {
        let people = vec(any::answers_to(&activity), 0..people);
        (Just(activity), people).prop_map(|(activity, people)| {
            (activity, people.into_iter().zip(1..).map(|(answers, id)| sheet(id, answers)).collect())
        })
    })
}

fn items_of(group: &Group<'_>) -> Vec<ItemsTogether> {
    let blocks = group.activity().blocks().filter_map(|block| together(group, block));
    blocks.filter_map(|figures| if let Together::Items(items) = figures { Some(items) } else { None }).collect()
}

proptest! {
    #![proptest_config(any::cases(150))]

    /// Against the formulas as they stand in the literature, over every answer by itself.
    #[test]
    fn counted_figures_are_those_of_single_answers((activity, sheets) in groups(14), least in 0usize..6) {
        let Ok(group) = Group::of(&activity, &borrowed(&sheets), least) else { return Ok(()) };
        let rows = rows_of(&activity, &sheets);
        let expected = by_hand(&activity, &rows, least);
        let found = DimensionTogether::all(&group);
        prop_assert_eq!(found.len(), activity.dimensions.len());
        for one in &found {
            let dimension = expected.dimensions.iter().find(|known| known.id == one.id).unwrap();
            prop_assert!(close(&one.figures, &dimension.figures), "{:?} is not {:?}", one, dimension);
            prop_assert_eq!(one.withheld, dimension.withheld);
            let scores: Vec<f64> = one.scores.values().collect();
            prop_assert_eq!(scores.len(), dimension.scores.len());
            prop_assert!(scores.iter().zip(&dimension.scores).all(|(a, b)| (a - b).abs() < 1e-9));
        }
        let keys: Vec<u128> = found.iter().map(|one| one.figures.talk_key(one.figures.mean)).collect();
        prop_assert!(keys.windows(2).all(|pair| pair[0] <= pair[1]), "in the order to talk about");
        let items: Vec<_> = items_of(&group).into_iter().flat_map(|block| block.items).collect();
        prop_assert_eq!(items.len(), expected.items.len());
        for (one, item) in items.iter().zip(&expected.items) {
            prop_assert!(close(&one.figures, &item.figures), "{:?} is not {:?}", one, item);
            prop_assert_eq!((&one.id, one.withheld, &one.counts), (&item.id, item.withheld, &item.counts));
        }
    }

    #[test]
    fn portions_and_their_order_do_not_matter((activity, sheets) in groups(14), cut in 0usize..14, turn in 0usize..14) {
        let mut rows = rows_of(&activity, &sheets);
        let ids: Vec<ResponseId> = sheets.iter().map(|sheet| sheet.id).collect();
        let others: Vec<_> = sheets.iter().map(|sheet| fitting(&activity, &sheet.answers)).collect();
        let group = Group::of(&activity, &borrowed(&sheets), 0).unwrap();
        let at_once = Group::of_points(&activity, &rows.concat(), others.clone(), &ids, 0).unwrap();
        // As the rows come out of what is handed in.
        let layout = Layout::of(&activity);
        let mut handed = vec![0; activity.items().count()];
        for (sheet, row) in sheets.iter().zip(&rows) {
            let heading = Heading { workshop: None, id: sheet.id, revision: 1, day: FIRST_DAY, name: String::new(), side: None };
            HandIn::of(&activity, sheet, heading).points(&layout, &mut handed);
            prop_assert_eq!(&handed, row);
        }
        let middle = turn % rows.len().max(1);
        rows.rotate_left(middle);
        let mut tally = Tally::new(&activity);
        let (first, second) = rows.split_at(cut.min(rows.len()));
        tally.add_all(&second.concat());
        first.iter().for_each(|row| tally.add(row));
        prop_assert_eq!((tally.n(), tally.width()), (sheets.len(), activity.items().count()));
        let in_portions = Group::of_tally(&activity, tally, others, &ids, 0).unwrap();
        for other in [&at_once, &in_portions] {
            prop_assert_eq!(DimensionTogether::all(&group), DimensionTogether::all(other));
            for block in activity.blocks() {
                prop_assert_eq!(together(&group, block), together(other, block));
            }
        }
    }

    /// Whatever is answered: no block, item, dimension, pair or place of fewer people than the least.
    #[test]
    fn no_cell_of_too_few_is_shown(
        (activity, sheets) in prop::sample::select(activity_ids()).prop_flat_map(|id| {
            let activity = common::activity(&id);
            let people = vec(any::answers_to(&activity), 3..7);
            (Just(activity), people).prop_map(|(activity, people)| {
                (activity, people.into_iter().zip(1..).map(|(answers, id)| sheet(id, answers)).collect::<Vec<_>>())
            })
        }),
        least in 2usize..5,
    ) {
        let Ok(group) = Group::of(&activity, &borrowed(&sheets), least) else { return Ok(()) };
        let all = Group::of(&activity, &borrowed(&sheets), 0).unwrap();
        for one in DimensionTogether::all(&group) {
            prop_assert!(one.figures.n == 0 || one.figures.n >= least);
            prop_assert_eq!(one.scores.n(), one.figures.n);
        }
        let is_shown = |n: usize| n == 0 || n >= least;
        for block in activity.blocks() {
            let (Some(shown), Some(full)) = (together(&group, block), together(&all, block)) else { continue };
            match (&shown, &full) {
                (Together::Items(items), _) => {
                    prop_assert!(items.items.iter().all(|item| is_shown(item.figures.n)));
                    prop_assert!(items.items.iter().all(|item| item.counts.iter().sum::<usize>() == item.figures.n));
                }
                (Together::Matrix(matrix), Together::Matrix(full)) => {
                    prop_assert!(is_shown(matrix.n));
                    for (pair, full) in matrix.pairs.iter().flatten().zip(full.pairs.iter().flatten()) {
                        prop_assert!(is_shown(pair.n()));
                        prop_assert_eq!(pair.withheld, !is_shown(full.n()));
                    }
                }
                (Together::Rank(rank), _) => {
                    prop_assert!(is_shown(rank.n) && rank.places.iter().all(|place| is_shown(place.n)));
                }
                (Together::Withheld, Together::Board(full)) => {
                    prop_assert!(!is_shown(full.n) || !is_shown(full.holders));
                }
                (Together::Withheld, Together::Rank(full)) => {
                    prop_assert!(!is_shown(full.n) || full.places.iter().any(|place| !is_shown(place.n)));
                }
                (Together::Withheld, full) => prop_assert!(!is_shown(people(full)), "{:?}", full),
                (shown, _) => prop_assert!(is_shown(people(shown)), "{:?}", shown),
            }
        }
    }
}

/// From how many people a block comes.
fn people(figures: &Together) -> usize {
    match figures {
        Together::Items(_) | Together::Withheld => 0,
        Together::Choice(figures) => figures.n,
        Together::Text(figures) => figures.n,
        Together::Entries(figures) => figures.n,
        Together::Board(figures) => figures.n.min(figures.holders),
        Together::Allocate(figures) => figures.n,
        Together::Rank(figures) => figures.n,
        Together::Matrix(figures) => figures.n,
        Together::Sentence(figures) => figures.n,
        Together::Commitments(figures) => figures.n,
        Together::Consent(figures) => figures.counts.iter().sum(),
    }
}

#[test]
fn page_markdown_and_table_say_what_is_withheld() {
    let activity = common::small();
    // Two of four answer what is hidden, nobody what is only asked, and two write a text.
    let given: [&[(&str, u8)]; 4] = [
        &[("keep-word", 4), ("hide-news", 5), ("ask-all", 3)],
        &[("keep-word", 2), ("hide-news", 1), ("ask-all", 3)],
        &[("keep-word", 5), ("ask-all", 3)],
        &[("ask-all", 3)],
    ];
    let sheets: Vec<Sheet> = given
        .iter()
        .zip(1..)
        .map(|(own, id)| {
            let mut all = answers(&[("how-often", points(own))]);
            if id < 3 {
                all.insert("more".to_owned(), roundtable::domain::block::Answer::Words("Hushed".to_owned()));
                all.insert("where".to_owned(), roundtable::domain::block::Answer::Chosen(vec!["field".to_owned()]));
            }
            sheet(id, all)
        })
        .collect();
    let group = Group::of(&activity, &borrowed(&sheets), 3).unwrap();
    let words = group_words(String::new());
    let word = "Not shown: fewer than 3 answers";
    let markdown = markdown_of_group(&group, &words);
    for line in [
        "| We hide bad news. | Not shown: fewer than 3 answers |  |  |  |  |  |  |  |  |  |  |  |  |",
        "| This one is only asked. | 0 |  |  |  |  |  |  |  | 0 | 0 | 0 | 0 | 0 |",
        word,
    ] {
        assert!(markdown.lines().any(|known| known == line), "{line}\n{markdown}");
    }
    let csv = csv_of_group(&group, &words);
    let html = group_html(&activity, &borrowed(&sheets), 0..activity.steps.len(), 3);
    // The dimension has three scores, but the other item taken from them would tell the two answers of the item that
    // is withheld.
    let told = "Not shown: it would tell what fewer than 3 people answered";
    for text in [&markdown, &csv, &html] {
        assert_eq!(text.matches(word).count(), 3, "an item, the places, the texts: {text}");
        assert_eq!(text.matches(told).count(), 1, "the dimension of that item: {text}");
        assert!(!text.contains("Hushed") && !text.contains("In the field"), "{text}");
    }
    assert!(csv.contains(&format!("Trust,{told},,,,,,,,\r\n")), "no score of anybody: {csv}");
    let shown: Vec<(String, bool, usize)> =
        DimensionTogether::all(&group).into_iter().map(|one| (one.id, one.withheld, one.scores.n())).collect();
    // An item of the other dimension was answered by nobody: nothing is hidden there.
    assert_eq!(shown, [("voice".to_owned(), false, 4), ("trust".to_owned(), true, 0)]);
    let html = group_html(&activity, &borrowed(&sheets), 0..activity.steps.len(), 2);
    assert!(!html.contains("Not shown") && html.contains("Hushed"), "two are enough where two are agreed: {html}");
}

/// A crowd is drawn with a bounded number of dots, and its table names every score once.
#[test]
fn a_crowd_is_drawn_with_few_dots() {
    let activity = common::small();
    let sheets: Vec<Sheet> = (0..1000u64)
        .map(|id| {
            let own = points(&[("keep-word", (id % 5 + 1) as u8), ("ask-all", if id == 0 { 1 } else { 5 })]);
            sheet(id, answers(&[("how-often", own)]))
        })
        .collect();
    let html = group_html(&activity, &borrowed(&sheets), 0..activity.steps.len(), 3);
    let strips: Vec<usize> =
        html.split("class=\"strip\"").skip(1).map(|part| part.matches("\"dot\"").count()).collect();
    // Each dot of a dimension stands for five: five times 40, and 999 at one end with one person at the other. Of the
    // statements, which are many, it stands for twenty.
    assert_eq!(strips, [200, 201, 50, 51], "{html}");
    for each in ["one dot is about 5 people", "one dot is about 20 people"] {
        assert_eq!(html.matches(each).count(), 2, "{each}");
    }
    assert!(html.contains("1000 answers: 1 at 1 and 999 at 5"), "the words have them all");
    let group = Group::of(&activity, &borrowed(&sheets), 3).unwrap();
    let csv = csv_of_group(&group, &group_words(String::new()));
    assert!(csv.contains(",1.00 5.00 (999)\r\n"), "{csv}");
}

/// Prints how long it takes; a bound would be one for a machine that does nothing else.
#[test]
#[allow(clippy::print_stdout, reason = "the time is for a person to read")]
fn ten_thousand_responses_are_counted_quickly() {
    let activity = common::groups::wide(44, 11);
    let width = activity.items().count();
    assert_eq!(width, 44);
    let n = 10_000;
    let mut seed = 7u64;
    let mut draw = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) % 6) as u8
    };
    let rows: Vec<u8> = (0..n * width).map(|_| draw()).collect();
    let ids: Vec<ResponseId> = (0..n as u64).map(ResponseId).collect();
    let blocks: Vec<&Block> = activity.blocks().collect();
    let start = Instant::now();
    let group = Group::of_points(&activity, &rows, Vec::new(), &ids, 3).unwrap();
    let counted = start.elapsed();
    let dimensions = DimensionTogether::all(&group);
    let items: usize = items_of(&group).iter().map(|block| block.items.len()).sum();
    let all = start.elapsed();
    assert_eq!((dimensions.len(), items, dimensions[0].figures.n > 9_000, blocks.len()), (11, 44, true, 11));
    let sheets: Vec<Sheet> = common::groups::sheets_of(&activity, &rows);
    let from_sheets = Instant::now();
    let same = Group::of(&activity, &borrowed(&sheets), 3).unwrap();
    let from_sheets = from_sheets.elapsed();
    assert_eq!(DimensionTogether::all(&same), dimensions);
    println!(
        "10,000 x 44: counted in {:.1} ms, with all figures {:.1} ms; from sheets {:.1} ms",
        counted.as_secs_f64() * 1e3,
        all.as_secs_f64() * 1e3,
        from_sheets.as_secs_f64() * 1e3
    );
}
