//! `#/poster`: one sheet of paper with the code of the site, for a door or a notice board.

use leptos::prelude::*;

use crate::browser::{page as browser_page, share};
use crate::chart::qr;
use crate::i18n::{Key, t};
use crate::ui::part::icon::icon;
use crate::ui::session::Session;

/// Draws the sheet.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::PosterName));
    let address = share::address("");
    let code = qr::code(&address, t(Key::PosterCode)).map(|drawn| drawn.svg).unwrap_or_default();
    let tagline = session.tagline();
    view! {
        <div class="wrap poster">
            <p class="poster-title print-only">{session.site_title()}</p>
            <h1 tabindex="-1">{tagline}</h1>
            <div class="code-card"><div class="code" inner_html=code></div></div>
            <p class="lede">{t(Key::PosterHow)}</p>
            <p class="poster-address">{share::short(&address)}</p>
            <p class="hush">{t(Key::PosterPromise)}</p>
            <p class="row no-print">
                <button class="button" type="button" on:click=|_| browser_page::print()>{icon("print")}{t(Key::PosterPrint)}</button>
            </p>
        </div>
    }
    .into_any()
}
