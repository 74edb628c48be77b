//! A workshop in which the person of this device takes part, as the pages see it: how far they are, what they
//! agreed to, and where the rest of the app points to it.

use leptos::prelude::*;

use super::icon::turning_icon;
use crate::browser::clock;
use crate::domain::id::{ResponseId, Tag};
use crate::domain::invitation::{Invitation, SentList};
use crate::domain::joined::{self, Part};
use crate::domain::response::{Complete, Draft, Sheet};
use crate::domain::workshop::{Item, Workshop, tags};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::session::Session;
use crate::wire::code::{Packet, text};
use crate::wire::records::{Records, Shelf};

/// How far somebody is with a part of a workshop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Nothing was begun, or what was begun is gone.
    Fresh,
    /// This is being answered, for the first time or again.
    Open(Draft),
    /// This is finished.
    Answered(Complete),
}

/// How far somebody is with a part. Who gives up a change has answered as before.
#[must_use]
pub fn progress(records: &Records, part: &Part) -> Progress {
    match part.response.and_then(|id| records.draft(id)) {
        Some(draft) => Progress::Open(draft),
        None => finished(records, part).map_or(Progress::Fresh, Progress::Answered),
    }
}

/// What can be handed in of a part: also while it is being changed, the answers from before.
#[must_use]
pub fn finished(records: &Records, part: &Part) -> Option<Complete> {
    part.responses().find_map(|id| records.result(id)?.ok())
}

/// The part of a joined workshop that is about this activity.
#[must_use]
pub fn part_of(records: &Records, tag: Tag, activity: &str) -> Option<Part> {
    joined::part(&records.joined(tag)?.sheet, activity)
}

/// The workshop that this very device runs and the slot on its agenda whose answers to an activity have this tag. No
/// slot where it is one of the workshop's tags and the slot is no longer on its agenda.
#[must_use]
pub fn own_workshop(records: &Records, tag: Tag, activity: &str) -> Option<(ResponseId, Option<String>)> {
    let drafts = records.workshops();
    let plans: Vec<Workshop> = drafts.iter().map(|draft| Workshop::of(&draft.sheet)).collect();
    let is_meant = |item: &Item| matches!(item, Item::Activity(id) if id == activity);
    let found = plans.iter().find_map(|plan| {
        let slot = plan.agenda.iter().find(|slot| is_meant(&slot.item) && slot.tag(plan.id) == tag)?;
        Some((plan.id, Some(slot.id.clone())))
    });
    found.or_else(|| Some((drafts.iter().find(|draft| tags(&draft.sheet).contains(&tag))?.sheet.id, None)))
}

/// What the person agreed to: the invitation that is kept, else the usual settings, which a typed code stands for.
#[must_use]
pub fn terms(records: &Records, tag: Tag, activity: &str) -> Invitation {
    invitation(records, tag, activity).unwrap_or_else(|| Invitation::usual(tag.stand_in(), activity))
}

/// The invitation that is kept.
#[must_use]
pub fn invitation(records: &Records, tag: Tag, activity: &str) -> Option<Invitation> {
    let tag = tag.to_string();
    records.codes(Shelf::Invitations(&tag, activity)).iter().find_map(|code| match text::read(code)? {
        Packet::Join(invitation) => Some(*invitation),
        _ => None,
    })
}

/// The lists that were sent for an activity of a workshop.
#[must_use]
pub fn lists(records: &Records, tag: Tag, activity: &str) -> Vec<SentList> {
    let tag = tag.to_string();
    let codes = records.codes(Shelf::Lists(&tag, activity));
    let list = |code: &String| match text::read(code)? {
        Packet::List(list) => Some(list),
        _ => None,
    };
    codes.iter().filter_map(list).collect()
}

