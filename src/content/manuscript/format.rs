//! The format of an activity, as its schema describes it: what may stand at a place, and what is put there first.

#[cfg(test)]
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Sort, Wanted, form, name_of, split};
use crate::content::reader::parse;
use crate::domain::problem::Problem;

/// The schema's file.
pub const SCHEMA: &str = "activity.schema.json";

/// The order in which one reads the fields of anything in the format; what is not named here comes last.
const ORDER: [&str; 80] = [
    "format",
    "type",
    "id",
    "kind",
    "title",
    "label",
    "name",
    "summary",
    "text",
    "left",
    "right",
    "hint",
    "purpose",
    "outcome",
    "theme",
    "minutes",
    "who",
    "people",
    "min",
    "max",
    "modes",
    "materials",
    "author",
    "year",
    "note",
    "source",
    "guide",
    "facilitator",
    "scale",
    "scales",
    "points",
    "dimension",
    "dimensions",
    "reverse",
    "low",
    "middle",
    "high",
    "from",
    "bands",
    "layout",
    "zones",
    "axes",
    "x",
    "y",
    "cards",
    "mirror",
    "want",
    "offer",
    "list",
    "total",
    "unit",
    "most",
    "rows",
    "columns",
    "options",
    "items",
    "multiple",
    "required",
    "long",
    "names",
    "template",
    "blanks",
    "prompts",
    "seconds",
    "turns",
    "about",
    "steps",
    "blocks",
    "insights",
    "count",
    "block",
    "column",
    "zone",
    "is",
    "below",
    "above",
    "say",
    "tone",
    "debrief",
    "next",
];

/// The schema.
#[derive(Clone, PartialEq, Debug)]
pub struct Format {
    schema: Value,
    /// The activities that may come next, by id, with their titles.
    activities: Vec<(String, String)>,
}

