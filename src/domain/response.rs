//! One person's answers to one activity: a draft while it can change, complete when it is finished.
//!
//! **Invariant:** only a [`Complete`] can be scored; the only way to one is [`Draft::finish`].

use super::activity::Activity;
use super::block::{Answer, Answers, Block, MAX_TEXT, point};
use super::circle::{self, Seat};
use super::id::ResponseId;
use super::rows::{self, Edit};
use super::table::Table;

/// The longest name ("about") of a response, in characters.
pub const MAX_ABOUT: usize = 120;

/// A moment: milliseconds since 1970-01-01 UTC.
pub type Millis = u64;

/// A day's length.
pub const DAY: Millis = 24 * 60 * 60 * 1_000;

/// Through whose eyes the answers are given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Perspective {
    /// One's own view.
    #[default]
    Own,
    /// As I think my partner would answer.
    Partner,
    /// What a circle does together: see [`super::circle`].
    Circle,
}

/// What a draft and a complete response have in common.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Drawn once, kept for good.
    pub id: ResponseId,
    /// The activity it answers.
    pub activity: String,
    /// [`Activity::fingerprint`] of the questions that were answered.
    pub fingerprint: u32,
    /// Through whose eyes.
    pub perspective: Perspective,
    /// What or whom it is about, in the person's words; empty while unnamed.
    pub about: String,
    /// The place in a circle of what one of several people answered on this device.
    pub seat: Option<Seat>,
    /// When it was begun.
    pub started: Millis,
    /// The answers so far.
    pub answers: Answers,
}

/// A response that can still change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// The answers and what they belong to.
    pub sheet: Sheet,
    /// When it was last changed.
    pub changed: Millis,
    /// The screen where the person stopped: an index into [`screens`].
    pub place: u16,
}

/// A finished response. Only its name, its note and its commitments can change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Complete {
    /// The answers and what they belong to.
    pub sheet: Sheet,
    /// When it was finished.
    pub finished: Millis,
    /// A private note; never exported unless asked for, never handed in.
    pub note: String,
}

/// What happened to a draft. One event is one save.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// An item got a point, or was opened again (`None`).
    ChosePoint {
        /// The block's id.
        block: String,
        /// The item's id.
        item: String,
        /// The point, from 1.
        point: Option<u8>,
    },
    /// Options were chosen; an empty list opens the question again.
    ChoseOptions {
        /// The block's id.
        block: String,
        /// The ids chosen.
        ids: Vec<String>,
    },
    /// Words were written; an empty text opens the question again.
    Wrote {
        /// The block's id.
        block: String,
        /// The words.
        words: String,
    },
    /// The rows of a task were changed.
    Edited {
        /// The block's id.
        block: String,
        /// The changes, in order.
        edits: Vec<Edit>,
    },
    /// Another screen was opened.
    Turned {
        /// The screen.
        place: u16,
    },
}

impl Draft {
    /// An empty draft.
    #[must_use]
    pub fn begin(activity: &Activity, id: ResponseId, perspective: Perspective, now: Millis) -> Self {
        Self {
            sheet: Sheet {
                id,
                activity: activity.id.clone(),
                fingerprint: activity.fingerprint(),
                perspective,
                about: String::new(),
                seat: None,
                started: now,
                answers: Answers::new(),
            },
            changed: now,
            place: 0,
        }
    }

    /// Applies what happened. Texts are cut at [`MAX_TEXT`] characters, which the fields hold as well.
    pub fn apply(&mut self, event: Event, now: Millis) {
        self.changed = now;
        let answers = &mut self.sheet.answers;
        match event {
            Event::ChosePoint { block, item, point } => {
                let entry = answers.get_or_insert(&block, Answer::Points(Table::new()));
                if let Answer::Points(points) = entry {
                    match point {
                        Some(point) => points.insert(item, point),
                        None => points.remove(&item),
                    };
                    if points.is_empty() {
                        answers.remove(&block);
                    }
                }
            }
            Event::ChoseOptions { block, ids } => {
                if ids.is_empty() {
                    answers.remove(&block);
                } else {
                    answers.insert(block, Answer::Chosen(ids));
                }
            }
            Event::Wrote { block, words } => {
                if words.trim().is_empty() {
                    answers.remove(&block);
                } else {
                    answers.insert(block, Answer::Words(words.chars().take(MAX_TEXT).collect()));
                }
            }
            Event::Edited { block, edits } => {
                let entry = answers.get_or_insert(&block, Answer::Rows(Vec::new()));
                if let Answer::Rows(list) = entry {
                    for edit in edits {
                        rows::apply(list, edit);
                    }
                    if list.is_empty() {
                        answers.remove(&block);
                    }
                }
            }
            Event::Turned { place } => self.place = place,
        }
    }

