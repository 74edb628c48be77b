//! The figures of a group that was taken home, or looked at before that: the same drawing as on the facilitator's
//! page, with one's own result beside it.

use crate::domain::activity::Activity;
use crate::domain::block::Block;
use crate::domain::hand_in::noon_of;
use crate::domain::prompts::Topic;
use crate::domain::response::Complete;
use crate::domain::scoring::score;
use crate::domain::summary::Summary;
use crate::domain::together::Recalled;
use crate::i18n::{Key, Plural, date, t, tf, tn};
use crate::ui::html::{icon, line, note};
use crate::ui::part::made::section_html;
use crate::ui::part::prompts::prompts_html;
use crate::ui::part::together::{beside_words, first_html};
use crate::wire::export::{choice_section, dimensions_section, items_section, section_of_own};

/// The group result. What this copy of the activity does not have is left out, and said. `own` is what the person
/// answered, to stand beside it. What was withheld when the code was made has no figures in it.
#[must_use]
pub fn group_of_summary_html(activity: &Activity, summary: &Summary, own: Option<&Complete>) -> String {
    let recalled = Recalled::of(activity, summary);
    let words = beside_words(String::new());
    let open = &words.together.report.open;
    // The code does not say from how many on; two is the least that there can be.
    let least = crate::domain::invitation::LEAST.into();
    let unknown = match recalled.unknown {
        0 => String::new(),
        unknown => note("", "info", &line("p", &tn(Plural::CollectUnknown, unknown, &[]))),
    };
    let beside = own.filter(|_| !recalled.dimensions.is_empty()).map(|own| {
        let profile = score(activity, own);
        section_html(&section_of_own(activity, &profile, &recalled.dimensions, least, &words), open)
    });
    let prompts = prompts_html(activity, &Topic::of_recalled(activity, &recalled));
    let blocks: Vec<&Block> = activity.blocks().collect();
    let items: String = recalled
        .items
        .iter()
        .filter_map(|(at, figures)| Some((blocks.get(*at)?, figures)))
        .map(|(block, figures)| section_html(&items_section(block, figures, least, &words.together), open))
        .collect();
    let choices: String = recalled
        .choices
        .iter()
        .filter_map(|(at, figures)| Some((blocks.get(*at)?, figures.as_ref()?)))
        .map(|(block, figures)| section_html(&choice_section(block, figures, &words.together), open))
        .collect();
    let dimensions = dimensions_section(activity, recalled.dimensions, least, &words.together);
    let dimensions = dimensions.map(|section| first_html(&section, &words.together)).unwrap_or_default();
    let items = match dimensions.is_empty() || items.is_empty() {
        true => items,
        false => format!(
            "<details class=\"more\"><summary>{}{}</summary><div class=\"made\">{items}</div></details>",
            icon("chevron"),
            line("span", t(Key::TogetherItems)),
        ),
    };
    [
        &summary_line(summary),
        &unknown,
        "<div class=\"made together\">",
        &dimensions,
        &beside.unwrap_or_default(),
        &prompts,
        &items,
        &choices,
        "</div>",
    ]
    .concat()
}

/// How many people answered, when, and in which workshop.
#[must_use]
pub fn summary_line(summary: &Summary) -> String {
    let day = date(noon_of(summary.day));
    let people = tn(Plural::IncomingSummaryOf, usize::try_from(summary.n).unwrap_or(usize::MAX), &[("date", &day)]);
    let workshop = if summary.title.is_empty() {
        String::new()
    } else {
        line("p class=\"kind\"", &tf(Key::IncomingSummaryIn, &[("workshop", &summary.title), ("date", &day)]))
    };
    [workshop, line("p", &people)].concat()
}
