//! What leaves a device as a code comes back as it was, is refused when anything is wrong with it, and fits.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]
#![allow(clippy::print_stdout, reason = "the sizes are to be read")]

mod common;

use std::collections::BTreeSet;

use common::any::cases;
use common::codes::{DAY, full_hand_in, heading, packet, room, samples, small_hand_in};
use proptest::prelude::*;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{Answer, Answers, Block};
use roundtable::domain::hand_in::HandIn;
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::problem::Code;
use roundtable::domain::response::Sheet;
use roundtable::domain::sealed::Sealed;
use roundtable::wire::code::parts::{CHARS_OF_VERSION_15, split};
use roundtable::wire::code::{Batch, Carried, MOST_BYTES, Packet, carry, carry_sealed, text};
use roundtable::wire::crc::crc32;

/// A packet with this body, kind and version in its first byte.
fn sealed(body: &[u8]) -> Vec<u8> {
    [body, &crc32(&[body]).to_be_bytes()].concat()
}

/// A response in which every item is answered and every option of several is chosen, without words.
fn answered(activity: &Activity, seed: usize) -> Answers {
    let answer = |block: &Block| match block {
        Block::Scale(_) | Block::Poles(_) => {
            let points = block.items().into_iter().enumerate();
            let point = |at: usize, most: u8| ((at * 7 + seed * 5 + at * seed) % usize::from(most)) as u8 + 1;
            Some(Answer::Points(points.map(|(at, item)| (item.id.to_owned(), point(at, item.points))).collect()))
        }
        Block::Choice(choice) => {
            let from = seed % choice.options.len();
            let to = if choice.multiple { choice.options.len() } else { from + 1 };
            Some(Answer::Chosen(choice.options[from..to].iter().map(|option| option.id.clone()).collect()))
        }
        _ => None,
    };
    activity.blocks().filter_map(|block| Some((block.id().to_owned(), answer(block)?))).collect()
}

fn sheet(activity: &Activity, answers: Answers) -> Sheet {
    common::complete(1, activity, common::NOON, answers).sheet
}

/// What is handed in by a room: random ids, as they are drawn.
fn room_of(activity: &Activity, people: usize) -> Vec<HandIn> {
    let id = |at: usize| (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let one = |at| HandIn::of(activity, &sheet(activity, answered(activity, at)), heading(id(at), 1, ""));
    (0..people).map(one).collect()
}

// There and back

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_packet_comes_back_as_it_was(packet in packet()) {
        let bytes = packet.write().unwrap();
        prop_assert_eq!(Packet::read(&bytes), Ok(packet.clone()));
        let text = text::encode(&bytes);
        prop_assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
        prop_assert_eq!(text.len(), text::chars(bytes.len()));
        prop_assert_eq!(text::decode(&text), Some(bytes.clone()));
        prop_assert_eq!(packet.write(), Ok(bytes));
    }

    #[test]
    fn any_room_is_carried_whole(hand_ins in proptest::collection::vec(room(1..5), 0..4)) {
        let hand_ins = hand_ins.concat();
        let mut back: Vec<HandIn> = Vec::new();
        for packet in carry(hand_ins.clone()).unwrap() {
            let Ok(Packet::Batch(batch)) = Packet::read(&packet) else { panic!("no batch") };
            back.extend(batch.into_hand_ins());
        }
        let sorted = |mut list: Vec<HandIn>| { list.sort(); list };
        prop_assert_eq!(sorted(back), sorted(hand_ins));
    }
}

#[test]
fn a_room_that_is_too_much_for_one_packet_takes_several() {
    let long = |id: u64| {
        let mut hand_in = full_hand_in();
        hand_in.id = ResponseId(id);
        let words: String = (0..4_000u64).map(|at| char::from(b'a' + (at * at * id % 997 % 26) as u8)).collect();
        hand_in.blocks[3].answer = roundtable::domain::hand_in::Handed::Words(words);
        hand_in
    };
    let packets = carry((1..=80).map(long).collect()).unwrap();
    assert!(packets.len() > 1, "{}", packets.len());
    let ids: BTreeSet<u64> = packets
        .iter()
        .flat_map(|packet| match Packet::read(packet) {
            Ok(Packet::Batch(batch)) => batch.into_hand_ins(),
            other => panic!("{other:?}"),
        })
        .map(|hand_in| hand_in.id.0)
        .collect();
    assert_eq!(ids.len(), 80);
}

