//! The one error type of this package, because whoever runs a command at a
//! terminal needs three things: what went wrong, why, and what to do now.

use std::fmt;

/// What every fallible function here returns.
pub type Result<T> = std::result::Result<T, Failure>;

/// A problem told in three sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    what: String,
    why: String,
    remedy: String,
}

impl Failure {
    /// A problem: what went wrong, why, and what to do about it.
    pub fn new(what: impl Into<String>, why: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  Why: {}\n  What to do: {}", self.what, self.why, self.remedy)
    }
}

impl std::error::Error for Failure {}

/// Turns a foreign error into a [`Failure`]: the error is the why.
pub trait Explain<T> {
    /// Adds what was being done and what to do about it.
    fn explain(self, what: impl Into<String>, remedy: impl Into<String>) -> Result<T>;
}

impl<T, E: fmt::Display> Explain<T> for std::result::Result<T, E> {
    fn explain(self, what: impl Into<String>, remedy: impl Into<String>) -> Result<T> {
        self.map_err(|error| Failure::new(what, error.to_string(), remedy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_why_and_what_to_do() {
        let result: Result<()> = Err("disk full").explain("Cannot write dist.", "Free some space.");
        assert_eq!(
            result.unwrap_err().to_string(),
            "Cannot write dist.\n  Why: disk full\n  What to do: Free some space."
        );
    }
}
