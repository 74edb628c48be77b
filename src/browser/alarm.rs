//! What a timer does beyond showing: it keeps the screen awake while it runs, and sounds and shakes at the
//! end. Each is left out where the browser can't.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AudioContext, OscillatorType, window};

use super::later;

/// Keeps the screen awake until it is dropped. The browser lets go by itself when the page is hidden.
#[derive(Debug)]
pub struct Awake(std::rc::Rc<std::cell::RefCell<Option<JsValue>>>);

impl Awake {
    /// Asks for it. Where the browser can't, nothing happens.
    #[must_use]
    pub fn ask() -> Self {
        let lock = std::rc::Rc::new(std::cell::RefCell::new(None));
        let held = lock.clone();
        later(async move {
            let Some(asked) = request() else { return };
            let sentinel = JsFuture::from(asked).await.ok();
            // Nobody needs it any more if the timer was stopped meanwhile.
            if std::rc::Rc::strong_count(&held) > 1 {
                *held.borrow_mut() = sentinel;
            } else if let Some(sentinel) = sentinel {
                release(&sentinel);
            }
        });
        Self(lock)
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some(sentinel) = self.0.borrow_mut().take() {
            release(&sentinel);
        }
    }
}

fn request() -> Option<Promise> {
    let navigator: JsValue = window()?.navigator().into();
    let lock = Reflect::get(&navigator, &"wakeLock".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&lock, &"request".into()).ok()?.dyn_into().ok()?;
    request.call1(&lock, &"screen".into()).ok()?.dyn_into().ok()
}

fn release(sentinel: &JsValue) {
    if let Ok(Ok(release)) = Reflect::get(sentinel, &"release".into()).map(JsCast::dyn_into::<Function>) {
        // It may have been released by the browser already.
        let _ = release.call0(sentinel);
    }
}

thread_local! {
    /// Where the tones are made. One for all: browsers give a page only a few.
    static SOUND: std::cell::RefCell<Option<AudioContext>> = const { std::cell::RefCell::new(None) };
}

/// Gets ready to sound later. Upon a press: a phone lets a page sound by itself only after one.
pub fn prepare() {
    SOUND.with_borrow_mut(|sound| {
        if sound.is_none() {
            // A browser without it stays silent.
            *sound = AudioContext::new().ok();
        }
        if let Some(context) = sound {
            // Refused before the first press; the next one asks again.
            let _ = context.resume();
        }
    });
}

/// Two soft tones and a short shake.
pub fn ring() {
    prepare();
    SOUND.with_borrow(|sound| {
        if let Some(context) = sound {
            // What was made a moment ago takes tones; where it does not, it stays silent.
            let _ = tone(context, 660.0, 0.0).and_then(|()| tone(context, 880.0, 0.35));
        }
    });
    shake(400);
}

fn tone(context: &AudioContext, hertz: f32, after: f64) -> Result<(), JsValue> {
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    oscillator.set_type(OscillatorType::Sine);
    oscillator.frequency().set_value(hertz);
    let start = context.current_time() + after;
    gain.gain().set_value_at_time(0.2, start)?;
    gain.gain().exponential_ramp_to_value_at_time(0.001, start + 0.6)?;
    oscillator.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(start)?;
    oscillator.stop_with_when(start + 0.7)
}

/// A short answer to a code: one high tone for a good one, two low ones else, and a shake.
pub fn blip(is_good: bool) {
    SOUND.with_borrow(|sound| {
        if let Some(context) = sound {
            let tones: &[(f32, f64)] = if is_good { &[(1_320.0, 0.0)] } else { &[(330.0, 0.0), (330.0, 0.2)] };
            for (hertz, after) in tones {
                // As in `ring`.
                let _ = tone(context, *hertz, *after);
            }
        }
    });
    shake(if is_good { 60 } else { 200 });
}

fn shake(millis: u32) {
    let Some(navigator) = window().map(|window| window.navigator()) else { return };
    if Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
        navigator.vibrate_with_duration(millis);
    }
}
