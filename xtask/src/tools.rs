//! The tools that Cargo does not bring: pinned here, installed once into a
//! cache of the user by version, outside `target/`, so that neither a clean
//! checkout nor a second one builds them again. Trunk could download some of
//! them itself, but takes those it finds on PATH first, and so a build needs
//! no host but the package registries.
//!
//! To move to another version, change its number here; `wasm-bindgen` must be
//! the same in Cargo.toml.

pub mod system;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use crate::failure::{Explain, Failure, Result};
use crate::project::Project;
use crate::run::{self, find_program};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// How a tool comes into the cache.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// `cargo install` of this package, with these further options.
    Cargo { package: &'static str, options: &'static [&'static str] },
    /// `npm install` of these packages in this tool's version.
    Npm { packages: &'static [&'static str] },
}

/// A pinned tool.
#[derive(Clone, Copy, Debug)]
struct Tool {
    name: &'static str,
    version: &'static str,
    source: Source,
    /// Why it is there, and how long getting it takes.
    reason: &'static str,
    /// A file that a finished install has.
    proof: &'static str,
}

/// 0.22 needs a newer compiler than `rust-version` in Cargo.toml. Without its
/// default features it needs no TLS library, and downloads nothing.
const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    source: Source::Cargo { package: "trunk", options: &["--locked", "--no-default-features"] },
    reason: "Trunk builds the site; compiling it takes about 4 minutes, once",
    proof: "bin/trunk",
};

/// Without `--locked`: the lock file it was released with names a crate that
/// registries have taken back.
const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    version: "0.2.130",
    source: Source::Cargo { package: "wasm-bindgen-cli", options: &[] },
    reason: "wasm-bindgen joins the program to the browser; compiling it takes about \
             2 minutes, once",
    proof: "bin/wasm-bindgen",
};

const BINARYEN: Tool = Tool {
    name: "binaryen",
    version: "132",
    source: Source::Npm { packages: &["binaryen"] },
    reason: "wasm-opt halves the program that phones download; getting it takes seconds, once",
    proof: "node_modules/binaryen/package.json",
};

const WASM_SPLIT: Tool = Tool {
    name: "wasm-split",
    version: "0.2.4",
    source: Source::Cargo { package: "wasm_split_cli_support", options: &["--locked", "--features", "build-binary"] },
    reason: "wasm-split cuts the program into pieces that are fetched when they are needed; \
             compiling it takes about a minute, once",
    proof: "bin/wasm-split-cli",
};

/// Its program is shipped inside a package for each kind of machine.
const ESBUILD: Tool = Tool {
    name: "esbuild",
    version: "0.25.12",
    source: Source::Npm { packages: &["esbuild"] },
    reason: "esbuild makes scripts and style sheets small; getting it takes seconds, once",
    proof: "node_modules/esbuild/package.json",
};

const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    source: Source::Cargo { package: "geckodriver", options: &["--locked"] },
    reason: "geckodriver drives Firefox in the tests; compiling it takes about 2 minutes, once",
    proof: "bin/geckodriver",
};

const AXE: Tool = Tool {
    name: "axe",
    version: "4.14.1",
    source: Source::Npm { packages: &["axe-core"] },
    reason: "axe checks the pages for accessibility in the tests; getting it takes seconds, once",
    proof: "node_modules/axe-core/axe.min.js",
};

const SURVEYJS: Tool = Tool {
    name: "surveyjs",
    version: "2.5.38",
    source: Source::Npm { packages: &["survey-core", "survey-js-ui"] },
    reason: "SurveyJS is what the bench compares with; getting it takes seconds, once",
    proof: "node_modules/survey-js-ui/survey-js-ui.min.js",
};

/// The tools of one checkout, and the cache they lie in.
#[derive(Clone, Debug)]
pub struct Toolbox {
    project: Project,
    cache: PathBuf,
}

impl Toolbox {
    /// Opens the cache of the user.
    pub fn open(project: &Project) -> Result<Self> {
        let cache = user_cache().ok_or_else(|| {
            Failure::new(
                "There is no folder to keep the tools in.",
                "neither XDG_CACHE_HOME nor a home folder is set",
                "Set XDG_CACHE_HOME to a folder that you may write to.",
            )
        })?;
        Ok(Self { project: project.clone(), cache: cache.join("roundtable").join("tools") })
    }

    /// Installs what building needs, and gives the PATH on which Trunk finds
    /// it, together with Trunk itself.
    pub fn for_build(&self) -> Result<(PathBuf, OsString)> {
        self.check_wasm_bindgen()?;
        self.wasm_target()?;
        let trunk = self.ensure(&TRUNK)?.join("bin");
        let mut folders = vec![self.ensure(&WASM_BINDGEN)?.join("bin")];
        // Trunk's hook runs this very program.
        folders.extend(env::current_exe().ok().and_then(|program| program.parent().map(Path::to_owned)));
        folders.extend(self.wasm_opt()?);
        Ok((program_in(&trunk, "trunk"), run::path_with(&folders)?))
    }

