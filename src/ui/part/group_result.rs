//! A group's result with everything that belongs to it, for its page, the wall and files: one value
//! ([`GroupResult`]) that all of them draw from, so that they agree.

use std::sync::Arc;

use crate::browser::page;
use crate::chart::petals::{self, Petal, Table};
use crate::chart::picture::stand_alone;
use crate::chart::qr;
use crate::domain::activity::{Activity, Dimension};
use crate::domain::agreement::Accord;
use crate::domain::change::changes;
use crate::domain::difference::Cells;
use crate::domain::hand_in::{HandIn, day_of};
use crate::domain::id::Tag;
use crate::domain::invitation::{Audience, Naming};
use crate::domain::prompts::Topic;
use crate::domain::response::Millis;
use crate::domain::summary::Summary;
use crate::domain::together::{Counting, DimensionTogether, Group, TooFew};
use crate::i18n::{Key, Plural, date, is_joined_script, plain_number, score, t, tf, tn};
use crate::ui::html::{button, escape, icon, line};
use crate::ui::part::made::section_html;
use crate::ui::part::prompts::prompts_html;
use crate::ui::part::shown::links;
use crate::ui::part::together::{beside_words, few_html, raw_words, result_html};
use crate::ui::session::Session;
use crate::wire::code::{Packet, text};
use crate::wire::export::{
    BesideWords, RawRow, Section, markdown_of_sections, raw_csv, sections_csv, sections_of_changes,
    sections_of_subgroups, sections_together,
};
use crate::wire::records::{Records, Shelf};

/// How the ids of the codes to take home begin.
const HOME_CODE: &str = "group-code-";

/// The most people who are drawn as dots on the table.
const MOST_DOTS: usize = 60;

/// What a group of people handed in, and under which promises.
pub struct GroupResult {
    /// What was answered.
    pub activity: Arc<Activity>,
    /// What counts, one for each person.
    pub hand_ins: Vec<HandIn>,
    /// The same, counted up.
    pub counting: Counting,
    /// How many answers and corrections have come since it was shown, and do not count.
    pub waiting: usize,
    /// How many of these may go in.
    pub takes_in: usize,
    /// Under which names they were handed in.
    pub naming: Naming,
    /// From how many on anything is shown.
    pub least: usize,
    /// Who sees it.
    pub audience: Audience,
    /// What the workshop is called; empty while unnamed.
    pub title: String,
    /// The workshop.
    pub tag: Tag,
    /// What the sides are called.
    pub sides: Vec<String>,
    /// The last group result of this activity from another workshop, where one is kept.
    pub earlier: Option<Summary>,
    /// When it was collected.
    pub now: Millis,
}

/// The last group result of an activity that is kept and is not of this workshop.
#[must_use]
pub fn earlier(records: &Records, activity: &str, tag: Tag) -> Option<Summary> {
    let all = kept_groups(records, activity).into_iter().filter(|summary| summary.workshop != Some(tag));
    all.max_by_key(|summary| summary.day)
}

/// The group results of an activity that are kept on this device.
#[must_use]
pub fn kept_groups(records: &Records, activity: &str) -> Vec<Summary> {
    let codes = records.codes(Shelf::Groups(activity));
    codes
        .iter()
        .filter_map(|code| match text::read(code)? {
            Packet::Summary(summary) => Some(summary),
            _ => None,
        })
        .collect()
}

impl GroupResult {
    /// How many parts the page has.
    pub const PARTS: usize = 5;

