//! Days, times and lengths of time that there are not.

use crate::diagnostic::findings;
use crate::source::Span;

findings! {
    pub(in crate::check) fn skipped_time(span: Span, zone: &str) {
        ClockChange(span) "the clocks of {zone} skipped this time",
            "{zone} 시간대에서는 시계가 앞당겨져 이 시각이 없습니다";
        help "write the time with its offset, such as `+09:00`",
            "`+09:00`처럼 시차를 함께 적으십시오";
    }

    pub(in crate::check) fn repeated_time(span: Span, zone: &str, choices: &(String, String)) {
        let (first, second) = choices;
        ClockChange(span) "the clocks of {zone} showed this time twice",
            "{zone} 시간대에서는 시계가 늦춰져 이 시각이 두 번 있습니다";
        help "write `{first}` for the first, `{second}` for the second",
            "첫 번째이면 `{first}`, 두 번째이면 `{second}`로 쓰십시오";
    }

    pub(in crate::check) fn no_such_time(span: Span) {
        NoSuchDate(span) "this day or time lies outside the calendar",
            "달력의 범위를 벗어난 날짜 또는 시각입니다";
    }

    pub(in crate::check) fn no_such_day(span: Span) {
        NoSuchDate(span) "that year has no such day", "그해에는 이 날짜가 없습니다";
    }

    pub(in crate::check) fn no_such_hour(span: Span) {
        NoSuchDate(span) "this is no hour of the day", "존재하지 않는 시각입니다";
        help "write an hour such as 12:00", "12:00과 같은 시각을 쓰십시오";
    }

    pub(in crate::check) fn period_not_whole(span: Span) {
        WrongArguments(span) "a period is counted in whole units", "기간은 정수로만 셉니다";
        help "use a smaller unit, such as `90 minutes` for an hour and a half",
            "한 시간 반이면 `90 minutes`처럼 더 작은 단위를 쓰십시오";
    }

    pub(in crate::check) fn amount_too_large(span: Span) {
        NumberTooLarge(span) "this length of time is too large to be exact",
            "너무 커서 정확히 나타낼 수 없는 시간입니다";
    }

    pub(in crate::check) fn window_without_field(span: Span) {
        MissingClause(span) "nothing says by which time a member lies in the window",
            "목록의 항목을 어느 시각에 따라 기간에 넣을지 정하지 않았습니다";
        help "add the field, as in `some 24 hours of stops by started has (…)`",
            "`some 24 hours of stops by started has (…)`처럼 `by` 다음에 시각 항목을 적으십시오";
    }
}
