//! What has changed between two groups that answered the same activity, such as one team a year apart.
//!
//! The difference is given in points and in units of the earlier spread (Glass's delta: the difference of the means
//! divided by the standard deviation of the group that is compared with; Glass 1976, *Educational Researcher* 5,
//! 3-8), so that a change can be held against how far people lay apart before. Whether it is more than chance is not
//! said: in a group of a dozen that would be false precision.
//!
//! Both sides come from summaries, in which cells of too few people are empty: where either is, there is no
//! difference. Worked examples: `tests/comparing.rs`.

use super::activity::Activity;
use super::agreement::Figures;
use super::summary::Summary;
use super::together::Recalled;

/// Everything that has changed.
#[derive(Clone, PartialEq, Debug)]
pub struct Changes {
    /// The dimensions that both have, in the later one's order to talk about.
    pub dimensions: Vec<Change>,
    /// The items of the blocks that both have, in the activity's order.
    pub items: Vec<Change>,
    /// How many blocks and dimensions of the earlier and of the later summary this copy of the activity does not
    /// have, or asks differently.
    pub unknown: [usize; 2],
}

/// One dimension or item, earlier and later.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// The dimension's or the item's id.
    pub id: String,
    /// How many people answered, earlier and later; 0 also where it is withheld.
    pub n: [usize; 2],
    /// The means, earlier and later; those of an item are of the points as they were chosen.
    pub means: [Option<f64>; 2],
    /// Later minus earlier.
    pub difference: Option<f64>,
    /// The same in units of the earlier spread; `None` where nobody differed, or one person answered.
    pub delta: Option<f64>,
}

impl Change {
    fn of(id: &str, earlier: &Figures, later: &Figures) -> Self {
        let difference = later.mean.zip(earlier.mean).map(|(later, earlier)| later - earlier);
        let spread = earlier.spread.filter(|spread| *spread > 0.0);
        Self {
            id: id.to_owned(),
            n: [earlier.n, later.n],
            means: [earlier.mean, later.mean],
            difference,
            delta: difference.zip(spread).map(|(difference, spread)| difference / spread),
        }
    }
}

/// What has changed between two groups; what only one of them was asked is left out.
#[must_use]
pub fn changes(activity: &Activity, earlier: &Summary, later: &Summary) -> Changes {
    let [before, after] = [earlier, later].map(|summary| Recalled::of(activity, summary));
    let dimensions = after.dimensions.iter().filter_map(|one| {
        let known = before.dimensions.iter().find(|known| known.id == one.id)?;
        Some(Change::of(&one.id, &known.figures, &one.figures))
    });
    let blocks = after.items.iter().filter_map(|(at, block)| {
        let (_, known) = before.items.iter().find(|(known, _)| known == at)?;
        Some(known.items.iter().zip(&block.items))
    });
    Changes {
        dimensions: dimensions.collect(),
        items: blocks.flatten().map(|(then, now)| Change::of(&now.id, &then.figures, &now.figures)).collect(),
        unknown: [before.unknown, after.unknown],
    }
}
