//! The size budget: what a phone downloads before the first question shows.
//! Counted from the built folder, so that a heavy dependency is seen the day
//! it comes in; the bench counts the real requests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::compress::{self, human};
use crate::failure::{Explain, Failure, Result};
use crate::fingerprint::files_below;
use crate::offline;

/// 117 KiB: 0.6 s at the 1.6 Mbit/s of a bad mobile connection. 120 was the aim; it is held where it is, so
/// that whatever comes next is paid for by the page that needs it, in a piece of its own. The last five of it are the
/// page's policy, the sums of its files, what installs the service worker, what waits for the owner's colours and
/// title, and what does without a host's right answer for a file that it has not: no other page can pay for those.
pub const FIRST_LOAD: usize = 117 * 1024;

/// Prints the table of the first load, and fails when it is over the budget.
pub fn check(dist: &Path) -> Result<()> {
    let files = first_load(dist)?;
    let mut total = 0;
    println!("{:>12} {:>12}  file", "size", "brotli");
    for file in &files {
        let bytes = read(file)?;
        let sent = compress::brotli(&bytes).len();
        total += sent;
        let name = file.strip_prefix(dist).unwrap_or(file).display();
        println!("{:>12} {:>12}  {name}", human(bytes.len()), human(sent));
    }
    println!("{:>12} {:>12}  of {}", "", human(total), human(FIRST_LOAD));
    if total <= FIRST_LOAD {
        return Ok(());
    }
    Err(Failure::new(
        "The first load is over its budget.",
        format!("{} are more than {}", human(total), human(FIRST_LOAD)),
        "See which file grew in the table above; look for a new dependency, `format!` with \
         floats, or generic code; load it later if the first question does not need it.",
    ))
}

/// The page, its style sheets, its program with everything that this imports
/// at once, and the largest assessment.
fn first_load(dist: &Path) -> Result<Vec<PathBuf>> {
    let page = dist.join("index.html");
    let html = String::from_utf8_lossy(&read(&page)?).into_owned();
    let all = files_below(dist)?;
    let mut files = BTreeSet::new();
    for file in &all {
        let named =
            file.strip_prefix(dist).is_ok_and(|name| html.contains(&*name.to_string_lossy().replace('\\', "/")));
        match ending(file) {
            "css" if is_linked(&html, file) => files.insert(file.clone()),
            // The service worker is fetched when the first page can be used already.
            "js" if file.ends_with(offline::WORKER) => false,
            "js" | "mjs" | "wasm" if named => files.insert(file.clone()),
            _ => false,
        };
    }
    // Style sheets may stand in the page itself; a script and a program may not.
    for (kind, found) in ["js", "wasm"].map(|kind| (kind, files.iter().any(|file: &PathBuf| ending(file) == kind))) {
        if !found {
            return Err(Failure::new(
                "The first load cannot be counted.",
                format!("index.html in {} names no {kind} file that is there", dist.display()),
                "Build again with `cargo xtask dist --force`; see what index.html links to.",
            ));
        }
    }
    let mut waiting: Vec<PathBuf> = files.iter().cloned().collect();
    while let Some(script) = waiting.pop() {
        if !matches!(ending(&script), "js" | "mjs") {
            continue;
        }
        let text = String::from_utf8_lossy(&read(&script)?).into_owned();
        let folder = script.parent().unwrap_or(dist);
        for import in imports(&text) {
            let file = folder.join(import.trim_start_matches("./"));
            if files.insert(file.clone()) {
                waiting.push(file);
            }
        }
    }
    files.insert(page);
    files.insert(largest_assessment(dist)?);
    Ok(files.into_iter().collect())
}

/// Whether the page has a sheet from the start; others are fetched later.
fn is_linked(html: &str, sheet: &Path) -> bool {
    let name = sheet.file_name().unwrap_or_default().to_string_lossy();
    let tags = html.split("<link").skip(1).filter_map(|rest| rest.split('>').next());
    tags.into_iter().any(|tag| tag.contains("stylesheet") && tag.contains(&*name))
}

