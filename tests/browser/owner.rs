//! A site as its owner wants it, by one file: title, colours, activities, links; and what is wrong with it, for the owner
//! only.

use std::fs;

use roundtable::domain::workshop::least;
use serde_json::{Value, json};
use xtask::server::Response;

use crate::carried::{OWN, own_activity};
use crate::harness::{Person, Site, engine};
use crate::plan::{ELEMENTS, PULSE, built_text, catalogue};
use crate::print::codes_on;

/// A picture of one's own.
pub const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">\
                    <path d=\"M4 20l12-14 12 14-12 6z\" fill=\"#8a1c4a\"/></svg>";

/// What the owner of a harbour says.
fn harbour() -> Value {
    json!({
        "$schema": "./site.schema.json",
        "format": 1,
        "title": "Harbour partners",
        "tagline": "Who shares the work shares the say.",
        "logo": "harbour.svg",
        "colors": { "accent": "#8a1c4a", "second": "#00ff88" },
        "languages": ["en"],
        "activities": [OWN, ELEMENTS, PULSE],
        "featured": ELEMENTS,
        "contact": { "title": "Ask Ada", "url": "mailto:ada@example.org" },
        "privacy": "The harbour keeps no logs.\n\nAsk us whatever you want to know.",
        "links": [{ "title": "Imprint", "url": "imprint.html" }],
        "least": 5
    })
}

fn says(site: &Site, value: &Value) {
    site.answer("site.json", Response::body(value.to_string()));
}

/// A site of the harbour, with an activity and a logo of its own.
fn harbour_site() -> Site {
    let site = Site::built();
    says(&site, &harbour());
    site.answer(&format!("activities/{OWN}.json"), Response::body(own_activity()));
    site.answer("harbour.svg", Response::body(LOGO));
    site
}

impl Person<'_> {
    /// The titles of the cards, in their order.
    fn shelf(&self) -> Vec<String> {
        self.texts_of(".cards h3")
    }

    /// A colour of the page, as the browser computes it.
    fn colour(&self, token: &str) -> String {
        let js = "const probe = document.createElement('i'); document.body.append(probe); \
                  probe.style.color = `var(${arguments[0]})`; const seen = getComputedStyle(probe).color; \
                  probe.remove(); return seen";
        self.script(js, &[json!(token)]).as_str().unwrap().to_owned()
    }
}

#[test]
fn a_site_is_its_owners() {
    let site = harbour_site();
    let usual = Site::built();
    for (ada, name) in [(Person::desktop(&site), "desk"), (Person::phone(&site), "phone")] {
        ada.open("#/");
        ada.expect_text("h1", "Who shares the work shares the say.");
        ada.expect_text(".masthead .brand", "Harbour partners");
        assert!(ada.script("return document.title", &[]).as_str().unwrap().ends_with("Harbour partners"));
        ada.eventually("the logo", |one| {
            one.script("return document.querySelector('.brand img').naturalWidth > 0", &[]) == json!(true)
        });
        let elements = catalogue().into_iter().find(|entry| entry.id == ELEMENTS).unwrap().title;
        assert_eq!(ada.shelf()[..2], ["Our own pulse".to_owned(), elements.clone()]);
        ada.expect_count(".cards > li", 3);
        ada.see(&format!("Begin with “{elements}”"));
        assert_eq!(ada.attribute(".foot a[href='imprint.html']", "href").as_deref(), Some("imprint.html"));
        assert_eq!(ada.attribute(".foot a[href^='mailto:']", "href").as_deref(), Some("mailto:ada@example.org"));
        for dark in [false, true] {
            if dark {
                ada.dark();
            } else {
                ada.light();
            }
            ada.assert_accessible(&format!("the owner's colours, dark {dark}"));
            ada.screenshot(&format!("owner-home-{name}-{}", if dark { "dark" } else { "light" }));
        }
        assert!(ada.wider_than_the_page().is_empty());
    }
    // Other colours than as delivered, there at once when one comes again.
    let (ada, eve) = (Person::desktop(&site), Person::desktop(&usual));
    ada.open("#/");
    eve.open("#/");
    for token in ["--accent", "--second"] {
        assert_ne!(ada.colour(token), eve.colour(token), "{token}");
    }
    let looks = ada.storage().into_iter().find(|(key, _)| key.ends_with("setting/look")).unwrap().1;
    assert!(looks.contains("--hue-a:1;"), "{looks}");
    assert!(!eve.storage().keys().any(|key| key.ends_with("setting/look")));
    // What is not offered is still there for those who have its address.
    ada.open("#/a/power-balance");
    ada.on_page("activity");
    ada.open("#/privacy");
    ada.see("The harbour keeps no logs.");
    ada.see("From whoever runs this site");
    ada.assert_accessible("privacy");
    ada.screenshot("owner-privacy");
    // A new workshop begins with what the owner thinks right.
    ada.open("#/w");
    ada.press("New workshop");
    ada.on_page("workshop");
    assert_eq!(ada.drafts().iter().map(|draft| least(&draft.sheet)).collect::<Vec<_>>(), [5]);
    ada.assert_no_console_errors();
}

