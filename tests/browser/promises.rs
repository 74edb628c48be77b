//! What people were promised about the group result holds in every window: who sees it, from how many answers on, and
//! by which codes one joins.

use roundtable::domain::id::Tag;
use roundtable::domain::workshop::Setting;

use crate::harness::{Person, Site};
use crate::plan::{Given, PULSE, Plan};
use crate::rooms::{ELSEWHERE, ROOM, heading, link, means, workshop};

fn plans(count: u64) -> Vec<Plan> {
    (0..count).map(|seed| Plan::varied(PULSE, seed as usize)).collect()
}

/// What these people hand in, as links.
fn links(plans: &[Plan]) -> Vec<String> {
    plans.iter().zip(500..).map(|(plan, id)| link(ELSEWHERE, plan, heading(id))).collect()
}

impl Person<'_> {
    fn shown_means(&self) -> Vec<String> {
        self.texts_of("[data-made=dimensions] .strip-mean > [aria-hidden]")
    }

    #[track_caller]
    fn expect_means(&self, plans: &[Plan]) {
        let awaited = means(&plans.iter().collect::<Vec<_>>());
        self.eventually("the means", |one| one.shown_means() == awaited);
    }
}

#[test]
fn what_only_the_facilitator_sees_goes_neither_to_the_wall_nor_home() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[(Setting::Audience, "facilitator")]), "invite");
    fay.see("There is no code to type: it would promise the usual settings");
    fay.expect_count(".typed-code", 0);
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&links(&plans(3)).join("\n"));
    fay.see("3 answers are in.");
    fay.open(&format!("#/w/{ROOM}/run"));
    fay.press("Begin");
    fay.see("You have promised that only you see it.");
    fay.see_not("Show the group result");
    fay.open(&format!("#/w/{ROOM}/present"));
    fay.see("Only whoever runs the workshop sees the result.");
    fay.see("There is no code to type");
    fay.see_not("Show the table");
    fay.open(&format!("#/w/{ROOM}/group/s1"));
    fay.show_group();
    fay.see("You have promised that only you see it.");
    fay.see("Keep it on this device");
    assert_eq!(fay.count(".take-home > .code-row, [data-do='wall-show']"), 0);
    fay.assert_accessible("a result for the facilitator alone");
    fay.assert_no_console_errors();
}

#[test]
fn a_late_answer_does_not_show_as_the_difference() {
    let site = Site::built();
    // The first three leave something open, one of those who come late the first item.
    let mut all = plans(7);
    for (at, plan) in all.iter_mut().enumerate().skip(3) {
        plan.given.iter_mut().filter(|given| **given == Given::Nothing).for_each(|given| *given = Given::Point(3));
        if at == 5 {
            plan.given[0] = Given::Nothing;
        }
    }
    let codes = links(&all);
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[]), "collect");
    fay.paste_codes(&codes[..3].join("\n"));
    fay.see("3 answers are in.");
    // The wall shows it, and what counts is kept by that.
    fay.open(&format!("#/w/{ROOM}/present"));
    fay.press("Begin");
    fay.press("Show the table");
    fay.expect_means(&all[..3]);

    fay.second_tab();
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&codes[3]);
    fay.see("4 answers are in.");
    fay.open(&format!("#/w/{ROOM}/group/s1"));
    fay.show_group();
    fay.see("One more is in, and does not count yet.");
    fay.see("They go in together, from 3 on");
    fay.expect_means(&all[..3]);
    assert!(!fay.exists("[data-do='take-in']"));
    fay.assert_accessible("one waits");
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&codes[4..6].join("\n"));
    fay.see("6 answers are in.");
    fay.open(&format!("#/w/{ROOM}/group/s1"));
    fay.show_group();
    fay.see("3 more are in, and do not count yet.");
    fay.see("for each question too");
    assert!(!fay.exists("[data-do='take-in']"), "the first item is answered by two of them");
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&codes[6]);
    fay.see("7 answers are in.");
    fay.switch_tab(1);
    fay.see("4 more are in, and do not count yet.");
    fay.expect_means(&all[..3]);

    fay.switch_tab(2);
    fay.open(&format!("#/w/{ROOM}/group/s1"));
    fay.show_group();
    fay.expect_means(&all[..3]);
    fay.press("Count them too");
    fay.see("4 more count now.");
    fay.expect_means(&all);
    fay.switch_tab(1);
    fay.expect_means(&all);
    fay.see_not("do not count yet");
    fay.reload();
    fay.expect_means(&all);
    fay.assert_no_console_errors();
}

#[test]
fn sealed_answers_come_and_go_in_all_windows_and_open_on_the_wall() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[(Setting::Least, "2"), (Setting::Expected, "2")]), "invite");
    fay.click_css("input[name=sealed]");
    fay.see("The key lies on this device");
    let invitation = fay.shown_code();
    let all = plans(2);
    let codes: Vec<String> = all
        .iter()
        .map(|plan| {
            let person = Person::phone(&site);
            person.take_part(&invitation, plan, "");
            person.shown_code()
        })
        .collect();
    fay.open(&format!("#/w/{ROOM}/present"));
    fay.press("Begin");
    fay.see("0 of 2 are in");

    fay.second_tab();
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&codes.join("\n"));
    fay.see("2 of 2 are in");
    fay.switch_tab(1);
    fay.see("2 of 2 are in");
    fay.switch_tab(2);
    fay.click_css(".collected [data-do^='out|']");
    fay.see("1 of 2 are in");
    fay.switch_tab(1);
    fay.see("1 of 2 are in");
    fay.switch_tab(2);
    fay.press("Undo");
    fay.see("2 of 2 are in");
    fay.expect_count(".collected > li", 2);

    fay.switch_tab(1);
    fay.see("2 of 2 are in");
    fay.press("Show the table");
    fay.eventually("the group result", |fay| fay.exists(".stage-result .strips"));
    fay.assert_accessible("what was sealed, on the wall");
    fay.assert_no_console_errors();
}

