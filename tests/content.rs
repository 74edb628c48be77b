//! Activity files: every shipped one loads, and every mistake is named with its place and its remedy.
//! Tasks and insights stand in `content_tasks.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::{SMALL, activity, activity_ids, any, assessments, root, small, small_with, text_of};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::content::{read_activity, read_index};
use roundtable::domain::activity::{Activity, Kind, Level};
use roundtable::domain::block::{Block, Wording};
use roundtable::domain::problem::{Code, Problem};
use roundtable::i18n::cause;

/// What a site owner reads: the cause, then the remedy.
fn message(problem: &Problem) -> String {
    [cause(problem).as_str(), &roundtable::i18n::remedy(problem)].join(" ")
}

fn problems_of(text: &str) -> Vec<Problem> {
    read_activity("small-check", text).err().unwrap_or_default()
}

// What is shipped

#[test]
fn every_shipped_file_loads() {
    let ids = activity_ids();
    assert_eq!(ids.len(), 34);
    let loaded: Vec<Activity> = ids.iter().map(|id| activity(id)).collect();
    assert_eq!(loaded.iter().filter(|activity| activity.kind == Kind::Assessment).count(), 7);
    for activity in &loaded {
        for next in activity.next.iter().chain(activity.dimensions.iter().flat_map(|dimension| &dimension.next)) {
            assert!(ids.contains(next), "{} leads to {next}, which is not there", activity.id);
        }
    }
}

#[test]
fn every_assessment_can_be_run_and_scored() {
    let facts: Vec<(String, usize, usize, usize)> = assessments()
        .iter()
        .map(|activity| {
            assert!(!activity.blocks().any(|block| matches!(block, Block::Unbuilt(_))), "{}", activity.id);
            assert_eq!(
                activity.bands.iter().map(|band| (band.level, band.from)).collect::<Vec<_>>(),
                [(Level::Low, 1.0), (Level::Middle, 3.0), (Level::High, 4.0)],
                "{}",
                activity.id
            );
            let reversed = activity.items().filter(|(_, item)| item.reverse).count();
            (activity.id.clone(), activity.dimensions.len(), activity.items().count(), reversed)
        })
        .collect();
    let expected = [
        ("alliance-check", 3, 12, 3),
        ("collaborative-leadership", 5, 20, 0),
        ("collaborator-or-partner", 3, 10, 2),
        ("five-elements", 5, 20, 0),
        ("ownership-pulse", 4, 12, 4),
        ("partnership-pulse", 5, 5, 0),
        ("six-conditions", 6, 18, 6),
    ]
    .map(|(id, dimensions, items, reversed)| (id.to_owned(), dimensions, items, reversed));
    assert_eq!(facts, expected);
}

#[test]
fn the_small_activity_is_read_as_it_is_written() {
    let activity = small();
    assert_eq!((activity.id.as_str(), activity.kind, activity.minutes), ("small-check", Kind::Assessment, 5));
    let people = activity.people.clone().unwrap();
    assert_eq!((people.min, people.max, people.note.as_deref()), (1, Some(12), Some("Alone or together.")));
    assert_eq!(activity.dimensions[1].readings, ["Low voice.", "Some voice.", "High voice."]);
    assert_eq!(activity.steps[1].guide, None);
    let items: Vec<_> =
        activity.items().map(|(block, item)| (block, item.id, item.dimension, item.reverse, item.points)).collect();
    assert_eq!(
        items,
        [
            ("how-often", "keep-word", Some("trust"), false, 5),
            ("how-often", "hide-news", Some("trust"), true, 5),
            ("how-often", "ask-all", Some("voice"), false, 5),
            ("how-often", "only-asked", None, false, 5),
            ("closer-to", "told-heard", Some("voice"), false, 7),
        ]
    );
    let (_, last) = activity.items().last().unwrap();
    assert_eq!(last.wording, Wording::Pair { left: "We are told.", right: "We are heard." });
    let Some(Block::Choice(place)) = activity.block("where") else { panic!("no choice") };
    assert!(place.required && !place.multiple && place.options.len() == 3);
    let Some(Block::Text(whom)) = activity.block("whom") else { panic!("no text") };
    assert!(whom.names && !whom.long && !whom.required);
}

