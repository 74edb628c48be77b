//! `#/owner`: for whoever looks after the site. Every file is read as the host has it now; what is wrong is listed with
//! its place and remedy, and beside it stands what visitors get.

mod report;

use leptos::prelude::*;

use self::report::{Checked, Report};
use crate::browser::{later, share};
use crate::domain::colour::{Rgb, Role, Tint};
use crate::domain::invitation::USUAL_LEAST;
use crate::i18n::{Key, Plural, fine, plain_number, t, tf, tn};
use crate::route::Route;
use crate::ui::html::{button, escape, line};
use crate::ui::part::problems::problem_html;
use crate::ui::part::whole::whole;
use crate::ui::session::Session;

/// Draws the page, and begins to read.
pub fn page(session: Session) -> AnyView {
    session.show(t(Key::OwnerTitle));
    let found: RwSignal<Option<Report>, LocalStorage> = RwSignal::new_local(None);
    let check = move || {
        found.set(None);
        later(async move {
            let report = Report::of_site().await;
            // The page may have been left meanwhile, and its signal with it.
            found.try_set(Some(report));
        });
    };
    check();
    let pressed = move |what: &str| match what {
        "again" => check(),
        "copy-preview" => session.copy(preview_lines(session)),
        "index" => {
            let index = found.with_untracked(|report| report.as_ref().and_then(|report| report.index.clone()));
            session.save_text("index.json", "application/json", &index.unwrap_or_default());
        }
        _ => {}
    };
    let outcome = move || {
        let html =
            found.with(|report| report.as_ref().map_or_else(checking_html, |report| report_html(session, report)));
        whole(html, Box::new(pressed), Box::new(|_| ()))
    };
    view! {
        <div class="wrap stack">
            <h1 tabindex="-1">{t(Key::OwnerTitle)}</h1>
            <p class="lede">{t(Key::OwnerLede)}</p>
            {outcome}
        </div>
    }
    .into_any()
}

fn checking_html() -> String {
    line("p class=\"hush\" role=\"status\"", t(Key::OwnerChecking))
}

fn report_html(session: Session, report: &Report) -> String {
    let problems: Vec<String> =
        report.problems().map(|problem| ["<li>", &problem_html(problem), "</li>"].concat()).collect();
    let verdict = if problems.is_empty() {
        line("p class=\"lede\" role=\"status\"", &tn(Plural::OwnerRight, report.files.len(), &[]))
    } else {
        [
            line("h2", &tn(Plural::OwnerWrong, problems.len(), &[])),
            line("p", t(Key::OwnerWrongHint)),
            "<ul class=\"problem-list stack\">".to_owned(),
            problems.concat(),
            "</ul>".to_owned(),
        ]
        .concat()
    };
    let index =
        report.index.as_ref().map_or_else(String::new, |_| button("button", "index", "", t(Key::OwnerIndex), ""));
    format!(
        "<div class=\"stack\">{verdict}<p class=\"row\">{index}{}<a class=\"button quiet\" href=\"{}\">{}</a></p></div>\
         <section class=\"section stack\"><h2>{}</h2>{}</section>\
         <section class=\"section stack\"><h2>{}</h2>{}</section>{}",
        button("button quiet", "again", "", t(Key::OwnerAgain), ""),
        Route::Author(None),
        escape(t(Key::AuthorTitle)),
        escape(t(Key::OwnerSeen)),
        seen_html(session, report),
        escape(t(Key::OwnerFiles)),
        files_html(&report.files),
        preview_html(session),
    )
}

/// What visitors get, as terms and values.
fn seen_html(session: Session, report: &Report) -> String {
    let site = &report.site;
    let usual = || t(Key::OwnerUsual).to_owned();
    let text = |value: &Option<String>| value.clone().unwrap_or_else(usual);
    let [accent, second] = site.tints();
    let catalogue = &report.catalogue;
    let listed = [("n", plain_number(catalogue.listed().len())), ("all", plain_number(catalogue.all().len()))];
    let listed: Vec<(&str, &str)> = listed.iter().map(|(name, number)| (*name, number.as_str())).collect();
    let featured = site.featured.as_deref().and_then(|id| catalogue.find(id)).map(|entry| entry.title.clone());
    let links: Vec<&str> = site.links.iter().map(|link| link.title.as_str()).collect();
    let plain: Vec<(Key, String)> = vec![
        (Key::OwnerSeenTitle, site.title.clone().unwrap_or_else(|| session.site_title())),
        (Key::OwnerSeenTagline, text(&site.tagline)),
        (Key::OwnerSeenLogo, text(&site.logo)),
        (Key::OwnerSeenActivities, tf(Key::OwnerListed, &listed)),
        (Key::OwnerSeenFeatured, featured.unwrap_or_else(usual)),
        (Key::OwnerSeenLeast, site.least.map_or_else(usual, |least| tn(Plural::OwnerAnswers, least.into(), &[]))),
        (Key::OwnerSeenContact, site.contact.as_ref().map_or_else(usual, |link| link.title.clone())),
        (Key::OwnerSeenLinks, if links.is_empty() { usual() } else { links.join(" · ") }),
        (Key::OwnerSeenPrivacy, text(&site.privacy)),
    ];
    let plain: String = plain
        .iter()
        .map(|(name, value)| {
            let note = if *name == Key::OwnerSeenLeast { untyped_html(site.least) } else { String::new() };
            term_html(*name, &[line("p", value), note].concat())
        })
        .collect();
    let note = if report.says { String::new() } else { line("p", t(Key::OwnerNoneSite)) };
    [
        note,
        "<dl class=\"owner-seen\">".to_owned(),
        plain,
        term_html(Key::OwnerSeenAccent, &colour_html(Role::Accent, site.accent, accent)),
        term_html(Key::OwnerSeenSecond, &colour_html(Role::Second, site.second, second)),
        "</dl>".to_owned(),
    ]
    .concat()
}

