//! `#/j/<tag>/<activity>`: an activity of a workshop that the person takes part in. Again who asks what and what
//! is shown to whom, then begin, go on, hand in, or change what was handed in.
//!
//! Written as text ([`crate::ui::html`]). It is not drawn anew while somebody writes their name.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, page as browser_page};
use crate::domain::activity::Activity;
use crate::domain::hand_in::{MAX_NAME, name_of};
use crate::domain::id::{ResponseId, Tag};
use crate::domain::invitation::{Audience, Invitation, Naming};
use crate::domain::joined::{self, Part};
use crate::domain::order::sorted;
use crate::domain::response::{Draft, Perspective};
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::ui::html::{button, escape, line, loading};
use crate::ui::part::group_result::kept_groups;
use crate::ui::part::joined::{
    Progress, change_part, finished, invitation, lists, part_of, progress, take_part, terms,
};
use crate::ui::part::phone::{bar_html, frame_html, link_html, terms_html};
use crate::ui::part::problems::problems_html;
use crate::ui::part::summary::group_of_summary_html;
use crate::ui::part::whole::whole;
use crate::ui::session::{Load, Session};

/// The field for the name.
const NAME: &str = "join-name";
/// Where it stands.
const NAME_BOX: &str = "join-name-box";
/// What is wrong with it.
const WRONG: &str = "join-wrong";
/// The chips of the sides; the value is the side's number, or nothing.
const SIDE: &str = "join-side";

/// Draws the page.
pub fn page(session: Session, tag: Tag, id: &str) -> AnyView {
    if session.peek(|records| part_of(records, tag, id)).is_none() {
        return gone(session);
    }
    let signal = session.whole_activity(id);
    let id = id.to_owned();
    (move || match signal.get() {
        Load::Loading => frame(&loading(), Box::new(|_| ())),
        Load::Failed(problems) => {
            // What is to be mended on the site is nothing to who waits for an activity that is not on it.
            if session.peek(|records| invitation(records, tag, &id)).is_some_and(|terms| terms.custom) {
                return still_to_come(session);
            }
            let title = t(Key::ProblemsTitle);
            session.show(title);
            let id = id.clone();
            let pressed = move |what: &str| {
                if what == "retry" {
                    session.retry_whole_activity(&id);
                }
            };
            frame(&problems_html(title, &problems), Box::new(pressed))
        }
        Load::Ready(activity) => Rc::new(Joined { session, tag, activity }).view(),
    })
    .into_any()
}

/// The page before the activity has come, which travels in codes of its own.
fn still_to_come(session: Session) -> AnyView {
    let title = t(Key::JoinCustomTitle);
    session.show(title);
    frame(&[line("h1 class=\"h3\" tabindex=\"-1\"", title), line("p", t(Key::JoinCustom))].concat(), Box::new(|_| ()))
}

/// The page on a device that has not joined.
pub(super) fn gone(session: Session) -> AnyView {
    let title = t(Key::JoinGone);
    session.show(title);
    let body = [
        line("h1 class=\"h3\" tabindex=\"-1\"", title),
        line("p", t(Key::JoinGoneHint)),
        ["<p>", &link_html("button", &Route::Join, t(Key::JoinToJoin)), "</p>"].concat(),
    ];
    frame(&body.concat(), Box::new(|_| ()))
}

/// The frame round what stands there before the activity: by the tag, the activity's id, what is said, and what a
/// press means.
pub(super) type Frame = fn(Tag, &str, &str, Box<dyn Fn(&str)>) -> AnyView;

