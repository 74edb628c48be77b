//! Groups, their sides and what changed since last time, held against figures that were computed independently by
//! `fixtures/groups/make_groups.py` (Python's `statistics`), and what holds of any answers: nothing that is hidden can
//! be computed from what is shown.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::groups::{sheet, sheets_of, wide};
use common::rows::rows as rows_of;
use common::{answers, any, points, read_csv};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use roundtable::domain::activity::Activity;
use roundtable::domain::agreement::Accord;
use roundtable::domain::block::{Answer, Answers};
use roundtable::domain::change::{Change, changes};
use roundtable::domain::prompts::Topic;
use roundtable::domain::response::Sheet;
use roundtable::domain::scoring::{Profile, Score};
use roundtable::domain::subgroups::{Cell, Compared, SideTally, Subgroups};
use roundtable::domain::summary::Summary;
use roundtable::domain::together::{DimensionTogether, Group, Together, together};
use roundtable::ui::part::prompts::prompts_html;
use roundtable::ui::part::together::{beside_words, raw_words};
use roundtable::wire::export::{
    Piece, RawRow, Section, raw_csv, section_of_own, sections_csv, sections_of_changes, sections_of_subgroups,
};
use serde_json::Value;

type Person = (Option<u8>, Vec<u8>);

fn people_of(value: &Value) -> Vec<Person> {
    let person = |one: &Value| {
        let row = one[1].as_array().unwrap().iter().map(|point| point.as_u64().unwrap() as u8);
        (one[0].as_u64().map(|side| side as u8), row.collect())
    };
    value.as_array().unwrap().iter().map(person).collect()
}

fn sheets(activity: &Activity, people: &[Person]) -> Vec<Sheet> {
    sheets_of(activity, &people.iter().flat_map(|(_, row)| row.clone()).collect::<Vec<_>>())
}

/// What may be shown of them; nothing of too few.
fn summary(activity: &Activity, people: &[Person], least: usize) -> Option<Summary> {
    let sheets = sheets(activity, people);
    let group = Group::of(activity, &sheets.iter().collect::<Vec<_>>(), least).ok()?;
    Some(Summary::of(&group, None, 20_000, ""))
}

fn side_by_side(activity: &Activity, people: &[Person], sides: usize, least: usize) -> Subgroups {
    let mut tally = SideTally::new(activity, sides);
    people.iter().for_each(|(side, row)| tally.add(*side, row));
    tally.figures(activity, least)
}

fn same(found: Option<f64>, expected: &Value) -> bool {
    match (found, expected.as_f64()) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
        (found, expected) => found.is_none() && expected.is_none(),
    }
}

fn same_cell(cell: &Cell, expected: &Value) -> bool {
    match cell {
        Cell::Hidden => expected.is_null(),
        Cell::Shown { n, mean, agreement } => {
            expected["n"].as_u64() == Some(*n as u64)
                && same(*mean, &expected["mean"])
                && same(*agreement, &expected["agreement"])
        }
    }
}

fn same_row(row: &Compared, expected: &Value) -> bool {
    let cells = expected["cells"].as_array().unwrap();
    row.cells.len() == cells.len()
        && row.cells.iter().zip(cells).all(|(cell, expected)| same_cell(cell, expected))
        && same_cell(&row.total, &expected["total"])
}

/// Dimensions are called `d0` and `d1`: their place in the activity.
fn place(id: &str) -> usize {
    id[1..].parse().unwrap()
}

