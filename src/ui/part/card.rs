//! A card of the catalogue.

use leptos::prelude::*;

use super::icon::{icon, markup};
use super::words::{company, kind_and_theme, minutes, people};
use crate::chart::glyph::glyph;
use crate::domain::activity::Mode;
use crate::domain::catalogue::Entry;
use crate::i18n::{Key, month, tf};
use crate::route::Route;

/// A card: kind, title, one sentence, time, people, and when it was last done. `over` replaces the kind
/// where the card stands for something else ("For honesty").
pub fn card(entry: &Entry, over: Option<String>, last_done: Option<u64>) -> impl IntoView + use<> {
    let kind = over.unwrap_or_else(|| kind_and_theme(entry.kind, entry.theme));
    let alone = entry.modes == [Mode::Solo];
    let with = match &entry.people {
        Some(range) if range.min > 1 => people(range),
        _ => company(&entry.modes),
    };
    let done =
        last_done.map(|when| view! { <li>{icon("check")}{tf(Key::HomeLastDone, &[("when", &month(when))])}</li> });
    view! {
        <li class="card">
            <p class="kind">{kind}</p>
            <h3><a href=Route::Activity(entry.id.clone()).to_string()>{entry.title.clone()}</a></h3>
            {markup(glyph(entry))}
            <p class="what">{entry.summary.clone()}</p>
            <ul class="facts">
                <li>{icon("clock")}{minutes(entry.minutes)}</li>
                <li>{icon(if alone { "person" } else { "people" })}{with}</li>
                {done}
            </ul>
        </li>
    }
}