// What is broken

/// An edit of the small activity, and the problem that it makes: code, place, message.
type Mistake = (&'static str, &'static str, Code, &'static str, &'static str);

const MISTAKES: [Mistake; 40] = [
    (
        "\"format\": 1",
        "\"format\": 2",
        Code::UnknownFormat,
        "/format",
        "The format is 2, but this version reads format 1. Write \"format\": 1, or bring the site up to date.",
    ),
    (
        "\"format\": 1",
        "\"format\": 1.5",
        Code::UnknownFormat,
        "/format",
        "The format is 1.5, but this version reads format 1. Write \"format\": 1, or bring the site up to date.",
    ),
    (
        "\"format\": 1",
        "\"format\": \"1\"",
        Code::WrongType,
        "/format",
        "“1” is of the wrong type. Write a value of this form: 1.0.",
    ),
    (
        "\"title\": \"Small check\",",
        "",
        Code::Missing,
        "",
        "The field “title” is missing. Add it; activity.schema.json says what it holds.",
    ),
    (
        "\"text\": \"We keep our word.\", ",
        "",
        Code::Missing,
        "/steps/0/blocks/0/items/0",
        "The field “text” is missing. Add it; activity.schema.json says what it holds.",
    ),
    (
        "\"materials\": [",
        "\"material\": [",
        Code::UnknownField,
        "/material",
        "The format has no field “material”. Check the spelling or take it out. Possible here: format, id, kind, title, \
         summary, purpose, outcome, theme, minutes, people, modes, materials, source, scales, dimensions, bands, steps, \
         insights, debrief, next.",
    ),
    (
        "\"reverse\": true",
        "\"reversed\": true",
        Code::UnknownField,
        "/steps/0/blocks/0/items/1/reversed",
        "The format has no field “reversed”. Check the spelling or take it out. Possible here: id, text, dimension, reverse.",
    ),
    (
        "\"minutes\": 2",
        "\"minutes\": \"two\"",
        Code::WrongType,
        "/steps/1/minutes",
        "“two” is of the wrong type. Write a value of this form: 1, 2, 3 ….",
    ),
    (
        "\"modes\": [\"solo\", \"pair\"]",
        "\"modes\": \"solo\"",
        Code::WrongType,
        "/modes",
        "“solo” is of the wrong type. Write a value of this form: [ ].",
    ),
    (
        "\"people\": { \"min\": 1, \"max\": 12, \"note\": \"Alone or together.\" }",
        "\"people\": 12",
        Code::WrongType,
        "/people",
        "“12” is of the wrong type. Write a value of this form: { }.",
    ),
    (
        "\"reverse\": true",
        "\"reverse\": \"yes\"",
        Code::WrongType,
        "/steps/0/blocks/0/items/1/reverse",
        "“yes” is of the wrong type. Write a value of this form: true, false.",
    ),
    (
        "\"summary\": \"A few questions.\"",
        "\"summary\": [\"A few\"]",
        Code::WrongType,
        "/summary",
        "“[ … ]” is of the wrong type. Write a value of this form: \" \".",
    ),
    (
        "\"theme\": \"partnership\"",
        "\"theme\": 3",
        Code::WrongType,
        "/theme",
        "“3” is of the wrong type. Write a value of this form: partnership, leadership, alliances, ownership, \
         conversation, planning.",
    ),
    (
        "\"summary\": \"A few questions.\"",
        "\"summary\": \"  \"",
        Code::Empty,
        "/summary",
        "The text is empty. Write something, or take the field out if it may be left out.",
    ),
    (
        "\"id\": \"keep-word\"",
        "\"id\": \"Keep Word\"",
        Code::NotAnId,
        "/steps/0/blocks/0/items/0/id",
        "“Keep Word” is not a valid id. Use lower-case letters, digits and single hyphens, at most 40.",
    ),
    (
        "\"next\": [\"talk-more\"] },",
        "\"next\": [\"talk more\"] },",
        Code::NotAnId,
        "/dimensions/0/next/0",
        "“talk more” is not a valid id. Use lower-case letters, digits and single hyphens, at most 40.",
    ),
    (
        "\"kind\": \"assessment\"",
        "\"kind\": \"test\"",
        Code::NotOneOf,
        "/kind",
        "“test” is not known here. Use one of these: assessment, exercise.",
    ),
    (
        "\"theme\": \"partnership\"",
        "\"theme\": \"trust\"",
        Code::NotOneOf,
        "/theme",
        "“trust” is not known here. Use one of these: partnership, leadership, alliances, ownership, conversation, planning.",
    ),
    (
        "\"solo\", \"pair\"",
        "\"solo\", \"pairs\"",
        Code::NotOneOf,
        "/modes/1",
        "“pairs” is not known here. Use one of these: solo, pair, group.",
    ),
    (
        "\"type\": \"poles\"",
        "\"type\": \"slider\"",
        Code::NotOneOf,
        "/steps/0/blocks/1/type",
        "“slider” is not known here. Use one of these: scale, poles, choice, text, entries, board, allocate, rank, matrix, \
         sentence, talk, commitments, consent.",
    ),
    (
        "\"points\": 7",
        "\"points\": 6",
        Code::NotOneOf,
        "/steps/0/blocks/1/points",
        "“6” is not known here. Use one of these: 5, 7.",
    ),
    (
        "\"points\": 7",
        "\"points\": 9",
        Code::OutOfRange,
        "/steps/0/blocks/1/points",
        "9 is outside the range. Use a whole number in the range 5 – 7.",
    ),
    (
        "\"minutes\": 5",
        "\"minutes\": 0",
        Code::OutOfRange,
        "/minutes",
        "0 is outside the range. Use a whole number in the range 1 – 240.",
    ),
    (
        "\"minutes\": 5",
        "\"minutes\": 5.5",
        Code::OutOfRange,
        "/minutes",
        "5.5 is outside the range. Use a whole number in the range 1 – 240.",
    ),
    (
        "\"min\": 1",
        "\"min\": -1",
        Code::OutOfRange,
        "/people/min",
        "-1 is outside the range. Use a whole number in the range 1 – 10000.",
    ),
    (
        "\"modes\": [\"solo\", \"pair\"]",
        "\"modes\": []",
        Code::WrongCount,
        "/modes",
        "The list has 0 entries. It needs 1 – ….",
    ),
    (
        ", { \"id\": \"map\", \"label\": \"A map\" }",
        "",
        Code::WrongCount,
        "/steps/1/blocks/1/options",
        "The list has 1 entries. It needs 2 – ….",
    ),
    (
        "\"id\": \"ask-all\"",
        "\"id\": \"keep-word\"",
        Code::Repeated,
        "/steps",
        "The id “keep-word” stands twice. Give each its own id.",
    ),
    (
        "\"id\": \"whom\"",
        "\"id\": \"more\"",
        Code::Repeated,
        "/steps",
        "The id “more” stands twice. Give each its own id.",
    ),
    (
        "\"id\": \"home\"",
        "\"id\": \"field\"",
        Code::Repeated,
        "/steps/1/blocks/0/options",
        "The id “field” stands twice. Give each its own id.",
    ),
    (
        "\"id\": \"words\"",
        "\"id\": \"habits\"",
        Code::Repeated,
        "/steps",
        "The id “habits” stands twice. Give each its own id.",
    ),
    (
        "\"scale\": \"often\"",
        "\"scale\": \"agree\"",
        Code::UnknownReference,
        "/steps/0/blocks/0/scale",
        "Nothing here is called “agree”. Use one of these, or define it: often.",
    ),
    (
        "\"text\": \"Everybody is asked.\", \"dimension\": \"voice\"",
        "\"text\": \"Everybody is asked.\", \"dimension\": \"voices\"",
        Code::UnknownReference,
        "/steps",
        "Nothing here is called “voices”. Use one of these, or define it: trust, voice.",
    ),
    (
        "\"id\": \"small-check\"",
        "\"id\": \"big-check\"",
        Code::NotTheFileName,
        "/id",
        "The id “big-check” is not the file’s name. Call both “small-check”.",
    ),
    (
        "\"minutes\": 5",
        "\"minutes\": 8",
        Code::MinutesDiffer,
        "/minutes",
        "The activity says 8 minutes, its steps add up to 5. Write 5, or change the steps.",
    ),
    (
        "{ \"id\": \"low\", \"from\": 1.0, \"title\": \"To build\" },",
        "{ \"id\": \"low\", \"from\": 1.5, \"title\": \"To build\" },",
        Code::BandsNotRising,
        "/bands",
        "The bands do not rise from 1. Begin the first band at 1 and order them low, middle, high.",
    ),
    (
        "\"id\": \"middle\", \"from\": 3.0",
        "\"id\": \"middle\", \"from\": 4.0",
        Code::BandsNotRising,
        "/bands",
        "The bands do not rise from 1. Begin the first band at 1 and order them low, middle, high.",
    ),
    (
        "\"kind\": \"assessment\"",
        "\"kind\": null",
        Code::WrongType,
        "/kind",
        "“null” is of the wrong type. Write a value of this form: assessment, exercise.",
    ),
    (
        "\"year\": 2026",
        "\"year\": 20260",
        Code::OutOfRange,
        "/source/0/year",
        "20260 is outside the range. Use a whole number in the range 0 – 10000.",
    ),
    (
        "\"id\": \"high\", \"from\": 4.0",
        "\"id\": \"high\", \"from\": \"4\"",
        Code::WrongType,
        "/bands/2/from",
        "“4” is of the wrong type. Write a value of this form: 1.0.",
    ),
];

