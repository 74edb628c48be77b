//! What is proposed for a session on a result: for every shipped assessment, every pair of weakest dimensions and
//! every time; in known cases word for word; and for any minutes whatever.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::{NOON, activity, activity_ids, any, assessments, complete};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::activity::{Activity, Kind};
use roundtable::domain::block::{Answer, Answers};
use roundtable::domain::catalogue::Entry;
use roundtable::domain::scoring::{Profile, score};
use roundtable::domain::table::Table;
use roundtable::domain::workshop::{Item, MOST_MINUTES, Proposal, Slot, TIMES, propose};

fn catalogue() -> Vec<Entry> {
    activity_ids().iter().map(|id| Entry::of(&activity(id))).collect()
}

/// The profile in which these two dimensions are the weakest, the first of them the most.
fn weak(activity: &Activity, first: &str, second: &str) -> Profile {
    let mut answers = Answers::new();
    for (block, item) in activity.items() {
        let wanted = match item.dimension {
            Some(dimension) if dimension == first => 1,
            Some(dimension) if dimension == second => 2,
            _ => 5,
        };
        let point = if item.reverse { item.points + 1 - wanted } else { wanted };
        if let Answer::Points(points) = answers.get_or_insert(block, Answer::Points(Table::new())) {
            points.insert(item.id.to_owned(), point);
        }
    }
    let profile = score(activity, &complete(1, activity, NOON, answers));
    let lowest: Vec<&str> = profile.lowest_first().iter().take(2).map(|score| score.dimension.as_str()).collect();
    assert_eq!(lowest, [first, second], "{}", activity.id);
    profile
}

fn proposed(activity: &Activity, profile: &Profile, offered: &[Entry], minutes: u16) -> Proposal {
    let drawn = std::cell::Cell::new(0);
    propose(activity, profile, offered, minutes, &|| {
        drawn.set(drawn.get() + 1);
        drawn.get().to_string()
    })
}

fn total(agenda: &[Slot]) -> u16 {
    agenda.iter().map(|slot| slot.minutes).sum()
}

/// A slot in short: `25 honest-conversation`.
fn short(slot: &Slot) -> String {
    let what = match &slot.item {
        Item::Activity(id) => id,
        Item::Welcome => "welcome",
        Item::Pause => "pause",
        Item::Closing => "closing",
        Item::Own => "own",
    };
    format!("{} {what}", slot.minutes)
}

// What is proposed

