//! Figures, dates and lists, as the browser's own Intl writes them; natively, for tests and tools, in a
//! plain form.

use super::{Key, t, tf};
use crate::domain::response::Millis;

#[cfg(target_arch = "wasm32")]
mod intl {
    use std::cell::RefCell;

    use js_sys::{Array, Date, Function, Intl, JSON, Object};
    use wasm_bindgen::{JsCast, JsValue};

    thread_local! {
        static LOCALE: RefCell<String> = const { RefCell::new(String::new()) };
        static KNOWN: RefCell<Vec<(Kind, &'static str, Function)>> = const { RefCell::new(Vec::new()) };
    }

    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Number,
        Date,
    }

    pub(super) fn set_locale(tag: &str) {
        LOCALE.set(tag.to_owned());
        KNOWN.with_borrow_mut(Vec::clear);
    }

    fn locales() -> Array {
        LOCALE.with_borrow(|tag| if tag.is_empty() { Array::new() } else { Array::of1(&JsValue::from_str(tag)) })
    }

    /// A formatter, made once: making one takes a small phone a millisecond, and a page needs fifty.
    fn formatted(kind: Kind, options_json: &'static str, value: &JsValue) -> String {
        let known = KNOWN.with_borrow(|known| {
            known
                .iter()
                .find(|(this, options, _)| *this == kind && *options == options_json)
                .map(|found| found.2.clone())
        });
        let format = known.unwrap_or_else(|| {
            let options = JSON::parse(options_json).ok().and_then(|value| value.dyn_into().ok()).unwrap_or_default();
            let made = match kind {
                Kind::Number => Intl::NumberFormat::new(&locales(), &options).format(),
                Kind::Date => Intl::DateTimeFormat::new(&locales(), &options).format(),
            };
            KNOWN.with_borrow_mut(|known| known.push((kind, options_json, made.clone())));
            made
        });
        format.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    pub(super) fn number(value: f64, options_json: &'static str) -> String {
        formatted(Kind::Number, options_json, &value.into())
    }

    pub(super) fn date(millis: u64, options_json: &'static str) -> String {
        formatted(Kind::Date, options_json, &Date::new(&JsValue::from_f64(millis as f64)))
    }

    pub(super) fn plural(count: usize) -> String {
        String::from(Intl::PluralRules::new(&locales(), &Object::new()).select(count as f64))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod intl {
    use crate::domain::number::fixed;

    pub(super) fn set_locale(_tag: &str) {}

    pub(super) fn number(value: f64, options_json: &str) -> String {
        if options_json.contains("percent") {
            return [&fixed(value * 100.0, 0), "%"].concat();
        }
        let two = options_json.contains(r#""minimumFractionDigits":2"#);
        let places = if two { 2 } else { u32::from(options_json.contains("minimumFractionDigits")) };
        let text = fixed(value, places);
        if options_json.contains("exceptZero") && value > 0.0 { ["+", &text].concat() } else { text }
    }

    /// Days since 1970, which no test needs in a nicer form.
    pub(super) fn date(millis: u64, _options_json: &str) -> String {
        format!("day {}", millis / 86_400_000)
    }

    pub(super) fn plural(count: usize) -> String {
        if count == 1 { "one" } else { "other" }.to_owned()
    }
}

/// Chooses the language of figures and dates by its tag (`en`, `pt-BR`).
pub fn set_locale(tag: &str) {
    intl::set_locale(tag);
}

/// The index of the plural form for a count: zero, one, two, few, many, other.
pub(super) fn plural_form(count: usize) -> usize {
    let word = intl::plural(count);
    ["zero", "one", "two", "few", "many"].iter().position(|form| *form == word).unwrap_or(5)
}

/// A count: `2,000`.
#[must_use]
pub fn plain_number(count: usize) -> String {
    intl::number(count as f64, "{}")
}

/// A number without grouping, for a place where it is a name: `2026`.
#[must_use]
pub fn digits(number: usize) -> String {
    intl::number(number as f64, r#"{"useGrouping":false}"#)
}

/// A mean with one decimal: `3.7`. A dash where there is none.
#[must_use]
pub fn score(mean: Option<f64>) -> String {
    mean.map_or_else(
        || "–".to_owned(),
        |mean| intl::number(mean, r#"{"minimumFractionDigits":1,"maximumFractionDigits":1}"#),
    )
}

/// A figure between 0 and 1 with two decimals: `0.56`.
#[must_use]
pub fn fine(figure: f64) -> String {
    intl::number(figure, r#"{"minimumFractionDigits":2,"maximumFractionDigits":2}"#)
}

/// A share, 1 being all: `56%`.
#[must_use]
pub fn percent(share: f64) -> String {
    intl::number(share, r#"{"style":"percent"}"#)
}

/// A difference with its sign and one decimal: `+0.7`.
#[must_use]
pub fn signed(difference: f64) -> String {
    intl::number(difference, r#"{"minimumFractionDigits":1,"maximumFractionDigits":1,"signDisplay":"exceptZero"}"#)
}

/// A day: `22 November 2026`.
#[must_use]
pub fn date(when: Millis) -> String {
    intl::date(when, r#"{"day":"numeric","month":"long","year":"numeric"}"#)
}

/// A day and the time: `22 Nov 2026, 10:42`.
#[must_use]
pub fn date_time(when: Millis) -> String {
    intl::date(when, r#"{"dateStyle":"medium","timeStyle":"short"}"#)
}

/// A day, short: `22 Nov 2026`.
#[must_use]
pub fn month(when: Millis) -> String {
    intl::date(when, r#"{"day":"numeric","month":"short","year":"numeric"}"#)
}

/// A size: `3 kB`.
#[must_use]
pub fn bytes(count: usize) -> String {
    match count {
        0..1_000 => tf(Key::FormatBytes, &[("n", &plain_number(count))]),
        1_000..1_000_000 => tf(Key::FormatKilobytes, &[("n", &plain_number(count.div_ceil(1_000)))]),
        _ => tf(Key::FormatMegabytes, &[("n", &score(Some(count as f64 / 1e6)))]),
    }
}

/// A list in words: `a, b and c`.
#[must_use]
pub fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => tf(Key::FormatAnd, &[("a", &first.join(t(Key::FormatComma))), ("b", last)]),
    }
}

/// Whether the script's letters join, so that its words must not be bent or spaced out.
#[must_use]
pub fn is_joined_script(text: &str) -> bool {
    // Arabic, Syriac and their extensions; Devanagari to Malayalam hang from a line.
    text.chars().any(|c| matches!(c, '\u{0600}'..='\u{08FF}' | '\u{0900}'..='\u{0D7F}' | '\u{FB50}'..='\u{FEFF}'))
}