#[test]
fn every_mistake_is_named_with_its_place_and_its_remedy() {
    let mut failed = Vec::new();
    for (old, new, code, path, words) in MISTAKES {
        let problems = problems_of(&small_with(&[(old, new)]));
        let found: Vec<_> = problems.iter().map(|one| (one.code, one.path.as_str(), message(one))).collect();
        if found != [(code, path, words.to_owned())] {
            failed.push(format!("{old} -> {new}\n  expected {:?}\n  found    {found:?}", (code, path, words)));
        }
        assert!(problems.iter().all(|one| one.file == "activities/small-check.json"), "{problems:?}");
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), MISTAKES.len(), failed.join("\n"));
}

#[test]
fn mistakes_with_long_values_are_named_shortly() {
    let long = "ä".repeat(281);
    let problems =
        problems_of(&small_with(&[("\"summary\": \"A few questions.\"", &format!("\"summary\": \"{long}\""))]));
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].code, problems[0].path.as_str()), (Code::TooLong, "/summary"));
    assert_eq!(
        message(&problems[0]),
        format!("The text is too long: “{}…”. Shorten it to 280 characters.", "ä".repeat(60))
    );
    let most = "ä".repeat(280);
    assert_eq!(
        problems_of(&small_with(&[("\"summary\": \"A few questions.\"", &format!("\"summary\": \"{most}\""))])),
        []
    );
}

