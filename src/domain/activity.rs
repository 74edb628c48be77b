//! An activity: an assessment or an exercise, as its author wrote it and the app runs it.

use super::block::{Block, Item};
use super::insight::Insight;
use super::mark::Fnv;
use super::table::Table;
use super::task::{Entries, Task};

/// Whether an activity is scored or guided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Scored: its items stand on scales and in dimensions.
    Assessment,
    /// Guided: its blocks leave something made.
    Exercise,
}

impl Kind {
    /// The words of the format and of addresses, in the order in which they are offered.
    pub const WORDS: [(&'static str, Self); 2] = [("assessment", Self::Assessment), ("exercise", Self::Exercise)];
}

/// What an activity is about, for the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Theme {
    /// Working as partners.
    Partnership,
    /// Leading together.
    Leadership,
    /// Finding and keeping allies.
    Alliances,
    /// Owning the shared work.
    Ownership,
    /// Talking with each other.
    Conversation,
    /// Planning ahead.
    Planning,
}

impl Theme {
    /// The words of the format and of addresses, in the order in which they are offered.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("partnership", Self::Partnership),
        ("leadership", Self::Leadership),
        ("alliances", Self::Alliances),
        ("ownership", Self::Ownership),
        ("conversation", Self::Conversation),
        ("planning", Self::Planning),
    ];
}

/// In which company an activity can be done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mode {
    /// Alone.
    Solo,
    /// Two people or two sides.
    Pair,
    /// A group or a whole room.
    Group,
}

impl Mode {
    /// The words of the format and of addresses, in the order in which they are offered.
    pub const WORDS: [(&'static str, Self); 3] = [("solo", Self::Solo), ("pair", Self::Pair), ("group", Self::Group)];
}

/// For how many people an activity is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct People {
    /// The fewest.
    pub min: u16,
    /// The most; `None` for any number.
    pub max: Option<u16>,
    /// What the author says about it.
    pub note: Option<String>,
}

/// Where an activity's ideas come from, and what it does not claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Title of the work, or a heading such as "About this questionnaire".
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// When.
    pub year: Option<u16>,
    /// What was taken from it, or the honesty note.
    pub note: Option<String>,
}

/// What some of an assessment's items measure together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dimension {
    /// Id within the activity.
    pub id: String,
    /// Its name.
    pub title: String,
    /// One sentence that says what it means.
    pub summary: String,
    /// What a mean in each band means, in the order low, middle, high.
    pub readings: [String; 3],
    /// Ids of the exercises that strengthen it.
    pub next: Vec<String>,
}

/// Where the mean of a dimension falls, in three steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// The lowest band.
    Low,
    /// Between.
    Middle,
    /// The highest band.
    High,
}

impl Level {
    /// The words of the format and of addresses, in the order in which they are offered.
    pub const WORDS: [(&'static str, Self); 3] = [("low", Self::Low), ("middle", Self::Middle), ("high", Self::High)];
}

/// A part of the scale with a name.
#[derive(Clone, PartialEq, Debug)]
pub struct Band {
    /// Which of the three.
    pub level: Level,
    /// The mean it starts at.
    pub from: f64,
    /// Its name, for example "Well rooted".
    pub title: String,
}

/// Who does a step when several people share one device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Who {
    /// All at once, with one answer.
    #[default]
    Together,
    /// Everybody alone, one after another.
    Each,
    /// Each of the two sides apart from the other.
    Sides,
}

impl Who {
    /// The words of the format.
    pub const WORDS: [(&'static str, Self); 3] =
        [("together", Self::Together), ("each", Self::Each), ("sides", Self::Sides)];
}

/// A part of an activity with a heading, a guide and blocks.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Id within the activity.
    pub id: String,
    /// Heading.
    pub title: String,
    /// How long it takes.
    pub minutes: u16,
    /// Who does it when several people share one device.
    pub who: Who,
    /// What the participant reads first.
    pub guide: Option<String>,
    /// What whoever runs the room reads.
    pub facilitator: Option<String>,
    /// What there is to do.
    pub blocks: Vec<Block>,
}

impl Step {
    /// What there is to do, in one sentence: the first of the guide, up to a full stop, question mark or
    /// exclamation mark that ends a word; the title where there is no guide.
    #[must_use]
    pub fn in_short(&self) -> &str {
        let line = self.guide.as_deref().unwrap_or_default().trim().lines().next().unwrap_or(&self.title);
        let ends = |(at, sign): &(usize, char)| {
            let after = line[at + sign.len_utf8()..].chars().next();
            matches!(sign, '.' | '?' | '!' | '؟' | '。') && after.is_none_or(char::is_whitespace)
        };
        line.char_indices().find(ends).map_or(line, |(at, sign)| &line[..at + sign.len_utf8()])
    }
}

/// One assessment or exercise.
#[derive(Clone, PartialEq, Debug)]
pub struct Activity {
    /// Id, which is the file's name without `.json`.
    pub id: String,
    /// Scored or guided.
    pub kind: Kind,
    /// Its name.
    pub title: String,
    /// One sentence for the catalogue.
    pub summary: String,
    /// Why and when one would do it, in paragraphs.
    pub purpose: String,
    /// What one holds in hand at the end.
    pub outcome: Option<String>,
    /// What it is about.
    pub theme: Theme,
    /// How long it takes: the sum of the steps.
    pub minutes: u16,
    /// For how many people; `None` when the author left it open.
    pub people: Option<People>,
    /// In which company.
    pub modes: Vec<Mode>,
    /// What one needs at hand.
    pub materials: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// The scales by name: the words of their points, from low to high.
    pub scales: Table<Vec<String>>,
    /// What is measured; empty for an exercise.
    pub dimensions: Vec<Dimension>,
    /// The parts of the scale, rising; empty for an exercise.
    pub bands: Vec<Band>,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// Remarks on what is made; empty where the tasks were not read.
    pub insights: Vec<Insight>,
    /// Questions to talk about afterwards.
    pub debrief: Vec<String>,
    /// Ids of what to do next.
    pub next: Vec<String>,
}

impl Activity {
    /// All blocks, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.steps.iter().flat_map(|step| &step.blocks)
    }