#[test]
fn groups_sides_and_changes_are_as_computed_independently() {
    let activity = wide(6, 2);
    let cases: Vec<Value> = serde_json::from_str(include_str!("fixtures/groups/groups.json")).unwrap();
    assert_eq!(cases.len(), 25);
    let (mut hidden, mut withheld, mut deltas) = (0, 0, 0);
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let least = case["least"].as_u64().unwrap() as usize;
        let people = people_of(&case["people"]);
        let all = sheets(&activity, &people);
        let group = Group::of(&activity, &all.iter().collect::<Vec<_>>(), least).unwrap();
        let figures = |found: &roundtable::domain::agreement::Figures, is_withheld: bool, expected: &Value| {
            assert_eq!(is_withheld, expected["withheld"].as_bool().unwrap(), "{name}: {expected}");
            assert_eq!(Some(found.n as u64), expected["n"].as_u64(), "{name}: {expected}");
            for (key, figure) in [
                ("mean", found.mean),
                ("median", found.median),
                ("spread", found.spread),
                ("agreement", found.agreement),
            ] {
                assert!(same(figure, &expected[key]), "{name}, {key}: {figure:?}, not {expected}");
            }
        };
        for one in DimensionTogether::all(&group) {
            withheld += usize::from(one.withheld);
            figures(&one.figures, one.withheld, &case["dimensions"][place(&one.id)]);
        }
        let items: Vec<_> = activity
            .blocks()
            .filter_map(|block| match together(&group, block)? {
                Together::Items(items) => Some(items.items),
                _ => None,
            })
            .flatten()
            .collect();
        for (at, one) in items.iter().enumerate() {
            withheld += usize::from(one.withheld);
            figures(&one.figures, one.withheld, &case["items"][at]);
        }
        let beside = side_by_side(&activity, &people, 3, least);
        for row in &beside.dimensions {
            let expected = &case["side_dimensions"][place(&row.id)];
            assert!(same_row(row, expected), "{name}: {row:?}, not {expected}");
        }
        for (row, expected) in beside.items.iter().zip(case["side_items"].as_array().unwrap()) {
            hidden += row.cells.iter().filter(|cell| **cell == Cell::Hidden).count();
            assert!(same_row(row, expected), "{name}: {row:?}, not {expected}");
        }
        let [before, now] = ["before", "people"].map(|key| summary(&activity, &people_of(&case[key]), least));
        let Some((before, now)) = before.zip(now) else { continue };
        let found = changes(&activity, &before, &now);
        let expected = |change: &Change, expected: &Value| {
            deltas += usize::from(change.delta.is_some());
            assert!(same(change.difference, &expected["difference"]), "{name}: {change:?}, not {expected}");
            assert!(same(change.delta, &expected["delta"]), "{name}: {change:?}, not {expected}");
        };
        let dimensions = found.dimensions.iter().map(|one| (one, &case["changed_dimensions"][place(&one.id)]));
        let items = found.items.iter().zip(case["changed_items"].as_array().unwrap());
        dimensions.chain(items).for_each({
            let mut expected = expected;
            move |(change, value)| expected(change, value)
        });
        assert_eq!((found.items.len(), found.dimensions.len(), found.unknown), (6, 2, [0, 0]));
    }
    assert!(hidden > 50 && withheld > 3, "cases hide something: {hidden}, {withheld}");
    assert!(deltas > 50, "{deltas}");
}

/// On paper: last time 1, 3, 5 (mean 3, standard deviation 2), now 4, 4, 5, 5: 1.5 points, three quarters of a spread.
#[test]
fn one_change_can_be_followed_on_paper() {
    let activity = wide(1, 1);
    let people = |points: &[u8]| points.iter().map(|point| (None, vec![*point])).collect::<Vec<Person>>();
    let [before, now] = [&[1, 3, 5][..], &[4, 4, 5, 5]].map(|points| summary(&activity, &people(points), 3).unwrap());
    let found = changes(&activity, &before, &now);
    let expected = |id: &str| Change {
        id: id.to_owned(),
        n: [3, 4],
        means: [Some(3.0), Some(4.5)],
        difference: Some(1.5),
        delta: Some(0.75),
    };
    assert_eq!((found.dimensions, found.items), (vec![expected("d0")], vec![expected("i0")]));
    let sections =
        sections_of_changes(&activity, &changes(&activity, &before, &now), &beside_words(String::new()).exact());
    assert_eq!(rows(&sections[0]), [["Title d0", "3", "3.00", "4", "4.50", "1.50", "0.75"]]);
    assert_eq!(rows(&sections[1]), [["Item 0.", "3", "3.00", "4", "4.50", "1.50", "0.75"]]);
}

