//! Arbitrary values for properties.

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::Config;
use roundtable::domain::activity::Activity;
use roundtable::domain::block::{Answer, Answers, Block, ChoiceOption};
use roundtable::domain::circle::Seat;
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Complete, Draft, Perspective, Sheet};
use roundtable::domain::rows::Row;
use roundtable::domain::task::{Cell, HANDS, Options, STATES, Sentence, Task};
use roundtable::wire::saved::Saved;

/// So many cases, without files for the failed ones.
pub fn cases(count: u32) -> Config {
    Config { cases: count, failure_persistence: None, ..Config::default() }
}

/// Any text: letters of all scripts, signs, control characters, and what is known to be awkward.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,24}",
        vec(any::<char>(), 0..16).prop_map(|characters| characters.into_iter().collect::<String>()),
        prop::sample::select(vec![
            "",
            " ",
            "\n",
            "\0",
            "\"",
            "\\",
            "{}",
            "roundtable/1 response 1 00000000\n{}",
            "=1+1",
            "<script>",
            "Ärger & Söhne",
            "مائدة مستديرة",
            "👩‍👩‍👧",
            "e\u{301}",
            "\u{feff}",
            "\u{2028}",
            "%2B+%",
            "#/?&=",
        ])
        .prop_map(str::to_owned),
    ]
}

/// An id that an author may choose.
pub fn id() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}"
}

/// Any answers, fitting to nothing in particular.
pub fn answers() -> impl Strategy<Value = Answers> {
    let answer = prop_oneof![
        btree_map(id(), any::<u8>(), 0..4).prop_map(|points| Answer::Points(points.into_iter().collect())),
        vec(id(), 0..4).prop_map(Answer::Chosen),
        text().prop_map(Answer::Words),
    ];
    btree_map(id(), answer, 0..5).prop_map(|answers| answers.into_iter().collect())
}

/// Answers to an activity's own blocks, with some that do not fit: points beyond the scale, options, zones and
/// columns that are gone, rows of lists that nobody has.
pub fn answers_to(activity: &Activity) -> BoxedStrategy<Answers> {
    let lists: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
    let blocks: Vec<_> = activity
        .blocks()
        .map(|block| {
            let id = block.id().to_owned();
            option::weighted(0.8, answer_to(block, &lists)).prop_map(move |answer| (id.clone(), answer))
        })
        .collect();
    blocks
        .prop_map(|blocks| blocks.into_iter().filter_map(|(id, answer)| Some((id, answer?))).collect::<Answers>())
        .boxed()
}

