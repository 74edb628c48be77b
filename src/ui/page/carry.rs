//! `#/j/<tag>/<activity>/carry`: collecting what neighbours hand in, and showing all of it in one go with one's
//! own, to the facilitator or to whoever carries on. How many is said, never who or what.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{later, page as browser_page};
use crate::chart::seats;
use crate::domain::activity::Activity;
use crate::domain::id::Tag;
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, line, note};
use crate::ui::part::desk::{Desk, Heard, said};
use crate::ui::part::own::own;
use crate::ui::part::phone::{bar_html, frame_html, way_html};
use crate::ui::part::scan::Scan;
use crate::ui::part::shown::{OnScreen, Shown};
use crate::ui::part::whole::whole;
use crate::ui::session::{Session, watch};

// The parts of the page that change, by id.
const COUNT: &str = "carry-count";
const SHOWN: &str = "carry-shown";
const COLLECT: &str = "carry-collect";
const KEYS: &str = "carry-keys";

/// Draws the page.
pub fn page(session: Session, tag: Tag, id: &str) -> AnyView {
    let is_here = session.peek(|records| records.joined(tag)).is_some();
    super::joined::with_whole(session, tag, id, is_here, frame, with_activity)
}

fn frame(tag: Tag, activity: &str, body: &str, pressed: Box<dyn Fn(&str)>) -> AnyView {
    whole(page_html(tag, activity, body, ""), pressed, Box::new(|_| ()))
}

fn page_html(tag: Tag, activity: &str, body: &str, keys: &str) -> String {
    let bar = bar_html(&Route::Joined(tag, activity.to_owned()), t(Key::HandinBack), t(Key::CarryBar), "");
    frame_html("carry", &bar, body, keys)
}

fn with_activity(session: Session, tag: Tag, activity: Arc<Activity>) -> AnyView {
    session.show(t(Key::CarryBar));
    // Rises when something was read or has arrived, and with it the count is drawn anew.
    let arrived = RwSignal::new(0);
    let draw = move || {
        arrived.try_update(|arrived| *arrived += 1);
    };
    let desk = Desk::open(session, tag, &activity.id, "", draw);
    let has_own = take_own(session, &activity, &desk);
    let taking = desk.clone();
    let scan = Scan::new(Rc::new(move |text| {
        let heard = taking.hear(text);
        draw();
        heard.into_iter().map(|heard| said(&nameless(heard))).collect()
    }));
    let page = Rc::new(Carry { session, activity, desk, has_own, shown: RefCell::default() });
    let html = page.html(&scan);
    let (follow, press) = (page.clone(), page);
    watch(Box::new(move || {
        session.version.track();
        arrived.track();
        follow.desk.follow();
        browser_page::set_html(COUNT, &follow.count_html());
    }));
    let stopping = scan.clone();
    scan.view(html, move |what| press.press(what, &stopping), |_, _| ())
}

/// Puts one's own answers to the others; `false` while there are none. Where they are to be sealed they come a
/// moment later, and not at all where the browser can't.
fn take_own(session: Session, activity: &Activity, desk: &Desk) -> bool {
    let Some(Ok(own)) = own(session, desk.tag, activity) else { return false };
    if own.terms.key.is_none() {
        desk.take_hand_in(own.hand_in);
    } else if own.packet().is_none() {
        later(async move {
            // What is sealed is kept where the desk finds it.
            let _ = own.seal().await;
        });
    }
    true
}

/// What a code was, without the name on it: whoever carries need not know.
fn nameless(mut heard: Heard) -> Heard {
    match &mut heard {
        Heard::HandIn(_, hand_in) => hand_in.name.clear(),
        Heard::Again(again) => **again = nameless((**again).clone()),
        _ => {}
    }
    heard
}

/// The page.
struct Carry {
    session: Session,
    activity: Arc<Activity>,
    desk: Rc<Desk>,
    /// Whether one's own answers are among them.
    has_own: bool,
    /// The codes while they are shown.
    shown: RefCell<Option<OnScreen>>,
}

