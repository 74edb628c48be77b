//! Lists the folder to upload, with the size a phone downloads, and packs it.

use std::fs;
use std::path::Path;

use crate::compress::human;
use crate::failure::{Explain, Result};
use crate::fingerprint::files_below;
use crate::project::Project;
use crate::publish;

/// Prints every file of the folder, and where the folder and the packed one are.
pub fn show(project: &Project, dist: &Path) -> Result<()> {
    println!("{:>12} {:>12}  file", "size", "brotli");
    let (mut count, mut bytes, mut sent) = (0, 0, 0);
    for path in files_below(dist)?.iter().filter(|path| !publish::is_packed(path)) {
        let name = path.strip_prefix(dist).unwrap_or(path).display();
        let what = format!("The file {name} cannot be read.");
        let plain = fs::metadata(path).explain(what, "Build again with --force.")?.len();
        let plain = usize::try_from(plain).unwrap_or(usize::MAX);
        let packed = publish::sent_length(path)?;
        println!("{:>12} {:>12}  {name}", human(plain), packed.map_or_else(|| "-".to_owned(), human));
        count += 1;
        bytes += plain;
        sent += packed.unwrap_or(plain);
    }
    println!("{:>12} {:>12}  all {count} files", human(bytes), human(sent));
    println!("\nThe folder to upload, to any place on a static host:\n{}", dist.display());
    let packed = publish::pack(project, dist)?;
    println!("The same in one file:\n{}", packed.whole.display());
    println!("For a site that is there already, without what its owner has edited:\n{}", packed.update.display());
    Ok(())
}
