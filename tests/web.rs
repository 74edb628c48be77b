//! What only a browser can do, without the app around it: local storage, figures and dates by Intl, chance.
//! Run in headless Chromium by `cargo xtask test`; on any other target this file is empty.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use roundtable::browser::{clock, storage};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Draft, Event, Perspective, Sheet};
use roundtable::domain::table::Table;
use roundtable::i18n;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Storage, window};

wasm_bindgen_test_configure!(run_in_browser);

/// 22 November 2026, noon UTC.
const NOON: u64 = 1_795_348_800_000;

fn local() -> Storage {
    window().unwrap().local_storage().unwrap().unwrap()
}

fn draft(id: u64) -> Draft {
    let sheet = Sheet {
        id: ResponseId(id),
        activity: "small-check".to_owned(),
        fingerprint: 1,
        perspective: Perspective::Own,
        seat: None,
        about: String::new(),
        started: NOON,
        answers: Table::new(),
    };
    let mut draft = Draft { sheet, changed: NOON, place: 0 };
    draft
        .apply(Event::ChosePoint { block: "how-often".to_owned(), item: "keep-word".to_owned(), point: Some(4) }, NOON);
    draft
}

#[wasm_bindgen_test]
fn records_are_kept_beside_others() {
    local().clear().unwrap();
    local().set_item("another-app", "its text").unwrap();
    local().set_item("roundtable:/elsewhere/:draft/small-check/0000000000001", "a neighbour's").unwrap();
    let mut records = storage::open();
    assert_eq!(records.trouble(), None);
    assert!(records.drafts().is_empty() && records.unreadable().is_empty());

    records.keep_draft(&draft(1));
    records.set("theme", "dark");
    assert_eq!(local().length().unwrap(), 4);
    // What was kept is read by whoever opens the page next.
    let mut again = storage::open();
    assert_eq!(again.drafts(), [draft(1)]);
    assert_eq!(again.setting("theme").as_deref(), Some("dark"));
    let path = window().unwrap().location().pathname().unwrap();
    let folder = &path[..=path.rfind('/').unwrap()];
    let key = format!("roundtable:{folder}:draft/small-check/{}", ResponseId(1));
    assert!(local().get_item(&key).unwrap().unwrap().starts_with("roundtable/1 response 1 "));
    assert!(again.owns(&key) && !again.owns("another-app"));

    again.remove_everything();
    assert!(storage::open().drafts().is_empty());
    assert_eq!(local().length().unwrap(), 2);
    assert_eq!(local().get_item("another-app").unwrap().as_deref(), Some("its text"));
    local().clear().unwrap();
}

#[wasm_bindgen_test]
fn keys_that_look_like_methods_are_read_and_left_alone() {
    // Local storage is an object: these names are its own.
    local().clear().unwrap();
    for key in ["length", "getItem", "__proto__", "roundtable:"] {
        local().set_item(key, "x").unwrap();
    }
    let mut records = storage::open();
    records.keep_draft(&draft(2));
    assert_eq!(storage::open().drafts().len(), 1);
    records.remove_everything();
    assert_eq!(local().length().unwrap(), 4);
    local().clear().unwrap();
}

#[wasm_bindgen_test]
fn figures_are_written_as_the_language_writes_them() {
    i18n::set_locale("en-GB");
    assert_eq!(i18n::score(Some(3.65)), "3.7");
    assert_eq!(i18n::score(Some(3.0)), "3.0");
    assert_eq!(i18n::score(None), "–");
    assert_eq!(i18n::signed(0.74), "+0.7");
    assert_eq!(i18n::signed(-1.0), "-1.0");
    assert_eq!(i18n::signed(0.0), "0.0");
    assert_eq!(i18n::plain_number(2000), "2,000");
    assert_eq!(i18n::digits(2026), "2026");
    assert_eq!([i18n::fine(0.564), i18n::fine(1.0)], ["0.56", "1.00"]);
    assert_eq!([i18n::percent(0.444), i18n::percent(1.0)], ["44%", "100%"]);
    i18n::set_locale("de");
    assert_eq!(i18n::score(Some(3.65)), "3,7");
    assert_eq!(i18n::plain_number(2000), "2.000");
    i18n::set_locale("en-GB");
}

#[wasm_bindgen_test]
fn scores_are_rounded_as_files_round_them() {
    // Means of up to twelve answers: the page, written by Intl, and files, written by us, must agree.
    i18n::set_locale("en-GB");
    for count in 1..=12u32 {
        for sum in count..=7 * count {
            let mean = f64::from(sum) / f64::from(count);
            assert_eq!(i18n::score(Some(mean)), roundtable::domain::number::fixed(mean, 1), "{sum}/{count}");
        }
    }
}

#[wasm_bindgen_test]
fn dates_are_written_as_the_language_writes_them() {
    i18n::set_locale("en-GB");
    assert_eq!(i18n::date(NOON), "22 November 2026");
    assert_eq!(i18n::month(NOON), "22 Nov 2026");
    assert!(i18n::date_time(NOON).starts_with("22 Nov 2026, "));
    i18n::set_locale("en-US");
    assert_eq!(i18n::date(NOON), "November 22, 2026");
    i18n::set_locale("en-GB");
    assert_eq!(clock::iso_day(NOON), "2026-11-22");
}

#[wasm_bindgen_test]
fn names_are_drawn_by_chance() {
    let drawn: Vec<u64> = (0..64).map(|_| clock::random_bits()).collect();
    for (index, bits) in drawn.iter().enumerate() {
        assert!(!drawn[..index].contains(bits), "{bits} was drawn twice");
    }
    // Every bit is set now and then.
    assert_eq!(drawn.iter().fold(0, |all, bits| all | bits), u64::MAX);
    assert!(clock::now() > NOON / 2);
}
