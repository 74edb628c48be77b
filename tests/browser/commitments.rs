//! Commitments: added by hand, kept, moved, dropped and taken back, each stored where it was said; and taken
//! along as files, which are read back here.

use std::collections::BTreeMap;

use roundtable::domain::commitment::{BY_HAND, BY_HAND_BLOCK};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Complete, Draft, Event, Perspective};
use roundtable::domain::rows::{Edit, Row};
use roundtable::wire::saved::Saved;

use crate::harness::{Key, Person, Site};
use crate::plan::{self, DAY, OCTOBER};

/// The exercise in which they were said, and its block.
const SAID_IN: (&str, &str) = ("plan-ahead", "moves");
const TITLE: &str = "Plan ahead";

/// A finished exercise with these commitments: what, who, by when.
fn said(id: u64, about: &str, all: &[[&str; 3]]) -> Complete {
    let activity = plan::activity(SAID_IN.0);
    let mut draft = Draft::begin(&activity, ResponseId(id), Perspective::Own, OCTOBER);
    draft.sheet.about = about.to_owned();
    let edits = all.iter().enumerate().map(|(at, [what, who, by])| Edit::Put {
        row: Row::new(&format!("row-{at}"), &[("what", what), ("who", who), ("by", by)]),
        at: None,
    });
    draft.apply(Event::Edited { block: SAID_IN.1.to_owned(), edits: edits.collect() }, OCTOBER);
    draft.finish(&activity, OCTOBER + DAY).unwrap_or_else(|open| panic!("{open:?} are open"))
}

impl Person<'_> {
    /// The parts of the list with the titles of their rows, from top to bottom.
    #[track_caller]
    fn listed(&self) -> Vec<(String, Vec<String>)> {
        let parts = self.script(
            "return [...document.querySelectorAll('.commitments h2')].map((part) => [part.innerText, \
               [...part.nextElementSibling.querySelectorAll('h3')].map((row) => row.innerText)])",
            &[],
        );
        serde_json::from_value(parts).unwrap()
    }

    /// Waits until the list reads so.
    #[track_caller]
    fn expect_listed(&self, parts: &[(&str, &[&str])]) {
        let wanted: Vec<(String, Vec<String>)> = parts
            .iter()
            .map(|(part, rows)| ((*part).to_owned(), rows.iter().map(|row| (*row).to_owned()).collect()))
            .collect();
        self.eventually(&format!("{wanted:?}"), |person| person.listed() == wanted);
    }

    /// A cell of a commitment as it is stored in the finished exercise.
    #[track_caller]
    fn kept(&self, row: &str, cell: &str) -> String {
        let result = self.results().into_iter().find(|result| result.sheet.activity == SAID_IN.0).unwrap();
        let rows = roundtable::domain::block::rows(&result.sheet.answers, SAID_IN.1).to_vec();
        let row = rows.iter().find(|known| known.id == row).unwrap_or_else(|| self.fail(&format!("{row} is gone")));
        row.cell(cell).to_owned()
    }

    /// What was added by hand, as it is stored.
    #[track_caller]
    fn by_hand(&self) -> Vec<Row> {
        let drafts = self.drafts().into_iter().filter(|draft| draft.sheet.activity == BY_HAND);
        drafts.flat_map(|draft| roundtable::domain::block::rows(&draft.sheet.answers, BY_HAND_BLOCK).to_vec()).collect()
    }

    /// Waits until the focus is in the row of this commitment.
    #[track_caller]
    fn focus_is_in(&self, what: &str) {
        self.eventually(&format!("the focus in the row of {what}"), |person| {
            let row = person.script(
                "return document.activeElement?.closest('.commitments li')?.querySelector('h3').innerText ?? null",
                &[],
            );
            row == what
        });
    }
}

