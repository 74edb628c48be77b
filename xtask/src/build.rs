//! The release build of the site through Trunk, skipped when nothing changed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Explain, Failure, Result};
use crate::fingerprint;
use crate::project::Project;
use crate::publish;
use crate::run;
use crate::tools::Toolbox;

/// Everything that the built folder depends on, these commands among it: they cut the program and complete the folder.
const INPUTS: &[&str] =
    &["src", "public", "style", "index.html", "Cargo.toml", "Cargo.lock", "Trunk.toml", ".cargo/config.toml", "xtask"];

/// What is remembered of the last build: inputs, and the folder it made. The
/// folder counts too, because Trunk run by hand fills the same one.
const STAMP: &str = "build.stamp";

/// Builds the release into `dist/` if anything changed since the last time, or
/// always with `force`, and gives the folder.
pub fn build(project: &Project, toolbox: &Toolbox, force: bool) -> Result<PathBuf> {
    let dist = project.dist();
    let stamp = project.make_state()?.join(STAMP);
    // What is changed while the build runs may not be in it.
    let inputs = inputs(project)?;
    if !force && fs::read_to_string(&stamp).ok() == Some(stamped(project, inputs)?) {
        return Ok(dist);
    }
    let remedy = "Check the rights and the free space of the checkout.";
    if stamp.exists() {
        fs::remove_file(&stamp).explain("The last build cannot be forgotten.", remedy)?;
    }
    fetch(project, toolbox)?;
    println!("Building the release; the first time takes a few minutes.");
    let mut command = trunk(project, toolbox)?;
    small_std(&mut command, toolbox);
    run::run(
        command.args(["build", "--release", "--offline"]),
        "The site does not build.",
        "Read the message above: the compiler and Trunk name the file and the line.",
    )?;
    if !dist.join("index.html").is_file() {
        return Err(Failure::new(
            "The build made no page.",
            format!("there is no index.html in {}", dist.display()),
            "Check that Trunk.toml still builds index.html into dist.",
        ));
    }
    publish::complete(&dist)?;
    fs::write(&stamp, stamped(project, inputs)?).explain("The build cannot be remembered.", remedy)?;
    Ok(dist)
}

/// Builds for development and rebuilds on every change, until interrupted.
pub fn watch(project: &Project, toolbox: &Toolbox, port: u16, open: bool) -> Result<()> {
    fetch(project, toolbox)?;
    // An own folder: a development build must never be taken for the release.
    let dist = project.make_state()?.join("dev");
    let mut command = trunk(project, toolbox)?;
    command.args(["serve", "--offline", "--port", &port.to_string()]).arg("--dist").arg(dist);
    if open {
        command.arg("--open");
    }
    run::run(
        &mut command,
        "The development server ended.",
        "Read the message above; if the port is taken, choose another with --port.",
    )
}

/// Trunk runs offline, to be the same everywhere: so Cargo downloads before.
fn fetch(project: &Project, toolbox: &Toolbox) -> Result<()> {
    let remedy = "Check the network, then run the command again.";
    let mut command = project.cargo();
    command.args(["fetch", "--quiet"]);
    if small_std(&mut command, toolbox) {
        // The standard library has dependencies of its own.
        command.args(["--target", "wasm32-unknown-unknown"]);
    }
    run::run(&mut command, "The packages that the app is made of cannot be downloaded.", remedy)
}

/// Has the standard library compiled anew with the app, for size and without the texts of panics: every
/// phone is spared an eighth of the program. Cargo calls this unstable; it changes nothing but size, and
/// where the library's source can't be had the build goes on without, and says so. A panic becomes a bare
/// trap, which `src/boot.js` turns into the last screen.
fn small_std(command: &mut Command, toolbox: &Toolbox) -> bool {
    let possible = toolbox.std_source();
    if possible {
        command
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                "-Clink-args=--emit-relocs -Zunstable-options -Cpanic=immediate-abort",
            );
    }
    possible
}

fn trunk(project: &Project, toolbox: &Toolbox) -> Result<Command> {
    let (trunk, path) = toolbox.for_build()?;
    let mut command = Command::new(trunk);
    // Trunk 0.21 refuses the usual `NO_COLOR=1`: it wants `true` or `false`.
    command.current_dir(project.root()).env("PATH", path).env_remove("NO_COLOR");
    Ok(command)
}

fn inputs(project: &Project) -> Result<u64> {
    fingerprint::of(project.root(), INPUTS, &Toolbox::build_versions())
}

/// What is remembered of a build from these inputs: they, and the folder as it is now.
fn stamped(project: &Project, inputs: u64) -> Result<String> {
    let folder = fingerprint::of(project.root(), &["dist"], "")?;
    Ok(format!("{inputs:016x} {folder:016x}\n"))
}
