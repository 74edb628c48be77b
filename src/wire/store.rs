//! Where texts are kept under keys: the trait that the browser's storage and the memory of the tab share.

use std::cell::RefCell;
use std::rc::Rc;

use crate::domain::problem::Code;
use crate::domain::table::Table;

/// A list of keys, one a line, shared: with ten thousand records, a string for each is felt on a phone.
#[derive(Clone, Default, Debug)]
pub struct Keys(Rc<String>);

impl Keys {
    /// From a text with one key a line; the last line may end without a break. A foreign key with a line break in it
    /// becomes two, neither of which is there when it is read; ours have none.
    #[must_use]
    pub fn of_lines(text: String) -> Self {
        Self(Rc::new(text))
    }

    /// The keys.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator('\n')
    }
}

/// A place that keeps texts under keys. It may say no at any time.
pub trait Store {
    /// All keys, this app's and others', in any order.
    ///
    /// # Errors
    /// [`Code::StorageDenied`].
    fn keys(&self) -> Result<Keys, Code>;

    /// The text under a key.
    ///
    /// # Errors
    /// [`Code::StorageDenied`].
    fn read(&self, key: &str) -> Result<Option<String>, Code>;

    /// Keeps a text under a key, in place of what was there.
    ///
    /// # Errors
    /// [`Code::StorageFull`] or [`Code::StorageDenied`]; what was there before is still there.
    fn write(&self, key: &str, text: &str) -> Result<(), Code>;

    /// Removes a key.
    ///
    /// # Errors
    /// [`Code::StorageDenied`].
    fn remove(&self, key: &str) -> Result<(), Code>;

    /// Forgets a list of keys that it may have kept: another tab has written, or this one is about to.
    fn refresh(&self) {}
}

/// Keeps texts as long as the tab is open: the fallback where the browser stores nothing.
#[derive(Default, Debug)]
pub struct MemoryStore {
    texts: RefCell<Table<String>>,
}

impl Store for MemoryStore {
    fn keys(&self) -> Result<Keys, Code> {
        Ok(Keys::of_lines(self.texts.borrow().names().flat_map(|key| [key, "\n"]).collect()))
    }

    fn read(&self, key: &str) -> Result<Option<String>, Code> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Code> {
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Code> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }
}

impl<S: Store> Store for Rc<S> {
    fn keys(&self) -> Result<Keys, Code> {
        (**self).keys()
    }

    fn read(&self, key: &str) -> Result<Option<String>, Code> {
        (**self).read(key)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Code> {
        (**self).write(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), Code> {
        (**self).remove(key)
    }

    fn refresh(&self) {
        (**self).refresh();
    }
}
