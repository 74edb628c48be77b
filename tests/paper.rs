//! Sheets of paper: what is typed in gives the rows of a phone, and so the same picture of the group; what does
//! not fit is said at its field.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::cell::Cell;

use common::groups::sheet;
use common::rows::rows;
use common::{activity, activity_ids, any};
use proptest::prelude::*;
use roundtable::domain::activity::{Activity, Kind};
use roundtable::domain::block::{Answer, Answers, Block};
use roundtable::domain::hand_in::{HandIn, Heading};
use roundtable::domain::id::ResponseId;
use roundtable::domain::invitation::{Audience, Invitation, Naming, SentList};
use roundtable::domain::joined::take_list;
use roundtable::domain::paper::{Paper, Stroke, Wrong};
use roundtable::domain::response::{Draft, Event, Perspective, Sheet};
use roundtable::domain::task::{Made, Task};
use roundtable::domain::together::{Group, together};
use roundtable::ui::part::phone::{promises, terms_html};

/// Draws ids that nobody else has.
fn fresh(from: u64) -> impl Fn() -> String {
    let next = Cell::new(from * 1_000);
    move || {
        next.set(next.get() + 1);
        ResponseId(next.get()).to_string()
    }
}

fn tasks(activity: &Activity) -> impl Iterator<Item = &Task> {
    activity.blocks().filter_map(|block| if let Block::Task(task) = block { Some(task) } else { None })
}

fn task<'a>(activity: &'a Activity, id: &str) -> &'a Task {
    tasks(activity).find(|task| task.id() == id).unwrap()
}

/// Types texts into the fields of a task, line after line; `-` leaves a field open.
fn type_in<const N: usize>(paper: &mut Paper, activity: &Activity, block: &str, texts: &[&str; N]) {
    let task = task(activity, block);
    let fields: Vec<(String, String)> = paper
        .lines(activity, task, false)
        .iter()
        .flat_map(|line| line.fields.iter().map(|field| (line.row.clone(), field.cell.clone())))
        .collect();
    assert!(fields.len() >= texts.len(), "{block} has {} fields", fields.len());
    for ((row, cell), text) in fields.iter().zip(texts).filter(|(_, text)| **text != "-") {
        paper.write(block, row, cell, text);
    }
}

fn made(paper: &Paper, activity: &Activity) -> Answers {
    let mut made = Answers::new();
    paper.add_to(activity, &mut made);
    made
}

fn wrongs(paper: &Paper, activity: &Activity, block: &str) -> Vec<(usize, usize, Wrong)> {
    let found = paper.mistakes(activity, task(activity, block));
    found.iter().map(|one| (one.line, one.field, one.wrong)).collect()
}

fn sent(activity: &str, block: &str, line: &str) -> SentList {
    SentList { workshop: None, activity: activity.to_owned(), block: block.to_owned(), rows: rows(line) }
}

/// A phone's answers: the list of the room, then these rows in its tasks.
fn phone(activity: &Activity, sent: &SentList, given: &[(&str, &str)]) -> Answers {
    let mut draft = Draft::begin(activity, ResponseId(1), Perspective::Own, 0);
    draft.apply(take_list(activity, sent).unwrap(), 0);
    for (block, line) in given {
        draft.sheet.answers.insert((*block).to_owned(), Answer::Rows(rows(line)));
    }
    draft.sheet.answers
}

/// What these people's answers look like together once they are handed in.
fn pictures(activity: &Activity, people: &[Answers]) -> Vec<String> {
    let sheets: Vec<Sheet> = people
        .iter()
        .zip(1..)
        .map(|(answers, id)| {
            let id = ResponseId(id);
            let heading = Heading { workshop: None, id, revision: 1, day: 20_000, name: String::new(), side: None };
            HandIn::of(activity, &sheet(id.0, answers.clone()), heading).sheet(activity)
        })
        .collect();
    let group = Group::of(activity, &sheets.iter().collect::<Vec<_>>(), 1).unwrap();
    activity.blocks().map(|block| format!("{:?}", together(&group, block))).collect()
}

#[test]
fn keys_answer_questions_and_take_answers_away() {
    for (key, stroke) in [
        ("1", Some(Stroke::Figure(1))),
        ("9", Some(Stroke::Figure(9))),
        ("0", Some(Stroke::Clear)),
        ("Backspace", Some(Stroke::Clear)),
        ("Delete", Some(Stroke::Clear)),
        ("Enter", None),
        ("Tab", None),
        ("-", None),
        ("x", None),
        ("F1", None),
        ("٣", None),
        ("", None),
    ] {
        assert_eq!(Stroke::of(key), stroke, "{key}");
    }
}

