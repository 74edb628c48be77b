//! How handing in looks: the code, what is in it in words, other ways to send it on, what happens next.

use super::{Page, State};
use crate::browser::share;
use crate::domain::block::{Answer, Block};
use crate::domain::id::Tag;
use crate::domain::invitation::Audience;
use crate::domain::problem::{Code, Problem};
use crate::domain::response::questions;
use crate::i18n::{Key, Plural, bytes, date, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, icon, icon_button, line, loading, note};
use crate::ui::part::phone::{bar_html, frame_html, link_html, way_html};
use crate::ui::part::problems::problem_html;
use crate::ui::part::shown::OnScreen;
use crate::wire::code::text::MOST_LINK;

// The parts of the page that change, by id.
pub(super) const WHOLE: &str = "hand-in-whole";
pub(super) const KEYS: &str = "hand-in-keys";
pub(super) const LEFT: &str = "hand-in-left";
/// The dialog with the code as large as the screen.
pub(super) const LARGER: &str = "hand-in-larger";

/// The page while there is nothing to hand in.
pub(super) fn unanswered_html(tag: Tag, activity: &str) -> String {
    let route = Route::Joined(tag, activity.to_owned());
    [
        line("h1 class=\"h3\" tabindex=\"-1\"", t(Key::HandinUnanswered)),
        line("p", t(Key::HandinUnansweredHint)),
        ["<p>", &link_html("button", &route, t(Key::HandinBack)), "</p>"].concat(),
    ]
    .concat()
}

/// The page where the answers are more than any packet takes.
pub(super) fn too_long_html(code: Code) -> String {
    let title = line("h1 class=\"h3\" tabindex=\"-1\"", t(Key::HandinBar));
    [title, problem_html(&Problem::of_file(code, t(Key::HandinBar)))].concat()
}

/// What has left this device, in words.
pub(super) fn left_html(words: Key) -> String {
    let sign = if words == Key::HandinNothingLeft { "lock" } else { "check" };
    [&icon(sign), &*line("strong", t(words))].concat()
}

impl Page {
    /// The whole page.
    pub(super) fn html(&self) -> String {
        let larger = icon_button("larger", &icon("full"), t(Key::HandinLarger));
        let back = Route::Joined(self.tag, self.activity.id.clone());
        let bar = bar_html(&back, t(Key::HandinBack), t(Key::HandinBar), &larger);
        let body = format!("<div id=\"{WHOLE}\" class=\"stack\">{}</div>", self.whole_html());
        let keys = format!("<div id=\"{KEYS}\" class=\"whole\">{}</div>", self.keys_html());
        frame_html("hand-in", &bar, &body, &keys)
    }

    /// What stands between bar and foot.
    pub(super) fn whole_html(&self) -> String {
        let heading = line("h1 class=\"h3 center\" tabindex=\"-1\"", t(Key::HandinHold));
        let code = match &*self.state.borrow() {
            State::Sealing => {
                return [&heading, &*line("p role=\"status\"", t(Key::HandinSealing)), &loading()].concat();
            }
            State::Insecure => {
                let words = [line("p class=\"cause\"", t(Key::HandinInsecure)), line("p", t(Key::HandinInsecureHint))];
                return [heading, note("error", "alert", &words.concat())].concat();
            }
            State::Ready(_, None) => note("", "info", &line("p", t(Key::HandinTooLong))),
            State::Ready(_, Some([OnScreen { shown, .. }, OnScreen { shown: large, .. }])) => {
                let close = button("button quiet", "smaller", "", t(Key::HandinSmaller), "");
                let turning = if shown.links().len() > 1 {
                    line("p class=\"center\"", &tn(Plural::HandinTurning, shown.links().len(), &[]))
                } else {
                    String::new()
                };
                format!(
                    "{}{turning}{}<dialog class=\"dialog code-large\" id=\"{LARGER}\" aria-label=\"{}\">{}{close}</dialog>",
                    shown.html(),
                    line("p class=\"small hush center\"", t(Key::HandinBright)),
                    escape(t(Key::HandinHold)),
                    large.html(),
                )
            }
        };
        let part = self.part();
        let scanned = part.as_ref().is_some_and(|part| part.scanned);
        let left = left_html(if scanned { Key::HandinWasScanned } else { Key::HandinNothingLeft });
        let left = format!("<p class=\"stays\" role=\"status\" id=\"{LEFT}\">{left}</p>");
        let next = if scanned { self.next_html() } else { String::new() };
        if scanned {
            // What comes next stands first, and the code stays for who wants it once more.
            return [next, heading, code, left, self.what_html(), self.ways_html()].concat();
        }
        [heading, code, left, self.what_html(), self.ways_html()].concat()
    }

