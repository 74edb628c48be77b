//! What a circle leaves behind, to read and to take along: what was made together, what everybody's private
//! answers look like together, both sides' parts, and which offer meets which wish.

use super::made::sections;
use super::section::{Piece, Section};
use super::together::{TogetherWords, dimensions_together, sections_together};
use crate::domain::activity::{Activity, Who};
use crate::domain::circle::{Stage, blocks_of, least, mirrored, stages};
use crate::domain::mirror::lay;
use crate::domain::response::{Complete, Sheet};
use crate::domain::together::Group;

/// The words of a circle's report, in the person's language.
#[derive(Clone, Debug)]
pub struct CircleWords {
    /// What it has in common with a group's result.
    pub together: TogetherWords,
    /// What a side is called that has no name.
    pub side: fn(usize) -> String,
    /// "A: text".
    pub of: fn(&str, &str) -> String,
    /// The heading over wishes and offers, and its columns.
    pub matches: [String; 3],
    /// What stands for an offer that is missing.
    pub nothing: String,
    /// The heading over offers that nobody asked for.
    pub unasked: String,
    /// What stands where fewer answers are in than are needed: how many, how many are needed.
    pub few: fn(usize, usize) -> String,
}

/// What a circle made, stage by stage; `members` are the responses that have a seat in it.
#[must_use]
pub fn sections_of_circle(
    activity: &Activity,
    circle: &Complete,
    members: &[Complete],
    words: &CircleWords,
) -> Vec<Section> {
    let mut all = Vec::new();
    for (number, stage) in stages(activity).iter().enumerate() {
        let seated: Vec<&Complete> =
            members.iter().filter(|one| one.sheet.seat.is_some_and(|seat| usize::from(seat.stage) == number)).collect();
        match stage.who {
            Who::Together => all.extend(own(activity, stage, circle, words)),
            Who::Each => all.extend(each(activity, stage, &seated, words)),
            Who::Sides => all.extend(sides(activity, stage, circle, &seated, words)),
        }
    }
    all
}

fn is_in(activity: &Activity, stage: &Stage, id: &str) -> bool {
    blocks_of(activity, stage.steps.clone()).any(|block| block.id() == id)
}

fn own(activity: &Activity, stage: &Stage, response: &Complete, words: &CircleWords) -> Vec<Section> {
    let mut all = sections(activity, response, &words.together.report);
    all.retain(|section| is_in(activity, stage, &section.id));
    all
}

fn each(activity: &Activity, stage: &Stage, seated: &[&Complete], words: &CircleWords) -> Vec<Section> {
    let sheets: Vec<&Sheet> = seated.iter().map(|complete| &complete.sheet).collect();
    match Group::of(activity, &sheets, least(activity, stage)) {
        Ok(group) => {
            let first = dimensions_together(&group, &words.together).map(|section| section.id);
            let mut all = sections_together(&group, &words.together);
            all.retain(|section| first.as_ref() == Some(&section.id) || is_in(activity, stage, &section.id));
            all
        }
        Err(few) => {
            let title = activity.steps[stage.steps.clone()].iter().map(|step| step.title.as_str());
            let title = title.collect::<Vec<_>>().join(" · ");
            let id = format!("stage-{}", stage.steps.start);
            vec![Section { id, title, pieces: vec![Piece::Words((words.few)(few.n, few.least))] }]
        }
    }
}

fn sides(
    activity: &Activity,
    stage: &Stage,
    circle: &Complete,
    seated: &[&Complete],
    words: &CircleWords,
) -> Vec<Section> {
    let name = |side: usize| match seated.get(side) {
        Some(complete) if !complete.sheet.about.is_empty() => complete.sheet.about.clone(),
        _ => (words.side)(side),
    };
    let mut all = Vec::new();
    for (side, complete) in seated.iter().enumerate() {
        all.extend(own(activity, stage, complete, words).into_iter().map(|section| Section {
            id: format!("{}-{}", section.id, side + 1),
            title: (words.of)(&name(side), &section.title),
            ..section
        }));
    }
    if let Some(board) = mirrored(activity, stage) {
        let sheets: Vec<&Sheet> = seated.iter().map(|complete| &complete.sheet).collect();
        let laid = lay(activity, board, &sheets, &circle.sheet);
        let of = |side: usize, text: &str| (words.of)(&name(side), text);
        let rows: Vec<Vec<String>> = laid
            .wishes
            .iter()
            .map(|wish| {
                let met = wish.met_by.map_or_else(|| words.nothing.clone(), |met| of(met.side, met.text));
                vec![of(wish.side, wish.text), met]
            })
            .collect();
        let [title, wish, offer] = words.matches.clone();
        let mut pieces = Vec::new();
        if !rows.is_empty() {
            pieces.push(Piece::Table { head: vec![wish, offer], rows });
        }
        all.push(Section { id: "mirrored".to_owned(), title, pieces });
        let unasked: Vec<String> = laid.unasked().iter().map(|offer| of(offer.side, offer.text)).collect();
        if !unasked.is_empty() {
            let pieces = vec![Piece::List(unasked)];
            all.push(Section { id: "unasked".to_owned(), title: words.unasked.clone(), pieces });
        }
    }
    all
}
