//! A calendar file: RFC 5545, for Apple's, Google's and Microsoft's calendars.
//!
//! Each open commitment with a day is an all-day event that blocks nobody's time; one without a day is a
//! task, which some calendars leave out. Whoever brings the file in again, later, gets changes and no
//! copies: an entry keeps its UID. **Invariant** (`tests/commitments.rs`): no line is longer than 75 octets,
//! no character is split, and what a reader unfolds and unescapes is the text.

use super::CommitmentWords;
use crate::domain::commitment::Commitment;
use crate::domain::response::Millis;
use crate::domain::task::{State, is_day};

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;
const DAY: u64 = 86_400;

/// The open commitments as a calendar; `now` is when it was made. One without any is no valid calendar.
#[must_use]
pub fn ics_of(list: &[Commitment], words: &CommitmentWords, now: Millis) -> String {
    let mut out = String::new();
    let stamp = stamp(now);
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roundtable//Commitments//EN", "CALSCALE:GREGORIAN"] {
        put(&mut out, line);
    }
    for commitment in list.iter().filter(|commitment| commitment.state == State::Open) {
        let kind = if commitment.by.is_some() { "VEVENT" } else { "VTODO" };
        put(&mut out, &["BEGIN:", kind].concat());
        put(&mut out, &format!("UID:{}-{}@roundtable", commitment.response, escape(&commitment.row)));
        put(&mut out, &["DTSTAMP:", &stamp].concat());
        match &commitment.by {
            Some(day) => {
                put(&mut out, &["DTSTART;VALUE=DATE:", &day.replace('-', "")].concat());
                // The end is the first day that no longer belongs to it.
                if let Some(end) = day_after(day) {
                    put(&mut out, &["DTEND;VALUE=DATE:", &end.replace('-', "")].concat());
                }
                put(&mut out, "TRANSP:TRANSPARENT");
            }
            None => put(&mut out, "STATUS:NEEDS-ACTION"),
        }
        let Commitment { who, what, .. } = commitment;
        let summary = if who.is_empty() { what.clone() } else { [who, ": ", what].concat() };
        put(&mut out, &["SUMMARY:", &escape(&summary)].concat());
        put(&mut out, &["DESCRIPTION:", &escape(&words.source(commitment))].concat());
        put(&mut out, &["END:", kind].concat());
    }
    put(&mut out, "END:VCALENDAR");
    out
}

/// A text with its signs disarmed. Line ends of any kind become one; other control characters, which a
/// calendar file must not hold, are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\r' => out.push_str("\\n"),
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\t' => out.push(character),
            _ if character.is_ascii_control() => {}
            _ => out.push(character),
        }
    }
    out
}

/// A line, folded: what is too long goes on in the next one, behind a blank.
fn put(out: &mut String, line: &str) {
    let mut room = LONGEST;
    for character in line.chars() {
        let size = character.len_utf8();
        if size > room {
            out.push_str("\r\n ");
            room = LONGEST - 1;
        }
        out.push(character);
        room -= size;
    }
    out.push_str("\r\n");
}

/// The day after a day such as `2026-11-22`: the first of the next in the month, in the year, and in the next
/// year that there is. `None` after the year 9999, whose next day has no such text.
fn day_after(day: &str) -> Option<String> {
    let part = |from: usize, to: usize| day.get(from..to)?.parse::<u32>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)]
        .map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
        .into_iter()
        .find(|next| is_day(next))
}

/// A moment in UTC: `20261122T120000Z`.
fn stamp(when: Millis) -> String {
    let seconds = when / 1_000;
    let (year, month, day) = date_of(seconds / DAY);
    let clock = seconds % DAY;
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", clock / 3_600, clock / 60 % 60, clock % 60)
}

/// Year, month and day so many days after 1 January 1970. Counted in years that begin with March, so that
/// the leap day is the last of its year, and in eras of 400 years, which all have the same length.
fn date_of(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}
