//! Running a workshop in two windows of one browser: the facilitator's screen and the wall, which follows it, shows
//! no notes and hides results until they are revealed.

use roundtable::domain::id::ResponseId;
use roundtable::domain::workshop::{Change, Item, RUN, Running, Setting, Slot, Workshop};
use roundtable::wire::code::parts::{CHARS_OF_VERSION_15, split};
use roundtable::wire::code::{Carried, Packet, text};
use roundtable::wire::saved::Saved;

use crate::carried::{OWN, own_activity};
use crate::harness::{Key, Person, Site};
use crate::plan::{self, ELEMENTS, OCTOBER};
use crate::rooms::{ELSEWHERE, ROOM, workshop};

const ID: ResponseId = ResponseId(32);

impl Person<'_> {
    /// Opens the app with a workshop of a welcome, an assessment and a pause, for twelve people.
    #[track_caller]
    fn has_a_workshop(&self) {
        let slot = |id: &str, item: Item, title: &str, minutes: u16| Slot {
            id: id.to_owned(),
            item,
            title: title.to_owned(),
            minutes,
            why: String::new(),
            apart: false,
        };
        let plan = Workshop {
            id: ID,
            name: "Spring meeting".to_owned(),
            minutes: Some(40),
            starts: Some("09:30".to_owned()),
            from: None,
            agenda: vec![
                slot("s1", Item::Own, "Arriving", 5),
                slot("s2", Item::Activity(ELEMENTS.to_owned()), "", 20),
                slot("s3", Item::Pause, "", 10),
            ],
        };
        let mut draft = plan.begin(OCTOBER);
        for event in Change::Set(Setting::Expected, "12".to_owned()).events(&draft.sheet.answers) {
            draft.apply(event, OCTOBER);
        }
        self.open("#/");
        self.remember(&Saved::Draft(draft));
        self.open(&format!("#/w/{ID}"));
        self.on_page("workshop");
    }

    fn running(&self) -> Option<Running> {
        let draft = self.drafts().into_iter().find(|draft| draft.sheet.id == ID)?;
        Running::of(&draft.sheet)
    }

    /// Waits until the workshop is stored so.
    #[track_caller]
    fn expect_run(&self, awaited: &str, holds: impl Fn(&Running) -> bool) {
        self.eventually(awaited, |one| one.running().as_ref().is_some_and(&holds));
    }
}

#[test]
fn a_workshop_is_run_on_two_screens() {
    let site = Site::built();
    let title = plan::activity(ELEMENTS).title;
    let ada = Person::desktop(&site);
    ada.has_a_workshop();
    ada.press("Run it");
    ada.on_page("run");
    ada.focus_is_on("h1");
    ada.see("When you press it, the clock of the first part begins.");
    ada.assert_accessible("before the begin");
    assert_eq!(ada.running(), None);

    // The wall, in a second window.
    ada.second_tab();
    ada.open(&format!("#/w/{ID}/present"));
    ada.expect_text("h1", "Spring meeting");
    ada.see("We begin soon.");
    ada.assert_accessible("the wall, before the begin");

    ada.switch_tab(1);
    ada.press("Begin");
    ada.see("Part 1 of 3");
    ada.focus_is_on("#run-h");
    ada.see("On time.");
    ada.press(&format!("Next: {title}"));
    ada.see("Part 2 of 3");
    ada.see("5 minutes ahead of the plan.");
    ada.press("Undo");
    ada.see("Part 1 of 3");
    ada.press(&format!("Next: {title}"));
    ada.see("0 of 12 are in");
    ada.assert_accessible("running");
    ada.screenshot_full("run-desktop");

    ada.switch_tab(2);
    ada.expect_text("h1", &title);
    ada.see("0 of 12 are in");
    ada.see("Results stay hidden until you show them.");
    ada.expect_count(".wall-table .free", 12);
    ada.assert_accessible("the wall");
    for (width, height) in [(1280, 800), (1920, 1080), (1280, 720)] {
        ada.resize(width, height);
        assert_eq!(ada.wider_than_the_page(), [""; 0], "{width} px");
        ada.screenshot(&format!("present-{width}"));
    }
    ada.dark();
    ada.assert_accessible("the wall, dark");
    ada.screenshot("present-dark");
    ada.light();

    // By keys: pause, go on, reveal, on to the next slot, where nothing is revealed.
    ada.key(Key::Space);
    ada.expect_run("the clock to stand still", |running| running.paused.is_some());
    ada.see("Go on");
    ada.key(Key::Space);
    ada.expect_run("the clock to go on", |running| running.paused.is_none());
    ada.press("Show the table");
    ada.expect_run("the result to be revealed", |running| running.revealed);
    ada.expect_count(".wall-table", 0);
    ada.press("Hide the table");
    ada.expect_count(".wall-table", 1);
    ada.press("Show the table");
    while ada.running().is_some_and(|running| running.slot == "s2") {
        let before = ada.running();
        ada.key(Key::Right);
        ada.eventually("the next step", |one| one.running() != before);
    }
    ada.expect_run("the pause, hidden", |running| running.slot == "s3" && !running.revealed);
    ada.expect_text("h1", "Pause");

    ada.switch_tab(1);
    ada.see("Part 3 of 3");
    ada.press("End the session");
    ada.see("The session is over.");
    ada.switch_tab(2);
    ada.see("That was it. Thank you.");
    ada.assert_no_console_errors();
}

