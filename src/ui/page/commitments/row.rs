//! One commitment in the list, and what one can do with it.

use leptos::prelude::*;

use super::{Page, day_in_words, key_of};
use crate::browser::page as browser_page;
use crate::domain::commitment::{Change, Commitment, Place};
use crate::domain::rows::MAX_CELL;
use crate::domain::task::State;
use crate::i18n::{Key, t, tf};
use crate::ui::part::icon::icon;

// The fields of the panel, by id.
const NEW_WHAT: &str = "new-what";
const NEW_WHO: &str = "new-who";
const NEW_DAY: &str = "new-day";
const REASON: &str = "drop-reason";

/// The id of the first thing to press in a row: what gets the focus when the row takes another's place.
pub(super) fn control_id(at: usize) -> String {
    ["commitment-", &at.to_string()].concat()
}

/// The id of the button that opens what can be changed.
pub(super) fn change_id(at: usize) -> String {
    ["change-", &at.to_string()].concat()
}

/// Draws the row at this place of the list; `link` leads to where it was said.
pub(super) fn view(page: Page, commitment: &Commitment, place: Place, at: usize, link: Option<String>) -> AnyView {
    let key = key_of(commitment);
    let source = match link {
        Some(link) => view! { <a class="small commitment-from" href=link>{commitment.source()}</a> }.into_any(),
        None => view! { <p class="small">{commitment.source()}</p> }.into_any(),
    };
    let reason = (!commitment.reason.is_empty())
        .then(|| view! { <p class="small">{tf(Key::CommitmentsWhy, &[("reason", &commitment.reason)])}</p> });
    let tick = (commitment.state != State::Dropped).then(|| tick(page, commitment, at));
    let button = if commitment.state == State::Dropped {
        reopen(page, commitment, at)
    } else {
        more(page, commitment, &key, at)
    };
    let panel = {
        let commitment = commitment.clone();
        move || page.open.with(|open| open.as_ref() == Some(&key)).then(|| panel(page, &commitment))
    };
    view! {
        <li>
            {tick}
            <div class="grow"><h3>{commitment.what.clone()}</h3>{due(commitment, place)}{reason}{source}</div>
            {button}
            {panel}
        </li>
    }
    .into_any()
}

/// "Anna, by 3 October 2026"; where that day is over, with a sign and "was due".
fn due(commitment: &Commitment, place: Place) -> Option<AnyView> {
    let is_late = place == Place::Overdue;
    let by = commitment.by.as_ref().map(|day| {
        let key = if is_late { Key::CommitmentsWasDue } else { Key::CommitmentsDue };
        tf(key, &[("day", &day_in_words(day))])
    });
    let parts: Vec<String> =
        [Some(commitment.who.clone()).filter(|who| !who.is_empty()), by].into_iter().flatten().collect();
    if parts.is_empty() {
        return None;
    }
    let words = parts.join(t(Key::FormatComma));
    Some(if is_late {
        view! { <p class="small late">{icon("alert")}<span>{words}</span></p> }.into_any()
    } else {
        view! { <p class="small">{words}</p> }.into_any()
    })
}

/// The box that is ticked when it is done.
fn tick(page: Page, commitment: &Commitment, at: usize) -> AnyView {
    let label = tf(Key::CommitmentsTick, &[("what", &commitment.what)]);
    let is_done = commitment.state == State::Done;
    let commitment = commitment.clone();
    let act = move |_| page.change(&commitment, if is_done { &Change::Reopened } else { &Change::Done });
    view! {
        <label class="pick"><input type="checkbox" id=control_id(at) aria-label=label prop:checked=is_done on:change=act/></label>
    }
    .into_any()
}

fn reopen(page: Page, commitment: &Commitment, at: usize) -> AnyView {
    let label = tf(Key::CommitmentsReopenOne, &[("what", &commitment.what)]);
    let commitment = commitment.clone();
    view! {
        <button class="button plain no-print" type="button" id=control_id(at) aria-label=label
            on:click=move |_| page.change(&commitment, &Change::Reopened)>{t(Key::CommitmentsReopen)}</button>
    }
    .into_any()
}

/// The button that opens what else one can do. What is done can only be opened again, with its box; or
/// removed, where it was added by hand.
fn more(page: Page, commitment: &Commitment, key: &str, at: usize) -> AnyView {
    if commitment.state == State::Done && !commitment.is_by_hand() {
        return ().into_any();
    }
    let label = tf(Key::CommitmentsChangeOne, &[("what", &commitment.what)]);
    let is_open = {
        let key = key.to_owned();
        move || page.open.with(|open| open.as_ref() == Some(&key)).to_string()
    };
    let [what, who] = [&commitment.what, &commitment.who].map(Clone::clone);
    let day = commitment.by.clone().unwrap_or_default();
    let key = key.to_owned();
    let switch = move |_| {
        if page.open.with_untracked(|open| open.as_ref() == Some(&key)) {
            page.open.set(None);
            return;
        }
        page.what.set(what.clone());
        page.who.set(who.clone());
        page.wordless.set(false);
        page.day.set(day.clone());
        page.reason.set(String::new());
        page.asked.set(false);
        page.open.set(Some(key.clone()));
        browser_page::next_frame(|| browser_page::focus(".commitment-panel :is(input, button)"));
    };
    view! {
        <button class="button plain no-print" type="button" id=change_id(at) aria-label=label aria-expanded=is_open on:click=switch>
            {t(Key::CommitmentsChange)}
        </button>
    }
    .into_any()
}

