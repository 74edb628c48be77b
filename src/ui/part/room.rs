//! A workshop that is run, as both of its windows see it: the facilitator's screen and the wall. Each follows the
//! record and ticks by itself.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::wake_lock::Awake;
use crate::browser::{clock, page as browser_page};
use crate::domain::activity::{Activity, Step};
use crate::domain::id::{ResponseId, Tag};
use crate::domain::response::{Event, Millis, Sheet};
use crate::domain::timer::{Timer, Tone, clock_face};
use crate::domain::workshop::{Act, Change, Item, Running, Setting, Slot, Workshop, expected, undoing};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::escape;
use crate::ui::part::desk::Desk;
use crate::ui::part::proposals::item_words;
use crate::ui::session::{Load, Session, watch};
use crate::wire::records::Records;

/// How often the clocks are looked at, in milliseconds: half a second late is not seen.
const TICK: i32 = 500;

/// The workshop, and the time.
#[derive(Clone, Copy)]
pub struct Room {
    /// What all pages share.
    pub session: Session,
    /// The workshop.
    pub id: ResponseId,
    state: Memo<Option<State>>,
    /// Where the answers to the slot that is on are taken in, with the slot's id.
    desk: StoredValue<Option<(String, Rc<Desk>)>, LocalStorage>,
    /// Rises when the desk has read or opened something.
    read: RwSignal<usize>,
    /// How many people are in.
    arrived: RwSignal<usize>,
    now: RwSignal<Millis>,
}

/// Where the workshop stands.
#[derive(Clone, PartialEq)]
pub struct State {
    /// As it is stored.
    pub sheet: Sheet,
    /// Its agenda.
    pub plan: Workshop,
    /// How it is run; `None` while it was not begun.
    pub running: Option<Running>,
}

impl State {
    /// The slot that is on; `None` before the begin, after the end, and when it was taken off the agenda.
    #[must_use]
    pub fn slot(&self) -> Option<&Slot> {
        self.on()?.slot(&self.plan)
    }

    /// How it is run, while it is.
    #[must_use]
    pub fn on(&self) -> Option<&Running> {
        self.running.as_ref().filter(|running| running.ended.is_none())
    }

    /// The slot that is on and the activity in it, by its id.
    #[must_use]
    pub fn slot_with_activity(&self) -> Option<(&Slot, &str)> {
        let slot = self.slot()?;
        match &slot.item {
            Item::Activity(id) => Some((slot, id)),
            _ => None,
        }
    }

    /// The clock of the slot that is on.
    #[must_use]
    pub fn clock(&self) -> Option<Timer> {
        Some(self.on()?.clock(self.slot()?))
    }
}

impl Room {
    /// Opens it. The clocks tick and the screen stays awake as long as the page is there.
    #[must_use]
    pub fn open(session: Session, id: ResponseId) -> Self {
        let state = Memo::new(move |_| {
            let sheet = session.records(|records| records.workshop(id))?.sheet;
            Some(State { plan: Workshop::of(&sheet), running: Running::of(&sheet), sheet })
        });
        // By slot, so that a desk of its own belongs to each.
        let on = Memo::new(move |_| {
            let slot =
                |state: &State| state.slot_with_activity().map(|(slot, activity)| [&slot.id, "\n", activity].concat());
            state.with(|state| state.as_ref().and_then(slot).unwrap_or_default())
        });
        let (desk, read, arrived) = (StoredValue::new_local(None), RwSignal::new(0), RwSignal::new(0));
        watch(Box::new(move || {
            let on = on.get();
            let key =
                state.with_untracked(|state| state.as_ref().map(|state| Setting::Key.of(&state.sheet).to_owned()));
            desk.set_value(on.split_once('\n').map(|(slot, activity)| {
                let then = move || {
                    // The page may have been left meanwhile, and its signal with it.
                    read.try_update(|read| *read += 1);
                };
                let key = key.unwrap_or_default();
                let tag = state.with_untracked(|state| {
                    let agenda = state.as_ref().map(|state| state.plan.agenda.as_slice()).unwrap_or_default();
                    agenda.iter().find(|known| known.id == slot).map(|known| known.tag(id))
                });
                (slot.to_owned(), Desk::open(session, tag.unwrap_or(Tag::of(id)), activity, &key, then))
            }));
        }));
        // People and not codes: whoever corrects has handed in two of them, and what is sealed does not say whose it is.
        watch(Box::new(move || {
            session.version.track();
            read.track();
            on.track();
            let count = desk.with_value(|desk: &Option<(String, Rc<Desk>)>| {
                desk.as_ref().map_or(0, |(_, desk)| {
                    desk.follow();
                    desk.count()
                })
            });
            if arrived.get_untracked() != count {
                arrived.set(count);
            }
        }));
        let now = RwSignal::new(clock::now());
        let awake = StoredValue::new_local(None::<Awake>);
        // Asked for anew whenever something happens: the browser lets go of it when the page is hidden.
        watch(Box::new(move || {
            session.version.track();
            awake.set_value(Some(Awake::ask()));
        }));
        let tick = Box::new(move || {
            // The page may have been left meanwhile, and its signal with it.
            now.try_set(clock::now());
        });
        StoredValue::new_local(browser_page::every(TICK, tick));
        Self { session, id, state, desk, read, arrived, now }
    }

