//! The same questions in SurveyJS, as its own guide says to put them on a
//! page, and with everything chosen in its favour: files minified by its
//! makers, the style sheet without web fonts, which would ask another host,
//! the questions in the page itself, and nothing else to load.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{ASSESSMENT, Page};
use crate::failure::{Explain, Failure, Result};
use crate::server::{Response, Server, ServerOptions};
use crate::tools::Toolbox;

/// The two ways to lay out twenty questions; the faster one is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// All on one page.
    OnePage,
    /// One at a time.
    OneQuestion,
}

impl Layout {
    pub(super) const ALL: [Self; 2] = [Self::OnePage, Self::OneQuestion];

    /// Its page; the first question can be answered as soon as it is there.
    pub(super) fn page(self) -> Page {
        Page {
            path: match self {
                Self::OnePage => "one-page.html",
                Self::OneQuestion => "one-question.html",
            },
            ready: "document.querySelector('input[type=radio]:enabled')",
            first: None,
        }
    }

    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::OnePage => "all questions on one page",
            Self::OneQuestion => "one question at a time",
        }
    }

    fn mode(self) -> &'static str {
        match self {
            Self::OnePage => "singlePage",
            Self::OneQuestion => "questionPerPage",
        }
    }
}

/// Serves both layouts, with the questions of the built assessment.
pub(super) fn serve(toolbox: &Toolbox, dist: &Path) -> Result<Server> {
    let questions = questions(dist)?;
    let extra: HashMap<_, _> =
        Layout::ALL.map(|layout| (format!("/{}", layout.page().path), Response::body(html(layout, &questions)))).into();
    let packages = toolbox.surveyjs()?;
    Server::start(ServerOptions { compress: true, extra, ..ServerOptions::new(packages) })
}

/// Every item of the assessment as a row of buttons between its two sides.
fn questions(dist: &Path) -> Result<Vec<Value>> {
    let file = dist.join("activities").join(format!("{ASSESSMENT}.json"));
    let what = format!("The questions of {} cannot be read.", file.display());
    let remedy = "Check the file in public/activities, then build again.";
    let text = fs::read_to_string(&file).explain(&what, remedy)?;
    let activity: Value = serde_json::from_str(&text).explain(&what, remedy)?;
    let mut questions = Vec::new();
    collect(&activity["steps"], &mut questions);
    if questions.is_empty() {
        return Err(Failure::new(what, "no item in it has two sides", remedy));
    }
    Ok(questions)
}

fn collect(value: &Value, questions: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, questions)),
        Value::Object(fields) => {
            if let (Some(left), Some(right)) = (fields.get("left"), fields.get("right")) {
                questions.push(json!({
                    "type": "rating",
                    "name": fields.get("id"),
                    "title": format!("Question {}", questions.len() + 1),
                    "displayMode": "buttons",
                    "rateMin": 1,
                    "rateMax": 5,
                    "minRateDescription": left,
                    "maxRateDescription": right,
                }));
            }
            fields.values().for_each(|value| collect(value, questions));
        }
        _ => {}
    }
}

fn html(layout: Layout, questions: &[Value]) -> String {
    let model = json!({ "questionsOnPageMode": layout.mode(), "elements": questions });
    // No text of ours may end the script early.
    let model = model.to_string().replace('<', "\\u003c");
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Survey</title>
<link rel="stylesheet" href="/survey-core/survey-core.fontless.min.css">
<script defer src="/survey-core/survey.core.min.js"></script>
<script defer src="/survey-js-ui/survey-js-ui.min.js"></script>
</head>
<body>
<div id="survey"></div>
<script type="module">
new Survey.Model({model}).render(document.getElementById("survey"));
</script>
</body>
</html>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_every_item_with_two_sides() {
        let steps = json!([{ "blocks": [{ "items": [
            { "id": "a", "left": "one", "right": "other" },
            { "id": "b", "left": "</script>", "right": "x" },
            { "id": "c", "text": "no sides" },
        ]}]}]);
        let mut found = Vec::new();
        collect(&steps, &mut found);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0]["minRateDescription"], "one");
        let html = html(Layout::OnePage, &found);
        assert_eq!(html.matches("</script>").count(), 3);
    }
}
