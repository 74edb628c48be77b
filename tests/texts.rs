//! The words of the interface: complete, well set, and nowhere but in `public/i18n/en.json`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::source::{Source, sources};
use roundtable::i18n::{Key, Plural, all_texts, t, tn};

/// The forms of a plural that English does not use.
const OTHER_FORMS: [&str; 4] = ["zero", "two", "few", "many"];

fn texts() -> Vec<(&'static str, &'static str)> {
    let texts: Vec<_> = all_texts().collect();
    assert!(texts.len() > 200, "only {} texts", texts.len());
    texts
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap()
}

#[test]
fn every_text_says_something() {
    let mut plurals = 0;
    for (path, text) in texts() {
        if OTHER_FORMS.contains(&last(path)) {
            plurals += 1;
            assert_eq!(text, "", "{path}: English has only one and other");
        } else {
            assert!(!text.trim().is_empty(), "{path} is empty");
        }
    }
    assert!(plurals > 20, "{plurals}");
}

#[test]
fn no_text_begins_or_ends_with_a_blank() {
    for (path, text) in texts() {
        // What stands between the entries of a list ends with one.
        let expected = if path == "format.comma" { ", " } else { text.trim() };
        assert_eq!(text, expected, "{path}");
        assert!(!text.contains("  ") && !text.contains(['\n', '\t']), "{path}: {text}");
    }
}

#[test]
fn quotes_and_apostrophes_are_typographic() {
    // These quote what is to be written into a JSON file.
    let quoting = ["problem.unknown_format.remedy"];
    let mut typographic = 0;
    for (path, text) in texts() {
        if !quoting.contains(&path) {
            assert!(!text.contains(['"', '\'', '`', '´']), "{path}: {text}");
        }
        assert!(!text.contains("..."), "{path}: {text}");
        assert_eq!(text.matches('“').count(), text.matches('”').count(), "{path}: {text}");
        typographic += usize::from(text.contains(['’', '“']));
    }
    assert!(typographic > 20, "{typographic}");
}

#[test]
fn placeholders_are_closed_and_named() {
    let mut found = 0;
    for (path, text) in texts() {
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let name = rest[open..].strip_prefix('{').and_then(|after| after.split_once('}')).map(|(name, _)| name);
            let name = name.unwrap_or_else(|| panic!("{path}: a brace alone: {text}"));
            assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()), "{path}: {{{name}}}");
            rest = &rest[open + name.len() + 2..];
            found += 1;
        }
    }
    assert!(found > 80, "{found}");
}

#[test]
fn one_fills_in_no_more_than_many() {
    let names = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    let all: BTreeMap<&str, &str> = texts().into_iter().collect();
    let mut checked = 0;
    for (path, other) in all.iter().filter(|(path, _)| last(path) == "other") {
        let one = all[format!("{}.one", path.trim_end_matches(".other")).as_str()];
        // "One question is open" needs no figure, and one round has no first and last.
        let (one, other) = (names(one), names(other));
        assert!(one.is_subset(&other), "{path}: {one:?} {other:?}");
        checked += 1;
    }
    assert!(checked > 10, "{checked}");
}

/// That every code has a pair of keys is checked by the compiler (`i18n/problem.rs`); here, that the pairs
/// are whole and end as sentences.
#[test]
fn every_problem_has_a_cause_and_a_remedy() {
    let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, text) in texts() {
        if let Some((code, part)) = path.strip_prefix("problem.").and_then(|rest| rest.split_once('.')) {
            assert!(
                text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || "“{".contains(c)),
                "{path}: {text}"
            );
            parts.entry(code).or_default().insert(part);
        }
    }
    assert!(parts.len() > 20, "{}", parts.len());
    for (code, parts) in parts {
        assert_eq!(parts.into_iter().collect::<Vec<_>>(), ["cause", "remedy"], "{code}");
    }
}

#[test]
fn a_text_is_found_under_its_key() {
    assert_eq!(t(Key::AppName), "Roundtable");
    assert_eq!(tn(Plural::FormatMinutesLong, 1, &[]), "1 minute");
    assert_eq!(tn(Plural::FormatMinutesLong, 8, &[]), "8 minutes");
}

/// The texts of problems aside: `i18n/problem.rs` names them by their codes.
#[test]
fn every_text_is_used() {
    let code: String = sources().into_iter().map(|source| source.text).collect();
    let names = code.split("Key::").chain(code.split("Plural::")).skip(1);
    let used: BTreeSet<&str> = names.map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap()).collect();
    let unused: BTreeSet<&str> = texts()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| !path.starts_with("problem.") && !used.contains(name_of(path).as_str()))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The name under which the program knows a text: that of all its forms, when it is a plural.
fn name_of(path: &str) -> String {
    let forms = OTHER_FORMS.into_iter().chain(["one", "other"]);
    let whole = forms.filter_map(|form| path.strip_suffix(form)?.strip_suffix('.')).next().unwrap_or(path);
    let words = whole.split(['.', '_', '-']).map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect()
}

