//! After the first visit: everything works without a network, a new version waits until it is asked for, and nothing of
//! another app on the host is touched. The host is really gone: its port is closed.

use std::fs;

use roundtable::domain::invitation::Invitation;
use roundtable::wire::code::{Packet, text};
use serde_json::json;
use xtask::policy;
use xtask::server::Response;

use crate::carried::{OWN, own_activity};
use crate::harness::{Person, Site, engine};
use crate::owner::LOGO;
use crate::plan::{self, PULSE, Plan, built_text};
use crate::rooms::ROOM;
use crate::verbs::By;

/// The program of the next version, by its name: the same under another one.
const NEXT: &str = "roundtable-app-fedcba9876543210";

impl Person<'_> {
    /// Waits until the site is kept on this device.
    #[track_caller]
    pub fn keeps_the_site(&self) {
        self.eventually("the service worker to be in charge", |one| {
            one.script("return !!navigator.serviceWorker.controller", &[]) == json!(true)
        });
    }

    /// The text of a file as it is kept; empty where it is not.
    pub fn kept_text(&self, file: &str) -> String {
        let kept = "return caches.match(new URL(arguments[0], location.href)).then((one) => one ? one.text() : '')";
        self.script(kept, &[json!(file)]).as_str().unwrap_or_default().to_owned()
    }

    /// What the version of the site that is shown says of itself.
    fn description(&self) -> String {
        self.attribute("meta[name=description]", "content").unwrap_or_default()
    }

    /// The names of all caches of this origin.
    fn caches(&self) -> Vec<String> {
        let names = self.script("return caches.keys()", &[]);
        names.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    }
}

#[test]
fn a_participant_goes_on_without_a_network() {
    let site = Site::kept();
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.keeps_the_site();
    ada.open("#/data");
    ada.see("This site works here without a network.");
    site.go_offline();
    let all = plan::catalogue();
    for entry in &all {
        ada.open(&format!("#/a/{}", entry.id));
        ada.see(&entry.title);
        ada.on_page("activity");
    }
    let invitation = Packet::Join(Box::new(Invitation::usual(ROOM, PULSE)));
    ada.take_part(&text::link("https://example.org/", &invitation.write().unwrap()), &Plan::varied(PULSE, 3), "");
    ada.see("Nothing has left this device yet.");
    ada.shown_code();
    for (route, page) in [
        ("#/", "home"),
        ("#/results", "results"),
        ("#/commitments", "commitments"),
        ("#/data", "data"),
        ("#/w", "workshops"),
        ("#/library", "library"),
        ("#/join", "join"),
    ] {
        ada.open(route);
        ada.on_page(page);
    }
    ada.assert_no_console_errors();
}

#[test]
fn a_new_version_waits_until_it_is_asked_for() {
    let site = Site::kept();
    let ada = Person::desktop(&site);
    ada.open("#/");
    // Another app on the same host.
    ada.script("localStorage.setItem('theirs', 'kept')", &[]);
    ada.script("return caches.open('theirs').then((cache) => cache.put('/theirs', new Response('kept')))", &[]);
    ada.keeps_the_site();
    let before = ada.caches();
    assert_eq!(before.len(), 2, "{before:?}");
    // The version that is there already is looked for again and not offered.
    for _ in 0..3 {
        ada.reload();
        let look = "return navigator.serviceWorker.getRegistration().then((one) => one.update()) \
                    .then((one) => !one.installing && !one.waiting)";
        assert_eq!(ada.script(look, &[]), json!(true));
        assert!(!ada.exists(".banner"));
    }
    // Another window, in which nobody looks for a while.
    ada.second_tab();
    ada.on_page("home");
    ada.switch_tab(1);
    let plan = Plan::varied(PULSE, 1);
    ada.start(&plan, By::Mouse);
    ada.press("Begin");
    ada.see("Question 1 of");
    ada.choose("3");
    ada.press("Next");
    ada.see("Question 2 of");

    // The owner uploads the next version.
    let script = site.file("roundtable-app-", ".js");
    let program = script.trim_end_matches(".js");
    for ending in [".js", "_bg.wasm"] {
        let bytes = fs::read(engine::run().dist.join(format!("{program}{ending}"))).unwrap();
        site.answer(&format!("{NEXT}{ending}"), Response::body(bytes));
    }
    let built = built_text("index.html");
    let page = built.replace("No account, nothing to install.", "The next version.").replace(program, NEXT);
    let page = page.replace(&policy::of(&built), &policy::of(&page));
    site.answer("index.html", Response::body(page));
    let worker = built_text("sw.js").replace(program, NEXT);
    let version = worker.split_once("VERSION=\"").unwrap().1[..16].to_owned();
    site.answer("sw.js", Response::body(worker.replace(&version, "0123456789abcdef")));
    // Its files may hold what the version before cannot read.
    let said = json!({ "format": 1, "title": "Next" });
    site.answer("site.json", Response::body(said.to_string()));
    ada.open(&format!("#/a/{PULSE}/do"));
    ada.see("Question 2 of");
    ada.eventually("the next version to wait", |one| {
        one.script("return navigator.serviceWorker.getRegistration().then((all) => !!all.waiting)", &[]) == json!(true)
    });
    // Nobody is disturbed while they answer, and what is shown is the version that was begun with.
    assert!(!ada.exists(".banner"));
    assert!(ada.description().contains("nothing to install"), "{}", ada.description());
    ada.press("Pause: your answers are kept");
    ada.on_page("home");
    ada.see("Explore");
    ada.see("A new version of this site is ready.");
    // Come back to, not loaded again: Firefox's driver does that past the worker.
    ada.open("#/");
    ada.expect_text(".masthead .brand", "Roundtable");
    ada.see("A new version of this site is ready.");
    ada.assert_accessible("a new version");
    ada.screenshot("update-ready");
    ada.switch_tab(2);
    ada.see("A new version of this site is ready.");
    ada.switch_tab(1);
    ada.press("Use it now");
    ada.eventually("the next version", |one| one.description().contains("The next version."));
    ada.expect_text(".masthead .brand", "Next");
    // The other window's offer, which is an old one now, leads there as well.
    ada.switch_tab(2);
    ada.press("Use it now");
    ada.eventually("the next version", |one| one.description().contains("The next version."));
    ada.switch_tab(1);
    ada.open(&format!("#/a/{PULSE}/do"));
    ada.see("Question 2 of");

    let after = ada.caches();
    assert!(after.iter().any(|name| name.ends_with("0123456789abcdef")), "{after:?}");
    assert!(after.contains(&"theirs".to_owned()), "{after:?}");
    assert_eq!(ada.storage().get("theirs").map(String::as_str), Some("kept"));
    // The version before stays for tabs that still run it.
    assert!(before.iter().all(|name| after.contains(name)), "{after:?}");
    ada.assert_no_console_errors();
}

