//! A group's result as it is read and taken along: page, Markdown and CSV from one list, whatever was
//! answered; nothing written is lost, nobody's place is told, nothing is run.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::groups;
use common::rows::rows;
use common::{activity, activity_ids, answers, any, points, read_csv, xml};
use proptest::collection::vec;
use proptest::prelude::*;
use roundtable::domain::activity::{Activity, Kind};
use roundtable::domain::block::{Answer, Answers, Block};
use roundtable::domain::response::{Sheet, fitting};
use roundtable::domain::task::{Cell, Hand, Made, Task};
use roundtable::domain::together::{CellTogether, Group, Together, together};
use roundtable::ui::part::together::{group_html, group_words};
use roundtable::wire::export::{Piece, csv_of_group, markdown_of_group, sections_together};

/// Somebody's finished answers, about something that nobody else is to read.
fn sheet(id: u64, answers: Answers) -> Sheet {
    Sheet { about: "Nobody's business".to_owned(), ..groups::sheet(id, answers) }
}

fn small_sheets() -> Vec<Sheet> {
    let given = [(1, 2, "More, please"), (5, 3, "=1+1"), (4, 2, "<b>*Ärger* | x</b>"), (2, 3, "=1+1")];
    let sheet = |((keep, ask, words), id): (&(u8, u8, &str), u64)| {
        let points = points(&[("keep-word", *keep), ("hide-news", 6 - *keep), ("ask-all", *ask)]);
        let place = Answer::Chosen(vec!["field".to_owned()]);
        let words = Answer::Words((*words).to_owned());
        sheet(id, answers(&[("how-often", points), ("where", place), ("more", words)]))
    };
    given.iter().zip(1..).map(sheet).collect()
}

fn borrowed(sheets: &[Sheet]) -> Vec<&Sheet> {
    sheets.iter().collect()
}

// Files

#[test]
fn a_groups_markdown_is_a_text_to_paste() {
    let (activity, sheets) = (common::small(), small_sheets());
    let group = Group::of(&activity, &borrowed(&sheets), 3).unwrap();
    let markdown = markdown_of_group(&group, &group_words("Four answers, 22 November 2026".to_owned()));
    let lines: Vec<&str> = markdown.lines().collect();
    assert_eq!(
        lines[..5],
        ["# Small check", "", "Four answers, 22 November 2026", "", "## Biggest disagreement first"]
    );
    // Trust is 1, 5, 4, 2: two camps. Voice: one item with 2, 3, 2, 3, and one that nobody answered.
    for line in [
        "| Dimension | Answers | Mean | Agreement | Spread | Favourable | Median | Mean deviation | Agreement in words | Scores |",
        "| Trust | 4 | 3.0 | 0.00 | 1.8 | 50% | 3.0 | 1.50 | Two camps | 1.0 2.0 4.0 5.0 |",
        "| Voice | 4 | 2.5 | 0.83 | 0.6 | 0% | 2.5 | 0.50 | Close together | 2.0 2.0 3.0 3.0 |",
        "| We keep our word. | 4 | 3.0 | 0.00 | 1.8 | 50% | 3.0 | 1.50 | Two camps | 1 | 1 | 0 | 1 | 1 |",
        "| In the field | 4 | 100% |",
        "- \\<b\\>\\*Ärger\\* \\| x\\</b\\>",
        "- =1+1 (2)",
        "- More, please",
    ] {
        assert_eq!(lines.iter().filter(|known| **known == line).count(), 1, "{line}\n{markdown}");
    }
    assert!(
        !markdown.contains("Nobody's business") && !markdown.contains("000000000000"),
        "no name, no id: {markdown}"
    );
}

