//! Exercises: every one of them filled in and finished, its report held against what was entered; boards
//! by every way of moving; the clock through a sleep; hands that nobody can see.

use roundtable::domain::activity::{Activity, Kind};
use roundtable::domain::block::{Answer, Block};
use roundtable::domain::task::{Cell, Entries, Task};
use serde_json::json;

use crate::harness::{Key, Person, Site};
use crate::plan;

/// Sets a field as a person who types or chooses would leave it.
const PUT: &str = r"
const [css, value] = arguments;
const field = document.querySelector(css);
if (!field) return 'there is no ' + css;
const kind = { SELECT: HTMLSelectElement, TEXTAREA: HTMLTextAreaElement }[field.tagName] ?? HTMLInputElement;
field.focus();
if (kind === HTMLInputElement && /radio|checkbox/.test(field.type)) { field.click(); return null; }
Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, value);
field.dispatchEvent(new InputEvent('input', { bubbles: true }));
return field.value === value ? null : css + ' holds ' + field.value;";

impl Person<'_> {
    #[track_caller]
    pub fn put(&self, css: &str, value: &str) {
        self.eventually(&format!("{css} to take {value}"), |person| {
            person.script(PUT, &[json!(css), json!(value)]).is_null()
        });
    }

    /// Presses what a task offers, by what it does.
    #[track_caller]
    fn do_it(&self, what: &str) {
        self.click_css(&format!("[data-do='{what}']"));
    }

    /// Fills in one block with plausible data; the words that the report must show.
    #[track_caller]
    fn fill_in(&self, activity: &Activity, block: &Block) -> Vec<String> {
        let id = block.id();
        let mut said = Vec::new();
        let mut say = |words: String| {
            said.push(words.clone());
            words
        };
        match block {
            Block::Text(text) => self.put(&format!("#t-{id}"), &say(format!("Words for {}", text.id))),
            Block::Choice(choice) => {
                let option = &choice.options[1];
                self.put(&format!("input[name='{id}'][value='{}']", option.id), "");
                say(option.label.clone());
            }
            Block::Scale(_) | Block::Poles(_) => {
                for item in block.items() {
                    self.put(&format!("input[name='{}'][value='2']", item.id), "");
                }
            }
            Block::Task(Task::Entries(list)) => self.fill_list(list, &mut say),
            Block::Task(Task::Board(board)) => {
                for (at, zone) in board.zones.iter().enumerate() {
                    if board.from.is_some() {
                        if !self.exists(".waiting [data-card-handle]") {
                            break;
                        }
                        let Some(card) = self.attribute(".waiting [data-card-handle]", "data-card-handle") else {
                            break;
                        };
                        self.click_css(&format!("[data-card-handle='{card}']"));
                        self.do_it(&format!("to|{card}|{}", zone.id));
                        self.expect_count(&format!("[data-zone='{id}|{}'] .slip", zone.id), 1);
                    } else {
                        let words = say(format!("Card {at} of {id}"));
                        self.put(&format!("#new-{id}-{}", zone.id), &words);
                        self.do_it(&format!("add|{id}|{}", zone.id));
                        self.expect_count(&format!("[data-zone='{id}|{}'] .slip", zone.id), 1);
                    }
                }
            }
            Block::Task(Task::Allocate(allocate)) => {
                let limit = allocate.limit();
                let mut left = allocate.total;
                for (at, name) in self.names(&format!("[data-task='{id}'] [name$='|points']")).iter().enumerate() {
                    let points = left.min(limit).min(if at == 0 { allocate.total * 3 / 5 } else { left });
                    left -= points;
                    self.put(&format!("[name='{name}']"), &say(points.to_string()));
                }
                self.see_in(&format!("#live-{id}"), "are given.");
            }
            Block::Task(Task::Rank(_)) => {
                self.do_it(&format!("keep|{id}|"));
                self.see_in(&format!("[data-task='{id}']"), "This is your order.");
            }
            Block::Task(Task::Matrix(matrix)) => {
                for (at, name) in self.names(&format!("[data-task='{id}'] select")).iter().enumerate() {
                    let option = &matrix.options[at % matrix.options.len()];
                    self.put(&format!("[name='{name}']"), &option.id);
                }
            }
            Block::Task(Task::Sentence(sentence)) => {
                for blank in &sentence.blanks {
                    self.put(&format!("#blank-{id}-{}", blank.id), &say(format!("<{}> & words", blank.label)));
                }
                self.expect_count(&format!("#live-{id} .blank"), 0);
            }
            Block::Task(Task::Talk(_)) => {
                self.do_it(&format!("talk|{id}|"));
                self.do_it(&format!("talk-next|{id}|"));
                self.see_in(&format!("[data-task='{id}']"), "One turn was taken.");
            }
            Block::Task(Task::Commitments(_)) => {
                let row = format!("[data-task='{id}'] .entry:first-child");
                self.put(&format!("{row} [name$='|what']"), &say(format!("Do what {} asks", activity.id)));
                self.put(&format!("{row} [name$='|who']"), &say("Ana".to_owned()));
                self.put(&format!("{row} [name$='|by']"), &say("2027-03-01".to_owned()));
            }
            Block::Task(Task::Consent(_)) => {
                self.do_it(&format!("hand|{id}|yes"));
                self.see_in(&format!("[data-task='{id}']"), "One hand is in.");
            }
            Block::Unbuilt(unbuilt) => panic!("{} is not built", unbuilt.id),
        }
        said
    }

    fn fill_list(&self, list: &Entries, say: &mut impl FnMut(String) -> String) {
        let rows = usize::from(list.min).max(2);
        let css = |at: usize| format!("[data-task='{}'] .entry:nth-child({})", list.id, at + 1);
        for at in 0..rows {
            if !self.exists(&css(at)) {
                self.do_it(&format!("blank|{}", list.id));
            }
            for column in &list.columns {
                let value = match &column.cell {
                    Cell::Text | Cell::Long => say(format!("{} {at} \"quoted\"", column.id)),
                    Cell::Number => say((at + 2).to_string()),
                    Cell::Date => say(format!("2027-01-{:02}", at + 1)),
                    Cell::Choice(options) => options[at % options.len()].id.clone(),
                };
                self.put(&format!("{} [name$='|{}']", css(at), column.id), &value);
            }
        }
    }

    fn names(&self, css: &str) -> Vec<String> {
        let names = self
            .script("return [...document.querySelectorAll(arguments[0])].map((field) => field.name)", &[json!(css)]);
        serde_json::from_value(names).unwrap()
    }

    #[track_caller]
    pub fn see_in(&self, css: &str, words: &str) {
        self.eventually(&format!("\"{words}\" in {css}"), |person| {
            person.texts_of(css).iter().any(|text| text.contains(words))
        });
    }

    /// Opens an exercise and goes through all of it; what the report must show.
    #[track_caller]
    fn run_through(&self, activity: &Activity) -> Vec<String> {
        self.open(&format!("#/a/{}/do", activity.id));
        self.on_page("exercise");
        let mut said = Vec::new();
        for (at, step) in activity.steps.iter().enumerate() {
            self.expect_text("main h1", &step.title);
            // A step that was turned to scrolls to its heading in the next frame: what moves is not clicked.
            if at > 0 {
                self.focus_is_on("h1");
            }
            for block in &step.blocks {
                said.extend(self.fill_in(activity, block));
            }
            self.press(if at + 1 == activity.steps.len() { "Review" } else { "Next" });
        }
        self.see("Finish");
        said
    }
}

