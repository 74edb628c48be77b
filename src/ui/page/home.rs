//! `#/`: what this is, drafts to go on with, a first question, and the catalogue with its filter.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, page as browser_page};
use crate::chart::{hero::hero, seats};
use crate::domain::activity::{Kind, Mode, Theme};
use crate::domain::block::Block;
use crate::domain::catalogue::{Catalogue, Entry, Filter, Time};
use crate::domain::response::{Draft, Event, Millis, Perspective, questions};
use crate::domain::table::Table;
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::part::card::card;
use crate::ui::part::icon::{icon, markup, turning_icon};
use crate::ui::part::joined::home_card;
use crate::ui::part::load::{loading, problem_page};
use crate::ui::part::seats::{item_html, pole_words};
use crate::ui::part::words::{answered_at, kind_word, theme_word};
use crate::ui::session::{Load, Session};

/// How many open drafts stand on the page.
const RESUMED: usize = 2;

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    let done = Memo::new(move |_| session.records(|records| records.last_done()));
    let first = Memo::new(move |_| done.with(|done| recommended(session, done)));
    let open = Memo::new(move |_| session.records(|records| records.drafts()));
    let body = move || {
        session.catalogue.with(|catalogue| match catalogue {
            Load::Loading => loading(),
            Load::Failed(problems) => {
                problem_page(session, t(Key::ProblemsTitleCatalogue), problems, move || session.fetch_catalogue())
            }
            Load::Ready(catalogue) => {
                session.show(t(Key::HomeTitle));
                shelf(session, catalogue.clone(), done)
            }
        })
    };
    view! {
        <div class="wrap">
            <section class="hero">
                <div class="stack">
                    <h1 tabindex="-1">{session.tagline()}</h1>
                    <p class="lede">{t(Key::HomeLede)}</p>
                    <div class="row">{move || first.get().map(|entry| first_button(session, entry))}</div>
                </div>
                {markup(hero())}
            </section>
            <div class="start">{move || home_card(session)}{move || circles(session)}{move || drafts(session, &open.get())}{move || quick(session, &first.get()?, open.with(Vec::is_empty))}</div>
            {body}
        </div>
    }
    .into_any()
}

/// What to begin with: what the owner features until it was finished once, then the first assessment in the catalogue
/// that was never finished, else the one that was finished longest ago.
fn recommended(session: Session, done: &Table<Millis>) -> Option<Entry> {
    session.catalogue.with(|catalogue| match catalogue {
        Load::Ready(catalogue) => {
            let featured = session.site().featured.as_deref().and_then(|id| catalogue.find(id)).cloned();
            let assessments = catalogue.listed().iter().filter(|entry| entry.kind == Kind::Assessment);
            featured
                .filter(|entry| done.get(&entry.id).is_none())
                .or_else(|| assessments.min_by_key(|entry| done.get(&entry.id).copied().unwrap_or(0)).cloned())
        }
        _ => None,
    })
}

fn first_button(session: Session, entry: Entry) -> impl IntoView {
    let words = match &session.site().featured {
        Some(id) if *id == entry.id => tf(Key::HomeFeatured, &[("title", &entry.title)]),
        _ => t(Key::HomeStart).to_owned(),
    };
    view! { <a class="button big" href=Route::Activity(entry.id).to_string()>{words}</a> }
}

/// Open drafts, the last changed first; beyond a few, where to find the others.
fn drafts(session: Session, drafts: &[Draft]) -> Vec<AnyView> {
    let shown = drafts.iter().take(RESUMED).cloned().enumerate();
    let mut views: Vec<AnyView> = shown.map(|(index, draft)| resume(session, draft, index)).collect();
    let others = drafts.len().saturating_sub(RESUMED);
    if others > 0 {
        views.push(
            view! { <p><a href=Route::Results.to_string()>{tn(Plural::HomeMoreDrafts, others, &[])}</a></p> }
                .into_any(),
        );
    }
    views
}

/// The circle that was last worked in, while it is open.
fn circles(session: Session) -> Option<impl IntoView> {
    let (circle, count) = session.records(|records| {
        let circle = records.circles().into_iter().next()?;
        let count = records.seated(&circle.sheet).len();
        Some((circle, count))
    })?;
    let activity = circle.sheet.activity.clone();
    Some(view! {
        <section class="sheet resume">
            <div class="stack-s"><p class="kind">{t(Key::HomeContinueHeading)}</p><h2 class="h3">{move || session.title_of(&activity)}</h2></div>
            <div class="resume-body"><p>{tn(Plural::CircleOpen, count, &[])}</p><p class="quiet-line">{answered_at(circle.changed)}</p></div>
            <div class="row"><a class="button" href=Route::of_draft(&circle.sheet).to_string()>{t(Key::HomeContinue)}{turning_icon("next")}</a></div>
        </section>
    })
}