#[test]
fn a_groups_table_has_figures_for_a_program_and_runs_nothing() {
    let (activity, sheets) = (common::small(), small_sheets());
    let group = Group::of(&activity, &borrowed(&sheets), 3).unwrap();
    let csv = csv_of_group(&group, &group_words(String::new()));
    let rows = read_csv(csv.strip_prefix('\u{feff}').unwrap());
    let row =
        |first: &str| rows.iter().find(|row| row[0] == first).unwrap_or_else(|| panic!("{first}: {csv}")).join(";");
    assert_eq!(row("Trust"), "Trust;4;3.00;0.00;1.83;0.50;3.00;1.50;Two camps;1.00 2.00 4.00 5.00");
    assert_eq!(row("In the field"), "In the field;4;1.00");
    assert_eq!(row("'=1+1 (2)"), "'=1+1 (2)");
}

#[test]
fn tasks_are_told_in_tables() {
    let power = activity("power-balance");
    let made = |text: &str| -> Answers {
        let blocks = text.split('/').map(|part| part.split_once(':').unwrap());
        blocks.map(|(block, line)| (block.trim().to_owned(), Answer::Rows(rows(line)))).collect()
    };
    let lists = "parties: a party=City, here=yes | b party=Club, here=no";
    let shared = "agreed: c what=Share_the_budget, who=Ana";
    let sheets = [
        sheet(
            1,
            made(&format!("{lists} / {shared} / sources: a money=much, trust=some / shape: a points=15 | b points=5")),
        ),
        sheet(2, made(&format!("{lists} / {shared} / sources: a money=much, trust=little / shape: a points=20"))),
        sheet(
            3,
            made(&format!(
                "{lists} / sources: a money=some / agreed: d what=Meet, state=dropped, reason=Ill / shape: a points=20"
            )),
        ),
    ];
    let group = Group::of(&power, &borrowed(&sheets), 3).unwrap();
    let markdown = markdown_of_group(&group, &group_words(String::new()));
    for line in [
        "| City | Yes (3) | 3 |",
        "| City | Most: Much (2); Some |  |  | Not shown: fewer than 3 answers |",
        "| Option | All (points) | Mean | Spread | Gave some |",
        "| City | 55 | 18.3 | 2.9 | 3 |",
        "| Share the budget (2) | Ana |  | open |",
        "| Meet |  |  | dropped: Ill |",
    ] {
        assert_eq!(markdown.lines().filter(|known| *known == line).count(), 1, "{line}\n{markdown}");
    }
    assert!(markdown.contains("*Left open*"), "what nobody made is said to be open");
}

// The page

/// How many elements of the page have this class.
fn count(html: &[xml::Element], class: &str) -> usize {
    let has = |element: &xml::Element| {
        element.attributes.get("class").is_some_and(|known| known.split(' ').any(|one| one == class))
    };
    html.iter().filter(|element| has(element)).count()
}

#[test]
fn too_few_answers_are_said_and_not_shown() {
    let (activity, sheets) = (common::small(), small_sheets());
    for (n, text) in [
        (0, "Results are shown from 3 answers on; 0 are in."),
        (1, "Results are shown from 3 answers on; one is in."),
        (2, "Results are shown from 3 answers on; 2 are in."),
    ] {
        let html = group_html(&activity, &borrowed(&sheets[..n]), 0..activity.steps.len(), 3);
        assert!(html.contains(text), "{html}");
        assert!(!html.contains("strip") && !html.contains("More, please"), "{html}");
    }
    assert!(group_html(&activity, &borrowed(&sheets[..3]), 0..activity.steps.len(), 3).contains("More, please"));
}

