//! A dimension's scores add up to its items' answers. Whatever is shown of a group, in figures, on paper, in files and
//! in the code to take home, no difference of it is what fewer people than the least answered.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::groups::{sheet, sheets_of, wide};
use common::rows::rows;
use common::{answers, any, read_csv};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::Answer;
use roundtable::domain::response::Sheet;
use roundtable::domain::subgroups::{Compared, SideTally};
use roundtable::domain::summary::Summary;
use roundtable::domain::together::{DimensionTogether, Group, ItemTogether, Recalled, Together, together};
use roundtable::ui::part::together::group_words;
use roundtable::wire::export::{csv_of_group, markdown_of_group};

/// What is shown of a group: of every item how many chose each point, `None` where it is withheld; of every
/// dimension all scores, in the activity's order, `None` where it is withheld.
#[derive(PartialEq, Debug)]
struct Shown {
    items: Vec<Option<Vec<usize>>>,
    dimensions: Vec<Option<Vec<f64>>>,
}

impl Shown {
    fn of<'a>(items: impl Iterator<Item = &'a ItemTogether>, mut dimensions: Vec<DimensionTogether>) -> Self {
        dimensions.sort_by(|a, b| a.id.cmp(&b.id));
        let scores = |one: &DimensionTogether| (!one.withheld).then(|| one.scores.values().collect());
        Self {
            items: items.map(|item| (!item.withheld).then(|| item.counts.clone())).collect(),
            dimensions: dimensions.iter().map(scores).collect(),
        }
    }
}

/// As the page and every section have it.
fn on_screen(group: &Group<'_>) -> Shown {
    let blocks: Vec<_> = (group.activity().blocks())
        .filter_map(|block| match together(group, block)? {
            Together::Items(items) => Some(items.items),
            _ => None,
        })
        .collect();
    Shown::of(blocks.iter().flatten(), DimensionTogether::all(group))
}

/// As the code to take home has it, read by nobody's rules: what is in it is known.
fn taken_home(activity: &Activity, summary: &Summary) -> Shown {
    let counts = |counts: &Vec<u32>| counts.iter().map(|count| *count as usize).collect::<Vec<usize>>();
    let items = summary.items.iter().flat_map(|block| &block.counts);
    let items: Vec<_> = items.map(|one| (!one.is_empty()).then(|| counts(one))).collect();
    let own = |at: usize| {
        let ids = activity.items().map(|(_, item)| item.dimension.unwrap().to_owned());
        ids.zip(&items).filter(move |(id, _)| *id == format!("d{at}")).map(|(_, item)| item)
    };
    // No scores mean that nothing was answered, or that it is withheld.
    let scores = summary.dimensions.iter().enumerate().map(|(at, dimension)| {
        let mut scores: Vec<f64> = dimension.scores.iter().map(|(sum, n)| f64::from(*sum) / f64::from(*n)).collect();
        scores.sort_by(f64::total_cmp);
        let asked = own(at).any(|item| item.as_ref().is_none_or(|counts| counts.iter().sum::<usize>() > 0));
        (!scores.is_empty() || !asked).then_some(scores)
    });
    let dimensions = scores.collect();
    Shown { items, dimensions }
}

/// As a program reads the table: scores to a hundredth.
fn in_a_file(activity: &Activity, csv: &str) -> Shown {
    let rows = read_csv(csv.strip_prefix('\u{feff}').unwrap());
    let row = |label: &str| rows.iter().find(|row| row[0] == label);
    let hidden = |row: &Vec<String>| {
        let withheld = row[1].starts_with("Not shown");
        assert!(!withheld || row[2..].iter().all(String::is_empty), "{row:?}");
        withheld
    };
    let items = activity.items().map(|(_, item)| match row(&format!("Item {}.", &item.id[1..])) {
        Some(row) => (!hidden(row)).then(|| row[9..].iter().map(|count| count.parse().unwrap()).collect()),
        // A table that nobody has filled is not in the file.
        None => Some(vec![0; 5]),
    });
    let dimensions = activity.dimensions.iter().map(|dimension| match row(&dimension.title) {
        Some(row) => (!hidden(row)).then(|| row[9].split_whitespace().map(|score| score.parse().unwrap()).collect()),
        None => Some(Vec::new()),
    });
    Shown { items: items.collect(), dimensions: dimensions.collect() }
}

fn is_same(one: &Shown, other: &Shown) -> bool {
    let near = |(a, b): (&Option<Vec<f64>>, &Option<Vec<f64>>)| match (a, b) {
        (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.006),
        (a, b) => a == b,
    };
    one.items == other.items && one.dimensions.iter().zip(&other.dimensions).all(near)
}

/// A released sum: how often each person's answer to each item of a dimension is in it.
type Sum = Vec<Vec<i32>>;

