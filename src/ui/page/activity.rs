//! `#/a/<id>`: what an activity is for, where it comes from, what came out of it before.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use super::library::{fetched, to};
use crate::browser::clock;
use crate::browser::page as browser_page;
use crate::chart::glyph::glyph;
use crate::domain::activity::{Activity, Kind, Source, Who};
use crate::domain::catalogue::Entry;
use crate::domain::circle::{self, is_for_circles};
use crate::domain::response::{Complete, Draft, Perspective, questions};
use crate::i18n::{Key, Plural, date, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::part::icon::{icon, markup, turning_icon};
use crate::ui::part::load::{loading, problem_page};
use crate::ui::part::words::{author, company, kind_and_theme, people, prose};
use crate::ui::session::{Load, Session, watch};

/// Draws the page.
pub fn page(session: Session, id: &str) -> AnyView {
    let signal = session.activity(id);
    let id = id.to_owned();
    (move || match signal.get() {
        Load::Loading => loading(),
        Load::Failed(problems) => {
            let id = id.clone();
            problem_page(session, t(Key::ProblemsTitle), &problems, move || session.retry_activity(&id))
        }
        Load::Ready(activity) => {
            session.show(&activity.title);
            body(session, activity)
        }
    })
    .into_any()
}

fn body(session: Session, activity: Arc<Activity>) -> AnyView {
    let steps = activity.steps.iter().map(|step| view! { <li>{step.title.clone()}</li> }).collect_view();
    let materials = (!activity.materials.is_empty()).then(|| view! {
        <section class="section beside">
            <h2>{t(Key::ActivityMaterials)}</h2>
            <ul>{activity.materials.iter().map(|material| view! { <li>{material.clone()}</li> }).collect_view()}</ul>
        </section>
    });
    let (for_actions, for_past) = (activity.clone(), activity.clone());
    view! {
        <div class="wrap">
            <a class="crumb" href="#/">{turning_icon("back")}{t(Key::NavExplore)}</a>
            <header class="about-head">
                <div class="stack">
                    <p class="kind">{kind_and_theme(activity.kind, activity.theme)}</p>
                    <h1 tabindex="-1">{activity.title.clone()}</h1>
                    <p class="lede">{activity.summary.clone()}</p>
                    {move || actions(session, &for_actions)}
                </div>
                {markup(glyph(&Entry::of(&activity)))}
            </header>
            {facts(&activity)}
            <section class="section prose">{purpose(session, activity.clone())}</section>
            <section class="section beside">
                <h2>{t(Key::ActivitySteps)}</h2>
                <ol>{steps}</ol>
            </section>
            {materials}
            {move || past(session, &for_past)}
            <section class="section beside">
                <h2>{t(Key::ActivitySource)}</h2>
                <ul class="source-list">{activity.sources.iter().map(source).collect_view()}</ul>
            </section>
        </div>
    }
    .into_any()
}

/// What the activity is for. Terms of the library are linked once it has come; it is fetched when the page
/// stands, and if it can't be had, the words stand alone.
fn purpose(session: Session, activity: Arc<Activity>) -> impl IntoView {
    watch(Box::new(move || {
        if session.ready.get() {
            fetched::need();
        }
    }));
    let library = fetched::library();
    let for_terms = activity.clone();
    let terms = Memo::new(move |_| {
        library.with(|library| match library {
            Load::Ready(library) => {
                let found = library.mentions(&for_terms.purpose, &browser_page::locale()).into_iter();
                found.map(|(place, term)| (place, term.id.clone())).collect()
            }
            _ => Vec::new(),
        })
    });
    move || terms.with(|terms| linked(&activity.purpose, terms))
}

/// A text in paragraphs, with links to the library at these places.
fn linked(text: &str, terms: &[(Range<usize>, String)]) -> impl IntoView + use<> {
    let mut begin = 0;
    let mut paragraphs = Vec::new();
    for paragraph in text.split("\n\n") {
        let end = begin + paragraph.len();
        let (mut at, mut pieces) = (begin, Vec::new());
        for (place, id) in terms.iter().filter(|(place, _)| begin <= place.start && place.end <= end) {
            let words = text[place.clone()].to_owned();
            pieces.push(text[at..place.start].to_owned().into_any());
            pieces.push(view! { <a class="term" href=to(id)>{words}</a> }.into_any());
            at = place.end;
        }
        pieces.push(text[at..end].to_owned().into_any());
        if !paragraph.trim().is_empty() {
            paragraphs.push(view! { <p>{pieces}</p> });
        }
        begin = end + 2;
    }
    paragraphs
}

/// Start or go on, through one's own eyes and, for an assessment, through the partner's.
fn actions(session: Session, activity: &Activity) -> impl IntoView + use<> {
    let all = questions(activity).len();
    let open = |perspective: Perspective| {
        session
            .records(|records| records.drafts())
            .into_iter()
            .find(|draft| draft.sheet.activity == activity.id && draft.sheet.perspective == perspective)
    };
    let to = |perspective| Route::Answer { activity: activity.id.clone(), perspective, draft: None }.to_string();
    let own = open(Perspective::Own);
    let label = own.as_ref().map_or_else(
        || t(Key::ActivityStart).to_owned(),
        |draft| {
            let (answered, _) = draft.progress(activity);
            tf(Key::ActivityContinueAt, &[("n", &plain_number(answered)), ("all", &plain_number(all))])
        },
    );
    let again = own.map(|draft| {
        view! {
            <button class="button plain" type="button" on:click=move |_| {
                let removed = session.change(|records| records.remove_draft(&draft));
                session.say_removed(t(Key::AnswerStartedOver), removed);
            }>{t(Key::ActivityStartAgain)}</button>
        }
    });
    let partner = (activity.kind == Kind::Assessment).then(|| {
        let key =
            if open(Perspective::Partner).is_some() { Key::ActivityPartnerContinue } else { Key::ActivityPartner };
        view! {
            <p class="row"><a class="button quiet" href=to(Perspective::Partner)>{t(key)}</a></p>
            <p class="small hush">{t(Key::ActivityPartnerHint)}</p>
        }
    });
    view! {
        <div class="row"><a class="button big" href=to(Perspective::Own)>{label}{turning_icon("next")}</a>{again}</div>
        {partner}
        {circle(session, activity)}
    }
}

/// For several people on one device: begin, or go on with the circle that is open.
fn circle(session: Session, activity: &Activity) -> Option<impl IntoView + use<>> {
    if !is_for_circles(activity) {
        return None;
    }
    let sides = activity.steps.iter().any(|step| step.who == Who::Sides);
    let (begin, hint) = if sides {
        (Key::CircleStartSides, Key::CircleStartSidesHint)
    } else {
        (Key::CircleStart, Key::CircleStartHint)
    };
    let open = session.records(|records| {
        let is_meant = |draft: &Draft| draft.sheet.activity == activity.id && circle::slot_of(&draft.sheet).is_none();
        let circle = records.circles().into_iter().find(is_meant)?;
        Some((Route::of_draft(&circle.sheet).to_string(), records.seated(&circle.sheet).len()))
    });
    let action = match open {
        Some((route, count)) => {
            view! { <a class="button quiet" href=route>{icon("people")}{tn(Plural::CircleOpen, count, &[])}</a> }
                .into_any()
        }
        None => {
            let activity = activity.clone();
            let start = move |_| {
                let circle = circle::begin(&activity, session.new_id(), clock::now());
                session.change(|records| records.keep_draft(&circle));
                session.go(&Route::of_draft(&circle.sheet));
            };
            view! { <button class="button quiet" type="button" on:click=start>{icon("people")}{t(begin)}</button> }
                .into_any()
        }
    };
    Some(view! { <p class="row">{action}</p><p class="small hush">{t(hint)}</p> })
}

fn facts(activity: &Activity) -> impl IntoView + use<> {
    let mut facts: Vec<(Key, String)> = Vec::new();
    if let Some(outcome) = &activity.outcome {
        facts.push((Key::ActivityOutcome, outcome.clone()));
    }
    facts.push((Key::ActivityTime, tn(Plural::FormatMinutesLong, activity.minutes.into(), &[])));
    let with = match &activity.people {
        Some(range) => range.note.clone().unwrap_or_else(|| people(range)),
        None => company(&activity.modes),
    };
    facts.push((Key::ActivityWith, with));
    facts.push((Key::ActivityQuestions, plain_number(questions(activity).len())));
    let rows =
        facts.into_iter().map(|(name, value)| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> }).collect_view();
    view! { <dl class="facts-list">{rows}</dl> }
}

