//! Cuts the built program into pieces and makes everything small: what Trunk does not do.
//!
//! Trunk runs this as its `post_build` hook (`Trunk.toml`), on the folder it is about to publish. The
//! program is cut at the functions marked `wasm_split` (`src/app.rs`): the first piece is the question
//! page, the others are fetched when one of their pages is opened. Trunk has joined the whole program to
//! the browser already; that is done again here for the first piece, under the same file names.

use std::env;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::failure::{Explain, Failure, Result};
use crate::fingerprint;
use crate::loader;
use crate::names::Names;
use crate::offline;
use crate::policy;
use crate::project::Project;
use crate::reader;
use crate::run;
use crate::tools::Toolbox;

const WHAT: &str = "The program cannot be cut into pieces.";
const BROKEN: &str = "Read the message above; `cargo xtask dist --force` builds anew.";
const PROGRAM: &str = "roundtable-app";
/// How long a hash of Trunk's is, in hexadecimal digits: it leaves out noughts at the beginning.
const TRUNKS_HASH: RangeInclusive<usize> = 8..=16;
/// The script that fetches pieces, as the cutting tool calls it.
const LOADER: &str = "__wasm_split.js";
/// What joins program and browser gets short names: see [`crate::names`].
const RENAME: &[&str] = &["--minify-imports-and-exports-and-modules"];
/// The features by name: with all of them, Chromium refuses the program.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// A browser too old for WebAssembly must still be able to read the script that says so. Styles are left in
/// today's form.
const OLD: &[&str] = &["--target=es5", "--supported:dynamic-import=true"];

/// Works on the folder that Trunk names in `TRUNK_STAGING_DIR`.
pub fn cut(project: &Project, toolbox: &Toolbox) -> Result<()> {
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        return Err(Failure::new(
            WHAT,
            "this command is a step of the build, and Trunk did not start it",
            "Run `cargo xtask dist`.",
        ));
    };
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let name = program_name(&staging)?;
    let work = project.make_state()?.join("pieces");
    if work.exists() {
        fs::remove_dir_all(&work).explain(WHAT, BROKEN)?;
    }
    let (cut, joined) = (work.join("cut"), work.join("joined"));
    fs::create_dir_all(&cut).explain(WHAT, BROKEN)?;

    let built = project.built_program(release, PROGRAM);
    run::run(Command::new(toolbox.wasm_split()?).arg(&built).arg(&cut).args(["--out-name", &name]), WHAT, BROKEN)?;
    run::run(
        Command::new(toolbox.wasm_bindgen()?)
            .arg(cut.join(format!("{name}.wasm")))
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--remove-name-section"])
            .arg("--out-dir")
            .arg(&joined)
            .args(["--out-name", &name]),
        WHAT,
        BROKEN,
    )?;
    let pieces = name_pieces(&cut, &name)?;
    fs::copy(cut.join(LOADER), joined.join(LOADER)).explain(WHAT, BROKEN)?;

    let wasm_opt = toolbox.wasm_opt_program()?;
    let program = format!("{name}_bg.wasm");
    if release {
        let printed = shrink(&wasm_opt, &joined.join(&program), &staging.join(&program), RENAME)?;
        rename(&printed, &joined.join(format!("{name}.js")), &joined.join(LOADER))?;
    } else {
        fs::copy(joined.join(&program), staging.join(&program)).explain(WHAT, BROKEN)?;
    }
    for piece in pieces {
        let to = staging.join(piece.file_name().unwrap_or_default());
        if release {
            shrink(&wasm_opt, &piece, &to, &[])?;
        } else {
            fs::copy(&piece, &to).explain(WHAT, BROKEN)?;
        }
    }
    bundle(toolbox, &joined.join(format!("{name}.js")), &staging.join(format!("{name}.js")))?;
    let name = name_by_content(&staging, &name)?;
    reader::build(project, toolbox, &staging, &work, release)?;
    shrink_page(toolbox, &staging.join("index.html"), release)?;
    if release { offline::write(project, toolbox, &staging, &name) } else { offline::write_none(&staging) }
}

/// What Trunk called the program: `roundtable-app-<hash>`.
fn program_name(staging: &Path) -> Result<String> {
    for entry in fs::read_dir(staging).explain(WHAT, BROKEN)? {
        let file = entry.explain(WHAT, BROKEN)?.file_name();
        let file = file.to_string_lossy();
        if let Some(name) = file.strip_suffix("_bg.wasm")
            && name.starts_with(PROGRAM)
        {
            return Ok(name.to_owned());
        }
    }
    Err(Failure::new(WHAT, format!("Trunk made no {PROGRAM}-…_bg.wasm"), BROKEN))
}