#[test]
fn what_is_added_by_hand_is_kept() {
    let site = Site::built();
    for ada in [Person::desktop(&site), Person::phone(&site)] {
        ada.open("#/commitments");
        ada.see("No commitments yet.");
        ada.press("Add a commitment");
        ada.focus_is_on("#add-what");
        // Nothing is added without what and who, and the focus is on what is missing.
        ada.press("Add it");
        ada.see("Say what will be done.");
        ada.see("Say who does it.");
        ada.focus_is_on("#add-what");
        assert_eq!(ada.attribute("#add-what", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(ada.by_hand(), []);
        ada.type_into("What will be done?", "Share the draft; then call, “both”");
        ada.see_not("Say what will be done.");
        ada.key(Key::Enter);
        ada.focus_is_on("#add-who");
        ada.type_into("Who does it?", "Ana");
        ada.key(Key::Enter);
        ada.see("The commitment was added.");
        // The form is empty again, and ready for the next.
        ada.eventually("an empty form", |ada| {
            ["#add-what", "#add-who", "#add-by"].iter().all(|field| ada.value_of(field).is_empty())
        });
        ada.focus_is_on("#add-what");
        ada.see_not("Say who does it.");
        ada.expect_listed(&[("Without a day", &["Share the draft; then call, “both”"])]);
        ada.type_into("What will be done?", "Book the room");
        ada.type_into("Who does it?", "Ben");
        ada.type_into("By when?", "2099-03-01");
        ada.press("Add it");
        ada.expect_listed(&[
            ("With a day", &["Book the room"]),
            ("Without a day", &["Share the draft; then call, “both”"]),
        ]);
        let rows = ada.by_hand();
        let cells: Vec<[&str; 3]> =
            rows.iter().map(|row| [row.cell("what"), row.cell("who"), row.cell("by")]).collect();
        assert_eq!(cells, [["Share the draft; then call, “both”", "Ana", ""], ["Book the room", "Ben", "2099-03-01"]]);
        // It is there after a reload, is no open draft for the start page, and can be removed and put back.
        ada.reload();
        ada.press("Change: Book the room");
        ada.focus_is_on("#new-what");
        ada.press("Remove");
        ada.see("The commitment was removed.");
        ada.expect_listed(&[("Without a day", &["Share the draft; then call, “both”"])]);
        ada.focus_is_in("Share the draft; then call, “both”");
        assert_eq!(ada.by_hand(), rows[..1]);
        ada.press("Undo");
        ada.expect_listed(&[
            ("With a day", &["Book the room"]),
            ("Without a day", &["Share the draft; then call, “both”"]),
        ]);
        ada.focus_is_in("Book the room");
        assert_eq!(ada.by_hand(), rows);
        ada.open("#/");
        ada.see_not("Continue where you stopped");
        ada.assert_no_console_errors();
    }
    site.assert_nothing_missing(&[]);
}

#[test]
fn a_commitment_is_done_moved_and_dropped() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.remember(&Saved::Complete(said(
        801,
        "The North alliance",
        &[
            ["Has no day", "Dee", ""],
            ["Comes later", "Chi", "2099-06-01"],
            ["Is late", "Ana", "2020-03-02"],
            ["Comes soon", "Ben", "2099-05-01"],
            ["Is later than late", "Ana", "2020-01-01"],
        ],
    )));
    ada.open("#/commitments");
    // What is overdue stands first, the oldest of it on top, and says so.
    ada.expect_listed(&[
        ("Overdue", &["Is later than late", "Is late"]),
        ("With a day", &["Comes soon", "Comes later"]),
        ("Without a day", &["Has no day"]),
    ]);
    ada.see(&format!("Ana, was due {}", ada.day(1_577_880_000_000)));
    ada.see(&format!("Ben, by {}", ada.day(4_081_320_000_000)));
    ada.see(&format!("{TITLE}: The North alliance"));

    // Done: the one that takes its place gets the focus, and undoing brings it back with the focus.
    ada.tick("Done: Is later than late");
    ada.see("Marked as done.");
    ada.expect_listed(&[
        ("Overdue", &["Is late"]),
        ("With a day", &["Comes soon", "Comes later"]),
        ("Without a day", &["Has no day"]),
        ("Done", &["Is later than late"]),
    ]);
    ada.focus_is_in("Is late");
    assert_eq!(ada.kept("row-4", "state"), "done");
    ada.press("Undo");
    ada.focus_is_in("Is later than late");
    assert_eq!(ada.kept("row-4", "state"), "");
    ada.expect_count(".commitments h2", 3);

    // Moved: the focus goes along; undoing brings it back.
    ada.press("Change: Is late");
    ada.focus_is_on("#new-what");
    ada.type_into("New day", "2099-05-15");
    ada.press("Move");
    ada.see("Moved to ");
    ada.expect_listed(&[
        ("Overdue", &["Is later than late"]),
        ("With a day", &["Comes soon", "Is late", "Comes later"]),
        ("Without a day", &["Has no day"]),
    ]);
    ada.focus_is_in("Is late");
    ada.expect_count(".commitment-panel", 0);
    assert_eq!(ada.kept("row-2", "by"), "2099-05-15");
    ada.press("Undo");
    ada.focus_is_in("Is late");
    assert_eq!(ada.kept("row-2", "by"), "2020-03-02");
    // To no day at all.
    ada.press("Change: Is late");
    ada.focus_is_on("#new-what");
    ada.type_into("New day", "");
    ada.press("Move");
    ada.see("It has no day any more.");
    ada.focus_is_in("Is late");
    assert_eq!(ada.kept("row-2", "by"), "");

    // Dropped: only with a reason, which is said and kept.
    ada.press("Change: Comes soon");
    ada.focus_is_on("#new-what");
    ada.press("Drop it");
    ada.see("Say in a few words why.");
    ada.focus_is_on("#drop-reason");
    assert_eq!(ada.kept("row-3", "state"), "");
    ada.type_into("Why is it dropped?", "The <budget> went");
    ada.see_not("Say in a few words why.");
    ada.key(Key::Enter);
    ada.see("The commitment was dropped.");
    ada.see("Why it was dropped: The <budget> went");
    ada.expect_listed(&[
        ("Overdue", &["Is later than late"]),
        ("With a day", &["Comes later"]),
        ("Without a day", &["Has no day", "Is late"]),
        ("Dropped", &["Comes soon"]),
    ]);
    ada.focus_is_in("Comes later");
    assert_eq!([ada.kept("row-3", "state"), ada.kept("row-3", "reason")], ["dropped", "The <budget> went"]);
    ada.press("Undo");
    ada.focus_is_in("Comes soon");
    assert_eq!([ada.kept("row-3", "state"), ada.kept("row-3", "reason")], ["", ""]);

    // The last of the list: the focus stays in the list.
    ada.press("Change: Is late");
    ada.focus_is_on("#new-what");
    ada.type_into("Why is it dropped?", "No time");
    ada.press("Drop it");
    ada.expect_text(".commitments h2:last-of-type", "Dropped");
    ada.focus_is_in("Is late");
    ada.press("Open again: Is late");
    ada.see("It is open again.");
    ada.focus_is_in("Is late");
    assert_eq!([ada.kept("row-2", "state"), ada.kept("row-2", "reason")], ["", ""]);

    // Escape closes what was opened, and the focus is where one came from.
    ada.press("Change: Comes soon");
    ada.focus_is_on("#new-what");
    ada.key(Key::Escape);
    ada.expect_count(".commitment-panel", 0);
    ada.focus_is_in("Comes soon");
    // What was said in an exercise is not removed here, only dropped.
    ada.press("Change: Comes soon");
    ada.focus_is_on("#new-what");
    assert!(ada.texts_of("main button").iter().all(|text| text != "Remove"));
    // It leads back to where it was said.
    ada.click_css(".commitments a.commitment-from");
    ada.on_page("result");
    ada.assert_no_console_errors();
}

/// The content lines of a calendar file, unfolded: name with parameters, and value unescaped.
fn lines_of(ics: &str) -> Vec<(String, String)> {
    assert!(ics.ends_with("\r\n") && !ics.replace("\r\n", "").contains(['\r', '\n']), "line ends: {ics:?}");
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "a line is too long: {ics}");
    let unfolded = ics.replace("\r\n ", "");
    let line = |line: &str| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line:?}"));
        let value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
        (name.to_owned(), value)
    };
    unfolded.lines().map(line).collect()
}

