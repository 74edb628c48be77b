//! The library: searching it, a term and where it leads, reading aloud, sharing. Voice, share sheet and
//! clipboard are made ones, because the drivers' browsers have none; what the app does with them is real.

use roundtable::content::read_library;
use roundtable::domain::library::Library;

use crate::harness::{Person, Site};
use crate::plan;

/// A term with a text of several paragraphs.
const TERM: &str = "partnership";

/// A voice that notes what it is given to read, and reads on when `body` gets the event `read`.
const VOICE: &str = r"
{
  const note = (name, value) => { document.body.dataset[name] = value; };
  const queue = [];
  const synthesis = {
    speaking: false,
    get pending() { return queue.length > 1; },
    getVoices: () => [
      { lang: 'en-GB', localService: true, default: true, name: 'Own', voiceURI: 'own' },
      { lang: 'en-GB', localService: false, default: false, name: 'Far', voiceURI: 'far' },
    ],
    speak(piece) {
      queue.push(piece);
      synthesis.speaking = true;
      note('voice', piece.voice?.name ?? 'any');
      show();
    },
    cancel() { queue.length = 0; synthesis.speaking = false; show(); },
    resume() {},
    pause() { note('paused', 'by the browser'); },
  };
  const show = () => note('queue', JSON.stringify(queue.map((piece) => piece.text)));
  document.body.addEventListener('read', () => {
    const piece = queue.shift();
    synthesis.speaking = queue.length > 0;
    show();
    piece.onend?.(new Event('end'));
  });
  document.body.addEventListener('fail', () => queue[0].onerror?.(new Event('error')));
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: synthesis });
  show();
}";

fn library() -> Library {
    read_library(&plan::built_text("library.json")).unwrap_or_else(|problems| panic!("{problems:?}"))
}

impl Person<'_> {
    /// What the made voice still has to read.
    #[track_caller]
    fn queue(&self) -> Vec<String> {
        serde_json::from_str(&self.attribute("body", "data-queue").unwrap()).unwrap()
    }

    #[track_caller]
    fn expect_queue(&self, wanted: &[String]) {
        self.eventually(&format!("{} pieces to be read", wanted.len()), |person| person.queue() == wanted);
    }

    /// The made voice reads a piece to its end (`read`), or can't (`fail`).
    #[track_caller]
    fn voice(&self, what: &str) {
        self.script("document.body.dispatchEvent(new Event(arguments[0]))", &[what.into()]);
    }

    /// Opens the list and goes from there to the term, with what `js` has made of the page.
    #[track_caller]
    fn open_term_with(&self, js: &str) {
        self.open("#/library");
        self.run_in_page(js);
        self.type_address(&format!("#/library/{TERM}"));
        self.expect_text("main h1", "Partnership");
    }
}

#[test]
fn terms_are_searched_and_lead_on() {
    let site = Site::built();
    let library = library();
    let all = library.terms.len();
    for ada in [Person::desktop(&site), Person::phone(&site)] {
        ada.open("#/library");
        ada.see(&format!("{all} of {all} terms"));
        let ordered: Vec<&str> = library.in_order().iter().map(|term| term.title.as_str()).collect();
        assert_eq!(ada.texts_of(".rows h3"), ordered);
        for words in ["trust", "SILO", "power imbalance"] {
            ada.type_into("Search the library", words);
            let found = library.search(words, None);
            assert!(!found.is_empty() && found.len() < all, "{words} finds {}", found.len());
            ada.see(&format!("{} of {all} terms", found.len()));
            let titles: Vec<&str> = found.iter().map(|term| term.title.as_str()).collect();
            ada.eventually(&format!("{titles:?}"), |ada| {
                let mut seen = ada.texts_of(".rows h3");
                let mut titles = titles.clone();
                seen.sort();
                titles.sort_unstable();
                seen == titles
            });
        }
        // What fits nothing says so, and leads back to all.
        ada.type_into("Search the library", "xylophone");
        ada.see("No term fits this.");
        ada.see(&format!("0 of {all} terms"));
        ada.press("Show all terms");
        ada.see(&format!("{all} of {all} terms"));
        assert_eq!(ada.value_of("#find"), "");
        // A topic, and a search within it.
        let category = &library.categories[1];
        ada.tick(&category.title);
        let of_it = library.search("", Some(&category.id));
        ada.see(&format!("{} of {all} terms", of_it.len()));
        assert_eq!(ada.texts_of("main section h2"), [category.title.as_str()]);
        // It is still chosen when one comes back from a term.
        let term = of_it[0];
        ada.press(&term.title);
        ada.expect_text("main h1", &term.title);
        ada.focus_is_on("h1");
        ada.back();
        ada.see(&format!("{} of {all} terms", of_it.len()));
        ada.tick("All");
        ada.see(&format!("{all} of {all} terms"));
        ada.assert_no_console_errors();
    }
    site.assert_nothing_missing(&[]);
}