fn resume(session: Session, draft: Draft, index: usize) -> AnyView {
    let named = draft.sheet.activity.clone();
    let title = move || session.title_of(&named);
    let asked = draft.sheet.activity.clone();
    // The catalogue comes first; what an activity asks is fetched when the page stands.
    let activity = move || session.ready.get().then(|| session.activity(&asked));
    let route = Route::of_draft(&draft.sheet);
    let partner = (draft.sheet.perspective == Perspective::Partner)
        .then(|| view! { <p class="small hush">{t(Key::AnswerPartner)}</p> });
    let changed = draft.changed;
    let removed = draft.clone();
    let progress = move || match activity().map(|activity| activity.get()) {
        Some(Load::Ready(activity)) => {
            let answers = &draft.sheet.answers;
            let taken: Vec<bool> = questions(&activity).iter().map(|question| question.is_answered(answers)).collect();
            let count = taken.iter().filter(|&&filled| filled).count();
            let next = taken.iter().position(|&filled| !filled);
            let words = tf(Key::HomeProgress, &[("n", &plain_number(count)), ("all", &plain_number(taken.len()))]);
            let label = words.clone();
            view! {
                {markup(seats::ring(&taken, next))}
                <progress class="visually-hidden" aria-label=label max=taken.len().to_string() value=count.to_string()></progress>
                <p>{words}</p>
            }.into_any()
        }
        _ => ().into_any(),
    };
    let again = move |_| {
        let taken = session.change(|records| records.remove_draft(&removed));
        session.say_removed(t(Key::AnswerStartedOver), taken);
    };
    let heading = (index == 0).then(|| view! { <p class="kind">{t(Key::HomeContinueHeading)}</p> });
    view! {
        <section class="sheet resume">
            <div class="stack-s">{heading}<h2 class="h3">{title}</h2>{partner}</div>
            <div class="resume-body">{progress}<p class="quiet-line">{answered_at(changed)}</p></div>
            <div class="row">
                <a class="button" href=route.to_string()>{t(Key::HomeContinue)}{turning_icon("next")}</a>
                <button class="button plain" type="button" on:click=again>{t(Key::HomeStartAgain)}</button>
            </div>
        </section>
    }
    .into_any()
}

/// The first question of the recommended assessment, to be answered right here. Not while a draft is
/// open: then going on comes first.
fn quick(session: Session, entry: &Entry, nothing_open: bool) -> Option<AnyView> {
    if !nothing_open {
        return None;
    }
    let signal = session.activity(&entry.id);
    let Load::Ready(activity) = signal.get() else { return None };
    let first = questions(&activity).into_iter().find(|asked| !asked.block.items().is_empty())?;
    let items = first.block.items();
    let item = items.get(first.question.item)?;
    let words = match first.block {
        Block::Scale(scale) => scale.points.clone(),
        _ => pole_words(item.points),
    };
    let topic = tf(Key::HomeQuick, &[("title", &entry.title), ("minutes", &plain_number(entry.minutes.into()))]);
    let (block_id, item_id) = (StoredValue::new(first.block.id().to_owned()), StoredValue::new(item.id.to_owned()));
    let asked = StoredValue::new(activity.clone());
    let choose = move |event: leptos::ev::Event| {
        let Some(Ok(point)) = browser_page::field_value(&event).map(|value| value.parse()) else { return };
        let activity = asked.get_value();
        let mut draft = Draft::begin(&activity, session.new_id(), Perspective::Own, clock::now());
        let event = Event::ChosePoint { block: block_id.get_value(), item: item_id.get_value(), point: Some(point) };
        draft.apply(event, clock::now());
        session.change(|records| records.keep_draft(&draft));
        session.go(&Route::answer(&activity.id));
    };
    let label = first.block.label();
    let seats = item_html(item, &topic, label, &words, "h2", None);
    Some(view! { <section class="sheet" id="quick" inner_html=seats on:input=choose></section> }.into_any())
}

