//! Print: a result is one sheet of paper with the picture and its figures, whatever the number of petals; so is
//! a plan; the report of an exercise has all that was made on it, and nothing else.
//!
//! The PDF is read with poppler's `pdfinfo`, `pdftotext` and `pdftoppm`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use roundtable::domain::response::Perspective;
use roundtable::reading;
use roundtable::wire::saved::Saved;

use crate::harness::{Person, Site};
use crate::made::{self, Much};
use crate::plan::{self, DAY, OCTOBER, Plan};

/// What a program prints.
fn output(program: &str, args: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(args).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A printed page.
struct Paper {
    info: String,
    text: String,
    /// Width, height and colours, row by row.
    picture: (usize, usize, Vec<[u8; 3]>),
}

fn read(pdf: &[u8], folder: &Path, name: &str) -> Paper {
    let file = folder.join(format!("{name}.pdf"));
    fs::write(&file, pdf).unwrap();
    let file = file.to_str().unwrap();
    let text = |bytes: Vec<u8>| tidy(&String::from_utf8_lossy(&bytes));
    let picture = output("pdftoppm", &["-r", "60", "-f", "1", "-l", "1", file]);
    Paper {
        info: text(output("pdfinfo", &[file])),
        text: text(output("pdftotext", &["-layout", file, "-"])),
        picture: pixels(&picture),
    }
}

/// A text with single blanks, and its ligatures, which Firefox sets as characters of their own, as letters.
fn tidy(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (ligature, letters) in [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl")] {
        text = text.replace(ligature, letters);
    }
    text
}

/// All words of a PDF, each with its page and its box in points: left, top, right, bottom.
fn boxes(pdf: &Path) -> Vec<(usize, String, [f64; 4])> {
    let html = String::from_utf8(output("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"])).unwrap();
    let mut page = 0;
    let mut words = Vec::new();
    for line in html.lines().map(str::trim) {
        page += usize::from(line.starts_with("<page "));
        let Some(rest) = line.strip_prefix("<word ") else { continue };
        let number = |name: &str| -> f64 {
            let value = rest.split_once(&format!("{name}=\"")).unwrap().1;
            value.split('"').next().unwrap().parse().unwrap()
        };
        let word = rest.split_once('>').unwrap().1.trim_end_matches("</word>").to_owned();
        words.push((page, word, ["xMin", "yMin", "xMax", "yMax"].map(number)));
    }
    words
}

/// Width, height and points of a picture of this kind: `P5` has a byte for each, `P6` three.
fn raster<'a>(picture: &'a [u8], kind: &[u8]) -> (usize, usize, &'a [u8]) {
    let mut parts = picture.splitn(4, |byte| byte.is_ascii_whitespace());
    assert_eq!(parts.next(), Some(kind));
    let mut number = || -> usize { std::str::from_utf8(parts.next().unwrap()).unwrap().parse().unwrap() };
    let (width, height) = (number(), number());
    // Behind `255` and a break.
    (width, height, &parts.next().unwrap()[4..])
}

/// The codes that the app's own reader finds on each page of a PDF, as a camera sees it: at 150 points an inch.
pub fn codes_on(pdf: &[u8], name: &str) -> Vec<Vec<String>> {
    let folder = std::env::temp_dir().join(format!("roundtable-print-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let paper = folder.join("paper.pdf");
    fs::write(&paper, pdf).unwrap();
    let start = folder.join("page");
    output("pdftoppm", &["-r", "150", "-gray", paper.to_str().unwrap(), start.to_str().unwrap()]);
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "pgm")).collect();
    pages.sort();
    let read = |page: &PathBuf| {
        let picture = fs::read(page).unwrap();
        let (width, height, luma) = raster(&picture, b"P5");
        reading::read(luma, width, height)
    };
    let codes = pages.iter().map(read).collect();
    fs::remove_dir_all(&folder).unwrap();
    codes
}

