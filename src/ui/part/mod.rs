//! Small pieces that several pages share.

pub mod alerts;
pub mod card;
pub mod desk;
pub mod dots;
pub mod flow;
pub mod give;
pub mod icon;
pub mod joined;
pub mod keeping;
pub mod load;
pub mod made;
pub mod phone;
pub mod problems;
pub mod proposals;
pub mod seats;
pub mod shell;
pub mod shown;
pub mod summary;
pub mod together;
pub mod whole;
pub mod words;
