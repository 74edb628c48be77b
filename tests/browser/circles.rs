//! Circles: several people on one device. What one person answered is nowhere in the page while the next
//! one answers; everybody's answers make one result; two sides look into the mirror; a second device takes
//! part by text.

use roundtable::domain::block::{self, Answer, Block};
use roundtable::domain::response::{Complete, Perspective, questions};
use roundtable::wire::saved::Saved;
use serde_json::json;

use crate::harness::{Person, Site};
use crate::plan::{self, Given, Plan};
use crate::verbs::By;

/// The texts of three people, none of which another may see.
const SAID: [&str; 3] = ["Ask the night shift first", "Pay the volunteers", "Stop the Monday round"];

impl Person<'_> {
    /// Everything that the page holds: markup, fields, title.
    #[track_caller]
    fn everything(&self) -> String {
        let js = "return document.documentElement.outerHTML + document.title + \
                  [...document.querySelectorAll('input, textarea, select')].map((field) => field.value).join('\\n')";
        self.script(js, &[]).as_str().unwrap_or_default().to_owned()
    }

    /// Begins a circle on an activity's page.
    #[track_caller]
    fn begin_circle(&self, id: &str, name: &str) {
        self.open(&format!("#/a/{id}"));
        self.press(name);
        self.on_page("circle");
    }

    /// Everything that was stored for the people of circles.
    fn seated(&self) -> Vec<Complete> {
        self.results().into_iter().filter(|complete| complete.sheet.seat.is_some()).collect()
    }

    /// Fills in what the sides of a canvas are asked for.
    #[track_caller]
    fn fill_side(&self, name: &str, intent: &str, cards: &[(&str, &str)]) {
        self.type_into("What your side is called", name);
        self.press("We fill in our part");
        self.on_page("exercise");
        self.see("Step 1 of 2");
        self.focus_is_on("h1");
        self.set_field("#t-intent", intent);
        self.press("Next");
        self.focus_is_on("h1");
        for (at, (zone, text)) in cards.iter().enumerate() {
            self.set_field(&format!("#new-canvas-{zone}"), text);
            self.click_css(&format!("[data-do='add|canvas|{zone}']"));
            self.expect_count(".slip", at + 1);
        }
        self.press("Review");
        self.press("Done, pass it on");
        self.on_page("circle");
    }
}

/// Three people who answer everything: two answers to one statement would take its dimension along.
fn plans() -> [Plan; 3] {
    [0, 1, 2].map(|seed| {
        let mut plan = Plan::varied(plan::ELEMENTS, seed);
        for given in &mut plan.given {
            match given {
                Given::Words(words) => *words = SAID[seed],
                Given::Nothing => *given = Given::Point(3),
                Given::Point(_) | Given::Option(_) => {}
            }
        }
        plan
    })
}

#[test]
fn the_phone_is_passed_on_and_shows_no_earlier_answer() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.begin_circle(plan::ELEMENTS, "Several people on this device");
    ada.see("Who begins?");
    ada.see("What came together is shown from 3 answers on.");
    ada.screenshot_full("circle-first");
    ada.assert_accessible("between two people");
    let plans = plans();
    for (number, plan) in plans.iter().enumerate() {
        ada.press("I am next");
        ada.on_page("answer");
        // Nothing is chosen, and nothing that was said before is anywhere in the page.
        for said in &SAID[..number] {
            assert!(!ada.everything().contains(said), "“{said}” is still in the page");
        }
        ada.answer_on(plan, By::Mouse);
        ada.press("Done, pass it on");
        ada.on_page("circle");
        let count = number + 1;
        ada.see(&if count == 1 { "One answer is in.".to_owned() } else { format!("{count} answers are in.") });
        let page = ada.everything();
        for said in &SAID[..count] {
            assert!(!page.contains(said), "“{said}” is in the page between two people");
        }
    }
    ada.assert_no_console_errors();
    let seated = ada.seated();
    assert_eq!(seated.len(), 3);
    for plan in &plans {
        assert!(seated.iter().any(|one| one.sheet.answers == plan.done().sheet.answers), "an answer is missing");
    }

    // Neither a reload, nor going back, nor the other pages show an answer before it is time.
    ada.reload();
    ada.see("3 answers are in.");
    let at = ada.address();
    ada.back();
    ada.eventually("the circle again", |ada| ada.address() == at || ada.page() == "circle" || ada.page() == "activity");
    let id = seated[0].sheet.id;
    for route in [
        "#/results".to_owned(),
        "#/commitments".to_owned(),
        format!("#/a/{}", plan::ELEMENTS),
        "#/".to_owned(),
        format!("#/r/{id}"),
    ] {
        ada.open(&route);
        for said in SAID {
            assert!(!ada.everything().contains(said), "“{said}” is in {route}");
        }
    }
    ada.on_page("circle");

    ada.press("Everybody has answered");
    ada.see("What came together");
    ada.see("Start here");
    ada.screenshot_full("circle-shown");
    ada.assert_accessible("what came together");
    assert_eq!(ada.wider_than_the_page(), Vec::<String>::new());
    ada.press("Hide again");
    ada.see("3 answers are in.");
    assert!(!ada.everything().contains("Start here"));
    ada.press("Everybody has answered");
    ada.press("Finish and keep it");
    ada.on_page("result");
    ada.see("Several people on one device");
    ada.screenshot_full("circle-report");
    ada.assert_accessible("the report of a circle");
    let kept: Vec<Complete> = ada.results().into_iter().filter(|one| one.sheet.seat.is_none()).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].sheet.perspective, Perspective::Circle);
    ada.open("#/results");
    ada.expect_count(".results-list li", 1);
    ada.see("Several people on one device");
}

