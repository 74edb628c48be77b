//! Groups of people for tests of figures, and the figures by hand: straight from the formulas, over every answer by
//! itself, as slow as it may be.

use roundtable::content::read_activity;
use roundtable::domain::activity::Activity;
use roundtable::domain::agreement::{Accord, Figures};
use roundtable::domain::block::{Answer, Answers, point};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Perspective, Sheet};
use roundtable::domain::table::Table;

/// Somebody's finished answers.
pub fn sheet(id: u64, answers: Answers) -> Sheet {
    Sheet {
        id: ResponseId(id),
        activity: "any".to_owned(),
        fingerprint: 1,
        perspective: Perspective::Own,
        seat: None,
        about: String::new(),
        started: 0,
        answers,
    }
}

/// Everybody's points, a byte for each item, 0 where it is open or beyond the scale.
pub fn rows_of(activity: &Activity, sheets: &[Sheet]) -> Vec<Vec<u8>> {
    let one = |sheet: &Sheet| {
        let points = activity.items().map(|(block, item)| {
            point(&sheet.answers, block, item.id).filter(|point| *point <= item.points).unwrap_or(0)
        });
        points.collect()
    };
    sheets.iter().map(one).collect()
}

/// Sheets with these rows of points, numbered from 0.
pub fn sheets_of(activity: &Activity, rows: &[u8]) -> Vec<Sheet> {
    let items: Vec<(String, String)> =
        activity.items().map(|(block, item)| (block.to_owned(), item.id.to_owned())).collect();
    let one = |(id, row): (usize, &[u8])| {
        let mut answers = Answers::new();
        for ((block, item), &point) in items.iter().zip(row).filter(|(_, point)| **point > 0) {
            if let Answer::Points(points) = answers.get_or_insert(block, Answer::Points(Table::new())) {
                points.insert(item.clone(), point);
            }
        }
        sheet(id as u64, answers)
    };
    rows.chunks(items.len()).enumerate().map(one).collect()
}

