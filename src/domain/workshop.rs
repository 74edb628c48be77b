//! Workshops: an agenda of activities and pauses with their times.
//!
//! A workshop is kept as a draft of the activity [`WORKSHOP`], which no file describes and no page answers, so
//! that storing, joining two tabs, undoing and backup are the same as for responses. Its agenda is the rows of
//! the block [`AGENDA`], one a slot; its name, its time and its start are the cells of the only row of the
//! block [`ABOUT`], and beside them what is settled before people are invited ([`Setting`]). [`propose`] makes an
//! agenda out of a result; [`Running`] says where a workshop that was begun stands, and [`Frozen`] which answers a
//! group result counts that was shown; of several slots with one activity each is collected by itself
//! ([`Slot::collected_as`]).

mod apart;
mod frozen;
mod inviting;
mod lines;
mod proposal;
mod running;
mod settings;

pub use apart::{set_apart, tags};
pub use frozen::Frozen;
pub use inviting::{AUDIENCES, NAMINGS, audience, invitation, least, least_of, list_block, naming};
pub use lines::{lines_of, rewritten};
pub use proposal::{Proposal, TIMES, propose};
pub use running::{Act, RUN, Running, is_for_the_wall};
pub use settings::{MOST_PEOPLE, Setting, duplicate, expected, people_of, sides};

use super::block::{self, Answers};
use super::id::ResponseId;
use super::response::{Draft, Event, Millis, Perspective, Sheet};
use super::rows::{self, Edit, MAX_ROWS, Row};

/// The activity of the drafts that hold workshops.
pub const WORKSHOP: &str = "workshop";
/// The block of the agenda.
pub const AGENDA: &str = "agenda";
/// The block of what concerns the workshop as a whole.
pub const ABOUT: &str = "about";
/// The row of [`ABOUT`].
const WHOLE: &str = "whole";

/// The longest slot, and the longest workshop that is planned, in minutes.
pub const MOST_MINUTES: u16 = 600;

/// An agenda with a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Workshop {
    /// Drawn once, kept for good.
    pub id: ResponseId,
    /// What it is called; empty while unnamed.
    pub name: String,
    /// How many minutes there are; `None` where nobody said.
    pub minutes: Option<u16>,
    /// When it begins, as `09:30`; `None` while that is open.
    pub starts: Option<String>,
    /// The result that it was planned from.
    pub from: Option<ResponseId>,
    /// What happens, in order.
    pub agenda: Vec<Slot>,
}

/// A place on the agenda.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// Drawn once, kept for good.
    pub id: String,
    /// What kind of thing happens.
    pub item: Item,
    /// What it is called. Of an activity the title it had when it was put here, for when it is no longer known.
    pub title: String,
    /// How long it takes.
    pub minutes: u16,
    /// The title of the dimension that it is for; empty where it is for none.
    pub why: String,
    /// Whether its answers are collected apart from those of another slot with the same activity.
    pub apart: bool,
}

/// What happens in a slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    /// The activity with this id.
    Activity(String),
    /// The beginning: arriving, looking at the result.
    Welcome,
    /// A pause.
    Pause,
    /// The end: who does what by when.
    Closing,
    /// Anything else.
    Own,
}

/// The words by which the kinds are stored; [`Item::Activity`] is `activity`.
const KINDS: [(&str, Item); 4] =
    [("welcome", Item::Welcome), ("pause", Item::Pause), ("closing", Item::Closing), ("own", Item::Own)];

impl Slot {
    /// As it is kept.
    #[must_use]
    pub fn row(&self) -> Row {
        let (kind, activity) = match &self.item {
            Item::Activity(id) => ("activity", id.as_str()),
            item => (KINDS.iter().find(|(_, known)| known == item).map_or("", |(word, _)| word), ""),
        };
        let minutes = self.minutes.to_string();
        Row::new(
            &self.id,
            &[
                ("kind", kind),
                ("activity", activity),
                ("title", &self.title),
                ("minutes", &minutes),
                ("why", &self.why),
                (apart::APART, if self.apart { "1" } else { "" }),
            ],
        )
    }

