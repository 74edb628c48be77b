//! Reading codes: by camera, one after another without a touch, and from what is pasted, chosen or dropped. Each
//! is answered by sound, colour and words.
//!
//! What a code means is not known here: whoever uses this gives `take`, which says what it was.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::scanner::{self, CameraFault, Scanner};
use crate::browser::vigil::Lost;
use crate::browser::wake_lock::Awake;
use crate::browser::{alarm, clock, files, later, page};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::ui::html::{button, escape, icon, line, note};
use crate::wire::code::parts::longer_code;
use crate::wire::code::text::MOST_TEXT;

/// How long the same code may stay in view before it counts as shown again, in milliseconds.
const AGAIN: u64 = 3_000;

/// What became of a code, for the person who holds it up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// In words.
    pub words: String,
    /// How it looks and sounds.
    pub tone: Tone,
    /// Whether a part of a longer code was shown that was taken in before.
    pub again: bool,
}

impl Said {
    fn new(words: String, tone: Tone) -> Self {
        Self { words, tone, again: false }
    }
}

/// How the answer to a code looks and sounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// It brought something new.
    New,
    /// It was known, or is one part of several.
    Known,
    /// It can't be used.
    Wrong,
    /// It was read and could not be kept.
    Unkept,
}

impl Tone {
    fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Wrong | Self::Unkept => "wrong",
        }
    }
}

/// Takes in every code in a text.
pub type Take = Rc<dyn Fn(&str) -> Vec<Said>>;

/// The panel. The camera is off until it is asked for, and when this is dropped.
pub struct Scan {
    take: Take,
    scanner: RefCell<Option<Rc<Scanner>>>,
    /// The screen is kept awake while the camera looks.
    awake: RefCell<Option<Awake>>,
    /// Texts that were seen a moment ago, with when.
    seen: RefCell<Vec<(String, u64)>>,
    /// The longer code of which a part was seen last, with when.
    longer: Cell<Option<(u32, u64)>>,
    /// Rises with every start and stop, so that a camera that comes late finds nobody waiting.
    round: Cell<u32>,
}

// The parts of the panel, by id.
const VIDEO: &str = "scan-video";
const VIEW: &str = "scan-view";
const KEYS: &str = "scan-keys";
const SAID: &str = "scan-said";
const FAULT: &str = "scan-fault";
const PASTE: &str = "scan-paste";
const FILES: &str = "scan-files";
const CAMERA: &str = "scan-camera";

impl Scan {
    /// A panel that gives what it reads to `take`.
    #[must_use]
    pub fn new(take: Take) -> Rc<Self> {
        Rc::new(Self {
            take,
            scanner: RefCell::new(None),
            awake: RefCell::new(None),
            seen: RefCell::default(),
            longer: Cell::new(None),
            round: Cell::new(0),
        })
    }

    /// The panel as text.
    #[must_use]
    pub fn html(&self) -> String {
        format!(
            "<section class=\"scan stack\" aria-labelledby=\"scan-h\">{}\
             <div class=\"scan-view\" id=\"{VIEW}\" data-state=\"off\"><video id=\"{VIDEO}\" muted playsinline aria-label=\"{}\"></video></div>\
             <p class=\"scan-said\" id=\"{SAID}\" role=\"status\" aria-live=\"assertive\"></p>\
             <div id=\"{FAULT}\" role=\"alert\"></div>\
             <div class=\"row tight\" id=\"{KEYS}\">{}</div>{}</section>",
            line("h2 class=\"h3\" id=\"scan-h\"", t(Key::ScanHeading)),
            escape(t(Key::ScanVideo)),
            start_html(),
            ways_html(),
        )
    }

    /// Puts `html`, in which the panel stands, into the page, with what a press in it means besides.
    pub fn view(
        self: &Rc<Self>,
        html: String,
        pressed: impl Fn(&str) + 'static,
        changed: impl Fn(&str, &str) + 'static,
    ) -> AnyView {
        let (press, change, drop) = (self.clone(), self.clone(), self.clone());
        // Kept as long as the page: dropping it switches the camera off.
        StoredValue::new_local(Stop(self.clone()));
        view! {
            <div class="whole" inner_html=html
                on:click=move |event| if let Some(what) = page::pressed(&event).filter(|what| !press.press(what)) { pressed(&what); }
                on:change=move |event| {
                    if !change.chosen(&event) && let Some((name, value)) = page::named_field(&event) { changed(&name, &value); }
                }
                on:dragover=|event| event.prevent_default()
                on:drop=move |event| {
                    event.prevent_default();
                    drop.read_files(files::dropped(&event));
                }
            ></div>
        }
        .into_any()
    }

    /// A press; `true` when it was meant for the panel.
    pub fn press(self: &Rc<Self>, what: &str) -> bool {
        match what {
            "scan-start" => self.start(None),
            "scan-stop" => self.stop(),
            "scan-light" => self.switch_light(),
            "scan-paste" => {
                let text = page::value_of(PASTE).unwrap_or_default();
                self.hear(&text, t(Key::ScanPaste));
            }
            _ => return false,
        }
        true
    }