#[test]
fn a_term_says_what_it_means_and_where_it_leads() {
    let site = Site::built();
    let ada = Person::phone(&site);
    let library = library();
    let catalogue = plan::catalogue();
    let order = library.in_order();
    ada.open("#/library");
    for (at, term) in order.iter().enumerate() {
        ada.type_address(&format!("#/library/{}", term.id));
        ada.expect_text("main h1", &term.title);
        let text = ada.text_of("main");
        for part in [&term.short]
            .into_iter()
            .chain(term.text.split("\n\n").map(str::trim).map(str::to_owned).collect::<Vec<_>>().iter())
        {
            assert!(text.contains(part.as_str()), "{}: \"{part}\" is not there: {text}", term.id);
        }
        let related = library.related(term);
        let practised: Vec<_> =
            term.activities.iter().filter_map(|id| catalogue.iter().find(|entry| entry.id == *id)).collect();
        let links = ada.texts_of("main .rows h3 a");
        let wanted: Vec<&str> = related
            .iter()
            .map(|term| term.title.as_str())
            .chain(practised.iter().map(|entry| entry.title.as_str()))
            .collect();
        assert_eq!(links, wanted, "{}", term.id);
        // Next leads through the list as it is shown.
        if let Some(next) = order.get(at + 1) {
            assert_eq!(ada.attribute("a[rel=next]", "href"), Some(format!("#/library/{}", next.id)));
        } else {
            assert!(!ada.exists("a[rel=next]"));
        }
    }
    ada.open("#/library/partnership");
    ada.click_css("main section.section.beside:last-of-type, main .rows a[href^='#/a/']");
    ada.open("#/library/nothing-of-the-kind");
    ada.see("Nothing here is called “nothing-of-the-kind”.");
    ada.press("All terms");
    ada.see("Search the library");
    ada.assert_no_console_errors();
}

#[test]
fn a_term_is_read_aloud() {
    let site = Site::built();
    let library = library();
    let pieces = library.term(TERM).unwrap().spoken();
    assert!(pieces.len() > 3, "{pieces:?}");
    for ada in [Person::desktop(&site), Person::phone(&site)] {
        ada.open_term_with(VOICE);
        ada.press("Listen");
        ada.expect_queue(&pieces);
        // Only with the device's own voice, where there are others.
        assert_eq!(ada.attribute("body", "data-voice").as_deref(), Some("Own"));
        ada.voice("read");
        ada.expect_queue(&pieces[1..]);
        // Pausing takes the rest out of the queue, and going on begins the interrupted piece again. The
        // browser's own pause, which ends the reading on Android, is not used.
        ada.press("Pause");
        ada.expect_queue(&[]);
        ada.see("Go on");
        ada.press("Go on");
        ada.expect_queue(&pieces[1..]);
        assert_eq!(ada.attribute("body", "data-paused"), None);
        // Stopping ends it; the focus is on what can be pressed next.
        ada.press("Stop");
        ada.expect_queue(&[]);
        ada.see("Listen");
        ada.focus_is_on("#listen");
        ada.expect_text("#listen", "Listen");
        // From the beginning again, to its end.
        ada.press("Listen");
        ada.expect_queue(&pieces);
        for _ in &pieces {
            ada.voice("read");
        }
        ada.expect_text("#listen", "Listen");
        // A voice that fails is said.
        ada.press("Listen");
        ada.voice("fail");
        ada.see("The browser could not read this aloud.");
        ada.expect_text("#listen", "Listen");
        // Leaving the page falls silent.
        ada.press("Listen");
        ada.expect_queue(&pieces);
        ada.type_address("#/library");
        ada.see("Search the library");
        ada.expect_queue(&[]);
        // So does going to another term while one listens, which begins in silence.
        ada.back();
        ada.press("Listen");
        ada.expect_queue(&pieces);
        ada.type_address("#/library/stewardship");
        ada.expect_text("main h1", "Stewardship");
        ada.expect_queue(&[]);
        ada.expect_text("#listen", "Listen");
        ada.assert_no_console_errors();
    }
}

