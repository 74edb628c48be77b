//! Results: the course over time, two side by side, the partner's view, name, note, delete, and files.

use roundtable::domain::compare::pairs;
use roundtable::domain::response::{Complete, Perspective};
use roundtable::i18n;
use roundtable::wire::saved::Saved;
use serde_json::{Value, json};

use crate::harness::{Engine, Key, Person, Site};
use crate::plan::{DAY, ELEMENTS, OCTOBER, PULSE, Plan};
use crate::verbs::By;

/// The rows of the comparison: dimension, first, second, difference.
fn compared(person: &Person<'_>) -> Vec<[String; 4]> {
    person.on_page("compare");
    let rows = person.cells("table.compare tbody tr").into_iter();
    let word = |cell: &String| cell.trim_end_matches(", the largest gap").trim().to_owned();
    rows.map(|row| [&row[0], &row[1], &row[3], &row[4]].map(word)).collect()
}

/// The rows as the domain has them, the largest difference first.
fn expected(plan: &Plan, first: &Complete, second: &Complete) -> Vec<[String; 4]> {
    let activity = &plan.activity;
    let all = pairs(activity, first, second).into_iter().map(|pair| {
        let title = activity.dimension(&pair.dimension).unwrap().title.clone();
        let gap = pair.difference().map_or_else(|| "No score in one of the two.".to_owned(), i18n::signed);
        [title, i18n::score(pair.first), i18n::score(pair.second), gap]
    });
    all.collect()
}

#[test]
fn a_second_round_shows_what_has_changed() {
    let site = Site::built();
    let before = Plan::varied(PULSE, 0);
    let now = Plan::scored(PULSE, |dimension| if dimension == "honesty" { 5 } else { 3 });
    let earlier = before.complete(21, Perspective::Own, OCTOBER);
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.remember(&Saved::Complete(earlier.clone()));
    ada.answer(&now, By::Mouse);
    ada.finish();
    ada.holds_result_of(&now);
    // Last time: a column in the table, a tick on every petal that has moved, and the course.
    let last: Vec<String> = ada.cells("table.scores tbody tr").into_iter().map(|row| row[4].clone()).collect();
    assert_eq!(last, before.rows().map_scores());
    let (old, new) = (before.profile().scores, now.profile().scores);
    let moved = old.iter().zip(&new).filter(|(old, new)| old.mean.is_some_and(|mean| Some(mean) != new.mean));
    ada.expect_count("svg.table-chart path.then:not(.bed)", moved.count());
    ada.see(&format!("2 rounds on this device, from {} to", ada.day(OCTOBER)));
    let course = ada.cells("table.trend tbody tr");
    assert_eq!(course.len(), 5);
    for (row, (old, new)) in course.iter().zip(old.iter().zip(&new)) {
        let change = old.mean.map_or(0.0, |mean| new.mean.unwrap() - mean);
        let word = if change > 0.0 {
            "up"
        } else if change < 0.0 {
            "down"
        } else {
            "no change"
        };
        assert_eq!(row[2], i18n::score(old.mean.or(new.mean)));
        assert_eq!(row[3], i18n::score(new.mean));
        assert_eq!(row[4], format!("{word} {}", i18n::signed(change)), "{row:?}");
    }

    let id = ada.result_id();
    let latest = ada.results().into_iter().find(|result| result.sheet.id == id).unwrap();
    ada.press("More");
    ada.press(&format!("Compare with {}", ada.day(OCTOBER)));
    ada.on_page("compare");
    ada.see("What has changed");
    assert_eq!(compared(&ada), expected(&now, &earlier, &latest));
    ada.expect_count("svg.table-chart", 1);

    // The same two, chosen in the list; two of different activities can't be put side by side.
    let other = Plan::varied(ELEMENTS, 0).complete(22, Perspective::Own, OCTOBER + DAY);
    ada.remember(&Saved::Complete(other));
    ada.open("#/results");
    ada.expect_count(".results-list li", 3);
    ada.tick(&format!("Compare: Partnership pulse, {}", ada.day(OCTOBER)));
    ada.see("1 chosen, choose one more");
    let another = format!("Compare: Is this a partnership?, {}", ada.day(OCTOBER + DAY));
    ada.tick(&another);
    ada.see("Choose two results of the same activity.");
    ada.tick(&another);
    ada.click_css(".results-list li:first-child input");
    ada.press("Compare these two");
    assert_eq!(compared(&ada), expected(&now, &earlier, &latest));
    ada.reload();
    assert_eq!(compared(&ada), expected(&now, &earlier, &latest));
}

