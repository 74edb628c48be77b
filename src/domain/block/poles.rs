//! Pairs of statements with a row of seats between them: which is closer?

use super::{Item, Wording};

/// A list of pairs. Left is the low end, right the high end; no pair is reversed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Poles {
    /// Id within the activity.
    pub id: String,
    /// The question over all of them.
    pub label: Option<String>,
    /// Seats between the statements: 5 or 7.
    pub points: u8,
    /// The pairs.
    pub items: Vec<PolesItem>,
}

/// One pair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolesItem {
    /// Id, unique within the activity.
    pub id: String,
    /// The statement at the low end.
    pub left: String,
    /// The statement at the high end.
    pub right: String,
    /// The dimension it counts in.
    pub dimension: String,
}

impl Poles {
    pub(super) fn items(&self) -> Vec<Item<'_>> {
        self.items
            .iter()
            .map(|item| Item {
                id: &item.id,
                dimension: Some(&item.dimension),
                reverse: false,
                points: self.points,
                wording: Wording::Pair { left: &item.left, right: &item.right },
            })
            .collect()
    }
}
