//! Arbitrary values for properties.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::Config;
use roundtable::domain::block::{Answer, Answers};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Complete, Draft, Perspective, Sheet};
use roundtable::wire::saved::Saved;

/// So many cases, without files for the failed ones.
pub fn cases(count: u32) -> Config {
    Config { cases: count, failure_persistence: None, ..Config::default() }
}

/// Any text: letters of all scripts, signs, control characters, and what is known to be awkward.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,24}",
        vec(any::<char>(), 0..16).prop_map(|characters| characters.into_iter().collect::<String>()),
        prop::sample::select(vec![
            "",
            " ",
            "\n",
            "\0",
            "\"",
            "\\",
            "{}",
            "roundtable/1 response 1 00000000\n{}",
            "=1+1",
            "<script>",
            "Ärger & Söhne",
            "مائدة مستديرة",
            "👩‍👩‍👧",
            "e\u{301}",
            "\u{feff}",
            "\u{2028}",
            "%2B+%",
            "#/?&=",
        ])
        .prop_map(str::to_owned),
    ]
}

/// An id that an author may choose.
pub fn id() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}"
}

/// Any answers, fitting to nothing in particular.
pub fn answers() -> impl Strategy<Value = Answers> {
    let answer = prop_oneof![
        btree_map(id(), any::<u8>(), 0..4).prop_map(|points| Answer::Points(points.into_iter().collect())),
        vec(id(), 0..4).prop_map(Answer::Chosen),
        text().prop_map(Answer::Words),
    ];
    btree_map(id(), answer, 0..5).prop_map(|answers| answers.into_iter().collect())
}

/// Any sheet whose id comes from `ids`.
pub fn sheet(ids: impl Strategy<Value = u64>) -> impl Strategy<Value = Sheet> {
    (ids, id(), any::<u32>(), any::<bool>(), text(), any::<u64>(), answers()).prop_map(
        |(id, activity, fingerprint, partner, about, started, answers)| Sheet {
            id: ResponseId(id),
            activity,
            fingerprint,
            perspective: if partner { Perspective::Partner } else { Perspective::Own },
            about,
            started,
            answers,
        },
    )
}

/// Any response, open or finished, whose id comes from `ids`.
pub fn saved(ids: impl Strategy<Value = u64>) -> impl Strategy<Value = Saved> {
    (sheet(ids), any::<bool>(), any::<u64>(), any::<u16>(), text()).prop_map(|(sheet, open, when, place, note)| {
        if open {
            Saved::Draft(Draft { sheet, changed: when, place })
        } else {
            Saved::Complete(Complete { sheet, finished: when, note })
        }
    })
}
