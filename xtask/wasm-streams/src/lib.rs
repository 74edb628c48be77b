//! Stands in for the crate `wasm-streams`, which Leptos brings for server functions that stream.
//!
//! Roundtable has no server and so no such function. The real crate exports its classes to JavaScript,
//! which keeps them, their script and an executor for their promises in the program of every phone
//! (6 KiB of what is fetched first) although nothing calls them. This has the same types and no streams;
//! `[patch.crates-io]` in the main `Cargo.toml` puts it in the place.

use futures_util::stream::{self, Empty, Stream};
use wasm_bindgen::JsValue;

/// A stream of the browser that is never read or written.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Keeps the browser's stream.
    #[must_use]
    pub const fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// An empty stream: nothing in Roundtable sends one.
    ///
    /// # Panics
    /// When the browser can't make an empty stream, or outside a browser.
    #[must_use]
    #[expect(clippy::expect_used, reason = "no part of Roundtable calls it")]
    pub fn from_stream<S>(_items: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(web_sys::ReadableStream::new().expect("a browser makes an empty stream"))
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// No items: nothing in Roundtable reads one.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }
}
