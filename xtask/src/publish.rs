//! Makes the built folder complete for whoever hosts it: what only a build makes is compressed beside itself, with
//! headers for the hosts that read some, and words for the owner. And packs it into one file, the same bytes for the
//! same folder.
//!
//! What an owner may edit lies there once: hosts would go on sending the packed copy of what it was before.

use std::fs;
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
use crate::offline::is_owners;
use crate::policy;
use crate::project::Project;
use crate::server::mime;

const WHAT: &str = "The folder cannot be completed.";
const REMEDY: &str = "Check the free space, then run `cargo xtask dist --force`.";
/// What is added for hosts and owners: its name in the folder, and its text.
const FOR_HOSTS: [(&str, &str); 6] = [
    ("404.html", include_str!("../host/404.html")),
    (".nojekyll", ""),
    ("_headers", include_str!("../host/headers.txt")),
    (".htaccess", include_str!("../host/htaccess.txt")),
    ("nginx.txt", include_str!("../host/nginx.txt")),
    ("README.txt", include_str!("../host/README.txt")),
];
/// What an update leaves as the owner has it: see `host/README.txt`. The activities and the page come with it, since
/// the program and they belong together.
const STAYS: [&str; 3] = ["site.json", "library.json", "manifest.webmanifest"];
/// Below this many bytes, compressing saves no packet.
const WORTH: usize = 512;

/// The version of the app.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Adds what hosts and owners need to a folder that was just built.
pub fn complete(dist: &Path) -> Result<()> {
    let page = fs::read_to_string(dist.join("index.html")).explain(WHAT, REMEDY)?;
    let policy = policy::of(&page);
    let mut files = files_below(dist)?;
    // An owner puts another in the place of these: what is packed would go on being sent.
    files.retain(|file| !is_owners(&name_in(dist, file)) && !mime(&file.to_string_lossy()).starts_with("image/"));
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

/// The folder in files that are easy to carry.
#[derive(Debug)]
pub struct Packed {
    /// All of it, for a new site.
    pub whole: PathBuf,
    /// What a site takes that is there already: without what its owner has made theirs.
    pub update: PathBuf,
}

/// Packs the folder, into files whose names hold the version and a hash of the whole.
pub fn pack(project: &Project, dist: &Path) -> Result<Packed> {
    let bytes = packed(dist, |_| true)?;
    let hash: String = Sha256::digest(&bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let state = project.make_state()?;
    let [whole, update] = ["", "-update"].map(|kind| state.join(format!("roundtable-{VERSION}-{hash}{kind}.zip")));
    fs::write(&whole, bytes).explain(WHAT, REMEDY)?;
    fs::write(&update, packed(dist, |name| !STAYS.contains(&name))?).explain(WHAT, REMEDY)?;
    Ok(Packed { whole, update })
}

/// The name of a file in the folder, as addresses have it.
fn name_in(dist: &Path, file: &Path) -> String {
    file.strip_prefix(dist).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

fn packed(dist: &Path, takes: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    let mut names: Vec<(String, PathBuf)> =
        files_below(dist)?.into_iter().map(|path| (name_in(dist, &path), path)).collect();
    names.retain(|(name, _)| takes(name));
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

/// The length of a file as a good host sends it, where that is less than the whole: as it lies there packed, or packed
/// on the way.
pub fn sent_length(file: &Path) -> Result<Option<usize>> {
    let name = file.to_string_lossy();
    let bytes = fs::read(file).explain(WHAT, REMEDY)?;
    let is_worth_it = bytes.len() >= WORTH && compress::is_compressible(mime(&name));
    let beside = PathBuf::from(format!("{name}.br"));
    Ok(is_worth_it.then(|| {
        let packed = fs::metadata(beside).ok().and_then(|data| usize::try_from(data.len()).ok());
        packed.unwrap_or_else(|| compress::brotli(&bytes).len())
    }))
}

/// Whether a file is another one, compressed.
pub fn is_packed(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "br" || ending == "gz")
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Read;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(dist.join("activities")).unwrap();
        fs::write(dist.join("index.html"), format!("<style>a</style>{}", "<p>round table</p>".repeat(50))).unwrap();
        fs::write(dist.join("activities/a.json"), "[1, 2, 3]".repeat(200)).unwrap();
        fs::write(dist.join("pages.css"), "a{color:red}".repeat(200)).unwrap();
        fs::write(dist.join("small.css"), "a{}").unwrap();
        fs::write(dist.join("site.json"), "{}").unwrap();
        fs::write(dist.join("icon.png"), [7; 2_000]).unwrap();
        fs::write(dist.join("icon.svg"), "<path/>".repeat(200)).unwrap();
        dist
    }

    #[test]
    fn a_folder_is_completed() {
        let dist = folder("publish");
        complete(&dist).unwrap();
        let sheet = fs::read(dist.join("pages.css")).unwrap();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(File::open(dist.join("pages.css.gz")).unwrap()).read_to_end(&mut back).unwrap();
        assert_eq!(back, sheet);
        // What is small or compressed already stays alone, and what the owner may edit: it is packed on the way.
        for name in ["small.css", "icon.png", "icon.svg", "index.html", "activities/a.json"] {
            assert!(!dist.join(format!("{name}.br")).exists() && !dist.join(format!("{name}.gz")).exists(), "{name}");
        }
        for (name, is_smaller) in [("pages.css", true), ("index.html", true), ("small.css", false), ("icon.png", false)]
        {
            let plain = fs::metadata(dist.join(name)).unwrap().len();
            let sent = sent_length(&dist.join(name)).unwrap();
            assert_eq!(sent.is_some_and(|sent| (sent as u64) < plain / 5), is_smaller, "{name}: {sent:?} of {plain}");
        }
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
        let bytes = packed(&one, |_| true).unwrap();
        assert_eq!(bytes, packed(&two, |_| true).unwrap());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<_> = zip.file_names().map(str::to_owned).collect();
        let all = ["activities/a.json", "icon.png", "icon.svg", "index.html", "pages.css", "site.json", "small.css"];
        assert_eq!(names, all.map(|name| format!("roundtable/{name}")));
        let mut back = String::new();
        zip.by_name("roundtable/small.css").unwrap().read_to_string(&mut back).unwrap();
        assert_eq!(back, "a{}");
        let update = packed(&one, |name| !STAYS.contains(&name)).unwrap();
        let zip = zip::ZipArchive::new(std::io::Cursor::new(update)).unwrap();
        assert!(zip.file_names().all(|name| name != "roundtable/site.json") && zip.len() == all.len() - 1);
        fs::remove_dir_all(one).unwrap();
        fs::remove_dir_all(two).unwrap();
    }
}
