//! What was handed in to a slot of a workshop, as the wall and the facilitator's pages tell of it: the same answers
//! everywhere ([`Frozen`]).

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, later, page};
use crate::domain::activity::Activity;
use crate::domain::collection::Collection;
use crate::domain::difference::Cells;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::response::Sheet;
use crate::domain::workshop::{Frozen, Workshop, audience, least, naming, sides, tags};
use crate::i18n::{Key, Plural, t, tn};
use crate::ui::html::{button, line, loading};
use crate::ui::part::desk::{Desk, collected, count_up};
use crate::ui::part::group_result::{GroupResult, earlier};
use crate::ui::part::room::{Room, is_revealed, record};
use crate::ui::session::{Load, Session, watch};
use crate::wire::records::{Records, Shelf};

/// What the press says that takes in what waits.
pub const TAKE_IN: &str = "take-in";

/// How many codes were taken in for an activity under the tag of its slot, corrections included.
#[must_use]
pub fn codes_in(records: &Records, tag: Tag, activity: &str) -> usize {
    let tag = tag.to_string();
    records.count_codes(Shelf::Handed(&tag, activity)) + records.count_codes(Shelf::Sealed(&tag, activity))
}

/// How many people have handed in to a workshop, whatever the activity, or answered for it on this device, and how many
/// of them sealed. Reads all of their codes.
#[must_use]
pub fn taken_in(records: &Records, workshop: &Sheet) -> (usize, usize) {
    let (mut people, mut sealed) = (BTreeSet::new(), 0);
    for tag in tags(workshop) {
        sealed += records.count_codes(Shelf::Sealed(&tag.to_string(), ""));
        // An id is drawn for one activity: nobody is counted for another one.
        people.extend(Collection::of(collected(records, tag, "")).current().map(|one| one.id));
    }
    for circle in records.circles_of(workshop.id) {
        people.extend(records.seated(circle.sheet()).iter().map(|one| one.sheet.id));
    }
    (people.len() + sealed, sealed)
}

/// The group result of a slot, which is about to be shown: what counts is frozen by it. `None` while the desk still
/// reads, and when something was frozen just now: whoever follows the records asks again.
pub async fn tell(
    session: Session,
    workshop: ResponseId,
    slot: &str,
    activity: Arc<Activity>,
    desk: &Desk,
) -> Option<GroupResult> {
    if !desk.is_ready() {
        return None;
    }
    let freeze = |sheet: &Sheet| desk.look(|all| Frozen::freeze(sheet, slot, all, least(sheet).into()));
    let sheet = session.peek(|records| records.workshop(workshop))?.sheet;
    if !freeze(&sheet).is_empty() {
        // Looked at again: another window may have shown it meanwhile, and both tell of the same.
        session.change(|records| {
            if let Some(draft) = records.workshop(workshop) {
                let events = freeze(&draft.sheet);
                record(records, workshop, events);
            }
        });
        return None;
    }
    let frozen = Frozen::of(&sheet, slot);
    let (naming, least) = (naming(&sheet), usize::from(least(&sheet)));
    let (sides, tag) = (sides(&sheet), desk.tag);
    let (hand_ins, waiting, takes_in) = desk.look(|all| {
        let takes_in = frozen.takes_in(all, &Cells::of(&activity, sides.len()), (naming, least));
        (frozen.counted(all), frozen.waiting(all).len(), takes_in)
    });
    Some(GroupResult {
        counting: count_up(&activity, sides.len(), &hand_ins).await,
        hand_ins,
        waiting,
        takes_in,
        naming,
        least,
        audience: audience(&sheet),
        title: Workshop::of(&sheet).name,
        tag,
        sides,
        earlier: session.peek(|records| earlier(records, &activity.id, tag)),
        now: clock::now(),
        activity,
    })
}

/// The group result of the slot that is on, as finished markup for the wall: empty while it is not revealed, and
/// always words while there is nothing else to see.
#[must_use]
pub fn wall(room: Room) -> RwSignal<String> {
    let html = RwSignal::new(String::new());
    // Rises with every counting: only the last one is drawn.
    let round = RwSignal::new(0_usize);
    watch(Box::new(move || {
        room.follow();
        let this = round.get_untracked() + 1;
        round.set(this);
        let draw = move |text: String| {
            let is_last = round.try_get_untracked() == Some(this);
            if is_last && html.with_untracked(|known| *known != text) {
                html.set(text);
            }
        };
        let shown = room.peek().filter(is_revealed);
        let Some((slot, activity)) = shown
            .as_ref()
            .and_then(|state| state.slot_with_activity())
            .map(|(slot, id)| (slot.id.clone(), id.to_owned()))
        else {
            draw(String::new());
            return;
        };
        let activity = match room.session.whole_activity(&activity).get() {
            Load::Ready(activity) => activity,
            Load::Loading => return draw(loading()),
            Load::Failed(_) => return draw(line("p", t(Key::ProblemsTitle))),
        };
        if html.with_untracked(String::is_empty) {
            draw(loading());
        }
        later(async move {
            let Some(desk) = room.desk(&slot) else { return };
            if let Some(told) = tell(room.session, room.id, &slot, activity, &desk).await {
                draw([locked_html(&desk), waiting_html(&told), told.wall_html()].concat());
            }
        });
    }));
    html
}

/// That some answers can't be opened here; empty where all can.
fn locked_html(desk: &Desk) -> String {
    match desk.locked() {
        0 => String::new(),
        locked => line("p", &tn(Plural::CollectLocked, locked, &[])),
    }
}

/// That more is in than is shown, and how it goes in; empty where it is not.
#[must_use]
pub fn waiting_html(told: &GroupResult) -> String {
    if told.waiting == 0 {
        return String::new();
    }
    let take_in =
        || ["<p class=\"row tight\">", &button("button quiet", TAKE_IN, "", t(Key::GroupTakeIn), ""), "</p>"].concat();
    let way = match told.takes_in {
        0 => line("p class=\"hint\"", &tn(Plural::GroupWaitingHint, told.least, &[])),
        all if all == told.waiting => take_in(),
        some => [line("p class=\"hint\"", &tn(Plural::GroupTakesIn, some, &[])), take_in()].concat(),
    };
    let words = line("p", &tn(Plural::GroupWaiting, told.waiting, &[]));
    ["<div class=\"stack-s no-print\" role=\"status\">", &words, &way, "</div>"].concat()
}

/// Counts what waits as well, as far as that may be.
pub fn take_in(session: Session, workshop: ResponseId, slot: &str, desk: &Desk) {
    let whole = session.whole_activity(&desk.activity).get_untracked();
    // What is shown was counted with it.
    let Load::Ready(activity) = whole else { return };
    let mut taken = 0;
    session.change(|records| {
        let Some(draft) = records.workshop(workshop) else { return };
        let (sheet, promised) = (&draft.sheet, (naming(&draft.sheet), least(&draft.sheet).into()));
        let cells = Cells::of(&activity, sides(sheet).len());
        let events = desk.look(|all| {
            taken = Frozen::of(sheet, slot).takes_in(all, &cells, promised);
            Frozen::take_in(sheet, slot, all, &cells, promised)
        });
        record(records, workshop, events);
    });
    if taken > 0 {
        session.say(&tn(Plural::GroupTakenIn, taken, &[]));
    }
    page::next_frame(|| page::focus("h1"));
}
