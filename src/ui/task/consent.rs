//! Whether everybody can live with a proposal: hands are given one after another and covered at once.

use super::{Act, Bench};
use crate::domain::block::{Answer, Block};
use crate::domain::rows::{Edit, MAX_CELL, Row};
use crate::domain::task::{Consent, HANDS, Task};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::ui::html::{button, escape, line};
use crate::ui::part::words::HAND_KEYS;

/// Draws the proposal and what the next hand can say, or the cover after one has spoken.
pub(super) fn html(bench: &Bench<'_>, task: &Consent) -> String {
    let rows = bench.made.rows(&task.id);
    let [yes, concern, objection] = task.counts(rows);
    let count = yes + concern + objection;
    let about = task.about.as_deref().map(|about| proposal(bench, about)).unwrap_or_default();
    let quote = if about.is_empty() { String::new() } else { line("blockquote class=\"statement-live\"", &about) };
    let act = |verb: &str, more: &str| [verb, "|", &task.id, "|", more].concat();
    let here = line("p role=\"status\"", &tn(Plural::TaskHands, count, &[]));
    if (bench.covered)(&task.id) {
        return format!(
            "<div class=\"sheet stack cover\">{}{}{here}<div class=\"row\">{}{}</div></div>",
            line("h3 tabindex=\"-1\"", t(Key::TaskHandIn)),
            line("p", t(Key::TaskHandPass)),
            button("button", &act("uncover", ""), "", t(Key::TaskHandNext), ""),
            button("button plain", &act("reveal", ""), "", t(Key::TaskHandReveal), ""),
        );
    }
    let hands: String = HANDS
        .iter()
        .zip(HAND_KEYS)
        .map(|((word, _), key)| button("button quiet", &act("hand", word), "", t(key), ""))
        .collect();
    let revealed = if (bench.blank)(&task.id) > 0 && count > 0 {
        counts_html(task, rows, [yes, concern, objection])
    } else {
        String::new()
    };
    let reveal = if count > 0 && revealed.is_empty() {
        button("button plain", &act("reveal", ""), "", t(Key::TaskHandReveal), "")
    } else {
        String::new()
    };
    format!(
        "{quote}<div class=\"field\"><label for=\"hand-{0}\">{1}</label><textarea class=\"input\" id=\"hand-{0}\" rows=\"2\" maxlength=\"{MAX_CELL}\"></textarea></div><div class=\"hands row\">{hands}</div><div class=\"row\">{here}{reveal}</div>{revealed}",
        escape(&task.id),
        escape(t(Key::TaskHandWords)),
    )
}

fn counts_html(task: &Consent, rows: &[Row], counts: [usize; 3]) -> String {
    let list: String = HAND_KEYS
        .iter()
        .zip(counts)
        .map(|(key, count)| line("li", &tf(Key::TaskHandCount, &[("hand", t(*key)), ("n", &plain_number(count))])))
        .collect();
    let words: String = task.words(rows).iter().map(|(_, words)| line("li", words)).collect();
    let words = if words.is_empty() {
        String::new()
    } else {
        format!("{}<ul class=\"prompts\">{words}</ul>", line("h3", t(Key::TaskHandSaid)))
    };
    format!("<div class=\"sheet stack\"><ul>{list}</ul>{words}</div>")
}

/// The words of the proposal: a text or a sentence of this exercise.
fn proposal(bench: &Bench<'_>, about: &str) -> String {
    match (bench.made.activity.block(about), bench.made.answers.get(about)) {
        (Some(Block::Task(Task::Sentence(sentence))), _) => {
            sentence.text(bench.made.rows(about), |blank| ["[", &blank.label, "]"].concat())
        }
        (Some(Block::Text(_)), Some(Answer::Words(words))) => words.clone(),
        _ => String::new(),
    }
}

/// What a press means. The words beside a hand come as the second argument.
pub(super) fn pressed(bench: &Bench<'_>, task: &Consent, verb: &str, args: &[&str]) -> Option<Act> {
    if verb != "hand" {
        return None;
    }
    let hand = HANDS.iter().map(|(word, _)| *word).find(|word| Some(word) == args.first())?;
    let row = Row::new(&(bench.fresh)(), &[("hand", hand), ("words", args.get(1).copied().unwrap_or(""))]);
    Some(Act::edit(Edit::Put { row, at: None }).and_focus(format!("[data-task='{}'] h3", task.id)))
}
