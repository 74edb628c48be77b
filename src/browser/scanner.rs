//! QR codes by camera, and from pictures that were chosen.
//!
//! The browser's own detector is used where there is one; else, or when it fails, the program beside the page
//! ([`super::reader`]), one frame at a time. Frames leave the page for nowhere else.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlImageElement, HtmlMediaElement, HtmlVideoElement, MediaDevices, MediaStream, MediaStreamTrack, Url, window,
};

use super::files::Chosen;
use super::later;
use super::reader::{Canvas, Pixels, Reader, after, first_of, get, set};
use super::vigil::{Lost, Track, Vigil};

/// The longer side of a frame as it is read, in pixels.
const FRAME: u32 = 1280;
/// The longer sides at which a chosen picture is read, in pixels: a code may be small in it, or blurred.
const PICTURES: [u32; 2] = [2000, 1000];
/// How long to wait for a new frame, in milliseconds, before looking whether it is all over.
const NEXT: i32 = 500;
/// How long between frames where the browser does not say when there is a new one, in milliseconds.
const BETWEEN: i32 = 40;
/// How long the browser's own detector may take, in milliseconds.
const DETECTOR: i32 = 3_000;
/// `HTMLMediaElement.HAVE_CURRENT_DATA`: there is a frame.
const HAS_FRAME: u16 = 2;

/// Why there is no camera.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CameraFault {
    /// Browsers give a camera to pages over https and on the device itself only.
    NotSecure,
    /// The device has none, or not the one that was chosen.
    NoCamera,
    /// The person, the device or the page around this one says no.
    Denied,
    /// Another program or page holds it.
    InUse,
    /// Anything else, in the browser's words.
    Other(String),
}

/// A camera of the device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Camera {
    /// What [`open_in`] takes. The same at the next visit, in most browsers.
    pub id: String,
    /// What the device calls it; empty before a camera was allowed.
    pub label: String,
}

/// The cameras that the device has. Empty when the browser does not say.
pub async fn cameras() -> Vec<Camera> {
    let Some(Ok(asked)) = devices().map(|devices| devices.enumerate_devices()) else { return Vec::new() };
    let Ok(list) = JsFuture::from(asked).await else { return Vec::new() };
    let text = |of: &JsValue, name: &str| get(of, name).as_string().unwrap_or_default();
    Array::from(&list)
        .iter()
        .filter(|device| text(device, "kind") == "videoinput")
        .map(|device| Camera { id: text(&device, "deviceId"), label: text(&device, "label") })
        .collect()
}

/// Opens a camera, asking the person if need be, shows it in the `<video>` with this id and calls back with the texts
/// of the codes in each frame that has any: the same code again and again while it is in view. The camera is the one
/// with the id `camera`; without, or when it is gone, the one on the back. `lost` is called once, when the camera or
/// what reads the codes is lost later on: all is off then.
///
/// The `<video>` carries how many frames were read as `data-frames`, and in how many milliseconds as `data-millis`.
///
/// # Errors
/// Why there is no camera.
pub async fn open_in(
    video: &str,
    camera: Option<&str>,
    found: impl Fn(Vec<String>) + 'static,
    lost: impl Fn(Lost) + 'static,
) -> Result<Scanner, CameraFault> {
    let document = window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(video));
    match element.and_then(|element| element.dyn_into::<HtmlVideoElement>().ok()) {
        Some(video) => Scanner::open(video, camera, found, lost).await,
        None => Err(CameraFault::Other(String::new())),
    }
}

/// A camera that looks for codes, until it is dropped.
pub struct Scanner(Rc<Inner>);

struct Inner {
    video: HtmlVideoElement,
    stream: RefCell<Option<MediaStream>>,
    found: Box<dyn Fn(Vec<String>)>,
    lost: Box<dyn Fn(Lost)>,
    reader: Reader,
    detector: RefCell<Option<JsValue>>,
    canvas: Option<Canvas>,
    frames: Cell<u32>,
    began: Cell<f64>,
    is_over: Cell<bool>,
}

impl Scanner {
    async fn open(
        video: HtmlVideoElement,
        camera: Option<&str>,
        found: impl Fn(Vec<String>) + 'static,
        lost: impl Fn(Lost) + 'static,
    ) -> Result<Self, CameraFault> {
        let stream = stream(camera).await?;
        let inner = Rc::new(Inner {
            video,
            stream: RefCell::new(None),
            found: Box::new(found),
            lost: Box::new(lost),
            reader: Reader::new(),
            detector: RefCell::new(detector().await),
            canvas: Canvas::new(),
            frames: Cell::new(0),
            began: Cell::new(0.0),
            is_over: Cell::new(false),
        });
        inner.show(stream);
        later(inner.clone().run());
        Ok(Self(inner))
    }

    /// The id of the camera that is on.
    #[must_use]
    pub fn camera(&self) -> Option<String> {
        get(&call(&self.0.track()?, "getSettings", &[])?, "deviceId").as_string()
    }

