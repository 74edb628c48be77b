//! `#/r/<response>/with/<response>`: two results on one table, the largest gap first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::chart::petals::{self, Petal, Table};
use crate::domain::activity::Activity;
use crate::domain::compare::{Comparison, Pair, comparison, in_order, pairs};
use crate::domain::id::ResponseId;
use crate::domain::number::{fixed, is_seen};
use crate::domain::response::{Complete, Perspective};
use crate::i18n::{Key, date, date_time, is_joined_script, plain_number, score, signed, t, tf};
use crate::route::Route;
use crate::ui::part::icon::{icon, markup, turning_icon};
use crate::ui::part::load::{loading, problem_page};
use crate::ui::session::{Load, Session};

/// Draws the page.
pub fn page(session: Session, a: ResponseId, b: ResponseId) -> AnyView {
    let read = |id| session.peek(|records| records.result(id)).and_then(Result::ok);
    let (Some(a), Some(b)) = (read(a), read(b)) else { return cannot(session, Key::CompareMissing) };
    if a.sheet.activity != b.sheet.activity {
        return cannot(session, Key::CompareDifferent);
    }
    let signal = session.activity(&a.sheet.activity);
    (move || match signal.get() {
        Load::Loading => loading(),
        Load::Failed(problems) => {
            let id = a.sheet.activity.clone();
            problem_page(session, t(Key::ProblemsTitle), &problems, move || session.retry_activity(&id))
        }
        Load::Ready(activity) => {
            let (first, second) = in_order(&a, &b);
            body(session, &activity, first, second)
        }
    })
    .into_any()
}

fn cannot(session: Session, text: Key) -> AnyView {
    session.show(t(Key::CompareChange));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::CompareChange)}</h1>
            <p class="lede">{t(text)}</p>
            <p class="row"><a class="button" href=Route::Results.to_string()>{t(Key::ResultsTitle)}</a></p>
        </div>
    }
    .into_any()
}

/// What a side is called: whose view, and when; with the time where both are of one day.
fn side(complete: &Complete, kind: Comparison, same_day: bool) -> String {
    let day = if same_day { date_time(complete.finished) } else { date(complete.finished) };
    match (kind, complete.sheet.perspective) {
        (Comparison::PerceptionGap, Perspective::Own | Perspective::Circle) => tf(Key::CompareOwn, &[("date", &day)]),
        (Comparison::PerceptionGap, Perspective::Partner) => tf(Key::ComparePartner, &[("date", &day)]),
        (Comparison::Change, _) if complete.sheet.about.is_empty() => day,
        (Comparison::Change, _) => tf(Key::CompareAbout, &[("about", &complete.sheet.about), ("date", &day)]),
    }
}

