//! An SVG drawing as a PNG file, painted by the browser itself.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, window};

use super::files::save;

/// Paints `svg` at `width` by `height` pixels and offers the picture as a download. `false` when the
/// browser can't.
pub async fn save_png(name: &str, svg: &str, (width, height): (u32, u32)) -> bool {
    match paint(svg, width, height).await {
        Some(blob) => save(name, "image/png", &blob).is_some(),
        None => false,
    }
}

async fn paint(svg: &str, width: u32, height: u32) -> Option<Blob> {
    let document = window()?.document()?;
    let image = HtmlImageElement::new().ok()?;
    let source = ["data:image/svg+xml;charset=utf-8,", &String::from(js_sys::encode_uri_component(svg))].concat();
    image.set_src(&source);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into()).ok()?;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: wasm_bindgen::JsValue| {
            // Resolving a promise with a value can't fail.
            let _ = resolve.call1(&wasm_bindgen::JsValue::UNDEFINED, &blob);
        });
        // When `to_blob` throws, the promise below is resolved by nobody; the canvas is ours and clean, so it does not.
        let _ = canvas.to_blob(done.unchecked_ref());
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
