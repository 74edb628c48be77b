//! Build script: turns the English text file into keys that the compiler checks, so that a text that is
//! not there is a compile error and never an empty place on the page.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

use serde_json::Value;

const SOURCE: &str = "public/i18n/en.json";
/// The plural categories of Unicode CLDR, in the order in which their keys are laid out.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={SOURCE}");
    println!("cargo:rerun-if-changed=src/i18n/build.rs");
    let root: Value = serde_json::from_str(&fs::read_to_string(SOURCE)?)?;
    let mut texts = Vec::new();
    let mut plurals = Vec::new();
    collect(&root, "", &mut texts, &mut plurals)?;

    let mut out = String::from(
        "#[expect(non_upper_case_globals, reason = \"keys read like the variants they stand for\")]\nimpl Key {\n",
    );
    for (path, text) in &texts {
        let shown = if text.is_empty() { "As the form \"other\"." } else { text };
        writeln!(out, "    /// {shown}\n    pub const {}: Self = Self {{ english: {text:?} }};", camel(path))?;
    }
    out.push_str("}\n\n#[expect(non_upper_case_globals, reason = \"keys read like the variants they stand for\")]\nimpl Plural {\n");
    for (path, text) in &plurals {
        let forms: Vec<String> =
            CATEGORIES.iter().map(|form| format!("Key::{}", camel(&format!("{path}.{form}")))).collect();
        writeln!(
            out,
            "    /// {text}\n    pub const {}: Self = Self {{ forms: [{}] }};",
            camel(path),
            forms.join(", ")
        )?;
    }
    out.push_str("}\n\n");
    writeln!(out, "pub(super) static TEXTS: [(&str, &str); {}] = {texts:?};", texts.len())?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("keys.rs"), out)?;
    Ok(())
}

fn collect(
    value: &Value,
    path: &str,
    texts: &mut Vec<(String, String)>,
    plurals: &mut Vec<(String, String)>,
) -> Result<(), String> {
    match value {
        Value::String(text) => texts.push((path.to_owned(), text.clone())),
        Value::Object(map) if map.contains_key("other") => {
            let form = |name: &str| map.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            plurals.push((path.to_owned(), form("other")));
            for name in CATEGORIES {
                texts.push((format!("{path}.{name}"), form(name)));
            }
        }
        Value::Object(map) => {
            for (name, inner) in map {
                let inner_path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(inner, &inner_path, texts, plurals)?;
            }
        }
        _ => return Err(format!("{SOURCE}: {path} is neither a text nor a group")),
    }
    Ok(())
}

fn camel(path: &str) -> String {
    path.split(['.', '_', '-'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}
