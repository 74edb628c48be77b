//! Thirty phones before the camera, one after another without a touch: codes as they are really drawn, tilted,
//! blurred, dim, on dark pages, in a film that Chromium takes for its camera. And cameras that can't be had.

use std::time::Instant;

use roundtable::chart::qr;
use roundtable::domain::id::ResponseId;
use xtask::server::Response;

use crate::harness::camera::{Film, RATE};
use crate::harness::{Engine, Key, Person, Setup, Site};
use crate::plan::{ELEMENTS, Plan};
use crate::rooms::{heading, link, workshop};
use crate::scene::{Chance, Look, Modules, picture};

const SIZE: (usize, usize) = (1280, 720);
/// How many frames each code is in view: half a second.
const EACH: usize = RATE / 2;
const PHONES: usize = 30;

/// The code that the phone with this number shows.
fn shown(site: &Site, number: usize) -> String {
    link(&site.url(""), &Plan::varied(ELEMENTS, number), heading(1_000 + number as u64))
}

#[test]
fn thirty_phones_in_a_row_before_the_camera() {
    let site = Site::built();
    let probe = Person::desktop(&site);
    if probe.engine() != Engine::Chromium {
        // Only Chromium takes a film for its camera; that the panel stands and says so is seen everywhere.
        probe.has_room(&workshop(ELEMENTS, &[]), "collect");
        probe.press("Scan with the camera");
        probe.eventually("words for the missing camera", |one| {
            one.exists("#scan-fault .note") || one.attribute("#scan-view", "data-state").as_deref() == Some("on")
        });
        return;
    }
    drop(probe);
    let mut chance = Chance::of(20);
    let pictures: Vec<Vec<u8>> = (0..PHONES)
        .map(|number| {
            let drawn = qr::code(&shown(&site, number), "code").unwrap();
            assert!(drawn.version <= 8, "version {}", drawn.version);
            let look = Look::any(&mut chance, (0.55, 0.8));
            picture(&Modules::of(&drawn), &look, &mut chance, SIZE)
        })
        .collect();
    let film = Film::of(SIZE, EACH, &pictures);
    let fay = Person::with(&site, Setup { camera: Some(film.file().to_owned()), ..Setup::default() });
    fay.resize(1280, 900);
    fay.has_room(&workshop(ELEMENTS, &[]), "collect");
    fay.press("Scan with the camera");
    let began = Instant::now();
    let count = || fay.count(".collected > li");
    while count() < PHONES {
        let before = count();
        fay.eventually(&format!("more than {before}"), |_| count() > before);
    }
    let seconds = began.elapsed().as_secs_f64();
    let number =
        |name: &str| fay.attribute("#scan-video", name).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    let (frames, millis) = (number("data-frames"), number("data-millis"));
    eprintln!(
        "thirty codes of {} s each: all in after {seconds:.1} s; {frames} frames read, {:.1} a second",
        EACH as f64 / RATE as f64,
        frames * 1_000.0 / millis.max(1.0),
    );
    assert!(frames >= PHONES as f64, "{frames} frames for {PHONES} codes");
    fay.screenshot("scanning-desktop");
    fay.press("Stop the camera");
    fay.eventually("the camera to be off", |fay| fay.attribute("#scan-view", "data-state").as_deref() == Some("off"));
    // The film goes on: nothing more comes in, and nothing came twice.
    fay.see("30 answers are in.");
    fay.assert_no_console_errors();
}

/// A device that counts who keeps its screen awake.
const AWAKE: &str = r"
{
  const { dataset } = document.body;
  dataset.awake = 0;
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request: async () => {
    dataset.awake = Number(dataset.awake) + 1;
    return { release: async () => { dataset.awake = Number(dataset.awake) - 1; } };
  } } });
}";

