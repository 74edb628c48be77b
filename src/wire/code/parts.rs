//! Packets that are too long for one code: cut into parts, and put together again in whatever order they come.

use super::part::{MOST_PARTS, Part};
use super::text::{chars, find};
use super::{MOST_BYTES, PART, Packet, open, sum};
use crate::domain::problem::Code;

/// How many characters of base 32 a QR code of version 15 takes at level M beside an address of 60 bytes. It
/// holds 3,320 bits (ISO/IEC 18004): the address takes 4 + 16 + 480, the head of the text 4 + 11, and two
/// characters 11.
pub const CHARS_OF_VERSION_15: usize = (3_320 - 500 - 15) / 11 * 2;

/// What a part takes besides its data: kind and version, flags and length, its numbers, the checksum.
const AROUND: usize = 1 + 3 + 6 + 4;

/// The most sets of parts that are gathered at the same time.
const MOST_SETS: usize = 16;
/// The most packets that were put together and are remembered, and the most bytes of them. Of one that is forgotten
/// the parts are gathered once more.
const MOST_DONE: usize = 256;
const MOST_DONE_BYTES: usize = 16 * MOST_BYTES;

/// The packets to show, each of at most so many characters: this one if it is short enough, else its parts.
///
/// # Errors
/// [`Code::CodeTooLong`] when it takes more than [`MOST_PARTS`].
pub fn split(packet: &[u8], most_chars: usize) -> Result<Vec<Vec<u8>>, Code> {
    if chars(packet.len()) <= most_chars {
        return Ok(vec![packet.to_vec()]);
    }
    let room = (most_chars * 5 / 8).saturating_sub(AROUND).max(1);
    let count = packet.len().div_ceil(room);
    let of = u8::try_from(count).ok().filter(|of| usize::from(*of) <= MOST_PARTS).ok_or(Code::CodeTooLong)?;
    let whole = sum(packet);
    // Parts of one size make codes of one size, which a camera reads alike.
    let parts = packet.chunks(packet.len().div_ceil(count)).zip(0..);
    parts.map(|(data, number)| Packet::Part(Part { whole, number, of, data: data.to_vec() }).write()).collect()
}

/// Parts that wait for the others.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    sets: Vec<Set>,
    done: Vec<Done>,
}

#[derive(Clone, Debug)]
struct Set {
    whole: u32,
    parts: Vec<Option<Vec<u8>>>,
}

#[derive(Clone, Debug)]
struct Done {
    whole: u32,
    of: usize,
    packet: Vec<u8>,
}

/// What became of a part that was added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gathered {
    /// Others are missing.
    Waiting {
        /// How many are here.
        have: usize,
        /// How many there are.
        of: usize,
    },
    /// The packet is whole.
    Whole(Vec<u8>),
    /// Its packet was whole before: it is shown again.
    Already(Vec<u8>),
    /// It makes no packet with the others; the set begins anew.
    Refused,
}

/// A set that is not whole yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// The numbers of the parts that are missing, from 0.
    pub missing: Vec<usize>,
    /// How many parts there are.
    pub of: usize,
}

impl Gathering {
    /// Adds a part. Of a part that comes twice the later one counts, so that a wrong one does not stay in the way.
    pub fn add(&mut self, part: Part) -> Gathered {
        let of = usize::from(part.of);
        if let Some(done) = self.done.iter().find(|done| done.whole == part.whole && done.of == of) {
            return Gathered::Already(done.packet.clone());
        }
        let known = self.sets.iter().position(|set| set.whole == part.whole && set.parts.len() == of);
        let mut set = match known {
            Some(at) => self.sets.remove(at),
            None => Set { whole: part.whole, parts: vec![None; of] },
        };
        let Some(place) = set.parts.get_mut(usize::from(part.number)) else { return Gathered::Refused };
        *place = Some(part.data);
        let bytes: usize = set.parts.iter().flatten().map(Vec::len).sum();
        if bytes > MOST_BYTES {
            return Gathered::Refused;
        }
        let have = set.parts.iter().flatten().count();
        if have < of {
            self.sets.push(set);
            keep_last(&mut self.sets, MOST_SETS);
            return Gathered::Waiting { have, of };
        }
        let whole = set.parts.into_iter().flatten().collect::<Vec<_>>().concat();
        if !fits(&whole, part.whole) {
            return Gathered::Refused;
        }
        self.done.push(Done { whole: part.whole, of, packet: whole.clone() });
        keep_last(&mut self.done, MOST_DONE);
        while self.done.iter().map(|done| done.packet.len()).sum::<usize>() > MOST_DONE_BYTES {
            self.done.remove(0);
        }
        Gathered::Whole(whole)
    }

    /// The sets that are not whole yet; the one that had a part last is the last.
    #[must_use]
    pub fn waiting(&self) -> Vec<Waiting> {
        let missing = |set: &Set| (0..set.parts.len()).filter(|at| set.parts[*at].is_none()).collect();
        self.sets.iter().map(|set| Waiting { missing: missing(set), of: set.parts.len() }).collect()
    }
}

/// The mark of the longer code that a text shows a part of; `None` where it shows none.
#[must_use]
pub fn longer_code(text: &str) -> Option<u32> {
    find(text).into_iter().find_map(|found| match found {
        Ok(Packet::Part(part)) => Some(part.whole),
        _ => None,
    })
}

/// What kept parts of one packet make, in whatever order they stand: the packet, or what is missing. Where they do
/// not belong together, all are missing.
///
/// # Errors
/// The parts that are missing.
pub fn gather(parts: Vec<Part>) -> Result<Vec<u8>, Waiting> {
    let mut gathering = Gathering::default();
    let of = parts.last().map_or(0, |part| usize::from(part.of));
    for part in parts {
        if let Gathered::Whole(packet) = gathering.add(part) {
            return Ok(packet);
        }
    }
    Err(gathering.waiting().pop().unwrap_or_else(|| Waiting { missing: (0..of).collect(), of }))
}

fn keep_last<T>(list: &mut Vec<T>, most: usize) {
    list.drain(..list.len().saturating_sub(most));
}

/// Whether the bytes are the packet with this checksum, and not again a part.
fn fits(whole: &[u8], sum: u32) -> bool {
    self::sum(whole) == sum && open(whole).is_some_and(|(_, kind, _)| kind != PART)
}
