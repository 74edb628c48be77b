//! What a path gets: a file, an override, an extra page, a redirect, or a
//! refusal. No sockets here, so that this can be read and tested by itself.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::http::{self, RequestHead, mime};
use super::{ServerOptions, lock};
use crate::compress;
use crate::failure::{Explain, Result};

/// An answer made by hand. What is not set stays as the file would be served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    status: Option<u16>,
    mime: Option<String>,
    body: Option<Vec<u8>>,
    headers: Vec<(String, String)>,
    cut_after: Option<usize>,
}

impl Response {
    /// Another body, of the type that the path's ending says.
    pub fn body(body: impl Into<Vec<u8>>) -> Self {
        Self { body: Some(body.into()), ..Self::default() }
    }

    /// An error as hosts send it: a status and a line of text.
    pub fn status(status: u16) -> Self {
        Self {
            status: Some(status),
            mime: Some("text/plain; charset=utf-8".to_owned()),
            body: Some(format!("{status} {}\n", http::reason(status)).into_bytes()),
            ..Self::default()
        }
    }

    /// The same file, sent as another type.
    pub fn mime(mime: &str) -> Self {
        Self::default().with_mime(mime)
    }

    /// The same file, whose connection breaks after this many bytes of the
    /// body as sent.
    pub fn cut_after(bytes: usize) -> Self {
        Self { cut_after: Some(bytes), ..Self::default() }
    }

    /// This answer, sent as another type.
    #[must_use]
    pub fn with_mime(mut self, mime: &str) -> Self {
        self.mime = Some(mime.to_owned());
        self
    }

    /// This answer with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// What goes out.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) path: String,
    pub(super) status: u16,
    pub(super) mime: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Arc<Vec<u8>>,
    pub(super) encoding: &'static str,
    cut_after: Option<usize>,
}

impl Answer {
    fn new(path: &str, status: u16, mime: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.to_owned(),
            status,
            mime: mime.to_owned(),
            headers: Vec::new(),
            body: Arc::new(body.into()),
            encoding: "identity",
            cut_after: None,
        }
    }

    fn refusal(path: &str, status: u16) -> Self {
        let text = format!("{status} {}\n", http::reason(status));
        Self::new(path, status, "text/plain; charset=utf-8", text)
    }

    fn redirect(path: &str, to: &str) -> Self {
        let mut answer = Self::refusal(path, 301);
        answer.headers.push(("Location".to_owned(), encode(to)));
        answer
    }

    /// The answer with what the response sets; the name gives the type.
    fn changed(mut self, response: &Response, name: &str) -> Self {
        if let Some(status) = response.status {
            self.status = status;
        } else if response.body.is_some() {
            self.status = 200;
        }
        if let Some(body) = &response.body {
            self.body = Arc::new(body.clone());
            self.mime = mime(name).to_owned();
        }
        if let Some(mime) = &response.mime {
            self.mime.clone_from(mime);
        }
        self.headers.extend(response.headers.iter().cloned());
        self.cut_after = response.cut_after;
        self
    }

    /// Whether the connection is to break before the body's end.
    pub(super) fn is_cut(&self) -> bool {
        self.cut_after.is_some()
    }

    /// The bytes that really go out, which the header may promise more of.
    pub(super) fn sent_body(&self) -> &[u8] {
        let length = self.cut_after.unwrap_or(usize::MAX).min(self.body.len());
        &self.body[..length]
    }
}

/// The folder and everything that changes how it is served.
#[derive(Debug)]
pub(super) struct Site {
    root: PathBuf,
    mount: String,
    compress: bool,
    overrides: Mutex<HashMap<String, Response>>,
    extra: HashMap<String, Response>,
    extra_headers: Vec<(String, String)>,
    /// Compressed bodies by the hash of the plain one, so that a file that
    /// changes is compressed again and one that does not never is.
    compressed: Mutex<HashMap<u64, Arc<Vec<u8>>>>,
}

