//! What leaves the app or enters it: saved records, the backup file, exports. Versioned and checked.
//!
//! **Invariant:** what is stored or sent is one of the transfer types here, never a domain type, so that
//! the domain can change without breaking a file that somebody kept. **Invariant:** whatever comes in
//! is untrusted: bounded, checked and turned into a value or a problem (`tests/backup.rs`).

pub mod backup;
pub mod code;
pub mod crc;
pub mod envelope;
pub mod export;
pub mod records;
pub mod saved;
pub mod store;