    /// What a row says. A kind that this version does not know is shown by its title.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let kind = row.cell("kind");
        let item = match kind {
            "activity" => Item::Activity(row.cell("activity").to_owned()),
            _ => KINDS.iter().find(|(word, _)| *word == kind).map_or(Item::Own, |(_, item)| item.clone()),
        };
        Self {
            id: row.id.clone(),
            item,
            title: row.cell("title").to_owned(),
            minutes: minutes_of(row.cell("minutes")).unwrap_or(0),
            why: row.cell("why").to_owned(),
            apart: !row.cell(apart::APART).is_empty(),
        }
    }
}

/// The minutes that a text says: a whole number from 1 to [`MOST_MINUTES`].
#[must_use]
pub fn minutes_of(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes))
}

impl Workshop {
    /// The workshop that a draft holds.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Self {
        let about = rows::row(block::rows(&sheet.answers, ABOUT), WHOLE);
        let cell = |name: &str| about.map_or("", |row| row.cell(name)).trim();
        Self {
            id: sheet.id,
            name: cell("name").to_owned(),
            minutes: minutes_of(cell("minutes")),
            starts: Some(cell("starts")).filter(|text| minutes_after_midnight(text).is_some()).map(str::to_owned),
            from: ResponseId::parse(cell("from")),
            agenda: apart::agenda_of(block::rows(&sheet.answers, AGENDA)),
        }
    }

    /// A draft that holds this workshop.
    #[must_use]
    pub fn begin(&self, now: Millis) -> Draft {
        let sheet = Sheet {
            id: self.id,
            activity: WORKSHOP.to_owned(),
            fingerprint: 0,
            perspective: Perspective::Own,
            seat: None,
            about: String::new(),
            started: now,
            answers: Answers::new(),
        };
        let mut draft = Draft { sheet, changed: now, place: 0 };
        let text = |minutes: u16| minutes.to_string();
        for (cell, words) in [
            ("name", self.name.clone()),
            ("minutes", self.minutes.map(text).unwrap_or_default()),
            ("starts", self.starts.clone().unwrap_or_default()),
            ("from", self.from.map(|id| id.to_string()).unwrap_or_default()),
        ] {
            draft.apply(about(cell, &words), now);
        }
        let mut agenda = self.agenda.clone();
        set_apart(&mut agenda);
        let edits = agenda.iter().map(|slot| Edit::Put { row: slot.row(), at: None }).collect();
        draft.apply(Event::Edited { block: AGENDA.to_owned(), edits }, now);
        draft
    }

    /// How long everything takes, in minutes.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.agenda.iter().map(|slot| u32::from(slot.minutes)).sum()
    }

    /// How many minutes are left of those there are; negative when it is too much. `None` where nobody said
    /// how many there are.
    #[must_use]
    pub fn spare(&self) -> Option<i64> {
        self.minutes.map(|minutes| i64::from(minutes) - i64::from(self.total()))
    }

    /// After how many minutes each slot begins.
    #[must_use]
    pub fn begins(&self) -> Vec<u32> {
        let mut passed = 0;
        let begin = |slot: &Slot| {
            let begin = passed;
            passed += u32::from(slot.minutes);
            begin
        };
        self.agenda.iter().map(begin).collect()
    }

    /// The time of day so many minutes after the start, as `09:30`. `None` while the start is open.
    #[must_use]
    pub fn clock(&self, minutes: u32) -> Option<String> {
        let at = minutes_after_midnight(self.starts.as_deref()?)? + minutes;
        Some(time_of_day(at))
    }

    /// Where something new goes: to the end, but before the closing round.
    #[must_use]
    pub fn place_for_new(&self) -> usize {
        let closes = self.agenda.last().is_some_and(|slot| slot.item == Item::Closing);
        self.agenda.len() - usize::from(closes)
    }

    /// The ids of the activities on the agenda, each once.
    #[must_use]
    pub fn activities(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for slot in &self.agenda {
            match &slot.item {
                Item::Activity(id) if !ids.contains(&id.as_str()) => ids.push(id),
                _ => {}
            }
        }
        ids
    }

    /// Whether the agenda takes another slot.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.agenda.len() < MAX_ROWS
    }
}

