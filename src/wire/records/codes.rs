//! Codes that came from other devices, or were made for others, kept word for word: what was collected of a
//! workshop, group results that were taken home, activities that travelled, parts of a code whose rest is
//! still to come.
//!
//! A code is kept under a key that says what it is and ends with its checksum, so that adding one never
//! touches another: the records of two tabs, or of a backup and a device, are joined by keeping all of them.

use super::{CODE, Records, Removed};
use crate::domain::id::Tag;
use crate::domain::problem::Code;
use crate::domain::response::{Draft, Sheet};
use crate::domain::workshop::tags;
use crate::wire::crc::crc32;
use crate::wire::envelope::{Envelope, open, seal};

/// How the keys of activities go on that travelled here.
const ACTIVITY: &str = "activity/";
/// How the keys of those go on that are being written.
const MANUSCRIPT: &str = "manuscript/";
/// The envelope's kind of a code.
const KIND: &str = "code";
/// The version of that envelope. The code in it has a version of its own.
const VERSION: u32 = 1;

/// Where codes of one sort are kept. An empty activity of a workshop stands for all of its activities: to look
/// through and to clear, never to keep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shelf<'a> {
    /// What was handed in for an activity of a workshop, by the workshop's tag.
    Handed(&'a str, &'a str),
    /// The same, sealed.
    Sealed(&'a str, &'a str),
    /// The invitation to an activity of a workshop, by the workshop's tag.
    Invitations(&'a str, &'a str),
    /// Lists that were sent for an activity of a workshop, likewise.
    Lists(&'a str, &'a str),
    /// Results of groups, by activity.
    Groups(&'a str),
    /// Activities that are not of this site, by their id.
    Activities(&'a str),
    /// Activities that are being written and can't be used yet, likewise.
    Manuscripts(&'a str),
    /// Parts of a code, by the mark of the whole.
    Parts(&'a str),
}

impl<'a> Shelf<'a> {
    /// Both shelves of an activity: what is used of it, and what is being written and can't be used yet.
    #[must_use]
    pub fn of_activity(id: &'a str) -> [Self; 2] {
        [Self::Activities(id), Self::Manuscripts(id)]
    }

    fn start(&self) -> String {
        let (sort, first, second) = match self {
            Self::Handed(workshop, activity) => ("handed/", *workshop, *activity),
            Self::Sealed(workshop, activity) => ("sealed/", *workshop, *activity),
            Self::Invitations(workshop, activity) => ("invitation/", *workshop, *activity),
            Self::Lists(workshop, activity) => ("list/", *workshop, *activity),
            Self::Groups(activity) => ("group/", *activity, ""),
            Self::Activities(activity) => (ACTIVITY, *activity, ""),
            Self::Manuscripts(activity) => (MANUSCRIPT, *activity, ""),
            Self::Parts(mark) => ("part/", *mark, ""),
        };
        let gap = if second.is_empty() { "" } else { "/" };
        [CODE, sort, first, gap, second, "/"].concat()
    }

    fn key(&self, text: &str) -> String {
        format!("{}{:08x}", self.start(), crc32(&[text.as_bytes()]))
    }
}

/// What stands on a shelf: how many codes, and the sum of their checksums. The order does not matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ShelfMark {
    count: usize,
    sum: u64,
}

impl ShelfMark {
    /// With another code.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.add(crc32(&[text.as_bytes()]));
        self
    }

    fn add(&mut self, checksum: u32) {
        self.count += 1;
        self.sum = self.sum.wrapping_add(checksum.into());
    }
}

/// What became of a code that was to be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// It is stored.
    Stored,
    /// It could only be held in memory: the banner says so.
    Held,
    /// It was there already.
    WasThere,
}

impl Records {
    /// Keeps a code, once however often it comes. What is only held is tried again.
    pub fn keep_code(&mut self, shelf: Shelf<'_>, text: &str) -> Kept {
        let key = shelf.key(text);
        if self.text(&key).is_some() && !self.is_held(&key) {
            return Kept::WasThere;
        }
        if self.put(&key, seal(KIND, VERSION, 1, text)) { Kept::Stored } else { Kept::Held }
    }

