//! Accessibility: axe-core looks at the page as it is now.

use std::fmt;
use std::fs;
use std::sync::OnceLock;

use serde_json::Value;

use super::engine;
use super::session::Person;

/// A rule that the page breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule, such as `color-contrast`.
    pub rule: String,
    /// How bad: `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// The rule in words.
    pub help: String,
    /// Where, each with what to change.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({}): {}", self.rule, self.impact, self.help)?;
        self.places.iter().try_for_each(|place| writeln!(f, "  - {place}"))
    }
}

/// Runs axe after its source. Only rules of the standard and best practices.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
if (typeof axe === 'undefined') return done(null);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
  ({ violations }) => done(violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: String(impact),
    help,
    places: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
  }))),
  (error) => done(String(error)),
);";

impl Person<'_> {
    /// The rules that the visible page breaks, once nothing moves: colours that
    /// are still changing are no one's colours.
    #[track_caller]
    pub fn axe(&self) -> Vec<Violation> {
        self.stands_still();
        // The source is long: it is only sent to a page that has not got it.
        let mut found = self.tell(self.client.execute_async(RUN, Vec::new()));
        if found.is_null() {
            let script = format!("{}\n{RUN}", source());
            found = self.tell(self.client.execute_async(&script, Vec::new()));
        }
        let Value::Array(found) = found else {
            self.fail(&format!("axe says: {found}"));
        };
        found.iter().map(violation).collect()
    }

    /// Holds that the page breaks no rule; `state` says in words what is shown.
    #[track_caller]
    pub fn assert_accessible(&self, state: &str) {
        let violations = self.axe();
        if !violations.is_empty() {
            let list: String = violations.iter().map(ToString::to_string).collect();
            self.fail(&format!("\"{state}\" is not accessible to all:\n{list}"));
        }
    }
}

fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let file = &engine::run().axe;
        fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    })
}

fn violation(found: &Value) -> Violation {
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    let places = found["places"].as_array().into_iter().flatten();
    Violation {
        rule: text("rule"),
        impact: text("impact"),
        help: text("help"),
        places: places.filter_map(Value::as_str).map(|place| place.replace("\n ", ";")).collect(),
    }
}
