//! What several people's answers look like together: one table a block type on shipped activities. What holds
//! of any answers to any of them stands in `together_view.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod common;

use common::groups::sheet;
use common::rows::rows;
use common::{activity, answers, points};
use roundtable::domain::activity::Activity;
use roundtable::domain::agreement::Accord;
use roundtable::domain::block::{Answer, Answers, Block};
use roundtable::domain::response::Sheet;
use roundtable::domain::task::{Hand, State, Task};
use roundtable::domain::together::{CellTogether, DimensionTogether, Group, Together, Told, TooFew, together};

/// One sheet a person, each with these rows: `block: rows` parted by `/`.
fn people(given: &[&str]) -> Vec<Sheet> {
    let answers = |text: &&str| -> Answers {
        let blocks = text.split('/').map(|part| part.split_once(':').unwrap());
        blocks.map(|(block, line)| (block.trim().to_owned(), Answer::Rows(rows(line)))).collect()
    };
    given.iter().enumerate().map(|(at, text)| sheet(at as u64 + 1, answers(text))).collect()
}

/// What they look like together in one block.
fn view(activity: &Activity, sheets: &[Sheet], block: &str) -> Together {
    let sheets: Vec<&Sheet> = sheets.iter().collect();
    let group = Group::of(activity, &sheets, 0).unwrap();
    assert_eq!(group.n(), sheets.len());
    together(&group, activity.block(block).unwrap()).unwrap()
}

macro_rules! together {
    ($kind:ident $activity:expr, $sheets:expr, $block:expr) => {
        match view(&$activity, &$sheets, $block) {
            Together::$kind(figures) => figures,
            other => panic!("{}: {other:?}", $block),
        }
    };
}

/// Texts with their counts, in the alphabet's order: which shuffle it is, other tests say.
fn told(told: &[Told]) -> String {
    let mut texts: Vec<String> = told.iter().map(|told| format!("{}:{}", told.text, told.count)).collect();
    texts.sort_unstable();
    texts.join(" | ")
}

// A group

#[test]
fn a_group_needs_the_least_number_and_counts_nobody_twice() {
    let activity = activity("partnership-pulse");
    let [one, two, three] = [1, 2, 3].map(|id| sheet(id, answers(&[("one-thing", Answer::Words(format!("{id}")))])));
    let changed = Sheet { answers: answers(&[("one-thing", Answer::Words("else".to_owned()))]), ..one.clone() };
    for (sheets, least, expected) in [
        (vec![], 3, Err(0)),
        (vec![&one, &two], 3, Err(2)),
        (vec![&one, &two, &one, &one], 3, Err(2)),
        (vec![&one, &two, &three], 3, Ok(3)),
        (vec![&one, &two, &one, &three], 3, Ok(3)),
        (vec![&one, &two, &changed], 3, Ok(3)),
        (vec![], 0, Ok(0)),
    ] {
        let found = Group::of(&activity, &sheets, least).map(|group| group.n());
        assert_eq!(found, expected.map_err(|n| TooFew { least, n }));
    }
}

// Questions

#[test]
fn items_have_counts_and_figures_and_a_place_in_the_talk() {
    let activity = common::small();
    let given = [(1, 1, 5), (5, 1, 4), (1, 2, 4), (5, 9, 5)];
    let sheets: Vec<Sheet> = given
        .iter()
        .zip(1..)
        .map(|((keep, hide, ask), id)| {
            let points = points(&[("keep-word", *keep), ("hide-news", *hide), ("ask-all", *ask), ("gone", 1)]);
            sheet(id, answers(&[("how-often", points)]))
        })
        .collect();
    let figures = together!(Items activity, sheets, "how-often");
    let ids: Vec<&str> = figures.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["keep-word", "hide-news", "ask-all", "only-asked"]);
    let counts: Vec<&[usize]> = figures.items.iter().map(|item| item.counts.as_slice()).collect();
    assert_eq!(
        counts,
        [[2, 0, 0, 0, 2], [2, 1, 0, 0, 0], [0, 0, 0, 2, 2], [0; 5]],
        "a point beyond the scale is left out"
    );
    let accords: Vec<Option<Accord>> = figures.items.iter().map(|item| item.figures.accord).collect();
    assert_eq!(accords, [Some(Accord::Split), Some(Accord::Agree), Some(Accord::Agree), None]);
    let means: Vec<Option<f64>> = figures.items.iter().map(|item| item.figures.mean).collect();
    assert_eq!(means, [Some(3.0), Some(4.0 / 3.0), Some(4.5), None], "as they were answered, also where reversed");
    let favourable: Vec<Option<f64>> = figures.items.iter().map(|item| item.figures.favourable).collect();
    assert_eq!(favourable, [Some(0.5), Some(1.0), Some(1.0), None], "hiding news seldom is favourable");
    // Variances 16/3, 1/3, 1/3: the latter two by the mean after reversing, 4.67 and 4.5.
    assert_eq!(figures.items.iter().map(|item| item.place).collect::<Vec<_>>(), [0, 2, 1, 3]);
}

