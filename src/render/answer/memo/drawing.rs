//! The picture of the clock as SVG: each line of the clock has its words and, below them, a track
//! on which its marks are. A long picture is cut into parts that fit on a sheet, all on one axis.
//! Marks differ by their form, not by colour alone; each says in `data-row` and `data-at` whose it
//! is and when, as the answer writes them.

use std::collections::BTreeSet;

use super::axis::{Axis, Break};
use super::clock::{BarKind, Clock, Line, Mark, MarkKind};
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::{Language, Phrase};
use crate::render::answer::lookup::Lookup;
use crate::render::answer::page::{cell, escaped, wrapped};
use crate::render::answer::phrasing::{glued, joined, strung};
use crate::render::answer::{moment, words};
use crate::render::date;
use crate::value::Instant;

/// The units of the drawing across; what stands at an end of the axis has room for its label.
const WIDTH: i64 = 720;
const MARGIN: i64 = 36;
/// So many units to each unit in which places are counted.
const TENTHS: i64 = 10;
/// A line of words: so many cells fit into the width in any common font.
const CELLS: usize = 80;
const LINE: i64 = 17;
const TRACK: i64 = 16;
const BELOW: i64 = 9;
/// The labels of the axis, and the moment asked for above them.
const HEAD: i64 = 62;
/// The lines of one part take at most so much room.
const PART: i64 = 720;

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// What belongs to the incident.
    Incident,
    /// What comes back with each period of the calendar.
    Periods,
}

impl Which {
    /// As the picture says it to programs.
    fn name(self) -> &'static str {
        match self {
            Which::Incident => "clock",
            Which::Periods => "periods",
        }
    }
}

/// The figures, one below the other; empty where there is nothing to draw.
pub(super) fn figures(clock: &Clock, which: Which, lookup: &Lookup, language: Language) -> String {
    let now = lookup.all.as_of.instant();
    let instants = clock.instants().chain([now]);
    let ends = (MARGIN * TENTHS, (WIDTH - MARGIN) * TENTHS);
    let Some(axis) = Axis::new(instants, ends.0, ends.1) else {
        return String::new();
    };
    let pen = Pen {
        which,
        lookup,
        language,
        axis,
        now,
    };
    let mut parts: Vec<Vec<Drawn>> = Vec::new();
    let mut used = 0;
    for line in &clock.lines {
        let drawn = pen.line(line);
        used += drawn.height;
        match parts.last_mut() {
            Some(part) if used <= PART => part.push(drawn),
            _ => {
                used = drawn.height;
                parts.push(vec![drawn]);
            }
        }
    }
    let count = parts.len();
    let figures = parts.iter().enumerate();
    figures
        .map(|(at, part)| pen.part(part, at + 1, count))
        .collect()
}

/// What each form stands for, of those that are used.
pub(super) fn key(clock: &Clock, language: Language) -> String {
    let marks: BTreeSet<MarkKind> = clock
        .lines
        .iter()
        .flat_map(|line| line.marks.iter().map(|mark| mark.kind))
        .collect();
    let bars: BTreeSet<BarKind> = clock
        .lines
        .iter()
        .flat_map(|line| line.bars.iter().map(|bar| bar.kind))
        .collect();
    let sample = |inner: String, said: Phrase| {
        let said = cell(&said, language);
        format!(
            "<li><svg aria-hidden=\"true\" width=\"28\" height=\"16\" viewBox=\"-14 -8 28 16\">{inner}</svg> {said}</li>\n"
        )
    };
    let mut key = String::from("<ul class=\"key\">\n");
    for kind in marks {
        let inner = format!("<g class=\"{}\">{}</g>", class(kind), shape(kind));
        key.push_str(&sample(inner, kind.said()));
    }
    for kind in bars {
        let inner = format!(
            "<rect class=\"bar {}\" x=\"-13\" y=\"-4\" width=\"26\" height=\"8\"/>",
            bar_name(kind)
        );
        key.push_str(&sample(inner, kind.said()));
    }
    if clock.lines.iter().any(|line| !line.certain) {
        let inner = "<rect class=\"track perhaps\" x=\"-13\" y=\"-6\" width=\"26\" height=\"12\"/>";
        key.push_str(&sample(inner.to_owned(), words::clock_perhaps()));
    }
    let inner = "<path class=\"now\" d=\"M0 -8V8\"/>".to_owned();
    key.push_str(&sample(inner, words::clock_now()));
    key.push_str("</ul>\n");
    key
}

/// A line, drawn from its top at zero.
struct Drawn {
    svg: String,
    height: i64,
    said: Phrase,
}

struct Pen<'a> {
    which: Which,
    lookup: &'a Lookup<'a>,
    language: Language,
    axis: Axis,
    now: Instant,
}

