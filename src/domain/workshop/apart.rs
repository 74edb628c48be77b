//! The same activity more than once on one agenda: two dot votes, or a pulse before and after.
//!
//! Codes name the workshop and the activity, not the slot. So of several slots with one activity all but one are set
//! apart: their codes name a workshop of their own, whose id follows from the workshop and the slot. Invitation,
//! typed code, phones, shelves and group result then part by themselves.
//!
//! **Invariant** (`tests/workshop.rs`): no change of the agenda changes under which id a slot's answers are collected.
//! What follows from the order, in an agenda that was stored without it, is therefore written down by the first
//! change.

use super::{Item, Slot, Workshop};
use crate::domain::id::{ResponseId, Tag};
use crate::domain::mark::Fnv;
use crate::domain::rows::{self, Edit, Row};

/// The cell that says that a slot is set apart.
pub(super) const APART: &str = "apart";

impl Slot {
    /// The workshop as the codes of this slot name it: the workshop itself, or one that stands for this slot alone.
    #[must_use]
    pub fn collected_as(&self, workshop: ResponseId) -> ResponseId {
        if !self.apart {
            return workshop;
        }
        let mut hash = Fnv::new();
        hash.mix(&self.id);
        // Spread over all bits; never the workshop itself.
        ResponseId(workshop.0 ^ u64::from(hash.sum().max(1)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// Its short name in codes.
    #[must_use]
    pub fn tag(&self, workshop: ResponseId) -> Tag {
        Tag::of(self.collected_as(workshop))
    }

    /// Whether both are for the same activity.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        self.id != other.id && self.item == other.item && matches!(self.item, Item::Activity(_))
    }
}

impl Workshop {
    /// The short names under which codes of this workshop are collected: its own first, then those of slots that are
    /// set apart.
    #[must_use]
    pub fn tags(&self) -> Vec<Tag> {
        let apart = self.agenda.iter().filter(|slot| slot.apart);
        [Tag::of(self.id)].into_iter().chain(apart.map(|slot| slot.tag(self.id))).collect()
    }
}

/// Sets apart what repeats an activity that stands further up and is not set apart itself.
pub fn set_apart(agenda: &mut [Slot]) {
    for at in 1..agenda.len() {
        let (before, rest) = agenda.split_at_mut(at);
        if let Some(slot) = rest.first_mut() {
            slot.apart |= before.iter().any(|known| !known.apart && slot.repeats(known));
        }
    }
}

/// The agenda in these rows.
pub(super) fn agenda_of(rows: &[Row]) -> Vec<Slot> {
    let mut agenda: Vec<Slot> = rows.iter().map(Slot::of).collect();
    set_apart(&mut agenda);
    agenda
}

/// What writes down which slots are set apart, where it followed from their order so far.
pub(super) fn settled(known: &[Row]) -> Vec<Edit> {
    let agenda = agenda_of(known);
    let follows = |slot: &&Slot| slot.apart && rows::row(known, &slot.id).is_some_and(|row| row.cell(APART).is_empty());
    let write = |slot: &Slot| Edit::Write { row: slot.id.clone(), cell: APART.to_owned(), text: "1".to_owned() };
    agenda.iter().filter(follows).map(write).collect()
}
