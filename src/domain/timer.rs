//! The timer of a step: how much is left, computed from the clock each time one looks, so that it is right
//! after the phone slept.

use super::response::Millis;

/// A timer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timer {
    /// What it began with, in milliseconds.
    pub whole: Millis,
    /// Whether it runs, and what is left.
    pub state: State,
}

/// Whether a timer runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It stands still.
    Still {
        /// What is left.
        left: Millis,
    },
    /// It runs.
    Running {
        /// When it will be over.
        ends: Millis,
    },
}

/// How near the end is. Colour and words change together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// There is time.
    Calm,
    /// A fifth or less is left.
    Soon,
    /// A twentieth or less is left.
    Last,
    /// It is over.
    Over,
}

impl Timer {
    /// A timer that stands still, for so many seconds.
    #[must_use]
    pub fn of_seconds(seconds: u32) -> Self {
        let whole = Millis::from(seconds) * 1_000;
        Self { whole, state: State::Still { left: whole } }
    }

    /// The timer as a short text: what it began with, then what is left, or `@` and when it ends.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self.state {
            State::Still { left } => format!("{} {left}", self.whole),
            State::Running { ends } => format!("{} @{ends}", self.whole),
        }
    }

    /// Reads what [`Timer::to_text`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_once(' ')?;
        let state = match rest.strip_prefix('@') {
            Some(ends) => State::Running { ends: ends.parse().ok()? },
            None => State::Still { left: rest.parse().ok()? },
        };
        Some(Self { whole: whole.parse().ok()?, state })
    }

    /// What is left, in milliseconds.
    #[must_use]
    pub fn left(&self, now: Millis) -> Millis {
        match self.state {
            State::Still { left } => left,
            State::Running { ends } => ends.saturating_sub(now),
        }
    }

    /// Whether it runs and is not over.
    #[must_use]
    pub fn runs(&self, now: Millis) -> bool {
        matches!(self.state, State::Running { ends } if ends > now)
    }

    /// Starts it; from the beginning when it is over.
    pub fn start(&mut self, now: Millis) {
        let left = match self.left(now) {
            0 => self.whole,
            left => left,
        };
        self.state = State::Running { ends: now + left };
    }

    /// Stops it where it is.
    pub fn pause(&mut self, now: Millis) {
        self.state = State::Still { left: self.left(now) };
    }

    /// Gives another minute.
    pub fn add_minute(&mut self, now: Millis) {
        const MINUTE: Millis = 60_000;
        self.whole += MINUTE;
        self.state = match self.state {
            State::Still { left } => State::Still { left: left + MINUTE },
            State::Running { ends } => State::Running { ends: ends.max(now) + MINUTE },
        };
    }

    /// How near the end is.
    #[must_use]
    pub fn tone(&self, now: Millis) -> Tone {
        match self.left(now) {
            0 => Tone::Over,
            left if left.saturating_mul(20) <= self.whole => Tone::Last,
            left if left.saturating_mul(5) <= self.whole => Tone::Soon,
            _ => Tone::Calm,
        }
    }
}

/// Minutes and seconds as a clock shows them, rounded up so that 0:00 means over: `3:42`.
#[must_use]
pub fn clock_face(left: Millis) -> String {
    let seconds = left.div_ceil(1_000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_right_after_a_sleep() {
        let mut timer = Timer::of_seconds(480);
        assert_eq!((timer.left(0), timer.runs(0), timer.tone(0)), (480_000, false, Tone::Calm));
        timer.start(1_000);
        // The phone sleeps for five minutes and wakes without a tick in between.
        assert_eq!((timer.left(301_000), timer.tone(301_000)), (180_000, Tone::Calm));
        timer.pause(391_000);
        assert_eq!((timer.left(999_000), timer.tone(999_000)), (90_000, Tone::Soon));
        timer.add_minute(999_000);
        assert_eq!((timer.left(0), timer.whole, timer.tone(0)), (150_000, 540_000, Tone::Calm));
        timer.start(1_000_000);
        assert_eq!(timer.tone(1_130_000), Tone::Last);
        assert_eq!((timer.left(9_000_000), timer.tone(9_000_000), timer.runs(9_000_000)), (0, Tone::Over, false));
        timer.add_minute(9_000_000);
        assert_eq!(timer.left(9_000_000), 60_000);
        for text in [timer.to_text(), Timer::of_seconds(5).to_text()] {
            assert_eq!(Timer::from_text(&text).map(|read| read.to_text()), Some(text));
        }
        assert_eq!([Timer::from_text(""), Timer::from_text("1 x"), Timer::from_text("1 @")], [None; 3]);
        timer.pause(9_060_000);
        timer.start(9_100_000);
        assert_eq!(timer.left(9_100_000), 600_000, "what is over begins anew");
    }

    #[test]
    fn a_clock_shows_minutes_and_seconds() {
        assert_eq!(
            [0, 1, 1_000, 59_001, 60_000, 222_000, 3_600_000].map(clock_face),
            ["0:00", "0:01", "0:01", "1:00", "1:00", "3:42", "60:00"]
        );
    }
}