impl Site {
    pub(super) fn new(options: ServerOptions) -> Result<Self> {
        let root = options.root.canonicalize().explain(
            format!("The folder {} cannot be served.", options.root.display()),
            "Build it first with `cargo xtask dist`.",
        )?;
        let inner = options.mount.trim_matches('/');
        Ok(Self {
            root,
            mount: if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") },
            compress: options.compress,
            overrides: Mutex::new(options.overrides),
            extra: options.extra,
            extra_headers: options.extra_headers,
            compressed: Mutex::default(),
        })
    }

    pub(super) fn mount(&self) -> &str {
        &self.mount
    }

    pub(super) fn set_override(&self, path: &str, response: Response) {
        lock(&self.overrides).insert(path.to_owned(), response);
    }

    pub(super) fn clear_override(&self, path: &str) {
        lock(&self.overrides).remove(path);
    }

    pub(super) fn answer(&self, request: &RequestHead) -> Answer {
        let mut answer = match http::decoded_path(&request.target) {
            Some(path) if matches!(request.method.as_str(), "GET" | "HEAD") => self.find(&path),
            Some(path) => Answer::refusal(&path, 405),
            None => Answer::refusal(&request.target, 400),
        };
        if self.compress && compress::is_compressible(&answer.mime) {
            answer.headers.push(("Vary".to_owned(), "Accept-Encoding".to_owned()));
            if request.accepts_brotli {
                self.compress(&mut answer);
            }
        }
        answer.headers.extend(self.extra_headers.iter().cloned());
        answer
    }

    fn find(&self, path: &str) -> Answer {
        if let Some(page) = self.extra.get(path) {
            return Answer::refusal(path, 404).changed(page, path);
        }
        if format!("{path}/") == self.mount {
            return Answer::redirect(path, &self.mount);
        }
        let Some(inner) = path.strip_prefix(&self.mount) else {
            return Answer::refusal(path, 404);
        };
        let Some(mut file) = self.inside(inner) else {
            return Answer::refusal(path, 404);
        };
        let mut name = inner.to_owned();
        if file.is_dir() {
            if !path.ends_with('/') {
                return Answer::redirect(path, &format!("{path}/"));
            }
            file.push("index.html");
            name.push_str("index.html");
        }
        let answer = match self.read(&file) {
            Some(body) if !name.ends_with('/') => Answer::new(path, 200, mime(&name), body),
            _ => Answer::refusal(path, 404),
        };
        match lock(&self.overrides).get(&name) {
            Some(response) => answer.changed(response, &name),
            None => answer,
        }
    }

    /// The place of a path in the folder, or nothing if any part of it could
    /// lead out.
    fn inside(&self, inner: &str) -> Option<PathBuf> {
        let mut file = self.root.clone();
        for segment in inner.split('/').filter(|segment| !segment.is_empty()) {
            if matches!(segment, "." | "..") || segment.contains(['\\', ':', '\0']) {
                return None;
            }
            file.push(segment);
        }
        Some(file)
    }

    fn read(&self, file: &Path) -> Option<Vec<u8>> {
        // A link in the folder could lead out as well.
        let real = file.canonicalize().ok()?;
        if !real.starts_with(&self.root) {
            return None;
        }
        fs::read(real).ok()
    }

    fn compress(&self, answer: &mut Answer) {
        let mut hasher = DefaultHasher::new();
        answer.body.hash(&mut hasher);
        let key = hasher.finish();
        let known = lock(&self.compressed).get(&key).cloned();
        let packed = known.unwrap_or_else(|| {
            let packed = Arc::new(compress::brotli(&answer.body));
            lock(&self.compressed).insert(key, Arc::clone(&packed));
            packed
        });
        if packed.len() < answer.body.len() {
            answer.body = packed;
            answer.encoding = "br";
            answer.headers.push(("Content-Encoding".to_owned(), "br".to_owned()));
        }
    }
}

fn encode(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=@".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
