//! Files for other programs: the table is read back by a reader of its own, the data holds the same
//! figures, the text can't change its own look, and the private note is in none of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::{NOON, any, points, read_csv, small, small_complete, small_with};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::content::read_activity;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::Answer;
use roundtable::domain::response::{Complete, Perspective};
use roundtable::domain::scoring::score;
use roundtable::wire::export::{Exported, Words, csv_of, csv_row, json_of, markdown_of};
use serde_json::{Value, json};

const NOTE: &str = "Zebra crossing, only for me";

fn words() -> Words {
    let text = str::to_owned;
    Words {
        columns: ["type", "id", "text", "dimension", "answer", "answer in words", "score", "band"].map(text),
        answers: text("Answers"),
        open: text("open"),
        debrief: text("Talk it over"),
        poles: (1..=7).map(|place| format!("Seat {place}")).collect(),
        about: text("Small check: The North alliance, 22 November 2026"),
        day: text("2026-11-22"),
        perspective: String::new(),
    }
}

fn noted() -> Complete {
    let mut response = small_complete(31, NOON);
    response.note = NOTE.to_owned();
    response.sheet.about = "The North alliance".to_owned();
    response
}

/// The three files of a response.
fn files(activity: &Activity, response: &Complete, words: &Words) -> [String; 3] {
    let profile = score(activity, response);
    let exported = Exported { activity, response, profile: &profile, words };
    [csv_of(&exported), json_of(&exported), markdown_of(&exported)]
}

// The table

#[test]
fn a_table_is_read_back_cell_by_cell() {
    let [csv, ..] = files(&small(), &noted(), &words());
    let rows = read_csv(csv.strip_prefix('\u{feff}').unwrap());
    // Trust: 4 and a reversed 1, so (4 + 5) / 2. Voice: (2 + 3) / 2.
    let expected: [[&str; 8]; 12] = [
        ["type", "id", "text", "dimension", "answer", "answer in words", "score", "band"],
        ["dimension", "trust", "Trust", "", "", "", "4.50", "To lean on"],
        ["dimension", "voice", "Voice", "", "", "", "2.50", "To build"],
        ["item", "keep-word", "We keep our word.", "trust", "4", "Often", "4", ""],
        ["item", "hide-news", "We hide bad news.", "trust", "1", "Never", "5", ""],
        ["item", "ask-all", "Everybody is asked.", "voice", "2", "Seldom", "2", ""],
        ["item", "only-asked", "This one is only asked.", "", "", "", "", ""],
        ["item", "told-heard", "We are told. | We are heard.", "voice", "3", "Seat 3", "3", ""],
        ["choice", "where", "Where do you work?", "", "", "In the field", "", ""],
        ["choice", "tools", "What do you use?", "", "", "", "", ""],
        ["text", "whom", "Whom is it about?", "", "", "The North alliance", "", ""],
        ["text", "more", "Anything else?", "", "", "", "", ""],
    ];
    assert_eq!(rows, expected.map(|row| row.map(str::to_owned).to_vec()));
}

#[test]
fn what_a_spreadsheet_would_run_is_disarmed() {
    let table = [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")"),
        ("-", "'-"),
        ("+", "'+"),
        ("=", "'="),
        ("- a point", "'- a point"),
        ("-1,5", "'-1,5"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        // Plain numbers and plain texts stay as they are.
        ("-1", "-1"),
        ("-0.25", "-0.25"),
        ("3.7", "3.7"),
        ("0", "0"),
        ("", ""),
        ("a=b", "a=b"),
        (" x", " x"),
        ("'", "'"),
        ("1-2", "1-2"),
        ("ä;b", "ä;b"),
        ("say \"no\"", "say \"no\""),
        ("one\ntwo", "one\ntwo"),
        ("a,b", "a,b"),
    ];
    for (cell, safe) in table {
        assert_eq!(read_csv(&csv_row(&[cell, "x"])), [[safe.to_owned(), "x".to_owned()]], "{cell:?}");
    }
}

#[test]
fn what_a_person_wrote_can_not_become_a_formula() {
    let mut response = noted();
    response.sheet.answers.insert("more".to_owned(), Answer::Words("=2+3".to_owned()));
    let activity = read_activity("small-check", &small_with(&[("Everybody is asked.", "@all are asked.")])).unwrap();
    let [csv, ..] = files(&activity, &response, &words());
    let rows = read_csv(&csv);
    assert_eq!(rows.last().unwrap()[5], "'=2+3");
    assert_eq!(rows[5][2], "'@all are asked.");
}

// The data

#[test]
fn the_data_hold_the_same_figures() {
    let [_, text, _] = files(&small(), &noted(), &words());
    let data: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        data,
        json!({
            "format": "roundtable-result",
            "version": 1,
            "activity": "small-check",
            "title": "Small check",
            "response": "000000000000z",
            "perspective": "own",
            "about": "The North alliance",
            "finished": "2026-11-22",
            "scores": [
                { "dimension": "trust", "mean": 4.5, "band": "To lean on", "answered": 2, "items": 2 },
                { "dimension": "voice", "mean": 2.5, "band": "To build", "answered": 2, "items": 2 },
            ],
            "answers": {
                "how-often": { "keep-word": 4, "hide-news": 1, "ask-all": 2 },
                "closer-to": { "told-heard": 3 },
                "where": ["field"],
                "whom": "The North alliance",
            },
        })
    );
}

