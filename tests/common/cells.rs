//! The cells of a group's figures, by hand: what each person says in each of them, as slow as it may be.

use std::collections::{BTreeMap, BTreeSet};

use roundtable::domain::activity::Activity;
use roundtable::domain::hand_in::{FIRST_DAY, HandIn, Handed, HandedBlock, Heading, Layout};
use roundtable::domain::id::ResponseId;
use roundtable::domain::mark::marks;
use roundtable::domain::together::{Counting, DimensionTogether, Together, together};

use super::codes::small_hand_in;
use super::groups::sheet;
use super::rows::rows;

/// A person's points to the items of an assessment of one block.
pub fn pointed(activity: &Activity, (id, revision): (u64, u32), side: Option<u8>, points: &[u8]) -> HandIn {
    let blocks = vec![HandedBlock { mark: marks(activity)[0], answer: Handed::Points(points.to_vec()) }];
    HandIn { side, blocks, activity: activity.id.clone(), ..small_hand_in(id, revision, [0; 3]) }
}

/// A person's rows, `block: rows` parted by `/`.
pub fn made(activity: &Activity, id: u64, text: &str) -> HandIn {
    let blocks = text.split('/').map(|part| part.split_once(':').unwrap());
    let answers =
        blocks.map(|(block, line)| (block.trim().to_owned(), roundtable::domain::block::Answer::Rows(rows(line))));
    let heading =
        Heading { workshop: None, id: ResponseId(id), revision: 1, day: FIRST_DAY, name: String::new(), side: None };
    HandIn::of(activity, &sheet(id, answers.collect()), heading)
}

/// How an assessment of one dimension is told: from the figures.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Way {
    /// Its items without those who broke off.
    pub left_out: bool,
    /// With the scores, so that those who broke off can be held against the others.
    pub scored: bool,
}

/// How these people's answers are told.
pub fn way(activity: &Activity, all: &[HandIn], least: usize) -> Way {
    let mut counting = Counting::new(activity, 0);
    all.iter().for_each(|one| counting.add(activity, one));
    let Ok(group) = counting.group(activity, least) else { return Way::default() };
    let scored = DimensionTogether::all(&group).iter().all(|one| !one.withheld);
    let layout = Layout::of(activity);
    let answered = |at: usize| {
        let mut row = vec![0; layout.items()];
        let has = |one: &&HandIn| {
            one.points(&layout, &mut row);
            row[at] > 0
        };
        all.iter().filter(has).count()
    };
    let Some(Together::Items(items)) = activity.blocks().next().and_then(|block| together(&group, block)) else {
        return Way::default();
    };
    let mut items = items.items.iter().enumerate();
    let left_out = items.any(|(at, item)| !item.withheld && item.counts.iter().sum::<usize>() != answered(at));
    Way { left_out, scored }
}

/// What everybody says in each cell, in an assessment of one block and one dimension: by cell, then by person.
pub type Said = BTreeMap<String, BTreeMap<u64, Vec<String>>>;

/// The same of these people, told in this way.
pub fn said(activity: &Activity, all: &[HandIn], Way { left_out, scored }: Way) -> Said {
    let layout = Layout::of(activity);
    let mut said = Said::new();
    for one in all {
        let mut row = vec![0; layout.items()];
        one.points(&layout, &mut row);
        let answered = row.iter().filter(|point| **point > 0).count();
        let has_score = answered > 0 && answered * 2 >= row.len();
        let mut say = |cell: &str, what: String| {
            for side in [String::new(), format!(" of {:?}", one.side)] {
                said.entry(format!("{cell}{side}")).or_default().entry(one.id.0).or_default().push(what.clone());
            }
        };
        say("all", String::new());
        for (at, point) in row.iter().enumerate().filter(|(_, point)| **point > 0) {
            if has_score || !left_out {
                say(&format!("item {at}"), point.to_string());
                if scored {
                    say(&format!("item {at}, with a score: {has_score}"), point.to_string());
                }
            }
        }
        if answered > 0 && scored {
            say(if has_score { "score" } else { "broken off" }, format!("{row:?}"));
        }
    }
    said
}

/// Of how many people each cell says something else; cells in which nothing changes are not there.
pub fn differing(before: &Said, after: &Said) -> BTreeMap<String, usize> {
    let cells: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let none = BTreeMap::new();
    let count = |cell: &String| {
        let (before, after) = (before.get(cell).unwrap_or(&none), after.get(cell).unwrap_or(&none));
        let people: BTreeSet<&u64> = before.keys().chain(after.keys()).collect();
        people.into_iter().filter(|id| before.get(id) != after.get(id)).count()
    };
    cells.into_iter().map(|cell| (cell.clone(), count(cell))).filter(|(_, count)| *count > 0).collect()
}
