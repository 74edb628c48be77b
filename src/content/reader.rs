//! A walk through a JSON value that remembers where it is and gathers what is wrong.
//!
//! Written by hand instead of derived: a derived reader stops at the first mistake, names no remedy,
//! and for the format's thirteen block types weighs several times as much.
//!
//! What can't be read is reported and stands in as an empty value, so that reading goes on;
//! **invariant:** [`Reader::finish`] gives nothing out as soon as anything was reported.

use std::cell::RefCell;

use serde_json::Value;

use crate::domain::id::{MAX_ID, is_id};
use crate::domain::problem::{Code, Problem};

/// The longest line (a title, an item, a label), in characters.
const LINE: usize = 280;
/// The longest prose, in characters.
pub(super) const PROSE: usize = 1200;

/// Gathers the problems of one file.
pub(super) struct Reader {
    file: String,
    problems: RefCell<Vec<Problem>>,
}

/// Reads JSON.
///
/// # Errors
/// The one problem that a text has which is none, with its line and column.
pub(super) fn parse(file: &str, text: &str) -> Result<Value, Vec<Problem>> {
    serde_json::from_str(text).map_err(|error| vec![Problem::of_file(Code::NotJson, file).found(error.to_string())])
}

/// Whether a file whose content is not ours is JSON at all.
///
/// # Errors
/// Where it breaks.
pub fn check_json(file: &str, text: &str) -> Result<(), Vec<Problem>> {
    parse(file, text).map(|_| ())
}

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct Node<'a> {
    reader: &'a Reader,
    value: &'a Value,
    path: String,
}

impl Reader {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), problems: RefCell::default() }
    }

    pub(super) fn root<'a>(&'a self, value: &'a Value) -> Node<'a> {
        Node { reader: self, value, path: String::new() }
    }

    /// Everything that was wrong, where what was right is used all the same.
    pub(super) fn problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    /// What was read, if nothing was wrong.
    pub(super) fn finish<T>(self, read: T) -> Result<T, Vec<Problem>> {
        let problems = self.problems.into_inner();
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }
}

impl<'a> Node<'a> {
    /// Whether nothing has been reported so far, in the whole file.
    pub(super) fn is_clean(&self) -> bool {
        self.reader.problems.borrow().is_empty()
    }

    pub(super) fn report(&self, code: Code, expected: &str) {
        self.report_at(&self.path, code, &shown(self.value), expected);
    }

    /// Reports with another value than the one that stands here.
    pub(super) fn report_value(&self, code: Code, value: &str, expected: &str) {
        self.report_at(&self.path, code, value, expected);
    }

    fn report_at(&self, path: &str, code: Code, value: &str, expected: &str) {
        self.reader.problems.borrow_mut().push(Problem {
            code,
            file: self.reader.file.clone(),
            path: path.to_owned(),
            value: value.to_owned(),
            expected: expected.to_owned(),
        });
    }

    /// Holds that this is an object with no fields but these.
    pub(super) fn object(&self, known: &[&str]) {
        let Some(map) = self.value.as_object() else { return self.report(Code::WrongType, "{ }") };
        for name in map.keys().filter(|name| !known.contains(&name.as_str())) {
            let place = [&self.path, "/", name].concat();
            self.report_at(&place, Code::UnknownField, name, &known.join(", "));
        }
    }

    /// The names in an object whose names the author chooses.
    pub(super) fn names(&self) -> Vec<String> {
        match self.value.as_object() {
            Some(map) => map.keys().cloned().collect(),
            None => {
                self.report(Code::WrongType, "{ }");
                Vec::new()
            }
        }
    }

