//! Fetching the site's own files. Nothing else is ever requested.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response, window};

/// The text of a file of this site, by its path relative to the page.
///
/// # Errors
/// The HTTP status, or 0 when there was no answer at all.
pub async fn text(path: &str) -> Result<String, u16> {
    read(start(path)?).await
}

/// The texts of several files, fetched side by side.
pub async fn texts(paths: &[String]) -> Vec<Result<String, u16>> {
    read_all(paths.iter().map(|path| start(path)).collect()).await
}

/// The same as the host has them now, past everything that is kept on the way.
pub async fn hosted_texts(paths: &[String]) -> Vec<Result<String, u16>> {
    read_all(paths.iter().map(|path| start_anew(path)).collect()).await
}

async fn read_all(started: Vec<Result<Promise, u16>>) -> Vec<Result<String, u16>> {
    let mut texts = Vec::with_capacity(started.len());
    for answer in started {
        texts.push(match answer {
            Ok(answer) => read(answer).await,
            Err(status) => Err(status),
        });
    }
    texts
}

fn start(path: &str) -> Result<Promise, u16> {
    Ok(window().ok_or(0u16)?.fetch_with_str(path))
}

fn start_anew(path: &str) -> Result<Promise, u16> {
    let how = RequestInit::new();
    how.set_cache(RequestCache::NoStore);
    Ok(window().ok_or(0u16)?.fetch_with_str_and_init(path, &how))
}

async fn read(answer: Promise) -> Result<String, u16> {
    let answer = JsFuture::from(answer).await.map_err(|_| 0u16)?;
    let answer: Response = answer.dyn_into().map_err(|_| 0u16)?;
    if !answer.ok() {
        return Err(answer.status());
    }
    let text = JsFuture::from(answer.text().map_err(|_| 0u16)?).await.map_err(|_| 0u16)?;
    text.as_string().ok_or(0)
}