/// The private key and the public one, as they are stored.
fn keys(fay: &Person<'_>) -> [String; 2] {
    let drafts = fay.drafts();
    [Setting::Key, Setting::Public].map(|setting| setting.of(&drafts[0].sheet).to_owned())
}

#[test]
fn what_was_sealed_opens_also_when_the_box_was_off_meanwhile() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[(Setting::Least, "2")]), "invite");
    let plain = fay.shown_code();
    fay.click_css("input[name=sealed]");
    fay.see("The key lies on this device");
    let (sealed, [key, public]) = (fay.shown_code(), keys(&fay));
    assert_ne!(sealed, plain);
    let ben = Person::phone(&site);
    ben.take_part(&sealed, &Plan::varied(PULSE, 0), "");
    let answers = ben.shown_code();
    fay.click_css("input[name=sealed]");
    fay.see_not("The key lies on this device");
    fay.eventually("the invitation from before", |fay| fay.shown_code() == plain);
    assert_eq!(keys(&fay), [key.clone(), String::new()]);
    fay.click_css("input[name=sealed]");
    fay.see("The key lies on this device");
    fay.eventually("the invitation with the same key", |fay| fay.shown_code() == sealed);
    assert_eq!(keys(&fay), [key, public]);
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&answers);
    fay.see("One answer is in.");
    fay.expect_count(".collected > li", 1);
    fay.assert_no_console_errors();
}

#[test]
fn a_window_that_was_drawn_before_changes_no_promise() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[]), "invite");
    fay.click_css("input[name=sealed]");
    fay.see("The key lies on this device");
    let before = keys(&fay);
    // While somebody is in this field, the form stays as it is.
    fay.click_css("#invite-sides");
    fay.focus_is_on("#invite-sides");
    fay.second_tab();
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&links(&plans(1)).concat());
    fay.see("One answer is in.");
    fay.switch_tab(1);
    fay.expect_count("#invite-sides:not([disabled])", 1);
    fay.click_css("input[name=sealed]");
    fay.expect_count("#invite-sides[disabled]", 1);
    fay.expect_count("input[name=sealed]:checked:disabled", 1);
    fay.see("What people were promised stays as it is.");
    assert_eq!(keys(&fay), before);
    fay.assert_accessible("promises that are kept");
    fay.assert_no_console_errors();
}

#[test]
fn a_change_that_is_given_up_leaves_what_was_handed_in() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[]), "invite");
    let ben = Person::phone(&site);
    ben.take_part(&fay.shown_code(), &Plan::varied(PULSE, 0), "");
    let first = ben.shown_code();
    ben.press("It has been scanned");
    let joined = format!("#/j/{}/{PULSE}", Tag::of(ROOM));
    ben.open(&joined);
    ben.press("Change my answers");
    ben.on_page("answer");
    // Meanwhile what was handed in is still there to show.
    ben.open(&joined);
    ben.see("Until you finish, the ones from before count.");
    ben.assert_accessible("answers that are being changed");
    ben.press("Show the code again");
    ben.on_page("hand-in");
    assert_eq!(ben.shown_code(), first);
    ben.open(&joined);
    ben.press("Go on answering");
    ben.on_page("answer");
    ben.answer_again(&Plan::varied(PULSE, 1));
    ben.press("Start over");
    ben.press_in("dialog", "Start over");
    ben.on_page("joined");
    ben.see("You have answered, and your code was scanned.");
    ben.press("Show the code again");
    ben.on_page("hand-in");
    assert_eq!(ben.shown_code(), first);
    // A change that is finished is newer.
    ben.open(&joined);
    ben.press("Change my answers");
    ben.on_page("answer");
    ben.answer_again(&Plan::varied(PULSE, 1));
    ben.press("Finish and hand in");
    ben.on_page("hand-in");
    let newer = ben.shown_code();
    fay.open(&format!("#/w/{ROOM}/collect/s1"));
    fay.paste_codes(&first);
    fay.see("An answer: in.");
    fay.paste_codes(&newer);
    fay.see("An answer: corrected.");
    fay.see("One answer is in.");
    ben.assert_no_console_errors();
}

#[test]
fn an_invitation_of_several_codes_turns_on_the_wall() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop("power-balance", &[]), "invite");
    // Letters that no packing makes shorter.
    let mut chance = 1_u32;
    let mut entry = |_| -> String {
        let letter = |_| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (chance >> 24) as u8 % 26)
        };
        (0..60).map(letter).collect()
    };
    let list: Vec<String> = (0..12).map(&mut entry).collect();
    fay.writes_list(&list.join("\n"));
    fay.see("It takes several codes.");
    fay.see("There is no code to type: only the code to scan brings the list along.");
    let mut invited = fay.shown_codes();
    assert!(invited.len() > 1, "{invited:?}");
    fay.open(&format!("#/w/{ROOM}/present"));
    fay.press("Begin");
    let first = fay.shown_code();
    fay.eventually("the next code, by itself", |fay| fay.shown_code() != first);
    let mut on_the_wall = fay.shown_codes();
    invited.sort();
    on_the_wall.sort();
    assert_eq!(on_the_wall, invited);
    fay.see("There is no code to type");
    fay.expect_count(".typed-code", 0);
    fay.assert_accessible("codes in turn on the wall");
    assert_eq!(fay.wider_than_the_page(), [""; 0]);
    fay.assert_no_console_errors();
}
