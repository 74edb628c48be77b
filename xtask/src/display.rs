//! A screen of its own for WebKit, which has no headless mode: a private Xvfb
//! that picks a free number and goes when it is dropped.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::drivers::stop;
use crate::failure::{Explain, Failure, Result};

/// A running virtual screen.
#[derive(Debug)]
pub struct Display {
    child: Child,
    name: String,
}

impl Display {
    /// Starts one and waits until it can be used.
    pub fn start() -> Result<Self> {
        let what = "The virtual screen for WebKit does not start.";
        let remedy = "Check that `Xvfb -displayfd 1` starts by hand (package xvfb).";
        let mut child = Command::new("Xvfb")
            // It writes the number it has found free to this file descriptor.
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .explain(what, remedy)?;
        let mut number = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut number).explain(what, remedy)?;
        }
        let display = Self { child, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() {
            return Err(Failure::new(what, "it ended without a number", remedy));
        }
        Ok(display)
    }

    /// What `DISPLAY` is to hold.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}
