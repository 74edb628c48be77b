//! Tasks and insights in activity files: every mistake is named with its place and its remedy by the reader
//! of everything, while the reader of questions takes only the tasks' names. The rest of the format stands
//! in `content.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::{activity_ids, text_of};
use roundtable::content::{read_activity, read_questions};
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{Block, Unbuilt};
use roundtable::domain::problem::{Code, Problem};
use roundtable::i18n::{cause, remedy};
use serde_json::Value;

/// A small exercise with every task.
const SMALL: &str = r#"{
  "format": 1, "id": "small-exercise", "kind": "exercise", "title": "Small", "summary": "Every task.", "purpose": "To test.",
  "theme": "planning", "minutes": 9, "modes": ["group"], "source": [{ "title": "Nobody" }],
  "steps": [{ "id": "make", "title": "Make", "minutes": 9, "blocks": [
    { "type": "text", "id": "aim", "label": "Aim" },
    { "type": "entries", "id": "list", "label": "List", "hint": "A row", "min": 1, "max": 3, "columns": [
      { "id": "name", "label": "Name", "type": "text" },
      { "id": "kind", "label": "Kind", "type": "choice", "options": [{ "id": "old", "label": "Old" }, { "id": "new", "label": "New" }] }
    ] },
    { "type": "board", "id": "map", "label": "Map", "layout": "quadrants", "axes": { "x": ["Left", "Right"], "y": ["Top", "Bottom"] }, "cards": { "from": "list" },
      "zones": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }, { "id": "c", "label": "C" }, { "id": "d", "label": "D" }] },
    { "type": "allocate", "id": "votes", "label": "Votes", "total": 10, "unit": "votes", "most": 5, "options": { "from": "list" } },
    { "type": "rank", "id": "order", "label": "Order", "options": { "from": "list" } },
    { "type": "matrix", "id": "grid", "label": "Grid", "rows": { "from": "list" },
      "columns": [{ "id": "me", "label": "Me" }, { "id": "us", "label": "Us" }], "options": [{ "id": "yes", "label": "Yes" }, { "id": "no", "label": "No" }] },
    { "type": "sentence", "id": "deal", "label": "Deal", "template": "We give {what} to {whom}.", "blanks": [{ "id": "what", "label": "what" }, { "id": "whom", "label": "whom" }] },
    { "type": "talk", "id": "talk", "prompts": ["Say it."], "seconds": 60, "turns": "pairs" },
    { "type": "commitments", "id": "steps", "label": "Steps" },
    { "type": "consent", "id": "hands", "label": "Hands", "about": "deal" }
  ] }],
  "insights": [
    { "id": "no-new", "count": { "block": "list", "column": "kind", "is": "new" }, "below": 1, "say": "Nothing new." },
    { "id": "crowd", "count": { "block": "map", "zone": "a" }, "above": 4, "say": "Full.", "tone": "praise" }
  ]
}"#;

fn with(old: &str, new: &str) -> String {
    assert_eq!(SMALL.matches(old).count(), 1, "to be replaced once: {old}");
    SMALL.replacen(old, new, 1)
}

fn problems_of(text: &str) -> Vec<Problem> {
    read_activity("small-exercise", text).err().unwrap_or_default()
}

/// What a site owner reads: the cause, then the remedy.
fn message(problem: &Problem) -> String {
    [cause(problem), remedy(problem)].join(" ")
}

// What is broken

/// An edit of the small exercise, and the problem that it makes: code, place, message.
type Mistake = (&'static str, &'static str, Code, &'static str, &'static str);

