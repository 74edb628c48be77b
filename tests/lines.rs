//! The room's list as lines of a field: whoever mends a line keeps the votes on it, and nobody gets another line's.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeSet;

use common::any;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use roundtable::domain::rows::Row;
use roundtable::domain::workshop::{lines_of, rewritten};

/// Rows with these lines; their ids are their places.
fn rows(lines: &[&str]) -> Vec<Row> {
    lines.iter().enumerate().map(|(at, line)| Row::new(&at.to_string(), &[("name", line)])).collect()
}

/// The rows after the lines were written; new ids are letters.
fn written(known: &[Row], lines: &[&str]) -> Vec<Row> {
    let mut letters = 'a'..='z';
    rewritten(known, "name", &lines.join("\n"), || letters.next().unwrap().to_string())
}

fn ids(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

/// What is tried: its name, the lines before, those that are written, and the ids after.
type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a [&'a str]);

#[test]
fn a_line_keeps_its_row_while_it_is_the_same_or_mended() {
    let table: [Case; 18] = [
        ("as it was", &["Ships", "Crews"], &["Ships", "Crews"], &["0", "1"]),
        ("two lines swapped", &["Ships", "Crews"], &["Crews", "Ships"], &["1", "0"]),
        ("a letter mended", &["Bugdet", "Crews"], &["Budget", "Crews"], &["0", "1"]),
        ("a letter put in", &["Staffng"], &["Staffing"], &["0"]),
        ("capitals and blanks", &["ships"], &["  Ships "], &["0"]),
        ("letters of more than one byte", &["Größe"], &["Grösse"], &["0"]),
        ("another line", &["Ships", "Crews"], &["Harbours", "Crews"], &["a", "1"]),
        ("a short line, another", &["A", "B"], &["A", "C"], &["0", "a"]),
        ("a third is still mended", &["abc"], &["abx"], &["0"]),
        ("more than a third is not", &["abcde"], &["abcxy"], &["a"]),
        ("put in between", &["Ships", "Crews"], &["Ships", "Harbours", "Crews"], &["0", "a", "1"]),
        ("mended, and one put in before it", &["Bugdet"], &["Harbours", "Budget"], &["a", "0"]),
        ("one gone, the other mended", &["Room 1b", "Room 2b"], &["Room 2a"], &["1"]),
        ("two mended, in order", &["Shps", "Crws"], &["Ships", "Crews"], &["0", "1"]),
        ("mended and moved is another", &["Bugdet", "Crews"], &["Crews", "Budget"], &["1", "a"]),
        ("the same twice", &["Ships", "Ships"], &["Ships"], &["0"]),
        ("one twice now", &["Ships"], &["Ships", "Ships"], &["0", "a"]),
        ("all gone", &["Ships"], &["", " "], &[]),
    ];
    for (what, before, after, awaited) in table {
        let now = written(&rows(before), after);
        assert_eq!(ids(&now), awaited, "{what}");
        let lines: Vec<&str> = after.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines_of(&now, "name"), lines, "{what}");
    }
}

#[test]
fn what_the_field_does_not_show_stays() {
    let known = [
        Row::new("0", &[("note", "Before all")]),
        Row::new("1", &[("name", "Bugdet"), ("note", "Of next year")]),
        Row::new("2", &[("note", "Without a name")]),
        Row::new("3", &[]),
        Row::new("4", &[("name", "Crews\n of ships")]),
    ];
    assert_eq!(lines_of(&known, "name"), ["Bugdet", "Crews of ships"]);
    let now = written(&known, &["Budget", "Crews of ships"]);
    let mended = Row::new("1", &[("name", "Budget"), ("note", "Of next year")]);
    assert_eq!(now, [known[0].clone(), mended, known[2].clone(), known[4].clone()]);
    // Also when the line before it goes, or all of them.
    assert_eq!(ids(&written(&known, &["Crews of ships"])), ["0", "2", "4"]);
    assert_eq!(ids(&written(&known, &["Crews of ships", "Bugdet"])), ["0", "4", "1", "2"]);
    assert_eq!(ids(&written(&known, &[])), ["0", "2"]);
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof!["[ab]{0,5}", "[a-c ]{3,9}", any::text()]
}

/// Lines of which no two are alike, each longer than any mistake.
const APART: [&str; 6] = ["anchors", "bright sails", "crew of nine", "docks", "evening tides", "fish"];

proptest! {
    #![proptest_config(any::cases(256))]

    #[test]
    fn no_id_is_shared_and_the_lines_are_those_that_were_written(before in vec(line(), 0..8), after in vec(line(), 0..8)) {
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        let known = rows(&before);
        let text = after.join("\n");
        let mut drawn = 0;
        let now = rewritten(&known, "name", &text, || { drawn += 1; format!("new {drawn}") });
        let all: BTreeSet<&str> = ids(&now).into_iter().collect();
        prop_assert_eq!(all.len(), now.len());
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        prop_assert_eq!(lines_of(&now, "name"), lines);
        // Once more changes nothing.
        prop_assert_eq!(&rewritten(&now, "name", &text, || "another".to_owned()), &now);
    }

    #[test]
    fn lines_that_stand_there_again_keep_their_rows(
        kept in subsequence(APART.to_vec(), 0..=APART.len()).prop_shuffle(),
        new in vec("[x-z]{9}", 0..4),
    ) {
        let known = rows(&APART);
        let after: Vec<&str> = kept.iter().copied().chain(new.iter().map(String::as_str)).collect();
        let now = written(&known, &after);
        for (row, line) in now.iter().zip(&after) {
            let stood = APART.iter().position(|known| known == line).map(|at| at.to_string());
            prop_assert_eq!(stood.is_some(), known.iter().any(|known| known.id == row.id), "{}", line);
            prop_assert!(stood.is_none_or(|stood| stood == row.id));
        }
    }

    #[test]
    fn a_letter_that_is_mended_keeps_the_row(at in 0..APART.len(), letter in any::<prop::sample::Index>(), with in "[A-Z]?") {
        let known = rows(&APART);
        let mut letters: Vec<char> = APART[at].chars().collect();
        let place = letter.index(letters.len());
        letters.splice(place..=place, with.chars());
        let mended: String = letters.into_iter().collect();
        let mut after = APART.to_vec();
        after[at] = &mended;
        let now = written(&known, &after);
        prop_assert_eq!(ids(&now), ids(&known));
    }
}
