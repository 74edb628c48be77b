//! A group's result, to read and to take along: as sections that the page draws, as Markdown to paste into a
//! document, and as CSV of its tables. No name and no id of a response is in any of them.

use super::made::{ReportWords, statement};
use super::section::{DotRow, Piece, Section, filled, list_markdown, sections_csv, sections_markdown};
use crate::domain::activity::Activity;
use crate::domain::agreement::{Accord, Figures};
use crate::domain::block::{Block, ChoiceOption, Wording};
use crate::domain::counts::Counts;
use crate::domain::number::fixed;
use crate::domain::task::{Allocate, Board, Entries, Matrix, STATES, Task};
use crate::domain::together::{
    AllocateTogether, BoardTogether, CellTogether, ChoiceTogether, CommitmentsTogether, ConsentTogether,
    DimensionTogether, EntriesTogether, Group, ItemsTogether, MatrixTogether, PairTogether, RankTogether, Together,
    Told, together,
};

/// The words of a group's result, in the person's language.
#[derive(Clone, Debug)]
pub struct TogetherWords {
    /// What it has in common with a report. `about` is the line under the title.
    pub report: ReportWords,
    /// The heading over the dimensions.
    pub dimensions: String,
    /// The column of the dimensions' names.
    pub dimension: String,
    /// The columns of figures: answers, mean, agreement, spread, share in favour, median, mean deviation.
    pub figures: [String; 7],
    /// The column of the kind of agreement.
    pub accord: String,
    /// The kinds: agree, spread, split.
    pub accords: [String; 3],
    /// The column of everybody's scores.
    pub scores: String,
    /// The column of how many people.
    pub people: String,
    /// The column of options.
    pub option: String,
    /// The column of shares.
    pub share: String,
    /// The columns of points: all, mean, spread, how many gave some.
    pub points: [String; 4],
    /// The columns of an order: mean place, how many put it first, how many placed it.
    pub places: [String; 3],
    /// The columns of a board: card, the zone that most chose, not placed.
    pub board: [String; 3],
    /// What stands for a card that people put in different zones.
    pub apart: String,
    /// The columns of the zones: zone, cards.
    pub zones: [String; 2],
    /// The column of a commitment's state.
    pub state: String,
    /// The states: open, done, dropped.
    pub states: [String; 3],
    /// Writes a count.
    pub count: fn(usize) -> String,
    /// Writes a mean or a spread.
    pub figure: fn(f64) -> String,
    /// Writes a figure between 0 and 1.
    pub fine: fn(f64) -> String,
    /// Writes a share, 1 being all.
    pub percent: fn(f64) -> String,
    /// Says that a text came several times.
    pub times: fn(&str, usize) -> String,
    /// Says that more than half chose this.
    pub majority: fn(&str) -> String,
    /// Says that fewer than so many answered, and that nothing of it is shown.
    pub withheld: fn(usize) -> String,
    /// Says that something would tell what fewer than so many people answered, and is not shown.
    pub would_tell: fn(usize) -> String,
}

impl TogetherWords {
    /// The same words with figures for a program: a point and two decimals, whatever the language.
    #[must_use]
    pub fn exact(&self) -> Self {
        let two = |figure| fixed(figure, 2);
        Self { count: |count| count.to_string(), figure: two, fine: two, percent: two, ..self.clone() }
    }

    fn counted(&self, text: &str, count: usize) -> String {
        if count > 1 { (self.times)(text, count) } else { text.to_owned() }
    }

    fn told(&self, told: &[Told]) -> Vec<String> {
        told.iter().map(|told| self.counted(&told.text, told.count)).collect()
    }

    /// The options that somebody chose, the most frequent first.
    fn options(&self, options: &[ChoiceOption], counts: &[usize]) -> Vec<String> {
        let chosen = options.iter().zip(counts).filter(|(_, count)| **count > 0).collect();
        let ordered = crate::domain::order::sorted(chosen, |(_, count)| u128::MAX - **count as u128);
        ordered.into_iter().map(|(option, count)| self.counted(&option.label, *count)).collect()
    }

