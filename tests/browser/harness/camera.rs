//! What the camera shows: a film of pictures, written as the raw video that Chromium takes for its fake
//! camera, which plays it again and again.

use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::Path;

/// Pictures of a camera in a second.
pub const RATE: usize = 30;

/// Writes a film in which each picture is shown for `each` frames. A picture is one byte a pixel, 255 is
/// white; width and height are even.
///
/// The file is YUV4MPEG2: uncompressed, brightness in 16 to 235, and two planes of a quarter for colours, of
/// which there are none.
///
/// # Errors
/// When the file can't be written.
pub fn film(file: &Path, (width, height): (usize, usize), each: usize, pictures: &[Vec<u8>]) -> Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "YUV4MPEG2 W{width} H{height} F{RATE}:1 Ip A1:1 C420")?;
    let no_colour = vec![128; width / 2 * (height / 2) * 2];
    for picture in pictures {
        assert_eq!(picture.len(), width * height, "a picture has another size than the film");
        let bright: Vec<u8> = picture.iter().map(|&level| (16 + u32::from(level) * 219 / 255) as u8).collect();
        for _ in 0..each {
            out.write_all(b"FRAME\n")?;
            out.write_all(&bright)?;
            out.write_all(&no_colour)?;
        }
    }
    out.flush()
}
