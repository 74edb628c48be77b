//! How the flow looks: head, screens and buttons, as text.

use super::Flow;
use crate::browser::page;
use crate::chart::seats;
use crate::domain::block::{Wording, point};
use crate::domain::response::{Perspective, Question, Screen, questions};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::block::{self, Asking};
use crate::ui::html::{button, escape, line, note, prose, turning_icon};
use crate::ui::part::flow::{bar_html, saved_html, start_over_html};
use crate::ui::part::words::quoted;

// The parts of the page that change, by id.
const SAVED: &str = "flow-saved";
const RING: &str = "flow-ring";
const PROGRESS: &str = "flow-progress";
const BODY: &str = "flow-body";
const BELOW: &str = "flow-below";
const FOOT: &str = "flow-foot";

impl Flow {
    /// The whole page.
    pub(super) fn html(&self) -> String {
        let (saved, ring, count) = self.head_html();
        let ring = format!("<span id=\"{RING}\">{ring}</span>");
        let all = questions(&self.activity).len();
        format!(
            "<header class=\"flow-bar\">{}\
             <progress class=\"line-progress\" id=\"{PROGRESS}\" max=\"{all}\" value=\"{count}\" aria-label=\"{}\"></progress></header>\
             <main id=\"main\" class=\"flow-main column\" data-page=\"answer\"><div id=\"{BODY}\">{}</div><div id=\"{BELOW}\">{}</div></main>\
             <footer class=\"flow-foot\" id=\"{FOOT}\">{}</footer>{}",
            bar_html(&self.draft().sheet, &self.activity.title, (SAVED, &saved), &ring),
            escape(t(Key::AnswerAnswered)),
            self.body_html(),
            self.below_html(),
            self.keys_html(),
            start_over_html(&self.activity.title),
        )
    }

    pub(super) fn draw_all(&self) {
        self.draw_head();
        self.draw_body();
        self.draw_below();
        page::set_html(FOOT, &self.keys_html());
    }

    /// Draws the saved state, the ring of seats and the progress.
    pub(super) fn draw_head(&self) {
        let (saved, ring, count) = self.head_html();
        page::set_html(SAVED, &saved);
        page::set_html(RING, &ring);
        page::set_attribute(PROGRESS, "value", Some(&count.to_string()));
    }

    /// Draws the screen itself. Not while somebody types or chooses: focus and cursor stay.
    pub(super) fn draw_body(&self) {
        page::set_html(BODY, &self.body_html());
    }

    /// Draws what stands under a question.
    pub(super) fn draw_below(&self) {
        page::set_html(BELOW, &self.below_html());
    }

    fn head_html(&self) -> (String, String, usize) {
        let (taken, now) = self.taken();
        let count = taken.iter().filter(|&&filled| filled).count();
        let stored = self.state.borrow().stored;
        (saved_html(self.session, stored), seats::ring(&taken, now), count)
    }

    fn body_html(&self) -> String {
        match self.screen() {
            Screen::Opening { step } => self.opening_html(step),
            Screen::Question(question) => self.question_html(question),
            Screen::Review => self.review_html(),
        }
    }

    /// The way to leave a question open, or to take the answer back.
    fn below_html(&self) -> String {
        match self.screen() {
            Screen::Question(question) => self.pass_html(question),
            Screen::Opening { .. } | Screen::Review => String::new(),
        }
    }

    fn opening_html(&self, index: usize) -> String {
        let step = &self.activity.steps[index];
        let number = plain_number(index + 1);
        let count = tf(Key::AnswerStep, &[("n", &number), ("all", &plain_number(self.activity.steps.len()))]);
        let partner = self.state.borrow().draft.sheet.perspective == Perspective::Partner;
        let partner = if partner {
            let words =
                [line("strong", t(Key::AnswerPartner)), " ".to_owned(), escape(t(Key::AnswerPartnerGuide))].concat();
            note("", "people", &["<p>", &words, "</p>"].concat())
        } else {
            String::new()
        };
        let keys =
            if index == 0 { line("p class=\"small hush keys-hint\"", t(Key::AnswerKeys)) } else { String::new() };
        format!(
            "<div class=\"opening stack\"><p class=\"step\"><b aria-hidden=\"true\">{number}</b>{}</p>{}{partner}\
             <div class=\"prose\">{}</div>{keys}</div>",
            escape(&count),
            line("h1 tabindex=\"-1\"", &step.title),
            step.guide.as_deref().map(prose).unwrap_or_default(),
        )
    }