fn exercises() -> Vec<Activity> {
    let all: Vec<Activity> = plan::catalogue()
        .into_iter()
        .filter(|entry| entry.kind == Kind::Exercise)
        .map(|entry| plan::activity(&entry.id))
        .collect();
    assert_eq!(all.len(), 27);
    all
}

#[test]
fn every_exercise_from_start_to_report() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    for activity in exercises() {
        let said = ada.run_through(&activity);
        ada.press("Finish");
        ada.on_page("result");
        let id = ada.result_id();
        // Firefox may be late in telling what it has stored, on a machine with much to do.
        ada.eventually("the result to be stored", |ada| ada.results().iter().any(|result| result.sheet.id == id));
        let stored = ada.results().into_iter().find(|result| result.sheet.id == id).unwrap();
        assert_eq!(stored.sheet.activity, activity.id);
        let missing: Vec<&str> = activity
            .blocks()
            .filter(|block| {
                !stored.sheet.answers.get(block.id()).is_some_and(|answer| *answer != Answer::Rows(Vec::new()))
            })
            .map(Block::id)
            .collect();
        assert!(missing.is_empty(), "{}: nothing is stored of {missing:?}", activity.id);
        let report = ada.text_of(".made");
        let lost: Vec<&String> = said.iter().filter(|words| !report.contains(words.trim_end_matches('.'))).collect();
        assert!(lost.is_empty(), "{}: the report lacks {lost:?}\n{report}", activity.id);
    }
    assert_eq!(ada.drafts().len(), 0);
    ada.assert_no_console_errors();
    site.assert_nothing_missing(&[]);
}

