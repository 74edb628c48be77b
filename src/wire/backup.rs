//! The backup file: every record of a site, word for word, and how one is merged into another browser.
//!
//! **Invariant:** restoring never overwrites or removes anything (`tests/backup.rs`). What is here
//! already stays; what differs is put beside it as a copy; restoring twice adds nothing the second time.

use serde_json::{Map, Value};

use super::records::{Records, codes, key_of};
use super::saved::{self, Saved};
use crate::domain::problem::{Code, Problem};
use crate::domain::response::{Complete, Millis};

/// The largest backup that is read, in bytes: far above what a browser's local storage holds.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

const FORMAT: &str = "roundtable-backup";

/// What restoring a backup would do, to be shown before it is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// When the backup was made.
    pub made: Millis,
    /// Records to be added, most of them under their own id.
    pub add: Vec<Addition>,
    /// How many are here already, word for word.
    pub same: usize,
    /// How many are here in a later state; the backup's earlier one is left out.
    pub earlier: usize,
    /// Codes from other devices that are not here, as they are stored, by key.
    pub codes: Vec<(String, String)>,
    /// Keys of records that can't be read.
    pub unreadable: Vec<String>,
}

impl Plan {
    /// Whether restoring would add nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.codes.is_empty()
    }
}

/// A record that restoring adds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addition {
    /// The response.
    pub saved: Saved,
    /// Its text as it will be stored.
    text: String,
    /// Whether something else stands here under its id, so that it is added as a copy.
    pub beside: bool,
}

/// Writes the backup of everything in `records`. Version 1 of the file is an object: `format`, `version`,
/// `made` (milliseconds since 1970) and `records`, the stored texts by key.
#[must_use]
pub fn write(records: &Records, now: Millis) -> String {
    write_these(records.everything(), now)
}

/// Writes a backup of one response, to be given to another device.
#[must_use]
pub fn write_one(saved: &Saved, now: Millis) -> String {
    write_these(vec![(key_of(saved), saved::write(saved, 1))], now)
}

fn write_these(records: Vec<(String, String)>, now: Millis) -> String {
    let mut by_key = Map::new();
    for (key, text) in records {
        by_key.insert(key, text.into());
    }
    let mut file = Map::new();
    file.insert("format".to_owned(), FORMAT.into());
    file.insert("version".to_owned(), 1.into());
    file.insert("made".to_owned(), now.into());
    file.insert("records".to_owned(), Value::Object(by_key));
    Value::Object(file).to_string()
}

/// The finished responses in a backup that can be read.
///
/// # Errors
/// What is wrong with the file.
pub fn finished_in(name: &str, text: &str) -> Result<Vec<Complete>, Problem> {
    let (_, by_key) = parse(name, text)?;
    let finished = |(_, text): (String, Value)| match saved::read(text.as_str()?) {
        Ok((Saved::Complete(complete), _)) => Some(complete),
        _ => None,
    };
    Ok(by_key.into_iter().filter_map(finished).collect())
}

/// When a backup was made, and its records by key.
fn parse(name: &str, text: &str) -> Result<(Millis, Map<String, Value>), Problem> {
    if text.len() > MOST_BYTES {
        return Err(Problem::of_file(Code::TooLarge, name).expected((MOST_BYTES / 1024 / 1024).to_string()));
    }
    let not_ours = |found: String| Problem::of_file(Code::NotABackup, name).found(found);
    let mut file: Value = serde_json::from_str(text).map_err(|error| not_ours(error.to_string()))?;
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(not_ours("format".to_owned()));
    }
    let Some(version) = file.get("version").and_then(Value::as_u64) else {
        return Err(not_ours("version".to_owned()));
    };
    if version != 1 {
        return Err(Problem::of_file(Code::FromNewerVersion, name).found(version.to_string()));
    }
    let made = file.get("made").and_then(Value::as_u64).unwrap_or(0);
    match file.get_mut("records").map(Value::take) {
        Some(Value::Object(by_key)) => Ok((made, by_key)),
        _ => Err(not_ours("records".to_owned())),
    }
}

/// Reads a backup and works out what restoring it would do. Nothing is changed.
///
/// # Errors
/// What is wrong with the file.
pub fn plan(records: &Records, name: &str, text: &str) -> Result<Plan, Problem> {
    let (made, by_key) = parse(name, text)?;
    let mut plan = Plan { made, add: Vec::new(), same: 0, earlier: 0, codes: Vec::new(), unreadable: Vec::new() };
    for (key, text) in by_key {
        if codes::is_code(&key) {
            sort_code_in(&mut plan, records, key, text);
            continue;
        }
        match text.as_str().map(|text| (text, saved::read(text))) {
            Some((text, Ok((saved, revision)))) => sort_in(&mut plan, records, saved, revision, text.to_owned()),
            _ => plan.unreadable.push(key),
        }
    }
    Ok(plan)
}

/// A code is the same wherever it is kept: its key ends with its checksum.
fn sort_code_in(plan: &mut Plan, records: &Records, key: String, text: Value) {
    match text.as_str().filter(|text| codes::read(text).is_ok()) {
        None => plan.unreadable.push(key),
        Some(_) if records.keeps(&key) => plan.same += 1,
        Some(text) => plan.codes.push((key, text.to_owned())),
    }
}

fn sort_in(plan: &mut Plan, records: &Records, saved: Saved, revision: u64, text: String) {
    let here = known(plan, records, &saved);
    if here.is_empty() {
        plan.add.push(Addition { saved, text, beside: false });
    } else if here.contains(&text) {
        plan.same += 1;
    } else if here.iter().any(|other| is_later(other, &saved, revision)) {
        plan.earlier += 1;
    } else {
        let copy = saved.copy();
        if known(plan, records, &copy).is_empty() {
            let text = saved::write(&copy, 1);
            plan.add.push(Addition { saved: copy, text, beside: true });
        } else {
            plan.same += 1;
        }
    }
}

/// What stands under a response's id here, or would by what the plan adds already.
fn known(plan: &Plan, records: &Records, saved: &Saved) -> Vec<String> {
    let place = key_of(saved);
    let planned = plan.add.iter().filter(|add| key_of(&add.saved) == place).map(|add| add.text.clone());
    records.stored(saved.sheet().id).into_iter().chain(planned).collect()
}

/// Whether `here` is the same response in a later state: finished since, or saved more often, with
/// nothing of the backup's words and answers missing.
fn is_later(here: &str, saved: &Saved, revision: u64) -> bool {
    let Ok((here, here_revision)) = saved::read(here) else { return false };
    let finished_since = matches!((&here, saved), (Saved::Complete(_), Saved::Draft(_)));
    (finished_since || here_revision > revision) && here.covers(saved)
}

/// Adds what the plan says. Returns how many records could be stored and how many only held in memory.
pub fn restore(records: &mut Records, plan: Plan) -> (usize, usize) {
    let mut stored = 0;
    let mut held = 0;
    let mut count = |is_stored: bool| if is_stored { stored += 1 } else { held += 1 };
    for addition in plan.add {
        count(records.add(&addition.saved, addition.text));
    }
    for (key, text) in plan.codes {
        count(records.add_code(&key, text));
    }
    (stored, held)
}
