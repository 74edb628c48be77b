//! Makes the built folder complete for whoever hosts it: every file compressed beside itself, headers for the hosts
//! that read some, words for the owner. And packs it into one file, the same bytes for the same folder.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::compress;
use crate::failure::{Explain, Failure, Result};
use crate::fingerprint::files_below;
use crate::policy;
use crate::project::Project;
use crate::server::mime;

const WHAT: &str = "The folder cannot be completed.";
const REMEDY: &str = "Check the free space, then run `cargo xtask dist --force`.";
/// What is added for hosts and owners: its name in the folder, and its text.
const FOR_HOSTS: [(&str, &str); 5] = [
    (".nojekyll", ""),
    ("_headers", include_str!("../host/headers.txt")),
    (".htaccess", include_str!("../host/htaccess.txt")),
    ("nginx.txt", include_str!("../host/nginx.txt")),
    ("README.txt", include_str!("../host/README.txt")),
];
/// Below this many bytes, compressing saves no packet.
const WORTH: usize = 512;

/// The version of the app.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Adds what hosts and owners need to a folder that was just built.
pub fn complete(dist: &Path) -> Result<()> {
    let page = fs::read_to_string(dist.join("index.html")).explain(WHAT, REMEDY)?;
    let policy = policy::of(&page);
    let files = files_below(dist)?;
    for (name, text) in FOR_HOSTS {
        let text = text.replace("@POLICY@", &policy).replace("@VERSION@", VERSION);
        fs::write(dist.join(name), text).explain(WHAT, REMEDY)?;
    }
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        let all: Vec<_> = (0..workers)
            .map(|worker| {
                // Every so many-th, so that large and small ones are dealt out evenly.
                let mut own = files.iter().skip(worker).step_by(workers);
                scope.spawn(move || own.try_for_each(|file| pack_beside(file)))
            })
            .collect();
        all.into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| Failure::new(WHAT, "a thread ended early", REMEDY))?)
    })
}

/// Puts a file beside itself, compressed with Brotli and with gzip.
fn pack_beside(file: &Path) -> Result<()> {
    let name = file.to_string_lossy();
    let bytes = fs::read(file).explain(WHAT, REMEDY)?;
    if bytes.len() < WORTH || !compress::is_compressible(mime(&name)) {
        return Ok(());
    }
    for (ending, packed) in [("br", compress::brotli(&bytes)), ("gz", gzip(&bytes)?)] {
        fs::write(format!("{name}.{ending}"), packed).explain(WHAT, REMEDY)?;
    }
    Ok(())
}

/// Without name and time, so that the same file gives the same bytes.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = GzBuilder::new().write(Vec::new(), Compression::best());
    packer.write_all(bytes).explain(WHAT, REMEDY)?;
    packer.finish().explain(WHAT, REMEDY)
}

/// Packs the folder into one file, whose name holds the version and a hash of what is in it.
pub fn pack(project: &Project, dist: &Path) -> Result<PathBuf> {
    let bytes = packed(dist)?;
    let hash: String = Sha256::digest(&bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let file = project.make_state()?.join(format!("roundtable-{VERSION}-{hash}.zip"));
    fs::write(&file, bytes).explain(WHAT, REMEDY)?;
    Ok(file)
}

fn packed(dist: &Path) -> Result<Vec<u8>> {
    let mut names: Vec<(String, PathBuf)> = files_below(dist)?
        .into_iter()
        .map(|path| (path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().replace('\\', "/"), path.clone()))
        .collect();
    names.sort();
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, path) in names {
        let is_packed = name.ends_with(".br") || name.ends_with(".gz");
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // One and the same time, and everybody's rights.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(format!("roundtable/{name}"), options).explain(WHAT, REMEDY)?;
        zip.write_all(&fs::read(path).explain(WHAT, REMEDY)?).explain(WHAT, REMEDY)?;
    }
    Ok(zip.finish().explain(WHAT, REMEDY)?.into_inner())
}

/// The length of a file as a good host sends it.
pub fn sent_length(file: &Path, plain: usize) -> Option<usize> {
    let beside = PathBuf::from(format!("{}.br", file.display()));
    File::open(beside).ok()?.metadata().ok().map(|data| usize::try_from(data.len()).unwrap_or(plain))
}

/// Whether a file is another one, compressed.
pub fn is_packed(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "br" || ending == "gz")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(dist.join("activities")).unwrap();
        fs::write(dist.join("index.html"), format!("<style>a</style>{}", "<p>round table</p>".repeat(50))).unwrap();
        fs::write(dist.join("activities/a.json"), "{}").unwrap();
        fs::write(dist.join("icon.png"), [7; 2_000]).unwrap();
        dist
    }

    #[test]
    fn a_folder_is_completed() {
        let dist = folder("publish");
        complete(&dist).unwrap();
        let page = fs::read(dist.join("index.html")).unwrap();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(File::open(dist.join("index.html.gz")).unwrap()).read_to_end(&mut back).unwrap();
        assert_eq!(back, page);
        assert!(sent_length(&dist.join("index.html"), page.len()).unwrap() < page.len() / 5);
        // What is small or compressed already stays alone.
        assert!(!dist.join("activities/a.json.br").exists() && !dist.join("icon.png.gz").exists());
        for name in ["_headers", ".htaccess", "nginx.txt", "README.txt"] {
            let text = fs::read_to_string(dist.join(name)).unwrap();
            assert!(!text.contains("@POLICY@") && !text.contains("@VERSION@"), "{name}");
            assert!(name == "README.txt" || text.contains("style-src 'self' 'sha256-"), "{name}");
        }
        assert!(dist.join(".nojekyll").exists());
        fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn the_same_folder_gives_the_same_file() {
        let (one, two) = (folder("pack-one"), folder("pack-two"));
        let bytes = packed(&one).unwrap();
        assert_eq!(bytes, packed(&two).unwrap());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<_> = zip.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["roundtable/activities/a.json", "roundtable/icon.png", "roundtable/index.html"]);
        let mut back = String::new();
        zip.by_name("roundtable/activities/a.json").unwrap().read_to_string(&mut back).unwrap();
        assert_eq!(back, "{}");
        fs::remove_dir_all(one).unwrap();
        fs::remove_dir_all(two).unwrap();
    }
}
