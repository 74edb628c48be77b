//! Browsers for tests, in the words of a facilitator: a [`Site`] serves the
//! built app at a sub-path, a [`Person`] sits before it with a browser of their
//! own, opens, presses, chooses and sees.
//!
//! # In reading order
//! - [`site`]: the folder on a plain host, and what was asked of it; [`host`]: the same on hosts that owners use.
//! - [`engine`]: which browser, and the driver process that dies with its person.
//! - [`session`]: [`Person`]: starting, opening, windows, the report of a failure.
//! - [`act`], [`drag`], [`keys`]: what a person does. [`look`]: what a person sees.
//! - [`memory`], [`files`]: local storage; downloads and uploads.
//! - [`axe`], [`shot`]: accessibility, screenshots and print. [`work`]: how hard the page works.
//! - [`wait`], [`commands`]: how waiting works; commands of a driver that
//!   fantoccini has not.
//!
//! # What holds
//! - A wait is for a condition, with a deadline and with what was seen instead.
//! - Pressing, typing and touching are real input events of the engine. Scripts
//!   only look, except where a method says otherwise.
//! - A failure names the engine, the address, the visible text and the console.

pub mod act;
pub mod axe;
pub mod camera;
mod commands;
pub mod drag;
pub mod engine;
pub mod files;
pub mod host;
pub mod keys;
pub mod look;
pub mod memory;
pub mod session;
pub mod shot;
pub mod site;
mod wait;
pub mod work;

pub use drag::Pointer;
pub use keys::Key;
pub use session::{Person, Setup};
pub use site::Site;
pub use xtask::drivers::Engine;
