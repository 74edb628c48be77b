//! `#/r/<response>` for an exercise: what was made, remarks, questions for a talk, and ways to take it along.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, later, page as browser_page, picture as paint};
use crate::chart::board;
use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::id::ResponseId;
use crate::domain::insight::remarks;
use crate::domain::response::Complete;
use crate::domain::task::{Board, Made, Task};
use crate::i18n::{Key, date, t, tf};
use crate::ui::html::{escape, line, note, prose};
use crate::ui::part::card::card;
use crate::ui::part::icon::{icon, turning_icon};
use crate::ui::part::load::{loading, problem_page};
use crate::ui::part::seats::pole_words;
use crate::ui::session::{Load, Session};
use crate::wire::export::{Piece, ReportWords, Section, csv_of_made, markdown_of_made, sections, zones};

/// Draws the page. The result page has seen that the result is there.
pub fn page(session: Session, id: ResponseId) -> AnyView {
    let Some(Ok(complete)) = session.peek(|records| records.result(id)) else { return ().into_any() };
    let signal = session.whole_activity(&complete.sheet.activity);
    (move || match signal.get() {
        Load::Loading => loading(),
        Load::Failed(problems) => {
            let id = complete.sheet.activity.clone();
            problem_page(session, t(Key::ProblemsTitle), &problems, move || session.retry_whole_activity(&id))
        }
        Load::Ready(activity) => body(session, activity, complete.clone()),
    })
    .into_any()
}

fn body(session: Session, activity: Arc<Activity>, complete: Complete) -> AnyView {
    session.show(&activity.title);
    let words = words(&complete);
    let made: String =
        sections(&activity, &complete, &words).iter().map(|section| section_html(section, &words)).collect();
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
            Load::Ready(entries) => next
                .iter()
                .filter_map(|id| entries.iter().find(|entry| entry.id == *id))
                .map(|entry| card(entry, None, None))
                .collect_view()
                .into_any(),
            _ => ().into_any(),
        })
    };
    let has_next = (!activity.next.is_empty()).then(|| view! {
        <section class="section stack no-print"><h2>{t(Key::ResultNext)}</h2><ul class="cards">{cards}</ul></section>
    });
    view! {
        <div class="wrap report">
            <a class="crumb" href="#/results">{turning_icon("back")}{t(Key::ResultBack)}</a>
            <header class="stack">
                <p class="kind">{words.about.clone()}</p>
                <h1 tabindex="-1">{activity.title.clone()}</h1>
                {actions(session, &activity, &complete)}
            </header>
            <div class="made" inner_html=made></div>
            {remarks}
            {debrief}
            {has_next}
        </div>
    }
    .into_any()
}

fn section_html(section: &Section, words: &ReportWords) -> String {
    let pieces: String = if section.pieces.is_empty() {
        line("p class=\"hush\"", &words.open)
    } else {
        section.pieces.iter().map(piece_html).collect()
    };
    format!(
        "<section class=\"made-part stack-s\" data-made=\"{}\">{}{pieces}</section>",
        escape(&section.id),
        line("h2 class=\"h3\"", &section.title)
    )
}

