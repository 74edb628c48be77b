//! `#/w/<workshop>/present`: a workshop on the wall. What is on, the time, how to join, how many are in; of the
//! answers nothing until somebody reveals the group result.
//!
//! It stands in a second window, follows the record, and ticks by itself. Space pauses, the right arrow goes on,
//! F fills the screen.

use leptos::prelude::*;

use crate::browser::{fullscreen, page as browser_page};
use crate::chart::geometry::escape;
use crate::chart::table::table;
use crate::domain::id::ResponseId;
use crate::domain::workshop::{Act, is_for_the_wall};
use crate::i18n::{Key, t};
use crate::route::Route;
use crate::ui::part::collected::{self, TAKE_IN, wall};
use crate::ui::part::icon::{icon, markup, turning_icon};
use crate::ui::part::join_code::join;
use crate::ui::part::room::{
    Room, State, face, is_paused, is_revealed, lost, name_of, people_html, tone_class, tone_words,
};
use crate::ui::part::shell::{BRAND, ICONS};
use crate::ui::session::Session;

/// Draws the page.
pub fn page(session: Session, id: ResponseId) -> AnyView {
    let room = Room::open(session, id);
    let is_here = room.is(|_| true);
    // Kept as long as the page: dropping it takes it away.
    StoredValue::new_local(browser_page::on_key(move |key| !browser_page::dialog_is_open() && pressed(room, key)));
    let page = move || {
        if is_here.get() {
            body(room)
        } else {
            view! { <main id="main" data-page="present">{lost(session)}</main> }.into_any()
        }
    };
    view! { <span inner_html=ICONS></span>{page} }.into_any()
}

fn pressed(room: Room, key: &str) -> bool {
    match key {
        // A button that has the focus is pressed by it.
        " " if browser_page::focus_uses_keys(true) => return false,
        " " => room.pause_or_resume(),
        "ArrowRight" => {
            if let Some(state) = room.peek() {
                let act = if state.running.is_some() { room.forward(&state) } else { Act::Start };
                room.act(&act);
            }
        }
        "f" | "F" => fullscreen::toggle(":root"),
        _ => return false,
    }
    true
}

fn body(room: Room) -> AnyView {
    room.session.show(&room.peek().map(|state| name_of(&state.plan)).unwrap_or_default());
    let name = room.words(|_, state| name_of(&state.plan));
    let steps = room.words(steps_html);
    let title = room.words(title);
    let say = room.words(say);
    let result = wall(room);
    let take_in = move |event| {
        let slot = room.peek().and_then(|state| state.slot().map(|slot| slot.id.clone()));
        let desk = slot.and_then(|slot| Some((room.desk(&slot)?, slot)));
        if let Some((desk, slot)) = desk.filter(|_| browser_page::pressed(&event).as_deref() == Some(TAKE_IN)) {
            collected::take_in(room.session, room.id, &slot, &desk);
        }
    };
    let is_shown = room.is(is_revealed);
    let picture = move || {
        if is_shown.get() {
            view! { <div class="stage-result" inner_html=result on:click=take_in></div> }.into_any()
        } else {
            clock(room)
        }
    };
    view! {
        <div class="stage" class:shown=is_shown>
            <header class="split">
                <p class="brand">{markup(BRAND.to_owned())}{name}</p>
                <ol class="stage-steps" inner_html=steps></ol>
            </header>
            <main id="main" class="stage-main" data-page="present">
                <div class="stage-text">
                    <h1 tabindex="-1">{title}</h1>
                    <p class="stage-say">{say}</p>
                    {join(room)}
                </div>
                {picture}
            </main>
            {foot(room)}
        </div>
    }
    .into_any()
}

/// What is on, in large letters.
fn title(room: Room, state: &State) -> String {
    state.slot().map_or_else(|| name_of(&state.plan), |slot| room.title(slot))
}

/// What to do, in one sentence: at the beginning of an activity what it is about, then what its step is about.
fn say(room: Room, state: &State) -> String {
    match (&state.running, state.on()) {
        (None, _) => t(Key::PresentSoon).to_owned(),
        (Some(_), None) => t(Key::PresentThanks).to_owned(),
        (Some(_), Some(_)) if room.step(state).0 == 0 => {
            room.activity(state).map(|activity| activity.summary.clone()).unwrap_or_default()
        }
        (Some(_), Some(_)) => room.with_step(state, |step| step.in_short().to_owned()),
    }
}

