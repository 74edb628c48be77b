//! The library: the shipped file reads, mistakes are named with their place, search, order, mentions.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::{activity_ids, root};
use roundtable::browser::speech::best;
use roundtable::content::read_library;
use roundtable::domain::library::{Category, Library, Term};
use roundtable::domain::problem::{Code, Problem};
use roundtable::i18n::remedy;

fn shipped() -> Library {
    read_library(&std::fs::read_to_string(root("public/library.json")).unwrap()).unwrap()
}

fn term(id: &str, title: &str, category: &str, related: &[&str]) -> Term {
    Term {
        id: id.to_owned(),
        title: title.to_owned(),
        category: category.to_owned(),
        short: format!("What {title} is."),
        text: "It has a first part.\n\nIt has a second part.".to_owned(),
        related: related.iter().map(|id| (*id).to_owned()).collect(),
        activities: Vec::new(),
        sources: Vec::new(),
    }
}

fn library(terms: Vec<Term>) -> Library {
    let category = |id: &str| Category { id: id.to_owned(), title: id.to_uppercase() };
    Library { categories: vec![category("a"), category("b")], terms }
}

fn titled(titles: &[&str]) -> Library {
    library(titles.iter().enumerate().map(|(at, title)| term(&format!("t{at}"), title, "a", &[])).collect())
}

fn ids<'a>(terms: &[&'a Term]) -> Vec<&'a str> {
    terms.iter().map(|term| term.id.as_str()).collect()
}

// What is shipped

#[test]
fn the_shipped_file_reads() {
    let library = shipped();
    assert_eq!((library.categories.len(), library.terms.len()), (5, 28));
    assert_eq!(library.in_order().len(), 28);
    let activities = activity_ids();
    for term in &library.terms {
        assert_eq!(library.related(term).len(), term.related.len(), "{}", term.id);
        assert!(!term.sources.is_empty() && !term.related.is_empty(), "{}", term.id);
        for activity in &term.activities {
            assert!(activities.contains(activity), "{} names {activity}, which is not there", term.id);
        }
    }
    let partnership = library.term("partnership").unwrap();
    assert_eq!(partnership.related.len(), 6);
    assert_eq!(partnership.activities[0], "collaborator-or-partner");
    assert_eq!((partnership.sources[0].author.as_deref(), partnership.sources[0].year), (Some("ArgosMs"), Some(2019)));
    assert_eq!(partnership.text.split("\n\n").count(), 3);
    assert_eq!(library.category("change").unwrap().title, "Changing larger systems");
}

#[test]
fn activities_mention_the_shipped_terms() {
    let library = shipped();
    let mentioned = |id: &str| -> Vec<String> {
        let purpose = common::activity(id).purpose;
        library.mentions(&purpose, "en-GB").into_iter().map(|(place, _)| purpose[place].to_owned()).collect()
    };
    assert_eq!(mentioned("five-elements"), ["alliance", "partnership"]);
    assert_eq!(mentioned("joint-ownership-charter").len(), 2);
    assert_eq!(mentioned("root-causes"), [""; 0]);
}

// What is broken

const SMALL: &str = r#"{
  "format": 1,
  "categories": [{ "id": "words", "title": "Words" }, { "id": "deeds", "title": "Deeds" }],
  "terms": [
    { "id": "yes", "title": "Yes", "category": "words", "short": "Agreement.", "text": "One says it.",
      "related": ["no"], "activities": ["small-check"], "source": [{ "title": "A book", "year": 1993 }] },
    { "id": "no", "title": "No", "category": "deeds", "short": "Refusal.", "text": "One may say it." }
  ]
}"#;

fn problems_with(from: &str, to: &str) -> Vec<Problem> {
    let text = SMALL.replacen(from, to, 1);
    assert_ne!(text, SMALL, "{from} is not there");
    read_library(&text).unwrap_err()
}

#[test]
fn the_small_library_is_read_as_it_is_written() {
    let library = read_library(SMALL).unwrap();
    assert_eq!(library.categories[1], Category { id: "deeds".to_owned(), title: "Deeds".to_owned() });
    let yes = library.term("yes").unwrap();
    assert_eq!((yes.title.as_str(), yes.category.as_str(), yes.short.as_str()), ("Yes", "words", "Agreement."));
    assert_eq!((yes.related.clone(), yes.activities.clone()), (vec!["no".to_owned()], vec!["small-check".to_owned()]));
    assert_eq!((yes.sources[0].title.as_str(), yes.sources[0].year), ("A book", Some(1993)));
    let no = library.term("no").unwrap();
    assert!(no.related.is_empty() && no.activities.is_empty() && no.sources.is_empty());
}

