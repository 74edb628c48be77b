//! Cards in zones.
//!
//! Where cards are written in place, a row is a card: `text` and `zone`. Where they are the rows of a
//! list, a row has the id of the list's row, and only `zone`. A card without a zone is not placed yet.

use super::{Made, Options};
use crate::domain::block::ChoiceOption;

/// Cards in zones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Board {
    /// Id within the activity.
    pub id: String,
    /// The heading.
    pub label: String,
    /// What helps to begin.
    pub hint: Option<String>,
    /// How the zones lie.
    pub layout: Layout,
    /// The zones in reading order: a ladder from top to bottom, rings from the centre outwards, quadrants
    /// top left, top right, bottom left, bottom right.
    pub zones: Vec<ChoiceOption>,
    /// What the sides of quadrants mean.
    pub axes: Option<Axes>,
    /// The list whose rows are the cards; `None` when cards are written in place.
    pub from: Option<Options>,
    /// Which zones of two sides' boards are laid against each other; `None` for most boards.
    pub mirror: Option<Mirror>,
}

/// What the boards of two sides are looked at for: does what one offers meet what the other wants?
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mirror {
    /// The zone of the wishes.
    pub want: String,
    /// The zone of the offers.
    pub offer: String,
    /// The list that takes the wishes to be answered, where there is one.
    pub list: Option<String>,
}

/// How zones lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Side by side.
    Columns,
    /// Two by two, with axes.
    Quadrants,
    /// One around the other.
    Rings,
    /// One above the other.
    Ladder,
    /// Fields of one size.
    Grid,
}

impl Layout {
    /// The words of the format.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("columns", Self::Columns),
        ("quadrants", Self::Quadrants),
        ("rings", Self::Rings),
        ("ladder", Self::Ladder),
        ("grid", Self::Grid),
    ];
}

/// What the sides of quadrants mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axes {
    /// Left, right.
    pub x: [String; 2],
    /// Top, bottom.
    pub y: [String; 2],
}

/// A card on a board.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Card<'a> {
    /// The row's id.
    pub id: &'a str,
    /// What stands on it.
    pub text: &'a str,
    /// The zone where it lies; `None` until it is placed.
    pub zone: Option<&'a str>,
}

impl Board {
    /// All cards, in the order in which they were put down; those of a list in the list's order.
    #[must_use]
    pub fn cards<'a>(&'a self, made: &Made<'a>) -> Vec<Card<'a>> {
        let rows = made.rows(&self.id);
        let zone = |name: &str| self.zones.iter().find(|zone| zone.id == name).map(|zone| zone.id.as_str());
        match &self.from {
            None => rows
                .iter()
                .filter(|row| !row.cell("text").trim().is_empty())
                .map(|row| Card { id: &row.id, text: row.cell("text"), zone: zone(row.cell("zone")) })
                .collect(),
            Some(options) => {
                let options = made.options(options);
                let placed = rows.iter().filter_map(|row| {
                    let (id, text) = options.iter().find(|(id, _)| *id == row.id)?;
                    Some(Card { id, text, zone: zone(row.cell("zone")) })
                });
                let waiting = options
                    .iter()
                    .filter(|(id, _)| !rows.iter().any(|row| row.id == *id))
                    .map(|(id, text)| Card { id, text, zone: None });
                placed.chain(waiting).collect()
            }
        }
    }

    /// How many cards lie in a zone.
    #[must_use]
    pub fn count(&self, made: &Made<'_>, zone: &str) -> usize {
        self.cards(made).iter().filter(|card| card.zone == Some(zone)).count()
    }

    /// Whether there are cards, and each lies somewhere.
    #[must_use]
    pub fn is_complete(&self, made: &Made<'_>) -> bool {
        let cards = self.cards(made);
        !cards.is_empty() && cards.iter().all(|card| card.zone.is_some())
    }
}
