//! What a person sees. The verbs that name an expectation wait for it; those
//! that hand something back look once.

use serde_json::{Value, json};
use xtask::drivers::Engine;

use super::commands::Vendor;
use super::session::Person;

/// How a browser's own lines in the driver's log begin, and those of a page.
const FIREFOX_ERRORS: [&str; 2] = ["JavaScript error: http", "console.error: "];

impl Person<'_> {
    /// Waits until this text is visible somewhere on the page, white space
    /// aside. Text for screen readers only counts as visible.
    #[track_caller]
    pub fn see(&self, text: &str) {
        let text = tidy(text);
        self.await_that(&format!("the text \"{text}\""), || {
            let seen = self.visible_text()?;
            if seen.contains(&text) { Ok(()) } else { Err("it is not there".to_owned()) }
        });
    }

    /// Waits until this text is not visible anywhere.
    #[track_caller]
    pub fn see_not(&self, text: &str) {
        let text = tidy(text);
        self.await_that(&format!("the text \"{text}\" to go"), || {
            let seen = self.visible_text()?;
            if seen.contains(&text) { Err("it is still there".to_owned()) } else { Ok(()) }
        });
    }

    /// The name of the page: `data-page` of `main`, once it is ready. After a
    /// press that leads elsewhere, say [`Person::on_page`], which waits.
    #[track_caller]
    pub fn page(&self) -> String {
        self.until_ready();
        self.attribute("main[data-page]", "data-page").unwrap_or_default()
    }

    /// Waits until the app shows the page of this name and is ready.
    #[track_caller]
    pub fn on_page(&self, name: &str) {
        self.await_that(&format!("the page {name}"), || {
            let page =
                self.try_script("return document.querySelector('[data-ready] main')?.dataset.page ?? null", &[])?;
            if page == name { Ok(()) } else { Err(format!("it is {page}")) }
        });
    }

    /// The text of the first visible element that matches; waits for one.
    #[track_caller]
    pub fn text_of(&self, css: &str) -> String {
        self.await_that(&format!("{css} with its text"), || {
            self.texts(css)?.into_iter().next().ok_or_else(|| "there is none".to_owned())
        })
    }

    /// The texts of all visible elements that match, now.
    #[track_caller]
    pub fn texts_of(&self, css: &str) -> Vec<String> {
        self.texts(css).unwrap_or_else(|error| self.fail(&error))
    }

    /// Waits until the first visible element that matches has this text.
    #[track_caller]
    pub fn expect_text(&self, css: &str, text: &str) {
        let text = tidy(text);
        self.await_that(&format!("{css} to read \"{text}\""), || match self.texts(css)?.into_iter().next() {
            Some(seen) if seen == text => Ok(()),
            Some(seen) => Err(format!("it reads \"{seen}\"")),
            None => Err("there is none".to_owned()),
        });
    }

    /// Waits until so many elements match, visible or not.
    #[track_caller]
    pub fn expect_count(&self, css: &str, count: usize) {
        self.await_that(&format!("{count} of {css}"), || {
            let seen = self.matching(css)?;
            if seen == count { Ok(()) } else { Err(format!("there are {seen}")) }
        });
    }

    /// Whether an element matches now, visible or not.
    #[track_caller]
    pub fn exists(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// How many elements match now, visible or not.
    #[track_caller]
    pub fn count(&self, css: &str) -> usize {
        self.matching(css).unwrap_or_else(|error| self.fail(&error))
    }

    /// What is in the field that matches; waits for it.
    #[track_caller]
    pub fn value_of(&self, css: &str) -> String {
        self.await_that(&format!("the field {css}"), || {
            let value = self.try_script(
                "const found = document.querySelector(arguments[0]); return found && String(found.value)",
                &[json!(css)],
            )?;
            value.as_str().map(str::to_owned).ok_or_else(|| "there is none".to_owned())
        })
    }

    /// An attribute of the first element that matches, if it has it; waits for
    /// the element.
    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.await_that(&format!("{css} with {name}"), || {
            let found = self.try_script(
                "const found = document.querySelector(arguments[0]); \
                 return found ? [found.getAttribute(arguments[1])] : null",
                &[json!(css), json!(name)],
            )?;
            match found {
                Value::Null => Err("there is none".to_owned()),
                found => Ok(found[0].as_str().map(str::to_owned)),
            }
        })
    }

    /// Waits until a condition holds that no other verb has.
    #[track_caller]
    pub fn eventually(&self, awaited: &str, holds: impl Fn(&Self) -> bool) {
        self.await_that(awaited, || if holds(self) { Ok(()) } else { Err("that did not come".to_owned()) });
    }

    /// Waits until nothing moves that a person can see and that has an end. The
    /// page is asked within a frame: between two frames WebKit takes a
    /// transition for finished whose last colours it has not shown yet.
    #[track_caller]
    pub fn stands_still(&self) {
        self.await_that("a page that stands still", || match self.look_in_a_frame("moving().length")?.as_u64() {
            Some(0) => Ok(()),
            other => Err(format!("{other:?} things move")),
        });
    }

    /// Makes the page dark.
    #[track_caller]
    pub fn dark(&self) {
        self.script("document.documentElement.dataset.theme = 'dark'", &[]);
    }

    /// Makes the page light.
    #[track_caller]
    pub fn light(&self) {
        self.script("document.documentElement.dataset.theme = 'light'", &[]);
    }

    /// Makes all text this many percent of its size, as a setting of the
    /// browser does.
    #[track_caller]
    pub fn text_size(&self, percent: u32) {
        self.script("document.documentElement.style.fontSize = arguments[0] + '%'", &[json!(percent)]);
    }

    /// What makes the page wider than its window, so that one has to scroll
    /// sideways; empty if one has not.
    #[track_caller]
    pub fn wider_than_the_page(&self) -> Vec<String> {
        self.names_of("return wide().map(describe)")
    }

    /// What is there to be touched and is less than 44 pixels wide or high.
    /// A box counts with its label; links within a text may be as they are.
    #[track_caller]
    pub fn small_targets(&self) -> Vec<String> {
        self.names_of("return small()")
    }

    #[track_caller]
    fn names_of(&self, js: &str) -> Vec<String> {
        let names = self.look(js, &[]).unwrap_or_else(|error| self.fail(&error));
        serde_json::from_value(names).unwrap_or_default()
    }

    /// Holds that the page has put no error on the console. Chromium tells all;
    /// Firefox tells uncaught exceptions; WebKit tells nothing, so that this
    /// cannot fail there.
    #[track_caller]
    pub fn assert_no_console_errors(&self) {
        let errors: Vec<String> = self
            .console()
            .into_iter()
            .filter(|line| line.starts_with("SEVERE") || line.starts_with(FIREFOX_ERRORS[0]))
            .collect();
        if !errors.is_empty() {
            self.fail(&format!("there are errors on the console: {errors:#?}"));
        }
    }

    /// What is on the console so far, as far as the engine tells. Firefox mixes
    /// its own complaints in.
    pub fn console(&self) -> Vec<String> {
        match self.engine() {
            Engine::Chromium => {
                let new = self.runtime.block_on(self.client.issue_cmd(Vendor::console()));
                let mut lines = self.messages.borrow_mut();
                for entry in new.iter().filter_map(Value::as_array).flatten() {
                    let part = |name: &str| entry[name].as_str().unwrap_or_default();
                    lines.push(format!("{} {}", part("level"), part("message")));
                }
                lines.clone()
            }
            Engine::Firefox => self
                .driver
                .log()
                .lines()
                .filter(|line| FIREFOX_ERRORS.iter().any(|start| line.starts_with(start)))
                .map(str::to_owned)
                .collect(),
            Engine::Webkit => Vec::new(),
        }
    }

    fn visible_text(&self) -> Result<String, String> {
        let text = self.try_script("return document.body.innerText", &[])?;
        Ok(tidy(text.as_str().unwrap_or_default()))
    }

    fn texts(&self, css: &str) -> Result<Vec<String>, String> {
        let texts = self.look(
            "return all(arguments[0]).filter(shown).map((one) => tidy(one.innerText ?? one.textContent))",
            &[json!(css)],
        )?;
        let texts = texts.as_array().into_iter().flatten();
        Ok(texts.filter_map(Value::as_str).map(str::to_owned).collect())
    }

    fn matching(&self, css: &str) -> Result<usize, String> {
        let count = self.try_script("return document.querySelectorAll(arguments[0]).length", &[json!(css)])?;
        Ok(count.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
    }
}

/// White space as a reader takes it.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
