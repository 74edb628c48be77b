//! A sentence that is built as one fills its blanks, to be copied with one tap.

use super::{Act, Bench, name};
use crate::domain::rows::MAX_CELL;
use crate::domain::task::{Part, Sentence};
use crate::i18n::{Key, t};
use crate::ui::html::{button, escape, line};

/// Draws the sentence and its blanks.
pub(super) fn html(bench: &Bench<'_>, task: &Sentence) -> String {
    let rows = bench.made.rows(&task.id);
    let blanks: String = task
        .blanks
        .iter()
        .map(|blank| {
            let id = format!("blank-{}-{}", escape(&task.id), escape(&blank.id));
            let hint = blank.hint.as_deref().map(|hint| line(&format!("span class=\"hint\" id=\"{id}-h\""), hint));
            let described = if hint.is_some() { format!(" aria-describedby=\"{id}-h\"") } else { String::new() };
            format!(
                "<div class=\"field\"><label for=\"{id}\">{}</label>{}<input class=\"input\" id=\"{id}\" type=\"text\" name=\"{}\" maxlength=\"{MAX_CELL}\" autocomplete=\"off\"{described} value=\"{}\"></div>",
                escape(&blank.label),
                hint.unwrap_or_default(),
                name(&task.id, Sentence::ROW, &blank.id),
                escape(task.filled(rows, &blank.id)),
            )
        })
        .collect();
    format!(
        "<blockquote class=\"statement-live\" id=\"live-{}\">{}</blockquote><div class=\"row\">{}</div><div class=\"blanks\">{blanks}</div>",
        escape(&task.id),
        live_html(bench, task),
        button("button quiet", &["copy|", &task.id, "|"].concat(), "", t(Key::TaskSentenceCopy), ""),
    )
}

/// The sentence as it stands.
pub(super) fn live_html(bench: &Bench<'_>, task: &Sentence) -> String {
    task.parts(bench.made.rows(&task.id))
        .iter()
        .map(|part| match part {
            Part::Given(text) => escape(text),
            Part::Filled(words) => line("mark", words),
            Part::Open(blank) => line("span class=\"blank\"", &blank.label),
        })
        .collect()
}

/// What a press means.
pub(super) fn pressed(bench: &Bench<'_>, task: &Sentence, verb: &str, _args: &[&str]) -> Option<Act> {
    (verb == "copy").then(|| Act {
        copy: Some(task.text(bench.made.rows(&task.id), |blank| ["[", &blank.label, "]"].concat())),
        ..Act::default()
    })
}
