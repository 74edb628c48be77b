//! A hand-in that only the facilitator's device can read. It is locked and opened elsewhere; here it is bytes
//! that are carried.

use super::id::Tag;

/// A public key on the curve P-256, or the public part of a key that was used once: x, then y.
pub type Point = [u8; 64];

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
