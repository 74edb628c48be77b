//! Files: what a download has saved, and what is given to a file field.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::engine;
use super::session::Person;

/// A file that the browser has saved.
#[derive(Clone, Debug)]
pub struct Download {
    /// Its name, as the person finds it in their folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Download {
    /// Its content as text.
    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }
}

/// How browsers end the names of files that are not complete.
const UNFINISHED: [&str; 4] = ["crdownload", "part", "wkdownload", "tmp"];

impl Person<'_> {
    /// Waits for a saved file by its name, in which one `*` stands for
    /// anything, and takes it out of the folder, so that the next download of
    /// the same name is found as well.
    #[track_caller]
    pub fn download(&self, name: &str) -> Download {
        self.await_that(&format!("the download {name}"), || {
            let all = self.downloads();
            let unfinished = all
                .iter()
                .any(|one| Path::new(one).extension().is_some_and(|end| UNFINISHED.iter().any(|u| end == *u)));
            let found = all.iter().find(|one| matches(name, one)).filter(|_| !unfinished);
            let found = found.ok_or_else(|| format!("the folder has {all:?}"))?;
            let path = engine::downloads_in(self.driver.folder()).join(found);
            let bytes = fs::read(&path).map_err(|error| error.to_string())?;
            if bytes.is_empty() {
                // Firefox puts an empty file there first.
                return Err(format!("{found} is empty"));
            }
            fs::remove_file(&path).map_err(|error| error.to_string())?;
            Ok(Download { name: found.clone(), bytes })
        })
    }

    /// The names of the files saved so far and not taken, complete or not.
    pub fn downloads(&self) -> Vec<String> {
        fs::read_dir(engine::downloads_in(self.driver.folder()))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect()
    }

    /// Gives a file to the file field that matches, visible or not.
    #[track_caller]
    pub fn upload(&self, css: &str, file: &Path) {
        let file = fs::canonicalize(file).unwrap_or_else(|error| self.fail(&format!("{}: {error}", file.display())));
        self.await_that(&format!("the file field {css}"), || {
            let found = self.try_script("return { element: document.querySelector(arguments[0]) }", &[json!(css)])?;
            let field = self.element_in(&found)?;
            self.runtime.block_on(field.send_keys(&file.to_string_lossy())).map_err(|error| error.to_string())
        });
    }

    /// Gives a file with this content to the file field that matches.
    #[track_caller]
    pub fn upload_content(&self, css: &str, name: &str, content: &[u8]) {
        let file = self.driver.folder().join(name);
        fs::write(&file, content).unwrap();
        self.upload(css, &file);
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
    }
}