    /// A field was changed; `true` when it was one of the panel's.
    pub fn chosen(self: &Rc<Self>, event: &leptos::ev::Event) -> bool {
        match page::named_field(event) {
            Some((name, _)) if name == FILES => self.read_files(files::all_chosen(event)),
            Some((name, camera)) if name == CAMERA => self.start(Some(camera)),
            Some((name, _)) => return name == PASTE,
            None => return false,
        }
        true
    }

    fn start(self: &Rc<Self>, camera: Option<String>) {
        // Upon a press: a phone lets a page sound only after one.
        alarm::prepare();
        self.stop();
        page::set_html(FAULT, "");
        set_keys(&line("p class=\"hush\" tabindex=\"-1\"", t(Key::ScanStarting)));
        let (scan, round) = (self.clone(), self.round.get());
        let found = {
            let scan = Rc::downgrade(self);
            move |texts: Vec<String>| {
                if let Some(scan) = scan.upgrade() {
                    texts.iter().for_each(|text| scan.see(text));
                }
            }
        };
        let lost = {
            let scan = Rc::downgrade(self);
            move |lost| {
                if let Some(scan) = scan.upgrade().filter(|scan| scan.round.get() == round) {
                    scan.lose(lost);
                }
            }
        };
        later(async move {
            let opened = scanner::open_in(VIDEO, camera.as_deref(), found, lost).await;
            if scan.round.get() != round {
                return;
            }
            match opened {
                Ok(opened) => {
                    let cameras = scanner::cameras().await;
                    if scan.round.get() != round {
                        return;
                    }
                    let keys = running_html(&cameras, opened.camera(), opened.has_torch());
                    *scan.scanner.borrow_mut() = Some(Rc::new(opened));
                    *scan.awake.borrow_mut() = Some(Awake::ask());
                    page::set_attribute(VIEW, "data-state", Some("on"));
                    set_keys(&keys);
                    scan.say(&Said::new(t(Key::ScanLooking).to_owned(), Tone::Known), false);
                }
                Err(fault) => {
                    set_keys(&start_html());
                    fail(&fault_words(&fault));
                }
            }
        });
    }

    /// The camera went off by itself.
    fn lose(&self, lost: Lost) {
        self.stop();
        fail(match lost {
            Lost::Camera => t(Key::ScanLost),
            Lost::Reader => t(Key::ScanUnread),
        });
        alarm::unwell();
    }

    /// Switches the camera off, whatever the page shows of it.
    fn shut(&self) {
        self.round.set(self.round.get() + 1);
        self.scanner.borrow_mut().take();
        self.awake.borrow_mut().take();
    }

    fn stop(&self) {
        self.shut();
        page::set_attribute(VIEW, "data-state", Some("off"));
        set_keys(&start_html());
        page::set_html(SAID, "");
    }

    fn switch_light(self: &Rc<Self>) {
        let on = page::attribute_of(VIEW, "data-light").is_none();
        let scan = self.clone();
        later(async move {
            let Some(scanner) = scan.scanner.borrow().clone() else { return };
            if scanner.torch(on).await {
                page::set_attribute(VIEW, "data-light", on.then_some(""));
            }
        });
    }

    /// The camera sees a code, again and again while it is in view.
    fn see(&self, text: &str) {
        let now = clock::now();
        let mut seen = self.seen.borrow_mut();
        seen.retain(|(_, when)| now.saturating_sub(*when) < AGAIN);
        if let Some((_, when)) = seen.iter_mut().find(|(known, _)| known == text) {
            *when = now;
            return;
        }
        seen.push((text.to_owned(), now));
        drop(seen);
        let is_still_shown = self.turns(text, now);
        let said = (self.take)(text);
        // A code of something else, on a poster in the room; or a longer one that goes on turning after it was read.
        if said.is_empty() || is_still_shown && said.iter().all(|one| one.again) {
            return;
        }
        self.say_all(&said);
    }

    /// Whether a text is a part of the longer code that is in view.
    fn turns(&self, text: &str, now: u64) -> bool {
        let longer = longer_code(text);
        let before = self.longer.replace(longer.map(|mark| (mark, now)));
        before.is_some_and(|(mark, when)| longer == Some(mark) && now.saturating_sub(when) < AGAIN)
    }

    /// What somebody pasted or chose.
    fn hear(&self, text: &str, name: &str) {
        if text.len() > MOST_TEXT {
            return self.say_too_long(name);
        }
        let said = (self.take)(text);
        if said.is_empty() {
            self.say(&Said::new(tf(Key::ScanNothing, &[("name", name)]), Tone::Wrong), true);
        } else {
            page::clear(PASTE);
            self.say_all(&said);
        }
    }

    fn say_too_long(&self, name: &str) {
        let most = plain_number(MOST_TEXT / 1024 / 1024);
        let words = tf(Key::ScanTooLong, &[("name", name), ("most", &most)]);
        self.say(&Said::new(words, Tone::Wrong), true);
    }

