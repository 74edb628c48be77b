//! The figures of a group that was taken home, or looked at before that.

use crate::domain::activity::Activity;
use crate::domain::hand_in::noon_of;
use crate::domain::summary::{Summary, SummaryDimension};
use crate::i18n::{Key, Plural, date, plain_number, score, t, tf, tn};
use crate::ui::html::line;

/// The group result: of every dimension the mean and how many people it comes from. Dimensions that this copy of
/// the activity does not have are left out.
#[must_use]
pub fn group_of_summary_html(activity: &Activity, summary: &Summary) -> String {
    let rows: String = summary
        .dimensions
        .iter()
        .filter_map(|figures| {
            let dimension = activity.dimension(&figures.id)?;
            Some(
                [
                    "<tr>",
                    &line("th scope=\"row\"", &dimension.title),
                    &line("td class=\"n\"", &score(mean(figures))),
                    &line("td class=\"n\"", &plain_number(figures.scores.len())),
                    "</tr>",
                ]
                .concat(),
            )
        })
        .collect();
    let head = [
        line("th scope=\"col\"", t(Key::IncomingSummaryDimension)),
        line("th scope=\"col\" class=\"n\"", t(Key::IncomingSummaryMean)),
        line("th scope=\"col\" class=\"n\"", t(Key::IncomingSummaryN)),
    ];
    let table = if rows.is_empty() {
        String::new()
    } else {
        format!(
            "<table class=\"figures\">{}<thead><tr>{}</tr></thead><tbody>{rows}</tbody></table>",
            line("caption", t(Key::IncomingSummaryFigures)),
            head.concat(),
        )
    };
    [summary_line(summary), table].concat()
}

/// How many people answered, when, and in which workshop.
#[must_use]
pub fn summary_line(summary: &Summary) -> String {
    let day = date(noon_of(summary.day));
    let people = tn(Plural::IncomingSummaryOf, usize::try_from(summary.n).unwrap_or(usize::MAX), &[("date", &day)]);
    let workshop = if summary.title.is_empty() {
        String::new()
    } else {
        line("p class=\"kind\"", &tf(Key::IncomingSummaryIn, &[("workshop", &summary.title), ("date", &day)]))
    };
    [workshop, line("p", &people)].concat()
}

/// The mean of the people's scores, each the mean of their items.
fn mean(figures: &SummaryDimension) -> Option<f64> {
    let of_one = |(sum, items): &(u16, u8)| (*items > 0).then(|| f64::from(*sum) / f64::from(*items));
    let scores: Vec<f64> = figures.scores.iter().filter_map(of_one).collect();
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
}
