//! The browser's local storage as a [`Store`], and what the browser promises about it.
//!
//! gloo-storage panics where storage is denied, so [`open`] probes first and never hands out a
//! [`LocalStore`] that was not seen to work.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, window};

use super::page;
use crate::domain::problem::Code;
use crate::wire::records::Records;
use crate::wire::store::{Keys, MemoryStore, Store};

/// Local storage that was seen to work.
#[derive(Debug)]
struct LocalStore {
    raw: web_sys::Storage,
    /// The keys as they were listed in this turn of the page: drawing it asks for them many times. In the
    /// next turn another tab may have written. A turn may be long in a tab behind others: see
    /// [`Store::refresh`].
    listed: Rc<RefCell<Option<Keys>>>,
}

/// Opens this site's records: in local storage, or in the memory of this tab where storage is denied.
#[must_use]
pub fn open() -> Records {
    let prefix = prefix();
    let reachable = window().and_then(|window| window.local_storage().ok().flatten()).is_some();
    if reachable {
        let store = LocalStore { raw: LocalStorage::raw(), listed: Rc::default() };
        if store.raw.length().is_ok() {
            return Records::new(Box::new(store), &prefix, None);
        }
    }
    Records::new(Box::new(MemoryStore::default()), &prefix, Some(Code::StorageDenied))
}

/// What all of this site's keys begin with. It holds the path, because the sites of one owner may share
/// an origin, and with it its storage.
fn prefix() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
    ["roundtable:", folder, ":"].concat()
}

impl Store for LocalStore {
    fn keys(&self) -> Result<Keys, Code> {
        if let Some(listed) = &*self.listed.borrow() {
            return Ok(listed.clone());
        }
        let keys = js_sys::Object::keys(self.raw.unchecked_ref::<js_sys::Object>());
        // As one text: to fetch two thousand one by one takes a small phone 60 ms.
        let keys = Keys::of_lines(keys.join("\n").as_string().unwrap_or_default());
        *self.listed.borrow_mut() = Some(keys.clone());
        let listed = self.listed.clone();
        page::next_turn(move || drop(listed.borrow_mut().take()));
        Ok(keys)
    }

    fn read(&self, key: &str) -> Result<Option<String>, Code> {
        self.raw.get_item(key).map_err(|_| Code::StorageDenied)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Code> {
        self.refresh();
        self.raw.set_item(key, text).map_err(|error| {
            let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
            if name == "SecurityError" { Code::StorageDenied } else { Code::StorageFull }
        })
    }

    fn remove(&self, key: &str) -> Result<(), Code> {
        self.refresh();
        self.raw.remove_item(key).map_err(|_| Code::StorageDenied)
    }

    fn refresh(&self) {
        self.listed.borrow_mut().take();
    }
}

/// Whether the browser has promised not to clear this site's storage on its own; `None` when it can't say.
pub async fn is_kept() -> Option<bool> {
    ask(false).await
}

/// Asks the browser for that promise.
pub async fn ask_to_keep() -> Option<bool> {
    ask(true).await
}

async fn ask(persist: bool) -> Option<bool> {
    let navigator = window()?.navigator();
    // Outside a secure page there is no storage manager.
    let manager = js_sys::Reflect::get(&navigator, &"storage".into()).ok().filter(|value| value.is_object())?;
    let manager: web_sys::StorageManager = manager.unchecked_into();
    let promise = if persist { manager.persist() } else { manager.persisted() };
    JsFuture::from(promise.ok()?).await.ok()?.as_bool()
}
