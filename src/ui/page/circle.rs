//! `#/c/<response>`: a circle, several people on one device. Between two people it shows a neutral page:
//! how many answers are in, and nothing of them. When everybody has answered, it shows what came together.
//!
//! Written as text like the pages it leads to ([`crate::ui::html`]): [`screen`] draws, this file decides what a
//! press means. Nothing is kept here: every draw reads the records, so that no earlier answer lingers.

mod screen;
mod take;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, page as browser_page};
use crate::domain::activity::{Activity, Who};
use crate::domain::circle::{self, Stage, Standing};
use crate::domain::hand_in::name_of;
use crate::domain::id::ResponseId;
use crate::domain::invitation::{Invitation, Naming};
use crate::domain::mirror;
use crate::domain::response::{Complete, Draft, Event, Sheet, named};
use crate::domain::workshop::invitation;
use crate::i18n::{Key, t};
use crate::route::Route;
use crate::ui::html::{line, loading};
use crate::ui::part::problems::problems_html;
use crate::ui::part::whole::whole;
use crate::ui::session::{Load, Session, watch};
use crate::wire::records::Records;
use crate::wire::saved::Saved;

/// Two sides make a mirror.
const SIDES: usize = 2;

/// Draws the page.
pub fn page(session: Session, id: ResponseId) -> AnyView {
    let Some(draft) = session.peek(|records| records.draft(id)) else {
        session.pass_finished(id);
        session.show(t(Key::CircleGone));
        return frame(&[&line("h1 tabindex=\"-1\"", t(Key::CircleGone)), &*line("p", t(Key::CircleGoneHint))].concat());
    };
    let activity = draft.sheet.activity;
    let signal = session.whole_activity(&activity);
    (move || match signal.get() {
        Load::Loading => frame(&loading()),
        Load::Failed(problems) => {
            let title = t(Key::ProblemsTitle);
            session.show(title);
            let activity = activity.clone();
            let html = ["<main id=\"main\" class=\"flow-main column\">", &problems_html(title, &problems), "</main>"];
            let pressed = move |what: &str| {
                if what == "retry" {
                    session.retry_whole_activity(&activity);
                }
            };
            whole(html.concat(), Box::new(pressed), Box::new(|_| ()))
        }
        Load::Ready(activity) => Rc::new(Circle { session, activity, id, offered: RefCell::new(None) }).view(),
    })
    .into_any()
}

fn frame(html: &str) -> AnyView {
    let html = ["<main id=\"main\" class=\"flow-main column stack\" data-page=\"circle\">", html, "</main>"].concat();
    whole(html, Box::new(|_| ()), Box::new(|_| ()))
}

/// A circle on the page.
struct Circle {
    session: Session,
    activity: Arc<Activity>,
    id: ResponseId,
    /// What another device gave, looked at and not yet taken in.
    offered: RefCell<Option<Complete>>,
}

/// What a circle holds at one moment.
struct Held {
    /// The circle's own response.
    circle: Draft,
    /// What was answered in all stages.
    seated: Vec<Complete>,
    /// What somebody has begun in this stage.
    begun: Option<Draft>,
    standing: Standing,
    /// The stage; `None` when all are done.
    stage: Option<Stage>,
    /// The workshop that it is for.
    for_slot: Option<ForSlot>,
}

/// The slot of a workshop that a circle is for. What is answered is shown there, and not before its time.
struct ForSlot {
    workshop: ResponseId,
    slot: String,
    /// What the workshop is called; empty while unnamed.
    name: String,
    naming: Naming,
    /// What the sides are called that people may belong to.
    sides: Vec<String>,
}

impl ForSlot {
    fn of(records: &Records, circle: &Sheet) -> Option<Self> {
        let (workshop, slot) = circle::slot_of(circle)?;
        let terms = records.workshop(workshop).and_then(|draft| invitation(&draft.sheet, slot));
        // Where the workshop is gone nothing is asked for, and still nothing is shown.
        let terms = terms.unwrap_or_else(|| Invitation::usual(workshop, ""));
        Some(Self { workshop, slot: slot.to_owned(), name: terms.name, naming: terms.naming, sides: terms.sides })
    }

    fn collecting(&self) -> Route {
        Route::Collect(self.workshop, self.slot.clone())
    }
}

impl Held {
    /// The answers of the stage with this number.
    fn of_stage(&self, number: usize) -> Vec<&Sheet> {
        let is_meant = |sheet: &&Sheet| sheet.seat.is_some_and(|seat| usize::from(seat.stage) == number);
        self.seated.iter().map(|complete| &complete.sheet).filter(is_meant).collect()
    }

    /// How many answers are in at this stage.
    fn count(&self) -> usize {
        self.of_stage(self.standing.stage).len()
    }

    /// Whether another person or side can sit down.
    fn has_room(&self) -> bool {
        self.stage.as_ref().is_some_and(|stage| stage.who != Who::Sides || self.count() < SIDES)
    }
}

impl Circle {
    fn held(&self) -> Option<Held> {
        self.session.peek(|records| {
            let circle = records.draft(self.id)?;
            let standing = Standing::of(&circle.sheet);
            let here = |draft: &Draft| draft.sheet.seat.is_some_and(|seat| usize::from(seat.stage) == standing.stage);
            Some(Held {
                seated: records.seated(&circle.sheet),
                begun: records.seated_drafts(self.id).into_iter().find(here),
                stage: circle::stages(&self.activity).into_iter().nth(standing.stage),
                for_slot: ForSlot::of(records, &circle.sheet),
                standing,
                circle,
            })
        })
    }

