//! From a weak spot to a plan: a session on the two weakest dimensions, its agenda edited by keyboard, mouse and
//! drag, kept, followed by another tab, taken along and deleted.

use roundtable::domain::response::Perspective;
use roundtable::domain::workshop::{Item, Slot, Workshop};
use roundtable::wire::saved::Saved;
use serde_json::json;

use crate::carried::twice;
use crate::harness::{Key, Person, Site};
use crate::plan::{self, ELEMENTS, OCTOBER, PULSE, Plan};
use crate::rooms::{ELSEWHERE, ROOM, heading, link};
use crate::verbs::By;

/// A pulse in which honesty is the weakest and the balance of say comes next.
fn pulse() -> Plan {
    Plan::scored(PULSE, |dimension| match dimension {
        "honesty" => 1,
        "balanced-say" => 2,
        _ => 5,
    })
}

impl Person<'_> {
    /// The plans that are stored.
    #[track_caller]
    fn plans(&self) -> Vec<Workshop> {
        let drafts = self.drafts().into_iter().filter(|draft| draft.sheet.activity == "workshop");
        drafts.map(|draft| Workshop::of(&draft.sheet)).collect()
    }

    /// The agenda of the only plan, in short: `25 Honest conversation`.
    #[track_caller]
    fn agenda(&self) -> Vec<String> {
        self.slots().iter().map(|slot| format!("{} {}", slot.minutes, slot.title)).collect()
    }

    #[track_caller]
    fn slots(&self) -> Vec<Slot> {
        match self.plans().as_slice() {
            [plan] => plan.agenda.clone(),
            others => self.fail(&format!("there is not one plan but {}", others.len())),
        }
    }

    /// Waits until the agenda is stored so.
    #[track_caller]
    fn expect_agenda(&self, expected: &[&str]) {
        self.eventually(&format!("the agenda {expected:?}"), |one| one.agenda() == expected);
    }

    /// Opens the menu of the slot at this place, from 0.
    #[track_caller]
    fn open_menu(&self, at: usize) -> String {
        let slot = format!("[data-slot='{}']", self.slots()[at].id);
        self.click_css(&format!("{slot} .handle"));
        slot
    }
}

const WELCOME: &str = "5 Welcome, and a look at the result";
const CLOSING: &str = "5 Closing round: who does what by when";

