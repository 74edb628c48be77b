//! Reads the library: `library.json`, categories and terms.
//!
//! Whether the activities that a term names are there can't be told here: the page leaves out those that the
//! catalogue does not have.

use super::activity::read_source;
use super::reader::{Node, Reader, parse};
use crate::domain::library::{Category, Library, Term};
use crate::domain::problem::{Code, Problem};

/// Where the library stands in the folder of the site.
pub const LIBRARY: &str = "library.json";

/// Reads the text of `library.json`.
///
/// # Errors
/// Everything that is wrong with it, each with its place.
pub fn read_library(text: &str) -> Result<Library, Vec<Problem>> {
    let value = parse(LIBRARY, text)?;
    let reader = Reader::new(LIBRARY);
    let library = read(&reader.root(&value));
    reader.finish(library)
}

fn read(node: &Node<'_>) -> Library {
    node.object(&["format", "categories", "terms"]);
    node.check_format();
    let categories = node.each("categories", 1, read_category);
    let terms = node.each("terms", 1, read_term);
    check(&categories, &terms);
    Library {
        categories: categories.into_iter().map(|(_, category)| category).collect(),
        terms: terms.into_iter().map(|read| read.term).collect(),
    }
}

/// A term and the places at which it names others.
struct Read<'a> {
    node: Node<'a>,
    term: Term,
    related: Vec<Node<'a>>,
}

fn read_category<'a>(node: &Node<'a>) -> (Node<'a>, Category) {
    node.object(&["id", "title"]);
    (node.clone(), Category { id: node.id("id"), title: node.line("title") })
}

fn read_term<'a>(node: &Node<'a>) -> Read<'a> {
    node.object(&["id", "title", "category", "short", "text", "related", "activities", "source"]);
    let related = node.maybe_each("related", |related| (related.clone(), related.as_id()));
    let (places, related) = related.into_iter().unzip();
    let term = Term {
        id: node.id("id"),
        title: node.line("title"),
        category: node.id("category"),
        short: node.line("short"),
        text: node.prose("text"),
        related,
        activities: node.maybe_each("activities", Node::as_id),
        sources: node.maybe_each("source", read_source),
    };
    Read { node: node.clone(), term, related: places }
}

/// What holds between the parts: each id once, and every category and related term is there.
fn check(categories: &[(Node<'_>, Category)], terms: &[Read<'_>]) {
    let category_ids: Vec<&str> = categories.iter().map(|(_, category)| category.id.as_str()).collect();
    let term_ids: Vec<&str> = terms.iter().map(|read| read.term.id.as_str()).collect();
    check_unique(categories.iter().map(|(node, _)| node), &category_ids);
    check_unique(terms.iter().map(|read| &read.node), &term_ids);
    for read in terms {
        if let Some(field) = read.node.field("category") {
            check_known(&field, &read.term.category, &category_ids);
        }
        for (place, id) in read.related.iter().zip(&read.term.related) {
            check_known(place, id, &term_ids);
        }
    }
}

fn check_unique<'a, 'b: 'a>(nodes: impl Iterator<Item = &'a Node<'b>>, ids: &[&str]) {
    for (at, node) in nodes.enumerate() {
        if !ids[at].is_empty()
            && ids[..at].contains(&ids[at])
            && let Some(field) = node.field("id")
        {
            field.report(Code::Repeated, "");
        }
    }
}

/// An id that could not be read is empty: then nobody can tell which references it would have answered, and
/// the place of the id itself is named already.
fn check_known(place: &Node<'_>, id: &str, known: &[&str]) {
    let all_read = !known.is_empty() && !known.contains(&"");
    if all_read && !id.is_empty() && !known.contains(&id) {
        place.report(Code::UnknownReference, &known.join(", "));
    }
}