impl Format {
    /// Reads the text of the schema.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        parse(SCHEMA, text).map(|schema| Self { schema, activities: Vec::new() })
    }

    /// The same, where these activities may be named as what comes next: id and title.
    #[must_use]
    pub fn with_activities(self, activities: Vec<(String, String)>) -> Self {
        Self { activities, ..self }
    }

    pub(super) fn activities(&self) -> &[(String, String)] {
        &self.activities
    }

    /// The types of blocks, in the order of the schema.
    #[must_use]
    pub fn block_types(&self) -> Vec<&str> {
        let variants = self.schema["$defs"]["block"]["oneOf"].as_array();
        variants.into_iter().flatten().filter_map(|one| one["properties"]["type"]["const"].as_str()).collect()
    }

    fn resolve<'a>(&'a self, node: &'a Value) -> &'a Value {
        match node["$ref"].as_str().and_then(|place| self.schema.pointer(place.trim_start_matches('#'))) {
            Some(found) => found,
            None => node,
        }
    }

    /// Of several forms the one that a value has: blocks by their type, others by being a list or not.
    fn form_of<'a>(&'a self, node: &'a Value, value: &Value) -> &'a Value {
        let node = self.resolve(node);
        let Some(forms) = node["oneOf"].as_array() else { return node };
        let fits = |form: &&Value| match value["type"].as_str() {
            Some(kind) => form["properties"]["type"]["const"] == kind,
            None => (form["type"] == "array") == value.is_array(),
        };
        forms.iter().map(|form| self.resolve(form)).find(fits).unwrap_or(node)
    }

    /// The schema of a field of an object.
    fn field<'a>(&'a self, node: &'a Value, value: &Value, name: &str) -> Option<&'a Value> {
        let (base, form) = (self.resolve(node), self.form_of(node, value));
        let of = |schema: &'a Value| schema["properties"].get(name).filter(|field| field.is_object());
        let chosen = form["additionalProperties"].is_object().then(|| &form["additionalProperties"]);
        of(form).or_else(|| of(base)).or(chosen)
    }

    /// The schema of what stands at a place.
    pub(super) fn node<'a>(&'a self, root: &Value, place: &str) -> Option<&'a Value> {
        let (mut node, mut value) = (&self.schema, root);
        for name in place.split('/').skip(1).map(name_of) {
            let form = self.form_of(node, value);
            node = match value {
                Value::Array(_) => form.get("items")?,
                _ => self.field(node, value, &name)?,
            };
            value = match value {
                Value::Array(list) => name.parse().ok().and_then(|at: usize| list.get(at)).unwrap_or(&Value::Null),
                other => other.get(&name).unwrap_or(&Value::Null),
            };
        }
        Some(node)
    }

    /// The form of what stands at a place.
    pub(super) fn form_at<'a>(&'a self, root: &Value, place: &str) -> Option<&'a Value> {
        let value = root.pointer(place).unwrap_or(&Value::Null);
        self.node(root, place).map(|node| self.form_of(node, value))
    }

    /// The fields that an object at a place may have, in reading order, each with whether it must be there.
    pub(super) fn names(&self, root: &Value, place: &str) -> Vec<(String, bool)> {
        let (Some(node), Some(form)) = (self.node(root, place), self.form_at(root, place)) else { return Vec::new() };
        let base = self.resolve(node);
        let keys = |schema: &Value| -> Vec<String> {
            schema["properties"].as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default()
        };
        let mut names = keys(form);
        names.extend(keys(base));
        names.sort_by_key(|name| order_of(name));
        names.dedup();
        names.into_iter().map(|name| (name.clone(), is_required(form, &name) || is_required(base, &name))).collect()
    }

    /// Whether what stands at a place is a list.
    pub(super) fn is_list(&self, root: &Value, place: &str) -> bool {
        self.form_at(root, place).is_some_and(|form| form["type"] == "array")
    }

    /// How names begin that an author would choose for the entries at a place; `None` where the format names them.
    pub(super) fn names_are_chosen(&self, root: &Value, place: &str) -> Option<&'static str> {
        self.form_at(root, place).filter(|form| form["additionalProperties"].is_object()).map(|_| "scale")
    }

    /// What the field at a place wants.
    pub(crate) fn wanted(&self, root: &Value, place: &str) -> Option<Wanted> {
        let (parent, name) = split(place)?;
        let node = self.resolve(self.node(root, place)?);
        let holder = self.form_at(root, parent);
        let required = holder.is_some_and(|form| form["type"] == "array" || is_required(form, name))
            || self.node(root, parent).is_some_and(|node| is_required(self.resolve(node), name));
        let sort = match (node["enum"].as_array(), node["type"].as_str()) {
            (Some(words), _) => Sort::Words(words.clone()),
            (None, Some("integer")) => Sort::Whole,
            (None, Some("number")) => Sort::Number,
            (None, Some("boolean")) => Sort::Flag,
            _ => Sort::Text,
        };
        Some(Wanted { required, sort })
    }

    // What is put there first

    /// What is added at a place: an entry of its list, or the thing itself.
    pub(super) fn fresh(&self, root: &Value, place: &str, kind: &str) -> Option<Value> {
        let form = self.form_at(root, place)?;
        let (node, name) = match (form.get("items"), form.get("additionalProperties").filter(|more| more.is_object())) {
            (Some(items), _) => (items, split(place)?.1),
            (None, Some(chosen)) => (chosen, "scale"),
            (None, None) => (form, split(place)?.1),
        };
        let mut ids = form::ids(root);
        let mut made = self.made(node, name.trim_end_matches('s'), kind, root, &mut ids);
        let there = root.pointer(place).unwrap_or(&Value::Null);
        // Of words that stand for one entry each, the first that is left.
        if let Some(words) = self.field(node, &made, "id").and_then(|id| id["enum"].as_array()) {
            let is_free = |word: &&Value| there.as_array().is_none_or(|all| all.iter().all(|one| one["id"] != **word));
            made["id"] = words.iter().find(is_free)?.clone();
        }
        if place.ends_with("/mirror") {
            let zones = form::known(root, &[place, "/want"].concat(), "want");
            for (field, (id, _)) in ["want", "offer"].into_iter().zip(zones) {
                made[field] = id.into();
            }
        }
        Some(made)
    }

    /// Two options to choose from, their texts to be written.
    pub(super) fn options(&self, root: &Value) -> Value {
        let mut ids = form::ids(root);
        self.made(&self.schema["$defs"]["options"], "options", "", root, &mut ids)
    }

    /// A value with all that it must have.
    fn made(&self, node: &Value, name: &str, kind: &str, root: &Value, ids: &mut Vec<String>) -> Value {
        let base = self.resolve(node);
        let like = json!({ "type": kind });
        let form = if kind.is_empty() { self.form_of(node, &json!([])) } else { self.form_of(node, &like) };
        if let Some(only) = form.get("const") {
            return only.clone();
        }
        if let Some(first) = form["enum"].as_array().and_then(|words| words.first()) {
            return first.clone();
        }
        match form["type"].as_str().or_else(|| base["type"].as_str()) {
            Some("integer") => form["minimum"].as_i64().map_or(json!(5), |least| json!(least.max(1))),
            Some("number") => json!(1.0),
            Some("boolean") => json!(true),
            Some("array") => {
                // Fewer points than five are seldom meant, and the usual bands are for as many.
                let count = if name == "points" { 5 } else { form["minItems"].as_u64().unwrap_or(0) };
                let entry = name.trim_end_matches('s');
                (0..count).map(|_| self.made(&form["items"], entry, "", root, ids)).collect()
            }
            Some("object") => {
                let mut map = Map::new();
                let required = [form, base].into_iter().filter_map(|one| one["required"].as_array()).flatten();
                let mut names: Vec<&str> = required.filter_map(Value::as_str).collect();
                names.extend((!kind.is_empty()).then_some("type"));
                names.sort_unstable();
                names.dedup();
                let stem = if kind.is_empty() { name } else { kind };
                for name in names {
                    let value = match name {
                        "type" if !kind.is_empty() => kind.into(),
                        "id" => free_id(stem, ids).into(),
                        "scale" | "dimension" | "from" | "block" => {
                            form::known(root, "", name).first().map(|(id, _)| id.clone()).unwrap_or_default().into()
                        }
                        _ => self
                            .field(node, &like, name)
                            .map_or(Value::Null, |field| self.made(field, name, "", root, ids)),
                    };
                    map.insert(name.to_owned(), value);
                }
                // A sentence has its first blank in it.
                if let Some(id) = map.get("blanks").and_then(|blanks| blanks[0]["id"].as_str()).map(str::to_owned) {
                    map.insert("template".to_owned(), format!("{{{id}}}").into());
                }
                Value::Object(map)
            }
            _ => json!(""),
        }
    }
}

