//! The drawing for the wall: well formed, a seat a person, no two in each other's place, the time as its share.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::xml::{Element, walk};
use roundtable::chart::table::{MOST_SEATS, table};

fn number(element: &Element, name: &str) -> f64 {
    element.attributes[name].parse().unwrap()
}

/// Where a seat stands and how large it is.
fn seats(svg: &str) -> Vec<(f64, f64, f64)> {
    let of_seat = |element: &&Element| element.attributes.contains_key("cx");
    walk(svg)
        .unwrap()
        .iter()
        .filter(of_seat)
        .map(|seat| (number(seat, "cx"), number(seat, "cy"), number(seat, "r")))
        .collect()
}

#[test]
fn everybody_who_is_expected_has_a_seat_of_their_own() {
    for count in 0..=MOST_SEATS {
        let seats = seats(&table(count, 0, 0.5));
        assert_eq!(seats.len(), count);
        for (at, (x, y, r)) in seats.iter().enumerate() {
            let back = r * 32.0 / 26.0;
            assert!(*r > 12.0 && x.hypot(*y) + back < 340.0, "{count}: within the drawing, and large enough");
            assert!(x.hypot(*y) - r > 246.0, "{count}: beside the table");
            for (other_x, other_y, _) in &seats[..at] {
                assert!((x - other_x).hypot(y - other_y) > 2.0 * back, "{count}: seat {at}");
            }
        }
    }
    assert_eq!(seats(&table(MOST_SEATS + 1, 3, 0.5)), [], "then the count in words has to do");
}

#[test]
fn seats_are_filled_as_people_come_in() {
    let table_of = [
        (12, 0, 0, 0),
        (12, 1, 1, 1),
        (12, 9, 9, 1),
        // All are in: none stands out.
        (12, 12, 12, 0),
        (3, 5, 3, 0),
    ];
    for (count, arrived, taken, now) in table_of {
        let elements = walk(&table(count, arrived, 1.0)).unwrap();
        let with = |class: &str| {
            let has = |element: &&Element| {
                element.attributes.get("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
            };
            elements.iter().filter(has).count()
        };
        assert_eq!((with("taken"), with("now"), with("free")), (taken, now, count - taken), "{arrived} of {count}");
    }
}

#[test]
fn the_time_is_the_share_that_is_left() {
    let time = |left: f64| {
        let all = walk(&table(0, 0, left)).unwrap();
        let found = all.into_iter().find(|element| element.attributes.get("class").is_some_and(|name| name == "time"));
        found.map(|element| element.attributes.get("d").cloned().unwrap_or(element.name))
    };
    for (left, drawn) in [
        (0.0, None),
        (-1.0, None),
        (1.0, Some("circle")),
        (7.0, Some("circle")),
        (0.25, Some("M0 -214A214 214 0 0 1 214 0")),
        (0.75, Some("M0 -214A214 214 0 1 1 -214 0")),
    ] {
        assert_eq!(time(left).as_deref(), drawn, "{left}");
    }
    // Never a coordinate that is none.
    walk(&table(3, 1, f64::NAN)).unwrap();
    assert!(!table(3, 1, f64::NAN).contains("NaN"));
}
