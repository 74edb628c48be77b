//! The hand-ins that came together: a set.
//!
//! **Invariant:** nothing that was added is ever dropped, and what is here depends only on what was added, not
//! on the order, the number of times or the hands that it went through: the union is commutative, associative
//! and idempotent (`tests/collection.rs`). What counts is found when it is asked for ([`Collection::current`]).
//! One collection holds what belongs to one activity in one workshop; whoever adds has looked at both.

use super::hand_in::HandIn;
use super::id::ResponseId;
use super::order::{pair_key, sorted};

/// A set of hand-ins.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collection {
    /// In rising order, each once: by id, then by revision, then by content.
    all: Vec<HandIn>,
}

/// What became of a hand-in that was added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Added {
    /// Nothing of this person was here.
    New,
    /// It was here already, word for word.
    Already,
    /// It counts in place of an earlier one.
    Newer,
    /// A later one is here and goes on counting.
    Older,
    /// Something else is here under the same id and revision: both stay, and both count.
    Conflict,
}

impl Collection {
    /// The set of these.
    #[must_use]
    pub fn of(hand_ins: Vec<HandIn>) -> Self {
        let mut all: Vec<HandIn> = Vec::with_capacity(hand_ins.len());
        for hand_in in sorted(hand_ins, |one| pair_key(one.id.0, u64::from(one.revision))) {
            // Only those with the same id and revision, few if any, can stand before or be the same.
            let same = all.iter().rev().take_while(|one| place(one) == place(&hand_in)).count();
            let from = all.len() - same;
            if let Err(at) = all[from..].binary_search(&hand_in) {
                all.insert(from + at, hand_in);
            }
        }
        Self { all }
    }

    /// Adds one. To add many at once is quicker with [`Collection::add_all`].
    pub fn add(&mut self, hand_in: HandIn) -> Added {
        let Err(at) = self.all.binary_search(&hand_in) else { return Added::Already };
        let known = self.history(hand_in.id);
        let added = match known.last() {
            None => Added::New,
            _ if known.iter().any(|one| one.revision == hand_in.revision) => Added::Conflict,
            Some(last) if last.revision < hand_in.revision => Added::Newer,
            Some(_) => Added::Older,
        };
        self.all.insert(at, hand_in);
        added
    }

    /// Adds many.
    pub fn add_all(&mut self, hand_ins: Vec<HandIn>) {
        let mut all = std::mem::take(&mut self.all);
        all.extend(hand_ins);
        *self = Self::of(all);
    }

    /// What counts: of every id the highest revision. Two contents under one id and revision both count.
    pub fn current(&self) -> impl Iterator<Item = &HandIn> {
        self.all.chunk_by(|a, b| a.id == b.id).flat_map(|of_one| {
            let last = of_one.last().map_or(0, |one| one.revision);
            of_one.iter().filter(move |one| one.revision == last)
        })
    }

    /// Everything under one id, by rising revision; empty where there is nothing.
    #[must_use]
    pub fn history(&self, id: ResponseId) -> &[HandIn] {
        let from = self.all.partition_point(|one| one.id < id);
        let to = self.all.partition_point(|one| one.id <= id);
        &self.all[from..to]
    }

    /// Everything that was added, by id and revision.
    #[must_use]
    pub fn all(&self) -> &[HandIn] {
        &self.all
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn place(hand_in: &HandIn) -> (ResponseId, u32) {
    (hand_in.id, hand_in.revision)
}
