//! What a code is, in words, before anything is done with it.

use leptos::prelude::*;

use super::{About, Incoming, Place, Preview};
use crate::content::read_activity;
use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::invitation::{Invitation, SentList};
use crate::domain::rows::Row;
use crate::domain::summary::Summary;
use crate::domain::task::Task;
use crate::domain::workshop::{Item, Slot, Workshop};
use crate::i18n::{Key, Plural, join, plain_number, t, tf, tn};
use crate::ui::html::{button, line, note};
use crate::ui::part::joined::part_of;
use crate::ui::part::phone::terms_html;
use crate::ui::part::problems::problem_html;
use crate::ui::part::summary::{group_of_summary_html, summary_line};
use crate::ui::session::Load;
use crate::wire::code::{Carried, Packet};
use crate::wire::records::Shelf;

impl About {
    pub(super) fn activity(&self) -> Option<&Activity> {
        match self {
            Self::Known(activity) => Some(activity),
            Self::Nothing | Self::Lost(..) => None,
        }
    }

    /// What the activity is called, as far as it is known.
    fn title(&self) -> &str {
        match self {
            Self::Known(activity) => &activity.title,
            Self::Lost(id, _) => id,
            Self::Nothing => "",
        }
    }

    /// That it can't be had, in words.
    fn lost_html(&self) -> String {
        let Self::Lost(id, gone) = self else { return String::new() };
        let key = if *gone { Key::IncomingMissing } else { Key::IncomingUnreachable };
        note("error", "alert", &line("p", &tf(key, &[("id", id)])))
    }
}

impl Incoming {
    /// The page for what the code holds.
    pub(super) fn preview(&self, about: &About) -> Preview {
        match &self.packet {
            Packet::Join(invitation) => self.of_invitation(invitation, about),
            Packet::HandIn(_) => self.of_answers(1, false, about),
            Packet::Batch(batch) => self.of_answers(batch.count(), false, about),
            Packet::Sealed(all) => self.of_answers(all.len(), true, about),
            Packet::Summary(summary) => self.of_group(summary, about),
            Packet::Agenda(workshop) => self.of_agenda(workshop),
            Packet::List(list) => self.of_list(list, about),
            Packet::Activity(carried) => self.of_activity(carried),
            // The parts of a packet are put together before they come here, and no packet of parts is one.
            Packet::Part(_) => Preview {
                title: t(Key::IncomingWrong).to_owned(),
                body: line("p", t(Key::ProblemCodeGarbledCause)),
                keys: String::new(),
            },
        }
    }

    fn of_invitation(&self, invitation: &Invitation, about: &About) -> Preview {
        let is_in = self.session.peek(|records| part_of(records, invitation.tag(), &invitation.activity)).is_some();
        let lost = match about {
            About::Lost(..) if invitation.custom => note("", "info", &line("p", t(Key::JoinCustom))),
            about => about.lost_html(),
        };
        let before = if is_in { line("p class=\"hush\"", t(Key::IncomingJoinedBefore)) } else { String::new() };
        let body = [
            lost,
            terms_html(invitation, about.activity(), &invitation.name, true),
            before,
            line("p class=\"small hush\"", t(Key::IncomingFrom)),
        ];
        let words = if is_in { Key::IncomingGoOn } else { Key::IncomingTakePart };
        let can = matches!(about, About::Known(_)) || invitation.custom;
        let keys = if can { button("button grow", "take-part", "", t(words), "") } else { String::new() };
        Preview { title: tf(Key::IncomingJoin, &[("title", about.title())]), body: body.concat(), keys }
    }

