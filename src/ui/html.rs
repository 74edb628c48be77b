//! The question page as text: small pieces of HTML, escaped where a word comes in.
//!
//! Views in Leptos are types, and every nested type is compiled into its own code; the question page,
//! which a phone on bad Wi-Fi pays for first, is therefore written as text and given to the page through
//! `inner_html`. What a press means stands in `data-do`, and one listener a page reads it. Pages that are
//! fetched when they are opened use `view!`. A length or a place of an element stands in `data-style` as
//! custom properties, since the page's policy forbids `style`. **Invariant:** every text that is not ours goes through
//! [`escape`].

pub use crate::chart::geometry::escape;

/// An icon by its name in the sprite of `index.html`.
#[must_use]
pub fn icon(name: &str) -> String {
    ["<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-", name, "\"/></svg>"].concat()
}

/// An icon that points along the line, so that it turns round where one reads from right to left.
#[must_use]
pub fn turning_icon(name: &str) -> String {
    ["<svg class=\"icon turn\" aria-hidden=\"true\"><use href=\"#i-", name, "\"/></svg>"].concat()
}

/// A button: its classes, what it does, its text (escaped here), and icons before and behind.
#[must_use]
pub fn button(class: &str, act: &str, before: &str, text: &str, behind: &str) -> String {
    ["<button type=\"button\" class=\"", class, "\" data-do=\"", act, "\">", before, &escape(text), behind, "</button>"]
        .concat()
}

/// A button of an icon alone, with what it is called.
#[must_use]
pub fn icon_button(act: &str, icon: &str, label: &str) -> String {
    let label = escape(label);
    [
        "<button type=\"button\" class=\"icon-button\" data-do=\"",
        act,
        "\" aria-label=\"",
        &label,
        "\">",
        icon,
        "</button>",
    ]
    .concat()
}

/// An element with text (escaped here): `tag` may carry attributes (`p class="hint"`).
#[must_use]
pub fn line(tag: &str, text: &str) -> String {
    let name = tag.split(' ').next().unwrap_or(tag);
    ["<", tag, ">", &escape(text), "</", name, ">"].concat()
}

/// A text whose blank lines part paragraphs.
#[must_use]
pub fn prose(text: &str) -> String {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(|part| line("p", part)).collect()
}

/// A note with an icon; `html` is finished markup.
#[must_use]
pub fn note(class: &str, sign: &str, html: &str) -> String {
    ["<div class=\"note ", class, "\">", &icon(sign), "<div>", html, "</div></div>"].concat()
}

/// While something is being fetched: always with words.
#[must_use]
pub fn loading() -> String {
    use crate::i18n::{Key, t};
    [
        "<div class=\"loading\" role=\"status\">",
        &crate::chart::seats::ring(&[false; 12], None),
        &line("p", t(Key::AppLoading)),
        &line("p class=\"small hush\"", t(Key::AppLoadingSlow)),
        "</div>",
    ]
    .concat()
}
