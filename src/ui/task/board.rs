//! Cards in zones. Each card moves by drag or touch on its handle, by the arrow keys on it, and by the
//! menu that a press on it opens: no drag is ever required.

use super::{Act, Bench, name, put_back};
use crate::chart::miniature::{Miniature, miniature};
use crate::domain::rows::{Edit, MAX_CELL, Row};
use crate::domain::task::{Board, Card, Layout};
use crate::i18n::{Key, Plural, is_joined_script, t, tf, tn};
use crate::ui::html::{button, escape, icon, line};

/// Draws the board.
pub(super) fn html(bench: &Bench<'_>, task: &Board) -> String {
    let cards = task.cards(&bench.made);
    if let (Some(source), true) = (&task.from, cards.is_empty()) {
        return super::nothing_yet(bench, source);
    }
    let layout = Layout::WORDS.iter().find(|(_, layout)| *layout == task.layout).map_or("", |(word, _)| word);
    let waiting: Vec<&Card<'_>> = cards.iter().filter(|card| card.zone.is_none()).collect();
    let mut out = String::new();
    if !waiting.is_empty() {
        let slips: String = waiting.iter().map(|card| slip_html(task, card, &cards)).collect();
        out += &format!(
            "<section class=\"zone waiting\" data-zone=\"{}|\"><header><h3>{}</h3><span class=\"n\">{}</span></header><ul>{slips}</ul></section>",
            escape(&task.id),
            escape(t(Key::TaskWaiting)),
            escape(&tn(Plural::TaskCards, waiting.len(), &[])),
        );
    }
    let zones: String = task.zones.iter().enumerate().map(|(at, _)| zone_html(task, at, &cards)).collect();
    let (axes, between) = match &task.axes {
        Some(axes) => (
            format!(
                "<p class=\"axis-y\" aria-hidden=\"true\"><span>{}</span><span>{}</span></p>",
                escape(&axes.y[0]),
                escape(&axes.y[1])
            ),
            format!(
                "<p class=\"axis-x\" aria-hidden=\"true\"><span>{}</span><span>{}</span></p>",
                escape(&axes.x[0]),
                escape(&axes.x[1])
            ),
        ),
        None => (String::new(), String::new()),
    };
    out + &format!("<div class=\"zones {layout}\">{axes}{zones}{between}</div>")
}

fn zone_html(task: &Board, at: usize, cards: &[Card<'_>]) -> String {
    let zone = &task.zones[at];
    let here: Vec<&Card<'_>> = cards.iter().filter(|card| card.zone == Some(&zone.id)).collect();
    let slips: String = here.iter().map(|card| slip_html(task, card, cards)).collect();
    let list =
        if here.is_empty() { line("p class=\"empty\"", t(Key::TaskZoneEmpty)) } else { format!("<ul>{slips}</ul>") };
    let block = escape(&task.id);
    let id = escape(&zone.id);
    let hint = zone.hint.as_ref().map(|hint| line("span class=\"who\"", hint)).unwrap_or_default();
    let add = if task.from.is_none() {
        let label = escape(&tf(Key::TaskCardNew, &[("zone", &zone.label)]));
        format!(
            "<div class=\"add\"><input class=\"input\" type=\"text\" id=\"new-{block}-{id}\" data-enter=\"add|{block}|{id}\" maxlength=\"{MAX_CELL}\" autocomplete=\"off\" aria-label=\"{label}\" placeholder=\"{}\">\
             <button type=\"button\" class=\"icon-button\" data-do=\"add|{block}|{id}\" aria-label=\"{}\">{}</button></div>",
            escape(t(Key::TaskCardHint)),
            escape(&tf(Key::TaskCardAdd, &[("zone", &zone.label)])),
            icon("plus"),
        )
    } else {
        String::new()
    };
    format!(
        "<section class=\"zone\" data-style=\"--at:{at}\" aria-labelledby=\"zone-{block}-{id}\" data-zone=\"{block}|{id}\"><header><h3 id=\"zone-{block}-{id}\">{}</h3><span class=\"n\">{}</span>{hint}</header>{list}{add}</section>",
        escape(&zone.label),
        escape(&tn(Plural::TaskCards, here.len(), &[])),
    )
}

fn slip_html(task: &Board, card: &Card<'_>, cards: &[Card<'_>]) -> String {
    let block = escape(&task.id);
    let id = escape(card.id);
    let act = |verb: &str, more: &str| [verb, "|", &task.id, "|", card.id, more].concat();
    let item = |act: String, words: &str| format!("<li>{}</li>", button("", &act, "", words, ""));
    let mut menu: String = task
        .zones
        .iter()
        .filter(|zone| card.zone != Some(&zone.id))
        .map(|zone| item(act("to", &["|", &zone.id].concat()), &tf(Key::TaskMoveTo, &[("zone", &zone.label)])))
        .collect();
    let same: Vec<&str> = cards.iter().filter(|other| other.zone == card.zone).map(|other| other.id).collect();
    if card.zone.is_some() {
        if same.first() != Some(&card.id) {
            menu += &item(act("up", ""), t(Key::TaskCardUp));
        }
        if same.last() != Some(&card.id) {
            menu += &item(act("down", ""), t(Key::TaskCardDown));
        }
        if task.from.is_some() {
            menu += &item(act("to", "|"), t(Key::TaskUnplace));
        }
    }
    if task.from.is_none() {
        menu += &item(act("remove", ""), t(Key::TaskCardRemove));
    }
    let text = if task.from.is_none() {
        format!(
            "<textarea class=\"slip-text\" rows=\"1\" name=\"{}\" maxlength=\"{MAX_CELL}\" aria-label=\"{}\">\n{}</textarea>",
            name(&task.id, card.id, "text"),
            escape(t(Key::TaskCard)),
            escape(card.text)
        )
    } else {
        line("p class=\"slip-text\"", card.text)
    };
    format!(
        "<li class=\"slip\" data-card=\"{block}|{id}\">{text}<details class=\"menu end\"><summary class=\"icon-button handle\" aria-label=\"{}\" data-card-handle=\"{block}|{id}\">{}</summary><ul class=\"menu-list\">{menu}</ul></details></li>",
        escape(&tf(Key::TaskMove, &[("name", card.text)])),
        icon("move"),
    )
}

