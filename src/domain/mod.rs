//! What the product knows: activities, responses, scores and problems, as plain values.
//!
//! **Invariant:** nothing here imports another layer, the web, a clock or randomness; time and ids
//! come in as values (held by `tests/layers.rs`). What is stored or sent is written and read by `wire`, whose codecs
//! take these values: a type here may change as long as what was written once is still read (`tests/saved.rs`,
//! `tests/codes.rs`).
//!
//! ## Adding a block type
//! Blocks that ask (scale, poles, choice, text) are run by the question page, which a phone fetches first;
//! blocks in which something is made are tasks ([`task`]) and come with the exercise page. A new task:
//! 1. `domain/task/<name>.rs`: the definition, what its rows mean, when it is complete; add the variant to
//!    [`task::Task`]. Its answer is rows ([`rows::Row`]), so storing, joining and undoing are there already.
//! 2. The compiler now names every `match` that must change: `insight.rs` (what is counted), `mark.rs` (what makes two
//!    copies ask the same), [`together`] (what several people's rows look like together), [`paper`] (its lines on a
//!    sheet of paper), `wire/export/made.rs` and `wire/export/together.rs` (what is read of it), `ui/task/` (the view)
//!    and `ui/page/slot/tally/words.rs`. What it does not name: the type's word in `content/block.rs` (`TYPES`) with
//!    its arm in `content/task.rs`, and [`block::Block::fitting`], where a row without cells counts.
//! 3. Tests: a table in `tests/tasks.rs`, one in `tests/together.rs` and one in `tests/paper.rs`, and the exercises
//!    that use it in `tests/browser/exercises.rs`.

pub mod activity;
pub mod agreement;
pub mod block;
pub mod catalogue;
pub mod change;
pub mod circle;
pub mod collection;
pub mod colour;
pub mod commitment;
pub mod compare;
pub mod counts;
pub mod difference;
pub mod hand_in;
pub mod id;
pub mod insight;
pub mod invitation;
pub mod joined;
pub mod library;
pub mod mark;
pub mod mirror;
pub mod number;
pub mod order;
pub mod paper;
pub mod problem;
pub mod prompts;
pub mod response;
pub mod rows;
pub mod scoring;
pub mod sealed;
pub mod site;
pub mod subgroups;
pub mod summary;
pub mod table;
pub mod task;
pub mod timer;
pub mod together;
pub mod typed_code;
pub mod workshop;
