//! What is proposed for a session on a result: one row for each time, with the exercises that fit, before one
//! chooses.

use std::sync::Arc;

use leptos::prelude::*;

use super::words::minutes;
use crate::domain::activity::Activity;
use crate::domain::scoring::Profile;
use crate::domain::workshop::{Item, Proposal, Slot, TIMES, propose};
use crate::i18n::{Key, Plural, join, t, tf, tn};
use crate::ui::session::{Load, Session};

/// What a slot is called while nobody has called it otherwise.
#[must_use]
pub fn item_words(item: &Item) -> &'static str {
    match item {
        Item::Welcome => t(Key::WorkshopWelcome),
        Item::Pause => t(Key::WorkshopPause),
        Item::Closing => t(Key::WorkshopClosing),
        Item::Activity(_) | Item::Own => "",
    }
}

/// Draws a row for each time. `choose` gets the minutes and the agenda that was chosen.
pub fn proposals(
    session: Session,
    activity: Arc<Activity>,
    profile: Profile,
    choose: impl Fn(u16, Vec<Slot>) + Copy + Send + 'static,
) -> AnyView {
    let fresh = move || session.new_id().to_string();
    let rows = move || {
        let Load::Ready(catalogue) = session.catalogue.get() else { return Vec::new() };
        TIMES
            .map(|time| {
                let proposal = propose(&activity, &profile, catalogue.listed(), time, &fresh);
                row(time, proposal, choose)
            })
            .into()
    };
    view! { <ul class="rows proposals">{rows}</ul> }.into_any()
}

fn row(time: u16, proposal: Proposal, choose: impl Fn(u16, Vec<Slot>) + Copy + Send + 'static) -> AnyView {
    let words = tn(Plural::FormatMinutesLong, time.into(), &[]);
    let exercises: Vec<AnyView> = proposal.exercises().map(exercise).collect();
    let unmet = (!exercises.is_empty() && !proposal.unmet.is_empty()).then(|| {
        view! { <p class="small">{tf(Key::WorkshopUnmet, &[("dimensions", &join(&proposal.unmet))])}</p> }
    });
    let none = exercises.is_empty().then(|| view! { <p class="small">{t(Key::WorkshopNoneFits)}</p> });
    let button = (!exercises.is_empty()).then(|| {
        let label = tf(Key::WorkshopPlanTime, &[("time", &words)]);
        let agenda: Vec<Slot> = proposal
            .agenda
            .into_iter()
            .map(|slot| match slot.title.as_str() {
                "" => Slot { title: item_words(&slot.item).to_owned(), ..slot },
                _ => slot,
            })
            .collect();
        view! {
            <button class="button quiet" type="button" on:click=move |_| choose(time, agenda.clone())>{label}</button>
        }
    });
    view! { <li><h3>{words}</h3><div class="grow">{exercises}{unmet}{none}</div>{button}</li> }.into_any()
}

fn exercise(slot: &Slot) -> AnyView {
    let (title, time) = (slot.title.as_str(), minutes(slot.minutes));
    let words = if slot.why.is_empty() {
        tf(Key::WorkshopExercise, &[("title", title), ("time", &time)])
    } else {
        tf(Key::WorkshopExerciseFor, &[("title", title), ("time", &time), ("dimension", &slot.why)])
    };
    view! { <p class="small">{words}</p> }.into_any()
}
