//! Two statements with seats between them.

use super::Asking;
use crate::domain::block::{Block, Poles, point};
use crate::ui::part::seats::{item_html, pole_words};

/// Draws the item with this index.
pub(super) fn html(asking: &Asking<'_>, poles: &Poles, block: &Block, index: usize) -> String {
    let items = block.items();
    let Some(item) = items.get(index) else { return String::new() };
    let chosen = point(asking.answers, &poles.id, item.id);
    item_html(item, asking.topic, poles.label.as_deref(), &pole_words(poles.points), asking.heading(), chosen)
}
