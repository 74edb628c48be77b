//! The plan on paper, as a text, once more, and gone.

use leptos::prelude::*;

use super::{Page, used};
use crate::browser::{clock, page as browser_page};
use crate::domain::response::MAX_ABOUT;
use crate::domain::workshop::{Setting, Slot, Workshop, duplicate};
use crate::i18n::{Key, Plural, t, tf, tn};
use crate::route::Route;
use crate::ui::part::collected::taken_in;
use crate::ui::part::icon::icon;
use crate::ui::part::room::{begin_words, name_of};
use crate::wire::export::{AgendaLine, AgendaWords, agenda_markdown};

/// The dialog that asks before answers are deleted with the plan.
const DELETE: &str = "delete-plan";

/// Draws the buttons.
pub(super) fn view(page: Page) -> AnyView {
    let session = page.session;
    let copy = move |_| session.copy(text(page));
    let save = move |_| {
        let name = tf(Key::WorkshopFile, &[("date", &clock::today())]);
        session.save_text(&name, "text/markdown", &text(page));
    };
    let copy_plan = move |_| {
        let Some(draft) = session.peek(|records| records.workshop(page.id)) else { return };
        let (id, now) = (session.new_id(), clock::now());
        let name = tf(Key::RunCopyName, &[("name", &name_of(&Workshop::of(&draft.sheet)))]);
        let name: String = name.chars().take(MAX_ABOUT).collect();
        session.change(|records| records.keep_draft(&duplicate(&draft.sheet, id, &name, now)));
        session.go(&Route::Workshop(id));
        session.say(t(Key::RunCopied));
    };
    let words = RwSignal::new(String::new());
    let delete = move |_| match question(page) {
        Some(question) => {
            words.set(question);
            browser_page::open_dialog(DELETE);
        }
        None => remove(page),
    };
    view! {
        <div class="row tight">
            <button class="button quiet" type="button" on:click=|_| browser_page::print()>{icon("print")}{t(Key::ReportPrint)}</button>
            <details class="menu">
                <summary class="button quiet">{icon("save")}{t(Key::ReportFiles)}</summary>
                <ul class="menu-list">
                    <li><button type="button" on:click=copy><span>{t(Key::ReportCopy)}</span></button></li>
                    <li><button type="button" on:click=save><span>{t(Key::ReportMarkdown)}</span></button></li>
                </ul>
            </details>
            <button class="button quiet" type="button" on:click=copy_plan>{t(Key::RunCopy)}</button>
            <button class="button plain" type="button" on:click=delete>{t(Key::WorkshopDelete)}</button>
        </div>
        {dialog(page, words)}
    }
    .into_any()
}

/// What is to be asked before the plan is deleted; `None` while nothing hangs on it.
fn question(page: Page) -> Option<String> {
    let plan = page.session.peek(|records| records.workshop(page.id))?;
    let (answers, sealed) = page.session.peek(|records| taken_in(records, &plan.sheet));
    let has_key = !Setting::Key.of(&plan.sheet).is_empty();
    let mut words = Vec::new();
    if answers > 0 {
        words.push(tn(Plural::WorkshopDeleteAnswers, answers, &[]));
    }
    if has_key && sealed > 0 {
        words.push(tn(Plural::WorkshopDeleteSealed, sealed, &[]));
    } else if has_key {
        words.push(t(Key::WorkshopDeleteKey).to_owned());
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The dialog that asks, with the way to a backup.
fn dialog(page: Page, words: RwSignal<String>) -> AnyView {
    let close = || browser_page::close_dialog(DELETE);
    view! {
        <dialog class="dialog" id=DELETE aria-labelledby="delete-plan-h">
            <div class="stack">
                <h2 class="h3" id="delete-plan-h">{t(Key::WorkshopDeleteHeading)}</h2>
                <p>{move || words.get()}</p>
                <p class="small hush">{t(Key::WorkshopDeleteBackup)}</p>
                <p><button class="button quiet" type="button" on:click=move |_| page.session.save_backup()>
                    {icon("save")}{t(Key::DataDownload)}
                </button></p>
                <div class="row">
                    <button class="button" type="button" on:click=move |_| { close(); remove(page); }>{t(Key::WorkshopDeleteAll)}</button>
                    <button class="button plain push" type="button" on:click=move |_| close()>{t(Key::AppCancel)}</button>
                </div>
            </div>
        </dialog>
    }
    .into_any()
}

/// Deletes the plan and what was handed in to it.
fn remove(page: Page) {
    let session = page.session;
    let Some(draft) = session.peek(|records| records.workshop(page.id)) else { return };
    // Before the plan is gone: what follows must not say that it can't be found.
    session.go(&Route::Results);
    let removed = session.change(|records| records.remove_workshop(&draft));
    session.say_removed(t(Key::WorkshopDeleted), removed);
}

fn text(page: Page) -> String {
    page.plan.with_untracked(|plan| plan.as_ref().map(|plan| markdown(page, plan))).unwrap_or_default()
}

fn markdown(page: Page, plan: &Workshop) -> String {
    let line = |(slot, after): (&Slot, u32)| -> AgendaLine {
        [begin_words(plan, after), page.title(slot), slot.minutes.to_string(), slot.why.clone()]
    };
    let lines: Vec<AgendaLine> = plan.agenda.iter().zip(plan.begins()).map(line).collect();
    let words = AgendaWords {
        title: name_of(plan),
        about: used(plan),
        columns: [
            Key::WorkshopColumnBegins,
            Key::CommitmentsColumnWhat,
            Key::WorkshopColumnMinutes,
            Key::WorkshopColumnFor,
        ]
        .map(|key| t(key).to_owned()),
    };
    agenda_markdown(&lines, &words)
}
