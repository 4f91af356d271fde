//! What a row depends on is named by the row: random policies are judged on random records in which
//! something is open, and what is open is then filled in, in many ways. Where two ways that differ in
//! one fact alone give a part of a row different values, the row names that fact and for which part;
//! and what was settled while it was open holds in every way. `DEPENDENCE_PAIRS` says how many
//! policies and records are tried; else it is 2,000. Each fault is printed as it is found
//! (`--nocapture`), and how far the run is after every 2,000 pairs. `DEPENDENCE_FROM` is the first pair
//! that is judged: those before it are only drawn.

use std::collections::{BTreeMap, BTreeSet};

use onus::determination::{About, Aspect, Determination, Standing};
use onus::eval::{Question, evaluate};
use onus::program::Program;
use onus::source::Sources;
use onus::value::{State, Truth};
use serde_json::{Value as Json, json};

use super::question;
use crate::golden::Dice;

/// Of one policy so many records are tried.
const RECORDS: usize = 10;
/// So many policies that are not sound may follow each other.
const IN_A_ROW: usize = 40;
/// In so many ways what is open is filled in, and each fact of it then changed.
const WAYS: usize = 3;
/// After so many pairs it is printed how far a run is.
const TOLD_AFTER: usize = 2_000;
/// In one of so many pairs a fact may be left unnamed; `DEPENDENCE_UNNAMED=1` prints them. Of the
/// 2,000 pairs of the usual run there is none.
const UNNAMED: usize = 2_000;

pub(super) const HEAD: &str = r#"policy t
zone Europe/Paris
periods eu.1182_71
calendar fr
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
party public "Public" ko "공중"
choice sort "Sort" ko "종류" | x "X" ko "엑스" | y "Y" ko "와이" | z "Z" ko "제트"
act report "Report" ko "보고" from firm to office
  field whole : yes/no "Whole" ko "전부"
act note "Note" ko "공고" from firm to public
act pay "Payment" ko "납부" from firm to office
  field amount : EUR "Amount" ko "금액"
act penalty "Penalty" ko "과태료 부과" from office to firm
record Item "Item" ko "항목"
  field n : number "N" ko "수"
  field bad : yes/no "Bad" ko "불량"
fact a : yes/no "A" ko "가"
fact b : yes/no "B" ko "나"
fact c : yes/no "C" ko "다"
fact sort : sort "Sort" ko "종류"
fact n : number at least 0 "N" ko "수"
fact m : number at least 0 "M" ko "양"
fact aware : time "Aware" ko "인지"
fact found : time "Found" ko "발견"
fact items : list of Item "Items" ko "항목들"
judgement late "Late" ko "지체" holder office cites Act 9
"#;

/// Writes policies that are sound, mostly.
pub(crate) struct Author<'d> {
    pub(crate) draw: &'d mut Dice,
    pub(crate) defines: usize,
    /// What else is written beside the usual.
    pub(crate) beside: Beside,
    /// What one in a few policies has beside it.
    pub(crate) further: Vec<Further>,
}

/// What only some policies have, and some records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Further {
    /// A duty that comes back every week, month or year.
    Every,
    /// A window of members that share a field.
    Sharing,
    /// A figure by a table.
    Table,
    /// A question of law on which opinions differ.
    Reading,
    /// A power, and what arises when it is exercised.
    Power,
    /// A sanction in lieu of another.
    InLieu,
    /// Another policy that reads the same record.
    Second,
    /// Accounts that differ, and values of which some are left.
    Disputed,
    /// A record that does not tell of all that was done before.
    Begins,
}

impl Further {
    /// Those that are written. `FURTHER=Every,Power` writes these instead, to try one alone.
    const ON: [Further; 9] = Further::ALL;

    const ALL: [Further; 9] = [
        Further::Every,
        Further::Sharing,
        Further::Table,
        Further::Reading,
        Further::Power,
        Further::InLieu,
        Further::Second,
        Further::Disputed,
        Further::Begins,
    ];

    fn written() -> Vec<Further> {
        match std::env::var("FURTHER") {
            Err(_) => Further::ON.to_vec(),
            Ok(names) => {
                let names: Vec<&str> = names.split(',').collect();
                let all = Further::ALL.into_iter();
                all.filter(|one| names.contains(&&*format!("{one:?}")))
                    .collect()
            }
        }
    }

    fn is_written(self) -> bool {
        Further::written().contains(&self)
    }
}

/// Of so many policies one has each of what only some have; where only some of it is tried, one in two.
fn one_in() -> usize {
    match std::env::var_os("FURTHER") {
        None => 10,
        Some(_) => 2,
    }
}

/// What a policy is written with beside the usual conditions.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Beside {
    /// Conditions that choose between others, versions for some, and figures over some members.
    pub(crate) choosing: bool,
    /// What is asked of a record itself, and of what lies in some stretch of time.
    pub(crate) asking: bool,
    /// States and times of the duties, exceptions that may hold together, permissions, and several
    /// reductions.
    pub(crate) chained: bool,
}

impl Beside {
    /// All of it.
    pub(crate) fn all() -> Beside {
        Beside {
            choosing: true,
            asking: true,
            chained: true,
        }
    }
}

