//! The code map of `src/lib.rs`, held: which module may name which, where the browser may be named, and
//! how long a file may be.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::root;
use common::source::{Source, sources};

/// Each layer with the other modules of ours that it may name, and the crates from outside.
const LAYERS: [(&str, &[&str], &[&str]); 11] = [
    ("domain", &[], &[]),
    ("route", &["domain"], &[]),
    ("content", &["domain"], &["serde_json"]),
    ("wire", &["domain"], &["data_encoding", "miniz_oxide", "serde_json"]),
    ("chart", &["domain"], &["qrcodegen"]),
    ("reading", &[], &["quircs"]),
    // Programs beside the app take the one layer that they carry in by its path, so that they carry no other.
    ("bin", &[], &[]),
    ("i18n", &["domain"], &["js_sys", "wasm_bindgen"]),
    ("browser", &["domain", "wire"], &["js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "gloo_storage"]),
    ("ui", &["domain", "route", "content", "wire", "chart", "i18n", "browser"], &["leptos"]),
    (
        "app",
        &["domain", "route", "content", "wire", "chart", "i18n", "browser", "ui"],
        &["leptos", "wasm_split_helpers"],
    ),
];

/// All crates that the program depends on, as code names them.
const CRATES: [&str; 13] = [
    "data_encoding",
    "gloo_storage",
    "js_sys",
    "leptos",
    "miniz_oxide",
    "qrcodegen",
    "quircs",
    "serde",
    "serde_json",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "wasm_split_helpers",
    "web_sys",
];

/// The module of ours that a file belongs to.
fn layer(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

/// The modules of ours that a piece of code names: what follows `crate::`, in lists as well.
fn named_modules(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let after = &code[at + "crate::".len()..];
        match after.strip_prefix('{') {
            Some(list) => found.extend(list_heads(list)),
            None => {
                found.insert(word(after));
            }
        }
    }
    found.retain(|name| name.starts_with(|c: char| c.is_lowercase()));
    found
}

/// The first word of every entry of a list, up to its closing brace.
fn list_heads(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut heads = vec![String::new()];
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(String::new()),
            _ if depth == 0 => heads.last_mut().unwrap().push(c),
            _ => {}
        }
    }
    heads.iter().map(|head| word(head.trim_start())).filter(|head| !head.is_empty()).collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The crates from outside that a piece of code names.
fn named_crates(code: &str) -> BTreeSet<&'static str> {
    CRATES
        .into_iter()
        .filter(|name| {
            code.match_indices(name).any(|(at, _)| {
                let alone = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.' || c == ':');
                let after = code[at + name.len()..].trim_start();
                let whole = !code[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
                alone
                    && whole
                    && (after.starts_with("::") || code[..at].trim_end().ends_with("use") || code[..at].ends_with("#["))
            })
        })
        .collect()
}

#[test]
fn the_reading_of_imports_finds_what_it_should() {
    let code = "use crate::domain::{a, b};\nuse crate::{i18n::t, ui::{page::x, part}};\nlet x = crate::route::Route;\n\
                use serde_json::Value; fn f() -> js_sys::Date; #[wasm_bindgen] x.leptos::y(); my_serde::z;";
    assert_eq!(named_modules(code).into_iter().collect::<Vec<_>>(), ["domain", "i18n", "route", "ui"]);
    assert_eq!(named_crates(code).into_iter().collect::<Vec<_>>(), ["js_sys", "serde_json", "wasm_bindgen"]);
}

#[test]
fn every_layer_names_only_those_it_may() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let mut named = 0;
    for source in sources() {
        let own = layer(&source.path).to_owned();
        if ["lib", "main"].contains(&own.as_str()) || source.path == "i18n/build.rs" {
            continue;
        }
        let Some((_, modules, crates)) = LAYERS.iter().find(|(name, ..)| *name == own) else {
            wrong.push(format!("{}: its layer is not in the table", source.path));
            continue;
        };
        let code = source.code();
        for module in named_modules(&code) {
            named += 1;
            if module != own && !modules.contains(&module.as_str()) {
                wrong.push(format!("{} names crate::{module}", source.path));
            }
        }
        for outside in named_crates(&code) {
            if !crates.contains(&outside) {
                wrong.push(format!("{} names {outside}", source.path));
            }
        }
        seen.insert(own);
    }
    assert_eq!(seen.len(), LAYERS.len(), "{seen:?}");
    assert!(named > 100, "only {named} names found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_app_names_pages() {
    let mut pages = 0;
    let wrong: Vec<String> = sources()
        .into_iter()
        .filter(|source| {
            let code = source.code();
            let names = code.contains("ui::page") || code.contains("page::{") && source.path.starts_with("ui/");
            if source.path == "app.rs" {
                pages += code.matches("ui::page").count();
                return false;
            }
            names && !source.path.starts_with("ui/page/")
        })
        .map(|source| source.path)
        .collect();
    assert!(pages > 0, "the app names no page: is this the right place to look?");
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// `browser` is the only home of `web_sys`; `i18n/format.rs` names JavaScript's own `Intl`.
#[test]
fn the_browser_has_one_home() {
    let places = |name: &str| -> Vec<String> {
        sources()
            .into_iter()
            .filter(|source| !source.path.starts_with("browser/"))
            .filter(|source| named_crates(&source.code()).contains(name))
            .map(|source| source.path)
            .collect()
    };
    assert_eq!(places("gloo_storage"), [""; 0]);
    assert_eq!(places("web_sys"), [""; 0]);
    assert_eq!(places("wasm_bindgen_futures"), [""; 0]);
    assert_eq!(places("js_sys"), ["i18n/format.rs"]);
    assert_eq!(places("wasm_bindgen"), ["i18n/format.rs"]);
    let inside = sources().into_iter().filter(|source| named_crates(&source.code()).contains("web_sys")).count();
    assert!(inside >= 3, "{inside}");
}

#[test]
fn the_domain_has_no_clock_and_no_randomness() {
    let domain: Vec<Source> = sources().into_iter().filter(|source| source.path.starts_with("domain/")).collect();
    assert!(domain.len() > 10, "{}", domain.len());
    for source in domain {
        let code = source.code_without_tests();
        for word in ["std::time", "SystemTime", "Instant", "rand::", "std::fs", "std::env", "thread_local", "static "] {
            let named = code.match_indices(word).any(|(at, _)| !code[..at].ends_with('\''));
            assert!(!named, "{} names {word}", source.path);
        }
    }
}

// The files themselves

#[test]
fn every_file_says_what_it_holds() {
    let silent: Vec<String> =
        sources().into_iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_file_is_long_and_few_are_short() {
    let lines = |source: &Source| source.text.lines().count();
    let all = sources();
    let long: Vec<String> = all.iter().filter(|source| lines(source) > 600).map(|source| source.path.clone()).collect();
    assert!(long.is_empty(), "over 600 lines: {long:?}");
    // A `mod.rs` that lists its modules and `main.rs` are short by nature.
    let short: Vec<String> = all
        .iter()
        .filter(|source| lines(source) < 20 && !source.path.ends_with("mod.rs") && source.path != "main.rs")
        .map(|source| format!("{} ({})", source.path, lines(source)))
        .collect();
    assert!(short.len() <= 5, "under 20 lines: {short:?}");
}

#[test]
fn the_tests_keep_the_same_rules() {
    let mut checked = 0;
    let mut folders = vec![root("tests")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                assert!(text.starts_with("//! "), "{} does not say what it holds", path.display());
                assert!(text.lines().count() <= 600, "{} is over 600 lines", path.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 10, "{checked}");
}

#[test]
fn no_markup_carries_a_style() {
    // The page's policy forbids it: `data-style` and `src/boot.js` do the same.
    let mut all = sources();
    for file in ["../index.html", "ui/part/icons.svg", "ui/part/phone.svg"] {
        let text = fs::read_to_string(root("src").join(file)).unwrap();
        all.push(Source { path: file.to_owned(), text });
    }
    let written = |text: &str| text.match_indices("style=").filter(|(at, _)| !text[..*at].ends_with("data-")).count();
    assert!(all.iter().any(|source| source.text.contains("data-style=")), "nothing was looked at");
    let with: Vec<&str> = all.iter().filter(|one| written(&one.text) > 0).map(|one| one.path.as_str()).collect();
    assert_eq!(with, [""; 0]);
}
