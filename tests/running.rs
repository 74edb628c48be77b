//! Running a workshop: where it stands, its clocks with the time as a value, what is settled for it, and that
//! its private key stays where it is.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::stores::alone;
use common::{NOON, activity, activity_ids, any, small};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Draft, Event, Millis};
use roundtable::domain::rows::{Edit, Row};
use roundtable::domain::timer::Tone;
use roundtable::domain::workshop::{
    Act, Change, Item, MOST_PEOPLE, RUN, Running, Setting, Slot, Workshop, duplicate, expected, is_for_the_wall,
    people_of, sides, undoing,
};
use roundtable::wire::backup;
use roundtable::wire::saved::{self, Saved};

const MINUTE: Millis = 60_000;

/// A moment so many minutes and seconds after noon.
fn at(minutes: u64, seconds: u64) -> Millis {
    NOON + minutes * MINUTE + seconds * 1_000
}

/// Ten, twenty and five minutes.
fn plan() -> Workshop {
    let slot = |id: &str, item: Item, minutes: u16| Slot {
        id: id.to_owned(),
        item,
        title: String::new(),
        minutes,
        why: String::new(),
        apart: false,
    };
    Workshop {
        id: ResponseId(7),
        name: "Session".to_owned(),
        minutes: Some(40),
        starts: Some("09:30".to_owned()),
        from: Some(ResponseId(3)),
        agenda: vec![
            slot("a", Item::Welcome, 10),
            slot("b", Item::Activity("five-elements".to_owned()), 20),
            slot("c", Item::Closing, 5),
        ],
    }
}

struct Room(Draft);

impl Room {
    fn new() -> Self {
        Self(plan().begin(NOON))
    }

    /// Whether anything changed.
    fn act(&mut self, act: &Act, now: Millis) -> bool {
        let events = act.events(&self.0.sheet, now);
        let changes = !events.is_empty();
        for event in events {
            self.0.apply(event, now);
        }
        changes
    }

    fn change(&mut self, change: &Change, now: Millis) {
        for event in change.events(&self.0.sheet.answers) {
            self.0.apply(event, now);
        }
    }

    fn running(&self) -> Running {
        Running::of(&self.0.sheet).unwrap()
    }

    fn plan(&self) -> Workshop {
        Workshop::of(&self.0.sheet)
    }

    /// The slot that is on with what is left of it, its tone, what it is over by and how late everything is.
    fn look(&self, now: Millis) -> String {
        let (plan, running) = (self.plan(), self.running());
        let behind = running.ahead_or_behind(&plan, now);
        let Some(slot) = running.slot(&plan) else { return format!("gone {behind:+}") };
        let seconds = |millis: Millis| format!("{}:{:02}", millis / MINUTE, millis % MINUTE / 1_000);
        let tone = match running.clock(slot).tone(now) {
            Tone::Calm => "calm",
            Tone::Soon => "soon",
            Tone::Last => "last",
            Tone::Over => "over",
        };
        let (left, over) = (seconds(running.left(slot, now)), seconds(running.over(slot, now)));
        format!("{} {left} {tone} {over} {behind:+}", slot.id)
    }
}

