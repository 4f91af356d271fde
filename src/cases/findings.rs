//! The words of this stage.

use crate::determination::{About, AnswerValue, ComingRow, Due, Figure, Shown};
use crate::diagnostic::{Diagnostic, Phrase, finding, findings};
use crate::program::case::Expect;
use crate::source::Span;
use crate::value::{State, Truth};

findings! {
    fn unmet(expect: &Expect, message: Phrase, label: Phrase) {
        UnmetExpectation(expect.span, message);
        here(label);
    }
}

/// A case whose record is not where it says.
#[must_use]
pub fn no_record(name: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = finding! {
        MalformedRecord(span) "there is no file `{name}` beside this policy",
            "정책 파일을 기준으로 `{name}` 파일이 없습니다";
    };
    match near {
        Some(near) => found.help(Phrase::new(
            format!("the nearest file there is `{near}`"),
            format!("그 폴더에서 가장 가까운 파일은 `{near}`입니다"),
        )),
        None => found,
    }
}

fn listed<T: AsRef<str>>(names: &[T]) -> Phrase {
    if names.is_empty() {
        return Phrase::new("nothing", "없음");
    }
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    Phrase::same(names.join(", "))
}

/// An answer or a state as people say it.
fn said(value: &AnswerValue) -> Phrase {
    match value {
        AnswerValue::Truth(truth) => match truth {
            Truth::Yes => Phrase::new("yes", "예"),
            Truth::No => Phrase::new("no", "아니오"),
            Truth::Undetermined => state(State::Undetermined),
        },
        AnswerValue::State(of) => state(*of),
        AnswerValue::Value(value) => shown(value),
    }
}

/// A value, or between what it lies, as a policy writes it.
fn shown(value: &Shown) -> Phrase {
    let bound = |en: &str, ko: &str, of: &Figure| {
        let of = figure(of);
        Phrase::new(format!("{en} {}", of.en), format!("{} {ko}", of.ko))
    };
    match value {
        Shown::Unknown => Phrase::new("unknown", "불명"),
        Shown::NotApplicable => Phrase::new("not applicable", "해당 없음"),
        Shown::Is(is) => figure(is),
        Shown::AtLeast(least) => bound("at least", "이상", least),
        Shown::MoreThan(least) => bound("more than", "초과", least),
        Shown::AtMost(most) => bound("at most", "이하", most),
        Shown::LessThan(most) => bound("less than", "미만", most),
        Shown::Between(low, high) => {
            let (low, high) = (figure(low), figure(high));
            Phrase::new(
                format!("between {} and {}", low.en, high.en),
                format!("{}에서 {} 사이", low.ko, high.ko),
            )
        }
        Shown::Within(low, high) => {
            let (low, high) = (shown(low), shown(high));
            Phrase::new(
                format!("{} and {}", low.en, high.en),
                format!("{}, {}", low.ko, high.ko),
            )
        }
        Shown::OneOf(several) => {
            let en: Vec<&str> = several.iter().map(|one| one.en.as_str()).collect();
            let ko: Vec<&str> = several.iter().map(|one| one.ko.as_str()).collect();
            Phrase::new(en.join(" or "), ko.join(" 또는 "))
        }
    }
}

/// One figure, as a policy writes it.
fn figure(figure: &Figure) -> Phrase {
    match figure {
        Figure::YesNo(true) => Phrase::new("yes", "예"),
        Figure::YesNo(false) => Phrase::new("no", "아니오"),
        Figure::Number(number) => Phrase::same(number.to_string()),
        Figure::Percent(number) => Phrase::same(format!("{number}%")),
        Figure::Count(number, unit) => Phrase::new(
            format!("{number} {}", unit.en),
            format!("{number} {}", unit.ko),
        ),
        Figure::Money(number, code) => Phrase::same(format!("{number} {code}")),
        Figure::Seconds(number) => Phrase::new(format!("{number} seconds"), format!("{number}초")),
        Figure::Period(count, unit) => {
            Phrase::same(format!("{count} {}", unit.name().replace('_', " ")))
        }
        Figure::Date(date) => Phrase::same(date.to_string()),
        Figure::Time(time) => Phrase::same(time.moment().to_string()),
        Figure::Text(text) => Phrase::same(format!("\"{text}\"")),
        Figure::Choice(name, _) => Phrase::same(name.clone()),
    }
}

/// A state as a case asks for it, by the words of a policy.
fn state(state: State) -> Phrase {
    let ko = match state {
        State::NotInForce => "아닌 시행중",
        State::NotArisen => "미발생",
        State::Exempt => "면제",
        State::Undetermined => "미정",
        State::Fulfilled => "이행",
        State::PerformedLate => "지체이행",
        State::Pending => "이행대기",
        State::Breached => "위반",
        State::Observed => "준수",
        State::Violated => "위배",
        State::Upheld => "유지",
        State::Unavailable => "행사불가",
        State::Available => "행사가능",
        State::Exercised => "행사됨",
        State::NotOpen => "아닌 부과가능",
        State::Open => "부과가능",
        State::Imposed => "부과됨",
    };
    Phrase::new(state.name().replace('_', " "), ko)
}

