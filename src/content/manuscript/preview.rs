//! One step to be shown while it is written, whatever is wrong with it or elsewhere: a file of its own, made of that
//! step and of what it builds on.

use serde_json::{Value, json};

use super::{BLANK, form, list_of, usual_bands};
use crate::content::reader::PROSE;

/// Stands for texts that are still empty.
const UNWRITTEN: &str = "…";

/// The file's text. The blocks of the step at the places in `without` are a line of text instead; the lists and texts of
/// other steps, on which this one may build, are in a second step but for those at the places in `lost`.
pub(super) fn of(root: &Value, id: &str, step: usize, without: &[usize], lost: &[usize]) -> String {
    let mut shown = root["steps"][step].clone();
    let mut lists: Vec<Value> = blocks_of_others(root, step).filter(is_built_on).collect();
    for (at, list) in lists.iter_mut().enumerate() {
        if lost.contains(&at) {
            *list = line_in_place_of(list, at, "list");
        }
    }
    for (at, block) in list_of(&mut shown, "/blocks").enumerate() {
        if without.contains(&at) {
            *block = line_in_place_of(block, at, "block");
        }
    }
    let used = [&shown["blocks"], &lists.iter().cloned().collect()].map(Value::to_string).concat();
    let is_used = |field: &str, name: &str| used.contains(&[field, &Value::from(name).to_string()].concat());

    let mut value: Value = serde_json::from_str(BLANK).unwrap_or(Value::Null);
    value["id"] = id.into();
    let blocks = shown.get_mut("blocks").map(Value::take).unwrap_or_default();
    value["steps"] = json!([step_with("shown", &shown["title"], blocks)]);
    if let Some(guide) = root["steps"][step]["guide"].as_str().filter(|guide| guide.chars().count() <= PROSE) {
        value["steps"][0]["guide"] = guide.into();
    }
    if !lists.is_empty()
        && let Some(steps) = value["steps"].as_array_mut()
    {
        steps.push(step_with("lists", &Value::Null, lists.into()));
    }
    value["minutes"] = value["steps"].as_array().map_or(1, Vec::len).into();
    let scales = root["scales"].as_object().into_iter().flatten();
    let scales = scales.filter(|(name, _)| is_used("\"scale\":", name));
    let scales: serde_json::Map<String, Value> =
        scales.map(|(name, scale)| (name.clone(), json!({ "points": points_of(scale) }))).collect();
    if !scales.is_empty() {
        value["scales"] = scales.into();
    }
    let dimensions = root["dimensions"].as_array().into_iter().flatten().filter_map(|one| one["id"].as_str());
    let dimensions = dimensions.filter(|id| is_used("\"dimension\":", id));
    let dimensions: Value = dimensions
        .map(|id| json!({ "id": id, "title": "", "summary": "", "low": "", "middle": "", "high": "", "next": [] }))
        .collect();
    if dimensions.as_array().is_some_and(|all| !all.is_empty()) {
        value["dimensions"] = dimensions;
        value["bands"] = usual_bands();
    }
    fill(&mut value);
    value.to_string()
}

/// Whether a block of another step may refer to this one: the rows of a list, the words that a consent round is about.
fn is_built_on(block: &Value) -> bool {
    form::is_of(block, &form::LISTS) || form::is_of(block, &form::WORDED)
}

fn blocks_of_others(root: &Value, step: usize) -> impl Iterator<Item = Value> {
    let steps = root["steps"].as_array().into_iter().flatten().enumerate().filter(move |(at, _)| *at != step);
    steps.flat_map(|(_, one)| one["blocks"].as_array().into_iter().flatten().cloned())
}

fn step_with(id: &str, title: &Value, blocks: Value) -> Value {
    let blocks = if blocks.is_array() { blocks } else { json!([]) };
    json!({ "id": id, "title": title.as_str().unwrap_or_default(), "minutes": 1, "blocks": blocks })
}

/// A block that can't be read, as a line of text under a name of its own.
fn line_in_place_of(block: &Value, at: usize, what: &str) -> Value {
    json!({ "type": "text", "id": format!("no-{what}-{at}"), "label": block["label"].as_str().unwrap_or_default() })
}

/// What a scale says, or two points where the format takes none of it.
fn points_of(scale: &Value) -> Value {
    let points = scale["points"].as_array().filter(|points| (2..=11).contains(&points.len()));
    match points.filter(|points| points.iter().all(Value::is_string)) {
        Some(points) => points.iter().cloned().collect(),
        None => json!(["", ""]),
    }
}

fn fill(value: &mut Value) {
    match value {
        Value::String(text) if text.trim().is_empty() => UNWRITTEN.clone_into(text),
        Value::Array(list) => list.iter_mut().for_each(fill),
        Value::Object(map) => map.values_mut().for_each(fill),
        _ => {}
    }
}
