//! The board in small: a dot for every card, in its zone, on the table, apart from the others; names that
//! don't touch, and text that can do no harm.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::xml::{Element, walk};
use common::{activity, activity_ids, any};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::chart::miniature::{Miniature, miniature};
use roundtable::domain::block::Block;
use roundtable::domain::task::{Axes, Layout, Task};

const RIM: f64 = 62.0;

fn board<'a>(layout: Layout, zones: &[(&'a str, usize)]) -> Miniature<'a> {
    Miniature {
        layout,
        zones: zones.to_vec(),
        axes: None,
        newest: None,
        name: "map",
        title: "Map",
        description: "Counts.",
        straight: false,
    }
}

fn number(element: &Element, name: &str) -> f64 {
    element.attributes[name].parse().unwrap()
}

/// A dot: where it lies, its radius, and its class.
#[derive(Clone, Debug, PartialEq)]
struct Dot {
    x: f64,
    y: f64,
    r: f64,
    class: String,
}

impl Dot {
    fn radius(&self) -> f64 {
        self.x.hypot(self.y)
    }

    /// Degrees clockwise from the top.
    fn angle(&self) -> f64 {
        self.x.atan2(-self.y).to_degrees().rem_euclid(360.0)
    }
}

/// The dots of each zone, in order.
fn dots(svg: &str) -> Vec<Vec<Dot>> {
    let mut zones: Vec<Vec<Dot>> = Vec::new();
    for element in walk(svg).unwrap_or_else(|problem| panic!("{problem}\n{svg}")) {
        let class = element.attributes.get("class").map(String::as_str).unwrap_or_default();
        if element.name == "g" {
            zones.push(Vec::new());
        } else if class.split(' ').next() == Some("dot") {
            let [x, y, r] = ["cx", "cy", "r"].map(|name| number(&element, name));
            zones.last_mut().unwrap().push(Dot { x, y, r, class: class.to_owned() });
        }
    }
    zones
}

/// The names as they are written.
fn names(svg: &str) -> Vec<String> {
    let texts = walk(svg).unwrap().into_iter().filter(|element| ["text", "textPath"].contains(&element.name.as_str()));
    texts.map(|element| element.text).filter(|text| !text.is_empty()).collect()
}

/// Every card has its dot; no two touch; all are of one size and on the table.
fn check(svg: &str, counts: &[usize]) {
    let zones = dots(svg);
    assert_eq!(zones.iter().map(Vec::len).collect::<Vec<_>>(), counts, "{svg}");
    let all: Vec<&Dot> = zones.iter().flatten().collect();
    for (at, dot) in all.iter().enumerate() {
        assert!(dot.r > 0.0 && dot.r == all[0].r, "{dot:?} beside {:?}", all[0]);
        assert!(dot.radius() + dot.r < RIM + 0.1, "{dot:?} is not on the table");
        for other in &all[..at] {
            let apart = (dot.x - other.x).hypot(dot.y - other.y);
            // Figures are rounded to a tenth.
            assert!(apart > dot.r + other.r - 0.2, "{dot:?} touches {other:?}\n{svg}");
        }
    }
}

/// Which zone of so many a dot lies in, by what the layout means.
fn zone_of(layout: Layout, count: usize, dot: &Dot) -> usize {
    let slice = 360.0 / count as f64;
    match layout {
        Layout::Columns => ((dot.angle() + slice / 2.0) / slice) as usize % count,
        // Two by two: even ones on the left, odd ones on the right, downwards; the last may have both sides.
        Layout::Grid | Layout::Quadrants => {
            let down = (dot.angle().min(360.0 - dot.angle()) / slice) as usize;
            if dot.x > 0.0 && 2 * down + 1 < count { 2 * down + 1 } else { 2 * down }
        }
        Layout::Ladder => ((dot.y + RIM) / (2.0 * RIM) * count as f64) as usize,
        Layout::Rings => (dot.radius() / RIM * (count as f64 + 0.4) - 0.4).max(0.0) as usize,
    }
}

fn layout() -> impl Strategy<Value = Layout> {
    prop::sample::select(Layout::WORDS.map(|(_, layout)| layout).to_vec())
}

#[test]
fn few_dots_lie_where_the_mock_up_has_them() {
    let zones = [("Up", 3), ("Across", 1), ("Down", 0), ("Outside", 1)];
    let svg = miniature(&Miniature { newest: Some((1, 0)), ..board(Layout::Columns, &zones) });
    check(&svg, &[3, 1, 0, 1]);
    let drawn = dots(&svg);
    let [left, middle, right] = drawn[0].as_slice() else { panic!("{drawn:?}") };
    assert!(middle.x == 0.0 && middle.y < -40.0 && left.x == -right.x && left.y == right.y, "{drawn:?}");
    let (across, outside) = (&drawn[1][0], &drawn[3][0]);
    assert!(across.y == 0.0 && across.x > 40.0 && outside.y == 0.0 && outside.x == -across.x, "{drawn:?}");
    let newest: Vec<&Dot> = drawn.iter().flatten().filter(|dot| dot.class == "dot newest").collect();
    assert_eq!(newest, [across]);
    assert_eq!(names(&svg), ["Map", "Counts.", "Up", "Across", "Down", "Outside"][2..]);
    assert!(svg.contains("viewBox=\"-80 -80 160 160\""));
}

