//! Tasks: what the rows of each type mean, when it is complete, what is counted, and how rows change. What
//! holds for every shipped exercise stands in `insights.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::rows::{rows, says, task};
use common::{NOON, activity, points, small};
use roundtable::content::read_activity;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{Answer, Answers, Block};
use roundtable::domain::id::ResponseId;
use roundtable::domain::insight::remarks;
use roundtable::domain::response::{Draft, Event, Perspective};
use roundtable::domain::rows::{Edit, MAX_CELL, MAX_ROWS, Row, apply, row};
use roundtable::domain::task::{Cell, Column, Hand, Made, Part, STATES, is_day};

/// A small exercise with every task, for what no shipped one has: a limit of points, a list without `min`.
const BENCH: &str = r#"{
  "format": 1, "id": "bench", "kind": "exercise", "title": "Bench", "summary": "Every task.", "purpose": "To test.",
  "theme": "planning", "minutes": 9, "modes": ["group"], "source": [{ "title": "Nobody" }],
  "steps": [{ "id": "make", "title": "Make", "minutes": 9, "blocks": [
    { "type": "text", "id": "aim", "label": "Aim" },
    { "type": "entries", "id": "list", "label": "List", "columns": [{ "id": "name", "label": "Name", "type": "text" }] },
    { "type": "board", "id": "free", "label": "Free", "layout": "columns", "zones": [{ "id": "in", "label": "In" }, { "id": "out", "label": "Out" }] },
    { "type": "board", "id": "map", "label": "Map", "layout": "rings", "zones": [{ "id": "in", "label": "In" }, { "id": "out", "label": "Out" }], "cards": { "from": "list" } },
    { "type": "allocate", "id": "votes", "label": "Votes", "total": 6, "most": 4, "options": { "from": "list" } },
    { "type": "allocate", "id": "coins", "label": "Coins", "total": 6, "most": 9, "options": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }] },
    { "type": "rank", "id": "order", "label": "Order", "options": { "from": "list" } },
    { "type": "matrix", "id": "grid", "label": "Grid", "rows": { "from": "list" }, "columns": { "from": "list" }, "options": [{ "id": "yes", "label": "Yes" }, { "id": "no", "label": "No" }] },
    { "type": "sentence", "id": "deal", "label": "Deal", "template": "{who} gives {what}, or {else}?", "blanks": [{ "id": "who", "label": "who" }, { "id": "what", "label": "what" }, { "id": "else", "label": "else" }] },
    { "type": "talk", "id": "talk", "prompts": ["Say it."], "seconds": 60, "turns": "each" },
    { "type": "commitments", "id": "steps", "label": "Steps" },
    { "type": "consent", "id": "hands", "label": "Hands", "about": "deal" }
  ] }],
  "insights": []
}"#;