fn rows(section: &Section) -> Vec<Vec<String>> {
    match section.pieces.as_slice() {
        [Piece::Table { rows, .. }] => rows.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn sides_stand_beside_each_other_in_every_form() {
    let activity = wide(1, 1);
    let side =
        |side: Option<u8>, points: &[u8]| points.iter().map(|point| (side, vec![*point])).collect::<Vec<Person>>();
    let names = ["North", "South", "=West"].map(str::to_owned);
    let words = beside_words(String::new()).exact();
    let people = [side(Some(0), &[1, 2, 3, 2]), side(Some(1), &[4, 4, 4]), side(Some(2), &[5, 5, 5, 5, 5])].concat();
    let sections = sections_of_subgroups(&activity, &side_by_side(&activity, &people, 3, 3), &names, 3, &words);
    assert_eq!(
        rows(&sections[0]),
        [
            ["Title d0", "North", "4", "2.00", "0.67"],
            ["Title d0", "South", "3", "4.00", "1.00"],
            ["Title d0", "=West", "5", "5.00", "1.00"],
            ["Title d0", "All together", "12", "3.75", "0.00"],
        ]
    );
    // Two of nobody's side are hidden, and with them the smallest side: 12 + 2 less 4 and 5 are 5 people.
    let people = [people, side(None, &[1, 1])].concat();
    let sections = sections_of_subgroups(&activity, &side_by_side(&activity, &people, 3, 3), &names, 3, &words);
    let word = "Not shown: it would tell what fewer than 3 people answered";
    for section in &sections {
        let found = rows(section);
        assert_eq!(
            found.iter().map(|row| row[1].as_str()).collect::<Vec<_>>()[3..],
            ["No side chosen", "All together"]
        );
        assert_eq!(found.iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), ["4", word, "5", word, "14"]);
        assert_eq!((found[1][3].as_str(), found[1][4].as_str()), ("", ""));
    }
    let csv = sections_csv(&sections);
    assert!(csv.contains("Title d0,'=West,5,5.00,1.00\r\n"), "{csv}");
}

#[test]
fn ones_own_result_is_held_against_the_group() {
    let activity = wide(4, 2);
    let people: Vec<Person> = [[4, 4, 1, 2], [2, 2, 0, 0], [3, 3, 0, 0]].map(|row| (None, row.to_vec())).to_vec();
    let all = sheets(&activity, &people);
    let group = Group::of(&activity, &all.iter().collect::<Vec<_>>(), 3).unwrap();
    let score =
        |dimension: &str, mean| Score { dimension: dimension.to_owned(), mean, level: None, answered: 2, items: 2 };
    let own = Profile { scores: vec![score("d0", Some(4.0)), score("d1", Some(2.5))] };
    let section =
        section_of_own(&activity, &own, &DimensionTogether::all(&group), 3, &beside_words(String::new()).exact());
    assert_eq!(
        rows(&section),
        [
            ["Title d0", "4.00", "3.00", "1.00"],
            ["Title d1", "2.50", "Not shown: it would tell what fewer than 3 people answered", ""]
        ]
    );
}

#[test]
fn everybodys_answers_are_a_table_whose_order_says_nothing() {
    let activity = common::small();
    let own = |keep, words: &str| {
        let words = Answer::Words(words.to_owned());
        let tools = Answer::Chosen(vec!["pen".to_owned(), "map".to_owned(), "gone".to_owned()]);
        answers(&[("how-often", points(&[("keep-word", keep), ("ask-all", 2)])), ("more", words), ("tools", tools)])
    };
    let [ana, bo, cy] = [own(1, "=1+1"), own(5, "a \"b\", c"), own(3, "")];
    let row = |name: &'static str, side: &'static str, answers| RawRow { name, side, answers };
    let people = [row("Ana", "North", &ana), row("Bo", "", &bo), row("@Cy", "South", &cy)];
    let named = raw_csv(&activity, &people, &raw_words());
    let table = read_csv(named.strip_prefix('\u{feff}').unwrap());
    let head = "Number Name Side keep-word hide-news ask-all only-asked told-heard where tools whom more";
    assert_eq!(table[0].join(" "), head);
    let row = |name: &str| table.iter().find(|row| row[1] == name).unwrap()[2..].join("|");
    assert_eq!(row("Ana"), "North|1||2||||A pen; A map||'=1+1");
    assert_eq!(row("Bo"), "|5||2||||A pen; A map||a \"b\", c");
    assert_eq!(row("'@Cy"), "South|3||2||||A pen; A map||");
    assert_eq!(table[1..].iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
    let turned = [people[2], people[0], people[1]];
    assert_eq!(named, raw_csv(&activity, &turned, &raw_words()), "whoever came first");
}

/// What stands in everybody's table under these headings, in the order of the people's names.
fn raw_cells(activity: &str, people: &[&[(&str, &str)]], headings: &[&str]) -> Vec<Vec<String>> {
    let activity = common::activity(activity);
    let of = |given: &&[(&str, &str)]| {
        let given: Vec<(&str, Answer)> = given.iter().map(|(id, line)| (*id, Answer::Rows(rows_of(line)))).collect();
        answers(&given)
    };
    let answers: Vec<_> = people.iter().map(of).collect();
    let names: Vec<String> = (0..people.len()).map(|at| format!("Person {at}")).collect();
    let rows = names.iter().zip(&answers).map(|(name, answers)| RawRow { name, side: "", answers });
    let csv = raw_csv(&activity, &rows.collect::<Vec<_>>(), &raw_words());
    let table = read_csv(csv.strip_prefix('\u{feff}').unwrap());
    let place = |heading: &&str| {
        let place = table[0].iter().position(|known| known == heading);
        place.unwrap_or_else(|| panic!("no {heading} in {:?}", table[0]))
    };
    let places: Vec<usize> = headings.iter().map(place).collect();
    assert!(places.is_sorted(), "{headings:?} in {:?}", table[0]);
    let line = |name: &String| {
        let row = table.iter().find(|row| row[1] == *name).unwrap();
        places.iter().map(|at| row[*at].clone()).collect()
    };
    names.iter().map(line).collect()
}

#[test]
fn what_each_person_made_in_tasks_is_in_everybodys_table() {
    // Points on a list of the room, and on one that somebody wrote alone, with the same thing on it.
    let list = ("options", "a option=Saturdays | b option=A_library");
    let people: [&[(&str, &str)]; 4] = [
        &[list, ("dots", "a points=4 | b points=1")],
        &[list, ("dots", "b points=5")],
        &[("options", "x option==1+1 | y option=Saturdays"), ("dots", "x points=5")],
        &[list],
    ];
    let heads = ["options", "dots.=1+1", "dots.Saturdays", "dots.A library"];
    let cells = [
        ["Saturdays; A library", "", "4", "1"],
        ["Saturdays; A library", "", "0", "5"],
        ["'=1+1; Saturdays", "5", "0", ""],
        ["Saturdays; A library", "", "", ""],
    ];
    assert_eq!(raw_cells("dot-vote", &people, &heads), cells);

    // Points on an author's options.
    let given: &[(&str, &str)] = &[("causes", "me points=60 | us points=40")];
    let cells = raw_cells("accountability-agreement", &[given], &["causes.me", "causes.us", "causes.others"]);
    assert_eq!(cells, [["60", "40", "0"]]);

    // Places, and an order that was left open.
    let list = ("list", "a what=Waste, often=daily | b what=Noise | c what=Queues");
    let people: [&[(&str, &str)]; 2] = [&[list, ("order", "b | gone | c | a")], &[list]];
    let heads = ["list", "order.Waste", "order.Noise", "order.Queues"];
    let cells = [["Waste, Most days; Noise; Queues", "3", "1", "2"], ["Waste, Most days; Noise; Queues", "", "", ""]];
    assert_eq!(raw_cells("healthy-discontent", &people, &heads), cells);

    // Pairs.
    let given: &[(&str, &str)] =
        &[("parties", "p party=Council | q party=Us"), ("sources", "p money=much, trust=little | q trust=gone")];
    let heads = ["sources.Council.money", "sources.Council.decision", "sources.Council.trust", "sources.Us.trust"];
    assert_eq!(raw_cells("power-balance", &[given], &heads), [["Much", "", "Little", ""]]);

    // A hand with its words, and without.
    let people: [&[(&str, &str)]; 3] =
        [&[("answer", "h hand=concern, words=+_more_work")], &[("answer", "h hand=yes")], &[]];
    let cells = [["Yes, but something worries me: + more work"], ["I can live with it"], [""]];
    assert_eq!(raw_cells("right-to-say-no", &people, &["answer"]), cells);

    // Cards, a sentence, commitments: as the report has them, in one cell.
    let given: &[(&str, &str)] = &[
        ("rings", "a text=Youth, zone=unseen | b text=Clinic, zone=decide | c text=Police, zone=unseen"),
        ("invitation", "sentence challenge=the_wait"),
        ("send", "r what=@all:_ask, who=Ana, by=2026-11-22 | s what=Call_back"),
    ];
    let cells = raw_cells("boundary-map", &[given], &["rings", "invitation", "send"]).concat();
    assert_eq!(cells[0], "At the table: Clinic; Out of sight: Youth, Police");
    assert!(cells[1].starts_with("We are working on the wait. We do not know ["), "{}", cells[1]);
    assert_eq!(cells[2], "'@all: ask, Ana, 2026-11-22; Call back");
}

#[test]
fn the_first_disagreements_come_with_questions() {
    // Four dimensions of two items each, i0 i4, i1 i5 and so on, i1 and i4 reversed: two camps, spread, and twice alike.
    let activity = wide(8, 4);
    let given: [[u8; 8]; 6] = [
        [1, 5, 1, 4, 4, 4, 2, 3],
        [1, 5, 3, 3, 4, 4, 4, 3],
        [2, 5, 3, 3, 4, 4, 2, 3],
        [5, 1, 5, 1, 4, 4, 4, 3],
        [5, 1, 5, 2, 4, 4, 3, 3],
        [4, 1, 5, 1, 4, 4, 3, 3],
    ];
    let people: Vec<Person> = given.iter().map(|row| (None, row.to_vec())).collect();
    let all = sheets(&activity, &people);
    let group = Group::of(&activity, &all.iter().collect::<Vec<_>>(), 3).unwrap();
    let topics = Topic::of_group(&group);
    let found: Vec<_> = topics
        .iter()
        .map(|topic| (topic.dimension.as_str(), topic.item.as_ref().map(|one| (one.item.as_str(), one.ends))))
        .collect();
    // Both agree no more than by chance: the lower mean comes first. Of i1, most below the mean chose 3; of equally
    // common ends of i0 the outermost.
    assert_eq!(found, [("d1", Some(("i1", [3, 5]))), ("d0", Some(("i0", [1, 5])))], "{topics:?}");
    assert_eq!(topics.iter().map(|topic| topic.accord).collect::<Vec<_>>(), [Accord::Spread, Accord::Split]);
    let html = prompts_html(&activity, &topics);
    let page = common::xml::walk(&html).unwrap_or_else(|error| panic!("{error}: {html}"));
    assert_eq!(page.iter().filter(|element| element.name == "h3").count(), 2);
    for text in ["Talk about these first", "Item 0.", "Item 1.", "“Never”", "“Sometimes”", "“Always”"] {
        assert!(html.contains(text), "{text}: {html}");
    }
    let questions: Vec<&str> = html.split("<li>").skip(1).map(|part| part.split("</li>").next().unwrap()).collect();
    assert_eq!(questions.len(), 4, "two each");
    assert!(questions.iter().enumerate().all(|(at, one)| !questions[..at].contains(one)), "no question twice");
    assert!(!html.contains('{'), "every place is filled: {html}");
    assert_eq!(prompts_html(&activity, &[]), "");
    let five = common::activity("five-elements");
    let split: Vec<Sheet> = (0..4u64)
        .map(|id| sheets_of(&five, &[if id < 2 { 1 } else { 5 }; 20]).remove(0))
        .zip(0..)
        .map(|(one, id)| sheet(id, one.answers))
        .collect();
    let group = Group::of(&five, &split.iter().collect::<Vec<_>>(), 3).unwrap();
    let topics = Topic::of_group(&group);
    assert_eq!(topics.len(), 3, "never more than three");
    assert!(prompts_html(&five, &topics).contains("” or “"), "pairs are asked about by their two statements");
}

/// Everybody has a side or none; of some the answers are full of gaps.
fn rooms() -> impl Strategy<Value = (Vec<Person>, usize, usize)> {
    let person = |sides: u8, gaps: u8| (option::weighted(0.85, 0..sides), vec((0..gaps, 1u8..6), 6));
    ((1u8..6, 1u8..8), 2usize..6).prop_flat_map(move |((sides, gaps), least)| {
        let people = vec(person(sides, gaps + 1), 0..30).prop_map(|people| {
            let open = |row: Vec<(u8, u8)>| row.into_iter().map(|(gap, point)| if gap == 1 { 0 } else { point });
            people.into_iter().map(|(side, row)| (side, open(row).collect())).collect()
        });
        (people, Just(usize::from(sides)), Just(least))
    })
}

/// The people with only those answers that are told: where fewer answers are shown of all together than there are, none
/// of people without a score in that dimension of three items.
fn told(people: &[Person], shown: &Subgroups) -> Vec<Person> {
    let mut people = people.to_vec();
    for own in [0..3, 3..6] {
        let answered = |at: usize| people.iter().filter(|(_, row)| row[at] > 0).count();
        let is_left_out = |at: usize| shown.items[at].total.n().is_some_and(|n| n < answered(at));
        if own.clone().any(is_left_out) {
            for (_, row) in &mut people {
                if row[own.clone()].iter().filter(|point| **point > 0).count() < 2 {
                    row[own.clone()].fill(0);
                }
            }
        }
    }
    people
}

/// An activity of the site, and what some people made in it.
fn any_people() -> impl Strategy<Value = (Activity, Vec<Answers>)> {
    prop::sample::select(common::activity_ids()).prop_flat_map(|id| {
        let activity = common::activity(&id);
        let people = vec(any::answers_to(&activity), 1..5);
        (Just(activity), people)
    })
}

proptest! {
    #![proptest_config(any::cases(64))]

    /// Every row of everybody's table has a cell for every heading, and who came first changes nothing.
    #[test]
    fn everybodys_table_is_whole_whatever_they_made((activity, people) in any_people()) {
        let names: Vec<String> = (0..people.len()).map(|at| format!("Person {at}")).collect();
        let rows: Vec<RawRow<'_>> =
            names.iter().zip(&people).map(|(name, answers)| RawRow { name, side: "", answers }).collect();
        let csv = raw_csv(&activity, &rows, &raw_words());
        let table = read_csv(csv.strip_prefix('\u{feff}').unwrap());
        prop_assert_eq!(table.len(), people.len() + 1);
        prop_assert!(table.iter().all(|row| row.len() == table[0].len()), "{:?}", table);
        prop_assert!(table.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '@'])), "{:?}", table);
        let turned: Vec<RawRow<'_>> = rows.into_iter().rev().collect();
        prop_assert_eq!(csv, raw_csv(&activity, &turned, &raw_words()));
    }
}

