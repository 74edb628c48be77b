//! `#/a/<id>/do` for an exercise: step by step, each with its timer and its tasks.
//!
//! Written as text like the question page ([`crate::ui::html`]), because a field must keep its cursor while
//! everything round it follows what is typed. [`screen`] draws, this file decides what a press means.

mod screen;
mod ticking;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use self::ticking::{Look, Ticking};
use crate::browser::{clock, drag, page as browser_page};
use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::circle::{self, Standing};
use crate::domain::commitment;
use crate::domain::id::ResponseId;
use crate::domain::response::{self, Draft, Event, Perspective};
use crate::domain::rows::Edit;
use crate::domain::table::Table;
use crate::domain::task::{Made, Talk, Task};
use crate::i18n::{Key, t};
use crate::route::Route;
use crate::ui::block;
use crate::ui::html::loading;
use crate::ui::part::flow::START_OVER;
use crate::ui::part::problems::problems_html;
use crate::ui::part::whole::whole;
use crate::ui::session::{Load, Session, watch};
use crate::ui::task::{self, Act, Bench};
use crate::wire::records::{Changed, Records};

/// The big clock for the wall.
const WALL: &str = "wall";

/// Draws the page.
pub fn page(session: Session, id: &str, draft: Option<ResponseId>) -> AnyView {
    let signal = session.whole_activity(id);
    let id = id.to_owned();
    (move || match signal.get() {
        Load::Loading => frame(session, &loading(), &id),
        Load::Failed(problems) => {
            let title = t(Key::ProblemsTitle);
            session.show(title);
            frame(session, &problems_html(title, &problems), &id)
        }
        Load::Ready(activity) => Run::open(session, activity, draft).view(),
    })
    .into_any()
}

fn frame(session: Session, html: &str, id: &str) -> AnyView {
    let html = ["<main id=\"main\" class=\"flow-main column\" data-page=\"exercise\">", html, "</main>"].concat();
    let id = id.to_owned();
    let pressed = move |what: &str| {
        if what == "retry" {
            // The question page's own try comes first: it may be an assessment, which this page does not run.
            session.retry_activity(&id);
            session.retry_whole_activity(&id);
        }
    };
    whole(html, Box::new(pressed), Box::new(|_| ()))
}

/// One run through an exercise.
struct Run {
    session: Session,
    activity: Arc<Activity>,
    /// The steps that are gone through: all of them, or those of a stage of a circle.
    steps: Range<usize>,
    state: RefCell<State>,
    ticking: RefCell<Ticking>,
}

struct State {
    draft: Draft,
    /// Whether the draft has been stored: an empty one is not, so that looking in leaves nothing behind.
    stored: bool,
    /// The step that is shown; one beyond the last is the last look. Each tab has its own.
    place: usize,
    /// Empty rows beyond those that are always there, by block; for a consent round, whether its counts
    /// are shown.
    blank: Table<usize>,
    /// The consent rounds whose last hand is still covered.
    covered: Vec<String>,
    /// The board and the card that was placed last in this tab.
    newest: Option<(String, String)>,
}

impl Run {
    fn open(session: Session, activity: Arc<Activity>, wanted: Option<ResponseId>) -> Rc<Self> {
        let known = session.peek(|records| match wanted {
            Some(id) => records.draft(id).filter(|draft| draft.sheet.activity == activity.id),
            None => records.drafts().into_iter().find(|draft| draft.sheet.activity == activity.id),
        });
        if let (None, Some(id)) = (&known, wanted) {
            session.pass_finished(id);
        }
        let stored = known.is_some();
        let draft = known.unwrap_or_else(|| Draft::begin(&activity, session.new_id(), Perspective::Own, clock::now()));
        let steps = circle::steps_of(&activity, &draft.sheet);
        let place = usize::from(draft.place).clamp(steps.start, steps.end);
        let ticking = RefCell::new(Ticking::open(session, &activity, &steps, place));
        let state =
            RefCell::new(State { draft, stored, place, blank: Table::new(), covered: Vec::new(), newest: None });
        let run = Rc::new(Self { session, activity, steps, state, ticking });
        let following = run.clone();
        watch(Box::new(move || {
            session.version.track();
            following.follow();
        }));
        run
    }

    fn draft(&self) -> Draft {
        self.state.borrow().draft.clone()
    }

    fn place(&self) -> usize {
        self.state.borrow().place
    }

