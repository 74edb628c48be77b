//! An invitation as a packet.
//!
//! Workshop (64 bits), its name, activity, place on the agenda, naming (2 bits: named, alias, anonymous), least
//! number, audience (flag: everybody), number expected (flag, number), sides (4 bits, texts), key (flag, 512
//! bits), list (flag, block, rows), whether the activity travels beside (flag).

use super::bits::{Bits, BitsWriter};
use super::rows;
use crate::domain::hand_in::MAX_SIDES;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::invitation::{Audience, Invitation, LEAST, Naming, SentList};
use crate::domain::rows::MAX_CELL;
use crate::domain::sealed::Point;

/// The longest name of a side, in characters.
const MAX_SIDE: usize = 60;

pub(super) fn write(invitation: &Invitation, out: &mut BitsWriter) {
    out.number(invitation.workshop.0, 64);
    out.text(&invitation.name, MAX_CELL);
    out.name(&invitation.activity);
    out.varint(u32::from(invitation.place));
    out.number(Naming::ALL.iter().position(|naming| *naming == invitation.naming).unwrap_or(0) as u64, 2);
    out.varint(u32::from(invitation.least.max(LEAST)));
    out.flag(invitation.audience == Audience::Everybody);
    out.maybe(invitation.expected.map(u32::from));
    let sides = &invitation.sides[..invitation.sides.len().min(MAX_SIDES)];
    out.number(sides.len() as u64, 4);
    sides.iter().for_each(|side| out.text(side, MAX_SIDE));
    out.flag(invitation.key.is_some());
    invitation.key.iter().for_each(|key| write_point(key, out));
    out.flag(invitation.list.is_some());
    if let Some(list) = &invitation.list {
        out.name(&list.block);
        rows::write(&list.rows, out);
    }
    out.flag(invitation.custom);
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Invitation> {
    let workshop = ResponseId(bits.number(64)?);
    let name = bits.text(MAX_CELL)?;
    let activity = bits.id()?;
    let place = u8::try_from(bits.varint()?).ok()?;
    let naming = *Naming::ALL.get(bits.number(2)? as usize)?;
    let least = u8::try_from(bits.varint()?).ok().filter(|least| *least >= LEAST)?;
    let audience = if bits.flag()? { Audience::Everybody } else { Audience::Facilitator };
    let expected = match bits.maybe()? {
        Some(expected) => Some(u16::try_from(expected).ok()?),
        None => None,
    };
    let sides = usize::try_from(bits.number(4)?).ok().filter(|sides| *sides <= MAX_SIDES)?;
    let sides = (0..sides).map(|_| bits.text(MAX_SIDE)).collect::<Option<_>>()?;
    let key = if bits.flag()? { Some(read_point(bits)?) } else { None };
    let list = match bits.flag()? {
        true => Some(SentList {
            workshop: Some(Tag::of(workshop)),
            activity: activity.clone(),
            block: bits.id()?,
            rows: rows::read(bits)?,
        }),
        false => None,
    };
    let custom = bits.flag()?;
    Some(Invitation { workshop, name, activity, place, naming, least, audience, expected, sides, key, list, custom })
}

pub(super) fn write_point(point: &Point, out: &mut BitsWriter) {
    point.iter().for_each(|byte| out.number(u64::from(*byte), 8));
}

pub(super) fn read_point(bits: &mut Bits<'_>) -> Option<Point> {
    let mut point = [0; 64];
    for byte in &mut point {
        *byte = bits.number(8)? as u8;
    }
    Some(point)
}
