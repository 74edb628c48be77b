//! What a group result counts, from when it was first shown: a set that does not follow every further answer.
//!
//! A result that was shown and then holds one answer more tells, as the difference, what that one person answered.
//! So what counted when it was shown is kept with the workshop, for each slot: all windows, pages, files and codes
//! tell of the same answers, also after a reload, and hiding the result and showing it again changes nothing.
//! Further answers and corrections wait. **Invariant:** in a workshop without names, or with aliases, they go in only
//! where at least as many as a group result needs change what each cell of the figures says, each side and each item
//! too (`tests/frozen.rs`): the largest set of those who wait of which that is true, see
//! [`crate::domain::difference`]. The last one or two may stay outside for good, as may who alone of a side came late.
//! With names, whoever runs the workshop sees who answered what anyway, and takes in any number of those who gave
//! theirs. What is taken off the shelf by hand, because it was scanned by mistake, is gone from the result at once.
//!
//! Kept as the rows of a block for each slot. They hold no answers, only a checksum of each hand-in.

use crate::domain::block::{self, Answers};
use crate::domain::collection::Collection;
use crate::domain::difference::{Cells, Change};
use crate::domain::hand_in::{HandIn, Handed};
use crate::domain::invitation::Naming;
use crate::domain::mark::Fnv;
use crate::domain::response::{Event, Sheet};
use crate::domain::rows::{Edit, MAX_CELL, Row};

/// How the names of the blocks begin.
const SHOWN: &str = "shown ";
/// The cell that holds the checksums.
const THESE: &str = "these";
/// How many hexadecimal digits a checksum has.
const DIGITS: usize = 8;

/// The hand-ins to a slot that count since its result was shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Frozen {
    /// Their checksums, rising.
    sums: Vec<u32>,
}

impl Frozen {
    /// What the workshop keeps for a slot; nothing while its result was not shown.
    #[must_use]
    pub fn of(sheet: &Sheet, slot: &str) -> Self {
        let rows = block::rows(&sheet.answers, &block_of(slot));
        let cells = rows.iter().map(|row| row.cell(THESE)).filter(|cell| cell.is_ascii());
        let sums = cells.flat_map(|cell| (0..cell.len() / DIGITS).map(|at| &cell[at * DIGITS..(at + 1) * DIGITS]));
        Self::with(sums.filter_map(|sum| u32::from_str_radix(sum, 16).ok()).collect())
    }

    fn with(mut sums: Vec<u32>) -> Self {
        sums.sort_unstable();
        sums.dedup();
        Self { sums }
    }