    /// Looks at what the tasks are drawn from.
    fn with_bench<T>(&self, look: impl FnOnce(&Bench<'_>) -> T) -> T {
        let state = self.state.borrow();
        let ticking = self.ticking.borrow();
        let session = self.session;
        look(&Bench {
            made: Made { activity: &self.activity, answers: &state.draft.sheet.answers },
            fresh: &move || session.new_id().to_string(),
            blank: &|block| state.blank.get(block).copied().unwrap_or(0),
            talk: ticking.talk(),
            covered: &|block| state.covered.iter().any(|covered| covered == block),
            now: clock::now(),
        })
    }

    /// Takes over what another tab did, and what "undo" has put back.
    fn follow(&self) {
        let (mine, stored) = {
            let state = self.state.borrow();
            (state.draft.clone(), state.stored)
        };
        let fresh = self.session.peek(|records| {
            if stored {
                return records.draft(mine.sheet.id);
            }
            records.drafts().into_iter().find(|draft| draft.sheet.activity == mine.sheet.activity)
        });
        match fresh {
            Some(fresh) if !stored || fresh.sheet != mine.sheet => {
                let mut state = self.state.borrow_mut();
                state.draft = fresh;
                state.stored = true;
                drop(state);
                self.draw();
            }
            None if stored && self.session.peek(|records| records.result(mine.sheet.id).is_some()) => {
                self.session.finished_elsewhere(&mine.sheet);
            }
            _ => self.draw_head(),
        }
    }

    /// Saves what happened.
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
    }

    fn turn(&self, to: usize) {
        let to = to.clamp(self.steps.start, self.steps.end);
        if to == self.place() {
            return;
        }
        {
            let mut state = self.state.borrow_mut();
            state.place = to;
            state.draft.place = to as u16;
            state.covered.clear();
            state.blank = Table::new();
        }
        if self.state.borrow().stored {
            self.record(Event::Turned { place: to as u16 });
        }
        *self.ticking.borrow_mut() = Ticking::open(self.session, &self.activity, &self.steps, to);
        self.session.hush();
        self.draw();
        browser_page::scroll_to_top();
        browser_page::next_frame(|| browser_page::focus(".app h1"));
    }

    /// What keeps the exercise from being finished: nothing made at all, or a needed text.
    fn can_finish(&self) -> bool {
        response::can_finish(&self.activity, &self.state.borrow().draft.sheet)
    }

    /// Whether a circle does this together: then the end of its steps is not the end of the exercise.
    fn is_together(&self) -> bool {
        self.state.borrow().draft.sheet.perspective == Perspective::Circle
    }

    fn finish(&self) {
        if !self.can_finish() {
            return;
        }
        if self.is_together() {
            let sheet = self.draft().sheet;
            let next = Standing { stage: Standing::of(&sheet).stage + 1, shown: false };
            self.ticking.borrow_mut().forget(self.session);
            self.record(next.event());
            self.session.go(&Route::of_draft(&sheet));
            return;
        }
        let draft = self.draft();
        // Before the records change: what follows them must not take it for another tab's doing.
        self.state.borrow_mut().stored = false;
        self.ticking.borrow_mut().forget(self.session);
        let finished = self.session.change(|records| records.finish(&draft, &self.activity, clock::now()));
        if finished.is_ok() {
            self.session.go(&self.session.route_of_finished(&draft.sheet));
        }
    }

    fn start_over(&self) {
        browser_page::close_dialog(START_OVER);
        let old = self.draft();
        if let Some(place) = self.session.place_of(&old.sheet) {
            self.ticking.borrow_mut().forget(self.session);
            self.session.leave_place(&old, &place);
            return;
        }
        let draft = Draft::begin(&self.activity, self.session.new_id(), Perspective::Own, clock::now());
        *self.state.borrow_mut() =
            State { draft, stored: false, place: 0, blank: Table::new(), covered: Vec::new(), newest: None };
        self.ticking.borrow_mut().forget(self.session);
        *self.ticking.borrow_mut() = Ticking::open(self.session, &self.activity, &self.steps, 0);
        let removed = self.session.change(|records| records.remove_draft(&old));
        self.draw();
        browser_page::next_frame(|| browser_page::focus(".app h1"));
        self.session.say_removed(t(Key::AnswerStartedOver), removed);
    }