#[test]
fn a_result_becomes_a_plan_that_is_edited_and_kept() {
    let site = Site::built();
    let pulse = pulse();
    let ada = Person::desktop(&site);
    ada.answer(&pulse, By::Mouse);
    ada.finish();
    ada.see("Exercises for “Honesty” and “Balanced say”");
    ada.see("For Balanced say, no exercise fits whole.");
    ada.assert_accessible("result, with proposals");
    ada.screenshot_full("plan-result-desktop");
    ada.press("Plan 60 minutes");
    ada.on_page("workshop");
    ada.focus_is_on("h1");
    ada.expect_text("h1", "Session on Honesty and Balanced say");
    ada.see("Saved on this device");

    // One exercise for each of the two weakest, with where it leads.
    let [first, second] = ["honesty", "balanced-say"].map(|id| pulse.activity.dimension(id).unwrap());
    let exercises: Vec<(String, String)> = ada
        .slots()
        .into_iter()
        .filter_map(|slot| match slot.item {
            Item::Activity(id) => Some((id, slot.why)),
            _ => None,
        })
        .collect();
    assert_eq!(exercises.iter().map(|(_, why)| why).collect::<Vec<_>>(), [&first.title, &second.title]);
    for ((id, _), dimension) in exercises.iter().zip([first, second]) {
        assert!(dimension.next.contains(id), "{id} is not for {}", dimension.title);
        ada.expect_count(&format!(".agenda a[href='#/a/{id}']"), 1);
    }
    assert_eq!(ada.texts_of(".agenda .kind"), ["For Honesty", "For Balanced say"]);
    let titles: Vec<String> = exercises.iter().map(|(id, _)| plan::activity(id).title).collect();
    let [one, two] = [format!("25 {}", titles[0]), format!("15 {}", titles[1])];
    ada.expect_agenda(&[WELCOME, &one, &two, CLOSING]);
    ada.see("50 of 60 minutes");
    ada.see("10 minutes are free.");
    assert_eq!(ada.texts_of(".agenda .begin"), ["minute 0", "minute 5", "minute 30", "minute 45"]);

    // By keyboard: the arrow keys on a handle, and the focus goes along.
    ada.tab_to(".agenda-activity .handle");
    ada.key(Key::Down);
    ada.expect_agenda(&[WELCOME, &two, &one, CLOSING]);
    let label = format!("Move: {}, 3 of 4", titles[0]);
    ada.focus_is_on(&format!("[aria-label='{label}']"));
    ada.key(Key::Up);
    ada.expect_agenda(&[WELCOME, &one, &two, CLOSING]);
    // By its menu, opened with Enter.
    ada.focus_is_on(&format!("[aria-label='Move: {}, 2 of 4']", titles[0]));
    ada.key(Key::Enter);
    ada.tab_to("[open] .menu-list button");
    ada.key(Key::Enter);
    ada.expect_agenda(&[&one, WELCOME, &two, CLOSING]);
    // By drag: what a pointer sends, from the handle to another slot.
    ada.script(
        "const [from, to] = [...document.querySelectorAll('.agenda > li')]; const handle = from.querySelector('.handle'); \
         const middle = (one) => { const { x, y, width, height } = one.getBoundingClientRect(); \
           return { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, cancelable: true }; }; \
         handle.dispatchEvent(new PointerEvent('pointerdown', middle(handle))); \
         dispatchEvent(new PointerEvent('pointermove', middle(to))); \
         dispatchEvent(new PointerEvent('pointerup', middle(to)));",
        &[],
    );
    ada.expect_agenda(&[WELCOME, &one, &two, CLOSING]);

    // Minutes, and what follows from them.
    ada.type_into(&format!("Minutes: {}", titles[0]), "40");
    let one = format!("40 {}", titles[0]);
    ada.expect_agenda(&[WELCOME, &one, &two, CLOSING]);
    ada.see("65 of 60 minutes");
    ada.see("5 minutes too many.");
    ada.assert_accessible("a plan that is too long");
    ada.type_into(&format!("Minutes: {}", titles[0]), "0");
    ada.see("Write a whole number from 1 to 600.");
    ada.expect_agenda(&[WELCOME, &one, &two, CLOSING]);
    ada.type_into(&format!("Minutes: {}", titles[0]), "30");
    let one = format!("30 {}", titles[0]);
    ada.expect_agenda(&[WELCOME, &one, &two, CLOSING]);
    ada.see_not("Write a whole number");
    assert_eq!(ada.texts_of(".agenda .begin"), ["minute 0", "minute 5", "minute 35", "minute 50"]);

    // Gone, and back.
    let slot = ada.open_menu(2);
    ada.press_in(&slot, "Remove");
    ada.expect_agenda(&[WELCOME, &one, CLOSING]);
    ada.focus_is_on("[aria-label^='Move: Closing round']");
    ada.see(&format!("Removed: {}", titles[1]));
    ada.press("Undo");
    ada.expect_agenda(&[WELCOME, &one, &two, CLOSING]);

    // A pause, before the closing round, then up; something of one's own; an activity.
    ada.press("A pause");
    ada.expect_agenda(&[WELCOME, &one, &two, "10 Pause", CLOSING]);
    ada.focus_is_on("[aria-label='Move: Pause, 4 of 5']");
    ada.key(Key::Up);
    ada.expect_agenda(&[WELCOME, &one, "10 Pause", &two, CLOSING]);
    ada.press("Something else");
    ada.focus_is_on(".agenda textarea");
    for letter in "News".chars() {
        ada.key(Key::Char(letter));
    }
    ada.expect_agenda(&[WELCOME, &one, "10 Pause", &two, "10 News", CLOSING]);
    ada.select("An activity", "Plan ahead, 15 min");
    ada.press("Add it");
    let planned = [WELCOME, &one, "10 Pause", &two, "10 News", "15 Plan ahead", CLOSING];
    ada.expect_agenda(&planned);

    // Name, time and start. What was added takes the focus first.
    ada.focus_is_on(".agenda *");
    ada.type_into("Name", "Our Tuesday");
    ada.expect_text("h1", "Our Tuesday");
    ada.type_into("Minutes in all", "90");
    ada.type_into("Starts at", "09:30");
    ada.see("90 of 90 minutes, 09:30 to 11:00");
    ada.see("This fills the time.");
    let times = ["09:30", "09:35", "10:05", "10:15", "10:30", "10:40", "10:55"];
    assert_eq!(ada.texts_of(".agenda .begin"), times);

    ada.reload();
    ada.expect_text("h1", "Our Tuesday");
    assert_eq!(ada.texts_of(".agenda .begin"), times);
    assert_eq!(ada.value_of("#plan-starts"), "09:30");
    ada.expect_agenda(&planned);
    ada.assert_accessible("a plan");
    ada.screenshot_full("plan-desktop");
    ada.dark();
    ada.assert_accessible("a plan, dark");
    ada.screenshot_full("plan-desktop-dark");
    ada.light();
    ada.assert_no_console_errors();
}

