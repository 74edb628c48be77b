//! Builds the program that reads QR codes, and its script, into the folder that is published.
//!
//! Trunk could build a second program, but gives a worker's files no hash and runs wasm-bindgen on it, which
//! it does without (`src/bin/qr-reader.rs`). Both files share a name with a hash of what is in them, so that
//! a host may let browsers keep them for good; the page holds that name without an ending.

use std::fs;
use std::path::Path;

use crate::failure::{Explain, Failure, Result};
use crate::fingerprint;
use crate::pieces::{minify, shrink};
use crate::project::Project;
use crate::tools::Toolbox;

const WHAT: &str = "The program that reads codes cannot be built.";
const BROKEN: &str = "Read the message above; `cargo xtask dist --force` builds anew.";
const PROGRAM: &str = "qr-reader";
/// What stands in the page for the name (`Trunk.toml`).
const PLACE: &str = "reader:'qr-reader'";

/// Phones fetch it in front of a queue of people.
const LARGEST: u64 = 60 * 1024;

/// Builds it, with the settings that the build around it has.
pub fn build(project: &Project, toolbox: &Toolbox, staging: &Path, work: &Path, release: bool) -> Result<()> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--offline", "--quiet", "--target", "wasm32-unknown-unknown", "--bin", PROGRAM]);
    if release {
        cargo.arg("--release");
    }
    crate::run::run(&mut cargo, WHAT, BROKEN)?;
    let bytes = fs::read(project.built_program(release, PROGRAM)).explain(WHAT, BROKEN)?;
    let bare = without_notes(&bytes).ok_or_else(|| Failure::new(WHAT, "it is no WebAssembly", BROKEN))?;
    let (from, to) = (work.join("reader.wasm"), work.join("reader-small.wasm"));
    fs::write(&from, bare).explain(WHAT, BROKEN)?;
    if release {
        shrink(&toolbox.wasm_opt_program()?, &from, &to, &[])?;
        let size = fs::metadata(&to).explain(WHAT, BROKEN)?.len();
        if size > LARGEST {
            return Err(Failure::new(
                "The program that reads codes is too large.",
                format!("{size} bytes are more than {LARGEST}"),
                "Look at what src/reading and src/bin/qr-reader.rs bring in.",
            ));
        }
    } else {
        fs::copy(&from, &to).explain(WHAT, BROKEN)?;
    }
    let page = staging.join("index.html");
    let script = fs::read_to_string(project.root().join("src/qr-reader.js")).explain(WHAT, BROKEN)?;
    let script = minify(toolbox, &page, "js", &script, &[])?;
    let program = fs::read(&to).explain(WHAT, BROKEN)?;
    let name = format!("{PROGRAM}-{:016x}", fingerprint::of_text(&format!("{script}{program:?}")));
    fs::write(staging.join(format!("{name}.js")), script).explain(WHAT, BROKEN)?;
    fs::write(staging.join(format!("{name}.wasm")), program).explain(WHAT, BROKEN)?;

    let html = fs::read_to_string(&page).explain(WHAT, BROKEN)?;
    if html.matches(PLACE).count() != 1 {
        return Err(Failure::new(WHAT, format!("index.html has no place for its name: {PLACE}"), "See Trunk.toml."));
    }
    fs::write(&page, html.replace(PLACE, &format!("reader:'{name}'"))).explain(WHAT, BROKEN)
}

/// A WebAssembly program without its custom sections: names, and the relocations that only the app's
/// splitter needs. `None` when it is not of the known form.
fn without_notes(program: &[u8]) -> Option<Vec<u8>> {
    const CUSTOM: u8 = 0;
    let mut rest = program.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut out = program[..8].to_vec();
    while let Some(&kind) = rest.first() {
        // The length is a number in pieces of seven bits, the lowest first.
        let (mut length, mut at) = (0usize, 1);
        loop {
            let byte = *rest.get(at)?;
            length |= usize::from(byte & 0x7f) << (7 * (at - 1));
            at += 1;
            if byte & 0x80 == 0 {
                break;
            }
            if at > 5 {
                return None;
            }
        }
        let section = rest.get(..at + length)?;
        if kind != CUSTOM {
            out.extend_from_slice(section);
        }
        rest = &rest[section.len()..];
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::without_notes;

    #[test]
    fn custom_sections_are_left_out() {
        let head = b"\0asm\x01\0\0\0";
        let program = [&head[..], b"\x00\x03abc", b"\x01\x81\x00T", b"\x00\x00", b"\x0a\x02xy"].concat();
        assert_eq!(without_notes(&program), Some([&head[..], b"\x01\x81\x00T", b"\x0a\x02xy"].concat()));
        for broken in [
            &b"\0asm"[..],
            b"<html>",
            b"\0asm\x01\0\0\0\x01",
            b"\0asm\x01\0\0\0\x01\x05ab",
            b"\0asm\x01\0\0\0\x01\xff\xff\xff\xff\xff\x01",
        ] {
            assert_eq!(without_notes(broken), None, "{broken:?}");
        }
    }
}
