//! Which address shows what: [`Route`] to `#/…` and back, both ways in this one file.
//!
//! Addresses are fragments, so that any static host at any path serves every page: the host sees only
//! the folder. **Invariant:** `Route::parse(&route.to_string()) == route` (`tests/route.rs`).

use std::fmt;

use crate::domain::activity::{Kind, Mode, Theme};
use crate::domain::catalogue::{Filter, Time};
use crate::domain::id::{ResponseId, Tag, is_id};
use crate::domain::response::{Perspective, Sheet};

/// A page of the app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// `#/`: what this is, drafts, the catalogue. With its filter as the address writes it: only the home
    /// page reads it ([`Route::filter`]), and only it pays for the reading.
    Home(String),
    /// `#/a/<id>`: an activity.
    Activity(String),
    /// `#/a/<id>/do`: answering it.
    Answer {
        /// The activity's id.
        activity: String,
        /// Through whose eyes.
        perspective: Perspective,
        /// A particular draft, where there are several; `None` for the one last changed.
        draft: Option<ResponseId>,
    },
    /// `#/results`: all results on this device.
    Results,
    /// `#/r/<response>`: a result.
    Result(ResponseId),
    /// `#/r/<response>/with/<response>`: two results side by side.
    Compare(ResponseId, ResponseId),
    /// `#/c/<response>`: a circle: several people answer on this device.
    Circle(ResponseId),
    /// `#/data`: everything stored here.
    Data,
    /// `#/commitments`: who does what by when, of all activities.
    Commitments,
    /// `#/w/<workshop>`: a workshop's agenda.
    Workshop(ResponseId),
    /// `#/w/<workshop>/run`: running it, for the facilitator.
    Run(ResponseId),
    /// `#/w/<workshop>/present`: what the wall shows of it.
    Present(ResponseId),
    /// `#/w`: all workshops, those that one runs and those that one takes part in.
    Workshops,
    /// `#/w/<workshop>/invite/<slot>`: inviting to an activity on the agenda.
    Invite(ResponseId, String),
    /// `#/w/<workshop>/collect/<slot>`: collecting what is handed in for it.
    Collect(ResponseId, String),
    /// `#/w/<workshop>/group/<slot>`: the group result.
    Group(ResponseId, String),
    /// `#/w/<workshop>/tally/<slot>`: typing in what was answered on paper.
    Tally(ResponseId, String),
    /// `#/join`: typing the code of a workshop.
    Join,
    /// `#/j/<tag>/<activity>`: an activity of a workshop that one takes part in.
    Joined(Tag, String),
    /// `#/j/<tag>/<activity>/hand-in`: the code to show.
    HandIn(Tag, String),
    /// `#/j/<tag>/<activity>/carry`: carrying on what others hand in.
    Carry(Tag, String),
    /// `#/x/<code>`: a code from another device, as text.
    Code(String),
    /// `#/library` and `#/library/<term>`: what terms mean.
    Library(Option<String>),
    /// `#/privacy`: what happens with what one enters.
    Privacy,
    /// `#/help`: what the site does and needs.
    Help,
    /// `#/poster`: a sheet of paper with the code of the site.
    Poster,
    /// `#/author` and `#/author/<id>`: writing an activity.
    Author(Option<String>),
    /// `#/owner`: what is wrong with the files of the site.
    Owner,
    /// Anything else, as it was written.
    Unknown(String),
}

