//! An activity while it is being written: its file as a tree that is changed place by place.
//!
//! Which fields there are and what may stand in them is read from the format's own schema
//! (`public/activity.schema.json`, [`Format`]), so that the page for authors offers what the format has.
//! **Invariant:** what is added is complete but for texts: an author fills in, and never has to know the format.
//! Places are JSON pointers, as problems name them.

mod form;
mod format;

pub use self::form::{Field, Input, Item};
pub use self::format::{Format, SCHEMA};

use serde_json::{Map, Number, Value};

/// Stands for texts that are still empty, where an unfinished activity is shown.
const UNWRITTEN: &str = "…";
/// An activity that is about nothing yet: the smallest file that the format knows.
const BLANK: &str = include_str!("manuscript/blank.json");

/// The file.
#[derive(Clone, PartialEq, Debug)]
pub struct Manuscript {
    value: Value,
}

impl Manuscript {
    /// A new one with this id and title: one step, in which something is written down.
    #[must_use]
    pub fn blank(id: &str, title: &str) -> Self {
        Self::of_text(BLANK).unwrap_or(Self { value: Value::Object(Map::new()) }).named(id, title)
    }

    /// One that another activity is the beginning of. `None` where the text is no JSON object.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(Value::is_object).map(|value| Self { value })
    }

    /// The same under another id and title.
    #[must_use]
    pub fn named(mut self, id: &str, title: &str) -> Self {
        self.value["id"] = id.into();
        self.value["title"] = title.into();
        self
    }

    /// Its title, as far as there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        self.value["title"].as_str().unwrap_or_default()
    }

    /// The file's text, its fields in the order in which one reads them.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        format::write(&self.value, 0, &mut out);
        out.push('\n');
        out
    }

    /// The same with a sign in the place of every text that is still empty: to show what is there already.
    #[must_use]
    pub fn preview(&self) -> String {
        let mut value = self.value.clone();
        fill(&mut value);
        value.to_string()
    }

    /// One step to be shown, whatever is wrong elsewhere: of the other steps only the lists that people make, which
    /// this one may build on, and of dimensions those that it names. The blocks of it at the places in `without` are
    /// a line of text instead.
    #[must_use]
    pub fn preview_of(&self, step: usize, without: &[usize]) -> String {
        let mut value = self.value.clone();
        fill(&mut value);
        for (at, one) in list_of(&mut value, "/steps").enumerate() {
            for (place, block) in list_of(one, "/blocks").enumerate() {
                if (at == step && without.contains(&place)) || (at != step && block["type"] != "entries") {
                    *block = serde_json::json!({ "type": "text", "id": block["id"], "label": UNWRITTEN });
                }
            }
        }
        let shown = value["steps"].to_string();
        let is_shown = |one: &Value| shown.contains(&["\"dimension\":", &one["id"].to_string()].concat());
        if let Some(map) = value.as_object_mut() {
            map.remove("insights");
            let dimensions = map.get_mut("dimensions").and_then(Value::as_array_mut);
            if dimensions.is_some_and(|dimensions| {
                dimensions.retain(is_shown);
                dimensions.is_empty()
            }) {
                map.remove("dimensions");
                map.remove("bands");
            }
        }
        let minutes = value["steps"].as_array().into_iter().flatten().filter_map(|one| one["minutes"].as_u64());
        value["minutes"] = minutes.sum::<u64>().into();
        value["kind"] = "exercise".into();
        value.to_string()
    }

    /// What stands at a place.
    fn at(&self, place: &str) -> Option<&Value> {
        self.value.pointer(place)
    }

    /// Whether something stands at a place.
    #[must_use]
    pub fn has(&self, place: &str) -> bool {
        self.at(place).is_some()
    }

    /// How many entries the list at a place has.
    #[must_use]
    pub fn count(&self, place: &str) -> usize {
        self.at(place).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// How the entry at a place is told from others: its title, label or text; empty where it has none yet.
    #[must_use]
    pub fn summary(&self, place: &str) -> &str {
        self.at(place).map(form::summary_of).unwrap_or_default()
    }

    /// The text at a place; empty where there is none.
    #[must_use]
    pub fn line(&self, place: &str) -> &str {
        self.at(place).and_then(Value::as_str).unwrap_or_default()
    }

    /// The type of the block at a place.
    #[must_use]
    pub fn kind(&self, place: &str) -> &str {
        self.at(place).and_then(|value| value["type"].as_str()).unwrap_or_default()
    }

    // Changes

    /// Writes what was put into the field at a place. What can't be what the field wants stays as it was written: the
    /// reader says so.
    pub fn set(&mut self, format: &Format, place: &str, written: &str) {
        let Some((parent, name)) = split(place) else { return };
        let Some(wanted) = format.wanted(&self.value, place) else { return };
        let Some(holder) = self.value.pointer_mut(parent) else { return };
        let value = if written.is_empty() && !wanted.required { None } else { Some(wanted.value(written)) };
        match (holder, value) {
            (Value::Object(map), Some(value)) => drop(map.insert(name.to_owned(), value)),
            (Value::Object(map), None) => drop(map.remove(name)),
            (Value::Array(list), Some(value)) => {
                if let Some(entry) = name.parse().ok().and_then(|at: usize| list.get_mut(at)) {
                    *entry = value;
                }
            }
            _ => {}
        }
    }

    /// Turns the flag at a place on or off.
    pub fn turn(&mut self, place: &str) {
        let Some((parent, name)) = split(place) else { return };
        let is_on = self.at(place) == Some(&Value::Bool(true));
        let Some(holder) = self.value.pointer_mut(parent).and_then(Value::as_object_mut) else { return };
        if is_on {
            holder.remove(name);
        } else {
            holder.insert(name.to_owned(), Value::Bool(true));
        }
    }

    /// Puts a word into the list at a place, or takes it out.
    pub fn toggle(&mut self, place: &str, word: &str) {
        let Some(list) = self.value.pointer_mut(place).and_then(Value::as_array_mut) else { return };
        match list.iter().position(|known| known == word) {
            Some(at) => drop(list.remove(at)),
            None => list.push(word.into()),
        }
    }

    /// Adds what belongs at a place: one more entry of a list, or a group that may be left out. `kind` is the type of a
    /// block. Gives the place of what was added.
    pub fn add(&mut self, format: &Format, place: &str, kind: &str) -> Option<String> {
        // What the new part refers to must be there.
        match kind {
            "scale" if !self.has("/scales") => drop(self.add(format, "/scales", "")),
            "poles" if self.count("/dimensions") == 0 => drop(self.add(format, "/dimensions", "")),
            _ => {}
        }
        if place == "/dimensions" && self.count("/bands") == 0 {
            self.value["bands"] = usual_bands();
        }
        let fresh = format.fresh(&self.value, place, kind)?;
        if let Some(list) = self.value.pointer_mut(place).and_then(Value::as_array_mut) {
            list.push(fresh);
            return Some(format!("{place}/{}", list.len() - 1));
        }
        if let Some(names) = format.names_are_chosen(&self.value, place) {
            let name = self.free_name(place, names);
            let (parent, last) = split(place)?;
            let holder = self.value.pointer_mut(parent)?.as_object_mut()?;
            let chosen = holder.entry(last).or_insert_with(|| Value::Object(Map::new()));
            chosen.as_object_mut()?.insert(name.clone(), fresh);
            return Some([place, "/", &name].concat());
        }
        let is_list = format.is_list(&self.value, place);
        let (parent, name) = split(place)?;
        let holder = self.value.pointer_mut(parent)?.as_object_mut()?;
        let (added, place) =
            if is_list { (Value::Array(vec![fresh]), [place, "/0"].concat()) } else { (fresh, place.to_owned()) };
        holder.insert(name.to_owned(), added);
        Some(place)
    }

    /// Takes out what stands at a place.
    pub fn remove(&mut self, place: &str) {
        let Some((parent, name)) = split(place) else { return };
        match self.value.pointer_mut(parent) {
            Some(Value::Object(map)) => drop(map.remove(name)),
            Some(Value::Array(list)) => {
                if let Some(at) = name.parse().ok().filter(|at: &usize| *at < list.len()) {
                    list.remove(at);
                }
            }
            _ => {}
        }
    }

    /// Moves an entry of a list one place up or down; gives its new place.
    pub fn shift(&mut self, place: &str, down: bool) -> Option<String> {
        let (parent, name) = split(place)?;
        let list = self.value.pointer_mut(parent)?.as_array_mut()?;
        let at: usize = name.parse().ok()?;
        let to = if down { at.checked_add(1)? } else { at.checked_sub(1)? };
        if at.max(to) >= list.len() {
            return None;
        }
        list.swap(at, to);
        Some(format!("{parent}/{to}"))
    }

    /// Lets options be written here, or be the rows of a list that people make.
    pub fn switch_source(&mut self, format: &Format, place: &str) {
        let takes_list = self.at(place).is_some_and(Value::is_array);
        let lists = form::lists(&self.value);
        let from = lists.first().map(|(id, _)| id.clone()).unwrap_or_default();
        let value = if takes_list { serde_json::json!({ "from": from }) } else { format.options(&self.value) };
        if let Some(there) = self.value.pointer_mut(place) {
            *there = value;
        }
    }

    /// The fields of what stands at a place.
    #[must_use]
    pub fn fields(&self, format: &Format, place: &str) -> Vec<Field> {
        form::fields(format, &self.value, place)
    }

    /// The field at a place, with all that is in it.
    #[must_use]
    pub fn field(&self, format: &Format, place: &str) -> Option<Field> {
        let (parent, name) = split(place)?;
        let required = format.names(&self.value, parent).iter().any(|(known, required)| known == name && *required);
        form::field(format, &self.value, place, name, required)
    }

    fn free_name(&self, place: &str, start: &str) -> String {
        let taken = |name: &str| self.has(&[place, "/", name].concat());
        (1..).map(|n| format!("{start}-{n}")).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// The place around a place, and the last name.
fn split(place: &str) -> Option<(&str, &str)> {
    place.rsplit_once('/')
}

/// The entries of a list, to be changed; none where there is no list.
fn list_of<'a>(value: &'a mut Value, place: &str) -> impl Iterator<Item = &'a mut Value> {
    value.pointer_mut(place).and_then(Value::as_array_mut).into_iter().flatten()
}

