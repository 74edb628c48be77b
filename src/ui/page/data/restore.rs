//! Bringing a backup in: choose or paste, look at what it would add, agree.

use leptos::prelude::*;

use super::file_problem;
use crate::browser::{files, later};
use crate::domain::problem::{Code, Problem};
use crate::i18n::{Key, Plural, date_time, t, tf, tn};
use crate::ui::part::icon::icon;
use crate::ui::part::problems::problem_html;
use crate::ui::session::Session;
use crate::wire::backup::{MOST_BYTES, Plan, plan, restore};
use crate::wire::saved::Saved;

/// What was brought in so far.
#[derive(Clone)]
enum Brought {
    Nothing,
    Wrong(Problem),
    Planned(Plan),
}

/// The section.
pub(super) fn view(session: Session) -> impl IntoView {
    let brought = RwSignal::new(Brought::Nothing);
    let pasted = RwSignal::new(String::new());
    let look = move |name: &str, text: &str| {
        let planned = session.peek(|records| plan(records, name, text));
        brought.set(planned.map_or_else(Brought::Wrong, Brought::Planned));
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        if file.size > MOST_BYTES as f64 {
            brought.set(Brought::Wrong(file_problem(Code::TooLarge, &file.name)));
            return;
        }
        later(async move {
            match files::read(&file).await {
                Some(text) => look(&file.name, &text),
                None => brought.set(Brought::Wrong(file_problem(Code::Unreachable, &file.name))),
            }
        });
    };
    view! {
        <section class="section stack" aria-labelledby="restore-h">
            <h2 id="restore-h">{t(Key::DataRestore)}</h2>
            <p id="restore-hint">{t(Key::DataRestoreHint)}</p>
            <div class="field">
                <label for="restore-file">{t(Key::DataRestoreChoose)}</label>
                <input class="input" id="restore-file" type="file" accept=".json,application/json,text/plain"
                    aria-describedby="restore-hint" on:change=choose/>
            </div>
            <details class="more">
                <summary>{icon("chevron")}{t(Key::DataRestorePaste)}</summary>
                <div class="stack">
                    <textarea class="input" id="restore-text" rows="4" aria-label=t(Key::DataRestorePaste)
                        prop:value=pasted on:input=move |event| pasted.set(event_target_value(&event))></textarea>
                    <p class="row"><button class="button quiet" type="button"
                        on:click=move |_| pasted.with_untracked(|text| look(t(Key::DataRestorePaste), text))>
                        {t(Key::DataRestorePasteButton)}
                    </button></p>
                </div>
            </details>
            <div role="status">{move || match brought.get() {
                Brought::Nothing => ().into_any(),
                Brought::Wrong(problem) => wrong(&problem),
                Brought::Planned(plan) => preview(session, plan, brought),
            }}</div>
        </section>
    }
}

fn wrong(problem: &Problem) -> AnyView {
    view! { <div inner_html=problem_html(problem)></div> }.into_any()
}

fn preview(session: Session, plan: Plan, brought: RwSignal<Brought>) -> AnyView {
    let count = |is: &dyn Fn(&Saved, bool) -> bool| plan.add.iter().filter(|add| is(&add.saved, add.beside)).count();
    let lines = [
        (Plural::DataPreviewResults, count(&|saved, beside| !beside && matches!(saved, Saved::Complete(_)))),
        (Plural::DataPreviewDrafts, count(&|saved, beside| !beside && matches!(saved, Saved::Draft(_)))),
        (Plural::DataPreviewBeside, count(&|_, beside| beside)),
        (Plural::DataPreviewCodes, plan.codes.len()),
        (Plural::DataPreviewSame, plan.same),
        (Plural::DataPreviewEarlier, plan.earlier),
        (Plural::DataPreviewUnreadable, plan.unreadable.len()),
    ];
    let rows = lines
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(plural, count)| view! { <li>{icon("check")}<span>{tn(plural, count, &[])}</span></li> })
        .collect_view();
    let made = tf(Key::DataPreviewMade, &[("when", &date_time(plan.made))]);
    let nothing = plan.is_empty();
    let add = move |_| {
        let (stored, held) = session.change(|records| restore(records, plan.clone()));
        brought.set(Brought::Nothing);
        let mut said = tn(Plural::DataRestored, stored, &[]);
        if held > 0 {
            said = [&said, " ", &tn(Plural::DataRestoredHeld, held, &[])].concat();
        }
        session.say(&said);
    };
    let action = if nothing {
        view! { <p>{t(Key::DataPreviewNothing)}</p> }.into_any()
    } else {
        view! {
            <p class="row">
                <button class="button" type="button" on:click=add>{t(Key::DataPreviewAdd)}</button>
                <button class="button plain" type="button" on:click=move |_| brought.set(Brought::Nothing)>{t(Key::AppCancel)}</button>
            </p>
        }.into_any()
    };
    view! {
        <div class="sheet stack">
            <h3>{t(Key::DataPreview)}</h3>
            <p class="small hush">{made}</p>
            <ul class="preview-list">{rows}</ul>
            {action}
        </div>
    }
    .into_any()
}
