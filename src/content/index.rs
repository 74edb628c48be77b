//! The catalogue's index: one small file instead of one for each activity, generated from them by
//! `cargo xtask index` and held true by `tests/catalogue.rs`.

use serde_json::{Map, Value};

use super::reader::{Node, Reader, parse};
use crate::domain::activity::{Kind, Mode, People, Theme};
use crate::domain::catalogue::Entry;
use crate::domain::problem::Problem;

/// The file's name.
pub const INDEX: &str = "activities/index.json";

/// Reads the index.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_index(text: &str) -> Result<Vec<Entry>, Vec<Problem>> {
    let value = parse(INDEX, text)?;
    let reader = Reader::new(INDEX);
    let root = reader.root(&value);
    root.object(&["format", "activities"]);
    let entries = root.each("activities", 1, read_entry);
    reader.finish(entries)
}

fn read_entry(node: &Node<'_>) -> Entry {
    node.object(&[
        "id",
        "kind",
        "title",
        "summary",
        "theme",
        "minutes",
        "min",
        "max",
        "modes",
        "dimensions",
        "questions",
        "built",
    ]);
    let max = node.maybe_int("max", 1, u16::MAX);
    Entry {
        id: node.id("id"),
        kind: node.word("kind", &Kind::WORDS),
        title: node.line("title"),
        summary: node.line("summary"),
        theme: node.word("theme", &Theme::WORDS),
        minutes: node.int("minutes", 1, 240),
        people: node.maybe_int("min", 1, u16::MAX).map(|min| People { min, max, note: None }),
        modes: node.each("modes", 1, |mode| mode.as_word(&Mode::WORDS)),
        dimensions: node.int("dimensions", 0, 99) as u8,
        questions: node.int("questions", 0, u16::MAX),
        built: node.flag("built"),
    }
}

/// Writes the index, an entry a line.
#[must_use]
pub fn write_index(entries: &[Entry]) -> String {
    let lines: Vec<String> = entries.iter().map(|entry| format!("    {}", write_entry(entry))).collect();
    format!("{{\n  \"format\": 1,\n  \"activities\": [\n{}\n  ]\n}}\n", lines.join(",\n"))
}

fn write_entry(entry: &Entry) -> Value {
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        map.insert(name.to_owned(), value);
    };
    put("id", entry.id.as_str().into());
    put("kind", word(&Kind::WORDS, entry.kind).into());
    put("title", entry.title.as_str().into());
    put("summary", entry.summary.as_str().into());
    put("theme", word(&Theme::WORDS, entry.theme).into());
    put("minutes", entry.minutes.into());
    if let Some(people) = &entry.people {
        put("min", people.min.into());
        if let Some(max) = people.max {
            put("max", max.into());
        }
    }
    put("modes", entry.modes.iter().map(|mode| word(&Mode::WORDS, *mode)).collect());
    put("dimensions", entry.dimensions.into());
    put("questions", entry.questions.into());
    put("built", entry.built.into());
    Value::Object(map)
}

fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| *word)
}
