//! How a circle looks: the page between two people, the way on together, what came together, as text.

use super::{Circle, ForSlot, Held, SIDES};
use crate::browser::page;
use crate::chart::seats;
use crate::domain::activity::{Step, Who};
use crate::domain::circle::{self, Stage};
use crate::domain::hand_in::MAX_NAME;
use crate::domain::invitation::Naming;
use crate::domain::mirror::{Laid, lay};
use crate::domain::response::{MAX_ABOUT, Sheet};
use crate::domain::task::Board;
use crate::i18n::{Key, Plural, plain_number, t, tf, tn};
use crate::ui::html::{button, escape, icon, line, note, prose, turning_icon};
use crate::ui::part::flow::{bar_html, saved_html};
use crate::ui::part::joined::name_or_none;
use crate::ui::part::phone::link_html;
use crate::ui::part::shell::ICONS;
use crate::ui::part::together::group_html;

/// The field for the name: a side's, or in a workshop's circle the person's.
pub(super) const NAME: &str = "circle-name";
/// The list of the sides that a workshop compares.
pub(super) const SIDE: &str = "circle-side";
/// What is wrong with the name.
pub(super) const WRONG: &str = "circle-name-wrong";

// The parts of the page that change, by id.
const WHOLE: &str = "circle-whole";
const UNMATCHED: &str = "circle-unmatched";

impl Circle {
    /// The whole page.
    pub(super) fn html(&self) -> String {
        let body = self.held().map(|held| self.held_html(&held)).unwrap_or_default();
        format!("{ICONS}<div id=\"{WHOLE}\">{body}</div>")
    }

    /// Draws anew what has changed. While somebody says which offers meet which wishes only what is left over
    /// changes: their field keeps the focus.
    pub(super) fn draw(&self) {
        let Some(held) = self.held() else { return };
        let matching = page::focused_attribute("name").is_some_and(|name| name.starts_with("meets|"));
        match held.stage.as_ref().and_then(|stage| circle::mirrored(&self.activity, stage)) {
            Some(board) if matching => page::set_html(UNMATCHED, &unmatched_html(&self.laid(&held, board), &held)),
            _ => page::set_html(WHOLE, &self.held_html(&held)),
        }
    }

