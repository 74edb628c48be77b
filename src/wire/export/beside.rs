//! Figures beside each other, as sections for page, Markdown and CSV: the sides of a group, a group and an earlier
//! one, one person and the group. What is hidden is hidden before it comes here.

use super::made::statement;
use super::section::{Piece, Section, filled};
use super::together::TogetherWords;
use crate::domain::activity::Activity;
use crate::domain::change::{Change, Changes};
use crate::domain::scoring::Profile;
use crate::domain::subgroups::{Cell, Compared, Subgroups};
use crate::domain::together::DimensionTogether;

/// The words of comparisons, in the person's language.
#[derive(Clone, Debug)]
pub struct BesideWords {
    /// What they have in common with a group's result.
    pub together: TogetherWords,
    /// The headings over the sides' dimensions and statements.
    pub sides: [String; 2],
    /// The column of sides.
    pub side: String,
    /// What people who chose no side are called.
    pub none: String,
    /// What all people together are called.
    pub all: String,
    /// The headings over what has changed in dimensions and statements.
    pub changes: [String; 2],
    /// The columns of change: answers and mean last time, answers and mean now, difference, the same in units of
    /// the spread last time.
    pub change: [String; 6],
    /// The heading over one's own result, and its columns: own, group, difference.
    pub own: [String; 4],
}

impl BesideWords {
    /// The same words with figures for a program.
    #[must_use]
    pub fn exact(&self) -> Self {
        Self { together: self.together.exact(), ..self.clone() }
    }

    fn figure(&self, figure: Option<f64>) -> String {
        figure.map(self.together.figure).unwrap_or_default()
    }

    fn count(&self, n: usize) -> String {
        (self.together.count)(n)
    }
}

fn title_of(activity: &Activity, dimension: &str) -> String {
    activity.dimension(dimension).map_or("", |dimension| &dimension.title).to_owned()
}

fn text_of(activity: &Activity, id: &str) -> String {
    activity.items().find(|(_, item)| item.id == id).map(|(_, item)| statement(&item)).unwrap_or_default()
}

fn table(id: &str, title: &str, head: Vec<String>, rows: Vec<Vec<String>>) -> Section {
    Section { id: id.to_owned(), title: title.to_owned(), pieces: filled(vec![Piece::Table { head, rows }]) }
}

/// The sides of a group beside each other: a table of the dimensions and one of the statements, a line for every
/// side. `names` are the sides' names; people who chose none have a line where there are any.
#[must_use]
pub fn sections_of_subgroups(
    activity: &Activity,
    figures: &Subgroups,
    names: &[String],
    least: usize,
    words: &BesideWords,
) -> Vec<Section> {
    let [dimensions, statements] = &words.sides;
    let [n, mean, agreement, ..] = words.together.figures.clone();
    let head = |first: &String| vec![first.clone(), words.side.clone(), n.clone(), mean.clone(), agreement.clone()];
    let cells = |cell: &Cell| match cell {
        Cell::Shown { n, mean, agreement } => {
            [words.count(*n), words.figure(*mean), agreement.map(words.together.fine).unwrap_or_default()]
        }
        Cell::Hidden => [(words.together.would_tell)(least), String::new(), String::new()],
    };
    // The last cell is that of people without a side.
    let sides = |row: &Compared| row.cells.len().saturating_sub(1);
    let all = figures.dimensions.iter().chain(&figures.items);
    let has_none = all.filter_map(|row| row.cells.last()).any(|cell| cell.n() != Some(0));
    let line = |label: &str, side: &str, cell: &Cell| {
        [label.to_owned(), side.to_owned()].into_iter().chain(cells(cell)).collect::<Vec<String>>()
    };
    let lines = |label: String, row: &Compared| -> Vec<Vec<String>> {
        let name = |at: usize| if at < sides(row) { names.get(at).map_or("", String::as_str) } else { &words.none };
        let shown = row.cells.iter().enumerate().filter(|(at, _)| *at < sides(row) || has_none);
        let lines = shown.map(|(at, cell)| line(&label, name(at), cell));
        lines.chain([line(&label, &words.all, &row.total)]).collect()
    };
    let rows = |rows: &[Compared], label: fn(&Activity, &str) -> String| {
        rows.iter().flat_map(|row| lines(label(activity, &row.id), row)).collect()
    };
    vec![
        table("sides", dimensions, head(&words.together.dimension), rows(&figures.dimensions, title_of)),
        table("sides-items", statements, head(&words.together.report.statement), rows(&figures.items, text_of)),
    ]
}

/// What has changed: a table of the dimensions and one of the statements.
#[must_use]
pub fn sections_of_changes(activity: &Activity, changes: &Changes, words: &BesideWords) -> Vec<Section> {
    let line = |label: String, change: &Change| {
        let ([n, later], [mean, later_mean]) = (change.n, change.means);
        vec![
            label,
            words.count(n),
            words.figure(mean),
            words.count(later),
            words.figure(later_mean),
            words.figure(change.difference),
            words.figure(change.delta),
        ]
    };
    let head = |first: &String| [first].into_iter().chain(&words.change).cloned().collect::<Vec<String>>();
    let rows = |all: &[Change], label: fn(&Activity, &str) -> String| {
        all.iter().map(|change| line(label(activity, &change.id), change)).collect()
    };
    let [dimensions, statements] = &words.changes;
    vec![
        table("changes", dimensions, head(&words.together.dimension), rows(&changes.dimensions, title_of)),
        table("changes-items", statements, head(&words.together.report.statement), rows(&changes.items, text_of)),
    ]
}

/// One person's scores against the group's means, in the order of `group`. Where the group's are withheld, the line
/// says so instead.
#[must_use]
pub fn section_of_own(
    activity: &Activity,
    own: &Profile,
    group: &[DimensionTogether],
    least: usize,
    words: &BesideWords,
) -> Section {
    let [title, mine, theirs, difference] = words.own.clone();
    let rows = group.iter().map(|one| {
        let own = own.of(&one.id).and_then(|score| score.mean);
        let mean = one.figures.mean;
        let shown = if one.withheld { (words.together.would_tell)(least) } else { words.figure(mean) };
        let apart = own.zip(mean).map(|(own, mean)| own - mean);
        vec![title_of(activity, &one.id), words.figure(own), shown, words.figure(apart)]
    });
    table("own", &title, vec![words.together.dimension.clone(), mine, theirs, difference], rows.collect())
}
