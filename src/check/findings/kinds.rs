//! Kinds that cannot meet: both sides are shown, and where each comes from.

use crate::diagnostic::{Code, Diagnostic, Phrase, finding};
use crate::program::{Expr, Node, Program};
use crate::source::Span;
use crate::value::Kind;

/// Where two values meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Meeting {
    Compare,
    Same,
    Sum,
    Product,
    Choice,
}

/// What a value of a kind is called.
pub(super) fn words(program: &Program, kind: &Kind) -> Phrase {
    match kind {
        Kind::YesNo => Phrase::new("a yes or no", "예·아니오"),
        Kind::Number => Phrase::new("a number", "수"),
        Kind::Share => Phrase::new("a share", "비율"),
        Kind::Quantity(unit) => match program.units.get(*unit) {
            Some(unit) => {
                let name = &unit.head.name;
                Phrase::new(
                    format!("a number of `{name}`"),
                    format!("`{name}` 단위의 수량"),
                )
            }
            None => Phrase::new("a number of a unit", "수량"),
        },
        Kind::Money(code) => Phrase::new(format!("an amount in {code}"), format!("{code} 금액")),
        Kind::Duration => Phrase::new("a length of time", "경과 시간"),
        Kind::Period => Phrase::new("a period of days or longer", "일 이상 단위의 기간"),
        Kind::Date => Phrase::new("a day", "날짜"),
        Kind::Time => Phrase::new("a time", "시각"),
        Kind::Text => Phrase::new("a text", "글"),
        Kind::Choice(list) => match program.choices.get(*list).map(|list| &list.head.name) {
            Some(name) if !name.as_str().is_empty() => Phrase::new(
                format!("a choice of `{name}`"),
                format!("`{name}` 목록의 선택지"),
            ),
            _ => Phrase::new("a choice", "선택지"),
        },
        Kind::Record(record) if act(program, *record).is_some() => {
            let name = act(program, *record).unwrap_or_default();
            Phrase::new(
                format!("an event of the act `{name}`"),
                format!("`{name}` 행위의 기록"),
            )
        }
        Kind::Record(record) => match program.records.get(*record) {
            Some(record) => {
                let name = &record.head.name;
                Phrase::new(format!("a record of `{name}`"), format!("`{name}` 기록"))
            }
            None => Phrase::new("a record", "기록"),
        },
        Kind::Party => Phrase::new("a party", "당사자"),
        Kind::Events(_) => Phrase::new("a list of events", "행위 기록의 목록"),
        Kind::List(_) => Phrase::new("a list", "목록"),
    }
}

/// The act whose events are records of this sort.
fn act(program: &Program, record: usize) -> Option<&str> {
    let mut acts = program.acts.iter();
    let found = acts.find(|act| act.record == record)?;
    Some(found.head.name.as_str())
}

/// Where the kind of a value is declared.
fn origin(program: &Program, expr: &Expr) -> Option<Span> {
    match &expr.node {
        Node::Fact(fact) => Some(program.facts.get(*fact)?.head.span),
        Node::Field(of, field) => match of.kind {
            // When an act was done and by whom is declared nowhere.
            Kind::Record(record) => {
                let span = program.records.get(record)?.fields.get(*field)?.head.span;
                let own = program.acts.iter().any(|act| act.head.span == span);
                (!own).then_some(span)
            }
            _ => None,
        },
        Node::Define(define, _) => Some(program.defines.get(*define)?.head.span),
        Node::Over(of, _) | Node::UnderLaw(of, _) => origin(program, of),
        _ => None,
    }
}

impl Diagnostic {
    /// Adds where the kinds of some values are declared.
    fn origins(mut self, program: &Program, exprs: &[&Expr]) -> Diagnostic {
        for expr in exprs {
            if let Some(span) = origin(program, expr)
                && self.primary.span != span
                && !self.others.iter().any(|label| label.span == span)
            {
                let is = words(program, &expr.kind);
                self = self.also(
                    span,
                    Phrase::new(
                        format!("declared here as {}", is.en),
                        format!("여기에서 다음 종류로 선언되었습니다: {}", is.ko),
                    ),
                );
            }
        }
        self
    }
}

