//! What a group should talk about first: the dimensions in which people differ most, each with the item that divides
//! them most. Which questions are asked about it is a matter of words (`ui/part/prompts.rs`).

use super::activity::Activity;
use super::agreement::Accord;
use super::block::Item;
use super::together::{DimensionTogether, Group, ItemTogether, ItemsTogether, Recalled, Together, together};

/// As many are proposed: more than three, and none is talked about well.
const TOPICS: usize = 3;

/// A dimension to talk about.
#[derive(Clone, PartialEq, Debug)]
pub struct Topic {
    /// The dimension's id.
    pub dimension: String,
    /// How its scores lie.
    pub accord: Accord,
    /// The item of it that divides people most; `None` where they are one in each of its items.
    pub item: Option<Divided>,
}

/// An item that divides people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Divided {
    /// The block's id.
    pub block: String,
    /// The item's id.
    pub item: String,
    /// How its answers lie.
    pub accord: Accord,
    /// The point that most people chose of those below the mean, and of those above it.
    pub ends: [u8; 2],
}

impl Topic {
    /// What this group should talk about first.
    #[must_use]
    pub fn of_group(group: &Group<'_>) -> Vec<Self> {
        let items = group.activity().blocks().enumerate().filter_map(|(at, block)| match together(group, block) {
            Some(Together::Items(items)) => Some((at, items)),
            _ => None,
        });
        Self::of(group.activity(), &DimensionTogether::all(group), &items.collect::<Vec<_>>())
    }

    /// The same from a summary.
    #[must_use]
    pub fn of_recalled(activity: &Activity, figures: &Recalled) -> Vec<Self> {
        Self::of(activity, &figures.dimensions, &figures.items)
    }

    /// From dimensions in the order to talk about and items by their block's place.
    fn of(activity: &Activity, dimensions: &[DimensionTogether], items: &[(usize, ItemsTogether)]) -> Vec<Self> {
        let far = dimensions.iter().filter_map(|one| Some((one, one.figures.accord.filter(|accord| is_far(*accord))?)));
        let topic = |(one, accord): (&DimensionTogether, Accord)| Self {
            dimension: one.id.clone(),
            accord,
            item: most_divided(activity, &one.id, items),
        };
        far.take(TOPICS).map(topic).collect()
    }
}

fn is_far(accord: Accord) -> bool {
    matches!(accord, Accord::Spread | Accord::Split)
}

fn most_divided(activity: &Activity, dimension: &str, all: &[(usize, ItemsTogether)]) -> Option<Divided> {
    let mut found: Option<(u128, Divided)> = None;
    for (at, figures) in all {
        let Some(block) = activity.blocks().nth(*at) else { continue };
        for (item, one) in
            block.items().iter().zip(&figures.items).filter(|(item, _)| item.dimension == Some(dimension))
        {
            let Some(divided) = divided(block.id(), item, one) else { continue };
            let points = f64::from(item.points);
            let mean = one.figures.mean.map(|mean| if item.reverse { points + 1.0 - mean } else { mean });
            let key = one.figures.talk_key(mean);
            if found.as_ref().is_none_or(|(known, _)| key < *known) {
                found = Some((key, divided));
            }
        }
    }
    found.map(|(_, divided)| divided)
}

fn divided(block: &str, item: &Item<'_>, one: &ItemTogether) -> Option<Divided> {
    let accord = one.figures.accord.filter(|accord| is_far(*accord))?;
    let mean = one.figures.mean?;
    // Of several that are equally common, the outermost.
    let (mut low, mut high) = ((0, 0), (0, 0));
    for (&count, point) in one.counts.iter().zip(1u8..) {
        if f64::from(point) < mean && count > low.0 {
            low = (count, point);
        }
        if f64::from(point) > mean && count > 0 && count >= high.0 {
            high = (count, point);
        }
    }
    let ends = [low.1, high.1];
    ends.iter().all(|end| *end > 0).then(|| Divided { block: block.to_owned(), item: item.id.to_owned(), accord, ends })
}
