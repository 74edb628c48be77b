//! Points of many people, counted as they come: all that the figures of items and dimensions are computed from.
//!
//! A person's points are one row: a byte for each of [`Activity::items`] in that order, 0 where it is open. Rows
//! may be added in any order and in as many portions as one likes, so that a page can count ten thousand without
//! holding up a finger. What is kept does not grow with the number of people, apart from the scores of a
//! dimension that differ.
//!
//! A dimension's scores add up to its items' answers. So they would tell an item that is withheld, and, held against
//! what is counted of the items, what those answered who have no score, or those who have one. [`Telling`] says how
//! both are shown without that.

use super::is_withheld;
use crate::domain::activity::Activity;
use crate::domain::counts::Counts;
use crate::domain::scoring::is_enough;

/// As many people may be said to have answered alike by a summary from somebody else: more than any room holds, and
/// few enough that no sum of them is too large.
const MOST: u32 = 1_000_000;

/// Counted points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    columns: Vec<Column>,
    dimensions: Vec<Scores>,
    n: usize,
}

/// An item.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Column {
    /// How many chose each point.
    counts: Vec<usize>,
    /// How many of these have no score in its dimension.
    unscored: Vec<usize>,
    reverse: bool,
    /// Its dimension, as an index.
    dimension: Option<usize>,
}

/// A dimension.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Scores {
    /// How many items it has.
    items: usize,
    /// The scores that came, rising by answered items, then by sum.
    marks: Vec<Mark>,
    /// How many people answered some of it, but too little for a score.
    unscored: usize,
    /// Of the row that is being added.
    sum: u32,
    answered: usize,
}

/// A score that came: a sum of points after reversing over a number of answered items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// How many items were answered, at least 1.
    pub answered: usize,
    /// The sum of their points after reversing.
    pub sum: u32,
    /// How many people scored that.
    pub count: usize,
}

/// How a dimension and its items are shown together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::domain) enum Telling {
    /// With everybody's answers.
    All,
    /// Without the answers of those who have no score in it, who are fewer than the least: the scores would tell them.
    Scored,
    /// The items only: with the scores somebody could compute what fewer than the least answered.
    Items,
}

impl Column {
    fn answered(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many of those who answered have a score in its dimension.
    fn scored(&self) -> usize {
        self.answered() - self.unscored.iter().sum::<usize>()
    }
}

impl Scores {
    /// Whether the row that is being added answers some of it, but too little for a score.
    fn is_broken_off(&self) -> bool {
        self.answered > 0 && !is_enough(self.answered, self.items)
    }

    /// Counts what lies in `sum` and `answered`, and empties them.
    fn close(&mut self) {
        if is_enough(self.answered, self.items) {
            self.add(Mark { answered: self.answered, sum: self.sum, count: 1 });
        }
        self.unscored += usize::from(self.is_broken_off());
        (self.sum, self.answered) = (0, 0);
    }

    fn add(&mut self, new: Mark) {
        let place = self.marks.binary_search_by(|known| (known.answered, known.sum).cmp(&(new.answered, new.sum)));
        match place {
            Ok(at) => self.marks[at].count += new.count,
            Err(at) => self.marks.insert(at, new),
        }
    }
}

impl Tally {
    /// An empty one.
    #[must_use]
    pub fn new(activity: &Activity) -> Self {
        let mut dimensions = vec![Scores::default(); activity.dimensions.len()];
        let columns = activity.items().map(|(_, item)| {
            let at = activity.dimensions.iter().position(|dimension| Some(dimension.id.as_str()) == item.dimension);
            if let Some(at) = at {
                dimensions[at].items += 1;
            }
            let none = vec![0; item.points.into()];
            Column { counts: none.clone(), unscored: none, reverse: item.reverse, dimension: at }
        });
        Self { columns: columns.collect(), dimensions, n: 0 }
    }

    /// Adds one person's row. A point beyond an item's scale counts as open, as does what is missing at the end.
    pub fn add(&mut self, row: &[u8]) {
        self.n += 1;
        for (column, &point) in self.columns.iter_mut().zip(row) {
            let points = column.counts.len();
            let at = usize::from(point).wrapping_sub(1);
            let Some(count) = column.counts.get_mut(at) else { continue };
            *count += 1;
            if let Some(at) = column.dimension {
                let scores = &mut self.dimensions[at];
                scores.sum += if column.reverse { points as u32 + 1 - u32::from(point) } else { point.into() };
                scores.answered += 1;
            }
        }
        if self.dimensions.iter().any(Scores::is_broken_off) {
            self.add_broken_off(row);
        }
        self.dimensions.iter_mut().for_each(Scores::close);
    }

