//! What is well formed and yet cannot be meant.

use super::{item, nothing};
use crate::diagnostic::{Code, Diagnostic, Phrase, finding, findings};
use crate::name::Name;
use crate::program::Head;
use crate::source::Span;
use crate::syntax::tree::ItemKind;

findings! {
    pub(in crate::check) fn never_holds(span: Span) {
        NeverHolds(span) "this condition can never hold, whatever the facts are",
            "어떤 사실관계에서도 이 조건은 충족될 수 없습니다";
        here "never", "충족될 수 없음";
    }
}

pub(in crate::check) fn always_holds(span: Span, listed: bool) -> Diagnostic {
    Diagnostic::new(
        Code::AlwaysHolds,
        Phrase::new(
            "this condition always holds, whatever the facts are",
            "어떤 사실관계에서도 이 조건은 항상 충족됩니다",
        ),
        span,
        if listed {
            Phrase::new(
                "names every choice that there is",
                "목록의 모든 선택지를 적었습니다",
            )
        } else {
            Phrase::new("always", "항상 충족됨")
        },
    )
}

/// Conditions of which all must hold, and the last cannot.
pub(in crate::check) fn never_together(first: Option<Span>, last: Span) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::NeverHolds,
        match first {
            Some(_) => Phrase::new(
                "these two conditions must both hold, and never can",
                "두 조건이 모두 충족되어야 하는데, 함께 충족될 수 없습니다",
            ),
            None => Phrase::new(
                "this condition can never hold together with those before it",
                "이 조건은 앞의 조건들과 함께 충족될 수 없습니다",
            ),
        },
        last,
        Phrase::new("leaves nothing", "남는 경우가 없음"),
    );
    match first {
        Some(first) => finding.also(first, Phrase::new("where this holds", "이 조건이 충족되면")),
        None => finding,
    }
}

/// Conditions of which one must hold, and one always does.
pub(in crate::check) fn always_one(first: Option<Span>, last: Span) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::AlwaysHolds,
        match first {
            Some(_) => Phrase::new(
                "one of these two conditions must hold, and one always does",
                "두 조건 중 하나가 충족되면 되는데, 언제나 둘 중 하나는 충족됩니다",
            ),
            None => Phrase::new(
                "this condition always holds where none of those before it does",
                "앞의 조건이 모두 충족되지 않으면 이 조건은 항상 충족됩니다",
            ),
        },
        last,
        Phrase::new("all that is left", "나머지 경우 전부"),
    );
    match first {
        Some(first) => finding.also(
            first,
            Phrase::new("where this does not hold", "이 조건이 충족되지 않으면"),
        ),
        None => finding,
    }
}

pub(in crate::check) fn idle_exception(when: Span, rule: Option<Span>) -> Diagnostic {
    let finding = finding! {
        IdleException(when) "this exception never applies: its condition cannot hold where the rule's does",
            "이 예외는 적용될 수 없습니다. 원칙 규정의 조건과 함께 충족될 수 없는 조건입니다";
        here "never holds there", "함께 충족될 수 없음";
    };
    match rule {
        Some(rule) => finding.also(
            rule,
            Phrase::new("the rule's condition", "원칙 규정의 조건"),
        ),
        None => finding,
    }
}

/// Both bind under some facts, and only one can be kept.
pub(in crate::check) fn conflicting_duties(forbids: &Head, demands: &Head) -> Diagnostic {
    let (one, other) = (&forbids.name, &demands.name);
    let finding = finding! {
        ConflictingDuties(forbids.span) "`{one}` forbids the act that `{other}` demands of the same bearer",
            "`{one}` 항목은 `{other}` 항목이 같은 의무자에게 요구하는 행위를 금지합니다";
        here "forbidden here", "금지하는 곳";
    };
    finding
        .also(
            demands.span,
            Phrase::new("demanded here, and both can bind", "요구하는 곳(두 의무가 함께 발생할 수 있음)"),
        )
        .help(Phrase::new(
            "let an exception or a permission say which gives way, or `allow conflicting-duties because` the law does not say",
            "어느 의무가 물러나는지 예외나 허용 규정으로 정하거나, 법령에 정함이 없으면 `allow conflicting-duties because`로 이유를 적으십시오",
        ))
}

