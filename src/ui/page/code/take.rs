//! What is done with a code once the person has agreed. Nothing that is here is overwritten without a word:
//! settings and lists of the same workshop, and another version of a travelling activity, make way as the
//! preview says.

use super::{About, Incoming, Place};
use crate::browser::clock;
use crate::domain::id::Tag;
use crate::domain::invitation::SentList;
use crate::domain::joined;
use crate::domain::workshop::Workshop;
use crate::i18n::{Key, Plural, t, tn};
use crate::route::Route;
use crate::ui::part::desk::{Desk, Heard, heard_words, is_new};
use crate::ui::part::joined::{Progress, change_part, part_of, progress, take_part, terms};
use crate::ui::part::room::begin_workshop;
use crate::wire::code::{Packet, text};
use crate::wire::records::Shelf;

impl Incoming {
    /// Joins the workshop under the settings of the invitation. Its list goes where lists are that come later, and
    /// into the answers that are open: the room may have made it after this phone has begun.
    pub(super) fn take_part(&self, about: &About) {
        let Packet::Join(invitation) = &self.packet else { return };
        let (tag, activity) = (invitation.tag(), &invitation.activity);
        let written = tag.to_string();
        let before = self.session.peek(|records| terms(records, tag, activity));
        self.session.change(|records| {
            let shelf = Shelf::Invitations(&written, activity);
            if !records.has_code(shelf, &self.code) {
                records.clear_shelf(shelf);
                records.keep_code(shelf, &self.code);
            }
        });
        if let Some(list) = &invitation.list {
            let list = SentList { workshop: Some(tag), activity: activity.clone(), ..list.clone() };
            self.keep_list(&list);
            self.put_in_open(tag, &list, about);
        }
        take_part(self.session, tag, &invitation.name, activity);
        if before.key != invitation.key {
            // What was sealed for another key could not be opened any more.
            change_part(self.session, tag, activity, &|part| part.sealed = 0);
        }
        self.session.go(&Route::Joined(tag, activity.clone()));
    }

    /// Takes answers in, for the facilitator or to carry them on.
    pub(super) fn take_answers(&self) {
        let (Some(tag), Some(activity)) = (self.workshop(), self.activity()) else { return };
        let place = self.session.peek(|records| self.place(records));
        let (route, plural) = match place {
            Place::Facilitator(id, Some(slot)) => (Route::Collect(id, slot), Plural::IncomingTaken),
            Place::Facilitator(id, None) => (Route::Workshop(id), Plural::IncomingTaken),
            Place::Participant => (Route::Carry(tag, activity.to_owned()), Plural::IncomingCarried),
            Place::Nowhere => return,
        };
        let desk = Desk::open(self.session, tag, activity, "", || ());
        // What is here already is read at once: one answer must not seem new that is in.
        desk.remember();
        let heard = desk.hear(&[text::LINK, &self.code].concat());
        let new = heard.iter().filter(|heard| is_new(heard)).count();
        self.session.say(&match (heard.as_slice(), new) {
            (all, _) if all.contains(&Heard::Unkept) => t(Key::DeskUnkept).to_owned(),
            ([one], _) => heard_words(one),
            (_, 0) => t(Key::IncomingTakenNone).to_owned(),
            (_, new) => tn(plural, new, &[]),
        });
        self.session.go(&route);
    }

    /// Keeps a group result.
    pub(super) fn keep_group(&self) {
        let Packet::Summary(summary) = &self.packet else { return };
        self.session.change(|records| records.keep_code(Shelf::Groups(&summary.activity), &self.code));
        let joined = summary.workshop.filter(|tag| self.is_in(*tag, &summary.activity));
        self.session.say(t(Key::IncomingSummaryKept));
        if let Some(tag) = joined {
            self.session.go(&Route::Joined(tag, summary.activity.clone()));
        }
    }

    /// Makes a workshop of one's own of an agenda.
    pub(super) fn take_over(&self) {
        let Packet::Agenda(plan) = &self.packet else { return };
        let own = Workshop { id: self.session.new_id(), from: None, ..plan.clone() };
        begin_workshop(self.session, &own);
    }

    /// Keeps a list, and puts it into the answers that are open.
    pub(super) fn use_list(&self, about: &About) {
        let Packet::List(list) = &self.packet else { return };
        let Some(tag) = list.workshop else { return };
        self.keep_list(list);
        if !self.put_in_open(tag, list, about) {
            self.session.say(t(Key::IncomingListKept));
        }
        if self.is_in(tag, &list.activity) {
            self.session.go(&Route::Joined(tag, list.activity.clone()));
        }
    }

    /// Puts a list into the answers that are open, and says so; `false` where none are.
    fn put_in_open(&self, tag: Tag, list: &SentList, about: &About) -> bool {
        let open = self.session.peek(|records| match progress(records, &part_of(records, tag, &list.activity)?) {
            Progress::Open(draft) => Some(draft),
            Progress::Fresh | Progress::Answered(_) => None,
        });
        let event = about.activity().and_then(|activity| joined::take_list(activity, list));
        let (Some(draft), Some(event)) = (open, event) else { return false };
        self.session.change(|records| records.change_draft(&draft, event, clock::now()));
        self.session.say(&tn(Plural::JoinListTaken, list.rows.len(), &[]));
        true
    }

    /// The list takes the place of an earlier one for the same answers.
    fn keep_list(&self, list: &SentList) {
        let Some(tag) = list.workshop.map(|tag| tag.to_string()) else { return };
        let Ok(bytes) = Packet::List(list.clone()).write() else { return };
        self.session.change(|records| {
            let shelf = Shelf::Lists(&tag, &list.activity);
            records.clear_shelf(shelf);
            records.keep_code(shelf, &text::encode(&bytes));
        });
    }

    /// Keeps an activity that is not of this site, as the text of its file: the page that is fetched first reads it
    /// without knowing codes.
    pub(super) fn keep_activity(&self) {
        let Packet::Activity(carried) = &self.packet else { return };
        let session = self.session;
        let before = session.change(|records| {
            let shelf = Shelf::Activities(&carried.id);
            records.replace_code(shelf, &carried.text)
        });
        // It may have been asked for before it was here.
        session.retry_activity(&carried.id);
        session.retry_whole_activity(&carried.id);
        if !before.is_empty() {
            let carried = carried.clone();
            let undo = move || {
                session.change(|records| {
                    // What was written in its place meanwhile stays.
                    if !records.remove_code(Shelf::Activities(&carried.id), &carried.text).is_empty() {
                        records.put_back(before);
                    }
                });
                session.retry_activity(&carried.id);
                session.retry_whole_activity(&carried.id);
            };
            session.say_undo(t(Key::IncomingActivityReplaced), Box::new(undo));
        }
        let asked = session.peek(|records| {
            let drafts = records.all_joined();
            drafts
                .iter()
                .find(|draft| joined::part(&draft.sheet, &carried.id).is_some())
                .map(|draft| joined::tag_of(&draft.sheet))
        });
        session.go(&match asked {
            Some(tag) => Route::Joined(tag, carried.id.clone()),
            None => Route::Activity(carried.id.clone()),
        });
    }

    fn is_in(&self, tag: Tag, activity: &str) -> bool {
        self.session.peek(|records| part_of(records, tag, activity)).is_some()
    }
}
