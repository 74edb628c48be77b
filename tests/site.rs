//! `site.json`: what an owner says is used, every mistake is named with its place and its remedy, and whatever is
//! wrong, visitors have a working site.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::{root, text_of};
use proptest::prelude::*;
use roundtable::content::{read_index, read_site};
use roundtable::domain::catalogue::{Catalogue, Entry};
use roundtable::domain::colour::Rgb;
use roundtable::domain::problem::Code;
use roundtable::domain::site::{Link, Site, is_address, is_picture};
use roundtable::i18n::{cause, remedy};
use serde_json::{Value, json};

fn whole() -> Value {
    json!({
        "$schema": "./site.schema.json",
        "format": 1,
        "title": "Partners of the harbour",
        "tagline": "Who shares the work shares the say.",
        "logo": "own/logo.svg",
        "colors": { "accent": "#8a1c4a", "second": "#1d6b4f" },
        "languages": ["en"],
        "activities": ["our-own-check", "partnership-pulse", "*"],
        "featured": "partnership-pulse",
        "contact": { "title": "Ada, the office", "url": "mailto:ada@example.org" },
        "privacy": "We keep no logs.\n\nAsk us.",
        "links": [{ "title": "Imprint", "url": "imprint.html" }, { "title": "Harbour", "url": "https://example.org/a?b=c#d" }],
        "least": 5
    })
}

fn link(title: &str, url: &str) -> Link {
    Link { title: title.to_owned(), url: url.to_owned() }
}

#[test]
fn everything_that_an_owner_says_is_read() {
    let (site, problems) = read_site(&whole().to_string());
    assert_eq!(problems, []);
    let read = Site {
        title: Some("Partners of the harbour".to_owned()),
        tagline: Some("Who shares the work shares the say.".to_owned()),
        logo: Some("own/logo.svg".to_owned()),
        accent: Some(Rgb([0x8a, 0x1c, 0x4a])),
        second: Some(Rgb([0x1d, 0x6b, 0x4f])),
        languages: vec!["en".to_owned()],
        activities: ["our-own-check", "partnership-pulse", "*"].map(str::to_owned).to_vec(),
        featured: Some("partnership-pulse".to_owned()),
        contact: Some(link("Ada, the office", "mailto:ada@example.org")),
        privacy: Some("We keep no logs.\n\nAsk us.".to_owned()),
        links: vec![link("Imprint", "imprint.html"), link("Harbour", "https://example.org/a?b=c#d")],
        least: Some(5),
    };
    assert_eq!(site, read);
}

#[test]
fn the_shipped_file_says_what_is_so_anyway() {
    let (site, problems) = read_site(&text_of("public/site.json"));
    assert_eq!(problems, []);
    assert_eq!(site, Site { title: Some("Roundtable".to_owned()), ..Site::default() });
    assert_eq!(site.look(), "");
    assert_eq!(read_site("{\"format\": 1}"), (Site::default(), Vec::new()));
}

/// A change to the whole file, the place that is named, and what the owner reads.
type Mistake = (fn(&mut Value), &'static str, &'static str);

