//! The library: what terms mean, how they are searched and ordered, and where a text mentions them.
//!
//! **Invariant:** one order for everything, [`Library::in_order`]: what the list shows one below the other
//! is what "previous" and "next" lead through.

use std::ops::Range;

use super::activity::Source;

/// A group of terms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// Its name in the file.
    pub id: String,
    /// Its name on the page.
    pub title: String,
}

/// A term and what it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Its name in addresses and in the file.
    pub id: String,
    /// The term.
    pub title: String,
    /// The id of its category.
    pub category: String,
    /// One sentence.
    pub short: String,
    /// What it means; blank lines part paragraphs.
    pub text: String,
    /// The ids of terms that belong to it.
    pub related: Vec<String>,
    /// The ids of activities that practise it.
    pub activities: Vec<String>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// All terms.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Library {
    /// The categories, in the order in which they are shown.
    pub categories: Vec<Category>,
    /// The terms, as they stand in the file.
    pub terms: Vec<Term>,
}

impl Library {
    /// A term by its id.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }

    /// A category by its id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// All terms: category after category, within each as they stand in the file.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Term> {
        let of = |category: &str| self.terms.iter().filter(|term| term.category == category).collect::<Vec<_>>();
        self.categories.iter().flat_map(|category| of(&category.id)).collect()
    }

    /// The terms in which every word occurs, in the title, the sentence or the text, of one category or of
    /// all; in order. Without words, all of them.
    #[must_use]
    pub fn search(&self, words: &str, category: Option<&str>) -> Vec<&Term> {
        let words = plain(words);
        let mut found = self.in_order();
        found.retain(|term| {
            let hay = plain(&[term.title.as_str(), &term.short, &term.text].join("\n"));
            category.is_none_or(|id| term.category == id) && words.split_whitespace().all(|word| hay.contains(word))
        });
        found
    }

    /// The terms before and after this one.
    #[must_use]
    pub fn neighbours(&self, id: &str) -> (Option<&Term>, Option<&Term>) {
        let all = self.in_order();
        let Some(at) = all.iter().position(|term| term.id == id) else { return (None, None) };
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        (before.copied(), all.get(at + 1).copied())
    }

    /// The terms that belong to this one, as its author lists them; not the term itself.
    #[must_use]
    pub fn related(&self, term: &Term) -> Vec<&Term> {
        term.related.iter().filter(|id| **id != term.id).filter_map(|id| self.term(id)).collect()
    }

    /// Where a text in this language (`en-GB`) mentions a term: the first place of each term's title, or of
    /// its plural, as whole words, whatever the case. Longer titles come first, and no two places overlap.
    /// The places are bytes, in the order of the text.
    #[must_use]
    pub fn mentions(&self, text: &str, language: &str) -> Vec<(Range<usize>, &Term)> {
        let is_english = language.split('-').next() == Some("en");
        let text = &fold(text);
        let mut terms: Vec<(Vec<Letter>, &Term)> = self.terms.iter().map(|term| (fold(&term.title), term)).collect();
        // Stable: of two titles of one length, the first in the file comes first.
        terms.sort_by_key(|(title, _)| std::cmp::Reverse(title.len()));
        let mut found: Vec<(Range<usize>, &Term)> = Vec::new();
        for (title, term) in terms.iter().filter(|(title, _)| !title.is_empty()) {
            let free = |place: &Range<usize>| {
                found.iter().all(|(taken, _)| place.end <= taken.start || taken.end <= place.start)
            };
            let forms = forms(title, is_english);
            let place = (0..text.len())
                .flat_map(|at| forms.iter().filter_map(move |form| whole_word(text, at, form)))
                .find(free);
            if let Some(place) = place {
                found.push((place, *term));
            }
        }
        found.sort_by_key(|(place, _)| place.start);
        found
    }
}

impl Term {
    /// What is read aloud, piece by piece: the title, the sentence, then the text sentence by sentence. In
    /// pieces, because a voice that pauses goes on with the piece at which it stopped.
    #[must_use]
    pub fn spoken(&self) -> Vec<String> {
        let parts = [self.title.as_str(), &self.short].into_iter().chain(self.text.split("\n\n"));
        parts.flat_map(sentences).collect()
    }
}

/// The sentences of a paragraph: up to a full stop, question or exclamation mark, with the closing quotes
/// and brackets behind it, before a blank.
fn sentences(paragraph: &str) -> Vec<String> {
    const ENDS: &str = ".?!…。？！؟۔।";
    const CLOSING: &str = "”’»\")]";
    let mut found = Vec::new();
    let mut sentence = String::new();
    let mut ended = false;
    for letter in paragraph.chars() {
        if ended && letter.is_whitespace() {
            found.push(std::mem::take(&mut sentence));
        }
        ended = ENDS.contains(letter) || ended && CLOSING.contains(letter);
        sentence.push(letter);
    }
    found.push(sentence);
    found.iter().map(|sentence| sentence.trim().to_owned()).filter(|sentence| !sentence.is_empty()).collect()
}

// Texts as they are compared

/// A letter in lower case and the bytes of the text that it comes from: one letter may give two (İ).
struct Letter {
    letter: char,
    place: Range<usize>,
}

fn fold(text: &str) -> Vec<Letter> {
    let of = |(start, letter): (usize, char)| {
        let place = start..start + letter.len_utf8();
        lower(letter).map(move |letter| Letter { letter, place: place.clone() })
    };
    text.char_indices().flat_map(of).collect()
}

fn plain(text: &str) -> String {
    text.chars().flat_map(lower).collect()
}

/// A letter in lower case, with one form for what is set in several: blanks, apostrophes, hyphens.
fn lower(letter: char) -> std::char::ToLowercase {
    match letter {
        '’' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other if other.is_whitespace() => ' ',
        other => other,
    }
    .to_lowercase()
}

/// A title as it may be written: itself, and its plural. With an s in any language, as many write it; in
/// English also with the endings of "approaches" and "allies".
fn forms(title: &[Letter], is_english: bool) -> Vec<Vec<char>> {
    let title: Vec<char> = title.iter().map(|letter| letter.letter).collect();
    let with = |stem: &[char], ending: &str| stem.iter().copied().chain(ending.chars()).collect();
    let mut forms = vec![title.clone(), with(&title, "s")];
    match title.as_slice() {
        _ if !is_english => {}
        [.., 's' | 'x' | 'z'] | [.., 'c' | 's', 'h'] => forms.push(with(&title, "es")),
        [stem @ .., 'y'] if stem.last().is_some_and(|last| last.is_alphabetic() && !"aeiou".contains(*last)) => {
            forms.push(with(stem, "ies"));
        }
        _ => {}
    }
    forms
}

/// The bytes of a form of a title, if it stands at this letter as whole words.
fn whole_word(text: &[Letter], at: usize, form: &[char]) -> Option<Range<usize>> {
    let end = at + form.len();
    let same = text.get(at..end)?.iter().zip(form).all(|(a, b)| a.letter == *b);
    (same && parts_words(text, at) && parts_words(text, end)).then(|| text[at].place.start..text[end - 1].place.end)
}

/// Whether a word may end and another begin before this letter.
fn parts_words(text: &[Letter], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| text.get(before)) else { return true };
    let Some(after) = text.get(at) else { return true };
    !(joins(before.letter) && joins(after.letter)) && before.place != after.place
}

/// Whether a letter goes on a word: also a hyphen, since a compound is another word, and an accent that is
/// written by itself.
fn joins(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-' || letter == '_' || ('\u{300}'..='\u{36f}').contains(&letter)
}
