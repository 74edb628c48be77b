//! An activity while it is being written: its file as a tree that is changed place by place.
//!
//! Which fields there are and what may stand in them is read from the format's own schema
//! (`public/activity.schema.json`, [`Format`]), so that the page for authors offers what the format has.
//! **Invariant:** what is added is complete but for texts: an author fills in, and never has to know the format.
//! Places are JSON pointers, as problems name them.

mod form;
mod format;
mod preview;

pub use self::form::{Field, Input, Item};
#[cfg(test)]
pub(crate) use self::format::vocabulary;
pub use self::format::{Format, SCHEMA};

use serde_json::{Map, Number, Value};

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
        self.value["format"] = 1.into();
        self.value["id"] = id.into();
        self.value["title"] = title.into();
        self
    }

    /// Its title, as far as there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        self.line("/title")
    }

    /// The file's text, its fields in the order in which one reads them.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        format::write(&self.value, 0, &mut out);
        out.push('\n');
        out
    }

    /// The id that it was given in its file, where there is one.
    #[must_use]
    pub fn id(&self) -> &str {
        self.line("/id")
    }

    /// One step as a file of its own, to be shown whatever is wrong elsewhere. The blocks of it at the places in
    /// `without` are a line of text instead; of the other steps come the lists and texts, which this one may build on,
    /// as a second step, but for those at the places in `lost`.
    #[must_use]
    pub fn preview_of(&self, id: &str, step: usize, without: &[usize], lost: &[usize]) -> String {
        preview::of(&self.value, id, step, without, lost)
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
            (Value::Object(map), Some(value)) => drop(map.insert(name_of(name), value)),
            (Value::Object(map), None) => drop(map.remove(&name_of(name))),
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
        if let Some((parent, name)) = split(place)
            && let Some(holder) = self.value.pointer_mut(parent).and_then(Value::as_object_mut)
        {
            holder.entry(name).or_insert_with(|| Value::Array(Vec::new()));
        }
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
            "scale" if self.at("/scales").and_then(Value::as_object).is_none_or(Map::is_empty) => {
                drop(self.add(format, "/scales", ""));
            }
            "poles" if self.count("/dimensions") == 0 => drop(self.add(format, "/dimensions", "")),
            _ => {}
        }
        if place == "/dimensions" && self.count("/bands") == 0 {
            self.value["bands"] = usual_bands();
        }
        if place == "/bands" && self.count("/bands") == 0 {
            self.value["bands"] = usual_bands();
            return Some("/bands/0".to_owned());
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

    /// Takes out what stands at a place, and gives it.
    pub fn remove(&mut self, place: &str) -> Option<Value> {
        let (parent, name) = split(place)?;
        match self.value.pointer_mut(parent)? {
            Value::Object(map) => map.remove(&name_of(name)),
            Value::Array(list) => {
                let at = name.parse().ok().filter(|at: &usize| *at < list.len())?;
                Some(list.remove(at))
            }
            _ => None,
        }
    }

    /// Puts back what was taken out of a place, among what has come there since.
    pub fn put_back(&mut self, place: &str, taken: Value) {
        let Some((parent, name)) = split(place) else { return };
        match self.value.pointer_mut(parent) {
            Some(Value::Object(map)) => drop(map.insert(name_of(name), taken)),
            Some(Value::Array(list)) => {
                let at = name.parse().unwrap_or(list.len()).min(list.len());
                list.insert(at, taken);
            }
            _ => {}
        }
    }

    /// Moves an entry of a list one place up or down; a block at the end of its step goes on to the next one. Gives
    /// its new place.
    pub fn shift(&mut self, place: &str, down: bool) -> Option<String> {
        let (parent, name) = split(place)?;
        let list = self.value.pointer_mut(parent)?.as_array_mut()?;
        let at: usize = name.parse().ok().filter(|at: &usize| *at < list.len())?;
        let to = if down { at.checked_add(1) } else { at.checked_sub(1) };
        match to.filter(|to| *to < list.len()) {
            Some(to) => {
                list.swap(at, to);
                Some(format!("{parent}/{to}"))
            }
            None => self.shift_to_next_step(place, parent, down),
        }
    }

    fn shift_to_next_step(&mut self, place: &str, blocks: &str, down: bool) -> Option<String> {
        let step: usize = blocks.strip_prefix("/steps/")?.strip_suffix("/blocks")?.parse().ok()?;
        let to = if down { step.checked_add(1) } else { step.checked_sub(1) };
        let to = to.filter(|to| *to < self.count("/steps"))?;
        let step = format!("/steps/{to}");
        let blocks = [&step, "/blocks"].concat();
        if !self.at(&blocks).is_some_and(Value::is_array) {
            let step = self.value.pointer_mut(&step)?.as_object_mut()?;
            step.insert("blocks".to_owned(), Value::Array(Vec::new()));
        }
        let block = self.remove(place)?;
        let place = format!("{blocks}/{}", if down { 0 } else { self.count(&blocks) });
        self.put_back(&place, block);
        Some(place)
    }

    /// Writes how long all steps take together.
    pub fn add_up_minutes(&mut self) {
        let minutes = self.value["steps"].as_array().into_iter().flatten().filter_map(|one| one["minutes"].as_u64());
        self.value["minutes"] = minutes.fold(0u64, u64::saturating_add).into();
    }

    /// The place that a problem names: names are in it as they stand in the file, whatever is in them.
    #[must_use]
    pub fn place_at(&self, path: &str) -> String {
        let starts = path.match_indices('/').map(|(at, _)| (&path[..at], &path[at + 1..]));
        let is_here = |(parent, name): &(&str, &str)| {
            name.contains(['/', '~']) && self.at(parent).is_some_and(|value| value.get(*name).is_some())
        };
        let odd = starts.into_iter().find(is_here).map(|(parent, name)| [parent, "/", &token(name)].concat());
        odd.unwrap_or_else(|| path.to_owned())
    }

    /// Where within a place a word stands, for what is wrong with it: the last of several, since a name that is there
    /// twice is wrong the second time.
    #[must_use]
    pub fn place_of(&self, within: &str, word: &str) -> Option<String> {
        fn search(value: &Value, place: &str, word: &str) -> Option<String> {
            match value {
                Value::String(text) if text == word => Some(place.to_owned()),
                Value::Array(list) => {
                    let mut all = list.iter().enumerate().rev();
                    all.find_map(|(at, one)| search(one, &format!("{place}/{at}"), word))
                }
                Value::Object(map) => {
                    map.iter().find_map(|(name, one)| search(one, &[place, "/", &token(name)].concat(), word))
                }
                _ => None,
            }
        }
        search(self.at(within)?, within, word)
    }

    /// Lets options be written here, or be the rows of a list that people make. Gives what stood there.
    pub fn switch_source(&mut self, format: &Format, place: &str) -> Option<Value> {
        let field = self.field(format, place)?;
        if !matches!(field.input, Input::Source(..)) {
            return None;
        }
        let takes_list = self.at(place).is_some_and(Value::is_array);
        let lists = form::lists(&self.value);
        let from = lists.first().map(|(id, _)| id.clone()).unwrap_or_default();
        let value = if takes_list { serde_json::json!({ "from": from }) } else { format.options(&self.value) };
        self.value.pointer_mut(place).map(|there| std::mem::replace(there, value))
    }

    /// Puts back what stood at a place in place of what stands there now.
    pub fn replace(&mut self, place: &str, before: Value) {
        if let Some(there) = self.value.pointer_mut(place) {
            *there = before;
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

/// A name as it stands in a place (RFC 6901).
fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name that a place has so.
fn name_of(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
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
