//! Print: a result is one sheet of paper with the picture and its figures, whatever the number of petals.
//!
//! The PDF is read with poppler's `pdfinfo`, `pdftotext` and `pdftoppm`.

use std::fs;
use std::path::Path;
use std::process::Command;

use roundtable::domain::response::Perspective;
use roundtable::wire::saved::Saved;

use crate::harness::{Person, Site};
use crate::plan::{self, DAY, OCTOBER, Plan};

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
    let text = |bytes: Vec<u8>| {
        let mut text = String::from_utf8_lossy(&bytes).split_whitespace().collect::<Vec<_>>().join(" ");
        // Firefox sets ligatures as characters of their own.
        for (ligature, letters) in [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl")] {
            text = text.replace(ligature, letters);
        }
        text
    };
    let picture = output("pdftoppm", &["-r", "60", "-f", "1", "-l", "1", file]);
    Paper {
        info: text(output("pdfinfo", &[file])),
        text: text(output("pdftotext", &["-layout", file, "-"])),
        picture: pixels(&picture),
    }
}

/// The pixels of a `P6` picture.
fn pixels(ppm: &[u8]) -> (usize, usize, Vec<[u8; 3]>) {
    let mut parts = ppm.splitn(4, |byte| byte.is_ascii_whitespace());
    assert_eq!(parts.next(), Some(&b"P6"[..]));
    let mut number = || -> usize { std::str::from_utf8(parts.next().unwrap()).unwrap().parse().unwrap() };
    let (width, height) = (number(), number());
    let colours = &parts.next().unwrap()[4..];
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
