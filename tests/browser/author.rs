//! Writing an activity in the browser: from nothing or from another, every block seen as it is written, used at once,
//! and brought to another device by codes.

use roundtable::wire::code::{Carried, Packet, text};
use roundtable::wire::records::{Records, Shelf};
use roundtable::wire::store::{MemoryStore, Store};
use serde_json::{Value, json};

use crate::harness::{Key, Person, Site};
use crate::plan::{PULSE, Plan, catalogue};
use crate::verbs::By;

/// The thirteen types, as an author reads them.
const BLOCKS: [&str; 13] = [
    "Statements on a scale",
    "Two opposite statements",
    "Choice",
    "Text",
    "List",
    "Board",
    "Points to share out",
    "Order",
    "Table",
    "Sentence with blanks",
    "Conversation",
    "Commitments",
    "Consent round",
];

impl Person<'_> {
    /// Begins an activity of one's own with this title; from an empty one unless another is named.
    #[track_caller]
    fn begin_writing(&self, title: &str, like: Option<&str>) {
        self.open("#/author");
        self.type_into("Title", title);
        if let Some(like) = like {
            self.select("Begin with", like);
        }
        self.press("Begin");
        self.eventually("the activity's form", |one| one.exists("#author-form"));
    }

    /// Writes into the field at a place of the file.
    #[track_caller]
    fn write_at(&self, place: &str, text: &str) {
        self.set_field(&format!("[name='{place}']"), text);
    }

    /// Opens a part of the activity.
    #[track_caller]
    fn open_part(&self, place: &str) {
        self.click_css(&format!("#author-outline [data-do='open|{place}']"));
    }

    /// What is kept in this browser.
    fn records(&self) -> Records {
        let store = MemoryStore::default();
        for (key, text) in self.entries("code/") {
            store.write(&key, &text).unwrap();
        }
        Records::new(Box::new(store), "", None)
    }

    /// The text that is used of the activity with this id.
    fn kept_activity(&self, id: &str) -> Option<String> {
        self.records().kept_activity(id)
    }

    /// What is written of it, right or not, as a value.
    fn written(&self, id: &str) -> Value {
        let mut texts = self.records().codes(Shelf::Manuscripts(id));
        texts.extend(self.kept_activity(id));
        texts.first().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null)
    }
}

