//! A person: one browser with a profile of its own, before one site. This file
//! starts it, moves it through pages and windows, and reports its failures;
//! the other modules add what it can do and see.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use xtask::drivers::{ENGINE_DIED, Engine};
use xtask::server::Response;

use super::commands::Vendor;
use super::engine::{self, Driver};
use super::site::Site;
use super::{shot, wait};

/// What tests look at in a page, as functions.
const PAGE: &str = include_str!("page.js");

/// How WebDriver names the reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How to start a browser.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Width and height of a phone's screen; a desktop window without.
    pub phone: Option<(u32, u32)>,
    /// The languages the person prefers, as browsers send them.
    pub language: &'static str,
    /// A `.y4m` file that the camera shows: Chromium only.
    pub camera: Option<PathBuf>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { phone: None, language: "en-GB,en", camera: None }
    }
}

/// What the commands go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// The page in the window.
    Window,
    /// The frame in that page, of this size, which shows the app.
    Frame(u32, u32),
}

/// Somebody with a browser. Two people share nothing.
#[derive(Debug)]
pub struct Person<'site> {
    pub(super) site: &'site Site,
    pub(super) client: Client,
    pub(super) driver: Driver,
    pub(super) setup: Setup,
    pub(super) runtime: Runtime,
    pub(super) messages: RefCell<Vec<String>>,
    view: Cell<View>,
    tabs: RefCell<Vec<WindowHandle>>,
    reported: Cell<bool>,
}

impl<'site> Person<'site> {
    /// Somebody at a desk, with a window of 1280 by 900.
    pub fn desktop(site: &'site Site) -> Self {
        let person = Self::with(site, Setup::default());
        person.resize(1280, 900);
        person
    }

    /// Somebody with a phone of 390 by 844. In Chromium the whole browser is
    /// one, touch screen included; in Firefox and WebKit, whose windows are
    /// wider than that, the app stands in a frame of that size.
    pub fn phone(site: &'site Site) -> Self {
        Self::with(site, Setup { phone: Some((390, 844)), ..Setup::default() })
    }

