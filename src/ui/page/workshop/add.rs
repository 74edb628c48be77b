//! What can be added to the agenda: an activity of this site or one that is kept here, a pause, anything else.

use leptos::prelude::*;

use super::Page;
use crate::content::read_questions;
use crate::domain::catalogue::Entry;
use crate::domain::id::Tag;
use crate::domain::workshop::{Change, Item, Slot, Workshop};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::part::collected::codes_in;
use crate::ui::part::icon::icon;
use crate::ui::part::proposals::item_words;
use crate::ui::part::words::{kind_and_theme, minutes};
use crate::ui::session::{Load, Session};
use crate::wire::records::Records;

/// How long a pause and something of one's own take at first.
const FIRST_MINUTES: u16 = 10;

/// Draws the section.
pub(super) fn view(page: Page) -> AnyView {
    let chosen = RwSignal::new(String::new());
    let is_full = page.is(|plan| !plan.has_room());
    let own = Memo::new(move |_| kept_entries(page.session));
    let choices = move || {
        page.session.catalogue.with(|catalogue| match catalogue {
            Load::Ready(catalogue) => {
                let mut own = own.get();
                own.retain(|entry| catalogue.find(&entry.id).is_none());
                let own = (!own.is_empty()).then(|| group(t(Key::AuthorMine).to_owned(), own.iter().collect()));
                own.into_iter().chain(options(catalogue.listed())).collect()
            }
            _ => Vec::new(),
        })
    };
    let add_activity = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let id = chosen.get_untracked();
        let offered = page.session.catalogue.with_untracked(|catalogue| match catalogue {
            Load::Ready(catalogue) => catalogue.offered(&id).cloned(),
            _ => None,
        });
        let found = offered.or_else(|| own.get_untracked().into_iter().find(|entry| entry.id == id));
        if let Some(Entry { id, title, minutes, .. }) = found {
            add(page, Item::Activity(id), &title, minutes);
        }
    };
    let add_pause = move |_| add(page, Item::Pause, item_words(&Item::Pause), FIRST_MINUTES);
    let add_own = move |_| add(page, Item::Own, "", FIRST_MINUTES);
    view! {
        <section class="sheet stack no-print plan-add" aria-labelledby="add-h">
            <h2 id="add-h" class="h3">{t(Key::WorkshopAdd)}</h2>
            <form class="plan-choose" on:submit=add_activity>
                <div class="field">
                    <label for="add-activity">{t(Key::WorkshopActivity)}</label>
                    <select class="input" id="add-activity" required on:change=move |event| chosen.set(event_target_value(&event))>
                        <option value="">{t(Key::TaskChoose)}</option>
                        {choices}
                    </select>
                </div>
                <button class="button quiet" type="submit" disabled=is_full>{icon("plus")}{t(Key::WorkshopAddActivity)}</button>
            </form>
            <p class="row">
                <button class="button quiet" type="button" disabled=is_full on:click=add_pause>{icon("plus")}{t(Key::WorkshopAddPause)}</button>
                <button class="button quiet" type="button" disabled=is_full on:click=add_own>{icon("plus")}{t(Key::WorkshopAddOwn)}</button>
                <a class="button plain" href=Route::Author(None).to_string()>{t(Key::AuthorTitle)}</a>
            </p>
        </section>
    }
    .into_any()
}

/// The activities in groups, in the catalogue's order.
fn options(entries: &[Entry]) -> Vec<AnyView> {
    let mut groups: Vec<(String, Vec<&Entry>)> = Vec::new();
    for entry in entries {
        let name = kind_and_theme(entry.kind, entry.theme);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(entry),
            None => groups.push((name, vec![entry])),
        }
    }
    groups.into_iter().map(|(name, entries)| group(name, entries)).collect()
}

fn group(name: String, entries: Vec<&Entry>) -> AnyView {
    let options: Vec<AnyView> = entries
        .into_iter()
        .map(|entry| {
            let time = minutes(entry.minutes);
            let words = tf(Key::WorkshopExercise, &[("title", &entry.title), ("time", &time)]);
            view! { <option value=entry.id.clone()>{words}</option> }.into_any()
        })
        .collect();
    view! { <optgroup label=name>{options}</optgroup> }.into_any()
}

/// The activities that are kept here and that the site has not, as far as they can be read: the invitation takes them
/// along.
fn kept_entries(session: Session) -> Vec<Entry> {
    let read = |records: &Records, id: &str| read_questions(id, &records.kept_activity(id)?).ok();
    session.records(|records| {
        let ids = records.kept_activities();
        ids.iter().filter_map(|id| read(records, id)).map(|activity| Entry::of(&activity)).collect::<Vec<_>>()
    })
}

/// Adds a slot where new ones go, and moves the focus to it: to its title where that is to be written, else to
/// its handle.
fn add(page: Page, item: Item, title: &str, minutes: u16) {
    let Some(at) = page.plan.with_untracked(|plan| plan.as_ref().map(Workshop::place_for_new)) else { return };
    let id = page.session.new_id().to_string();
    let field = if item == Item::Own { "textarea" } else { ".handle" };
    let selector = ["[data-slot='", &id, "'] ", field].concat();
    // What was collected for a slot that is gone does not turn up in a new one.
    let apart = match &item {
        Item::Activity(id) => page.session.peek(|records| codes_in(records, Tag::of(page.id), id)) > 0,
        _ => false,
    };
    let slot = Slot { id, item, title: title.to_owned(), minutes, why: String::new(), apart };
    page.change(&Change::Added(slot, at));
    Page::focus(selector);
}
