//! A walk through XML that holds it to be well formed, and gives its elements to look at.

use std::collections::BTreeMap;

/// An element's name and attributes, in the order in which they begin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes, still escaped.
    pub attributes: BTreeMap<String, String>,
    /// The text directly after its opening tag, still escaped.
    pub text: String,
}

/// All elements of a document.
///
/// # Errors
/// The first place where it is not well formed.
pub fn walk(xml: &str) -> Result<Vec<Element>, String> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = xml;
    if let Some(bad) = xml.chars().find(|&c| !is_allowed(c)) {
        return Err(format!("{bad:?} is no character of XML"));
    }
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        check_text(text)?;
        if open.is_empty() && !text.trim().is_empty() {
            return Err(format!("text outside: {text}"));
        }
        let end = tag_end(&rest[at..]).ok_or_else(|| format!("a tag is not closed: {:.60}", &rest[at..]))?;
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes something else"));
            }
            continue;
        }
        if open.is_empty() && !elements.is_empty() {
            return Err("two roots".to_owned());
        }
        let (body, closed) = tag.strip_suffix('/').map_or((tag, false), |body| (body, true));
        let (name, attributes) = body.split_once(' ').unwrap_or((body, ""));
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(format!("no name: <{tag}>"));
        }
        let text = rest.split('<').next().unwrap_or_default().to_owned();
        elements.push(Element { name: name.to_owned(), attributes: attributes_of(attributes)?, text });
        if !closed {
            open.push(name.to_owned());
        }
    }
    match (open.pop(), elements.is_empty()) {
        (Some(name), _) => Err(format!("<{name}> is not closed")),
        (None, true) => Err("no element".to_owned()),
        (None, false) if !rest.trim().is_empty() => Err(format!("text behind the end: {rest}")),
        (None, false) => Ok(elements),
    }
}

/// The place of the `>` that ends a tag; one inside quotes does not.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.char_indices().find_map(|(at, c)| match c {
        '"' => {
            quoted = !quoted;
            None
        }
        '>' if !quoted => Some(at),
        _ => None,
    })
}

fn attributes_of(text: &str) -> Result<BTreeMap<String, String>, String> {
    let mut found = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").ok_or_else(|| format!("an attribute without value: {rest}"))?;
        let (value, after) = after.split_once('"').ok_or_else(|| format!("a value without end: {rest}"))?;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || "-:".contains(c)) {
            return Err(format!("no attribute name: {name}"));
        }
        if value.contains('<') {
            return Err(format!("< in a value: {value}"));
        }
        check_text(value)?;
        if found.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(format!("{name} twice"));
        }
        if !after.is_empty() && !after.starts_with(' ') {
            return Err(format!("no blank after {name}"));
        }
        rest = after.trim_start();
    }
    Ok(found)
}

/// Every `&` must begin one of the known entities.
fn check_text(text: &str) -> Result<(), String> {
    let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
    match text.match_indices('&').find(|(at, _)| !known.iter().any(|entity| text[*at..].starts_with(entity))) {
        Some((at, _)) => Err(format!("a bare &: {:.20}", &text[at..])),
        None => Ok(()),
    }
}

/// The characters of XML 1.0.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
