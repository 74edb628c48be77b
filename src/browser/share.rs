//! The browser's share sheet, and the address that is shared.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, ShareData, window};

/// Whether there is a share sheet.
#[must_use]
pub fn can_share() -> bool {
    window()
        .and_then(|window| js_sys::Reflect::get(&window.navigator(), &"share".into()).ok())
        .is_some_and(|share| share.is_function())
}

/// Offers a link in the share sheet, upon a press. `false` when the browser can't; whoever closes the sheet
/// has seen it.
pub async fn share(title: &str, text: &str, url: &str) -> bool {
    let Some(window) = window().filter(|_| can_share()) else { return false };
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    data.set_url(url);
    match JsFuture::from(window.navigator().share_with_data(&data)).await {
        Ok(_) => true,
        Err(error) => error.dyn_ref::<DomException>().is_some_and(|error| error.name() == "AbortError"),
    }
}

/// The whole address of a page of this site, from its fragment (`#/library`). Without what stands behind a `?`: mail
/// programs and networks put their marks on visitors there.
#[must_use]
pub fn address(fragment: &str) -> String {
    let here = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    [here.split(['#', '?']).next().unwrap_or_default(), fragment].concat()
}

/// An address to type, without what every browser adds by itself.
#[must_use]
pub fn short(address: &str) -> String {
    address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/').to_owned()
}
