//! Which engine, and the driver process behind a session: a free port, a folder
//! of its own for profile and downloads, and nothing left when dropped.
//!
//! Not `xtask::drivers::Driver`, because a session here needs its own folder and
//! language in the driver's environment, and its log for failures.
//!
//! # What an engine cannot do
//! - Firefox and WebKit have no window of 390 px; a phone is a frame there.
//! - WebKit takes a touch for a mouse, has no print command, and keeps console
//!   messages to itself.
//! - WebKit has the language of its locale, and only if the machine knows that
//!   one; otherwise it is `en-US`.
//! - Only Chromium can play a file as camera.
//! - WebKit's process of the page dies now and then by a fault of its own; see
//!   [`xtask::drivers::ENGINE_DIED`].

use std::env;
use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};
use xtask::drivers::{BrowserRun, Engine};

use super::session::Setup;
use super::wait;

/// The name of WebKit's process of a page, as the kernel shortens it.
const WEBKIT_PAGE: &str = "WebKitWebProces";

/// What `cargo xtask test` has told this run: engine, programs, folders.
pub fn run() -> &'static BrowserRun {
    static RUN: OnceLock<BrowserRun> = OnceLock::new();
    RUN.get_or_init(|| BrowserRun::from_env().unwrap_or_else(|failure| panic!("{failure}")))
}

/// What the session asks of the driver: what every run asks, and what this
/// person needs.
pub(super) fn capabilities(setup: &Setup, folder: &Path) -> Capabilities {
    let mut all = run().capabilities();
    all["timeouts"] = json!({ "script": 30_000, "pageLoad": 30_000 });
    match run().engine {
        Engine::Chromium => for_chromium(&mut all, setup, folder),
        Engine::Firefox => {
            all["moz:firefoxOptions"]["prefs"] = json!({
                "browser.download.folderList": 2,
                "browser.download.dir": downloads_in(folder),
                "browser.download.useDownloadDir": true,
                "intl.accept_languages": setup.language,
                // Errors of the page go to the driver's log, from where a
                // failure quotes them.
                "browser.dom.window.dump.enabled": true,
                "devtools.console.stdout.content": true,
            });
        }
        // Its folder and language come by environment variables.
        Engine::Webkit => {}
    }
    match all {
        Value::Object(all) => all,
        other => panic!("capabilities are an object, not {other}"),
    }
}

fn for_chromium(all: &mut Value, setup: &Setup, folder: &Path) {
    all["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    let options = &mut all["goog:chromeOptions"];
    options["prefs"] = json!({
        "download.default_directory": downloads_in(folder),
        "intl.accept_languages": setup.language,
    });
    let mut further = vec!["--window-size=1280,1000".to_owned()];
    if let Some(file) = &setup.camera {
        further.push("--use-fake-device-for-media-stream".to_owned());
        further.push("--use-fake-ui-for-media-stream".to_owned());
        further.push(format!("--use-file-for-fake-video-capture={}", file.display()));
    }
    if let Some(args) = options["args"].as_array_mut() {
        args.extend(further.into_iter().map(Value::String));
    }
    if let Some((width, height)) = setup.phone {
        options["mobileEmulation"] = json!({
            "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2, "touch": true },
        });
    }
}

/// The locale of the languages a browser sends: `en_GB.UTF-8` of `en-GB,en`.
fn locale(languages: &str) -> String {
    let first = languages.split(',').next().unwrap_or_default();
    format!("{}.UTF-8", first.replace('-', "_"))
}

/// Where a browser with this folder saves downloads.
pub(super) fn downloads_in(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

/// A running driver. Dropping it ends it and every process it has started.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
    folder: PathBuf,
}

/// One driver starts at a time, so that no two find the same port free.
static STARTING: Mutex<()> = Mutex::new(());
static STARTED: AtomicU32 = AtomicU32::new(0);

impl Driver {
    /// Starts the driver and waits until it listens.
    pub(super) fn start(setup: &Setup) -> Self {
        let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("roundtable-{}-{number}", process::id()));
        let config = folder.join("config");
        let downloads = downloads_in(&folder);
        fs::create_dir_all(&config).unwrap();
        fs::create_dir_all(&downloads).unwrap();
        // WebKitGTK saves downloads where the desktop says.
        let user_dirs = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
        fs::write(config.join("user-dirs.dirs"), user_dirs).unwrap();

        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = File::create(folder.join("driver.log")).unwrap();
        let program = &run().driver;
        let process = Command::new(program)
            .arg(format!("--port={port}"))
            .env("TMPDIR", &folder)
            .env("XDG_CONFIG_HOME", &config)
            .env("LC_ALL", locale(setup.language))
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let mut driver = Self { process, port, folder };
        let listening = wait::until("the driver to listen", wait::PATIENCE, || {
            if let Ok(Some(status)) = driver.process.try_wait() {
                panic!("{} has ended ({status}): {}", program.display(), driver.log());
            }
            TcpStream::connect(("127.0.0.1", port)).map_err(|error| error.to_string())
        });
        if let Err(why) = listening {
            panic!("{why}\n{}", driver.log());
        }
        driver
    }

    /// Where commands go.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The folder that holds everything of this session.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The engine's processes of pages, where they die of themselves: WebKit's,
    /// as far as the system lists them.
    pub(super) fn page_processes(&self) -> Option<Vec<u32>> {
        let named =
            |id: &u32| fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|name| name.trim() == WEBKIT_PAGE);
        (cfg!(target_os = "linux") && run().engine == Engine::Webkit)
            .then(|| descendants(self.process.id()).into_iter().filter(named).collect())
    }

    /// What driver and browser have printed.
    pub(super) fn log(&self) -> String {
        let bytes = fs::read(self.folder.join("driver.log")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Found before the driver ends: afterwards nobody knows whose they were.
        let children = descendants(self.process.id());
        let _ = self.process.kill();
        let _ = self.process.wait();
        for child in children {
            // Most have gone with the driver, and then this fails, as it should.
            let _ = Command::new("kill").args(["-KILL", &child.to_string()]).stderr(Stdio::null()).status();
        }
        // A browser may write its last files while it dies.
        let _ = wait::until("an empty folder", wait::PATIENCE, || {
            if self.folder.exists() {
                fs::remove_dir_all(&self.folder).map_err(|error| error.to_string())?;
            }
            Ok(())
        });
    }
}

/// The processes below this one, as Linux lists them; elsewhere none.
fn descendants(root: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // "id (name) state parent …", and the name may hold anything.
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect();
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|pair| pair.1 == parent).map(|pair| pair.0));
        next += 1;
    }
    found.split_off(1)
}
