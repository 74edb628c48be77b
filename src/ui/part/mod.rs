//! Small pieces that several pages share.

pub mod alerts;
pub mod card;
pub mod dots;
pub mod flow;
pub mod give;
pub mod icon;
pub mod keeping;
pub mod load;
pub mod made;
pub mod problems;
pub mod prompts;
pub mod proposals;
pub mod seats;
pub mod shell;
pub mod together;
pub mod whole;
pub mod words;
