//! A circle: several people who do one activity on one device.
//!
//! The steps of an activity say who does them ([`Who`]): all together, everybody alone, or two sides apart.
//! Steps in a row with the same answer are a *stage*. The circle itself is a response of its own
//! ([`Perspective::Circle`]): it holds what is made together, and at which stage the circle is. What is done
//! alone or apart is a response for every person or side, which has a [`Seat`] in the circle; the pages show
//! none of these while others still answer.
//!
//! A circle may be for a slot of a workshop: then it says so, and with whoever sits down it keeps the name and the side
//! that the workshop asks for. Its answers are handed in there ([`hand_ins`]), and it shows nothing of them itself.
//!
//! Whoever sits down gets the rows of the lists that were made together, with the same ids, so that
//! everybody's private answers are about the same things.

use std::ops::Range;

use super::activity::{Activity, Kind, Mode, Step, Who};
use super::block::{Answer, Answers, Block};
use super::hand_in::{HandIn, Heading, day_of};
use super::id::{ResponseId, Tag};
use super::invitation::Naming;
use super::mirror;
use super::response::{Complete, Draft, Event, Millis, Perspective, Sheet};
use super::rows::{self, Edit, Row};
use super::task::{Board, Task};

/// The block that holds where the circle is: no author can choose this name.
const STATE: &str = ":circle";
const STAGE: &str = "stage";
const SHOWN: &str = "shown";
/// The row of that block that holds the slot that the circle is for. A row for each person has the id of what they
/// answered.
const PLACE: &str = "slot";
const WORKSHOP: &str = "workshop";
const SLOT: &str = "slot";
const NAME: &str = "name";
const SIDE: &str = "side";

/// The place of a response in a circle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seat {
    /// The circle's own response.
    pub circle: ResponseId,
    /// The stage that it answers, from 0.
    pub stage: u8,
}

/// Steps in a row that are done by the same people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stage {
    /// By whom.
    pub who: Who,
    /// Indices of the steps.
    pub steps: Range<usize>,
}

/// The stages of an activity, in order. An assessment is one: everybody answers alone.
#[must_use]
pub fn stages(activity: &Activity) -> Vec<Stage> {
    if activity.kind == Kind::Assessment {
        return vec![Stage { who: Who::Each, steps: 0..activity.steps.len() }];
    }
    let mut all: Vec<Stage> = Vec::new();
    for (at, step) in activity.steps.iter().enumerate() {
        match all.last_mut() {
            Some(last) if last.who == step.who => last.steps.end = at + 1,
            _ => all.push(Stage { who: step.who, steps: at..at + 1 }),
        }
    }
    all
}

/// Whether several people can do an activity on one device, one after another.
#[must_use]
pub fn is_for_circles(activity: &Activity) -> bool {
    let company = activity.modes.iter().any(|mode| *mode != Mode::Solo);
    company && (activity.kind == Kind::Assessment || activity.steps.iter().any(|step| step.who != Who::Together))
}

/// From how many answers on what everybody answered alone is shown: three, so that nobody's answer can be
/// told from the group's; two where the activity is for two, or for two sides.
#[must_use]
pub fn least(activity: &Activity, stage: &Stage) -> usize {
    let for_two = stage.who == Who::Sides || !activity.modes.contains(&Mode::Group);
    if for_two { 2 } else { 3 }
}

/// The steps that a response goes through: all of them, or those of its stage.
#[must_use]
pub fn steps_of(activity: &Activity, sheet: &Sheet) -> Range<usize> {
    let of = |stage: usize| stages(activity).get(stage).map_or(0..0, |stage| stage.steps.clone());
    match (sheet.seat, sheet.perspective) {
        (Some(seat), _) => of(seat.stage.into()),
        (None, Perspective::Circle) => of(Standing::of(sheet).stage),
        (None, Perspective::Own | Perspective::Partner) => 0..activity.steps.len(),
    }
}

/// The blocks of some steps.
pub fn blocks_of(activity: &Activity, steps: Range<usize>) -> impl Iterator<Item = &Block> {
    activity.steps.get(steps).unwrap_or_default().iter().flat_map(|step: &Step| &step.blocks)
}

/// Where a circle is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The stage, from 0; one beyond the last when everything is done.
    pub stage: usize,
    /// Whether everybody has answered in this stage and the answers are shown.
    pub shown: bool,
}

impl Standing {
    /// Where the circle with this sheet is.
    #[must_use]
    pub fn of(circle: &Sheet) -> Self {
        let row = state_row(circle, STATE);
        let cell = |name| row.map_or("", |row| row.cell(name));
        Self { stage: cell(STAGE).parse().unwrap_or(0), shown: !cell(SHOWN).is_empty() }
    }

    /// What brings a circle here.
    #[must_use]
    pub fn event(self) -> Event {
        let shown = if self.shown { "1" } else { "" };
        state(Row::new(STATE, &[(STAGE, &self.stage.to_string()), (SHOWN, shown)]))
    }
}

/// Carries over where a circle is into what is kept when it is finished, so that nothing of it is missing there.
pub(super) fn keep_state(circle: &Sheet, kept: &mut Answers) {
    if let Some(state) = circle.answers.get(STATE) {
        kept.insert(STATE.to_owned(), state.clone());
    }
}

/// A new circle.
#[must_use]
pub fn begin(activity: &Activity, id: ResponseId, now: Millis) -> Draft {
    let mut draft = Draft::begin(activity, id, Perspective::Circle, now);
    draft.apply(Standing { stage: 0, shown: false }.event(), now);
    draft
}

