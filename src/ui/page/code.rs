//! `#/x/<code>`: a code from another device, opened by a phone's own camera or from a link. It is untrusted: read
//! with all bounds, shown in a preview, and acted upon only when the person agrees. Parts of a longer code are
//! kept meanwhile, for the next one opens the page anew.
//!
//! [`preview`] says what it is, [`take`] does what was agreed to.

mod preview;
mod take;

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::page as browser_page;
use crate::domain::activity::Activity;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::problem::{Code, Problem};
use crate::i18n::{Key, Plural, join, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, line, loading};
use crate::ui::part::joined::own_workshop;
use crate::ui::part::phone::{bar_html, frame_html, link_html};
use crate::ui::part::problems::problem_html;
use crate::ui::part::whole::whole;
use crate::ui::session::{Load, Session};
use crate::wire::code::parts::{Waiting, gather};
use crate::wire::code::{Packet, Part, text};
use crate::wire::records::{Records, Shelf};

/// Draws the page.
pub fn page(session: Session, written: &str) -> AnyView {
    let packet = text::decode(written).ok_or(Code::CodeGarbled);
    let read = packet.and_then(|bytes| Ok((Packet::read(&bytes)?, text::encode(&bytes))));
    match read {
        Ok((Packet::Part(part), code)) => gathered(session, &part, &code),
        Ok((packet, code)) => Arc::new(Incoming { session, packet, code, parts: None }).view(),
        Err(code) => wrong(session, code),
    }
}

/// Keeps a part, and goes on with the whole once it is there. The parts stay until something is done with it: a
/// page that is loaded again still has them.
fn gathered(session: Session, part: &Part, code: &str) -> AnyView {
    let mark = format!("{:08x}", part.whole);
    session.change(|records| records.keep_code(Shelf::Parts(&mark), code));
    let kept = session.peek(|records| records.codes(Shelf::Parts(&mark)));
    let parts = kept.iter().filter_map(|code| match text::read(code)? {
        Packet::Part(part) => Some(part),
        _ => None,
    });
    match gather(parts.collect()) {
        Ok(bytes) => match Packet::read(&bytes) {
            Ok(packet) => Arc::new(Incoming { session, packet, code: text::encode(&bytes), parts: Some(mark) }).view(),
            Err(code) => wrong(session, code),
        },
        Err(Waiting { missing, of }) if missing.len() == of => {
            // All are here and make nothing: a wrong one is among them. It begins anew with this one.
            session.change(|records| {
                records.clear_shelf(Shelf::Parts(&mark));
                records.keep_code(Shelf::Parts(&mark), code);
            });
            wrong(session, Code::CodeGarbled)
        }
        Err(waiting) => missing(session, &waiting),
    }
}

/// A part is here, others are not.
fn missing(session: Session, waiting: &Waiting) -> AnyView {
    let (all, here) = (waiting.of, waiting.of - waiting.missing.len());
    let title = tf(Key::IncomingPart, &[("n", &plain_number(here)), ("all", &plain_number(all))]);
    let numbers: Vec<String> = waiting.missing.iter().map(|number| plain_number(number + 1)).collect();
    let missing = tn(Plural::IncomingPartMissing, numbers.len(), &[("parts", &join(&numbers))]);
    session.show(&title);
    let body = [
        line("h1 class=\"h3\" tabindex=\"-1\"", &title),
        line("p", &missing),
        line("p class=\"hush\"", t(Key::IncomingPartHint)),
    ];
    frame(&body.concat(), "")
}

/// What can't be read, in words.
fn wrong(session: Session, code: Code) -> AnyView {
    let title = t(Key::IncomingWrong);
    session.show(title);
    let body = [
        line("h1 class=\"h3\" tabindex=\"-1\"", title),
        problem_html(&Problem::of_file(code, t(Key::IncomingFile))),
        ["<p>", &link_html("button quiet", &Route::Home(String::new()), t(Key::IncomingHome)), "</p>"].concat(),
    ];
    frame(&body.concat(), "")
}

fn frame(body: &str, keys: &str) -> AnyView {
    whole(page_html(body, keys), Box::new(|_| ()), Box::new(|_| ()))
}

fn page_html(body: &str, keys: &str) -> String {
    let bar = bar_html(&Route::Home(String::new()), t(Key::IncomingHome), t(Key::IncomingBar), "");
    frame_html("code", &bar, body, keys)
}