    /// Words that follow from where it stands; empty when it is not on this device. All that follows is words or
    /// yes and no, so that signals are compiled for no further type.
    pub fn words(self, look: fn(Self, &State) -> String) -> Memo<String> {
        Memo::new(move |_| self.state.with(|state| state.as_ref().map(|state| look(self, state)).unwrap_or_default()))
    }

    /// Words that follow from where it stands and from the time: looked for at every tick.
    pub fn timed(self, look: fn(Self, &State, Millis) -> String) -> Memo<String> {
        Memo::new(move |_| {
            let now = self.now.get();
            self.state.with(|state| state.as_ref().map(|state| look(self, state, now)).unwrap_or_default())
        })
    }

    /// Whether something is so with it.
    pub fn is(self, look: fn(&State) -> bool) -> Memo<bool> {
        Memo::new(move |_| self.state.with(|state| state.as_ref().is_some_and(look)))
    }

    /// Where it stands at this moment.
    #[must_use]
    pub fn peek(self) -> Option<State> {
        self.state.get_untracked()
    }

    /// Follows what happens to the workshop and its answers.
    pub fn follow(self) {
        self.session.version.track();
        self.read.track();
    }

    /// Where the answers to a slot are taken in; `None` when it is not the one that is on.
    #[must_use]
    pub fn desk(self, slot: &str) -> Option<Rc<Desk>> {
        // The page may have been left meanwhile.
        let desk = self
            .desk
            .try_with_value(|desk| desk.as_ref().filter(|(known, _)| known == slot).map(|(_, desk)| desk.clone()));
        desk.flatten()
    }

    /// Does something, and gives what takes it back; nothing where nothing changed.
    pub fn act(self, act: &Act) -> Vec<Event> {
        let now = clock::now();
        self.now.set(now);
        self.session.change(|records| {
            let Some(draft) = records.workshop(self.id) else { return Vec::new() };
            let events = act.events(&draft.sheet, now);
            let undo = undoing(&events, &draft.sheet.answers);
            record(records, self.id, events);
            undo
        })
    }

    /// Lets the clock go on where it stands still, and else stops it.
    pub fn pause_or_resume(self) {
        let is_paused = self.peek().is_some_and(|state| is_paused(&state));
        self.act(if is_paused { &Act::Resume } else { &Act::Pause });
    }

    /// Shows the group result on the wall, or takes it off again.
    pub fn reveal_or_hide(self) {
        if let Some(state) = self.peek().filter(|state| state.slot_with_activity().is_some()) {
            self.act(if is_revealed(&state) { &Act::Hide } else { &Act::Reveal });
        }
    }

    /// What comes next: another step of the activity, another slot, or the end.
    #[must_use]
    pub fn forward(self, state: &State) -> Act {
        let (step, steps) = self.step(state);
        if step + 1 < steps { Act::Step(step + 1) } else { Act::Next }
    }

    /// Where one goes back to.
    #[must_use]
    pub fn backward(self, state: &State) -> Act {
        match self.step(state).0 {
            0 => Act::Back,
            step => Act::Step(step - 1),
        }
    }

    /// The activity of the slot that is on; `None` while it is fetched, and when it can't be had.
    #[must_use]
    pub fn activity(self, state: &State) -> Option<Arc<Activity>> {
        let (_, id) = state.slot_with_activity()?;
        match self.session.activity(id).get() {
            Load::Ready(activity) => Some(activity),
            Load::Loading | Load::Failed(_) => None,
        }
    }

    /// The place of the step that the room is at, and how many there are. None in what is no activity.
    #[must_use]
    pub fn step(self, state: &State) -> (usize, usize) {
        let steps = self.activity(state).map_or(0, |activity| activity.steps.len());
        let step = state.on().map_or(0, |running| running.step);
        (step.min(steps.saturating_sub(1)), steps)
    }

    /// Looks at the step that the room is at.
    #[must_use]
    pub fn with_step(self, state: &State, look: fn(&Step) -> String) -> String {
        let place = self.step(state).0;
        self.activity(state).and_then(|activity| activity.steps.get(place).map(look)).unwrap_or_default()
    }

    /// What a slot is called: an activity as the catalogue has it now.
    #[must_use]
    pub fn title(self, slot: &Slot) -> String {
        slot_title(self.session, slot)
    }

