//! What the camera shows: a film of pictures, written as the raw video that Chromium takes for its fake
//! camera, which plays it again and again.

use std::env;
use std::fs::{self, File};
use std::io::{BufWriter, Result, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Pictures of a camera in a second.
pub const RATE: usize = 30;

/// A film on the disk, where it takes a few hundred megabytes: gone when dropped, also by a test that fails.
#[derive(Debug)]
pub struct Film {
    file: PathBuf,
}

impl Film {
    /// A film in which each picture is shown for `each` frames. A picture is one byte a pixel, 255 is white;
    /// width and height are even.
    pub fn of(size: (usize, usize), each: usize, pictures: &[Vec<u8>]) -> Self {
        static FILMS: AtomicU32 = AtomicU32::new(0);
        let number = FILMS.fetch_add(1, Ordering::Relaxed);
        let film = Self { file: env::temp_dir().join(format!("roundtable-film-{}-{number}.y4m", process::id())) };
        write(&film.file, size, each, pictures)
            .unwrap_or_else(|error| panic!("no film at {}: {error}", film.file.display()));
        film
    }

    /// Where it lies.
    pub fn file(&self) -> &Path {
        &self.file
    }
}

impl Drop for Film {
    fn drop(&mut self) {
        // Failing leaves a file in the folder for such files.
        let _ = fs::remove_file(&self.file);
    }
}

/// Writes YUV4MPEG2: uncompressed, brightness in 16 to 235, and two planes of a quarter for colours, of which
/// there are none.
fn write(file: &Path, (width, height): (usize, usize), each: usize, pictures: &[Vec<u8>]) -> Result<()> {
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
