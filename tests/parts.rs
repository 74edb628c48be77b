//! Codes in parts and in texts: whatever the order, and whatever stands around them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "the times are to be read")]

mod common;

use std::time::{Duration, Instant};

use common::any::cases;
use common::codes::{packet, samples, small_hand_in};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::problem::Code;
use roundtable::wire::code::parts::{CHARS_OF_VERSION_15, Gathered, Gathering, Waiting, gather, longer_code, split};
use roundtable::wire::code::text::{self, MOST_PACKETS, MOST_TEXT, find, link};
use roundtable::wire::code::{Carried, MOST_BYTES, MOST_PARTS, Packet, Part};

fn part(bytes: &[u8]) -> Part {
    match Packet::read(bytes) {
        Ok(Packet::Part(part)) => part,
        other => panic!("{other:?}"),
    }
}

/// A packet of about so many bytes, which nothing makes shorter.
fn long(bytes: usize) -> Vec<u8> {
    let mut state = 7u32;
    let text = (0..bytes).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(32 + (state >> 25) as u8 % 95)
    });
    Packet::Activity(Carried { id: "long".to_owned(), text: text.collect() }).write().unwrap()
}

// Parts

#[test]
fn a_short_packet_stays_whole_and_a_long_one_is_cut_evenly() {
    let short = samples()[0].1.write().unwrap();
    assert_eq!(split(&short, text::chars(short.len())), Ok(vec![short.clone()]));
    let whole = long(5_000);
    for most in [60, 200, CHARS_OF_VERSION_15, 2_000] {
        match split(&whole, most) {
            Ok(parts) => {
                assert!(parts.iter().all(|part| text::chars(part.len()) <= most), "{most}");
                let sizes: Vec<usize> = parts.iter().map(|bytes| part(bytes).data.len()).collect();
                assert!(
                    sizes.iter().max().unwrap() - sizes.iter().min().unwrap() < parts.len().max(2) * 2,
                    "{sizes:?}"
                );
                assert_eq!(sizes.iter().sum::<usize>(), whole.len());
            }
            Err(code) => assert_eq!((code, most), (Code::CodeTooLong, 60)),
        }
    }
    assert_eq!(split(&whole, 0), Err(Code::CodeTooLong));
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn parts_come_together_in_any_order_and_however_often(
        packets in vec(packet(), 1..4), most in 40..200usize, order in any::<u64>(),
    ) {
        let wholes: Vec<Vec<u8>> = packets.iter().map(|packet| packet.write().unwrap()).collect();
        let mut parts = Vec::new();
        let mut expected = Vec::new();
        for whole in &wholes {
            if let Ok(cut) = split(whole, most)
                && cut.len() > 1
            {
                // Nothing that is itself a part is put together.
                if !matches!(Packet::read(whole), Ok(Packet::Part(_))) && !expected.contains(whole) {
                    expected.push(whole.clone());
                    parts.extend(cut.iter().map(|bytes| part(bytes)));
                }
            }
        }
        let mut twice: Vec<(u64, Part)> = [parts.clone(), parts].concat().into_iter().zip(1u64..).map(|(part, at)| {
            (at.wrapping_mul(order | 1).rotate_left(17), part)
        }).collect();
        twice.sort_by_key(|(key, _)| *key);
        let mut gathering = Gathering::default();
        let mut whole = Vec::new();
        for (_, part) in twice {
            match gathering.add(part) {
                Gathered::Whole(bytes) => whole.push(bytes),
                Gathered::Waiting { have, of } => prop_assert!(have < of),
                Gathered::Already(bytes) => prop_assert!(whole.contains(&bytes)),
                Gathered::Refused => prop_assert!(false, "refused"),
            }
        }
        whole.sort();
        expected.sort();
        prop_assert_eq!(whole, expected);
        prop_assert_eq!(gathering.waiting(), []);
    }
}

#[test]
fn what_is_missing_is_said() {
    let parts: Vec<Part> = split(&long(1_000), 400).unwrap().iter().map(|bytes| part(bytes)).collect();
    let of = parts.len();
    assert!(of > 3);
    let mut gathering = Gathering::default();
    assert_eq!(gathering.add(parts[2].clone()), Gathered::Waiting { have: 1, of });
    assert_eq!(gathering.add(parts[2].clone()), Gathered::Waiting { have: 1, of });
    assert_eq!(gathering.add(parts[0].clone()), Gathered::Waiting { have: 2, of });
    let missing = (1..of).filter(|at| *at != 2).collect();
    assert_eq!(gathering.waiting(), [Waiting { missing, of }]);
}

