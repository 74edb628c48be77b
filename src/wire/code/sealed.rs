//! A sealed hand-in as a packet: workshop (20 bits), activity, the point that was drawn for it (512 bits), the
//! encrypted bytes. It is only carried here; whoever has the key opens it.

use super::bits::{Bits, BitsWriter};
use super::join::{read_point, write_point};
use crate::domain::id::Tag;
use crate::domain::sealed::Sealed;

pub(super) fn write(sealed: &Sealed, out: &mut BitsWriter) {
    out.number(u64::from(sealed.workshop.0), Tag::BITS);
    out.name(&sealed.activity);
    write_point(&sealed.ephemeral, out);
    out.data(&sealed.cipher);
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Sealed> {
    let workshop = Tag(bits.number(Tag::BITS)? as u32);
    let activity = bits.id()?;
    let ephemeral = read_point(bits)?;
    let cipher = bits.data()?.to_vec();
    Some(Sealed { workshop, activity, ephemeral, cipher })
}
