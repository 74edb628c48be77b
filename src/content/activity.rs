//! Reads one activity's file.

use super::block::read_block;
use super::reader::{Node, Reader, parse};
use crate::domain::activity::{Activity, Band, Dimension, Kind, Level, Mode, People, Source, Step, Theme, Who};
use crate::domain::block::Block;
use crate::domain::id::is_reserved;
use crate::domain::insight::Insight;
use crate::domain::problem::{Code, Problem};
use crate::domain::table::Table;
use crate::domain::task::Task;

/// The largest number that a count, a year or a limit may be.
pub(super) const MANY: u16 = 10_000;

/// What a page that runs tasks reads besides: kept apart, so that the question page, which is fetched
/// first, goes without the code.
pub(super) struct Further {
    pub(super) task: fn(&Node<'_>) -> Option<Task>,
    pub(super) insights: fn(&Node<'_>) -> Vec<Insight>,
    pub(super) check: fn(&Node<'_>, &Activity),
}

/// Reads the text of `activities/<id>.json`, of tasks their names only.
///
/// # Errors
/// Everything that is wrong with the rest of the file, each with its place.
pub fn read_questions(id: &str, text: &str) -> Result<Activity, Vec<Problem>> {
    read_with(id, text, &Further { task: |_| None, insights: |_| Vec::new(), check: |_, _| () })
}

pub(super) fn read_with(id: &str, text: &str, further: &Further) -> Result<Activity, Vec<Problem>> {
    let file = ["activities/", id, ".json"].concat();
    let value = parse(&file, text)?;
    let reader = Reader::new(&file);
    let activity = read(&reader.root(&value), id, further);
    reader.finish(activity)
}

fn read(node: &Node<'_>, file_id: &str, further: &Further) -> Activity {
    node.object(&[
        "format",
        "id",
        "kind",
        "title",
        "summary",
        "purpose",
        "outcome",
        "theme",
        "minutes",
        "people",
        "modes",
        "materials",
        "source",
        "scales",
        "dimensions",
        "bands",
        "steps",
        "insights",
        "debrief",
        "next",
    ]);
    node.check_format();
    let id = node.id("id");
    if !id.is_empty()
        && let Some(field) = node.field("id")
    {
        // Whoever calls a file so would only be told to call its activity so, and then to call it otherwise.
        match [id.as_str(), file_id].into_iter().find(|id| is_reserved(id)) {
            Some(reserved) => field.report_value(Code::Reserved, reserved, ""),
            None if id != file_id => field.report(Code::NotTheFileName, file_id),
            None => {}
        }
    }
    let scales = read_scales(node);
    let activity = Activity {
        id,
        kind: node.word("kind", &Kind::WORDS),
        title: node.line("title"),
        summary: node.line("summary"),
        purpose: node.prose("purpose"),
        outcome: node.maybe_line("outcome"),
        theme: node.word("theme", &Theme::WORDS),
        minutes: node.int("minutes", 1, 240),
        people: node.field("people").map(|people| read_people(&people)),
        modes: node.each("modes", 1, |mode| mode.as_word(&Mode::WORDS)),
        materials: node.maybe_each("materials", Node::as_line),
        sources: node.each("source", 1, read_source),
        dimensions: node.maybe_each("dimensions", read_dimension),
        bands: node.maybe_each("bands", read_band),
        steps: node.each("steps", 1, |step| read_step(step, &scales, further)),
        insights: (further.insights)(node),
        debrief: node.maybe_each("debrief", Node::as_line),
        next: node.maybe_each("next", Node::as_id),
        scales,
    };
    // What does not fit together can only be told of parts that could be read.
    if node.is_clean() {
        check_whole(node, &activity);
        (further.check)(node, &activity);
    }
    activity
}

fn read_people(node: &Node<'_>) -> People {
    node.object(&["min", "max", "note"]);
    People { min: node.int("min", 1, MANY), max: node.maybe_int("max", 1, MANY), note: node.maybe_line("note") }
}

pub(super) fn read_source(node: &Node<'_>) -> Source {
    node.object(&["title", "author", "year", "note"]);
    Source {
        title: node.line("title"),
        author: node.maybe_line("author"),
        year: node.maybe_int("year", 0, MANY),
        note: node.maybe_prose("note"),
    }
}

fn read_scales(node: &Node<'_>) -> Table<Vec<String>> {
    let mut scales = Table::new();
    let Some(field) = node.field("scales") else { return scales };
    for name in field.names() {
        if let Some(scale) = field.field(&name) {
            scale.object(&["points"]);
            let points = scale.need("points").map(|points| points.entries(2, 11)).unwrap_or_default();
            scales.insert(name, points.iter().map(Node::as_line).collect());
        }
    }
    scales
}

fn read_dimension(node: &Node<'_>) -> Dimension {
    node.object(&["id", "title", "summary", "low", "middle", "high", "next"]);
    Dimension {
        id: node.id("id"),
        title: node.line("title"),
        summary: node.line("summary"),
        readings: ["low", "middle", "high"].map(|name| node.prose(name)),
        next: node.each("next", 0, Node::as_id),
    }
}

fn read_band(node: &Node<'_>) -> Band {
    node.object(&["id", "from", "title"]);
    Band { level: node.word("id", &Level::WORDS), from: node.number("from"), title: node.line("title") }
}

fn read_step(node: &Node<'_>, scales: &Table<Vec<String>>, further: &Further) -> Step {
    node.object(&["id", "title", "minutes", "who", "guide", "facilitator", "blocks"]);
    Step {
        id: node.id("id"),
        title: node.line("title"),
        minutes: node.int("minutes", 1, 240),
        who: node.field("who").map(|who| who.as_word(&Who::WORDS)).unwrap_or_default(),
        guide: node.maybe_prose("guide"),
        facilitator: node.maybe_prose("facilitator"),
        blocks: node.maybe_each("blocks", |block| read_block(block, scales, further.task)),
    }
}

/// What holds between the parts of an activity.
fn check_whole(node: &Node<'_>, activity: &Activity) {
    let sum: u32 = activity.steps.iter().map(|step| u32::from(step.minutes)).sum();
    if sum != u32::from(activity.minutes)
        && let Some(field) = node.field("minutes")
    {
        field.report(Code::MinutesDiffer, &sum.to_string());
    }
    check_unique(node, "steps", activity.steps.iter().map(|step| step.id.as_str()));
    check_unique(node, "steps", activity.blocks().map(Block::id));
    check_unique(node, "steps", activity.items().map(|(_, item)| item.id));
    check_unique(node, "dimensions", activity.dimensions.iter().map(|dimension| dimension.id.as_str()));

    let known: Vec<&str> = activity.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
    let mut used: Vec<&str> = Vec::new();
    for dimension in activity.items().filter_map(|(_, item)| item.dimension) {
        if used.contains(&dimension) {
            continue;
        }
        used.push(dimension);
        if !known.contains(&dimension)
            && let Some(field) = node.field("steps")
        {
            field.report_value(Code::UnknownReference, dimension, &known.join(", "));
        }
    }
    for unused in known.iter().filter(|id| !used.contains(*id)) {
        if let Some(field) = node.field("dimensions") {
            field.report_value(Code::Unused, unused, "");
        }
    }
    if activity.kind == Kind::Assessment && (activity.dimensions.is_empty() || activity.bands.len() < 2) {
        node.report_value(Code::NotScorable, &activity.id, "");
    }
    let rising = activity.bands.windows(2).all(|pair| pair[0].from < pair[1].from && pair[0].level < pair[1].level);
    let from_one = activity.bands.first().is_none_or(|band| band.from <= 1.0);
    if !(rising && from_one)
        && let Some(field) = node.field("bands")
    {
        field.report(Code::BandsNotRising, "");
    }
}

pub(super) fn check_unique<'a>(node: &Node<'_>, field: &str, ids: impl Iterator<Item = &'a str>) {
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        if !seen.contains(&id) {
            seen.push(id);
        } else if let Some(field) = node.field(field) {
            field.report_value(Code::Repeated, id, "");
        }
    }
}
