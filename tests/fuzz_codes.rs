//! Every decoder against changed bytes: none panics, none takes memory that its input does not pay for, and what
//! is accepted means the same once it is written again.
//!
//! `ROUNDTABLE_FUZZ_SECONDS=120 cargo test --test fuzz_codes -- --nocapture` runs each decoder so long; without
//! it a run has a fixed number of inputs, and two seconds at most. The inputs follow from a seed, so that a
//! failure comes again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "the counts are to be read")]
#![allow(unsafe_code, reason = "an allocator that counts can't be written without")]

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use common::codes::samples;
use roundtable::domain::typed_code;
use roundtable::wire::code::parts::Gathering;
use roundtable::wire::code::{Packet, Part, text};
use roundtable::wire::crc::crc32;

/// How many inputs a decoder gets when no time is given.
const INPUTS: u64 = 20_000;
/// What a decoder may take at once, in bytes: for its tables, and for each byte of its input. Scores are
/// written as counts: the most that a summary unfolds to, with what sorting them takes, is the largest part.
const MEMORY: isize = 12 << 20;
const MEMORY_A_BYTE: isize = 256;

// Memory

thread_local! {
    static NOW: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// Counts what the own thread has taken.
struct Counting;

fn count(bytes: isize) {
    let _ = NOW.try_with(|now| {
        now.set(now.get() + bytes);
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(now.get())));
    });
}

// SAFETY: passes everything on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most that was taken at once while this ran.
fn peak(run: impl FnOnce()) -> isize {
    let before = NOW.get();
    PEAK.set(before);
    run();
    PEAK.get() - before
}

// Inputs

struct Random(u64);

impl Random {
    /// Xorshift (Marsaglia 2003).
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    /// One to a few changes.
    fn change(&mut self, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(9) {
                0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                2 if !bytes.is_empty() => bytes[at] = self.next() as u8,
                3 if !bytes.is_empty() => bytes[at] = [0, 0x7f, 0x80, 0xff][self.below(4)],
                4 => bytes.insert(at, self.next() as u8),
                5 if !bytes.is_empty() => drop(bytes.remove(at)),
                6 => bytes.truncate(at),
                7 => {
                    let other = &others[self.below(others.len())];
                    bytes.truncate(at);
                    bytes.extend(&other[self.below(other.len())..]);
                }
                _ => {
                    let again = bytes[at..(at + self.below(20)).min(bytes.len())].to_vec();
                    again.into_iter().for_each(|byte| bytes.insert(at, byte));
                }
            }
        }
    }
}

/// Gives a decoder inputs until its time is over, and says how many.
fn run(name: &str, seed: u64, mut one: impl FnMut(&mut Random) -> Vec<u8>, decode: impl Fn(&[u8]) -> bool) {
    let given = std::env::var("ROUNDTABLE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let time = Duration::from_secs(given.unwrap_or(2));
    let mut random = Random(seed);
    let (start, mut inputs, mut accepted, mut most) = (Instant::now(), 0, 0u64, 0);
    while start.elapsed() < time && (given.is_some() || inputs < INPUTS) {
        let input = one(&mut random);
        let taken = peak(|| match catch_unwind(AssertUnwindSafe(|| decode(&input))) {
            Ok(was_accepted) => accepted += u64::from(was_accepted),
            Err(_) => panic!("{name} stopped at {input:02x?}"),
        });
        let allowed = MEMORY + MEMORY_A_BYTE * input.len() as isize;
        assert!(taken <= allowed, "{name} took {taken} bytes for {input:02x?}");
        most = most.max(taken);
        inputs += 1;
    }
    println!("{name:10} {inputs:8} inputs, {accepted:7} accepted, at most {:5} KB", most / 1024);
    assert!(inputs > 100, "{name}: {inputs}");
}

fn bodies() -> Vec<Vec<u8>> {
    samples()
        .into_iter()
        .map(|(_, packet)| {
            let mut bytes = packet.write().unwrap();
            bytes.truncate(bytes.len() - 4);
            bytes
        })
        .collect()
}

/// Reads a packet; if it is one, it must mean the same once it is written.
fn read(bytes: &[u8]) -> bool {
    let Ok(packet) = Packet::read(bytes) else { return false };
    let again = packet.write().unwrap();
    assert_eq!(Packet::read(&again), Ok(packet));
    true
}

#[test]
fn no_packet_breaks_its_reader() {
    let bodies = bodies();
    for ((name, _), at) in samples().into_iter().zip(0..) {
        let body = |random: &mut Random| {
            let mut body = match random.below(4) {
                0 => (0..random.below(120)).map(|_| random.next() as u8).collect(),
                _ => bodies[at].clone(),
            };
            random.change(&mut body, &bodies);
            // The right kind and checksum: else the body would never be read.
            match body.first_mut() {
                Some(first) => *first = bodies[at][0],
                None => body.push(bodies[at][0]),
            }
            let sum = crc32(&[&body]).to_be_bytes();
            [body.as_slice(), &sum].concat()
        };
        run(name, 0x9e37_79b9 + at as u64, body, read);
    }
}

#[test]
fn no_bytes_break_the_reader() {
    let packets: Vec<Vec<u8>> = samples().into_iter().map(|(_, packet)| packet.write().unwrap()).collect();
    let bytes = |random: &mut Random| {
        let mut bytes = packets[random.below(packets.len())].clone();
        random.change(&mut bytes, &packets);
        bytes
    };
    run("bytes", 11, bytes, read);
}

#[test]
fn no_text_breaks_the_search() {
    let links: Vec<Vec<u8>> = samples()
        .into_iter()
        .map(|(_, packet)| text::link("https://e.org/", &packet.write().unwrap()).into())
        .collect();
    let words = |random: &mut Random| {
        let mut bytes = Vec::new();
        for _ in 0..random.below(4) {
            bytes.extend(&links[random.below(links.len())]);
            bytes.push(b" \n-\xc3"[random.below(4)]);
        }
        random.change(&mut bytes, &links);
        bytes
    };
    run("text", 12, words, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let _ = text::decode(&text);
        text::find(&text).iter().any(Result::is_ok)
    });
}

#[test]
fn no_typed_code_breaks_its_reader() {
    let ids = common::activity_ids();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let codes: Vec<Vec<u8>> =
        ids.iter().zip(0..).map(|(id, at)| typed_code::write(common::codes::tag_of(at), id).into()).collect();
    let code = |random: &mut Random| {
        let mut code = codes[random.below(codes.len())].clone();
        random.change(&mut code, &codes);
        code
    };
    run("typed code", 13, code, |bytes| typed_code::read(&String::from_utf8_lossy(bytes), &ids).is_ok());
}

#[test]
fn no_parts_break_the_gathering() {
    let bodies = bodies();
    let numbers = |random: &mut Random| (0..300).map(|_| random.next() as u8).collect();
    run("gathering", 14, numbers, |bytes| {
        let mut gathering = Gathering::default();
        for five in bytes.chunks_exact(5) {
            let [whole, number, of, body, length] = five else { continue };
            let body = &bodies[usize::from(*body) % bodies.len()];
            let data = body[..usize::from(*length).min(body.len())].to_vec();
            gathering.add(Part { whole: u32::from(*whole % 4), number: number % 4, of: of % 4, data });
        }
        gathering.waiting().is_empty()
    });
}