const MISTAKES: [Mistake; 32] = [
    (
        "\"cards\": { \"from\": \"list\" }",
        "\"cards\": { \"from\": \"lists\" }",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “lists”. Use one of these, or define it: list.",
    ),
    (
        "\"cards\": { \"from\": \"list\" }",
        "\"cards\": {}",
        Code::Missing,
        "/steps/0/blocks/2/cards",
        "The field “from” is missing. Add it; activity.schema.json says what it holds.",
    ),
    (
        "\"most\": 5, \"options\": { \"from\": \"list\" }",
        "\"most\": 5, \"options\": { \"from\": \"votes\" }",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “votes”. Use one of these, or define it: list.",
    ),
    (
        "\"label\": \"Order\", \"options\": { \"from\": \"list\" }",
        "\"label\": \"Order\", \"options\": { \"from\": \"aim\" }",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “aim”. Use one of these, or define it: list.",
    ),
    (
        "\"label\": \"Order\", \"options\": { \"from\": \"list\" }",
        "\"label\": \"Order\", \"options\": { \"from\": \"list\", \"min\": 2 }",
        Code::UnknownField,
        "/steps/0/blocks/4/options/min",
        "The format has no field “min”. Check the spelling or take it out. Possible here: from.",
    ),
    (
        "\"rows\": { \"from\": \"list\" }",
        "\"rows\": { \"from\": \"people\" }",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “people”. Use one of these, or define it: list.",
    ),
    (
        "\"columns\": [{ \"id\": \"me\", \"label\": \"Me\" }, { \"id\": \"us\", \"label\": \"Us\" }]",
        "\"columns\": { \"from\": \"map\" }",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “map”. Use one of these, or define it: list.",
    ),
    (
        "\"about\": \"deal\"",
        "\"about\": \"ideal\"",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “ideal”. Use one of these, or define it: aim, deal.",
    ),
    (
        "\"block\": \"list\"",
        "\"block\": \"lists\"",
        Code::UnknownReference,
        "/insights",
        "Nothing here is called “lists”. Use one of these, or define it: list, map, votes, order, grid, deal, talk, \
         steps, hands.",
    ),
    (
        "\"column\": \"kind\"",
        "\"column\": \"sort\"",
        Code::UnknownReference,
        "/insights",
        "Nothing here is called “sort”. Use one of these, or define it: kind.",
    ),
    (
        "\"is\": \"new\"",
        "\"is\": \"newer\"",
        Code::UnknownReference,
        "/insights",
        "Nothing here is called “newer”. Use one of these, or define it: old, new.",
    ),
    (
        ", \"is\": \"new\"",
        "",
        Code::Missing,
        "/insights/0/count",
        "The field “is” is missing. Add it; activity.schema.json says what it holds.",
    ),
    (
        "\"zone\": \"a\"",
        "\"zone\": \"e\"",
        Code::UnknownReference,
        "/insights",
        "Nothing here is called “e”. Use one of these, or define it: a, b, c, d.",
    ),
    (
        "\"tone\": \"praise\"",
        "\"tone\": \"warning\"",
        Code::NotOneOf,
        "/insights/1/tone",
        "“warning” is not known here. Use one of these: notice, praise.",
    ),
    (
        "\"above\": 4",
        "\"above\": 4, \"over\": 4",
        Code::UnknownField,
        "/insights/1/over",
        "The format has no field “over”. Check the spelling or take it out. Possible here: id, count, below, above, say, tone.",
    ),
    (
        "to {whom}.",
        "to {whom} by {when}.",
        Code::UnknownReference,
        "/steps/0/blocks/6/template",
        "Nothing here is called “when”. Use one of these, or define it: what, whom.",
    ),
    (
        ", { \"id\": \"d\", \"label\": \"D\" }",
        "",
        Code::WrongCount,
        "/steps/0/blocks/2/zones",
        "The list has 3 entries. It needs 4.",
    ),
    (
        "{ \"id\": \"d\", \"label\": \"D\" }",
        "{ \"id\": \"a\", \"label\": \"D\" }",
        Code::Repeated,
        "/steps/0/blocks/2/zones",
        "The id “a” stands twice. Give each its own id.",
    ),
    (
        "[\"Left\", \"Right\"]",
        "[\"Left\"]",
        Code::WrongCount,
        "/steps/0/blocks/2/axes/x",
        "The list has 1 entries. It needs 2 – 2.",
    ),
    (
        ", \"y\": [\"Top\", \"Bottom\"]",
        "",
        Code::Missing,
        "/steps/0/blocks/2/axes",
        "The field “y” is missing. Add it; activity.schema.json says what it holds.",
    ),
    (
        "\"layout\": \"quadrants\"",
        "\"layout\": \"quadrants\", \"mirror\": { \"want\": \"a\", \"offer\": \"nowhere\" }",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “nowhere”. Use one of these, or define it: a, b, c, d.",
    ),
    (
        "\"layout\": \"quadrants\"",
        "\"layout\": \"squares\"",
        Code::NotOneOf,
        "/steps/0/blocks/2/layout",
        "“squares” is not known here. Use one of these: columns, quadrants, rings, ladder, grid.",
    ),
    (
        "\"turns\": \"pairs\"",
        "\"turns\": \"pair\"",
        Code::NotOneOf,
        "/steps/0/blocks/7/turns",
        "“pair” is not known here. Use one of these: each, pairs, whole.",
    ),
    (
        "\"seconds\": 60",
        "\"seconds\": 14",
        Code::OutOfRange,
        "/steps/0/blocks/7/seconds",
        "14 is outside the range. Use a whole number in the range 15 – 10000.",
    ),
    (
        "\"prompts\": [\"Say it.\"]",
        "\"prompts\": []",
        Code::WrongCount,
        "/steps/0/blocks/7/prompts",
        "The list has 0 entries. It needs 1 – ….",
    ),
    (
        "\"label\": \"Name\", \"type\": \"text\"",
        "\"label\": \"Name\", \"type\": \"words\"",
        Code::NotOneOf,
        "/steps/0/blocks/1/columns/0/type",
        "“words” is not known here. Use one of these: text, long, choice, number, date.",
    ),
    (
        ", \"options\": [{ \"id\": \"old\", \"label\": \"Old\" }, { \"id\": \"new\", \"label\": \"New\" }]",
        "",
        Code::Missing,
        "/steps/0/blocks/1/columns/1",
        "The field “options” is missing. Add it; activity.schema.json says what it holds.",
    ),
    (
        "\"label\": \"Steps\"",
        "\"label\": \"Steps\", \"who\": \"all\"",
        Code::UnknownField,
        "/steps/0/blocks/8/who",
        "The format has no field “who”. Check the spelling or take it out. Possible here: type, id, label, hint.",
    ),
    (
        "\"id\": \"no\", \"label\": \"No\"",
        "\"id\": \"yes\", \"label\": \"No\"",
        Code::Repeated,
        "/steps/0/blocks/5/options",
        "The id “yes” stands twice. Give each its own id.",
    ),
    (
        "\"total\": 10",
        "\"total\": 1",
        Code::OutOfRange,
        "/steps/0/blocks/3/total",
        "1 is outside the range. Use a whole number in the range 2 – 10000.",
    ),
    (
        "\"most\": 5",
        "\"most\": 0",
        Code::OutOfRange,
        "/steps/0/blocks/3/most",
        "0 is outside the range. Use a whole number in the range 1 – 10000.",
    ),
    (
        "\"min\": 1",
        "\"min\": \"one\"",
        Code::WrongType,
        "/steps/0/blocks/1/min",
        "“one” is of the wrong type. Write a value of this form: 1, 2, 3 ….",
    ),
];