/// A code on the page.
struct Incoming {
    session: Session,
    packet: Packet,
    /// The packet as text.
    code: String,
    /// The mark under which its parts are kept; `None` where it came whole.
    parts: Option<String>,
}

/// An activity that a code is about.
#[derive(Clone)]
enum About {
    /// It is about none.
    Nothing,
    /// It is here.
    Known(Arc<Activity>),
    /// It can't be had: its id, and whether the site says that it has none.
    Lost(String, bool),
}

/// Where answers belong that came in.
enum Place {
    /// This device runs the workshop; the slot of the activity.
    Facilitator(ResponseId, Option<String>),
    /// This device takes part in it.
    Participant,
    /// Nowhere.
    Nowhere,
}

/// A page about a code: what it is called, what it says, what can be pressed.
struct Preview {
    title: String,
    body: String,
    keys: String,
}

impl Incoming {
    fn view(self: Arc<Self>) -> AnyView {
        let session = self.session;
        let signal = self.activity().map(|id| session.whole_activity(id));
        (move || {
            session.version.track();
            let about = match signal.as_ref().map(|signal| signal.get()) {
                None => About::Nothing,
                Some(Load::Loading) => return frame(&loading(), ""),
                Some(Load::Ready(activity)) => About::Known(activity),
                Some(Load::Failed(problems)) => {
                    let lost = |problem: &Problem| problem.code == Code::Unreachable && problem.value == "0";
                    About::Lost(self.activity().unwrap_or_default().to_owned(), !problems.iter().any(lost))
                }
            };
            let Preview { title, body, keys } = self.preview(&about);
            session.show(&title);
            let body = [&line("h1 class=\"h3\" tabindex=\"-1\"", &title), &*body].concat();
            let pressed = self.clone();
            let keys = [keys, button("button plain push", "leave", "", t(Key::IncomingLeave), "")].concat();
            whole(page_html(&body, &keys), Box::new(move |what| pressed.press(what, &about)), Box::new(|_| ()))
        })
        .into_any()
    }

    /// The id of the activity that the code is about and does not bring along.
    fn activity(&self) -> Option<&str> {
        match &self.packet {
            Packet::HandIn(hand_in) => Some(&hand_in.activity),
            Packet::Batch(batch) => batch.first().map(|first| first.activity.as_str()),
            Packet::Sealed(all) => all.first().map(|first| first.activity.as_str()),
            Packet::Join(invitation) => Some(&invitation.activity),
            Packet::List(list) => Some(&list.activity),
            Packet::Summary(summary) => Some(&summary.activity),
            Packet::Agenda(_) | Packet::Activity(_) | Packet::Part(_) => None,
        }
    }

    /// The workshop that answers are for.
    fn workshop(&self) -> Option<Tag> {
        match &self.packet {
            Packet::HandIn(hand_in) => hand_in.workshop,
            Packet::Batch(batch) => batch.first().and_then(|first| first.workshop),
            Packet::Sealed(all) => all.first().map(|first| first.workshop),
            _ => None,
        }
    }

    fn place(&self, records: &Records) -> Place {
        let (Some(tag), Some(activity)) = (self.workshop(), self.activity()) else { return Place::Nowhere };
        if let Some((id, slot)) = own_workshop(records, tag, activity) {
            return Place::Facilitator(id, slot);
        }
        if records.joined(tag).is_some() { Place::Participant } else { Place::Nowhere }
    }

    fn press(&self, what: &str, about: &About) {
        match what {
            "take-part" => self.take_part(about),
            "collect" | "carry" => self.take_answers(),
            "keep-group" => self.keep_group(),
            "take-over" => self.take_over(),
            "use-list" => self.use_list(about),
            "keep-activity" => self.keep_activity(),
            "leave" => {
                self.done();
                self.session.go(&Route::Home(String::new()));
                return;
            }
            _ => return,
        }
        self.done();
        browser_page::next_frame(|| browser_page::focus(".app h1"));
    }

    /// Something was done with it, so that its parts are not needed any more.
    fn done(&self) {
        if let Some(mark) = &self.parts {
            self.session.change(|records| records.clear_shelf(Shelf::Parts(mark)));
        }
    }
}