    /// How many people are expected, and how many have handed in for the slot that is on.
    #[must_use]
    pub fn people(self, state: &State) -> (Option<usize>, usize) {
        (expected(&state.sheet).map(usize::from), self.arrived.get())
    }
}

/// Whether the clock of the slot stands still.
#[must_use]
pub fn is_paused(state: &State) -> bool {
    state.on().is_some_and(|running| running.paused.is_some())
}

/// Whether the wall shows the group result.
#[must_use]
pub fn is_revealed(state: &State) -> bool {
    state.slot_with_activity().is_some() && state.on().is_some_and(|running| running.revealed)
}

/// What is left of the slot, or by how much it is over: `3:22`, `+0:40`.
#[must_use]
pub fn face(state: &State, now: Millis) -> String {
    match (state.on(), state.slot()) {
        // Whole seconds that have passed: it is 0:00 before it is over.
        (Some(running), Some(slot)) => match running.over(slot, now) / 1_000 {
            0 => clock_face(running.left(slot, now)),
            over => ["+", &clock_face(over * 1_000)].concat(),
        },
        _ => String::new(),
    }
}

/// How near the end of the slot is, as the class of its clock.
#[must_use]
pub fn tone_class(state: &State, now: Millis) -> &'static str {
    match state.clock().map(|timer| timer.tone(now)) {
        None | Some(Tone::Calm) => "",
        Some(Tone::Soon) => "soon",
        Some(Tone::Last) => "last",
        Some(Tone::Over) => "over",
    }
}

/// The same in words; empty while there is time.
#[must_use]
pub fn tone_words(state: &State, now: Millis) -> &'static str {
    match state.clock().map(|timer| timer.tone(now)) {
        None | Some(Tone::Calm) => "",
        Some(Tone::Soon) => t(Key::TimerSoon),
        Some(Tone::Last) => t(Key::TimerLast),
        Some(Tone::Over) => t(Key::TimerOver),
    }
}

/// "9 of 12 are in", with the figures in bold type; empty where nothing is handed in.
#[must_use]
pub fn people_html(room: Room, state: &State) -> String {
    if state.slot_with_activity().is_none() {
        return String::new();
    }
    match room.people(state) {
        (Some(all), arrived) => {
            let count = tf(Key::PresentCountOf, &[("n", &plain_number(arrived)), ("all", &plain_number(all))]);
            tf(Key::PresentCount, &[("count", &["<strong>", &escape(&count), "</strong>"].concat())])
        }
        (None, arrived) => escape(&tn(Plural::PresentArrived, arrived, &[])),
    }
}

/// Keeps a new workshop, with the least number of answers that the owner of the site wants, and goes there.
pub fn begin_workshop(session: Session, plan: &Workshop) {
    let now = clock::now();
    let mut draft = plan.begin(now);
    if let Some(least) = session.site().least {
        for event in Change::Set(Setting::Least, least.to_string()).events(&draft.sheet.answers) {
            draft.apply(event, now);
        }
    }
    session.change(|records| records.keep_draft(&draft));
    session.go(&Route::Workshop(plan.id));
}

/// What a workshop is called.
#[must_use]
pub fn name_of(plan: &Workshop) -> String {
    if plan.name.is_empty() { t(Key::WorkshopUntitled).to_owned() } else { plan.name.clone() }
}

/// What a slot is called: an activity as the catalogue has it now.
#[must_use]
pub fn slot_title(session: Session, slot: &Slot) -> String {
    let Item::Activity(id) = &slot.item else {
        return if slot.title.is_empty() { item_words(&slot.item).to_owned() } else { slot.title.clone() };
    };
    let known = session.catalogue.with(|catalogue| match catalogue {
        Load::Ready(catalogue) => catalogue.find(id).map(|entry| entry.title.clone()),
        _ => None,
    });
    known.unwrap_or_else(|| if slot.title.is_empty() { id.clone() } else { slot.title.clone() })
}

/// When a slot begins by the plan: the time, or the minute.
#[must_use]
pub fn begin_words(plan: &Workshop, after: u32) -> String {
    let minute = || tf(Key::WorkshopMinute, &[("n", &plain_number(after as usize))]);
    plan.clock(after).unwrap_or_else(minute)
}

/// Records what happened to a workshop, if it is still there.
pub fn record(records: &mut Records, id: ResponseId, events: Vec<Event>) {
    for event in events {
        if let Some(draft) = records.workshop(id) {
            records.change_draft(&draft, event, clock::now());
        }
    }
}

/// What stands in the place of a workshop that is not on this device.
#[must_use]
pub fn lost(session: Session) -> AnyView {
    session.show(t(Key::WorkshopGone));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::WorkshopGone)}</h1>
            <p class="lede">{t(Key::ResultGoneHint)}</p>
            <p class="row"><a class="button" href=Route::Results.to_string()>{t(Key::ResultBack)}</a></p>
        </div>
    }
    .into_any()
}
