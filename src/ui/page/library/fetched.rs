//! The library as it is fetched: once, for its own pages and for those that link to its terms.

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{fetch, later};
use crate::content::{LIBRARY, read_library};
use crate::domain::library::Library;
use crate::domain::problem::{Code, Problem};
use crate::ui::session::Load;

/// What comes of fetching the library.
pub type Fetched = ArcRwSignal<Load<Arc<Library>>>;

thread_local! {
    static FETCHED: Fetched = ArcRwSignal::new(Load::Loading);
    static UNDER_WAY: Cell<bool> = const { Cell::new(false) };
}

/// The library, as far as it is there. Asking for it fetches nothing: see [`need`].
#[must_use]
pub fn library() -> Fetched {
    FETCHED.with(Clone::clone)
}

/// Sees to it that the library is fetched, also when that failed before.
pub fn need() {
    if !matches!(library().get_untracked(), Load::Ready(_)) {
        fetch_again();
    }
}

/// Fetches the library, unless that is under way.
pub fn fetch_again() {
    if UNDER_WAY.replace(true) {
        return;
    }
    let library = library();
    // It is mostly loading already: what is said again would be drawn again.
    if matches!(library.get_untracked(), Load::Failed(_)) {
        library.set(Load::Loading);
    }
    later(async move {
        let read = match fetch::text(LIBRARY).await {
            Ok(text) => read_library(&text),
            Err(status) => Err(vec![Problem::of_file(Code::Unreachable, LIBRARY).found(status.to_string())]),
        };
        UNDER_WAY.set(false);
        library.set(read.map_or_else(Load::Failed, |library| Load::Ready(Arc::new(library))));
    });
}
