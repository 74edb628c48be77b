//! What stands on a sheet of paper for the tasks of an activity, and the rows that come of it when it is typed in:
//! the same rows as a phone's, so that the statistics are the same.
//!
//! A sheet has the same lines in print and on the page where it is typed in: a line of a list to write in, an
//! option to give points to. Options that come from a list are known by the list's numbers.
//!
//! **Invariants** (`tests/paper.rs`): whatever is typed, the rows fit their task ([`Paper::mistakes`] says what
//! was left out); rows that are written on a sheet again give the same rows.

use super::activity::Activity;
use super::block::{Answer, Answers, Block, ChoiceOption};
use super::invitation::SentList;
use super::order::sorted;
use super::rows::{MAX_ROWS, Row, row};
use super::table::Table;
use super::task::{Allocate, Cell, Column, HANDS, Options, Sentence, Task, is_day};

/// The most blank lines that a list has on paper.
const MOST_BLANK: usize = 12;
/// The blank lines for what has no number of its own: cards and commitments, and lists that do not say.
const USUAL_BLANK: usize = 4;

/// What a key does to the question that has the focus, where a sheet is typed in by figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stroke {
    /// It chooses what stands at this place, from 1.
    Figure(u8),
    /// It takes the answer away.
    Clear,
}

impl Stroke {
    /// What the key of this name does; `None` for all others.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        match key {
            // No scale has a point 0.
            "0" | "Backspace" | "Delete" => Some(Self::Clear),
            _ => {
                whole(key).and_then(|figure| u8::try_from(figure).ok()).filter(|figure| *figure < 10).map(Self::Figure)
            }
        }
    }
}

/// One sheet as far as it is typed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paper {
    /// By block: its lines, whose cells hold what was typed.
    typed: Table<Vec<Row>>,
    /// The list that was sent to everybody, with its lines as a sheet begins with them.
    sent: Option<(String, Vec<Row>)>,
}

/// A line of a task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line<'a> {
    /// The id of its row.
    pub row: String,
    /// Its number within the task, or within the list that it comes from; from 1.
    pub number: usize,
    /// What stands there already: an option, an entry that the room has sent. Empty where it is to be written.
    pub label: String,
    /// What is to be filled in.
    pub fields: Vec<Field<'a>>,
}

/// A field of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field<'a> {
    /// The name of the row's cell.
    pub cell: String,
    /// The author's words for it; empty where the app has its own.
    pub label: String,
    /// What is written in it.
    pub kind: Kind<'a>,
}

/// What is written in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind<'a> {
    /// A line of words.
    Words,
    /// A few sentences.
    Long,
    /// A number.
    Number,
    /// A day.
    Day,
    /// The number of one of these, from 1, or its words.
    Choice(&'a [ChoiceOption]),
    /// The number of one of [`HANDS`], from 1.
    Hand,
    /// Points, at most so many.
    Points(u16),
    /// A place among so many, from 1.
    Place(usize),
}

/// Why what was typed is left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// Neither a number from 1 to this nor the words of a choice.
    NoChoice(usize),
    /// Not a number.
    NoNumber,
    /// Not a day.
    NoDay,
    /// Not a whole number.
    NotWhole,
    /// More than one option may get: at most this.
    TooMany(u16),
    /// With this field, more is given than there is: so much too many in all.
    OverTotal(u32),
    /// Not a place from 1 to this.
    NoPlace(usize),
    /// Another option has this place.
    Twice,
    /// A place before this one is given to no option. While a sheet is being typed in, it may only be still to come.
    Gap,
}

/// A field that does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// The line, as an index.
    pub line: usize,
    /// The field of the line, as an index.
    pub field: usize,
    /// What is wrong with it.
    pub wrong: Wrong,
}

impl Paper {
    /// A blank sheet, with the list that the room has sent for this activity; `fresh` draws an id for a row.
    #[must_use]
    pub fn begin(activity: &Activity, sent: Option<&SentList>, fresh: &dyn Fn() -> String) -> Self {
        let sent = sent.filter(|sent| sent.activity == activity.id).and_then(|sent| {
            let entries = activity.entries(&sent.block)?;
            let fields: Vec<Field<'_>> = entries.columns.iter().map(column_field).collect();
            let rows: Vec<Row> = entries.filled(&sent.rows).map(|row| typed_row(&fields, row)).collect();
            (!rows.is_empty()).then(|| (sent.block.clone(), rows))
        });
        let mut typed = Table::new();
        for task in activity.tasks() {
            let rows = match &sent {
                // Everybody works on the same list: nobody adds to it on paper.
                Some((block, rows)) if block == task.id() => rows.clone(),
                _ => (0..blank_lines(task)).map(|_| Row { id: fresh(), ..Row::default() }).collect(),
            };
            typed.insert(task.id().to_owned(), rows);
        }
        Self { typed, sent }
    }

