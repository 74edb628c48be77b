//! Commitments of all responses together: which rows they are, in what order they stand, how they change and
//! change back, where those added by hand are kept, and the files, each read back by a reader of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::stores::{all, alone};
use common::{NOON, activity, activity_ids, any, complete, points};
use icalendar::parser::{Component, read_calendar, unfold};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{self, Answer, Answers, Block};
use roundtable::domain::commitment::{
    BY_HAND, BY_HAND_BLOCK, Change, Commitment, Place, apply, begin_by_hand, gather, gather_by_hand, has_room,
    in_order, may_hold,
};
use roundtable::domain::id::{ResponseId, is_id};
use roundtable::domain::response::{Draft, Event, Perspective, Sheet};
use roundtable::domain::rows::{Edit, MAX_ROWS, Row};
use roundtable::domain::task::{STATES, State, Task};
use roundtable::wire::backup;
use roundtable::wire::export::{CommitmentWords, commitments_csv, commitments_markdown, ics_of};
use roundtable::wire::records::{Changed, Records};

/// An exercise whose lists have a column `what` as well.
const AGREEMENT: &str = "accountability-agreement";
const PROMISES: &str = "promises-list";
const TODAY: &str = "2026-11-22";

fn promise(id: &str, what: &str, who: &str, by: &str) -> Row {
    Row::new(id, &[("what", what), ("who", who), ("by", by)])
}

fn answers_with(rows: Vec<Row>) -> Answers {
    [(PROMISES.to_owned(), Answer::Rows(rows))].into()
}

fn sheet_with(rows: Vec<Row>) -> Sheet {
    complete(7, &activity(AGREEMENT), NOON, answers_with(rows)).sheet
}

/// A commitment with these words; the row is named after what is done.
fn commitment(what: &str, by: Option<&str>, state: State) -> Commitment {
    Commitment {
        response: ResponseId(7),
        activity: AGREEMENT.to_owned(),
        block: PROMISES.to_owned(),
        row: what.to_owned(),
        what: what.to_owned(),
        who: "Ana".to_owned(),
        by: by.map(str::to_owned),
        state,
        reason: String::new(),
        from: "Accountability agreement".to_owned(),
        about: String::new(),
    }
}

fn words() -> CommitmentWords {
    CommitmentWords {
        title: "Commitments".to_owned(),
        columns: ["What", "Who", "By", "State", "Reason", "From"].map(str::to_owned),
        states: ["open", "done", "dropped"].map(str::to_owned),
        day: |day| ["the day ", day].concat(),
    }
}

// Which rows are commitments

#[test]
fn only_rows_of_commitments_count_and_only_those_that_say_something() {
    let agreement = activity(AGREEMENT);
    let lists: Vec<&str> = agreement
        .blocks()
        .filter(|block| matches!(block, Block::Task(Task::Entries(list)) if list.columns.iter().any(|column| column.id == "what")))
        .map(Block::id)
        .collect();
    assert!(!lists.is_empty(), "no list of this exercise has a column `what`: choose another");
    let mut sheet = sheet_with(vec![
        promise("a", "  Weekly list of open rooms ", " Agnieszka ", "2026-12-01"),
        promise("b", "", "Nobody", "2026-12-01"),
        promise("c", "Call the paper", "", "next week"),
        Row::new("d", &[("what", "Old"), ("state", "done"), ("reason", "x")]),
        Row::new("e", &[("what", "Older"), ("state", "dropped"), ("reason", "No money")]),
        Row::new("f", &[("what", "Odd"), ("state", "postponed"), ("by", "2026-02-29")]),
    ]);
    for list in lists {
        sheet.answers.insert(list.to_owned(), Answer::Rows(vec![promise("z", "No promise", "Zoe", "2026-12-01")]));
    }
    sheet.about = "The house".to_owned();
    let found = gather(&agreement, &sheet);
    let told: Vec<_> = found
        .iter()
        .map(|one| (&*one.row, &*one.what, &*one.who, one.by.as_deref(), one.state, &*one.reason))
        .collect();
    assert_eq!(
        told,
        [
            ("a", "Weekly list of open rooms", "Agnieszka", Some("2026-12-01"), State::Open, ""),
            ("c", "Call the paper", "", None, State::Open, ""),
            ("d", "Old", "", None, State::Done, "x"),
            ("e", "Older", "", None, State::Dropped, "No money"),
            ("f", "Odd", "", None, State::Open, ""),
        ]
    );
    for one in &found {
        assert_eq!((one.response, one.block.as_str(), one.activity.as_str()), (ResponseId(7), PROMISES, AGREEMENT));
        assert_eq!(one.source(), [&agreement.title, ": The house"].concat());
        assert!(!one.is_by_hand());
    }
}

