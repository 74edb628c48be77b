//! Statements on a scale with named points, one answer each.

use super::{Item, Wording};

/// A list of statements that share one scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scale {
    /// Id within the activity.
    pub id: String,
    /// The question over all of them.
    pub label: Option<String>,
    /// The words of the points, from low to high: 2 to 11.
    pub points: Vec<String>,
    /// The statements.
    pub items: Vec<ScaleItem>,
}

/// One statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScaleItem {
    /// Id, unique within the activity.
    pub id: String,
    /// What it says.
    pub text: String,
    /// The dimension it counts in; `None` where it is only asked.
    pub dimension: Option<String>,
    /// Whether agreeing means a low score.
    pub reverse: bool,
}

impl Scale {
    pub(super) fn items(&self) -> Vec<Item<'_>> {
        let points = self.points.len() as u8;
        self.items
            .iter()
            .map(|item| Item {
                id: &item.id,
                dimension: item.dimension.as_deref(),
                reverse: item.reverse,
                points,
                wording: Wording::Statement(&item.text),
            })
            .collect()
    }
}
