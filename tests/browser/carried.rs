//! What a workshop carries besides answers: an activity that no site has, with the invitation; the answers of people
//! who share a device; the figures of the group, on paper; a list that is sent later. And what becomes of it all when
//! it is shown again, or the plan is deleted.

use roundtable::domain::circle::{self, Seat};
use roundtable::domain::hand_in::Heading;
use roundtable::domain::id::ResponseId;
use roundtable::domain::workshop::{Change, Item, Setting, Slot};
use roundtable::wire::code::parts::{CHARS_OF_VERSION_15, split};
use roundtable::wire::code::{Carried, Packet, text};
use roundtable::wire::saved::Saved;
use serde_json::{Value, json};
use xtask::server::Response;

use crate::harness::{Person, Site};
use crate::plan::{self, ELEMENTS, OCTOBER, PULSE, Plan, built_text};
use crate::print::codes_on;
use crate::rooms::{ELSEWHERE, ROOM, hand_in, heading, link, workshop};
use crate::verbs::By;

/// An activity of one's own.
pub const OWN: &str = "our-pulse";

/// Its file: that of another one under another name.
pub fn own_activity() -> String {
    let mut activity: Value = serde_json::from_str(&built_text(&format!("activities/{PULSE}.json"))).unwrap();
    activity["id"] = json!(OWN);
    activity["title"] = json!("Our own pulse");
    activity.to_string()
}

#[test]
fn an_activity_that_no_site_has_comes_with_the_invitation() {
    let site = Site::built();
    let file = own_activity();
    let carried = Packet::Activity(Carried { id: OWN.to_owned(), text: file.clone() });
    let codes = split(&carried.write().unwrap(), CHARS_OF_VERSION_15).unwrap();
    assert!(codes.len() > 1, "one code would show nothing of how they are put together");
    let fay = Person::desktop(&site);
    for code in &codes {
        fay.follow(&text::link(ELSEWHERE, code));
    }
    fay.see("Our own pulse");
    fay.assert_accessible("an activity from elsewhere");
    fay.screenshot_full("incoming-activity");
    fay.click_css("[data-do='keep-activity']");
    fay.on_page("activity");
    // Hosts answer in ways of their own for what they have not.
    let place = format!("activities/{OWN}.json");
    for answer in [Response::status(403), Response::body("<!doctype html><title>Start</title>")] {
        site.answer(&place, answer);
        fay.open(&format!("#/a/{OWN}"));
        fay.on_page("activity");
        fay.see("Our own pulse");
    }
    site.answer_as_built(&place);
    fay.has_room(&workshop(OWN, &[(Setting::Least, "2")]), "invite");
    let links = fay.shown_codes();
    assert_eq!(links.len(), 1 + codes.len(), "{links:?}");

    // One phone reads the codes as they come by: the invitation first, or in the middle.
    let plan = Plan::of_text(OWN, &file, &Plan::varied(PULSE, 2).given);
    let mut handed_in = Vec::new();
    for first in [0, 2] {
        let ada = Person::phone(&site);
        let (before, after) = links.split_at(first);
        for link in after.iter().chain(before) {
            ada.follow(link);
            if ada.exists("[data-do='take-part']") {
                ada.click_css("[data-do='take-part']");
                ada.on_page("joined");
                if first == 0 {
                    ada.see("The activity is still to come");
                    ada.screenshot_full("joined-without-activity");
                    ada.assert_accessible("an activity that is still to come");
                }
            }
            if ada.exists("[data-do='keep-activity']") {
                ada.click_css("[data-do='keep-activity']");
                ada.eventually("it to be kept", |ada| ada.page() != "code");
            }
        }
        if ada.page() == "activity" {
            ada.follow(&links[0]);
            ada.click_css("[data-do='take-part']");
        }
        ada.on_page("joined");
        ada.see("Our own pulse");
        ada.press("Begin");
        ada.on_page("answer");
        ada.answer_on(&plan, By::Mouse);
        ada.press("Finish and hand in");
        ada.on_page("hand-in");
        handed_in.push(ada.shown_code());
    }
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&handed_in.join(" "));
    fay.see("2 answers are in.");
    fay.press("Group result");
    fay.on_page("group");
    fay.show_group();
    assert!(fay.exists(".strips"));
}