fn answer_to(block: &Block, lists: &[String]) -> BoxedStrategy<Answer> {
    let gone = || "gone".to_owned();
    let owned = |options: &[ChoiceOption]| options.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
    let of = |options: &Options| match options {
        Options::Own(own) => owned(own),
        Options::From(_) => lists.to_vec(),
    };
    let choose = |mut from: Vec<String>| {
        from.push(gone());
        prop::sample::select(from).boxed()
    };
    let short = || {
        prop_oneof![prop::sample::select(vec!["Call", " call", "Mail", "Ärger"]).prop_map(str::to_owned), text()]
            .boxed()
    };
    // The ids of the rows, and what can stand in each of their cells.
    type Cells = Vec<(String, BoxedStrategy<String>)>;
    let (ids, cells): (Vec<String>, Cells) = match block {
        Block::Scale(_) | Block::Poles(_) | Block::Unbuilt(_) => {
            let points: Vec<_> =
                block.items().iter().map(|item| (Just(item.id.to_owned()), 0..item.points + 2)).collect();
            return points.prop_map(|points| Answer::Points(points.into_iter().collect())).boxed();
        }
        Block::Choice(choice) => return vec(choose(owned(&choice.options)), 1..4).prop_map(Answer::Chosen).boxed(),
        Block::Text(_) => return short().prop_map(Answer::Words).boxed(),
        Block::Task(Task::Entries(task)) => {
            let cell = |cell: &Cell| match cell {
                Cell::Choice(options) => choose(owned(options)),
                _ => short(),
            };
            (lists.to_vec(), task.columns.iter().map(|column| (column.id.clone(), cell(&column.cell))).collect())
        }
        Block::Task(Task::Board(task)) => {
            let ids = task.from.as_ref().map_or_else(|| lists.to_vec(), of);
            (ids, vec![("text".to_owned(), short()), ("zone".to_owned(), choose(owned(&task.zones)))])
        }
        Block::Task(Task::Allocate(task)) => (of(&task.options), vec![("points".to_owned(), "-?[0-9]{1,3}|x".boxed())]),
        Block::Task(Task::Rank(task)) => (of(&task.options), Vec::new()),
        Block::Task(Task::Matrix(task)) => {
            let columns = of(&task.columns).into_iter().map(|id| (id, choose(owned(&task.options))));
            (of(&task.rows), columns.collect())
        }
        Block::Task(Task::Sentence(task)) => {
            (vec![Sentence::ROW.to_owned()], task.blanks.iter().map(|blank| (blank.id.clone(), short())).collect())
        }
        Block::Task(Task::Talk(_)) => (vec!["talk".to_owned()], vec![("turns".to_owned(), "[0-9]".boxed())]),
        Block::Task(Task::Commitments(_)) => {
            let state = choose(STATES.map(|(word, _)| word.to_owned()).to_vec());
            let texts = ["what", "who", "by", "reason"].map(|name| (name.to_owned(), short()));
            (lists.to_vec(), texts.into_iter().chain([("state".to_owned(), state)]).collect())
        }
        Block::Task(Task::Consent(_)) => {
            let hand = choose(HANDS.map(|(word, _)| word.to_owned()).to_vec());
            (lists.to_vec(), vec![("hand".to_owned(), hand), ("words".to_owned(), short())])
        }
    };
    let cells: Vec<_> = cells.into_iter().map(|(name, text)| (Just(name), text)).collect();
    let ids = prop::sample::subsequence(ids.clone(), 0..=ids.len()).prop_shuffle();
    (ids, vec(cells, 9))
        .prop_map(|(ids, cells)| {
            let row = |(id, cells): (String, Vec<(String, String)>)| {
                let cells: Vec<(&str, &str)> =
                    cells.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
                Row::new(&id, &cells)
            };
            Answer::Rows(ids.into_iter().zip(cells.into_iter().cycle()).map(row).collect())
        })
        .boxed()
}

/// Any sheet whose id comes from `ids`.
pub fn sheet(ids: impl Strategy<Value = u64>) -> impl Strategy<Value = Sheet> {
    let perspective = prop_oneof![Just(Perspective::Own), Just(Perspective::Partner), Just(Perspective::Circle)];
    let seat = option::of((any::<u64>(), any::<u8>()));
    let seat = seat.prop_map(|seat| seat.map(|(circle, stage)| Seat { circle: ResponseId(circle), stage }));
    (ids, id(), any::<u32>(), perspective, seat, text(), any::<u64>(), answers()).prop_map(
        |(id, activity, fingerprint, perspective, seat, about, started, answers)| Sheet {
            id: ResponseId(id),
            activity,
            fingerprint,
            perspective,
            seat,
            about,
            started,
            answers,
        },
    )
}

/// Any response, open or finished, whose id comes from `ids`.
pub fn saved(ids: impl Strategy<Value = u64>) -> impl Strategy<Value = Saved> {
    (sheet(ids), any::<bool>(), any::<u64>(), any::<u16>(), text()).prop_map(|(sheet, open, when, place, note)| {
        if open {
            Saved::Draft(Draft { sheet, changed: when, place })
        } else {
            Saved::Complete(Complete { sheet, finished: when, note })
        }
    })
}
