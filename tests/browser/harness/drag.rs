//! Dragging: a pointer goes down on one thing, moves to another in small steps, as a hand does, and goes up
//! there. Mouse and finger are input of the engine; WebKitGTK makes a finger a mouse.

use std::cell::Cell;
use std::time::Duration;

use fantoccini::actions::{Actions, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions};
use serde_json::json;
use xtask::drivers::Engine;

use super::session::Person;

/// What moves over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A mouse with its left button.
    Mouse,
    /// One finger.
    Finger,
}

/// Where two things are, both brought into view and neither covered.
const PLACES: &str = r"
const found = arguments[0].map((css) => all(css, reach()).find(shown));
const missing = found.findIndex((one) => !one);
if (missing >= 0) return { seen: `nothing visible matches ${arguments[0][missing]}` };
const middle = (one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x + width / 2, y + height / 2].map(Math.round);
};
const between = (middle(found[0])[1] + middle(found[1])[1]) / 2;
scrollBy({ top: between - innerHeight / 2, behavior: 'instant' });
const places = found.map(middle);
for (const [at, [x, y]] of places.entries()) {
  const under = document.elementFromPoint(x, y);
  if (!found[at].contains(under)) return { seen: `${describe(under)} lies over ${arguments[0][at]}` };
}
return { places };";

/// How many steps a drag has, and how long each takes: a finger that goes faster flings.
const STEPS: u32 = 12;
const STEP: Duration = Duration::from_millis(25);

impl Person<'_> {
    /// Drags the first visible element that matches `from` onto the first that matches `to`.
    #[track_caller]
    pub fn drag(&self, pointer: Pointer, from: &str, to: &str) {
        let mut actions = self.way(from, to);
        actions.push(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.point(pointer, actions);
    }

    /// The same, but holds it there. Let go with [`Person::let_go`].
    #[track_caller]
    pub fn drag_halfway(&self, pointer: Pointer, from: &str, to: &str) {
        self.point(pointer, self.way(from, to));
    }

    /// Lets go of what is held.
    #[track_caller]
    pub fn let_go(&self, pointer: Pointer) {
        // chromedriver has forgotten by now which finger was down, but not that one was.
        if (pointer, self.engine()) == (Pointer::Finger, Engine::Chromium) {
            self.tell(self.client.release_actions());
        } else {
            self.point(pointer, vec![PointerAction::Up { button: MOUSE_BUTTON_LEFT }]);
        }
    }

    /// Down on the one, and in steps to the other.
    #[track_caller]
    fn way(&self, from: &str, to: &str) -> Vec<PointerAction> {
        let before = Cell::new(None);
        let [from, to] = self.await_that(&format!("a chance to drag {from} to {to}"), || {
            let found = self.look(PLACES, &[json!([from, to])])?;
            let places: [[f64; 2]; 2] = serde_json::from_value(found["places"].clone())
                .map_err(|_| found["seen"].as_str().unwrap_or("there is no place").to_owned())?;
            // What still moves would be missed.
            if before.replace(Some(places)) == Some(places) { Ok(places) } else { Err("it moves".to_owned()) }
        });
        let move_to = |[x, y]: [f64; 2], duration| PointerAction::MoveTo { duration: Some(duration), x, y };
        let start = [move_to(from, Duration::ZERO), PointerAction::Down { button: MOUSE_BUTTON_LEFT }];
        let steps = (1..=STEPS).map(|step| {
            let part = f64::from(step) / f64::from(STEPS);
            move_to([0, 1].map(|axis: usize| (from[axis] + (to[axis] - from[axis]) * part).round()), STEP)
        });
        start.into_iter().chain(steps).collect()
    }

    #[track_caller]
    fn point(&self, pointer: Pointer, actions: Vec<PointerAction>) {
        let id = format!("{pointer:?}");
        let actions = match pointer {
            Pointer::Mouse => Actions::from(actions.into_iter().fold(MouseActions::new(id), InputSource::then)),
            Pointer::Finger => Actions::from(actions.into_iter().fold(TouchActions::new(id), InputSource::then)),
        };
        self.tell(self.client.perform_actions(actions));
    }
}