    /// Whether there is a light that can be switched.
    #[must_use]
    pub fn has_torch(&self) -> bool {
        let able = self.0.track().and_then(|track| call(&track, "getCapabilities", &[]));
        able.is_some_and(|able| get(&able, "torch").is_truthy())
    }

    /// Switches the light. `false` when it can't be.
    pub async fn torch(&self, on: bool) -> bool {
        let Some(track) = self.0.track() else { return false };
        let (wish, all) = (Object::new(), Object::new());
        set(&wish, "torch", &on.into());
        set(&all, "advanced", &Array::of1(&wish));
        let asked = call(&track, "applyConstraints", &[&all]).and_then(|asked| asked.dyn_into::<Promise>().ok());
        match asked {
            Some(asked) => JsFuture::from(asked).await.is_ok(),
            None => false,
        }
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl Inner {
    fn show(&self, stream: MediaStream) {
        // Whoever stopped it while the person was asked wants no camera any more.
        if self.is_over.get() {
            stop(&stream);
            return;
        }
        let media: &HtmlMediaElement = &self.video;
        // Without these, a phone shows it full screen, or not at all.
        media.set_muted(true);
        // A known attribute is never refused.
        let _ = self.video.set_attribute("playsinline", "");
        media.set_src_object(Some(&stream));
        if let Ok(playing) = media.play() {
            // Broken off when another camera is chosen meanwhile.
            later(async move { drop(JsFuture::from(playing).await) });
        }
        *self.stream.borrow_mut() = Some(stream);
    }

    fn dark(&self) {
        if let Some(stream) = self.stream.borrow_mut().take() {
            stop(&stream);
            self.video.set_src_object(None);
        }
    }

    fn track(&self) -> Option<JsValue> {
        let track = self.stream.borrow().as_ref()?.get_video_tracks().get(0);
        Some(track).filter(JsValue::is_object)
    }

    fn end(&self) {
        self.is_over.set(true);
        self.dark();
        self.reader.end();
    }

    /// How the camera is; fine while none is on, because another one is being asked for.
    fn state(&self) -> Track {
        let says = |name| self.track().map(|track| get(&track, name));
        let document = window().and_then(|window| window.document());
        Track {
            is_over: says("readyState").is_some_and(|state| state != "live"),
            is_muted: says("muted").is_some_and(|muted| muted.is_truthy()),
            is_hidden: document.is_some_and(|document| get(&document, "hidden").is_truthy()),
        }
    }

    async fn run(self: Rc<Self>) {
        if let Some(lost) = self.read().await {
            self.end();
            (self.lost)(lost);
        }
    }

    /// Reads frame after frame until it is over, or until something is lost.
    async fn read(&self) -> Option<Lost> {
        let mut vigil = Vigil::default();
        loop {
            self.next_frame().await;
            if self.is_over.get() {
                return None;
            }
            if let Some(lost) = vigil.look(self.state(), now()) {
                return Some(lost);
            }
            if self.video.ready_state() < HAS_FRAME || self.video.video_width() == 0 {
                continue;
            }
            if self.frames.get() == 0 && self.began.get() == 0.0 {
                self.began.set(now());
            }
            let taken = now();
            let texts = self.look().await;
            if self.is_over.get() {
                return None;
            }
            if let Some(lost) = vigil.read(texts.is_some(), taken, now()) {
                return Some(lost);
            }
            let Some(texts) = texts else {
                // What failed is started anew, but not in a frenzy.
                pause(NEXT).await;
                continue;
            };
            self.frames.set(self.frames.get() + 1);
            for (name, figure) in [("data-frames", f64::from(self.frames.get())), ("data-millis", self.elapsed())] {
                // A known attribute is never refused.
                let _ = self.video.set_attribute(name, &whole(figure));
            }
            if !texts.is_empty() {
                (self.found)(texts);
            }
        }
    }

    /// Waits until there is a new frame, where the browser says so. It says nothing while the page is hidden.
    async fn next_frame(&self) {
        let asks: Result<Function, _> = get(&self.video, "requestVideoFrameCallback").dyn_into();
        match asks {
            Ok(asks) => {
                let comes = Promise::new(&mut |resolve, _| {
                    // Refused by no video; the timer beside it goes on in any case.
                    let _ = asks.call1(&self.video, &resolve);
                });
                first_of(&[comes, after(NEXT)]).await;
            }
            Err(_) => pause(BETWEEN).await,
        }
    }

    /// The texts of the codes in the frame that is shown. `None` when nothing could read it.
    async fn look(&self) -> Option<Vec<String>> {
        let detector = self.detector.borrow().clone();
        if let Some(detector) = detector {
            if let Some(texts) = detect(&detector, &self.video).await {
                return Some(texts);
            }
            *self.detector.borrow_mut() = None;
        }
        self.reader.read(self.frame()?).await
    }

    fn frame(&self) -> Option<Pixels> {
        let size = (self.video.video_width(), self.video.video_height());
        self.canvas.as_ref()?.pixels(size, FRAME, |context, width, height| {
            context.draw_image_with_html_video_element_and_dw_and_dh(&self.video, 0.0, 0.0, width, height)
        })
    }

    fn elapsed(&self) -> f64 {
        if self.began.get() == 0.0 { 0.0 } else { now() - self.began.get() }
    }
}

/// The texts of all codes in a picture that was chosen, read at several sizes. Empty when it is no picture, or
/// holds none; `None` when there is nothing to read it with.
pub async fn read_picture(chosen: &Chosen) -> Option<Vec<String>> {
    let Ok(address) = Url::create_object_url_with_blob(&chosen.file) else { return Some(Vec::new()) };
    let read = read_image(&address).await;
    // An address that was made a moment ago can be given back.
    let _ = Url::revoke_object_url(&address);
    match read {
        Some(sizes) if sizes.iter().all(Option::is_none) => None,
        sizes => {
            let mut found: Vec<String> = Vec::new();
            for text in sizes.into_iter().flatten().flatten().flatten() {
                if !found.contains(&text) {
                    found.push(text);
                }
            }
            Some(found)
        }
    }
}

/// What was read at each size; nothing where that broke the reader. `None` when it is no picture.
async fn read_image(address: &str) -> Option<Vec<Option<Vec<String>>>> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let size = (image.natural_width(), image.natural_height());
    let (canvas, reader) = (Canvas::new()?, Reader::new());
    let mut sizes = Vec::new();
    for largest in PICTURES {
        let pixels = canvas.pixels(size, largest, |context, width, height| {
            context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
        })?;
        sizes.push(reader.read(pixels).await);
    }
    Some(sizes)
}

fn devices() -> Option<MediaDevices> {
    // Not there at all on a page that is not secure.
    let devices = get(&window()?.navigator(), "mediaDevices");
    devices.is_object().then(|| devices.unchecked_into())
}

/// Asks for a camera; without this one, for one on the back.
async fn stream(camera: Option<&str>) -> Result<MediaStream, CameraFault> {
    let devices = devices().ok_or(CameraFault::NotSecure)?;
    if let Some(camera) = camera.filter(|camera| !camera.is_empty()) {
        match ask(&devices, "deviceId", &exactly(camera)).await {
            Err(CameraFault::NoCamera) => {}
            settled => return settled,
        }
    }
    ask(&devices, "facingMode", &"environment".into()).await
}

fn exactly(value: &str) -> JsValue {
    let wish = Object::new();
    set(&wish, "exact", &value.into());
    wish.into()
}

async fn ask(devices: &MediaDevices, wish: &str, value: &JsValue) -> Result<MediaStream, CameraFault> {
    // A text of ours is always read.
    let size = JSON::parse(r#"{"width":{"ideal":1920},"height":{"ideal":1080}}"#).unwrap_or_default();
    let (video, all): (Object, Object) = (size.unchecked_into(), Object::new());
    set(&video, wish, value);
    set(&all, "video", &video);
    let asked = devices.get_user_media_with_constraints(all.unchecked_ref()).map_err(|error| fault(&error))?;
    let stream = JsFuture::from(asked).await.map_err(|error| fault(&error))?;
    Ok(stream.unchecked_into())
}

/// The names are those of the Media Capture standard, and what older browsers say instead.
fn fault(error: &JsValue) -> CameraFault {
    let text = |name| get(error, name).as_string().unwrap_or_default();
    let name = text("name");
    match name.as_str() {
        "NotAllowedError" | "SecurityError" | "PermissionDeniedError" => CameraFault::Denied,
        "NotFoundError" | "OverconstrainedError" | "DevicesNotFoundError" => CameraFault::NoCamera,
        "NotReadableError" | "AbortError" | "TrackStartError" => CameraFault::InUse,
        _ => CameraFault::Other([name.as_str(), ": ", &text("message")].concat()),
    }
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

/// The browser's own detector, where it has one that reads QR codes.
async fn detector() -> Option<JsValue> {
    let class: Function = get(&window()?.into(), "BarcodeDetector").dyn_into().ok()?;
    let asked: Promise = call(&class, "getSupportedFormats", &[])?.dyn_into().ok()?;
    let formats = Array::from(&first_of(&[asked, after(DETECTOR)]).await.filter(JsValue::is_object)?);
    let wanted = JsValue::from("qr_code");
    if !formats.includes(&wanted, 0) {
        return None;
    }
    let options = Object::new();
    set(&options, "formats", &Array::of1(&wanted));
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

/// What the browser's own detector sees. `None` when it fails or says nothing.
async fn detect(detector: &JsValue, video: &HtmlVideoElement) -> Option<Vec<String>> {
    let asked: Promise = call(detector, "detect", &[video])?.dyn_into().ok()?;
    let codes = first_of(&[asked, after(DETECTOR)]).await.filter(JsValue::is_object)?;
    Some(Array::from(&codes).iter().filter_map(|code| get(&code, "rawValue").as_string()).collect())
}

/// Calls a method that not every browser has.
fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: Function = get(of, name).dyn_into().ok()?;
    method.apply(of, &arguments.iter().copied().collect()).ok()
}

async fn pause(millis: i32) {
    // A timer is always kept.
    first_of(&[after(millis)]).await;
}

fn now() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

fn whole(figure: f64) -> String {
    (figure as u32).to_string()
}
