//! `#/r/<response>`: what came out, what it means, what to do with it.

mod actions;
mod plan;
mod trend;

use std::sync::Arc;

use leptos::prelude::*;

use crate::chart::petals::{self, Petal, Table};
use crate::domain::activity::{Activity, Level};
use crate::domain::block::{Answer, Block, Wording, point};
use crate::domain::compare::rounds;
use crate::domain::id::ResponseId;
use crate::domain::response::{Complete, Perspective};
use crate::domain::scoring::{Profile, Score, score, turned};
use crate::i18n::{self, Key, Plural, date, is_joined_script, join, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::part::card::card;
use crate::ui::part::icon::{icon, markup, turning_icon};
use crate::ui::part::joined::hand_in_note;
use crate::ui::part::keeping::{Found, about, found, note};
use crate::ui::part::load::{loading, problem_page};
use crate::ui::part::words::{level_class, prose, quoted};
use crate::ui::session::{Load, Session};

/// Draws the page; `report` draws it where the result is that of an exercise.
pub fn page(session: Session, id: ResponseId, report: fn(Session) -> AnyView) -> AnyView {
    let found = found(session, id);
    // The page is drawn anew only when another activity is needed or the result is gone; its name and note
    // change in place.
    let needed = Memo::new(move |_| {
        found.with(|found| {
            found.as_ref().map(|read| {
                let needed = |complete: &Complete| (complete.sheet.activity.clone(), complete.sheet.seat);
                read.as_ref().map(needed).map_err(|code| *code)
            })
        })
    });
    (move || match needed.get() {
        None => lost(session, Key::ResultGone),
        Some(Err(_)) => lost(session, Key::ResultUnreadable),
        Some(Ok((_, Some(seat)))) => {
            session.go(&Route::Circle(seat.circle));
            loading()
        }
        Some(Ok((activity, None))) => with_activity(session, &activity, found, report),
    })
    .into_any()
}

fn lost(session: Session, title: Key) -> AnyView {
    session.show(t(title));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(title)}</h1>
            <p class="lede">{t(Key::ResultGoneHint)}</p>
            <p class="row"><a class="button" href=Route::Data.to_string()>{t(Key::ResultToData)}</a></p>
        </div>
    }
    .into_any()
}

fn with_activity(session: Session, id: &str, found: Found, report: fn(Session) -> AnyView) -> AnyView {
    let signal = session.activity(id);
    let id = id.to_owned();
    (move || match signal.get() {
        Load::Loading => loading(),
        Load::Failed(problems) => {
            let id = id.clone();
            problem_page(session, t(Key::ProblemsTitle), &problems, move || session.retry_activity(&id))
        }
        Load::Ready(activity) => {
            let Some(Some(Ok(complete))) = found.try_get_untracked() else { return ().into_any() };
            if activity.has_tasks() || complete.sheet.perspective == Perspective::Circle {
                return report(session);
            }
            body(session, activity, complete, found)
        }
    })
    .into_any()
}

