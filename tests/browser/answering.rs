//! Answering: every assessment to its end by keyboard and by finger, with the scores that the domain
//! computes; interruptions; the last look; starting over.

use xtask::server::Response;

use crate::harness::{Key, Person, Site};
use crate::plan::{self, ELEMENTS, Given, PULSE, Plan, SMALL};
use crate::verbs::By;

#[test]
fn every_assessment_by_keyboard_alone() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    for (seed, id) in plan::assessments().iter().enumerate() {
        let plan = Plan::varied(id, seed);
        ada.answer(&plan, By::Keyboard { arrows: seed % 3 == 1 });
        ada.key(Key::Enter);
        ada.on_page("result");
        ada.focus_is_on("h1");
        ada.holds_result_of(&plan);
        assert_eq!(ada.drafts().len(), 0);
    }
    ada.assert_no_console_errors();
    site.assert_nothing_missing(&[]);
}

#[test]
fn every_assessment_by_finger() {
    let site = Site::built();
    let ben = Person::phone(&site);
    for (seed, id) in plan::assessments().iter().enumerate() {
        let plan = Plan::varied(id, seed + 3);
        ben.answer(&plan, By::Touch);
        ben.touch("See my result");
        ben.holds_result_of(&plan);
    }
    ben.assert_no_console_errors();
    site.assert_nothing_missing(&[]);
}

#[test]
fn every_kind_of_question() {
    let site = Site::built();
    site.answer("activities/small-check.json", Response::body(SMALL));
    let words = "First line\nwith <b>signs</b> & \"quotes\"";
    let ada = Person::desktop(&site);
    ada.open("#/a/small-check");
    ada.press("Start");
    ada.press("Begin");
    ada.choose("4");
    // Keys of the scale only: a 9 means nothing, arrows move by one, Backspace goes back.
    ada.key(Key::Char('9'));
    ada.key(Key::Char('5'));
    ada.keys(&[Key::Enter]);
    ada.see("Question 2 of 9,");
    ada.keys(&[Key::Char('2'), Key::Backspace]);
    ada.see("Question 1 of 9,");
    assert_eq!(ada.value_of("main input:checked"), "5");
    ada.press("Take my answer back");
    ada.expect_count("main input:checked", 0);
    ada.press("Next");
    assert_eq!(ada.value_of("main input:checked"), "2");
    ada.press("Next");
    ada.choose("3");
    ada.press("Next");
    ada.leave_open(1);
    ada.see("Question 5 of 9,");
    // Arrows begin at the end that they come from, then move by one.
    for (key, point) in [(Key::Left, "7"), (Key::Up, "6"), (Key::Right, "7")] {
        ada.key(key);
        ada.focus_is_on(&format!("main input:checked[value='{point}']"));
    }
    ada.see("Entirely B");
    ada.press("Next");
    // A choice that is needed: without it there is no result.
    ada.see("This one is needed before you can finish.");
    ada.press("Next");
    ada.tick("A map");
    ada.tick("A pen");
    ada.tick("A map");
    ada.turn("Next");
    ada.type_into("Whom is it about?", "  The   field team ");
    ada.turn("Next");
    ada.type_into("Anything else?", words);
    ada.press("Review");
    ada.see("3 questions are open");
    ada.see("needed");
    assert!(ada.exists("[data-do=finish]:disabled"));
    ada.key(Key::Enter);
    ada.see("3 questions are open");
    ada.press_in(".review .rows", "6 Where do you work? needed");
    ada.see("Question 6 of 9,");
    ada.choose("field");
    ada.key(Key::Char('1'));
    ada.eventually("the other option", |one| one.value_of("main input:checked") == "office");
    for _ in 0..3 {
        ada.press("Next");
    }
    ada.press("Review");
    ada.see("2 questions are open");
    ada.finish();
    let given = [
        Given::Nothing,
        Given::Point(2),
        Given::Point(3),
        Given::Nothing,
        Given::Point(7),
        Given::Option(0),
        Given::Option(0),
        Given::Words("  The   field team "),
        Given::Words(words),
    ];
    ada.holds_result_of(&Plan::of_text("small-check", SMALL, &given));
    ada.see("Small check: The field team");
    ada.see("with <b>signs</b> & \"quotes\"");
    ada.see("In an office");
    ada.see("A pen");
}

