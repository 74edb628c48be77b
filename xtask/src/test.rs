//! The gate: every check that must hold before a change lands, cheap ones
//! first, stopping at the first that fails. And its inner loop: the browser
//! tests alone.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::budget;
use crate::build;
use crate::display::Display;
use crate::drivers::{self, BrowserRun, Engine};
use crate::failure::{Explain, Result};
use crate::licences;
use crate::project::Project;
use crate::run::{self, Tally};
use crate::tools::{Toolbox, system};

const READ_ABOVE: &str = "Read the messages above: they name the file and the line.";

/// Runs everything, or, with engines or a name, only the browser tests. The
/// last line it prints counts the tests.
pub fn test(
    project: &Project,
    toolbox: &Toolbox,
    engines: &[Engine],
    only: Option<&str>,
    shots: Option<PathBuf>,
) -> Result<()> {
    let mut gate = Gate { project, toolbox, shots: made(shots)?, tally: Tally::default(), step: 0 };
    let result = match (engines, only) {
        ([], None) => gate.everything(),
        ([], Some(_)) => gate.browsers(&[Engine::Chromium], only),
        _ => gate.browsers(engines, only),
    };
    // A step that is no test can fail as well; then there is nothing to count.
    if result.is_ok() || gate.tally.failed > 0 {
        println!("\n{} passed, {} failed", gate.tally.passed, gate.tally.failed);
    }
    result
}

/// The folder for screenshots, made and absolute: tests run elsewhere.
fn made(shots: Option<PathBuf>) -> Result<Option<PathBuf>> {
    let Some(folder) = shots else { return Ok(None) };
    let what = format!("The folder {} cannot be made.", folder.display());
    let remedy = "Choose another with --shots.";
    fs::create_dir_all(&folder).explain(&what, remedy)?;
    folder.canonicalize().explain(what, remedy).map(Some)
}

struct Gate<'a> {
    project: &'a Project,
    toolbox: &'a Toolbox,
    shots: Option<PathBuf>,
    tally: Tally,
    step: u32,
}

