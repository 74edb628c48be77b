//! What is listed where: drafts and results of one's own, and the drafts in which the app keeps what belongs to
//! no activity.

use super::{DRAFT, RESULT, Records, drafted, last};
use crate::domain::commitment::BY_HAND;
use crate::domain::id::{ResponseId, Tag, is_reserved};
use crate::domain::joined::{self, JOINED};
use crate::domain::order::{pair_key, sorted};
use crate::domain::response::{Complete, Draft, Perspective, Sheet};
use crate::domain::workshop::WORKSHOP;
use crate::wire::saved::Saved;

impl Records {
    /// All readable drafts that somebody answers for themselves, the last changed first. Not among them:
    /// [`Self::by_hand`], [`Self::workshops`], [`Self::circles`] and what belongs to a circle.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        self.open_drafts(&|sheet| sheet.seat.is_none() && sheet.perspective != Perspective::Circle)
    }

    /// A draft of whatever kind; `None` when it isn't here, can't be read, or has been finished.
    #[must_use]
    pub fn draft(&self, id: ResponseId) -> Option<Draft> {
        self.open_drafts(&|sheet| sheet.id == id).pop()
    }

    /// An open draft in which something may be changed: of an activity, whoever answers it, or added by hand.
    #[must_use]
    pub fn open_draft(&self, id: ResponseId) -> Option<Draft> {
        self.draft(id).or_else(|| self.by_hand().into_iter().find(|draft| draft.sheet.id == id))
    }

    pub(super) fn open_drafts(&self, is_meant: &dyn Fn(&Sheet) -> bool) -> Vec<Draft> {
        let mut drafts = self.drafts_where(&|key| !is_reserved(drafted(key)) && !self.has_result(last(key)));
        drafts.retain(|draft| is_meant(&draft.sheet));
        drafts
    }

    /// The drafts that hold the commitments added by hand, the last changed first: one, or several where a
    /// backup brought another in or one is full. They belong to no activity, so no page offers to go on with
    /// them.
    #[must_use]
    pub fn by_hand(&self) -> Vec<Draft> {
        self.drafts_where(&|key| drafted(key) == BY_HAND)
    }

    /// The drafts that hold workshops, the last changed first.
    #[must_use]
    pub fn workshops(&self) -> Vec<Draft> {
        self.drafts_where(&|key| drafted(key) == WORKSHOP)
    }

    /// The draft that holds this workshop.
    #[must_use]
    pub fn workshop(&self, id: ResponseId) -> Option<Draft> {
        self.draft_under(WORKSHOP, id)
    }

    /// The drafts that hold the workshops in which the person takes part, the last changed first.
    #[must_use]
    pub fn all_joined(&self) -> Vec<Draft> {
        self.drafts_where(&|key| drafted(key) == JOINED)
    }

    /// The draft that holds the joined workshop with this tag.
    #[must_use]
    pub fn joined(&self, tag: Tag) -> Option<Draft> {
        self.draft_under(JOINED, joined::draft_id(tag))
    }

    /// A draft whose key is known: among ten thousand others it takes no longer.
    fn draft_under(&self, activity: &str, id: ResponseId) -> Option<Draft> {
        match self.open(&[DRAFT, activity, "/", &id.to_string()].concat())? {
            Ok((Saved::Draft(draft), _)) => Some(draft),
            _ => None,
        }
    }

    /// The joined workshop that a response is for.
    #[must_use]
    pub fn joined_by(&self, response: ResponseId) -> Option<Tag> {
        let is_meant = |draft: &&Draft| joined::has_response(&draft.sheet, response);
        self.all_joined().iter().find(is_meant).map(|draft| joined::tag_of(&draft.sheet))
    }

    pub(super) fn drafts_where(&self, is_meant: &dyn Fn(&str) -> bool) -> Vec<Draft> {
        let drafts = self
            .keys(DRAFT)
            .iter()
            .filter(|key| is_meant(key))
            .filter_map(|key| match self.open(key)? {
                Ok((Saved::Draft(draft), _)) => Some(draft),
                _ => None,
            })
            .collect();
        sorted(drafts, |draft| !pair_key(draft.changed, draft.sheet.id.0))
    }

    /// All readable results, the last finished first, without those that belong to a circle. Opens every
    /// record: not for the home page.
    #[must_use]
    pub fn results(&self) -> Vec<Complete> {
        self.results_where(RESULT, &|sheet| sheet.seat.is_none())
    }

    /// The readable results of one activity, likewise.
    #[must_use]
    pub fn results_of(&self, activity: &str) -> Vec<Complete> {
        self.results_where(&[RESULT, activity, "/"].concat(), &|sheet| sheet.seat.is_none())
    }

    pub(super) fn results_where(&self, start: &str, is_meant: &dyn Fn(&Sheet) -> bool) -> Vec<Complete> {
        let mut results = self.results_under(start);
        results.retain(|complete| is_meant(&complete.sheet));
        results
    }

    pub(super) fn results_under(&self, start: &str) -> Vec<Complete> {
        let results = self
            .keys(start)
            .iter()
            .filter_map(|key| match self.open(key)? {
                Ok((Saved::Complete(complete), _)) => Some(complete),
                _ => None,
            })
            .collect();
        sorted(results, |complete| !pair_key(complete.finished, complete.sheet.id.0))
    }
}
