//! When a camera that is on is given up.

use roundtable::browser::vigil::{Lost, Track, Vigil};

/// A course of events, and what is given up at its end.
type Case<E> = (&'static [E], Option<Lost>);

const GOOD: Track = Track { is_over: false, is_muted: false, is_hidden: false };
const MUTED: Track = Track { is_muted: true, ..GOOD };
const HIDDEN: Track = Track { is_hidden: true, ..MUTED };
const OVER: Track = Track { is_over: true, ..GOOD };

#[test]
fn a_camera_is_given_up_when_it_ended_or_shows_nothing_for_long() {
    // The seconds at which it was looked at, and what was seen; given up at the last one, or not at all.
    let table: [Case<(u32, Track)>; 7] = [
        (&[(0, GOOD), (60, GOOD)], None),
        (&[(0, GOOD), (1, OVER)], Some(Lost::Camera)),
        (&[(0, HIDDEN), (1, Track { is_over: true, ..HIDDEN })], Some(Lost::Camera)),
        (&[(0, MUTED), (6, MUTED)], None),
        (&[(0, MUTED), (3, MUTED), (7, MUTED)], Some(Lost::Camera)),
        (&[(0, MUTED), (3, GOOD), (7, MUTED), (13, MUTED)], None),
        // Nobody looks: what was muted meanwhile has its time again.
        (&[(0, MUTED), (3, HIDDEN), (600, HIDDEN), (601, MUTED), (606, MUTED)], None),
    ];
    for (course, expected) in table {
        let mut vigil = Vigil::default();
        let seen: Vec<Option<Lost>> =
            course.iter().map(|(seconds, track)| vigil.look(*track, f64::from(*seconds) * 1_000.0)).collect();
        let (last, before) = seen.split_last().unwrap_or((&None, &[]));
        assert_eq!((*last, before.iter().flatten().count()), (expected, 0), "{course:?}");
    }
}

#[test]
fn a_reader_is_given_up_when_it_fails_in_a_row_or_for_long() {
    // Whether each frame was read, and from when to when that took, in seconds.
    let table: [Case<(bool, u32, u32)>; 6] = [
        (&[(true, 0, 1), (true, 1, 2)], None),
        (&[(false, 0, 1), (false, 1, 2)], None),
        (&[(false, 0, 1), (false, 1, 2), (false, 2, 3)], Some(Lost::Reader)),
        (&[(false, 0, 1), (false, 1, 2), (true, 2, 3), (false, 3, 4), (false, 4, 5)], None),
        (&[(false, 0, 30)], Some(Lost::Reader)),
        (&[(true, 0, 1), (false, 100, 101)], None),
    ];
    for (course, expected) in table {
        let mut vigil = Vigil::default();
        let second = |second: u32| f64::from(second) * 1_000.0;
        let seen: Vec<Option<Lost>> =
            course.iter().map(|(read, from, to)| vigil.read(*read, second(*from), second(*to))).collect();
        let (last, before) = seen.split_last().unwrap_or((&None, &[]));
        assert_eq!((*last, before.iter().flatten().count()), (expected, 0), "{course:?}");
    }
}