#[test]
fn a_workshop_is_run_from_its_start_to_its_end() {
    let mut room = Room::new();
    assert_eq!(Running::of(&room.0.sheet), None);
    let table = [
        // What is done, when, and how it looks then and a moment later.
        (Act::Start, at(0, 0), "a 10:00 calm 0:00 +0", at(7, 59), "a 2:01 calm 0:00 +0"),
        (Act::Pause, at(8, 0), "a 2:00 soon 0:00 +0", at(11, 0), "a 2:00 soon 0:00 +3"),
        (Act::Resume, at(11, 0), "a 2:00 soon 0:00 +3", at(12, 45), "a 0:15 last 0:00 +3"),
        (Act::Minute, at(12, 45), "a 1:15 soon 0:00 +4", at(16, 30), "a 0:00 over 2:30 +7"),
        // What is over by two and a half minutes has one from now on.
        (Act::Minute, at(16, 30), "a 1:00 soon 0:00 +8", at(16, 59), "a 0:31 last 0:00 +8"),
        (Act::Next, at(17, 0), "b 20:00 calm 0:00 +7", at(27, 0), "b 10:00 calm 0:00 +7"),
        // Ahead again: twenty minutes are left out.
        (Act::Next, at(27, 0), "c 5:00 calm 0:00 -3", at(31, 0), "c 1:00 soon 0:00 -3"),
        (Act::Back, at(31, 0), "b 20:00 calm 0:00 +21", at(31, 0), "b 20:00 calm 0:00 +21"),
        (Act::To("c".to_owned()), at(32, 0), "c 5:00 calm 0:00 +2", at(36, 59), "c 0:01 last 0:00 +2"),
        (Act::Next, at(36, 0), "c 1:00 soon 0:00 +1", at(90, 0), "c 1:00 soon 0:00 +1"),
        // The end was taken back: as if it had stood still.
        (Act::Back, at(46, 0), "c 1:00 soon 0:00 +12", at(46, 30), "c 0:30 soon 0:00 +12"),
        (Act::End, at(46, 30), "c 0:30 soon 0:00 +12", at(99, 0), "c 0:30 soon 0:00 +12"),
        (Act::Start, at(120, 0), "a 10:00 calm 0:00 +0", at(121, 0), "a 9:00 calm 0:00 +0"),
    ];
    for (act, now, look, later, then) in table {
        assert!(room.act(&act, now), "{act:?}");
        assert_eq!(room.look(now), look, "{act:?}");
        assert_eq!(room.look(later), then, "{act:?}");
    }
    assert_eq!(room.running().elapsed(at(125, 0)), 5 * MINUTE);
    assert!(room.act(&Act::End, at(130, 0)));
    assert_eq!(room.running().elapsed(at(999, 0)), 10 * MINUTE);
}

#[test]
fn what_there_is_no_reason_for_does_nothing() {
    let all = [Act::Next, Act::Back, Act::Step(1), Act::Pause, Act::Resume, Act::Minute, Act::Reveal, Act::End];
    let mut room = Room::new();
    for act in all.iter().chain([&Act::Hide, &Act::To("b".to_owned())]) {
        assert!(!room.act(act, NOON), "{act:?} before the start");
    }
    let mut empty = Room(Workshop { agenda: Vec::new(), ..plan() }.begin(NOON));
    assert!(!empty.act(&Act::Start, NOON), "there is nothing on the agenda");

    assert!(room.act(&Act::Start, NOON));
    for act in [Act::Start, Act::Back, Act::Resume, Act::Hide, Act::Step(0), Act::To("x".to_owned())] {
        assert!(!room.act(&act, at(1, 0)), "{act:?} in the first slot");
    }
    assert!(room.act(&Act::Pause, at(1, 0)) && !room.act(&Act::Pause, at(2, 0)), "it stands still already");
    assert!(room.act(&Act::End, at(3, 0)));
    for act in [Act::Next, Act::Pause, Act::Resume, Act::Minute, Act::End] {
        assert!(!room.act(&act, at(4, 0)), "{act:?} after the end");
    }
}

#[test]
fn what_was_revealed_is_hidden_when_the_slot_changes() {
    for (on, off) in [(Act::Next, Act::Back), (Act::Next, Act::Next), (Act::Next, Act::To("a".to_owned()))] {
        let mut room = Room::new();
        room.act(&Act::Start, NOON);
        assert!(!room.running().revealed, "nothing shows before its time");
        room.act(&on, NOON);
        assert!(room.act(&Act::Step(2), NOON) && room.act(&Act::Reveal, NOON));
        assert_eq!((room.running().revealed, room.running().step), (true, 2));
        assert!(room.act(&off, NOON));
        assert_eq!((room.running().revealed, room.running().step), (false, 0), "{off:?}");
    }
    let mut room = Room::new();
    room.act(&Act::Start, NOON);
    assert!(room.act(&Act::Reveal, NOON) && room.act(&Act::Hide, NOON) && !room.running().revealed);
}

