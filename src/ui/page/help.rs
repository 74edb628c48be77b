//! `#/help`: what the site does, what it needs of a browser and goes without, and how to host one of one's own.

use leptos::prelude::*;

use crate::browser::abilities::Ability;
use crate::i18n::{Key, t};
use crate::route::Route;
use crate::ui::part::device::on_device;
use crate::ui::session::Session;

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::HelpTitle));
    let led = |route: Route, words| view! { <a class="button quiet" href=route.to_string()>{t(words)}</a> };
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::HelpTitle)}</h1>
            <p class="lede">{t(Key::HelpLede)}</p>
            <section class="section stack">
                <h2>{t(Key::HelpAnswer)}</h2>
                <p>{t(Key::HelpAnswerText)}</p>
                <p>{t(Key::HelpKeepText)}</p>
                <p class="row">{led(Route::Results, Key::NavResults)}{led(Route::Data, Key::NavData)}</p>
            </section>
            <section class="section stack">
                <h2>{t(Key::HelpRoom)}</h2>
                <p>{t(Key::HelpRoomText)}</p>
                <p>{t(Key::HelpRoomPhones)}</p>
                <p class="row">{led(Route::Workshops, Key::NavGroup)}{led(Route::Poster, Key::PosterName)}</p>
            </section>
            <section class="section stack">
                <h2>{t(Key::HelpOffline)}</h2>
                {on_device()}
            </section>
            <section class="section stack">
                <h2>{t(Key::HelpBrowser)}</h2>
                <p>{t(Key::HelpBrowserText)}</p>
                <ul class="rows abilities">{Ability::ALL.map(ability).into_iter().collect_view()}</ul>
                <p>{t(Key::HelpInApp)}</p>
                <p>{t(Key::HelpVersions)}</p>
            </section>
            <section class="section stack">
                <h2>{t(Key::HelpHost)}</h2>
                <p>{t(Key::HelpHostText)}</p>
                <dl class="recipes">{HOSTS.map(recipe).into_iter().collect_view()}</dl>
                <p>{t(Key::HelpOwnerText)}</p>
                <p class="row">{led(Route::Owner, Key::OwnerTitle)}{led(Route::Author(None), Key::AuthorTitle)}</p>
            </section>
        </div>
    }
    .into_any()
}

/// What it is called, and what happens without it.
fn words(ability: Ability) -> (Key, Key) {
    match ability {
        Ability::Offline => (Key::HelpCanOffline, Key::HelpNoOffline),
        Ability::Camera => (Key::HelpCanCamera, Key::HelpNoCamera),
        Ability::Share => (Key::HelpCanShare, Key::HelpNoShare),
        Ability::Copy => (Key::HelpCanCopy, Key::HelpNoCopy),
        Ability::Awake => (Key::HelpCanAwake, Key::HelpNoAwake),
        Ability::FullScreen => (Key::HelpCanScreen, Key::HelpNoScreen),
        Ability::Speech => (Key::HelpCanSpeech, Key::HelpNoSpeech),
        Ability::Vibration => (Key::HelpCanVibration, Key::HelpNoVibration),
        Ability::Sealing => (Key::HelpCanSealing, Key::HelpNoSealing),
    }
}

fn ability(ability: Ability) -> AnyView {
    let (name, without) = words(ability);
    let state = if ability.is_here() { t(Key::HelpHas) } else { t(without) };
    view! { <li><strong class="grow">{t(name)}</strong><span>{state}</span></li> }.into_any()
}

/// The recipes, as `README.txt` in the folder has them.
const HOSTS: [(Key, Key); 6] = [
    (Key::HelpHostGithub, Key::HelpHostGithubText),
    (Key::HelpHostNetlify, Key::HelpHostNetlifyText),
    (Key::HelpHostS3, Key::HelpHostS3Text),
    (Key::HelpHostNginx, Key::HelpHostNginxText),
    (Key::HelpHostApache, Key::HelpHostApacheText),
    (Key::HelpHostStick, Key::HelpHostStickText),
];

fn recipe((name, text): (Key, Key)) -> AnyView {
    view! { <div><dt>{t(name)}</dt><dd>{t(text)}</dd></div> }.into_any()
}
