//! Drawings: geometry against figures from the design's own program (`charts.py`, run in Python), text
//! that can do no harm, and no drawing with a figure that is none.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::any;
use common::xml::{Element, walk};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::chart::geometry::{arc, escape, petal, point};
use roundtable::chart::petals::{Petal, Table, group, overlay, result};
use roundtable::chart::{glyph::glyph, hero::hero, picture::stand_alone, seats, spark};
use roundtable::domain::activity::{Kind, Level, Mode, People, Theme};
use roundtable::domain::catalogue::Entry;

// Geometry

/// Expected: `charts.petal(degrees, tip, width, spread)`.
#[test]
fn petals_are_those_of_the_design() {
    let table = [
        (
            (0.0, 126.0, 33.0, 29.0),
            "M0 0L-18.2 -32.7Q-33 -59.5 -33 -89.3L-33 -93A33 33 0 0 1 33 -93L33 -89.3Q33 -59.5 18.2 -32.7Z",
        ),
        ((72.0, 90.7, 33.0, 29.0), "M0 0L36.4 -39.1A29.6 29.6 0 1 1 52.4 10.2Z"),
        ((144.0, 32.0, 33.0, 29.0), "M0 0L17.1 8A10.4 10.4 0 1 1 2.3 18.7Z"),
        ((216.0, 60.0, 29.0, 25.0), "M0 0L-7.3 37.5A17.8 17.8 0 1 1 -33.4 18.5Z"),
        ((180.0, 79.0, 40.0, 30.0), "M0 0L22.8 39.5A26.3 26.3 0 1 1 -22.8 39.5Z"),
        (
            (300.0, 126.0, 20.0, 16.0),
            "M0 0L-38.7 -9.7Q-70.4 -17.6 -100.6 -35L-101.8 -35.7A20 20 0 0 1 -81.8 -70.3L-80.6 -69.6Q-50.4 -52.2 -27.7 -28.7Z",
        ),
        (
            (45.0, 18.5, 4.8, 26.0),
            "M0 0L2 -5.7Q3.6 -10.4 6.3 -13.1L6.3 -13.1A4.8 4.8 0 0 1 13.1 -6.3L13.1 -6.3Q10.4 -3.6 5.7 -2Z",
        ),
    ];
    for ((degrees, tip, width, spread), path) in table {
        assert_eq!(petal(degrees, tip, width, spread), path, "{degrees} {tip} {width} {spread}");
    }
}

/// Expected: `charts.arc(radius, from, to, sweep)`, with 0 where Python writes -0.
#[test]
fn arcs_are_those_of_the_design() {
    let table = [
        ((150.0, 0.0, 90.0), "M0 -150A150 150 0 0 1 150 0"),
        ((178.0, -50.0, 50.0), "M-136.4 -114.4A178 178 0 0 1 136.4 -114.4"),
        ((188.8, 230.0, 130.0), "M-144.6 121.4A188.8 188.8 0 0 0 144.6 121.4"),
        ((23.0, 0.0, 48.0), "M0 -23A23 23 0 0 1 17.1 -15.4"),
        ((23.0, 0.0, 300.0), "M0 -23A23 23 0 1 1 -19.9 -11.5"),
        ((100.0, 10.0, 5.5), "M17.4 -98.5A100 100 0 0 0 9.6 -99.5"),
    ];
    for ((radius, from, to), path) in table {
        assert_eq!(arc(radius, from, to), path, "{radius} {from} {to}");
    }
    // By hand: a quarter turn clockwise from the top is to the right, half a turn is below.
    for (degrees, x, y) in [(0.0, 0.0, -10.0), (90.0, 10.0, 0.0), (180.0, 0.0, 10.0), (270.0, -10.0, 0.0)] {
        let at = point(10.0, degrees);
        assert!((at.0 - x).abs() < 1e-9 && (at.1 - y).abs() < 1e-9, "{degrees}: {at:?}");
    }
}

fn level(mean: f64) -> Level {
    if mean >= 4.0 {
        Level::High
    } else if mean >= 3.0 {
        Level::Middle
    } else {
        Level::Low
    }
}

fn one(title: &str, mean: Option<f64>, other: Option<f64>) -> Petal {
    Petal {
        title: title.to_owned(),
        mean,
        level: mean.map(level),
        score: mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}")),
        other,
    }
}

