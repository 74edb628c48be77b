//! What several people's responses to one activity look like together: one file a block type, each with the
//! figures of the group and how they come from what the people made.
//!
//! All have the same shape: a struct of typed figures, and `of(group, block)`. **Invariants**
//! (`tests/together.rs`): the figures do not depend on the order of the sheets; where order could tell who said
//! what, it comes from a shuffle that depends on the set of sheets only; no word that fits the activity is
//! lost; what a changed activity no longer knows is left out.
//!
//! A [`Group`] can't be made of fewer people than the least that was agreed: whoever holds one may show it. The same
//! number holds for every cell: what fewer people answered, though not nobody, is withheld ([`is_withheld`]), and
//! no figure of it leaves this module. Of a list, a board, texts or hands the whole block is a cell; of items,
//! dimensions, pairs and places each is one. And nothing withheld can be computed from what is not: a dimension is
//! withheld with an item of it, and who broke off in one is left out of its items ([`Tally`], where both stand); an
//! order is withheld with one of its places, since the others leave it over (`tests/computed.rs`).
//!
//! Points are counted ([`Tally`]) instead of kept: see there for what ten thousand responses need.

mod allocate;
mod board;
mod choice;
mod commitments;
mod consent;
mod entries;
mod handed;
mod items;
mod matrix;
mod offered;
mod rank;
mod recalled;
mod sentence;
mod tally;
mod text;
mod told;

pub use allocate::{AllocateTogether, Share};
pub use board::{BoardTogether, CardTogether};
pub use choice::ChoiceTogether;
pub use commitments::{CommitmentsTogether, Promise};
pub use consent::ConsentTogether;
pub use entries::{CellTogether, EntriesTogether, LineTogether};
pub use handed::Counting;
pub use items::{DimensionTogether, ItemTogether, ItemsTogether};
pub use matrix::{MatrixTogether, PairTogether};
pub use rank::{Place, RankTogether};
pub use recalled::Recalled;
pub use sentence::SentenceTogether;
pub(super) use tally::Telling;
pub use tally::{Mark, Tally};
pub use text::TextTogether;
pub use told::Told;

use super::activity::Activity;
use super::block::{Answer, Answers, Block, Item};
use super::id::ResponseId;
use super::order::sorted;
use super::response::Sheet;
use super::task::{Made, Task};

/// The responses of several people to one activity, enough of them to be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Group<'a> {
    activity: &'a Activity,
    /// The points that were chosen, without those that are not told.
    tally: Tally,
    /// One for each person: what the activity still asks for in blocks without items.
    members: Vec<Answers>,
    /// How many people there are.
    n: usize,
    /// How many people the least shown cell comes from.
    least: usize,
    /// Comes from the response ids, whatever their order.
    seed: u64,
}

/// Whether a cell that comes from `n` people's answers is withheld. That nobody answered may be known.
#[must_use]
pub fn is_withheld(n: usize, least: usize) -> bool {
    n > 0 && n < least
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
        // One after another by id, so that the same response stands beside itself.
        let sheets = sorted(sheets.to_vec(), |sheet| u128::from(sheet.id.0));
        let mut seen: Vec<&Sheet> = Vec::new();
        for sheet in sheets {
            let mut same = seen.iter().rev().take_while(|known| known.id == sheet.id);
            if !same.any(|known| known.answers == sheet.answers) {
                seen.push(sheet);
            }
        }
        let (asked, others): (Vec<&Block>, Vec<&Block>) =
            activity.blocks().partition(|block| matches!(block, Block::Scale(_) | Block::Poles(_)));
        let asked: Vec<(&str, Vec<Item<'_>>)> = asked.iter().map(|block| (block.id(), block.items())).collect();
        let mut tally = Tally::new(activity);
        let mut row = Vec::with_capacity(tally.width());
        let mut members = Vec::with_capacity(seen.len());
        for Sheet { answers, .. } in &seen {
            row.clear();
            for (block, items) in &asked {
                let chosen = match answers.get(block) {
                    Some(Answer::Points(points)) => Some(points),
                    _ => None,
                };
                let point = |item: &Item<'_>| chosen.and_then(|points| points.get(item.id).copied()).unwrap_or(0);
                row.extend(items.iter().map(point));
            }
            tally.add(&row);
            let fitting = |block: &&Block| Some((block.id().to_owned(), block.fitting(answers.get(block.id())?)?));
            members.push(others.iter().filter_map(fitting).collect());
        }
        let ids: Vec<ResponseId> = seen.iter().map(|sheet| sheet.id).collect();
        Self::of_tally(activity, tally, members, &ids, least)
    }

    /// The group of these rows of points, one after another, a byte for each of the activity's items as
    /// [`Tally::add`] takes them; `others` holds everybody's answers to the other blocks. Nobody may be in it twice.
    ///
    /// # Errors
    /// With fewer than `least` responses.
    pub fn of_points(
        activity: &'a Activity,
        points: &[u8],
        others: Vec<Answers>,
        ids: &[ResponseId],
        least: usize,
    ) -> Result<Self, TooFew> {
        let mut tally = Tally::new(activity);
        tally.add_all(points);
        Self::of_tally(activity, tally, others, ids, least)
    }

    /// The group whose points have been counted already; `others` holds everybody's answers to the other blocks,
    /// `ids` everybody's response.
    ///
    /// # Errors
    /// With fewer than `least` responses.
    pub fn of_tally(
        activity: &'a Activity,
        tally: Tally,
        others: Vec<Answers>,
        ids: &[ResponseId],
        least: usize,
    ) -> Result<Self, TooFew> {
        let n = ids.len();
        if n < least {
            return Err(TooFew { least, n });
        }
        let seed = ids.iter().fold(0, |seed: u64, id| seed.wrapping_add(told::mixed(id.0)));
        Ok(Self { activity, tally: tally.withholding(least), members: others, n, least, seed })
    }

    /// What was answered.
    #[must_use]
    pub fn activity(&self) -> &'a Activity {
        self.activity
    }

    /// How many people there are.
    #[must_use]
    pub fn n(&self) -> usize {
        self.n
    }

    /// How many people a cell must come from to be shown.
    #[must_use]
    pub fn least(&self) -> usize {
        self.least
    }

    /// The points that were chosen: for who computes with them. They hold cells that must not be shown.
    pub(super) fn tally(&self) -> &Tally {
        &self.tally
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
    /// So few answered it, or a part that the others leave over, that nothing of it is shown.
    Withheld,
}

