//! When a camera that is on is given up: it stopped, or nothing can read what it shows. Without the browser, so that
//! every course of events is tabled (`tests/vigil.rs`).

/// How long a camera may show nothing while somebody looks, in milliseconds: a phone that was unlocked takes a
/// moment.
const MUTED: f64 = 6_000.0;
/// How often in a row a frame may not be read. The program is started anew after each.
const FAILURES: u32 = 3;
/// How long no frame may be read before a failure is the last, in milliseconds.
const FAILING: f64 = 30_000.0;

/// What was lost, so that a camera that was on went off by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lost {
    /// The camera: a call took it, the screen was locked, it was pulled out.
    Camera,
    /// What reads the codes: it could not be had, or fails.
    Reader,
}

/// How a camera is, as the browser says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Track {
    /// Whether it has ended for good.
    pub is_over: bool,
    /// Whether it shows nothing for now.
    pub is_muted: bool,
    /// Whether nobody sees the page: then a phone lets the camera rest.
    pub is_hidden: bool,
}

/// What was seen so far. Times are in milliseconds, from whichever beginning.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vigil {
    muted: Option<f64>,
    failures: u32,
    failing: f64,
}

impl Vigil {
    /// Looks at the camera; `Some` when it is to be given up.
    pub fn look(&mut self, track: Track, now: f64) -> Option<Lost> {
        if !track.is_muted || track.is_hidden {
            self.muted = None;
        }
        let is_silent = track.is_muted && !track.is_hidden && now - *self.muted.get_or_insert(now) > MUTED;
        (track.is_over || is_silent).then_some(Lost::Camera)
    }

    /// Whether a frame could be read that was taken at `began`; `Some` when the reading is to be given up.
    pub fn read(&mut self, is_read: bool, began: f64, now: f64) -> Option<Lost> {
        if is_read {
            self.failures = 0;
            return None;
        }
        if self.failures == 0 {
            self.failing = began;
        }
        self.failures += 1;
        (self.failures >= FAILURES || now - self.failing >= FAILING).then_some(Lost::Reader)
    }
}
