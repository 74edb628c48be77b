//! What is being written, as participants see it: the step that is open, its blocks drawn by what draws them for
//! everybody.

use crate::browser::clock;
use crate::content::manuscript::Manuscript;
use crate::content::read_activity;
use crate::domain::activity::{Activity, Step};
use crate::domain::block::{Answers, Block};
use crate::domain::problem::Problem;
use crate::domain::task::Made;
use crate::i18n::{Key, t};
use crate::ui::block::{self, Asking};
use crate::ui::html::{line, prose};
use crate::ui::task::{self, Bench};

/// Draws the step that a place is in, else the head of the whole.
pub(super) fn html(id: &str, manuscript: &Manuscript, open: &str) -> String {
    let step = open.strip_prefix("/steps/").and_then(|rest| rest.split('/').next()?.parse().ok());
    match step {
        Some(step) => {
            step_of(id, manuscript, step).unwrap_or_else(|| line("p class=\"hush\"", t(Key::AuthorPreviewNone)))
        }
        None => head_html(manuscript),
    }
}

fn head_html(manuscript: &Manuscript) -> String {
    [
        line("p class=\"h2\"", manuscript.title()),
        line("p class=\"lede\"", manuscript.line("/summary")),
        prose(manuscript.line("/purpose")),
    ]
    .concat()
}

/// The step as far as it can be read: a block that can't is a line of text instead.
fn step_of(id: &str, manuscript: &Manuscript, step: usize) -> Option<String> {
    let (mut without, mut lost) = (Vec::new(), Vec::new());
    loop {
        let problems = match read_activity(id, &manuscript.preview_of(id, step, &without, &lost)) {
            Ok(activity) => return activity.steps.first().map(|step| step_html(&activity, step)),
            Err(problems) => problems,
        };
        let broken = |start: &str, known: &[usize]| {
            let at = |problem: &Problem| problem.path.strip_prefix(start)?.split('/').next()?.parse().ok();
            problems.iter().filter_map(at).find(|at| !known.contains(at))
        };
        if let Some(list) = broken("/steps/1/blocks/", &lost) {
            lost.push(list);
        } else if let Some(block) = broken("/steps/0/blocks/", &without) {
            without.push(block);
        } else {
            // What does not go together is said of all steps at once.
            let blocks = 0..manuscript.count(&format!("/steps/{step}/blocks"));
            let names = |at: &usize| {
                let place = format!("/steps/{step}/blocks/{at}");
                problems.iter().any(|problem| manuscript.place_of(&place, &problem.value).is_some())
            };
            without.push(blocks.filter(|at| !without.contains(at)).find(names)?);
        }
    }
}

fn step_html(activity: &Activity, step: &Step) -> String {
    let guide = step.guide.as_deref().map(prose).unwrap_or_default();
    let blocks: String = step.blocks.iter().map(|block| block_html(activity, block)).collect();
    [line("p class=\"h3\"", &step.title), guide, blocks].concat()
}

fn block_html(activity: &Activity, block: &Block) -> String {
    let answers = Answers::new();
    let body = match block {
        Block::Task(task) => {
            let bench = Bench {
                made: Made { activity, answers: &answers },
                fresh: &String::new,
                blank: &|_| 0,
                talk: None,
                covered: &|_| false,
                now: clock::now(),
            };
            task::html(&bench, task)
        }
        _ => {
            let asking = Asking { answers: &answers, topic: "", alone: false };
            (0..block.items().len().max(1)).map(|item| block::html(&asking, block, item)).collect()
        }
    };
    ["<div class=\"author-seen-block\">", &body, "</div>"].concat()
}
