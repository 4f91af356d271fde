//! A line of an answer, straight from the rows of the compiled evaluator. Names are in the order of
//! their letters, as in every line.

use std::fmt::Write;

use serde_json::{Map, Value as Json};

use super::column::{Column, Columns, Part};
use super::instant;
use super::judge::json_of;
use crate::eval;
use crate::kernel::{ConclusionRow, InstanceRow, Limited, Rows, Slots};
use crate::plan::{DefineId, DutyId, Item, PowerId, Prepared, SanctionId};
use crate::program::{Expr, Head, Node, Program};
use crate::value::figure::{Figure, SCALE};
use crate::value::{Date, Kind, Truth, Value, Zone};

/// What stands in each line, in its order.
pub(super) struct Writer {
    parts: Vec<(String, What)>,
    /// The full names of definitions, duties, powers and sanctions, as JSON.
    names: [Vec<String>; 4],
}

/// What stands under one name.
#[derive(Clone, Copy)]
enum What {
    Line,
    Warnings,
    /// All rows of one sort.
    Conclusions,
    Duties,
    Powers,
    Sanctions,
    Define(DefineId, Part),
    Item(Item, Part),
}

/// What was found of one record, with what it takes to read it.
#[derive(Clone, Copy)]
pub(super) struct Found<'r> {
    pub(super) program: &'r Program,
    pub(super) plan: &'r Prepared,
    pub(super) slots: &'r Slots,
    pub(super) rows: &'r Rows<'r>,
}

impl Writer {
    pub(super) fn of(program: &Program, columns: &Columns) -> Writer {
        let names = |heads: &mut dyn Iterator<Item = &Head>| -> Vec<String> {
            heads.map(|head| quoted(&program.full_name(head))).collect()
        };
        let names = [
            names(&mut program.defines.iter().map(|item| &item.head)),
            names(&mut program.duties.iter().map(|item| &item.head)),
            names(&mut program.powers.iter().map(|item| &item.head)),
            names(&mut program.sanctions.iter().map(|item| &item.head)),
        ];
        let mut parts = vec![
            ("line".to_owned(), What::Line),
            ("warnings".to_owned(), What::Warnings),
        ];
        match columns {
            Columns::All => {
                let all = [
                    ("conclusions", What::Conclusions),
                    ("duties", What::Duties),
                    ("powers", What::Powers),
                    ("sanctions", What::Sanctions),
                ];
                parts.extend(all.map(|(name, what)| (name.to_owned(), what)));
            }
            Columns::Some(columns) => {
                // What is called as the line itself is, is written in its place.
                parts.retain(|(name, _)| columns.iter().all(|one| one.written != *name));
                let each = columns
                    .iter()
                    .filter_map(|one| Some((one.written.clone(), of(one, &names)?)));
                parts.extend(each);
            }
        }
        parts.sort_by(|(one, _), (other, _)| one.cmp(other));
        parts.dedup_by(|(later, _), (earlier, _)| later == earlier);
        let quoted = parts
            .into_iter()
            .map(|(name, what)| (quoted(&name) + ":", what));
        Writer {
            parts: quoted.collect(),
            names,
        }
    }

    /// Writes a line, with its number and the codes of its warnings.
    pub(super) fn write(&self, out: &mut String, number: u64, warnings: &[&str], found: Found<'_>) {
        out.push('{');
        let mut first = true;
        for (name, what) in &self.parts {
            if matches!(what, What::Warnings) && warnings.is_empty() {
                continue;
            }
            if !first {
                out.push(',');
            }
            first = false;
            out.push_str(name);
            match what {
                What::Line => {
                    let _ = write!(out, "{number}");
                }
                What::Warnings => listed(out, warnings, |out, code| out.push_str(&quoted(code))),
                What::Conclusions => {
                    let [names, ..] = &self.names;
                    listed(out, found.rows.conclusions(), |out, row| {
                        let name = names.get(row.define.index());
                        let _ = write!(out, "{{\"name\":{},\"value\":", of_name(name));
                        found.value(out, row);
                        out.push('}');
                    });
                }
                What::Duties => self.instances(out, found, |item| matches!(item, Item::Duty(_))),
                What::Powers => self.instances(out, found, |item| matches!(item, Item::Power(_))),
                What::Sanctions => {
                    self.instances(out, found, |item| matches!(item, Item::Sanction(_)));
                }
                What::Define(define, part) => {
                    let mut rows = found.rows.conclusions().iter();
                    let row = rows.find(|row| row.define == *define);
                    match row.filter(|_| *part == Part::Is) {
                        Some(row) => found.value(out, row),
                        None => out.push_str("null"),
                    }
                }
                What::Item(item, part) => found.column(out, *item, *part),
            }
        }
        out.push('}');
    }

    fn instances(&self, out: &mut String, found: Found<'_>, wanted: impl Fn(Item) -> bool) {
        let rows = found.rows.instances();
        listed(
            out,
            rows.iter().filter(|row| wanted(row.item)),
            |out, row| {
                let [_, duties, powers, sanctions] = &self.names;
                let name = match row.item {
                    Item::Duty(duty) => duties.get(duty.index()),
                    Item::Power(power) => powers.get(power.index()),
                    Item::Sanction(sanction) => sanctions.get(sanction.index()),
                };
                out.push('{');
                for (key, part) in [
                    ("done_at", Part::DoneAt),
                    ("due_at", Part::DueAt),
                    ("due_day", Part::DueDay),
                ] {
                    if let Some(text) = found.time(row, part) {
                        let _ = write!(out, "\"{key}\":\"{text}\",");
                    }
                }
                if let Some(instance) = found.instance(row) {
                    let _ = write!(out, "\"instance\":{},", quoted(&instance));
                }
                let _ = write!(
                    out,
                    "\"name\":{},\"state\":\"{}\"}}",
                    of_name(name),
                    row.state.name()
                );
            },
        );
    }
}

