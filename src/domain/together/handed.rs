//! A group of what was handed in, without a string for each answer: ten thousand hand-ins are read in a few
//! milliseconds.

use super::{Group, Tally, TooFew};
use crate::domain::activity::Activity;
use crate::domain::block::Answers;
use crate::domain::hand_in::{HandIn, Layout};
use crate::domain::id::ResponseId;

/// Hand-ins on the way to a group. They may come in slices, so that a page can draw in between.
#[derive(Clone, Debug)]
pub struct Gathering<'a> {
    activity: &'a Activity,
    layout: Layout,
    tally: Tally,
    row: Vec<u8>,
    others: Vec<Answers>,
    ids: Vec<ResponseId>,
}

impl<'a> Gathering<'a> {
    /// Nobody yet.
    #[must_use]
    pub fn new(activity: &'a Activity) -> Self {
        let layout = Layout::of(activity);
        let row = vec![0; layout.items()];
        Self { activity, layout, tally: Tally::new(activity), row, others: Vec::new(), ids: Vec::new() }
    }

    /// Adds what one person handed in. Nobody may be added twice: see [`crate::domain::collection`].
    pub fn add(&mut self, hand_in: &HandIn) {
        hand_in.points(&self.layout, &mut self.row);
        self.tally.add(&self.row);
        self.others.push(hand_in.others(self.activity));
        self.ids.push(hand_in.id);
    }

    /// The group of all that were added.
    ///
    /// # Errors
    /// With fewer than `least` of them.
    pub fn group(self, least: usize) -> Result<Group<'a>, TooFew> {
        Group::of_tally(self.activity, self.tally, self.others, &self.ids, least)
    }
}

impl<'a> Group<'a> {
    /// The group of these hand-ins, each of another person.
    ///
    /// # Errors
    /// With fewer than `least` of them.
    pub fn of_hand_ins(activity: &'a Activity, hand_ins: &[HandIn], least: usize) -> Result<Self, TooFew> {
        let mut gathering = Gathering::new(activity);
        hand_ins.iter().for_each(|hand_in| gathering.add(hand_in));
        gathering.group(least)
    }
}
