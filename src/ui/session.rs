//! What all pages share: the records, the route, the catalogue and the opened activities.
//!
//! A handle of signals: it is copied freely and says what changed. It also owns the two ways a page
//! speaks to the person outside its own place: the toast and the "page is ready" moment.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{clock, fetch, files, later, page, share, storage};
use crate::content::{INDEX, read_activity, read_index, read_questions};
use crate::domain::activity::Activity;
use crate::domain::catalogue::{Catalogue, Entry};
use crate::domain::id::ResponseId;
use crate::domain::problem::{Code, Problem};
use crate::domain::response::{Draft, Sheet};
use crate::domain::site::Site;
use crate::i18n::{Key, t, tf};
use crate::route::Route;
use crate::wire::backup;
use crate::wire::records::{Records, Removed};

/// Something that is being fetched.
#[derive(Clone, Debug)]
pub enum Load<T> {
    /// Not there yet.
    Loading,
    /// There.
    Ready(T),
    /// Not to be had, and why.
    Failed(Vec<Problem>),
}

/// A short message at the edge of the page.
#[derive(Clone, Debug)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// Whether "undo" is offered.
    pub undo: bool,
}

/// What "undo" does.
type Undo = Box<dyn FnOnce()>;

/// What stands before the id of an activity that was read with its tasks.
const WHOLE: &str = "whole/";

type ReadActivity = fn(&str, &str) -> Result<Activity, Vec<Problem>>;
type Opened = Vec<(String, ArcRwSignal<Load<Arc<Activity>>>)>;

/// The handle.
#[derive(Clone, Copy)]
pub struct Session {
    records: StoredValue<Records, LocalStorage>,
    /// What the owner says about the site.
    site: StoredValue<Arc<Site>>,
    opened: StoredValue<Opened>,
    /// Rises whenever a record changed, here or in another tab.
    pub version: RwSignal<u32>,
    /// Where we are.
    pub route: RwSignal<Route>,
    /// The page that is shown. Another filter is another route but no other page.
    pub shown: RwSignal<Route>,
    /// All activities of the site that this version can run.
    pub catalogue: RwSignal<Load<Arc<Catalogue>>>,
    /// Whether the page shows what it has to show.
    pub ready: RwSignal<bool>,
    /// The message at the edge.
    pub toast: RwSignal<Option<Toast>>,
    /// Whether a newer version of the site waits to be used.
    pub update: RwSignal<bool>,
    /// What the toast's "undo" does.
    undo: StoredValue<Option<Undo>, LocalStorage>,
    /// Whether a navigation has moved us since the page was opened.
    moved: StoredValue<bool>,
    /// Whether the catalogue has been asked for.
    asked: StoredValue<bool>,
}

/// Runs at once after the page was drawn, and again whenever something changed that it has read. Not
/// generic, unlike [`Effect::new`]: it is compiled once.
pub fn watch(run: Box<dyn Fn()>) {
    Effect::new(move |_| run());
}

impl Session {
    /// Opens the records and follows the address.
    #[must_use]
    pub fn begin(site: Arc<Site>) -> Self {
        let route = Route::parse(&page::fragment());
        let session = Self {
            records: StoredValue::new_local(storage::open()),
            site: StoredValue::new(site),
            opened: StoredValue::default(),
            version: RwSignal::new(0),
            shown: RwSignal::new(route.clone()),
            route: RwSignal::new(route),
            catalogue: RwSignal::new(Load::Loading),
            ready: RwSignal::new(false),
            toast: RwSignal::new(None),
            update: RwSignal::new(false),
            undo: StoredValue::new_local(None),
            moved: StoredValue::new(false),
            asked: StoredValue::new(false),
        };
        page::on_fragment(move || session.follow());
        page::on_other_tab(move |key| {
            let ours = session.peek(|records| {
                records.refresh();
                key.is_none_or(|key| records.owns(&key))
            });
            if ours {
                session.version.update(|version| *version += 1);
            }
        });
        session
    }

    // Site

    /// What the owner says about the site.
    #[must_use]
    pub fn site(&self) -> Arc<Site> {
        self.site.get_value()
    }

