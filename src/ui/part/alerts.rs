//! The banner that shows at once when saving fails or a new version waits, and the toast. As text: they stand on the page that is
//! fetched first, and what they offer must work without fetching anything.

use crate::domain::problem::Code;
use crate::i18n::{Key, t};
use crate::ui::html::{button, escape, icon, line};
use crate::ui::session::Toast;

/// The banner; empty while everything is saved.
#[must_use]
pub fn banner_html(trouble: Option<Code>) -> String {
    let Some(code) = trouble else { return String::new() };
    let (what, hint) = match code {
        Code::StorageDenied => (Key::StorageDenied, Key::StorageDeniedHint),
        Code::NotVerified => (Key::StorageNotVerified, Key::StorageNotVerifiedHint),
        _ => (Key::StorageFull, Key::StorageFullHint),
    };
    format!(
        "<div class=\"banner error\">{}<p>{} {}</p><div class=\"row tight\">{}{}</div></div>",
        icon("alert"),
        line("strong", t(what)),
        escape(t(hint)),
        button("button", "save-backup", &icon("save"), t(Key::StorageSaveFile), ""),
        button("button plain", "copy-backup", "", t(Key::StorageCopy), ""),
    )
}

/// The banner that offers a new version of the site.
#[must_use]
pub fn update_html() -> String {
    [
        "<div class=\"banner\">",
        &icon("info"),
        &line("p", t(Key::AppUpdate)),
        "<div class=\"row tight\">",
        &button("button", "use-update", "", t(Key::AppUpdateUse), ""),
        &button("button plain", "later", "", t(Key::AppUpdateLater), ""),
        "</div></div>",
    ]
    .concat()
}

/// The message at the edge: it stays until it is dismissed, undone or replaced.
#[must_use]
pub fn toast_html(toast: &Option<Toast>) -> String {
    let Some(toast) = toast else { return String::new() };
    let undo = if toast.undo { button("button plain", "undo", "", t(Key::AppUndo), "") } else { String::new() };
    format!(
        "<div class=\"toast\">{}{undo}<button class=\"icon-button\" type=\"button\" data-do=\"dismiss\" aria-label=\"{}\">{}</button></div>",
        line("p", &toast.text),
        escape(t(Key::AppDismiss)),
        icon("close"),
    )
}