    /// Keeps a code in the place of all others on its shelf, as the newest there is of what it is about. They go once
    /// it is stored: where it can only be held in memory, what was stored before stays. Gives what went.
    pub fn replace_code(&mut self, shelf: Shelf<'_>, text: &str) -> Removed {
        let key = shelf.key(text);
        let around = match shelf {
            Shelf::Activities(id) | Shelf::Manuscripts(id) => Shelf::of_activity(id).to_vec(),
            other => vec![other],
        };
        let keys: Vec<String> = around.into_iter().flat_map(|shelf| self.code_keys(shelf)).collect();
        let newest = self.newest(&keys).map(|(revision, _)| revision);
        if newest.is_none() || newest != self.revised(&key).map(|(revision, _)| revision) {
            self.put(&key, seal(KIND, VERSION, newest.unwrap_or(0) + 1, text));
        }
        let others = self.code_keys(shelf).into_iter().filter(|other| *other != key && self.code(other).is_some());
        let (held, stored): (Vec<String>, Vec<String>) = others.partition(|other| self.is_held(other));
        for other in held {
            self.take(&other);
        }
        let removed = Removed(stored.iter().flat_map(|other| self.take(other).0).collect());
        // Taking them off has made room; if it was not enough, they come back.
        if self.is_held(&key) {
            self.put_back(removed);
            return Removed(Vec::new());
        }
        removed
    }

    /// The newest of the codes under these keys that can be read: its revision, and the code. Of several the last.
    fn newest(&self, keys: &[String]) -> Option<(u64, String)> {
        keys.iter().filter_map(|key| self.revised(key)).max_by_key(|(revision, _)| *revision)
    }

    /// The code under a key with its revision; `None` when it can't be read.
    fn revised(&self, key: &str) -> Option<(u64, String)> {
        let sealed = self.text(key)?;
        read(&sealed).ok().map(|envelope| (envelope.revision, envelope.body.to_owned()))
    }

    fn is_held(&self, key: &str) -> bool {
        self.held.iter().any(|held| held.key == key)
    }

    /// The codes on a shelf. What can't be read is left out here and shown by [`Records::unreadable`].
    #[must_use]
    pub fn codes(&self, shelf: Shelf<'_>) -> Vec<String> {
        self.code_keys(shelf).iter().filter_map(|key| self.code(key)).collect()
    }

    /// The keys of a shelf, for [`Records::code`]: who reads thousands does it in slices.
    #[must_use]
    pub fn code_keys(&self, shelf: Shelf<'_>) -> Vec<String> {
        self.keys(&shelf.start())
    }

    /// The code under a key of [`Records::code_keys`]; `None` when it can't be read.
    #[must_use]
    pub fn code(&self, key: &str) -> Option<String> {
        self.revised(key).map(|(_, code)| code)
    }

    /// The file of an activity that travelled here in a code. Not by its shelf: the page that is fetched first asks
    /// for it, and does without all others. Of several, as a backup may bring them, the newest.
    #[must_use]
    pub fn kept_activity(&self, id: &str) -> Option<String> {
        self.newest(&self.keys(&[CODE, ACTIVITY, id, "/"].concat())).map(|(_, text)| text)
    }

    /// What is being written under this id: the newest of what is used and what can't be used yet.
    #[must_use]
    pub fn kept_manuscript(&self, id: &str) -> Option<String> {
        let keys = Shelf::of_activity(id).map(|shelf| self.code_keys(shelf)).concat();
        self.newest(&keys).map(|(_, text)| text)
    }

    /// The ids of all activities that are kept here and can be read.
    #[must_use]
    pub fn kept_activities(&self) -> Vec<String> {
        self.ids_on(ACTIVITY)
    }

    /// The ids of all activities that are being written and can't be used yet.
    #[must_use]
    pub fn kept_manuscripts(&self) -> Vec<String> {
        self.ids_on(MANUSCRIPT)
    }