fn minus(one: &Sum, other: &Sum) -> Sum {
    one.iter().zip(other).map(|(a, b)| a.iter().zip(b).map(|(a, b)| a - b).collect()).collect()
}

/// Whether it is the sum of some answers, and those of fewer than `least` people.
fn tells(sum: &Sum, least: usize) -> bool {
    let signs = || sum.iter().flatten().filter(|times| **times != 0);
    let people = sum.iter().filter(|row| row.iter().any(|times| *times != 0)).count();
    (signs().all(|times| *times > 0) || signs().all(|times| *times < 0)) && (1..least).contains(&people)
}

/// What is known of a dimension: the sums of its items that are shown, and that of its scores.
struct Known {
    items: Vec<Option<Sum>>,
    scores: Option<Sum>,
}

impl Known {
    /// Of these rows, one a person, with how many answers each item is shown, and whether the scores are. An item that
    /// is shown has all answers, or those of people with a score.
    fn of(rows: &[&[u8]], items: &[Option<usize>], has_scores: bool) -> Self {
        let given = |row: &[u8]| row.iter().filter(|point| **point > 0).count();
        let has_score = |row: &[u8]| given(row) > 0 && given(row) * 2 >= row.len();
        let column = |at: usize, meant: &dyn Fn(&[u8]) -> bool| -> Sum {
            let place = |row: &&[u8]| {
                (0..row.len())
                    .map(|own| i32::from((own == at || at == row.len()) && row[own] > 0 && meant(row)))
                    .collect()
            };
            rows.iter().map(place).collect()
        };
        let n = |sum: &Sum| sum.iter().flatten().sum::<i32>() as usize;
        let one = |(at, shown): (usize, &Option<usize>)| {
            let known = [column(at, &|_| true), column(at, &has_score)];
            shown
                .map(|shown| known.into_iter().find(|sum| n(sum) == shown).expect("all answers, or those with a score"))
        };
        let width = rows.first().map_or(0, |row| row.len());
        Self {
            items: items.iter().enumerate().map(one).collect(),
            scores: has_scores.then(|| column(width, &has_score)),
        }
    }

    /// Without those whose sums are known as well.
    fn without(&self, others: &Self) -> Self {
        let less = |(one, other): (&Option<Sum>, &Option<Sum>)| Some(minus(one.as_ref()?, other.as_ref()?));
        Self {
            items: self.items.iter().zip(&others.items).map(less).collect(),
            scores: less((&self.scores, &others.scores)),
        }
    }

    /// Whether any difference tells what fewer than `least` people answered.
    fn tells(&self, least: usize) -> bool {
        let items: Vec<&Sum> = self.items.iter().flatten().collect();
        let some = |scores: &Sum| {
            (0..1u32 << items.len()).any(|chosen| {
                let all = items.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
                tells(&all.fold(scores.clone(), |sum, (_, item)| minus(&sum, item)), least)
            })
        };
        items.iter().any(|item| tells(item, least)) || self.scores.as_ref().is_some_and(some)
    }
}

/// The places of each dimension's items in a row.
fn families(activity: &Activity) -> Vec<std::ops::Range<usize>> {
    let of = |id: &str| activity.items().filter(|(_, item)| item.dimension == Some(id)).count();
    let ends = activity.dimensions.iter().scan(0, |end, dimension| {
        let first = *end;
        *end += of(&dimension.id);
        Some(first..*end)
    });
    ends.collect()
}

fn group_of<'a>(activity: &'a Activity, rows: &[Vec<u8>], least: usize) -> Option<Group<'a>> {
    let sheets = sheets_of(activity, &rows.concat());
    Group::of(activity, &sheets.iter().collect::<Vec<&Sheet>>(), least).ok()
}

