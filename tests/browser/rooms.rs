//! A room without a server: a facilitator and participants in browsers of their own, from the invitation to the
//! report; carrying on, corrections, sealing; hostile links; nothing before its time.

use std::collections::BTreeMap;

use roundtable::domain::block::Answer;
use roundtable::domain::hand_in::{HandIn, Heading, day_of};
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::summary::Summary;
use roundtable::domain::together::{DimensionTogether, Group};
use roundtable::domain::workshop::{Change, Item, Setting, Slot, Workshop};
use roundtable::wire::code::{Packet, text};
use roundtable::wire::saved::Saved;
use serde_json::json;

use crate::harness::{Person, Site};
use crate::plan::{self, ELEMENTS, OCTOBER, PULSE, Plan};
use crate::verbs::By;

/// The workshop of these tests.
pub const ROOM: ResponseId = ResponseId(77);
const NAMES: [&str; 5] = ["Ada", "Bob", "Cleo", "Dan", "Eve"];

/// A workshop with one activity, and what was settled.
pub fn workshop(activity: &str, settled: &[(Setting, &str)]) -> Saved {
    let slot = Slot {
        id: "s1".to_owned(),
        item: Item::Activity(activity.to_owned()),
        title: String::new(),
        minutes: 20,
        why: String::new(),
        apart: false,
    };
    let plan = Workshop {
        id: ROOM,
        name: "Spring meeting".to_owned(),
        minutes: Some(60),
        starts: None,
        from: None,
        agenda: vec![slot],
    };
    let mut draft = plan.begin(OCTOBER);
    for (setting, text) in settled {
        for event in Change::Set(*setting, (*text).to_owned()).events(&draft.sheet.answers) {
            draft.apply(event, OCTOBER);
        }
    }
    Saved::Draft(draft)
}

/// Nobody's site.
pub const ELSEWHERE: &str = "https://example.org/";

/// What stands over a hand-in to the workshop of these tests: no name, no side.
pub fn heading(id: u64) -> Heading {
    Heading {
        workshop: Some(Tag::of(ROOM)),
        id: ResponseId(id),
        revision: 1,
        day: day_of(OCTOBER),
        name: String::new(),
        side: None,
    }
}

/// What somebody hands in under this heading.
pub fn hand_in(plan: &Plan, heading: Heading) -> HandIn {
    HandIn::of(&plan.activity, &plan.done().sheet, heading)
}

/// The same as a link of a site.
pub fn link(site: &str, plan: &Plan, heading: Heading) -> String {
    text::link(site, &Packet::HandIn(hand_in(plan, heading)).write().unwrap())
}

