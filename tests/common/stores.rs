//! Stores for tests: one that several tabs share, and one that can be made to fail in every way.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use roundtable::domain::problem::Code;
use roundtable::wire::records::Records;
use roundtable::wire::store::{Keys, MemoryStore, Store};

/// The prefix of the site under test.
pub const PREFIX: &str = "roundtable:/team/:";

/// What a store does wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing.
    None,
    /// It holds at most so many bytes of keys and texts.
    FullAt(usize),
    /// It does not let this page do anything.
    Denied,
    /// It lets this page read, but nothing more.
    ReadOnly,
    /// It accepts a text and keeps only its first half.
    Halves,
    /// It accepts a text and keeps nothing.
    Forgets,
    /// It does not give out the text under this key.
    Withholds(String),
}

/// A store that can be made to fail.
#[derive(Debug)]
pub struct Faulty {
    texts: MemoryStore,
    fault: RefCell<Fault>,
    /// How often something was written.
    pub writes: Cell<usize>,
}

impl Faulty {
    /// An empty one without a fault.
    pub fn new() -> Rc<Self> {
        Rc::new(Self { texts: MemoryStore::default(), fault: RefCell::new(Fault::None), writes: Cell::new(0) })
    }

    /// Makes it fail from now on.
    pub fn fail(&self, fault: Fault) {
        *self.fault.borrow_mut() = fault;
    }

    /// Everything that is stored, whatever the fault.
    pub fn all(&self) -> BTreeMap<String, String> {
        all(&self.texts)
    }

    /// Stores a text behind the app's back.
    pub fn plant(&self, key: &str, text: &str) {
        self.texts.write(key, text).unwrap();
    }

    fn bytes_without(&self, key: &str) -> usize {
        self.all().iter().filter(|(other, _)| *other != key).map(|(key, text)| key.len() + text.len()).sum()
    }

    /// The bytes of keys and texts.
    pub fn bytes(&self) -> usize {
        self.bytes_without("")
    }
}

/// Everything in a store.
pub fn all(store: &impl Store) -> BTreeMap<String, String> {
    store.keys().unwrap().iter().map(|key| (key.to_owned(), store.read(key).unwrap().unwrap())).collect()
}

impl Store for Faulty {
    fn keys(&self) -> Result<Keys, Code> {
        if *self.fault.borrow() == Fault::Denied { Err(Code::StorageDenied) } else { self.texts.keys() }
    }

    fn read(&self, key: &str) -> Result<Option<String>, Code> {
        match &*self.fault.borrow() {
            Fault::Denied => Err(Code::StorageDenied),
            Fault::Withholds(withheld) if withheld == key => Err(Code::StorageDenied),
            _ => self.texts.read(key),
        }
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Code> {
        self.writes.set(self.writes.get() + 1);
        match *self.fault.borrow() {
            Fault::FullAt(most) if self.bytes_without(key) + key.len() + text.len() > most => Err(Code::StorageFull),
            Fault::Denied | Fault::ReadOnly => Err(Code::StorageDenied),
            Fault::Halves => {
                let half: String = text.chars().take(text.chars().count() / 2).collect();
                self.texts.write(key, &half)
            }
            Fault::Forgets => Ok(()),
            _ => self.texts.write(key, text),
        }
    }

    fn remove(&self, key: &str) -> Result<(), Code> {
        match *self.fault.borrow() {
            Fault::Denied | Fault::ReadOnly => Err(Code::StorageDenied),
            _ => self.texts.remove(key),
        }
    }
}

/// One tab: the site's records over a store that others may share.
pub fn tab<S: Store + 'static>(store: &Rc<S>) -> Records {
    Records::new(Box::new(Rc::clone(store)), PREFIX, None)
}

/// Records over a store of their own.
pub fn alone() -> (Records, Rc<MemoryStore>) {
    let store = Rc::new(MemoryStore::default());
    (tab(&store), store)
}
