//! JSON in, domain out: activities, the catalogue's index, the library and the site, with a problem for everything that
//! is wrong.
//!
//! A file is read to the end and all its problems are gathered, so that its author can mend them in
//! one go. A file with problems gives no activity: half an activity would be worse than a clear page.
//!
//! ## Adding an activity
//! Put `public/activities/<id>.json` there (the format is `public/activity.schema.json`; start from a
//! copy of one that is close), add its id to `public/activities/order.json`, and run `cargo xtask index`,
//! which writes `public/activities/index.json`. `cargo xtask test` checks all of it.

mod activity;
mod block;
mod index;
mod library;
pub mod manuscript;
mod reader;
mod site;
mod task;

pub use activity::read_questions;
pub use index::{INDEX, read_index, write_index};
pub use library::{LIBRARY, read_library};
pub use reader::check_json;
pub use site::{SITE, read_site};
pub use task::read_activity;