/// The page of an activity that the person takes part in, once the activity is there. On a device that has not
/// joined, `is_here` being false, a page says so.
pub(super) fn with_whole(
    session: Session,
    tag: Tag,
    id: &str,
    is_here: bool,
    frame: Frame,
    ready: fn(Session, Tag, Arc<Activity>) -> AnyView,
) -> AnyView {
    if !is_here {
        return gone(session);
    }
    let signal = session.whole_activity(id);
    let id = id.to_owned();
    (move || match signal.get() {
        Load::Loading => frame(tag, &id, &loading(), Box::new(|_| ())),
        Load::Failed(problems) => {
            let title = t(Key::ProblemsTitle);
            session.show(title);
            let again = id.clone();
            let pressed = move |what: &str| {
                if what == "retry" {
                    session.retry_whole_activity(&again);
                }
            };
            frame(tag, &id, &problems_html(title, &problems), Box::new(pressed))
        }
        Load::Ready(activity) => ready(session, tag, activity),
    })
    .into_any()
}

fn frame(body: &str, pressed: Box<dyn Fn(&str)>) -> AnyView {
    let bar = bar_html(&Route::Home(String::new()), t(Key::IncomingHome), t(Key::JoinWorkshop), "");
    whole(frame_html("joined", &bar, body, ""), pressed, Box::new(|_| ()))
}

/// An activity of a workshop on the page.
struct Joined {
    session: Session,
    tag: Tag,
    activity: Arc<Activity>,
}

impl Joined {
    fn terms(&self) -> Invitation {
        self.session.peek(|records| terms(records, self.tag, &self.activity.id))
    }

    fn part(&self) -> Option<Part> {
        self.session.peek(|records| part_of(records, self.tag, &self.activity.id))
    }

    fn view(self: Rc<Self>) -> AnyView {
        self.session.show(&self.activity.title);
        let (press, input) = (self.clone(), self.clone());
        let html = self.html();
        view! {
            <div class="whole" inner_html=html
                on:click=move |event| if let Some(what) = browser_page::pressed(&event) { press.press(&what); }
                on:input=move |event| if let Some((name, value)) = browser_page::named_field(&event) { input.changed(&name, &value); }
            ></div>
        }
        .into_any()
    }

    fn html(&self) -> String {
        let Some(part) = self.part() else { return String::new() };
        let terms = self.terms();
        let kept = self.session.peek(|records| invitation(records, self.tag, &self.activity.id)).is_some();
        let about = self.session.peek(|records| records.joined(self.tag)).map(|draft| draft.sheet.about);
        let name = if terms.name.is_empty() { about.unwrap_or_default() } else { terms.name.clone() };
        let title =
            if name.is_empty() { t(Key::JoinIntoUnnamed).to_owned() } else { tf(Key::JoinInto, &[("name", &name)]) };
        let progress = self.session.peek(|records| progress(records, &part));
        let (state, keys, more) = self.progress_html(&progress, &part);
        let body = [
            line("h1 class=\"h3\" tabindex=\"-1\"", &title),
            line("p role=\"status\"", t(state)),
            more,
            self.name_box_html(&part, &terms),
            sides_html(&part, &terms),
            terms_html(&terms, Some(&self.activity), &name, kept),
            self.carry_html(),
            self.groups_html(&terms),
        ];
        let bar = bar_html(&Route::Home(String::new()), t(Key::IncomingHome), &self.activity.title, "");
        frame_html("joined", &bar, &body.concat(), &keys)
    }