    fn of_answers(&self, count: usize, sealed: bool, about: &About) -> Preview {
        let place = self.session.peek(|records| self.place(records));
        let (hint, act) = match (&place, self.workshop()) {
            (Place::Facilitator(..), _) => (Key::IncomingHere, Some(("collect", Plural::IncomingCollect))),
            (Place::Participant, _) => (Key::IncomingCarryHint, Some(("carry", Plural::IncomingCarry))),
            (Place::Nowhere, Some(_)) => (Key::IncomingNowhereHint, None),
            (Place::Nowhere, None) => (Key::IncomingNoWorkshop, None),
        };
        let nowhere = matches!((&place, self.workshop()), (Place::Nowhere, Some(_)));
        let body = [
            if nowhere { line("p", t(Key::IncomingNowhere)) } else { String::new() },
            line("p", t(hint)),
            if sealed { line("p", t(Key::IncomingSealed)) } else { String::new() },
            about.lost_html(),
            line("p class=\"small hush\"", t(Key::IncomingFrom)),
        ];
        Preview {
            title: tn(Plural::IncomingAnswers, count, &[("title", about.title())]),
            body: body.concat(),
            keys: act
                .map(|(act, words)| button("button grow", act, "", &tn(words, count, &[]), ""))
                .unwrap_or_default(),
        }
    }

    fn of_group(&self, summary: &Summary, about: &About) -> Preview {
        let figures = match about.activity() {
            Some(activity) => group_of_summary_html(activity, summary, None),
            None => [summary_line(summary), about.lost_html()].concat(),
        };
        let shelf = Shelf::Groups(&summary.activity);
        let kept = self.session.peek(|records| records.has_code(shelf, &self.code));
        let keys =
            if kept { String::new() } else { button("button grow", "keep-group", "", t(Key::IncomingSummaryKeep), "") };
        let below = line("p class=\"small hush\"", t(if kept { Key::IncomingSummaryKept } else { Key::IncomingFrom }));
        let title = tf(Key::IncomingSummary, &[("title", about.title())]);
        Preview { title, body: [figures, below].concat(), keys }
    }

    fn of_list(&self, list: &SentList, about: &About) -> Preview {
        let tag = list.workshop;
        let waits = tag.is_none_or(|tag| self.session.peek(|r| part_of(r, tag, &list.activity)).is_none());
        let before = tag.map_or(0, |tag| {
            let tag = tag.to_string();
            self.session.peek(|records| records.count_codes(Shelf::Lists(&tag, &list.activity)))
        });
        let rows: String = list.rows.iter().map(|row| line("li", row_name(about.activity(), list, row))).collect();
        let body = [
            line("p", t(Key::IncomingListHint)),
            line("h2 class=\"h3\"", &tn(Plural::IncomingListRows, list.rows.len(), &[])),
            ["<ul>", &rows, "</ul>"].concat(),
            about.lost_html(),
            if before > 0 { line("p", t(Key::IncomingListReplaces)) } else { String::new() },
            if waits && tag.is_some() { line("p", t(Key::IncomingListWaits)) } else { String::new() },
            if tag.is_none() { line("p", t(Key::IncomingNoWorkshop)) } else { String::new() },
            line("p class=\"small hush\"", t(Key::IncomingFrom)),
        ];
        let keys = match tag {
            Some(_) => button("button grow", "use-list", "", t(Key::IncomingListUse), ""),
            None => String::new(),
        };
        Preview { title: tf(Key::IncomingList, &[("title", about.title())]), body: body.concat(), keys }
    }

    fn of_activity(&self, carried: &Carried) -> Preview {
        let id = &carried.id;
        let activity = match read_activity(id, &carried.text) {
            Ok(activity) => activity,
            Err(problems) => {
                return Preview {
                    title: t(Key::IncomingActivityWrong).to_owned(),
                    body: problems.iter().map(problem_html).collect(),
                    keys: String::new(),
                };
            }
        };
        let is_of_site = self.session.catalogue.with(|catalogue| match catalogue {
            Load::Ready(catalogue) => catalogue.find(id).is_some(),
            _ => false,
        });
        let (same, others) = self.session.peek(|records| {
            let shelf = Shelf::Activities(id);
            let same = records.has_code(shelf, &carried.text);
            (same, records.count_codes(shelf) > usize::from(same))
        });
        let said = match (is_of_site, same, others) {
            (true, ..) => tf(Key::IncomingActivityKnown, &[("id", id)]),
            (_, true, _) => t(Key::IncomingActivityKept).to_owned(),
            (.., true) => t(Key::IncomingActivityReplaces).to_owned(),
            _ => String::new(),
        };
        let time = tf(Key::FormatMinutes, &[("n", &plain_number(activity.minutes.into()))]);
        let body = [
            line("p class=\"lede\"", &activity.summary),
            line("p", &time),
            note("", "info", &line("p", t(Key::IncomingActivityFrom))),
            if said.is_empty() { String::new() } else { line("p", &said) },
        ];
        let keys = if is_of_site || same {
            String::new()
        } else {
            button("button grow", "keep-activity", "", t(Key::IncomingActivityKeep), "")
        };
        Preview { title: tf(Key::IncomingActivity, &[("title", &activity.title)]), body: body.concat(), keys }
    }

