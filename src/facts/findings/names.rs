//! Names of facts and choices.

use crate::diagnostic::{Diagnostic, Phrase, findings};
use crate::facts::slot::Slot;
use crate::name::Name;
use crate::source::Span;

findings! {
    /// `known` is what could be there.
    pub(in crate::facts) fn unknown_fact(
        written: &str,
        span: Span,
        near: Option<&str>,
        known: &[String],
    ) {
        UnknownFact(span) "nothing called `{written}` can be recorded here",
            "이 자리에는 `{written}` 항목을 적을 수 없습니다";
        near(near);
        known(near.map_or(known, |_| &[]));
    }

    /// Something done, recorded as if it were a fact; `act` is what was done, or something that could be.
    pub(in crate::facts) fn done_elsewhere(written: &str, act: Option<&Name>, span: Span) {
        let is_act = act.is_some_and(|act| *act == Name::new(written));
        let act = act.map_or("notice", Name::as_str);
        let shown = format!("\"events\": [{{\"act\": \"{act}\", \"at\": \"2022-02-03T11:20\"}}]");
        let (en, ko) = if is_act {
            (
                format!("`{written}` is an act, and what was done stands in `events`"),
                format!("`{written}` 항목은 행위이므로 `events`에 적습니다"),
            )
        } else {
            (
                format!("what was done stands in `events`, and not in `{written}`"),
                format!("행한 일은 `events`에 적으며, `{written}` 항목에는 적지 않습니다"),
            )
        };
        UnknownFact(span, Phrase::new(en,ko));
        help "write `{shown}`", "`{shown}`처럼 적으십시오";
    }

    /// A name that policies declare differently; their full names, and where each is declared.
    pub(in crate::facts) fn ambiguous_fact(written: &str, span: Span, full: &[(String, Span)]) {
        AmbiguousName(span) "`{written}` could be any of several things that policies declare differently",
            "`{written}` 항목은 정책마다 다르게 정하고 있어 어느 것인지 알 수 없습니다";
        full_names(full);
    }

    pub(in crate::facts) fn belongs_inside(written: &str, span: Span, record: &Phrase) {
        let record_en = &record.en;
        let record_ko = &record.ko;
        UnknownFact(span) "`{written}` is asked of each record of the kind `{record_en}`",
            "`{written}` 항목은 `{record_ko}` 기록마다 판단하는 것입니다";
        help "write it inside the record it is about", "해당하는 기록 안에 적으십시오";
    }

    pub(in crate::facts) fn unknown_choice(
        written: &str,
        slot: &Slot<'_>,
        span: Span,
        near: Option<&str>,
    ) {
        let name = &slot.name;
        UnknownChoice(span) "`{written}` is not one of the choices of `{name}`",
            "`{name}` 항목의 선택지에 `{written}` 값은 없습니다";
        of_slot(slot);
        near(near);
    }
}

pub(in crate::facts) fn duplicate(written: &str, first: Span, second: Span) -> Diagnostic {
    again(written, second).also(first, Phrase::new("given here first", "처음 적힌 자리"))
}

findings! {
    /// Something given twice, where only the second place is known.
    pub(in crate::facts) fn again(written: &str, second: Span) {
        DuplicateFact(second) "`{written}` is given twice",
            "`{written}` 항목이 두 번 적혀 있습니다";
        help "keep one of the two", "둘 중 하나만 남기십시오";
    }
}
