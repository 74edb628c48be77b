//! Clocks and hands in an exercise: a step's timer through a sleep to its end, what it rings and keeps awake,
//! a conversation's turns, the wall; hands that stay covered wherever one goes.
//!
//! The device's clock, its sound, its shaking and its wake lock are made ones, so that time passes only when
//! a test says so, an hour at once, and what is asked of the device can be counted. `exercises.rs` has the first sleep and the first cover.

use roundtable::domain::rows::Row;
use roundtable::wire::saved::Saved;

use crate::harness::{Key, Person, Site};
use crate::made::{self, Much};
use crate::plan;

/// A device whose clock stands still until `body` gets the event `sleep` with milliseconds, and that counts
/// tones, shakes, and who keeps its screen awake.
const DEVICE: &str = r"
{
  const { dataset } = document.body;
  Object.assign(dataset, { tones: 0, sounds: 0, shakes: 0, awake: 0 });
  let now = Date.now();
  Date.now = () => now;
  document.body.addEventListener('sleep', (event) => { now += event.detail; });
  const sounds = new Set();
  const make = BaseAudioContext.prototype.createOscillator;
  BaseAudioContext.prototype.createOscillator = function () {
    sounds.add(this);
    Object.assign(dataset, { tones: Number(dataset.tones) + 1, sounds: sounds.size });
    return make.call(this);
  };
  Object.defineProperty(navigator, 'vibrate', { configurable: true, value: () => {
    dataset.shakes = Number(dataset.shakes) + 1;
    return true;
  } });
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request: async () => {
    dataset.awake = Number(dataset.awake) + 1;
    return { release: async () => { dataset.awake = Number(dataset.awake) - 1; } };
  } } });
}";

impl Person<'_> {
    /// Opens an exercise at a step, everything before it made, on the made device.
    #[track_caller]
    fn open_step(&self, id: &str, step: usize) {
        let activity = plan::activity(id);
        self.open("#/");
        self.remember(&Saved::Draft(made::draft(&activity, step, |_| Much::Nothing)));
        self.open(&format!("#/a/{id}/do"));
        self.expect_text("main h1", &activity.steps[step].title);
        self.run_in_page(DEVICE);
    }

    /// The device sleeps so long: nothing ticks, and its clock goes on.
    #[track_caller]
    fn sleep(&self, seconds: u32) {
        self.run_in_page(&format!(
            "document.body.dispatchEvent(new CustomEvent('sleep', {{ detail: {} }}))",
            u64::from(seconds) * 1_000
        ));
    }

    /// Waits until the device has counted so many.
    #[track_caller]
    fn counted(&self, what: &str, count: usize) {
        self.eventually(&format!("{count} {what}"), |person| {
            person.attribute("body", &format!("data-{what}")) == Some(count.to_string())
        });
    }
}

/// The clock of a step.
const LEFT: &str = "#run-clock .left";

