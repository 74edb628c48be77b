//! The screen kept awake: while a clock runs, a code is shown or a camera looks. Left out where the browser
//! can't.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

use super::later;
use super::page::Listener;

/// Keeps the screen awake until it is dropped. The browser lets go when the page is hidden; when it is seen
/// again, it is asked again.
#[derive(Debug)]
pub struct Awake {
    wish: Rc<Wish>,
    #[expect(dead_code, reason = "it listens as long as it lives")]
    back: Back,
}

struct Back(#[expect(dead_code, reason = "it listens as long as it lives")] Listener);

impl std::fmt::Debug for Back {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Back")
    }
}

#[derive(Debug, Default)]
struct Wish {
    lock: RefCell<Option<JsValue>>,
    asks: Cell<bool>,
    is_over: Cell<bool>,
}

impl Awake {
    /// Asks for it. Where the browser can't, nothing happens.
    #[must_use]
    pub fn ask() -> Self {
        let wish = Rc::new(Wish::default());
        wish.clone().ask();
        let again = wish.clone();
        // It bubbles from the document to the window. While the page is hidden, the request is refused.
        let listener = Listener::new("visibilitychange", Box::new(move |_| again.clone().ask()));
        Self { wish, back: Back(listener) }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        self.wish.is_over.set(true);
        if let Some(lock) = self.wish.lock.borrow_mut().take() {
            release(&lock);
        }
    }
}

impl Wish {
    fn ask(self: Rc<Self>) {
        let has_lock = self.lock.borrow().as_ref().is_some_and(|lock| !is_released(lock));
        if has_lock || self.asks.replace(true) {
            return;
        }
        later(async move {
            let lock = match request() {
                Some(asked) => JsFuture::from(asked).await.ok(),
                None => None,
            };
            self.asks.set(false);
            // Nobody needs it any more if it was dropped meanwhile.
            match lock {
                Some(lock) if self.is_over.get() => release(&lock),
                lock => *self.lock.borrow_mut() = lock,
            }
        });
    }
}

fn request() -> Option<Promise> {
    let navigator: JsValue = window()?.navigator().into();
    let lock = Reflect::get(&navigator, &"wakeLock".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&lock, &"request".into()).ok()?.dyn_into().ok()?;
    request.call1(&lock, &"screen".into()).ok()?.dyn_into().ok()
}

fn is_released(lock: &JsValue) -> bool {
    Reflect::get(lock, &"released".into()).is_ok_and(|released| released.is_truthy())
}

fn release(lock: &JsValue) {
    if let Ok(Ok(release)) = Reflect::get(lock, &"release".into()).map(JsCast::dyn_into::<Function>) {
        // It may have been released by the browser already.
        let _ = release.call0(lock);
    }
}