impl Author<'_> {
    fn one_of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.draw.below(all.len())]
    }

    fn condition(&mut self, deep: usize) -> String {
        if self.beside.choosing && deep > 0 && self.draw.below(4) == 0 {
            let on = self.condition(deep - 1);
            let (one, other) = (self.condition(deep - 1), self.condition(deep - 1));
            return format!("(if {on} then {one} else {other})");
        }
        if self.beside.choosing && self.draw.below(8) == 0 {
            let figure = self.draw.below(9);
            return match self.draw.below(4) {
                0 => format!("sum of (i.n for i in items where i.bad) > {figure}"),
                1 => format!("larger of (n, if a then m else n) > {figure}"),
                2 => format!("(if sort is x then n else if sort is y then m else 4) >= {figure}"),
                _ => format!("n - (if b then n else m) >= {figure}"),
            };
        }
        if self.beside.asking && self.draw.below(6) == 0 {
            return self
                .one_of(&[
                    "sort is known",
                    "n is known",
                    "a is unknown",
                    "count of (r in report where r.whole) >= 2",
                    "some 24 hours of note has (count of (note) >= 2)",
                    "some 2 days of report has (count of (report) >= 2)",
                    "some calendar week of note has (count of (note) >= 1)",
                ])
                .to_owned();
        }
        let simple = deep == 0 || self.draw.below(3) == 0;
        if simple && !self.further.is_empty() && self.draw.below(4) == 0 {
            let further = self.further[self.draw.below(self.further.len())];
            let written = match further {
                Further::Sharing => {
                    "some 3 days of report sharing whole has (count of (report) >= 2)"
                }
                Further::Table => self.one_of(&["k >= 4", "k + n > 6", "k < m"]),
                Further::Reading => self.one_of(&["way is one", "way is not one"]),
                Further::Power => {
                    self.one_of(&["order has happened", "latest of order.at > found"])
                }
                _ => "",
            };
            if !written.is_empty() {
                return written.to_owned();
            }
        }
        if simple && self.draw.below(12) == 0 {
            return self
                .one_of(&[
                    "note has happened",
                    "not pay has happened",
                    "any of (p in pay where p.amount >= 60 EUR)",
                    "latest of note.at >= aware",
                ])
                .to_owned();
        }
        if simple {
            let defined = format!("d{}", self.draw.below(self.defines.max(1)));
            let figure = self.draw.below(9);
            let of_items = [
                "any of (i.bad for i in items)",
                "count of (i in items where i.bad) >= 1",
                "sum of (i.n for i in items) > 6",
            ];
            return match self.draw.below(10) {
                0 | 1 => self.one_of(&["a", "b", "c"]).to_owned(),
                2 => format!("not {}", self.one_of(&["a", "b", "c"])),
                3 => format!("n >= {figure}"),
                4 => format!("n + m > {figure}"),
                5 => self
                    .one_of(&["sort is x", "sort is one of (y, z)", "sort is not y"])
                    .to_owned(),
                6 => self
                    .one_of(&["aware <= found", "found - aware > 30 hours"])
                    .to_owned(),
                7 => self.one_of(&of_items).to_owned(),
                _ if self.defines > 0 => defined,
                _ => "n > m".to_owned(),
            };
        }
        let (one, other) = (self.condition(deep - 1), self.condition(deep - 1));
        match self.draw.below(4) {
            0 => format!("({one} and {other})"),
            1 => format!("({one} or {other})"),
            2 => format!("not ({one} and {other})"),
            _ => format!("at least 2 of ({one}, {other}, {})", self.condition(0)),
        }
    }

    fn time(&mut self, deep: usize) -> String {
        if deep == 0 || self.draw.below(2) == 0 {
            let of = self.one_of(&["aware", "found"]);
            return match self.draw.below(3) {
                0 => of.to_owned(),
                _ => match self.one_of(&["4 hours", "24 hours", "3 days"]) {
                    days @ "3 days" => format!("({days} after {of})"),
                    length => format!("({of} + {length})"),
                },
            };
        }
        let (one, other) = (self.time(deep - 1), self.time(deep - 1));
        match self.draw.below(3) {
            0 => format!("(if {} then {one} else {other})", self.condition(1)),
            1 => format!("the earliest of ({one}, {other})"),
            _ => format!("the latest of ({one}, {other})"),
        }
    }

    /// What a duty demands, and by when.
    fn demand(&mut self) -> String {
        let limit = match self.draw.below(4) {
            0 => format!("  within 3 days after {}\n", self.time(1)),
            1 | 2 => format!("  by {}\n", self.time(2)),
            _ => String::new(),
        };
        let mut text = match self.draw.below(8) {
            0 => return format!("  must not note\n{limit}"),
            1 => return format!("  must ensure {}\n", self.condition(2)),
            2 => format!(
                "  must payment of (if {} then 100 EUR else 60 EUR) through pay\n",
                self.condition(1)
            ),
            3 => return "  must report\n  without delay judged by late\n".to_owned(),
            4 => "  must report where report.whole\n".to_owned(),
            _ => "  must report\n".to_owned(),
        };
        if text.contains("payment") && self.draw.below(2) == 0 {
            text += &format!("  may reduce to 50% when {}\n", self.condition(1));
            if self.beside.chained && self.draw.below(2) == 0 {
                text += &format!("  may reduce to 60 EUR when {}\n", self.condition(1));
            }
        }
        text += &limit;
        if !limit.is_empty() && self.draw.below(2) == 0 {
            text += "  relief to 12:00 on next working day if due is not working day";
            if self.draw.below(2) == 0 {
                text += &format!(" and {}", self.condition(1));
            }
            text += "\n";
        }
        text
    }

    fn duty(&mut self, number: usize) -> String {
        let mut text = format!("duty t{number} \"T{number}\" ko \"의무{number}\"\n  cites Act 2\n");
        text += "  bearer firm to office\n";
        if self.draw.below(3) == 0 {
            text += "  holder office\n";
        }
        let occasion = self.draw.below(8);
        match occasion {
            0 => text += "  for each i in items where i.bad\n",
            1 => text += "  arises on note\n",
            _ => {}
        }
        if self.draw.below(3) > 0 {
            text += &format!("  when {}\n", self.condition(2));
        }
        if self.draw.below(6) == 0 {
            text += &format!("  unless {}\n", self.condition(1));
        }
        if self.draw.below(2) == 0 {
            text += "  on breach fine\n";
        }
        if self.draw.below(4) > 0 {
            return text + &self.demand();
        }
        text += self.one_of(&["  governed by aware\n", "  governed by found\n"]);
        let indented = |demand: String| demand.replace("\n  ", "\n    ").replacen("  ", "    ", 1);
        text += "  in force from 2020-01-01 until 2026-04-30\n";
        text += &indented(self.demand());
        text += "  in force from 2026-05-01\n";
        text += &indented(self.demand());
        text
    }

    fn exception(&mut self, number: usize, duties: usize) -> String {
        let duty = self.draw.below(duties);
        let mut text = format!("exception e{number} \"E{number}\" ko \"예외{number}\"\n");
        let presumed = self.one_of(&["", "", "", " presumed no, burden on firm"]);
        text += &format!(
            "  cites Act 3\n  to t{duty}\n  when {}{presumed}\n",
            self.condition(2)
        );
        if self.beside.chained {
            text += self.one_of(&[
                "  instead must note\n",
                "  instead by 2 days after found\n",
                "  instead by due + 24 hours\n",
                "  instead must note\n  instead by aware + 30 hours\n",
                "  instead must report\n",
                "  instead at once\n",
                "",
            ]);
            return text;
        }
        text += match self.draw.below(5) {
            0 => "  instead must note\n  instead to public\n",
            1 => "  instead by 5 days after aware\n",
            2 => "  instead to public\n",
            _ => "",
        };
        text
    }

    /// What turns on the states and the times of duties.
    fn chain(&mut self, duties: usize) -> String {
        let mut text = String::new();
        let of = format!("t{}", self.draw.below(duties));
        let states = ["breached", "fulfilled", "exempt", "pending", "arisen"];
        for number in 0..=self.draw.below(2) {
            let state = self.one_of(&states);
            let also = match self.draw.below(3) {
                0 => format!(" or {}", self.condition(0)),
                _ => String::new(),
            };
            text += &format!(
                "define s{number} \"S{number}\" ko \"상태{number}\" cites Act 5 means {of} is {state}{also}\n"
            );
        }
        let time = self.one_of(&["performance", "breach", "due"]);
        let limit = match self.draw.below(3) {
            0 => format!("by the earliest of ({time} of {of} + 24 hours, found)"),
            1 => format!("within 3 days after {time} of {of}"),
            _ => format!("by {time} of {of} + 24 hours"),
        };
        text += &format!(
            "duty next \"Next\" ko \"다음\" cites Act 6 bearer firm to office must note {limit}\n"
        );
        if self.draw.below(2) == 0 {
            let when = self.condition(1);
            text += &format!(
                "duty may_note \"May\" ko \"허용\" cites Act 7 bearer firm to office when {when} may note\n"
            );
        }
        text += &format!(
            "sanction second \"Second\" ko \"둘째\" cites Act 8 holder office bearer firm when {of} is breached\n  through penalty up to 50 EUR\n"
        );
        text
    }

    /// What only some policies have, and others may ask.
    fn asked_by_others(&mut self) -> String {
        let mut text = String::new();
        if self.further.contains(&Further::Table) {
            text += "define k : number \"K\" ko \"표\" cites Act 10 means table a, sort\n";
            text += "  | yes | any | 3 |\n  | no | x | 5 |\n  | no | one of (y, z) | n |\n";
        }
        if self.further.contains(&Further::Reading) {
            text += "reading way \"Way\" ko \"해석\" | one \"One\" ko \"하나\" | other \"Other\" ko \"다른 하나\" default one cites Act 11\n";
        }
        if self.further.contains(&Further::Power) {
            text += "act order \"Order\" ko \"명령\" from office to firm\n";
        }
        text
    }

    /// What only some policies have, and asks others.
    fn asking_others(&mut self) -> String {
        let mut text = String::new();
        if self.further.contains(&Further::Every) {
            let period = self.one_of(&["week", "month", "year"]);
            text += &format!(
                "duty often \"Often\" ko \"정기\" cites Act 12 every {period} p bearer firm to office\n"
            );
            if self.draw.below(2) == 0 {
                text += &format!("  when {}\n", self.condition(2));
            }
            text += self.one_of(&["  on breach fine\n", ""]);
            let limit = self.one_of(&["3 days after end of", "5 days after beginning of"]);
            text += &format!("  must report\n  within {limit} {period} of p\n");
            text += "  in force from 2026-04-16\n";
        }
        if self.further.contains(&Further::Power) {
            text += &format!(
                "power demand \"Demand\" ko \"명령권\" cites Act 13 holder office over firm when {} through order\n",
                self.condition(2)
            );
            text += &format!(
                "duty obey \"Obey\" ko \"이행\" cites Act 13 arises on order bearer firm to office must note within 3 days after {}\n",
                self.one_of(&["found", "order.at"])
            );
            text += "define ordered \"Ordered\" ko \"명령 있음\" cites Act 13 means demand is exercised\n";
        }
        if self.further.contains(&Further::InLieu) {
            text += &format!(
                "sanction other \"Other\" ko \"갈음\" cites Act 14 holder office bearer firm in lieu of fine when {} up to 50 EUR\n",
                self.condition(1)
            );
        }
        text
    }

    /// Another policy that reads the same record, and has an act of its own.
    fn second(&mut self) -> String {
        let (acts, rest) = HEAD.split_once("act report").expect("it has acts");
        let (_, facts) = rest.split_once("record Item").expect("it has records");
        let head = acts.replace("policy t", "policy u");
        let head = head.replace("party public \"Public\" ko \"공중\"\n", "");
        let mut text = format!(
            "{head}act send \"Sending\" ko \"송부\" from firm to office\nrecord Item{facts}"
        );
        self.further.clear();
        self.defines = 0;
        let mut plain = || loop {
            let condition = self.condition(2);
            if !["note", "pay", "report"]
                .iter()
                .any(|act| condition.contains(act))
            {
                return condition;
            }
        };
        let (means, when) = (plain(), plain());
        text += &format!("define v \"V\" ko \"나\" cites Act 1 means {means}\n");
        text += &format!(
            "duty w \"W\" ko \"다른 의무\" cites Act 2 bearer firm to office when {when} must send by {}\n",
            self.time(0)
        );
        text
    }

    pub(crate) fn policy(&mut self) -> String {
        let further = Further::written().into_iter();
        self.further = further.filter(|_| self.draw.below(one_in()) == 0).collect();
        let mut text = HEAD.to_owned() + &self.asked_by_others();
        for number in 0..self.draw.below(3) {
            let means = self.condition(2);
            let mut define =
                format!("define d{number} \"D{number}\" ko \"정의{number}\" cites Act 1");
            if self.draw.below(3) == 0 {
                define += " holder office";
            }
            if self.beside.choosing && self.draw.below(3) == 0 {
                let (whom, then) = (self.condition(1), self.condition(1));
                define += &format!("\n  in force from 2010-01-01 means {means}");
                define += &format!("\n  in force from 2011-01-01 for {whom} means {then}\n");
            } else {
                define += &format!(" means {means}\n");
            }
            text += &define;
            self.defines = number + 1;
        }
        let duties = 1 + self.draw.below(2);
        for number in 0..duties {
            text += &self.duty(number);
        }
        let exceptions = self.draw.below(3) + usize::from(self.beside.chained);
        for number in 0..exceptions {
            text += &self.exception(number, duties);
        }
        if self.beside.chained {
            text += &self.chain(duties);
        }
        let most = self.condition(1);
        text +=
            "sanction fine \"Fine\" ko \"과태료\"\n  cites Act 4\n  holder office bearer firm\n";
        text += "  through penalty\n";
        text += &format!("  up to if {most} then 100 EUR else 200 EUR\n");
        text += &self.asking_others();
        if self.further.contains(&Further::Second) {
            text += &self.second();
        }
        text
    }
}