    fn question_html(&self, question: Question) -> String {
        let all = questions(&self.activity);
        let topic = all.iter().position(|asked| asked.question == question).map_or_else(String::new, |at| {
            tf(
                Key::AnswerQuestion,
                &[
                    ("n", &plain_number(at + 1)),
                    ("all", &plain_number(all.len())),
                    ("step", &self.activity.steps[question.step].title),
                ],
            )
        });
        self.with_answers(|answers| {
            block::html(&Asking { answers, topic: &topic, alone: true }, self.block(question), question.item)
        })
    }

    fn pass_html(&self, question: Question) -> String {
        let block = self.block(question);
        let items = block.items();
        let Some(item) = items.get(question.item) else { return String::new() };
        let answered = self.with_answers(|answers| point(answers, block.id(), item.id).is_some());
        let words = if answered { Key::AnswerUnanswer } else { Key::AnswerSkip };
        ["<p class=\"pass\">", &button("button plain", "pass", "", t(words), ""), "</p>"].concat()
    }

    fn review_html(&self) -> String {
        let (taken, now) = self.taken();
        let answered = taken.iter().filter(|&&filled| filled).count();
        let open = taken.len() - answered;
        let heading =
            if open == 0 { t(Key::AnswerReviewAll).to_owned() } else { tn(Plural::AnswerReviewOpen, open, &[]) };
        let count = tf(Key::AnswerReviewCount, &[("n", &plain_number(answered)), ("all", &plain_number(taken.len()))]);
        let hint = match (self.with_answers(|answers| answers.is_empty()), self.can_finish(), open) {
            (true, ..) => t(Key::AnswerReviewEmpty),
            (false, false, _) => t(Key::AnswerReviewRequired),
            (false, true, 0) => t(Key::AnswerReviewDone),
            (false, true, _) => t(Key::AnswerReviewHint),
        };
        format!(
            "<div class=\"review stack\"><div class=\"count\">{}<div>{}{}</div></div><ol class=\"rows\">{}</ol>{}<p>{}</p></div>",
            seats::ring(&taken, now),
            line("h1 class=\"h3\" tabindex=\"-1\"", &heading),
            line("p class=\"hush\"", &count),
            self.open_rows(),
            line("p class=\"small hush\" id=\"review-hint\"", hint),
            button("button plain", "ask-start-over", "", t(Key::AnswerStartOver), ""),
        )
    }

    /// A row for every open question that leads back to it.
    fn open_rows(&self) -> String {
        let mut out = String::new();
        for (number, asked) in questions(&self.activity).into_iter().enumerate() {
            if self.with_answers(|answers| asked.is_answered(answers)) {
                continue;
            }
            let words = match asked.block.items().get(asked.question.item).map(|item| item.wording) {
                Some(Wording::Statement(text)) => text.to_owned(),
                Some(Wording::Pair { left, right }) => [&quoted(left), " – ", &quoted(right)].concat(),
                None => asked.block.label().unwrap_or_default().to_owned(),
            };
            let needed = if asked.block.is_satisfied(None) {
                String::new()
            } else {
                [" ", &line("small", t(Key::AnswerNeeded))].concat()
            };
            out += &format!(
                "<li><button class=\"go\" type=\"button\" data-do=\"turn-{}\"><b>{}</b> <span>{}{needed}</span>{}</button></li>",
                asked.screen,
                plain_number(number + 1),
                escape(&words),
                turning_icon("next"),
            );
        }
        out
    }

    fn keys_html(&self) -> String {
        let place = self.place();
        let back = if place > 0 {
            button("button quiet", "back", &turning_icon("back"), t(Key::AnswerBack), "")
        } else {
            String::new()
        };
        let next = turning_icon("next");
        let forward = match self.screen() {
            Screen::Review => {
                let can = self.can_finish();
                let class = if can { "button grow" } else { "button grow\" disabled aria-describedby=\"review-hint" };
                let words = match self.session.route_of_finished(&self.state.borrow().draft.sheet) {
                    Route::Circle(_) => Key::CircleMineDone,
                    Route::HandIn(..) => Key::JoinFinish,
                    _ => Key::AnswerFinish,
                };
                button(class, "finish", "", t(words), &next)
            }
            screen => {
                let words = match screen {
                    Screen::Opening { step: 0 } => Key::AnswerBegin,
                    Screen::Opening { .. } => Key::AnswerGoOn,
                    _ if place + 2 == self.screens.len() => Key::AnswerReview,
                    _ => Key::AnswerNext,
                };
                button("button grow", "next", "", t(words), &next)
            }
        };
        ["<div class=\"keys\">", &back, &forward, "</div>"].concat()
    }
}