impl Gate<'_> {
    fn everything(&mut self) -> Result<()> {
        self.step("Format", Self::format)?;
        self.step("Lints, native", Self::lints_native)?;
        self.step("Lints, WebAssembly", Self::lints_wasm)?;
        self.step("Licences", Self::licences)?;
        self.step("Tests, native", Self::tests_native)?;
        self.step("Tests, WebAssembly in Chromium", Self::tests_wasm)?;
        let dist = self.step("Build", |gate| build::build(gate.project, gate.toolbox, false))?;
        self.step("Size of the first load", |_| budget::check(&dist))?;
        for engine in Engine::ALL {
            let name = format!("Browser tests, {engine}");
            self.step(&name, |gate| gate.browser(engine, &dist, None))?;
        }
        Ok(())
    }

    fn browsers(&mut self, engines: &[Engine], only: Option<&str>) -> Result<()> {
        let dist = self.step("Build", |gate| build::build(gate.project, gate.toolbox, false))?;
        for engine in engines {
            let name = format!("Browser tests, {engine}");
            self.step(&name, |gate| gate.browser(*engine, &dist, only))?;
        }
        Ok(())
    }

    fn step<T>(&mut self, name: &str, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.step += 1;
        println!("\n== {}. {name}", self.step);
        let started = Instant::now();
        let result = work(self);
        let word = if result.is_ok() { "done" } else { "FAILED" };
        println!("== {}. {name}: {word} in {:.1} s", self.step, started.elapsed().as_secs_f32());
        result
    }

    fn format(&mut self) -> Result<()> {
        run::run(
            self.project.cargo().args(["fmt", "--all", "--check"]),
            "The source is not formatted.",
            "Run `cargo fmt --all`.",
        )
    }

    fn lints_native(&mut self) -> Result<()> {
        run::run(
            self.project
                .cargo()
                // The browser tests are a target that is only taken by its name.
                .args(["clippy", "--workspace", "--all-targets", "--test", "browser", "--quiet"])
                .args(["--", "-D", "warnings"]),
            "Clippy has remarks.",
            READ_ABOVE,
        )
    }

    fn lints_wasm(&mut self) -> Result<()> {
        self.toolbox.wasm_target()?;
        run::run(
            self.project.cargo().args(["clippy", "--package", "roundtable", "--lib", "--bins", "--quiet"]).args([
                "--target",
                "wasm32-unknown-unknown",
                "--",
                "-D",
                "warnings",
            ]),
            "Clippy has remarks on what is built for the browser only.",
            READ_ABOVE,
        )
    }

    fn licences(&mut self) -> Result<()> {
        let count = licences::check(self.project)?;
        println!("All {count} dependencies may be given on under the licences of this app.");
        self.advisories()
    }

    /// Known holes in dependencies: only with a tool and its database on this
    /// machine, since asking for them needs a host that is not always there.
    fn advisories(&mut self) -> Result<()> {
        let home =
            env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        let has = |name: &str| home.as_ref().is_some_and(|home| home.join(name).is_dir());
        let tools: [(&str, &str, &[&str]); 2] = [
            ("audit", "advisory-db", &["audit", "--no-fetch", "--stale"]),
            ("deny", "advisory-dbs", &["deny", "--offline", "check", "advisories"]),
        ];
        for (tool, database, words) in tools {
            if has(database) && run::succeeds(self.project.cargo().args([tool, "--version"])) {
                return run::run(
                    self.project.cargo().args(words),
                    "A dependency has a known hole.",
                    "Read the advisory above; `cargo update` often brings the repaired version.",
                );
            }
        }
        println!(
            "Advisories are not checked: neither cargo-audit nor cargo-deny is here with its \
             database."
        );
        Ok(())
    }

    fn tests_native(&mut self) -> Result<()> {
        // Without targets named, Cargo runs the examples in the docs as well.
        run::run_tests(self.project.cargo().args(["test", "--workspace"]), "A native test fails.", &mut self.tally)
    }

    fn tests_wasm(&mut self) -> Result<()> {
        system::ensure(&[Engine::Chromium])?;
        let runner = self.toolbox.wasm_test_runner()?;
        let (driver, browser) = drivers::programs(Engine::Chromium, self.toolbox)?;
        let what = "The WebAssembly tests cannot be prepared.";
        let file = self.project.make_state()?.join("webdriver.json");
        let capabilities = drivers::capabilities(Engine::Chromium, &browser);
        fs::write(&file, capabilities.to_string()).explain(what, "Check the free space of the checkout.")?;
        // As a list, because Cargo takes a plain text apart at its spaces.
        let runner = serde_json::Value::from(vec![runner.display().to_string()]);
        run::run_tests(
            self.project
                .cargo()
                .args(["test", "--target", "wasm32-unknown-unknown", "--test", "web"])
                .arg("--config")
                .arg(format!("target.wasm32-unknown-unknown.runner={runner}"))
                .env("CHROMEDRIVER", driver)
                .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file),
            "A WebAssembly test fails.",
            &mut self.tally,
        )
    }

    fn browser(&mut self, engine: Engine, dist: &Path, only: Option<&str>) -> Result<()> {
        system::ensure(&[engine])?;
        let run = BrowserRun::prepare(engine, dist.to_owned(), self.shots.clone(), self.toolbox)?;
        let display = match engine {
            Engine::Webkit => Some(Display::start()?),
            Engine::Chromium | Engine::Firefox => None,
        };
        let mut command: Command = self.project.cargo();
        // Two at a time: a browser each is what a small machine carries.
        command.args(["test", "--test", "browser", "--", "--test-threads", "2"]).args(only);
        run.write_to(&mut command);
        if let Some(display) = &display {
            command.env("DISPLAY", display.name());
        }
        run::run_browser_tests(&mut command, &format!("A browser test fails in {engine}."), &mut self.tally)
    }
}
