//! Pictures of a page, and its print.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use fantoccini::Locator;
use fantoccini::error::CmdError;
use fantoccini::wd::{PrintConfiguration, PrintMargins, PrintSize};
use xtask::drivers::Engine;

use super::engine;
use super::session::Person;

/// Taller pages are cut: drivers refuse larger pictures.
const TALLEST: u32 = 8000;

impl Person<'_> {
    /// Saves what is in view, as `ENGINE-NAME.png`, if pictures were asked for.
    #[track_caller]
    pub fn screenshot(&self, name: &str) {
        if let Some(file) = file(name) {
            let png = self.tell(self.picture());
            fs::write(file, png).unwrap();
        }
    }

    /// Saves the whole page, if pictures were asked for: the window or frame
    /// grows for a moment.
    #[track_caller]
    pub fn screenshot_full(&self, name: &str) {
        let Some(file) = file(name) else { return };
        let size = self.script("return [innerWidth, innerHeight, document.documentElement.scrollHeight]", &[]);
        let part = |index: usize| u32::try_from(size[index].as_u64().unwrap_or(800)).unwrap_or(800);
        let (width, height, full) = (part(0), part(1), part(2).min(TALLEST));
        self.resize(width, full.max(height));
        let png = self.tell(self.picture());
        self.resize(width, height);
        fs::write(file, png).unwrap();
    }

    /// The page as a PDF, or nothing in WebKit, whose driver cannot print. On a
    /// phone that is a frame it prints the page around; so print at a desk.
    #[track_caller]
    pub fn print_pdf(&self) -> Option<Vec<u8>> {
        if self.engine() == Engine::Webkit {
            return None;
        }
        self.stands_still();
        // A4 with the margins that the style sheet asks for: a driver takes its
        // own where a person's browser takes those.
        let margins = PrintMargins { top: 1.2, bottom: 1.2, left: 1.2, right: 1.2 };
        let paper = PrintConfiguration::builder().size(PrintSize::A4).margins(margins).shrink_to_fit(false).build();
        Some(self.tell(self.client.print(paper.unwrap())))
    }

    /// The window, or only the frame where the app stands in one.
    async fn picture(&self) -> Result<Vec<u8>, CmdError> {
        if !self.is_framed() {
            return self.client.screenshot().await;
        }
        self.client.enter_parent_frame().await?;
        let frame = self.client.find(Locator::Css("iframe")).await?;
        let png = frame.screenshot().await;
        self.client.enter_frame(0).await?;
        png
    }
}

/// A picture of the window at a failure, if pictures were asked for.
pub(super) fn of_failure(person: &Person<'_>) -> Option<PathBuf> {
    static FAILURES: AtomicU32 = AtomicU32::new(1);
    let number = FAILURES.fetch_add(1, Ordering::Relaxed);
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    let file = file(&format!("failure-{test}-{number}"))?;
    let png = person.runtime.block_on(person.client.screenshot()).ok()?;
    fs::write(&file, png).ok()?;
    Some(file)
}

fn file(name: &str) -> Option<PathBuf> {
    let folder = engine::run().shots.as_ref()?;
    fs::create_dir_all(folder).unwrap();
    Some(folder.join(format!("{}-{name}.png", engine::run().engine)))
}
