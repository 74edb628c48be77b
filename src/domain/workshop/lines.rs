//! The list that goes out with a slot, written as the lines of one field: an entry a line.
//!
//! Votes belong to a row's id. So a line that is written anew as a whole is another entry, and one in which a letter is
//! mended is the same.
//!
//! **Invariants** (`tests/lines.rs`): a line that stood there keeps its row, wherever it goes. No two rows have one id.
//! What the field does not show, other cells and rows without a line, stays.

use std::collections::BTreeMap;

use crate::domain::rows::Row;

/// How many of a line's characters are one mistake in it: a line is mended while it has no more mistakes than that.
const MEND: usize = 3;

/// What the field shows: the text of this column of each row that has one.
#[must_use]
pub fn lines_of(rows: &[Row], column: &str) -> Vec<String> {
    rows.iter().map(|row| line_of(row, column)).filter(|line| !line.is_empty()).collect()
}

/// A cell as one line.
fn line_of(row: &Row, column: &str) -> String {
    let parts: Vec<&str> = row.cell(column).lines().map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The rows after somebody wrote these lines in the place of those of `known`; `new_id` draws ids for those that are
/// new.
#[must_use]
pub fn rewritten(known: &[Row], column: &str, text: &str, mut new_id: impl FnMut() -> String) -> Vec<Row> {
    let written: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let places: Vec<usize> = (0..known.len()).filter(|at| !line_of(&known[*at], column).is_empty()).collect();
    let stood: Vec<String> = places.iter().map(|at| line_of(&known[*at], column)).collect();
    let mut rows: Vec<Row> = Vec::new();
    // For each row that stays, where it stood.
    let mut stays: Vec<Option<usize>> = Vec::new();
    for (line, old) in written.iter().zip(matched(&stood, &written)) {
        let row = match old {
            Some(old) if stood[old] == *line => known[places[old]].clone(),
            Some(old) => {
                let mut row = known[places[old]].clone();
                row.set(column, line);
                row
            }
            None => Row::new(&new_id(), &[(column, line)]),
        };
        rows.push(row);
        stays.push(old.map(|old| places[old]));
    }
    // Rows without a line stay behind the row behind which they stood.
    for (at, row) in known.iter().enumerate() {
        if !line_of(row, column).is_empty() || row.cells.is_empty() {
            continue;
        }
        let behind = (0..at).rev().find_map(|before| stays.iter().position(|stay| *stay == Some(before)));
        let to = behind.map_or(0, |behind| behind + 1);
        rows.insert(to, row.clone());
        stays.insert(to, Some(at));
    }
    rows
}

/// For each new line the old one that it is: the same one, or the one that was mended between the same neighbours.
fn matched(old: &[String], new: &[&str]) -> Vec<Option<usize>> {
    let mut is_taken = vec![false; old.len()];
    let mut matches: Vec<Option<usize>> = Vec::new();
    for line in new {
        let at = (0..old.len()).find(|at| !is_taken[*at] && old[*at] == *line);
        at.into_iter().for_each(|at| is_taken[at] = true);
        matches.push(at);
    }
    // What is left, by its neighbours that are matched.
    let mut gaps: BTreeMap<Gap, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    let stood: Vec<Option<usize>> = is_taken.iter().enumerate().map(|(at, taken)| taken.then_some(at)).collect();
    for (at, gap) in gaps_of(&stood) {
        gaps.entry(gap).or_default().0.push(at);
    }
    for (at, gap) in gaps_of(&matches) {
        gaps.entry(gap).or_default().1.push(at);
    }
    for (left, come) in gaps.into_values() {
        let before: Vec<&str> = left.iter().map(|at| old[*at].as_str()).collect();
        let after: Vec<&str> = come.iter().map(|at| new[*at]).collect();
        for (one, other) in paired(&before, &after) {
            matches[come[other]] = Some(left[one]);
        }
    }
    matches
}

/// Between which old lines something stands that are matched; `None` at the edge.
type Gap = (Option<usize>, Option<usize>);

/// The places that have no match, each with its neighbours that have one.
fn gaps_of(matches: &[Option<usize>]) -> Vec<(usize, Gap)> {
    let open = matches.iter().enumerate().filter(|(_, known)| known.is_none());
    open.map(|(at, _)| {
        let before = matches[..at].iter().rev().find_map(|known| *known);
        let after = matches[at..].iter().find_map(|known| *known);
        (at, (before, after))
    })
    .collect()
}

/// Which of these lines became which, in order: as many pairs as there can be of lines that are close, and of those the
/// closest.
fn paired(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let letters = |lines: &[&str]| -> Vec<Vec<char>> { lines.iter().map(|line| line.chars().collect()).collect() };
    let (before, after) = (letters(old), letters(new));
    let apart: Vec<Vec<Option<usize>>> =
        before.iter().map(|one| after.iter().map(|other| mistakes(one, other)).collect()).collect();
    // The most pairs and the fewest mistakes from these places on.
    let mut best = vec![vec![(0_usize, 0_isize); new.len() + 1]; old.len() + 1];
    let with = |best: &[Vec<(usize, isize)>], one: usize, other: usize| {
        let (pairs, few) = best[one + 1][other + 1];
        apart[one][other].map(|mistakes| (pairs + 1, few - mistakes.cast_signed()))
    };
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            let without = best[one + 1][other].max(best[one][other + 1]);
            best[one][other] = with(&best, one, other).map_or(without, |with| with.max(without));
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < old.len() && other < new.len() {
        if with(&best, one, other) == Some(best[one][other]) {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if best[one + 1][other] == best[one][other] {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

/// How many letters have to be put in, taken out or changed to come from one line to the other; `None` where those are
/// more than a third of the longer one.
fn mistakes(one: &[char], other: &[char]) -> Option<usize> {
    let most = one.len().max(other.len()) / MEND;
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut corner = at;
        row[0] = at + 1;
        for (to, known) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != known);
            corner = row[to + 1];
            row[to + 1] = changed.min(corner + 1).min(row[to] + 1);
        }
        if row.iter().all(|mistakes| *mistakes > most) {
            return None;
        }
    }
    row.last().copied().filter(|mistakes| *mistakes <= most)
}
