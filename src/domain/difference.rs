//! What two results of one activity may differ by: one shown before some more were taken in and one after, or that of
//! all people and the answers of those who gave their names.
//!
//! Whoever holds both can take one from the other. So they may differ only by answers of nobody, or of at least as many
//! people as a result needs, in every cell that is shown: of each item, of each block, option to be placed and pair,
//! and of all people; of items and people within each side as well. In an item, those who have a score in its dimension
//! and those who broke off in it are a cell each, since with the scores the ones can be told from the others; so a
//! dimension itself need not be one. What is known of somebody anyway, since a name stands beside it, is no difference;
//! nor is what a correction leaves as it was.
//!
//! The union of two sets of people who may be told in this sense may be told as well, so there is one largest: what is
//! left when those are taken out, again and again, of whom too few are in one of their cells ([`largest`]).
//! **Invariant** (`tests/difference.rs`, `tests/frozen.rs`): in no cell is the difference what fewer people said.

use super::activity::Activity;
use super::hand_in::{HandIn, Handed, Layout};
use super::mark::marks;
use super::order::sorted;
use super::together::{Group, Tally, Telling, together};

/// The number of a cell of the figures.
type Cell = u64;

/// The cell of all people.
const ALL: Cell = 0;
/// From which number on the cells are those of blocks without items.
const BLOCKS: Cell = 1 << 63;
/// More than there are sides, with that of people who chose none and that of all.
const SIDES: Cell = 16;

/// The cells of the figures of one activity, in a workshop with so many sides.
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    activity: &'a Activity,
    layout: Layout,
    marks: Vec<u16>,
    /// Of every item its dimension, as an index.
    dimensions: Vec<Option<usize>>,
    /// Nobody.
    empty: Tally,
    sides: usize,
}

/// Somebody's answers that count, and what shall count in their place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change<'a> {
    /// Nothing where somebody is new.
    pub before: Vec<&'a HandIn>,
    /// What counts then.
    pub after: Vec<&'a HandIn>,
}

/// How the items of a dimension are told.
#[derive(Clone, Copy, PartialEq)]
struct Way {
    /// Without those who broke off in it.
    left_out: bool,
    /// Beside its scores: then those who broke off in it are cells of their own.
    scored: bool,
}

/// Of whose answers it is known whose they are.
type IsKnown<'a> = &'a dyn Fn(&HandIn) -> bool;

/// What one person says in a cell.
#[derive(PartialEq)]
struct Said<'a> {
    cell: Cell,
    number: u64,
    /// Where no number tells it.
    answer: Option<&'a Handed>,
}

impl<'a> Cells<'a> {
    /// The cells of an activity: made once, used for all hand-ins.
    #[must_use]
    pub fn of(activity: &'a Activity, sides: usize) -> Self {
        let place = |id| activity.dimensions.iter().position(|dimension| dimension.id == id);
        Self {
            activity,
            layout: Layout::of(activity),
            marks: marks(activity),
            dimensions: activity.items().map(|(_, item)| item.dimension.and_then(place)).collect(),
            empty: Tally::new(activity),
            sides,
        }
    }

    /// Whether the answers of all people may be known beside the figures but for these.
    #[must_use]
    pub fn may_differ_by(&self, people: &[&HandIn], least: usize) -> bool {
        let all = vec![Way { left_out: false, scored: true }; self.activity.dimensions.len()];
        let cells = people.iter().map(|one| Change { before: Vec::new(), after: vec![*one] });
        let cells: Vec<Vec<Cell>> = cells.map(|change| self.changed(&change, [&all, &all], &|_| false)).collect();
        !largest(&cells, least).contains(&false)
    }