    fn laid<'a>(&'a self, held: &'a Held, board: &'a Board) -> Laid<'a> {
        lay(&self.activity, board, &held.of_stage(held.standing.stage), &held.circle.sheet)
    }

    fn held_html(&self, held: &Held) -> String {
        let saved = saved_html(self.session, true);
        let (body, keys) = match &held.stage {
            None => self.done_html(held),
            Some(stage) if stage.who == Who::Together => self.together_html(stage),
            Some(stage) if held.standing.shown && held.for_slot.is_none() => self.shown_html(held, stage),
            Some(stage) => self.pass_html(held, stage),
        };
        format!(
            "<header class=\"flow-bar\">{}{}</header>\
             <main id=\"main\" class=\"flow-main column stack circle\" data-page=\"circle\">{body}{}</main>\
             <footer class=\"flow-foot\"><div class=\"keys\">{keys}</div></footer>",
            bar_html(&held.circle.sheet, &self.activity.title, ("circle-saved", &saved), ""),
            self.parts_html(held),
            self.below_html(held),
        )
    }

    /// Where the circle is, and the way to its other parts.
    fn parts_html(&self, held: &Held) -> String {
        let stages = circle::stages(&self.activity);
        if stages.len() < 2 {
            return String::new();
        }
        let now = held.standing.stage.min(stages.len() - 1);
        let where_we_are = tf(Key::CirclePart, &[("n", &plain_number(now + 1)), ("all", &plain_number(stages.len()))]);
        let parts: String = stages
            .iter()
            .enumerate()
            .map(|(number, stage)| {
                let words = [&plain_number(number + 1), " · ", &names(self.steps(stage))].concat();
                let here = if number == held.standing.stage { "\" aria-current=\"step" } else { "" };
                let act = format!("stage-{number}{here}");
                format!("<li>{}</li>", button("", &act, "", &words, ""))
            })
            .collect();
        format!(
            "<div class=\"timer column\"><details class=\"menu steps\"><summary class=\"small\">{}{}</summary>\
             <ol class=\"menu-list\">{parts}</ol></details></div>",
            escape(&where_we_are),
            icon("chevron"),
        )
    }

    fn steps(&self, stage: &Stage) -> &[Step] {
        &self.activity.steps[stage.steps.clone()]
    }

    /// What a stage consists of, with its time.
    fn agenda_html(&self, stage: &Stage) -> String {
        let steps: String = self
            .steps(stage)
            .iter()
            .map(|step| {
                let minutes = tf(Key::FormatMinutes, &[("n", &plain_number(step.minutes.into()))]);
                format!("<li>{} {}</li>", line("span", &step.title), line("span class=\"small hush\"", &minutes))
            })
            .collect();
        ["<ol class=\"circle-steps\">", &steps, "</ol>"].concat()
    }

    /// Between two people: how many answers are in, and nothing else of them.
    fn pass_html(&self, held: &Held, stage: &Stage) -> (String, String) {
        let count = held.count();
        let sides = stage.who == Who::Sides;
        let least = circle::least(&self.activity, stage);
        let heading = match (sides, count, held.has_room()) {
            (_, _, false) => Key::CircleBothIn,
            (false, 0, _) => Key::CircleFirst,
            (false, ..) => Key::CircleNext,
            (true, 0, _) => Key::CircleFirstSide,
            (true, ..) => Key::CircleNextSide,
        };
        let guide = if sides { Key::CircleSidesGuide } else { Key::CirclePassGuide };
        let plural = if sides { Plural::CircleSidesIn } else { Plural::CircleIn };
        let seats: Vec<bool> = if sides {
            (0..SIDES).map(|side| side < count).collect()
        } else {
            (0..count.max(5) + 1).map(|seat| seat < count).collect()
        };
        let ring = seats::ring(&seats, held.has_room().then_some(count));
        let begun = held.begun.as_ref().map(|_| {
            let words = [
                line("p", t(Key::CircleBegun)),
                "<p class=\"row\">".to_owned(),
                button("button quiet", "go-on-begun", "", t(Key::CircleBegunGoOn), ""),
                button("button plain", "leave-begun", "", t(Key::CircleBegunAnew), ""),
                "</p>".to_owned(),
            ];
            note("", "info", &words.concat())
        });
        let name = (held.has_room() && held.begun.is_none()).then(|| match &held.for_slot {
            Some(slot) => asked_html(slot),
            None if sides => format!(
                "<div class=\"field\"><label for=\"{NAME}\">{}</label>\
                 <input class=\"input\" id=\"{NAME}\" maxlength=\"{MAX_ABOUT}\" autocomplete=\"off\"></div>",
                escape(t(Key::CircleSideName)),
            ),
            None => String::new(),
        });
        let from = if sides { String::new() } else { tn(Plural::CircleLeast, least, &[]) };
        let from = held.for_slot.as_ref().map_or(from, for_slot_words);
        let body = format!(
            "<div class=\"pass stack\"><div class=\"pass-ring\">{ring}</div>{}{}{}{}{}{}{}{}</div>",
            line("h1 tabindex=\"-1\"", t(heading)),
            line("p class=\"pass-count\" role=\"status\"", &tn(plural, count, &[])),
            line("p", t(guide)),
            if from.is_empty() { from } else { line("p class=\"small hush\"", &from) },
            self.agenda_html(stage),
            begun.unwrap_or_default(),
            name.unwrap_or_default(),
            if held.has_room() && held.for_slot.is_none() { self.take_html() } else { String::new() },
        );
        let mut keys = String::new();
        if held.has_room() && held.begun.is_none() {
            let words = if sides { Key::CircleWeBegin } else { Key::CircleIAmNext };
            keys += &button("button grow", "sit-down", "", t(words), &turning_icon("next"));
        }
        if count > 0 && held.begun.is_none() {
            let class = if held.has_room() { "button quiet" } else { "button grow" };
            let words = if sides { Key::CircleMirror } else { Key::CircleAllIn };
            let enough = !sides || count == SIDES;
            let is_last = held.standing.stage + 1 == circle::stages(&self.activity).len();
            keys += &match &held.for_slot {
                _ if !enough => String::new(),
                Some(slot) if is_last => link_html(class, &slot.collecting(), t(Key::CircleAllIn)),
                Some(_) => button(class, "on", "", t(Key::CircleOn), ""),
                None => button(class, "show", "", t(words), ""),
            };
        }
        (body, keys)
    }

    fn together_html(&self, stage: &Stage) -> (String, String) {
        let body = format!(
            "{}{}{}",
            line("h1 tabindex=\"-1\"", &tf(Key::CircleTogether, &[("steps", &names(self.steps(stage)))])),
            line("p", t(Key::CircleTogetherGuide)),
            self.agenda_html(stage),
        );
        let keys = [
            button("button quiet", "on", "", t(Key::CircleSkip), ""),
            button("button grow", "together", "", t(Key::CircleTogetherBegin), &turning_icon("next")),
        ];
        (body, keys.concat())
    }

    /// Everybody has answered: what came together, or the mirror.
    fn shown_html(&self, held: &Held, stage: &Stage) -> (String, String) {
        let sheets = held.of_stage(held.standing.stage);
        let body = match circle::mirrored(&self.activity, stage) {
            Some(board) => self.mirror_html(held, board),
            None => {
                let least = circle::least(&self.activity, stage);
                let group = group_html(&self.activity, &sheets, stage.steps.clone(), least);
                [line("h1 tabindex=\"-1\"", t(Key::CircleShown)), group].concat()
            }
        };
        let last = held.standing.stage + 1 == circle::stages(&self.activity).len();
        let next = turning_icon("next");
        let forward = if last {
            button("button grow", "finish", "", t(Key::CircleFinish), &next)
        } else {
            button("button grow", "on", "", t(Key::CircleOn), &next)
        };
        (body, [button("button quiet", "hide", "", t(Key::CircleHide), ""), forward].concat())
    }

    fn done_html(&self, held: &Held) -> (String, String) {
        if let Some(slot) = &held.for_slot {
            let body = [line("h1 tabindex=\"-1\"", t(Key::CircleDone)), line("p", &for_slot_words(slot))].concat();
            return (body, link_html("button grow", &slot.collecting(), t(Key::CircleToCollect)));
        }
        let body = [line("h1 tabindex=\"-1\"", t(Key::CircleDone)), line("p", t(Key::CircleDoneGuide))].concat();
        (body, button("button grow", "finish", "", t(Key::CircleFinish), &turning_icon("next")))
    }

    /// For every wish, which offer of the other side meets it.
    fn mirror_html(&self, held: &Held, board: &Board) -> String {
        let laid = self.laid(held, board);
        let sides = held.of_stage(held.standing.stage);
        let parts: String = (0..sides.len())
            .map(|side| {
                let wishes: String = laid
                    .wishes
                    .iter()
                    .filter(|wish| wish.side == side)
                    .map(|wish| {
                        let id = escape(wish.id);
                        let option = |value: &str, words: &str, chosen: bool| {
                            let chosen = if chosen { " selected" } else { "" };
                            format!("<option value=\"{}\"{chosen}>{}</option>", escape(value), escape(words))
                        };
                        let offers: String = laid
                            .offers
                            .iter()
                            .filter(|offer| offer.side != side)
                            .map(|offer| option(offer.id, offer.text, wish.met_by.is_some_and(|met| met.id == offer.id)))
                            .collect();
                        format!(
                            "<li class=\"wish\"><p class=\"wish-text\" id=\"wish-{id}\">{}</p><label class=\"small hush\" for=\"meets-{id}\">{}</label>\
                             <select class=\"input\" id=\"meets-{id}\" name=\"meets|{id}\" aria-describedby=\"wish-{id}\">{}{offers}</select></li>",
                            escape(wish.text),
                            escape(t(Key::CircleMetBy)),
                            option("", t(Key::CircleMetByNone), wish.met_by.is_none()),
                        )
                    })
                    .collect();
                let list = if wishes.is_empty() {
                    line("p class=\"hush\"", t(Key::CircleNoWishes))
                } else {
                    ["<ul class=\"plain-list wishes\">", &wishes, "</ul>"].concat()
                };
                let heading = tf(Key::CircleWants, &[("side", &side_name(&sides, side))]);
                format!("<section class=\"stack-s\">{}{list}</section>", line("h2 class=\"h3\"", &heading))
            })
            .collect();
        format!(
            "{}{}<div class=\"mirror\">{parts}</div><div id=\"{UNMATCHED}\" class=\"stack-s\" role=\"status\">{}</div>",
            line("h1 tabindex=\"-1\"", t(Key::CircleMirror)),
            prose(t(Key::CircleMirrorGuide)),
            unmatched_html(&laid, held),
        )
    }

    fn below_html(&self, held: &Held) -> String {
        let back = held.for_slot.as_ref().filter(|_| held.stage.is_some());
        let back = back.map(|slot| link_html("button plain", &slot.collecting(), t(Key::CircleToCollect)));
        let give_up = button("button plain", "give-up", "", t(Key::CircleGiveUp), "");
        ["<p class=\"circle-end\">", &back.unwrap_or_default(), &give_up, "</p>"].concat()
    }
}

