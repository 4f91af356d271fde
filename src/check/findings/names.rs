//! Names that nothing declares, that several things have, or that mean something else.

use super::{declared_here, elsewhere, entity, listed, nothing};
use crate::check::names::{Entity, Space};
use crate::check::scope::Near;
use crate::diagnostic::{Code, Diagnostic, Phrase, finding, findings};
use crate::name::Name;
use crate::source::Span;
use crate::syntax::spoken_amount;

/// What a name has to be where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Wanted {
    Act,
    Duty,
    Sanction,
    Exception,
    Value,
    Call,
    Fact,
    Outcome,
    Reading,
}

fn nearest(finding: Diagnostic, near: Option<&Near>) -> Diagnostic {
    let Some(near) = near else { return finding };
    let name = &near.name;
    let (en, ko) = match &near.place {
        Some(place) => (
            format!(", declared at {place}"),
            format!("{place}에 선언된 "),
        ),
        None => (String::new(), String::new()),
    };
    let span = finding.primary.span;
    let finding = match near.certain {
        true => finding.fix(span, name.clone()),
        false => finding.offer(span, name.clone()),
    };
    finding.help(if near.particle {
        Phrase::new(
            format!("without its particle this is `{name}`{en}; write the name alone"),
            format!("조사를 떼면 {ko}`{name}` 이름이 됩니다. 조사 없이 이름만 쓰십시오"),
        )
    } else {
        Phrase::new(
            format!("the nearest name is `{name}`{en}"),
            format!("가장 가까운 이름은 {ko}`{name}`입니다"),
        )
    })
}

pub(in crate::check) fn unknown_name(
    space: Space,
    name: &Name,
    span: Span,
    near: Option<&Near>,
) -> Diagnostic {
    let (en, ko) = match space {
        Space::Term => ("nothing is", "항목이"),
        Space::Kind => ("no kind of value is", "값 종류가"),
        Space::Unit => ("no unit is", "단위가"),
        Space::Party => ("no party is", "당사자가"),
        Space::Source => ("no source is", "근거 법령이"),
        Space::Case => ("no case is", "사례가"),
        Space::Regime => ("no way of counting is", "기간 계산 방식이"),
        Space::Calendar => ("no calendar is", "휴일 달력이"),
    };
    let finding = finding! {
        UnknownName(span) "{en} called `{name}`", "`{name}` 이름의 {ko} 없습니다";
        here "neither this policy nor one that it uses declares it",
            "이 정책에도, 사용하는 정책에도 선언되어 있지 않습니다";
    };
    if let Some(amount) = spoken_amount(name.as_str()).filter(|_| space == Space::Term) {
        return finding
            .help(Phrase::new(
                format!("write `{amount}` instead of `{name}`"),
                format!("`{name}` 부분을 `{amount}` 표기로 바꾸십시오"),
            ))
            .fix(span, amount);
    }
    match elsewhere::instead(space, name.as_str()) {
        Some(help) => match elsewhere::word_for(space, name.as_str()) {
            Some((meant, true)) => finding.help(help).fix(span, meant),
            Some((meant, false)) => finding.help(help).offer(span, meant),
            None => finding.help(help),
        },
        None => match elsewhere::afterwards(space, name.as_str()) {
            Some(help) if near.is_none() => finding.help(help),
            _ if near.is_none() && space == Space::Party => finding.help(Phrase::new(
                format!("declare it, as in `party {name} \"…\" ko \"…\"`"),
                format!("`party {name} \"…\" ko \"…\"` 형식으로 선언하십시오"),
            )),
            _ if near.is_none() && space == Space::Unit => finding.help(Phrase::new(
                format!("declare it, as in `unit {name} \"…\" ko \"…\"`"),
                format!("`unit {name} \"…\" ko \"…\"` 형식으로 선언하십시오"),
            )),
            _ => nearest(finding, near),
        },
    }
}

findings! {
    /// A name that nothing has but a choice: `cause is own or line`.
    pub(in crate::check) fn choice_alone(name: &Name, span: Span, list: (&Name, Span)) {
        let (of, declared) = list;
        UnknownName(span) "`{name}` stands alone here, and is one of the choices of `{of}`",
            "`{name}` 이름은 `{of}` 목록의 선택지이므로 이 자리에 혼자 쓸 수 없습니다";
        also(declared, declared_here());
        help "say of what it is asked: `… is {name}`, or of several `… is one of (…, {name})`",
            "무엇에 대한 물음인지 `… 이 {name}`처럼 쓰고, 여럿이면 `… 이 다음 중 (…, {name})`로 쓰십시오";
    }
}