impl Person<'_> {
    /// Has this workshop, and sees a page of its slot.
    #[track_caller]
    pub fn has_room(&self, workshop: &Saved, page: &str) {
        self.open("#/");
        self.remember(workshop);
        self.open(&format!("#/w/{ROOM}/{page}/s1"));
        self.on_page(page);
    }

    /// The link in the code that is shown.
    #[track_caller]
    pub fn shown_code(&self) -> String {
        self.eventually("a code", |one| one.exists("[data-code]"));
        self.attribute("[data-code]", "data-code").unwrap_or_default()
    }

    /// All links of codes that are shown in turn.
    #[track_caller]
    pub fn shown_codes(&self) -> Vec<String> {
        self.shown_code();
        // While they turn by themselves, one may go by unseen.
        if self.exists("[data-do='code-still']") {
            self.click_css("[data-do='code-still']");
        }
        let mut links = vec![self.shown_code()];
        while self.exists("[data-do='code-after']") {
            let before = self.shown_code();
            self.click_css("[data-do='code-after']");
            self.eventually("the next code", |one| one.shown_code() != before);
            let link = self.shown_code();
            if links.contains(&link) {
                break;
            }
            links.push(link);
        }
        links
    }

    /// Opens a link from elsewhere on this person's site.
    #[track_caller]
    pub fn follow(&self, link: &str) {
        let code = link.split_once("#/x/").unwrap_or_else(|| self.fail(&format!("no code in {link}"))).1;
        self.open(&format!("#/x/{code}"));
    }

    /// Takes part by a link and answers; the code to hand in is on the screen.
    #[track_caller]
    pub fn take_part(&self, link: &str, plan: &Plan, name: &str) {
        self.follow(link);
        self.press("Take part");
        self.on_page("joined");
        if !name.is_empty() {
            self.set_field("#join-name", name);
        }
        self.press("Begin");
        self.on_page("answer");
        self.answer_on(plan, By::Mouse);
        self.press("Finish and hand in");
        self.on_page("hand-in");
    }

    /// Pastes links on a page that reads codes.
    #[track_caller]
    pub fn paste_codes(&self, links: &str) {
        if self.attribute(".scan details.more", "open").is_none() {
            self.click_css(".scan details.more summary");
        }
        self.set_field("#scan-paste", links);
        self.press("Take them in");
    }

    /// Writes the list that the room has made on the page of the invitation, an entry a line.
    #[track_caller]
    pub fn writes_list(&self, entries: &str) {
        self.set_field("#invite-list", entries);
        self.script("document.querySelector('#invite-list').dispatchEvent(new Event('change', {bubbles: true}))", &[]);
    }

    /// Writes that list, and gives the code that takes it along.
    #[track_caller]
    pub fn sends_list(&self, entries: &str) -> String {
        let before = self.shown_code();
        self.writes_list(entries);
        self.eventually("a code with the list", |one| one.shown_code() != before);
        self.shown_code()
    }

    /// The keys of what is kept from other devices, with their texts.
    pub fn kept_codes(&self) -> BTreeMap<String, String> {
        self.storage().into_iter().filter(|(key, _)| key.contains(":code/")).collect()
    }
}

/// The means of the dimensions of these plans, as the page writes them: of those that are not withheld.
pub fn means(plans: &[&Plan]) -> Vec<String> {
    let sheets: Vec<_> = plans
        .iter()
        .zip(1..)
        .map(|(plan, id)| {
            let mut sheet = plan.done().sheet;
            sheet.id = ResponseId(id);
            sheet
        })
        .collect();
    let group = Group::of(&plans[0].activity, &sheets.iter().collect::<Vec<_>>(), 3).unwrap();
    // Halves go up, as the browser writes them.
    let tenths = |one: &DimensionTogether| Some((one.figures.mean? * 10.0 + 0.5 + 1e-9).floor() / 10.0);
    let means: Vec<String> =
        DimensionTogether::all(&group).iter().filter_map(tenths).map(|mean| format!("{mean:.1}")).collect();
    assert!(!means.is_empty(), "nothing would be compared");
    means
}

