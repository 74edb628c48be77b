//! From a result to an agenda: exercises for the two weakest dimensions that fit the time there is.
//!
//! The rules, which the page says in words:
//! 1. A tenth of the time, in steps of five minutes and at least five, is for the beginning, where everybody
//!    looks at the result; as much is for the closing round. From [`WITH_PAUSE`] minutes on there is a pause.
//! 2. What is left is for exercises. An exercise keeps its own minutes: one that does not fit whole is not
//!    proposed.
//! 3. The two dimensions with the lowest means each get one of the exercises that the assessment names for
//!    them. If there is none for both, the weakest comes first; if there is only one for the other, that one.
//! 4. Of several that would do, those are taken that leave the least time over; of these, those that the
//!    assessment names first.
//! 5. Only when nothing fits for either is something taken that the assessment names for everybody.
//! 6. The exercise for the weakest comes first, and the pause after the first exercise.

use super::{Item, Slot};
use crate::domain::activity::{Activity, Dimension, Kind};
use crate::domain::catalogue::Entry;
use crate::domain::scoring::Profile;

/// The times that are offered, in minutes.
pub const TIMES: [u16; 4] = [30, 60, 90, 120];
/// From how many minutes on there is a pause.
const WITH_PAUSE: u16 = 90;
/// How long it is.
const PAUSE: u16 = 10;

/// A proposed agenda. What is no activity in it has no title yet: words are for the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// The slots in order; none when no exercise fits.
    pub agenda: Vec<Slot>,
    /// The titles of those of the two weakest dimensions for which nothing fits.
    pub unmet: Vec<String>,
}

impl Proposal {
    /// The exercises in it.
    pub fn exercises(&self) -> impl Iterator<Item = &Slot> {
        self.agenda.iter().filter(|slot| matches!(slot.item, Item::Activity(_)))
    }
}

/// Proposes an agenda for what came out of an assessment. `catalogue` is what this site offers; `fresh` draws
/// the slots' ids.
#[must_use]
pub fn propose(
    activity: &Activity,
    profile: &Profile,
    catalogue: &[Entry],
    minutes: u16,
    fresh: &dyn Fn() -> String,
) -> Proposal {
    let frame = (minutes / 50 * 5).max(5).min(minutes / 2);
    let pause = if minutes >= WITH_PAUSE { PAUSE } else { 0 };
    let room = minutes - 2 * frame - pause;
    let offered = |ids: &[String]| -> Vec<&Entry> {
        ids.iter()
            .filter_map(|id| catalogue.iter().find(|entry| entry.id == *id))
            .filter(|entry| entry.kind == Kind::Exercise && entry.minutes <= room)
            .collect()
    };
    let weakest: Vec<&Dimension> =
        profile.lowest_first().iter().take(2).filter_map(|score| activity.dimension(&score.dimension)).collect();
    let of = |at: usize| weakest.get(at).map(|dimension| offered(&dimension.next)).unwrap_or_default();
    let pair = best_pair(&of(0), &of(1), room);
    let unmet: Vec<String> = weakest
        .iter()
        .zip(pair)
        .filter(|(_, chosen)| chosen.is_none())
        .map(|(dimension, _)| dimension.title.clone())
        .collect();
    let named = weakest.iter().map(|dimension| dimension.title.as_str()).chain(["", ""]);
    let mut exercises: Vec<(&Entry, &str)> =
        pair.into_iter().zip(named).filter_map(|(chosen, why)| Some((chosen?, why))).collect();
    if exercises.is_empty() {
        exercises.extend(offered(&activity.next).first().map(|entry| (*entry, "")));
    }

    let slot = |item: Item, title: &str, minutes: u16, why: &str| Slot {
        id: fresh(),
        item,
        title: title.to_owned(),
        minutes,
        why: why.to_owned(),
        apart: false,
    };
    let mut agenda = Vec::new();
    if !exercises.is_empty() {
        agenda.push(slot(Item::Welcome, "", frame, ""));
        for (at, (entry, why)) in exercises.into_iter().enumerate() {
            if at == 1 && pause > 0 {
                agenda.push(slot(Item::Pause, "", pause, ""));
            }
            agenda.push(slot(Item::Activity(entry.id.clone()), &entry.title, entry.minutes, why));
        }
        if pause > 0 && agenda.len() == 2 {
            agenda.push(slot(Item::Pause, "", pause, ""));
        }
        agenda.push(slot(Item::Closing, "", frame, ""));
    }
    Proposal { agenda, unmet }
}

/// One exercise for each of two dimensions, by the rules 3 and 4 of this module.
fn best_pair<'a>(first: &[&'a Entry], second: &[&'a Entry], room: u16) -> [Option<&'a Entry>; 2] {
    let with_none = |list: &[&'a Entry]| -> Vec<Option<&'a Entry>> {
        list.iter().map(|entry| Some(*entry)).chain([None]).collect()
    };
    let taken = |entry: Option<&Entry>| entry.map_or(0, |entry| u32::from(entry.minutes));
    let mut best = [None, None];
    let mut most = None;
    for a in with_none(first) {
        for b in with_none(second) {
            let minutes = taken(a) + taken(b);
            let twice = a.is_some() && a.map(|entry| &entry.id) == b.map(|entry| &entry.id);
            if twice || minutes > u32::from(room) {
                continue;
            }
            // The first of equals stays: the authors' order.
            let worth = (a.is_some(), b.is_some(), minutes);
            if most < Some(worth) {
                most = Some(worth);
                best = [a, b];
            }
        }
    }
    best
}