#[test]
fn every_mistake_in_a_task_is_named_with_its_place_and_its_remedy() {
    assert_eq!(problems_of(SMALL), [], "the exercise that is edited");
    let mut failed = Vec::new();
    for (old, new, code, path, words) in MISTAKES {
        let text = with(old, new);
        let problems = problems_of(&text);
        let found: Vec<_> = problems.iter().map(|one| (one.code, one.path.as_str(), message(one))).collect();
        if found != [(code, path, words.to_owned())] {
            failed.push(format!("{old} -> {new}\n  expected {:?}\n  found    {found:?}", (code, path, words)));
        }
        assert!(problems.iter().all(|one| one.file == "activities/small-exercise.json"), "{problems:?}");
        // The page of questions is not kept from running by what it does not run.
        let names = read_questions("small-exercise", &text).map(|activity| activity.blocks().count());
        assert_eq!(names, Ok(10), "{old} -> {new}");
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), MISTAKES.len(), failed.join("\n"));
}

#[test]
fn a_blank_that_is_not_used_is_found() {
    let problems = problems_of(&with(" to {whom}.", "."));
    let found: Vec<_> = problems.iter().map(|one| (one.code, one.path.as_str(), one.value.as_str())).collect();
    assert_eq!(found, [(Code::Unused, "/steps/0/blocks/6/blanks", "whom")]);
}

#[test]
fn a_blank_that_is_not_used_is_not_called_a_dimension() {
    let words = message(&problems_of(&with(" to {whom}.", ".")).remove(0));
    assert!(words.contains("whom") && !words.contains("dimension"), "{words}");
}

