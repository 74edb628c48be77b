//! Fetching the site's own files. Nothing else is ever requested.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, window};

/// The text of a file of this site, by its path relative to the page.
///
/// # Errors
/// The HTTP status, or 0 when there was no answer at all.
pub async fn text(path: &str) -> Result<String, u16> {
    let window = window().ok_or(0u16)?;
    let answer = JsFuture::from(window.fetch_with_str(path)).await.map_err(|_| 0u16)?;
    let answer: Response = answer.dyn_into().map_err(|_| 0u16)?;
    if !answer.ok() {
        return Err(answer.status());
    }
    let text = JsFuture::from(answer.text().map_err(|_| 0u16)?).await.map_err(|_| 0u16)?;
    text.as_string().ok_or(0)
}