/// What another number than the usual one takes from every workshop.
fn untyped_html(least: Option<u8>) -> String {
    let is_usual = least.is_none_or(|least| least == USUAL_LEAST);
    let words = || tf(Key::OwnerLeastUntyped, &[("n", &plain_number(USUAL_LEAST.into()))]);
    if is_usual { String::new() } else { line("p", &words()) }
}

fn term_html(name: Key, html: &str) -> String {
    ["<div>", &line("dt", t(name)), "<dd>", html, "</dd></div>"].concat()
}

/// A colour as it was written and as it is shown, with what was changed and why.
fn colour_html(role: Role, written: Option<Rgb>, tint: Option<Tint>) -> String {
    let shown = tint.unwrap_or(role.usual());
    let shades = role.shades(shown);
    let swatches =
        shades.map(|shade| format!("<span class=\"owner-swatch\" data-style=\"--swatch:{}\"></span>", shade.colour));
    let [light, dark] = shades.map(|shade| shade.colour.to_string());
    let mut notes = vec![match written {
        Some(colour) => tf(Key::OwnerWritten, &[("colour", &colour.to_string())]),
        None if tint.is_some() => t(Key::OwnerChosen).to_owned(),
        None => t(Key::OwnerUsual).to_owned(),
    }];
    if let Some(colour) = written {
        notes.push(tf(Key::OwnerShades, &[("light", &light), ("dark", &dark)]));
        if shown.is_softer_than(colour) {
            notes.push(t(Key::OwnerSoftened).to_owned());
        }
    }
    let [light, dark] = shades.map(|shade| fine(shade.colour.contrast(shade.text)));
    notes.push(tf(Key::OwnerContrast, &[("light", &light), ("dark", &dark)]));
    let notes: String = notes.iter().map(|note| line("p", note)).collect();
    ["<span class=\"row tight\">", &swatches.concat(), "</span>", &notes].concat()
}

fn files_html(files: &[Checked]) -> String {
    let rows: String = files
        .iter()
        .map(|checked| {
            let count = checked.problems.len();
            let words = match count {
                0 => t(Key::OwnerFileRight).to_owned(),
                _ => tn(Plural::OwnerFileWrong, count, &[]),
            };
            let class = if count == 0 { "hush" } else { "owner-wrong" };
            ["<li>", &line("span", &checked.file), " ", &line(&format!("span class=\"{class}\""), &words), "</li>"]
                .concat()
        })
        .collect();
    ["<ul class=\"owner-files\">", &rows, "</ul>"].concat()
}

/// The lines for the head of the page that link previews are made of: they need the whole address.
fn preview_lines(session: Session) -> String {
    let site = session.site();
    let (title, address) = (escape(&session.site_title()), share::address(""));
    let text = escape(site.tagline.as_deref().unwrap_or(t(Key::HomeLede)));
    let folder = escape(address.trim_end_matches("index.html"));
    [
        format!("<title>{title}</title>"),
        format!("<meta name=\"description\" content=\"{text}\">"),
        format!("<meta property=\"og:title\" content=\"{title}\">"),
        format!("<meta property=\"og:description\" content=\"{text}\">"),
        format!("<meta property=\"og:url\" content=\"{folder}\">"),
        format!("<meta property=\"og:image\" content=\"{folder}screenshots/preview.png\">"),
    ]
    .join("\n")
}

fn preview_html(session: Session) -> String {
    format!(
        "<section class=\"section stack\"><h2>{}</h2><p>{}</p><pre class=\"owner-lines\" tabindex=\"0\">{}</pre><p class=\"row\">{}</p></section>",
        escape(t(Key::OwnerPreview)),
        escape(t(Key::OwnerPreviewHint)),
        escape(&preview_lines(session)),
        button("button quiet", "copy-preview", "", t(Key::OwnerPreviewCopy), ""),
    )
}
