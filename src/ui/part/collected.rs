//! What was handed in to a slot of a workshop, as the wall and the facilitator's screen show it.

use crate::domain::id::ResponseId;
use crate::ui::session::Session;

/// How many people have handed in for a slot. Asked once for every change of the records.
#[must_use]
pub fn number_in(session: Session, workshop: ResponseId, slot: &str) -> usize {
    let _ = (session, workshop, slot);
    0
}

/// The group result of a slot as finished markup, for the wall. Asked for only while it is revealed;
/// what it looks at with `session.records` draws it anew.
#[must_use]
pub fn group_html(session: Session, workshop: ResponseId, slot: &str) -> String {
    let _ = (session, workshop, slot);
    String::new()
}
