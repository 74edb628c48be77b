//! Running a workshop: where on the agenda the room is, since when, and what the wall shows.
//!
//! Kept like everything else of a workshop, as the only row of the block [`RUN`], so that the facilitator's
//! screen and the wall, two windows of one browser, follow the same record. Moments are stored and the rest is
//! computed from them each time one looks: it is right after a sleep and after a reload.

use super::{MOST_MINUTES, Slot, WHOLE, Workshop, audience};
use crate::domain::block;
use crate::domain::invitation::Audience;
use crate::domain::response::{Event, Millis, Sheet};
use crate::domain::rows::{self, Edit, Row};
use crate::domain::timer::{State, Timer};

/// The block that says how a workshop is run.
pub const RUN: &str = "run";

const MINUTE: Millis = 60_000;
/// The most that a slot is given beyond its minutes.
const MOST_EXTRA: Millis = MOST_MINUTES as Millis * MINUTE;

/// A workshop that was begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Running {
    /// When it began.
    pub began: Millis,
    /// When it ended; `None` while it runs.
    pub ended: Option<Millis>,
    /// The id of the slot that is on.
    pub slot: String,
    /// The place of that slot when it came on, from 0: what has come there stands for it once it is gone.
    pub at: usize,
    /// The step of the slot's activity that the room is at, from 0.
    pub step: usize,
    /// When the slot began.
    pub since: Millis,
    /// Since when its clock stands still; `None` while it runs.
    pub paused: Option<Millis>,
    /// For how long its clock stood still in earlier pauses, in milliseconds.
    pub rested: Millis,
    /// What it was given beyond its minutes on the agenda, in milliseconds.
    pub extra: Millis,
    /// Whether the wall shows the group result of the slot. Never where people were promised that only the facilitator
    /// sees it.
    pub revealed: bool,
}

impl Running {
    /// How the workshop of a draft is run; `None` while it was not begun.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Option<Self> {
        let row = rows::row(block::rows(&sheet.answers, RUN), WHOLE)?;
        let number = |cell: &str| row.cell(cell).parse::<Millis>().ok();
        Some(Self {
            began: number("began")?,
            ended: number("ended"),
            slot: row.cell("slot").to_owned(),
            at: row.cell("at").parse().unwrap_or(0),
            step: row.cell("step").parse().unwrap_or(0),
            since: number("since")?,
            paused: number("paused"),
            rested: number("rested").unwrap_or(0),
            extra: number("extra").unwrap_or(0).min(MOST_EXTRA),
            revealed: row.cell("revealed") == "yes" && is_for_the_wall(sheet),
        })
    }

    /// As it is kept.
    #[must_use]
    pub fn row(&self) -> Row {
        let moment = |when: Option<Millis>| when.map(|when| when.to_string()).unwrap_or_default();
        Row::new(
            WHOLE,
            &[
                ("began", &self.began.to_string()),
                ("ended", &moment(self.ended)),
                ("slot", &self.slot),
                ("at", &self.at.to_string()),
                ("step", &self.step.to_string()),
                ("since", &self.since.to_string()),
                ("paused", &moment(self.paused)),
                ("rested", &self.rested.to_string()),
                ("extra", &self.extra.to_string()),
                ("revealed", if self.revealed { "yes" } else { "" }),
            ],
        )
    }

    /// The place of the slot that is on, from 0. `None` when it was taken off the agenda.
    #[must_use]
    pub fn place(&self, plan: &Workshop) -> Option<usize> {
        plan.agenda.iter().position(|slot| slot.id == self.slot)
    }

    /// The slot that is on. `None` when it was taken off the agenda.
    #[must_use]
    pub fn slot<'a>(&self, plan: &'a Workshop) -> Option<&'a Slot> {
        plan.agenda.get(self.place(plan)?)
    }

    /// The slot that comes next; `None` at the end.
    #[must_use]
    pub fn next<'a>(&self, plan: &'a Workshop) -> Option<&'a Slot> {
        plan.agenda.get(self.place(plan).map_or(self.at, |place| place + 1))
    }

    /// The clock of the slot: its minutes on the agenda and what it was given beyond them.
    #[must_use]
    pub fn clock(&self, slot: &Slot) -> Timer {
        let whole = MINUTE * Millis::from(slot.minutes) + self.extra;
        let ends = self.since.saturating_add(self.rested).saturating_add(whole);
        let state = match self.still_since() {
            Some(still) => State::Still { left: ends.saturating_sub(still).min(whole) },
            None => State::Running { ends },
        };
        Timer { whole, state }
    }

    /// What is left of the slot, in milliseconds.
    #[must_use]
    pub fn left(&self, slot: &Slot, now: Millis) -> Millis {
        self.clock(slot).left(now)
    }

    /// For how long the slot has gone on beyond its time, in milliseconds.
    #[must_use]
    pub fn over(&self, slot: &Slot, now: Millis) -> Millis {
        let passed = self.still_since().unwrap_or(now).saturating_sub(self.since).saturating_sub(self.rested);
        passed.saturating_sub(self.clock(slot).whole)
    }

    /// How long everything has taken so far, pauses included, in milliseconds.
    #[must_use]
    pub fn elapsed(&self, now: Millis) -> Millis {
        self.ended.unwrap_or(now).saturating_sub(self.began)
    }

    /// By how many minutes the slot that is on will end later than the agenda has it, counted from when the
    /// workshop really began; negative when it will end earlier. The slot is taken to need all of its time, and
    /// no more than that once it is over. Rounded to the nearest minute.
    #[must_use]
    pub fn ahead_or_behind(&self, plan: &Workshop, now: Millis) -> i64 {
        let (done, end) = match (self.ended, self.place(plan)) {
            (Some(ended), _) => (plan.agenda.len(), ended),
            (None, Some(place)) => {
                let left = plan.agenda.get(place).map_or(0, |slot| self.left(slot, now));
                (place + 1, now.saturating_add(left))
            }
            // Nobody knows how long it will go on: until now.
            (None, None) => (self.at, now),
        };
        let planned: u32 = plan.agenda.iter().take(done).map(|slot| u32::from(slot.minutes)).sum();
        let signed = |millis: Millis| i64::try_from(millis).unwrap_or(i64::MAX);
        let planned = signed(Millis::from(planned) * MINUTE);
        let late = signed(end).saturating_sub(signed(self.began)).saturating_sub(planned);
        late.saturating_add(signed(MINUTE / 2)).div_euclid(signed(MINUTE))
    }

    fn still_since(&self) -> Option<Millis> {
        match (self.paused, self.ended) {
            (Some(paused), Some(ended)) => Some(paused.min(ended)),
            (paused, ended) => paused.or(ended),
        }
    }

    fn begin_slot(&mut self, slot: &Slot, at: usize, now: Millis) {
        *self = Self::at_begin_of(slot, at, self.began, now);
    }

    /// At the begin of a slot, which stands at this place, in a workshop that began then.
    fn at_begin_of(slot: &Slot, at: usize, began: Millis, now: Millis) -> Self {
        Self {
            began,
            ended: None,
            slot: slot.id.clone(),
            at,
            step: 0,
            since: now,
            paused: None,
            rested: 0,
            extra: 0,
            revealed: false,
        }
    }
}

