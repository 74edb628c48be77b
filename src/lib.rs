//! Roundtable: partnership and collaborative-leadership exercises and assessments in the browser,
//! without a server.
//!
//! # The code map, in reading order
//!
//! | module | why it is there | what holds it |
//! |---|---|---|
//! | [`domain`] | what the product knows: activities, responses, scores, workshops | imports nothing of ours |
//! | [`route`] | which address shows what | `parse` and `Display` are inverse |
//! | [`content`] | JSON files in, activities or problems out | every shipped file loads, every mistake is named |
//! | [`wire`] | what is stored, backed up, exported; versions and checks | nothing is lost, nothing is overwritten |
//! | [`chart`] | figures in, SVG text out | pure; carries classes, not colours |
//! | [`i18n`] | the words, figures and dates | every text is a key that the compiler checks |
//! | [`reading`] | a picture in, the texts of its QR codes out; runs in a worker (`bin/qr-reader.rs`) | nothing of ours is named; the app does not carry it |
//! | [`browser`] | the only home of `web_sys` | nothing above it names a browser type |
//! | [`ui`] | views: `page/` one file a route, `block/` and `task/` one a block type, `part/` shared pieces | holds no rules |
//! | `app` | shell and route switch; stands in `main`, where the program is cut into pieces | the only importer of pages |
//!
//! `domain` and `reading` import nothing of ours; `route`, `content`, `wire`, `chart` and `i18n` import `domain` only;
//! `browser` imports `domain` and, for the store, `wire`; `ui` all but `reading`; `app` all that `ui` does, and `ui`.
//! `tests/layers.rs` reads the imports and holds this.
//!
//! # From a link to a kept result
//! `main` mounts `app::App`; it opens the records ([`browser::storage`]), fetches the catalogue and
//! follows the address. The answer page turns what a person does into
//! [`domain::response::Event`]s; [`wire::records::Records`] applies each to the draft *as it is stored
//! now* and verifies the save. Finishing makes a [`domain::response::Complete`], the only thing that
//! [`domain::scoring`] takes; the result page draws it with [`chart`].
//!
//! # What is made in an exercise
//! Blocks that ask are run by the question page; blocks in which something is made are tasks
//! ([`domain::task`]), run by the exercise page. Every task's answer is rows of named cells
//! ([`domain::rows`]), so that one way of storing, joining two tabs and undoing serves all. Remarks
//! ([`domain::insight`]) follow what is made; the report is drawn, copied and saved from one list of
//! sections ([`wire::export::sections`]).
//!
//! # From a weak spot to a plan
//! A result proposes exercises for its two weakest dimensions that fit the time there is
//! ([`domain::workshop::propose`]). The agenda that one goes on editing is a workshop, kept like what is made
//! in an exercise: rows of a draft, whose activity is one of the names that no file can have
//! ([`domain::id::is_reserved`]).
//!
//! A workshop is run on two screens ([`ui::part::room`]): the facilitator's, and the wall in a second window.
//! Both follow one row of the same draft ([`domain::workshop::Running`]) and compute their clocks from the
//! moments in it. What is handed in to a sealed one is encrypted for the facilitator's key ([`browser::sealing`]).
//!
//! # Several people
//! A circle ([`domain::circle`]) is several people on one device: what they make together is one response, and
//! what each answers alone is another with a seat in the circle, which no list of results shows.
//!
//! A [`domain::together::Group`] holds enough finished responses to one activity to be shown; its figures
//! ([`domain::together`], [`domain::agreement`]) become the same kind of sections
//! ([`wire::export::sections_together`]), so that page ([`ui::part::together`]), Markdown and CSV agree.
//! They come from counted points ([`domain::together::Tally`]); a cell of fewer people than the least is withheld,
//! and with it what would tell it.
//! What may be shown goes home as a [`domain::summary::Summary`] and comes back to the same figures
//! ([`domain::together::Recalled`]): for what has changed ([`domain::change`]) and what to talk about first
//! ([`domain::prompts`]). Sides are compared by [`domain::subgroups`], which hides what could be computed.
//!
//! # From one device to another
//! What is handed in ([`domain::hand_in`]) is a response without anything else that the device knows. Hand-ins
//! become a set ([`domain::collection`]) that is the same whatever hands they went through. Everything that
//! travels as a QR code, link or text is a packet ([`wire::code`], with the format byte by byte).
//!
//! # Without a network, and within its policy
//! `src/sw.js` keeps what a build made on the device; a later version waits until the person takes it
//! ([`browser::offline`]). The build gives the page a content security policy (`xtask/src/policy.rs`) that allows no
//! style in markup: what an element needs stands in `data-style`, as custom properties, and `src/boot.js` sets it.
//!
//! # An owner's site
//! `site.json` is read in a piece of its own before the app is drawn ([`content::read_site`]); what is wrong in it is left
//! out. Colours come down to hue and chroma ([`domain::colour`]): the style sheet keeps the lightness, and with it the
//! contrast. `#/owner` reads every file as it is hosted and says what is wrong.
//!
//! An activity that is written in the browser is a [`content::manuscript::Manuscript`]: its file as a tree, changed place
//! by place, with a form made of the format's own schema. It is kept where activities that came in codes are kept.
//!
//! # Where we left the starting design
//! - Tasks share one stored form instead of one each in `wire`: a new task needs no new format.
//! - English is compiled in (from `public/i18n/en.json`): the page can speak even when nothing can be
//!   fetched, and a missing text is a compile error.
//! - Drawings are SVG text, not view trees: one source for page, file and test, and far fewer bytes.
//! - Content is read by a hand-written walk over JSON, which gathers every problem with its place.

pub mod browser;
pub mod chart;
pub mod content;
pub mod domain;
pub mod i18n;
pub mod reading;
pub mod route;
pub mod ui;
pub mod wire;
