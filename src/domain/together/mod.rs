//! What several people's responses to one activity look like together: one file a block type, each with the
//! figures of the group and how they come from what the people made.
//!
//! All have the same shape: a struct of typed figures, and `of(group, block)`. **Invariants**
//! (`tests/together.rs`): the figures do not depend on the order of the sheets; where order could tell who said
//! what, it comes from a shuffle that depends on the set of sheets only; no word that fits the activity is
//! lost; what a changed activity no longer knows is left out.
//!
//! A [`Group`] can't be made of fewer people than the least that was agreed: whoever holds one may show it.

mod allocate;
mod board;
mod choice;
mod commitments;
mod consent;
mod entries;
mod items;
mod matrix;
mod offered;
mod rank;
mod sentence;
mod text;
mod told;

pub use allocate::{AllocateTogether, Share};
pub use board::{BoardTogether, CardTogether};
pub use choice::ChoiceTogether;
pub use commitments::{CommitmentsTogether, Promise};
pub use consent::ConsentTogether;
pub use entries::{CellTogether, EntriesTogether, LineTogether};
pub use items::{DimensionTogether, ItemTogether, ItemsTogether};
pub use matrix::{MatrixTogether, PairTogether};
pub use rank::{Place, RankTogether};
pub use sentence::SentenceTogether;
pub use text::TextTogether;
pub use told::Told;

use super::activity::Activity;
use super::block::{Answers, Block};
use super::id::ResponseId;
use super::response::{Sheet, fitting};
use super::task::{Made, Task};

/// The responses of several people to one activity, enough of them to be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Group<'a> {
    activity: &'a Activity,
    /// One for each person, with what the activity still asks for.
    members: Vec<Answers>,
    /// Comes from the response ids, whatever their order.
    seed: u64,
}

/// There are fewer responses than are needed before anything is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooFew {
    /// How many are needed.
    pub least: usize,
    /// How many there are.
    pub n: usize,
}

impl<'a> Group<'a> {
    /// The group of these sheets: all of finished responses to this activity, through the same eyes. The same
    /// response handed in twice counts once; two contents under one id both count.
    ///
    /// # Errors
    /// With fewer than `least` responses.
    pub fn of(activity: &'a Activity, sheets: &[&Sheet], least: usize) -> Result<Self, TooFew> {
        let mut seen: Vec<(ResponseId, &Answers)> = Vec::new();
        for sheet in sheets {
            let this = (sheet.id, &sheet.answers);
            if !seen.contains(&this) {
                seen.push(this);
            }
        }
        let n = seen.len();
        if n < least {
            return Err(TooFew { least, n });
        }
        let seed = seen.iter().fold(0, |seed: u64, (id, _)| seed.wrapping_add(told::mixed(id.0)));
        let members = seen.iter().map(|(_, answers)| fitting(activity, answers)).collect();
        Ok(Self { activity, members, seed })
    }

    /// What was answered.
    #[must_use]
    pub fn activity(&self) -> &'a Activity {
        self.activity
    }

    /// How many people there are.
    #[must_use]
    pub fn n(&self) -> usize {
        self.members.len()
    }

    /// What each person made.
    fn made(&self) -> impl Iterator<Item = Made<'_>> {
        self.members.iter().map(|answers| Made { activity: self.activity, answers })
    }

    /// The seed of one block's shuffle: another one for each, so that the same place in two blocks is not the
    /// same person.
    fn seed(&self, block: &str) -> u64 {
        told::mark(self.seed, block)
    }
}

/// What a group's answers to one block look like together.
#[derive(Clone, PartialEq, Debug)]
pub enum Together {
    /// Scale and poles.
    Items(ItemsTogether),
    /// Options to choose from.
    Choice(ChoiceTogether),
    /// Words of one's own.
    Text(TextTogether),
    /// A list.
    Entries(EntriesTogether),
    /// Cards in zones.
    Board(BoardTogether),
    /// Points to spend.
    Allocate(AllocateTogether),
    /// An order.
    Rank(RankTogether),
    /// A choice for every pair.
    Matrix(MatrixTogether),
    /// A sentence with blanks.
    Sentence(SentenceTogether),
    /// Who does what by when.
    Commitments(CommitmentsTogether),
    /// Whether everybody can live with it.
    Consent(ConsentTogether),
}

/// The figures of one block; `None` for a conversation, which leaves nothing, and for what was not read.
#[must_use]
pub fn together(group: &Group<'_>, block: &Block) -> Option<Together> {
    Some(match block {
        Block::Scale(_) | Block::Poles(_) => Together::Items(ItemsTogether::of(group, block)),
        Block::Choice(choice) => Together::Choice(ChoiceTogether::of(group, choice)),
        Block::Text(text) => Together::Text(TextTogether::of(group, text)),
        Block::Task(Task::Entries(task)) => Together::Entries(EntriesTogether::of(group, task)),
        Block::Task(Task::Board(task)) => Together::Board(BoardTogether::of(group, task)),
        Block::Task(Task::Allocate(task)) => Together::Allocate(AllocateTogether::of(group, task)),
        Block::Task(Task::Rank(task)) => Together::Rank(RankTogether::of(group, task)),
        Block::Task(Task::Matrix(task)) => Together::Matrix(MatrixTogether::of(group, task)),
        Block::Task(Task::Sentence(task)) => Together::Sentence(SentenceTogether::of(group, task)),
        Block::Task(Task::Commitments(task)) => Together::Commitments(CommitmentsTogether::of(group, task)),
        Block::Task(Task::Consent(task)) => Together::Consent(ConsentTogether::of(group, task)),
        Block::Task(Task::Talk(_)) | Block::Unbuilt(_) => return None,
    })
}