/// A workshop with the same activity in two slots.
pub fn twice(activity: &str) -> Saved {
    let mut all = workshop(activity, &[(Setting::Least, "2")]);
    let slot = Slot {
        id: "s2".to_owned(),
        item: Item::Activity(activity.to_owned()),
        title: String::new(),
        minutes: 5,
        why: String::new(),
        apart: false,
    };
    if let Saved::Draft(draft) = &mut all {
        for event in Change::Added(slot, 1).events(&draft.sheet.answers) {
            draft.apply(event, OCTOBER);
        }
    }
    all
}

#[test]
fn the_same_activity_twice_on_one_agenda_is_two() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&twice(PULSE), "invite");
    let before = fay.shown_code();
    fay.open(&format!("#/w/{ROOM}/invite/s2"));
    fay.on_page("invite");
    let after = fay.shown_code();
    assert_ne!(before, after);

    // The phone has answered before the meeting. After it, nothing of that stands there.
    let ada = Person::phone(&site);
    ada.take_part(&before, &Plan::varied(PULSE, 0), "");
    let first = ada.shown_code();
    ada.take_part(&after, &Plan::varied(PULSE, 1), "");
    let second = ada.shown_code();

    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&first);
    fay.see("One answer is in.");
    fay.paste_codes(&second);
    fay.see("For something else on this agenda. It is kept there.");
    fay.expect_count(".collected > li", 1);
    fay.see_not("corrected");
    fay.open(&format!("#/w/{ROOM}/collect/s2"));
    fay.see("One answer is in.");
    fay.expect_count(".collected > li", 1);
    fay.see_not("corrected");
    fay.assert_no_console_errors();
}

#[test]
fn a_longer_code_shown_again_is_answered_and_comes_back_after_it_was_taken_out() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(ELEMENTS, &[(Setting::Naming, "named")]), "collect");
    let ada = hand_in(&Plan::varied(ELEMENTS, 1), Heading { name: "Ada".to_owned(), ..heading(1) });
    let parts = split(&Packet::HandIn(ada).write().unwrap(), 60).unwrap();
    assert!(parts.len() > 1, "one code would show nothing of a longer one");
    let links: Vec<String> = parts.iter().map(|part| text::link(ELSEWHERE, part)).collect();
    fay.paste_codes(&links.join("\n"));
    fay.expect_count(".collected > li", 1);
    fay.paste_codes(&links.join("\n"));
    fay.see("Ada: already in.");
    assert_eq!(fay.attribute("#scan-said", "data-tone").as_deref(), Some("known"));
    fay.click_css("[data-do^='out|']");
    fay.expect_count(".collected > li", 0);
    fay.paste_codes(&links[0]);
    fay.see("Ada: in.");
    fay.expect_count(".collected > li", 1);

    // What there is no room for is not said to be in.
    fay.fill_storage();
    fay.paste_codes(&link(ELSEWHERE, &Plan::varied(ELEMENTS, 2), heading(2)));
    fay.see("Read, but not kept on this device.");
    assert_eq!(fay.attribute("#scan-said", "data-tone").as_deref(), Some("wrong"));
    fay.see("This browser stopped saving");
    fay.assert_no_console_errors();
}

#[test]
fn a_plan_is_deleted_with_the_answers_to_it_and_comes_back_with_them() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    let settled = [(Setting::Naming, "named"), (Setting::Key, "a key")];
    fay.has_room(&workshop(ELEMENTS, &settled), "collect");
    fay.open(&format!("#/w/{ROOM}"));
    fay.press("Delete the plan");
    fay.see("what people have sealed for this workshop can then never be opened.");
    fay.press("Cancel");
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    let ada = Heading { name: "Ada".to_owned(), ..heading(1) };
    fay.paste_codes(&link(ELSEWHERE, &Plan::varied(ELEMENTS, 1), ada));
    fay.see("Ada: in.");
    let kept = fay.kept_codes();
    fay.open(&format!("#/w/{ROOM}"));
    fay.press("Delete the plan");
    fay.see("One answer that was handed in is deleted with it.");
    fay.assert_accessible("before a plan with answers is deleted");
    fay.screenshot("delete-plan");
    fay.press("Delete all of it");
    fay.on_page("results");
    fay.see("The plan was deleted.");
    assert!(fay.kept_codes().is_empty(), "{:?}", fay.kept_codes());
    fay.press("Undo");
    fay.see("Planned sessions");
    assert_eq!(fay.kept_codes(), kept);
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.expect_count(".collected > li", 1);
    fay.assert_no_console_errors();
}