#[test]
fn a_room_from_the_invitation_to_the_report() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.open("#/w");
    fay.press("New workshop");
    fay.on_page("workshop");
    fay.type_into("Name", "Spring meeting");
    fay.select("An activity", "Partnership pulse, 1 min");
    fay.press("Add it");
    fay.eventually("the slot", |fay| fay.count("[data-slot]") == 1);
    fay.press("Invite");
    fay.on_page("invite");
    fay.click_css("input[value=named]");
    fay.eventually("the settings", |fay| fay.exists("input[value='named']:checked"));
    fay.set_field("#invite-expected", "5");
    fay.script("document.querySelector('#invite-expected').dispatchEvent(new Event('change', {bubbles: true}))", &[]);
    fay.screenshot_full("invite-desktop");
    fay.assert_accessible("inviting");
    assert_eq!(fay.wider_than_the_page(), [""; 0]);
    let invitation = fay.shown_code();
    let typed = fay.text_of(".typed-code");
    assert_eq!(typed.replace(' ', "").len(), 8, "{typed}");

    // Five people in browsers of their own.
    let plans: Vec<Plan> = (0..5).map(|seed| Plan::varied(PULSE, seed)).collect();
    let mut codes = Vec::new();
    let mut people = Vec::new();
    for ((plan, name), at) in plans.iter().zip(NAMES).zip(0..) {
        let person = Person::phone(&site);
        if at == 0 {
            person.follow(&invitation);
            person.see("Your answers carry your name.");
            person.see("from 3 answers on");
            person.screenshot_full("incoming-phone");
            person.assert_accessible("an invitation");
        }
        person.take_part(&invitation, plan, name);
        person.see("Nothing has left this device yet.");
        if at == 0 {
            person.screenshot_full("hand-in-phone");
            person.dark();
            person.screenshot_full("hand-in-phone-dark");
            person.light();
            person.assert_accessible("handing in");
            assert_eq!(person.wider_than_the_page(), [""; 0]);
        }
        codes.push(person.shown_code());
        person.press("It has been scanned");
        people.push(person);
    }

    // Bob carries on for Cleo: both codes in one go.
    let bob = &people[1];
    bob.open(&format!("#/j/{}/{PULSE}/carry", fay_tag(&fay)));
    bob.on_page("carry");
    bob.paste_codes(&codes[2]);
    bob.eventually("two answers", |bob| bob.text_of("main").contains("2 answers are here"));
    bob.screenshot_full("carry-phone");
    bob.press("Show all");
    let carried = bob.shown_codes();

    fay.press("Collect");
    fay.on_page("collect");
    fay.see("0 of 5 are in");
    fay.paste_codes(&codes[0]);
    fay.see("Ada: in.");
    fay.see("1 of 5 are in");
    fay.paste_codes(&codes[0]);
    fay.see("Ada: already in.");
    fay.see("1 of 5 are in");
    fay.press("Group result");
    fay.on_page("group");
    fay.press("Show the group result");
    fay.see("Results are shown from 3 answers on; one is in.");
    assert_eq!(
        fay.count(".group-page .strips, .group-page details.menu"),
        0,
        "nothing to see or to save below the least"
    );
    fay.press("Collect");
    fay.on_page("collect");
    fay.paste_codes(&carried.join(" "));
    fay.see("3 of 5 are in");
    fay.paste_codes(&format!("Hello, here are mine:\n{}\nand {}", codes[3], codes[4]));
    fay.see("5 of 5 are in");
    fay.expect_count(".collected > li", 5);
    fay.screenshot_full("collect-desktop");
    fay.assert_accessible("collecting");
    assert_eq!(fay.wider_than_the_page(), [""; 0]);

    // Eve corrects herself: the newer answers count, and that is seen.
    let eve = &people[4];
    let better = Plan::varied(PULSE, 11);
    eve.open(&format!("#/j/{}/{PULSE}", fay_tag(&fay)));
    eve.press("Change my answers");
    eve.on_page("answer");
    eve.answer_again(&better);
    eve.press("Finish and hand in");
    eve.on_page("hand-in");
    fay.paste_codes(&eve.shown_code());
    fay.see("Eve: corrected.");
    fay.see("5 of 5 are in");
    fay.see("corrected");

    fay.press("Group result");
    fay.on_page("group");
    assert_eq!(fay.count(".strips"), 0, "nothing is shown before it is asked for");
    fay.show_group();
    let counted: Vec<&Plan> = plans[..4].iter().chain([&better]).collect();
    assert_eq!(fay.texts_of("[data-made=dimensions] .strip-mean > [aria-hidden]"), means(&counted));
    fay.screenshot_full("group-desktop");
    fay.dark();
    fay.screenshot_full("group-desktop-dark");
    fay.assert_accessible("the group result, dark");
    fay.light();
    fay.assert_accessible("the group result");
    assert_eq!(fay.wider_than_the_page(), [""; 0]);

    // Taken along: Markdown, figures, and answers with names, since people answered with names.
    fay.press("Take it along");
    fay.press("Save as Markdown");
    let markdown = fay.download("*.md");
    assert!(markdown.text().contains("Spring meeting"), "{}", markdown.text());
    fay.press("Take it along");
    fay.press("CSV: everybody’s answers");
    let raw = fay.download("*-answers.csv");
    for name in NAMES {
        assert!(raw.text().contains(name), "{name} is missing: {}", raw.text());
    }

    // The group result goes home.
    let home = fay.shown_code();
    let ada = &people[0];
    ada.follow(&home);
    ada.see("5 people answered");
    ada.press("Keep it");
    ada.see("It is kept on this device.");
    ada.screenshot_full("summary-phone");
    ada.open(&format!("#/j/{}/{PULSE}", fay_tag(&fay)));
    ada.see("Group results that you took home");
    for person in people.iter().chain([&fay]) {
        person.assert_no_console_errors();
    }
    site.assert_nothing_missing(&[]);
}

