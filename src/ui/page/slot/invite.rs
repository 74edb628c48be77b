//! `#/w/<workshop>/invite/<slot>`: the code for the phones, and what people are promised before they begin.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use super::Here;
use crate::browser::{later, page, sealing, share};
use crate::domain::block;
use crate::domain::invitation::{Audience, Invitation, LEAST, MOST_LEAST, Naming};
use crate::domain::response::Event;
use crate::domain::rows::{Edit, Row};
use crate::domain::sealed::point_text;
use crate::domain::typed_code;
use crate::domain::workshop::{
    AUDIENCES, MOST_PEOPLE, NAMINGS, Setting, audience, expected, least, least_of, lines_of, list_block, naming,
    people_of, rewritten, sides,
};
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::html::{button, escape, icon, line, note};
use crate::ui::part::join_code::{grouped, invitation_of, links_of, short_address, untyped_words};
use crate::ui::part::shown::{OnScreen, Shown};
use crate::ui::session::watch;

// The parts of the page that change, by id.
const CODE: &str = "invite-code";
const PROMISES: &str = "invite-promises";
const WRONG: &str = "invite-wrong";

/// The box that seals the workshop.
const SEALED: &str = "sealed";
/// The fields of what people are promised: they stay as they are once somebody is in.
const PROMISED: [&str; 5] = ["naming", "audience", "invite-least", "invite-sides", SEALED];

/// Draws the page.
pub fn view(here: Rc<Here>) -> AnyView {
    here.session.show(&tf(Key::InviteTitle, &[("title", &here.activity.title)]));
    let page = Rc::new(Invite { here, codes: RefCell::new(None), is_to_be_sealed: Rc::default() });
    page.make();
    let html = page.html();
    let (press, change, follow) = (page.clone(), page.clone(), page.clone());
    watch(Box::new(move || {
        follow.here.session.version.track();
        follow.draw();
    }));
    // Kept as long as the page: dropping it ends the turning.
    StoredValue::new_local(page);
    view! {
        <div class="whole" inner_html=html
            on:click=move |event| if let Some(what) = page::pressed(&event) { press.press(&what); }
            on:change=move |event| if let Some((name, value)) = page::named_field(&event) { change.changed(&name, &value); }
        ></div>
    }
    .into_any()
}

/// The page.
struct Invite {
    here: Rc<Here>,
    codes: RefCell<Option<OnScreen>>,
    /// What the box that seals said last: keys take a moment.
    is_to_be_sealed: Rc<Cell<bool>>,
}

impl Invite {
    fn invitation(&self) -> Option<Invitation> {
        let draft = self.here.draft()?;
        invitation_of(self.here.session, &draft.sheet, &self.here.slot)
    }

    /// Makes the codes of the invitation as it stands now; `true` when they have changed.
    fn make(&self) -> bool {
        let links = self.invitation().map(|invitation| links_of(self.here.session, &invitation));
        let links = links.unwrap_or_default();
        if self.codes.borrow().as_ref().is_some_and(|codes| codes.shown.links() == links) {
            return false;
        }
        let title = tf(Key::CodePicture, &[("name", &self.here.activity.title)]);
        *self.codes.borrow_mut() = Some(OnScreen::new(Shown::new("invited", links, &title)));
        true
    }

    fn html(&self) -> String {
        format!(
            "<div class=\"wrap stack invite\">{}<div class=\"invite-split\">\
             <div class=\"stack\" id=\"{CODE}\">{}</div>\
             <div class=\"stack\"><div id=\"{PROMISES}\" class=\"stack\">{}</div>{}</div></div></div>",
            self.here.head_html(t(Key::InviteKind), Key::SlotInvite),
            self.code_html(),
            self.promises_html(),
            self.list_html(),
        )
    }

    fn draw(&self) {
        if self.make() {
            page::set_html(CODE, &self.code_html());
        }
        let inside = page::focus_is_in(PROMISES);
        // While somebody types, the field keeps what they type.
        if inside && page::focus_uses_keys(false) {
            return;
        }
        let focused = page::focused_attribute("name").zip(page::focused_attribute("value"));
        page::set_html(PROMISES, &self.promises_html());
        if let Some((name, value)) = focused.filter(|_| inside) {
            page::focus(&["#", PROMISES, " [name='", &name, "'][value='", &value, "']"].concat());
        }
    }