    /// What can be pressed at the bottom.
    pub(super) fn keys_html(&self) -> String {
        if self.part().is_some_and(|part| part.scanned) || !matches!(&*self.state.borrow(), State::Ready(..)) {
            let route = Route::Joined(self.tag, self.activity.id.clone());
            return link_html("button quiet grow", &route, t(Key::HandinBack));
        }
        button("button grow", "scanned", "", t(Key::HandinScanned), "")
    }

    /// How many questions are answered, of how many.
    fn count(&self) -> (String, String) {
        let all = questions(&self.activity);
        let answered = all.iter().filter(|asked| asked.is_answered(&self.own.complete.sheet.answers)).count();
        (plain_number(answered), plain_number(all.len()))
    }

    /// Exactly what is in the code.
    fn what_html(&self) -> String {
        let hand_in = &self.own.hand_in;
        let (n, all) = self.count();
        let name = if hand_in.name.is_empty() {
            t(Key::HandinWithoutName).to_owned()
        } else {
            tf(Key::HandinWithName, &[("name", &hand_in.name)])
        };
        let title = &self.activity.title;
        let short = tf(Key::HandinInShort, &[("n", &n), ("all", &all), ("title", title), ("name", &name)]);
        let mut rows = vec![
            tf(Key::HandinWhatActivity, &[("title", title)]),
            tf(Key::HandinWhatAnswers, &[("n", &n), ("all", &all)]),
        ];
        let has_words = |block: &Block| {
            matches!(self.own.complete.sheet.answers.get(block.id()), Some(Answer::Words(_) | Answer::Rows(_)))
        };
        if self.activity.blocks().any(has_words) {
            rows.push(t(Key::HandinWhatWords).to_owned());
        }
        rows.push(if hand_in.name.is_empty() {
            t(Key::HandinWhatNoName).to_owned()
        } else {
            tf(Key::HandinWhatName, &[("name", &hand_in.name)])
        });
        if let Some(side) = hand_in.side.and_then(|side| self.own.terms.sides.get(usize::from(side))) {
            rows.push(tf(Key::HandinWhatSide, &[("side", side)]));
        }
        rows.push(tf(Key::HandinWhatDay, &[("date", &date(self.own.complete.finished))]));
        rows.push(t(Key::HandinWhatNumber).to_owned());
        if hand_in.revision > 1 {
            rows.push(tf(Key::HandinWhatRevision, &[("n", &plain_number(hand_in.revision as usize))]));
        }
        if self.own.terms.key.is_some() {
            rows.push(t(Key::HandinWhatSealed).to_owned());
        }
        let rows: String = rows.iter().map(|row| line("li", row)).collect();
        format!(
            "<div>{}<details class=\"more\"><summary>{}{}</summary><ul class=\"small in-code\">{rows}</ul>{}</details></div>",
            line("p", &short),
            icon("info"),
            escape(t(Key::HandinWhat)),
            line("p class=\"small\"", t(Key::HandinNotIn)),
        )
    }

    /// Other ways to send it on.
    fn ways_html(&self) -> String {
        let Some(link) = self.link() else { return String::new() };
        let mut ways = String::new();
        if matches!(self.own_workshop(), Some((_, Some(_)))) {
            ways += &way_html("collect", "people", t(Key::HandinCollect), t(Key::HandinCollectHint));
        }
        let short = link.len() <= MOST_LINK;
        let (name, hint) =
            if short { (Key::HandinCopy, Key::HandinCopyHint) } else { (Key::HandinCopyText, Key::HandinCopyTextHint) };
        ways += &way_html("copy", "link", t(name), t(hint));
        if short && share::can_share() {
            ways += &way_html("share", "share", t(Key::HandinShare), t(Key::HandinShareHint));
        }
        let file = tf(Key::HandinFileHint, &[("name", &self.file_name()), ("size", &bytes(link.len()))]);
        ways += &way_html("save", "save", t(Key::HandinFile), &file);
        [&line("h2 class=\"label\"", t(Key::HandinWays)), "<ul class=\"send\">", &*ways, "</ul>"].concat()
    }

    /// What happens after it was scanned.
    fn next_html(&self) -> String {
        let then = match self.own.terms.audience {
            Audience::Everybody if self.activity.has_figures() => Key::HandinThenEverybody,
            Audience::Everybody => Key::HandinThenShown,
            Audience::Facilitator => Key::HandinThenFacilitator,
        };
        let carry = Route::Carry(self.tag, self.activity.id.clone());
        let words = [
            line("p class=\"h3\"", t(Key::HandinThen)),
            line("p", t(then)),
            line("p", t(Key::HandinThenCorrect)),
            "<p class=\"row\">".to_owned(),
            link_html("button quiet", &Route::Result(self.own.complete.sheet.id), t(Key::JoinResult)),
            link_html("button plain", &carry, t(Key::JoinCarry)),
            "</p>".to_owned(),
        ];
        note("", "check", &words.concat())
    }
}