#[test]
fn cards_move_by_menu_key_and_drag() {
    let site = Site::built();
    for ada in [Person::desktop(&site), Person::phone(&site)] {
        ada.open("#/a/accountability-agreement/do");
        ada.press("Next");
        ada.press("Next");
        ada.focus_is_on("h1");
        ada.put("#new-cards-own", "The keys");
        ada.focus_is_on("#new-cards-own");
        ada.key(Key::Enter);
        ada.expect_count("[data-zone='cards|own'] .slip", 1);
        // By keyboard: the handle has the focus, the arrows move.
        ada.tab_to_handle();
        ada.key(Key::Right);
        ada.expect_count("[data-zone='cards|promise'] .slip", 1);
        ada.focus_is_on("[data-card-handle]");
        ada.key(Key::Left);
        ada.expect_count("[data-zone='cards|own'] .slip", 1);
        // By menu.
        ada.click_css("[data-card-handle]");
        ada.press("Move to I ask");
        ada.expect_count("[data-zone='cards|ask'] .slip", 1);
        // By drag: what a pointer sends, from the handle to another zone.
        ada.script(
            "const handle = document.querySelector('[data-card-handle]'); \
             const to = document.querySelector(`[data-zone='cards|promise'] h3`); to.scrollIntoView({ block: 'center' }); \
             const at = (element) => { const { x, y } = element.getBoundingClientRect(); return { clientX: x + 5, clientY: y + 5, bubbles: true, cancelable: true }; }; \
             handle.dispatchEvent(new PointerEvent('pointerdown', at(handle))); \
             dispatchEvent(new PointerEvent('pointermove', at(to))); \
             dispatchEvent(new PointerEvent('pointerup', at(to)));",
            &[],
        );
        ada.expect_count("[data-zone='cards|promise'] .slip", 1);
        // What is removed comes back.
        ada.click_css("[data-card-handle]");
        ada.press("Remove");
        ada.see("Removed: The keys");
        ada.expect_count(".slip", 0);
        ada.press("Undo");
        ada.expect_count("[data-zone='cards|promise'] .slip", 1);
        ada.assert_no_console_errors();
    }
}

impl Person<'_> {
    #[track_caller]
    fn tab_to_handle(&self) {
        self.script("document.querySelector('[data-card-handle]').focus()", &[]);
        self.focus_is_on("[data-card-handle]");
    }
}

#[test]
fn the_board_stands_in_small_beside_its_title() {
    let site = Site::built();
    for (ada, size) in [(Person::phone(&site), "phone"), (Person::desktop(&site), "desk")] {
        ada.open("#/a/accountability-agreement/do");
        ada.expect_count(".miniature", 0);
        ada.press("Next");
        ada.press("Next");
        ada.focus_is_on("h1");
        ada.expect_count(".miniature .dot", 0);
        for (zone, card) in [("own", "The keys"), ("own", "The rota"), ("promise", "A call")] {
            ada.put(&format!("#new-cards-{zone}"), card);
            ada.do_it(&format!("add|cards|{zone}"));
        }
        ada.expect_count(".miniature .dot", 3);
        // The title and the picture share the first lines.
        let beside = "const [a, b] = ['.step-head h1', '.miniature'].map((css) => document.querySelector(css).getBoundingClientRect()); \
                      return a.right <= b.left && a.top < b.bottom && b.top < a.bottom;";
        assert_eq!(ada.script(beside, &[]), json!(true), "{size}");
        let told = || ada.script("return document.querySelector('.miniature desc').textContent", &[]);
        assert_eq!(told(), json!("I own: 2 cards. I promise: 1 card. I ask: 0 cards."));
        ada.click_css("[data-zone='cards|own'] [data-card-handle]");
        ada.press("Move to I ask");
        ada.expect_count(".miniature g:last-of-type .dot.newest", 1);
        assert_eq!(told(), json!("I own: 1 card. I promise: 1 card. I ask: 1 card."));
        ada.run_in_page("scrollTo(0, 0)");
        ada.screenshot_full(&format!("board-{size}"));
        ada.dark();
        ada.screenshot(&format!("board-{size}-dark"));
        ada.light();
        ada.click_css("[data-zone='cards|ask'] [data-card-handle]");
        ada.press("Remove");
        ada.expect_count(".miniature .dot", 2);
        ada.press("Undo");
        ada.expect_count(".miniature .dot", 3);
        ada.assert_no_console_errors();
    }
}

