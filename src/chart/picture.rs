//! A drawing that stands alone: the same SVG with its colours in it, for a file or a slide. Always on
//! white, always light, whatever the page looks like.

use super::geometry::escape;
use super::petals::HALF;
use crate::domain::number::short;

/// The width and height of the picture in pixels when it is turned into a PNG.
pub const PIXELS: (u32, u32) = (1200, 1320);

/// Plain colours instead of tokens: a file has no style sheet, and few viewers know `oklch`. They are
/// the light theme's, converted to sRGB.
const STYLE: &str = "text{font-family:Palatino,'URW Palladio L',P052,Georgia,serif;fill:#141d2c}\
.heading{font-size:17px;font-weight:600}.sub{font-size:12px;fill:#454f60}\
.top,.hub,.plate,.bed,.ring-bed{fill:#fff}.rim,.plate{stroke:#141d2c;stroke-width:1.75}.rim,.limit,.then{fill:none}\
.axis{stroke:#d6d3cc}.hub{stroke:#757e8d}.limit{stroke:#5d6675;stroke-dasharray:1.5 4.5;stroke-linecap:round}\
.limit.strong{stroke:#454f60;stroke-width:1.25;stroke-dasharray:6 5}.petal:not(.bed){stroke:#4376b7;stroke-width:1.5}\
.high,.ink-a{fill:#4376b7}.middle{fill:#9fbde7}.hatch{stroke:#4376b7;stroke-width:2}.ink-b{fill:#fb8a4b}.ink-both{fill:#12233f}\
.then{stroke:#e0692a;stroke-width:3.5;stroke-linecap:round}.then.bed{stroke:#fff;stroke-width:7}\
.person{fill:#154889;stroke:#fff}.person.apart{fill:#e0692a}.score{font:650 14.5px sans-serif}.place{font-size:15px;font-weight:600}.ring-name{font:550 12px sans-serif;fill:#454f60}";

/// Puts a table chart under a heading and a line of small print.
#[must_use]
pub fn stand_alone(chart: &str, heading: &str, sub: &str) -> String {
    let top = HALF + 46.0;
    let height = short(2.0 * HALF + 52.0);
    // The chart becomes a nested drawing: its own box places it, its own opening tag stays as it is.
    let nested = chart.replacen(
        "<svg class=\"table-chart\"",
        &format!(
            "<svg class=\"table-chart\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            short(-HALF),
            short(46.0 - top),
            short(2.0 * HALF),
            short(2.0 * HALF)
        ),
        1,
    );
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{0} {1} {2} {height}\" width=\"{3}\" height=\"{4}\">\
         <style>{STYLE}</style><path d=\"M{0} {1}h{2}v{height}h-{2}z\" fill=\"#fff\"/>\
         <text class=\"heading\" x=\"{5}\" y=\"{6}\">{7}</text><text class=\"sub\" x=\"{5}\" y=\"{8}\">{9}</text>{nested}</svg>",
        short(-HALF),
        short(-top),
        short(2.0 * HALF),
        PIXELS.0,
        PIXELS.1,
        short(16.0 - HALF),
        short(26.0 - top),
        escape(heading),
        short(44.0 - top),
        escape(sub),
    )
}