// No text in a view

/// What may stand in a view as it is: letters that name the two sides, units of none.
const ALLOWED: [&str; 2] = ["A", "B"];

fn views() -> Vec<Source> {
    let views: Vec<Source> =
        sources().into_iter().filter(|source| source.path.starts_with("ui/") || source.path == "app.rs").collect();
    assert!(views.len() > 20, "{}", views.len());
    views
}

fn is_words(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches('"');
    bare.chars().any(char::is_alphabetic) && !ALLOWED.contains(&bare)
}

/// The texts between tags in the `view!` macros of a file, with how many macros there are. Braces hold
/// code; a view inside them is found by itself.
fn texts_in_views(source: &Source) -> (usize, Vec<String>) {
    let code = source.code();
    let mut found = Vec::new();
    let mut count = 0;
    for (at, _) in code.match_indices("view! {") {
        count += 1;
        let mut depth = 1;
        let mut in_tag = false;
        let mut text = String::new();
        let (mut before, mut round) = (' ', 0);
        for (offset, c) in code[at + 7..].char_indices() {
            let place = at + 7 + offset;
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                '(' | '[' if depth == 1 && in_tag => round += 1,
                ')' | ']' if depth == 1 && in_tag => round -= 1,
                '<' if depth == 1 && round == 0 => in_tag = true,
                '>' if depth == 1 && round == 0 && in_tag && before != '=' && before != '-' => in_tag = false,
                _ if depth == 1 && !in_tag => {
                    // Take the text of a literal from the source: in the code it is blank.
                    text.push(source.text[place..].chars().next().unwrap());
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if (in_tag || depth > 1) && !text.is_empty() {
                found.push(std::mem::take(&mut text));
            }
            before = c;
        }
        found.push(text);
    }
    found.retain(|text| is_words(text));
    (count, found)
}

/// The texts between tags, and in the attributes that are read out, in a piece of markup as it stands in a
/// literal. What `{}` fills in is left out.
fn texts_in_markup(literal: &str) -> Vec<String> {
    let literal = literal.replace("\\\"", "\"").replace("\\n", " ");
    let mut plain = String::new();
    let mut depth = 0;
    for c in literal.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let mut found: Vec<String> = Vec::new();
    if plain.contains("</") || plain.contains("/>") || plain.starts_with('<') {
        for part in plain.split('>').skip(1) {
            found.push(part.split('<').next().unwrap_or_default().to_owned());
        }
    }
    for name in ["aria-label", "aria-description", "title", "alt", "placeholder"] {
        for part in plain.split(&format!(" {name}=\"")).skip(1) {
            found.push(part.split('"').next().unwrap_or_default().to_owned());
        }
    }
    found.retain(|text| is_words(text));
    found
}

#[test]
fn the_search_for_texts_finds_what_it_should() {
    let source = |text: &str| Source { path: "x.rs".to_owned(), text: text.to_owned() };
    for (text, expected) in [
        ("view! { <p>\"Hello\"</p> }", vec!["\"Hello\""]),
        ("view! { <p class=\"x\">{t(Key::A)}\" \"<b>Bare</b></p> }", vec!["Bare"]),
        ("view! { <p on:click=move |_| act(a > 1)>{t(\"x\")}</p> }", vec![]),
        ("view! { <p>{move || view! { <i>\"In\"</i> }}</p><b>\"A\"</b> }", vec!["\"In\""]),
        ("view! { <p on:click=move |_| x => y>\"Out\"</p> } \"behind\"", vec!["\"Out\""]),
    ] {
        let found: Vec<String> = texts_in_views(&source(text)).1.iter().map(|text| text.trim().to_owned()).collect();
        assert_eq!(found, expected, "{text}");
    }
    for (literal, expected) in [
        ("<p class=\\\"lede\\\">{}</p>", vec![]),
        ("<p>Hello {name}</p>", vec!["Hello "]),
        ("</p><p>Again", vec!["Again"]),
        ("<a aria-label=\\\"Close\\\" href=\\\"#/\\\">", vec!["Close"]),
        ("<span>A</span>", vec![]),
        ("p class=\\\"lede\\\"", vec![]),
    ] {
        assert_eq!(texts_in_markup(literal), expected, "{literal}");
    }
}

#[test]
fn no_text_stands_in_a_view() {
    let mut wrong = Vec::new();
    let (mut macros, mut literals) = (0, 0);
    for source in views() {
        let (count, texts) = texts_in_views(&source);
        macros += count;
        wrong.extend(texts.into_iter().map(|text| format!("{}: {}", source.path, text.trim())));
        for literal in source.literals() {
            literals += 1;
            wrong.extend(texts_in_markup(&literal.text).into_iter().map(|text| format!("{}: {text}", source.path)));
        }
    }
    assert!(macros > 20 && literals > 100, "{macros} views, {literals} literals");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
