//! Faults: files that are broken, missing or cut short, a program that does not arrive, browsers that can't
//! run it; and that nothing is ever asked of another host.

use std::fs;

use roundtable::domain::response::Perspective;
use roundtable::wire::saved::Saved;
use serde_json::Value;
use xtask::server::Response;

use crate::harness::{Engine, Person, Site, engine};
use crate::plan::{self, ELEMENTS, OCTOBER, PULSE, Plan};
use crate::verbs::By;

const PULSE_FILE: &str = "activities/partnership-pulse.json";

#[test]
fn everything_stays_below_the_folder() {
    for mount in ["/", "/team/tools/"] {
        let site = Site::built_at(mount);
        let plan = Plan::varied(PULSE, 2);
        let ada = Person::desktop(&site);
        let own = |ada: &Person<'_>| {
            let from = site.url("");
            let loaded = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
            let loaded: Vec<String> = serde_json::from_value(ada.script(loaded, &[])).unwrap();
            let foreign =
                |name: &&String| !name.starts_with(&from) && !name.starts_with("data:") && !name.starts_with("blob:");
            let foreign: Vec<&String> = loaded.iter().filter(foreign).collect();
            assert!(foreign.is_empty(), "{foreign:?}");
        };
        ada.answer(&plan, By::Mouse);
        own(&ada);
        ada.finish();
        assert_eq!(ada.rows(), plan.rows());
        let result = ada.result_id();
        ada.see("Requests to other sites since you opened this page: 0.");
        own(&ada);
        for route in [format!("#/r/{result}"), "#/results".to_owned(), "#/data".to_owned(), "#/".to_owned()] {
            ada.open(&route);
            own(&ada);
        }
        // Opened by its folder without the slash, as people type it.
        if mount != "/" {
            ada.goto_raw(site.url("").trim_end_matches('/'));
            ada.on_page("home");
            assert_eq!(ada.results().len(), 1);
        }
        ada.assert_no_console_errors();
        site.assert_nothing_missing(&[]);
        let outside: Vec<String> = site
            .requests()
            .into_iter()
            .map(|one| one.path)
            .filter(|path| !path.starts_with(mount) && path != "/team/tools")
            .collect();
        assert!(outside.is_empty(), "{outside:?}");
    }
    // No address of another host stands in what is served, but names of formats and sources of content.
    let dist = &engine::run().dist;
    let names = fs::read_dir(dist).unwrap().map(|entry| entry.unwrap().path());
    for file in names.filter(|path| path.extension().is_some_and(|end| end == "html" || end == "js" || end == "css")) {
        let text = fs::read_to_string(&file).unwrap();
        for address in text.match_indices("://").map(|(at, _)| &text[at.saturating_sub(5)..(at + 20).min(text.len())]) {
            assert!(address.contains("://www.w3.org/"), "{} names {address}", file.display());
        }
    }
}

#[test]
fn a_broken_activity_says_what_to_mend() {
    let site = Site::built();
    let good = plan::built_text(PULSE_FILE);
    let mut without: Value = serde_json::from_str(&good).unwrap();
    without.as_object_mut().unwrap().remove("summary");
    without["steps"][0]["blocks"][0]["items"][1]["text"] = 7.into();
    let mut dangling: Value = serde_json::from_str(&good).unwrap();
    dangling["steps"][0]["blocks"][0]["items"][1]["dimension"] = "nobody".into();
    let ada = Person::desktop(&site);
    for (response, words) in [
        (
            Response::body(&good[..good.len() / 2]),
            &["The file is not valid JSON: ", "Mend the place it names; often a comma or a quotation mark is missing."]
                [..],
        ),
        (
            Response::body(without.to_string()),
            &[
                "The field “summary” is missing.",
                "Add it; activity.schema.json says what it holds.",
                "is of the wrong type.",
                "in activities/partnership-pulse.json, at /steps/0/blocks/0/items/1/text",
            ],
        ),
        (Response::body(dangling.to_string()), &["Nothing here is called “nobody”.", "balanced-say"]),
        (Response::status(404), &["The file could not be fetched (answer 404).", "under exactly this name"]),
        (Response::status(500), &["The file could not be fetched (answer 500)."]),
        // Hosts that answer everything with the start page.
        (Response::body("<!doctype html><title>Start</title>"), &["The file is not valid JSON: "]),
    ] {
        site.answer(PULSE_FILE, response);
        for route in [format!("#/a/{PULSE}"), format!("#/a/{PULSE}/do")] {
            ada.open(&route);
            ada.expect_text("main[data-page] h1", "This activity can’t be opened");
            ada.see("in activities/partnership-pulse.json");
            for word in words {
                ada.see(word);
            }
            // Every remedy is filled in.
            ada.see_not("{expected}");
        }
    }
    // The rest of the site works, home page included.
    ada.press("Go to the start page");
    ada.on_page("home");
    ada.press("Is this a partnership?");
    ada.on_page("activity");
    ada.press("Start");
    ada.on_page("answer");
    ada.expect_text("h1", &plan::activity(ELEMENTS).steps[0].title);

    // A result of it is not lost, and tells the same; mended, a press is enough.
    let plan = Plan::varied(PULSE, 1);
    let done = plan.complete(101, Perspective::Own, OCTOBER);
    ada.remember(&Saved::Complete(done.clone()));
    site.answer(PULSE_FILE, Response::status(404));
    ada.open(&format!("#/r/{}", done.sheet.id));
    ada.see("The file could not be fetched (answer 404).");
    ada.press("Try again");
    ada.see("The file could not be fetched (answer 404).");
    site.answer_as_built(PULSE_FILE);
    ada.press("Try again");
    ada.see(&format!("Partnership pulse, {}", ada.day(OCTOBER)));
    ada.holds_result_of(&plan);
    site.answer(PULSE_FILE, Response::body("{"));
    ada.open(&format!("#/a/{PULSE}/do"));
    ada.see("The file is not valid JSON: ");
    site.answer_as_built(PULSE_FILE);
    ada.press("Try again");
    ada.press("Begin");
    ada.see("Question 1 of 6,");
}

