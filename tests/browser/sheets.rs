//! Sheets of paper: what is printed on them, and with tasks the list of the room; typed in by keyboard, answers taken
//! back; counted like phones.

use roundtable::domain::workshop::Setting;

use crate::harness::{Key, Person, Site};
use crate::plan::PULSE;
use crate::rooms::{ROOM, workshop};

#[test]
fn a_printed_sheet_asks_for_the_side_and_says_what_is_promised() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    let sides = "North\nSouth\nEast\nWest\nFifth\nSixth\nSeventh\nEighth\nNinth";
    fay.has_room(&workshop(PULSE, &[(Setting::Sides, sides), (Setting::Naming, "alias")]), "tally");
    // The ninth is on no phone, and a code could not carry it.
    fay.expect_count("#tally-side option", 9);
    let printed = fay.script("return document.querySelector('.print-only .paper').textContent", &[]);
    let printed = printed.as_str().unwrap();
    for words in [
        "Your answers carry a name that you choose for today.",
        "from 3 answers on",
        "Everybody who takes part.",
        "A side with fewer than 3 answers is not shown.",
        "A name for today",
        "Which side are you on?",
        "Eighth",
    ] {
        assert!(printed.contains(words), "no \"{words}\" in {printed}");
    }
    for not in ["Ninth", "sealed", "Sealed"] {
        assert!(!printed.contains(not), "\"{not}\" in {printed}");
    }
    assert_eq!(fay.count(".paper > div:nth-of-type(2) .paper-seat"), 8, "a box for each side, before the questions");
    fay.assert_no_console_errors();
}

#[test]
fn figures_are_taken_back_and_several_boxes_ticked_by_key() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(PULSE, &[]), "tally");
    fay.see("0 or Backspace takes an answer away.");
    fay.click_css(".tally-row input");
    fay.key(Key::Char('4'));
    fay.expect_count(".tally-row:nth-child(1) input[value='4']:checked", 1);
    fay.focus_is_on(".tally-row:nth-child(2) input");
    fay.key(Key::BackTab);
    fay.focus_is_on(".tally-row:nth-child(1) input");
    fay.key(Key::Char('0'));
    fay.expect_count(".tally-row input:checked", 0);
    fay.click_css(".tally-row input");
    fay.expect_count(".tally-row input:checked", 1);
    fay.key(Key::Backspace);
    fay.expect_count(".tally-row input:checked", 0);
    // The sheet has lost it as well; and in a text these keys write.
    fay.press("Keep this sheet");
    fay.see("Nothing is filled in on this sheet.");
    fay.click_css(".tally-row textarea");
    fay.keys(&[Key::Char('1'), Key::Char('0'), Key::Char('5'), Key::Backspace]);
    fay.eventually("the text", |fay| fay.value_of(".tally-row textarea") == "10");
    fay.assert_no_console_errors();

    let dan = Person::desktop(&site);
    dan.has_room(&workshop("power-balance", &[]), "tally");
    dan.click_css(".tally-row [data-figure='5']");
    dan.keys(&[Key::Char('5'), Key::Char('1'), Key::Char('3')]);
    dan.expect_count(".tally-row:nth-child(1) :is([data-figure='1'], [data-figure='3']):checked", 2);
    dan.expect_count(".tally-row input:checked", 2);
    dan.focus_is_on("[data-figure='3']");
    dan.key(Key::Char('3'));
    dan.expect_count(".tally-row input:checked", 1);
    dan.key(Key::Enter);
    dan.focus_is_on(".tally-row:nth-child(2) textarea");
    dan.key(Key::BackTab);
    dan.focus_is_on(".tally-row:nth-child(1) input");
    dan.key(Key::Char('0'));
    dan.expect_count(".tally-row input:checked", 0);
    dan.press("Keep this sheet");
    dan.see("Nothing is filled in on this sheet.");
    dan.assert_no_console_errors();
}

#[test]
fn the_dots_of_a_sheet_of_paper_count() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop("dot-vote", &[(Setting::Least, "2")]), "invite");
    let before = fay.shown_code();
    fay.writes_list("Saturdays\nA library");
    fay.eventually("a code with the list", |fay| fay.shown_code() != before);
    fay.open(&format!("#/w/{ROOM}/tally/s1"));
    fay.on_page("tally");
    fay.expect_count("[id^=cell-dots-]", 2);
    fay.press("Keep this sheet");
    fay.see("Nothing is filled in on this sheet.");

    // Too many dots are said at their field, and nothing is lost.
    fay.click_css("#cell-dots-0-0");
    fay.keys(&[Key::Char('3'), Key::Enter, Key::Char('4')]);
    fay.expect_text("#note-dots-1-0", "2 too many: there are 5 dots.");
    fay.press("Keep this sheet");
    fay.see("Something on this sheet does not fit.");
    fay.assert_accessible("a sheet with too many dots");
    fay.screenshot_full("tally-dots");
    fay.set_field("#cell-dots-1-0", "2");
    fay.see("All 5 dots are given.");
    fay.press("Keep this sheet");
    fay.see("One sheet is typed in.");

    fay.click_css("#cell-dots-0-0");
    fay.keys(&[Key::Char('4'), Key::Enter, Key::Char('1')]);
    fay.see("All 5 dots are given.");
    fay.press("Keep this sheet");
    fay.see("2 sheets are typed in.");
    assert_eq!(fay.wider_than_the_page(), [""; 0]);
    fay.press("Group result");
    fay.on_page("group");
    fay.show_group();
    let cells = fay.texts_of("[data-made=dots] td");
    let sums: Vec<&str> = cells.iter().map(String::as_str).collect();
    assert!(sums.len() > 6, "{sums:?}");
    let all = |option: &str| sums.iter().position(|cell| *cell == option).map(|at| sums[at + 1]);
    assert_eq!((all("Saturdays"), all("A library")), (Some("7"), Some("3")), "{sums:?}");
    fay.assert_no_console_errors();
}
