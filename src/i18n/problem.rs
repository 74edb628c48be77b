//! The sentences for a problem: what is wrong and what to do, one pair for each code.

use super::{Key, tf};
use crate::domain::problem::{Code, Problem};

macro_rules! sentences {
    ($($code:ident => $cause:ident, $remedy:ident;)*) => {
        fn keys(code: Code) -> (Key, Key) {
            match code {
                $(Code::$code => (Key::$cause, Key::$remedy),)*
            }
        }
    };
}

sentences! {
    Unreachable => ProblemUnreachableCause, ProblemUnreachableRemedy;
    NotJson => ProblemNotJsonCause, ProblemNotJsonRemedy;
    UnknownFormat => ProblemUnknownFormatCause, ProblemUnknownFormatRemedy;
    Missing => ProblemMissingCause, ProblemMissingRemedy;
    UnknownField => ProblemUnknownFieldCause, ProblemUnknownFieldRemedy;
    WrongType => ProblemWrongTypeCause, ProblemWrongTypeRemedy;
    Empty => ProblemEmptyCause, ProblemEmptyRemedy;
    TooLong => ProblemTooLongCause, ProblemTooLongRemedy;
    NotAnId => ProblemNotAnIdCause, ProblemNotAnIdRemedy;
    NotOneOf => ProblemNotOneOfCause, ProblemNotOneOfRemedy;
    OutOfRange => ProblemOutOfRangeCause, ProblemOutOfRangeRemedy;
    WrongCount => ProblemWrongCountCause, ProblemWrongCountRemedy;
    Repeated => ProblemRepeatedCause, ProblemRepeatedRemedy;
    UnknownReference => ProblemUnknownReferenceCause, ProblemUnknownReferenceRemedy;
    NotTheFileName => ProblemNotTheFileNameCause, ProblemNotTheFileNameRemedy;
    Reserved => ProblemReservedCause, ProblemReservedRemedy;
    IndexDiffers => ProblemIndexDiffersCause, ProblemIndexDiffersRemedy;
    NotAnAddress => ProblemNotAnAddressCause, ProblemNotAnAddressRemedy;
    NotAColour => ProblemNotAColourCause, ProblemNotAColourRemedy;
    NotAPicture => ProblemNotAPictureCause, ProblemNotAPictureRemedy;
    TooAlike => ProblemTooAlikeCause, ProblemTooAlikeRemedy;
    MinutesDiffer => ProblemMinutesDifferCause, ProblemMinutesDifferRemedy;
    NotScorable => ProblemNotScorableCause, ProblemNotScorableRemedy;
    Unused => ProblemUnusedCause, ProblemUnusedRemedy;
    BandsNotRising => ProblemBandsNotRisingCause, ProblemBandsNotRisingRemedy;
    Garbled => ProblemGarbledCause, ProblemGarbledRemedy;
    FromNewerVersion => ProblemFromNewerVersionCause, ProblemFromNewerVersionRemedy;
    NotABackup => ProblemNotABackupCause, ProblemNotABackupRemedy;
    NothingToTake => ProblemNothingToTakeCause, ProblemNothingToTakeRemedy;
    TooLarge => ProblemTooLargeCause, ProblemTooLargeRemedy;
    CodeGarbled => ProblemCodeGarbledCause, ProblemCodeGarbledRemedy;
    CodeTooLong => ProblemCodeTooLongCause, ProblemCodeTooLongRemedy;
    StorageFull => ProblemStorageFullCause, ProblemStorageFullRemedy;
    StorageDenied => ProblemStorageDeniedCause, ProblemStorageDeniedRemedy;
    NotVerified => ProblemNotVerifiedCause, ProblemNotVerifiedRemedy;
}

/// What is wrong, in a sentence.
#[must_use]
pub fn cause(problem: &Problem) -> String {
    tf(keys(problem.code).0, &[("value", &problem.value), ("expected", &problem.expected)])
}

/// What to do about it, in a sentence.
#[must_use]
pub fn remedy(problem: &Problem) -> String {
    // Activities and the site have a schema, other files have none.
    let is_activity = problem.file.starts_with("activities/") && problem.file != "activities/index.json";
    let key = match problem.code {
        Code::Missing if problem.file == "site.json" => Key::ProblemsMissingSite,
        Code::Missing if !is_activity => Key::ProblemsMissingElsewhere,
        code => keys(code).1,
    };
    tf(key, &[("value", &problem.value), ("expected", &problem.expected)])
}
