//! The content security policy that the built page carries: no script and no style but the page's own, no request to
//! any other host. It stands in the page, so that it holds on hosts that send no headers. And the sums of what the page
//! fetches first, so that a file that was changed on the way does not run.

use std::fs;
use std::path::Path;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::failure::{Explain, Failure, Result};

/// What stands before the policy: browsers look for the charset first.
const BEHIND: &str = "<meta charset=\"utf-8\">";

/// How the links to what is fetched first begin.
const LINKS: [&str; 3] = ["<link rel=\"modulepreload\"", "<link rel=\"preload\"", "<link id=\"sheet\""];

/// The page with its policy; `None` where it has no place for one.
pub fn put_into(page: &str) -> Option<String> {
    let (before, after) = page.split_once(BEHIND)?;
    let policy = of(page);
    Some(format!("{before}{BEHIND}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"))
}

/// The page with the sum of each file that it links to and `src/boot.js` loads: program, script, style sheet.
pub fn with_sums(page: &str, folder: &Path) -> Result<String> {
    const WHAT: &str = "The page's files cannot be summed.";
    let mut out = String::with_capacity(page.len() + 512);
    let mut rest = page;
    let mut count = 0;
    while let Some(at) = LINKS.iter().filter_map(|link| rest.find(link)).min() {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let tag = &rest[at..end];
        let name = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let file = folder.join(name.trim_start_matches("./"));
        let bytes = fs::read(&file).explain(WHAT, format!("Check that {} was built.", file.display()))?;
        out.push_str(&rest[..end]);
        // Browsers do not look at the sum of what is fetched ahead as data, and say so: `src/boot.js` passes it on.
        let name = if tag.contains("as=\"fetch\"") { "data-integrity" } else { "integrity" };
        out.push_str(&format!(" {name}=\"sha256-{}\"", BASE64.encode(&Sha256::digest(bytes))));
        rest = &rest[end..];
        count += 1;
    }
    if count != LINKS.len() {
        return Err(Failure::new(WHAT, format!("the page links to {count} of {}", LINKS.len()), "See index.html."));
    }
    Ok(out + rest)
}

/// The policy of a page. Scripts and styles in it are allowed by their sums; WebAssembly may be compiled, since the
/// program is made of it; pictures are drawn from the page's own memory (`blob:`, `data:`).
pub fn of(page: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; img-src 'self' blob: data:; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'",
        sums(page, "<script>", "</script>"),
        sums(page, "<style>", "</style>"),
    )
}

/// The sums of what stands between each `start` and the next `end`.
fn sums(page: &str, start: &str, end: &str) -> String {
    let inner = page.split(start).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0));
    inner.map(|text| format!(" 'sha256-{}'", BASE64.encode(&Sha256::digest(text)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fetched_first_has_its_sum() {
        let folder = std::env::temp_dir().join(format!("xtask-policy-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["a.js", "a.wasm", "a.css"] {
            fs::write(folder.join(name), "abc").unwrap();
        }
        let page = "<link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"preload\" href=\"./a.wasm\" as=\"fetch\">\
                    <link id=\"sheet\" href=\"a.css\"><p>";
        let summed = with_sums(page, &folder).unwrap();
        // FIPS 180-2, B.1.
        let sum = "integrity=\"sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"";
        assert_eq!(summed.matches(sum).count(), 3, "{summed}");
        assert!(summed.ends_with("><p>"));
        assert!(with_sums("<p>", &folder).is_err());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn every_script_and_style_is_named_by_its_sum() {
        let page = "<head><meta charset=\"utf-8\"><style>a{}</style></head><script>b()</script><script>c()</script>";
        let page = put_into(page).unwrap();
        assert!(
            page.starts_with("<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""),
            "{page}"
        );
        let policy = of(&page);
        assert!(page.contains(&policy));
        assert_eq!(policy.matches("'sha256-").count(), 3);
        // openssl dgst -sha256 -binary | base64 of "a{}".
        assert!(policy.contains("style-src 'self' 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=';"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains(" 'unsafe-eval'") && !policy.contains("http"));
        assert!(put_into("<head></head>").is_none());
    }
}
