//! Sections: the one list of which a report or a group's result is drawn, copied and saved.

use super::csv::csv_row;
use super::made::ReportWords;
use super::markdown::plain;
use crate::domain::agreement::Figures;
use crate::domain::counts::Counts;

/// A part of a report: what one block holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// The block's id.
    pub id: String,
    /// The block's heading.
    pub title: String,
    /// What was made; empty where the block was left open.
    pub pieces: Vec<Piece>,
}

/// A piece of a section.
#[derive(Clone, PartialEq, Debug)]
pub enum Piece {
    /// Words as they were written; a blank line parts paragraphs.
    Words(String),
    /// A sentence that was built.
    Quote(String),
    /// Lines in no order.
    List(Vec<String>),
    /// Lines in an order.
    Order(Vec<String>),
    /// A table with its headings.
    Table {
        /// The headings.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// Cards by zone, each with its heading.
    Board(Vec<(String, Vec<String>)>),
    /// Several people's answers, every one a dot.
    Dots {
        /// The headings of the rows' cells.
        head: Vec<String>,
        /// One for each item or dimension.
        rows: Vec<DotRow>,
    },
}

/// Several people's answers to one item, or their scores in one dimension.
#[derive(Clone, PartialEq, Debug)]
pub struct DotRow {
    /// What was asked; empty where the two ends say it.
    pub label: String,
    /// A word on the mean, such as its band; empty for none.
    pub note: String,
    /// What the low and the high end mean.
    pub ends: [String; 2],
    /// The number of points of the scale.
    pub points: u8,
    /// How often each answer or score came.
    pub dots: Counts,
    /// The figures, for who draws them.
    pub figures: Figures,
    /// Its place in the order to talk about, from 0.
    pub place: usize,
    /// The kind of agreement in words; empty where too few answered.
    pub accord: String,
    /// Says that so few answered that nothing of it is shown; empty where it is.
    pub withheld: String,
    /// The same as a row of a table, for who only reads.
    pub cells: Vec<String>,
}

/// The pieces that hold something.
pub(super) fn filled(pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.into_iter().filter(|piece| !is_empty(piece)).collect()
}

fn is_empty(piece: &Piece) -> bool {
    match piece {
        Piece::Words(text) | Piece::Quote(text) => text.trim().is_empty(),
        Piece::List(lines) | Piece::Order(lines) => lines.is_empty(),
        Piece::Table { rows, .. } => rows.is_empty(),
        Piece::Board(zones) => zones.iter().all(|(_, cards)| cards.is_empty()),
        Piece::Dots { rows, .. } => rows.iter().all(|row| row.dots.is_empty() && row.withheld.is_empty()),
    }
}

/// A title, the line under it, and the sections as Markdown.
pub(super) fn sections_markdown(title: &str, sections: &[Section], words: &ReportWords) -> String {
    let mut out = format!("# {}\n\n{}\n", plain(title), plain(&words.about));
    for section in sections {
        out += &format!("\n## {}\n\n", plain(&section.title));
        if section.pieces.is_empty() {
            out += &format!("*{}*\n", plain(&words.open));
        }
        for (at, piece) in section.pieces.iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            out += &piece_markdown(piece);
        }
    }
    out
}

/// A heading with lines; nothing without lines.
pub(super) fn list_markdown(title: &str, lines: &[&str]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("- {}\n", plain(line))).collect();
    format!("\n## {}\n\n{lines}", plain(title))
}

fn piece_markdown(piece: &Piece) -> String {
    match piece {
        Piece::Words(words) => {
            let parts = words.split("\n\n").map(plain).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("\n\n") + "\n"
        }
        Piece::Quote(words) => format!("> {}\n", plain(words)),
        Piece::List(lines) => lines.iter().map(|line| format!("- {}\n", plain(line))).collect(),
        Piece::Order(lines) => {
            lines.iter().enumerate().map(|(at, line)| format!("{}. {}\n", at + 1, plain(line))).collect()
        }
        Piece::Table { head, rows } => table_markdown(head, rows.iter().map(Vec::as_slice)),
        Piece::Dots { head, rows } => table_markdown(head, rows.iter().map(|row| row.cells.as_slice())),
        Piece::Board(zones) => zones
            .iter()
            .map(|(zone, cards)| {
                let cards: String = cards.iter().map(|card| format!("  - {}\n", plain(card))).collect();
                format!("- **{}**\n{cards}", plain(zone))
            })
            .collect(),
    }
}

fn table_markdown<'a>(head: &[String], rows: impl Iterator<Item = &'a [String]>) -> String {
    let row =
        |cells: &[String]| format!("| {} |\n", cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "));
    let rule = format!("|{}\n", " --- |".repeat(head.len()));
    row(head) + &rule + &rows.map(row).collect::<String>()
}

/// The sections as one table: the heading, then its cells. A blank line parts the sections; those without
/// content are left out.
#[must_use]
pub fn sections_csv(sections: &[Section]) -> String {
    let line = |cells: &[String]| csv_row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    let mut out = String::from("\u{feff}");
    for (at, section) in sections.iter().filter(|section| !section.pieces.is_empty()).enumerate() {
        if at > 0 {
            out += "\r\n";
        }
        out += &csv_row(&[&section.title]);
        for piece in &section.pieces {
            match piece {
                Piece::Words(text) | Piece::Quote(text) => out += &csv_row(&[text]),
                Piece::List(lines) => lines.iter().for_each(|line| out += &csv_row(&[line])),
                Piece::Order(lines) => {
                    for (at, line) in lines.iter().enumerate() {
                        out += &csv_row(&[&(at + 1).to_string(), line]);
                    }
                }
                Piece::Table { head, rows } => {
                    out += &line(head);
                    rows.iter().for_each(|cells| out += &line(cells));
                }
                Piece::Dots { head, rows } => {
                    out += &line(head);
                    rows.iter().for_each(|row| out += &line(&row.cells));
                }
                Piece::Board(zones) => {
                    for (zone, cards) in zones {
                        cards.iter().for_each(|card| out += &csv_row(&[zone, card]));
                    }
                }
            }
        }
    }
    out
}
