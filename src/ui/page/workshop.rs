//! `#/w/<workshop>`: a session plan, its agenda to be edited in place.
//!
//! Everything is saved as it is typed. What follows a change in place follows it through signals; only what
//! stands on the agenda, and in which order, draws the list anew, so that a field keeps its cursor.

mod add;
mod again;
mod agenda;
mod off;
mod send;
mod take;

use leptos::prelude::*;

use crate::browser::page as browser_page;
use crate::chart::agenda::ring;
use crate::domain::id::ResponseId;
use crate::domain::response::{Event, MAX_ABOUT};
use crate::domain::workshop::{Change, MOST_MINUTES, Running, Slot, Workshop, minutes_of, undoing};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::part::flow::saved_html;
use crate::ui::part::icon::{icon, markup, turning_icon};
use crate::ui::part::room::{lost, name_of, record, slot_title};
use crate::ui::session::Session;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    id: ResponseId,
    plan: Memo<Option<Workshop>>,
    asked: off::Asked,
}

/// Draws the page.
pub fn page(session: Session, id: ResponseId) -> AnyView {
    let plan = Memo::new(move |_| session.records(|records| Some(Workshop::of(&records.workshop(id)?.sheet))));
    let page = Page { session, id, plan, asked: off::Asked::new() };
    let is_here = Memo::new(move |_| plan.with(Option::is_some));
    (move || if is_here.get() { body(page) } else { lost(session) }).into_any()
}

fn body(page: Page) -> AnyView {
    let session = page.session;
    session.show(&page.plan.with_untracked(|plan| plan.as_ref().map(name_of)).unwrap_or_default());
    let name = page.words(name_of);
    let run = Route::Run(page.id).to_string();
    let result = page.result();
    let result = move || {
        let link = result.with(|id| ResponseId::parse(id))?;
        Some(view! { <a class="crumb" href=Route::Result(link).to_string()>{t(Key::WorkshopResult)}</a> })
    };
    let saved = move || {
        session.version.track();
        saved_html(session, true)
    };
    view! {
        <div class="wrap">
            <div class="row no-print">
                <a class="crumb" href=Route::Results.to_string()>{turning_icon("back")}{t(Key::ResultBack)}</a>
                {result}
            </div>
            <div class="plan">
                <header class="stack-s plan-head">
                    <p class="kind">{t(Key::WorkshopUntitled)}</p>
                    <h1 class="verdict" tabindex="-1">{name}</h1>
                    <p class="quiet-line no-print" role="status" inner_html=saved></p>
                    <p class="row no-print"><a class="button" href=run>{icon("play")}{t(Key::RunRun)}</a></p>
                </header>
                {time(page)}
                <div class="stack plan-main">
                    {agenda::view(page)}
                    {add::view(page)}
                    {again::view(page)}
                    {send::view(page)}
                    {off::dialog(page)}
                </div>
                <div class="stack plan-set no-print">{fields(page)}{take::view(page)}</div>
            </div>
        </div>
    }
    .into_any()
}

/// How much of the time is used: as a picture, as a figure, and what follows from it.
fn time(page: Page) -> AnyView {
    let picture = page.words(|plan| {
        let words = match plan.minutes {
            Some(minutes) => tf(Key::WorkshopRing, &[("n", &plain_number(minutes.into()))]),
            None => t(Key::WorkshopRingOpen).to_owned(),
        };
        ring(plan, &plain_number(plan.total() as usize), &words)
    });
    let used = page.words(used);
    let rest = page.words(|plan| rest(plan.spare()));
    let is_over = page.is(|plan| plan.spare().is_some_and(|spare| spare < 0));
    view! {
        <div class="plan-time">
            {move || markup(picture.get())}
            <div class="stack-s" role="status">
                <p class="plan-used">{used}</p>
                <p class="no-print" class:late=is_over>{rest}</p>
            </div>
        </div>
    }
    .into_any()
}

/// "55 of 60 minutes, 09:30 to 10:25".
fn used(plan: &Workshop) -> String {
    let total = plan.total();
    let minutes = match plan.minutes {
        Some(all) => tf(Key::WorkshopUsed, &[("n", &plain_number(total as usize)), ("all", &plain_number(all.into()))]),
        None => tn(Plural::FormatMinutesLong, total as usize, &[]),
    };
    match (plan.clock(0), plan.clock(total)) {
        (Some(from), Some(to)) => {
            let span = tf(Key::WorkshopSpan, &[("from", &from), ("to", &to)]);
            [&minutes, t(Key::FormatComma), &span].concat()
        }
        _ => minutes,
    }
}

fn rest(spare: Option<i64>) -> String {
    match spare {
        None => String::new(),
        Some(0) => t(Key::WorkshopFull).to_owned(),
        Some(spare) if spare < 0 => tn(Plural::WorkshopOver, spare.unsigned_abs() as usize, &[]),
        Some(spare) => tn(Plural::WorkshopFree, spare as usize, &[]),
    }
}