#[test]
fn commitments_are_taken_along_as_files() {
    const LONG: &str =
        "Ask the tenants’ association, the repairs team; and Zoë (日本) what \"shared\" would mean for them | us";
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open("#/commitments");
    assert!(!ada.exists("#take-h"), "there is nothing to take along yet");
    let mut exercise = said(
        811,
        "",
        &[[LONG, "Ana", "2099-12-31"], ["Kept", "Ben", "2020-01-01"], ["Given up", "Chi", ""], ["-1+1", "Dee", ""]],
    );
    let block = SAID_IN.1;
    for (row, state, reason) in [("row-1", "done", ""), ("row-2", "dropped", "Too, \"late\"")] {
        let write = |cell: &str, text: &str| Edit::Write { row: row.into(), cell: cell.into(), text: text.into() };
        let edits = [write("state", state), write("reason", reason)];
        roundtable::domain::commitment::apply(&mut exercise.sheet.answers, block, &edits);
    }
    ada.remember(&Saved::Complete(exercise));
    ada.open("#/commitments");
    ada.expect_count(".commitments li", 4);

    ada.press("Calendar (ICS)");
    let file = ada.download("roundtable-commitments-*.ics");
    assert!(is_day_in(&file.name, "roundtable-commitments-", ".ics"), "{}", file.name);
    let lines = lines_of(file.text());
    let values = |name: &str| -> Vec<&str> {
        lines.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    };
    // What is done or dropped is left out.
    assert_eq!(values("BEGIN"), ["VCALENDAR", "VEVENT", "VTODO"]);
    assert_eq!(values("END"), ["VEVENT", "VTODO", "VCALENDAR"]);
    assert_eq!(values("SUMMARY"), [&format!("Ana: {LONG}"), "Dee: -1+1"]);
    assert_eq!(values("DTSTART;VALUE=DATE"), ["20991231"]);
    assert_eq!(values("DTEND;VALUE=DATE"), ["21000101"]);
    assert_eq!(values("DESCRIPTION"), ["From: Plan ahead"; 2]);

    ada.press("Text (Markdown)");
    let file = ada.download("roundtable-commitments-*.md");
    let rows: Vec<&str> = file.text().lines().filter(|line| line.starts_with('|')).collect();
    assert!(file.text().starts_with("# Commitments\n"), "{}", file.text());
    assert_eq!(rows.len(), 6, "{}", file.text());
    assert!(
        rows[2].contains("Ask the tenants’ association") && rows[2].contains(&ada.day(4_102_401_600_000)),
        "{}",
        rows[2]
    );
    // A bar in a text is no column of its own.
    let bars = |row: &str| row.replace("\\|", "").matches('|').count();
    assert!(rows.iter().all(|row| bars(row) == 6), "{}", file.text());
    let markdown = file.text().to_owned();

    ada.press("Table (CSV)");
    let file = ada.download("roundtable-commitments-*.csv");
    let table = records(file.text());
    assert_eq!(table[0], ["What", "Who", "By", "State", "Reason", "From"]);
    let by_what: BTreeMap<&str, &Vec<String>> = table[1..].iter().map(|row| (row[0].as_str(), row)).collect();
    assert_eq!(by_what[LONG][1..], ["Ana", "2099-12-31", "open", "", TITLE]);
    assert_eq!(by_what["Kept"][1..], ["Ben", "2020-01-01", "done", "", TITLE]);
    assert_eq!(by_what["Given up"][1..], ["Chi", "", "dropped", "Too, \"late\"", TITLE]);
    // A spreadsheet must not take a text for a formula.
    assert!(table.iter().flatten().all(|cell| !cell.starts_with(['-', '+', '=', '@'])), "{table:?}");
    assert_eq!(table.len(), 5);

    // Copied, it is the same text.
    ada.run_in_page(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { \
           writeText: async (text) => { document.body.dataset.copied = text; } } })",
    );
    ada.press("Copy as text");
    ada.see("Copied.");
    assert_eq!(ada.attribute("body", "data-copied"), Some(markdown));

    // A calendar of nothing is no file: it is not offered once nothing is open.
    ada.tick("Done: -1+1");
    ada.tick(&format!("Done: {LONG}"));
    ada.see_not("Calendar (ICS)");
    ada.see("Table (CSV)");
    ada.assert_no_console_errors();
}

/// Whether a file is named by a day.
fn is_day_in(name: &str, start: &str, end: &str) -> bool {
    let day = name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    day.is_some_and(roundtable::domain::task::is_day)
}

/// The records of a CSV file after RFC 4180, without its byte order mark.
fn records(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or_else(|| panic!("no byte order mark: {text:?}"));
    let (mut records, mut record, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell).trim_end_matches('\r').to_owned());
                records.push(std::mem::take(&mut record));
            }
            other => cell.push(other),
        }
    }
    assert!(!quoted && cell.is_empty() && record.is_empty(), "an open record: {text:?}");
    records
}
