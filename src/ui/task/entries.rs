//! A list with columns: cards on a phone, a table with room.

use super::{Act, Bench, name, put_back, sign};
use crate::domain::rows::{Edit, MAX_CELL, Row};
use crate::domain::task::{Cell, Column, Entries};
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::html::{button, escape, icon, line};

/// Draws the list: the rows that are there, and empty ones up to what is asked for.
pub(super) fn html(bench: &Bench<'_>, task: &Entries) -> String {
    let rows = bench.made.rows(&task.id);
    let least = usize::from(task.min).max(1);
    let empty = least.saturating_sub(rows.len()) + (bench.blank)(&task.id);
    let heads: String = task.columns.iter().map(|column| line("span", &column.label)).collect();
    let mut list = String::new();
    for (at, row) in rows.iter().enumerate() {
        list += &row_html(task, row, at, rows.len(), true);
    }
    for at in 0..empty {
        let fresh = Row { id: (bench.fresh)(), ..Row::default() };
        list += &row_html(task, &fresh, rows.len() + at, rows.len(), false);
    }
    format!(
        "<div class=\"entries\" data-style=\"--n:{}\"><div class=\"entries-head\" aria-hidden=\"true\">{heads}</div><ol>{list}</ol></div>\
         <div class=\"row\">{}<p class=\"small hush\" id=\"live-{}\">{}</p></div>",
        task.columns.len(),
        button("button quiet", &["blank|", &task.id].concat(), &icon("plus"), t(Key::TaskAddRow), ""),
        escape(&task.id),
        live_html(bench, task),
    )
}

/// How many rows there are, and what is still asked for or no longer wise.
pub(super) fn live_html(bench: &Bench<'_>, task: &Entries) -> String {
    let count = task.filled(bench.made.rows(&task.id)).count();
    let number = plain_number(count);
    let wrong = task
        .filled(bench.made.rows(&task.id))
        .any(|row| task.columns.iter().any(|column| !column.takes(row.cell(&column.id))));
    let words = if wrong {
        tf(Key::TaskRowsWrong, &[])
    } else if count < usize::from(task.min) {
        tf(Key::TaskRowsFew, &[("n", &number), ("all", &plain_number(task.min.into()))])
    } else if task.max.is_some_and(|max| count > usize::from(max)) {
        tf(Key::TaskRowsMany, &[("n", &number), ("all", &plain_number(task.max.unwrap_or(0).into()))])
    } else {
        tf(Key::TaskRowsPaste, &[])
    };
    escape(&words)
}

fn row_html(task: &Entries, row: &Row, at: usize, count: usize, stored: bool) -> String {
    let number = plain_number(at + 1);
    let fields: String = task.columns.iter().map(|column| field_html(task, row, column, &number)).collect();
    let tools = if stored {
        let named = task.name(row);
        let named = if named.is_empty() { &number } else { named };
        let act = |verb: &str| [verb, "|", &task.id, "|", &row.id].concat();
        let up = if at > 0 { sign("", &act("up"), "up", &tf(Key::TaskUp, &[("name", named)])) } else { String::new() };
        let down = if at + 1 < count {
            sign("", &act("down"), "down", &tf(Key::TaskDown, &[("name", named)]))
        } else {
            String::new()
        };
        [up, down, sign("", &act("remove"), "close", &tf(Key::TaskRemove, &[("name", named)]))].concat()
    } else {
        String::new()
    };
    format!(
        "<li class=\"entry\" data-row=\"{}\"><b class=\"num\" aria-hidden=\"true\">{number}</b><div class=\"entry-fields\">{fields}</div><div class=\"entry-tools\">{tools}</div></li>",
        escape(&row.id)
    )
}

