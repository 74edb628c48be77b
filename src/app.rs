//! The shell and the route switch. The only importer of pages.
//!
//! The question page is what is fetched first; the others are further pieces of the program,
//! fetched when one of their pages is opened: whoever follows a link to a questionnaire on bad Wi-Fi pays
//! for the questionnaire only. The cuts are the functions marked `wasm_split` here; the build makes them
//! (`xtask/src/pieces.rs`).

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser::{fetch, later, offline, page as browser_page};
use crate::content::{SITE, read_site};
use crate::domain::block;
use crate::domain::site::Site;
use crate::i18n::{Key, Plural, set_locale, t, tn};
use crate::route::Route;
use crate::ui::html::loading;
use crate::ui::page::{
    activity, answer, author, carry, circle, code, commitments, compare, data, exercise, hand_in, help, home, join,
    joined, library, owner as owner_page, poster, present, privacy, report, result, results, run, slot, unknown,
    workshop, workshops,
};
use crate::ui::part::alerts::{banner_html, toast_html, update_html};
use crate::ui::part::problems::unreachable_html;
use crate::ui::part::shell::{foot, masthead};
use crate::ui::part::whole::whole;
use crate::ui::session::{Session, watch};

// What this file draws round a page, by id.
const APP: &str = "app";
const BANNER: &str = "banner";
const TOAST: &str = "toast";
/// What stands in `site.json` while no owner has said anything.
const AS_DELIVERED: &str = include_str!("../public/site.json");

/// What the owner says, and the look that comes of it, as custom properties.
type Said = (Arc<Site>, String);
type Piece = Result<AnyView, SplitLoaderError>;
type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// The pages on which one looks round.
#[wasm_split(explore, fallible, preload(fetch_explore))]
fn explore(session: Session, route: Route) -> Piece {
    mind_fields();
    session.need_catalogue();
    Ok(match route {
        Route::Activity(id) => framed(session, "activity", activity::page(session, &id)),
        Route::Results => framed(session, "results", results::page(session)),
        Route::Unknown(address) => framed(session, "unknown", unknown::page(session, &address)),
        _ => framed(session, "home", home::page(session)),
    })
}

/// The pages of what came out; for any other route nothing but what every piece brings along.
#[wasm_split(outcome, fallible, preload(fetch_outcome))]
fn outcome(session: Session, route: Route) -> Piece {
    mind_fields();
    let (name, page) = match route {
        Route::Compare(a, b) => ("compare", compare::page(session, a, b)),
        Route::Result(id) => ("result", result::page(session, id, guided_page)),
        _ => return Ok(().into_any()),
    };
    session.need_catalogue();
    Ok(framed(session, name, page))
}

/// The pages of what is kept: everything stored, what was promised, what is planned, the glossary.
#[wasm_split(kept, fallible, preload(fetch_kept))]
fn kept(session: Session, route: Route) -> Piece {
    mind_fields();
    session.need_catalogue();
    Ok(match route {
        Route::Commitments => framed(session, "commitments", commitments::page(session)),
        Route::Workshop(id) => framed(session, "workshop", workshop::page(session, id)),
        Route::Workshops => framed(session, "workshops", workshops::page(session)),
        Route::Library(term) => framed(session, "library", library::page(session, term)),
        _ => framed(session, "data", data::page(session)),
    })
}

/// The pages of a room: running a workshop, and what the wall shows of it.
#[wasm_split(room, fallible, preload(fetch_room))]
fn room(session: Session, route: Route) -> Piece {
    mind_fields();
    session.need_catalogue();
    Ok(match route {
        Route::Run(id) => framed(session, "run", run::page(session, id)),
        Route::Invite(id, slot) => framed(session, "invite", slot::page(session, id, slot, slot::invite::view)),
        Route::Collect(id, slot) => framed(session, "collect", slot::page(session, id, slot, slot::collect::view)),
        Route::Tally(id, slot) => framed(session, "tally", slot::page(session, id, slot, slot::tally::view)),
        Route::Group(id, slot) => framed(session, "group", slot::page(session, id, slot, slot::group::view)),
        // The wall has neither masthead nor foot.
        Route::Present(id) => present::page(session, id),
        _ => ().into_any(),
    })
}