/// Each of these is taken without a word, and then something is never shown, counted or kept apart.
#[test]
fn mistakes_that_change_what_is_shown_are_named() {
    let no_new = "\"block\": \"list\", \"column\": \"kind\", \"is\": \"new\"";
    let table = [
        (
            "a column twice",
            "\"label\": \"Name\", \"type\": \"text\" }",
            "\"label\": \"Name\", \"type\": \"text\" }, { \"id\": \"name\", \"label\": \"By\", \"type\": \"date\" }",
        ),
        (
            "a blank twice",
            "\"id\": \"whom\", \"label\": \"whom\" }",
            "\"id\": \"whom\", \"label\": \"a\" }, { \"id\": \"whom\", \"label\": \"b\" }",
        ),
        ("an insight twice", "\"id\": \"crowd\"", "\"id\": \"no-new\""),
        ("a brace that is not closed", "to {whom}.", "to {whom} {and more."),
        ("a column of a block without columns", no_new, "\"block\": \"steps\", \"column\": \"kind\", \"is\": \"new\""),
        ("a column without options", no_new, "\"block\": \"list\", \"column\": \"name\", \"is\": \"new\""),
        ("a zone of a block without zones", no_new, "\"block\": \"list\", \"zone\": \"a\""),
        ("an option without a column", no_new, "\"block\": \"list\", \"is\": \"new\""),
        ("a column and a zone", no_new, "\"block\": \"list\", \"column\": \"kind\", \"is\": \"new\", \"zone\": \"a\""),
        ("a question, where nothing is counted", no_new, "\"block\": \"aim\""),
        ("no bound", ", \"above\": 4", ""),
        ("a bound that is never reached", "\"below\": 1", "\"below\": 0"),
        ("a proposal that has no words", "\"about\": \"deal\"", "\"about\": \"votes\""),
    ];
    let silent: Vec<&str> = table
        .iter()
        .filter(|(_, old, new)| problems_of(&with(old, new)).is_empty())
        .map(|(name, _, _)| *name)
        .collect();
    assert_eq!(silent, Vec::<&str>::new());
}

/// `activity.schema.json` is what a site owner is told to look into.
#[test]
fn the_schema_knows_every_field_of_a_task() {
    let schema: Value = serde_json::from_str(&text_of("public/activity.schema.json")).unwrap();
    let small: Value = serde_json::from_str(SMALL).unwrap();
    let types = schema["$defs"]["block"]["oneOf"].as_array().unwrap();
    let mut unknown = Vec::new();
    for block in small["steps"][0]["blocks"].as_array().unwrap() {
        let known = types.iter().find(|one| one["properties"]["type"]["const"] == block["type"]).unwrap();
        let fields = block.as_object().unwrap().keys().filter(|field| known["properties"].get(field).is_none());
        unknown.extend(fields.map(|field| format!("{}: {field}", block["type"])));
    }
    assert_eq!(unknown, Vec::<String>::new());
}

// Two readers

/// An activity as the reader of questions gives it: tasks by name, without insights.
fn named_only(mut activity: Activity) -> Activity {
    for block in activity.steps.iter_mut().flat_map(|step| &mut step.blocks) {
        if let Block::Task(task) = block {
            *block = Block::Unbuilt(Unbuilt { id: task.id().to_owned(), label: task.label().map(str::to_owned) });
        }
    }
    activity.insights.clear();
    activity
}

#[test]
fn both_readers_read_every_shipped_file() {
    let mut tasks = 0;
    for id in activity_ids() {
        let text = text_of(&format!("public/activities/{id}.json"));
        let (whole, names) = (read_activity(&id, &text).unwrap(), read_questions(&id, &text).unwrap());
        assert!(!whole.blocks().any(|block| matches!(block, Block::Unbuilt(_))), "{id}: everything is read");
        assert!(!names.blocks().any(|block| matches!(block, Block::Task(_))), "{id}: names only");
        assert_eq!((names.fingerprint(), names.has_tasks()), (whole.fingerprint(), whole.has_tasks()), "{id}");
        tasks += whole.blocks().filter(|block| matches!(block, Block::Task(_))).count();
        assert_eq!(names, named_only(whole), "{id}: all else is the same");
    }
    assert!(tasks > 100, "{tasks}");
}

#[test]
fn names_types_and_questions_are_held_by_both_readers() {
    let table = [
        ("\"id\": \"votes\"", "\"id\": \"order\"", Code::Repeated, "/steps"),
        ("\"id\": \"votes\"", "\"id\": \"The votes\"", Code::NotAnId, "/steps/0/blocks/3/id"),
        ("\"id\": \"grid\", ", "", Code::Missing, "/steps/0/blocks/5"),
        ("\"label\": \"Map\"", "\"label\": \" \"", Code::Empty, "/steps/0/blocks/2/label"),
        ("\"type\": \"rank\"", "\"type\": \"ranks\"", Code::NotOneOf, "/steps/0/blocks/4/type"),
        ("\"label\": \"Aim\"", "\"label\": \"Aim\", \"min\": 1", Code::UnknownField, "/steps/0/blocks/0/min"),
        ("\"minutes\": 9, \"modes\"", "\"minutes\": 8, \"modes\"", Code::MinutesDiffer, "/minutes"),
    ];
    for (old, new, code, path) in table {
        let text = with(old, new);
        let whole = problems_of(&text);
        let found: Vec<_> = whole.iter().map(|one| (one.code, one.path.as_str())).collect();
        assert_eq!(found, [(code, path)], "{old} -> {new}");
        assert_eq!(read_questions("small-exercise", &text), Err(whole), "{old} -> {new}");
    }
}