/// The policies of a text, each with the name of its file.
fn policies(text: &str) -> Vec<(&'static str, String)> {
    match text.split_once("policy u\n") {
        None => vec![("t.onus", text.to_owned())],
        Some((first, second)) => vec![
            ("t.onus", first.to_owned()),
            ("u.onus", format!("policy u\n{second}")),
        ],
    }
}

/// A fact: what the record says of it, and what it can be.
#[derive(Clone)]
pub(super) struct Fact {
    pub(super) path: String,
    told: Option<Json>,
    pub(super) can_be: Vec<Json>,
}

fn exactly(path: &str, value: Json) -> Fact {
    Fact {
        path: path.to_owned(),
        told: Some(value.clone()),
        can_be: vec![value],
    }
}

fn open(path: &str, told: Option<Json>, can_be: Vec<Json>) -> Fact {
    Fact {
        path: path.to_owned(),
        told,
        can_be,
    }
}

fn truth(path: &str, draw: &mut Dice) -> Fact {
    match draw.below(3) {
        0 => exactly(path, json!(true)),
        1 => exactly(path, json!(false)),
        _ => open(path, None, vec![json!(true), json!(false)]),
    }
}

fn number(path: &str, draw: &mut Dice) -> Fact {
    let at = draw.below(7);
    match draw.below(3) {
        0 => open(path, None, [0, 1, 4, 9].map(|n| json!(n)).to_vec()),
        1 => open(
            path,
            Some(json!({ "between": [at, at + 3] })),
            [at, at + 1, at + 3].map(|n| json!(n)).to_vec(),
        ),
        _ => exactly(path, json!(at)),
    }
}