#[test]
fn the_site_says_what_it_is_and_is_passed_on() {
    let site = harbour_site();
    for (ada, name) in [(Person::desktop(&site), "desk"), (Person::phone(&site), "phone")] {
        ada.open("#/help");
        ada.expect_count(".abilities > li", 9);
        ada.see("nginx.txt in the folder has ready location blocks");
        // What is said of this browser is what it is.
        let has = ada.script("return !!navigator.share", &[]) == json!(true);
        let said = ada.texts_of(".abilities > li").into_iter().find(|text| text.starts_with("Share sheet")).unwrap();
        assert_eq!(said.contains("yes"), has, "{said}");
        ada.assert_accessible("help");
        ada.screenshot_full(&format!("help-{name}"));
        assert!(ada.wider_than_the_page().is_empty(), "{:?}", ada.wider_than_the_page());
        assert!(ada.small_targets().is_empty(), "{:?}", ada.small_targets());

        ada.open("#/poster");
        ada.expect_text("h1", "Who shares the work shares the say.");
        ada.expect_text(".poster-address", site.url("").split_once("://").unwrap().1.trim_end_matches('/'));
        ada.assert_accessible("poster");
        ada.screenshot_full(&format!("poster-{name}"));
    }
    let ada = Person::desktop(&site);
    // Mail programs and networks put marks behind the address, which nobody passes on.
    ada.open("?from=mail#/poster");
    assert_eq!(ada.script("return location.search", &[]), json!("?from=mail"));
    ada.expect_text(".poster-address", site.url("").split_once("://").unwrap().1.trim_end_matches('/'));
    if let Some(pdf) = ada.print_pdf() {
        // One sheet, and the app's own reader reads it.
        assert_eq!(codes_on(&pdf, "poster"), [[site.url("")]]);
    }
    // Without a share sheet the address is copied.
    ada.open("?from=mail#/library");
    ada.script(
        "navigator.share = undefined; navigator.clipboard.writeText = async (text) => { window.copied = text; }",
        &[],
    );
    ada.press("Share this site");
    ada.see("The link was copied.");
    assert_eq!(ada.script("return window.copied", &[]), json!(site.url("")));
    // Link previews: in the page as it is delivered, and with the owner's words and whole addresses to be put there.
    let page = built_text("index.html");
    for part in ["og:title", "og:description", "og:image", "twitter:card"] {
        assert!(page.contains(part), "{part}");
    }
    let picture = fs::read(engine::run().dist.join("screenshots/preview.png")).unwrap();
    assert!(picture.starts_with(b"\x89PNG"));
    ada.open("#/owner");
    ada.see("files are right.");
    let lines = ada.text_of(".owner-lines");
    assert!(lines.contains("<title>Harbour partners</title>"), "{lines}");
    assert!(lines.contains(&format!("content=\"{}screenshots/preview.png\"", site.url(""))), "{lines}");
}

