//! The fields of what is being written, as markup. A field's name is its place in the file; of a box it has a `?` behind
//! it, and of boxes in a list it is the list's place, `#` and the word.

use crate::content::manuscript::{Field, Input, Item};
use crate::i18n::{Key, plain_number, t, tf};
use crate::ui::html::{button, escape, icon, icon_button, line};

/// What the format calls its fields, and what an author reads.
const FIELDS: [(&str, Key); 76] = [
    ("title", Key::AuthorFieldTitle),
    ("label", Key::AuthorFieldLabel),
    ("summary", Key::AuthorFieldSummary),
    ("text", Key::AuthorFieldText),
    ("left", Key::AuthorFieldLeft),
    ("right", Key::AuthorFieldRight),
    ("hint", Key::AuthorFieldHint),
    ("purpose", Key::AuthorFieldPurpose),
    ("outcome", Key::AuthorFieldOutcome),
    ("theme", Key::AuthorFieldTheme),
    ("kind", Key::AuthorFieldKind),
    ("minutes", Key::AuthorFieldMinutes),
    ("who", Key::AuthorFieldWho),
    ("people", Key::AuthorFieldPeople),
    ("min", Key::AuthorFieldMin),
    ("max", Key::AuthorFieldMax),
    ("modes", Key::AuthorFieldModes),
    ("materials", Key::AuthorFieldMaterials),
    ("author", Key::AuthorFieldAuthor),
    ("year", Key::AuthorFieldYear),
    ("note", Key::AuthorFieldNote),
    ("source", Key::AuthorFieldSource),
    ("guide", Key::AuthorFieldGuide),
    ("facilitator", Key::AuthorFieldFacilitator),
    ("scale", Key::AuthorFieldScale),
    ("scales", Key::AuthorFieldScales),
    ("points", Key::AuthorFieldPoints),
    ("dimension", Key::AuthorFieldDimension),
    ("dimensions", Key::AuthorFieldDimensions),
    ("reverse", Key::AuthorFieldReverse),
    ("low", Key::AuthorFieldLow),
    ("middle", Key::AuthorFieldMiddle),
    ("high", Key::AuthorFieldHigh),
    ("from", Key::AuthorFieldFrom),
    ("bands", Key::AuthorFieldBands),
    ("layout", Key::AuthorFieldLayout),
    ("zones", Key::AuthorFieldZones),
    ("axes", Key::AuthorFieldAxes),
    ("x", Key::AuthorFieldX),
    ("y", Key::AuthorFieldY),
    ("cards", Key::AuthorFieldCards),
    ("mirror", Key::AuthorFieldMirror),
    ("want", Key::AuthorFieldWant),
    ("offer", Key::AuthorFieldOffer),
    ("list", Key::AuthorFieldList),
    ("total", Key::AuthorFieldTotal),
    ("unit", Key::AuthorFieldUnit),
    ("most", Key::AuthorFieldMost),
    ("rows", Key::AuthorFieldRows),
    ("columns", Key::AuthorFieldColumns),
    ("options", Key::AuthorFieldOptions),
    ("items", Key::AuthorFieldItems),
    ("multiple", Key::AuthorFieldMultiple),
    ("required", Key::AuthorFieldRequired),
    ("long", Key::AuthorFieldLong),
    ("names", Key::AuthorFieldNames),
    ("template", Key::AuthorFieldTemplate),
    ("blanks", Key::AuthorFieldBlanks),
    ("prompts", Key::AuthorFieldPrompts),
    ("seconds", Key::AuthorFieldSeconds),
    ("turns", Key::AuthorFieldTurns),
    ("about", Key::AuthorFieldAbout),
    ("insights", Key::AuthorFieldInsights),
    ("count", Key::AuthorFieldCount),
    ("block", Key::AuthorFieldBlock),
    ("column", Key::AuthorFieldColumn),
    ("zone", Key::AuthorFieldZone),
    ("is", Key::AuthorFieldIs),
    ("below", Key::AuthorFieldBelow),
    ("above", Key::AuthorFieldAbove),
    ("say", Key::AuthorFieldSay),
    ("tone", Key::AuthorFieldTone),
    ("debrief", Key::AuthorFieldDebrief),
    ("next", Key::AuthorFieldNext),
    ("id", Key::AuthorFieldId),
    ("type", Key::AuthorFieldType),
];

