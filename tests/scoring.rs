//! Scores and what follows from them, held against figures that were computed independently: by hand
//! for the small activity, by `fixtures/scoring/make_sheets.py` for every shipped assessment.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeMap;

use common::{NOON, answers, complete, points, small, small_complete, small_with};
use roundtable::content::read_activity;
use roundtable::domain::activity::{Activity, Level};
use roundtable::domain::block::{Answer, Answers};
use roundtable::domain::compare::{Comparison, comparison, courses, in_order, pairs, rounds};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Complete, Perspective};
use roundtable::domain::scoring::{Profile, Score, score};
use serde_json::Value;

const DAY: u64 = 86_400_000;

fn names(scores: &[&Score]) -> Vec<String> {
    scores.iter().map(|score| score.dimension.clone()).collect()
}

// The shipped assessments

#[test]
fn every_assessment_is_scored_as_computed_independently() {
    let sheets: Vec<Value> = serde_json::from_str(include_str!("fixtures/scoring/sheets.json")).unwrap();
    let assessments: BTreeMap<String, Activity> =
        common::assessments().into_iter().map(|activity| (activity.id.clone(), activity)).collect();
    assert_eq!(assessments.len(), 7);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut means, mut none) = (0, 0);
    for sheet in &sheets {
        let id = sheet["activity"].as_str().unwrap();
        let place = format!("{id}, {}", sheet["name"]);
        let activity = &assessments[id];
        let response = complete(1, activity, NOON, answers_of(&sheet["answers"]));
        let profile = score(activity, &response);
        let expected = sheet["scores"].as_array().unwrap();
        assert_eq!(profile.scores.len(), expected.len(), "{place}: run make_sheets.py again?");
        for (score, expected) in profile.scores.iter().zip(expected) {
            compare(score, expected, &place);
            if score.mean.is_some() { means += 1 } else { none += 1 }
        }
        assert_eq!(names(&profile.lowest_first()), strings(&sheet["lowest_first"]), "{place}");
        assert_eq!(names(&profile.talk_first()), strings(&sheet["talk_first"]), "{place}");
        *seen.entry(id).or_default() += 1;
    }
    assert_eq!(seen.len(), 7, "a sheet for every assessment: {seen:?}");
    assert!(seen.values().all(|&count| count == 21), "{seen:?}");
    assert!(means > 400 && none > 100, "{means} means, {none} without");
}

fn compare(score: &Score, expected: &Value, place: &str) {
    let place = format!("{place}, {}", score.dimension);
    assert_eq!(expected[0], *score.dimension, "{place}");
    match (score.mean, expected[1].as_f64()) {
        (Some(mean), Some(expected)) => assert!((mean - expected).abs() < 1e-9, "{place}: {mean}, not {expected}"),
        (mean, expected) => assert_eq!(mean, expected, "{place}"),
    }
    let level = score.level.map(|level| match level {
        Level::Low => "low",
        Level::Middle => "middle",
        Level::High => "high",
    });
    assert_eq!(level, expected[2].as_str(), "{place}");
    assert_eq!(score.answered as u64, expected[3].as_u64().unwrap(), "{place}");
    assert_eq!(score.items as u64, expected[4].as_u64().unwrap(), "{place}");
}

