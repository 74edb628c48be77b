//! The catalogue: what the app knows of each activity of the site without opening it, and how it is searched.

use super::activity::{Activity, Kind, Mode, People, Theme};
use super::block::Block;

/// What the catalogue knows of one activity.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The activity's id.
    pub id: String,
    /// Scored or guided.
    pub kind: Kind,
    /// Its name.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// What it is about.
    pub theme: Theme,
    /// How long it takes.
    pub minutes: u16,
    /// For how many people, without the note.
    pub people: Option<People>,
    /// In which company.
    pub modes: Vec<Mode>,
    /// How many dimensions it has: the petals of its glyph.
    pub dimensions: u8,
    /// How many questions it asks.
    pub questions: u16,
    /// Whether this version can run all of its blocks.
    pub built: bool,
}

/// All activities of a site: those it lists, in their order, and those it only has.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Catalogue {
    all: Vec<Entry>,
    listed: usize,
}

impl Catalogue {
    /// A catalogue that lists some and has others beside.
    #[must_use]
    pub fn new(listed: Vec<Entry>, others: Vec<Entry>) -> Self {
        let count = listed.len();
        Self { all: listed.into_iter().chain(others).collect(), listed: count }
    }

    /// A catalogue that lists all it has.
    #[must_use]
    pub fn whole(all: Vec<Entry>) -> Self {
        Self::new(all, Vec::new())
    }

    /// What is offered, in its order.
    #[must_use]
    pub fn listed(&self) -> &[Entry] {
        &self.all[..self.listed]
    }

    /// What can be opened by its address, offered or not.
    #[must_use]
    pub fn all(&self) -> &[Entry] {
        &self.all
    }

    /// An activity by its id, offered or not.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.all.iter().find(|entry| entry.id == id)
    }

    /// An activity by its id, if it is offered.
    #[must_use]
    pub fn offered(&self, id: &str) -> Option<&Entry> {
        self.listed().iter().find(|entry| entry.id == id)
    }
}

/// How long an activity may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Time {
    /// Under 10 minutes.
    Short,
    /// 10 to 30 minutes.
    Medium,
    /// More than 30 minutes.
    Long,
}

/// What is looked for. Empty lists and `None` let everything through.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Words that must all occur.
    pub words: String,
    /// Scored or guided.
    pub kind: Option<Kind>,
    /// Any of these themes.
    pub themes: Vec<Theme>,
    /// How long.
    pub time: Option<Time>,
    /// Any of these modes.
    pub modes: Vec<Mode>,
}

impl Entry {
    /// The entry of an activity.
    #[must_use]
    pub fn of(activity: &Activity) -> Self {
        Self {
            id: activity.id.clone(),
            kind: activity.kind,
            title: activity.title.clone(),
            summary: activity.summary.clone(),
            theme: activity.theme,
            minutes: activity.minutes,
            people: activity.people.clone().map(|people| People { note: None, ..people }),
            modes: activity.modes.clone(),
            dimensions: activity.dimensions.len() as u8,
            questions: super::response::questions(activity).len() as u16,
            built: !activity.blocks().any(|block| matches!(block, Block::Unbuilt(_))),
        }
    }
}

impl Time {
    fn holds(self, minutes: u16) -> bool {
        match self {
            Self::Short => minutes < 10,
            Self::Medium => (10..=30).contains(&minutes),
            Self::Long => minutes > 30,
        }
    }
}

impl Filter {
    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && *self == Self { words: self.words.clone(), ..Self::default() }
    }

    /// Whether an entry is let through. Every word must begin a word of the title or stand anywhere in
    /// title or summary, or in `extra`: the words of the entry's theme and kind in the person's language.
    #[must_use]
    pub fn holds(&self, entry: &Entry, extra: &str) -> bool {
        let hay = [&entry.title, " ", &entry.summary, " ", extra].concat().to_lowercase();
        self.words.to_lowercase().split_whitespace().all(|word| hay.contains(word))
            && self.kind.is_none_or(|kind| kind == entry.kind)
            && (self.themes.is_empty() || self.themes.contains(&entry.theme))
            && self.time.is_none_or(|time| time.holds(entry.minutes))
            && (self.modes.is_empty() || self.modes.iter().any(|mode| entry.modes.contains(mode)))
    }
}
