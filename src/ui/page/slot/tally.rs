//! `#/w/<workshop>/tally/<slot>`: what was answered on paper, typed in sheet by sheet; and the blank sheets to
//! print. A sheet becomes a hand-in like any other: the statistics are the same.
//!
//! Made for speed: a figure answers the question that has the focus and goes on to the next; Enter keeps the
//! sheet and begins another.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::Here;
use crate::browser::{clock, page};
use crate::domain::activity::Activity;
use crate::domain::block::{Block, Item, Wording};
use crate::domain::hand_in::{HandIn, Heading, day_of, name_of};
use crate::domain::id::ResponseId;
use crate::domain::invitation::Naming;
use crate::domain::response::{Draft, Event, Perspective};
use crate::domain::workshop::{naming, sides};
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::ui::html::{button, escape, icon, line};
use crate::ui::part::desk::Desk;
use crate::ui::part::seats::pole_words;

// The parts of the page that change, by id.
const COUNT: &str = "tally-count";
const SHEET: &str = "tally-sheet";
const NAME: &str = "tally-name";
const SIDE: &str = "tally-side";

/// Draws the page.
pub fn view(here: Rc<Here>) -> AnyView {
    here.session.show(&tf(Key::TallyTitle, &[("title", &here.activity.title)]));
    let desk = here.desk(|| ());
    let draft = blank(&here.activity, ResponseId(0));
    let page = Rc::new(Tally { here, desk, draft: RefCell::new(draft), kept: RefCell::default() });
    let html = page.html();
    let (press, change, keys) = (page.clone(), page.clone(), page);
    // Kept as long as the page: dropping it takes the listener away.
    StoredValue::new_local(page::on_key(move |key| !page::dialog_is_open() && keys.key(key)));
    view! {
        <div class="whole" inner_html=html
            on:click=move |event| if let Some(what) = page::pressed(&event) { press.press(&what); }
            on:change=move |event| if let Some((name, value)) = page::named_field(&event) { change.changed(&name, &value); }
        ></div>
    }
    .into_any()
}

fn blank(activity: &Activity, id: ResponseId) -> Draft {
    Draft::begin(activity, id, Perspective::Own, clock::now())
}

/// The page.
struct Tally {
    here: Rc<Here>,
    desk: Rc<Desk>,
    /// The sheet that is being typed in. Not stored before it is whole: a half sheet is on paper.
    draft: RefCell<Draft>,
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
        let named = self.here.with_sheet(|sheet| naming(sheet) != Naming::Anonymous);
        let sides = self.here.with_sheet(sides);
        let name = if named {
            format!(
                "<div class=\"field\"><label for=\"{NAME}\">{}</label><input class=\"input\" id=\"{NAME}\" autocomplete=\"off\" maxlength=\"60\"></div>",
                escape(t(Key::TallyName)),
            )
        } else {
            String::new()
        };
        let side = if sides.len() > 1 {
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
        } else {
            String::new()
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
                    let kind = if choice.multiple { "checkbox" } else { "radio" };
                    let options: String = choice
                        .options
                        .iter()
                        .zip(1usize..)
                        .map(|(option, at)| {
                            format!(
                                "<label class=\"chip\"><input type=\"{kind}\" name=\"choice|{}\" value=\"{}\" data-figure=\"{at}\"><span>{}</span></label>",
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
                Block::Task(_) | Block::Unbuilt(_) => String::new(),
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
        let mut number = 0;
        let mut rows = String::new();
        for step in &self.here.activity.steps {
            rows += &line("h2 class=\"h3\"", &step.title);
            if let Some(guide) = &step.guide {
                rows += &line("p class=\"small\"", guide);
            }
            for block in &step.blocks {
                rows += &paper_block_html(block, &mut number);
            }
        }
        let name = if self.here.with_sheet(|sheet| naming(sheet) == Naming::Anonymous) {
            String::new()
        } else {
            ["<p class=\"paper-line\">", &escape(t(Key::TallyName)), "</p>"].concat()
        };
        ["<div class=\"paper\">", &name, &rows, "</div>"].concat()
    }

    fn press(&self, what: &str) {
        match what {
            "print" => page::print(),
            "keep" => self.keep(),
            "take-back" => self.take_back(),
            _ => {}
        }
    }

    fn changed(&self, name: &str, value: &str) {
        let now = clock::now();
        let parts: Vec<&str> = name.split('|').collect();
        let event = match parts.as_slice() {
            ["item", block, item] => value.parse().ok().map(|point| Event::ChosePoint {
                block: (*block).to_owned(),
                item: (*item).to_owned(),
                point: Some(point),
            }),
            ["choice", block] => Some(Event::ChoseOptions { block: (*block).to_owned(), ids: page::checked(name) }),
            ["text", block] => Some(Event::Wrote { block: (*block).to_owned(), words: value.to_owned() }),
            _ => None,
        };
        if let Some(event) = event {
            self.draft.borrow_mut().apply(event, now);
        }
    }

    /// A figure answers the question that has the focus and goes on; Enter keeps the sheet.
    fn key(&self, key: &str) -> bool {
        match key {
            "Enter" if !page::focus_uses_keys(true) => self.keep(),
            figure if figure.len() == 1 && figure.as_bytes()[0].is_ascii_digit() && !page::focus_uses_keys(false) => {
                return page::choose_figure(figure, ".tally-row");
            }
            _ => return false,
        }
        true
    }

    fn keep(&self) {
        let draft = self.draft.borrow().clone();
        if draft.is_empty() {
            self.here.session.say(t(Key::TallyEmpty));
            return;
        }
        let id = self.here.session.new_id();
        let heading = Heading {
            workshop: Some(self.here.tag()),
            id,
            revision: 1,
            day: day_of(clock::now()),
            name: name_of(&page::value_of(NAME).unwrap_or_default()),
            side: page::value_of(SIDE).and_then(|side| side.parse().ok()),
        };
        self.desk.take_hand_in(HandIn::of(&self.here.activity, &draft.sheet, heading));
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
                let _ = records.remove_code(crate::wire::records::Shelf::Handed(&tag, &self.here.activity.id), code);
            }
        });
        self.desk.forget(id);
        self.here.session.say(t(Key::TallyTakenBack));
        self.begin_next();
    }

