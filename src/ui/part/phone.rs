//! What the pages of a participant have in common, as text: the frame, what an invitation settles in words, and
//! the rows of ways to send something on.

use super::shell::ICONS;
use crate::domain::activity::Activity;
use crate::domain::invitation::{Audience, Invitation, Naming};
use crate::i18n::{Key, Plural, join, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{escape, icon, line, turning_icon};

/// The icons that only these pages need.
const SIGNS: &str = include_str!("phone.svg");

/// A page: its bar, what it says, and what can be pressed at the bottom (nothing where `keys` is empty).
#[must_use]
pub fn frame_html(name: &str, bar: &str, body: &str, keys: &str) -> String {
    let foot = if keys.is_empty() {
        String::new()
    } else {
        ["<footer class=\"flow-foot\"><div class=\"keys\">", keys, "</div></footer>"].concat()
    };
    format!(
        "{ICONS}{SIGNS}<header class=\"flow-bar\">{bar}</header>\
         <main id=\"main\" class=\"flow-main column\" data-page=\"{name}\"><div class=\"phone stack\">{body}</div></main>{foot}"
    )
}

/// The bar: the way back and what it is called, the page's name, and what stands at the end.
#[must_use]
pub fn bar_html(back: &Route, back_name: &str, title: &str, end: &str) -> String {
    format!(
        "<div class=\"bar\"><a class=\"icon-button\" href=\"{back}\" aria-label=\"{}\">{}</a>{}<span>{end}</span></div>",
        escape(back_name),
        turning_icon("back"),
        line("strong", title),
    )
}

/// A link that looks like a button.
#[must_use]
pub fn link_html(class: &str, route: &Route, text: &str) -> String {
    format!("<a class=\"{class}\" href=\"{}\">{}</a>", escape(&route.to_string()), escape(text))
}

/// Something that can be pressed, as a row: its sign, its name, and what it is good for.
#[must_use]
pub fn way_html(act: &str, sign: &str, name: &str, hint: &str) -> String {
    format!(
        "<li><button type=\"button\" class=\"way\" data-do=\"{act}\">{}<span>{}{}</span>{}</button></li>",
        icon(sign),
        escape(name),
        line("small", hint),
        turning_icon("next"),
    )
}

/// What is settled about everybody's answers, on a phone and on paper alike: each with what it is called.
#[must_use]
pub fn promises(terms: &Invitation) -> Vec<(Key, String)> {
    let least = plain_number(terms.least.into());
    let naming = t(match terms.naming {
        Naming::Named => Key::JoinNamingNamed,
        Naming::Alias => Key::JoinNamingAlias,
        Naming::Anonymous => Key::JoinNamingAnonymous,
    });
    let seen = t(match terms.audience {
        Audience::Everybody => Key::JoinSeenEverybody,
        Audience::Facilitator => Key::JoinSeenFacilitator,
    });
    let mut all = vec![
        (Key::JoinNaming, naming.to_owned()),
        (Key::JoinShown, tf(Key::JoinShownWords, &[("n", &least)])),
        (Key::JoinSeen, seen.to_owned()),
    ];
    if let Some(expected) = terms.expected {
        all.push((Key::JoinExpected, tn(Plural::JoinExpectedWords, expected.into(), &[])));
    }
    if !terms.sides.is_empty() {
        all.push((Key::JoinSides, tf(Key::JoinSidesWords, &[("sides", &join(&terms.sides)), ("n", &least)])));
    }
    all
}

/// What one is asked and by whom, and all that is settled about it, before the first question. `known` says
/// whether it comes from an invitation; without one it is what a typed code stands for.
#[must_use]
pub fn terms_html(terms: &Invitation, activity: Option<&Activity>, name: &str, known: bool) -> String {
    let mut rows = String::new();
    let mut add = |label: Key, words: &str| {
        rows += &["<div>", &line("dt", t(label)), &line("dd", words), "</div>"].concat();
    };
    if let Some(activity) = activity {
        let time = tf(Key::FormatMinutes, &[("n", &plain_number(activity.minutes.into()))]);
        add(Key::JoinAsked, &tf(Key::JoinAskedWords, &[("title", &activity.title), ("time", &time)]));
    }
    if name.is_empty() {
        add(Key::JoinBy, t(Key::JoinByUnnamed));
    } else {
        add(Key::JoinBy, &tf(Key::JoinByNamed, &[("name", name)]));
    }
    for (label, words) in promises(terms) {
        add(label, &words);
    }
    match terms.key {
        Some(_) => add(Key::JoinSealed, t(Key::JoinSealedWords)),
        None => add(Key::JoinOpen, t(Key::JoinOpenWords)),
    }
    if let Some(list) = &terms.list {
        add(Key::JoinList, &tn(Plural::JoinListWords, list.rows.len(), &[]));
    }
    let typed = if known { String::new() } else { line("p class=\"small hush\"", t(Key::JoinTyped)) };
    ["<dl class=\"terms\">", &rows, "</dl>", &typed].concat()
}
