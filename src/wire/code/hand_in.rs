//! A hand-in as a packet, and the parts of it that a batch has as well.
//!
//! | what | bits |
//! |---|---|
//! | activity | an id |
//! | workshop | flag, 20 |
//! | day since 1 January 2020 | 14 |
//! | *person:* id | 64 |
//! | revision, less one | a number in groups |
//! | through whose eyes: 0 own, 1 partner, 2 circle | 2 |
//! | name | flag, a text |
//! | side | flag, 3 |
//! | how many blocks | a number in groups |
//! | *of each block:* mark | 14 |
//! | 0 points, 1 chosen, 2 words, 3 rows | 2 |
//! | of points and chosen: how many; 63 is 63 and a number in groups more | 6 |
//! | of points: 0, 1, 2 for points of 3, 4, 8 bits | 2 |
//! | the answer: points, a bit for each option, a text, rows | |

use super::bits::{Bits, BitsWriter};
use super::rows;
use crate::domain::block::MAX_TEXT;
use crate::domain::hand_in::{FIRST_DAY, HandIn, Handed, HandedBlock, MAX_NAME, MAX_SIDES, name_of};
use crate::domain::id::ResponseId;
use crate::domain::mark;
use crate::domain::order::sorted;
use crate::domain::response::Perspective;

const DAY_BITS: u32 = 14;
const SIDE_BITS: u32 = 3;
const KIND_BITS: u32 = 2;
const COUNT_BITS: u32 = 6;
/// The count that says that more follows.
const MORE: usize = (1 << COUNT_BITS) - 1;
/// How many bits a point may have; their places in this list have [`WIDTH_BITS`].
const WIDTHS: [u32; 3] = [3, 4, 8];
const WIDTH_BITS: u32 = 2;
const EYES: [Perspective; 3] = [Perspective::Own, Perspective::Partner, Perspective::Circle];

/// The fewest bits that a block takes.
const LEAST_BLOCK: usize = (mark::BITS + KIND_BITS) as usize;

pub(super) fn write(hand_in: &HandIn, out: &mut BitsWriter) {
    out.name(&hand_in.activity);
    out.tag(hand_in.workshop);
    write_day(hand_in.day, out);
    write_person(hand_in, out);
    out.count(hand_in.blocks.len());
    for block in by_mark(hand_in) {
        let shape = Shape::of(block);
        shape.write(out);
        shape.write_answer(&block.answer, out);
    }
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<HandIn> {
    let (activity, workshop, day) = (bits.id()?, bits.tag()?, read_day(bits)?);
    let mut hand_in = HandIn { activity, workshop, day, ..read_person(bits)? };
    for _ in 0..bits.count(LEAST_BLOCK)? {
        let shape = Shape::read(bits)?;
        hand_in.blocks.push(shape.read_answer(bits)?);
    }
    is_rising(&hand_in).then_some(hand_in)
}

/// The blocks in the order in which they are written.
pub(super) fn by_mark(hand_in: &HandIn) -> Vec<&HandedBlock> {
    sorted(hand_in.blocks.iter().collect(), |block| u128::from(block.mark))
}

/// Whether every block stands once and in its place.
pub(super) fn is_rising(hand_in: &HandIn) -> bool {
    hand_in.blocks.windows(2).all(|pair| pair[0].mark < pair[1].mark)
}

pub(super) fn write_day(day: u32, out: &mut BitsWriter) {
    out.number(u64::from(day.saturating_sub(FIRST_DAY).min((1 << DAY_BITS) - 1)), DAY_BITS);
}

pub(super) fn read_day(bits: &mut Bits<'_>) -> Option<u32> {
    Some(FIRST_DAY + bits.number(DAY_BITS)? as u32)
}

pub(super) fn write_person(hand_in: &HandIn, out: &mut BitsWriter) {
    out.number(hand_in.id.0, 64);
    out.varint(hand_in.revision.saturating_sub(1));
    out.number(EYES.iter().position(|eyes| *eyes == hand_in.perspective).unwrap_or(0) as u64, 2);
    out.flag(!hand_in.name.is_empty());
    if !hand_in.name.is_empty() {
        out.text(&hand_in.name, MAX_NAME);
    }
    out.flag(hand_in.side.is_some());
    hand_in.side.into_iter().for_each(|side| out.number(u64::from(side), SIDE_BITS));
}

/// A hand-in with nothing but the person.
pub(super) fn read_person(bits: &mut Bits<'_>) -> Option<HandIn> {
    const { assert!(MAX_SIDES == 1 << SIDE_BITS) };
    let id = ResponseId(bits.number(64)?);
    let revision = bits.varint()?.checked_add(1)?;
    let perspective = *EYES.get(bits.number(2)? as usize)?;
    let name = match bits.flag()? {
        true => bits.text(MAX_NAME).filter(|name| !name.is_empty() && *name == name_of(name))?,
        false => String::new(),
    };
    let side = if bits.flag()? { Some(bits.number(SIDE_BITS)? as u8) } else { None };
    let (workshop, activity, blocks) = (None, String::new(), Vec::new());
    Some(HandIn { id, revision, workshop, activity, day: FIRST_DAY, perspective, name, side, blocks })
}

/// Which block it is and how its answer is written. Thirty people who answered the same have the same shapes: a
/// batch writes each once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Shape {
    mark: u16,
    kind: u8,
    /// How many points or options; 0 for words and rows.
    count: usize,
    /// The place of the points' width in [`WIDTHS`]; 0 for all but points.
    width: u8,
}

