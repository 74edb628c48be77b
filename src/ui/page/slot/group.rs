//! `#/w/<workshop>/group/<slot>`: what came together. Hidden until the facilitator shows it: the projector may be
//! on. Then: to talk about, to take home, to print, to save.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use super::Here;
use crate::browser::{clock, fullscreen, later, page, picture as paint};
use crate::chart::picture::PIXELS;
use crate::domain::invitation::Naming;
use crate::domain::workshop::{Act, Running, Workshop, least, naming, sides};
use crate::i18n::{Key, Plural, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, icon, line, loading, note};
use crate::ui::part::desk::Desk;
use crate::ui::part::group_result::{Told, earlier};
use crate::ui::session::watch;

// The parts of the page that change, by id.
const BODY: &str = "group-body";

/// Draws the page.
pub fn view(here: Rc<Here>) -> AnyView {
    here.session.show(&tf(Key::GroupTitle, &[("title", &here.activity.title)]));
    // Rises when everything is there, and with it the page is drawn anew.
    let arrived = RwSignal::new(0);
    let desk = here.desk(move || {
        arrived.try_update(|arrived| *arrived += 1);
    });
    let page =
        Rc::new(GroupPage { here, desk, shown: Cell::new(false), told: RefCell::default(), round: Cell::new(0) });
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
    shown: Cell<bool>,
    /// What is shown, once it is counted.
    told: RefCell<Option<Rc<Told>>>,
    /// Rises with every counting: only the last one is drawn.
    round: Cell<u32>,
}

impl GroupPage {
    fn html(&self) -> String {
        format!(
            "<div class=\"wrap stack group-page\">{}<div id=\"{BODY}\" class=\"stack\">{}</div></div>",
            self.here.head_html(t(Key::GroupKind), Key::SlotGroup),
            self.inside(),
        )
    }

    fn draw(&self) {
        page::set_html(BODY, &self.inside());
    }

    fn least(&self) -> usize {
        self.here.draft().map_or(usize::MAX, |draft| least(&draft.sheet).into())
    }

    /// Counts anew what is to be shown, and draws it.
    fn refresh(self: &Rc<Self>) {
        self.draw();
        if !self.shown.get() {
            return;
        }
        let round = self.round.get() + 1;
        self.round.set(round);
        let page = self.clone();
        later(async move {
            let told = page.count_up().await;
            if page.round.get() == round {
                *page.told.borrow_mut() = told.map(Rc::new);
                page.draw();
            }
        });
    }

    async fn count_up(&self) -> Option<Told> {
        let sheet = self.here.draft()?.sheet;
        let (activity, sides, tag) = (self.here.activity.clone(), sides(&sheet), self.here.tag());
        let counting = self.desk.count_up(&activity, sides.len()).await;
        Some(Told {
            counting,
            least: least(&sheet).into(),
            title: Workshop::of(&sheet).name,
            tag,
            sides,
            earlier: self.here.session.peek(|records| earlier(records, &activity.id, tag)),
            now: clock::now(),
            activity,
        })
    }

    /// What is shown; `None` until it is counted.
    fn told(&self) -> Option<Rc<Told>> {
        self.told.borrow().clone()
    }

    fn inside(&self) -> String {
        let count = self.desk.count();
        let locked = match self.desk.locked() {
            0 => String::new(),
            locked => note("remark", "alert", &line("p", &tn(Plural::CollectLocked, locked, &[]))),
        };
        if !self.shown.get() {
            return [
                locked,
                line("p class=\"lede\"", &tn(Plural::CollectIn, count, &[])),
                line("p class=\"hint\"", &tn(Plural::GroupLeast, self.least(), &[])),
                "<p class=\"row\">".to_owned(),
                button("button big", "show", &icon("petals"), t(Key::GroupShow), ""),
                "</p>".to_owned(),
            ]
            .concat();
        }
        let Some(told) = self.told() else { return [locked, loading()].concat() };
        let decide = if told.is_enough() { self.decide_html() } else { String::new() };
        [locked, self.keys_html(&told), told.html(), decide].concat()
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

    fn keys_html(&self, told: &Told) -> String {
        let running = self.here.with_sheet(|sheet| Running::of(sheet).filter(|running| running.slot == self.here.slot));
        let wall = running.map_or_else(String::new, |running| {
            let (act, words) =
                if running.revealed { ("wall-hide", Key::GroupWallHide) } else { ("wall-show", Key::GroupWallShow) };
            button("button quiet", act, &icon("wall"), t(words), "")
        });
        if !told.is_enough() {
            return [
                "<div class=\"row tight no-print\">",
                &button("button quiet", "hide", "", t(Key::GroupHide), ""),
                "</div>",
            ]
            .concat();
        }
        let raw = if self.here.with_sheet(naming) == Naming::Anonymous {
            String::new()
        } else {
            ["<li>", &button("", "raw", "", t(Key::GroupRaw), ""), "</li>"].concat()
        };
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
             <li>{}</li><li>{}</li><li>{}</li>{raw}{pictures}</ul></details></div>",
            button("button quiet", "hide", "", t(Key::GroupHide), ""),
            button("button quiet", "print", &icon("print"), t(Key::ReportPrint), ""),
            icon("save"),
            escape(t(Key::ReportFiles)),
            button("", "copy", "", t(Key::ReportCopy), ""),
            button("", "markdown", "", t(Key::ReportMarkdown), ""),
            button("", "csv", "", t(Key::GroupCsv), ""),
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
            "whole" => fullscreen::toggle("main"),
            "print" => page::print(),
            _ => {
                if let Some(told) = self.told() {
                    self.take_along(&told, what);
                }
            }
        }
    }

    fn take_along(&self, told: &Told, what: &str) {
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
                session.save_text(&file("-answers.csv"), "text/csv", &told.raw(&self.desk.current()));
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