/// What the page that opens one code after another does, in which the kept parts stand in any order.
#[test]
fn kept_parts_make_the_packet_or_say_what_is_missing() {
    let whole = long(3_000);
    let parts: Vec<Part> = split(&whole, 800).unwrap().iter().map(|bytes| part(bytes)).collect();
    let of = parts.len();
    assert!(of > 3);
    for turn in 0..of {
        let mut kept = parts.clone();
        kept.rotate_left(turn);
        assert_eq!(gather(kept.clone()), Ok(whole.clone()));
        kept.push(kept[0].clone());
        assert_eq!(gather(kept.clone()), Ok(whole.clone()));
        kept.retain(|part| usize::from(part.number) != turn);
        assert_eq!(gather(kept), Err(Waiting { missing: vec![turn], of }));
    }
    assert_eq!(gather(vec![parts[1].clone()]), Err(Waiting { missing: (0..of).filter(|at| *at != 1).collect(), of }));
    // All are here and make nothing.
    let mut wrong = parts.clone();
    wrong[0].data[0] ^= 1;
    assert_eq!(gather(wrong), Err(Waiting { missing: (0..of).collect(), of }));
    assert_eq!(gather(Vec::new()), Err(Waiting { missing: Vec::new(), of: 0 }));
}

#[test]
fn a_wrong_part_does_not_stay_in_the_way() {
    let whole = long(300);
    let parts: Vec<Part> = split(&whole, 300).unwrap().iter().map(|bytes| part(bytes)).collect();
    let forged = Part { data: vec![0; parts[0].data.len()], ..parts[0].clone() };
    let mut gathering = Gathering::default();
    gathering.add(forged.clone());
    for part in &parts[1..parts.len() - 1] {
        gathering.add(part.clone());
    }
    assert_eq!(gathering.add(parts[parts.len() - 1].clone()), Gathered::Refused);
    assert_eq!(gathering.waiting(), []);
    gathering.add(forged);
    let all: Vec<Gathered> = parts.iter().map(|part| gathering.add(part.clone())).collect();
    assert_eq!(all.last(), Some(&Gathered::Whole(whole.clone())));
    // Shown again, whichever part comes first gives all of it.
    for part in parts {
        assert_eq!(gathering.add(part), Gathered::Already(whole.clone()));
    }
}

#[test]
fn what_is_gathered_has_bounds() {
    let mut gathering = Gathering::default();
    for whole in 0..1_000 {
        gathering.add(Part { whole, number: 0, of: 64, data: vec![0; 1_000] });
    }
    assert!(gathering.waiting().len() <= 16, "{}", gathering.waiting().len());
    let mut gathering = Gathering::default();
    let big = |number| Part { whole: 1, number, of: MOST_PARTS as u8, data: vec![0; MOST_BYTES / 2] };
    assert_eq!(gathering.add(big(0)), Gathered::Waiting { have: 1, of: 64 });
    assert_eq!(gathering.add(big(1)), Gathered::Waiting { have: 2, of: 64 });
    assert_eq!(gathering.add(big(2)), Gathered::Refused);
    assert_eq!(gathering.waiting(), []);
    // Parts that make a part.
    let inner = Packet::Part(Part { whole: 5, number: 0, of: 2, data: (0..100).collect() }).write().unwrap();
    let mut gathering = Gathering::default();
    let all: Vec<Gathered> = split(&inner, 80).unwrap().iter().map(|bytes| gathering.add(part(bytes))).collect();
    assert_eq!(all.last(), Some(&Gathered::Refused));
    for (number, of) in [(0, 0), (3, 3)] {
        assert_eq!(Gathering::default().add(Part { whole: 1, number, of, data: Vec::new() }), Gathered::Refused);
    }
}

#[test]
fn a_longer_code_that_fell_out_of_memory_is_gathered_once_more() {
    let mut gathering = Gathering::default();
    let wholes: Vec<Vec<u8>> = (0..40).map(|at| long(60_000 + at)).collect();
    let mut show = |whole: &Vec<u8>| {
        let all: Vec<Gathered> = split(whole, 2_000).unwrap().iter().map(|bytes| gathering.add(part(bytes))).collect();
        all.into_iter().find(|one| !matches!(one, Gathered::Waiting { .. }))
    };
    for whole in &wholes {
        assert_eq!(show(whole), Some(Gathered::Whole(whole.clone())));
    }
    assert_eq!(show(&wholes[39]), Some(Gathered::Already(wholes[39].clone())));
    assert_eq!(show(&wholes[0]), Some(Gathered::Whole(wholes[0].clone())));
}

#[test]
fn a_part_says_which_longer_code_it_shows() {
    let whole = long(2_000);
    let parts = split(&whole, CHARS_OF_VERSION_15).unwrap();
    let marks: Vec<Option<u32>> = parts.iter().map(|part| longer_code(&link("https://x.org/", part))).collect();
    assert!(marks[0].is_some() && marks.iter().all(|mark| *mark == marks[0]), "{marks:?}");
    let short = samples()[0].1.write().unwrap();
    for text in ["", "no code", &link("https://x.org/", &short)] {
        assert_eq!(longer_code(text), None, "{text}");
    }
}

