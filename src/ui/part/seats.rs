//! The row of seats between two statements, or under one: radio buttons at the edge of a table.

use crate::domain::block::{Item, Wording};
use crate::i18n::{Key, t};
use crate::ui::html::{escape, line};

/// The words of the seats between two poles.
#[must_use]
pub fn pole_words(points: u8) -> Vec<String> {
    let keys: &[Key] = match points {
        7 => &[
            Key::AnswerSeats71,
            Key::AnswerSeats72,
            Key::AnswerSeats73,
            Key::AnswerSeats74,
            Key::AnswerSeats75,
            Key::AnswerSeats76,
            Key::AnswerSeats77,
        ],
        _ => &[Key::AnswerSeats51, Key::AnswerSeats52, Key::AnswerSeats53, Key::AnswerSeats54, Key::AnswerSeats55],
    };
    keys.iter().map(|key| t(*key).to_owned()).collect()
}

/// An item as a `fieldset` with its text as legend.
///
/// `topic` stands over the legend in small print; `label` is the question over a pair; `words` name the
/// seats; `heading` is the tag of the legend's heading, `h1` or `h2`; `chosen` is the point taken.
#[must_use]
pub fn item_html(
    item: &Item<'_>,
    topic: &str,
    label: Option<&str>,
    words: &[String],
    heading: &str,
    chosen: Option<u8>,
) -> String {
    let id = escape(item.id);
    let (text, pair) = match item.wording {
        Wording::Statement(text) => (text, None),
        Wording::Pair { left, right } => (label.unwrap_or(t(Key::AnswerCloser)), Some((left, right))),
    };
    let class = match (pair.is_some(), item.points > 5) {
        (true, false) => "seats",
        (true, true) => "seats many",
        (false, false) => "seats plain",
        (false, true) => "seats plain many",
    };
    let heading = match (heading, pair.is_some()) {
        ("h1", true) => "h1 tabindex=\"-1\"",
        ("h1", false) => "h1 tabindex=\"-1\" class=\"statement\"",
        (_, true) => "h2",
        (_, false) => "h2 class=\"statement\"",
    };
    let pole = |side: &str, sign: &str, text: &str| {
        format!(
            "<p class=\"pole {side}\" id=\"{id}-{side}\"><b aria-hidden=\"true\">{sign}</b>{}</p>",
            line("span", text)
        )
    };
    let mut out = format!(
        "<div class=\"scale-box\"><fieldset class=\"poles\"><legend>{}{}</legend>",
        if topic.is_empty() { String::new() } else { line("span class=\"topic\"", topic) },
        line(heading, text),
    );
    if let Some((left, _)) = pair {
        out += &pole("a", "A", left);
    }
    out += &format!("<div class=\"{class}\" data-style=\"--n:{}\">", item.points);
    for point in 1..=item.points {
        let (side, described) = match (pair.is_some(), (2 * point).cmp(&(item.points + 1))) {
            (false, _) => ("", String::new()),
            (true, std::cmp::Ordering::Less) => (" a", format!("{id}-a")),
            (true, std::cmp::Ordering::Greater) => (" b", format!("{id}-b")),
            (true, std::cmp::Ordering::Equal) => ("", format!("{id}-a {id}-b")),
        };
        let described = if described.is_empty() { described } else { format!(" aria-describedby=\"{described}\"") };
        let checked = if chosen == Some(point) { " checked" } else { "" };
        let word = words.get(usize::from(point) - 1).map_or("", String::as_str);
        out += &format!(
            "<label class=\"seat{side}\" data-style=\"--i:{}\"><input type=\"radio\" name=\"{id}\" value=\"{point}\"{described}{checked}>{}</label>",
            point - 1,
            line("span class=\"face\"", word),
        );
    }
    out += "</div>";
    if let Some((_, right)) = pair {
        out += &pole("b", "B", right);
    }
    out += "</fieldset></div>";
    out
}
