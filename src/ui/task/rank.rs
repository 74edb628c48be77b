//! Options to put in order, by buttons.

use super::{Act, Bench, nothing_yet, sign};
use crate::domain::rows::{Edit, Row};
use crate::domain::task::Rank;
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::html::{button, line};

/// Draws the options in their order.
pub(super) fn html(bench: &Bench<'_>, task: &Rank) -> String {
    let order = task.order(&bench.made);
    if order.is_empty() {
        return nothing_yet(bench, &task.options);
    }
    let rows: String = order
        .iter()
        .enumerate()
        .map(|(at, (id, label))| {
            let act = |verb: &str| [verb, "|", &task.id, "|", id].concat();
            let up =
                if at > 0 { sign("", &act("up"), "up", &tf(Key::TaskUp, &[("name", label)])) } else { String::new() };
            let down = if at + 1 < order.len() {
                sign("", &act("down"), "down", &tf(Key::TaskDown, &[("name", label)]))
            } else {
                String::new()
            };
            format!(
                "<li class=\"slip\"><b class=\"num\">{}</b>{}<span class=\"row tight\">{up}{down}</span></li>",
                plain_number(at + 1),
                line("p class=\"slip-text\"", label),
            )
        })
        .collect();
    let keep = if task.is_complete(&bench.made) {
        line("p class=\"small hush\" role=\"status\"", t(Key::TaskRankKept))
    } else {
        button("button quiet", &["keep|", &task.id, "|"].concat(), "", t(Key::TaskRankKeep), "")
    };
    format!("<ol class=\"ranks\">{rows}</ol><div class=\"row\">{keep}</div>")
}

/// What a press means.
pub(super) fn pressed(bench: &Bench<'_>, task: &Rank, verb: &str, args: &[&str]) -> Option<Act> {
    let order = task.order(&bench.made);
    // From the first move on, the whole order is the answer.
    let mut edits: Vec<Edit> = order
        .iter()
        .map(|(id, _)| Edit::Put { row: Row { id: (*id).to_owned(), ..Row::default() }, at: None })
        .collect();
    if verb == "keep" {
        return Some(Act { edits, ..Act::default() }.and_focus(format!("#task-{}", task.id)));
    }
    let id = *args.first()?;
    let at = order.iter().position(|(known, _)| *known == id)?;
    let to = if verb == "up" { at.checked_sub(1)? } else { at + 1 };
    if to >= order.len() {
        return None;
    }
    edits.push(Edit::Move { row: id.to_owned(), to });
    let verb = match (verb, to) {
        ("up", 0) => "down",
        ("down", last) if last + 1 == order.len() => "up",
        (verb, _) => verb,
    };
    Some(Act { edits, ..Act::default() }.and_focus(format!("[data-do='{verb}|{}|{id}']", task.id)))
}
