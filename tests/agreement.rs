//! How far people agree, held against figures that were computed independently by
//! `fixtures/agreement/make_figures.py`, and what holds of any answers.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeMap;

use common::any;
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::agreement::{Accord, Figures, ItemAnswers};
use roundtable::domain::counts::Counts;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

fn item(points: &[u8], scale: u8) -> ItemAnswers {
    ItemAnswers { points: Counts::of(points.iter().map(|point| (f64::from(*point), 1)).collect()), scale }
}

#[test]
fn figures_are_as_computed_independently() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("fixtures/agreement/figures.json")).unwrap();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let scale = case["points"].as_u64().unwrap() as u8;
        let items: Vec<ItemAnswers> = case["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|points| ItemAnswers { points: Counts::of_values(&numbers(points)), scale })
            .collect();
        let figures = match case.get("scores") {
            Some(scores) => Figures::of_dimension(&Counts::of_values(&numbers(scores)), &items, scale),
            None => Figures::of_item(&items[0]),
        };
        assert_eq!(figures.n as u64, case["n"].as_u64().unwrap(), "{name}");
        for (key, figure) in [
            ("mean", figures.mean),
            ("spread", figures.spread),
            ("median", figures.median),
            ("favourable", figures.favourable),
            ("agreement", figures.agreement),
            ("deviation", figures.deviation),
        ] {
            match (figure, case[key].as_f64()) {
                (Some(figure), Some(expected)) => {
                    assert!((figure - expected).abs() < 1e-9, "{name}, {key}: {figure}, not {expected}");
                }
                (figure, expected) => assert_eq!(figure, expected, "{name}, {key}"),
            }
        }
        let accord = figures.accord.map(|accord| match accord {
            Accord::Agree => "agree",
            Accord::Spread => "spread",
            Accord::Split => "split",
        });
        assert_eq!(accord, case["accord"].as_str(), "{name}");
        *seen.entry(accord.unwrap_or("none").to_owned()).or_default() += 1;
    }
    assert_eq!(cases.len(), 47);
    assert!(["agree", "spread", "split", "none"].iter().all(|kind| seen[*kind] > 1), "every kind comes up: {seen:?}");
}

/// By hand: five people on five points, 2 3 4 4 5. Mean 3.6, squares 2.56 + 0.36 + 0.16 + 0.16 + 1.96 = 5.2,
/// variance 1.3; by chance (25 - 1) / 12 = 2, so agreement 0.35; about the median 4: (2 + 1 + 0 + 0 + 1) / 5.
#[test]
fn one_example_can_be_followed_on_paper() {
    let figures = Figures::of_item(&item(&[4, 2, 5, 3, 4], 5));
    let close = |figure: Option<f64>, expected: f64| (figure.unwrap() - expected).abs() < 1e-12;
    assert!(close(figures.mean, 3.6) && close(figures.spread, 1.3f64.sqrt()) && close(figures.median, 4.0));
    assert!(close(figures.agreement, 0.35) && close(figures.deviation, 0.8) && close(figures.favourable, 0.6));
    assert_eq!((figures.n, figures.accord), (5, Some(Accord::Agree)), "0.8 is below 5 / 6");
}

#[test]
fn items_on_different_scales_are_each_held_against_their_own() {
    // Each spreads exactly as by chance on its scale: variance 2 of 5 points, 4 of 7.
    let five = item(&[2, 4], 5);
    let seven = ItemAnswers { points: Counts::of_values(&[4.0 - 2f64.sqrt(), 4.0 + 2f64.sqrt()]), scale: 7 };
    assert!(Figures::of_item(&five).agreement.unwrap() < 1e-12);
    assert!(Figures::of_item(&seven).agreement.unwrap() < 1e-12);
    let both = Figures::of_dimension(&Counts::of_values(&[3.0, 4.0]), &[five, seven, item(&[3, 3], 5)], 7);
    assert!((both.agreement.unwrap() - 1.0 / 3.0).abs() < 1e-12, "{both:?}");
}

