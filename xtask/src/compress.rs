//! Brotli as a good static host does it: the figure that a phone pays for.

/// Compresses with the highest quality, which hosts use for files that are
/// compressed once and sent often.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::with_capacity(bytes.len() / 2);
    match brotli::BrotliCompress(&mut &*bytes, &mut out, &params) {
        Ok(_) => out,
        // Reading from and writing to memory does not fail; sent as it is, the
        // file would merely be larger.
        Err(_) => bytes.to_vec(),
    }
}

/// Whether hosts compress what is of this type. Pictures are compressed already.
pub fn is_compressible(mime: &str) -> bool {
    mime.starts_with("text/") || mime.starts_with("application/wasm") || mime.contains("json") || mime.contains("xml")
}

/// Bytes as people read them.
pub fn human(bytes: usize) -> String {
    if bytes < 1024 { format!("{bytes} B") } else { format!("{:.1} KiB", bytes as f64 / 1024.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "a round table ".repeat(200);
        let packed = brotli(text.as_bytes());
        assert!(packed.len() < 100);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &packed[..], &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }

    #[test]
    fn pictures_stay_as_they_are() {
        assert!(is_compressible("application/wasm"));
        assert!(is_compressible("application/manifest+json"));
        assert!(!is_compressible("image/png"));
    }
}
