//! What is asked before something goes off the agenda to which people have answered: no page shows their answers then.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::Page;
use crate::browser::page as browser_page;
use crate::domain::collection::Collection;
use crate::domain::id::ResponseId;
use crate::domain::workshop::{Item, Slot};
use crate::i18n::{Key, Plural, t, tn};
use crate::ui::part::desk::collected;
use crate::wire::records::{Records, Shelf};

/// The dialog that asks.
const OFF: &str = "off-agenda";

/// What goes off the agenda.
pub(super) struct Going {
    /// The question.
    pub heading: String,
    /// The word that agrees.
    pub yes: Key,
    /// The slots that go.
    pub slots: Vec<Slot>,
    /// Where the focus goes when nothing goes.
    pub back: String,
}

/// What the dialog asks at the moment, and what happens once the person has agreed.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    heading: RwSignal<String>,
    words: RwSignal<String>,
    yes: RwSignal<String>,
    back: RwSignal<String>,
    then: StoredValue<Option<Box<dyn FnOnce()>>, LocalStorage>,
}

impl Asked {
    /// Nothing is asked yet.
    pub(super) fn new() -> Self {
        let [heading, words, yes, back] = [(); 4].map(|()| RwSignal::new(String::new()));
        Self { heading, words, yes, back, then: StoredValue::new_local(None) }
    }
}

/// Lets something go off the agenda by `then`: at once where nobody has answered to it, else when the person agrees.
pub(super) fn take_off(page: Page, going: Going, then: impl FnOnce() + 'static) {
    let counts = page.session.peek(|records| answered(records, page.id, &going.slots));
    match question(counts) {
        None => then(),
        Some(words) => {
            let asked = page.asked;
            asked.heading.set(going.heading);
            asked.words.set(words);
            asked.yes.set(t(going.yes).to_owned());
            asked.back.set(going.back);
            asked.then.set_value(Some(Box::new(then)));
            browser_page::open_dialog(OFF);
        }
    }
}

/// How many people have answered in these slots, how many of them sealed, and how many circles there are for them.
fn answered(records: &Records, workshop: ResponseId, slots: &[Slot]) -> [usize; 3] {
    let (mut people, mut sealed, mut circles) = (BTreeSet::new(), 0, 0);
    for slot in slots {
        let Item::Activity(activity) = &slot.item else { continue };
        let tag = slot.tag(workshop);
        sealed += records.count_codes(Shelf::Sealed(&tag.to_string(), activity));
        people.extend(Collection::of(collected(records, tag, activity)).current().map(|one| one.id));
        for circle in records.circles_for(activity, workshop, &slot.id) {
            circles += 1;
            people.extend(records.seated(circle.sheet()).iter().map(|one| one.sheet.id));
        }
    }
    [people.len() + sealed, sealed, circles]
}

/// What is said of these counts; `None` where there is nothing.
fn question([people, sealed, circles]: [usize; 3]) -> Option<String> {
    let said = [
        (Plural::WorkshopOffAnswers, people),
        (Plural::WorkshopOffSealed, sealed),
        (Plural::WorkshopOffCircles, circles),
    ];
    let words: Vec<String> =
        said.into_iter().filter(|(_, count)| *count > 0).map(|(words, count)| tn(words, count, &[])).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Draws the dialog.
pub(super) fn dialog(page: Page) -> AnyView {
    let Asked { heading, words, yes, back, then } = page.asked;
    let close = || browser_page::close_dialog(OFF);
    let agree = move |_| {
        close();
        if let Some(then) = then.try_update_value(Option::take).flatten() {
            then();
        }
    };
    view! {
        <dialog class="dialog" id=OFF aria-labelledby="off-agenda-h" on:close=move |_| Page::focus(back.get_untracked())>
            <div class="stack">
                <h2 class="h3" id="off-agenda-h">{heading}</h2>
                <p>{words}</p>
                <p class="small hush">{t(Key::WorkshopOffHint)}</p>
                <div class="row">
                    <button class="button" type="button" on:click=agree>{yes}</button>
                    <button class="button plain push" type="button" on:click=move |_| close()>{t(Key::AppCancel)}</button>
                </div>
            </div>
        </dialog>
    }
    .into_any()
}
