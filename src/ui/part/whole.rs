//! A part of the page that is finished markup, with what a press and a changed field in it mean.
//!
//! One view for all of them, so that it is compiled once: see [`crate::ui::html`].

use leptos::prelude::*;

use crate::browser::page;

/// Puts `html` into the page. `pressed` gets the `data-do` of what was pressed, `changed` the value of the
/// field that was changed.
pub fn whole(html: String, pressed: Box<dyn Fn(&str)>, changed: Box<dyn Fn(&str)>) -> AnyView {
    let press = move |event: leptos::ev::MouseEvent| {
        if let Some(what) = page::pressed(&event) {
            pressed(&what);
        }
    };
    let input = move |event: leptos::ev::Event| {
        if let Some(value) = page::field_value(&event) {
            changed(&value);
        }
    };
    view! { <div class="whole" inner_html=html on:click=press on:input=input></div> }.into_any()
}