/// The pages about the site itself.
#[wasm_split(about, fallible, preload(fetch_about))]
fn about(session: Session, route: Route) -> Piece {
    mind_fields();
    Ok(match route {
        Route::Privacy => framed(session, "privacy", privacy::page(session)),
        Route::Poster => framed(session, "poster", poster::page(session)),
        _ => framed(session, "help", help::page(session)),
    })
}

/// The pages for whoever looks after the site.
#[wasm_split(owner, fallible, preload(fetch_owner))]
fn owner(session: Session, route: Route) -> Piece {
    mind_fields();
    Ok(match route {
        Route::Author(id) => {
            session.need_catalogue();
            framed(session, "author", author::page(session, id))
        }
        _ => framed(session, "owner", owner_page::page(session)),
    })
}

/// Exercises: running one, and what came out of it.
#[wasm_split(guided, fallible, preload(fetch_guided))]
fn guided(session: Session, route: Route) -> Piece {
    mind_fields();
    Ok(match route {
        Route::Answer { activity, draft, .. } => exercise::page(session, &activity, draft),
        Route::Circle(id) => circle::page(session, id),
        Route::Result(id) => report::page(session, id),
        _ => ().into_any(),
    })
}

/// What a participant of a workshop sees, and codes from other devices.
#[wasm_split(phone, fallible, preload(fetch_phone))]
fn phone(session: Session, route: Route) -> Piece {
    mind_fields();
    session.need_catalogue();
    Ok(match route {
        Route::Code(text) => code::page(session, &text),
        Route::Joined(tag, activity) => joined::page(session, tag, &activity),
        Route::HandIn(tag, activity) => hand_in::page(session, tag, &activity),
        Route::Carry(tag, activity) => carry::page(session, tag, &activity),
        _ => framed(session, "join", join::page(session)),
    })
}

/// Reads what the owner says: the site, and the look of it. A piece of its own, so that a site as delivered does not pay
/// for it.
#[wasm_split(said, fallible)]
fn said(text: String) -> Result<Said, SplitLoaderError> {
    let site = read_site(&text).0;
    let look = site.look();
    Ok((Arc::new(site), look))
}

/// Puts the app into the page and takes the shell away that stood there before.
pub fn mount() {
    set_locale(&browser_page::locale());
    // The colours and the title of the site come before the first drawing: nothing flickers.
    later(async {
        let text = fetch::text(SITE).await.unwrap_or_default();
        let is_usual = text.is_empty() || text == AS_DELIVERED;
        let said = if is_usual { None } else { said(text).await.ok() };
        show(said.unwrap_or_default());
    });
}

/// Not inlined: the future above is copied about as a whole.
#[inline(never)]
fn show((site, look): Said) {
    mount_to_body(|| view! { <App site look/> });
    browser_page::remove_shell();
}

/// Fields say what is left of their room. Every piece brings this along, so that the first question does not
/// wait for what a long answer needs.
fn mind_fields() {
    browser_page::say_room(|limit, written| {
        block::room(limit, written).map(|left| tn(Plural::AppRoom, left, &[])).unwrap_or_default()
    });
}

/// The whole app.
#[component]
pub fn App(
    /// What the owner says about the site.
    site: Arc<Site>,
    /// Its colours, as custom properties.
    look: String,
) -> impl IntoView {
    let session = Session::begin(site);
    wear_colours(session, &look);
    if let Some(theme) = session.peek(|records| records.setting("theme")) {
        browser_page::set_theme(&theme);
    }
    fetch_ahead(session);
    draw_edges(session);
    view! {
        <div class="app" id=APP on:click=move |event| pressed(session, &event) on:keydown=|event| close_menus_on_escape(&event)>
            <a class="skip" href="#main" on:click=|event| { event.prevent_default(); browser_page::focus(".app h1"); }>{t(Key::AppSkip)}</a>
            <div role="alert" id=BANNER></div>
            {move || page_of(session, session.shown.get())}
            <div role="status" id=TOAST></div>
        </div>
    }
}