fn answers_of(value: &Value) -> Answers {
    value
        .as_object()
        .unwrap()
        .iter()
        .map(|(block, points)| {
            let points = points
                .as_object()
                .unwrap()
                .iter()
                .map(|(item, point)| (item.clone(), u8::try_from(point.as_u64().unwrap()).unwrap()))
                .collect();
            (block.clone(), Answer::Points(points))
        })
        .collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

// By hand

/// Trust: keep-word, hide-news (reversed, 5 points). Voice: ask-all (5 points), told-heard (7 points).
#[test]
fn small_sheets_are_scored_as_by_hand() {
    use Level::{High, Low, Middle};
    type Row<'a> = (&'a [(&'a str, u8)], Option<u8>, Option<(f64, Level)>, Option<(f64, Level)>);
    let table: [Row<'_>; 11] = [
        (&[("keep-word", 4), ("hide-news", 1), ("ask-all", 2)], Some(3), Some((4.5, High)), Some((2.5, Low))),
        (&[("keep-word", 1), ("hide-news", 1), ("ask-all", 1)], Some(1), Some((3.0, Middle)), Some((1.0, Low))),
        (&[("keep-word", 5), ("hide-news", 5), ("ask-all", 5)], Some(7), Some((3.0, Middle)), Some((6.0, High))),
        (&[("keep-word", 1), ("hide-news", 5), ("ask-all", 3)], Some(4), Some((1.0, Low)), Some((3.5, Middle))),
        (&[("keep-word", 5), ("hide-news", 1)], None, Some((5.0, High)), None),
        (&[("hide-news", 2)], None, Some((4.0, High)), None),
        (&[("keep-word", 3)], Some(4), Some((3.0, Middle)), Some((4.0, High))),
        (&[("only-asked", 5)], None, None, None),
        (&[("keep-word", 3), ("hide-news", 4)], None, Some((2.5, Low)), None),
        // Points that no item has, from a file that somebody wrote: as if they were not there.
        (&[("keep-word", 3), ("hide-news", 200), ("ask-all", 0)], Some(8), Some((3.0, Middle)), None),
        (&[], None, None, None),
    ];
    let activity = small();
    for (how_often, told_heard, trust, voice) in table {
        let mut given = answers(&[("how-often", points(how_often))]);
        if let Some(point) = told_heard {
            given.insert("closer-to".to_owned(), points(&[("told-heard", point)]));
        }
        let profile = score(&activity, &complete(1, &activity, NOON, given));
        let of = |id: &str| profile.of(id).and_then(|score| score.mean.zip(score.level));
        assert_eq!((of("trust"), of("voice")), (trust, voice), "{how_often:?} {told_heard:?}");
    }
}

#[test]
fn a_band_begins_exactly_at_its_limit() {
    let activity = small();
    for (mean, title) in [
        (1.0, "To build"),
        (2.999, "To build"),
        (3.0, "To talk about"),
        (2.999_999_999_9, "To talk about"),
        (3.999, "To talk about"),
        (4.0, "To lean on"),
        (5.0, "To lean on"),
    ] {
        assert_eq!(activity.band(mean).unwrap().title, title, "{mean}");
    }
}

#[test]
fn a_reading_is_the_text_of_the_band() {
    let activity = small();
    let profile = score(&activity, &small_complete(1, NOON));
    let reading = |id: &str| {
        profile
            .of(id)
            .unwrap()
            .reading(&activity)
            .map(|(dimension, band, text)| [dimension.title.as_str(), &band.title, text].join(", "))
    };
    assert_eq!(reading("trust").as_deref(), Some("Trust, To lean on, High trust."));
    assert_eq!(reading("voice").as_deref(), Some("Voice, To build, Low voice."));
    assert_eq!(profile.of("nothing"), None);
}

#[test]
fn the_lowest_come_first_and_the_highest_band_is_not_to_talk_about() {
    let profile = |means: &[(&str, Option<f64>)]| Profile {
        scores: means
            .iter()
            .map(|(id, mean)| Score {
                dimension: (*id).to_owned(),
                mean: *mean,
                level: mean.map(|mean| {
                    if mean >= 4.0 {
                        Level::High
                    } else if mean >= 3.0 {
                        Level::Middle
                    } else {
                        Level::Low
                    }
                }),
                answered: 1,
                items: 1,
            })
            .collect(),
    };
    type Row<'a> = (&'a [(&'a str, Option<f64>)], &'a [&'a str], &'a [&'a str]);
    let table: [Row<'_>; 6] = [
        (&[("a", Some(3.5)), ("b", Some(1.5)), ("c", Some(2.0))], &["b", "c", "a"], &["b", "c"]),
        (&[("a", Some(2.0)), ("b", Some(2.0)), ("c", Some(2.0))], &["a", "b", "c"], &["a", "b"]),
        (&[("a", Some(4.5)), ("b", Some(4.0)), ("c", Some(3.9))], &["c", "b", "a"], &["c"]),
        (&[("a", Some(5.0)), ("b", Some(4.2))], &["b", "a"], &[]),
        (&[("a", None), ("b", Some(3.0)), ("c", None)], &["b"], &["b"]),
        (&[], &[], &[]),
    ];
    for (means, lowest, talk) in table {
        let profile = profile(means);
        assert_eq!(names(&profile.lowest_first()), lowest, "{means:?}");
        assert_eq!(names(&profile.talk_first()), talk, "{means:?}");
    }
}

// Two responses, and many

fn about(id: u64, finished: u64, perspective: Perspective, name: &str, keep_word: u8) -> Complete {
    let mut response = small_complete(id, finished);
    response.sheet.perspective = perspective;
    response.sheet.about = name.to_owned();
    response.sheet.answers.insert("how-often".to_owned(), points(&[("keep-word", keep_word), ("hide-news", 3)]));
    response
}

#[test]
fn a_course_has_the_same_activity_eyes_and_subject() {
    let one = about(1, NOON, Perspective::Own, "North", 3);
    let mut other_activity = one.clone();
    other_activity.sheet.activity = "another".to_owned();
    for (other, continues) in [
        (about(2, NOON + DAY, Perspective::Own, "North", 5), true),
        (about(3, NOON + DAY, Perspective::Own, "  nORTH ", 5), true),
        (about(4, NOON + DAY, Perspective::Own, "South", 5), false),
        (about(5, NOON + DAY, Perspective::Own, "", 5), false),
        (about(6, NOON + DAY, Perspective::Partner, "North", 5), false),
        (other_activity, false),
    ] {
        assert_eq!(one.continues(&other), continues, "{other:?}");
        assert_eq!(other.continues(&one), continues, "{other:?}");
    }
}

#[test]
fn a_course_runs_from_the_oldest_to_the_one_shown() {
    let activity = small();
    let all = [
        about(5, NOON + 5 * DAY, Perspective::Own, "North", 5),
        about(2, NOON + 2 * DAY, Perspective::Own, "north", 1),
        about(3, NOON + 3 * DAY, Perspective::Partner, "North", 1),
        about(1, NOON, Perspective::Own, "North", 3),
        about(4, NOON + 2 * DAY, Perspective::Own, "North", 4),
    ];
    let ids =
        |latest: &Complete| -> Vec<u64> { rounds(latest, &all).iter().map(|response| response.sheet.id.0).collect() };
    for (latest, expected) in [(0, vec![1, 2, 4, 5]), (1, vec![1, 2]), (2, vec![3]), (3, vec![1]), (4, vec![1, 2, 4])] {
        assert_eq!(ids(&all[latest]), expected, "up to {}", all[latest].sheet.id.0);
    }
    // Trust is the mean of keep-word and a reversed 3.
    let found = courses(&activity, &all[0], &all);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].dimension, "trust");
    assert_eq!(found[0].rounds, [(NOON, 3.0), (NOON + 2 * DAY, 2.0), (NOON + 2 * DAY, 3.5), (NOON + 5 * DAY, 4.0)]);
    // Voice: told-heard 3 of two items, in every round.
    assert_eq!(found[1].rounds.iter().map(|round| round.1).collect::<Vec<_>>(), [3.0; 4]);
}

#[test]
fn rounds_without_a_score_are_left_out_of_a_course() {
    let activity = small();
    let mut empty = small_complete(1, NOON);
    empty.sheet.answers = Answers::new();
    let latest = small_complete(2, NOON + DAY);
    let found = courses(&activity, &latest, &[empty, latest.clone()]);
    assert_eq!(found[0].rounds, [(NOON + DAY, 4.5)]);
}

#[test]
fn the_largest_gap_comes_first_and_no_gap_last() {
    let activity = small();
    let with = |how_often: &[(&str, u8)], told_heard: Option<u8>| {
        let mut given = answers(&[("how-often", points(how_often))]);
        if let Some(point) = told_heard {
            given.insert("closer-to".to_owned(), points(&[("told-heard", point)]));
        }
        complete(1, &activity, NOON, given)
    };
    type Row = (Complete, Complete, [(&'static str, Option<f64>); 2]);
    let table: [Row; 5] = [
        (
            with(&[("keep-word", 3), ("ask-all", 1)], Some(1)),
            with(&[("keep-word", 4), ("ask-all", 5)], Some(1)),
            [("voice", Some(2.0)), ("trust", Some(1.0))],
        ),
        (
            with(&[("keep-word", 5), ("ask-all", 1)], Some(1)),
            with(&[("keep-word", 2), ("ask-all", 5)], Some(1)),
            [("trust", Some(-3.0)), ("voice", Some(2.0))],
        ),
        (
            with(&[("keep-word", 2), ("ask-all", 2)], None),
            with(&[("keep-word", 3), ("ask-all", 1)], None),
            [("trust", Some(1.0)), ("voice", Some(-1.0))],
        ),
        (
            with(&[("ask-all", 3)], None),
            with(&[("keep-word", 1), ("ask-all", 3)], None),
            [("voice", Some(0.0)), ("trust", None)],
        ),
        (with(&[], None), with(&[], None), [("trust", None), ("voice", None)]),
    ];
    for (first, second, expected) in table {
        let found: Vec<_> =
            pairs(&activity, &first, &second).iter().map(|pair| (pair.dimension.clone(), pair.difference())).collect();
        let expected = expected.map(|(id, gap)| (id.to_owned(), gap));
        assert_eq!(found, expected);
    }
}

#[test]
fn two_responses_are_a_change_or_two_views() {
    let early = about(1, NOON, Perspective::Own, "", 3);
    let late = about(2, NOON + DAY, Perspective::Own, "", 3);
    let partner = about(3, NOON - DAY, Perspective::Partner, "", 3);
    for (a, b, kind, first) in [
        (&early, &late, Comparison::Change, 1),
        (&late, &early, Comparison::Change, 1),
        (&partner, &late, Comparison::PerceptionGap, 2),
        (&late, &partner, Comparison::PerceptionGap, 2),
        (&early, &partner, Comparison::PerceptionGap, 1),
    ] {
        assert_eq!(comparison(a, b), kind);
        assert_eq!(in_order(a, b).0.sheet.id, ResponseId(first), "{} {}", a.sheet.id, b.sheet.id);
    }
}

// The fingerprint

#[test]
fn the_fingerprint_changes_with_the_questions_and_not_with_the_words() {
    let of = |edits: &[(&str, &str)]| {
        let text = small_with(edits);
        read_activity("small-check", &text).unwrap_or_else(|problems| panic!("{edits:?}: {problems:#?}")).fingerprint()
    };
    let before = small().fingerprint();
    let changes: [&[(&str, &str)]; 9] = [
        &[("\"dimension\": \"trust\", \"reverse\": true", "\"dimension\": \"trust\"")],
        &[(
            "\"text\": \"Everybody is asked.\", \"dimension\": \"voice\"",
            "\"text\": \"Everybody is asked.\", \"dimension\": \"trust\"",
        )],
        &[("\"points\": 7", "\"points\": 5")],
        &[("\"Never\", \"Seldom\", \"Sometimes\"", "\"Never\", \"Sometimes\"")],
        &[("\"id\": \"keep-word\"", "\"id\": \"keep-words\"")],
        &[("\"id\": \"closer-to\"", "\"id\": \"closer\"")],
        &[("{ \"id\": \"home\", \"label\": \"At home\" }", "{ \"id\": \"road\", \"label\": \"At home\" }")],
        &[(", { \"id\": \"home\", \"label\": \"At home\" }", "")],
        &[("\"text\": \"This one is only asked.\"", "\"text\": \"This one is only asked.\", \"dimension\": \"voice\"")],
    ];
    for edits in changes {
        assert_ne!(of(edits), before, "{edits:?}");
    }
    let wording: [&[(&str, &str)]; 8] = [
        &[("We keep our word.", "Wir halten Wort.")],
        &[("\"title\": \"Small check\"", "\"title\": \"Short check\"")],
        &[("\"Never\", \"Seldom\"", "\"Nie\", \"Selten\"")],
        &[("We are told.", "They tell us.")],
        &[("\"from\": 4.0", "\"from\": 4.2")],
        &[("\"label\": \"In an office\"", "\"label\": \"At a desk\"")],
        &[("\"minutes\": 5", "\"minutes\": 6"), ("\"minutes\": 3", "\"minutes\": 4")],
        &[("\"dimension\": \"trust\", \"reverse\": true", "\"reverse\": true, \"dimension\": \"trust\"")],
    ];
    for edits in wording {
        assert_eq!(of(edits), before, "{edits:?}");
    }
}

#[test]
fn shipped_assessments_have_fingerprints_of_their_own() {
    let prints: Vec<u32> = common::assessments().iter().map(Activity::fingerprint).collect();
    let mut once = prints.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((prints.len(), once.len()), (7, 7));
}