// Texts

fn packets(count: u64) -> Vec<Packet> {
    (1..=count).map(|id| Packet::HandIn(small_hand_in(id, 1, [1, 2, 3]))).collect()
}

#[test]
fn codes_are_found_in_whatever_somebody_pastes() {
    let [one, two] = [1, 2].map(|at| packets(2)[at - 1].clone());
    let [a, b] = [&one, &two].map(|packet| link("https://example.org/team/", &packet.write().unwrap()));
    let code = text::encode(&one.write().unwrap());
    let grouped: String = code.as_bytes().chunks(4).map(|four| format!("{}-", String::from_utf8_lossy(four))).collect();
    let spaced = grouped.replace('-', " ");
    let lines: String = a.as_bytes().chunks(30).map(|line| format!("{}\r\n", String::from_utf8_lossy(line))).collect();
    let cut = &a[..a.len() - 3];
    let bad = || Err(Code::CodeGarbled);
    let (x, y) = (|| Ok(one.clone()), || Ok(two.clone()));
    let table = [
        ("a link", a.clone(), vec![x()]),
        ("two in a chat", format!("[9:01] Amina: {a}\n[9:02] Ben: here {b} thanks!"), vec![x(), y()]),
        ("in brackets, with a full stop", format!("See ({a}). And <{b}>."), vec![x(), y()]),
        ("one after another", format!("{a} {b}"), vec![x(), y()]),
        ("words after it that could go on", format!("{a} please scan it"), vec![x()]),
        ("the same twice", format!("{a}\n{a}"), vec![x(), x()]),
        ("in lower case", a.to_lowercase(), vec![x()]),
        ("in upper case", a.to_uppercase(), vec![x()]),
        ("with an escaped hash", a.replace('#', "%23"), vec![x()]),
        ("of another site", a.replace("example.org", "elsewhere.net"), vec![x()]),
        ("cut into lines", lines, vec![x()]),
        ("a code alone", code.clone(), vec![x()]),
        ("a code among words", format!("The code: {code}, see you"), vec![x()]),
        ("in groups with hyphens", grouped, vec![x()]),
        ("in groups with blanks, in lower case", spaced.to_lowercase(), vec![x()]),
        ("cut off", cut.to_owned(), vec![bad()]),
        ("cut off, then a whole one", format!("{cut}\n\n{b}"), vec![bad(), y()]),
        ("another page of the site", "https://example.org/#/a/five-elements".to_owned(), vec![]),
        ("an empty link", "https://example.org/#/x/".to_owned(), vec![bad()]),
        ("prose", "Donaudampfschifffahrtsgesellschaft and incomprehensibilities".to_owned(), vec![]),
        ("nothing", String::new(), vec![]),
        ("letters of all kinds", "äöü→🎉 مرحبا".to_owned(), vec![]),
    ];
    for (name, text, expected) in table {
        assert_eq!(find(&text), expected, "{name}: {text}");
    }
    assert_eq!(link("https://example.org/team/index.html#/a/x", b"ab"), "https://example.org/team/index.html#/x/MFRA");
}

#[test]
fn texts_that_are_hostile_take_little_time() {
    let code = text::encode(&packets(1)[0].write().unwrap());
    let many: String = format!("/x/{code}\n").repeat(MOST_PACKETS + 1_000);
    let table = [
        ("one letter", "A".repeat(1 << 20)),
        ("short words", "A A ".repeat(1 << 18)),
        ("long words", format!("{} ", "A".repeat(16)).repeat(1 << 16)),
        ("links", "/x/".repeat(350_000)),
        ("links of short words", "/x/A A A A ".repeat(95_000)),
        ("links of long words", format!("/x/{}", "ABCDEFGHIJ ".repeat(9_000)).repeat(11)),
        ("lines", "\n".repeat(1 << 20)),
        ("beyond the limit", "é".repeat(1 << 20)),
    ];
    for (name, text) in table {
        let start = Instant::now();
        assert!(find(&text).iter().all(|found| *found == Err(Code::CodeGarbled)), "{name}");
        let took = start.elapsed();
        println!("{name}: {took:?}");
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
    assert!(many.len() < MOST_TEXT);
    assert_eq!(find(&many).len(), MOST_PACKETS);
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn any_packets_are_found_in_any_text(packets in vec(packet(), 0..4), around in vec("[ -.:-@\\PC&&[^/]]{0,12}", 5)) {
        let mut text = around[0].clone();
        for (packet, after) in packets.iter().zip(&around[1..]) {
            text += &format!(" {} ! {after}", link("https://example.org/", &packet.write().unwrap()));
        }
        let found: Vec<Packet> = find(&text).into_iter().filter_map(Result::ok).collect();
        prop_assert_eq!(found, packets);
    }
}