    /// The program that cuts the app into pieces.
    pub fn wasm_split(&self) -> Result<PathBuf> {
        Ok(program_in(&self.ensure(&WASM_SPLIT)?.join("bin"), "wasm-split-cli"))
    }

    /// The program that joins a WebAssembly program to the browser.
    pub fn wasm_bindgen(&self) -> Result<PathBuf> {
        Ok(program_in(&self.ensure(&WASM_BINDGEN)?.join("bin"), "wasm-bindgen"))
    }

    /// The program that makes WebAssembly small.
    pub fn wasm_opt_program(&self) -> Result<PathBuf> {
        match self.wasm_opt()? {
            Some(folder) => Ok(folder.join("wasm-opt")),
            None => Ok(PathBuf::from("wasm-opt")),
        }
    }

    /// The program that makes scripts and style sheets small.
    pub fn esbuild(&self) -> Result<PathBuf> {
        Ok(self.ensure(&ESBUILD)?.join("node_modules").join(".bin").join("esbuild"))
    }

    /// The runner of the tests that run as WebAssembly.
    pub fn wasm_test_runner(&self) -> Result<PathBuf> {
        self.check_wasm_bindgen()?;
        self.wasm_target()?;
        Ok(program_in(&self.ensure(&WASM_BINDGEN)?.join("bin"), "wasm-bindgen-test-runner"))
    }

    /// The driver of Firefox.
    pub fn geckodriver(&self) -> Result<PathBuf> {
        Ok(program_in(&self.ensure(&GECKODRIVER)?.join("bin"), "geckodriver"))
    }

    /// The script that checks a page for accessibility.
    pub fn axe(&self) -> Result<PathBuf> {
        Ok(self.ensure(&AXE)?.join(AXE.proof))
    }

    /// The folder with the packages of SurveyJS.
    pub fn surveyjs(&self) -> Result<PathBuf> {
        Ok(self.ensure(&SURVEYJS)?.join("node_modules"))
    }

    /// The pinned version of SurveyJS, to name in the bench.
    pub fn surveyjs_version() -> &'static str {
        SURVEYJS.version
    }

    /// One line that changes when a tool that builds changes.
    pub fn build_versions() -> String {
        [TRUNK, WASM_BINDGEN, WASM_SPLIT, BINARYEN, ESBUILD]
            .map(|tool| format!("{} {}", tool.name, tool.version))
            .join(", ")
    }

    fn check_wasm_bindgen(&self) -> Result<()> {
        let locked = self.project.locked_version(WASM_BINDGEN.name)?;
        if locked == WASM_BINDGEN.version {
            return Ok(());
        }
        Err(Failure::new(
            "The program and its build tool do not fit together.",
            format!(
                "Cargo.lock has wasm-bindgen {locked}, xtask/src/tools.rs has {}; both must be \
                 the very same version",
                WASM_BINDGEN.version
            ),
            format!(
                "Write {locked} into xtask/src/tools.rs, or `wasm-bindgen = \"={}\"` into \
                 Cargo.toml.",
                WASM_BINDGEN.version
            ),
        ))
    }

    /// Adds the compiler's WebAssembly target if it is missing.
    pub fn wasm_target(&self) -> Result<()> {
        let what = "The compiler cannot be asked for its targets.";
        let folder = run::capture(
            Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]),
            what,
            "Install Rust with rustup.",
        )?;
        if Path::new(folder.trim()).is_dir() {
            return Ok(());
        }
        println!("Adding the target {WASM_TARGET}: the app runs as WebAssembly; takes seconds.");
        run::run(
            Command::new("rustup").args(["target", "add", WASM_TARGET]),
            "The compiler's WebAssembly target cannot be added.",
            format!("Check the network, then run `rustup target add {WASM_TARGET}`.").as_str(),
        )
    }

    /// Whether the source of the standard library is there, or could be added: the smallest build needs it.
    pub fn std_source(&self) -> bool {
        let sysroot = run::capture(
            Command::new("rustc").args(["--print", "sysroot"]),
            "The compiler cannot be asked for its folder.",
            "Install Rust with rustup.",
        );
        let Ok(sysroot) = sysroot else { return false };
        let source = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml");
        if source.is_file() {
            return true;
        }
        println!("Adding the standard library's source: it makes the app an eighth smaller; takes seconds.");
        let added = run::succeeds(Command::new("rustup").args(["component", "add", "rust-src"])) && source.is_file();
        if !added {
            println!("It cannot be added (`rustup component add rust-src`); the build goes on and is larger.");
        }
        added
    }

    /// The folder that holds `wasm-opt`, or nothing when it is on PATH anyway.
    fn wasm_opt(&self) -> Result<Option<PathBuf>> {
        if self.is_there(&BINARYEN) || find_program("npm").is_some() {
            return Ok(Some(self.ensure(&BINARYEN)?.join("node_modules").join(".bin")));
        }
        if find_program("wasm-opt").is_some() {
            return Ok(None);
        }
        Err(Failure::new(
            "wasm-opt is missing, and so is npm, which would bring it.",
            "the build halves the program with it; phones would wait twice as long",
            "Install Node.js (it brings npm) or Binaryen (it brings wasm-opt), for example with \
             `apt-get install npm` or `brew install binaryen`, then run the command again.",
        ))
    }

    fn folder(&self, tool: &Tool) -> PathBuf {
        self.cache.join(format!("{}-{}", tool.name, tool.version))
    }

    fn is_there(&self, tool: &Tool) -> bool {
        let proof = self.folder(tool).join(tool.proof);
        proof.is_file() || proof.with_extension("exe").is_file()
    }

    /// The folder of a tool, installed if need be.
    fn ensure(&self, tool: &Tool) -> Result<PathBuf> {
        let folder = self.folder(tool);
        if self.is_there(tool) {
            return Ok(folder);
        }
        println!("Installing {} {}: {}.", tool.name, tool.version, tool.reason);
        let what = format!("{} {} cannot be installed.", tool.name, tool.version);
        // A sibling that is renamed when complete: what is interrupted is never
        // taken for a finished install.
        let partial = self.cache.join(format!(".{}-{}.{}", tool.name, tool.version, process::id()));
        let rights = format!("Check that you may write to {}.", self.cache.display());
        fs::create_dir_all(&partial).explain(&what, &rights)?;
        let installed = install(tool, &partial, &what).and_then(|()| {
            if folder.exists() {
                fs::remove_dir_all(&folder).explain(&what, &rights)?;
            }
            fs::rename(&partial, &folder).explain(&what, &rights)
        });
        if let Err(failure) = installed {
            // Whatever stays behind is hidden and harmless.
            let _ = fs::remove_dir_all(&partial);
            // Another run may have been quicker.
            return if self.is_there(tool) { Ok(folder) } else { Err(failure) };
        }
        if self.is_there(tool) {
            return Ok(folder);
        }
        Err(Failure::new(
            what,
            format!("its install ended well but holds no {}", tool.proof),
            format!("Remove {} and run the command again.", folder.display()),
        ))
    }
}

