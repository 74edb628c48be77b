//! The page around the app: address, title, focus, theme, printing, and what other tabs do.

use std::cell::Cell;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
    StorageEvent, window,
};

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

#[wasm_bindgen]
extern "C" {
    /// `src/boot.js`: one promise for all who ask, a new one after a failure.
    #[wasm_bindgen(js_name = roundtableSheet)]
    fn fetch_sheet() -> js_sys::Promise;
}

thread_local! {
    static SHEET_IS_HERE: Cell<bool> = const { Cell::new(false) };
    static SAYS_ROOM: Cell<bool> = const { Cell::new(false) };
}

/// Fetches the styles of all pages but the question page, which does without.
///
/// # Errors
/// When they can't be had; a later call tries again.
pub async fn sheet() -> Result<(), JsValue> {
    JsFuture::from(fetch_sheet()).await?;
    SHEET_IS_HERE.set(true);
    Ok(())
}

/// Whether [`sheet`] has succeeded.
#[must_use]
pub fn sheet_is_here() -> bool {
    SHEET_IS_HERE.get()
}

/// The fragment of the address, with its `#`.
#[must_use]
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to a fragment as a link would.
pub fn go(fragment: &str) {
    if let Some(window) = window() {
        // Setting a fragment of one's own page is never refused.
        let _ = window.location().set_hash(fragment);
    }
}

