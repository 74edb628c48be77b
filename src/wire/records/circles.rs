//! The records of circles: several people's answers on one device, which no list of one's own results shows.

use super::{RESULT, Records, Removed, key_of};
use crate::domain::circle::{self, Seat};
use crate::domain::id::ResponseId;
use crate::domain::response::{Complete, Draft, Perspective, Sheet};
use crate::wire::saved::{self, Saved};

impl Records {
    /// The circles that are still open, the last changed first.
    #[must_use]
    pub fn circles(&self) -> Vec<Draft> {
        self.open_drafts(&|sheet| sheet.perspective == Perspective::Circle)
    }

    /// The circles that are for a slot of a workshop, also those that are finished: the open ones first, the last changed
    /// of them first.
    #[must_use]
    pub fn circles_for(&self, activity: &str, workshop: ResponseId, slot: &str) -> Vec<Saved> {
        self.all_circles(&[RESULT, activity, "/"].concat(), &|sheet| {
            sheet.activity == activity && circle::slot_of(sheet) == Some((workshop, slot))
        })
    }

    /// The circles of all slots of a workshop, also of those that are off its agenda. Looks through all results.
    #[must_use]
    pub fn circles_of(&self, workshop: ResponseId) -> Vec<Saved> {
        self.all_circles(RESULT, &|sheet| circle::slot_of(sheet).is_some_and(|(known, _)| known == workshop))
    }

    /// All circles that are meant, the open ones first; finished ones of which the key begins so.
    fn all_circles(&self, start: &str, is_meant: &dyn Fn(&Sheet) -> bool) -> Vec<Saved> {
        let done = self.results_where(start, &|sheet| sheet.perspective == Perspective::Circle);
        let open = self.circles().into_iter().map(Saved::Draft);
        let mut all: Vec<Saved> = open.chain(done.into_iter().map(Saved::Complete)).collect();
        all.retain(|circle| is_meant(circle.sheet()));
        all
    }

    /// What somebody in a circle has begun to answer, the last changed first.
    #[must_use]
    pub fn seated_drafts(&self, circle: ResponseId) -> Vec<Draft> {
        self.open_drafts(&|sheet| sheet.seat.is_some_and(|seat| seat.circle == circle))
    }

    /// What the people or sides of a circle have finished, the first finished first.
    #[must_use]
    pub fn seated(&self, circle: &Sheet) -> Vec<Complete> {
        let start = [RESULT, &circle.activity, "/"].concat();
        let mut seated = self.results_where(&start, &|sheet| sheet.seat.is_some_and(|seat| seat.circle == circle.id));
        seated.reverse();
        seated
    }

    /// Removes a circle, open or finished, with everything that was answered in it.
    pub fn remove_circle(&mut self, circle: &Saved) -> Removed {
        let id = circle.sheet().id;
        let open = self.seated_drafts(id).into_iter().map(Saved::Draft);
        let finished = self.seated(circle.sheet()).into_iter().map(Saved::Complete);
        let all: Vec<String> =
            [circle.clone()].into_iter().chain(open).chain(finished).map(|saved| key_of(&saved)).collect();
        Removed(all.iter().flat_map(|key| self.take(key).0).collect())
    }

    /// Takes a response from another device into a circle, as an answer to this stage. Its private note stays
    /// behind. What stands here already under its id stays as it is: then a copy is taken in.
    pub fn take_in(&mut self, circle: &Sheet, stage: u8, complete: Complete) -> Taken {
        let seat = Seat { circle: circle.id, stage };
        let sheet = Sheet { seat: Some(seat), perspective: Perspective::Own, ..complete.sheet };
        let mut saved = Saved::Complete(Complete { sheet, note: String::new(), ..complete });
        let is_in = |records: &Self, saved: &Saved| {
            records.seated(circle).iter().any(|seated| seated.sheet.id == saved.sheet().id)
        };
        if !is_in(self, &saved) && !self.stored(saved.sheet().id).is_empty() {
            saved = saved.copy();
        }
        if is_in(self, &saved) {
            return Taken::WasIn;
        }
        self.add(&saved, saved::write(&saved, 1));
        Taken::In
    }
}

/// What became of a response from another device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Taken {
    /// It is in the circle now.
    In,
    /// It was in the circle already.
    WasIn,
}