#[test]
fn without_a_voice_nothing_offers_to_read() {
    const NONE: [&str; 3] = [
        "Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: undefined })",
        // Voices that would send the text to their maker, or speak another language.
        "Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: { getVoices: () => \
           [{ lang: 'en-GB', localService: false, default: true }, { lang: 'de-DE', localService: true }] } })",
        // They are found after the page has asked.
        "Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: { getVoices: () => [] } })",
    ];
    let site = Site::built();
    let ada = Person::desktop(&site);
    for none in NONE {
        ada.open_term_with(none);
        ada.see("Copy the link");
        assert!(!ada.exists("#listen"), "{none}");
    }
    ada.run_in_page(
        "speechSynthesis.getVoices = () => [{ lang: 'en_US', localService: true, default: true, name: 'New' }]; \
         speechSynthesis.onvoiceschanged(new Event('voiceschanged'))",
    );
    ada.expect_text("#listen", "Listen");
    ada.assert_no_console_errors();
}

#[test]
fn a_term_is_shared() {
    const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { \
        writeText: async (text) => { document.body.dataset.copied = text; } } });";
    let share = |then: &str| {
        format!(
            "{CLIPBOARD} Object.defineProperty(navigator, 'share', {{ configurable: true, value: async (data) => {{ \
               document.body.dataset.shared = JSON.stringify(data); {then} }} }});"
        )
    };
    let site = Site::built();
    let ada = Person::phone(&site);
    let address = site.url(&format!("#/library/{TERM}"));
    let term = library().term(TERM).unwrap().clone();

    // Where there is a share sheet, it gets title, sentence and address.
    ada.open_term_with(&share(""));
    ada.press("Share");
    ada.eventually("the share sheet", |ada| ada.attribute("body", "data-shared").is_some());
    let shared: serde_json::Value = serde_json::from_str(&ada.attribute("body", "data-shared").unwrap()).unwrap();
    assert_eq!(shared, serde_json::json!({ "title": term.title, "text": term.short, "url": address }));
    assert_eq!(ada.attribute("body", "data-copied"), None);
    // Whoever closes the sheet has seen it: nothing is copied behind their back.
    ada.open_term_with(&share("throw new DOMException('closed', 'AbortError');"));
    ada.press("Share");
    ada.eventually("the share sheet", |ada| ada.attribute("body", "data-shared").is_some());
    ada.press("All terms");
    ada.see("Search the library");
    assert_eq!(ada.attribute("body", "data-copied"), None);
    // A sheet that can't: the link is copied instead, and said.
    ada.open_term_with(&share("throw new DOMException('no', 'NotAllowedError');"));
    ada.press("Share");
    ada.see("The link was copied.");
    assert_eq!(ada.attribute("body", "data-copied"), Some(address.clone()));
    // No sheet: the button says what it does.
    let none = "Object.defineProperty(navigator, 'share', { configurable: true, value: undefined });";
    ada.open_term_with(&format!("{none} {CLIPBOARD}"));
    ada.press("Copy the link");
    ada.see("The link was copied.");
    assert_eq!(ada.attribute("body", "data-copied"), Some(address.clone()));
    // No clipboard either: the link is shown.
    ada.open_term_with(&format!(
        "{none} Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: undefined }});"
    ));
    ada.press("Copy the link");
    ada.see(&format!("The browser did not allow copying. The address is {address}"));
    ada.assert_no_console_errors();
}
