//! `#/privacy`: what happens with what one enters, and what the owner of the site says about it.

use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::route::Route;
use crate::ui::html::prose;
use crate::ui::session::Session;

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::PrivacyTitle));
    let said = session.site().privacy.as_deref().map(prose);
    let said = said.map(|html| {
        view! { <section class="stack-s"><h2>{t(Key::PrivacyOwner)}</h2><div class="stack-s" inner_html=html></div></section> }
    });
    let contact = session.site().contact.clone().map(|link| view! { <p><a href=link.url>{link.title}</a></p> });
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::PrivacyTitle)}</h1>
            <p class="lede">{t(Key::PrivacyLede)}</p>
            <p>{t(Key::PrivacyKept)}</p>
            <p>{t(Key::PrivacyGiven)}</p>
            <p>{t(Key::PrivacyHost)}</p>
            <p>{t(Key::PrivacyYours)}</p>
            <p class="row"><a class="button quiet" href=Route::Data.to_string()>{t(Key::NavData)}</a></p>
            {said}{contact}
        </div>
    }
    .into_any()
}