/// The tag of the only workshop of a facilitator.
fn fay_tag(fay: &Person<'_>) -> Tag {
    let draft = fay.drafts().into_iter().find(|draft| draft.sheet.activity == "workshop");
    Tag::of(draft.unwrap_or_else(|| fay.fail("there is no workshop")).sheet.id)
}

impl Person<'_> {
    /// Goes through the questions again, each answered anew.
    #[track_caller]
    pub fn answer_again(&self, plan: &Plan) {
        self.turn_to_first();
        self.answer_on(plan, By::Mouse);
    }

    /// Goes back to the first page of the first step.
    #[track_caller]
    fn turn_to_first(&self) {
        for _ in 0..60 {
            if !self.exists("[data-do='back']") {
                return;
            }
            let before = self.text_of("h1");
            self.click_css("[data-do='back']");
            self.eventually("another page", |one| one.text_of("h1") != before);
        }
    }
}

#[test]
fn who_cannot_scan_types_eight_characters() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[]), "invite");
    let typed = fay.text_of(".typed-code");
    let ada = Person::phone(&site);
    ada.open("#/join");
    ada.screenshot_full("join-phone");
    ada.assert_accessible("typing a code");
    let mut wrong: Vec<char> = typed.chars().collect();
    wrong.swap(0, 1);
    let wrong: String = if wrong[0] == wrong[1] { "00000001".to_owned() } else { wrong.into_iter().collect() };
    ada.type_into("Code from the wall", &wrong);
    ada.press("Join");
    ada.see("This is not quite the code");
    ada.type_into("Code from the wall", &typed.to_lowercase());
    ada.press("Join");
    ada.on_page("joined");
    ada.see("A typed code carries the usual settings.");
    ada.see("Your answers carry no name.");
    ada.screenshot_full("joined-phone");
    ada.press("Begin");
    ada.on_page("answer");
    let plan = Plan::varied(PULSE, 2);
    ada.answer_on(&plan, By::Mouse);
    ada.press("Finish and hand in");
    ada.on_page("hand-in");
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&ada.shown_code());
    fay.see("An answer: in.");
    fay.see("One answer is in.");
}

#[test]
fn sealed_answers_can_be_read_by_the_facilitator_only() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[(Setting::Naming, "named"), (Setting::Least, "2")]), "invite");
    fay.click_css("input[name=sealed]");
    fay.see("The key lies on this device");
    let invitation = fay.shown_code();
    let plans = [Plan::varied(PULSE, 0), Plan::varied(PULSE, 1)];
    let ada = Person::phone(&site);
    ada.take_part(&invitation, &plans[0], "Ada");
    let code = ada.shown_code();
    let bob = Person::phone(&site);
    bob.take_part(&invitation, &plans[1], "Bob");
    bob.open(&format!("#/j/{}/{PULSE}/carry", Tag::of(ROOM)));
    bob.paste_codes(&code);
    bob.eventually("two answers", |bob| bob.text_of("main").contains("2 answers are here"));
    // Nothing on the carrier's device opens Ada's answers: neither her name nor a hand-in of hers is there.
    let stored = bob.kept_codes();
    assert!(stored.keys().any(|key| key.contains("/sealed/")), "{stored:?}");
    assert!(!stored.values().any(|text| text.contains("Ada")), "{stored:?}");
    assert!(!stored.keys().any(|key| key.contains("/handed/")), "{stored:?}");
    bob.press("Show all");
    let carried = bob.shown_codes();
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&carried.join("\n"));
    fay.see("2 answers are in.");
    fay.expect_count(".collected > li", 2);
    fay.see("Ada");
    fay.open(&format!("#/w/{ROOM}/group/s1"));
    fay.see("2 answers are in.");
    fay.show_group();
    assert!(fay.exists(".strips"));

    // Without the key the answers stay closed, and that is said.
    let thief = Person::desktop(&site);
    thief.has_room(&workshop(PULSE, &[(Setting::Least, "2")]), "collect");
    thief.paste_codes(&carried.join("\n"));
    thief.see("2 answers are sealed, and the key is not on this device.");
    assert_eq!(thief.count(".collected > li"), 0);
    thief.assert_no_console_errors();
}

