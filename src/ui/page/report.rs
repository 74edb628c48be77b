//! `#/r/<response>` for an exercise: what was made, remarks, questions for a talk, and ways to take it along.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, later, page as browser_page, picture as paint};
use crate::chart::board;
use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::id::ResponseId;
use crate::domain::insight::remarks;
use crate::domain::response::{Complete, Millis, Perspective};
use crate::domain::task::{Board, Made, Task};
use crate::i18n::{Key, Plural, date, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{line, note};
use crate::ui::part::card::card;
use crate::ui::part::give::give;
use crate::ui::part::icon::{icon, turning_icon};
use crate::ui::part::joined::hand_in_note;
use crate::ui::part::keeping::{Found, about, found, note as private_note, rename, rename_button};
use crate::ui::part::load::{loading, problem_page};
use crate::ui::part::made::section_html;
use crate::ui::part::together::group_words;
use crate::ui::session::{Load, Session};
use crate::wire::export::{CircleWords, Section, markdown_of_made, sections, sections_csv, sections_of_circle, zones};
use crate::wire::saved::Saved;

/// Draws the page. The result page has seen that the result is there.
pub fn page(session: Session, id: ResponseId) -> AnyView {
    let found = found(session, id);
    let Some(Ok(complete)) = found.get_untracked() else { return ().into_any() };
    let signal = session.whole_activity(&complete.sheet.activity);
    (move || match signal.get() {
        Load::Loading => loading(),
        Load::Failed(problems) => {
            let id = complete.sheet.activity.clone();
            problem_page(session, t(Key::ProblemsTitle), &problems, move || session.retry_whole_activity(&id))
        }
        Load::Ready(activity) => body(session, activity, complete.clone(), found),
    })
    .into_any()
}

fn body(session: Session, activity: Arc<Activity>, complete: Complete, found: Found) -> AnyView {
    session.show(&activity.title);
    let words = words(&complete);
    let open = &words.together.report.open;
    let made: String =
        parts(session, &activity, &complete, &words).iter().map(|section| section_html(section, open)).collect();
    let said: String = remarks(&activity, &complete.sheet.answers)
        .iter()
        .map(|insight| {
            let (class, sign) = if insight.praises { ("", "check") } else { ("remark", "talk") };
            note(class, sign, &line("p", &insight.say))
        })
        .collect();
    let remarks = (!said.is_empty()).then(|| {
        view! {
            <section class="section stack">
                <h2>{t(Key::ReportRemarks)}</h2>
                <div class="stack-s" inner_html=said></div>
            </section>
        }
    });
    let debrief = (!activity.debrief.is_empty()).then(|| view! {
        <section class="section stack">
            <h2>{t(Key::ResultDebrief)}</h2>
            <ul class="debrief">{activity.debrief.iter().map(|question| view! { <li>{question.clone()}</li> }).collect_view()}</ul>
        </section>
    });
    let next = activity.next.clone();
    let cards = move || {
        session.catalogue.with(|catalogue| match catalogue {
            Load::Ready(catalogue) => next
                .iter()
                .filter_map(|id| catalogue.offered(id))
                .map(|entry| card(entry, None, None))
                .collect_view()
                .into_any(),
            _ => ().into_any(),
        })
    };
    let has_next = (!activity.next.is_empty()).then(|| view! {
        <section class="section stack no-print"><h2>{t(Key::ResultNext)}</h2><ul class="cards">{cards}</ul></section>
    });
    // The name can change while the page is open; everything else stays.
    let about = about(found);
    let finished = complete.finished;
    let circle = complete.sheet.perspective == Perspective::Circle;
    let circle = circle.then(|| view! { <p class="small hush">{t(Key::CircleKind)}</p> });
    let kind = move || about.with(|about| about_and_day(about, finished));
    view! {
        <div class="wrap report">
            <a class="crumb" href=Route::Results.to_string()>{turning_icon("back")}{t(Key::ResultBack)}</a>
            <header class="stack">
                <p class="kind">{kind}</p>
                <h1 tabindex="-1">{activity.title.clone()}</h1>
                {circle}
                {hand_in_note(session, &complete.sheet)}
                {actions(session, &activity, &complete, found)}
            </header>
            <div class="made" inner_html=made></div>
            {remarks}
            {debrief}
            {has_next}
            {private_note(session, complete, found)}
        </div>
    }
    .into_any()
}

/// Ways to take it along, to name it, to do it again, and to delete it.
fn actions(session: Session, activity: &Arc<Activity>, complete: &Complete, found: Found) -> AnyView {
    type Take = fn(Session, &Activity, &Complete);
    let take = |label: String, act: Take| {
        let activity = activity.clone();
        let press = move |_| {
            if let Some(Ok(complete)) = found.get_untracked() {
                act(session, &activity, &complete);
            }
        };
        view! { <li><button type="button" on:click=press><span>{label}</span></button></li> }
    };
    let forms = [
        take(t(Key::ReportCopy).to_owned(), copy),
        take(t(Key::ReportMarkdown).to_owned(), save_markdown),
        take(t(Key::ReportCsv).to_owned(), save_csv),
    ];
    let drawn = |board: &Board| match complete.sheet.perspective {
        // What the people of a circle put on boards of their own stands in the tables.
        Perspective::Circle => board.mirror.is_none() && complete.sheet.answers.get(&board.id).is_some(),
        Perspective::Own | Perspective::Partner => true,
    };
    let boards: Vec<AnyView> = activity
        .blocks()
        .filter_map(|block| match block {
            Block::Task(Task::Board(board)) if drawn(board) => Some(board.id.clone()),
            _ => None,
        })
        .flat_map(|id| [(id.clone(), false), (id, true)])
        .map(|(id, as_pixels)| picture_button(session, activity, found, &id, as_pixels))
        .collect();
    let again = Route::Answer { activity: activity.id.clone(), perspective: Perspective::Own, draft: None }.to_string();
    let give = (complete.sheet.perspective == Perspective::Own).then(|| give(session, activity, complete)).flatten();
    let to_delete = complete.clone();
    let delete = move |_| {
        let removed = session.change(|records| match to_delete.sheet.perspective {
            Perspective::Circle => records.remove_circle(&Saved::Complete(to_delete.clone())),
            Perspective::Own | Perspective::Partner => records.remove_result(&to_delete),
        });
        session.go(&Route::Results);
        session.say_removed(t(Key::ResultDeleted), removed);
    };
    view! {
        <div class="row tight no-print">
            <button class="button quiet" type="button" on:click=|_| browser_page::print()>{icon("print")}{t(Key::ReportPrint)}</button>
            <details class="menu">
                <summary class="button quiet">{icon("save")}{t(Key::ReportFiles)}</summary>
                <ul class="menu-list">{forms.into_iter().collect_view()}{boards}</ul>
            </details>
            <details class="menu end">
                <summary class="button quiet">{icon("more")}{t(Key::ResultMore)}</summary>
                <ul class="menu-list">
                    <li>{rename_button()}</li>
                    <li><a href=again><span>{t(Key::ReportAgain)}</span></a></li>
                    {give}
                    <li><button type="button" on:click=delete><span>{t(Key::ReportDelete)}</span></button></li>
                </ul>
            </details>
        </div>
        {rename(session, found, Key::ReportRenameHint)}
    }
    .into_any()
}

fn picture_button(session: Session, activity: &Arc<Activity>, found: Found, id: &str, as_pixels: bool) -> AnyView {
    let (activity, id) = (activity.clone(), id.to_owned());
    let key = if as_pixels { Key::ReportPng } else { Key::ReportSvg };
    let label = tf(key, &[("name", activity.block(&id).and_then(Block::label).unwrap_or_default())]);
    let act = move |_| {
        let Some(Block::Task(Task::Board(board))) = activity.block(&id) else { return };
        let Some(Ok(complete)) = found.get_untracked() else { return };
        let (svg, width, height) = picture(&activity, &complete, board);
        let name = |ending: &str| file(&complete, &["-", &id, ".", ending].concat());
        if as_pixels {
            let name = name("png");
            later(async move {
                if !paint::save_png(&name, &svg, (width * 2, height * 2)).await {
                    session.say(t(Key::AppSaveFailed));
                }
            });
        } else {
            session.save_text(&name("svg"), "image/svg+xml", &svg);
        }
    };
    view! { <li><button type="button" on:click=act><span>{label}</span></button></li> }.into_any()
}

fn picture(activity: &Activity, complete: &Complete, board: &Board) -> (String, u32, u32) {
    let made = Made { activity, answers: &complete.sheet.answers };
    let zones = zones(board, &made);
    board::picture(
        &board.label,
        &about_and_day(&complete.sheet.about, complete.finished),
        board.layout,
        &zones,
        board.axes.as_ref(),
    )
}

/// What was made, by one person or by a circle.
fn parts(session: Session, activity: &Activity, complete: &Complete, words: &CircleWords) -> Vec<Section> {
    if complete.sheet.perspective != Perspective::Circle {
        return sections(activity, complete, &words.together.report);
    }
    let members = session.peek(|records| records.seated(&complete.sheet));
    sections_of_circle(activity, complete, &members, words)
}

fn words(complete: &Complete) -> CircleWords {
    CircleWords {
        together: group_words(about_and_day(&complete.sheet.about, complete.finished)),
        side: |side| tf(Key::CircleSide, &[("n", &plain_number(side + 1))]),
        of: |side, text| tf(Key::CircleOf, &[("side", side), ("text", text)]),
        matches: [Key::CircleMatches, Key::CircleMatchWish, Key::CircleMatchOffer].map(|key| t(key).to_owned()),
        nothing: t(Key::CircleMetByNone).to_owned(),
        unasked: t(Key::CircleUnasked).to_owned(),
        few: |n, least| tn(Plural::TogetherFew, n, &[("least", &plain_number(least))]),
    }
}

fn markdown(session: Session, activity: &Activity, complete: &Complete) -> String {
    let said: Vec<&str> =
        remarks(activity, &complete.sheet.answers).iter().map(|insight| insight.say.as_str()).collect();
    let words = words(complete);
    markdown_of_made(activity, &parts(session, activity, complete, &words), &said, &words.together.report)
}

fn copy(session: Session, activity: &Activity, complete: &Complete) {
    session.copy(markdown(session, activity, complete));
}

fn save_markdown(session: Session, activity: &Activity, complete: &Complete) {
    session.save_text(&file(complete, ".md"), "text/markdown", &markdown(session, activity, complete));
}

fn save_csv(session: Session, activity: &Activity, complete: &Complete) {
    let words = words(complete);
    let exact = CircleWords { together: words.together.exact(), ..words };
    session.save_text(&file(complete, ".csv"), "text/csv", &sections_csv(&parts(session, activity, complete, &exact)));
}

fn file(complete: &Complete, ending: &str) -> String {
    [&complete.sheet.activity, "-", &clock::iso_day(complete.finished), ending].concat()
}

/// "The North alliance, 22 November 2026".
fn about_and_day(about: &str, finished: Millis) -> String {
    let day = date(finished);
    if about.is_empty() { day } else { tf(Key::ReportKind, &[("title", about), ("date", &day)]) }
}
