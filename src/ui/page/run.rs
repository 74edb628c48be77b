//! `#/w/<workshop>/run`: running a workshop, on the facilitator's own screen. The clock, where on the agenda we
//! are, what the facilitator should know about the step, and what the wall shows.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::page as browser_page;
use crate::domain::activity::Activity;
use crate::domain::id::ResponseId;
use crate::domain::response::{Event, Millis};
use crate::domain::workshop::{Act, Change, MOST_PEOPLE, Setting, is_for_the_wall, people_of};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{line, prose};
use crate::ui::part::icon::{icon, turning_icon};
use crate::ui::part::room::{
    Room, State, begin_words, face, is_paused, is_revealed, lost, name_of, people_html, record, tone_class, tone_words,
};
use crate::ui::part::words::minutes;
use crate::ui::session::Session;

/// The name of the window for the wall: a second press brings the first one back.
const WALL: &str = "roundtable-wall";
const HEADING: &str = "#run-h";

/// Draws the page.
pub fn page(session: Session, id: ResponseId) -> AnyView {
    let room = Room::open(session, id);
    let is_here = room.is(|_| true);
    (move || if is_here.get() { body(room) } else { lost(session) }).into_any()
}

fn body(room: Room) -> AnyView {
    room.session.show(&room.peek().map(|state| name_of(&state.plan)).unwrap_or_default());
    let name = room.words(|_, state| name_of(&state.plan));
    let is_begun = room.is(|state| state.running.is_some());
    let has_ended = room.is(|state| state.running.is_some() && state.on().is_none());
    let stage = move || match (is_begun.get(), has_ended.get()) {
        (false, _) => before(room),
        (true, true) => after(room),
        (true, false) => view! { {now(room)}{notes(room)} }.into_any(),
    };
    view! {
        <div class="wrap">
            <a class="crumb no-print" href=Route::Workshop(room.id).to_string()>{turning_icon("back")}{t(Key::RunBack)}</a>
            <div class="run-room">
                <header class="stack-s">
                    <p class="kind">{t(Key::RunKind)}</p>
                    <h1 class="verdict" tabindex="-1">{name}</h1>
                </header>
                <div class="stack run-stage">{stage}</div>
                <div class="stack run-side">{wall(room)}{agenda(room)}</div>
            </div>
        </div>
    }
    .into_any()
}

fn before(room: Room) -> AnyView {
    let is_empty = room.is(|state| state.plan.agenda.is_empty());
    let hint = move || t(if is_empty.get() { Key::RunNothing } else { Key::RunBeginHint });
    let begin = move |_| {
        room.act(&Act::Start);
        focus();
    };
    view! {
        <section class="sheet stack">
            <p>{hint}</p>
            <p class="row"><button class="button big" type="button" disabled=is_empty on:click=begin>{icon("play")}{t(Key::RunBegin)}</button></p>
        </section>
    }
    .into_any()
}

fn after(room: Room) -> AnyView {
    let used = room.timed(used);
    let behind = room.timed(behind);
    let back = move |_| {
        room.act(&Act::Back);
        focus();
    };
    let again = move |_| {
        did(room, &Act::Start, t(Key::RunAgainDone));
        focus();
    };
    view! {
        <section class="sheet stack" aria-labelledby="run-h">
            <h2 id="run-h" class="h3" tabindex="-1">{t(Key::RunEnded)}</h2>
            <p>{used}</p>
            <p>{behind}</p>
            <p class="row">
                <button class="button quiet" type="button" on:click=back>{t(Key::RunGoOn)}</button>
                <button class="button plain" type="button" on:click=again>{t(Key::RunAgain)}</button>
            </p>
        </section>
    }
    .into_any()
}

