//! An activity that is not on the site as a packet: its id, and its file as text. What is in the file, `content`
//! reads, with the same checks as for the site's own.

use super::bits::{Bits, BitsWriter};

/// The longest file that travels, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;

/// An activity's file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    /// The activity's id.
    pub id: String,
    /// The text of its file, as JSON: at most [`MOST_BYTES`].
    pub text: String,
}

pub(super) fn write(carried: &Carried, out: &mut BitsWriter) {
    out.name(&carried.id);
    out.text(&carried.text, MOST_BYTES);
}

pub(super) fn read(bits: &mut Bits<'_>) -> Option<Carried> {
    let id = bits.id()?;
    let text = bits.text(MOST_BYTES)?;
    Some(Carried { id, text })
}