impl Together {
    /// The people whose answers stand in it and who count as one cell: where some of them must be withheld, all
    /// is. Of items each is a cell of its own.
    fn cells(&self) -> [usize; 2] {
        let n = match self {
            Self::Items(_) | Self::Withheld => 0,
            Self::Choice(figures) => figures.n,
            Self::Text(figures) => figures.n,
            Self::Entries(figures) => figures.n,
            // A card that was written is a text, one that was placed a vote.
            Self::Board(figures) => return [figures.n, figures.holders],
            Self::Allocate(figures) => figures.n,
            Self::Rank(figures) => figures.n,
            Self::Matrix(figures) => figures.n,
            Self::Sentence(figures) => figures.n,
            Self::Commitments(figures) => figures.n,
            Self::Consent(figures) => figures.counts.iter().sum(),
        };
        [n, n]
    }

    /// The cells in which a person's answer stands of whom alone these figures are, of the block with this place: each
    /// by a number of its own, with one that tells the answer. Without that the whole answer does.
    pub(super) fn own_cells(&self, block: u64) -> Vec<(u64, Option<u64>)> {
        let whole = self.cells().into_iter().zip(["whole", "any"]).filter(|(n, _)| *n > 0);
        let mut all: Vec<(String, Option<u64>)> = whole.map(|(_, name)| (name.to_owned(), None)).collect();
        match self {
            Self::Rank(figures) => all.extend(figures.own_cells()),
            Self::Matrix(figures) => all.extend(figures.own_cells()),
            _ => {}
        }
        all.into_iter().map(|(name, number)| (told::mark(block, &name), number)).collect()
    }
}

/// The figures of one block; `None` for a conversation, which leaves nothing, and for what was not read.
#[must_use]
pub fn together(group: &Group<'_>, block: &Block) -> Option<Together> {
    let figures = match block {
        Block::Scale(_) | Block::Poles(_) => {
            Together::Items(ItemsTogether::of(group.activity, &group.tally, block, group.least))
        }
        Block::Choice(choice) => Together::Choice(ChoiceTogether::of(group, choice)),
        Block::Text(text) => Together::Text(TextTogether::of(group, text)),
        Block::Task(Task::Entries(task)) => Together::Entries(EntriesTogether::of(group, task)),
        Block::Task(Task::Board(task)) => Together::Board(BoardTogether::of(group, task)),
        Block::Task(Task::Allocate(task)) => Together::Allocate(AllocateTogether::of(group, task)),
        Block::Task(Task::Rank(task)) => RankTogether::of(group, task).map_or(Together::Withheld, Together::Rank),
        Block::Task(Task::Matrix(task)) => Together::Matrix(MatrixTogether::of(group, task)),
        Block::Task(Task::Sentence(task)) => Together::Sentence(SentenceTogether::of(group, task)),
        Block::Task(Task::Commitments(task)) => Together::Commitments(CommitmentsTogether::of(group, task)),
        Block::Task(Task::Consent(task)) => Together::Consent(ConsentTogether::of(group, task)),
        Block::Task(Task::Talk(_)) | Block::Unbuilt(_) => return None,
    };
    let few = figures.cells().into_iter().any(|n| is_withheld(n, group.least));
    Some(if few { Together::Withheld } else { figures })
}
