//! Responses as they are stored and backed up, version by version.
//!
//! **Invariant:** a version once released is read for good: its file stands in `tests/fixtures/saved/`.
//! To change the format, raise [`VERSION`], keep the old `from_v<n>`, and bring what it read into the new
//! form in [`read`].
//!
//! Version 1 is an object: `id`, `activity`, `fingerprint`, `started`, `answers` (by block id: `points` by
//! item id, `chosen` ids, `words`, or `rows` of cells); `partner` or `circle`, `seat` (the circle's id and the stage), `about` and
//! `note` where they say something; a draft has
//! `changed` and `place`, a finished response `finished`. Read and written by hand over JSON values, which
//! the content reader needs anyway: derived code for it weighs 25 KB more.

use serde_json::{Map, Value};

use super::crc::crc32;
use super::envelope::{open, seal};
use crate::domain::block::{Answer, Answers};
use crate::domain::circle::Seat;
use crate::domain::id::ResponseId;
use crate::domain::problem::Code;
use crate::domain::response::{Complete, Draft, Perspective, Sheet};
use crate::domain::rows::Row;
use crate::domain::table::Table;

/// The envelope's kind of a response.
pub const KIND: &str = "response";
/// The version that is written.
pub const VERSION: u32 = 1;

/// A response in whichever state it was saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saved {
    /// Still open.
    Draft(Draft),
    /// Finished.
    Complete(Complete),
}

impl Saved {
    /// The answers and what they belong to.
    #[must_use]
    pub fn sheet(&self) -> &Sheet {
        match self {
            Self::Draft(draft) => &draft.sheet,
            Self::Complete(complete) => &complete.sheet,
        }
    }

    /// The same, to be changed.
    pub fn sheet_mut(&mut self) -> &mut Sheet {
        match self {
            Self::Draft(draft) => &mut draft.sheet,
            Self::Complete(complete) => &mut complete.sheet,
        }
    }

    /// Whether nothing of `earlier` is lost where this one stands: its answers, name and note are all here,
    /// and what was finished is not open again.
    #[must_use]
    pub fn covers(&self, earlier: &Self) -> bool {
        let (here, there) = (self.sheet(), earlier.sheet());
        let note = match (self, earlier) {
            (Self::Draft(_), Self::Complete(_)) => return false,
            (Self::Complete(a), Self::Complete(b)) => b.note.is_empty() || a.note == b.note,
            _ => true,
        };
        note && (there.about.is_empty() || there.about == here.about) && holds(&here.answers, &there.answers)
    }

    /// The same response under an id of its own, which follows from its content: the same copy again is
    /// recognised.
    #[must_use]
    pub fn copy(&self) -> Self {
        let sum = u64::from(crc32(&[write(self, 0).as_bytes()]));
        let mut copy = self.clone();
        let sheet = copy.sheet_mut();
        sheet.id = ResponseId(sheet.id.0 ^ (sum << 32 | sum).rotate_left(7) ^ 1);
        copy
    }
}

/// The answers of both; nothing where they answer one question differently.
#[must_use]
pub(super) fn joined(ours: &Answers, theirs: &Answers) -> Option<Answers> {
    let mut both = theirs.clone();
    for (block, answer) in ours {
        let joined = match (both.get(block), answer) {
            (Some(Answer::Points(known)), Answer::Points(points)) => {
                let mut all = known.clone();
                for (item, point) in points {
                    all.insert(item.clone(), *point);
                }
                Answer::Points(all)
            }
            (Some(Answer::Rows(known)), Answer::Rows(rows)) => {
                // What only we have goes behind what it stands behind with us.
                let (mut all, mut place) = (known.clone(), 0);
                for row in rows {
                    match all.iter().position(|known| known.id == row.id) {
                        Some(at) => {
                            for (name, text) in &row.cells {
                                all[at].cells.insert(name.clone(), text.clone());
                            }
                            place = at;
                        }
                        None => all.insert(place, row.clone()),
                    }
                    place += 1;
                }
                Answer::Rows(all)
            }
            _ => answer.clone(),
        };
        both.insert(block.clone(), joined);
    }
    (holds(&both, theirs) && holds(&both, ours)).then_some(both)
}

/// Whether every answer of `earlier` stands in `later` as well.
fn holds(later: &Answers, earlier: &Answers) -> bool {
    earlier.iter().all(|(block, answer)| match (later.get(block), answer) {
        (Some(Answer::Points(later)), Answer::Points(earlier)) => {
            earlier.iter().all(|(item, point)| later.get(item) == Some(point))
        }
        (Some(Answer::Rows(later)), Answer::Rows(earlier)) => {
            // In their order, with rows and cells added at most.
            let mut rest = later.iter();
            earlier.iter().all(|earlier| {
                rest.any(|later| later.id == earlier.id && earlier.cells.iter().all(|cell| same_cell(later, cell)))
            })
        }
        (Some(later), earlier) => later == earlier,
        (None, _) => false,
    })
}

fn same_cell(row: &Row, (name, text): &(String, String)) -> bool {
    row.cells.get(name) == Some(text)
}

/// Writes a response in its envelope.
#[must_use]
pub fn write(saved: &Saved, revision: u64) -> String {
    seal(KIND, VERSION, revision, &to_v1(saved).to_string())
}