    fn say_all(&self, said: &[Said]) {
        let tone = |wanted: Tone| said.iter().find(|one| one.tone == wanted);
        let unkept = tone(Tone::Unkept);
        let first = unkept.or_else(|| tone(Tone::New)).or_else(|| tone(Tone::Wrong)).or(said.first());
        let Some(first) = first else { return };
        let mut words = first.words.clone();
        if said.len() > 1 && unkept.is_none() {
            let new = said.iter().filter(|one| one.tone == Tone::New).count();
            words = [&tn(Plural::ScanTook, said.len(), &[]), " ", &tn(Plural::ScanNew, new, &[])].concat();
        }
        self.say(&Said::new(words, first.tone), true);
    }

    fn say(&self, said: &Said, aloud: bool) {
        page::set_html(SAID, &escape(&said.words));
        page::set_attribute(SAID, "data-tone", aloud.then(|| said.tone.word()));
        page::set_attribute(VIEW, "data-tone", aloud.then(|| said.tone.word()));
        if aloud {
            match said.tone {
                Tone::New => alarm::well(),
                Tone::Known => alarm::shake(60),
                Tone::Wrong | Tone::Unkept => alarm::unwell(),
            }
        }
    }

    fn read_files(self: &Rc<Self>, chosen: Vec<files::Chosen>) {
        let scan = self.clone();
        later(async move {
            for file in chosen {
                let texts = match file.is_picture() {
                    true => match scanner::read_picture(&file).await {
                        Some(texts) => texts,
                        None => {
                            scan.say(&Said::new(t(Key::ScanUnread).to_owned(), Tone::Wrong), true);
                            continue;
                        }
                    },
                    false if file.size > MOST_TEXT as f64 => {
                        scan.say_too_long(&file.name);
                        continue;
                    }
                    false => files::read(&file).await.into_iter().collect(),
                };
                scan.hear(&texts.join("\n"), &file.name);
            }
        });
    }
}

/// Switches the camera off when the page is left.
struct Stop(Rc<Scan>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.shut();
    }
}

/// Draws the keys anew. The focus stays among them: whoever started the camera by key can stop it by key.
fn set_keys(html: &str) {
    let has_focus = page::focus_is_in(KEYS);
    page::set_html(KEYS, html);
    if has_focus {
        page::focus(&["#", KEYS, " :is(button, p)"].concat());
    }
}

fn fail(words: &str) {
    page::set_html(FAULT, &note("error", "alert", &line("p", words)));
}

fn start_html() -> String {
    button("button", "scan-start", &icon("camera"), t(Key::ScanStart), "")
}

fn running_html(cameras: &[scanner::Camera], current: Option<String>, has_light: bool) -> String {
    let light = if has_light { button("button quiet", "scan-light", "", t(Key::ScanLight), "") } else { String::new() };
    let choose = if cameras.len() > 1 {
        let options: String = cameras
            .iter()
            .enumerate()
            .map(|(at, camera)| {
                let chosen = if current.as_deref() == Some(&camera.id) { " selected" } else { "" };
                let nameless = tf(Key::ScanCameraN, &[("n", &plain_number(at + 1))]);
                let name = if camera.label.is_empty() { &nameless } else { &camera.label };
                format!("<option value=\"{}\"{chosen}>{}</option>", escape(&camera.id), escape(name))
            })
            .collect();
        let label = escape(t(Key::ScanCamera));
        format!("<select class=\"input scan-choose\" id=\"{CAMERA}\" aria-label=\"{label}\">{options}</select>")
    } else {
        String::new()
    };
    [button("button quiet", "scan-stop", "", t(Key::ScanStop), ""), light, choose].concat()
}

fn ways_html() -> String {
    format!(
        "<details class=\"more\"><summary>{}{}</summary><div class=\"stack\">\
         <div class=\"field\"><label for=\"{PASTE}\">{}</label><textarea class=\"input\" id=\"{PASTE}\" rows=\"3\"></textarea></div>\
         <p class=\"row\">{}</p>\
         <div class=\"field\"><label for=\"{FILES}\">{}</label>\
         <input class=\"input\" id=\"{FILES}\" type=\"file\" multiple accept=\"image/*,.txt,text/plain\" aria-describedby=\"scan-files-hint\">\
         <p class=\"hint\" id=\"scan-files-hint\">{}</p></div></div></details>",
        icon("chevron"),
        line("span", t(Key::ScanOtherWays)),
        escape(t(Key::ScanPaste)),
        button("button quiet", "scan-paste", "", t(Key::ScanPasteDo), ""),
        escape(t(Key::ScanFiles)),
        escape(t(Key::ScanFilesHint)),
    )
}

fn fault_words(fault: &CameraFault) -> String {
    match fault {
        CameraFault::NotSecure => t(Key::ScanNotSecure).to_owned(),
        CameraFault::NoCamera => t(Key::ScanNoCamera).to_owned(),
        CameraFault::Denied => t(Key::ScanDenied).to_owned(),
        CameraFault::InUse => t(Key::ScanInUse).to_owned(),
        CameraFault::Other(why) => tf(Key::ScanFailed, &[("why", why)]),
    }
}