#[test]
fn what_is_missing_is_missing_in_every_file() {
    let mut response = noted();
    response.sheet.perspective = Perspective::Partner;
    response.sheet.answers = common::answers(&[("how-often", points(&[("only-asked", 5)]))]);
    let words = Words { perspective: "As your partner *would* answer".to_owned(), ..words() };
    let [csv, json, markdown] = files(&small(), &response, &words);
    assert_eq!(read_csv(&csv)[1][6..], ["", ""]);
    let data: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&data["scores"][0]["mean"], &data["scores"][0]["band"]), (&Value::Null, &Value::Null));
    assert_eq!(data["perspective"], "partner");
    assert!(markdown.contains("| Trust | – | – |\n"), "{markdown}");
    assert!(markdown.contains("\n*As your partner \\*would\\* answer*\n"), "{markdown}");
    assert!(markdown.contains("- We keep our word.: **open**\n"), "{markdown}");
}

// The text

#[test]
fn the_text_says_all_of_it() {
    let [.., markdown] = files(&small(), &noted(), &words());
    let lines: Vec<&str> = markdown.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        lines,
        [
            "# Small check",
            "Small check: The North alliance, 22 November 2026",
            "| dimension | score | band |",
            "| --- | --: | --- |",
            "| Trust | 4.5 | To lean on |",
            "| Voice | 2.5 | To build |",
            "## Voice: To build",
            "Low voice.",
            "## Trust: To lean on",
            "High trust.",
            "## Answers",
            "- We keep our word.: **4, Often**",
            "- We hide bad news.: **1, Never**",
            "- Everybody is asked.: **2, Seldom**",
            "- This one is only asked.: **open**",
            "- We are told. \\| We are heard.: **3, Seat 3**",
            "- Where do you work?: **In the field**",
            "- What do you use?: **open**",
            "- Whom is it about?: **The North alliance**",
            "- Anything else?: **open**",
            "## Talk it over",
            "- What surprised you?",
        ]
    );
}

#[test]
fn the_text_can_not_change_its_look() {
    let table = [
        ("**bold** _and_ `code`", "\\*\\*bold\\*\\* \\_and\\_ \\`code\\`"),
        ("a | b", "a \\| b"),
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![x](http://y)", "!\\[x\\](http://y)"),
        ("one\n\n# two\n- three", "one \\# two - three"),
        ("C:\\new", "C:\\\\new"),
    ];
    for (words_written, shown) in table {
        let mut response = noted();
        response.sheet.answers.insert("more".to_owned(), Answer::Words(words_written.to_owned()));
        let [.., markdown] = files(&small(), &response, &words());
        assert!(markdown.contains(&format!("- Anything else?: **{shown}**\n")), "{words_written}: {markdown}");
    }
}

// The note

#[test]
fn the_private_note_is_in_no_file() {
    for perspective in [Perspective::Own, Perspective::Partner] {
        let mut response = noted();
        response.sheet.perspective = perspective;
        for file in files(&small(), &response, &words()) {
            assert!(file.len() > 300 && !file.contains("Zebra"), "{file}");
        }
    }
}

// Properties

proptest! {
    #![proptest_config(any::cases(300))]

    #[test]
    fn any_row_is_read_back(cells in vec(any::text(), 1..6)) {
        let parts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let rows = read_csv(&csv_row(&parts));
        prop_assert_eq!(rows.len(), 1);
        for (cell, read) in cells.iter().zip(&rows[0]) {
            let same = read == cell || *read == format!("'{cell}");
            prop_assert!(same, "{:?} {:?}", cell, read);
            prop_assert!(!read.starts_with(['=', '+', '@', '\t', '\r', '\n']), "{:?}", read);
            prop_assert!(!read.starts_with('-') || read.parse::<f64>().is_ok(), "{:?}", read);
        }
        prop_assert_eq!(rows[0].len(), cells.len());
    }

    #[test]
    fn any_words_stay_in_their_place(written in any::text(), about in any::text()) {
        let mut response = noted();
        response.sheet.answers.insert("more".to_owned(), Answer::Words(written.clone()));
        response.sheet.about.clone_from(&about);
        let words = Words { about: about.clone(), ..words() };
        let [csv, json, markdown] = files(&small(), &response, &words);
        let rows = read_csv(&csv);
        prop_assert_eq!(rows.len(), 12);
        prop_assert!(rows.iter().all(|row| row.len() == 8));
        let data: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!((data["answers"]["more"].as_str(), data["about"].as_str()), (Some(written.as_str()), Some(about.as_str())));
        let headings = markdown.lines().filter(|line| line.starts_with('#')).count();
        prop_assert_eq!(headings, 5, "{}", markdown);
    }

    #[test]
    fn figures_are_the_same_in_all_files(keep in 1u8..=5, hide in 1u8..=5, ask in 1u8..=5, told in 1u8..=7) {
        let mut response = noted();
        response.sheet.answers = common::answers(&[
            ("how-often", points(&[("keep-word", keep), ("hide-news", hide), ("ask-all", ask)])),
            ("closer-to", points(&[("told-heard", told)])),
        ]);
        let [csv, json, _] = files(&small(), &response, &words());
        let data: Value = serde_json::from_str(&json).unwrap();
        // Counted in whole halves.
        for (index, sum) in [u32::from(keep + 6 - hide), u32::from(ask + told)].into_iter().enumerate() {
            let cell = format!("{}.{}", sum / 2, if sum % 2 == 0 { "00" } else { "50" });
            prop_assert_eq!(&read_csv(&csv)[index + 1][6], &cell);
            prop_assert_eq!(data["scores"][index]["mean"].as_f64(), Some(f64::from(sum) / 2.0));
        }
    }
}