/// The steps of the activity, where it has several.
fn steps_html(room: Room, state: &State) -> String {
    let (place, all) = room.step(state);
    let Some(activity) = room.activity(state).filter(|_| all > 1) else { return String::new() };
    let step = |(at, title): (usize, &str)| {
        let class = match at {
            at if at < place => " class=\"done\"",
            at if at == place => " aria-current=\"step\"",
            _ => "",
        };
        ["<li", class, ">", &escape(title), "</li>"].concat()
    };
    activity.steps.iter().map(|step| step.title.as_str()).enumerate().map(step).collect()
}

/// The table with the time in it, and a seat for everybody.
fn clock(room: Room) -> AnyView {
    let drawing = room.timed(|room, state, now| {
        let (expected, arrived) = room.people(state);
        let left = state.clock().map_or(0.0, |timer| timer.left(now) as f64 / timer.whole.max(1) as f64);
        table(expected.unwrap_or(0).max(arrived), arrived, left)
    });
    let class = room.timed(|_, state, now| ["stage-clock ", tone_class(state, now)].concat());
    let (face, people) = (room.timed(|_, state, now| face(state, now)), room.words(people_html));
    let tone = room.timed(|_, state, now| tone_words(state, now).to_owned());
    view! {
        <div class=class>
            {move || markup(drawing.get())}
            <div class="face">
                <b role="timer" aria-label=t(Key::TimerLabel)>{face}</b>
                <p class="tone" role="status">{tone}</p>
                <p role="status" inner_html=people></p>
            </div>
        </div>
    }
    .into_any()
}

fn foot(room: Room) -> AnyView {
    let has_answers = room.is(|state| state.slot_with_activity().is_some());
    let is_shown = room.is(is_revealed);
    let is_for_all = room.is(|state| is_for_the_wall(&state.sheet));
    let is_on = room.is(|state| state.slot().is_some());
    let is_begun = room.is(|state| state.running.is_some());
    let pause = room.is(is_paused);
    let pause_words = move || t(if pause.get() { Key::TimerGoOn } else { Key::TimerPause });
    let pause_icon = move || if pause.get() { icon("play") } else { icon("pause") };
    let time = room.timed(|_, state, now| face(state, now));
    // While the result covers the clock, the time stands here.
    let line = move || match (has_answers.get(), is_shown.get()) {
        (false, _) => None,
        (true, false) => {
            let words = if is_for_all.get() { Key::PresentHidden } else { Key::PresentOnlyFacilitator };
            Some(view! { {icon("hide")}{t(words)} }.into_any())
        }
        (true, true) => Some(
            view! { {icon("clock")}<b class="num" role="timer" aria-label=t(Key::TimerLabel)>{time}</b> }.into_any(),
        ),
    };
    let reveal = move || t(if is_shown.get() { Key::PresentHide } else { Key::PresentReveal });
    let keys = move || {
        if !is_begun.get() {
            let begin = move |_| {
                room.act(&Act::Start);
            };
            return view! { <button class="button" type="button" on:click=begin>{icon("play")}{t(Key::RunBegin)}</button> }.into_any();
        }
        view! {
            <button class="button quiet" type="button" disabled=move || !is_on.get() on:click=move |_| room.pause_or_resume()>{pause_icon}{pause_words}</button>
            <button class="button quiet" type="button" disabled=move || !is_on.get()
                on:click=move |_| { room.act(&Act::Minute); }>{icon("plus")}{t(Key::PresentMinute)}</button>
            <button class="button" type="button" hidden=move || !is_for_all.get() disabled=move || !has_answers.get()
                on:click=move |_| room.reveal_or_hide()>
                {reveal}{turning_icon("next")}
            </button>
        }
        .into_any()
    };
    view! {
        <footer class="split stage-foot">
            <p class="quiet-line">{line}</p>
            <div class="row">
                {keys}
                <button class="icon-button" type="button" aria-label=t(Key::PresentFull)
                    on:click=|_| fullscreen::toggle(":root")>{icon("full")}</button>
                <a class="icon-button" href=Route::Run(room.id).to_string() aria-label=t(Key::PresentOwn)>{turning_icon("back")}</a>
            </div>
        </footer>
    }
    .into_any()
}
