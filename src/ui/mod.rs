//! Views: they draw what the layers below know, and turn what a person does into events.
//!
//! **Invariant:** no rules here. A view asks `domain` and `wire` and draws the answer. One signal an
//! aggregate, memos for what follows from it; where a signal is needed across pages it lives in
//! [`session::Session`].

pub mod block;
pub mod html;
pub mod page;
pub mod part;
pub mod session;
pub mod task;
