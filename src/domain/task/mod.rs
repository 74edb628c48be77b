//! Tasks: the blocks in which something is made. One file a type, each with its definition and what its
//! rows mean.
//!
//! All have the same shape: a definition; what the rows of its answer say ([`Row`]); `is_complete`, which
//! is what the last look lists as open (nothing but a `required` text ever keeps anybody from finishing);
//! and the counts that insights and pages show. Rows that a changed activity no longer knows are left out
//! when they are read, never deleted.

mod allocate;
mod board;
mod commitments;
mod consent;
mod entries;
mod matrix;
mod rank;
mod sentence;
mod talk;

pub use allocate::Allocate;
pub use board::{Axes, Board, Card, Layout, Mirror};
pub use commitments::{Commitments, STATES, State};
pub use consent::{Consent, HANDS, Hand};
pub use entries::{Cell, Column, Entries, is_day};
pub use matrix::Matrix;
pub use rank::Rank;
pub use sentence::{Blank, Part, Sentence};
pub use talk::{Talk, Turns};

use super::activity::Activity;
use super::block::{self, Answers, Block, ChoiceOption};
use super::rows::Row;

/// A block in which something is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Task {
    /// A list with columns.
    Entries(Entries),
    /// Cards in zones.
    Board(Board),
    /// A number of points to spend.
    Allocate(Allocate),
    /// Options to put in order.
    Rank(Rank),
    /// A choice for every pair of a row and a column.
    Matrix(Matrix),
    /// A sentence with blanks.
    Sentence(Sentence),
    /// A timed conversation.
    Talk(Talk),
    /// Who does what by when.
    Commitments(Commitments),
    /// Whether everybody can live with a proposal.
    Consent(Consent),
}

impl Task {
    /// Id within the activity.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Entries(task) => &task.id,
            Self::Board(task) => &task.id,
            Self::Allocate(task) => &task.id,
            Self::Rank(task) => &task.id,
            Self::Matrix(task) => &task.id,
            Self::Sentence(task) => &task.id,
            Self::Talk(task) => &task.id,
            Self::Commitments(task) => &task.id,
            Self::Consent(task) => &task.id,
        }
    }

    /// The heading over the task.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        match self {
            Self::Entries(task) => Some(&task.label),
            Self::Board(task) => Some(&task.label),
            Self::Allocate(task) => Some(&task.label),
            Self::Rank(task) => Some(&task.label),
            Self::Matrix(task) => Some(&task.label),
            Self::Sentence(task) => Some(&task.label),
            Self::Talk(task) => task.label.as_deref(),
            Self::Commitments(task) => Some(&task.label),
            Self::Consent(task) => Some(&task.label),
        }
    }

    /// The ids of the lists whose rows it works on.
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        let options: Vec<&Options> = match self {
            Self::Board(task) => task.from.iter().collect(),
            Self::Allocate(task) => vec![&task.options],
            Self::Rank(task) => vec![&task.options],
            Self::Matrix(task) => vec![&task.rows, &task.columns],
            Self::Entries(_) | Self::Sentence(_) | Self::Talk(_) | Self::Commitments(_) | Self::Consent(_) => {
                Vec::new()
            }
        };
        options.into_iter().filter_map(Options::list).collect()
    }

    /// Whether everything that the task asks for is there.
    #[must_use]
    pub fn is_complete(&self, made: &Made<'_>) -> bool {
        match self {
            Self::Entries(task) => task.is_complete(made.rows(&task.id)),
            Self::Board(task) => task.is_complete(made),
            Self::Allocate(task) => task.is_complete(made),
            Self::Rank(task) => task.is_complete(made),
            Self::Matrix(task) => task.is_complete(made),
            Self::Sentence(task) => task.is_complete(made.rows(&task.id)),
            Self::Talk(task) => task.is_complete(made.rows(&task.id)),
            Self::Commitments(task) => task.is_complete(made.rows(&task.id)),
            Self::Consent(task) => task.is_complete(made.rows(&task.id)),
        }
    }
}

/// What was made so far: the answers with the activity that they answer, because one task's rows may be
/// another's options.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// The activity.
    pub activity: &'a Activity,
    /// The answers.
    pub answers: &'a Answers,
}

impl<'a> Made<'a> {
    /// The rows of a task.
    #[must_use]
    pub fn rows(&self, task: &str) -> &'a [Row] {
        block::rows(self.answers, task)
    }

    /// The options that a task works on, each with its id and its words.
    #[must_use]
    pub fn options(&self, options: &'a Options) -> Vec<(&'a str, &'a str)> {
        match options {
            Options::Own(own) => own.iter().map(|option| (option.id.as_str(), option.label.as_str())).collect(),
            Options::From(source) => match self.activity.block(source) {
                Some(Block::Task(Task::Entries(entries))) => {
                    entries.filled(self.rows(source)).map(|row| (row.id.as_str(), entries.name(row))).collect()
                }
                _ => Vec::new(),
            },
        }
    }

    /// The heading of the list that the options come from, where they come from one.
    #[must_use]
    pub fn source(&self, options: &'a Options) -> Option<&'a str> {
        match options {
            Options::Own(_) => None,
            Options::From(source) => self.activity.block(source).and_then(Block::label),
        }
    }
}

/// What a task works on: options of its own, or the rows of a list, named by their first column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Options {
    /// Options of its own.
    Own(Vec<ChoiceOption>),
    /// The id of the `entries` block.
    From(String),
}

impl Options {
    /// The id of the list that they come from, where they come from one.
    #[must_use]
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::Own(_) => None,
            Self::From(list) => Some(list),
        }
    }
}
