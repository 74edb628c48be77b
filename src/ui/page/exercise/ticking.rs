//! The clocks of an exercise: one for the step, one for a conversation. They survive leaving the page,
//! because what they stand at is kept.

use std::ops::Range;

use crate::browser::alarm;
use crate::browser::clock;
use crate::browser::wake_lock::Awake;
use crate::domain::activity::Activity;
use crate::domain::task::Talk;
use crate::domain::timer::Timer;
use crate::ui::session::Session;

/// The setting under which the step's clock is kept: `<activity> <step> <timer>`.
const KEPT: &str = "timer";
/// The setting that turns the sound off.
const SILENT: &str = "silent";

/// The clocks.
pub(super) struct Ticking {
    /// What the step's clock is kept under.
    name: String,
    step: Option<Timer>,
    talk: Option<(String, Timer)>,
    sound: bool,
    awake: Option<Awake>,
    /// Whether the step's clock and the conversation's ran when one last looked: each end is rung once.
    ran: [bool; 2],
}

/// What a look at the clocks has found.
pub(super) enum Look {
    /// None runs.
    Still,
    /// At least one runs.
    Running,
    /// One has come to its end since the last look.
    Ended,
}

impl Ticking {
    /// The clock of this step as it was left, or a fresh one that stands still.
    pub(super) fn open(session: Session, activity: &Activity, steps: &Range<usize>, place: usize) -> Self {
        let name = format!("{} {place} ", activity.id);
        let kept = session.peek(|records| records.setting(KEPT));
        let kept = kept.as_deref().and_then(|kept| Timer::from_text(kept.strip_prefix(&name)?));
        let step = activity.steps[steps.clone()]
            .get(place - steps.start)
            .map(|step| Timer::of_seconds(u32::from(step.minutes) * 60));
        let sound = session.peek(|records| records.setting(SILENT)).is_none_or(|silent| silent != "yes");
        let mut ticking = Self {
            name,
            step: step.map(|fresh| kept.unwrap_or(fresh)),
            talk: None,
            sound,
            awake: None,
            ran: [false; 2],
        };
        ticking.watch();
        ticking
    }

    /// The step's clock.
    pub(super) fn step(&self) -> Option<&Timer> {
        self.step.as_ref()
    }

    /// The conversation's clock, with the block it belongs to.
    pub(super) fn talk(&self) -> Option<(&str, Timer)> {
        self.talk.as_ref().map(|(block, timer)| (block.as_str(), *timer))
    }

    /// Whether the end is heard.
    pub(super) fn sound(&self) -> bool {
        self.sound
    }

    /// A button of the step's clock was pressed.
    pub(super) fn press(&mut self, session: Session, what: &str) {
        let now = clock::now();
        if what == "timer-sound" {
            self.sound = !self.sound;
            let silent = if self.sound { "no" } else { "yes" };
            session.change(|records| records.set(SILENT, silent));
            return;
        }
        if let Some(timer) = &mut self.step {
            match what {
                "timer-minute" => timer.add_minute(now),
                _ if timer.runs(now) => timer.pause(now),
                _ => timer.start(now),
            }
            let kept = [&self.name, timer.to_text().as_str()].concat();
            session.change(|records| records.set(KEPT, &kept));
        }
        self.watch();
    }

    /// A button of a conversation was pressed. `true` when a turn is over.
    pub(super) fn press_talk(&mut self, talk: &Talk, verb: &str) -> bool {
        let now = clock::now();
        let done = match verb {
            "talk" => {
                let mut timer = Timer::of_seconds(talk.seconds.into());
                timer.start(now);
                self.talk = Some((talk.id.clone(), timer));
                false
            }
            "talk-pause" => {
                if let Some((_, timer)) = &mut self.talk {
                    if timer.runs(now) { timer.pause(now) } else { timer.start(now) }
                }
                false
            }
            _ => {
                // The second of a pair starts by a press of their own: turning to each other takes a moment.
                self.talk = None;
                true
            }
        };
        self.watch();
        done
    }

    /// Keeps the screen awake while a clock runs, and the sound at hand: a phone gives it on a press only.
    fn watch(&mut self) {
        self.ran = self.running();
        let runs = self.ran.contains(&true);
        if runs && self.sound {
            alarm::prepare();
        }
        match (runs, &self.awake) {
            (true, None) => self.awake = Some(Awake::ask()),
            (false, _) => self.awake = None,
            (true, Some(_)) => {}
        }
    }

    fn running(&self) -> [bool; 2] {
        let now = clock::now();
        let clocks = [self.step, self.talk.as_ref().map(|(_, timer)| *timer)];
        clocks.map(|timer| timer.is_some_and(|timer| timer.runs(now)))
    }

    /// Looks at the clocks, and rings where one is over.
    pub(super) fn tick(&mut self) -> Look {
        let runs = self.running();
        if self.ran.iter().zip(runs).any(|(ran, runs)| *ran && !runs) {
            self.watch();
            if self.sound {
                alarm::ring();
            }
            return Look::Ended;
        }
        if runs.contains(&true) { Look::Running } else { Look::Still }
    }

    /// The exercise is finished: nothing is kept.
    pub(super) fn forget(&mut self, session: Session) {
        self.step = None;
        self.talk = None;
        self.watch();
        session.change(|records| records.set(KEPT, ""));
    }
}