fn table(petals: Vec<Petal>) -> Table {
    Table {
        petals,
        points: 5,
        limits: vec![(3.0, "3".to_owned()), (4.0, "4".to_owned())],
        name: "r".to_owned(),
        title: "T".to_owned(),
        description: "D".to_owned(),
        straight: false,
    }
}

fn with_class<'a>(elements: &'a [Element], class: &str) -> Vec<&'a Element> {
    elements.iter().filter(|element| element.attributes.get("class").is_some_and(|found| found == class)).collect()
}

fn values<'a>(elements: &[&'a Element], attribute: &str) -> Vec<&'a str> {
    elements.iter().map(|element| element.attributes[attribute].as_str()).collect()
}

/// Expected: `charts.result_chart` with the same scores and last scores. The radii 67.25 and 104.85 are
/// rounded up here, while Python rounds a tie to the even neighbour.
#[test]
fn a_result_is_the_table_of_the_design() {
    let now = [4.2, 3.1, 2.4, 3.6, 5.0];
    let then = [4.2, 2.5, 2.4, 4.1, 4.0];
    let petals = ["A", "B", "C", "D", "E"]
        .iter()
        .zip(now.iter().zip(then))
        .map(|(title, (&now, then))| one(title, Some(now), Some(then)))
        .collect();
    let elements = walk(&result(&table(petals))).unwrap();
    let of = |class: &str, attribute: &str| values(&with_class(&elements, class), attribute);
    assert_eq!(of("limit", "r"), ["79"]);
    assert_eq!(of("limit strong", "r"), ["102.5"]);
    assert_eq!((of("rim", "r"), of("hub", "r"), of("top", "r")), (vec!["150"], vec!["15"], vec!["150"]));
    assert_eq!(of("ring-bed", "cx"), ["-46.4", "-60.2"]);
    assert_eq!(of("ring-bed", "cy"), ["-63.9", "-82.9"]);
    assert_eq!(of("plate", "cx"), ["0", "142.7", "88.2", "-88.2", "-142.7"]);
    assert_eq!(of("plate", "cy"), ["-150", "-46.4", "121.4", "121.4", "-46.4"]);
    assert_eq!(of("score", "y"), ["-144.8", "-41.2", "126.6", "126.6", "-41.2"]);
    assert_eq!(
        of("axis", "d"),
        ["M0 0L0 -150", "M0 0L142.7 -46.4", "M0 0L88.2 121.4", "M0 0L-88.2 121.4", "M0 0L-142.7 -46.4"]
    );
    assert_eq!(
        of("petal high", "d"),
        [
            "M0 0L-18.2 -32.7Q-33 -59.5 -33 -74.2L-33 -74.2A33 33 0 0 1 33 -74.2L33 -74.2Q33 -59.5 18.2 -32.7Z",
            "M0 0L-36.7 7.1Q-66.8 13 -95.1 3.8L-98.6 2.6A33 33 0 0 1 -78.3 -60.1L-74.7 -59Q-46.4 -49.8 -25.5 -27.4Z",
        ]
    );
    assert_eq!(
        of("petal middle", "d"),
        ["M0 0L32.7 -35A26.6 26.6 0 1 1 47 9.1Z", "M0 0L-6.7 54.4A30.4 30.4 0 1 1 -49.7 23.2Z"]
    );
    let low = ["M0 0L34.6 16.2A21.2 21.2 0 1 1 4.7 37.9Z"];
    assert_eq!((of("petal low", "d"), of("petal bed", "d")), (low.to_vec(), low.to_vec()));
    let ticks = [
        "M58.8 -32.7A67.3 67.3 0 0 1 66.8 -8.1",
        "M-50.7 91.8A104.9 104.9 0 0 1 -71.6 76.6",
        "M-100.7 -19.1A102.5 102.5 0 0 1 -92.7 -43.8",
    ];
    assert_eq!((of("then", "d"), of("then bed", "d")), (ticks.to_vec(), ticks.to_vec()));
    let scores: Vec<&str> = with_class(&elements, "score").iter().map(|element| element.text.as_str()).collect();
    assert_eq!(scores, ["4.2", "3.1", "2.4", "3.6", "5.0"]);
}