impl Shape {
    pub(super) fn of(block: &HandedBlock) -> Self {
        let shape = |kind, count, width| Self { mark: block.mark, kind, count, width };
        match &block.answer {
            Handed::Points(points) => {
                let most = points.iter().copied().max().unwrap_or(0);
                let width = WIDTHS.iter().position(|bits| u32::from(most) >> bits == 0).unwrap_or(0);
                shape(0, points.len(), width as u8)
            }
            Handed::Chosen(chosen) => shape(1, chosen.len(), 0),
            Handed::Words(_) => shape(2, 0, 0),
            Handed::Rows(_) => shape(3, 0, 0),
        }
    }

    /// Rises as the shapes do.
    pub(super) fn key(self) -> u128 {
        u128::from(self.mark) << 80 | u128::from(self.kind) << 72 | (self.count as u128) << 8 | u128::from(self.width)
    }

    pub(super) fn write(self, out: &mut BitsWriter) {
        out.number(u64::from(self.mark), mark::BITS);
        out.number(u64::from(self.kind), KIND_BITS);
        if self.kind < 2 {
            out.number(self.count.min(MORE) as u64, COUNT_BITS);
            if let Some(more) = self.count.checked_sub(MORE) {
                out.count(more);
            }
        }
        if self.kind == 0 {
            out.number(u64::from(self.width), WIDTH_BITS);
        }
    }

    pub(super) fn read(bits: &mut Bits<'_>) -> Option<Self> {
        let mark = bits.number(mark::BITS)? as u16;
        let kind = bits.number(KIND_BITS)? as u8;
        let mut shape = Self { mark, kind, count: 0, width: 0 };
        if kind < 2 {
            shape.count = bits.number(COUNT_BITS)? as usize;
            if shape.count == MORE {
                shape.count += usize::try_from(bits.varint()?).ok().filter(|more| *more <= usize::from(u16::MAX))?;
            }
        }
        if kind == 0 {
            shape.width = bits.number(WIDTH_BITS)? as u8;
            WIDTHS.get(usize::from(shape.width))?;
        }
        Some(shape)
    }

    /// Writes the answer of a block that has this shape.
    pub(super) fn write_answer(self, answer: &Handed, out: &mut BitsWriter) {
        match answer {
            Handed::Points(points) => {
                let bits = WIDTHS[usize::from(self.width)];
                points.iter().for_each(|point| out.number(u64::from(*point), bits));
            }
            Handed::Chosen(chosen) => chosen.iter().for_each(|chosen| out.flag(*chosen)),
            Handed::Words(words) => out.text(words, MAX_TEXT),
            Handed::Rows(rows) => rows::write(rows, out),
        }
    }

    pub(super) fn read_answer(self, bits: &mut Bits<'_>) -> Option<HandedBlock> {
        let answer = match self.kind {
            0 => {
                let width = *WIDTHS.get(usize::from(self.width))?;
                Handed::Points(bits.list(self.count, width, |number| number as u8)?)
            }
            1 => Handed::Chosen(bits.list(self.count, 1, |number| number == 1)?),
            2 => Handed::Words(bits.text(MAX_TEXT)?),
            _ => Handed::Rows(rows::read(bits)?),
        };
        Some(HandedBlock { mark: self.mark, answer })
    }
}
