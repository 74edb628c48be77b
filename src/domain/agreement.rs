//! How far people agree: figures of several people's answers to one item, and to one dimension.
//!
//! Agreement comes in two families, which answer different questions and are therefore both given:
//! - *r\*wg(J)* compares the spread with that of answers by chance: 1 - (mean item variance / the variance of
//!   a uniform distribution, (A² - 1) / 12), with A points and sample variances (James, Demaree & Wolf 1984,
//!   *Journal of Applied Psychology* 69, 85-98, for one item; Lindell, Brandt & Whitney 1999, *Applied
//!   Psychological Measurement* 23, 127-135, for several). 1 is full agreement; where people spread further
//!   than chance it would be negative, and is 0.
//! - *AD*, the average deviation about the median, in points of the scale; at most A / 6 is agreement for
//!   practical purposes (Burke & Dunlap 2002, *Organizational Research Methods* 5, 159-172).
//!
//! With fewer than two answers there is nothing to agree with: the figures that need two are `None`.
//! Worked examples: `tests/agreement.rs`, computed by `tests/fixtures/agreement/make_figures.py`.

use super::counts::Counts;
use super::order::{figure_key, pair_key};

/// Undoes what a division leaves behind when figures are held against a bound.
const HAIR: f64 = 1e-9;

/// How people's answers lie, in a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Accord {
    /// AD is at most the practical limit.
    Agree,
    /// Neither of the others.
    Spread,
    /// Two camps: at least 30 % in the bottom two points and 30 % in the top two.
    Split,
}

/// The figures of one item, or of one dimension.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Figures {
    /// How many people answered.
    pub n: usize,
    /// The mean.
    pub mean: Option<f64>,
    /// The sample standard deviation (divided by n - 1).
    pub spread: Option<f64>,
    /// The median: of an even number, the mean of the two in the middle.
    pub median: Option<f64>,
    /// The share in the top two points, from 0 to 1.
    pub favourable: Option<f64>,
    /// r*wg(J), from 0 to 1.
    pub agreement: Option<f64>,
    /// AD about the median, in points; of a dimension the mean of its items' ADs.
    pub deviation: Option<f64>,
    /// The kind of agreement.
    pub accord: Option<Accord>,
}

/// The answers to one item, after reversing, with its number of points.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemAnswers {
    /// How often each point came.
    pub points: Counts,
    /// How many points the scale has, at least 2.
    pub scale: u8,
}

impl Figures {
    /// The figures of one item.
    #[must_use]
    pub fn of_item(item: &ItemAnswers) -> Self {
        Self::of_dimension(&item.points, std::slice::from_ref(item), item.scale)
    }

    /// The figures of one dimension: place and spread from the people's `scores` on a scale of `points`,
    /// agreement from the answers to its `items`.
    #[must_use]
    pub fn of_dimension(scores: &Counts, items: &[ItemAnswers], points: u8) -> Self {
        let shared: Vec<&ItemAnswers> = items.iter().filter(|item| item.points.n() > 1).collect();
        let over = |figure: fn(&ItemAnswers) -> Option<f64>| {
            mean(&shared.iter().filter_map(|item| figure(item)).collect::<Vec<_>>())
        };
        let deviation = over(|item| item.points.deviation());
        let limit = over(|item| Some(f64::from(item.scale) / 6.0));
        let accord = deviation.zip(limit).map(|(deviation, limit)| {
            if is_split(scores, points) {
                Accord::Split
            } else if deviation <= limit + HAIR {
                Accord::Agree
            } else {
                Accord::Spread
            }
        });
        Self {
            n: scores.n(),
            mean: scores.mean(),
            spread: scores.spread(),
            median: scores.median(),
            favourable: (!scores.is_empty()).then(|| top(scores, points) as f64 / scores.n() as f64),
            // r*wg(J). Where the items' scales differ, each one's variance is held against its own scale first; on
            // one scale this is the formula as published.
            agreement: over(by_chance).map(|by_chance| (1.0 - by_chance).max(0.0)),
            deviation,
            accord,
        }
    }

    /// The key of the order to talk about: least agreement first, then lowest mean; what has no figure for
    /// agreement comes last. `mean` is the mean after reversing.
    #[must_use]
    pub fn talk_key(&self, mean: Option<f64>) -> u128 {
        // To a millionth: figures that differ by less come from the same answers, summed in another order.
        let whole = |figure: Option<f64>| figure.map_or(f64::INFINITY, |figure| (figure * 1e6).round());
        pair_key(figure_key(whole(self.agreement)) as u64, figure_key(whole(mean)) as u64)
    }
}

/// The mean; `None` of nothing.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// An item's variance as a part of the variance by chance; `None` below two answers.
fn by_chance(item: &ItemAnswers) -> Option<f64> {
    let scale = f64::from(item.scale);
    Some(item.points.variance()? / ((scale * scale - 1.0) / 12.0))
}

/// How many points make a camp at each end: two, or one where a short scale has no more without overlap.
fn camp(points: u8) -> f64 {
    f64::from((points / 2).clamp(1, 2))
}

/// How many values are nearer to the top points than to those below them.
fn top(values: &Counts, points: u8) -> usize {
    let bound = f64::from(points) - camp(points) + 0.5;
    values.count(|value| value > bound + HAIR)
}

/// Whether there are two camps. A person's score between two points belongs to the nearer one; one that lies
/// in the middle belongs to no camp.
fn is_split(values: &Counts, points: u8) -> bool {
    let bottom = values.count(|value| value < camp(points) + 0.5 - HAIR);
    let many = |count: usize| count * 10 >= values.n() * 3;
    values.n() > 1 && many(bottom) && many(top(values, points))
}
