//! Files, policies, and the data that a policy asks for by name.

use super::nothing;
use crate::diagnostic::{Code, Diagnostic, Phrase, findings};
use crate::name::Name;
use crate::source::Span;

findings! {
    pub(in crate::check) fn missing_policy(span: Span) {
        MissingPolicy(span) "this file does not say which policy it belongs to",
            "이 파일이 어느 정책에 속하는지 적혀 있지 않습니다";
        help "begin the file with `policy` and a name, as in `policy kr.netflix_law`",
            "`policy kr.netflix_law`처럼 `policy`와 이름으로 파일을 시작하십시오";
    }

    pub(in crate::check) fn empty_file(span: Span) {
        EmptyFile(span) "nothing is written in this file", "이 파일에는 내용이 없습니다";
        help "write in it what belongs to a policy, or delete it",
            "정책의 내용을 적거나 파일을 지우십시오";
    }

    /// A policy with limits, and no place.
    pub(in crate::check) fn missing_zone(name: &Name, span: Span) {
        MissingZone(span) "`{name}` does not say where its times are local, so they are read as UTC",
            "`{name}` 정책에 현지 시각의 기준 지역이 적혀 있지 않아 시각을 UTC로 읽습니다";
        help "name the place below `policy`, as in `zone Asia/Seoul`",
            "`policy` 아래에 `zone Asia/Seoul`처럼 지역을 적으십시오";
    }

    /// A period of days or longer that no law counts.
    pub(in crate::check) fn missing_periods(span: Span) {
        MissingPeriods(span) "by which law this period is counted is not said, so that its last day stays open",
            "이 기간을 어느 법에 따라 계산하는지 적혀 있지 않아 만료일이 정해지지 않습니다";
        help "name the law below `policy`, as in `periods kr.civil`; `onus period` lists them",
            "`policy` 아래에 `periods kr.civil`처럼 적용할 법을 적으십시오. 목록은 `onus period`로 볼 수 있습니다";
    }

    pub(in crate::check) fn policy_not_first(span: Span, first: Span) {
        MissingPolicy(span) "`policy` is not the first item of this file",
            "`policy` 항목이 이 파일의 맨 앞에 있지 않습니다";
        also(first) "stands before it", "그보다 앞에 있습니다";
        help "move `policy` to the beginning of the file",
            "`policy` 항목을 파일의 맨 앞으로 옮기십시오";
    }

    pub(in crate::check) fn second_policy(span: Span, first: Span) {
        DuplicateClause(span) "a file belongs to one policy, and this one names two",
            "한 파일은 한 정책에 속해야 하는데 두 정책이 적혀 있습니다";
        also(first) "first named here", "먼저 적힌 곳";
        help "put what belongs to the second policy in a file of its own",
            "두 번째 정책의 내용은 별도의 파일로 옮기십시오";
    }
}

pub(in crate::check) fn unknown_zone(zone: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::UnknownZone,
        if zone.contains('/') {
            Phrase::new(
                format!("`{zone}` is not in the time zone database"),
                format!("`{zone}` 시간대는 시간대 데이터베이스에 없습니다"),
            )
        } else {
            Phrase::new(
                format!("`{zone}` does not say where: a zone is named by its region and city"),
                format!("`{zone}`만으로는 지역을 알 수 없습니다. 시간대는 지역과 도시로 씁니다"),
            )
        },
        span,
        nothing(),
    );
    let finding = match near {
        Some(near) => finding.offer(span, near),
        None => finding,
    };
    finding.help(match near {
        Some(near) => Phrase::new(
            format!("the nearest zone is `{near}`"),
            format!("가장 가까운 시간대는 `{near}`입니다"),
        ),
        None => Phrase::new(
            "write a zone such as `Asia/Seoul`",
            "`Asia/Seoul`과 같은 시간대 이름을 쓰십시오",
        ),
    })
}

pub(in crate::check) fn unknown_regime(
    name: &str,
    span: Span,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let message = Phrase::new(
        format!("no way of counting periods is called `{name}`"),
        format!("`{name}` 이름의 기간 계산 방식은 없습니다"),
    );
    not_shipped(name, Code::UnknownRegime, message, span, near, known)
}

pub(in crate::check) fn unknown_calendar(
    name: &str,
    span: Span,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let message = Phrase::new(
        format!("no calendar of holidays is called `{name}`"),
        format!("`{name}` 이름의 휴일 달력은 없습니다"),
    );
    not_shipped(name, Code::UnknownCalendar, message, span, near, known)
}

/// So many names are listed.
const MOST_NAMED: usize = 8;

/// A name of data that does not come with the program.
fn not_shipped(
    name: &str,
    code: Code,
    message: Phrase,
    span: Span,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    // Those of the country whose language the name is in come first, and a heap helps nobody.
    let korean = name.contains(|c: char| ('가'..='힣').contains(&c));
    let mut known: Vec<&str> = known.to_vec();
    known.sort_by_key(|name| korean && !name.starts_with("kr."));
    let more = known.len().saturating_sub(MOST_NAMED);
    known.truncate(MOST_NAMED);
    let mut known = known.join(", ");
    if more > 0 {
        known.push_str(", …");
    }
    let found = Diagnostic::new(code, message, span, nothing());
    let found = match near {
        Some(near) => found.offer(span, near),
        None => found,
    };
    found.help(match near {
        Some(near) => Phrase::new(
            format!("the nearest is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        ),
        None => Phrase::new(
            format!("there are {known}"),
            format!("사용할 수 있는 이름: {known}"),
        ),
    })
}

findings! {
    pub(in crate::check) fn no_place(span: Span) {
        NoPlace(span) "this is no place, so it has neither a zone nor holidays of its own",
            "장소가 아니므로 고유한 시간대나 휴일이 없습니다";
        help "in a duty, name a choice of which the alternatives say their `zone` or `calendar`, such as `e.state`",
            "의무 항목에서 `시간대` 또는 `휴일달력`을 정한 택일(예: `e.state`)을 적으십시오";
    }

    pub(in crate::check) fn two_places(first: Span, other: Span) {
        NoPlace(other) "the zone, the holidays and the party of a duty are those of one place, and here two are named",
            "시간대·휴일·상대방은 하나의 장소를 따라야 하는데 두 장소를 가리키고 있습니다";
        also(first) "the other place", "다른 장소";
    }

    pub(in crate::check) fn one_for_all(name: &Name, span: Span) {
        NoPlace(span) "`{name}` is the same everywhere", "`{name}` 당사자는 어느 곳에서나 같습니다";
        help "declare it with one for each place, as in `party csirt : state \"CSIRT\" | de \"CERT-Bund\"`",
            "`당사자 csirt : state \"CSIRT\" | de \"CERT-Bund\"`처럼 장소별로 선언하십시오";
    }
}
