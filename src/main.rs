//! Mounts the app. Should it ever break, `src/boot.js` shows a readable screen with a way to keep the data.
//!
//! The app itself stands here and not in the library: where the program is cut into pieces, only the
//! program is.

mod app;

// The app names the layers as they name each other.
use roundtable::{browser, content, domain, i18n, route, ui};

fn main() {
    app::mount();
}
