//! `#/join`: typing the code of a workshop, for who cannot scan it. A link or a code that is pasted into the
//! field is opened as if it had been scanned.

use leptos::prelude::*;

use super::joined::join_typed;
use crate::browser::page as browser_page;
use crate::domain::id::Tag;
use crate::domain::typed_code::{self, TypedCode, TypedFault};
use crate::i18n::{Key, Plural, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, line};
use crate::ui::session::{Load, Session};
use crate::wire::code::text;

/// The field.
const CODE: &str = "join-code";
/// What came of it.
const OUTCOME: &str = "join-outcome";

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::JoinTitle));
    let html = format!(
        "<div class=\"wrap narrow stack\">{}{}<form class=\"stack\" novalidate><div class=\"field\">{}{}\
         <input class=\"input typed-field\" id=\"{CODE}\" type=\"text\" autocomplete=\"off\" autocapitalize=\"characters\" \
         spellcheck=\"false\" aria-describedby=\"{CODE}-hint {OUTCOME}\"></div><div id=\"{OUTCOME}\"></div>\
         <p class=\"row\"><button class=\"button\" type=\"submit\">{}</button></p></form></div>",
        line("h1 tabindex=\"-1\"", t(Key::JoinTitle)),
        line("p class=\"lede\"", t(Key::JoinLede)),
        line(&format!("label for=\"{CODE}\""), t(Key::JoinField)),
        line(&format!("p class=\"hint\" id=\"{CODE}-hint\""), t(Key::JoinHint)),
        escape(t(Key::JoinSubmit)),
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        look(session, &browser_page::value_of(CODE).unwrap_or_default());
    };
    let press = move |event| {
        let Some(what) = browser_page::pressed(&event) else { return };
        if let ["choose", tag, activity] = what.split('|').collect::<Vec<_>>().as_slice()
            && let Some(tag) = Tag::parse(tag)
        {
            join_typed(session, tag, activity);
        }
    };
    view! { <div class="whole" inner_html=html on:submit=submit on:click=press></div> }.into_any()
}

/// Follows what was typed, or says what is wrong with it.
fn look(session: Session, written: &str) {
    if let Some(code) = pasted(written) {
        session.go(&Route::Code(code));
        return;
    }
    let Load::Ready(catalogue) = session.catalogue.get_untracked() else {
        session.fetch_catalogue();
        return wrong(t(Key::JoinFaultCatalogue));
    };
    let ids: Vec<&str> = catalogue.all().iter().map(|entry| entry.id.as_str()).collect();
    match typed_code::read(written, &ids) {
        Ok(TypedCode { tag, activities }) => match activities.as_slice() {
            [one] => join_typed(session, tag, one),
            several => choose(session, tag, several),
        },
        Err(TypedFault::Length(length)) => wrong(&tn(Plural::JoinFaultLength, length, &[])),
        Err(TypedFault::Character(c)) => wrong(&tf(Key::JoinFaultCharacter, &[("c", c.encode_utf8(&mut [0; 4]))])),
        Err(TypedFault::Check) => wrong(t(Key::JoinFaultCheck)),
        Err(TypedFault::UnknownActivity) => wrong(t(Key::JoinFaultUnknown)),
    }
}

/// The text of the code in a link that was pasted.
fn pasted(written: &str) -> Option<String> {
    let packet = text::find(written).into_iter().find_map(Result::ok)?;
    Some(text::encode(&packet.write().ok()?))
}

fn choose(session: Session, tag: Tag, activities: &[String]) {
    let rows: String = activities
        .iter()
        .map(|id| {
            let act = ["choose|", &tag.to_string(), "|", id].concat();
            ["<li>", &button("button quiet", &act, "", &session.title_of(id), ""), "</li>"].concat()
        })
        .collect();
    let html = [&line("p role=\"status\"", t(Key::JoinChoose)), "<ul class=\"stack-s choose\">", &*rows, "</ul>"];
    browser_page::set_html(OUTCOME, &html.concat());
}

fn wrong(words: &str) {
    browser_page::set_html(OUTCOME, &line("p class=\"wrong\" role=\"alert\"", words));
    browser_page::set_attribute(CODE, "aria-invalid", Some("true"));
    browser_page::focus(&["#", CODE].concat());
}
