//! One statement with named seats under it.

use super::Asking;
use crate::domain::block::{Block, Scale, point};
use crate::ui::part::seats::item_html;

/// Draws the item with this index.
pub(super) fn html(asking: &Asking<'_>, scale: &Scale, block: &Block, index: usize) -> String {
    let items = block.items();
    let Some(item) = items.get(index) else { return String::new() };
    let topic = match &scale.label {
        Some(label) if asking.topic.is_empty() => label.clone(),
        Some(label) => [asking.topic, ". ", label].concat(),
        None => asking.topic.to_owned(),
    };
    item_html(item, &topic, None, &scale.points, asking.heading(), point(asking.answers, &scale.id, item.id))
}
