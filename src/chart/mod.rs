//! Figures in, drawings out: every chart is the round table from above, as SVG text.
//!
//! A drawing is text and not a tree of views: the same text stands on the page, in an exported picture
//! and in a test, and it weighs a fraction. **Invariant:** drawings carry classes, never colours
//! (`style/chart.css` colours them); [`picture`] adds the colours for a file that stands alone, and [`qr`] is
//! black on white whatever is round it.
//! **Invariant:** whatever text enters a drawing is escaped (`tests/chart.rs`).

pub mod agenda;
pub mod board;
pub mod geometry;
pub mod glyph;
pub mod hero;
pub mod miniature;
pub mod petals;
pub mod picture;
pub mod qr;
pub mod seats;
pub mod spark;
pub mod strip;
pub mod table;
