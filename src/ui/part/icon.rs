//! Icons from the sprite in `index.html`, and drawings from `chart`.

use leptos::prelude::*;

/// An icon by its name in the sprite. It says nothing by itself: words stand beside it.
pub fn icon(name: &str) -> impl IntoView + use<> {
    drawing("icon", name)
}

/// An icon that points along the line, so that it turns round where one reads from right to left.
pub fn turning_icon(name: &str) -> impl IntoView + use<> {
    drawing("icon turn", name)
}

fn drawing(class: &'static str, name: &str) -> impl IntoView + use<> {
    let reference = ["<use href=\"#i-", name, "\"/>"].concat();
    view! { <svg class=class aria-hidden="true" inner_html=reference></svg> }
}

/// Finished markup from `chart`, in place. `chart` has escaped whatever text is in it.
pub fn markup(svg: String) -> impl IntoView {
    view! { <span class="drawing" inner_html=svg></span> }
}
