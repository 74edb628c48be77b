//! Keeping: storage that is full, denied or damaged, neighbours on the same origin, and two tabs.

use roundtable::domain::block::point;
use roundtable::domain::response::{Perspective, questions};
use roundtable::wire::saved::Saved;

use crate::harness::memory::JUNK;
use crate::harness::{Key, Person, Site};
use crate::plan::{ELEMENTS, OCTOBER, PULSE, Plan};
use crate::verbs::{By, records_in_backup, results_in_backup};

const FULL: &str = "This browser stopped saving: its storage is full.";
const DENIED: &str = "This browser does not let the page store anything.";

#[test]
fn full_storage_stops_nobody() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 1);
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.fill_storage();
    ada.start(&plan, By::Mouse);
    ada.press("Begin");
    ada.choose("4");
    ada.see(FULL);
    ada.see("Not saved: only in this tab");
    ada.press("Back");
    ada.answer_on(&plan, By::Mouse);
    ada.finish();
    assert_eq!(ada.rows(), plan.rows());
    let id = ada.result_id();
    ada.see(FULL);
    ada.press("Save a file");
    let file = ada.download("roundtable-backup-*.json");
    let saved = results_in_backup(file.text());
    assert_eq!(saved.len(), 1);
    assert_eq!((saved[0].sheet.id, &saved[0].sheet.answers), (id, &plan.done().sheet.answers));
    assert_eq!(ada.entries("").len(), 0);

    // Room again: what comes next takes everything along.
    ada.remove_storage(JUNK);
    ada.type_into("A note to myself", "k");
    ada.see_not(FULL);
    assert_eq!((ada.results()[0].sheet.id, ada.results()[0].note.as_str()), (id, "k"));
    ada.reload();
    ada.holds_result_of(&plan);
    assert_eq!(ada.value_of("#note"), "k");
    // The draft went with its result: deleting the result must not bring it back.
    assert_eq!(ada.entries("draft/").len(), 0, "a finished draft is left behind");
    ada.open("#/data");
    ada.see("1 result:");
}

#[test]
fn storage_fills_up_in_the_middle() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let plan = Plan::varied(ELEMENTS, 2);
    let known = plan.draft(7, 6, OCTOBER);
    ada.open("#/");
    ada.remember(&Saved::Draft(known.clone()));
    ada.fill_storage();
    ada.open(&format!("#/a/{ELEMENTS}/do"));
    ada.see("Question 6 of 21,");
    ada.press("Next");
    ada.see("Question 7 of 21,");
    ada.choose("1");
    ada.see(FULL);
    // What was stored before stays as it was, whatever fails.
    assert_eq!(ada.drafts()[0].sheet.answers, known.sheet.answers);
    ada.press("Copy as text");
    ada.eventually("a word about copying", |one| {
        let said = one.text_of(".toast p");
        said == "Copied." || said == "The browser did not allow copying. Use one of the files instead."
    });
    ada.press("Save a file");
    let file = ada.download("roundtable-backup-*.json");
    let records = records_in_backup(file.text());
    assert_eq!(records.len(), 1);
    let (block, item) = (plan.activity.blocks().nth(1).unwrap().id(), 1);
    let item = plan.activity.block(block).unwrap().items()[item].id;
    assert_eq!(point(&records[0].sheet().answers, block, item), Some(1));
    ada.remove_storage(JUNK);
    ada.press("Next");
    ada.see_not(FULL);
    ada.see("Saved on this device");
    assert_eq!(&ada.drafts()[0].sheet.answers, &records[0].sheet().answers);
}