impl Found<'_> {
    /// The rows of one item: alone, or one for each instance by what tells it from the others.
    fn column(self, out: &mut String, item: Item, part: Part) {
        let mut rows = self.rows.instances().iter().filter(|row| row.item == item);
        let (first, second) = (rows.next(), rows.next());
        let Some(first) = first else {
            return out.push_str("null");
        };
        let instance = self.instance(first);
        if second.is_none() && instance.is_none() {
            return match part {
                Part::Is => unescaped(out, first.state.name()),
                part => match self.time(first, part) {
                    Some(text) => unescaped(out, &text),
                    None => out.push_str("null"),
                },
            };
        }
        let each = self.rows.instances().iter().filter(|row| row.item == item);
        let each = each.map(|row| {
            let is = match part {
                Part::Is => row.state.name().into(),
                part => self.time(row, part).map_or(Json::Null, Json::from),
            };
            (self.instance(row).unwrap_or_default(), is)
        });
        let each: Map<String, Json> = each.collect();
        let _ = write!(out, "{}", Json::Object(each));
    }

    fn instance(self, row: &InstanceRow) -> Option<String> {
        self.rows.instance(self.plan, self.program, self.slots, row)
    }

    /// One of the times of an instance.
    fn time(self, row: &InstanceRow, part: Part) -> Option<String> {
        let figure = match (part, row.limit) {
            (Part::DueAt, Limited::At(at) | Limited::Relieved(_, at)) => at,
            (Part::DueDay, Limited::Day(day)) => {
                let day = self.rows.range(day).exact()?.floor()?;
                return Date::from_number(day).map(|day| day.to_string());
            }
            (Part::DoneAt, _) => row.done?,
            _ => return None,
        };
        self.at(figure, self.zone(row.item))
    }

    fn at(self, figure: Figure, zone: Zone) -> Option<String> {
        instant(&self.rows.range(figure)).map(|at| zone.rfc3339(at))
    }

    fn zone(self, item: Item) -> Zone {
        let program = self.program;
        let head = match item {
            Item::Duty(duty) => program.duties.get(duty.index()).map(|item| &item.head),
            Item::Power(power) => program.powers.get(power.index()).map(|item| &item.head),
            Item::Sanction(one) => program.sanctions.get(one.index()).map(|item| &item.head),
        };
        let policy = head.and_then(|head| program.policies.get(head.policy));
        policy.map_or(Zone::UTC, |policy| policy.zone)
    }

    /// What a definition comes to, as an answer writes it.
    fn value(self, out: &mut String, row: &ConclusionRow) {
        let define = self.program.defines.get(row.define.index());
        let Some(define) = define.filter(|_| row.in_force) else {
            return out.push_str("\"not_in_force\"");
        };
        if let Some(at) = self.rows.millionths(&row.answer)
            && define.kind == Kind::Duration
            && at % SCALE == 0
        {
            out.push_str("{\"is\":{\"seconds\":\"");
            let _ = write!(out, "{}", at / SCALE);
            out.push_str("\"}}");
            return;
        }
        match self.rows.value(self.plan, self.slots, &row.answer) {
            None => out.push_str("\"not_applicable\""),
            Some(Value::Truth(Truth::Yes)) => out.push_str("\"yes\""),
            Some(Value::Truth(Truth::No)) => out.push_str("\"no\""),
            Some(Value::Truth(Truth::Undetermined)) => out.push_str("\"undetermined\""),
            Some(value) => {
                let expr = Expr {
                    node: Node::Constant(value),
                    kind: define.kind.clone(),
                    span: define.head.span,
                };
                let value = eval::constant_answer(self.program, &expr, define.head.policy);
                let _ = write!(out, "{}", json_of(&value));
            }
        }
    }
}

/// What a column is of, by the full name of its item.
fn of(column: &Column, [defines, duties, powers, sanctions]: &[Vec<String>; 4]) -> Option<What> {
    let wanted = quoted(&column.item);
    let at = |names: &[String]| names.iter().position(|name| *name == wanted);
    let part = column.part;
    if let Some(define) = at(defines) {
        return Some(What::Define(DefineId::at(define), part));
    }
    let item = at(duties)
        .map(|duty| Item::Duty(DutyId::at(duty)))
        .or_else(|| at(powers).map(|power| Item::Power(PowerId::at(power))))
        .or_else(|| at(sanctions).map(|one| Item::Sanction(SanctionId::at(one))));
    item.map(|item| What::Item(item, part))
}

fn listed<T>(
    out: &mut String,
    all: impl IntoIterator<Item = T>,
    mut each: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (number, one) in all.into_iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        each(out, one);
    }
    out.push(']');
}

fn of_name(name: Option<&String>) -> &str {
    name.map_or("\"\"", String::as_str)
}

/// A text that needs no escape, as JSON.
fn unescaped(out: &mut String, text: &str) {
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}
