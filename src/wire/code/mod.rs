//! Codes: what leaves one device and enters another as a QR code, a link or a text. One file a kind.
//!
//! **Invariant:** a version once released is read for good: one code of each kind stands in
//! `tests/fixtures/codes/`. **Invariant:** any single bit that is wrong, and any end that is missing or too
//! much, is refused (`tests/codes.rs`); no packet makes its reader take much more memory than it has bytes.
//!
//! # A packet
//! | what | bits |
//! |---|---|
//! | kind: 1 hand-in, 2 batch, 3 invitation, 4 list, 5 agenda, 6 summary, 7 activity, 8 sealed, 9 part | 4 |
//! | version, now 1 | 4 |
//! | whether there are words | 1 |
//! | *only with words:* whether they are deflated (RFC 1951) | 1 |
//! | their length in bytes; if deflated, then also the deflated length | numbers in groups |
//! | zeros to the next whole byte, then the words' bytes | |
//! | the body, as the module of the kind says | |
//! | zeros to the next whole byte | |
//! | CRC-32 (ISO-HDLC) of all bytes before it, highest byte first | 32 |
//!
//! A body is a row of bits, the highest of every number first. A *number in groups* has four bits a group: a one
//! if another group follows, then three bits of the number, the lowest three in the first group. A *flag* is one
//! bit. A *text* is its length in bytes as a number in groups; its bytes stand with the words, in the order of
//! the texts. An *id* is its length (6 bits), then its letters, three by three: as a number with the digits
//! `a`…`z`, `0`…`9`, `-` in 16 bits; two that are left have 11 bits, one has 6. A name that is no id has the
//! length 63 and is a text. The *id of a row* is a flag and 64 bits if it was drawn, else a name.
//!
//! As text, a packet is RFC 4648 base 32 without padding, in capitals: the letters of a QR code's alphanumeric
//! mode. A link is the address of the site, `#/x/` and this text.
//!
//! # An example, byte by byte
//! One person answered the three items of one block with 2, 5 and nothing, on 22 November 2026.
//!
//! ```
//! use roundtable::domain::hand_in::{Handed, HandedBlock, HandIn};
//! use roundtable::domain::id::{ResponseId, Tag};
//! use roundtable::domain::response::Perspective;
//! use roundtable::wire::code::{Packet, text};
//!
//! let hand_in = HandIn {
//!     id: ResponseId(0x0123_4567_89ab_cdef),
//!     revision: 1,
//!     workshop: Some(Tag(0x5a5a5)),
//!     activity: "pulse".to_owned(),
//!     day: 20_779,
//!     perspective: Perspective::Own,
//!     name: String::new(),
//!     side: None,
//!     blocks: vec![HandedBlock { mark: 0x1234, answer: Handed::Points(vec![2, 5, 0]) }],
//! };
//! let packet = Packet::HandIn(hand_in);
//! let bytes = packet.write().unwrap();
//! let fields: [(u64, usize); 23] = [
//!     (1, 4),                       // a hand-in
//!     (1, 4),                       // version 1
//!     (0, 1),                       // no words
//!     (5, 6),                       // the activity's id has five letters
//!     ((15 * 37 + 20) * 37 + 11, 16), // "pul"
//!     (18 * 37 + 4, 11),            // "se"
//!     (1, 1),                       // of a workshop
//!     (0x5a5a5, 20),                // its tag
//!     (20_779 - 18_262, 14),        // 2,517 days after 1 January 2020
//!     (0x0123_4567_89ab_cdef, 64),  // the person's id
//!     (0, 4),                       // the first revision
//!     (0, 2),                       // through one's own eyes
//!     (0, 1),                       // no name
//!     (0, 1),                       // no side
//!     (1, 4),                       // one block
//!     (0x1234, 14),                 // its mark
//!     (0, 2),                       // points
//!     (3, 6),                       // of three items
//!     (0, 2),                       // three bits each
//!     (2, 3),
//!     (5, 3),
//!     (0, 3),                       // open
//!     (0, 6),                       // filled up
//! ];
//! let bits: String = fields.iter().map(|(number, bits)| format!("{number:0bits$b}")).collect();
//! let (body, sum) = bytes.split_at(24);
//! assert_eq!(bits, body.iter().map(|byte| format!("{byte:08b}")).collect::<String>());
//! assert_eq!(body[..12], [0x11, 0x0a, 0xa6, 0x4c, 0xa7, 0xab, 0x4b, 0x4a, 0x4e, 0xa8, 0x09, 0x1a]);
//! assert_eq!(body[12..], [0x2b, 0x3c, 0x4d, 0x5e, 0x6f, 0x78, 0x00, 0xa4, 0x68, 0x06, 0x2a, 0x00]);
//! assert_eq!(sum, [0x13, 0x73, 0x44, 0xd7]);
//!
//! assert_eq!(text::link("https://example.org/", &bytes), "https://example.org/#/x/CEFKMTFHVNFUUTVIBENCWPCNLZXXQAFENADCUAATONCNO");
//! assert_eq!(Packet::read(&bytes), Ok(packet));
//! ```
//!
//! # Versions
//! What a version's packets mean never changes. A change of a kind's body raises [`VERSION`] and keeps the old
//! reader beside the new one. Kind, version and checksum stay where they are for good, so that a reader can tell
//! a code from a newer app, which it answers with [`Code::FromNewerVersion`], from a damaged one
//! ([`Code::CodeGarbled`]). A kind that it does not know comes from a newer app as well.

