//! Where codes are taken in: what a camera, a paste or a file brings for one activity of one workshop. Used by
//! who collects and by who carries on for others.
//!
//! **Invariant:** nothing that was taken in is ever dropped or replaced here: codes are kept one beside another
//! ([`crate::wire::records::Shelf`]), and what counts follows from all of them
//! ([`crate::domain::collection`]).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::browser::{breathe, later, sealing, share};
use crate::domain::activity::Activity;
use crate::domain::collection::{Added, Collection};
use crate::domain::hand_in::HandIn;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::problem::Code;
use crate::domain::sealed::Sealed;
use crate::domain::summary::Summary;
use crate::domain::together::Counting;
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::part::scan::{Said, Tone};
use crate::ui::session::Session;
use crate::wire::code::parts::{CHARS_OF_VERSION_15, Gathered, Gathering, split};
use crate::wire::code::{Packet, carry, carry_sealed, text};
use crate::wire::records::{Kept, Records, Shelf};

/// How many codes are read before the page may draw: a few milliseconds' worth on a phone.
const SLICE: usize = 250;

/// What a code turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Heard {
    /// Answers of this activity and workshop.
    HandIn(Added, HandIn),
    /// The same, sealed; whether it was new.
    Sealed(bool),
    /// A part of a longer code, with how many are here of how many.
    Part(usize, usize),
    /// The figures of an earlier group that answered this activity: kept, to see what has changed.
    Earlier,
    /// Answers of the same workshop to another activity: kept for there.
    Elsewhere,
    /// Answers for another workshop, or for none: left alone.
    Foreign,
    /// A code of another kind: an invitation, a group result.
    Other,
    /// Something that could only be held in memory: the banner says why.
    Unkept,
    /// What a longer code brought that was taken in before: a part of it is shown again.
    Again(Box<Heard>),
    /// No code that can be read.
    Wrong(Code),
}

/// What is taken in for one activity of one workshop.
pub struct Desk {
    session: Session,
    /// The workshop.
    pub tag: Tag,
    /// The activity's id.
    pub activity: String,
    collection: RefCell<Collection>,
    gathering: RefCell<Gathering>,
    /// The sealed ones that could be opened, each with whose it is.
    opened: RefCell<Vec<(String, ResponseId)>>,
    /// How many are sealed and were not opened here.
    locked: Cell<usize>,
    /// How many codes of the shelf are in; `None` until all of them have been read.
    read: Cell<Option<usize>>,
    /// The private key of the workshop; on the facilitator's device only.
    key: String,
}

impl Desk {
    /// What is here already comes in slices, so that a page with thousands of answers can be used meanwhile; then
    /// `then` is called. `key` opens what is sealed; empty where there is no key.
    #[must_use]
    pub fn open(session: Session, tag: Tag, activity: &str, key: &str, then: impl Fn() + 'static) -> Rc<Self> {
        let desk = Rc::new(Self {
            session,
            tag,
            activity: activity.to_owned(),
            collection: RefCell::default(),
            gathering: RefCell::default(),
            opened: RefCell::default(),
            locked: Cell::new(0),
            read: Cell::new(None),
            key: key.to_owned(),
        });
        let opening = desk.clone();
        later(async move {
            opening.gather().await;
            opening.unseal_all().await;
            then();
        });
        desk
    }

    /// Reads the shelf in slices.
    async fn gather(&self) {
        let tag = self.tag.to_string();
        // First the page, then the keys, which take as long as a slice.
        breathe().await;
        let keys = self.session.peek(|records| records.code_keys(self.handed_shelf(&tag)));
        breathe().await;
        let mut all = Vec::with_capacity(keys.len());
        for slice in keys.chunks(SLICE) {
            self.session.peek(|records| all.extend(slice.iter().filter_map(|key| hand_in_of(&records.code(key)?))));
            breathe().await;
        }
        self.collection.borrow_mut().add_all(all);
        self.read.set(Some(keys.len()));
    }

    /// What counts: of everybody the newest answers.
    #[must_use]
    pub fn current(&self) -> Vec<HandIn> {
        self.collection.borrow().current().cloned().collect()
    }

    /// Counts what is here, in slices.
    pub async fn count_up(&self, activity: &Activity, sides: usize) -> Counting {
        let mut counting = Counting::new(activity, sides);
        loop {
            let from = counting.n();
            self.each_current(from, &mut |hand_in| counting.add(activity, hand_in));
            if counting.n() < from + SLICE {
                return counting;
            }
            breathe().await;
        }
    }

