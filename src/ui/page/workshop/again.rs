//! Another proposal from the same result, for another time. It takes the place of the agenda, with undo.

use leptos::prelude::*;

use super::Page;
use super::agenda::HEADING;
use super::off::{Going, take_off};
use crate::domain::id::ResponseId;
use crate::domain::response::Complete;
use crate::domain::scoring::score;
use crate::domain::workshop::{Change, Slot};
use crate::i18n::{Key, t};
use crate::ui::part::load::loading;
use crate::ui::part::proposals::proposals;
use crate::ui::session::Load;

/// Draws the part, folded; nothing where the result is not on this device. Its activity is fetched when it is
/// opened.
pub(super) fn view(page: Page) -> AnyView {
    let result = page.result();
    let is_open = RwSignal::new(false);
    let part = move || {
        let id = result.with(|id| ResponseId::parse(id))?;
        let inside = move || {
            let complete = page.session.peek(|records| records.result(id)).and_then(Result::ok);
            complete.filter(|_| is_open.get()).map(|complete| inside(page, complete))
        };
        Some(view! {
            <details class="more no-print">
                <summary on:click=move |_| is_open.set(true)>{t(Key::WorkshopAgain)}</summary>
                <div class="stack">
                    <p class="hint">{t(Key::WorkshopAgainHint)}</p>
                    {inside}
                </div>
            </details>
        })
    };
    part.into_any()
}

fn inside(page: Page, complete: Complete) -> AnyView {
    let signal = page.session.activity(&complete.sheet.activity);
    let choose = move |minutes: u16, agenda: Vec<Slot>| {
        let going = Going {
            heading: t(Key::WorkshopOffHeadingAll).to_owned(),
            yes: Key::WorkshopOffYesAll,
            slots: page.slots(),
            back: HEADING.to_owned(),
        };
        take_off(page, going, move || {
            page.change_and_say(&Change::Proposed(minutes, agenda), t(Key::WorkshopReplaced));
            Page::focus(HEADING.to_owned());
        });
    };
    (move || match signal.get() {
        Load::Loading => loading(),
        Load::Failed(_) => {
            let id = complete.sheet.activity.clone();
            let retry = move |_| page.session.retry_activity(&id);
            view! {
                <p>{t(Key::ProblemsTitle)}</p>
                <p class="row"><button class="button plain" type="button" on:click=retry>{t(Key::ProblemsRetry)}</button></p>
            }
            .into_any()
        }
        Load::Ready(activity) => {
            let profile = score(&activity, &complete);
            proposals(page.session, activity, profile, choose)
        }
    })
    .into_any()
}