/// The time so many minutes after a midnight, as `09:30`.
#[must_use]
pub fn time_of_day(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// The minutes from midnight to a time such as `09:30`; `None` for what is no time of the day.
#[must_use]
pub fn minutes_after_midnight(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let part = |text: &str, below: u32| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|number| digits && *number < below)
    };
    Some(part(hours, 24)? * 60 + part(minutes, 60)?)
}

// Changes

/// What happens to a workshop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// It is called so; an empty name takes the name away.
    Named(String),
    /// It has so many minutes, as a text; an empty one leaves that open.
    Timed(String),
    /// It begins at this time, such as `09:30`; an empty text leaves that open.
    Starts(String),
    /// Something is settled, as a text; an empty one leaves it open.
    Set(Setting, String),
    /// A slot is called so.
    Titled(String, String),
    /// A slot takes so many minutes.
    Lasts(String, u16),
    /// A slot is put in at this place, from 0.
    Added(Slot, usize),
    /// A slot goes to this place, from 0.
    Moved(String, usize),
    /// A slot goes.
    Removed(String),
    /// Another agenda takes the place of this one, for so many minutes.
    Proposed(u16, Vec<Slot>),
}

fn about(cell: &str, text: &str) -> Event {
    let edit = Edit::Write { row: WHOLE.to_owned(), cell: cell.to_owned(), text: text.to_owned() };
    Event::Edited { block: ABOUT.to_owned(), edits: vec![edit] }
}

impl Change {
    /// What changes in the draft. Nothing where a slot is meant that is gone.
    #[must_use]
    pub fn events(&self, answers: &Answers) -> Vec<Event> {
        let known = block::rows(answers, AGENDA);
        let agenda = |edits: Vec<Edit>| vec![Event::Edited { block: AGENDA.to_owned(), edits }];
        let settled = |edit: Edit| apart::settled(known).into_iter().chain([edit]).collect();
        let write = |row: &str, cell: &str, text: &str| Edit::Write {
            row: row.to_owned(),
            cell: cell.to_owned(),
            text: text.to_owned(),
        };
        match self {
            Self::Named(name) => vec![about("name", name)],
            Self::Timed(minutes) => vec![about("minutes", minutes)],
            Self::Starts(time) => vec![about("starts", time)],
            Self::Set(setting, text) => vec![about(setting.cell(), text)],
            Self::Titled(slot, _) | Self::Lasts(slot, _) | Self::Moved(slot, _) | Self::Removed(slot)
                if rows::row(known, slot).is_none() =>
            {
                Vec::new()
            }
            Self::Titled(slot, title) => agenda(vec![write(slot, "title", &title.replace(['\r', '\n'], " "))]),
            Self::Lasts(slot, minutes) => agenda(vec![write(slot, "minutes", &minutes.to_string())]),
            Self::Added(slot, at) => {
                let repeats = apart::agenda_of(known).iter().any(|known| slot.repeats(known));
                let row = Slot { apart: slot.apart || repeats, ..slot.clone() }.row();
                agenda(settled(Edit::Put { row, at: Some(*at) }))
            }
            Self::Moved(slot, to) => agenda(settled(Edit::Move { row: slot.clone(), to: *to })),
            Self::Removed(slot) => {
                let mut events = agenda(settled(Edit::Remove { row: slot.clone() }));
                events.extend(apart::gone(known, |id| id == slot));
                events
            }
            Self::Proposed(minutes, slots) => {
                let mut slots = slots.clone();
                set_apart(&mut slots);
                let gone = known.iter().map(|row| Edit::Remove { row: row.id.clone() });
                let come = slots.iter().map(|slot| Edit::Put { row: slot.row(), at: None });
                let mut events = agenda(gone.chain(come).collect());
                events.push(about("minutes", &minutes.to_string()));
                events.extend(apart::gone(known, |_| true));
                events
            }
        }
    }
}

/// What takes the events of one change back, which is about to happen to these answers. Each of the events is
/// about a block of its own.
#[must_use]
pub fn undoing(events: &[Event], answers: &Answers) -> Vec<Event> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Edited { block, edits } => {
                let edits = rows::undoing(block::rows(answers, block), edits);
                Some(Event::Edited { block: block.clone(), edits })
            }
            _ => None,
        })
        .collect()
}
