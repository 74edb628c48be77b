//! Small pieces that several pages share.

pub mod alerts;
pub mod card;
pub mod flow;
pub mod icon;
pub mod load;
pub mod problems;
pub mod seats;
pub mod shell;
pub mod whole;
pub mod words;
