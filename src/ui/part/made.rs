//! Sections of what was made, as text: shared by the report of one person and the result of a group.

use crate::domain::task::is_day;
use crate::i18n::{Key, t};
use crate::ui::html::{escape, line, prose};
use crate::ui::part::dots::dots_html;
use crate::ui::part::seats::pole_words;
use crate::ui::part::words::HAND_KEYS;
use crate::wire::export::{Piece, ReportWords, Section};

/// A section with its heading; `open` stands for one without content.
#[must_use]
pub fn section_html(section: &Section, open: &str) -> String {
    let pieces: String = if section.pieces.is_empty() {
        line("p class=\"hush\"", open)
    } else {
        section.pieces.iter().map(piece_html).collect()
    };
    format!(
        "<section class=\"made-part stack-s\" data-made=\"{}\">{}{pieces}</section>",
        escape(&section.id),
        line("h2 class=\"h3\"", &section.title)
    )
}

/// A piece.
#[must_use]
pub fn piece_html(piece: &Piece) -> String {
    let list = |tag: &str, lines: &[String]| {
        let lines: String = lines.iter().map(|words| line("li", words)).collect();
        format!("<{tag} class=\"plain-list\">{lines}</{tag}>")
    };
    match piece {
        Piece::Words(words) => prose(words),
        Piece::Quote(words) => line("blockquote class=\"statement-live\"", words),
        Piece::List(lines) => list("ul", lines),
        Piece::Order(lines) => list("ol", lines),
        Piece::Table { head, rows } => {
            // The corner of a table that has names on both sides heads nothing.
            let heads: String = head
                .iter()
                .map(|words| if words.is_empty() { "<td></td>".to_owned() } else { line("th scope=\"col\"", words) })
                .collect();
            let rows: String = rows
                .iter()
                .map(|cells| {
                    let cells = cells.iter().zip(head).map(|(words, head)| {
                        // A day is one word, though a browser would part it at its hyphens.
                        let class = if is_day(words) { " class=\"day\"" } else { "" };
                        format!("<td{class} data-head=\"{}\">{}</td>", escape(head), escape(words))
                    });
                    format!("<tr>{}</tr>", cells.collect::<String>())
                })
                .collect();
            format!("<table class=\"made-table\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
        }
        Piece::Dots { rows, .. } => dots_html(rows),
        Piece::Board(zones) => {
            let zones: String = zones
                .iter()
                .map(|(zone, cards)| {
                    format!(
                        "<section class=\"zone\"><header>{}</header>{}</section>",
                        line("h3", zone),
                        list("ul", cards)
                    )
                })
                .collect();
            format!("<div class=\"zones made-zones\">{zones}</div>")
        }
    }
}

/// The words of a report; `about` is the line under its title.
#[must_use]
pub fn report_words(about: String) -> ReportWords {
    ReportWords {
        about,
        open: t(Key::ReportOpen).to_owned(),
        commitments: [Key::TaskCommitmentWhat, Key::TaskCommitmentWho, Key::TaskCommitmentBy]
            .map(|key| t(key).to_owned()),
        hands: HAND_KEYS.map(|key| t(key).to_owned()),
        points: t(Key::TaskPoints).to_owned(),
        statement: t(Key::ReportStatement).to_owned(),
        answer: t(Key::ReportAnswer).to_owned(),
        poles: pole_words(5),
        remarks: t(Key::ReportRemarks).to_owned(),
        debrief: t(Key::ResultDebrief).to_owned(),
    }
}