#[test]
fn every_shipped_exercise_with_commitments_is_gathered() {
    let mut tasks = 0;
    for id in activity_ids() {
        let activity = activity(&id);
        let mut answers = Answers::new();
        for block in activity.blocks() {
            answers.insert(block.id().to_owned(), Answer::Rows(vec![promise("r", block.id(), "Ana", "")]));
        }
        let blocks = |matching: &dyn Fn(&Block) -> bool| -> Vec<String> {
            activity.blocks().filter(|block| matching(block)).map(|block| block.id().to_owned()).collect()
        };
        let expected = blocks(&|block| matches!(block, Block::Task(Task::Commitments(_))));
        let found: Vec<String> =
            gather(&activity, &complete(1, &activity, NOON, answers).sheet).into_iter().map(|one| one.what).collect();
        assert_eq!(found, expected, "{id}");
        tasks += found.len();
    }
    assert!(tasks > 10, "{tasks}");
}

#[test]
fn responses_without_rows_need_no_activity() {
    let words = Answer::Words("Call".to_owned());
    for (answer, may) in [
        (points(&[("a", 1)]), false),
        (words, false),
        (Answer::Chosen(vec!["a".to_owned()]), false),
        (Answer::Rows(vec![promise("a", "Call", "", "")]), true),
    ] {
        assert_eq!(may_hold(&[("block".to_owned(), answer)].into()), may);
    }
    assert!(!may_hold(&Answers::new()));
}

// Order

#[test]
fn a_day_is_over_once_another_has_begun() {
    for (by, state, is_overdue, place) in [
        (Some("2026-11-21"), State::Open, true, Place::Overdue),
        (Some("2025-12-31"), State::Open, true, Place::Overdue),
        (Some("2026-11-22"), State::Open, false, Place::Coming),
        (Some("2026-11-23"), State::Open, false, Place::Coming),
        (None, State::Open, false, Place::Undated),
        (Some("2026-11-21"), State::Done, false, Place::Done),
        (Some("2026-11-21"), State::Dropped, false, Place::Dropped),
    ] {
        let one = commitment("x", by, state);
        assert_eq!((one.is_overdue(TODAY), one.place(TODAY)), (is_overdue, place), "{by:?} {state:?}");
    }
}

#[test]
fn what_is_overdue_comes_first() {
    let list = vec![
        commitment("dropped", Some("2020-01-01"), State::Dropped),
        commitment("done late", Some("2026-12-24"), State::Done),
        commitment("undated", None, State::Open),
        commitment("next year", Some("2027-01-01"), State::Open),
        commitment("done", Some("2026-01-01"), State::Done),
        commitment("today", Some(TODAY), State::Open),
        commitment("yesterday", Some("2026-11-21"), State::Open),
        commitment("undated too", None, State::Open),
        commitment("today too", Some(TODAY), State::Open),
        commitment("last year", Some("2025-11-30"), State::Open),
    ];
    let order: Vec<String> = in_order(list, TODAY).into_iter().map(|one| one.what).collect();
    assert_eq!(
        order,
        [
            "last year",
            "yesterday",
            "today",
            "today too",
            "next year",
            "undated",
            "undated too",
            "done",
            "done late",
            "dropped"
        ]
    );
}