    fn begin_next(&self) {
        *self.draft.borrow_mut() = blank(&self.here.activity, ResponseId(0));
        page::set_html(SHEET, &self.sheet_html());
        page::set_html(COUNT, &escape(&self.count_words()));
        page::scroll_to_top();
        page::next_frame(|| page::focus("#tally-sheet input, #tally-sheet textarea"));
    }
}

fn numbered(number: usize, words: &str) -> String {
    [&plain_number(number), ". ", words].concat()
}

fn question_html(number: usize, words: &str, options: &str) -> String {
    format!(
        "<li class=\"tally-row\"><fieldset>{}<div class=\"chips\">{options}</div></fieldset></li>",
        line("legend", &numbered(number, words)),
    )
}

fn wording(item: &Item<'_>) -> String {
    match item.wording {
        Wording::Statement(text) => text.to_owned(),
        Wording::Pair { left, right } => [left, " — ", right].concat(),
    }
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

fn paper_block_html(block: &Block, number: &mut usize) -> String {
    let mut ask = |words: &str, inside: String| {
        *number += 1;
        format!("<div class=\"paper-row\">{}{inside}</div>", line("p", &numbered(*number, words)))
    };
    match block {
        Block::Scale(scale) => {
            let items = block.items();
            let seats = |item: &Item<'_>| -> String {
                scale
                    .points
                    .iter()
                    .take(item.points.into())
                    .map(|word| line("span class=\"paper-seat\"", word))
                    .collect()
            };
            items.iter().map(|item| ask(&wording(item), seats(item))).collect()
        }
        Block::Poles(_) => {
            let items = block.items();
            let seats = |item: &Item<'_>| -> String {
                pole_words(item.points).iter().map(|word| line("span class=\"paper-seat\"", word)).collect()
            };
            items.iter().map(|item| ask(&wording(item), seats(item))).collect()
        }
        Block::Choice(choice) => {
            let options: String =
                choice.options.iter().map(|option| line("span class=\"paper-seat\"", &option.label)).collect();
            ask(&choice.label, options)
        }
        Block::Text(text) => ask(&text.label, "<div class=\"paper-lines\"></div>".to_owned()),
        Block::Task(task) => match task.label() {
            Some(label) => ask(label, "<div class=\"paper-lines tall\"></div>".to_owned()),
            None => String::new(),
        },
        Block::Unbuilt(_) => String::new(),
    }
}