#[test]
fn an_assessment_needs_dimensions_bands_and_items() {
    let without_items =
        small_with(&[(", \"dimension\": \"trust\" }", " }"), (", \"dimension\": \"trust\", \"reverse\": true", "")]);
    let found: Vec<_> =
        problems_of(&without_items).iter().map(|one| (one.code, one.path.clone(), message(one))).collect();
    assert_eq!(
        found,
        [(
            Code::Unused,
            "/dimensions".to_owned(),
            "Nothing in the file uses “trust”. Use it, or take it out.".to_owned()
        )]
    );

    let one_band = small_with(&[
        (",\n    { \"id\": \"middle\", \"from\": 3.0, \"title\": \"To talk about\" }", ""),
        (",\n    { \"id\": \"high\", \"from\": 4.0, \"title\": \"To lean on\" }", ""),
    ]);
    let found: Vec<_> = problems_of(&one_band).iter().map(|one| (one.code, one.path.clone(), message(one))).collect();
    assert_eq!(found, [(Code::NotScorable, String::new(),
        "“small-check” is an assessment without dimensions or without at least two bands. Add them, or make it an exercise."
            .to_owned())]);
}

#[test]
fn a_broken_scale_is_named_once_and_not_again_where_it_is_used() {
    let text = small_with(&[("\"Never\", \"Seldom\", \"Sometimes\", \"Often\", \"Always\"", "\"Yes\"")]);
    let found: Vec<_> = problems_of(&text).iter().map(|one| (one.code, one.path.clone())).collect();
    assert_eq!(found, [(Code::WrongCount, "/scales/often/points".to_owned())]);
}