    fn record(&self, circle: &Draft, event: Event) {
        self.session.change(|records| records.change_draft(circle, event, clock::now()));
    }

    fn move_to(&self, held: &Held, standing: Standing) {
        self.record(&held.circle, standing.event());
        self.arrive();
    }

    /// Another screen stands: it is read from its beginning.
    fn arrive(&self) {
        self.session.hush();
        browser_page::close_menus();
        browser_page::scroll_to_top();
        browser_page::next_frame(|| browser_page::focus(".app h1"));
    }

    fn press(&self, what: &str) {
        let Some(held) = self.held() else { return };
        let stage = held.standing.stage;
        match what {
            "sit-down" => self.sit_down(&held),
            "go-on-begun" => {
                if let Some(begun) = &held.begun {
                    self.session.go(&Route::answer_draft(&begun.sheet));
                }
            }
            "leave-begun" => {
                if let Some(begun) = &held.begun {
                    let removed = self.session.change(|records| records.remove_draft(begun));
                    self.session.say_removed(t(Key::AnswerStartedOver), removed);
                    self.arrive();
                }
            }
            "show" if held.for_slot.is_none() => self.move_to(&held, Standing { stage, shown: true }),
            "hide" => self.move_to(&held, Standing { stage, shown: false }),
            "together" => self.session.go(&Route::answer_draft(&held.circle.sheet)),
            "on" => {
                // What was wished for does not go into the next part before the workshop shows it.
                let members = if held.for_slot.is_some() { Vec::new() } else { held.of_stage(stage) };
                for event in circle::go_on(&self.activity, &held.circle.sheet, &members) {
                    self.record(&held.circle, event);
                }
                self.arrive();
            }
            "finish" if held.for_slot.is_none() => self.finish(&held),
            "give-up" => self.give_up(held),
            _ => {
                if let Some(Ok(stage)) = what.strip_prefix("stage-").map(str::parse) {
                    self.move_to(&held, Standing { stage, shown: false });
                } else {
                    self.press_take(&held, what);
                }
            }
        }
    }

    fn sit_down(&self, held: &Held) {
        if !held.has_room() || held.begun.is_some() {
            return;
        }
        let mut draft = circle::sit_down(&self.activity, &held.circle.sheet, self.session.new_id(), clock::now());
        let name = browser_page::value_of(screen::NAME).unwrap_or_default();
        if let Some(slot) = &held.for_slot {
            let name = name_of(&name);
            if slot.naming != Naming::Anonymous && name.is_empty() {
                browser_page::set_html(
                    screen::WRONG,
                    &line("p class=\"wrong\" role=\"alert\"", t(Key::JoinNameMissing)),
                );
                browser_page::set_attribute(screen::NAME, "aria-invalid", Some("true"));
                browser_page::focus(&["#", screen::NAME].concat());
                return;
            }
            let side = browser_page::value_of(screen::SIDE).and_then(|side| side.parse().ok());
            self.record(&held.circle, circle::told(draft.sheet.id, &name, side));
        } else {
            draft.sheet.about = named(&name);
        }
        self.session.change(|records| records.keep_draft(&draft));
        self.session.go(&Route::answer_draft(&draft.sheet));
    }

    fn finish(&self, held: &Held) {
        let finished = self.session.change(|records| records.finish(&held.circle, &self.activity, clock::now()));
        if let Ok(id) = finished {
            self.session.go(&Route::Result(id));
        }
    }

    fn give_up(&self, held: Held) {
        let back =
            held.for_slot.as_ref().map_or_else(|| Route::Activity(self.activity.id.clone()), ForSlot::collecting);
        self.session.go(&back);
        let removed = self.session.change(|records| records.remove_circle(&Saved::Draft(held.circle)));
        self.session.say_removed(t(Key::CircleGivenUp), removed);
    }

    /// A field was changed: which offer meets a wish is named `meets|<wish>`.
    fn changed(&self, name: &str, value: &str) {
        let Some(held) = self.held() else { return };
        let board = held.stage.as_ref().and_then(|stage| circle::mirrored(&self.activity, stage));
        if let (Some(wish), Some(board)) = (name.strip_prefix("meets|"), board) {
            let edits = vec![mirror::meets(wish, value)];
            self.record(&held.circle, Event::Edited { block: board.id.clone(), edits });
        }
    }

    fn view(self: Rc<Self>) -> AnyView {
        self.session.show(&self.activity.title);
        let (press, input, choose, follow) = (self.clone(), self.clone(), self.clone(), self.clone());
        let session = self.session;
        watch(Box::new(move || {
            session.version.track();
            follow.draw();
        }));
        let html = self.html();
        view! {
            <div class="whole" inner_html=html
                on:click=move |event| if let Some(what) = browser_page::pressed(&event) { press.press(&what); }
                on:input=move |event| if let Some((name, value)) = browser_page::named_field(&event) { input.changed(&name, &value); }
                on:change=move |event| choose.chosen(&event)
            ></div>
        }
        .into_any()
    }
}