#[test]
fn an_interruption_loses_nothing() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open(&format!("#/a/{ELEMENTS}/do"));
    ada.press("Begin");
    ada.choose("4");
    ada.see("Saved on this device");
    ada.reload();
    ada.see("Question 1 of 21,");
    assert_eq!(ada.value_of("main input:checked"), "4");
    ada.press("Next");
    ada.choose("2");
    ada.press("Next");
    ada.see("Question 3 of 21,");
    ada.choose("5");
    ada.see("Saved on this device");
    ada.reload();
    ada.see("Question 3 of 21,");
    assert_eq!(ada.value_of("main input:checked"), "5");
    assert_eq!(ada.value_of("progress.line-progress"), "3");
    ada.press("Back");
    ada.see("Question 2 of 21,");
    assert_eq!(ada.value_of("main input:checked"), "2");

    ada.press("Pause: your answers are kept");
    ada.on_page("home");
    ada.see("Continue where you stopped");
    ada.see("3 of 21 answered");
    ada.press_in(".resume", "Continue");
    ada.on_page("answer");
    ada.see("Question 2 of 21,");
    assert_eq!(ada.value_of("main input:checked"), "2");

    // Away to another site and back on another day.
    ada.goto_raw("about:blank");
    ada.open("#/results");
    ada.see("Still open");
    ada.press_in("main", "Continue");
    ada.see("Question 2 of 21,");
    ada.open(&format!("#/a/{ELEMENTS}"));
    ada.press("Continue, 3 of 21 answered");
    ada.see("Question 2 of 21,");
    ada.back();
    ada.on_page("activity");
    ada.press("Start again");
    ada.see("Your answers were cleared.");
    ada.see("Start");
    assert_eq!(ada.drafts().len(), 0);
    ada.press("Undo");
    ada.see("Continue, 3 of 21 answered");
    assert_eq!(ada.drafts().len(), 1);
}

#[test]
fn the_last_look_and_starting_over() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open(&format!("#/a/{PULSE}/do"));
    ada.see("Nothing to save yet");
    ada.press("Begin");
    for point in ["4", "2"] {
        ada.choose(point);
        ada.press("Next");
    }
    ada.leave_open(3);
    ada.press("Review");
    ada.see("4 questions are open");
    ada.see("2 of 6 answered.");
    ada.expect_count(".review .rows li", 4);
    let statement = "We do what we have promised each other.";
    ada.press_in(".review .rows", &format!("4 {statement}"));
    ada.expect_text("h1", statement);
    ada.focus_is_on("h1");
    ada.choose("1");
    ada.press("Next");
    ada.press("Next");
    ada.press("Review");
    ada.see("3 questions are open");
    let before = ada.drafts();

    ada.press("Start over");
    ada.see("Your answers to “Partnership pulse” are cleared.");
    ada.press("Cancel");
    ada.see("3 questions are open");
    ada.press("Start over");
    ada.key(Key::Escape);
    ada.expect_count("dialog[open]", 0);
    assert_eq!(ada.drafts(), before);
    ada.press("Start over");
    ada.press_in("dialog", "Start over");
    ada.expect_text("h1", "One minute");
    ada.see("Your answers were cleared.");
    ada.see("Nothing to save yet");
    assert_eq!(ada.drafts().len(), 0);
    ada.press("Undo");
    ada.see("3 questions are open");
    assert_eq!(ada.drafts(), before);
    ada.finish();
    assert_eq!(ada.results()[0].sheet.answers, before[0].sheet.answers);
    // The result has taken the place of the questions: back does not open them empty.
    ada.see("1.0");
}

#[test]
fn looking_in_leaves_nothing_behind() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open(&format!("#/a/{PULSE}"));
    ada.press("Start");
    ada.press("Begin");
    ada.leave_open(5);
    ada.press("Review");
    ada.see("6 questions are open");
    ada.see("Answer at least one question to see a result.");
    assert!(ada.exists("[data-do=finish]:disabled"));
    ada.key(Key::Enter);
    assert_eq!(ada.page(), "answer");
    ada.press("Pause: your answers are kept");
    ada.on_page("home");
    ada.see_not("Continue where you stopped");
    assert_eq!(ada.storage().len(), 0, "{:?}", ada.storage());

    // The first question stands on the home page and begins the first assessment.
    let first = &plan::catalogue()[0];
    ada.choose("4");
    ada.on_page("answer");
    let drafts = ada.drafts();
    assert_eq!((drafts.len(), &drafts[0].sheet.activity), (1, &first.id));
    assert_eq!(drafts[0].progress(&plan::activity(&first.id)).0, 1);
}
