//! One term: what it means, read aloud if one likes, and where it leads.

use leptos::prelude::*;

use super::{row, to};
use crate::browser::{page as browser_page, share, speech};
use crate::domain::library::{Library, Term};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::page::activity::source;
use crate::ui::part::icon::{icon, turning_icon};
use crate::ui::part::words::prose;
use crate::ui::session::{Load, Session};

/// The id of the button that begins, pauses and goes on with reading.
const LISTEN: &str = "listen";

/// Draws the page.
pub fn page(session: Session, library: &Library, id: &str) -> AnyView {
    match library.term(id) {
        Some(term) => body(session, library, term),
        None => unknown(session, id),
    }
}

fn unknown(session: Session, id: &str) -> AnyView {
    session.show(t(Key::LibraryUnknown));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::LibraryUnknown)}</h1>
            <p class="lede">{tf(Key::LibraryUnknownText, &[("term", id)])}</p>
            <p class="row"><a class="button" href=Route::Library(None).to_string()>{t(Key::LibraryBack)}</a></p>
        </div>
    }
    .into_any()
}

fn body(session: Session, library: &Library, term: &Term) -> AnyView {
    session.show(&term.title);
    let category = library.category(&term.category).map(|category| category.title.clone());
    let related: Vec<_> = library.related(term).into_iter().map(row).collect();
    let related = (!related.is_empty()).then(|| {
        view! {
            <section class="section beside"><h2>{t(Key::LibraryRelated)}</h2><ul class="rows">{related}</ul></section>
        }
    });
    let sources = (!term.sources.is_empty()).then(|| {
        view! {
            <section class="section beside">
                <h2>{t(Key::ActivitySource)}</h2>
                <ul class="source-list">{term.sources.iter().map(source).collect_view()}</ul>
            </section>
        }
    });
    let practised = term.activities.clone();
    view! {
        <div class="wrap">
            <a class="crumb" href=Route::Library(None).to_string()>{turning_icon("back")}{t(Key::LibraryBack)}</a>
            <header class="stack term-head">
                <p class="kind">{category}</p>
                <h1 tabindex="-1">{term.title.clone()}</h1>
                <p class="lede">{term.short.clone()}</p>
                <div class="row no-print">{listen(session, term)}{share_button(session, term)}</div>
            </header>
            <section class="section prose">{prose(&term.text)}</section>
            {related}
            {move || activities(session, &practised)}
            {sources}
            {around(library, term)}
        </div>
    }
    .into_any()
}

/// The activities that practise the term: those that the site offers.
fn activities(session: Session, ids: &[String]) -> Option<AnyView> {
    let rows: Vec<_> = session.catalogue.with(|catalogue| {
        let Load::Ready(catalogue) = catalogue else { return Vec::new() };
        let known = ids.iter().filter_map(|id| catalogue.offered(id));
        known
            .map(|entry| {
                let address = Route::Activity(entry.id.clone()).to_string();
                view! {
                    <li><div class="grow">
                        <h3><a href=address>{entry.title.clone()}</a></h3>
                        <p class="small">{entry.summary.clone()}</p>
                    </div></li>
                }
            })
            .collect()
    });
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section beside"><h2>{t(Key::LibraryActivities)}</h2><ul class="rows">{rows}</ul></section>
        }
        .into_any()
    })
}

/// The ways to the terms before and after.
fn around(library: &Library, term: &Term) -> Option<impl IntoView + use<>> {
    let (before, after) = library.neighbours(&term.id);
    let alone = before.is_none() && after.is_none();
    let before = before.map(|term| {
        let label = tf(Key::LibraryPrevious, &[("title", &term.title)]);
        view! { <a class="crumb" rel="prev" href=to(&term.id)>{turning_icon("back")}{label}</a> }
    });
    let after = after.map(|term| {
        let label = tf(Key::LibraryNext, &[("title", &term.title)]);
        view! { <a class="crumb push" rel="next" href=to(&term.id)>{label}{turning_icon("next")}</a> }
    });
    (!alone).then(|| view! { <nav class="section row" aria-label=t(Key::LibraryAround)>{before}{after}</nav> })
}

// Share

fn share_button(session: Session, term: &Term) -> impl IntoView + use<> {
    let (title, short, id) = (term.title.clone(), term.short.clone(), term.id.clone());
    let press = move |_| {
        session.share(title.clone(), short.clone(), share::address(&to(&id)));
    };
    let label = if share::can_share() { Key::LibraryShare } else { Key::LibraryCopyLink };
    view! { <button class="button quiet" type="button" on:click=press>{t(label)}</button> }
}

// Listen

/// What the voice does.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    Silent,
    Speaking,
    Paused,
}

/// The buttons for reading aloud; nothing while the browser has no voice for the page's language.
fn listen(session: Session, term: &Term) -> impl IntoView + use<> {
    let tag = StoredValue::new(browser_page::locale());
    let pieces = StoredValue::new(term.spoken());
    let possible = RwSignal::new(tag.with_value(|tag| speech::can_read(tag)));
    // The page may have been left meanwhile, and its signals with it.
    speech::on_voices(move || {
        let can = tag.try_with_value(|tag| speech::can_read(tag));
        // Only what is new: the buttons are drawn again, and one may have the focus.
        if let Some(can) = can.filter(|can| possible.try_get_untracked() != Some(*can)) {
            possible.try_set(can);
        }
    });
    on_cleanup(speech::stop);

    let voice = RwSignal::new(Voice::Silent);
    let on_stop = RwSignal::new(false);
    let silent = move || {
        if on_stop.try_get_untracked() == Some(true) {
            // The button that has the focus goes away.
            browser_page::focus(&["#", LISTEN].concat());
        }
        voice.try_set(Voice::Silent);
    };
    let over = move |well: bool| {
        silent();
        if !well {
            session.say(t(Key::LibraryNoVoice));
        }
    };
    let main = move |_| match voice.get_untracked() {
        Voice::Speaking => {
            speech::pause();
            voice.set(Voice::Paused);
        }
        before => {
            // First: a browser that refuses says so before it comes back.
            voice.set(Voice::Speaking);
            let begun = match before {
                Voice::Paused => speech::resume(),
                _ => speech::start(pieces.get_value(), &tag.get_value(), over),
            };
            if !begun {
                over(false);
            }
        }
    };
    let stop = move |_| {
        speech::stop();
        silent();
    };
    let sign = move || {
        icon(match voice.get() {
            Voice::Silent => "sound",
            Voice::Speaking => "pause",
            Voice::Paused => "play",
        })
    };
    let label = move || {
        t(match voice.get() {
            Voice::Silent => Key::LibraryListen,
            Voice::Speaking => Key::LibraryPause,
            Voice::Paused => Key::LibraryGoOn,
        })
    };
    let has_focus = move |has: bool| {
        on_stop.try_set(has);
    };
    let stop_button =
        move || {
            (voice.get() != Voice::Silent).then(|| view! {
            <button class="button plain" type="button" on:click=stop
                on:focus=move |_| has_focus(true) on:blur=move |_| has_focus(false)>{t(Key::LibraryStop)}</button>
        })
        };
    move || {
        possible.get().then(|| {
            view! {
                <button class="button quiet" type="button" id=LISTEN on:click=main>{sign}{label}</button>
                {stop_button}
            }
        })
    }
}