#[test]
fn a_camera_that_stops_and_a_reader_that_does_not_come_are_said() {
    let site = Site::built();
    let probe = Person::desktop(&site);
    if probe.engine() != Engine::Chromium {
        eprintln!("{} takes no film for its camera: not tested", probe.engine());
        return;
    }
    drop(probe);
    let film = Film::of(SIZE, RATE, &[vec![128; SIZE.0 * SIZE.1]]);
    let person = || Person::with(&site, Setup { camera: Some(film.file().to_owned()), ..Setup::default() });
    let is = |state: &str, one: &Person<'_>| one.attribute("#scan-view", "data-state").as_deref() == Some(state);
    let fay = person();
    fay.has_room(&workshop(ELEMENTS, &[]), "collect");
    fay.run_in_page(AWAKE);
    let awake = |count: &str| {
        let is_so = |fay: &Person<'_>| fay.attribute("body", "data-awake").as_deref() == Some(count);
        fay.eventually(&format!("{count} who keep the screen awake"), is_so);
    };
    fay.press("Scan with the camera");
    fay.eventually("the camera", |fay| is("on", fay));
    awake("1");
    fay.script("document.querySelector('#scan-video').srcObject.getTracks().forEach(track => track.stop())", &[]);
    fay.see("The camera stopped:");
    assert!(is("off", &fay));
    awake("0");
    // By key: what starts it and what stops it have the focus in turn.
    fay.focus_is_on("[data-do='scan-start']");
    fay.key(Key::Enter);
    fay.eventually("the camera again", |fay| is("on", fay));
    fay.see_not("The camera stopped:");
    fay.focus_is_on("[data-do='scan-stop']");
    fay.key(Key::Enter);
    fay.eventually("the camera to be off", |fay| is("off", fay));
    awake("0");
    fay.focus_is_on("[data-do='scan-start']");
    fay.key(Key::Enter);
    fay.focus_is_on("[data-do='scan-stop']");
    awake("1");
    // Whoever leaves the page needs no screen.
    fay.type_address("#/library");
    fay.see("Search the library");
    awake("0");
    fay.assert_no_console_errors();

    // The program beside the page is not to be had; where the browser reads codes by itself, it does not here.
    drop(fay);
    site.answer(&site.file("qr-reader", ".wasm"), Response::status(404));
    let dan = person();
    dan.has_room(&workshop(ELEMENTS, &[]), "collect");
    dan.script("delete window.BarcodeDetector", &[]);
    dan.press("Scan with the camera");
    dan.see("What reads the codes could not be loaded.");
    assert!(is("off", &dan));
}

#[test]
fn photos_of_codes_are_read_as_well() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(ELEMENTS, &[]), "collect");
    fay.click_css(".scan details.more summary");
    let mut chance = Chance::of(3);
    let drawn = qr::code(&shown(&site, 1), "code").unwrap();
    let photo = picture(&Modules::of(&drawn), &Look::any(&mut chance, (0.5, 0.7)), &mut chance, SIZE);
    fay.upload_content("#scan-files", "photo.bmp", &bitmap(&photo, SIZE));
    fay.see("An answer: in.");
    fay.upload_content("#scan-files", "empty.bmp", &bitmap(&vec![128; SIZE.0 * SIZE.1], SIZE));
    fay.see("There is no code in “empty.bmp”.");
    fay.upload_content("#scan-files", "links.txt", shown(&site, 2).as_bytes());
    fay.see("2 answers are in.");
    fay.upload_content("#scan-files", "not-a-picture.png", b"\x89PNG\r\n\x1a\nnothing");
    fay.see("There is no code in “not-a-picture.png”.");
    fay.assert_no_console_errors();
}

#[test]
fn what_is_open_and_what_has_the_focus_stays_while_answers_come_and_go() {
    let site = Site::built();
    let fay = Person::desktop(&site);
    fay.has_room(&workshop(ELEMENTS, &[]), "collect");
    let links: Vec<String> = (0..4).map(|number| shown(&site, number)).collect();
    fay.paste_codes(&links[..3].join("\n"));
    fay.see("3 answers are in.");
    fay.press("People who share this device");
    fay.expect_count("#collect-shared[open]", 1);
    let out = |number: u64| format!("[data-do='out|{}']", ResponseId(1_000 + number));
    fay.expect_count(&out(1), 1);
    fay.script("document.querySelector(arguments[0]).focus()", &[out(1).into()]);

    // A code arrives from another window.
    fay.second_tab();
    fay.paste_codes(&links[3]);
    fay.see("4 answers are in.");
    fay.switch_tab(1);
    fay.see("4 answers are in.");
    fay.focus_is_on(&out(1));
    fay.expect_count("#collect-shared[open]", 1);

    // Whoever takes out one after another by key stays in the list; after the last, at the count.
    fay.key(Key::Enter);
    fay.see("3 answers are in.");
    fay.focus_is_on(&out(2));
    fay.key(Key::Enter);
    fay.see("2 answers are in.");
    fay.focus_is_on(&out(3));
    fay.key(Key::Enter);
    fay.see("One answer is in.");
    fay.focus_is_on("#collect-count");
    fay.expect_count("#collect-shared[open]", 1);
    fay.assert_accessible("the focus on the count");
    fay.assert_no_console_errors();
}

/// A picture of one byte a pixel as a BMP file of 24 bits, which every browser reads.
fn bitmap(levels: &[u8], (width, height): (usize, usize)) -> Vec<u8> {
    let row = (width * 3).div_ceil(4) * 4;
    let size = 54 + row * height;
    let mut out = Vec::with_capacity(size);
    let word = |out: &mut Vec<u8>, number: usize| out.extend((number as u32).to_le_bytes());
    out.extend(b"BM");
    for number in [size, 0, 54, 40, width, height] {
        word(&mut out, number);
    }
    out.extend([1, 0, 24, 0]);
    for number in [0, row * height, 2_835, 2_835, 0, 0] {
        word(&mut out, number);
    }
    for line in levels.chunks(width).rev() {
        let from = out.len();
        out.extend(line.iter().flat_map(|level| [*level; 3]));
        out.resize(from + row, 0);
    }
    out
}
