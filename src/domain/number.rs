//! Decimal text for figures, without the weight of the standard float formatter (21 KB of
//! WebAssembly). For files and drawings; what a person reads on the page goes through `i18n`.

/// `value` rounded half away from zero to `places` (at most 3) decimals, with a point: `3.7`, `-0.3`.
///
/// Not a number or infinite gives an empty text: a missing figure is shown as missing.
#[must_use]
pub fn fixed(value: f64, places: u32) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let unit = 10i64.pow(places.min(3));
    let scaled = (value * unit as f64).round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let whole = scaled.abs() / unit;
    if places == 0 {
        return [sign, &whole.to_string()].concat();
    }
    let part = (scaled.abs() % unit + unit).to_string();
    [sign, &whole.to_string(), ".", &part[1..]].concat()
}

/// As [`fixed`] with one decimal, but without a trailing `.0`: the coordinates of a drawing.
#[must_use]
pub fn short(value: f64) -> String {
    let text = fixed(value, 1);
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// Whether a difference can be seen with the one decimal that is shown; a smaller one is shown as `0.0`.
#[must_use]
pub fn is_seen(difference: f64) -> bool {
    difference.abs() >= 0.05
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_half_away_from_zero() {
        let cases = [
            (3.65, 1, "3.7"),
            (3.64, 1, "3.6"),
            (2.0, 1, "2.0"),
            (-0.25, 1, "-0.3"),
            (0.0, 1, "0.0"),
            (-0.04, 1, "0.0"),
            (2.666_666, 2, "2.67"),
            (10.0, 0, "10"),
            (1.005e3, 3, "1005.000"),
        ];
        for (value, places, text) in cases {
            assert_eq!(fixed(value, places), text, "{value} to {places}");
        }
        assert_eq!(fixed(f64::NAN, 1), "");
    }

    #[test]
    fn a_difference_is_seen_where_its_figure_is_not_nought() {
        for difference in [0.0, 0.049, -0.049, 0.0499, 0.05, -0.05, 0.06, -0.3, 1.0] {
            assert_eq!(is_seen(difference), fixed(difference, 1) != "0.0", "{difference}");
        }
        assert!(!is_seen(f64::NAN));
    }

    #[test]
    fn coordinates_drop_an_empty_decimal() {
        for (value, text) in [(3.0, "3"), (-26.0, "-26"), (0.04, "0"), (-0.04, "0"), (10.55, "10.6")] {
            assert_eq!(short(value), text, "{value}");
        }
    }
}