#[test]
fn the_dimension_with_least_agreement_comes_first() {
    let activity = activity("five-elements");
    let dimensions: Vec<&str> = activity.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
    // Everybody answers each dimension with one point throughout, one row a person.
    let given: [[u8; 5]; 4] = [[4, 1, 3, 2, 2], [4, 5, 4, 2, 3], [4, 2, 3, 2, 4], [4, 4, 4, 2, 5]];
    let sheets: Vec<Sheet> = given
        .iter()
        .zip(1..)
        .map(|(row, id)| {
            let mut answers = Answers::new();
            for (block, item) in activity.items() {
                let at = dimensions.iter().position(|id| item.dimension == Some(id)).unwrap();
                if let Answer::Points(points) = answers.get_or_insert(block, points(&[])) {
                    points.insert(item.id.to_owned(), row[at]);
                }
            }
            sheet(id, answers)
        })
        .collect();
    let sheets: Vec<&Sheet> = sheets.iter().collect();
    let all = DimensionTogether::all(&Group::of(&activity, &sheets, 3).unwrap());
    let found: Vec<(usize, Vec<f64>, Accord)> = all
        .iter()
        .map(|one| {
            let at = dimensions.iter().position(|id| *id == one.id).unwrap();
            (at, one.scores.values().collect(), one.figures.accord.unwrap())
        })
        .collect();
    // Variances 10/3, 5/3, 1/3, 0 and 0 against 2 by chance: 0, 0.17, 0.83, 1, 1; level ones by their mean.
    let expected = [
        (1, vec![1.0, 2.0, 4.0, 5.0], Accord::Split),
        (4, vec![2.0, 3.0, 4.0, 5.0], Accord::Spread),
        (2, vec![3.0, 3.0, 4.0, 4.0], Accord::Agree),
        (3, vec![2.0; 4], Accord::Agree),
        (0, vec![4.0; 4], Accord::Agree),
    ];
    assert_eq!(found, expected);
    let agreement: Vec<String> = all.iter().map(|one| format!("{:.3}", one.figures.agreement.unwrap())).collect();
    assert_eq!(agreement, ["0.000", "0.167", "0.833", "1.000", "1.000"]);
}

#[test]
fn choices_are_counted_in_the_authors_order() {
    let activity = activity("power-balance");
    let chosen = |ids: &[&str]| Answer::Chosen(ids.iter().map(|id| (*id).to_owned()).collect());
    let given = [&["money", "position"][..], &["position", "gone"], &["gone"], &[]];
    let sheets: Vec<Sheet> =
        given.iter().zip(1..).map(|(ids, id)| sheet(id, answers(&[("kinds", chosen(ids))]))).collect();
    let figures = together!(Choice activity, sheets, "kinds");
    assert_eq!((figures.n, &figures.counts[..4]), (2, &[1, 2, 0, 0][..]));
}

#[test]
fn the_same_text_is_told_once() {
    let activity = activity("partnership-pulse");
    let words = ["More time.", "  more\n time. ", "Less  mail", "More time.", "Less mail!", " "];
    let sheets: Vec<Sheet> = words
        .iter()
        .zip(1..)
        .map(|(text, id)| sheet(id, answers(&[("one-thing", Answer::Words((*text).to_owned()))])))
        .collect();
    let figures = together!(Text activity, sheets, "one-thing");
    assert_eq!((figures.n, told(&figures.texts).as_str()), (5, "Less  mail:1 | Less mail!:1 | More time.:3"));
}