/// The scores of figures.
trait Scores {
    fn map_scores(self) -> Vec<String>;
}

impl Scores for Vec<crate::plan::Row> {
    fn map_scores(self) -> Vec<String> {
        self.into_iter().map(|[_, score, ..]| score).collect()
    }
}

#[test]
fn the_partners_view_shows_the_gap() {
    let site = Site::built();
    let own = Plan::scored(PULSE, |dimension| if dimension == "kept-promises" { 5 } else { 3 });
    let theirs = Plan::scored(PULSE, |dimension| match dimension {
        "kept-promises" => 2,
        "honesty" => 5,
        _ => 3,
    });
    let ada = Person::phone(&site);
    ada.answer(&own, By::Touch);
    ada.touch("See my result");
    ada.holds_result_of(&own);
    ada.press("More");
    ada.press("Answer as I think my partner would");
    ada.on_page("answer");
    assert!(ada.address().ends_with("/do?as=partner"));
    ada.see("As your partner would answer");
    ada.answer_on(&theirs, By::Touch);
    ada.touch("See my result");
    ada.on_page("result");
    ada.see("As you think your partner would answer");
    ada.holds_result_of(&theirs);
    // Another view is no second round.
    ada.see_not("rounds on this device");
    let results = ada.results();
    let of = |eyes| results.iter().find(|result| result.sheet.perspective == eyes).unwrap();
    ada.press("More");
    let day = ada.texts_of("details[open] a").into_iter().find(|text| text.starts_with("Compare with my own view, "));
    ada.press(&day.unwrap());
    ada.on_page("compare");
    ada.see("Two views of one partnership");
    let rows = compared(&ada);
    assert_eq!(rows, expected(&own, of(Perspective::Own), of(Perspective::Partner)));
    assert_eq!(rows[0], ["Kept promises", "5.0", "2.0", "-3.0"]);
    ada.see("You could ask: “How do you see Kept promises?”");
    ada.open(&format!("#/a/{PULSE}"));
    ada.expect_count(".past li", 2);
}

#[test]
fn name_note_again_and_delete() {
    let site = Site::built();
    let plan = Plan::varied(PULSE, 1);
    let done = plan.complete(31, Perspective::Own, OCTOBER);
    let ada = Person::desktop(&site);
    ada.open("#/");
    let key = ada.remember(&Saved::Complete(done.clone()));
    ada.open(&format!("#/r/{}", done.sheet.id));
    ada.see(&format!("Partnership pulse, {}", ada.day(OCTOBER)));
    ada.press("More");
    ada.press("Name it");
    ada.type_into("What or whom is this about?", "  Anna   & <Ben> ");
    ada.press("Save the name");
    ada.see(&format!("Partnership pulse: Anna & <Ben>, {}", ada.day(OCTOBER)));
    ada.type_into("A note to myself", "Line one\nline two");
    ada.eventually("the note to be stored", |one| one.results()[0].note == "Line one\nline two");
    ada.press("More");
    ada.press("Name it");
    ada.type_into("What or whom is this about?", "not this");
    ada.key(Key::Escape);
    ada.expect_count("dialog[open]", 0);
    ada.reload();
    ada.see(&format!("Partnership pulse: Anna & <Ben>, {}", ada.day(OCTOBER)));
    assert_eq!(ada.value_of("#note"), "Line one\nline two");
    assert_eq!(ada.rows(), plan.rows());
    let mut expected = done.clone();
    expected.sheet.about = "Anna & <Ben>".to_owned();
    expected.note = "Line one\nline two".to_owned();
    assert_eq!(ada.results(), [expected.clone()]);

    ada.press("More");
    ada.press("Take it again");
    ada.on_page("answer");
    ada.expect_text("h1", "One minute");
    ada.back();
    ada.on_page("result");

    let stored = ada.entries("result/");
    assert_eq!(stored[0].0, key);
    ada.press("More");
    ada.press("Delete");
    ada.on_page("results");
    ada.see("The result was deleted.");
    ada.see("No results yet.");
    assert_eq!(ada.results(), []);
    ada.press("Undo");
    ada.expect_count(".results-list li", 1);
    ada.see_not("The result was deleted.");
    assert_eq!(ada.entries("result/"), stored);
    ada.press("Partnership pulse: Anna & <Ben>");
    ada.on_page("result");
    // For good: dismissed and opened again.
    ada.press("More");
    ada.press("Delete");
    ada.press("Dismiss this message");
    ada.open(&format!("#/r/{}", done.sheet.id));
    ada.see("This result is not on this device.");
    ada.open(&format!("#/r/{}/with/{}", done.sheet.id, done.sheet.id));
    ada.see("One of these two results is not on this device.");
}

