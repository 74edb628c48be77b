//! A group's result as text: for an assessment the dimensions with what to talk about first, then block by
//! block; nothing at all while too few people have answered. No name is shown.

use std::ops::Range;

use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::circle::blocks_of;
use crate::domain::response::Sheet;
use crate::domain::together::{Group, TooFew};
use crate::i18n::{Key, Plural, fine, percent, plain_number, score, t, tf, tn};
use crate::ui::html::{icon, line};
use crate::ui::part::dots::dimensions_html;
use crate::ui::part::made::{piece_html, report_words, section_html};
use crate::wire::export::{
    BesideWords, Piece, RawWords, Section, TogetherWords, dimensions_together, sections_together,
};

/// The result of these sheets, all of finished responses to this activity, in these steps; below `least` of them
/// a text that says so.
#[must_use]
pub fn group_html(activity: &Activity, sheets: &[&Sheet], steps: Range<usize>, least: usize) -> String {
    match Group::of(activity, sheets, least) {
        Ok(group) => result_html(&group, steps),
        Err(few) => few_html(few),
    }
}

/// What stands there while too few have answered.
#[must_use]
pub fn few_html(few: TooFew) -> String {
    let text = tn(Plural::TogetherFew, few.n, &[("least", &plain_number(few.least))]);
    ["<div class=\"empty\" role=\"status\">", &icon("people"), &line("p", &text), "</div>"].concat()
}

/// The result of a group, in these steps.
#[must_use]
pub fn result_html(group: &Group<'_>, steps: Range<usize>) -> String {
    let words = group_words(String::new());
    let dimensions = dimensions_together(group, &words);
    let is_in = |section: &Section| blocks_of(group.activity(), steps.clone()).any(|block| block.id() == section.id);
    let blocks = sections_together(group, &words).into_iter().skip(usize::from(dimensions.is_some())).filter(is_in);
    let Some(dimensions) = dimensions else {
        let made: String = blocks.map(|section| section_html(&section, &words.report.open)).collect();
        return ["<div class=\"made together\">", &made, "</div>"].concat();
    };
    // The statements one by one come when they are asked for: what to talk about stands above them.
    let asks =
        |section: &Section| matches!(group.activity().block(&section.id), Some(Block::Scale(_) | Block::Poles(_)));
    let (items, others): (Vec<Section>, Vec<Section>) = blocks.partition(asks);
    let html = |sections: &[Section]| -> String {
        sections.iter().map(|section| section_html(section, &words.report.open)).collect()
    };
    let items = format!(
        "<details class=\"more\"><summary>{}{}</summary><div class=\"made\">{}</div></details>",
        icon("chevron"),
        line("span", t(Key::TogetherItems)),
        html(&items)
    );
    ["<div class=\"made together\">", &first_html(&dimensions, &words), &items, &html(&others), "</div>"].concat()
}

/// The dimensions, with how to read them.
#[must_use]
pub fn first_html(section: &Section, words: &TogetherWords) -> String {
    let strips: String = match section.pieces.as_slice() {
        [] => line("p class=\"hush\"", &words.report.open),
        pieces => pieces
            .iter()
            .map(|piece| match piece {
                Piece::Dots { rows, .. } => dimensions_html(rows),
                other => piece_html(other),
            })
            .collect(),
    };
    [
        "<section class=\"made-part stack\" data-made=\"dimensions\">",
        &line("h2", &section.title),
        &line("p class=\"small hush\"", t(Key::TogetherLegend)),
        &strips,
        &line("p class=\"small hush\"", t(Key::TogetherExplain)),
        "</section>",
    ]
    .concat()
}

/// The words of a group's result, for the page and for files; `about` is the line under the title of a file.
#[must_use]
pub fn group_words(about: String) -> TogetherWords {
    let text = |key: Key| t(key).to_owned();
    TogetherWords {
        report: report_words(about),
        dimensions: text(Key::TogetherDimensions),
        dimension: text(Key::TogetherDimension),
        figures: [
            Key::TogetherN,
            Key::TogetherMean,
            Key::TogetherAgreement,
            Key::TogetherSpread,
            Key::TogetherFavourable,
            Key::TogetherMedian,
            Key::TogetherDeviation,
        ]
        .map(text),
        accord: text(Key::TogetherAccord),
        accords: [Key::TogetherAgree, Key::TogetherScattered, Key::TogetherSplit].map(text),
        scores: text(Key::TogetherScores),
        people: text(Key::TogetherPeople),
        option: text(Key::ReportOption),
        share: text(Key::TogetherShare),
        points: [Key::TogetherTotal, Key::TogetherMean, Key::TogetherSpread, Key::TogetherGave].map(text),
        places: [Key::TogetherPlace, Key::TogetherFirst, Key::TogetherPlaced].map(text),
        board: [Key::TaskCard, Key::TogetherMost, Key::TogetherWaiting].map(text),
        apart: text(Key::TogetherApart),
        zones: [Key::TogetherZone, Key::TogetherCards].map(text),
        state: text(Key::CommitmentsColumnState),
        states: [Key::CommitmentsStateOpen, Key::CommitmentsStateDone, Key::CommitmentsStateDropped].map(text),
        count: plain_number,
        figure: |figure| score(Some(figure)),
        fine,
        percent,
        times: |text, count| tf(Key::TogetherTimes, &[("text", text), ("n", &plain_number(count))]),
        majority: |text| tf(Key::TogetherMajority, &[("text", text)]),
        withheld: |least| tf(Key::FiguresWithheld, &[("least", &plain_number(least))]),
        would_tell: |least| tf(Key::FiguresWouldTell, &[("least", &plain_number(least))]),
    }
}

/// The words of figures beside each other, for the page and for files.
#[must_use]
pub fn beside_words(about: String) -> BesideWords {
    let text = |key: Key| t(key).to_owned();
    BesideWords {
        together: group_words(about),
        sides: [Key::BesideSides, Key::BesideSidesItems].map(text),
        side: text(Key::BesideSide),
        none: text(Key::BesideNone),
        all: text(Key::BesideAll),
        changes: [Key::BesideChanges, Key::BesideChangesItems].map(text),
        change: [
            Key::BesideAnswersThen,
            Key::BesideMeanThen,
            Key::BesideAnswersNow,
            Key::BesideMeanNow,
            Key::BesideDifference,
            Key::BesideDelta,
        ]
        .map(text),
        own: [Key::BesideOwn, Key::BesideMine, Key::BesideGroup, Key::BesideApart].map(text),
    }
}

/// The words of everybody's answers as they are.
#[must_use]
pub fn raw_words() -> RawWords {
    RawWords {
        columns: [Key::BesideNumber, Key::BesideName, Key::BesideSide].map(|key| t(key).to_owned()),
        report: report_words(String::new()),
    }
}