#[test]
fn the_order_of_texts_does_not_tell_who_wrote_them() {
    let activity = activity("power-balance");
    let order = |ids: &[u64], block: &str| -> Vec<String> {
        let sheets: Vec<Sheet> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| {
                let text = Answer::Words(format!("Text {at}"));
                sheet(*id, answers(&[("more", text.clone()), ("less", text)]))
            })
            .collect();
        let figures = together!(Text activity, sheets, block);
        figures.texts.into_iter().map(|told| told.text).collect()
    };
    // The first of twelve texts is not the first person's more often than chance: over 300 groups, 25 times.
    let groups: Vec<Vec<u64>> = (0..300u64).map(|group| (0..12).map(|at| group * 100 + at).collect()).collect();
    let first = groups.iter().filter(|ids| order(ids, "more")[0] == "Text 0").count();
    assert!((5..=50).contains(&first), "{first}");
    // The same place in two blocks is not the same person.
    let same = groups.iter().filter(|ids| order(ids, "more")[0] == order(ids, "less")[0]).count();
    assert!((5..=50).contains(&same), "{same}");
}

// Tasks

#[test]
fn rows_that_begin_alike_are_one() {
    let activity = activity("stakeholder-map");
    let sheets = people(&[
        "people: b name=Bo | a name=Ana, direction=up, cares=Money",
        "people: c name=_ana_, direction=down, cares=Time | d direction=up, cares=Rest | e gone=x",
        "people: f name=Ana, direction=gone, cares=money | g name=ANA, direction=up | h direction=gone",
    ]);
    let figures = together!(Entries activity, sheets, "people");
    let lines: Vec<String> = figures
        .lines
        .iter()
        .map(|line| {
            let cells: Vec<String> = line
                .cells
                .iter()
                .map(|cell| match cell {
                    CellTogether::Texts(texts) => told(texts),
                    CellTogether::Options(counts) => format!("{counts:?}"),
                })
                .collect();
            format!("{} ({}, {}) {}", line.name, line.named_by, line.people, cells.join(" / "))
        })
        .collect();
    let expected = [
        "Ana (0, 3) Ana:4 / [2, 1, 0, 0] / Money:2 | Time:1",
        "Bo (0, 1) Bo:1 / [0, 0, 0, 0] / ",
        "Up: leads me (1, 1)  / [1, 0, 0, 0] / Rest:1",
    ];
    assert_eq!((figures.n, lines), (3, expected.map(str::to_owned).to_vec()));
}

fn cards(activity: &Activity, sheets: &[Sheet], block: &str) -> (Vec<String>, Vec<usize>, usize) {
    let Together::Board(figures) = view(activity, sheets, block) else { panic!("no board") };
    let cards = figures.cards.iter().map(|card| {
        let most = card.most().map_or_else(|| "-".to_owned(), |at| at.to_string());
        let apart = if card.is_apart() { " apart" } else { "" };
        format!("{} {:?} {} {most}{apart}", card.text, card.zones, card.waiting)
    });
    (cards.collect(), figures.zones, figures.n)
}