#[test]
fn a_timer_comes_to_its_end_while_the_device_sleeps() {
    let site = Site::built();
    for ada in [Person::desktop(&site), Person::phone(&site)] {
        // Ten minutes.
        ada.open_step("root-causes", 4);
        ada.expect_text(LEFT, "10:00 left of 10:00");
        ada.counted("awake", 0);
        ada.press("Start the timer");
        ada.counted("awake", 1);
        ada.focus_is_on("[data-do='timer'][aria-label='Pause']");
        ada.sleep(7 * 60);
        ada.expect_text(LEFT, "3:00 left of 10:00");
        assert!(!ada.exists("#run-clock .soon"));
        // Colour and words change together, at a fifth and at a twentieth.
        ada.sleep(60);
        ada.see("A fifth of the time is left.");
        assert!(ada.exists("#run-clock .left.soon"));
        ada.sleep(90);
        ada.see("Come to an end.");
        assert!(ada.exists("#run-clock .left.last"));
        ada.expect_text(LEFT, "0:30 left of 10:00");
        ada.counted("tones", 0);
        // It ends in the middle of a sleep: it is over as soon as the device wakes, and rings once.
        ada.sleep(3_600);
        ada.see("Time is up.");
        ada.expect_text(LEFT, "0:00 left of 10:00");
        ada.counted("tones", 2);
        ada.counted("shakes", 1);
        ada.counted("awake", 0);
        // A minute more runs on from now; a pause stands still, whatever the clock of the device does.
        ada.press("One more minute");
        ada.expect_text(LEFT, "1:00 left of 11:00");
        ada.counted("awake", 1);
        ada.sleep(20);
        ada.expect_text(LEFT, "0:40 left of 11:00");
        ada.press("Pause");
        ada.counted("awake", 0);
        ada.sleep(600);
        ada.press("Go on");
        ada.counted("awake", 1);
        ada.expect_text(LEFT, "0:40 left of 11:00");
        ada.sleep(600);
        ada.see("Time is up.");
        ada.counted("tones", 4);
        ada.counted("shakes", 2);
        // Browsers give a page only a few places to sound from.
        ada.counted("sounds", 1);
        // What is over is not paused: the button says what it does.
        ada.expect_count("[data-do='timer'][aria-label='Go on']", 1);
        ada.assert_no_console_errors();
    }
}

#[test]
fn a_timer_runs_on_while_one_is_elsewhere() {
    let site = Site::built();
    let ada = Person::phone(&site);
    ada.open_step("root-causes", 4);
    ada.press("Start the timer");
    ada.focus_is_on("[data-do='timer'][aria-label='Pause']");
    // Silence is kept as a setting.
    ada.press("Sound and vibration at the end");
    ada.expect_count("[data-do='timer-sound'][aria-pressed='false']", 1);
    ada.type_address("#/library");
    ada.see("Search the library");
    ada.counted("awake", 0);
    ada.sleep(120);
    ada.back();
    ada.on_page("exercise");
    ada.expect_text(LEFT, "8:00 left of 10:00");
    ada.counted("awake", 1);
    ada.sleep(3_600);
    ada.see("Time is up.");
    ada.counted("awake", 0);
    ada.counted("tones", 0);
    ada.counted("shakes", 0);
    ada.reload();
    ada.expect_count("[data-do='timer-sound'][aria-pressed='false']", 1);
    // Another step has a clock of its own.
    ada.press("Back");
    ada.expect_text(LEFT, "15:00 left of 15:00");
    ada.assert_no_console_errors();
}

