//! What the person of this device hands in now: its revision, and its sealed form where the workshop is sealed.
//! Used by the page that shows it, and by the one that carries it on with others.

use crate::browser::sealing;
use crate::domain::activity::Activity;
use crate::domain::hand_in::HandIn;
use crate::domain::id::Tag;
use crate::domain::invitation::Invitation;
use crate::domain::joined::{self, Part};
use crate::domain::problem::Code;
use crate::domain::response::Complete;
use crate::domain::sealed::Sealed;
use crate::ui::part::joined::{change_part, finished, own_workshop, part_of, terms};
use crate::ui::session::Session;
use crate::wire::code::{Packet, sum, text};
use crate::wire::crc::crc32;
use crate::wire::records::{Records, Shelf};

/// A finished response that is for a workshop.
pub struct Own {
    session: Session,
    /// The workshop.
    pub tag: Tag,
    /// What was agreed to.
    pub terms: Invitation,
    /// The response.
    pub complete: Complete,
    /// What is handed in of it.
    pub hand_in: HandIn,
    /// The same as a packet, not sealed.
    plain: Vec<u8>,
}

/// What the person hands in now; while they change it, what they had finished before. Its revision is found and kept
/// before anything is given out. `None` while nothing is finished.
///
/// # Errors
/// [`Code::CodeTooLong`] when it is more than a packet takes.
pub fn own(session: Session, tag: Tag, activity: &Activity) -> Option<Result<Own, Code>> {
    let (known, complete, terms) = session.peek(|records| {
        let part = part_of(records, tag, &activity.id)?;
        let complete = finished(records, &part)?;
        Some((part, complete, terms(records, tag, &activity.id)))
    })?;
    let of = |part: &Part| joined::hand_in(activity, &complete, part, &terms, tag);
    let written = |hand_in: &HandIn| Packet::HandIn(hand_in.clone()).write();
    let content = written(&of(&Part { revision: 1, ..known.clone() }));
    let part = match content {
        Ok(content) => known.clone().shown(sum(&content)),
        Err(code) => return Some(Err(code)),
    };
    if part != known {
        // One's own earlier answers: who carries on would count them as another person's. Whoever runs the workshop opens
        // them, and knows them for the same person's.
        let carried = session.peek(|records| {
            sealed_code(records, tag, &known).filter(|_| own_workshop(records, tag, &activity.id).is_none())
        });
        if let Some(code) = carried {
            session.change(|records| records.remove_code(Shelf::Sealed(&tag.to_string(), &known.activity), &code));
        }
        change_part(session, tag, &activity.id, &|kept| *kept = part.clone());
    }
    let hand_in = of(&part);
    Some(written(&hand_in).map(|plain| Own { session, tag, terms, complete, hand_in, plain }))
}

/// The text in which what was shown last was sealed, as it is kept.
fn sealed_code(records: &Records, tag: Tag, part: &Part) -> Option<String> {
    if part.sealed == 0 {
        return None;
    }
    let codes = records.codes(Shelf::Sealed(&tag.to_string(), &part.activity));
    codes.into_iter().find(|code| crc32(&[code.as_bytes()]) == part.sealed)
}

impl Own {
    /// The packet to give out, where it is there at once: plain, or sealed before. A sealed workshop's answers are
    /// never given out plain.
    #[must_use]
    pub fn packet(&self) -> Option<Vec<u8>> {
        if self.terms.key.is_none() {
            return Some(self.plain.clone());
        }
        let code = self.session.peek(|records| {
            let part = part_of(records, self.tag, &self.hand_in.activity)?;
            sealed_code(records, self.tag, &part)
        });
        text::decode(&code?)
    }

    /// Seals it and keeps it sealed, so that the same answers are always the same code. `None` where the browser
    /// can't.
    pub async fn seal(&self) -> Option<Vec<u8>> {
        let activity = &self.hand_in.activity;
        let header = Sealed::header(self.tag, activity);
        let locked = sealing::seal(&self.terms.key?, &header, &self.plain).await?;
        let (ephemeral, cipher) = (locked.ephemeral, locked.cipher);
        let sealed = Sealed { workshop: self.tag, activity: activity.clone(), ephemeral, cipher };
        let bytes = Packet::Sealed(vec![sealed]).write().ok()?;
        let code = text::encode(&bytes);
        self.session.change(|records| records.keep_code(Shelf::Sealed(&self.tag.to_string(), activity), &code));
        change_part(self.session, self.tag, activity, &|part| part.sealed = crc32(&[code.as_bytes()]));
        Some(bytes)
    }
}
