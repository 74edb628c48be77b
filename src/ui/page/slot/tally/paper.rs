//! The blank sheet, as it is printed: what is promised, who answers, then every question and every task with what one
//! needs to answer it by hand.

use super::words::{heading, hints, label, numbered};
use crate::domain::activity::Activity;
use crate::domain::block::{Block, Item, Wording};
use crate::domain::invitation::{Invitation, Naming};
use crate::domain::paper::{Kind, Paper};
use crate::domain::task::Task;
use crate::i18n::{Key, plain_number, t};
use crate::ui::html::{escape, line};
use crate::ui::part::phone::promises;
use crate::ui::part::seats::pole_words;

/// The sheet; with a line for the name where people give it, and a box for each side.
pub fn paper_html(activity: &Activity, paper: &Paper, terms: &Invitation) -> String {
    let mut number = 0;
    let mut rows = String::new();
    for step in &activity.steps {
        rows += &line("h2 class=\"h3\"", &step.title);
        if let Some(guide) = &step.guide {
            rows += &line("p class=\"small\"", guide);
        }
        for block in &step.blocks {
            rows += &match block {
                Block::Task(task) => task_html(activity, paper, task, &mut number),
                block => question_html(block, &mut number),
            };
        }
    }
    ["<div class=\"paper\">", &promises_html(terms), &who_html(terms), &rows, "</div>"].concat()
}

/// What phones say before the first question. That nobody can read on the way what is sealed is not said: a sheet can
/// be read.
fn promises_html(terms: &Invitation) -> String {
    let line = |(label, words): &(Key, String)| {
        ["<p class=\"paper-hint\"><b>", &escape(t(*label)), ":</b> ", &escape(words), "</p>"].concat()
    };
    ["<div>", &promises(terms).iter().map(line).collect::<String>(), "</div>"].concat()
}

fn who_html(terms: &Invitation) -> String {
    let name = match terms.naming {
        Naming::Named => line("p class=\"paper-line\"", t(Key::TallyName)),
        Naming::Alias => line("p class=\"paper-line\"", t(Key::JoinYourAlias)),
        Naming::Anonymous => String::new(),
    };
    if terms.sides.is_empty() {
        return name;
    }
    let sides: String = terms.sides.iter().map(|side| line("span class=\"paper-seat\"", side)).collect();
    [&name, "<div class=\"paper-row\">", &line("p", t(Key::JoinSide)), &sides, "</div>"].concat()
}

/// An item's words.
pub fn wording(item: &Item<'_>) -> String {
    match item.wording {
        Wording::Statement(text) => text.to_owned(),
        Wording::Pair { left, right } => [left, " — ", right].concat(),
    }
}

fn question_html(block: &Block, number: &mut usize) -> String {
    let mut ask = |words: &str, inside: String| {
        *number += 1;
        format!("<div class=\"paper-row\">{}{inside}</div>", line("p", &numbered(*number, words)))
    };
    match block {
        Block::Scale(scale) => {
            let items = block.items();
            let seats = |item: &Item<'_>| -> String {
                scale
                    .points
                    .iter()
                    .take(item.points.into())
                    .map(|word| line("span class=\"paper-seat\"", word))
                    .collect()
            };
            items.iter().map(|item| ask(&wording(item), seats(item))).collect()
        }
        Block::Poles(_) => {
            let items = block.items();
            let seats = |item: &Item<'_>| -> String {
                pole_words(item.points).iter().map(|word| line("span class=\"paper-seat\"", word)).collect()
            };
            items.iter().map(|item| ask(&wording(item), seats(item))).collect()
        }
        Block::Choice(choice) => {
            let options: String =
                choice.options.iter().map(|option| line("span class=\"paper-seat\"", &option.label)).collect();
            ask(&choice.label, options)
        }
        Block::Text(text) => ask(&text.label, "<div class=\"paper-lines\"></div>".to_owned()),
        Block::Task(_) | Block::Unbuilt(_) => String::new(),
    }
}

fn task_html(activity: &Activity, paper: &Paper, task: &Task, number: &mut usize) -> String {
    let heading = line("p", &heading(task, number));
    let hints: String = hints(activity, task).iter().map(|hint| line("p class=\"paper-hint\"", hint)).collect();
    let body = match task {
        Task::Talk(talk) => {
            let prompts: String = talk.prompts.iter().map(|prompt| line("li", prompt)).collect();
            ["<ul>", &prompts, "</ul>"].concat()
        }
        Task::Sentence(sentence) => {
            let text = sentence.text(&[], |blank| ["[", &blank.label, "]"].concat());
            let blanks: String = sentence.blanks.iter().map(|one| line("p class=\"paper-line\"", &one.label)).collect();
            [line("p class=\"paper-hint\"", &text), blanks].concat()
        }
        _ => table_html(activity, paper, task),
    };
    ["<div class=\"paper-row\">", &heading, &hints, &body, "</div>"].concat()
}

/// The lines of a task: what stands there already, and room to write.
fn table_html(activity: &Activity, paper: &Paper, task: &Task) -> String {
    let lines = paper.lines(activity, task, true);
    // The lines of one list may have unequal fields: the room has said more of some.
    let mut heads: Vec<(&str, String, bool)> = Vec::new();
    for field in lines.iter().flat_map(|line| &line.fields) {
        if !heads.iter().any(|(cell, ..)| *cell == field.cell) {
            let is_wide = matches!(field.kind, Kind::Words | Kind::Long);
            heads.push((&field.cell, label(field).to_owned(), is_wide));
        }
    }
    let is_named = lines.iter().any(|line| !line.label.is_empty()) || !task.sources().is_empty();
    let name = |words: &str| if is_named { line("td class=\"paper-name\"", words) } else { String::new() };
    let head = if heads.iter().all(|(_, words, _)| words.is_empty()) {
        String::new()
    } else {
        let heads: String = heads.iter().map(|(_, words, _)| line("th", words)).collect();
        ["<thead><tr><td></td>", &name(""), &heads, "</tr></thead>"].concat()
    };
    let rows: String = lines
        .iter()
        .map(|one| {
            let cells: String = heads
                .iter()
                .map(|(cell, _, is_wide)| {
                    let is_open = one.fields.iter().any(|field| field.cell == *cell);
                    let class = match (is_open, is_wide) {
                        (false, _) => "paper-said",
                        (true, true) => "paper-words",
                        (true, false) => "paper-box",
                    };
                    format!("<td class=\"{class}\"></td>")
                })
                .collect();
            ["<tr><td>", &plain_number(one.number), "</td>", &name(&one.label), &cells, "</tr>"].concat()
        })
        .collect();
    ["<table class=\"paper-table\">", &head, "<tbody>", &rows, "</tbody></table>"].concat()
}