/// The slot that is on, with its clock and what is done with it.
fn now(room: Room) -> AnyView {
    let place = room.words(|_, state| {
        let place = state.on().and_then(|running| running.place(&state.plan));
        let all = plain_number(state.plan.agenda.len());
        place.map(|at| tf(Key::RunPlace, &[("n", &plain_number(at + 1)), ("all", &all)])).unwrap_or_default()
    });
    let title =
        room.words(|room, state| state.slot().map_or_else(|| t(Key::RunGone).to_owned(), |slot| room.title(slot)));
    let face = room.timed(|_, state, now| face(state, now));
    let class = room.timed(|_, state, now| ["run-clock ", tone_class(state, now)].concat());
    let tone = room.timed(|_, state, now| tone_words(state, now).to_owned());
    let pause = room.is(is_paused);
    let pause_words = move || t(if pause.get() { Key::TimerGoOn } else { Key::TimerPause });
    let pause_icon = move || if pause.get() { icon("play") } else { icon("pause") };
    let at_begin = room.words(|room, state| {
        let is_first = state.on().is_some_and(|running| running.place(&state.plan) == Some(0));
        if is_first && room.step(state).0 == 0 { "yes".to_owned() } else { String::new() }
    });
    let is_first = move || at_begin.with(|yes| !yes.is_empty());
    let next = room.words(next_words);
    let (used, behind) = (room.timed(used), room.timed(behind));
    view! {
        <section class="sheet stack run-now" aria-labelledby="run-h">
            <div class="stack-s">
                <p class="kind">{place}</p>
                <h2 id="run-h" tabindex="-1">{title}</h2>
            </div>
            <div class=class>
                <b class="num" role="timer" aria-label=t(Key::TimerLabel)>{face}</b>
                <span role="status">{tone}</span>
            </div>
            <div class="row tight">
                <button class="button quiet" type="button" on:click=move |_| room.pause_or_resume()>{pause_icon}{pause_words}</button>
                <button class="button quiet" type="button"
                    on:click=move |_| { room.act(&Act::Minute); }>{icon("plus")}{t(Key::PresentMinute)}</button>
            </div>
            <div class="row">
                <button class="button quiet" type="button" disabled=is_first on:click=move |_| turn(room, Room::backward)>
                    {turning_icon("back")}{t(Key::RunPrevious)}
                </button>
                <button class="button grow" type="button" on:click=move |_| turn(room, Room::forward)>{next}{turning_icon("next")}</button>
            </div>
            <div class="row small"><span class="hush">{used}</span><span>{behind}</span></div>
        </section>
    }
    .into_any()
}

/// "55 of 60 minutes".
fn used(_: Room, state: &State, now: Millis) -> String {
    let Some(running) = &state.running else { return String::new() };
    let all = state.plan.minutes.map_or(state.plan.total(), u32::from);
    let passed = running.elapsed(now) / 60_000;
    tf(Key::WorkshopUsed, &[("n", &plain_number(passed as usize)), ("all", &plain_number(all as usize))])
}

fn behind(_: Room, state: &State, now: Millis) -> String {
    match state.running.as_ref().map_or(0, |running| running.ahead_or_behind(&state.plan, now)) {
        0 => t(Key::RunOnTime).to_owned(),
        late if late > 0 => tn(Plural::RunBehind, late as usize, &[]),
        early => tn(Plural::RunAhead, early.unsigned_abs() as usize, &[]),
    }
}

/// What the button says that goes on.
fn next_words(room: Room, state: &State) -> String {
    let name = match room.forward(state) {
        Act::Step(step) => room.activity(state).and_then(|activity| Some(activity.steps.get(step)?.title.clone())),
        _ => state.on().and_then(|running| running.next(&state.plan)).map(|slot| room.title(slot)),
    };
    name.map_or_else(|| t(Key::RunEnd).to_owned(), |name| tf(Key::RunNext, &[("name", &name)]))
}

/// Goes on or back. A slot that was left by mistake would have lost its clock: that can be undone.
fn turn(room: Room, way: fn(Room, &State) -> Act) {
    let Some(act) = room.peek().map(|state| way(room, &state)) else { return };
    if let Act::Step(_) = act {
        room.act(&act);
        return;
    }
    let undo = room.act(&act);
    let words = room.peek().and_then(|state| Some(tf(Key::RunWent, &[("name", &room.title(state.slot()?))])));
    offer(room, undo, &words.unwrap_or_else(|| t(Key::RunEnded).to_owned()));
    focus();
}