impl Route {
    /// Reads a fragment, with or without its leading `#`. Never fails: what it does not know is
    /// [`Route::Unknown`], and filters that it does not know are left out.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let whole = fragment.trim_start_matches('#');
        let (path, query) = whole.split_once('?').unwrap_or((whole, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let known = match parts.as_slice() {
            [] => Some(Self::Home(query.to_owned())),
            ["a", id] if is_id(id) => Some(Self::Activity((*id).to_owned())),
            ["a", id, "do"] if is_id(id) => Some(Self::Answer {
                activity: (*id).to_owned(),
                perspective: match field(query, "as").as_deref() {
                    Some("partner") => Perspective::Partner,
                    _ => Perspective::Own,
                },
                draft: field(query, "draft").and_then(|text| ResponseId::parse(&text)),
            }),
            ["results"] => Some(Self::Results),
            ["r", id] => ResponseId::parse(id).map(Self::Result),
            ["r", a, "with", b] => ResponseId::parse(a).zip(ResponseId::parse(b)).map(|(a, b)| Self::Compare(a, b)),
            ["c", id] => ResponseId::parse(id).map(Self::Circle),
            ["data"] => Some(Self::Data),
            ["commitments"] => Some(Self::Commitments),
            ["privacy"] => Some(Self::Privacy),
            ["help"] => Some(Self::Help),
            ["poster"] => Some(Self::Poster),
            ["author"] => Some(Self::Author(None)),
            ["author", id] if is_id(id) => Some(Self::Author(Some((*id).to_owned()))),
            ["owner"] => Some(Self::Owner),
            ["w", id] => ResponseId::parse(id).map(Self::Workshop),
            ["w", id, "run"] => ResponseId::parse(id).map(Self::Run),
            ["w", id, "present"] => ResponseId::parse(id).map(Self::Present),
            ["w"] => Some(Self::Workshops),
            ["w", id, what, slot] => ResponseId::parse(id).and_then(|id| {
                let slot = (*slot).to_owned();
                Some(match *what {
                    "invite" => Self::Invite(id, slot),
                    "collect" => Self::Collect(id, slot),
                    "group" => Self::Group(id, slot),
                    "tally" => Self::Tally(id, slot),
                    _ => return None,
                })
            }),
            ["join"] => Some(Self::Join),
            ["j", tag, id, rest @ ..] if is_id(id) => Tag::parse(tag).and_then(|tag| {
                let id = (*id).to_owned();
                Some(match rest {
                    [] => Self::Joined(tag, id),
                    ["hand-in"] => Self::HandIn(tag, id),
                    ["carry"] => Self::Carry(tag, id),
                    _ => return None,
                })
            }),
            ["x", text] => Some(Self::Code((*text).to_owned())),
            ["library"] => Some(Self::Library(None)),
            ["library", term] if is_id(term) => Some(Self::Library(Some((*term).to_owned()))),
            _ => None,
        };
        known.unwrap_or_else(|| Self::Unknown(whole.to_owned()))
    }

    /// The home page with this filter.
    #[must_use]
    pub fn home(filter: &Filter) -> Self {
        Self::Home(write_filter(filter))
    }

    /// The filter of the home page; that of any other page lets everything through.
    #[must_use]
    pub fn filter(&self) -> Filter {
        match self {
            Self::Home(query) => parse_filter(query),
            _ => Filter::default(),
        }
    }

    /// Where one goes on with a draft: its questions, or the circle that it belongs to.
    #[must_use]
    pub fn of_draft(sheet: &Sheet) -> Self {
        Self::of_circle(sheet).unwrap_or_else(|| Self::Answer {
            activity: sheet.activity.clone(),
            perspective: sheet.perspective,
            draft: Some(sheet.id),
        })
    }

    /// Where one sees what is finished: its result, or the circle that it belongs to.
    #[must_use]
    pub fn of_result(sheet: &Sheet) -> Self {
        match sheet.seat {
            Some(seat) => Self::Circle(seat.circle),
            None => Self::Result(sheet.id),
        }
    }

    /// The circle that a response is, or belongs to.
    #[must_use]
    pub fn of_circle(sheet: &Sheet) -> Option<Self> {
        match (sheet.seat, sheet.perspective) {
            (Some(seat), _) => Some(Self::Circle(seat.circle)),
            (None, Perspective::Circle) => Some(Self::Circle(sheet.id)),
            (None, Perspective::Own | Perspective::Partner) => None,
        }
    }

    /// Answering a particular draft.
    #[must_use]
    pub fn answer_draft(sheet: &Sheet) -> Self {
        Self::Answer { activity: sheet.activity.clone(), perspective: Perspective::Own, draft: Some(sheet.id) }
    }

    /// Answering an activity through one's own eyes.
    #[must_use]
    pub fn answer(activity: &str) -> Self {
        Self::Answer { activity: activity.to_owned(), perspective: Perspective::Own, draft: None }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home(query) => {
                f.write_str("#/")?;
                if query.is_empty() { Ok(()) } else { write!(f, "?{query}") }
            }
            Self::Activity(id) => write!(f, "#/a/{id}"),
            Self::Answer { activity, perspective, draft } => {
                write!(f, "#/a/{activity}/do")?;
                let mut mark = '?';
                if *perspective == Perspective::Partner {
                    write!(f, "{mark}as=partner")?;
                    mark = '&';
                }
                match draft {
                    Some(id) => write!(f, "{mark}draft={id}"),
                    None => Ok(()),
                }
            }
            Self::Results => f.write_str("#/results"),
            Self::Result(id) => write!(f, "#/r/{id}"),
            Self::Compare(a, b) => write!(f, "#/r/{a}/with/{b}"),
            Self::Circle(id) => write!(f, "#/c/{id}"),
            Self::Data => f.write_str("#/data"),
            Self::Commitments => f.write_str("#/commitments"),
            Self::Privacy => f.write_str("#/privacy"),
            Self::Help => f.write_str("#/help"),
            Self::Poster => f.write_str("#/poster"),
            Self::Author(None) => f.write_str("#/author"),
            Self::Author(Some(id)) => write!(f, "#/author/{id}"),
            Self::Owner => f.write_str("#/owner"),
            Self::Workshop(id) => write!(f, "#/w/{id}"),
            Self::Run(id) => write!(f, "#/w/{id}/run"),
            Self::Present(id) => write!(f, "#/w/{id}/present"),
            Self::Workshops => f.write_str("#/w"),
            Self::Invite(id, slot) => write_slot(f, *id, "invite", slot),
            Self::Collect(id, slot) => write_slot(f, *id, "collect", slot),
            Self::Group(id, slot) => write_slot(f, *id, "group", slot),
            Self::Tally(id, slot) => write_slot(f, *id, "tally", slot),
            Self::Join => f.write_str("#/join"),
            Self::Joined(tag, activity) => write_part(f, *tag, activity, ""),
            Self::HandIn(tag, activity) => write_part(f, *tag, activity, "/hand-in"),
            Self::Carry(tag, activity) => write_part(f, *tag, activity, "/carry"),
            Self::Code(text) => write!(f, "#/x/{text}"),
            Self::Library(None) => f.write_str("#/library"),
            Self::Library(Some(term)) => write!(f, "#/library/{term}"),
            Self::Unknown(text) => write!(f, "#{text}"),
        }
    }
}