#[test]
fn cards_that_lie_in_different_zones_come_first() {
    let map = activity("ownership-map");
    let list = "practices: a name=Call | b name=Wiki | c name=Lunch";
    let sheets = people(&[
        &format!("{list} / today: a zone=decide | b zone=asked | c zone=told"),
        &format!("{list} / today: a zone=decide | b zone=told"),
        &format!("{list} / today: a zone=decide | b zone=asked | c zone=asked | x zone=told"),
        &format!("{list} / today: a zone=gone"),
    ]);
    let expected = ["Lunch [0, 1, 1, 0] 2 - apart", "Wiki [0, 2, 1, 0] 1 1 apart", "Call [3, 0, 0, 0] 1 0"];
    assert_eq!(cards(&map, &sheets, "today"), (expected.map(str::to_owned).to_vec(), vec![3, 3, 2, 0], 3));
    // Lists of one's own: the same words are the same card, also where one has a shared row of that name.
    let sheets = people(&[
        "practices: a name=Call / today: a zone=decide",
        "practices: a name=Call / today: a zone=decide",
        "practices: d name=call_ | e name=Chat / today: d zone=told | e zone=told",
        "practices: f name=Chat / today: f zone=told",
    ]);
    let expected = ["Call [2, 0, 1, 0] 0 0 apart", "Chat [0, 0, 2, 0] 0 2"];
    assert_eq!(cards(&map, &sheets, "today"), (expected.map(str::to_owned).to_vec(), vec![2, 0, 3, 0], 4));
    // Two rows of one shared list stay two, whatever they are called.
    let twice = "practices: a name=Call | b name=Call / today: a zone=decide | b zone=told";
    let expected = ["Call [2, 0, 0, 0] 0 0", "Call [0, 0, 2, 0] 0 2"];
    assert_eq!(cards(&map, &people(&[twice, twice]), "today").0, expected);
    // Cards that are written in place.
    let charter = activity("joint-ownership-charter");
    let sheets = people(&[
        "rewards: a text=Bonus, zone=stop | b text=Thanks, zone=keep | c text=bonus, zone=start",
        "rewards: d text=_BONUS, zone=stop | e text=Thanks | f zone=stop",
        "rewards: g text=Bonus, zone=gone",
    ]);
    let expected = ["Bonus [2, 0, 1] 1 0 apart", "Thanks [0, 1, 0] 1 1"];
    assert_eq!(cards(&charter, &sheets, "rewards"), (expected.map(str::to_owned).to_vec(), vec![2, 1, 1], 2));
}

#[test]
fn points_are_added_and_the_most_comes_first() {
    let activity = activity("co-create");
    let list = "shortlist: a idea=Swap | b idea=Fair | c idea=Tour";
    let sheets = people(&[
        &format!("{list} / votes: a points=5 | b points=5"),
        &format!("{list} / votes: b points=4 | c points=5 | x points=1"),
        &format!("{list} / votes: a points=9 | b points=1"),
        list,
    ]);
    let figures = together!(Allocate activity, sheets, "votes");
    let shares: Vec<String> = figures
        .shares
        .iter()
        .map(|share| {
            format!(
                "{} {} {:.2} {:.2} {}",
                share.label,
                share.total,
                share.mean.unwrap(),
                share.spread.unwrap(),
                share.gave
            )
        })
        .collect();
    // At most five on one; who gave nothing at all is not counted.
    assert_eq!(
        (figures.n, shares.as_slice()),
        (3, ["Swap 10 3.33 2.89 2", "Fair 10 3.33 2.08 3", "Tour 5 1.67 2.89 1"].map(str::to_owned).as_slice())
    );
    let figures = together!(Allocate activity, people(&[list]), "votes");
    assert_eq!((figures.n, figures.shares[0].mean, figures.shares.len()), (0, None, 3));
}

#[test]
fn places_are_averaged_and_the_lowest_comes_first() {
    let activity = activity("healthy-discontent");
    let list = "list: a what=Noise | b what=Mail | c what=Calls";
    let sheets = people(&[
        &format!("{list} / order: b | a | c"),
        &format!("{list} / order: b | c | a"),
        &format!("{list} / order: a | x | b | c"),
        &format!("{list} | d what=Dust"),
    ]);
    let figures = together!(Rank activity, sheets, "order");
    let places: Vec<String> = figures
        .places
        .iter()
        .map(|place| {
            format!("{} {:?} {} {}", place.label, place.mean.map(|mean| (mean * 100.0).round()), place.first, place.n)
        })
        .collect();
    let expected = ["Mail Some(133.0) 2 3", "Noise Some(200.0) 1 3", "Calls Some(267.0) 0 3", "Dust None 0 0"];
    assert_eq!((figures.n, places), (3, expected.map(str::to_owned).to_vec()));
}

