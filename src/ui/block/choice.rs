//! A question with options, one or several.

use super::Asking;
use crate::domain::block::{Answer, Answers, Choice};
use crate::domain::response::Event;
use crate::i18n::{Key, t};
use crate::ui::html::{escape, line};

/// Draws the question.
pub(super) fn html(asking: &Asking<'_>, choice: &Choice) -> String {
    let mut out = format!(
        "<fieldset class=\"choice-list\"><legend>{}{}</legend>",
        asking.topic_line("span class=\"topic\""),
        line(&[asking.heading(), " tabindex=\"-1\""].concat(), &choice.label),
    );
    if let Some(hint) = &choice.hint {
        out += &line("p class=\"hint\"", hint);
    }
    if choice.multiple {
        out += &line("p class=\"hint\"", t(Key::AnswerChooseSeveral));
    }
    let kind = if choice.multiple { "checkbox" } else { "radio" };
    for option in &choice.options {
        let checked = if chosen(asking.answers, choice).contains(&option.id) { " checked" } else { "" };
        let hint = option.hint.as_ref().map(|hint| line("small", hint)).unwrap_or_default();
        out += &format!(
            "<label class=\"choice\"><input type=\"{kind}\" name=\"{}\" value=\"{}\"{checked}><span>{}{hint}</span></label>",
            escape(&choice.id),
            escape(&option.id),
            escape(&option.label),
        );
    }
    out += "</fieldset>";
    out + &asking.optional_line(choice.required)
}

/// An option was pressed: it becomes the only one, or is added to or taken from several.
pub(super) fn event(answers: &Answers, choice: &Choice, id: &str) -> Event {
    let ids = if choice.multiple {
        let before = chosen(answers, choice);
        choice
            .options
            .iter()
            .map(|option| &option.id)
            .filter(|option| before.contains(option) != (option.as_str() == id))
            .cloned()
            .collect()
    } else {
        vec![id.to_owned()]
    };
    Event::ChoseOptions { block: choice.id.clone(), ids }
}

fn chosen<'a>(answers: &'a Answers, choice: &Choice) -> &'a [String] {
    match answers.get(&choice.id) {
        Some(Answer::Chosen(ids)) => ids,
        _ => &[],
    }
}
