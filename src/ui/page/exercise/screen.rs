//! How an exercise looks while it is run: head, timer, the step with its tasks, and the last look, as text.

use super::{Run, WALL};
use crate::browser::{clock, page};
use crate::domain::activity::Step;
use crate::domain::block::Block;
use crate::domain::insight::remarks;
use crate::domain::task::{Made, Task};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::block::{self, Asking};
use crate::ui::html::{button, escape, icon, line, note, prose, turning_icon};
use crate::ui::part::flow::{bar_html, saved_html, start_over_html};
use crate::ui::part::shell::ICONS;
use crate::ui::task::{clock_html, html as task_html, live_html, miniature_html};

// The parts of the page that change, by id.
const SAVED: &str = "run-saved";
const TIMER: &str = "run-timer";
const CLOCK: &str = "run-clock";
const WALL_CLOCK: &str = "wall-clock";
const BODY: &str = "run-body";
const REMARKS: &str = "run-remarks";
const TABLE: &str = "run-table";
const FOOT: &str = "run-foot";

impl Run {
    /// The whole page.
    pub(super) fn html(&self) -> String {
        let wall = format!(
            "<button type=\"button\" class=\"icon-button\" data-do=\"wall\" aria-label=\"{}\">{}</button>",
            escape(t(Key::ExerciseWall)),
            icon("wall"),
        );
        format!(
            "{ICONS}<header class=\"flow-bar\">{}\
             <div class=\"timer column\" id=\"{TIMER}\">{}</div></header>\
             <main id=\"main\" class=\"flow-main column stack\" data-page=\"exercise\"><div id=\"{BODY}\" class=\"stack run\">{}</div></main>\
             <footer class=\"flow-foot\" id=\"{FOOT}\">{}</footer>{}{}",
            bar_html(&self.draft().sheet, &self.activity.title, (SAVED, &self.saved_html()), &wall),
            self.timer_html(),
            self.body_html(),
            self.foot_html(),
            start_over_html(&self.activity.title),
            self.wall_html(),
        )
    }

    /// Draws everything that the place decides.
    pub(super) fn draw(&self) {
        self.draw_head();
        self.draw_timer();
        page::set_html(BODY, &self.body_html());
        page::set_html(FOOT, &self.foot_html());
    }

    /// Draws the saved state, the board in small, and the remarks.
    pub(super) fn draw_head(&self) {
        page::set_html(SAVED, &self.saved_html());
        if let Some(html) = self.table_html() {
            page::set_html(TABLE, &html);
        }
        page::set_html(REMARKS, &self.remarks_html());
    }

    /// Draws the step's clock with its buttons.
    pub(super) fn draw_timer(&self) {
        draw_pressed(TIMER, &self.timer_html());
        self.draw_clocks();
    }

    /// Draws the conversation whose clock is set.
    pub(super) fn draw_talk(&self) {
        let timed = self.ticking.borrow().talk().map(|(block, _)| block.to_owned());
        if let Some(block) = self.blocks().iter().find(|block| timed.as_deref() == Some(block.id())) {
            draw_pressed(&place_of(block), &self.block_html(block));
        }
    }

    /// Draws what is left on all clocks.
    pub(super) fn draw_clocks(&self) {
        let now = clock::now();
        let ticking = self.ticking.borrow();
        let step = ticking.step().map(|timer| clock_html(timer, now)).unwrap_or_default();
        page::set_html(CLOCK, &step);
        if let Some((block, timer)) = ticking.talk() {
            let html = clock_html(&timer, now);
            page::set_html(&["talk-", block].concat(), &html);
            page::set_html(WALL_CLOCK, &html);
        } else {
            page::set_html(WALL_CLOCK, &step);
        }
    }

    /// Draws all tasks of the step, after something was pressed.
    pub(super) fn draw_tasks(&self) {
        self.draw_head();
        for block in self.blocks() {
            if let Block::Task(_) = block {
                page::set_html(&place_of(block), &self.block_html(block));
            }
        }
    }

    /// Draws what follows a field of this block while somebody types in it: everything but the field.
    pub(super) fn draw_beside(&self, typed: &str) {
        self.draw_head();
        for block in self.blocks() {
            let Block::Task(task) = block else { continue };
            if task.id() != typed {
                page::set_html(&place_of(block), &self.block_html(block));
            } else if let Some((id, html)) = self.with_bench(|bench| live_html(bench, task)) {
                page::set_html(&id, &html);
            }
        }
    }

    fn blocks(&self) -> &[Block] {
        self.step().map_or(&[], |step| &step.blocks)
    }

    /// The step that is shown; `None` at the last look.
    pub(super) fn step(&self) -> Option<&Step> {
        self.my_steps().get(self.place() - self.steps.start)
    }