/// A new circle for a slot of a workshop, by its id.
#[must_use]
pub fn begin_for(activity: &Activity, workshop: ResponseId, slot: &str, id: ResponseId, now: Millis) -> Draft {
    let mut draft = begin(activity, id, now);
    let row = Row::new(PLACE, &[(WORKSHOP, &workshop.to_string()), (SLOT, slot)]);
    draft.apply(state(row), now);
    draft
}

fn state(row: Row) -> Event {
    Event::Edited { block: STATE.to_owned(), edits: vec![Edit::Put { row, at: None }] }
}

fn state_row<'a>(circle: &'a Sheet, id: &str) -> Option<&'a Row> {
    rows::row(super::block::rows(&circle.answers, STATE), id)
}

/// The workshop and the slot that a circle is for; `None` for one that is for no workshop.
#[must_use]
pub fn slot_of(circle: &Sheet) -> Option<(ResponseId, &str)> {
    let row = state_row(circle, PLACE)?;
    Some((ResponseId::parse(row.cell(WORKSHOP))?, row.cell(SLOT)))
}

/// What keeps the name and the side of somebody who sits down, by the id of their answers.
#[must_use]
pub fn told(id: ResponseId, name: &str, side: Option<u8>) -> Event {
    let side = side.map(|side| side.to_string()).unwrap_or_default();
    state(Row::new(&id.to_string(), &[(NAME, name), (SIDE, &side)]))
}

/// What people in a circle hand in to the workshop with this tag, of which they were promised this and which has so many
/// sides: the same however often it is taken in. `seated` stand in the order in which they were finished.
///
/// Who answers in several stages is one person: an answer to a later stage goes, as a newer revision, with one to an
/// earlier stage under the same name; without names with the next one. Figures are of each block by itself, and so
/// right whoever it goes with.
#[must_use]
pub fn hand_ins(
    activity: &Activity,
    circle: &Sheet,
    seated: &[Complete],
    (tag, naming, sides): (Tag, Naming, usize),
) -> Vec<HandIn> {
    let hand_in = |complete: &Complete| {
        let row = state_row(circle, &complete.sheet.id.to_string());
        let heading = Heading {
            workshop: Some(tag),
            id: complete.sheet.id,
            revision: 1,
            day: day_of(complete.finished),
            name: row.filter(|_| naming != Naming::Anonymous).map_or("", |row| row.cell(NAME)).to_owned(),
            side: row.and_then(|row| row.cell(SIDE).parse().ok()).filter(|side| usize::from(*side) < sides),
        };
        HandIn::of(activity, &complete.sheet, heading)
    };
    let mut people: Vec<(u8, HandIn)> = Vec::new();
    for complete in seated {
        let (stage, one) = (complete.sheet.seat.map_or(0, |seat| seat.stage), hand_in(complete));
        match people.iter_mut().find(|(known, person)| *known < stage && person.name == one.name) {
            Some((known, person)) => {
                *known = stage;
                person.revision += 1;
                person.join(one.blocks);
            }
            None => people.push((stage, one)),
        }
    }
    people.into_iter().map(|(_, person)| person).collect()
}

/// An empty answer for the next person or side, with the lists that were made together.
#[must_use]
pub fn sit_down(activity: &Activity, circle: &Sheet, id: ResponseId, now: Millis) -> Draft {
    let stage = Standing::of(circle).stage;
    let mut draft = Draft::begin(activity, id, Perspective::Own, now);
    // An activity has far fewer steps than a byte counts.
    draft.sheet.seat = Some(Seat { circle: circle.id, stage: stage as u8 });
    let steps = steps_of(activity, &draft.sheet);
    draft.place = steps.start as u16;
    let own: Vec<&str> = blocks_of(activity, steps.clone()).map(Block::id).collect();
    for block in blocks_of(activity, steps) {
        let Block::Task(task) = block else { continue };
        for source in task.sources().into_iter().filter(|source| !own.contains(source)) {
            let rows = super::block::rows(&circle.answers, source);
            if !rows.is_empty() {
                draft.sheet.answers.insert(source.to_owned(), Answer::Rows(rows.to_vec()));
            }
        }
    }
    draft
}

/// The board that two sides lay against each other after this stage, where there is one.
#[must_use]
pub fn mirrored<'a>(activity: &'a Activity, stage: &Stage) -> Option<&'a Board> {
    blocks_of(activity, stage.steps.clone()).find_map(|block| match block {
        Block::Task(Task::Board(board)) if stage.who == Who::Sides && board.mirror.is_some() => Some(board),
        _ => None,
    })
}

/// What happens when the circle leaves a stage for the next: after a mirror, the wishes go into the list in
/// which they are answered.
#[must_use]
pub fn go_on(activity: &Activity, circle: &Sheet, members: &[&Sheet]) -> Vec<Event> {
    let at = Standing::of(circle).stage;
    let mut events = Vec::new();
    if let Some(board) = stages(activity).get(at).and_then(|stage| mirrored(activity, stage))
        && let Some(list) = board.mirror.as_ref().and_then(|mirror| mirror.list.as_deref())
        && let Some(entries) = activity.entries(list)
        && let Some(column) = entries.columns.first()
    {
        let known = super::block::rows(&circle.answers, list);
        let edits: Vec<Edit> = mirror::lay(activity, board, members, circle)
            .wishes
            .iter()
            .filter(|wish| wish.met_by.is_none() && rows::row(known, wish.id).is_none())
            .map(|wish| Edit::Put { row: Row::new(wish.id, &[(&column.id, wish.text)]), at: None })
            .collect();
        if !edits.is_empty() {
            events.push(Event::Edited { block: list.to_owned(), edits });
        }
    }
    events.push(Standing { stage: at + 1, shown: false }.event());
    events
}
