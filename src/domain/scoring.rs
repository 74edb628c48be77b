//! From a complete response to a profile: one score for each dimension, and where it falls.
//!
//! A score is the mean of the answered items after reversing (`points + 1 - x`). Unanswered items are
//! left out; a dimension with fewer than half of its items answered has no score, because a mean of
//! one answer out of four would look as solid as a mean of four (the half rule for person means,
//! Graham 2009, *Annual Review of Psychology* 60, 549-576). Worked examples: `tests/scoring.rs`.

use super::activity::{Activity, Band, Dimension, Level};
use super::block::{Item, point};
use super::order::{figure_key, sorted};
use super::response::Complete;

/// The scores of one response, one for each dimension, in the activity's order.
#[derive(Clone, PartialEq, Debug)]
pub struct Profile {
    /// One for each dimension.
    pub scores: Vec<Score>,
}

/// The score of one dimension.
#[derive(Clone, PartialEq, Debug)]
pub struct Score {
    /// The dimension's id.
    pub dimension: String,
    /// The mean after reversing, from 1 to the number of points; `None` when too little was answered.
    pub mean: Option<f64>,
    /// Where the mean falls; `None` without a mean.
    pub level: Option<Level>,
    /// How many of its items were answered.
    pub answered: usize,
    /// How many items it has.
    pub items: usize,
}

/// Scores a response.
#[must_use]
pub fn score(activity: &Activity, response: &Complete) -> Profile {
    let answers = &response.sheet.answers;
    let scores = activity
        .dimensions
        .iter()
        .map(|dimension| {
            let mut items = 0;
            let mut points = Vec::new();
            for (block, item) in activity.items() {
                if item.dimension == Some(&dimension.id) {
                    items += 1;
                    // A file from elsewhere may hold a point that the item does not have.
                    let point = point(answers, block, item.id).filter(|x| (1..=item.points).contains(x));
                    points.extend(point.map(|x| turned(&item, x)));
                }
            }
            let mean = is_enough(points.len(), items).then(|| mean(&points));
            Score {
                dimension: dimension.id.clone(),
                mean,
                level: mean.and_then(|mean| activity.band(mean)).map(|band| band.level),
                answered: points.len(),
                items,
            }
        })
        .collect();
    Profile { scores }
}

/// Whether so many answered items of a dimension with so many give a score: half of them, and one at least.
pub(super) fn is_enough(answered: usize, items: usize) -> bool {
    answered > 0 && answered * 2 >= items
}

/// A point as it counts: reversed items count from the other end.
#[must_use]
pub fn turned(item: &Item<'_>, point: u8) -> u8 {
    if item.reverse { item.points + 1 - point.min(item.points) } else { point }
}

fn mean(points: &[u8]) -> f64 {
    points.iter().map(|&x| f64::from(x)).sum::<f64>() / points.len() as f64
}

impl Profile {
    /// The score of a dimension.
    #[must_use]
    pub fn of(&self, dimension: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.dimension == dimension)
    }

    /// The scored dimensions, lowest mean first; equal means stay in the activity's order.
    #[must_use]
    pub fn lowest_first(&self) -> Vec<&Score> {
        let scored = self.scores.iter().filter(|score| score.mean.is_some()).collect();
        sorted(scored, |score| figure_key(score.mean.unwrap_or(f64::NAN)))
    }

    /// The dimensions to talk about first: the two lowest that are not in the highest band.
    #[must_use]
    pub fn talk_first(&self) -> Vec<&Score> {
        self.lowest_first().into_iter().filter(|score| score.level != Some(Level::High)).take(2).collect()
    }
}

impl Score {
    /// The band's title and the text for it.
    #[must_use]
    pub fn reading<'a>(&self, activity: &'a Activity) -> Option<(&'a Dimension, &'a Band, &'a str)> {
        let dimension = activity.dimension(&self.dimension)?;
        let level = self.level?;
        let band = activity.bands.iter().find(|band| band.level == level)?;
        Some((dimension, band, &dimension.readings[level as usize]))
    }
}
