//! Every shipped exercise: its tasks can be completed, what works on a list follows the list, and each
//! insight is just true and just false.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::rows::{rows, says, task};
use common::{activity, activity_ids};
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{Answer, Answers, Block};
use roundtable::domain::insight::{Count, Insight, remarks};
use roundtable::domain::response::Complete;
use roundtable::domain::rows::Row;
use roundtable::domain::task::{Cell, Made, Options, Task};
use roundtable::wire::export::{ReportWords, markdown_of_made, sections, sections_csv};

fn tasks(activity: &Activity) -> impl Iterator<Item = &Task> {
    activity.blocks().filter_map(|block| if let Block::Task(task) = block { Some(task) } else { None })
}

fn is_complete(activity: &Activity, task: &str, answers: &Answers) -> bool {
    let task = tasks(activity).find(|one| one.id() == task).unwrap_or_else(|| panic!("no task {task}"));
    task.is_complete(&Made { activity, answers })
}

// Tasks

/// Everything that a task asks for; of a list two rows at least.
fn fill(task: &Task, made: &Made<'_>) -> Vec<Row> {
    let ids =
        |options: &Options| -> Vec<String> { made.options(options).iter().map(|(id, _)| (*id).to_owned()).collect() };
    match task {
        Task::Entries(entries) => (0..entries.min.max(2))
            .map(|n| {
                let mut row = Row::new(&format!("{}-{n}", entries.id), &[]);
                for column in &entries.columns {
                    let text = match &column.cell {
                        Cell::Choice(options) => options[0].id.clone(),
                        Cell::Number => "1.5".to_owned(),
                        Cell::Date => "2026-11-22".to_owned(),
                        Cell::Text | Cell::Long => format!("{} {n}", column.id),
                    };
                    row.set(&column.id, &text);
                }
                row
            })
            .collect(),
        Task::Board(board) => match &board.from {
            Some(from) => ids(from).iter().map(|id| Row::new(id, &[("zone", &board.zones[0].id)])).collect(),
            None => {
                board.zones.iter().map(|zone| Row::new(&zone.id, &[("text", "A card"), ("zone", &zone.id)])).collect()
            }
        },
        Task::Allocate(allocate) => {
            let options = ids(&allocate.options);
            let share = |at: usize| {
                usize::from(allocate.total) / options.len()
                    + usize::from(at < usize::from(allocate.total) % options.len())
            };
            options.iter().enumerate().map(|(at, id)| Row::new(id, &[("points", &share(at).to_string())])).collect()
        }
        Task::Rank(rank) => ids(&rank.options).iter().map(|id| Row::new(id, &[])).collect(),
        Task::Matrix(matrix) => {
            let columns = ids(&matrix.columns);
            let cells: Vec<(&str, &str)> =
                columns.iter().map(|id| (id.as_str(), matrix.options[0].id.as_str())).collect();
            ids(&matrix.rows).iter().map(|id| Row::new(id, &cells)).collect()
        }
        Task::Sentence(sentence) => {
            let cells: Vec<(&str, &str)> = sentence.blanks.iter().map(|blank| (blank.id.as_str(), "words")).collect();
            vec![Row::new("sentence", &cells)]
        }
        Task::Talk(_) => rows("talk turns=2"),
        Task::Commitments(_) => rows("x what=Call Ana, who=Bo"),
        Task::Consent(_) => rows("x hand=concern, words=Rain"),
    }
}

fn full(activity: &Activity) -> Answers {
    let mut answers = Answers::new();
    for task in tasks(activity) {
        let rows = fill(task, &Made { activity, answers: &answers });
        answers.insert(task.id().to_owned(), Answer::Rows(rows));
    }
    answers
}

fn with(answers: &Answers, block: &str, rows: Vec<Row>) -> Answers {
    let mut answers = answers.clone();
    answers.insert(block.to_owned(), Answer::Rows(rows));
    answers
}

fn all() -> Vec<Activity> {
    activity_ids().iter().map(|id| activity(id)).collect()
}

