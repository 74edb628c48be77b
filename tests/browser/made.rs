//! What people have made in an exercise, decided beforehand: nothing, a part, or all of each block. The
//! words are as long as people's, so that a picture of it shows what a page has to carry.

use roundtable::domain::activity::Activity;
use roundtable::domain::block::Block;
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Draft, Event, Perspective};
use roundtable::domain::rows::{Edit, Row};
use roundtable::domain::task::{Cell, Column, Entries, HANDS, Made, Sentence, Talk, Task};

use crate::plan::OCTOBER;

/// How much of a block is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Much {
    /// Nothing.
    Nothing,
    /// A part of it.
    Some,
    /// All that it asks for.
    All,
    /// More than it asks for, where a person can get so far, and words that no line holds.
    Overfull,
}

/// What cards, rows and parties are called.
pub const NAMES: [&str; 6] = [
    "Director of housing",
    "Finance lead",
    "The tenants’ association of the northern quarter, all of it",
    "Repairs team",
    "Board sponsor",
    "Night shift",
];

const WORDS: &str = "We meet on the first Monday, and whoever is stuck says so before noon.";

/// A word that no line holds.
pub const ADDRESS: &str = "https://example.org/the/minutes/of/the/third/meeting/of/the/northern/alliance/with/everything/that/was/said/there.html";

impl Much {
    /// A sentence of somebody.
    fn words(self) -> &'static str {
        if self == Self::Overfull { ADDRESS } else { WORDS }
    }

    /// What the card, row or party with this number is called.
    fn name(self, at: usize) -> &'static str {
        if self == Self::Overfull && at == 0 { ADDRESS } else { NAMES[at % NAMES.len()] }
    }
}

/// The draft of this activity that stands at a step; `much` says how much of each block is made. Each
/// activity has one, so that the next takes its place.
pub fn draft(activity: &Activity, step: usize, much: impl Fn(&Block) -> Much) -> Draft {
    let mut draft = Draft::begin(activity, ResponseId(activity.fingerprint().into()), Perspective::Own, OCTOBER);
    for block in activity.blocks() {
        for event in events(activity, &draft, block, much(block)) {
            draft.apply(event, OCTOBER);
        }
    }
    draft.apply(Event::Turned { place: step as u16 }, OCTOBER);
    draft
}

/// The number of the step that has this block.
pub fn step_of(activity: &Activity, block: &str) -> usize {
    let has = |blocks: &[Block]| blocks.iter().any(|known| known.id() == block);
    activity.steps.iter().position(|step| has(&step.blocks)).unwrap_or_else(|| panic!("{block} is in no step"))
}

/// The first so many of several.
fn part<T>(all: Vec<T>, much: Much) -> Vec<T> {
    let count = match much {
        Much::Nothing => 0,
        Much::Some => all.len().div_ceil(3),
        Much::All | Much::Overfull => all.len(),
    };
    all.into_iter().take(count).collect()
}

fn events(activity: &Activity, draft: &Draft, block: &Block, much: Much) -> Vec<Event> {
    let id = block.id().to_owned();
    let all: Vec<Event> = match block {
        Block::Text(_) => vec![Event::Wrote { block: id, words: much.words().to_owned() }],
        Block::Choice(choice) => vec![Event::ChoseOptions { block: id, ids: vec![choice.options[0].id.clone()] }],
        Block::Scale(_) | Block::Poles(_) => block
            .items()
            .into_iter()
            .enumerate()
            .map(|(at, item)| Event::ChosePoint {
                block: id.clone(),
                item: item.id.to_owned(),
                point: Some((at % usize::from(item.points)) as u8 + 1),
            })
            .collect(),
        Block::Task(task) => {
            let made = Made { activity, answers: &draft.sheet.answers };
            let edits = rows(&made, task, much).into_iter().map(|row| Edit::Put { row, at: None });
            return vec![Event::Edited { block: id, edits: part(edits.collect(), much) }];
        }
        Block::Unbuilt(unbuilt) => panic!("{} is not built", unbuilt.id),
    };
    part(all, much)
}

