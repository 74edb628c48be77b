//! What an author sees of a place in the file: its fields, each with what may stand in it.

use serde_json::Value;

use super::{Format, token};

/// A field.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    /// Its place.
    pub place: String,
    /// What the format calls it.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// What stands in it.
    pub input: Input,
}

/// What stands in a field, and what else may.
#[derive(Clone, PartialEq, Debug)]
pub enum Input {
    /// A line of text of at most so many characters.
    Line(String, usize),
    /// Several.
    Prose(String, usize),
    /// A number.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// One word of several; empty while none is chosen.
    Word(String, Vec<String>),
    /// Any of these words.
    Words(Vec<String>, Vec<String>),
    /// The id of something else in the file, of those that there are, with what they are called.
    Reference(String, Vec<(String, String)>),
    /// A group of fields; `None` where it is left out.
    Group(Option<Vec<Field>>),
    /// A list.
    List(Vec<Item>),
    /// Options that are written here, or the rows of a list that people make; whether there is the other choice.
    Source(Box<Input>, bool),
}

/// An entry of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// Its place.
    pub place: String,
    /// Its fields: a single one without a name where it is but a text.
    pub fields: Vec<Field>,
}

/// Fields of the whole that follow by themselves, or have places of their own.
const OF_WHOLE: [&str; 8] = ["format", "$schema", "id", "minutes", "scales", "dimensions", "bands", "insights"];
/// Lists whose entries are reached one by one.
const APART: [&str; 2] = ["steps", "blocks"];

/// Fields that name something else in the file.
const REFERENCES: [&str; 11] =
    ["scale", "dimension", "from", "list", "about", "want", "offer", "block", "column", "zone", "is"];

/// Whether another activity is named at a place.
fn is_next(place: &str) -> bool {
    place.rsplit_once('/').is_some_and(|(list, _)| list.ends_with("/next"))
}

pub(super) fn fields(format: &Format, root: &Value, place: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    for (name, required) in format.names(root, place) {
        let here = [place, "/", &name].concat();
        // An id is given once, but where the author writes it into a sentence or chooses it.
        let is_given = || {
            let is_chosen = format.form_at(root, &here).is_some_and(|form| form["enum"].is_array());
            name == "id" && !is_chosen && !place.contains("/blanks/")
        };
        // A block keeps the type that it was added with.
        let is_type = name == "type" && format.form_at(root, &here).is_some_and(|form| form.get("const").is_some());
        let is_hidden = APART.contains(&name.as_str())
            || (place.is_empty() && OF_WHOLE.contains(&name.as_str()))
            || is_given()
            || is_type;
        if !is_hidden {
            fields.extend(field(format, root, &here, &name, required));
        }
    }
    fields
}

pub(super) fn field(format: &Format, root: &Value, place: &str, name: &str, required: bool) -> Option<Field> {
    let input = input(format, root, place, name)?;
    Some(Field { place: place.to_owned(), name: name.to_owned(), required, input })
}

fn input(format: &Format, root: &Value, place: &str, name: &str) -> Option<Input> {
    let value = root.pointer(place);
    let text = || value.map(word_text).unwrap_or_default();
    let form = format.form_at(root, place)?;
    if format.node(root, place).is_some_and(|node| node["$ref"] == "#/$defs/optionsOrFrom") {
        let inner = match value {
            Some(Value::Object(_)) => {
                let from = [place, "/from"].concat();
                let chosen = root.pointer(&from).map(word_text).unwrap_or_default();
                Input::Reference(chosen, lists(root))
            }
            _ => Input::List(items(format, root, place)),
        };
        let has_other = !matches!(inner, Input::List(_)) || !lists(root).is_empty();
        return Some(Input::Source(Box::new(inner), has_other));
    }
    if let Some(words) = form["enum"].as_array() {
        return Some(Input::Word(text(), words.iter().map(word_text).collect()));
    }
    let is_reference = REFERENCES.contains(&name) || is_next(place);
    if is_reference && form["type"] == "string" {
        let known = if is_next(place) { format.activities().to_vec() } else { known(root, place, name) };
        return Some(Input::Reference(text(), known));
    }
    Some(match form["type"].as_str()? {
        "boolean" => Input::Flag(value == Some(&Value::Bool(true))),
        "integer" | "number" => Input::Number(text()),
        "array" => match form["items"]["enum"].as_array() {
            Some(words) => {
                let chosen = value.and_then(Value::as_array).into_iter().flatten().map(word_text).collect();
                Input::Words(chosen, words.iter().map(word_text).collect())
            }
            None => Input::List(items(format, root, place)),
        },
        "object" if form["additionalProperties"].is_object() => Input::List(named_items(format, root, place)),
        "object" => Input::Group(value.map(|_| fields(format, root, place))),
        _ => {
            let most = form["maxLength"].as_u64().unwrap_or(280) as usize;
            if most > 280 { Input::Prose(text(), most) } else { Input::Line(text(), most) }
        }
    })
}

