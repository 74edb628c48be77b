//! A planned session as a row of a list: its name, how long it is, and the way back into it while it runs.

use leptos::prelude::*;

use crate::domain::response::Draft;
use crate::domain::workshop::{Running, Workshop};
use crate::i18n::{Key, Plural, date, t, tf, tn};
use crate::route::Route;
use crate::ui::part::icon::turning_icon;
use crate::ui::part::room::name_of;

/// Draws the row.
pub fn plan_row(draft: &Draft) -> AnyView {
    let plan = Workshop::of(&draft.sheet);
    let time = tn(Plural::FormatMinutesLong, plan.total() as usize, &[]);
    let changed = tf(Key::WorkshopChanged, &[("time", &time), ("when", &date(draft.changed))]);
    let is_on = Running::of(&draft.sheet).is_some_and(|running| running.ended.is_none());
    let run = is_on.then(|| {
        view! { <a class="button quiet" href=Route::Run(plan.id).to_string()>{t(Key::WorkshopsGoOn)}{turning_icon("next")}</a> }
    });
    view! {
        <li>
            <div class="grow">
                <h3><a href=Route::Workshop(plan.id).to_string()>{name_of(&plan)}</a></h3>
                <p class="small hush">{changed}</p>
            </div>
            {run}
        </li>
    }
    .into_any()
}
