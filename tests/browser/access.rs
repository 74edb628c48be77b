//! Access: every page, in every state that looks different, for everybody: no rule of axe broken, nothing to
//! be scrolled sideways, targets for a thumb, one heading that has the focus, questions that say what they are.

use std::cell::RefCell;

use roundtable::domain::response::{Perspective, questions};
use roundtable::wire::saved::Saved;
use xtask::server::Response;

use crate::harness::{Key, Person, Site};
use crate::plan::{DAY, ELEMENTS, OCTOBER, PULSE, Plan, SMALL, small};

/// Goes through all pages in all their states, and looks at each.
fn tour(person: &Person<'_>, look: impl Fn(&str)) {
    let site = person.site();
    site.answer("activities/small-check.json", Response::body(SMALL));
    person.open("#/");
    look("home, for the first time");
    person.open("#/?q=nothing+at+all");
    look("home, filtered to nothing");
    person.open("#/results");
    look("results, none");

    let (now, theirs) = (Plan::varied(PULSE, 2), Plan::varied(PULSE, 5));
    let earlier = Plan::varied(PULSE, 1).complete(301, Perspective::Own, OCTOBER - DAY);
    let latest = now.complete(302, Perspective::Own, OCTOBER);
    let partner = theirs.complete(303, Perspective::Partner, OCTOBER + DAY);
    for result in [&earlier, &latest, &partner] {
        person.remember(&Saved::Complete(result.clone()));
    }
    let elements = Plan::varied(ELEMENTS, 1);
    person.remember(&Saved::Draft(elements.draft(304, 6, OCTOBER)));
    person.open("#/");
    person.see("Continue where you stopped");
    look("home, with a draft");
    person.press("Filters");
    look("home, filters turned");
    person.open(&format!("#/a/{PULSE}"));
    look("activity, with results");
    person.open(&format!("#/a/{ELEMENTS}/do"));
    person.see("Question 6 of 21,");
    look("answer: poles, answered");
    person.press("Next");
    person.see("Question 7 of 21,");
    look("answer: poles, open");
    person.open(&format!("#/a/{PULSE}/do?as=partner"));
    look("answer: opening, for the partner");

    // One draft of the small activity, put on each kind of question.
    let plan = small();
    for (place, name) in [
        (0, "answer: opening"),
        (1, "answer: scale"),
        (5, "answer: seven poles"),
        (6, "answer: choice, needed"),
        (7, "answer: choice of several"),
        (8, "answer: words"),
        (9, "answer: more words"),
        (10, "answer: last look"),
    ] {
        let mut draft = plan.draft(305, usize::MAX, OCTOBER);
        draft.place = place;
        person.remember(&Saved::Draft(draft));
        person.open("#/a/small-check/do");
        look(name);
    }
    person.press("Start over");
    person.see("You can undo this right afterwards.");
    look("answer: dialog");
    person.press_in("dialog", "Start over");
    person.see("Your answers were cleared.");
    look("answer: toast");
    // The message lies over nothing that is needed.
    person.press("Begin");
    person.see("Question 1 of 9,");

    person.open(&format!("#/r/{}", latest.sheet.id));
    look("result, second round");
    person.press("Export");
    look("result, menu");
    person.press("More");
    person.press("Name it");
    look("result, dialog");
    person.key(Key::Escape);
    person.open(&format!("#/r/{}", partner.sheet.id));
    look("result, the partner's view");
    person.open("#/results");
    person.click_css(".results-list li:first-child input");
    person.see("1 chosen, choose one more");
    look("results, one chosen");
    person.open(&format!("#/r/{}/with/{}", latest.sheet.id, partner.sheet.id));
    look("compare, a gap");
    person.open(&format!("#/r/{}/with/{}", earlier.sheet.id, latest.sheet.id));
    look("compare, a change");

    let (key, text) = person.entries("draft/").remove(0);
    person.set_storage(&[person.prefix(), key].concat(), &text.replace("points", "joints"));
    person.open("#/data");
    person.see("1 record that can’t be read");
    look("data, with a record that can't be read");
    person.press("Or paste a copied backup");
    person.upload_content("#restore-file", "a.json", b"{}");
    person.see("This is not a Roundtable backup");
    look("data, a wrong file");
    let nothing = br#"{"format":"roundtable-backup","version":1,"made":1792670400000,"records":{"draft/x":"x"}}"#;
    person.upload_content("#restore-file", "a.json", nothing);
    person.see("What this backup would add");
    look("data, preview");
    person.open("#/nowhere");
    look("unknown page");
    site.answer("activities/small-check.json", Response::body(SMALL.replace("\"summary\"", "\"sumary\"")));
    person.open("#/a/small-check");
    person.see("This activity can’t be opened");
    look("problem page");
    person.open(&format!("#/r/{}", latest.sheet.id));
    person.fill_storage();
    person.type_into("A note to myself", "more than fits");
    person.see("This browser stopped saving");
    look("result, with the banner");
}