    fn accord_word(&self, accord: Option<Accord>) -> String {
        accord.map(|accord| self.accords[accord as usize].clone()).unwrap_or_default()
    }

    /// Says that an item is withheld; empty where it is not.
    fn withheld_word(&self, withheld: bool, least: usize) -> String {
        if withheld { (self.withheld)(least) } else { String::new() }
    }

    /// The figures in the order of their columns; empty where there is none. Where they are withheld the first says
    /// so.
    fn cells(&self, figures: &Figures, withheld: &str) -> [String; 7] {
        if !withheld.is_empty() {
            return [withheld, "", "", "", "", "", ""].map(str::to_owned);
        }
        let write = |figure: Option<f64>, form: fn(f64) -> String| figure.map(form).unwrap_or_default();
        [
            (self.count)(figures.n),
            write(figures.mean, self.figure),
            write(figures.agreement, self.fine),
            write(figures.spread, self.figure),
            write(figures.favourable, self.percent),
            write(figures.median, self.figure),
            write(figures.deviation, self.fine),
        ]
    }
}

/// The group's result: for an assessment its dimensions, least agreement first; then block by block.
/// Conversations leave nothing and are left out.
#[must_use]
pub fn sections_together(group: &Group<'_>, words: &TogetherWords) -> Vec<Section> {
    let activity = group.activity();
    let mut all: Vec<Section> = dimensions_together(group, words).into_iter().collect();
    for step in &activity.steps {
        for block in &step.blocks {
            let Some(figures) = together(group, block) else { continue };
            let title = block.label().filter(|label| !label.is_empty()).unwrap_or(&step.title).to_owned();
            let pieces = filled(pieces(block, &figures, group.least(), words));
            all.push(Section { id: block.id().to_owned(), title, pieces });
        }
    }
    all
}

/// The dimensions of an assessment, least agreement first; `None` for an activity without any.
#[must_use]
pub fn dimensions_together(group: &Group<'_>, words: &TogetherWords) -> Option<Section> {
    dimensions_section(group.activity(), DimensionTogether::all(group), group.least(), words)
}

/// The same from their figures, wherever these come from.
#[must_use]
pub fn dimensions_section(
    activity: &Activity,
    dimensions: Vec<DimensionTogether>,
    least: usize,
    words: &TogetherWords,
) -> Option<Section> {
    let rows = dimensions.into_iter().enumerate();
    let rows = rows.map(|(place, one)| dimension_row(activity, one, place, least, words)).collect();
    let head = heads(&words.dimension, words).chain([words.scores.clone()]).collect();
    let pieces = filled(vec![Piece::Dots { head, rows }]);
    (!activity.dimensions.is_empty()).then(|| Section {
        id: "dimensions".to_owned(),
        title: words.dimensions.clone(),
        pieces,
    })
}

/// The items of a block from their figures, wherever these come from.
#[must_use]
pub fn items_section(block: &Block, figures: &ItemsTogether, least: usize, words: &TogetherWords) -> Section {
    let title = block.label().unwrap_or_default().to_owned();
    Section { id: block.id().to_owned(), title, pieces: filled(vec![dots(block, figures, least, words)]) }
}

/// The options of a block from their figures, wherever these come from.
#[must_use]
pub fn choice_section(block: &Block, figures: &ChoiceTogether, words: &TogetherWords) -> Section {
    let title = block.label().unwrap_or_default().to_owned();
    Section { id: block.id().to_owned(), title, pieces: choices(block.options(), figures, words) }
}

fn heads<'a>(first: &'a str, words: &'a TogetherWords) -> impl Iterator<Item = String> + 'a {
    [first].into_iter().map(str::to_owned).chain(words.figures.iter().cloned()).chain([words.accord.clone()])
}