fn bench() -> Activity {
    read_activity("bench", BENCH).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Blocks with their rows.
type Given<'a> = &'a [(&'a str, &'a str)];

fn made(given: Given<'_>) -> Answers {
    given.iter().map(|(block, line)| ((*block).to_owned(), Answer::Rows(rows(line)))).collect()
}

/// Holds whether a task is complete with these rows of its own, beside those of other blocks.
fn check(activity: &Activity, task: &str, others: Given<'_>, table: &[(&str, &str, bool)]) {
    let Some(Block::Task(known)) = activity.block(task) else { panic!("no task {task}") };
    for (name, line, complete) in table {
        let answers = made(&[others, &[(task, line)]].concat());
        assert_eq!(
            known.is_complete(&Made { activity, answers: &answers }),
            *complete,
            "{} {task}: {name}",
            activity.id
        );
    }
}

// Lists

#[test]
fn a_list_is_complete_with_enough_rows_that_fit() {
    let three = "a name=Call | b name=Mail | c name=Walk";
    let plus = |more: &str| format!("{three} | {more}");
    let table = [
        ("nothing", "", false),
        ("two of three", "a name=Call | b name=Mail", false),
        ("three", three, true),
        ("beyond max", &plus("d name=D | e name=E | f name=F | g name=G | h name=H | i name=I"), true),
        ("blanks only", "a name=_ | b name=__, hours=_ | c name=_", false),
        ("a blank row besides", &plus("d name=_, hours=_ | e"), true),
        ("a row of a column that is gone", &plus("d minutes=5"), true),
        ("two and one of a column that is gone", "a name=A | b name=B | c minutes=5", false),
        ("without a name", &plus("d hours=2"), false),
        ("a number", &plus("d name=D, hours=1.5"), true),
        ("a number with a comma", &plus("d name=D, hours=_1,5_"), true),
        ("a bad number", &plus("d name=D, hours=two"), false),
    ];
    check(&activity("time-and-value"), "activities", &[], &table);
    let table = [
        ("without a day", "a name=Ana", true),
        ("a day", "a name=Ana, date=2028-02-29", true),
        ("no day", "a name=Ana, date=2026-02-29", false),
    ];
    check(&activity("stakeholder-map"), "contacts", &[], &table);
    let table = [
        ("an option", "a wish=Rooms, answer=could", true),
        ("an option that is gone", "a wish=Rooms, answer=never", false),
        ("only an option that is gone", "a answer=never", false),
    ];
    check(&activity("partnership-canvas"), "mirror", &[], &table);
    let table = [("nothing", "", false), ("one, where no number is asked", "a name=A", true)];
    check(&bench(), "list", &[], &table);
}

#[test]
fn a_column_takes_what_fits_its_type() {
    let choice = activity("stakeholder-map");
    let choice = task!(choice, Entries "people").columns[1].cell.clone();
    let column = |cell: &Cell| Column { id: "x".to_owned(), label: "X".to_owned(), cell: cell.clone() };
    let table = [
        (Cell::Text, &["anything", "1"][..], &[][..]),
        (Cell::Long, &["any\nthing"], &[]),
        (choice, &["up", "outside"], &["Up: leads me", "sideways", "up down"]),
        (Cell::Number, &["0", "-3", "1.5", "1,5", " 7 "], &["two", "1.000,5", "inf", "NaN", "1e999", "3 h", "-", "."]),
        (Cell::Date, &["2026-11-22", " 2026-11-22 "], &["22.11.2026", "2026-13-01", "tomorrow"]),
    ];
    for (cell, good, bad) in table {
        assert!(["", " ", "\n\t"].iter().all(|text| column(&cell).takes(text)), "{cell:?}: blanks");
        for (text, fits) in good.iter().map(|text| (text, true)).chain(bad.iter().map(|text| (text, false))) {
            assert_eq!(column(&cell).takes(text), fits, "{cell:?} {text:?}");
        }
    }
    for day in ["2026-01-31", "2026-02-28", "2026-04-30", "2026-12-31", "2024-02-29", "2000-02-29"] {
        assert!(is_day(day), "{day}");
    }
    let far = ["2026-04-31", "2026-02-29", "1900-02-29", "2026-00-10", "2026-10-00", "2026-12-32", "2026-13-01"];
    let odd = ["2026-1-1", "2026-01-011", "+026-01-01", "2026/01/01", "2026-01-0\u{661}", "äöü-ä-ö", "", "2026-01-0"];
    for text in far.iter().chain(&odd) {
        assert!(!is_day(text), "{text}");
    }
}

#[test]
fn a_row_is_called_by_its_first_words() {
    let roles = activity("partnership-meeting");
    let roles = task!(roles, Entries "roles");
    let Cell::Choice(options) = &roles.columns[0].cell else { panic!("no choice") };
    let label = options.iter().find(|option| option.id == "notes").unwrap().label.as_str();
    for (line, name) in [
        ("a role=notes, who=Ana", label),
        ("a who=Ana", "Ana"),
        ("a role=gone, who=Ana", "Ana"),
        ("a role=_, who=Ana", "Ana"),
        ("a role=gone", ""),
        ("a", ""),
    ] {
        assert_eq!(roles.name(&rows(line)[0]), name, "{line}");
    }
    let people = activity("stakeholder-map");
    let people = task!(people, Entries "people");
    let list = rows("a name=Ana, direction=up | b direction=up | c direction=down | d name=_ | e gone=x | f name=Fay");
    assert_eq!(people.filled(&list).map(|row| row.id.as_str()).collect::<String>(), "abcf");
    for (is, count) in [("up", 2), ("down", 1), ("across", 0), ("gone", 0)] {
        assert_eq!(people.count(&list, "direction", is), count, "{is}");
    }
}

// Cards, points, order, choices

fn cards(activity: &Activity, board: &str, given: Given<'_>) -> String {
    let (board, answers) = (task!(activity, Board board), made(given));
    let made = Made { activity, answers: &answers };
    let cards = board.cards(&made);
    for zone in &board.zones {
        assert_eq!(board.count(&made, &zone.id), cards.iter().filter(|card| card.zone == Some(&zone.id)).count());
    }
    assert_eq!(board.count(&made, "gone"), 0);
    let shown = cards.iter().map(|card| format!("{}:{}:{}", card.id, card.text, card.zone.unwrap_or("-")));
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_board_holds_cards_in_zones() {
    let canvas = activity("partnership-canvas");
    let own = |line: &str| cards(&canvas, "canvas", &[("canvas", line)]);
    assert_eq!(own("b text=B, zone=want | a text=A, zone=offer | c text=C"), "b:B:want a:A:offer c:C:-");
    assert_eq!(own("a text=A, zone=gone | c zone=want"), "a:A:-");
    let table = [
        ("one in a zone", "a text=A, zone=want", true),
        ("one of two", "a text=A, zone=want | b text=B", false),
        ("in a zone that is gone", "a text=A, zone=gone", false),
        ("a zone without a text", "a zone=want", false),
    ];
    check(&canvas, "canvas", &[], &table);
    let map = activity("stakeholder-map");
    let people = ("people", "a name=Ana | b name=Bo | c name=Cy");
    let from = |line: &str| cards(&map, "map", &[people, ("map", line)]);
    assert_eq!(from(""), "a:Ana:- b:Bo:- c:Cy:-");
    assert_eq!(from("c zone=ask | x zone=ask | a zone=gone"), "c:Cy:ask a:Ana:- b:Bo:-");
    assert_eq!(cards(&map, "map", &[("map", "a zone=ask")]), "", "the list is gone");
    let table = [
        ("half", "a zone=ask | b zone=ask", false),
        ("all", "a zone=ask | b zone=ask | c zone=build | x zone=gone", true),
    ];
    check(&map, "map", &[people], &table);
}

#[test]
fn points_are_spent_up_to_the_limits() {
    let bench = bench();
    let list = ("list", "a name=A | b name=B");
    for (task, limit, line, each, spent) in [
        ("votes", 4, "", [0, 0], 0),
        ("votes", 4, "a points=4 | b points=2", [4, 2], 6),
        ("votes", 4, "a points=5", [4, 0], 4),
        ("votes", 4, "a points=-1 | b points=1.5", [0, 0], 0),
        ("votes", 4, "a points=two | b points=_", [0, 0], 0),
        ("votes", 4, "a points=1 | x points=4", [1, 0], 1),
        ("votes", 4, "a points=4 | b points=4", [4, 4], 8),
        ("coins", 6, "a points=9 | b points=70000", [6, 0], 6),
    ] {
        let allocate = task!(bench, Allocate task);
        let answers = made(&[list, (task, line)]);
        let made = Made { activity: &bench, answers: &answers };
        assert_eq!(allocate.limit(), limit, "{task}");
        assert_eq!(["a", "b"].map(|id| allocate.points(&made, id)), each, "{task} {line}");
        assert_eq!(allocate.spent(&made), spent, "{task} {line}");
        assert_eq!(allocate.is_complete(&made), spent == 6, "{task} {line}");
    }
    let table = [
        ("all of it", "me points=40 | us points=60", true),
        ("one too few", "me points=40 | us points=59", false),
        ("one too many", "me points=41 | us points=60", false),
        ("on something that is gone", "me points=40 | weather points=60", false),
    ];
    check(&activity("accountability-agreement"), "causes", &[], &table);
    let shortlist = ("shortlist", "a idea=A | b idea=B | c idea=C");
    let table =
        [("spread", "a points=5 | c points=5", true), ("on a row that was removed", "a points=5 | x points=5", false)];
    check(&activity("co-create"), "votes", &[shortlist], &table);
}

#[test]
fn the_limit_of_the_votes_is_known_to_the_app() {
    let co_create = activity("co-create");
    assert_eq!(task!(co_create, Allocate "votes").most, Some(5), "\"at most five on one\"");
}

#[test]
fn a_rank_is_the_order_of_its_rows() {
    let canvas = activity("partnership-canvas");
    let rank = task!(canvas, Rank "order");
    let listed = ("candidates", "a partner=A | b partner=_, fit=strong | c partner=C");
    for (line, order, complete) in [
        ("", "a:A b:Strong c:C", false),
        ("c | a", "c:C a:A b:Strong", false),
        ("c | x | b | a", "c:C b:Strong a:A", true),
    ] {
        let answers = made(&[listed, ("order", line)]);
        let made = Made { activity: &canvas, answers: &answers };
        let found: Vec<String> = rank.order(&made).iter().map(|(id, name)| format!("{id}:{name}")).collect();
        assert_eq!((found.join(" ").as_str(), rank.is_complete(&made)), (order, complete), "{line}");
    }
    check(&canvas, "order", &[], &[("before there is a list", "a | b", false)]);
}

#[test]
fn a_matrix_has_a_choice_for_every_pair() {
    let power = activity("power-balance");
    let matrix = task!(power, Matrix "sources");
    let parties = ("parties", "a party=City | b party=Farmers");
    let whole = "a money=much, decision=some, knowledge=little, trust=unsure";
    for (line, progress) in [
        ("", (0, 8)),
        (whole, (4, 8)),
        ("a money=lots, luck=much", (0, 8)),
        ("x money=much, decision=much | b trust=some", (1, 8)),
        (
            "a money=much, decision=some, knowledge=little, trust=unsure | b money=much, decision=much, knowledge=much, trust=much",
            (8, 8),
        ),
    ] {
        let answers = made(&[parties, ("sources", line)]);
        let made = Made { activity: &power, answers: &answers };
        assert_eq!(matrix.progress(&made), progress, "{line}");
        assert_eq!(matrix.is_complete(&made), progress == (8, 8), "{line}");
    }
    let answers = made(&[parties, ("sources", whole)]);
    let made = Made { activity: &power, answers: &answers };
    let chosen = |line: &str, column: &str| matrix.chosen(&made, line, column).map(|option| option.label.as_str());
    assert_eq!([chosen("a", "money"), chosen("a", "luck"), chosen("b", "money")], [Some("Much"), None, None]);
    check(&power, "sources", &[], &[("before there is a list", whole, false)]);
}

// Words

#[test]
fn a_sentence_is_its_template_with_the_blanks_filled() {
    let (no, bench) = (activity("right-to-say-no"), bench());
    let text = |activity: &Activity, id: &str, line: &str| {
        let (sentence, rows) = (task!(activity, Sentence id), rows(line));
        let text = sentence.text(&rows, |blank| format!("[{}]", blank.label));
        let open = sentence.parts(&rows).iter().filter(|part| matches!(part, Part::Open(_))).count();
        assert_eq!(sentence.count(&rows) + open, sentence.blanks.len(), "{line}");
        assert_eq!(sentence.is_complete(&rows), open == 0, "{line}");
        text
    };
    for (line, expected) in [
        ("", "[who] gives [what], or [else]?"),
        ("other who=Ana", "[who] gives [what], or [else]?"),
        ("sentence who=Ana, what=_, gone=x", "Ana gives [what], or [else]?"),
        ("sentence who=_Ana__, what=time., else=money...", "Ana gives time, or money?"),
        ("sentence who=Ana B., what=1.5 hours, else=none!", "Ana B. gives 1.5 hours, or none!?"),
        ("sentence who={what}, what={x", "{what} gives {x, or [else]?"),
    ] {
        assert_eq!(text(&bench, "deal", line), expected, "{line}");
    }
    let all = "sentence request=the evening., part=chairing it, reason=I rest on Tuesdays., care=us., offer=an agenda.";
    let whole = "Thank you for asking me about the evening. I say no to chairing it, because I rest on Tuesdays. I care about \
                 us. What I can offer is an agenda.";
    assert_eq!(text(&no, "no", all), whole);
    let mut sentence = task!(bench, Sentence "deal").clone();
    sentence.template = "{who}{what} and {gone}.".to_owned();
    let row = rows("sentence who=Ana");
    let expected = [Part::Filled("Ana"), Part::Open(&sentence.blanks[1]), Part::Given(" and "), Part::Given(".")];
    assert_eq!(sentence.parts(&row), expected, "a blank that is not known has no words");
}

#[test]
fn a_blank_with_stops_alone_is_as_open_as_it_looks() {
    let bench = bench();
    let (sentence, rows) = (task!(bench, Sentence "deal"), rows("sentence who=Ana, what=..., else=x"));
    let shown_open = sentence.parts(&rows).iter().any(|part| matches!(part, Part::Open(_)));
    assert_eq!(sentence.is_complete(&rows), !shown_open, "{:?}", sentence.parts(&rows));
}

#[test]
fn a_conversation_counts_its_turns() {
    let activities = [activity("right-to-say-no"), activity("power-balance"), activity("joint-ownership-charter")];
    let [no, power, charter] = &activities;
    for (activity, id, needed) in [(no, "refuse", 2), (power, "round", 1), (charter, "hear", 1)] {
        let talk = task!(activity, Talk id);
        let none = ["", "talk", "talk turns=0", "talk turns=_", "talk turns=one", "talk turns=-1", "other turns=3"];
        let some = [("talk turns=1", 1), ("talk turns=2", 2), ("talk turns=12", 12), ("talk turns=1.5", 0)];
        for (line, taken) in none.map(|line| (line, 0)).into_iter().chain(some) {
            let rows = rows(line);
            assert_eq!((talk.taken(&rows), talk.is_complete(&rows)), (taken, taken >= needed), "{id} {line}");
        }
    }
}

#[test]
fn commitments_say_who_does_what() {
    let activity = activity("co-create");
    let table = [
        ("who and what", "a what=Fill the box, who=Ana", true),
        ("nobody", "a what=Fill the box, by=2026-12-01", false),
        ("nobody for one of two", "a what=A, who=Ana | b what=B, who=_", false),
        ("somebody for nothing", "a who=Ana, by=2026-12-01", false),
        ("a row of blanks besides", "a what=A, who=Ana | b what=_, who=_ | c who=Bo", true),
        ("done, or given up", "a what=A, who=Ana, state=done | b what=B, who=Bo, state=dropped", true),
    ];
    check(&activity, "tasks", &[], &table);
    let rows = rows("a what=A | b what=_ | c who=Cy | d what=D, state=dropped");
    let filled: String = task!(activity, Commitments "tasks").filled(&rows).map(|row| row.id.as_str()).collect();
    assert_eq!((filled.as_str(), STATES.map(|(word, _)| word)), ("ad", ["", "done", "dropped"]));
}

#[test]
fn hands_are_counted_and_their_words_do_not_tell_who_was_first() {
    let activity = activity("right-to-say-no");
    let consent = task!(activity, Consent "answer");
    let hand =
        |id: u64, hand: &str, words: &str| Row::new(&ResponseId(id).to_string(), &[("hand", hand), ("words", words)]);
    let mut hands = vec![
        hand(u64::MAX, "objection", "It is too late."),
        hand(1, "yes", ""),
        hand(1 << 40, "concern", "Who pays?"),
        hand(7, "yes", "Gladly."),
        hand(99, "perhaps", "Not counted."),
        hand(31, "objection", ""),
    ];
    // A cell of blanks, which this app does not write.
    hands[5].cells.insert("words".to_owned(), " ".to_owned());
    let expected = [(Hand::Yes, "Gladly."), (Hand::Concern, "Who pays?"), (Hand::Objection, "It is too late.")];
    for _ in 0..hands.len() {
        hands.rotate_left(1);
        assert_eq!(consent.words(&hands), expected, "whichever came first");
        hands.swap(0, 3);
        assert_eq!((consent.words(&hands), consent.counts(&hands)), (expected.to_vec(), [2, 1, 2]));
    }
    let table = [
        ("a hand", "a hand=objection", true),
        ("words without a hand", "a words=Hm", false),
        ("a hand that is not known", "a hand=maybe | b hand=_", false),
    ];
    check(&activity, "answer", &[], &table);
}

// Changes

fn write(row: &str, cell: &str, text: &str) -> Edit {
    Edit::Write { row: row.to_owned(), cell: cell.to_owned(), text: text.to_owned() }
}

#[test]
fn rows_change_by_edits() {
    let put = |line: &str, at: Option<usize>| Edit::Put { row: rows(line).remove(0), at };
    let remove = |row: &str| Edit::Remove { row: row.to_owned() };
    let shift = |row: &str, to: usize| Edit::Move { row: row.to_owned(), to };
    for (name, edit, expected) in [
        ("put at the end", put("d x=4", None), "a x=1 | b x=2 | c x=3 | d x=4"),
        ("put in place", put("d x=4", Some(1)), "a x=1 | d x=4 | b x=2 | c x=3"),
        ("put beyond the end", put("d x=4", Some(99)), "a x=1 | b x=2 | c x=3 | d x=4"),
        ("put in place of another", put("b y=4", Some(1)), "a x=1 | b y=4 | c x=3"),
        ("put one of the same id elsewhere", put("b y=4", Some(0)), "b y=4 | a x=1 | c x=3"),
        ("put one of the same id at the end", put("b y=4", None), "a x=1 | c x=3 | b y=4"),
        ("write", write("b", "x", "9"), "a x=1 | b x=9 | c x=3"),
        ("write a new cell", write("b", "w", "9"), "a x=1 | b w=9, x=2 | c x=3"),
        ("write to a row that is not there", write("d", "x", "9"), "a x=1 | b x=2 | c x=3 | d x=9"),
        ("blanks empty a cell", write("b", "x", " \n"), "a x=1 | b | c x=3"),
        ("blanks in a cell that is not there", write("b", "w", ""), "a x=1 | b x=2 | c x=3"),
        ("remove", remove("b"), "a x=1 | c x=3"),
        ("remove what is not there", remove("d"), "a x=1 | b x=2 | c x=3"),
        ("move to the front", shift("c", 0), "c x=3 | a x=1 | b x=2"),
        ("move back", shift("a", 1), "b x=2 | a x=1 | c x=3"),
        ("move beyond the end", shift("a", 99), "b x=2 | c x=3 | a x=1"),
        ("move what is not there", shift("d", 0), "a x=1 | b x=2 | c x=3"),
    ] {
        let mut list = rows("a x=1 | b x=2 | c x=3");
        apply(&mut list, edit);
        assert_eq!(list, rows(expected), "{name}");
    }
}

#[test]
fn rows_and_cells_have_a_limit() {
    let many = |count: usize| -> Vec<Row> { (0..count).map(|n| Row::new(&n.to_string(), &[("x", "1")])).collect() };
    let mut list = many(MAX_ROWS - 1);
    apply(&mut list, Edit::Put { row: Row::new("last", &[]), at: Some(0) });
    assert_eq!((list.len(), list[0].id.as_str()), (MAX_ROWS, "last"));
    let full = list.clone();
    apply(&mut list, Edit::Put { row: Row::new("more", &[("x", "1")]), at: None });
    apply(&mut list, write("more", "x", "1"));
    assert_eq!(list, full, "no row is added");
    apply(&mut list, write("7", "x", "8"));
    apply(&mut list, Edit::Put { row: Row::new("9", &[("x", "10")]), at: None });
    assert_eq!((list.len(), row(&list, "7").unwrap().cell("x"), list[MAX_ROWS - 1].cell("x")), (MAX_ROWS, "8", "10"));
    for (length, kept) in [(MAX_CELL - 1, MAX_CELL - 1), (MAX_CELL, MAX_CELL), (MAX_CELL + 1, MAX_CELL)] {
        apply(&mut list, write("7", "x", &"\u{1f91d}".repeat(length)));
        assert_eq!(row(&list, "7").unwrap().cell("x").chars().count(), kept);
        assert_eq!(Row::new("a", &[("x", &"ä".repeat(length))]).cell("x"), "ä".repeat(kept));
    }
    assert_eq!(Row::new("a", &[("x", " "), ("y", "")]), Row::new("a", &[]), "a cell without text is not there");
}

#[test]
fn a_cell_that_is_cut_down_to_blanks_is_not_there() {
    let row = Row::new("a", &[("x", &format!("{}word", " ".repeat(MAX_CELL)))]);
    assert!(row.cells.get("x").is_none_or(|text| !text.trim().is_empty()), "a cell of blanks");
}

/// Two tabs' lists, joined, may be longer than a list can be made.
#[test]
fn putting_a_known_row_into_an_overlong_list_does_not_lose_it() {
    let mut list: Vec<Row> = (0..MAX_ROWS + 2).map(|n| Row::new(&n.to_string(), &[("x", "1")])).collect();
    apply(&mut list, Edit::Put { row: Row::new("5", &[("x", "2")]), at: Some(5) });
    assert_eq!(row(&list, "5").map(|row| row.cell("x")), Some("2"));
}

fn edited(edits: impl IntoIterator<Item = (&'static str, Edit)>) -> Draft {
    let mut draft = Draft::begin(&bench(), ResponseId(1), Perspective::Own, NOON);
    for (block, edit) in edits {
        draft.apply(Event::Edited { block: block.to_owned(), edits: vec![edit] }, NOON + 1);
    }
    draft
}

#[test]
fn a_draft_holds_no_empty_list_and_no_rows_for_a_question() {
    let put = || ("list", Edit::Put { row: Row::new("a", &[("name", "A")]), at: None });
    let gone = ("list", Edit::Remove { row: "a".to_owned() });
    assert_eq!(edited([put()]).sheet.answers, made(&[("list", "a name=A")]));
    assert!(edited([gone.clone()]).is_empty() && edited([put(), gone]).is_empty());
    let mut draft = Draft::begin(&small(), ResponseId(1), Perspective::Own, NOON);
    draft.sheet.answers.insert("how-often".to_owned(), points(&[("keep-word", 4)]));
    let before = draft.sheet.clone();
    draft.apply(Event::Edited { block: "how-often".to_owned(), edits: vec![put().1] }, NOON + 1);
    assert_eq!(draft.sheet, before);
    let edits = vec![put().1, write("b", "name", "B")];
    let mut draft = edited([]);
    draft.apply(Event::Edited { block: "list".to_owned(), edits }, NOON + 1);
    assert_eq!((draft.sheet.answers, draft.changed), (made(&[("list", "a name=A | b name=B")]), NOON + 1), "in order");
}

#[test]
fn a_row_without_words_is_no_answer() {
    let write = |text: &str| ("list", write("a", "name", text));
    assert_eq!(edited([write("Ana"), write(" ")]).progress(&bench()).0, 0, "written and emptied again");
    assert_eq!(edited([write("")]).progress(&bench()).0, 0, "never written");
}

#[test]
fn a_card_of_blanks_is_no_card() {
    assert_eq!(cards(&bench(), "free", &[("free", "a text=_, zone=in")]), "", "as a row of blanks is none of a list");
}

// Insights

/// A task, and rows in which one, two and three are counted, whatever else stands there.
const COUNTED: [(&str, [&str; 3]); 11] = [
    ("list", ["a name=A | x gone=1", "a name=A | b name=B | c name=_", "a name=A | b name=B | c name=C"]),
    (
        "free",
        [
            "a text=A, zone=in | b text=B",
            "a text=A, zone=in | b text=B, zone=out | c zone=in",
            "a text=A, zone=in | b text=B, zone=in | c text=C, zone=in",
        ],
    ),
    (
        "map",
        ["l1 zone=in | x zone=in", "l1 zone=in | l2 zone=out | l3 zone=gone", "l1 zone=in | l2 zone=in | l3 zone=in"],
    ),
    ("votes", ["l1 points=1 | x points=3", "l1 points=1 | l2 points=1", "l3 points=3"]),
    ("coins", ["a points=1 | x points=3", "a points=1 | b points=1", "b points=3"]),
    ("order", ["l1", "l3 | l1", "l3 | l2 | l1"]),
    ("grid", ["l1 l1=yes, x=yes | x l1=yes", "l1 l1=yes, l2=no, l3=maybe", "l1 l1=yes, l2=no | l3 l1=no"]),
    ("deal", ["sentence who=Ana, gone=x", "sentence who=Ana, what=_, else=x", "sentence who=Ana, what=x, else=y"]),
    ("talk", ["talk turns=1", "talk turns=2", "talk turns=3"]),
    ("steps", ["a what=A | b who=Bo", "a what=A | b what=B", "a what=A | b what=B | c what=C"]),
    (
        "hands",
        ["a hand=yes | b hand=maybe", "a hand=yes | b hand=objection", "a hand=yes | b hand=yes | c hand=concern"],
    ),
];

#[test]
fn an_insight_counts_what_each_task_holds() {
    let insight = |block: &str, bound: &str| {
        format!(r#"{{ "id": "{block}-{bound}", "count": {{ "block": "{block}" }}, "{bound}": 2, "say": "So." }}"#)
    };
    let list: Vec<String> =
        COUNTED.iter().flat_map(|(block, _)| ["above", "below"].map(|bound| insight(block, bound))).collect();
    let text = BENCH.replace("\"insights\": []", &format!("\"insights\": [{}]", list.join(", ")));
    let activity = read_activity("bench", &text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    for (block, lines) in COUNTED {
        for (line, expected) in lines.iter().zip([(true, false), (false, false), (false, true)]) {
            let answers = made(&[("list", "l1 name=L | l2 name=M | l3 name=N"), (block, line)]);
            let found = ["below", "above"].map(|bound| says(&activity, &answers, &format!("{block}-{bound}")));
            assert_eq!((found[0], found[1]), expected, "{block}: {line}");
        }
    }
    let answers = made(&COUNTED.map(|(block, lines)| (block, lines[0])));
    let order: Vec<&str> = remarks(&activity, &answers).iter().map(|insight| insight.id.as_str()).collect();
    let place = |id: &&str| activity.insights.iter().position(|insight| insight.id == **id);
    assert!(order.len() > 5 && order.is_sorted_by_key(place), "the author's order: {order:?}");
}

#[test]
fn a_rank_of_rows_that_are_gone_is_not_counted() {
    let text = BENCH.replace(
        "\"insights\": []",
        r#""insights": [{ "id": "some", "count": { "block": "order" }, "above": 0, "say": "So." }]"#,
    );
    let activity = read_activity("bench", &text).unwrap();
    assert!(
        !says(&activity, &made(&[("list", "a name=A"), ("order", "x | y")]), "some"),
        "nothing that is there is ranked"
    );
}
