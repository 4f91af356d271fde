//! One fact as a person types it in answer to a question: `at least 1_000_000`,
//! `40분 이상`, `between 40 and 50 minutes`, `not yet`, `모름`. It becomes what
//! a record would say, and is read as a record is.

use super::form::Placing;
use super::node::{Data, Entry, Node};
use super::place::places as places_of;
use super::place::slot_at;
use super::reader::Reader;
use super::slot::Slot;
use super::{Datum, Document, Facts, Known, Place, findings, time};
use crate::diagnostic::{Diagnostic, near};
use crate::name::Name;
use crate::program::{FactPath, Program};
use crate::source::{FileId, Sources};
use crate::value::said;
use crate::value::written::leading;
use crate::value::{Kind, Zone};

/// What begins or ends an answer that is a bound, and what a record calls it.
const BOUNDS: &[(&str, &str, &str)] = &[
    ("at least ", " 이상", "at_least"),
    ("at most ", " 이하", "at_most"),
    ("more than ", " 초과", "more_than"),
    ("less than ", " 미만", "less_than"),
];

pub(super) const UNKNOWN: &[&str] = &["unknown", "모름", "알 수 없음", "불명"];
const NOT_APPLICABLE: &[&str] = &["not applicable", "해당 없음"];
const NOT_YET: &[&str] = &["not yet", "아직", "진행 중"];
const YES: &[&str] = &["y", "yes", "예", "네", "응", "ㅇ", "ㅇㅇ"];
const NO: &[&str] = &["n", "no", "아니오", "아니요", "아니", "ㄴ", "ㄴㄴ"];
const NONE: &[&str] = &["none", "없음", "0"];

/// Whether a line says that someone asked and does not know.
#[must_use]
pub fn is_unknown(line: &str) -> bool {
    is_one(line.trim(), UNKNOWN)
}

/// What a line answers of the fact at a place, as a record would say it.
///
/// # Errors
/// What is wrong with the line, each at its place.
pub fn answer(
    file: FileId,
    sources: &Sources,
    program: &Program,
    facts: &Facts,
    path: &FactPath,
) -> Result<Document, Vec<Diagnostic>> {
    let written = sources.get(file).map_or("", |source| source.text());
    let (node, _) = Line::new(file, program, facts, written).read(written.trim(), facts, path)?;
    Ok(Document::of(&node))
}

/// What a line assumes: `services[0].fee is monthly`.
///
/// # Errors
/// What is wrong with the line, each at its place.
pub fn assumption(
    file: FileId,
    sources: &Sources,
    program: &Program,
    facts: &Facts,
) -> Result<(FactPath, Known), Vec<Diagnostic>> {
    let all = assumptions(file, sources, program, facts)?;
    all.into_iter().next().ok_or_else(Vec::new)
}

/// The same in each place that the name reaches, where several policies declare it alike.
///
/// # Errors
/// What is wrong with the line, each at its place.
pub fn assumptions(
    file: FileId,
    sources: &Sources,
    program: &Program,
    facts: &Facts,
) -> Result<Vec<(FactPath, Known)>, Vec<Diagnostic>> {
    let written = sources.get(file).map_or("", |source| source.text());
    let line = Line::new(file, program, facts, written);
    let sides = sides(written).or_else(|| glued(written, program));
    let sides = sides
        .or_else(|| denied(written))
        .or_else(|| signed(written));
    let (path, value) = sides.unwrap_or((written, ""));
    let path = path.trim();
    let mut places = Vec::new();
    for place in places_of(program, facts, path) {
        if let Place::Fact(path, None) = place {
            let (_, datum) = line.read(value.trim(), facts, &path)?;
            places.push((path, datum.known));
        }
    }
    match places.is_empty() {
        false => Ok(places),
        true => {
            let last = path.rsplit('.').next().unwrap_or(path);
            let near = near::nearest(last, names(program));
            let known: Vec<String> = names(program).map(str::to_owned).collect();
            let span = line.node(path, Data::Null).span;
            Err(vec![findings::unknown_fact(path, span, near, &known)])
        }
    }
}

/// What stands on both sides of the first `is`, in either language.
fn sides(written: &str) -> Option<(&str, &str)> {
    let words = [" is ", " 은 ", " 는 ", " 이 ", " 가 "];
    let found = words.iter().filter_map(|word| written.split_once(word));
    found.min_by_key(|(path, _)| path.len())
}

/// `사전고지는 아니오`: the name has its particle on it, as one writes.
fn glued<'w>(written: &'w str, program: &Program) -> Option<(&'w str, &'w str)> {
    let (path, value) = written.trim().split_once(' ')?;
    let start = path.rfind('.').map_or(0, |at| at + 1);
    let known = near::without_particle(path.get(start..)?, names(program))?;
    Some((path.get(..start + known.len())?, value))
}

