//! Sorting for the whole program in one routine: every further instantiation of the standard library's
//! sort weighs five kilobytes, and a phone pays for each. A heap sorts in a tenth of that.

use std::collections::BinaryHeap;

/// The items by rising key; equal keys keep their order.
#[must_use]
pub fn sorted<T>(items: Vec<T>, key: impl Fn(&T) -> u128) -> Vec<T> {
    let order = BinaryHeap::from_iter(items.iter().map(key).zip(0..)).into_sorted_vec();
    let mut taken: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, at)| taken[at].take()).collect()
}

/// Two numbers as one key: the first decides, then the second.
#[must_use]
pub fn pair_key(first: u64, second: u64) -> u128 {
    u128::from(first) << 64 | u128::from(second)
}

/// A figure as a key: rises with it, negative figures included. Not a number comes last.
#[must_use]
pub fn figure_key(figure: f64) -> u128 {
    let bits = (figure + 0.0).to_bits();
    let rising = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    u128::from(rising)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order() {
        let words = vec!["pear", "fig", "plum", "kiwi", "nut"];
        assert_eq!(sorted(words, |word| word.len() as u128), ["fig", "nut", "pear", "plum", "kiwi"]);
    }

    #[test]
    fn figures_rise_through_zero() {
        let figures = vec![2.5, -1.0, 0.0, f64::NAN, -0.0, -3.5, 1.0];
        let sorted: Vec<String> = sorted(figures, |figure| figure_key(*figure)).iter().map(f64::to_string).collect();
        assert_eq!(sorted.join(" "), "-3.5 -1 0 -0 1 2.5 NaN");
    }
}