    fn my_steps(&self) -> &[Step] {
        &self.activity.steps[self.steps.clone()]
    }

    fn saved_html(&self) -> String {
        saved_html(self.session, self.state.borrow().stored)
    }

    fn timer_html(&self) -> String {
        let place = self.place();
        let first = self.steps.start;
        let all = self.steps.len();
        let where_we_are = if place < self.steps.end {
            tf(Key::ExerciseStep, &[("n", &plain_number(place - first + 1)), ("all", &plain_number(all))])
        } else {
            t(Key::ExerciseLast).to_owned()
        };
        let steps: String = self
            .my_steps()
            .iter()
            .enumerate()
            .map(|(number, step)| {
                let at = first + number;
                let words = [&plain_number(number + 1), " · ", &step.title].concat();
                let act = if at == place { "turn-here\" aria-current=\"step".to_owned() } else { format!("turn-{at}") };
                format!("<li>{}</li>", button("", &act, "", &words, ""))
            })
            .collect();
        let menu = format!(
            "<details class=\"menu steps\"><summary class=\"small\" aria-label=\"{}\">{}{}</summary><ol class=\"menu-list\">{steps}</ol></details>",
            escape(&[t(Key::ExerciseSkip), ": ", &where_we_are].concat()),
            escape(&where_we_are),
            icon("chevron"),
        );
        let ticking = self.ticking.borrow();
        let Some(timer) = ticking.step() else { return menu };
        let now = clock::now();
        let fresh = timer.left(now) == timer.whole;
        let (sign, words) = match (timer.runs(now), fresh) {
            (true, _) => ("pause", Key::TimerPause),
            (false, true) => ("play", Key::TimerStart),
            (false, false) => ("play", Key::TimerGoOn),
        };
        let key = |act: &str, sign: &str, words: Key, pressed: &str| {
            format!(
                "<button type=\"button\" class=\"icon-button\" data-do=\"{act}\" aria-label=\"{}\"{pressed}>{}</button>",
                escape(t(words)),
                icon(sign)
            )
        };
        let sound = format!(" aria-pressed=\"{}\"", ticking.sound());
        format!(
            "{menu}<div class=\"clock\" id=\"{CLOCK}\" role=\"timer\" aria-label=\"{}\">{}</div><div class=\"timer-keys\">{}{}{}</div>",
            escape(t(Key::TimerLabel)),
            clock_html(timer, now),
            key("timer", sign, words, ""),
            key("timer-minute", "plus", Key::TimerMinute, ""),
            key("timer-sound", "sound", Key::TimerSound, &sound),
        )
    }

    fn body_html(&self) -> String {
        let Some(step) = self.step() else { return self.review_html() };
        let facilitator = step
            .facilitator
            .as_deref()
            .map(|text| {
                format!(
                    "<details class=\"more\"><summary>{}{}</summary><div class=\"note\">{}<div class=\"stack-s\">{}</div></div></details>",
                    icon("chevron"),
                    escape(t(Key::ExerciseFacilitator)),
                    icon("people"),
                    prose(text)
                )
            })
            .unwrap_or_default();
        let blocks: String = step
            .blocks
            .iter()
            .map(|block| format!("<div class=\"block\" id=\"{}\">{}</div>", place_of(block), self.block_html(block)))
            .collect();
        let table = self.table_html().map(|html| ["<div id=\"", TABLE, "\">", &html, "</div>"].concat());
        let class = if table.is_some() { "step-head with-table" } else { "step-head" };
        format!(
            "<div class=\"{class}\">{}{}<div class=\"prose guide\">{}</div></div>{facilitator}<div id=\"{REMARKS}\" class=\"stack-s\" role=\"status\">{}</div>{blocks}",
            line("h1 class=\"h2\" tabindex=\"-1\"", &step.title),
            table.unwrap_or_default(),
            step.guide.as_deref().map(prose).unwrap_or_default(),
            self.remarks_html(),
        )
    }

    /// The step's board in small, where it has one.
    fn table_html(&self) -> Option<String> {
        let board = self.blocks().iter().find_map(|block| match block {
            Block::Task(Task::Board(board)) => Some(board),
            _ => None,
        })?;
        let state = self.state.borrow();
        let newest = state.newest.as_ref().filter(|(block, _)| *block == board.id).map(|(_, card)| card.as_str());
        Some(self.with_bench(|bench| miniature_html(bench, board, newest)))
    }

    /// The remarks on what is made in this step.
    fn remarks_html(&self) -> String {
        let state = self.state.borrow();
        let here = |block: &str| self.blocks().iter().any(|known| known.id() == block);
        remarks(&self.activity, &state.draft.sheet.answers)
            .into_iter()
            .filter(|insight| here(&insight.block))
            .map(|insight| {
                let (class, sign) = if insight.praises { ("", "check") } else { ("remark", "talk") };
                note(class, sign, &line("p", &insight.say))
            })
            .collect()
    }