#[test]
fn a_field_says_what_is_left_of_its_room() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.open("#/a/accountability-agreement/do");
    ada.press("Next");
    ada.press("Next");
    ada.focus_is_on("h1");
    let long = |letters: usize| "word ".repeat(letters).chars().take(letters).collect::<String>();
    ada.put("#new-cards-own", &long(1_899));
    ada.expect_count(".room:not(:empty)", 0);
    ada.put("#new-cards-own", &long(1_900));
    ada.expect_text(".room:not(:empty)", "100 characters left");
    let described = ada.attribute("#new-cards-own", "aria-describedby").unwrap();
    let told = ada.script("return document.getElementById(arguments[0].trim()).textContent", &[json!(described)]);
    assert_eq!(told, json!("100 characters left"));
    assert_eq!(ada.attribute(".room:not(:empty)", "aria-live").as_deref(), Some("polite"));
    ada.put("#new-cards-own", &long(1_999));
    ada.expect_text(".room:not(:empty)", "1 character left");
    assert_eq!(ada.attribute(".room:not(:empty)", "aria-live").as_deref(), Some("off"));
    ada.screenshot("room-add");
    ada.assert_accessible("a field that is nearly full");
    ada.do_it("add|cards|own");
    ada.expect_count(".room:not(:empty)", 0);
    // Whoever comes to a field that is full is told so before a letter is lost.
    ada.script("document.querySelector('.slip textarea').focus()", &[]);
    ada.expect_text(".room:not(:empty)", "1 character left");
    ada.screenshot("room-card");
    assert_eq!(ada.wider_than_the_page(), [""; 0]);
    ada.assert_no_console_errors();
}

#[test]
fn a_report_has_a_name_and_a_private_note() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.open("#/a/healthy-discontent/do");
    ada.run_through(&plan::activity("healthy-discontent"));
    ada.press("Finish");
    ada.on_page("result");
    ada.press("More");
    ada.press("Name it");
    ada.type_into("What or whom is this about?", " The  North & <South> ");
    ada.screenshot("report-name");
    ada.press("Save the name");
    ada.see_in(".report .kind", "The North & <South>, ");
    ada.type_into("A note to myself", "Nobody else reads this");
    ada.eventually("the note to be stored", |one| one.results()[0].note == "Nobody else reads this");
    ada.screenshot_full("report");
    ada.press("Take it along");
    ada.press("Save as Markdown");
    ada.eventually("a file", |one| !one.downloads().is_empty());
    let file = ada.download(&ada.downloads()[0]);
    assert!(file.text().contains("The North & \\<South\\>"), "{}", file.text());
    assert!(!file.text().contains("Nobody else"), "the file tells the private note");
    ada.reload();
    ada.see_in(".report .kind", "The North & <South>, ");
    assert_eq!(ada.value_of("#note"), "Nobody else reads this");
    ada.assert_accessible("a report with a name and a note");
    ada.press("More");
    ada.press("Delete");
    ada.on_page("results");
    assert_eq!(ada.results(), []);
    ada.assert_no_console_errors();
}

#[test]
fn a_commitment_is_reworded_where_it_is_listed() {
    let site = Site::built();
    for (ada, size) in [(Person::phone(&site), "phone"), (Person::desktop(&site), "desk")] {
        ada.open("#/commitments");
        ada.type_into("What will be done?", "Call the papre");
        ada.type_into("Who does it?", "Ana");
        ada.press("Add it");
        ada.see("Call the papre");
        ada.press("Change: Call the papre");
        ada.focus_is_on("#new-what");
        ada.screenshot(&format!("reword-{size}"));
        // Escape leaves everything as it was, and the focus goes back.
        ada.set_field("#new-what", "Something else");
        ada.key(Key::Escape);
        ada.expect_count(".commitment-panel", 0);
        ada.focus_is_on("#change-0");
        ada.see("Call the papre");
        ada.key(Key::Enter);
        ada.focus_is_on("#new-what");
        assert_eq!(ada.value_of("#new-what"), "Call the papre");
        // A commitment without words is none.
        ada.set_field("#new-what", " ");
        ada.key(Key::Enter);
        ada.see("Say what will be done.");
        ada.set_field("#new-what", "Call the paper");
        ada.set_field("#new-who", "Bo");
        ada.key(Key::Enter);
        ada.see("The commitment was changed.");
        ada.focus_is_on("#change-0");
        ada.expect_text(".commitments h3", "Call the paper");
        ada.see_in(".commitments li", "Bo");
        ada.press("Undo");
        ada.expect_text(".commitments h3", "Call the papre");
        ada.see_in(".commitments li", "Ana");
        ada.assert_accessible("commitments");
        ada.assert_no_console_errors();
    }
}

