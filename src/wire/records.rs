//! The person's records: what is stored under which key, and how it is saved so that nothing is lost.
//!
//! | key, after the site's prefix | holds |
//! |---|---|
//! | `draft/<activity>/<id>` | a response that is still open |
//! | `draft/by-hand/<id>` | commitments of no activity: [`BY_HAND`] |
//! | `draft/workshop/<id>` | a workshop: [`WORKSHOP`] |
//! | `draft/joined/<id>` | a workshop that the person takes part in: [`JOINED`] |
//! | `result/<activity>/<finished>/<id>` | a finished response |
//! | `code/<sort>/…/<checksum>` | a code from another device: `codes.rs` |
//! | `aside/<checksum>/<key>` | a record that could not be read, moved out of the way of a newer one |
//! | `setting/<name>` | a choice such as the theme; not part of a backup |
//!
//! What never changes once a response is finished stands in its key, so that the home page learns what
//! was last done without opening two thousand records.
//!
//! **Invariants** (`tests/records.rs`, `tests/shelves.rs`): a save starts from what is stored now, not from what this tab
//! remembers, so that an older tab never overwrites a newer one; what was written is read back and
//! compared; what can't be stored is held in memory, said, and tried again with the next save, beside
//! whatever another tab has stored meanwhile; what can't be read is never overwritten or removed by the
//! app itself.

mod circles;
pub(super) mod codes;
mod lists;

pub use circles::Taken;
pub use codes::{Kept, Shelf, ShelfMark};

use super::crc::crc32;
use super::saved::{self, Saved};
use super::store::Store;
use crate::domain::activity::Activity;
use crate::domain::id::ResponseId;
use crate::domain::problem::Code;
use crate::domain::response::{Complete, Draft, Event, Millis};
use crate::domain::table::Table;

const DRAFT: &str = "draft/";
const RESULT: &str = "result/";
const CODE: &str = "code/";
const ASIDE: &str = "aside/";
const SETTING: &str = "setting/";

/// All records of this site in one browser.
pub struct Records {
    store: Box<dyn Store>,
    prefix: String,
    /// What the store did not take: it stands above what is stored.
    held: Vec<Held>,
    trouble: Option<Code>,
    /// Whether the store is only the memory of this tab: then there is trouble, although writing works.
    denied: bool,
}

/// A text that the store has not taken yet.
struct Held {
    key: String,
    text: String,
    /// The revision that stood in the store when this began to be held: if another one stands there later,
    /// another tab has saved meanwhile.
    base: Option<u64>,
    /// Whether it is a result whose draft goes once it is stored.
    finishes: bool,
}

/// A record that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable {
    /// Its key, without the prefix.
    pub key: String,
    /// Its text, as it is stored.
    pub text: String,
    /// Why.
    pub code: Code,
}

/// What was removed, to be put back by "undo".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Removed(Vec<(String, String)>);

impl Removed {
    /// Both in one.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether nothing was there to be removed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is stored, in numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usage {
    /// Drafts.
    pub drafts: usize,
    /// Results.
    pub results: usize,
    /// Codes from other devices.
    pub codes: usize,
    /// Records that can't be read.
    pub unreadable: usize,
    /// Bytes of all of this site's keys and texts, in UTF-8.
    pub bytes: usize,
}

/// The outcome of a change to a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Changed {
    /// The draft as it is now.
    Draft(Draft),
    /// It has been finished meanwhile, in another tab.
    Finished,
}

impl Records {
    /// The records under `prefix` in `store`. `trouble` is what is already known to be wrong with it.
    #[must_use]
    pub fn new(store: Box<dyn Store>, prefix: &str, trouble: Option<Code>) -> Self {
        Self { store, prefix: prefix.to_owned(), held: Vec::new(), trouble, denied: trouble.is_some() }
    }

    /// What keeps records from being stored; `None` while everything is saved.
    #[must_use]
    pub fn trouble(&self) -> Option<Code> {
        self.trouble
    }

    /// Whether a key, as another tab reports it, is one of ours.
    #[must_use]
    pub fn owns(&self, full_key: &str) -> bool {
        full_key.starts_with(&self.prefix)
    }

    /// Before a change, and when another tab has written: what is stored is looked up anew.
    pub fn refresh(&self) {
        self.store.refresh();
    }

    // Drafts

    /// Saves a new draft, or one that was removed elsewhere.
    pub fn keep_draft(&mut self, draft: &Draft) {
        self.save(&draft_key(draft), &Saved::Draft(draft.clone()));
    }

