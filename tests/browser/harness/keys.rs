//! The keyboard.

use fantoccini::actions::{Actions, InputSource, KeyAction, KeyActions};
use fantoccini::key::Key as Code;

use super::session::Person;

/// A key as a person thinks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// To the next control.
    Tab,
    /// To the control before: Shift and Tab.
    BackTab,
    /// Enter.
    Enter,
    /// The space bar.
    Space,
    /// Escape.
    Escape,
    /// Backspace.
    Backspace,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the end.
    End,
    /// A digit, letter or sign.
    Char(char),
}

impl Key {
    fn code(self) -> char {
        let code = match self {
            Self::Tab | Self::BackTab => Code::Tab,
            Self::Enter => Code::Enter,
            Self::Space => return ' ',
            Self::Escape => Code::Escape,
            Self::Backspace => Code::Backspace,
            Self::Up => Code::Up,
            Self::Down => Code::Down,
            Self::Left => Code::Left,
            Self::Right => Code::Right,
            Self::End => Code::End,
            Self::Char(sign) => return sign,
        };
        code.into()
    }
}

impl Person<'_> {
    /// Presses a key, which goes to whatever has the focus.
    #[track_caller]
    pub fn key(&self, key: Key) {
        let press = |value| [KeyAction::Down { value }, KeyAction::Up { value }];
        let mut strokes = press(key.code()).to_vec();
        if key == Key::BackTab {
            let value = Code::Shift.into();
            strokes.insert(0, KeyAction::Down { value });
            strokes.push(KeyAction::Up { value });
        }
        let keyboard = strokes.into_iter().fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        self.tell(self.client.perform_actions(Actions::from(keyboard)));
    }

    /// Presses several keys, one after the other.
    #[track_caller]
    pub fn keys(&self, keys: &[Key]) {
        for key in keys {
            self.key(*key);
        }
    }

    /// Presses a key in the current question (see [`Person::choose`]): an arrow
    /// or a digit. If the focus is elsewhere, it is put there first, by script,
    /// on the chosen or first option.
    #[track_caller]
    pub fn choose_by_key(&self, key: Key) {
        self.await_that("a question to answer by key", || {
            let there = self.look(
                "const group = question(null); \
                 if (!group) return false; \
                 if (!group.contains(document.activeElement)) \
                   (group.querySelector('input:checked') ?? group.querySelector('input')).focus(); \
                 return group.contains(document.activeElement)",
                &[],
            )?;
            if there == true { Ok(()) } else { Err("none takes the focus".to_owned()) }
        });
        self.key(key);
    }

    /// Waits until the focus is on an element that matches.
    #[track_caller]
    pub fn focus_is_on(&self, css: &str) {
        self.await_that(&format!("the focus on {css}"), || {
            let has = self.look(
                "const now = document.activeElement; \
                 return now?.matches(arguments[0]) ? '' : describe(now)",
                &[css.into()],
            )?;
            match has.as_str() {
                Some("") => Ok(()),
                other => Err(format!("it is on {}", other.unwrap_or("nothing"))),
            }
        });
    }
}
