//! The figures that are promised, measured side by side in one run, in a real
//! browser, from the very folder that is uploaded.

mod answer;
mod home;
mod question;
mod rival;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use serde_json::{Value, json};

use crate::build;
use crate::drivers::{self, Driver, Engine};
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::server::Server;
use crate::tools::{Toolbox, system};
use crate::webdriver::Session;

/// The assessment whose questions are measured.
const ASSESSMENT: &str = "five-elements";

/// A page, and how to tell that it can be used.
#[derive(Clone, Copy, Debug)]
struct Page {
    /// What follows the address of the site.
    path: &'static str,
    /// When it can be used, in JavaScript.
    ready: &'static str,
    /// What a person does first to get there, in JavaScript, once `before` holds.
    first: Option<First>,
}

/// A step before the page that is measured; its time counts as well.
#[derive(Clone, Copy, Debug)]
struct First {
    before: &'static str,
    act: &'static str,
}

/// The first question of the assessment, behind the opening page of its step.
const QUESTIONS: Page = Page {
    path: "#/a/five-elements/do",
    ready: "document.querySelector('[data-ready] main[data-page=answer] input[type=radio]:enabled')",
    first: Some(First {
        before: "document.querySelector('[data-ready] main[data-page=answer]')",
        act: "document.body.dispatchEvent(new KeyboardEvent('keydown', \
              { key: 'Enter', bubbles: true, cancelable: true }))",
    }),
};

/// The home page, once it shows what it has.
const HOME: Page =
    Page { path: "#/", ready: "document.querySelector('[data-ready] main[data-page=home]')", first: None };

/// How long a page may take before the measurement is given up.
const PAGE_LIMIT: Duration = Duration::from_secs(60);

/// What can be measured by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// From the link to the first question, against another library.
    Question,
    /// From the tap to the stored and drawn answer.
    Answer,
    /// The home page with many responses, against an empty one.
    Home,
}

impl Part {
    const ALL: [Self; 3] = [Self::Question, Self::Answer, Self::Home];
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Home => "home",
        })
    }
}

impl FromStr for Part {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|part| part.to_string() == name).ok_or_else(|| {
            Failure::new(
                format!("The bench has no part \"{name}\"."),
                "it has three",
                "Write question, answer or home.",
            )
        })
    }
}

/// One line of the result: a figure, and its target if it has one.
#[derive(Clone, Debug, PartialEq)]
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    /// The value must not be above this.
    target: Option<f64>,
}

impl Figure {
    fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { name: name.into(), value, unit, target: None }
    }

    fn at_most(mut self, target: f64) -> Self {
        self.target = Some(target);
        self
    }

    fn is_met(&self) -> bool {
        self.target.is_none_or(|target| self.value <= target)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.unit.is_empty() { 2 } else { 1 };
        write!(f, "{:<66} {:>9.digits$} {:<3}", self.name, self.value, self.unit)?;
        match self.target {
            Some(target) if self.is_met() => write!(f, " {target:>8.digits$}  met"),
            Some(target) => write!(f, " {target:>8.digits$}  NOT MET"),
            None => Ok(()),
        }
    }
}

/// Measures the given parts, or all, prints the table, and fails when a target
/// is missed.
pub fn bench(project: &Project, toolbox: &Toolbox, parts: &[Part]) -> Result<()> {
    system::ensure(&[Engine::Chromium])?;
    let dist = build::build(project, toolbox, false)?;
    let stage = Stage::new(toolbox, dist)?;
    let parts = if parts.is_empty() { &Part::ALL } else { parts };
    let mut figures = Vec::new();
    for part in parts {
        figures.extend(match part {
            Part::Question => question::measure(&stage, toolbox)?,
            Part::Answer => answer::measure(&stage)?,
            Part::Home => home::measure(&stage, project)?,
        });
    }
    println!("\n{:<66} {:>9} {:<3} {:>8}", "figure", "measured", "", "target");
    for figure in &figures {
        println!("{figure}");
    }
    let missed: Vec<_> = figures.iter().filter(|figure| !figure.is_met()).map(|figure| &*figure.name).collect();
    if missed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        "A target is missed.",
        missed.join("; "),
        "Run again on a quiet machine; if it stays, find the change that did it.",
    ))
}

/// Where it is measured: Chromium, and the built folder.
struct Stage {
    driver: PathBuf,
    browser: PathBuf,
    dist: PathBuf,
}

impl Stage {
    fn new(toolbox: &Toolbox, dist: PathBuf) -> Result<Self> {
        let (driver, browser) = drivers::programs(Engine::Chromium, toolbox)?;
        Ok(Self { driver, browser, dist })
    }

    /// A fresh browser with a profile, and so a cache, of its own.
    fn session(&self) -> Result<Session> {
        let driver = Driver::start(&self.driver)?;
        Session::open(driver, &drivers::capabilities(Engine::Chromium, &self.browser))
    }

    /// The same, made to feel like a phone: its screen, and a processor four
    /// times slower than this one.
    fn phone(&self) -> Result<Session> {
        let session = self.session()?;
        session.cdp(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": 390, "height": 844, "deviceScaleFactor": 3, "mobile": true }),
        )?;
        session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }))?;
        Ok(session)
    }
}

/// Makes every page opened from now on note in `window.benchReady` when it
/// became ready, in milliseconds since the navigation started.
fn watch(session: &Session, page: Page) -> Result<()> {
    let ready = page.ready;
    let First { before, act } = page.first.unwrap_or(First { before: "false", act: "" });
    let script = format!(
        "(() => {{
            let acted = false;
            const look = () => {{
                if ({ready}) {{ window.benchReady = performance.now(); return; }}
                if (!acted && ({before})) {{ acted = true; {act}; }}
                requestAnimationFrame(look);
            }};
            requestAnimationFrame(look);
        }})()"
    );
    let parameters = json!({ "source": script });
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &parameters).map(drop)
}

/// Opens a page and gives the milliseconds until it was ready.
fn time_to_ready(session: &Session, server: &Server, page: Page) -> Result<f64> {
    let url = format!("{}{}", server.url(), page.path);
    session.go(&url)?;
    let value =
        session.wait_for("return window.benchReady ?? null", PAGE_LIMIT, &format!("{url} does not become ready."))?;
    number(&value)
}

fn number(value: &Value) -> Result<f64> {
    value.as_f64().ok_or_else(|| {
        Failure::new("A measurement gives no number.", value.to_string(), "Check the scripts in xtask/src/bench.")
    })
}

/// The middle value; of an even number, the mean of the two in the middle.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), 5.0);
        assert_eq!(median(&[9.0, 1.0, 5.0, 6.0]), 5.5);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn a_figure_says_whether_its_target_is_met() {
        let figure = Figure::new("ratio", 0.44, "").at_most(0.45);
        assert!(figure.is_met() && figure.to_string().ends_with("0.44         0.45  met"));
        assert!(!Figure::new("time", 17.0, "ms").at_most(16.0).is_met());
        assert!(!Figure::new("nothing measured", f64::NAN, "ms").at_most(16.0).is_met());
        assert!(Figure::new("bytes", 1e9, "KiB").is_met());
    }
}