fn money(path: &str, draw: &mut Dice) -> Fact {
    match draw.below(3) {
        0 => open(
            path,
            None,
            ["40 EUR", "60 EUR", "100 EUR"].map(|m| json!(m)).to_vec(),
        ),
        _ => exactly(path, json!(["50 EUR", "60 EUR", "100 EUR"][draw.below(3)])),
    }
}

/// The moment that is asked about.
pub(super) const AT: &str = "2026-05-04T07:00";

/// A time in a week with a weekend and a holiday in it: 1 May 2026 is a Friday.
fn time(path: &str, draw: &mut Dice) -> Fact {
    let day = 28 + draw.below(6);
    let on = |day: usize| match day {
        ..=30 => format!("2026-04-{day:02}"),
        _ => format!("2026-05-{:02}", day - 30),
    };
    let at = |day: usize, clock: &str| json!(format!("{}T{clock}", on(day)));
    match draw.below(5) {
        0 => open(
            path,
            None,
            // It may still be to come when it is asked.
            vec![
                at(27, "10:00"),
                at(30, "16:40"),
                at(33, "08:00"),
                at(36, "10:00"),
            ],
        ),
        1 => open(
            path,
            Some(json!({ "on": on(day) })),
            vec![at(day, "00:00"), at(day, "13:10"), at(day, "23:59")],
        ),
        2 => open(
            path,
            Some(json!({ "between": [at(day, "09:00"), at(day + 1, "18:00")] })),
            vec![at(day, "09:00"), at(day, "20:00"), at(day + 1, "18:00")],
        ),
        _ => exactly(path, at(day, "09:30")),
    }
}

/// A record in which some is open.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) facts: Vec<Fact>,
    /// Things done: the act, and the place of each in the list of facts is by its path.
    events: Vec<&'static str>,
    /// How many items there are certainly, and at most how many more.
    pub(super) items: (usize, usize),
    complete: bool,
    /// Of what was done before, the record does not tell.
    begins: Option<&'static str>,
    /// What the office found: of which duty, and in what state.
    found: Vec<(String, &'static str)>,
}

impl Draft {
    /// A record for a policy that is asked at this moment.
    pub(super) fn of(policy: &str, at: &str, draw: &mut Dice) -> Draft {
        let mut draft = Draft::draw(draw)
            .with_order(policy, draw)
            .come_by(policy, at);
        if Further::Begins.is_written() && draw.below(8) == 0 {
            draft.begins = Some("2026-04-30T00:00");
        }
        let draft = draft.dated(policy, draw);
        match Further::Disputed.is_written() {
            true => draft.disputed(draw),
            false => draft,
        }
    }

    /// The same with what was ordered, where the policy knows of orders.
    fn with_order(mut self, policy: &str, draw: &mut Dice) -> Draft {
        if policy.contains("\nact order ") && draw.below(2) == 0 {
            let at = self.events.len();
            self.facts.push(time(&format!("events[{at}].at"), draw));
            self.events.push("order");
        }
        self
    }

    /// The same, with accounts of some facts that differ, and some of which a few values are left.
    fn disputed(mut self, draw: &mut Dice) -> Draft {
        for fact in &mut self.facts {
            // What has a time of its own is told with it.
            let timed = fact.path == "late" || fact.path.ends_with(".at");
            let timed = timed || fact.path.starts_with("events");
            if timed || fact.can_be.len() < 2 || fact.told.is_some() || draw.below(8) > 0 {
                continue;
            }
            let left = [0, 1].map(|at| fact.can_be[at].clone());
            fact.told = Some(match fact.path == "sort" && draw.below(2) == 0 {
                true => json!({ "one_of": left }),
                false => json!({ "disputed": [
                    { "is": left[0], "by": "firm" },
                    { "is": left[1], "by": "office" },
                ] }),
            });
            fact.can_be = left.to_vec();
        }
        self
    }

    pub(super) fn draw(draw: &mut Dice) -> Draft {
        let mut facts = Vec::new();
        for path in ["a", "b", "c"] {
            facts.push(truth(path, draw));
        }
        facts.push(truth("late", draw));
        let sorts = ["x", "y", "z"].map(|sort| json!(sort));
        facts.push(match draw.below(2) {
            0 => open("sort", None, sorts.to_vec()),
            _ => exactly("sort", sorts[draw.below(3)].clone()),
        });
        for path in ["n", "m"] {
            facts.push(number(path, draw));
        }
        for path in ["aware", "found"] {
            facts.push(time(path, draw));
        }
        let items = (draw.below(3), draw.below(2) * 2);
        for at in 0..items.0 {
            facts.push(number(&format!("items[{at}].n"), draw));
            facts.push(truth(&format!("items[{at}].bad"), draw));
        }
        let mut events = Vec::new();
        for at in 0..draw.below(3) {
            let act = ["report", "report", "note", "pay"][draw.below(4)];
            facts.push(time(&format!("events[{at}].at"), draw));
            match act {
                "report" => facts.push(truth(&format!("events[{at}].whole"), draw)),
                "pay" => facts.push(money(&format!("events[{at}].amount"), draw)),
                _ => {}
            }
            events.push(act);
        }
        Draft {
            facts,
            events,
            items,
            complete: draw.below(4) > 0,
            begins: None,
            found: Vec::new(),
        }
    }