#[test]
fn the_page_begins_with_the_biggest_disagreement() {
    let (activity, sheets) = (common::small(), small_sheets());
    let html = group_html(&activity, &borrowed(&sheets), 0..activity.steps.len(), 3);
    let page = xml::walk(&html).unwrap_or_else(|error| panic!("{error}: {html}"));
    let place = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text}: {html}"));
    assert_eq!(html.matches("Start here.").count(), 1);
    assert!(place("Two camps") < place("Start here.") && place("Start here.") < place("Voice"));
    assert!(place("Voice") < place("<details") && place("<details") < place("We keep our word."));
    assert!(place("</details>") < place("In the field"), "choices and texts stand open");
    // Two dimensions and three of the items, by four people each; the others were answered by nobody.
    assert_eq!((count(&page, "strip"), count(&page, "dot"), count(&page, "avg")), (5, 20, 5));
    let strips = page.iter().filter(|element| element.attributes.get("class").is_some_and(|class| class == "strip"));
    let labels: Vec<&str> = strips.map(|strip| strip.attributes["aria-label"].as_str()).collect();
    assert_eq!(labels[0], "4 answers: 1 at 1, 1 at 2, 1 at 4 and 1 at 5");
    assert_eq!(labels[1], "4 answers: 2 at 2 and 2 at 3");
    // Figures in words beside every strip.
    assert_eq!(count(&page, "strip-said"), 5);
    for text in ["agreement 0.83", "spread ±1.8", "50% favourable", "4 answers", "Mean 2.5"] {
        assert!(html.contains(&format!(">{text}</span>")), "{text}: {html}");
    }
    assert!(html.contains("&lt;b&gt;") && !html.contains("<b>*"), "what was written is text: {html}");
}

#[test]
fn one_person_has_nothing_to_agree_with() {
    let (activity, sheets) = (common::small(), small_sheets());
    let html = group_html(&activity, &borrowed(&sheets[..1]), 0..activity.steps.len(), 1);
    assert!(!html.contains("Start here.") && !html.contains(">agreement ") && html.contains("1 answer:"), "{html}");
}

// Any answers

/// The words of a text, whatever their case and the blanks between them.
fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Every text in a person's answers that its block still knows.
fn written(activity: &Activity, all: &Answers) -> Vec<(String, String)> {
    let made = Made { activity, answers: all };
    let mut texts: Vec<(String, String)> = Vec::new();
    for block in activity.blocks() {
        let mut add = |text: &str| texts.push((block.id().to_owned(), text.to_owned()));
        match block {
            Block::Text(text) => {
                if let Some(Answer::Words(words)) = all.get(&text.id) {
                    add(words);
                }
            }
            Block::Task(Task::Entries(task)) => {
                for row in task.filled(made.rows(&task.id)) {
                    task.columns.iter().for_each(|column| add(column.words(row)));
                }
            }
            Block::Task(Task::Board(task)) if task.from.is_none() => {
                task.cards(&made).iter().for_each(|card| add(card.text));
            }
            Block::Task(Task::Sentence(task)) if task.count(made.rows(&task.id)) > 0 => {
                add(&task.text(made.rows(&task.id), |blank| ["[", &blank.label, "]"].concat()));
            }
            Block::Task(Task::Commitments(task)) => {
                for row in task.filled(made.rows(&task.id)) {
                    ["what", "who", "by", "reason"].iter().for_each(|cell| add(row.cell(cell)));
                }
            }
            Block::Task(Task::Consent(task)) => {
                let rows = made.rows(&task.id).iter().filter(|row| Hand::of(row).is_some());
                rows.for_each(|row| add(row.cell("words")));
            }
            _ => {}
        }
    }
    texts.retain(|(_, text)| !text.trim().is_empty());
    texts
}

/// All text of a piece.
fn text_of(piece: &Piece) -> String {
    match piece {
        Piece::Words(text) | Piece::Quote(text) => text.clone(),
        Piece::List(lines) | Piece::Order(lines) => lines.join("\n"),
        Piece::Table { head, rows } => [head.clone(), rows.concat()].concat().join("\n"),
        Piece::Board(zones) => zones.iter().map(|(zone, cards)| [zone, "\n", &cards.join("\n")].concat()).collect(),
        Piece::Dots { head, rows } => {
            [head.clone(), rows.iter().flat_map(|row| row.cells.clone()).collect()].concat().join("\n")
        }
    }
}

