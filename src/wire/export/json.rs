//! The result as data for a program.

use serde_json::{Map, Value, json};

use super::Exported;
use crate::domain::block::Answer;
use crate::domain::response::Perspective;
use crate::domain::rows::Row;

/// The result as JSON: identity, scores and answers, with ids and plain numbers.
#[must_use]
pub fn json_of(exported: &Exported<'_>) -> String {
    let Exported { activity, response, profile, words } = exported;
    let sheet = &response.sheet;
    let scores: Vec<Value> = profile
        .scores
        .iter()
        .map(|score| {
            let band = score.reading(activity).map(|(_, band, _)| band.title.clone());
            json!({
                "dimension": score.dimension, "mean": score.mean, "band": band,
                "answered": score.answered, "items": score.items,
            })
        })
        .collect();
    let answers: Map<String, Value> = sheet
        .answers
        .iter()
        .map(|(block, answer)| {
            (
                block.clone(),
                match answer {
                    Answer::Points(points) => points.iter().map(|(item, point)| (item.clone(), json!(point))).collect(),
                    Answer::Chosen(ids) => json!(ids),
                    Answer::Words(text) => json!(text),
                    Answer::Rows(rows) => rows.iter().map(row_of).collect(),
                },
            )
        })
        .collect();
    let whole = json!({
        "format": "roundtable-result",
        "version": 1,
        "activity": activity.id,
        "title": activity.title,
        "response": sheet.id.to_string(),
        "perspective": match sheet.perspective {
            Perspective::Own => "own",
            Perspective::Partner => "partner",
            Perspective::Circle => "circle",
        },
        "about": sheet.about,
        "finished": words.day,
        "scores": scores,
        "answers": answers,
    });
    // A tree of plain values always serialises.
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

/// A row as an object of its cells, with its id.
fn row_of(row: &Row) -> Value {
    let cells = row.cells.iter().map(|(name, text)| (name.clone(), json!(text)));
    json!({ "id": row.id, "cells": cells.collect::<Map<String, Value>>() })
}