fn did(room: Room, act: &Act, words: &str) {
    let undo = room.act(act);
    offer(room, undo, words);
}

fn offer(room: Room, undo: Vec<Event>, words: &str) {
    if !undo.is_empty() {
        let (session, id) = (room.session, room.id);
        session.say_undo(words, Box::new(move || session.change(|records| record(records, id, undo))));
    }
}

fn focus() {
    browser_page::next_frame(|| browser_page::focus(HEADING));
}

/// What the facilitator should know: it stays on this screen.
fn notes(room: Room) -> AnyView {
    let titles = room.words(|room, state| {
        let titles = |activity: Arc<Activity>| {
            activity.steps.iter().map(|step| step.title.as_str()).collect::<Vec<_>>().join("\n")
        };
        room.activity(state).map(titles).unwrap_or_default()
    });
    let step = room.words(|room, state| room.step(state).0.to_string());
    let steps = move || {
        let button = |(at, title): (usize, &str)| {
            let title = title.to_owned();
            let current = move || (step.get() == at.to_string()).then_some("step");
            view! { <li><button type="button" aria-current=current on:click=move |_| { room.act(&Act::Step(at)); }>{title}</button></li> }
                .into_any()
        };
        titles.with(|titles| titles.lines().enumerate().map(button).collect::<Vec<_>>())
    };
    let guide =
        room.words(|room, state| room.with_step(state, |step| step.guide.as_deref().map(prose).unwrap_or_default()));
    let own = room.words(|room, state| {
        room.with_step(state, |step| {
            let words = step.facilitator.as_deref().map(prose);
            words.map(|words| [line("h3", t(Key::RunNotes)), words].concat()).unwrap_or_default()
        })
    });
    let is_activity = room.is(|state| state.slot_with_activity().is_some());
    (move || {
        is_activity.get().then(|| {
            view! {
                <section class="stack" aria-labelledby="run-steps">
                    <h2 id="run-steps" class="h3">{t(Key::RunSteps)}</h2>
                    <ol class="run-steps">{steps}</ol>
                    <div class="note run-notes" hidden=move || own.with(String::is_empty)>{icon("people")}<div class="stack-s" inner_html=own></div></div>
                    <div class="prose" inner_html=guide></div>
                </section>
            }
        })
    })
    .into_any()
}

/// What the wall shows, and who is there.
fn wall(room: Room) -> AnyView {
    let address = Route::Present(room.id).to_string();
    let open = {
        let address = address.clone();
        move |event: leptos::ev::MouseEvent| {
            // Where no second window opens, the link does what links do.
            if browser_page::open_window(&address, WALL) {
                event.prevent_default();
            }
        }
    };
    let shown = room.is(is_revealed);
    let is_for_all = room.is(|state| is_for_the_wall(&state.sheet));
    let reveal = move || t(if shown.get() { Key::RunHide } else { Key::RunReveal });
    let people = room.words(people_html);
    let slot = room.words(|_, state| state.slot_with_activity().map(|(slot, _)| slot.id.clone()).unwrap_or_default());
    let links = move || {
        let slot = slot.get();
        (!slot.is_empty()).then(|| {
            let to = |page: &str| [&Route::Workshop(room.id).to_string(), "/", page, "/", &slot].concat();
            view! {
                <p role="status" inner_html=people></p>
                <p class="hint" hidden=is_for_all>{t(Key::GroupOnlyMe)}</p>
                <p class="row tight">
                    <button class="button quiet" type="button" hidden=move || !is_for_all.get()
                        on:click=move |_| room.reveal_or_hide()>{reveal}</button>
                    <a class="button quiet" href=to("collect")>{t(Key::RunCollect)}</a>
                    <a class="button quiet" href=to("group")>{t(Key::RunGroup)}</a>
                </p>
            }
        })
    };
    view! {
        <section class="sheet stack" aria-labelledby="run-wall">
            <h2 id="run-wall" class="h3">{t(Key::RunWall)}</h2>
            <p class="row"><a class="button quiet" href=address target=WALL on:click=open>{icon("wall")}{t(Key::RunWallOpen)}</a></p>
            <p class="hint">{t(Key::RunWallHint)}</p>
            {links}
            {expected(room)}
        </section>
    }
    .into_any()
}

