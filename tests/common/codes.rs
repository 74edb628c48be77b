//! Packets for tests: one fixed sample of each kind, and arbitrary ones.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use roundtable::domain::hand_in::{FIRST_DAY, HandIn, Handed, HandedBlock, Heading, LAST_DAY, name_of};
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::invitation::{Audience, Invitation, Naming, SentList};
use roundtable::domain::response::Perspective;
use roundtable::domain::rows::Row;
use roundtable::domain::sealed::Sealed;
use roundtable::domain::summary::{Summary, SummaryBlock, SummaryChoice, SummaryDimension};
use roundtable::domain::workshop::{Item, Slot, Workshop};
use roundtable::wire::code::{Batch, Carried, Packet, Part};

use super::any::{id, text};
use super::rows::rows;

/// 22 November 2026.
pub const DAY: u32 = 20_779;

/// What stands on a hand-in of the workshop with the tag 0x5a5a5.
pub fn heading(id: u64, revision: u32, name: &str) -> Heading {
    let workshop = Some(Tag(0x5a5a5));
    Heading { workshop, id: ResponseId(id), revision, day: DAY, name: name.to_owned(), side: None }
}

/// A hand-in with every kind of answer.
pub fn full_hand_in() -> HandIn {
    let block = |mark, answer| HandedBlock { mark, answer };
    HandIn {
        id: ResponseId(0x0123_4567_89ab_cdef),
        revision: 2,
        workshop: Some(Tag(0x5a5a5)),
        activity: "five-elements".to_owned(),
        day: DAY,
        perspective: Perspective::Partner,
        name: "Amina".to_owned(),
        side: Some(1),
        blocks: vec![
            block(0, Handed::Points(vec![5, 0, 1, 4])),
            block(7, Handed::Points(vec![11, 9])),
            block(300, Handed::Chosen(vec![false, true, true])),
            block(0x1234, Handed::Words("We meet on Mondays.\nThat helps.".to_owned())),
            block(0x3fff, Handed::Rows(rows("0000000000001 what=Call_them, who=Ben | pen points=3"))),
        ],
    }
}

/// A person's points to three items of an activity.
pub fn small_hand_in(id: u64, revision: u32, points: [u8; 3]) -> HandIn {
    let blocks = vec![HandedBlock { mark: 0x1234, answer: Handed::Points(points.to_vec()) }];
    let (name, side, perspective) = (String::new(), None, Perspective::Own);
    let (workshop, activity) = (Some(Tag(0x5a5a5)), "pulse".to_owned());
    HandIn { id: ResponseId(id), revision, workshop, activity, day: DAY, perspective, name, side, blocks }
}

/// One packet of each kind, with the name of its fixture. Never to be changed: `tests/fixtures/codes` holds them.
pub fn samples() -> Vec<(&'static str, Packet)> {
    let list = SentList {
        workshop: Some(Tag::of(ResponseId(77))),
        activity: "stakeholder-map".to_owned(),
        block: "people".to_owned(),
        rows: rows("0000000000001 name=The_council, role=decides | 0000000000002 name=The_school"),
    };
    let invitation = Invitation {
        name: "Partners’ day".to_owned(),
        place: 2,
        naming: Naming::Alias,
        least: 4,
        audience: Audience::Facilitator,
        expected: Some(30),
        sides: vec!["North".to_owned(), "South".to_owned()],
        key: Some(std::array::from_fn(|at| at as u8 * 3)),
        list: Some(list.clone()),
        custom: true,
        ..Invitation::usual(ResponseId(77), "stakeholder-map")
    };
    let slot = |id: &str, item: Item, title: &str, minutes| Slot {
        id: id.to_owned(),
        item,
        title: title.to_owned(),
        minutes,
        why: "Shared risk".to_owned(),
        apart: false,
    };
    let agenda = Workshop {
        id: ResponseId(77),
        name: "Partners’ day".to_owned(),
        minutes: Some(90),
        starts: Some("09:30".to_owned()),
        from: None,
        agenda: vec![
            slot("0000000000001", Item::Welcome, "Welcome", 10),
            slot("0000000000002", Item::Activity("five-elements".to_owned()), "Five elements", 25),
            slot("pause", Item::Pause, "Coffee", 15),
        ],
    };
    let summary = Summary {
        activity: "five-elements".to_owned(),
        workshop: Some(Tag(3)),
        day: DAY,
        n: 5,
        title: "Partners’ day".to_owned(),
        items: vec![SummaryBlock { mark: 9, counts: vec![vec![0, 1, 2, 1, 1], vec![5, 0, 0, 0, 0], vec![]] }],
        choices: vec![SummaryChoice { mark: 12, counts: vec![3, 2], n: 5 }],
        dimensions: vec![SummaryDimension {
            id: "honesty".to_owned(),
            scores: vec![(7, 4), (12, 4), (12, 4), (15, 4), (17, 5)],
        }],
    };
    let carried = Carried { id: "small-check".to_owned(), text: super::SMALL.to_owned() };
    let sealed = Sealed {
        workshop: Tag(0xf_ffff),
        activity: "five-elements".to_owned(),
        ephemeral: std::array::from_fn(|at| at as u8),
        cipher: (0..80).map(|at: u8| at.wrapping_mul(97)).collect(),
    };
    let part = Part { whole: 0xdead_beef, number: 2, of: 5, data: (0..40).collect() };
    let [batch] = Batch::all((1..=3).map(|id| small_hand_in(id, 1, [id as u8, 5, 0])).collect()).try_into().unwrap();
    vec![
        ("hand-in", Packet::HandIn(full_hand_in())),
        ("batch", Packet::Batch(batch)),
        ("join", Packet::Join(Box::new(invitation))),
        ("list", Packet::List(list)),
        ("agenda", Packet::Agenda(agenda)),
        ("summary", Packet::Summary(summary)),
        ("activity", Packet::Activity(carried)),
        ("sealed", Packet::Sealed(vec![sealed.clone(), Sealed { workshop: Tag(1), ..sealed }])),
        ("part", Packet::Part(part)),
    ]
}