    /// Applies what happened to the draft as it is stored now. `current` is what this tab knows: it is
    /// used when the draft is no longer stored, or can't be read.
    pub fn change_draft(&mut self, current: &Draft, event: Event, now: Millis) -> Changed {
        let id = current.sheet.id;
        if self.is_finished(id) {
            return Changed::Finished;
        }
        let key = draft_key(current);
        let mut draft = match self.open(&key) {
            Some(Ok((Saved::Draft(stored), _))) => stored,
            _ => current.clone(),
        };
        self.join_held(&key, &mut draft);
        draft.apply(event, now);
        self.save(&key, &Saved::Draft(draft.clone()));
        Changed::Draft(draft)
    }

    /// Finishes a draft: the result is stored and verified before the draft is removed.
    ///
    /// # Errors
    /// The ids of the required blocks that are still open.
    pub fn finish(&mut self, current: &Draft, activity: &Activity, now: Millis) -> Result<ResponseId, Vec<String>> {
        if self.is_finished(current.sheet.id) {
            return Ok(current.sheet.id);
        }
        let key = draft_key(current);
        let draft = match self.open(&key) {
            Some(Ok((Saved::Draft(stored), _))) => stored,
            _ => current.clone(),
        };
        let complete = draft.finish(activity, now)?;
        let id = complete.sheet.id;
        let key = result_key(&complete);
        let text = saved::write(&Saved::Complete(complete), 1);
        self.held.push(Held { key, text, base: None, finishes: true });
        self.flush();
        Ok(id)
    }

    /// Where another tab has saved while this one was held, takes in what it answered. Where both answered
    /// one question differently, nothing is joined: both will be kept.
    fn join_held(&mut self, key: &str, draft: &mut Draft) {
        let Some(at) = self.held.iter().position(|held| held.key == key) else { return };
        let stored = self.store.read(&self.full(key)).ok().flatten().and_then(|text| saved::read(&text).ok());
        if let Some((Saved::Draft(stored), revision)) = stored
            && self.held[at].base != Some(revision)
            && let Some(both) = saved::joined(&draft.sheet.answers, &stored.sheet.answers)
        {
            draft.sheet.answers = both;
            self.held[at].base = Some(revision);
        }
    }

    fn is_finished(&self, id: ResponseId) -> bool {
        self.has_result(&id.to_string())
    }

    fn has_result(&self, id: &str) -> bool {
        let mut found = false;
        self.each_key(RESULT, &mut |key| found |= key.ends_with(id) && last(key) == id);
        found
    }

    /// Removes a draft.
    pub fn remove_draft(&mut self, draft: &Draft) -> Removed {
        self.take(&draft_key(draft))
    }

    // Results

    /// One result: `None` when it isn't here.
    ///
    /// # Errors
    /// Why it can't be read.
    pub fn result(&self, id: ResponseId) -> Option<Result<Complete, Code>> {
        let id = id.to_string();
        let key = self.keys(RESULT).into_iter().find(|key| last(key) == id)?;
        Some(match self.open(&key)? {
            Ok((Saved::Complete(complete), _)) => Ok(complete),
            Ok(_) => Err(Code::Garbled),
            Err(code) => Err(code),
        })
    }

    /// When each activity was last finished, read from the keys alone.
    #[must_use]
    pub fn last_done(&self) -> Table<Millis> {
        let mut latest = Table::new();
        self.each_key(RESULT, &mut |key| {
            let mut parts = key[RESULT.len()..].split('/');
            if let (Some(activity), Some(Ok(finished))) = (parts.next(), parts.next().map(str::parse::<Millis>)) {
                let known = latest.get_or_insert(activity, 0);
                *known = finished.max(*known);
            }
        });
        latest
    }

    /// Changes a result's name, note or commitments, starting from what is stored now.
    pub fn change_result(&mut self, current: &Complete, change: impl Fn(&mut Complete)) -> Complete {
        let key = result_key(current);
        let mut complete = match self.open(&key) {
            Some(Ok((Saved::Complete(stored), _))) => stored,
            _ => current.clone(),
        };
        change(&mut complete);
        self.save(&key, &Saved::Complete(complete.clone()));
        complete
    }

    /// Removes a result.
    pub fn remove_result(&mut self, complete: &Complete) -> Removed {
        self.take(&result_key(complete))
    }

    /// Puts back what was removed. What has come into its place meanwhile stays.
    pub fn put_back(&mut self, removed: Removed) {
        for (key, text) in removed.0 {
            if self.text(&key).is_none() {
                self.put(&key, text);
            }
        }
    }

    // Settings

