//! What one can do with a result: take it along, name it, set it beside another, delete it.

use std::sync::Arc;

use leptos::prelude::*;

use super::table;
use crate::browser::{clock, later, page as browser_page, picture as paint};
use crate::chart::{petals, picture};
use crate::domain::activity::Activity;
use crate::domain::order::sorted;
use crate::domain::response::{Complete, Perspective};
use crate::domain::scoring::score;
use crate::i18n::{Key, date, t, tf};
use crate::route::Route;
use crate::ui::part::give::give;
use crate::ui::part::icon::icon;
use crate::ui::part::keeping::{Found, rename, rename_button};
use crate::ui::part::seats::pole_words;
use crate::ui::session::Session;
use crate::wire::export::{Exported, Words, csv_of, json_of, markdown_of};

/// A form of the result to take along.
#[derive(Clone, Copy)]
enum Form {
    Csv,
    Json,
    Markdown,
    Copy,
    Svg,
    Png,
}

/// The row of buttons.
pub(super) fn view(session: Session, activity: Arc<Activity>, complete: Complete, found: Found) -> AnyView {
    let to_delete = complete.clone();
    let delete = move |_| {
        let removed = session.change(|records| records.remove_result(&to_delete));
        session.go(&Route::Results);
        session.say_removed(t(Key::ResultDeleted), removed);
    };
    let again = Route::Answer { activity: activity.id.clone(), perspective: complete.sheet.perspective, draft: None }
        .to_string();
    let forms = [
        (Form::Csv, Key::ResultCsv, Key::ResultCsvHint),
        (Form::Markdown, Key::ResultMarkdown, Key::ResultMarkdownHint),
        (Form::Json, Key::ResultJson, Key::ResultJsonHint),
        (Form::Png, Key::ResultPng, Key::ResultPngHint),
        (Form::Svg, Key::ResultSvg, Key::ResultSvgHint),
        (Form::Copy, Key::ResultCopy, Key::ResultCopyHint),
    ]
    .map(|(form, label, hint)| {
        let activity = activity.clone();
        let act = move |_| {
            if let Some(Ok(complete)) = found.get_untracked() {
                take_along(session, &activity, &complete, form);
            }
        };
        view! { <li><button type="button" on:click=act><span>{t(label)}<small>{t(hint)}</small></span></button></li> }
    });
    let give = give(session, &activity, &complete);
    let partners = comparisons(session, &complete);
    view! {
        <div class="row tight no-print">
            <button class="button quiet" type="button" on:click=|_| browser_page::print()>{icon("print")}{t(Key::ResultPrint)}</button>
            <details class="menu">
                <summary class="button quiet">{icon("save")}{t(Key::ResultExport)}</summary>
                <ul class="menu-list">{forms.into_iter().collect_view()}</ul>
            </details>
            <details class="menu end">
                <summary class="button quiet">{icon("more")}{t(Key::ResultMore)}</summary>
                <ul class="menu-list">
                    <li>{rename_button()}</li>
                    <li><a href=again><span>{t(Key::ResultAgain)}</span></a></li>
                    {partners}
                    {give}
                    <li><button type="button" on:click=delete><span>{t(Key::ResultDelete)}</span></button></li>
                </ul>
            </details>
        </div>
        {rename(session, found, Key::ResultRenameHint)}
    }.into_any()
}

/// Links to put this result beside another of the same activity: the other's eyes first, then the last
/// three rounds.
fn comparisons(session: Session, complete: &Complete) -> impl IntoView + use<> {
    let all = session.peek(|records| records.results_of(&complete.sheet.activity));
    let is_other =
        |other: &&Complete| other.sheet.id != complete.sheet.id && other.sheet.perspective != Perspective::Circle;
    let others: Vec<&Complete> = all.iter().filter(is_other).collect();
    let others = sorted(others, |other| u128::from(other.sheet.perspective == complete.sheet.perspective));
    let mut rows = others
        .into_iter()
        .take(4)
        .map(|other| {
            let key = match (complete.sheet.perspective, other.sheet.perspective) {
                (Perspective::Own, Perspective::Partner) => Key::ResultCompareGap,
                (Perspective::Partner, Perspective::Own) => Key::ResultCompareOwn,
                _ => Key::ResultCompareWith,
            };
            let route = Route::Compare(complete.sheet.id, other.sheet.id).to_string();
            view! { <li><a href=route><span>{tf(key, &[("date", &date(other.finished))])}</span></a></li> }.into_any()
        })
        .collect::<Vec<_>>();
    if complete.sheet.perspective == Perspective::Own {
        let route =
            Route::Answer { activity: complete.sheet.activity.clone(), perspective: Perspective::Partner, draft: None };
        rows.push(view! { <li><a href=route.to_string()><span>{t(Key::ActivityPartner)}</span></a></li> }.into_any());
    }
    rows
}

fn take_along(session: Session, activity: &Activity, complete: &Complete, form: Form) {
    let profile = score(activity, complete);
    let words = file_words(activity, complete);
    let exported = Exported { activity, response: complete, profile: &profile, words: &words };
    let name = |ending: &str| [&activity.id, "-", &words.day, ".", ending].concat();
    let save = |ending: &str, mime: &str, text: &str| {
        session.save_text(&name(ending), mime, text);
    };
    match form {
        Form::Csv => save("csv", "text/csv", &csv_of(&exported)),
        Form::Json => save("json", "application/json", &json_of(&exported)),
        Form::Markdown => save("md", "text/markdown", &markdown_of(&exported)),
        Form::Svg => save("svg", "image/svg+xml", &drawing(activity, complete, &words)),
        Form::Png => {
            let (drawing, name) = (drawing(activity, complete, &words), name("png"));
            later(async move {
                if !paint::save_png(&name, &drawing, picture::PIXELS).await {
                    session.say(t(Key::AppSaveFailed));
                }
            });
        }
        Form::Copy => session.copy(markdown_of(&exported)),
    }
}

fn drawing(activity: &Activity, complete: &Complete, words: &Words) -> String {
    let table = table(activity, &score(activity, complete), None);
    picture::stand_alone(&petals::result(&table), &activity.title, &words.about)
}

fn file_words(activity: &Activity, complete: &Complete) -> Words {
    let about = &complete.sheet.about;
    let day = date(complete.finished);
    Words {
        columns: [
            Key::ExportType,
            Key::ExportId,
            Key::ExportText,
            Key::ExportDimension,
            Key::ExportAnswer,
            Key::ExportAnswerLabel,
            Key::ExportScore,
            Key::ExportBand,
        ]
        .map(|key| t(key).to_owned()),
        answers: t(Key::ExportAnswers).to_owned(),
        open: t(Key::ExportOpen).to_owned(),
        debrief: t(Key::ResultDebrief).to_owned(),
        poles: pole_words(activity.points()),
        about: if about.is_empty() { day } else { [about, t(Key::FormatComma), &day].concat() },
        day: clock::iso_day(complete.finished),
        perspective: match complete.sheet.perspective {
            Perspective::Partner => t(Key::ResultPartner).to_owned(),
            Perspective::Own | Perspective::Circle => String::new(),
        },
    }
}
