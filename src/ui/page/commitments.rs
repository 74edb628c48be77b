//! `#/commitments`: who does what by when, from all activities and added by hand.
//!
//! Which rows of a response are commitments only its activity says, so the page fetches the activities of all
//! responses with rows before it shows the list. One that can't be had is named, and the rest is shown.

mod add;
mod row;
mod take;

use leptos::prelude::*;

use crate::browser::{clock, page as browser_page};
use crate::domain::block;
use crate::domain::commitment::{self, Change, Commitment, Place, gather, gather_by_hand, in_order, may_hold};
use crate::domain::id::ResponseId;
use crate::domain::response::{Event, Sheet};
use crate::domain::rows::{self, Edit};
use crate::domain::table::Table;
use crate::i18n::{Key, date, join, t, tf};
use crate::route::Route;
use crate::ui::part::icon::icon;
use crate::ui::part::load::loading;
use crate::ui::session::{Load, Session};
use crate::wire::records::Records;

/// The parts of the list, with their headings.
const PLACES: [(Place, Key); 5] = [
    (Place::Overdue, Key::CommitmentsOverdue),
    (Place::Coming, Key::CommitmentsComing),
    (Place::Undated, Key::CommitmentsUndated),
    (Place::Done, Key::CommitmentsDone),
    (Place::Dropped, Key::CommitmentsDropped),
];

/// What was found in the records.
#[derive(Clone, PartialEq, Default)]
struct Found {
    /// All commitments, in their order.
    list: Vec<Commitment>,
    /// The day on which they stand in this order.
    today: String,
    /// Where each response is to be seen, by its id. What was added by hand has no such place.
    links: Table<String>,
    /// Activities that could not be had.
    missing: Vec<String>,
    /// Whether some are still being fetched.
    is_loading: bool,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    found: Memo<Found>,
    /// The commitment that is being changed, and what is typed there. It stays when the list is drawn anew.
    open: RwSignal<Option<String>>,
    what: RwSignal<String>,
    who: RwSignal<String>,
    day: RwSignal<String>,
    reason: RwSignal<String>,
    /// Whether words, and whether a reason, have been asked for.
    wordless: RwSignal<bool>,
    asked: RwSignal<bool>,
}

/// Draws the page.
pub fn page(session: Session) -> AnyView {
    let found = Memo::new(move |_| find(session));
    let page = Page {
        session,
        found,
        open: RwSignal::new(None),
        what: RwSignal::new(String::new()),
        who: RwSignal::new(String::new()),
        day: RwSignal::new(String::new()),
        reason: RwSignal::new(String::new()),
        wordless: RwSignal::new(false),
        asked: RwSignal::new(false),
    };
    // Once the page stands it stays: what another tab adds must not take a half-written commitment away.
    let stands = Memo::new(move |stood: Option<&bool>| stood == Some(&true) || found.with(|found| !found.is_loading));
    (move || if stands.get() { body(page) } else { loading() }).into_any()
}

fn body(page: Page) -> AnyView {
    page.session.show(t(Key::CommitmentsTitle));
    let to_add = |_| browser_page::focus(add::FIRST);
    view! {
        <div class="wrap narrow stack">
            <h1 tabindex="-1">{t(Key::CommitmentsTitle)}</h1>
            <p class="lede">{t(Key::CommitmentsLede)}</p>
            <p class="row no-print"><button class="button quiet" type="button" on:click=to_add>{icon("plus")}{t(Key::CommitmentsAdd)}</button></p>
            {move || missing(page.session, page.found.with(|found| found.missing.clone()))}
            {move || page.found.with(|found| list(page, found))}
            {add::view(page.session)}
            {take::view(page)}
        </div>
    }
    .into_any()
}

fn find(session: Session) -> Found {
    let mut found = Found { today: clock::today(), ..Found::default() };
    let (by_hand, drafts, results) = session
        .records(|records| (records.by_hand(), [records.circles(), records.drafts()].concat(), records.results()));
    for draft in by_hand {
        found.list.extend(gather_by_hand(&draft.sheet, t(Key::CommitmentsByHand)));
    }
    for draft in drafts {
        let route = Route::of_draft(&draft.sheet);
        found.take(session, &draft.sheet, &route);
    }
    for complete in results {
        found.take(session, &complete.sheet, &Route::Result(complete.sheet.id));
    }
    found.list = in_order(found.list, &found.today);
    found
}

impl Found {
    fn take(&mut self, session: Session, sheet: &Sheet, route: &Route) {
        if !may_hold(&sheet.answers) {
            return;
        }
        session.whole_activity(&sheet.activity).with(|load| match load {
            Load::Loading => self.is_loading = true,
            Load::Ready(activity) => {
                let commitments = gather(activity, sheet);
                if !commitments.is_empty() {
                    self.links.insert(sheet.id.to_string(), route.to_string());
                    self.list.extend(commitments);
                }
            }
            Load::Failed(_) => {
                if !self.missing.contains(&sheet.activity) {
                    self.missing.push(sheet.activity.clone());
                }
            }
        });
    }
}

/// Names the activities that could not be had.
fn missing(session: Session, activities: Vec<String>) -> Option<AnyView> {
    if activities.is_empty() {
        return None;
    }
    let titles: Vec<String> = activities.iter().map(|id| session.title_of(id)).collect();
    let retry = move |_| {
        for id in &activities {
            session.retry_whole_activity(id);
        }
    };
    Some(
        view! {
            <div class="note remark" role="status">
                {icon("info")}
                <div>
                    <p>{tf(Key::CommitmentsMissing, &[("titles", &join(&titles))])}</p>
                    <p class="row"><button class="button plain" type="button" on:click=retry>{t(Key::ProblemsRetry)}</button></p>
                </div>
            </div>
        }
        .into_any(),
    )
}