/// Gives the pieces the program's hash as Trunk has it, here and in the script that fetches them, so that a host may let
/// browsers keep them for good; the script becomes short.
fn name_pieces(cut: &Path, program: &str) -> Result<Vec<PathBuf>> {
    let hash = program.rsplit('-').next().unwrap_or(program);
    let script = cut.join(LOADER);
    let text = fs::read_to_string(&script).explain(WHAT, BROKEN)?;
    let mut pieces = Vec::new();
    for entry in fs::read_dir(cut).explain(WHAT, BROKEN)? {
        let path = entry.explain(WHAT, BROKEN)?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_none_or(|ending| ending != "wasm") || stem == program {
            continue;
        }
        let named = cut.join(format!("{stem}-{hash}.wasm"));
        fs::rename(&path, &named).explain(WHAT, BROKEN)?;
        pieces.push(named);
    }
    if pieces.is_empty() {
        return Err(Failure::new(
            WHAT,
            "there is no piece but the first",
            "Check the `wasm_split` marks in src/app.rs.",
        ));
    }
    let short = loader::shortened(&text, hash)
        .ok_or_else(|| Failure::new(WHAT, "the script that fetches pieces is not of the known form", BROKEN))?;
    fs::write(&script, short).explain(WHAT, BROKEN)?;
    Ok(pieces)
}

/// Gives the program and its pieces a hash of what is in them now, in their names, in its script and in the page. Trunk
/// took its own before they were cut and made small: another way of doing that would come under the same names, which
/// browsers and the service worker keep for good. The program's new name.
fn name_by_content(staging: &Path, name: &str) -> Result<String> {
    let old = name.rsplit('-').next().unwrap_or(name);
    if !TRUNKS_HASH.contains(&old.len()) || !old.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::new(WHAT, format!("Trunk's name for the program ends with no hash: {name}"), BROKEN));
    }
    let mut files: Vec<PathBuf> = fingerprint::files_below(staging)?
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(old)))
        .collect();
    files.sort();
    let mut whole = Sha256::new();
    for file in &files {
        whole.update(file.file_name().unwrap_or_default().to_string_lossy().as_bytes());
        whole.update(fs::read(file).explain(WHAT, BROKEN)?);
    }
    let new: String = whole.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    for file in &files {
        let named = file.file_name().unwrap_or_default().to_string_lossy().replace(old, &new);
        fs::rename(file, file.with_file_name(named)).explain(WHAT, BROKEN)?;
    }
    let name = name.replace(old, &new);
    for text in [staging.join(format!("{name}.js")), staging.join("index.html")] {
        let before = fs::read_to_string(&text).explain(WHAT, BROKEN)?;
        if !before.contains(old) {
            return Err(Failure::new(WHAT, format!("{} names no file with its hash", text.display()), BROKEN));
        }
        fs::write(&text, before.replace(old, &new)).explain(WHAT, BROKEN)?;
    }
    Ok(name)
}

/// Makes a piece small; what the tool printed.
pub(crate) fn shrink(wasm_opt: &Path, from: &Path, to: &Path, more: &[&str]) -> Result<String> {
    run::capture(
        Command::new(wasm_opt)
            .args(["-Oz", "--strip-debug", "--strip-producers"])
            .args(more)
            .args(FEATURES)
            .arg(from)
            .arg("-o")
            .arg(to),
        WHAT,
        BROKEN,
    )
}

/// Carries the program's new names over to the scripts.
fn rename(printed: &str, glue: &Path, loader: &Path) -> Result<()> {
    let unknown = || Failure::new(WHAT, "the program or its script is not of the known form", BROKEN);
    let names = Names::read(printed).ok_or_else(unknown)?;
    for (file, renamed) in [(glue, Names::in_glue as fn(&Names, &str) -> Option<String>), (loader, Names::in_loader)] {
        let text = fs::read_to_string(file).explain(WHAT, BROKEN)?;
        fs::write(file, renamed(&names, &text).ok_or_else(unknown)?).explain(WHAT, BROKEN)?;
    }
    Ok(())
}

/// The glue and the script that fetches pieces become one file: no further round trip before the start.
fn bundle(toolbox: &Toolbox, from: &Path, to: &Path) -> Result<()> {
    run::run(
        Command::new(toolbox.esbuild()?)
            .args(["--bundle", "--minify", "--format=esm", "--log-level=error", "--allow-overwrite"])
            .arg(from)
            .arg(format!("--outfile={}", to.display())),
        WHAT,
        BROKEN,
    )
}