#[test]
fn a_sheet_promises_what_a_phone_promises() {
    let usual = Invitation::usual(ResponseId(1), "dot-vote");
    let words = |terms: &Invitation| promises(terms).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
    let shown = |n: u8| format!("The answers of all together, from {n} answers on. Before that, nothing.");
    assert_eq!(words(&usual), ["Your answers carry no name.", &shown(3), "Everybody who takes part."]);
    let settled = Invitation {
        naming: Naming::Named,
        audience: Audience::Facilitator,
        least: 4,
        expected: Some(12),
        sides: vec!["North".to_owned(), "South".to_owned()],
        ..usual
    };
    let named = "Your answers carry your name. Whoever collects them sees what you answered.";
    let sides = "North and South. A side with fewer than 4 answers is not shown.";
    let only = "Only whoever runs the workshop.";
    assert_eq!(words(&settled), [named, &shown(4), only, "12 people are expected.", sides]);
    // The phone has them in the same words.
    let phone = terms_html(&settled, None, "", true);
    assert!(words(&settled).iter().all(|one| phone.contains(one)), "{phone}");
}

#[test]
fn a_dot_vote_on_paper_counts_like_one_on_phones() {
    let vote = activity("dot-vote");
    let list = sent("dot-vote", "options", "a option=Saturdays | b option=A_library | c option=Soup");
    let given = [
        (["5", "0", "-"], "a points=5 | b points=0"),
        (["2", "-", " 03 "], "a points=2 | c points=3"),
        (["-", "1", "4"], "b points=1 | c points=4"),
    ];
    let (mut paper_made, mut phones) = (Vec::new(), Vec::new());
    for (typed, rows) in given {
        let mut paper = Paper::begin(&vote, Some(&list), &fresh(1));
        assert!(paper.is_blank());
        type_in(&mut paper, &vote, "dots", &typed);
        assert!(!paper.is_blank() && wrongs(&paper, &vote, "dots").is_empty());
        paper_made.push(made(&paper, &vote));
        phones.push(phone(&vote, &list, &[("dots", rows)]));
    }
    assert_eq!(paper_made, phones);
    assert_eq!(pictures(&vote, &paper_made), pictures(&vote, &phones));
}

#[test]
fn a_consent_round_on_paper_counts_like_one_on_phones() {
    let round = activity("consent-round");
    let list = sent("consent-round", "proposals", "a proposal=Two_stalls | b proposal=A_rota, until=1_June");
    let mut paper = Paper::begin(&round, Some(&list), &fresh(1));
    // The room has said when it looks at the second one again: only the first has a field.
    type_in(&mut paper, &round, "proposals", &["May"]);
    type_in(&mut paper, &round, "hands", &["3", "i can LIVE with it"]);
    type_in(&mut paper, &round, "concerns", &["Nobody is there on Mondays", "A rota"]);
    let concern = ResponseId(1_009).to_string();
    let concerns = format!("{concern} concern=Nobody_is_there_on_Mondays, help=A_rota");
    let given = [
        ("proposals", "a proposal=Two_stalls, until=May | b proposal=A_rota, until=1_June"),
        ("hands", "a zone=concern | b zone=live"),
        ("concerns", &concerns),
    ];
    let (mut from_paper, mut from_phone) = (made(&paper, &round), phone(&round, &list, &given));
    assert_eq!(from_paper.get("hands"), from_phone.get("hands"));
    assert_eq!(from_paper.get("proposals"), from_phone.get("proposals"));
    assert_eq!(pictures(&round, &[from_paper.clone()]), pictures(&round, &[from_phone.clone()]));
    // The ids of what everybody writes alone are drawn; all else is the same.
    from_paper.remove("concerns");
    from_phone.remove("concerns");
    assert_eq!(from_paper, from_phone);
}

#[test]
fn without_a_list_of_the_room_everybody_writes_one() {
    let vote = activity("dot-vote");
    let person = |from: u64, words: [&str; 2], dots: [&str; 2]| {
        let mut paper = Paper::begin(&vote, None, &fresh(from));
        assert_eq!(paper.lines(&vote, task(&vote, "dots"), false).len(), 0);
        assert_eq!(paper.lines(&vote, task(&vote, "dots"), true).len(), 12, "as many as the list has lines");
        type_in(&mut paper, &vote, "options", &words);
        type_in(&mut paper, &vote, "dots", &dots);
        made(&paper, &vote)
    };
    let people = [person(1, ["Soup", "Saturdays"], ["2", "3"]), person(2, ["saturdays", "Soup "], ["4", "1"])];
    let dots = &pictures(&vote, &people)[1];
    assert!(dots.contains("total: 7") && dots.contains("total: 3"), "the same words are one option: {dots}");
}

