//! The course over time: one small line a dimension, with its dates and figures.

use leptos::prelude::*;

use crate::chart::spark;
use crate::domain::activity::Activity;
use crate::domain::compare::{courses, rounds};
use crate::domain::number::is_seen;
use crate::domain::response::Complete;
use crate::i18n::{Key, Plural, date, month, score, signed, t, tf, tn};
use crate::ui::part::icon::{icon, markup};

/// The section, from the second round on.
pub(super) fn view(activity: &Activity, complete: &Complete, all: &[Complete]) -> Option<AnyView> {
    let rounds = rounds(complete, all);
    let (Some(first), Some(last)) = (rounds.first(), rounds.last()) else { return None };
    if rounds.len() < 2 {
        return None;
    }
    let strong = activity.bands.last().map(|band| band.from);
    let rows = courses(activity, complete, all).into_iter().map(|course| {
        let title = activity.dimension(&course.dimension).map(|dimension| dimension.title.clone());
        let values: Vec<f64> = course.rounds.iter().map(|(_, mean)| *mean).collect();
        let (from, to) = (values.first().copied(), values.last().copied());
        let change = match (from, to) {
            (Some(from), Some(to)) if values.len() > 1 => to - from,
            _ => 0.0,
        };
        let (sign, word) = match change {
            up if is_seen(up) && up > 0.0 => (Some("up"), Key::ResultUp),
            down if is_seen(down) => (Some("down"), Key::ResultDown),
            _ => (None, Key::ResultSame),
        };
        view! {
            <tr data-course=course.dimension>
                <th scope="row">{title}</th>
                <td>{markup(spark::line(&values, activity.points(), strong))}</td>
                <td class="n first">{score(from)}</td>
                <td class="n">{score(to)}</td>
                <td class="n"><span class="change">{sign.map(icon)}<span class="visually-hidden">{t(word)}" "</span>{signed(change)}</span></td>
            </tr>
        }
    }).collect_view();
    let said = tn(
        Plural::ResultTrendRounds,
        rounds.len(),
        &[("first", &date(first.finished)), ("last", &date(last.finished))],
    );
    let limit = strong.map(|limit| tf(Key::ResultTrendLimit, &[("limit", &score(Some(limit)))]));
    Some(view! {
        <section class="section beside trend-section">
            <div class="stack-s">
                <h2>{t(Key::ResultTrend)}</h2>
                <p class="small hush">{said}" "{limit}</p>
            </div>
            <div class="scroll" tabindex="0" role="group" aria-label=t(Key::ResultTrendScroll)>
                <table class="figures trend">
                    <thead><tr>
                        <th scope="col">{t(Key::ResultDimension)}</th>
                        <th scope="col"><span class="visually-hidden">{t(Key::ResultCourse)}</span>
                            <span class="dates"><span>{month(first.finished)}</span><span>{month(last.finished)}</span></span></th>
                        <th scope="col" class="n first">{t(Key::ResultFirst)}</th>
                        <th scope="col" class="n">{t(Key::ResultNow)}</th>
                        <th scope="col" class="n">{t(Key::ResultChange)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }.into_any())
}
