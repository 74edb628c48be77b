//! Hosts that owners use, from the packages of the system: the built folder behind a real nginx or Apache, set up as
//! the files in the folder say.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::engine;
use super::wait;

/// Where the app stands on these hosts.
pub const FOLDER: &str = "team/roundtable";

/// A host with the app in a folder. It ends when dropped.
#[derive(Debug)]
pub struct Host {
    process: Child,
    port: u16,
    root: PathBuf,
}

/// What a host answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// How many bytes the body has as sent.
    pub length: usize,
}

impl Host {
    /// nginx with the settings that the folder brings for it; `change` is made to them.
    pub fn nginx(change: impl Fn(String) -> String) -> Self {
        Self::start("nginx", |root, port| {
            let recipe = fs::read_to_string(root.join("www").join(FOLDER).join("nginx.txt")).unwrap();
            let recipe = recipe
                .replace("/roundtable", &format!("/{FOLDER}"))
                .replace("root /var/www;", &format!("root {};", root.join("www").display()));
            let recipe = change(recipe);
            let at = root.display();
            let settings = format!(
                "daemon off;\nuser root;\nworker_processes 1;\npid {at}/nginx.pid;\nerror_log {at}/error.log;\n\
                 events {{}}\nhttp {{\naccess_log off;\ndefault_type text/plain;\nserver {{\nlisten 127.0.0.1:{port};\n\
                 root {at}/elsewhere;\n{recipe}\n}}\n}}\n"
            );
            let file = root.join("nginx.conf");
            fs::write(&file, settings).unwrap();
            let mut command = Command::new("/usr/sbin/nginx");
            command.arg("-c").arg(file).arg("-e").arg(root.join("error.log"));
            command
        })
    }

    /// Apache, which lets the folder bring its own settings.
    pub fn apache() -> Self {
        Self::start("apache", |root, port| {
            let at = root.display();
            let modules: String = [
                "mpm_event",
                "authz_core",
                "dir",
                "mime",
                "headers",
                "rewrite",
                "env",
                "setenvif",
                "filter",
                "deflate",
            ]
            .iter()
            .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
            .collect();
            let settings = format!(
                "ServerRoot {at}\nPidFile {at}/apache.pid\nListen 127.0.0.1:{port}\nServerName localhost\n{modules}\
                 User www-data\nGroup www-data\nErrorLog {at}/error.log\nTypesConfig /etc/mime.types\n\
                 DocumentRoot {at}/www\n<Directory {at}/www>\nAllowOverride FileInfo\nRequire all granted\n\
                 DirectoryIndex index.html\n</Directory>\n"
            );
            let file = root.join("apache.conf");
            fs::write(&file, settings).unwrap();
            let mut command = Command::new("/usr/sbin/apache2");
            command.arg("-DFOREGROUND").arg("-f").arg(file);
            command
        })
    }

    fn start(name: &str, command: impl Fn(&Path, u16) -> Command) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let root = std::env::temp_dir().join(format!("roundtable-{name}-{}-{port}", std::process::id()));
        copy(&engine::run().dist, &root.join("www").join(FOLDER));
        let log = root.join("error.log");
        let said = fs::File::create(&log).unwrap();
        let process = command(&root, port).stdout(Stdio::null()).stderr(said).spawn();
        let process = process.unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        let host = Self { process, port, root };
        let up = wait::until(name, Duration::from_secs(10), || {
            TcpStream::connect(("127.0.0.1", port)).map_err(|error| error.to_string())
        });
        if let Err(why) = up {
            panic!("{why}\n{}", fs::read_to_string(log).unwrap_or_default());
        }
        host
    }

    /// The owner puts another text in place of a file.
    pub fn edit(&self, name: &str, text: &str) {
        let file = self.root.join("www").join(FOLDER).join(name);
        assert!(file.exists(), "{name} is not there");
        fs::write(file, text).unwrap();
    }

    /// The address of the app with a route.
    pub fn url(&self, route: &str) -> String {
        format!("http://127.0.0.1:{}/{FOLDER}/{route}", self.port)
    }

    /// Asks for a file of the app as a browser does that takes these encodings.
    pub fn ask(&self, name: &str, encodings: &str) -> Answer {
        self.ask_at(&format!("/{FOLDER}/{name}"), encodings)
    }

    /// Asks for any path of the host.
    pub fn ask_at(&self, path: &str, encodings: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encodings}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        Answer {
            status,
            headers: headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect(),
            length: bytes.len() - end - 4,
        }
    }
}

impl Answer {
    /// A header; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Asked to end, so that it ends its workers.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
