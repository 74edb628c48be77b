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

/// The texts of all codes in a picture, in no order, each once. `luma` is one byte a pixel, row by row, 255
/// is white. Empty when the size is none, too large, or not that of `luma`.
///
/// Tries each point against its surroundings first, which copes with shadows; then the whole picture against
/// one limit, which copes with blur; then white codes on black. The first that finds something ends it.
#[must_use]
pub fn read(luma: &[u8], width: usize, height: usize) -> Vec<String> {
    if width == 0 || height == 0 || width > LARGEST || height > LARGEST || luma.len() != width * height {
        return Vec::new();
    }
    let mut decoder = Quirc::default();
    let mut sharp = threshold::local(luma, width);
    let mut found = decode(&mut decoder, &sharp, width, height);
    if found.is_empty() {
        found = decode(&mut decoder, luma, width, height);
    }
    if found.is_empty() {
        for point in &mut sharp {
            *point = !*point;
        }
        found = decode(&mut decoder, &sharp, width, height);
    }
    found
}

fn decode(decoder: &mut Quirc, picture: &[u8], width: usize, height: usize) -> Vec<String> {
    let mut found = Vec::new();
    for code in decoder.identify(width, height, picture).flatten() {
        let text = code.decode().ok().and_then(|data| String::from_utf8(data.payload).ok());
        if let Some(text) = text.filter(|text| !text.is_empty() && !found.contains(text)) {
            found.push(text);
        }
    }
    found
}