    /// What the site is called.
    #[must_use]
    pub fn site_title(&self) -> String {
        self.site.with_value(|site| site.title.clone()).unwrap_or_else(|| t(Key::AppName).to_owned())
    }

    /// The sentence at the head of the home page.
    #[must_use]
    pub fn tagline(&self) -> String {
        self.site.with_value(|site| site.tagline.clone()).unwrap_or_else(|| t(Key::HomeTitle).to_owned())
    }

    // Records

    /// Looks at the records; runs again when they change.
    pub fn records<T>(&self, look: impl FnOnce(&Records) -> T) -> T {
        self.version.track();
        self.peek(look)
    }

    /// Looks at the records once.
    pub fn peek<T>(&self, look: impl FnOnce(&Records) -> T) -> T {
        self.records.with_value(look)
    }

    /// Changes the records, and tells every view.
    #[expect(clippy::expect_used, reason = "the message says why it can't fail")]
    pub fn change<T>(&self, change: impl FnOnce(&mut Records) -> T) -> T {
        let outcome = self
            .records
            .try_update_value(|records| {
                records.refresh();
                change(records)
            })
            .expect("the records live as long as the app, and no change begins within another");
        self.version.update(|version| *version += 1);
        outcome
    }

    /// Does what the toast offers to undo.
    pub fn undo(&self) {
        let undo = self.undo.try_update_value(Option::take).flatten();
        self.toast.set(None);
        if let Some(undo) = undo {
            undo();
        }
    }

    /// Whether the question page is shown.
    #[must_use]
    pub fn is_answering(&self) -> bool {
        self.route.with_untracked(|route| matches!(route, Route::Answer { .. }))
    }

    /// Offers everything as a backup file, and remembers when; says so when the browser can't.
    pub fn save_backup(&self) {
        let now = clock::now();
        let text = self.peek(|records| backup::write(records, now));
        let name = tf(Key::DataFile, &[("date", &clock::iso_day(now))]);
        if self.save_text(&name, "application/json", &text) {
            self.change(|records| records.set("backup", &now.to_string()));
        }
    }

    /// Copies everything as backup text.
    pub fn copy_backup(&self) {
        self.copy(self.peek(|records| backup::write(records, clock::now())));
    }

    /// Copies a text, and says whether that worked.
    pub fn copy(&self, text: String) {
        let session = *self;
        later(async move {
            let copied = files::copy(&text).await;
            session.say(t(if copied { Key::AppCopied } else { Key::AppCopyFailed }));
        });
    }

    /// Offers an address in the share sheet; where there is none, copies it, and where that is not allowed either, shows
    /// it.
    pub fn share(&self, title: String, text: String, address: String) {
        let session = *self;
        later(async move {
            if share::share(&title, &text, &address).await {
                return;
            }
            if files::copy(&address).await {
                session.say(t(Key::AppLinkCopied));
            } else {
                session.say(&tf(Key::AppAddress, &[("address", &address)]));
            }
        });
    }

    /// Offers a text as a file; `false`, and a word about it, when the browser can't.
    pub fn save_text(&self, name: &str, mime: &str, text: &str) -> bool {
        let saved = files::save_text(name, mime, text);
        if !saved {
            self.say(t(Key::AppSaveFailed));
        }
        saved
    }

    // Pages

    /// Goes to a page.
    pub fn go(&self, route: &Route) {
        page::go(&route.to_string());
    }

    /// What is being answered was finished in another tab: there is its result.
    pub fn finished_elsewhere(&self, sheet: &Sheet) {
        if self.is_answering() {
            self.say(t(Key::AnswerFinishedElsewhere));
            self.go(&self.route_of_finished(sheet));
        }
    }

    /// The draft that an address names was finished before, for example when one went back: there is its result.
    pub fn pass_finished(&self, id: ResponseId) {
        if let Some(Ok(complete)) = self.peek(|records| records.result(id)) {
            self.go(&self.route_of_finished(&complete.sheet));
        }
    }

    /// Where one goes with what is finished: to hand it in where it is for a workshop, else to its result.
    #[must_use]
    pub fn route_of_finished(&self, sheet: &Sheet) -> Route {
        match self.peek(|records| records.joined_by(sheet.id)) {
            Some(tag) => Route::HandIn(tag, sheet.activity.clone()),
            None => Route::of_result(sheet),
        }
    }

