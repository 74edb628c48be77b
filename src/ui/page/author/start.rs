//! `#/author`: a new activity, or one to go on with.

use leptos::prelude::*;

use super::{is_of_site, keep, kept, known_activities, take_out};
use crate::browser::{fetch, files, later, page as browser_page};
use crate::content::manuscript::Manuscript;
use crate::domain::id::{id_of, is_id, is_reserved};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::session::{Load, Session, file_of};
use crate::wire::records::Shelf;

/// The list of what one may begin with, by id.
const LIKE: &str = "author-like";
/// No file of an activity is larger than this, in bytes: far more than the longest one.
const MOST_BYTES: usize = 256 * 1024;

/// Draws the page.
pub(super) fn page(session: Session) -> AnyView {
    session.show(t(Key::AuthorTitle));
    let title = RwSignal::new(String::new());
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // As the list shows it: what was chosen may have been taken out meanwhile.
        let (title, like) = (title.get_untracked(), browser_page::value_of(LIKE).unwrap_or_default());
        if like.is_empty() {
            return go_on(session, Manuscript::blank("", ""), &title);
        }
        later(async move {
            // One that is kept here is not asked of the site, which may have another of that name.
            let own = kept(session, &like);
            let begun = match own {
                Some(own) => Some(own),
                None => fetch::text(&file_of(&like)).await.ok().and_then(|text| read(&text)),
            };
            match begun {
                Some(manuscript) => go_on(session, manuscript, &title),
                None => session.say(&tf(Key::AuthorFileWrong, &[("name", &file_of(&like))])),
            }
        });
    };
    let choose = move |event: leptos::ev::Event| {
        let Some(file) = files::chosen(&event) else { return };
        later(async move {
            let text = files::read(&file).await.unwrap_or_default();
            match read(&text) {
                Some(manuscript) => go_on_with_file(session, manuscript),
                None => session.say(&tf(Key::AuthorFileWrong, &[("name", &file.name)])),
            }
        });
    };
    // The site's are not known before its catalogue is, nor which names they have.
    let is_waiting = move || session.catalogue.with(|catalogue| matches!(catalogue, Load::Loading));
    let options = move || {
        session.catalogue.track();
        session.version.track();
        let own = own(session);
        let group = |label: Key, all: Vec<(String, String)>| {
            let rows = all.into_iter().map(|(id, title)| view! { <option value=id>{title}</option> }).collect_view();
            view! { <optgroup label=t(label)>{rows}</optgroup> }
        };
        let of_site = known_activities(session);
        let mine = (!own.is_empty()).then(|| group(Key::AuthorMine, own));
        view! { {mine}{group(Key::AuthorOfSite, of_site)} }
    };
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::AuthorTitle)}</h1>
            <p class="lede">{t(Key::AuthorLede)}</p>
            <section class="section stack">
                <h2>{t(Key::AuthorNew)}</h2>
                <form class="sheet stack" on:submit=begin>
                    <div class="field">
                        <label for="author-title">{t(Key::AuthorNewTitle)}</label>
                        <input class="input" id="author-title" type="text" required maxlength="280" autocomplete="off"
                            prop:value=title on:input=move |event| title.set(event_target_value(&event))/>
                    </div>
                    <div class="field">
                        <label for=LIKE>{t(Key::AuthorBeginWith)}</label>
                        <select class="input" id=LIKE>
                            <option value="">{t(Key::AuthorBlank)}</option>
                            {options}
                        </select>
                    </div>
                    <p class="row"><button class="button" type="submit" disabled=is_waiting>{t(Key::AuthorBegin)}</button></p>
                </form>
                <div class="field">
                    <label for="author-file">{t(Key::AuthorFile)}</label>
                    <input class="input" id="author-file" type="file" accept=".json,application/json" on:change=choose/>
                </div>
            </section>
            <section class="section stack">
                <h2>{t(Key::AuthorMine)}</h2>
                {move || mine(session)}
            </section>
        </div>
    }
    .into_any()
}

