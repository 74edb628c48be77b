//! `cargo xtask`: reads the command line and hands over to the library.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "these are commands at a terminal: printing is their job"
)]

use std::process::ExitCode;

use xtask::args::{self, Command};
use xtask::failure::Result;
use xtask::project::Project;
use xtask::tools::Toolbox;
use xtask::{bench, build, dist, pieces, run, serve, test};

fn main() -> ExitCode {
    match args::parse(std::env::args().skip(1)).and_then(obey) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    let project = Project::find()?;
    let toolbox = Toolbox::open(&project)?;
    match command {
        Command::Serve { open, dev: true, port, .. } => build::watch(&project, &toolbox, port, open),
        Command::Serve { open, port, host_path, .. } => {
            let dist = build::build(&project, &toolbox, false)?;
            serve::serve(dist, &host_path, port, open)
        }
        Command::Dist { force } => dist::show(&project, &build::build(&project, &toolbox, force)?),
        Command::Test { engines, only, shots } => test::test(&project, &toolbox, &engines, only.as_deref(), shots),
        Command::Bench { parts } => bench::bench(&project, &toolbox, &parts),
        Command::Index => run::run(
            project.cargo().args(["test", "--test", "catalogue"]).env("ROUNDTABLE_WRITE", "1"),
            "The catalogue's index cannot be written.",
            "Read the message above: it names the activity and the place.",
        ),
        Command::Pieces => pieces::cut(&project, &toolbox),
        Command::Help => {
            print!("{}", args::HELP);
            Ok(())
        }
    }
}
