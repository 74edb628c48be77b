//! Scale and poles: the figures of each item, and of each dimension.

use super::{Group, Tally, is_withheld};
use crate::domain::activity::Activity;
use crate::domain::agreement::{Figures, ItemAnswers};
use crate::domain::block::Block;
use crate::domain::counts::Counts;
use crate::domain::order::sorted;

/// The items of a block, in the author's order.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemsTogether {
    /// One for each item.
    pub items: Vec<ItemTogether>,
}

/// One item.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemTogether {
    /// Its id.
    pub id: String,
    /// How many chose each point, as they were chosen, from the first point on; 0 throughout where it is withheld.
    pub counts: Vec<usize>,
    /// Its figures. Mean and median are of the points as they were chosen; agreement does not change when an
    /// item is reversed; the favourable share is that after reversing.
    pub figures: Figures,
    /// Whether so few answered that it is withheld.
    pub withheld: bool,
    /// Its place in the order to talk about, from 0: least agreement first, then lowest mean after reversing.
    pub place: usize,
}

/// One dimension.
#[derive(Clone, PartialEq, Debug)]
pub struct DimensionTogether {
    /// Its id.
    pub id: String,
    /// How often each score came. Who has too few answers has none.
    pub scores: Counts,
    /// The number of points of its scale.
    pub points: u8,
    /// Its figures.
    pub figures: Figures,
    /// Whether it is withheld, although something was answered: so few have a score, or it would tell what so few
    /// answered in an item.
    pub withheld: bool,
}

impl ItemsTogether {
    /// The items of a block from what was counted, those that fewer than `least` people answered withheld.
    #[must_use]
    pub fn of(activity: &Activity, tally: &Tally, block: &Block, least: usize) -> Self {
        let first: usize =
            activity.blocks().take_while(|known| known.id() != block.id()).map(|known| known.items().len()).sum();
        let (mut all, mut keys) = (Vec::new(), Vec::new());
        for (at, item) in block.items().iter().enumerate() {
            let counts = tally.counts(first + at);
            let withheld = is_withheld(counts.iter().sum(), least);
            let counts = if withheld { vec![0; counts.len()] } else { counts.to_vec() };
            let scored = Figures::of_item(&turned(&counts, item.reverse));
            keys.push(scored.talk_key(scored.mean));
            let chosen = Counts::of_points(&counts);
            let figures = Figures { mean: chosen.mean(), median: chosen.median(), ..scored };
            all.push(ItemTogether { id: item.id.to_owned(), counts, figures, withheld, place: 0 });
        }
        let order = sorted((0..all.len()).collect(), |at: &usize| keys[*at]);
        for (place, at) in order.into_iter().enumerate() {
            all[at].place = place;
        }
        Self { items: all }
    }
}

/// Answers as they count: reversed items from the other end.
fn turned(counts: &[usize], reverse: bool) -> ItemAnswers {
    let turned: Vec<usize> = if reverse { counts.iter().rev().copied().collect() } else { counts.to_vec() };
    ItemAnswers { points: Counts::of_points(&turned), scale: counts.len() as u8 }
}

impl DimensionTogether {
    /// All dimensions of an assessment in the order to talk about: least agreement first, then lowest mean.
    #[must_use]
    pub fn all(group: &Group<'_>) -> Vec<Self> {
        let one = |at| Self::one(group.activity, &group.tally, at, group.least);
        Self::in_talk_order((0..group.activity.dimensions.len()).map(one).collect())
    }

    pub(super) fn in_talk_order(all: Vec<Self>) -> Vec<Self> {
        sorted(all, |one| one.figures.talk_key(one.figures.mean))
    }

    /// One dimension, by its place in the activity, from what was counted and may be told: withheld where something
    /// was answered and fewer than `least` people have a score.
    pub(in crate::domain) fn one(activity: &Activity, tally: &Tally, at: usize, least: usize) -> Self {
        let id = activity.dimensions.get(at).map_or("", |dimension| &dimension.id);
        let own = activity.items().enumerate().filter(|(_, (_, item))| item.dimension == Some(id));
        let (mut points, mut items, mut answered) = (2, Vec::new(), 0);
        for (at, (_, item)) in own {
            points = item.points.max(points);
            answered += tally.answered(at);
            items.push(turned(tally.counts(at), item.reverse));
        }
        let scores = tally.scores(at);
        let withheld = scores.n() < least && answered > 0;
        // Where nobody has a score, there is nothing that people could agree on.
        let none = scores.is_empty();
        let figures = if none { Figures::default() } else { Figures::of_dimension(&scores, &items, points) };
        Self { id: id.to_owned(), scores, points, figures, withheld }
    }
}
