//! Shows the built folder on this machine, as a plain static host would.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use crate::failure::Result;
use crate::server::{Server, ServerOptions};

/// How many ports after the wanted one are tried when it is taken.
const FURTHER_PORTS: u16 = 20;

/// Serves the folder below `mount`, prints the address, and goes on until it
/// is interrupted.
pub fn serve(dist: PathBuf, mount: &str, port: u16, open: bool) -> Result<()> {
    let server = start(dist, mount, port)?;
    let url = server.url();
    println!("Roundtable is at {url}\nPress Ctrl+C to stop.");
    if open {
        show(&url);
    }
    loop {
        thread::park();
    }
}

fn start(dist: PathBuf, mount: &str, port: u16) -> Result<Server> {
    let mut options = ServerOptions { mount: mount.to_owned(), port, ..ServerOptions::new(dist) };
    let last = port.saturating_add(FURTHER_PORTS);
    loop {
        match Server::start(options.clone()) {
            Err(_) if options.port < last => options.port += 1,
            result => return result,
        }
    }
}

fn show(url: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    let started = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if started.is_err() {
        println!("No browser could be opened from here: open the address yourself.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_next_port_when_one_is_taken() {
        let root = std::env::temp_dir();
        let first = Server::start(ServerOptions::new(root.clone())).unwrap();
        let second = start(root, "/sub/", first.port()).unwrap();
        assert!(second.port() > first.port());
        assert!(second.url().ends_with("/sub/"));
    }
}