fn list(page: Page, found: &Found) -> AnyView {
    if found.list.is_empty() {
        return view! {
            <div class="empty">
                <p><strong>{t(Key::CommitmentsNone)}</strong></p>
                <p>{t(Key::CommitmentsNoneHint)}</p>
            </div>
        }
        .into_any();
    }
    let all: Vec<(usize, &Commitment)> = found.list.iter().enumerate().collect();
    let parts: Vec<AnyView> = PLACES
        .iter()
        .filter_map(|(place, heading)| {
            let rows: Vec<AnyView> = all
                .iter()
                .filter(|(_, commitment)| commitment.place(&found.today) == *place)
                .map(|(at, commitment)| {
                    let link = found.links.get(&commitment.response.to_string());
                    row::view(page, commitment, *place, *at, link.cloned())
                })
                .collect();
            (!rows.is_empty())
                .then(|| view! { <h2 class="h3">{t(*heading)}</h2><ul class="rows">{rows}</ul> }.into_any())
        })
        .collect();
    view! { <div class="commitments stack">{parts}</div> }.into_any()
}

// Changes

/// Names a commitment within the page.
fn key_of(commitment: &Commitment) -> String {
    format!("{}|{}|{}", commitment.response, commitment.block, commitment.row)
}

/// A day such as `2026-11-22` in words.
fn day_in_words(day: &str) -> String {
    clock::noon_of(day).map_or_else(|| day.to_owned(), date)
}

impl Page {
    /// Changes a commitment where it is kept, says so, offers to undo it, and moves the focus on: to the
    /// commitment where it stands now, or to the one that took its place.
    fn change(self, commitment: &Commitment, change: &Change) {
        let key = key_of(commitment);
        let stood = self.place_of(&key);
        let session = self.session;
        let Some(undo) = session.change(|records| make(records, commitment, change)) else {
            session.say(t(Key::CommitmentsGone));
            return;
        };
        self.open.set(None);
        let said = match change {
            Change::Done => t(Key::CommitmentsWasDone).to_owned(),
            Change::Reopened => t(Key::CommitmentsWasReopened).to_owned(),
            Change::Moved(day) if day.is_empty() => t(Key::CommitmentsWasUndated).to_owned(),
            Change::Moved(day) => tf(Key::CommitmentsWasMoved, &[("day", &day_in_words(day))]),
            Change::Reworded { .. } => t(Key::CommitmentsWasReworded).to_owned(),
            Change::Dropped(_) => t(Key::CommitmentsWasDropped).to_owned(),
            Change::Removed => t(Key::CommitmentsWasRemoved).to_owned(),
        };
        let (response, block) = (commitment.response, commitment.block.clone());
        let named = key.clone();
        let put_back = move || {
            session.change(|records| write(records, response, &block, &undo));
            // The offer goes with its focus; the page may have been left meanwhile.
            if let Some(at) = self.place_of(&named) {
                browser_page::next_frame(move || browser_page::focus(&["#", &row::control_id(at)].concat()));
            }
        };
        session.say_undo(&said, Box::new(put_back));
        let is_reworded = matches!(change, Change::Reworded { .. });
        let goes_along = is_reworded || matches!(change, Change::Moved(_) | Change::Reopened);
        let now = if goes_along { self.place_of(&key) } else { stood };
        let last = self.found.with_untracked(|found| found.list.len()).checked_sub(1);
        let target = match (now, last) {
            (Some(at), Some(_)) if is_reworded => format!("#{}", row::change_id(at)),
            (Some(at), Some(last)) => format!("#{}", row::control_id(at.min(last))),
            _ => ".app h1".to_owned(),
        };
        browser_page::next_frame(move || browser_page::focus(&target));
    }

    /// Where a commitment stands in the list; `None` when it is gone, or the page.
    fn place_of(self, key: &str) -> Option<usize> {
        let place = |found: &Found| found.list.iter().position(|commitment| key_of(commitment) == key);
        self.found.try_with_untracked(place).flatten()
    }
}

/// Makes a change to a commitment as it is stored now, and gives what takes it back; `None` when it is no
/// longer there.
fn make(records: &mut Records, commitment: &Commitment, change: &Change) -> Option<Vec<Edit>> {
    let Commitment { response, block, row, .. } = commitment;
    let answers = match records.result(*response) {
        Some(Ok(complete)) => complete.sheet.answers,
        _ => records.open_draft(*response)?.sheet.answers,
    };
    let undo = change.undoing(row, block::rows(&answers, block))?;
    write(records, *response, block, &change.edits(row));
    Some(undo)
}

/// Writes edits to where a response is kept, whether it is open or finished. What is for a row that is gone
/// is left out.
fn write(records: &mut Records, response: ResponseId, block: &str, edits: &[Edit]) {
    let fitting = |sheet: &Sheet| -> Vec<Edit> {
        let known = block::rows(&sheet.answers, block);
        let fits = |edit: &&Edit| !matches!(edit, Edit::Write { row, .. } if rows::row(known, row).is_none());
        edits.iter().filter(fits).cloned().collect()
    };
    if let Some(Ok(complete)) = records.result(response) {
        records.change_result(&complete, |stored| {
            let edits = fitting(&stored.sheet);
            commitment::apply(&mut stored.sheet.answers, block, &edits);
        });
    } else if let Some(draft) = records.open_draft(response) {
        let event = Event::Edited { block: block.to_owned(), edits: fitting(&draft.sheet) };
        records.change_draft(&draft, event, clock::now());
    }
}
