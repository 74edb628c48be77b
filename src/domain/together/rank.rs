//! An order: where each option stands for all together.
//!
//! Each person's places are 1 and what follows, and one option is the first. So if one option's figures were withheld
//! alone, those of the others would tell them: all are withheld with it.

use super::offered::offered;
use super::told::key;
use super::{Group, is_withheld};
use crate::domain::counts::Counts;
use crate::domain::order::{figure_key, sorted};
use crate::domain::rows;
use crate::domain::task::Rank;

/// Everybody's order.
#[derive(Clone, PartialEq, Debug)]
pub struct RankTogether {
    /// The options, that with the lowest mean place first; what nobody placed comes last.
    pub places: Vec<Place>,
    /// How many people placed anything.
    pub n: usize,
}

/// Where one option stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The option's words.
    pub label: String,
    /// The mean of its places, 1 being the first; `None` where nobody placed it.
    pub mean: Option<f64>,
    /// How many people put it first.
    pub first: usize,
    /// How many people placed it.
    pub n: usize,
}

impl RankTogether {
    /// `None` where so few placed an option that nothing is shown.
    pub(super) fn of(group: &Group<'_>, task: &Rank) -> Option<Self> {
        let options = offered(group, &task.options);
        // For each person the options that were placed, as indices in their order.
        let mut orders: Vec<Vec<usize>> = Vec::new();
        for made in group.made() {
            let mut order = Vec::new();
            for (id, _) in task.order(&made) {
                let at = options.iter().position(|option| option.stands_for(id));
                if let Some(at) = at.filter(|at| !order.contains(at) && rows::row(made.rows(&task.id), id).is_some()) {
                    order.push(at);
                }
            }
            orders.push(order);
        }
        orders.retain(|order| !order.is_empty());
        let places = options.into_iter().enumerate().map(|(at, option)| {
            let places = orders.iter().filter_map(|order| order.iter().position(|known| *known == at));
            let places = Counts::of(places.map(|place| ((place + 1) as f64, 1)).collect());
            let first = places.count(|place| place < 1.5);
            Place { label: option.label, mean: places.mean(), first, n: places.n() }
        });
        let places = sorted(places.collect(), |place| figure_key(place.mean.unwrap_or(f64::INFINITY)));
        let may = !places.iter().any(|place| is_withheld(place.n, group.least));
        may.then_some(Self { places, n: orders.len() })
    }

    /// The places of one person, of whom alone these figures are: see [`super::Together::own_cells`].
    pub(super) fn own_cells(&self) -> impl Iterator<Item = (String, Option<u64>)> {
        self.places
            .iter()
            .filter_map(|place| Some((["place ", &key(&place.label)].concat(), Some(place.mean?.to_bits()))))
    }
}