#[test]
fn every_mistake_is_named_with_its_place() {
    for (from, to, code, path, value) in [
        ("\"format\": 1", "\"format\": 2", Code::UnknownFormat, "/format", "2"),
        ("  \"format\": 1,\n", "", Code::Missing, "", "format"),
        ("\"text\": \"One says it.\"", "\"texd\": \"One says it.\"", Code::UnknownField, "/terms/0/texd", "texd"),
        ("\"short\": \"Refusal.\", ", "", Code::Missing, "/terms/1", "short"),
        ("\"title\": \"No\"", "\"title\": 3", Code::WrongType, "/terms/1/title", "3"),
        ("\"title\": \"Words\"", "\"title\": \" \"", Code::Empty, "/categories/0/title", " "),
        ("\"id\": \"deeds\", ", "\"id\": \"De eds\", ", Code::NotAnId, "/categories/1/id", "De eds"),
        ("\"id\": \"no\"", "\"id\": \"yes\"", Code::Repeated, "/terms/1/id", "yes"),
        ("\"id\": \"deeds\"", "\"id\": \"words\"", Code::Repeated, "/categories/1/id", "words"),
        ("[\"no\"]", "[\"no\", \"maybe\"]", Code::UnknownReference, "/terms/0/related/1", "maybe"),
        ("\"category\": \"deeds\"", "\"category\": \"acts\"", Code::UnknownReference, "/terms/1/category", "acts"),
        ("\"year\": 1993", "\"year\": 19930", Code::OutOfRange, "/terms/0/source/0/year", "19930"),
        ("[\"small-check\"]", "\"small-check\"", Code::WrongType, "/terms/0/activities", "small-check"),
        ("[{ \"id\": \"words\"", "[] , \"x\": [{ \"id\": \"words\"", Code::WrongCount, "/categories", "0"),
    ] {
        let problems = problems_with(from, to);
        let found = problems
            .iter()
            .any(|problem| (problem.code, problem.path.as_str(), problem.value.as_str()) == (code, path, value));
        assert!(found, "{to}: {problems:?}");
        assert!(problems.iter().all(|problem| problem.file == "library.json"));
    }
    let broken = read_library("{").unwrap_err();
    assert_eq!((broken.len(), broken[0].code, broken[0].path.as_str()), (1, Code::NotJson, ""));
    // The remedy does not send to the schema of another file.
    let missing = problems_with("\"short\": \"Refusal.\", ", "").remove(0);
    assert_eq!(remedy(&missing), "Add it; other entries of the same kind in the file show what it holds.");
    let activity = Problem { file: "activities/small-check.json".to_owned(), ..missing };
    assert_eq!(remedy(&activity), "Add it; activity.schema.json says what it holds.");
    let list = read_library("[]").unwrap_err();
    assert_eq!((list[0].code, list[0].path.as_str()), (Code::WrongType, ""));
}

#[test]
fn all_mistakes_are_gathered_and_none_makes_another() {
    let text = SMALL
        .replace("\"title\": \"Words\"", "\"title\": \"\"")
        .replace("[\"no\"]", "[\"maybe\", \"no\"]")
        .replace("\"text\": \"One may say it.\"", "\"text\": []");
    let problems = read_library(&text).unwrap_err();
    let places: Vec<_> = problems.iter().map(|problem| (problem.code, problem.path.as_str())).collect();
    assert_eq!(
        places,
        [
            (Code::Empty, "/categories/0/title"),
            (Code::WrongType, "/terms/1/text"),
            (Code::UnknownReference, "/terms/0/related/0"),
        ]
    );
    assert_eq!(problems[2].expected, "yes, no");
    // Whom a missing id would have answered, nobody can tell.
    for (from, to, code, path) in [
        ("\"id\": \"no\", ", "", Code::Missing, "/terms/1"),
        ("{ \"id\": \"words\", \"title\": \"Words\" }", "7", Code::WrongType, "/categories/0"),
        ("\"terms\": [", "\"terms\": 1, \"more\": [", Code::WrongType, "/terms"),
    ] {
        let problems = problems_with(from, to);
        let others: Vec<_> = problems.iter().filter(|problem| problem.code != Code::UnknownField).collect();
        assert_eq!((others.len(), others[0].code, others[0].path.as_str()), (1, code, path), "{to}: {problems:?}");
    }
}

// Looking round

