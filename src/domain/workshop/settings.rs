//! What the facilitator settles before people are invited: cells of the block [`ABOUT`](super::ABOUT), beside the name.
//!
//! [`Setting::Key`] is the private key of a sealed workshop. **Invariant:** a [`Workshop`] does not
//! hold it, so that nothing that is made of a workshop (an agenda, a link, a file) can give it away; it leaves
//! the device in a backup only (`tests/running.rs`). Whether a workshop is sealed is said by [`Setting::Public`] alone:
//! the private key stays when that is taken back, for phones may have the public one already.

use super::{Change, WHOLE, Workshop};
use crate::domain::block;
use crate::domain::id::ResponseId;
use crate::domain::response::{Draft, Millis, Sheet};
use crate::domain::rows;

/// The most people that a workshop expects.
pub const MOST_PEOPLE: u16 = 999;

/// A cell in which something is settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// Whether people answer with a name, an alias or neither.
    Naming,
    /// From how many answers on a group result shows.
    Least,
    /// Who will see what.
    Audience,
    /// How many people are expected.
    Expected,
    /// The subgroups that people belong to, one a line.
    Sides,
    /// The public key of a sealed workshop.
    Public,
    /// Its private key: see the module.
    Key,
}

impl Setting {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Naming, Self::Least, Self::Audience, Self::Expected, Self::Sides, Self::Public, Self::Key];

    /// The name of the cell.
    #[must_use]
    pub fn cell(self) -> &'static str {
        match self {
            Self::Naming => "naming",
            Self::Least => "least",
            Self::Audience => "audience",
            Self::Expected => "expected",
            Self::Sides => "sides",
            Self::Public => "public",
            Self::Key => "key",
        }
    }

    /// What was settled; empty while it is open.
    #[must_use]
    pub fn of(self, sheet: &Sheet) -> &str {
        rows::row(block::rows(&sheet.answers, super::ABOUT), WHOLE).map_or("", |row| row.cell(self.cell())).trim()
    }
}

/// How many people are expected; `None` while nobody said.
#[must_use]
pub fn expected(sheet: &Sheet) -> Option<u16> {
    people_of(Setting::Expected.of(sheet))
}

/// The number of people that a text says: a whole number from 1 to [`MOST_PEOPLE`].
#[must_use]
pub fn people_of(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|people| (1..=MOST_PEOPLE).contains(people))
}

/// The subgroups that people belong to, without empty lines.
#[must_use]
pub fn sides(sheet: &Sheet) -> Vec<String> {
    Setting::Sides.of(sheet).lines().map(str::trim).filter(|side| !side.is_empty()).map(str::to_owned).collect()
}

/// Another workshop with the same agenda and settings under another name and id. It was not begun, and it has no
/// keys: what was sealed for one workshop must not open in another.
#[must_use]
pub fn duplicate(sheet: &Sheet, id: ResponseId, name: &str, now: Millis) -> Draft {
    let mut draft = Workshop { id, name: name.to_owned(), ..Workshop::of(sheet) }.begin(now);
    for setting in Setting::ALL.into_iter().filter(|setting| !matches!(setting, Setting::Public | Setting::Key)) {
        for event in Change::Set(setting, setting.of(sheet).to_owned()).events(&draft.sheet.answers) {
            draft.apply(event, now);
        }
    }
    draft
}
