//! Where things lie in this checkout, so that no other module joins paths of
//! its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Explain, Failure, Result};

/// The checkout that the command works on.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the checkout: from the package that Cargo runs, or else from the
    /// folder one stands in.
    pub fn find() -> Result<Self> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir().explain(
                "The current folder cannot be read.",
                "Change into the checkout and run `cargo xtask` again.",
            )?,
        };
        start
            .ancestors()
            .find(|folder| folder.join("Trunk.toml").is_file() && folder.join("xtask/Cargo.toml").is_file())
            .map(Self::at)
            .ok_or_else(|| {
                Failure::new(
                    "This is not a checkout of Roundtable.",
                    format!("no folder above {} holds Trunk.toml and xtask", start.display()),
                    "Change into the checkout and run `cargo xtask` again.",
                )
            })
    }

    /// The checkout in a known folder.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The folder of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder to upload.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A program as the compiler left it, before any tool of the browser.
    pub fn built_program(&self, release: bool, name: &str) -> PathBuf {
        let profile = if release { "release" } else { "debug" };
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), PathBuf::from);
        target.join("wasm32-unknown-unknown").join(profile).join(format!("{name}.wasm"))
    }

    /// Where these commands keep what they know from one run to the next.
    pub fn state(&self) -> PathBuf {
        self.root.join("target").join("xtask")
    }

    /// [`Project::state`], made if it is not there yet.
    pub fn make_state(&self) -> Result<PathBuf> {
        let state = self.state();
        fs::create_dir_all(&state).explain(
            format!("The folder {} cannot be made.", state.display()),
            "Check the rights and the free space of the checkout.",
        )?;
        Ok(state)
    }

    /// Cargo, standing in the checkout.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new("cargo");
        command.current_dir(&self.root);
        command
    }

    /// The version of a package that Cargo.lock holds.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&path)
            .explain("Cargo.lock cannot be read.", "Run `cargo generate-lockfile`, or get the file back from git.")?;
        version_in_lock(&text, package).ok_or_else(|| {
            Failure::new(
                format!("Cargo.lock holds no version of {package}."),
                "no such package is listed there",
                "Check the dependencies in Cargo.toml, then run `cargo generate-lockfile`.",
            )
        })
    }
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_version_from_the_lock() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n\n\
                    [[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
