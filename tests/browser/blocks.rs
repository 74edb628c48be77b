//! Every block in which something is made, in every state that looks different: for everybody, nothing to be
//! scrolled sideways, targets for a thumb. With `--shots` each state is a picture, in light and dark, on a
//! phone and at a desk.
//!
//! In Chromium only: how the states look is one style sheet's doing; what one does in them is tested in all
//! engines by `boards`, `lists`, `clocks` and `exercises`.

use std::cell::RefCell;

use roundtable::wire::saved::Saved;
use xtask::drivers::Engine;

use crate::harness::{Person, Pointer, Site};
use crate::made::{self, Much};
use crate::plan;

/// A step of each kind: what it shows, the activity, and a block of the step. Together they have every block,
/// every layout of a board, and every kind of field.
const STEPS: [(&str, &str, &str); 20] = [
    ("choice-text", "right-to-say-no", "hard"),
    ("scale", "partnership-canvas", "marks"),
    ("entries", "stakeholder-map", "people"),
    ("entries-numbers", "time-and-value", "activities"),
    ("entries-days", "partnership-meeting", "dates"),
    ("board-columns", "accountability-agreement", "cards"),
    ("board-columns-fed", "time-and-value", "plan"),
    ("board-grid", "partnership-canvas", "canvas"),
    ("board-grid-seven", "operations-canvas", "current"),
    ("board-rings", "boundary-map", "rings"),
    ("board-ladder", "root-causes", "ladder"),
    ("board-ladder-fed", "from-collaborator-to-partner", "ladder"),
    ("board-quadrants", "stakeholder-map", "map"),
    ("allocate", "time-and-value", "time"),
    ("allocate-votes", "co-create", "votes"),
    ("rank", "healthy-discontent", "order"),
    ("matrix", "interest-map", "map"),
    ("sentence-commitments", "root-causes", "choice"),
    ("talk", "what-can-we-create", "four"),
    ("consent", "co-create", "safe"),
];

const STATES: [(&str, Much); 4] =
    [("empty", Much::Nothing), ("some", Much::Some), ("full", Much::All), ("too-much", Much::Overfull)];

/// Opens the exercise at the step of this block, with so much in every block of that step and all in the
/// steps before it; `fed` says whether.
fn open(person: &Person<'_>, id: &str, block: &str, much: Much, fed: bool) {
    let activity = plan::activity(id);
    let step = made::step_of(&activity, block);
    let draft = made::draft(&activity, step, |known| match made::step_of(&activity, known.id()) {
        at if at < step && fed && much == Much::Overfull => much,
        at if at < step && fed => Much::All,
        at if at == step && fed => much,
        _ => Much::Nothing,
    });
    person.remember(&Saved::Draft(draft));
    person.open(&format!("#/a/{id}/do"));
    person.expect_text("main h1", &activity.steps[step].title);
}