#[test]
fn a_dimension_is_withheld_with_what_it_would_tell() {
    type Case<'a> = (&'a str, usize, &'a [[u8; 4]], Option<usize>, [Option<usize>; 4]);
    let full = [4, 2, 5, 1];
    let off_last = [0, 0, 0, 2];
    let off = [5, 0, 0, 0];
    let no_last = [3, 3, 2, 0];
    let cases: [Case<'_>; 13] = [
        ("all answer all", 3, &[full; 3], Some(3), [Some(3); 4]),
        ("an item of two", 3, &[full, full, no_last], None, [Some(3), Some(3), Some(3), None]),
        (
            "an item of two where two are enough",
            2,
            &[full, full, no_last],
            Some(3),
            [Some(3), Some(3), Some(3), Some(2)],
        ),
        ("an item of nobody", 3, &[no_last; 3], Some(3), [Some(3), Some(3), Some(3), Some(0)]),
        ("one breaks off", 3, &[full, full, full, off], Some(3), [Some(3); 4]),
        ("two break off", 3, &[full, full, full, off, off], Some(3), [Some(3); 4]),
        ("three break off", 3, &[full, full, full, off, off, off], Some(3), [Some(6), Some(3), Some(3), Some(3)]),
        ("one alone", 1, &[full, off], Some(1), [Some(2), Some(1), Some(1), Some(1)]),
        (
            "too few are left without who broke off",
            3,
            &[full, full, [0, 1, 1, 1], off],
            None,
            [Some(3), Some(3), Some(3), Some(3)],
        ),
        (
            "only who broke off has answered it",
            3,
            &[no_last, no_last, no_last, [0, 0, 0, 2]],
            None,
            [Some(3), Some(3), Some(3), None],
        ),
        (
            "an item of one with a score and two without",
            2,
            &[[1, 2, 3, 0], [1, 2, 3, 4], off_last, off_last],
            None,
            [Some(2), Some(2), Some(2), Some(3)],
        ),
        ("too few have a score", 3, &[full, full, off], None, [Some(3), None, None, None]),
        ("nobody answered", 3, &[[0; 4]; 3], Some(0), [Some(0); 4]),
    ];
    let activity = wide(4, 1);
    for (name, least, rows, dimension, items) in cases {
        let rows: Vec<Vec<u8>> = rows.iter().map(|row| row.to_vec()).collect();
        let shown = on_screen(&group_of(&activity, &rows, least).unwrap());
        let n = |counts: &Option<Vec<usize>>| counts.as_ref().map(|counts| counts.iter().sum::<usize>());
        assert_eq!(shown.items.iter().map(n).collect::<Vec<_>>(), items, "{name}");
        assert_eq!(shown.dimensions[0].as_ref().map(Vec::len), dimension, "{name}");
    }
}

type Room = (Activity, Vec<(Option<u8>, Vec<u8>)>, usize, usize);

/// People with or without a side, who leave items open or break off.
fn rooms() -> impl Strategy<Value = Room> {
    ((1usize..7, 1usize..4), 1u8..4, 2usize..9, 2u8..12).prop_flat_map(|((items, dimensions), sides, least, gaps)| {
        let activity = wide(items.max(dimensions), dimensions);
        let width = activity.items().count();
        let end = prop_oneof![3 => Just(width), 1 => 0..=width];
        let person =
            (option::weighted(0.9, 0..sides), vec((0..gaps, 1u8..6), width), end).prop_map(|(side, row, end)| {
                let point = |(at, (gap, point)): (usize, (u8, u8))| if gap == 0 || at >= end { 0 } else { point };
                (side, row.into_iter().enumerate().map(point).collect())
            });
        (Just(activity), vec(person, 0..24), Just(usize::from(sides)), Just(least))
    })
}

/// People who put a list of three or four in order, each as far as they came: letters, the first place first.
fn orders(given: &[&str]) -> (Activity, Vec<Sheet>) {
    let one = |(order, id): (&&str, u64)| {
        let order: Vec<String> = order.chars().map(String::from).collect();
        let list = rows("a what=Noise | b what=Mail | c what=Calls | d what=Dust");
        let both = [("list", Answer::Rows(list)), ("order", Answer::Rows(rows(&order.join(" | "))))];
        sheet(id, answers(&both))
    };
    (common::activity("healthy-discontent"), given.iter().zip(1..).map(one).collect())
}

/// Each of five people has a first place: those of two options that all have placed tell that of one that two have.
#[test]
fn a_place_of_too_few_withholds_the_order() {
    let block = |given: &[&str], least| {
        let (activity, sheets) = orders(given);
        let group = Group::of(&activity, &sheets.iter().collect::<Vec<_>>(), least).unwrap();
        let words = group_words(String::new());
        let (csv, markdown) = (csv_of_group(&group, &words), markdown_of_group(&group, &words));
        for file in [csv, markdown] {
            let is_told = file.contains("it would tell what fewer than");
            assert_eq!(is_told, !file.contains("Put it first"), "{file}");
        }
        together(&group, activity.block("order").unwrap()).unwrap()
    };
    let five = ["cab", "cba", "ab", "ab", "ba"];
    assert_eq!(block(&five, 3), Together::Withheld);
    let Together::Rank(shown) = block(&five, 2) else { panic!("two are enough where two are agreed") };
    let places: Vec<(&str, usize, usize)> =
        shown.places.iter().map(|place| (place.label.as_str(), place.first, place.n)).collect();
    assert_eq!(places, [("Calls", 2, 2), ("Noise", 2, 5), ("Mail", 1, 5), ("Dust", 0, 0)]);
    assert!(matches!(block(&["ab", "ab", "ba"], 3), Together::Rank(_)), "what nobody placed may be known");
}

