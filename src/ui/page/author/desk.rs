//! An activity on the desk: what is written in it, which part is open, and what is done to it.
//!
//! **Invariant:** what stands on the page is what is kept ([`super::keep`]); what another tab or an undo has kept since
//! is taken over before anything else is done to it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::{form, is_of_site, keep, kept, preview, problems_of, wrong};
use crate::browser::{page as browser_page, share};
use crate::content::manuscript::{Format, Input, Manuscript};
use crate::domain::problem::Problem;
use crate::i18n::{Key, Plural, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, icon, icon_button, line, note};
use crate::ui::part::shown::{OnScreen, Shown, links};
use crate::ui::session::{Session, watch};
use crate::wire::code::{Carried, Packet, text};

// The parts of the page that change, by id.
const TITLE: &str = "author-heading";
const OUTLINE: &str = "author-outline";
const FORM: &str = "author-form";
const PREVIEW: &str = "author-preview";
const COUNT: &str = "author-count";
const PROBLEMS: &str = "author-problems";
const SHARE: &str = "author-share";

/// The parts that every activity has beside its steps.
const PARTS: [&str; 4] = ["", "/scales", "/dimensions", "/bands"];
const REMARKS: &str = "/insights";

pub(super) struct Desk {
    session: Session,
    id: String,
    format: Rc<Format>,
    state: RefCell<State>,
}

struct State {
    manuscript: Manuscript,
    /// The place whose fields are shown.
    open: String,
    /// What is wrong, as the reader says.
    problems: Vec<Problem>,
    /// How many that are, as it stands on the page: read aloud when it changes, not with every letter.
    said: String,
    /// The codes that carry it, while they are shown.
    codes: Option<OnScreen>,
}

impl Desk {
    pub(super) fn open(session: Session, id: &str, format: Rc<Format>, manuscript: Manuscript) -> Rc<Self> {
        let problems = problems_of(id, &manuscript.text());
        let said = count_words(&problems);
        let state = State { manuscript, open: String::new(), problems, said, codes: None };
        let desk = Rc::new(Self { session, id: id.to_owned(), format, state: RefCell::new(state) });
        let following = desk.clone();
        watch(Box::new(move || {
            session.version.track();
            following.follow();
        }));
        desk
    }

    /// What another tab, or an undo, has written is what there is.
    fn follow(&self) {
        let Some(kept) = kept(self.session, &self.id) else { return };
        {
            let mut state = self.state.borrow_mut();
            if kept == state.manuscript {
                return;
            }
            state.problems = problems_of(&self.id, &kept.text());
            state.manuscript = kept;
            state.codes = None;
            // The part that was open may be gone.
            let open = wrong::part_of(&state.open).to_owned();
            if open.starts_with("/steps/") && !state.manuscript.has(&open) {
                state.open.clear();
            }
        }
        self.session.forget_activity(&self.id);
        self.draw();
    }

    pub(super) fn view(self: Rc<Self>) -> AnyView {
        let session = self.session;
        session.show(&tf(Key::AuthorWriting, &[("title", self.state.borrow().manuscript.title())]));
        let (html, input, press) = (self.html(), self.clone(), self);
        view! {
            <div class="wrap author" inner_html=html
                on:input=move |event| if let Some((name, value)) = browser_page::named_field(&event) { input.write(&name, &value) }
                on:click=move |event| if let Some(what) = browser_page::pressed(&event) { press.pressed(&what) }></div>
        }
        .into_any()
    }

    // What is shown

    fn html(&self) -> String {
        let taken = if is_of_site(self.session, &self.id) {
            note("", "info", &line("p", &tf(Key::AuthorTaken, &[("id", &self.id)])))
        } else {
            String::new()
        };
        format!(
            "<header class=\"author-head stack-s\"><p><a class=\"crumb\" href=\"{}\">{}</a></p>\
             <h1 id=\"{TITLE}\" tabindex=\"-1\">{}</h1>{taken}</header>\
             <nav id=\"{OUTLINE}\" aria-label=\"{}\">{}</nav>\
             <section id=\"{FORM}\" class=\"sheet stack\">{}</section>\
             <section class=\"author-look stack\"><h2 class=\"h3\" id=\"author-look\">{}</h2>\
             <div class=\"author-seen\" tabindex=\"0\" role=\"group\" aria-labelledby=\"author-look\">\
             <div id=\"{PREVIEW}\" class=\"stack\" inert>{}</div></div></section>\
             <section class=\"stack\"><h2 class=\"h3\"><span id=\"{COUNT}\" role=\"status\">{}</span></h2>\
             <div id=\"{PROBLEMS}\">{}</div></section>\
             <section id=\"{SHARE}\" class=\"stack\">{}</section>",
            Route::Author(None),
            escape(t(Key::AuthorTitle)),
            self.title_html(),
            escape(t(Key::AuthorOutline)),
            self.outline_html(),
            self.form_html(),
            escape(t(Key::AuthorPreview)),
            self.preview_html(),
            escape(&self.state.borrow().said),
            self.problems_html(),
            self.share_html(),
        )
    }