/// From how many people on scores stand with how often they came, instead of one by one.
const MANY: usize = 200;

fn scores_cell(scores: &Counts, words: &TogetherWords) -> String {
    let scores: Vec<String> = if scores.n() < MANY {
        scores.values().map(words.figure).collect()
    } else {
        scores.iter().map(|(score, count)| words.counted(&(words.figure)(score), count)).collect()
    };
    scores.join(" ")
}

fn dimension_row(
    activity: &Activity,
    one: DimensionTogether,
    place: usize,
    least: usize,
    words: &TogetherWords,
) -> DotRow {
    let withheld = if one.withheld { (words.would_tell)(least) } else { String::new() };
    let label = activity.dimension(&one.id).map_or("", |dimension| &dimension.title).to_owned();
    let band = |band: Option<&crate::domain::activity::Band>| band.map(|band| band.title.clone()).unwrap_or_default();
    let accord = words.accord_word(one.figures.accord);
    let cells = [label.clone()].into_iter().chain(words.cells(&one.figures, &withheld));
    let cells = cells.chain([accord.clone(), scores_cell(&one.scores, words)]);
    DotRow {
        note: band(one.figures.mean.and_then(|mean| activity.band(mean))),
        ends: [band(activity.bands.first()), band(activity.bands.last())],
        points: one.points,
        figures: one.figures,
        place,
        cells: cells.collect(),
        dots: one.scores,
        label,
        accord,
        withheld,
    }
}

fn pieces(block: &Block, figures: &Together, least: usize, words: &TogetherWords) -> Vec<Piece> {
    match (figures, block) {
        (Together::Items(items), _) => vec![dots(block, items, least, words)],
        // Enough may have answered it, and too few have placed one of the options.
        (Together::Withheld, Block::Task(Task::Rank(_))) => vec![Piece::Words((words.would_tell)(least))],
        (Together::Withheld, _) => vec![Piece::Words((words.withheld)(least))],
        (Together::Choice(choice), _) => choices(block.options(), choice, words),
        (Together::Text(text), _) => vec![Piece::List(words.told(&text.texts))],
        (Together::Sentence(sentence), _) => words.told(&sentence.sentences).into_iter().map(Piece::Quote).collect(),
        (Together::Entries(entries), Block::Task(Task::Entries(task))) => lines(task, entries, words),
        (Together::Board(board), Block::Task(Task::Board(task))) => cards(task, board, words),
        (Together::Allocate(allocate), Block::Task(Task::Allocate(task))) => shares(task, allocate, words),
        (Together::Rank(rank), _) => order(rank, words),
        (Together::Matrix(matrix), Block::Task(Task::Matrix(task))) => pairs(task, matrix, least, words),
        (Together::Commitments(commitments), _) => promises(commitments, words),
        (Together::Consent(consent), _) => hands(consent, words),
        // Figures of one type come from a block of that type.
        (Together::Entries(_) | Together::Board(_) | Together::Allocate(_) | Together::Matrix(_), _) => Vec::new(),
    }
}

fn dots(block: &Block, figures: &ItemsTogether, least: usize, words: &TogetherWords) -> Piece {
    let items = block.items();
    let most = items.iter().map(|item| item.points).max().unwrap_or(0);
    let rows = items.iter().zip(&figures.items).map(|(item, one)| {
        let (label, ends) = match (item.wording, block) {
            (Wording::Pair { left, right }, _) => (String::new(), [left.to_owned(), right.to_owned()]),
            (Wording::Statement(text), Block::Scale(scale)) => {
                let end = |word: Option<&String>| word.cloned().unwrap_or_default();
                (text.to_owned(), [end(scale.points.first()), end(scale.points.last())])
            }
            (Wording::Statement(text), _) => (text.to_owned(), [String::new(), String::new()]),
        };
        let accord = words.accord_word(one.figures.accord);
        let withheld = words.withheld_word(one.withheld, least);
        let cells = [statement(item)].into_iter().chain(words.cells(&one.figures, &withheld)).chain([accord.clone()]);
        let count = |count: &usize| if one.withheld { String::new() } else { (words.count)(*count) };
        DotRow {
            label,
            ends,
            note: String::new(),
            points: item.points,
            dots: Counts::of_points(&one.counts),
            figures: one.figures,
            place: one.place,
            cells: cells.chain(one.counts.iter().map(count)).collect(),
            accord,
            withheld,
        }
    });
    let rows = rows.collect();
    let points = (1..=most).map(|point| (words.count)(point.into()));
    Piece::Dots { head: heads(&words.report.statement, words).chain(points).collect(), rows }
}