#[test]
fn every_task_is_open_at_first_and_complete_once_all_is_there() {
    let mut checked = 0;
    for activity in all() {
        let (none, full) = (Answers::new(), full(&activity));
        for task in tasks(&activity) {
            let (id, Some(Answer::Rows(rows))) = (task.id(), full.get(task.id())) else { panic!("nothing made") };
            let place = format!("{} {id}", activity.id);
            assert_eq!(activity.block(id).map(|block| (block.id(), block.label())), Some((id, task.label())));
            assert!(!is_complete(&activity, id, &none), "{place}: nothing");
            assert!(
                !is_complete(&activity, id, &common::answers(&[(id, Answer::Words("x".to_owned()))])),
                "{place}: words"
            );
            assert!(is_complete(&activity, id, &full), "{place}: all of {rows:?}");
            for at in 0..rows.len() {
                // Of a list and of cards that are written in place there may be fewer: there a cell is missing.
                let mut less = rows.clone();
                match task {
                    Task::Entries(entries) => less[at].set(&entries.columns[0].id, ""),
                    Task::Board(board) if board.from.is_none() => less[at].set("zone", ""),
                    _ => drop(less.remove(at)),
                }
                assert!(!is_complete(&activity, id, &with(&full, id, less)), "{place}: without {:?}", rows[at]);
            }
            let mut stale = rows.clone();
            stale.push(Row::new("gone", &[("gone", "Words of an older file")]));
            assert!(is_complete(&activity, id, &with(&full, id, stale)), "{place}: with a row that it does not know");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn what_works_on_a_list_follows_the_list() {
    let mut checked = 0;
    for activity in all() {
        let full = full(&activity);
        for task in tasks(&activity) {
            let sources = match task {
                Task::Board(board) => board.from.iter().collect(),
                Task::Allocate(allocate) => vec![&allocate.options],
                Task::Rank(rank) => vec![&rank.options],
                Task::Matrix(matrix) => vec![&matrix.rows, &matrix.columns],
                _ => vec![],
            };
            for source in sources {
                let Options::From(list) = source else { continue };
                let place = format!("{} {}", activity.id, task.id());
                let (Some(Answer::Rows(listed)), entries) = (full.get(list), task!(activity, Entries list)) else {
                    panic!()
                };
                let made = Made { activity: &activity, answers: &full };
                let names: Vec<&str> = made.options(source).iter().map(|(_, name)| *name).collect();
                assert_eq!(names, listed.iter().map(|row| entries.name(row)).collect::<Vec<_>>(), "{place}");
                assert_eq!(made.source(source), Some(entries.label.as_str()), "{place}");
                let mut more = listed.clone();
                more.push(Row::new("new", &[(&entries.columns[0].id, "A new one")]));
                let points_stay = matches!(task, Task::Allocate(_));
                let after = is_complete(&activity, task.id(), &with(&full, list, more));
                assert_eq!(after, points_stay, "{place}: a row more in {list}");
                let after = is_complete(&activity, task.id(), &with(&full, list, listed[1..].to_vec()));
                assert_eq!(after, !points_stay, "{place}: a row less in {list}");
                assert!(!is_complete(&activity, task.id(), &with(&full, list, vec![])), "{place}: {list} is empty");
                checked += 1;
            }
        }
    }
    assert!(checked > 15, "{checked}");
}

#[test]
fn the_private_note_is_in_no_file_of_a_report() {
    let word = |word: &str| word.to_owned();
    let words = ReportWords {
        about: word("The North alliance"),
        open: word("Open"),
        commitments: ["What", "Who", "By"].map(word),
        hands: ["Yes", "Concern", "Objection"].map(word),
        points: word("points"),
        statement: word("Statement"),
        answer: word("Answer"),
        poles: vec![word("A"), word("B")],
        remarks: word("Remarks"),
        debrief: word("Debrief"),
    };
    let mut checked = 0;
    for activity in all().iter().filter(|activity| activity.has_tasks()) {
        let mut complete = common::complete(1, activity, common::NOON, full(activity));
        let files = |complete: &Complete| {
            let parts = sections(activity, complete, &words);
            [markdown_of_made(activity, &parts, &[], &words), sections_csv(&parts)]
        };
        let before = files(&complete);
        assert!(before[0].contains("The North alliance") && before[1].len() > 40, "{}", activity.id);
        complete.note = "Zebra".to_owned();
        assert_eq!(files(&complete), before, "{}", activity.id);
        checked += 1;
    }
    assert!(checked > 20, "{checked}");
}

// Insights

/// Answers in which exactly so much is counted, beside something that is not.
fn counted(activity: &Activity, insight: &Insight, count: usize) -> Answers {
    let numbers = 0..count;
    let list: Vec<Row> = match (&insight.count, activity.block(&insight.block)) {
        (Count::Rows { column, is }, Some(Block::Task(Task::Entries(entries)))) => {
            let Some(Cell::Choice(options)) = entries.columns.iter().find(|one| one.id == *column).map(|one| &one.cell)
            else {
                panic!("{} {}: {column} is no choice", activity.id, insight.id)
            };
            let other = options.iter().find(|option| option.id != *is).unwrap();
            assert!(options.iter().any(|option| option.id == *is), "{} {}: {is}", activity.id, insight.id);
            let row = |id: String, choice: &str| Row::new(&id, &[(&entries.columns[0].id, "Words"), (column, choice)]);
            numbers.map(|n| row(format!("n{n}"), is)).chain([row("other".to_owned(), &other.id)]).collect()
        }
        (Count::All, Some(Block::Task(Task::Entries(entries)))) => {
            let row = |n: usize| Row::new(&format!("n{n}"), &[(&entries.columns[0].id, "Words")]);
            numbers.map(row).chain([Row::new("blank", &[("gone", "Words")])]).collect()
        }
        (Count::Cards { zone }, Some(Block::Task(Task::Board(board)))) => {
            let other = board.zones.iter().find(|one| one.id != *zone).unwrap();
            let card = |id: String, zone: &str| Row::new(&id, &[("text", "Words"), ("zone", zone)]);
            let rows = numbers.map(|n| card(format!("n{n}"), zone)).chain([card("other".to_owned(), &other.id)]);
            rows.chain([card("waiting".to_owned(), "")]).collect()
        }
        other => panic!("{} {}: {other:?}", activity.id, insight.id),
    };
    let mut answers = Answers::new();
    if let Some(Block::Task(Task::Board(board))) = activity.block(&insight.block)
        && let Some(Options::From(source)) = &board.from
    {
        let name = &task!(activity, Entries source).columns[0].id;
        let listed = list.iter().map(|row| Row::new(&row.id, &[(name, "Words")])).collect();
        answers.insert(source.clone(), Answer::Rows(listed));
    }
    answers.insert(insight.block.clone(), Answer::Rows(list));
    answers
}

#[test]
fn every_insight_is_just_true_and_just_false() {
    let mut checked = 0;
    for activity in all() {
        assert_eq!(remarks(&activity, &Answers::new()), Vec::<&Insight>::new(), "{}: nothing is made", activity.id);
        for insight in &activity.insights {
            let place = format!("{} {}", activity.id, insight.id);
            let at = |count: u16| says(&activity, &counted(&activity, insight, usize::from(count)), &insight.id);
            assert!(insight.below.is_some() != insight.above.is_some(), "{place}: one bound");
            if let Some(bound) = insight.below {
                // Where everything is counted, there must be something.
                assert!(bound > if insight.count == Count::All { 1 } else { 0 }, "{place}: can never be shown");
                assert!(at(bound - 1) && !at(bound) && !at(bound + 1), "{place}: below {bound}");
                let blank = with(&Answers::new(), &insight.block, rows("a gone=x | b text=_, name=_"));
                assert!(!says(&activity, &blank, &insight.id), "{place}: blanks only");
            }
            if let Some(bound) = insight.above {
                assert!(!at(bound) && at(bound + 1) && at(bound + 2), "{place}: above {bound}");
            }
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked}");
}