    /// The same, where the policy asks for more: with what was determined and found, and judgements
    /// whose time is open.
    fn dated(mut self, policy: &str, draw: &mut Dice) -> Draft {
        let made = |path: &str, draw: &mut Dice| {
            let mut at = time(&format!("{path}.at"), draw);
            // What says nothing of when it was made counts.
            at.told = at.told.or(Some(json!({ "unknown": true })));
            at
        };
        if draw.below(2) == 0 {
            self.facts.push(made("late", draw));
        }
        let mut items = policy.split("\ndefine ").skip(1).map(|item| (item, "d"));
        let more = policy.split("\nduty ").skip(1).map(|item| (item, "t"));
        let items: Vec<(&str, &str)> = items.by_ref().chain(more).collect();
        for (item, letter) in items {
            let item = item.split("\n\n").next().unwrap_or(item);
            let ends = ["\ndefine ", "\nduty ", "\nexception ", "\nsanction "];
            let end = ends.iter().filter_map(|word| item.find(word)).min();
            let item = &item[..end.unwrap_or(item.len())];
            let name = item.split(' ').next().unwrap_or_default().to_owned();
            if !item.contains("holder office") || !name.starts_with(letter) {
                continue;
            }
            if letter == "d" {
                if draw.below(3) > 0 {
                    self.facts.push(made(&name, draw));
                    // Where nothing is determined the rules speak: that is no fact that is missing.
                    let found = json!(draw.below(2) == 0);
                    self.facts.push(exactly(&name, found));
                }
                continue;
            }
            let states: &[&'static str] = match () {
                () if item.contains("must not") => &["observed", "violated", "not_arisen"],
                () if item.contains("must ensure") => &["upheld", "breached", "not_arisen"],
                () => &["breached", "fulfilled", "performed_late", "exempt"],
            };
            for _ in 0..draw.below(3) {
                let path = format!("findings[{}]", self.found.len());
                self.facts.push(made(&path, draw));
                self.found
                    .push((name.clone(), states[draw.below(states.len())]));
            }
        }
        self
    }

    /// The same for a policy and a moment: what governs and is not known exactly has come by then, if
    /// it can have. So has what is known within bounds, of which the record says more than that it has
    /// not come: told exactly, a time that lies ahead is read as any later one.
    pub(super) fn come_by(mut self, policy: &str, at: &str) -> Draft {
        for fact in &mut self.facts {
            let bounded = fact.told.is_some() && !fact.path.contains('.');
            if bounded || policy.contains(&format!("governed by {}\n", fact.path)) {
                let by = |value: &&Json| value.as_str().is_some_and(|value| value <= at);
                let by: Vec<Json> = fact.can_be.iter().filter(by).cloned().collect();
                if !by.is_empty() {
                    fact.can_be = by;
                }
            }
        }
        self
    }

    /// Takes one of what a fact can be for what it is.
    pub(super) fn assume(&mut self, fact: usize, draw: &mut Dice) {
        let fact = &mut self.facts[fact];
        let chosen = fact.can_be[draw.below(fact.can_be.len())].clone();
        (fact.told, fact.can_be) = (Some(chosen.clone()), vec![chosen]);
    }

    /// The same, with every figure and time known: only what is yes or no, or a choice, is open.
    fn with_known_figures(mut self) -> Draft {
        for fact in &mut self.facts {
            let plain = |value: &Json| {
                value.is_boolean() || ["x", "y", "z"].map(Json::from).contains(value)
            };
            if !fact.can_be.iter().all(plain) {
                fact.can_be.truncate(1);
                fact.told = fact.can_be.first().cloned();
            }
        }
        self
    }

    /// The record with all that is open filled in, and nothing left out of what was done.
    pub(super) fn whole(&self, chosen: &[Json], more: usize) -> Json {
        let whole = Draft {
            complete: true,
            ..self.clone()
        };
        whole.json(Some(chosen), Some(more))
    }

    /// The record: each fact by what is chosen for it, or else as it is told; and so many items more.
    pub(super) fn json(&self, chosen: Option<&[Json]>, more: Option<usize>) -> Json {
        let mut flat: BTreeMap<&str, Json> = BTreeMap::new();
        for (at, fact) in self.facts.iter().enumerate() {
            let value = match chosen {
                Some(chosen) => Some(chosen[at].clone()),
                None => fact.told.clone(),
            };
            if let Some(value) = value {
                flat.insert(&fact.path, value);
            }
        }
        let of = |prefix: &str| {
            let fields = flat.iter().filter_map(|(path, value)| {
                let name = path.strip_prefix(prefix)?.strip_prefix('.')?;
                Some((name.to_owned(), value.clone()))
            });
            Json::Object(fields.collect())
        };
        let mut items: Vec<Json> = (0..self.items.0)
            .map(|at| of(&format!("items[{at}]")))
            .collect();
        let items = match (self.items.1, more) {
            (0, _) => json!(items),
            (_, None) => json!({ "at_least": items }),
            (_, Some(more)) => {
                items.extend((0..more).map(|_| json!({ "n": 4, "bad": true })));
                json!(items)
            }
        };
        let events: Vec<Json> = self
            .events
            .iter()
            .enumerate()
            .map(|(at, act)| {
                let mut event = of(&format!("events[{at}]"));
                event["act"] = json!(act);
                event
            })
            .collect();
        let plain = flat
            .iter()
            .filter(|(path, _)| !path.contains('.'))
            .map(|(path, value)| ((*path).to_owned(), value.clone()));
        let mut record: serde_json::Map<String, Json> = plain.collect();
        for (path, at) in &flat {
            let of = path.strip_suffix(".at").unwrap_or_default();
            if let Some(known) = record.get_mut(of) {
                *known = json!({ "is": *known, "at": at, "by": "office" });
            }
        }
        let found = self.found.iter().enumerate().map(|(at, (duty, state))| {
            let mut found = of(&format!("findings[{at}]"));
            found["of"] = json!(duty);
            found["is"] = json!(state);
            found
        });
        record.insert("findings".to_owned(), found.collect());
        record.insert("items".to_owned(), items);
        record.insert("events".to_owned(), json!(events));
        if let Some(begins) = self.begins.filter(|_| self.complete) {
            record.insert("record_complete_from".to_owned(), json!(begins));
        }
        if self.complete {
            record.insert(
                "record_complete_until".to_owned(),
                json!("2026-05-04T09:00"),
            );
        }
        Json::Object(record)
    }
}

