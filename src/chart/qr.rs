//! A link as a QR code, for the wall, a phone's screen and paper.
//!
//! The only drawing with colours of its own: a reader needs black on white with white round it, in dark mode
//! and on paper too.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::geometry::escape;

/// White round the code, in modules: what the standard (ISO/IEC 18004) asks for.
pub const QUIET: usize = 4;

/// Up to here a code is error correction level M (15 % of it may be lost), beyond it is L (7 %): denser codes
/// are harder to read than damaged ones.
const LARGEST_M: u8 = 15;

/// No code is denser: at 117 modules and the white, a phone of 390 px has 3 px a module.
const LARGEST: u8 = 25;

/// An alphanumeric segment of its own pays from here on, in characters: it costs 13 bits more and saves 2.5
/// for each.
const WORTH: usize = 6;

/// A drawn code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// The drawing, as SVG text; its size is up to the style.
    pub svg: String,
    /// The version, 1 to 25: how dense it is.
    pub version: u8,
    /// Modules along one side, without the white round it: `17 + 4 * version`.
    pub modules: usize,
}

/// Draws a link, named `title` for a screen reader. What follows the last `/` takes 5.5 bits a character when
/// it is all of `0-9A-Z $%*+-./:`, anything else 8 bits a byte. `None` when it does not fit in version 25.
#[must_use]
pub fn code(link: &str, title: &str) -> Option<Drawn> {
    let segments = segments(link);
    let fit = |level, largest| {
        let (from, to) = (Version::MIN, Version::new(largest));
        QrCode::encode_segments_advanced(&segments, level, from, to, None, true).ok()
    };
    let code = fit(QrCodeEcc::Medium, LARGEST_M).or_else(|| fit(QrCodeEcc::Low, LARGEST))?;
    let modules = usize::try_from(code.size()).ok()?;
    Some(Drawn { svg: drawing(&code, title)?, version: code.version().value(), modules })
}

fn segments(link: &str) -> Vec<QrSegment> {
    let at = link.rfind('/').map_or(0, |slash| slash + 1);
    let (head, tail) = link.split_at(at);
    if tail.len() < WORTH || !QrSegment::is_alphanumeric(tail) {
        return vec![QrSegment::make_bytes(link.as_bytes())];
    }
    let tail = QrSegment::make_alphanumeric(tail);
    if head.is_empty() { vec![tail] } else { vec![QrSegment::make_bytes(head.as_bytes()), tail] }
}

/// One path for all black modules: each run of a row is a rectangle. `None` never happens: writing to a text
/// can't fail.
fn drawing(code: &QrCode, title: &str) -> Option<String> {
    let (size, quiet) = (code.size(), i32::try_from(QUIET).ok()?);
    let whole = size + 2 * quiet;
    let mut out = String::new();
    write!(
        out,
        "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" role=\"img\" \
         aria-label=\"{}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/>\
         <path fill=\"#000\" d=\"",
        escape(title)
    )
    .ok()?;
    for y in 0..size {
        let mut x = 0;
        while x < size {
            // Outside of the code every module is white, so that a run ends at the edge.
            let run = (x..=size).take_while(|&x| code.get_module(x, y)).count();
            let run = i32::try_from(run).ok()?;
            if run > 0 {
                write!(out, "M{} {}h{run}v1h-{run}z", x + quiet, y + quiet).ok()?;
            }
            x += run + 1;
        }
    }
    out += "\"/></svg>";
    Some(out)
}
