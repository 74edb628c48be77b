//! A workshop in which the person of this device takes part: what was answered for it, under which name, and
//! what has been shown of it.
//!
//! Kept as a draft of the activity [`JOINED`], which no file describes and no page answers, one for each
//! workshop: its block [`PARTS`] has a row for each activity that the person was invited to.
//!
//! **Invariants** (`tests/joined.rs`): two contents are never shown under one revision: [`Part::shown`] counts on
//! as soon as answers, name, side or day differ from what was shown last. Where the invitation asks for no name,
//! none goes in, whatever was written before ([`hand_in`]).

use super::activity::Activity;
use super::block::{self, Answers, Block};
use super::hand_in::{HandIn, Heading, day_of, name_of};
use super::id::{ResponseId, Tag};
use super::invitation::{Invitation, Naming, SentList};
use super::response::{Complete, DAY, Draft, Event, Millis, Perspective, Sheet};
use super::rows::{Edit, Row};
use super::task::Task;

/// The activity of the drafts that hold joined workshops.
pub const JOINED: &str = "joined";
/// The block of what was answered.
pub const PARTS: &str = "parts";
/// The cell of the response from before a change.
const BEFORE: &str = "before";

/// One activity of a joined workshop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The activity's id.
    pub activity: String,
    /// The id under which the person hands in: drawn once, kept by corrections.
    pub hand: ResponseId,
    /// The response that is handed in, open or finished; `None` before the person begins.
    pub response: Option<ResponseId>,
    /// The finished response of which [`Self::response`] is a copy, to be changed: it counts until that one is finished,
    /// and again when that one is given up. `None` while nobody has changed anything.
    pub before: Option<ResponseId>,
    /// The name that goes in; empty for none.
    pub name: String,
    /// The side that the person belongs to, from 0.
    pub side: Option<u8>,
    /// How often another content was shown; 0 while nothing was.
    pub revision: u32,
    /// The checksum of the content that was shown last.
    pub sum: u32,
    /// Whether the person says that it was scanned.
    pub scanned: bool,
    /// The checksum of the text in which the content was sealed; 0 while it was not. Sealing again would give
    /// another text, and whoever carries it would count two.
    pub sealed: u32,
}

/// The id of the draft of the workshop with this tag: the same whichever code brought the person in.
#[must_use]
pub fn draft_id(tag: Tag) -> ResponseId {
    // Far from the ids that are drawn: all of their upper bits equal has a chance of 1 in 2^44.
    ResponseId(u64::MAX << Tag::BITS | u64::from(tag.0))
}

/// The tag of the workshop that a draft is about.
#[must_use]
pub fn tag_of(sheet: &Sheet) -> Tag {
    Tag((sheet.id.0 & ((1 << Tag::BITS) - 1)) as u32)
}

/// A draft for a workshop that the person joins.
#[must_use]
pub fn begin(tag: Tag, name: &str, now: Millis) -> Draft {
    let sheet = Sheet {
        id: draft_id(tag),
        activity: JOINED.to_owned(),
        fingerprint: 0,
        perspective: Perspective::Own,
        about: name.to_owned(),
        seat: None,
        started: now,
        answers: Answers::new(),
    };
    Draft { sheet, changed: now, place: 0 }
}

/// All parts of a joined workshop, in the order in which the person came to them.
#[must_use]
pub fn parts(sheet: &Sheet) -> Vec<Part> {
    block::rows(&sheet.answers, PARTS).iter().filter_map(Part::of).collect()
}

/// Whether a response is for a part of this joined workshop, or was before the person changed it.
#[must_use]
pub fn has_response(sheet: &Sheet, response: ResponseId) -> bool {
    let id = response.to_string();
    let is_meant = |row: &Row| ["response", BEFORE].iter().any(|cell| row.cell(cell) == id);
    block::rows(&sheet.answers, PARTS).iter().any(is_meant)
}

impl Part {
    /// A part that nobody has begun.
    #[must_use]
    pub fn new(activity: &str, hand: ResponseId) -> Self {
        Self {
            activity: activity.to_owned(),
            hand,
            response: None,
            before: None,
            name: String::new(),
            side: None,
            revision: 0,
            sum: 0,
            scanned: false,
            sealed: 0,
        }
    }

    fn of(row: &Row) -> Option<Self> {
        Some(Self {
            activity: row.id.clone(),
            hand: ResponseId::parse(row.cell("hand"))?,
            response: ResponseId::parse(row.cell("response")),
            before: ResponseId::parse(row.cell(BEFORE)),
            name: row.cell("name").to_owned(),
            side: row.cell("side").parse().ok(),
            revision: row.cell("revision").parse().unwrap_or(0),
            sum: row.cell("sum").parse().unwrap_or(0),
            scanned: !row.cell("scanned").is_empty(),
            sealed: row.cell("sealed").parse().unwrap_or(0),
        })
    }

