//! `#/author`: writing an activity, from a blank one or from any that there is; `#/author/<id>`: one of one's own, with
//! its form, a look at it as participants see it, what is still to mend, and the ways to pass it on.
//!
//! It is kept as the text of its file after every change. While everything is right with it, that is where activities
//! that came from elsewhere are kept: so it can be used at once, goes into the backup, and travels with an invitation.
//! While something is to mend, it lies beside that, so that a room that uses it goes on with what was right last.
//! Nothing in it is anything but text.

mod desk;
mod form;
mod preview;
mod start;
mod wrong;

use std::rc::Rc;

use leptos::prelude::*;

use self::desk::Desk;
use crate::browser::{fetch, later};
use crate::content::manuscript::{Format, Manuscript, SCHEMA};
use crate::content::read_activity;
use crate::domain::problem::Problem;
use crate::i18n::{Key, t};
use crate::ui::part::load::{loading, problem_page};
use crate::ui::session::{Load, Session, unreachable};
use crate::wire::records::{Removed, Shelf};

/// Draws the page.
pub fn page(session: Session, id: Option<String>) -> AnyView {
    let Some(id) = id else { return start::page(session) };
    let format: RwSignal<Load<Rc<Format>>, LocalStorage> = RwSignal::new_local(Load::Loading);
    let fetch_format = move || {
        format.set(Load::Loading);
        later(async move {
            let read = fetch::text(SCHEMA).await.map_err(|status| vec![unreachable(SCHEMA, status)]);
            let read = read.and_then(|text| Format::read(&text));
            // The page may have been left meanwhile, and its signal with it.
            format.try_set(read.map_or_else(Load::Failed, |format| Load::Ready(Rc::new(format))));
        });
    };
    fetch_format();
    // What may come next, and which names the site has, is known with its catalogue.
    let is_known = Memo::new(move |_| session.catalogue.with(|catalogue| !matches!(catalogue, Load::Loading)));
    (move || {
        format.with(|format| match format {
            _ if !is_known.get() => loading(),
            Load::Loading => loading(),
            Load::Failed(problems) => problem_page(session, t(Key::AuthorTitle), problems, fetch_format),
            Load::Ready(format) => match kept(session, &id) {
                Some(manuscript) => {
                    let format = Rc::new(Format::clone(format).with_activities(known_activities(session)));
                    Desk::open(session, &id, format, manuscript).view()
                }
                None => start::gone(session, &id),
            },
        })
    })
    .into_any()
}

/// What can be named as coming next: id and title.
fn known_activities(session: Session) -> Vec<(String, String)> {
    session.catalogue.with_untracked(|catalogue| match catalogue {
        Load::Ready(catalogue) => catalogue.all().iter().map(|entry| (entry.id.clone(), entry.title.clone())).collect(),
        _ => Vec::new(),
    })
}

/// What is being written under this id, as it was left.
fn kept(session: Session, id: &str) -> Option<Manuscript> {
    let text = session.peek(|records| records.kept_manuscript(id));
    text.and_then(|text| Manuscript::of_text(&text))
}

/// What is still to mend in the text of a file.
fn problems_of(id: &str, text: &str) -> Vec<Problem> {
    read_activity(id, text).err().unwrap_or_default()
}

/// Keeps what is written, in the place of what was kept under its id. Gives what is still to mend.
fn keep(session: Session, id: &str, manuscript: &Manuscript) -> Vec<Problem> {
    let text = manuscript.text();
    let problems = problems_of(id, &text);
    session.change(|records| {
        if problems.is_empty() {
            records.replace_code(Shelf::Activities(id), &text);
            if !records.clear_shelf(Shelf::Manuscripts(id)).is_empty() {
                // That may have made the room that was missing.
                records.replace_code(Shelf::Activities(id), &text);
            }
        } else {
            records.replace_code(Shelf::Manuscripts(id), &text);
        }
    });
    session.forget_activity(id);
    problems
}

/// Keeps nothing of it any more.
fn take_out(session: Session, id: &str) -> Removed {
    let removed = session.change(|records| {
        let [used, written] = Shelf::of_activity(id).map(|shelf| records.clear_shelf(shelf));
        written.with(used)
    });
    session.forget_activity(id);
    removed
}

/// Whether the site has an activity of this name, which is then the one that is used.
fn is_of_site(session: Session, id: &str) -> bool {
    session.catalogue.with_untracked(|catalogue| match catalogue {
        Load::Ready(catalogue) => catalogue.find(id).is_some(),
        _ => false,
    })
}