#[test]
fn nothing_is_revealed_where_only_the_facilitator_was_promised_to_see_it() {
    let mut room = Room::new();
    room.act(&Act::Start, NOON);
    room.act(&Act::Reveal, NOON);
    // Stored as revealed by a version that did not look.
    room.change(&Change::Set(Setting::Audience, "facilitator".to_owned()), NOON);
    assert!(!room.running().revealed && !is_for_the_wall(&room.0.sheet));
    assert!(!room.act(&Act::Reveal, NOON) && !room.running().revealed);
    assert!(room.act(&Act::Next, NOON), "all else goes on");
    room.change(&Change::Set(Setting::Audience, "everybody".to_owned()), NOON);
    assert!(room.act(&Act::Reveal, NOON) && room.running().revealed);
}

#[test]
fn the_agenda_may_change_while_it_is_run() {
    let mut room = Room::new();
    room.act(&Act::Start, NOON);
    room.act(&Act::Next, at(10, 0));
    // Longer, and moved to the front: it is still on.
    room.change(&Change::Lasts("b".to_owned(), 25), at(11, 0));
    room.change(&Change::Moved("b".to_owned(), 0), at(11, 0));
    assert_eq!(room.look(at(11, 0)), "b 24:00 calm 0:00 +10");
    room.change(&Change::Moved("b".to_owned(), 1), at(11, 0));
    // Gone: what has come to its place is next.
    room.change(&Change::Removed("b".to_owned()), at(12, 0));
    assert_eq!(room.look(at(12, 0)), "gone +2");
    assert_eq!(room.running().next(&room.plan()).unwrap().id, "c");
    assert!(room.act(&Act::Minute, at(12, 0)) && room.act(&Act::Next, at(13, 0)));
    assert_eq!(room.look(at(13, 0)), "c 5:00 calm 0:00 +3");
    assert_eq!(room.running().next(&room.plan()), None);
    room.change(&Change::Removed("c".to_owned()), at(13, 0));
    assert!(room.act(&Act::Back, at(14, 0)));
    assert_eq!(room.look(at(14, 0)), "a 10:00 calm 0:00 +14");
}

#[test]
fn a_clock_that_was_set_back_or_a_hostile_record_breaks_nothing() {
    let mut room = Room::new();
    room.act(&Act::Start, at(5, 0));
    assert_eq!(room.look(NOON), "a 15:00 calm 0:00 +0", "the device's clock was set back");
    let huge = u64::MAX.to_string();
    for cells in [
        [("began", huge.as_str()), ("since", &huge), ("slot", "a"), ("rested", &huge), ("extra", &huge)],
        [("began", "0"), ("since", "0"), ("slot", "a"), ("paused", &huge), ("at", &huge)],
        [("began", "0"), ("since", &huge), ("slot", ""), ("at", "-1"), ("step", &huge)],
    ] {
        let edits = vec![Edit::Put { row: Row::new("whole", &cells), at: None }];
        room.0.apply(Event::Edited { block: RUN.to_owned(), edits }, NOON);
        for act in [Act::Pause, Act::Resume, Act::Minute, Act::Next, Act::Back, Act::End, Act::Back] {
            room.look(u64::MAX);
            room.look(0);
            room.act(&act, u64::MAX);
        }
    }
    for cells in [[("began", ""), ("since", "1")], [("began", "1"), ("since", "x")]] {
        let edits = vec![Edit::Put { row: Row::new("whole", &cells), at: None }];
        room.0.apply(Event::Edited { block: RUN.to_owned(), edits }, NOON);
        assert_eq!(Running::of(&room.0.sheet), None, "{cells:?}");
    }
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        prop::sample::select(vec![
            Act::Start,
            Act::Next,
            Act::Back,
            Act::Pause,
            Act::Resume,
            Act::Minute,
            Act::Reveal,
            Act::Hide,
            Act::End,
        ]),
        prop::sample::select(vec!["a", "b", "c", "x"]).prop_map(|id| Act::To(id.to_owned())),
        (0usize..4).prop_map(Act::Step),
    ]
}

