//! What a person does in this app, in a facilitator's words: answer, finish, look at the scores; and what
//! their browser then holds.

use roundtable::domain::block::{Block, rows};
use roundtable::domain::id::ResponseId;
use roundtable::domain::response::{Complete, Draft, Millis, Screen, questions, screens};
use roundtable::domain::rows::Row;
use roundtable::wire::backup;
use roundtable::wire::records::Records;
use roundtable::wire::saved::{self, Saved};
use roundtable::wire::store::MemoryStore;
use serde_json::json;

use crate::harness::{Key, Person};
use crate::plan::{self, Given, Plan};

/// How somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Number keys, Tab and Enter; with arrows instead of numbers where it says so.
    Keyboard {
        /// Arrows instead of numbers.
        arrows: bool,
    },
    /// A finger.
    Touch,
    /// A mouse.
    Mouse,
}

impl Person<'_> {
    /// Shows the group result of enough people, and waits until all of it stands there.
    #[track_caller]
    pub fn show_group(&self) {
        self.press("Show the group result");
        self.eventually("all of the group result", |one| {
            one.exists(".group-page > :last-child:not([hidden])") && !one.exists(".take-home .code:empty")
        });
    }

    /// From the activity's page to its last look, with every answer of the plan.
    #[track_caller]
    pub fn answer(&self, plan: &Plan, by: By) {
        self.start(plan, by);
        self.answer_on(plan, by);
    }

    /// Opens the activity's page and starts: the first page of its first step.
    #[track_caller]
    pub fn start(&self, plan: &Plan, by: By) {
        self.open(&format!("#/a/{}", plan.activity.id));
        match by {
            By::Keyboard { .. } => {
                self.tab_to("a.button.big");
                self.key(Key::Enter);
            }
            By::Touch => self.touch("Start"),
            By::Mouse => self.press("Start"),
        }
        self.on_page("answer");
    }

    /// From the first page of the first step to the last look.
    #[track_caller]
    pub fn answer_on(&self, plan: &Plan, by: By) {
        let all = questions(&plan.activity);
        for (place, screen) in screens(&plan.activity).into_iter().enumerate() {
            match screen {
                Screen::Opening { step } => {
                    self.expect_text("h1", &plan.activity.steps[step].title);
                    self.go_on(by, if step == 0 { "Begin" } else { "Go on" });
                }
                Screen::Question(question) => {
                    let index = all.iter().position(|asked| asked.question == question).unwrap();
                    self.see(&format!("Question {} of {},", index + 1, all.len()));
                    self.focus_is_on("h1");
                    let is_last = place + 2 == screens(&plan.activity).len();
                    let forward = if is_last { "Review" } else { "Next" };
                    self.give(all[index].block, plan.given[index], by, forward);
                }
                Screen::Review => {
                    let (all, answered) = plan.counts();
                    self.see(&format!("{answered} of {all} answered."));
                }
            }
        }
    }

    /// Gives one answer and goes on.
    #[track_caller]
    fn give(&self, block: &Block, given: Given, by: By, forward: &str) {
        match (given, by) {
            (Given::Nothing, By::Keyboard { .. }) => {
                self.tab_to("[data-do=pass]");
                self.key(Key::Enter);
            }
            (Given::Nothing, By::Touch) => self.touch("I would rather not answer"),
            (Given::Nothing, By::Mouse) => self.press("I would rather not answer"),
            (Given::Words(words), By::Keyboard { .. }) => {
                self.tab_to("main input[type=text], main textarea");
                for letter in words.chars() {
                    self.key(Key::Char(letter));
                }
                self.eventually("the words", |one| one.value_of("main input[type=text], main textarea") == words);
                self.tab_to("[data-do=next]");
                self.key(Key::Enter);
            }
            (Given::Words(words), _) => {
                self.type_into(block.label().unwrap_or_default(), words);
                self.go_on(by, forward);
            }
            (Given::Point(point), _) => {
                self.choose_seat(&point.to_string(), usize::from(point), by);
                self.go_on(by, forward);
            }
            (Given::Option(index), _) => {
                // Arrows begin at the first seat; a choice has no first one until the focus is on it.
                let by = if by == (By::Keyboard { arrows: true }) { By::Keyboard { arrows: false } } else { by };
                self.choose_seat(&block.options()[index].id, index + 1, by);
                self.go_on(by, forward);
            }
        }
    }

    /// Chooses the seat with this value, the `number`-th.
    #[track_caller]
    fn choose_seat(&self, value: &str, number: usize, by: By) {
        match by {
            By::Keyboard { arrows: true } => {
                for step in 0..number {
                    self.key(if step % 2 == 0 { Key::Right } else { Key::Down });
                    // Only now is the focus there where the next arrow goes out from.
                    self.focus_is_on(&format!("main input:checked[value='{}']", step + 1));
                }
            }
            By::Keyboard { arrows: false } => {
                self.key(Key::Char(char::from_digit(number as u32, 10).unwrap()));
                self.focus_is_on(&format!("main input:checked[value='{value}']"));
            }
            By::Touch => self.touch_option(value),
            By::Mouse => self.choose(value),
        }
    }

    #[track_caller]
    fn go_on(&self, by: By, forward: &str) {
        match by {
            By::Keyboard { .. } => self.key(Key::Enter),
            By::Touch => self.touch(forward),
            By::Mouse => self.press(forward),
        }
    }

    /// Presses what leads to another question or back, and waits until its heading has the focus.
    #[track_caller]
    pub fn turn(&self, name: &str) {
        let before = self.text_of("h1");
        self.press(name);
        self.eventually("another page", |one| one.text_of("h1") != before);
        self.focus_is_on("h1");
    }

    /// Leaves the open question without an answer.
    #[track_caller]
    pub fn leave_open(&self, times: usize) {
        for _ in 0..times {
            self.turn("I would rather not answer");
        }
    }

    /// Presses Tab until the focus is on an element that matches.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        for _ in 0..30 {
            let there = self.script("return document.activeElement?.matches(arguments[0]) ?? false", &[json!(css)]);
            if there == true {
                return;
            }
            self.key(Key::Tab);
        }
        self.fail(&format!("30 times Tab do not lead to {css}"));
    }

    /// Finishes on the last look, and waits for the result.
    #[track_caller]
    pub fn finish(&self) {
        self.press("See my result");
        self.on_page("result");
    }

    /// The rows of the result's figures.
    #[track_caller]
    pub fn rows(&self) -> Vec<plan::Row> {
        self.on_page("result");
        self.cells("table.scores tbody tr").into_iter().map(|row| std::array::from_fn(|at| row[at].clone())).collect()
    }

    /// The texts of all cells in the rows that match.
    #[track_caller]
    pub fn cells(&self, css: &str) -> Vec<Vec<String>> {
        let tidy = "(cell) => cell.innerText.replace(/\\s+/g, ' ').trim()";
        let rows = self.script(
            &format!("return [...document.querySelectorAll(arguments[0])].map((row) => [...row.cells].map({tidy}))"),
            &[json!(css)],
        );
        serde_json::from_value(rows).unwrap()
    }

    /// Holds that the page shows the result of this plan, as the domain computes it, and that the browser
    /// has stored it.
    #[track_caller]
    pub fn holds_result_of(&self, plan: &Plan) {
        assert_eq!(self.rows(), plan.rows(), "{}", plan.activity.id);
        let id = self.result_id();
        let stored = self.results().into_iter().find(|result| result.sheet.id == id);
        let stored = stored.unwrap_or_else(|| self.fail("the result is not stored"));
        assert_eq!(stored.sheet.answers, plan.done().sheet.answers, "{}", plan.activity.id);
        assert_eq!(stored.sheet.fingerprint, plan.activity.fingerprint());
    }

    /// The id of the result that is shown, from the address.
    #[track_caller]
    pub fn result_id(&self) -> ResponseId {
        let address = self.address();
        let id = address.rsplit_once("#/r/").and_then(|(_, id)| ResponseId::parse(id));
        id.unwrap_or_else(|| self.fail("this is not the address of a result"))
    }

    /// A day as this person's browser writes it.
    #[track_caller]
    pub fn day(&self, when: Millis) -> String {
        self.date_as(when, "long")
    }

    /// A day, short.
    #[track_caller]
    pub fn short_day(&self, when: Millis) -> String {
        self.date_as(when, "short")
    }

    #[track_caller]
    fn date_as(&self, when: Millis, month: &str) -> String {
        let words = self.script(
            "const english = navigator.languages.find((one) => one.split('-')[0] === 'en') ?? 'en-GB'; \
             return new Date(arguments[0]).toLocaleDateString(english, \
               { day: 'numeric', month: arguments[1], year: 'numeric' })",
            &[json!(when), json!(month)],
        );
        words.as_str().unwrap_or_default().to_owned()
    }

    // What the browser holds

    /// What the keys of this site begin with.
    pub fn prefix(&self) -> String {
        format!("roundtable:{}:", self.site().mount())
    }

    /// This site's entries that begin so, without the prefix.
    #[track_caller]
    pub fn entries(&self, start: &str) -> Vec<(String, String)> {
        let prefix = self.prefix();
        let ours =
            self.storage().into_iter().filter_map(|(key, text)| Some((key.strip_prefix(&prefix)?.to_owned(), text)));
        ours.filter(|(key, _)| key.starts_with(start)).collect()
    }

    /// The open drafts that are stored.
    #[track_caller]
    pub fn drafts(&self) -> Vec<Draft> {
        let all = self.entries("draft/").into_iter().map(|(key, text)| match saved::read(&text) {
            Ok((Saved::Draft(draft), _)) => draft,
            other => self.fail(&format!("{key} holds {other:?}")),
        });
        all.collect()
    }

    /// The results that are stored.
    #[track_caller]
    pub fn results(&self) -> Vec<Complete> {
        let all = self.entries("result/").into_iter().map(|(key, text)| match saved::read(&text) {
            Ok((Saved::Complete(complete), _)) => complete,
            other => self.fail(&format!("{key} holds {other:?}")),
        });
        all.collect()
    }

    /// The rows of a block in the open draft of an activity; none while there is no draft.
    #[track_caller]
    pub fn stored_rows(&self, activity: &str, block: &str) -> Vec<Row> {
        let draft = self.drafts().into_iter().find(|draft| draft.sheet.activity == activity);
        draft.map(|draft| rows(&draft.sheet.answers, block).to_vec()).unwrap_or_default()
    }

    /// Puts a record there as if it had been saved before. The app sees it when it is opened next.
    #[track_caller]
    pub fn remember(&self, saved: &Saved) -> String {
        let sheet = saved.sheet();
        let key = match saved {
            Saved::Draft(_) => format!("draft/{}/{}", sheet.activity, sheet.id),
            Saved::Complete(complete) => format!("result/{}/{}/{}", sheet.activity, complete.finished, sheet.id),
        };
        self.set_storage(&[self.prefix(), key.clone()].concat(), &saved::write(saved, 1));
        key
    }
}

/// What a backup file holds.
#[track_caller]
pub fn records_in_backup(text: &str) -> Vec<Saved> {
    let records = Records::new(Box::new(MemoryStore::default()), "", None);
    let plan = backup::plan(&records, "backup", text).unwrap_or_else(|problem| panic!("{problem:?}: {text}"));
    assert_eq!(plan.unreadable, Vec::<String>::new());
    plan.add.into_iter().map(|addition| addition.saved).collect()
}

/// The finished responses in a backup file.
#[track_caller]
pub fn results_in_backup(text: &str) -> Vec<Complete> {
    let all = records_in_backup(text).into_iter();
    all.filter_map(|saved| if let Saved::Complete(complete) = saved { Some(complete) } else { None }).collect()
}
