//! Boards by real input of the engine: a mouse, a finger, the keyboard, the menu. Each move is held against
//! the rows that are stored, since those are what a result is made of.
//!
//! A finger is one in Chromium and in Firefox. WebKitGTK's driver makes it a mouse, so that there the tests
//! for a finger hold what a mouse does; that they know the difference is held by [`touches`].

use roundtable::domain::block::Block;
use roundtable::domain::rows::Row;
use roundtable::wire::saved::Saved;

use crate::harness::{Engine, Key, Person, Pointer, Site};
use crate::made::{self, Much};
use crate::plan;

/// An exercise whose cards are written on the board, and one whose cards are the rows of a list.
const CARDS: &str = "accountability-agreement";
const MAP: &str = "stakeholder-map";

/// A board of each layout, with its exercise, and one more whose cards come from a list.
const BOARDS: [(&str, &str); 6] = [
    (CARDS, "cards"),
    ("partnership-canvas", "canvas"),
    ("boundary-map", "rings"),
    ("root-causes", "ladder"),
    (MAP, "map"),
    ("healthy-discontent", "sorted"),
];

/// What the page notes of pointers, so that a test knows which kind has come through.
const NOTE: &str = r"
for (const name of ['pointerdown', 'pointercancel'])
  addEventListener(name, (event) => {
    document.body.dataset[name] = event.pointerType;
  }, true);";

/// Whether a finger of this engine's driver is one for the page.
fn touches(engine: Engine) -> bool {
    engine != Engine::Webkit
}

impl Person<'_> {
    /// Opens the exercise at the step of this board; `much` of it is made, and all of everything else.
    #[track_caller]
    fn open_board(&self, id: &str, board: &str, much: Much) {
        let activity = plan::activity(id);
        let step = made::step_of(&activity, board);
        let draft = made::draft(&activity, step, |block| if block.id() == board { much } else { Much::All });
        self.open("#/");
        self.remember(&Saved::Draft(draft));
        self.open(&format!("#/a/{id}/do"));
        self.expect_text("main h1", &activity.steps[step].title);
        self.run_in_page(NOTE);
    }

    /// Waits until the cards of a board are stored in these zones, in this order.
    #[track_caller]
    fn lie(&self, id: &str, board: &str, cards: &[(&str, &str)]) {
        let wanted = format!("{cards:?} to be stored");
        self.eventually(&wanted, |person| {
            let rows = person.stored_rows(id, board);
            let seen: Vec<(&str, &str)> = rows.iter().map(|row| (row.id.as_str(), row.cell("zone"))).collect();
            seen == cards
        });
    }

    #[track_caller]
    fn noted(&self, name: &str) -> Option<String> {
        self.attribute("body", &format!("data-{name}"))
    }
}

fn handle(board: &str, card: &str) -> String {
    format!("[data-card-handle='{board}|{card}']")
}

fn zone(board: &str, zone: &str) -> String {
    format!("[data-zone='{board}|{zone}'] h3")
}

#[test]
fn a_mouse_carries_cards_on_every_board() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    for (id, board) in BOARDS {
        ada.open_board(id, board, Much::Some);
        let activity = plan::activity(id);
        let Some(Block::Task(roundtable::domain::task::Task::Board(task))) = activity.block(board) else {
            panic!("{board} is no board");
        };
        let before = ada.stored_rows(id, board);
        let card = before[0].id.clone();
        let to = &task.zones[1].id;
        // A card that lies in the first zone, to the next.
        ada.drag(Pointer::Mouse, &handle(board, &card), &zone(board, to));
        let expected: Vec<(&str, &str)> = before[1..]
            .iter()
            .chain(&before[..1])
            .map(|row| (row.id.as_str(), if row.id == card { to } else { row.cell("zone") }))
            .collect();
        ada.lie(id, board, &expected);
        ada.focus_is_on(&handle(board, &card));
        assert_eq!(ada.noted("pointerdown").as_deref(), Some("mouse"), "{id}");
        // One that waits, if the cards come from a list.
        if task.from.is_some() {
            let waiting = ada.attribute(".waiting [data-card-handle]", "data-card-handle").unwrap();
            let waiting = waiting.strip_prefix(&format!("{board}|")).unwrap().to_owned();
            ada.drag(Pointer::Mouse, &handle(board, &waiting), &zone(board, to));
            ada.lie(id, board, &[&expected[..], &[(&waiting, to)]].concat());
            // And back to those that wait.
            if ada.exists(".waiting") {
                ada.drag(Pointer::Mouse, &handle(board, &waiting), ".waiting h3");
                ada.lie(id, board, &expected);
            }
        }
    }
    ada.assert_no_console_errors();
}

