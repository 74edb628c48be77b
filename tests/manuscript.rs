//! Writing an activity: what is written is what is read, every field of the format has its place in the form, and what
//! is added is complete but for its texts.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeSet;

use common::{activity_ids, text_of};
use proptest::prelude::*;
use roundtable::content::manuscript::{Field, Format, Input, Manuscript};
use roundtable::content::read_activity;
use roundtable::domain::activity::Activity;
use roundtable::domain::id::{id_of, is_id};
use roundtable::domain::problem::{Code, Problem};
use serde_json::Value;

fn format() -> Format {
    let activities = activity_ids().into_iter().map(|id| (id.clone(), id)).collect();
    Format::read(&text_of("public/activity.schema.json")).unwrap().with_activities(activities)
}

/// The text with a sign in the place of every text that is still empty.
fn filled(manuscript: &Manuscript) -> String {
    fn fill(value: &mut Value) {
        match value {
            Value::String(text) if text.is_empty() => text.push('…'),
            Value::Array(list) => list.iter_mut().for_each(fill),
            Value::Object(map) => map.values_mut().for_each(fill),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(&manuscript.text()).unwrap();
    fill(&mut value);
    value.to_string()
}

fn shipped(id: &str) -> String {
    text_of(&format!("public/activities/{id}.json"))
}

fn read(id: &str, text: &str) -> Activity {
    read_activity(id, text).unwrap_or_else(|problems| panic!("{id}: {problems:#?}\n{text}"))
}

/// All fields of a form, those in lists and groups among them.
fn all_fields(fields: &[Field]) -> Vec<Field> {
    let inner = |input: &Input| -> Vec<Field> {
        match input {
            Input::Group(Some(fields)) => all_fields(fields),
            Input::List(items) => items.iter().flat_map(|item| all_fields(&item.fields)).collect(),
            Input::Source(input, _) => match &**input {
                Input::List(items) => items.iter().flat_map(|item| all_fields(&item.fields)).collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    };
    fields.iter().flat_map(|field| std::iter::once(field.clone()).chain(inner(&field.input))).collect()
}

/// All fields of a whole file, as the page for authors goes through it.
fn whole_form(format: &Format, manuscript: &Manuscript) -> Vec<Field> {
    let mut fields = manuscript.fields(format, "");
    for place in ["/scales", "/dimensions", "/bands", "/insights"] {
        fields.extend(manuscript.field(format, place));
    }
    for step in 0..manuscript.count("/steps") {
        let place = format!("/steps/{step}");
        fields.extend(manuscript.fields(format, &place));
        for block in 0..manuscript.count(&format!("{place}/blocks")) {
            fields.extend(manuscript.fields(format, &format!("{place}/blocks/{block}")));
        }
    }
    all_fields(&fields)
}

#[test]
fn what_is_written_is_what_is_read() {
    for id in activity_ids() {
        let text = shipped(&id);
        let written = Manuscript::of_text(&text).unwrap().text();
        assert_eq!(read(&id, &written), read(&id, &text), "{id}");
        let (a, b): (Value, Value) = (serde_json::from_str(&written).unwrap(), serde_json::from_str(&text).unwrap());
        assert_eq!(a, b, "{id}");
    }
}

/// The places of all texts, numbers and flags in a value.
fn leaves(value: &Value, place: &str) -> Vec<String> {
    match value {
        Value::Array(list) if list.iter().all(Value::is_string) && place.ends_with("/modes") => vec![place.to_owned()],
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(at, one)| leaves(one, &format!("{place}/{at}"))).collect()
        }
        Value::Object(map) => map.iter().flat_map(|(name, one)| leaves(one, &format!("{place}/{name}"))).collect(),
        _ => vec![place.to_owned()],
    }
}

#[test]
fn everything_that_stands_in_a_file_has_its_field() {
    let format = format();
    for id in activity_ids() {
        let text = shipped(&id);
        let manuscript = Manuscript::of_text(&text).unwrap();
        let fields: BTreeSet<String> = whole_form(&format, &manuscript).into_iter().map(|field| field.place).collect();
        let hidden = |place: &str| {
            let name = place.rsplit('/').next().unwrap();
            let is_type_of_block = place.rsplit('/').nth(2) == Some("blocks") && name == "type";
            ["/format", "/minutes"].contains(&place)
                || is_type_of_block
                || (name == "id" && !place.starts_with("/bands/"))
                || place.ends_with("/options/from")
                || place.ends_with("/rows/from")
        };
        for leaf in leaves(&serde_json::from_str(&text).unwrap(), "") {
            let of_source = leaf.strip_suffix("/from").is_some_and(|place| fields.contains(place));
            assert!(hidden(&leaf) || of_source || fields.contains(&leaf), "{id}: no field for {leaf}");
        }
    }
}

/// Writes what every field holds into it again: nothing changes.
#[test]
fn writing_the_same_changes_nothing() {
    let format = format();
    for id in activity_ids() {
        let before = Manuscript::of_text(&shipped(&id)).unwrap();
        let mut after = before.clone();
        for field in whole_form(&format, &before) {
            let written = match field.input {
                Input::Line(text, _) | Input::Prose(text, _) | Input::Number(text) | Input::Word(text, _) => text,
                Input::Reference(chosen, known) => {
                    assert!(chosen.is_empty() || known.iter().any(|(id, _)| *id == chosen), "{id} {}", field.place);
                    chosen
                }
                Input::Flag(true) => "true".to_owned(),
                _ => continue,
            };
            after.set(&format, &field.place, &written);
        }
        assert_eq!(after, before, "{id}");
    }
}

#[test]
fn every_block_is_added_complete_but_for_its_texts() {
    let format = format();
    let types: Vec<String> = format.block_types().into_iter().map(str::to_owned).collect();
    assert_eq!(types.len(), 13);
    for kind in &types {
        let mut new = Manuscript::blank("our-own", "Our own");
        let place = new.add(&format, "/steps/0/blocks", kind).unwrap();
        assert_eq!(new.kind(&place), kind);
        let activity = read_activity("our-own", &filled(&new));
        let problems = activity.err().unwrap_or_default();
        // What can't be complete by itself: that something is asked about a dimension.
        let left: Vec<_> = problems.iter().filter(|problem| problem.code != Code::Unused).collect();
        assert!(left.is_empty(), "{kind}: {left:#?}\n{}", new.text());
    }
}

#[test]
fn a_step_is_shown_whatever_is_wrong_elsewhere() {
    let format = format();
    let types: Vec<String> = format.block_types().into_iter().map(str::to_owned).collect();
    let mut new = Manuscript::blank("our-own", "Our own");
    for kind in &types {
        new.add(&format, "/steps/0/blocks", kind).unwrap();
    }
    // A dimension that nothing is asked about, minutes that differ, a second step that is broken, remarks on nothing.
    new.add(&format, "/dimensions", "");
    new.set(&format, "/minutes", "99");
    let step = new.add(&format, "/steps", "").unwrap();
    let broken = new.add(&format, &format!("{step}/blocks"), "scale").unwrap();
    new.set(&format, &format!("{broken}/scale"), "none");
    new.add(&format, "/insights", "");
    // Numbers that are none, a guide that is too long, a scale that has no points, a list that can't be read.
    new.set(&format, "/steps/0/minutes", "soon");
    new.set(&format, "/source/0/year", "20xx");
    new.set(&format, "/steps/0/guide", &"long ".repeat(300));
    let list = new.add(&format, &format!("{step}/blocks"), "entries").unwrap();
    new.remove(&format!("{list}/columns"));
    assert!(read_activity("our-own", &filled(&new)).is_err());
    let seen = read("our-own", &new.preview_of("our-own", 0, &[], &[0]));
    assert_eq!(seen.steps[0].blocks.len(), 14);
    assert!(read_activity("our-own", &new.preview_of("our-own", 0, &[], &[])).is_err());
    assert!(read_activity("our-own", &new.preview_of("our-own", 1, &[], &[])).is_err());
    assert_eq!(read("our-own", &new.preview_of("our-own", 1, &[0, 1], &[])).steps[0].blocks.len(), 2);
    new.remove("/scales");
    assert!(read_activity("our-own", &new.preview_of("our-own", 0, &[], &[0])).is_err());
    assert!(read_activity("our-own", &new.preview_of("our-own", 0, &[1], &[0])).is_ok());
    for id in activity_ids() {
        let shipped = Manuscript::of_text(&shipped(&id)).unwrap();
        for step in 0..shipped.count("/steps") {
            let seen = read(&id, &shipped.preview_of(&id, step, &[], &[]));
            assert_eq!(seen.steps[0].blocks.len(), shipped.count(&format!("/steps/{step}/blocks")), "{id}");
        }
    }
}

/// Whatever can be added, wherever: only texts are left to be written, and choices that are the author's.
#[test]
fn what_is_added_lacks_nothing_but_words() {
    let format = format();
    let authors = [Code::Empty, Code::Unused, Code::NotAnId, Code::UnknownReference, Code::Missing];
    let mut added = 0;
    for id in activity_ids() {
        let shipped = Manuscript::of_text(&shipped(&id)).unwrap();
        for field in whole_form(&format, &shipped) {
            if !matches!(field.input, Input::List(_) | Input::Group(None)) {
                continue;
            }
            let mut more = shipped.clone();
            let Some(place) = more.add(&format, &field.place, "") else {
                // All words that stand for one entry each are there.
                assert_eq!(field.place, "/bands", "{id}");
                continue;
            };
            added += 1;
            assert!(more.has(&place), "{id}: {place}");
            let left = read_activity(&id, &more.text()).err().unwrap_or_default();
            // One more than a list takes is said at the list.
            let is_full = |problem: &Problem| problem.code == Code::WrongCount && problem.path == field.place;
            let left: Vec<_> =
                left.iter().filter(|problem| !authors.contains(&problem.code) && !is_full(problem)).collect();
            assert!(left.is_empty(), "{id}: {place}: {left:#?}");
        }
    }
    assert!(added > 100, "{added}");
}

#[test]
fn a_band_comes_back_as_the_one_that_is_missing() {
    let format = format();
    let mut new = Manuscript::blank("our-own", "Our own");
    assert_eq!(new.add(&format, "/bands", "").as_deref(), Some("/bands/0"));
    assert_eq!(new.count("/bands"), 3);
    assert_eq!(new.add(&format, "/bands", ""), None);
    new.remove("/bands/1");
    let back = new.add(&format, "/bands", "").unwrap();
    assert_eq!(new.line(&format!("{back}/id")), "middle");
}

#[test]
fn a_remark_names_what_there_is() {
    let format = format();
    let mut new = Manuscript::blank("our-own", "Our own");
    let list = new.add(&format, "/steps/0/blocks", "entries").unwrap();
    new.set(&format, &format!("{list}/columns/0/type"), "choice");
    new.add(&format, &format!("{list}/columns/0/options"), "");
    new.set(&format, &format!("{list}/columns/0/options/0/label"), "Yes");
    new.add(&format, &format!("{list}/columns/0/options"), "");
    let remark = new.add(&format, "/insights", "").unwrap();
    let known =
        |new: &Manuscript, field: &str| match new.field(&format, &format!("{remark}/count/{field}")).unwrap().input {
            Input::Reference(_, known) => known.into_iter().map(|(id, _)| id).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
    // Not the text that the blank one begins with: nothing in it can be counted.
    assert_eq!(known(&new, "block"), [new.line(&format!("{list}/id"))]);
    let column = new.line(&format!("{list}/columns/0/id")).to_owned();
    assert_eq!(known(&new, "column"), [column.as_str()]);
    assert!(known(&new, "is").is_empty());
    new.set(&format, &format!("{remark}/count/column"), &column);
    let yes = known(&new, "is")[0].clone();
    new.set(&format, &format!("{remark}/count/is"), &yes);
    new.set(&format, &format!("{remark}/below"), "1");
    assert_eq!(read("our-own", &filled(&new)).insights.len(), 1);
}

#[test]
fn what_was_taken_out_comes_back_among_what_came_since() {
    let format = format();
    let mut new = Manuscript::blank("our-own", "Our own");
    let list = new.add(&format, "/steps/0/blocks", "rank").unwrap();
    let before = new.clone();
    let taken = new.remove("/steps/0/blocks/0").unwrap();
    new.set(&format, "/summary", "Written since.");
    let later = new.add(&format, "/steps/0/blocks", "consent").unwrap();
    new.put_back("/steps/0/blocks/0", taken);
    assert_eq!((new.count("/steps/0/blocks"), new.line("/summary")), (3, "Written since."));
    assert_eq!((new.kind("/steps/0/blocks/0"), new.kind("/steps/0/blocks/2")), ("text", "consent"));
    new.remove(&later.replace('1', "2"));
    new.set(&format, "/summary", before.line("/summary"));
    assert_eq!(new, before);
    // Options that were written come back when a list was tried in their place.
    let options = format!("{list}/options");
    let written = new.switch_source(&format, &options).unwrap();
    assert_eq!(new.count(&options), 0);
    new.replace(&options, written);
    assert_eq!(new, before);
    // A block goes on to the next step and back.
    new.add(&format, "/steps", "");
    assert_eq!(new.shift(&list, true).as_deref(), Some("/steps/1/blocks/0"));
    assert_eq!(new.shift("/steps/1/blocks/0", true), None);
    assert_eq!(new.shift("/steps/1/blocks/0", false), Some(list));
}

/// A place holds whatever name a file gives to a scale.
#[test]
fn odd_names_are_written_at_their_place() {
    let format = format();
    let mut new = Manuscript::blank("our-own", "Our own");
    new.add(&format, "/steps/0/blocks", "scale").unwrap();
    let text = new.text().replace("scale-1", "a/b~#c|d");
    let mut odd = Manuscript::of_text(&text).unwrap();
    let fields = all_fields(&[odd.field(&format, "/scales").unwrap()]);
    let point = fields.iter().find(|field| field.place.ends_with("/points/4")).unwrap();
    odd.set(&format, &point.place, "Always");
    assert_eq!(odd.line(&point.place), "Always");
    let scale = point.place.trim_end_matches("/points/4");
    assert!(odd.remove(scale).is_some());
    assert!(!odd.has(scale));
    // A field that the format does not know, as its problem names it.
    let text = new.text().replacen('{', "{\"steps/\\\"><b>\": 1,", 1);
    let mut odd = Manuscript::of_text(&text).unwrap();
    let problems = read_activity("our-own", &text).unwrap_err();
    let unknown = problems.iter().find(|problem| problem.code == Code::UnknownField).unwrap();
    assert!(odd.remove(&odd.place_at(&unknown.path)).is_some());
    assert_eq!(odd, new);
    assert_eq!(new.place_at("/steps/0/title"), "/steps/0/title");
}

#[test]
fn a_problem_of_the_whole_has_its_place() {
    let text = shipped("five-elements");
    let five = Manuscript::of_text(&text).unwrap();
    let id = five.line("/steps/0/blocks/0/id");
    let id = if id.is_empty() { five.line("/steps/1/blocks/0/id") } else { id };
    assert!(five.place_of("/steps", id).unwrap().ends_with("/blocks/0/id"));
    assert_eq!(five.place_of("/steps", "no such word"), None);
}

#[test]
fn titles_make_ids() {
    for (title, id) in [
        ("Our harbour check", "our-harbour-check"),
        ("  What’s next?  ", "what-s-next"),
        ("2026: Plan B", "2026-plan-b"),
        ("Ärger über Größe", "aerger-ueber-groesse"),
        ("Où est l’été ?", "ou-est-l-ete"),
        ("日本", "activity"),
        ("", "activity"),
        ("A very long title that goes on and on and on", "a-very-long-title-that-goes-on-and"),
    ] {
        assert_eq!(id_of(title), id, "{title}");
        assert!(is_id(&id_of(title)), "{title}");
    }
}

#[test]
fn places_move_and_go() {
    let format = format();
    let mut new = Manuscript::blank("our-own", "Our own");
    let second = new.add(&format, "/steps", "").unwrap();
    assert_eq!(second, "/steps/1");
    new.set(&format, "/steps/1/title", "Then");
    assert_eq!(new.shift("/steps/1", true), None);
    assert_eq!(new.shift("/steps/1", false).as_deref(), Some("/steps/0"));
    assert_eq!((new.summary("/steps/0"), new.count("/steps")), ("Then", 2));
    new.remove("/steps/0");
    assert_eq!(new.count("/steps"), 1);
    // What may be left out goes when it is emptied; what must be there stays, empty.
    new.set(&format, "/steps/0/guide", "Sit in a circle.");
    assert!(new.has("/steps/0/guide"));
    new.set(&format, "/steps/0/guide", "");
    new.set(&format, "/steps/0/title", "");
    assert!(!new.has("/steps/0/guide") && new.has("/steps/0/title"));
    new.set(&format, "/minutes", "soon");
    let problems = read_activity("our-own", &filled(&new)).unwrap_err();
    assert!(problems.iter().any(|problem| problem.path == "/minutes" && problem.value == "soon"), "{problems:?}");
    new.toggle("/modes", "group");
    new.toggle("/modes", "solo");
    new.set(&format, "/minutes", "5");
    assert_eq!(read("our-own", &filled(&new)).modes.len(), 1);
    new.turn("/steps/0/blocks/0/required");
    assert!(new.text().contains("\"required\": true"));
    new.turn("/steps/0/blocks/0/required");
    assert!(!new.has("/steps/0/blocks/0/required"));
    // A group that may be left out.
    assert_eq!(new.add(&format, "/people", "").as_deref(), Some("/people"));
    assert!(read("our-own", &filled(&new)).people.is_some());
    new.remove("/people");
    assert!(!new.has("/people"));
}

/// All places in a value, itself among them.
fn places(value: &Value, place: &str) -> Vec<String> {
    let inner: Vec<String> = match value {
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(at, one)| places(one, &format!("{place}/{at}"))).collect()
        }
        Value::Object(map) => map.iter().flat_map(|(name, one)| places(one, &format!("{place}/{name}"))).collect(),
        _ => Vec::new(),
    };
    std::iter::once(place.to_owned()).chain(inner).collect()
}

/// Something that does not belong there.
fn foreign() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(serde_json::json!({})),
        Just(serde_json::json!([])),
        Just(serde_json::json!([[], {}, 7, "x"])),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i16>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        ".{0,12}".prop_map(Value::from),
    ]
}