#[test]
fn a_broken_catalogue_says_so() {
    let site = Site::built();
    let file = "activities/index.json";
    let ada = Person::desktop(&site);
    for (response, words) in [
        (Response::status(404), "The file could not be fetched (answer 404)."),
        (Response::body("{\"format\": 1}"), "The field “activities” is missing."),
        (Response::body("nothing"), "The file is not valid JSON: "),
    ] {
        site.answer(file, response);
        ada.open("#/");
        ada.see("The list of activities can’t be opened");
        ada.see(words);
        ada.see("in activities/index.json");
    }
    // A link to an activity does not need it.
    ada.open(&format!("#/a/{PULSE}"));
    ada.expect_text("main[data-page] h1", "Partnership pulse");
    ada.open("#/");
    site.answer_as_built(file);
    ada.press("Try again");
    ada.see("Is this a partnership?");
    // Gone in the middle of a visit: what is here goes on, and what is not says so.
    site.go_offline();
    ada.press("Alliance check");
    ada.see("This activity can’t be opened");
    ada.see("Check the connection and try again. Your answers are safe on this device.");
    site.go_online();
    ada.press("Try again");
    ada.expect_text("main[data-page] h1", "Alliance check");
}

#[test]
fn a_program_that_does_not_arrive() {
    let site = Site::built();
    let (script, program) = (site.file("roundtable-app-", ".js"), site.file("roundtable-app-", "_bg.wasm"));
    let rubbish = Response::body(&b"\0asm\x01\0\0\0rubbish"[..]);
    let page = Response::body("<!doctype html>").with_mime("text/html");
    for (file, responses) in [
        (&program, [Response::cut_after(100_000), Response::status(404), rubbish]),
        (&script, [page, Response::status(404), Response::body("this is no script")]),
    ] {
        let ada = Person::desktop(&site);
        for response in responses {
            site.answer(file, response);
            ada.goto_raw(&site.url("#/"));
            ada.see("Roundtable could not be loaded");
            ada.see("Check the connection and try again.");
            ada.see_not("Setting the table");
            ada.goto_raw("about:blank");
        }
        ada.goto_raw(&site.url(&format!("#/a/{PULSE}/do")));
        ada.see("Roundtable could not be loaded");
        ada.script("window.before = true", &[]);
        ada.press("Try again");
        ada.eventually("the page starts anew", |ada| ada.script("return window.before !== true", &[]) == true);
        ada.see("Roundtable could not be loaded");
        site.answer_as_built(file);
        ada.press("Try again");
        ada.on_page("answer");
    }
    // Hosts that do not know the type of a program, or pass it on as text.
    for mime in ["application/octet-stream", "text/plain"] {
        for file in [program.clone(), site.file("split_explore-", ".wasm"), site.file("split_outcome-", ".wasm")] {
            site.answer(&file, Response::mime(mime));
        }
        let ben = Person::desktop(&site);
        let plan = Plan::varied(PULSE, 1);
        ben.open("#/");
        ben.answer(&plan, By::Mouse);
        ben.finish();
        ben.holds_result_of(&plan);
    }
}