fn write_slot(f: &mut fmt::Formatter<'_>, id: ResponseId, what: &str, slot: &str) -> fmt::Result {
    write!(f, "#/w/{id}/{what}/{slot}")
}

fn write_part(f: &mut fmt::Formatter<'_>, tag: Tag, activity: &str, what: &str) -> fmt::Result {
    write!(f, "#/j/{tag}/{activity}{what}")
}

/// The words by which times are written in an address.
const TIMES: [(&str, Time); 3] = [("short", Time::Short), ("medium", Time::Medium), ("long", Time::Long)];

fn parse_filter(query: &str) -> Filter {
    let word = |name: &str| field(query, name).unwrap_or_default();
    Filter {
        words: word("q"),
        kind: find(&Kind::WORDS, &word("kind")),
        themes: find_all(&Theme::WORDS, &word("theme")),
        time: find(&TIMES, &word("time")),
        modes: find_all(&Mode::WORDS, &word("with")),
    }
}

fn write_filter(filter: &Filter) -> String {
    let mut fields = Vec::new();
    if !filter.words.is_empty() {
        fields.push(format!("q={}", escape(&filter.words)));
    }
    let mut add = |name: &str, words: Vec<&str>| {
        if !words.is_empty() {
            fields.push(format!("{name}={}", words.join(",")));
        }
    };
    add("kind", names(&Kind::WORDS, filter.kind.as_slice()));
    add("theme", names(&Theme::WORDS, &filter.themes));
    add("time", names(&TIMES, filter.time.as_slice()));
    add("with", names(&Mode::WORDS, &filter.modes));
    fields.join("&")
}

fn find<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// In the table's order and each once, so that one filter has one address.
fn find_all<T: Copy>(table: &[(&str, T)], words: &str) -> Vec<T> {
    table.iter().filter(|(name, _)| words.split(',').any(|word| word == *name)).map(|(_, value)| *value).collect()
}

fn names<'a, T: Copy + PartialEq>(table: &[(&'a str, T)], values: &[T]) -> Vec<&'a str> {
    table.iter().filter(|(_, value)| values.contains(value)).map(|(name, _)| *name).collect()
}

fn field(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| unescape(value))
    })
}

/// Percent-encodes all but letters, digits and `-_.~`; a blank becomes `+`.
fn escape(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    out
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| bytes.get(at + offset).and_then(|&b| char::from(b).to_digit(16));
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => out.push(b' '),
            (byte, ..) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}