#[test]
fn a_sign_in_page_is_not_taken_for_the_site() {
    let site = Site::kept();
    let piece = site.file("split_room-", ".wasm");
    site.answer(&piece, Response::body("<title>Sign in to the hotel</title>"));
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.eventually("the piece to be asked for", |_| site.requests().iter().any(|one| one.path.ends_with(&piece)));
    ada.eventually("the attempt to be given up", |one| {
        let given_up = "return navigator.serviceWorker.getRegistration().then((one) => !one || !one.installing)";
        one.script(given_up, &[]) == json!(true)
    });
    assert_eq!(ada.script("return !!navigator.serviceWorker.controller", &[]), json!(false));
    // Signed in, the next visit brings what is missing.
    site.answer_as_built(&piece);
    ada.reload();
    ada.keeps_the_site();
}

#[test]
fn an_owners_mistake_takes_nothing_along() {
    let site = Site::kept();
    site.answer("site.json", Response::body("{ \"title\": "));
    site.answer("library.json", Response::status(500));
    site.answer("activities/dot-vote.json", Response::status(404));
    // An icon of one's own, one made smaller by the host, and one that was forgotten.
    site.answer("icon.svg", Response::body(LOGO));
    site.answer("icons/icon-512.png", Response::body("smaller").with_mime("image/webp"));
    site.answer("icons/icon-192.png", Response::status(404));
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.keeps_the_site();
    assert_eq!(
        ["icon.svg", "icons/icon-512.png", "icons/icon-192.png"].map(|icon| ada.kept_text(icon)),
        [LOGO, "smaller", ""]
    );
    site.go_offline();
    ada.open("#/");
    ada.see("Explore");
    ada.open(&format!("#/a/{PULSE}"));
    ada.on_page("activity");
    site.go_online();
    ada.open("#/");
    // What is mended is kept from then on.
    ada.eventually("all to be kept", |one| !one.kept_text("activities/dot-vote.json").is_empty());
}

#[test]
fn what_the_owner_takes_away_is_gone() {
    let site = Site::kept();
    let own = format!("activities/{OWN}.json");
    let said = json!({ "format": 1, "title": "Harbour", "activities": [OWN, "*"] });
    site.answer("site.json", Response::body(said.to_string()));
    site.answer(&own, Response::body(own_activity()));
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.keeps_the_site();
    let kept = |one: &Person<'_>| [one.kept_text("site.json"), one.kept_text(&own)].map(|text| !text.is_empty());
    assert_eq!(kept(&ada), [true, true]);
    // In the middle of an upload, with another version's page or none, what is missing may be still to come.
    site.answer("index.html", Response::status(404));
    site.answer("site.json", Response::status(404));
    site.answer(&own, Response::status(404));
    ada.open("#/");
    ada.see("Our own pulse");
    for file in ["/site.json", own.as_str(), site.mount()] {
        let missed = || site.requests().iter().any(|one| one.path.ends_with(file) && one.status == 404);
        ada.eventually("it to be looked for", |_| missed());
    }
    ada.open("#/");
    ada.see("Our own pulse");
    assert_eq!(kept(&ada), [true, true]);
    // It is really gone: the first look asks, the second is as delivered. A look from before may still have asked, and
    // no list names the activity then: whoever looks at it there asks.
    site.answer_as_built("index.html");
    ada.open("#/");
    ada.eventually("it to be gone", |one| !kept(one)[0]);
    ada.open(&format!("#/a/{OWN}"));
    ada.eventually("its activity to be gone", |one| !kept(one)[1]);
    ada.open("#/");
    ada.see("Explore");
    ada.expect_text(".masthead .brand", "Roundtable");
    ada.see_not("Our own pulse");
    // What the app brought along and a mistake took away stays.
    site.answer("activities/dot-vote.json", Response::status(404));
    ada.open("#/a/dot-vote");
    ada.on_page("activity");
    let missed =
        |_: &Person<'_>| site.requests().iter().any(|one| one.path.ends_with("vote.json") && one.status == 404);
    ada.eventually("it to be looked for", missed);
    ada.open("#/a/dot-vote");
    ada.on_page("activity");
}