#[test]
fn a_missing_mean_leaves_its_place_empty() {
    let petals = vec![
        one("A", Some(4.0), None),
        one("B", None, None),
        one("C", Some(2.0), Some(3.0)),
        one("D", None, Some(3.0)),
    ];
    let elements = walk(&result(&table(petals.clone()))).unwrap();
    let count = |elements: &[Element], class: &str| with_class(elements, class).len();
    assert_eq!((count(&elements, "petal high"), count(&elements, "petal low"), count(&elements, "then")), (1, 1, 2));
    assert_eq!((count(&elements, "plate"), count(&elements, "axis")), (4, 4));
    let both = overlay(&table(petals));
    // Two of the first ink (drawn twice, as ink and as clip), two of the other (as ink and as overprint).
    assert_eq!(both.matches("<path d=\"M0 0").count(), 8);
}

// Text

const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='x",
    "&lt;b&gt; & Co",
    "</title></svg>",
    "]]>",
];

#[test]
fn escaping_leaves_no_sign_of_markup() {
    for (text, safe) in [
        ("<script>", "&lt;script&gt;"),
        ("\"'", "&quot;&#39;"),
        ("a & b", "a &amp; b"),
        ("&amp;", "&amp;amp;"),
        ("Größe مائدة", "Größe مائدة"),
        ("", ""),
    ] {
        assert_eq!(escape(text), safe, "{text}");
    }
}

#[test]
fn a_hostile_title_stays_a_text() {
    let plain = walk(&result(&table(vec![one("A", Some(3.0), None), one("B", Some(2.0), None)]))).unwrap();
    let shape = |elements: &[Element]| -> Vec<String> { elements.iter().map(|element| element.name.clone()).collect() };
    for text in HOSTILE {
        for straight in [false, true] {
            let mut table = table(vec![one(text, Some(3.0), None), one("B", Some(2.0), None)]);
            (table.title, table.description, table.straight) = (text.to_owned(), text.to_owned(), straight);
            table.petals[0].score = text.to_owned();
            table.limits[0].1 = text.to_owned();
            for drawing in [result(&table), overlay(&table), stand_alone(&result(&table), text, text)] {
                let elements = walk(&drawing).unwrap_or_else(|error| panic!("{text}: {error}"));
                assert!(
                    !elements.iter().any(|element| ["script", "img", "b"].contains(&element.name.as_str())),
                    "{text}"
                );
                assert!(
                    !elements.iter().any(|element| element.attributes.keys().any(|name| name.starts_with("on"))),
                    "{text}"
                );
                let title = elements.iter().find(|element| element.name == "title").unwrap();
                assert_eq!(title.text, escape(text));
            }
            if !straight {
                assert_eq!(shape(&walk(&result(&table)).unwrap()), shape(&plain), "{text}");
            }
        }
    }
}

#[test]
fn a_picture_stands_alone() {
    let chart = result(&table(vec![one("A", Some(3.0), None), one("B", None, None), one("C", Some(5.0), Some(1.0))]));
    let picture = stand_alone(&chart, "Is this a partnership?", "22 November 2026");
    let elements = walk(&picture).unwrap();
    assert_eq!(elements.iter().filter(|element| element.name == "svg").count(), 2);
    assert_eq!(elements[0].attributes["xmlns"], "http://www.w3.org/2000/svg");
    assert!(
        picture.contains("<style>")
            && picture.contains("Is this a partnership?")
            && picture.contains("22 November 2026")
    );
    // No colour from a style sheet that a file does not have, and nothing to fetch.
    for foreign in ["var(", "oklch", "url(http", "@import", "href=\"http"] {
        assert!(!picture.contains(foreign), "{foreign}");
    }
    let ids: Vec<&String> = elements.iter().filter_map(|element| element.attributes.get("id")).collect();
    for element in &elements {
        for reference in ["href", "fill", "clip-path"] {
            let Some(value) = element.attributes.get(reference) else { continue };
            if let Some(id) = value.strip_prefix("url(#").map(|id| id.trim_end_matches(')')).or(value.strip_prefix('#'))
            {
                let is_colour = reference == "fill" && !value.starts_with("url");
                assert!(is_colour || ids.iter().any(|known| *known == id), "{reference}={value}");
            }
        }
    }
}

// Small drawings

