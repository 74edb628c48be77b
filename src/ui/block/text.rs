//! A question that is answered in words.

use super::Asking;
use crate::domain::block::{Answer, MAX_TEXT, Text};
use crate::ui::html::{escape, line};

/// Draws the question.
pub(super) fn html(asking: &Asking<'_>, text: &Text) -> String {
    let words = match asking.answers.get(&text.id) {
        Some(Answer::Words(words)) => words.as_str(),
        _ => "",
    };
    let id = escape(&text.id);
    let described = if text.hint.is_some() { format!(" aria-describedby=\"h-{id}\"") } else { String::new() };
    let hint =
        text.hint.as_ref().map(|hint| line(&format!("p class=\"hint\" id=\"h-{id}\""), hint)).unwrap_or_default();
    let field = if text.long {
        format!(
            "<textarea class=\"input\" id=\"t-{id}\" rows=\"6\" maxlength=\"{MAX_TEXT}\"{described}>\n{}</textarea>",
            escape(words)
        )
    } else {
        format!(
            "<input class=\"input\" id=\"t-{id}\" type=\"text\" maxlength=\"{MAX_TEXT}\" autocomplete=\"off\"{described} value=\"{}\">",
            escape(words),
        )
    };
    let heading = asking.heading();
    format!(
        "<div class=\"field\">{}<{heading} class=\"h3\" tabindex=\"-1\"><label for=\"t-{id}\">{}</label></{heading}>{hint}{field}</div>{}",
        asking.topic_line("p class=\"topic\""),
        escape(&text.label),
        asking.optional_line(text.required),
    )
}