fn expected(room: Room) -> AnyView {
    let number = room.words(|_, state| Setting::Expected.of(&state.sheet).to_owned());
    let wrong = RwSignal::new(false);
    let write = move |event| {
        let text = event_target_value(&event);
        let fits = text.trim().is_empty() || people_of(&text).is_some();
        wrong.set(!fits);
        if fits {
            room.session.change(|records| {
                let Some(draft) = records.workshop(room.id) else { return };
                let events = Change::Set(Setting::Expected, text).events(&draft.sheet.answers);
                record(records, room.id, events);
            });
        }
    };
    let words = move || wrong.get().then(|| tf(Key::RunExpectedWrong, &[("most", &plain_number(MOST_PEOPLE.into()))]));
    view! {
        <div class="field">
            <label for="run-expected">{t(Key::RunExpected)}</label>
            <input class="input" id="run-expected" type="number" inputmode="numeric" min="1" max=MOST_PEOPLE prop:value=number
                aria-invalid=move || wrong.get().then_some("true") aria-describedby="run-expected-wrong" on:input=write/>
            <p class="wrong" id="run-expected-wrong" role="alert">{words}</p>
        </div>
    }
    .into_any()
}

/// The agenda: a press goes there.
fn agenda(room: Room) -> AnyView {
    let order = room.words(|_, state| state.plan.agenda.iter().map(|slot| [&slot.id, "\n"].concat()).collect());
    let current = room.words(|_, state| state.slot().map(|slot| slot.id.clone()).unwrap_or_default());
    let is_begun = room.is(|state| state.running.is_some());
    let rows = move || {
        // Read, not only tracked: what was never read follows nothing.
        order.with(|_| ());
        let Some(state) = room.peek() else { return Vec::new() };
        state
            .plan
            .agenda
            .iter()
            .map(|slot| slot.id.clone())
            .enumerate()
            .map(|(at, id)| row(room, at, id, current, is_begun))
            .collect()
    };
    view! {
        <section class="stack" aria-labelledby="run-agenda">
            <h2 id="run-agenda" class="h3">{t(Key::WorkshopAgenda)}</h2>
            <ol class="rows run-agenda">{rows}</ol>
        </section>
    }
    .into_any()
}

fn row(room: Room, at: usize, id: String, current: Memo<String>, is_begun: Memo<bool>) -> AnyView {
    let look = move |words: fn(Room, &State, usize) -> String| {
        move || {
            room.session.version.track();
            room.peek().map(|state| words(room, &state, at)).unwrap_or_default()
        }
    };
    let begins = look(|_, state, at| {
        state.plan.begins().get(at).map(|after| begin_words(&state.plan, *after)).unwrap_or_default()
    });
    let title = look(|room, state, at| state.plan.agenda.get(at).map(|slot| room.title(slot)).unwrap_or_default());
    let length = look(|_, state, at| state.plan.agenda.get(at).map(|slot| minutes(slot.minutes)).unwrap_or_default());
    let go = {
        let id = id.clone();
        move |_| {
            let name =
                room.peek().and_then(|state| Some(room.title(state.plan.agenda.iter().find(|slot| slot.id == id)?)));
            did(room, &Act::To(id.clone()), &tf(Key::RunWent, &[("name", &name.unwrap_or_default())]));
            focus();
        }
    };
    let is_on = move || current.with(|current| *current == id);
    let on = is_on.clone();
    let now = move || on().then(|| t(Key::RunNow));
    view! {
        <li>
            <button class="go" type="button" aria-current=move || is_on().then_some("step") disabled=move || !is_begun.get() on:click=go>
                <span class="num">{begins}</span>
                <span class="grow">{title}<small>{length}</small></span>
                <strong>{now}</strong>
            </button>
        </li>
    }
    .into_any()
}
