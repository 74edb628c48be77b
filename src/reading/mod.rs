//! A picture in, the texts of its QR codes out: what the program beside the page does for every frame of the
//! camera (`src/bin/qr-reader.rs`).
//!
//! **Invariant:** nothing of ours is named here, and the page never calls it, so that the app does not carry
//! it. The decoder may panic or take long on hostile pictures: it runs in a worker that the page starts anew
//! (`src/browser/reader.rs`).

mod threshold;

use quircs::Quirc;

/// The longest side that is read, in pixels: beyond it, nothing is found.
pub const LARGEST: usize = 4096;

/// How far the surroundings reach that a point is compared with, as a share of the width. Best is between one
/// and a half modules, so that the middle of a finder pattern sees some white, and four, so that what is
/// beyond the quiet zone does not count: a dim phone before a bright wall. The first serves all codes on a
/// ground that is no brighter than they are.
const REACHES: [usize; 3] = [16, 45, 110];

/// A picture with at most so many points, in which there seems to be a code, is also read at twice its size:
/// the decoder works with whole pixels, too coarse for the small modules of a poor camera.
const SMALL: usize = 640 * 480;

/// The texts of all codes in a picture, in no order, each once. `luma` is one byte a pixel, row by row, 255
/// is white. Empty when the size is none, too large, or not that of `luma`.
///
/// Makes it black and white in one way after the other, until something is found: each point against its
/// surroundings, which copes with shadows; the whole picture against one limit, which copes with blur; and
/// white codes on black.
#[must_use]
pub fn read(luma: &[u8], width: usize, height: usize) -> Vec<String> {
    if width == 0 || height == 0 || width > LARGEST || height > LARGEST || luma.len() != width * height {
        return Vec::new();
    }
    let mut decoder = Quirc::default();
    let (found, looks_like_one) = read_at(&mut decoder, luma, width, height);
    if !found.is_empty() || luma.len() > SMALL || !looks_like_one {
        return found;
    }
    let (luma, width, height) = (threshold::doubled(luma, width), 2 * width, 2 * height);
    read_at(&mut decoder, &luma, width, height).0
}

/// The texts, and whether all three finder patterns of a code were there at least.
fn read_at(decoder: &mut Quirc, luma: &[u8], width: usize, height: usize) -> (Vec<String>, bool) {
    let mut looks_like_one = false;
    let mut look = |picture: &[u8]| {
        let found = decode(decoder, picture, width, height);
        looks_like_one |= decoder.num_capstones() >= 3;
        Some(found).filter(|found| !found.is_empty())
    };
    let local = |luma: &[u8], share| threshold::local(luma, width, width / share);
    let found = REACHES
        .iter()
        .find_map(|&share| look(&local(luma, share)))
        .or_else(|| look(&threshold::whole(luma)))
        .or_else(|| look(&local(&luma.iter().map(|point| !point).collect::<Vec<u8>>(), REACHES[0])));
    (found.unwrap_or_default(), looks_like_one)
}

fn decode(decoder: &mut Quirc, picture: &[u8], width: usize, height: usize) -> Vec<String> {
    let mut found = Vec::new();
    if threshold::is_grain(picture) {
        decoder.reset();
        return found;
    }
    for code in decoder.identify(width, height, picture).flatten() {
        let text = code.decode().ok().and_then(|data| String::from_utf8(data.payload).ok());
        if let Some(text) = text.filter(|text| !text.is_empty() && !found.contains(text)) {
            found.push(text);
        }
    }
    found
}
