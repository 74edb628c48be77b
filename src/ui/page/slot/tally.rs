//! `#/w/<workshop>/tally/<slot>`: what was answered on paper, typed in sheet by sheet; and the blank sheets to
//! print. A sheet becomes a hand-in like any other: the statistics are the same.
//!
//! Made for speed: a figure answers the question that has the focus and goes on to the next; Enter keeps the
//! sheet and begins another. Where several answers are possible, a figure ticks one and stays; from there and from
//! the fields of tasks Enter goes on to the next. 0 takes an answer away.

mod fields;
mod paper;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use fields::View;
use paper::wording;
use words::numbered;

use super::Here;
use crate::browser::{clock, page};
use crate::domain::activity::Activity;
use crate::domain::block::{Block, Item};
use crate::domain::hand_in::{HandIn, Heading, MAX_NAME, day_of, name_of};
use crate::domain::id::ResponseId;
use crate::domain::invitation::{Invitation, Naming};
use crate::domain::paper::{Paper, Stroke};
use crate::domain::response::{Draft, Event, Perspective};
use crate::domain::task::Task;
use crate::domain::workshop::invitation;
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::ui::html::{button, escape, icon, line};
use crate::ui::part::desk::{Desk, Heard, heard_words, is_new};
use crate::wire::records::Shelf;

// The parts of the page that change, by id.
const COUNT: &str = "tally-count";
const SHEET: &str = "tally-sheet";
const NAME: &str = "tally-name";
const SIDE: &str = "tally-side";

/// A question that is answered by figures.
const ROW: &str = ".tally-row";
/// Where Enter goes on to: the one with the focus, and of several boxes the first.
const STOPS: &str =
    "#tally-sheet :is(input:focus, .chip:first-child input, .tally-fields input, textarea, [data-do='keep'])";

/// Draws the page.
pub fn view(here: Rc<Here>) -> AnyView {
    here.session.show(&tf(Key::TallyTitle, &[("title", &here.activity.title)]));
    let desk = here.desk(|| ());
    let draft = blank(&here.activity, ResponseId(0));
    let paper = RefCell::new(blank_paper(&here));
    let page = Rc::new(Tally { here, desk, draft: RefCell::new(draft), paper, kept: RefCell::default() });
    let html = page.html();
    let (press, change, keys) = (page.clone(), page.clone(), page);
    // Kept as long as the page: dropping it takes the listener away.
    StoredValue::new_local(page::on_key(move |key| !page::dialog_is_open() && keys.key(key)));
    view! {
        <div class="whole" inner_html=html
            on:click=move |event| if let Some(what) = page::pressed(&event) { press.press(&what); }
            on:input=move |event| if let Some((name, value)) = page::named_field(&event) { change.changed(&name, &value); }
        ></div>
    }
    .into_any()
}

fn blank(activity: &Activity, id: ResponseId) -> Draft {
    Draft::begin(activity, id, Perspective::Own, clock::now())
}

/// What this slot promises to everybody, on a phone or on paper.
fn terms(here: &Here) -> Invitation {
    let terms = here.with_sheet(|sheet| invitation(sheet, &here.slot));
    terms.unwrap_or_else(|| Invitation::usual(here.id, &here.activity.id))
}

/// A sheet on which nothing is written, with the list that goes out with this slot.
fn blank_paper(here: &Here) -> Paper {
    Paper::begin(&here.activity, terms(here).list.as_ref(), &|| here.session.new_id().to_string())
}

/// The page.
struct Tally {
    here: Rc<Here>,
    desk: Rc<Desk>,
    /// The sheet that is being typed in. Not stored before it is whole: a half sheet is on paper.
    draft: RefCell<Draft>,
    /// Its tasks.
    paper: RefCell<Paper>,
    /// The ids of the sheets that were typed in on this page.
    kept: RefCell<Vec<ResponseId>>,
}

impl Tally {
    fn html(&self) -> String {
        format!(
            "<div class=\"wrap stack tally\">{}\
             <p class=\"lede no-print\">{}</p>\
             <p class=\"row no-print\">{}</p>\
             <p class=\"tally-count no-print\" id=\"{COUNT}\" role=\"status\">{}</p>\
             <div id=\"{SHEET}\" class=\"stack no-print\">{}</div>\
             <div class=\"print-only\">{}</div></div>",
            self.here.head_html(t(Key::TallyKind), Key::SlotTally),
            escape(t(Key::TallyLede)),
            button("button quiet", "print", &icon("print"), t(Key::TallyPrint), ""),
            escape(&self.count_words()),
            self.sheet_html(),
            self.paper_html(),
        )
    }

    fn count_words(&self) -> String {
        tn(Plural::TallyCount, self.kept.borrow().len(), &[])
    }