/// The catalogue.
fn shelf(session: Session, catalogue: Arc<Catalogue>, done: Memo<Table<Millis>>) -> AnyView {
    let filter = Memo::new(move |_| session.route.with(Route::filter));
    let change = move |act: &dyn Fn(&mut Filter)| {
        let mut changed = filter.get_untracked();
        act(&mut changed);
        session.readdress(Route::home(&changed));
    };
    let change = StoredValue::new_local(change);
    let set = move |act: &dyn Fn(&mut Filter)| change.with_value(|change| change(act));
    let found = {
        let catalogue = catalogue.clone();
        Memo::new(move |_| {
            let filter = filter.get();
            catalogue
                .listed()
                .iter()
                .filter(|entry| filter.holds(entry, &[kind_word(entry.kind), " ", theme_word(entry.theme)].concat()))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    let all = catalogue.listed().len();
    let count = move || tf(Key::HomeShown, &[("n", &plain_number(found.with(Vec::len))), ("all", &plain_number(all))]);
    let cards = move || {
        let done = done.get();
        found.with(|found| found.iter().map(|entry| card(entry, None, done.get(&entry.id).copied())).collect_view())
    };
    let none = move || {
        found.with(Vec::is_empty).then(|| view! {
        <div class="empty">
            <p>{t(Key::HomeNone)}</p>
            <button class="button plain" type="button" on:click=move |_| session.readdress(Route::home(&Filter::default()))>
                {t(Key::HomeClear)}
            </button>
        </div>
    })
    };
    view! {
        <section class="section" id="catalogue" aria-labelledby="all-h">
            <div class="split">
                <h2 id="all-h">{t(Key::HomeCatalogue)}</h2>
                <p class="hush" role="status">{count}</p>
            </div>
            <div class="shelf">
                <div class="stack">
                    <div class="field search" role="search">
                        <label class="visually-hidden" for="find">{t(Key::HomeSearch)}</label>
                        <span class="search">
                            {icon("search")}
                            <input class="input" id="find" type="search" autocomplete="off" placeholder=t(Key::HomeSearchHint)
                                prop:value=move || filter.with(|filter| filter.words.clone())
                                on:input=move |event| {
                                    let words = event_target_value(&event);
                                    set(&|filter: &mut Filter| filter.words.clone_from(&words));
                                }/>
                        </span>
                    </div>
                    <details class="filters" open=browser_page::is_wide(992)>
                        <summary>{icon("filter")}{t(Key::HomeFilters)}{icon("chevron")}</summary>
                        <div class="stack">
                            {one_of(Key::HomeKind, "kind", filter, |filter| filter.kind, [
                                (None, Key::HomeKindAny),
                                (Some(Kind::Assessment), Key::HomeKindAssessment),
                                (Some(Kind::Exercise), Key::HomeKindExercise),
                            ], move |kind| set(&|filter: &mut Filter| filter.kind = kind))}
                            {one_of(Key::HomeTime, "time", filter, |filter| filter.time, [
                                (None, Key::HomeTimeAny),
                                (Some(Time::Short), Key::HomeTimeShort),
                                (Some(Time::Medium), Key::HomeTimeMedium),
                                (Some(Time::Long), Key::HomeTimeLong),
                            ], move |time| set(&|filter: &mut Filter| filter.time = time))}
                            {some_of(Key::HomePeople, filter, |filter| &filter.modes, [
                                (Mode::Solo, Key::HomePeopleSolo),
                                (Mode::Pair, Key::HomePeoplePair),
                                (Mode::Group, Key::HomePeopleGroup),
                            ], move |mode| set(&|filter: &mut Filter| toggle(&mut filter.modes, mode)))}
                            {some_of(Key::HomeTheme, filter, |filter| &filter.themes, [
                                (Theme::Partnership, Key::ThemeChipPartnership),
                                (Theme::Leadership, Key::ThemeChipLeadership),
                                (Theme::Alliances, Key::ThemeChipAlliances),
                                (Theme::Ownership, Key::ThemeChipOwnership),
                                (Theme::Conversation, Key::ThemeChipConversation),
                                (Theme::Planning, Key::ThemeChipPlanning),
                            ], move |theme| set(&|filter: &mut Filter| toggle(&mut filter.themes, theme)))}
                            <div><button class="button plain" type="button"
                                on:click=move |_| session.readdress(Route::home(&Filter::default()))>{t(Key::HomeClear)}</button></div>
                        </div>
                    </details>
                </div>
                <div class="stack"><ul class="cards">{cards}</ul>{none}</div>
            </div>
        </section>
    }.into_any()
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, value: T) {
    match list.iter().position(|known| *known == value) {
        Some(at) => {
            list.remove(at);
        }
        None => list.push(value),
    }
}

/// Chips of which one is chosen.
fn one_of<T: Copy + PartialEq + Send + Sync + 'static, const N: usize>(
    legend: Key,
    name: &'static str,
    filter: Memo<Filter>,
    chosen: fn(&Filter) -> Option<T>,
    options: [(Option<T>, Key); N],
    choose: impl Fn(Option<T>) + Copy + 'static,
) -> AnyView {
    let chips = options.map(|(value, label)| view! {
        <label class="chip">
            <input type="radio" name=name prop:checked=move || filter.with(chosen) == value on:change=move |_| choose(value)/>
            <span>{t(label)}</span>
        </label>
    });
    view! { <fieldset><legend>{t(legend)}</legend><div class="chips">{chips.into_iter().collect_view()}</div></fieldset> }.into_any()
}

/// Chips of which any number is chosen.
fn some_of<T: Copy + PartialEq + Send + Sync + 'static, const N: usize>(
    legend: Key,
    filter: Memo<Filter>,
    chosen: fn(&Filter) -> &Vec<T>,
    options: [(T, Key); N],
    choose: impl Fn(T) + Copy + 'static,
) -> AnyView {
    let chips = options.map(|(value, label)| {
        view! {
            <label class="chip">
                <input type="checkbox" prop:checked=move || filter.with(|filter| chosen(filter).contains(&value))
                    on:change=move |_| choose(value)/>
                <span>{icon("check")}{t(label)}</span>
            </label>
        }
    });
    view! { <fieldset><legend>{t(legend)}</legend><div class="chips">{chips.into_iter().collect_view()}</div></fieldset> }.into_any()
}