/// Whether the wall may show group results: everybody was promised to see them.
#[must_use]
pub fn is_for_the_wall(sheet: &Sheet) -> bool {
    audience(sheet) == Audience::Everybody
}

/// What the facilitator does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// Begins with the first slot; anew where it was ended before.
    Start,
    /// Goes on to the next slot; from the last to the end.
    Next,
    /// Goes back to the slot before, whose clock begins anew; from the end to where it was.
    Back,
    /// Goes to the slot with this id.
    To(String),
    /// Goes to this step of the slot's activity, from 0.
    Step(usize),
    /// Stops the clock of the slot.
    Pause,
    /// Lets it go on.
    Resume,
    /// Gives the slot another minute; one that is over has a minute from now on.
    Minute,
    /// Shows the group result of the slot on the wall.
    Reveal,
    /// Takes it off the wall.
    Hide,
    /// Ends the workshop.
    End,
}

impl Act {
    /// What changes in the draft of the workshop. Nothing where there is nothing to do: a workshop that was
    /// not begun, a slot that is gone, a clock that stands still already.
    #[must_use]
    pub fn events(&self, sheet: &Sheet, now: Millis) -> Vec<Event> {
        let known = Running::of(sheet);
        match self.after(&Workshop::of(sheet), known.clone(), now) {
            Some(after) if after.revealed && !is_for_the_wall(sheet) => Vec::new(),
            Some(after) if known.as_ref() != Some(&after) => {
                let edits = vec![Edit::Put { row: after.row(), at: None }];
                vec![Event::Edited { block: RUN.to_owned(), edits }]
            }
            _ => Vec::new(),
        }
    }

    fn after(&self, plan: &Workshop, known: Option<Running>, now: Millis) -> Option<Running> {
        if *self == Self::Start {
            return start(plan, known, now);
        }
        let mut running = known?;
        let is_on = running.ended.is_none();
        match self {
            Self::Start => {}
            Self::Next if is_on => {
                let place = running.place(plan).map_or(running.at, |place| place + 1);
                match plan.agenda.get(place) {
                    Some(slot) => running.begin_slot(slot, place, now),
                    None => running.ended = Some(now),
                }
            }
            Self::Back if is_on => {
                let place = running.place(plan).unwrap_or(running.at).checked_sub(1)?;
                running.begin_slot(plan.agenda.get(place)?, place, now);
            }
            // As if it had stood still meanwhile.
            Self::Back => {
                let ended = running.ended.take()?;
                if running.paused.is_none() {
                    running.rested = running.rested.saturating_add(now.saturating_sub(ended));
                }
            }
            Self::To(id) => {
                let place = plan.agenda.iter().position(|slot| slot.id == *id)?;
                running.begin_slot(plan.agenda.get(place)?, place, now);
            }
            Self::Step(step) => running.step = *step,
            Self::Pause if is_on && running.paused.is_none() => running.paused = Some(now),
            Self::Resume if is_on => {
                let paused = running.paused.take()?;
                running.rested = running.rested.saturating_add(now.saturating_sub(paused));
            }
            Self::Minute if is_on => {
                // What is over gets a minute from now on.
                let over = running.slot(plan).map_or(0, |slot| running.over(slot, now));
                running.extra = running.extra.saturating_add(over).saturating_add(MINUTE).min(MOST_EXTRA);
            }
            Self::Reveal => running.revealed = true,
            Self::Hide => running.revealed = false,
            Self::End if is_on => running.ended = Some(now),
            _ => return None,
        }
        Some(running)
    }
}

fn start(plan: &Workshop, known: Option<Running>, now: Millis) -> Option<Running> {
    let first = plan.agenda.first()?;
    if known.is_some_and(|running| running.ended.is_none()) {
        return None;
    }
    Some(Running::at_begin_of(first, 0, now, now))
}