#[test]
fn sealed_hand_ins_are_carried_whole_however_many() {
    let sealed = |id: u64, length: usize| Sealed {
        workshop: Tag(7),
        activity: "five-elements".to_owned(),
        ephemeral: std::array::from_fn(|at| (at as u64 * id % 251) as u8),
        cipher: (0..length as u64).map(|at| ((at * at + 3) * id % 253) as u8).collect(),
    };
    for (people, length, packets) in [(0, 0, 0), (1, 75, 1), (30, 75, 1), (100, 4_000, 2)] {
        let all: Vec<Sealed> = (1..=people).map(|id| sealed(id, length)).collect();
        let carried = carry_sealed(all.clone()).unwrap();
        println!("{people} sealed: {} packets, {} bytes", carried.len(), carried.iter().map(Vec::len).sum::<usize>());
        assert_eq!(carried.len(), packets);
        let back = carried.iter().flat_map(|packet| match Packet::read(packet) {
            Ok(Packet::Sealed(all)) => all,
            other => panic!("{other:?}"),
        });
        assert_eq!(back.collect::<Vec<_>>(), all);
    }
    let cipher: Vec<u8> = (0..300_000u64).map(|at| (at * at % 253) as u8).collect();
    assert_eq!(carry_sealed(vec![Sealed { cipher, ..sealed(1, 0) }]), Err(Code::CodeTooLong));
}

// Anything that is wrong

#[test]
fn every_wrong_bit_and_every_wrong_end_is_refused() {
    for (name, packet) in samples() {
        let bytes = packet.write().unwrap();
        for at in 0..bytes.len() * 8 {
            let mut wrong = bytes.clone();
            wrong[at / 8] ^= 0x80 >> (at % 8);
            assert_eq!(Packet::read(&wrong), Err(Code::CodeGarbled), "{name}: bit {at}");
        }
        for length in 0..bytes.len() {
            assert_eq!(Packet::read(&bytes[..length]), Err(Code::CodeGarbled), "{name}: cut to {length}");
        }
        for more in 0..=255 {
            let longer = [bytes.as_slice(), &[more]].concat();
            assert_eq!(Packet::read(&longer), Err(Code::CodeGarbled), "{name}: and {more}");
        }
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_wrong_bit_and_any_wrong_end_is_refused(
        packet in packet(), bit in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(),
        more in proptest::collection::vec(any::<u8>(), 1..40),
    ) {
        let bytes = packet.write().unwrap();
        let mut wrong = bytes.clone();
        let bit = bit.index(bytes.len() * 8);
        wrong[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(Packet::read(&wrong), Err(Code::CodeGarbled));
        prop_assert_eq!(Packet::read(&bytes[..cut.index(bytes.len())]), Err(Code::CodeGarbled));
        prop_assert_eq!(Packet::read(&[bytes, more].concat()), Err(Code::CodeGarbled));
    }
}

#[test]
fn a_right_checksum_does_not_make_a_packet() {
    // Kind, version, then bodies that say more than they hold.
    let table: [(&str, &[u8], Code); 8] = [
        ("nothing", &[], Code::CodeGarbled),
        ("a kind and nothing else", &[0x11], Code::CodeGarbled),
        ("kind 0", &[0x01, 0, 0], Code::CodeGarbled),
        ("version 0", &[0x10, 0, 0], Code::CodeGarbled),
        ("version 2", &[0x12, 0, 0], Code::FromNewerVersion),
        ("kind 10", &[0xa1, 0, 0], Code::FromNewerVersion),
        ("words of the largest length", &[0x71, 0b1011_1111, 0xff, 0xff, 0xff, 0xff, 0x07], Code::CodeGarbled),
        ("ones", &[0x21, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Code::CodeGarbled),
    ];
    for (name, body, code) in table {
        assert_eq!(Packet::read(&sealed(body)), Err(code), "{name}");
    }
    assert_eq!(Packet::read(&sealed(&vec![0x11; MOST_BYTES])), Err(Code::CodeTooLong));
}

#[test]
fn what_is_longer_than_a_reader_takes_is_not_written() {
    let carried = |bytes: usize| {
        let text: String = (0..bytes).map(|at| char::from(b'a' + (at * at % 251 % 26) as u8)).collect();
        Packet::Activity(Carried { id: "long".to_owned(), text })
    };
    let longest = carried(256 * 1024);
    assert_eq!(Packet::read(&longest.write().unwrap()), Ok(longest));
    // Deflated it would be short; inflated it would be more than the reader takes.
    let words = "a".repeat(8_000);
    let many = (0..9).map(|mark| roundtable::domain::hand_in::HandedBlock {
        mark,
        answer: roundtable::domain::hand_in::Handed::Words(words.clone()),
    });
    let hand_in = HandIn { blocks: many.collect(), ..full_hand_in() };
    assert_eq!(Packet::HandIn(hand_in.clone()).write(), Err(Code::CodeTooLong));
    assert!(carry(vec![hand_in.clone()]).is_ok(), "a batch has room for many people's words");
    let eight = HandIn { blocks: hand_in.blocks[..8].to_vec(), ..hand_in };
    assert!(Packet::HandIn(eight).write().unwrap().len() < 400);
}

#[test]
fn deflated_words_that_are_more_than_they_say_are_refused() {
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b'a'; 10 * 1024 * 1024], 9);
    // An activity: words, deflated, 5 bytes long (one group), so many bytes deflated (six groups), the bytes.
    let mut bits = vec![true, true, false, true, false, true];
    for group in 0..6 {
        let three = bomb.len() >> (3 * group) & 7;
        bits.extend([group < 5, three & 4 > 0, three & 2 > 0, three & 1 > 0]);
    }
    while !bits.len().is_multiple_of(8) {
        bits.push(false);
    }
    let head = bits.chunks(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit)));
    let body: Vec<u8> = [0x71].into_iter().chain(head).chain(bomb).chain([0; 8]).collect();
    assert_eq!(Packet::read(&sealed(&body)), Err(Code::CodeGarbled));
}

