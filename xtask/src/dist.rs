//! Lists the folder to upload, with the size a phone downloads.

use std::fs;
use std::path::Path;
use std::thread;

use crate::compress::{self, human};
use crate::failure::{Explain, Result};
use crate::fingerprint::files_below;
use crate::server::mime;

/// A file and its sizes.
struct Listed {
    name: String,
    bytes: usize,
    compressed: Option<usize>,
}

/// Prints every file of the folder, and where the folder is.
pub fn list(dist: &Path) -> Result<()> {
    let files = listed(dist)?;
    println!("{:>12} {:>12}  file", "size", "brotli");
    for file in &files {
        let compressed = file.compressed.map_or_else(|| "-".to_owned(), human);
        println!("{:>12} {compressed:>12}  {}", human(file.bytes), file.name);
    }
    let bytes: usize = files.iter().map(|file| file.bytes).sum();
    let sent: usize = files.iter().map(|file| file.compressed.unwrap_or(file.bytes)).sum();
    println!("{:>12} {:>12}  all {} files", human(bytes), human(sent), files.len());
    println!("\nThe folder to upload, to any place on a static host:\n{}", dist.display());
    Ok(())
}

fn listed(dist: &Path) -> Result<Vec<Listed>> {
    let paths = files_below(dist)?;
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let share = paths.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = paths
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().map(|path| measured(dist, path)).collect()))
            .collect();
        let mut files = Vec::with_capacity(paths.len());
        for part in parts {
            let part: Result<Vec<Listed>> = part
                .join()
                .map_err(|_| "a thread ended early")
                .explain("The folder cannot be measured.", "Run the command again.")?;
            files.extend(part?);
        }
        Ok(files)
    })
}

fn measured(dist: &Path, path: &Path) -> Result<Listed> {
    let name = path.strip_prefix(dist).unwrap_or(path).display().to_string();
    let bytes = fs::read(path).explain(format!("The file {name} cannot be read."), "Build again with --force.")?;
    let compressed = compress::is_compressible(mime(&name)).then(|| compress::brotli(&bytes).len());
    Ok(Listed { name, bytes: bytes.len(), compressed })
}
