//! Waiting: look again and again until it is as it should be, or say what was
//! seen instead.

use std::thread;
use std::time::{Duration, Instant};

/// How long anything in a test may take to come about. It is generous, because
/// a slow machine must not fail a right app; what is there at once costs nothing.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// How long to leave the browser alone between two looks.
const PAUSE: Duration = Duration::from_millis(25);

/// Calls `look` until it hands back a value. Its error is what was seen; the
/// last one goes into the message.
pub fn until<T>(awaited: &str, patience: Duration, mut look: impl FnMut() -> Result<T, String>) -> Result<T, String> {
    let start = Instant::now();
    loop {
        match look() {
            Ok(value) => return Ok(value),
            Err(seen) if start.elapsed() >= patience => {
                let waited = start.elapsed().as_secs();
                return Err(format!("waited {waited} s for {awaited}, but {seen}"));
            }
            Err(_) => thread::sleep(PAUSE),
        }
    }
}