/// `announced=no`, `사전고지: 아니오`.
fn signed(written: &str) -> Option<(&str, &str)> {
    let (path, value) = written.split_once(['=', ':'])?;
    let named = !path.trim().contains(' ');
    named.then(|| (path, value.trim_start_matches('=')))
}

/// `사전고지 아님`, `not announced`.
fn denied(written: &str) -> Option<(&str, &str)> {
    let written = written.trim();
    let after = ["아님", "아니다"]
        .iter()
        .find_map(|word| written.strip_suffix(word));
    let before = ["not ", "아닌 "]
        .iter()
        .find_map(|word| written.strip_prefix(word));
    let path = after.filter(|path| path.ends_with(' ')).or(before)?.trim();
    (!path.contains(' ')).then_some((path, "no"))
}

/// Names that a path in the record may be made of.
fn names(program: &Program) -> impl Iterator<Item = &str> {
    let fields = program.records.iter().flat_map(|record| &record.fields);
    let facts = program.facts.iter().chain(fields).map(|fact| &fact.head);
    let judgements = program.judgements.iter().map(|judgement| &judgement.head);
    facts.chain(judgements).map(|head| head.name.as_str())
}

/// The instant that a line says.
///
/// # Errors
/// What is wrong with the line.
pub fn moment(file: FileId, sources: &Sources, zone: Zone) -> Result<Document, Vec<Diagnostic>> {
    let written = sources.get(file).map_or("", |source| source.text());
    let text = written.trim();
    let said = said::whole(text, Some(zone)).filter(|said| said.timed);
    let text = said.as_ref().map_or(text, |said| said.written.as_str());
    let span = Placing::new(file).span(0, written.len());
    match time::instant(text, zone) {
        Ok(_) => Ok(text.into()),
        Err(slip) => {
            let found = findings::time(text, slip, zone, span);
            Err(vec![
                found.unwrap_or_else(|| findings::not_a_time("at", span)),
            ])
        }
    }
}

struct Line<'a> {
    program: &'a Program,
    written: &'a str,
    place: Placing,
    /// Where its times are local.
    zone: Zone,
}

