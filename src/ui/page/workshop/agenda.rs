//! The agenda: each slot with its time, what it is for and its minutes. It moves by drag on its handle, by the
//! arrow keys on it, and by the menu that a press on it opens: no drag is ever required.

use leptos::prelude::*;

use super::off::{Going, take_off};
use super::{Page, wrong_minutes};
use crate::browser::{drag, page as browser_page};
use crate::domain::rows::MAX_CELL;
use crate::domain::workshop::{Change, Item, MOST_MINUTES, Slot, minutes_of};
use crate::i18n::{Key, plain_number, t, tf};
use crate::route::Route;
use crate::ui::part::icon::icon;
use crate::ui::part::room::begin_words;
use crate::ui::part::words::minutes;

/// The heading over it.
pub(super) const HEADING: &str = "#agenda-h";

/// Where a slot goes.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// Draws the agenda.
pub(super) fn view(page: Page) -> AnyView {
    // Titles, minutes and times change in place.
    let on = page.on();
    let order = page.words(|plan| plan.agenda.iter().map(drawn_by).collect());
    // Kept as long as the page: dropping them takes them away.
    StoredValue::new_local((
        browser_page::on_key(move |key| !browser_page::dialog_is_open() && pressed(page, key)),
        drag::on_drop(move |slot, onto| dropped(page, slot, onto)),
    ));
    let list = move || {
        // Read, not only tracked: what was never read follows nothing.
        order.with(|_| ());
        list(page, on)
    };
    view! {
        <section class="stack" aria-labelledby="agenda-h">
            <h2 id="agenda-h" class="h3" tabindex="-1">{t(Key::WorkshopAgenda)}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// What of a slot draws the list anew.
fn drawn_by(slot: &Slot) -> String {
    let (kind, activity) = match &slot.item {
        Item::Activity(id) => ("a", id.as_str()),
        Item::Pause => ("p", ""),
        Item::Welcome | Item::Closing | Item::Own => ("", ""),
    };
    [&slot.id, "|", kind, "|", activity, "|", &slot.why, "\n"].concat()
}

fn list(page: Page, on: Memo<String>) -> AnyView {
    let slots = page.slots();
    if slots.is_empty() {
        return view! {
            <div class="empty">
                <p><strong>{t(Key::WorkshopEmpty)}</strong></p>
                <p>{t(Key::WorkshopEmptyHint)}</p>
            </div>
        }
        .into_any();
    }
    let all = slots.len();
    let rows: Vec<AnyView> = slots.iter().enumerate().map(|(at, slot)| row(page, on, slot, at, all)).collect();
    view! {
        <ol class="agenda">{rows}</ol>
        <p class="hint no-print" id="agenda-hint">{t(Key::WorkshopMoveHint)}</p>
    }
    .into_any()
}

fn row(page: Page, on: Memo<String>, slot: &Slot, at: usize, all: usize) -> AnyView {
    let id = slot.id.as_str();
    let own = slot.id.clone();
    let is_on = Memo::new(move |_| on.with(|on| *on == own));
    let current = move || is_on.get().then_some("step");
    let now = move || is_on.get().then(|| view! { <span class="now no-print">{t(Key::RunNow)}</span> });
    let begin = Memo::new(move |_| {
        let begin = page.plan.with(|plan| {
            let plan = plan.as_ref()?;
            Some(begin_words(plan, *plan.begins().get(at)?))
        });
        begin.unwrap_or_default()
    });
    let title = page.of_slot(id, |page, slot| page.title(slot));
    let class = match slot.item {
        Item::Activity(_) => "agenda-activity",
        Item::Pause => "agenda-pause",
        Item::Welcome | Item::Closing | Item::Own => "agenda-frame",
    };
    let why = (!slot.why.is_empty())
        .then(|| view! { <p class="kind">{tf(Key::ResultNextFor, &[("dimension", &slot.why)])}</p> }.into_any());
    view! {
        <li class=class data-card=id.to_owned() data-zone=id.to_owned() data-slot=id.to_owned() aria-current=current>
            <p class="begin num">{begin}{now}</p>
            <div class="what">{why}{heading(page, slot, title)}{minutes_field(page, id, title)}</div>
            {handle(page, id, title, at, all)}
        </li>
    }
    .into_any()
}

/// An activity by its link, anything else by a field.
fn heading(page: Page, slot: &Slot, title: Memo<String>) -> AnyView {
    if let Item::Activity(activity) = &slot.item {
        let route = Route::Activity(activity.clone()).to_string();
        let way = |route: Route, words: Key| view! { <a href=route.to_string()>{t(words)}</a> };
        let (workshop, slot) = (page.id, || slot.id.clone());
        return view! {
            <h3><a href=route>{title}</a></h3>
            <p class="slot-ways no-print">
                {way(Route::Invite(workshop, slot()), Key::SlotInvite)}
                {way(Route::Collect(workshop, slot()), Key::SlotCollect)}
                {way(Route::Group(workshop, slot()), Key::SlotGroup)}
            </p>
        }
        .into_any();
    }
    let id = slot.id.clone();
    let text = page.of_slot(&id, |_, slot| slot.title.clone());
    let write = move |event| page.change(&Change::Titled(id.clone(), event_target_value(&event)));
    view! {
        <h3 class="print-only">{title}</h3>
        <textarea class="slip-text no-print" rows="1" maxlength=MAX_CELL aria-label=t(Key::WorkshopTitle)
            placeholder=t(Key::WorkshopTitleHint) prop:value=text on:input=write></textarea>
    }
    .into_any()
}

fn minutes_field(page: Page, id: &str, title: Memo<String>) -> AnyView {
    let wrong = RwSignal::new(false);
    let wrong_id = ["wrong-", id].concat();
    let described = wrong_id.clone();
    let number = page.of_slot(id, |_, slot| slot.minutes.to_string());
    let printed = page.of_slot(id, |_, slot| minutes(slot.minutes));
    let id = id.to_owned();
    let write = move |event| {
        let minutes = minutes_of(&event_target_value(&event));
        wrong.set(minutes.is_none());
        if let Some(minutes) = minutes {
            page.change(&Change::Lasts(id.clone(), minutes));
        }
    };
    let label = move || tf(Key::WorkshopMinutesOf, &[("name", &title.get())]);
    view! {
        <p class="print-only">{printed}</p>
        <div class="agenda-minutes no-print">
            <input class="input" type="number" inputmode="numeric" min="1" max=MOST_MINUTES aria-label=label
                aria-invalid=move || wrong.get().then_some("true") aria-describedby=described
                prop:value=number on:input=write/>
            <span aria-hidden="true">{t(Key::WorkshopUnit)}</span>
        </div>
        {wrong_minutes(wrong_id, wrong)}
    }
    .into_any()
}

/// The handle, with the menu that a press on it opens.
fn handle(page: Page, id: &str, title: Memo<String>, at: usize, all: usize) -> AnyView {
    let label = move || {
        let (n, all) = (plain_number(at + 1), plain_number(all));
        tf(Key::WorkshopMove, &[("name", &title.get()), ("n", &n), ("all", &all)])
    };
    let item = |act: fn(Page, &str), words: Key| {
        let id = id.to_owned();
        view! { <li><button type="button" on:click=move |_| act(page, &id)><span>{t(words)}</span></button></li> }
            .into_any()
    };
    let up = (at > 0).then(|| item(|page, id| turn(page, id, Way::Up), Key::TaskCardUp));
    let down = (at + 1 < all).then(|| item(|page, id| turn(page, id, Way::Down), Key::TaskCardDown));
    let gone = item(remove, Key::TaskCardRemove);
    view! {
        <details class="menu end no-print">
            <summary class="icon-button handle" aria-label=label aria-describedby="agenda-hint"
                data-card-handle=id.to_owned()>{icon("move")}</summary>
            <ul class="menu-list">{up}{down}{gone}</ul>
        </details>
    }
    .into_any()
}

/// The arrow keys move the slot whose handle has the focus.
fn pressed(page: Page, key: &str) -> bool {
    let way = match key {
        "ArrowUp" => Way::Up,
        "ArrowDown" => Way::Down,
        _ => return false,
    };
    let Some(slot) = browser_page::focused_attribute("data-card-handle") else { return false };
    turn(page, &slot, way);
    true
}

fn turn(page: Page, slot: &str, way: Way) {
    let slots = page.slots();
    let Some(at) = slots.iter().position(|known| known.id == slot) else { return };
    match way {
        Way::Up if at > 0 => put(page, slot, at - 1),
        Way::Down if at + 1 < slots.len() => put(page, slot, at + 1),
        _ => {}
    }
}

/// What is dropped on another slot takes its place.
fn dropped(page: Page, slot: &str, onto: &str) {
    if let Some(to) = page.slots().iter().position(|known| known.id == onto) {
        put(page, slot, to);
    }
}

fn put(page: Page, slot: &str, to: usize) {
    page.change(&Change::Moved(slot.to_owned(), to));
    Page::focus(handle_of(slot));
}

fn remove(page: Page, slot: &str) {
    let slots = page.slots();
    let Some(at) = slots.iter().position(|known| known.id == slot) else { return };
    let title = page.title(&slots[at]);
    let words = tf(Key::TaskRemoved, &[("name", &title)]);
    let change = Change::Removed(slot.to_owned());
    // To what took its place, or else to the last.
    let next = slots.get(at + 1).or_else(|| slots.get(at.checked_sub(1)?));
    let next = next.map_or_else(|| HEADING.to_owned(), |next| handle_of(&next.id));
    let going = Going {
        heading: tf(Key::WorkshopOffHeading, &[("name", &title)]),
        yes: Key::WorkshopOffYes,
        slots: vec![slots[at].clone()],
        back: handle_of(slot),
    };
    take_off(page, going, move || {
        page.change_and_say(&change, &words);
        Page::focus(next);
    });
}

fn handle_of(slot: &str) -> String {
    ["[data-card-handle='", slot, "']"].concat()
}