/// Changes the fragment in place: no entry in the history, no event.
pub fn replace(fragment: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // Refused only when called hundreds of times a minute; the address is then late, nothing else.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Calls back for good whenever the fragment changes.
pub fn on_fragment(mut act: impl FnMut() + 'static) {
    listen("hashchange", move |_| act());
}

/// Calls back for good with the key whenever another tab has changed local storage; `None` for all keys.
pub fn on_other_tab(mut act: impl FnMut(Option<String>) + 'static) {
    listen("storage", move |event| {
        if let Some(event) = event.dyn_ref::<StorageEvent>() {
            act(event.key());
        }
    });
}

fn listen(name: &'static str, act: impl FnMut(web_sys::Event) + 'static) {
    std::mem::forget(Listener::new(name, Box::new(act)));
}

/// Listens to an event of the window until it is dropped.
pub(super) struct Listener(Closure<dyn FnMut(web_sys::Event)>, &'static str);

impl Listener {
    pub(super) fn new(name: &'static str, act: Box<dyn FnMut(web_sys::Event)>) -> Self {
        let act = Closure::wrap(act);
        if let Some(window) = window() {
            // Adding a listener of a known name can't fail.
            let _ = window.add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
        }
        Self(act, name)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = window() {
            // Taking a listener away can't fail.
            let _ = window.remove_event_listener_with_callback(self.1, self.0.as_ref().unchecked_ref());
        }
    }
}

/// Says under every field that has a limit how much may still be written, as somebody comes to it and types:
/// `words` makes the sentence of the limit and the characters written, empty while there is no need. For a
/// screen reader it describes the field, and is read out at every tenth character and at the last. Asked
/// again, it goes on as before.
pub fn say_room(words: fn(usize, usize) -> String) {
    if SAYS_ROOM.replace(true) {
        return;
    }
    for name in ["focusin", "input"] {
        listen(name, move |event| {
            // What has no limit has no sentence.
            let _ = say_room_of(&event, words);
        });
    }
}

fn say_room_of(event: &web_sys::Event, words: fn(usize, usize) -> String) -> Option<()> {
    let field: Element = event.target()?.dyn_into().ok()?;
    let limit: usize = field.get_attribute("maxlength")?.parse().ok()?;
    // The browser holds the limit in units of UTF-16.
    let written = field_value(event)?.encode_utf16().count();
    let mut hint = room_of(&field);
    if hint.is_none() {
        let id = [&field.get_attribute("name").unwrap_or_default(), "-", &field.id(), "-room"].concat();
        let described = [&field.get_attribute("aria-describedby").unwrap_or_default(), " ", &id].concat();
        field.insert_adjacent_html("afterend", ROOM).ok()?;
        hint = room_of(&field);
        hint.as_ref()?.set_attribute("id", &id).ok()?;
        field.set_attribute("aria-describedby", &described).ok()?;
    }
    let aloud = limit.abs_diff(written).is_multiple_of(10);
    let hint = hint?;
    hint.set_attribute("aria-live", if aloud { "polite" } else { "off" }).ok()?;
    hint.set_inner_html(&words(limit, written));
    Some(())
}

/// What stands under a field with a limit; empty while there is no need.
const ROOM: &str = "<p class=\"hint room\"></p>";

fn room_of(field: &Element) -> Option<Element> {
    field.next_element_sibling().filter(|next| next.get_attribute("class").as_deref() == Some("hint room"))
}

/// Calls back for every key that is pressed without Control, Alt or Command, until what it gives is
/// dropped. The key is used up when the answer is `true`.
pub fn on_key(act: impl Fn(&str) -> bool + 'static) -> impl Drop {
    Listener::new(
        "keydown",
        Box::new(move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let held = event.ctrl_key() || event.alt_key() || event.meta_key();
            if !held && act(&event.key()) {
                event.prevent_default();
            }
        }),
    )
}

/// Calls back once before the next drawing.
pub fn next_frame(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    if let Some(window) = window() {
        // Refused only while the page is being closed.
        let _ = window.request_animation_frame(act.unchecked_ref());
    }
}

/// Calls back once when the browser has nothing else to do for this page.
pub fn next_turn(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    if let Some(window) = window() {
        // Setting a timer can't fail.
        let _ = window.set_timeout_with_callback(act.unchecked_ref());
    }
}

/// The language tag for figures and dates: the person's own variety of the page's language (`en-GB`),
/// else the page's language alone.
#[must_use]
pub fn locale() -> String {
    let page = language();
    let wanted = window().map(|window| window.navigator().languages()).unwrap_or_default();
    let own = wanted.iter().filter_map(|tag| tag.as_string()).find(|tag| tag.split('-').next() == Some(page.as_str()));
    // English without a country is American to Intl; where nobody said so, the day comes first.
    own.unwrap_or(if page == "en" { "en-GB".to_owned() } else { page })
}

/// The language that the page is in, from its `lang`.
fn language() -> String {
    document()
        .and_then(|document| document.document_element())
        .map(|root| root.get_attribute("lang").unwrap_or_default())
        .unwrap_or_default()
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Takes away the shell that was there before the app.
pub fn remove_shell() {
    if let Some(shell) = find("#boot") {
        shell.remove();
    }
}

/// Puts finished markup into the element with this id, if it is there.
pub fn set_html(id: &str, html: &str) {
    if let Some(element) = find(&["#", id].concat()) {
        element.set_inner_html(html);
    }
}

/// Sets an attribute of the element with this id, or takes it away.
pub fn set_attribute(id: &str, name: &str, value: Option<&str>) {
    if let Some(element) = find(&["#", id].concat()) {
        // Names are written in the program; a known name can't fail.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

/// An attribute of the element with this id.
#[must_use]
pub fn attribute_of(id: &str, name: &str) -> Option<String> {
    find(&["#", id].concat())?.get_attribute(name)
}

/// Moves the focus to the first element that matches.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Focusing an element of the page can't fail.
        let _ = element.focus();
    }
}

/// Whether the focus is on something that uses the keys itself: a text field or list; with `enter`, when Enter and the
/// space bar are meant, also a button or link.
#[must_use]
pub fn focus_uses_keys(enter: bool) -> bool {
    let Some(active) = document().and_then(|document| document.active_element()) else { return false };
    let kind = active.get_attribute("type").unwrap_or_default();
    match active.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => !matches!(kind.as_str(), "radio" | "checkbox"),
        "A" | "BUTTON" | "SUMMARY" => enter,
        _ => false,
    }
}

/// Whether the focus is on a radio button or checkbox: arrows move within its group by themselves.
#[must_use]
pub fn focus_is_on_choice() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|active| matches!(active.get_attribute("type").as_deref(), Some("radio" | "checkbox")))
}

/// What a press on finished markup means: the `data-do` of the element that was pressed.
#[must_use]
pub fn pressed(event: &web_sys::MouseEvent) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-do]:not([disabled])").ok()??.get_attribute("data-do")
}

/// The value of the field that an event is about.
#[must_use]
pub fn field_value(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?;
    match target.dyn_ref::<HtmlInputElement>() {
        Some(field) => Some(field.value()),
        None => target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value),
    }
}

