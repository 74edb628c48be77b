//! One activity on a workshop's agenda, for who runs it: inviting to it, collecting, typing in from paper, and
//! the group result. The four pages share what they need to know, and the way from one to the other.

pub mod collect;
pub mod group;
pub mod invite;
pub mod tally;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::activity::Activity;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::response::{Draft, Event, Sheet};
use crate::domain::workshop::{Change, Item, Running, Setting, Workshop};
use crate::i18n::{Key, t};
use crate::route::Route;
use crate::ui::html::{escape, line, loading, turning_icon};
use crate::ui::part::desk::Desk;
use crate::ui::part::problems::problems_html;
use crate::ui::part::room::{lost, name_of, record};
use crate::ui::part::whole::whole;
use crate::ui::session::{Load, Session};

/// What the pages of a slot know.
pub struct Here {
    /// The records and the rest.
    pub session: Session,
    /// The workshop.
    pub id: ResponseId,
    /// The slot's id.
    pub slot: String,
    /// The activity in it.
    pub activity: Arc<Activity>,
    tag: Tag,
}

/// Draws one of the pages, once workshop and activity are there.
pub fn page(session: Session, id: ResponseId, slot: String, draw: fn(Rc<Here>) -> AnyView) -> AnyView {
    let Some(draft) = session.peek(|records| records.workshop(id)) else { return lost(session) };
    let found = Workshop::of(&draft.sheet).agenda.into_iter().find(|known| known.id == slot);
    let Some(found) = found else { return lost(session) };
    let tag = found.tag(id);
    let Item::Activity(activity) = found.item else { return lost(session) };
    let signal = session.whole_activity(&activity);
    (move || match signal.get() {
        Load::Loading => whole(loading(), Box::new(|_| ()), Box::new(|_| ())),
        Load::Failed(problems) => {
            let (title, activity) = (t(Key::ProblemsTitle), activity.clone());
            session.show(title);
            let pressed = move |what: &str| {
                if what == "retry" {
                    session.retry_whole_activity(&activity);
                }
            };
            whole(problems_html(title, &problems), Box::new(pressed), Box::new(|_| ()))
        }
        Load::Ready(activity) => draw(Rc::new(Here { session, id, slot: slot.clone(), activity, tag })),
    })
    .into_any()
}

impl Here {
    /// The workshop as it is stored now.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        self.session.peek(|records| records.workshop(self.id))
    }

    /// Looks at the workshop; what `look` gives of nothing where it is gone.
    pub fn with_sheet<T: Default>(&self, look: impl FnOnce(&Sheet) -> T) -> T {
        self.draft().map(|draft| look(&draft.sheet)).unwrap_or_default()
    }

    /// The short name in codes under which this slot is collected.
    #[must_use]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// The desk of this activity, with the key of the workshop; `then` is called when everything is there.
    #[must_use]
    pub fn desk(&self, then: impl Fn() + 'static) -> Rc<Desk> {
        let key = self.with_sheet(|sheet| Setting::Key.of(sheet).to_owned());
        Desk::open(self.session, self.tag(), &self.activity.id, &key, then)
    }

    /// Records what happened to the workshop.
    pub fn record(&self, events: Vec<Event>) {
        self.session.change(|records| record(records, self.id, events));
    }

    /// Settles something.
    pub fn settle(&self, setting: Setting, text: &str) {
        self.record(self.with_sheet(|sheet| Change::Set(setting, text.to_owned()).events(&sheet.answers)));
    }

    /// Whether people have been promised something that must stay so: the workshop was begun, or somebody is in, if only
    /// for a slot that is off the agenda and may come back.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.with_sheet(|sheet| Running::of(sheet).is_some() || self.session.peek(|records| records.is_answered(sheet)))
    }

    /// The head of the page: where one is, and the ways to the other pages of this slot.
    #[must_use]
    pub fn head_html(&self, heading: &str, now: Key) -> String {
        let name = self.with_sheet(|sheet| name_of(&Workshop::of(sheet)));
        let back = match self.with_sheet(|sheet| Running::of(sheet).is_some()) {
            true => Route::Run(self.id),
            false => Route::Workshop(self.id),
        };
        let slot = || self.slot.clone();
        let ways = [
            (Key::SlotInvite, Route::Invite(self.id, slot())),
            (Key::SlotCollect, Route::Collect(self.id, slot())),
            (Key::SlotTally, Route::Tally(self.id, slot())),
            (Key::SlotGroup, Route::Group(self.id, slot())),
        ];
        let ways: String = ways
            .iter()
            .map(|(key, route)| {
                let current = if *key == now { " aria-current=\"page\"" } else { "" };
                format!("<li><a href=\"{route}\"{current}>{}</a></li>", escape(t(*key)))
            })
            .collect();
        format!(
            "<p class=\"no-print\"><a class=\"crumb\" href=\"{back}\">{}{}</a></p>\
             <header class=\"stack-s\">{}{}</header>\
             <nav class=\"ways no-print\" aria-label=\"{}\"><ul class=\"chips\">{ways}</ul></nav>",
            turning_icon("back"),
            escape(&name),
            line("p class=\"kind\"", heading),
            line("h1 tabindex=\"-1\"", &self.activity.title),
            escape(t(Key::SlotWays)),
        )
    }
}
