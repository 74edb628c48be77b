//! The whole screen for one part of the page: a code held up, the wall. A phone by Apple has it for films
//! only, and says so by [`can`].

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, window};

/// Whether the browser can.
#[must_use]
pub fn can() -> bool {
    let document = window().and_then(|window| window.document());
    document
        .and_then(|document| Reflect::get(&document, &"fullscreenEnabled".into()).ok())
        .is_some_and(|enabled| enabled.is_truthy())
}

/// Shows an element alone, upon a press. `false` when the browser refuses.
async fn enter(element: &Element) -> bool {
    let asks =
        Reflect::get(element, &"requestFullscreen".into()).ok().and_then(|asks| asks.dyn_into::<Function>().ok());
    let Some(Ok(asked)) = asks.map(|asks| asks.call0(element)) else { return false };
    match asked.dyn_into::<Promise>() {
        Ok(asked) => JsFuture::from(asked).await.is_ok(),
        // Older browsers promise nothing.
        Err(_) => true,
    }
}

/// Shows the first element that matches alone, or the whole page again.
pub fn toggle(selector: &str) {
    if is() {
        leave();
        return;
    }
    let document = window().and_then(|window| window.document());
    if let Some(element) = document.and_then(|document| document.query_selector(selector).ok().flatten()) {
        // Where the browser refuses, nothing happens.
        super::later(async move {
            let _ = enter(&element).await;
        });
    }
}

/// Shows the whole page again.
pub fn leave() {
    if let Some(document) = window().and_then(|window| window.document()).filter(|_| is()) {
        document.exit_fullscreen();
    }
}

/// Whether something is shown alone.
#[must_use]
pub fn is() -> bool {
    window().and_then(|window| window.document()).is_some_and(|document| document.fullscreen_element().is_some())
}