#[test]
fn a_pair_has_a_majority_when_more_than_half_chose_it() {
    let activity = activity("interest-map");
    let lists = "parties: p party=City | q party=Club / interests: i interest=Rooms";
    let sheets = people(&[
        &format!("{lists} / map: i p=needs, q=likes"),
        &format!("{lists} / map: i p=needs, q=against"),
        &format!("{lists} / map: i p=likes, q=gone"),
        &format!("{lists} / map: x p=needs"),
    ]);
    let figures = together!(Matrix activity, sheets, "map");
    assert_eq!(
        (figures.rows.join(" "), figures.columns.join(" "), figures.n),
        ("Rooms".to_owned(), "City Club".to_owned(), 3)
    );
    let pairs: Vec<_> = figures.pairs[0].iter().map(|pair| (pair.counts.clone(), pair.majority(), pair.n())).collect();
    assert_eq!(pairs, [(vec![2, 1, 0, 0], Some(0), 3), (vec![0, 1, 0, 1], None, 2)]);
    let power = common::activity("power-balance");
    assert_eq!(
        together!(Matrix power, people(&["sources: a money=much"]), "sources").rows,
        [""; 0],
        "no list, no rows"
    );
}

#[test]
fn everybodys_sentence_is_told() {
    let activity = activity("interest-map");
    let sentence = match activity.block("deal") {
        Some(Block::Task(Task::Sentence(sentence))) => sentence,
        other => panic!("{other:?}"),
    };
    let blank = &sentence.blanks[0];
    let begun = format!("deal: sentence {}=Rooms", blank.id);
    let sheets = people(&[&begun, &begun, "deal: sentence gone=x", &format!("deal: sentence {}=Halls", blank.id)]);
    let figures = together!(Sentence activity, sheets, "deal");
    assert_eq!(figures.n, 3);
    let texts: Vec<(bool, bool, usize)> = figures
        .sentences
        .iter()
        .map(|told| {
            (told.text.contains("Rooms"), told.text.contains(&format!("[{}]", sentence.blanks[1].label)), told.count)
        })
        .collect();
    assert!(texts.contains(&(true, true, 2)) && texts.contains(&(false, true, 1)) && texts.len() == 2, "{texts:?}");
}

#[test]
fn commitments_keep_their_state() {
    let activity = activity("joint-ownership-charter");
    let shared = "a what=Book_a_room, who=Ana, by=2026-12-01";
    let sheets = people(&[
        &format!("alive: {shared} | b what=Write, state=done"),
        &format!("alive: {shared} | c what=Write, state=dropped, reason=No_time | d who=Bo"),
        "gone: a what=x",
    ]);
    let figures = together!(Commitments activity, sheets, "alive");
    let mut all: Vec<_> = figures
        .promises
        .iter()
        .map(|one| (one.what.as_str(), one.who.as_str(), one.by.as_str(), one.state, one.reason.as_str(), one.people))
        .collect();
    assert_eq!(all.remove(0), ("Book a room", "Ana", "2026-12-01", State::Open, "", 2));
    all.sort_by_key(|one| one.4);
    assert_eq!(all, [("Write", "", "", State::Done, "", 1), ("Write", "", "", State::Dropped, "No time", 1)]);
    assert_eq!(figures.n, 2);
}

#[test]
fn all_hands_are_counted_once() {
    let activity = activity("joint-ownership-charter");
    let sheets = people(&[
        "consent: a hand=yes | b hand=concern, words=Cost",
        "consent: a hand=yes | c hand=objection, words=Cost | d hand=maybe, words=Well",
        "consent: e hand=yes, words=Gladly | f hand=concern, words=Cost",
    ]);
    let figures = together!(Consent activity, sheets, "consent");
    assert_eq!(figures.counts, [2, 2, 1], "a hand that lies in two answers is one");
    let mut words: Vec<(usize, String, usize)> =
        figures.words.iter().map(|(hand, told)| (*hand as usize, told.text.clone(), told.count)).collect();
    words.sort();
    assert_eq!(
        words,
        [(Hand::Yes as usize, "Gladly".to_owned(), 1), (1, "Cost".to_owned(), 2), (2, "Cost".to_owned(), 1)]
    );
}

#[test]
fn a_conversation_leaves_nothing() {
    let activity = activity("co-create");
    let group = Group::of(&activity, &[], 0).unwrap();
    assert_eq!(together(&group, activity.block("yes-and").unwrap()), None);
}