    /// The sheet on which somebody has written these answers.
    #[must_use]
    pub fn of(activity: &Activity, answers: &Answers, fresh: &dyn Fn() -> String) -> Self {
        let mut paper = Self::begin(activity, None, fresh);
        // Lists first: they are the options of other tasks.
        let (first, then): (Vec<&Task>, Vec<&Task>) = activity.tasks().partition(|task| task.sources().is_empty());
        for task in first.into_iter().chain(then) {
            let rows = super::block::rows(answers, task.id());
            if let (Some(fields), true) = (free_fields(task), blank_lines(task) > 0) {
                let blank = paper.typed.get(task.id()).cloned().unwrap_or_default();
                let filled: Vec<Row> = rows.iter().map(|row| typed_row(&fields, row)).collect();
                let rest = blank.into_iter().skip(filled.len());
                paper.typed.insert(task.id().to_owned(), filled.into_iter().chain(rest).collect());
                continue;
            }
            let lines = paper.lines(activity, task, false);
            let is_line = |id: &&str| lines.iter().any(|line| line.row == *id);
            let placed: Vec<&str> = rows.iter().map(|row| row.id.as_str()).filter(is_line).collect();
            for line in &lines {
                let Some(known) = row(rows, &line.row) else { continue };
                for field in &line.fields {
                    let text = match field.kind {
                        Kind::Place(_) => {
                            placed.iter().position(|id| *id == line.row).map_or_else(String::new, |at| number(at + 1))
                        }
                        kind => typed_text(kind, known.cell(&field.cell)),
                    };
                    paper.write(task.id(), &line.row, &field.cell, &text);
                }
            }
        }
        paper
    }

    /// Writes what was typed into a field.
    pub fn write(&mut self, block: &str, row: &str, cell: &str, text: &str) {
        let rows = self.typed.get_or_insert(block, Vec::new());
        let at = rows.iter().position(|known| known.id == row).unwrap_or_else(|| {
            rows.push(Row::new(row, &[]));
            rows.len() - 1
        });
        rows[at].set(cell, text);
    }

    /// What was typed into a field; empty while it is open.
    #[must_use]
    pub fn text(&self, block: &str, row_id: &str, cell: &str) -> &str {
        row(self.rows_of(block), row_id).map_or("", |row| row.cell(cell))
    }

    /// Adds a blank line to a list, with the id of its row. `false` where it has as many as it takes.
    pub fn add_line(&mut self, block: &str, id: String) -> bool {
        let rows = self.typed.get_or_insert(block, Vec::new());
        let has_room = rows.len() < MAX_ROWS;
        if has_room {
            rows.push(Row { id, ..Row::default() });
        }
        has_room
    }

    /// Whether one can add lines to a task.
    #[must_use]
    pub fn can_add(&self, task: &Task) -> bool {
        blank_lines(task) > 1 && !self.is_sent(task.id())
    }

    /// Whether a task is the list that the room has sent.
    #[must_use]
    pub fn is_sent(&self, block: &str) -> bool {
        self.sent.as_ref().is_some_and(|(sent, _)| sent == block)
    }