#[test]
fn seats_stand_for_questions() {
    let classes = |taken: &[bool], now: Option<usize>| -> String {
        walk(&seats::ring(taken, now))
            .unwrap()
            .iter()
            .filter_map(|element| match element.attributes.get("class")?.as_str() {
                "taken" => Some('x'),
                "free" => Some('.'),
                "now" => Some('o'),
                _ => None,
            })
            .collect()
    };
    let first = |count: usize, taken: usize| -> Vec<bool> { (0..count).map(|index| index < taken).collect() };
    let table = [
        (first(0, 0), None, String::new()),
        (first(1, 0), Some(0), "o".to_owned()),
        (first(1, 1), None, "x".to_owned()),
        (first(20, 3), Some(3), format!("xxxo{}", ".".repeat(16))),
        (first(20, 20), Some(2), format!("xxo{}", "x".repeat(17))),
        (first(40, 40), None, "x".repeat(40)),
        // From 41 on a seat stands for several, and fills when all of them are answered.
        (first(41, 3), Some(3), format!("xo{}", ".".repeat(19))),
        (first(41, 41), None, "x".repeat(21)),
        (first(41, 40), Some(40), format!("{}o", "x".repeat(20))),
        (first(200, 14), Some(14), format!("xxo{}", ".".repeat(37))),
        (first(200, 199), None, format!("{}.", "x".repeat(39))),
    ];
    for (taken, now, expected) in table {
        assert_eq!(classes(&taken, now), expected, "{} {now:?}", taken.len());
        no_broken_figures(&seats::ring(&taken, now)).unwrap();
    }
}

/// Expected: `charts.spark([2.5, 3.0, 4.2])`, which draws the limit at 4.
#[test]
fn a_course_is_that_of_the_design() {
    assert_eq!(
        spark::line(&[2.5, 3.0, 4.2], 5, Some(4.0)),
        "<svg class=\"spark\" viewBox=\"0 0 220 52\" aria-hidden=\"true\"><path class=\"limit\" d=\"M0 16H220\"/>\
         <path class=\"line\" d=\"M6 31L110 26L214 14\"/><circle class=\"dot\" cx=\"6\" cy=\"31\" r=\"3\"/>\
         <circle class=\"dot\" cx=\"110\" cy=\"26\" r=\"3\"/><circle class=\"last\" cx=\"214\" cy=\"14\" r=\"4\"/></svg>"
    );
    for (values, dots) in [(&[][..], 0), (&[3.0][..], 1), (&[1.0, 5.0][..], 2)] {
        let drawing = spark::line(values, 5, None);
        assert_eq!(drawing.matches("<circle").count(), dots);
        no_broken_figures(&drawing).unwrap();
    }
}

fn entry(kind: Kind, minutes: u16, people: Option<People>, dimensions: u8) -> Entry {
    Entry {
        id: "x".to_owned(),
        kind,
        title: "X".to_owned(),
        summary: "X".to_owned(),
        theme: Theme::Planning,
        minutes,
        people,
        modes: vec![Mode::Solo],
        dimensions,
        questions: 1,
        built: true,
    }
}

#[test]
fn a_mark_shows_people_and_petals() {
    let people = |min, max| Some(People { min, max, note: None });
    for (kind, minutes, people, dimensions, seats, petals) in [
        (Kind::Assessment, 8, people(1, None), 5, (1, 7), 5),
        (Kind::Assessment, 5, people(2, Some(2)), 3, (2, 0), 3),
        (Kind::Assessment, 60, people(1, Some(1)), 11, (1, 0), 11),
        (Kind::Exercise, 240, people(20, Some(40)), 0, (8, 0), 1),
        (Kind::Exercise, 15, None, 0, (1, 7), 1),
    ] {
        let drawing = glyph(&entry(kind, minutes, people, dimensions));
        let elements = walk(&drawing).unwrap();
        let count = |class: &str| with_class(&elements, class).len();
        assert_eq!(((count("g-seat"), count("g-free")), count("g-petal")), (seats, petals), "{kind:?} {minutes}");
        no_broken_figures(&drawing).unwrap();
    }
}

#[test]
fn the_picture_on_the_home_page_is_sound() {
    let drawing = hero();
    assert_eq!(drawing.matches("class=\"chair").count(), 12);
    no_broken_figures(&drawing).unwrap();
}

// No figure that is none

const FIGURES: [&str; 9] = ["x", "y", "cx", "cy", "r", "width", "height", "viewBox", "d"];

