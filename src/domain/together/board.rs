//! Cards in zones: how many people put each card where.

use super::Group;
use super::offered::offered;
use super::told::{key, most_common, place_key};
use crate::domain::order::sorted;
use crate::domain::table::Table;
use crate::domain::task::{Board, Card};

/// Everybody's board.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoardTogether {
    /// The cards: those that people put in different zones first, the most divided before the others.
    pub cards: Vec<CardTogether>,
    /// How many cards people put in each zone, in the author's order.
    pub zones: Vec<usize>,
    /// How many people have placed a card.
    pub n: usize,
    /// How many people have a card at all.
    pub holders: usize,
}

/// A card of one or several people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardTogether {
    /// What stands on it.
    pub text: String,
    /// How many people put it in each zone, in the author's order. Who wrote it twice, in two zones, counts in
    /// both.
    pub zones: Vec<usize>,
    /// How many people have it and put it nowhere.
    pub waiting: usize,
}

impl CardTogether {
    /// How often it was placed.
    #[must_use]
    pub fn placed(&self) -> usize {
        self.zones.iter().sum()
    }

    /// The zone that most chose, as an index; `None` where two are level, or it lies nowhere.
    #[must_use]
    pub fn most(&self) -> Option<usize> {
        let most = *self.zones.iter().max()?;
        let mut at = self.zones.iter().enumerate().filter(|(_, count)| **count == most).map(|(at, _)| at);
        at.next().filter(|_| most > 0 && at.next().is_none())
    }

    /// The share that lies outside its largest zone, in thousandths.
    fn division(&self) -> usize {
        let most = self.zones.iter().max().copied().unwrap_or(0);
        (self.placed() - most) * 1_000 / self.placed().max(1)
    }

    /// Whether people put it in different zones.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        self.zones.iter().filter(|count| **count > 0).count() > 1
    }
}

/// A card while it is gathered.
#[derive(Default)]
struct Pile {
    ways: Table<usize>,
    place: usize,
    zones: Vec<usize>,
    waiting: usize,
}

impl BoardTogether {
    pub(super) fn of(group: &Group<'_>, task: &Board) -> Self {
        let options = task.from.as_ref().map(|options| offered(group, options));
        // A card's key and its place: those of its option, or its words and where it lies.
        let known = |place: usize, card: &Card<'_>| match &options {
            Some(options) => {
                let at = options.iter().position(|option| option.stands_for(card.id))?;
                Some((at.to_string(), at))
            }
            None => Some((key(card.text), place)).filter(|(key, _)| !key.is_empty()),
        };
        let mut piles: Table<Pile> = Table::new();
        let (mut n, mut holders) = (0, 0);
        for made in group.made() {
            // Where this person put each card; a card that lies nowhere has an empty list.
            let mut mine: Table<Vec<usize>> = Table::new();
            for (place, card) in task.cards(&made).into_iter().enumerate() {
                let Some((key, place)) = known(place, &card) else { continue };
                let zones = vec![0; task.zones.len()];
                let pile = piles.get_or_insert(&key, Pile { place, zones, ..Pile::default() });
                pile.place = pile.place.min(place);
                *pile.ways.get_or_insert(card.text.trim(), 0) += 1;
                let seen = mine.get_or_insert(&key, Vec::new());
                let zone = task.zones.iter().position(|zone| Some(zone.id.as_str()) == card.zone);
                seen.extend(zone.filter(|zone| !seen.contains(zone)));
            }
            holders += usize::from(!mine.is_empty());
            n += usize::from(mine.iter().any(|(_, zones)| !zones.is_empty()));
            for (key, zones) in &mine {
                let pile = piles.get_or_insert(key, Pile::default());
                pile.waiting += usize::from(zones.is_empty());
                zones.iter().for_each(|&zone| pile.zones[zone] += 1);
            }
        }
        let seed = group.seed(&task.id);
        let cards = piles.iter().map(|(key, pile)| {
            let text = most_common(&pile.ways).to_owned();
            let card = CardTogether { text, zones: pile.zones.clone(), waiting: pile.waiting };
            (place_key(pile.place, seed, key), card)
        });
        let cards = sorted(cards.collect(), |(key, _)| *key);
        let cards = sorted(cards, |(_, card)| (1_000 - card.division()) as u128);
        let cards: Vec<CardTogether> = cards.into_iter().map(|(_, card)| card).collect();
        let zones = (0..task.zones.len()).map(|at| cards.iter().map(|card| card.zones[at]).sum()).collect();
        Self { cards, zones, n, holders }
    }
}