    /// The questions in short, each with its figures to press.
    fn sheet_html(&self) -> String {
        let activity = &self.here.activity;
        let Invitation { naming, sides, .. } = terms(&self.here);
        let name = if naming != Naming::Anonymous {
            format!(
                "<div class=\"field\"><label for=\"{NAME}\">{}</label><input class=\"input\" id=\"{NAME}\" autocomplete=\"off\" maxlength=\"{MAX_NAME}\"></div>",
                escape(t(Key::TallyName)),
            )
        } else {
            String::new()
        };
        let side = if sides.is_empty() {
            String::new()
        } else {
            let options: String = sides
                .iter()
                .enumerate()
                .map(|(at, side)| format!("<option value=\"{at}\">{}</option>", escape(side)))
                .collect();
            format!(
                "<div class=\"field\"><label for=\"{SIDE}\">{}</label><select class=\"input\" id=\"{SIDE}\"><option value=\"\">{}</option>{options}</select></div>",
                escape(t(Key::TallySide)),
                escape(t(Key::TaskChoose)),
            )
        };
        let mut number = 0;
        let mut questions = String::new();
        for block in activity.blocks() {
            questions += &match block {
                Block::Scale(_) | Block::Poles(_) => block
                    .items()
                    .iter()
                    .map(|item| {
                        number += 1;
                        item_html(block.id(), item, number)
                    })
                    .collect::<String>(),
                Block::Choice(choice) => {
                    number += 1;
                    // From a box Enter goes on to the next question, since a figure does not.
                    let (kind, next) = if choice.multiple { ("checkbox", " data-next") } else { ("radio", "") };
                    let options: String = choice
                        .options
                        .iter()
                        .zip(1usize..)
                        .map(|(option, at)| {
                            format!(
                                "<label class=\"chip\"><input type=\"{kind}\"{next} name=\"choice|{}\" value=\"{}\" data-figure=\"{at}\"><span>{}</span></label>",
                                escape(&choice.id),
                                escape(&option.id),
                                escape(&option.label),
                            )
                        })
                        .collect();
                    question_html(number, &choice.label, &options)
                }
                Block::Text(text) => {
                    number += 1;
                    format!(
                        "<li class=\"tally-row\"><label for=\"text|{0}\">{1}</label><textarea class=\"input\" id=\"text|{0}\" rows=\"1\"></textarea></li>",
                        escape(&text.id),
                        escape(&numbered(number, &text.label)),
                    )
                }
                Block::Task(task) => self.with_view(|view| view.task_html(task, &mut number)),
                Block::Unbuilt(unbuilt) => format!(
                    "<li class=\"tally-task\">{}{}</li>",
                    line("p class=\"tally-label\"", unbuilt.label.as_deref().unwrap_or_default()),
                    line("p class=\"hint\"", t(Key::TallyUnbuilt)),
                ),
            };
        }
        format!(
            "<div class=\"plan-fields\">{name}{side}</div><ol class=\"tally-rows\">{questions}</ol><p class=\"row\">{}{}</p>",
            button("button", "keep", "", t(Key::TallyKeep), ""),
            if self.kept.borrow().is_empty() {
                String::new()
            } else {
                button("button plain", "take-back", "", t(Key::TallyTakeBack), "")
            },
        )
    }

    /// The blank sheet, as it is printed.
    fn paper_html(&self) -> String {
        paper::paper_html(&self.here.activity, &blank_paper(&self.here), &terms(&self.here))
    }

    fn press(&self, what: &str) {
        match what {
            "print" => page::print(),
            "keep" => self.keep(),
            "take-back" => self.take_back(),
            _ => {
                if let Some(block) = what.strip_prefix("more|") {
                    self.add_line(block);
                }
            }
        }
    }

