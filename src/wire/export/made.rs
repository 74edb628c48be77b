//! What was made in an exercise, to read and to take along: as sections that the page draws, as Markdown to
//! paste into a document, and as CSV of its tables.

use super::section::{Piece, Section, filled, list_markdown, sections_markdown};
use crate::domain::activity::Activity;
use crate::domain::block::{Answer, Block, Item, Wording, point};
use crate::domain::response::Complete;
use crate::domain::task::{Board, Made, Task};

/// The words of a report, in the person's language.
#[derive(Clone, Debug)]
pub struct ReportWords {
    /// The line under the title: name, date.
    pub about: String,
    /// What stands for an open part.
    pub open: String,
    /// The headings of commitments: what, who, by when.
    pub commitments: [String; 3],
    /// The three hands of a consent round.
    pub hands: [String; 3],
    /// What points are called where the author does not say.
    pub points: String,
    /// The headings of statements and options with their answers.
    pub statement: String,
    /// See `statement`.
    pub answer: String,
    /// The words between the two statements of a pair, from the first to the second.
    pub poles: Vec<String>,
    /// The heading over the remarks.
    pub remarks: String,
    /// The heading over questions for a talk.
    pub debrief: String,
}

/// What was made, block by block. Conversations leave nothing and are left out.
#[must_use]
pub fn sections(activity: &Activity, response: &Complete, words: &ReportWords) -> Vec<Section> {
    let answers = &response.sheet.answers;
    let made = Made { activity, answers };
    let mut all = Vec::new();
    for block in activity.blocks() {
        let pieces = match block {
            Block::Scale(_) | Block::Poles(_) => items(block, answers, words),
            Block::Choice(choice) => match answers.get(&choice.id) {
                Some(Answer::Chosen(ids)) => {
                    let chosen = choice.options.iter().filter(|option| ids.contains(&option.id));
                    vec![Piece::List(chosen.map(|option| option.label.clone()).collect())]
                }
                _ => Vec::new(),
            },
            Block::Text(text) => match answers.get(&text.id) {
                Some(Answer::Words(words)) => vec![Piece::Words(words.clone())],
                _ => Vec::new(),
            },
            Block::Task(Task::Talk(_)) | Block::Unbuilt(_) => continue,
            Block::Task(task) => task_pieces(task, &made, words),
        };
        let title = block.label().unwrap_or_default().to_owned();
        all.push(Section { id: block.id().to_owned(), title, pieces });
    }
    all
}

fn items(block: &Block, answers: &crate::domain::block::Answers, words: &ReportWords) -> Vec<Piece> {
    let rows: Vec<Vec<String>> = block
        .items()
        .iter()
        .filter_map(|item| {
            let chosen = point(answers, block.id(), item.id)?;
            Some(vec![statement(item), point_words(block, item, chosen, words)])
        })
        .collect();
    let head = vec![words.statement.clone(), words.answer.clone()];
    if rows.is_empty() { Vec::new() } else { vec![Piece::Table { head, rows }] }
}

pub(super) fn statement(item: &Item<'_>) -> String {
    match item.wording {
        Wording::Statement(text) => text.to_owned(),
        Wording::Pair { left, right } => [left, " | ", right].concat(),
    }
}

fn point_words(block: &Block, item: &Item<'_>, chosen: u8, words: &ReportWords) -> String {
    let at = usize::from(chosen.saturating_sub(1));
    let known = match block {
        Block::Scale(scale) => scale.points.get(at),
        _ => words.poles.get(at),
    };
    known.cloned().unwrap_or_else(|| format!("{chosen} / {}", item.points))
}

pub(super) fn task_pieces(task: &Task, made: &Made<'_>, words: &ReportWords) -> Vec<Piece> {
    let rows = made.rows(task.id());
    let pieces = match task {
        Task::Entries(task) => {
            let head = task.columns.iter().map(|column| column.label.clone()).collect();
            let line = |row| task.columns.iter().map(|column| column.words(row).to_owned()).collect();
            vec![Piece::Table { head, rows: task.filled(rows).map(line).collect() }]
        }
        Task::Board(task) => vec![Piece::Board(zones(task, made))],
        Task::Allocate(task) => {
            let unit = task.unit.clone().unwrap_or_else(|| words.points.clone());
            let spent = task.spent(made) > 0;
            let line = |(id, label): &(&str, &str)| vec![(*label).to_owned(), task.points(made, id).to_string()];
            let rows = made.options(&task.options).iter().filter(|_| spent).map(line).collect();
            vec![Piece::Table { head: vec![words.statement.clone(), unit], rows }]
        }
        Task::Rank(task) => {
            let order = task.order(made).iter().map(|(_, label)| (*label).to_owned()).collect();
            if task.is_complete(made) { vec![Piece::Order(order)] } else { Vec::new() }
        }
        Task::Matrix(task) => {
            let columns = made.options(&task.columns);
            let head = [String::new()].into_iter().chain(columns.iter().map(|(_, label)| (*label).to_owned()));
            let line = |(id, label): &(&str, &str)| {
                let cell =
                    |column| task.chosen(made, id, column).map_or_else(String::new, |option| option.label.clone());
                [(*label).to_owned()].into_iter().chain(columns.iter().map(|(column, _)| cell(column))).collect()
            };
            let some = task.progress(made).0 > 0;
            let rows = made.options(&task.rows).iter().filter(|_| some).map(line).collect();
            vec![Piece::Table { head: head.collect(), rows }]
        }
        Task::Sentence(task) if task.count(rows) > 0 => {
            vec![Piece::Quote(task.text(rows, |blank| ["[", &blank.label, "]"].concat()))]
        }
        Task::Commitments(task) => {
            let line =
                |row: &crate::domain::rows::Row| ["what", "who", "by"].map(|cell| row.cell(cell).to_owned()).to_vec();
            vec![Piece::Table { head: words.commitments.to_vec(), rows: task.filled(rows).map(line).collect() }]
        }
        Task::Consent(task) if task.is_complete(rows) => {
            let counts = words.hands.iter().zip(task.counts(rows));
            let counts = counts.map(|(hand, count)| format!("{hand}: {count}")).collect();
            let said: Vec<String> = task.words(rows).iter().map(|(_, words)| (*words).to_owned()).collect();
            [Piece::List(counts), Piece::List(said)].to_vec()
        }
        Task::Sentence(_) | Task::Consent(_) | Task::Talk(_) => Vec::new(),
    };
    filled(pieces)
}

/// The zones of a board with their cards, and at the end what lies nowhere.
#[must_use]
pub fn zones(board: &Board, made: &Made<'_>) -> Vec<(String, Vec<String>)> {
    let cards = board.cards(made);
    board
        .zones
        .iter()
        .map(|zone| {
            let here = cards.iter().filter(|card| card.zone == Some(&zone.id)).map(|card| card.text.to_owned());
            (zone.label.clone(), here.collect())
        })
        .collect()
}

/// A report of these sections as Markdown.
#[must_use]
pub fn markdown_of_made(activity: &Activity, sections: &[Section], remarks: &[&str], words: &ReportWords) -> String {
    let mut out = sections_markdown(&activity.title, sections, words);
    out += &list_markdown(&words.remarks, remarks);
    out += &list_markdown(&words.debrief, &activity.debrief.iter().map(String::as_str).collect::<Vec<_>>());
    out
}
