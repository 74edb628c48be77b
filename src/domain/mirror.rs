//! The mirror: the boards of two sides laid against each other, what one wants on what the other offers.
//!
//! Which offer meets which wish is for the two sides to say: the circle's own answer to the board holds, for
//! every wish that is met, a row with the wish's id and the offer's id in the cell `offer`. What stays
//! without a partner on either side is what they have to talk about.

use super::activity::Activity;
use super::block;
use super::response::Sheet;
use super::rows::{Edit, Row, row};
use super::task::{Board, Card, Made};

/// The cell that names the offer which meets a wish.
const OFFER: &str = "offer";

/// A wish of one side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wish<'a> {
    /// The card's id.
    pub id: &'a str,
    /// Whose: the index of the side.
    pub side: usize,
    /// What it says.
    pub text: &'a str,
    /// The offer of another side that meets it.
    pub met_by: Option<Offer<'a>>,
}

/// An offer of one side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offer<'a> {
    /// The card's id.
    pub id: &'a str,
    /// Whose: the index of the side.
    pub side: usize,
    /// What it says.
    pub text: &'a str,
}

/// The boards laid against each other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Laid<'a> {
    /// All wishes, side by side, in the order in which they were written.
    pub wishes: Vec<Wish<'a>>,
    /// All offers, likewise.
    pub offers: Vec<Offer<'a>>,
}

impl Laid<'_> {
    /// The wishes that no offer meets.
    #[must_use]
    pub fn unmet(&self) -> Vec<&Wish<'_>> {
        self.wishes.iter().filter(|wish| wish.met_by.is_none()).collect()
    }

    /// The offers that meet no wish.
    #[must_use]
    pub fn unasked(&self) -> Vec<&Offer<'_>> {
        let asked =
            |offer: &Offer<'_>| self.wishes.iter().any(|wish| wish.met_by.is_some_and(|met| met.id == offer.id));
        self.offers.iter().filter(|offer| !asked(offer)).collect()
    }
}

/// Lays the boards of the sides against each other. A link to a card that is no longer there, or to one's own
/// offer, says nothing.
#[must_use]
pub fn lay<'a>(activity: &'a Activity, board: &'a Board, sides: &[&'a Sheet], circle: &'a Sheet) -> Laid<'a> {
    let Some(mirror) = &board.mirror else { return Laid::default() };
    let cards = |zone: &str| -> Vec<(usize, Card<'a>)> {
        let of = |(side, sheet): (usize, &&'a Sheet)| {
            let cards = board.cards(&Made { activity, answers: &sheet.answers });
            cards.into_iter().filter(|card| card.zone == Some(zone)).map(|card| (side, card)).collect::<Vec<_>>()
        };
        sides.iter().enumerate().flat_map(of).collect()
    };
    let offers: Vec<Offer<'a>> =
        cards(&mirror.offer).into_iter().map(|(side, card)| Offer { id: card.id, side, text: card.text }).collect();
    let links = block::rows(&circle.answers, &board.id);
    let wishes = cards(&mirror.want)
        .into_iter()
        .map(|(side, card)| {
            let link = row(links, card.id).map_or("", |link| link.cell(OFFER));
            let met_by = offers.iter().find(|offer| offer.id == link && offer.side != side).copied();
            Wish { id: card.id, side, text: card.text, met_by }
        })
        .collect();
    Laid { wishes, offers }
}

/// The edit of the circle's answer that says which offer meets a wish; an empty `offer` takes it back.
#[must_use]
pub fn meets(wish: &str, offer: &str) -> Edit {
    if offer.is_empty() {
        Edit::Remove { row: wish.to_owned() }
    } else {
        Edit::Put { row: Row::new(wish, &[(OFFER, offer)]), at: None }
    }
}
