//! `#/w/<workshop>/collect/<slot>`: what people hand in, one phone after another without a touch; links, photos,
//! files; and what was answered on this device.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::Here;
use crate::browser::{clock, page};
use crate::chart::seats;
use crate::domain::circle::{self, is_for_circles};
use crate::domain::hand_in::HandIn;
use crate::domain::id::ResponseId;
use crate::domain::invitation::Naming;
use crate::domain::joined::take_list;
use crate::domain::order::sorted;
use crate::domain::response::{Complete, Draft};
use crate::domain::table::Table;
use crate::domain::workshop::{expected, invitation, naming, sides};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, icon, icon_button, line, note};
use crate::ui::part::desk::{Desk, Heard, heard_words, is_new, said};
use crate::ui::part::scan::Scan;
use crate::ui::session::watch;
use crate::wire::records::{Removed, Shelf};
use crate::wire::saved::Saved;

// The parts of the page that change, by id.
const COUNT: &str = "collect-count";
const LIST: &str = "collect-list";
const DEVICE: &str = "collect-device";
const PARTS: [&str; 3] = [COUNT, LIST, DEVICE];

/// What is folded away of the last part, by id.
const SHARED: &str = "collect-shared";

/// Draws the page.
pub fn view(here: Rc<Here>) -> AnyView {
    here.session.show(&tf(Key::CollectTitle, &[("title", &here.activity.title)]));
    // Rises when something was opened or has arrived, and with it the page is drawn anew.
    let arrived = RwSignal::new(0);
    let desk = here.desk(move || {
        arrived.try_update(|arrived| *arrived += 1);
    });
    let taking = desk.clone();
    let scan = Scan::new(Rc::new(move |text| taking.hear(text).iter().map(said).collect()));
    let page = Rc::new(Collect { here, desk, drawn: RefCell::default() });
    let html = page.html(&scan);
    let follow = page.clone();
    watch(Box::new(move || {
        follow.here.session.version.track();
        arrived.track();
        follow.desk.follow();
        follow.draw();
    }));
    scan.view(html, move |what| page.press(what), |_, _| ())
}

/// The page.
struct Collect {
    here: Rc<Here>,
    desk: Rc<Desk>,
    /// What stands in each part: what has not changed stays, with what is open in it and has the focus.
    drawn: RefCell<[String; PARTS.len()]>,
}

impl Collect {
    fn html(&self, scan: &Scan) -> String {
        let group = Route::Group(self.here.id, self.here.slot.clone());
        let parts = self.parts_html();
        let [count, list, device] = &parts;
        let html = format!(
            "<div class=\"wrap stack\">{}<div class=\"collect\">\
             <div class=\"stack\">{}<div id=\"{DEVICE}\" class=\"stack\">{device}</div></div>\
             <div class=\"stack\">\
             <div id=\"{COUNT}\" class=\"collect-count\" role=\"status\" tabindex=\"-1\">{count}</div>\
             <p class=\"row\"><a class=\"button\" href=\"{group}\">{}{}</a></p>\
             <div id=\"{LIST}\" class=\"stack\">{list}</div></div></div></div>",
            self.here.head_html(t(Key::CollectKind), Key::SlotCollect),
            scan.html(),
            icon("petals"),
            escape(t(Key::SlotGroup)),
        );
        *self.drawn.borrow_mut() = parts;
        html
    }

    fn parts_html(&self) -> [String; PARTS.len()] {
        [self.count_html(), self.list_html(), self.device_html()]
    }

    fn draw(&self) {
        let parts = self.parts_html();
        let before = self.drawn.replace(parts.clone());
        for ((part, html), _) in PARTS.iter().zip(&parts).zip(&before).filter(|((_, html), before)| html != before) {
            replace(part, html);
        }
    }

    fn count_html(&self) -> String {
        let count = self.desk.count();
        let expected = self.here.with_sheet(expected).map(usize::from);
        let ring = seats::filled(count, expected.unwrap_or(count + 1).max(count));
        let words = match expected {
            Some(all) => tf(Key::CollectInOf, &[("n", &plain_number(count)), ("all", &plain_number(all))]),
            None => tn(Plural::CollectIn, count, &[]),
        };
        [ring, line("p class=\"collect-n\"", &words)].concat()
    }