    fn with_view<T>(&self, look: impl FnOnce(View<'_>) -> T) -> T {
        look(View { activity: &self.here.activity, paper: &self.paper.borrow() })
    }

    /// Draws the lines of a task anew.
    fn draw_lines(&self, task: &Task) {
        self.with_view(|view| {
            page::set_html(&["lines-", task.id()].concat(), &view.lines_html(task));
            view.draw_notes(task, false);
        });
    }

    fn add_line(&self, block: &str) {
        let Some(Block::Task(task)) = self.here.activity.block(block) else { return };
        if self.paper.borrow_mut().add_line(block, self.here.session.new_id().to_string()) {
            self.draw_lines(task);
            page::focus(&["#lines-", block, " .tally-line:last-child .input"].concat());
        }
    }

    /// A field of a task was typed into.
    fn write(&self, block: &str, place: (usize, usize), value: &str) {
        let activity = &self.here.activity;
        let Some(Block::Task(task)) = activity.block(block) else { return };
        let found = self.with_view(|view| {
            let lines = view.paper.lines(activity, task, false);
            let line = lines.into_iter().nth(place.0)?;
            Some((line.row, line.fields.into_iter().nth(place.1)?.cell))
        });
        let Some((row, cell)) = found else { return };
        self.paper.borrow_mut().write(block, &row, &cell, value);
        self.with_view(|view| view.draw_notes(task, false));
        // What works on this list has other lines now. The focus is in the list.
        activity.tasks().filter(|other| other.sources().contains(&block)).for_each(|other| self.draw_lines(other));
    }

    fn changed(&self, name: &str, value: &str) {
        let now = clock::now();
        let parts: Vec<&str> = name.split('|').collect();
        if let ["cell", block, line, field] = parts.as_slice() {
            if let (Ok(line), Ok(field)) = (line.parse(), field.parse()) {
                self.write(block, (line, field), value);
            }
            return;
        }
        let event = match parts.as_slice() {
            ["item", block, item] => Some(Event::ChosePoint {
                block: (*block).to_owned(),
                item: (*item).to_owned(),
                point: value.parse().ok(),
            }),
            ["choice", block] => Some(Event::ChoseOptions { block: (*block).to_owned(), ids: page::checked(name) }),
            ["text", block] => Some(Event::Wrote { block: (*block).to_owned(), words: value.to_owned() }),
            _ => None,
        };
        if let Some(event) = event {
            self.draft.borrow_mut().apply(event, now);
        }
    }

    /// A figure answers the question that has the focus, 0 takes the answer away; Enter goes on or keeps the sheet.
    fn key(&self, key: &str) -> bool {
        match (key, Stroke::of(key)) {
            ("Enter", _) if page::focused_attribute("data-next").is_some() => return page::focus_next(STOPS),
            ("Enter", _) if !page::focus_uses_keys(true) => self.keep(),
            (_, Some(_)) if page::focus_uses_keys(false) => return false,
            (_, Some(Stroke::Figure(figure))) => return page::choose_figure(figure, ROW),
            (_, Some(Stroke::Clear)) => {
                let cleared = page::clear_row(ROW);
                cleared.iter().for_each(|name| self.changed(name, ""));
                return cleared.is_some();
            }
            _ => return false,
        }
        true
    }

    fn keep(&self) {
        let mut draft = self.draft.borrow().clone();
        if draft.is_empty() && self.paper.borrow().is_blank() {
            self.here.session.say(t(Key::TallyEmpty));
            return;
        }
        let activity = &self.here.activity;
        let wrong: Vec<String> =
            self.with_view(|view| activity.tasks().filter_map(|task| view.draw_notes(task, true)).collect());
        if let Some(first) = wrong.first() {
            self.here.session.say(t(Key::TallyMend));
            page::focus(first);
            return;
        }
        self.paper.borrow().add_to(activity, &mut draft.sheet.answers);
        let id = self.here.session.new_id();
        let heading = Heading {
            workshop: Some(self.here.tag()),
            id,
            revision: 1,
            day: day_of(clock::now()),
            name: name_of(&page::value_of(NAME).unwrap_or_default()),
            side: page::value_of(SIDE).and_then(|side| side.parse().ok()),
        };
        let heard = self.desk.take_hand_in(HandIn::of(&self.here.activity, &draft.sheet, heading));
        if !is_new(&heard) {
            self.here.session.say(&heard_words(&heard));
        }
        // What can't be handed in stays on the page; what could only be held in memory is in.
        if matches!(heard, Heard::Wrong(_)) {
            return;
        }
        self.kept.borrow_mut().push(id);
        self.begin_next();
    }

    /// Takes the sheet out that was kept last.
    fn take_back(&self) {
        let Some(id) = self.kept.borrow_mut().pop() else { return };
        let (tag, codes) = (self.here.tag().to_string(), self.desk.codes_of(id));
        self.here.session.change(|records| {
            for code in &codes {
                // Typed in a moment ago, and still on paper.
                let _ = records.remove_code(Shelf::Handed(&tag, &self.here.activity.id), code);
            }
        });
        self.desk.forget(id);
        self.here.session.say(t(Key::TallyTakenBack));
        self.begin_next();
    }

    fn begin_next(&self) {
        *self.draft.borrow_mut() = blank(&self.here.activity, ResponseId(0));
        *self.paper.borrow_mut() = blank_paper(&self.here);
        page::set_html(SHEET, &self.sheet_html());
        page::set_html(COUNT, &escape(&self.count_words()));
        page::scroll_to_top();
        page::next_frame(|| page::focus("#tally-sheet input, #tally-sheet textarea"));
    }
}

fn question_html(number: usize, words: &str, options: &str) -> String {
    format!(
        "<li class=\"tally-row\"><fieldset>{}<div class=\"chips\">{options}</div></fieldset></li>",
        line("legend", &numbered(number, words)),
    )
}

fn item_html(block: &str, item: &Item<'_>, number: usize) -> String {
    let options: String = (1..=item.points)
        .map(|point| {
            format!(
                "<label class=\"chip\"><input type=\"radio\" name=\"item|{}|{}\" value=\"{point}\" data-figure=\"{point}\"><span>{}</span></label>",
                escape(block),
                escape(item.id),
                plain_number(point.into()),
            )
        })
        .collect();
    question_html(number, &wording(item), &options)
}
