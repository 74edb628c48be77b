//! The home page: the catalogue, searching as one types, filters that live in the address; and the way
//! round the site.

use roundtable::domain::activity::{Kind, Mode, Theme};
use roundtable::domain::catalogue::{Filter, Time};
use roundtable::domain::response::Perspective;
use roundtable::wire::saved::Saved;

use crate::harness::{Key, Person, Setup, Site};
use crate::plan::{self, OCTOBER, PULSE, Plan};

/// The titles that a filter lets through.
fn titles(filter: &Filter) -> Vec<String> {
    let kind = |entry: &roundtable::domain::catalogue::Entry| match entry.kind {
        Kind::Assessment => "Assessment",
        Kind::Exercise => "Exercise",
    };
    let theme = |theme: Theme| Theme::WORDS.iter().find(|(_, known)| *known == theme).unwrap().0;
    let all = plan::catalogue().into_iter();
    all.filter(|entry| filter.holds(entry, &format!("{} {}", kind(entry), theme(entry.theme))))
        .map(|entry| entry.title)
        .collect()
}

#[track_caller]
fn shows(person: &Person<'_>, filter: &Filter) {
    let (expected, all) = (titles(filter), plan::catalogue().len());
    person.see(&format!("{} of {all} shown", expected.len()));
    assert_eq!(person.texts_of(".cards h3"), expected, "{filter:?}");
}

#[test]
fn searching_and_filters_live_in_the_address() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open("#/");
    shows(&ada, &Filter::default());
    assert!(titles(&Filter::default()).len() >= 7);
    ada.expect_text("main[data-page] h1", "Turn the people you work with into partners.");

    ada.type_into("Search assessments and exercises", "ALLI");
    shows(&ada, &Filter { words: "alli".to_owned(), ..Filter::default() });
    assert!(ada.address().ends_with("#/?q=ALLI"), "{}", ada.address());
    ada.type_into("Search assessments and exercises", "trust & \"more\"");
    ada.see("No activity fits all of this.");
    assert!(ada.address().ends_with("#/?q=trust+%26+%22more%22"), "{}", ada.address());
    ada.reload();
    assert_eq!(ada.value_of("#find"), "trust & \"more\"");
    ada.press_in(".empty", "Clear filters");
    shows(&ada, &Filter::default());
    assert_eq!(ada.value_of("#find"), "");

    let mut filter = Filter { time: Some(Time::Short), ..Filter::default() };
    ada.tick("Under 10");
    shows(&ada, &filter);
    ada.tick("Two");
    filter.modes = vec![Mode::Pair];
    shows(&ada, &filter);
    ada.tick("Partnership");
    ada.tick("Leadership");
    filter.themes = vec![Theme::Partnership, Theme::Leadership];
    filter.modes.clear();
    ada.tick("Two");
    shows(&ada, &filter);
    ada.tick("Assessments");
    filter.kind = Some(Kind::Assessment);
    shows(&ada, &filter);
    let address = ada.address();
    assert!(address.ends_with("#/?kind=assessment&theme=partnership,leadership&time=short"), "{address}");

    // Into an activity and back: the filter is still there.
    let first = titles(&filter).remove(0);
    ada.press(&first);
    ada.on_page("activity");
    ada.expect_text("main[data-page] h1", &first);
    ada.back();
    ada.on_page("home");
    shows(&ada, &filter);
    assert!(ada.exists(".filters input[name=time]:checked"));

    // The address is a link for others.
    let ben = Person::phone(&site);
    ben.open(&format!("#/{}", address.split_once("#/").unwrap().1));
    shows(&ben, &filter);
    ben.press("Filters");
    ben.press_in(".filters", "Clear filters");
    shows(&ben, &Filter::default());
    ben.open("#/?kind=nonsense&theme=leadership,nothing&time=soon");
    shows(&ben, &Filter { themes: vec![Theme::Leadership], ..Filter::default() });
    ben.type_address("#/?q=alliance");
    shows(&ben, &Filter { words: "alliance".to_owned(), ..Filter::default() });
    ben.assert_no_console_errors();
    site.assert_nothing_missing(&[]);
}

#[test]
fn the_way_round_the_site() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.remember(&Saved::Complete(Plan::varied(PULSE, 1).complete(91, Perspective::Own, OCTOBER)));
    // The link past the navigation, then the focus is where one reads on.
    ada.open("#/");
    ada.see(&format!("Done {}", ada.short_day(OCTOBER)));
    ada.key(Key::Tab);
    ada.focus_is_on("a.skip");
    ada.key(Key::Enter);
    ada.focus_is_on("main[data-page] h1");
    for (name, page) in [("My results", "results"), ("My data", "data"), ("Explore", "home")] {
        ada.press_in(".nav", name);
        ada.on_page(page);
        ada.focus_is_on("main[data-page] h1");
        assert_eq!(ada.texts_of(".nav [aria-current=page]"), [name]);
        assert!(ada.script("return document.title", &[]).as_str().unwrap().ends_with(" · Roundtable"));
        assert_eq!(ada.script("return scrollY", &[]), 0);
    }
    ada.press("Take the first check");
    ada.on_page("activity");
    ada.focus_is_on("main[data-page] h1");
    ada.open("#/nowhere?a=b");
    ada.on_page("unknown");
    ada.see("This address is not one of this site’s: /nowhere?a=b");
    ada.press("Go to the start page");
    ada.on_page("home");

    // The theme is kept, and stands before the program has come.
    let theme = |person: &Person<'_>| person.attribute("html", "data-theme");
    assert_eq!(theme(&ada), None);
    ada.press("Dark theme");
    assert_eq!(theme(&ada).as_deref(), Some("dark"));
    ada.reload();
    assert_eq!(theme(&ada).as_deref(), Some("dark"));
    assert_eq!(ada.attribute(".tools button", "aria-pressed").as_deref(), Some("true"));
    ada.press("Dark theme");
    assert_eq!(theme(&ada).as_deref(), Some("light"));
    ada.assert_no_console_errors();
}

#[test]
fn figures_and_dates_are_the_persons_own() {
    let site = Site::built();
    let done = Plan::scored(PULSE, |_| 3).complete(92, Perspective::Own, OCTOBER);
    for (language, day) in [("en-US,en", "October 22, 2026"), ("de-DE,de", "22 October 2026")] {
        let ada = Person::with(&site, Setup { language, ..Setup::default() });
        ada.open("#/");
        if !ada.script("return navigator.language", &[]).as_str().unwrap().starts_with(&language[..5]) {
            eprintln!("this machine has no locale for {language}: not tested in {}", ada.engine());
            continue;
        }
        ada.remember(&Saved::Complete(done.clone()));
        ada.open(&format!("#/r/{}", done.sheet.id));
        ada.see(&format!("Partnership pulse, {day}"));
    }
}