fn install(tool: &Tool, into: &Path, what: &str) -> Result<()> {
    let remedy = "Check the network and the message above, then run the command again.";
    match tool.source {
        Source::Cargo { package, options } => run::run(
            Command::new("cargo")
                .args(["install", package, "--version", tool.version, "--root"])
                .arg(into)
                .args(options)
                // Built to be there soon, not to run fast: half the time.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
            what,
            remedy,
        ),
        Source::Npm { packages } => {
            let Some(npm) = find_program("npm") else {
                return Err(Failure::new(
                    what,
                    "it comes through npm, which is not on PATH",
                    "Install Node.js, which brings npm, then run the command again.",
                ));
            };
            // An own package file keeps npm from looking for one further up.
            fs::write(into.join("package.json"), "{\"private\": true}\n")
                .explain(what, "Check the free space of the cache folder.")?;
            run::run(
                Command::new(npm)
                    .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
                    .args(packages.iter().map(|name| format!("{name}@{}", tool.version)))
                    .current_dir(into),
                what,
                remedy,
            )
        }
    }
}

fn program_in(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

fn user_cache() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if let Some(cache) = folder("XDG_CACHE_HOME") {
        return Some(cache);
    }
    if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        folder("HOME").map(|home| home.join(".cache"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_install_is_not_there() {
        let cache = env::temp_dir().join(format!("xtask-cache-{}", process::id()));
        let toolbox = Toolbox { project: Project::at(Path::new(".")), cache: cache.clone() };
        fs::create_dir_all(cache.join("axe-4.14.1")).unwrap();
        fs::create_dir_all(cache.join(format!(".axe-{}.1/node_modules", AXE.version))).unwrap();
        assert!(!toolbox.is_there(&AXE));
        let proof = toolbox.folder(&AXE).join(AXE.proof);
        fs::create_dir_all(proof.parent().unwrap()).unwrap();
        fs::write(&proof, "").unwrap();
        assert!(toolbox.is_there(&AXE));
        fs::remove_dir_all(cache).unwrap();
    }

    #[test]
    fn a_new_version_changes_the_fingerprint_line() {
        assert!(Toolbox::build_versions().contains("trunk 0.21.14, wasm-bindgen 0.2"));
    }
}