#[test]
fn a_plan_is_found_taken_along_proposed_anew_and_deleted() {
    let site = Site::built();
    let done = pulse().complete(41, Perspective::Own, OCTOBER);
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.remember(&Saved::Complete(done.clone()));
    ada.open(&format!("#/r/{}", done.sheet.id));
    ada.press("Plan 60 minutes");
    ada.on_page("workshop");
    let before = ada.agenda();

    ada.press("Take it along");
    ada.press("Save as Markdown");
    let file = ada.download("roundtable-session-*.md");
    let lines: Vec<&str> = file.text().lines().collect();
    assert_eq!(lines[..4], ["# Session on Honesty and Balanced say", "", "50 of 60 minutes", ""]);
    assert_eq!(lines[4..].len(), 2 + before.len(), "{lines:?}");
    assert!(lines[7].ends_with("| 25 | Honesty |"), "{lines:?}");

    // Another time takes the place of the agenda; undo brings it back.
    ada.press("Propose again for another time");
    ada.press("Plan 120 minutes");
    ada.eventually("another agenda", |one| one.plans()[0].minutes == Some(120));
    assert_ne!(ada.agenda(), before);
    assert!(ada.agenda().contains(&"10 Pause".to_owned()), "{:?}", ada.agenda());
    ada.press("Undo");
    ada.eventually("the agenda from before", |one| one.agenda() == before);
    ada.see("50 of 60 minutes");

    // Another tab follows.
    ada.second_tab();
    ada.expect_count(".agenda > li", before.len());
    ada.set_field("#plan-name", "From the other tab");
    ada.press("A pause");
    ada.switch_tab(1);
    ada.expect_text("h1", "From the other tab");
    ada.expect_count(".agenda > li", before.len() + 1);

    // It stands among the results, and not among what is open.
    ada.press("The result behind it");
    ada.on_page("result");
    ada.open("#/");
    ada.see_not("Continue where you stopped");
    ada.open("#/results");
    ada.see("Planned sessions");
    ada.assert_accessible("results, with a plan");
    ada.press("From the other tab");
    ada.on_page("workshop");
    ada.press("Delete the plan");
    ada.on_page("results");
    ada.see("The plan was deleted.");
    ada.see_not("Planned sessions");
    assert_eq!(ada.plans(), []);
    ada.press("Undo");
    ada.see("Planned sessions");
    ada.see("From the other tab");
    ada.open("#/w/0000000000000");
    ada.see("This plan is not on this device.");
    ada.assert_accessible("no such plan");
}