/// Name and side, as far as the workshop asks for them.
fn asked_html(slot: &ForSlot) -> String {
    let name = match slot.naming {
        Naming::Anonymous => String::new(),
        naming => {
            let label = if naming == Naming::Alias { Key::JoinYourAlias } else { Key::JoinYourName };
            format!(
                "<div class=\"field\"><label for=\"{NAME}\">{}</label><input class=\"input\" id=\"{NAME}\" \
                 maxlength=\"{MAX_NAME}\" autocomplete=\"off\" aria-describedby=\"{WRONG}\"><div id=\"{WRONG}\"></div></div>",
                escape(t(label)),
            )
        }
    };
    if slot.sides.is_empty() {
        return name;
    }
    let options: String = slot
        .sides
        .iter()
        .enumerate()
        .map(|(at, side)| format!("<option value=\"{at}\">{}</option>", escape(side)))
        .collect();
    format!(
        "{name}<div class=\"field\"><label for=\"{SIDE}\">{}</label><select class=\"input\" id=\"{SIDE}\">\
         <option value=\"\">{}</option>{options}</select></div>",
        escape(t(Key::JoinSide)),
        escape(t(Key::JoinSideNone)),
    )
}

/// Where the answers of a workshop's circle go.
fn for_slot_words(slot: &ForSlot) -> String {
    tf(Key::CircleForWorkshop, &[("name", name_or_none(&slot.name))])
}

