//! The built app on a plain static host, at a sub-path, with pages beside it
//! that hold it in a frame; and the record of what browsers asked for.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use xtask::server::{Exchange, Response, Server, ServerOptions};

use super::engine;

/// Where the app stands on the host, unless a test says otherwise. Not at the
/// root: that it works at any sub-path is one of the promises.
const MOUNT: &str = "/team/tools/";

/// A page that shows the app in a frame of a given size. The address after `#`
/// goes into the frame.
const FRAME_PAGE: &str = r#"<!doctype html><html lang="en"><meta charset="utf-8">
<title>Frame</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<body style="margin:0"><script>
const ask = new URLSearchParams(location.search);
const frame = document.createElement('iframe');
frame.title = 'App';
frame.allow = 'camera; clipboard-write';
if (ask.has('denied')) frame.sandbox = 'allow-scripts allow-downloads allow-forms allow-modals';
frame.style.cssText = `border:0;display:block;width:${ask.get('width')}px;height:${ask.get('height')}px`;
frame.src = ask.get('show');
document.body.append(frame);
</script></body></html>"#;

/// The app on a host. It stops serving when dropped.
#[derive(Debug)]
pub struct Site {
    server: RefCell<Server>,
    root: PathBuf,
    mount: String,
    keeps: bool,
}

impl Site {
    /// The app as built, without its service worker: what is asked for comes from the host, so that a test may
    /// change it.
    pub fn built() -> Self {
        Self::built_at(MOUNT)
    }

    /// The same, at a path of one's choice.
    pub fn built_at(mount: &str) -> Self {
        Self::at(&engine::run().dist, mount, false)
    }

    /// The app as built, with the service worker that keeps it on the device.
    pub fn kept() -> Self {
        Self::at(&engine::run().dist, MOUNT, true)
    }

    /// Any folder, served as the app is.
    pub fn of(root: impl Into<PathBuf>) -> Self {
        Self::at(root, MOUNT, false)
    }

    fn at(root: impl Into<PathBuf>, mount: &str, keeps: bool) -> Self {
        let root = root.into();
        let server = start(&root, mount, 0, keeps);
        Self { server: RefCell::new(server), root, mount: mount.to_owned(), keeps }
    }

    /// The path at which the app stands.
    pub fn mount(&self) -> &str {
        &self.mount
    }

    /// The name of the built file that begins and ends so; names hold a hash.
    pub fn file(&self, start: &str, end: &str) -> String {
        let names = fs::read_dir(&self.root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut found: Vec<String> = names.filter(|name| name.starts_with(start) && name.ends_with(end)).collect();
        assert_eq!(found.len(), 1, "files {start}…{end}: {found:?}");
        found.remove(0)
    }

    /// The address of the app with a route such as `#/a/five-elements`, or of a
    /// file of it.
    pub fn url(&self, route: &str) -> String {
        format!("{}{route}", self.server.borrow().url())
    }

    /// The address of the host, without a path.
    pub fn origin(&self) -> String {
        self.server.borrow().origin()
    }

    /// From now on, `path` (below the app) is answered with this.
    pub fn answer(&self, path: &str, response: Response) {
        self.server.borrow().set_override(path, response);
    }

    /// From now on, `path` (below the app) is the file again.
    pub fn answer_as_built(&self, path: &str) {
        self.server.borrow().clear_override(path);
    }

    /// The network is gone: the port is closed and every connection broken.
    pub fn go_offline(&self) {
        self.server.borrow_mut().stop();
    }

    /// The network is back, at the same address; changed answers are forgotten.
    pub fn go_online(&self) {
        let port = self.server.borrow().port();
        *self.server.borrow_mut() = start(&self.root, &self.mount, port, self.keeps);
    }

    /// What was asked for since the start or [`Site::go_online`], in order.
    pub fn requests(&self) -> Vec<Exchange> {
        self.server.borrow().requests()
    }

    /// Holds that every request was for a file of the app that is there.
    /// `expected` names the paths that may fail, by their ending.
    #[track_caller]
    pub fn assert_nothing_missing(&self, expected: &[&str]) {
        let missing: Vec<String> = self
            .requests()
            .iter()
            .filter(|one| one.status >= 400)
            .filter(|one| !expected.iter().any(|end| one.path.ends_with(end)))
            .map(|one| format!("{} {} {}", one.method, one.path, one.status))
            .collect();
        assert!(missing.is_empty(), "the app asked for what is not there: {missing:#?}");
    }

    /// The page that frames the app at a route. `denied` gives the frame an
    /// origin of its own, so that every access to storage throws.
    pub(super) fn frame_page(&self, route: &str, size: (u32, u32), denied: Option<&str>) -> String {
        let app = self.url(&format!("{}{route}", denied.unwrap_or_default()));
        let mut page: url::Url = format!("{}/frame.html", self.origin()).parse().unwrap();
        page.query_pairs_mut()
            .append_pair("width", &size.0.to_string())
            .append_pair("height", &size.1.to_string())
            .append_pair("show", &app);
        if denied.is_some() {
            page.query_pairs_mut().append_key_only("denied");
        }
        page.into()
    }

    /// A copy of the start page whose content security policy names this host
    /// beside `'self'`, for WebKit: in a frame without an origin, it takes
    /// `'self'` for nobody and runs no script at all.
    pub(super) fn copy_for_denied(&self) -> &'static str {
        const NAME: &str = "denied.html";
        let page = fs::read_to_string(self.root.join("index.html")).unwrap();
        let named = page.replace("'self'", &format!("'self' {}", self.origin()));
        self.answer(NAME, Response::body(named));
        NAME
    }
}

fn start(root: &Path, mount: &str, port: u16, keeps: bool) -> Server {
    let mut options = ServerOptions::new(root);
    options.mount = mount.to_owned();
    options.port = port;
    options.extra.insert("/frame.html".to_owned(), Response::body(FRAME_PAGE));
    if !keeps {
        // One that does nothing: a missing one would be an error on the console, and WebKit takes an empty one for a
        // new version at every look.
        options.overrides.insert("sw.js".to_owned(), Response::body("// keeps nothing"));
    }
    // A frame without an origin asks for everything as a stranger.
    options.extra_headers.push(("Access-Control-Allow-Origin".to_owned(), "*".to_owned()));
    Server::start(options).unwrap_or_else(|failure| panic!("{failure}"))
}