    /// How far the person is, what comes next, and what else can be done.
    fn progress_html(&self, progress: &Progress, part: &Part) -> (Key, String, String) {
        let hand_in = Route::HandIn(self.tag, self.activity.id.clone());
        let hand_in_words = if part.scanned { Key::JoinHandInAgain } else { Key::JoinHandIn };
        match progress {
            Progress::Fresh => {
                (Key::JoinNotBegun, button("button grow", "begin", "", t(Key::JoinBegin), ""), String::new())
            }
            Progress::Open(draft) => {
                let route = Route::answer_draft(&draft.sheet);
                let go_on = link_html("button grow", &route, t(Key::JoinGoOn));
                if self.session.peek(|records| finished(records, part)).is_none() {
                    return (Key::JoinBegun, go_on, String::new());
                }
                let more = [
                    "<p>".to_owned(),
                    link_html("button quiet", &hand_in, t(hand_in_words)),
                    "</p>".to_owned(),
                    line("p class=\"small hush\"", t(Key::JoinChangeHint)),
                ];
                (Key::JoinChanging, go_on, more.concat())
            }
            Progress::Answered(complete) => {
                let state = if part.scanned { Key::JoinHanded } else { Key::JoinAnswered };
                let more = [
                    "<div class=\"row\">".to_owned(),
                    button("button quiet", "change", "", t(Key::JoinChange), ""),
                    link_html("button plain", &Route::Result(complete.sheet.id), t(Key::JoinResult)),
                    "</div>".to_owned(),
                    line("p class=\"small hush\"", t(Key::JoinChangeHint)),
                ];
                (state, link_html("button grow", &hand_in, t(hand_in_words)), more.concat())
            }
        }
    }

    fn name_box_html(&self, part: &Part, terms: &Invitation) -> String {
        match terms.naming {
            Naming::Anonymous => String::new(),
            Naming::Named | Naming::Alias => format!("<div id=\"{NAME_BOX}\">{}</div>", name_html(part, terms)),
        }
    }

    fn carry_html(&self) -> String {
        let route = Route::Carry(self.tag, self.activity.id.clone());
        let link = link_html("button quiet", &route, t(Key::JoinCarry));
        ["<div class=\"stack-s\"><p>", &link, "</p>", &line("p class=\"small hush\"", t(Key::JoinCarryHint)), "</div>"]
            .concat()
    }

    /// The group results of this activity that were kept, the newest first.
    fn groups_html(&self, terms: &Invitation) -> String {
        let groups = self.session.peek(|records| kept_groups(records, &self.activity.id));
        if groups.is_empty() {
            let shared = terms.audience == Audience::Everybody && self.activity.has_figures();
            return if shared { line("p class=\"small hush\"", t(Key::JoinGroupsHint)) } else { String::new() };
        }
        let groups = sorted(groups, |summary| !u128::from(summary.day));
        // One's own answers stand beside the group in which they were handed in.
        let own = self.part().and_then(|part| self.session.peek(|records| finished(records, &part)));
        let all: String = groups
            .iter()
            .map(|summary| {
                let own = own.as_ref().filter(|_| summary.workshop == Some(self.tag));
                ["<div class=\"stack-s\">", &group_of_summary_html(&self.activity, summary, own), "</div>"].concat()
            })
            .collect();
        ["<section class=\"stack\">", &line("h2 class=\"h3\"", t(Key::JoinGroups)), &all, "</section>"].concat()
    }

    fn press(&self, what: &str) {
        match what {
            "begin" => self.begin(),
            "change" => self.change(),
            "suggest" => {
                let (first, second) =
                    joined::alias(t(Key::JoinAliasFirst), t(Key::JoinAliasSecond), self.session.new_id().0);
                let name = tf(Key::JoinAliasWords, &[("a", first), ("b", second)]);
                self.write(&|part| part.name.clone_from(&name));
                if let Some(part) = self.part() {
                    browser_page::set_html(NAME_BOX, &name_html(&part, &self.terms()));
                    browser_page::focus(&["#", NAME].concat());
                }
            }
            _ => {}
        }
    }

    fn changed(&self, field: &str, value: &str) {
        match field {
            NAME => {
                let name = name_of(value);
                self.write(&|part| part.name.clone_from(&name));
                browser_page::set_html(WRONG, "");
            }
            SIDE => self.write(&|part| part.side = value.parse().ok()),
            _ => {}
        }
    }

    fn write(&self, change: &dyn Fn(&mut Part)) {
        change_part(self.session, self.tag, &self.activity.id, change);
    }

