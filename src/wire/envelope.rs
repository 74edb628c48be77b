//! The wrapper round every stored record: kind, version, revision and checksum in one readable line,
//! then the record itself.
//!
//! ```text
//! roundtable/1 response 7 0c9d6c6f
//! {"id":"…", …}
//! ```
//! A line of its own instead of a JSON field: the checksum covers the bytes as they are stored, and a
//! person who opens the browser's storage can read what they see.
//!
//! ```
//! use roundtable::wire::envelope::{open, seal};
//! let text = seal("response", 1, 7, "{}");
//! let record = open(&text).unwrap();
//! assert_eq!((record.kind, record.version, record.revision, record.body), ("response", 1, 7, "{}"));
//! ```

use super::crc::crc32;
use crate::domain::problem::Code;

/// A record taken out of its envelope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Envelope<'a> {
    /// What kind of record.
    pub kind: &'a str,
    /// The version of that kind's format.
    pub version: u32,
    /// How often it was saved: the higher one is the newer one.
    pub revision: u64,
    /// The record, as JSON.
    pub body: &'a str,
}

const MARK: &str = "roundtable/";

/// Wraps a record.
#[must_use]
pub fn seal(kind: &str, version: u32, revision: u64, body: &str) -> String {
    let sum = checksum(kind, version, revision, body);
    format!("{MARK}{version} {kind} {revision} {sum:08x}\n{body}")
}

/// Unwraps a record.
///
/// # Errors
/// [`Code::Garbled`] when the text is cut off, changed, or no envelope at all.
pub fn open(text: &str) -> Result<Envelope<'_>, Code> {
    parse(text).ok_or(Code::Garbled)
}

fn parse(text: &str) -> Option<Envelope<'_>> {
    let (head, body) = text.split_once('\n')?;
    let mut words = head.strip_prefix(MARK)?.split(' ');
    let version = words.next()?.parse().ok()?;
    let kind = words.next()?;
    let revision = words.next()?.parse().ok()?;
    let sum = u32::from_str_radix(words.next()?, 16).ok()?;
    let whole = words.next().is_none() && sum == checksum(kind, version, revision, body);
    whole.then_some(Envelope { kind, version, revision, body })
}

/// CRC-32 (ISO-HDLC) over everything else in the envelope.
fn checksum(kind: &str, version: u32, revision: u64, body: &str) -> u32 {
    crc32(&[format!("{version} {kind} {revision}\n").as_bytes(), body.as_bytes()])
}