#[test]
fn all_mistakes_of_a_file_are_named_at_once() {
    let text = small_with(&[
        ("\"title\": \"Small check\"", "\"title\": \"\""),
        ("\"points\": 7", "\"points\": 70"),
        ("\"id\": \"field\"", "\"id\": \"the field\""),
    ]);
    let found: Vec<_> = problems_of(&text).iter().map(|one| (one.code, one.path.clone())).collect();
    assert_eq!(
        found,
        [
            (Code::Empty, "/title".to_owned()),
            (Code::OutOfRange, "/steps/0/blocks/1/points".to_owned()),
            (Code::NotAnId, "/steps/1/blocks/0/options/1/id".to_owned()),
        ]
    );
}

// What is no activity at all

#[test]
fn what_is_no_json_says_where_it_breaks() {
    for (text, words) in [
        ("", "The file is not valid JSON: EOF while parsing a value at line 1 column 0."),
        ("{\n  \"format\": 1,\n}", "The file is not valid JSON: trailing comma at line 3 column 1."),
        ("<!doctype html>", "The file is not valid JSON: expected value at line 1 column 1."),
        ("\u{feff}{}", "The file is not valid JSON: expected value at line 1 column 1."),
    ] {
        let problems = problems_of(text);
        assert_eq!((problems.len(), problems[0].code), (1, Code::NotJson), "{text}");
        let remedy = "Mend the place it names; often a comma or a quotation mark is missing.";
        assert_eq!(message(&problems[0]), [words, remedy].join(" "), "{text}");
    }
}

#[test]
fn other_json_gives_problems() {
    let deep = "[".repeat(100_000);
    let nested = format!("{}{}", "{\"steps\":[".repeat(60), "]}".repeat(60));
    let long_steps = format!(
        "\"steps\": [{}",
        (0..300).map(|n| format!("{{ \"id\": \"s{n}\", \"title\": \"S\", \"minutes\": 240 }},")).collect::<String>(),
    );
    let many_minutes = small_with(&[("\"steps\": [", &long_steps)]);
    let huge = small_with(&[("A few questions.", &"long ".repeat(500_000))]);
    for (name, text, code) in [
        ("null", "null", Code::WrongType),
        ("list", "[]", Code::WrongType),
        ("text", "\"x\"", Code::WrongType),
        ("empty object", "{}", Code::Missing),
        ("deep list", deep.as_str(), Code::NotJson),
        ("nested", nested.as_str(), Code::Missing),
        ("minutes beyond a day", many_minutes.as_str(), Code::MinutesDiffer),
        ("huge", huge.as_str(), Code::TooLong),
    ] {
        let problems = problems_of(text);
        assert!(problems.iter().any(|one| one.code == code), "{name}: {problems:?}");
    }
}