#[test]
fn a_single_card_in_the_innermost_ring_is_at_the_centre() {
    let svg = miniature(&board(Layout::Rings, &[("Core", 1), ("Near", 1), ("Far", 1)]));
    let drawn = dots(&svg);
    assert_eq!((drawn[0][0].x, drawn[0][0].y), (0.0, 0.0));
    assert!(drawn[1][0].radius() > 20.0 && drawn[2][0].radius() > drawn[1][0].radius() + 10.0, "{drawn:?}");
}

#[test]
fn sides_are_named_where_they_are() {
    let axes = Axes {
        x: ["Weak tie", "Strong tie"].map(str::to_owned),
        y: ["High influence", "Less influence"].map(str::to_owned),
    };
    let zones = [("Top left", 1), ("Top right", 2), ("Bottom left", 3), ("Bottom right", 4)];
    let svg = miniature(&Miniature { axes: Some(&axes), ..board(Layout::Quadrants, &zones) });
    check(&svg, &[1, 2, 3, 4]);
    assert_eq!(names(&svg), ["High influence", "Strong tie", "Less influence", "Weak tie"]);
    let sides = [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)];
    for ((x, y), drawn) in sides.into_iter().zip(dots(&svg)) {
        assert!(drawn.iter().all(|dot| dot.x * x > dot.r && dot.y * y > dot.r), "{x} {y}: {drawn:?}");
    }
}

#[test]
fn joined_letters_are_not_bent() {
    let zones = [("مائدة", 1), ("مستديرة", 2)];
    let bent = miniature(&board(Layout::Columns, &zones));
    let straight = miniature(&Miniature { straight: true, ..board(Layout::Columns, &zones) });
    assert!(bent.contains("<textPath") && !straight.contains("<textPath"));
    assert_eq!(names(&straight), ["مائدة", "مستديرة"]);
}

#[test]
fn the_names_of_shipped_boards_are_whole() {
    let mut checked = 0;
    for id in activity_ids() {
        let activity = activity(&id);
        for block in activity.blocks() {
            let Block::Task(Task::Board(task)) = block else { continue };
            let zones: Vec<(&str, usize)> = task.zones.iter().map(|zone| (zone.label.as_str(), 2)).collect();
            let svg = miniature(&Miniature { axes: task.axes.as_ref(), ..board(task.layout, &zones) });
            let cut: Vec<String> = names(&svg).into_iter().filter(|name| name.contains('…')).collect();
            // Seven fields round one table are too many for the longest name.
            let most = usize::from(zones.len() > 6);
            assert!(cut.len() <= most, "{id} {}: {cut:?}", task.id);
            checked += 1;
        }
    }
    assert!(checked > 15, "{checked}");
}

#[test]
fn only_names_that_touch_are_cut() {
    let long = "A name that goes on and on and on";
    let svg = miniature(&board(Layout::Columns, &[(long, 0), ("B", 0), ("C", 0), (long, 0)]));
    let drawn = names(&svg);
    assert!(drawn[0].ends_with('…') && drawn[3].ends_with('…') && drawn[1..3] == ["B", "C"], "{drawn:?}");
    assert!(drawn[0].chars().count() > 10, "{drawn:?}");
}

proptest! {
    #![proptest_config(any::cases(150))]

    #[test]
    fn every_card_has_a_dot_in_its_zone(layout in layout(), counts in vec(0usize..45, 1..10)) {
        let zones: Vec<(&str, usize)> = counts.iter().map(|count| ("Zone", *count)).collect();
        let svg = miniature(&board(layout, &zones));
        check(&svg, &counts);
        for (zone, drawn) in dots(&svg).iter().enumerate() {
            for dot in drawn {
                prop_assert_eq!(zone_of(layout, counts.len(), dot), zone, "{:?} {:?}", layout, dot);
            }
        }
    }

    #[test]
    fn two_hundred_cards_find_room(layout in layout(), count in 1usize..9, at in any::<prop::sample::Index>()) {
        let mut counts = vec![0; count];
        counts[at.index(count)] = 200;
        let zones: Vec<(&str, usize)> = counts.iter().map(|count| ("Zone", *count)).collect();
        check(&miniature(&board(layout, &zones)), &counts);
    }

    #[test]
    fn any_text_does_no_harm(layout in layout(), labels in vec(any::text(), 1..9), title in any::text(), straight: bool) {
        let zones: Vec<(&str, usize)> = labels.iter().map(|label| (label.as_str(), 1)).collect();
        let svg = miniature(&Miniature { title: &title, description: &title, straight, ..board(layout, &zones) });
        check(&svg, &vec![1; labels.len()]);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", svg);
    }
}
