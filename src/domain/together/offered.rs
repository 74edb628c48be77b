//! What a task works on, for all people together: the author's options, or the rows of everybody's list.
//!
//! Rows of a shared list have the same id in everybody's answers and are recognised by it. A row that only one
//! person has is recognised by its words, so that the same thing that two people wrote each for themselves is
//! one.

use super::Group;
use super::told::{key, most_common, place_key};
use crate::domain::order::sorted;
use crate::domain::table::Table;
use crate::domain::task::Options;

/// One of the options.
#[derive(Clone, Debug)]
pub(super) struct Offered {
    /// Its words.
    pub label: String,
    /// The ids that stand for it in people's answers.
    pub ids: Vec<String>,
}

impl Offered {
    /// Whether a row with this id is about it.
    pub fn stands_for(&self, id: &str) -> bool {
        self.ids.iter().any(|known| known == id)
    }
}

/// A row of people's lists.
#[derive(Clone, Debug, Default)]
struct Row {
    /// The ways in which it is called, with how many people call it so.
    ways: Table<usize>,
    /// Its first place in anybody's list.
    place: usize,
    ids: Vec<String>,
}

/// All options: an author's in their order, those of lists by their place in the lists. Rows without words are
/// left out.
pub(super) fn offered(group: &Group<'_>, options: &Options) -> Vec<Offered> {
    match options {
        Options::Own(own) => {
            own.iter().map(|option| Offered { label: option.label.clone(), ids: vec![option.id.clone()] }).collect()
        }
        Options::From(source) => listed(group, options, group.seed(source)),
    }
}

fn listed(group: &Group<'_>, options: &Options, seed: u64) -> Vec<Offered> {
    let mut by_id: Table<Row> = Table::new();
    let mut people: Table<usize> = Table::new();
    for made in group.made() {
        let mut mine: Vec<&str> = Vec::new();
        for (place, (id, label)) in made.options(options).into_iter().enumerate() {
            if key(label).is_empty() {
                continue;
            }
            let fresh = Row { place, ids: vec![id.to_owned()], ..Row::default() };
            let row = by_id.get_or_insert(id, fresh);
            row.place = row.place.min(place);
            *row.ways.get_or_insert(label.trim(), 0) += 1;
            if !mine.contains(&id) {
                mine.push(id);
                *people.get_or_insert(id, 0) += 1;
            }
        }
    }
    let is_shared = |id: &str| people.get(id).is_some_and(|&count| count > 1);
    let (shared, own): (Vec<_>, Vec<_>) = by_id.iter().partition(|(id, _)| is_shared(id));
    let mut rows: Vec<Row> = shared.into_iter().map(|(_, row)| row.clone()).collect();
    // A row of one person joins the first of several shared rows with its words.
    rows = sorted(rows, |row| place_key(row.place, 0, &row.ids[0]));
    let mut by_words: Table<usize> = Table::new();
    for (at, row) in rows.iter().enumerate() {
        by_words.get_or_insert(&key(most_common(&row.ways)), at);
    }
    for (_, row) in own {
        let at = *by_words.get_or_insert(&key(most_common(&row.ways)), rows.len());
        match rows.get_mut(at) {
            None => rows.push(row.clone()),
            Some(known) => {
                known.place = known.place.min(row.place);
                known.ids.extend(row.ids.iter().cloned());
                for (way, count) in &row.ways {
                    *known.ways.get_or_insert(way, 0) += count;
                }
            }
        }
    }
    let rows = sorted(rows, |row| place_key(row.place, seed, &[most_common(&row.ways), &row.ids[0]].concat()));
    rows.into_iter().map(|row| Offered { label: most_common(&row.ways).to_owned(), ids: row.ids }).collect()
}
