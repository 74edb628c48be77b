//! My data: the backup, bringing it in, and what a wrong file is told.

use std::collections::BTreeMap;

use roundtable::domain::response::{Perspective, Screen, screens};
use roundtable::wire::saved::Saved;

use crate::harness::{Engine, Person, Site};
use crate::plan::{DAY, ELEMENTS, OCTOBER, PULSE, Plan};
use crate::verbs::{By, records_in_backup};

#[test]
fn a_backup_moves_to_another_browser() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let plan = Plan::varied(PULSE, 3);
    let mut done = Plan::varied(ELEMENTS, 1).complete(51, Perspective::Partner, OCTOBER);
    done.sheet.about = "Zoë & 日本".to_owned();
    done.note = "“kept”\n\t\\ \u{1F91D}".to_owned();
    ada.open("#/");
    ada.remember(&Saved::Complete(done));
    ada.remember(&Saved::Complete(plan.complete(52, Perspective::Own, OCTOBER + DAY)));
    ada.remember(&Saved::Draft(plan.draft(53, 3, OCTOBER + 2 * DAY)));
    ada.open("#/data");
    ada.see("2 results and 1 open draft:");
    ada.see("No backup has been made in this browser.");
    ada.press("Save a backup file");
    let file = ada.download("roundtable-backup-*.json");
    ada.see("Last backup: today.");
    assert_eq!(records_in_backup(file.text()).len(), 3);

    let ben = Person::phone(&site);
    ben.open("#/data");
    ben.see("Nothing yet.");
    ben.upload_content("#restore-file", "from-ada.json", &file.bytes);
    ben.see("What this backup would add");
    assert_eq!(ben.texts_of(".preview-list li"), ["2 new results", "1 new draft"]);
    assert_eq!(ben.entries("").len(), 0);
    ben.press("Cancel");
    ben.see_not("What this backup would add");
    ben.upload_content("#restore-file", "from-ada.json", &file.bytes);
    ben.press("Add these");
    ben.see("3 records were added.");
    let all = |person: &Person<'_>| -> BTreeMap<String, String> {
        person.entries("").into_iter().filter(|(key, _)| !key.starts_with("setting/")).collect()
    };
    assert_eq!(all(&ben), all(&ada));

    // A second time adds nothing.
    ben.upload_content("#restore-file", "from-ada.json", &file.bytes);
    ben.see("There is nothing new in this backup.");
    ben.see("3 are here already");
    assert!(ben.texts_of("main button").iter().all(|text| text != "Add these"));

    // What has gone on since is not set back by the older file.
    ben.open(&format!("#/a/{PULSE}/do"));
    ben.see("Question 3 of 6,");
    ben.press("Next");
    ben.choose("1");
    ben.see("Saved on this device");
    let newer = ben.drafts();
    ben.open("#/data");
    ben.upload_content("#restore-file", "from-ada.json", &file.bytes);
    ben.see("1 is an earlier state of one that is here");
    ben.see("There is nothing new in this backup.");
    assert_eq!(ben.drafts(), newer);
    ben.open("#/results");
    ben.press("Is this a partnership?: Zoë & 日本");
    assert_eq!(ben.rows(), Plan::varied(ELEMENTS, 1).rows());
    assert_eq!(ben.value_of("#note"), "“kept”\n\t\\ \u{1F91D}");
}

#[test]
fn what_differs_is_added_beside() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let mine = Plan::varied(PULSE, 1).complete(61, Perspective::Own, OCTOBER);
    let theirs = Plan::varied(PULSE, 2).complete(61, Perspective::Own, OCTOBER);
    ada.open("#/");
    ada.remember(&Saved::Complete(theirs));
    ada.open("#/data");
    ada.press("Save a backup file");
    let file = ada.download("roundtable-backup-*.json");
    ada.remember(&Saved::Complete(mine.clone()));
    ada.open("#/data");
    ada.upload_content("#restore-file", "b.json", &file.bytes);
    ada.see("1 that differs from the one here: it is added beside it");
    ada.press("Add these");
    ada.see("1 record was added.");
    let results = ada.results();
    assert_eq!(results.len(), 2);
    assert!(results.contains(&mine));
    ada.upload_content("#restore-file", "b.json", &file.bytes);
    ada.see("There is nothing new in this backup.");
    assert_eq!(ada.results(), results);
}