/// Where an idea comes from.
pub(super) fn source(source: &Source) -> impl IntoView + use<> {
    let by = source.author.as_deref().map(|name| [&author(name, source.year), ". "].concat());
    view! {
        <li>{by}<cite>{source.title.clone()}</cite>
            {source.note.as_deref().map(|note| view! { <div class="small">{prose(note)}</div> })}</li>
    }
}

fn past(session: Session, activity: &Activity) -> impl IntoView + use<> {
    let results = session.records(|records| records.results_of(&activity.id));
    let list = if results.is_empty() {
        view! { <p class="hush">{t(Key::ActivityPastNone)}</p> }.into_any()
    } else {
        view! { <ul class="rows past">{results.iter().map(past_row).collect_view()}</ul> }.into_any()
    };
    view! { <section class="section beside"><h2>{t(Key::ActivityPast)}</h2>{list}</section> }
}

fn past_row(complete: &Complete) -> impl IntoView + use<> {
    let partner = match complete.sheet.perspective {
        Perspective::Own => None,
        Perspective::Partner => Some(t(Key::ResultPartner)),
        Perspective::Circle => Some(t(Key::CircleKind)),
    };
    let about = complete.sheet.about.clone();
    view! {
        <li><div class="grow">
            <a href=Route::Result(complete.sheet.id).to_string()>{date(complete.finished)}</a>
            <p class="small hush">{about}" "{partner}</p>
        </div></li>
    }
}
