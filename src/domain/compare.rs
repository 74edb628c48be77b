//! Two responses to one activity side by side, and one dimension over time.

use super::activity::Activity;
use super::order::{figure_key, pair_key, sorted};
use super::response::{Complete, Millis, Perspective};
use super::scoring::{Profile, score};

/// How two responses are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// An earlier and a later one through the same eyes: what has changed.
    Change,
    /// One's own view and what one thinks the partner would say: the gap in between.
    PerceptionGap,
}

/// One dimension in both responses.
#[derive(Clone, PartialEq, Debug)]
pub struct Pair {
    /// The dimension's id.
    pub dimension: String,
    /// Its mean in the first response.
    pub first: Option<f64>,
    /// Its mean in the second response.
    pub second: Option<f64>,
}

impl Pair {
    /// Second minus first; `None` when one of them has no score.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        Some(self.second? - self.first?)
    }
}

/// What kind of comparison two responses make.
#[must_use]
pub fn comparison(first: &Complete, second: &Complete) -> Comparison {
    if first.sheet.perspective == second.sheet.perspective { Comparison::Change } else { Comparison::PerceptionGap }
}

/// Puts two responses in the order in which they are shown: one's own view before the partner's,
/// else the earlier one first.
#[must_use]
pub fn in_order<'a>(a: &'a Complete, b: &'a Complete) -> (&'a Complete, &'a Complete) {
    let key = |response: &Complete| (response.sheet.perspective == Perspective::Partner, response.finished);
    if key(b) < key(a) { (b, a) } else { (a, b) }
}

/// Every dimension in both, the largest gap first, those without a gap last; equal gaps stay in the
/// activity's order.
#[must_use]
pub fn pairs(activity: &Activity, first: &Complete, second: &Complete) -> Vec<Pair> {
    let (a, b) = (score(activity, first), score(activity, second));
    let pairs: Vec<Pair> = activity
        .dimensions
        .iter()
        .map(|dimension| Pair {
            dimension: dimension.id.clone(),
            first: a.of(&dimension.id).and_then(|score| score.mean),
            second: b.of(&dimension.id).and_then(|score| score.mean),
        })
        .collect();
    sorted(pairs, |pair| figure_key(pair.difference().map_or(1.0, |gap| -gap.abs())))
}

/// One dimension over time.
#[derive(Clone, PartialEq, Debug)]
pub struct Course {
    /// The dimension's id.
    pub dimension: String,
    /// When and what: only rounds in which it has a score, oldest first.
    pub rounds: Vec<(Millis, f64)>,
}

/// The courses of all dimensions over the responses that `latest` continues, itself included,
/// oldest first and none later than it.
#[must_use]
pub fn courses(activity: &Activity, latest: &Complete, all: &[Complete]) -> Vec<Course> {
    let rounds: Vec<(Millis, Profile)> =
        rounds(latest, all).into_iter().map(|response| (response.finished, score(activity, response))).collect();
    activity
        .dimensions
        .iter()
        .map(|dimension| Course {
            dimension: dimension.id.clone(),
            rounds: rounds
                .iter()
                .filter_map(|(when, profile)| Some((*when, profile.of(&dimension.id)?.mean?)))
                .collect(),
        })
        .collect()
}

/// The responses that make one course with `latest`, oldest first, ending with it.
#[must_use]
pub fn rounds<'a>(latest: &'a Complete, all: &'a [Complete]) -> Vec<&'a Complete> {
    let key = |response: &Complete| (response.finished, response.sheet.id);
    let mut rounds: Vec<&Complete> =
        all.iter().filter(|other| other.continues(latest) && key(other) < key(latest)).collect();
    rounds.push(latest);
    sorted(rounds, |response| pair_key(response.finished, response.sheet.id.0))
}