fn piece_html(piece: &Piece) -> String {
    let list = |tag: &str, lines: &[String]| {
        let lines: String = lines.iter().map(|words| line("li", words)).collect();
        format!("<{tag} class=\"plain-list\">{lines}</{tag}>")
    };
    match piece {
        Piece::Words(words) => prose(words),
        Piece::Quote(words) => line("blockquote class=\"statement-live\"", words),
        Piece::List(lines) => list("ul", lines),
        Piece::Order(lines) => list("ol", lines),
        Piece::Table { head, rows } => {
            let heads: String = head.iter().map(|words| line("th scope=\"col\"", words)).collect();
            let rows: String = rows
                .iter()
                .map(|cells| {
                    let cells = cells
                        .iter()
                        .zip(head)
                        .map(|(words, head)| format!("<td data-head=\"{}\">{}</td>", escape(head), escape(words)));
                    format!("<tr>{}</tr>", cells.collect::<String>())
                })
                .collect();
            format!("<table class=\"made-table\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
        }
        Piece::Board(zones) => {
            let zones: String = zones
                .iter()
                .map(|(zone, cards)| {
                    format!(
                        "<section class=\"zone\"><header>{}</header>{}</section>",
                        line("h3", zone),
                        list("ul", cards)
                    )
                })
                .collect();
            format!("<div class=\"zones made-zones\">{zones}</div>")
        }
    }
}

/// Ways to take it along, and to delete it.
fn actions(session: Session, activity: &Arc<Activity>, complete: &Complete) -> AnyView {
    type Take = fn(Session, &Activity, &Complete);
    let take = |label: String, act: Take| {
        let (activity, complete) = (activity.clone(), complete.clone());
        view! { <li><button type="button" on:click=move |_| act(session, &activity, &complete)><span>{label}</span></button></li> }
    };
    let forms = [
        take(t(Key::ReportCopy).to_owned(), copy),
        take(t(Key::ReportMarkdown).to_owned(), save_markdown),
        take(t(Key::ReportCsv).to_owned(), save_csv),
    ];
    let boards: Vec<AnyView> = activity
        .blocks()
        .filter_map(|block| match block {
            Block::Task(Task::Board(board)) => Some(board.id.clone()),
            _ => None,
        })
        .flat_map(|id| [(id.clone(), false), (id, true)])
        .map(|(id, as_pixels)| picture_button(session, activity, complete, &id, as_pixels))
        .collect();
    let to_delete = complete.clone();
    let delete = move |_| {
        let removed = session.change(|records| records.remove_result(&to_delete));
        browser_page::go("#/results");
        session.say_removed(t(Key::ResultDeleted), removed);
    };
    view! {
        <div class="row tight no-print">
            <button class="button quiet" type="button" on:click=|_| browser_page::print()>{icon("print")}{t(Key::ReportPrint)}</button>
            <details class="menu">
                <summary class="button quiet">{icon("save")}{t(Key::ReportFiles)}</summary>
                <ul class="menu-list">{forms.into_iter().collect_view()}{boards}</ul>
            </details>
            <button class="button plain" type="button" on:click=delete>{t(Key::ReportDelete)}</button>
        </div>
    }
    .into_any()
}

fn picture_button(
    session: Session,
    activity: &Arc<Activity>,
    complete: &Complete,
    id: &str,
    as_pixels: bool,
) -> AnyView {
    let (activity, complete, id) = (activity.clone(), complete.clone(), id.to_owned());
    let key = if as_pixels { Key::ReportPng } else { Key::ReportSvg };
    let label = tf(key, &[("name", activity.block(&id).and_then(Block::label).unwrap_or_default())]);
    let act = move |_| {
        let Some(Block::Task(Task::Board(board))) = activity.block(&id) else { return };
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
    board::picture(&board.label, &words(complete).about, board.layout, &zones, board.axes.as_ref())
}

fn markdown(activity: &Activity, complete: &Complete) -> String {
    let said: Vec<&str> =
        remarks(activity, &complete.sheet.answers).iter().map(|insight| insight.say.as_str()).collect();
    markdown_of_made(activity, complete, &said, &words(complete))
}

fn copy(session: Session, activity: &Activity, complete: &Complete) {
    session.copy(markdown(activity, complete));
}

fn save_markdown(session: Session, activity: &Activity, complete: &Complete) {
    session.save_text(&file(complete, ".md"), "text/markdown", &markdown(activity, complete));
}

fn save_csv(session: Session, activity: &Activity, complete: &Complete) {
    session.save_text(&file(complete, ".csv"), "text/csv", &csv_of_made(activity, complete, &words(complete)));
}

fn file(complete: &Complete, ending: &str) -> String {
    [&complete.sheet.activity, "-", &clock::iso_day(complete.finished), ending].concat()
}

fn words(complete: &Complete) -> ReportWords {
    let day = date(complete.finished);
    let about = &complete.sheet.about;
    ReportWords {
        about: if about.is_empty() { day } else { tf(Key::ReportKind, &[("title", about), ("date", &day)]) },
        open: t(Key::ReportOpen).to_owned(),
        commitments: [Key::TaskCommitmentWhat, Key::TaskCommitmentWho, Key::TaskCommitmentBy]
            .map(|key| t(key).to_owned()),
        hands: [Key::TaskHandYes, Key::TaskHandConcern, Key::TaskHandObjection].map(|key| t(key).to_owned()),
        points: t(Key::TaskPoints).to_owned(),
        statement: t(Key::ReportStatement).to_owned(),
        answer: t(Key::ReportAnswer).to_owned(),
        poles: pole_words(5),
        remarks: t(Key::ReportRemarks).to_owned(),
        debrief: t(Key::ResultDebrief).to_owned(),
    }
}
