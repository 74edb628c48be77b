//! What can be wrong with a file, a record or a browser's storage, as values that a page can show.
//!
//! A problem says what (`code`), where (`file`, `path`), which value was found and what was expected.
//! The sentence for cause and remedy is UI text and lives in the i18n files, one pair for each code:
//! `i18n::problem` puts them together and the compiler holds that none is missing.

/// What is wrong. Each code has a cause and a remedy under `problem` in the i18n files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    /// The file could not be fetched: no network, or the host says it isn't there.
    Unreachable,
    /// The text is no JSON; `value` says where it breaks.
    NotJson,
    /// A format or version number that this app does not know.
    UnknownFormat,
    /// A field that must be there is not.
    Missing,
    /// A field that the format does not have: mostly a typing error.
    UnknownField,
    /// A value of another type than `expected`.
    WrongType,
    /// A text that is empty or only blank.
    Empty,
    /// A text longer than `expected` characters.
    TooLong,
    /// Not a name of lower-case letters, digits and hyphens.
    NotAnId,
    /// Not one of the words in `expected`.
    NotOneOf,
    /// A number outside `expected`.
    OutOfRange,
    /// A list with fewer or more entries than `expected`.
    WrongCount,
    /// The same id twice.
    Repeated,
    /// An id that nothing in the file has; `expected` lists those that would do.
    UnknownReference,
    /// The id in the file is not the file's name.
    NotTheFileName,
    /// A name under which the app keeps something of its own.
    Reserved,
    /// The catalogue's index says something else of an activity than its own file, `expected` being the index.
    IndexDiffers,
    /// No address that a link may lead to.
    NotAnAddress,
    /// No colour.
    NotAColour,
    /// Not the name of a picture in the folder of the site.
    NotAPicture,
    /// A colour that can't be told from the other.
    TooAlike,
    /// The minutes of the steps add up to `expected`, not to what the activity says.
    MinutesDiffer,
    /// An assessment without dimensions or bands can't be scored.
    NotScorable,
    /// A dimension that no item belongs to.
    Unused,
    /// Bands that do not begin at 1 or do not rise.
    BandsNotRising,
    /// A saved record whose checksum does not fit: it was changed or cut off.
    Garbled,
    /// A saved record written by a newer version of the app.
    FromNewerVersion,
    /// A file that is no Roundtable backup.
    NotABackup,
    /// A backup without a finished response to the activity that `expected` names.
    NothingToTake,
    /// A file larger than `expected`.
    TooLarge,
    /// A code whose checksum does not fit: it was changed or cut off.
    CodeGarbled,
    /// More than fits in codes.
    CodeTooLong,
    /// The browser's storage is full.
    StorageFull,
    /// The browser does not let this page store anything.
    StorageDenied,
    /// What was read back after saving is not what was written.
    NotVerified,
}

/// One thing that is wrong, where, and what would be right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// The file or record it is in, as a site owner or user would name it.
    pub file: String,
    /// The place in the file, as a JSON pointer (`/steps/0/title`); empty for the whole.
    pub path: String,
    /// What was found; empty when there is nothing to show.
    pub value: String,
    /// What would be right; empty when the code says it all.
    pub expected: String,
}

impl Problem {
    /// A problem with a file as a whole.
    #[must_use]
    pub fn of_file(code: Code, file: &str) -> Self {
        Self { code, file: file.to_owned(), path: String::new(), value: String::new(), expected: String::new() }
    }

    /// The same problem with what was found.
    #[must_use]
    pub fn found(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The same problem with what would be right.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }
}
