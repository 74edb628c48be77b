//! What is heard and felt: the end of a timer, a code that was read. Each is left out where the browser
//! can't.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType, window};

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
    play(&[(660.0, 0.0), (880.0, 0.35)]);
    shake(400);
}

/// A short high tone and a tick: it worked. [`prepare`] comes before, upon a press.
pub fn well() {
    play(&[(988.0, 0.0)]);
    shake(60);
}

/// A low tone and a longer shake: look here.
pub fn unwell() {
    play(&[(247.0, 0.0)]);
    shake(250);
}

/// Shakes the device for so many milliseconds, where it can.
pub fn shake(millis: u32) {
    let Some(navigator) = window().map(|window| window.navigator()) else { return };
    if Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
        navigator.vibrate_with_duration(millis);
    }
}

/// Tones of so many hertz, each after so many seconds.
fn play(tones: &[(f32, f64)]) {
    prepare();
    SOUND.with_borrow(|sound| {
        if let Some(context) = sound {
            // What was made a moment ago takes tones; where it does not, it stays silent.
            let _ = tones.iter().try_for_each(|&(hertz, after)| tone(context, hertz, after));
        }
    });
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
