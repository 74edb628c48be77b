//! Browsers for tests, and the contract between `cargo xtask test`, which
//! finds them, and the browser tests, which use them. The contract is a set of
//! environment variables, written and read in this file only:
//!
//! | variable | holds |
//! |---|---|
//! | `ROUNDTABLE_ENGINE` | `chromium`, `firefox` or `webkit` |
//! | `ROUNDTABLE_DIST` | the built folder, absolute |
//! | `ROUNDTABLE_DRIVER` | the WebDriver program of the engine |
//! | `ROUNDTABLE_BROWSER` | the browser that it starts |
//! | `ROUNDTABLE_AXE` | the file `axe.min.js` |
//! | `ROUNDTABLE_SHOTS` | a folder for screenshots; only when asked for |
//!
//! For WebKit, which has no headless mode, `DISPLAY` names a screen of its own.

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::failure::{Explain, Failure, Result};
use crate::run::{self, find_program};
use crate::tools::Toolbox;

/// What a browser test prints, on a line of its own, when it failed because
/// the engine's process had died. WebKitGTK's does now and then, by a fault in
/// its own code that the kernel's log names: with 2.50 about once in three
/// runs of all tests, each time in another test.
pub const ENGINE_DIED: &str = "the engine's own process has died";

/// How long a driver may take to listen; a busy machine takes a few seconds.
const START_LIMIT: Duration = Duration::from_secs(30);

/// How long a driver may take to close its browsers before it is killed.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// The browser engines that the app is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, and so Chrome, Edge, Android.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, the nearest to Safari that runs on Linux.
    Webkit,
}

impl Engine {
    /// Every engine, in the order of testing.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

impl FromStr for Engine {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|engine| engine.to_string() == name).ok_or_else(|| {
            Failure::new(
                format!("There is no browser engine \"{name}\"."),
                "the tests know three",
                "Write chromium, firefox or webkit.",
            )
        })
    }
}

/// What the browser tests are told: the contract as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserRun {
    /// The engine to test in.
    pub engine: Engine,
    /// The built folder.
    pub dist: PathBuf,
    /// The WebDriver program.
    pub driver: PathBuf,
    /// The browser program.
    pub browser: PathBuf,
    /// The script that checks a page for accessibility.
    pub axe: PathBuf,
    /// Where to put screenshots, if anywhere.
    pub shots: Option<PathBuf>,
}

impl BrowserRun {
    /// Finds what testing in an engine needs, and installs what is missing.
    pub fn prepare(engine: Engine, dist: PathBuf, shots: Option<PathBuf>, toolbox: &Toolbox) -> Result<Self> {
        let (driver, browser) = programs(engine, toolbox)?;
        Ok(Self { engine, dist, driver, browser, axe: toolbox.axe()?, shots })
    }

    /// Tells a command through its environment.
    pub fn write_to(&self, command: &mut Command) {
        command
            .env("ROUNDTABLE_ENGINE", self.engine.to_string())
            .env("ROUNDTABLE_DIST", &self.dist)
            .env("ROUNDTABLE_DRIVER", &self.driver)
            .env("ROUNDTABLE_BROWSER", &self.browser)
            .env("ROUNDTABLE_AXE", &self.axe);
        match &self.shots {
            Some(folder) => command.env("ROUNDTABLE_SHOTS", folder),
            None => command.env_remove("ROUNDTABLE_SHOTS"),
        };
    }

    /// What this process was told; for the browser tests.
    pub fn from_env() -> Result<Self> {
        Self::read(|name| env::var_os(name))
    }

    fn read(get: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let told = |name: &str| {
            get(name).ok_or_else(|| {
                Failure::new(
                    "The browser tests do not know what to test.",
                    format!("{name} is not set"),
                    "Run them with `cargo xtask test --engine chromium`, which finds browsers \
                     and builds the site.",
                )
            })
        };
        Ok(Self {
            engine: told("ROUNDTABLE_ENGINE")?.to_string_lossy().parse()?,
            dist: told("ROUNDTABLE_DIST")?.into(),
            driver: told("ROUNDTABLE_DRIVER")?.into(),
            browser: told("ROUNDTABLE_BROWSER")?.into(),
            axe: told("ROUNDTABLE_AXE")?.into(),
            shots: get("ROUNDTABLE_SHOTS").map(Into::into),
        })
    }

    /// What to ask the driver for: a fresh browser without a window of its own
    /// and without talk to its maker. Tests add to it.
    pub fn capabilities(&self) -> Value {
        capabilities(self.engine, &self.browser)
    }
}

/// [`BrowserRun::capabilities`], for who only has the browser.
pub fn capabilities(engine: Engine, browser: &Path) -> Value {
    match engine {
        Engine::Chromium => json!({
            "goog:chromeOptions": {
                "binary": browser,
                "args": [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-quic",
                ],
            },
        }),
        Engine::Firefox => json!({
            "moz:firefoxOptions": { "binary": browser, "args": ["-headless"] },
        }),
        Engine::Webkit => json!({
            "webkitgtk:browserOptions": { "binary": browser, "args": ["--automation"] },
        }),
    }
}

