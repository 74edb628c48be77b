//! The agenda for a colleague who runs it: as a code to scan, and as a link. Activities on it that the site has not
//! come along, in codes of their own.

use leptos::prelude::*;

use super::Page;
use crate::browser::page as browser_page;
use crate::domain::workshop::Workshop;
use crate::i18n::{Key, t, tf};
use crate::ui::html::{button, icon, line};
use crate::ui::part::room::name_of;
use crate::ui::part::shown::{OnScreen, Shown, links};
use crate::ui::session::{Load, Session};
use crate::wire::code::{Carried, Packet};

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

/// The activities on the agenda that are kept here and that the site has not.
fn carried(session: Session, plan: &Workshop) -> Vec<Vec<u8>> {
    let lacking: Vec<&str> = session.catalogue.with(|catalogue| match catalogue {
        Load::Ready(catalogue) => plan.activities().into_iter().filter(|id| catalogue.find(id).is_none()).collect(),
        _ => Vec::new(),
    });
    let packet = |id: &str| {
        let text = session.peek(|records| records.kept_activity(id))?;
        Packet::Activity(Carried { id: id.to_owned(), text }).write().ok()
    };
    lacking.into_iter().filter_map(packet).collect()
}

fn code(page: Page, plan: &Workshop) -> AnyView {
    let packets =
        Packet::Agenda(plan.clone()).write().map(|agenda| [vec![agenda], carried(page.session, plan)].concat());
    let links = packets.and_then(|packets| links(&packets)).unwrap_or_default();
    let single = (links.len() == 1).then(|| links[0].clone());
    let shown = Shown::new("agenda", links, &tf(Key::CodePicture, &[("name", &name_of(plan))]));
    let copy = if single.is_some() {
        ["<p class=\"row\">", &button("button quiet", "copy-link", &icon("link"), t(Key::InviteCopy), ""), "</p>"]
            .concat()
    } else {
        line("p class=\"hint\"", t(Key::CodeSeveral))
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
