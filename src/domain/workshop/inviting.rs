//! The invitation that goes out for a slot of the agenda: what was settled, as the phones get it.

use super::settings::{Setting, expected, sides};
use super::{Item, Slot, Workshop};
use crate::domain::block::Answer;
use crate::domain::hand_in::MAX_SIDES;
use crate::domain::invitation::{Audience, Invitation, LEAST, MOST_LEAST, Naming, SentList, USUAL_LEAST};
use crate::domain::response::Sheet;
use crate::domain::sealed::point_of;

/// How the names of the blocks begin that hold lists.
const LIST: &str = "list ";

/// The words by which naming is stored.
pub const NAMINGS: [(&str, Naming); 3] =
    [("named", Naming::Named), ("alias", Naming::Alias), ("anonymous", Naming::Anonymous)];
/// The words by which the audience is stored.
pub const AUDIENCES: [(&str, Audience); 2] =
    [("everybody", Audience::Everybody), ("facilitator", Audience::Facilitator)];

/// Under which name people hand in.
#[must_use]
pub fn naming(sheet: &Sheet) -> Naming {
    chosen(&NAMINGS, Setting::Naming.of(sheet))
}

/// Who sees the group result.
#[must_use]
pub fn audience(sheet: &Sheet) -> Audience {
    chosen(&AUDIENCES, Setting::Audience.of(sheet))
}

/// From how many answers on the group result is shown.
#[must_use]
pub fn least(sheet: &Sheet) -> u8 {
    least_of(Setting::Least.of(sheet)).unwrap_or(USUAL_LEAST)
}

/// The least number that a text says: a whole number from [`LEAST`] to [`MOST_LEAST`].
#[must_use]
pub fn least_of(text: &str) -> Option<u8> {
    text.trim().parse().ok().filter(|least| (LEAST..=MOST_LEAST).contains(least))
}

fn chosen<T: Copy + Default>(words: &[(&str, T)], word: &str) -> T {
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value).unwrap_or_default()
}

/// The block of a workshop's draft that holds the list which goes out with a slot, by the id of the activity's list.
#[must_use]
pub fn list_block(slot: &str, list: &str) -> String {
    [LIST, slot, " ", list].concat()
}

/// The list that goes out with a slot; `None` where none was put down.
fn sent_list(sheet: &Sheet, slot: &Slot, activity: &str) -> Option<SentList> {
    let start = list_block(&slot.id, "");
    let (block, rows) = sheet.answers.iter().find_map(|(name, answer)| match answer {
        Answer::Rows(rows) => Some((name.strip_prefix(&start)?, rows)),
        _ => None,
    })?;
    Some(SentList {
        workshop: Some(slot.tag(sheet.id)),
        activity: activity.to_owned(),
        block: block.to_owned(),
        rows: rows.clone(),
    })
}

/// The invitation to the activity in a slot of the workshop of this draft. `None` where no activity stands there.
#[must_use]
pub fn invitation(sheet: &Sheet, slot: &str) -> Option<Invitation> {
    let plan = Workshop::of(sheet);
    let place = plan.agenda.iter().position(|known| known.id == slot)?;
    let slot = plan.agenda.get(place)?;
    let Item::Activity(activity) = &slot.item else { return None };
    let mut sides = sides(sheet);
    sides.truncate(MAX_SIDES);
    // One side alone has nothing beside it.
    if sides.len() < 2 {
        sides.clear();
    }
    Some(Invitation {
        name: plan.name.clone(),
        place: u8::try_from(place).unwrap_or(u8::MAX),
        naming: naming(sheet),
        least: least(sheet),
        audience: audience(sheet),
        expected: expected(sheet),
        sides,
        key: point_of(Setting::Public.of(sheet)),
        list: sent_list(sheet, slot, activity),
        custom: false,
        ..Invitation::usual(slot.collected_as(plan.id), activity)
    })
}