fn body(session: Session, activity: Arc<Activity>, complete: Complete, found: Found) -> AnyView {
    let profile = score(&activity, &complete);
    let verdict = verdict(&activity, &profile);
    session.show(&activity.title);
    let all = session.peek(|records| records.results_of(&activity.id));
    let course = rounds(&complete, &all);
    let before = course.len().checked_sub(2).and_then(|at| course.get(at).map(|earlier| (*earlier).clone()));
    // The name can change while the page is open; everything else stays.
    let about = about(found);
    let title = activity.title.clone();
    let finished = date(complete.finished);
    let kind = move || {
        about.with(|about| {
            if about.is_empty() {
                tf(Key::ResultKind, &[("title", &title), ("date", &finished)])
            } else {
                tf(Key::ResultKindAbout, &[("title", &title), ("about", about), ("date", &finished)])
            }
        })
    };
    let partner = (complete.sheet.perspective == Perspective::Partner)
        .then(|| view! { <p class="note">{icon("people")}<span>{t(Key::ResultPartner)}</span></p> });
    let changed = (complete.sheet.fingerprint != activity.fingerprint())
        .then(|| view! { <p class="note">{icon("info")}<span>{t(Key::ResultChanged)}</span></p> });
    view! {
        <div class="wrap">
            <a class="crumb no-print" href=Route::Results.to_string()>{turning_icon("back")}{t(Key::ResultBack)}</a>
            <div class="result">
                <header class="result-head">
                    <p class="kind">{kind}</p>
                    <h1 class="verdict" tabindex="-1">{verdict}</h1>
                    {partner}{changed}
                    {hand_in_note(session, &complete.sheet)}
                </header>
                <div class="stick">{chart_figure(&activity, &profile, before.as_ref())}{figures(&activity, &profile, before.as_ref())}</div>
                <div class="stack reading">
                    {actions::view(session, activity.clone(), complete.clone(), found)}
                    {talk_first(&activity, &profile, &complete)}
                    {readings(&activity, &profile)}
                </div>
            </div>
            {said(&activity, &complete)}
            {debrief(&activity)}
            {what_next(session, &activity, &profile)}
            {plan::view(session, &activity, &profile, complete.sheet.id)}
            {trend::view(&activity, &complete, &all)}
            {note(session, complete, found)}
        </div>
    }.into_any()
}

/// The headline: what to begin with, or that all is well.
fn verdict(activity: &Activity, profile: &Profile) -> String {
    let name = |score: &&Score| {
        activity.dimension(&score.dimension).map(|dimension| quoted(&dimension.title)).unwrap_or_default()
    };
    let first: Vec<String> = profile.talk_first().iter().map(name).collect();
    match first.as_slice() {
        [a, b, ..] => tf(Key::ResultBeginWithTwo, &[("a", a), ("b", b)]),
        [a] => tf(Key::ResultBeginWithOne, &[("a", a)]),
        [] if profile.lowest_first().is_empty() => t(Key::ResultNoScore).to_owned(),
        [] => {
            let band = activity.bands.iter().find(|band| band.level == Level::High);
            tf(Key::ResultAllHigh, &[("band", band.map_or("", |band| &band.title))])
        }
    }
}

/// The table from above with its legend. `before` is the round before this one.
fn chart_figure(activity: &Activity, profile: &Profile, before: Option<&Complete>) -> AnyView {
    if profile.lowest_first().is_empty() {
        return ().into_any();
    }
    let table = table(activity, profile, before);
    let bands = activity
        .bands
        .iter()
        .enumerate()
        .map(|(index, band)| {
            let words = if index == 0 {
                band.title.clone()
            } else {
                tf(Key::ResultFrom, &[("band", &band.title), ("score", &i18n::score(Some(band.from)))])
            };
            view! { <span class=level_class(band.level)>{words}</span> }
        })
        .collect_view();
    let then = before.map(|before| view! {
        <span class="quiet-line"><span class="dash then"></span>{tf(Key::ResultLastTimeOn, &[("date", &date(before.finished))])}</span>
    });
    view! {
        <figure class="stack">
            {markup(petals::result(&table))}
            <figcaption class="legend">{bands}{then}</figcaption>
        </figure>
    }
    .into_any()
}

/// The drawing's figures and words.
fn table(activity: &Activity, profile: &Profile, before: Option<&Complete>) -> Table {
    let then = before.map(|before| score(activity, before));
    let petals: Vec<Petal> = profile
        .scores
        .iter()
        .map(|score| Petal {
            title: activity.dimension(&score.dimension).map(|dimension| dimension.title.clone()).unwrap_or_default(),
            mean: score.mean,
            level: score.level,
            score: i18n::score(score.mean),
            other: then.as_ref().and_then(|then| then.of(&score.dimension)?.mean),
        })
        .collect();
    let scores: Vec<String> = petals
        .iter()
        .map(|petal| tf(Key::ResultChartScore, &[("dimension", &petal.title), ("score", &petal.score)]))
        .collect();
    Table {
        points: activity.points(),
        limits: activity.bands.iter().skip(1).map(|band| (band.from, short_limit(band.from))).collect(),
        name: "table".to_owned(),
        title: tf(Key::ResultChart, &[("title", &activity.title)]),
        description: tf(
            Key::ResultChartDesc,
            &[("points", &plain_number(activity.points().into())), ("scores", &scores.join(t(Key::FormatComma)))],
        ),
        straight: petals.iter().any(|petal| is_joined_script(&petal.title)),
        petals,
    }
}