    /// Who is in, the last first. Without names the answers have numbers, which say nothing of who it was.
    fn list_html(&self) -> String {
        let named = self.here.with_sheet(|sheet| naming(sheet) != Naming::Anonymous);
        let sides = self.here.with_sheet(sides);
        let rows: String =
            self.ordered().iter().enumerate().map(|(at, hand_in)| self.row_html(at, hand_in, named, &sides)).collect();
        let locked = self.desk.locked();
        let locked = if locked > 0 {
            note("", "info", &line("p", &tn(Plural::CollectLocked, locked, &[])))
        } else {
            String::new()
        };
        if rows.is_empty() {
            return [locked, line("p class=\"hush\"", t(Key::CollectNobody))].concat();
        }
        ["<ul class=\"rows collected\">", &rows, "</ul>", &locked].concat()
    }

    /// Who is in, by name, or by the id, which was drawn by chance: the order of coming would tell who it was.
    fn ordered(&self) -> Vec<HandIn> {
        let ordered = sorted(self.desk.current(), |one| u128::from(one.id.0));
        let named = self.here.with_sheet(|sheet| naming(sheet) != Naming::Anonymous);
        if named { by_name(ordered) } else { ordered }
    }

    fn row_html(&self, at: usize, hand_in: &HandIn, named: bool, sides: &[String]) -> String {
        let number = tf(Key::CollectNumber, &[("n", &plain_number(at + 1))]);
        let name = if named && !hand_in.name.is_empty() { &hand_in.name } else { &number };
        let mut notes: Vec<String> = Vec::new();
        notes.extend(hand_in.side.and_then(|side| sides.get(usize::from(side)).cloned()));
        if self.desk.is_corrected(hand_in) {
            notes.push(t(Key::CollectCorrected).to_owned());
        }
        let unknown = hand_in.answers(&self.here.activity).unknown;
        if unknown > 0 {
            notes.push(tn(Plural::CollectUnknown, unknown, &[]));
        }
        let act = out(hand_in.id);
        format!(
            "<li><div class=\"grow\">{}{}</div>{}</li>",
            line("p class=\"collected-name\"", name),
            if notes.is_empty() { String::new() } else { line("p class=\"small hush\"", &notes.join(" · ")) },
            icon_button(&act, &icon("close"), &tf(Key::CollectOut, &[("name", name)])),
        )
    }

    /// Answers of people who share this device.
    fn device_html(&self) -> String {
        if !is_for_circles(&self.here.activity) {
            return String::new();
        }
        let circles = self.circles();
        let count: usize = circles.iter().map(|(_, seated)| seated.len()).sum();
        let words =
            if circles.is_empty() { t(Key::CollectDeviceHint).to_owned() } else { tn(Plural::CircleOpen, count, &[]) };
        let take = match count {
            0 => String::new(),
            _ => button("button quiet", "take-circle", "", t(Key::CollectDeviceTake), ""),
        };
        let begin = if open(&circles).is_some() { Key::CollectDeviceOn } else { Key::CircleStart };
        let begin = button("button quiet", "circle", &icon("people"), t(begin), "");
        format!(
            "<details class=\"more\" id=\"{SHARED}\"><summary>{}{}</summary><div class=\"stack\">{}<p class=\"row\">{begin}{take}</p></div></details>",
            icon("chevron"),
            line("span", t(Key::CollectDevice)),
            line("p class=\"hint\"", &words),
        )
    }

    /// The circles on this device that are for this slot, with the answers in each. Others are of people who were
    /// promised something else.
    fn circles(&self) -> Vec<(Saved, Vec<Complete>)> {
        let here = &self.here;
        here.session.peek(|records| {
            let circles = records.circles_for(&here.activity.id, here.id, &here.slot).into_iter();
            circles.map(|circle| (circle.clone(), records.seated(circle.sheet()))).collect()
        })
    }

    /// A new circle for this slot.
    fn begin_circle(&self) -> Draft {
        let (here, now) = (&self.here, clock::now());
        let circle = circle::begin_for(&here.activity, here.id, &here.slot, here.session.new_id(), now);
        here.session.change(|records| records.keep_draft(&circle));
        circle
    }

    /// Brings the list that the phones get to a circle: also one that was sent later.
    fn give_list(&self, circle: &Draft) {
        let here = &self.here;
        let list = here.with_sheet(|sheet| invitation(sheet, &here.slot)?.list);
        if let Some(event) = list.and_then(|list| take_list(&here.activity, &list)) {
            here.session.change(|records| records.change_draft(circle, event, clock::now()));
        }
    }

