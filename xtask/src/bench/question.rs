//! From the link to the first question that can be answered: the moment that
//! decides whether somebody on a phone with a bad connection stays. Measured
//! against SurveyJS with the same questions, in turn, so that whatever else
//! the machine does hits both.

use serde_json::json;

use super::rival::{self, Layout};
use super::{Figure, Page, QUESTIONS, Stage, median, time_to_ready, watch};
use crate::budget::FIRST_LOAD;
use crate::failure::Result;
use crate::server::{Server, ServerOptions};
use crate::tools::Toolbox;

const ROUNDS: usize = 7;

/// Rounds to find the faster layout of the rival, which also fill the
/// servers' memory of compressed files.
const TRIALS: usize = 3;

/// Our time by theirs.
const TARGET_RATIO: f64 = 0.45;

pub(super) fn measure(stage: &Stage, toolbox: &Toolbox) -> Result<Vec<Figure>> {
    println!(
        "Question page: phone of 390 x 844, processor 4 times slower, 1.6 Mbit/s, 150 ms, empty \
         cache; {ROUNDS} rounds."
    );
    let ours = Server::start(ServerOptions { compress: true, ..ServerOptions::new(stage.dist.clone()) })?;
    let theirs = rival::serve(toolbox, &stage.dist)?;
    // The first load waits for the server to compress.
    load(stage, &ours, QUESTIONS)?;
    let layout = faster_layout(stage, &theirs)?;

    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        ours.forget_requests();
        theirs.forget_requests();
        our_times.push(load(stage, &ours, QUESTIONS)?);
        their_times.push(load(stage, &theirs, layout.page())?);
        println!("  {round}: {:.0} ms, SurveyJS {:.0} ms", our_times[round - 1], their_times[round - 1]);
    }
    let (our_time, their_time) = (median(&our_times), median(&their_times));
    let version = Toolbox::surveyjs_version();
    let budget = FIRST_LOAD as f64 / 1024.0;
    println!("Requested until the question showed, in the last round:");
    for exchange in ours.requests() {
        println!("  {:>8} {} {}", exchange.bytes, exchange.status, exchange.path);
    }
    Ok(vec![
        Figure::new("first question answerable, from the link", our_time, "ms"),
        Figure::new(format!("the same in SurveyJS {version}, {}", layout.words()), their_time, "ms"),
        Figure::new("our time by theirs", our_time / their_time, "").at_most(TARGET_RATIO),
        Figure::new("sent for it (bodies, Brotli)", sent(&ours), "KiB").at_most(budget),
        Figure::new("sent for SurveyJS", sent(&theirs), "KiB"),
    ])
}

fn faster_layout(stage: &Stage, theirs: &Server) -> Result<Layout> {
    let mut fastest: Option<(f64, Layout)> = None;
    for layout in Layout::ALL {
        load(stage, theirs, layout.page())?;
        let times: Vec<f64> = (0..TRIALS).map(|_| load(stage, theirs, layout.page())).collect::<Result<_>>()?;
        let time = median(&times);
        println!("  SurveyJS, {}: {time:.0} ms in {TRIALS} trials", layout.words());
        if fastest.is_none_or(|(best, _)| time < best) {
            fastest = Some((time, layout));
        }
    }
    Ok(fastest.map_or(Layout::OnePage, |(_, layout)| layout))
}

/// One visit of a new phone.
fn load(stage: &Stage, server: &Server, page: Page) -> Result<f64> {
    let session = stage.phone()?;
    session.cdp("Network.enable", &json!({}))?;
    session.cdp(
        "Network.emulateNetworkConditions",
        &json!({
            "offline": false,
            "latency": 150,
            "downloadThroughput": 1_600_000 / 8,
            "uploadThroughput": 750_000 / 8,
        }),
    )?;
    watch(&session, page)?;
    time_to_ready(&session, server, page)
}

fn sent(server: &Server) -> f64 {
    let bytes: usize = server.requests().iter().map(|exchange| exchange.bytes).sum();
    bytes as f64 / 1024.0
}