#[test]
fn a_list_that_is_sent_later_reaches_the_phone_that_has_begun() {
    let site = Site::built();
    let activity = "power-balance";
    let list = plan::list_of(activity);
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(activity, &[]), "invite");
    let ben = Person::phone(&site);
    ben.follow(&fay.shown_code());
    ben.press("Take part");
    ben.on_page("joined");
    ben.press("Begin");
    ben.on_page("exercise");
    ben.follow(&fay.sends_list("Budget\nStaffing"));
    ben.click_css("[data-do='take-part']");
    ben.on_page("joined");
    ben.see("2 entries of the room are in your answers.");
    ben.press("Go on answering");
    ben.on_page("exercise");
    ben.eventually("the rows", |ben| ben.stored_rows(activity, &list).len() == 2);
    ben.assert_no_console_errors();
}

#[test]
fn people_who_share_a_device_are_taken_in_and_no_other_team() {
    let site = Site::built();
    let fay = Person::phone(&site);
    // Last week somebody else passed this device on.
    let last_week = circle::begin(&Plan::varied(ELEMENTS, 5).activity, ResponseId(500), OCTOBER);
    let mut theirs = Plan::varied(ELEMENTS, 5).done();
    theirs.sheet.id = ResponseId(501);
    theirs.sheet.seat = Some(Seat { circle: ResponseId(500), stage: 0 });
    fay.open("#/");
    fay.remember(&Saved::Draft(last_week));
    fay.remember(&Saved::Complete(theirs));
    fay.has_room(&workshop(ELEMENTS, &[(Setting::Least, "2"), (Setting::Naming, "named")]), "collect");
    fay.press("People who share this device");
    fay.press("Several people on this device");
    fay.on_page("circle");
    for (seed, name) in ["Ada", "Bob"].iter().enumerate() {
        fay.press("I am next");
        fay.see("Write a name");
        fay.set_field("#circle-name", name);
        fay.press("I am next");
        fay.on_page("answer");
        fay.answer_on(&Plan::varied(ELEMENTS, seed), By::Mouse);
        fay.press("Done, pass it on");
        fay.on_page("circle");
    }
    // Nothing is shown before its time: the only way on is to where it is collected.
    fay.see("2 answers are in.");
    assert!(!fay.exists("[data-do='show'], [data-do='finish']"));
    fay.assert_accessible("a circle of a workshop");
    fay.press("Everybody has answered");
    fay.on_page("collect");
    fay.press("People who share this device");
    fay.see("Several people on this device: 2 answers are in");
    fay.press("Take their answers in");
    fay.expect_count(".collected > li", 2);
    assert_eq!(fay.texts_of(".collected-name"), ["Ada", "Bob"]);
    // Once more, where it still is open, and nobody counts twice.
    fay.press("Take their answers in");
    fay.see("All of it was in already.");
    fay.expect_count(".collected > li", 2);
    fay.press("Group result");
    fay.on_page("group");
    fay.show_group();
    fay.assert_no_console_errors();
}

#[test]
fn the_code_on_the_printed_report_is_read_from_the_paper() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[]), "collect");
    let handed_in = |seed: u64| {
        let heading = Heading { name: "Nobody’s".to_owned(), ..heading(900 + seed) };
        link(ELSEWHERE, &Plan::varied(PULSE, seed as usize), heading)
    };
    fay.paste_codes(&(0..5).map(handed_in).collect::<Vec<_>>().join("\n"));
    fay.see("5 answers are in.");
    fay.press("Group result");
    fay.on_page("group");
    fay.show_group();
    let shown = fay.shown_code();
    fay.dark();
    let Some(pdf) = fay.print_pdf() else {
        eprintln!("the driver of {} cannot print: not tested", fay.engine());
        return;
    };
    let read = codes_on(&pdf, "group").concat();
    assert!(read.contains(&shown), "the paper says {read:?}");
}
