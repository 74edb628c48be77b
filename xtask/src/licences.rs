//! Whether everything built into the app may be given on under its own
//! licences. An own check over `cargo metadata`, so that it needs no tool and
//! no network.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::failure::{Explain, Failure, Result};
use crate::project::Project;
use crate::run;

/// Licences that may be among the dependencies, each with the reason. Another
/// one is a decision for people: add it here with its reason, or go without
/// the dependency.
const ALLOWED: &[(&str, &str)] = &[
    ("MIT", "asks to keep the notice"),
    ("Apache-2.0", "asks to keep the notice; grants patents"),
    ("Apache-2.0 WITH LLVM-exception", "asks less than Apache-2.0 alone"),
    ("BSD-2-Clause", "asks to keep the notice"),
    ("BSD-3-Clause", "asks to keep the notice and not to use the names"),
    ("ISC", "asks to keep the notice"),
    ("Zlib", "asks not to claim the work"),
    ("0BSD", "asks nothing"),
    ("CC0-1.0", "asks nothing"),
    ("Unlicense", "asks nothing"),
    ("BSL-1.0", "asks to keep the notice in source"),
    ("Unicode-3.0", "asks to keep the notice; Unicode's own data"),
];

/// Single packages with a licence that is not for everything, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] =
    &[("webdriver", "MPL-2.0", "drives browsers in tests; no part of what is uploaded")];

/// Checks every dependency of the workspace and gives their number.
pub fn check(project: &Project) -> Result<usize> {
    let what = "The licences cannot be checked.";
    let remedy = "Run `cargo metadata` by hand to see its message.";
    let text = run::capture(project.cargo().args(["metadata", "--format-version", "1", "--quiet"]), what, remedy)?;
    let metadata: Value = serde_json::from_str(&text).explain(what, remedy)?;
    let dependencies: Vec<_> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        // What has no source is a member of this workspace.
        .filter(|package| !package["source"].is_null())
        .collect();
    if dependencies.is_empty() {
        return Err(Failure::new(what, "cargo metadata lists no dependency", remedy));
    }
    let mut refused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in &dependencies {
        let name = package["name"].as_str().unwrap_or("?");
        let licence = package["license"].as_str().unwrap_or("none named");
        let is_exception = EXCEPTIONS.iter().any(|(package, allowed, _)| (*package, *allowed) == (name, licence));
        if !is_allowed(licence) && !is_exception {
            refused.entry(licence.to_owned()).or_default().push(name.to_owned());
        }
    }
    if refused.is_empty() {
        return Ok(dependencies.len());
    }
    let list: Vec<_> =
        refused.into_iter().map(|(licence, names)| format!("{licence} ({})", names.join(", "))).collect();
    Err(Failure::new(
        "A dependency has a licence that is not on the list.",
        list.join("; "),
        "Take another dependency, or add the licence with its reason to xtask/src/licences.rs.",
    ))
}

/// Whether an SPDX expression can be met with allowed licences. What cannot be
/// read is not allowed.
fn is_allowed(expression: &str) -> bool {
    // Old packages write `MIT/Apache-2.0` for a choice.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words };
    reader.choice() == Some(true) && reader.words.is_empty()
}

/// Reads an expression from left to right; AND binds stronger than OR.
struct Reader<'a> {
    words: &'a [&'a str],
}

impl Reader<'_> {
    fn choice(&mut self) -> Option<bool> {
        let mut allowed = self.all()?;
        while self.takes("OR") {
            allowed |= self.all()?;
        }
        Some(allowed)
    }

    fn all(&mut self) -> Option<bool> {
        let mut allowed = self.single()?;
        while self.takes("AND") {
            allowed &= self.single()?;
        }
        Some(allowed)
    }

    fn single(&mut self) -> Option<bool> {
        if self.takes("(") {
            let allowed = self.choice()?;
            return self.takes(")").then_some(allowed);
        }
        let mut licence = self.next()?.to_owned();
        if matches!(licence.as_str(), ")" | "OR" | "AND" | "WITH") {
            return None;
        }
        if self.takes("WITH") {
            licence = format!("{licence} WITH {}", self.next()?);
        }
        Some(ALLOWED.iter().any(|(name, _)| *name == licence))
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }

    fn next(&mut self) -> Option<&str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_needs_one_and_a_sum_needs_all() {
        assert!(is_allowed("MIT"));
        assert!(is_allowed("MIT OR GPL-3.0-only"));
        assert!(is_allowed("GPL-3.0-only OR MIT"));
        assert!(!is_allowed("MIT AND GPL-3.0-only"));
        assert!(is_allowed("MIT/Apache-2.0"));
        assert!(!is_allowed("GPL-3.0-only"));
    }

    #[test]
    fn and_binds_stronger_than_or() {
        assert!(is_allowed("MIT OR Apache-2.0 AND GPL-3.0-only"));
        assert!(!is_allowed("(MIT OR Apache-2.0) AND GPL-3.0-only"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(is_allowed("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only"));
        assert!(!is_allowed("MIT WITH some-exception"));
    }

    #[test]
    fn what_cannot_be_read_is_not_allowed() {
        for text in ["", "MIT OR", "(MIT", "MIT)", "MIT MIT", "AND MIT", "none named", "MIT WITH"] {
            assert!(!is_allowed(text), "{text}");
        }
    }
}