    fn of_agenda(&self, workshop: &Workshop) -> Preview {
        let minutes = |count: usize| tf(Key::FormatMinutes, &[("n", &plain_number(count))]);
        let title = if workshop.name.is_empty() {
            t(Key::IncomingAgendaUnnamed).to_owned()
        } else {
            tf(Key::IncomingAgenda, &[("name", &workshop.name)])
        };
        let rows: String = workshop
            .agenda
            .iter()
            .map(|slot| {
                let time = minutes(slot.minutes.into());
                ["<li>", &line("span", slot_name(slot)), " ", &line("span class=\"small hush\"", &time), "</li>"]
                    .concat()
            })
            .collect();
        let agenda = if rows.is_empty() {
            line("p class=\"empty\"", t(Key::IncomingAgendaEmpty))
        } else {
            ["<ol class=\"carried-agenda\">", &rows, "</ol>"].concat()
        };
        let lost = self.lost_on(workshop);
        let lost_html = if lost.is_empty() {
            String::new()
        } else {
            note("", "info", &line("p", &tn(Plural::IncomingAgendaLost, lost.len(), &[("titles", &join(&lost))])))
        };
        let total = minutes(usize::try_from(workshop.total()).unwrap_or(usize::MAX));
        let body = [
            agenda,
            line("p", &tf(Key::IncomingAgendaTotal, &[("time", &total)])),
            lost_html,
            line("p class=\"hush\"", t(Key::IncomingAgendaHint)),
            line("p class=\"small hush\"", t(Key::IncomingFrom)),
        ];
        let keys = button("button grow", "take-over", "", t(Key::IncomingAgendaTake), "");
        Preview { title, body: body.concat(), keys }
    }

    /// What the activities on an agenda are called that neither the site nor this device has.
    fn lost_on(&self, workshop: &Workshop) -> Vec<String> {
        let unknown: Vec<&str> = self.session.catalogue.with(|catalogue| match catalogue {
            Load::Ready(catalogue) => {
                workshop.activities().into_iter().filter(|id| catalogue.find(id).is_none()).collect()
            }
            _ => Vec::new(),
        });
        let is_kept = |id: &str| self.session.peek(|records| records.kept_activity(id)).is_some();
        let name = |id: &str| {
            let is_meant = |slot: &&Slot| matches!(&slot.item, Item::Activity(known) if known == id);
            workshop.agenda.iter().find(is_meant).map_or(id, slot_name).to_owned()
        };
        unknown.into_iter().filter(|id| !is_kept(id)).map(name).collect()
    }
}

/// What a slot of an agenda is called that came in.
fn slot_name(slot: &Slot) -> &str {
    match (&slot.item, slot.title.is_empty()) {
        (_, false) => slot.title.as_str(),
        (Item::Activity(id), true) => id,
        (Item::Welcome, true) => t(Key::WorkshopWelcome),
        (Item::Pause, true) => t(Key::WorkshopPause),
        (Item::Closing, true) => t(Key::WorkshopClosing),
        (Item::Own, true) => t(Key::WorkshopAddOwn),
    }
}

/// What a row of a list is called, by the activity where it is known.
fn row_name<'a>(activity: Option<&'a Activity>, list: &SentList, row: &'a Row) -> &'a str {
    match activity.and_then(|activity| activity.block(&list.block)) {
        Some(Block::Task(Task::Entries(entries))) => entries.name(row),
        _ => row.cells.iter().next().map_or("", |(_, text)| text.as_str()),
    }
}