/// Name, time and start.
fn fields(page: Page) -> AnyView {
    let name = page.words(|plan| plan.name.clone());
    let minutes = page.words(|plan| plan.minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    let starts = page.words(|plan| plan.starts.clone().unwrap_or_default());
    let wrong = RwSignal::new(false);
    let write_minutes = move |event| {
        let text = event_target_value(&event);
        let fits = text.trim().is_empty() || minutes_of(&text).is_some();
        wrong.set(!fits);
        if fits {
            page.change(&Change::Timed(text));
        }
    };
    // The start is written back as an attribute only: a time is empty while one of its parts is, and the
    // browser would clear the other.
    view! {
        <div class="plan-fields">
            <div class="field">
                <label for="plan-name">{t(Key::WorkshopName)}</label>
                <input class="input" id="plan-name" type="text" maxlength=MAX_ABOUT autocomplete="off" prop:value=name
                    on:input=move |event| page.change(&Change::Named(event_target_value(&event)))/>
            </div>
            <div class="field">
                <label for="plan-minutes">{t(Key::WorkshopMinutes)}</label>
                <input class="input" id="plan-minutes" type="number" inputmode="numeric" min="1" max=MOST_MINUTES
                    prop:value=minutes aria-invalid=move || wrong.get().then_some("true") aria-describedby="plan-minutes-wrong"
                    on:input=write_minutes/>
                {wrong_minutes("plan-minutes-wrong".to_owned(), wrong)}
            </div>
            <div class="field">
                <label for="plan-starts">{t(Key::WorkshopStarts)}</label>
                <input class="input" id="plan-starts" type="time" value=starts
                    on:input=move |event| page.change(&Change::Starts(event_target_value(&event)))/>
            </div>
        </div>
    }
    .into_any()
}

/// What is said under a field for minutes that holds something else.
fn wrong_minutes(id: String, wrong: RwSignal<bool>) -> AnyView {
    let words =
        move || wrong.get().then(|| tf(Key::WorkshopMinutesWrong, &[("most", &plain_number(MOST_MINUTES.into()))]));
    view! { <p class="wrong" id=id role="alert">{words}</p> }.into_any()
}

impl Page {
    /// Words that follow from the plan. All that follows is words or yes and no: each further type would be
    /// compiled anew, with all that signals are made of.
    fn words(self, look: fn(&Workshop) -> String) -> Memo<String> {
        Memo::new(move |_| self.plan.with(|plan| plan.as_ref().map(look).unwrap_or_default()))
    }

    /// Whether something is so with the plan.
    fn is(self, look: fn(&Workshop) -> bool) -> Memo<bool> {
        Memo::new(move |_| self.plan.with(|plan| plan.as_ref().is_some_and(look)))
    }

    /// The id of the slot that is on while it is run; empty otherwise.
    fn on(self) -> Memo<String> {
        Memo::new(move |_| {
            let running = self.session.records(|records| Running::of(&records.workshop(self.id)?.sheet));
            running.filter(|running| running.ended.is_none()).map(|running| running.slot).unwrap_or_default()
        })
    }

    /// The id of the result that it was planned from; empty where there is none on this device.
    fn result(self) -> Memo<String> {
        Memo::new(move |_| {
            let from = self.plan.with(|plan| plan.as_ref()?.from);
            let here = from.filter(|id| self.session.records(|records| matches!(records.result(*id), Some(Ok(_)))));
            here.map(|id| id.to_string()).unwrap_or_default()
        })
    }

    /// Words that follow from a slot.
    fn of_slot(self, id: &str, look: fn(Self, &Slot) -> String) -> Memo<String> {
        let id = id.to_owned();
        Memo::new(move |_| {
            let slot = self.plan.with(|plan| plan.as_ref()?.agenda.iter().find(|slot| slot.id == id).cloned());
            slot.map(|slot| look(self, &slot)).unwrap_or_default()
        })
    }

    /// What is on the agenda now.
    fn slots(self) -> Vec<Slot> {
        self.plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.agenda.clone()).unwrap_or_default())
    }

    /// Changes the plan as it is stored now.
    fn change(self, change: &Change) {
        self.make(change);
    }

    /// The same, says so, and offers to undo it.
    fn change_and_say(self, change: &Change, words: &str) {
        let undo = self.make(change);
        let (session, id) = (self.session, self.id);
        let undo = move || session.change(|records| record(records, id, undo));
        session.say_undo(words, Box::new(undo));
    }

    /// Changes the plan, and gives what takes it back.
    fn make(self, change: &Change) -> Vec<Event> {
        self.session.change(|records| {
            let Some(draft) = records.workshop(self.id) else { return Vec::new() };
            let events = change.events(&draft.sheet.answers);
            let undo = undoing(&events, &draft.sheet.answers);
            record(records, self.id, events);
            undo
        })
    }

    /// What a slot is called.
    fn title(self, slot: &Slot) -> String {
        slot_title(self.session, slot)
    }

    /// Moves the focus when the list stands as it is now.
    fn focus(selector: String) {
        browser_page::next_frame(move || browser_page::focus(&selector));
    }
}
