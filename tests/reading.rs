//! QR codes: what is drawn is what is read, out of pictures as a camera makes them, and no picture does harm.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "the share read and the time taken are figures to look at")]

mod common;

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use common::scene::{Chance, Look, Modules, PLAIN, picture};
use common::xml::walk;
use proptest::prelude::*;
use roundtable::chart::qr::{Drawn, QUIET, code};
use roundtable::reading::{LARGEST, read};

const HOST: &str = "https://example.org/roundtable/#/h/";

/// The shortest link of this seed whose code has this version.
fn link_of(version: u8, seed: u64) -> (String, Drawn) {
    let mut chance = Chance::of(seed);
    let all: String = (0..2000)
        .map(|_| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[chance.between(0.0, 32.0) as usize]))
        .collect();
    let drawn = |length: usize| code(&[HOST, &all[..length]].concat(), "A code");
    let (mut short, mut long) = (0, all.len());
    while short < long {
        let middle = (short + long) / 2;
        match drawn(middle) {
            Some(drawn) if drawn.version < version => short = middle + 1,
            _ => long = middle,
        }
    }
    let drawn = drawn(short).unwrap();
    assert_eq!(drawn.version, version, "no link has it");
    ([HOST, &all[..short]].concat(), drawn)
}

// Drawing

#[test]
fn a_drawing_has_the_size_of_its_version_and_white_all_round() {
    for version in [3, 8, 15, 18, 25] {
        let (_, drawn) = link_of(version, 1);
        assert_eq!(drawn.modules, 17 + 4 * usize::from(version));
        let elements = walk(&drawn.svg).unwrap();
        let whole = drawn.modules + 2 * QUIET;
        assert_eq!(elements[0].attributes["viewBox"], format!("0 0 {whole} {whole}"));
        assert_eq!(elements[0].attributes["role"], "img");
        assert_eq!(elements[1].attributes["fill"], "#fff");
        assert_eq!(elements[1].attributes["d"], format!("M0 0h{whole}v{whole}H0z"));
        assert_eq!(elements[2].attributes["fill"], "#000");
        let modules = Modules::of(&drawn);
        let edge = QUIET + drawn.modules;
        let black: Vec<(usize, usize)> =
            (0..whole).flat_map(|y| (0..whole).map(move |x| (x, y))).filter(|&(x, y)| modules.is_black(x, y)).collect();
        assert!(black.iter().all(|&(x, y)| (QUIET..edge).contains(&x) && (QUIET..edge).contains(&y)));
        // The corners of the three finder patterns; at the fourth corner there is none.
        assert!(
            modules.is_black(QUIET, QUIET) && modules.is_black(edge - 1, QUIET) && modules.is_black(QUIET, edge - 1)
        );
        let share = black.len() as f64 / (drawn.modules * drawn.modules) as f64;
        assert!((0.4..0.6).contains(&share), "{share} is black");
    }
}

#[test]
fn a_title_can_do_no_harm() {
    let drawn = code("https://example.org/", "<b> \"x\" & y").unwrap();
    assert_eq!(walk(&drawn.svg).unwrap()[0].attributes["aria-label"], "&lt;b&gt; &quot;x&quot; &amp; y");
}

