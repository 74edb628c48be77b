//! The same activity more than once on one agenda: two dot votes, or a pulse before and after.
//!
//! Codes name the workshop and the activity, not the slot. So of several slots with one activity all but one are set
//! apart: their codes name a workshop of their own, whose id follows from the workshop and the slot. Invitation,
//! typed code, phones, shelves and group result then part by themselves.
//!
//! **Invariant** (`tests/workshop.rs`): no change of the agenda changes under which id a slot's answers are collected.
//! What follows from the order, in an agenda that was stored without it, is therefore written down by the first
//! change.

use super::{AGENDA, Item, Slot};
use crate::domain::block;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::mark::Fnv;
use crate::domain::response::{Event, Sheet};
use crate::domain::rows::{self, Edit, Row};

/// The cell that says that a slot is set apart.
pub(super) const APART: &str = "apart";
/// The block that remembers which slots that were set apart are off the agenda: answers to them may be there already, or
/// still come.
const GONE: &str = "gone";

impl Slot {
    /// The workshop as the codes of this slot name it: the workshop itself, or one that stands for this slot alone.
    #[must_use]
    pub fn collected_as(&self, workshop: ResponseId) -> ResponseId {
        if self.apart { stand_in(workshop, &self.id) } else { workshop }
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

/// The workshop that stands for a slot alone.
fn stand_in(workshop: ResponseId, slot: &str) -> ResponseId {
    let mut hash = Fnv::new();
    hash.mix(slot);
    // Spread over all bits; never the workshop itself.
    ResponseId(workshop.0 ^ u64::from(hash.sum().max(1)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The short names under which codes of a workshop are collected: its own first, then those of slots that are set apart,
/// also when they are off the agenda by now.
#[must_use]
pub fn tags(sheet: &Sheet) -> Vec<Tag> {
    let agenda = agenda_of(block::rows(&sheet.answers, AGENDA));
    let apart = agenda.into_iter().filter(|slot| slot.apart).map(|slot| slot.id);
    let gone = block::rows(&sheet.answers, GONE).iter().map(|row| row.id.clone());
    let mut tags = vec![Tag::of(sheet.id)];
    for slot in apart.chain(gone) {
        let tag = Tag::of(stand_in(sheet.id, &slot));
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// What remembers the slots of an agenda, in these rows, that are set apart and go now; nothing where none is.
pub(super) fn gone(known: &[Row], goes: impl Fn(&str) -> bool) -> Vec<Event> {
    let agenda = agenda_of(known);
    let put = |slot: &Slot| Edit::Put { row: Row::new(&slot.id, &[]), at: None };
    let edits: Vec<Edit> = agenda.iter().filter(|slot| slot.apart && goes(&slot.id)).map(put).collect();
    if edits.is_empty() { Vec::new() } else { vec![Event::Edited { block: GONE.to_owned(), edits }] }
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
