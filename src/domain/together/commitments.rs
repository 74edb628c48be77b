//! Who does what by when: everything that anybody wrote, with what has become of it.

use super::Group;
use super::told::{key, place_key};
use crate::domain::order::sorted;
use crate::domain::rows::Row;
use crate::domain::table::Table;
use crate::domain::task::{Commitments, STATES, State};

/// Everybody's commitments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommitmentsTogether {
    /// By their place in the lists.
    pub promises: Vec<Promise>,
    /// How many people wrote one.
    pub n: usize,
}

/// One commitment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promise {
    /// What will be done.
    pub what: String,
    /// Who does it; empty where nobody was named.
    pub who: String,
    /// The day, as it was written.
    pub by: String,
    /// What has become of it.
    pub state: State,
    /// Why it was dropped.
    pub reason: String,
    /// How many people have it.
    pub people: usize,
}

impl Promise {
    fn of(row: &Row) -> Self {
        let cell = |name: &str| row.cell(name).trim().to_owned();
        let state = STATES.iter().find(|(word, _)| *word == row.cell("state").trim());
        Self {
            what: cell("what"),
            who: cell("who"),
            by: cell("by"),
            state: state.map_or(State::Open, |(_, state)| *state),
            reason: cell("reason"),
            people: 0,
        }
    }
}

impl CommitmentsTogether {
    pub(super) fn of(group: &Group<'_>, task: &Commitments) -> Self {
        let mut known: Table<(usize, Promise)> = Table::new();
        let mut n = 0;
        for made in group.made() {
            let mut mine: Vec<String> = Vec::new();
            for (place, row) in task.filled(made.rows(&task.id)).enumerate() {
                let promise = Promise::of(row);
                // The same in every part: as it is when a list was passed on.
                let parts = [&promise.what, &promise.who, &promise.by, row.cell("state").trim(), &promise.reason];
                let key = parts.map(key).join("\n");
                let (first, promise) = known.get_or_insert(&key, (place, promise));
                *first = place.min(*first);
                if !mine.contains(&key) {
                    promise.people += 1;
                    mine.push(key);
                }
            }
            n += usize::from(!mine.is_empty());
        }
        let seed = group.seed(&task.id);
        let ordered = sorted(known.iter().collect(), |(key, (place, _))| place_key(*place, seed, key));
        Self { promises: ordered.into_iter().map(|(_, (_, promise))| promise.clone()).collect(), n }
    }
}