    fn code_html(&self) -> String {
        let codes = self.codes.borrow();
        let Some(OnScreen { shown, .. }) = codes.as_ref() else { return String::new() };
        let Some(invitation) = self.invitation() else { return String::new() };
        let usual = Invitation::usual(invitation.workshop, &invitation.activity);
        let is_usual = Invitation { name: String::new(), place: 0, expected: None, ..invitation.clone() } == usual;
        let unusual = if is_usual { String::new() } else { line("p class=\"hint\"", t(Key::InviteTypedUsual)) };
        let copy = button("button quiet", "copy-link", &icon("link"), t(Key::InviteCopy), "");
        let send = if share::can_share() {
            button("button quiet", "share-link", &icon("share"), t(Key::InviteShare), "")
        } else {
            String::new()
        };
        let single = shown.links().len() == 1;
        let typed = match typed_code::offered(&invitation) {
            Err(why) => line("p class=\"hint\"", untyped_words(why)),
            Ok(typed) => [
                "<div class=\"typed\">".to_owned(),
                line("p class=\"hush\"", t(Key::InviteTyped)),
                line("p class=\"typed-site\"", &short_address()),
                line("p class=\"typed-code\"", &grouped(&typed)),
                unusual,
                "</div>".to_owned(),
            ]
            .concat(),
        };
        format!(
            "{}{}{typed}<div class=\"row tight no-print\">{}{}</div>",
            shown.html(),
            if single { String::new() } else { line("p class=\"hint\"", t(Key::CodeSeveral)) },
            if single { copy } else { String::new() },
            if single { send } else { String::new() },
        )
    }

    fn promises_html(&self) -> String {
        let fixed = self.here.is_fixed();
        let disabled = if fixed { " disabled" } else { "" };
        let sheet = self.here.draft().map(|draft| draft.sheet);
        let Some(sheet) = sheet else { return String::new() };
        let radio = |name: &str, value: &str, chosen: bool, words: Key, hint: Key| {
            let checked = if chosen { " checked" } else { "" };
            format!(
                "<label class=\"choice\"><input type=\"radio\" name=\"{name}\" value=\"{value}\"{checked}{disabled}><span>{}<small>{}</small></span></label>",
                escape(t(words)),
                escape(t(hint)),
            )
        };
        let namings: String = NAMINGS
            .iter()
            .map(|(word, value)| {
                let (words, hint) = naming_words(*value);
                radio("naming", word, naming(&sheet) == *value, words, hint)
            })
            .collect();
        let audiences: String = AUDIENCES
            .iter()
            .map(|(word, value)| {
                let (words, hint) = match value {
                    Audience::Everybody => (Key::InviteEverybody, Key::InviteEverybodyHint),
                    Audience::Facilitator => (Key::InviteOnlyMe, Key::InviteOnlyMeHint),
                };
                radio("audience", word, audience(&sheet) == *value, words, hint)
            })
            .collect();
        let number = |id: &str, label: Key, value: String, most: u16, least: u8, off: &str| {
            format!(
                "<div class=\"field\"><label for=\"{id}\">{}</label><input class=\"input\" id=\"{id}\" type=\"number\" inputmode=\"numeric\" min=\"{least}\" max=\"{most}\" value=\"{value}\"{off}></div>",
                escape(t(label)),
            )
        };
        let group = |legend: Key, inside: &str| {
            ["<fieldset>", &line("legend class=\"label\"", t(legend)), inside, "</fieldset>"].concat()
        };
        [
            line("h2 class=\"h3\"", t(Key::InvitePromises)),
            line("p class=\"hint\"", t(Key::InvitePromisesHint)),
            if fixed { note("", "info", &line("p", t(Key::InviteFixed))) } else { String::new() },
            ["<p class=\"wrong\" role=\"alert\" id=\"", WRONG, "\"></p>"].concat(),
            group(Key::InviteNames, &namings),
            group(Key::InviteAudience, &audiences),
            "<div class=\"plan-fields\">".to_owned(),
            number("invite-least", Key::InviteLeast, least(&sheet).to_string(), MOST_LEAST.into(), LEAST, disabled),
            number(
                "invite-expected",
                Key::InviteExpected,
                expected(&sheet).map(|n| n.to_string()).unwrap_or_default(),
                MOST_PEOPLE,
                1,
                "",
            ),
            "</div>".to_owned(),
            format!(
                "<div class=\"field\"><label for=\"invite-sides\">{}</label><textarea class=\"input\" id=\"invite-sides\" rows=\"3\" aria-describedby=\"invite-sides-hint\"{disabled}>{}</textarea><p class=\"hint\" id=\"invite-sides-hint\">{}</p></div>",
                escape(t(Key::InviteSides)),
                escape(&sides(&sheet).join("\n")),
                escape(t(Key::InviteSidesHint)),
            ),
            self.sealed_html(!Setting::Public.of(&sheet).is_empty(), disabled),
        ]
        .concat()
    }

