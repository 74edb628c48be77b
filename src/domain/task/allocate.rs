//! A number of points to spend on options. A row has an option's id and the cell `points`.

use super::{Made, Options};

/// A number of points to spend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allocate {
    /// Id within the activity.
    pub id: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// How many points there are to spend, all of them.
    pub total: u16,
    /// What they are called ("votes").
    pub unit: Option<String>,
    /// What they are spent on.
    pub options: Options,
    /// The most that one option may get; `None` for no limit but the total.
    pub most: Option<u16>,
}

impl Allocate {
    /// The points of an option.
    #[must_use]
    pub fn points(&self, made: &Made<'_>, option: &str) -> u16 {
        crate::domain::rows::row(made.rows(&self.id), option)
            .and_then(|row| row.cell("points").parse().ok())
            .map_or(0, |points: u16| points.min(self.limit()))
    }

    /// How many points are spent on options that are still there.
    #[must_use]
    pub fn spent(&self, made: &Made<'_>) -> u32 {
        made.options(&self.options).iter().map(|(id, _)| u32::from(self.points(made, id))).sum()
    }

    /// The most that one option may get.
    #[must_use]
    pub fn limit(&self) -> u16 {
        self.most.unwrap_or(self.total).min(self.total)
    }

    /// Whether exactly all points are spent.
    #[must_use]
    pub fn is_complete(&self, made: &Made<'_>) -> bool {
        self.spent(made) == u32::from(self.total)
    }
}