/// What one can do with the commitment: say it in other words, give it another day, drop it with a reason,
/// remove it.
fn panel(page: Page, commitment: &Commitment) -> AnyView {
    let is_open = commitment.state == State::Open;
    let remove = commitment.is_by_hand().then(|| {
        let commitment = commitment.clone();
        view! {
            <p><button class="button plain" type="button" on:click=move |_| page.change(&commitment, &Change::Removed)>
                {t(Key::CommitmentsRemove)}
            </button></p>
        }
    });
    let close = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            leave(page);
        }
    };
    view! {
        <div class="commitment-panel stack no-print" on:keydown=close>
            {is_open.then(|| word_form(page, commitment.clone()))}
            {is_open.then(|| move_form(page, commitment.clone()))}
            {is_open.then(|| drop_form(page, commitment.clone()))}
            {remove}
        </div>
    }
    .into_any()
}

/// Closes the panel; the focus goes back to what opened it.
fn leave(page: Page) {
    browser_page::focus(".commitments [aria-expanded=true]");
    page.open.set(None);
}

fn word_form(page: Page, commitment: Commitment) -> AnyView {
    let wrong = Memo::new(move |_| page.wordless.get() && page.what.with(|what| what.trim().is_empty()));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let [what, who] = [page.what, page.who].map(|text| text.get_untracked().trim().to_owned());
        if what.is_empty() {
            page.wordless.set(true);
            browser_page::focus("#new-what");
        } else if (&what, &who) == (&commitment.what, &commitment.who) {
            leave(page);
        } else {
            page.change(&commitment, &Change::Reworded { what, who });
        }
    };
    view! {
        <form class="commitment-form" novalidate on:submit=send>
            <div class="field">
                <label for=NEW_WHAT>{t(Key::CommitmentsAddWhat)}</label>
                <input class="input" id=NEW_WHAT type="text" maxlength=MAX_CELL autocomplete="off" aria-required="true"
                    aria-invalid=move || wrong.get().then_some("true") aria-describedby="what-wrong-now"
                    prop:value=page.what on:input=move |event| page.what.set(event_target_value(&event))/>
            </div>
            <div class="field">
                <label for=NEW_WHO>{t(Key::CommitmentsAddWho)}</label>
                <input class="input" id=NEW_WHO type="text" maxlength=MAX_CELL autocomplete="off"
                    prop:value=page.who on:input=move |event| page.who.set(event_target_value(&event))/>
            </div>
            <button class="button quiet" type="submit">{t(Key::CommitmentsReword)}</button>
            <p class="wrong" id="what-wrong-now" role="alert">{move || wrong.get().then(|| t(Key::CommitmentsWhatNeeded))}</p>
        </form>
    }
    .into_any()
}

/// A day is never written back into its field: while one of its parts is empty its value is empty, and the
/// browser would clear the other parts.
fn move_form(page: Page, commitment: Commitment) -> AnyView {
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        page.change(&commitment, &Change::Moved(page.day.get_untracked()));
    };
    view! {
        <form class="commitment-form" novalidate on:submit=send>
            <div class="field">
                <label for=NEW_DAY>{t(Key::CommitmentsNewDay)}</label>
                <input class="input" id=NEW_DAY type="date" max="9999-12-31" value=page.day.get_untracked()
                    on:input=move |event| page.day.set(event_target_value(&event))/>
            </div>
            <button class="button quiet" type="submit">{t(Key::CommitmentsMove)}</button>
        </form>
    }
    .into_any()
}

fn drop_form(page: Page, commitment: Commitment) -> AnyView {
    let wrong = Memo::new(move |_| page.asked.get() && page.reason.with(|reason| reason.trim().is_empty()));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = page.reason.get_untracked();
        if reason.trim().is_empty() {
            page.asked.set(true);
            browser_page::focus("#drop-reason");
        } else {
            page.change(&commitment, &Change::Dropped(reason));
        }
    };
    view! {
        <form class="commitment-form" novalidate on:submit=send>
            <div class="field">
                <label for=REASON>{t(Key::CommitmentsReason)}</label>
                <input class="input" id=REASON type="text" maxlength=MAX_CELL autocomplete="off" aria-required="true"
                    aria-invalid=move || wrong.get().then_some("true") aria-describedby="drop-wrong"
                    prop:value=page.reason on:input=move |event| page.reason.set(event_target_value(&event))/>
            </div>
            <button class="button quiet" type="submit">{t(Key::CommitmentsDrop)}</button>
            <p class="wrong" id="drop-wrong" role="alert">{move || wrong.get().then(|| t(Key::CommitmentsReasonNeeded))}</p>
        </form>
    }
    .into_any()
}