    /// A button was pressed. What concerns a task is written `verb|block|…`.
    fn press(self: &Rc<Self>, what: &str) {
        let parts: Vec<&str> = what.split('|').collect();
        if let [verb, block, args @ ..] = parts.as_slice() {
            self.press_task(verb, block, args);
            return;
        }
        match what {
            "next" => self.turn(self.place() + 1),
            "back" => self.turn(self.place().saturating_sub(1)),
            "finish" => self.finish(),
            "ask-start-over" => browser_page::open_dialog(START_OVER),
            "start-over" => self.start_over(),
            "cancel" => browser_page::close_dialog(START_OVER),
            "wall" => browser_page::open_dialog(WALL),
            "wall-close" => browser_page::close_dialog(WALL),
            "timer" | "timer-minute" | "timer-sound" => {
                self.ticking.borrow_mut().press(self.session, what);
                self.draw_timer();
            }
            _ => {
                if let Some(Ok(to)) = what.strip_prefix("turn-").map(str::parse) {
                    self.turn(to);
                }
            }
        }
    }

    fn press_task(self: &Rc<Self>, verb: &str, block: &str, args: &[&str]) {
        let Some(Block::Task(task)) = self.activity.block(block) else { return };
        match verb {
            "blank" => {
                *self.state.borrow_mut().blank.get_or_insert(block, 0) += 1;
                self.draw_tasks();
                browser_page::focus(&format!("[data-task='{block}'] .entry:last-child .input"));
            }
            "uncover" => {
                self.state.borrow_mut().covered.retain(|covered| covered != block);
                self.draw_tasks();
                browser_page::focus(&format!("#task-{block}"));
            }
            "reveal" => {
                let mut state = self.state.borrow_mut();
                state.covered.retain(|covered| covered != block);
                state.blank.insert(block.to_owned(), 1);
                drop(state);
                self.draw_tasks();
                browser_page::focus(&format!("#task-{block}"));
            }
            "talk" | "talk-pause" | "talk-next" => {
                if let Task::Talk(talk) = task {
                    self.press_talk(talk, verb);
                }
            }
            _ => {
                // What was written beside the button belongs to the press.
                let beside = match verb {
                    "add" => browser_page::value_of(&format!("new-{block}-{}", args.first().unwrap_or(&""))),
                    "hand" => browser_page::value_of(&format!("hand-{block}")),
                    _ => None,
                };
                let args: Vec<&str> = args.iter().copied().chain(beside.as_deref()).collect();
                if verb == "hand" {
                    let mut state = self.state.borrow_mut();
                    state.covered.push(block.to_owned());
                    state.blank.remove(block);
                }
                if let Some(act) = self.with_bench(|bench| task::pressed(bench, task, verb, &args)) {
                    self.act(block, act);
                }
            }
        }
    }

    fn press_talk(self: &Rc<Self>, talk: &Talk, verb: &str) {
        let done = self.ticking.borrow_mut().press_talk(talk, verb);
        if done {
            let turns = self.with_bench(|bench| talk.taken(bench.made.rows(&talk.id)) + 1).to_string();
            let edit = Edit::Write { row: Talk::ROW.to_owned(), cell: "turns".to_owned(), text: turns };
            self.record(Event::Edited { block: talk.id.clone(), edits: vec![edit] });
        }
        self.draw_tasks();
        browser_page::focus(&format!("[data-task='{}'] .button", talk.id));
    }

    fn act(self: &Rc<Self>, block: &str, act: Act) {
        if let Some(text) = act.copy {
            self.session.copy(text);
        }
        if act.edits.is_empty() {
            return;
        }
        if let [.., Edit::Put { row, .. }] = act.edits.as_slice() {
            self.state.borrow_mut().newest = Some((block.to_owned(), row.id.clone()));
        }
        self.record(Event::Edited { block: block.to_owned(), edits: act.edits });
        self.draw_tasks();
        if let Some(focus) = act.focus {
            browser_page::focus(&focus);
        }
        if let Some((words, edits)) = act.undo {
            let (run, session, block) = (Rc::downgrade(self), self.session, block.to_owned());
            let draft = self.draft();
            self.session.say_undo(
                &words,
                Box::new(move || match run.upgrade() {
                    Some(run) => run.put_back(&block, edits),
                    // The offer stands when the exercise has been left, or even finished.
                    None => session.change(|records| put_back(records, &draft, &block, edits)),
                }),
            );
        }
    }

    /// Takes a removal back, and moves the focus from the offer, which goes, to what is here again.
    fn put_back(&self, block: &str, edits: Vec<Edit>) {
        let here = self.step().is_some_and(|step| step.blocks.iter().any(|one| one.id() == block));
        let focus = match edits.first() {
            Some(Edit::Put { row, .. }) if here => {
                format!("[data-row='{0}'] .input, [data-card-handle='{block}|{0}']", row.id)
            }
            _ => ".app h1".to_owned(),
        };
        self.record(Event::Edited { block: block.to_owned(), edits });
        self.draw_tasks();
        browser_page::focus(&focus);
    }