/// Capacities from the standard's tables (ISO/IEC 18004, table 7).
#[test]
fn a_code_is_as_dense_as_it_must_be() {
    let table = [
        ("bytes, version 1-M, all 14", "a".repeat(14), Some(1)),
        ("bytes, one more", "a".repeat(15), Some(2)),
        ("characters, version 1-M, all 20", "A".repeat(20), Some(1)),
        ("characters, one more", "A".repeat(21), Some(2)),
        ("bytes, version 15-M, all 412", "a".repeat(412), Some(15)),
        ("bytes, one more: at level L, where 13 holds 425", "a".repeat(413), Some(13)),
        ("bytes, version 25-L, all 1273", "a".repeat(1273), Some(25)),
        ("bytes, one more", "a".repeat(1274), None),
        // 35 bytes and 96 characters: 12 + 280 + 13 + 528 = 833 bits of 864 in 6-M; as bytes alone 1060.
        ("the link of a response", format!("{HOST}{}", "A".repeat(96)), Some(6)),
        ("as bytes", format!("{HOST}{}", "a".repeat(96)), Some(8)),
    ];
    for (what, link, version) in table {
        assert_eq!(code(&link, "").map(|drawn| drawn.version), version, "{what}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_drawn_is_read(link in "(https://[a-z.]{1,20}/)?[ -~]{1,60}", upper in "[0-9A-Z$%*+./:-]{0,60}") {
        for text in [format!("{link}/{upper}"), link, upper] {
            if text.is_empty() {
                continue;
            }
            let modules = Modules::of(&code(&text, "").unwrap());
            let size = (modules.side * 5, modules.side * 5);
            let luma = picture(&modules, &Look { share: 1.0, ..PLAIN }, &mut Chance::of(1), size);
            prop_assert_eq!(read(&luma, size.0, size.1), vec![text]);
        }
    }
}

// Reading

/// A row: the version, the size, the share of the shorter side that the card takes, how many pictures, and how
/// many are read at least.
type Row = (u8, (usize, usize), (f64, f64), u64, usize);

#[test]
fn codes_are_read_as_a_camera_sees_them() {
    let table: [Row; 6] = [
        (15, (1280, 720), (0.7, 0.95), 50, 45),
        (8, (1280, 720), (0.5, 0.9), 50, 49),
        (3, (1280, 720), (0.4, 0.9), 20, 20),
        (15, (640, 480), (0.85, 0.95), 20, 19),
        (8, (640, 480), (0.6, 0.9), 20, 20),
        (3, (640, 480), (0.45, 0.9), 20, 20),
    ];
    let poor: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> =
            table.iter().map(|row| scope.spawn(move || (row.0, row.1, share_read(row), row.4))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).filter(|(_, _, seen, floor)| seen < floor).collect()
    });
    assert!(poor.is_empty(), "read too seldom: {poor:?}");
}

fn share_read(&(version, (width, height), share, pictures, _): &Row) -> usize {
    let (mut seen, mut time) = (0, Duration::ZERO);
    for seed in 0..pictures {
        let (link, drawn) = link_of(version, seed);
        let mut chance = Chance::of(1_000 + seed);
        let look = Look::any(&mut chance, share);
        let luma = picture(&Modules::of(&drawn), &look, &mut chance, (width, height));
        let start = Instant::now();
        let texts = read(&luma, width, height);
        time += start.elapsed();
        assert!(texts.is_empty() || texts == [link], "something else was read: {texts:?}");
        seen += texts.len();
    }
    let each = time.as_millis() / u128::from(pictures);
    println!("version {version} at {width}x{height}: {seen} of {pictures} read, {each} ms a frame");
    seen
}

/// Every hardship alone, at its worst.
#[test]
fn each_hardship_alone_is_borne() {
    let table = [
        ("nothing", PLAIN),
        ("upside down", Look { turn: 180.0, ..PLAIN }),
        ("aslant", Look { turn: 45.0, ..PLAIN }),
        ("tilted", Look { tilt: 0.06, turn: 10.0, ..PLAIN }),
        ("blurred", Look { blur: 1.6, ..PLAIN }),
        ("grainy", Look { grain: 14.0, ..PLAIN }),
        ("half in shadow", Look { shadow: 0.25, ..PLAIN }),
        ("dim", Look { levels: (6.0, 40.0), round: 20.0, grain: 1.5, ..PLAIN }),
        ("pale", Look { levels: (120.0, 175.0), round: 150.0, grain: 2.0, ..PLAIN }),
        ("on a dark page", Look { round: 12.0, ..PLAIN }),
        ("white on black", Look { inverted: true, round: 12.0, ..PLAIN }),
    ];
    for (what, look) in table {
        for version in [3, 8] {
            let (link, drawn) = link_of(version, 7);
            let luma = picture(&Modules::of(&drawn), &look, &mut Chance::of(5), (1280, 720));
            assert_eq!(read(&luma, 1280, 720), [link], "version {version}, {what}");
        }
    }
}