    fn draw(&self) {
        browser_page::set_html(FORM, &self.form_html());
        self.draw_beside();
    }

    /// Draws what follows what is written, but not the form, so that the cursor stays.
    fn draw_beside(&self) {
        browser_page::set_html(TITLE, &self.title_html());
        browser_page::set_html(OUTLINE, &self.outline_html());
        browser_page::set_html(PREVIEW, &self.preview_html());
        browser_page::set_html(PROBLEMS, &self.problems_html());
        browser_page::set_html(SHARE, &self.share_html());
        let mut state = self.state.borrow_mut();
        let count = count_words(&state.problems);
        if state.said != count {
            browser_page::set_html(COUNT, &escape(&count));
            state.said = count;
        }
    }

    fn title_html(&self) -> String {
        let state = self.state.borrow();
        let title = state.manuscript.title();
        escape(if title.trim().is_empty() { t(Key::AuthorHeading) } else { title })
    }

    /// The whole and its parts, to be opened one by one.
    fn outline_html(&self) -> String {
        let state = self.state.borrow();
        let wrong: Vec<String> =
            state.problems.iter().map(|problem| wrong::place(&state.manuscript, problem)).collect();
        let entry = |part: &str, class: &str| {
            let here = if state.open == part { " aria-current=\"true\"" } else { "" };
            let is_wrong = wrong.iter().any(|place| wrong::part_of(place) == part);
            let sign = if is_wrong {
                [icon("alert"), line("span class=\"visually-hidden\"", t(Key::AuthorToMend))].concat()
            } else {
                String::new()
            };
            format!(
                "<li class=\"{class}\"><button type=\"button\" data-do=\"open|{}\"{here}>{sign}<span>{}</span></button></li>",
                escape(part),
                escape(&wrong::part_name(&state.manuscript, part)),
            )
        };
        let mut rows: Vec<String> = PARTS.iter().map(|part| entry(part, "")).collect();
        for step in 0..state.manuscript.count("/steps") {
            let place = format!("/steps/{step}");
            rows.push(entry(&place, "author-step"));
            for block in 0..state.manuscript.count(&[&place, "/blocks"].concat()) {
                rows.push(entry(&format!("{place}/blocks/{block}"), "author-block"));
            }
        }
        rows.push(entry(REMARKS, "author-step"));
        let add = button("button plain", "add|/steps", &icon("plus"), t(Key::AuthorAddStep), "");
        ["<ul>", &rows.concat(), "</ul>", &add].concat()
    }

    fn form_html(&self) -> String {
        let state = self.state.borrow();
        let (manuscript, open) = (&state.manuscript, state.open.as_str());
        let is_block = open.contains("/blocks/");
        let is_step = open.starts_with("/steps/") && !is_block;
        let is_part = PARTS[1..].contains(&open) || open == REMARKS;
        let fields = if is_part {
            manuscript.field(&self.format, open).into_iter().collect()
        } else {
            manuscript.fields(&self.format, open)
        };
        let heading = if is_block {
            form::word("type", manuscript.kind(open)).to_owned()
        } else if is_step {
            t(Key::AuthorPartStep).to_owned()
        } else {
            wrong::part_name(manuscript, open)
        };
        let tools = if is_step || is_block { tools_html(open, &heading) } else { String::new() };
        let blocks = if is_step { self.add_block_html(open) } else { String::new() };
        [
            "<div class=\"author-tools\">".to_owned(),
            line("h2 class=\"h3\" tabindex=\"-1\"", &heading),
            tools,
            "</div>".to_owned(),
            form::html(&fields),
            blocks,
        ]
        .concat()
    }

    /// Adding a block of any type to a step.
    fn add_block_html(&self, step: &str) -> String {
        let step = escape(step);
        let kinds = self.format.block_types().into_iter().map(|kind| {
            let act = format!("add-block|{step}/blocks|{kind}");
            button("button quiet", &act, &icon("plus"), form::word("type", kind), "")
        });
        [
            "<fieldset class=\"stack-s\">",
            &line("legend class=\"label\"", t(Key::AuthorAddBlock)),
            "<div class=\"row tight\">",
            &kinds.collect::<String>(),
            "</div></fieldset>",
        ]
        .concat()
    }