    /// A field was changed. A task's fields are named `block|row|cell`.
    fn changed(&self, name: &str, value: &str) {
        if let [block, row, cell] = name.split('|').collect::<Vec<_>>().as_slice() {
            let edit = Edit::Write { row: (*row).to_owned(), cell: (*cell).to_owned(), text: value.to_owned() };
            self.record(Event::Edited { block: (*block).to_owned(), edits: vec![edit] });
            self.draw_beside(block);
            return;
        }
        let event = {
            let state = self.state.borrow();
            let found = self.activity.blocks().find_map(|block| Some((block, field_of(block, name)?)));
            found.and_then(|(block, item)| block::event(&state.draft.sheet.answers, block, item, value))
        };
        if let Some(event) = event {
            self.record(event);
            self.draw_head();
        }
    }

    /// Lines were pasted. `true` when the task has made rows of them; else the browser pastes as it does.
    fn pasted(self: &Rc<Self>, name: &str, lines: &str) -> bool {
        let parts: Vec<&str> = name.split('|').collect();
        let [block, row, cell] = parts.as_slice() else { return false };
        let Some(Block::Task(task)) = self.activity.block(block) else { return false };
        let act = self.with_bench(|bench| task::pressed(bench, task, "paste", &[row, cell, lines]));
        act.map(|act| self.act(block, act)).is_some()
    }

    /// Enter adds a card; the arrow keys move the card whose handle has the focus.
    fn key(self: &Rc<Self>, key: &str) -> bool {
        if let (Some(act), "Enter") = (browser_page::focused_attribute("data-enter"), key) {
            self.press(&act);
            return true;
        }
        let verb = match key {
            "ArrowLeft" => "before",
            "ArrowRight" => "after",
            "ArrowUp" => "up",
            "ArrowDown" => "down",
            _ => return false,
        };
        let Some(card) = browser_page::focused_attribute("data-card-handle") else { return false };
        self.press(&[verb, "|", &card].concat());
        true
    }

    fn view(self: Rc<Self>) -> AnyView {
        self.session.show(&self.activity.title);
        let (keys, dropped, tick) = (self.clone(), self.clone(), self.clone());
        // Kept as long as the page: dropping them takes them away.
        StoredValue::new_local((
            browser_page::on_key(move |key| {
                !browser_page::dialog_is_open() && keys.session.ready.get_untracked() && keys.key(key)
            }),
            drag::on_drop(move |card, zone| {
                if let (Some((block, card)), Some((same, zone))) = (card.split_once('|'), zone.split_once('|'))
                    && block == same
                {
                    dropped.press(&["to|", block, "|", card, "|", zone].concat());
                }
            }),
            browser_page::every(250, Box::new(move || tick.tick())),
        ));
        let (press, input, paste) = (self.clone(), self.clone(), self.clone());
        let html = self.html();
        view! {
            <div class="whole" inner_html=html
                on:click=move |event| if let Some(what) = browser_page::pressed(&event) { press.press(&what); }
                on:input=move |event| if let Some((name, value)) = browser_page::named_field(&event) { input.changed(&name, &value); }
                on:paste=move |event| if let Some((name, lines)) = browser_page::pasted_lines(&event)
                    && paste.pasted(&name, &lines) { event.prevent_default(); }
            ></div>
        }
        .into_any()
    }

    fn tick(&self) {
        let found = self.ticking.borrow_mut().tick();
        match found {
            Look::Still => {}
            Look::Running => self.draw_clocks(),
            // What a press on its buttons means has changed as well.
            Look::Ended => {
                self.draw_timer();
                self.draw_talk();
            }
        }
    }
}

/// Writes edits to where the response is kept now, open or finished.
fn put_back(records: &mut Records, draft: &Draft, block: &str, edits: Vec<Edit>) {
    if let Some(Ok(complete)) = records.result(draft.sheet.id) {
        records.change_result(&complete, |stored| commitment::apply(&mut stored.sheet.answers, block, &edits));
    } else {
        records.change_draft(draft, Event::Edited { block: block.to_owned(), edits }, clock::now());
    }
}

/// Which item of a block a field belongs to; `None` when it is not this block's.
fn field_of(block: &Block, name: &str) -> Option<usize> {
    match block {
        Block::Choice(choice) => (choice.id == name).then_some(0),
        Block::Text(text) => (name.strip_prefix("t-") == Some(text.id.as_str())).then_some(0),
        Block::Scale(_) | Block::Poles(_) => block.items().iter().position(|item| item.id == name),
        Block::Task(_) | Block::Unbuilt(_) => None,
    }
}
