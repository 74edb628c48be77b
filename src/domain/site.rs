//! The site: what its owner says about it in `site.json`. Everything may be left out; a site without the file is the
//! same as one that says nothing.

use super::catalogue::{Catalogue, Entry};
use super::colour::{Rgb, Role, Tint};

/// The languages that the interface speaks.
pub const LANGUAGES: [&str; 1] = ["en"];
/// Stands in the list of activities for all that are not named.
pub const OTHERS: &str = "*";

/// What an owner has said about a site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Site {
    /// What it is called.
    pub title: Option<String>,
    /// The sentence at the head of the home page.
    pub tagline: Option<String>,
    /// The picture beside the title: a file in the folder of the site.
    pub logo: Option<String>,
    /// The first colour, as it was written.
    pub accent: Option<Rgb>,
    /// The second colour, as it was written.
    pub second: Option<Rgb>,
    /// The languages to choose from, the first of them unless somebody chooses.
    pub languages: Vec<String>,
    /// The ids of the activities in their order, [`OTHERS`] among them; empty for all.
    pub activities: Vec<String>,
    /// The activity to begin with.
    pub featured: Option<String>,
    /// Who looks after the site.
    pub contact: Option<Link>,
    /// What the owner says about privacy; a blank line parts paragraphs.
    pub privacy: Option<String>,
    /// Links at the foot of every page.
    pub links: Vec<Link>,
    /// From how many answers on a new workshop shows a group result.
    pub least: Option<u8>,
}

/// Words that lead somewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The words.
    pub title: String,
    /// An address that [`is_address`].
    pub url: String,
}

/// Whether a link may lead there: to the web, to a mail or a call, or to something beside the page.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let is_plain = text.chars().all(|one| !one.is_whitespace() && !one.is_control() && one != '\\');
    let scheme = text.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '#', '?']));
    let is_known = match scheme {
        Some(scheme) => ["https", "http", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str()),
        None => !text.is_empty() && !text.starts_with("//"),
    };
    is_plain && is_known
}

/// Whether a text names a picture in the folder of the site.
#[must_use]
pub fn is_picture(text: &str) -> bool {
    let ending = text.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    ["svg", "png", "webp", "jpg", "jpeg"].contains(&ending)
        && text.bytes().all(|one| one.is_ascii_alphanumeric() || b"._-/".contains(&one))
        && text.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

impl Site {
    /// What the style takes of the two colours, so that they can be told apart; `None` where its own is right.
    #[must_use]
    pub fn tints(&self) -> [Option<Tint>; 2] {
        let written = |colour: Option<Rgb>, role| colour.map(|rgb| Tint::of(rgb, role));
        let (accent, second) = (written(self.accent, Role::Accent), written(self.second, Role::Second));
        let first = accent.unwrap_or(Role::Accent.usual());
        let is_apart = first.is_apart_from(second.unwrap_or(Role::Second.usual()));
        [accent, if is_apart { second } else { Some(first.opposite()) }]
    }

    /// The colours as custom properties for the page; empty where the style's own are right.
    #[must_use]
    pub fn look(&self) -> String {
        let parts = ["a", "b"].into_iter().zip(self.tints()).filter_map(|(name, tint)| {
            let Tint { hue, chroma } = tint?;
            // Below one: OKLCH has no stronger colour than 0.4.
            Some(format!("--hue-{name}:{hue};--chroma-{name}:0.{chroma:03}"))
        });
        parts.collect::<Vec<_>>().join(";")
    }

    /// The ids that the owner lists and `known` does not have: activities of the owner's own.
    #[must_use]
    pub fn own<'a>(&'a self, known: &[Entry]) -> Vec<&'a str> {
        let is_own = |id: &&str| *id != OTHERS && !known.iter().any(|entry| entry.id == **id);
        self.activities.iter().map(String::as_str).filter(is_own).collect()
    }

    /// The catalogue as the owner wants it: of all that is `known`, what is listed, in its order.
    #[must_use]
    pub fn arrange(&self, known: Vec<Entry>) -> Catalogue {
        if self.activities.is_empty() {
            return Catalogue::whole(known);
        }
        let (mut listed, mut rest): (Vec<(usize, Entry)>, Vec<Entry>) = (Vec::new(), Vec::new());
        for entry in known {
            match self.activities.iter().position(|id| *id == entry.id) {
                Some(at) => listed.push((at, entry)),
                None => rest.push(entry),
            }
        }
        if let Some(at) = self.activities.iter().position(|id| id == OTHERS) {
            listed.extend(rest.drain(..).map(|entry| (at, entry)));
        }
        // Stable: the others keep their own order.
        listed.sort_by_key(|(at, _)| *at);
        Catalogue::new(listed.into_iter().map(|(_, entry)| entry).collect(), rest)
    }
}