fn field_html(task: &Entries, row: &Row, column: &Column, number: &str) -> String {
    let name = name(&task.id, &row.id, &column.id);
    let text = escape(row.cell(&column.id));
    let label = escape(&tf(Key::TaskCell, &[("column", &column.label), ("n", number)]));
    let invalid = if column.takes(row.cell(&column.id)) { "" } else { " aria-invalid=\"true\"" };
    let field = match &column.cell {
        Cell::Long => format!(
            "<textarea class=\"input\" rows=\"2\" name=\"{name}\" maxlength=\"{MAX_CELL}\" aria-label=\"{label}\">\n{text}</textarea>"
        ),
        Cell::Choice(options) => {
            let options: String = options
                .iter()
                .map(|option| {
                    let chosen = if option.id == row.cell(&column.id) { " selected" } else { "" };
                    format!("<option value=\"{}\"{chosen}>{}</option>", escape(&option.id), escape(&option.label))
                })
                .collect();
            format!(
                "<select class=\"input\" name=\"{name}\" aria-label=\"{label}\"><option value=\"\">{}</option>{options}</select>",
                escape(t(Key::TaskChoose))
            )
        }
        Cell::Date => {
            format!(
                "<input class=\"input\" type=\"date\" name=\"{name}\" aria-label=\"{label}\" value=\"{text}\"{invalid}>"
            )
        }
        Cell::Text | Cell::Number => {
            let mode = if column.cell == Cell::Number { " inputmode=\"decimal\"" } else { "" };
            format!(
                "<input class=\"input\" type=\"text\" name=\"{name}\" maxlength=\"{MAX_CELL}\" autocomplete=\"off\" aria-label=\"{label}\" value=\"{text}\"{mode}{invalid}>"
            )
        }
    };
    format!(
        "<div class=\"entry-field\"><span class=\"small hush\" aria-hidden=\"true\">{}</span>{field}</div>",
        escape(&column.label)
    )
}

/// What a press means.
pub(super) fn pressed(bench: &Bench<'_>, task: &Entries, verb: &str, args: &[&str]) -> Option<Act> {
    if verb == "paste" {
        return pasted(bench, task, args);
    }
    let rows = bench.made.rows(&task.id);
    let row = *args.first()?;
    let at = rows.iter().position(|known| known.id == row)?;
    let focus = |verb: &str| format!("[data-do='{verb}|{}|{row}']", task.id);
    match verb {
        "remove" => {
            let named = task.name(&rows[at]);
            let words = tf(Key::TaskRemoved, &[("name", named)]);
            Some(Act {
                edits: vec![Edit::Remove { row: row.to_owned() }],
                undo: Some((words, put_back(bench, &task.id, row))),
                focus: Some(format!("#task-{}", task.id)),
                ..Act::default()
            })
        }
        "up" if at > 0 => {
            let focus = focus(if at > 1 { "up" } else { "down" });
            Some(Act::edit(Edit::Move { row: row.to_owned(), to: at - 1 }).and_focus(focus))
        }
        "down" if at + 1 < rows.len() => {
            let focus = focus(if at + 2 < rows.len() { "down" } else { "up" });
            Some(Act::edit(Edit::Move { row: row.to_owned(), to: at + 1 }).and_focus(focus))
        }
        _ => None,
    }
}

/// Lines that were pasted into a cell: each becomes a row from that one on, which need not be stored yet;
/// tabs part the cells.
fn pasted(bench: &Bench<'_>, task: &Entries, args: &[&str]) -> Option<Act> {
    let [row, cell, lines] = args else { return None };
    let from = task.columns.iter().position(|column| column.id == **cell)?;
    let mut edits = Vec::new();
    for (index, line) in lines.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let id = if index == 0 { (*row).to_owned() } else { (bench.fresh)() };
        for (column, text) in task.columns[from..].iter().zip(line.split('\t')) {
            let text = written(column, text.trim());
            edits.push(Edit::Write { row: id.clone(), cell: column.id.clone(), text });
        }
    }
    Some(Act { edits, ..Act::default() })
}

/// A pasted text as the column keeps it: an option by its id.
fn written(column: &Column, text: &str) -> String {
    match &column.cell {
        Cell::Choice(options) => options
            .iter()
            .find(|option| option.label.to_lowercase() == text.to_lowercase())
            .map_or_else(String::new, |option| option.id.clone()),
        _ => text.to_owned(),
    }
}
