//! `#/library`: what terms mean, to be searched; `#/library/<term>`: one of them.

pub mod fetched;
mod term;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::library::{Category, Library, Term};
use crate::i18n::{Key, plain_number, t, tf};
use crate::route::Route;
use crate::ui::part::icon::icon;
use crate::ui::part::load::{loading, problem_page};
use crate::ui::session::{Load, Session};

/// What is looked for.
#[derive(Clone, PartialEq, Default)]
struct Search {
    words: String,
    category: Option<String>,
}

thread_local! {
    /// Kept while one opens a term and comes back.
    static SEARCH: ArcRwSignal<Search> = ArcRwSignal::new(Search::default());
}

/// Draws the page.
pub fn page(session: Session, term: Option<String>) -> AnyView {
    let signal = fetched::library();
    fetched::need();
    (move || match signal.get() {
        Load::Loading => loading(),
        Load::Failed(problems) => problem_page(session, t(Key::LibraryProblemsTitle), &problems, fetched::fetch_again),
        Load::Ready(library) => match &term {
            None => shelf(session, library),
            Some(id) => term::page(session, &library, id),
        },
    })
    .into_any()
}

/// All terms, category after category, with what is looked for.
fn shelf(session: Session, library: Arc<Library>) -> AnyView {
    session.show(t(Key::LibraryTitle));
    let search = RwSignal::from(SEARCH.with(Clone::clone));
    let found = {
        let library = library.clone();
        Memo::new(move |_| {
            search.with(|search| {
                let terms = library.search(&search.words, search.category.as_deref());
                terms.into_iter().map(|term| term.id.clone()).collect::<Vec<_>>()
            })
        })
    };
    let all = library.in_order().len();
    let count =
        move || tf(Key::LibraryShown, &[("n", &plain_number(found.with(Vec::len))), ("all", &plain_number(all))]);
    let none = move || {
        found.with(Vec::is_empty).then(|| {
            view! {
                <div class="empty">
                    <p>{t(Key::LibraryNone)}</p>
                    <button class="button plain" type="button" on:click=move |_| search.set(Search::default())>
                        {t(Key::LibraryClear)}
                    </button>
                </div>
            }
        })
    };
    let chips =
        [None].into_iter().chain(library.categories.iter().map(Some)).map(|one| chip(search, one)).collect_view();
    let sections = move || {
        found.with(|found| {
            let terms: Vec<&Term> = found.iter().filter_map(|id| library.term(id)).collect();
            library.categories.iter().filter_map(|category| section(category, &terms)).collect_view()
        })
    };
    view! {
        <div class="wrap">
            <div class="stack library-find">
                <h1 tabindex="-1">{t(Key::LibraryTitle)}</h1>
                <p class="lede">{t(Key::LibraryLede)}</p>
                <div class="field search" role="search">
                    <label class="visually-hidden" for="find">{t(Key::LibrarySearch)}</label>
                    <span class="search">
                        {icon("search")}
                        <input class="input" id="find" type="search" autocomplete="off" placeholder=t(Key::LibrarySearchHint)
                            prop:value=move || search.with(|search| search.words.clone())
                            on:input=move |event| search.update(|search| search.words = event_target_value(&event))/>
                    </span>
                </div>
                <fieldset class="stack-s">
                    <legend class="label">{t(Key::LibraryCategory)}</legend>
                    <div class="chips">{chips}</div>
                </fieldset>
                <p class="hush" role="status">{count}</p>
            </div>
            {sections}{none}
        </div>
    }
    .into_any()
}

/// A chip that shows one category, or all.
fn chip(search: RwSignal<Search>, category: Option<&Category>) -> impl IntoView + use<> {
    let label = category.map_or_else(|| t(Key::LibraryAll).to_owned(), |category| category.title.clone());
    let id = category.map(|category| category.id.clone());
    let chosen = id.clone();
    view! {
        <label class="chip">
            <input type="radio" name="category"
                prop:checked=move || search.with(|search| search.category == chosen)
                on:change=move |_| search.update(|search| search.category.clone_from(&id))/>
            <span>{label}</span>
        </label>
    }
}

/// A category with those of its terms that were found.
fn section(category: &Category, found: &[&Term]) -> Option<impl IntoView + use<>> {
    let rows = found.iter().filter(|term| term.category == category.id).map(|term| row(term)).collect::<Vec<_>>();
    let title = category.title.clone();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section beside"><h2>{title}</h2><ul class="rows">{rows}</ul></section>
        }
    })
}

/// A term as a row that leads to it.
fn row(term: &Term) -> impl IntoView + use<> {
    view! {
        <li><div class="grow">
            <h3><a href=to(&term.id)>{term.title.clone()}</a></h3>
            <p class="small">{term.short.clone()}</p>
        </div></li>
    }
}

/// The address of a term.
pub fn to(id: &str) -> String {
    Route::Library(Some(id.to_owned())).to_string()
}