/// An assessment of so many items in so many dimensions, one block a dimension, every third item reversed.
pub fn wide(items: usize, dimensions: usize) -> Activity {
    let mut file: serde_json::Value = serde_json::from_str(super::SMALL).unwrap();
    let ids = || (0..dimensions).map(|at| format!("d{at}"));
    let dimension = |id: String| {
        serde_json::json!({ "id": id, "title": format!("Title {id}"), "summary": "S.", "low": "L.", "middle": "M.",
            "high": "H.", "next": [] })
    };
    let block = |(at, id): (usize, String)| {
        let own = (0..items).filter(|item| item % dimensions == at);
        let items: Vec<_> = own
            .map(|item| {
                let mut one =
                    serde_json::json!({ "id": format!("i{item}"), "text": format!("Item {item}."), "dimension": id });
                if item % 3 == 1 {
                    one["reverse"] = true.into();
                }
                one
            })
            .collect();
        serde_json::json!({ "type": "scale", "id": format!("b{at}"), "label": "How often?", "scale": "often", "items": items })
    };
    file["dimensions"] = ids().map(dimension).collect();
    file["steps"] = serde_json::json!([{ "id": "all", "title": "All", "minutes": 5,
        "blocks": ids().enumerate().map(block).collect::<Vec<_>>() }]);
    read_activity("small-check", &file.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// What a group's figures should be.
#[derive(Debug)]
pub struct ByHand {
    pub dimensions: Vec<Cell>,
    pub items: Vec<Cell>,
}

/// An item or a dimension.
#[derive(Debug)]
pub struct Cell {
    pub id: String,
    pub figures: Figures,
    pub scores: Vec<f64>,
    pub counts: Vec<usize>,
    pub withheld: bool,
}

/// The rows of which items are counted, and the dimensions that are withheld: where fewer than `least` people broke
/// off in a dimension, its items do without them. It is withheld with an item that too few answered who have a score.
fn told(activity: &Activity, rows: &[Vec<u8>], least: usize) -> (Vec<Vec<u8>>, Vec<bool>) {
    let (mut all, mut withheld) = (rows.to_vec(), Vec::new());
    for dimension in &activity.dimensions {
        let own: Vec<usize> = (activity.items().enumerate())
            .filter(|(_, (_, item))| item.dimension == Some(dimension.id.as_str()))
            .map(|(at, _)| at)
            .collect();
        let given = |row: &Vec<u8>| own.iter().filter(|at| row[**at] > 0).count();
        let has_score = |row: &Vec<u8>| given(row) > 0 && given(row) * 2 >= own.len();
        let off = rows.iter().filter(|row| given(row) > 0 && !has_score(row)).count();
        let leave = off > 0 && off < least;
        let n = |at: usize| rows.iter().filter(|row| has_score(row) && row[at] > 0).count();
        let asked: Vec<usize> = own.iter().copied().filter(|at| rows.iter().any(|row| row[*at] > 0)).collect();
        let scored = rows.iter().filter(|row| has_score(row)).count();
        let shown = scored >= least && asked.iter().all(|at| n(*at) >= least);
        withheld.push(!shown && !asked.is_empty());
        for row in all.iter_mut().filter(|row| shown && leave && !has_score(row)) {
            own.iter().for_each(|at| row[*at] = 0);
        }
    }
    (all, withheld)
}

/// The figures of these rows, with what fewer than `least` answered withheld.
pub fn by_hand(activity: &Activity, rows: &[Vec<u8>], least: usize) -> ByHand {
    let (rows, hidden) = told(activity, rows, least);
    let items: Vec<_> = activity.items().map(|(_, item)| item).collect();
    let turned = |at: usize, point: u8| f64::from(if items[at].reverse { items[at].points + 1 - point } else { point });
    let column = |at: usize| rows.iter().map(move |row| row[at]).filter(|point| *point > 0);
    let few = |n: usize| n > 0 && n < least;
    let mut all = ByHand { dimensions: Vec::new(), items: Vec::new() };
    for (at, item) in items.iter().enumerate() {
        let n = column(at).count();
        let chosen = rising(column(at).filter(|_| !few(n)).map(f64::from).collect());
        let scored = rising(column(at).filter(|_| !few(n)).map(|point| turned(at, point)).collect());
        let own = figures(&scored, std::slice::from_ref(&(scored.clone(), item.points)), item.points);
        all.items.push(Cell {
            id: item.id.to_owned(),
            figures: Figures { mean: mean(&chosen), median: median(&chosen), ..own },
            counts: (1..=item.points).map(|p| chosen.iter().filter(|x| **x == f64::from(p)).count()).collect(),
            scores: Vec::new(),
            withheld: few(n),
        });
    }
    for (dimension, withheld) in activity.dimensions.iter().zip(hidden) {
        let own: Vec<usize> =
            (0..items.len()).filter(|at| items[*at].dimension == Some(dimension.id.as_str())).collect();
        let score = |row: &Vec<u8>| {
            let given: Vec<f64> = own.iter().filter(|at| row[**at] > 0).map(|at| turned(*at, row[*at])).collect();
            (given.len() * 2 >= own.len()).then(|| mean(&given)).flatten()
        };
        let scores = rising(rows.iter().filter_map(score).collect());
        let scores = if withheld { Vec::new() } else { scores };
        let answers: Vec<(Vec<f64>, u8)> = own
            .iter()
            .map(|at| (rising(column(*at).map(|point| turned(*at, point)).collect()), items[*at].points))
            .collect();
        let points = own.iter().map(|at| items[*at].points).max().unwrap_or(2);
        let found = if scores.is_empty() { Figures::default() } else { figures(&scores, &answers, points) };
        all.dimensions.push(Cell { id: dimension.id.clone(), figures: found, scores, counts: Vec::new(), withheld });
    }
    all
}

/// Whether two sets of figures are the same, to a billionth.
pub fn close(one: &Figures, other: &Figures) -> bool {
    let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    };
    one.n == other.n
        && one.accord == other.accord
        && near(one.mean, other.mean)
        && near(one.spread, other.spread)
        && near(one.median, other.median)
        && near(one.favourable, other.favourable)
        && near(one.agreement, other.agreement)
        && near(one.deviation, other.deviation)
}

fn figures(scores: &[f64], items: &[(Vec<f64>, u8)], points: u8) -> Figures {
    let shared: Vec<&(Vec<f64>, u8)> = items.iter().filter(|(own, _)| own.len() > 1).collect();
    let deviations: Vec<f64> = shared
        .iter()
        .map(|(own, _)| {
            let median = median(own).unwrap();
            mean(&own.iter().map(|x| (x - median).abs()).collect::<Vec<_>>()).unwrap()
        })
        .collect();
    let deviation = mean(&deviations);
    let limit = mean(&shared.iter().map(|(_, scale)| f64::from(*scale) / 6.0).collect::<Vec<_>>());
    let shares: Vec<f64> = shared
        .iter()
        .map(|(own, scale)| variance(own).unwrap() * 12.0 / (f64::from(*scale) * f64::from(*scale) - 1.0))
        .collect();
    let camp = f64::from((points / 2).clamp(1, 2));
    let top = scores.iter().filter(|x| **x > f64::from(points) - camp + 0.5 + 1e-9).count();
    let bottom = scores.iter().filter(|x| **x < camp + 0.5 - 1e-9).count();
    let split = scores.len() > 1 && bottom * 10 >= scores.len() * 3 && top * 10 >= scores.len() * 3;
    let accord = deviation.map(|deviation| match () {
        () if split => Accord::Split,
        () if deviation <= limit.unwrap() + 1e-9 => Accord::Agree,
        () => Accord::Spread,
    });
    Figures {
        n: scores.len(),
        mean: mean(scores),
        spread: variance(scores).map(f64::sqrt),
        median: median(scores),
        favourable: (!scores.is_empty()).then(|| top as f64 / scores.len() as f64),
        agreement: mean(&shares).map(|share| (1.0 - share).max(0.0)),
        deviation,
        accord,
    }
}

fn rising(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn variance(values: &[f64]) -> Option<f64> {
    let middle = mean(values).filter(|_| values.len() > 1)?;
    Some(values.iter().map(|x| (x - middle) * (x - middle)).sum::<f64>() / (values.len() - 1) as f64)
}

fn median(values: &[f64]) -> Option<f64> {
    let middle = values.len() / 2;
    let high = *values.get(middle)?;
    Some(if values.len() % 2 == 1 { high } else { (values[middle - 1] + high) / 2.0 })
}
