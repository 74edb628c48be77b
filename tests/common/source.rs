//! The program's own source files, to be held to its rules: read, and taken apart into code and texts.

use std::fs;
use std::path::Path;

use super::root;

/// A source file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path from `src/`, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A text literal in a source file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Literal {
    /// Where its opening quote stands, in bytes.
    pub at: usize,
    /// What stands between the quotes, as it is written.
    pub text: String,
}

/// All Rust files under `src/`.
pub fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root("src"), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 50, "only {} files found", found.len());
    found
}

fn collect(folder: &Path, path: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let inner = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        if entry.path().is_dir() {
            collect(&entry.path(), &inner, found);
        } else if name.ends_with(".rs") {
            found.push(Source { path: inner, text: fs::read_to_string(entry.path()).unwrap() });
        }
    }
}

impl Source {
    /// The code: comments and the insides of text literals are blanks, every place stays where it is.
    pub fn code(&self) -> String {
        self.parts().0
    }

    /// The text literals.
    pub fn literals(&self) -> Vec<Literal> {
        self.parts().1
    }

    /// The code in front of the unit tests.
    pub fn code_without_tests(&self) -> String {
        let code = self.code();
        code.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
    }

    fn parts(&self) -> (String, Vec<Literal>) {
        let text = self.text.as_str();
        let mut code = String::with_capacity(text.len());
        let mut literals = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let taken = if rest.starts_with("//") {
                let end = rest.find('\n').unwrap_or(rest.len());
                blank(&rest[..end], &mut code);
                end
            } else if let Some(end) = raw_end(rest, &code) {
                literals.push(Literal { at, text: rest[..end].to_owned() });
                blank(&rest[..end], &mut code);
                end
            } else if rest.starts_with('"') {
                let end = closing(rest);
                literals.push(Literal { at, text: rest[1..end].to_owned() });
                code.push('"');
                blank(&rest[1..end], &mut code);
                code.push('"');
                end + 1
            } else if let Some(end) = character_end(rest) {
                code.push('\'');
                blank(&rest[1..end - 1], &mut code);
                code.push('\'');
                end
            } else {
                let c = rest.chars().next().unwrap();
                code.push(c);
                c.len_utf8()
            };
            at += taken;
        }
        assert_eq!(code.len(), text.len(), "{}: a place has moved", self.path);
        (code, literals)
    }
}

fn blank(text: &str, code: &mut String) {
    code.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

/// The place of the quote that ends the literal which begins at 0.
fn closing(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// The length of a raw literal (`r"…"`, `r#"…"#`) that begins here.
fn raw_end(text: &str, before: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(1 + hashes + 1 + body.find(&end)? + end.len())
}

/// The length of a character literal that begins here; a lifetime is none.
fn character_end(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let first = body.chars().next()?;
    let length = if first == '\\' { 2 + body[2..].find('\'')? } else { first.len_utf8() };
    body[length..].starts_with('\'').then_some(length + 2)
}
