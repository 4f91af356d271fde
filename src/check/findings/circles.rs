//! Things that wait for one another.

use super::listed;
use crate::diagnostic::{Code, Diagnostic, Phrase, findings};
use crate::source::Span;

fn begins() -> Phrase {
    Phrase::new("the circle begins here", "순환이 시작되는 곳")
}

fn chain(mut finding: Diagnostic, steps: &[(String, Span)], verb: (&str, &str)) -> Diagnostic {
    let last = steps.len().saturating_sub(1);
    for (number, (name, span)) in steps.iter().enumerate() {
        let (en_end, ko_end) = if number == last {
            (", and the circle closes", "(처음으로 돌아감)")
        } else {
            ("", "")
        };
        let text = Phrase::new(
            format!("{} `{name}`{en_end}", verb.0),
            format!("`{name}` {}{ko_end}", verb.1),
        );
        finding = finding.also(*span, text);
    }
    finding
}

/// The names round the circle; the step that closes it leads to the first.
fn names(steps: &[(String, Span)]) -> String {
    let round = steps.iter().rev().take(1).chain(steps);
    listed(
        round
            .map(|(name, _)| name.as_str())
            .take(steps.len().min(8)),
    )
}

pub(in crate::check) fn circular_definition(
    first: (&str, Span),
    steps: &[(String, Span)],
) -> Diagnostic {
    let (only, span) = first;
    let message = if steps.len() == 1 {
        Phrase::new(
            format!("`{only}` waits for itself"),
            format!("`{only}` 항목이 자기 자신을 전제로 합니다"),
        )
    } else {
        let (count, all) = (steps.len(), names(steps));
        Phrase::new(
            format!("these {count} wait for one another: {all}"),
            format!("다음 {count}개 항목이 서로를 전제로 하여 순환합니다: {all}"),
        )
    };
    let finding = Diagnostic::new(Code::CircularDefinition, message, span, begins());
    let finding = chain(finding, steps, ("waits for", "항목을 전제로 합니다"));
    finding.help(Phrase::new(
        "make one of them a fact, or define it without the others",
        "그중 하나를 사실로 하거나, 나머지 없이 정의하십시오",
    ))
}

pub(in crate::check) fn circular_exception(
    first: (&str, Span),
    steps: &[(String, Span)],
) -> Diagnostic {
    let (only, span) = first;
    let message = if steps.len() == 1 {
        Phrase::new(
            format!("the exception `{only}` excepts itself"),
            format!("예외 `{only}` 항목이 자기 자신에 대한 예외로 되어 있습니다"),
        )
    } else {
        let all = names(steps);
        Phrase::new(
            format!("these exceptions except one another: {all}"),
            format!("다음 예외들이 서로에 대한 예외로 되어 있습니다: {all}"),
        )
    };
    let finding = Diagnostic::new(Code::CircularException, message, span, begins());
    let finding = chain(finding, steps, ("excepts", "항목에 대한 예외입니다"));
    finding.help(Phrase::new(
        "take one of the names out of its `to`",
        "`to`에서 이름 하나를 빼십시오",
    ))
}

findings! {
    pub(in crate::check) fn in_lieu_of_itself(span: Span) {
        CircularDefinition(span) "a sanction cannot stand in for itself",
            "제재가 자기 자신을 갈음할 수 없습니다";
    }
}