proptest! {
    #![proptest_config(any::cases(256))]

    #[test]
    fn whatever_is_done_is_stored_read_back_and_can_be_taken_back(acts in vec((act(), 0u64..600), 1..20)) {
        let mut room = Room::new();
        let mut now = NOON;
        for (act, seconds) in acts {
            now += seconds * 1_000;
            let before = room.0.sheet.clone();
            let events = act.events(&before, now);
            let undo = undoing(&events, &before.answers);
            for event in events {
                room.0.apply(event, now);
            }
            if let Some(running) = Running::of(&room.0.sheet) {
                let plan = room.plan();
                let slot = running.slot(&plan).unwrap();
                let (left, over) = (running.left(slot, now), running.over(slot, now));
                prop_assert!(left == 0 || over == 0, "{left} left and {over} over");
                prop_assert!(running.elapsed(now) <= now - NOON);
            }
            let text = saved::write(&Saved::Draft(room.0.clone()), 1);
            prop_assert_eq!(saved::read(&text), Ok((Saved::Draft(room.0.clone()), 1)));
            let mut back = room.0.clone();
            for event in undo {
                back.apply(event, now);
            }
            prop_assert_eq!(back.sheet, before);
        }
    }
}

#[test]
fn a_step_is_said_in_one_sentence() {
    for (guide, short) in [
        (None, "Title"),
        (Some(""), "Title"),
        (Some("Answer alone. Then look up."), "Answer alone."),
        (Some("  Version 2.5 is read? Yes."), "Version 2.5 is read?"),
        (Some("No full stop\n\nAnother paragraph."), "No full stop"),
        (Some("أجب وحدك؟ ثم انظر."), "أجب وحدك؟"),
    ] {
        let mut step = small().steps.remove(0);
        "Title".clone_into(&mut step.title);
        step.guide = guide.map(str::to_owned);
        assert_eq!(step.in_short(), short, "{guide:?}");
    }
    for step in activity_ids().iter().flat_map(|id| activity(id).steps) {
        let length = step.in_short().chars().count();
        assert!((1..=200).contains(&length), "{}: {length}", step.in_short());
    }
}

// What is settled

fn settled() -> Room {
    let mut room = Room::new();
    for (setting, text) in [
        (Setting::Naming, "alias"),
        (Setting::Least, "4"),
        (Setting::Audience, "room"),
        (Setting::Expected, " 30 "),
        (Setting::Sides, "Sales\n\n Works council \n"),
        (Setting::Public, "the-public-key"),
        (Setting::Key, "{\"d\":\"the-private-key\"}"),
    ] {
        room.change(&Change::Set(setting, text.to_owned()), NOON);
    }
    room
}

#[test]
fn settings_are_read_back() {
    let room = settled();
    let sheet = &room.0.sheet;
    assert_eq!(expected(sheet), Some(30));
    assert_eq!(sides(sheet), ["Sales", "Works council"]);
    assert_eq!(Setting::Key.of(sheet), "{\"d\":\"the-private-key\"}");
    assert_eq!((expected(&Room::new().0.sheet), sides(&Room::new().0.sheet)), (None, Vec::new()));
    let most = MOST_PEOPLE.to_string();
    for (text, people) in [("1", Some(1)), (&most, Some(MOST_PEOPLE)), ("0", None), ("1000", None), ("x", None)] {
        assert_eq!(people_of(text), people, "{text}");
    }
}

#[test]
fn a_copy_has_agenda_and_settings_but_neither_keys_nor_a_run() {
    let mut room = settled();
    room.act(&Act::Start, NOON);
    let copy = duplicate(&room.0.sheet, ResponseId(8), "Session, copy", at(1, 0));
    assert_eq!(Workshop::of(&copy.sheet), Workshop { id: ResponseId(8), name: "Session, copy".to_owned(), ..plan() });
    for setting in Setting::ALL {
        let kept = if [Setting::Public, Setting::Key].contains(&setting) { "" } else { setting.of(&room.0.sheet) };
        assert_eq!(setting.of(&copy.sheet), kept, "{setting:?}");
    }
    assert_eq!(Running::of(&copy.sheet), None);
    assert_eq!(copy.changed, at(1, 0));
}

#[test]
fn the_private_key_is_in_the_backup_and_in_nothing_made_of_the_workshop() {
    let room = settled();
    let (mut records, _) = alone();
    records.keep_draft(&room.0);
    assert!(backup::write(&records, NOON).contains("the-private-key"), "losing it would lose the answers");
    assert!(!format!("{:?}", room.plan()).contains("-key"), "an agenda is made of this");
}