proptest! {
    #![proptest_config(any::cases(400))]

    /// Everybody's places are 1 and what follows. Held against that, the places that are shown leave over none.
    #[test]
    fn no_place_of_too_few_is_left_over(
        given in vec((Just(['a', 'b', 'c', 'd']).prop_shuffle(), 0usize..5), 0..12),
        least in 2usize..5,
    ) {
        let given: Vec<String> = given.iter().map(|(order, n)| order.iter().take(*n).collect()).collect();
        let (activity, sheets) = orders(&given.iter().map(String::as_str).collect::<Vec<_>>());
        let Ok(group) = Group::of(&activity, &sheets.iter().collect::<Vec<_>>(), least) else { return Ok(()) };
        let n = |option: char| given.iter().filter(|order| order.contains(option)).count();
        let is_few = |n: usize| (1..least).contains(&n);
        let few = ['a', 'b', 'c', 'd'].into_iter().any(|option| is_few(n(option)));
        match together(&group, activity.block("order").unwrap()).unwrap() {
            Together::Rank(shown) => {
                prop_assert!(!few, "{:?} of {:?}", shown, given);
                let firsts: usize = shown.places.iter().map(|place| place.first).sum();
                let sum: f64 = shown.places.iter().map(|place| place.mean.unwrap_or(0.0) * place.n as f64).sum();
                let places: usize = given.iter().map(|order| order.len() * (order.len() + 1) / 2).sum();
                prop_assert_eq!((firsts, sum.round() as usize), (shown.n, places), "nothing is left over");
            }
            other => prop_assert!(other == Together::Withheld && few, "{:?} of {:?}", other, given),
        }
    }

    #[test]
    fn no_difference_tells_what_too_few_answered((activity, people, sides, least) in rooms()) {
        let rows: Vec<Vec<u8>> = people.iter().map(|(_, row)| row.clone()).collect();
        let Some(group) = group_of(&activity, &rows, least) else { return Ok(()) };
        let shown = on_screen(&group);
        // One and the same everywhere.
        let summary = Summary::of(&group, None, 20_000, "");
        prop_assert!(is_same(&shown, &taken_home(&activity, &summary)), "{:?}, {:?}", shown, summary);
        let back = Recalled::of(&activity, &summary);
        prop_assert_eq!(&shown, &Shown::of(back.items.iter().flat_map(|(_, block)| &block.items), back.dimensions));
        let words = group_words(String::new());
        let csv = csv_of_group(&group, &words);
        prop_assert!(is_same(&shown, &in_a_file(&activity, &csv)), "{:?}, {}", shown, csv);
        let markdown = markdown_of_group(&group, &words);
        prop_assert_eq!(markdown.matches("Not shown").count(), csv.matches("Not shown").count());

        let mut tally = SideTally::new(&activity, sides);
        people.iter().for_each(|(side, row)| tally.add(*side, row));
        let beside = tally.figures(&activity, least);
        for (at, own) in families(&activity).into_iter().enumerate() {
            let n = |counts: &Option<Vec<usize>>| counts.as_ref().map(|counts| counts.iter().sum::<usize>());
            let items: Vec<Option<usize>> = shown.items[own.clone()].iter().map(n).collect();
            let part: Vec<&[u8]> = rows.iter().map(|row| &row[own.clone()]).collect();
            let all = Known::of(&part, &items, shown.dimensions[at].is_some());
            prop_assert!(!all.tells(least), "{:?} of {:?}", shown, rows);

            // Each side that is shown, and what is left of all together when all of these are taken away.
            let dimension = beside.dimensions.iter().find(|row| row.id == format!("d{at}")).unwrap();
            let family = &beside.items[own.clone()];
            let totals: Vec<Option<usize>> = family.iter().map(|row| row.total.n()).collect();
            prop_assert_eq!((&items, shown.dimensions[at].as_ref().map(Vec::len)), (&totals, dimension.total.n()));
            let mut rest = all;
            for side in 0..=sides {
                let of = |row: &Compared| row.cells[side].n();
                let chose = |one: &Option<u8>| one.map_or(sides, usize::from) == side;
                let is_open = |row: &[u8]| row.iter().all(|point| *point == 0);
                let none: &[u8] = &vec![0; own.len()];
                let members: Vec<&[u8]> =
                    people.iter().zip(&part).map(|((one, _), row)| if chose(one) { *row } else { none }).collect();
                let shown: Vec<Option<usize>> = family.iter().map(of).collect();
                if members.iter().all(|row| is_open(row)) || shown.contains(&None) {
                    continue;
                }
                let known = Known::of(&members, &shown, of(dimension).is_some());
                prop_assert!(!known.tells(least), "side {}: {:?} of {:?}", side, beside, people);
                rest = rest.without(&known);
            }
            prop_assert!(!rest.tells(least), "beside the sides: {:?} of {:?}", beside, people);
        }
    }
}
