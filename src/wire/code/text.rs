//! Packets as text and as links, and how they are found in whatever somebody pastes.

use data_encoding::BASE32_NOPAD;

use super::{MOST_BYTES, Packet};
use crate::domain::problem::Code;

/// What stands between the address of the site and the text of a packet.
pub const LINK: &str = "#/x/";
/// The longest link that is offered as one, in characters: longer ones are cut by chats and mail programs.
pub const MOST_LINK: usize = 2_000;
/// The longest text that is looked through, in bytes: more than the file of a room of ten thousand.
pub const MOST_TEXT: usize = 4 * 1024 * 1024;
/// The most packets that are taken out of one text.
pub const MOST_PACKETS: usize = 12_000;

/// The longest text of a packet, in characters.
const MOST_CHARS: usize = chars(MOST_BYTES);
/// The shortest: a kind, one byte, a checksum.
const LEAST_CHARS: usize = chars(6);
/// The shortest word that may be a code without a link. Few words of a language are as long.
const LEAST_WORD: usize = 16;
/// The most pieces into which mail programs and people may have cut a link: two thousand characters in lines of
/// seventy.
const MOST_PIECES: usize = 32;

/// How many characters so many bytes have as text.
#[must_use]
pub const fn chars(bytes: usize) -> usize {
    (bytes * 8).div_ceil(5)
}

/// A packet as text.
#[must_use]
pub fn encode(packet: &[u8]) -> String {
    BASE32_NOPAD.encode(packet)
}

/// The bytes of a text, whatever the case of its letters and the blanks, line ends and hyphens between them.
/// `None` for what is no such text, or too long.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut letters = Vec::new();
    for byte in text.bytes().filter(|byte| !is_gap(*byte)) {
        letters.push(byte.to_ascii_uppercase());
        (letters.len() <= MOST_CHARS).then_some(())?;
    }
    BASE32_NOPAD.decode(&letters).ok()
}

/// The link to a packet, on a site with this address.
#[must_use]
pub fn link(site: &str, packet: &[u8]) -> String {
    let site = site.split('#').next().unwrap_or_default();
    [site, LINK, &encode(packet)].concat()
}

/// All packets in a text, in their order: links in whatever stands around them, also when a mail program has cut
/// them into lines, and codes without a link. A link in which there is no packet is a problem; a word that only
/// looks like a code is not. Looks through the first [`MOST_TEXT`] bytes and stops after [`MOST_PACKETS`].
#[must_use]
pub fn find(text: &str) -> Vec<Result<Packet, Code>> {
    let bytes = &text.as_bytes()[..text.len().min(MOST_TEXT)];
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() && found.len() < MOST_PACKETS {
        let rest = &bytes[at..];
        let is_link = rest.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(b"/x/"));
        let from = if is_link { 3 } else { 0 };
        let word = word(&rest[from..]);
        let pieces = match (is_link, word >= LEAST_WORD) {
            (true, _) => MOST_PIECES,
            (false, true) => 1,
            (false, false) => 0,
        };
        match first(&rest[from..], pieces) {
            Some((packet, length)) => {
                found.push(packet);
                at += from + length;
            }
            None => {
                if is_link {
                    found.push(Err(Code::CodeGarbled));
                }
                at += (from + word).max(1);
            }
        }
    }
    if found.is_empty() && bytes.len() == text.len() {
        // All of it may be one code, in groups as somebody wrote them down.
        let packet = decode(text).filter(|packet| !packet.is_empty()).map(|packet| Packet::read(&packet));
        found.extend(packet.filter(|packet| *packet != Err(Code::CodeGarbled)));
    }
    found
}

/// The packet in a text that was kept; `None` when it can't be read.
#[must_use]
pub fn read(code: &str) -> Option<Packet> {
    Packet::read(&decode(code)?).ok()
}

/// The shortest beginning that is a packet, and its length; of at most so many pieces.
fn first(bytes: &[u8], most: usize) -> Option<(Result<Packet, Code>, usize)> {
    let mut letters = Vec::new();
    let mut at = 0;
    for _ in 0..most {
        at += bytes[at..].iter().take_while(|byte| is_gap(**byte)).count();
        let piece = word(&bytes[at..]);
        if piece == 0 || letters.len() + piece > MOST_CHARS {
            return None;
        }
        letters.extend(bytes[at..at + piece].iter().map(u8::to_ascii_uppercase));
        at += piece;
        if letters.len() >= LEAST_CHARS
            && let Ok(packet) = BASE32_NOPAD.decode(&letters)
        {
            match Packet::read(&packet) {
                Err(Code::CodeGarbled) => {}
                read => return Some((read, at)),
            }
        }
    }
    None
}

/// How many letters of codes stand at the beginning.
fn word(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphabetic() || (b'2'..=b'7').contains(*byte)).count()
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'-'
}