/// Puts the style sheets in the page together, and those that it links to into one file that
/// `src/boot.js` fetches when it is needed; takes comments and white space out of all. The scripts move to the end, in
/// their order. A release gets its policy: while developing, Trunk puts a script of its own into the page.
fn shrink_page(toolbox: &Toolbox, page: &Path, release: bool) -> Result<()> {
    let html = fs::read_to_string(page).explain(WHAT, BROKEN)?;
    let Some((head, body)) = html.split_once("</head>") else {
        return Err(Failure::new(WHAT, "index.html has no </head>", BROKEN));
    };
    let (head, styles) = take(head, "<style>", "</style>");
    let (head, links) = take(&head, "<link rel=\"stylesheet\"", ">");
    let mut later = String::new();
    for link in links {
        let name = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let sheet = page.with_file_name(name.trim_start_matches("./"));
        later += &fs::read_to_string(&sheet).explain(WHAT, BROKEN)?;
        fs::remove_file(&sheet).explain(WHAT, BROKEN)?;
    }
    if styles.is_empty() || later.is_empty() {
        return Err(Failure::new(WHAT, "index.html has no styles of its own or links to none", BROKEN));
    }
    let styles = minify(toolbox, page, "css", &styles.concat(), &[])?;
    let later = minify(toolbox, page, "css", &later, &[])?;
    let sheet = format!("pages-{:016x}.css", fingerprint::of_text(&later));
    fs::write(page.with_file_name(&sheet), later).explain(WHAT, BROKEN)?;
    let (body, end) = body.split_once("</body>").unwrap_or((body, ""));
    let (body, scripts) = take(body, "<script>", "</script>");
    let mut small = body.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    for script in scripts {
        small += &format!("<script>{}</script>", minify(toolbox, page, "js", script, OLD)?);
    }
    let html = format!(
        "{}<link id=\"sheet\" href=\"{sheet}\"><style>{styles}</style></head>{small}</body>{}\n",
        head.trim_end(),
        end.trim()
    );
    let html = if release {
        let html = policy::with_sums(&html, page.parent().unwrap_or(page))?;
        policy::put_into(&html).ok_or_else(|| {
            Failure::new(WHAT, "index.html has no place for its policy", "It stands behind the charset.")
        })?
    } else {
        html
    };
    fs::write(page, html).explain(WHAT, BROKEN)
}

/// Takes comments and white space out of a text of this kind.
pub(crate) fn minify(toolbox: &Toolbox, page: &Path, kind: &str, text: &str, more: &[&str]) -> Result<String> {
    let file = page.with_file_name("small.tmp").with_extension(kind);
    fs::write(&file, text).explain(WHAT, BROKEN)?;
    let small = run::capture(
        Command::new(toolbox.esbuild()?).args(["--minify", "--log-level=error"]).args(more).arg(&file),
        WHAT,
        BROKEN,
    )?;
    fs::remove_file(&file).explain(WHAT, BROKEN)?;
    Ok(small.trim().to_owned())
}

/// The text without what stands from each `start` to the next `end`, and what stood between.
fn take<'a>(text: &'a str, start: &str, end: &str) -> (String, Vec<&'a str>) {
    let (mut kept, mut taken, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, from)) = rest.split_once(start) {
        let (inner, after) = from.split_once(end).unwrap_or((from, ""));
        kept.push_str(before.trim_end());
        kept.push('\n');
        taken.push(inner);
        rest = after;
    }
    kept.push_str(rest);
    (kept, taken)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{name_by_content, take};

    #[test]
    fn names_follow_what_is_in_the_files() {
        // Trunk's hash, also one that begins with a nought, which is left out.
        let named = |was: &str, program: &str, piece: &str| {
            let folder = std::env::temp_dir().join(format!("xtask-names-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            let (old, chunk) = (format!("roundtable-app-{was}"), format!("chunk_1-{was}.wasm"));
            let (old, script) = (old.as_str(), format!("fetch('{chunk}')"));
            let files = [
                (format!("{old}_bg.wasm"), program),
                (format!("{old}.js"), &script),
                (chunk, piece),
                ("index.html".to_owned(), old),
                ("icon.svg".to_owned(), "<svg/>"),
            ];
            for (file, text) in files {
                fs::write(folder.join(file), text).unwrap();
            }
            let name = name_by_content(&folder, old).unwrap();
            let hash = name.trim_start_matches("roundtable-app-").to_owned();
            assert_eq!(hash.len(), 16, "{hash}");
            assert_eq!(fs::read_to_string(folder.join("index.html")).unwrap(), name);
            let script = fs::read_to_string(folder.join(format!("{name}.js"))).unwrap();
            assert_eq!(script, format!("fetch('chunk_1-{hash}.wasm')"));
            assert!(folder.join(format!("chunk_1-{hash}.wasm")).exists() && folder.join("icon.svg").exists());
            assert!(!folder.join(format!("{old}.js")).exists());
            fs::remove_dir_all(folder).unwrap();
            hash
        };
        const WAS: &str = "0123456789abcdef";
        let first = named(WAS, "program", "piece");
        assert_eq!(named(WAS, "program", "piece"), first);
        assert_ne!(named(WAS, "program", "another piece"), first);
        assert_ne!(named(WAS, "another program", "piece"), first);
        named(&WAS[1..], "program", "piece");
        assert!(name_by_content(std::path::Path::new("nowhere"), "roundtable-app").is_err());
    }

    #[test]
    fn styles_are_taken_out_in_order() {
        let (kept, styles) =
            take("<title>T</title>\n<style>a{}</style>\n<style>b{}</style><link>", "<style>", "</style>");
        assert_eq!(styles, ["a{}", "b{}"]);
        assert_eq!(kept.replace('\n', ""), "<title>T</title><link>");
    }
}
