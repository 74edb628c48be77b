//! Results, groups and agendas as files for other programs: tables, data, text, a calendar. Written for a person to
//! read as well.
//!
//! The private note is never part of an export. Figures in tables and data have a point and two decimals
//! whatever the language, so that a program can read them; in texts to paste they are the person's. Words come in as
//! [`Words`], in the person's language.

mod agenda;
mod beside;
mod circle;
mod commitments;
mod csv;
mod ics;
mod json;
mod made;
mod markdown;
mod raw;
mod section;
mod together;

pub use agenda::{AgendaLine, AgendaWords, agenda_markdown};
pub use beside::{BesideWords, section_of_own, sections_of_changes, sections_of_subgroups};
pub use circle::{CircleWords, sections_of_circle};
pub use commitments::{CommitmentWords, commitments_csv, commitments_markdown};
pub use csv::{csv_of, csv_row};
pub use ics::ics_of;
pub use json::json_of;
pub use made::{ReportWords, markdown_of_made, sections, zones};
pub use markdown::markdown_of;
pub use raw::{RawRow, RawWords, raw_csv};
pub use section::{DotRow, Piece, Section, sections_csv};
pub use together::{
    TogetherWords, choice_section, csv_of_group, dimensions_section, dimensions_together, items_section,
    markdown_of_group, markdown_of_sections, sections_together,
};

use crate::domain::activity::Activity;
use crate::domain::block::{Answer, Block, Wording, point};
use crate::domain::response::Complete;
use crate::domain::scoring::Profile;

/// Decimals of a score in a file.
const PLACES: u32 = 2;

/// The words of a file, in the person's language.
#[derive(Clone, Debug)]
pub struct Words {
    /// Column headings of the table: type, id, text, dimension, answer, answer in words, score, band.
    pub columns: [String; 8],
    /// The heading over the answers.
    pub answers: String,
    /// What stands for an open question.
    pub open: String,
    /// The heading over questions for a talk.
    pub debrief: String,
    /// The words between the two statements of a pair.
    pub poles: Vec<String>,
    /// The line under the title: activity, name, date.
    pub about: String,
    /// The day it was finished, as `2026-11-22`.
    pub day: String,
    /// Says that these are the answers a partner is thought to give; empty for one's own.
    pub perspective: String,
}

/// A result with everything that belongs into a file.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'a> {
    /// What was answered.
    pub activity: &'a Activity,
    /// The answers.
    pub response: &'a Complete,
    /// The scores.
    pub profile: &'a Profile,
    /// The words.
    pub words: &'a Words,
}

/// One answered or open question, in words.
struct Line {
    kind: &'static str,
    id: String,
    text: String,
    dimension: String,
    /// The point, where there is one.
    point: Option<u8>,
    /// The answer in words; empty while open.
    words: String,
    /// The point after reversing.
    scored: Option<u8>,
}

impl Exported<'_> {
    /// All questions in order.
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for block in self.activity.blocks() {
            for item in block.items() {
                let chosen = point(&self.response.sheet.answers, block.id(), item.id);
                lines.push(Line {
                    kind: "item",
                    id: item.id.to_owned(),
                    text: match item.wording {
                        Wording::Statement(text) => text.to_owned(),
                        Wording::Pair { left, right } => [left, " | ", right].concat(),
                    },
                    dimension: item.dimension.unwrap_or_default().to_owned(),
                    point: chosen,
                    words: chosen.and_then(|point| self.point_word(block, point)).unwrap_or_default(),
                    scored: chosen.map(|point| crate::domain::scoring::turned(&item, point)),
                });
            }
            let (kind, words) = match (block, self.response.sheet.answers.get(block.id())) {
                (Block::Choice(choice), answer) => (
                    "choice",
                    match answer {
                        Some(Answer::Chosen(ids)) => choice
                            .options
                            .iter()
                            .filter(|option| ids.contains(&option.id))
                            .map(|option| option.label.as_str())
                            .collect::<Vec<_>>()
                            .join("; "),
                        _ => String::new(),
                    },
                ),
                (Block::Text(_), Some(Answer::Words(words))) => ("text", words.clone()),
                (Block::Text(_), _) => ("text", String::new()),
                (Block::Scale(_) | Block::Poles(_) | Block::Task(_) | Block::Unbuilt(_), _) => continue,
            };
            lines.push(Line {
                kind,
                id: block.id().to_owned(),
                text: block.label().unwrap_or_default().to_owned(),
                dimension: String::new(),
                point: None,
                words,
                scored: None,
            });
        }
        lines
    }

    fn point_word(&self, block: &Block, point: u8) -> Option<String> {
        let index = usize::from(point.checked_sub(1)?);
        match block {
            Block::Scale(scale) => scale.points.get(index).cloned(),
            _ => self.words.poles.get(index).cloned(),
        }
    }
}
