//! How often each value came: what all figures of a group are computed from, so that ten thousand answers to an
//! item are five counts, and neither sorted nor walked one by one.

use super::order::{figure_key, sorted};

/// Values, each with how often it came. **Invariant:** they rise, none stands twice, each came at least once.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Counts {
    entries: Vec<(f64, usize)>,
}

impl Counts {
    /// From values in any order, each with how often it came; the same value may come several times.
    #[must_use]
    pub fn of(values: Vec<(f64, usize)>) -> Self {
        let mut entries: Vec<(f64, usize)> = Vec::new();
        for (value, count) in sorted(values, |(value, _)| figure_key(*value)) {
            match entries.last_mut() {
                _ if count == 0 => {}
                Some((known, sum)) if *known == value => *sum += count,
                _ => entries.push((value, count)),
            }
        }
        Self { entries }
    }

    /// From values in any order, each of which came once.
    #[must_use]
    pub fn of_values(values: &[f64]) -> Self {
        Self::of(values.iter().map(|value| (*value, 1)).collect())
    }

    /// From how often each point came, the first being 1.
    #[must_use]
    pub fn of_points(counts: &[usize]) -> Self {
        let entries = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        Self { entries: entries.map(|(at, count)| ((at + 1) as f64, *count)).collect() }
    }

    /// The values, rising, each with how often it came.
    pub fn iter(&self) -> impl Iterator<Item = (f64, usize)> {
        self.entries.iter().copied()
    }

    /// The values, rising, each as often as it came.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.iter().flat_map(|(value, count)| std::iter::repeat_n(value, count))
    }

    /// How many there are in all.
    #[must_use]
    pub fn n(&self) -> usize {
        self.entries.iter().map(|(_, count)| count).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many of the values are meant.
    pub fn count(&self, is_meant: impl Fn(f64) -> bool) -> usize {
        self.iter().map(|(value, count)| if is_meant(value) { count } else { 0 }).sum()
    }

    /// The mean; `None` of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.mean_of(|value| value)
    }

    /// The mean of what each value gives.
    fn mean_of(&self, gives: impl Fn(f64) -> f64) -> Option<f64> {
        let sum: f64 = self.iter().map(|(value, count)| gives(value) * count as f64).sum();
        (!self.is_empty()).then(|| sum / self.n() as f64)
    }

    /// The sample variance: squared deviations divided by n - 1. `None` below two values.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        let n = self.n() as f64;
        let mean = self.mean().filter(|_| n > 1.5)?;
        Some(self.mean_of(|value| (value - mean) * (value - mean))? * n / (n - 1.0))
    }

    /// The sample standard deviation.
    #[must_use]
    pub fn spread(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// The median: of an even number, the mean of the two in the middle.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        let n = self.n();
        let low = self.at(n.checked_sub(1)? / 2)?;
        Some((low + self.at(n / 2)?) / 2.0)
    }

    /// The value at a place of the rising order, from 0.
    fn at(&self, place: usize) -> Option<f64> {
        let mut before = 0;
        self.iter().find_map(|(value, count)| {
            before += count;
            (place < before).then_some(value)
        })
    }

    /// AD, the mean distance from the median (Burke & Dunlap 2002).
    #[must_use]
    pub fn deviation(&self) -> Option<f64> {
        let median = self.median()?;
        self.mean_of(|value| (value - median).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn values_rise_and_stand_once() {
        let counts = Counts::of(vec![(3.0, 1), (1.5, 2), (3.0, 4), (2.0, 0), (1.0, 1)]);
        assert_eq!(counts.iter().collect::<Vec<_>>(), [(1.0, 1), (1.5, 2), (3.0, 5)]);
        assert_eq!(counts.values().collect::<Vec<_>>(), [1.0, 1.5, 1.5, 3.0, 3.0, 3.0, 3.0, 3.0]);
        assert_eq!((counts.n(), counts.count(|value| value < 2.0)), (8, 3));
        assert_eq!(Counts::of_points(&[0, 2, 0, 1]), Counts::of_values(&[4.0, 2.0, 2.0]));
        assert_eq!(Counts::of(Vec::new()), Counts::default());
    }

    #[test]
    fn the_median_is_in_the_middle() {
        for (values, median) in [
            (&[][..], None),
            (&[2.0], Some(2.0)),
            (&[2.0, 5.0], Some(3.5)),
            (&[1.0, 1.0, 4.0], Some(1.0)),
            (&[1.0, 1.0, 4.0, 5.0], Some(2.5)),
            (&[3.0, 3.0, 3.0, 5.0], Some(3.0)),
        ] {
            assert_eq!(Counts::of_values(values).median(), median, "{values:?}");
        }
    }
}