/// Gives the page the colours of the site, and remembers them for the next visit (`src/boot.js`).
fn wear_colours(session: Session, look: &str) {
    browser_page::set_look(look);
    if session.peek(|records| records.setting("look").unwrap_or_default()) != look {
        session.change(|records| records.set("look", look));
    }
}

/// Keeps up to date what stands round the page: the banner, the toast, whether the page is ready.
fn draw_edges(session: Session) {
    let flow = move || session.shown.with(is_flow);
    watch(Box::new(move || {
        browser_page::set_attribute(APP, "class", Some(if flow() { "app flow" } else { "app has-nav" }));
    }));
    watch(Box::new(move || browser_page::set_attribute(APP, "data-ready", session.ready.get().then_some(""))));
    watch(Box::new(move || {
        // A new version waits while something could not be saved: it would be gone with the page.
        let banner = match session.records(|records| records.trouble()) {
            None if session.update.get() && !session.shown.with(is_busy) => update_html(),
            trouble => banner_html(trouble),
        };
        browser_page::set_html(BANNER, &banner);
    }));
    watch(Box::new(move || {
        if session.ready.get() {
            offline::install(move || session.update.set(true));
        }
    }));
    watch(Box::new(move || browser_page::set_html(TOAST, &session.toast.with(toast_html))));
}

/// Whether a page has its own bar instead of masthead and foot.
fn is_flow(route: &Route) -> bool {
    matches!(
        route,
        Route::Answer { .. }
            | Route::Circle(_)
            | Route::Code(_)
            | Route::Joined(..)
            | Route::HandIn(..)
            | Route::Carry(..)
    )
}

/// Whether a page is not to be disturbed by what can wait.
fn is_busy(route: &Route) -> bool {
    is_flow(route) || matches!(route, Route::Run(_) | Route::Present(_))
}

fn page_of(session: Session, route: Route) -> AnyView {
    match route {
        Route::Answer { activity, perspective, draft } => {
            answer::page(session, &activity, perspective, draft, guided_page)
        }
        Route::Circle(_) => {
            piece(session, || Box::pin(fetch_guided()), |session, route| Box::pin(guided(session, route)), route)
        }
        Route::Code(_) | Route::Join | Route::Joined(..) | Route::HandIn(..) | Route::Carry(..) => {
            piece(session, || Box::pin(fetch_phone()), |session, route| Box::pin(phone(session, route)), route)
        }
        Route::Result(_) | Route::Compare(..) => {
            piece(session, || Box::pin(fetch_outcome()), |session, route| Box::pin(outcome(session, route)), route)
        }
        Route::Help | Route::Privacy | Route::Poster => {
            piece(session, || Box::pin(fetch_about()), |session, route| Box::pin(about(session, route)), route)
        }
        Route::Owner | Route::Author(_) => {
            piece(session, || Box::pin(fetch_owner()), |session, route| Box::pin(owner(session, route)), route)
        }
        Route::Run(_)
        | Route::Present(_)
        | Route::Invite(..)
        | Route::Collect(..)
        | Route::Tally(..)
        | Route::Group(..) => {
            piece(session, || Box::pin(fetch_room()), |session, route| Box::pin(room(session, route)), route)
        }
        Route::Data | Route::Commitments | Route::Workshop(_) | Route::Workshops | Route::Library(_) => {
            piece(session, || Box::pin(fetch_kept()), |session, route| Box::pin(kept(session, route)), route)
        }
        _ => piece(session, || Box::pin(fetch_explore()), |session, route| Box::pin(explore(session, route)), route),
    }
}

