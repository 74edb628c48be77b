//! What is being written, as participants see it: the step that is open, its blocks drawn by what draws them for
//! everybody.

use crate::browser::clock;
use crate::content::manuscript::Manuscript;
use crate::content::read_activity;
use crate::domain::activity::{Activity, Step};
use crate::domain::block::{Answers, Block};
use crate::domain::task::Made;
use crate::i18n::{Key, t};
use crate::ui::block::{self, Asking};
use crate::ui::html::{line, prose};
use crate::ui::task::{self, Desk};

/// Draws the step that a place is in, else the head of the whole.
pub(super) fn html(id: &str, manuscript: &Manuscript, open: &str) -> String {
    let step = open.strip_prefix("/steps/").and_then(|rest| rest.split('/').next()?.parse().ok());
    let body = match step {
        Some(step) => step_of(id, manuscript, step),
        None => Some(head_html(manuscript)),
    };
    let heading = line("h2 class=\"h3\"", t(Key::AuthorPreview));
    match body {
        Some(body) => [&heading, "<div class=\"author-seen stack\" inert>", &body, "</div>"].concat(),
        None => [heading, line("p class=\"hush\"", t(Key::AuthorPreviewNone))].concat(),
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
    let start = format!("/steps/{step}/blocks/");
    let mut without = Vec::new();
    loop {
        let problems = match read_activity(id, &manuscript.preview_of(step, &without)) {
            Ok(activity) => return activity.steps.get(step).map(|step| step_html(&activity, step)),
            Err(problems) => problems,
        };
        let broken = problems.iter().find_map(|problem| {
            let at = problem.path.strip_prefix(&start)?.split('/').next()?.parse().ok()?;
            (!without.contains(&at)).then_some(at)
        });
        without.push(broken?);
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
            let desk = Desk {
                made: Made { activity, answers: &answers },
                fresh: &String::new,
                blank: &|_| 0,
                talk: None,
                covered: &|_| false,
                now: clock::now(),
            };
            task::html(&desk, task)
        }
        _ => {
            let asking = Asking { answers: &answers, topic: "", alone: false };
            (0..block.items().len().max(1)).map(|item| block::html(&asking, block, item)).collect()
        }
    };
    ["<div class=\"author-seen-block\">", &body, "</div>"].concat()
}
