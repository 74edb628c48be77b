//! Codes on the screen: one, or several in turn, to be read by another device's camera. White in dark mode too.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use crate::browser::wake_lock::Awake;
use crate::browser::{page, share};
use crate::chart::qr;
use crate::domain::problem::Code;
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::html::{button, escape, icon, icon_button, line, turning_icon};
use crate::wire::code::parts::{CHARS_OF_VERSION_15, split};
use crate::wire::code::text;

/// How long each of several codes is shown, in milliseconds: a phone's camera reads some ten frames in it.
const EACH: i32 = 1_200;

/// Codes in turn, in an element of their own.
pub struct Shown {
    /// The element's id; those of its parts begin with it.
    id: &'static str,
    links: Vec<String>,
    /// What the drawing is called for who does not see it.
    title: String,
    at: Cell<usize>,
    still: Cell<bool>,
}

/// Codes that are looked at: they turn, and the screen stays awake, as long as this lives.
pub struct OnScreen {
    /// The codes.
    pub shown: Rc<Shown>,
    #[expect(dead_code, reason = "held for what it does when it is dropped")]
    alive: (Box<dyn Any>, Awake),
}

impl OnScreen {
    /// Lets the codes turn.
    #[must_use]
    pub fn new(shown: Rc<Shown>) -> Self {
        Self { alive: (Box::new(shown.turning()), Awake::ask()), shown }
    }
}

impl Shown {
    /// Shows these links in the element `id`, one after another.
    #[must_use]
    pub fn new(id: &'static str, links: Vec<String>, title: &str) -> Rc<Self> {
        Rc::new(Self { id, links, title: title.to_owned(), at: Cell::new(0), still: Cell::new(false) })
    }

    /// The links, in order.
    #[must_use]
    pub fn links(&self) -> &[String] {
        &self.links
    }

    /// The element.
    #[must_use]
    pub fn html(&self) -> String {
        let turn = if self.links.len() > 1 { self.turn_html() } else { String::new() };
        format!(
            "<div class=\"code-card\"><div class=\"code\" id=\"{0}-code\">{1}</div><div class=\"code-turn\" id=\"{0}-turn\">{turn}</div></div>",
            self.id,
            self.code_html(),
        )
    }

    fn code_html(&self) -> String {
        let Some(link) = self.links.get(self.at.get()) else { return String::new() };
        match qr::code(link, &self.title) {
            // What it says stands beside it, for who follows it without a camera.
            Some(drawn) => {
                let (link, version) = (escape(link), drawn.version);
                format!("<div data-code=\"{link}\" data-version=\"{version}\">{}</div>", drawn.svg)
            }
            None => line("p class=\"code-none\"", t(Key::CodeTooLong)),
        }
    }

    fn count_words(&self) -> String {
        let (n, all) = (plain_number(self.at.get() + 1), plain_number(self.links.len()));
        tf(Key::CodeOf, &[("n", &n), ("all", &all)])
    }

    fn turn_html(&self) -> String {
        let (sign, words) = if self.still.get() { ("play", Key::CodeGoOn) } else { ("pause", Key::CodeStop) };
        [
            icon_button("code-before", &turning_icon("back"), t(Key::CodeBefore)),
            line(&format!("p class=\"num\" id=\"{}-n\"", self.id), &self.count_words()),
            button("button plain", "code-still", &icon(sign), t(words), ""),
            icon_button("code-after", &turning_icon("next"), t(Key::CodeAfter)),
        ]
        .concat()
    }

    /// A press; `true` when it was meant for the codes.
    pub fn press(&self, what: &str) -> bool {
        match what {
            "code-before" => self.turn(self.at.get() + self.links.len() - 1),
            "code-after" => self.turn(self.at.get() + 1),
            "code-still" => {
                self.still.set(!self.still.get());
                page::set_html(&[self.id, "-turn"].concat(), &self.turn_html());
                page::focus(&["#", self.id, "-turn [data-do='code-still']"].concat());
            }
            _ => return false,
        }
        true
    }

    /// Turns from code to code until what it gives is dropped.
    fn turning(self: &Rc<Self>) -> impl Drop + use<> {
        let shown = self.clone();
        let turn = move || {
            if shown.links.len() > 1 && !shown.still.get() {
                shown.turn(shown.at.get() + 1);
            }
        };
        page::every(EACH, Box::new(turn))
    }

    fn turn(&self, to: usize) {
        self.at.set(to % self.links.len().max(1));
        page::set_html(&[self.id, "-code"].concat(), &self.code_html());
        page::set_html(&[self.id, "-n"].concat(), &escape(&self.count_words()));
    }
}

/// The links that carry packets, in codes that a camera reads with ease.
///
/// # Errors
/// [`Code::CodeTooLong`].
pub fn links(packets: &[Vec<u8>]) -> Result<Vec<String>, Code> {
    let site = share::address("");
    let mut links = Vec::new();
    for packet in packets {
        links.extend(split(packet, CHARS_OF_VERSION_15)?.iter().map(|part| text::link(&site, part)));
    }
    Ok(links)
}
