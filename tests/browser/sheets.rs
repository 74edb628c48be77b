//! Sheets of paper with tasks: printed with the list of the room, typed in by keyboard, counted like phones.

use roundtable::domain::workshop::Setting;

use crate::harness::{Key, Person, Site};
use crate::rooms::{ROOM, workshop};

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
