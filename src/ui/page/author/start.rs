//! `#/author`: a new activity, or one to go on with.

use leptos::prelude::*;

use super::{keep, kept};
use crate::browser::{fetch, files, later};
use crate::content::manuscript::Manuscript;
use crate::domain::id::{id_of, is_reserved};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::session::{Load, Session, file_of};
use crate::wire::records::Shelf;

/// Draws the page.
pub(super) fn page(session: Session) -> AnyView {
    session.show(t(Key::AuthorTitle));
    let (title, chosen) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (title, like) = (title.get_untracked(), chosen.get_untracked());
        if like.is_empty() {
            return go_on(session, Manuscript::blank("", ""), &title);
        }
        later(async move {
            let text = match fetch::text(&file_of(&like)).await {
                Err(0 | 404) => session.peek(|records| records.kept_activity(&like)).ok_or(0),
                fetched => fetched,
            };
            match text.ok().and_then(|text| Manuscript::of_text(&text)) {
                Some(manuscript) => go_on(session, manuscript, &title),
                None => session.say(&tf(Key::AuthorFileWrong, &[("name", &file_of(&like))])),
            }
        });
    };
    let choose = move |event: leptos::ev::Event| {
        let Some((name, _, file)) = files::chosen(&event) else { return };
        later(async move {
            let text = files::read(&file).await.unwrap_or_default();
            match Manuscript::of_text(&text) {
                Some(manuscript) => {
                    let title = manuscript.title().to_owned();
                    go_on(session, manuscript, &title);
                }
                None => session.say(&tf(Key::AuthorFileWrong, &[("name", &name)])),
            }
        });
    };
    let options = move || {
        session.catalogue.with(|catalogue| match catalogue {
            Load::Ready(catalogue) => catalogue
                .all()
                .iter()
                .map(|entry| view! { <option value=entry.id.clone()>{entry.title.clone()}</option> })
                .collect_view(),
            _ => Vec::new(),
        })
    };
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::AuthorTitle)}</h1>
            <p class="lede">{t(Key::AuthorLede)}</p>
            <section class="section stack">
                <h2>{t(Key::AuthorNew)}</h2>
                <form class="sheet stack" on:submit=begin>
                    <div class="field">
                        <label for="author-title">{t(Key::AuthorNewTitle)}</label>
                        <input class="input" id="author-title" type="text" required maxlength="280" autocomplete="off"
                            prop:value=title on:input=move |event| title.set(event_target_value(&event))/>
                    </div>
                    <div class="field">
                        <label for="author-like">{t(Key::AuthorBeginWith)}</label>
                        <select class="input" id="author-like" on:change=move |event| chosen.set(event_target_value(&event))>
                            <option value="">{t(Key::AuthorBlank)}</option>
                            {options}
                        </select>
                    </div>
                    <p class="row"><button class="button" type="submit">{t(Key::AuthorBegin)}</button></p>
                </form>
                <div class="field">
                    <label for="author-file">{t(Key::AuthorFile)}</label>
                    <input class="input" id="author-file" type="file" accept=".json,application/json" on:change=choose/>
                </div>
            </section>
            <section class="section stack">
                <h2>{t(Key::AuthorMine)}</h2>
                {move || mine(session)}
            </section>
        </div>
    }
    .into_any()
}

/// The activities that are kept here.
fn mine(session: Session) -> AnyView {
    let ids = session.records(|records| records.kept_activities());
    if ids.is_empty() {
        return view! { <p class="hush">{t(Key::AuthorMineNone)}</p> }.into_any();
    }
    let rows = ids.into_iter().map(|id| {
        let title =
            kept(session, &id).map(|manuscript| manuscript.title().to_owned()).filter(|title| !title.is_empty());
        let href = Route::Author(Some(id.clone())).to_string();
        let take = {
            let id = id.clone();
            move |_| {
                let removed = session.change(|records| records.clear_shelf(Shelf::Activities(&id)));
                session.say_removed(t(Key::AuthorRemoved), removed);
            }
        };
        view! {
            <li>
                <div class="grow"><h3>{title.unwrap_or_else(|| id.clone())}</h3></div>
                <a class="button quiet" href=href>{t(Key::AuthorOpen)}</a>
                <button class="button plain" type="button" on:click=take>{t(Key::AuthorTakeOut)}</button>
            </li>
        }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
}

/// Keeps it under a name of its own, and goes on with it.
fn go_on(session: Session, manuscript: Manuscript, title: &str) {
    let wanted = id_of(title);
    let is_taken = |id: &str| {
        is_reserved(id)
            || session.peek(|records| records.kept_activity(id).is_some())
            || session.catalogue.with_untracked(|catalogue| match catalogue {
                Load::Ready(catalogue) => catalogue.find(id).is_some(),
                _ => false,
            })
    };
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    let id = std::iter::once(wanted.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(wanted);
    keep(session, &id, &manuscript.named(&id, title));
    session.go(&Route::Author(Some(id)));
}

/// Where an activity is not kept here, or no longer.
pub(super) fn gone(session: Session, id: &str) -> AnyView {
    session.show(t(Key::AuthorTitle));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::AuthorTitle)}</h1>
            <p class="lede">{t(Key::AuthorGone)}" "<code>{id.to_owned()}</code></p>
            <p class="row"><a class="button" href=Route::Author(None).to_string()>{t(Key::AuthorTitle)}</a></p>
        </div>
    }
    .into_any()
}