proptest! {
    // Each case walks through a whole file several times.
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A file from elsewhere may hold anything anywhere.
    #[test]
    fn no_file_breaks_the_page(
        id in 0usize..34,
        wrong in proptest::collection::vec((any::<prop::sample::Index>(), foreign()), 1..6),
        acts in proptest::collection::vec((0u8..8, any::<prop::sample::Index>()), 0..10),
    ) {
        let format = format();
        let ids = activity_ids();
        let id = &ids[id % ids.len()];
        let mut value: Value = serde_json::from_str(&shipped(id)).unwrap();
        for (which, instead) in wrong {
            let all = places(&value, "");
            *value.pointer_mut(&all[which.index(all.len() - 1) + 1]).unwrap() = instead;
        }
        let mut manuscript = Manuscript::of_text(&value.to_string()).unwrap();
        for (act, which) in acts {
            let all = places(&serde_json::from_str(&manuscript.text()).unwrap(), "");
            let place = &all[which.index(all.len())];
            match act {
                0 => manuscript.set(&format, place, "7"),
                1 => drop(manuscript.add(&format, place, "")),
                2 => drop(manuscript.add(&format, place, "sentence")),
                3 => {
                    let taken = manuscript.remove(place);
                    taken.into_iter().for_each(|taken| manuscript.put_back(place, taken));
                }
                4 => drop(manuscript.shift(place, which.index(2) == 0)),
                5 => drop(manuscript.switch_source(&format, place)),
                6 => manuscript.turn(place),
                _ => manuscript.toggle(place, "solo"),
            }
            manuscript.add_up_minutes();
            prop_assert!(Manuscript::of_text(&manuscript.text()).unwrap() == manuscript);
            whole_form(&format, &manuscript);
            for problem in read_activity(id, &manuscript.text()).err().unwrap_or_default() {
                let _ = manuscript.place_at(&problem.path);
                let _ = manuscript.place_of("/steps", &problem.value);
            }
            for step in 0..manuscript.count("/steps") {
                let _ = read_activity(id, &manuscript.preview_of(id, step, &[0], &[0]));
            }
        }
    }

    #[test]
    fn whatever_an_author_does_is_kept(id in 0usize..34, acts in proptest::collection::vec((0u8..5, any::<prop::sample::Index>(), ".{0,20}"), 0..12)) {
        let format = format();
        let ids = activity_ids();
        let mut manuscript = Manuscript::of_text(&shipped(&ids[id % ids.len()])).unwrap();
        for (act, which, words) in acts {
            let fields = whole_form(&format, &manuscript);
            let field = &fields[which.index(fields.len())];
            match act {
                0 => manuscript.set(&format, &field.place, &words),
                1 => drop(manuscript.add(&format, &field.place, "")),
                2 => drop(manuscript.remove(&field.place)),
                3 => drop(manuscript.shift(field.place.rsplit_once('/').unwrap().0, true)),
                _ => drop(manuscript.switch_source(&format, &field.place)),
            }
            let again = Manuscript::of_text(&manuscript.text()).unwrap();
            prop_assert_eq!(&again, &manuscript);
            let _ = read_activity("x", &filled(&manuscript));
        }
    }
}
