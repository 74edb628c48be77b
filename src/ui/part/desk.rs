//! Where codes are taken in: what a camera, a paste or a file brings for one activity of one workshop. Used by
//! who collects and by who carries on for others.
//!
//! **Invariant:** nothing that was taken in is ever dropped or replaced here: codes are kept one beside another
//! ([`crate::wire::records::Shelf`]), and what counts follows from all of them
//! ([`crate::domain::collection`]).

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
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
use crate::ui::part::joined::own_workshop;
use crate::ui::part::scan::{Said, Tone};
use crate::ui::part::shown::links;
use crate::ui::session::Session;
use crate::wire::code::parts::{Gathered, Gathering};
use crate::wire::code::{Packet, carry, carry_sealed, text};
use crate::wire::records::{Kept, Records, Shelf, ShelfMark};

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
    /// Answers of the same workshop to another slot: kept for there.
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
    /// The sealed ones that could be opened: the code, and what was in it.
    opened: RefCell<Vec<(String, HandIn)>>,
    /// How many are sealed and were not opened here.
    locked: Cell<usize>,
    /// What of the shelf of the open ones is in; `None` until all of it has been read.
    read: Cell<Option<ShelfMark>>,
    /// The same of the sealed ones: those that are in or being opened.
    read_sealed: Cell<ShelfMark>,
    /// Whether everything that was here when it began has been read and opened.
    ready: Cell<bool>,
    /// Rises whenever the sealed ones are looked through: only the last time counts.
    round: Cell<u32>,
    /// The private key of the workshop; on the facilitator's device only.
    key: String,
    /// What is called when something has been read or opened.
    then: Box<dyn Fn()>,
}