    /// Counts the points of a row in dimensions in which they give no score.
    fn add_broken_off(&mut self, row: &[u8]) {
        for (column, &point) in self.columns.iter_mut().zip(row) {
            let is_meant = column.dimension.is_some_and(|at| self.dimensions[at].is_broken_off());
            let count = column.unscored.get_mut(usize::from(point).wrapping_sub(1)).filter(|_| is_meant);
            count.into_iter().for_each(|count| *count += 1);
        }
    }

    /// How each dimension is shown, so that no difference of what is shown comes from fewer than `least` people.
    pub(in crate::domain) fn tellings(&self, least: usize) -> Vec<Telling> {
        let one = |(at, scores): (usize, &Scores)| {
            // Enough with a score, also where others answered the item: the scores less the other items tell theirs.
            let mut own = self.columns.iter().filter(|column| column.dimension == Some(at));
            let safe = own.all(|column| column.answered() == 0 || column.scored() >= least);
            let scored: usize = scores.marks.iter().map(|mark| mark.count).sum();
            match is_withheld(scores.unscored, least) {
                _ if scored < least || !safe => Telling::Items,
                true => Telling::Scored,
                false => Telling::All,
            }
        };
        self.dimensions.iter().enumerate().map(one).collect()
    }

    /// The same without the answers that are not told.
    pub(in crate::domain) fn leaving_out(mut self, tellings: &[Telling]) -> Self {
        let is_left_out = |at: usize| tellings.get(at) == Some(&Telling::Scored);
        for column in self.columns.iter_mut().filter(|column| column.dimension.is_some_and(is_left_out)) {
            let unscored = column.unscored.iter_mut().map(std::mem::take);
            column.counts.iter_mut().zip(unscored).for_each(|(count, unscored)| *count -= unscored);
        }
        for (_, scores) in self.dimensions.iter_mut().enumerate().filter(|(at, _)| is_left_out(*at)) {
            scores.unscored = 0;
        }
        self
    }

    /// The same without the answers and the scores that are not told where `least` people are needed.
    pub(in crate::domain) fn withholding(self, least: usize) -> Self {
        let tellings = self.tellings(least);
        let mut told = self.leaving_out(&tellings);
        for (scores, telling) in told.dimensions.iter_mut().zip(&tellings) {
            if *telling == Telling::Items {
                scores.marks.clear();
            }
        }
        told
    }

    /// Adds rows that stand one after another, all of full length.
    pub fn add_all(&mut self, rows: &[u8]) {
        // Nobody can be counted where nothing is asked: then there is no row either.
        rows.chunks(self.columns.len().max(1)).for_each(|row| self.add(row));
    }

    /// Counts answers to an item that are known by number only, point by point.
    pub(in crate::domain) fn add_counts(&mut self, item: usize, counts: &[u32]) {
        let known = self.columns.get_mut(item).map(|column| &mut column.counts);
        known.into_iter().flatten().zip(counts).for_each(|(known, count)| *known += (*count).min(MOST) as usize);
    }

    /// Counts a score in a dimension that is known by itself only.
    pub(in crate::domain) fn add_mark(&mut self, dimension: usize, mark: Mark) {
        if let Some(scores) = self.dimensions.get_mut(dimension) {
            scores.add(mark);
        }
    }

    /// How many rows were added.
    #[must_use]
    pub fn n(&self) -> usize {
        self.n
    }

    /// How long a row is.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// How many chose each point of an item, as they were chosen; the items are counted from 0 through the whole
    /// activity.
    #[must_use]
    pub fn counts(&self, item: usize) -> &[usize] {
        self.columns.get(item).map_or(&[], |column| &column.counts)
    }

    /// How many answered an item.
    #[must_use]
    pub fn answered(&self, item: usize) -> usize {
        self.counts(item).iter().sum()
    }

    /// How many of those who answered an item have a score in its dimension.
    pub(in crate::domain) fn scored(&self, item: usize) -> usize {
        self.columns.get(item).map_or(0, Column::scored)
    }

    /// How many people answered some of a dimension, but too little for a score.
    pub(in crate::domain) fn unscored(&self, dimension: usize) -> usize {
        self.dimensions.get(dimension).map_or(0, |scores| scores.unscored)
    }

    /// The scores that came in a dimension, rising by answered items, then by sum.
    #[must_use]
    pub fn marks(&self, dimension: usize) -> &[Mark] {
        self.dimensions.get(dimension).map_or(&[], |scores| &scores.marks)
    }

    /// How often each score came in a dimension.
    #[must_use]
    pub fn scores(&self, dimension: usize) -> Counts {
        let value = |mark: &Mark| (f64::from(mark.sum) / mark.answered as f64, mark.count);
        Counts::of(self.marks(dimension).iter().map(value).collect())
    }
}