#[test]
fn hostile_links_say_what_they_are_and_keep_nothing() {
    let site = Site::built();
    let mal = Person::desktop(&site);
    let plan = Plan::varied(ELEMENTS, 3);
    let whole = link(ELSEWHERE, &plan, heading(9));
    let code = whole.split_once("#/x/").unwrap().1.to_owned();
    mal.open("#/");
    let before = mal.kept_codes();
    let mut changed = code.clone();
    changed.replace_range(20..21, if &code[20..21] == "A" { "B" } else { "A" });
    for bad in
        [&code[..code.len() - 5], &*changed, "A", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00%00", "👻", &"7".repeat(30_000)]
    {
        mal.open(&format!("#/x/{bad}"));
        mal.eventually("words", |mal| !mal.text_of("h1").is_empty());
        assert!(!mal.exists("[data-do='collect'], [data-do='take-part']"), "{bad:.40}");
    }
    // A whole one for a workshop that is not here: seen, and left alone.
    mal.open(&format!("#/x/{code}"));
    mal.see("The workshop is not on this device");
    assert_eq!(mal.kept_codes(), before, "nothing was kept");
    // On the page that collects, what is not for it is left alone as well.
    mal.has_room(&workshop(PULSE, &[]), "collect");
    mal.paste_codes("https://example.org/#/x/AAAA");
    mal.see("This code could not be read.");
    mal.paste_codes("no code at all");
    mal.see("There is no code in");
    let of_another = Heading { workshop: Some(Tag(1)), name: "<img src=x onerror=alert(1)>".to_owned(), ..heading(1) };
    let other = hand_in(&Plan::varied(PULSE, 1), of_another);
    let foreign = Packet::HandIn(other.clone()).write().unwrap();
    mal.paste_codes(&text::link(ELSEWHERE, &foreign));
    mal.see("For another workshop. It was left alone.");
    let ours = Packet::HandIn(HandIn { workshop: Some(Tag::of(ROOM)), ..other }).write().unwrap();
    mal.paste_codes(&text::link(ELSEWHERE, &ours));
    mal.see("in.");
    assert_eq!(mal.script("return document.querySelectorAll('main img').length", &[]), json!(0));
    mal.assert_no_console_errors();
}

#[test]
fn sheets_of_paper_count_like_phones() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[]), "tally");
    fay.screenshot_full("tally-desktop");
    fay.assert_accessible("typing in from paper");
    let plans: Vec<Plan> = (0..3).map(|seed| Plan::scored(PULSE, |_| [2, 3, 5][seed])).collect();
    for (plan, count) in plans.iter().zip(1..) {
        // The first figure replaces what the press chose; the next sheet is begun with the keys alone.
        if count == 1 {
            fay.click_css(".tally-row input");
        }
        fay.focus_is_on("#tally-sheet .tally-row input");
        fay.type_tally(plan);
        fay.press("Keep this sheet");
        fay.see(&if count == 1 {
            "One sheet is typed in.".to_owned()
        } else {
            format!("{count} sheets are typed in.")
        });
    }
    fay.press("Group result");
    fay.on_page("group");
    fay.show_group();
    assert_eq!(
        fay.texts_of("[data-made=dimensions] .strip-mean > [aria-hidden]"),
        means(&plans.iter().collect::<Vec<_>>())
    );
    // People answered without names: nobody's answers can be saved.
    fay.press("Take it along");
    assert!(!fay.exists("[data-do='raw']"));
}