fn choices(options: &[ChoiceOption], figures: &ChoiceTogether, words: &TogetherWords) -> Vec<Piece> {
    if figures.n == 0 {
        return Vec::new();
    }
    let line = |(option, count): (&ChoiceOption, &usize)| {
        let share = *count as f64 / figures.n as f64;
        vec![option.label.clone(), (words.count)(*count), (words.percent)(share)]
    };
    let head = [&words.option, &words.people, &words.share].map(Clone::clone).to_vec();
    vec![Piece::Table { head, rows: options.iter().zip(&figures.counts).map(line).collect() }]
}

fn lines(task: &Entries, figures: &EntriesTogether, words: &TogetherWords) -> Vec<Piece> {
    let rows = figures.lines.iter().map(|line| {
        let cells = task.columns.iter().zip(&line.cells).enumerate().map(|(at, (column, cell))| match cell {
            _ if at == line.named_by => line.name.clone(),
            CellTogether::Texts(told) => words.told(told).join("; "),
            CellTogether::Options(counts) => match &column.cell {
                crate::domain::task::Cell::Choice(options) => words.options(options, counts).join("; "),
                _ => String::new(),
            },
        });
        cells.chain([(words.count)(line.people)]).collect()
    });
    let rows = rows.collect();
    let head = task.columns.iter().map(|column| column.label.clone()).chain([words.people.clone()]);
    vec![Piece::Table { head: head.collect(), rows }]
}

/// A count, or nothing where there is none, so that a table of few counts is quick to read.
fn some(count: usize, words: &TogetherWords) -> String {
    if count == 0 { String::new() } else { (words.count)(count) }
}

fn cards(task: &Board, figures: &BoardTogether, words: &TogetherWords) -> Vec<Piece> {
    let [card, most, waiting] = words.board.clone();
    let labels = || task.zones.iter().map(|zone| zone.label.clone());
    let rows = figures.cards.iter().map(|card| {
        let most = card.most().and_then(|at| task.zones.get(at)).map(|zone| zone.label.clone()).unwrap_or_default();
        let apart = if card.is_apart() { words.apart.clone() } else { String::new() };
        let counts = card.zones.iter().chain([&card.waiting]).map(|count| some(*count, words));
        [card.text.clone(), most, apart].into_iter().chain(counts).collect()
    });
    let head = [card, most, words.accord.clone()].into_iter().chain(labels()).chain([waiting]).collect();
    let mut all = vec![Piece::Table { head, rows: rows.collect() }];
    if figures.n > 0 {
        let rows = labels().zip(&figures.zones).map(|(label, count)| vec![label, (words.count)(*count)]);
        all.push(Piece::Table { head: words.zones.to_vec(), rows: rows.collect() });
    }
    all
}

fn shares(task: &Allocate, figures: &AllocateTogether, words: &TogetherWords) -> Vec<Piece> {
    if figures.n == 0 {
        return Vec::new();
    }
    let rows = figures.shares.iter().map(|share| {
        let write = |figure: Option<f64>| figure.map(words.figure).unwrap_or_default();
        let total = (words.count)(share.total as usize);
        vec![share.label.clone(), total, write(share.mean), write(share.spread), (words.count)(share.gave)]
    });
    let rows = rows.collect();
    let [total, mean, spread, gave] = words.points.clone();
    let unit = task.unit.clone().unwrap_or_else(|| words.report.points.clone());
    let head = vec![words.option.clone(), [&total, " (", &unit, ")"].concat(), mean, spread, gave];
    vec![Piece::Table { head, rows }]
}