mod activity;
mod agenda;
mod batch;
mod bits;
mod hand_in;
mod join;
mod list;
mod part;
pub mod parts;
mod rows;
mod sealed;
mod summary;
pub mod text;

pub use activity::Carried;
pub use batch::Batch;
pub use part::{MOST_PARTS, Part};

use bits::{Bits, BitsWriter};

use super::crc::crc32;
use crate::domain::hand_in::HandIn;
use crate::domain::invitation::{Invitation, SentList};
use crate::domain::problem::Code;
use crate::domain::sealed::Sealed;
use crate::domain::summary::Summary;
use crate::domain::workshop::Workshop;

/// The version that is written.
pub const VERSION: u8 = 1;
/// The longest packet, in bytes, however many codes carry it.
pub const MOST_BYTES: usize = 64 * 1024;
/// The most bytes of words in a packet, once they are inflated.
const MOST_WORDS: usize = 64 * 1024;

// The kinds, as the first four bits of a packet say them.
const HAND_IN: u64 = 1;
const BATCH: u64 = 2;
const JOIN: u64 = 3;
const LIST: u64 = 4;
const AGENDA: u64 = 5;
const SUMMARY: u64 = 6;
const ACTIVITY: u64 = 7;
const SEALED: u64 = 8;
const PART: u64 = 9;

/// What a code holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Packet {
    /// One person's answers.
    HandIn(HandIn),
    /// The answers of several people.
    Batch(Batch),
    /// An invitation to an activity.
    Join(Box<Invitation>),
    /// A list that the room has made.
    List(SentList),
    /// The agenda of a workshop.
    Agenda(Workshop),
    /// The figures of a group.
    Summary(Summary),
    /// An activity that is not on the site.
    Activity(Carried),
    /// Answers of one or several people that only the facilitator's device can read.
    Sealed(Vec<Sealed>),
    /// A part of a packet that is too long for one code.
    Part(Part),
}

impl Packet {
    fn kind(&self) -> u64 {
        match self {
            Self::HandIn(_) => HAND_IN,
            Self::Batch(_) => BATCH,
            Self::Join(_) => JOIN,
            Self::List(_) => LIST,
            Self::Agenda(_) => AGENDA,
            Self::Summary(_) => SUMMARY,
            Self::Activity(_) => ACTIVITY,
            Self::Sealed(_) => SEALED,
            Self::Part(_) => PART,
        }
    }

    /// The packet in bytes.
    ///
    /// # Errors
    /// [`Code::CodeTooLong`] for more than a reader takes.
    pub fn write(&self) -> Result<Vec<u8>, Code> {
        let mut body = BitsWriter::default();
        let kind = self.kind();
        match self {
            Self::HandIn(hand_in) => hand_in::write(hand_in, &mut body),
            Self::Batch(batch) => batch::write(batch, &mut body),
            Self::Join(invitation) => join::write(invitation, &mut body),
            Self::List(list) => list::write(list, &mut body),
            Self::Agenda(workshop) => agenda::write(workshop, &mut body),
            Self::Summary(summary) => summary::write(summary, &mut body),
            Self::Activity(carried) => activity::write(carried, &mut body),
            Self::Sealed(all) => sealed::write(all, &mut body),
            Self::Part(part) => part::write(part, &mut body),
        }
        let mut head = BitsWriter::default();
        head.number(kind, 4);
        head.number(u64::from(VERSION), 4);
        let fits = body.words() <= most_words(kind);
        let mut bytes = body.finish(head);
        bytes.extend(crc32(&[&bytes]).to_be_bytes());
        if fits && bytes.len() <= MOST_BYTES { Ok(bytes) } else { Err(Code::CodeTooLong) }
    }