/// One of several workshops' tags.
pub fn tag_of(workshop: u64) -> Tag {
    Tag::of(ResponseId(workshop))
}

fn tag() -> impl Strategy<Value = Tag> {
    (0..1u32 << Tag::BITS).prop_map(Tag)
}

/// Any row.
pub fn row() -> impl Strategy<Value = Row> {
    let row_id = prop_oneof![any::<u64>().prop_map(|id| ResponseId(id).to_string()), id(), text()];
    let cells = btree_map(prop_oneof![id(), text()], text(), 0..4);
    (row_id, cells).prop_map(|(id, cells)| Row { id, cells: cells.into_iter().collect() })
}

fn handed() -> impl Strategy<Value = Handed> {
    prop_oneof![
        vec(0..8u8, 0..30).prop_map(Handed::Points),
        vec(any::<u8>(), 0..80).prop_map(Handed::Points),
        vec(any::<bool>(), 0..80).prop_map(Handed::Chosen),
        text().prop_map(Handed::Words),
        vec(row(), 0..4).prop_map(Handed::Rows),
    ]
}

/// Any hand-in whose id comes from `ids`.
pub fn hand_in(ids: impl Strategy<Value = u64>) -> impl Strategy<Value = HandIn> {
    let perspective = prop_oneof![Just(Perspective::Own), Just(Perspective::Partner), Just(Perspective::Circle)];
    let head = (ids, prop_oneof![1..3u32, 1..=u32::MAX], option::of(tag()), id(), FIRST_DAY..=LAST_DAY);
    let blocks = btree_map(0..1u16 << 14, handed(), 0..5);
    (head, perspective, text(), option::of(0..8u8), blocks).prop_map(
        |((id, revision, workshop, activity, day), perspective, name, side, blocks)| HandIn {
            id: ResponseId(id),
            revision,
            workshop,
            activity,
            day,
            perspective,
            name: name_of(&name),
            side,
            blocks: blocks.into_iter().map(|(mark, answer)| HandedBlock { mark, answer }).collect(),
        },
    )
}

