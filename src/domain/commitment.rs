//! Commitments: who does what by when, of all responses together, and those that were added by hand.
//!
//! A commitment is kept where it was made: as a row of its response (see
//! [`Commitments`](super::task::Commitments)). What is added by hand belongs to no activity: it is kept as
//! a row of a draft of the activity [`BY_HAND`], which no file describes and no page opens, so that storing,
//! joining and backup are the same for all. Days are texts as `2026-11-22`, which sort as they are.

use super::activity::Activity;
use super::block::{self, Answer, Answers, Block};
use super::id::ResponseId;
use super::order::{pair_key, sorted};
use super::response::{Draft, Millis, Perspective, Sheet};
use super::rows::{self, Edit, MAX_ROWS, Row};
use super::task::{STATES, State, Task, is_day};

/// The activity of the drafts that hold what was added by hand.
pub const BY_HAND: &str = "by-hand";
/// The block of those drafts.
pub const BY_HAND_BLOCK: &str = "commitments";

/// Who does what by when, and where it was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commitment {
    /// The response that holds it.
    pub response: ResponseId,
    /// The activity of the response; [`BY_HAND`] for one that was added by hand.
    pub activity: String,
    /// The block within it.
    pub block: String,
    /// The row within the block.
    pub row: String,
    /// What will be done.
    pub what: String,
    /// Who does it; empty where nobody was named.
    pub who: String,
    /// The day, as `2026-11-22`.
    pub by: Option<String>,
    /// What has become of it.
    pub state: State,
    /// Why it was dropped.
    pub reason: String,
    /// The title of the activity.
    pub from: String,
    /// What or whom the response is about; empty while unnamed.
    pub about: String,
}

/// Where a commitment stands in the list. The order of the variants is the order of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// Open, and its day is over.
    Overdue,
    /// Open, with a day to come.
    Coming,
    /// Open, without a day.
    Undated,
    /// Kept.
    Done,
    /// Given up.
    Dropped,
}

impl Commitment {
    fn of(row: &Row, sheet: &Sheet, block: &str, from: &str) -> Self {
        let cell = |name: &str| row.cell(name).trim().to_owned();
        let state = cell("state");
        Self {
            response: sheet.id,
            activity: sheet.activity.clone(),
            block: block.to_owned(),
            row: row.id.clone(),
            what: cell("what"),
            who: cell("who"),
            by: Some(cell("by")).filter(|day| is_day(day)),
            state: STATES.iter().find(|(word, _)| *word == state).map_or(State::Open, |(_, state)| *state),
            reason: cell("reason"),
            from: from.to_owned(),
            about: sheet.about.clone(),
        }
    }

    /// Whether it is open and its day is over.
    #[must_use]
    pub fn is_overdue(&self, today: &str) -> bool {
        self.state == State::Open && self.by.as_deref().is_some_and(|day| day < today)
    }

    /// Whether it was added by hand.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        self.activity == BY_HAND
    }

    /// Where it stands in the list.
    #[must_use]
    pub fn place(&self, today: &str) -> Place {
        match self.state {
            State::Open if self.is_overdue(today) => Place::Overdue,
            State::Open if self.by.is_some() => Place::Coming,
            State::Open => Place::Undated,
            State::Done => Place::Done,
            State::Dropped => Place::Dropped,
        }
    }

    /// Where it was said: the activity, and what the response is about.
    #[must_use]
    pub fn source(&self) -> String {
        if self.about.is_empty() { self.from.clone() } else { [&self.from, ": ", &self.about].concat() }
    }
}

// Gathering

/// Whether a response may hold commitments; which of its rows are some, only its activity says.
#[must_use]
pub fn may_hold(answers: &Answers) -> bool {
    answers.iter().any(|(_, answer)| matches!(answer, Answer::Rows(_)))
}

/// The commitments in a response to this activity.
#[must_use]
pub fn gather(activity: &Activity, sheet: &Sheet) -> Vec<Commitment> {
    let mut found = Vec::new();
    for block in activity.blocks() {
        if let Block::Task(Task::Commitments(task)) = block {
            let rows = task.filled(block::rows(&sheet.answers, &task.id));
            found.extend(rows.map(|row| Commitment::of(row, sheet, &task.id, &activity.title)));
        }
    }
    found
}

