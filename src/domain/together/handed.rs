//! A group of what was handed in, counted as it comes, without a string for each answer: ten thousand hand-ins are
//! read in a few milliseconds, and in slices, so that a page can be used meanwhile.

use super::{Group, Tally, TooFew};
use crate::domain::activity::Activity;
use crate::domain::block::Answers;
use crate::domain::hand_in::{HandIn, Layout};
use crate::domain::id::ResponseId;
use crate::domain::subgroups::{SideTally, Subgroups};

/// Hand-ins on the way to a group, all of one activity.
#[derive(Clone, PartialEq, Debug)]
pub struct Counting {
    layout: Layout,
    tally: Tally,
    by_side: SideTally,
    row: Vec<u8>,
    others: Vec<Answers>,
    ids: Vec<ResponseId>,
}

impl Counting {
    /// Nobody yet, in a workshop with so many sides.
    #[must_use]
    pub fn new(activity: &Activity, sides: usize) -> Self {
        let layout = Layout::of(activity);
        let row = vec![0; layout.items()];
        let (tally, by_side) = (Tally::new(activity), SideTally::new(activity, sides));
        Self { layout, tally, by_side, row, others: Vec::new(), ids: Vec::new() }
    }

    /// Adds what one person handed in. Nobody may be added twice: see [`crate::domain::collection`].
    pub fn add(&mut self, activity: &Activity, hand_in: &HandIn) {
        hand_in.points(&self.layout, &mut self.row);
        self.tally.add(&self.row);
        self.by_side.add(hand_in.side, &self.row);
        self.others.push(hand_in.others(activity));
        self.ids.push(hand_in.id);
    }

    /// How many were added.
    #[must_use]
    pub fn n(&self) -> usize {
        self.ids.len()
    }

    /// The group of all that were added.
    ///
    /// # Errors
    /// With fewer than `least` of them.
    pub fn group<'a>(&self, activity: &'a Activity, least: usize) -> Result<Group<'a>, TooFew> {
        Group::of_tally(activity, self.tally.clone(), self.others.clone(), &self.ids, least)
    }

    /// The sides beside each other.
    #[must_use]
    pub fn subgroups(&self, activity: &Activity, least: usize) -> Subgroups {
        self.by_side.figures(activity, least)
    }
}