/// All rows of a task.
fn rows(made: &Made<'_>, task: &Task, much: Much) -> Vec<Row> {
    let row = |at: usize, cells: &[(&str, &str)]| Row::new(&format!("{}-{at}", task.id()), cells);
    match task {
        Task::Entries(list) => list_rows(list, much),
        Task::Board(board) if board.from.is_some() => {
            let cards = board.cards(made);
            let zone = |at: usize| board.zones[at % board.zones.len()].id.as_str();
            cards.iter().enumerate().map(|(at, card)| Row::new(card.id, &[("zone", zone(at))])).collect()
        }
        Task::Board(board) => (0..board.zones.len() + 2)
            .map(|at| {
                // The last zone stays empty, and the first is the fullest.
                let zone = &board.zones[at % (board.zones.len() - 1)].id;
                row(at, &[("text", much.name(at)), ("zone", zone)])
            })
            .collect(),
        Task::Allocate(allocate) => {
            let options = made.options(&allocate.options);
            let share = allocate.total / u16::try_from(options.len().max(1)).unwrap();
            let mut left = allocate.total;
            let last = options.len().saturating_sub(1);
            let points = |at: usize| {
                let points = if at == last { left } else { share };
                left -= points;
                let more = if much == Much::Overfull { points + 2 } else { points };
                more.min(allocate.limit()).to_string()
            };
            let points: Vec<String> = (0..options.len()).map(points).collect();
            options.iter().zip(&points).map(|((id, _), points)| Row::new(id, &[("points", points)])).collect()
        }
        Task::Rank(rank) => made.options(&rank.options).iter().rev().map(|(id, _)| Row::new(id, &[])).collect(),
        Task::Matrix(matrix) => {
            let columns = made.options(&matrix.columns);
            let lines = made.options(&matrix.rows).into_iter().enumerate();
            lines
                .map(|(line, (id, _))| {
                    let option = |at: usize| matrix.options[(line + at) % matrix.options.len()].id.as_str();
                    let cells: Vec<_> = columns.iter().enumerate().map(|(at, (id, _))| (*id, option(at))).collect();
                    Row::new(id, &cells)
                })
                .collect()
        }
        Task::Sentence(sentence) => {
            let cells = sentence.blanks.iter().map(|blank| {
                (
                    blank.id.as_str(),
                    if much == Much::Overfull { ADDRESS } else { blank.hint.as_deref().unwrap_or(WORDS) },
                )
            });
            vec![Row::new(Sentence::ROW, &part(cells.collect(), much))]
        }
        Task::Talk(_) => vec![Row::new(Talk::ROW, &[("turns", if much == Much::Some { "1" } else { "2" })])],
        Task::Commitments(_) => (0..3)
            .map(|at| {
                let by = format!("2027-0{}-01", at + 1);
                row(at, &[("what", much.words()), ("who", much.name(at)), ("by", if at == 1 { "" } else { &by })])
            })
            .collect(),
        Task::Consent(_) => HANDS
            .iter()
            .enumerate()
            .map(|(at, (hand, _))| {
                let id = ResponseId(at as u64 + 1).to_string();
                Row::new(&id, &[("hand", hand), ("words", if *hand == "yes" { "" } else { much.words() })])
            })
            .collect(),
    }
}

fn list_rows(list: &Entries, much: Much) -> Vec<Row> {
    let wise = list.max.map_or(12, usize::from);
    let count = match much {
        Much::Overfull => wise + 1,
        _ => usize::from(list.min).max(3).min(wise),
    };
    (0..count)
        .map(|at| {
            let cells: Vec<(&str, String)> = list
                .columns
                .iter()
                .enumerate()
                .map(|(column, of)| (of.id.as_str(), cell(of, column, at, much)))
                .collect();
            let cells: Vec<(&str, &str)> = cells.iter().map(|(id, text)| (*id, text.as_str())).collect();
            Row::new(&format!("{}-{at}", list.id), &cells)
        })
        .collect()
}

/// What stands in a column of the row with this number.
fn cell(column: &Column, number: usize, at: usize, much: Much) -> String {
    match &column.cell {
        Cell::Choice(options) => options[at % options.len()].id.clone(),
        Cell::Number => (at * 5 + 5).to_string(),
        Cell::Date => format!("2027-01-{:02}", at + 1),
        Cell::Text | Cell::Long if number == 0 => much.name(at).to_owned(),
        Cell::Text | Cell::Long if much == Much::Overfull => ADDRESS.to_owned(),
        Cell::Text | Cell::Long => WORDS[..20 + at % 4 * 12].to_owned(),
    }
}
