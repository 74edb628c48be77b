//! A timed conversation: what to talk about, the turn and its clock.

use super::Bench;
use crate::domain::task::{Talk, Turns};
use crate::domain::timer::{Timer, Tone, clock_face};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::ui::html::{button, escape, line};

/// Draws the conversation.
pub(super) fn html(bench: &Bench<'_>, task: &Talk) -> String {
    let taken = usize::from(task.taken(bench.made.rows(&task.id)));
    let prompts: String = task.prompts.iter().map(|prompt| line("li", prompt)).collect();
    let length = clock_face(u64::from(task.seconds) * 1_000);
    let how = match task.turns {
        Turns::Each => tf(Key::TaskTalkEach, &[("time", &length)]),
        Turns::Pairs => tf(Key::TaskTalkPairs, &[("time", &length)]),
        Turns::Whole => tf(Key::TaskTalkWhole, &[("time", &length)]),
    };
    let timer = bench.talk.filter(|(block, _)| *block == task.id).map(|(_, timer)| timer);
    let act = |verb: &str| [verb, "|", &task.id, "|"].concat();
    let keys = match timer {
        None => button("button", &act("talk"), "", &start_words(task, taken), ""),
        Some(timer) => {
            let pause = if timer.runs(bench.now) { Key::TimerPause } else { Key::TimerGoOn };
            let next = if task.turns == Turns::Whole { Key::TaskTalkDone } else { Key::TaskTalkNext };
            [
                button("button quiet", &act("talk-pause"), "", t(pause), ""),
                button("button", &act("talk-next"), "", t(next), ""),
            ]
            .concat()
        }
    };
    let clock = timer.map(|timer| clock_html(&timer, bench.now)).unwrap_or_default();
    let done = if taken > 0 { tn(Plural::TaskTalkTaken, taken, &[]) } else { String::new() };
    format!(
        "{}<ul class=\"prompts\">{prompts}</ul><div class=\"talk-clock\" id=\"talk-{}\">{clock}</div><div class=\"row\">{keys}</div>{}",
        line("p", &how),
        escape(&task.id),
        line("p class=\"small hush\" role=\"status\"", &done),
    )
}

fn start_words(task: &Talk, taken: usize) -> String {
    match (task.turns, taken) {
        (Turns::Pairs, 1) => t(Key::TaskTalkSecond).to_owned(),
        (Turns::Each, taken) if taken > 0 => tf(Key::TaskTalkPerson, &[("n", &plain_number(taken + 1))]),
        _ => t(Key::TaskTalkStart).to_owned(),
    }
}

/// The time that is left, with its tone.
#[must_use]
pub fn clock_html(timer: &Timer, now: u64) -> String {
    let (class, words) = match timer.tone(now) {
        Tone::Calm => ("", String::new()),
        Tone::Soon => (" soon", t(Key::TimerSoon).to_owned()),
        Tone::Last => (" last", t(Key::TimerLast).to_owned()),
        Tone::Over => (" over", t(Key::TimerOver).to_owned()),
    };
    let left = timer.left(now);
    format!(
        "<span class=\"left{class}\">{}</span><progress class=\"time-bar{class}\" max=\"{}\" value=\"{left}\" aria-label=\"{}\"></progress>{}",
        escape(&tf(Key::TimerLeft, &[("left", &clock_face(left)), ("all", &clock_face(timer.whole))])),
        timer.whole,
        escape(t(Key::TimerLabel)),
        line("span class=\"small tone\"", &words),
    )
}
