//! `#/results`: everything that was finished on this device, and what is still open, and what is planned.

use leptos::prelude::*;

use crate::domain::id::ResponseId;
use crate::domain::response::{Complete, Draft, Perspective};
use crate::i18n::{Key, Plural, date, t, tf, tn};
use crate::route::Route;
use crate::ui::part::icon::turning_icon;
use crate::ui::part::plan_row::plan_row;
use crate::ui::part::words::answered_at;
use crate::ui::session::Session;

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::ResultsTitle));
    let picked = RwSignal::new(Vec::<ResponseId>::new());
    let list = move || {
        let results = session.records(|records| records.results());
        if results.is_empty() {
            return view! {
                <div class="empty">
                    <p><strong>{t(Key::ResultsNone)}</strong></p>
                    <p>{t(Key::ResultsNoneHint)}</p>
                    <a class="button plain" href="#/">{t(Key::HomeBrowse)}</a>
                </div>
            }
            .into_any();
        }
        let rows = results.iter().map(|complete| row(session, complete, picked)).collect_view();
        view! { <ul class="rows results-list">{rows}</ul> }.into_any()
    };
    view! {
        <div class="wrap stack">
            <h1 tabindex="-1">{t(Key::ResultsTitle)}</h1>
            <p class="lede">{t(Key::ResultsLede)}</p>
            {move || drafts(session)}
            {move || plans(session)}
            {list}
            {move || pick_bar(session, &picked.get())}
        </div>
    }
    .into_any()
}

fn drafts(session: Session) -> Option<impl IntoView> {
    let drafts = session.records(|records| [records.circles(), records.drafts()].concat());
    let rows = drafts.iter().map(|draft| draft_row(session, draft)).collect_view();
    (!drafts.is_empty()).then(|| view! { <h2 class="h3">{t(Key::ResultsDrafts)}</h2><ul class="rows">{rows}</ul> })
}

fn draft_row(session: Session, draft: &Draft) -> impl IntoView + use<> {
    let route = Route::of_draft(&draft.sheet);
    let (activity, changed) = (draft.sheet.activity.clone(), draft.changed);
    let circle = (draft.sheet.perspective == Perspective::Circle).then(|| [t(Key::CircleKind), ". "].concat());
    view! {
        <li>
            <div class="grow"><h3>{move || session.title_of(&activity)}</h3><p class="small hush">{circle}{answered_at(changed)}</p></div>
            <a class="button quiet" href=route.to_string()>{t(Key::HomeContinue)}{turning_icon("next")}</a>
        </li>
    }
}

/// The sessions that are planned, the last changed first.
fn plans(session: Session) -> Option<impl IntoView> {
    let drafts = session.records(|records| records.workshops());
    let rows = drafts.iter().map(plan_row).collect_view();
    (!drafts.is_empty())
        .then(|| view! { <h2 class="h3">{t(Key::WorkshopList)}</h2><ul class="rows planned-list">{rows}</ul> })
}

fn row(session: Session, complete: &Complete, picked: RwSignal<Vec<ResponseId>>) -> impl IntoView + use<> {
    let (id, activity, about) = (complete.sheet.id, complete.sheet.activity.clone(), complete.sheet.about.clone());
    let name = move || {
        let title = session.title_of(&activity);
        if about.is_empty() { title } else { [&title, ": ", &about].concat() }
    };
    let when = date(complete.finished);
    let label = {
        let (name, when) = (name.clone(), when.clone());
        move || tf(Key::ResultsPick, &[("name", &[&name(), ", ", &when].concat())])
    };
    let pick = move |_| {
        picked.update(|picked| match picked.iter().position(|known| *known == id) {
            Some(at) => {
                picked.remove(at);
            }
            None => {
                picked.push(id);
                // The third choice takes the place of the first.
                if picked.len() > 2 {
                    picked.remove(0);
                }
            }
        });
    };
    let through = match complete.sheet.perspective {
        Perspective::Own => None,
        Perspective::Partner => Some(t(Key::ResultPartner)),
        Perspective::Circle => Some(t(Key::CircleKind)),
    };
    let partner = through.map(|words| view! { <span>". "{words}</span> });
    // What a circle made has nothing beside it that it could be compared with.
    let pickable = complete.sheet.perspective != Perspective::Circle;
    let pick = pickable.then(|| {
        view! {
            <label class="pick"><input type="checkbox" aria-label=label
                prop:checked=move || picked.with(|picked| picked.contains(&id)) on:change=pick/></label>
        }
    });
    view! {
        <li>
            {pick}
            <div class="grow">
                <h3><a href=Route::Result(id).to_string()>{name}</a></h3>
                <p class="small hush">{when}{partner}</p>
            </div>
        </li>
    }
}

fn pick_bar(session: Session, picked: &[ResponseId]) -> Option<AnyView> {
    let count = tn(Plural::ResultsPicked, picked.len(), &[]);
    let action = match picked {
        [] => return None,
        [a, b] => {
            let activity = |id: ResponseId| {
                session.peek(|records| records.result(id)).and_then(Result::ok).map(|complete| complete.sheet.activity)
            };
            if activity(*a) == activity(*b) {
                view! { <a class="button" href=Route::Compare(*a, *b).to_string()>{t(Key::ResultsCompare)}</a> }
                    .into_any()
            } else {
                view! { <p>{t(Key::ResultsDifferent)}</p> }.into_any()
            }
        }
        _ => ().into_any(),
    };
    Some(view! { <div class="pick-bar row" role="status"><p class="num">{count}</p>{action}</div> }.into_any())
}
