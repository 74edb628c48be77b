//! What a person does with finger and mouse, and what they type.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, PointerAction, TouchActions};
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus, WebDriver};
use serde_json::{Value, json};

use super::keys::Key;
use super::session::Person;

// Scripts that find one element, with the functions of `page.js`.
const PRESSABLE: &str = "return pressable(arguments[0], arguments[1])";
const OPTION: &str = "return option(arguments[0], arguments[1])";
const FIELD: &str = "return field(arguments[0])";
const LABEL: &str = "return labelled(arguments[0])";
const VALUE: &str = "const { element } = field(arguments[0]); return element ? element.value : arguments[1]";
const FIRST: &str = "return first(arguments[0])";

/// Selects what is in a field, so that typing replaces it; or sets the value,
/// as a person's choice would, where there is nothing to type, and says so.
const SELECT_OR_SET: &str = r"
const [field, text] = arguments;
field.focus();
if (!/^(date|time|month|week|datetime-local|color|range)$/.test(field.type)) {
  field.select();
  return false;
}
Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
field.dispatchEvent(new Event('input', { bubbles: true }));
field.dispatchEvent(new Event('change', { bubbles: true }));
return true;";

/// Whether an element stays in one place from one frame to the one after the next. A page that was just drawn may
/// still scroll, and what still moves would be missed. A page in the background has no frames, and nothing moves.
const RESTS: &str = r"
const [element, done] = arguments;
const place = () => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return `${x} ${y} ${width} ${height}`;
};
element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
const before = place();
const look = () => done(element.isConnected && place() === before);
if (document.hidden) look();
else requestAnimationFrame(() => requestAnimationFrame(look));";

/// What pasting into a field does, without a clipboard.
const PASTE: &str = r"
const [field, text] = arguments;
field.focus();
const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, text);
field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));";