    /// Somebody with a browser set up in another way.
    pub fn with(site: &'site Site, setup: Setup) -> Self {
        let driver = Driver::start(&setup);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let capabilities = engine::capabilities(&setup, driver.folder());
        let connected = runtime
            .block_on(ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.url()));
        let client = connected.unwrap_or_else(|error| panic!("no session: {error}\n{}", driver.log()));
        let person = Self {
            site,
            client,
            driver,
            setup,
            runtime,
            messages: RefCell::default(),
            view: Cell::new(View::Window),
            tabs: RefCell::default(),
            reported: Cell::new(false),
        };
        let first = person.tell(person.client.window());
        person.tabs.borrow_mut().push(first);
        person
    }

    /// The site this person sits before.
    pub fn site(&self) -> &'site Site {
        self.site
    }

    /// The engine this person uses.
    pub fn engine(&self) -> Engine {
        engine::run().engine
    }

    /// Opens the app at a route such as `#/` or `#/a/five-elements`, as a link
    /// from elsewhere does: the app starts anew. Waits until it is ready.
    #[track_caller]
    pub fn open(&self, route: &str) {
        match self.frame_size() {
            Some(size) => self.open_frame(size, &self.site.frame_page(route, size, None)),
            None => {
                let url = self.site.url(route);
                let before = self.address();
                if before.split('#').next() == url.split('#').next() {
                    // Only the part after # differs: browsers would not load.
                    self.goto_raw("about:blank");
                }
                self.goto_raw(&url);
            }
        }
        self.until_ready();
    }

    /// Opens the app at any address.
    #[track_caller]
    pub fn visit(&self, url: &str) {
        self.goto_raw("about:blank");
        self.goto_raw(url);
        self.until_ready();
    }

    /// Opens the app where storage throws at every access, as with cookies
    /// blocked: in a frame that has no origin. Downloads and scripts work.
    #[track_caller]
    pub fn open_with_storage_denied(&self, route: &str) {
        let copy = match self.engine() {
            Engine::Webkit => self.site.copy_for_denied(),
            _ => "",
        };
        let size = self.setup.phone.unwrap_or((1200, 800));
        self.open_frame(size, &self.site.frame_page(route, size, Some(copy)));
        self.until_ready();
    }

    /// Loads any address into the window and waits for nothing but its load.
    #[track_caller]
    pub fn goto_raw(&self, url: &str) {
        self.leave_frame();
        self.tell(self.client.goto(url));
    }

    /// Changes the part after `#` as typing into the address bar does: the app
    /// goes on running. Wait for what is to follow, for example with
    /// [`Person::on_page`].
    #[track_caller]
    pub fn type_address(&self, route: &str) {
        self.script("location.hash = arguments[0]", &[json!(route)]);
    }

    /// Loads the page again and waits until it is ready.
    #[track_caller]
    pub fn reload(&self) {
        if self.view.get() == View::Window {
            self.tell(self.client.refresh());
        } else {
            // The frame only: the page around it would lose the app's address.
            self.script("document.documentElement.dataset.old = ''; location.reload()", &[]);
            self.await_that("a new page", || {
                match self.try_script("return 'old' in document.documentElement.dataset", &[])? {
                    Value::Bool(false) => Ok(()),
                    _ => Err("the old one is still there".to_owned()),
                }
            });
        }
        self.until_ready();
    }

    /// Goes back as the browser's button does. Wait for what is to follow.
    #[track_caller]
    pub fn back(&self) {
        if self.view.get() == View::Window {
            self.tell(self.client.back());
        } else {
            self.script("history.back()", &[]);
        }
    }

    /// The address of the app, frame or not.
    #[track_caller]
    pub fn address(&self) -> String {
        match self.script("return location.href", &[]) {
            Value::String(address) => address,
            other => self.fail(&format!("no address but {other}")),
        }
    }

    /// Opens a second window on the same profile at the same address, and goes
    /// on there. ([`Person::switch_tab`] goes back.) It is a window of its own
    /// in WebKit, which paints no tab in the background.
    #[track_caller]
    pub fn second_tab(&self) {
        let address = self.address();
        let route = address.strip_prefix(&self.site.url("")).unwrap_or_default().to_owned();
        self.leave_frame();
        let as_tab = self.engine() != Engine::Webkit;
        let new = self.tell(self.client.new_window(as_tab));
        self.tabs.borrow_mut().push(new.handle.clone());
        self.tell(self.client.switch_to_window(new.handle));
        self.open(&route);
    }

    /// Goes on in another window; the first is 1.
    #[track_caller]
    pub fn switch_tab(&self, number: usize) {
        let framed = self.view.get();
        let handle = self.tabs.borrow().get(number - 1).cloned();
        let handle = handle.unwrap_or_else(|| self.fail(&format!("there is no tab {number}")));
        self.tell(self.client.switch_to_window(handle));
        if framed != View::Window {
            self.tell(self.client.enter_frame(0));
        }
    }

    /// Gives the page this width and height.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        if let View::Frame(..) = self.view.get() {
            self.leave_frame();
            self.enter_frame((width, height));
        } else if self.setup.phone.is_some() && self.engine() == Engine::Chromium {
            self.devtools(
                "Emulation.setDeviceMetricsOverride",
                &json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true }),
            );
        } else {
            self.resize_window(width, height);
        }
        let size = self.script("return [innerWidth, innerHeight]", &[]);
        if size[0] != json!(width) {
            self.fail(&format!(
                "{} gives a page {size}, not {width} by {height}: use Person::phone for narrow ones",
                self.engine()
            ));
        }
    }

    /// Sets the window so that the page in it gets this size.
    pub(super) fn resize_window(&self, width: u32, height: u32) {
        self.tell(self.client.set_window_size(width, height));
        let rims = self.script("return [outerWidth - innerWidth, outerHeight - innerHeight]", &[]);
        let rim = |index: usize| u32::try_from(rims[index].as_i64().unwrap_or(0)).unwrap_or(0);
        self.tell(self.client.set_window_size(width + rim(0), height + rim(1)));
        // The window system may take its time; the smallest width is its own.
        let _ = wait::until("the window", Duration::from_secs(1), || {
            let size = self.try_script("return [innerWidth, innerHeight]", &[])?;
            let is_there = size == json!([width, height]);
            if is_there { Ok(()) } else { Err(format!("it is {size}")) }
        });
    }

    pub(super) fn is_framed(&self) -> bool {
        self.view.get() != View::Window
    }

    fn frame_size(&self) -> Option<(u32, u32)> {
        match (self.engine(), self.view.get(), self.setup.phone) {
            (Engine::Chromium, ..) | (_, _, None) => None,
            (_, View::Frame(width, height), _) => Some((width, height)),
            (_, View::Window, phone) => phone,
        }
    }

    fn open_frame(&self, size: (u32, u32), page: &str) {
        self.goto_raw(page);
        self.enter_frame(size);
    }

    /// From the page around, into the frame, which gets this size.
    pub(super) fn enter_frame(&self, (width, height): (u32, u32)) {
        if self.setup.phone.is_none() || self.engine() != Engine::Chromium {
            self.resize_window(width.max(600), height);
        }
        self.script(
            "const { style } = document.querySelector('iframe'); \
             style.width = arguments[0] + 'px'; style.height = arguments[1] + 'px'",
            &[json!(width), json!(height)],
        );
        self.tell(self.client.enter_frame(0));
        self.view.set(View::Frame(width, height));
    }

    /// Out of the frame, to the page around it. Hands back the frame's size.
    pub(super) fn leave_frame(&self) -> Option<(u32, u32)> {
        match self.view.replace(View::Window) {
            View::Window => None,
            View::Frame(width, height) => {
                self.tell(self.client.enter_parent_frame());
                Some((width, height))
            }
        }
    }

    /// Waits until the app says that it shows what it wants to show.
    #[track_caller]
    pub(super) fn until_ready(&self) {
        self.await_that("the app to be ready", || {
            let ready = self.try_script(
                "return document.readyState === 'complete' && \
                 document.querySelector('[data-ready] main[data-page]') !== null",
                &[],
            )?;
            if ready == json!(true) { Ok(()) } else { Err("it is not".to_owned()) }
        });
    }

    /// Runs a script in the page, as the body of a function with `arguments`.
    #[track_caller]
    pub fn script(&self, js: &str, args: &[Value]) -> Value {
        self.tell(self.client.execute(js, args.to_vec()))
    }

    /// Runs a script as one of the page's own, so that its errors are the page's. It comes from the site, since the
    /// page's policy allows no other.
    #[track_caller]
    pub fn run_in_page(&self, js: &str) {
        const FILE: &str = "run-in-page.js";
        self.site.answer(FILE, Response::body(js));
        let run = "const [file, done] = arguments; \
                   const script = document.createElement('script'); \
                   script.src = `${file}?${performance.now()}`; \
                   script.onload = () => done(true); script.onerror = () => done(false); \
                   document.head.append(script)";
        let ran = self.tell(self.client.execute_async(run, vec![json!(FILE)]));
        assert_eq!(ran, json!(true), "the page does not take the script");
    }

    /// The same, when it may fail because the page is changing.
    pub(super) fn try_script(&self, js: &str, args: &[Value]) -> Result<Value, String> {
        self.runtime.block_on(self.client.execute(js, args.to_vec())).map_err(|error| error.to_string())
    }

    /// Runs a script that can use the functions of `page.js`.
    pub(super) fn look(&self, js: &str, args: &[Value]) -> Result<Value, String> {
        self.try_script(&format!("{PAGE}\n{js}"), args)
    }

    /// What an expression with the functions of `page.js` comes to while the
    /// page draws its next frame.
    pub(super) fn look_in_a_frame(&self, js: &str) -> Result<Value, String> {
        let script =
            format!("{PAGE}\nconst done = arguments[arguments.length - 1];\nrequestAnimationFrame(() => done({js}));");
        self.runtime.block_on(self.client.execute_async(&script, Vec::new())).map_err(|error| error.to_string())
    }

    /// The element in the answer of a script: `{element}`, or `{seen}` instead.
    pub(super) fn element_in(&self, answer: &Value) -> Result<Element, String> {
        match answer["element"][ELEMENT].as_str() {
            Some(id) => {
                let id = ElementRef::from(id.to_owned());
                Ok(Element::from_element_id(self.client.clone(), id))
            }
            None => Err(answer["seen"].as_str().unwrap_or("there is none").to_owned()),
        }
    }

    /// Switches JavaScript off for the next page: Chromium only.
    #[track_caller]
    pub fn without_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// Lets the page use the clipboard, where the engine can be told so:
    /// Chromium only.
    #[track_caller]
    pub fn allow_clipboard(&self) {
        if self.engine() == Engine::Chromium {
            let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
            let origin = self.site.origin();
            self.devtools("Browser.grantPermissions", &json!({ "origin": origin, "permissions": permissions }));
        }
    }

    /// Kills the engine's process of the page, as it dies by a fault of its own:
    /// WebKit only. Whether there was one.
    pub fn lose_the_engine(&self) -> bool {
        let pages = self.driver.page_processes().unwrap_or_default();
        for page in &pages {
            assert!(xtask::run::succeeds(Command::new("kill").args(["-KILL", &page.to_string()])));
        }
        !pages.is_empty()
    }

    /// A command of Chromium's developer tools.
    pub(super) fn devtools(&self, command: &str, params: &Value) -> Value {
        self.tell(self.client.issue_cmd(Vendor::devtools(command, params)))
    }

    /// Sends a command; what the driver refuses fails the test.
    #[track_caller]
    pub(super) fn tell<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> T {
        match self.runtime.block_on(command) {
            Ok(value) => value,
            Err(error) => self.fail(&format!("the driver says: {error}")),
        }
    }

    /// Waits for a condition; a failure is a failed test.
    #[track_caller]
    pub(super) fn await_that<T>(&self, awaited: &str, look: impl FnMut() -> Result<T, String>) -> T {
        match wait::until(awaited, wait::PATIENCE, look) {
            Ok(value) => value,
            Err(why) => self.fail(&why),
        }
    }

    /// Fails the test, with everything that helps to see why.
    #[track_caller]
    pub fn fail(&self, why: &str) -> ! {
        self.reported.set(true);
        panic!("{why}\n{}", self.report());
    }

    /// Engine, address, visible text, console, screenshot.
    fn report(&self) -> String {
        let text = |js: &str| match self.try_script(js, &[]) {
            Ok(Value::String(text)) => text,
            Ok(other) => other.to_string(),
            Err(error) => format!("({error})"),
        };
        let mut report = format!("  engine:  {}\n", self.engine());
        if self.driver.page_processes().is_some_and(|left| left.is_empty()) {
            let _ = writeln!(report, "  {ENGINE_DIED}");
        }
        let visible = text("return document.body.innerText.replace(/\\s+/g, ' ').slice(0, 1500)");
        // Writing to a string cannot fail.
        let _ = writeln!(report, "  address: {}", text("return location.href"));
        let _ = writeln!(report, "  page:    {visible}");
        for line in self.console() {
            let _ = writeln!(report, "  console: {line}");
        }
        if let Some(file) = shot::of_failure(self) {
            let _ = writeln!(report, "  picture: {}", file.display());
        }
        report
    }
}

impl Drop for Person<'_> {
    fn drop(&mut self) {
        if thread::panicking() && !self.reported.get() {
            // An assertion of the test itself: it does not know the browser.
            eprintln!("{}", self.report());
        }
        // The page may do nothing that its policy forbids, whatever a test looks at: no request to another host, no
        // script and no style but its own.
        if !thread::panicking() {
            let forbidden =
                |line: &String| line.contains("Content Security Policy") || line.contains("Content-Security-Policy");
            let refused: Vec<String> = self.console().into_iter().filter(forbidden).collect();
            assert!(refused.is_empty(), "the page's policy was violated: {refused:#?}");
        }
        // A driver that no longer answers is ended by its own drop.
        let close = self.client.clone().close();
        let _ = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(5), close).await });
    }
}
