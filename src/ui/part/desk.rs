//! Where codes are taken in: what a camera, a paste or a file brings for one activity of one workshop. Used by
//! who collects and by who carries on for others.
//!
//! **Invariant:** nothing that was taken in is ever dropped or replaced here: codes are kept one beside another
//! ([`crate::wire::records::Shelf`]), and what counts follows from all of them
//! ([`crate::domain::collection`]).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::browser::{later, sealing, share};
use crate::domain::collection::{Added, Collection};
use crate::domain::hand_in::HandIn;
use crate::domain::id::Tag;
use crate::domain::problem::Code;
use crate::domain::sealed::Sealed;
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::session::Session;
use crate::wire::code::parts::{CHARS_OF_VERSION_15, Gathered, Gathering, split};
use crate::wire::code::{Packet, carry, text};
use crate::wire::records::{Records, Shelf};

/// What a code turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Heard {
    /// Answers of this activity and workshop.
    HandIn(Added, HandIn),
    /// The same, sealed; whether it was new.
    Sealed(bool),
    /// A part of a longer code, with how many are here of how many.
    Part(usize, usize),
    /// Answers of the same workshop to another activity: kept for there.
    Elsewhere,
    /// Answers for another workshop, or for none: left alone.
    Foreign,
    /// A code of another kind: an invitation, a group result.
    Other,
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
    /// The sealed ones that could be opened.
    opened: RefCell<Vec<String>>,
    /// How many are sealed and were not opened here.
    locked: Cell<usize>,
    /// The private key of the workshop; on the facilitator's device only.
    key: String,
}

impl Desk {
    /// What is here already. `key` opens what is sealed; empty where there is no key.
    #[must_use]
    pub fn open(session: Session, tag: Tag, activity: &str, key: &str) -> Rc<Self> {
        Rc::new(Self {
            session,
            tag,
            activity: activity.to_owned(),
            collection: RefCell::new(Collection::of(session.peek(|records| collected(records, tag, activity)))),
            gathering: RefCell::default(),
            opened: RefCell::default(),
            locked: Cell::new(0),
            key: key.to_owned(),
        })
    }

    /// What counts: of everybody the newest answers.
    #[must_use]
    pub fn current(&self) -> Vec<HandIn> {
        self.collection.borrow().current().cloned().collect()
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
        let known = self.collection.borrow().all().len();
        let here = self.session.peek(|records| records.count_codes(self.handed_shelf(&self.tag.to_string())));
        if here != known {
            let all = self.session.peek(|records| collected(records, self.tag, &self.activity));
            self.collection.borrow_mut().add_all(all);
        }
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
            Packet::Sealed(sealed) => heard.push(self.take_sealed(&sealed)),
            Packet::Part(part) => {
                let gathered = self.gathering.borrow_mut().add(part);
                match gathered {
                    Gathered::Waiting { have, of } => heard.push(Heard::Part(have, of)),
                    Gathered::Whole(bytes) => match Packet::read(&bytes) {
                        Ok(packet) => self.take(packet, heard),
                        Err(code) => heard.push(Heard::Wrong(code)),
                    },
                    Gathered::Already => {}
                    Gathered::Refused => heard.push(Heard::Wrong(Code::CodeGarbled)),
                }
            }
            Packet::Join(_) | Packet::List(_) | Packet::Agenda(_) | Packet::Summary(_) | Packet::Activity(_) => {
                heard.push(Heard::Other);
            }
        }
    }

    /// Takes in answers that were given on this very device, or typed in from paper.
    pub fn take_hand_in(&self, hand_in: HandIn) -> Heard {
        if hand_in.workshop != Some(self.tag) {
            return Heard::Foreign;
        }
        let Ok(bytes) = Packet::HandIn(hand_in.clone()).write() else { return Heard::Wrong(Code::CodeTooLong) };
        let (tag, activity) = (self.tag.to_string(), hand_in.activity.clone());
        self.session.change(|records| records.keep_code(Shelf::Handed(&tag, &activity), &text::encode(&bytes)));
        if activity != self.activity {
            return Heard::Elsewhere;
        }
        Heard::HandIn(self.collection.borrow_mut().add(hand_in.clone()), hand_in)
    }

    fn take_sealed(&self, sealed: &Sealed) -> Heard {
        if sealed.workshop != self.tag {
            return Heard::Foreign;
        }
        let Ok(bytes) = Packet::Sealed(sealed.clone()).write() else { return Heard::Wrong(Code::CodeTooLong) };
        let (tag, code) = (self.tag.to_string(), text::encode(&bytes));
        let shelf = Shelf::Sealed(&tag, &sealed.activity);
        let is_new = !self.session.peek(|records| records.has_code(shelf, &code));
        self.session.change(|records| records.keep_code(shelf, &code));
        if sealed.activity == self.activity { Heard::Sealed(is_new) } else { Heard::Elsewhere }
    }

    /// Opens what is sealed with the key of this device, and then calls back. What can't be opened is counted.
    pub fn unseal(self: &Rc<Self>, then: impl Fn() + 'static) {
        let desk = self.clone();
        later(async move {
            let tag = desk.tag.to_string();
            let all = desk.session.peek(|records| records.codes(Shelf::Sealed(&tag, &desk.activity)));
            let mut locked = 0;
            let mut changed = false;
            for code in all {
                if desk.opened.borrow().contains(&code) {
                    continue;
                }
                match desk.unlocked(&code).await {
                    Some(hand_in) => {
                        desk.collection.borrow_mut().add(hand_in);
                        desk.opened.borrow_mut().push(code);
                        changed = true;
                    }
                    None => locked += 1,
                }
            }
            if desk.locked.replace(locked) != locked || changed {
                then();
            }
        });
    }

    async fn unlocked(&self, code: &str) -> Option<HandIn> {
        let Ok(Packet::Sealed(sealed)) = Packet::read(&text::decode(code)?) else { return None };
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
        let sealed = self.session.peek(|records| records.codes(Shelf::Sealed(&tag, &self.activity)));
        packets.extend(sealed.iter().filter_map(|code| text::decode(code)));
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
    let codes = records.codes(Shelf::Handed(&tag, activity));
    codes
        .iter()
        .filter_map(|code| match Packet::read(&text::decode(code)?) {
            Ok(Packet::HandIn(hand_in)) => Some(hand_in),
            _ => None,
        })
        .collect()
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
        Heard::Elsewhere => t(Key::DeskElsewhere).to_owned(),
        Heard::Foreign => t(Key::DeskForeign).to_owned(),
        Heard::Other => t(Key::DeskNoAnswer).to_owned(),
        Heard::Wrong(Code::FromNewerVersion) => t(Key::DeskFromNewer).to_owned(),
        Heard::Wrong(_) => t(Key::DeskWrong).to_owned(),
    }
}

/// Whether it brought something new.
#[must_use]
pub fn is_new(heard: &Heard) -> bool {
    matches!(heard, Heard::HandIn(Added::New | Added::Newer | Added::Conflict, _) | Heard::Sealed(true))
}
