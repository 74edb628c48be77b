//! `#/j/<tag>/<activity>/hand-in`: the code to show, full width, with what is in it in words, and other ways to
//! send it on.
//!
//! **Invariant:** nothing of a sealed workshop is shown unsealed, also where the browser can't seal.
//! **Invariant:** which revision stands in the code is kept before the code is shown
//! ([`crate::domain::joined::Part::shown`]).

mod screen;

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::wake_lock::Awake;
use crate::browser::{clock, later, page as browser_page, sealing, share};
use crate::domain::activity::Activity;
use crate::domain::hand_in::HandIn;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::invitation::Invitation;
use crate::domain::joined::{self, Part};
use crate::domain::response::Complete;
use crate::domain::sealed::{Point, Sealed};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::html::loading;
use crate::ui::part::desk::{Desk, links};
use crate::ui::part::joined::{Standing, change_part, own_workshop, part_of, standing, terms};
use crate::ui::part::phone::{bar_html, frame_html};
use crate::ui::part::problems::problems_html;
use crate::ui::part::shown::Shown;
use crate::ui::part::whole::whole;
use crate::ui::session::{Load, Session};
use crate::wire::code::{Packet, sum, text};
use crate::wire::crc::crc32;
use crate::wire::records::Shelf;

/// The longest link that is offered as one, in characters: longer ones are cut by chats and mail programs.
const MOST_LINK: usize = 2_000;

/// Draws the page.
pub fn page(session: Session, tag: Tag, id: &str) -> AnyView {
    if session.peek(|records| part_of(records, tag, id)).is_none() {
        return super::joined::gone(session);
    }
    let signal = session.whole_activity(id);
    let id = id.to_owned();
    (move || match signal.get() {
        Load::Loading => frame(tag, &id, &loading(), Box::new(|_| ())),
        Load::Failed(problems) => {
            let title = t(Key::ProblemsTitle);
            session.show(title);
            let again = id.clone();
            let pressed = move |what: &str| {
                if what == "retry" {
                    session.retry_whole_activity(&again);
                }
            };
            frame(tag, &id, &problems_html(title, &problems), Box::new(pressed))
        }
        Load::Ready(activity) => with_activity(session, tag, activity),
    })
    .into_any()
}

fn frame(tag: Tag, activity: &str, body: &str, pressed: Box<dyn Fn(&str)>) -> AnyView {
    let bar = bar_html(&Route::Joined(tag, activity.to_owned()), t(Key::HandinBack), t(Key::HandinBar), "");
    whole(frame_html("hand-in", &bar, body, ""), pressed, Box::new(|_| ()))
}

fn with_activity(session: Session, tag: Tag, activity: Arc<Activity>) -> AnyView {
    session.show(t(Key::HandinBar));
    let found = session.peek(|records| {
        let part = part_of(records, tag, &activity.id)?;
        match standing(records, &part) {
            Standing::Answered(complete) => Some((part, complete)),
            Standing::Fresh | Standing::Open(_) => None,
        }
    });
    let Some((part, complete)) = found else {
        return frame(tag, &activity.id, &screen::unanswered_html(tag, &activity.id), Box::new(|_| ()));
    };
    let terms = session.peek(|records| terms(records, tag, &activity.id));
    let page = Rc::new(Page {
        session,
        tag,
        activity,
        complete,
        terms,
        hand_in: RefCell::new(None),
        state: RefCell::new(State::Sealing),
        turning: RefCell::default(),
        awake: Awake::ask(),
    });
    page.prepare(part);
    let html = page.html();
    let press = page.clone();
    whole(html, Box::new(move |what| press.press(what)), Box::new(|_| ()))
}

/// What is handed in, on the page.
struct Page {
    session: Session,
    tag: Tag,
    activity: Arc<Activity>,
    complete: Complete,
    terms: Invitation,
    hand_in: RefCell<Option<HandIn>>,
    state: RefCell<State>,
    /// Turns several codes as long as the page is there.
    turning: RefCell<Vec<Box<dyn Any>>>,
    #[expect(dead_code, reason = "the screen is kept awake as long as it lives")]
    awake: Awake,
}

/// What can be shown.
enum State {
    /// It is being sealed.
    Sealing,
    /// This packet, in these codes: on the page, and larger. No codes where it is too long for any.
    Ready(Vec<u8>, Option<[Rc<Shown>; 2]>),
    /// The workshop is sealed, and this page can't seal.
    Insecure,
    /// It is too long for any packet.
    TooLong,
}

impl Page {
    fn part(&self) -> Option<Part> {
        self.session.peek(|records| part_of(records, self.tag, &self.activity.id))
    }

    fn write(&self, change: &dyn Fn(&mut Part)) {
        change_part(self.session, self.tag, &self.activity.id, change);
    }

    /// The workshop and the slot, where this device runs it.
    fn own_workshop(&self) -> Option<(ResponseId, Option<String>)> {
        self.session.peek(|records| own_workshop(records, self.tag, &self.activity.id))
    }