/// The pixels of a `P6` picture.
fn pixels(ppm: &[u8]) -> (usize, usize, Vec<[u8; 3]>) {
    let (width, height, colours) = raster(ppm, b"P6");
    (width, height, colours.chunks_exact(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect())
}

/// Whether this is the ink of a petal: clearly more blue than red.
fn is_blue(&[red, _, blue]: &[u8; 3]) -> bool {
    blue > 120 && i32::from(blue) - i32::from(red) > 40
}

#[test]
fn a_result_is_one_sheet_of_paper() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let folder = std::env::temp_dir().join(format!("roundtable-print-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    ada.open("#/");
    if ada.print_pdf().is_none() {
        eprintln!("the driver of {} cannot print: not tested", ada.engine());
        return;
    }
    for (number, id) in plan::assessments().iter().enumerate() {
        let plan = Plan::varied(id, number + 1);
        let number = number as u64;
        // A longer one: with a round before, a name and a note.
        let earlier = Plan::varied(id, 9).complete(200 + number, Perspective::Own, OCTOBER - DAY);
        let mut done = plan.complete(100 + number, Perspective::Own, OCTOBER);
        done.sheet.about = earlier.sheet.about.clone();
        done.note = "Not to be printed".to_owned();
        ada.remember(&Saved::Complete(earlier));
        ada.remember(&Saved::Complete(done.clone()));
        ada.open(&format!("#/r/{}", done.sheet.id));
        ada.see(&plan.activity.title);
        // In the dark as well: paper is always light.
        if number % 2 == 1 {
            ada.dark();
        }
        let paper = read(&ada.print_pdf().unwrap(), &folder, id);
        assert!(paper.info.contains("Pages: 1 "), "{id}: {}", paper.info);
        assert!(paper.info.contains("(A4)"), "{id}: {}", paper.info);
        assert!(paper.text.contains(&plan.activity.title), "{id}: {}", paper.text);
        for [title, score, band, answered] in plan.rows() {
            let row = format!("{title} {score} {band} {answered}");
            assert!(paper.text.contains(&row), "{id}: \"{row}\" is not on the paper: {}", paper.text);
        }
        for unwanted in ["Not to be printed", "Export", "My results", "Take it again"] {
            assert!(!paper.text.contains(unwanted), "{id} prints {unwanted}: {}", paper.text);
        }
        let (width, height, colours) = &paper.picture;
        assert!((480..520).contains(width) && (690..715).contains(height), "{width} by {height}");
        let blue = colours.iter().filter(|colour| is_blue(colour)).count();
        assert!(blue > 300, "{id}: {blue} blue pixels");
        let corner = colours[3 * width + 3];
        assert!(corner.iter().all(|part| *part > 250), "{id}: the paper is {corner:?}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

/// What stands in the report that is to be printed, piece by piece, without blanks.
const PIECES: &str = r"
const hidden = (one) => one.closest('.no-print, .crumb, .menu, .button, .private-note, dialog') !== null;
const pieces = [...document.querySelectorAll('.report :is(h1, h2, h3, p, li, th, td, blockquote)')];
return pieces
  .filter((one) => !hidden(one) && !one.querySelector('p, li, h3'))
  .map((one) => one.textContent.replace(/\s+/g, ''))
  .filter((text) => text !== '');";

#[test]
fn a_report_prints_all_that_was_made() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let folder = std::env::temp_dir().join(format!("roundtable-report-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    ada.open("#/");
    if ada.print_pdf().is_none() {
        eprintln!("the driver of {} cannot print: not tested", ada.engine());
        return;
    }
    // A board in quadrants; tables of several kinds; fields beside each other on more than a sheet.
    for (id, much, most) in [
        ("stakeholder-map", Much::All, 1),
        ("interest-map", Much::All, 2),
        ("operations-canvas", Much::All, 2),
        ("root-causes", Much::Overfull, 4),
    ] {
        let activity = plan::activity(id);
        let draft = made::draft(&activity, 0, |_| much);
        let complete = draft.finish(&activity, OCTOBER).unwrap_or_else(|open| panic!("{open:?} are open"));
        ada.remember(&Saved::Complete(complete.clone()));
        ada.open(&format!("#/r/{}", complete.sheet.id));
        ada.see(&activity.title);
        ada.see("What to do next");
        ada.dark();
        let pieces: Vec<String> = serde_json::from_value(ada.script(PIECES, &[])).unwrap();
        assert!(pieces.len() > 20, "{id}: {pieces:?}");
        let paper = read(&ada.print_pdf().unwrap(), &folder, id);
        let file = folder.join(format!("{id}.pdf"));

        assert!(paper.info.contains("(A4)"), "{id}: {}", paper.info);
        let words = boxes(&file);
        let pages = words.iter().map(|(page, ..)| *page).max().unwrap();
        assert!(paper.info.contains(&format!("Pages: {pages} ")), "{id}, an empty page: {}", paper.info);
        assert!(pages <= most, "{id} takes {pages} pages");
        // In the order in which it is written, so that a cell of two lines is together.
        let raw = String::from_utf8(output("pdftotext", &["-raw", file.to_str().unwrap(), "-"])).unwrap();
        let raw = tidy(&raw).replace(' ', "");
        let lost: Vec<&String> = pieces.iter().filter(|piece| !raw.contains(piece.as_str())).collect();
        assert!(lost.is_empty(), "{id}: the paper lacks {lost:?}\n{raw}");
        for unwanted in [
            "Explore",
            "My data",
            "My results",
            "Take it along",
            "Delete",
            "What to do next",
            "stays in this",
            "A note to myself",
        ] {
            assert!(!paper.text.contains(unwanted), "{id} prints {unwanted}: {}", paper.text);
        }
        // Nothing reaches into the margin of 12 mm, or beyond it.
        let (margin, wide, high) = (12.0 / 25.4 * 72.0, 595.3, 841.9);
        let out: Vec<_> = words
            .iter()
            .filter(|(_, _, [left, top, right, bottom])| {
                *left < margin - 1.0
                    || *top < margin - 6.0
                    || *right > wide - margin + 1.0
                    || *bottom > high - margin + 6.0
            })
            .collect();
        assert!(out.is_empty(), "{id}: {out:?}");
        let (width, _, colours) = &paper.picture;
        let corner = colours[3 * width + 3];
        assert!(corner.iter().all(|part| *part > 250), "{id}: the paper is {corner:?}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_plan_is_one_sheet_of_paper() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    let folder = std::env::temp_dir().join(format!("roundtable-print-plan-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let done = Plan::scored(plan::PULSE, |dimension| if dimension == "honesty" { 1 } else { 2 });
    let done = done.complete(61, Perspective::Own, OCTOBER);
    ada.open("#/");
    ada.remember(&Saved::Complete(done.clone()));
    ada.open(&format!("#/r/{}", done.sheet.id));
    ada.press("Plan 90 minutes");
    ada.on_page("workshop");
    ada.type_into("Starts at", "09:30");
    ada.see("09:30 to");
    ada.dark();
    let Some(pdf) = ada.print_pdf() else { return };
    let paper = read(&pdf, &folder, "plan");
    assert!(paper.info.contains("Pages: 1 ") && paper.info.contains("(A4)"), "{}", paper.info);
    for wanted in
        ["Session on Honesty", "09:30", "Welcome, and a look at the result", "25 min", "Pause", "Closing round"]
    {
        assert!(paper.text.contains(wanted), "\"{wanted}\" is not on the paper: {}", paper.text);
    }
    for unwanted in ["Add to the agenda", "Delete", "Propose", "Minutes in all", "To move something", "My results"] {
        assert!(!paper.text.contains(unwanted), "it prints {unwanted}: {}", paper.text);
    }
    let (width, _, colours) = &paper.picture;
    let corner = colours[3 * width + 3];
    assert!(corner.iter().all(|part| *part > 250), "the paper is {corner:?}");
    fs::remove_dir_all(&folder).unwrap();
}