/// Reads a stored response and its revision.
///
/// # Errors
/// [`Code::Garbled`] when it is damaged, [`Code::FromNewerVersion`] when a newer app wrote it,
/// [`Code::UnknownFormat`] when it is something else.
pub fn read(text: &str) -> Result<(Saved, u64), Code> {
    let envelope = open(text)?;
    if envelope.kind != KIND {
        return Err(Code::UnknownFormat);
    }
    let saved = match envelope.version {
        1 => serde_json::from_str(envelope.body).ok().and_then(|v1| from_v1(&v1)).ok_or(Code::Garbled)?,
        0 => return Err(Code::UnknownFormat),
        _ => return Err(Code::FromNewerVersion),
    };
    Ok((saved, envelope.revision))
}

fn to_v1(saved: &Saved) -> Value {
    let sheet = saved.sheet();
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        map.insert(name.to_owned(), value);
    };
    put("id", sheet.id.to_string().into());
    put("activity", sheet.activity.as_str().into());
    put("fingerprint", sheet.fingerprint.into());
    match sheet.perspective {
        Perspective::Own => {}
        Perspective::Partner => put("partner", true.into()),
        Perspective::Circle => put("circle", true.into()),
    }
    if let Some(seat) = sheet.seat {
        put("seat", Value::Array(vec![seat.circle.to_string().into(), seat.stage.into()]));
    }
    if !sheet.about.is_empty() {
        put("about", sheet.about.as_str().into());
    }
    put("started", sheet.started.into());
    match saved {
        Saved::Draft(draft) => {
            put("changed", draft.changed.into());
            put("place", draft.place.into());
        }
        Saved::Complete(complete) => {
            put("finished", complete.finished.into());
            if !complete.note.is_empty() {
                put("note", complete.note.as_str().into());
            }
        }
    }
    let mut answers = Map::new();
    for (block, answer) in &sheet.answers {
        let (kind, value) = match answer {
            Answer::Points(points) => {
                let mut by_item = Map::new();
                for (item, point) in points {
                    by_item.insert(item.clone(), (*point).into());
                }
                ("points", Value::Object(by_item))
            }
            Answer::Chosen(ids) => ("chosen", Value::Array(ids.iter().map(|id| id.as_str().into()).collect())),
            Answer::Words(words) => ("words", words.as_str().into()),
            Answer::Rows(rows) => ("rows", Value::Array(rows.iter().map(row_to_v1).collect())),
        };
        let mut tagged = Map::new();
        tagged.insert(kind.to_owned(), value);
        answers.insert(block.clone(), Value::Object(tagged));
    }
    put("answers", Value::Object(answers));
    Value::Object(map)
}

/// A row is an object of its cells, with its id under the empty name, which no cell has.
fn row_to_v1(row: &Row) -> Value {
    let mut cells = Map::new();
    cells.insert(String::new(), row.id.as_str().into());
    for (name, text) in &row.cells {
        cells.insert(name.clone(), text.as_str().into());
    }
    Value::Object(cells)
}

fn row_from_v1(value: &Value) -> Option<Row> {
    let mut row = Row::default();
    for (name, text) in value.as_object()? {
        let text = text.as_str()?.to_owned();
        if name.is_empty() {
            row.id = text;
        } else {
            row.cells.insert(name.clone(), text);
        }
    }
    (!row.id.is_empty()).then_some(row)
}

fn from_v1(v1: &Value) -> Option<Saved> {
    let text = |name: &str| match v1.get(name) {
        None => Some(String::new()),
        Some(value) => value.as_str().map(str::to_owned),
    };
    let mut answers = Answers::new();
    for (block, tagged) in v1.get("answers")?.as_object()? {
        answers.insert(block.clone(), answer_from_v1(tagged.as_object()?)?);
    }
    let is = |name: &str| v1.get(name).is_some_and(|flag| flag == &Value::Bool(true));
    let perspective = match (is("circle"), is("partner")) {
        (true, _) => Perspective::Circle,
        (false, true) => Perspective::Partner,
        (false, false) => Perspective::Own,
    };
    let seat = match v1.get("seat") {
        None => None,
        Some(seat) => Some(Seat {
            circle: ResponseId::parse(seat.get(0)?.as_str()?)?,
            stage: u8::try_from(seat.get(1)?.as_u64()?).ok()?,
        }),
    };
    let sheet = Sheet {
        id: ResponseId::parse(v1.get("id")?.as_str()?)?,
        activity: v1.get("activity")?.as_str()?.to_owned(),
        fingerprint: u32::try_from(v1.get("fingerprint")?.as_u64()?).ok()?,
        perspective,
        about: text("about")?,
        seat,
        started: v1.get("started")?.as_u64()?,
        answers,
    };
    Some(match v1.get("finished") {
        Some(finished) => Saved::Complete(Complete { sheet, finished: finished.as_u64()?, note: text("note")? }),
        None => Saved::Draft(Draft {
            sheet,
            changed: v1.get("changed")?.as_u64()?,
            place: u16::try_from(v1.get("place")?.as_u64()?).ok()?,
        }),
    })
}

fn answer_from_v1(tagged: &Map<String, Value>) -> Option<Answer> {
    let (kind, value) = tagged.iter().next()?;
    match kind.as_str() {
        "points" => {
            let mut points = Table::new();
            for (item, point) in value.as_object()? {
                points.insert(item.clone(), u8::try_from(point.as_u64()?).ok()?);
            }
            Some(Answer::Points(points))
        }
        "chosen" => {
            let ids: Option<Vec<String>> = value.as_array()?.iter().map(|id| id.as_str().map(str::to_owned)).collect();
            Some(Answer::Chosen(ids?))
        }
        "words" => Some(Answer::Words(value.as_str()?.to_owned())),
        "rows" => {
            let rows: Option<Vec<Row>> = value.as_array()?.iter().map(row_from_v1).collect();
            rows.filter(|rows| !rows.is_empty()).map(Answer::Rows)
        }
        _ => None,
    }
}