#[test]
fn a_piece_of_the_program_that_does_not_arrive() {
    let site = Site::built();
    let pieces = ["split_explore-", "split_outcome-", "split_kept-"].map(|start| site.file(start, ".wasm"));
    let [explore, outcome, data] = &pieces;
    let ada = Person::desktop(&site);
    for piece in &pieces {
        site.answer(piece, Response::status(503));
    }
    let plan = Plan::varied(PULSE, 1);
    ada.open("#/");
    ada.see("This page could not be fetched");
    ada.see("Check the connection and try again. Your answers are safe on this device.");
    ada.assert_accessible("without a piece of the program");
    ada.press("Try again");
    ada.see("This page could not be fetched");
    // Questions are what is fetched first: whoever has the link can answer.
    ada.open(&format!("#/a/{PULSE}/do"));
    ada.answer_on(&plan, By::Mouse);
    ada.press("See my result");
    ada.see("This page could not be fetched");
    assert_eq!(ada.results()[0].sheet.answers, plan.done().sheet.answers);
    site.answer(outcome, Response::cut_after(20_000));
    ada.press("Try again");
    ada.see("This page could not be fetched");
    site.answer_as_built(outcome);
    ada.press("Try again");
    ada.holds_result_of(&plan);
    ada.press("My data");
    ada.see("This page could not be fetched");
    site.answer_as_built(data);
    ada.press("Try again");
    ada.on_page("data");
    site.answer_as_built(explore);
    ada.press_in(".nav", "My results");
    ada.on_page("results");
    ada.expect_count(".results-list li", 1);
}

#[test]
fn a_browser_that_cannot_run_it() {
    let site = Site::built();
    let page = plan::built_text("index.html");
    let ada = Person::desktop(&site);
    for missing in [
        // An older browser, which knows no references to what is outside.
        "const Known = WebAssembly.Module; WebAssembly.Module = function (bytes) { \
         if (bytes.includes(0x6f)) throw new WebAssembly.CompileError('type 0x6f'); return new Known(bytes); }",
        // An older style engine, and one that can't be asked.
        "CSS.supports = (name, value) => !String(value).startsWith('oklch')",
        "delete CSS.supports",
        "delete window.WebAssembly",
    ] {
        let without = page.replacen("<head>", &format!("<head><script>{missing}</script>"), 1);
        assert_ne!(without, page);
        site.answer("index.html", Response::body(without));
        ada.goto_raw(&site.url("#/"));
        ada.see("This browser can’t run Roundtable");
        ada.see("It needs a browser from 2023 or later");
        ada.see("Lockdown Mode");
        ada.see("Nothing that you have answered here before is lost.");
        ada.see_not("Setting the table");
        ada.goto_raw("about:blank");
    }
    ada.goto_raw(&site.url("#/"));
    ada.see("This browser can’t run Roundtable");
    ada.assert_accessible("without what it needs");
    // Without any script, the page says so by itself.
    let noscript = page.split_once("<noscript>").unwrap().1.split_once("</noscript>").unwrap().0;
    assert!(noscript.contains("Roundtable needs JavaScript") && noscript.contains("Please allow JavaScript"));
    if ada.engine() == Engine::Chromium {
        site.answer_as_built("index.html");
        ada.goto_raw("about:blank");
        ada.without_scripts();
        ada.goto_raw(&site.url("#/"));
        ada.see("Roundtable needs JavaScript");
        ada.see_not("Setting the table");
    }
}

#[test]
fn offline_in_the_middle_of_answering() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 3);
    let ada = Person::desktop(&site);
    ada.start(&plan, By::Mouse);
    ada.press("Begin");
    ada.choose("1");
    // The program for the result is fetched while one answers.
    let outcome = site.file("split_outcome-", ".wasm");
    ada.eventually("the piece for the result", |one| {
        one.site().requests().iter().any(|asked| asked.path.ends_with(&outcome) && asked.status == 200)
    });
    site.go_offline();
    ada.press("Back");
    ada.answer_on(&plan, By::Mouse);
    ada.finish();
    ada.holds_result_of(&plan);
    ada.press("Export");
    ada.press("Table (CSV) for a spreadsheet");
    assert!(ada.download(&format!("{PULSE}-*.csv")).text().contains("dimension,honesty"));
}
