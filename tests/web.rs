//! What only a browser can do, without the app around it: local storage, figures and dates by Intl, chance,
//! sealing by WebCrypto. Run in headless Chromium by `cargo xtask test`; on any other target this file is empty.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use roundtable::browser::sealing::{PublicKey, SealedText, is_possible, new_keys, open, public_of, seal};
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

// Sealing

/// What a packet carries readably: a workshop's tag and the activity.
const HEADER: &[u8] = b"\x01\x02\x03\x04five-elements";
const PLAIN: &str = "4 5 3, and a word: Ärger";

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

fn key(hex: &str) -> PublicKey {
    bytes(hex).try_into().unwrap()
}

#[wasm_bindgen_test]
async fn the_public_key_follows_from_the_private_one() {
    let (public, private) = new_keys().await.unwrap();
    assert_eq!(public_of(&private).await, Some(public));
    for no_key in ["", "{}", "a key", &private.repeat(9)] {
        assert_eq!(public_of(no_key).await, None, "{no_key}");
    }
}

#[wasm_bindgen_test]
async fn sealed_and_opened_again() {
    assert!(is_possible());
    let (public, private) = new_keys().await.unwrap();
    for plain in ["", "4", PLAIN, &PLAIN.repeat(500)] {
        for header in [HEADER, b""] {
            let sealed = seal(&public, header, plain.as_bytes()).await.unwrap();
            assert_eq!(sealed.cipher.len(), plain.len() + 16);
            assert_eq!(open(&private, header, &sealed).await.as_deref(), Some(plain.as_bytes()));
        }
    }
    let [first, second] =
        [seal(&public, HEADER, b"same").await.unwrap(), seal(&public, HEADER, b"same").await.unwrap()];
    assert!(first.ephemeral != second.ephemeral && first.cipher != second.cipher, "a fresh key for every packet");
}

#[wasm_bindgen_test]
async fn sealed_for_one_is_not_opened_by_another() {
    let ((public, private), (other, theirs)) = (new_keys().await.unwrap(), new_keys().await.unwrap());
    assert!(public != other && private != theirs);
    let sealed = seal(&public, HEADER, PLAIN.as_bytes()).await.unwrap();
    assert_eq!(open(&theirs, HEADER, &sealed).await, None);
    let huge = " ".repeat(100_000);
    for no_key in ["", "{}", "[]", "7", "\"d\"", "{\"kty\":\"EC\"}", &private[..private.len() - 9], &huge] {
        assert_eq!(open(no_key, HEADER, &sealed).await, None, "{no_key}");
    }
    assert_eq!(open(&private, HEADER, &sealed).await.as_deref(), Some(PLAIN.as_bytes()));
}

#[wasm_bindgen_test]
async fn sealed_and_changed_on_the_way_is_not_opened() {
    let (public, private) = new_keys().await.unwrap();
    let sealed = seal(&public, HEADER, b"4 5 3").await.unwrap();
    let flipped = |bytes: &[u8], bit: usize| {
        let mut bytes = bytes.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    };
    for bit in 0..sealed.cipher.len() * 8 {
        let changed = SealedText { cipher: flipped(&sealed.cipher, bit), ..sealed.clone() };
        assert_eq!(open(&private, HEADER, &changed).await, None, "bit {bit} of the cipher");
    }
    for bit in 0..512 {
        // No point of the curve, or another one.
        let changed = SealedText { ephemeral: flipped(&sealed.ephemeral, bit).try_into().unwrap(), ..sealed.clone() };
        assert_eq!(open(&private, HEADER, &changed).await, None, "bit {bit} of the key");
    }
    for bit in 0..HEADER.len() * 8 {
        assert_eq!(open(&private, &flipped(HEADER, bit), &sealed).await, None, "bit {bit} of the header");
    }
    for short in 0..sealed.cipher.len() {
        let changed = SealedText { cipher: sealed.cipher[..short].to_vec(), ..sealed.clone() };
        assert_eq!(open(&private, HEADER, &changed).await, None, "{short} bytes");
    }
    for no_point in [[0; 64], [0xff; 64]] {
        assert_eq!(seal(&no_point, HEADER, b"4").await, None);
    }
}

/// Made by `tests/fixtures/sealing/make_packet.py` with another library.
#[wasm_bindgen_test]
async fn sealed_elsewhere_is_opened_here() {
    let private = r#"{"kty":"EC","crv":"P-256","x":"YN5OPgeohdHnjCPS-ZoOVd7I1f9Mv5ZoaonCHxLQaC8","y":"U_FgrM8mA1eEQojsRUprSovI2zXzf4oeDXLj3NerMpI","d":"AAAAAAAAAAAAAAAAAAAAABI0VniQq83vAAAAAAAAAE0"}"#;
    let ephemeral =
        key("90b661df6be728e63bfc835d5b97cf979ddce5b51b6018e366a72080fefd90c901ff0feb3f0a5171131b22a9225899d7\
         583327655c08e0c21f5a66460e9e0eb9");
    let cipher = bytes("cbf20418365259da103d4069b4d07bdeb3719e136302c19b5073631862dbf74ca9a06f70f83e3079ac");
    let sealed = SealedText { ephemeral, cipher };
    assert_eq!(open(private, HEADER, &sealed).await.as_deref(), Some(PLAIN.as_bytes()));
}