#[test]
fn denied_storage_stops_nobody() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 4);
    let ada = Person::desktop(&site);
    ada.open_with_storage_denied(&format!("#/a/{PULSE}"));
    ada.see(DENIED);
    ada.see("You can go on, but everything is only in this tab.");
    ada.press("Start");
    ada.on_page("answer");
    ada.answer_on(&plan, By::Mouse);
    ada.see("Not saved: only in this tab");
    ada.finish();
    assert_eq!(ada.rows(), plan.rows());
    ada.see(DENIED);
    ada.press("Save a file");
    let saved = results_in_backup(ada.download("roundtable-backup-*.json").text());
    assert_eq!(saved[0].sheet.answers, plan.done().sheet.answers);
    ada.press_in(".masthead", "My results");
    ada.on_page("results");
    ada.see("Partnership pulse");

    // The file is of use where storage works.
    let ben = Person::desktop(&site);
    ben.open("#/data");
    ben.upload_content("#restore-file", "backup.json", roundtable_file(&saved).as_bytes());
    ben.see("1 new result");
    ben.press("Add these");
    ben.see("1 record was added.");
    assert_eq!(ben.results(), saved);
}

/// A backup of these results, as the app writes it.
fn roundtable_file(results: &[roundtable::domain::response::Complete]) -> String {
    use roundtable::wire::{backup, records::Records, saved, store::MemoryStore};
    let mut records = Records::new(Box::new(MemoryStore::default()), "", None);
    for result in results {
        let saved = Saved::Complete(result.clone());
        let text = saved::write(&saved, 1);
        assert!(records.add(&saved, text));
    }
    backup::write(&records, OCTOBER)
}

#[test]
fn damaged_records_are_named_and_left_alone() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 2);
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.remember(&Saved::Complete(plan.complete(11, Perspective::Own, OCTOBER)));
    let bad_result = plan.complete(12, Perspective::Own, OCTOBER + 5);
    let bad_keys =
        [ada.remember(&Saved::Draft(plan.draft(13, 3, OCTOBER))), ada.remember(&Saved::Complete(bad_result.clone()))];
    for key in &bad_keys {
        let full = [ada.prefix(), key.clone()].concat();
        let text = ada.storage()[&full].replacen("points", "pointz", 1);
        ada.set_storage(&full, &text);
    }
    let texts: Vec<String> =
        bad_keys.iter().map(|key| ada.storage()[&[ada.prefix(), key.clone()].concat()].clone()).collect();

    ada.open("#/data");
    ada.see("1 result and 2 records that can’t be read");
    ada.see("The record is damaged: its checksum does not fit.");
    assert_eq!(ada.texts_of(".aside-list code"), bad_keys);
    for (number, text) in texts.iter().enumerate() {
        ada.press_in(&format!(".aside-list li:nth-child({})", number + 1), "Save as a file");
        assert_eq!(ada.download(&format!("roundtable-record-{}.txt", number + 1)).text(), text);
    }
    ada.press("My results");
    ada.expect_count(".results-list li", 1);
    ada.open(&format!("#/r/{}", bad_result.sheet.id));
    ada.see("This result can’t be read.");
    ada.press("Open My data");
    ada.on_page("data");

    // The rest works: the same activity begins anew beside the damaged draft.
    ada.answer(&plan, By::Mouse);
    ada.finish();
    ada.see("2 rounds on this device");
    for (key, text) in bad_keys.iter().zip(&texts) {
        assert_eq!(&ada.storage()[&[ada.prefix(), key.clone()].concat()], text);
    }
}

#[test]
fn a_draft_that_is_damaged_while_it_is_open_is_set_aside() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open(&format!("#/a/{PULSE}/do"));
    ada.press("Begin");
    ada.choose("4");
    ada.see("Saved on this device");
    let (key, text) = ada.entries("draft/").remove(0);
    ada.set_storage(&[ada.prefix(), key.clone()].concat(), &text[1..]);
    ada.press("Next");
    ada.choose("2");
    ada.see("Saved on this device");
    let aside = ada.entries("aside/");
    assert_eq!((aside.len(), &aside[0].1), (1, &text[1..].to_owned()));
    let draft = ada.drafts().remove(0);
    let asked = questions(&Plan::varied(PULSE, 0).activity).len();
    assert_eq!((draft.progress(&Plan::varied(PULSE, 0).activity)), (2, asked));
    ada.open("#/data");
    ada.see("1 open draft and 1 record that can’t be read");
}

