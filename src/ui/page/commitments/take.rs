//! All commitments as files for other programs, and as text.

use leptos::prelude::*;

use super::{Page, day_in_words};
use crate::browser::clock;
use crate::domain::task::State;
use crate::i18n::{Key, t, tf};
use crate::ui::part::icon::icon;
use crate::wire::export::{CommitmentWords, commitments_csv, commitments_markdown, ics_of};

/// A form of the list to take along.
#[derive(Clone, Copy)]
enum Form {
    Ics,
    Markdown,
    Csv,
    Copy,
}

/// Draws the buttons, while there is something to take along.
pub(super) fn view(page: Page) -> AnyView {
    let state = Memo::new(move |_| {
        page.found.with(|found| {
            let is_open = found.list.iter().any(|commitment| commitment.state == State::Open);
            (!found.list.is_empty()).then_some(is_open)
        })
    });
    (move || state.get().map(|is_open| buttons(page, is_open))).into_any()
}

fn buttons(page: Page, is_open: bool) -> AnyView {
    let button = move |form: Form, label: Key| {
        view! {
            <button class="button quiet" type="button" on:click=move |_| take_along(page, form)>
                {icon("save")}{t(label)}
            </button>
        }
    };
    // A calendar without entries is no valid file.
    let calendar = is_open.then(|| button(Form::Ics, Key::CommitmentsIcs));
    let hint = is_open.then(|| view! { <p class="hint">{t(Key::CommitmentsTakeHint)}</p> });
    view! {
        <section class="section stack no-print" aria-labelledby="take-h">
            <h2 id="take-h">{t(Key::CommitmentsTake)}</h2>
            <p class="row">
                {calendar}
                {button(Form::Markdown, Key::ResultMarkdown)}
                {button(Form::Csv, Key::ResultCsv)}
                <button class="button plain" type="button" on:click=move |_| take_along(page, Form::Copy)>{t(Key::ResultCopy)}</button>
            </p>
            {hint}
        </section>
    }
    .into_any()
}

fn take_along(page: Page, form: Form) {
    let (session, words) = (page.session, words());
    let name = |ending: &str| [&tf(Key::CommitmentsFile, &[("date", &clock::today())]), ".", ending].concat();
    let save = |ending: &str, mime: &str, text: &str| {
        session.save_text(&name(ending), mime, text);
    };
    page.found.with_untracked(|found| match form {
        Form::Ics => save("ics", "text/calendar", &ics_of(&found.list, &words, clock::now())),
        Form::Markdown => save("md", "text/markdown", &commitments_markdown(&found.list, &words)),
        Form::Csv => save("csv", "text/csv", &commitments_csv(&found.list, &words)),
        Form::Copy => session.copy(commitments_markdown(&found.list, &words)),
    });
}

fn words() -> CommitmentWords {
    CommitmentWords {
        title: t(Key::CommitmentsTitle).to_owned(),
        columns: [
            Key::CommitmentsColumnWhat,
            Key::CommitmentsColumnWho,
            Key::CommitmentsColumnBy,
            Key::CommitmentsColumnState,
            Key::CommitmentsColumnReason,
            Key::CommitmentsColumnFrom,
        ]
        .map(|key| t(key).to_owned()),
        states: [Key::CommitmentsStateOpen, Key::CommitmentsStateDone, Key::CommitmentsStateDropped]
            .map(|key| t(key).to_owned()),
        day: day_in_words,
    }
}
