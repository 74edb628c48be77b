//! Texts of several people: the same ones merged with a count, in an order that says nothing of who wrote them.

use crate::domain::order::{pair_key, sorted};
use crate::domain::table::Table;

/// A text and how often it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// As it was written; where the same text was written in several ways, the most common one.
    pub text: String,
    /// How often.
    pub count: usize,
}

/// What makes two texts the same: their words, whatever their letters' case and the blanks between them.
pub(super) fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Texts that are gathered one by one. Blank ones are left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    /// By key: the ways in which the text was written, each with how often.
    known: Table<Table<usize>>,
}

impl Texts {
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        texts.for_each(|text| all.add(text));
        all
    }

    pub(super) fn add(&mut self, text: &str) {
        let key = key(text);
        if !key.is_empty() {
            *self.known.get_or_insert(&key, Table::new()).get_or_insert(text.trim(), 0) += 1;
        }
    }

    /// Every text once, shuffled by the seed.
    pub(super) fn shuffled(&self, seed: u64) -> Vec<Told> {
        let told = self.known.iter().map(|(_, ways)| Told {
            text: most_common(ways).to_owned(),
            count: ways.iter().map(|(_, count)| count).sum(),
        });
        shuffled(told.collect(), seed, |told| key(&told.text))
    }
}

/// The most common way in which a text was written; of several, the first in the alphabet.
pub(super) fn most_common(ways: &Table<usize>) -> &str {
    let most = ways.iter().map(|(_, count)| *count).max().unwrap_or(0);
    ways.iter().find(|(_, count)| *count == most).map_or("", |(way, _)| way)
}

/// The items in an order that depends on the seed and on what they say, and on nothing else.
pub(super) fn shuffled<T>(items: Vec<T>, seed: u64, says: impl Fn(&T) -> String) -> Vec<T> {
    sorted(items, |item| u128::from(mark(seed, &says(item))))
}

/// A key that rises with what comes first, `place`, and is shuffled by the seed where places are equal.
pub(super) fn place_key(place: usize, seed: u64, says: &str) -> u128 {
    pair_key(place as u64, mark(seed, says))
}

/// A number that looks drawn by chance: FNV-1a over the text, begun with the seed.
pub(super) fn mark(seed: u64, text: &str) -> u64 {
    mixed(text.bytes().fold(mixed(seed), |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)))
}

/// Spreads a number's bits over all of its places: the finalizer of splitmix64 (Steele, Lea & Flood 2014).
pub(super) fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}