    /// Whether nothing is typed in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.typed.iter().all(|(block, rows)| match &self.sent {
            Some((sent, begun)) if sent == block => rows == begun,
            _ => rows.iter().all(|row| row.cells.is_empty()),
        })
    }

    /// The lines of a task. Of options that come from a list those that are written down, or with `blank` a line
    /// for every line of the list: for print.
    #[must_use]
    pub fn lines<'a>(&self, activity: &'a Activity, task: &'a Task, blank: bool) -> Vec<Line<'a>> {
        if let Some(fields) = free_fields(task) {
            if let Task::Sentence(_) = task {
                let row = Sentence::ROW.to_owned();
                return vec![Line { row, number: 1, label: String::new(), fields }];
            }
            let rows = self.rows_of(task.id());
            return rows.iter().enumerate().map(|(at, row)| self.free_line(task, &fields, at, row)).collect();
        }
        let options = |options: &'a Options| self.options(activity, options, blank);
        let lines = |offers: Vec<Line<'a>>, fields: &dyn Fn() -> Vec<Field<'a>>| {
            offers.into_iter().map(|offer| Line { fields: fields(), ..offer }).collect()
        };
        let one = |cell: &str, kind: Kind<'a>| vec![Field { cell: cell.to_owned(), label: String::new(), kind }];
        match task {
            Task::Allocate(task) => lines(options(&task.options), &|| one("points", Kind::Points(task.limit()))),
            Task::Rank(task) => {
                let offers = options(&task.options);
                let place = Kind::Place(offers.len());
                lines(offers, &|| one("place", place))
            }
            Task::Board(task) => {
                let offers = task.from.as_ref().map(options).unwrap_or_default();
                lines(offers, &|| one("zone", Kind::Choice(&task.zones)))
            }
            Task::Matrix(task) => {
                let columns = options(&task.columns);
                let field = |column: &Line<'a>| Field {
                    cell: column.row.clone(),
                    label: if column.label.is_empty() { number(column.number) } else { column.label.clone() },
                    kind: Kind::Choice(&task.options),
                };
                lines(options(&task.rows), &|| columns.iter().map(field).collect())
            }
            Task::Entries(_) | Task::Sentence(_) | Task::Commitments(_) | Task::Consent(_) | Task::Talk(_) => {
                Vec::new()
            }
        }
    }

    /// What of a task does not fit.
    #[must_use]
    pub fn mistakes(&self, activity: &Activity, task: &Task) -> Vec<Mistake> {
        self.wrongs(task, &self.lines(activity, task, false))
    }

    /// The rows of a task: what fits.
    #[must_use]
    pub fn rows(&self, activity: &Activity, task: &Task) -> Vec<Row> {
        let lines = self.lines(activity, task, false);
        let wrongs = self.wrongs(task, &lines);
        let is_wrong = |line: usize, field: usize| wrongs.iter().any(|one| (one.line, one.field) == (line, field));
        let mut rows = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let known = row(self.rows_of(task.id()), &line.row);
            // What the room has sent stands in the row without a field.
            let mut made = match known {
                Some(known) if self.is_sent(task.id()) => self.read(task, known),
                _ => Row::new(&line.row, &[]),
            };
            // Of an order only the place speaks: its rows have no cells.
            let mut place = 0u128;
            for (_, field) in line.fields.iter().enumerate().filter(|(field, _)| !is_wrong(at, *field)) {
                let typed = known.map_or("", |known| known.cell(&field.cell));
                let fits = value(field.kind, typed).unwrap_or_default();
                match field.kind {
                    Kind::Place(_) => place = fits.parse().unwrap_or(0),
                    _ => made.set(&field.cell, &fits),
                }
            }
            if place > 0 || !made.cells.is_empty() {
                rows.push((place, made));
            }
        }
        sorted(rows, |(place, _)| *place).into_iter().map(|(_, row)| row).collect()
    }

    /// Puts the rows of all tasks into the answers.
    pub fn add_to(&self, activity: &Activity, answers: &mut Answers) {
        for task in activity.tasks() {
            let rows = self.rows(activity, task);
            if !rows.is_empty() {
                answers.insert(task.id().to_owned(), Answer::Rows(rows));
            }
        }
    }

    /// How many points are typed in, also beyond what there is to give.
    #[must_use]
    pub fn spent(&self, activity: &Activity, task: &Task) -> u32 {
        let points = |line: &Line<'_>| points_of(self.text(task.id(), &line.row, "points"));
        self.lines(activity, task, false).iter().map(points).sum()
    }

    fn rows_of(&self, block: &str) -> &[Row] {
        self.typed.get(block).map_or(&[], Vec::as_slice)
    }

    /// A line that is written in, or that the room has sent: then what it has said is there.
    fn free_line<'a>(&self, task: &'a Task, fields: &[Field<'a>], at: usize, typed: &Row) -> Line<'a> {
        let line = Line { row: typed.id.clone(), number: at + 1, label: String::new(), fields: fields.to_vec() };
        match (task, &self.sent) {
            (Task::Entries(entries), Some((block, rows))) if *block == entries.id => {
                let Some(sent) = rows.get(at) else { return line };
                let label = entries.name(&self.read(task, sent)).to_owned();
                let fields = fields.iter().filter(|field| sent.cell(&field.cell).is_empty()).cloned().collect();
                Line { label, fields, ..line }
            }
            _ => line,
        }
    }

    /// A line of a list as a row: what fits.
    fn read(&self, task: &Task, typed: &Row) -> Row {
        let mut made = Row::new(&typed.id, &[]);
        for field in free_fields(task).unwrap_or_default() {
            made.set(&field.cell, &value(field.kind, typed.cell(&field.cell)).unwrap_or_default());
        }
        made
    }

    /// What a task works on, as lines without fields.
    fn options<'a>(&self, activity: &'a Activity, options: &'a Options, blank: bool) -> Vec<Line<'a>> {
        let line = |row: &str, at: usize, label: &str| Line {
            row: row.to_owned(),
            number: at + 1,
            label: label.to_owned(),
            fields: Vec::new(),
        };
        match options {
            Options::Own(own) => {
                own.iter().enumerate().map(|(at, option)| line(&option.id, at, &option.label)).collect()
            }
            Options::From(source) => {
                let Some(Block::Task(task @ Task::Entries(entries))) = activity.block(source) else {
                    return Vec::new();
                };
                let rows: Vec<Row> = self.rows_of(source).iter().map(|typed| self.read(task, typed)).collect();
                let rows = rows.iter().enumerate().filter(|(_, row)| blank || !row.cells.is_empty());
                rows.map(|(at, row)| line(&row.id, at, entries.name(row))).collect()
            }
        }
    }

    fn wrongs(&self, task: &Task, lines: &[Line<'_>]) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let total = match task {
            Task::Allocate(Allocate { total, .. }) => u32::from(*total),
            _ => u32::MAX,
        };
        let all: u32 = lines.iter().map(|line| points_of(self.text(task.id(), &line.row, "points"))).sum();
        let mut spent = 0;
        let mut places: Vec<usize> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            for (field_at, field) in line.fields.iter().enumerate() {
                let typed = self.text(task.id(), &line.row, &field.cell);
                let mut wrong = value(field.kind, typed).err();
                match field.kind {
                    Kind::Points(_) => {
                        spent += points_of(typed);
                        if wrong.is_none() && spent > total && points_of(typed) > 0 {
                            wrong = Some(Wrong::OverTotal(all - total));
                        }
                    }
                    Kind::Place(_) if wrong.is_none() => {
                        let place: usize = typed.trim().parse().unwrap_or(0);
                        if place > 0 && places.contains(&place) {
                            wrong = Some(Wrong::Twice);
                        }
                        places.push(place);
                    }
                    _ => {}
                }
                mistakes.extend(wrong.map(|wrong| Mistake { line: at, field: field_at, wrong }));
            }
        }
        // Behind the first place that nobody has, no place says where it stands.
        if let Some(missing) = (1..=lines.len()).find(|place| !places.contains(place)) {
            for (at, line) in lines.iter().enumerate() {
                let place = line.fields.iter().position(|field| matches!(field.kind, Kind::Place(_)));
                let Some(field) = place else { continue };
                let typed: usize =
                    self.text(task.id(), &line.row, &line.fields[field].cell).trim().parse().unwrap_or(0);
                if typed > missing && !mistakes.iter().any(|one| one.line == at) {
                    mistakes.push(Mistake { line: at, field, wrong: Wrong::Gap });
                }
            }
        }
        mistakes
    }
}