#[test]
fn neighbours_are_never_touched() {
    let site = Site::built();
    let neighbours = [
        ("another-app", "its text"),
        ("roundtable:/other/:draft/partnership-pulse/0000000000001", "of a site in another folder"),
        ("roundtable:/team/:setting/theme", "dark"),
        ("roundtable", "a word"),
    ];
    let plan = Plan::varied(PULSE, 5);
    let ada = Person::desktop(&site);
    ada.open("#/");
    for (key, text) in neighbours {
        ada.set_storage(key, text);
    }
    ada.answer(&plan, By::Mouse);
    ada.finish();
    ada.press("Dark theme");
    ada.open("#/data");
    ada.see("1 result:");
    ada.see_not("can’t be read");
    assert_eq!(ada.storage().len(), neighbours.len() + 2);
    ada.press("Save a backup file");
    assert!(!ada.download("roundtable-backup-*.json").text().contains("another"));
    // Nothing happens before the word is there.
    assert!(ada.exists(".danger-zone button:disabled"));
    ada.type_into("Type “delete” to confirm", "DELETE");
    ada.press("Delete everything");
    ada.see("Everything was deleted.");
    ada.see("Nothing yet.");
    let left: Vec<(String, String)> = ada.storage().into_iter().collect();
    let mut expected: Vec<(String, String)> = neighbours.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    expected.sort();
    assert_eq!(left, expected);
    ada.open("#/results");
    ada.see("No results yet.");
}

#[test]
fn two_tabs_share_a_draft() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 0);
    let ada = Person::desktop(&site);
    ada.start(&plan, By::Mouse);
    ada.press("Begin");
    ada.choose("5");
    ada.press("Next");
    ada.choose("4");
    ada.second_tab();
    ada.see("Question 2 of 6,");
    assert_eq!(ada.value_of("main input:checked"), "4");
    // The second answers, the first sees it.
    ada.press("Next");
    ada.choose("3");
    ada.press("Back");
    ada.choose("1");
    ada.switch_tab(1);
    ada.eventually("the answer of the other tab", |one| {
        one.value_of("main input:checked") == "1" && one.value_of("progress.line-progress") == "3"
    });
    // The first, which has known less, overwrites nothing.
    ada.key(Key::Char('2'));
    ada.eventually("my answer", |one| one.value_of("main input:checked") == "2");
    ada.press("Next");
    ada.see("Question 3 of 6,");
    assert_eq!(ada.value_of("main input:checked"), "3");
    let answers = ada.drafts().remove(0).sheet.answers;
    let points: Vec<Option<u8>> =
        plan.activity.items().map(|(block, item)| point(&answers, block, item.id)).take(4).collect();
    assert_eq!(points, [Some(5), Some(2), Some(3), None]);

    // Finishing in one moves the other to the result.
    ada.press("Next");
    ada.leave_open(2);
    ada.press("Review");
    ada.finish();
    let rows = ada.rows();
    let id = ada.result_id();
    ada.switch_tab(2);
    ada.on_page("result");
    ada.see("You finished this in another tab.");
    assert_eq!((ada.result_id(), ada.rows()), (id, rows));
    assert_eq!((ada.results().len(), ada.drafts().len()), (1, 0));
}

#[test]
fn lists_follow_the_other_tab() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 0);
    let ada = Person::desktop(&site);
    ada.open("#/results");
    ada.see("No results yet.");
    ada.second_tab();
    ada.open(&format!("#/a/{PULSE}/do"));
    ada.press("Begin");
    ada.choose("2");
    ada.switch_tab(1);
    ada.see("Still open");
    ada.switch_tab(2);
    ada.press("Next");
    ada.leave_open(4);
    ada.press("Review");
    ada.finish();
    ada.switch_tab(1);
    ada.expect_count(".results-list li", 1);
    ada.see_not("Still open");
    ada.press("Partnership pulse");
    ada.on_page("result");
    ada.see(&plan.activity.title);
    // Deleted there, gone here.
    ada.switch_tab(2);
    ada.press("More");
    ada.press_in("details[open]", "Delete");
    ada.on_page("results");
    ada.switch_tab(1);
    ada.see("This result is not on this device.");
    ada.switch_tab(2);
    ada.press("Undo");
    ada.expect_count(".results-list li", 1);
    ada.switch_tab(1);
    ada.see("Talk about this first");
}