#[test]
fn the_index_is_read_with_the_same_care() {
    let entry = r#"{"id":"a","kind":"exercise","title":"A","summary":"B","theme":"planning","minutes":9,"modes":["solo"],"dimensions":0,"questions":2,"built":true}"#;
    let index = |entry: &str| format!(r#"{{"format":1,"activities":[{entry}]}}"#);
    assert_eq!(read_index(&index(entry)).unwrap().len(), 1);
    for (text, code, path) in [
        (index(&entry.replace("\"minutes\":9", "\"minutes\":\"9\"")), Code::WrongType, "/activities/0/minutes"),
        (index(&entry.replace("\"built\":true", "\"built\":1")), Code::WrongType, "/activities/0/built"),
        (index(&entry.replace("\"planning\"", "\"plans\"")), Code::NotOneOf, "/activities/0/theme"),
        (index(""), Code::WrongCount, "/activities"),
        ("[]".to_owned(), Code::WrongType, ""),
        ("{".to_owned(), Code::NotJson, ""),
    ] {
        let problems = read_index(&text).unwrap_err();
        let found: Vec<_> = problems.iter().map(|one| (one.code, one.path.as_str(), one.file.as_str())).collect();
        assert_eq!(found, [(code, path, "activities/index.json")], "{text}");
    }
}

fn shipped() -> Vec<String> {
    let ids = activity_ids();
    ids.iter().map(|id| text_of(&format!("public/activities/{id}.json"))).collect()
}

/// Either an activity that can be used, or problems that can be shown.
fn check_any(id: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = String::from_utf8_lossy(bytes);
    match read_activity(id, &text) {
        Ok(activity) => prop_assert_eq!(activity.id.as_str(), id),
        Err(problems) => {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!(!message(&problem).is_empty() && problem.value.chars().count() < 400, "{:?}", problem);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(any::cases(400))]

    #[test]
    fn changed_bytes_never_panic(which in 0usize..34, edits in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let ids = activity_ids();
        let mut bytes = shipped().swap_remove(which).into_bytes();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        check_any(&ids[which], &bytes)?;
    }

    #[test]
    fn a_file_cut_off_never_panics(which in 0usize..34, at in any::<prop::sample::Index>()) {
        let bytes = shipped().swap_remove(which).into_bytes();
        let cut = at.index(bytes.len());
        let problems = read_activity(&activity_ids()[which], &String::from_utf8_lossy(&bytes[..cut])).err();
        // Behind the last brace there is only a line end.
        prop_assert!(problems.is_some() || cut + 2 > bytes.len(), "{}", cut);
    }

    #[test]
    fn any_text_never_panics(text in any::text(), bytes in vec(any::<u8>(), 0..200)) {
        check_any("x", text.as_bytes())?;
        check_any("x", &bytes)?;
    }

    #[test]
    fn any_value_in_any_place_never_panics(
        at in any::<prop::sample::Index>(),
        value in prop::sample::select(vec!["null", "-1", "1e400", "18446744073709551615", "{}", "[]", "[[]]", "\"\"", "true", "0.5", "{\"a\":{}}"]),
    ) {
        // Replace whatever stands behind one of the colons.
        let colons: Vec<usize> = SMALL.match_indices("\": ").map(|(at, _)| at + 3).collect();
        let start = colons[at.index(colons.len())];
        let end = start + SMALL[start..].find(['\n', ',', '}']).unwrap();
        check_any("small-check", format!("{}{value}{}", &SMALL[..start], &SMALL[end..]).as_bytes())?;
    }
}

#[test]
fn the_schema_is_shipped_beside_the_files() {
    assert!(root("public/activity.schema.json").is_file());
}
