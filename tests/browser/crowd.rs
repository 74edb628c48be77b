//! Ten thousand people who answered 44 statements: the group result comes, and the page can be used meanwhile.
//! Times are printed, for the README; what is held is what must be seen.

use roundtable::content::read_activity;
use roundtable::domain::hand_in::{HandIn, Handed, HandedBlock};
use roundtable::domain::id::Tag;
use roundtable::domain::mark::marks;
use roundtable::domain::response::Perspective;
use roundtable::wire::code::{Packet, text};
use roundtable::wire::crc::crc32;
use roundtable::wire::envelope::seal;
use serde_json::{Value, json};
use xtask::server::Response;

use crate::harness::{Person, Site};
use crate::rooms::{ROOM, heading, workshop};

const PEOPLE: u64 = 10_000;
const ITEMS: usize = 44;

/// An assessment of 44 statements in four dimensions.
fn crowd() -> Value {
    let dimensions = ["one", "two", "three", "four"];
    let dimension = |id: &str| {
        json!({
            "id": id, "title": format!("Dimension {id}"), "summary": "What it means.",
            "low": "Low.", "middle": "Middle.", "high": "High.", "next": [],
        })
    };
    let step = |at: usize| {
        let items: Vec<Value> = (0..ITEMS / 4)
            .map(|n| {
                json!({
                    "id": format!("s{at}-{n}"), "text": format!("Statement {at} {n}."),
                    "dimension": dimensions[at], "reverse": n % 5 == 0,
                })
            })
            .collect();
        json!({
            "id": format!("step-{at}"), "title": format!("Step {at}"), "minutes": 2,
            "blocks": [{ "type": "scale", "id": format!("b{at}"), "label": "How much?", "scale": "agree", "items": items }],
        })
    };
    json!({
        "format": 1, "id": "crowd", "kind": "assessment", "title": "A crowd", "summary": "Many people.",
        "purpose": "To be many.", "theme": "partnership", "minutes": 8, "modes": ["group"],
        "source": [{ "title": "A test" }],
        "scales": { "agree": { "points": ["Never", "Seldom", "Sometimes", "Often", "Always"] } },
        "dimensions": dimensions.map(dimension),
        "bands": [
            { "id": "low", "from": 1, "title": "Low" },
            { "id": "middle", "from": 3, "title": "Middle" },
            { "id": "high", "from": 4, "title": "High" },
        ],
        "steps": [step(0), step(1), step(2), step(3)],
        "debrief": ["And now?"], "next": [],
    })
}

#[test]
fn ten_thousand_people_are_one_group() {
    let site = Site::built();
    let file = crowd().to_string();
    let activity = read_activity("crowd", &file).unwrap_or_else(|problems| panic!("{problems:?}"));
    site.answer("activities/crowd.json", Response::body(file));
    let fay = Person::desktop(&site);
    fay.has_room_of("crowd");
    let tag = Tag::of(ROOM);
    let marks = marks(&activity);
    let prefix = fay.prefix();
    let entry = |number: u64| {
        let mut chance = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut blocks: Vec<HandedBlock> = marks
            .iter()
            .map(|mark| {
                let points = (0..ITEMS / 4).map(|_| {
                    chance ^= chance << 13;
                    chance ^= chance >> 7;
                    chance ^= chance << 17;
                    (chance % 6) as u8
                });
                HandedBlock { mark: *mark, answer: Handed::Points(points.collect()) }
            })
            .collect();
        blocks.sort_by_key(|block| block.mark);
        let heading = heading(chance);
        let hand_in = HandIn {
            id: heading.id,
            revision: 1,
            workshop: heading.workshop,
            activity: "crowd".to_owned(),
            day: heading.day,
            perspective: Perspective::Own,
            name: String::new(),
            side: None,
            blocks,
        };
        let code = text::encode(&Packet::HandIn(hand_in).write().unwrap());
        let key = format!("{prefix}code/handed/{tag}/crowd/{:08x}", crc32(&[code.as_bytes()]));
        (key, seal("code", 1, 1, &code))
    };
    let all: Vec<(String, String)> = (0..PEOPLE).map(entry).collect();
    for slice in all.chunks(1_000) {
        fay.script("for (const [key, text] of arguments[0]) localStorage.setItem(key, text)", &[json!(slice)]);
    }
    // From here on it is counted.
    fay.script_time();
    fay.open(&format!("#/w/{ROOM}/group/s1"));
    fay.note_long_tasks();
    fay.see("10,000 answers are in.");
    let loaded = fay.script("return Math.round(performance.now())", &[]);
    let before = fay.script_time();
    fay.script("window.pressed = performance.now()", &[]);
    fay.show_group();
    let shown = fay.script("return Math.round(performance.now() - pressed)", &[]);
    let counted = before.zip(fay.script_time()).map(|(before, after)| after - before);
    eprintln!(
        "{}: 10,000 people: read, scripts {before:?} ms, done {loaded} ms after opening; counted, scored, drawn, scripts \
         {counted:?} ms, done {shown} ms after the press; tasks over 50 ms (begin, length): {}",
        fay.engine(),
        fay.long_tasks(),
    );
    assert_eq!(fay.count("[data-made=dimensions] .strip-row"), 4);
    fay.see("one dot is about 50 people");
    fay.assert_no_console_errors();
}

impl Person<'_> {
    #[track_caller]
    fn has_room_of(&self, activity: &str) {
        self.open("#/");
        self.remember(&workshop(activity, &[]));
    }
}