    /// What keeps this part as it is now.
    #[must_use]
    pub fn event(&self) -> Event {
        let text = |id: Option<ResponseId>| id.map(|id| id.to_string()).unwrap_or_default();
        let row = Row::new(
            &self.activity,
            &[
                ("hand", &self.hand.to_string()),
                ("response", &text(self.response)),
                (BEFORE, &text(self.before)),
                ("name", &self.name),
                ("side", &self.side.map(|side| side.to_string()).unwrap_or_default()),
                ("revision", &self.revision.to_string()),
                ("sum", &self.sum.to_string()),
                ("scanned", if self.scanned { "1" } else { "" }),
                ("sealed", &self.sealed.to_string()),
            ],
        );
        // In its place: a correction does not move to the end.
        let edits = row.cells.iter().map(|(cell, text)| Edit::Write {
            row: row.id.clone(),
            cell: cell.clone(),
            text: text.clone(),
        });
        let empty =
            ["response", BEFORE, "name", "side", "scanned"].into_iter().filter(|cell| row.cell(cell).is_empty());
        let emptied = empty.map(|cell| Edit::Write { row: row.id.clone(), cell: cell.to_owned(), text: String::new() });
        Event::Edited { block: PARTS.to_owned(), edits: edits.chain(emptied).collect() }
    }

    /// The responses that are for it, the one that counts first: the first of them that is finished is handed in.
    pub fn responses(&self) -> impl Iterator<Item = ResponseId> {
        self.response.into_iter().chain(self.before)
    }

    /// The part as a content with this checksum is shown: under the revision that it was shown under before, or
    /// under the next one.
    #[must_use]
    pub fn shown(mut self, sum: u32) -> Self {
        if self.revision == 0 || self.sum != sum {
            self.revision += 1;
            self.sum = sum;
            self.scanned = false;
            self.sealed = 0;
        }
        self
    }
}

/// The part of a joined workshop that is about this activity.
#[must_use]
pub fn part(sheet: &Sheet, activity: &str) -> Option<Part> {
    parts(sheet).into_iter().find(|part| part.activity == activity)
}

/// The part that tells name and side for a workshop that the person joins now: the last one of a workshop with the same
/// name that was joined within a day. A slot that is collected apart goes by a tag of its own, and so looks like
/// another workshop.
#[must_use]
pub fn alike(known: &[Draft], name: &str, now: Millis) -> Option<Part> {
    let is_alike =
        |draft: &&Draft| !name.is_empty() && draft.sheet.about == name && now.saturating_sub(draft.sheet.started) < DAY;
    known.iter().filter(is_alike).find_map(|draft| parts(&draft.sheet).pop())
}

/// What is handed in of a finished response under these terms, in the workshop with this tag. The revision is
/// that of the part. The day is the one on which the response was finished: the same whenever it is shown.
#[must_use]
pub fn hand_in(activity: &Activity, complete: &Complete, part: &Part, terms: &Invitation, tag: Tag) -> HandIn {
    let heading = Heading {
        workshop: Some(tag),
        id: part.hand,
        revision: part.revision,
        day: day_of(complete.finished),
        name: if terms.naming == Naming::Anonymous { String::new() } else { part.name.clone() },
        side: part.side.filter(|side| usize::from(*side) < terms.sides.len()),
    };
    HandIn::of(activity, &complete.sheet, heading)
}

/// What keeps somebody from beginning under these terms: a name is asked for, and none is there.
#[must_use]
pub fn needs_name(part: &Part, terms: &Invitation) -> bool {
    terms.naming != Naming::Anonymous && name_of(&part.name).is_empty()
}

/// A draft in which the answers of a finished response can be changed. The response stays as it is.
#[must_use]
pub fn again(complete: &Complete, id: ResponseId, now: Millis) -> Draft {
    Draft { sheet: Sheet { id, started: now, seat: None, ..complete.sheet.clone() }, changed: now, place: 0 }
}

/// What puts a list of the room into the answers to this activity. Its rows keep their ids; rows that are there
/// already take its words and keep what else was written in them. `None` for a list that the activity has no
/// place for.
#[must_use]
pub fn take_list(activity: &Activity, list: &SentList) -> Option<Event> {
    let is_meant = list.activity == activity.id
        && matches!(activity.block(&list.block), Some(Block::Task(Task::Entries(_))))
        && list.rows.iter().any(|row| !row.cells.is_empty());
    let edits = list.rows.iter().flat_map(|row| {
        row.cells.iter().map(|(cell, text)| Edit::Write { row: row.id.clone(), cell: cell.clone(), text: text.clone() })
    });
    is_meant.then(|| Event::Edited { block: list.block.clone(), edits: edits.collect() })
}

/// Puts the lists of the room into answers that are begun, or begun anew.
pub fn take_lists(draft: &mut Draft, activity: &Activity, lists: &[SentList], now: Millis) {
    for event in lists.iter().filter_map(|list| take_list(activity, list)) {
        draft.apply(event, now);
    }
}

/// A name for the day, drawn with these bits from two lists of words, each parted by commas: the first word and
/// the second.
#[must_use]
pub fn alias<'a>(first: &'a str, second: &'a str, bits: u64) -> (&'a str, &'a str) {
    let pick = |words: &'a str, bits: u64| {
        let count = words.split(',').count() as u64;
        words.split(',').nth((bits % count) as usize).unwrap_or_default().trim()
    };
    (pick(first, bits >> 32), pick(second, bits & u64::from(u32::MAX)))
}