#[test]
fn the_clock_is_right_after_a_sleep() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.open("#/a/stakeholder-map/do");
    ada.see("2:00 left of 2:00");
    ada.press("Start the timer");
    // The phone sleeps for 100 seconds: nothing ticks, and the clock of the device goes on.
    ada.run_in_page("const then = Date.now; Date.now = () => then() + 100_000;");
    ada.see("A fifth of the time is left.");
    ada.press("One more minute");
    ada.eventually("a minute more", |ada| ada.text_of("#run-clock .left").starts_with("1:"));
    ada.press("Pause");
    let left = ada.text_of("#run-clock .left");
    ada.reload();
    ada.expect_text("#run-clock .left", &left);
}

#[test]
fn hands_are_covered_and_counted() {
    const SECRET: &str = "I fear for the night shift";
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.open("#/a/right-to-say-no/do");
    let activity = plan::activity("right-to-say-no");
    let at = activity.steps.iter().position(|step| step.blocks.iter().any(|block| block.id() == "answer")).unwrap();
    for _ in 0..at {
        ada.press("Next");
    }
    ada.focus_is_on("h1");
    ada.put("#hand-answer", SECRET);
    ada.press("I see harm in it");
    ada.see("Your hand is in");
    let shown = ada.script("return document.querySelector('.app').outerHTML + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join()", &[]);
    assert!(!shown.as_str().unwrap().contains(SECRET), "the page still holds what the last hand said");
    ada.press("Next person");
    ada.press("I can live with it");
    ada.see("2 hands are in.");
    ada.press("Show the counts");
    ada.see("I see harm in it: 1");
    ada.see(SECRET);
}

#[test]
fn lines_that_are_pasted_become_rows() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open("#/a/stakeholder-map/do");
    // Where lines make no rows, pasting is the browser's own, and nothing is written in their place.
    ada.run_in_page(
        "{ const data = new DataTransfer(); data.setData('text/plain', 'One\\nTwo'); \
         document.body.dataset.free = document.querySelector('#t-purpose').dispatchEvent(new ClipboardEvent('paste', { \
           clipboardData: data, data: 'One\\nTwo', dataType: 'text/plain', bubbles: true, cancelable: true })); }",
    );
    assert_eq!(ada.attribute("body", "data-free").as_deref(), Some("true"));
    assert_eq!(ada.drafts().len(), 0);
    ada.press("Next");
    // Firefox takes the text of a made event in fields of its own.
    ada.run_in_page(
        "{ const field = document.querySelector('[name$=\"|name\"]'); const data = new DataTransfer(); \
         const text = 'Ana\\tUp: leads me\\tBudget\\nBen\\nChi\\n\\nDee'; data.setData('text/plain', text); \
         field.dispatchEvent(new ClipboardEvent('paste', { \
           clipboardData: data, data: text, dataType: 'text/plain', bubbles: true, cancelable: true })); }",
    );
    ada.eventually("four rows", |ada| {
        let list = ada.drafts().into_iter().next();
        let rows = list.and_then(|draft| match draft.sheet.answers.get("people") {
            Some(Answer::Rows(rows)) => Some(rows.clone()),
            _ => None,
        });
        rows.is_some_and(|rows| {
            let names: Vec<&str> = rows.iter().map(|row| row.cell("name")).collect();
            names == ["Ana", "Ben", "Chi", "Dee"]
                && rows[0].cell("direction") == "up"
                && rows[0].cell("cares") == "Budget"
        })
    });
}

#[test]
fn exercises_are_for_everybody() {
    let site = Site::built();
    let ada = Person::phone(&site);
    for id in ["stakeholder-map", "power-balance", "accountability-agreement"] {
        let activity = plan::activity(id);
        ada.open(&format!("#/a/{id}/do"));
        for (at, step) in activity.steps.iter().enumerate() {
            if at > 0 {
                ada.focus_is_on("h1");
            }
            for block in &step.blocks {
                ada.fill_in(&activity, block);
            }
            ada.assert_accessible(&format!("{id}, step {at}"));
            assert_eq!(ada.wider_than_the_page(), [""; 0], "{id}, step {at}");
            ada.press(if at + 1 == activity.steps.len() { "Review" } else { "Next" });
        }
        ada.assert_accessible(&format!("{id}, last look"));
        ada.press("Finish");
        ada.on_page("result");
        ada.assert_accessible(&format!("{id}, report"));
    }
    for page in ["#/commitments", "#/library", "#/library/partnership"] {
        ada.open(page);
        ada.assert_accessible(page);
        assert_eq!(ada.wider_than_the_page(), [""; 0], "{page}");
    }
}
