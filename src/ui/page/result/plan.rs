//! From the weak spot to a plan: a session on the two weakest dimensions, in the time that there is.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::activity::Activity;
use crate::domain::id::ResponseId;
use crate::domain::scoring::Profile;
use crate::domain::workshop::{Slot, Workshop};
use crate::i18n::{Key, join, t, tf};
use crate::ui::part::proposals::proposals;
use crate::ui::part::room::begin_workshop;
use crate::ui::part::words::quoted;
use crate::ui::session::Session;

/// Draws the section; nothing where nothing was scored.
pub(super) fn view(
    session: Session,
    activity: &Arc<Activity>,
    profile: &Profile,
    response: ResponseId,
) -> Option<AnyView> {
    let weakest: Vec<&str> = profile
        .lowest_first()
        .iter()
        .take(2)
        .filter_map(|score| activity.dimension(&score.dimension))
        .map(|dimension| dimension.title.as_str())
        .collect();
    if weakest.is_empty() {
        return None;
    }
    let quoted: Vec<String> = weakest.iter().map(|title| quoted(title)).collect();
    let lede = tf(Key::WorkshopPlanLede, &[("dimensions", &join(&quoted))]);
    let plain: Vec<String> = weakest.iter().map(|title| (*title).to_owned()).collect();
    let name = StoredValue::new(tf(Key::WorkshopNamed, &[("dimensions", &join(&plain))]));
    let choose = move |minutes: u16, agenda: Vec<Slot>| {
        let workshop = Workshop {
            id: session.new_id(),
            name: name.get_value(),
            minutes: Some(minutes),
            starts: None,
            from: Some(response),
            agenda,
        };
        begin_workshop(session, &workshop);
    };
    Some(
        view! {
            <section class="section beside no-print" aria-labelledby="plan-h">
                <h2 id="plan-h">{t(Key::WorkshopPlan)}</h2>
                <div class="stack">
                    <p>{lede}</p>
                    {proposals(session, activity.clone(), profile.clone(), choose)}
                </div>
            </section>
        }
        .into_any(),
    )
}