/// The bands of a five-point scale; their names are the author's.
fn usual_bands() -> Value {
    let band = |(id, from): (&str, f64)| serde_json::json!({ "id": id, "from": from, "title": "" });
    [("low", 1.0), ("middle", 3.0), ("high", 4.0)].map(band).into_iter().collect()
}

fn fill(value: &mut Value) {
    match value {
        Value::String(text) if text.trim().is_empty() => UNWRITTEN.clone_into(text),
        Value::Array(list) => list.iter_mut().for_each(fill),
        Value::Object(map) => map.values_mut().for_each(fill),
        _ => {}
    }
}

/// What a field wants.
pub(crate) struct Wanted {
    /// Whether it must be there.
    required: bool,
    sort: Sort,
}

enum Sort {
    Text,
    Whole,
    Number,
    Flag,
    Words(Vec<Value>),
}

impl Wanted {
    /// What was written, as the value that is wanted where it can be that.
    fn value(&self, written: &str) -> Value {
        let as_text = || Value::String(written.to_owned());
        match &self.sort {
            Sort::Text => as_text(),
            Sort::Whole => written.trim().parse::<i64>().map_or_else(|_| as_text(), |number| number.into()),
            Sort::Number => {
                let number = written.trim().parse().ok().and_then(Number::from_f64);
                number.map_or_else(as_text, Value::Number)
            }
            Sort::Flag => Value::Bool(written == "true"),
            Sort::Words(words) => {
                words.iter().find(|word| form::word_text(word) == written).cloned().unwrap_or_else(as_text)
            }
        }
    }
}