    fn block_html(&self, block: &Block) -> String {
        if let Block::Task(task) = block {
            return self.with_bench(|bench| task_html(bench, task));
        }
        let state = self.state.borrow();
        let asking = Asking { answers: &state.draft.sheet.answers, topic: "", alone: false };
        let items = block.items().len().max(1);
        let html: String = (0..items).map(|item| block::html(&asking, block, item)).collect();
        ["<section class=\"task stack\">", &html, "</section>"].concat()
    }

    fn review_html(&self) -> String {
        let state = self.state.borrow();
        let answers = &state.draft.sheet.answers;
        let made = Made { activity: &self.activity, answers };
        let mut rows = Vec::new();
        for (number, step) in self.my_steps().iter().enumerate() {
            let at = self.steps.start + number;
            for block in &step.blocks {
                let complete = match block {
                    Block::Task(task) => task.is_complete(&made),
                    block => answers.get(block.id()).is_some_and(|answer| block.fitting(answer).is_some()),
                };
                if !complete {
                    let needed = if block.is_satisfied(answers.get(block.id())) {
                        String::new()
                    } else {
                        [" ", &line("small", t(Key::AnswerNeeded))].concat()
                    };
                    rows.push(format!(
                        "<li><button class=\"go\" type=\"button\" data-do=\"turn-{at}\"><b>{}</b> <span>{}{needed}</span>{}</button></li>",
                        plain_number(number + 1),
                        escape(block.label().unwrap_or(&step.title)),
                        turning_icon("next"),
                    ));
                }
            }
        }
        let heading = if rows.is_empty() {
            t(Key::ExerciseReviewAll).to_owned()
        } else {
            tn(Plural::ExerciseReviewOpen, rows.len(), &[])
        };
        let empty = answers.is_empty();
        drop(state);
        let hint = match (empty, self.can_finish(), rows.is_empty()) {
            (true, ..) => t(Key::ExerciseReviewEmpty),
            (false, false, _) => t(Key::AnswerReviewRequired),
            (false, true, true) => t(Key::AnswerReviewDone),
            (false, true, false) => t(Key::ExerciseReviewHint),
        };
        format!(
            "<div class=\"review stack\">{}<ol class=\"rows\">{}</ol>{}<p>{}</p></div>",
            line("h1 class=\"h3\" tabindex=\"-1\"", &heading),
            rows.concat(),
            line("p class=\"small hush\" id=\"review-hint\"", hint),
            // What a circle has made together is not one person's to begin anew.
            if self.is_together() {
                String::new()
            } else {
                button("button plain", "ask-start-over", "", t(Key::AnswerStartOver), "")
            },
        )
    }

    fn foot_html(&self) -> String {
        let place = self.place();
        let end = self.steps.end;
        let back = if place > self.steps.start {
            button("button quiet", "back", &turning_icon("back"), t(Key::AnswerBack), "")
        } else {
            String::new()
        };
        let next = turning_icon("next");
        let forward = if place >= end {
            let class =
                if self.can_finish() { "button grow" } else { "button grow\" disabled aria-describedby=\"review-hint" };
            let words = match (self.is_together(), self.session.route_of_finished(&self.draft().sheet)) {
                (true, _) => Key::ExerciseStageDone,
                (false, Route::Circle(_)) => Key::CircleMineDone,
                (false, Route::HandIn(..)) => Key::JoinFinish,
                (false, _) => Key::ExerciseFinish,
            };
            button(class, "finish", "", t(words), &next)
        } else {
            let words = if place + 1 == end { Key::AnswerReview } else { Key::AnswerNext };
            button("button grow", "next", "", t(words), &next)
        };
        ["<div class=\"keys\">", &back, &forward, "</div>"].concat()
    }

    /// The big clock for the wall.
    fn wall_html(&self) -> String {
        format!(
            "<dialog class=\"wall\" id=\"{WALL}\" aria-label=\"{}\"><p class=\"wall-title\">{}</p><div class=\"wall-clock\" id=\"{WALL_CLOCK}\"></div>{}</dialog>",
            escape(t(Key::ExerciseWall)),
            escape(&self.activity.title),
            button("button quiet", "wall-close", "", t(Key::ExerciseWallClose), ""),
        )
    }
}

/// Draws anew what holds the button that has the focus: the focus stays on it.
fn draw_pressed(id: &str, html: &str) {
    let pressed = page::focused_attribute("data-do");
    page::set_html(id, html);
    if let Some(pressed) = pressed {
        page::focus(&format!("#{id} [data-do='{pressed}']"));
    }
}

/// The id of the element that holds a block.
fn place_of(block: &Block) -> String {
    ["block-", &escape(block.id())].concat()
}
