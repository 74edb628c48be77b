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

/// A file that somebody chose or dropped.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: f64,
    pub(super) file: File,
}

impl Chosen {
    /// Whether it says that it is a picture.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.file.type_().starts_with("image/")
    }
}

/// The file that was chosen in a file field.
#[must_use]
pub fn chosen(event: &web_sys::Event) -> Option<Chosen> {
    all_chosen(event).into_iter().next()
}

/// All files that were chosen in a file field, which is emptied, so that the same can be chosen again.
#[must_use]
pub fn all_chosen(event: &web_sys::Event) -> Vec<Chosen> {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let chosen = listed(field.files());
    // A text field, whose changes come along, has none.
    if !chosen.is_empty() {
        field.set_value("");
    }
    chosen
}

/// The files that were dropped on the page.
#[must_use]
pub fn dropped(event: &web_sys::DragEvent) -> Vec<Chosen> {
    listed(event.data_transfer().and_then(|data| data.files()))
}

fn listed(files: Option<web_sys::FileList>) -> Vec<Chosen> {
    let Some(files) = files else { return Vec::new() };
    let all = (0..files.length()).filter_map(|at| files.get(at));
    all.map(|file| Chosen { name: file.name(), size: file.size(), file }).collect()
}

/// The text of a file; `None` when it can't be read.
pub async fn read(chosen: &Chosen) -> Option<String> {
    JsFuture::from(chosen.file.text()).await.ok()?.as_string()
}
