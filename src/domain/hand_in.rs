//! What a participant hands in: the answers to one activity, without anything else that the device knows.
//!
//! **Invariant:** the private note never goes in. **Invariant:** the answers stand by the marks of their blocks
//! ([`super::mark`]), not by their ids: a device with another copy of the activity takes the blocks that still
//! ask the same, wherever they stand, and says how many do not ([`Fitted::unknown`]).

use super::activity::Activity;
use super::block::{Answer, Answers, Block};
use super::id::{ResponseId, Tag};
use super::mark::marks;
use super::order::sorted;
use super::response::{DAY, Millis, Perspective, Sheet, named};
use super::rows::Row;
use super::table::Table;

/// The longest name that goes in, in characters.
pub const MAX_NAME: usize = 60;
/// The most sides that a workshop can compare.
pub const MAX_SIDES: usize = 8;
/// 1 January 2020, counted in days from 1970-01-01: the first day that a code can say.
pub const FIRST_DAY: u32 = 18_262;
/// The last day that a code can say, in 2064.
pub const LAST_DAY: u32 = FIRST_DAY + (1 << 14) - 1;

/// The day of a moment, counted from 1970-01-01 UTC, as far as a code can say it.
#[must_use]
pub fn day_of(moment: Millis) -> u32 {
    u32::try_from(moment / DAY).unwrap_or(LAST_DAY).clamp(FIRST_DAY, LAST_DAY)
}

/// Noon of a day, UTC: a moment that is on that day nearly everywhere.
#[must_use]
pub fn noon_of(day: u32) -> Millis {
    Millis::from(day) * DAY + DAY / 2
}

/// A name as it is handed in: one line without control characters, at most [`MAX_NAME`] characters.
#[must_use]
pub fn name_of(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name: String = named(&text).chars().take(MAX_NAME).collect();
    name.trim_end().to_owned()
}

/// One person's answers to one activity, on the way to the facilitator.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HandIn {
    /// Stays the same for a person and an activity in a workshop: a correction keeps it.
    pub id: ResponseId,
    /// From 1; a correction has a higher one.
    pub revision: u32,
    /// The workshop; `None` for what is handed in without one.
    pub workshop: Option<Tag>,
    /// The activity's id.
    pub activity: String,
    /// The day, counted from 1970-01-01, from [`FIRST_DAY`] to [`LAST_DAY`]. No finer: the minute would tell who
    /// it was.
    pub day: u32,
    /// Through whose eyes.
    pub perspective: Perspective,
    /// Who it is from; empty for nobody in particular.
    pub name: String,
    /// Which of the workshop's sides the person belongs to, from 0.
    pub side: Option<u8>,
    /// The blocks that were answered, by rising mark.
    pub blocks: Vec<HandedBlock>,
}

/// The answer to one block.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HandedBlock {
    /// The block's mark: 14 bits.
    pub mark: u16,
    /// What was answered.
    pub answer: Handed,
}

/// What was answered, by place instead of by id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Handed {
    /// Scale and poles: the point of every item; 0 is open.
    Points(Vec<u8>),
    /// Choice: of every option whether it is chosen.
    Chosen(Vec<bool>),
    /// Text: the words.
    Words(String),
    /// A task: its rows.
    Rows(Vec<Row>),
}

/// What stands on a hand-in beside the answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The workshop.
    pub workshop: Option<Tag>,
    /// Drawn once for a person and an activity in a workshop.
    pub id: ResponseId,
    /// From 1.
    pub revision: u32,
    /// The day, counted from 1970-01-01.
    pub day: u32,
    /// Who it is from; empty for nobody in particular.
    pub name: String,
    /// Which of the workshop's sides the person belongs to, from 0.
    pub side: Option<u8>,
}

/// The answers of a hand-in, as this copy of the activity understands them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fitted {
    /// What fits.
    pub answers: Answers,
    /// How many blocks were answered that this copy does not have, or asks differently.
    pub unknown: usize,
}

impl HandIn {
    /// What is handed in of a response: the answers that the activity asks for.
    #[must_use]
    pub fn of(activity: &Activity, sheet: &Sheet, heading: Heading) -> Self {
        let answered = activity.blocks().zip(marks(activity)).filter_map(|(block, mark)| {
            let answer = block.fitting(sheet.answers.get(block.id())?)?;
            Some(HandedBlock { mark, answer: handed(block, answer) })
        });
        Self {
            id: heading.id,
            revision: heading.revision.max(1),
            workshop: heading.workshop,
            activity: activity.id.clone(),
            day: heading.day.clamp(FIRST_DAY, LAST_DAY),
            perspective: sheet.perspective,
            name: name_of(&heading.name),
            side: heading.side.filter(|side| usize::from(*side) < MAX_SIDES),
            blocks: sorted(answered.collect(), |block| u128::from(block.mark)),
        }
    }

    /// Adds what the same person answered elsewhere in the activity. What is here already stays.
    pub(super) fn join(&mut self, blocks: Vec<HandedBlock>) {
        for block in blocks {
            if let Err(place) = self.blocks.binary_search_by_key(&block.mark, |known| known.mark) {
                self.blocks.insert(place, block);
            }
        }
    }