/// What is cited is no source; `sources` are those that could be meant, `pin` the article and `whole`
/// where both are written.
pub(in crate::check) fn unknown_source(
    name: &Name,
    span: Span,
    (pin, whole): (&str, Span),
    near: Option<&Near>,
    sources: &[&str],
) -> Diagnostic {
    let finding = finding! {
        UnknownSource(span) "no source is called `{name}`", "`{name}` 이름의 근거 법령이 없습니다";
        here "cited, but not declared", "인용되었으나 선언되지 않았습니다";
    };
    if let Some(at) = article_in(name.as_str()) {
        let (source, article) = name.as_str().split_at(at);
        let only = match sources {
            [only] if source.is_empty() => Some(*only),
            _ => sources.iter().find(|one| **one == source).copied(),
        };
        let shown = only.unwrap_or("법");
        let finding = finding.help(Phrase::new(
            format!("name the source before its article, with a blank: `{shown} {article}`"),
            format!("`{shown} {article}`처럼 출처의 이름을 조문 앞에 띄어 쓰십시오"),
        ));
        return match only {
            Some(only) if source.is_empty() => finding.offer(span, format!("{only} {article}")),
            Some(only) => finding.fix(span, format!("{only} {article}")),
            None => finding,
        };
    }
    match near {
        _ if is_article(name.as_str()) => match sources {
            [only] if !pin.is_empty() => {
                let meant = format!("{only} {pin}");
                finding
                    .help(Phrase::new(
                        format!("name the source before its article: `{meant}`"),
                        format!("`{meant}`처럼 법령 이름을 조문 앞에 쓰십시오"),
                    ))
                    .offer(whole, meant)
            }
            _ => finding.help(Phrase::new(
                "name the source before its article, as in `Act 8(2)`",
                "`법 제8조제2항`처럼 법령 이름을 조문 앞에 쓰십시오",
            )),
        },
        Some(_) => nearest(finding, near),
        None => finding.help(Phrase::new(
            format!("declare it, as in `source {name} \"…\" ko \"…\"`"),
            format!("`source {name} \"…\" ko \"…\"` 형식으로 선언하십시오"),
        )),
    }
}

/// Whether a word says that an article follows.
pub(in crate::check) fn is_article(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["article", "articles", "art", "section", "sec"].contains(&word.as_str())
}

findings! {
    /// A source and its article with a comma between them.
    pub(in crate::check) fn source_apart(word: &Name, span: Span, meant: &str) {
        UnknownSource(span) "no source is called `{word}`", "`{word}` 이름의 근거 법령이 없습니다";
        help "write the article right after its source: `{meant}`",
            "`{meant}`처럼 출처 바로 뒤에 조문을 쓰십시오";
        fix(span, meant);
    }
}

/// Where an article begins in a word that is, or ends with, one: `제5조`, `법제5조`.
fn article_in(word: &str) -> Option<usize> {
    let mut found = word.match_indices('제');
    found.find_map(|(at, _)| {
        let rest = word.get(at..)?.strip_prefix('제')?;
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        (after.len() < rest.len() && after.starts_with('조')).then_some(at)
    })
}

pub(in crate::check) fn unknown_policy(name: &Name, span: Span, near: Option<&str>) -> Diagnostic {
    let finding = finding! {
        UnknownPolicy(span) "no policy called `{name}` is among the files",
            "주어진 파일 가운데 `{name}` 정책이 없습니다";
    };
    let finding = match near {
        Some(near) => finding.offer(span, near),
        None => finding,
    };
    finding.help(match near {
        Some(near) => Phrase::new(
            format!("the nearest policy is `{near}`"),
            format!("가장 가까운 정책은 `{near}`입니다"),
        ),
        None => Phrase::new(
            "give the folder of that policy as well",
            "그 정책의 폴더도 함께 지정하십시오",
        ),
    })
}

/// The policy of a file of cases, of which nothing else is there; `only` is the one policy that is.
pub(in crate::check) fn policy_of_cases(
    name: &Name,
    span: Span,
    near: Option<&str>,
    only: Option<&str>,
) -> Diagnostic {
    let finding = unknown_policy(name, span, near);
    match (near, only) {
        (None, Some(only)) => finding.offer(span, only).help(Phrase::new(
            format!("the policy that is there is `{only}`; if another is meant, give its folder as well"),
            format!("주어진 파일에 있는 정책은 `{only}`입니다. 다른 정책이라면 그 폴더도 함께 지정하십시오"),
        )),
        _ => finding,
    }
}

