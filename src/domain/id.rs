//! Names of things: what the author of an activity chose, and what the app gives to each response.

use std::fmt;

use super::commitment::BY_HAND;
use super::joined::JOINED;
use super::workshop::WORKSHOP;

/// The longest id that an author may choose, in characters.
pub const MAX_ID: usize = 40;

/// Whether `text` is a name that an author may choose: lower-case letters and digits in groups
/// parted by single hyphens, at most [`MAX_ID`] characters.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() <= MAX_ID
        && text
            .split('-')
            .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// An id made of a title: its letters without their marks and its digits; `activity` where there are none.
#[must_use]
pub fn id_of(title: &str) -> String {
    // Leaves room for a number behind it.
    const MOST: usize = MAX_ID - 6;
    let mut id = String::new();
    for one in title.chars().flat_map(char::to_lowercase) {
        let plain = plain(one);
        if !plain.is_empty() {
            id.push_str(plain);
        } else if one.is_ascii_alphanumeric() {
            id.push(one);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() >= MOST {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "activity".to_owned() } else { id.to_owned() }
}

/// A letter of Western and Central Europe without its marks; empty for any other.
fn plain(letter: char) -> &'static str {
    match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' | 'ă' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

/// Whether the app keeps something of its own under this name, so that no activity can have it.
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    [BY_HAND, JOINED, WORKSHOP].contains(&id)
}

/// The digits of a [`ResponseId`]: Crockford's base 32, in which no two are mistaken for each other.
pub(super) const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The name of one response: 64 random bits, written with 13 letters and digits.
///
/// It is drawn once when a draft begins and stays the same for good, through finishing, backup
/// and hand-in, so that the same response is recognised wherever it turns up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ResponseId(pub u64);

impl ResponseId {
    /// Reads what [`fmt::Display`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 13 {
            return None;
        }
        text.bytes()
            .try_fold(0u64, |bits, byte| {
                let digit = DIGITS.iter().position(|&d| d == byte)? as u64;
                // 13 digits hold 65 bits: the first may only carry four.
                (bits >> 59 == 0).then_some(bits << 5 | digit)
            })
            .map(Self)
    }
}

impl fmt::Display for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shift in (0..13).rev() {
            let digit = (self.0 >> (shift * 5)) & 31;
            f.write_str(char::from(DIGITS[digit as usize]).encode_utf8(&mut [0; 4]))?;
        }
        Ok(())
    }
}

/// The short name of a workshop: 20 bits, enough to tell the workshops apart that one facilitator runs. Codes
/// carry it instead of the whole id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Tag(pub u32);

impl Tag {
    /// How many bits it has.
    pub const BITS: u32 = 20;

    /// 2^64 over the golden ratio, odd (Knuth, *The Art of Computer Programming* 3, 6.4), and its inverse.
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    const GATHER: u64 = 0xf1de_83e1_9937_733d;

    /// The tag of the workshop with this id: its upper bits after multiplying, so that every bit of the id counts.
    #[must_use]
    pub fn of(workshop: ResponseId) -> Self {
        Self(((workshop.0 ^ workshop.0 >> 32).wrapping_mul(Self::SPREAD) >> (64 - Self::BITS)) as u32)
    }

    /// An id that has this tag: the workshop as somebody knows it who has typed its code, and so has its tag only.
    #[must_use]
    pub fn stand_in(self) -> ResponseId {
        let mixed = (u64::from(self.0) << (64 - Self::BITS)).wrapping_mul(Self::GATHER);
        ResponseId(mixed ^ mixed >> 32)
    }

    /// Reads what [`fmt::Display`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 4 {
            return None;
        }
        text.bytes()
            .try_fold(0, |bits, byte| Some(bits << 5 | DIGITS.iter().position(|&digit| digit == byte)? as u32))
            .map(Self)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for shift in (0..4).rev() {
            let digit = (self.0 >> (shift * 5)) & 31;
            f.write_str(char::from(DIGITS[digit as usize]).encode_utf8(&mut [0; 4]))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_groups_parted_by_hyphens() {
        for good in ["a", "five-elements", "x2", "2026-check"] {
            assert!(is_id(good), "{good}");
        }
        let long = "a".repeat(41);
        for bad in ["", "-a", "a-", "a--b", "Five", "ä", "a b", "a/b", long.as_str()] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn a_response_id_survives_being_written_and_read() {
        for bits in [0, 1, 31, 32, 0x0123_4567_89ab_cdef, u64::MAX] {
            let text = ResponseId(bits).to_string();
            assert_eq!(ResponseId::parse(&text), Some(ResponseId(bits)), "{text}");
        }
    }

    #[test]
    fn a_tag_survives_being_written_and_read() {
        for bits in [0, 1, 31, 32, 0xABCDE, (1 << Tag::BITS) - 1] {
            let text = Tag(bits).to_string();
            assert_eq!(Tag::parse(&text), Some(Tag(bits)), "{text}");
        }
        for text in ["", "000", "00000", "000u", "000A"] {
            assert_eq!(Tag::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_tag_has_a_workshop_that_stands_in() {
        for tag in (0..1 << Tag::BITS).map(Tag) {
            assert_eq!(Tag::of(tag.stand_in()), tag);
        }
    }

    #[test]
    fn what_is_no_response_id_is_refused() {
        for text in ["", "0", "zzzzzzzzzzzzz", "000000000000i", "00000000000000", "000000000000A"] {
            assert_eq!(ResponseId::parse(text), None, "{text}");
        }
    }
}