    /// All tasks that were read, in order.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.blocks().filter_map(|block| if let Block::Task(task) = block { Some(task) } else { None })
    }

    /// The list that this block is.
    #[must_use]
    pub fn entries(&self, id: &str) -> Option<&Entries> {
        self.tasks().find_map(|task| match task {
            Task::Entries(entries) if entries.id == id => Some(entries),
            _ => None,
        })
    }

    /// Whether other tasks work on the rows of a list.
    #[must_use]
    pub fn feeds(&self, entries: &Entries) -> bool {
        self.tasks().any(|task| task.sources().contains(&entries.id.as_str()))
    }

    /// The first list on whose rows other tasks work: a room makes it together, and its rows go to everybody.
    #[must_use]
    pub fn shared_list(&self) -> Option<&Entries> {
        self.tasks().find_map(|task| match task {
            Task::Entries(entries) if self.feeds(entries) => Some(entries),
            _ => None,
        })
    }

    /// Whether it has tasks, read or not: then the exercise page runs it.
    #[must_use]
    pub fn has_tasks(&self) -> bool {
        self.blocks().any(|block| matches!(block, Block::Task(_) | Block::Unbuilt(_)))
    }

    /// The block with this id.
    #[must_use]
    pub fn block(&self, id: &str) -> Option<&Block> {
        self.blocks().find(|block| block.id() == id)
    }

    /// All items of all blocks, each with its block's id.
    pub fn items(&self) -> impl Iterator<Item = (&str, Item<'_>)> {
        self.blocks().flat_map(|block| block.items().into_iter().map(move |item| (block.id(), item)))
    }

    /// Whether a group's result of it has figures, which a code carries ([`super::summary::Summary`]); what is made in
    /// tasks stays with whoever has collected it.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        self.blocks().any(|block| matches!(block, Block::Choice(_)) || !block.items().is_empty())
    }

    /// The number of points of the scored items: the largest, where blocks differ; 5 without items.
    #[must_use]
    pub fn points(&self) -> u8 {
        self.items().map(|(_, item)| item.points).max().unwrap_or(5)
    }

    /// The dimension with this id.
    #[must_use]
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// The band that a mean falls in: the last one that starts at or below it.
    #[must_use]
    pub fn band(&self, mean: f64) -> Option<&Band> {
        // Means are sums of whole points divided by a count: a hair of tolerance undoes the division.
        self.bands.iter().rev().find(|band| mean + 1e-9 >= band.from)
    }

    /// A number that changes whenever the questions or their scoring change, and does not when only
    /// wording or layout of the file does: FNV-1a (32 bit) over ids, points, dimensions and reversals.
    #[must_use]
    pub fn fingerprint(&self) -> u32 {
        let mut hash = Fnv::new();
        let mut mix = |text: &str| hash.mix(text);
        mix(&self.id);
        for block in self.blocks() {
            mix(block.id());
            for item in block.items() {
                mix(item.id);
                mix(item.dimension.unwrap_or(""));
                mix(&item.points.to_string());
                mix(if item.reverse { "r" } else { "" });
            }
            for option in block.options() {
                mix(&option.id);
            }
        }
        hash.sum()
    }
}
