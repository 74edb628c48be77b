//! What to talk about first, as questions: the dimensions in which people differ most, each with the statement that
//! divides them most and two questions about it. None asks who answered what: nobody has to speak up for an answer.

use crate::domain::activity::Activity;
use crate::domain::agreement::Accord;
use crate::domain::block::{Block, Wording};
use crate::domain::prompts::{Divided, Topic};
use crate::i18n::{Key, Plural, t, tf, tn};
use crate::ui::html::line;
use crate::ui::part::words::quoted;

/// Two questions for each topic, other ones for the next: where people are two camps, and where they are spread.
const SPLIT: [[Key; 2]; 3] = [
    [Key::PromptsSplitSeen, Key::PromptsSplitWords],
    [Key::PromptsSplitPlaces, Key::PromptsSplitRight],
    [Key::PromptsSplitBoth, Key::PromptsSplitTry],
];
const SPREAD: [[Key; 2]; 3] = [
    [Key::PromptsSpreadWhen, Key::PromptsSpreadPlaces],
    [Key::PromptsSpreadMoment, Key::PromptsSpreadServed],
    [Key::PromptsSpreadCloser, Key::PromptsSpreadSign],
];
/// Where no single statement divides people: only the dimension as a whole does.
const WHOLE: [[Key; 2]; 3] = [
    [Key::PromptsWholeWell, Key::PromptsWholeDepends],
    [Key::PromptsWholeMoment, Key::PromptsWholePlaces],
    [Key::PromptsWholeChange, Key::PromptsWholeHelp],
];

/// The topics in their order; nothing at all where people agree in everything.
#[must_use]
pub fn prompts_html(activity: &Activity, topics: &[Topic]) -> String {
    if topics.is_empty() {
        return String::new();
    }
    let title = tn(Plural::PromptsTitle, topics.len(), &[]);
    let topics: String = topics.iter().enumerate().map(|(at, topic)| topic_html(activity, topic, at)).collect();
    let list = ["<ol class=\"prompts stack\">", &topics, "</ol>"].concat();
    ["<section class=\"stack-s\" data-made=\"prompts\">", &line("h2", &title), &list, "</section>"].concat()
}

fn topic_html(activity: &Activity, topic: &Topic, at: usize) -> String {
    let title = activity.dimension(&topic.dimension).map_or("", |dimension| &dimension.title);
    let stated = topic.item.as_ref().and_then(|divided| Some((divided, stated(activity, divided)?)));
    let (about, keys, ends) = match &stated {
        Some((divided, stated)) => {
            let keys = if divided.accord == Accord::Split { SPLIT } else { SPREAD };
            (line("p class=\"statement-live\"", &stated.text), keys, stated.ends.clone())
        }
        None => (String::new(), WHOLE, Default::default()),
    };
    let [low, high] = ends;
    let asked = keys[at % keys.len()].map(|key| line("li", &tf(key, &[("low", &low), ("high", &high)])));
    let accord = t(if topic.accord == Accord::Split { Key::TogetherSplit } else { Key::TogetherScattered });
    [
        "<li class=\"stack-s\">",
        &line("h3", title),
        &line("p class=\"small hush\"", accord),
        &about,
        "<ul>",
        &asked.concat(),
        "</ul></li>",
    ]
    .concat()
}

/// A statement, and what its two ends are called, in quotation marks.
struct Stated {
    text: String,
    ends: [String; 2],
}

fn stated(activity: &Activity, divided: &Divided) -> Option<Stated> {
    let block = activity.block(&divided.block)?;
    let item = block.items().into_iter().find(|item| item.id == divided.item)?;
    Some(match (item.wording, block) {
        // Between two statements people answer with one of them, more or less.
        (Wording::Pair { left, right }, _) => Stated {
            text: tf(Key::PromptsPair, &[("left", &quoted(left)), ("right", &quoted(right))]),
            ends: [quoted(left), quoted(right)],
        },
        (Wording::Statement(text), Block::Scale(scale)) => {
            let word = |point: u8| Some(quoted(scale.points.get(usize::from(point).checked_sub(1)?)?));
            let [low, high] = divided.ends;
            Stated { text: text.to_owned(), ends: [word(low)?, word(high)?] }
        }
        (Wording::Statement(_), _) => return None,
    })
}