findings! {
    pub(in crate::check) fn never_in_force_together(name: &Name, span: Span, rule: Span) {
        IdleException(span) "the exception `{name}` is never in force on a day on which its rule is",
            "예외 `{name}` 항목과 그 원칙 규정이 함께 시행되는 날이 없습니다";
        here "in force then", "예외의 시행 기간";
        also(rule) "the rule begins here", "원칙 규정의 시행 기간";
    }

    pub(in crate::check) fn clashing_exceptions(
        (name, span): (&Name, Span),
        (other, first): (&Name, Span),
    ) {
        ClashingExceptions(span) "the exceptions `{other}` and `{name}` may hold at once, and each puts something else in the same place",
            "예외 `{other}` 항목과 `{name}` 항목이 함께 적용될 수 있는데, 같은 부분을 서로 다른 내용으로 바꿉니다";
        here "changes the same part", "같은 부분을 바꿈";
        also(first) "changes it too", "이 예외도 바꿈";
        help "say which goes first: an exception `to {other}` under the condition of `{name}` takes `{other}` away there; or narrow one of the two",
            "우선순위를 정하십시오. `{name}` 항목의 조건으로 `to {other}` 예외를 두면 그 경우 `{other}` 항목은 적용되지 않습니다. 아니면 둘 중 하나의 조건을 좁히십시오";
    }

    pub(in crate::check) fn missing_deadline(name: &Name, span: Span) {
        MissingDeadline(span) "the duty `{name}` does not say by when it is to be done",
            "의무 `{name}` 항목에 언제까지 이행하여야 하는지가 없습니다";
        here "can never be breached", "기한이 없어 위반될 수 없음";
        help "add `by` or `within`, or else `without delay`, `promptly` or `at once` as the law says; where the law sets no time, say so with `allow missing-deadline because`",
            "`by` 또는 `within`, 그렇지 않으면 법문에 따라 `without delay`, `promptly`, `at once` 중 하나를 적으십시오. 법령이 시기를 정하지 않았다면 `allow missing-deadline because`로 그 이유를 적으십시오";
    }

    pub(in crate::check) fn unused_name(name: &Name, span: Span, kind: ItemKind) {
        let of = item(kind);
        let of_en = &of.en;
        let of_ko = &of.ko;
        UnusedName(span) "`{name}` is {of_en} that no provision uses",
            "{of_ko} `{name}` 항목을 쓰는 조항이 없습니다";
        help "take it out, or name it in the provision that needs it",
            "지우거나, 필요한 조항에서 쓰십시오";
    }

    /// A condition that nothing names, beside a duty that has none.
    pub(in crate::check) fn forgotten_condition(name: &Name, span: Span, duty: &Name) {
        UnusedName(span) "no provision asks for `{name}`, and `{duty}` is owed whatever the facts are",
            "`{name}` 요건을 묻는 조항이 없고, `{duty}` 의무는 요건 없이 언제나 발생합니다";
        help "if it limits the duty, write `when {name}` there",
            "그 의무의 요건이라면 의무에 `when {name}` 절을 쓰십시오";
    }
}

/// Fields of one record.
pub(in crate::check) fn unread_fields(fields: &[(&Name, Span)]) -> Option<Diagnostic> {
    let ((first, span), others) = fields.split_first()?;
    let message = match others {
        [] => Phrase::new(
            format!("`{first}` is a field that no provision reads"),
            format!("`{first}` 항목을 읽는 조항이 없습니다"),
        ),
        _ => {
            let names: Vec<String> = fields.iter().map(|(name, _)| format!("`{name}`")).collect();
            let names = names.join(", ");
            Phrase::new(
                format!("these are fields that no provision reads: {names}"),
                format!("다음 항목을 읽는 조항이 없습니다: {names}"),
            )
        }
    };
    let finding = Diagnostic::new(Code::UnusedName, message, *span, nothing()).help(Phrase::new(
        "take out what is not needed, or cite the provision that asks for it",
        "필요 없으면 지우고, 조문이 요구하는 것이면 `cites`로 그 조문을 적으십시오",
    ));
    let others = others.iter();
    Some(others.fold(finding, |finding, (_, span)| finding.also(*span, nothing())))
}

findings! {
    pub(in crate::check) fn needless_allow(code: Code, span: Span) {
        let name = code.name();
        NeedlessAllow(span) "there is no `{name}` here that would have to be allowed",
            "허용할 `{name}` 지적 사항이 이 항목에 없습니다";
        help "take the `allow` out", "`allow` 절을 지우십시오";
    }

    pub(in crate::check) fn allow_without_reason(name: &Name, span: Span) {
        NeedlessAllow(span) "`{name}` is not allowed, as no reason is given",
            "이유를 적지 아니하여 `{name}` 경고는 허용되지 않습니다";
        help "write the reason between the quotation marks", "따옴표 안에 이유를 적으십시오";
    }
}

pub(in crate::check) fn no_such_warning(
    name: &Name,
    span: Span,
    near: Option<&str>,
    known: bool,
) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::NoSuchWarning,
        if known {
            Phrase::new(
                format!("`{name}` is an error, and only a warning can be allowed"),
                format!("`{name}` 지적은 오류이므로 허용할 수 없습니다. 경고만 허용할 수 있습니다"),
            )
        } else {
            Phrase::new(
                format!("no warning is called `{name}`"),
                format!("`{name}` 이름의 경고는 없습니다"),
            )
        },
        span,
        nothing(),
    );
    match near.filter(|_| !known) {
        Some(near) => finding.help(Phrase::new(
            format!("the nearest is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        )),
        None => finding.help(Phrase::new(
            "`onus explain` lists all findings",
            "`onus explain` 명령으로 모든 지적 사항을 볼 수 있습니다",
        )),
    }
}
