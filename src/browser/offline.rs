//! The service worker, which keeps the site usable without a network, and the moment when it has a new version.
//! What it does is in `src/sw.js`; how it is installed, in `src/boot.js`.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::window;

#[wasm_bindgen]
extern "C" {
    /// `src/boot.js`: installs the worker; calls back when a new version waits.
    #[wasm_bindgen(js_name = roundtableOffline)]
    fn install_worker(ready: &JsValue);

    /// `src/boot.js`: lets the version that waits take over, and loads the page anew. There once one waits.
    #[wasm_bindgen(js_name = roundtableUpdate)]
    fn take_over();
}

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Installs the worker, once however often it is asked for: when the first page can be used, so that it has the line
/// to itself. `ready` is called when a newer version waits to be used.
pub fn install(ready: impl Fn() + 'static) {
    if !ASKED.replace(true) {
        install_worker(&Closure::<dyn Fn()>::new(ready).into_js_value());
    }
}

/// Uses the version that waits: only after [`install`] has called back.
pub fn use_update() {
    take_over();
}

/// Whether the worker is in charge, so that the site works without a network.
#[must_use]
pub fn is_kept() -> bool {
    let get = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &name.into()).ok().filter(JsValue::is_object);
    // In a frame without an origin, asking for it is an error.
    let workers = window().and_then(|window| get(&window.navigator(), "serviceWorker"));
    workers.is_some_and(|workers| get(&workers, "controller").is_some())
}

/// How a site comes to the home screen here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Install {
    /// It runs from there already.
    Done,
    /// By the share sheet of an iPhone or iPad.
    ShareSheet,
    /// By the menu of the browser.
    Menu,
}

/// How the site comes to the home screen of this device.
#[must_use]
pub fn install_way() -> Install {
    let Some(window) = window() else { return Install::Menu };
    if window.match_media("(display-mode: standalone)").ok().flatten().is_some_and(|query| query.matches()) {
        return Install::Done;
    }
    let navigator = window.navigator();
    let platform = navigator.platform().unwrap_or_default();
    // An iPad says that it is a Mac, which has no touch screen.
    let is_ipad = platform == "MacIntel" && navigator.max_touch_points() > 1;
    if is_ipad || ["iPhone", "iPad", "iPod"].iter().any(|name| platform.starts_with(name)) {
        Install::ShareSheet
    } else {
        Install::Menu
    }
}
