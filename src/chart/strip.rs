//! Every person a dot over a line: how dots that would lie on each other are stacked. The strip itself is HTML
//! and turns round with the direction of reading.

/// How wide a dot is, as a part of the strip: 17 px on one of 280 px. Scores of four items, which lie a quarter of
/// a point apart on five points, then just stand side by side.
const DOT: f64 = 0.06;

/// The level of each dot, from 0: the lowest on which it touches no other. `values` rise.
#[must_use]
pub fn levels(values: &[f64], points: u8) -> Vec<usize> {
    let width = DOT * f64::from(points.max(2) - 1);
    // The last value on each level.
    let mut last: Vec<f64> = Vec::new();
    values
        .iter()
        .map(|&value| {
            let free = last.iter().position(|before| value - before >= width);
            let level = free.unwrap_or(last.len());
            match free {
                Some(level) => last[level] = value,
                None => last.push(value),
            }
            level
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::levels;

    #[test]
    fn dots_stand_on_the_lowest_free_level() {
        for (values, points, expected) in [
            (&[][..], 5, &[][..]),
            (&[3.0], 5, &[0]),
            (&[1.0, 1.0, 1.0, 2.0, 2.0], 5, &[0, 1, 2, 0, 1]),
            (&[2.0, 2.2, 2.25, 2.4, 2.5], 5, &[0, 1, 0, 2, 0]),
            (&[2.0, 2.5, 2.75], 7, &[0, 0, 1]),
            (&[2.0, 2.33, 2.67, 3.0], 5, &[0, 0, 0, 0]),
        ] {
            assert_eq!(levels(values, points), expected, "{values:?} of {points}");
        }
    }
}