/// Every figure is a number, and every path is made of commands and numbers.
fn no_broken_figures(drawing: &str) -> Result<(), String> {
    let mut checked = 0;
    for element in walk(drawing)? {
        for name in FIGURES {
            let Some(value) = element.attributes.get(name) else { continue };
            let words = value.replace(|c: char| "MLQAZHVhvz".contains(c), " ");
            let numbers: Vec<&str> = words.split_whitespace().collect();
            let sound = !numbers.is_empty()
                && numbers.iter().all(|word| word.parse::<f64>().is_ok_and(f64::is_finite) && !word.contains('N'));
            if !sound || value.contains("  ") {
                return Err(format!("{} {name}={value}", element.name));
            }
            if name == "d" {
                check_path(value)?;
            }
            checked += 1;
        }
    }
    if checked == 0 { Err("nothing to check".to_owned()) } else { Ok(()) }
}

/// Every command has the number of figures that it needs.
fn check_path(path: &str) -> Result<(), String> {
    let starts: Vec<usize> = path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    for (index, &at) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(path.len());
        let count = path[at + 1..end].split_whitespace().count();
        let needed = match &path[at..=at] {
            "M" | "L" => 2,
            "Q" => 4,
            "A" => 7,
            "H" | "V" | "h" | "v" => 1,
            _ => 0,
        };
        if count != needed {
            return Err(format!("{} of {needed} figures: {path}", count));
        }
    }
    Ok(())
}

fn mean() -> impl Strategy<Value = Option<f64>> {
    proptest::option::of(prop_oneof![1.0..=11.0, Just(1.0), Just(3.0), Just(11.0)])
}

proptest! {
    #![proptest_config(any::cases(300))]

    #[test]
    fn no_mix_of_means_breaks_a_drawing(
        means in vec((mean(), mean(), any::text()), 0..12), points in 2u8..=11, straight in any::<bool>(), heading in any::text(),
    ) {
        let top = f64::from(points);
        let petals = means.iter()
            .map(|(mean, other, title)| one(title, mean.map(|mean| mean.min(top)), other.map(|other| other.min(top))))
            .collect();
        let table = Table { points, straight, ..table(petals) };
        for drawing in [result(&table), overlay(&table), stand_alone(&overlay(&table), &heading, &heading)] {
            if let Err(error) = no_broken_figures(&drawing) {
                return Err(TestCaseError::fail(error));
            }
        }
        let values: Vec<f64> = means.iter().filter_map(|(mean, ..)| *mean).map(|mean| mean.min(top)).collect();
        prop_assert_eq!(no_broken_figures(&spark::line(&values, points, values.first().copied())), Ok(()));
    }

    #[test]
    fn no_entry_breaks_its_mark(minutes in 1u16..=240, min in 1u16..50, max in proptest::option::of(1u16..50), dimensions in 0u8..20) {
        let people = Some(People { min, max, note: None });
        for kind in [Kind::Assessment, Kind::Exercise] {
            prop_assert_eq!(no_broken_figures(&glyph(&entry(kind, minutes, people.clone(), dimensions))), Ok(()));
        }
    }

    #[test]
    fn no_number_of_seats_breaks_the_ring(taken in vec(any::<bool>(), 0..300), now in proptest::option::of(0usize..300)) {
        let drawing = seats::ring(&taken, now);
        prop_assert_eq!(no_broken_figures(&drawing), Ok(()));
        prop_assert!(drawing.matches("<circle").count() <= 41);
    }
}

#[test]
fn everybody_is_a_dot_on_the_table_of_a_group() {
    let table = table([3.0, 4.5, 2.0].map(|mean| one("A", Some(mean), None)).into());
    let people = [vec![1.0, 1.0, 1.0, 5.0], vec![4.5], vec![]];
    let elements = walk(&group(&table, &people, Some(0))).unwrap();
    assert_eq!(with_class(&elements, "person apart").len(), 4);
    let dots: Vec<&Element> =
        ["person", "person apart"].iter().flat_map(|class| with_class(&elements, class)).collect();
    let number =
        |attribute: &str| -> Vec<f64> { values(&dots, attribute).iter().map(|text| text.parse().unwrap()).collect() };
    let places: Vec<(f64, f64)> = number("cx").into_iter().zip(number("cy")).collect();
    assert_eq!(places.len(), 5);
    // No two dots lie on each other, and none lies beyond the rim.
    for (at, a) in places.iter().enumerate() {
        assert!(a.0.hypot(a.1) < 150.0, "{a:?}");
        for b in &places[at + 1..] {
            assert!((a.0 - b.0).hypot(a.1 - b.1) > 7.0, "{a:?} {b:?}");
        }
    }
}