pub(super) fn no_row(expect: &Expect, instances: &[String]) -> Diagnostic {
    let list = listed(instances);
    unmet(
        expect,
        Phrase::new(
            format!("the answer has nothing to say of `{}` here", expect.name),
            format!("판정 결과에 해당하는 `{}` 항목이 없습니다", expect.name),
        ),
        Phrase::new(
            format!("its instances: {}", list.en),
            format!("대상: {}", list.ko),
        ),
    )
}

pub(super) fn other_outcome(
    expect: &Expect,
    about: &About,
    expected: &AnswerValue,
    found: &AnswerValue,
) -> Diagnostic {
    let (expected, found) = (said(expected), said(found));
    let needs: Vec<&str> = about.needs.iter().map(|need| need.path.as_str()).collect();
    let finding = unmet(
        expect,
        Phrase::new(
            format!(
                "`{}` is expected to be {}, and is {}",
                expect.name, expected.en, found.en
            ),
            format!(
                "`{}` 항목의 결과가 기대와 다릅니다(기대: {}, 실제: {})",
                expect.name, expected.ko, found.ko
            ),
        ),
        Phrase::new(format!("is {}", found.en), format!("실제: {}", found.ko)),
    );
    if needs.is_empty() {
        return finding;
    }
    let list = listed(&needs);
    finding.help(Phrase::new(
        format!("it would need {}", list.en),
        format!("필요한 사실: {}", list.ko),
    ))
}

pub(super) fn not_by(expect: &Expect, name: &str, held: &[String]) -> Diagnostic {
    let list = listed(held);
    unmet(
        expect,
        Phrase::new(
            format!("the exception `{name}` is expected to hold, and does not"),
            format!("예외 `{name}` 항목이 적용되어야 하는데 적용되지 않습니다"),
        ),
        Phrase::new(
            format!("exceptions that hold: {}", list.en),
            format!("적용되는 예외: {}", list.ko),
        ),
    )
}

pub(super) fn other_due(expect: &Expect, expected: Due, found: Option<Due>) -> Diagnostic {
    let en = found.map_or_else(
        || "not due on any day".to_owned(),
        |due| format!("due {due}"),
    );
    let ko = found.map_or_else(|| "기한 없음".to_owned(), |due| format!("기한 {due}"));
    unmet(
        expect,
        Phrase::new(
            format!(
                "`{}` is expected to be due {expected}, and is {en}",
                expect.name
            ),
            format!(
                "`{}` 항목의 기한은 {expected}이어야 하는데 {ko}입니다",
                expect.name
            ),
        ),
        Phrase::new(en, ko),
    )
}

/// What lies ahead is something else than was expected.
pub(super) fn other_change(
    expect: &Expect,
    denied: bool,
    rows: &[&ComingRow],
    known: bool,
) -> Diagnostic {
    let name = &expect.name;
    let (en, ko) = match (denied, known) {
        (_, false) => (
            format!("whether `{name}` changes was not looked for so far ahead"),
            format!("`{name}` 항목의 변동 여부를 그 시점까지 확인하지 못하였습니다"),
        ),
        (true, true) => (
            format!("`{name}` is not expected to change so, and will"),
            format!("`{name}` 항목은 그렇게 변동하지 않아야 하는데 변동합니다"),
        ),
        (false, true) => (
            format!("`{name}` is expected to change so, and will not"),
            format!("`{name}` 항목은 그렇게 변동하여야 하는데 변동하지 않습니다"),
        ),
    };
    let told = |language: fn(&Phrase) -> &str| {
        let told = rows.iter().map(|row| {
            let to = state(row.to);
            format!("{} {}", language(&to), row.at)
        });
        told.collect::<Vec<_>>().join(", ")
    };
    let label = match rows {
        [] => Phrase::new("nothing lies ahead of it", "앞으로의 변동 없음"),
        _ => Phrase::new(told(|phrase| &phrase.en), told(|phrase| &phrase.ko)),
    };
    unmet(expect, Phrase::new(en, ko), label)
}

pub(super) fn not_citing(expect: &Expect, cite: &str, others: &[&str]) -> Diagnostic {
    let list = listed(others);
    unmet(
        expect,
        Phrase::new(
            format!("`{cite}` is expected to be cited, and is not"),
            format!("`{cite}` 조문이 근거로 인용되어야 하는데 인용되지 않습니다"),
        ),
        Phrase::new(
            format!("cited: {}", list.en),
            format!("인용된 근거: {}", list.ko),
        ),
    )
}

pub(super) fn not_needed(expect: &Expect, need: &str, others: &[&str]) -> Diagnostic {
    let list = listed(others);
    unmet(
        expect,
        Phrase::new(
            format!("`{need}` is expected to be needed, and is not"),
            format!("`{need}` 항목이 필요한 사실이어야 하는데 그렇지 않습니다"),
        ),
        Phrase::new(
            format!("needed: {}", list.en),
            format!("필요한 사실: {}", list.ko),
        ),
    )
}