#[test]
fn several_codes_in_one_picture_are_all_read() {
    let (width, height) = (1280, 720);
    let mut luma = vec![200; width * height];
    let mut links = Vec::new();
    for place in 0..4 {
        let (link, drawn) = link_of(4, place as u64);
        let small = picture(&Modules::of(&drawn), &Look { share: 0.95, ..PLAIN }, &mut Chance::of(3), (320, 320));
        for (y, row) in small.chunks(320).enumerate() {
            let at = (y + 200) * width + place * 320;
            luma[at..at + 320].copy_from_slice(row);
        }
        links.push(link);
    }
    let mut found = read(&luma, width, height);
    found.sort();
    links.sort();
    assert_eq!(found, links);
}

// Harm

#[test]
fn sizes_that_cannot_be_are_refused() {
    for (length, width, height) in [
        (0, 0, 0),
        (0, 0, 5),
        (4, 2, 3),
        (6, 2, 2),
        (LARGEST + 1, LARGEST + 1, 1),
        (LARGEST + 1, 1, LARGEST + 1),
        (1, usize::MAX, usize::MAX),
    ] {
        assert!(read(&vec![0; length], width, height).is_empty(), "{width}x{height}");
    }
    for (width, height) in [(1, 1), (1, 9), (9, 1), (2, 2), (LARGEST, 1), (1, LARGEST)] {
        for level in [0, 128, 255] {
            assert!(read(&vec![level; width * height], width, height).is_empty(), "{width}x{height}");
        }
    }
}

/// Pictures made to keep a reader busy. What panics is counted: in the browser it ends the worker, no more.
#[test]
fn hostile_pictures_end() {
    let (width, height) = (640, 480);
    let made = |paint: &dyn Fn(usize, usize) -> u8| -> Vec<u8> {
        (0..width * height).map(|at| paint(at % width, at / width)).collect()
    };
    let ring = |x: usize, y: usize, unit: usize| {
        let far = (x % (9 * unit)).abs_diff(4 * unit).max((y % (9 * unit)).abs_diff(4 * unit)) / unit.max(1);
        if far == 2 || far > 3 { 255 } else { 0 }
    };
    let mut pictures = vec![
        ("black".to_owned(), made(&|_, _| 0)),
        ("white".to_owned(), made(&|_, _| 255)),
        ("stripes upright".to_owned(), made(&|x, _| if x % 2 == 0 { 0 } else { 255 })),
        ("stripes across".to_owned(), made(&|_, y| if y % 2 == 0 { 0 } else { 255 })),
        ("chessboard".to_owned(), made(&|x, y| if (x + y) % 2 == 0 { 0 } else { 255 })),
        ("slope".to_owned(), made(&|x, y| ((x + y) / 5) as u8)),
    ];
    for unit in [1, 2, 3, 5, 8] {
        pictures.push((format!("finder patterns of {unit}"), made(&|x, y| ring(x, y, unit))));
        pictures.push((format!("finder patterns of {unit}, cut"), made(&|x, y| ring(x + y / 7, y, unit))));
    }
    for seed in 0..20 {
        let mut chance = Chance::of(seed);
        let grain: Vec<u8> = (0..width * height).map(|_| chance.between(0.0, 256.0) as u8).collect();
        let coarse = made(&|x, y| grain[y / 3 * width + x / 3]);
        pictures.push((format!("grain {seed}"), grain));
        pictures.push((format!("coarse grain {seed}"), coarse));
        // A code with holes, and one that the edge cuts.
        let (_, drawn) = link_of(3 + (seed % 8) as u8, seed);
        let look = Look::any(&mut chance, (0.6, 1.5));
        let mut torn = picture(&Modules::of(&drawn), &look, &mut chance, (width, height));
        for _ in 0..seed {
            let (x, y) = (chance.between(0.0, 560.0) as usize, chance.between(0.0, 400.0) as usize);
            let level = if seed % 2 == 0 { 0 } else { 255 };
            for row in y..y + 40 {
                torn[row * width + x..row * width + x + 60].fill(level);
            }
        }
        pictures.push((format!("torn {seed}"), torn));
    }
    let (mut panics, mut longest) = (0, (Duration::ZERO, String::new()));
    for (what, luma) in &pictures {
        let start = Instant::now();
        panics += u32::from(catch_unwind(|| read(luma, width, height)).is_err());
        longest = longest.max((start.elapsed(), what.clone()));
    }
    println!("{} hostile pictures: {panics} panics, the longest took {longest:?}", pictures.len());
    assert!(longest.0 < Duration::from_secs(30), "{longest:?}");
}
