//! On the hosts that owners use: nginx and Apache in a sub-folder, set up by the files that the folder brings, with and
//! without compression, also where WebAssembly is sent under a wrong type.

use crate::harness::host::{Answer, FOLDER, Host};
use crate::harness::{Person, Site};
use crate::plan::{PULSE, Plan, built_text};
use crate::verbs::By;

/// Answers an assessment there.
fn use_it(host: &Host) {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.visit(&host.url("#/"));
    ada.see("Explore");
    ada.visit(&host.url(&format!("#/a/{PULSE}")));
    ada.press("Start");
    ada.on_page("answer");
    ada.answer_on(&Plan::varied(PULSE, 2), By::Mouse);
    ada.finish();
    ada.on_page("result");
    ada.assert_no_console_errors();
}

/// The program's name and length.
fn program() -> (String, usize) {
    let name = Site::built().file("roundtable-app-", "_bg.wasm");
    let length = std::fs::metadata(crate::harness::engine::run().dist.join(&name)).unwrap().len();
    (name, usize::try_from(length).unwrap())
}

/// The policy that stands in the page is also sent with it.
fn is_sent_right(page: &Answer) {
    assert_eq!((page.status, page.header("x-content-type-options")), (200, "nosniff"), "{page:?}");
    let policy = page.header("content-security-policy");
    assert!(policy.len() > 100 && built_text("index.html").contains(policy), "{policy}");
    assert_eq!(page.header("cache-control"), "no-cache");
    assert!(page.header("content-type").starts_with("text/html"), "{page:?}");
}

/// A program that may be kept for good, sent so.
fn is_program(answer: &Answer, encoding: &str) {
    let seen = (answer.status, answer.header("content-type"), answer.header("content-encoding"));
    assert_eq!(seen, (200, "application/wasm", encoding), "{answer:?}");
    assert!(answer.header("cache-control").contains("immutable"), "{answer:?}");
}

/// In the middle of an upload somebody may ask for a piece that is still to come: nobody keeps the answer for good.
fn a_missing_piece_is_not_kept(host: &Host) {
    let answer = host.ask("chunk_999-0123456789abcdef.wasm", "gzip, br");
    assert_eq!(answer.status, 404, "{answer:?}");
    assert!(!answer.header("cache-control").contains("immutable"), "{answer:?}");
}

/// As people type the address, and as posters print it.
fn is_found_without_its_slash(host: &Host) {
    let answer = host.ask_at(&format!("/{FOLDER}"), "identity");
    assert_eq!(answer.status, 301, "{answer:?}");
    assert!(answer.header("location").ends_with(&format!("/{FOLDER}/")), "{answer:?}");
    let site = Site::built();
    let ben = Person::desktop(&site);
    ben.goto_raw(host.url("").trim_end_matches('/'));
    ben.on_page("home");
}

/// Whatever an owner may edit comes as it is now, in every encoding; and compressed while it is long.
fn an_edit_is_sent(host: &Host) {
    for (name, now) in
        [(format!("activities/{PULSE}.json").as_str(), "{}"), ("index.html", "<p>"), ("library.json", "{}")]
    {
        let plain = host.ask(name, "identity");
        let packed = host.ask(name, "gzip, br");
        assert_eq!((packed.header("content-encoding"), plain.header("content-encoding")), ("gzip", ""), "{name}");
        assert!(packed.length < plain.length / 2, "{name}: {packed:?} {plain:?}");
        host.edit(name, now);
        for asked in ["br", "gzip", "gzip, br", "identity"] {
            let answer = host.ask(name, asked);
            assert!(answer.status == 200 && answer.length < 40, "{name} {asked}: {answer:?}");
        }
    }
}

#[test]
fn apache_in_a_folder() {
    let host = Host::apache();
    let (name, length) = program();
    for (asked, encoding, most) in [("br", "br", length / 2), ("gzip", "gzip", length / 2), ("identity", "", length)] {
        is_sent_right(&host.ask("", asked));
        let answer = host.ask(&name, asked);
        is_program(&answer, encoding);
        assert!(answer.length <= most && (encoding.is_empty() == (answer.length == length)), "{asked}: {answer:?}");
    }
    a_missing_piece_is_not_kept(&host);
    is_found_without_its_slash(&host);
    use_it(&host);
    an_edit_is_sent(&host);
}

#[test]
fn nginx_in_a_folder() {
    let host = Host::nginx(|recipe| recipe);
    let (name, length) = program();
    for (asked, encoding) in [("gzip, br", "gzip"), ("identity", "")] {
        is_sent_right(&host.ask("", asked));
        let answer = host.ask(&name, asked);
        is_program(&answer, encoding);
        assert_eq!(encoding.is_empty(), answer.length == length, "{asked}: {answer:?}");
    }
    a_missing_piece_is_not_kept(&host);
    is_found_without_its_slash(&host);
    use_it(&host);
    an_edit_is_sent(&host);
}

#[test]
fn nginx_that_knows_no_index_page() {
    let host = Host::nginx(|recipe| recipe.replace("index index.html;", "index nothing-of-it;"));
    assert_ne!(host.ask("", "identity").status, 200);
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.visit(&host.url("index.html#/"));
    ada.see("Explore");
    ada.keeps_the_site();
    assert!(ada.kept_text("index.html").contains("roundtable-app-"));
}

#[test]
fn nginx_without_compression_and_with_a_wrong_type() {
    let host = Host::nginx(|recipe| recipe.replace("gzip_static on;", "").replace("application/wasm wasm;", ""));
    let (name, length) = program();
    let answer = host.ask(&name, "gzip, br");
    assert_eq!((answer.header("content-type"), answer.length), ("text/plain", length), "{answer:?}");
    use_it(&host);
}
