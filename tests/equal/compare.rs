//! What two answers to one record differ in.

use onus::determination::{About, Determination, DutyRow};
use onus::eval;
use onus::kernel::{InstanceRow, Limited, Rows, Slots};
use onus::plan::{Answer, Item, Prepared};
use onus::program::{Expr, Head, Node, Program};
use onus::value::figure::Figure;
use onus::value::{Bound, Date, Instant, Kind, State, Zone};
use serde_json::Value as Json;

/// States in which nothing is owed.
const NOT_OWED: [State; 3] = [State::NotArisen, State::Exempt, State::Unavailable];

/// One way of answering, with what it takes to read it.
struct Read<'r> {
    program: &'r Program,
    plan: &'r Prepared,
    slots: &'r Slots,
    rows: &'r Rows<'r>,
}

/// What the compiled evaluator says otherwise than the plain one.
pub(super) fn differences(
    program: &Program,
    plan: &Prepared,
    slots: &Slots,
    rows: &Rows<'_>,
    expected: &Determination,
) -> Found {
    let read = Read {
        program,
        plan,
        slots,
        rows,
    };
    let mut found = Found::default();
    if rows.is_cut() {
        // Both have bounds, and where one was reached they may differ.
        found.cut = true;
        return found;
    }
    read.conclusions(expected, &mut found);
    read.duties(expected, &mut found);
    read.powers(expected, &mut found);
    read.sanctions(expected, &mut found);
    found
}

/// How far the compiled evaluator looks at a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Looked {
    /// It comes to all that the plain one comes to.
    Whole,
    /// It leaves something open that the plain one settles, which looks at unknowns together.
    LeavesOpen,
    /// It reached a bound.
    CutShort,
    /// Accounts differ: of these the plain one alone tells which leads where.
    AccountsDiffer,
}

/// How the compiled evaluator differs.
#[derive(Default)]
pub(super) struct Found {
    /// Where it says something else.
    pub(super) differences: Vec<String>,
    /// Where it leaves open what the plain evaluator settles, which looks at unknowns together.
    pub(super) left_open: usize,
    /// All that was compared.
    pub(super) compared: usize,
    /// A bound was reached, so that nothing was compared.
    pub(super) cut: bool,
    /// How the compiled evaluator looks at each record that was compared.
    pub(super) looked: Vec<(Looked, String)>,
    /// Whether the row that is compared is open by the compiled evaluator.
    open: bool,
}

impl Found {
    /// Something is left open that the plain evaluator settles.
    fn leave(&mut self, what: &str) {
        self.left_open += 1;
        if std::env::var_os("EQUAL_OPEN").is_some() {
            println!("left open: {what}");
        }
    }

    /// What was found elsewhere too.
    pub(super) fn add(&mut self, other: Found) {
        self.differences.extend(other.differences);
        self.left_open += other.left_open;
        self.compared += other.compared;
        self.looked.extend(other.looked);
    }
}

fn told(found: &mut Found, what: &str, expected: &str, is: &str) {
    found.compared += 1;
    if expected == is {
        return;
    }
    if found.open && matches!(is, "" | "undetermined" | "Undetermined") {
        found.leave(&format!("{what}: {expected}"));
    } else {
        let difference = format!("{what}: expected {expected}, is {is}");
        found.differences.push(difference);
    }
}