fn body(session: Session, activity: &Arc<Activity>, first: &Complete, second: &Complete) -> AnyView {
    let kind = comparison(first, second);
    let same_day = kind == Comparison::Change && date(first.finished) == date(second.finished);
    let (name_a, name_b) = (side(first, kind, same_day), side(second, kind, same_day));
    let pairs = pairs(activity, first, second);
    let (title, lede) = match kind {
        Comparison::Change => (t(Key::CompareChange), tf(Key::CompareLedeChange, &[("a", &name_a), ("b", &name_b)])),
        Comparison::PerceptionGap => (t(Key::CompareGap), t(Key::CompareLedeGap).to_owned()),
    };
    session.show(title);
    let rows = pairs.iter().enumerate().map(|(index, pair)| row(activity, pair, index == 0)).collect_view();
    let ask = pairs.first()
        .filter(|pair| kind == Comparison::PerceptionGap && pair.difference().is_some_and(is_seen))
        .and_then(|pair| activity.dimension(&pair.dimension))
        .map(|dimension| view! {
            <p class="note remark">{icon("talk")}<span>{tf(Key::CompareAsk, &[("dimension", &dimension.title)])}</span></p>
        });
    let scale = tf(Key::CompareScale, &[("points", &plain_number(activity.points().into()))]);
    view! {
        <div class="wrap">
            <a class="crumb no-print" href=Route::Result(second.sheet.id).to_string()>{turning_icon("back")}{t(Key::CompareBack)}</a>
            <div class="result">
                <header class="result-head">
                    <p class="kind">{activity.title.clone()}</p>
                    <h1 class="verdict" tabindex="-1">{title}</h1>
                    <p class="lede">{lede}</p>
                </header>
                <div class="stick"><figure class="stack">
                    {markup(petals::overlay(&table(activity, &pairs, &name_a, &name_b)))}
                    <figcaption class="legend">
                        <span class="quiet-line"><span class="swatch"></span>{name_a.clone()}</span>
                        <span class="quiet-line"><span class="swatch b"></span>{name_b.clone()}</span>
                        <span class="quiet-line"><span class="swatch both"></span>{t(Key::CompareBoth)}</span>
                    </figcaption>
                </figure></div>
                <div class="stack reading">
                    {ask}
                    <div class="scroll" tabindex="0" role="group" aria-label=t(Key::CompareScroll)>
                        <table class="figures compare">
                            <thead><tr>
                                <th scope="col">{t(Key::ResultDimension)}</th>
                                <th scope="col" class="n"><span class="swatch"></span><span class="visually-hidden">{name_a}</span></th>
                                <th scope="col" class="course">{scale}</th>
                                <th scope="col" class="n"><span class="swatch b"></span><span class="visually-hidden">{name_b}</span></th>
                                <th scope="col" class="n">{t(Key::CompareDifference)}</th>
                            </tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </div>
            </div>
        </div>
    }.into_any()
}

fn row(activity: &Activity, pair: &Pair, largest: bool) -> impl IntoView + use<> {
    let title = activity.dimension(&pair.dimension).map(|dimension| dimension.title.clone());
    let gap = pair.difference();
    let far = largest && gap.is_some_and(is_seen);
    // The bar is drawn on a scale from 1 to 5; other scales are brought to it.
    let place = |mean: f64| 1.0 + (mean - 1.0) * 4.0 / f64::from(activity.points().max(2) - 1);
    let bar = pair.first.zip(pair.second).map(|(a, b)| {
        let style = ["--a:", &fixed(place(a), 2), ";--b:", &fixed(place(b), 2)].concat();
        view! { <span class="gap" data-style=style aria-hidden="true"><i></i></span> }
    });
    let difference = gap.map_or_else(|| t(Key::CompareNoScore).to_owned(), signed);
    view! {
        <tr class:far=far data-dimension=pair.dimension.clone()>
            <th scope="row">{title}{far.then(|| view! { <span class="visually-hidden">", "{t(Key::CompareLargest)}</span> })}</th>
            <td class="n">{score(pair.first)}</td><td class="course">{bar}</td>
            <td class="n">{score(pair.second)}</td><td class="n">{difference}</td>
        </tr>
    }
}

/// Both results in the activity's order, the scores of both in each seat.
fn table(activity: &Activity, pairs: &[Pair], name_a: &str, name_b: &str) -> Table {
    let petals: Vec<Petal> = activity
        .dimensions
        .iter()
        .map(|dimension| {
            let pair = pairs.iter().find(|pair| pair.dimension == dimension.id);
            let gap = pair.and_then(Pair::difference);
            Petal {
                title: dimension.title.clone(),
                mean: pair.and_then(|pair| pair.first),
                level: None,
                score: gap.map_or_else(|| score(None), signed),
                other: pair.and_then(|pair| pair.second),
            }
        })
        .collect();
    let figures: Vec<String> = petals
        .iter()
        .map(|petal| [&petal.title, " ", &score(petal.mean), " / ", &score(petal.other)].concat())
        .collect();
    Table {
        points: activity.points(),
        limits: activity.bands.iter().skip(1).map(|band| (band.from, score(Some(band.from)))).collect(),
        name: "pair".to_owned(),
        title: t(Key::CompareChart).to_owned(),
        description: [name_a, " / ", name_b, ". ", &figures.join(t(Key::FormatComma))].concat(),
        straight: petals.iter().any(|petal| is_joined_script(&petal.title)),
        petals,
    }
}
