//! The fields of a task, where a sheet is typed in. They are named `cell|<block>|<line>|<field>`, with the places
//! of line and field, so that no id that came from elsewhere stands in a name.

use super::words::{heading, hints, label, meant, nothing_yet, wrong};
use crate::browser::page;
use crate::domain::activity::Activity;
use crate::domain::paper::{Field, Kind, Line, Mistake, Paper, Wrong};
use crate::domain::rows::MAX_CELL;
use crate::domain::task::Task;
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::html::{button, escape, icon, line};
use crate::ui::part::words::spent_words;

/// A sheet and what it answers.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The activity.
    pub activity: &'a Activity,
    /// What is typed in so far.
    pub paper: &'a Paper,
}

impl View<'_> {
    /// A task with its heading, as an entry of the list of questions.
    pub fn task_html(self, task: &Task, number: &mut usize) -> String {
        let id = escape(task.id());
        let heading = line(&format!("p class=\"tally-label\" id=\"label-{id}\""), &heading(task, number));
        if let Task::Talk(_) = task {
            return format!("<li class=\"tally-task\">{heading}{}</li>", line("p class=\"hint\"", t(Key::TallyTalk)));
        }
        format!(
            "<li class=\"tally-task\"><div class=\"stack-s\" role=\"group\" aria-labelledby=\"label-{id}\">{heading}<div class=\"stack-s\" id=\"lines-{id}\">{}</div></div></li>",
            self.lines_html(task),
        )
    }

    /// What is drawn anew when the lines change.
    pub fn lines_html(self, task: &Task) -> String {
        let lines = self.paper.lines(self.activity, task, false);
        if lines.is_empty() {
            return line("p class=\"hint\"", &nothing_yet(self.activity, task));
        }
        let mut hints: Vec<String> = hints(self.activity, task);
        if self.paper.is_sent(task.id()) {
            hints.push(t(Key::TallySent).to_owned());
        } else if let Task::Entries(entries) = task
            && self.activity.feeds(entries)
        {
            hints.push(tf(Key::TallyUnsent, &[("page", t(Key::SlotInvite))]));
        }
        let hints: String = hints.iter().map(|hint| line("p class=\"hint\"", hint)).collect();
        let rows: String = lines.iter().enumerate().map(|(at, line)| self.line_html(task, at, line)).collect();
        let more = if self.paper.can_add(task) {
            let act = ["more|", task.id()].concat();
            ["<p>", &button("button plain", &act, &icon("plus"), t(Key::TaskAddRow), ""), "</p>"].concat()
        } else {
            String::new()
        };
        let spent = if let Task::Allocate(_) = task {
            let tag = ["p class=\"small hush\" role=\"status\" id=\"spent-", &escape(task.id()), "\""].concat();
            line(&tag, &self.spent_words(task))
        } else {
            String::new()
        };
        format!("{hints}<ol class=\"tally-lines\">{rows}</ol>{more}{spent}")
    }

    fn line_html(self, task: &Task, at: usize, line: &Line<'_>) -> String {
        let fields: String =
            line.fields.iter().enumerate().map(|(field, one)| self.field_html(task, (at, field), line, one)).collect();
        let words = if line.label.is_empty() {
            String::new()
        } else {
            ["<span class=\"tally-option\">", &escape(&line.label), "</span>"].concat()
        };
        format!(
            "<li class=\"tally-line\"><b class=\"num\" aria-hidden=\"true\">{}</b>{words}<div class=\"tally-fields\">{fields}</div></li>",
            plain_number(line.number),
        )
    }

    fn field_html(self, task: &Task, at: (usize, usize), line: &Line<'_>, field: &Field<'_>) -> String {
        let place = place(task, at);
        let head = label(field);
        let number = plain_number(line.number);
        let name = match (line.label.as_str(), head) {
            ("", head) => tf(Key::TaskCell, &[("column", head), ("n", &number)]),
            (option, "") => option.to_owned(),
            (option, head) => tf(Key::TaskPair, &[("row", option), ("column", head)]),
        };
        let typed = self.paper.text(task.id(), &line.row, &field.cell);
        let text = escape(typed);
        let common = format!(
            "id=\"cell-{place}\" name=\"cell|{}|{}|{}\" maxlength=\"{MAX_CELL}\" autocomplete=\"off\" aria-label=\"{}\" aria-describedby=\"note-{place}\"",
            escape(task.id()),
            at.0,
            at.1,
            escape(&name),
        );
        let (class, input) = match field.kind {
            Kind::Long => ("wide", format!("<textarea class=\"input\" rows=\"1\" {common}>\n{text}</textarea>")),
            Kind::Words => {
                ("wide", format!("<input class=\"input\" type=\"text\" data-next {common} value=\"{text}\">"))
            }
            Kind::Day => ("", format!("<input class=\"input\" type=\"date\" data-next {common} value=\"{text}\">")),
            Kind::Number => (
                "short",
                format!(
                    "<input class=\"input\" type=\"text\" inputmode=\"decimal\" data-next {common} value=\"{text}\">"
                ),
            ),
            Kind::Choice(_) | Kind::Hand | Kind::Points(_) | Kind::Place(_) => (
                "short",
                format!(
                    "<input class=\"input\" type=\"text\" inputmode=\"numeric\" data-next {common} value=\"{text}\">"
                ),
            ),
        };
        let head = if head.is_empty() {
            String::new()
        } else {
            ["<span class=\"small hush\" aria-hidden=\"true\">", &escape(head), "</span>"].concat()
        };
        format!(
            "<div class=\"tally-field {class}\">{head}{input}<span class=\"small tally-note\" id=\"note-{place}\">{}</span></div>",
            escape(&meant(field.kind, typed)),
        )
    }

    /// Says of every field of a task what its number means or what is wrong, and what is left to give. What may
    /// only be still to come is said once the sheet is to be kept (`whole`). Gives the first field that is wrong.
    pub fn draw_notes(self, task: &Task, whole: bool) -> Option<String> {
        let lines = self.paper.lines(self.activity, task, false);
        let mistakes = self.paper.mistakes(self.activity, task);
        let counts = |one: &&Mistake| whole || one.wrong != Wrong::Gap;
        for (at, line) in lines.iter().enumerate() {
            for (field_at, field) in line.fields.iter().enumerate() {
                let mistake = mistakes.iter().filter(counts).find(|one| (one.line, one.field) == (at, field_at));
                let words = match mistake {
                    Some(one) => wrong(task, one.wrong),
                    None => meant(field.kind, self.paper.text(task.id(), &line.row, &field.cell)),
                };
                let place = place(task, (at, field_at));
                page::set_html(&["note-", &place].concat(), &escape(&words));
                page::set_attribute(&["cell-", &place].concat(), "aria-invalid", mistake.map(|_| "true"));
            }
        }
        page::set_html(&["spent-", task.id()].concat(), &escape(&self.spent_words(task)));
        mistakes.iter().find(counts).map(|one| ["#cell-", &place(task, (one.line, one.field))].concat())
    }

    fn spent_words(self, task: &Task) -> String {
        match task {
            Task::Allocate(allocate) => spent_words(allocate, self.paper.spent(self.activity, task)),
            _ => String::new(),
        }
    }
}

fn place(task: &Task, (line, field): (usize, usize)) -> String {
    [task.id(), "-", &line.to_string(), "-", &field.to_string()].concat()
}
