//! Addresses both ways: a table of known ones, and properties for all others.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::any;
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::activity::{Kind, Mode, Theme};
use roundtable::domain::catalogue::{Filter, Time};
use roundtable::domain::id::{ResponseId, Tag};
use roundtable::domain::response::Perspective;
use roundtable::route::Route;

fn answer(activity: &str, perspective: Perspective, draft: Option<u64>) -> Route {
    Route::Answer { activity: activity.to_owned(), perspective, draft: draft.map(ResponseId) }
}

fn home(change: impl Fn(&mut Filter)) -> Route {
    let mut filter = Filter::default();
    change(&mut filter);
    Route::home(&filter)
}

#[test]
fn known_addresses_read_both_ways() {
    let table = [
        ("#/", home(|_| {})),
        ("#/?q=trust", home(|filter| filter.words = "trust".to_owned())),
        ("#/?q=say+no%3F", home(|filter| filter.words = "say no?".to_owned())),
        ("#/?q=%C3%84rger+%26+S%C3%B6hne%2B", home(|filter| filter.words = "Ärger & Söhne+".to_owned())),
        ("#/?kind=assessment", home(|filter| filter.kind = Some(Kind::Assessment))),
        ("#/?theme=leadership,planning", home(|filter| filter.themes = vec![Theme::Leadership, Theme::Planning])),
        ("#/?time=short", home(|filter| filter.time = Some(Time::Short))),
        ("#/?with=solo,group", home(|filter| filter.modes = vec![Mode::Solo, Mode::Group])),
        (
            "#/?q=a&kind=exercise&theme=ownership&time=long&with=pair",
            Route::home(&Filter {
                words: "a".to_owned(),
                kind: Some(Kind::Exercise),
                themes: vec![Theme::Ownership],
                time: Some(Time::Long),
                modes: vec![Mode::Pair],
            }),
        ),
        ("#/a/five-elements", Route::Activity("five-elements".to_owned())),
        ("#/a/five-elements/do", answer("five-elements", Perspective::Own, None)),
        ("#/a/five-elements/do", Route::answer("five-elements")),
        ("#/a/five-elements/do?as=partner", answer("five-elements", Perspective::Partner, None)),
        ("#/a/x/do?draft=000000000000z", answer("x", Perspective::Own, Some(31))),
        ("#/a/x/do?as=partner&draft=fzzzzzzzzzzzz", answer("x", Perspective::Partner, Some(u64::MAX))),
        ("#/results", Route::Results),
        ("#/r/0000000000010", Route::Result(ResponseId(32))),
        ("#/r/0000000000010/with/0000000000000", Route::Compare(ResponseId(32), ResponseId(0))),
        ("#/c/0000000000010", Route::Circle(ResponseId(32))),
        ("#/data", Route::Data),
        ("#/help", Route::Help),
        ("#/privacy", Route::Privacy),
        ("#/poster", Route::Poster),
        ("#/owner", Route::Owner),
        ("#/author", Route::Author(None)),
        ("#/author/our-check", Route::Author(Some("our-check".to_owned()))),
        ("#/author/Our-Check", Route::Unknown("/author/Our-Check".to_owned())),
        ("#/w/0000000000010", Route::Workshop(ResponseId(32))),
        ("#/w/0000000000010/run", Route::Run(ResponseId(32))),
        ("#/w/0000000000010/present", Route::Present(ResponseId(32))),
        ("#/w", Route::Workshops),
        ("#/w/0000000000010/invite/s1", Route::Invite(ResponseId(32), "s1".to_owned())),
        ("#/w/0000000000010/collect/s1", Route::Collect(ResponseId(32), "s1".to_owned())),
        ("#/w/0000000000010/group/000000000001z", Route::Group(ResponseId(32), "000000000001z".to_owned())),
        ("#/w/0000000000010/tally/s1", Route::Tally(ResponseId(32), "s1".to_owned())),
        ("#/w/0000000000010/groups/s1", Route::Unknown("/w/0000000000010/groups/s1".to_owned())),
        ("#/join", Route::Join),
        ("#/j/00zz/five-elements", Route::Joined(Tag(1023), "five-elements".to_owned())),
        ("#/j/00zz/five-elements/hand-in", Route::HandIn(Tag(1023), "five-elements".to_owned())),
        ("#/j/00zz/five-elements/carry", Route::Carry(Tag(1023), "five-elements".to_owned())),
        ("#/j/00z/five-elements", Route::Unknown("/j/00z/five-elements".to_owned())),
        ("#/x/ABC234", Route::Code("ABC234".to_owned())),
        ("#/w/0000000000010/walk", Route::Unknown("/w/0000000000010/walk".to_owned())),
        ("#/w/run", Route::Unknown("/w/run".to_owned())),
        ("#/w/000000000001u", Route::Unknown("/w/000000000001u".to_owned())),
        ("#/workshop", Route::Unknown("/workshop".to_owned())),
        ("#/a/Five-Elements", Route::Unknown("/a/Five-Elements".to_owned())),
        ("#/r/000000000000", Route::Unknown("/r/000000000000".to_owned())),
        ("#/r/zzzzzzzzzzzzz", Route::Unknown("/r/zzzzzzzzzzzzz".to_owned())),
        ("#main", Route::Unknown("main".to_owned())),
    ];
    for (address, route) in table {
        assert_eq!(Route::parse(address), route, "{address}");
        assert_eq!(route.to_string(), address);
    }
}

