//! Reading aloud with the browser's voice.
//!
//! Only with voices that the device has itself: others send the text to their maker
//! (`SpeechSynthesisVoice.localService`), and this site sends nothing.
//!
//! Pausing takes the rest of the text out of the browser's queue, and going on begins the interrupted piece
//! again: the browser's own `pause` ends the reading on Android, and long pauses do so elsewhere.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice, window};

type Act = Closure<dyn FnMut()>;

/// A text that is being read, or would be if it were not paused.
struct Reading {
    pieces: Vec<String>,
    tag: String,
    /// The piece that is being read.
    at: usize,
    /// What waits in the browser's queue. Kept, because some browsers forget what nobody holds.
    queue: Vec<SpeechSynthesisUtterance>,
    on_end: Act,
    on_error: Act,
    over: Rc<dyn Fn(bool)>,
}

thread_local! {
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
    static ON_VOICES: RefCell<Option<Act>> = const { RefCell::new(None) };
    static STOPS_WITH_THE_PAGE: Cell<bool> = const { Cell::new(false) };
}

fn synthesis() -> Option<SpeechSynthesis> {
    let found = js_sys::Reflect::get(&window()?.into(), &"speechSynthesis".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

/// Which of these voices, each a language tag and whether it is the browser's first choice, reads a language:
/// one of the same country, else one of the same language; of several the first choice, else the first.
#[must_use]
pub fn best(tag: &str, voices: &[(String, bool)]) -> Option<usize> {
    // Android writes en_GB.
    let plain = |tag: &str| tag.replace('_', "-").to_lowercase();
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let wanted = plain(tag);
    let mut found: Option<(usize, (bool, bool))> = None;
    for (at, (voice, first_choice)) in voices.iter().enumerate() {
        let voice = plain(voice);
        let rank = (voice == wanted, *first_choice);
        let fits = !wanted.is_empty() && language(&voice) == language(&wanted);
        if fits && found.is_none_or(|(_, best)| rank > best) {
            found = Some((at, rank));
        }
    }
    found.map(|(at, _)| at)
}

/// The device's own voice for a language, and whether the browser has others that are not the device's.
fn voice(synthesis: &SpeechSynthesis, tag: &str) -> Option<(SpeechSynthesisVoice, bool)> {
    let all = synthesis.get_voices();
    let mut own: Vec<SpeechSynthesisVoice> = all.iter().map(|voice| voice.unchecked_into()).collect();
    let before = own.len();
    own.retain(SpeechSynthesisVoice::local_service);
    let tags: Vec<(String, bool)> = own.iter().map(|voice| (voice.lang(), voice.default())).collect();
    let at = best(tag, &tags)?;
    let others = own.len() < before;
    Some((own.swap_remove(at), others))
}

/// Whether a text in this language can be read aloud, as far as the browser knows by now.
#[must_use]
pub fn can_read(tag: &str) -> bool {
    synthesis().is_some_and(|synthesis| voice(&synthesis, tag).is_some())
}

/// Calls back whenever the browser has found more voices, in place of who was called before: many browsers
/// find them only after the page has asked.
pub fn on_voices(act: impl Fn() + 'static) {
    let Some(synthesis) = synthesis() else { return };
    let act: Act = Closure::new(act);
    synthesis.set_onvoiceschanged(Some(act.as_ref().unchecked_ref()));
    ON_VOICES.set(Some(act));
}

/// Begins to read pieces of a text one after another, upon a press. `over` is called when it has ended by
/// itself, with whether it went well. `false` when it can't even begin.
pub fn start(pieces: Vec<String>, tag: &str, over: impl Fn(bool) + 'static) -> bool {
    stop();
    stop_with_the_page();
    READING.set(Some(Reading {
        pieces,
        tag: tag.to_owned(),
        at: 0,
        queue: Vec::new(),
        on_end: Closure::new(ended),
        on_error: Closure::new(|| finish(false)),
        over: Rc::new(over),
    }));
    resume()
}

/// Falls silent and remembers the place.
pub fn pause() {
    READING.with_borrow_mut(|reading| {
        if let Some(reading) = reading {
            reading.hush();
        }
    });
}

/// Goes on with the piece that was interrupted. `false` when it can't.
pub fn resume() -> bool {
    let Some(synthesis) = synthesis() else { return false };
    let queue = READING.with_borrow_mut(|reading| reading.as_mut()?.line_up(&synthesis));
    let Some(queue) = queue else { return false };
    // A page before this one may have left the voice paused.
    synthesis.resume();
    for utterance in queue {
        // A browser that refuses calls back at once, so nothing may be borrowed here.
        synthesis.speak(&utterance);
        if READING.with_borrow(|reading| reading.as_ref().is_none_or(|reading| reading.queue.is_empty())) {
            break;
        }
    }
    true
}

/// Falls silent for good.
pub fn stop() {
    pause();
    READING.set(None);
}

impl Reading {
    /// Makes the rest of the text ready for the browser's queue.
    fn line_up(&mut self, synthesis: &SpeechSynthesis) -> Option<Vec<SpeechSynthesisUtterance>> {
        self.hush();
        let (voice, others) = voice(synthesis, &self.tag)?;
        for piece in &self.pieces[self.at..] {
            let utterance = SpeechSynthesisUtterance::new_with_text(piece).ok()?;
            utterance.set_lang(&voice.lang().replace('_', "-"));
            // Where every voice is the device's, the browser knows better which one people like.
            if others {
                utterance.set_voice(Some(&voice));
            }
            utterance.set_onend(Some(self.on_end.as_ref().unchecked_ref()));
            utterance.set_onerror(Some(self.on_error.as_ref().unchecked_ref()));
            self.queue.push(utterance);
        }
        Some(self.queue.clone())
    }

    /// Takes everything out of the browser's queue. Nobody is told: what is taken out ends as if it had been
    /// read, or with an error, depending on the browser.
    fn hush(&mut self) {
        for utterance in self.queue.drain(..) {
            utterance.set_onend(None);
            utterance.set_onerror(None);
        }
        if let Some(synthesis) = synthesis()
            && (synthesis.speaking() || synthesis.pending())
        {
            synthesis.cancel();
        }
    }
}

/// A piece has been read to its end.
fn ended() {
    let all = READING.with_borrow_mut(|reading| {
        let Some(reading) = reading else { return false };
        reading.at += 1;
        reading.at >= reading.pieces.len()
    });
    if all {
        finish(true);
    }
}

/// The reading is over. It is kept until the next one, because this runs in its own callback.
fn finish(well: bool) {
    let over = READING.with_borrow_mut(|reading| {
        let reading = reading.as_mut()?;
        reading.hush();
        reading.at = 0;
        Some(reading.over.clone())
    });
    if let Some(over) = over {
        over(well);
    }
}

/// Some browsers read on after the page was closed or loaded anew.
fn stop_with_the_page() {
    if STOPS_WITH_THE_PAGE.replace(true) {
        return;
    }
    if let Some(window) = window() {
        let act: Act = Closure::new(stop);
        // Adding a listener of a known name can't fail.
        let _ = window.add_event_listener_with_callback("pagehide", act.as_ref().unchecked_ref());
        act.forget();
    }
}