impl Carry {
    fn html(&self, scan: &Scan) -> String {
        let ways = [
            way_html("copy", "link", t(Key::CarryCopy), t(Key::CarryCopyHint)),
            way_html("save", "save", t(Key::CarryFile), t(Key::CarryFileHint)),
        ];
        let body = [
            line("h1 class=\"h3\" tabindex=\"-1\"", t(Key::CarryTitle)),
            line("p", t(Key::CarryGuide)),
            format!("<div id=\"{COUNT}\" class=\"stack-s\" role=\"status\">{}</div>", self.count_html()),
            format!("<div id=\"{SHOWN}\" class=\"stack\"></div>"),
            format!("<div id=\"{COLLECT}\">{}</div>", scan.html()),
            line("h2 class=\"label\"", t(Key::HandinWays)),
            ["<ul class=\"send\">", &ways.concat(), "</ul>"].concat(),
            line("p class=\"small hush\"", t(Key::CarryPrivate)),
        ];
        let keys = format!("<div id=\"{KEYS}\" class=\"whole\">{}</div>", self.keys_html());
        page_html(self.desk.tag, &self.activity.id, &body.concat(), &keys)
    }

    fn count_html(&self) -> String {
        let (count, locked) = (self.desk.count(), self.desk.locked());
        let ring = seats::filled(count, count + 1);
        let own = if self.has_own { Key::CarryOwn } else { Key::CarryOwnMissing };
        let locked =
            if locked > 0 { line("p class=\"small\"", &tn(Plural::CarrySealed, locked, &[])) } else { String::new() };
        [
            "<div class=\"collect-count\">",
            &ring,
            &line("p class=\"collect-n\"", &tn(Plural::CarryCount, count, &[])),
            "</div>",
            &line("p class=\"small\"", t(own)),
            &locked,
        ]
        .concat()
    }

    fn keys_html(&self) -> String {
        match &*self.shown.borrow() {
            Some(_) => button("button quiet grow", "more", "", t(Key::CarryMore), ""),
            None => button("button grow", "show", "", t(Key::CarryShow), ""),
        }
    }

    fn file_name(&self) -> String {
        let count = plain_number(self.desk.count());
        tf(Key::CarryFileName, &[("activity", &self.activity.id), ("n", &count)])
    }

    fn press(&self, what: &str, scan: &Rc<Scan>) {
        let shown = self.shown.borrow().as_ref().map(|on| on.shown.clone());
        if shown.is_some_and(|shown| shown.press(what)) {
            return;
        }
        match what {
            "show" => {
                // The camera looks away while the screen is shown to another one.
                scan.press("scan-stop");
                self.show();
            }
            "more" => {
                self.shown.borrow_mut().take();
                self.turn("", false);
            }
            "copy" => self.session.copy(self.desk.as_text()),
            "save" => {
                self.session.save_text(&self.file_name(), "text/plain", &self.desk.as_text());
            }
            _ => {}
        }
    }

    fn show(&self) {
        if self.desk.count() == 0 {
            self.session.say(t(Key::CarryEmpty));
            return;
        }
        let Ok(links) = self.desk.carried() else {
            browser_page::set_html(SHOWN, &note("", "info", &line("p", t(Key::CarryTooLong))));
            return;
        };
        let title = tf(Key::CarryPicture, &[("n", &plain_number(self.desk.count()))]);
        let shown = Shown::new("carry", links, &title);
        let html = [shown.html(), line("p class=\"center\"", t(Key::CarryHold))].concat();
        *self.shown.borrow_mut() = Some(OnScreen::new(shown));
        self.turn(&html, true);
    }

    /// Shows the codes, or goes back to collecting.
    fn turn(&self, html: &str, showing: bool) {
        browser_page::set_html(SHOWN, html);
        browser_page::set_attribute(COLLECT, "hidden", showing.then_some(""));
        browser_page::set_html(KEYS, &self.keys_html());
        browser_page::scroll_to_top();
        browser_page::next_frame(|| browser_page::focus(".app h1"));
    }
}