#[test]
fn an_activity_is_written_used_and_travels() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.begin_writing("Our harbour check", None);
    ada.see("things to mend");
    ada.assert_accessible("writing an activity, the beginning");
    ada.screenshot_full("author-beginning");
    ada.write_at("/summary", "Two questions about the harbour.");
    ada.write_at("/purpose", "Before a meeting.");
    ada.write_at("/source/0/title", "Ourselves");
    // What is still to mend leads to its place.
    ada.see("2 things to mend");
    ada.see("Step: Title");
    // Until then nobody can be given it.
    assert!(!ada.exists("[data-do='codes']") && ada.kept_activity("our-harbour-check").is_none());
    ada.click_css("[data-do^='go|/steps/0/title']");
    ada.eventually("the field to have the cursor", |one| {
        one.script("return document.activeElement.name", &[]) == json!("/steps/0/title")
    });
    ada.write_at("/steps/0/title", "Look around");
    ada.open_part("/steps/0/blocks/0");
    ada.write_at("/steps/0/blocks/0/label", "What floats here?");
    ada.see("Everything is right.");
    ada.tick("Must be answered");
    assert_eq!(ada.written("our-harbour-check")["steps"][0]["blocks"][0]["required"], true);
    ada.tick("Must be answered");
    assert_eq!(ada.written("our-harbour-check")["steps"][0]["blocks"][0]["required"], Value::Null);
    ada.eventually("it to be seen", |one| one.text_of("#author-preview").contains("What floats here?"));
    ada.screenshot_full("author-right");

    // Used at once.
    ada.press("Use it");
    ada.on_page("activity");
    ada.see("Our harbour check");
    // Kept: it is there after a reload, and found on the page for authors.
    ada.open("#/author");
    ada.see("Our harbour check");
    ada.press("Write on");
    // Short enough for a link.
    ada.see("Copy the link");
    ada.see_not("Copy as text");
    ada.press("Show the codes");
    let codes = ada.shown_codes();
    assert!(!codes.is_empty());
    ada.press("Save the file");
    let file: Value = serde_json::from_str(ada.download("our-harbour-check.json").text()).unwrap();
    assert_eq!(file, ada.written("our-harbour-check"));

    // While it is rewritten, a room goes on with what was right last.
    ada.open_part("/steps/0/blocks/0");
    ada.write_at("/steps/0/blocks/0/label", "");
    ada.see("One thing to mend");
    let used: Value = serde_json::from_str(&ada.kept_activity("our-harbour-check").unwrap()).unwrap();
    assert_eq!(used, file);
    assert_eq!(ada.written("our-harbour-check")["steps"][0]["blocks"][0]["label"], "");
    ada.write_at("/steps/0/blocks/0/label", "What floats here?");
    ada.see("Everything is right.");
    assert_eq!(ada.written("our-harbour-check"), file);
    assert!(ada.records().kept_manuscripts().is_empty());

    // Another device has it by one long link.
    let tom = Person::phone(&site);
    let packet =
        Packet::Activity(Carried { id: "our-harbour-check".to_owned(), text: file.to_string() }).write().unwrap();
    tom.follow(&text::link(&site.url(""), &packet));
    tom.click_css("[data-do='keep-activity']");
    tom.on_page("activity");

    // A third has it by the codes, in any order.
    let eve = Person::phone(&site);
    for code in codes.iter().rev() {
        eve.follow(code);
    }
    eve.click_css("[data-do='keep-activity']");
    eve.on_page("activity");
    eve.see("Our harbour check");
    eve.press("Start");
    eve.press("Begin");
    eve.see("What floats here?");
    eve.type_into("What floats here?", "Boats");
    eve.press("Review");
    eve.finish();
    eve.see("Boats");
    assert_eq!(eve.results()[0].sheet.activity, "our-harbour-check");

    // On the agenda of a workshop, it goes along with the invitation.
    ada.open("#/w");
    ada.press("New workshop");
    ada.on_page("workshop");
    ada.select("An activity", "Our harbour check, 5 min");
    ada.press("Add it");
    ada.expect_count(".agenda > li", 1);
}

#[test]
fn every_block_is_seen_as_it_is_written() {
    let site = Site::built();
    let ada = Person::desktop(&site);
    ada.begin_writing("All blocks", None);
    ada.open_part("/steps/0");
    for (at, block) in BLOCKS.iter().enumerate() {
        ada.open_part("/steps/0");
        ada.press_in("#author-form", block);
        ada.expect_text("#author-form h2", block);
        let label = format!("/steps/0/blocks/{}/label", at + 1);
        ada.write_at(&label, &format!("Part number {at}"));
        ada.expect_count("#author-preview .author-seen-block", at + 2);
        ada.eventually("it to be seen", |one| one.text_of("#author-preview").contains(&format!("Part number {at}")));
    }
    ada.assert_accessible("writing an activity with every block");
    ada.screenshot_full("author-blocks");
    ada.dark();
    ada.assert_accessible("writing an activity in the dark");
    // The preview scrolls to its last block, by keys as well.
    ada.script("document.querySelector('.author-seen').focus()", &[]);
    ada.key(Key::End);
    ada.eventually("the last block to be seen", |one| {
        let last = "const seen = document.querySelector('.author-seen').getBoundingClientRect(); \
                    const last = [...document.querySelectorAll('.author-seen-block')].at(-1).getBoundingClientRect(); \
                    return last.top < seen.bottom";
        one.script(last, &[]) == json!(true)
    });
    ada.screenshot("author-dark");
    assert!(ada.wider_than_the_page().is_empty(), "{:?}", ada.wider_than_the_page());
    ada.assert_no_console_errors();
}

