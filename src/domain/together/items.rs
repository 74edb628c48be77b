//! Scale and poles: the figures of each item, and of each dimension.

use super::Group;
use crate::domain::activity::{Activity, Dimension};
use crate::domain::agreement::{Figures, ItemAnswers, rising};
use crate::domain::block::{Answers, Block, Item, point};
use crate::domain::order::sorted;
use crate::domain::scoring::{score_answers, turned};

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
    /// How many chose each point, as they were chosen, from the first point on.
    pub counts: Vec<usize>,
    /// Its figures. Mean and median are of the points as they were chosen; agreement does not change when an
    /// item is reversed; the favourable share is that after reversing.
    pub figures: Figures,
    /// Its place in the order to talk about, from 0: least agreement first, then lowest mean after reversing.
    pub place: usize,
}

/// One dimension.
#[derive(Clone, PartialEq, Debug)]
pub struct DimensionTogether {
    /// Its id.
    pub id: String,
    /// Each person's score, rising. Who has too few answers has none.
    pub scores: Vec<f64>,
    /// The number of points of its scale.
    pub points: u8,
    /// Its figures.
    pub figures: Figures,
}

impl ItemsTogether {
    pub(super) fn of(group: &Group<'_>, block: &Block) -> Self {
        let items = block.items();
        let (mut all, mut keys) = (Vec::new(), Vec::new());
        for item in &items {
            let chosen = chosen(&group.members, block.id(), item);
            let counts = (1..=item.points).map(|at| chosen.iter().filter(|point| **point == at).count()).collect();
            let after = |reverse: bool| {
                let item = Item { reverse, ..*item };
                let points = chosen.iter().map(|point| f64::from(turned(&item, *point))).collect();
                Figures::of_item(&ItemAnswers { points, scale: item.points })
            };
            let scored = after(item.reverse);
            keys.push(scored.talk_key(scored.mean));
            let figures = Figures { favourable: scored.favourable, ..after(false) };
            all.push(ItemTogether { id: item.id.to_owned(), counts, figures, place: 0 });
        }
        let order = sorted((0..all.len()).collect(), |at: &usize| keys[*at]);
        for (place, at) in order.into_iter().enumerate() {
            all[at].place = place;
        }
        Self { items: all }
    }
}

/// The points that were chosen for an item.
fn chosen(members: &[Answers], block: &str, item: &Item<'_>) -> Vec<u8> {
    members.iter().filter_map(|answers| point(answers, block, item.id)).collect()
}

impl DimensionTogether {
    /// All dimensions of an assessment in the order to talk about: least agreement first, then lowest mean.
    #[must_use]
    pub fn all(group: &Group<'_>) -> Vec<Self> {
        let activity = group.activity();
        let profiles: Vec<_> = group.members.iter().map(|answers| score_answers(activity, answers)).collect();
        let of = |dimension: &Dimension| {
            let scores = profiles.iter().filter_map(|profile| profile.of(&dimension.id)?.mean).collect();
            Self::of(group, activity, &dimension.id, rising(scores))
        };
        sorted(activity.dimensions.iter().map(of).collect(), |one| one.figures.talk_key(one.figures.mean))
    }

    fn of(group: &Group<'_>, activity: &Activity, id: &str, scores: Vec<f64>) -> Self {
        let mut points = 2;
        let mut items = Vec::new();
        for (block, item) in activity.items().filter(|(_, item)| item.dimension == Some(id)) {
            let chosen = chosen(&group.members, block, &item);
            let turned = chosen.iter().map(|point| f64::from(turned(&item, *point))).collect();
            items.push(ItemAnswers { points: turned, scale: item.points });
            points = item.points.max(points);
        }
        let figures = Figures::of_dimension(&scores, &items, points);
        Self { id: id.to_owned(), scores, points, figures }
    }
}
