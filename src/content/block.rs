//! Reads the blocks of a step, one function a type.

use super::reader::Node;
use crate::domain::block::{Block, Choice, ChoiceOption, Poles, PolesItem, Scale, ScaleItem, Text, Unbuilt};
use crate::domain::problem::Code;
use crate::domain::table::Table;
use crate::domain::task::Task;

type Scales = Table<Vec<String>>;

/// The types of the format. From the fifth on they are tasks (`task.rs`).
pub(super) const TYPES: [&str; 13] = [
    "scale",
    "poles",
    "choice",
    "text",
    "entries",
    "board",
    "allocate",
    "rank",
    "matrix",
    "sentence",
    "talk",
    "commitments",
    "consent",
];

/// Reads one block.
pub(super) fn read_block(node: &Node<'_>, scales: &Scales, task: fn(&Node<'_>) -> Option<Task>) -> Block {
    let place = node.need("type").and_then(|kind| kind.place_in(&TYPES));
    match place {
        Some(0) => Block::Scale(read_scale(node, scales)),
        Some(1) => Block::Poles(read_poles(node)),
        Some(2) => Block::Choice(read_choice(node)),
        Some(3) => Block::Text(read_text(node)),
        other => match other.and_then(|_| task(node)) {
            Some(task) => Block::Task(task),
            None => Block::Unbuilt(Unbuilt { id: node.id("id"), label: node.maybe_line("label") }),
        },
    }
}

fn read_scale(node: &Node<'_>, scales: &Scales) -> Scale {
    node.object(&["type", "id", "label", "scale", "items"]);
    let name = node.line("scale");
    let points = scales.get(&name).cloned();
    if points.is_none()
        && let Some(field) = node.field("scale")
    {
        field.report(Code::UnknownReference, &scales.names().collect::<Vec<_>>().join(", "));
    }
    Scale {
        id: node.id("id"),
        label: node.maybe_line("label"),
        points: points.unwrap_or_default(),
        items: node.each("items", 1, |item| {
            item.object(&["id", "text", "dimension", "reverse"]);
            ScaleItem {
                id: item.id("id"),
                text: item.line("text"),
                dimension: item.maybe_id("dimension"),
                reverse: item.flag("reverse"),
            }
        }),
    }
}

fn read_poles(node: &Node<'_>) -> Poles {
    node.object(&["type", "id", "label", "points", "items"]);
    let points = node.int("points", 5, 7);
    if points == 6
        && let Some(field) = node.field("points")
    {
        field.report(Code::NotOneOf, "5, 7");
    }
    Poles {
        id: node.id("id"),
        label: node.maybe_line("label"),
        points: points as u8,
        items: node.each("items", 1, |item| {
            item.object(&["id", "left", "right", "dimension"]);
            PolesItem {
                id: item.id("id"),
                left: item.line("left"),
                right: item.line("right"),
                dimension: item.id("dimension"),
            }
        }),
    }
}

fn read_choice(node: &Node<'_>) -> Choice {
    node.object(&["type", "id", "label", "hint", "options", "multiple", "required"]);
    Choice {
        id: node.id("id"),
        label: node.line("label"),
        hint: node.maybe_line("hint"),
        options: read_options(node, "options"),
        multiple: node.flag("multiple"),
        required: node.flag("required"),
    }
}

pub(super) fn read_options(node: &Node<'_>, name: &str) -> Vec<ChoiceOption> {
    let options = node.each(name, 2, |option| {
        option.object(&["id", "label", "hint"]);
        ChoiceOption { id: option.id("id"), label: option.line("label"), hint: option.maybe_line("hint") }
    });
    for (index, option) in options.iter().enumerate() {
        let again = options[..index].iter().any(|earlier| earlier.id == option.id) && !option.id.is_empty();
        if again && let Some(field) = node.field(name) {
            field.report_value(Code::Repeated, &option.id, "");
        }
    }
    options
}

fn read_text(node: &Node<'_>) -> Text {
    node.object(&["type", "id", "label", "hint", "long", "required", "names"]);
    Text {
        id: node.id("id"),
        label: node.line("label"),
        hint: node.maybe_line("hint"),
        long: node.flag("long"),
        required: node.flag("required"),
        names: node.flag("names"),
    }
}
