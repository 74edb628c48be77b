//! Running other programs: one place that turns a missing program or a bad
//! exit into a [`Failure`], and that counts tests while their output streams.

use std::env;
use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::drivers::ENGINE_DIED;
use crate::failure::{Explain, Failure, Result};

/// How many deaths of the engine in one run are taken for its own misfortune.
const MOST_DEATHS: usize = 3;

/// Runs to the end, output going to the terminal. `what` says what fails if it
/// fails, `remedy` what to do then.
pub fn run(command: &mut Command, what: &str, remedy: &str) -> Result<()> {
    let status = command.status().explain(what, format!("Install {}, then try again.", name_of(command)))?;
    succeeded(command, status, what, remedy)
}

/// Runs to the end and hands back what it printed.
pub fn capture(command: &mut Command, what: &str, remedy: &str) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .explain(what, format!("Install {}, then try again.", name_of(command)))?;
    succeeded(command, output.status, what, remedy)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether it starts and ends well; it prints nothing.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// How many tests a run counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs tests, shows their output as it comes, and adds the results to the
/// tally, also when some fail. A run without a single passed test is a failure:
/// it would guard nothing.
pub fn run_tests(command: &mut Command, what: &str, tally: &mut Tally) -> Result<()> {
    let seen = watch(command, what)?;
    *tally += seen.counted;
    judge(command, what, &seen)
}

/// Runs tests as [`run_tests`] does. Where every failure is the death of the
/// engine below the test, which the test then says with [`ENGINE_DIED`], those
/// few are run once more and the second run counts: whether the app is right
/// has not been seen in the first. A test that fails by itself is never
/// repeated.
pub fn run_browser_tests(command: &mut Command, what: &str, tally: &mut Tally) -> Result<()> {
    let seen = watch(command, what)?;
    let died = seen.died.len();
    if died == 0 || died > MOST_DEATHS || died as u32 != seen.counted.failed {
        *tally += seen.counted;
        return judge(command, what, &seen);
    }
    println!("\nOnce more, because {ENGINE_DIED}: {}", seen.died.join(", "));
    tally.passed += seen.counted.passed;
    run_tests(command.arg("--exact").args(&seen.died), what, tally)
}

/// What a run of tests has shown.
struct Seen {
    status: ExitStatus,
    counted: Tally,
    /// The tests that failed because the engine had died.
    died: Vec<String>,
}

/// Runs tests to the end and shows their output as it comes.
fn watch(command: &mut Command, what: &str) -> Result<Seen> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .explain(what, format!("Install {}, then try again.", name_of(command)))?;
    let mut counted = Tally::default();
    let mut failures = Failures::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.explain(what, "Run the command again.")?;
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches('\r');
            println!("{line}");
            counted += tally_in(line).unwrap_or_default();
            failures.read(line);
        }
    }
    let status = child.wait().explain(what, "Run the command again.")?;
    Ok(Seen { status, counted, died: failures.died })
}

/// Whether a run of tests has passed, and has tested anything.
fn judge(command: &Command, what: &str, seen: &Seen) -> Result<()> {
    succeeded(command, seen.status, what, "Read the output above: it names the test and the reason.")?;
    if seen.counted.passed == 0 {
        return Err(Failure::new(
            what,
            "not a single test ran",
            "Check the name filter, and that the test files are still declared in Cargo.toml.",
        ));
    }
    Ok(())
}

/// Reads, in libtest's output, which failed tests say that the engine died.
#[derive(Default)]
struct Failures {
    /// The test whose output is being read.
    of: Option<String>,
    died: Vec<String>,
}

impl Failures {
    fn read(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----")) {
            self.of = Some(name.to_owned());
        } else if line == "failures:" {
            self.of = None;
        } else if line.trim() == ENGINE_DIED {
            self.died.extend(self.of.take());
        }
    }
}

/// Reads libtest's summary, `test result: ok. 3 passed; 0 failed; …`.
fn tally_in(line: &str) -> Option<Tally> {
    let (_, counts) = line.split_once("test result: ")?;
    let (_, counts) = counts.split_once(". ")?;
    let count = |word: &str| counts.split(';').find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok());
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

/// Where a program lies on PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    env::split_paths(&env::var_os("PATH")?)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|path| path.is_file())
}

/// A PATH with these folders before the present ones.
pub fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let present = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&present))).explain(
        "The folders of the tools cannot be put on PATH.",
        "Move the cache to a folder whose name has no separator of PATH in it.",
    )
}

fn succeeded(command: &Command, status: ExitStatus, what: &str, remedy: &str) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(what, format!("{} ended with {status}", name_of(command)), remedy))
}

fn name_of(command: &Command) -> String {
    Path::new(command.get_program()).file_stem().unwrap_or(command.get_program()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_summary_line_only() {
        let line = "test result: ok. 12 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out";
        assert_eq!(tally_in(line), Some(Tally { passed: 12, failed: 1 }));
        assert_eq!(tally_in("    test result: FAILED. 0 passed; 2 failed;"), { Some(Tally { passed: 0, failed: 2 }) });
        assert_eq!(tally_in("test a::b ... ok"), None);
    }

    /// A program that prints a run of tests in libtest's words, and another one
    /// when it is asked for tests by name.
    fn runs(first: &str, again: &str) -> Command {
        let script = format!("if [ $# = 0 ]; then {first}; else echo again: \"$@\"; {again}; fi");
        let mut command = Command::new("sh");
        command.args(["-c", &script, "tests"]);
        command
    }

    fn failing(tests: &[(&str, &str)]) -> String {
        let said: String =
            tests.iter().map(|(name, why)| format!("echo '---- {name} stdout ----'; echo \"{why}\"; ")).collect();
        let failed = tests.len();
        format!("echo failures:; {said} echo failures:; echo 'test result: FAILED. 9 passed; {failed} failed;'; exit 1")
    }

    #[cfg(unix)]
    #[test]
    fn who_lost_the_engine_is_run_once_more_and_nobody_else() {
        let lost = format!("  {ENGINE_DIED}");
        let right = "echo 'test result: ok. 1 passed; 0 failed;'";
        let cases = [
            (failing(&[("a::b", &lost)]), right.to_owned(), true, (10, 0)),
            (failing(&[("a::b", &lost)]), failing(&[("a::b", &lost)]), false, (18, 1)),
            (failing(&[("a::b", &lost), ("a::c", "wrong")]), right.to_owned(), false, (9, 2)),
            (failing(&[("a::b", "wrong")]), right.to_owned(), false, (9, 1)),
            (failing(&[("a", &lost), ("b", &lost), ("c", &lost), ("d", &lost)]), right.to_owned(), false, (9, 4)),
            ("echo 'test result: ok. 0 passed; 0 failed;'".to_owned(), right.to_owned(), false, (0, 0)),
        ];
        for (first, again, passes, (passed, failed)) in cases {
            let mut tally = Tally::default();
            let result = run_browser_tests(&mut runs(&first, &again), "It fails.", &mut tally);
            assert_eq!((result.is_ok(), tally), (passes, Tally { passed, failed }), "{first}");
        }
    }

    #[test]
    fn a_run_without_tests_fails() {
        let failure = run_tests(Command::new("cargo").arg("--version"), "The tests fail.", &mut Tally::default());
        assert!(failure.unwrap_err().to_string().contains("not a single test ran"));
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = run(&mut Command::new("no-such-program"), "It fails.", "");
        assert!(failure.unwrap_err().to_string().contains("Install no-such-program"));
    }
}
