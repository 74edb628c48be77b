//! A choice for every pair: what people chose for each.

use super::offered::{Offered, offered};
use super::told::key;
use super::{Group, is_withheld};
use crate::domain::task::{Made, Matrix};

/// What everybody chose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatrixTogether {
    /// The rows' words.
    pub rows: Vec<String>,
    /// The columns' words.
    pub columns: Vec<String>,
    /// For each row, for each column, what was chosen.
    pub pairs: Vec<Vec<PairTogether>>,
    /// How many people chose anything.
    pub n: usize,
}

/// What was chosen for one pair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PairTogether {
    /// How many chose each option, in the author's order; 0 throughout where it is withheld.
    pub counts: Vec<usize>,
    /// Whether so few chose anything that it is withheld.
    pub withheld: bool,
}

impl PairTogether {
    /// How many people chose something.
    #[must_use]
    pub fn n(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The option that more than half of them chose, as an index.
    #[must_use]
    pub fn majority(&self) -> Option<usize> {
        self.counts.iter().position(|count| count * 2 > self.n())
    }
}

impl MatrixTogether {
    pub(super) fn of(group: &Group<'_>, task: &Matrix) -> Self {
        let (rows, columns) = (offered(group, &task.rows), offered(group, &task.columns));
        let blank = PairTogether { counts: vec![0; task.options.len()], withheld: false };
        let mut pairs = vec![vec![blank.clone(); columns.len()]; rows.len()];
        let mut n = 0;
        for made in group.made() {
            let own = |options, all: &[Offered]| -> Vec<Vec<&str>> {
                let ids: Vec<&str> = made.options(options).into_iter().map(|(id, _)| id).collect();
                all.iter().map(|one| ids.iter().copied().filter(|id| one.stands_for(id)).collect()).collect()
            };
            let (lines, heads) = (own(&task.rows, &rows), own(&task.columns, &columns));
            let mut some = false;
            for (line, pairs) in lines.iter().zip(&mut pairs) {
                for (head, pair) in heads.iter().zip(pairs) {
                    if let Some(at) = chosen(task, &made, line, head) {
                        pair.counts[at] += 1;
                        some = true;
                    }
                }
            }
            n += usize::from(some);
        }
        for pair in pairs.iter_mut().flatten().filter(|pair| is_withheld(pair.n(), group.least)) {
            *pair = PairTogether { withheld: true, ..blank.clone() };
        }
        let labels = |offered: Vec<Offered>| offered.into_iter().map(|option| option.label).collect();
        Self { pairs, rows: labels(rows), columns: labels(columns), n }
    }

    /// The pairs of one person, of whom alone these figures are: see [`super::Together::own_cells`].
    pub(super) fn own_cells(&self) -> Vec<(String, Option<u64>)> {
        let mut all = Vec::new();
        for (row, pairs) in self.rows.iter().zip(&self.pairs) {
            for (column, pair) in self.columns.iter().zip(pairs) {
                if let Some(chosen) = pair.majority() {
                    all.push((["pair ", &key(row), "\n", &key(column)].concat(), Some(chosen as u64)));
                }
            }
        }
        all
    }
}

/// What a person chose for a pair, as an index; the first choice of one who has its row or column twice.
fn chosen(task: &Matrix, made: &Made<'_>, lines: &[&str], columns: &[&str]) -> Option<usize> {
    let choice = lines.iter().find_map(|line| columns.iter().find_map(|column| task.chosen(made, line, column)))?;
    task.options.iter().position(|option| option.id == choice.id)
}
