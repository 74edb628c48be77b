//! Reads tasks and insights: what an activity has beyond questions.

use super::activity::{Further, MANY, check_unique, read_with};
use super::block::{TYPES, read_options};
use super::reader::Node;
use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::insight::{Count, Insight};
use crate::domain::problem::{Code, Problem};
use crate::domain::task::{
    Allocate, Axes, Blank, Board, Cell, Column, Commitments, Consent, Entries, Layout, Matrix, Mirror, Options, Rank,
    Sentence, Talk, Task, Turns,
};

/// Reads the text of `activities/<id>.json`, all of it.
///
/// # Errors
/// Everything that is wrong with the file, each with its place.
pub fn read_activity(id: &str, text: &str) -> Result<Activity, Vec<Problem>> {
    read_with(id, text, &Further { task: read_task, insights: read_insights, check: check_references })
}

fn read_task(node: &Node<'_>) -> Option<Task> {
    let place = node.need("type").and_then(|kind| kind.place_in(&TYPES))?;
    Some(match place {
        4 => Task::Entries(read_entries(node)),
        5 => Task::Board(read_board(node)),
        6 => Task::Allocate(read_allocate(node)),
        7 => Task::Rank(read_rank(node)),
        8 => Task::Matrix(read_matrix(node)),
        9 => Task::Sentence(read_sentence(node)),
        10 => Task::Talk(read_talk(node)),
        11 => Task::Commitments(read_commitments(node)),
        12 => Task::Consent(read_consent(node)),
        _ => return None,
    })
}

fn read_entries(node: &Node<'_>) -> Entries {
    node.object(&["type", "id", "label", "hint", "min", "max", "columns"]);
    let entries = Entries {
        id: node.id("id"),
        label: node.line("label"),
        hint: node.maybe_line("hint"),
        min: node.maybe_int("min", 0, MANY).unwrap_or(0),
        max: node.maybe_int("max", 1, MANY),
        columns: node.each("columns", 1, read_column),
    };
    check_unique(node, "columns", entries.columns.iter().map(|column| column.id.as_str()));
    entries
}

fn read_column(node: &Node<'_>) -> Column {
    const CELLS: [(&str, u8); 5] = [("text", 0), ("long", 1), ("choice", 2), ("number", 3), ("date", 4)];
    node.object(&["id", "label", "type", "options"]);
    let cell = match node.word("type", &CELLS) {
        1 => Cell::Long,
        2 => Cell::Choice(read_options(node, "options")),
        3 => Cell::Number,
        4 => Cell::Date,
        _ => Cell::Text,
    };
    Column { id: node.id("id"), label: node.line("label"), cell }
}

fn read_board(node: &Node<'_>) -> Board {
    node.object(&["type", "id", "label", "hint", "layout", "zones", "axes", "cards", "mirror"]);
    let board = Board {
        id: node.id("id"),
        label: node.line("label"),
        hint: node.maybe_line("hint"),
        layout: node.word("layout", &Layout::WORDS),
        zones: read_options(node, "zones"),
        axes: node.field("axes").map(|axes| {
            axes.object(&["x", "y"]);
            let pair = |name: &str| {
                let words = axes.need(name).map(|side| side.entries(2, 2)).unwrap_or_default();
                std::array::from_fn(|at| words.get(at).map(Node::as_line).unwrap_or_default())
            };
            Axes { x: pair("x"), y: pair("y") }
        }),
        from: node.field("cards").map(|cards| {
            cards.object(&["from"]);
            Options::From(cards.id("from"))
        }),
        mirror: node.field("mirror").map(|mirror| {
            mirror.object(&["want", "offer", "list"]);
            Mirror { want: mirror.id("want"), offer: mirror.id("offer"), list: mirror.maybe_id("list") }
        }),
    };
    if board.layout == Layout::Quadrants
        && board.zones.len() != 4
        && let Some(field) = node.field("zones")
    {
        field.report_value(Code::WrongCount, &board.zones.len().to_string(), "4");
    }
    board
}

