//! `#/author`: writing an activity, from a blank one or from any that there is; `#/author/<id>`: one of one's own, with
//! its form, a look at it as participants see it, what is still to mend, and the ways to pass it on.
//!
//! It is kept as the text of its file among the activities that came from elsewhere, after every change: so it can be
//! used at once, goes into the backup, and travels with an invitation. Nothing in it is anything but text.

mod form;
mod preview;
mod start;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{fetch, later, page as browser_page};
use crate::content::manuscript::{Format, Manuscript, SCHEMA};
use crate::content::read_activity;
use crate::domain::problem::Problem;
use crate::i18n::{Key, Plural, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, icon, icon_button, line};
use crate::ui::part::desk::links;
use crate::ui::part::load::{loading, problem_page};
use crate::ui::part::problems::problem_html;
use crate::ui::part::shown::Shown;
use crate::ui::session::{Load, Session, unreachable, watch};
use crate::wire::code::{Carried, Packet};
use crate::wire::records::Shelf;

// The parts of the page that change, by id.
const OUTLINE: &str = "author-outline";
const FORM: &str = "author-form";
const PREVIEW: &str = "author-preview";
const PROBLEMS: &str = "author-problems";
const SHARE: &str = "author-share";

/// Draws the page.
pub fn page(session: Session, id: Option<String>) -> AnyView {
    let Some(id) = id else { return start::page(session) };
    let format: RwSignal<Load<Rc<Format>>, LocalStorage> = RwSignal::new_local(Load::Loading);
    let fetch_format = move || {
        format.set(Load::Loading);
        later(async move {
            let read = fetch::text(SCHEMA).await.map_err(|status| vec![unreachable(SCHEMA, status)]);
            let read = read.and_then(|text| Format::read(&text));
            // The page may have been left meanwhile, and its signal with it.
            format.try_set(read.map_or_else(Load::Failed, |format| Load::Ready(Rc::new(format))));
        });
    };
    fetch_format();
    (move || {
        format.with(|format| match format {
            Load::Loading => loading(),
            Load::Failed(problems) => problem_page(session, t(Key::AuthorTitle), problems, fetch_format),
            Load::Ready(format) => match kept(session, &id) {
                Some(manuscript) => Desk::open(session, &id, format.clone(), manuscript).view(),
                None => start::gone(session, &id),
            },
        })
    })
    .into_any()
}

fn kept(session: Session, id: &str) -> Option<Manuscript> {
    session.peek(|records| records.kept_activity(id)).and_then(|text| Manuscript::of_text(&text))
}

/// Keeps an activity, in the place of what was kept under its id.
fn keep(session: Session, id: &str, manuscript: &Manuscript) {
    let text = manuscript.text();
    session.change(|records| {
        let shelf = Shelf::Activities(id);
        if !records.has_code(shelf, &text) {
            records.clear_shelf(shelf);
            records.keep_code(shelf, &text);
        }
    });
}

/// An activity on the desk.
struct Desk {
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
    /// The same as it stands on the page.
    said: String,
    /// The codes that carry it, while they are shown.
    codes: Option<Rc<Shown>>,
}

impl Desk {
    fn open(session: Session, id: &str, format: Rc<Format>, manuscript: Manuscript) -> Rc<Self> {
        let problems = problems_of(id, &manuscript);
        let state = State { manuscript, open: String::new(), problems, said: String::new(), codes: None };
        let desk = Rc::new(Self { session, id: id.to_owned(), format, state: RefCell::new(state) });
        let following = desk.clone();
        watch(Box::new(move || {
            session.version.track();
            following.follow();
        }));
        desk
    }

    /// What another tab has written is what there is.
    fn follow(&self) {
        let Some(kept) = kept(self.session, &self.id) else { return };
        if kept != self.state.borrow().manuscript {
            self.state.borrow_mut().manuscript = kept;
            self.check();
            self.draw();
        }
    }

