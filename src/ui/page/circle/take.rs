//! Taking in what was answered on another device: paste it or choose its file, look at it, agree.

use super::{Circle, Held};
use crate::browser::{files, later, page};
use crate::domain::circle::blocks_of;
use crate::domain::problem::{Code, Problem};
use crate::domain::response::Complete;
use crate::i18n::{Key, Plural, date_time, plain_number, t, tf, tn};
use crate::ui::html::{button, escape, icon, line};
use crate::ui::part::problems::problem_html;
use crate::wire::backup::{MOST_BYTES, finished_in};
use crate::wire::records::Taken;

const TEXT: &str = "take-text";
const FOUND: &str = "take-found";

impl Circle {
    /// The section.
    pub(super) fn take_html(&self) -> String {
        format!(
            "<details class=\"more\"><summary>{}{}</summary><div class=\"stack\">{}\
             <div class=\"field\"><label for=\"take-file\">{}</label>\
             <input class=\"input\" id=\"take-file\" type=\"file\" accept=\".json,application/json,text/plain\"></div>\
             <div class=\"field\"><label for=\"{TEXT}\">{}</label><textarea class=\"input\" id=\"{TEXT}\" rows=\"3\"></textarea></div>\
             <p class=\"row\">{}</p><div id=\"{FOUND}\" role=\"status\"></div></div></details>",
            icon("chevron"),
            escape(t(Key::CircleTake)),
            line("p class=\"small hush\"", t(Key::CircleTakeHint)),
            escape(t(Key::CircleTakeFile)),
            escape(t(Key::CircleTakeText)),
            button("button quiet", "take-look", "", t(Key::CircleTakeLook), ""),
        )
    }

    pub(super) fn press_take(&self, held: &Held, what: &str) {
        match what {
            "take-look" => self.look(t(Key::CircleTakeText), &page::value_of(TEXT).unwrap_or_default()),
            "take-in" => self.take_in(held),
            "take-cancel" => self.forget(),
            _ => {}
        }
    }

    /// A file was chosen.
    pub(super) fn chosen(self: &std::rc::Rc<Self>, event: &leptos::ev::Event) {
        let Some(file) = files::chosen(event) else { return };
        if file.size > MOST_BYTES as f64 {
            let limit = (MOST_BYTES / 1024 / 1024).to_string();
            wrong(&Problem::of_file(Code::TooLarge, &file.name).expected(limit));
            return;
        }
        let circle = self.clone();
        later(async move {
            match files::read(&file).await {
                Some(text) => circle.look(&file.name, &text),
                None => wrong(&Problem::of_file(Code::Unreachable, &file.name)),
            }
        });
    }

    /// Shows what a text holds. Nothing is taken in yet.
    fn look(&self, name: &str, text: &str) {
        let fits = |complete: &Complete| complete.sheet.activity == self.activity.id;
        match finished_in(name, text).map(|found| found.into_iter().find(fits)) {
            Err(problem) => wrong(&problem),
            Ok(None) => wrong(&Problem::of_file(Code::NothingToTake, name).expected(self.activity.title.clone())),
            Ok(Some(complete)) => {
                page::set_html(FOUND, &self.preview_html(&complete));
                *self.offered.borrow_mut() = Some(complete);
            }
        }
    }

    fn preview_html(&self, complete: &Complete) -> String {
        let sheet = &complete.sheet;
        let stage = self.held().and_then(|held| held.stage);
        let steps = stage.map_or(0..0, |stage| stage.steps);
        let all = blocks_of(&self.activity, steps.clone()).count();
        let answered = blocks_of(&self.activity, steps).filter(|block| sheet.answers.get(block.id()).is_some()).count();
        let name = if sheet.about.is_empty() { t(Key::CircleTakeUnnamed) } else { &sheet.about };
        let counts = [("n", plain_number(answered)), ("all", plain_number(all))];
        let counts = [("n", counts[0].1.as_str()), ("all", counts[1].1.as_str())];
        format!(
            "<div class=\"sheet stack-s\">{}{}{}<p class=\"row\">{}{}</p></div>",
            line("p", name),
            line("p class=\"small hush\"", &tf(Key::CircleTakeWhen, &[("when", &date_time(complete.finished))])),
            line("p class=\"small hush\"", &tf(Key::CircleTakeParts, &counts)),
            button("button", "take-in", "", t(Key::CircleTakeIn), ""),
            button("button plain", "take-cancel", "", t(Key::AppCancel), ""),
        )
    }

    fn take_in(&self, held: &Held) {
        let Some(complete) = self.offered.borrow_mut().take() else { return };
        let stage = held.standing.stage as u8;
        let taken = self.session.change(|records| records.take_in(&held.circle.sheet, stage, complete));
        self.session.say(&match taken {
            Taken::In => tn(Plural::CircleIn, held.count() + 1, &[]),
            Taken::WasIn => t(Key::CircleTakeWasIn).to_owned(),
        });
        self.forget();
    }

    fn forget(&self) {
        self.offered.borrow_mut().take();
        page::set_html(FOUND, "");
    }
}

fn wrong(problem: &Problem) {
    page::set_html(FOUND, &problem_html(problem));
}