/// What a module imports before it runs: `from "./x.js"` and `import "./x.js"`.
fn imports(script: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for keyword in ["from", "import"] {
        for (at, _) in script.match_indices(keyword) {
            let rest = script[at + keyword.len()..].trim_start();
            for quote in ['"', '\''] {
                let name = rest.strip_prefix(quote).and_then(|rest| rest.split(quote).next());
                found.extend(name.filter(|name| name.starts_with("./")));
            }
        }
    }
    found
}

fn largest_assessment(dist: &Path) -> Result<PathBuf> {
    let mut largest: Option<(usize, PathBuf)> = None;
    for file in files_below(&dist.join("activities"))? {
        if ending(&file) != "json" {
            continue;
        }
        let bytes = read(&file)?;
        let what = format!("The activity {} cannot be read.", file.display());
        let remedy = "Check the file in public/activities.";
        let activity: Value = serde_json::from_slice(&bytes).explain(what, remedy)?;
        let is_larger = largest.as_ref().is_none_or(|(size, _)| bytes.len() > *size);
        if activity["kind"] == "assessment" && is_larger {
            largest = Some((bytes.len(), file));
        }
    }
    largest.map(|(_, file)| file).ok_or_else(|| {
        Failure::new(
            "The first load cannot be counted.",
            format!("no assessment lies in {}", dist.join("activities").display()),
            "Check that Trunk copies public/activities.",
        )
    })
}

fn ending(file: &Path) -> &str {
    file.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).explain(
        format!("The file {} of the first load cannot be read.", file.display()),
        "Build again with `cargo xtask dist --force`.",
    )
}

#[cfg(test)]
mod tests {
    use std::collections::hash_map::DefaultHasher;
    use std::hash::{Hash, Hasher};

    use super::*;

    /// A folder as Trunk builds it, with workers and exercises around.
    fn dist(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(dist.join("activities")).unwrap();
        fs::create_dir_all(dist.join("snippets/a")).unwrap();
        let write = |name: &str, text: &str| fs::write(dist.join(name), text).unwrap();
        write(
            "index.html",
            r#"<link rel="stylesheet" href="./style-1.css"><link rel="modulepreload"
               href="./app-2.js"><link rel="preload" href="./app-2_bg.wasm">"#,
        );
        write("style-1.css", "p{}");
        write("pages-1.css", "p{}");
        write("app-2.js", "import { a } from './snippets/a/b.js';import('./late.js')");
        write("snippets/a/b.js", "export function a() {}");
        write("late.js", "");
        write("app-2_bg.wasm", "wasm");
        write("qr.js", "");
        write("qr_bg.wasm", "large");
        write("activities/index.json", "[]");
        write("activities/a.json", r#"{"kind": "assessment"}"#);
        write("activities/b.json", r#"{"kind": "assessment", "more": 1}"#);
        write("activities/c.json", r#"{"kind": "exercise", "much": "more"}"#);
        dist
    }

    #[test]
    fn counts_what_the_first_question_needs() {
        let dist = dist("budget");
        let names: Vec<_> = first_load(&dist)
            .unwrap()
            .iter()
            .map(|file| file.strip_prefix(&dist).unwrap().display().to_string())
            .collect();
        assert_eq!(
            names,
            ["activities/b.json", "app-2.js", "app-2_bg.wasm", "index.html", "snippets/a/b.js", "style-1.css"]
        );
        check(&dist).unwrap();
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_missing_file_fails() {
        let dist = dist("budget-missing");
        fs::remove_file(dist.join("snippets/a/b.js")).unwrap();
        assert!(check(&dist).is_err());
        fs::remove_file(dist.join("app-2_bg.wasm")).unwrap();
        assert!(first_load(&dist).unwrap_err().to_string().contains("no wasm file"));
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn too_large_fails() {
        let dist = dist("budget-over");
        // Hashes have no pattern that could be compressed.
        let noise: Vec<u8> = (0..=FIRST_LOAD)
            .map(|n| {
                let mut hasher = DefaultHasher::new();
                n.hash(&mut hasher);
                hasher.finish().to_le_bytes()[0]
            })
            .collect();
        fs::write(dist.join("app-2_bg.wasm"), noise).unwrap();
        let failure = check(&dist).unwrap_err().to_string();
        assert!(failure.contains("over its budget"), "{failure}");
        fs::remove_dir_all(dist).unwrap();
    }
}
