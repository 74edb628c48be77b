//! The plan on paper, as a text, once more, and gone.

use leptos::prelude::*;

use super::{Page, used};
use crate::browser::{clock, page as browser_page};
use crate::domain::response::MAX_ABOUT;
use crate::domain::workshop::{Slot, Workshop, duplicate};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::part::icon::icon;
use crate::ui::part::room::{begin_words, name_of};
use crate::wire::export::{AgendaLine, AgendaWords, agenda_markdown};

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
    let delete = move |_| {
        let Some(draft) = session.peek(|records| records.workshop(page.id)) else { return };
        // Before the plan is gone: what follows must not say that it can't be found.
        session.go(&Route::Results);
        let removed = session.change(|records| records.remove_draft(&draft));
        session.say_removed(t(Key::WorkshopDeleted), removed);
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
    }
    .into_any()
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