/// The name, or else the id, of the field that an event is about, and its value.
#[must_use]
pub fn named_field(event: &web_sys::Event) -> Option<(String, String)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let name = target.get_attribute("name").filter(|name| !name.is_empty()).unwrap_or_else(|| target.id());
    let value = match target.dyn_ref::<HtmlSelectElement>() {
        Some(list) => list.value(),
        None => field_value(event)?,
    };
    Some((name, value))
}

/// The name of the field of one line into which several lines are pasted, and the lines.
#[must_use]
pub fn pasted_lines(event: &web_sys::ClipboardEvent) -> Option<(String, String)> {
    let target: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let text = event.clipboard_data()?.get_data("text/plain").ok()?;
    (text.trim().lines().count() > 1).then(|| (target.name(), text))
}

/// What stands in the field with this id.
#[must_use]
pub fn value_of(id: &str) -> Option<String> {
    let field = find(&["#", id].concat())?;
    if let Some(list) = field.dyn_ref::<HtmlSelectElement>() {
        return Some(list.value());
    }
    match field.dyn_ref::<HtmlInputElement>() {
        Some(field) => Some(field.value()),
        None => field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value),
    }
}

/// The values that are checked of the buttons and boxes with this name.
#[must_use]
pub fn checked(name: &str) -> Vec<String> {
    let selector = ["[name='", name, "']:checked"].concat();
    let found = document().and_then(|document| document.query_selector_all(&selector).ok());
    let Some(found) = found else { return Vec::new() };
    let fields = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlInputElement>().ok());
    fields.map(|field| field.value()).collect()
}

/// Presses the button or box that carries this figure in `data-figure`, in the row with the focus or else the first
/// row. After a button the focus moves to the first field of the next row; at a box it stays, since more than one may
/// be ticked. `false` when the row has no such figure.
pub fn choose_figure(figure: u8, row: &str) -> bool {
    let here = focused_row(row).or_else(|| find(row));
    let Some(here) = here else { return false };
    let selector = ["[data-figure='", &figure.to_string(), "']"].concat();
    let button = here.query_selector(&selector).ok().flatten();
    let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else { return false };
    button.click();
    if button.get_attribute("type").as_deref() == Some("checkbox") {
        // Focusing an element of the page can't fail.
        let _ = button.focus();
        return true;
    }
    let mut next = here.next_element_sibling();
    while let Some(row) = next {
        let field = row.query_selector("input, textarea").ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            // Focusing an element of the page can't fail.
            let _ = field.focus();
            break;
        }
        next = row.next_element_sibling();
    }
    true
}

/// Takes away what is chosen in the row with the focus, and gives the name of its buttons or boxes. `None` when the
/// focus is in no such row, or nothing is chosen there.
pub fn clear_row(row: &str) -> Option<String> {
    let found = focused_row(row)?.query_selector_all("input:checked").ok()?;
    let fields = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlInputElement>().ok());
    let mut name = None;
    for field in fields {
        field.set_checked(false);
        name = Some(field.name());
    }
    name
}

fn focused_row(row: &str) -> Option<Element> {
    document()?.active_element()?.closest(row).ok().flatten()
}

/// Moves the focus to what follows it among the elements that match. `false` when it is on none of them, or on
/// the last.
pub fn focus_next(selector: &str) -> bool {
    let Some(document) = document() else { return false };
    let (Some(active), Ok(found)) = (document.active_element(), document.query_selector_all(selector)) else {
        return false;
    };
    let all = || (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    let next = all().skip_while(|one| !one.is_same_node(Some(&active))).nth(1);
    // Focusing an element of the page can't fail.
    next.is_some_and(|next| next.focus().is_ok())
}

/// Empties the field with this id.
pub fn clear(id: &str) {
    set_value(id, "");
}

/// Writes into the field with this id.
pub fn set_value(id: &str, value: &str) {
    let Some(field) = find(&["#", id].concat()) else { return };
    match field.dyn_ref::<HtmlInputElement>() {
        Some(field) => field.set_value(value),
        None => field.dyn_ref::<HtmlTextAreaElement>().into_iter().for_each(|field| field.set_value(value)),
    }
}

/// Whether the focus is within the element with this id.
#[must_use]
pub fn focus_is_in(id: &str) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.zip(find(&["#", id].concat())).is_some_and(|(active, element)| element.contains(Some(&active)))
}

