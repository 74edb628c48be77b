//! A hand-in that only the facilitator's device can read. It is locked and opened elsewhere; here it is bytes
//! that are carried.

use super::id::Tag;

/// A public key on the curve P-256, or the public part of a key that was used once: x, then y.
pub type Point = [u8; 64];

/// A public key as it is kept: 128 hexadecimal digits.
#[must_use]
pub fn point_text(point: &Point) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    point.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(HEX[usize::from(digit)])).collect()
}

/// Reads what [`point_text`] wrote; `None` for anything else.
#[must_use]
pub fn point_of(text: &str) -> Option<Point> {
    let digits = text.as_bytes();
    if digits.len() != 128 {
        return None;
    }
    let mut point = [0; 64];
    for (byte, pair) in point.iter_mut().zip(digits.chunks(2)) {
        for digit in pair {
            *byte = *byte << 4 | char::from(*digit).to_digit(16)? as u8;
        }
    }
    Some(point)
}

/// A locked hand-in. What it belongs to stays readable, so that it can be carried to the right place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Sealed {
    /// The workshop.
    pub workshop: Tag,
    /// The activity's id.
    pub activity: String,
    /// The public part of the key that was drawn for this hand-in.
    pub ephemeral: Point,
    /// The packet of a hand-in, encrypted.
    pub cipher: Vec<u8>,
}

impl Sealed {
    /// What the lock also vouches for, though it can be read: the workshop and the activity, as bytes.
    #[must_use]
    pub fn header(workshop: Tag, activity: &str) -> Vec<u8> {
        [&workshop.0.to_be_bytes(), activity.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_being_kept() {
        let mut point = [0; 64];
        point.iter_mut().zip(0u8..).for_each(|(byte, at)| *byte = at.wrapping_mul(37));
        assert_eq!(point_of(&point_text(&point)), Some(point));
        for text in ["", "00", &"g".repeat(128), &"0".repeat(127), &"0".repeat(130)] {
            assert_eq!(point_of(text), None, "{text}");
        }
    }
}
