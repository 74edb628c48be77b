//! The code for those who cannot scan: eight characters to type, which name a workshop and an activity.
//!
//! It has the usual settings, for it holds nothing else: 15 bits of the activity's id, 20 bits of the workshop's
//! tag, and a character that checks the others. **Invariant:** one wrong character, or two neighbours that have
//! changed places, is always noticed (`tests/typed_code.rs`).

use super::id::{DIGITS, Tag};
use super::invitation::{Audience, Invitation, USUAL_LEAST};
use super::mark::Fnv;

/// How many characters it has.
pub const LENGTH: usize = 8;

const ACTIVITY_BITS: u32 = 15;

/// What a typed code says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedCode {
    /// The workshop's tag.
    pub tag: Tag,
    /// The ids of the activities that it can mean: nearly always one.
    pub activities: Vec<String>,
}

/// What is wrong with a typed code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypedFault {
    /// It has so many characters, not [`LENGTH`].
    Length(usize),
    /// No code has this character.
    Character(char),
    /// The characters do not belong together: one is wrong, or two have changed places.
    Check,
    /// It is a code, but of an activity that is not here.
    UnknownActivity,
}

/// Why an invitation has no code to type: what it would leave out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Untyped {
    /// The key: whoever typed it would hand in unsealed.
    Sealed,
    /// The activity, which is not on the site.
    Carried,
    /// The list that the answers build on.
    List,
    /// What people are promised about the group result: who typed it was promised the usual.
    Promises,
}

/// The code to type for an invitation.
///
/// # Errors
/// Why there is none.
pub fn offered(invitation: &Invitation) -> Result<String, Untyped> {
    let is_usual = invitation.least == USUAL_LEAST && invitation.audience == Audience::default();
    match invitation {
        Invitation { key: Some(_), .. } => Err(Untyped::Sealed),
        Invitation { custom: true, .. } => Err(Untyped::Carried),
        Invitation { list: Some(_), .. } => Err(Untyped::List),
        _ if !is_usual => Err(Untyped::Promises),
        _ => Ok(write(invitation.tag(), &invitation.activity)),
    }
}

/// The code of an activity in a workshop, in upper-case letters.
#[must_use]
pub fn write(tag: Tag, activity: &str) -> String {
    let number = u64::from(hash(activity)) << Tag::BITS | u64::from(tag.0 & ((1 << Tag::BITS) - 1));
    let mut digits = [0; LENGTH];
    for (place, digit) in digits[..LENGTH - 1].iter_mut().rev().enumerate() {
        *digit = (number >> (5 * place) & 31) as u8;
    }
    digits[LENGTH - 1] = sum(&digits);
    digits.iter().map(|digit| char::from(DIGITS[usize::from(*digit)]).to_ascii_uppercase()).collect()
}

/// Reads what somebody typed: in capitals or not, with blanks and hyphens or not, I and L for 1, O for 0.
///
/// # Errors
/// What is wrong with it.
pub fn read(text: &str, activities: &[&str]) -> Result<TypedCode, TypedFault> {
    let mut digits = [0; LENGTH];
    let mut length = 0;
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let digit = digit(c).ok_or(TypedFault::Character(c))?;
        if let Some(place) = digits.get_mut(length) {
            *place = digit;
        }
        length += 1;
    }
    if length != LENGTH {
        return Err(TypedFault::Length(length));
    }
    if sum(&digits) != 0 {
        return Err(TypedFault::Check);
    }
    let number = digits[..LENGTH - 1].iter().fold(0, |number: u64, digit| number << 5 | u64::from(*digit));
    let known = activities.iter().filter(|id| u64::from(hash(id)) == number >> Tag::BITS);
    let activities: Vec<String> = known.map(|id| (*id).to_owned()).collect();
    if activities.is_empty() {
        return Err(TypedFault::UnknownActivity);
    }
    Ok(TypedCode { tag: Tag((number & ((1 << Tag::BITS) - 1)) as u32), activities })
}

fn hash(activity: &str) -> u32 {
    let mut hash = Fnv::new();
    hash.mix(activity);
    hash.folded(ACTIVITY_BITS)
}

fn digit(c: char) -> Option<u8> {
    let c = match c.to_ascii_lowercase() {
        'i' | 'l' => '1',
        'o' => '0',
        c => c,
    };
    DIGITS.iter().position(|digit| char::from(*digit) == c).map(|at| at as u8)
}

/// The digits as a polynomial over GF(32), at the primitive element of x^5 + x^2 + 1; a whole code has 0. The
/// weights of the places are its powers, so none is zero and no two are equal: that is why one wrong character
/// and one change of places are always noticed (as in Damm's and Verhoeff's schemes, over a field).
fn sum(digits: &[u8; LENGTH]) -> u8 {
    digits.iter().fold(0, |sum, digit| {
        let doubled = sum << 1;
        (if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }) ^ digit
    })
}
