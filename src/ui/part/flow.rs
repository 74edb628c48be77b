//! What the question page and the exercise page have in common, as text.

use crate::domain::response::Sheet;
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::html::{button, escape, icon, line};
use crate::ui::session::Session;

/// The dialog that asks before starting over.
pub const START_OVER: &str = "start-over";

/// Whether what was answered is saved, in words.
#[must_use]
pub fn saved_html(session: Session, stored: bool) -> String {
    let (sign, words) = match (stored, session.peek(|records| records.trouble())) {
        (_, Some(_)) => (icon("alert"), Key::AnswerNotSaved),
        (true, None) => (icon("check"), Key::AnswerSaved),
        (false, None) => (String::new(), Key::AnswerNothingYet),
    };
    [&sign, t(words)].concat()
}

/// The head of the page: the way out, the activity's title, whether what was answered is saved (`saved` is the
/// id of that line), and what stands at the end.
#[must_use]
pub fn bar_html(sheet: &Sheet, title: &str, saved: (&str, &str), end: &str) -> String {
    let out = Route::of_circle(sheet).unwrap_or(Route::Home(String::new())).to_string();
    format!(
        "<div class=\"bar\"><a class=\"icon-button\" href=\"{out}\" aria-label=\"{}\">{}</a>\
         <div>{}<span class=\"quiet-line saved\" role=\"status\" id=\"{}\">{}</span></div>{end}</div>",
        escape(t(Key::AnswerPause)),
        icon("close"),
        line("strong", title),
        saved.0,
        saved.1,
    )
}

/// The dialog [`START_OVER`] for the activity with this title.
#[must_use]
pub fn start_over_html(title: &str) -> String {
    let text = tf(Key::AnswerStartOverText, &[("title", title)]);
    format!(
        "<dialog class=\"dialog\" id=\"{START_OVER}\" aria-labelledby=\"{START_OVER}-h\"><div class=\"stack\">\
         <h2 class=\"h3\" id=\"{START_OVER}-h\">{}</h2>{}<div class=\"row\">{}{}</div></div></dialog>",
        escape(t(Key::AnswerStartOverHeading)),
        line("p", &text),
        button("button", "start-over", "", t(Key::AnswerStartOver), ""),
        button("button plain push", "cancel", "", t(Key::AppCancel), ""),
    )
}