#[test]
fn files_hold_the_right_figures() {
    let site = Site::built();
    let plan = Plan::varied(ELEMENTS, 1);
    let mut done = plan.complete(41, Perspective::Own, OCTOBER);
    done.sheet.about = "=SUM(1), \"us\"".to_owned();
    done.note = "Nobody else reads this".to_owned();
    let ada = Person::desktop(&site);
    ada.open("#/");
    ada.remember(&Saved::Complete(done.clone()));
    ada.open(&format!("#/r/{}", done.sheet.id));
    let take = |name: &str, ending: &str| {
        ada.press("Export");
        ada.press(name);
        let file = ada.download(&format!("{ELEMENTS}-2026-10-22.{ending}"));
        assert!(ada.texts_of("details[open]").is_empty(), "the menu stays open");
        file
    };
    let csv = take("Table (CSV) for a spreadsheet", "csv");
    let json = take("Data (JSON) for a program", "json");
    let markdown = take("Text (Markdown) for a document", "md");
    let svg = take("Picture (SVG) for print", "svg");
    let png = take("Picture (PNG) for a message or slide", "png");

    let table = csv.text();
    assert!(table.starts_with("\u{feff}type,id,text,dimension,answer,answer in words,score,band\r\n"), "{table}");
    assert_eq!(table.matches("\r\n").count(), 1 + 5 + 21);
    for score in plan.profile().scores {
        let activity = &plan.activity;
        let mean = score.mean.map(|mean| roundtable::domain::number::fixed(mean, 2)).unwrap_or_default();
        let title = &activity.dimension(&score.dimension).unwrap().title;
        let band = score.reading(activity).map_or("", |(_, band, _)| &band.title);
        let row = format!("dimension,{},{title},,,,{mean},{band}\r\n", score.dimension);
        assert!(table.contains(&row), "{row} is not in {table}");
        assert!(markdown.text().contains(&format!("| {title} | {} |", i18n::score(score.mean))), "{}", markdown.text());
    }
    let data: Value = serde_json::from_str(json.text()).unwrap();
    assert_eq!((&data["activity"], &data["finished"]), (&json!(ELEMENTS), &json!("2026-10-22")));
    for (shown, score) in data["scores"].as_array().unwrap().iter().zip(plan.profile().scores) {
        assert_eq!((shown["dimension"].as_str(), shown["mean"].as_f64()), (Some(&*score.dimension), score.mean));
    }
    let answers: usize = ["pairs-planning", "pairs-meetings", "pairs-difficult", "pairs-day-to-day"]
        .iter()
        .map(|block| data["answers"][block].as_object().map_or(0, serde_json::Map::len))
        .sum();
    assert_eq!(answers + 1, plan.counts().1);
    for row in plan.rows() {
        assert!(svg.text().contains(&row[1]), "{} is not in the picture", row[1]);
    }
    assert!(svg.text().contains("Exchange of purpose") && svg.text().contains("xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(png.bytes.starts_with(b"\x89PNG\r\n\x1a\n") && png.bytes.len() > 10_000, "{} bytes", png.bytes.len());
    assert_eq!(png.bytes[16..24], [0, 0, 4, 176, 0, 0, 5, 40], "1200 by 1320");
    for file in [&csv, &json, &markdown, &svg] {
        assert!(!file.text().contains("Nobody else"), "{} tells the private note", file.name);
    }

    // The clipboard: a word about it, and where it can be read, the text itself.
    ada.allow_clipboard();
    ada.press("Export");
    ada.press("Copy as text works in every app");
    let said = ada.text_of(".toast p");
    if said == "Copied." {
        if ada.engine() == Engine::Chromium {
            assert_eq!(ada.script("return navigator.clipboard.readText()", &[]).as_str(), Some(markdown.text()));
        }
    } else {
        assert_eq!(said, "The browser did not allow copying. Use one of the files instead.");
    }
}