/// Goes through all states and looks at each. A menu lies over what one can't reach while it is open.
fn tour(person: &Person<'_>, look: impl Fn(&str)) {
    let picture = |name: &str| person.screenshot(&format!("{}-{name}", size(person)));
    for (name, id, block) in STEPS {
        for (state, much) in STATES {
            open(person, id, block, much, true);
            look(&format!("{name}-{state}"));
        }
    }
    for (name, id, block) in [("board-unfed", "stakeholder-map", "map"), ("matrix-unfed", "interest-map", "map")] {
        open(person, id, block, Much::Nothing, false);
        person.see("Fill that in first.");
        look(name);
    }

    // States that come by pressing.
    open(person, "stakeholder-map", "map", Much::Some, true);
    person.click_css("[data-card-handle]");
    person.expect_count("details.menu[open] .menu-list", 1);
    person.stands_still();
    picture("board-menu");
    person.click_css("main h1");
    person.drag_halfway(Pointer::Mouse, "[data-card-handle]", "[data-zone='map|build'] h3");
    person.expect_count(".dragged", 1);
    picture("board-dragged");
    person.let_go(Pointer::Mouse);

    open(person, "what-can-we-create", "four", Much::Nothing, true);
    person.press_in("[data-task='four']", "Start");
    person.expect_count("#talk-four .left", 1);
    look("talk-running");
    person.press("Show on the wall");
    person.expect_count("dialog.wall[open]", 1);
    person.stands_still();
    picture("wall");
    person.press("Close");

    open(person, "co-create", "safe", Much::Nothing, true);
    person.set_field("#hand-safe", "Who pays if it goes wrong?");
    person.press("Yes, but something worries me");
    person.see("Your hand is in");
    look("consent-covered");
    person.press("Next person");
    person.press("I can live with it");
    person.press("Show the counts");
    person.see("What was said");
    look("consent-counts");
    person.click_css("summary[aria-label^='Steps']");
    person.stands_still();
    picture("steps-menu");

    // The step's clock in its tones, kept from before.
    for (name, left) in [("soon", 90_000), ("last", 20_000), ("over", 0)] {
        person.set_storage(
            &[person.prefix().as_str(), "setting/timer"].concat(),
            &format!("stakeholder-map 2 480000 {left}"),
        );
        open(person, "stakeholder-map", "map", Much::All, true);
        person.expect_count(&format!("#run-clock .left.{name}"), 1);
        look(&format!("timer-{name}"));
    }

    // The last look, with parts open and with none.
    let activity = plan::activity("stakeholder-map");
    for (name, much) in [("review-open", Much::Some), ("review-full", Much::All)] {
        person.remember(&Saved::Draft(made::draft(&activity, activity.steps.len(), |_| much)));
        person.open("#/a/stakeholder-map/do");
        person.see("Finish");
        look(name);
    }
    // Reports, one of them with a board and one with tables.
    for (id, much) in [
        ("stakeholder-map", Much::All),
        ("interest-map", Much::All),
        ("co-create", Much::All),
        ("root-causes", Much::Overfull),
    ] {
        let activity = plan::activity(id);
        let draft = made::draft(&activity, 0, |_| much);
        let complete = draft.finish(&activity, plan::OCTOBER).unwrap_or_else(|open| panic!("{open:?} are open"));
        let address = format!("#/r/{}", complete.sheet.id);
        person.remember(&Saved::Complete(complete));
        person.open(&address);
        person.expect_text("main h1", &activity.title);
        look(&format!("report-{id}"));
    }
}

fn size(person: &Person<'_>) -> &'static str {
    if person.script("return innerWidth < 600", &[]) == true { "phone" } else { "desk" }
}

/// Holds all states against what everybody needs, so that one run tells all.
fn for_everybody(person: &Person<'_>) {
    let remarks: RefCell<Vec<String>> = RefCell::default();
    let is_phone = size(person) == "phone";
    tour(person, |state| {
        let mut here: Vec<String> = Vec::new();
        for theme in ["light", "dark"] {
            match theme {
                "dark" => person.dark(),
                _ => person.light(),
            }
            person.screenshot_full(&format!("{}-{state}-{theme}", size(person)));
            // What is full has all colours and roles but those of an empty field.
            if !["-some", "-too-much"].iter().any(|end| state.ends_with(end))
                && (theme == "light" || !state.ends_with("-empty"))
            {
                here.extend(person.axe().iter().map(|violation| format!("{theme}: {violation}")));
            }
        }
        person.light();
        here.extend(person.wider_than_the_page().iter().map(|what| format!("it scrolls sideways because of {what}")));
        if is_phone {
            here.extend(person.small_targets().iter().map(|what| format!("too small for a thumb: {what}")));
        }
        remarks.borrow_mut().extend(here.into_iter().map(|remark| format!("{state}, {remark}")));
    });
    let remarks = remarks.into_inner();
    assert!(remarks.is_empty(), "{}", remarks.join("\n"));
    person.assert_no_console_errors();
}

#[test]
fn every_block_in_every_state_on_a_phone() {
    let site = Site::built();
    let ada = Person::phone(&site);
    if ada.engine() != Engine::Chromium {
        return;
    }
    ada.open("#/");
    for_everybody(&ada);
}

#[test]
fn every_block_in_every_state_on_a_desk() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    if ada.engine() != Engine::Chromium {
        return;
    }
    ada.open("#/");
    ada.resize(1280, 800);
    for_everybody(&ada);
}
