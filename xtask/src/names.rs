//! Gives the imports and exports of the program names of one or two letters.
//!
//! wasm-bindgen names each function that joins program and browser in full, with a hash: 14 KiB of the
//! program, and the same names again in the script. `wasm-opt` can shorten them in the program and says
//! how; here the scripts follow.

use std::collections::BTreeMap;

use serde_json::Value;

/// What `wasm-opt --minify-imports-and-exports-and-modules` prints.
pub struct Names {
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

impl Names {
    /// Reads the table; `None` when it is not of the known form.
    pub fn read(printed: &str) -> Option<Self> {
        let table: Value = serde_json::from_str(printed).ok()?;
        // An import stands after its module.
        let rows = |list: &str, from: usize| -> Option<BTreeMap<String, String>> {
            let rows = table[list].as_array()?.iter();
            rows.map(|row| Some((row[from].as_str()?.to_owned(), row[from + 1].as_str()?.to_owned()))).collect()
        };
        Some(Self { imports: rows("imports", 1)?, exports: rows("exports", 0)? })
    }

    /// The script that wasm-bindgen wrote, with the new names. All imports now come from one module, `a`.
    /// `None` when the script is not of the known form.
    pub fn in_glue(&self, script: &str) -> Option<String> {
        let text = renamed(script, |before, word, after| {
            if before.ends_with("wasm.") {
                self.exports.get(word)
            } else if after.starts_with(": function") {
                self.imports.get(word)
            } else {
                None
            }
        });
        let table = text.find("        \"./")?;
        let end = table + text[table..].find("    };")?;
        let modules: Vec<&str> =
            text[table..end].lines().filter_map(|line| Some(line.trim_end_matches(',').rsplit_once(": ")?.1)).collect();
        Some(format!("{}a: Object.assign({{}}, {}),\n{}", &text[..table], modules.join(", "), &text[end..]))
    }

    /// The script that fetches the pieces, with the new names. `None` when it is not of the known form.
    pub fn in_loader(&self, script: &str) -> Option<String> {
        const TAKES: &str = " } = initSync(";
        let text = renamed(
            script,
            |before, word, _| {
                if before.ends_with("export const ") { self.imports.get(word) } else { None }
            },
        );
        let end = text.find(TAKES)?;
        let start = text[..end].rfind("const { ")? + "const { ".len();
        let names = text[start..end].split(',').map(str::trim).filter(|name| !name.is_empty());
        let names: Option<Vec<String>> =
            names.map(|name| Some(format!("{}: {name}", self.exports.get(name)?))).collect();
        Some(format!("{}{}{}", &text[..start], names?.join(", "), &text[end..]))
    }
}

/// The text with the words replaced that `choose` has another for. It sees what stands before and after.
fn renamed<'a>(text: &'a str, choose: impl Fn(&'a str, &'a str, &'a str) -> Option<&'a String>) -> String {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$';
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(sign) = text[at..].chars().next() {
        let length = text[at..].find(|sign| !is_part(sign)).unwrap_or(text.len() - at);
        if length == 0 {
            out.push(sign);
            at += sign.len_utf8();
            continue;
        }
        let (word, after) = text[at..].split_at(length);
        out.push_str(choose(&text[..at], word, after).map_or(word, String::as_str));
        at += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Names;

    const TABLE: &str = r#"{
 "imports": [
  ["./app_bg.js", "__wbg_random_df3", "$"],
  ["./__wasm_split.js", "__wasm_split_load_data", "b"]
 ],
"exports": [
  ["memory", "c"],
  ["__wbindgen_free", "d"]
 ]
}"#;

    #[test]
    fn scripts_follow_the_program() {
        let names = Names::read(TABLE).unwrap();
        let glue = "    const import0 = {\n        __wbg_random_df3: function() { return wasm.__wbindgen_free(wasm.memory); },\n    };\n    \
            return {\n        __proto__: null,\n        \"./app_bg.js\": import0,\n        \"./__wasm_split.js\": import1,\n    };\n";
        let expected = "    const import0 = {\n        $: function() { return wasm.d(wasm.c); },\n    };\n    \
            return {\n        __proto__: null,\na: Object.assign({}, import0, import1),\n    };\n";
        assert_eq!(names.in_glue(glue).as_deref(), Some(expected));

        let loader = "const { memory,  } = initSync(undefined);\nexport const __wasm_split_load_data = go();\n";
        let expected = "const { c: memory } = initSync(undefined);\nexport const b = go();\n";
        assert_eq!(names.in_loader(loader).as_deref(), Some(expected));
    }

    #[test]
    fn unknown_forms_are_refused() {
        let names = Names::read(TABLE).unwrap();
        assert!(Names::read("no table").is_none());
        assert!(names.in_glue("something else").is_none());
        assert!(names.in_loader("const { unknown } = initSync();").is_none());
    }
}
