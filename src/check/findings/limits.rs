//! Limits of duties, and what moves them.

use crate::diagnostic::findings;
use crate::name::Name;
use crate::source::Span;

findings! {
    pub(in crate::check) fn relief_of_nothing(span: Span) {
        MissingClause(span) "a relief is given from a limit, and there is none",
            "기한이 없어 완화할 대상이 없습니다";
        help "write the limit with `by` or `within`", "`by` 또는 `within`으로 기한을 쓰십시오";
    }

    pub(in crate::check) fn rolling_of_nothing(span: Span) {
        MissingClause(span) "`rolls` moves a limit, and there is none",
            "기한이 없어 `rolls`로 옮길 대상이 없습니다";
        help "write the limit with `by` or `within`", "`by` 또는 `within`으로 기한을 쓰십시오";
    }

    pub(in crate::check) fn rolling_of_time(span: Span, limit: Span) {
        UnlikeKinds(span) "only a day rolls, and this limit is a time",
            "날짜로 정한 기한만 다음 근무일로 옮겨지는데, 이 기한은 시각입니다";
        also(limit) "a time", "시각";
        help "leave `rolls` out, or write a `relief` for a limit in hours",
            "`rolls`를 지우거나, 시간 단위 기한에는 `relief`를 쓰십시오";
    }

    pub(in crate::check) fn rolling_and_relief(span: Span, relief: Span) {
        MisplacedClause(span) "a relief takes the place of rolling, so `rolls` says nothing here",
            "기한완화(`relief`)가 순연을 대신하므로 `rolls`는 여기서 뜻이 없습니다";
        also(relief) "the relief", "기한완화";
        help "leave one of the two out", "둘 중 하나만 쓰십시오";
    }

    pub(in crate::check) fn limit_of_none(name: &Name, span: Span) {
        MissingClause(span) "the limit of `{name}` is asked for, and it has none",
            "`{name}` 의무의 기한을 물었으나 기한이 없습니다";
        help "write its limit there with `by` or `within`",
            "그 의무에 `by` 또는 `within`으로 기한을 쓰십시오";
    }

    pub(in crate::check) fn mixed_limit(name: &Name, span: Span) {
        UnlikeKinds(span) "the limit of `{name}` is a day in one version and a time in another",
            "`{name}` 의무의 기한은 연혁에 따라 날짜이기도 하고 시각이기도 합니다";
        help "write the limit out here", "여기에 기한을 직접 쓰십시오";
    }
}