/// What is said of a row, part by part; and what it names.
pub(super) struct Row {
    pub(super) parts: BTreeMap<Aspect, String>,
    pub(super) settled: bool,
    /// It is settled on a presumption.
    presumed: bool,
    /// It is done with, if it is owed at all.
    over: bool,
    /// It is breached, though its state may be open.
    pub(super) breached: bool,
    pub(super) names: Vec<(Option<Aspect>, String)>,
    /// What is told to make no difference.
    regardless: Vec<String>,
}

/// The exceptions that hold though a policy presumes that they do not.
pub(super) fn shown(policy: &str, answer: &Determination) -> BTreeSet<String> {
    let exceptions = policy.split("\nexception ").skip(1);
    let presumed = exceptions.filter(|text| {
        let mut lines = text.lines();
        lines
            .nth(3)
            .is_some_and(|when| when.ends_with("presumed no, burden on firm"))
    });
    let presumed: Vec<String> = presumed
        .map(|text| text.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    let exceptions = answer.duties.iter().flat_map(|duty| &duty.exceptions);
    let holding = exceptions.filter(|row| row.value == Truth::Yes);
    let holding = holding.map(|row| row.name.rsplit('.').next().unwrap_or_default().to_owned());
    holding.filter(|name| presumed.contains(name)).collect()
}

pub(super) type Rows = BTreeMap<String, Row>;

fn row(
    about: &About,
    (settled, standing): (bool, Option<Standing>),
    parts: &[(Aspect, String)],
) -> (String, Row) {
    let presumed = standing == Some(Standing::Presumed);
    let (name, instance) = about.key();
    let key = format!("{name} {}", instance.unwrap_or_default());
    let open = about.open.iter().flat_map(|open| {
        let needs = open.needs.iter();
        needs.map(|need| (Some(open.what), need.path.clone()))
    });
    let all = about.needs.iter().map(|need| (None, need.path.clone()));
    let row = Row {
        parts: parts.iter().cloned().collect(),
        settled: settled && !presumed,
        presumed: settled && presumed,
        over: false,
        breached: false,
        names: open.chain(all).collect(),
        regardless: about
            .regardless
            .iter()
            .map(|need| need.path.clone())
            .collect(),
    };
    (key, row)
}

pub(super) fn rows(answer: &Determination) -> Rows {
    let text = |value: &dyn std::fmt::Debug| format!("{value:?}");
    let mut rows = Rows::new();
    for row_of in &answer.conclusions {
        let value = text(&row_of.value);
        // A figure is one value, and not between two.
        let figure = value.starts_with("Value(");
        let settled = match figure {
            true => value.starts_with("Value(Is("),
            false => !value.contains("Undetermined"),
        };
        let settled = (settled, row_of.standing);
        rows.extend([row(&row_of.about, settled, &[(Aspect::Value, value)])]);
    }
    for duty in &answer.duties {
        let due = text(&(duty.due(), duty.due_earliest, duty.due_latest));
        let parts = [
            (Aspect::State, duty.state.name().to_owned()),
            (Aspect::Limit, due),
            (Aspect::Act, duty.must.en.clone()),
            (Aspect::Counterparty, text(&duty.to)),
            (
                Aspect::Amount,
                text(&duty.payment.as_ref().map(|payment| &payment.full)),
            ),
        ];
        // What is owed without delay is pending until its holder has judged.
        let judged = duty
            .about
            .open
            .iter()
            .any(|open| open.what == Aspect::State);
        let settled = duty.state.is_settled() && !judged;
        let (key, mut row) = row(&duty.about, (settled, duty.standing), &parts);
        let state = duty.if_owed.as_ref().map_or(duty.state, |owed| owed.state);
        row.over = is_over(state);
        row.breached = duty.breached == Some(Truth::Yes);
        rows.insert(key, row);
    }
    for power in &answer.powers {
        let parts = [(Aspect::State, power.state.name().to_owned())];
        let settled = power.state.is_settled();
        rows.extend([row(&power.about, (settled, power.standing), &parts)]);
    }
    for sanction in &answer.sanctions {
        let parts = [
            (Aspect::State, sanction.state.name().to_owned()),
            (Aspect::Amount, text(&sanction.up_to)),
        ];
        let settled = sanction.state.is_settled();
        rows.extend([row(&sanction.about, (settled, sanction.standing), &parts)]);
    }
    rows
}

pub(super) fn judged(
    program: &Program,
    record: &Json,
    question: &Question,
) -> Result<Determination, String> {
    let mut sources = Sources::default();
    let file = sources.add("t.json", record.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, program);
    let severe =
        |one: &&onus::diagnostic::Diagnostic| one.severity() == onus::diagnostic::Severity::Error;
    if let Some(one) = findings.iter().find(severe) {
        return Err(one.code.name().to_owned());
    }
    Ok(evaluate(program, &facts, question).0)
}

/// Whether a row has anything to say beside its state: what is not owed has no limit.
pub(super) fn counts(row: &Row) -> bool {
    let state = row.parts.get(&Aspect::State).map(String::as_str);
    !matches!(
        state,
        Some("not_arisen" | "exempt" | "not_in_force" | "not_open")
    )
}

/// Whether what is in a state is done with: by when it was due is then no matter.
fn is_over(state: State) -> bool {
    matches!(
        state,
        State::Fulfilled | State::PerformedLate | State::Observed | State::Upheld | State::Violated
    )
}

/// Whether the row names a fact for a part, or for whether it is there at all.
fn names(row: &Row, fact: &str, part: Aspect) -> bool {
    let deciding = [Aspect::Value, Aspect::Arises, Aspect::State];
    row.names.iter().any(|(what, path)| {
        lies_under(fact, path)
            && match what {
                Some(what) => *what == part || deciding.contains(what),
                None => deciding.contains(&part),
            }
    })
}

/// Whether a fact is that at a path, or a part of it.
fn lies_under(fact: &str, path: &str) -> bool {
    let rest = fact.strip_prefix(path);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
}

/// How much was tried.
#[derive(Default, Debug)]
struct Tally {
    pairs: usize,
    unsound: usize,
    compared: usize,
    unnamed: usize,
    refused: BTreeMap<String, usize>,
    turned: BTreeMap<Aspect, usize>,
    kept: usize,
}

/// A way to fill in what is open.
struct Way {
    /// A value for each fact.
    filled: Vec<Json>,
    /// How many items more there are.
    more: usize,
    /// Facts that can be otherwise, each with another value.
    changed: Vec<(usize, Json)>,
}

impl Way {
    fn draw(draft: &Draft, draw: &mut Dice) -> Way {
        let one_of =
            |fact: &Fact, draw: &mut Dice| fact.can_be[draw.below(fact.can_be.len())].clone();
        let filled = draft.facts.iter().map(|fact| one_of(fact, draw)).collect();
        let more = draw.below(draft.items.1 + 1);
        let open = draft.facts.iter().enumerate();
        let open = open.filter(|(_, fact)| fact.can_be.len() > 1);
        let changed = open.map(|(at, fact)| (at, one_of(fact, draw))).collect();
        Way {
            filled,
            more,
            changed,
        }
    }
}

/// What is wrong with one record.
fn faults(
    program: &Program,
    text: &str,
    draft: &Draft,
    (question, fault): (&Question, Option<Fault>),
    ways: Vec<Way>,
    tally: &mut Tally,
) -> Result<Vec<String>, String> {
    let mut told = draft.json(None, None);
    if let Some(fault) = fault {
        fault.into(&mut told);
    }
    // The search for routes leaves out what does not matter, and nothing else.
    let searched = Question {
        routes: true,
        ..question.clone()
    };
    let on_open = judged(program, &told, &searched)?;
    let shown_before = shown(text, &on_open);
    let on_open = rows(&on_open);
    let (mut found, mut unnamed) = (Vec::new(), Vec::new());
    for Way {
        filled: mut way,
        more,
        changed,
    } in ways
    {
        let base = judged(program, &draft.json(Some(&way), Some(more)), question)?;
        // What is presumed is so until it is shown otherwise.
        let as_presumed = shown(text, &base).is_subset(&shown_before);
        let base = rows(&base);
        for (key, open) in &on_open {
            let Some(is) = base.get(key) else { continue };
            let said = |row: &Row| {
                [Aspect::State, Aspect::Value].map(|part| row.parts.get(&part).cloned())
            };
            let counted = counts(open) || counts(is);
            let settled = open.settled || (open.presumed && as_presumed);
            if settled && counted && said(open) != said(is) {
                found.push(format!(
                    "{key}: {:?} on {told}, {:?} on {}",
                    open.parts,
                    is.parts,
                    draft.json(Some(&way), Some(more))
                ));
            }
            tally.kept += usize::from(settled);
        }
        let mut turns: Vec<(String, Json)> = Vec::new();
        for (at, value) in changed {
            let was = std::mem::replace(&mut way[at], value);
            let path = draft.facts[at].path.clone();
            turns.push((path, draft.json(Some(&way), Some(more))));
            way[at] = was;
        }
        if draft.items.1 > 0 {
            let other = (more + 1) % (draft.items.1 + 1);
            turns.push(("items".to_owned(), draft.json(Some(&way), Some(other))));
        }
        for (fact, record) in turns {
            let other = rows(&judged(program, &record, question)?);
            for (key, open) in &on_open {
                let (Some(one), Some(other)) = (base.get(key), other.get(key)) else {
                    continue;
                };
                for (part, value) in &one.parts {
                    tally.compared += 1;
                    let beside = *part != Aspect::State && *part != Aspect::Value;
                    let neither = !counts(one) && !counts(other);
                    // By when something was due that is done on either is no matter.
                    let done = open.over || (one.over && other.over);
                    let both = counts(one) && counts(other) && !done;
                    if other.parts.get(part) == Some(value) || neither || (beside && !both) {
                        continue;
                    }
                    *tally.turned.entry(*part).or_default() += 1;
                    if open.regardless.iter().any(|path| lies_under(&fact, path)) {
                        found.push(format!(
                            "{key}: {part:?} {value} to {:?} by {fact}, which is told to make no \
                             difference on {told}",
                            other.parts.get(part)
                        ));
                    }
                    if !names(open, &fact, *part) {
                        unnamed.push(format!(
                            "{key}: {part:?} {value} to {:?} by {fact}, and it names {:?} on {told}",
                            other.parts.get(part), open.names
                        ));
                    }
                }
            }
        }
    }
    tally.unnamed += usize::from(!unnamed.is_empty());
    // One is enough to look at.
    if std::env::var_os("DEPENDENCE_UNNAMED").is_some() {
        let first = unnamed.first();
        first
            .into_iter()
            .for_each(|one| print("unnamed", tally.pairs, one, text));
    }
    Ok(found)
}

/// Prints what was found in a pair, with the policy that it was found in.
fn print(what: &str, pair: usize, found: &str, text: &str) {
    let own = text.strip_prefix(HEAD).unwrap_or(text);
    println!("--- {what} in pair {pair}\n{found}\n{own}");
}

/// A fault that is put into how the open record is read; the completions are judged as they are.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// What is not told is taken to be no.
    MissingIsNo,
    /// Of what is known in bounds the least is taken.
    BoundIsExact,
    /// A list of which more may be told is taken to be whole.
    ListIsWhole,
}