proptest! {
    #![proptest_config(any::cases(400))]

    /// The invariant of `domain::subgroups`, from what is shown and nothing else, but the true numbers. Those are of
    /// the answers that are told of all people together: what a dimension leaves out is in no side either
    /// (`tests/computed.rs` holds that this can't be computed).
    #[test]
    fn nothing_hidden_can_be_computed((people, sides, least) in rooms()) {
        let activity = wide(6, 2);
        let shown = side_by_side(&activity, &people, sides, least);
        let truth = side_by_side(&activity, &told(&people, &shown), sides, 0);
        let true_row = |id: &str| truth.dimensions.iter().chain(&truth.items).find(|row| row.id == id).unwrap();
        for row in shown.dimensions.iter().chain(&shown.items) {
            let numbers: Vec<usize> = true_row(&row.id).cells.iter().map(|cell| cell.n().unwrap()).collect();
            let hidden: Vec<usize> =
                numbers.iter().zip(&row.cells).filter(|(_, cell)| **cell == Cell::Hidden).map(|(n, _)| *n).collect();
            for (n, cell) in numbers.iter().zip(&row.cells) {
                prop_assert!(cell.n().is_none_or(|shown| shown == *n && (shown == 0 || shown >= least)), "{:?}", row);
                prop_assert!(*cell != Cell::Hidden || *n > 0, "only answers are hidden: {:?}", row);
            }
            match row.total.n() {
                Some(total) => {
                    prop_assert_eq!(total, numbers.iter().sum::<usize>());
                    let rest = total - row.cells.iter().filter_map(Cell::n).sum::<usize>();
                    let alone = hidden.len() == 1 && rest == total;
                    prop_assert!(rest == 0 || rest >= least && (hidden.len() > 1 || alone), "{:?}", row);
                }
                None => {
                    let is_item = shown.items.iter().any(|item| item.id == row.id);
                    prop_assert!(!is_item || numbers.iter().sum::<usize>() < least);
                    prop_assert!(row.cells.iter().all(|cell| cell.n().is_none_or(|n| n == 0)), "{:?}", row);
                }
            }
        }
        // A dimension and its items hide the same sides, so that none follows from the others. Where all people together
        // have no dimension, no side has.
        for dimension in &shown.dimensions {
            let own = |at: usize| activity.items().nth(at).unwrap().1.dimension == Some(dimension.id.as_str());
            let family: Vec<&Compared> =
                shown.items.iter().enumerate().filter(|(at, _)| own(*at)).map(|(_, row)| row).chain([dimension]).collect();
            for side in 0..=sides {
                if dimension.total == Cell::Hidden {
                    prop_assert!(dimension.cells[side].n().is_none_or(|n| n == 0), "{:?}", dimension);
                    continue;
                }
                let any = family.iter().any(|row| row.cells[side] == Cell::Hidden);
                let all = family.iter().all(|row| row.cells[side].n().is_none_or(|n| n == 0));
                prop_assert!(!any || all, "{:?}", family);
            }
        }
    }
}
