//! Local storage, as the app's neighbours and the person's past can leave it.

use std::collections::BTreeMap;

use serde_json::json;

use super::session::Person;

impl Person<'_> {
    /// Everything in local storage; empty where storage is denied.
    #[track_caller]
    pub fn storage(&self) -> BTreeMap<String, String> {
        let all = self.script(
            "const all = {}; \
             try { \
               for (let n = 0; n < localStorage.length; n++) \
                 all[localStorage.key(n)] = localStorage.getItem(localStorage.key(n)); \
             } catch (denied) {} \
             return all",
            &[],
        );
        let pairs = all.as_object().into_iter().flatten();
        pairs.map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned())).collect()
    }

    /// Writes an entry.
    #[track_caller]
    pub fn set_storage(&self, key: &str, value: &str) {
        self.script("localStorage.setItem(arguments[0], arguments[1])", &[json!(key), json!(value)]);
    }

    /// Removes an entry.
    #[track_caller]
    pub fn remove_storage(&self, key: &str) {
        self.script("localStorage.removeItem(arguments[0])", &[json!(key)]);
    }

    /// Fills local storage to the last byte, as a neighbour on the same origin
    /// could, under the key [`JUNK`]. Remove it to make room again.
    #[track_caller]
    pub fn fill_storage(&self) {
        let junk = self.script(
            "let size = 0; \
             for (let more = 1 << 23; more >= 1; more >>= 1) { \
               try { localStorage.setItem(arguments[0], 'x'.repeat(size + more)); size += more; } \
               catch (full) {} \
             } \
             return size",
            &[json!(JUNK)],
        );
        if junk == 0 {
            self.fail("not a byte of junk fits into local storage");
        }
    }
}

/// The key that [`Person::fill_storage`] fills.
pub const JUNK: &str = "a-neighbour";
