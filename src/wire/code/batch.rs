//! Many hand-ins of one workshop and activity in one packet: how people carry on for others.
//!
//! What all have in common stands once: activity, workshop, the day of the first, and the shapes of all blocks
//! that anybody answered, rising. Then, of everybody: a flag whether it is the same day, else the day; the
//! person, as in a hand-in; of every shape whether that block was answered so; and the answers.

use super::bits::{Bits, BitsWriter};
use super::hand_in::{Shape, by_mark, is_rising, read_day, read_person, write_day, write_person};
use crate::domain::hand_in::HandIn;
use crate::domain::order::sorted;

/// The fewest bits that a shape and a person take.
const LEAST_SHAPE: usize = 16;
const LEAST_PERSON: usize = 73;

/// Hand-ins that have a workshop and an activity in common; never empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch(Vec<HandIn>);

impl Batch {
    /// The batches of these hand-ins: one for each workshop and activity.
    #[must_use]
    pub fn all(hand_ins: Vec<HandIn>) -> Vec<Self> {
        let mut batches: Vec<Self> = Vec::new();
        for hand_in in hand_ins {
            match batches.iter_mut().find(|batch| batch.0.first().is_some_and(|first| belong(first, &hand_in))) {
                Some(batch) => batch.0.push(hand_in),
                None => batches.push(Self(vec![hand_in])),
            }
        }
        batches
    }

    /// The hand-ins.
    #[must_use]
    pub fn into_hand_ins(self) -> Vec<HandIn> {
        self.0
    }

    /// The first of them: activity and workshop are the same for all.
    #[must_use]
    pub fn first(&self) -> Option<&HandIn> {
        self.0.first()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The same in two halves; `None` for a single hand-in.
    #[must_use]
    pub fn halves(mut self) -> Option<[Self; 2]> {
        let rest = self.0.split_off(self.0.len() / 2);
        (!self.0.is_empty()).then_some([self, Self(rest)])
    }
}

fn belong(one: &HandIn, other: &HandIn) -> bool {
    (&one.activity, one.workshop) == (&other.activity, other.workshop)
}

pub(super) fn write(batch: &Batch, out: &mut BitsWriter) {
    let Some(first) = batch.0.first() else { return };
    out.name(&first.activity);
    out.tag(first.workshop);
    write_day(first.day, out);
    let mut shapes: Vec<Shape> = Vec::new();
    for shape in batch.0.iter().flat_map(|hand_in| &hand_in.blocks).map(Shape::of) {
        if !shapes.contains(&shape) {
            shapes.push(shape);
        }
    }
    let shapes = sorted(shapes, |shape| shape.key());
    out.count(shapes.len());
    shapes.iter().for_each(|shape| shape.write(out));
    out.count(batch.0.len());
    for hand_in in &batch.0 {
        out.flag(hand_in.day == first.day);
        if hand_in.day != first.day {
            write_day(hand_in.day, out);
        }
        write_person(hand_in, out);
        let blocks = by_mark(hand_in);
        shapes.iter().for_each(|shape| out.flag(blocks.iter().any(|block| Shape::of(block) == *shape)));
        blocks.iter().for_each(|block| Shape::of(block).write_answer(&block.answer, out));
    }
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Batch> {
    let (activity, workshop, first_day) = (bits.id()?, bits.tag()?, read_day(bits)?);
    let shapes: Vec<Shape> = (0..bits.count(LEAST_SHAPE)?).map(|_| Shape::read(bits)).collect::<Option<_>>()?;
    shapes.windows(2).all(|pair| pair[0] < pair[1]).then_some(())?;
    let count = bits.count(LEAST_PERSON + shapes.len()).filter(|count| *count > 0)?;
    let mut hand_ins = Vec::with_capacity(count);
    for _ in 0..count {
        let day = if bits.flag()? { first_day } else { read_day(bits)? };
        let mut hand_in = HandIn { activity: activity.clone(), workshop, day, ..read_person(bits)? };
        let answered = bits.list(shapes.len(), 1, |flag| flag == 1)?;
        for (shape, _) in shapes.iter().zip(answered).filter(|(_, answered)| *answered) {
            hand_in.blocks.push(shape.read_answer(bits)?);
        }
        is_rising(&hand_in).then_some(())?;
        hand_ins.push(hand_in);
    }
    Some(Batch(hand_ins))
}
