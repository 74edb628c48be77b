//! What leaves the app or enters it: saved records, the backup file, exports. Versioned and checked.
//!
//! **Invariant:** the form of what is stored or sent is laid down by the codecs here, field by field and version by
//! version; no type of the domain is serialised as it is, so that the domain can change without breaking a file that
//! somebody kept (fixtures in `tests/fixtures/saved` and `tests/fixtures/codes`). **Invariant:** whatever comes in is
//! untrusted: bounded, checked and turned into a value or a problem (`tests/backup.rs`).

pub mod backup;
pub mod code;
pub mod crc;
pub mod envelope;
pub mod export;
pub mod records;
pub mod saved;
pub mod store;
