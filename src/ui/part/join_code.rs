//! How people join what is on in a workshop: the links of an invitation, and what the wall shows of it.

use leptos::prelude::*;

use crate::browser::{page, share};
use crate::domain::invitation::Invitation;
use crate::domain::response::Sheet;
use crate::domain::typed_code::{self, Untyped};
use crate::domain::workshop::invitation;
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::html::line;
use crate::ui::part::room::{Room, State};
use crate::ui::part::shown::{OnScreen, Shown, links};
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
    share::short(&share::address(&Route::Join.to_string()))
}

/// A typed code in two groups.
#[must_use]
pub fn grouped(code: &str) -> String {
    let middle = code.len() / 2;
    [&code[..middle], " ", &code[middle..]].concat()
}

/// Why there is no code to type.
#[must_use]
pub fn untyped_words(why: Untyped) -> &'static str {
    t(match why {
        Untyped::Sealed => Key::InviteTypedSealed,
        Untyped::Carried => Key::InviteTypedCarried,
        Untyped::List => Key::InviteTypedList,
        Untyped::Promises => Key::InviteTypedPromises,
    })
}

/// How to join the slot that is on, for the wall: the code to scan, or several in turn, and beside it the short
/// address and the code to type. Nothing while there is nothing to join.
pub fn join(room: Room) -> AnyView {
    // Drawn anew when the codes change, and not with every turn of the workshop.
    let links = room.words(|room, state| {
        joined(room, state).map(|invitation| links_of(room.session, &invitation).join("\n")).unwrap_or_default()
    });
    let typed =
        room.words(|room, state| joined(room, state).map(|invitation| typed_html(&invitation)).unwrap_or_default());
    let title = room.words(|room, state| {
        let name = state.slot_with_activity().map(|(_, activity)| room.session.title_of(activity));
        tf(Key::CodePicture, &[("name", &name.unwrap_or_default())])
    });
    // They turn as long as they are kept.
    let kept = StoredValue::new_local(None::<OnScreen>);
    let codes = move || {
        let links: Vec<String> = links.with(|links| links.lines().map(str::to_owned).collect());
        let shown = Shown::new("joining", links, &title.get());
        let html = if shown.links().is_empty() { String::new() } else { shown.html() };
        kept.set_value(Some(OnScreen::new(shown)));
        html
    };
    let press = move |event| {
        if let Some(what) = page::pressed(&event) {
            kept.with_value(|kept| kept.as_ref().is_some_and(|codes| codes.shown.press(&what)));
        }
    };
    view! {
        <div class="stage-join" hidden=move || links.with(String::is_empty) on:click=press>
            <div class="stage-codes" inner_html=codes></div>
            <div class="typed" inner_html=typed></div>
        </div>
    }
    .into_any()
}

/// The invitation to what is on.
fn joined(room: Room, state: &State) -> Option<Invitation> {
    let (slot, _) = state.slot_with_activity()?;
    invitation_of(room.session, &state.sheet, &slot.id)
}

fn typed_html(invitation: &Invitation) -> String {
    let join = line("p class=\"typed-join\"", t(Key::PresentJoin));
    match typed_code::offered(invitation) {
        Err(why) => [join, line("p class=\"typed-none\"", untyped_words(why))].concat(),
        Ok(typed) => {
            [join, line("p class=\"typed-site\"", &short_address()), line("p class=\"typed-code\"", &grouped(&typed))]
                .concat()
        }
    }
}