fn code(left: &Kind, right: &Kind) -> Code {
    match (left, right) {
        (Kind::Share, Kind::Number | Kind::Quantity(_))
        | (Kind::Number | Kind::Quantity(_), Kind::Share) => Code::ShareAgainstCount,
        (Kind::Quantity(_) | Kind::Number, Kind::Quantity(_))
        | (Kind::Quantity(_), Kind::Number) => Code::UnlikeUnits,
        (Kind::Money(a), Kind::Money(b)) if a != b => Code::UnlikeUnits,
        _ => Code::UnlikeKinds,
    }
}

/// What a value is called in the policy, if it has a name of its own.
fn named(program: &Program, expr: &Expr) -> String {
    match &expr.node {
        Node::Fact(fact) => program
            .facts
            .get(*fact)
            .map(|fact| fact.head.name.to_string()),
        Node::Field(of, field) => match of.kind {
            Kind::Record(record) => {
                let record = program.records.get(record);
                let field = record.and_then(|record| record.fields.get(*field));
                let of = named(program, of);
                field.map(|field| format!("{of}.{}", field.head.name))
            }
            _ => None,
        },
        _ => None,
    }
    .unwrap_or_else(|| "…".to_owned())
}

/// A day against a time, or against another day.
fn days_apart(program: &Program, meeting: Meeting, left: &Expr, right: &Expr) -> Option<Phrase> {
    match (&left.kind, &right.kind, meeting) {
        (Kind::Date, Kind::Time, Meeting::Compare) | (Kind::Time, Kind::Date, Meeting::Compare) => {
            let time = if left.kind == Kind::Time { left } else { right };
            let time = named(program, time);
            Some(Phrase::new(
                format!(
                    "a day is not an instant: compare days, as in `end of day of {time}`, or write a time such as `2022-02-03T00:00`"
                ),
                format!(
                    "날짜는 시각이 아닙니다. `end of day of {time}`처럼 날짜로 바꾸어 비교하거나, `2022-02-03T00:00`처럼 시각을 쓰십시오"
                ),
            ))
        }
        (Kind::Date | Kind::Time, Kind::Date, Meeting::Sum)
        | (Kind::Date, Kind::Time, Meeting::Sum) => {
            let [later, earlier] = [left, right].map(|side| named(program, side));
            Some(Phrase::new(
                format!(
                    "days are compared, not taken from one another: `{later} > 30 days after {earlier}`"
                ),
                format!(
                    "날짜는 빼지 않고 비교합니다. `{later} > 30 days after {earlier}`처럼 쓰십시오"
                ),
            ))
        }
        _ => None,
    }
}