/// The commitments in a draft of what was added by hand; `from` says so in words.
#[must_use]
pub fn gather_by_hand(sheet: &Sheet, from: &str) -> Vec<Commitment> {
    block::rows(&sheet.answers, BY_HAND_BLOCK)
        .iter()
        .filter(|row| !row.cell("what").trim().is_empty())
        .map(|row| Commitment::of(row, sheet, BY_HAND_BLOCK, from))
        .collect()
}

/// The list in its order: what is overdue, what has a day, what has none, what is done, what was dropped;
/// within each the earliest day first.
#[must_use]
pub fn in_order(list: Vec<Commitment>, today: &str) -> Vec<Commitment> {
    sorted(list, |commitment| {
        let day = commitment.by.iter().flat_map(|day| day.bytes()).filter(u8::is_ascii_digit);
        let number = day.fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
        pair_key(commitment.place(today) as u64, number)
    })
}

// By hand

/// An empty draft for what is added by hand.
#[must_use]
pub fn begin_by_hand(id: ResponseId, now: Millis) -> Draft {
    let sheet = Sheet {
        id,
        activity: BY_HAND.to_owned(),
        fingerprint: 0,
        perspective: Perspective::Own,
        seat: None,
        about: String::new(),
        started: now,
        answers: Answers::new(),
    };
    Draft { sheet, changed: now, place: 0 }
}

/// Whether such a draft takes another row.
#[must_use]
pub fn has_room(draft: &Draft) -> bool {
    block::rows(&draft.sheet.answers, BY_HAND_BLOCK).len() < MAX_ROWS
}

// Changes

/// What happens to a commitment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// It is kept.
    Done,
    /// It stands again.
    Reopened,
    /// It gets another day, or none.
    Moved(String),
    /// It is said in other words, or another person does it. Without words it would be none: then those that
    /// were there stay.
    Reworded {
        /// What will be done.
        what: String,
        /// Who does it; empty for nobody in particular.
        who: String,
    },
    /// It is given up, for this reason.
    Dropped(String),
    /// It is taken out: for one that was added by hand.
    Removed,
}

impl Change {
    /// What changes in the rows. A row that is dropped has its reason first.
    #[must_use]
    pub fn edits(&self, row: &str) -> Vec<Edit> {
        let write = |cell: &str, text: &str| Edit::Write {
            row: row.to_owned(),
            cell: cell.to_owned(),
            text: text.trim().to_owned(),
        };
        let stands = |state: State, reason: &str| {
            let word = STATES.iter().find(|(_, known)| *known == state).map_or("", |(word, _)| word);
            vec![write("reason", reason), write("state", word)]
        };
        match self {
            Self::Done => stands(State::Done, ""),
            Self::Reopened => stands(State::Open, ""),
            Self::Moved(day) => vec![write("by", day)],
            Self::Reworded { what, who } if what.trim().is_empty() => vec![write("who", who)],
            Self::Reworded { what, who } => vec![write("what", what), write("who", who)],
            Self::Dropped(reason) => stands(State::Dropped, reason),
            Self::Removed => vec![Edit::Remove { row: row.to_owned() }],
        }
    }

    /// What takes the change to a row back; `None` when there is no such row.
    #[must_use]
    pub fn undoing(&self, row: &str, rows: &[Row]) -> Option<Vec<Edit>> {
        let at = rows.iter().position(|known| known.id == row)?;
        let known = &rows[at];
        let back = self.edits(row).into_iter().map(|edit| match edit {
            Edit::Write { row, cell, .. } => {
                let text = known.cell(&cell).to_owned();
                Edit::Write { row, cell, text }
            }
            _ => Edit::Put { row: known.clone(), at: Some(at) },
        });
        Some(back.collect())
    }
}

/// Applies changes to the rows of a block.
pub fn apply(answers: &mut Answers, block: &str, edits: &[Edit]) {
    if let Answer::Rows(list) = answers.get_or_insert(block, Answer::Rows(Vec::new())) {
        for edit in edits {
            rows::apply(list, edit.clone());
        }
        if list.is_empty() {
            answers.remove(block);
        }
    }
}