impl Pen<'_> {
    fn part(&self, lines: &[Drawn], number: usize, count: usize) -> String {
        let all = self.lookup.all;
        let zone = self.lookup.zone("");
        let title = match count {
            0 | 1 => words::clock_title(),
            _ => words::clock_part(
                &Phrase::same(number.to_string()),
                &Phrase::same(count.to_string()),
            ),
        };
        let as_of = words::as_of(&glued(&moment::readable(all.as_of, zone)));
        let left_out = self.axis.breaks().map(|gap| {
            let (from, to) = (zone.moment(gap.from), zone.moment(gap.to));
            words::clock_left_out(&moment::readable(from, zone), &moment::readable(to, zone))
        });
        let says = std::iter::once(as_of.clone())
            .chain(lines.iter().map(|line| line.said.clone()))
            .chain(left_out);
        let which = self.which.name();
        let height = HEAD + lines.iter().map(|line| line.height).sum::<i64>();
        let mut svg = format!(
            "<figure>\n<svg class=\"clock\" data-clock=\"{which}\" role=\"img\" aria-labelledby=\"{which}-{number}-title {which}-{number}-desc\" viewBox=\"0 0 {WIDTH} {height}\">\n<title id=\"{which}-{number}-title\">{}</title>\n<desc id=\"{which}-{number}-desc\">{}</desc>\n",
            cell(&title, self.language),
            cell(&strung(says), self.language),
        );
        svg.push_str(&self.head(&as_of));
        let mut top = HEAD;
        for line in lines {
            svg.push_str(&format!(
                "<g transform=\"translate(0 {top})\">\n{}</g>\n",
                line.svg
            ));
            top += line.height;
        }
        svg.push_str("</svg>\n</figure>\n");
        svg
    }

    /// The labels of the axis, and the moment asked for above them.
    fn head(&self, as_of: &Phrase) -> String {
        let now = self.axis.at(self.now);
        let anchor = match now {
            near if near < WIDTH * TENTHS / 4 => "start",
            far if far > WIDTH * TENTHS * 3 / 4 => "end",
            _ => "middle",
        };
        let x = units(now);
        let mut svg = format!(
            "<path class=\"now\" data-at=\"{}\" d=\"M{x} 17v6\"/>\n<text class=\"now-label\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"13\">{}</text>\n",
            escaped(&self.lookup.all.as_of.to_string()),
            cell(as_of, self.language),
        );
        let mut before = None;
        for tick in self.axis.ticks(self.lookup.zone("")) {
            let x = units(tick.x);
            if tick.day != before
                && let Some(day) = tick.day
            {
                svg.push_str(&format!(
                    "<text class=\"axis\" text-anchor=\"middle\" x=\"{x}\" y=\"42\">{}</text>\n",
                    cell(&date::day(day), self.language)
                ));
            }
            before = tick.day;
            if let Some(clock) = tick.clock {
                svg.push_str(&format!(
                    "<text class=\"axis\" text-anchor=\"middle\" x=\"{x}\" y=\"55\">{}</text>\n",
                    escaped(&clock)
                ));
            }
        }
        for gap in self.axis.breaks() {
            let middle = units((gap.left + gap.right) / 2);
            let zone = self.lookup.zone("");
            svg.push_str(&format!(
                "<g class=\"break\" data-from=\"{}\" data-to=\"{}\"><text class=\"axis left-out\" text-anchor=\"middle\" x=\"{middle}\" y=\"28\">{}</text></g>\n",
                zone.rfc3339(gap.from),
                zone.rfc3339(gap.to),
                cell(&moment::apart(gap.from, gap.to), self.language),
            ));
        }
        svg
    }

    fn line(&self, line: &Line) -> Drawn {
        let (mut svg, y) = self.words(line);
        svg.push_str(&self.track(line, y));
        for bar in &line.bars {
            let (from, to) = (self.axis.at(bar.from), self.axis.at(bar.to));
            svg.push_str(&format!(
                "<rect class=\"bar {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"8\"/>\n",
                bar_name(bar.kind),
                units(from),
                y + TRACK / 2 - 4,
                units(to - from),
            ));
        }
        for gap in self.axis.breaks() {
            svg.push_str(&interruption(&gap, y));
        }
        let now = units(self.axis.at(self.now));
        svg.push_str(&format!(
            "<path class=\"now\" d=\"M{now} {}v{}\"/>\n",
            y - 2,
            TRACK + 4
        ));
        for mark in &line.marks {
            svg.push_str(&self.mark(line, mark, y + TRACK / 2));
        }
        let marks = line.marks.iter();
        let marks = marks.map(|mark| words::titled(&mark.kind.said(), &mark.shown));
        let whole = words::with_reason(&line.title, &line.says);
        Drawn {
            svg,
            height: y + TRACK + BELOW,
            said: joined(std::iter::once(whole).chain(marks), &Phrase::same(", ")),
        }
    }

    /// The title and what is said beside it: on one line if it has room for both.
    fn words(&self, line: &Line) -> (String, i64) {
        let cells = |phrase: &Phrase| phrase.get(self.language).width();
        if cells(&line.title) + cells(&line.says) + 2 <= CELLS {
            let words = format!(
                "<text class=\"what\" x=\"0\" y=\"{}\">{}<tspan class=\"says\" dx=\"10\">{}</tspan></text>\n",
                LINE - 4,
                cell(&line.title, self.language),
                cell(&line.says, self.language),
            );
            return (words, LINE);
        }
        let (mut svg, mut y) = (String::new(), 0);
        for (class, phrase) in [("what", &line.title), ("says", &line.says)] {
            for words in wrapped(phrase, self.language, CELLS) {
                y += LINE;
                svg.push_str(&format!(
                    "<text class=\"{class}\" x=\"0\" y=\"{}\">{}</text>\n",
                    y - 4,
                    escaped(&words)
                ));
            }
        }
        (svg, y)
    }

    fn track(&self, line: &Line, y: i64) -> String {
        let (left, right) = self.axis.ends();
        let class = if line.certain {
            "track"
        } else {
            "track perhaps"
        };
        let mut svg = format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{TRACK}\"/>\n",
            units(left),
            units(right - left),
        );
        let ticks = self.axis.ticks(self.lookup.zone(""));
        let ticks = ticks.iter().map(|tick| {
            let x = units(tick.x);
            format!("M{x} {y}v{TRACK}")
        });
        let ticks: String = ticks.collect();
        svg.push_str(&format!("<path class=\"grid\" d=\"{ticks}\"/>\n"));
        svg
    }

    fn mark(&self, line: &Line, mark: &Mark, y: i64) -> String {
        let kind = name(mark.kind);
        let said = words::titled(&mark.kind.said(), &mark.shown);
        format!(
            "<g class=\"{}\" data-row=\"{}\" data-mark=\"{kind}\" data-at=\"{}\" transform=\"translate({} {y})\"><title>{}</title>{}</g>\n",
            class(mark.kind),
            escaped(&line.row),
            escaped(&mark.written),
            units(self.axis.at(mark.at)),
            cell(&said, self.language),
            shape(mark.kind),
        )
    }
}

