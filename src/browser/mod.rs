//! The only home of `web_sys`: the browser's abilities as plain functions over text and bytes.
//!
//! **Invariant:** nothing above this layer names a browser type, and nothing here knows an activity
//! (`tests/layers.rs`). A browser that lacks an ability gives an error or `None`, never a panic.

pub mod abilities;
pub mod alarm;
pub mod clock;
pub mod drag;
pub mod fetch;
pub mod files;
pub mod fullscreen;
pub mod offline;
pub mod page;
pub mod picture;
mod reader;
pub mod scanner;
pub mod sealing;
pub mod share;
pub mod speech;
pub mod storage;
pub mod vigil;
pub mod wake_lock;

use std::future::Future;

/// Runs a future beside the page. Boxed, so that the machinery round it is compiled once and not for
/// every use.
pub fn later(future: impl Future<Output = ()> + 'static) {
    let boxed: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(boxed);
}

/// Lets the browser draw and answer presses before going on with something long.
pub async fn breathe() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        page::next_turn(move || {
            // Resolving a promise can't fail.
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        });
    });
    // It is never rejected.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