    /// Where one begins anew what is for a circle or a workshop; `None` where the answers are nobody else's.
    #[must_use]
    pub fn place_of(&self, sheet: &Sheet) -> Option<Route> {
        if sheet.seat.is_some() {
            return Route::of_circle(sheet);
        }
        let tag = self.peek(|records| records.joined_by(sheet.id))?;
        Some(Route::Joined(tag, sheet.activity.clone()))
    }

    /// Somebody gives up what they have begun for a circle or a workshop, and goes where one begins anew.
    pub fn leave_place(&self, draft: &Draft, place: &Route) {
        self.go(place);
        let removed = self.change(|records| records.remove_draft(draft));
        self.say_removed(t(Key::AnswerStartedOver), removed);
    }

    fn follow(&self) {
        let route = Route::parse(&page::fragment());
        if self.route.with_untracked(|now| *now == route) {
            return;
        }
        let same_page = matches!((&route, self.route.get_untracked()), (Route::Home(_), Route::Home(_)));
        self.route.set(route.clone());
        if !same_page {
            self.moved.set_value(true);
            self.ready.set(false);
            page::scroll_to_top();
            self.shown.set(route);
        }
    }

    /// Changes the address of the page that is shown, without leaving it.
    pub fn readdress(&self, route: Route) {
        page::replace(&route.to_string());
        self.route.set(route);
    }

    /// A page says that it shows what it has to show. The title is set, and after a navigation the focus
    /// moves to the heading, so that a screen reader reads where it is.
    pub fn show(&self, title: &str) {
        page::set_title(&tf(Key::AppTitle, &[("page", title), ("site", &self.site_title())]));
        let session = *self;
        if self.moved.get_value() {
            page::next_frame(move || {
                page::focus(".app h1");
                session.ready.set(true);
            });
        } else {
            // The first page is ready as soon as it stands: on a slow phone a frame is long.
            self.ready.set(true);
        }
    }

    /// Says something at the edge of the page.
    pub fn say(&self, text: &str) {
        self.toast.set(Some(Toast { text: text.to_owned(), undo: false }));
    }

    /// Takes a message away that offers nothing to undo.
    pub fn hush(&self) {
        if self.toast.with_untracked(|toast| toast.as_ref().is_some_and(|toast| !toast.undo)) {
            self.toast.set(None);
        }
    }

    /// Says what was removed and offers to put it back.
    pub fn say_removed(&self, text: &str, removed: Removed) {
        let session = *self;
        self.say_undo(text, Box::new(move || session.change(|records| records.put_back(removed))));
    }

    /// Says what was done and offers to undo it.
    pub fn say_undo(&self, text: &str, undo: Undo) {
        self.undo.set_value(Some(undo));
        self.toast.set(Some(Toast { text: text.to_owned(), undo: true }));
    }

    /// Offers no longer to undo what was done: things are no longer where they were.
    pub fn forget_undo(&self) {
        if self.undo.try_update_value(Option::take).flatten().is_some() {
            self.toast.set(None);
        }
    }

    // Content

    /// Sees to it that the catalogue is fetched once.
    pub fn need_catalogue(&self) {
        if !self.asked.get_value() {
            self.asked.set_value(true);
            self.fetch_catalogue();
        }
    }

    /// Fetches the catalogue, again if it failed before.
    pub fn fetch_catalogue(&self) {
        let (catalogue, site) = (self.catalogue, self.site());
        catalogue.set(Load::Loading);
        later(async move {
            let read = match fetch::text(INDEX).await {
                Ok(text) => read_index(&text),
                Err(status) => Err(vec![unreachable(INDEX, status)]),
            };
            catalogue.set(match read {
                Ok(mut entries) => {
                    let own = own_entries(&site.own(&entries)).await;
                    entries.extend(own);
                    entries.retain(|entry| entry.built);
                    Load::Ready(Arc::new(site.arrange(entries)))
                }
                Err(problems) => Load::Failed(problems),
            });
        });
    }

    /// An activity, fetched when it is opened for the first time; of tasks the names only.
    #[must_use]
    pub fn activity(&self, id: &str) -> ArcRwSignal<Load<Arc<Activity>>> {
        self.opened(id, id, read_questions)
    }