#[test]
fn a_conversation_has_its_turns() {
    let site = Site::built();
    let ada = Person::phone(&site);
    let turns = |ada: &Person<'_>, block: &str| -> String {
        ada.stored_rows("right-to-say-no", block)
            .first()
            .map(|row: &Row| row.cell("turns").to_owned())
            .unwrap_or_default()
    };
    // In pairs: the second one starts by a press of their own.
    ada.open_step("right-to-say-no", 2);
    let clock = "#talk-refuse .left";
    ada.press_in("[data-task='refuse']", "Start");
    ada.focus_is_on("[data-task='refuse'] .button");
    ada.counted("awake", 1);
    ada.expect_text(clock, "1:30 left of 1:30");
    // The wall shows the turn that runs, big; the keys of the page are still.
    ada.press("Show on the wall");
    ada.expect_count("dialog.wall[open]", 1);
    ada.expect_text("#wall-clock .left", "1:30 left of 1:30");
    ada.sleep(86);
    ada.expect_text("#wall-clock .left", "0:04 left of 1:30");
    ada.see("Come to an end.");
    ada.key(Key::Escape);
    ada.expect_count("dialog.wall[open]", 0);
    ada.sleep(3_600);
    ada.see("Time is up.");
    ada.counted("tones", 2);
    ada.counted("awake", 0);
    assert!(!ada.texts_of("[data-task='refuse'] button").contains(&"Pause".to_owned()));
    ada.press_in("[data-task='refuse']", "Turn is over");
    ada.see("One turn was taken.");
    ada.eventually("a turn to be stored", |ada| turns(ada, "refuse") == "1");
    ada.focus_is_on("[data-task='refuse'] .button");
    ada.press_in("[data-task='refuse']", "Start the second turn");
    ada.expect_text(clock, "1:30 left of 1:30");
    ada.press_in("[data-task='refuse']", "Pause");
    ada.counted("awake", 0);
    ada.press_in("[data-task='refuse']", "Go on");
    ada.counted("awake", 1);
    ada.press_in("[data-task='refuse']", "Turn is over");
    ada.eventually("two turns to be stored", |ada| turns(ada, "refuse") == "2");
    // A turn that ends while the step's clock runs on is rung as well.
    ada.press("Start the timer");
    ada.press_in("[data-task='receive']", "Start");
    ada.expect_text("#talk-receive .left", "1:00 left of 1:00");
    ada.sleep(61);
    ada.see("Time is up.");
    ada.expect_text(LEFT, "10:59 left of 12:00");
    ada.counted("tones", 4);
    ada.counted("awake", 1);
    // Another conversation of the step has turns of its own.
    assert_eq!(turns(&ada, "receive"), "");
    ada.reload();
    ada.see("2 turns were taken.");
    ada.assert_no_console_errors();
}

#[test]
fn hands_stay_covered_wherever_one_goes() {
    const SECRET: &str = "I fear for the night shift";
    let site = Site::built();
    let ada = Person::phone(&site);
    let step = made::step_of(&plan::activity("right-to-say-no"), "answer");
    ada.open_step("right-to-say-no", step);
    let nothing_shows = |ada: &Person<'_>, when: &str| {
        let page = ada.script(
            "return document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')] \
               .map((field) => field.value).join()",
            &[],
        );
        let page = page.as_str().unwrap();
        for hint in [SECRET, "I see harm in it: 1", "I can live with it: 1"] {
            assert!(!page.contains(hint), "{when}, the page holds \"{hint}\"");
        }
    };
    ada.set_field("#hand-answer", SECRET);
    ada.press("I see harm in it");
    ada.see("Your hand is in");
    ada.focus_is_on("[data-task='answer'] h3");
    nothing_shows(&ada, "covered");
    // Loaded anew, turned away and back, opened again: the hand is in, and nothing of it shows.
    ada.reload();
    ada.see("One hand is in.");
    nothing_shows(&ada, "after a reload");
    ada.press("Back");
    ada.focus_is_on("h1");
    ada.press("Next");
    ada.see("One hand is in.");
    nothing_shows(&ada, "after turning back");
    ada.press("I can live with it");
    ada.see("2 hands are in.");
    nothing_shows(&ada, "after the second hand");
    ada.press("Next person");
    ada.focus_is_on("#task-answer");
    nothing_shows(&ada, "for the third");
    // The counts show on a press, and the next hand covers them again.
    ada.press("Show the counts");
    ada.see("I see harm in it: 1");
    ada.see(SECRET);
    ada.focus_is_on("#task-answer");
    ada.press("Yes, but something worries me");
    ada.see("3 hands are in.");
    nothing_shows(&ada, "after a hand beside the counts");
    // Which hand came first cannot be told from what is kept: the rows' ids are drawn.
    let rows = ada.stored_rows("right-to-say-no", "answer");
    let hands: Vec<&str> = rows.iter().map(|row| row.cell("hand")).collect();
    assert_eq!(hands.len(), 3, "{rows:?}");
    assert!(["yes", "concern", "objection"].iter().all(|hand| hands.contains(hand)), "{rows:?}");
    assert!(rows.iter().all(|row| row.id.len() > 5), "{rows:?}");
    ada.assert_no_console_errors();
}
