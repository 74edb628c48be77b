//! Small pieces that several pages share.

pub mod alerts;
pub mod card;
pub mod collected;
pub mod desk;
pub mod dots;
pub mod flow;
pub mod give;
pub mod group_result;
pub mod icon;
pub mod join_code;
pub mod keeping;
pub mod load;
pub mod made;
pub mod problems;
pub mod prompts;
pub mod proposals;
pub mod room;
pub mod scan;
pub mod seats;
pub mod shell;
pub mod shown;
pub mod together;
pub mod whole;
pub mod words;