/// A limit on its ring: `3` and not `3.0`.
fn short_limit(from: f64) -> String {
    if from.fract() == 0.0 { plain_number(from as usize) } else { i18n::score(Some(from)) }
}

/// The same figures as a table.
fn figures(activity: &Activity, profile: &Profile, before: Option<&Complete>) -> impl IntoView + use<> {
    let then = before.map(|before| score(activity, before));
    let rows = profile.scores.iter().map(|score| {
        let title = activity.dimension(&score.dimension).map(|dimension| dimension.title.clone()).unwrap_or_default();
        let band = score.reading(activity).map_or_else(|| "–".to_owned(), |(_, band, _)| band.title.clone());
        let answered = tf(Key::ResultAnsweredOf, &[("n", &plain_number(score.answered)), ("all", &plain_number(score.items))]);
        let earlier = then.as_ref().map(|then| {
            let mean = then.of(&score.dimension).and_then(|score| score.mean);
            view! { <td class="n">{i18n::score(mean)}</td> }
        });
        view! {
            <tr data-dimension=score.dimension.clone()>
                <th scope="row">{title}</th><td class="n">{i18n::score(score.mean)}</td><td>{band}</td><td class="n">{answered}</td>{earlier}
            </tr>
        }
    }).collect_view();
    let earlier = then.is_some().then(|| view! { <th scope="col" class="n">{t(Key::ResultLastTime)}</th> });
    view! {
        <table class="figures scores">
            <caption>{t(Key::ResultFigures)}</caption>
            <thead><tr>
                <th scope="col">{t(Key::ResultDimension)}</th><th scope="col" class="n">{t(Key::ResultScore)}</th>
                <th scope="col">{t(Key::ResultBand)}</th><th scope="col" class="n">{t(Key::ResultAnswered)}</th>{earlier}
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The two lowest dimensions, each with what it means and the answer that pulled it down.
fn talk_first(activity: &Activity, profile: &Profile, complete: &Complete) -> Option<impl IntoView + use<>> {
    let first = profile.talk_first();
    if first.is_empty() {
        return None;
    }
    let heading = tn(Plural::ResultTalkFirst, first.len(), &[]);
    let rows = first
        .into_iter()
        .filter_map(|score| {
            let dimension = activity.dimension(&score.dimension)?;
            let lowest = lowest_item(activity, complete, &dimension.id)
                .map(|item| view! { <p class="small">{tf(Key::ResultLowestItem, &[("item", &item)])}</p> });
            Some(view! {
                <li><div><strong>{dimension.title.clone()}</strong><p>{dimension.summary.clone()}</p>{lowest}</div></li>
            })
        })
        .collect_view();
    Some(view! { <section class="sheet talk-first"><h2>{heading}</h2><ol>{rows}</ol></section> })
}

/// The item of a dimension with the lowest score, in quotation marks; of a pair, the statement that was
/// closer. Nothing while all its answers are in the upper half.
fn lowest_item(activity: &Activity, complete: &Complete, dimension: &str) -> Option<String> {
    let answers = &complete.sheet.answers;
    let (item, chosen, scored) = activity
        .items()
        .filter(|(_, item)| item.dimension == Some(dimension))
        .filter_map(|(block, item)| {
            let chosen = point(answers, block, item.id)?;
            Some((item, chosen, turned(&item, chosen)))
        })
        .min_by_key(|(.., scored)| *scored)?;
    if 2 * scored > item.points + 1 {
        return None;
    }
    Some(quoted(match item.wording {
        Wording::Statement(text) => text,
        Wording::Pair { left, right } => {
            if 2 * chosen > item.points + 1 {
                right
            } else {
                left
            }
        }
    }))
}

/// Every dimension, lowest first, with its band and the text for it.
fn readings(activity: &Activity, profile: &Profile) -> impl IntoView + use<> {
    let scored = profile.lowest_first().into_iter().filter_map(|score| {
        let (dimension, band, text) = score.reading(activity)?;
        Some(
            view! {
                <li>
                    <h3>{dimension.title.clone()}</h3><span class="score">{i18n::score(score.mean)}</span>
                    <span class=level_class(band.level)>{band.title.clone()}</span>{prose(text)}
                </li>
            }
            .into_any(),
        )
    });
    let unscored = profile.scores.iter().filter(|score| score.mean.is_none()).map(|score| {
        let title = activity.dimension(&score.dimension).map(|dimension| dimension.title.clone());
        let words = tf(Key::ResultTooFew, &[("n", &plain_number(score.answered)), ("all", &plain_number(score.items))]);
        view! { <li><h3>{title}</h3><span class="score">{i18n::score(None)}</span><p>{words}</p></li> }.into_any()
    });
    let limits: Vec<String> = activity.bands.iter().skip(1).map(|band| i18n::score(Some(band.from))).collect();
    view! {
        <h2 class="visually-hidden">{t(Key::ResultMeaning)}</h2>
        <ol class="signs">{scored.chain(unscored).collect_view()}</ol>
        <p class="small hush">{tf(Key::ResultConvention, &[("limits", &join(&limits))])}</p>
    }
}

/// Choices and words that are not scored.
fn said(activity: &Activity, complete: &Complete) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = activity
        .blocks()
        .filter_map(|block| {
            let words = match (block, complete.sheet.answers.get(block.id())?) {
                (Block::Choice(choice), Answer::Chosen(ids)) => {
                    let labels: Vec<String> = choice
                        .options
                        .iter()
                        .filter(|option| ids.contains(&option.id))
                        .map(|option| option.label.clone())
                        .collect();
                    join(&labels)
                }
                (Block::Text(_), Answer::Words(words)) => words.clone(),
                _ => return None,
            };
            Some(view! { <div><dt>{block.label().unwrap_or_default().to_owned()}</dt><dd>{words}</dd></div> })
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section beside"><h2>{t(Key::ResultSaid)}</h2><dl class="facts-list">{rows}</dl></section>
        }
    })
}

