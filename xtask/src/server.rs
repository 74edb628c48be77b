//! A plain static host on loopback: for `serve`, for the bench, and for the
//! browser tests. It knows nothing of the app or its routes, because the app
//! must run on hosts that know nothing either. Tests make it misbehave on
//! purpose: other answers for single paths, files cut short, a port that
//! closes while pages are open.
//!
//! It stands on `std::net` with one thread a connection instead of a library,
//! because [`Server::stop`] must drop connections that are kept alive, at
//! once, and the libraries looked at keep serving those.

mod answer;
mod http;

use std::collections::HashMap;
use std::io::{BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::failure::{Explain, Result};
pub use answer::Response;
use answer::{Answer, Site};
pub use http::mime;

/// How a server is to behave.
#[derive(Clone, Debug)]
pub struct ServerOptions {
    /// The folder to serve.
    pub root: PathBuf,
    /// The path at which the folder stands, such as `/team/tools/`. Outside it
    /// there is nothing but [`ServerOptions::extra`].
    pub mount: String,
    /// The port; 0 takes any free one.
    pub port: u16,
    /// Whether to send Brotli to whoever accepts it.
    pub compress: bool,
    /// Changed answers, by path below the mount (`activities/index.json`).
    pub overrides: HashMap<String, Response>,
    /// Further pages, by path from the origin (`/frame.html`).
    pub extra: HashMap<String, Response>,
    /// Headers that every answer carries.
    pub extra_headers: Vec<(String, String)>,
}

impl ServerOptions {
    /// A folder at the root of any free port, as it is.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            mount: "/".to_owned(),
            port: 0,
            compress: false,
            overrides: HashMap::new(),
            extra: HashMap::new(),
            extra_headers: Vec::new(),
        }
    }
}

/// One request and what it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// `GET`, `HEAD` or whatever was tried.
    pub method: String,
    /// The path from the origin, decoded, without the query.
    pub path: String,
    /// The status sent.
    pub status: u16,
    /// Bytes of the body as sent, after compression.
    pub bytes: usize,
    /// `br`, or `identity` for not compressed.
    pub encoding: &'static str,
}

/// A running server. It stops when dropped.
#[derive(Debug)]
pub struct Server {
    shared: Arc<Shared>,
    port: u16,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    site: Site,
    log: Mutex<Vec<Exchange>>,
    connections: Mutex<HashMap<u64, TcpStream>>,
    stopping: AtomicBool,
}

impl Server {
    /// Starts serving on 127.0.0.1.
    pub fn start(options: ServerOptions) -> Result<Self> {
        let remedy = "Choose another port with --port.";
        let what = || format!("The server cannot listen on port {}.", options.port);
        let listener = TcpListener::bind(("127.0.0.1", options.port)).explain(what(), remedy)?;
        let port = listener.local_addr().explain(what(), remedy)?.port();
        let shared = Arc::new(Shared {
            site: Site::new(options)?,
            log: Mutex::default(),
            connections: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let for_thread = Arc::clone(&shared);
        let acceptor = thread::spawn(move || accept(&listener, &for_thread));
        Ok(Self { shared, port, acceptor: Some(acceptor) })
    }

    /// The address of the served folder, with the mount and a slash at the end.
    pub fn url(&self) -> String {
        format!("{}{}", self.origin(), self.shared.site.mount())
    }

    /// The address without any path, to be followed by one with a slash.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port, to start again on the same one after a stop.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Everything requested so far, in order.
    pub fn requests(&self) -> Vec<Exchange> {
        lock(&self.shared.log).clone()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        lock(&self.shared.log).clear();
    }

    /// From now on, answers for `path` (below the mount) with `response`.
    pub fn set_override(&self, path: &str, response: Response) {
        self.shared.site.set_override(path, response);
    }

    /// From now on, answers for `path` (below the mount) with the file again.
    pub fn clear_override(&self, path: &str) {
        self.shared.site.clear_override(path);
    }

    /// Closes the port and every connection. Nothing is served after this.
    pub fn stop(&mut self) {
        let Some(acceptor) = self.acceptor.take() else {
            return;
        };
        self.shared.stopping.store(true, Ordering::SeqCst);
        // The acceptor waits for a connection: this one wakes it. Failing means
        // that it is gone already.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        // A panic in the acceptor has been printed and leaves the port closed.
        let _ = acceptor.join();
        for (_, stream) in lock(&self.shared.connections).drain() {
            // Failing means that the other side has closed it already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (id, stream) in (0u64..).zip(listener.incoming()) {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let Ok(handle) = stream.try_clone() else {
            continue;
        };
        lock(&shared.connections).insert(id, handle);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // An error here is a browser that went away: there is nobody to tell.
            let _ = serve(stream, &shared);
            lock(&shared.connections).remove(&id);
        });
    }
}

fn serve(stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut writer = stream.try_clone()?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = http::read_request(&mut reader)? {
        let answer = shared.site.answer(&request);
        let sends_body = request.method != "HEAD";
        let body = if sends_body { answer.sent_body() } else { &[] };
        // Written down before it is sent: whoever sees the page sees the log.
        lock(&shared.log).push(Exchange {
            method: request.method.clone(),
            path: answer.path.clone(),
            status: answer.status,
            bytes: body.len(),
            encoding: answer.encoding,
        });
        let ends = !request.keep_alive || answer.is_cut();
        let mut message = head(&answer, ends);
        message.extend_from_slice(body);
        writer.write_all(&message)?;
        if ends {
            break;
        }
    }
    writer.shutdown(Shutdown::Both)
}

fn head(answer: &Answer, closes: bool) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, http::reason(answer.status));
    let length = answer.body.len().to_string();
    let connection = if closes { "close" } else { "keep-alive" };
    let own = [
        ("Content-Type", answer.mime.as_str()),
        ("Content-Length", &length),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
        ("Connection", connection),
    ];
    let further = answer.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in own.into_iter().chain(further) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// A thread that panicked leaves the data usable: every change is one call.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