/// Counts add up to the people who answered, and to what they wrote.
fn add_up(activity: &Activity, sheets: &[Sheet], block: &Block, figures: &Together) {
    let all: Vec<Answers> = sheets.iter().map(|sheet| fitting(activity, &sheet.answers)).collect();
    let made = || all.iter().map(|answers| Made { activity, answers });
    let n = sheets.len();
    let id = block.id();
    match (figures, block) {
        (Together::Items(items), _) => {
            for item in &items.items {
                assert_eq!(item.counts.iter().sum::<usize>(), item.figures.n, "{id}");
                assert!(item.figures.n <= n, "{id}");
            }
            let mut places: Vec<usize> = items.items.iter().map(|item| item.place).collect();
            places.sort_unstable();
            assert!(places.into_iter().eq(0..items.items.len()), "{id}");
        }
        (Together::Choice(choice), Block::Choice(asked)) => {
            let sum = choice.counts.iter().sum::<usize>();
            assert!(choice.n <= n && sum >= choice.n && (asked.multiple || sum == choice.n), "{id}");
        }
        (Together::Text(text), _) => {
            assert_eq!(text.n, all.iter().filter(|answers| answers.get(id).is_some()).count(), "{id}");
        }
        (Together::Entries(entries), Block::Task(Task::Entries(task))) => {
            for (at, column) in task.columns.iter().enumerate() {
                let known = |text: &str| match &column.cell {
                    Cell::Choice(options) => options.iter().any(|option| option.id == text),
                    _ => !text.trim().is_empty(),
                };
                let rows = made().flat_map(|made| task.filled(made.rows(id)));
                let expected = rows.filter(|row| known(row.cell(&column.id))).count();
                let cells = entries.lines.iter().map(|line| match &line.cells[at] {
                    CellTogether::Texts(told) => told.iter().map(|told| told.count).sum::<usize>(),
                    CellTogether::Options(counts) => counts.iter().sum(),
                });
                assert_eq!(cells.sum::<usize>(), expected, "{id}, {}", column.id);
            }
            assert!(entries.lines.iter().all(|line| (1..=n).contains(&line.people)), "{id}");
        }
        (Together::Board(board), _) => {
            for (at, count) in board.zones.iter().enumerate() {
                assert_eq!(board.cards.iter().map(|card| card.zones[at]).sum::<usize>(), *count, "{id}");
            }
            assert!(board.cards.iter().all(|card| card.zones.iter().all(|count| *count <= n)), "{id}");
            let apart: Vec<bool> = board.cards.iter().map(|card| card.is_apart()).collect();
            assert!(apart.windows(2).all(|pair| pair[0] || !pair[1]), "{id}: apart first");
        }
        (Together::Allocate(allocate), Block::Task(Task::Allocate(task))) => {
            // A row of a list is known by its id, also to whom has taken its words away: somebody has to have some.
            let options = || made().flat_map(|made| made.options(&task.options));
            let is_named = |id: &str| options().any(|(known, label)| known == id && !label.trim().is_empty());
            let given = |made: &Made<'_>| {
                let own = made.options(&task.options).into_iter().filter(|(id, _)| is_named(id));
                own.map(|(id, _)| u32::from(task.points(made, id))).sum::<u32>()
            };
            let spent: u32 = made().map(|made| given(&made)).sum();
            assert_eq!(allocate.shares.iter().map(|share| share.total).sum::<u32>(), spent, "{id}");
            assert!(allocate.shares.windows(2).all(|pair| pair[0].total >= pair[1].total), "{id}");
        }
        (Together::Rank(rank), _) => {
            assert_eq!(rank.places.iter().map(|place| place.first).sum::<usize>(), rank.n, "{id}");
            assert!(rank.places.iter().all(|place| place.n <= rank.n && place.first <= place.n), "{id}");
        }
        (Together::Matrix(matrix), _) => {
            assert!(matrix.pairs.iter().flatten().all(|pair| pair.n() <= matrix.n), "{id}");
        }
        (Together::Sentence(sentence), _) => {
            assert_eq!(sentence.sentences.iter().map(|told| told.count).sum::<usize>(), sentence.n, "{id}");
        }
        (Together::Consent(consent), _) => {
            let words: usize = consent.words.iter().map(|(_, told)| told.count).sum();
            assert!(words <= consent.counts.iter().sum(), "{id}");
        }
        (Together::Commitments(commitments), _) => {
            assert!(commitments.promises.iter().all(|promise| (1..=n).contains(&promise.people)), "{id}");
        }
        (other, _) => panic!("{id}: {other:?}"),
    }
}

