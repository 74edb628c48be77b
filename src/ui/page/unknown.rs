//! An address that is not one of ours.

use leptos::prelude::*;

use crate::i18n::{Key, t, tf};
use crate::ui::session::Session;

/// Says so, and leads home.
pub fn page(session: Session, address: &str) -> AnyView {
    session.show(t(Key::UnknownTitle));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::UnknownTitle)}</h1>
            <p class="lede">{tf(Key::UnknownText, &[("address", address)])}</p>
            <p class="row"><a class="button" href="#/">{t(Key::UnknownHome)}</a></p>
        </div>
    }
    .into_any()
}