/// The board in small, for the head of its step; `newest` is the card that was placed last.
#[must_use]
pub fn miniature_html(bench: &Bench<'_>, task: &Board, newest: Option<&str>) -> String {
    let cards = task.cards(&bench.made);
    let of = |zone: &str| cards.iter().filter(|card| card.zone == Some(zone)).map(|card| card.id).collect::<Vec<_>>();
    let placed: Vec<Vec<&str>> = task.zones.iter().map(|zone| of(&zone.id)).collect();
    let zones: Vec<(&str, usize)> =
        task.zones.iter().zip(&placed).map(|(zone, cards)| (zone.label.as_str(), cards.len())).collect();
    let count = |(zone, cards): &(&str, usize)| {
        tf(Key::TaskTableZone, &[("zone", zone), ("cards", &tn(Plural::TaskCards, *cards, &[]))])
    };
    miniature(&Miniature {
        layout: task.layout,
        axes: task.axes.as_ref(),
        newest: placed.iter().enumerate().find_map(|(zone, cards)| {
            let card = cards.iter().position(|card| Some(*card) == newest)?;
            Some((zone, card))
        }),
        name: "table",
        title: &tf(Key::TaskTable, &[("name", &task.label)]),
        description: &zones.iter().map(count).collect::<Vec<_>>().join(" "),
        straight: zones.iter().any(|(zone, _)| is_joined_script(zone)),
        zones,
    })
}

/// What a press, a key or a drop means.
pub(super) fn pressed(bench: &Bench<'_>, task: &Board, verb: &str, args: &[&str]) -> Option<Act> {
    let cards = task.cards(&bench.made);
    let handle = |row: &str| format!("[data-card-handle='{}|{row}']", task.id);
    if verb == "add" {
        let (zone, text) = (*args.first()?, args.get(1)?.trim());
        let zone = task.zones.iter().find(|known| known.id == zone).filter(|_| !text.is_empty())?;
        let row = Row::new(&(bench.fresh)(), &[("text", text), ("zone", &zone.id)]);
        let focus = format!("#new-{}-{}", task.id, zone.id);
        return Some(Act::edit(Edit::Put { row, at: None }).and_focus(focus));
    }
    let row = *args.first()?;
    let card = cards.iter().find(|card| card.id == row)?;
    match verb {
        "to" => {
            let zone = args.get(1).copied().unwrap_or("");
            let known = zone.is_empty() || task.zones.iter().any(|known| known.id == zone);
            known.then(|| Act { edits: moved(bench, task, card, zone), ..Act::default() }.and_focus(handle(row)))
        }
        // The zone before or after this one, as the keys left and right mean it.
        "before" | "after" => {
            let at = card.zone.and_then(|zone| task.zones.iter().position(|known| known.id == zone));
            let to = match (verb, at) {
                ("before", at) => at?.checked_sub(1)?,
                (_, None) => 0,
                (_, Some(at)) => at + 1,
            };
            let zone = &task.zones.get(to)?.id;
            Some(Act { edits: moved(bench, task, card, zone), ..Act::default() }.and_focus(handle(row)))
        }
        "up" | "down" => {
            let same: Vec<&str> = cards.iter().filter(|other| other.zone == card.zone).map(|other| other.id).collect();
            let at = same.iter().position(|id| *id == row)?;
            let other = same.get(if verb == "up" { at.checked_sub(1)? } else { at + 1 })?;
            let rows = bench.made.rows(&task.id);
            let to = rows.iter().position(|known| known.id == *other)?;
            Some(Act::edit(Edit::Move { row: row.to_owned(), to }).and_focus(handle(row)))
        }
        "remove" if task.from.is_none() => Some(Act {
            edits: vec![Edit::Remove { row: row.to_owned() }],
            undo: Some((tf(Key::TaskRemoved, &[("name", card.text)]), put_back(bench, &task.id, row))),
            focus: Some(format!("#task-{}", task.id)),
            ..Act::default()
        }),
        _ => None,
    }
}

/// A card to another zone: it lies there last.
fn moved(bench: &Bench<'_>, task: &Board, card: &Card<'_>, zone: &str) -> Vec<Edit> {
    let known = bench.made.rows(&task.id).iter().find(|row| row.id == card.id).cloned();
    let mut row = known.unwrap_or_else(|| Row { id: card.id.to_owned(), ..Row::default() });
    row.set("zone", zone);
    if task.from.is_some() && zone.is_empty() {
        return vec![Edit::Remove { row: row.id }];
    }
    vec![Edit::Put { row, at: None }]
}