impl Person<'_> {
    /// Clicks the button or link with this visible text or label, exactly,
    /// white space aside. Waits until there is one and it can be used; two of
    /// the same name are a failure unless they lead to the same address.
    #[track_caller]
    pub fn press(&self, name: &str) {
        self.click_when_there(name, Value::Null);
    }

    /// The same within what matches the selector, such as one card of several.
    #[track_caller]
    pub fn press_in(&self, css: &str, name: &str) {
        self.click_when_there(name, json!(css));
    }

    /// Touches the button or link with this name: down and up of a finger.
    /// WebKitGTK makes that a mouse click; the others send touch events.
    #[track_caller]
    pub fn touch(&self, name: &str) {
        let args = [json!(name), Value::Null];
        self.at_element(&format!("a chance to touch \"{name}\""), PRESSABLE, &args, |element| self.finger(element));
    }

    /// Touches the middle of the first visible element that matches.
    #[track_caller]
    pub fn touch_css(&self, css: &str) {
        self.at_element(&format!("a chance to touch {css}"), FIRST, &[json!(css)], |element| self.finger(element));
    }

    /// Clicks the first visible element that matches: for what has no name.
    #[track_caller]
    pub fn click_css(&self, css: &str) {
        self.at_element(&format!("a chance to click {css}"), FIRST, &[json!(css)], |element| self.click(element));
    }

    /// Chooses the option with this value in the current question, by a click on
    /// its label. The current question is the first without an answer; if all
    /// have one, that with the focus, or else the first. Where the app moves on
    /// by itself, wait to see the next question before the next choice.
    #[track_caller]
    pub fn choose(&self, value: &str) {
        self.at_option(Value::Null, value, |label| self.click(label));
    }

    /// Chooses an option in the question with this legend.
    #[track_caller]
    pub fn choose_in(&self, legend: &str, value: &str) {
        self.at_option(json!(legend), value, |label| self.click(label));
    }

    /// Touches the option with this value in the current question.
    #[track_caller]
    pub fn touch_option(&self, value: &str) {
        self.at_option(Value::Null, value, |label| self.finger(label));
    }

    /// Ticks or unticks the box with this label.
    #[track_caller]
    pub fn tick(&self, label: &str) {
        self.at_element(&format!("a chance to tick \"{label}\""), LABEL, &[json!(label)], |element| {
            self.click(element)
        });
    }

    /// Selects an option by its text in the list with this label.
    #[track_caller]
    pub fn select(&self, label: &str, text: &str) {
        self.at_element(&format!("a chance to select \"{text}\""), FIELD, &[json!(label)], |element| {
            self.passing(element.select_by_label(text))
        });
    }

    /// Replaces what is in the field with this label, key by key. Dates, times,
    /// colours and sliders are set by script, because typing them depends on
    /// the language of the browser.
    #[track_caller]
    pub fn type_into(&self, label: &str, text: &str) {
        self.at_element(&format!("a chance to type into \"{label}\""), FIELD, &[json!(label)], |field| {
            let is_set = self.try_script(SELECT_OR_SET, &[json!(field), json!(text)])?;
            if is_set == true {
                return Ok(());
            }
            if text.is_empty() {
                self.key(Key::Backspace);
            }
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.key(Key::Enter);
                }
                if !line.is_empty() {
                    self.passing(field.send_keys(line))?;
                }
            }
            Ok(())
        });
        // Not every driver waits until the keys have come through.
        self.await_that(&format!("\"{label}\" to hold what was typed"), || {
            let holds = self.look(VALUE, &[json!(label), json!(text)])?;
            if holds == *text { Ok(()) } else { Err(format!("it holds {holds}")) }
        });
    }

    /// Puts a long text into the first field that matches, as pasting does.
    #[track_caller]
    pub fn set_field(&self, css: &str, text: &str) {
        self.at_element(&format!("a chance to paste into {css}"), FIRST, &[json!(css)], |field| {
            self.try_script(PASTE, &[json!(field), json!(text)]).map(drop)
        });
    }

    #[track_caller]
    fn click_when_there(&self, name: &str, css: Value) {
        let what = format!("a chance to press \"{name}\"");
        self.at_element(&what, PRESSABLE, &[json!(name), css], |element| self.click(element));
    }

    /// Acts on an option's label, then waits until it is chosen, or gone because
    /// the app has moved on.
    #[track_caller]
    fn at_option(&self, legend: Value, value: &str, mut act: impl FnMut(&Element) -> Result<(), String>) {
        let args = [legend, json!(value)];
        let radio = self.await_that(&format!("a chance to choose {value}"), || {
            let found = self.look(OPTION, &args)?;
            act(&self.element_in(&found)?)?;
            Ok(found["radio"].clone())
        });
        self.await_that(&format!("{value} to be chosen"), || {
            match self.try_script("return arguments[0].checked", std::slice::from_ref(&radio)) {
                Ok(Value::Bool(false)) => Err("it is not".to_owned()),
                Ok(_) | Err(_) => Ok(()),
            }
        });
    }

    /// Waits until `find` has an element, then acts on it. If the page changes
    /// in between, or something lies over it, it looks again.
    #[track_caller]
    fn at_element(
        &self,
        awaited: &str,
        find: &str,
        args: &[Value],
        mut act: impl FnMut(&Element) -> Result<(), String>,
    ) {
        self.await_that(awaited, || act(&self.element_in(&self.look(find, args)?)?));
    }

    /// Clicks the middle of an element, as soon as it rests.
    fn click(&self, element: &Element) -> Result<(), String> {
        self.rests(element)?;
        self.passing(element.click())
    }

    /// Touches the middle of an element, as soon as it rests.
    fn finger(&self, element: &Element) -> Result<(), String> {
        self.rests(element)?;
        let finger = TouchActions::new("finger".to_owned())
            .then(PointerAction::MoveToElement { element: element.clone(), duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.passing(self.client.perform_actions(finger))
    }

    /// Mouse and finger meet a place, not an element: it has to stand still.
    fn rests(&self, element: &Element) -> Result<(), String> {
        let rests = self.runtime.block_on(self.client.execute_async(RESTS, vec![json!(element)]));
        match rests.map_err(|error| error.to_string())? {
            Value::Bool(true) => Ok(()),
            _ => Err("it is still moving".to_owned()),
        }
    }

    /// Sends a command. What the driver refuses only because the page is
    /// changing is handed back, since nothing was done yet; the rest fails.
    fn passing(&self, command: impl Future<Output = Result<(), CmdError>>) -> Result<(), String> {
        match self.runtime.block_on(command) {
            Ok(()) => Ok(()),
            Err(CmdError::Standard(WebDriver {
                error:
                    ErrorStatus::StaleElementReference
                    | ErrorStatus::NoSuchElement
                    | ErrorStatus::ElementClickIntercepted
                    | ErrorStatus::ElementNotInteractable,
                message,
                ..
            })) => Err(message.into_owned()),
            Err(error) => self.fail(&format!("the driver says: {error}")),
        }
    }
}