#[test]
fn pasting_works_and_wrong_files_are_told_why() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let plan = Plan::varied(PULSE, 1);
    ada.open("#/");
    ada.remember(&Saved::Complete(plan.complete(71, Perspective::Own, OCTOBER)));
    ada.open("#/data");
    ada.press("Save a backup file");
    let file = ada.download("roundtable-backup-*.json");
    ada.allow_clipboard();
    ada.press("Copy the backup as text");
    let said = ada.text_of(".toast p");
    if said == "Copied." && ada.engine() == Engine::Chromium {
        let text = ada.script("return navigator.clipboard.readText()", &[]);
        assert_eq!(records_in_backup(text.as_str().unwrap()), records_in_backup(file.text()));
    }

    let ben = Person::desktop(&site);
    ben.open("#/data");
    for (content, cause) in [
        (&b"<!doctype html>"[..], "This is not a Roundtable backup: "),
        (b"{\"format\":\"another-app\",\"records\":{}}", "This is not a Roundtable backup: format"),
        (b"{\"format\":\"roundtable-backup\",\"version\":1}", "This is not a Roundtable backup: records"),
        (
            b"{\"format\":\"roundtable-backup\",\"version\":2,\"records\":{}}",
            "It was written by a newer version of the app.",
        ),
        (b"\xff\xfe\x00\x01", "This is not a Roundtable backup: "),
        (b" ", "This is not a Roundtable backup: "),
    ] {
        ben.upload_content("#restore-file", "holiday.json", content);
        ben.see(cause);
        ben.see("in holiday.json");
        assert_eq!(ben.entries("").len(), 0);
    }
    ben.upload_content("#restore-file", "holiday.json", b"[]");
    ben.see("Choose the file that “Save a backup file” made.");
    // One record of three can be read: the others are named in a number and left out.
    let broken = file.text().replacen("{\"result/", "{\"draft/x\":\"rubbish\",\"result/x\":7,\"result/", 1);
    ben.upload_content("#restore-file", "half.json", broken.as_bytes());
    ben.see("1 new result");
    ben.see("2 can’t be read and are left out");

    ben.press("Or paste a copied backup");
    ben.set_field("#restore-text", file.text());
    ben.press("Look at what I pasted");
    ben.press("Add these");
    ben.see("1 record was added.");
    assert_eq!(ben.results(), ada.results());
}

/// A program that traps: what a panic in the app comes down to.
const TRAP: &str = "const trap = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, \
    10, 5, 1, 3, 0, 0, 11]; \
    setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(trap))).exports.f())";

#[test]
fn the_crash_screen_saves_everything() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 1);
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.remember(&Saved::Complete(plan.complete(81, Perspective::Own, OCTOBER)));
    ada.start(&plan, By::Mouse);
    ada.press("Begin");
    ada.choose("4");
    ada.see("Saved on this device");
    // An ordinary error of the page, or of an extension in it, is no crash.
    ada.run_in_page("setTimeout(() => { throw new Error('of an extension') })");
    ada.run_in_page(TRAP);
    ada.see("Something broke, and it is our fault");
    ada.see("RuntimeError");
    ada.see_not("Question 1 of");
    ada.focus_is_on("#crash h1");
    ada.assert_accessible("the crash screen");
    ada.press("Save a file");
    let file = ada.download("roundtable-backup.json");
    assert_eq!(records_in_backup(file.text()).len(), 2);
    ada.press("Reload");
    ada.on_page("answer");
    let first = screens(&plan.activity).iter().position(|screen| matches!(screen, Screen::Question(_)));
    assert_eq!(first, Some(1));
    ada.see("Question 1 of 6,");
    assert_eq!(ada.value_of("main input:checked"), "4");

    let ben = Person::desktop(&site);
    ben.open("#/data");
    ben.upload_content("#restore-file", "roundtable-backup.json", &file.bytes);
    ben.see("1 new result");
    ben.see("1 new draft");
    ben.press("Add these");
    ben.see("2 records were added.");
    assert_eq!((ben.results(), ben.drafts()), (ada.results(), ada.drafts()));
}