    /// The answers that this copy of the activity understands.
    #[must_use]
    pub fn answers(&self, activity: &Activity) -> Fitted {
        let marks = marks(activity);
        let mut fitted = Fitted { answers: Answers::new(), unknown: 0 };
        for handed in &self.blocks {
            let block = marks.iter().position(|mark| *mark == handed.mark).and_then(|at| activity.blocks().nth(at));
            match block.and_then(|block| Some((block, block.fitting(&answer(block, &handed.answer)?)?))) {
                Some((block, answer)) => fitted.answers.insert(block.id().to_owned(), answer),
                None => fitted.unknown += 1,
            }
        }
        fitted
    }

    /// The answers to all but the blocks with items, likewise: what [`HandIn::points`] leaves out.
    #[must_use]
    pub fn others(&self, activity: &Activity) -> Answers {
        // Most have none: then the marks are not even looked at.
        if self.blocks.iter().all(|block| matches!(block.answer, Handed::Points(_))) {
            return Answers::new();
        }
        let fitted = self.answers(activity).answers;
        let others = fitted.iter().filter(|(_, answer)| !matches!(answer, Answer::Points(_)));
        others.cloned().collect()
    }

    /// The same as a response of this copy of the activity, for [`super::together::Group`].
    #[must_use]
    pub fn sheet(&self, activity: &Activity) -> Sheet {
        Sheet {
            id: self.id,
            activity: activity.id.clone(),
            fingerprint: activity.fingerprint(),
            perspective: self.perspective,
            about: self.name.clone(),
            seat: None,
            started: Millis::from(self.day) * DAY,
            answers: self.answers(activity).answers,
        }
    }

    /// Writes the point of every item into `out`, in the order of [`Activity::items`]; 0 where an item is open,
    /// or its block is not known. Takes no memory: ten thousand hand-ins are read in a few milliseconds.
    pub fn points(&self, layout: &Layout, out: &mut [u8]) {
        out.fill(0);
        for handed in &self.blocks {
            let (Handed::Points(points), Some(laid)) = (&handed.answer, layout.block(handed.mark)) else { continue };
            let scale = &layout.points[laid.from..laid.from + laid.items];
            if points.len() != scale.len() {
                continue;
            }
            for ((out, point), most) in out.iter_mut().skip(laid.from).zip(points).zip(scale) {
                *out = if point <= most { *point } else { 0 };
            }
        }
    }
}

fn handed(block: &Block, answer: Answer) -> Handed {
    match answer {
        Answer::Points(points) => {
            Handed::Points(block.items().iter().map(|item| points.get(item.id).copied().unwrap_or(0)).collect())
        }
        Answer::Chosen(ids) => Handed::Chosen(block.options().iter().map(|option| ids.contains(&option.id)).collect()),
        Answer::Words(words) => Handed::Words(words),
        Answer::Rows(rows) => Handed::Rows(rows),
    }
}

/// The way back; `None` where it was another number of items or options.
fn answer(block: &Block, handed: &Handed) -> Option<Answer> {
    match handed {
        Handed::Points(points) => {
            let items = block.items();
            let pairs = items.iter().zip(points).filter(|(_, point)| **point > 0);
            let by_item: Table<u8> = pairs.map(|(item, point)| (item.id.to_owned(), *point)).collect();
            (items.len() == points.len()).then_some(Answer::Points(by_item))
        }
        Handed::Chosen(chosen) => {
            let options = block.options();
            let pairs = options.iter().zip(chosen).filter(|(_, chosen)| **chosen);
            let ids = pairs.map(|(option, _)| option.id.clone()).collect();
            (options.len() == chosen.len()).then_some(Answer::Chosen(ids))
        }
        Handed::Words(words) => Some(Answer::Words(words.clone())),
        Handed::Rows(rows) => Some(Answer::Rows(rows.clone())),
    }
}

/// Where the items of an activity stand in a list of all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    blocks: Vec<Laid>,
    /// Of every item how many points it has.
    points: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Laid {
    mark: u16,
    /// The place of the first item.
    from: usize,
    items: usize,
}

impl Layout {
    /// The layout of an activity: made once, used for all hand-ins.
    #[must_use]
    pub fn of(activity: &Activity) -> Self {
        let mut layout = Self { blocks: Vec::new(), points: Vec::new() };
        for (block, mark) in activity.blocks().zip(marks(activity)) {
            let items = block.items();
            if !items.is_empty() {
                layout.blocks.push(Laid { mark, from: layout.points.len(), items: items.len() });
                layout.points.extend(items.iter().map(|item| item.points));
            }
        }
        layout
    }

    /// How many items there are.
    #[must_use]
    pub fn items(&self) -> usize {
        self.points.len()
    }

    fn block(&self, mark: u16) -> Option<Laid> {
        self.blocks.iter().find(|block| block.mark == mark).copied()
    }
}
