//! The sides of a group beside each other, such as two organisations, with nothing to be told of a handful.
//!
//! Everybody chose a side, or none; who chose none is a side of its own here. The figures of all people together are
//! known, so that whatever is left out of the comparison can be computed as the remainder. And a dimension's mean is
//! made of its items' means, so that one hidden among shown ones can be computed as well. Therefore a dimension
//! and its items are one *family*, in which the same sides are hidden in every row. So are the people who answered some
//! of the dimension and have no score: where their answers count in the items, the family has a row for them, and for
//! each item one for those with a score, which are shown to nobody.
//! 1. a side is hidden in a family when any row of it has answers of fewer people of that side than the least;
//! 2. while in some row one side alone is hidden, or those hidden are fewer people than the least, the
//!    next smallest of that row is hidden as well (complementary suppression: Cox 1980, *Journal of the American
//!    Statistical Association* 75, 377-385).
//!
//! **Invariant** (`tests/comparing.rs`), for every row whose total is shown: everybody who is in no shown cell, if
//! there is anybody, are at least `least` people, in two hidden cells or more; or all who answered that row are of
//! one side, whose figures are then those of the total. A total is shown from `least` people on; where it is not, no
//! cell with answers is. That a side has no answers at all is not hidden. What all people together may not be told
//! ([`super::together::Tally`]) no side is: neither a withheld dimension nor answers that are left out.

use super::activity::Activity;
use super::agreement::Figures;
use super::order::sorted;
use super::together::{DimensionTogether, ItemsTogether, Tally, Telling, is_withheld};

/// Points that are counted side by side, in any order and in as many portions as one likes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SideTally {
    total: Tally,
    /// One for each side, then that of people who chose none.
    sides: Vec<Tally>,
}

/// All rows of the comparison.
#[derive(Clone, PartialEq, Debug)]
pub struct Subgroups {
    /// The dimensions, in the order to talk about of all people together.
    pub dimensions: Vec<Compared>,
    /// The items, in the activity's order.
    pub items: Vec<Compared>,
}

/// One dimension or item.
#[derive(Clone, PartialEq, Debug)]
pub struct Compared {
    /// Its id.
    pub id: String,
    /// All people together.
    pub total: Cell,
    /// One for each side, then that of people who chose none.
    pub cells: Vec<Cell>,
}

/// Figures of one side, or of all.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Cell {
    /// What may be shown; without a mean where nobody answered.
    Shown {
        /// How many people answered.
        n: usize,
        /// Their mean; that of an item is of the points as they were chosen.
        mean: Option<f64>,
        /// Their agreement, r*wg(J).
        agreement: Option<f64>,
    },
    /// Some people answered, and nothing of it is shown.
    Hidden,
}

impl Cell {
    fn of(figures: &Figures) -> Self {
        Self::Shown { n: figures.n, mean: figures.mean, agreement: figures.agreement }
    }

    /// How many people answered, where that is shown.
    #[must_use]
    pub fn n(&self) -> Option<usize> {
        match self {
            Self::Shown { n, .. } => Some(*n),
            Self::Hidden => None,
        }
    }
}

/// What one tally says of an item or a dimension: its id, its figures, whether they are withheld.
type Line = (String, Figures, bool);

/// A row before anything is hidden: its figures for each side, and for all.
#[derive(Default)]
struct Row {
    id: String,
    total: Figures,
    withheld: bool,
    cells: Vec<Figures>,
}

impl SideTally {
    /// An empty one for so many sides.
    #[must_use]
    pub fn new(activity: &Activity, sides: usize) -> Self {
        let empty = Tally::new(activity);
        Self { sides: vec![empty.clone(); sides + 1], total: empty }
    }

    /// Adds one person's points, as [`Tally::add`] takes them. A side that there is not counts as none.
    pub fn add(&mut self, side: Option<u8>, row: &[u8]) {
        self.total.add(row);
        let none = self.sides.len() - 1;
        let side = side.map_or(none, usize::from).min(none);
        self.sides[side].add(row);
    }

