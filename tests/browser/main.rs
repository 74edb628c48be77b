//! The built app in a real browser, driven by WebDriver: what a person does and
//! what then must be seen. `cargo xtask test --engine chromium` (or `firefox`,
//! `webkit`) finds the browser, builds the app and runs these; see
//! `xtask::drivers` for what they are told.
//!
//! - [`answering`], [`exercises`], [`keeping`], [`results`], [`data`], [`home`]: what the app is for, page by page.
//! - [`faults`]: broken files, programs that do not arrive, browsers that can't. [`access`]: every page
//!   for everybody. [`print`]: a result on paper.
//! - [`plan`]: answers decided beforehand and the result that the domain computes from them.
//!   [`verbs`]: how a person gives them, and what their browser then holds.
//! - [`harness`]: the browser in a facilitator's words.
//! - [`harness_check`]: the harness itself, on a page made for it, so that a
//!   browser that has changed shows here and not as a fault of the app.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test says what is wrong by failing")]

mod access;
mod answering;
mod data;
mod exercises;
mod faults;
mod harness;
mod harness_check;
mod home;
mod keeping;
mod plan;
mod print;
mod results;
mod verbs;
