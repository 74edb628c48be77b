//! `#/data`: everything that is stored here, in words and in bytes; backup, restore, delete.

mod restore;

use leptos::prelude::*;

use crate::browser::{clock, later, storage};
use crate::domain::problem::{Code, Problem};
use crate::domain::response::DAY;
use crate::i18n::{Key, Plural, bytes, cause, join, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::part::device::on_device;
use crate::ui::part::icon::icon;
use crate::ui::session::Session;
use crate::wire::records::{Unreadable, Usage};

/// What most browsers allow a site to keep in local storage, in bytes.
const ALLOWED: usize = 5_000_000;

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::DataTitle));
    let usage = Memo::new(move |_| session.records(|records| records.usage()));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::DataTitle)}</h1>
            <p class="lede">{t(Key::DataLede)}</p>
            <section class="section stack" aria-labelledby="stored-h">
                <h2 id="stored-h">{t(Key::DataStored)}</h2>
                {move || stored(usage.get())}
                {kept(session)}
            </section>
            {backup(session)}
            {restore::view(session)}
            {device()}
            {move || aside(session, &session.records(|records| records.unreadable()))}
            <section class="section stack" aria-labelledby="single-h">
                <h2 id="single-h">{t(Key::DataExport)}</h2>
                <p>{t(Key::DataExportHint)}</p>
                <p class="row"><a class="button quiet" href=Route::Results.to_string()>{t(Key::ResultsTitle)}</a></p>
            </section>
            {danger(session)}
        </div>
    }
    .into_any()
}

fn stored(usage: Usage) -> impl IntoView {
    let parts: Vec<String> = [
        (Plural::DataResults, usage.results),
        (Plural::DataDrafts, usage.drafts),
        (Plural::DataCodes, usage.codes),
        (Plural::DataUnreadable, usage.unreadable),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(plural, count)| tn(plural, count, &[]))
    .collect();
    let size = bytes(usage.bytes);
    let words = if parts.is_empty() {
        t(Key::DataUsageNone).to_owned()
    } else {
        tf(Key::DataUsage, &[("parts", &join(&parts)), ("size", &size)])
    };
    let percent = (usage.bytes * 100 / ALLOWED).min(100);
    let share = tf(Key::DataUsageShare, &[("size", &size)]);
    view! {
        <p class="usage"><strong>{words}</strong></p>
        <div class="meter" class:full=move || { percent > 90 } role="meter" aria-valuemin="0" aria-valuemax="100"
            aria-valuenow=percent.to_string() aria-valuetext=share.clone() aria-labelledby="stored-h"
            data-style=format!("--v:{percent}%")></div>
        <p class="small hush">{share}</p>
    }
}

/// Whether the browser promised to keep it, and a button to ask.
fn kept(session: Session) -> impl IntoView {
    let state = RwSignal::new(None::<Option<bool>>);
    later(async move { state.set(Some(storage::is_kept().await)) });
    let ask = move |_| {
        later(async move {
            let granted = storage::ask_to_keep().await;
            session.say(t(if granted == Some(true) { Key::DataKeptGranted } else { Key::DataKeptRefused }));
            state.set(Some(granted));
        });
    };
    move || {
        state.get().map(|state| {
            let words = match state {
                Some(true) => Key::DataKeptYes,
                Some(false) => Key::DataKeptNo,
                None => Key::DataKeptUnknown,
            };
            let button = (state == Some(false)).then(|| view! {
            <p class="row"><button class="button quiet" type="button" on:click=ask>{t(Key::DataKeep)}</button></p>
        });
            view! { <p class="kept">{t(words)}</p>{button} }
        })
    }
}

fn device() -> impl IntoView {
    view! {
        <section class="section stack" aria-labelledby="device-h">
            <h2 id="device-h">{t(Key::DataDevice)}</h2>
            {on_device()}
        </section>
    }
}

fn backup(session: Session) -> impl IntoView {
    let age = move || {
        let last = session.records(|records| records.setting("backup")).and_then(|text| text.parse::<u64>().ok());
        match last {
            None => t(Key::DataBackupNever).to_owned(),
            Some(when) => {
                let days = clock::now().saturating_sub(when) / DAY;
                let words = match days {
                    0 => t(Key::DataBackupToday).to_owned(),
                    days => tn(Plural::DataBackupDays, days as usize, &[]),
                };
                tf(Key::DataBackupLast, &[("when", &words)])
            }
        }
    };
    view! {
        <section class="section stack" aria-labelledby="backup-h">
            <h2 id="backup-h">{t(Key::DataBackup)}</h2>
            <p>{t(Key::DataBackupHint)}</p>
            <p class="backup-age">{age}</p>
            <p class="row">
                <button class="button" type="button" on:click=move |_| session.save_backup()>{icon("save")}{t(Key::DataDownload)}</button>
                <button class="button plain" type="button" on:click=move |_| session.copy_backup()>{t(Key::DataCopy)}</button>
            </p>
        </section>
    }
}

/// Records that can't be read: untouched, named, and to be saved one by one.
fn aside(session: Session, records: &[Unreadable]) -> Option<AnyView> {
    if records.is_empty() {
        return None;
    }
    let rows = records.iter().enumerate().map(|(index, record)| {
        let problem = Problem::of_file(record.code, &record.key);
        let text = record.text.clone();
        let name = ["roundtable-record-", &(index + 1).to_string(), ".txt"].concat();
        let save = move |_| {
            session.save_text(&name, "text/plain", &text);
        };
        view! {
            <li>
                <div class="grow">
                    <strong>{cause(&problem)}</strong>
                    <p class="small">{bytes(record.text.len())}</p>
                    <code>{record.key.clone()}</code>
                </div>
                <button class="button quiet" type="button" on:click=save>{icon("save")}{t(Key::DataAsideSave)}</button>
            </li>
        }
    }).collect_view();
    Some(
        view! {
            <section class="section stack" aria-labelledby="aside-h">
                <h2 id="aside-h">{t(Key::DataAside)}</h2>
                <p>{t(Key::DataAsideHint)}</p>
                <ul class="rows aside-list">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn danger(session: Session) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let word = t(Key::DataDangerWord);
    let sure = move || typed.with(|typed| typed.trim().eq_ignore_ascii_case(word));
    let delete = move |_| {
        if untrack(sure) {
            session.change(crate::wire::records::Records::remove_everything);
            typed.set(String::new());
            session.say(t(Key::DataDeleted));
        }
    };
    view! {
        <section class="section sheet danger-zone stack">
            <h2 class="h3">{t(Key::DataDanger)}</h2>
            <p>{t(Key::DataDangerHint)}</p>
            <div class="field">
                <label for="danger">{tf(Key::DataDangerLabel, &[("word", word)])}</label>
                <input class="input" id="danger" type="text" autocomplete="off" autocapitalize="none"
                    prop:value=typed on:input=move |event| typed.set(event_target_value(&event))/>
            </div>
            <div class="row"><button class="button danger" type="button" prop:disabled=move || !sure() on:click=delete>
                {t(Key::DataDangerButton)}
            </button></div>
        </section>
    }
}

/// The problem of a chosen file, as a note.
fn file_problem(code: Code, name: &str) -> Problem {
    Problem::of_file(code, name).expected(plain_number(crate::wire::backup::MOST_BYTES / 1024 / 1024))
}