    fn press(&self, what: &str) {
        let session = self.here.session;
        match what {
            "circle" => {
                let circles = self.circles();
                let circle = open(&circles).cloned().unwrap_or_else(|| self.begin_circle());
                self.give_list(&circle);
                session.go(&Route::of_draft(&circle.sheet));
            }
            "take-circle" => self.take_circle(),
            _ => {
                if let Some(id) = what.strip_prefix("out|").and_then(ResponseId::parse) {
                    self.take_out(id);
                }
            }
        }
    }

    /// What people answered one after another on this device is handed in here. Again, it is known already.
    fn take_circle(&self) {
        let here = &self.here;
        let (naming, sides) = here.with_sheet(|sheet| (naming(sheet), sides(sheet).len()));
        let (mut new, mut wrong) = (0, None);
        for (circle, seated) in self.circles() {
            for hand_in in circle::hand_ins(&here.activity, circle.sheet(), &seated, (here.tag(), naming, sides)) {
                let heard = self.desk.take_hand_in(hand_in);
                new += usize::from(is_new(&heard));
                if matches!(heard, Heard::Unkept | Heard::Wrong(_)) {
                    wrong = Some(heard_words(&heard));
                }
            }
        }
        self.draw();
        self.here.session.say(&match new {
            _ if wrong.is_some() => wrong.unwrap_or_default(),
            0 => t(Key::IncomingTakenNone).to_owned(),
            new => tn(Plural::ScanNew, new, &[]),
        });
    }

    /// Takes everything out that came from one person, with undo: something was scanned by mistake.
    fn take_out(&self, id: ResponseId) {
        let session = self.here.session;
        let tag = self.here.tag().to_string();
        let shelf = Shelf::Handed(&tag, &self.here.activity.id);
        let sealed = Shelf::Sealed(&tag, &self.here.activity.id);
        let (open, locked) = (self.desk.codes_of(id), self.desk.sealed_of(id));
        let next = self.ordered().into_iter().map(|one| one.id).skip_while(|one| *one != id).find(|one| *one != id);
        let removed = session.change(|records| {
            let mut removed: Vec<Removed> = open.iter().map(|code| records.remove_code(shelf, code)).collect();
            removed.extend(locked.iter().map(|code| records.remove_code(sealed, code)));
            removed
        });
        self.desk.forget(id);
        self.draw();
        page::focus(&next.map_or_else(|| ["#", COUNT].concat(), |next| button_of(LIST, &out(next))));
        let back = move || {
            session.change(|records| removed.into_iter().for_each(|one| records.put_back(one)));
        };
        session.say_undo(t(Key::CollectTakenOut), Box::new(back));
    }
}

/// Puts new markup into a part. What is open there stays open, and what has the focus has it again; where it is gone,
/// the count takes it, so that it does not fall out of the page.
fn replace(part: &str, html: &str) {
    let focused = page::focused_attribute("data-do").filter(|_| page::focus_is_in(part));
    let is_open = page::attribute_of(SHARED, "open");
    page::set_html(part, html);
    page::set_attribute(SHARED, "open", is_open.as_deref());
    if let Some(act) = focused {
        page::focus(&button_of(part, &act));
        if !page::focus_is_in(part) {
            page::focus(&["#", COUNT].concat());
        }
    }
}

/// What a press on the button that takes somebody out means.
fn out(id: ResponseId) -> String {
    ["out|", &id.to_string()].concat()
}

/// The selector of a button in a part.
fn button_of(part: &str, act: &str) -> String {
    ["#", part, " [data-do='", act, "']"].concat()
}

/// The one of these circles in which one can go on.
fn open(circles: &[(Saved, Vec<Complete>)]) -> Option<&Draft> {
    circles.iter().find_map(|(circle, _)| match circle {
        Saved::Draft(draft) => Some(draft),
        Saved::Complete(_) => None,
    })
}

/// In the alphabet, which a table keeps.
fn by_name(all: Vec<HandIn>) -> Vec<HandIn> {
    let mut by_name: Table<Vec<HandIn>> = Table::new();
    for one in all {
        by_name.get_or_insert(&one.name.to_lowercase(), Vec::new()).push(one);
    }
    by_name.iter().flat_map(|(_, ones)| ones.clone()).collect()
}