#[test]
fn whoever_stops_in_the_middle_finds_their_answers_again() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.begin_circle(plan::PULSE, "Several people on this device");
    ada.press("I am next");
    ada.on_page("answer");
    ada.turn("Begin");
    ada.choose("4");
    ada.eventually("the answer is stored", |ada| {
        ada.drafts().iter().any(|draft| draft.sheet.seat.is_some() && !draft.sheet.answers.is_empty())
    });
    ada.press("Pause: your answers are kept");
    ada.on_page("circle");
    ada.see("Somebody has begun and has not finished.");
    ada.open("#/");
    ada.see("Several people on this device: 0 answers are in");
    ada.press("Continue");
    ada.on_page("circle");
    ada.press("Go on with it");
    ada.on_page("answer");
    ada.eventually("the answer is still chosen", |ada| ada.exists("input[value='4']:checked"));
    ada.press("Pause: your answers are kept");
    ada.press("Begin anew");
    ada.see("Who begins?");
    ada.press("Undo");
    ada.see("Somebody has begun and has not finished.");
    ada.press("Give up this circle");
    ada.on_page("activity");
    assert!(ada.drafts().is_empty(), "the circle is gone with all that was begun");
    ada.press("Undo");
    ada.eventually("the circle is back", |ada| ada.drafts().len() == 2);
}

#[test]
fn two_sides_look_into_the_mirror() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.begin_circle("partnership-canvas", "Two sides on this device");
    ada.see("Which side begins?");
    ada.fill_side(
        "Repair café",
        "Open every Saturday",
        &[
            ("want", "Two students each Saturday"),
            ("want", "A room in winter"),
            ("offer", "Broken devices to learn on"),
        ],
    );
    ada.see("One side is in.");
    assert!(!ada.everything().contains("Two students each Saturday"));
    ada.screenshot_full("circle-side");
    ada.fill_side(
        "College",
        "Real practice for all",
        &[("want", "Real customers"), ("offer", "Students on Saturdays"), ("offer", "A laser cutter")],
    );
    ada.see("Both sides are in");
    assert!(!ada.everything().contains("Real customers"));
    ada.press("Look into the mirror");
    ada.see("What Repair café wants");
    ada.see("What College wants");
    let wish = |text: &str| -> String {
        let seated = ada.seated();
        let rows = seated.iter().flat_map(|one| block::rows(&one.sheet.answers, "canvas"));
        rows.into_iter().find(|row| row.cell("text") == text).map(|row| row.id.clone()).unwrap()
    };
    ada.see_in("#circle-unmatched", "Repair café: A room in winter");
    ada.see_in("#circle-unmatched", "College: A laser cutter");
    // Only the other side's offers can meet a wish.
    let students = wish("Two students each Saturday");
    let js = "return [...document.querySelector(arguments[0]).options].map((option) => option.text)";
    let options = ada.script(js, &[json!(format!("#meets-{students}"))]);
    assert_eq!(options, json!(["Nothing offered yet", "Students on Saturdays", "A laser cutter"]));
    for (wished, offered) in
        [("Two students each Saturday", "Students on Saturdays"), ("Real customers", "Broken devices to learn on")]
    {
        let field = format!("#meets-{}", wish(wished));
        ada.put(&field, &wish(offered));
        ada.focus_is_on(&field);
    }
    ada.eventually("two are left over", |ada| ada.count("#circle-unmatched li") == 2);
    ada.screenshot_full("circle-mirror");
    ada.assert_accessible("the mirror");
    assert_eq!(ada.wider_than_the_page(), Vec::<String>::new());
    ada.reload();
    ada.eventually("two are left over after a reload", |ada| ada.count("#circle-unmatched li") == 2);

    // What is not met stands in the list where it is answered.
    ada.press("Go on");
    ada.see("Together:");
    ada.press("Begin together");
    ada.on_page("exercise");
    ada.see("Step 1 of 3");
    ada.eventually("the wish in the list", |ada| {
        ada.value_of("[data-task='mirror'] .entry:first-child .input") == "A room in winter"
    });
    ada.press("Next");
    ada.see("Step 2 of 3");
    ada.press("Next");
    ada.see("Step 3 of 3");
    ada.press("Review");
    ada.press("Done together");
    ada.on_page("circle");
    ada.see("All parts are done");
    ada.press("Finish and keep it");
    ada.on_page("result");
    ada.screenshot_full("circle-canvas");
    for shown in
        ["Repair café: Our canvas", "College: Our canvas", "Repair café: A room in winter", "College: A laser cutter"]
    {
        ada.see(shown);
    }
    ada.assert_no_console_errors();
}