#[test]
fn what_people_have_answered_goes_off_the_agenda_only_with_consent() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&twice(PULSE), "collect");
    let plan = format!("#/w/{ROOM}");
    let left = |fay: &Person<'_>, count: usize| {
        fay.eventually("the agenda", |fay| fay.slots().len() == count);
    };
    // Nobody has answered: it goes at once.
    fay.open(&plan);
    let slot = fay.open_menu(0);
    fay.press_in(&slot, "Remove");
    left(&fay, 1);
    fay.expect_count("dialog[open]", 0);
    fay.press("Undo");
    left(&fay, 2);

    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&link(ELSEWHERE, &Plan::varied(PULSE, 0), heading(1)));
    fay.see("One answer is in.");
    fay.open(&plan);
    let slot = fay.open_menu(0);
    fay.press_in(&slot, "Remove");
    fay.see("Take “Partnership pulse” off the agenda?");
    fay.see("One answer that was handed in has no place on the agenda then.");
    fay.assert_accessible("before something goes to which people have answered");
    fay.screenshot("off-agenda");
    fay.press_in("dialog[open]", "Cancel");
    fay.expect_count("dialog[open]", 0);
    fay.focus_is_on(&format!("{slot} .handle"));
    assert_eq!(fay.slots().len(), 2);
    fay.open_menu(0);
    fay.press_in(&slot, "Remove");
    fay.press_in("dialog[open]", "Take it off");
    left(&fay, 1);
    fay.see("Removed: Partnership pulse");
    fay.focus_is_on("[data-slot=s2] .handle");
    // What those people were promised stays: it may come back.
    fay.open(&format!("#/w/{ROOM}/invite/s2"));
    fay.on_page("invite");
    fay.expect_count("#invite-sides[disabled]", 1);
    fay.see("What people were promised stays as it is.");
    // The other slot, to which nobody has answered, goes without a question.
    fay.open(&plan);
    let slot = fay.open_menu(0);
    fay.press_in(&slot, "Remove");
    left(&fay, 0);
    fay.assert_no_console_errors();
}

#[test]
fn a_plan_fits_a_phone() {
    let site = Site::built();
    let weak = Plan::scored(ELEMENTS, |dimension| match dimension {
        "no-abdication" => 1,
        "absolute-honesty" => 2,
        _ => 5,
    });
    let done = weak.complete(42, Perspective::Own, OCTOBER);
    let ben = Person::phone(&site);
    ben.open("#/");
    ben.remember(&Saved::Complete(done.clone()));
    ben.open(&format!("#/r/{}", done.sheet.id));
    ben.see("Plan a session on this");
    assert_eq!(ben.wider_than_the_page(), [""; 0]);
    ben.script("document.querySelector('.proposals').scrollIntoView({ block: 'center' })", &[]);
    ben.screenshot("plan-result-phone");
    ben.touch("Plan 120 minutes");
    ben.on_page("workshop");
    ben.expect_agenda(&[
        "10 Welcome, and a look at the result",
        "75 Co-create",
        "10 Pause",
        "15 Healthy discontent",
        "10 Closing round: who does what by when",
    ]);
    ben.type_into("Starts at", "14:00");
    ben.see("120 of 120 minutes, 14:00 to 16:00");
    ben.script("scrollTo(0, 0); document.activeElement.blur()", &[]);
    for theme in ["light", "dark"] {
        if theme == "dark" {
            ben.dark();
        }
        ben.assert_accessible(theme);
        ben.screenshot(&format!("plan-phone-{theme}"));
        ben.screenshot_full(&format!("plan-phone-full-{theme}"));
    }
    assert_eq!(ben.small_targets(), [""; 0]);
    let slot = ben.open_menu(1);
    ben.see("Move down");
    ben.assert_accessible("a menu");
    ben.screenshot("plan-phone-menu");
    ben.press_in(&slot, "Move down");
    ben.eventually("the pause second", |one| one.agenda()[1] == "10 Pause");
    for (width, percent) in [(390, 100), (390, 200), (320, 100)] {
        ben.resize(width, 844);
        ben.text_size(percent);
        assert_eq!(ben.wider_than_the_page(), [""; 0], "{width} px, {percent} %");
    }
    // Nothing left: it says what to do.
    ben.resize(390, 844);
    while !ben.slots().is_empty() {
        let left = ben.slots().len();
        let slot = ben.open_menu(0);
        ben.press_in(&slot, "Remove");
        ben.eventually("one less", |one| one.slots().len() < left);
    }
    ben.see("Nothing is on the agenda.");
    ben.focus_is_on("#agenda-h");
    ben.assert_accessible("an empty agenda");
    let kept = ben.script("return document.querySelectorAll(arguments[0]).length", &[json!(".agenda")]);
    assert_eq!(kept, 0);
}
