//! What stands behind every `cargo xtask …` of the README, and the parts of it
//! that the browser tests share: the static host and the drivers.
//!
//! # Code map, in reading order
//! - [`args`]: the words on the command line, and the help.
//! - [`failure`], [`run`], [`project`]: errors in three sentences, other
//!   programs, and where things lie.
//! - [`tools`]: the pinned tools, installed once into a cache of the user.
//! - [`fingerprint`], [`build`]: Trunk builds `dist/`, only when something
//!   changed.
//! - [`pieces`], [`loader`], [`names`], [`reader`]: what Trunk does not do for
//!   the app, and the program beside it that reads codes.
//! - [`policy`], [`offline`], [`publish`], [`compress`]: what the page may do,
//!   the service worker, and what hosts and owners need.
//! - [`server`], [`serve`], [`dist`]: a static host on loopback; the commands
//!   that show the folder and list it.
//! - [`drivers`], [`display`]: browsers for tests, and the contract between
//!   `cargo xtask test` and the browser tests.
//! - [`test`]: the gate, step by step, with [`licences`] and [`budget`].
//! - [`webdriver`], [`bench`]: what is measured, in a real browser.
//!
//! # What holds
//! - No command needs anything but rustup, and npm or a `wasm-opt`, to serve.
//! - A tool is in the cache whole or not at all.
//! - A step that guards nothing (no test ran, no file found) fails.
//! - The server knows no routes: it is any static host.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these are commands at a terminal: printing is their job"
)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should"))]

pub mod args;
pub mod bench;
pub mod budget;
pub mod build;
pub mod compress;
pub mod display;
pub mod dist;
pub mod drivers;
pub mod failure;
pub mod fingerprint;
pub mod licences;
pub mod loader;
pub mod names;
pub mod offline;
pub mod pieces;
pub mod policy;
pub mod project;
pub mod publish;
pub mod reader;
pub mod run;
pub mod serve;
pub mod server;
pub mod test;
pub mod tools;
pub mod webdriver;