    fn sealed_html(&self, is_sealed: bool, disabled: &str) -> String {
        let checked = if is_sealed { " checked" } else { "" };
        let possible = sealing::is_possible();
        let off = if possible { disabled } else { " disabled" };
        let words = if possible { Key::InviteSealedHint } else { Key::InviteSealedImpossible };
        let warning =
            if is_sealed { note("remark", "alert", &line("p", t(Key::InviteSealedKey))) } else { String::new() };
        format!(
            "<label class=\"choice\"><input type=\"checkbox\" name=\"{SEALED}\" value=\"yes\"{checked}{off}><span>{}<small>{}</small></span></label>{warning}",
            escape(t(Key::InviteSealed)),
            escape(t(words)),
        )
    }

    fn list_html(&self) -> String {
        let Some(entries) = self.here.activity.shared_list() else { return String::new() };
        let column = entries.columns.first().map_or("", |column| column.id.as_str()).to_owned();
        let rows = self
            .here
            .with_sheet(|sheet| block::rows(&sheet.answers, &list_block(&self.here.slot, &entries.id)).to_vec());
        let lines = lines_of(&rows, &column);
        format!(
            "<section class=\"sheet stack\">{}{}<textarea class=\"input\" id=\"invite-list\" rows=\"5\" aria-labelledby=\"invite-list-h\">{}</textarea><p class=\"row\">{}</p></section>",
            line("h2 class=\"h3\" id=\"invite-list-h\"", &tf(Key::InviteList, &[("list", &entries.label)])),
            line("p class=\"hint\"", t(Key::InviteListHint)),
            escape(&lines.join("\n")),
            button("button quiet", "take-list", "", t(Key::InviteListTake), ""),
        )
    }

    fn press(&self, what: &str) {
        let session = self.here.session;
        let link =
            self.codes.borrow().as_ref().and_then(|codes| codes.shown.links().first().cloned()).unwrap_or_default();
        match what {
            "copy-link" => session.copy(link),
            "share-link" => session.share(self.here.activity.title.clone(), String::new(), link),
            "take-list" => self.take_list(),
            _ => {
                if let Some(codes) = self.codes.borrow().as_ref() {
                    codes.shown.press(what);
                }
            }
        }
    }

    fn changed(&self, name: &str, value: &str) {
        let here = &self.here;
        if PROMISED.contains(&name) && self.here.is_fixed() {
            return self.refuse();
        }
        page::set_html(WRONG, "");
        match name {
            "naming" => here.settle(Setting::Naming, value),
            "audience" => here.settle(Setting::Audience, value),
            "invite-least" if least_of(value).is_some() => here.settle(Setting::Least, value),
            "invite-expected" if value.trim().is_empty() || people_of(value).is_some() => {
                here.settle(Setting::Expected, value);
            }
            "invite-sides" => here.settle(Setting::Sides, value),
            "invite-list" => self.write_list(value),
            SEALED => self.seal(),
            _ => {
                let (least, most) = if name == "invite-least" {
                    (LEAST.into(), MOST_LEAST.into())
                } else {
                    (1, usize::from(MOST_PEOPLE))
                };
                let words = tf(Key::InviteWrong, &[("least", &plain_number(least)), ("most", &plain_number(most))]);
                page::set_html(WRONG, &escape(&words));
            }
        }
    }

