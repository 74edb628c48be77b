//! Points to spend: what each option got from all together.

use super::Group;
use super::offered::offered;
use crate::domain::counts::Counts;
use crate::domain::order::sorted;
use crate::domain::task::{Allocate, Made};

/// What everybody's points come to.
#[derive(Clone, PartialEq, Debug)]
pub struct AllocateTogether {
    /// The options, that with the most points first.
    pub shares: Vec<Share>,
    /// How many people gave any points.
    pub n: usize,
}

/// What one option got.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    /// The option's words.
    pub label: String,
    /// All its points.
    pub total: u32,
    /// The mean of those who gave any points at all, nothing counting as 0.
    pub mean: Option<f64>,
    /// The sample standard deviation of the same.
    pub spread: Option<f64>,
    /// How many people gave it something.
    pub gave: usize,
}

impl AllocateTogether {
    pub(super) fn of(group: &Group<'_>, task: &Allocate) -> Self {
        let spenders: Vec<Made<'_>> = group.made().filter(|made| task.spent(made) > 0).collect();
        let shares = offered(group, &task.options).into_iter().map(|option| {
            let given = |made: &Made<'_>| {
                let own = made.options(&task.options).into_iter().filter(|(id, _)| option.stands_for(id));
                own.map(|(id, _)| u32::from(task.points(made, id))).sum::<u32>()
            };
            let points: Vec<u32> = spenders.iter().map(given).collect();
            let figures = Counts::of(points.iter().map(|&points| (f64::from(points), 1)).collect());
            Share {
                label: option.label,
                total: points.iter().sum(),
                mean: figures.mean(),
                spread: figures.spread(),
                gave: points.iter().filter(|&&points| points > 0).count(),
            }
        });
        let shares = sorted(shares.collect(), |share| u128::from(u32::MAX - share.total));
        Self { shares, n: spenders.len() }
    }
}