    /// An activity with its tasks: for the pieces of the program that run or show them.
    #[must_use]
    pub fn whole_activity(&self, id: &str) -> ArcRwSignal<Load<Arc<Activity>>> {
        self.opened(&[WHOLE, id].concat(), id, read_activity)
    }

    fn opened(&self, key: &str, id: &str, read: ReadActivity) -> ArcRwSignal<Load<Arc<Activity>>> {
        if let Some(known) = self.opened_already(key) {
            return known;
        }
        let signal = ArcRwSignal::new(Load::Loading);
        self.opened.update_value(|opened| {
            opened.push((key.to_owned(), signal.clone()));
        });
        self.fetch_activity(id, signal.clone(), read);
        signal
    }

    fn opened_already(&self, key: &str) -> Option<ArcRwSignal<Load<Arc<Activity>>>> {
        self.opened.with_value(|opened| opened.iter().find(|(known, _)| known == key).map(|(_, signal)| signal.clone()))
    }

    /// Fetches an activity again after it failed.
    pub fn retry_activity(&self, id: &str) {
        if let Some(signal) = self.opened_already(id) {
            signal.set(Load::Loading);
            self.fetch_activity(id, signal, read_questions);
        }
    }

    /// Forgets an activity that was changed here: whoever opens it next reads it anew.
    pub fn forget_activity(&self, id: &str) {
        self.opened.update_value(|opened| opened.retain(|(key, _)| key.trim_start_matches(WHOLE) != id));
    }

    /// Fetches an activity with its tasks again after it failed.
    pub fn retry_whole_activity(&self, id: &str) {
        if let Some(signal) = self.opened_already(&[WHOLE, id].concat()) {
            signal.set(Load::Loading);
            self.fetch_activity(id, signal, read_activity);
        }
    }

    /// Fetches an activity. The site's own file comes first; one that was written here or travelled here in a code is
    /// used where the site has none, or can't be reached.
    fn fetch_activity(&self, id: &str, signal: ArcRwSignal<Load<Arc<Activity>>>, read: ReadActivity) {
        let (session, id) = (*self, id.to_owned());
        later(async move {
            let file = file_of(&id);
            let fetched = fetch::text(&file).await;
            // A host may answer in its own way for what it has not: with any status, or with a page.
            let text = match &fetched {
                Ok(text) if text.trim_start().starts_with('{') => None,
                _ => session.peek(|records| records.kept_activity(&id)),
            };
            let text = text.map_or(fetched, Ok);
            let read = match text {
                Ok(text) => read(&id, &text),
                Err(status) => Err(vec![unreachable(&file, status)]),
            };
            signal.set(read.map_or_else(Load::Failed, |activity| Load::Ready(Arc::new(activity))));
        });
    }

    /// The title of an activity, as far as the catalogue knows it.
    #[must_use]
    pub fn title_of(&self, id: &str) -> String {
        self.catalogue
            .with(|catalogue| match catalogue {
                Load::Ready(catalogue) => catalogue.find(id).map(|entry| entry.title.clone()),
                _ => None,
            })
            .unwrap_or_else(|| id.to_owned())
    }

    /// A new name for a response.
    #[must_use]
    pub fn new_id(&self) -> ResponseId {
        ResponseId(clock::random_bits())
    }
}

/// What the catalogue needs of the activities that the owner has added. One that can't be read is left out: the page
/// for the owner says why.
async fn own_entries(ids: &[&str]) -> Vec<Entry> {
    let files: Vec<String> = ids.iter().map(|id| file_of(id)).collect();
    let texts = fetch::texts(&files).await;
    ids.iter()
        .zip(texts)
        .filter_map(|(id, text)| read_questions(id, &text.ok()?).ok())
        .map(|own| Entry::of(&own))
        .collect()
}

/// The file of an activity.
#[must_use]
pub fn file_of(id: &str) -> String {
    ["activities/", id, ".json"].concat()
}

/// The problem with a file that could not be fetched.
#[must_use]
pub fn unreachable(file: &str, status: u16) -> Problem {
    Problem::of_file(Code::Unreachable, file).found(status.to_string())
}