#[test]
fn sides_and_last_time_stand_beside_the_group() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[(Setting::Sides, "North\nSouth")]), "collect");
    let plans: Vec<Plan> = (0..7).map(|seed| Plan::scored(PULSE, |_| (seed % 5 + 1) as u8)).collect();
    let links: Vec<String> = plans
        .iter()
        .zip(0u8..)
        .map(|(plan, at)| {
            let heading = Heading { side: Some(u8::from(at >= 4)), ..heading(500 + u64::from(at)) };
            link(ELSEWHERE, plan, heading)
        })
        .collect();
    fay.paste_codes(&links.join("\n"));
    fay.see("7 answers are in.");
    // The code on the paper of last year's report.
    let sheets: Vec<_> = plans[..3].iter().map(|plan| plan.done().sheet).collect();
    let sheets: Vec<_> = sheets
        .into_iter()
        .zip(1..)
        .map(|(mut sheet, id)| {
            sheet.id = ResponseId(id);
            sheet
        })
        .collect();
    let group = Group::of(&plans[0].activity, &sheets.iter().collect::<Vec<_>>(), 3).unwrap();
    let earlier = Summary::of(&group, Some(Tag(5)), day_of(OCTOBER) - 365, "Last year");
    let paper = text::link(ELSEWHERE, &Packet::Summary(earlier).write().unwrap());
    fay.paste_codes(&paper);
    fay.see("The figures of an earlier group.");
    fay.see("7 answers are in.");
    fay.press("Group result");
    fay.on_page("group");
    fay.show_group();
    fay.eventually("sides and changes", |fay| fay.exists("[data-made=sides]") && fay.exists("[data-made=changes]"));
    let sides = fay.text_of("[data-made=sides]");
    assert!(sides.contains("North") && sides.contains("South"), "{sides}");
    fay.screenshot_full("group-beside");
    fay.assert_accessible("sides and last time");
    assert_eq!(fay.wider_than_the_page(), [""; 0]);
    fay.assert_no_console_errors();
}

#[test]
fn a_list_of_the_room_goes_to_the_phones_with_its_rows() {
    let site = Site::built();
    let activity = "power-balance";
    let list = plan::list_of(activity);

    let fay = Person::desktop(&site);
    fay.has_room(&workshop(activity, &[]), "invite");
    let code = fay.sends_list("Budget\nStaffing");
    let sent = fay.drafts()[0].sheet.answers.iter().find_map(|(_, answer)| match answer {
        Answer::Rows(rows) if rows.len() == 2 => Some(rows.clone()),
        _ => None,
    });
    let sent = sent.unwrap_or_else(|| fay.fail("the list is not kept"));

    let ben = Person::phone(&site);
    ben.follow(&code);
    ben.see("2 entries that the room has made. Your answers build on them.");
    ben.assert_accessible("an invitation with a list");
    ben.press("Take part");
    ben.on_page("joined");
    ben.see("2 entries that the room has made. Your answers build on them.");
    ben.press("Begin");
    ben.on_page("exercise");
    ben.eventually("the rows, with their ids", |one| one.stored_rows(activity, &list) == sent);
    ben.assert_no_console_errors();
}

impl Person<'_> {
    /// Types the figures of a plan, question after question.
    #[track_caller]
    fn type_tally(&self, plan: &Plan) {
        for (at, given) in plan.given.iter().enumerate() {
            let plan::Given::Point(point) = given else { continue };
            self.key(crate::harness::Key::Char(char::from_digit(u32::from(*point), 10).unwrap()));
            let row = format!(".tally-row:nth-child({}) input[value='{point}']:checked", at + 1);
            self.eventually("the figure", |one| one.exists(&row));
        }
    }
}