fn is_required(form: &Value, name: &str) -> bool {
    form["required"].as_array().is_some_and(|names| names.iter().any(|known| known == name))
}

fn free_id(stem: &str, ids: &mut Vec<String>) -> String {
    let id = (1..).map(|n| format!("{stem}-{n}")).find(|id| !ids.contains(id)).unwrap_or_default();
    ids.push(id.clone());
    id
}

pub(super) fn order_of(name: &str) -> usize {
    ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
}

/// Writes a value as somebody would: objects of nothing but texts and numbers on a line of their own, everything else
/// field by field.
pub(super) fn write(value: &Value, depth: usize, out: &mut String) {
    let indent = |depth: usize| "  ".repeat(depth);
    match value {
        Value::Array(list) if list.iter().any(|entry| entry.is_object() || entry.is_array()) => {
            out.push('[');
            for (at, entry) in list.iter().enumerate() {
                out.push_str(if at == 0 { "\n" } else { ",\n" });
                out.push_str(&indent(depth + 1));
                write(entry, depth + 1, out);
            }
            out.push('\n');
            out.push_str(&indent(depth));
            out.push(']');
        }
        Value::Array(list) => {
            let entries: Vec<String> = list.iter().map(Value::to_string).collect();
            out.push_str(&["[", &entries.join(", "), "]"].concat());
        }
        Value::Object(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            names.sort_by_key(|name| order_of(name));
            let is_flat = depth > 0 && map.values().all(|value| !value.is_object() && !value.is_array());
            let (open, between, close) = if is_flat {
                (" ".to_owned(), ", ".to_owned(), " ".to_owned())
            } else {
                let inner = ["\n", &indent(depth + 1)].concat();
                (inner.clone(), [",", &inner].concat(), ["\n", &indent(depth)].concat())
            };
            out.push('{');
            for (at, name) in names.into_iter().enumerate() {
                out.push_str(if at == 0 { &open } else { &between });
                out.push_str(&Value::String(name.clone()).to_string());
                out.push_str(": ");
                write(&map[name], depth + 1, out);
            }
            out.push_str(&close);
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// The names of fields in the format, and the words that may be chosen: for who has a text for each.
#[cfg(test)]
pub(crate) fn vocabulary() -> (BTreeSet<String>, BTreeSet<String>) {
    fn collect(schema: &Value, names: &mut BTreeSet<String>, words: &mut BTreeSet<String>) {
        match schema {
            Value::Array(list) => list.iter().for_each(|one| collect(one, names, words)),
            Value::Object(map) => {
                for (key, inner) in map {
                    match (key.as_str(), inner) {
                        ("properties", Value::Object(fields)) => names.extend(fields.keys().cloned()),
                        ("enum", Value::Array(list)) => {
                            words.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
                        }
                        ("const", Value::String(word)) => drop(words.insert(word.clone())),
                        ("not", _) => continue,
                        _ => {}
                    }
                    collect(inner, names, words);
                }
            }
            _ => {}
        }
    }
    let schema = serde_json::from_str(include_str!("../../../public/activity.schema.json")).unwrap_or_default();
    let (mut names, mut words) = (BTreeSet::new(), BTreeSet::new());
    collect(&schema, &mut names, &mut words);
    (names, words)
}