impl<'a> Line<'a> {
    fn new(file: FileId, program: &'a Program, facts: &Facts, written: &'a str) -> Line<'a> {
        Line {
            program,
            written,
            place: Placing::new(file),
            zone: facts.zone.unwrap_or_else(|| program.base_zone()),
        }
    }

    /// What a piece of the line says of the fact at a place: as written, and as meant.
    fn read(
        &self,
        text: &str,
        facts: &Facts,
        path: &FactPath,
    ) -> Result<(Node, Datum), Vec<Diagnostic>> {
        let Some(slot) = slot_at(self.program, facts, path) else {
            return Err(Vec::new());
        };
        let node = match slot.kind {
            Kind::List(of) => self.list(text, of),
            kind => self.fact(text, kind),
        };
        let mut reader = Reader::new(self.program);
        reader.place_in(facts.zone);
        // A value over a reference period is read like any other: its months are known.
        let one = Slot {
            over_period: false,
            ..slot
        };
        let datum = reader.datum(&node, one);
        if reader.findings.is_empty() {
            return Ok((node, datum));
        }
        // Where the fact is declared is in another text than the line, and has no place in it.
        for finding in &mut reader.findings {
            finding.others.clear();
        }
        Err(reader.findings)
    }

    /// A piece of the line, as what it is for the record.
    fn node(&self, piece: &str, data: Data) -> Node {
        let start = piece
            .as_ptr()
            .addr()
            .saturating_sub(self.written.as_ptr().addr());
        let span = self.place.span(start, start + piece.len());
        Node { span, data }
    }

    /// A group of one name.
    fn group(&self, piece: &str, name: &str, value: Node) -> Node {
        let entry = Entry {
            key: name.to_owned(),
            at: self.node(piece, Data::Null).span,
            value,
        };
        self.node(piece, Data::Map(vec![entry]))
    }

    fn mark(&self, piece: &str, name: &str) -> Node {
        self.group(piece, name, self.node(piece, Data::Bool(true)))
    }

    fn fact(&self, text: &str, kind: &Kind) -> Node {
        let text_wanted = matches!(kind, Kind::Text | Kind::Party);
        if is_one(text, UNKNOWN) {
            return self.mark(text, "unknown");
        }
        if is_one(text, NOT_APPLICABLE) {
            return self.mark(text, "not_applicable");
        }
        if text_wanted {
            return self.value(text, kind);
        }
        for (before, after, name) in BOUNDS {
            if let Some(value) = text
                .strip_prefix(before)
                .or_else(|| text.strip_suffix(after))
            {
                return self.group(text, name, self.value(value.trim(), kind));
            }
        }
        if let Some((low, high)) = ends(text) {
            let low_node = match lacks_unit(low, high) {
                Some(whole) => self.node(low, Data::Text(whole)),
                None => self.value(low, kind),
            };
            let pair = Data::List(vec![low_node, self.value(high, kind)]);
            return self.group(text, "between", self.node(text, pair));
        }
        if let Kind::Choice(_) = kind {
            let some: Vec<&str> = text
                .split(" or ")
                .flat_map(|part| part.split(" 또는 "))
                .collect();
            if some.len() > 1 {
                let some = some.into_iter().map(|part| self.value(part.trim(), kind));
                return self.group(text, "one_of", self.node(text, Data::List(some.collect())));
            }
        }
        if *kind == Kind::Time {
            let day = text.strip_prefix("on ").unwrap_or(text).trim();
            if let Some(day) = said::whole(day, Some(self.zone)).filter(|said| !said.timed) {
                return self.group(text, "on", self.node(text, Data::Text(day.written)));
            }
        }
        self.value(text, kind)
    }

    /// A value by itself.
    fn value(&self, piece: &str, kind: &Kind) -> Node {
        let said = matches!(kind, Kind::Time | Kind::Date)
            .then(|| said::whole(piece, Some(self.zone)))
            .flatten();
        let data = match kind {
            _ if said.is_some() => Data::Text(said.map_or_else(String::new, |said| said.written)),
            Kind::YesNo if is_one(piece, YES) => Data::Bool(true),
            Kind::YesNo if is_one(piece, NO) => Data::Bool(false),
            Kind::Time if is_one(piece, NOT_YET) => Data::Text("not yet".to_owned()),
            Kind::Choice(list) => Data::Text(self.choice(piece, *list)),
            _ => Data::Text(piece.to_owned()),
        };
        self.node(piece, data)
    }

    /// A choice by its name, its title in either language, or its number in the list.
    fn choice(&self, piece: &str, list: usize) -> String {
        let alternatives = self
            .program
            .choices
            .get(list)
            .map(|list| list.alternatives.as_slice());
        let alternatives = alternatives.unwrap_or_default();
        let number = piece
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let named = alternatives.iter().find(|(name, title)| {
            *name == Name::new(piece) || is_one(piece, &[&title.en, &title.ko])
        });
        named
            .or_else(|| alternatives.get(number?))
            .map_or_else(|| piece.to_owned(), |(name, _)| name.to_string())
    }

    /// Members by their names or values, with commas between them, or how many there are.
    fn list(&self, text: &str, of: &Kind) -> Node {
        if is_one(text, UNKNOWN) {
            return self.mark(text, "unknown");
        }
        let (before, after) = ("at least ", " 이상");
        let open = text
            .strip_prefix(before)
            .or_else(|| text.strip_suffix(after));
        let members = self.members(open.unwrap_or(text).trim(), of);
        match open {
            Some(_) => self.group(text, "at_least", members),
            None => members,
        }
    }

    fn members(&self, text: &str, of: &Kind) -> Node {
        if is_one(text, NONE) {
            return self.node(text, Data::List(Vec::new()));
        }
        let record = match of {
            Kind::Record(number) => self.program.records.get(*number),
            _ => None,
        };
        let Some(record) = record else {
            let parts = text.split(',').map(|part| self.value(part.trim(), of));
            return self.node(text, Data::List(parts.collect()));
        };
        let count = text.parse::<usize>().ok();
        let own = record
            .own_name()
            .and_then(|number| record.fields.get(number));
        let members: Vec<Node> = match (count, own) {
            (Some(count), _) if count <= super::MAX_MEMBERS => {
                let blank = self.node(text, Data::Map(Vec::new()));
                std::iter::repeat_n(blank, count).collect()
            }
            (None, Some(own)) => text
                .split(',')
                .map(|name| {
                    self.group(
                        name.trim(),
                        own.head.name.as_str(),
                        self.value(name.trim(), &Kind::Text),
                    )
                })
                .collect(),
            // Members without a name of their own can only be counted, and not without end.
            _ => vec![self.node(text, Data::Text(text.to_owned()))],
        };
        self.node(text, Data::List(members))
    }
}

/// The two ends of `between A and B`, `A부터 B까지`, `A에서 B 사이`.
fn ends(text: &str) -> Option<(&str, &str)> {
    let english = || text.strip_prefix("between ")?.split_once(" and ");
    let korean = || {
        let until = text.strip_suffix("까지")?;
        until.split_once("부터")
    };
    let apart = || text.strip_suffix("사이")?.split_once("에서");
    let (low, high) = english().or_else(korean).or_else(apart)?;
    Some((low.trim(), high.trim()))
}

/// `40` in `between 40 and 50 minutes`, with the unit that stands only once.
fn lacks_unit(low: &str, high: &str) -> Option<String> {
    let (_, of_low) = leading(low).ok()?;
    let (_, of_high) = leading(high).ok()?;
    let one_unit =
        of_low.is_empty() && !of_high.is_empty() && !of_high.contains(|c: char| c.is_ascii_digit());
    one_unit.then(|| format!("{low} {of_high}"))
}

fn is_one(text: &str, of: &[&str]) -> bool {
    of.iter()
        .any(|word| text.to_lowercase() == word.to_lowercase())
}
