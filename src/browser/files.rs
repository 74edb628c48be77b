//! Files in and out, and the clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url, window};

/// Offers a text as a download. `false` when the browser can't; in-app browsers do nothing and say
/// nothing, so the text must always be offered for copying as well.
pub fn save_text(name: &str, mime: &str, text: &str) -> bool {
    save(name, mime, &JsValue::from_str(text)).is_some()
}

/// Offers a blob or text as a download.
pub(super) fn save(name: &str, mime: &str, content: &JsValue) -> Option<()> {
    let document = window()?.document()?;
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(content), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The URL lives as long as the page: revoking it early breaks downloads in some browsers.
    Some(())
}

/// Copies a text. `false` when the browser refuses.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let clipboard =
        js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok().filter(|value| value.is_object());
    let Some(clipboard) = clipboard else { return false };
    let clipboard: web_sys::Clipboard = clipboard.unchecked_into();
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// The file that was chosen in a file field: its name and size; the field is emptied, so that the same
/// file can be chosen again.
#[must_use]
pub fn chosen(event: &web_sys::Event) -> Option<(String, f64, File)> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    field.set_value("");
    Some((file.name(), file.size(), file))
}

/// The text of a file; `None` when it can't be read.
pub async fn read(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
