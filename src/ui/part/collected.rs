//! What was handed in to a slot of a workshop, as the wall and the facilitator's screen show it.

use crate::domain::id::ResponseId;
use crate::ui::session::Session;

/// How many people have handed in for a slot.
#[must_use]
pub fn number_in(session: Session, workshop: ResponseId, slot: &str) -> usize {
    let _ = (session, workshop, slot);
    0
}

/// The group result of a slot as finished markup, for the wall. It is asked for only while it is revealed.
#[must_use]
pub fn group_html(session: Session, workshop: ResponseId, slot: &str) -> String {
    let _ = (session, workshop, slot);
    String::new()
}