#[test]
fn a_version_takes_no_program_of_another_under_its_name() {
    let site = Site::kept();
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.keeps_the_site();
    let script = site.file("roundtable-app-", ".js");
    let changed = format!("{}\n", built_text(&script));
    let sum_of = "return crypto.subtle.digest('SHA-256', new TextEncoder().encode(arguments[0])).then((sum) => \
        Array.from(new Uint8Array(sum).slice(0, 8), (one) => one.toString(16).padStart(2, '0')).join(''))";
    let sum = |text: &str| ada.script(sum_of, &[json!(text)]).as_str().unwrap().to_owned();
    let (before, after) = (sum(&built_text(&script)), sum(&changed));
    let worker = built_text("sw.js");
    assert!(worker.contains(&before), "the worker has another sum of the script than {before}");
    let version = worker.split_once("VERSION=\"").unwrap().1[..16].to_owned();
    let worker = worker.replace(&before, &after).replace(&version, "0123456789abcdef");
    site.answer("sw.js", Response::body(worker));
    site.answer(&script, Response::body(changed.clone()));
    ada.script("return navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)", &[]);
    let kept = format!(
        "return caches.keys().then((all) => caches.open(all.find((one) => one.endsWith('0123456789abcdef')))) \
         .then((cache) => cache.match('{script}')).then((one) => one ? one.text() : '')"
    );
    ada.eventually("the script of the next version", |one| one.script(&kept, &[]) == json!(changed));
}

#[test]
fn what_belongs_to_others_is_left_to_them() {
    let site = Site::kept();
    let elsewhere = Site::built_at("/cdn/");
    // The page refuses a logo on another host; nobody asks that host for it.
    let logo = elsewhere.url("harbour.svg");
    let said = json!({ "format": 1, "logo": logo, "activities": ["../../theirs", "*"] });
    site.answer("site.json", Response::body(said.to_string()));
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.keeps_the_site();
    // Another app in a folder below this one, with pictures that change.
    let picture = |text: &str| Response::body(LOGO.replace("</svg>", &format!("<!--{text}--></svg>")));
    for now in ["first", "second"] {
        site.answer("other/chart.svg", picture(now));
        for name in ["other/chart.svg", "other/chart.svg?id=1"] {
            let seen = ada.script(&format!("return fetch('{name}').then((one) => one.text())"), &[]);
            assert!(seen.as_str().unwrap_or_default().contains(now), "{name}: {seen}");
        }
    }
    ada.open("#/");
    ada.see("Explore");
    assert!(elsewhere.requests().is_empty(), "{:?}", elsewhere.requests());
    assert!(site.requests().iter().all(|one| !one.path.contains("theirs")));
}

#[test]
fn what_the_owner_adds_is_kept_as_well() {
    let site = Site::kept();
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.keeps_the_site();
    let said = json!({ "format": 1, "title": "Harbour", "logo": "harbour.svg", "activities": [OWN, "*"] });
    site.answer("site.json", Response::body(said.to_string()));
    site.answer("harbour.svg", Response::body(LOGO));
    site.answer(&format!("activities/{OWN}.json"), Response::body(own_activity()));
    // The first look asks, the second has it.
    ada.open("#/");
    for file in [format!("activities/{OWN}.json"), "harbour.svg".to_owned()] {
        let is_kept = format!("return caches.match(new URL('{file}', location.href)).then((one) => !!one)");
        ada.eventually("what the owner has added to be kept", |one| one.script(&is_kept, &[]) == json!(true));
    }
    site.go_offline();
    ada.open("#/");
    ada.see("Our own pulse");
    ada.expect_text(".masthead .brand", "Harbour");
    ada.eventually("the logo", |one| {
        one.script("return document.querySelector('.brand img').naturalWidth > 0", &[]) == json!(true)
    });
    ada.open(&format!("#/a/{OWN}"));
    ada.on_page("activity");
    ada.see("Our own pulse");
    ada.assert_no_console_errors();
}
