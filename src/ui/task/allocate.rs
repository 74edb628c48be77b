//! Points to spend: a field and two buttons for each option, and what is left.

use super::{Act, Bench, name, nothing_yet, sign};
use crate::domain::rows::Edit;
use crate::domain::task::Allocate;
use crate::i18n::{Key, tf};
use crate::ui::html::{escape, line};
use crate::ui::part::words::spent_words;

/// Draws the options.
pub(super) fn html(bench: &Bench<'_>, task: &Allocate) -> String {
    let options = bench.made.options(&task.options);
    if options.is_empty() {
        return nothing_yet(bench, &task.options);
    }
    let rows: String = options
        .iter()
        .map(|(id, label)| {
            let points = task.points(&bench.made, id);
            let act = |verb: &str| [verb, "|", &task.id, "|", id].concat();
            let share = f64::from(points) * 100.0 / f64::from(task.total.max(1));
            format!(
                "<li class=\"share\"><label for=\"share-{0}-{1}\">{2}</label><div class=\"stepper\">{3}<input class=\"input\" id=\"share-{0}-{1}\" type=\"text\" inputmode=\"numeric\" name=\"{4}\" value=\"{points}\" autocomplete=\"off\">{5}</div><div class=\"meter\" data-style=\"--v:{share}%\"></div></li>",
                escape(&task.id),
                escape(id),
                escape(label),
                sign("", &act("less"), "minus", &tf(Key::TaskLess, &[("name", label)])),
                name(&task.id, id, "points"),
                sign("", &act("more"), "plus", &tf(Key::TaskMore, &[("name", label)])),
            )
        })
        .collect();
    format!(
        "<ul class=\"shares\">{rows}</ul><div class=\"spent\" id=\"live-{}\" role=\"status\">{}</div>",
        escape(&task.id),
        live_html(bench, task)
    )
}

/// What is left to spend, or too much.
pub(super) fn live_html(bench: &Bench<'_>, task: &Allocate) -> String {
    let spent = task.spent(&bench.made);
    let class = if spent > u32::from(task.total) { "p class=\"wrong\"" } else { "p" };
    line(class, &spent_words(task, spent))
}

/// What a press means.
pub(super) fn pressed(bench: &Bench<'_>, task: &Allocate, verb: &str, args: &[&str]) -> Option<Act> {
    let option = *args.first()?;
    let points = task.points(&bench.made, option);
    // A hundred points go by fives, ten votes one by one.
    let by = (task.total / 20).max(1);
    let left = u16::try_from(u32::from(task.total).saturating_sub(task.spent(&bench.made))).unwrap_or(0);
    let to = match verb {
        "more" => (points + by.min(left)).min(task.limit()),
        "less" => points.saturating_sub(by),
        _ => return None,
    };
    let edit = Edit::Write { row: option.to_owned(), cell: "points".to_owned(), text: to.to_string() };
    Some(Act::edit(edit).and_focus(format!("[data-do='{verb}|{}|{option}']", task.id)))
}
