//! What is changed, in words.

use crate::diagnostic::Phrase;
use crate::program::expression::Gather;
use crate::value::{CompareOp, PeriodUnit};

/// What is changed about a place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in words below")]
pub enum Change {
    Less,
    More,
    Comparison(CompareOp, CompareOp),
    AndToOr,
    OrToAnd,
    Dropped,
    Count(u32),
    Unit(PeriodUnit),
    OtherDirection,
    OwnDay,
    NotDropped,
    Negated,
    OtherChoice,
    ChoiceDropped(usize),
    ChoiceAdded(usize),
    BranchesSwapped,
    OtherEnd,
    Day(u8),
    Gather(Gather),
    YearAfter,
    MonthFewer,
    DayEarlier { and_end: bool },
    DayLater { and_end: bool },
    ExceptionDropped,
    UnlessDropped,
    OtherPresumption,
    BreachDropped,
    EvenBefore,
    ReliefDropped,
    DeemedDropped,
}

impl Change {
    /// What is changed, as words that follow the text that is changed.
    #[must_use]
    pub fn words(self) -> Phrase {
        let (en, ko) = match self {
            Change::Less => ("the smallest step less", "최소 단위만큼 작게"),
            Change::More => ("the smallest step more", "최소 단위만큼 크게"),
            Change::Comparison(from, to) => {
                let (from, to) = (sign(from), sign(to));
                return Phrase::new(
                    format!("`{from}` becomes `{to}`"),
                    format!("`{from}` 대신 `{to}`"),
                );
            }
            Change::AndToOr => ("`and` becomes `or`", "`그리고` 대신 `또는`"),
            Change::OrToAnd => ("`or` becomes `and`", "`또는` 대신 `그리고`"),
            Change::Dropped => ("left out", "삭제"),
            Change::Count(count) => {
                return Phrase::new(format!("{count} instead"), format!("수를 바꿈: {count}"));
            }
            Change::Unit(unit) => {
                let (en, ko) = (unit.name().replace('_', " "), unit.korean());
                return Phrase::new(format!("in {en}"), format!("단위를 바꿈: {ko}"));
            }
            Change::OtherDirection => ("before and after exchanged", "이전과 이후를 바꿈"),
            Change::OwnDay => (
                "the first day counted the other way",
                "초일 산입 여부를 바꿈",
            ),
            Change::NotDropped => ("without `not`", "부정을 삭제"),
            Change::Negated => ("denied", "반대로"),
            Change::OtherChoice => ("another choice", "다른 선택지로"),
            Change::ChoiceDropped(number) => {
                return Phrase::new(
                    format!("without choice {} of the list", number + 1),
                    format!("목록의 {}번째 선택지를 제외", number + 1),
                );
            }
            Change::ChoiceAdded(number) => {
                return Phrase::new(
                    format!("with choice {} of the list too", number + 1),
                    format!("목록의 {}번째 선택지를 추가", number + 1),
                );
            }
            Change::BranchesSwapped => ("`then` and `else` exchanged", "두 갈래를 바꿈"),
            Change::OtherEnd => ("the other end", "반대쪽 끝으로"),
            Change::Day(day) => {
                return Phrase::new(format!("day {day} instead"), format!("{day}일로"));
            }
            Change::Gather(gather) => {
                let (en, ko) = gather_words(gather);
                return Phrase::new(format!("`{en}` instead"), format!("`{ko}` 구문으로 바꿈"));
            }
            Change::YearAfter => ("the year after", "다음 해로"),
            Change::MonthFewer => ("a month fewer", "한 달 짧게"),
            Change::DayEarlier { and_end: false } => ("a day earlier", "하루 앞당김"),
            Change::DayLater { and_end: false } => ("a day later", "하루 늦춤"),
            Change::DayEarlier { and_end: true } => (
                "a day earlier, and so the end of the version before",
                "하루 앞당김(직전 규정의 종료일도 함께)",
            ),
            Change::DayLater { and_end: true } => (
                "a day later, and so the end of the version before",
                "하루 늦춤(직전 규정의 종료일도 함께)",
            ),
            Change::ExceptionDropped => ("the exception left out", "예외를 삭제"),
            Change::UnlessDropped => ("`unless` left out", "단서를 삭제"),
            Change::OtherPresumption => ("presumed the other way", "추정을 반대로"),
            Change::BreachDropped => ("`on breach` left out", "위반 시 제재를 삭제"),
            Change::EvenBefore => ("`even before` the other way", "사전이행 인정 여부를 바꿈"),
            Change::ReliefDropped => ("the relief left out", "기한 완화를 삭제"),
            Change::DeemedDropped => ("deemed performance left out", "이행 간주를 삭제"),
        };
        Phrase::new(en, ko)
    }
}

fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::AtLeast => ">=",
        CompareOp::MoreThan => ">",
        CompareOp::AtMost => "<=",
        CompareOp::LessThan => "<",
    }
}

fn gather_words(gather: Gather) -> (&'static str, &'static str) {
    match gather {
        Gather::Any => ("any", "하나라도"),
        Gather::Every => ("every", "모두"),
        Gather::None => ("no", "없음"),
        Gather::Count => ("count", "개수"),
        Gather::Sum => ("sum", "합계"),
        Gather::Largest => ("largest", "최대"),
        Gather::Smallest => ("smallest", "최소"),
    }
}