fn help(program: &Program, meeting: Meeting, left: &Kind, right: &Kind) -> Option<Phrase> {
    let unit_of = |unit: usize| {
        let unit = program.units.get(unit);
        unit.map_or(String::new(), |unit| unit.head.name.to_string())
    };
    Some(match (left, right) {
        (Kind::Share, Kind::Number | Kind::Quantity(_))
        | (Kind::Number | Kind::Quantity(_), Kind::Share) => Phrase::new(
            "compare a share with a share, such as `5%`, or a count with `5% of` another count",
            "비율은 `5%`처럼 비율과, 수량은 `5% of …`처럼 다른 수량의 일부와 비교하십시오",
        ),
        (Kind::Quantity(unit), Kind::Number) | (Kind::Number, Kind::Quantity(unit)) => {
            let unit = unit_of(*unit);
            Phrase::new(
                format!("write the unit, as in `1_000_000 {unit}`"),
                format!("`100만 {unit}`처럼 단위를 함께 쓰십시오"),
            )
        }
        (Kind::Money(code), Kind::Number) | (Kind::Number, Kind::Money(code)) => Phrase::new(
            format!("write the currency, as in `500 {code}`"),
            format!("`500 {code}`처럼 통화를 함께 쓰십시오"),
        ),
        (Kind::Duration, Kind::Number) | (Kind::Number, Kind::Duration) => Phrase::new(
            "write the unit, as in `2 hours`",
            "`2 hours`처럼 단위를 함께 쓰십시오",
        ),
        (Kind::Duration | Kind::Period, Kind::Time | Kind::Date) if meeting == Meeting::Same => {
            Phrase::new(
                "say from when it is counted, as in `30 days after …`",
                "`30 days after …`처럼 언제부터 세는지 쓰십시오",
            )
        }
        (Kind::Time, Kind::Period) if meeting == Meeting::Sum => Phrase::new(
            "days and longer are counted, not added: write `30 days after` and the time",
            "일 이상의 기간은 더하지 않고 기산합니다. `30 days after …`로 쓰십시오",
        ),
        (Kind::Duration, Kind::Period) | (Kind::Period, Kind::Duration) => Phrase::new(
            "a day has no fixed length: write hours, as in `48 hours`",
            "하루의 길이는 일정하지 않습니다. `48 hours`처럼 시간으로 쓰십시오",
        ),
        (Kind::Date, Kind::Time) | (Kind::Time, Kind::Date) => Phrase::new(
            "a day is not an instant: compare it with a day, or a time such as `2022-02-03T00:00` with a time",
            "날짜는 시각이 아닙니다. 날짜는 날짜와, 시각은 `2022-02-03T00:00` 같은 시각과 비교하십시오",
        ),
        (Kind::Choice(_), Kind::Text) | (Kind::Text, Kind::Choice(_)) => Phrase::new(
            "a choice is written by its name, without quotation marks",
            "선택지는 따옴표 없이 이름으로 쓰십시오",
        ),
        (Kind::Date | Kind::Time, Kind::Text) | (Kind::Text, Kind::Date | Kind::Time) => {
            Phrase::new(
                "a day is written without quotation marks, as in `2022-02-03`",
                "날짜는 `2022-02-03`처럼 따옴표 없이 쓰십시오",
            )
        }
        (Kind::Duration, Kind::Text) | (Kind::Text, Kind::Duration) => Phrase::new(
            "a length of time is written without quotation marks, as in `4 hours`",
            "시간의 길이는 `4 hours`처럼 따옴표 없이 쓰십시오",
        ),
        (Kind::Date | Kind::Time, Kind::Number) if meeting == Meeting::Sum => Phrase::new(
            "say how long, and count it: `30 days after` the day, or `+ 4 hours`",
            "길이를 단위와 함께 쓰십시오. 일 이상은 `30 days after …`, 시간은 `+ 4 hours`로 씁니다",
        ),
        (Kind::Date, Kind::Duration | Kind::Period) if meeting == Meeting::Sum => Phrase::new(
            "days are counted, not added: write `30 days after` and the day",
            "기간은 더하지 않고 기산합니다. `30 days after …`로 쓰십시오",
        ),
        (Kind::Time, Kind::Time) if meeting == Meeting::Sum => Phrase::new(
            "two times can only be taken from one another",
            "시각과 시각은 뺄 수만 있습니다",
        ),
        (Kind::Money(a), Kind::Money(b)) if a != b => Phrase::new(
            "use one currency on both sides",
            "양쪽에 같은 통화를 쓰십시오",
        ),
        _ => return None,
    })
}

