//! Answers as they are, one row a person, of those who agreed to be told apart. Which those are is for the caller to
//! know.

use super::csv::csv_row;
use super::made::{ReportWords, task_pieces};
use super::section::Piece;
use crate::domain::activity::Activity;
use crate::domain::block::{Answer, Answers, Block, point};
use crate::domain::id::ResponseId;
use crate::domain::order::sorted;
use crate::domain::rows::Row;
use crate::domain::table::Table;
use crate::domain::task::{HANDS, Hand, Made, Options, Task};
use crate::wire::crc::crc32;

/// What parts several things in one cell.
const BETWEEN: &str = "; ";

/// One person's answers.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    /// Who it is.
    pub name: &'a str,
    /// The side that the person chose; empty for none.
    pub side: &'a str,
    /// The answers.
    pub answers: &'a Answers,
}

/// The words of the table, in the person's language.
#[derive(Clone, Debug)]
pub struct RawWords {
    /// The headings that are not ids: number, name, side.
    pub columns: [String; 3],
    /// What it has in common with a report.
    pub report: ReportWords,
}

/// A row for each person: a number, the name, the side, then in the activity's order the point of every item (empty
/// while open), the options chosen, the words, and of tasks the points or the place of every option, what was chosen
/// for every pair, else all of it in one cell. Headings are ids, so that a program knows them; but a row of a list has
/// an id that was drawn, so there its words stand, and what several people called the same is one column. The order,
/// which the number counts, depends on what stands in the rows and on nothing else.
#[must_use]
pub fn raw_csv(activity: &Activity, people: &[RawRow<'_>], words: &RawWords) -> String {
    let made: Vec<Made<'_>> = people.iter().map(|person| Made { activity, answers: person.answers }).collect();
    let columns: Vec<Column<'_>> =
        activity.blocks().flat_map(|block| columns_of(block, &made, &words.report)).collect();
    let line = |first: [&str; 3], cells: &[String]| {
        csv_row(&first.into_iter().chain(cells.iter().map(String::as_str)).collect::<Vec<_>>())
    };
    let rows = people.iter().zip(&made).map(|(person, made)| {
        (person.name, person.side, columns.iter().map(|column| (column.cell)(made)).collect::<Vec<String>>())
    });
    let rows = sorted(rows.collect(), |(name, side, cells)| {
        crc32(&[name.as_bytes(), b"\n", side.as_bytes(), b"\n", cells.join("\n").as_bytes()]).into()
    });
    let rows =
        rows.iter().enumerate().map(|(at, (name, side, cells))| line([&(at + 1).to_string(), name, side], cells));
    let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
    let head = line(words.columns.each_ref().map(String::as_str), &headings);
    ["\u{feff}", &head, &rows.collect::<String>()].concat()
}

/// A column, and what stands in it for a person.
struct Column<'a> {
    heading: String,
    cell: Box<dyn Fn(&Made<'a>) -> String + 'a>,
}

impl<'a> Column<'a> {
    fn new(heading: &[&str], cell: impl Fn(&Made<'a>) -> String + 'a) -> Self {
        Self { heading: heading.join("."), cell: Box::new(cell) }
    }
}

fn columns_of<'a>(block: &'a Block, people: &[Made<'a>], words: &'a ReportWords) -> Vec<Column<'a>> {
    let id = block.id();
    let column = match block {
        Block::Scale(_) | Block::Poles(_) => {
            let items = block.items().into_iter();
            let cell = |item: &'a str| {
                move |made: &Made<'a>| point(made.answers, id, item).map(|point| point.to_string()).unwrap_or_default()
            };
            return items.map(|item| Column::new(&[item.id], cell(item.id))).collect();
        }
        Block::Choice(choice) => Column::new(&[id], move |made| match made.answers.get(id) {
            Some(Answer::Chosen(ids)) => {
                let chosen = choice.options.iter().filter(|option| ids.contains(&option.id));
                chosen.map(|option| option.label.as_str()).collect::<Vec<_>>().join(BETWEEN)
            }
            _ => String::new(),
        }),
        Block::Text(_) => Column::new(&[id], move |made| match made.answers.get(id) {
            Some(Answer::Words(words)) => words.clone(),
            _ => String::new(),
        }),
        Block::Task(task) => return columns_of_task(task, people, words),
        Block::Unbuilt(_) => return Vec::new(),
    };
    vec![column]
}

