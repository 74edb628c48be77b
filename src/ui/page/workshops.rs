//! `#/w`: the workshops that one runs, and those that one takes part in.

use leptos::prelude::*;

use crate::domain::id::Tag;
use crate::domain::joined::{parts, tag_of};
use crate::domain::response::Draft;
use crate::domain::workshop::Workshop;
use crate::i18n::{Key, t};
use crate::route::Route;
use crate::ui::part::icon::icon;
use crate::ui::part::plan_row::plan_row;
use crate::ui::part::room::begin_workshop;
use crate::ui::session::Session;

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::WorkshopsTitle));
    let begin = move |_| {
        let plan = Workshop {
            id: session.new_id(),
            name: String::new(),
            minutes: None,
            starts: None,
            from: None,
            agenda: Vec::new(),
        };
        begin_workshop(session, &plan);
    };
    view! {
        <div class="wrap stack">
            <h1 tabindex="-1">{t(Key::WorkshopsTitle)}</h1>
            <p class="lede">{t(Key::WorkshopsLede)}</p>
            <p class="row">
                <button class="button" type="button" on:click=begin>{icon("plus")}{t(Key::WorkshopsNew)}</button>
                <a class="button quiet" href=Route::Join.to_string()>{icon("people")}{t(Key::WorkshopsJoin)}</a>
            </p>
            {move || mine(session)}
            {move || joined(session)}
        </div>
    }
    .into_any()
}

fn mine(session: Session) -> AnyView {
    let drafts = session.records(|records| records.workshops());
    if drafts.is_empty() {
        return view! {
            <div class="empty">
                <p><strong>{t(Key::WorkshopsNone)}</strong></p>
                <p>{t(Key::WorkshopsNoneHint)}</p>
            </div>
        }
        .into_any();
    }
    let rows = drafts.iter().map(plan_row).collect_view();
    view! { <h2 class="h3">{t(Key::WorkshopsMine)}</h2><ul class="rows planned-list">{rows}</ul> }.into_any()
}

/// The activities that others have invited to.
fn joined(session: Session) -> Option<AnyView> {
    let drafts = session.records(|records| records.all_joined());
    let rows: Vec<AnyView> = drafts.iter().flat_map(|draft| joined_rows(session, draft)).collect();
    (!rows.is_empty())
        .then(|| view! { <h2 class="h3">{t(Key::WorkshopsJoined)}</h2><ul class="rows">{rows}</ul> }.into_any())
}

fn joined_rows(session: Session, draft: &Draft) -> Vec<AnyView> {
    let tag: Tag = tag_of(&draft.sheet);
    let name = draft.sheet.about.clone();
    parts(&draft.sheet)
        .into_iter()
        .map(|part| {
            let route = Route::Joined(tag, part.activity.clone()).to_string();
            let title = move || session.title_of(&part.activity);
            view! {
                <li><div class="grow">
                    <h3><a href=route>{title}</a></h3>
                    <p class="small hush">{name.clone()}</p>
                </div></li>
            }
            .into_any()
        })
        .collect()
}