/// The cell's text that comes of what was typed into a field; empty while it is open.
///
/// # Errors
/// What is wrong with it, as far as the field alone can tell.
pub fn value(kind: Kind<'_>, typed: &str) -> Result<String, Wrong> {
    let text = typed.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    match kind {
        Kind::Words | Kind::Long => Ok(typed.to_owned()),
        Kind::Number => {
            if Cell::Number.takes(text) {
                Ok(text.to_owned())
            } else {
                Err(Wrong::NoNumber)
            }
        }
        Kind::Day => {
            if is_day(text) {
                Ok(text.to_owned())
            } else {
                Err(Wrong::NoDay)
            }
        }
        Kind::Choice(options) => {
            let by_number = whole(text).and_then(|at| options.get(at.checked_sub(1)?));
            let by_words = || options.iter().find(|option| option.label.to_lowercase() == text.to_lowercase());
            let chosen = by_number.or_else(by_words).ok_or(Wrong::NoChoice(options.len()))?;
            Ok(chosen.id.clone())
        }
        Kind::Hand => {
            let hand = whole(text).and_then(|at| HANDS.get(at.checked_sub(1)?));
            hand.map(|(word, _)| (*word).to_owned()).ok_or(Wrong::NoChoice(HANDS.len()))
        }
        Kind::Points(most) => {
            let points = whole(text).ok_or(Wrong::NotWhole)?;
            if points > usize::from(most) { Err(Wrong::TooMany(most)) } else { Ok(number(points)) }
        }
        Kind::Place(of) => match whole(text) {
            Some(place) if (1..=of).contains(&place) => Ok(number(place)),
            _ => Err(Wrong::NoPlace(of)),
        },
    }
}