fn order(figures: &RankTogether, words: &TogetherWords) -> Vec<Piece> {
    if figures.n == 0 {
        return Vec::new();
    }
    let rows = figures.places.iter().map(|place| {
        let mean = place.mean.map(words.figure).unwrap_or_default();
        vec![place.label.clone(), mean, (words.count)(place.first), (words.count)(place.n)]
    });
    let head = [words.option.clone()].into_iter().chain(words.places.iter().cloned()).collect();
    vec![Piece::Table { head, rows: rows.collect() }]
}

fn pairs(task: &Matrix, figures: &MatrixTogether, least: usize, words: &TogetherWords) -> Vec<Piece> {
    if figures.n == 0 {
        return Vec::new();
    }
    let cell = |pair: &PairTogether| {
        if pair.withheld {
            return (words.withheld)(least);
        }
        let said = words.options(&task.options, &pair.counts).join("; ");
        // That one person is more than half of one says nothing.
        if pair.n() > 1 && pair.majority().is_some() { (words.majority)(&said) } else { said }
    };
    let rows = figures.rows.iter().zip(&figures.pairs);
    let rows = rows.map(|(label, pairs)| [label.clone()].into_iter().chain(pairs.iter().map(cell)).collect());
    let head = [String::new()].into_iter().chain(figures.columns.iter().cloned());
    vec![Piece::Table { head: head.collect(), rows: rows.collect() }]
}

fn promises(figures: &CommitmentsTogether, words: &TogetherWords) -> Vec<Piece> {
    let rows = figures.promises.iter().map(|promise| {
        let state = STATES.iter().zip(&words.states).find(|((_, known), _)| *known == promise.state);
        let state = state.map_or("", |(_, word)| word).to_owned();
        let state = if promise.reason.is_empty() { state } else { [&state, ": ", &promise.reason].concat() };
        vec![words.counted(&promise.what, promise.people), promise.who.clone(), promise.by.clone(), state]
    });
    let rows = rows.collect();
    let head = words.report.commitments.iter().cloned().chain([words.state.clone()]).collect();
    vec![Piece::Table { head, rows }]
}

fn hands(figures: &ConsentTogether, words: &TogetherWords) -> Vec<Piece> {
    if figures.counts == [0; 3] {
        return Vec::new();
    }
    let counts = words.report.hands.iter().zip(figures.counts);
    let counts = counts.map(|(hand, count)| [hand, ": ", &(words.count)(count)].concat()).collect();
    let said = figures.words.iter().map(|(_, told)| words.counted(&told.text, told.count)).collect();
    vec![Piece::List(counts), Piece::List(said)]
}

/// Sections of a group's result as Markdown, with the questions for a talk.
#[must_use]
pub fn markdown_of_sections(activity: &Activity, sections: &[Section], words: &ReportWords) -> String {
    let mut out = sections_markdown(&activity.title, sections, words);
    out += &list_markdown(&words.debrief, &activity.debrief.iter().map(String::as_str).collect::<Vec<_>>());
    out
}

/// The group's result as Markdown, with the questions for a talk.
#[must_use]
pub fn markdown_of_group(group: &Group<'_>, words: &TogetherWords) -> String {
    markdown_of_sections(group.activity(), &sections_together(group, words), &words.report)
}

/// The group's result as one table, its figures with a point and two decimals whatever the language.
#[must_use]
pub fn csv_of_group(group: &Group<'_>, words: &TogetherWords) -> String {
    sections_csv(&sections_together(group, &words.exact()))
}
