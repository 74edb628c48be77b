//! The form in which a commitment is added by hand.

use leptos::prelude::*;

use crate::browser::{clock, page as browser_page};
use crate::domain::commitment::{BY_HAND_BLOCK, begin_by_hand, has_room};
use crate::domain::response::Event;
use crate::domain::rows::{Edit, MAX_CELL, Row};
use crate::i18n::{Key, t};
use crate::ui::part::icon::icon;
use crate::ui::session::Session;

/// The first field of the form, for the focus.
pub(super) const FIRST: &str = "#add-what";

/// The field of the day, which is never written back while somebody types (see [`super::row`]).
const DAY: &str = "add-by";

/// A field that must be filled in.
struct Needed {
    id: &'static str,
    label: Key,
    /// What is said when it is empty, and where.
    remark: Key,
    remark_id: &'static str,
}

const WHAT: Needed = Needed {
    id: "add-what",
    label: Key::CommitmentsAddWhat,
    remark: Key::CommitmentsWhatNeeded,
    remark_id: "what-wrong",
};
const WHO: Needed =
    Needed { id: "add-who", label: Key::CommitmentsAddWho, remark: Key::CommitmentsWhoNeeded, remark_id: "who-wrong" };

/// Draws the form.
pub(super) fn view(session: Session) -> AnyView {
    view! {
        <section class="section sheet stack no-print" aria-labelledby="add-h">
            <h2 id="add-h">{t(Key::CommitmentsAdd)}</h2>
            {form(session)}
        </section>
    }
    .into_any()
}

fn form(session: Session) -> AnyView {
    let [what, who, by] = [(); 3].map(|()| RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    let is_blank = |text: RwSignal<String>| text.with_untracked(|text| text.trim().is_empty());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_blank(what) || is_blank(who) {
            tried.set(true);
            browser_page::focus(if is_blank(what) { FIRST } else { "#add-who" });
            return;
        }
        keep(session, &[what, who, by].map(|text| text.get_untracked().trim().to_owned()));
        // Empty again, ready for the next.
        for text in [what, who, by] {
            text.set(String::new());
        }
        browser_page::clear(DAY);
        tried.set(false);
        session.say(t(Key::CommitmentsAdded));
        browser_page::next_frame(|| browser_page::focus(FIRST));
    };
    view! {
        <form class="stack" novalidate on:submit=send>
            {needed(&WHAT, what, tried)}
            {needed(&WHO, who, tried)}
            <div class="field">
                <label for=DAY>{t(Key::CommitmentsAddBy)}</label>
                <input class="input commitment-day" id=DAY type="date" max="9999-12-31" aria-describedby="by-hint"
                    on:input=move |event| by.set(event_target_value(&event))/>
                <p class="hint" id="by-hint">{t(Key::CommitmentsAddByHint)}</p>
            </div>
            <p class="row"><button class="button" type="submit">{icon("plus")}{t(Key::CommitmentsAddButton)}</button></p>
        </form>
    }
    .into_any()
}

fn needed(field: &Needed, text: RwSignal<String>, tried: RwSignal<bool>) -> AnyView {
    let Needed { id, label, remark, remark_id } = *field;
    let wrong = Memo::new(move |_| tried.get() && text.with(|text| text.trim().is_empty()));
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <input class="input" id=id type="text" maxlength=MAX_CELL autocomplete="off" aria-required="true"
                aria-invalid=move || wrong.get().then_some("true") aria-describedby=remark_id
                prop:value=text on:input=move |event| text.set(event_target_value(&event))/>
            <p class="wrong" id=remark_id role="alert">{move || wrong.get().then(|| t(remark))}</p>
        </div>
    }
    .into_any()
}

/// Puts what, who and by when into the first draft that has room, or into a new one.
fn keep(session: Session, [what, who, by]: &[String; 3]) {
    let now = clock::now();
    let row = Row::new(&session.new_id().to_string(), &[("what", what), ("who", who), ("by", by)]);
    let fresh = session.new_id();
    session.change(|records| {
        let draft = records.by_hand().into_iter().find(has_room).unwrap_or_else(|| begin_by_hand(fresh, now));
        let event = Event::Edited { block: BY_HAND_BLOCK.to_owned(), edits: vec![Edit::Put { row, at: None }] };
        records.change_draft(&draft, event, now);
    });
}
