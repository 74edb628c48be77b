//! What is still to mend in an activity, in the author's words: the part and the field, not the file and its places.

use crate::content::manuscript::Manuscript;
use crate::domain::problem::{Code, Problem};
use crate::i18n::{Key, cause, remedy, t, tf};
use crate::ui::html::{button, escape, line};

use super::form;

/// Where in the manuscript a problem is: the reader names the whole list where two entries of it do not go together.
pub(super) fn place(manuscript: &Manuscript, problem: &Problem) -> String {
    let is_list = ["/steps", "/insights", "/dimensions"].contains(&problem.path.as_str());
    let found =
        if is_list && !problem.value.is_empty() { manuscript.place_of(&problem.path, &problem.value) } else { None };
    found.unwrap_or_else(|| manuscript.place_at(&problem.path))
}

/// The part of the outline in which a place is.
pub(super) fn part_of(place: &str) -> &str {
    let names: Vec<&str> = place.split('/').skip(1).collect();
    let depth = match names.as_slice() {
        ["steps", _, "blocks", _, ..] => 4,
        ["steps", _, ..] => 2,
        ["scales" | "dimensions" | "bands" | "insights", ..] => 1,
        _ => 0,
    };
    let length: usize = names.iter().take(depth).map(|name| name.len() + 1).sum();
    &place[..length]
}

/// What a part of the outline is called: its own words, else what it is.
pub(super) fn part_name(manuscript: &Manuscript, part: &str) -> String {
    let key = match part {
        "" => Key::AuthorPartWhole,
        "/scales" => Key::AuthorPartScales,
        "/dimensions" => Key::AuthorPartDimensions,
        "/bands" => Key::AuthorPartBands,
        "/insights" => Key::AuthorPartInsights,
        _ => {
            let summary = manuscript.summary(part);
            if !summary.is_empty() {
                return summary.to_owned();
            }
            if part.contains("/blocks/") {
                return form::word("type", manuscript.kind(part)).to_owned();
            }
            Key::AuthorPartStep
        }
    };
    t(key).to_owned()
}

/// One problem: where, what, and what to write instead, unless that is plain.
pub(super) fn html(manuscript: &Manuscript, problem: &Problem) -> String {
    let place = place(manuscript, problem);
    let part = part_of(&place);
    let field = place[part.len()..].split('/').rfind(|name| !name.is_empty() && name.parse::<usize>().is_err());
    let part = part_name(manuscript, part);
    let whereabouts = match field.and_then(form::label) {
        Some(field) => tf(Key::AuthorWhere, &[("part", &part), ("field", field)]),
        None => part,
    };
    let go = if problem.code == Code::UnknownField {
        button("button plain", &["remove|", &escape(&place)].concat(), "", t(Key::AuthorTakeOut), "")
    } else {
        button("button plain", &["go|", &escape(&place)].concat(), "", t(Key::AuthorGo), "")
    };
    let otherwise = if problem.code == Code::Empty { String::new() } else { line("p", &remedy(problem)) };
    [line("p class=\"label\"", &whereabouts), line("p", &cause(problem)), otherwise, go].concat()
}

#[cfg(test)]
mod tests {
    use super::part_of;

    #[test]
    fn every_place_is_in_a_part_of_the_outline() {
        for (place, part) in [
            ("", ""),
            ("/title", ""),
            ("/people/min", ""),
            ("/scales/agreement/points/0", "/scales"),
            ("/dimensions/2/low", "/dimensions"),
            ("/steps/1", "/steps/1"),
            ("/steps/1/title", "/steps/1"),
            ("/steps/1/blocks", "/steps/1"),
            ("/steps/10/blocks/2/items/3/text", "/steps/10/blocks/2"),
        ] {
            assert_eq!(part_of(place), part, "{place}");
        }
    }
}
