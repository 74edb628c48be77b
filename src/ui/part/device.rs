//! What a person should know of the site on this device: whether it works without a network, and how it comes to the
//! home screen.

use leptos::prelude::*;

use crate::browser::offline::{self, Install};
use crate::i18n::{Key, t};

/// Two paragraphs.
pub fn on_device() -> impl IntoView {
    let offline = if offline::is_kept() { Key::DataOfflineYes } else { Key::DataOfflineNo };
    let install = match offline::install_way() {
        Install::Done => Key::DataInstallDone,
        Install::ShareSheet => Key::DataInstallShare,
        Install::Menu => Key::DataInstallMenu,
    };
    view! { <p class="offline">{t(offline)}</p><p>{t(install)}</p> }
}