    /// Begins to answer, with the lists of the room in their places.
    fn begin(&self) {
        let Some(part) = self.part() else { return };
        if joined::needs_name(&part, &self.terms()) {
            browser_page::set_html(WRONG, &line("p class=\"wrong\" role=\"alert\"", t(Key::JoinNameMissing)));
            browser_page::set_attribute(NAME, "aria-invalid", Some("true"));
            browser_page::focus(&["#", NAME].concat());
            return;
        }
        let mut draft = Draft::begin(&self.activity, self.session.new_id(), Perspective::Own, clock::now());
        self.take_lists(&mut draft);
        self.answer(draft, None);
    }

    /// What the room has made, as it was sent last.
    fn take_lists(&self, draft: &mut Draft) {
        let lists = self.session.peek(|records| lists(records, self.tag, &self.activity.id));
        joined::take_lists(draft, &self.activity, &lists, draft.changed);
    }

    /// Opens a copy of the answers, with the lists of the room. What was handed in stays as it is.
    fn change(&self) {
        let Some(part) = self.part() else { return };
        if let Progress::Answered(complete) = self.session.peek(|records| progress(records, &part)) {
            let mut draft = joined::again(&complete, self.session.new_id(), clock::now());
            self.take_lists(&mut draft);
            self.answer(draft, Some(complete.sheet.id));
        }
    }

    /// Goes to the draft, which is for this workshop from now on; `before` is the finished response of which it is a copy.
    fn answer(&self, draft: Draft, before: Option<ResponseId>) {
        self.session.change(|records| records.keep_draft(&draft));
        self.write(&|part| (part.response, part.before) = (Some(draft.sheet.id), before));
        self.session.go(&Route::answer_draft(&draft.sheet));
    }
}

/// The field for the name that goes in, and a suggestion where it need not be one's own.
fn name_html(part: &Part, terms: &Invitation) -> String {
    let alias = terms.naming == Naming::Alias;
    let suggest = if alias { button("button plain", "suggest", "", t(Key::JoinSuggest), "") } else { String::new() };
    let (label, hint) =
        if alias { (Key::JoinYourAlias, t(Key::JoinAliasHint)) } else { (Key::JoinYourName, t(Key::JoinNamingNamed)) };
    format!(
        "<div class=\"field\">{}{}<input class=\"input\" id=\"{NAME}\" type=\"text\" maxlength=\"{MAX_NAME}\" \
         autocomplete=\"off\" aria-describedby=\"{NAME}-hint {WRONG}\" value=\"{}\">{suggest}<div id=\"{WRONG}\"></div></div>",
        line(&format!("label for=\"{NAME}\""), t(label)),
        line(&format!("p class=\"hint\" id=\"{NAME}-hint\""), hint),
        escape(&part.name),
    )
}

/// The sides that are compared, to choose one, or none.
fn sides_html(part: &Part, terms: &Invitation) -> String {
    if terms.sides.is_empty() {
        return String::new();
    }
    let chip = |value: &str, name: &str, chosen: bool| {
        let checked = if chosen { " checked" } else { "" };
        format!(
            "<label class=\"chip\"><input type=\"radio\" name=\"{SIDE}\" value=\"{value}\"{checked}>{}</label>",
            line("span", name),
        )
    };
    let known = part.side.filter(|side| usize::from(*side) < terms.sides.len()).map(usize::from);
    let chips: String =
        terms.sides.iter().enumerate().map(|(at, side)| chip(&at.to_string(), side, known == Some(at))).collect();
    format!(
        "<fieldset class=\"stack-s\">{}<div class=\"chips\">{chips}{}</div></fieldset>",
        line("legend class=\"label\"", t(Key::JoinSide)),
        chip("", t(Key::JoinSideNone), known.is_none()),
    )
}

/// Joins with a typed code, under the usual settings.
pub(super) fn join_typed(session: Session, tag: Tag, activity: &str) {
    take_part(session, tag, "", activity);
    session.go(&Route::Joined(tag, activity.to_owned()));
}