impl Fault {
    fn into(self, record: &mut Json) {
        match self {
            Fault::MissingIsNo => {
                for name in ["a", "b", "c"] {
                    let known = record.as_object_mut().expect("a record is an object");
                    known.entry(name).or_insert(json!(false));
                }
            }
            Fault::BoundIsExact => least(record),
            Fault::ListIsWhole => {
                if let Some(known) = record["items"].get("at_least").cloned() {
                    record["items"] = known;
                }
            }
        }
    }
}

/// Takes the lower end of each `between`.
fn least(json: &mut Json) {
    if let Some(first) = json.pointer("/between/0").cloned() {
        *json = first;
        return;
    }
    match json {
        Json::Array(all) => all.iter_mut().for_each(least),
        Json::Object(all) => all.values_mut().for_each(least),
        _ => {}
    }
}

/// A policy by chance that is sound, its program, and how many before it were not.
pub(super) fn sound(draw: &mut Dice) -> (String, Program, usize) {
    sound_with(draw, Beside::default())
}

/// The same, written with more.
pub(super) fn sound_with(draw: &mut Dice, beside: Beside) -> (String, Program, usize) {
    for unsound in 0..IN_A_ROW {
        let text = Author {
            draw,
            defines: 0,
            beside,
            further: Vec::new(),
        }
        .policy();
        let mut sources = Sources::default();
        for (name, text) in policies(&text) {
            sources.add(name, text);
        }
        if let Some(program) = onus::load(&sources).0 {
            return (text, program, unsound);
        }
    }
    panic!("{IN_A_ROW} policies in a row are not sound");
}