// Changes

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Done),
        Just(Change::Reopened),
        Just(Change::Removed),
        "(20[0-9]{2}-0[1-9]-[12][0-9])?".prop_map(Change::Moved),
        any::text().prop_map(Change::Dropped),
        (any::text(), any::text()).prop_map(|(what, who)| Change::Reworded { what, who }),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (any::text(), any::text(), any::text(), prop::sample::select(STATES.map(|(word, _)| word).to_vec()));
    vec(row, 1..6).prop_map(|rows| {
        rows.iter()
            .enumerate()
            .map(|(at, (what, by, reason, state))| {
                Row::new(&at.to_string(), &[("what", what), ("by", by), ("reason", reason), ("state", state)])
            })
            .collect()
    })
}

#[test]
fn a_change_does_what_it_says() {
    let day = "2027-01-31".to_owned();
    for (change, expected) in [
        (Change::Done, (State::Done, "", Some(TODAY))),
        (Change::Reopened, (State::Open, "", Some(TODAY))),
        (Change::Moved(day), (State::Open, "", Some("2027-01-31"))),
        (Change::Moved(String::new()), (State::Open, "", None)),
        (Change::Dropped("  No money. ".to_owned()), (State::Dropped, "No money.", Some(TODAY))),
    ] {
        let mut sheet = sheet_with(vec![promise("a", "Call", "Ana", TODAY), promise("b", "Write", "Bo", TODAY)]);
        apply(&mut sheet.answers, PROMISES, &change.edits("a"));
        let found = gather(&activity(AGREEMENT), &sheet);
        assert_eq!((found[0].state, found[0].reason.as_str(), found[0].by.as_deref()), expected, "{change:?}");
        assert_eq!(block::rows(&sheet.answers, PROMISES)[1], promise("b", "Write", "Bo", TODAY), "{change:?}");
    }
    let mut answers = answers_with(vec![promise("a", "Call", "Ana", TODAY)]);
    apply(&mut answers, PROMISES, &Change::Removed.edits("a"));
    assert!(answers.is_empty(), "a list is never empty");
    assert_eq!(Change::Done.undoing("a", &[]), None, "there is nothing to change");
}

#[test]
fn other_words_replace_those_that_were_there_and_are_never_none() {
    for ((what, who), expected) in
        [((" Call twice ", "Bo"), ("Call twice", "Bo")), (("Call", " "), ("Call", "")), ((" ", "Bo"), ("Call", "Bo"))]
    {
        let mut sheet = sheet_with(vec![promise("a", "Call", "Ana", TODAY)]);
        let change = Change::Reworded { what: what.to_owned(), who: who.to_owned() };
        apply(&mut sheet.answers, PROMISES, &change.edits("a"));
        let found = &gather(&activity(AGREEMENT), &sheet)[0];
        assert_eq!(
            (found.what.as_str(), found.who.as_str(), found.by.as_deref()),
            (expected.0, expected.1, Some(TODAY))
        );
    }
}

proptest! {
    #![proptest_config(any::cases(300))]

    #[test]
    fn every_change_can_be_taken_back(rows in rows(), at in any::<prop::sample::Index>(), change in change()) {
        let id = at.get(&rows).id.clone();
        let before = answers_with(rows.clone());
        let mut answers = before.clone();
        apply(&mut answers, PROMISES, &change.edits(&id));
        apply(&mut answers, PROMISES, &change.undoing(&id, &rows).unwrap());
        prop_assert_eq!(answers, before);
    }
}

// By hand

fn added(records: &mut Records, draft: &Draft, row: Row) -> Draft {
    let event = Event::Edited { block: BY_HAND_BLOCK.to_owned(), edits: vec![Edit::Put { row, at: None }] };
    match records.change_draft(draft, event, NOON + 1) {
        Changed::Draft(draft) => draft,
        Changed::Finished => panic!("it is finished"),
    }
}