#[test]
fn least_agreement_comes_first_then_the_lowest_mean() {
    let low = Figures::of_item(&item(&[1, 1, 5, 5], 5));
    let high = Figures::of_item(&item(&[2, 5, 5, 1, 5], 5));
    let mixed = Figures::of_item(&item(&[2, 3, 4], 5));
    let alike = Figures::of_item(&item(&[2, 2, 2], 5));
    let alone = Figures::of_item(&item(&[1], 5));
    let nobody = Figures::of_item(&item(&[], 5));
    assert_eq!([low.agreement, high.agreement], [Some(0.0); 2], "both are below chance: the mean decides");
    let keys: Vec<u128> =
        [low, high, mixed, alike, alone, nobody].iter().map(|figures| figures.talk_key(figures.mean)).collect();
    assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
}

proptest! {
    #![proptest_config(any::cases(500))]

    #[test]
    fn figures_stay_in_their_bounds(scale in 2u8..12, answers in vec(any::<u8>(), 0..30)) {
        let points: Vec<u8> = answers.iter().map(|answer| 1 + answer % scale).collect();
        let figures = Figures::of_item(&item(&points, scale));
        prop_assert_eq!(figures.n, points.len());
        for (figure, low, high) in [
            (figures.mean, 1.0, f64::from(scale)),
            (figures.median, 1.0, f64::from(scale)),
            (figures.spread, 0.0, f64::from(scale)),
            (figures.favourable, 0.0, 1.0),
            (figures.agreement, 0.0, 1.0),
            (figures.deviation, 0.0, f64::from(scale - 1) / 2.0),
        ] {
            prop_assert!(figure.is_none_or(|figure| (low..=high).contains(&figure)), "{:?}", figures);
        }
        prop_assert_eq!(figures.mean.is_some(), !points.is_empty());
        prop_assert_eq!(figures.accord.is_some(), points.len() > 1);
        prop_assert_eq!(figures.agreement == Some(1.0), points.len() > 1 && points.iter().all(|point| *point == points[0]));
    }

    /// Who answers from the other end sees the same agreement, and the mean and median mirrored.
    #[test]
    fn reversing_everything_mirrors_the_figures(scale in 2u8..12, answers in vec(any::<u8>(), 2..30)) {
        let points: Vec<u8> = answers.iter().map(|answer| 1 + answer % scale).collect();
        let mirrored: Vec<u8> = points.iter().map(|point| scale + 1 - point).collect();
        let (one, other) = (Figures::of_item(&item(&points, scale)), Figures::of_item(&item(&mirrored, scale)));
        let close = |a: Option<f64>, b: f64| (a.unwrap() - b).abs() < 1e-9;
        prop_assert_eq!(one.accord, other.accord);
        prop_assert!(close(one.agreement, other.agreement.unwrap()) && close(one.deviation, other.deviation.unwrap()));
        prop_assert!(close(one.mean, f64::from(scale + 1) - other.mean.unwrap()));
        prop_assert!(close(one.median, f64::from(scale + 1) - other.median.unwrap()));
    }

    #[test]
    fn figures_do_not_depend_on_who_came_first(people in vec(vec(1u8..6, 3), 1..12).prop_shuffle(), turn in 0usize..12) {
        let figures = |people: &[Vec<u8>]| {
            let scores: Vec<f64> = people.iter().map(|own| own.iter().map(|&x| f64::from(x)).sum::<f64>() / 3.0).collect();
            let items: Vec<ItemAnswers> =
                (0..3).map(|at| item(&people.iter().map(|own| own[at]).collect::<Vec<_>>(), 5)).collect();
            Figures::of_dimension(&Counts::of_values(&scores), &items, 5)
        };
        let mut others = people.clone();
        others.rotate_left(turn % people.len());
        others.reverse();
        prop_assert_eq!(figures(&people), figures(&others));
    }
}