    fn group(&self) -> Result<Group<'_>, TooFew> {
        self.counting.group(&self.activity, self.least)
    }

    /// Whether enough people have answered.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.counting.n() >= self.least
    }

    /// What stands under the title of a file: the workshop, the day, how many.
    fn about(&self) -> String {
        let n = plain_number(self.counting.n());
        let words = tf(Key::GroupAbout, &[("n", &n), ("date", &date(self.now))]);
        if self.title.is_empty() { words } else { [&self.title, t(Key::FormatComma), &words].concat() }
    }

    /// What is laid beside the group: its sides, and last time.
    fn beside(&self, group: &Group<'_>, words: &BesideWords) -> Vec<Section> {
        let mut sections = Vec::new();
        if self.sides.len() > 1 {
            let figures = self.counting.subgroups(&self.activity, self.least);
            sections.extend(sections_of_subgroups(&self.activity, &figures, &self.sides, self.least, words));
        }
        if let Some(earlier) = &self.earlier {
            let changes = changes(&self.activity, earlier, &self.summary_of(group));
            sections.extend(sections_of_changes(&self.activity, &changes, words));
        }
        sections
    }

    fn summary_of(&self, group: &Group<'_>) -> Summary {
        Summary::of(group, Some(self.tag), day_of(self.now), &self.title)
    }

    /// The result as it is shown on the wall; what stands there instead while too few have answered.
    #[must_use]
    pub fn wall_html(&self) -> String {
        match self.group() {
            Ok(group) => result_html(&group, 0..self.activity.steps.len()),
            Err(few) => few_html(few),
        }
    }

    /// The page in its parts, from 0 to [`GroupResult::PARTS`]: the drawing, the figures, what to ask, what lies beside
    /// them, and the code to take home. One by one, so that between two of them the page may draw and answer
    /// presses: of ten thousand people all of it takes a desk an eighth of a second. What there is instead while
    /// too few have answered is the first.
    #[must_use]
    pub fn part_html(&self, at: usize) -> String {
        match (self.group(), at) {
            (Err(few), 0) => few_html(few),
            (Ok(group), 0) => self.table_html(&group),
            (Ok(group), 1) => result_html(&group, 0..self.activity.steps.len()),
            (Ok(group), 2) => prompts_html(&self.activity, &Topic::of_group(&group)),
            (Ok(group), 3) => self.beside_html(&group),
            (Ok(group), 4) => self.home_html(&self.summary_of(&group)),
            _ => String::new(),
        }
    }

    fn beside_html(&self, group: &Group<'_>) -> String {
        let words = beside_words(String::new());
        let open = &words.together.report.open;
        let beside: String = self.beside(group, &words).iter().map(|section| section_html(section, open)).collect();
        if beside.is_empty() { beside } else { ["<div class=\"made\">", &beside, "</div>"].concat() }
    }

    /// The drawing of the group as a picture that stands alone; `None` where there is none.
    #[must_use]
    pub fn picture(&self) -> Option<String> {
        let drawn = self.table(&self.group().ok()?)?;
        Some(stand_alone(&drawn, &self.activity.title, &self.about()))
    }

    fn table_html(&self, group: &Group<'_>) -> String {
        let Some(drawn) = self.table(group) else { return String::new() };
        let words = tn(Plural::GroupChartSays, group.n(), &[]);
        ["<figure class=\"group-table\">", &drawn, "<figcaption>", &escape(&words), "</figcaption></figure>"].concat()
    }

    /// The group on the table from above; `None` where nothing is scored, or too many people are there for dots.
    fn table(&self, group: &Group<'_>) -> Option<String> {
        if group.n() > MOST_DOTS {
            return None;
        }
        let all = DimensionTogether::all(group);
        let apart = all.first().filter(|one| one.figures.accord.is_some_and(|accord| accord != Accord::Agree));
        let of = |id: &str| all.iter().find(|one| one.id == id);
        let shown: Vec<&Dimension> =
            self.activity.dimensions.iter().filter(|one| of(&one.id).is_some_and(|one| !one.withheld)).collect();
        if shown.len() < 3 {
            return None;
        }
        let petal = |dimension: &&Dimension| {
            let mean = of(&dimension.id).and_then(|one| one.figures.mean);
            Petal {
                title: dimension.title.clone(),
                mean,
                level: mean.and_then(|mean| self.activity.band(mean)).map(|band| band.level),
                score: score(mean),
                other: None,
            }
        };
        let petals: Vec<Petal> = shown.iter().map(petal).collect();
        let said = petals
            .iter()
            .map(|petal| tf(Key::ResultChartScore, &[("dimension", &petal.title), ("score", &petal.score)]));
        let said = said.collect::<Vec<_>>().join(t(Key::FormatComma));
        let points = self.activity.points();
        let table = Table {
            points,
            limits: self.activity.bands.iter().skip(1).map(|band| (band.from, score(Some(band.from)))).collect(),
            name: "group".to_owned(),
            title: tf(Key::GroupChart, &[("title", &self.activity.title)]),
            description: tf(Key::ResultChartDesc, &[("points", &plain_number(points.into())), ("scores", &said)]),
            straight: petals.iter().any(|petal| is_joined_script(&petal.title)),
            petals,
        };
        let people: Vec<Vec<f64>> =
            shown.iter().map(|one| of(&one.id).map(|one| one.scores.values().collect()).unwrap_or_default()).collect();
        let apart = apart.and_then(|apart| shown.iter().position(|one| one.id == apart.id));
        Some(petals::group(&table, &people, apart))
    }

    /// The code that carries the figures: on the screen for the phones, on paper for next year.
    fn home_html(&self, summary: &Summary) -> String {
        // An exercise leaves words, which stay here.
        if summary.items.is_empty() && summary.choices.is_empty() {
            return String::new();
        }
        // Each is drawn by itself: of ten thousand people there are five, and each takes a phone some time.
        let codes: String = links_of(summary)
            .iter()
            .enumerate()
            .map(|(at, link)| {
                format!("<div class=\"code\" id=\"{HOME_CODE}{at}\" data-code=\"{}\"></div>", escape(link))
            })
            .collect();
        let codes = ["<div class=\"code-row\">", &codes, "</div>"].concat();
        // Where only the facilitator sees the result, no phone can scan it from the screen; the report is theirs.
        let (codes, hint) = match self.audience {
            Audience::Everybody => (codes, t(Key::GroupTakeHomeHint).to_owned()),
            Audience::Facilitator => (
                ["<div class=\"print-only\">", &codes, "</div>"].concat(),
                [t(Key::GroupOnlyMe), " ", t(Key::GroupOnlyMeHome)].concat(),
            ),
        };
        format!(
            "<section class=\"sheet take-home stack\">{codes}\
             <div class=\"stack-s\">{}{}{}<p class=\"row no-print\">{}</p></div></section>",
            line("h2 class=\"h3\"", t(Key::GroupTakeHome)),
            line("p class=\"no-print\"", &hint),
            line("p class=\"print-only\"", t(Key::GroupPrintCode)),
            button("button quiet", "take-home", &icon("save"), t(Key::GroupKeep), ""),
        )
    }

    /// Keeps the figures on this device, so that next time shows the change.
    pub fn keep(&self, session: Session) {
        let Ok(group) = self.group() else { return };
        let Ok(packet) = Packet::Summary(self.summary_of(&group)).write() else { return };
        session.change(|records| records.keep_code(Shelf::Groups(&self.activity.id), &text::encode(&packet)));
    }

    /// The result as Markdown; empty while too few have answered.
    #[must_use]
    pub fn markdown(&self) -> String {
        let Ok(group) = self.group() else { return String::new() };
        let words = beside_words(self.about());
        let mut sections = sections_together(&group, &words.together);
        sections.extend(self.beside(&group, &words));
        markdown_of_sections(&self.activity, &sections, &words.together.report)
    }

    /// The figures as one table; empty while too few have answered.
    #[must_use]
    pub fn csv(&self) -> String {
        let Ok(group) = self.group() else { return String::new() };
        let words = beside_words(self.about()).exact();
        let mut sections = sections_together(&group, &words.together);
        sections.extend(self.beside(&group, &words));
        sections_csv(&sections)
    }

    /// The answers that may stand one by one in a file.
    #[must_use]
    pub fn told_apart(&self) -> Vec<&HandIn> {
        self.naming.told_apart(&self.hand_ins, &Cells::of(&self.activity, self.sides.len()), self.least)
    }

    /// These people's answers as a table with their names: for those who agreed ([`Naming::told_apart`]).
    #[must_use]
    pub fn raw(&self, hand_ins: &[&HandIn]) -> String {
        let answers: Vec<_> = hand_ins.iter().map(|hand_in| hand_in.answers(&self.activity).answers).collect();
        let side = |hand_in: &HandIn| hand_in.side.and_then(|side| self.sides.get(usize::from(side)));
        let rows = hand_ins.iter().copied().zip(&answers).map(|(hand_in, answers)| RawRow {
            name: &hand_in.name,
            side: side(hand_in).map_or("", String::as_str),
            answers,
        });
        raw_csv(&self.activity, &rows.collect::<Vec<_>>(), &raw_words())
    }
}

/// Draws the code to take home with this number, from 0, into its place on the page; `false` when there is no such
/// code.
#[must_use]
pub fn draw_home_code(at: usize) -> bool {
    let id = [HOME_CODE, &at.to_string()].concat();
    let Some(link) = page::attribute_of(&id, "data-code") else { return false };
    let title = tf(Key::CodePicture, &[("name", t(Key::GroupKind))]);
    if let Some(drawn) = qr::code(&link, &title) {
        page::set_html(&id, &drawn.svg);
    }
    true
}

/// The links of a group's figures.
fn links_of(summary: &Summary) -> Vec<String> {
    let packet = Packet::Summary(summary.clone()).write();
    packet.and_then(|packet| links(&[packet])).unwrap_or_default()
}