// What was released

#[test]
fn codes_once_released_are_read_for_good() {
    for (name, packet) in samples() {
        let code = common::text_of(&format!("tests/fixtures/codes/v1-{name}.txt"));
        let found = text::find(&code);
        assert_eq!(found, [Ok(packet)], "{name}");
    }
}

#[test]
fn a_code_of_a_newer_version_is_told_from_a_damaged_one() {
    let mut bytes = samples()[0].1.write().unwrap();
    bytes.truncate(bytes.len() - 4);
    bytes[0] += 1;
    let newer = sealed(&bytes);
    assert_eq!(Packet::read(&newer), Err(Code::FromNewerVersion));
    let link = text::link("https://example.org/table/", &newer);
    assert_eq!(text::find(&link), [Err(Code::FromNewerVersion)]);
}

// Sizes

#[test]
fn an_assessment_is_at_most_sixty_bytes() {
    for activity in common::assessments() {
        let answers = answered(&activity, 4);
        let items = activity.items().count();
        let hand_in = HandIn::of(&activity, &sheet(&activity, answers.clone()), heading(u64::MAX / 3, 1, ""));
        let bytes = Packet::HandIn(hand_in.clone()).write().unwrap();
        println!("{:26} {items:2} items {:2} bytes {:3} letters", activity.id, bytes.len(), text::chars(bytes.len()));
        assert!(bytes.len() <= 60, "{}: {} bytes", activity.id, bytes.len());
        let fitted = hand_in.answers(&activity);
        assert_eq!((fitted.answers, fitted.unknown), (answers, 0), "{}", activity.id);
    }
}

/// Names as a room has them: no two are alike, so that deflating helps little.
const NAMES: [&str; 30] = [
    "Amina",
    "Benedikt",
    "Chiara R.",
    "Dmytro",
    "Esperanza",
    "Fatou",
    "Giorgos",
    "Hannah",
    "Ibrahim",
    "Jana K.",
    "Kwame",
    "Lucía",
    "Mehmet",
    "Ngozi",
    "Óscar",
    "Priya",
    "Quentin",
    "Rosalind",
    "Søren",
    "Tomasz",
    "Ulrike",
    "Valentina",
    "Wanjiru",
    "Xiaoming",
    "Yusuf",
    "Zuzana",
    "Amina B.",
    "Björn",
    "Dolores",
    "Emmanuel",
];

#[test]
fn thirty_people_fit_in_three_codes_of_version_15() {
    assert_eq!(CHARS_OF_VERSION_15, 510);
    for (named, most) in [(false, 2), (true, 3)] {
        for activity in common::assessments() {
            let mut room = room_of(&activity, 30);
            if named {
                room.iter_mut().zip(NAMES).for_each(|(hand_in, name)| hand_in.name = name.to_owned());
            }
            let [packet] = carry(room).unwrap().try_into().unwrap();
            let codes = split(&packet, CHARS_OF_VERSION_15).unwrap();
            let named = if named { "named" } else { "nameless" };
            println!("30 people, {:26} {named}: {} bytes, {} codes", activity.id, packet.len(), codes.len());
            assert!(codes.iter().all(|code| text::chars(code.len()) <= CHARS_OF_VERSION_15));
            assert!(codes.len() <= most, "{} codes", codes.len());
        }
    }
}

#[test]
fn what_is_the_same_for_all_stands_once() {
    let alone = Packet::HandIn(small_hand_in(1, 1, [1, 2, 3])).write().unwrap().len();
    let of = |people: u64| {
        let hand_ins = (1..=people).map(|id| small_hand_in(id << 40, 1, [1, 2, 3])).collect();
        Packet::Batch(Batch::all(hand_ins).remove(0)).write().unwrap().len()
    };
    let (ten, twenty) = (of(10), of(20));
    println!("alone {alone} bytes, each of many {} bytes", (twenty - ten) as f64 / 10.0);
    assert!((twenty - ten) <= 110, "{}", twenty - ten);
    assert_eq!(small_hand_in(1, 1, [1, 2, 3]).day, DAY);
}

#[test]
fn a_custom_activity_and_the_largest_shipped_one_travel() {
    for id in common::activity_ids() {
        let text = common::text_of(&format!("public/activities/{id}.json"));
        let packet = Packet::Activity(Carried { id: id.clone(), text }).write().unwrap();
        let codes = split(&packet, CHARS_OF_VERSION_15).unwrap();
        println!("{id:30} {:5} bytes, {:2} codes", packet.len(), codes.len());
    }
}