const MISTAKES: [Mistake; 30] = [
    (|v| v["titel"] = json!("x"), "/titel", "The format has no field “titel”. Check the spelling or take it out."),
    (|v| v["format"] = json!(2), "/format", "The format is 2, but this version reads format 1."),
    (
        |v| drop(v.as_object_mut().unwrap().remove("format")),
        "",
        "The field “format” is missing. Add it; site.schema.json",
    ),
    (|v| v["title"] = json!(7), "/title", "“7” is of the wrong type."),
    (|v| v["title"] = json!(" "), "/title", "The text is empty."),
    (|v| v["title"] = json!("a".repeat(41)), "/title", "Shorten it to 40 characters."),
    (|v| v["tagline"] = json!("a".repeat(281)), "/tagline", "Shorten it to 280 characters."),
    (|v| v["logo"] = json!("https://example.org/logo.svg"), "/logo", "is no picture in the folder of the site."),
    (|v| v["logo"] = json!("../logo.svg"), "/logo", "is no picture in the folder of the site."),
    (|v| v["logo"] = json!("logo.pdf"), "/logo", "Put an svg, png, webp or jpg file beside index.html"),
    (|v| v["colors"] = json!("#8a1c4a"), "/colors", "“#8a1c4a” is of the wrong type."),
    (|v| v["colors"]["acent"] = json!("#123456"), "/colors/acent", "Possible here: accent, second."),
    (|v| v["colors"]["accent"] = json!("crimson"), "/colors/accent", "“crimson” is no colour. Write it as #rrggbb"),
    (|v| v["colors"]["second"] = json!("#12345"), "/colors/second", "“#12345” is no colour."),
    (|v| v["colors"]["second"] = json!("#8f1c40"), "/colors/second", "“#8f1c40” can’t be told from the first colour."),
    (|v| v["languages"] = json!(["tlh"]), "/languages/0", "“tlh” is not known here. Use one of these: en."),
    (|v| v["languages"] = json!([]), "/languages", "The list has 0 entries."),
    (|v| v["activities"] = json!("partnership-pulse"), "/activities", "is of the wrong type."),
    (|v| v["activities"][0] = json!("Our Check"), "/activities/0", "“Our Check” is not a valid id."),
    (|v| v["activities"][1] = json!("our-own-check"), "/activities/1", "The id “our-own-check” stands twice."),
    (|v| v["featured"] = json!("pulse.json"), "/featured", "“pulse.json” is not a valid id."),
    (|v| v["contact"] = json!("ada@example.org"), "/contact", "is of the wrong type."),
    (|v| v["contact"]["url"] = json!("javascript:alert(1)"), "/contact/url", "is no address that a link may lead to."),
    (|v| v["contact"] = json!({ "title": "Ada" }), "/contact", "The field “url” is missing."),
    (|v| v["privacy"] = json!(""), "/privacy", "The text is empty."),
    (|v| v["links"][0]["url"] = json!("data:text/html,x"), "/links/0/url", "Write one that begins with https://"),
    (|v| v["links"] = json!(vec![json!({ "title": "a", "url": "b" }); 9]), "/links", "It needs 1 – 8."),
    (|v| v["links"][1]["href"] = json!("x"), "/links/1/href", "Possible here: title, url."),
    (|v| v["least"] = json!(1), "/least", "Use a whole number in the range 2 – 50."),
    (|v| v["least"] = json!("3"), "/least", "“3” is of the wrong type."),
];

/// The field of the whole file that a place is in.
fn field_of(place: &str) -> &str {
    place.trim_start_matches('/').split('/').next().unwrap()
}

#[test]
fn every_mistake_is_named_and_takes_nothing_else_along() {
    let right = read_site(&whole().to_string()).0;
    for (spoil, place, said) in MISTAKES {
        let mut value = whole();
        spoil(&mut value);
        let (site, problems) = read_site(&value.to_string());
        let found = problems.iter().find(|problem| problem.path == place);
        let problem = found.unwrap_or_else(|| panic!("{place}: {problems:?}"));
        assert_eq!(problem.file, "site.json");
        let message = [cause(problem), remedy(problem)].join(" ");
        assert!(message.contains(said), "{place}: {message}");
        assert_eq!(problems.len(), 1, "{place}: {problems:?}");
        // What is not wrong is used.
        let is_in = |field: &str| field_of(place) == field;
        assert!(is_in("title") || site.title == right.title, "{place}");
        assert!(is_in("tagline") || site.tagline == right.tagline, "{place}");
        assert!(is_in("logo") || site.logo == right.logo, "{place}");
        assert!(is_in("colors") || (site.accent, site.second) == (right.accent, right.second), "{place}");
        assert!(is_in("activities") || site.activities == right.activities, "{place}");
        assert!(is_in("featured") || site.featured == right.featured, "{place}");
        assert!(is_in("contact") || site.contact == right.contact, "{place}");
        assert!(is_in("privacy") || site.privacy == right.privacy, "{place}");
        assert!(is_in("links") || site.links == right.links, "{place}");
        assert!(is_in("least") || site.least == right.least, "{place}");
        // What is wrong is not.
        assert!(site.contact.is_none_or(|contact| is_address(&contact.url)), "{place}");
        assert!(site.links.iter().all(|link| is_address(&link.url)), "{place}");
        assert!(site.logo.is_none_or(|logo| is_picture(&logo)), "{place}");
    }
}