    /// A slice of what counts, from this place on.
    fn each_current(&self, from: usize, act: &mut dyn FnMut(&HandIn)) {
        self.collection.borrow().current().skip(from).take(SLICE).for_each(act);
    }

    /// How many people are in, sealed ones that can't be opened here included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.collection.borrow().current().count() + self.locked.get()
    }

    /// How many are sealed and can't be opened here.
    #[must_use]
    pub fn locked(&self) -> usize {
        self.locked.get()
    }

    /// Whether somebody handed in more than once, so that an earlier answer was replaced.
    #[must_use]
    pub fn history(&self, hand_in: &HandIn) -> usize {
        self.collection.borrow().history(hand_in.id).len()
    }

    /// What another tab has collected meanwhile comes in as well.
    pub fn follow(&self) {
        if self.read.get().is_some_and(|read| read != self.stored()) {
            self.remember();
        }
    }

    /// How many codes lie on the shelf.
    fn stored(&self) -> usize {
        self.session.peek(|records| records.count_codes(self.handed_shelf(&self.tag.to_string())))
    }

    fn handed_shelf<'a>(&'a self, tag: &'a str) -> Shelf<'a> {
        Shelf::Handed(tag, &self.activity)
    }

    /// Takes in every code in a text: what it was, in order.
    pub fn hear(&self, text: &str) -> Vec<Heard> {
        let mut heard = Vec::new();
        for found in text::find(text) {
            match found {
                Ok(packet) => self.take(packet, &mut heard),
                Err(code) => heard.push(Heard::Wrong(code)),
            }
        }
        heard
    }

    fn take(&self, packet: Packet, heard: &mut Vec<Heard>) {
        match packet {
            Packet::HandIn(hand_in) => heard.push(self.take_hand_in(hand_in)),
            Packet::Batch(batch) => {
                heard.extend(batch.into_hand_ins().into_iter().map(|hand_in| self.take_hand_in(hand_in)));
            }
            Packet::Sealed(all) => heard.extend(all.into_iter().map(|sealed| self.take_sealed(sealed))),
            Packet::Part(part) => {
                let gathered = self.gathering.borrow_mut().add(part);
                match gathered {
                    Gathered::Waiting { have, of } => heard.push(Heard::Part(have, of)),
                    Gathered::Whole(bytes) => match Packet::read(&bytes) {
                        Ok(packet) => self.take(packet, heard),
                        Err(code) => heard.push(Heard::Wrong(code)),
                    },
                    Gathered::Already(bytes) => {
                        let mut again = Vec::new();
                        // It was read before.
                        if let Ok(packet) = Packet::read(&bytes) {
                            self.take(packet, &mut again);
                        }
                        for one in again.into_iter().map(shown_again) {
                            // Once in one text, however many of the parts stand there.
                            if !heard.contains(&one) {
                                heard.push(one);
                            }
                        }
                    }
                    Gathered::Refused => heard.push(Heard::Wrong(Code::CodeGarbled)),
                }
            }
            Packet::Summary(summary) => heard.push(self.take_earlier(summary)),
            Packet::Join(_) | Packet::List(_) | Packet::Agenda(_) | Packet::Activity(_) => heard.push(Heard::Other),
        }
    }

    /// Takes in answers that were given on this very device, or typed in from paper.
    pub fn take_hand_in(&self, hand_in: HandIn) -> Heard {
        if hand_in.workshop != Some(self.tag) {
            return Heard::Foreign;
        }
        let Ok(bytes) = Packet::HandIn(hand_in.clone()).write() else { return Heard::Wrong(Code::CodeTooLong) };
        let (tag, activity) = (self.tag.to_string(), hand_in.activity.clone());
        let is_kept = self.keep(Shelf::Handed(&tag, &activity), &text::encode(&bytes));
        if activity != self.activity {
            return if is_kept { Heard::Elsewhere } else { Heard::Unkept };
        }
        let added = self.collection.borrow_mut().add(hand_in.clone());
        self.read.set(self.read.get().map(|_| self.stored()));
        if is_kept { Heard::HandIn(added, hand_in) } else { Heard::Unkept }
    }

    /// Keeps a code; `false` when it could only be held in memory.
    fn keep(&self, shelf: Shelf<'_>, code: &str) -> bool {
        self.session.change(|records| records.keep_code(shelf, code)) != Kept::Held
    }

    /// The figures of an earlier group, from its printed report: what has changed since is shown with the result.
    fn take_earlier(&self, summary: Summary) -> Heard {
        if summary.activity != self.activity || summary.workshop == Some(self.tag) {
            return Heard::Other;
        }
        let Ok(bytes) = Packet::Summary(summary).write() else { return Heard::Wrong(Code::CodeTooLong) };
        if self.keep(Shelf::Groups(&self.activity), &text::encode(&bytes)) { Heard::Earlier } else { Heard::Unkept }
    }

    fn take_sealed(&self, sealed: Sealed) -> Heard {
        if sealed.workshop != self.tag {
            return Heard::Foreign;
        }
        let activity = sealed.activity.clone();
        // Each by itself, however many came together: the same one again is known.
        let Ok(bytes) = Packet::Sealed(vec![sealed]).write() else { return Heard::Wrong(Code::CodeTooLong) };
        let (tag, code) = (self.tag.to_string(), text::encode(&bytes));
        let shelf = Shelf::Sealed(&tag, &activity);
        let is_new = !self.session.peek(|records| records.has_code(shelf, &code));
        match (self.keep(shelf, &code), activity == self.activity) {
            (false, _) => Heard::Unkept,
            (true, true) => Heard::Sealed(is_new),
            (true, false) => Heard::Elsewhere,
        }
    }

    /// Opens what is sealed with the key of this device, and then calls back. What can't be opened is counted.
    pub fn unseal(self: &Rc<Self>, then: impl Fn() + 'static) {
        let desk = self.clone();
        later(async move {
            if desk.unseal_all().await {
                then();
            }
        });
    }

    /// Opens what is sealed; `true` when something has changed by it.
    async fn unseal_all(&self) -> bool {
        let tag = self.tag.to_string();
        let all = self.session.peek(|records| records.codes(Shelf::Sealed(&tag, &self.activity)));
        let (mut locked, mut changed) = (0, false);
        for code in all {
            if self.opened.borrow().iter().any(|(known, _)| *known == code) {
                continue;
            }
            match self.unlocked(&code).await {
                Some(hand_in) => {
                    self.opened.borrow_mut().push((code, hand_in.id));
                    self.collection.borrow_mut().add(hand_in);
                    changed = true;
                }
                None => locked += 1,
            }
        }
        self.locked.replace(locked) != locked || changed
    }

    /// The codes, as they are kept, of everything that came from one person.
    #[must_use]
    pub fn codes_of(&self, id: ResponseId) -> Vec<String> {
        let collection = self.collection.borrow();
        let packets = collection.history(id).iter().filter_map(|one| Packet::HandIn(one.clone()).write().ok());
        packets.map(|packet| text::encode(&packet)).collect()
    }

    /// The same of what came sealed.
    #[must_use]
    pub fn sealed_of(&self, id: ResponseId) -> Vec<String> {
        let opened = self.opened.borrow();
        opened.iter().filter(|(_, whose)| *whose == id).map(|(code, _)| code.clone()).collect()
    }

    /// Leaves out what came from one person: its codes were taken off the shelf.
    pub fn forget(&self, id: ResponseId) {
        let rest = self.collection.borrow().all().iter().filter(|one| one.id != id).cloned().collect();
        *self.collection.borrow_mut() = Collection::of(rest);
        self.opened.borrow_mut().retain(|(_, whose)| *whose != id);
        self.read.set(Some(self.stored()));
    }

    /// Reads the shelf again: something was put back.
    pub fn remember(&self) {
        let all = self.session.peek(|records| collected(records, self.tag, &self.activity));
        self.collection.borrow_mut().add_all(all);
        self.read.set(Some(self.stored()));
    }

    async fn unlocked(&self, code: &str) -> Option<HandIn> {
        let Packet::Sealed(all) = text::read(code)? else { return None };
        let sealed = all.into_iter().next()?;
        let header = Sealed::header(self.tag, &self.activity);
        let locked = sealing::Sealed { ephemeral: sealed.ephemeral, cipher: sealed.cipher };
        let plain = sealing::open(&self.key, &header, &locked).await?;
        match Packet::read(&plain) {
            Ok(Packet::HandIn(hand_in)) if hand_in.workshop == Some(self.tag) && hand_in.activity == self.activity => {
                Some(hand_in)
            }
            _ => None,
        }
    }

    /// The codes that carry everything that is here to another device, as links to show in turn.
    ///
    /// # Errors
    /// [`Code::CodeTooLong`] when it is too much for codes: then a file carries it.
    pub fn carried(&self) -> Result<Vec<String>, Code> {
        let mut packets = carry(self.collection.borrow().all().to_vec())?;
        let tag = self.tag.to_string();
        let codes = self.session.peek(|records| records.codes(Shelf::Sealed(&tag, &self.activity)));
        let sealed = codes.iter().filter_map(|code| match text::read(code)? {
            Packet::Sealed(all) => Some(all),
            _ => None,
        });
        packets.extend(carry_sealed(sealed.flatten().collect())?);
        links(&packets)
    }

    /// Everything that is here as a text with one link a line, for a file or a message.
    #[must_use]
    pub fn as_text(&self) -> String {
        let site = share::address("");
        let all = self.collection.borrow();
        let packets = all.all().iter().filter_map(|hand_in| Packet::HandIn(hand_in.clone()).write().ok());
        let mut lines: Vec<String> = packets.map(|packet| text::link(&site, &packet)).collect();
        let tag = self.tag.to_string();
        let sealed = self.session.peek(|records| records.codes(Shelf::Sealed(&tag, &self.activity)));
        lines.extend(sealed.iter().map(|code| [&site, text::LINK, code].concat()));
        lines.join("\n")
    }
}

