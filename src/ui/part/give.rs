//! Giving one's answers to a circle on another device: as text to paste there, or as a file.

use leptos::prelude::*;

use crate::browser::clock;
use crate::domain::activity::Activity;
use crate::domain::circle::is_for_circles;
use crate::domain::response::Complete;
use crate::i18n::{Key, t};
use crate::ui::session::Session;
use crate::wire::backup::write_one;
use crate::wire::saved::Saved;

/// Two entries of a menu; nothing where the activity is for nobody else. The private note stays here.
pub fn give(session: Session, activity: &Activity, complete: &Complete) -> Option<impl IntoView + use<>> {
    let name = [&activity.id, "-", &clock::iso_day(complete.finished), "-give.json"].concat();
    let text = StoredValue::new(write_one(
        &Saved::Complete(Complete { note: String::new(), ..complete.clone() }),
        complete.finished,
    ));
    let copy = move |_| session.copy(text.get_value());
    let save = move |_| {
        session.save_text(&name, "application/json", &text.get_value());
    };
    let hint = || view! { <small>{t(Key::CircleGiveHint)}</small> };
    is_for_circles(activity).then(|| {
        view! {
            <li><button type="button" on:click=copy><span>{t(Key::CircleGiveCopy)}{hint()}</span></button></li>
            <li><button type="button" on:click=save><span>{t(Key::CircleGive)}{hint()}</span></button></li>
        }
    })
}
