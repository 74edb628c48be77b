//! The figures of a group, to take home and to print: what is left when the names and the words are gone.
//!
//! A summary is enough to draw the group result again and to lay next year's beside it. It holds counts and
//! sums only: no name, no id of a response, no free text of anybody. Which block a figure belongs to is told by
//! the block's mark, so that a changed activity takes what still fits.

use super::id::Tag;

/// The figures of a group that answered one activity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// The activity's id.
    pub activity: String,
    /// The workshop in which it was answered; `None` for a group without one.
    pub workshop: Option<Tag>,
    /// The day, counted from 1970-01-01.
    pub day: u32,
    /// How many people answered.
    pub n: u32,
    /// What the workshop is called; empty while unnamed.
    pub title: String,
    /// The blocks with items, in the activity's order.
    pub items: Vec<SummaryBlock>,
    /// The blocks with options, in the activity's order.
    pub choices: Vec<SummaryChoice>,
    /// The dimensions, in the activity's order.
    pub dimensions: Vec<SummaryDimension>,
}

/// What a group chose in a block with items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryBlock {
    /// The block's mark: 14 bits.
    pub mark: u16,
    /// Of every item how many chose each point, the first point first, as chosen: not reversed.
    pub counts: Vec<Vec<u32>>,
}

/// What a group chose in a block with options.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryChoice {
    /// The block's mark: 14 bits.
    pub mark: u16,
    /// How many chose each option.
    pub counts: Vec<u32>,
    /// How many chose any.
    pub n: u32,
}

/// What a group's people score in a dimension.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryDimension {
    /// The dimension's id.
    pub id: String,
    /// Of everybody who answered enough of it: the sum of the points after reversing, and of how many items.
    /// In rising order, so that nobody's place in the list says who it is.
    pub scores: Vec<(u16, u8)>,
}