    /// Whether nothing has been answered yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sheet.answers.is_empty()
    }

    /// How many of the activity's questions are answered, and how many there are.
    #[must_use]
    pub fn progress(&self, activity: &Activity) -> (usize, usize) {
        let all = questions(activity);
        let answered = all.iter().filter(|question| question.is_answered(&self.sheet.answers)).count();
        (answered, all.len())
    }

    /// Finishes the draft: answers that the activity no longer asks are left out, and the answer to a
    /// naming text becomes the name.
    ///
    /// # Errors
    /// The ids of the required blocks that are still open.
    pub fn finish(self, activity: &Activity, now: Millis) -> Result<Complete, Vec<String>> {
        let open: Vec<String> = missing(activity, &self.sheet).map(|block| block.id().to_owned()).collect();
        if !open.is_empty() {
            return Err(open);
        }
        let mut answers = fitting(activity, &self.sheet.answers);
        circle::keep_state(&self.sheet, &mut answers);
        let mut about = self.sheet.about;
        if about.is_empty() {
            about = activity
                .blocks()
                .filter(|block| matches!(block, Block::Text(text) if text.names))
                .find_map(|block| match answers.get(block.id()) {
                    Some(Answer::Words(words)) => Some(named(words)),
                    _ => None,
                })
                .unwrap_or_default();
        }
        let sheet = Sheet { about, answers, fingerprint: activity.fingerprint(), ..self.sheet };
        Ok(Complete { sheet, finished: now, note: String::new() })
    }
}

impl Complete {
    /// Whether two responses belong to one course over time: same activity, same eyes, same subject.
    #[must_use]
    pub fn continues(&self, other: &Self) -> bool {
        self.sheet.activity == other.sheet.activity
            && self.sheet.perspective == other.sheet.perspective
            && subject(&self.sheet.about) == subject(&other.sheet.about)
    }
}

/// A name as it is kept: trimmed, one line, at most [`MAX_ABOUT`] characters.
#[must_use]
pub fn named(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_ABOUT).collect()
}

fn subject(about: &str) -> String {
    about.trim().to_lowercase()
}

/// Whether there is something to finish, and nothing that is needed is missing.
#[must_use]
pub fn can_finish(activity: &Activity, sheet: &Sheet) -> bool {
    !sheet.answers.is_empty() && missing(activity, sheet).next().is_none()
}

/// The required blocks that are still open, in the steps that this response goes through.
fn missing<'a>(activity: &'a Activity, sheet: &'a Sheet) -> impl Iterator<Item = &'a Block> {
    circle::blocks_of(activity, circle::steps_of(activity, sheet))
        .filter(|block| !block.is_satisfied(sheet.answers.get(block.id())))
}

/// The answers that the activity still asks for.
#[must_use]
pub fn fitting(activity: &Activity, answers: &Answers) -> Answers {
    activity
        .blocks()
        .filter_map(|block| {
            let answer = block.fitting(answers.get(block.id())?)?;
            Some((block.id().to_owned(), answer))
        })
        .collect()
}

/// One screen of the flow: one thing at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Screen {
    /// The opening page of a step, with its guide.
    Opening {
        /// Index of the step.
        step: usize,
    },
    /// A question.
    Question(Question),
    /// What is still open, and the way to the result.
    Review,
}

/// Where a question stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Question {
    /// Index of the step.
    pub step: usize,
    /// Index of the block within the step.
    pub block: usize,
    /// Index of the item within a scale or poles block; 0 for the others.
    pub item: usize,
}

/// The screens of an activity in order: each step with a guide opens with it, then one screen for
/// every question, then the review.
#[must_use]
pub fn screens(activity: &Activity) -> Vec<Screen> {
    let mut all = Vec::new();
    for (index, step) in activity.steps.iter().enumerate() {
        if step.guide.is_some() || index == 0 {
            all.push(Screen::Opening { step: index });
        }
        for (block_index, block) in step.blocks.iter().enumerate() {
            let count = block.items().len().max(1);
            all.extend((0..count).map(|item| Screen::Question(Question { step: index, block: block_index, item })));
        }
    }
    all.push(Screen::Review);
    all
}

/// A question with what is needed to ask it and to tell whether it is answered.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Where it stands.
    pub question: Question,
    /// Its block.
    pub block: &'a Block,
    /// The screen's index.
    pub screen: usize,
}

impl Asked<'_> {
    /// Whether there is an answer.
    #[must_use]
    pub fn is_answered(&self, answers: &Answers) -> bool {
        match self.block.items().get(self.question.item) {
            Some(item) => point(answers, self.block.id(), item.id).is_some(),
            None => answers.get(self.block.id()).is_some_and(|answer| self.block.fitting(answer).is_some()),
        }
    }
}

/// All questions in order; a task is one.
#[must_use]
pub fn questions(activity: &Activity) -> Vec<Asked<'_>> {
    screens(activity)
        .into_iter()
        .enumerate()
        .filter_map(|(screen, kind)| match kind {
            Screen::Question(question) => {
                let block = &activity.steps[question.step].blocks[question.block];
                Some(Asked { question, block, screen })
            }
            Screen::Opening { .. } | Screen::Review => None,
        })
        .collect()
}
