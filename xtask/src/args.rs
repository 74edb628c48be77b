//! The words on the command line. Read by hand: there are five commands with a
//! handful of options, and a library for that would be most of what this
//! package has to compile before the first start.

use std::path::PathBuf;

use crate::bench::Part;
use crate::drivers::Engine;
use crate::failure::{Failure, Result};

/// What `cargo xtask` without a command prints.
pub const HELP: &str = "\
cargo xtask serve   build what changed, show the site at http://127.0.0.1:8080/
    --open            open it in the browser
    --dev             rebuild on every change, without optimisation
    --port N          another port (the next free one is taken)
    --host-path /x/   serve it below a path, as some hosts do
cargo xtask dist    build the folder to upload, and list it
    --force           build even if nothing changed
cargo xtask test    every check that must hold before a change lands
    --engine NAME     only the browser tests, in chromium, firefox or webkit
    --only TEXT       only the browser tests whose name contains TEXT
    --shots DIR       let the browser tests save screenshots there
cargo xtask bench   measure the figures that are promised
    --only PART       only question, answer or home
cargo xtask index   write public/activities/index.json anew
";

/// A command with its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show the site on this machine.
    Serve {
        /// Open it in the browser.
        open: bool,
        /// Rebuild on every change instead of serving the release.
        dev: bool,
        /// The first port to try.
        port: u16,
        /// The path to serve it below.
        host_path: String,
    },
    /// Build the folder to upload.
    Dist {
        /// Build even if nothing changed.
        force: bool,
    },
    /// Check everything, or run a part of the browser tests.
    Test {
        /// Only the browser tests, in these engines.
        engines: Vec<Engine>,
        /// Only browser tests whose name contains this.
        only: Option<String>,
        /// Where browser tests save screenshots.
        shots: Option<PathBuf>,
    },
    /// Measure.
    Bench {
        /// Only these parts; all if empty.
        parts: Vec<Part>,
    },
    /// Write the catalogue's index anew.
    Index,
    /// Cut the program into pieces: a step of the build that Trunk starts.
    Pieces,
    /// Print the help.
    Help,
}

/// Reads the words after `cargo xtask`.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Command> {
    let mut words = words.into_iter();
    let command = words.next().unwrap_or_default();
    match command.as_str() {
        "serve" => serve(words),
        "dist" => dist(words),
        "test" => test(words),
        "bench" => bench(words),
        "index" => match words.next() {
            None => Ok(Command::Index),
            Some(word) => Err(unknown("index", &word)),
        },
        "pieces" => match words.next() {
            None => Ok(Command::Pieces),
            Some(word) => Err(unknown("pieces", &word)),
        },
        "" | "help" | "--help" | "-h" => Ok(Command::Help),
        other => Err(Failure::new(
            format!("There is no command \"{other}\"."),
            "it is none of serve, dist, test, bench, index",
            "Run `cargo xtask help` for what there is.",
        )),
    }
}

fn serve(mut words: impl Iterator<Item = String>) -> Result<Command> {
    let (mut open, mut dev, mut port, mut host_path) = (false, false, 8080, "/".to_owned());
    while let Some(word) = words.next() {
        match word.as_str() {
            "--open" => open = true,
            "--dev" => dev = true,
            "--port" => {
                let number = value(&word, words.next())?;
                port = number.parse().map_err(|_| {
                    Failure::new(
                        format!("\"{number}\" is not a port."),
                        "a port is a number from 1 to 65535",
                        "Write for example --port 8080.",
                    )
                })?;
            }
            "--host-path" => host_path = value(&word, words.next())?,
            _ => return Err(unknown("serve", &word)),
        }
    }
    if dev && host_path != "/" {
        return Err(Failure::new(
            "--dev and --host-path do not go together.",
            "Trunk's development server stands at the root",
            "Leave one of them out.",
        ));
    }
    Ok(Command::Serve { open, dev, port, host_path })
}

fn dist(words: impl Iterator<Item = String>) -> Result<Command> {
    let mut force = false;
    for word in words {
        match word.as_str() {
            "--force" => force = true,
            _ => return Err(unknown("dist", &word)),
        }
    }
    Ok(Command::Dist { force })
}

fn test(mut words: impl Iterator<Item = String>) -> Result<Command> {
    let (mut engines, mut only, mut shots) = (Vec::new(), None, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--engine" => engines.push(value(&word, words.next())?.parse()?),
            "--only" => only = Some(value(&word, words.next())?),
            "--shots" => shots = Some(PathBuf::from(value(&word, words.next())?)),
            _ => return Err(unknown("test", &word)),
        }
    }
    Ok(Command::Test { engines, only, shots })
}

fn bench(mut words: impl Iterator<Item = String>) -> Result<Command> {
    let mut parts = Vec::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--only" => parts.push(value(&word, words.next())?.parse()?),
            _ => return Err(unknown("bench", &word)),
        }
    }
    Ok(Command::Bench { parts })
}

fn value(option: &str, word: Option<String>) -> Result<String> {
    word.filter(|word| !word.starts_with("--")).ok_or_else(|| {
        Failure::new(
            format!("{option} stands alone."),
            "it needs a value after it",
            "Run `cargo xtask help` for what it takes.",
        )
    })
}

fn unknown(command: &str, word: &str) -> Failure {
    Failure::new(
        format!("`cargo xtask {command}` does not know \"{word}\"."),
        "it is none of its options",
        "Run `cargo xtask help` for what there is.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_every_option() {
        let serve = |open, dev, port, path: &str| Command::Serve { open, dev, port, host_path: path.to_owned() };
        assert_eq!(read("serve"), Ok(serve(false, false, 8080, "/")));
        assert_eq!(read("serve --open --port 99 --host-path /sub/"), Ok(serve(true, false, 99, "/sub/")));
        assert_eq!(read("serve --dev"), Ok(serve(false, true, 8080, "/")));
        assert_eq!(read("dist --force"), Ok(Command::Dist { force: true }));
        assert_eq!(
            read("test --engine firefox --engine webkit --only offline --shots /tmp/s"),
            Ok(Command::Test {
                engines: vec![Engine::Firefox, Engine::Webkit],
                only: Some("offline".to_owned()),
                shots: Some("/tmp/s".into()),
            })
        );
        assert_eq!(read("bench --only home"), Ok(Command::Bench { parts: vec![Part::Home] }));
        assert_eq!(read("index"), Ok(Command::Index));
        assert_eq!(read(""), Ok(Command::Help));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in [
            "build",
            "serve --prot 1",
            "serve --port",
            "serve --port --open",
            "serve --port 70000",
            "serve --dev --host-path /x/",
            "dist fast",
            "test --engine safari",
            "test five",
            "bench --only all",
            "index now",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
