//! As much of HTTP/1.1 as browsers use to fetch files: reading the head of a
//! request, decoding its path, and a few words for status and type.

use std::io::{self, BufRead, Read};

/// A head longer than this is no browser's.
const MAX_HEAD: u64 = 64 * 1024;

/// The part of a request that decides about the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestHead {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) accepts_brotli: bool,
    pub(super) keep_alive: bool,
}

/// Reads one request, or nothing when the other side is done. A body is not
/// read: whoever sends one gets an answer, and then the connection ends.
pub(super) fn read_request(reader: &mut impl BufRead) -> io::Result<Option<RequestHead>> {
    let mut head = reader.take(MAX_HEAD);
    let mut line = String::new();
    if head.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "not a request line"));
    };
    let mut request = RequestHead {
        method: method.to_owned(),
        target: target.to_owned(),
        accepts_brotli: false,
        keep_alive: version == "HTTP/1.1" && matches!(method, "GET" | "HEAD"),
    };
    loop {
        let mut line = String::new();
        head.read_line(&mut line)?;
        if line.trim_end().is_empty() && line.ends_with('\n') {
            return Ok(Some(request));
        }
        let field = line.strip_suffix('\n').and_then(|line| line.split_once(':'));
        let Some((name, value)) = field else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the head is cut or too long"));
        };
        if name.eq_ignore_ascii_case("accept-encoding") {
            request.accepts_brotli = accepts_brotli(value);
        } else if name.eq_ignore_ascii_case("connection") {
            request.keep_alive &= !value.trim().eq_ignore_ascii_case("close");
        }
    }
}

fn accepts_brotli(value: &str) -> bool {
    value.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        let refused = |word: &str| word.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0);
        words.next() == Some("br") && !words.any(refused)
    })
}

/// The path of a request target: without origin and query, decoded. Nothing
/// for what is no path.
pub(super) fn decoded_path(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?;
    if !path.starts_with('/') {
        return None;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The words of a status line.
pub(super) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

/// The type (MIME) that belongs to a file name.
pub fn mime(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<RequestHead> {
        read_request(&mut text.as_bytes()).unwrap()
    }

    #[test]
    fn reads_what_browsers_send() {
        let request = read("GET /a?b HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n").unwrap();
        assert_eq!(request.method, "GET");
        assert_eq!(request.target, "/a?b");
        assert!(request.accepts_brotli && request.keep_alive);
        assert_eq!(read(""), None);
    }

    #[test]
    fn keeps_alive_only_what_may_be() {
        assert!(!read("GET / HTTP/1.0\r\n\r\n").unwrap().keep_alive);
        assert!(!read("GET / HTTP/1.1\r\nconnection: Close\r\n\r\n").unwrap().keep_alive);
        assert!(!read("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello").unwrap().keep_alive);
    }

    #[test]
    fn refuses_what_is_cut() {
        assert!(read_request(&mut "GET / HTTP/1.1\r\nHost".as_bytes()).is_err());
        assert!(read_request(&mut "nonsense\r\n\r\n".as_bytes()).is_err());
    }

    #[test]
    fn brotli_may_be_refused() {
        assert!(accepts_brotli("gzip, br;q=0.5"));
        assert!(!accepts_brotli("gzip, br;q=0"));
        assert!(!accepts_brotli("gzip, brotli"));
    }

    #[test]
    fn decodes_paths() {
        assert_eq!(decoded_path("/a%20b/%C3%A9?q=1#f").as_deref(), Some("/a b/é"));
        assert_eq!(decoded_path("/a%2"), None);
        assert_eq!(decoded_path("/%FF"), None);
        assert_eq!(decoded_path("http://elsewhere/"), None);
    }
}
