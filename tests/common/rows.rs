//! Rows and tasks, written short.

use roundtable::domain::activity::Activity;
use roundtable::domain::block::Answers;
use roundtable::domain::insight::remarks;
use roundtable::domain::rows::Row;

/// Rows as a line: `id cell=text, cell=text | id …`. A `_` is a blank, and nothing is left out.
pub fn rows(line: &str) -> Vec<Row> {
    let row = |text: &str| {
        let (id, cells) = text.split_once(' ').unwrap_or((text, ""));
        let cells = cells.split(", ").filter_map(|cell| cell.split_once('='));
        Row { id: id.to_owned(), cells: cells.map(|(name, text)| (name.to_owned(), text.replace('_', " "))).collect() }
    };
    line.split('|').map(str::trim).filter(|text| !text.is_empty()).map(row).collect()
}

/// Whether this insight has something to say about the answers.
pub fn says(activity: &Activity, answers: &Answers, insight: &str) -> bool {
    remarks(activity, answers).iter().any(|remark| remark.id == insight)
}

/// The task of this kind and id in an activity: `task!(activity, Board "map")`.
#[allow(unused_macros, reason = "each test takes what it needs")]
macro_rules! task {
    ($activity:expr, $kind:ident $id:expr) => {
        match $activity.block($id) {
            Some(roundtable::domain::block::Block::Task(roundtable::domain::task::Task::$kind(task))) => task,
            other => panic!("{}: {other:?}", $id),
        }
    };
}
#[allow(unused_imports, reason = "each test takes what it needs")]
pub(crate) use task;
