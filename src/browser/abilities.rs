//! What this browser can do of what the app uses and can do without.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::window;

/// An ability that some browsers lack, above all those within other apps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ability {
    /// Keeping the site for use without a network.
    Offline,
    /// Looking through the camera.
    Camera,
    /// The share sheet.
    Share,
    /// Copying.
    Copy,
    /// Keeping the screen on.
    Awake,
    /// Showing a part of the page on the whole screen.
    FullScreen,
    /// Reading aloud.
    Speech,
    /// Vibrating.
    Vibration,
    /// Sealing answers.
    Sealing,
}

impl Ability {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::Offline,
        Self::Camera,
        Self::Share,
        Self::Copy,
        Self::Awake,
        Self::FullScreen,
        Self::Speech,
        Self::Vibration,
        Self::Sealing,
    ];

    /// Where it is found, from the window on.
    fn path(self) -> &'static [&'static str] {
        match self {
            Self::Offline => &["navigator", "serviceWorker"],
            Self::Camera => &["navigator", "mediaDevices", "getUserMedia"],
            Self::Share => &["navigator", "share"],
            Self::Copy => &["navigator", "clipboard", "writeText"],
            Self::Awake => &["navigator", "wakeLock"],
            Self::FullScreen => &["document", "documentElement", "requestFullscreen"],
            Self::Speech => &["speechSynthesis"],
            Self::Vibration => &["navigator", "vibrate"],
            Self::Sealing => &["crypto", "subtle"],
        }
    }

    /// Whether the browser has it here: some are missing without https.
    #[must_use]
    pub fn is_here(self) -> bool {
        let Some(window) = window() else { return false };
        let found = self.path().iter().try_fold(JsValue::from(window), |from, name| {
            // In a frame without an origin, asking is an error.
            Reflect::get(&from, &(*name).into()).ok().filter(JsValue::is_truthy)
        });
        found.is_some()
    }
}