/// Holds what is wrong anywhere against the whole tour, so that one run tells all.
fn without_remarks(person: &Person<'_>, remarks: impl Fn(&str) -> Vec<String>) {
    let all = RefCell::new(Vec::new());
    tour(person, |state| {
        let of_here = remarks(state).into_iter().map(|remark| format!("{state}, {remark}"));
        all.borrow_mut().extend(of_here);
    });
    let all = all.into_inner();
    assert!(all.is_empty(), "{}", all.join("\n"));
}

fn for_everybody(person: &Person<'_>) {
    without_remarks(person, |_| {
        let mut remarks = Vec::new();
        for theme in ["light", "dark"] {
            match theme {
                "dark" => person.dark(),
                _ => person.light(),
            }
            remarks.extend(person.axe().iter().map(|violation| format!("{theme}: {violation}")));
        }
        let headings = person.texts_of("h1");
        if headings.len() != 1 || headings[0].is_empty() {
            remarks.push(format!("headings: {headings:?}"));
        }
        remarks
    });
}

#[test]
fn every_page_on_a_desk() {
    let site = Site::built();
    for_everybody(&Person::desktop(&site));
}

#[test]
fn every_page_on_a_phone() {
    let site = Site::built();
    for_everybody(&Person::phone(&site));
}

#[test]
fn every_page_narrow_large_and_for_thumbs() {
    let site = Site::built();
    let ben = Person::phone(&site);
    without_remarks(&ben, |_| {
        let mut remarks: Vec<String> =
            ben.small_targets().into_iter().map(|target| format!("too small for a thumb: {target}")).collect();
        let mut fits = |how: &str| {
            let wide = ben.wider_than_the_page().into_iter();
            remarks.extend(wide.map(|what| format!("{how}: it scrolls sideways because of {what}")));
        };
        fits("390 px");
        ben.text_size(200);
        fits("390 px, 200 %");
        ben.text_size(100);
        ben.resize(320, 640);
        fits("320 px");
        ben.resize(390, 844);
        remarks
    });
}

#[test]
fn questions_say_what_they_are() {
    let site = Site::built();
    site.answer("activities/small-check.json", Response::body(SMALL));
    let ada = Person::desktop(&site);
    let plan = small();
    for (number, asked) in questions(&plan.activity).iter().enumerate() {
        let mut draft = plan.draft(311, usize::MAX, OCTOBER);
        draft.place = asked.screen as u16;
        ada.open("#/");
        ada.remember(&Saved::Draft(draft));
        ada.open("#/a/small-check/do");
        ada.see(&format!("Question {} of 9,", number + 1));
        let heading = ada.text_of("h1");
        if ada.exists("main fieldset") {
            // The text of the item is the legend of its group; every seat has a name of its own.
            assert!(!heading.is_empty() && ada.text_of("main fieldset > legend").ends_with(&heading), "{heading}");
            let names = ada.texts_of("main fieldset label");
            let mut distinct = names.clone();
            distinct.sort();
            distinct.dedup();
            assert!(names.len() == distinct.len() && names.iter().all(|name| !name.is_empty()), "{names:?}");
            ada.expect_count("main fieldset input", names.len());
            let poles = ada.texts_of("main .pole span");
            for pole in &poles {
                assert!(pole == "We are told." || pole == "We are heard.", "{pole}");
            }
            if !poles.is_empty() {
                let described = ada.attribute("main fieldset input", "aria-describedby").unwrap();
                assert_eq!(ada.text_of(&format!("#{described} span")), "We are told.");
            }
        } else {
            assert_eq!(ada.text_of("main label"), heading);
            ada.tab_to("main input[type=text], main textarea");
        }
        ada.press(if number == 8 { "Review" } else { "Next" });
        ada.eventually("another heading", |one| one.text_of("h1") != heading);
        ada.focus_is_on("h1");
    }
    assert!(ada.attribute("html", "lang").is_some());
}
