//! Everybody's answers as they are, one row a person: for a spreadsheet, where the room agreed to be named. Whether it
//! may be offered is for the caller to know: not when people were promised to be anonymous.

use super::csv::csv_row;
use crate::domain::activity::Activity;
use crate::domain::block::{Answer, Answers, Block, point};
use crate::domain::order::sorted;
use crate::wire::crc::crc32;

/// One person's answers.
#[derive(Clone, Copy, Debug)]
pub struct RawRow<'a> {
    /// Who it is; left out where names are.
    pub name: &'a str,
    /// The side that the person chose; empty for none.
    pub side: &'a str,
    /// The answers.
    pub answers: &'a Answers,
}

/// The headings that are not ids: number, name, side.
#[derive(Clone, Debug)]
pub struct RawWords {
    /// The headings.
    pub columns: [String; 3],
}

/// A row for each person: a number, the name where `named`, the side, then in the activity's order the point of
/// every item (empty while open), the options chosen and the words. What was made in tasks is not in it. Headings
/// are ids, so that a program knows them. The order, which the number counts, depends on what stands in the rows
/// and on nothing else.
#[must_use]
pub fn raw_csv(activity: &Activity, people: &[RawRow<'_>], named: bool, words: &RawWords) -> String {
    let [number, name, side] = &words.columns;
    let with = |number: &str, name: &str, side: &str, cells: &[String]| {
        let first = if named { vec![number, name, side] } else { vec![number, side] };
        csv_row(&first.into_iter().chain(cells.iter().map(String::as_str)).collect::<Vec<_>>())
    };
    let rows = people.iter().map(|row| {
        let name = if named { row.name } else { "" };
        (name, row.side, cells(activity, row.answers))
    });
    let rows = sorted(rows.collect(), |(name, side, cells)| {
        crc32(&[name.as_bytes(), b"\n", side.as_bytes(), b"\n", cells.join("\n").as_bytes()]).into()
    });
    let rows = rows.iter().enumerate().map(|(at, (name, side, cells))| with(&(at + 1).to_string(), name, side, cells));
    ["\u{feff}", &with(number, name, side, &headings(activity)), &rows.collect::<String>()].concat()
}

fn headings(activity: &Activity) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Choice(_) | Block::Text(_) => vec![block.id().to_owned()],
        _ => block.items().iter().map(|item| item.id.to_owned()).collect(),
    };
    activity.blocks().flat_map(of).collect()
}

fn cells(activity: &Activity, answers: &Answers) -> Vec<String> {
    let of = |block: &Block| match (block, answers.get(block.id())) {
        (Block::Choice(choice), Some(Answer::Chosen(ids))) => {
            let chosen = choice.options.iter().filter(|option| ids.contains(&option.id));
            vec![chosen.map(|option| option.label.as_str()).collect::<Vec<_>>().join("; ")]
        }
        (Block::Text(_), Some(Answer::Words(words))) => vec![words.clone()],
        (Block::Choice(_) | Block::Text(_), _) => vec![String::new()],
        _ => {
            let points = block.items().into_iter().map(|item| point(answers, block.id(), item.id));
            points.map(|point| point.map(|point| point.to_string()).unwrap_or_default()).collect()
        }
    };
    activity.blocks().flat_map(of).collect()
}
