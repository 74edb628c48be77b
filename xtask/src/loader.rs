//! The script that fetches the pieces, made short. The cutting tool writes each of more than a hundred fetches out, and
//! for each piece the names of all chunks that it shares with others; every visitor gets that with the first load.

/// How the tool writes one fetch.
const FETCH: &str = "makeLoad(() => {";
/// How it starts what was fetched. Streaming fails on a host that sends WebAssembly under another type.
const STREAMING: &str = "WebAssembly.instantiateStreaming(src, imports)";
/// How it calls what several pieces share.
const CHUNK: &str = "chunk_";

/// Stands before everything else: what has been asked for already.
const KNOWN: &str = "const known = [];\n";
/// What the fetches become: a piece by its name, chunks by the first and the last number of each run of numbers.
const SHORT: &str = "
function piece(name) {
    return () => {
        const src = fetch(new URL(`./${name}-HASH.wasm`, import.meta.url));
        src.catch(() => {});
        return async (imports) => {
            const answer = await src;
            if (!answer.ok) throw new Error(answer.status + ' ' + answer.url);
            return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
        };
    };
}
function chunks(...runs) {
    const all = [];
    for (let at = 0; at < runs.length; at += 2) {
        for (let n = runs[at]; n <= runs[at + 1]; n++) {
            all.push(known[n] || (known[n] = makeLoad(piece('chunk_' + n), [])));
        }
    }
    return all;
}
";

/// The short form, for pieces that have this hash in their names. `None` when the script is not of the known form.
pub fn shortened(script: &str, hash: &str) -> Option<String> {
    let (head, mut rest) = script.split_once(FETCH)?;
    let mut out = [KNOWN, head].concat();
    loop {
        let (name, after) = rest.split_once("new URL(\"./")?.1.split_once(".wasm\"")?;
        let (body, after) = after.split_once("\n, [")?;
        if !body.contains(STREAMING) || body.contains(FETCH) {
            return None;
        }
        let (needs, after) = after.split_once("])")?;
        if let Some(number) = name.strip_prefix(CHUNK) {
            // It has a name of its own in the script, and needs no other.
            let definition = format!("const __{CHUNK}{number} = ");
            let before = out.strip_suffix(&definition).filter(|_| needs.is_empty())?;
            out = before.rsplit_once("/*").map_or(before, |(before, _)| before).trim_end().to_owned() + "\n";
            rest = after.strip_prefix(';')?;
        } else {
            let numbers = needs.split(',').map(str::trim).filter(|name| !name.is_empty());
            let numbers = numbers.map(|name| name.strip_prefix("__")?.strip_prefix(CHUNK)?.parse().ok());
            let runs = runs(numbers.collect::<Option<Vec<u32>>>()?);
            out += &format!("makeLoad(piece(\"{name}\"), chunks({runs}))");
            rest = after;
        }
        let Some((between, next)) = rest.split_once(FETCH) else { break };
        out.push_str(between);
        rest = next;
    }
    Some([&out, rest, &SHORT.replace("HASH", hash)].concat())
}

/// The first and the last number of each run.
fn runs(mut numbers: Vec<u32>) -> String {
    numbers.sort_unstable();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs.iter().map(|(first, last)| format!("{first}, {last}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{SHORT, runs, shortened};

    const LONG: &str = r#"import { initSync } from "./app.js";
function makeLoad(fetcher, deps) {
}
/* about, explore */
const __chunk_10 = makeLoad(() => {
    const src = fetch(new URL("./chunk_10.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
/* about */
const __chunk_11 = makeLoad(() => {
    const src = fetch(new URL("./chunk_11.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []);
export const load_about = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_about.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, [__chunk_10, __chunk_11]));
export const load_said = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_said.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []));
"#;

    #[test]
    fn every_piece_keeps_its_name_and_its_chunks() {
        let short = shortened(LONG, "0abc").unwrap();
        let expected = r#"const known = [];
import { initSync } from "./app.js";
function makeLoad(fetcher, deps) {
}

export const load_about = wrapAsyncCb(makeLoad(piece("split_about"), chunks(10, 11)));
export const load_said = wrapAsyncCb(makeLoad(piece("split_said"), chunks()));
"#;
        assert_eq!(short, [expected, &SHORT.replace("HASH", "0abc")].concat());
    }

    #[test]
    fn another_form_is_refused() {
        for (known, other) in [
            ("instantiateStreaming", "instantiate"),
            ("const __chunk_11", "let __chunk_11"),
            ("\n, []);\n/* about */", "\n, [__chunk_11]);\n/* about */"),
            ("[__chunk_10, __chunk_11]", "[__chunk_10, other]"),
        ] {
            assert_eq!(shortened(&LONG.replacen(known, other, 1), "0abc"), None, "{other}");
        }
        assert_eq!(shortened("", "0abc"), None);
    }

    #[test]
    fn numbers_in_a_row_are_one_run() {
        assert_eq!(runs(vec![12, 10, 11, 20, 30, 31]), "10, 12, 20, 20, 30, 31");
        assert_eq!(runs(vec![]), "");
    }
}
