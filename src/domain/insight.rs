//! Remarks on what was made, shown as the answers make them true.

use super::activity::Activity;
use super::block::{Answers, Block};
use super::task::{Made, Task};

/// A remark that is shown while a count is below or above a bound.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Insight {
    /// Id within the activity.
    pub id: String,
    /// The block whose content is counted.
    pub block: String,
    /// What is counted.
    pub count: Count,
    /// It is shown below this count, once the block has content.
    pub below: Option<u16>,
    /// It is shown above this count.
    pub above: Option<u16>,
    /// The remark.
    pub say: String,
    /// Whether it praises; otherwise it points something out.
    pub praises: bool,
}

/// What is counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Count {
    /// Everything in the block: filled rows, cards, points that were spent, hands.
    All,
    /// Rows of a list whose choice in this column is that option.
    Rows {
        /// The column.
        column: String,
        /// The option.
        is: String,
    },
    /// Cards in this zone.
    Cards {
        /// The zone.
        zone: String,
    },
}

impl Insight {
    /// Whether the remark is true of what was made.
    #[must_use]
    pub fn holds(&self, made: &Made<'_>) -> bool {
        let Some(Block::Task(task)) = made.activity.block(&self.block) else { return false };
        let all = content(task, made);
        let counted = match (&self.count, task) {
            (Count::Rows { column, is }, Task::Entries(entries)) => entries.count(made.rows(&self.block), column, is),
            (Count::Cards { zone }, Task::Board(board)) => board.count(made, zone),
            _ => all,
        };
        let below = self.below.is_some_and(|bound| all > 0 && counted < usize::from(bound));
        let above = self.above.is_some_and(|bound| counted > usize::from(bound));
        below || above
    }
}

/// How much there is in a block.
fn content(task: &Task, made: &Made<'_>) -> usize {
    let rows = made.rows(task.id());
    match task {
        Task::Entries(entries) => entries.filled(rows).count(),
        Task::Board(board) => board.cards(made).iter().filter(|card| card.zone.is_some()).count(),
        Task::Allocate(allocate) => allocate.spent(made) as usize,
        Task::Matrix(matrix) => matrix.progress(made).0,
        Task::Sentence(sentence) => sentence.count(rows),
        Task::Commitments(commitments) => commitments.filled(rows).count(),
        Task::Consent(consent) => consent.counts(rows).iter().sum(),
        Task::Talk(talk) => usize::from(talk.taken(rows)),
        Task::Rank(rank) => {
            made.options(&rank.options).iter().filter(|(id, _)| rows.iter().any(|row| row.id == *id)).count()
        }
    }
}

/// The remarks that are true now, in the author's order.
#[must_use]
pub fn remarks<'a>(activity: &'a Activity, answers: &'a Answers) -> Vec<&'a Insight> {
    let made = Made { activity, answers };
    activity.insights.iter().filter(|insight| insight.holds(&made)).collect()
}
