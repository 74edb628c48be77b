//! The result as text to paste into a document or a message.

use super::Exported;
use crate::domain::number::fixed;

/// The result as Markdown: scores as a table, what they mean, the answers, and questions for a talk.
#[must_use]
pub fn markdown_of(exported: &Exported<'_>) -> String {
    let Exported { activity, profile, words, .. } = exported;
    let mut out = format!("# {}\n\n{}\n", plain(&activity.title), plain(&words.about));
    if !words.perspective.is_empty() {
        out += &format!("\n*{}*\n", plain(&words.perspective));
    }
    if !profile.scores.is_empty() {
        out +=
            &format!("\n| {} | {} | {} |\n| --- | --: | --- |\n", words.columns[3], words.columns[6], words.columns[7]);
    }
    for score in &profile.scores {
        let title = activity.dimension(&score.dimension).map_or("", |dimension| &dimension.title);
        let mean = score.mean.map_or_else(|| "–".to_owned(), |mean| fixed(mean, 1));
        let band = score.reading(activity).map_or("–", |(_, band, _)| &band.title);
        out += &format!("| {} | {mean} | {} |\n", plain(title), plain(band));
    }
    for score in profile.lowest_first() {
        if let Some((dimension, band, text)) = score.reading(activity) {
            out += &format!("\n## {}: {}\n\n{}\n", plain(&dimension.title), plain(&band.title), plain(text));
        }
    }
    out += &format!("\n## {}\n\n", words.answers);
    for line in exported.lines() {
        let answer = match (line.point, line.words.as_str()) {
            (Some(point), "") => point.to_string(),
            (Some(point), word) => format!("{point}, {}", plain(word)),
            (None, "") => words.open.clone(),
            (None, word) => plain(word),
        };
        out += &format!("- {}: **{answer}**\n", plain(&line.text));
    }
    if !activity.debrief.is_empty() {
        out += &format!("\n## {}\n\n", words.debrief);
        for question in &activity.debrief {
            out += &format!("- {}\n", plain(question));
        }
    }
    out
}

/// A person's text on one line, with the signs that would change its look disarmed.
pub(super) fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for character in line.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