    fn preview_html(&self) -> String {
        let state = self.state.borrow();
        preview::html(&self.id, &state.manuscript, &state.open)
    }

    fn problems_html(&self) -> String {
        let state = self.state.borrow();
        let rows =
            state.problems.iter().map(|problem| ["<li>", &wrong::html(&state.manuscript, problem), "</li>"].concat());
        ["<ul class=\"author-wrong\">", &rows.collect::<String>(), "</ul>"].concat()
    }

    fn share_html(&self) -> String {
        let state = self.state.borrow();
        let save = button("button quiet", "save", &icon("save"), t(Key::AuthorSave), "");
        let is_right = state.problems.is_empty();
        let (ways, too_long) = if is_right {
            let used = format!(
                "<a class=\"button\" href=\"{}\">{}</a>",
                Route::Activity(self.id.clone()),
                escape(t(Key::AuthorUse))
            );
            let codes = button("button quiet", "codes", &icon("device"), t(Key::AuthorCodes), "");
            let is_short = self.link().is_some_and(|link| link.len() <= text::MOST_LINK);
            let (copy, hint) = if is_short {
                (Key::AuthorLink, String::new())
            } else {
                (Key::HandinCopyText, line("p class=\"hint\"", t(Key::HandinCopyTextHint)))
            };
            let copy = button("button quiet", "link", &icon("link"), t(copy), "");
            ([used, codes, save, copy].concat(), hint)
        } else {
            (save, String::new())
        };
        let hint = if is_right { Key::AuthorShareHint } else { Key::AuthorShareLater };
        let codes = state.codes.as_ref().map_or_else(String::new, |codes| codes.shown.html());
        [
            line("h2 class=\"h3\"", t(Key::AuthorShare)),
            line("p", t(hint)),
            ["<p class=\"row tight\">", &ways, "</p>"].concat(),
            too_long,
            line("p class=\"hint\"", &tf(Key::AuthorPut, &[("file", &self.file())])),
            codes,
        ]
        .concat()
    }

    fn file(&self) -> String {
        [&self.id, ".json"].concat()
    }

    // What is done

    fn write(&self, name: &str, written: &str) {
        let redraw = {
            let manuscript = &mut self.state.borrow_mut().manuscript;
            let input = |place: &str| manuscript.field(&self.format, place).map(|field| field.input);
            // A box has the same value on and off: it turns what there is.
            let word = name.rsplit_once('#').filter(|(list, _)| matches!(input(list), Some(Input::Words(..))));
            let flag = name.strip_suffix('?').filter(|flag| matches!(input(flag), Some(Input::Flag(_))));
            if let Some((list, word)) = word {
                manuscript.toggle(list, word);
                false
            } else if let Some(flag) = flag {
                manuscript.turn(flag);
                false
            } else {
                // What is chosen decides what else there is to choose.
                let is_choice = matches!(input(name), Some(Input::Word(..) | Input::Reference(..)));
                manuscript.set(&self.format, name, written);
                is_choice
            }
        };
        self.changed();
        if redraw {
            self.draw();
            self.focus(&["[name=\"", name, "\"]"].concat());
        } else {
            self.draw_beside();
        }
    }

    fn changed(&self) {
        let manuscript = {
            let mut state = self.state.borrow_mut();
            state.codes = None;
            state.manuscript.add_up_minutes();
            state.manuscript.clone()
        };
        let problems = keep(self.session, &self.id, &manuscript);
        self.state.borrow_mut().problems = problems;
    }

    /// Moves the focus to something in the form, to its heading where that is not there.
    fn focus(&self, selector: &str) {
        let heading = ["#", FORM, " h2"].concat();
        browser_page::focus(&heading);
        browser_page::focus(selector);
    }