/// Driver and browser of an engine.
pub fn programs(engine: Engine, toolbox: &Toolbox) -> Result<(PathBuf, PathBuf)> {
    match engine {
        Engine::Chromium => Ok((on_path(&["chromedriver"])?, on_path(&["chromium", "google-chrome"])?)),
        Engine::Firefox => Ok((toolbox.geckodriver()?, on_path(&["firefox-esr", "firefox"])?)),
        Engine::Webkit => Ok((on_path(&["WebKitWebDriver"])?, mini_browser()?)),
    }
}

fn on_path(names: &[&str]) -> Result<PathBuf> {
    names.iter().find_map(|name| find_program(name)).ok_or_else(|| {
        Failure::new(
            format!("{} is missing.", names.join(" or ")),
            "it is not on PATH, and the browser tests need it",
            "Install it, or choose another engine with --engine.",
        )
    })
}

/// The small browser that comes with WebKitGTK, in a folder named after the
/// processor.
fn mini_browser() -> Result<PathBuf> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    folders
        .map(|folder| folder.path().join("webkit2gtk-4.1").join("MiniBrowser"))
        .chain([PathBuf::from("/usr/libexec/webkit2gtk-4.1/MiniBrowser")])
        .find(|path| path.is_file())
        .ok_or_else(|| {
            Failure::new(
                "The browser of WebKitGTK is missing.",
                "no MiniBrowser lies in a folder webkit2gtk-4.1 below /usr/lib",
                "Install webkit2gtk-driver (Debian) or webkit2gtk-4.1.",
            )
        })
}

/// A running WebDriver program. It stops when dropped, and its browsers with
/// it.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts the program on a free port and waits until it listens.
    pub fn start(program: &Path) -> Result<Self> {
        let what = format!("The driver {} does not start.", program.display());
        let remedy = "Start it by hand to see its message, or install it again.";
        let port = free_port().explain(&what, "Close some programs.")?;
        let mut command = Command::new(program);
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null());
        if program.file_stem().is_some_and(|name| name == "geckodriver") {
            // Its second port is fixed otherwise, and tests run side by side.
            let port = free_port().explain(&what, "Close some programs.")?;
            command.arg(format!("--websocket-port={port}"));
        }
        let child = command.stderr(Stdio::null()).spawn().explain(&what, remedy)?;
        let mut driver = Self { child, port };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = driver.child.try_wait().explain(&what, remedy)?;
            if let Some(status) = ended {
                return Err(Failure::new(what, format!("it ended with {status}"), remedy));
            }
            if started.elapsed() > START_LIMIT {
                let why = format!("it does not listen after {} s", START_LIMIT.as_secs());
                return Err(Failure::new(what, why, remedy));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    /// The address to send commands to, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The address to connect to.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// Ends a program gently, so that it can end those it started, or else by
/// force; and then those that are left, since some drivers forget the browsers
/// of sessions that were not closed, as after a failed test.
pub(crate) fn stop(child: &mut Child) {
    let started_by_it = descendants(child.id());
    if cfg!(unix) && signal("-TERM", &[child.id()]) {
        let asked = Instant::now();
        while asked.elapsed() < STOP_LIMIT && matches!(child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(10));
        }
    }
    // Failing means that it has ended already.
    let _ = child.kill();
    let _ = child.wait();
    if !started_by_it.is_empty() {
        signal("-KILL", &started_by_it);
    }
}

/// Whether the signal reached any of them.
fn signal(name: &str, processes: &[u32]) -> bool {
    run::succeeds(Command::new("kill").arg(name).args(processes.iter().map(u32::to_string)))
}

/// The processes below one; none where there is no `ps`.
fn descendants(ancestor: u32) -> Vec<u32> {
    let output = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output();
    let table = output.map(|output| output.stdout).unwrap_or_default();
    let table = String::from_utf8_lossy(&table);
    let pairs: Vec<(u32, u32)> = table
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
        })
        .collect();
    let mut found = vec![ancestor];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        found.extend(pairs.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
        next += 1;
    }
    found.split_off(1)
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn tells_and_understands_the_same() {
        let run = BrowserRun {
            engine: Engine::Webkit,
            dist: "dist".into(),
            driver: "driver".into(),
            browser: "browser".into(),
            axe: "axe".into(),
            shots: Some("shots".into()),
        };
        let mut command = Command::new("tests");
        run.write_to(&mut command);
        let get = |name: &str| command.get_envs().find(|(key, _)| *key == name)?.1.map(OsString::from);
        assert_eq!(BrowserRun::read(get).unwrap(), run);
        let failure = BrowserRun::read(|_| None).unwrap_err().to_string();
        assert!(failure.contains("ROUNDTABLE_ENGINE is not set"));
    }

    #[cfg(unix)]
    #[test]
    fn stops_what_it_started() {
        let mut child =
            Command::new("sh").args(["-c", "sleep 60 & echo ready; wait"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = child.stdout.take().unwrap();
        output.read_exact(&mut [0; 6]).unwrap();
        let started = Instant::now();
        stop(&mut child);
        // Both hold the output: it ends when the second one is gone as well.
        output.read_to_end(&mut Vec::new()).unwrap();
        assert!(started.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn engines_have_names() {
        for engine in Engine::ALL {
            assert_eq!(engine.to_string().parse(), Ok(engine));
        }
        assert!("safari".parse::<Engine>().is_err());
    }
}
