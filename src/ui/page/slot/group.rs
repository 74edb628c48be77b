//! `#/w/<workshop>/group/<slot>`: what came together. Hidden until the facilitator shows it: the projector may be
//! on. Then: to talk about, to take home, to print, to save.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use super::Here;
use crate::browser::{breathe, clock, fullscreen, later, page, picture as paint};
use crate::chart::picture::PIXELS;
use crate::domain::workshop::{Act, Running, is_for_the_wall, least};
use crate::i18n::{Key, Plural, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, icon, line, loading, note};
use crate::ui::part::collected::{TAKE_IN, take_in, tell, waiting_html};
use crate::ui::part::desk::Desk;
use crate::ui::part::group_result::{GroupResult, draw_home_code};
use crate::ui::session::watch;

/// What changes on the page: what one may do, the parts of the result, and what may follow from it.
const PARTS: usize = GroupResult::PARTS + 2;

fn part_id(at: usize) -> String {
    ["group-part-", &at.to_string()].concat()
}

/// Draws the page.
pub fn view(here: Rc<Here>) -> AnyView {
    here.session.show(&tf(Key::GroupTitle, &[("title", &here.activity.title)]));
    // Rises when everything is there, and with it the page is drawn anew.
    let arrived = RwSignal::new(0);
    let desk = here.desk(move || {
        arrived.try_update(|arrived| *arrived += 1);
    });
    let page = Rc::new(GroupPage {
        here,
        desk,
        arrived,
        shown: Cell::new(false),
        told: RefCell::default(),
        round: Cell::new(0),
        drawn: RefCell::default(),
    });
    let html = page.html();
    let (press, follow) = (page.clone(), page);
    watch(Box::new(move || {
        follow.here.session.version.track();
        arrived.track();
        follow.desk.follow();
        follow.refresh();
    }));
    view! {
        <div class="whole" inner_html=html
            on:click=move |event| if let Some(what) = page::pressed(&event) { press.press(&what); }
        ></div>
    }
    .into_any()
}

/// The page.
struct GroupPage {
    here: Rc<Here>,
    desk: Rc<Desk>,
    /// Gone when the page was left.
    arrived: RwSignal<usize>,
    shown: Cell<bool>,
    /// What is shown, once it is counted.
    told: RefCell<Option<Rc<GroupResult>>>,
    /// Rises with every counting: only the last one is drawn.
    round: Cell<u32>,
    /// What stands in each part: what has not changed stays, with what is open and chosen in it.
    drawn: RefCell<[String; PARTS]>,
}

impl GroupPage {
    fn html(&self) -> String {
        let parts: String = (0..PARTS)
            .map(|at| {
                let html = self.part_html(at);
                let hidden = if html.is_empty() { " hidden" } else { "" };
                let part = format!("<div id=\"{}\" class=\"stack\"{hidden}>{html}</div>", part_id(at));
                self.drawn.borrow_mut()[at] = html;
                part
            })
            .collect();
        format!(
            "<div class=\"wrap stack group-page\">{}{parts}</div>",
            self.here.head_html(t(Key::GroupKind), Key::SlotGroup),
        )
    }

    fn least(&self) -> usize {
        self.here.draft().map_or(usize::MAX, |draft| least(&draft.sheet).into())
    }

    /// Counts anew what is to be shown, and draws it in slices. What is to be hidden is gone at once.
    fn refresh(self: &Rc<Self>) {
        let round = self.round.get() + 1;
        self.round.set(round);
        if !self.shown.get() {
            *self.told.borrow_mut() = None;
            (0..PARTS).for_each(|at| self.draw(at));
            return;
        }
        self.draw(0);
        let page = self.clone();
        later(async move {
            let told = page.count_up().await;
            if page.is_last(round) {
                *page.told.borrow_mut() = told.map(Rc::new);
            }
            for at in 0..PARTS {
                if page.is_last(round) {
                    page.draw(at);
                    breathe().await;
                }
            }
            let mut code = 0;
            while page.is_last(round) && draw_home_code(code) {
                code += 1;
                breathe().await;
            }
        });
    }

    /// Whether nothing else was asked for since, and the page is still there.
    fn is_last(&self, round: u32) -> bool {
        self.round.get() == round && !self.arrived.is_disposed()
    }

    fn draw(&self, at: usize) {
        let html = self.part_html(at);
        let mut drawn = self.drawn.borrow_mut();
        if drawn[at] != html {
            let id = part_id(at);
            page::set_html(&id, &html);
            page::set_attribute(&id, "hidden", html.is_empty().then_some(""));
            drawn[at] = html;
        }
    }

    async fn count_up(&self) -> Option<GroupResult> {
        let here = &self.here;
        tell(here.session, here.id, &here.slot, here.activity.clone(), &self.desk).await
    }

    /// What is shown; `None` until it is counted.
    fn told(&self) -> Option<Rc<GroupResult>> {
        self.told.borrow().clone()
    }

    fn part_html(&self, at: usize) -> String {
        let told = self.told();
        match (at.checked_sub(1), told) {
            (None, told) => self.head_html(told.as_deref()),
            (Some(GroupResult::PARTS), Some(told)) if told.is_enough() => self.decide_html(),
            (Some(at), Some(told)) => told.part_html(at),
            _ => String::new(),
        }
    }

