//! A list: rows that begin with the same words are one row, with what everybody wrote of it.

use super::Group;
use super::told::{Texts, Told, key, mark, most_common, place_key};
use crate::domain::order::sorted;
use crate::domain::rows::Row;
use crate::domain::table::Table;
use crate::domain::task::{Cell, Column, Entries};

/// Everybody's rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntriesTogether {
    /// The rows: those that most people wrote first, then by their place in the lists.
    pub lines: Vec<LineTogether>,
    /// How many people wrote a row.
    pub n: usize,
}

/// A row that one or several people wrote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineTogether {
    /// What it is called: the words in its first column, or the next that has any.
    pub name: String,
    /// The column that holds the name, as an index.
    pub named_by: usize,
    /// How many people wrote it.
    pub people: usize,
    /// What they wrote, column by column.
    pub cells: Vec<CellTogether>,
}

/// What everybody wrote in one column of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CellTogether {
    /// The texts, each once, shuffled.
    Texts(Vec<Told>),
    /// How many chose each option, in the author's order.
    Options(Vec<usize>),
}

/// Rows that begin alike.
#[derive(Clone, Debug, Default)]
struct Pile<'a> {
    rows: Vec<&'a Row>,
    /// The people, by their place in the group.
    people: Vec<usize>,
    /// The ways in which the name is written.
    ways: Table<usize>,
    named_by: usize,
    place: usize,
}

impl EntriesTogether {
    pub(super) fn of(group: &Group<'_>, task: &Entries) -> Self {
        let mut piles: Table<Pile<'_>> = Table::new();
        let mut n = 0;
        for (person, made) in group.made().enumerate() {
            let mut wrote = false;
            for (place, row) in task.filled(made.rows(&task.id)).enumerate() {
                let Some((named_by, name)) = name(task, row) else { continue };
                wrote = true;
                // The column is part of the key: a row without a first cell is no row with that first cell.
                let key = [&named_by.to_string(), " ", &key(name)].concat();
                let pile = piles.get_or_insert(&key, Pile { named_by, place, ..Pile::default() });
                pile.place = pile.place.min(place);
                pile.rows.push(row);
                *pile.ways.get_or_insert(name.trim(), 0) += 1;
                if !pile.people.contains(&person) {
                    pile.people.push(person);
                }
            }
            n += usize::from(wrote);
        }
        let seed = group.seed(&task.id);
        let ordered = sorted(piles.iter().collect(), |(key, pile)| place_key(pile.place, seed, key));
        let ordered = sorted(ordered, |(_, pile)| (group.n() - pile.people.len()) as u128);
        let line = |(key, pile): &(String, Pile<'_>)| LineTogether {
            name: most_common(&pile.ways).to_owned(),
            named_by: pile.named_by,
            people: pile.people.len(),
            cells: task.columns.iter().map(|column| cell(column, &pile.rows, mark(seed, key))).collect(),
        };
        Self { lines: ordered.into_iter().map(line).collect(), n }
    }
}

/// The first column of a row that has words, as an index, with the words.
fn name<'a>(task: &'a Entries, row: &'a Row) -> Option<(usize, &'a str)> {
    task.columns.iter().map(|column| column.words(row)).enumerate().find(|(_, words)| !words.trim().is_empty())
}

fn cell(column: &Column, rows: &[&Row], seed: u64) -> CellTogether {
    match &column.cell {
        Cell::Choice(options) => {
            let count = |id: &str| rows.iter().filter(|row| row.cell(&column.id) == id).count();
            CellTogether::Options(options.iter().map(|option| count(&option.id)).collect())
        }
        _ => CellTogether::Texts(Texts::of(rows.iter().map(|row| row.cell(&column.id))).shuffled(seed)),
    }
}
