//! Tasks on the page: one file a type, all of the same shape, written as text ([`crate::ui::html`]).
//!
//! Each file has `html(bench, task)`, which draws what was made so far, and, where there is something to
//! press, `pressed(bench, task, verb, args)`, which says what a press means. Fields are named
//! `<block>|<row>|<cell>`; what is typed is saved as it is typed, without drawing anew, so that the cursor
//! stays. What a press means stands in `data-do` as `<verb>|<block>|…`. Files keep nothing of their own.

mod allocate;
mod board;
mod commitments;
mod consent;
mod entries;
mod matrix;
mod rank;
mod sentence;
mod talk;

use crate::domain::rows::Edit;
use crate::domain::task::{Made, Options, Task};
use crate::domain::timer::Timer;
use crate::i18n::{Key, t, tf};
use crate::ui::html::{escape, icon, line};

pub use board::miniature_html;
pub use talk::clock_html;

/// What the tasks of a page are drawn from.
pub struct Bench<'a> {
    /// What was made so far.
    pub made: Made<'a>,
    /// An id for a new row.
    pub fresh: &'a dyn Fn() -> String,
    /// How many empty rows were asked for beyond those that are always there, by block.
    pub blank: &'a dyn Fn(&str) -> usize,
    /// The conversation's timer that is set, and the block it belongs to.
    pub talk: Option<(&'a str, Timer)>,
    /// Whether the hand that was just given has been covered, by block.
    pub covered: &'a dyn Fn(&str) -> bool,
    /// The moment at which the page is drawn.
    pub now: u64,
}

/// What a press means.
#[derive(Default)]
pub struct Act {
    /// What changes.
    pub edits: Vec<Edit>,
    /// What takes it back, with the words that offer it.
    pub undo: Option<(String, Vec<Edit>)>,
    /// The element that gets the focus afterwards.
    pub focus: Option<String>,
    /// A text for the clipboard.
    pub copy: Option<String>,
}

impl Act {
    fn edit(edit: Edit) -> Self {
        Self { edits: vec![edit], ..Self::default() }
    }

    fn and_focus(mut self, css: String) -> Self {
        self.focus = Some(css);
        self
    }
}

/// Draws a task with its heading.
#[must_use]
pub fn html(bench: &Bench<'_>, task: &Task) -> String {
    let id = escape(task.id());
    let head = |label: Option<&str>, hint: Option<&str>| {
        let label = label.map(|label| line(&format!("h2 class=\"h3\" id=\"task-{id}\" tabindex=\"-1\""), label));
        let hint = hint.map(|hint| line(&format!("p class=\"hint\" id=\"hint-{id}\""), hint));
        [label, hint].into_iter().flatten().collect::<String>()
    };
    let (kind, head, body) = match task {
        Task::Entries(task) => ("entries", head(Some(&task.label), task.hint.as_deref()), entries::html(bench, task)),
        Task::Board(task) => ("board", head(Some(&task.label), task.hint.as_deref()), board::html(bench, task)),
        Task::Allocate(task) => {
            ("allocate", head(Some(&task.label), task.hint.as_deref()), allocate::html(bench, task))
        }
        Task::Rank(task) => ("rank", head(Some(&task.label), task.hint.as_deref()), rank::html(bench, task)),
        Task::Matrix(task) => ("matrix", head(Some(&task.label), task.hint.as_deref()), matrix::html(bench, task)),
        Task::Sentence(task) => ("sentence", head(Some(&task.label), None), sentence::html(bench, task)),
        Task::Talk(task) => {
            let label = task.label.as_deref().unwrap_or(t(Key::TaskTalk));
            ("talk", head(Some(label), None), talk::html(bench, task))
        }
        Task::Commitments(task) => {
            ("commitments", head(Some(&task.label), task.hint.as_deref()), commitments::html(bench, task))
        }
        Task::Consent(task) => ("consent", head(Some(&task.label), None), consent::html(bench, task)),
    };
    format!(
        "<section class=\"task task-{kind} stack\" aria-labelledby=\"task-{id}\" data-task=\"{id}\">{head}{body}</section>"
    )
}

/// What a press on a task means; `None` when it means nothing.
#[must_use]
pub fn pressed(bench: &Bench<'_>, task: &Task, verb: &str, args: &[&str]) -> Option<Act> {
    match task {
        Task::Entries(task) => entries::pressed(bench, task, verb, args),
        Task::Board(task) => board::pressed(bench, task, verb, args),
        Task::Allocate(task) => allocate::pressed(bench, task, verb, args),
        Task::Rank(task) => rank::pressed(bench, task, verb, args),
        Task::Sentence(task) => sentence::pressed(bench, task, verb, args),
        Task::Commitments(task) => commitments::pressed(bench, task, verb, args),
        Task::Consent(task) => consent::pressed(bench, task, verb, args),
        Task::Matrix(_) | Task::Talk(_) => None,
    }
}

/// What is drawn anew after a field of the task was changed, where figures or words beside the field follow it: the id
/// of the element and its markup.
#[must_use]
pub fn live_html(bench: &Bench<'_>, task: &Task) -> Option<(String, String)> {
    match task {
        Task::Sentence(task) => Some((format!("live-{}", task.id), sentence::live_html(bench, task))),
        Task::Allocate(task) => Some((format!("live-{}", task.id), allocate::live_html(bench, task))),
        Task::Matrix(task) => Some((format!("live-{}", task.id), matrix::live_html(bench, task))),
        Task::Entries(task) => Some((format!("live-{}", task.id), entries::live_html(bench, task))),
        _ => None,
    }
}

/// A field's name.
fn name(block: &str, row: &str, cell: &str) -> String {
    escape(&[block, "|", row, "|", cell].concat())
}

/// A button with a sign and words that only a screen reader reads.
fn sign(class: &str, act: &str, sign: &str, label: &str) -> String {
    format!(
        "<button type=\"button\" class=\"icon-button {class}\" data-do=\"{}\" aria-label=\"{}\">{}</button>",
        escape(act),
        escape(label),
        icon(sign)
    )
}

/// What stands where the list that feeds a task is still empty.
fn nothing_yet(bench: &Bench<'_>, options: &Options) -> String {
    let source = bench.made.source(options).unwrap_or_default();
    line("p class=\"empty\"", &tf(Key::TaskFirst, &[("list", source)]))
}

/// The edits that take a removal back: the row in its old place.
fn put_back(bench: &Bench<'_>, block: &str, row: &str) -> Vec<Edit> {
    let rows = bench.made.rows(block);
    let at = rows.iter().position(|known| known.id == row);
    at.map(|at| Edit::Put { row: rows[at].clone(), at: Some(at) }).into_iter().collect()
}
