//! The program that reads QR codes beside the page. A page fetches it when its camera opens, and runs it in a
//! worker (`src/qr-reader.js`), so that a picture that breaks the decoder breaks nothing else.
//!
//! It carries nothing but the reading: three functions of plain numbers, and no glue of wasm-bindgen.
//! [`qr_room`] says where to lay a frame, [`qr_read`] reads it, [`qr_answer`] says where the texts lie. The page's
//! side is `src/browser/reader.rs`; `xtask/src/reader.rs` builds this.

#![allow(unsafe_code, reason = "a function that JavaScript calls by name is exported by an unsafe attribute")]

use std::cell::RefCell;

#[path = "../reading/mod.rs"]
mod reading;

/// Bytes a pixel of a frame: red, green, blue, and one that is not looked at.
const CHANNELS: usize = 4;

/// A frame is no larger than this, in bytes.
const LARGEST: usize = reading::LARGEST * reading::LARGEST * CHANNELS;

thread_local! {
    static FRAME: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static TEXTS: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes room for a frame of so many bytes and says where; nowhere (0) when it is too large.
#[unsafe(no_mangle)]
pub extern "C" fn qr_room(bytes: usize) -> *const u8 {
    if bytes > LARGEST {
        return std::ptr::null();
    }
    FRAME.with_borrow_mut(|frame| {
        frame.resize(bytes, 0);
        frame.as_ptr()
    })
}

/// Reads the frame that was laid there and gives the length of the answer in bytes: the texts, with a zero
/// byte between any two. A text that holds one itself is no link and is left out.
#[unsafe(no_mangle)]
pub extern "C" fn qr_read(width: usize, height: usize) -> usize {
    let mut texts = FRAME.with_borrow(|frame| reading::read(&luma(frame), width, height));
    texts.retain(|text| !text.contains('\0'));
    TEXTS.with_borrow_mut(|answer| {
        *answer = texts.join("\0");
        answer.len()
    })
}

/// Where the answer lies.
#[unsafe(no_mangle)]
pub extern "C" fn qr_answer() -> *const u8 {
    TEXTS.with_borrow(|answer| answer.as_ptr())
}

/// How bright each pixel is, with the weights of ITU-R BT.601 in 256ths.
fn luma(frame: &[u8]) -> Vec<u8> {
    let of = |pixel: &[u8]| (77 * u32::from(pixel[0]) + 150 * u32::from(pixel[1]) + 29 * u32::from(pixel[2])) >> 8;
    frame.chunks_exact(CHANNELS).map(|pixel| of(pixel) as u8).collect()
}

fn main() {}