#[test]
fn a_copy_is_changed_and_nothing_is_lost() {
    let site = Site::built();
    let pulse = catalogue().into_iter().find(|entry| entry.id == PULSE).unwrap().title;
    let ada = Person::phone(&site);
    // Under the title of the one that it begins with: the copy has a name of its own.
    ada.begin_writing(&pulse, Some(&pulse));
    let id = format!("{PULSE}-2");
    ada.see("Everything is right.");
    ada.open_part("/steps/0/blocks/0");
    ada.write_at("/steps/0/blocks/0/items/0/text", "We share the boat.");
    ada.click_css("[data-do='down|/steps/0/blocks/0/items/0']");
    assert_eq!(ada.written(&id)["steps"][0]["blocks"][0]["items"][1]["text"], "We share the boat.");
    ada.click_css("[data-do='remove|/steps/0/blocks/0/items/1']");
    ada.see("It was taken out.");
    assert_ne!(ada.written(&id)["steps"][0]["blocks"][0]["items"][1]["text"], "We share the boat.");
    // What is written since stays when it comes back.
    ada.write_at("/steps/0/blocks/0/items/0/text", "We mend the net.");
    ada.press("Undo");
    ada.eventually("it to be back", |one| {
        one.written(&id)["steps"][0]["blocks"][0]["items"][1]["text"] == "We share the boat."
    });
    assert_eq!(ada.written(&id)["steps"][0]["blocks"][0]["items"][0]["text"], "We mend the net.");
    ada.assert_accessible("writing a copy on a phone");
    ada.screenshot_full("author-phone");
    assert!(ada.wider_than_the_page().is_empty(), "{:?}", ada.wider_than_the_page());
    assert!(ada.small_targets().is_empty(), "{:?}", ada.small_targets());
    // Too long for a link that chats and mail programs leave whole.
    ada.see("Copy as text");
    ada.see("Too long for a link");
    ada.see_not("Copy the link");
    // Several codes turn by themselves, for a camera that is held before them.
    ada.press("Show the codes");
    let shown = || ada.script("return document.querySelector('#author-share [data-code]').dataset.code", &[]);
    let first = shown();
    ada.eventually("the next code", |_| shown() != first);
    // Answered to its end as any other.
    let plan = Plan::of_text(&id, &ada.kept_activity(&id).unwrap(), &Plan::varied(PULSE, 1).given);
    ada.answer(&plan, By::Touch);
    // The site's own is what it was.
    ada.open(&format!("#/a/{PULSE}"));
    ada.see(&pulse);

    // What is no activity is not taken for one.
    ada.open("#/author");
    ada.upload_content("#author-file", "list.json", b"[1, 2]");
    ada.see("The file “list.json” is no activity");
    // A name in a file is no markup either, and what the format does not know can be taken out.
    let odd = br#"{"title": "Odd", "steps": [], "steps/\"><b id=hit>": 1}"#;
    ada.upload_content("#author-file", "odd.json", odd);
    ada.eventually("the activity's form", |one| one.exists("#author-form"));
    assert!(!ada.exists("#hit"));
    ada.press_in("#author-problems", "Take out");
    ada.eventually("it to be gone", |one| !one.text_of("#author-problems").contains("hit"));
    assert!(!ada.exists("#hit"));
    // Nothing that an author writes can run.
    ada.begin_writing("<img src=x onerror=alert(1)>", None);
    ada.write_at("/summary", "<script>window.broken = 1</script>");
    ada.open_part("/steps/0");
    ada.write_at("/steps/0/title", "<b onclick=x>bold</b>");
    ada.key(Key::Escape);
    assert!(ada.text_of("#author-preview").contains("<b onclick=x>bold</b>"));
    assert!(!ada.exists("#author-preview b"));
    assert_eq!(ada.script("return window.broken === undefined", &[]), json!(true));
}
