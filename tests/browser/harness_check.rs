//! The harness on `fixture/`, a page that says what has happened to it. What
//! holds here in every engine, tests of the app may rely on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::harness::camera::Film;
use crate::harness::memory::JUNK;
use xtask::drivers::ENGINE_DIED;

use crate::harness::{Engine, Key, Person, Setup, Site};

fn fixture() -> Site {
    Site::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/fixture"))
}

#[test]
fn presses_and_moves() {
    let site = fixture();
    let ada = Person::desktop(&site);
    ada.open("#/");
    assert_eq!(ada.page(), "start");
    ada.see("Storage works");
    ada.see_not("Not to be seen");
    ada.see_not("Only when open");
    ada.press("More");
    ada.see("Only when open");
    ada.press("Press me");
    ada.press("With a label");
    ada.press("Late");
    ada.press_in("p:has(#twice) ~ p", "Touch me");
    ada.expect_text("#events", "visits:0 pressed labelled late click");
    ada.press("Ask");
    ada.press("Twice");
    ada.see("sure");
    ada.press("Other page");
    ada.on_page("other");
    ada.back();
    ada.on_page("start");
    ada.type_address("#/third");
    ada.on_page("third");
    ada.open("#/fourth");
    ada.on_page("fourth");
    ada.expect_text("#events", "visits:1");
    ada.reload();
    assert!(ada.address().ends_with("/team/tools/#/fourth"));
    assert_eq!(ada.attribute("#save", "download").as_deref(), Some("table 1.csv"));
    assert_eq!(ada.attribute("#save", "rel"), None);
    assert!(ada.exists("dialog") && !ada.exists("video"));
    ada.expect_count("fieldset", 2);
    assert_eq!(ada.texts_of("legend"), ["First question", "Second question"]);
    ada.assert_no_console_errors();
    site.assert_nothing_missing(&[]);
    assert!(site.requests().iter().all(|one| one.path.starts_with("/team/tools/")));
}

#[test]
fn answers_by_mouse_key_and_touch() {
    let site = fixture();
    for person in [Person::desktop(&site), Person::phone(&site)] {
        person.open("#/");
        person.choose("2");
        person.choose("1");
        assert_eq!(person.value_of("[name=first]:checked"), "2");
        assert_eq!(person.value_of("[name=second]:checked"), "1");
        person.choose_in("First question", "3");
        assert_eq!(person.value_of("[name=first]:checked"), "3");
        person.choose_by_key(Key::Up);
        person.eventually("two by arrow", |one| one.value_of("[name=first]:checked") == "2");

        person.script("document.getElementById('plain').focus()", &[]);
        person.key(Key::Tab);
        person.focus_is_on("#labelled");
        person.key(Key::BackTab);
        person.focus_is_on("#plain");
        person.script("document.getElementById('events').textContent = ''", &[]);
        person.keys(&[Key::Enter, Key::Space, Key::Char('4'), Key::Escape]);
        person.expect_text("#events", "key:Enter pressed key: pressed key:4 key:Escape");

        person.script("document.getElementById('events').textContent = ''", &[]);
        person.touch("Touch me");
        person.touch_css("#touched");
        let expected = match person.engine() {
            Engine::Webkit => "click click",
            _ => "touchstart touchend click touchstart touchend click",
        };
        person.expect_text("#events", expected);
        person.reload();
        person.touch_option("2");
        assert_eq!(person.value_of("[name=first]:checked"), "2");
    }
}

#[test]
fn fills_fields() {
    let site = fixture();
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.type_into("Name", "Zoë 日本");
    assert_eq!(ada.value_of("#name"), "Zoë 日本");
    ada.type_into("Name", "");
    assert_eq!(ada.value_of("#name"), "");
    ada.type_into("Notes", "one\ntwo");
    assert_eq!(ada.value_of("#notes"), "one\ntwo");
    ada.type_into("Until", "2026-12-24");
    ada.see("2026-12-24");
    ada.tick("Agreed");
    assert!(ada.exists("#agreed:checked"));
    ada.select("Colour", "green");
    assert_eq!(ada.value_of("#colour"), "green");
    ada.upload_content("#file", "notes.txt", b"from a file");
    ada.see("from a file");
}

#[test]
fn keeps_fills_and_denies_storage() {
    let site = fixture();
    let ada = Person::desktop(&site);
    let ben = Person::phone(&site);
    ada.open("#/");
    ada.set_storage("key", "value");
    ada.remove_storage("visited");
    assert_eq!(ada.storage().into_iter().collect::<Vec<_>>(), [("key".into(), "value".into())]);
    ada.fill_storage();
    let refused = "try { localStorage.setItem('k', 'v'); return false } catch { return true }";
    assert_eq!(ada.script(refused, &[]), true);
    ada.remove_storage(JUNK);
    assert_eq!(ada.script(refused, &[]), false);

    ben.open("#/");
    ben.expect_text("#events", "visits:0");
    ben.open_with_storage_denied("#/denied");
    ben.on_page("denied");
    ben.see("Storage is denied");
    assert!(ben.storage().is_empty());
    ben.press("Press me");
    ben.see("pressed");
    ben.touch("Touch me");
    ben.see("click");
    ben.press("Save");
    assert_eq!(ben.download("table 1.csv").text(), "a,b\r\n1,2\r\n");
    ben.reload();
    ben.see("Storage is denied");
    ben.open("#/again");
    ben.see("Storage works");
}