fn read_allocate(node: &Node<'_>) -> Allocate {
    node.object(&["type", "id", "label", "hint", "total", "unit", "options", "most"]);
    Allocate {
        id: node.id("id"),
        label: node.line("label"),
        hint: node.maybe_line("hint"),
        total: node.int("total", 2, MANY),
        unit: node.maybe_line("unit"),
        options: read_source(node, "options"),
        most: node.maybe_int("most", 1, MANY),
    }
}

fn read_rank(node: &Node<'_>) -> Rank {
    node.object(&["type", "id", "label", "hint", "options"]);
    Rank {
        id: node.id("id"),
        label: node.line("label"),
        hint: node.maybe_line("hint"),
        options: read_source(node, "options"),
    }
}

fn read_matrix(node: &Node<'_>) -> Matrix {
    node.object(&["type", "id", "label", "hint", "rows", "columns", "options"]);
    Matrix {
        id: node.id("id"),
        label: node.line("label"),
        hint: node.maybe_line("hint"),
        rows: read_source(node, "rows"),
        columns: read_source(node, "columns"),
        options: read_options(node, "options"),
    }
}

fn read_sentence(node: &Node<'_>) -> Sentence {
    node.object(&["type", "id", "label", "template", "blanks"]);
    let sentence = Sentence {
        id: node.id("id"),
        label: node.line("label"),
        template: node.prose("template"),
        blanks: node.each("blanks", 1, |blank| {
            blank.object(&["id", "label", "hint"]);
            Blank { id: blank.id("id"), label: blank.line("label"), hint: blank.maybe_line("hint") }
        }),
    };
    // What follows a brace that is not closed is taken for a name, which nothing has.
    let named: Vec<&str> =
        sentence.template.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name)).collect();
    let known: Vec<&str> = sentence.blanks.iter().map(|blank| blank.id.as_str()).collect();
    for name in named.iter().filter(|name| !known.contains(name)) {
        if let Some(field) = node.field("template") {
            field.report_value(Code::UnknownReference, name, &known.join(", "));
        }
    }
    for unused in known.iter().filter(|id| !id.is_empty() && !named.contains(id)) {
        if let Some(field) = node.field("blanks") {
            field.report_value(Code::Unused, unused, "");
        }
    }
    check_unique(node, "blanks", sentence.blanks.iter().map(|blank| blank.id.as_str()));
    sentence
}

fn read_talk(node: &Node<'_>) -> Talk {
    node.object(&["type", "id", "label", "prompts", "seconds", "turns"]);
    Talk {
        id: node.id("id"),
        label: node.maybe_line("label"),
        prompts: node.each("prompts", 1, Node::as_line),
        seconds: node.int("seconds", 15, MANY),
        turns: node.word("turns", &Turns::WORDS),
    }
}

fn read_commitments(node: &Node<'_>) -> Commitments {
    node.object(&["type", "id", "label", "hint"]);
    Commitments { id: node.id("id"), label: node.line("label"), hint: node.maybe_line("hint") }
}

fn read_consent(node: &Node<'_>) -> Consent {
    node.object(&["type", "id", "label", "about"]);
    Consent { id: node.id("id"), label: node.line("label"), about: node.maybe_id("about") }
}

/// Options of its own, or `{"from": "<list>"}`.
fn read_source(node: &Node<'_>, name: &str) -> Options {
    match node.field(name).filter(|field| field.field("from").is_some()) {
        Some(field) => {
            field.object(&["from"]);
            Options::From(field.id("from"))
        }
        None => Options::Own(read_options(node, name)),
    }
}