/// What stands in an attribute of the element that has the focus.
#[must_use]
pub fn focused_attribute(name: &str) -> Option<String> {
    document()?.active_element()?.get_attribute(name)
}

/// Calls back again and again, every so many milliseconds, until what it gives is dropped.
pub fn every(millis: i32, act: Box<dyn FnMut()>) -> impl Drop {
    struct Ticking(i32, #[expect(dead_code, reason = "it lives as long as it may be called")] Closure<dyn FnMut()>);
    impl Drop for Ticking {
        fn drop(&mut self) {
            if let Some(window) = window() {
                window.clear_interval_with_handle(self.0);
            }
        }
    }
    let act = Closure::wrap(act);
    let handle = window().and_then(|window| {
        window.set_interval_with_callback_and_timeout_and_arguments_0(act.as_ref().unchecked_ref(), millis).ok()
    });
    Ticking(handle.unwrap_or_default(), act)
}

/// Whether a dialog is open above the page.
#[must_use]
pub fn dialog_is_open() -> bool {
    find("dialog[open]").is_some()
}

/// Shows the dialog with this id above everything else.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = find(&["#", id].concat()).and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
        // Refused only when it is open already.
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog with this id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = find(&["#", id].concat()).and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Whether an event happened on what opens a menu.
#[must_use]
pub fn is_in_menu_head(target: Option<web_sys::EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("details.menu > summary").ok().flatten())
        .is_some()
}

/// Closes every open menu, as a click elsewhere does.
pub fn close_menus() {
    let Some(menus) = document().and_then(|document| document.query_selector_all("details.menu[open]").ok()) else {
        return;
    };
    for index in 0..menus.length() {
        if let Some(menu) = menus.get(index).and_then(|menu| menu.dyn_into::<Element>().ok()) {
            // Removing an attribute can't fail.
            let _ = menu.remove_attribute("open");
        }
    }
}

/// Scrolls to the top without a glide.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Whether the page is dark now, by choice or by the device.
#[must_use]
pub fn is_dark() -> bool {
    let chosen = document().and_then(|document| document.document_element()?.get_attribute("data-theme"));
    chosen.map_or_else(
        || {
            window()
                .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok()?)
                .is_some_and(|query| query.matches())
        },
        |theme| theme == "dark",
    )
}

/// Chooses the theme: `light` or `dark`.
pub fn set_theme(theme: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Setting an attribute with a valid name can't fail.
        let _ = root.set_attribute("data-theme", theme);
    }
}

/// Gives the page custom properties, as `name:value` parted by `;`: `src/boot.js` sets them.
pub fn set_look(look: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()).filter(|_| !look.is_empty()) {
        // Setting an attribute with a valid name can't fail.
        let _ = root.set_attribute("data-style", look);
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        // Refused in some in-app browsers, which have no printer.
        let _ = window.print();
    }
}

/// Shows a page of this site in a window of its own with this name, or goes there in the window that has the
/// name already. `false` when the browser opens none.
#[must_use]
pub fn open_window(fragment: &str, name: &str) -> bool {
    window()
        .and_then(|window| window.open_with_url_and_target_and_features(fragment, name, "popup").ok()?)
        .is_some_and(|opened| opened.focus().is_ok())
}

/// Whether the window is at least this many CSS pixels wide.
#[must_use]
pub fn is_wide(pixels: u32) -> bool {
    window()
        .and_then(|window| window.match_media(&format!("(min-width: {pixels}px)")).ok()?)
        .is_some_and(|query| query.matches())
}

/// How many files this page has requested from other sites since it was opened: none, if the promise holds.
#[must_use]
pub fn foreign_requests() -> usize {
    let Some(performance) = window().and_then(|window| window.performance()) else { return 0 };
    let origin = window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    performance
        .get_entries_by_type("resource")
        .iter()
        .filter_map(|entry| js_sys::Reflect::get(&entry, &"name".into()).ok()?.as_string())
        .filter(|name| !name.starts_with(&origin) && !name.starts_with("data:") && !name.starts_with("blob:"))
        .count()
}
