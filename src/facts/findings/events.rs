//! Events: which act, by whom, to whom, for which instance.

use super::finding;
use crate::diagnostic::{Code, Diagnostic, Phrase, finding, findings};
use crate::name::Name;
use crate::program::Head;
use crate::source::Span;

findings! {
    pub(in crate::facts) fn no_act(span: Span) {
        MalformedRecord(span) "this event does not say which act was done",
            "이 사건에는 어떤 행위가 있었는지 적혀 있지 않습니다";
        help "add `\"act\": \"…\"`", "`\"act\": \"…\"` 항목을 추가하십시오";
    }

    pub(in crate::facts) fn not_an_event(span: Span) {
        WrongKind(span) "an event must be a group of named facts",
            "사건은 이름 붙은 사실의 묶음이어야 합니다";
        help "write it like `{{\"act\": \"…\", \"at\": \"2022-02-03T11:20\", \"by\": \"…\"}}`",
            "`{{\"act\": \"…\", \"at\": \"2022-02-03T11:20\", \"by\": \"…\"}}` 형식으로 적으십시오";
    }

    pub(in crate::facts) fn unknown_act(written: &str, span: Span, near: Option<&str>) {
        UnknownFact(span) "no policy declares an act called `{written}`",
            "`{written}` 행위를 정한 정책이 없습니다";
        near(near);
    }

    /// A duty in the place of the act by which it is performed.
    pub(in crate::facts) fn duty_for_act(written: &str, span: Span, act: &Name) {
        UnknownFact(span) "`{written}` is a duty, and what was done is an act",
            "`{written}` 항목은 의무입니다. 한 일은 행위의 이름으로 적습니다";
        help "the act that it demands is `{act}`", "그 의무를 이행하는 행위는 `{act}`입니다";
        offer(span, format!("\"{act}\""));
    }

    /// An act that several policies declare, and nothing tells which was done.
    pub(in crate::facts) fn ambiguous_act(written: &str, span: Span, full: &[(String, Span)]) {
        AmbiguousName(span) "several policies declare an act called `{written}`, and who did it to whom does not tell which was done",
            "`{written}` 행위를 정한 정책이 여럿이고, 누가 누구에게 한 것인지로도 구별되지 않습니다";
        full_names(full);
    }
}

/// Who did something is left open by a text that names no party.
pub(in crate::facts) fn unknown_party(
    written: &str,
    span: Span,
    of: &Head,
    near: Option<&str>,
) -> Diagnostic {
    let found = finding! {
        UnknownParty(span) "no party is called `{written}`, so who did this is open",
            "`{written}` 이름의 당사자가 없어 누가 한 것인지 정할 수 없습니다";
    };
    match near {
        Some(_) => found.near(near),
        None => {
            let (name, title) = (&of.name, &of.title);
            found.help(Phrase::new(
                format!("it is for `{name}` ({}) to do: write that name if it was they, and keep the person in `note`", title.en),
                format!("`{name}`({}) 당사자가 하는 것입니다. 그 당사자가 한 것이라면 그 이름을 쓰고, 담당자는 `note`에 적으십시오", title.ko),
            ))
        }
    }
}

/// Something done to somebody to whom the act is not done.
pub(in crate::facts) fn wrong_addressee(
    written: &str,
    act: &Head,
    to: &[&Head],
    span: Span,
) -> Diagnostic {
    let en: Vec<&str> = to.iter().map(|head| head.title.en.as_str()).collect();
    let ko: Vec<&str> = to.iter().map(|head| head.title.ko.as_str()).collect();
    let names: Vec<String> = to.iter().map(|head| format!("`{}`", head.name)).collect();
    finding(
        Code::ImpossibleFact,
        span,
        format!(
            "`{}` is done to {}, and `{written}` is not called so",
            act.name,
            en.join(", ")
        ),
        format!(
            "`{}` 행위의 상대방은 {}이고, `{written}`에 해당하는 상대방은 없습니다",
            act.name,
            ko.join(", ")
        ),
    )
    .also(act.span, Phrase::new("declared here", "여기에서 정함"))
    .help(Phrase::new(
        format!("write {} if it was they", names.join(" or ")),
        format!("그 상대방이면 {}로 적으십시오", names.join(" 또는 ")),
    ))
}

pub(in crate::facts) fn unknown_instance(
    written: &str,
    span: Span,
    near: Option<&str>,
) -> Diagnostic {
    let found = finding! {
        UnknownFact(span) "nothing in this record is called `{written}`, so no event can answer it",
            "이 기록에는 `{written}`에 해당하는 것이 없어 사건을 그에 대한 것으로 볼 수 없습니다";
    };
    match near {
        Some(_) => found.near(near),
        None => found.help(Phrase::new(
            "name a member of a list or an event, `services[0]` or `events[1]`, or the `id` of an event",
            "목록의 항목이나 사건을 `services[0]`, `events[1]`과 같이 적거나 사건의 `id`를 적으십시오",
        )),
    }
}

findings! {
    pub(in crate::facts) fn several_answered(written: &str, span: Span) {
        DuplicateFact(span) "several things in this record are called `{written}`",
            "이 기록에서 `{written}` 이름을 가진 것이 여럿입니다";
        help "name the one that is meant by its place, such as `services[0]`",
            "`services[0]`과 같이 자리를 적어 어느 것인지 밝히십시오";
    }
}
