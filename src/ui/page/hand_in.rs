//! `#/j/<tag>/<activity>/hand-in`: the code to show, full width, with what is in it in words, and other ways to
//! send it on.
//!
//! **Invariant:** nothing of a sealed workshop is shown unsealed, also where the browser can't seal.
//! **Invariant:** which revision stands in the code is kept before the code is shown
//! ([`crate::domain::joined::Part::shown`]).

mod screen;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, later, page as browser_page, sealing, share};
use crate::domain::activity::Activity;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::joined::Part;
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::part::desk::Desk;
use crate::ui::part::joined::{change_part, own_workshop, part_of};
use crate::ui::part::own::{Own, own};
use crate::ui::part::phone::{bar_html, frame_html};
use crate::ui::part::shown::{OnScreen, Shown, links};
use crate::ui::part::whole::whole;
use crate::ui::session::Session;
use crate::wire::code::text;

/// Draws the page.
pub fn page(session: Session, tag: Tag, id: &str) -> AnyView {
    let is_here = session.peek(|records| part_of(records, tag, id)).is_some();
    super::joined::with_whole(session, tag, id, is_here, frame, with_activity)
}

fn frame(tag: Tag, activity: &str, body: &str, pressed: Box<dyn Fn(&str)>) -> AnyView {
    let bar = bar_html(&Route::Joined(tag, activity.to_owned()), t(Key::HandinBack), t(Key::HandinBar), "");
    whole(frame_html("hand-in", &bar, body, ""), pressed, Box::new(|_| ()))
}

fn with_activity(session: Session, tag: Tag, activity: Arc<Activity>) -> AnyView {
    session.show(t(Key::HandinBar));
    let own = match own(session, tag, &activity) {
        Some(Ok(own)) => own,
        Some(Err(code)) => return frame(tag, &activity.id, &screen::too_long_html(code), Box::new(|_| ())),
        None => return frame(tag, &activity.id, &screen::unanswered_html(tag, &activity.id), Box::new(|_| ())),
    };
    let page = Rc::new(Page { session, tag, activity, own, state: RefCell::new(State::Sealing) });
    page.prepare();
    let html = page.html();
    let press = page.clone();
    whole(html, Box::new(move |what| press.press(what)), Box::new(|_| ()))
}

/// What is handed in, on the page.
struct Page {
    session: Session,
    tag: Tag,
    activity: Arc<Activity>,
    own: Own,
    state: RefCell<State>,
}

/// What can be shown.
enum State {
    /// It is being sealed.
    Sealing,
    /// This packet, in these codes: on the page, and larger. No codes where it is too long for any.
    Ready(Vec<u8>, Option<[OnScreen; 2]>),
    /// The workshop is sealed, and this page can't seal.
    Insecure,
}

impl Page {
    fn part(&self) -> Option<Part> {
        self.session.peek(|records| part_of(records, self.tag, &self.activity.id))
    }

    /// The workshop and the slot, where this device runs it.
    fn own_workshop(&self) -> Option<(ResponseId, Option<String>)> {
        self.session.peek(|records| own_workshop(records, self.tag, &self.activity.id))
    }

    /// Makes the code: at once, or when it is sealed.
    fn prepare(self: &Rc<Self>) {
        if let Some(packet) = self.own.packet() {
            return self.ready(packet);
        }
        if !sealing::is_possible() {
            return self.set(State::Insecure);
        }
        let page = self.clone();
        later(async move {
            match page.own.seal().await {
                Some(packet) => page.ready(packet),
                None => page.set(State::Insecure),
            }
            page.draw();
        });
    }

    fn ready(&self, packet: Vec<u8>) {
        let title = tf(Key::HandinPicture, &[("title", &self.activity.title)]);
        let shown = links(std::slice::from_ref(&packet))
            .ok()
            .map(|links| ["hand-in", "hand-in-large"].map(|id| OnScreen::new(Shown::new(id, links.clone(), &title))));
        self.set(State::Ready(packet, shown));
    }

    fn set(&self, state: State) {
        *self.state.borrow_mut() = state;
    }

    /// The link that holds all of it, however long it is.
    fn link(&self) -> Option<String> {
        match &*self.state.borrow() {
            State::Ready(packet, _) => Some(text::link(&share::address(""), packet)),
            State::Sealing | State::Insecure => None,
        }
    }

    fn file_name(&self) -> String {
        let date = clock::iso_day(self.own.complete.finished);
        tf(Key::HandinFileName, &[("activity", &self.activity.id), ("date", &date)])
    }

    fn press(self: &Rc<Self>, what: &str) {
        if let State::Ready(_, Some(codes)) = &*self.state.borrow()
            && codes.iter().fold(false, |used, one| one.shown.press(what) | used)
        {
            return;
        }
        match what {
            "larger" => browser_page::open_dialog(screen::LARGER),
            "smaller" => browser_page::close_dialog(screen::LARGER),
            "scanned" => {
                self.mark_scanned();
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
        let (Some((id, Some(slot))), Some(link)) = (self.own_workshop(), self.link()) else { return };
        Desk::open(self.session, self.tag, &self.activity.id, "", || ()).hear(&link);
        self.mark_scanned();
        self.session.go(&Route::Collect(id, slot));
    }

    fn mark_scanned(&self) {
        change_part(self.session, self.tag, &self.activity.id, &|part| part.scanned = true);
    }

    fn draw(&self) {
        browser_page::set_html(screen::WHOLE, &self.whole_html());
        browser_page::set_html(screen::KEYS, &self.keys_html());
    }
}