fn read_insights(node: &Node<'_>) -> Vec<Insight> {
    const TONES: [(&str, bool); 2] = [("notice", false), ("praise", true)];
    node.maybe_each("insights", |node| {
        node.object(&["id", "count", "below", "above", "say", "tone"]);
        let (mut block, mut count) = (String::new(), Count::All);
        if let Some(counted) = node.need("count") {
            counted.object(&["block", "column", "zone", "is"]);
            block = counted.id("block");
            count = match (counted.maybe_id("column"), counted.maybe_id("zone")) {
                (Some(column), zone) if zone.is_some() => {
                    counted.report_value(Code::UnknownField, "zone", "block, column, is");
                    Count::Rows { column, is: String::new() }
                }
                (Some(column), _) => Count::Rows { column, is: counted.id("is") },
                (None, zone) => {
                    if counted.field("is").is_some() {
                        counted.report_value(Code::Missing, "column", "");
                    }
                    zone.map_or(Count::All, |zone| Count::Cards { zone })
                }
            };
        }
        if node.field("below").is_none() && node.field("above").is_none() {
            node.report_value(Code::Missing, "below", "");
        }
        Insight {
            id: node.id("id"),
            block,
            count,
            below: node.maybe_int("below", 1, MANY),
            above: node.maybe_int("above", 0, MANY),
            say: node.prose("say"),
            praises: node.field("tone").is_some_and(|tone| tone.as_word(&TONES)),
        }
    })
}

/// What tasks and insights refer to must be there.
fn check_references(node: &Node<'_>, activity: &Activity) {
    let lists: Vec<&str> =
        activity.blocks().filter(|block| matches!(block, Block::Task(Task::Entries(_)))).map(Block::id).collect();
    let worded: Vec<&str> = activity
        .blocks()
        .filter(|block| matches!(block, Block::Text(_) | Block::Task(Task::Sentence(_))))
        .map(Block::id)
        .collect();
    let tasks: Vec<&str> = activity.blocks().filter(|block| matches!(block, Block::Task(_))).map(Block::id).collect();
    let need = |field: &str, id: &str, known: &[&str]| {
        if !known.contains(&id)
            && let Some(field) = node.field(field)
        {
            field.report_value(Code::UnknownReference, id, &known.join(", "));
        }
    };
    for block in activity.blocks() {
        let Block::Task(task) = block else { continue };
        for list in task.sources() {
            need("steps", list, &lists);
        }
        if let Task::Board(Board { zones, mirror: Some(mirror), .. }) = task {
            let zones: Vec<&str> = zones.iter().map(|zone| zone.id.as_str()).collect();
            need("steps", &mirror.want, &zones);
            need("steps", &mirror.offer, &zones);
            if let Some(list) = &mirror.list {
                need("steps", list, &lists);
            }
        }
        if let Task::Consent(Consent { about: Some(about), .. }) = task {
            need("steps", about, &worded);
        }
    }
    check_unique(node, "insights", activity.insights.iter().map(|insight| insight.id.as_str()));
    for insight in &activity.insights {
        need("insights", &insight.block, &tasks);
        match (&insight.count, activity.block(&insight.block)) {
            (Count::Rows { column, is }, Some(Block::Task(Task::Entries(entries)))) => {
                let choices = entries.columns.iter().filter(|column| matches!(column.cell, Cell::Choice(_)));
                need("insights", column, &choices.map(|column| column.id.as_str()).collect::<Vec<_>>());
                let found = entries.columns.iter().find(|known| known.id == *column);
                if let Some(Cell::Choice(options)) = found.map(|column| &column.cell) {
                    need("insights", is, &options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>());
                }
            }
            (Count::Cards { zone }, Some(Block::Task(Task::Board(board)))) => {
                need("insights", zone, &board.zones.iter().map(|zone| zone.id.as_str()).collect::<Vec<_>>());
            }
            (Count::Rows { column: what, .. } | Count::Cards { zone: what }, Some(_)) => need("insights", what, &[]),
            (Count::All, _) | (_, None) => {}
        }
    }
}