    fn ids_on(&self, sort: &str) -> Vec<String> {
        let start = [CODE, sort].concat();
        let keys = self.keys(&start).into_iter().filter(|key| self.code(key).is_some());
        let ids = keys.filter_map(|key| Some(key.strip_prefix(&start)?.split_once('/')?.0.to_owned()));
        let mut ids: Vec<String> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// How many codes there are on a shelf, from the keys alone.
    #[must_use]
    pub fn count_codes(&self, shelf: Shelf<'_>) -> usize {
        let mut count = 0;
        self.each_key(&shelf.start(), &mut |_| count += 1);
        count
    }

    /// What stands on a shelf, from the keys alone: another value when anything has come or gone.
    #[must_use]
    pub fn shelf_mark(&self, shelf: Shelf<'_>) -> ShelfMark {
        let mut mark = ShelfMark::default();
        self.each_key(&shelf.start(), &mut |key| {
            let sum = key.rsplit_once('/').and_then(|(_, sum)| u32::from_str_radix(sum, 16).ok());
            mark.add(sum.unwrap_or(0));
        });
        mark
    }

    /// Whether this very code is kept.
    #[must_use]
    pub fn has_code(&self, shelf: Shelf<'_>, text: &str) -> bool {
        self.text(&shelf.key(text)).is_some()
    }

    /// Takes one code off a shelf.
    pub fn remove_code(&mut self, shelf: Shelf<'_>, text: &str) -> Removed {
        self.take(&shelf.key(text))
    }

    /// Takes all codes off a shelf that can be read.
    pub fn clear_shelf(&mut self, shelf: Shelf<'_>) -> Removed {
        let mut keys = self.keys(&shelf.start());
        keys.retain(|key| self.code(key).is_some());
        Removed(keys.iter().flat_map(|key| self.take(key).0).collect())
    }

    /// Whether anybody has handed in to a workshop, sealed or not, or has begun to answer for it on this device: for slots
    /// that are off its agenda as well. Where nothing was handed in it looks through all results.
    #[must_use]
    pub fn is_answered(&self, workshop: &Sheet) -> bool {
        let is_handed = |tag: &Tag| {
            let tag = tag.to_string();
            [Shelf::Handed(&tag, ""), Shelf::Sealed(&tag, "")].iter().any(|shelf| self.count_codes(*shelf) > 0)
        };
        tags(workshop).iter().any(is_handed) || !self.circles_of(workshop.id).is_empty()
    }

    /// Removes a workshop with everything that was handed in to it, sealed or not, and with what was answered for it on
    /// this device: no page would show it any more.
    /// The plan, which holds the key of what is sealed, is the first to come back.
    pub fn remove_workshop(&mut self, draft: &Draft) -> Removed {
        let circles = self.circles_of(draft.sheet.id);
        let mut removed = self.remove_draft(draft);
        for circle in &circles {
            removed = removed.with(self.remove_circle(circle));
        }
        for tag in tags(&draft.sheet) {
            let tag = tag.to_string();
            for shelf in [Shelf::Handed(&tag, ""), Shelf::Sealed(&tag, "")] {
                removed = removed.with(self.clear_shelf(shelf));
            }
        }
        removed
    }

    /// Whether something is kept under this key.
    pub(in crate::wire) fn keeps(&self, key: &str) -> bool {
        self.text(key).is_some()
    }

    /// Adds a code from a backup, sealed as it is stored. `false` when it could only be held in memory.
    pub(in crate::wire) fn add_code(&mut self, key: &str, sealed: String) -> bool {
        self.keeps(key) || self.put(key, sealed)
    }
}

/// The code in its envelope.
///
/// # Errors
/// [`Code::Garbled`] when it is damaged, [`Code::FromNewerVersion`] when a newer app wrote it,
/// [`Code::UnknownFormat`] when it is something else.
pub(in crate::wire) fn read(sealed: &str) -> Result<Envelope<'_>, Code> {
    let envelope = open(sealed)?;
    match (envelope.kind, envelope.version) {
        (KIND, VERSION) => Ok(envelope),
        (KIND, version) if version > VERSION => Err(Code::FromNewerVersion),
        _ => Err(Code::UnknownFormat),
    }
}

/// Whether a key, as a backup names it, is one of a code.
pub(in crate::wire) fn is_code(key: &str) -> bool {
    key.starts_with(CODE)
}
