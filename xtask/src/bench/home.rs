//! The home page with two thousand responses against an empty one: whoever
//! uses the app for years must not pay for it at every start.

use std::fs;

use serde_json::{Map, Value};

use super::{Figure, HOME, Stage, median, time_to_ready, watch};
use crate::failure::{Explain, Failure, Result};
use crate::project::Project;
use crate::run;
use crate::server::{Server, ServerOptions};
use crate::webdriver::Session;

const ROUNDS: usize = 15;

/// Time with many responses by time with none.
const TARGET_RATIO: f64 = 1.2;

/// What local storage holds after years, as one JSON object of texts; a native
/// test writes it, since only the app knows its format.
const SEED: &str = "seed.json";

pub(super) fn measure(stage: &Stage, project: &Project) -> Result<Vec<Figure>> {
    println!("Home page: processor 4 times slower; {ROUNDS} rounds.");
    let seed = seed(project)?;
    let server = Server::start(ServerOptions::new(stage.dist.clone()))?;
    let empty = visitor(stage, &server, None)?;
    let full = visitor(stage, &server, Some(seed))?;
    let (mut empty_times, mut full_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        empty_times.push(visit(&empty, &server)?);
        full_times.push(visit(&full, &server)?);
    }
    println!("  empty {empty_times:.0?}\n  full {full_times:.0?}");
    let (empty_time, full_time) = (median(&empty_times), median(&full_times));
    Ok(vec![
        Figure::new("home page, nothing stored", empty_time, "ms"),
        Figure::new("home page, 2,000 responses stored", full_time, "ms"),
        Figure::new("full by empty", full_time / empty_time, "").at_most(TARGET_RATIO),
    ])
}

fn seed(project: &Project) -> Result<Value> {
    let file = project.make_state()?.join(SEED);
    run::run(
        project.cargo().args(["test", "--quiet", "--test", "seed"]).env("ROUNDTABLE_SEED", &file),
        "The responses to fill the home page with cannot be made.",
        "Read the message above: it names the failing check in tests/seed.rs.",
    )?;
    let what = format!("There are no responses to fill the home page with: {}.", file.display());
    let remedy = "Check that tests/seed.rs still writes the file that ROUNDTABLE_SEED names.";
    let text = fs::read_to_string(&file).explain(&what, remedy)?;
    let entries: Map<String, Value> = serde_json::from_str(&text).explain(&what, remedy)?;
    if entries.is_empty() || !entries.values().all(Value::is_string) {
        return Err(Failure::new(what, "it is no JSON object of texts", remedy));
    }
    Ok(Value::Object(entries))
}

/// A browser whose storage is filled, and which has been here once, so that
/// its cache is warm.
fn visitor(stage: &Stage, server: &Server, seed: Option<Value>) -> Result<Session> {
    let session = stage.phone()?;
    watch(&session, HOME)?;
    visit(&session, server)?;
    if let Some(seed) = seed {
        // Away from the app, so that it does not write over what is put in.
        session.go(&format!("{}site.json", server.url()))?;
        session.execute(
            "for (const [key, value] of Object.entries(arguments[0])) localStorage.setItem(key, value)",
            &[seed],
        )?;
        visit(&session, server)?;
    }
    Ok(session)
}

fn visit(session: &Session, server: &Server) -> Result<f64> {
    // Otherwise going to the same address would only change the hash.
    session.go("about:blank")?;
    time_to_ready(session, server, HOME)
}