/// Joins a workshop for an activity. Name and side are taken over from what was answered
/// before in it, or in a workshop of the same name that was joined within a day ([`joined::alike`]).
pub fn take_part(session: Session, tag: Tag, name: &str, activity: &str) {
    let hand = session.new_id();
    let now = clock::now();
    session.change(|records| {
        let mut draft = records.joined(tag).unwrap_or_else(|| joined::begin(tag, name, now));
        if draft.sheet.about.is_empty() {
            name.clone_into(&mut draft.sheet.about);
        }
        records.keep_draft(&draft);
        let parts = joined::parts(&draft.sheet);
        if parts.iter().all(|part| part.activity != activity) {
            let mut part = Part::new(activity, hand);
            let alike = || joined::alike(&records.all_joined(), name, now);
            if let Some(known) = parts.into_iter().next_back().or_else(alike) {
                (part.name, part.side) = (known.name, known.side);
            }
            records.change_draft(&draft, part.event(), now);
        }
    });
}

/// Changes a part as it is kept now.
pub fn change_part(session: Session, tag: Tag, activity: &str, change: &dyn Fn(&mut Part)) {
    session.change(|records| {
        let Some(draft) = records.joined(tag) else { return };
        let Some(mut part) = joined::part(&draft.sheet, activity) else { return };
        change(&mut part);
        records.change_draft(&draft, part.event(), clock::now());
    });
}

/// What a workshop is called; "A workshop" while nobody has named it.
#[must_use]
pub fn name_or_none(name: &str) -> &str {
    if name.is_empty() { t(Key::JoinWorkshop) } else { name }
}

/// At the top of a result that is for a workshop: the way to hand it in.
pub fn hand_in_note(session: Session, sheet: &Sheet) -> Option<AnyView> {
    let tag = session.peek(|records| records.joined_by(sheet.id))?;
    let name = session.peek(|records| records.joined(tag)).map(|draft| draft.sheet.about).unwrap_or_default();
    let words = if name.is_empty() {
        t(Key::HandinForUnnamed).to_owned()
    } else {
        tf(Key::HandinForWorkshop, &[("name", &name)])
    };
    let route = Route::HandIn(tag, sheet.activity.clone()).to_string();
    Some(
        view! {
            <div class="row no-print">
                <a class="button" href=route>{t(Key::JoinHandIn)}{turning_icon("next")}</a>
                <p class="small hush">{words}</p>
            </div>
        }
        .into_any(),
    )
}

/// On the home page: the workshop that was last taken part in, and how to go on with it.
pub fn home_card(session: Session) -> Option<AnyView> {
    let (tag, name, part, progress) = session.records(|records| {
        let draft = records.all_joined().into_iter().next()?;
        let part = joined::parts(&draft.sheet).pop()?;
        let progress = progress(records, &part);
        Some((joined::tag_of(&draft.sheet), draft.sheet.about, part, progress))
    })?;
    let activity = part.activity;
    let to_workshop = Route::Joined(tag, activity.clone());
    let (state, next) = match progress {
        Progress::Fresh => (Key::JoinNotBegun, Some((Key::JoinBegin, to_workshop.clone()))),
        Progress::Open(draft) => (Key::JoinBegun, Some((Key::JoinGoOn, Route::answer_draft(&draft.sheet)))),
        Progress::Answered(_) if part.scanned => (Key::JoinHanded, None),
        Progress::Answered(_) => (Key::JoinAnswered, Some((Key::JoinHandIn, Route::HandIn(tag, activity.clone())))),
    };
    let heading = tf(Key::JoinHome, &[("name", name_or_none(&name))]);
    let button = next.map(|(act, route)| {
        view! { <a class="button" href=route.to_string()>{t(act)}{turning_icon("next")}</a> }
    });
    Some(
        view! {
            <section class="sheet resume" id="joined">
                <div class="stack-s"><p class="kind">{heading}</p><h2 class="h3">{move || session.title_of(&activity)}</h2></div>
                <p>{t(state)}</p>
                <div class="row">{button}<a class="button plain" href=to_workshop.to_string()>{t(Key::HandinBack)}</a></div>
            </section>
        }
        .into_any(),
    )
}