#[test]
fn a_card_follows_the_mouse_and_lies_only_in_zones() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open_board(CARDS, "cards", Much::Some);
    let first = ada.stored_rows(CARDS, "cards")[0].clone();
    let before = ada.stored_rows(CARDS, "cards");
    let of_first = handle("cards", &first.id);
    // On its way it is to be seen under the pointer, and the pointer sees the zone below it.
    ada.drag_halfway(Pointer::Mouse, &of_first, &zone("cards", "ask"));
    ada.expect_count(".slip.dragged", 1);
    let under = ada.script(
        "const [card, zone] = ['.dragged', arguments[0]].map((css) => document.querySelector(css).getBoundingClientRect()); \
         return card.x < zone.right && zone.x < card.right && card.y < zone.bottom && zone.y < card.bottom",
        &["[data-zone='cards|ask']".into()],
    );
    assert_eq!(under, true, "the card is not where the pointer is");
    assert_eq!(ada.script("return String(getSelection())", &[]), "", "a drag selects text");
    ada.screenshot("board-card-on-its-way");
    ada.let_go(Pointer::Mouse);
    ada.expect_count("[data-zone='cards|ask'] .slip", 1);
    // Let go where there is no zone, it goes back to its own.
    let stored = ada.stored_rows(CARDS, "cards");
    ada.drag(Pointer::Mouse, &of_first, "main h1");
    ada.expect_count(".dragged", 0);
    assert_eq!(ada.stored_rows(CARDS, "cards"), stored);
    assert_eq!(ada.attribute(&format!(".slip:has({of_first})"), "style").unwrap_or_default(), "");
    // A press without a move opens the menu as ever.
    ada.click_css(&of_first);
    ada.press("Move to I own");
    ada.expect_count("[data-zone='cards|own'] .slip", before.iter().filter(|row| row.cell("zone") == "own").count());
    // So does a key, straight after a drag.
    ada.drag(Pointer::Mouse, &of_first, &zone("cards", "promise"));
    ada.focus_is_on(&of_first);
    ada.key(Key::Enter);
    ada.expect_count("details.menu[open] .menu-list", 1);
    ada.assert_no_console_errors();
}

#[test]
fn a_finger_carries_a_card_and_the_page_stays() {
    let site = Site::built();
    let ada = Person::phone(&site);
    for (id, board, to) in [(CARDS, "cards", "promise"), (MAP, "map", "build"), ("root-causes", "ladder", "near")] {
        ada.open_board(id, board, Much::Nothing);
        let card = match board {
            "map" => "people-0".to_owned(),
            _ => {
                let from = ada.attribute(".zone:first-child input", "id").unwrap();
                ada.set_field(&format!("#{from}"), "The keys");
                ada.click_css(".zone:first-child .add button");
                ada.eventually("a card", |ada| ada.stored_rows(id, board).len() == 1);
                ada.stored_rows(id, board)[0].id.clone()
            }
        };
        ada.drag_halfway(Pointer::Finger, &handle(board, &card), &zone(board, to));
        ada.expect_count(".slip.dragged", 1);
        let while_held = ada.script("return scrollY", &[]);
        ada.let_go(Pointer::Finger);
        ada.lie(id, board, &[(&card, to)]);
        assert_eq!(ada.script("return scrollY", &[]), while_held, "{id}: the page has moved");
        let kind = if touches(ada.engine()) { "touch" } else { "mouse" };
        assert_eq!(ada.noted("pointerdown").as_deref(), Some(kind), "{id}");
        assert_eq!(ada.noted("pointercancel"), None, "{id}: the browser has taken the finger for a scroll");
        // The keyboard works straight after a finger.
        ada.focus_is_on(&handle(board, &card));
        ada.key(Key::Enter);
        ada.expect_count("details.menu[open] .menu-list", 1);
    }
    ada.assert_no_console_errors();
}

