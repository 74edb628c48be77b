//! Who does what by when.

use super::{Act, Bench, name, put_back, sign};
use crate::domain::rows::{Edit, MAX_CELL, Row};
use crate::domain::task::Commitments;
use crate::i18n::{Key, plain_number, t, tf};
use crate::route::Route;
use crate::ui::html::{button, escape, icon};

/// Draws the promises that are there, and an empty one.
pub(super) fn html(bench: &Bench<'_>, task: &Commitments) -> String {
    let rows = bench.made.rows(&task.id);
    let empty = usize::from(rows.is_empty()) + (bench.blank)(&task.id);
    let mut list: String = rows.iter().enumerate().map(|(at, row)| row_html(task, row, at, true)).collect();
    for at in 0..empty {
        let fresh = Row { id: (bench.fresh)(), ..Row::default() };
        list += &row_html(task, &fresh, rows.len() + at, false);
    }
    format!(
        "<div class=\"entries\" data-style=\"--n:3\"><ol>{list}</ol></div><div class=\"row\">{}<a class=\"button plain\" href=\"{}\">{}</a></div>",
        button("button quiet", &["blank|", &task.id].concat(), &icon("plus"), t(Key::TaskCommitmentAdd), ""),
        Route::Commitments,
        escape(t(Key::TaskCommitmentAll)),
    )
}

fn row_html(task: &Commitments, row: &Row, at: usize, stored: bool) -> String {
    let number = plain_number(at + 1);
    let field = |cell: &str, kind: &str, key: Key| {
        format!(
            "<div class=\"entry-field\"><span class=\"small hush\" aria-hidden=\"true\">{0}</span><input class=\"input\" type=\"{kind}\" name=\"{1}\" maxlength=\"{MAX_CELL}\" autocomplete=\"off\" aria-label=\"{2}\" value=\"{3}\"></div>",
            escape(t(key)),
            name(&task.id, &row.id, cell),
            escape(&tf(Key::TaskCell, &[("column", t(key)), ("n", &number)])),
            escape(row.cell(cell)),
        )
    };
    let named = if row.cell("what").is_empty() { number.as_str() } else { row.cell("what") };
    let tools = if stored {
        let act = ["remove|", &task.id, "|", &row.id].concat();
        sign("", &act, "close", &tf(Key::TaskRemove, &[("name", named)]))
    } else {
        String::new()
    };
    format!(
        "<li class=\"entry\" data-row=\"{}\"><b class=\"num\" aria-hidden=\"true\">{number}</b><div class=\"entry-fields\">{}{}{}</div><div class=\"entry-tools\">{tools}</div></li>",
        escape(&row.id),
        field("what", "text", Key::TaskCommitmentWhat),
        field("who", "text", Key::TaskCommitmentWho),
        field("by", "date", Key::TaskCommitmentBy),
    )
}

/// What a press means.
pub(super) fn pressed(bench: &Bench<'_>, task: &Commitments, verb: &str, args: &[&str]) -> Option<Act> {
    let row = *args.first()?;
    let known = bench.made.rows(&task.id).iter().find(|known| known.id == row)?;
    (verb == "remove").then(|| Act {
        edits: vec![Edit::Remove { row: row.to_owned() }],
        undo: Some((tf(Key::TaskRemoved, &[("name", known.cell("what"))]), put_back(bench, &task.id, row))),
        focus: Some(format!("#task-{}", task.id)),
        ..Act::default()
    })
}