    /// Finds the revision, keeps it, and makes the code.
    fn prepare(self: &Rc<Self>, part: Part) {
        let hand_in = |part: &Part| joined::hand_in(&self.activity, &self.complete, part, &self.terms, self.tag);
        let first = hand_in(&Part { revision: 1, ..part.clone() });
        let Ok(content) = Packet::HandIn(first).write() else { return self.set(State::TooLong) };
        let known = part.clone();
        let part = part.shown(sum(&content));
        if part != known {
            self.write(&|kept| *kept = part.clone());
        }
        let hand_in = hand_in(&part);
        *self.hand_in.borrow_mut() = Some(hand_in.clone());
        let Ok(packet) = Packet::HandIn(hand_in).write() else { return self.set(State::TooLong) };
        match self.terms.key {
            None => self.ready(packet),
            Some(_) if !sealing::is_possible() => self.set(State::Insecure),
            Some(key) => match self.sealed_before(&part) {
                Some(sealed) => self.ready(sealed),
                None => self.seal(key, packet),
            },
        }
    }

    /// The text in which this content was sealed before.
    fn sealed_before(&self, part: &Part) -> Option<Vec<u8>> {
        let tag = self.tag.to_string();
        let codes = self.session.peek(|records| records.codes(Shelf::Sealed(&tag, &self.activity.id)));
        let code = codes.iter().find(|code| part.sealed != 0 && crc32(&[code.as_bytes()]) == part.sealed)?;
        text::decode(code)
    }

    fn seal(self: &Rc<Self>, key: Point, packet: Vec<u8>) {
        let page = self.clone();
        later(async move {
            let header = Sealed::header(page.tag, &page.activity.id);
            let Some(locked) = sealing::seal(&key, &header, &packet).await else {
                page.set(State::Insecure);
                return page.draw();
            };
            let sealed = Sealed {
                workshop: page.tag,
                activity: page.activity.id.clone(),
                ephemeral: locked.ephemeral,
                cipher: locked.cipher,
            };
            match Packet::Sealed(vec![sealed]).write() {
                Ok(bytes) => {
                    let (tag, code) = (page.tag.to_string(), text::encode(&bytes));
                    let shelf = Shelf::Sealed(&tag, &page.activity.id);
                    page.session.change(|records| records.keep_code(shelf, &code));
                    page.write(&|part| part.sealed = crc32(&[code.as_bytes()]));
                    page.ready(bytes);
                }
                Err(_) => page.set(State::TooLong),
            }
            page.draw();
        });
    }

    fn ready(&self, packet: Vec<u8>) {
        let title = tf(Key::HandinPicture, &[("title", &self.activity.title)]);
        let shown = links(std::slice::from_ref(&packet)).ok().map(|links| {
            ["hand-in", "hand-in-large"].map(|id| {
                let shown = Shown::new(id, links.clone(), &title);
                self.turning.borrow_mut().push(Box::new(shown.turning()));
                shown
            })
        });
        self.set(State::Ready(packet, shown));
    }

    fn set(&self, state: State) {
        *self.state.borrow_mut() = state;
    }

    /// The link that holds all of it, however long it is.
    fn link(&self) -> Option<String> {
        match &*self.state.borrow() {
            State::Ready(packet, _) => Some(text::link(&share::address(""), packet)),
            State::Sealing | State::Insecure | State::TooLong => None,
        }
    }

    fn file_name(&self) -> String {
        let date = clock::iso_day(self.complete.finished);
        tf(Key::HandinFileName, &[("activity", &self.activity.id), ("date", &date)])
    }

    fn press(self: &Rc<Self>, what: &str) {
        if let State::Ready(_, Some(shown)) = &*self.state.borrow()
            && shown.iter().fold(false, |used, one| one.press(what) | used)
        {
            return;
        }
        match what {
            "larger" => browser_page::open_dialog(screen::LARGER),
            "smaller" => browser_page::close_dialog(screen::LARGER),
            "scanned" => {
                self.write(&|part| part.scanned = true);
                self.draw();
                browser_page::scroll_to_top();
                browser_page::next_frame(|| browser_page::focus(".app h1"));
            }
            "copy" => {
                if let Some(link) = self.link() {
                    self.session.copy(link);
                    self.left(Key::HandinLeftCopy);
                }
            }
            "share" => self.share(),
            "save" => {
                if let Some(link) = self.link()
                    && self.session.save_text(&self.file_name(), "text/plain", &link)
                {
                    self.left(Key::HandinLeftFile);
                }
            }
            "collect" => self.collect(),
            _ => {}
        }
    }

    fn share(self: &Rc<Self>) {
        let Some(link) = self.link() else { return };
        let page = self.clone();
        later(async move {
            if share::share(t(Key::HandinBar), &page.activity.title, &link).await {
                page.left(Key::HandinLeftShare);
            }
        });
    }

    /// That it may not be on this device alone any more.
    fn left(&self, how: Key) {
        browser_page::set_html(screen::LEFT, &screen::left_html(how));
    }

    /// This very device runs the workshop: nobody needs to scan anything.
    fn collect(&self) {
        let Some((id, Some(slot))) = self.own_workshop() else { return };
        let desk = Desk::open(self.session, self.tag, &self.activity.id, "", || ());
        if let (State::Ready(packet, _), Some(hand_in)) = (&*self.state.borrow(), self.hand_in.borrow().clone()) {
            match Packet::read(packet) {
                // It is on the shelf of the sealed ones already.
                Ok(Packet::Sealed(_)) => {}
                _ => {
                    desk.take_hand_in(hand_in);
                }
            }
        }
        self.write(&|part| part.scanned = true);
        self.session.go(&Route::Collect(id, slot));
    }

    fn draw(&self) {
        browser_page::set_html(screen::WHOLE, &self.whole_html());
        browser_page::set_html(screen::KEYS, &self.keys_html());
    }
}