/// The same for the words of the format.
const WORDS: [(&str, Key); 42] = [
    ("assessment", Key::AuthorWordAssessment),
    ("exercise", Key::AuthorWordExercise),
    ("scale", Key::AuthorWordScale),
    ("poles", Key::AuthorWordPoles),
    ("choice", Key::AuthorWordChoice),
    ("text", Key::AuthorWordText),
    ("entries", Key::AuthorWordEntries),
    ("board", Key::AuthorWordBoard),
    ("allocate", Key::AuthorWordAllocate),
    ("rank", Key::AuthorWordRank),
    ("matrix", Key::AuthorWordMatrix),
    ("sentence", Key::AuthorWordSentence),
    ("talk", Key::AuthorWordTalk),
    ("commitments", Key::AuthorWordCommitments),
    ("consent", Key::AuthorWordConsent),
    ("partnership", Key::AuthorWordPartnership),
    ("leadership", Key::AuthorWordLeadership),
    ("alliances", Key::AuthorWordAlliances),
    ("ownership", Key::AuthorWordOwnership),
    ("conversation", Key::AuthorWordConversation),
    ("planning", Key::AuthorWordPlanning),
    ("solo", Key::AuthorWordSolo),
    ("pair", Key::AuthorWordPair),
    ("group", Key::AuthorWordGroup),
    ("together", Key::AuthorWordTogether),
    ("each", Key::AuthorWordEach),
    ("sides", Key::AuthorWordSides),
    ("long", Key::AuthorWordLong),
    ("number", Key::AuthorWordNumber),
    ("date", Key::AuthorWordDate),
    ("columns", Key::AuthorWordColumns),
    ("quadrants", Key::AuthorWordQuadrants),
    ("rings", Key::AuthorWordRings),
    ("ladder", Key::AuthorWordLadder),
    ("grid", Key::AuthorWordGrid),
    ("pairs", Key::AuthorWordPairs),
    ("whole", Key::AuthorWordWhole),
    ("notice", Key::AuthorWordNotice),
    ("praise", Key::AuthorWordPraise),
    ("low", Key::AuthorWordLow),
    ("middle", Key::AuthorWordMiddle),
    ("high", Key::AuthorWordHigh),
];

fn said(table: &[(&str, Key)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, key)| t(*key))
}

/// What a field is called.
pub(super) fn label(name: &str) -> Option<&'static str> {
    said(&FIELDS, name)
}

/// A word of the format as an author reads it, in the field of this name.
pub(super) fn word<'a>(field: &str, word: &'a str) -> &'a str {
    // Whose turn it is and who does a step share a word.
    if (field, word) == ("turns", "each") { t(Key::AuthorWordTurn) } else { said(&WORDS, word).unwrap_or(word) }
}

/// Draws fields one under the other.
pub(super) fn html(fields: &[Field]) -> String {
    fields.iter().map(field_html).collect()
}

fn field_html(field: &Field) -> String {
    let place = escape(&field.place);
    let label = label(&field.name).unwrap_or(&field.name);
    match &field.input {
        Input::Line(..) | Input::Prose(..) | Input::Number(_) | Input::Word(..) | Input::Reference(..) => {
            let body = input_html(field, &place);
            if field.name.is_empty() {
                return body;
            }
            let optional =
                if field.required { String::new() } else { line("span class=\"hush\"", t(Key::AuthorOptional)) };
            format!("<div class=\"field\"><label for=\"f{place}\">{} {optional}</label>{body}</div>", escape(label))
        }
        Input::Flag(is_on) => {
            let checked = if *is_on { " checked" } else { "" };
            format!(
                "<label class=\"author-flag\"><input type=\"checkbox\" name=\"{place}?\" value=\"true\"{checked}><span>{}</span></label>",
                escape(label)
            )
        }
        Input::Words(chosen, words) => {
            let boxes = words.iter().map(|one| {
                let checked = if chosen.contains(one) { " checked" } else { "" };
                format!(
                    "<label class=\"chip\"><input type=\"checkbox\" name=\"{place}#{0}\" value=\"{0}\"{checked}><span>{1}{2}</span></label>",
                    escape(one),
                    icon("check"),
                    escape(word(&field.name, one))
                )
            });
            group_html(label, &["<div class=\"chips\">", &boxes.collect::<String>(), "</div>"].concat())
        }
        Input::Group(None) => {
            let add = button("button plain", &format!("add|{place}"), &icon("plus"), label, "");
            ["<p>", &add, "</p>"].concat()
        }
        Input::Group(Some(fields)) => {
            let remove = if field.required {
                String::new()
            } else {
                button("button plain", &format!("remove|{place}"), &icon("close"), t(Key::AuthorTakeOut), "")
            };
            group_html(label, &[&html(fields), remove.as_str()].concat())
        }
        Input::List(items) => group_html(label, &list_html(items, &place, label)),
        Input::Source(input, has_other) => {
            let (body, words) = match &**input {
                Input::List(items) => (list_html(items, &place, label), Key::AuthorFromList),
                other => {
                    let from = Field {
                        place: [&field.place, "/from"].concat(),
                        name: "list".to_owned(),
                        required: true,
                        input: other.clone(),
                    };
                    (field_html(&from), Key::AuthorFromHere)
                }
            };
            let switch = button("button plain", &format!("switch|{place}"), "", t(words), "");
            let switch = if *has_other { switch } else { String::new() };
            group_html(label, &[body, switch].concat())
        }
    }
}

