//! `#/a/<id>/do`: one thing at a time, saved at once, left and continued at any moment.
//!
//! This page is what a link on bad Wi-Fi opens first, so it is written as text ([`crate::ui::html`]) and
//! stays small; [`screen`] draws, this file decides what a press or a key does.

mod screen;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, page as browser_page};
use crate::domain::activity::Activity;
use crate::domain::block::{Answers, Block};
use crate::domain::id::ResponseId;
use crate::domain::problem::Code;
use crate::domain::response::{self, Draft, Event, Perspective, Question, Screen, questions, screens};
use crate::i18n::{Key, t};
use crate::ui::block;
use crate::ui::html::loading;
use crate::ui::part::flow::START_OVER;
use crate::ui::part::problems::unreachable_html;
use crate::ui::part::whole::whole;
use crate::ui::session::{Load, Session, watch};
use crate::wire::records::Changed;

/// Draws the page; `guided` draws it where the activity has tasks, or says what is wrong with its file.
pub fn page(
    session: Session,
    id: &str,
    perspective: Perspective,
    draft: Option<ResponseId>,
    guided: fn(Session) -> AnyView,
) -> AnyView {
    let signal = session.activity(id);
    let id = id.to_owned();
    (move || match signal.get() {
        Load::Loading => frame(session, &loading(), &id),
        Load::Failed(problems) => match problems.as_slice() {
            [lost] if lost.code == Code::Unreachable => {
                let title = t(Key::ProblemsTitle);
                session.show(title);
                frame(session, &unreachable_html(title, &lost.file, &lost.value), &id)
            }
            _ => guided(session),
        },
        Load::Ready(activity) if activity.has_tasks() => guided(session),
        Load::Ready(activity) => Flow::open(session, activity, perspective, draft).view(),
    })
    .into_any()
}

/// The page while there is no activity to answer.
fn frame(session: Session, html: &str, id: &str) -> AnyView {
    let html = ["<main id=\"main\" class=\"flow-main column\" data-page=\"answer\">", html, "</main>"].concat();
    let id = id.to_owned();
    let pressed = move |what: &str| {
        if what == "retry" {
            session.retry_activity(&id);
        }
    };
    whole(html, Box::new(pressed), Box::new(|_| ()))
}

/// One run through an activity.
struct Flow {
    session: Session,
    activity: Arc<Activity>,
    screens: Vec<Screen>,
    state: RefCell<State>,
}

struct State {
    draft: Draft,
    /// Whether the draft has been stored: an empty one is not, so that looking in leaves nothing behind.
    stored: bool,
    /// The screen that is shown: an index into the screens. Each tab has its own.
    place: usize,
}

impl Flow {
    /// Goes on with the draft that is asked for, or the last one, or begins a new one.
    fn open(
        session: Session,
        activity: Arc<Activity>,
        perspective: Perspective,
        wanted: Option<ResponseId>,
    ) -> Rc<Self> {
        let known = session.peek(|records| match wanted {
            Some(id) => records.draft(id).filter(|draft| draft.sheet.activity == activity.id),
            None => records.drafts().into_iter().find(|draft| belongs(draft, &activity.id, perspective)),
        });
        if let (None, Some(id)) = (&known, wanted) {
            session.pass_finished(id);
        }
        let stored = known.is_some();
        let draft = known.unwrap_or_else(|| Draft::begin(&activity, session.new_id(), perspective, clock::now()));
        let screens = screens(&activity);
        let place = usize::from(draft.place).min(screens.len() - 1);
        let state = RefCell::new(State { draft, stored, place });
        let flow = Rc::new(Self { session, activity, screens, state });
        let following = flow.clone();
        watch(Box::new(move || {
            session.version.track();
            following.follow();
        }));
        flow
    }

    fn draft(&self) -> Draft {
        self.state.borrow().draft.clone()
    }

    fn place(&self) -> usize {
        self.state.borrow().place
    }