/// The activities that are kept here, by id, each with its title.
fn own(session: Session) -> Vec<(String, String)> {
    let mut ids = session.peek(|records| [records.kept_activities(), records.kept_manuscripts()].concat());
    ids.sort_unstable();
    ids.dedup();
    let titled = ids.into_iter().filter_map(|id| {
        let title = kept(session, &id)?.title().trim().to_owned();
        Some(if title.is_empty() { (id.clone(), id) } else { (id, title) })
    });
    titled.collect()
}

/// The same as a list, to go on with one.
fn mine(session: Session) -> AnyView {
    let usable = session.records(|records| records.kept_activities());
    let own = own(session);
    if own.is_empty() {
        return view! { <p class="hush">{t(Key::AuthorMineNone)}</p> }.into_any();
    }
    let rows = own.into_iter().map(|(id, title)| {
        let write = Route::Author(Some(id.clone())).to_string();
        let used = usable.contains(&id).then(|| {
            view! { <a class="button quiet" href=Route::Activity(id.clone()).to_string()>{t(Key::AuthorUse)}</a> }
        });
        let take = move |_| session.say_removed(t(Key::AuthorRemoved), take_out(session, &id));
        view! {
            <li>
                <div class="grow"><h3>{title}</h3></div>
                <a class="button quiet" href=write>{t(Key::AuthorOpen)}</a>
                {used}
                <button class="button plain" type="button" on:click=take>{t(Key::AuthorTakeOut)}</button>
            </li>
        }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
}

/// The file of an activity, right or not; `None` for anything else.
fn read(text: &str) -> Option<Manuscript> {
    let manuscript = Some(text).filter(|text| text.len() <= MOST_BYTES).and_then(Manuscript::of_text)?;
    manuscript.has("/steps").then_some(manuscript)
}

/// Keeps it under a name of its own, made of its title, and goes on with it.
fn go_on(session: Session, manuscript: Manuscript, title: &str) {
    let wanted = id_of(title);
    // Which names the site has is not known where its catalogue could not be fetched: a number parts them.
    let is_known = session.catalogue.with_untracked(|catalogue| matches!(catalogue, Load::Ready(_)));
    let is_taken = |id: &str| is_reserved(id) || is_of_site(session, id) || is_kept(session, id);
    let numbered = (2..).map(|n| format!("{wanted}-{n}"));
    let plain = is_known.then(|| wanted.clone());
    let id = plain.into_iter().chain(numbered).find(|id| !is_taken(id)).unwrap_or(wanted);
    go_on_as(session, manuscript, id, title);
}

/// Goes on with a file under the name that it has, so that codes of it and the site's copy stay its own; under a new
/// one only where another activity of that name is kept here.
fn go_on_with_file(session: Session, manuscript: Manuscript) {
    let (id, title) = (manuscript.id().to_owned(), manuscript.title().to_owned());
    if is_id(&id) && !is_reserved(&id) && !is_kept(session, &id) {
        go_on_as(session, manuscript, id, &title);
    } else {
        go_on(session, manuscript, &title);
    }
}

fn go_on_as(session: Session, manuscript: Manuscript, id: String, title: &str) {
    // What was taken out under this name must not come back beside it.
    session.forget_undo();
    keep(session, &id, &manuscript.named(&id, title));
    session.go(&Route::Author(Some(id)));
}

/// Whether something is kept here under a name, if only what can't be read.
fn is_kept(session: Session, id: &str) -> bool {
    session.peek(|records| Shelf::of_activity(id).into_iter().any(|shelf| records.count_codes(shelf) > 0))
}

/// Where an activity is not kept here, or no longer.
pub(super) fn gone(session: Session, id: &str) -> AnyView {
    session.show(t(Key::AuthorTitle));
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::AuthorTitle)}</h1>
            <p class="lede">{t(Key::AuthorGone)}" "<code>{id.to_owned()}</code></p>
            <p class="row"><a class="button" href=Route::Author(None).to_string()>{t(Key::AuthorTitle)}</a></p>
        </div>
    }
    .into_any()
}