/// An activity with answers of several people.
fn groups() -> impl Strategy<Value = (Activity, Vec<Sheet>)> {
    let mut all: Vec<Activity> = activity_ids().iter().map(|id| activity(id)).collect();
    all.push(common::small());
    prop::sample::select(all).prop_flat_map(|activity| {
        let people = vec(any::answers_to(&activity), 0..7);
        (Just(activity), people).prop_map(|(activity, people)| {
            (activity, people.into_iter().zip(1..).map(|(answers, id)| sheet(id, answers)).collect())
        })
    })
}

proptest! {
    #![proptest_config(any::cases(120))]

    #[test]
    fn any_answers_come_together((activity, sheets) in groups(), turn in 0usize..7) {
        let group = Group::of(&activity, &borrowed(&sheets), 0).unwrap();
        let words = group_words(String::new());
        let sections = sections_together(&group, &words);
        for block in activity.blocks() {
            if let Some(figures) = together(&group, block) {
                add_up(&activity, &sheets, block, &figures);
            }
        }
        // Whatever order the sheets are in.
        let mut others = borrowed(&sheets);
        others.rotate_left(turn % sheets.len().max(1));
        others.reverse();
        let other = Group::of(&activity, &others, 0).unwrap();
        prop_assert_eq!(&sections, &sections_together(&other, &words));
        // Nothing that was written is lost.
        for sheet in &sheets {
            for (block, text) in written(&activity, &fitting(&activity, &sheet.answers)) {
                let section = sections.iter().find(|section| section.id == block).unwrap();
                let told = key(&section.pieces.iter().map(text_of).collect::<Vec<_>>().join("\n"));
                prop_assert!(told.contains(&key(&text)), "{}: {:?} not in {:?}", block, text, told);
            }
        }
    }

    #[test]
    fn any_group_is_drawn_and_taken_along((activity, sheets) in groups()) {
        let group = Group::of(&activity, &borrowed(&sheets), 0).unwrap();
        let words = group_words(String::new());
        let html = group_html(&activity, &borrowed(&sheets), 0..activity.steps.len(), 0);
        // What XML has no sign for, browsers leave out as well.
        let clean: String = html.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
        let page = xml::walk(&clean).unwrap_or_else(|error| panic!("{error}: {clean}"));
        prop_assert_eq!(count(&page, "strip"), count(&page, "strip-said"));
        prop_assert!(page.iter().all(|element| element.name != "script"));
        let csv = csv_of_group(&group, &words);
        for cell in read_csv(csv.strip_prefix('\u{feff}').unwrap()).iter().flatten() {
            prop_assert!(!cell.starts_with(['=', '+', '@', '\t', '\r', '\n']), "{:?}", cell);
            prop_assert!(!cell.starts_with('-') || cell.parse::<f64>().is_ok(), "{:?}", cell);
        }
        let markdown = markdown_of_group(&group, &words);
        let sections = sections_together(&group, &words).len() + usize::from(!activity.debrief.is_empty());
        prop_assert_eq!(markdown.lines().filter(|line| line.starts_with("## ")).count(), sections, "{}", markdown);
        prop_assert_eq!(activity.kind == Kind::Assessment, markdown.contains("Biggest disagreement first"));
    }
}
