//! The words of the interface, and figures and dates as the person's language writes them.
//!
//! `public/i18n/en.json` is the source; the build script turns it into [`Key`] and [`Plural`], so that
//! every use is checked by the compiler. English is compiled in: the page can always speak, even when a
//! file can't be fetched.
//!
//! ## Adding a text
//! Put it into `public/i18n/en.json` in the group of its page and use `t(Key::…)`. `{name}` marks what is
//! filled in with [`tf`]; a text with a number has the forms `one` and `other` and is used with [`tn`].

mod format;
mod problem;

pub use format::{
    bytes, date, date_time, digits, fine, is_joined_script, join, month, percent, plain_number, score, set_locale,
    signed,
};
pub use problem::{cause, remedy};

mod keys {
    use super::{Key, Plural};

    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}

/// A text of the interface. Each is a constant of its own and not a row of a table, so that a piece of
/// the program carries the texts it uses and no others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key {
    english: &'static str,
}

/// A text with a number in it, in the forms that languages need: zero, one, two, few, many, other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plural {
    forms: [Key; 6],
}

/// A text.
#[must_use]
pub fn t(key: Key) -> &'static str {
    key.english
}

/// A text with `{name}` replaced by each value.
#[must_use]
pub fn tf(key: Key, values: &[(&str, &str)]) -> String {
    fill(t(key), values)
}

/// A text in the form that `count` needs; `{n}` is the count, other names as in [`tf`].
#[must_use]
pub fn tn(plural: Plural, count: usize, values: &[(&str, &str)]) -> String {
    let form = t(plural.forms[format::plural_form(count)]);
    // English fills only "one" and "other"; a form left empty falls back to "other".
    let text = if form.is_empty() { t(plural.forms[5]) } else { form };
    let number = plain_number(count);
    let mut all = vec![("n", number.as_str())];
    all.extend_from_slice(values);
    fill(text, &all)
}

/// All keys as they are written in the text files, with the English texts.
pub fn all_texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    keys::TEXTS.iter().copied()
}

/// Replaces every `{name}` in one pass, so that a value with braces in it is left alone.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        let found = from.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &from[1..close])?;
            Some((close, value))
        });
        let (taken, words) = found.map_or((0, "{"), |(close, value)| (close, *value));
        out.push_str(words);
        rest = &from[taken + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn names_are_replaced_once_and_values_are_left_alone() {
        let values = [("a", "1"), ("b", "{a}")];
        for (text, filled) in
            [("{a} and {b}", "1 and {a}"), ("{c}", "{c}"), ("{", "{"), ("{a", "{a"), ("}{a}{a}", "}11"), ("", "")]
        {
            assert_eq!(fill(text, &values), filled, "{text}");
        }
    }
}