    /// Another window has begun the workshop, or taken somebody in, since these fields were drawn: nothing changes.
    fn refuse(&self) {
        let inside = page::focus_is_in(PROMISES);
        page::set_html(PROMISES, &self.promises_html());
        if inside {
            page::focus("h1");
        }
        self.here.session.say(t(Key::InviteFixed));
    }

    /// Seals the workshop as the box says. The private key stays for good, and what it opens can be sealed again: phones
    /// that have scanned the invitation before hand in under its public key, also after the box was off meanwhile.
    fn seal(&self) {
        let (here, wish) = (self.here.clone(), self.is_to_be_sealed.clone());
        wish.set(!page::checked(SEALED).is_empty());
        if !wish.get() {
            here.settle(Setting::Public, "");
            return;
        }
        later(async move {
            let kept = || here.with_sheet(|sheet| Setting::Key.of(sheet).to_owned());
            if kept().is_empty() {
                let Some((_, key)) = sealing::new_keys().await else {
                    here.session.say(t(Key::InviteSealedImpossible));
                    return;
                };
                // Another window may have been faster.
                if kept().is_empty() {
                    here.settle(Setting::Key, &key);
                }
            }
            let public = sealing::public_of(&kept()).await;
            // Meanwhile somebody may have come in, or the box may be off again.
            match public {
                None => here.session.say(t(Key::InviteSealedImpossible)),
                Some(public) if wish.get() && !here.is_fixed() => {
                    here.settle(Setting::Public, &point_text(&public));
                }
                Some(_) => {}
            }
        });
    }

    /// One row a line. What stood there before, if only with a mistake in it, keeps its row's id.
    fn write_list(&self, text: &str) {
        let Some(entries) = self.here.activity.shared_list() else { return };
        let Some(column) = entries.columns.first() else { return };
        let block = list_block(&self.here.slot, &entries.id);
        let known = self.here.with_sheet(|sheet| block::rows(&sheet.answers, &block).to_vec());
        let rows = rewritten(&known, &column.id, text, || self.here.session.new_id().to_string());
        self.put_list(block, &known, rows);
    }

    fn put_list(&self, block: String, known: &[Row], rows: Vec<Row>) {
        let gone = known.iter().map(|row| Edit::Remove { row: row.id.clone() });
        let come = rows.into_iter().map(|row| Edit::Put { row, at: None });
        let edits = gone.chain(come).collect();
        self.here.record(vec![Event::Edited { block, edits }]);
    }

    /// Takes the list that was made on this device last, by a circle or by one person, with its rows' ids.
    fn take_list(&self) {
        let Some(entries) = self.here.activity.shared_list() else { return };
        let id = &self.here.activity.id;
        let rows = self.here.session.peek(|records| {
            let open =
                [records.circles(), records.drafts()].concat().into_iter().map(|draft| (draft.changed, draft.sheet));
            let done = records.results_of(id).into_iter().map(|complete| (complete.finished, complete.sheet));
            let mine = open.chain(done).filter(|(_, sheet)| sheet.activity == *id);
            let with_rows = mine.filter(|(_, sheet)| !block::rows(&sheet.answers, &entries.id).is_empty());
            let last = with_rows.max_by_key(|(when, _)| *when);
            last.map(|(_, sheet)| block::rows(&sheet.answers, &entries.id).to_vec()).unwrap_or_default()
        });
        if rows.is_empty() {
            self.here.session.say(t(Key::InviteListNone));
            return;
        }
        let block = list_block(&self.here.slot, &entries.id);
        let known = self.here.with_sheet(|sheet| block::rows(&sheet.answers, &block).to_vec());
        let column = entries.columns.first().map_or("", |column| column.id.as_str());
        page::set_value("invite-list", &lines_of(&rows, column).join("\n"));
        self.put_list(block, &known, rows);
        self.here.session.say(t(Key::InviteListTaken));
    }
}

/// How people answer, in words, and what that means.
#[must_use]
pub fn naming_words(naming: Naming) -> (Key, Key) {
    match naming {
        Naming::Named => (Key::InviteNamed, Key::InviteNamedHint),
        Naming::Alias => (Key::InviteAlias, Key::InviteAliasHint),
        Naming::Anonymous => (Key::InviteAnonymous, Key::InviteAnonymousHint),
    }
}