/// What stays without a partner on either side.
fn unmatched_html(laid: &Laid<'_>, held: &Held) -> String {
    let sides = held.of_stage(held.standing.stage);
    let list = |heading: Key, lines: Vec<String>| {
        if lines.is_empty() {
            return String::new();
        }
        let lines: String = lines.iter().map(|words| line("li", words)).collect();
        [line("h3", t(heading)), "<ul class=\"plain-list\">".to_owned(), lines, "</ul>".to_owned()].concat()
    };
    let words = |side: usize, text: &str| tf(Key::CircleOf, &[("side", &side_name(&sides, side)), ("text", text)]);
    let unmet = laid.unmet().iter().map(|wish| words(wish.side, wish.text)).collect();
    let unasked = laid.unasked().iter().map(|offer| words(offer.side, offer.text)).collect();
    let lists = [list(Key::CircleUnmet, unmet), list(Key::CircleUnasked, unasked)].concat();
    if lists.is_empty() {
        return note("", "check", &line("p", t(Key::CircleAllMet)));
    }
    note("remark", "talk", &["<div class=\"stack-s\">", &lists, "</div>"].concat())
}

/// What a side calls itself, else its number.
pub(super) fn side_name(sides: &[&Sheet], side: usize) -> String {
    match sides.get(side) {
        Some(sheet) if !sheet.about.is_empty() => sheet.about.clone(),
        _ => tf(Key::CircleSide, &[("n", &plain_number(side + 1))]),
    }
}

fn names(steps: &[Step]) -> String {
    steps.iter().map(|step| step.title.as_str()).collect::<Vec<_>>().join(t(Key::FormatComma))
}
