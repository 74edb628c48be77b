//! Sealed hand-ins as a packet: one's own, or those of several people for whom somebody carries on.
//!
//! Their number; of each its workshop (20 bits), its activity, the point that was drawn for it (512 bits), the
//! encrypted bytes. They are only carried here; whoever has the key opens them.

use super::bits::{Bits, BitsWriter};
use super::join::{read_point, write_point};
use crate::domain::id::Tag;
use crate::domain::sealed::Sealed;

/// The fewest bits that a sealed hand-in takes.
const LEAST: usize = 20 + 12 + 512 + 4;

pub(super) fn write(all: &[Sealed], out: &mut BitsWriter) {
    out.count(all.len());
    for sealed in all {
        out.number(u64::from(sealed.workshop.0), Tag::BITS);
        out.name(&sealed.activity);
        write_point(&sealed.ephemeral, out);
        out.data(&sealed.cipher);
    }
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Vec<Sealed>> {
    (0..bits.count(LEAST)?).map(|_| read_one(bits)).collect()
}

fn read_one(bits: &mut Bits<'_>) -> Option<Sealed> {
    let workshop = Tag(bits.number(Tag::BITS)? as u32);
    let activity = bits.id()?;
    let ephemeral = read_point(bits)?;
    let cipher = bits.data()?.to_vec();
    Some(Sealed { workshop, activity, ephemeral, cipher })
}
