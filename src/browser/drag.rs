//! Dragging cards by mouse, finger or pen: pointer events, because the browser's own dragging knows no
//! fingers.
//!
//! A handle has `data-card-handle`, its card `data-card` with the same value, a place `data-zone`. Where
//! the handle is pressed and let go without a move, it is a click like any other.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent, window};

use super::page::{self, Listener};

/// How far the pointer moves before it is a drag, in CSS pixels.
const FAR: i32 = 6;

struct Drag {
    card: String,
    element: HtmlElement,
    from: (i32, i32),
    moves: bool,
}

/// Calls back with the card and the zone when a card was dropped, until what it gives is dropped.
pub fn on_drop(act: impl Fn(&str, &str) + 'static) -> impl Drop {
    struct Dragging(#[expect(dead_code, reason = "they listen as long as they live")] [Listener; 5]);
    impl Drop for Dragging {
        fn drop(&mut self) {}
    }
    let drag: Rc<RefCell<Option<Drag>>> = Rc::default();
    let dropped = Rc::new(RefCell::new(false));
    let (down, moving, up, cancel) = (drag.clone(), drag.clone(), drag.clone(), drag);
    let clicked = dropped.clone();
    Dragging([
        Listener::new(
            "pointerdown",
            Box::new(move |event| {
                if let Some(event) = event.dyn_ref::<PointerEvent>() {
                    *down.borrow_mut() = begin(event);
                }
            }),
        ),
        Listener::new(
            "pointermove",
            Box::new(move |event| {
                if let (Some(event), Some(drag)) = (event.dyn_ref::<PointerEvent>(), &mut *moving.borrow_mut()) {
                    follow(event, drag);
                }
            }),
        ),
        Listener::new(
            "pointerup",
            Box::new(move |event| {
                let Some(drag) = up.borrow_mut().take().filter(|drag| drag.moves) else { return };
                let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
                settle(&drag);
                *dropped.borrow_mut() = true;
                // The click that belongs to it comes at once, if at all: none follows a finger, or where what
                // was pressed is drawn anew. A later one is somebody's.
                let over = dropped.clone();
                page::next_turn(move || *over.borrow_mut() = false);
                if let Some(zone) = zone_at(event) {
                    act(&drag.card, &zone);
                }
            }),
        ),
        Listener::new(
            "pointercancel",
            Box::new(move |_| {
                if let Some(drag) = cancel.borrow_mut().take() {
                    settle(&drag);
                }
            }),
        ),
        // The click that follows a drop would open the card's menu.
        Listener::new(
            "click",
            Box::new(move |event| {
                if std::mem::take(&mut *clicked.borrow_mut()) && closest(&event, "[data-card-handle]").is_some() {
                    event.prevent_default();
                }
            }),
        ),
    ])
}

fn closest(event: &web_sys::Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn begin(event: &PointerEvent) -> Option<Drag> {
    let card = closest(event, "[data-card-handle]")?.get_attribute("data-card-handle")?;
    let element = closest(event, "[data-card]")?.dyn_into().ok()?;
    Some(Drag { card, element, from: (event.client_x(), event.client_y()), moves: false })
}

fn follow(event: &PointerEvent, drag: &mut Drag) {
    let (x, y) = (event.client_x() - drag.from.0, event.client_y() - drag.from.1);
    if !drag.moves && x.abs().max(y.abs()) < FAR {
        return;
    }
    if !drag.moves {
        drag.moves = true;
        // A class name of ours is never refused.
        let _ = drag.element.class_list().add_1("dragged");
    }
    // A number with a unit is always a valid value.
    let _ = drag.element.style().set_property("translate", &format!("{x}px {y}px"));
    event.prevent_default();
}

fn settle(drag: &Drag) {
    // Neither a known class nor a known property can be refused.
    let _ = drag.element.class_list().remove_1("dragged");
    let _ = drag.element.style().remove_property("translate");
}

/// The zone under the pointer. The dragged card lets the pointer through (`style/task.css`).
fn zone_at(event: &PointerEvent) -> Option<String> {
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let under = window()?.document()?.element_from_point(x, y)?;
    under.closest("[data-zone]").ok()??.get_attribute("data-zone")
}