    fn pressed(&self, what: &str) {
        let mut words = what.splitn(3, '|');
        let (verb, place, kind) =
            (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if ["add", "add-block", "up", "down"].contains(&verb) {
            // What was taken out could come back to another place, or beside what has its name now.
            self.session.forget_undo();
        }
        match verb {
            "open" => self.show(place, ""),
            "go" => self.show(wrong::part_of(place), &["[name=\"", place, "\"]"].concat()),
            "add" | "add-block" => {
                let added = self.state.borrow_mut().manuscript.add(&self.format, place, kind);
                let Some(added) = added else { return };
                self.changed();
                if added.starts_with("/steps/") && wrong::part_of(&added) == added {
                    self.show(&added, "");
                } else {
                    self.draw();
                    self.focus(&["[name^=\"", &added, "\"]"].concat());
                }
            }
            "switch" => {
                let before = self.state.borrow_mut().manuscript.switch_source(&self.format, place);
                let Some(before) = before else { return };
                let there = place.to_owned();
                self.done(Key::AuthorSwitched, Box::new(move |manuscript| manuscript.replace(&there, before)));
            }
            "remove" => self.remove(place),
            "up" | "down" => {
                let moved = self.state.borrow_mut().manuscript.shift(place, verb == "down");
                let Some(moved) = moved else { return };
                if self.state.borrow().open == place {
                    self.state.borrow_mut().open.clone_from(&moved);
                }
                self.changed();
                self.draw();
                self.focus(&["[data-do=\"", verb, "|", &moved, "\"]"].concat());
            }
            "save" => {
                self.session.save_text(&self.file(), "application/json", &self.state.borrow().manuscript.text());
            }
            "link" => match self.link() {
                Some(link) => self.session.copy(link),
                None => self.session.say(t(Key::CodeTooLong)),
            },
            "codes" => self.show_codes(),
            _ => {
                let codes = self.state.borrow().codes.as_ref().map(|codes| codes.shown.clone());
                if let Some(codes) = codes {
                    codes.press(what);
                }
            }
        }
    }

    /// Opens a part, and goes to one of its fields.
    fn show(&self, part: &str, field: &str) {
        {
            let mut state = self.state.borrow_mut();
            if part.starts_with("/steps/") && !state.manuscript.has(part) {
                return;
            }
            part.clone_into(&mut state.open);
        }
        self.draw();
        self.focus(field);
    }

    fn remove(&self, place: &str) {
        let taken = {
            let mut state = self.state.borrow_mut();
            let taken = state.manuscript.remove(place);
            if state.open == place {
                state.open = place.rsplit_once("/blocks/").map(|(step, _)| step.to_owned()).unwrap_or_default();
            }
            taken
        };
        let Some(taken) = taken else { return };
        let there = place.to_owned();
        self.done(Key::AuthorRemoved, Box::new(move |manuscript| manuscript.put_back(&there, taken)));
    }

    /// Says what was done, and offers to undo just that, whatever is written meanwhile.
    fn done(&self, words: Key, undo: Box<dyn FnOnce(&mut Manuscript)>) {
        self.changed();
        self.draw();
        self.focus("");
        let (session, id) = (self.session, self.id.clone());
        let undo = move || {
            if let Some(mut manuscript) = kept(session, &id) {
                undo(&mut manuscript);
                manuscript.add_up_minutes();
                // The page follows what is kept.
                keep(session, &id, &manuscript);
            }
        };
        session.say_undo(t(words), Box::new(undo));
    }

    fn packet(&self) -> Option<Vec<u8>> {
        let text = self.state.borrow().manuscript.text();
        Packet::Activity(Carried { id: self.id.clone(), text }).write().ok()
    }

    /// The link that brings it along, however long it is.
    fn link(&self) -> Option<String> {
        Some(text::link(&share::address(""), &self.packet()?))
    }

    fn show_codes(&self) {
        let links = self.packet().and_then(|packet| links(&[packet]).ok());
        let Some(links) = links else { return self.session.say(t(Key::CodeTooLong)) };
        let title = tf(Key::CodePicture, &[("name", self.state.borrow().manuscript.title())]);
        let shown = Shown::new("author-code", links, &title);
        self.state.borrow_mut().codes = Some(OnScreen::new(shown));
        browser_page::set_html(SHARE, &self.share_html());
        browser_page::focus(&["#", SHARE, " [data-do='codes']"].concat());
    }
}

fn count_words(problems: &[Problem]) -> String {
    if problems.is_empty() { t(Key::AuthorRight).to_owned() } else { tn(Plural::OwnerWrong, problems.len(), &[]) }
}

/// Moving and taking out what is open.
fn tools_html(place: &str, name: &str) -> String {
    let tool = |verb: &str, sign: &str, words| {
        icon_button(&format!("{verb}|{}", escape(place)), &icon(sign), &tf(words, &[("name", name)]))
    };
    [
        "<div class=\"row tight\">",
        &tool("up", "up", Key::TaskUp),
        &tool("down", "down", Key::TaskDown),
        &tool("remove", "close", Key::TaskRemove),
        "</div>",
    ]
    .concat()
}
