//! The blocks that steps are made of: one file a type, each with its definition and its answer.

mod choice;
mod poles;
mod scale;
mod text;

use super::rows::Row;
use super::table::Table;
use super::task::Task;

pub use choice::{Choice, ChoiceOption};
pub use poles::{Poles, PolesItem};
pub use scale::{Scale, ScaleItem};
pub use text::{MAX_TEXT, Text, room};

/// Something to answer or to do within a step.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// Statements on a scale.
    Scale(Scale),
    /// Pairs of statements with seats between them.
    Poles(Poles),
    /// Options to choose from.
    Choice(Choice),
    /// Words of one's own.
    Text(Text),
    /// Something to make.
    Task(Task),
    /// A block that was read by name only: see [`Unbuilt`].
    Unbuilt(Unbuilt),
}

/// A block of which only the name was read: a task on a page that does not run tasks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unbuilt {
    /// Id within the activity.
    pub id: String,
    /// What the author calls it.
    pub label: Option<String>,
}

/// An item of a scale or poles block, seen alike: what scoring and the question page need.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Item<'a> {
    /// Id, unique within the activity.
    pub id: &'a str,
    /// The dimension it counts in.
    pub dimension: Option<&'a str>,
    /// Whether a high answer means a low score.
    pub reverse: bool,
    /// The number of points, at least 2.
    pub points: u8,
    /// What is asked.
    pub wording: Wording<'a>,
}

/// What an item says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wording<'a> {
    /// One statement.
    Statement(&'a str),
    /// Two, with the answer between them.
    Pair {
        /// The first, at the low end.
        left: &'a str,
        /// The second, at the high end.
        right: &'a str,
    },
}

/// What was answered to one block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Scale and poles: the point chosen (1 is the first), by item id.
    Points(Table<u8>),
    /// Choice: the ids chosen, in the order of the options.
    Chosen(Vec<String>),
    /// Text: the words.
    Words(String),
    /// A task: its rows. Never an empty list.
    Rows(Vec<Row>),
}

/// Answers by block id.
pub type Answers = Table<Answer>;

impl Block {
    /// Id within the activity.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Scale(block) => &block.id,
            Self::Poles(block) => &block.id,
            Self::Choice(block) => &block.id,
            Self::Text(block) => &block.id,
            Self::Task(task) => task.id(),
            Self::Unbuilt(block) => &block.id,
        }
    }

    /// The question over the block.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Scale(block) => block.label.as_deref(),
            Self::Poles(block) => block.label.as_deref(),
            Self::Choice(block) => Some(&block.label),
            Self::Text(block) => Some(&block.label),
            Self::Task(task) => task.label(),
            Self::Unbuilt(block) => block.label.as_deref(),
        }
    }

    /// The items of a scale or poles block; empty for the others.
    #[must_use]
    pub fn items(&self) -> Vec<Item<'_>> {
        match self {
            Self::Scale(block) => block.items(),
            Self::Poles(block) => block.items(),
            Self::Choice(_) | Self::Text(_) | Self::Task(_) | Self::Unbuilt(_) => Vec::new(),
        }
    }

    /// The options of a choice block; empty for the others.
    #[must_use]
    pub fn options(&self) -> &[ChoiceOption] {
        match self {
            Self::Choice(block) => &block.options,
            _ => &[],
        }
    }

    /// Whether a response can be finished with this answer: only blocks that say so must be answered.
    #[must_use]
    pub fn is_satisfied(&self, answer: Option<&Answer>) -> bool {
        match self {
            Self::Choice(block) => !block.required || block.is_answered(answer),
            Self::Text(block) => !block.required || block.is_answered(answer),
            Self::Scale(_) | Self::Poles(_) | Self::Task(_) | Self::Unbuilt(_) => true,
        }
    }

    /// The part of `answer` that fits this block: what a changed activity no longer asks is left out.
    /// `None` when nothing is left.
    #[must_use]
    pub fn fitting(&self, answer: &Answer) -> Option<Answer> {
        match (self, answer) {
            (Self::Scale(_) | Self::Poles(_), Answer::Points(points)) => {
                let kept: Table<u8> = self
                    .items()
                    .iter()
                    .filter_map(|item| {
                        let point = *points.get(item.id)?;
                        (1..=item.points).contains(&point).then(|| (item.id.to_owned(), point))
                    })
                    .collect();
                (!kept.is_empty()).then_some(Answer::Points(kept))
            }
            (Self::Choice(block), Answer::Chosen(ids)) => block.fitting(ids),
            // A task leaves out what it does not know when it reads its rows: nothing that was made is deleted.
            // Only where an order is asked does a row say something without a cell.
            (Self::Task(Task::Rank(_)) | Self::Unbuilt(_), Answer::Rows(rows)) => {
                (!rows.is_empty()).then(|| Answer::Rows(rows.clone()))
            }
            (Self::Task(_), Answer::Rows(rows)) => {
                rows.iter().any(|row| !row.cells.is_empty()).then(|| Answer::Rows(rows.clone()))
            }
            (Self::Text(_), Answer::Words(words)) => (!words.trim().is_empty()).then(|| Answer::Words(words.clone())),
            _ => None,
        }
    }
}

/// The rows of a task; none while it is open.
#[must_use]
pub fn rows<'a>(answers: &'a Answers, task: &str) -> &'a [Row] {
    match answers.get(task) {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

/// The point chosen for an item; `None` while it is open.
#[must_use]
pub fn point(answers: &Answers, block: &str, item: &str) -> Option<u8> {
    match answers.get(block)? {
        Answer::Points(points) => points.get(item).copied(),
        Answer::Chosen(_) | Answer::Words(_) | Answer::Rows(_) => None,
    }
}