/// What one types to get this text into the cell; empty where nothing does.
fn typed_text(kind: Kind<'_>, cell: &str) -> String {
    let at = match kind {
        Kind::Choice(options) => options.iter().position(|option| option.id == cell),
        Kind::Hand => HANDS.iter().position(|(word, _)| *word == cell),
        _ => return cell.to_owned(),
    };
    at.map_or_else(String::new, |at| number(at + 1))
}

fn typed_row(fields: &[Field<'_>], row: &Row) -> Row {
    let mut typed = Row::new(&row.id, &[]);
    for field in fields {
        typed.set(&field.cell, &typed_text(field.kind, row.cell(&field.cell)));
    }
    typed
}

fn whole(text: &str) -> Option<usize> {
    // A sign is no figure, though Rust would take a plus.
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn points_of(typed: &str) -> u32 {
    // Two of the largest still have a sum.
    whole(typed.trim()).map_or(0, |points| u32::from(u16::try_from(points).unwrap_or(u16::MAX)))
}

fn number(number: usize) -> String {
    number.to_string()
}

/// How many lines a blank sheet has for what is written freely; 0 where the lines are options.
fn blank_lines(task: &Task) -> usize {
    match task {
        Task::Entries(entries) => {
            let wise = entries.max.map_or(USUAL_BLANK, usize::from).min(MOST_BLANK);
            wise.max(entries.min.into()).max(1)
        }
        Task::Board(board) if board.from.is_none() => USUAL_BLANK.max(board.zones.len()) + 2,
        Task::Commitments(_) => USUAL_BLANK,
        Task::Consent(_) => 1,
        Task::Board(_) | Task::Allocate(_) | Task::Rank(_) | Task::Matrix(_) | Task::Sentence(_) | Task::Talk(_) => 0,
    }
}

fn column_field(column: &Column) -> Field<'_> {
    let kind = match &column.cell {
        Cell::Text => Kind::Words,
        Cell::Long => Kind::Long,
        Cell::Choice(options) => Kind::Choice(options),
        Cell::Number => Kind::Number,
        Cell::Date => Kind::Day,
    };
    Field { cell: column.id.clone(), label: column.label.clone(), kind }
}

/// The fields of a line of one's own; `None` where the lines are options, or there are none.
fn free_fields(task: &Task) -> Option<Vec<Field<'_>>> {
    fn own<'a>(cell: &str, kind: Kind<'a>) -> Field<'a> {
        Field { cell: cell.to_owned(), label: String::new(), kind }
    }
    Some(match task {
        Task::Entries(entries) => entries.columns.iter().map(column_field).collect(),
        Task::Board(board) if board.from.is_none() => {
            vec![own("text", Kind::Words), own("zone", Kind::Choice(&board.zones))]
        }
        Task::Sentence(sentence) => {
            let blank = |id: &str, label: &str| Field { label: label.to_owned(), ..own(id, Kind::Words) };
            sentence.blanks.iter().map(|one| blank(&one.id, &one.label)).collect()
        }
        Task::Commitments(_) => vec![own("what", Kind::Words), own("who", Kind::Words), own("by", Kind::Day)],
        Task::Consent(_) => vec![own("hand", Kind::Hand), own("words", Kind::Long)],
        Task::Board(_) | Task::Allocate(_) | Task::Rank(_) | Task::Matrix(_) | Task::Talk(_) => return None,
    })
}