#[test]
fn what_is_added_by_hand_is_kept_and_is_no_open_draft() {
    let (mut records, store) = alone();
    assert!(records.by_hand().is_empty());
    let other = Draft::begin(&activity(AGREEMENT), ResponseId(1), Perspective::Own, NOON);
    records.keep_draft(&other);
    let draft = added(&mut records, &begin_by_hand(ResponseId(2), NOON), promise("a", "Call", "Ana", TODAY));
    assert_eq!(records.by_hand(), std::slice::from_ref(&draft));
    assert_eq!(records.drafts(), [other], "not among what is open");
    assert_eq!(all(&store).len(), 2);

    let found = gather_by_hand(&draft.sheet, "Added by hand");
    assert_eq!(found.len(), 1);
    assert!(found[0].is_by_hand());
    assert_eq!((found[0].what.as_str(), found[0].source().as_str()), ("Call", "Added by hand"));

    // A backup carries it to another device, where it stands beside what was added there.
    let (mut elsewhere, _) = alone();
    added(&mut elsewhere, &begin_by_hand(ResponseId(3), NOON), promise("b", "Write", "Bo", ""));
    let text = backup::write(&records, NOON);
    let plan = backup::plan(&elsewhere, "backup.json", &text).unwrap();
    assert_eq!(backup::restore(&mut elsewhere, plan), (2, 0));
    let rows: BTreeSet<String> = elsewhere
        .by_hand()
        .iter()
        .flat_map(|draft| gather_by_hand(&draft.sheet, ""))
        .map(|commitment| commitment.what)
        .collect();
    assert_eq!(rows, BTreeSet::from(["Call".to_owned(), "Write".to_owned()]));
}

#[test]
fn a_full_list_has_no_room() {
    let mut draft = begin_by_hand(ResponseId(2), NOON);
    for at in 0..MAX_ROWS {
        assert!(has_room(&draft), "{at}");
        let row = promise(&at.to_string(), "Call", "Ana", "");
        let edits = vec![Edit::Put { row, at: None }];
        draft.apply(Event::Edited { block: BY_HAND_BLOCK.to_owned(), edits }, NOON);
    }
    assert!(!has_room(&draft));
}

#[test]
fn no_shipped_activity_is_called_by_hand() {
    assert!(is_id(BY_HAND), "it is part of a key");
    assert!(activity_ids().iter().all(|id| id != BY_HAND));
}

#[test]
fn a_commitment_of_a_result_changes_in_the_result() {
    let (mut records, _) = alone();
    let agreement = activity(AGREEMENT);
    let mut draft = Draft::begin(&agreement, ResponseId(1), Perspective::Own, NOON);
    draft.sheet.answers = answers_with(vec![promise("a", "Call", "Ana", TODAY)]);
    for needed in agreement.blocks().filter(|block| !block.is_satisfied(None)) {
        draft.sheet.answers.insert(needed.id().to_owned(), Answer::Words("Said".to_owned()));
    }
    records.keep_draft(&draft);
    let id = records.finish(&draft, &agreement, NOON).unwrap();
    let stored = records.result(id).unwrap().unwrap();
    records.change_result(&stored, |result| apply(&mut result.sheet.answers, PROMISES, &Change::Done.edits("a")));
    let stored = records.result(id).unwrap().unwrap();
    assert_eq!(gather(&agreement, &stored.sheet)[0].state, State::Done);
}

// The table and the text

fn awkward() -> Vec<Commitment> {
    let mut list = vec![
        commitment("Call \"the paper\", soon; or write", Some("2026-12-01"), State::Open),
        commitment("=1+1", None, State::Done),
        commitment("Two\nlines | and *stars*", None, State::Dropped),
    ];
    list[1].who = "-Bo".to_owned();
    list[2].reason = "No money, no time".to_owned();
    list[2].about = "Haus & Hof, Köln".to_owned();
    list
}

#[test]
fn the_table_is_read_back_as_it_was() {
    let text = commitments_csv(&awkward(), &words());
    let bare = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
    let mut reader = csv::ReaderBuilder::new().from_reader(bare.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["What", "Who", "By", "State", "Reason", "From"]);
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let from = "Accountability agreement";
    assert_eq!(
        rows,
        [
            ["Call \"the paper\", soon; or write", "Ana", "2026-12-01", "open", "", from],
            // A cell that a spreadsheet would run as a formula has an apostrophe before it.
            ["'=1+1", "'-Bo", "", "done", "", from],
            [
                "Two\nlines | and *stars*",
                "Ana",
                "",
                "dropped",
                "No money, no time",
                "Accountability agreement: Haus & Hof, Köln"
            ],
        ]
    );
}

