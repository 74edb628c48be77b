//! What the facilitator sends to the phones: the invitation to an activity, and lists that the room has made.

use super::difference::Cells;
use super::hand_in::HandIn;
use super::id::{ResponseId, Tag};
use super::rows::Row;
use super::sealed::Point;

/// The fewest answers from which on a group result may be shown: with two, each would know the other's.
pub const LEAST: u8 = 2;
/// The highest such number that can be settled.
pub const MOST_LEAST: u8 = 50;
/// The fewest answers unless the facilitator says otherwise.
pub const USUAL_LEAST: u8 = 3;

/// Under which name people hand in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Naming {
    /// Their own.
    Named,
    /// One that they choose for the day.
    Alias,
    /// None.
    #[default]
    Anonymous,
}

impl Naming {
    /// All, in the order in which they are offered and written.
    pub const ALL: [Self; 3] = [Self::Named, Self::Alias, Self::Anonymous];

    /// Whether who handed in under this name, empty for none, agreed that each person's answers can be told apart. Not
    /// who typed the code or answered on paper without a name: they were promised that no name goes in.
    #[must_use]
    pub fn tells_apart(self, name: &str) -> bool {
        self != Self::Anonymous && !name.is_empty()
    }

    /// The answers that may stand one by one in a file. None where so few others, fewer than `least`, are in any cell
    /// of the figures that theirs would be the difference to those of all: see [`super::difference`].
    #[must_use]
    pub fn told_apart<'a>(self, hand_ins: &'a [HandIn], cells: &Cells<'_>, least: usize) -> Vec<&'a HandIn> {
        let (agreed, others): (Vec<&HandIn>, Vec<&HandIn>) =
            hand_ins.iter().partition(|one| self.tells_apart(&one.name));
        let may = !agreed.is_empty() && cells.may_differ_by(&others, least);
        if may { agreed } else { Vec::new() }
    }
}

/// Who sees the group result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Audience {
    /// Whoever runs the workshop.
    Facilitator,
    /// Everybody who takes part.
    #[default]
    Everybody,
}

/// An invitation to answer one activity of a workshop. A participant sees all of it before the first question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invitation {
    /// The workshop's id.
    pub workshop: ResponseId,
    /// What it is called; empty while unnamed.
    pub name: String,
    /// The activity's id.
    pub activity: String,
    /// Its place on the agenda, from 0.
    pub place: u8,
    /// Under which name people hand in.
    pub naming: Naming,
    /// From how many answers on a group result is shown; at least [`LEAST`].
    pub least: u8,
    /// Who sees it.
    pub audience: Audience,
    /// How many people are expected; `None` where nobody said.
    pub expected: Option<u16>,
    /// What the sides are called that are compared: none or two to eight.
    pub sides: Vec<String>,
    /// The key of a sealed workshop.
    pub key: Option<Point>,
    /// The list that the answers build on.
    pub list: Option<SentList>,
    /// Whether the activity is not on the site and travels beside.
    pub custom: bool,
}

impl Invitation {
    /// An invitation with the usual settings: what a typed code stands for, with [`Tag::stand_in`] as the workshop.
    #[must_use]
    pub fn usual(workshop: ResponseId, activity: &str) -> Self {
        Self {
            workshop,
            name: String::new(),
            activity: activity.to_owned(),
            place: 0,
            naming: Naming::default(),
            least: USUAL_LEAST,
            audience: Audience::default(),
            expected: None,
            sides: Vec::new(),
            key: None,
            list: None,
            custom: false,
        }
    }

    /// The workshop's tag.
    #[must_use]
    pub fn tag(&self) -> Tag {
        Tag::of(self.workshop)
    }
}

/// The rows of a list that the room has made, with the ids that private answers refer to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentList {
    /// The workshop; `None` for a list without one.
    pub workshop: Option<Tag>,
    /// The activity's id.
    pub activity: String,
    /// The id of the `entries` block.
    pub block: String,
    /// Its rows.
    pub rows: Vec<Row>,
}
