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
    let Ok(activity) = read_activity(id, &manuscript.preview()) else {
        return [line("h2 class=\"h3\"", t(Key::AuthorPreview)), line("p class=\"hush\"", t(Key::AuthorPreviewNone))]
            .concat();
    };
    let step = open.strip_prefix("/steps/").and_then(|rest| rest.split('/').next()?.parse().ok());
    let body = match step.and_then(|step: usize| activity.steps.get(step)) {
        Some(step) => step_html(&activity, step),
        None => [
            line("p class=\"h2\"", &activity.title),
            line("p class=\"lede\"", &activity.summary),
            prose(&activity.purpose),
        ]
        .concat(),
    };
    [&line("h2 class=\"h3\"", t(Key::AuthorPreview)), "<div class=\"author-seen stack\" inert>", &body, "</div>"]
        .concat()
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
