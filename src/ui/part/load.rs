//! What stands in the place of something that is still being fetched, or can't be had.

use leptos::prelude::*;

use super::problems::problems_html;
use crate::browser::page;
use crate::domain::problem::Problem;
use crate::ui::html;
use crate::ui::session::Session;

/// While something is being fetched.
pub fn loading() -> AnyView {
    view! { <div inner_html=html::loading()></div> }.into_any()
}

/// The page for a file that can't be read.
pub fn problem_page(
    session: Session,
    title: &'static str,
    problems: &[Problem],
    retry: impl Fn() + 'static,
) -> AnyView {
    session.show(title);
    let press = move |event| {
        if page::pressed(&event).as_deref() == Some("retry") {
            retry();
        }
    };
    view! { <div inner_html=problems_html(title, problems) on:click=press></div> }.into_any()
}