/// What was collected for an activity of a workshop. What can't be read is left out: the page of the data shows
/// it.
#[must_use]
pub fn collected(records: &Records, tag: Tag, activity: &str) -> Vec<HandIn> {
    let tag = tag.to_string();
    records.codes(Shelf::Handed(&tag, activity)).iter().filter_map(|code| hand_in_of(code)).collect()
}

fn hand_in_of(code: &str) -> Option<HandIn> {
    match text::read(code)? {
        Packet::HandIn(hand_in) => Some(hand_in),
        _ => None,
    }
}

/// What a longer code brought that is shown again: new it is only where it was taken out meanwhile.
fn shown_again(heard: Heard) -> Heard {
    if is_new(&heard) || heard == Heard::Unkept { heard } else { Heard::Again(Box::new(heard)) }
}

/// The links that carry packets, in codes that a camera reads with ease.
///
/// # Errors
/// [`Code::CodeTooLong`].
pub fn links(packets: &[Vec<u8>]) -> Result<Vec<String>, Code> {
    let site = share::address("");
    let mut links = Vec::new();
    for packet in packets {
        links.extend(split(packet, CHARS_OF_VERSION_15)?.iter().map(|part| text::link(&site, part)));
    }
    Ok(links)
}

/// What was taken in, in a sentence; empty where there is nothing to say.
#[must_use]
pub fn heard_words(heard: &Heard) -> String {
    match heard {
        Heard::HandIn(added, hand_in) => {
            let name = if hand_in.name.is_empty() { t(Key::DeskSomebody) } else { &hand_in.name };
            let key = match added {
                Added::New => Key::DeskNew,
                Added::Already => Key::DeskAlready,
                Added::Newer => Key::DeskNewer,
                Added::Older => Key::DeskOlder,
                Added::Conflict => Key::DeskConflict,
            };
            tf(key, &[("name", name)])
        }
        Heard::Sealed(true) => tf(Key::DeskNew, &[("name", t(Key::DeskSealed))]),
        Heard::Sealed(false) => tf(Key::DeskAlready, &[("name", t(Key::DeskSealed))]),
        Heard::Part(have, of) => tf(Key::DeskPart, &[("n", &plain_number(*have)), ("all", &plain_number(*of))]),
        Heard::Earlier => t(Key::DeskEarlier).to_owned(),
        Heard::Elsewhere => t(Key::DeskElsewhere).to_owned(),
        Heard::Foreign => t(Key::DeskForeign).to_owned(),
        Heard::Other => t(Key::DeskNoAnswer).to_owned(),
        Heard::Unkept => t(Key::DeskUnkept).to_owned(),
        Heard::Again(heard) => heard_words(heard),
        Heard::Wrong(Code::FromNewerVersion) => t(Key::DeskFromNewer).to_owned(),
        Heard::Wrong(_) => t(Key::DeskWrong).to_owned(),
    }
}

/// The same for the person who holds the code up.
#[must_use]
pub fn said(heard: &Heard) -> Said {
    let tone = match heard {
        Heard::Again(heard) => return Said { again: true, ..said(heard) },
        Heard::Unkept => Tone::Unkept,
        _ if is_new(heard) => Tone::New,
        Heard::HandIn(..) | Heard::Sealed(_) | Heard::Part(..) | Heard::Elsewhere | Heard::Earlier => Tone::Known,
        Heard::Foreign | Heard::Other | Heard::Wrong(_) => Tone::Wrong,
    };
    Said { words: heard_words(heard), tone, again: false }
}

/// Whether it brought something new.
#[must_use]
pub fn is_new(heard: &Heard) -> bool {
    matches!(heard, Heard::HandIn(Added::New | Added::Newer | Added::Conflict, _) | Heard::Sealed(true))
}