/// Two values that cannot meet.
pub(in crate::check) fn unlike(
    program: &Program,
    left: &Expr,
    right: &Expr,
    meeting: Meeting,
) -> Diagnostic {
    let (a, b) = (words(program, &left.kind), words(program, &right.kind));
    let message = match meeting {
        Meeting::Compare | Meeting::Same => Phrase::new(
            format!("{} cannot be compared with {}", a.en, b.en),
            format!(
                "비교할 수 없는 종류입니다. 왼쪽은 {}, 오른쪽은 {}입니다",
                a.ko, b.ko
            ),
        ),
        Meeting::Sum => Phrase::new(
            format!(
                "{} and {} cannot be added or taken from one another",
                a.en, b.en
            ),
            format!(
                "더하거나 뺄 수 없는 종류입니다. 왼쪽은 {}, 오른쪽은 {}입니다",
                a.ko, b.ko
            ),
        ),
        Meeting::Product => Phrase::new(
            format!("{} and {} cannot be multiplied or divided", a.en, b.en),
            format!(
                "곱하거나 나눌 수 없는 종류입니다. 왼쪽은 {}, 오른쪽은 {}입니다",
                a.ko, b.ko
            ),
        ),
        Meeting::Choice => Phrase::new(
            format!("one of these is {}, another is {}", a.en, b.en),
            format!(
                "값의 종류가 서로 다릅니다. 하나는 {}, 다른 하나는 {}입니다",
                a.ko, b.ko
            ),
        ),
    };
    let finding =
        Diagnostic::new(code(&left.kind, &right.kind), message, left.span, a).also(right.span, b);
    let finding = finding.origins(program, &[left, right]);
    let help = days_apart(program, meeting, left, right)
        .or_else(|| help(program, meeting, &left.kind, &right.kind));
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// A value of another kind than its place needs.
pub(in crate::check) fn not_of_kind(program: &Program, found: &Expr, wanted: &Kind) -> Diagnostic {
    let (is, needed) = (words(program, &found.kind), words(program, wanted));
    let finding = Diagnostic::new(
        code(&found.kind, wanted),
        Phrase::new(
            format!("{} is needed here, and this is {}", needed.en, is.en),
            format!(
                "이 자리에 필요한 종류는 {}이나, 적힌 것은 {}입니다",
                needed.ko, is.ko
            ),
        ),
        found.span,
        is,
    );
    let finding = finding.origins(program, &[found]);
    match (wanted, &found.kind) {
        (Kind::Time, Kind::List(_)) => {
            let last = "latest of notice.at";
            finding.help(Phrase::new(
                format!("name one time: a fact, when another duty was performed, as in `performance of notify`, or the last of several, as in `{last}`"),
                format!("하나의 시각을 쓰십시오. 사실의 이름, 다른 의무를 이행한 때(`performance of notify`), 여럿 가운데 마지막(`{last}`) 등입니다"),
            ))
        }
        (Kind::YesNo, Kind::Date | Kind::Time) => {
            let name = named(program, found);
            finding.help(Phrase::new(
                format!("ask whether it is known, as in `{name} is known`, or compare it"),
                format!("`{name} 은 알려짐`처럼 알려졌는지 묻거나 비교하십시오"),
            ))
        }
        (Kind::Time, Kind::Date) => finding.help(Phrase::new(
            "write the time as well, as in `2022-02-03T11:20`",
            "`2022-02-03T11:20`처럼 시각까지 쓰십시오",
        )),
        (Kind::Date, Kind::Time) => finding.help(Phrase::new(
            "write the day alone, as in `2022-02-03`",
            "`2022-02-03`처럼 날짜만 쓰십시오",
        )),
        (Kind::Time | Kind::Date, Kind::Record(record)) if act(program, *record).is_some() => {
            let name = act(program, *record).unwrap_or_default();
            finding.help(Phrase::new(
                format!("write when it was done: `{name}.at`"),
                format!("행위가 있은 시각은 `{name}.at`으로 쓰십시오"),
            ))
        }
        (Kind::Time | Kind::Date, Kind::Events(_)) => {
            let name = named(program, found);
            finding.help(Phrase::new(
                format!("say which of them, as in `latest of ({name}.at)`"),
                format!("`latest of ({name}.at)`처럼 그중 어느 때인지 쓰십시오"),
            ))
        }
        (Kind::YesNo, kind) if kind.is_ordered() => finding.help(Phrase::new(
            "compare it, as in `… >= 30 minutes`",
            "`… >= 30 minutes`처럼 비교하십시오",
        )),
        (Kind::YesNo, Kind::Choice(_)) => finding.help(Phrase::new(
            "ask which choice it is, as in `… is stop`",
            "`… is stop`처럼 어느 선택지인지 물으십시오",
        )),
        _ => match help(program, Meeting::Same, &found.kind, wanted) {
            Some(help) => finding.help(help),
            None => finding,
        },
    }
}

pub(super) fn single(program: &Program, found: &Expr, message: Phrase) -> Diagnostic {
    let is = words(program, &found.kind);
    let finding = Diagnostic::new(Code::UnlikeKinds, message, found.span, is);
    finding.origins(program, &[found])
}

pub(in crate::check) fn not_ordered(program: &Program, found: &Expr) -> Diagnostic {
    let is = words(program, &found.kind);
    let message = Phrase::new(
        format!("{} is neither more nor less than another", is.en),
        format!("크기를 비교할 수 없는 종류입니다: {}", is.ko),
    );
    single(program, found, message).help(Phrase::new(
        "ask whether they are the same, with `is`",
        "같은지 여부를 `is`로 물으십시오",
    ))
}

pub(in crate::check) fn not_comparable(program: &Program, found: &Expr) -> Diagnostic {
    let is = words(program, &found.kind);
    let message = Phrase::new(
        format!("{} cannot be compared as a whole", is.en),
        format!("전체로는 비교할 수 없는 종류입니다: {}", is.ko),
    );
    let record = match found.kind {
        Kind::Record(record) => program.records.get(record),
        _ => None,
    };
    let texts = record.into_iter().flat_map(|record| &record.fields);
    let text = texts.into_iter().find(|field| field.kind == Kind::Text);
    single(program, found, message).help(match text {
        Some(field) => {
            let name = &field.head.name;
            Phrase::new(
                format!("compare the text that names it, as in `p.{name} is q.{name}`"),
                format!("이름을 적은 항목으로 비교하십시오. 예: `p.{name} is q.{name}`"),
            )
        }
        None => Phrase::new("compare one of its fields", "그 안의 항목을 비교하십시오"),
    })
}

pub(in crate::check) fn not_reckoned(program: &Program, found: &Expr) -> Diagnostic {
    let is = words(program, &found.kind);
    let message = Phrase::new(
        format!("{} cannot be reckoned with here", is.en),
        format!("이 계산에 쓸 수 없는 종류입니다: {}", is.ko),
    );
    let finding = single(program, found, message);
    match found.kind {
        Kind::Period => finding.help(Phrase::new(
            "days and longer are counted from a time, as in `30 days after outage.ended`",
            "일 이상의 기간은 `30 days after outage.ended`처럼 어느 시각부터 기산합니다",
        )),
        _ => finding,
    }
}

pub(in crate::check) fn wrong_gather(
    word: &str,
    span: Span,
    program: &Program,
    each: &Expr,
) -> Diagnostic {
    let is = words(program, &each.kind);
    let finding = finding! {
        let is_en = &is.en;
        let is_ko = &is.ko;
        UnlikeKinds(span) "`{word}` cannot be asked of {is_en}",
            "`{word}` 구문을 쓸 수 없는 종류입니다: {is_ko}";
        also(each.span, is);
    };
    finding.origins(program, &[each]).help(match word {
        "sum" => Phrase::new(
            "sum lengths of time, amounts or counts, as in `sum of (s.length for s in stops)`",
            "`sum of (s.length for s in stops)`처럼 시간의 길이, 금액 또는 수량을 합하십시오",
        ),
        _ => Phrase::new(
            "write `largest of` or `smallest of`",
            "`largest of` 또는 `smallest of`로 쓰십시오",
        ),
    })
}

pub(in crate::check) fn unlike_default(
    program: &Program,
    span: Span,
    found: &Kind,
    wanted: &Kind,
) -> Diagnostic {
    let (is, needed) = (words(program, found), words(program, wanted));
    Diagnostic::new(
        code(found, wanted),
        Phrase::new(
            format!(
                "this field is {}, and what stands in for it is {}",
                needed.en, is.en
            ),
            format!(
                "이 항목의 종류는 {}이나, 그것을 갈음하는 값은 {}입니다",
                needed.ko, is.ko
            ),
        ),
        span,
        is,
    )
}

pub(in crate::check) fn no_product_unit(
    program: &Program,
    units: &[usize],
    time: usize,
    span: Span,
) -> Diagnostic {
    let names = units.iter().filter_map(|unit| program.units.get(*unit));
    let mut names: Vec<String> = names.map(|unit| unit.head.name.to_string()).collect();
    names.extend(std::iter::repeat_n("minutes".to_owned(), time));
    let product = names.join(" * ");
    finding! {
        UnlikeUnits(span) "no unit is declared for this product",
            "이 곱의 단위가 선언되어 있지 않습니다";
        here(Phrase::same(product.clone()));
        help "declare one, as in `unit … is {product}`",
            "`unit … is {product}` 형식으로 선언하십시오";
    }
}