#[test]
fn an_order_and_a_table_and_a_hand_are_rows() {
    let canvas = activity("partnership-canvas");
    let list = sent("partnership-canvas", "candidates", "a name=A | b name=B | c name=C");
    let column = canvas.blocks().find_map(|block| match block {
        Block::Task(Task::Entries(list)) if list.id == "candidates" => Some(list.columns[0].id.clone()),
        _ => None,
    });
    let list = SentList {
        rows: list
            .rows
            .iter()
            .map(|row| {
                let mut named = row.clone();
                named.cells = [(column.clone().unwrap(), row.cell("name").to_owned())].into_iter().collect();
                named
            })
            .collect(),
        ..list
    };
    let mut paper = Paper::begin(&canvas, Some(&list), &fresh(1));
    type_in(&mut paper, &canvas, "order", &["3", "1", "2"]);
    assert_eq!(made(&paper, &canvas).get("order"), Some(&Answer::Rows(rows("b | c | a"))));

    let power = activity("power-balance");
    let list = sent("power-balance", "parties", "a party=City | b party=Club");
    let mut paper = Paper::begin(&power, Some(&list), &fresh(1));
    let Task::Matrix(matrix) = task(&power, "sources") else { panic!("no table") };
    let option = |at: usize| matrix.options[at].id.clone();
    let columns = Made { activity: &power, answers: &Answers::new() }.options(&matrix.columns).len();
    type_in(&mut paper, &power, "sources", &["1", "-", &matrix.options[3].label]);
    let first = made(&paper, &power);
    let Some(Answer::Rows(found)) = first.get("sources") else { panic!("no rows") };
    let cells: Vec<&String> = found[0].cells.iter().map(|(_, text)| text).collect();
    assert_eq!((found.len(), cells.len()), (1, 2), "of {columns} columns");
    assert!(cells.contains(&&option(0)) && cells.contains(&&option(3)));

    let charter = activity("joint-ownership-charter");
    let mut paper = Paper::begin(&charter, None, &fresh(1));
    type_in(&mut paper, &charter, "consent", &["2", "Who has the keys?"]);
    let Some(Answer::Rows(hands)) = made(&paper, &charter).get("consent").cloned() else { panic!("no hand") };
    assert_eq!((hands[0].cell("hand"), hands[0].cell("words")), ("concern", "Who has the keys?"));
}

#[test]
fn what_does_not_fit_is_said_at_its_field_and_left_out() {
    let vote = activity("dot-vote");
    let list = sent("dot-vote", "options", "a option=A | b option=B | c option=C");
    for (typed, expected, left) in [
        (["3", "3", "-"], vec![(1, 0, Wrong::OverTotal(1))], "a points=3"),
        (["6", "-", "-"], vec![(0, 0, Wrong::TooMany(5))], ""),
        (["two", "-1", "+2"], vec![(0, 0, Wrong::NotWhole), (1, 0, Wrong::NotWhole), (2, 0, Wrong::NotWhole)], ""),
        (["5", "0", " "], vec![], "a points=5 | b points=0"),
        (["99999999999999999999", "1", "-"], vec![(0, 0, Wrong::NotWhole)], "b points=1"),
    ] {
        let mut paper = Paper::begin(&vote, Some(&list), &fresh(1));
        type_in(&mut paper, &vote, "dots", &typed);
        assert_eq!(wrongs(&paper, &vote, "dots"), expected, "{typed:?}");
        assert_eq!(paper.rows(&vote, task(&vote, "dots")), rows(left), "{typed:?}");
    }

    let order = activity("healthy-discontent");
    for (typed, expected, left) in [
        (["2", "1", "3"], vec![], "1 0 2"),
        (["1", "-", "-"], vec![], "0"),
        (["1", "1", "2"], vec![(1, 0, Wrong::Twice)], "0 2"),
        (["-", "3", "1"], vec![(1, 0, Wrong::Gap)], "2"),
        (["0", "4", "x"], vec![(0, 0, Wrong::NoPlace(3)), (1, 0, Wrong::NoPlace(3)), (2, 0, Wrong::NoPlace(3))], ""),
    ] {
        let mut paper = Paper::begin(&order, None, &fresh(1));
        type_in(&mut paper, &order, "list", &["One", "1", "Two", "x", "Three", "1"]);
        assert_eq!(wrongs(&paper, &order, "list").len(), 1, "x is none of the choices");
        type_in(&mut paper, &order, "order", &typed);
        assert_eq!(wrongs(&paper, &order, "order"), expected, "{typed:?}");
        let lines = paper.lines(&order, task(&order, "list"), false);
        let left: Vec<&str> =
            left.split_whitespace().map(|at| lines[at.parse::<usize>().unwrap()].row.as_str()).collect();
        let found = paper.rows(&order, task(&order, "order"));
        assert_eq!(found.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), left, "{typed:?}");
    }
}

