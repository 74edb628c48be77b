//! One file a route. Only `app` imports these.

pub mod activity;
pub mod answer;
pub mod carry;
pub mod circle;
pub mod code;
pub mod commitments;
pub mod compare;
pub mod data;
pub mod exercise;
pub mod hand_in;
pub mod home;
pub mod join;
pub mod joined;
pub mod library;
pub mod owner;
pub mod present;
pub mod privacy;
pub mod report;
pub mod result;
pub mod results;
pub mod run;
pub mod slot;
pub mod unknown;
pub mod workshop;
pub mod workshops;