impl Desk {
    /// What is here already comes in slices, so that a page with thousands of answers can be used meanwhile; then
    /// `then` is called, and again whenever more was opened. `key` opens what is sealed; empty where there is no key.
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
            read_sealed: Cell::default(),
            ready: Cell::new(false),
            round: Cell::new(0),
            key: key.to_owned(),
            then: Box::new(then),
        });
        let opening = desk.clone();
        later(async move {
            opening.gather().await;
            if opening.unseal_all().await {
                (opening.then)();
            }
        });
        desk
    }

    /// Reads the shelf in slices.
    async fn gather(&self) {
        let tag = self.tag.to_string();
        // First the page, then the keys, which take as long as a slice.
        breathe().await;
        let shelf = self.handed_shelf(&tag);
        let (mark, keys) = self.session.peek(|records| (records.shelf_mark(shelf), records.code_keys(shelf)));
        breathe().await;
        let mut all = Vec::with_capacity(keys.len());
        for slice in keys.chunks(SLICE) {
            self.session.peek(|records| all.extend(slice.iter().filter_map(|key| hand_in_of(&records.code(key)?))));
            breathe().await;
        }
        self.collection.borrow_mut().add_all(all);
        self.read.set(Some(mark));
    }

    /// Whether everything that was here when it began has been read and opened.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.ready.get()
    }

    /// Looks at everything that is here.
    pub fn look<T>(&self, look: impl FnOnce(&Collection) -> T) -> T {
        look(&self.collection.borrow())
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

    /// Whether this person's answers were replaced by later ones of theirs.
    #[must_use]
    pub fn is_corrected(&self, hand_in: &HandIn) -> bool {
        self.collection.borrow().history(hand_in.id).len() > 1
    }

    /// What has come to the shelves or gone from them meanwhile, here or in another window, comes in or goes as well.
    pub fn follow(self: &Rc<Self>) {
        let Some(read) = self.read.get() else { return };
        let tag = self.tag.to_string();
        let (open, sealed) = self
            .session
            .peek(|records| (records.shelf_mark(self.handed_shelf(&tag)), records.shelf_mark(self.sealed_shelf(&tag))));
        if read != open {
            self.remember();
        }
        if self.read_sealed.get() != sealed {
            let desk = self.clone();
            later(async move {
                if desk.unseal_all().await {
                    (desk.then)();
                }
            });
        }
    }

    fn sealed_shelf<'a>(&'a self, tag: &'a str) -> Shelf<'a> {
        Shelf::Sealed(tag, &self.activity)
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

    /// Takes in one person's answers: out of a code, given on this very device, or typed in from paper.
    pub fn take_hand_in(&self, hand_in: HandIn) -> Heard {
        let tag = hand_in.workshop.filter(|tag| self.is_of_workshop(*tag, &hand_in.activity));
        let Some(tag) = tag else { return Heard::Foreign };
        let Ok(bytes) = Packet::HandIn(hand_in.clone()).write() else { return Heard::Wrong(Code::CodeTooLong) };
        let (shelf, activity) = (tag.to_string(), hand_in.activity.clone());
        let code = text::encode(&bytes);
        let kept = self.session.change(|records| records.keep_code(Shelf::Handed(&shelf, &activity), &code));
        let is_kept = kept != Kept::Held;
        if activity != self.activity || tag != self.tag {
            return if is_kept { Heard::Elsewhere } else { Heard::Unkept };
        }
        let added = self.collection.borrow_mut().add(hand_in.clone());
        if kept != Kept::WasThere {
            self.read.set(self.read.get().map(|read| read.with(&code)));
        }
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
        let (tag, activity) = (sealed.workshop, sealed.activity.clone());
        if !self.is_of_workshop(tag, &activity) {
            return Heard::Foreign;
        }
        // Each by itself, however many came together: the same one again is known.
        let Ok(bytes) = Packet::Sealed(vec![sealed]).write() else { return Heard::Wrong(Code::CodeTooLong) };
        let (written, code) = (tag.to_string(), text::encode(&bytes));
        let shelf = Shelf::Sealed(&written, &activity);
        let is_new = !self.session.peek(|records| records.has_code(shelf, &code));
        match (self.keep(shelf, &code), activity == self.activity && tag == self.tag) {
            (false, _) => Heard::Unkept,
            (true, true) => Heard::Sealed(is_new),
            (true, false) => Heard::Elsewhere,
        }
    }

    /// Whether answers with this tag are for the same workshop: that has several tags where an activity stands on its
    /// agenda more than once.
    fn is_of_workshop(&self, tag: Tag, activity: &str) -> bool {
        tag == self.tag
            || self.session.peek(|records| {
                let workshop_of =
                    |tag, activity: &str| own_workshop(records, tag, activity).map(|(workshop, _)| workshop);
                workshop_of(tag, activity)
                    .is_some_and(|workshop| workshop_of(self.tag, &self.activity) == Some(workshop))
            })
    }

    /// Opens what is sealed with the key of this device; `false` when it was begun anew meanwhile.
    async fn unseal_all(&self) -> bool {
        let round = self.round.get() + 1;
        self.round.set(round);
        let tag = self.tag.to_string();
        let shelf = self.sealed_shelf(&tag);
        let (mark, all) = self.session.peek(|records| (records.shelf_mark(shelf), records.codes(shelf)));
        // At once: while they are being opened, nobody needs to ask again.
        self.read_sealed.set(mark);
        let before = self.opened.borrow().len();
        let kept: BTreeSet<&String> = all.iter().collect();
        self.opened.borrow_mut().retain(|(known, _)| kept.contains(known));
        if self.opened.borrow().len() < before {
            self.remember();
        }
        let opened: BTreeSet<String> = self.opened.borrow().iter().map(|(known, _)| known.clone()).collect();
        let mut locked = 0;
        for code in all.into_iter().filter(|code| !opened.contains(code)) {
            let unlocked = self.unlocked(&code).await;
            if self.round.get() != round {
                return false;
            }
            match unlocked {
                Some(hand_in) => {
                    self.opened.borrow_mut().push((code, hand_in.clone()));
                    self.collection.borrow_mut().add(hand_in);
                }
                None => locked += 1,
            }
        }
        self.locked.set(locked);
        self.ready.set(true);
        true
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
        opened.iter().filter(|(_, one)| one.id == id).map(|(code, _)| code.clone()).collect()
    }

    /// Leaves out what came from one person: its codes were taken off the shelf.
    pub fn forget(&self, id: ResponseId) {
        let rest = self.collection.borrow().all().iter().filter(|one| one.id != id).cloned().collect();
        *self.collection.borrow_mut() = Collection::of(rest);
        self.opened.borrow_mut().retain(|(_, one)| one.id != id);
    }

    /// Reads the shelf of the open ones again, and lays what was opened beside it.
    pub fn remember(&self) {
        let tag = self.tag.to_string();
        let shelf = self.handed_shelf(&tag);
        let (mark, mut all) =
            self.session.peek(|records| (records.shelf_mark(shelf), collected(records, self.tag, &self.activity)));
        all.extend(self.opened.borrow().iter().map(|(_, hand_in)| hand_in.clone()));
        *self.collection.borrow_mut() = Collection::of(all);
        self.read.set(Some(mark));
    }

    async fn unlocked(&self, code: &str) -> Option<HandIn> {
        let Packet::Sealed(all) = text::read(code)? else { return None };
        let sealed = all.into_iter().next()?;
        let header = Sealed::header(self.tag, &self.activity);
        let locked = sealing::SealedText { ephemeral: sealed.ephemeral, cipher: sealed.cipher };
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
        let codes = self.session.peek(|records| records.codes(self.sealed_shelf(&tag)));
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
        let sealed = self.session.peek(|records| records.codes(self.sealed_shelf(&tag)));
        lines.extend(sealed.iter().map(|code| [&site, text::LINK, code].concat()));
        lines.join("\n")
    }
}

/// What was collected for an activity of a workshop, without what is sealed. What can't be read is left out: the page of
/// the data shows it.
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

/// Counts answers, in slices.
pub async fn count_up(activity: &Activity, sides: usize, hand_ins: &[HandIn]) -> Counting {
    let mut counting = Counting::new(activity, sides);
    for slice in hand_ins.chunks(SLICE) {
        slice.iter().for_each(|hand_in| counting.add(activity, hand_in));
        breathe().await;
    }
    counting
}

/// What a longer code brought that is shown again: new it is only where it was taken out meanwhile.
fn shown_again(heard: Heard) -> Heard {
    if is_new(&heard) || heard == Heard::Unkept { heard } else { Heard::Again(Box::new(heard)) }
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
