//! The program that reads QR codes, in a worker of its own (`src/bin/qr-reader.rs`, `src/qr-reader.js`):
//! started with the first picture, and anew when a picture has broken it.

use std::cell::RefCell;

use js_sys::{ArrayBuffer, JsString, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Worker, window};

/// How long the program may take to arrive, in milliseconds: a bad connection is slow, not broken.
const ARRIVAL: i32 = 30_000;
/// How long it may take for one picture, in milliseconds: a hundred times the usual.
const PICTURE: i32 = 3_000;

/// A worker that reads one picture at a time. It ends when this is dropped.
pub(super) struct Reader(RefCell<Option<Worker>>);

impl Reader {
    /// A reader that has not started yet.
    pub(super) fn new() -> Self {
        Self(RefCell::new(None))
    }

    /// The texts of all codes in a picture. `None` when the program could not be had, failed, or took too
    /// long; the next picture starts it anew.
    pub(super) async fn read(&self, pixels: Pixels) -> Option<Vec<String>> {
        let here = self.0.borrow().clone();
        let worker = match here {
            Some(worker) => worker,
            None => {
                let worker = start()?;
                *self.0.borrow_mut() = Some(worker.clone());
                // It says when it is there.
                if answer(&worker, ARRIVAL).await.is_none_or(|said| get(&said, "ready").is_undefined()) {
                    self.end();
                    return None;
                }
                worker
            }
        };
        let message = Object::new();
        set(&message, "pixels", &pixels.buffer);
        set(&message, "width", &pixels.width.into());
        set(&message, "height", &pixels.height.into());
        let sent = worker.post_message_with_transfer(&message, &js_sys::Array::of1(&pixels.buffer));
        let texts = match sent {
            Ok(()) => answer(&worker, PICTURE).await.map(|said| get(&said, "texts")),
            Err(_) => None,
        };
        let texts: Option<js_sys::Array> = texts.and_then(|texts| texts.dyn_into().ok());
        if texts.is_none() {
            self.end();
        }
        Some(texts?.iter().filter_map(|text| text.as_string()).collect())
    }

    /// Ends the worker; the next picture starts another.
    pub(super) fn end(&self) {
        if let Some(worker) = self.0.borrow_mut().take() {
            worker.terminate();
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.end();
    }
}

/// `index.html` holds what the program is called on this site, without an ending: its script and its program
/// share it (`xtask/src/reader.rs`).
fn start() -> Option<Worker> {
    let name = get(&get(&window()?.into(), "roundtableFiles"), "reader").as_string()?;
    Worker::new(&[&name, ".js"].concat()).ok()
}

/// What the worker says next; `None` when it fails or says nothing for so many milliseconds.
async fn answer(worker: &Worker, patience: i32) -> Option<JsValue> {
    let says = Promise::new(&mut |resolve, _| worker.set_onmessage(Some(&resolve)));
    // A script that can't be had or read is an error event, which resolves with no `data`.
    let fails = Promise::new(&mut |resolve, _| worker.set_onerror(Some(&resolve)));
    let event = first_of(&[says, fails, after(patience)]).await?;
    Some(get(&event, "data")).filter(JsValue::is_object)
}

/// A promise that is kept after so many milliseconds, with nothing.
pub(super) fn after(millis: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            // A timer is never refused.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    })
}

/// What the first of these promises that is kept gives; `None` when one is broken first.
pub(super) async fn first_of(promises: &[Promise]) -> Option<JsValue> {
    let all: js_sys::Array = promises.iter().collect();
    JsFuture::from(Promise::race(&all)).await.ok()
}

/// A member of a JavaScript value; `undefined` when there is none.
pub(super) fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsString::from(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a member of an object of ours, which is never refused.
pub(super) fn set(of: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(of, &JsString::from(name), value);
}

/// A picture's pixels, four bytes each, where JavaScript keeps them: they go to the worker without passing
/// through our memory.
pub(super) struct Pixels {
    buffer: ArrayBuffer,
    width: u32,
    height: u32,
}

/// A canvas that no one sees, to take pixels from.
pub(super) struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Canvas {
    /// `None` when the browser gives none.
    pub(super) fn new() -> Option<Self> {
        let element: HtmlCanvasElement = window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let options = Object::new();
        // Kept in memory that can be read, not on the graphics card.
        set(&options, "willReadFrequently", &true.into());
        let context = element.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()?;
        Some(Self { element, context })
    }

    /// The pixels of a picture of this size, scaled so that its longer side is at most `largest`; `draw`
    /// draws it at the size that it is given.
    pub(super) fn pixels(
        &self,
        (width, height): (u32, u32),
        largest: u32,
        draw: impl FnOnce(&CanvasRenderingContext2d, f64, f64) -> Result<(), JsValue>,
    ) -> Option<Pixels> {
        let long = width.max(height);
        let scaled = |side: u32| if long > largest { (side * largest / long).max(1) } else { side };
        let (width, height) = (scaled(width), scaled(height));
        if (self.element.width(), self.element.height()) != (width, height) {
            self.element.set_width(width);
            self.element.set_height(height);
        }
        draw(&self.context, width.into(), height.into()).ok()?;
        let image: JsValue = self.context.get_image_data(0.0, 0.0, width.into(), height.into()).ok()?.into();
        let buffer = get(&get(&image, "data"), "buffer").dyn_into().ok()?;
        Some(Pixels { buffer, width, height })
    }
}
