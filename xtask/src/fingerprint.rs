//! Whether anything changed since the last build, seen from paths, sizes and
//! times alone: a second start must take seconds, and reading every file would
//! not make it surer in practice.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::failure::{Explain, Result};

/// One number for a set of files and folders, and for `extra`, which is
/// whatever else the build depends on. What is not there counts as not there.
pub fn of(root: &Path, inputs: &[&str], extra: &str) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    extra.hash(&mut hasher);
    for input in inputs {
        for file in files_below(&root.join(input))? {
            let what = format!("The file {} cannot be looked at.", file.display());
            let data = fs::metadata(&file).explain(what, "Check the rights of the file.")?;
            file.strip_prefix(root).unwrap_or(&file).hash(&mut hasher);
            data.len().hash(&mut hasher);
            let changed =
                data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok().map(|age| age.as_nanos()));
            changed.hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

/// One number for a text: names a file by what is in it.
pub fn of_text(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Every file at or below a path, sorted; none if there is nothing.
pub fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut waiting = vec![path.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_file() {
            files.push(path);
        } else if path.is_dir() {
            let what = format!("The folder {} cannot be read.", path.display());
            let remedy = "Check the rights of the folder.";
            for entry in fs::read_dir(&path).explain(&what, remedy)? {
                waiting.push(entry.explain(&what, remedy)?.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_with_content_name_and_time_only() {
        let root = std::env::temp_dir().join(format!("xtask-print-{}", std::process::id()));
        fs::create_dir_all(root.join("src/deep")).unwrap();
        fs::write(root.join("src/deep/a.rs"), "a").unwrap();
        fs::write(root.join("elsewhere"), "x").unwrap();
        let print = || of(&root, &["src", "Cargo.toml"], "tools").unwrap();
        let first = print();
        assert_eq!(print(), first);
        fs::write(root.join("elsewhere"), "xy").unwrap();
        assert_eq!(print(), first, "what is no input does not count");
        assert_ne!(of(&root, &["src", "Cargo.toml"], "other tools").unwrap(), first);

        fs::write(root.join("src/deep/a.rs"), "ab").unwrap();
        let longer = print();
        assert_ne!(longer, first);
        fs::rename(root.join("src/deep/a.rs"), root.join("src/deep/b.rs")).unwrap();
        let renamed = print();
        assert_ne!(renamed, longer);
        let later = UNIX_EPOCH + std::time::Duration::from_secs(5);
        fs::File::options().write(true).open(root.join("src/deep/b.rs")).unwrap().set_modified(later).unwrap();
        assert_ne!(print(), renamed);
        fs::write(root.join("Cargo.toml"), "").unwrap();
        assert_eq!(files_below(&root).unwrap().len(), 3);
        fs::remove_dir_all(root).unwrap();
    }
}