#[test]
fn has_tabs_and_sizes() {
    let site = fixture();
    for person in [Person::desktop(&site), Person::phone(&site)] {
        person.open("#/one");
        person.second_tab();
        person.on_page("one");
        person.type_address("#/two");
        person.on_page("two");
        person.press("Press me");
        person.see("pressed");
        person.switch_tab(1);
        assert_eq!(person.page(), "one");
        person.press("With a label");
        person.see("labelled");
        person.switch_tab(2);
        assert_eq!(person.page(), "two");
        person.see("pressed");
    }
    let ben = Person::phone(&site);
    ben.open("#/");
    assert_eq!(ben.script("return innerWidth", &[]), 390);
    ben.resize(320, 600);
    assert!(ben.wider_than_the_page().is_empty());
    ben.text_size(200);
    ben.press("Press me");
    ben.see("pressed");
    let cara = Person::with(&site, Setup { language: "de-DE,fr", ..Setup::default() });
    cara.open("#/");
    let language = cara.script("return navigator.language", &[]);
    assert!(language == "de-DE" || cara.engine() == Engine::Webkit, "it is {language}");
    cara.script("Intl.getCanonicalLocales(navigator.language)", &[]);
}

#[test]
fn saves_prints_and_photographs() {
    let site = fixture();
    for (person, shape) in [(Person::desktop(&site), "desktop"), (Person::phone(&site), "phone")] {
        person.open("#/");
        for _ in 0..2 {
            person.press("Save");
            let saved = person.download("table*.csv");
            assert_eq!((saved.name.as_str(), saved.text()), ("table 1.csv", "a,b\r\n1,2\r\n"));
        }
        assert!(person.downloads().is_empty());
        person.screenshot(&format!("check-{shape}"));
        person.dark();
        person.screenshot_full(&format!("check-{shape}-full"));
        person.light();
    }
    let ada = Person::desktop(&site);
    ada.open("#/");
    let pdf = ada.print_pdf();
    assert_eq!(pdf.is_none(), ada.engine() == Engine::Webkit);
    assert!(pdf.is_none_or(|pdf| pdf.starts_with(b"%PDF")));
}

#[test]
fn finds_what_is_not_accessible() {
    let site = fixture();
    for person in [Person::desktop(&site), Person::phone(&site)] {
        person.open("#/");
        person.assert_accessible("the page of the check");
        person.script("document.querySelector('h1').className = 'faint'", &[]);
        let found = person.axe();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].rule, "color-contrast");
        assert!(found[0].to_string().contains("h1"));
    }
}

#[test]
fn shows_a_file_to_the_camera() {
    let site = fixture();
    let film = Film::of((320, 240), 1, &[vec![128; 320 * 240]]);
    let ada = Person::with(&site, Setup { camera: Some(film.file().to_owned()), ..Setup::default() });
    ada.open("#/");
    if ada.engine() == Engine::Chromium {
        let width = "return navigator.mediaDevices.getUserMedia({ video: true })\
            .then((film) => film.getVideoTracks()[0].getSettings().width)";
        assert_eq!(ada.script(width, &[]), 320);
    }
}

#[test]
fn a_failure_says_where_and_what() {
    let site = fixture();
    let failure = catch_unwind(AssertUnwindSafe(|| {
        let ada = Person::desktop(&site);
        ada.open("#/");
        ada.script("setTimeout(() => { throw new Error('of the page') })", &[]);
        ada.eventually("the error on the console", |one| {
            one.engine() == Engine::Webkit || one.console().join("").contains("of the page")
        });
        ada.fail("because");
    }));
    let message = *failure.unwrap_err().downcast::<String>().unwrap();
    for part in ["because", "engine:", "/team/tools/#/", "Storage works"] {
        assert!(message.contains(part), "{part} is not in {message}");
    }
    let has_console = message.contains("of the page");
    assert_eq!(has_console, crate::harness::engine::run().engine != Engine::Webkit, "{message}");
}

#[test]
fn a_failure_says_when_the_engine_has_died() {
    let site = fixture();
    let ada = Person::desktop(&site);
    ada.open("#/");
    let message = || {
        let failure = catch_unwind(AssertUnwindSafe(|| ada.fail("because")));
        *failure.unwrap_err().downcast::<String>().unwrap()
    };
    assert!(!message().contains(ENGINE_DIED));
    if ada.lose_the_engine() {
        ada.eventually("its death in the report", |_| message().lines().any(|line| line.trim() == ENGINE_DIED));
    }
}

#[test]
fn a_site_goes_away_and_comes_back() {
    let site = fixture();
    let ada = Person::desktop(&site);
    ada.open("#/");
    site.go_offline();
    let asks = "return fetch('style.css').then(() => true, () => false)";
    assert_eq!(ada.script(asks, &[]), false);
    site.go_online();
    assert_eq!(ada.script(asks, &[]), true);
    ada.open("#/");
    site.answer("style.css", xtask::server::Response::status(503));
    ada.reload();
    assert!(site.requests().iter().any(|one| one.path.ends_with("style.css") && one.status == 503));
    site.assert_nothing_missing(&["style.css"]);
}