    /// A setting.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<String> {
        self.text(&[SETTING, name].concat())
    }

    /// Keeps a setting.
    pub fn set(&mut self, name: &str, value: &str) {
        self.put(&[SETTING, name].concat(), value.to_owned());
    }

    // The whole

    /// All records that can't be read, here or moved aside.
    #[must_use]
    pub fn unreadable(&self) -> Vec<Unreadable> {
        [DRAFT, RESULT, CODE, ASIDE]
            .iter()
            .flat_map(|start| self.keys(start))
            .filter_map(|key| {
                let text = self.text(&key)?;
                let read =
                    if codes::is_code(&key) { codes::read(&text).map(drop) } else { saved::read(&text).map(drop) };
                let code = match read {
                    Err(code) => code,
                    Ok(()) if key.starts_with(ASIDE) => Code::Garbled,
                    Ok(()) => return None,
                };
                Some(Unreadable { key, text, code })
            })
            .collect()
    }

    /// What is stored, in numbers.
    #[must_use]
    pub fn usage(&self) -> Usage {
        let unreadable = self.unreadable();
        let count = |start: &str| {
            self.keys(start).len() - unreadable.iter().filter(|record| record.key.starts_with(start)).count()
        };
        let bytes = self
            .keys("")
            .iter()
            .map(|key| self.prefix.len() + key.len() + self.text(key).map_or(0, |text| text.len()))
            .sum();
        let [drafts, results, codes] = [DRAFT, RESULT, CODE].map(count);
        Usage { drafts, results, codes, unreadable: unreadable.len(), bytes }
    }

    /// Every record as it is stored, by key: what a backup holds. Settings stay out.
    #[must_use]
    pub fn everything(&self) -> Vec<(String, String)> {
        self.keys("")
            .into_iter()
            .filter(|key| !key.starts_with(SETTING))
            .filter_map(|key| self.text(&key).map(|text| (key, text)))
            .collect()
    }

    /// The stored text of the response with this id, in whichever state.
    #[must_use]
    pub fn stored(&self, id: ResponseId) -> Vec<String> {
        let id = id.to_string();
        [RESULT, DRAFT]
            .iter()
            .flat_map(|start| self.keys(start))
            .filter(|key| last(key) == id)
            .filter_map(|key| self.text(&key))
            .collect()
    }

    /// Adds a response from a backup. Never replaces one: the caller has made sure its id is free.
    /// `false` when it could only be held in memory.
    pub fn add(&mut self, saved: &Saved, text: String) -> bool {
        let key = key_of(saved);
        self.text(&key).is_some() || self.put(&key, text)
    }

    /// Removes everything of this site: records, records set aside, settings.
    pub fn remove_everything(&mut self) {
        self.held.clear();
        let keys = self.keys("");
        let outcomes: Vec<Result<(), Code>> = keys.iter().map(|key| self.drop_key(key)).collect();
        self.flush();
        self.note_trouble(outcomes.into_iter().find_map(Result::err));
    }

    // Keys and texts

    /// This site's keys that begin with `start`, without the prefix.
    fn keys(&self, start: &str) -> Vec<String> {
        let mut keys = Vec::new();
        self.each_key(start, &mut |key| keys.push(key.to_owned()));
        keys
    }

    /// The same, without copying them.
    fn each_key(&self, start: &str, act: &mut dyn FnMut(&str)) {
        let stored = self.store.keys().unwrap_or_default();
        let own = || stored.iter().filter_map(|key| key.strip_prefix(self.prefix.as_str()));
        let is_stored = |held: &str| own().any(|key| key == held);
        own().filter(|key| key.starts_with(start)).for_each(&mut *act);
        for Held { key, .. } in self.held.iter().filter(|held| held.key.starts_with(start) && !is_stored(&held.key)) {
            act(key);
        }
    }

    fn full(&self, key: &str) -> String {
        [&self.prefix, key].concat()
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.held.iter().find(|held| held.key == key) {
            Some(held) => Some(held.text.clone()),
            None => self.store.read(&self.full(key)).ok().flatten(),
        }
    }

    fn open(&self, key: &str) -> Option<Result<(Saved, u64), Code>> {
        self.text(key).map(|text| saved::read(&text))
    }

    /// Saves one revision above what is stored. `false` when it is only held in memory.
    fn save(&mut self, key: &str, record: &Saved) -> bool {
        let known = self.open(key).and_then(Result::ok).map_or(0, |(_, revision)| revision);
        let revision = known.max(self.stored_revision(key).unwrap_or(0)) + 1;
        self.put(key, saved::write(record, revision))
    }

    /// Stores a text and what is held from before. `false` when this text is only held in memory.
    fn put(&mut self, key: &str, text: String) -> bool {
        let (base, finishes) = match self.held.iter().position(|held| held.key == key) {
            Some(at) => {
                let before = self.held.remove(at);
                (before.base, before.finishes)
            }
            None => (self.stored_revision(key), false),
        };
        self.held.push(Held { key: key.to_owned(), text, base, finishes });
        self.flush();
        !self.held.iter().any(|held| held.key == key)
    }

    fn stored_revision(&self, key: &str) -> Option<u64> {
        let text = self.store.read(&self.full(key)).ok()??;
        saved::read(&text).ok().map(|(_, revision)| revision)
    }

    /// Tries to store everything that is held; whatever fails stays held.
    fn flush(&mut self) {
        let mut trouble = None;
        for held in std::mem::take(&mut self.held) {
            match self.settle(&held) {
                Ok(()) if held.finishes => self.drop_draft_of(&held.key, &held.text),
                Ok(()) => {}
                Err(code) => {
                    trouble = Some(code);
                    self.held.push(held);
                }
            }
        }
        self.trouble = None;
        self.note_trouble(trouble);
    }

    /// Stores what is held, at no cost to what stands there.
    fn settle(&self, held: &Held) -> Result<(), Code> {
        let Held { key, text, base, .. } = held;
        let Some(there) = self.store.read(&self.full(key))? else { return self.write(key, text) };
        let Ok((ours, _)) = saved::read(text) else { return self.write(key, text) };
        let Ok((theirs, revision)) = saved::read(&there) else {
            // What can't be read moves aside, word for word, and only then makes way.
            self.set_aside(key, &there)?;
            return self.write(key, text);
        };
        if *base == Some(revision) || ours.covers(&theirs) {
            self.write(key, text)
        } else if theirs.covers(&ours) {
            Ok(())
        } else {
            // Another tab has saved while this one was held, and neither holds all of the other's words.
            let copy = ours.copy();
            self.write(&key_of(&copy), &saved::write(&copy, 1))
        }
    }

    fn note_trouble(&mut self, found: Option<Code>) {
        let denied = self.denied.then_some(Code::StorageDenied);
        self.trouble = found.or(denied).or(self.trouble);
    }

    /// Writes a text and reads it back.
    fn write(&self, key: &str, text: &str) -> Result<(), Code> {
        let full = self.full(key);
        self.store.write(&full, text)?;
        match self.store.read(&full)? {
            Some(read) if read == text => Ok(()),
            _ => Err(Code::NotVerified),
        }
    }

    /// Keeps a text that can't be read under a key of its own; once, however often it turns up.
    fn set_aside(&self, key: &str, text: &str) -> Result<(), Code> {
        let sum = crc32(&[text.as_bytes()]);
        for number in sum.. {
            let aside = format!("{ASIDE}{number:08x}/{key}");
            match self.store.read(&self.full(&aside))? {
                Some(known) if known == text => return Ok(()),
                Some(_) => {}
                None => return self.write(&aside, text),
            }
        }
        Err(Code::StorageFull)
    }

    /// Removes the draft that a stored result came from. Words that came into it since, in another tab, stay
    /// as a draft of their own.
    fn drop_draft_of(&mut self, key: &str, result: &str) {
        let mut parts = key[RESULT.len()..].split('/');
        let draft_key = [DRAFT, parts.next().unwrap_or_default(), "/", last(key)].concat();
        let (Some(Ok((draft, _))), Ok((result, _))) = (self.open(&draft_key), saved::read(result)) else { return };
        if !result.covers(&draft) {
            let copy = draft.copy();
            if self.write(&key_of(&copy), &saved::write(&copy, 1)).is_err() {
                return;
            }
        }
        // A draft that can't be removed stays beside its result, and is not shown.
        let _ = self.drop_key(&draft_key);
    }

    fn take(&mut self, key: &str) -> Removed {
        let removed = self.text(key).map(|text| (key.to_owned(), text));
        let dropped = self.drop_key(key);
        self.flush();
        self.note_trouble(dropped.err());
        Removed(removed.into_iter().collect())
    }

    fn drop_key(&mut self, key: &str) -> Result<(), Code> {
        self.held.retain(|held| held.key != key);
        self.store.remove(&self.full(key))
    }
}

/// Where a response is stored.
pub(super) fn key_of(saved: &Saved) -> String {
    match saved {
        Saved::Draft(draft) => draft_key(draft),
        Saved::Complete(complete) => result_key(complete),
    }
}

fn draft_key(draft: &Draft) -> String {
    format!("{DRAFT}{}/{}", draft.sheet.activity, draft.sheet.id)
}

fn result_key(complete: &Complete) -> String {
    format!("{RESULT}{}/{}/{}", complete.sheet.activity, complete.finished, complete.sheet.id)
}

/// The activity that a draft's key names.
fn drafted(key: &str) -> &str {
    key[DRAFT.len()..].split('/').next().unwrap_or_default()
}

/// The last part of a key: the response's id.
fn last(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}
