//! Writes the service worker beside the built page: `src/sw.js` with the names and sums of what this build made, so
//! that the site works without a network and one version never runs with the files of another.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::failure::{Explain, Failure, Result};
use crate::fingerprint::files_below;
use crate::pieces::minify;
use crate::project::Project;
use crate::tools::Toolbox;

const WHAT: &str = "The service worker cannot be written.";
const BROKEN: &str = "Read the message above; `cargo xtask dist --force` builds anew.";
/// Where it stands: its folder is what it serves.
pub const WORKER: &str = "sw.js";
const PAGE: &str = "index.html";

/// Writes it, when everything else in the folder is as it will be published.
pub fn write(project: &Project, toolbox: &Toolbox, staging: &Path, program: &str) -> Result<()> {
    let mut files = Vec::new();
    let mut page = Vec::new();
    for path in files_below(staging)? {
        let name = path.strip_prefix(staging).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !is_needed(&name) {
            continue;
        }
        let bytes = fs::read(&path).explain(WHAT, BROKEN)?;
        let sum = if is_owners(&name) { String::new() } else { sum(&bytes) };
        files.push(format!("{name:?}:{sum:?}"));
        if name == PAGE {
            page = bytes;
        }
    }
    let script = fs::read_to_string(project.root().join("src/sw.js")).explain(WHAT, BROKEN)?;
    let version = version(&script, &files, &page);
    let script = filled(&script, &version, program, &files).ok_or_else(|| {
        Failure::new(WHAT, "src/sw.js has no places for what was built", "See the head of src/sw.js.")
    })?;
    let small = minify(toolbox, &staging.join(PAGE), "js", &script, &["--target=es2018"])?;
    fs::write(staging.join(WORKER), small).explain(WHAT, BROKEN)
}

/// What names a version, and with it its cache. Everything that the worker's bytes depend on goes into it: a worker that
/// differs from the one in charge must not have its cache, which it would take away when it can't be installed.
fn version(script: &str, files: &[String], page: &[u8]) -> String {
    let mut whole = Sha256::new();
    for part in [script, &files.join(",")] {
        whole.update(sum(part.as_bytes()));
    }
    whole.update(page);
    hex(&whole.finalize())
}

/// While developing, what is built now is what is wanted: whatever worker is in charge there takes its leave.
pub fn write_none(staging: &Path) -> Result<()> {
    const LEAVE: &str = "self.addEventListener('install', () => self.skipWaiting());\n\
                         self.addEventListener('activate', () => self.registration.unregister());\n";
    fs::write(staging.join(WORKER), LEAVE).explain(WHAT, BROKEN)
}

/// Whether the app asks for a file. Pictures for app stores and link previews, and what is for owners, are left out.
fn is_needed(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let is_app = matches!(ending, "html" | "js" | "css" | "wasm" | "svg" | "webmanifest" | "png");
    let is_content = name.starts_with("activities/") && name != "activities/order.json"
        || matches!(name, "library.json" | "site.json" | "activity.schema.json");
    (is_app && name != WORKER && !name.starts_with("screenshots/")) || (is_content && ending == "json")
}

/// Whether an owner may edit it without building anew: the same that `OWNERS` in `src/sw.js` says.
pub fn is_owners(name: &str) -> bool {
    name.starts_with("activities/") || matches!(name, "library.json" | "site.json" | "manifest.webmanifest" | PAGE)
}

fn filled(script: &str, version: &str, program: &str, files: &[String]) -> Option<String> {
    let places = [("@VERSION@", version), ("@PROGRAM@", program), ("\"@FILES@\": \"\"", &files.join(","))];
    let mut filled = script.to_owned();
    for (place, text) in places {
        if filled.matches(place).count() != 1 {
            return None;
        }
        filled = filled.replace(place, text);
    }
    Some(filled)
}

/// The beginning of a sum: what `isRight` in `src/sw.js` compares.
fn sum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(sum: &[u8]) -> String {
    sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_the_app_asks_for() {
        for name in [
            "index.html",
            "chunk_7-0123.wasm",
            "activities/index.json",
            "activities/a.json",
            "activity.schema.json",
            "library.json",
            "site.json",
        ] {
            assert!(is_needed(name), "{name}");
        }
        for name in
            ["sw.js", "activities/order.json", "site.schema.json", "i18n/en.json", "screenshots/a.png", "_headers"]
        {
            assert!(!is_needed(name), "{name}");
        }
    }

    #[test]
    fn fills_every_place_once() {
        let script = include_str!("../../src/sw.js");
        let filled = filled(script, "0011", "roundtable-app-1", &["\"a.js\":\"22\"".to_owned()]).unwrap();
        assert!(filled.contains("VERSION = \"0011\"") && filled.contains("{ \"a.js\":\"22\" }"), "{filled}");
        assert!(super::filled("VERSION", "1", "2", &[]).is_none());
    }

    #[test]
    fn whatever_makes_another_worker_makes_another_version() {
        let files = |names: &[&str]| names.iter().map(|name| format!("{name:?}:\"\"")).collect::<Vec<_>>();
        let two = files(&["activities/a.json", "activities/b.json"]);
        let versions = [
            version("use();", &two, b"<p>"),
            version("use();", &two[..1], b"<p>"),
            version("use();", &files(&["activities/a.json", "activities/c.json"]), b"<p>"),
            version("use();", &["\"activities/a.json\":\"22\"".to_owned()], b"<p>"),
            version("mend();", &two, b"<p>"),
            version("use();", &two, b"<p class>"),
        ];
        for (at, one) in versions.iter().enumerate() {
            assert!(!versions[..at].contains(one), "{at}: {versions:?}");
        }
        assert_eq!(version("use();", &two, b"<p>"), versions[0]);
    }

    #[test]
    fn owners_files_are_those_of_the_worker() {
        let script = include_str!("../../src/sw.js");
        let line = script.lines().find(|line| line.starts_with("const OWNERS")).unwrap();
        for name in ["library.json", "site.json", "manifest.webmanifest", "index.html"] {
            assert!(line.contains(&name.replace('.', "\\.")) && is_owners(name), "{name}: {line}");
        }
        assert!(line.contains("activities\\/") && is_owners("activities/a.json"));
    }

    #[test]
    fn sums_are_known_ones() {
        // FIPS 180-2, B.1.
        assert_eq!(sum(b"abc"), "ba7816bf8f01cfea");
    }
}