findings! {
    pub(in crate::check) fn ambiguous_name(
        name: &Name,
        span: Span,
        one: (&str, Span),
        other: (&str, Span),
    ) {
        let one_0 = &one.0;
        let other_0 = &other.0;
        AmbiguousName(span) "`{name}` may be `{one_0}` or `{other_0}`",
            "`{name}` 이름이 `{one_0}`인지 `{other_0}`인지 알 수 없습니다";
        here "two used policies declare it", "사용하는 두 정책이 모두 선언합니다";
        also(one.1, declared_here());
        also(other.1, declared_here());
        help "write the full name, such as `{one_0}`", "`{one_0}`처럼 정책 이름까지 쓰십시오";
    }

    pub(in crate::check) fn duplicate_name(name: &Name, span: Span, first: Span) {
        DuplicateName(span) "`{name}` is declared twice", "`{name}` 이름이 두 번 선언되었습니다";
        here "declared again", "다시 선언된 곳";
        also(first) "first declared here", "먼저 선언된 곳";
        help "give one of them another name", "둘 중 하나의 이름을 바꾸십시오";
    }
}

pub(in crate::check) fn wrong_sort(
    name: &Name,
    span: Span,
    found: Option<Entity>,
    wanted: Wanted,
    declared: Option<Span>,
) -> Diagnostic {
    let is = found.map_or(Phrase::new("something else", "다른 항목"), entity);
    let needed = match wanted {
        Wanted::Act => Phrase::new("an act", "행위"),
        Wanted::Duty => Phrase::new("a duty", "의무"),
        Wanted::Sanction => Phrase::new("a sanction", "제재"),
        Wanted::Exception => Phrase::new("an exception", "예외"),
        Wanted::Value => Phrase::new("a value or a condition", "값 또는 조건"),
        Wanted::Call => Phrase::new("a definition or a judgement", "정의 또는 판단 사항"),
        Wanted::Fact => Phrase::new("a fact or a judgement", "사실 또는 판단 사항"),
        Wanted::Reading => Phrase::new("a reading", "해석"),
        Wanted::Outcome => Phrase::new(
            "a definition, a judgement, a duty, a power or a sanction",
            "정의, 판단 사항, 의무, 권한 또는 제재",
        ),
    };
    let mut finding = finding! {
        let is_en = &is.en;
        let needed_en = &needed.en;
        let needed_ko = &needed.ko;
        let is_ko = &is.ko;
        WrongSort(span) "`{name}` is {is_en}, and {needed_en} is needed here",
            "이 자리에는 {needed_ko} 이름이 와야 하는데, `{name}` 항목의 종류는 {is_ko}입니다";
        here(Phrase::new(is.en.clone(), is.ko.clone()));
    };
    if let Some(declared) = declared {
        finding = finding.also(declared, declared_here());
    }
    match (wanted, found) {
        (Wanted::Value, Some(Entity::Duty(_))) => finding.help(Phrase::new(
            format!("ask for its state, as in `{name} is breached`"),
            format!("`{name} is breached`처럼 상태를 물으십시오"),
        )),
        (Wanted::Value, Some(Entity::Act(_))) => finding.help(Phrase::new(
            format!("ask whether it was done, as in `{name} has happened`"),
            format!("`{name} has happened`처럼 행위가 있었는지 물으십시오"),
        )),
        (Wanted::Value, Some(Entity::Power(_))) => finding.help(Phrase::new(
            format!("ask for its state, as in `{name} is exercised`"),
            format!("`{name} is exercised`처럼 상태를 물으십시오"),
        )),
        (Wanted::Value, Some(Entity::Sanction(_))) => finding.help(Phrase::new(
            format!("ask for its state, as in `{name} is imposed`"),
            format!("`{name} is imposed`처럼 상태를 물으십시오"),
        )),
        _ => finding,
    }
}

/// A finding on what is no act, with those that there are.
pub(in crate::check) fn acts(found: Diagnostic, acts: &[&str]) -> Diagnostic {
    let some = listed(acts.iter().copied().take(5));
    match acts {
        [] => found,
        [only] => {
            let span = found.primary.span;
            found.offer(span, *only).help(Phrase::new(
                format!("the act that is declared is {some}"),
                format!("선언된 행위는 {some}입니다"),
            ))
        }
        _ => found.help(Phrase::new(
            format!("acts are {some}"),
            format!("선언된 행위: {some}"),
        )),
    }
}

/// A finding on an act of which something is expected, with the duties that demand it.
pub(in crate::check) fn duties_of_act(found: Diagnostic, duties: &[String]) -> Diagnostic {
    let some = listed(duties.iter().map(String::as_str).take(5));
    let span = found.primary.span;
    let found = match duties {
        [] => return found,
        [only] => found.offer(span, only.as_str()),
        _ => found,
    };
    found.help(Phrase::new(
        format!("what is expected is the state of a duty that demands the act: {some}"),
        format!("행위가 아니라 그 행위를 요구하는 의무의 상태를 적으십시오: {some}"),
    ))
}