    /// The changes of what counts that may be seen: as many as can be. What `is_known` of somebody tells nothing.
    #[must_use]
    pub fn may_change<'b>(
        &self,
        counted: &[HandIn],
        changes: Vec<Change<'b>>,
        is_known: IsKnown<'_>,
        least: usize,
    ) -> Vec<Change<'b>> {
        let all = vec![Way { left_out: false, scored: true }; self.activity.dimensions.len()];
        let cells: Vec<Vec<Cell>> = changes.iter().map(|change| self.changed(change, [&all, &all], is_known)).collect();
        let may = largest(&cells, least).into_iter().zip(changes).filter(|(may, _)| *may);
        let may: Vec<Change<'b>> = may.map(|(_, change)| change).collect();
        if may.is_empty() {
            return may;
        }
        // Who broke off in a dimension may be left out of its items, before or after: what is told then changes by
        // others than those who come.
        let stays = |one: &&HandIn| !may.iter().any(|change| change.before.contains(one));
        let kept: Vec<&HandIn> = counted.iter().filter(stays).collect();
        let after = kept.iter().copied().chain(may.iter().flat_map(|change| change.after.iter().copied()));
        let [before, after] = ways([self.tellings(counted.iter(), least), self.tellings(after, least)]);
        let told = [before.as_slice(), &after];
        let mut cells: Vec<Vec<Cell>> = may.iter().map(|change| self.changed(change, told, is_known)).collect();
        if before != after {
            let stay = kept.iter().map(|one| Change { before: vec![*one], after: vec![*one] });
            cells.extend(stay.map(|change| self.changed(&change, told, is_known)));
        }
        if largest(&cells, least).contains(&false) { Vec::new() } else { may }
    }

    fn points(&self, hand_in: &HandIn) -> Vec<u8> {
        let mut row = vec![0; self.layout.items()];
        hand_in.points(&self.layout, &mut row);
        row
    }

    /// A cell of all people, and the same of those of one side.
    fn twice(&self, hand_in: &HandIn, cell: Cell) -> [Cell; 2] {
        let side = hand_in.side.map_or(self.sides, usize::from).min(self.sides);
        [cell * SIDES, cell * SIDES + 1 + side as Cell]
    }

    /// All that one person says, cell by cell, where the dimensions are told in these ways.
    fn said<'b>(&self, hand_in: &'b HandIn, ways: &[Way]) -> Vec<Said<'b>> {
        let row = self.points(hand_in);
        let mut tally = self.empty.clone();
        tally.add(&row);
        let mut said = Vec::new();
        let mut say = |cell, number| {
            said.extend(self.twice(hand_in, cell).map(|cell| Said { cell, number, answer: None }));
        };
        say(ALL, 0);
        for (item, (point, dimension)) in (1..).zip(row.iter().zip(&self.dimensions)).filter(|(_, (x, _))| **x > 0) {
            match dimension.filter(|at| tally.unscored(*at) > 0).and_then(|at| ways.get(at)) {
                Some(Way { left_out: true, .. }) => {}
                Some(Way { scored: true, .. }) => say(item + row.len() as Cell, (*point).into()),
                _ => say(item, (*point).into()),
            }
        }
        said.extend(self.made(hand_in));
        said
    }

    /// What one person says in blocks without items: whatever would be a cell of that person alone.
    fn made<'b>(&self, hand_in: &'b HandIn) -> Vec<Said<'b>> {
        let others = hand_in.others(self.activity);
        if others.is_empty() {
            return Vec::new();
        }
        let alone = Group::of_tally(self.activity, self.empty.clone(), vec![others], &[hand_in.id], 0);
        let mut said = Vec::new();
        for (at, (block, own)) in (0..).zip(self.activity.blocks().zip(&self.marks)) {
            let answer = hand_in.blocks.iter().find(|known| known.mark == *own).map(|known| &known.answer);
            let figures = alone.as_ref().ok().filter(|_| answer.is_some()).and_then(|alone| together(alone, block));
            for (cell, number) in figures.iter().flat_map(|figures| figures.own_cells(at)) {
                let answer = answer.filter(|_| number.is_none());
                said.push(Said { cell: cell | BLOCKS, number: number.unwrap_or(0), answer });
            }
        }
        said
    }

    /// The cells in which something else is said before and after, each once, where the dimensions are told in these
    /// ways.
    fn changed(&self, change: &Change<'_>, [before, after]: [&[Way]; 2], is_known: IsKnown<'_>) -> Vec<Cell> {
        let (before, after) =
            (self.said_by(&change.before, before, is_known), self.said_by(&change.after, after, is_known));
        let cells = before.iter().chain(&after).map(|said| said.cell).collect();
        let mut cells: Vec<Cell> = sorted(cells, |cell| (*cell).into());
        cells.dedup();
        // Of somebody new it is all.
        if !before.is_empty() {
            cells.retain(|cell| {
                let own = |said: &&Said<'_>| said.cell == *cell;
                before.iter().filter(own).ne(after.iter().filter(own))
            });
        }
        cells
    }

    fn said_by<'b>(&self, all: &[&'b HandIn], ways: &[Way], is_known: IsKnown<'_>) -> Vec<Said<'b>> {
        all.iter().filter(|one| !is_known(one)).flat_map(|one| self.said(one, ways)).collect()
    }

    fn tellings<'b>(&self, counted: impl Iterator<Item = &'b HandIn>, least: usize) -> Vec<Telling> {
        let mut tally = self.empty.clone();
        counted.for_each(|one| tally.add(&self.points(one)));
        tally.tellings(least)
    }
}

/// The ways in which the dimensions are told before and after. Scores that are told once only can't be compared.
fn ways([before, after]: [Vec<Telling>; 2]) -> [Vec<Way>; 2] {
    let both: Vec<bool> =
        before.iter().zip(&after).map(|pair| *pair.0 != Telling::Items && *pair.1 != Telling::Items).collect();
    [before, after].map(|tellings| {
        let one = |(telling, scored): (&Telling, &bool)| Way { left_out: *telling == Telling::Scored, scored: *scored };
        tellings.iter().zip(&both).map(one).collect()
    })
}

/// Of people, each with cells, no cell twice: who is in the largest set of them of which each cell has nobody or at
/// least `least`.
#[must_use]
fn largest(people: &[Vec<Cell>], least: usize) -> Vec<bool> {
    let mut stays = vec![true; people.len()];
    loop {
        let all = people.iter().zip(&stays).filter(|(_, stays)| **stays).flat_map(|(cells, _)| cells);
        let all: Vec<Cell> = sorted(all.copied().collect(), |cell| (*cell).into());
        let thin = all.chunk_by(|a, b| a == b).filter(|of_one| of_one.len() < least);
        let thin: Vec<Cell> = thin.filter_map(|of_one| of_one.first().copied()).collect();
        if thin.is_empty() {
            return stays;
        }
        for (stays, cells) in stays.iter_mut().zip(people) {
            *stays &= !cells.iter().any(|cell| thin.binary_search(cell).is_ok());
        }
    }
}
