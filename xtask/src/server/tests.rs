//! The server as a browser sees it: over a real connection, so that these hold
//! whatever it is made of.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use super::*;

/// A folder that is removed at the end of its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("site/activities")).unwrap();
        fs::write(path.join("secret.txt"), "outside").unwrap();
        fs::write(path.join("site/index.html"), "<p>home").unwrap();
        fs::write(path.join("site/app_bg.wasm"), vec![7; 5000]).unwrap();
        fs::write(path.join("site/activities/é a.json"), "{}").unwrap();
        Self(path)
    }

    fn options(&self, mount: &str) -> ServerOptions {
        ServerOptions { mount: mount.to_owned(), ..ServerOptions::new(self.0.join("site")) }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(("127.0.0.1", server.port())).unwrap()
}

/// Sends one request on its own connection; gives head and body.
fn ask(server: &Server, first: &str, headers: &str) -> (String, Vec<u8>) {
    let mut stream = connect(server);
    write!(stream, "{first} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    (String::from_utf8(bytes[..end].to_vec()).unwrap(), bytes[end..].to_vec())
}

fn status(server: &Server, path: &str) -> u16 {
    let (head, _) = ask(server, &format!("GET {path}"), "");
    head.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn serves_below_its_mount_only() {
    let folder = Folder::new("mount");
    let server = Server::start(folder.options("/team/tools")).unwrap();
    assert!(server.url().ends_with("/team/tools/"));
    let (head, body) = ask(&server, "GET /team/tools/?x=1", "");
    assert!(head.contains("text/html; charset=utf-8") && head.contains("no-cache"));
    assert_eq!(body, b"<p>home");
    assert_eq!(status(&server, "/team/tools/index.html"), 200);
    assert_eq!(status(&server, "/team/tools/activities/%C3%A9%20a.json"), 200);
    assert_eq!(status(&server, "/"), 404);
    assert_eq!(status(&server, "/index.html"), 404);
    assert_eq!(status(&server, "/team/tools/a/five-elements"), 404);
    assert_eq!(status(&server, "/team/tools/index.html/"), 404);
    let (head, _) = ask(&server, "GET /team/tools", "");
    assert!(head.contains("301") && head.contains("Location: /team/tools/"));
    let (head, _) = ask(&server, "GET /team/tools/activities", "");
    assert!(head.contains("Location: /team/tools/activities/"));
}

#[test]
fn never_leaves_its_folder() {
    let folder = Folder::new("inside");
    let server = Server::start(folder.options("/")).unwrap();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/activities/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//../secret.txt",
        "/c:/secret.txt",
    ] {
        assert_eq!(status(&server, path), 404, "{path}");
    }
    assert_eq!(status(&server, "/%00"), 404);
    assert_eq!(status(&server, "/%zz"), 400);
}

#[cfg(unix)]
#[test]
fn follows_no_link_out_of_its_folder() {
    let folder = Folder::new("link");
    std::os::unix::fs::symlink(folder.0.join("secret.txt"), folder.0.join("site/link.txt")).unwrap();
    let server = Server::start(folder.options("/")).unwrap();
    assert_eq!(status(&server, "/link.txt"), 404);
}

#[test]
fn compresses_for_whoever_accepts_it() {
    let folder = Folder::new("encoding");
    let options = ServerOptions { compress: true, ..folder.options("/") };
    let server = Server::start(options).unwrap();
    let (head, body) = ask(&server, "GET /app_bg.wasm", "Accept-Encoding: gzip, br\r\n");
    assert!(head.contains("Content-Encoding: br") && head.contains("application/wasm"));
    assert!(body.len() < 100);
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut &body[..], &mut plain).unwrap();
    assert_eq!(plain, vec![7; 5000]);
    let (head, body) = ask(&server, "GET /app_bg.wasm", "");
    assert!(!head.contains("Content-Encoding") && head.contains("Vary: Accept-Encoding"));
    assert_eq!(body.len(), 5000);
    let log = server.requests();
    assert_eq!((log[0].encoding, log[1].encoding), ("br", "identity"));
    assert_eq!((log[0].bytes < 100, log[1].bytes), (true, 5000));
    server.forget_requests();
    assert_eq!(server.requests(), []);
}

#[test]
fn misbehaves_on_demand() {
    let folder = Folder::new("override");
    let mut options = folder.options("/sub/");
    options.extra.insert("/frame.html".to_owned(), Response::body("<iframe>"));
    options.extra_headers.push(("Access-Control-Allow-Origin".to_owned(), "*".to_owned()));
    options.overrides.insert("site.json".to_owned(), Response::body("{broken"));
    let server = Server::start(options).unwrap();

    let (head, body) = ask(&server, "GET /frame.html", "");
    assert!(head.contains("200 OK") && head.contains("text/html") && head.contains("-Origin: *"));
    assert_eq!(body, b"<iframe>");
    let (head, body) = ask(&server, "GET /sub/site.json", "");
    assert!(head.contains("200 OK") && head.contains("application/json"));
    assert_eq!(body, b"{broken");

    server.set_override("app_bg.wasm", Response::mime("text/plain"));
    let (head, body) = ask(&server, "GET /sub/app_bg.wasm", "");
    assert!(head.contains("Content-Type: text/plain\r\n"));
    assert_eq!(body.len(), 5000);
    server.set_override("app_bg.wasm", Response::cut_after(10));
    let (head, body) = ask(&server, "GET /sub/app_bg.wasm", "");
    assert!(head.contains("Content-Length: 5000"));
    assert_eq!(body.len(), 10);
    server.set_override("index.html", Response::status(500).with_header("Retry-After", "9"));
    let (head, _) = ask(&server, "GET /sub/", "");
    assert!(head.starts_with("HTTP/1.1 500 Internal") && head.contains("Retry-After: 9"));
    server.clear_override("index.html");
    assert_eq!(status(&server, "/sub/"), 200);
}

#[test]
fn answers_other_methods_as_a_static_host() {
    let folder = Folder::new("methods");
    let server = Server::start(folder.options("/")).unwrap();
    let (head, body) = ask(&server, "HEAD /app_bg.wasm", "");
    assert!(head.contains("Content-Length: 5000") && body.is_empty());
    let (head, _) = ask(&server, "POST /", "Content-Length: 0\r\n");
    assert!(head.starts_with("HTTP/1.1 405"));
    assert_eq!(server.requests()[1].method, "POST");
}

#[test]
fn keeps_connections_alive_side_by_side() {
    let folder = Folder::new("alive");
    let server = Server::start(folder.options("/")).unwrap();
    let mut streams: Vec<_> = (0..20).map(|_| connect(&server)).collect();
    for _ in 0..3 {
        for stream in &mut streams {
            stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        }
        for stream in &mut streams {
            let mut bytes = vec![0; 1024];
            let count = stream.read(&mut bytes).unwrap();
            assert!(bytes[..count].ends_with(b"<p>home"));
        }
    }
    assert_eq!(server.requests().len(), 60);
}

#[test]
fn stops_at_once_and_starts_again_on_the_same_port() {
    let folder = Folder::new("stop");
    let mut server = Server::start(folder.options("/")).unwrap();
    let mut kept = connect(&server);
    kept.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    assert!(kept.read(&mut [0; 1024]).unwrap() > 0);
    server.stop();
    assert!(TcpStream::connect(("127.0.0.1", server.port())).is_err());
    assert_eq!(kept.read(&mut [0; 1024]).unwrap_or(0), 0);
    let options = ServerOptions { port: server.port(), ..folder.options("/") };
    let again = Server::start(options).unwrap();
    assert_eq!(status(&again, "/"), 200);
}