#[test]
fn every_assessment_gets_a_plan_for_every_time() {
    let offered = catalogue();
    let entry = |id: &str| offered.iter().find(|entry| entry.id == id).unwrap();
    let (mut plans, mut without, mut with_both) = (0, 0, 0);
    for assessment in assessments() {
        for first in &assessment.dimensions {
            for second in assessment.dimensions.iter().filter(|second| second.id != first.id) {
                let profile = weak(&assessment, &first.id, &second.id);
                for minutes in TIMES {
                    plans += 1;
                    let Proposal { agenda, unmet } = proposed(&assessment, &profile, &offered, minutes);
                    let told = format!("{} {} {} {minutes}", assessment.id, first.id, second.id);
                    let frame = if minutes == 120 { 10 } else { 5 };
                    let pause = if minutes < 90 { 0 } else { 10 };
                    let room = minutes - 2 * frame - pause;
                    // What would do, by the author's lists and nothing else.
                    let fits = |ids: &[String]| -> Vec<u16> {
                        let exercises = ids.iter().map(|id| entry(id)).filter(|entry| entry.kind == Kind::Exercise);
                        exercises.map(|entry| entry.minutes).filter(|time| *time <= room).collect()
                    };
                    let (of_first, of_second) = (fits(&first.next), fits(&second.next));

                    let exercises: Vec<(&str, &str, u16)> = agenda
                        .iter()
                        .filter_map(|slot| match &slot.item {
                            Item::Activity(id) => Some((id.as_str(), slot.why.as_str(), slot.minutes)),
                            _ => None,
                        })
                        .collect();
                    for (id, _, time) in &exercises {
                        assert_eq!((entry(id).kind, entry(id).minutes), (Kind::Exercise, *time), "{told}: not whole");
                    }
                    let whys: Vec<&str> = exercises.iter().map(|(_, why, _)| *why).collect();
                    if of_first.is_empty() && of_second.is_empty() {
                        without += 1;
                        assert!(whys.iter().all(|why| why.is_empty()) && whys.len() <= 1, "{told}: {exercises:?}");
                        assert_eq!(unmet, [first.title.clone(), second.title.clone()], "{told}");
                        assert_eq!(agenda.is_empty(), whys.is_empty(), "{told}: {agenda:?}");
                        if agenda.is_empty() {
                            assert!(fits(&assessment.next).is_empty(), "{told}");
                            continue;
                        }
                    } else {
                        // The weakest first, whenever anything of its own fits.
                        let expected = if of_first.is_empty() { &second.title } else { &first.title };
                        assert_eq!(whys[0], expected, "{told}");
                        assert!(unmet.iter().all(|title| !whys.contains(&title.as_str())), "{told}: {unmet:?}");
                        assert_eq!(unmet.len() + whys.len(), 2, "{told}: {exercises:?}, {unmet:?}");
                        with_both += usize::from(whys == [first.title.as_str(), second.title.as_str()]);
                    }
                    assert!(total(&agenda) <= minutes, "{told}: {agenda:?}");
                    let mut once: Vec<&str> = exercises.iter().map(|(id, ..)| *id).collect();
                    once.dedup();
                    assert_eq!(once.len(), exercises.len(), "{told}: twice the same");
                    assert_eq!(short(&agenda[0]), format!("{frame} welcome"), "{told}");
                    assert_eq!(short(agenda.last().unwrap()), format!("{frame} closing"), "{told}");
                    let pauses: Vec<usize> = (0..agenda.len()).filter(|at| agenda[*at].item == Item::Pause).collect();
                    let expected: &[usize] = if pause > 0 { &[2] } else { &[] };
                    assert_eq!(pauses, expected, "{told}: {agenda:?}");
                }
            }
        }
    }
    assert!(plans > 400 && with_both > 200 && without > 3, "{plans} plans, {with_both} with both, {without} without");
}

