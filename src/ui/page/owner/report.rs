//! Reads every file of the running site as the host has it now.

use crate::browser::fetch;
use crate::content::{
    INDEX, LIBRARY, SITE, check_json, read_activity, read_index, read_library, read_site, write_index,
};
use crate::domain::catalogue::{Catalogue, Entry};
use crate::domain::problem::{Code, Problem};
use crate::domain::site::{OTHERS, Site};
use crate::ui::session::{file_of, unreachable};

const MANIFEST: &str = "manifest.webmanifest";

/// A file, and what is wrong with it.
pub(super) struct Checked {
    pub(super) file: String,
    pub(super) problems: Vec<Problem>,
}

/// What came out.
pub(super) struct Report {
    /// What the owner says, as far as it can be read.
    pub(super) site: Site,
    /// Whether there is a `site.json`.
    pub(super) says: bool,
    /// All activities, as the owner lists them.
    pub(super) catalogue: Catalogue,
    /// All files that were read.
    pub(super) files: Vec<Checked>,
    /// The index as it should be, where it says something else than the files.
    pub(super) index: Option<String>,
}

impl Report {
    /// Reads everything.
    pub(super) async fn of_site() -> Self {
        let names = [SITE, INDEX, LIBRARY, MANIFEST].map(str::to_owned);
        let mut texts = fetch::hosted_texts(&names).await.into_iter();
        let mut next = || texts.next().unwrap_or(Err(0));
        let (site, index, library, manifest) = (next(), next(), next(), next());
        let (site, says, mut site_problems) = match site {
            Ok(text) => {
                let (site, problems) = read_site(&text);
                (site, true, problems)
            }
            Err(404) => (Site::default(), false, Vec::new()),
            Err(status) => (Site::default(), false, vec![unreachable(SITE, status)]),
        };
        let (listed, mut index_problems) =
            split(index.map_err(|status| vec![unreachable(INDEX, status)]).and_then(|text| read_index(&text)));
        let mut activities = Activities::default();
        activities.read(&listed, &site).await;
        let stale = index_problems.is_empty() && !activities.differing.is_empty();
        let fresh = stale.then(|| write_index(&activities.fresh(&listed)));
        index_problems.append(&mut activities.differing);
        check_names(&site, &activities.entries, &mut site_problems);
        if let Some(logo) = &site.logo {
            let found = fetch::hosted_texts(std::slice::from_ref(logo)).await;
            site_problems.extend(found.into_iter().filter_map(Result::err).map(|status| unreachable(logo, status)));
        }
        let mut files = vec![Checked { file: INDEX.to_owned(), problems: index_problems }];
        if says || !site_problems.is_empty() {
            files.insert(0, Checked { file: SITE.to_owned(), problems: site_problems });
        }
        let library = library.map_err(|status| vec![unreachable(LIBRARY, status)]).and_then(|text| read_library(&text));
        files.push(Checked { file: LIBRARY.to_owned(), problems: library.err().unwrap_or_default() });
        let manifest =
            manifest.map_err(|status| vec![unreachable(MANIFEST, status)]).and_then(|text| check_json(MANIFEST, &text));
        files.push(Checked { file: MANIFEST.to_owned(), problems: manifest.err().unwrap_or_default() });
        files.append(&mut activities.files);
        let catalogue = site.arrange(activities.entries);
        Self { site, says, catalogue, files, index: fresh }
    }

    /// Everything that is wrong, file after file.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.files.iter().flat_map(|checked| &checked.problems)
    }
}

/// The activities of the site, read one by one.
#[derive(Default)]
struct Activities {
    files: Vec<Checked>,
    entries: Vec<Entry>,
    differing: Vec<Problem>,
}

impl Activities {
    async fn read(&mut self, listed: &[Entry], site: &Site) {
        let own = site.own(listed);
        let ids: Vec<&str> = listed.iter().map(|entry| entry.id.as_str()).chain(own).collect();
        let names: Vec<String> = ids.iter().map(|id| file_of(id)).collect();
        let texts = fetch::hosted_texts(&names).await;
        for (at, ((id, file), text)) in ids.iter().zip(names).zip(texts).enumerate() {
            let read =
                text.map_err(|status| vec![unreachable(&file, status)]).and_then(|text| read_activity(id, &text));
            let (activity, problems) = match read {
                Ok(activity) => (Some(activity), Vec::new()),
                Err(problems) => (None, problems),
            };
            self.files.push(Checked { file, problems });
            let Some(entry) = activity.map(|activity| Entry::of(&activity)) else { continue };
            if listed.get(at).is_some_and(|known| *known != entry) {
                let mut problem =
                    Problem::of_file(Code::IndexDiffers, INDEX).found(entry.title.clone()).expected(INDEX);
                problem.path = format!("/activities/{at}");
                self.differing.push(problem);
            }
            self.entries.push(entry);
        }
    }

    /// The index with what the files say; of a file that can't be read, what it said before.
    fn fresh(&self, listed: &[Entry]) -> Vec<Entry> {
        let now = |known: &Entry| self.entries.iter().find(|entry| entry.id == known.id).unwrap_or(known).clone();
        listed.iter().map(now).collect()
    }
}

/// The activity to begin with must be one that is there. Of the listed ones each has its own file, which says so.
fn check_names(site: &Site, entries: &[Entry], problems: &mut Vec<Problem>) {
    let Some(featured) = &site.featured else { return };
    if !entries.iter().any(|entry| entry.id == *featured) {
        let known: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).filter(|id| *id != OTHERS).collect();
        let mut problem =
            Problem::of_file(Code::UnknownReference, SITE).found(featured.as_str()).expected(known.join(", "));
        problem.path = "/featured".to_owned();
        problems.push(problem);
    }
}

fn split<T: Default>(read: Result<T, Vec<Problem>>) -> (T, Vec<Problem>) {
    match read {
        Ok(value) => (value, Vec::new()),
        Err(problems) => (T::default(), problems),
    }
}
