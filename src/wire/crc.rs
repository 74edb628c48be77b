//! CRC-32 (ISO-HDLC), the checksum of everything that is stored or sent.
//!
//! Ours and not a library's: those trade tables of sixteen kilobytes for speed, which do not compress, and
//! every phone would pay for them before the first question. Sixteen entries are enough for records of a
//! kilobyte. `tests/saved.rs` holds it against a library.

const TABLE: [u32; 16] = table();

/// What four bits become: the polynomial `0xEDB88320`, lowest bit first.
const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut at = 0;
    while at < 16 {
        let mut sum = at as u32;
        let mut bit = 0;
        while bit < 4 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
}

/// The checksum of texts that stand one after another.
#[must_use]
pub fn crc32(parts: &[&[u8]]) -> u32 {
    let mut sum = u32::MAX;
    for byte in parts.iter().copied().flatten() {
        sum ^= u32::from(*byte);
        sum = sum >> 4 ^ TABLE[(sum & 15) as usize];
        sum = sum >> 4 ^ TABLE[(sum & 15) as usize];
    }
    !sum
}
