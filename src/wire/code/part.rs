//! A part of a packet that is too long for one code, as a packet: the last four bytes of the whole (32 bits), the
//! number of this part and of all, each less one (6 bits each), the bytes.

use super::bits::{Bits, BitsWriter};

/// The most parts that a packet is cut into.
pub const MOST_PARTS: usize = 64;

const NUMBER_BITS: u32 = 6;

/// A part of a packet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The checksum of the whole, which tells one set of parts from another.
    pub whole: u32,
    /// Its number, from 0.
    pub number: u8,
    /// How many there are: 1 to [`MOST_PARTS`].
    pub of: u8,
    /// Its bytes.
    pub data: Vec<u8>,
}

pub(super) fn write(part: &Part, out: &mut BitsWriter) {
    out.number(u64::from(part.whole), 32);
    out.number(u64::from(part.number), NUMBER_BITS);
    out.number(u64::from(part.of.saturating_sub(1)), NUMBER_BITS);
    out.data(&part.data);
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Part> {
    const { assert!(MOST_PARTS == 1 << NUMBER_BITS) };
    let whole = bits.number(32)? as u32;
    let number = bits.number(NUMBER_BITS)? as u8;
    let of = bits.number(NUMBER_BITS)? as u8 + 1;
    let data = bits.data()?.to_vec();
    (number < of).then_some(Part { whole, number, of, data })
}
