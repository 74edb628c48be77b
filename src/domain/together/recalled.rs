//! From a group to what is taken home ([`Summary`]), and back to figures.
//!
//! Only cells that may be shown go in: an item that is withheld has no counts there, not even zeros, a choice
//! neither counts nor number, a dimension no scores. **Invariant** (`tests/summary.rs`): the figures that come back
//! are those of the group. Codes that were made before a dimension was withheld with its items may hold the scores
//! of one with a withheld item: these are not shown.

use super::{ChoiceTogether, DimensionTogether, Group, ItemsTogether, Mark, Tally, is_withheld};
use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::id::Tag;
use crate::domain::mark::marks;
use crate::domain::order::{pair_key, sorted};
use crate::domain::scoring::is_enough;
use crate::domain::summary::{Summary, SummaryBlock, SummaryChoice, SummaryDimension};

impl Summary {
    /// The figures of a group on a day, counted from 1970-01-01, in a workshop that is called `title`.
    #[must_use]
    pub fn of(group: &Group<'_>, workshop: Option<Tag>, day: u32, title: &str) -> Self {
        let (activity, tally, least) = (group.activity(), group.tally(), group.least());
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (mut items, mut choices, mut first) = (Vec::new(), Vec::new(), 0);
        for (block, mark) in activity.blocks().zip(marks(activity)) {
            match block {
                Block::Scale(_) | Block::Poles(_) => {
                    let own = first..first + block.items().len();
                    first = own.end;
                    let counts = own.map(|at| match tally.counts(at) {
                        counts if is_withheld(counts.iter().sum(), least) => Vec::new(),
                        counts => counts.iter().map(|count| small(*count)).collect(),
                    });
                    items.push(SummaryBlock { mark, counts: counts.collect() });
                }
                Block::Choice(choice) => {
                    let found = ChoiceTogether::of(group, choice);
                    let few = is_withheld(found.n, least);
                    let counts = found.counts.iter().filter(|_| !few).map(|count| small(*count)).collect();
                    choices.push(SummaryChoice { mark, counts, n: if few { 0 } else { small(found.n) } });
                }
                Block::Text(_) | Block::Task(_) | Block::Unbuilt(_) => {}
            }
        }
        let dimensions = activity.dimensions.iter().enumerate().map(|(at, dimension)| {
            let marks = tally.marks(at);
            let few = marks.iter().map(|mark| mark.count).sum::<usize>() < least;
            let marks = if few { Vec::new() } else { marks.to_vec() };
            let marks = sorted(marks, |mark| pair_key(mark.sum.into(), mark.answered as u64));
            // A score that the format can't hold would have to be of more than 255 items: then there are none.
            let score =
                |mark: &Mark| Some((u16::try_from(mark.sum).ok()?, u8::try_from(mark.answered).ok()?, mark.count));
            let scores: Option<Vec<_>> = marks.iter().map(score).collect();
            let scores = scores.unwrap_or_default().into_iter();
            let scores = scores.flat_map(|(sum, answered, count)| std::iter::repeat_n((sum, answered), count));
            SummaryDimension { id: dimension.id.clone(), scores: scores.collect() }
        });
        Self {
            activity: activity.id.clone(),
            workshop,
            day,
            n: small(group.n()),
            title: title.to_owned(),
            items,
            choices,
            dimensions: dimensions.collect(),
        }
    }
}

/// The figures of a summary, as a copy of the activity understands them.
#[derive(Clone, PartialEq, Debug)]
pub struct Recalled {
    /// How many people there were.
    pub n: usize,
    /// Blocks with items that the summary has, by their place among all blocks.
    pub items: Vec<(usize, ItemsTogether)>,
    /// Blocks with options that the summary has, by their place among all blocks; `None` where it is withheld.
    pub choices: Vec<(usize, Option<ChoiceTogether>)>,
    /// The dimensions that the summary has, in the order to talk about.
    pub dimensions: Vec<DimensionTogether>,
    /// How many of the summary's blocks and dimensions this copy of the activity does not have, or asks differently.
    pub unknown: usize,
}