#[test]
fn the_notes_stay_on_the_facilitators_screen() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let activity = plan::activity(ELEMENTS);
    ada.has_a_workshop();
    ada.open(&format!("#/w/{ID}/run"));
    ada.press("Begin");
    ada.press(&format!("Next: {}", activity.title));
    for (at, step) in activity.steps.iter().enumerate() {
        ada.press_in(".run-steps", &step.title);
        ada.expect_run("the step", |running| running.step == at);
        let notes = step.facilitator.as_deref().unwrap_or_default();
        let first = notes.split("\n\n").next().unwrap_or_default().to_owned();
        if !first.is_empty() {
            ada.see(&first);
        }
        ada.second_tab();
        ada.open(&format!("#/w/{ID}/present"));
        ada.expect_text("h1", &activity.title);
        if !first.is_empty() {
            ada.see_not(&first);
        }
        ada.switch_tab(1);
    }
}

#[test]
fn a_plan_is_duplicated_and_shows_what_is_on() {
    let site = Site::built();
    let ben = Person::phone(&site);
    ben.has_a_workshop();
    ben.open(&format!("#/w/{ID}/run"));
    ben.press("Begin");
    ben.expect_run("the begin", |running| running.slot == "s1");
    ben.assert_accessible("running, on a phone");
    for (width, percent) in [(390, 100), (390, 200), (320, 100)] {
        ben.resize(width, 844);
        ben.text_size(percent);
        assert_eq!(ben.wider_than_the_page(), [""; 0], "{width} px, {percent} %");
    }
    ben.resize(390, 844);
    ben.text_size(100);
    assert_eq!(ben.small_targets(), [""; 0]);
    ben.open(&format!("#/w/{ID}"));
    ben.expect_text(".agenda [aria-current] .now", "Now");
    ben.press("Duplicate the plan");
    ben.see("This is the copy.");
    ben.expect_text("h1", "Spring meeting, copy");
    ben.expect_count(".agenda [aria-current]", 0);
    let copies: Vec<Workshop> = ben
        .drafts()
        .iter()
        .filter(|draft| draft.sheet.id != ID && draft.sheet.answers.get(RUN).is_none())
        .map(|draft| Workshop::of(&draft.sheet))
        .collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].agenda.len(), 3);
}

#[test]
fn a_colleague_takes_the_agenda_over_by_its_code() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.has_a_workshop();
    ada.press("Give the agenda to a colleague");
    let code = ada.shown_code();
    ada.see("Whoever scans this code, or opens its link, can take the agenda over");

    let ben = Person::phone(&site);
    ben.follow(&code);
    ben.see("Spring meeting");
    ben.assert_accessible("an agenda has come in");
    ben.press("Take it over");
    ben.on_page("workshop");
    ben.expect_text("h1", "Spring meeting");
    let planned =
        |one: &Person<'_>| -> Vec<Workshop> { one.drafts().iter().map(|draft| Workshop::of(&draft.sheet)).collect() };
    ben.eventually("the plan is kept", |one| planned(one).len() == 1);
    let (sent, taken) = (planned(&ada), planned(&ben));
    assert_eq!(taken[0].agenda, sent[0].agenda);
    assert_eq!(taken[0].minutes, Some(40));
    assert_ne!(taken[0].id, ID, "a workshop of one's own");
    ben.assert_no_console_errors();
}

#[test]
fn an_activity_that_the_site_has_not_comes_along_with_the_agenda() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let own = Packet::Activity(Carried { id: OWN.to_owned(), text: own_activity() });
    let codes = split(&own.write().unwrap(), CHARS_OF_VERSION_15).unwrap();
    for code in &codes {
        ada.follow(&text::link(ELSEWHERE, code));
    }
    ada.click_css("[data-do='keep-activity']");
    ada.on_page("activity");
    ada.remember(&workshop(OWN, &[]));
    ada.open(&format!("#/w/{ROOM}"));
    ada.on_page("workshop");
    ada.press("Give the agenda to a colleague");
    let links = ada.shown_codes();
    assert_eq!(links.len(), 1 + codes.len(), "{links:?}");
    let is_agenda = |link: &&String| {
        let code = link.split_once("#/x/").map(|(_, code)| code).unwrap_or_default();
        matches!(text::read(code), Some(Packet::Agenda(_)))
    };
    let agenda = links.iter().find(is_agenda).unwrap_or_else(|| ada.fail("no code is the agenda"));

    let ben = Person::phone(&site);
    ben.follow(agenda);
    ben.see("Not on this site, and not on this device: our-pulse. It travels in codes of its own");
    ben.assert_accessible("an agenda with an activity that is still to come");
    ben.screenshot_full("incoming-agenda-lost");
    for link in links.iter().filter(|link| *link != agenda) {
        ben.follow(link);
    }
    ben.see("Our own pulse");
    ben.click_css("[data-do='keep-activity']");
    ben.on_page("activity");
    ben.follow(agenda);
    ben.see("Spring meeting");
    ben.see_not("Not on this site");
    ben.press("Take it over");
    ben.on_page("workshop");
    ben.press("Invite");
    ben.on_page("invite");
    ben.see("Our own pulse");
}