#[test]
fn the_text_is_a_table_that_keeps_its_form() {
    let text = commitments_markdown(&awkward(), &words());
    let expected = "\
# Commitments

| What | Who | By | State | From |
| --- | --- | --- | --- | --- |
| Call \"the paper\", soon; or write | Ana | the day 2026-12-01 | open | Accountability agreement |
| =1+1 | -Bo |  | done | Accountability agreement |
| Two lines \\| and \\*stars\\* | Ana |  | dropped: No money, no time | Accountability agreement: Haus & Hof, Köln |
";
    assert_eq!(text, expected);
}

proptest! {
    #![proptest_config(any::cases(200))]

    #[test]
    fn any_words_give_a_whole_table(what in any::text(), who in any::text(), reason in any::text()) {
        let mut one = commitment("x", None, State::Dropped);
        (one.what, one.who, one.reason) = (what.clone(), who, reason);
        let list = [one];
        let text = commitments_csv(&list, &words());
        let mut reader = csv::ReaderBuilder::new().from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(rows.len(), 1);
        prop_assert_eq!(rows[0].len(), 6);
        prop_assert!(rows[0][0] == what || rows[0][0] == ["'", &what].concat(), "{:?}", rows);

        let text = commitments_markdown(&list, &words());
        prop_assert_eq!(text.lines().count(), 5);
        let row = text.lines().last().unwrap().replace("\\\\", "").replace("\\|", "");
        prop_assert_eq!(row.matches('|').count(), 6, "{}", text);
    }
}

// The calendar

/// The properties of an entry by name, texts unescaped, with the kind of value behind the name.
fn properties(entry: &Component<'_>) -> BTreeMap<String, String> {
    entry
        .properties
        .iter()
        .map(|property| {
            let parameters: String = property
                .params
                .iter()
                .map(|one| format!(";{}={}", one.key, one.val.as_ref().map(ToString::to_string).unwrap_or_default()))
                .collect();
            ([&property.name.to_string(), &parameters].map(String::as_str).concat(), property.val.to_string())
        })
        .collect()
}

/// Reads a calendar with a parser that is not ours: each entry with its kind.
fn read_ics(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let head: Vec<(String, String)> =
        calendar.properties.iter().map(|one| (one.name.to_string(), one.val.to_string())).collect();
    assert!(head.contains(&("VERSION".to_owned(), "2.0".to_owned())), "{head:?}");
    assert!(head.iter().any(|(name, _)| name == "PRODID"), "{head:?}");
    calendar.components.iter().map(|entry| (entry.name.to_string(), properties(entry))).collect()
}

#[test]
fn the_calendar_holds_what_is_open() {
    let mut list = vec![
        commitment("Call", Some("2026-12-31"), State::Open),
        commitment("Write", None, State::Open),
        commitment("Done", Some("2026-12-01"), State::Done),
        commitment("Dropped", Some("2026-12-01"), State::Dropped),
    ];
    list[0].about = "North; south, \\ east".to_owned();
    list[1].who = String::new();
    let entries = read_ics(&ics_of(&list, &words(), NOON));
    let expected = |list: &[(&str, &str)]| -> BTreeMap<String, String> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    assert_eq!(
        entries,
        [
            (
                "VEVENT".to_owned(),
                expected(&[
                    ("UID", "0000000000007-Call@roundtable"),
                    ("DTSTAMP", "20261122T120000Z"),
                    ("DTSTART;VALUE=DATE", "20261231"),
                    ("DTEND;VALUE=DATE", "20270101"),
                    ("TRANSP", "TRANSPARENT"),
                    ("SUMMARY", "Ana: Call"),
                    ("DESCRIPTION", "From: Accountability agreement: North; south, \\ east"),
                ])
            ),
            (
                "VTODO".to_owned(),
                expected(&[
                    ("UID", "0000000000007-Write@roundtable"),
                    ("DTSTAMP", "20261122T120000Z"),
                    ("STATUS", "NEEDS-ACTION"),
                    ("SUMMARY", "Write"),
                    ("DESCRIPTION", "From: Accountability agreement"),
                ])
            ),
        ]
    );
}