#[test]
fn a_list_takes_more_lines_than_its_sheet_has_but_not_beside_that_of_the_room() {
    let vote = activity("dot-vote");
    let mut paper = Paper::begin(&vote, None, &fresh(1));
    let options = task(&vote, "options");
    let before = paper.lines(&vote, options, false).len();
    assert!(paper.can_add(options) && paper.add_line("options", "more".to_owned()));
    assert_eq!(paper.lines(&vote, options, false).len(), before + 1);
    assert!(paper.is_blank(), "a line that is open says nothing");
    paper.write("options", "more", "option", "One more");
    assert_eq!(made(&paper, &vote).get("options"), Some(&Answer::Rows(rows("more option=One_more"))));
    let list = sent("dot-vote", "options", "a option=A");
    assert!(!Paper::begin(&vote, Some(&list), &fresh(1)).can_add(options));
    let elsewhere = SentList { activity: "power-balance".to_owned(), ..list };
    assert!(!Paper::begin(&vote, Some(&elsewhere), &fresh(1)).is_sent("options"), "another activity's list");
}

#[test]
fn every_task_of_every_exercise_can_be_typed_in_but_a_talk() {
    let mut kinds = 0;
    for id in activity_ids() {
        let activity = activity(&id);
        let paper = Paper::begin(&activity, None, &fresh(1));
        for task in tasks(&activity) {
            let lines = paper.lines(&activity, task, true);
            assert_eq!(lines.iter().all(|line| line.fields.is_empty()), matches!(task, Task::Talk(_)), "{id}");
            kinds += lines.len();
        }
    }
    assert!(kinds > 500, "{kinds}");
}

/// Any answers to any shipped exercise, and texts to be typed into its sheet: each with the number of its field.
fn any_sheet() -> impl Strategy<Value = (String, Answers, Vec<(usize, String)>)> {
    let exercises: Vec<String> = activity_ids().into_iter().filter(|id| activity(id).kind == Kind::Exercise).collect();
    let text = prop_oneof![3 => "[0-9]{1,2}", 1 => any::text(), 1 => Just("2026-11-22".to_owned())];
    let typed = proptest::collection::vec((any::<usize>(), text), 0..30);
    prop::sample::select(exercises).prop_flat_map(move |id| {
        let answers = any::answers_to(&activity(&id));
        (Just(id), answers, typed.clone())
    })
}

proptest! {
    #![proptest_config(any::cases(200))]

    #[test]
    fn rows_that_are_written_on_a_sheet_again_are_the_same((id, given, typed) in any_sheet()) {
        let activity = activity(&id);
        let mut paper = Paper::of(&activity, &given, &fresh(1));
        for (at, text) in &typed {
            let fields: Vec<(String, String, String)> = tasks(&activity)
                .flat_map(|task| {
                    let lines = paper.lines(&activity, task, false);
                    lines.into_iter().flat_map(|line| {
                        let fields = line.fields.into_iter();
                        fields.map(move |field| (task.id().to_owned(), line.row.clone(), field.cell)).collect::<Vec<_>>()
                    }).collect::<Vec<_>>()
                })
                .collect();
            let (block, row, cell) = &fields[at % fields.len()];
            paper.write(block, row, cell, text);
        }
        let first = made(&paper, &activity);
        let again = Paper::of(&activity, &first, &fresh(2));
        for task in tasks(&activity) {
            prop_assert_eq!(again.mistakes(&activity, task), vec![], "{} {}", id, task.id());
        }
        let second = made(&again, &activity);
        prop_assert_eq!(&first, &second);
        for task in tasks(&activity) {
            let made = Made { activity: &activity, answers: &first };
            if let Task::Allocate(task) = task {
                prop_assert!(task.spent(&made) <= u32::from(task.total));
            }
        }
        prop_assert_eq!(pictures(&activity, std::slice::from_ref(&first)), pictures(&activity, &[second]));
    }
}

/// A change of the draft by a phone's task is what the sheet gives: one event for each field.
#[test]
fn a_phones_fields_and_the_sheets_write_the_same() {
    let power = activity("power-balance");
    let list = sent("power-balance", "parties", "a party=City | b party=Club");
    let mut paper = Paper::begin(&power, Some(&list), &fresh(1));
    type_in(&mut paper, &power, "shape", &["15", "5"]);
    let mut draft = Draft::begin(&power, ResponseId(1), Perspective::Own, 0);
    draft.apply(take_list(&power, &list).unwrap(), 0);
    for (row, text) in [("a", "15"), ("b", "5")] {
        let edit = roundtable::domain::rows::Edit::Write {
            row: row.to_owned(),
            cell: "points".to_owned(),
            text: text.to_owned(),
        };
        draft.apply(Event::Edited { block: "shape".to_owned(), edits: vec![edit] }, 0);
    }
    assert_eq!(made(&paper, &power), draft.sheet.answers);
}
