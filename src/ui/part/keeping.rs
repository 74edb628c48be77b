//! What the page of any result keeps with it: a name, and a private note.
//!
//! **Invariant:** the note leaves the device only in a backup; nothing that is exported, shared or printed
//! carries it.

use leptos::prelude::*;

use super::icon::icon;
use crate::browser::page as browser_page;
use crate::domain::block::MAX_TEXT;
use crate::domain::id::ResponseId;
use crate::domain::problem::Code;
use crate::domain::response::{Complete, MAX_ABOUT, named};
use crate::i18n::{Key, t};
use crate::ui::session::Session;

const RENAME: &str = "rename";

/// The result as it is stored now: `None` when it is gone, an error when it can't be read.
pub type Found = Memo<Option<Result<Complete, Code>>>;

/// Follows a result.
pub fn found(session: Session, id: ResponseId) -> Found {
    Memo::new(move |_| session.records(|records| records.result(id)))
}

/// Its name. It can change while the page is open.
pub fn about(found: Found) -> Memo<String> {
    Memo::new(move |_| match found.get() {
        Some(Ok(complete)) => complete.sheet.about,
        _ => String::new(),
    })
}

/// The entry of a menu that opens [`rename`].
pub fn rename_button() -> AnyView {
    view! {
        <button type="button" on:click=|_| browser_page::open_dialog(RENAME)><span>{t(Key::ResultRename)}</span></button>
    }
    .into_any()
}

/// The dialog that asks for the name; `hint` says what it is good for.
pub fn rename(session: Session, found: Found, hint: Key) -> AnyView {
    let name = RwSignal::new(about(found).get_untracked());
    let save = move || {
        if let Some(Ok(complete)) = found.get_untracked() {
            let about = named(&name.get_untracked());
            session.change(|records| records.change_result(&complete, |stored| stored.sheet.about.clone_from(&about)));
        }
        browser_page::close_dialog(RENAME);
    };
    view! {
        <dialog class="dialog" id=RENAME aria-labelledby="rename-title">
            <div class="stack">
                <h2 class="h3" id="rename-title"><label for="rename-name">{t(Key::ResultRenameHeading)}</label></h2>
                <p class="small hush" id="rename-hint">{t(hint)}</p>
                <input class="input" id="rename-name" type="text" maxlength=MAX_ABOUT autocomplete="off" aria-describedby="rename-hint"
                    prop:value=name on:input=move |event| name.set(event_target_value(&event))
                    on:keydown=move |event| if event.key() == "Enter" { save(); }/>
                <div class="row">
                    <button class="button" type="button" on:click=move |_| save()>{t(Key::ResultRenameSave)}</button>
                    <button class="button plain push" type="button" on:click=|_| browser_page::close_dialog(RENAME)>{t(Key::AppCancel)}</button>
                </div>
            </div>
        </dialog>
    }.into_any()
}

/// The private note, saved with every letter.
pub fn note(session: Session, complete: Complete, found: Found) -> AnyView {
    let words = Memo::new(move |_| match found.get() {
        Some(Ok(complete)) => complete.note,
        _ => String::new(),
    });
    let write = move |event| {
        let note = event_target_value(&event);
        session.change(|records| records.change_result(&complete, |stored| stored.note.clone_from(&note)));
    };
    view! {
        <section class="section sheet private-note stack">
            <h2 class="h3"><label for="note">{t(Key::ResultNote)}</label></h2>
            <textarea class="input" id="note" rows="4" maxlength=MAX_TEXT aria-describedby="note-hint" prop:value=words on:input=write></textarea>
            <p class="quiet-line" id="note-hint">{icon("device")}{t(Key::ResultNoteHint)}</p>
        </section>
    }.into_any()
}