impl Recalled {
    /// Reads a summary. What the activity does not know is left out and counted.
    #[must_use]
    pub fn of(activity: &Activity, summary: &Summary) -> Self {
        let marks = marks(activity);
        let blocks: Vec<&Block> = activity.blocks().collect();
        let place = |mark: u16| marks.iter().position(|known| *known == mark);
        let mut found = Self { n: summary.n as usize, items: vec![], choices: vec![], dimensions: vec![], unknown: 0 };
        let mut tally = Tally::new(activity);
        // The items that the summary withholds, counted through the whole activity.
        let mut hidden: Vec<usize> = Vec::new();
        let mut known: Vec<usize> = Vec::new();
        for block in &summary.items {
            let at = place(block.mark).filter(|at| !known.contains(at) && fits(blocks[*at], block));
            let Some(at) = at else {
                found.unknown += 1;
                continue;
            };
            let first: usize = blocks[..at].iter().map(|block| block.items().len()).sum();
            for (item, counts) in (first..).zip(&block.counts) {
                tally.add_counts(item, counts);
                hidden.extend(counts.is_empty().then_some(item));
            }
            known.push(at);
        }
        for at in known {
            let first: usize = blocks[..at].iter().map(|block| block.items().len()).sum();
            let mut items = ItemsTogether::of(activity, &tally, blocks[at], 1);
            for (item, one) in (first..).zip(&mut items.items) {
                one.withheld = hidden.contains(&item);
            }
            found.items.push((at, items));
        }
        for choice in &summary.choices {
            let at = place(choice.mark).filter(|at| found.choices.iter().all(|(known, _)| known != at));
            let Some((at, options)) = at.map(|at| (at, blocks[at].options().len())).filter(|(_, options)| *options > 0)
            else {
                found.unknown += 1;
                continue;
            };
            let counts: Vec<usize> = choice.counts.iter().map(|count| *count as usize).collect();
            match counts.len() {
                0 => found.choices.push((at, None)),
                n if n == options => {
                    found.choices.push((at, Some(ChoiceTogether { counts, n: choice.n as usize })));
                }
                _ => found.unknown += 1,
            }
        }
        found.take_dimensions(activity, summary, &mut tally, &hidden);
        found
    }

    fn take_dimensions(&mut self, activity: &Activity, summary: &Summary, tally: &mut Tally, hidden: &[usize]) {
        let items = |id: &str| activity.items().enumerate().filter(|(_, (_, item))| item.dimension == Some(id)).count();
        let most = |id: &str| {
            activity.items().filter(|(_, item)| item.dimension == Some(id)).map(|(_, item)| item.points).max()
        };
        let is_hidden = |id: &str| {
            activity.items().enumerate().any(|(at, (_, item))| item.dimension == Some(id) && hidden.contains(&at))
        };
        let mut known: Vec<usize> = Vec::new();
        for dimension in &summary.dimensions {
            let at = activity.dimensions.iter().position(|known| known.id == dimension.id);
            let (count, points) = (items(&dimension.id), u16::from(most(&dimension.id).unwrap_or(0)));
            let can_be = |(sum, answered): &(u16, u8)| {
                let answered = u16::from(*answered);
                is_enough(answered.into(), count)
                    && usize::from(answered) <= count
                    && (answered..=answered * points).contains(sum)
            };
            match at.filter(|at| !known.contains(at) && dimension.scores.iter().all(can_be)) {
                Some(at) => {
                    for &(sum, answered) in dimension.scores.iter().filter(|_| !is_hidden(&dimension.id)) {
                        tally.add_mark(at, Mark { sum: sum.into(), answered: answered.into(), count: 1 });
                    }
                    known.push(at);
                }
                None => self.unknown += 1,
            }
        }
        let all = known.into_iter().map(|at| {
            let mut one = DimensionTogether::one(activity, tally, at, 1);
            one.withheld |= is_hidden(&one.id);
            one
        });
        self.dimensions = DimensionTogether::in_talk_order(all.collect());
    }
}

/// Whether a block of a summary is about the same items: each with a count for every point, or none at all.
fn fits(block: &Block, summary: &SummaryBlock) -> bool {
    let items = block.items();
    let is_one = |(counts, item): (&Vec<u32>, &crate::domain::block::Item<'_>)| {
        counts.is_empty() || counts.len() == usize::from(item.points)
    };
    !items.is_empty() && items.len() == summary.counts.len() && summary.counts.iter().zip(&items).all(is_one)
}