    fn view(self: Rc<Self>) -> AnyView {
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

    fn html(&self) -> String {
        format!(
            "<header class=\"author-head stack-s\"><p><a class=\"crumb\" href=\"{}\">{}</a></p>{}</header>\
             <nav id=\"{OUTLINE}\" aria-label=\"{}\">{}</nav>\
             <section id=\"{FORM}\" class=\"sheet stack\">{}</section>\
             <section id=\"{PREVIEW}\" class=\"stack\" aria-label=\"{}\">{}</section>\
             <section id=\"{PROBLEMS}\" class=\"stack\" role=\"status\">{}</section>\
             <section id=\"{SHARE}\" class=\"stack\">{}</section>",
            Route::Author(None),
            escape(t(Key::AuthorTitle)),
            line("h1 tabindex=\"-1\"", t(Key::AuthorHeading)),
            escape(t(Key::AuthorOutline)),
            self.outline_html(),
            self.form_html(),
            escape(t(Key::AuthorPreview)),
            self.preview_html(),
            self.problems_html(),
            self.share_html(),
        )
    }

    fn draw(&self) {
        browser_page::set_html(OUTLINE, &self.outline_html());
        browser_page::set_html(FORM, &self.form_html());
        self.draw_beside();
    }

    /// Draws what follows what is written, but not the form, so that the cursor stays.
    fn draw_beside(&self) {
        browser_page::set_html(OUTLINE, &self.outline_html());
        browser_page::set_html(PREVIEW, &self.preview_html());
        // Read aloud when it changes, not with every letter.
        let problems = self.problems_html();
        if self.state.borrow().said != problems {
            browser_page::set_html(PROBLEMS, &problems);
            self.state.borrow_mut().said = problems;
        }
        browser_page::set_html(SHARE, &self.share_html());
    }

    /// The whole and its parts, to be opened one by one.
    fn outline_html(&self) -> String {
        let state = self.state.borrow();
        let entry = |place: &str, words: &str, class: &str| {
            let here = if state.open == place { " aria-current=\"true\"" } else { "" };
            let wrong = state.problems.iter().any(|problem| owner_of(&problem.path) == place);
            let sign = if wrong { icon("alert") } else { String::new() };
            format!(
                "<li class=\"{class}\"><button type=\"button\" data-do=\"open|{}\"{here}>{sign}<span>{}</span></button></li>",
                escape(place),
                escape(words),
            )
        };
        let named = |place: &str, otherwise: Key| {
            let summary = state.manuscript.summary(place);
            if summary.is_empty() { t(otherwise).to_owned() } else { summary.to_owned() }
        };
        let mut rows = vec![
            entry("", t(Key::AuthorPartWhole), ""),
            entry("/scales", t(Key::AuthorPartScales), ""),
            entry("/dimensions", t(Key::AuthorPartDimensions), ""),
            entry("/bands", t(Key::AuthorPartBands), ""),
        ];
        for step in 0..state.manuscript.count("/steps") {
            let place = format!("/steps/{step}");
            rows.push(entry(&place, &named(&place, Key::AuthorPartStep), "author-step"));
            for block in 0..state.manuscript.count(&[&place, "/blocks"].concat()) {
                let place = format!("{place}/blocks/{block}");
                rows.push(entry(&place, &named(&place, Key::AuthorPartBlock), "author-block"));
            }
        }
        rows.push(entry("/insights", t(Key::AuthorPartInsights), ""));
        let add = button("button plain", "add|/steps", &icon("plus"), t(Key::AuthorAddStep), "");
        ["<ul>", &rows.concat(), "</ul>", &add].concat()
    }

    fn form_html(&self) -> String {
        let state = self.state.borrow();
        let (manuscript, open) = (&state.manuscript, state.open.as_str());
        let is_block = open.contains("/blocks/");
        let is_step = open.starts_with("/steps/") && !is_block;
        let (heading, fields) = match open {
            "" => (t(Key::AuthorPartWhole), manuscript.fields(&self.format, "")),
            "/scales" | "/dimensions" | "/bands" | "/insights" => {
                let heading = match open {
                    "/scales" => Key::AuthorPartScales,
                    "/dimensions" => Key::AuthorPartDimensions,
                    "/bands" => Key::AuthorPartBands,
                    _ => Key::AuthorPartInsights,
                };
                (t(heading), manuscript.field(&self.format, open).into_iter().collect())
            }
            place => {
                let heading = if is_step { t(Key::AuthorPartStep) } else { form::word(manuscript.kind(place)) };
                (heading, manuscript.fields(&self.format, place))
            }
        };
        let tools = if is_step || is_block { tools_html(open) } else { String::new() };
        let blocks = if is_step { self.add_block_html(open) } else { String::new() };
        [
            "<div class=\"author-tools\">".to_owned(),
            line("h2 class=\"h3\" tabindex=\"-1\"", heading),
            tools,
            "</div>".to_owned(),
            form::html(&fields),
            blocks,
        ]
        .concat()
    }

    /// Adding a block of any type to a step.
    fn add_block_html(&self, step: &str) -> String {
        let kinds = self.format.block_types().into_iter().map(|kind| {
            button("button quiet", &format!("add-block|{step}/blocks|{kind}"), &icon("plus"), form::word(kind), "")
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
        if state.problems.is_empty() {
            return line("p class=\"lede\"", t(Key::AuthorRight));
        }
        let rows = state.problems.iter().map(|problem| {
            let go = button("button plain", &format!("go|{}", escape(&problem.path)), "", t(Key::AuthorGo), "");
            ["<li>", &problem_html(problem), &go, "</li>"].concat()
        });
        [
            line("h2 class=\"h3\"", &tn(Plural::OwnerWrong, state.problems.len(), &[])),
            "<ul class=\"problem-list stack\">".to_owned(),
            rows.collect(),
            "</ul>".to_owned(),
        ]
        .concat()
    }

    fn share_html(&self) -> String {
        let state = self.state.borrow();
        let try_it = format!(
            "<a class=\"button\" href=\"{}\">{}</a>",
            Route::Activity(self.id.clone()),
            escape(t(Key::AuthorUse))
        );
        let codes = state.codes.as_ref().map_or_else(String::new, |codes| codes.html());
        [
            line("h2 class=\"h3\"", t(Key::AuthorShare)),
            line("p", t(Key::AuthorShareHint)),
            "<p class=\"row tight\">".to_owned(),
            if state.problems.is_empty() { try_it } else { String::new() },
            button("button quiet", "save", &icon("save"), t(Key::AuthorSave), ""),
            button("button quiet", "links", &icon("link"), t(Key::AuthorLinks), ""),
            button("button quiet", "codes", &icon("device"), t(Key::AuthorCodes), ""),
            "</p>".to_owned(),
            line("p class=\"hint\"", &tf(Key::AuthorPut, &[("file", &self.file())])),
            codes,
        ]
        .concat()
    }

    fn file(&self) -> String {
        [&self.id, ".json"].concat()
    }

    // What is done

    fn write(&self, place: &str, written: &str) {
        {
            let manuscript = &mut self.state.borrow_mut().manuscript;
            // A box has the same value on and off: it turns what there is.
            if let Some((list, word)) = place.split_once('#') {
                manuscript.toggle(list, word);
            } else if let Some(flag) = place.strip_suffix('?') {
                manuscript.turn(flag);
            } else {
                manuscript.set(&self.format, place, written);
            }
        }
        self.changed();
        self.draw_beside();
    }

    fn changed(&self) {
        self.check();
        let manuscript = self.state.borrow().manuscript.clone();
        keep(self.session, &self.id, &manuscript);
        self.session.forget_activity(&self.id);
    }

    fn check(&self) {
        let mut state = self.state.borrow_mut();
        state.problems = problems_of(&self.id, &state.manuscript);
        state.codes = None;
    }

    fn pressed(&self, what: &str) {
        let mut words = what.splitn(3, '|');
        let (verb, place, kind) =
            (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match verb {
            "open" => self.show(place, None),
            "go" => self.show(owner_of(place), Some(place)),
            "add" | "add-block" => {
                let added = self.state.borrow_mut().manuscript.add(&self.format, place, kind);
                let Some(added) = added else { return };
                self.changed();
                if added.starts_with("/steps/") && owner_of(&added) == added {
                    self.show(&added, None);
                } else {
                    self.draw();
                    browser_page::focus(&["[name^=\"", &added, "\"]"].concat());
                }
            }
            "switch" => {
                self.state.borrow_mut().manuscript.switch_source(&self.format, place);
                self.changed();
                self.draw();
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
                browser_page::focus(&["[data-do=\"", verb, "|", &moved, "\"]"].concat());
            }
            "save" => {
                self.session.save_text(&self.file(), "application/json", &self.state.borrow().manuscript.text());
            }
            "links" => match self.links() {
                Some(links) => self.session.copy(links.join("\n")),
                None => self.session.say(t(Key::CodeTooLong)),
            },
            "codes" => self.show_codes(),
            _ => {
                let codes = self.state.borrow().codes.clone();
                if let Some(codes) = codes {
                    codes.press(what);
                }
            }
        }
    }

    /// Opens a place, and goes to one of its fields.
    fn show(&self, place: &str, field: Option<&str>) {
        place.clone_into(&mut self.state.borrow_mut().open);
        self.draw();
        match field {
            Some(field) => browser_page::focus(&["[name=\"", field, "\"]"].concat()),
            None => browser_page::focus(&["#", FORM, " h2"].concat()),
        }
    }

    fn remove(&self, place: &str) {
        let before = self.state.borrow().manuscript.clone();
        {
            let mut state = self.state.borrow_mut();
            state.manuscript.remove(place);
            if state.open == place {
                state.open = place.rsplit_once("/blocks/").map(|(step, _)| step.to_owned()).unwrap_or_default();
            }
        }
        self.changed();
        self.draw();
        let (session, id) = (self.session, self.id.clone());
        // The page follows what is kept.
        session.say_undo(t(Key::AuthorRemoved), Box::new(move || keep(session, &id, &before)));
    }

    fn links(&self) -> Option<Vec<String>> {
        let text = self.state.borrow().manuscript.text();
        let packet = Packet::Activity(Carried { id: self.id.clone(), text }).write().ok()?;
        links(&[packet]).ok()
    }

    fn show_codes(&self) {
        let Some(links) = self.links() else { return self.session.say(t(Key::CodeTooLong)) };
        let title = tf(Key::CodePicture, &[("name", self.state.borrow().manuscript.title())]);
        self.state.borrow_mut().codes = Some(Shown::new("author-code", links, &title));
        browser_page::set_html(SHARE, &self.share_html());
    }
}

fn problems_of(id: &str, manuscript: &Manuscript) -> Vec<Problem> {
    read_activity(id, &manuscript.text()).err().unwrap_or_default()
}

/// The part of the outline in which a place is.
fn owner_of(place: &str) -> &str {
    let names: Vec<&str> = place.split('/').skip(1).collect();
    let depth = match names.as_slice() {
        ["steps", _, "blocks", _, ..] => 4,
        ["steps", _, ..] => 2,
        ["scales" | "dimensions" | "bands" | "insights", ..] => 1,
        _ => 0,
    };
    let length: usize = names.iter().take(depth).map(|name| name.len() + 1).sum();
    &place[..length]
}

/// Moving and taking out what is open.
fn tools_html(place: &str) -> String {
    let tool = |verb: &str, sign: &str, words| icon_button(&format!("{verb}|{}", escape(place)), &icon(sign), t(words));
    [
        "<div class=\"row tight\">",
        &tool("up", "up", Key::AuthorUp),
        &tool("down", "down", Key::AuthorDown),
        &tool("remove", "close", Key::AuthorRemove),
        "</div>",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::owner_of;

    #[test]
    fn every_place_is_in_a_part_of_the_outline() {
        for (place, owner) in [
            ("", ""),
            ("/title", ""),
            ("/people/min", ""),
            ("/scales/agreement/points/0", "/scales"),
            ("/dimensions/2/low", "/dimensions"),
            ("/steps/1", "/steps/1"),
            ("/steps/1/title", "/steps/1"),
            ("/steps/1/blocks", "/steps/1"),
            ("/steps/10/blocks/2/items/3/text", "/steps/10/blocks/2"),
        ] {
            assert_eq!(owner_of(place), owner, "{place}");
        }
    }
}
