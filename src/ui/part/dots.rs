//! Every person a dot: strips of several people's answers, each with its figures in words beside it.

use crate::chart::strip::levels;
use crate::domain::agreement::Accord;
use crate::domain::number::fixed;
use crate::domain::order::sorted;
use crate::i18n::{Key, Plural, fine, join, percent, plain_number, score, t, tf, tn};
use crate::ui::html::{escape, line, note};
use crate::wire::export::DotRow;

/// The strips, what to talk about first on top. What nobody answered is left out; what is withheld says so.
#[must_use]
pub fn dots_html(rows: &[DotRow]) -> String {
    let answered: Vec<&DotRow> = rows.iter().filter(|row| is_drawn(row)).collect();
    let rows: String = sorted(answered, |row| row.place as u128).into_iter().map(|row| row_html(row, "")).collect();
    ["<ul class=\"strips\">", &rows, "</ul>"].concat()
}

/// The strips of dimensions, in their order, the first marked as the one to begin with.
#[must_use]
pub fn dimensions_html(rows: &[DotRow]) -> String {
    let start = [&line("strong", t(Key::TogetherStart)), " ", &escape(t(Key::TogetherStartAsk))].concat();
    let start = note("remark", "talk", &["<p>", &start, "</p>"].concat());
    let answered = rows.iter().filter(|row| is_drawn(row));
    let rows: String = answered
        .enumerate()
        // Where nobody can agree or disagree yet, there is nothing to begin with.
        .map(|(at, row)| row_html(row, if at == 0 && row.figures.accord.is_some() { &start } else { "" }))
        .collect();
    ["<ol class=\"strips\">", &rows, "</ol>"].concat()
}

fn is_drawn(row: &DotRow) -> bool {
    !row.dots.is_empty() || !row.withheld.is_empty()
}

fn row_html(row: &DotRow, start: &str) -> String {
    if !row.withheld.is_empty() {
        return withheld_html(row);
    }
    let far = matches!(row.figures.accord, Some(Accord::Spread | Accord::Split));
    let class = if far { "strip-row far" } else { "strip-row" };
    let label = if row.label.is_empty() { String::new() } else { line("h3", &row.label) };
    let band = if row.note.is_empty() { String::new() } else { line("span class=\"hush\"", &row.note) };
    let mean = row.figures.mean.map(|mean| {
        let word = tf(Key::TogetherMeanIs, &[("n", &score(Some(mean)))]);
        format!(
            "<p class=\"strip-mean\"><span class=\"visually-hidden\">{}</span><span aria-hidden=\"true\">{}</span></p>",
            escape(&word),
            escape(&score(Some(mean)))
        )
    });
    format!(
        "<li class=\"{class}\"><div class=\"strip-name\">{label}{band}</div>{}<div class=\"strip-box\">{}<p class=\"strip-ends\">{}{}</p></div>{}{start}</li>",
        mean.unwrap_or_default(),
        strip_html(row),
        line("span", &row.ends[0]),
        line("span", &row.ends[1]),
        said_html(row),
    )
}

/// A row of which only the name is shown.
fn withheld_html(row: &DotRow) -> String {
    let name = if row.label.is_empty() { row.ends.join(" – ") } else { row.label.clone() };
    [
        "<li class=\"strip-row withheld\"><div class=\"strip-name\">",
        &line("h3", &name),
        "</div>",
        &line("p class=\"strip-said\"", &row.withheld),
        "</li>",
    ]
    .concat()
}

/// The figures as text: nothing is said by place or colour alone.
fn said_html(row: &DotRow) -> String {
    let figures = &row.figures;
    let say = |key: Key, figure: Option<String>| figure.map(|n| tf(key, &[("n", &n)]));
    let parts = [
        Some(tn(Plural::TogetherAnswers, figures.n, &[])),
        say(Key::TogetherAgreementIs, figures.agreement.map(fine)),
        say(Key::TogetherSpreadIs, figures.spread.map(|spread| score(Some(spread)))),
        say(Key::TogetherFavourableIs, figures.favourable.map(percent)),
    ];
    let parts: String = parts.iter().flatten().map(|part| line("span", part)).collect();
    let (_, each) = drawn(row);
    let each =
        if each > 1 { line("span", &tf(Key::FiguresDotStands, &[("n", &plain_number(each))])) } else { String::new() };
    let word = if row.accord.is_empty() { String::new() } else { line("b", &row.accord) };
    ["<p class=\"strip-said\">", &word, &parts, &each, "</p>"].concat()
}

/// As many dots a strip can hold before they are too small to be told apart: of more people a dot stands for several.
const MOST: usize = 200;
/// As many are drawn of a crowd in a strip with a name, and of one among many strips: a page of ten thousand dots
/// keeps a phone busy for a second.
const OF_CROWD: [usize; 2] = [200, 50];

/// The dots that are drawn, rising, and how many people each stands for. One is drawn at least for every answer that
/// came.
fn drawn(row: &DotRow) -> (Vec<f64>, usize) {
    let n = row.dots.n();
    // A dimension's strip names the band of its mean; a statement's has none, and there are many of them.
    let most = OF_CROWD[usize::from(row.note.is_empty())];
    let each = if n <= MOST { 1 } else { n.div_ceil(most) };
    let dots =
        row.dots.iter().flat_map(|(value, count)| std::iter::repeat_n(value, ((count + each / 2) / each).max(1)));
    (dots.collect(), each)
}

fn strip_html(row: &DotRow) -> String {
    let (dots, _) = drawn(row);
    let levels = levels(&dots, row.points);
    let high = levels.iter().max().map_or(1, |level| level + 1);
    let dots: String = dots
        .iter()
        .zip(&levels)
        .map(|(value, level)| format!("<i class=\"dot\" data-style=\"--v:{};--k:{level}\"></i>", fixed(*value, 2)))
        .collect();
    let ticks: String =
        (1..=row.points).map(|point| format!("<i class=\"tick\" data-style=\"--v:{point}\"></i>")).collect();
    let mean = row.figures.mean.map(|mean| format!("<i class=\"avg\" data-style=\"--v:{}\"></i>", fixed(mean, 2)));
    format!(
        "<div class=\"strip\" role=\"img\" aria-label=\"{}\" data-style=\"--points:{};--high:{high}\">{ticks}{dots}{}</div>",
        escape(&described(row)),
        row.points,
        mean.unwrap_or_default(),
    )
}

/// What the strip shows, for who does not see it: "9 answers: 2 at 3, 7 at 4".
fn described(row: &DotRow) -> String {
    let at = |(value, count): (f64, usize)| {
        let whole = value.fract() == 0.0;
        let point = if whole { plain_number(value as usize) } else { score(Some(value)) };
        tf(Key::TogetherDotsAt, &[("n", &plain_number(count)), ("point", &point)])
    };
    let list = join(&row.dots.iter().map(at).collect::<Vec<_>>());
    tf(Key::TogetherDots, &[("answers", &tn(Plural::TogetherAnswers, row.dots.n(), &[])), ("list", &list)])
}