fn group_html(label: &str, body: &str) -> String {
    ["<fieldset class=\"author-group stack-s\">", &line("legend class=\"label\"", label), body, "</fieldset>"].concat()
}

fn list_html(items: &[Item], place: &str, label: &str) -> String {
    // Entries that are told by a name have no order.
    let has_order =
        items.iter().all(|item| item.place.rsplit('/').next().is_some_and(|name| name.parse::<usize>().is_ok()));
    let rows = items.iter().enumerate().map(|(at, item)| {
        let place = escape(&item.place);
        let name = match summary_of(item) {
            "" => [label, " ", &plain_number(at + 1)].concat(),
            summary => summary.to_owned(),
        };
        let tool = |verb: &str, sign: &str, words| {
            icon_button(&format!("{verb}|{place}"), &icon(sign), &tf(words, &[("name", &name)]))
        };
        let order = if has_order {
            tool("up", "up", Key::TaskUp) + &tool("down", "down", Key::TaskDown)
        } else {
            String::new()
        };
        let tools = [order, tool("remove", "close", Key::TaskRemove)];
        [
            "<li><div class=\"grow stack-s\">",
            &html(&item.fields),
            "</div><div class=\"author-item-tools\">",
            &tools.concat(),
            "</div></li>",
        ]
        .concat()
    });
    let add = button("button plain", &format!("add|{place}"), &icon("plus"), t(Key::AuthorAddOne), "");
    ["<ol class=\"author-items\">", &rows.collect::<String>(), "</ol>", &add].concat()
}

/// The first words that stand in an entry.
fn summary_of(item: &Item) -> &str {
    let words = item.fields.iter().filter_map(|field| match &field.input {
        Input::Line(text, _) | Input::Prose(text, _) => Some(text.trim()),
        _ => None,
    });
    words.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// The control itself. A text without a label of its own is called as its list.
fn input_html(field: &Field, place: &str) -> String {
    let named = if field.name.is_empty() {
        let list = field.place.rsplit('/').nth(1).unwrap_or_default();
        format!(" aria-label=\"{}\"", escape(label(list).unwrap_or(list)))
    } else {
        String::new()
    };
    let head = format!("class=\"input\" id=\"f{place}\" name=\"{place}\"{named}");
    let options = |chosen: &str, all: &[(String, String)]| {
        let none = if field.required && !chosen.is_empty() {
            String::new()
        } else {
            format!("<option value=\"\">{}</option>", escape(t(Key::AuthorNone)))
        };
        // What the author's file names and is not there stays as it is until something else is chosen.
        let missing = (!chosen.is_empty() && all.iter().all(|(value, _)| value != chosen))
            .then(|| format!("<option value=\"{0}\" selected>{0}</option>", escape(chosen)));
        let rows = all.iter().map(|(value, words)| {
            let selected = if value == chosen { " selected" } else { "" };
            let words = if words.is_empty() { value } else { words };
            format!("<option value=\"{}\"{selected}>{}</option>", escape(value), escape(words))
        });
        [none, missing.unwrap_or_default(), rows.collect()].concat()
    };
    match &field.input {
        Input::Line(text, most) => {
            format!("<input {head} type=\"text\" maxlength=\"{most}\" value=\"{}\">", escape(text))
        }
        Input::Prose(text, most) => {
            format!("<textarea {head} rows=\"3\" maxlength=\"{most}\">\n{}</textarea>", escape(text))
        }
        Input::Number(text) => format!("<input {head} type=\"text\" inputmode=\"decimal\" value=\"{}\">", escape(text)),
        Input::Word(chosen, words) => {
            let all: Vec<(String, String)> =
                words.iter().map(|one| (one.clone(), word(&field.name, one).to_owned())).collect();
            format!("<select {head}>{}</select>", options(chosen, &all))
        }
        Input::Reference(chosen, known) => format!("<select {head}>{}</select>", options(chosen, known)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FIELDS, WORDS};
    use crate::content::manuscript::vocabulary;

    #[test]
    fn the_format_and_what_authors_read_name_the_same() {
        let (names, words) = vocabulary();
        assert!(names.len() > 60 && words.len() > 30, "{names:?} {words:?}");
        for (table, mut known) in [(&FIELDS[..], names), (&WORDS[..], words)] {
            // These follow by themselves or stand in the outline.
            known.retain(|name| !["format", "steps", "blocks"].contains(&name.as_str()));
            let table: BTreeSet<String> = table.iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(table, known);
        }
    }
}