/// An exercise, or its report: from the question page and from the result page, once they have seen what it is.
fn guided_page(session: Session) -> AnyView {
    let route = session.shown.get_untracked();
    piece(session, || Box::pin(fetch_guided()), |session, route| Box::pin(guided(session, route)), route)
}

/// A page between masthead and foot. Part of the pieces, not of what is fetched first.
fn framed(session: Session, name: &'static str, body: AnyView) -> AnyView {
    view! {
        {masthead(session)}
        <main id="main" data-page=name>{body}</main>
        {foot(session)}
    }
    .into_any()
}

/// Where the piece of the program for a page stands.
#[derive(Clone, Copy, PartialEq)]
enum Fetched {
    NotYet,
    Here,
    Failed,
}

/// A page whose program is fetched first, with words while it is not there and when it can't be had.
fn piece(
    session: Session,
    fetch: fn() -> Coming<Result<(), SplitLoaderError>>,
    page: fn(Session, Route) -> Coming<Piece>,
    route: Route,
) -> AnyView {
    let fetched = RwSignal::new(Fetched::NotYet);
    let begin = move || {
        fetched.set(Fetched::NotYet);
        let (program, styles) = (fetch(), browser_page::sheet());
        later(async move {
            let both = program.await.is_ok() & styles.await.is_ok();
            let outcome = if both { Fetched::Here } else { Fetched::Failed };
            // The page may have been left meanwhile, and its signal with it.
            fetched.try_set(outcome);
        });
    };
    // A piece that is here already is drawn at once, without a flicker.
    match at_once(fetch()) {
        Some(Ok(())) if browser_page::sheet_is_here() => fetched.set(Fetched::Here),
        _ => begin(),
    }
    (move || {
        let state = fetched.get();
        if state == Fetched::Here
            && let Some(Ok(view)) = at_once(page(session, route.clone()))
        {
            return view;
        }
        waiting(session, state, begin)
    })
    .into_any()
}

/// What stands in the place of a page whose program is not there.
fn waiting(session: Session, state: Fetched, retry: impl Fn() + 'static) -> AnyView {
    let html = if state == Fetched::NotYet {
        loading()
    } else {
        let title = t(Key::ProblemsTitlePage);
        session.show(title);
        unreachable_html(title, &session.site_title(), "0")
    };
    let html = ["<main id=\"main\" data-page=\"waiting\">", &html, "</main>"].concat();
    let pressed = move |what: &str| {
        if what == "retry" {
            retry();
        }
    };
    whole(html, Box::new(pressed), Box::new(|_| ()))
}

/// What a future gives without waiting.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

/// Once somebody has answered something, the program for the result is fetched: the way to it must not
/// depend on the Wi-Fi at the end. Not before, so that the first page has the line to itself.
fn fetch_ahead(session: Session) {
    watch(Box::new(move || {
        let changed = session.version.get() > 0;
        if changed && session.is_answering() {
            later(async move {
                // A failure here is no trouble: the page asks again when it is opened.
                let _ = (outcome(session, Route::Unknown(String::new())).await, browser_page::sheet().await);
                if session.peek(|records| !records.all_joined().is_empty()) {
                    let _ = fetch_phone().await;
                }
            });
        }
    }));
}

/// A click outside an open menu, or on an entry in it, closes it; the banner's and the toast's buttons
/// work wherever one is.
fn pressed(session: Session, event: &leptos::ev::MouseEvent) {
    if !browser_page::is_in_menu_head(event.target()) {
        browser_page::close_menus();
    }
    match browser_page::pressed(event).as_deref() {
        Some("undo") => session.undo(),
        Some("dismiss") => session.toast.set(None),
        Some("use-update") => offline::use_update(),
        Some("later") => session.update.set(false),
        Some("save-backup") => session.save_backup(),
        Some("copy-backup") => session.copy_backup(),
        _ => {}
    }
}

fn close_menus_on_escape(event: &leptos::ev::KeyboardEvent) {
    if event.key() == "Escape" {
        browser_page::close_menus();
    }
}