/// Tries so many pairs: how much was tried, and what is wrong.
fn tried(pairs: usize, seed: u64, beside: Beside, fault: Option<Fault>) -> (Tally, Vec<String>) {
    let mut draw = Dice(seed);
    let asked = Question {
        coming: false,
        routes: false,
        ..question(AT)
    };
    let from = std::env::var("DEPENDENCE_FROM").ok();
    let from = from.and_then(|from| from.parse().ok()).unwrap_or(0);
    let mut tally = Tally::default();
    let mut found = Vec::new();
    while tally.pairs < pairs {
        let (text, program, unsound) = sound_with(&mut draw, beside);
        tally.unsound += unsound;
        for _ in 0..RECORDS {
            tally.pairs += 1;
            if tally.pairs.is_multiple_of(TOLD_AFTER) {
                println!("--- so far {} faults, {tally:?}", found.len());
            }
            let draft = Draft::of(&text, AT, &mut draw);
            let ways = (0..WAYS).map(|_| Way::draw(&draft, &mut draw)).collect();
            if tally.pairs < from {
                continue;
            }
            let with = (&asked, fault);
            match faults(&program, &text, &draft, with, ways, &mut tally) {
                Ok(faults) => found.extend(faults.into_iter().take(1).map(|one| {
                    if fault.is_none() {
                        print("fault", tally.pairs, &one, &text);
                    }
                    let own = text.strip_prefix(HEAD).unwrap_or(&text);
                    format!("{one}\n{own}")
                })),
                Err(why) => {
                    tally.unsound += 1;
                    *tally.refused.entry(why).or_default() += 1;
                }
            }
        }
    }
    (tally, found)
}

#[test]
fn what_a_row_depends_on_is_named_by_it() {
    let pairs = std::env::var("DEPENDENCE_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(2_000);
    let seed = std::env::var("DEPENDENCE_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(11);
    let (tally, found) = tried(pairs, seed, Beside::default(), None);
    println!("{tally:?}");
    let few: Vec<&str> = found.iter().take(8).map(String::as_str).collect();
    assert!(
        found.is_empty(),
        "{} faults\n{}",
        found.len(),
        few.join("\n\n")
    );
    let (unnamed, of) = (tally.unnamed, tally.pairs);
    assert!(unnamed * UNNAMED <= of, "{unnamed} of {of} name too little");
}

#[test]
fn what_makes_no_difference_in_further_constructs_makes_none() {
    let pairs = std::env::var("DEPENDENCE_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(600);
    let beside = Beside {
        chained: false,
        ..Beside::all()
    };
    none_is_wrong(&tried(pairs, 7, beside, None));
}

#[test]
fn what_is_said_of_states_and_of_what_may_hold_together_is_so() {
    let pairs = std::env::var("DEPENDENCE_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(600);
    let seed = std::env::var("DEPENDENCE_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(13);
    none_is_wrong(&tried(pairs, seed, Beside::all(), None));
}

fn none_is_wrong((tally, found): &(Tally, Vec<String>)) {
    println!("{tally:?}");
    let few: Vec<&str> = found.iter().take(8).map(String::as_str).collect();
    assert!(
        found.is_empty(),
        "{} faults\n{}",
        found.len(),
        few.join("\n\n")
    );
}

/// So many ways to fill in what is open are tried at most, to see whether all agree.
const EVERY: usize = 64;

/// The answers to each definition on every way to fill in what is open; none where there are too many.
fn on_every(
    program: &Program,
    draft: &Draft,
    question: &Question,
) -> Option<BTreeMap<String, Vec<String>>> {
    let count: usize = draft.facts.iter().map(|fact| fact.can_be.len()).product();
    if count > EVERY {
        return None;
    }
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for number in 0..count {
        let mut left = number;
        let chosen = draft.facts.iter().map(|fact| {
            let value = fact.can_be[left % fact.can_be.len()].clone();
            left /= fact.can_be.len();
            value
        });
        let chosen: Vec<Json> = chosen.collect();
        let answer = judged(program, &draft.json(Some(&chosen), Some(0)), question).ok()?;
        for row in &answer.conclusions {
            let value = format!("{:?}", row.value);
            all.entry(row.about.name.clone()).or_default().push(value);
        }
    }
    Some(all)
}

#[test]
fn what_all_completions_agree_on_is_settled() {
    let mut draw = Dice(5);
    let asked = Question {
        coming: false,
        routes: false,
        ..question(AT)
    };
    let beside = Beside {
        choosing: true,
        ..Beside::default()
    };
    let (mut agreed, mut found) = (0, Vec::new());
    for _ in 0..150 {
        let (text, program, _) = sound_with(&mut draw, beside);
        for _ in 0..RECORDS {
            let mut draft = Draft::draw(&mut draw).with_known_figures();
            draft.items.1 = 0;
            draft.complete = true;
            let Some(all) = on_every(&program, &draft, &asked) else {
                continue;
            };
            let told = draft.json(None, None);
            let Ok(open) = judged(&program, &told, &asked) else {
                continue;
            };
            for row in &open.conclusions {
                let Some([first, rest @ ..]) = all.get(&row.about.name).map(Vec::as_slice) else {
                    continue;
                };
                let undetermined = first.contains("Undetermined");
                if undetermined || rest.iter().any(|other| other != first) {
                    continue;
                }
                agreed += usize::from(!rest.is_empty());
                let bounded = format!("{:?}", row.about.because).contains("TooMany");
                let value = format!("{:?}", row.value);
                if value != *first && !bounded {
                    let own = text.strip_prefix(HEAD).unwrap_or(&text);
                    found.push(format!(
                        "{}: {value}, always {first} on {told}\n{own}",
                        row.about.name
                    ));
                }
            }
        }
    }
    println!("{agreed} agreed");
    let few: Vec<&str> = found.iter().take(8).map(String::as_str).collect();
    assert!(agreed > 200, "{agreed}");
    assert!(
        found.is_empty(),
        "{} of {agreed}\n{}",
        found.len(),
        few.join("\n\n")
    );
}

#[test]
fn faults_put_in_on_purpose_are_noticed() {
    for fault in [Fault::MissingIsNo, Fault::BoundIsExact, Fault::ListIsWhole] {
        let (tally, found) = tried(100, 11, Beside::default(), Some(fault));
        println!(
            "{fault:?}: {} contradictions, {} unnamed",
            found.len(),
            tally.unnamed
        );
        assert!(!found.is_empty(), "{fault:?} contradicts nothing");
        assert!(tally.unnamed > 0, "{fault:?} leaves everything named");
    }
}
