//! The agenda of a workshop as a packet, so that a colleague can run it.
//!
//! Workshop (64 bits), its name, minutes (flag, number), start (flag, 11 bits: minutes after midnight), number of
//! slots; of each its id, kind (3 bits: activity with its id, welcome, pause, closing, own), title, minutes,
//! why. Which result it was planned from stays on the device, and so does which slots are set apart: whoever takes the
//! agenda over collects under another id ([`set_apart`](crate::domain::workshop::set_apart)).

use super::bits::{Bits, BitsWriter};
use crate::domain::id::ResponseId;
use crate::domain::rows::{MAX_CELL, MAX_ROWS};
use crate::domain::workshop::{Item, MOST_MINUTES, Slot, Workshop, minutes_after_midnight, time_of_day};

const DAY_MINUTES: u32 = 24 * 60;
/// The kinds after an activity, which is 0.
const KINDS: [Item; 4] = [Item::Welcome, Item::Pause, Item::Closing, Item::Own];

/// The fewest bits that a slot takes.
const LEAST_SLOT: usize = 22;

pub(super) fn write(workshop: &Workshop, out: &mut BitsWriter) {
    out.number(workshop.id.0, 64);
    out.text(&workshop.name, MAX_CELL);
    out.maybe(workshop.minutes.map(u32::from));
    let starts = workshop.starts.as_deref().and_then(minutes_after_midnight);
    out.flag(starts.is_some());
    starts.into_iter().for_each(|starts| out.number(u64::from(starts), 11));
    let slots = &workshop.agenda[..workshop.agenda.len().min(MAX_ROWS)];
    out.count(slots.len());
    for slot in slots {
        out.row_id(&slot.id);
        match &slot.item {
            Item::Activity(id) => {
                out.number(0, 3);
                out.name(id);
            }
            item => out.number(KINDS.iter().position(|kind| kind == item).map_or(0, |at| at as u64 + 1), 3),
        }
        out.text(&slot.title, MAX_CELL);
        out.varint(u32::from(slot.minutes.min(MOST_MINUTES)));
        out.text(&slot.why, MAX_CELL);
    }
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Workshop> {
    let id = ResponseId(bits.number(64)?);
    let name = bits.text(MAX_CELL)?;
    let minutes = match bits.maybe()? {
        Some(minutes) => Some(minutes_within(minutes, 1)?),
        None => None,
    };
    let starts = match bits.flag()? {
        true => Some(time_of_day(u32::try_from(bits.number(11)?).ok().filter(|minutes| *minutes < DAY_MINUTES)?)),
        false => None,
    };
    let count = bits.count(LEAST_SLOT).filter(|count| *count <= MAX_ROWS)?;
    let agenda = (0..count).map(|_| read_slot(bits)).collect::<Option<_>>()?;
    Some(Workshop { id, name, minutes, starts, from: None, agenda })
}

fn read_slot(bits: &mut Bits<'_>) -> Option<Slot> {
    let id = bits.row_id()?;
    let item = match bits.number(3)? as usize {
        0 => Item::Activity(bits.id()?),
        kind => KINDS.get(kind - 1)?.clone(),
    };
    let title = bits.text(MAX_CELL)?;
    let minutes = minutes_within(bits.varint()?, 0)?;
    let why = bits.text(MAX_CELL)?;
    Some(Slot { id, item, title, minutes, why, apart: false })
}

fn minutes_within(minutes: u32, least: u16) -> Option<u16> {
    u16::try_from(minutes).ok().filter(|minutes| (least..=MOST_MINUTES).contains(minutes))
}
