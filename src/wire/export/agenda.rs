//! An agenda as a text to paste into an invitation or a document.

use super::markdown::plain;

/// The words of the text, in the person's language.
#[derive(Clone, Debug)]
pub struct AgendaWords {
    /// What the workshop is called.
    pub title: String,
    /// The line under it: how long, and from when to when.
    pub about: String,
    /// Column headings: begin, what, minutes, what for.
    pub columns: [String; 4],
}

/// A slot of the agenda, in words: begin, what, minutes, what for.
pub type AgendaLine = [String; 4];

/// A Markdown table with a heading.
#[must_use]
pub fn agenda_markdown(lines: &[AgendaLine], words: &AgendaWords) -> String {
    let row = |cells: &[String; 4]| ["| ", &cells.each_ref().map(|cell| plain(cell)).join(" | "), " |\n"].concat();
    let mut out = format!("# {}\n\n{}\n\n", plain(&words.title), plain(&words.about));
    out += &row(&words.columns);
    out += "| --- | --- | --: | --- |\n";
    for line in lines {
        out += &row(line);
    }
    out
}
