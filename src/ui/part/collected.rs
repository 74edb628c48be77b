//! What was handed in to a slot of a workshop, as the wall and the facilitator's screen show it.

use leptos::prelude::*;

use crate::browser::clock;
use crate::domain::collection::Collection;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::together::Counting;
use crate::domain::workshop::{Item, Setting, Workshop, least, sides};
use crate::ui::part::desk::collected;
use crate::ui::part::group_result::Told;
use crate::ui::session::{Load, Session};
use crate::wire::records::{Records, Shelf};

/// How many codes were taken in for an activity of a workshop, corrections included: what changes the number of
/// people changes it.
#[must_use]
pub fn codes_in(records: &Records, workshop: ResponseId, activity: &str) -> usize {
    let tag = Tag::of(workshop).to_string();
    records.count_codes(Shelf::Handed(&tag, activity)) + records.count_codes(Shelf::Sealed(&tag, activity))
}

/// How many people have handed in. Reads all of their codes.
#[must_use]
pub fn people_in(records: &Records, workshop: ResponseId, activity: &str) -> usize {
    let tag = Tag::of(workshop);
    let sealed = records.count_codes(Shelf::Sealed(&tag.to_string(), activity));
    Collection::of(collected(records, tag, activity)).current().count() + sealed
}

/// How many people have handed in to a workshop, whatever the activity, and how many of them sealed. Reads all of
/// their codes.
#[must_use]
pub fn taken_in(records: &Records, workshop: ResponseId) -> (usize, usize) {
    let tag = Tag::of(workshop);
    let sealed = records.count_codes(Shelf::Sealed(&tag.to_string(), ""));
    // An id is drawn for one activity: nobody is counted for another one.
    (Collection::of(collected(records, tag, "")).current().count() + sealed, sealed)
}

/// The group result of a slot as finished markup, for the wall. Asked for only while it is revealed; what it looks
/// at with `session.records` draws it anew. Empty for a sealed workshop, which is opened on the facilitator's page.
#[must_use]
pub fn group_html(session: Session, workshop: ResponseId, slot: &str) -> String {
    let tag = Tag::of(workshop);
    let Some(id) = activity_in(session, workshop, slot) else { return String::new() };
    let Load::Ready(activity) = session.whole_activity(&id).get() else { return String::new() };
    let Some(draft) = session.records(|records| records.workshop(workshop)) else { return String::new() };
    if !Setting::Public.of(&draft.sheet).is_empty() {
        return String::new();
    }
    let all = session.peek(|records| collected(records, tag, &id));
    let sides = sides(&draft.sheet);
    let mut counting = Counting::new(&activity, sides.len());
    Collection::of(all).current().for_each(|hand_in| counting.add(&activity, hand_in));
    let told = Told {
        activity,
        counting,
        least: least(&draft.sheet).into(),
        title: Workshop::of(&draft.sheet).name,
        tag,
        sides,
        earlier: None,
        now: clock::now(),
    };
    told.wall_html()
}

fn activity_in(session: Session, workshop: ResponseId, slot: &str) -> Option<String> {
    let draft = session.records(|records| records.workshop(workshop))?;
    let found = Workshop::of(&draft.sheet).agenda.into_iter().find(|known| known.id == slot)?;
    match found.item {
        Item::Activity(id) => Some(id),
        _ => None,
    }
}
