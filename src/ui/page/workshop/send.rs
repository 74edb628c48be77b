//! The agenda for a colleague who runs it: as a code to scan, and as a link.

use leptos::prelude::*;

use super::Page;
use crate::browser::page as browser_page;
use crate::domain::workshop::Workshop;
use crate::i18n::{Key, t, tf};
use crate::ui::html::{button, icon, line};
use crate::ui::part::desk::links;
use crate::ui::part::room::name_of;
use crate::ui::part::shown::{OnScreen, Shown};
use crate::wire::code::Packet;

/// Draws the part, folded. The code is made when it is opened.
pub(super) fn view(page: Page) -> AnyView {
    let is_open = RwSignal::new(false);
    let inside = move || is_open.get().then(|| page.plan.with(|plan| plan.as_ref().map(|plan| code(page, plan))));
    view! {
        <details class="more no-print">
            <summary on:click=move |_| is_open.set(true)>{t(Key::WorkshopSend)}</summary>
            <div class="stack"><p class="hint">{t(Key::WorkshopSendHint)}</p>{inside}</div>
        </details>
    }
    .into_any()
}

fn code(page: Page, plan: &Workshop) -> AnyView {
    let packet = Packet::Agenda(plan.clone()).write();
    let links = packet.and_then(|packet| links(&[packet])).unwrap_or_default();
    let single = (links.len() == 1).then(|| links[0].clone());
    let shown = Shown::new("agenda", links, &tf(Key::CodePicture, &[("name", &name_of(plan))]));
    let copy = if single.is_some() {
        ["<p class=\"row\">", &button("button quiet", "copy-link", &icon("link"), t(Key::InviteCopy), ""), "</p>"]
            .concat()
    } else {
        line("p class=\"hint\"", t(Key::InviteSeveral))
    };
    let html = [shown.html(), copy].concat();
    // On the screen as long as the part is drawn.
    StoredValue::new_local(OnScreen::new(shown.clone()));
    let press = move |event: leptos::ev::MouseEvent| match browser_page::pressed(&event).as_deref() {
        Some("copy-link") => page.session.copy(single.clone().unwrap_or_default()),
        Some(what) => {
            shown.press(what);
        }
        None => {}
    };
    view! { <div class="stack-s" inner_html=html on:click=press></div> }.into_any()
}