#[test]
fn search_finds_all_words_anywhere_in_any_case() {
    let library = shipped();
    let found = |words: &str| ids(&library.search(words, None)).join(" ");
    assert_eq!(library.search("", None).len(), 28);
    assert_eq!(library.search(" \t ", None).len(), 28);
    assert_eq!(found("STEWARD block"), "stewardship");
    assert_eq!(found("block steward"), "stewardship");
    assert_eq!(found("steward zebra"), "");
    assert!(found("trust").split(' ').count() > 1);
    // In the sentence, in the text, in the title.
    assert!(found("tell each other the truth").contains("partnership"));
    assert!(found("to blame").contains("partnership"));
    assert!(found("51/49").contains("abdication"));
    // Of one category.
    assert_eq!(library.search("", Some("leadership")).len(), 4);
    assert!(library.search("", Some("leadership")).iter().all(|term| term.category == "leadership"));
    assert_eq!(library.search("steward", Some("change")).len(), 0);
    // Apostrophes and letters of other alphabets.
    let own = titled(&["Each other’s ground", "ÉCHANGE"]);
    assert_eq!(ids(&own.search("other's", None)), ["t0"]);
    assert_eq!(ids(&own.search("other’s", None)), ["t0"]);
    assert_eq!(ids(&own.search("échange", None)), ["t1"]);
}

#[test]
fn one_leads_from_term_to_term_as_the_list_shows_them() {
    let library = library(vec![
        term("one", "One", "b", &["two", "one", "nobody"]),
        term("two", "Two", "a", &[]),
        term("three", "Three", "b", &[]),
        term("lost", "Lost", "c", &[]),
    ]);
    assert_eq!(ids(&library.in_order()), ["two", "one", "three"]);
    let around = |id: &str| {
        let (before, after) = library.neighbours(id);
        (before.map(|term| term.id.as_str()), after.map(|term| term.id.as_str()))
    };
    assert_eq!(around("two"), (None, Some("one")));
    assert_eq!(around("one"), (Some("two"), Some("three")));
    assert_eq!(around("three"), (Some("one"), None));
    assert_eq!(around("nobody"), (None, None));
    assert_eq!(ids(&library.related(library.term("one").unwrap())), ["two"]);
    let shipped = shipped();
    let mut at = shipped.in_order()[0];
    let mut seen = 1;
    while let (_, Some(next)) = shipped.neighbours(&at.id) {
        assert_eq!(shipped.neighbours(&next.id).0, Some(at));
        (at, seen) = (next, seen + 1);
    }
    assert_eq!(seen, 28);
}

// Mentions

fn mentioned(titles: &[&str], text: &str) -> Vec<(String, String)> {
    mentioned_in("en", titles, text)
}

fn mentioned_in(language: &str, titles: &[&str], text: &str) -> Vec<(String, String)> {
    let library = titled(titles);
    let found = library.mentions(text, language);
    assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "{text}: {found:?}");
    found.into_iter().map(|(place, term)| (text[place].to_owned(), term.title.clone())).collect()
}