    /// A field that may be left out.
    pub(super) fn field(&self, name: &str) -> Option<Node<'a>> {
        let value = self.value.as_object()?.get(name)?;
        Some(Node { reader: self.reader, value, path: [&self.path, "/", name].concat() })
    }

    /// A field that must be there.
    pub(super) fn need(&self, name: &str) -> Option<Node<'a>> {
        let found = self.field(name);
        if found.is_none() && self.value.is_object() {
            self.report_value(Code::Missing, name, "");
        }
        found
    }

    // Fields by name. In calls that are not expanded at every use: the format has dozens of each.

    #[inline(never)]
    pub(super) fn line(&self, name: &str) -> String {
        self.need(name).map(|field| field.text(LINE)).unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn prose(&self, name: &str) -> String {
        self.need(name).map(|field| field.text(PROSE)).unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn id(&self, name: &str) -> String {
        self.need(name).map(|field| field.as_id()).unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn int(&self, name: &str, min: u16, max: u16) -> u16 {
        self.need(name).map(|field| field.as_int(min, max)).unwrap_or_default()
    }

    #[inline(never)]
    pub(super) fn maybe_line(&self, name: &str) -> Option<String> {
        self.field(name).map(|field| field.text(LINE))
    }

    #[inline(never)]
    pub(super) fn maybe_prose(&self, name: &str) -> Option<String> {
        self.field(name).map(|field| field.text(PROSE))
    }

    #[inline(never)]
    pub(super) fn maybe_id(&self, name: &str) -> Option<String> {
        self.field(name).map(|field| field.as_id())
    }

    #[inline(never)]
    pub(super) fn maybe_int(&self, name: &str, min: u16, max: u16) -> Option<u16> {
        self.field(name).map(|field| field.as_int(min, max))
    }

    /// A number that must be there.
    pub(super) fn number(&self, name: &str) -> f64 {
        let Some(field) = self.need(name) else { return 0.0 };
        field.value.as_f64().unwrap_or_else(|| {
            field.report(Code::WrongType, "1.0");
            0.0
        })
    }

    /// The format that this version reads must be named.
    pub(super) fn check_format(&self) {
        let format = self.number("format");
        if format != 1.0
            && let Some(field) = self.field("format")
            && field.value.is_number()
        {
            field.report(Code::UnknownFormat, "1");
        }
    }

    /// A flag that is off when it is left out.
    #[inline(never)]
    pub(super) fn flag(&self, name: &str) -> bool {
        let Some(field) = self.field(name) else { return false };
        field.value.as_bool().unwrap_or_else(|| {
            field.report(Code::WrongType, "true, false");
            false
        })
    }

    /// A word of a table that must be there. What is wrong stands in as the table's first.
    pub(super) fn word<T: Copy, const N: usize>(&self, name: &str, words: &[(&str, T); N]) -> T {
        let at = self.need(name).and_then(|field| field.place_in(&words.map(|(word, _)| word))).unwrap_or(0);
        words[at].1
    }

    /// The entries of a list that must be there.
    pub(super) fn each<T>(&self, name: &str, min: usize, read: impl Fn(&Node<'a>) -> T) -> Vec<T> {
        self.need(name).map(|field| field.entries(min, usize::MAX).iter().map(read).collect()).unwrap_or_default()
    }

    /// The entries of a list that may be left out.
    pub(super) fn maybe_each<T>(&self, name: &str, read: impl Fn(&Node<'a>) -> T) -> Vec<T> {
        self.field(name).map(|field| field.entries(0, usize::MAX).iter().map(read).collect()).unwrap_or_default()
    }

    // This value itself.

    /// The entries of this list, at least `min` and at most `max`.
    pub(super) fn entries(&self, min: usize, max: usize) -> Vec<Node<'a>> {
        let Some(values) = self.value.as_array() else {
            self.report(Code::WrongType, "[ ]");
            return Vec::new();
        };
        if !(min..=max).contains(&values.len()) {
            let most = if max == usize::MAX { "…".to_owned() } else { max.to_string() };
            let range = [&min.to_string(), " – ", &most].concat();
            self.report_value(Code::WrongCount, &values.len().to_string(), &range);
            return Vec::new();
        }
        let place = |index: usize| [&self.path, "/", &index.to_string()].concat();
        values
            .iter()
            .enumerate()
            .map(|(index, value)| Node { reader: self.reader, value, path: place(index) })
            .collect()
    }

    /// What is read of this value, if that brings no problem to light.
    pub(super) fn if_right<T>(&self, read: impl Fn(&Self) -> T) -> Option<T> {
        let count = || self.reader.problems.borrow().len();
        let before = count();
        let value = read(self);
        (count() == before).then_some(value)
    }

    /// Whether this value is just this text.
    pub(super) fn is_text(&self, text: &str) -> bool {
        self.value.as_str() == Some(text)
    }

    /// This value as a line that `is_right`; else that is what is wrong with it.
    pub(super) fn checked(&self, is_right: impl Fn(&str) -> bool, otherwise: Code) -> String {
        let text = self.as_line();
        if !text.trim().is_empty() && !is_right(&text) {
            self.report(otherwise, "");
        }
        text
    }

    /// This value as prose.
    pub(super) fn as_prose(&self) -> String {
        self.text(PROSE)
    }

    /// This value as a line.
    pub(super) fn as_line(&self) -> String {
        self.text(LINE)
    }

    /// This value as an id.
    pub(super) fn as_id(&self) -> String {
        let id = self.text(MAX_ID);
        if !id.is_empty() && !is_id(&id) {
            self.report(Code::NotAnId, "");
        }
        id
    }

    /// This value as a word of a table.
    pub(super) fn as_word<T: Copy, const N: usize>(&self, words: &[(&str, T); N]) -> T {
        words[self.place_in(&words.map(|(word, _)| word)).unwrap_or(0)].1
    }

    /// This value's place among words.
    pub(super) fn place_in(&self, words: &[&str]) -> Option<usize> {
        let Some(text) = self.value.as_str() else {
            self.report(Code::WrongType, &words.join(", "));
            return None;
        };
        let place = words.iter().position(|word| *word == text);
        if place.is_none() {
            self.report(Code::NotOneOf, &words.join(", "));
        }
        place
    }

    /// This value as a whole number.
    pub(super) fn as_int(&self, min: u16, max: u16) -> u16 {
        match self.value.as_u64().and_then(|n| u16::try_from(n).ok()) {
            Some(n) if (min..=max).contains(&n) => return n,
            _ if !self.value.is_number() => self.report(Code::WrongType, "1, 2, 3 …"),
            _ => self.report(Code::OutOfRange, &[&min.to_string(), " – ", &max.to_string()].concat()),
        }
        0
    }

    /// This value as a text of at most `limit` characters.
    pub(super) fn text(&self, limit: usize) -> String {
        let Some(text) = self.value.as_str() else {
            self.report(Code::WrongType, "\" \"");
            return String::new();
        };
        if text.trim().is_empty() {
            self.report(Code::Empty, "");
        } else if text.chars().count() > limit {
            self.report(Code::TooLong, &limit.to_string());
        }
        text.to_owned()
    }
}

/// A value as it is shown in a problem: short.
fn shown(value: &Value) -> String {
    const MOST: usize = 60;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(_) => "[ … ]".to_owned(),
        Value::Object(_) => "{ … }".to_owned(),
        other => other.to_string(),
    };
    if text.chars().count() <= MOST {
        return text;
    }
    text.chars().take(MOST).chain(['…']).collect()
}