    /// Whether the result was not shown yet: then everything counts.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.sums.is_empty()
    }

    fn holds(&self, hand_in: &HandIn) -> bool {
        self.sums.binary_search(&checksum(hand_in)).is_ok()
    }

    /// What counts: what was shown, and before that of everybody the newest.
    #[must_use]
    pub fn counted(&self, collection: &Collection) -> Vec<HandIn> {
        if self.is_open() {
            return collection.current().cloned().collect();
        }
        collection.all().iter().filter(|one| self.holds(one)).cloned().collect()
    }

    /// The answers and corrections that have come since and don't count yet.
    #[must_use]
    pub fn waiting<'a>(&self, collection: &'a Collection) -> Vec<&'a HandIn> {
        if self.is_open() { Vec::new() } else { collection.current().filter(|one| !self.holds(one)).collect() }
    }

    /// What waits and may go in, as far as that may be, one change for each person.
    #[must_use]
    pub fn going_in<'a>(
        &self,
        collection: &'a Collection,
        cells: &Cells<'_>,
        (naming, least): (Naming, usize),
    ) -> Vec<Change<'a>> {
        let waiting = self.waiting(collection);
        if waiting.is_empty() {
            return Vec::new();
        }
        let change = |of_one: &[&'a HandIn]| {
            let history = of_one.first().map_or(&[][..], |one| collection.history(one.id));
            let last = history.last().map_or(0, |one| one.revision);
            Change {
                before: history.iter().filter(|one| self.holds(one)).collect(),
                after: history.iter().filter(|one| one.revision == last).collect(),
            }
        };
        let changes = waiting.chunk_by(|a, b| a.id == b.id).map(change).collect();
        let has_agreed = |one: &HandIn| naming == Naming::Named && naming.tells_apart(&one.name);
        cells.may_change(&self.counted(collection), changes, &has_agreed, least)
    }

    /// How many of those that wait may go in.
    #[must_use]
    pub fn takes_in(&self, collection: &Collection, cells: &Cells<'_>, promised: (Naming, usize)) -> usize {
        let going = self.going_in(collection, cells, promised);
        going.iter().flat_map(|change| &change.after).filter(|one| !self.holds(one)).count()
    }

    /// Keeps what is about to be shown for the first time. Nothing changes where something was shown already, or too
    /// few are in.
    #[must_use]
    pub fn freeze(sheet: &Sheet, slot: &str, collection: &Collection, least: usize) -> Vec<Event> {
        if !Self::of(sheet, slot).is_open() || collection.current().count() < least {
            return Vec::new();
        }
        keep(&sheet.answers, slot, Self::with(collection.current().map(checksum).collect()))
    }

    /// Takes in what waits, as far as that may be: see [`Self::going_in`].
    #[must_use]
    pub fn take_in(
        sheet: &Sheet,
        slot: &str,
        collection: &Collection,
        cells: &Cells<'_>,
        promised: (Naming, usize),
    ) -> Vec<Event> {
        let frozen = Self::of(sheet, slot);
        let going = frozen.going_in(collection, cells, promised);
        if going.is_empty() {
            return Vec::new();
        }
        let counted = frozen.counted(collection);
        let stays = |one: &&HandIn| !going.iter().any(|change| change.before.contains(one));
        let come = going.iter().flat_map(|change| &change.after).map(|one| checksum(one));
        keep(&sheet.answers, slot, Self::with(counted.iter().filter(stays).map(checksum).chain(come).collect()))
    }
}

fn block_of(slot: &str) -> String {
    [SHOWN, slot].concat()
}

/// Keeps this in the place of what was kept.
fn keep(answers: &Answers, slot: &str, Frozen { sums }: Frozen) -> Vec<Event> {
    let block = block_of(slot);
    let gone = block::rows(answers, &block).iter().map(|row| Edit::Remove { row: row.id.clone() });
    let come = sums.chunks(MAX_CELL / DIGITS).zip(0_usize..).map(|(sums, at)| {
        let text: String = sums.iter().map(|sum| format!("{sum:08x}")).collect();
        Edit::Put { row: Row::new(&at.to_string(), &[(THESE, &text)]), at: None }
    });
    let edits = gone.chain(come).collect();
    vec![Event::Edited { block, edits }]
}

/// A checksum of everything that a hand-in says: a correction has another one, and so has another content under the
/// same number.
fn checksum(hand_in: &HandIn) -> u32 {
    let mut sum = Fnv::new();
    sum.mix(&hand_in.id.to_string());
    sum.mix(&hand_in.revision.to_string());
    sum.mix(&hand_in.name);
    sum.mix(&hand_in.side.map(|side| side.to_string()).unwrap_or_default());
    for block in &hand_in.blocks {
        sum.mix(&block.mark.to_string());
        match &block.answer {
            Handed::Points(points) => sum.mix(&points.iter().map(|point| char::from(*point)).collect::<String>()),
            Handed::Chosen(chosen) => {
                sum.mix(&chosen.iter().map(|chosen| if *chosen { '1' } else { '0' }).collect::<String>());
            }
            Handed::Words(words) => sum.mix(words),
            Handed::Rows(rows) => {
                for row in rows {
                    sum.mix(&row.id);
                    for (name, text) in row.cells.iter() {
                        sum.mix(name);
                        sum.mix(text);
                    }
                }
            }
        }
    }
    sum.sum()
}