#[test]
fn what_is_no_json_says_where_it_breaks() {
    let (site, problems) = read_site("{\n  \"format\": 1,\n  \"title\": \"x\",\n}");
    assert_eq!(site, Site::default());
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::NotJson);
    assert!(cause(&problems[0]).contains("line 4 column 1"), "{}", cause(&problems[0]));
    for text in ["", "null", "[]", "\"x\"", "<!doctype html>"] {
        let (site, problems) = read_site(text);
        assert_eq!((site, problems.is_empty()), (Site::default(), false), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_site(text in ".{0,200}") {
        let _ = read_site(&text);
    }

    #[test]
    fn any_value_gives_a_site(field in 0usize..13, text in ".{0,60}", number: i64) {
        let names: Vec<String> = whole().as_object().unwrap().keys().cloned().collect();
        for wrong in [json!(text), json!(number), json!([text]), json!({ "title": text, "url": text }), Value::Null] {
            let mut value = whole();
            value[names[field].as_str()] = wrong;
            let (site, problems) = read_site(&value.to_string());
            prop_assert!(problems.iter().all(|problem| !cause(problem).is_empty() && !remedy(problem).is_empty()));
            prop_assert!(site.contact.iter().chain(&site.links).all(|link| is_address(&link.url)));
        }
    }
}

#[test]
fn links_lead_to_addresses_only() {
    for right in [
        "https://example.org",
        "HTTP://example.org/a",
        "mailto:a@example.org",
        "tel:+4930123",
        "imprint.html",
        "a/b.html?c=d:e",
        "#/library",
        "/imprint",
    ] {
        assert!(is_address(right), "{right}");
    }
    for wrong in [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://exa mple.org",
        " https://example.org",
        "vbscript:x",
        "a\\b",
        "java\nscript:x",
        "file:///etc",
    ] {
        assert!(!is_address(wrong), "{wrong}");
    }
}

// The catalogue as the owner wants it

fn shipped() -> Vec<Entry> {
    read_index(&text_of("public/activities/index.json")).unwrap()
}

fn ids(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn arranged(activities: &[&str]) -> Catalogue {
    let site = Site { activities: activities.iter().map(|id| (*id).to_owned()).collect(), ..Site::default() };
    let mut entries = shipped();
    let own: Vec<Entry> =
        site.own(&entries).iter().map(|id| Entry { id: (*id).to_owned(), ..entries[0].clone() }).collect();
    entries.extend(own);
    site.arrange(entries)
}

#[test]
fn activities_come_in_the_owners_order() {
    let (whole, all) = (shipped(), shipped().len());
    assert_eq!(ids(arranged(&[]).listed()), ids(&whole));

    let two = arranged(&["power-balance", "partnership-pulse"]);
    assert_eq!(ids(two.listed()), ["power-balance", "partnership-pulse"]);
    // The others are not offered, and still there by their address.
    assert_eq!(two.all().len(), all);
    assert!(two.find("six-conditions").is_some() && two.offered("six-conditions").is_none());

    let own = arranged(&["our-check", "*", "partnership-pulse"]);
    assert_eq!(own.listed().len(), all + 1);
    assert_eq!(own.listed()[0].id, "our-check");
    assert_eq!(own.listed()[all].id, "partnership-pulse");
    let rest: Vec<&str> = ids(&whole).into_iter().filter(|id| *id != "partnership-pulse").collect();
    assert_eq!(ids(&own.listed()[1..all]), rest);
}

#[test]
fn colours_that_look_alike_are_never_used_together() {
    for (accent, second) in
        [("#c2410c", None), ("#d9692b", None), ("#8a1c4a", Some("#1d6b4f")), ("#808080", Some("#777777"))]
    {
        let site = Site { accent: Rgb::parse(accent), second: second.and_then(Rgb::parse), ..Site::default() };
        let [a, b] = site.tints();
        let b = b.unwrap_or(roundtable::domain::colour::Role::Second.usual());
        assert!(a.unwrap().is_apart_from(b), "{accent} {second:?}");
    }
    let site = Site { accent: Rgb::parse("#8a1c4a"), ..Site::default() };
    assert_eq!(site.look(), "--hue-a:1;--chroma-a:0.149");
}

/// What an editor is told agrees with what is read.
#[test]
fn the_schema_knows_every_field() {
    assert!(root("public/site.schema.json").is_file());
    let schema: Value = serde_json::from_str(&text_of("public/site.schema.json")).unwrap();
    let expected = |spoil: fn(&mut Value), place: &str| {
        let mut value = whole();
        spoil(&mut value);
        let problems = read_site(&value.to_string()).1;
        problems.iter().find(|problem| problem.path == place).unwrap().expected.clone()
    };
    let names = |at: &Value| {
        let mut names: Vec<String> = at["properties"].as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let sorted = |list: String| {
        let mut names: Vec<String> = list.split(", ").map(str::to_owned).collect();
        names.sort();
        names
    };
    assert_eq!(names(&schema), sorted(expected(|v| v["x"] = json!(1), "/x")));
    let colours = &schema["properties"]["colors"];
    assert_eq!(names(colours), sorted(expected(|v| v["colors"]["x"] = json!(1), "/colors/x")));
    for link in [&schema["properties"]["contact"], &schema["properties"]["links"]["items"]] {
        assert_eq!(names(link), sorted(expected(|v| v["contact"]["x"] = json!(1), "/contact/x")));
    }
    assert_eq!(schema["properties"]["least"]["minimum"], 2);
    assert_eq!(schema["properties"]["least"]["maximum"], 50);
    assert_eq!(schema["properties"]["languages"]["items"]["enum"], json!(["en"]));
    assert_eq!(schema["properties"]["links"]["maxItems"], 8);
    assert_eq!(schema["properties"]["title"]["maxLength"], 40);
}