/// Assessment, weakest, next weakest and time; what is proposed, and for what nothing fits.
type Known = (&'static str, &'static str, &'static str, u16, &'static [&'static str], &'static [&'static str]);

#[test]
fn known_plans() {
    let table: [Known; 9] = [
        // Both fit, although the first that the weakest names would not leave room for a second.
        (
            "five-elements",
            "right-to-say-no",
            "absolute-honesty",
            60,
            &["5 welcome", "15 questions-not-directions", "25 honest-conversation", "5 closing"],
            &[],
        ),
        (
            "five-elements",
            "right-to-say-no",
            "absolute-honesty",
            90,
            &["5 welcome", "45 right-to-say-no", "10 pause", "25 honest-conversation", "5 closing"],
            &[],
        ),
        (
            "five-elements",
            "right-to-say-no",
            "absolute-honesty",
            30,
            &["5 welcome", "15 questions-not-directions", "5 closing"],
            &["Absolute honesty"],
        ),
        // Two hours are for something deep.
        (
            "five-elements",
            "no-abdication",
            "absolute-honesty",
            120,
            &["10 welcome", "75 co-create", "10 pause", "15 healthy-discontent", "10 closing"],
            &[],
        ),
        // Nothing for the weakest: the other gets its exercise, and it is said.
        (
            "five-elements",
            "exchange-of-purpose",
            "no-abdication",
            30,
            &["5 welcome", "15 questions-not-directions", "5 closing"],
            &["Exchange of purpose"],
        ),
        // Nothing at all.
        (
            "five-elements",
            "exchange-of-purpose",
            "joint-accountability",
            30,
            &[],
            &["Exchange of purpose", "Joint accountability"],
        ),
        // Both name the same exercise: it stands there once.
        (
            "collaborative-leadership",
            "boundary-spanning",
            "transparency",
            60,
            &["5 welcome", "15 stakeholder-map", "25 honest-conversation", "5 closing"],
            &[],
        ),
        (
            "partnership-pulse",
            "honesty",
            "balanced-say",
            60,
            &["5 welcome", "25 honest-conversation", "15 questions-not-directions", "5 closing"],
            &[],
        ),
        (
            "six-conditions",
            "safety-to-speak",
            "knowing-and-trust",
            60,
            &["5 welcome", "25 honest-conversation", "15 collaborator-profile", "5 closing"],
            &[],
        ),
    ];
    let offered = catalogue();
    for (id, first, second, minutes, expected, unmet) in table {
        let assessment = activity(id);
        let proposal = proposed(&assessment, &weak(&assessment, first, second), &offered, minutes);
        let agenda: Vec<String> = proposal.agenda.iter().map(short).collect();
        assert_eq!(agenda, expected, "{id} {first} {second} {minutes}");
        assert_eq!(proposal.unmet, unmet, "{id} {first} {second} {minutes}");
    }
}

#[test]
fn what_the_assessment_names_for_everybody_comes_last() {
    let offered = catalogue();
    let mut assessment = activity("five-elements");
    let profile = weak(&assessment, "absolute-honesty", "right-to-say-no");
    for dimension in &mut assessment.dimensions {
        dimension.next = vec!["gone".to_owned(), "partnership-pulse".to_owned()];
    }
    // Its own next begins with what is too long; an assessment is no exercise.
    assessment.next = ["gone", "what-can-we-create", "partnership-pulse", "accountability-agreement", "plan-ahead"]
        .map(str::to_owned)
        .to_vec();
    let proposal = proposed(&assessment, &profile, &offered, 60);
    let agenda: Vec<String> = proposal.agenda.iter().map(short).collect();
    assert_eq!(agenda, ["5 welcome", "50 accountability-agreement", "5 closing"]);
    assert_eq!(proposal.exercises().map(|slot| slot.why.as_str()).collect::<Vec<_>>(), [""]);
    assert_eq!(proposal.unmet, ["Absolute honesty", "Right to say no"]);
    // Without a score there are no weakest, and nothing is unmet.
    let nothing = score(&assessment, &complete(1, &assessment, NOON, Answers::new()));
    let proposal = proposed(&assessment, &nothing, &offered, 60);
    assert_eq!((proposal.exercises().count(), proposal.unmet.len()), (1, 0));
}

proptest! {
    #![proptest_config(any::cases(256))]

    /// Any minutes of exercises, any time: never more than there is, nothing twice, no id twice.
    #[test]
    fn nothing_is_ever_squeezed_in(
        times in vec(1u16..=240, 6),
        lists in vec(vec(0usize..6, 0..5), 3),
        minutes in 0u16..=MOST_MINUTES,
    ) {
        let name = |at: usize| format!("exercise-{at}");
        let mut assessment = activity("alliance-check");
        let profile = weak(&assessment, "engage", "grow");
        for (dimension, list) in assessment.dimensions.iter_mut().zip(&lists) {
            dimension.next = list.iter().copied().map(name).collect();
        }
        assessment.next = lists[0].iter().copied().map(name).collect();
        let model = Entry::of(&activity("plan-ahead"));
        let entries: Vec<Entry> = times
            .iter()
            .enumerate()
            .map(|(at, time)| Entry { id: name(at), minutes: *time, ..model.clone() })
            .collect();
        let drawn = std::cell::Cell::new(0);
        let fresh = || { drawn.set(drawn.get() + 1); drawn.get().to_string() };
        let Proposal { agenda, .. } = propose(&assessment, &profile, &entries, minutes, &fresh);
        prop_assert!(agenda.iter().map(|slot| u32::from(slot.minutes)).sum::<u32>() <= u32::from(minutes));
        for (at, slot) in agenda.iter().enumerate() {
            prop_assert!(agenda[..at].iter().all(|other| other.id != slot.id));
            if let Item::Activity(id) = &slot.item {
                prop_assert!(agenda[..at].iter().all(|other| other.item != slot.item));
                prop_assert_eq!(entries.iter().find(|entry| entry.id == *id).unwrap().minutes, slot.minutes);
            }
        }
    }
}