fn items(format: &Format, root: &Value, place: &str) -> Vec<Item> {
    let count = root.pointer(place).and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).map(|at| item(format, root, &format!("{place}/{at}"))).collect()
}

fn named_items(format: &Format, root: &Value, place: &str) -> Vec<Item> {
    let names = root.pointer(place).and_then(Value::as_object).map(|map| map.keys().cloned().collect::<Vec<_>>());
    names.unwrap_or_default().iter().map(|name| item(format, root, &[place, "/", &token(name)].concat())).collect()
}

fn item(format: &Format, root: &Value, place: &str) -> Item {
    let is_object = root.pointer(place).is_some_and(Value::is_object);
    let fields = if is_object {
        fields(format, root, place)
    } else {
        field(format, root, place, "", true).into_iter().collect()
    };
    Item { place: place.to_owned(), fields }
}

/// A word or number as it is written.
pub(super) fn word_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// How an entry is told from others; empty while nothing is written in it.
pub(super) fn summary_of(value: &Value) -> &str {
    let names = ["title", "label", "text", "left", "say"];
    let texts = names.iter().filter_map(|name| value[*name].as_str());
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// All ids in the file.
pub(super) fn ids(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(ids).collect(),
        Value::Object(map) => {
            let own = map.get("id").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(map.values().flat_map(ids)).collect()
        }
        _ => Vec::new(),
    }
}

fn blocks(root: &Value) -> impl Iterator<Item = &Value> {
    let steps = root["steps"].as_array().into_iter().flatten();
    steps.flat_map(|step| step["blocks"].as_array().into_iter().flatten())
}

fn named(value: &Value) -> Option<(String, String)> {
    // Without words of its own, it is called by its id.
    Some((value["id"].as_str()?.to_owned(), summary_of(value).to_owned()))
}

/// The lists that people make, by id.
pub(super) fn lists(root: &Value) -> Vec<(String, String)> {
    blocks(root).filter(|block| is_of(block, &LISTS)).filter_map(named).collect()
}

/// The type of the lists that people make.
pub(super) const LISTS: [&str; 1] = ["entries"];
/// The types of blocks whose answers a remark may count.
const COUNTED: [&str; 9] =
    ["entries", "board", "allocate", "rank", "matrix", "sentence", "talk", "commitments", "consent"];
/// Those about whose words a consent round may be.
pub(super) const WORDED: [&str; 2] = ["text", "sentence"];

/// Whether a block is of one of these types.
pub(super) fn is_of(block: &Value, types: &[&str]) -> bool {
    block["type"].as_str().is_some_and(|kind| types.contains(&kind))
}

/// The columns of a list in which one chooses.
fn choices(list: &Value) -> impl Iterator<Item = &Value> {
    list["columns"].as_array().into_iter().flatten().filter(|column| column["type"] == "choice")
}

/// What a field of this name may refer to.
pub(super) fn known(root: &Value, place: &str, name: &str) -> Vec<(String, String)> {
    let all = |list: &Value| list.as_array().into_iter().flatten().filter_map(named).collect::<Vec<_>>();
    let around = |up: usize| {
        let mut place = place;
        for _ in 0..up {
            place = place.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
        root.pointer(place).unwrap_or(&Value::Null)
    };
    let counted = || {
        let id = around(1)["block"].as_str().unwrap_or_default();
        blocks(root).find(|block| block["id"] == id).unwrap_or(&Value::Null)
    };
    match name {
        "scale" => {
            let names = root["scales"].as_object().into_iter().flatten();
            names
                .map(|(name, scale)| {
                    (
                        name.clone(),
                        scale["points"]
                            .as_array()
                            .map(|points| points.iter().map(word_text).collect::<Vec<_>>().join(" · "))
                            .unwrap_or_default(),
                    )
                })
                .collect()
        }
        "dimension" => all(&root["dimensions"]),
        "want" | "offer" => all(&around(2)["zones"]),
        "column" => choices(counted()).filter_map(named).collect(),
        "zone" => all(&counted()["zones"]),
        "is" => {
            let id = around(1)["column"].as_str().unwrap_or_default();
            choices(counted()).filter(|column| column["id"] == id).flat_map(|column| all(&column["options"])).collect()
        }
        "block" => blocks(root).filter(|block| is_of(block, &COUNTED)).filter_map(named).collect(),
        "about" => blocks(root).filter(|block| is_of(block, &WORDED)).filter_map(named).collect(),
        _ => lists(root),
    }
}