findings! {
    pub(in crate::check) fn not_a_party(name: &Name, span: Span, declared: Span) {
        WrongSort(span) "`{name}` is neither a party nor a record that could be one",
            "`{name}` 항목은 당사자가 아니며, 당사자가 될 수 있는 기록도 아닙니다";
        also(declared, declared_here());
        help "name a `party`, or a fact that is a record",
            "`party` 항목이나 기록인 사실의 이름을 쓰십시오";
    }
}

pub(in crate::check) fn unknown_target(name: &Name, span: Span, near: Option<&Near>) -> Diagnostic {
    let finding = finding! {
        UnknownTarget(span) "this exception names `{name}`, which does not exist",
            "이 예외가 가리키는 `{name}` 항목이 없습니다";
        here "nothing here or in a used policy has this name",
            "이 정책에도, 사용하는 정책에도 없는 이름입니다";
    };
    nearest(finding, near)
}

pub(in crate::check) fn no_target(
    name: &Name,
    span: Span,
    found: Entity,
    declared: Span,
) -> Diagnostic {
    let value = matches!(found, Entity::Define(_));
    let is = match found {
        Entity::Define(_) => Phrase::new(
            "a definition that means something else than yes or no",
            "예·아니오가 아닌 값을 뜻하는 정의",
        ),
        other => entity(other),
    };
    Diagnostic::new(
        Code::UnknownTarget,
        Phrase::new(
            format!("`{name}` is {}, which cannot be excepted", is.en),
            format!(
                "예외를 둘 수 없는 항목입니다. `{name}` 항목의 종류는 {}입니다",
                is.ko
            ),
        ),
        span,
        nothing(),
    )
    .also(declared, declared_here())
    .help(if value {
        Phrase::new(
            format!("except a definition that means yes or no, such as `{name}_owed`, and let `{name}` mean `if {name}_owed then … else …`"),
            format!("예·아니오를 뜻하는 정의(예: `{name}_owed`)에 예외를 두고, `{name}` 항목은 `if {name}_owed then … else …`로 쓰십시오"),
        )
    } else {
        Phrase::new(
            "name a definition that means yes or no, a duty, a power, a sanction or another exception",
            "예·아니오를 뜻하는 정의, 의무, 권한, 제재 또는 다른 예외의 이름을 쓰십시오",
        )
    })
}

pub(in crate::check) fn unknown_field(
    name: &Name,
    span: Span,
    record: (&Name, Span),
    near: Option<&str>,
) -> Diagnostic {
    let (of, declared) = record;
    let finding = finding! {
        UnknownField(span) "`{of}` has no field called `{name}`",
            "`{of}` 기록에 `{name}` 항목이 없습니다";
        also(declared, declared_here());
    };
    match near {
        Some(near) => finding.offer(span, near).help(Phrase::new(
            format!("the nearest field is `{near}`"),
            format!("가장 가까운 항목은 `{near}`입니다"),
        )),
        None => finding,
    }
}

pub(in crate::check) fn unknown_choice(
    name: &Name,
    span: Span,
    list: (&Name, Span),
    near: Option<&str>,
    choices: &[&str],
) -> Diagnostic {
    let (of, declared) = list;
    let unnamed = of.as_str().is_empty();
    let message = if unnamed {
        Phrase::new(
            format!("`{name}` is not one of the choices"),
            format!("선택지 가운데 `{name}` 이름이 없습니다"),
        )
    } else {
        Phrase::new(
            format!("`{name}` is not one of the choices of `{of}`"),
            format!("`{of}` 목록의 선택지 가운데 `{name}` 이름이 없습니다"),
        )
    };
    let help = match near {
        Some(near) => Phrase::new(
            format!("the nearest choice is `{near}`"),
            format!("가장 가까운 선택지는 `{near}`입니다"),
        ),
        None if choices.is_empty() => Phrase::new(
            format!("it has none: each begins with `|`, as in `| {name} \"…\" ko \"…\"`"),
            format!("선택지가 없습니다. 선택지는 `| {name} \"…\" ko \"…\"`처럼 `|`로 시작합니다"),
        ),
        None => {
            let some = listed(choices.iter().copied().take(12));
            Phrase::new(
                format!("the choices are {some}"),
                format!("선택지는 다음과 같습니다: {some}"),
            )
        }
    };
    let finding = Diagnostic::new(Code::UnknownChoice, message, span, nothing())
        .also(declared, declared_here())
        .help(help);
    match near {
        Some(near) => finding.offer(span, near),
        None => finding,
    }
}