/// Any hand-ins of one workshop and activity.
pub fn room(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<HandIn>> {
    (option::of(tag()), id(), vec(hand_in(any::<u64>()), count)).prop_map(|(workshop, activity, hand_ins)| {
        hand_ins.into_iter().map(|one| HandIn { workshop, activity: activity.clone(), ..one }).collect()
    })
}

fn list() -> impl Strategy<Value = SentList> {
    (option::of(tag()), id(), id(), vec(row(), 0..5)).prop_map(|(workshop, activity, block, rows)| SentList {
        workshop,
        activity,
        block,
        rows,
    })
}

fn point() -> impl Strategy<Value = [u8; 64]> {
    vec(any::<u8>(), 64).prop_map(|bytes| bytes.try_into().unwrap())
}

fn invitation() -> impl Strategy<Value = Invitation> {
    let naming = prop::sample::select(Naming::ALL.to_vec());
    let audience = prop_oneof![Just(Audience::Facilitator), Just(Audience::Everybody)];
    let settings = (naming, 2..=u8::MAX, audience, option::of(any::<u16>()), vec(text(), 0..=8), any::<bool>());
    let list = option::of((id(), vec(row(), 0..4)));
    (any::<u64>(), text(), id(), any::<u8>(), settings, option::of(point()), list).prop_map(
        |(workshop, name, activity, place, settings, key, list)| {
            let (naming, least, audience, expected, sides, custom) = settings;
            let workshop = ResponseId(workshop);
            let list = list.map(|(block, rows)| SentList {
                workshop: Some(Tag::of(workshop)),
                activity: activity.clone(),
                block,
                rows,
            });
            Invitation { workshop, name, activity, place, naming, least, audience, expected, sides, key, list, custom }
        },
    )
}

fn agenda() -> impl Strategy<Value = Workshop> {
    let item = prop_oneof![
        id().prop_map(Item::Activity),
        prop::sample::select(vec![Item::Welcome, Item::Pause, Item::Closing, Item::Own])
    ];
    let slot_id = prop_oneof![any::<u64>().prop_map(|id| ResponseId(id).to_string()), id(), text()];
    let slot = (slot_id, item, text(), 0..=600u16, text()).prop_map(|(id, item, title, minutes, why)| Slot {
        id,
        item,
        title,
        minutes,
        why,
        apart: false,
    });
    let starts = option::of((0..24u8, 0..60u8)).prop_map(|time| time.map(|(h, m)| format!("{h:02}:{m:02}")));
    (any::<u64>(), text(), option::of(1..=600u16), starts, vec(slot, 0..6)).prop_map(
        |(id, name, minutes, starts, agenda)| Workshop {
            id: ResponseId(id),
            name,
            minutes,
            starts,
            from: None,
            agenda,
        },
    )
}

/// Any figures of a group.
pub fn summary() -> impl Strategy<Value = Summary> {
    let count = || prop_oneof![0..40u32, any::<u32>()];
    let block = (0..1u16 << 14, vec(vec(count(), 0..7), 0..5)).prop_map(|(mark, counts)| SummaryBlock { mark, counts });
    let choice =
        (0..1u16 << 14, vec(count(), 0..7), count()).prop_map(|(mark, counts, n)| SummaryChoice { mark, counts, n });
    let score = prop_oneof![(0..20u16, 3..5u8), (any::<u16>(), any::<u8>())];
    let dimension = (id(), vec(score, 0..30)).prop_map(|(id, mut scores)| {
        scores.sort_unstable();
        SummaryDimension { id, scores }
    });
    let head = (id(), option::of(tag()), FIRST_DAY..=LAST_DAY, any::<u32>(), text());
    (head, vec(block, 0..4), vec(choice, 0..4), vec(dimension, 0..4)).prop_map(
        |((activity, workshop, day, n, title), items, choices, dimensions)| Summary {
            activity,
            workshop,
            day,
            n,
            title,
            items,
            choices,
            dimensions,
        },
    )
}

/// Any sealed hand-in.
pub fn sealed() -> impl Strategy<Value = Sealed> {
    (tag(), id(), point(), vec(any::<u8>(), 0..200)).prop_map(|(workshop, activity, ephemeral, cipher)| Sealed {
        workshop,
        activity,
        ephemeral,
        cipher,
    })
}

/// Any packet, of all kinds.
pub fn packet() -> impl Strategy<Value = Packet> {
    let carried = (id(), vec(text(), 0..40)).prop_map(|(id, texts)| Carried { id, text: texts.concat() });
    let sealed = vec(sealed(), 0..4);
    let part = (any::<u32>(), 1..=64u8, any::<prop::sample::Index>(), vec(any::<u8>(), 0..300))
        .prop_map(|(whole, of, number, data)| Part { whole, number: number.index(of.into()) as u8, of, data });
    prop_oneof![
        hand_in(any::<u64>()).prop_map(Packet::HandIn),
        room(1..6).prop_map(|hand_ins| Packet::Batch(Batch::all(hand_ins).remove(0))),
        invitation().prop_map(|invitation| Packet::Join(Box::new(invitation))),
        list().prop_map(Packet::List),
        agenda().prop_map(Packet::Agenda),
        summary().prop_map(Packet::Summary),
        carried.prop_map(Packet::Activity),
        sealed.prop_map(Packet::Sealed),
        part.prop_map(Packet::Part),
    ]
}