impl Read<'_> {
    fn full_name(&self, head: &Head) -> String {
        format!("{}.{}", self.program.policies[head.policy].name, head.name)
    }

    fn json(&self, answer: &Answer, kind: &Kind, head: &Head) -> Json {
        match self.rows.value(self.plan, self.slots, answer) {
            Some(value) => {
                let expr = Expr {
                    node: Node::Constant(value),
                    kind: kind.clone(),
                    span: head.span,
                };
                json(&eval::constant_answer(self.program, &expr, head.policy))
            }
            None => Json::from("not_applicable"),
        }
    }

    fn names(&self, exempt: &[onus::plan::ExceptionId]) -> String {
        let names: Vec<&str> = exempt
            .iter()
            .map(|id| self.plan.exception_name(*id))
            .collect();
        names.join(",")
    }

    /// Whether a definition is of something that is given to it: the compiled evaluator tells the others.
    fn has_parameters(&self, name: &str) -> bool {
        let mut defines = self.program.defines.iter();
        defines.any(|define| !define.params.is_empty() && self.full_name(&define.head) == name)
    }

    fn conclusions(&self, expected: &Determination, found: &mut Found) {
        let plain = expected
            .conclusions
            .iter()
            .filter(|row| row.about.instance.is_none() && !self.has_parameters(&row.about.name));
        let plain: Vec<_> = plain.collect();
        let rows = self.rows.conclusions();
        told(
            found,
            "conclusions",
            &plain.len().to_string(),
            &rows.len().to_string(),
        );
        for (expected, row) in plain.into_iter().zip(rows) {
            let define = &self.program.defines[row.define.index()];
            let name = self.full_name(&define.head);
            found.open = false;
            told(found, "conclusion", &expected.about.name, &name);
            let is = match row.in_force {
                true => self.json(&row.answer, &define.kind, &define.head),
                false => Json::from("not_in_force"),
            };
            found.open = row.in_force && !self.rows.is_settled(self.plan, self.slots, &row.answer);
            let (value, is) = (normal(&json(&expected.value)), normal(&is));
            // A figure that the compiled evaluator leaves open the plain one may tell more closely.
            match found.open && define.kind != Kind::YesNo && value != is {
                true => found.leave(&format!("{name}: {value} for {is}")),
                false => told(found, &name, &value, &is),
            }
            let exempt = self.names(self.rows.exempt(row));
            told(
                found,
                &format!("{name} exempt by"),
                &expected.exempt_by.join(","),
                &exempt,
            );
        }
    }

    fn of(&self, sort: fn(&Item) -> Option<usize>) -> Vec<(usize, &InstanceRow)> {
        let rows = self.rows.instances().iter();
        rows.filter_map(|row| Some((sort(&row.item)?, row)))
            .collect()
    }

    /// The name of a row, if it is the one that is expected.
    fn row(
        &self,
        head: &Head,
        row: &InstanceRow,
        (name, instance): (&str, Option<&str>),
        found: &mut Found,
    ) -> String {
        let full = self.full_name(head);
        let text = self.rows.instance(self.plan, self.program, self.slots, row);
        let is = format!("{full} {}", text.as_deref().unwrap_or(""));
        told(
            found,
            "row",
            &format!("{name} {}", instance.unwrap_or("")),
            &is,
        );
        is
    }

    fn duties(&self, expected: &Determination, found: &mut Found) {
        let rows = self.of(|item| match item {
            Item::Duty(duty) => Some(duty.index()),
            _ => None,
        });
        found.open = false;
        told(
            found,
            "duties",
            &expected.duties.len().to_string(),
            &rows.len().to_string(),
        );
        for (expected, (duty, row)) in expected.duties.iter().zip(rows) {
            let head = &self.program.duties[duty].head;
            found.open = false;
            let name = self.row(head, row, expected.about.key(), found);
            found.open = self.rows.is_open_row(row);
            // What is not owed whether or not it would have arisen is the one or the other.
            let one_of_two = row.state == State::Exempt && expected.state == State::NotArisen;
            match found.open && one_of_two {
                true => {
                    found.leave(&format!("{name} has not arisen"));
                    continue;
                }
                false => told(found, &name, expected.state.name(), row.state.name()),
            }
            told(
                found,
                &format!("{name} arises"),
                &format!("{:?}", expected.arises),
                &format!("{:?}", row.arises),
            );
            let exempt = self.names(self.rows.exempt_by(row));
            told(
                found,
                &format!("{name} exempt by"),
                &expected.exempt_by.join(","),
                &exempt,
            );
            let zone = expected.zone.as_deref().and_then(Zone::named);
            let zone = zone.unwrap_or(self.program.policies[head.policy].zone);
            let done = row
                .done
                .and_then(|at| self.exactly(at))
                .map(|at| zone.rfc3339(at));
            told(
                found,
                &format!("{name} done"),
                &shown(expected.done_at),
                done.as_deref().unwrap_or(""),
            );
            // What is not owed has no limit, nor has what the rules give rise to in no case.
            let ends = [expected.due_earliest, expected.due_latest, expected.due()];
            let bounded = match row.limit {
                Limited::No => false,
                Limited::Day(at)
                | Limited::At(at)
                | Limited::Relieved(_, at)
                | Limited::Over(_, at) => {
                    let range = self.rows.range(at);
                    range.low.is_some() || range.high.is_some()
                }
            };
            let unlimited =
                row.state == State::Undetermined && bounded && ends.iter().all(Option::is_none);
            let none = NOT_OWED.contains(&expected.state) || unlimited;
            // What is not owed may have the limit that it would have, by both.
            let mut limits = Found {
                open: found.open,
                ..Found::default()
            };
            self.limits(expected, row, zone, &name, &mut limits);
            match found.open && none && !limits.differences.is_empty() {
                true => found.leave(&format!("{name} has no limit")),
                false => found.add(limits),
            }
        }
    }

    /// The rows of sanctions or powers that are in both. What may be open by the compiled evaluator has
    /// a row for each breach that may be, or each exercise, and by the plain one, which settles that
    /// there is none, one for all.
    fn in_both<'e, 'r, T>(
        &self,
        (expected, about): (&'e [T], fn(&T) -> &About),
        rows: Vec<(usize, &'r InstanceRow)>,
        found: &mut Found,
    ) -> (Vec<&'e T>, Vec<(usize, &'r InstanceRow)>) {
        let key = |(number, row): &(usize, &InstanceRow)| {
            let name = self.full_name(match row.item {
                Item::Power(_) => &self.program.powers[*number].head,
                _ => &self.program.sanctions[*number].head,
            });
            let text = self.rows.instance(self.plan, self.program, self.slots, row);
            (name, text)
        };
        let known: Vec<_> = rows.iter().map(key).collect();
        let is_known = |row: &T, (name, text): &(String, Option<String>)| {
            about(row).key() == (name.as_str(), text.as_deref())
        };
        let (both, more): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| expected.iter().any(|other| is_known(other, &key(row))));
        let open = |row: &&(usize, &InstanceRow)| self.rows.is_open_row(row.1);
        let open: Vec<String> = more.iter().filter(open).map(|row| key(row).0).collect();
        open.iter()
            .for_each(|name| found.leave(&format!("{name} may be open")));
        let further = more.into_iter().filter(|row| !self.rows.is_open_row(row.1));
        let of_none = |row: &&T| {
            let there = known.iter().any(|known| is_known(row, known));
            there || about(row).instance.is_some() || !open.contains(&about(row).name)
        };
        let expected = expected.iter().filter(of_none).collect();
        (expected, both.into_iter().chain(further).collect())
    }

    fn exactly(&self, figure: Figure) -> Option<Instant> {
        Instant::from_seconds(self.rows.range(figure).exact()?)
    }

    /// By when it is due: the instant or the day, or between which two.
    fn limits(
        &self,
        expected: &DutyRow,
        row: &InstanceRow,
        zone: Zone,
        name: &str,
        found: &mut Found,
    ) {
        let day = |at: onus::value::Number| {
            at.floor()
                .and_then(Date::from_number)
                .map(|day| day.to_string())
        };
        let instant =
            |at: onus::value::Number| Instant::from_seconds(at).map(|at| zone.rfc3339(at));
        let (at, on, between) = match row.limit {
            Limited::No => (None, None, (None, None)),
            Limited::Relieved(_, at) => {
                let exact = self.exactly(at).map(|at| zone.rfc3339(at));
                // A day that is open until its end is told as a day, an hour of it as that.
                let end = |bound: Bound| {
                    let at = Instant::from_seconds(bound.at)?;
                    let over = at.plus_micros(1)?;
                    match zone.midnight(zone.date(over)?) == Some(over) {
                        true => Some(zone.date(at)?.to_string()),
                        false => Some(zone.rfc3339(at)),
                    }
                };
                let range = self.rows.range(at);
                let ends = (range.low.and_then(end), range.high.and_then(end));
                (
                    exact.clone(),
                    None,
                    if exact.is_some() { (None, None) } else { ends },
                )
            }
            Limited::Over(_, at) => {
                // What is over at midnight is told as the day before.
                let end = |bound: Bound| {
                    let at = Instant::from_seconds(bound.at)?;
                    match zone.midnight(zone.date(at)?) == Some(at) {
                        true => Some(zone.date(at.plus_micros(-1)?)?.to_string()),
                        false => Some(zone.rfc3339(at)),
                    }
                };
                let range = self.rows.range(at);
                let ends = (range.low.and_then(end), range.high.and_then(end));
                (None, None, ends)
            }
            Limited::At(at) => {
                let range = self.rows.range(at);
                let exact = range.exact().and_then(instant);
                let ends = (
                    range.low.and_then(|low| instant(low.at)),
                    range.high.and_then(|high| instant(high.at)),
                );
                (
                    exact.clone(),
                    None,
                    if exact.is_some() { (None, None) } else { ends },
                )
            }
            Limited::Day(at) => {
                let range = self.rows.range(at);
                let exact = range.exact().and_then(day);
                let ends = (
                    range.low.and_then(|low| day(low.at)),
                    range.high.and_then(|high| day(high.at)),
                );
                (
                    None,
                    exact.clone(),
                    if exact.is_some() { (None, None) } else { ends },
                )
            }
        };
        let text = |at: &Option<String>| at.clone().unwrap_or_default();
        // What the compiled evaluator leaves between two ends the plain one may tell more closely.
        let exact = shown(expected.due_at) + &shown(expected.due_day);
        let or_exact = |end: String| if end.is_empty() { exact.clone() } else { end };
        let first = or_exact(shown(expected.due_earliest));
        let last = or_exact(shown(expected.due_latest));
        let within =
            |end: &Option<String>, holds: &dyn Fn(&str) -> bool| end.as_deref().is_none_or(holds);
        let is_open = at.is_none() && on.is_none() && !matches!(row.limit, Limited::No);
        let closer = (first.as_str(), last.as_str())
            != (text(&between.0).as_str(), text(&between.1).as_str());
        if is_open
            && closer
            && within(&between.0, &|low| {
                !first.is_empty() && first.as_str() >= low
            })
            && within(&between.1, &|high| {
                // A day holds each of its instants.
                !last.is_empty() && (last.as_str() <= high || last.starts_with(high))
            })
        {
            found.leave(&format!("{name} is due more closely"));
            return;
        }
        told(
            found,
            &format!("{name} due at"),
            &shown(expected.due_at),
            &text(&at),
        );
        told(
            found,
            &format!("{name} due day"),
            &shown(expected.due_day),
            &text(&on),
        );
        // Of a limit that is the one or the other of two the plain evaluator tells no ends.
        if expected.due_earliest.is_some() || expected.due_latest.is_some() {
            let told_of = format!("{name} earliest");
            told(
                found,
                &told_of,
                &shown(expected.due_earliest),
                &text(&between.0),
            );
            let told_of = format!("{name} latest");
            told(
                found,
                &told_of,
                &shown(expected.due_latest),
                &text(&between.1),
            );
        }
    }

    fn powers(&self, expected: &Determination, found: &mut Found) {
        let rows = self.of(|item| match item {
            Item::Power(power) => Some(power.index()),
            _ => None,
        });
        found.open = false;
        let (expected, rows) = self.in_both((&expected.powers, |row| &row.about), rows, found);
        told(
            found,
            "powers",
            &expected.len().to_string(),
            &rows.len().to_string(),
        );
        for (expected, (power, row)) in expected.into_iter().zip(rows) {
            let head = &self.program.powers[power].head;
            found.open = false;
            let name = self.row(head, row, expected.about.key(), found);
            found.open = self.rows.is_open_row(row);
            told(found, &name, expected.state.name(), row.state.name());
            let exempt = self.names(self.rows.exempt_by(row));
            // Of an earlier moment it is not told by which exception a power was not there.
            if !exempt.is_empty() {
                told(
                    found,
                    &format!("{name} exempt by"),
                    &expected.exempt_by.join(","),
                    &exempt,
                );
            }
        }
    }

    fn sanctions(&self, expected: &Determination, found: &mut Found) {
        let rows = self.of(|item| match item {
            Item::Sanction(sanction) => Some(sanction.index()),
            _ => None,
        });
        found.open = false;
        let (expected, rows) = self.in_both((&expected.sanctions, |row| &row.about), rows, found);
        told(
            found,
            "sanctions",
            &expected.len().to_string(),
            &rows.len().to_string(),
        );
        for (expected, (number, row)) in expected.into_iter().zip(rows) {
            let sanction = &self.program.sanctions[number];
            found.open = false;
            let name = self.row(&sanction.head, row, expected.about.key(), found);
            found.open = self.rows.is_open_row(row);
            told(found, &name, expected.state.name(), row.state.name());
            let exempt = self.names(self.rows.exempt_by(row));
            told(
                found,
                &format!("{name} exempt by"),
                &expected.exempt_by.join(","),
                &exempt,
            );
            let most = self.rows.up_to(row);
            // While it is open which version applies it is told under the newest of them.
            let settled = expected.state != State::Undetermined;
            if found.open && settled && expected.up_to.len() != most.len() {
                found.leave(&format!("{name} has one version"));
                continue;
            }
            told(
                found,
                &format!("{name} quanta"),
                &expected.up_to.len().to_string(),
                &most.len().to_string(),
            );
            for (at, (expected, most)) in expected.up_to.iter().zip(most).enumerate() {
                let versions = sanction.versions.iter();
                let mut kinds = versions.filter_map(|version| version.body.up_to.get(at));
                let kind = kinds.next().map(|most| &most.kind);
                let is = self.json(most, kind.expect("it has a kind"), &sanction.head);
                let expected = serde_json::to_value(expected).expect("it is JSON");
                let open = !self.rows.is_settled(self.plan, self.slots, most);
                if is == "undetermined" {
                    continue;
                }
                if open && normal(&expected) != normal(&is) {
                    found.leave(&format!("{name} up to {}", normal(&expected)));
                } else {
                    told(
                        found,
                        &format!("{name} up to"),
                        &normal(&expected),
                        &normal(&is),
                    );
                }
            }
        }
    }
}

/// The same text for the same instant, in whichever zone it is told.
fn json(value: &impl serde::Serialize) -> Json {
    serde_json::to_value(value).unwrap_or_default()
}

fn shown(at: Option<impl ToString>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

fn normal(json: &Json) -> String {
    match json {
        Json::String(text) => match chrono::DateTime::parse_from_rfc3339(text) {
            Ok(at) => at.timestamp_micros().to_string(),
            Err(_) => text.clone(),
        },
        Json::Array(all) => all.iter().map(normal).collect::<Vec<_>>().join(" "),
        Json::Object(all) => {
            let each = all
                .iter()
                .map(|(key, value)| format!("{key} {}", normal(value)));
            each.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