#[test]
fn whole_words_are_found_in_any_case_and_in_the_plural() {
    for (titles, text, expected) in [
        // No half words.
        (&["Alliance"][..], "The alliance holds.", &[("alliance", "Alliance")][..]),
        (&["Alliance"], "Misalliance, alliancely, xalliance, alliancé, alliance2, 2alliance.", &[]),
        (&["Alliance"], "An alliance-builder, a non-alliance, an alliance_id, an alliance\u{301}.", &[]),
        (&["Alliance"], "alliance", &[("alliance", "Alliance")]),
        (&["Alliance"], "(alliance)", &[("alliance", "Alliance")]),
        (&["Alliance"], "An alliance’s aim", &[("alliance", "Alliance")]),
        (&["Alliance"], "We form—alliance—again", &[("alliance", "Alliance")]),
        // Case.
        (&["Alliance"], "ALLIANCE", &[("ALLIANCE", "Alliance")]),
        (&["SHARED Vision"], "A shared vision.", &[("shared vision", "SHARED Vision")]),
        (&["École"], "Une éCOLE.", &[("éCOLE", "École")]),
        // Plural.
        (&["Alliance"], "Two ALLIANCES.", &[("ALLIANCES", "Alliance")]),
        (&["Alliance"], "Two alliancess, then alliances’ aims.", &[("alliances", "Alliance")]),
        (&["Pilot project"], "Pilot projects first.", &[("Pilot projects", "Pilot project")]),
        // The first place counts, singular or plural; each term once.
        (&["Alliance"], "Alliances and an alliance and an alliance.", &[("Alliances", "Alliance")]),
        (&["Alliance"], "Misalliance is no alliance.", &[("alliance", "Alliance")]),
        // A line may end within a title, a paragraph may not.
        (&["Shared vision"], "A shared\nvision.", &[("shared\nvision", "Shared vision")]),
        (&["Shared vision"], "It is shared.\n\nVision is not.", &[]),
        (&["Shared vision"], "It is shared\n\nvision.", &[]),
        // Hyphens and apostrophes as they are typed.
        (&["Co-creation"], "By co\u{2011}creation.", &[("co\u{2011}creation", "Co-creation")]),
        (&["Creation"], "By co-creation.", &[]),
        // A letter that is two in lower case.
        (&["Alliance"], "İİİ alliance İ", &[("alliance", "Alliance")]),
        (&["İz"], "An İZ.", &[("İZ", "İz")]),
        (&["Alliance"], "", &[]),
        (&[""], "Nothing.", &[]),
    ] {
        let found = mentioned(titles, text);
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn english_plurals_are_found_in_english() {
    for (title, text, expected) in [
        ("Ally", "Our allies and an ally.", Some("allies")),
        ("Advocacy", "ADVOCACIES", Some("ADVOCACIES")),
        ("Joint policy", "Two joint policies.", Some("joint policies")),
        ("Approach", "Three approaches.", Some("approaches")),
        ("Wish", "Wishes first.", Some("Wishes")),
        ("Process", "Our processes’ aims.", Some("processes")),
        ("Box", "In boxes.", Some("boxes")),
        // After a vowel there is only an s.
        ("Survey", "Two surveys.", Some("surveys")),
        ("Survey", "Two surveies.", None),
        ("Alliance", "Alliancees.", None),
        ("Partner", "Partneres, partneries.", None),
        ("Ally", "Alliesx, anti-allies, allie, alli.", None),
        ("Y", "An ies.", None),
        ("51 y", "51 ies.", None),
    ] {
        for language in ["en", "en-GB"] {
            let found = mentioned_in(language, &[title], text);
            assert_eq!(found.first().map(|(words, _)| words.as_str()), expected, "{title}: {text}");
        }
    }
    // What only looks like one in another language is left alone; the s is not.
    for (title, text, expected) in [
        ("Reflex", "Des Reflexes wegen.", None),
        ("Party", "Parties", None),
        ("Partie", "Deux parties", Some("parties")),
        ("Ally", "Ally", Some("Ally")),
    ] {
        for language in ["de", "fr-CA", "", "enm"] {
            let found = mentioned_in(language, &[title], text);
            assert_eq!(found.first().map(|(words, _)| words.as_str()), expected, "{language} {title}: {text}");
        }
    }
}

#[test]
fn longer_titles_come_first_and_no_two_places_overlap() {
    let words = |titles: &[&str], text: &str| -> Vec<String> {
        mentioned(titles, text).into_iter().map(|(words, title)| format!("{words}={title}")).collect()
    };
    assert_eq!(
        words(&["Ownership", "Joint ownership"], "Joint ownership is ownership."),
        ["Joint ownership=Joint ownership", "ownership=Ownership"]
    );
    assert_eq!(words(&["Ownership", "Joint ownership"], "Joint ownership."), ["Joint ownership=Joint ownership"]);
    assert_eq!(
        words(&["Leadership", "Systems", "Systems leadership"], "Leadership of systems leadership systems."),
        ["Leadership=Leadership", "systems leadership=Systems leadership", "systems=Systems"]
    );
    // Two that cross: the longer one has the words.
    assert_eq!(
        words(&["joint power", "power imbalance"], "joint power imbalance"),
        ["power imbalance=power imbalance"]
    );
    // Two of one name: each has its own place.
    assert_eq!(words(&["Ally", "ally"], "An ally of an ally."), ["ally=Ally", "ally=ally"]);
}

// Reading aloud

#[test]
fn a_term_is_read_sentence_by_sentence() {
    let mut spoken = term("no", "Right to say no", "a", &[]);
    spoken.short = "One may refuse.".to_owned();
    spoken.text = "“May I?” he asked. It is 51.5 of 100!\n\nAnd so on… (Or not.) End".to_owned();
    assert_eq!(
        spoken.spoken(),
        [
            "Right to say no",
            "One may refuse.",
            "“May I?”",
            "he asked.",
            "It is 51.5 of 100!",
            "And so on…",
            "(Or not.)",
            "End",
        ]
    );
    for term in &shipped().terms {
        let all = [&term.title, " ", &term.short, " ", &term.text.replace("\n\n", " ")].concat();
        assert_eq!(term.spoken().join(" "), all, "nothing is left out");
        assert!(term.spoken().iter().all(|piece| piece.chars().count() < 300), "{}", term.id);
    }
}

#[test]
fn the_voice_is_of_the_language_and_best_of_the_country() {
    let voices = [("de-DE", false), ("en-US", true), ("en_GB", false), ("en-US", false), ("EN", false), ("ende", true)]
        .map(|(tag, first)| (tag.to_owned(), first));
    for (tag, expected) in
        [("en-GB", Some(2)), ("en-US", Some(1)), ("en-ZA", Some(1)), ("en", Some(4)), ("de", Some(0)), ("fr", None)]
    {
        assert_eq!(best(tag, &voices), expected, "{tag}");
    }
    assert_eq!(best("en", &voices[..1]), None);
    assert_eq!(best("", &voices), None);
    assert_eq!(best("en", &[]), None);
}
