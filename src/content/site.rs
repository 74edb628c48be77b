//! Reads `site.json`. Unlike an activity, which is right or not there at all, a site is used as far as it can be read:
//! what is wrong in it is reported and left out, so that visitors always have a working site.

use super::reader::{Node, Reader, parse};
use crate::domain::colour::{Rgb, Role, Tint};
use crate::domain::invitation::{LEAST, MOST_LEAST};
use crate::domain::problem::{Code, Problem};
use crate::domain::site::{LANGUAGES, Link, OTHERS, Site, is_address, is_picture};

/// The file's name.
pub const SITE: &str = "site.json";
/// The longest title, in characters: it stands in the head of every page.
const TITLE: usize = 40;
/// The most links at the foot of a page.
const LINKS: usize = 8;

/// Reads the text of `site.json`: what is right in it, and everything that is wrong.
#[must_use]
pub fn read_site(text: &str) -> (Site, Vec<Problem>) {
    match parse(SITE, text) {
        Err(problems) => (Site::default(), problems),
        Ok(value) => {
            let reader = Reader::new(SITE);
            let site = read(&reader.root(&value));
            (site, reader.problems())
        }
    }
}

fn read(node: &Node<'_>) -> Site {
    node.object(&[
        "$schema",
        "format",
        "title",
        "tagline",
        "logo",
        "colors",
        "languages",
        "activities",
        "featured",
        "contact",
        "privacy",
        "links",
        "least",
    ]);
    node.check_format();
    let (accent, second) = colours(node);
    let activities: Vec<String> =
        read_list(
            node,
            "activities",
            usize::MAX,
            |one| {
                if one.is_text(OTHERS) { OTHERS.to_owned() } else { one.as_id() }
            },
        );
    Site {
        title: field(node, "title", |one| one.text(TITLE)),
        tagline: field(node, "tagline", Node::as_line),
        logo: field(node, "logo", |one| one.checked(is_picture, Code::NotAPicture)),
        accent,
        second,
        languages: read_list(node, "languages", usize::MAX, |one| {
            one.as_word(&LANGUAGES.map(|language| (language, language))).to_owned()
        }),
        activities,
        featured: field(node, "featured", Node::as_id),
        contact: field(node, "contact", read_link),
        privacy: field(node, "privacy", Node::as_prose),
        links: read_list(node, "links", LINKS, read_link),
        least: field(node, "least", |one| one.as_int(LEAST.into(), MOST_LEAST.into()) as u8),
    }
}

/// A field that may be left out, if nothing is wrong with it.
fn field<'a, T>(node: &Node<'a>, name: &str, read: impl Fn(&Node<'a>) -> T) -> Option<T> {
    node.field(name).and_then(|field| field.if_right(read))
}

/// Those entries of a list that are right, each once.
fn read_list<'a, T: PartialEq>(node: &Node<'a>, name: &str, most: usize, read: impl Fn(&Node<'a>) -> T) -> Vec<T> {
    let mut list = Vec::new();
    for entry in node.field(name).map(|field| field.entries(1, most)).unwrap_or_default() {
        match entry.if_right(&read) {
            Some(value) if list.contains(&value) => entry.report(Code::Repeated, ""),
            Some(value) => list.push(value),
            None => {}
        }
    }
    list
}

fn read_link(node: &Node<'_>) -> Link {
    node.object(&["title", "url"]);
    let url = node.need("url").map(|field| field.checked(is_address, Code::NotAnAddress)).unwrap_or_default();
    Link { title: node.line("title"), url }
}

/// The two colours; a second one that can't be told from the first is refused.
fn colours(node: &Node<'_>) -> (Option<Rgb>, Option<Rgb>) {
    let Some(colours) = node.field("colors") else { return (None, None) };
    colours.object(&["accent", "second"]);
    let colour = |name: &str| {
        field(&colours, name, |one| Rgb::parse(&one.checked(|text| Rgb::parse(text).is_some(), Code::NotAColour)))
            .flatten()
    };
    let (accent, second) = (colour("accent"), colour("second"));
    let first = accent.map_or(Role::Accent.usual(), |rgb| Tint::of(rgb, Role::Accent));
    let is_apart = second.is_none_or(|rgb| first.is_apart_from(Tint::of(rgb, Role::Second)));
    if !is_apart && let Some(place) = colours.field("second") {
        place.report(Code::TooAlike, "");
    }
    (accent, second.filter(|_| is_apart))
}
