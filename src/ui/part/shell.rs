//! What stands round every page but the question page: masthead and foot.

use leptos::prelude::*;

use super::icon::{icon, markup};
use crate::browser::{page, share};
use crate::domain::site::Link;
use crate::i18n::{Key, plain_number, t, tf};
use crate::route::Route;
use crate::ui::session::Session;

/// The sign of the app: a round table with its chairs, one of them a guest's.
pub const BRAND: &str = "<svg class=\"brand-mark\" viewBox=\"-16 -16 32 32\" aria-hidden=\"true\"><circle class=\"disc\" r=\"7.6\"/>\
<circle class=\"chair\" cx=\"4.8\" cy=\"-11.6\" r=\"2.5\"/><circle class=\"guest\" cx=\"11.6\" cy=\"-4.8\" r=\"2.5\"/>\
<circle class=\"chair\" cx=\"11.6\" cy=\"4.8\" r=\"2.5\"/><circle class=\"chair\" cx=\"4.8\" cy=\"11.6\" r=\"2.5\"/>\
<circle class=\"chair\" cx=\"-4.8\" cy=\"11.6\" r=\"2.5\"/><circle class=\"chair\" cx=\"-11.6\" cy=\"4.8\" r=\"2.5\"/>\
<circle class=\"chair\" cx=\"-11.6\" cy=\"-4.8\" r=\"2.5\"/><circle class=\"chair\" cx=\"-4.8\" cy=\"-11.6\" r=\"2.5\"/></svg>";

/// The icons that the question page does not need; that has its own in `index.html`.
pub const ICONS: &str = include_str!("icons.svg");

/// The masthead with the main navigation; under a phone's thumb the navigation is a bar at the bottom.
pub fn masthead(session: Session) -> impl IntoView {
    let current = move |is: fn(&Route) -> bool| move || session.route.with(is).then_some("page");
    let dark = RwSignal::new(page::is_dark());
    let site = session.site();
    let switch = move |_| {
        let theme = if dark.get_untracked() { "light" } else { "dark" };
        page::set_theme(theme);
        dark.set(theme == "dark");
        session.change(|records| records.set("theme", theme));
    };
    view! {
        <span inner_html=ICONS></span>
        <header class="masthead">
            <a class="brand" href="#/">{sign(site.logo.as_deref())}{session.site_title()}</a>
            <nav class="nav" aria-label=t(Key::NavMain)>
                <a href="#/" aria-current=current(|route| matches!(route, Route::Home(_) | Route::Activity(_)))>
                    {icon("home")}{t(Key::NavExplore)}
                </a>
                <a href=Route::Results.to_string() aria-current=current(|route| {
                    matches!(route, Route::Results | Route::Result(_) | Route::Compare(..))
                })>{icon("petals")}{t(Key::NavResults)}</a>
                <a href=Route::Workshops.to_string() aria-current=current(of_a_group)>{icon("people")}{t(Key::NavGroup)}</a>
                <a href=Route::Commitments.to_string() aria-current=current(|route| *route == Route::Commitments)>
                    {icon("check")}{t(Key::NavCommitments)}
                </a>
                <a href=Route::Data.to_string() aria-current=current(|route| *route == Route::Data)>{icon("device")}{t(Key::NavData)}</a>
            </nav>
            <div class="tools">
                <button class="icon-button" type="button" aria-label=t(Key::NavDark)
                    aria-pressed=move || dark.get().to_string() on:click=switch>{icon("moon")}</button>
            </div>
        </header>
    }
}

/// The owner's picture, else the sign of the app. The title stands beside it.
fn sign(logo: Option<&str>) -> AnyView {
    match logo {
        Some(file) => view! { <img class="brand-mark" src=file.to_owned() alt="" /> }.into_any(),
        None => markup(BRAND.to_owned()).into_any(),
    }
}

/// Whether a page belongs to running a group, or to taking part in one.
fn of_a_group(route: &Route) -> bool {
    matches!(
        route,
        Route::Workshops
            | Route::Workshop(_)
            | Route::Run(_)
            | Route::Invite(..)
            | Route::Collect(..)
            | Route::Tally(..)
            | Route::Group(..)
            | Route::Join
    )
}

/// The foot: where the data is, how to take it along, and where the owner wants to lead.
pub fn foot(session: Session) -> impl IntoView {
    // Counted anew for every page: the sentence is only worth something if it is checked.
    let requests = move || {
        session.ready.track();
        tf(Key::AppRequests, &[("n", &plain_number(page::foreign_requests()))])
    };
    let site = session.site();
    let led = site.links.iter().chain(&site.contact).map(|Link { title, url }| {
        view! { <li><a href=url.clone()>{title.clone()}</a></li> }
    });
    view! {
        <footer class="foot">
            <div class="wrap">
                <p class="quiet-line">{icon("device")}<span>{t(Key::AppStays)}" "{requests}</span></p>
                <ul class="small">
                    <li><a href=Route::Library(None).to_string()>{t(Key::NavLibrary)}</a></li>
                    <li><a href=Route::Data.to_string()>{t(Key::NavBackup)}</a></li>
                    <li><a href=Route::Help.to_string()>{t(Key::NavHelp)}</a></li>
                    <li><button type="button" on:click=move |_| session.share(session.site_title(), session.tagline(), share::address(""))>{t(Key::NavShare)}</button></li>
                    <li><a href=Route::Privacy.to_string()>{t(Key::NavPrivacy)}</a></li>
                    {led.collect_view()}
                </ul>
            </div>
        </footer>
    }
}
