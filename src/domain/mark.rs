//! Short fingerprints: by which mark a block of an activity is known in a code.
//!
//! A code does not carry the ids of blocks and items. It carries one mark a block, which changes whenever
//! what is asked changes, and does not when only wording, order of the blocks or layout of the file does. So
//! a phone with another copy of the activity takes what still fits, and can say how much does not.

use super::activity::Activity;
use super::block::{Block, ChoiceOption};
use super::task::{Cell, Options, Task};

/// How many bits a mark has.
pub const BITS: u32 = 14;

/// FNV-1a with 32 bits (Fowler, Noll & Vo) over texts, each ended by a zero byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fnv(u32);

impl Fnv {
    pub(super) fn new() -> Self {
        Self(0x811c_9dc5)
    }

    pub(super) fn mix(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }

    pub(super) fn sum(self) -> u32 {
        self.0
    }

    /// The sum in fewer bits: the upper ones laid over the lower ones, as its authors advise.
    pub(super) fn folded(self, bits: u32) -> u32 {
        (self.0 >> bits ^ self.0) & ((1 << bits) - 1)
    }

    fn mix_ids(&mut self, options: &[ChoiceOption]) {
        for option in options {
            self.mix(&option.id);
        }
    }

    fn mix_options(&mut self, options: &Options) {
        match options {
            Options::Own(own) => self.mix_ids(own),
            Options::From(list) => self.mix(list),
        }
    }
}

/// The marks of an activity's blocks, in their order; no two are equal.
#[must_use]
pub fn marks(activity: &Activity) -> Vec<u16> {
    let mut marks: Vec<u16> = Vec::new();
    for block in activity.blocks() {
        let mut mark = mark(block);
        // Of 16,384 marks two seldom meet. Then the later block takes the next one.
        while marks.contains(&mark) && marks.len() < 1 << BITS {
            mark = (mark + 1) & ((1 << BITS) - 1);
        }
        marks.push(mark);
    }
    marks
}

fn mark(block: &Block) -> u16 {
    let mut hash = Fnv::new();
    hash.mix(block.id());
    match block {
        Block::Scale(_) | Block::Poles(_) => {
            hash.mix(if matches!(block, Block::Scale(_)) { "scale" } else { "poles" });
            for item in block.items() {
                hash.mix(item.id);
                hash.mix(item.dimension.unwrap_or(""));
                hash.mix(&item.points.to_string());
                hash.mix(if item.reverse { "r" } else { "" });
            }
        }
        Block::Choice(choice) => {
            hash.mix(if choice.multiple { "several" } else { "choice" });
            hash.mix_ids(&choice.options);
        }
        Block::Text(_) => hash.mix("text"),
        Block::Task(task) => mix_task(&mut hash, task),
        Block::Unbuilt(_) => hash.mix("unbuilt"),
    }
    hash.folded(BITS) as u16
}

/// The type of a task, and what its rows refer to.
fn mix_task(hash: &mut Fnv, task: &Task) {
    match task {
        Task::Entries(entries) => {
            hash.mix("entries");
            for column in &entries.columns {
                hash.mix(&column.id);
                match &column.cell {
                    Cell::Text | Cell::Long => hash.mix("words"),
                    Cell::Choice(options) => hash.mix_ids(options),
                    Cell::Number => hash.mix("number"),
                    Cell::Date => hash.mix("date"),
                }
            }
        }
        Task::Board(board) => {
            hash.mix("board");
            hash.mix_ids(&board.zones);
            board.from.iter().for_each(|from| hash.mix_options(from));
        }
        Task::Allocate(allocate) => {
            hash.mix("allocate");
            hash.mix(&allocate.total.to_string());
            hash.mix_options(&allocate.options);
        }
        Task::Rank(rank) => {
            hash.mix("rank");
            hash.mix_options(&rank.options);
        }
        Task::Matrix(matrix) => {
            hash.mix("matrix");
            hash.mix_options(&matrix.rows);
            hash.mix_options(&matrix.columns);
            hash.mix_ids(&matrix.options);
        }
        Task::Sentence(sentence) => {
            hash.mix("sentence");
            sentence.blanks.iter().for_each(|blank| hash.mix(&blank.id));
        }
        Task::Talk(_) => hash.mix("talk"),
        Task::Commitments(_) => hash.mix("commitments"),
        Task::Consent(_) => hash.mix("consent"),
    }
}
