//! Reference periods, and figures that cannot be.

use crate::diagnostic::{Diagnostic, Phrase, finding, findings};
use crate::facts::slot::Slot;
use crate::source::Span;

pub(in crate::facts) fn needs_period(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding! {
        let name = &slot.name;
        ReferencePeriod(span) "`{name}` is recorded over a reference period, and none is given",
            "`{name}` 항목은 기준 기간과 함께 적어야 하는데 기간이 없습니다";
    };
    found.of_slot(slot).help(Phrase::new(
        "write it like `[{\"over\": \"2021-10/2021-12\", \"is\": …}]`",
        "`[{\"over\": \"2021-10/2021-12\", \"is\": …}]` 형식으로 적으십시오",
    ))
}

pub(in crate::facts) fn takes_no_period(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding! {
        let name = &slot.name;
        ReferencePeriod(span) "`{name}` is not recorded over a reference period",
            "`{name}` 항목에는 기준 기간을 적지 않습니다";
    };
    found
        .of_slot(slot)
        .help(Phrase::new("give the value itself", "값만 적으십시오"))
}

findings! {
    pub(in crate::facts) fn empty_bounds(slot: &Slot<'_>, span: Span) {
        let name = &slot.name;
        ImpossibleFact(span) "the bounds of `{name}` leave no value",
            "`{name}` 항목의 범위에 들어가는 값이 없습니다";
        help "let the lower bound be no more than the upper one",
            "하한이 상한을 넘지 않게 적으십시오";
    }

    pub(in crate::facts) fn no_choice(slot: &Slot<'_>, span: Span) {
        let name = &slot.name;
        ImpossibleFact(span) "no choice is left for `{name}`",
            "`{name}` 항목에 남은 선택지가 없습니다";
    }

    /// Below the least that is declared; none is zero.
    pub(in crate::facts) fn below(slot: &Slot<'_>, span: Span, least: Option<&str>) {
        let (en, ko) = match least { Some(least) => (least, least), None => ("zero", "0"), };
        let name = &slot.name;
        ImpossibleFact(span) "`{name}` cannot be below {en}",
            "`{name}` 항목의 값은 {ko}보다 작을 수 없습니다";
    }

    /// Above the most that is declared.
    pub(in crate::facts) fn above(slot: &Slot<'_>, span: Span, most: &str) {
        let name = &slot.name;
        ImpossibleFact(span) "`{name}` cannot be above {most}",
            "`{name}` 항목의 값은 {most}보다 클 수 없습니다";
    }

    /// The names of the two fields, from first to last, and where each is given.
    pub(in crate::facts) fn ends_before_start(names: (&str, &str), start: Span, end: Span) {
        let (first, last) = names;
        ImpossibleFact(end) "`{last}` lies before `{first}`",
            "`{last}` 시각이 `{first}` 시각보다 앞섭니다";
        also(start) "started here", "시작 시각";
    }
}
