//! The built app in a real browser, driven by WebDriver: what a person does and
//! what then must be seen. `cargo xtask test --engine chromium` (or `firefox`,
//! `webkit`) finds the browser, builds the app and runs these; see
//! `xtask::drivers` for what they are told.
//!
//! - [`answering`], [`exercises`], [`circles`], [`keeping`], [`results`], [`planning`], [`data`], [`home`]: what the
//!   app is for, page by page.
//! - [`running`]: a workshop in two windows.
//! - [`boards`], [`lists`], [`clocks`], [`blocks`]: what is made in an exercise, by hand and in every state.
//!   [`commitments`], [`library`]: what is kept and explained beside it.
//! - [`promises`], [`rooms`], [`carried`], [`sheets`], [`running`], [`scanning`], [`crowd`]: a room without a server, in
//!   several browsers.
//! - [`author`], [`owner`]: activities written in the browser; a site of one's own.
//! - [`hosts`]: nginx and Apache. [`offline`]: no network after the first visit, and a new version. [`faults`]: broken files, programs that do not arrive, browsers that can't. [`access`]: every page
//!   for everybody. [`print`]: results and reports on paper.
//! - [`plan`]: answers decided beforehand and the result that the domain computes from them; [`made`]:
//!   the same for exercises.
//!   [`verbs`]: how a person gives them, and what their browser then holds.
//! - [`harness`]: the browser in a facilitator's words.
//! - [`harness_check`]: the harness itself, on a page made for it, so that a
//!   browser that has changed shows here and not as a fault of the app.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test says what is wrong by failing")]

mod access;
mod answering;
mod author;
mod blocks;
mod boards;
mod carried;
mod circles;
mod clocks;
mod commitments;
mod crowd;
mod data;
mod exercises;
mod faults;
mod harness;
mod harness_check;
mod home;
mod hosts;
mod keeping;
mod library;
mod lists;
mod made;
mod offline;
mod owner;
mod plan;
mod planning;
mod print;
mod promises;
mod results;
mod rooms;
mod running;
mod scanning;
#[path = "../common/scene.rs"]
#[allow(dead_code, reason = "the native test of the reader takes the rest")]
mod scene;
mod sheets;
mod verbs;