    /// How many are in and what one may do: first of all to show the result.
    fn head_html(&self, told: Option<&GroupResult>) -> String {
        let locked = match self.desk.locked() {
            0 => String::new(),
            locked => note("remark", "alert", &line("p", &tn(Plural::CollectLocked, locked, &[]))),
        };
        if !self.shown.get() {
            return [
                locked,
                line("p class=\"lede\"", &tn(Plural::CollectIn, self.desk.count(), &[])),
                line("p class=\"hint\"", &tn(Plural::GroupLeast, self.least(), &[])),
                "<p class=\"row\">".to_owned(),
                button("button big", "show", &icon("petals"), t(Key::GroupShow), ""),
                "</p>".to_owned(),
            ]
            .concat();
        }
        [locked, told.map_or_else(loading, |told| self.keys_html(told))].concat()
    }

    /// From the talk to a decision.
    fn decide_html(&self) -> String {
        let link = |route: Route, words: Key| {
            ["<a class=\"button quiet\" href=\"", &route.to_string(), "\">", &escape(t(words)), "</a>"].concat()
        };
        [
            "<section class=\"stack-s no-print\">",
            &line("h2 class=\"h3\"", t(Key::GroupDecide)),
            &line("p", t(Key::GroupDecideHint)),
            "<p class=\"row tight\">",
            &link(Route::Commitments, Key::GroupDecideCommitments),
            &link(Route::Workshop(self.here.id), Key::GroupDecideAgenda),
            "</p></section>",
        ]
        .concat()
    }

    fn keys_html(&self, told: &GroupResult) -> String {
        let running = self.here.with_sheet(|sheet| Running::of(sheet).filter(|running| running.slot == self.here.slot));
        let is_for_the_wall = self.here.with_sheet(is_for_the_wall);
        let wall = running.filter(|_| is_for_the_wall).map_or_else(String::new, |running| {
            let (act, words) =
                if running.revealed { ("wall-hide", Key::GroupWallHide) } else { ("wall-show", Key::GroupWallShow) };
            button("button quiet", act, &icon("wall"), t(words), "")
        });
        if !told.is_enough() {
            return [
                "<div class=\"row tight no-print\">",
                &button("button quiet", "hide", "", t(Key::GroupHide), ""),
                "</div>",
                &waiting_html(told),
            ]
            .concat();
        }
        let raw = if told.told_apart().is_empty() {
            String::new()
        } else {
            ["<li>", &button("", "raw", "", t(Key::GroupRaw), ""), "</li>"].concat()
        };
        let promised =
            if is_for_the_wall { String::new() } else { line("p class=\"hint no-print\"", t(Key::GroupOnlyMe)) };
        let pictures = if told.picture().is_some() {
            let entry = |act: &str, words: Key| ["<li>", &button("", act, "", t(words), ""), "</li>"].concat();
            [entry("png", Key::ResultPng), entry("svg", Key::ResultSvg)].concat()
        } else {
            String::new()
        };
        let whole =
            if fullscreen::can() { button("button quiet", "whole", "", t(Key::GroupWhole), "") } else { String::new() };
        format!(
            "<div class=\"row tight no-print\">{}{wall}{whole}{}\
             <details class=\"menu\"><summary class=\"button quiet\">{}{}</summary><ul class=\"menu-list\">\
             <li>{}</li><li>{}</li><li>{}</li>{raw}{pictures}</ul></details></div>{promised}{}",
            button("button quiet", "hide", "", t(Key::GroupHide), ""),
            button("button quiet", "print", &icon("print"), t(Key::ReportPrint), ""),
            icon("save"),
            escape(t(Key::ReportFiles)),
            button("", "copy", "", t(Key::ReportCopy), ""),
            button("", "markdown", "", t(Key::ReportMarkdown), ""),
            button("", "csv", "", t(Key::GroupCsv), ""),
            waiting_html(told),
        )
    }

    fn press(self: &Rc<Self>, what: &str) {
        match what {
            "show" | "hide" => {
                self.shown.set(what == "show");
                self.refresh();
                page::next_frame(|| page::focus(".app h1"));
            }
            "wall-show" | "wall-hide" => {
                let act = if what == "wall-show" { Act::Reveal } else { Act::Hide };
                self.here.record(self.here.with_sheet(|sheet| act.events(sheet, clock::now())));
            }
            TAKE_IN => take_in(self.here.session, self.here.id, &self.here.slot, &self.desk),
            "whole" => fullscreen::toggle("main"),
            "print" => page::print(),
            _ => {
                if let Some(told) = self.told() {
                    self.take_along(&told, what);
                }
            }
        }
    }

    fn take_along(&self, told: &GroupResult, what: &str) {
        let session = self.here.session;
        let file = |ending: &str| [&self.here.activity.id, "-", &clock::today(), ending].concat();
        match what {
            "copy" => session.copy(told.markdown()),
            "markdown" => {
                session.save_text(&file(".md"), "text/markdown", &told.markdown());
            }
            "csv" => {
                session.save_text(&file(".csv"), "text/csv", &told.csv());
            }
            "raw" => {
                let agreed = told.told_apart();
                session.save_text(&file("-answers.csv"), "text/csv", &told.raw(&agreed));
                let others = told.hand_ins.len() - agreed.len();
                if others > 0 {
                    session.say(&tn(Plural::GroupRawLeftOut, others, &[]));
                }
            }
            "svg" => {
                session.save_text(&file(".svg"), "image/svg+xml", &told.picture().unwrap_or_default());
            }
            "png" => {
                let (drawing, name) = (told.picture().unwrap_or_default(), file(".png"));
                later(async move {
                    if !paint::save_png(&name, &drawing, PIXELS).await {
                        session.say(t(Key::AppSaveFailed));
                    }
                });
            }
            "take-home" => {
                told.keep(session);
                session.say(t(Key::GroupKept));
            }
            _ => {}
        }
    }
}