    fn screen(&self) -> Screen {
        self.screens.get(self.place()).copied().unwrap_or(Screen::Review)
    }

    fn with_answers<T>(&self, look: impl FnOnce(&Answers) -> T) -> T {
        look(&self.state.borrow().draft.sheet.answers)
    }

    /// Takes over what another tab did: answers, finishing, starting over and its undoing.
    fn follow(&self) {
        let (mine, stored) = {
            let state = self.state.borrow();
            (state.draft.clone(), state.stored)
        };
        let fresh = self.session.peek(|records| {
            if stored {
                return records.draft(mine.sheet.id);
            }
            let mut drafts = records.drafts().into_iter();
            drafts.find(|draft| belongs(draft, &mine.sheet.activity, mine.sheet.perspective))
        });
        match fresh {
            Some(fresh) if !stored => {
                // "Undo" of starting over, or a first answer in another tab.
                let place = usize::from(fresh.place).min(self.screens.len() - 1);
                *self.state.borrow_mut() = State { draft: fresh, stored: true, place };
                self.draw_all();
            }
            Some(fresh) if fresh.sheet != mine.sheet => {
                self.state.borrow_mut().draft = fresh;
                self.draw_all();
            }
            None if stored && self.session.peek(|records| records.result(mine.sheet.id).is_some()) => {
                self.session.finished_elsewhere(&mine.sheet);
            }
            _ => self.draw_head(),
        }
    }

    /// Saves what happened. The screen itself is not drawn again: its fields show it already.
    fn record(&self, event: Event) {
        let draft = self.draft();
        match self.session.change(|records| records.change_draft(&draft, event, clock::now())) {
            Changed::Draft(draft) => {
                let mut state = self.state.borrow_mut();
                state.stored = true;
                state.draft = draft;
            }
            Changed::Finished => self.session.finished_elsewhere(&draft.sheet),
        }
        self.draw_head();
        self.draw_below();
    }

    fn turn(&self, to: usize) {
        let to = to.min(self.screens.len() - 1);
        if to == self.place() {
            return;
        }
        {
            let mut state = self.state.borrow_mut();
            state.place = to;
            // The first answer stores the draft with the place where it was given.
            state.draft.place = to as u16;
        }
        if self.state.borrow().stored {
            self.record(Event::Turned { place: to as u16 });
        }
        self.session.hush();
        self.draw_all();
        browser_page::scroll_to_top();
        browser_page::next_frame(|| browser_page::focus(".app h1"));
    }

    fn next(&self) {
        if self.screen() == Screen::Review {
            self.finish();
        } else {
            self.turn(self.place() + 1);
        }
    }

    fn back(&self) {
        if let Some(before) = self.place().checked_sub(1) {
            self.turn(before);
        }
    }

    /// Whether there is something to finish, and nothing that is needed is missing.
    fn can_finish(&self) -> bool {
        response::can_finish(&self.activity, &self.state.borrow().draft.sheet)
    }

    fn finish(&self) {
        if !self.can_finish() {
            return;
        }
        let draft = self.draft();
        // Before the records change: the effect that follows them must not take it for another tab's doing.
        self.state.borrow_mut().stored = false;
        let finished = self.session.change(|records| records.finish(&draft, &self.activity, clock::now()));
        if finished.is_ok() {
            self.session.go(&self.session.route_of_finished(&draft.sheet));
        }
    }

    fn start_over(&self) {
        browser_page::close_dialog(START_OVER);
        let old = self.draft();
        if let Some(place) = self.session.place_of(&old.sheet) {
            self.session.leave_place(&old, &place);
            return;
        }
        let draft = Draft::begin(&self.activity, self.session.new_id(), old.sheet.perspective, clock::now());
        *self.state.borrow_mut() = State { draft, stored: false, place: 0 };
        let removed = self.session.change(|records| records.remove_draft(&old));
        self.draw_all();
        browser_page::next_frame(|| browser_page::focus(".app h1"));
        self.session.say_removed(t(Key::AnswerStartedOver), removed);
    }