fn debrief(activity: &Activity) -> Option<impl IntoView + use<>> {
    let questions: Vec<_> = activity.debrief.iter().map(|question| view! { <li>{question.clone()}</li> }).collect();
    (!questions.is_empty()).then(|| view! {
        <section class="section beside"><h2>{t(Key::ResultDebrief)}</h2><ol class="debrief">{questions}</ol></section>
    })
}

/// The activities that help: first those of the two lowest dimensions, then the activity's own. Only
/// what this version can run, at most four.
fn what_next(session: Session, activity: &Activity, profile: &Profile) -> impl IntoView + use<> {
    let mut wanted: Vec<(String, Option<String>)> = Vec::new();
    let lowest = profile.lowest_first();
    let named = lowest.iter().take(2).filter_map(|score| activity.dimension(&score.dimension));
    for dimension in named {
        let over = tf(Key::ResultNextFor, &[("dimension", &dimension.title)]);
        wanted.extend(dimension.next.iter().map(|id| (id.clone(), Some(over.clone()))));
    }
    wanted.extend(activity.next.iter().map(|id| (id.clone(), None)));
    move || {
        let Load::Ready(catalogue) = session.catalogue.get() else { return None };
        let mut shown: Vec<&str> = Vec::new();
        let cards: Vec<_> = wanted
            .iter()
            .filter_map(|(id, over)| {
                if shown.len() >= 4 || shown.contains(&id.as_str()) {
                    return None;
                }
                let entry = catalogue.offered(id)?;
                shown.push(id);
                Some(card(entry, over.clone(), None))
            })
            .collect();
        (!cards.is_empty()).then(|| {
            view! {
                <section class="section beside"><h2>{t(Key::ResultNext)}</h2><ul class="next">{cards}</ul></section>
            }
        })
    }
}