#[test]
fn an_entry_ends_on_the_next_day() {
    for (day, next) in [
        ("2026-11-22", Some("20261123")),
        ("2026-11-30", Some("20261201")),
        ("2026-12-31", Some("20270101")),
        ("2026-02-28", Some("20260301")),
        ("2028-02-28", Some("20280229")),
        ("2028-02-29", Some("20280301")),
        ("2100-02-28", Some("21000301")),
        ("2400-02-28", Some("24000229")),
        // There is no day after it that could be written: a day alone lasts a day.
        ("9999-12-31", None),
    ] {
        let entries = read_ics(&ics_of(&[commitment("Call", Some(day), State::Open)], &words(), NOON));
        let (_, found) = &entries[0];
        assert_eq!(found["DTSTART;VALUE=DATE"], day.replace('-', ""));
        assert_eq!(found.get("DTEND;VALUE=DATE").map(String::as_str), next, "{day}");
    }
}

#[test]
fn the_stamp_is_the_moment_in_utc() {
    for (when, stamp) in [
        (0, "19700101T000000Z"),
        (946_684_799_999, "19991231T235959Z"),
        (951_827_696_000, "20000229T123456Z"),
        (1_709_164_800_000, "20240229T000000Z"),
        (NOON, "20261122T120000Z"),
        (1_835_503_628_000, "20280301T060708Z"),
        (4_107_542_399_000, "21000228T235959Z"),
        (4_107_542_400_000, "21000301T000000Z"),
        (13_574_566_923_000, "24000229T010203Z"),
    ] {
        let entries = read_ics(&ics_of(&[commitment("Call", None, State::Open)], &words(), when));
        assert_eq!(entries[0].1["DTSTAMP"], stamp, "{when}");
    }
}

#[test]
fn an_entry_keeps_its_name_and_no_two_share_one() {
    let before = commitment("Call", Some("2026-12-01"), State::Open);
    let mut after = before.clone();
    (after.what, after.by) = ("Call again".to_owned(), None);
    let mut other = before.clone();
    other.response = ResponseId(8);
    let names: Vec<String> = [before.clone(), after, other, commitment("Write", None, State::Open)]
        .map(|one| read_ics(&ics_of(&[one], &words(), NOON)).remove(0).1.remove("UID").unwrap())
        .to_vec();
    assert_eq!(names[0], names[1]);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 3, "{names:?}");
}

/// What of a text can stand in a calendar: one kind of line end, and no other control character.
fn speakable(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_ascii_control())
        .collect()
}

proptest! {
    #![proptest_config(any::cases(500))]

    #[test]
    fn any_words_survive_the_calendar(parts in vec(any::text(), 0..12), who in any::text(), about in any::text()) {
        let mut one = commitment("x", Some(TODAY), State::Open);
        one.what = parts.join("; ä, ");
        (one.who, one.about) = (who, about);
        let text = ics_of(std::slice::from_ref(&one), &words(), NOON);
        let lines: Vec<&[u8]> = text.as_bytes().split(|byte| *byte == b'\n').collect();
        prop_assert_eq!(lines.last().copied(), Some(&b""[..]));
        for line in &lines[..lines.len() - 1] {
            let line = line.strip_suffix(b"\r").expect("every line ends with both");
            prop_assert!(line.len() <= 75, "{}", line.len());
            prop_assert!(std::str::from_utf8(line).is_ok_and(|line| !line.contains('\r')), "a character is split");
        }
        let entries = read_ics(&text);
        let who = if one.who.is_empty() { String::new() } else { [&one.who, ": "].concat() };
        prop_assert_eq!(&entries[0].1["SUMMARY"], &speakable(&[&who, &*one.what].concat()));
        let said = ["From: ", &one.source()].concat();
        prop_assert_eq!(&entries[0].1["DESCRIPTION"], &speakable(&said));
    }
}

/// So that the functions above are about what they seem to be about.
#[test]
fn the_exercise_under_test_asks_for_commitments() {
    let agreement: Activity = activity(AGREEMENT);
    assert!(matches!(agreement.block(PROMISES), Some(Block::Task(Task::Commitments(_)))));
}