    /// Goes on without an answer, or takes the answer back.
    fn pass(&self) {
        let Screen::Question(question) = self.screen() else { return };
        let block = self.block(question);
        let items = block.items();
        let Some(item) = items.get(question.item) else { return };
        let answered = self.with_answers(|answers| crate::domain::block::point(answers, block.id(), item.id).is_some());
        if answered {
            self.record(Event::ChosePoint { block: block.id().to_owned(), item: item.id.to_owned(), point: None });
            self.draw_body();
        } else {
            self.next();
        }
    }

    fn act(&self, what: &str) {
        match what {
            "next" => self.next(),
            "back" => self.back(),
            "pass" => self.pass(),
            "finish" => self.finish(),
            "ask-start-over" => browser_page::open_dialog(START_OVER),
            "start-over" => self.start_over(),
            "cancel" => browser_page::close_dialog(START_OVER),
            _ => {
                if let Some(Ok(to)) = what.strip_prefix("turn-").map(str::parse) {
                    self.turn(to);
                }
            }
        }
    }

    /// A field of the question has changed.
    fn changed(&self, value: &str) {
        let Screen::Question(question) = self.screen() else { return };
        let event = self.with_answers(|answers| block::event(answers, self.block(question), question.item, value));
        if let Some(event) = event {
            self.record(event);
        }
    }

    /// Records what a key chose and moves the focus to it. `false` when the key means nothing here.
    fn choose(&self, event: impl FnOnce(&Answers, &Block, usize) -> Option<Event>) -> bool {
        let Screen::Question(question) = self.screen() else { return false };
        let Some(event) = self.with_answers(|answers| event(answers, self.block(question), question.item)) else {
            return false;
        };
        self.record(event);
        self.draw_body();
        browser_page::next_frame(|| browser_page::focus("main input:checked"));
        true
    }

    /// Numbers choose, arrows move, Enter goes on, Backspace goes back. `true` when the key was used.
    fn key(&self, key: &str) -> bool {
        let free = !browser_page::focus_uses_keys(false);
        let forward = matches!(key, "ArrowRight" | "ArrowDown");
        match key {
            "Enter" if !browser_page::focus_uses_keys(true) => self.next(),
            "Backspace" if free => self.back(),
            "ArrowRight" | "ArrowDown" | "ArrowLeft" | "ArrowUp" if free && !browser_page::focus_is_on_choice() => {
                return self.choose(|answers, block, item| block::arrow_event(answers, block, item, forward));
            }
            digit if free && digit.len() == 1 => {
                let Ok(digit) = digit.parse() else { return false };
                return self.choose(|answers, block, item| block::digit_event(answers, block, item, digit));
            }
            _ => return false,
        }
        true
    }

    fn block(&self, question: Question) -> &Block {
        &self.activity.steps[question.step].blocks[question.block]
    }

    /// Which questions are answered, and which one is shown.
    fn taken(&self) -> (Vec<bool>, Option<usize>) {
        let place = self.place();
        let all = questions(&self.activity);
        let taken = self.with_answers(|answers| all.iter().map(|asked| asked.is_answered(answers)).collect());
        (taken, all.iter().position(|asked| asked.screen == place))
    }

    fn view(self: Rc<Self>) -> AnyView {
        self.session.show(&self.activity.title);
        let keys = self.clone();
        // Kept as long as the page: dropping it takes the listener away.
        StoredValue::new_local(browser_page::on_key(move |key| {
            !browser_page::dialog_is_open() && keys.session.ready.get_untracked() && keys.key(key)
        }));
        let fields = self.clone();
        let html = self.html();
        whole(html, Box::new(move |what| self.act(what)), Box::new(move |value| fields.changed(value)))
    }
}

fn belongs(draft: &Draft, activity: &str, perspective: Perspective) -> bool {
    draft.sheet.activity == activity && draft.sheet.perspective == perspective
}