/// Only the handle holds a card: elsewhere on it a finger scrolls, or one could not pass a long board.
#[test]
fn a_finger_beside_the_handle_scrolls() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.open_board(MAP, "map", Much::Some);
    let stored = ada.stored_rows(MAP, "map");
    ada.drag_halfway(Pointer::Finger, ".slip p.slip-text", ".slip:last-child p.slip-text");
    ada.expect_count(".dragged", 0);
    ada.let_go(Pointer::Finger);
    assert_eq!(ada.stored_rows(MAP, "map"), stored);
    // Only Chromium's driver gives the finger to the part of the browser that scrolls.
    if ada.engine() == Engine::Chromium {
        assert_eq!(ada.noted("pointercancel").as_deref(), Some("touch"), "the browser has not begun to scroll");
    }
}

#[test]
fn a_keyboard_carries_cards_and_orders_them() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open_board(MAP, "map", Much::Nothing);
    let [first, second] = ["people-0", "people-1"];
    // From those that wait, the arrow leads into the first zone, and from zone to zone.
    ada.tab_to(&handle("map", first));
    ada.key(Key::Right);
    ada.lie(MAP, "map", &[(first, "build")]);
    ada.focus_is_on(&handle("map", first));
    ada.key(Key::Right);
    ada.lie(MAP, "map", &[(first, "partner")]);
    ada.keys(&[Key::Right, Key::Right, Key::Right]);
    ada.lie(MAP, "map", &[(first, "ask")]);
    ada.key(Key::Left);
    ada.lie(MAP, "map", &[(first, "inform")]);
    ada.focus_is_on(&handle("map", first));
    // A second one into the same zone lies below; up and down change their order.
    ada.script("document.querySelector(arguments[0]).focus()", &[handle("map", second).into()]);
    for zone in ["build", "partner", "inform"] {
        ada.key(Key::Right);
        ada.lie(MAP, "map", &[(first, "inform"), (second, zone)]);
        ada.focus_is_on(&handle("map", second));
    }
    ada.key(Key::Up);
    ada.lie(MAP, "map", &[(second, "inform"), (first, "inform")]);
    ada.focus_is_on(&handle("map", second));
    ada.key(Key::Down);
    ada.lie(MAP, "map", &[(first, "inform"), (second, "inform")]);
    // By the menu with keys alone; Escape closes it and leaves all as it is.
    ada.focus_is_on(&handle("map", second));
    ada.key(Key::Enter);
    ada.expect_count("details.menu[open] .menu-list", 1);
    ada.key(Key::Escape);
    ada.expect_count("details.menu[open]", 0);
    ada.key(Key::Enter);
    ada.key(Key::Tab);
    ada.focus_is_on("details.menu[open] button");
    ada.key(Key::Enter);
    ada.lie(MAP, "map", &[(first, "inform"), (second, "build")]);
    ada.focus_is_on(&handle("map", second));
    ada.assert_no_console_errors();
}

#[test]
fn the_menu_carries_cards_and_takes_them_off() {
    let site = Site::built();
    for ada in [Person::desktop(&site), Person::phone(&site)] {
        ada.open_board(MAP, "map", Much::Nothing);
        let in_menu = |card: &str, words: &str| {
            ada.click_css(&handle("map", card));
            ada.press_in("details.menu[open]", words);
        };
        in_menu("people-0", "Move to High influence, weak tie");
        in_menu("people-1", "Move to High influence, weak tie");
        ada.lie(MAP, "map", &[("people-0", "build"), ("people-1", "build")]);
        in_menu("people-1", "Move up");
        ada.lie(MAP, "map", &[("people-1", "build"), ("people-0", "build")]);
        in_menu("people-1", "Move down");
        ada.lie(MAP, "map", &[("people-0", "build"), ("people-1", "build")]);
        in_menu("people-0", "Take off the board");
        ada.lie(MAP, "map", &[("people-1", "build")]);
        ada.expect_count(".waiting .slip", 3);
        ada.focus_is_on(&handle("map", "people-0"));

        // A card that was written here can be removed, and comes back to its old place.
        ada.open_board(CARDS, "cards", Much::All);
        let before: Vec<Row> = ada.stored_rows(CARDS, "cards");
        ada.click_css(&handle("cards", &before[0].id));
        ada.press_in("details.menu[open]", "Remove");
        ada.see(&format!("Removed: {}", before[0].cell("text")));
        ada.eventually("one less", |ada| ada.stored_rows(CARDS, "cards") == before[1..]);
        ada.focus_is_on("#task-cards");
        ada.press("Undo");
        ada.eventually("all back", |ada| ada.stored_rows(CARDS, "cards") == before);
        ada.focus_is_on(&handle("cards", &before[0].id));
        ada.assert_no_console_errors();
    }
}