/// What hides the track where the axis is interrupted.
fn interruption(gap: &Break, y: i64) -> String {
    let (left, right) = (gap.left + 60, gap.right - 60);
    let slash = |x: i64| format!("M{} {}l6 {}", units(x - 30), y + TRACK + 1, -TRACK - 2);
    format!(
        "<rect class=\"gap\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/><path class=\"slash\" d=\"{}{}\"/>\n",
        units(left),
        y - 1,
        units(right - left),
        TRACK + 2,
        slash(left),
        slash(right),
    )
}

/// A place in units of the drawing.
fn units(tenths: i64) -> String {
    match tenths % TENTHS {
        0 => (tenths / TENTHS).to_string(),
        rest => format!("{}.{}", tenths / TENTHS, rest.abs()),
    }
}

fn name(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Happened => "happened",
        MarkKind::Since => "since",
        MarkKind::Comes => "comes",
        MarkKind::Due => "due",
        MarkKind::Earliest => "earliest",
        MarkKind::Latest => "latest",
        MarkKind::Done | MarkKind::DoneLate => "done",
    }
}

/// What a mark looks like: what was done late is no tick on green.
fn class(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::DoneLate => "done-late",
        other => name(other),
    }
}

fn bar_name(kind: BarKind) -> &'static str {
    match kind {
        BarKind::Running => "running",
        BarKind::Open => "open",
        BarKind::Late => "late",
    }
}

/// The form of a mark, around its place.
fn shape(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Happened | MarkKind::Comes => "<circle r=\"4.5\"/>",
        MarkKind::Since => "<path d=\"M0 -7V7\"/>",
        MarkKind::Due => "<path d=\"M0 -7L6 0L0 7L-6 0Z\"/>",
        MarkKind::Earliest => "<path d=\"M0 -7L7 0L0 7Z\"/>",
        MarkKind::Latest => "<path d=\"M0 -7L-7 0L0 7Z\"/>",
        MarkKind::Done => {
            "<rect x=\"-6\" y=\"-6\" width=\"12\" height=\"12\" rx=\"2\"/><path class=\"tick\" d=\"M-3.5 0L-1 3L3.5 -3\"/>"
        }
        MarkKind::DoneLate => {
            "<rect x=\"-6\" y=\"-6\" width=\"12\" height=\"12\" rx=\"2\"/><path class=\"bang\" d=\"M0 -4V1M0 3V4\"/>"
        }
    }
}

impl MarkKind {
    fn said(self) -> Phrase {
        match self {
            MarkKind::Happened => words::clock_happened(),
            MarkKind::Since => words::clock_since(),
            MarkKind::Comes => words::clock_comes(),
            MarkKind::Due => words::clock_due(),
            MarkKind::Earliest => words::clock_earliest(),
            MarkKind::Latest => words::clock_latest(),
            MarkKind::Done => words::clock_done(),
            MarkKind::DoneLate => words::clock_done_late(),
        }
    }
}

impl BarKind {
    fn said(self) -> Phrase {
        match self {
            BarKind::Running => words::clock_running(),
            BarKind::Open => words::clock_open(),
            BarKind::Late => words::clock_late(),
        }
    }
}
