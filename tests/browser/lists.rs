//! Lists in an exercise: rows added, ordered, removed and put back, what a field can't take, what feeds
//! another task; each held against the rows that are stored.

use roundtable::domain::rows::Row;
use roundtable::wire::saved::Saved;

use crate::harness::{Key, Person, Site};
use crate::made::{self, Much};
use crate::plan;

const MAP: &str = "stakeholder-map";

impl Person<'_> {
    /// Opens an exercise at the step of a block, with so much of that block, and nothing of what follows.
    #[track_caller]
    fn open_block(&self, id: &str, block: &str, much: Much) {
        let activity = plan::activity(id);
        let step = made::step_of(&activity, block);
        let draft = made::draft(&activity, step, |known| match made::step_of(&activity, known.id()) {
            at if at > step => Much::Nothing,
            _ if known.id() == block => much,
            _ => Much::All,
        });
        self.open("#/");
        self.remember(&Saved::Draft(draft));
        self.open(&format!("#/a/{id}/do"));
        self.expect_text("main h1", &activity.steps[step].title);
    }

    /// Waits until these names are stored in the list of people, in this order.
    #[track_caller]
    fn expect_people(&self, wanted: &[&str]) {
        self.eventually(&format!("{wanted:?} to be stored"), |person| {
            let rows = person.stored_rows(MAP, "people");
            let seen: Vec<&str> = rows.iter().map(|row| row.cell("name")).collect();
            seen == wanted
        });
    }
}

#[test]
fn rows_are_added_ordered_removed_and_put_back() {
    let site = Site::built();
    for ada in [Person::desktop(&site), Person::phone(&site)] {
        ada.open_block(MAP, "people", Much::Nothing);
        // As many empty rows as are asked for; none is stored before something is written.
        ada.expect_count("[data-task='people'] .entry", 4);
        ada.see("0 of at least 4 rows.");
        assert_eq!(ada.stored_rows(MAP, "people"), []);
        let name = |row: usize| format!("Name, row {row}");
        for (at, who) in ["Ana", "Ben", "Chi", "Dee"].iter().enumerate() {
            ada.type_into(&name(at + 1), who);
        }
        ada.expect_people(&["Ana", "Ben", "Chi", "Dee"]);
        ada.press("Add a row");
        ada.focus_is_on("[data-task='people'] .entry:last-child .input");
        ada.expect_count("[data-task='people'] .entry", 5);
        ada.type_into(&name(5), "Eve");
        ada.expect_people(&["Ana", "Ben", "Chi", "Dee", "Eve"]);
        // Up and down: the focus stays on the button, and turns over at the ends.
        ada.press("Move up: Ben");
        ada.expect_people(&["Ben", "Ana", "Chi", "Dee", "Eve"]);
        ada.focus_is_on("[data-do^='down|people|']");
        assert_eq!(ada.script("return document.activeElement.ariaLabel", &[]), "Move down: Ben");
        ada.key(Key::Enter);
        ada.expect_people(&["Ana", "Ben", "Chi", "Dee", "Eve"]);
        assert_eq!(ada.script("return document.activeElement.ariaLabel", &[]), "Move down: Ben");
        // Removed, and put back where it was, with everything in it.
        let before: Vec<Row> = ada.stored_rows(MAP, "people");
        ada.press("Remove: Chi");
        ada.see("Removed: Chi");
        ada.expect_people(&["Ana", "Ben", "Dee", "Eve"]);
        ada.focus_is_on("#task-people");
        ada.press("Undo");
        ada.expect_people(&["Ana", "Ben", "Chi", "Dee", "Eve"]);
        assert_eq!(ada.stored_rows(MAP, "people"), before);
        ada.focus_is_on(&format!("[data-row='{}'] .input", before[2].id));
        ada.assert_no_console_errors();
    }
}

/// The offer to undo stays when one goes on, so it must still do what it says.
#[test]
fn what_was_removed_comes_back_from_another_step_and_page() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    for leave in ["step", "page"] {
        ada.open_block(MAP, "people", Much::All);
        let before = ada.stored_rows(MAP, "people");
        ada.press(&format!("Remove: {}", before[1].cell("name")));
        ada.eventually("one less", |ada| ada.stored_rows(MAP, "people").len() + 1 == before.len());
        if leave == "step" {
            ada.press("Next");
            ada.see("Step 3 of 4");
        } else {
            ada.type_address("#/commitments");
            ada.on_page("commitments");
        }
        if ada.texts_of(".toast button").iter().any(|text| text == "Undo") {
            ada.press("Undo");
            ada.eventually(&format!("the row to be back after another {leave}"), |ada| {
                ada.stored_rows(MAP, "people") == before
            });
        } else {
            ada.fail("the offer to undo went away unused");
        }
    }
    ada.assert_no_console_errors();
}

#[test]
fn a_list_says_what_it_cannot_take() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open_block("time-and-value", "activities", Much::All);
    ada.see("Paste several lines into a field to get several rows.");
    let hours = "[data-task='activities'] .entry:first-child [name$='|hours']";
    ada.set_field(hours, "many");
    ada.see("One field is not filled in as its column needs it: a number or a day.");
    // It is kept as it was written, nevertheless: nothing a person wrote is lost.
    assert_eq!(ada.stored_rows("time-and-value", "activities")[0].cell("hours"), "many");
    ada.reload();
    assert_eq!(ada.value_of(hours), "many");
    assert_eq!(ada.attribute(hours, "aria-invalid").as_deref(), Some("true"));
    ada.set_field(hours, "2,5");
    ada.see("Paste several lines into a field to get several rows.");
    // Too many are taken, and said.
    ada.open_block("time-and-value", "activities", Much::Overfull);
    ada.see("9 rows. 8 are enough; choose.");
    assert_eq!(ada.stored_rows("time-and-value", "activities").len(), 9);
    ada.assert_no_console_errors();
}

#[test]
fn a_list_feeds_the_board_the_points_and_the_order() {
    let site = Site::built();
    let ada = Person::phone(&site);
    // Without the list, the tasks that work on it say which one they need.
    ada.open_block(MAP, "people", Much::Nothing);
    ada.press("Next");
    ada.see("Fill that in first.");
    assert!(!ada.exists(".slip"));
    ada.press("Back");
    ada.focus_is_on("h1");
    ada.type_into("Name, row 1", "Ana");
    ada.press("Next");
    ada.expect_text(".waiting .slip .slip-text", "Ana");
    // What is renamed in the list is renamed on the board, and keeps its place.
    ada.click_css("[data-card-handle]");
    ada.press_in("details.menu[open]", "Move to High influence, weak tie");
    ada.expect_count("[data-zone='map|build'] .slip", 1);
    ada.press("Back");
    ada.focus_is_on("h1");
    ada.put("[data-task='people'] .entry:first-child [name$='|name']", "Anna Maria");
    ada.press("Next");
    ada.expect_text("[data-zone='map|build'] .slip-text", "Anna Maria");
    // What is removed from the list is gone from the board, and back on it when that is undone.
    ada.press("Back");
    ada.focus_is_on("h1");
    ada.press("Remove: Anna Maria");
    ada.press("Next");
    ada.see("Fill that in first.");
    ada.press("Undo");
    ada.expect_text("[data-zone='map|build'] .slip-text", "Anna Maria");
    ada.assert_no_console_errors();
}