#[test]
fn other_spellings_lead_to_the_same_page() {
    let table = [
        ("", "#/"),
        ("#", "#/"),
        ("/", "#/"),
        ("#//", "#/"),
        ("##/", "#/"),
        ("#?q=", "#/"),
        ("#/?", "#/"),
        ("/results", "#/results"),
        ("#results/", "#/results"),
        ("#/a/x/", "#/a/x"),
        ("#/a//x//do", "#/a/x/do"),
        ("#/a/x?as=partner", "#/a/x"),
        ("#/a/x/do?as=boss&draft=1", "#/a/x/do"),
        ("#/?time=forever&kind=poem&theme=none,,ownership&with=", "#/?theme=ownership"),
        ("#/?theme=planning,leadership,planning", "#/?theme=leadership,planning"),
        ("#/?q=a%20b", "#/?q=a+b"),
        ("#/?q=100%", "#/?q=100%25"),
        ("#/?q=%zz%4", "#/?q=%25zz%254"),
        ("#/?q=%ff", "#/?q=%EF%BF%BD"),
        ("#/?q=a&q=b", "#/?q=a"),
        ("#/?x=1&q=b", "#/?q=b"),
        ("#/?q", "#/"),
        ("#/data?x=1", "#/data"),
        ("#/w/0000000000010/", "#/w/0000000000010"),
    ];
    for (address, same) in table {
        let route = match Route::parse(address) {
            Route::Home(query) => Route::home(&Route::Home(query).filter()),
            other => other,
        };
        assert_eq!(route.to_string(), same, "{address}");
    }
}

fn some_of<T: Clone + std::fmt::Debug + 'static>(words: &'static [(&'static str, T)]) -> impl Strategy<Value = Vec<T>> {
    let all: Vec<T> = words.iter().map(|(_, value)| value.clone()).collect();
    let count = all.len();
    proptest::sample::subsequence(all, 0..=count)
}

fn filter() -> impl Strategy<Value = Filter> {
    let kind = proptest::option::of(prop::sample::select(vec![Kind::Assessment, Kind::Exercise]));
    let time = proptest::option::of(prop::sample::select(vec![Time::Short, Time::Medium, Time::Long]));
    (any::text(), kind, some_of(&Theme::WORDS), time, some_of(&Mode::WORDS))
        .prop_map(|(words, kind, themes, time, modes)| Filter { words, kind, themes, time, modes })
}

fn route() -> impl Strategy<Value = Route> {
    let response = || any::<u64>().prop_map(ResponseId);
    let partner = any::<bool>();
    prop_oneof![
        3 => filter().prop_map(|filter| Route::home(&filter)),
        1 => any::id().prop_map(Route::Activity),
        2 => (any::id(), partner, proptest::option::of(response())).prop_map(|(activity, partner, draft)| Route::Answer {
            activity,
            perspective: if partner { Perspective::Partner } else { Perspective::Own },
            draft,
        }),
        1 => Just(Route::Results),
        1 => response().prop_map(Route::Result),
        1 => response().prop_map(Route::Circle),
        1 => (response(), response()).prop_map(|(a, b)| Route::Compare(a, b)),
        1 => Just(Route::Data),
        1 => response().prop_map(Route::Workshop),
        1 => response().prop_map(Route::Run),
        1 => response().prop_map(Route::Present),
    ]
}

proptest! {
    #![proptest_config(any::cases(512))]

    #[test]
    fn what_was_written_is_read(route in route()) {
        let address = route.to_string();
        prop_assert!(address.is_ascii() && address.starts_with("#/"), "{}", address);
        prop_assert_eq!(Route::parse(&address), route);
    }

    #[test]
    fn a_filter_in_any_order_has_one_address(route in filter(), turn in 0usize..6) {
        let mut turned = route.clone();
        let by = turn % turned.themes.len().max(1);
        turned.themes.rotate_left(by);
        turned.themes.extend(route.themes.first().copied());
        let address = Route::home(&turned).to_string();
        prop_assert_eq!(&address, &Route::home(&route).to_string());
        prop_assert_eq!(Route::parse(&address).filter(), route);
    }

    #[test]
    fn any_text_is_some_page_and_stays_it(text in any::text(), parts in vec("[#/?&=%+a-z0-9]{0,6}", 0..8)) {
        for address in [text, parts.concat(), format!("#/{}", parts.join("/")), format!("#/?{}", parts.join("&"))] {
            let route = Route::parse(&address);
            prop_assert_eq!(Route::parse(&route.to_string()), route, "{}", address);
        }
    }
}
