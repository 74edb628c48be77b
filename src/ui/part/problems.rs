//! Problems with a file as a page: what is wrong, where, and what to write instead. The rest of the site
//! goes on.

use crate::domain::problem::{Code, Problem};
use crate::i18n::{Key, cause, remedy, t, tf};
use crate::ui::html::{button, escape, line, note};

/// The page under its title, with a button that tries again (`data-do="retry"`).
#[must_use]
pub fn problems_html(title: &str, problems: &[Problem]) -> String {
    let network = problems.iter().all(|problem| problem.code == Code::Unreachable && problem.value == "0");
    let notes: Vec<String> = problems.iter().map(problem_html).collect();
    page_html(title, network, &notes)
}

/// The same for a file that could not be fetched: all that the question page, which is fetched first, ever
/// has to say by itself. The sentences for everything else come with the other pages.
#[must_use]
pub fn unreachable_html(title: &str, file: &str, status: &str) -> String {
    let cause = tf(Key::ProblemUnreachableCause, &[("value", status)]);
    let place = tf(Key::ProblemsPlace, &[("file", file)]);
    page_html(title, status == "0", &[note_html(&cause, t(Key::ProblemUnreachableRemedy), &place)])
}

fn page_html(title: &str, network: bool, notes: &[String]) -> String {
    let text = t(if network { Key::ProblemsTextNetwork } else { Key::ProblemsText });
    let rows: String = notes.iter().map(|note| ["<li>", note, "</li>"].concat()).collect();
    format!(
        "<div class=\"wrap narrow stack\">{}{}<ul class=\"problem-list stack\">{rows}</ul>\
         <p class=\"row\">{}<a class=\"button quiet\" href=\"#/\">{}</a></p></div>",
        line("h1 tabindex=\"-1\"", title),
        line("p class=\"lede\"", text),
        button("button", "retry", "", t(Key::ProblemsRetry), ""),
        escape(t(Key::UnknownHome)),
    )
}

/// One problem as a note: cause, remedy, place.
#[must_use]
pub fn problem_html(problem: &Problem) -> String {
    let place = if problem.path.is_empty() {
        tf(Key::ProblemsPlace, &[("file", &problem.file)])
    } else {
        tf(Key::ProblemsPlacePath, &[("file", &problem.file), ("path", &problem.path)])
    };
    note_html(&cause(problem), &remedy(problem), &place)
}

fn note_html(cause: &str, remedy: &str, place: &str) -> String {
    let words = [line("p class=\"cause\"", cause), line("p", remedy), line("p class=\"small hush\"", place)];
    note("error", "alert", &words.concat())
}