#[test]
fn a_second_device_takes_part_by_text() {
    let site = Site::built();
    let bob = Person::desktop(&site);
    let plan = Plan::varied(plan::ELEMENTS, 4);
    let given = Saved::Complete(plan.done());
    bob.allow_clipboard();
    bob.open("#/");
    bob.remember(&given);
    bob.open(&format!("#/r/{}", given.sheet().id));
    let text = roundtable::wire::backup::write_one(&given, plan::OCTOBER);

    let ada = Person::phone(&site);
    ada.begin_circle(plan::ELEMENTS, "Several people on this device");
    ada.click_css(".circle details.more summary");
    ada.set_field("#take-text", "What is this?");
    ada.press("Look at it");
    ada.see("This is not a Roundtable backup");
    let other = Saved::Complete(Plan::varied(plan::PULSE, 1).done());
    ada.script(
        "document.querySelector('#take-text').value = arguments[0]",
        &[json!(roundtable::wire::backup::write_one(&other, plan::OCTOBER))],
    );
    ada.press("Look at it");
    ada.see("There is no finished answer to “");
    ada.script("document.querySelector('#take-text').value = arguments[0]", &[json!(text)]);
    ada.press("Look at it");
    ada.see("parts are filled in.");
    assert!(ada.seated().is_empty(), "nothing is taken in before somebody agrees");
    ada.press("Take it in");
    ada.see("One answer is in.");
    assert_eq!(ada.seated()[0].sheet.answers, given.sheet().answers);
}

#[test]
fn what_is_made_together_feeds_what_everybody_answers_alone() {
    let site = Site::built();
    let ada = Person::phone(&site);
    let map = plan::activity("ownership-map");
    let Some(Block::Task(roundtable::domain::task::Task::Entries(list))) = map.block("practices") else { panic!() };
    ada.begin_circle("ownership-map", "Several people on this device");
    ada.press("Begin together");
    ada.on_page("exercise");
    for row in 0..list.min.max(2) {
        ada.set_field(
            &format!("[data-task='practices'] .entry:nth-child({}) .input", row + 1),
            &format!("Practice {row}"),
        );
    }
    ada.press("Review");
    ada.press("Done together");
    ada.on_page("circle");
    ada.press("I am next");
    ada.on_page("exercise");
    ada.see("Practice 0");
    ada.put("[data-task='who'] select", &{
        let Some(Block::Task(roundtable::domain::task::Task::Matrix(matrix))) = map.block("who") else { panic!() };
        matrix.options[0].id.clone()
    });
    ada.press("Review");
    ada.press("Done, pass it on");
    ada.on_page("circle");
    let seated = ada.seated();
    assert_eq!(seated.len(), 1);
    let circle = ada.drafts().into_iter().find(|draft| draft.sheet.perspective == Perspective::Circle).unwrap();
    assert_eq!(
        block::rows(&seated[0].sheet.answers, "practices"),
        block::rows(&circle.sheet.answers, "practices"),
        "the same rows with the same ids"
    );
    assert!(matches!(seated[0].sheet.answers.get("who"), Some(Answer::Rows(_))));
    assert!(!questions(&map).is_empty());
}
