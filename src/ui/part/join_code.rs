//! How people join what is on in a workshop: the links of an invitation, and what the wall shows of it.

use leptos::prelude::*;

use crate::browser::share;
use crate::chart::qr;
use crate::domain::id::ResponseId;
use crate::domain::invitation::Invitation;
use crate::domain::response::Sheet;
use crate::domain::typed_code;
use crate::domain::workshop::invitation;
use crate::i18n::{Key, t, tf};
use crate::ui::html::{escape, line};
use crate::ui::part::desk::links;
use crate::ui::session::{Load, Session};
use crate::wire::code::{Carried, Packet};

/// The invitation to a slot as it stands now.
#[must_use]
pub fn invitation_of(session: Session, sheet: &Sheet, slot: &str) -> Option<Invitation> {
    let invitation = invitation(sheet, slot)?;
    let is_of_site = session.catalogue.with(|catalogue| match catalogue {
        Load::Ready(catalogue) => catalogue.find(&invitation.activity).is_some(),
        _ => true,
    });
    Some(Invitation { custom: !is_of_site, ..invitation })
}

/// The links of an invitation: one code, or several where more comes along than one takes.
#[must_use]
pub fn links_of(session: Session, invitation: &Invitation) -> Vec<String> {
    let mut packets: Vec<Vec<u8>> = Packet::Join(Box::new(invitation.clone())).write().into_iter().collect();
    if invitation.custom {
        let id = invitation.activity.clone();
        let text = session.peek(|records| records.kept_activity(&id));
        packets.extend(text.and_then(|text| Packet::Activity(Carried { id, text }).write().ok()));
    }
    links(&packets).unwrap_or_default()
}

/// The address to type, without what every browser adds by itself.
#[must_use]
pub fn short_address() -> String {
    share::short(&share::address("#/join"))
}

/// A typed code in two groups.
#[must_use]
pub fn grouped(code: &str) -> String {
    let middle = code.len() / 2;
    [&code[..middle], " ", &code[middle..]].concat()
}

/// The join code of a slot as finished markup: the code to scan, the short address and the typed code under
/// it. Empty while there is nothing to join. What takes several codes is shown on the page of the invitation.
#[must_use]
pub fn join_html(session: Session, workshop: ResponseId, slot: &str) -> String {
    let Some(draft) = session.records(|records| records.workshop(workshop)) else { return String::new() };
    let Some(invitation) = invitation_of(session, &draft.sheet, slot) else { return String::new() };
    let links = links_of(session, &invitation);
    let title = tf(Key::CodePicture, &[("name", &session.title_of(&invitation.activity))]);
    let drawn = match links.as_slice() {
        [link] => qr::code(link, &title).map(|drawn| (link, drawn)),
        _ => None,
    };
    let code = drawn.map_or_else(String::new, |(link, drawn)| {
        let link = escape(link);
        ["<div class=\"code\" data-code=\"", &link, "\">", &drawn.svg, "</div>"].concat()
    });
    // A typed code carries no key: whoever typed it would hand in unsealed.
    if invitation.key.is_some() {
        return [code, line("p class=\"typed-join\"", t(Key::PresentJoin))].concat();
    }
    let typed = typed_code::write(invitation.tag(), &invitation.activity);
    [
        code,
        "<div class=\"typed\">".to_owned(),
        line("p class=\"typed-join\"", t(Key::PresentJoin)),
        line("p class=\"typed-site\"", &short_address()),
        line("p class=\"typed-code\"", &grouped(&typed)),
        "</div>".to_owned(),
    ]
    .concat()
}