fn columns_of_task<'a>(task: &'a Task, people: &[Made<'a>], words: &'a ReportWords) -> Vec<Column<'a>> {
    let id = task.id();
    match task {
        Task::Allocate(task) => {
            let cell = |offer: Offer| {
                move |made: &Made<'a>| {
                    let own = offer.own(made, &task.options);
                    let given = own.iter().map(|id| u32::from(task.points(made, id))).sum::<u32>();
                    let is_open = own.is_empty() || task.spent(made) == 0;
                    if is_open { String::new() } else { given.to_string() }
                }
            };
            let offers = offers(people, &task.options).into_iter();
            offers.map(|offer| Column::new(&[id, &offer.name.clone()], cell(offer))).collect()
        }
        Task::Rank(task) => {
            let cell = |offer: Offer| {
                move |made: &Made<'a>| {
                    let (own, options) = (offer.own(made, &task.options), made.options(&task.options));
                    let mut placed =
                        made.rows(id).iter().filter(|row| options.iter().any(|(known, _)| *known == row.id));
                    let place = placed.position(|row| own.contains(&row.id.as_str()));
                    place.map(|at| (at + 1).to_string()).unwrap_or_default()
                }
            };
            let offers = offers(people, &task.options).into_iter();
            offers.map(|offer| Column::new(&[id, &offer.name.clone()], cell(offer))).collect()
        }
        Task::Matrix(task) => {
            let (lines, heads) = (offers(people, &task.rows), offers(people, &task.columns));
            let pairs = lines.iter().flat_map(|line| heads.iter().map(move |head| (line.clone(), head.clone())));
            let cell = |line: Offer, head: Offer| {
                move |made: &Made<'a>| {
                    let (lines, heads) = (line.own(made, &task.rows), head.own(made, &task.columns));
                    let mut pairs = lines.iter().flat_map(|line| heads.iter().map(move |head| (line, head)));
                    let chosen = pairs.find_map(|(line, head)| task.chosen(made, line, head));
                    chosen.map(|option| option.label.clone()).unwrap_or_default()
                }
            };
            pairs
                .map(|(line, head)| Column::new(&[id, &line.name.clone(), &head.name.clone()], cell(line, head)))
                .collect()
        }
        Task::Consent(_) => vec![Column::new(&[id], move |made| hands(made.rows(id), words))],
        Task::Entries(_) | Task::Board(_) | Task::Sentence(_) | Task::Commitments(_) => {
            vec![Column::new(&[id], move |made| in_one_cell(&task_pieces(task, made, words)))]
        }
        Task::Talk(_) => Vec::new(),
    }
}

/// What a task works on, for all people together.
#[derive(Clone)]
struct Offer {
    /// An author's id, or the words of a row.
    name: String,
    /// The ids that stand for it in people's answers.
    ids: Vec<String>,
}

impl Offer {
    /// Its rows or options in one person's answers.
    fn own<'a>(&self, made: &Made<'a>, options: &'a Options) -> Vec<&'a str> {
        let all = made.options(options).into_iter().map(|(id, _)| id);
        all.filter(|id| self.ids.iter().any(|known| known == id)).collect()
    }
}

/// All options: an author's in their order, those of lists by their first place in a list, then by their words.
fn offers<'a>(people: &[Made<'a>], options: &'a Options) -> Vec<Offer> {
    if let Options::Own(own) = options {
        return own.iter().map(|option| Offer { name: option.id.clone(), ids: vec![option.id.clone()] }).collect();
    }
    // A table is in the order of its names.
    let mut by_words: Table<(usize, Vec<String>)> = Table::new();
    for made in people {
        let rows = made.options(options).into_iter().enumerate();
        for (place, (id, words)) in rows.filter(|(_, (_, words))| !words.trim().is_empty()) {
            let (first, ids) = by_words.get_or_insert(words.trim(), (place, Vec::new()));
            *first = place.min(*first);
            ids.push(id.to_owned());
        }
    }
    let all = by_words.iter().map(|(name, (place, ids))| (*place, Offer { name: name.clone(), ids: ids.clone() }));
    sorted(all.collect(), |(place, _)| *place as u128).into_iter().map(|(_, offer)| offer).collect()
}

/// What a person said to a proposal. Of several hands the order says nothing.
fn hands(rows: &[Row], words: &ReportWords) -> String {
    let rows = sorted(rows.iter().collect(), |row| ResponseId::parse(&row.id).map_or(0, |id| id.0.into()));
    let said = rows.into_iter().filter_map(|row| {
        let hand = Hand::of(row)?;
        let label = HANDS.iter().zip(&words.hands).find(|((_, known), _)| *known == hand)?.1;
        let why = row.cell("words").trim();
        Some(if why.is_empty() { label.clone() } else { [label, ": ", why].concat() })
    });
    said.collect::<Vec<_>>().join(BETWEEN)
}

/// What the report says of a task, as one text.
fn in_one_cell(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Words(text) | Piece::Quote(text) => text.clone(),
        Piece::List(lines) | Piece::Order(lines) => lines.join(BETWEEN),
        Piece::Table { rows, .. } => rows.iter().map(|cells| listed(cells)).collect::<Vec<_>>().join(BETWEEN),
        Piece::Board(zones) => {
            let zones = zones.iter().filter(|(_, cards)| !cards.is_empty());
            zones.map(|(zone, cards)| [zone, ": ", &listed(cards)].concat()).collect::<Vec<_>>().join(BETWEEN)
        }
        // Many people's.
        Piece::Dots { .. } => String::new(),
    };
    pieces.iter().map(text).collect::<Vec<_>>().join(BETWEEN)
}

fn listed(cells: &[String]) -> String {
    cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}
