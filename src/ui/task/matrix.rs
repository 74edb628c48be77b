//! A choice for every pair of a row and a column: a table that becomes cards on a phone.

use super::{Bench, name, nothing_yet};
use crate::domain::task::Matrix;
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::html::{escape, line};

/// Draws the table.
pub(super) fn html(bench: &Bench<'_>, task: &Matrix) -> String {
    let (rows, columns) = (bench.made.options(&task.rows), bench.made.options(&task.columns));
    if rows.is_empty() {
        return nothing_yet(bench, &task.rows);
    }
    if columns.is_empty() {
        return nothing_yet(bench, &task.columns);
    }
    let heads: String = columns.iter().map(|(_, label)| line("th scope=\"col\"", label)).collect();
    let body: String = rows
        .iter()
        .map(|(row, label)| {
            let cells: String =
                columns.iter().map(|(column, title)| cell_html(bench, task, row, label, column, title)).collect();
            format!("<tr>{}{cells}</tr>", line("th scope=\"row\"", label))
        })
        .collect();
    format!(
        "<table class=\"matrix\"><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table><p class=\"small hush\" id=\"live-{}\">{}</p>",
        escape(&task.id),
        live_html(bench, task),
    )
}

fn cell_html(bench: &Bench<'_>, task: &Matrix, row: &str, label: &str, column: &str, title: &str) -> String {
    let chosen = task.chosen(&bench.made, row, column).map(|option| option.id.as_str());
    let options: String = task
        .options
        .iter()
        .map(|option| {
            let selected = if chosen == Some(&option.id) { " selected" } else { "" };
            format!("<option value=\"{}\"{selected}>{}</option>", escape(&option.id), escape(&option.label))
        })
        .collect();
    format!(
        "<td><span class=\"small hush\" aria-hidden=\"true\">{}</span><select class=\"input\" name=\"{}\" aria-label=\"{}\"><option value=\"\">{}</option>{options}</select></td>",
        escape(title),
        name(&task.id, row, column),
        escape(&tf(Key::TaskPair, &[("row", label), ("column", title)])),
        escape(t(Key::TaskChoose)),
    )
}

/// How many pairs have a choice.
pub(super) fn live_html(bench: &Bench<'_>, task: &Matrix) -> String {
    let (chosen, all) = task.progress(&bench.made);
    escape(&tf(Key::TaskChosen, &[("n", &plain_number(chosen)), ("all", &plain_number(all))]))
}