    /// The comparison, with what must be hidden hidden.
    #[must_use]
    pub fn figures(&self, activity: &Activity, least: usize) -> Subgroups {
        // Each side with all of its figures, and all people together with what may be shown of them. What is left out
        // of one is left out of the others: else it were the difference.
        let tellings = self.total.tellings(least);
        let total = self.total.clone().withholding(least);
        let tallies: Vec<Tally> = self.sides.iter().map(|side| side.clone().leaving_out(&tellings)).collect();
        let rows = |row: &dyn Fn(&Tally, usize) -> Vec<Line>| -> Vec<Row> {
            let sides: Vec<Vec<Line>> = tallies.iter().map(|side| row(side, 0)).collect();
            let with = |(at, (id, total, withheld)): (usize, Line)| {
                let cells = sides.iter().filter_map(|side| side.get(at).map(|(_, figures, _)| *figures));
                Row { id, total, withheld, cells: cells.collect() }
            };
            row(&total, least).into_iter().enumerate().map(with).collect()
        };
        let dimensions = rows(&|tally, least| {
            let one = |at| DimensionTogether::one(activity, tally, at, least);
            (0..activity.dimensions.len()).map(one).map(|one| (one.id, one.figures, one.withheld)).collect()
        });
        let items = rows(&|tally, least| {
            let blocks = activity.blocks().map(|block| ItemsTogether::of(activity, tally, block, least));
            blocks.flat_map(|block| block.items).map(|item| (item.id, item.figures, item.withheld)).collect()
        });
        let of: Vec<Option<&str>> = activity.items().map(|(_, item)| item.dimension).collect();
        // An item without a dimension is a family of its own.
        let families: Vec<Vec<bool>> = dimensions
            .iter()
            .zip(&tellings)
            .enumerate()
            .map(|(at, (dimension, telling))| {
                let own =
                    items.iter().zip(&of).filter(|(_, of)| **of == Some(dimension.id.as_str())).map(|(row, _)| row);
                let unscored = tallies.iter().map(|side| Figures { n: side.unscored(at), ..Figures::default() });
                let unscored = Row { cells: unscored.collect(), ..Row::default() };
                let is_own = |item: &usize| of.get(*item) == Some(&Some(dimension.id.as_str()));
                let scored = (0..of.len()).filter(is_own).map(|item| {
                    let n = |side: &Tally| Figures { n: side.scored(item), ..Figures::default() };
                    Row { cells: tallies.iter().map(n).collect(), ..Row::default() }
                });
                // Where the dimension is withheld, nothing can be held against its items.
                let apart: Vec<Row> = scored.chain([unscored]).filter(|_| *telling == Telling::All).collect();
                hidden(&own.chain([dimension]).chain(&apart).collect::<Vec<_>>(), least)
            })
            .collect();
        let rows = items.iter().zip(&of).map(|(row, of)| {
            match dimensions.iter().position(|dimension| Some(dimension.id.as_str()) == *of) {
                Some(at) => compared(row, &families[at]),
                None => compared(row, &hidden(&[row], least)),
            }
        });
        let items: Vec<Compared> = rows.collect();
        let dimensions =
            sorted(dimensions.iter().zip(&families).collect(), |(row, _)| row.total.talk_key(row.total.mean));
        Subgroups { dimensions: dimensions.into_iter().map(|(row, hidden)| compared(row, hidden)).collect(), items }
    }
}

/// Which sides are hidden in all rows of a family.
fn hidden(rows: &[&Row], least: usize) -> Vec<bool> {
    let sides = rows.first().map_or(0, |row| row.cells.len());
    let mut hidden: Vec<bool> =
        (0..sides).map(|side| rows.iter().any(|row| is_withheld(row.cells[side].n, least))).collect();
    while let Some(side) = rows.iter().find_map(|row| next(row, &hidden, least)) {
        hidden[side] = true;
    }
    hidden
}

/// The side that a row needs to be hidden as well: the smallest of those that are shown, while what is hidden could be
/// computed. `None` where it can't, or nothing more can be done.
fn next(row: &Row, hidden: &[bool], least: usize) -> Option<usize> {
    let answered = || row.cells.iter().map(|cell| cell.n).zip(hidden).enumerate().filter(|(_, (n, _))| *n > 0);
    let held = || answered().filter(|(_, (_, hidden))| **hidden);
    let people: usize = held().map(|(_, (n, _))| n).sum();
    let safe = people == 0 || held().count() > 1 && people >= least;
    answered().filter(|(_, (_, hidden))| !safe && !**hidden).min_by_key(|(_, (n, _))| *n).map(|(side, _)| side)
}

fn compared(row: &Row, hidden: &[bool]) -> Compared {
    let cell = |(figures, hidden): (&Figures, &bool)| {
        if (*hidden || row.withheld) && figures.n > 0 { Cell::Hidden } else { Cell::of(figures) }
    };
    let total = if row.withheld { Cell::Hidden } else { Cell::of(&row.total) };
    Compared { id: row.id.clone(), total, cells: row.cells.iter().zip(hidden).map(cell).collect() }
}