    /// Reads a packet.
    ///
    /// # Errors
    /// [`Code::CodeGarbled`] when it is damaged or no packet, [`Code::FromNewerVersion`] when a newer app wrote
    /// it, [`Code::CodeTooLong`] for more than [`MOST_BYTES`].
    pub fn read(bytes: &[u8]) -> Result<Self, Code> {
        if bytes.len() > MOST_BYTES {
            return Err(Code::CodeTooLong);
        }
        let (body, kind, version) = open(bytes).ok_or(Code::CodeGarbled)?;
        match (version, kind) {
            (0, _) | (_, 0) => Err(Code::CodeGarbled),
            (VERSION, HAND_IN..=PART) => read_body(body, kind).ok_or(Code::CodeGarbled),
            _ => Err(Code::FromNewerVersion),
        }
    }
}

/// The packets that carry these hand-ins, as few as take them; each may still need several codes.
///
/// # Errors
/// [`Code::CodeTooLong`] when a single hand-in is more than a packet takes.
pub fn carry(hand_ins: Vec<HandIn>) -> Result<Vec<Vec<u8>>, Code> {
    let mut waiting = Batch::all(hand_ins);
    waiting.reverse();
    let mut packets = Vec::new();
    while let Some(batch) = waiting.pop() {
        match Packet::Batch(batch.clone()).write() {
            Ok(packet) => packets.push(packet),
            Err(code) => {
                let [first, rest] = batch.halves().ok_or(code)?;
                waiting.extend([rest, first]);
            }
        }
    }
    Ok(packets)
}

/// The checksum that a packet ends with: by it the parts of a packet know each other, and by it one content is told
/// from another.
#[must_use]
pub fn sum(packet: &[u8]) -> u32 {
    packet.last_chunk().map_or(0, |sum| u32::from_be_bytes(*sum))
}

/// The packets that carry these sealed hand-ins, as few as take them.
///
/// # Errors
/// [`Code::CodeTooLong`] when a single one is more than a packet takes.
pub fn carry_sealed(all: Vec<Sealed>) -> Result<Vec<Vec<u8>>, Code> {
    let mut waiting = vec![all];
    let mut packets = Vec::new();
    while let Some(mut first) = waiting.pop().filter(|all| !all.is_empty()) {
        let packet = Packet::Sealed(first);
        match (packet.write(), packet) {
            (Ok(bytes), _) => packets.push(bytes),
            (Err(_), Packet::Sealed(all)) if all.len() > 1 => {
                first = all;
                waiting.push(first.split_off(first.len() / 2));
                waiting.push(first);
            }
            (Err(code), _) => return Err(code),
        }
    }
    Ok(packets)
}

fn most_words(kind: u64) -> usize {
    // Many people's words, and a whole file.
    if [BATCH, ACTIVITY, SEALED].contains(&kind) { activity::MOST_BYTES } else { MOST_WORDS }
}

/// What stands before the checksum, the kind and the version; `None` where the checksum does not fit.
fn open(bytes: &[u8]) -> Option<(&[u8], u64, u8)> {
    let (body, sum) = bytes.split_last_chunk::<4>()?;
    let first = *body.first()?;
    (crc32(&[body]) == u32::from_be_bytes(*sum)).then_some((body, u64::from(first >> 4), first & 15))
}

fn read_body(body: &[u8], kind: u64) -> Option<Packet> {
    let mut bits = Bits::open(body, most_words(kind))?;
    let packet = match kind {
        HAND_IN => Packet::HandIn(hand_in::read(&mut bits)?),
        BATCH => Packet::Batch(batch::read(&mut bits)?),
        JOIN => Packet::Join(Box::new(join::read(&mut bits)?)),
        LIST => Packet::List(list::read(&mut bits)?),
        AGENDA => Packet::Agenda(agenda::read(&mut bits)?),
        SUMMARY => Packet::Summary(summary::read(&mut bits)?),
        ACTIVITY => Packet::Activity(activity::read(&mut bits)?),
        SEALED => Packet::Sealed(sealed::read(&mut bits)?),
        _ => Packet::Part(part::read(&mut bits)?),
    };
    bits.finish()?;
    Some(packet)
}
