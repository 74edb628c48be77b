//! From the tap to the answer that is stored and drawn: it must happen within
//! a frame, or answering feels heavy.

use super::{Figure, QUESTIONS, Stage, median, number, time_to_ready, watch};
use crate::failure::{Failure, Result};
use crate::server::{Server, ServerOptions};

const TAPS: usize = 20;

/// A frame at 60 Hz.
const TARGET_MS: f64 = 16.0;

/// Taps an answer that is not chosen yet, at a random moment of a frame, and
/// takes the time until the next frame after local storage has changed.
const TAP: &str = r"
const done = arguments[arguments.length - 1];
const stored = () => JSON.stringify(Object.entries(localStorage).sort());
const radio = document.querySelector('input[type=radio]:enabled:not(:checked)');
if (!radio) { done(null); return; }
setTimeout(() => {
    const before = stored();
    const start = performance.now();
    radio.click();
    const drawn = () => setTimeout(() => done(performance.now() - start));
    const look = () => {
        if (stored() !== before) requestAnimationFrame(drawn);
        else setTimeout(look);
    };
    look();
}, 30 + Math.random() * 30);
";

pub(super) fn measure(stage: &Stage) -> Result<Vec<Figure>> {
    println!("Answer: {TAPS} taps, this processor as it is.");
    let server = Server::start(ServerOptions::new(stage.dist.clone()))?;
    let session = stage.session()?;
    watch(&session, QUESTIONS)?;
    time_to_ready(&session, &server, QUESTIONS)?;
    let mut times = Vec::new();
    for _ in 0..TAPS {
        let value = session.execute_async(TAP, &[])?;
        if value.is_null() {
            return Err(Failure::new(
                "There is nothing to tap.",
                "no radio button is enabled and free on the question page",
                "Check the scripts in xtask/src/bench/answer.rs against the page.",
            ));
        }
        times.push(number(&value)?);
    }
    let worst = times.iter().copied().fold(f64::NAN, f64::max);
    Ok(vec![
        Figure::new("answer stored and drawn, median", median(&times), "ms").at_most(TARGET_MS),
        Figure::new("answer stored and drawn, slowest", worst, "ms"),
    ])
}
