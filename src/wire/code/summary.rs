//! The figures of a group as a packet.
//!
//! Activity, workshop, day, n, title. Then the blocks with items: their number; of each its mark, the largest
//! number of points, how many bits a count has (6 bits), the number of items; of each item a flag whether it has
//! as many counts, else how many, and the counts. Then the blocks with options, alike. Then the dimensions: id,
//! and the scores as groups with the same number of items answered: that number, and of each different sum its
//! distance from the one before and how often it stands, less one.

use super::bits::{Bits, BitsWriter};
use super::hand_in::{read_day, write_day};
use crate::domain::mark;
use crate::domain::order::sorted;
use crate::domain::rows::MAX_CELL;
use crate::domain::summary::{Summary, SummaryBlock, SummaryChoice, SummaryDimension};

/// The most scores that one packet may unfold to: they are written as counts, so that few bits can mean many.
const MOST_SCORES: usize = 1 << 17;
/// How many bits say how many bits a count has.
const WIDTH_BITS: u32 = 6;

pub(super) fn write(summary: &Summary, out: &mut BitsWriter) {
    out.name(&summary.activity);
    out.tag(summary.workshop);
    write_day(summary.day, out);
    out.varint(summary.n);
    out.text(&summary.title, MAX_CELL);
    out.count(summary.items.len());
    for block in &summary.items {
        out.number(u64::from(block.mark), mark::BITS);
        let usual = block.counts.iter().map(Vec::len).max().unwrap_or(0);
        out.count(usual);
        let width = width_of(block.counts.iter().flatten());
        out.number(u64::from(width), WIDTH_BITS);
        out.count(block.counts.len());
        for counts in &block.counts {
            out.flag(counts.len() == usual);
            if counts.len() != usual {
                out.count(counts.len());
            }
            counts.iter().for_each(|count| out.number(u64::from(*count), width));
        }
    }
    out.count(summary.choices.len());
    for choice in &summary.choices {
        out.number(u64::from(choice.mark), mark::BITS);
        out.varint(choice.n);
        let width = width_of(choice.counts.iter());
        out.number(u64::from(width), WIDTH_BITS);
        out.count(choice.counts.len());
        choice.counts.iter().for_each(|count| out.number(u64::from(*count), width));
    }
    out.count(summary.dimensions.len());
    for dimension in &summary.dimensions {
        out.name(&dimension.id);
        write_scores(&dimension.scores, out);
    }
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Summary> {
    let (activity, workshop, day, n) = (bits.id()?, bits.tag()?, read_day(bits)?, bits.varint()?);
    let title = bits.text(MAX_CELL)?;
    let items = (0..bits.count(mark::BITS as usize)?).map(|_| read_block(bits)).collect::<Option<_>>()?;
    let choices = (0..bits.count(mark::BITS as usize)?).map(|_| read_choice(bits)).collect::<Option<_>>()?;
    let mut left = MOST_SCORES;
    let dimensions = (0..bits.count(10)?)
        .map(|_| {
            let id = bits.id()?;
            let scores = read_scores(bits, left)?;
            left -= scores.len();
            Some(SummaryDimension { id, scores })
        })
        .collect::<Option<_>>()?;
    Some(Summary { activity, workshop, day, n, title, items, choices, dimensions })
}

/// How many bits the largest of these has; at least one, so that no count is free of charge.
fn width_of<'a>(counts: impl Iterator<Item = &'a u32>) -> u32 {
    (u32::BITS - counts.copied().max().unwrap_or(0).leading_zeros()).max(1)
}

fn read_width(bits: &mut Bits<'_>) -> Option<u32> {
    Some(bits.number(WIDTH_BITS)? as u32).filter(|width| (1..=u32::BITS).contains(width))
}

fn read_block(bits: &mut Bits<'_>) -> Option<SummaryBlock> {
    let mark = bits.number(mark::BITS)? as u16;
    let usual = bits.varint()? as usize;
    let width = read_width(bits)?;
    let items = bits.count(1)?;
    let counts = (0..items)
        .map(|_| {
            let count = if bits.flag()? { usual } else { bits.varint()? as usize };
            bits.list(count, width, |number| number as u32)
        })
        .collect::<Option<_>>()?;
    Some(SummaryBlock { mark, counts })
}

fn read_choice(bits: &mut Bits<'_>) -> Option<SummaryChoice> {
    let mark = bits.number(mark::BITS)? as u16;
    let n = bits.varint()?;
    let width = read_width(bits)?;
    let count = bits.varint()? as usize;
    let counts = bits.list(count, width, |number| number as u32)?;
    Some(SummaryChoice { mark, counts, n })
}

fn write_scores(scores: &[(u16, u8)], out: &mut BitsWriter) {
    let scores = sorted(scores.to_vec(), |(sum, answered)| u128::from(*answered) << 16 | u128::from(*sum));
    let groups = || scores.chunk_by(|a, b| a.1 == b.1);
    out.count(groups().count());
    for group in groups() {
        let sums = || group.chunk_by(|a, b| a == b).filter_map(|same| Some((same.first()?, same.len())));
        out.varint(group.first().map_or(0, |(_, answered)| u32::from(*answered)));
        out.count(sums().count());
        let mut before = 0;
        for ((sum, _), times) in sums() {
            out.varint(u32::from(sum - before));
            out.count(times - 1);
            before = *sum;
        }
    }
}

/// The scores, at most so many.
fn read_scores(bits: &mut Bits<'_>, most: usize) -> Option<Vec<(u16, u8)>> {
    let mut scores = Vec::new();
    for _ in 0..bits.count(8)? {
        let answered = u8::try_from(bits.varint()?).ok()?;
        let mut sum = 0u16;
        for _ in 0..bits.count(8)? {
            sum = sum.checked_add(u16::try_from(bits.varint()?).ok()?)?;
            let times = (bits.varint()? as usize).checked_add(1)?;
            (times <= most - scores.len()).then_some(())?;
            scores.resize(scores.len() + times, (sum, answered));
        }
    }
    Some(sorted(scores, |(sum, answered)| u128::from(*sum) << 8 | u128::from(*answered)))
}