#[test]
fn the_owner_is_told_what_visitors_are_not() {
    let site = harbour_site();
    let ada = Person::desktop(&site);
    ada.open("#/owner");
    ada.see("files are right.");
    ada.see("#8a1c4a as you wrote it");
    ada.see("Softer than you wrote it");
    ada.see("3 of 35");
    // What another number than the usual one takes from every workshop.
    ada.see("5 answers on");
    ada.see("has no code to type, for a typed code promises 3 answers");
    ada.assert_accessible("an owner's site without mistakes");
    ada.screenshot_full("owner-right");

    for said in [json!({ "format": 1 }), json!({ "format": 1, "least": 3 })] {
        says(&site, &said);
        ada.press("Check again");
        ada.see("Group results from");
        ada.see_not("has no code to type");
    }

    // One mistake of each kind, and the page for visitors goes on.
    let mut said = harbour();
    said["colors"]["accent"] = json!("crimson");
    said["titel"] = json!("x");
    said["links"][0]["url"] = json!("javascript:alert(1)");
    said["featured"] = json!("no-such-thing");
    said["activities"] = json!([OWN, "missing-one", ELEMENTS]);
    said["logo"] = json!("gone.png");
    says(&site, &said);
    let broken = own_activity().replace("\"summary\"", "\"sumary\"");
    site.answer(&format!("activities/{OWN}.json"), Response::body(broken));
    let mut elements: Value = serde_json::from_str(&built_text(&format!("activities/{ELEMENTS}.json"))).unwrap();
    elements["title"] = json!("Five things");
    site.answer(&format!("activities/{ELEMENTS}.json"), Response::body(elements.to_string()));
    site.answer("library.json", Response::body("{\"format\": 1,}"));
    ada.press("Check again");
    for words in [
        "“crimson” is no colour.",
        "in site.json, at /colors/accent",
        "The format has no field “titel”.",
        "“javascript:alert(1)” is no address",
        "in site.json, at /links/0/url",
        "Nothing here is called “no-such-thing”.",
        "in activities/missing-one.json",
        "in gone.png",
        "The format has no field “sumary”.",
        "The list says something else of “Five things” than its own file.",
        "in library.json",
    ] {
        ada.see(words);
    }
    ada.assert_accessible("an owner's site with mistakes");
    ada.screenshot_full("owner-wrong");
    ada.press("Save a fresh list");
    assert!(ada.download("index.json").text().contains("\"title\":\"Five things\""));

    for (visitor, name) in [(Person::phone(&site), "phone"), (Person::desktop(&site), "desk")] {
        visitor.open("#/");
        visitor.expect_text("h1", "Who shares the work shares the say.");
        visitor.expect_count(".cards > li", 1);
        assert!(!visitor.exists(".foot a[href^='javascript']"));
        assert!(!visitor.page().contains("crimson"));
        visitor.open("#/owner");
        visitor.see("things to mend");
        visitor.screenshot_full(&format!("owner-wrong-{name}"));
        assert!(visitor.wider_than_the_page().is_empty(), "{:?}", visitor.wider_than_the_page());
    }
    for text in ["", "<!doctype html><title>Sign in</title>", "[1, 2]", "{\"format\": 1,}"] {
        site.answer("site.json", Response::body(text));
        let visitor = Person::desktop(&site);
        visitor.open("#/");
        visitor.expect_text(".masthead .brand", "Roundtable");
        visitor.expect_count(".cards > li", catalogue().len());
    }
    site.answer("site.json", Response::status(404));
    ada.open("#/");
    ada.expect_text(".masthead .brand", "Roundtable");
    ada.open("#/owner");
    ada.see("There is no site.json: everything is as delivered.");
}
