//! Calendars and holidays in a record, and its zone.

use crate::diagnostic::findings;
use crate::source::Span;
use crate::value::Zone;

findings! {
    pub(in crate::facts) fn unknown_calendar(written: &str, span: Span, near: Option<&str>) {
        UnknownCalendar(span) "there is no calendar called `{written}`",
            "`{written}` 휴일 달력은 없습니다";
        near(near);
    }

    pub(in crate::facts) fn not_a_calendar(span: Span) {
        WrongKind(span) "holidays stand under the name of their calendar and their year",
            "휴일은 달력 이름과 연도 아래에 적어야 합니다";
        help "write it like `{{\"kr\": {{\"2028\": {{\"holidays\": [\"2028-01-01\"], \"source\": \"…\"}}}}}}`",
            "`{{\"kr\": {{\"2028\": {{\"holidays\": [\"2028-01-01\"], \"source\": \"…\"}}}}}}` 형식으로 적으십시오";
    }

    pub(in crate::facts) fn not_a_year(written: &str, span: Span) {
        WrongKind(span) "`{written}` is no year", "`{written}` 값은 연도가 아닙니다";
        help "write it like `2028`", "`2028`과 같이 적으십시오";
    }

    pub(in crate::facts) fn not_a_holiday(span: Span) {
        WrongKind(span) "a holiday is a day, or a day with its name",
            "휴일은 날짜 또는 이름이 붙은 날짜로 적어야 합니다";
        help "write `\"2025-01-27\"` or `{{\"on\": \"2025-01-27\", \"name\": \"…\"}}`",
            "`\"2025-01-27\"` 또는 `{{\"on\": \"2025-01-27\", \"name\": \"…\"}}` 형식으로 적으십시오";
    }

    pub(in crate::facts) fn holiday_of_another_year(written: &str, year: i32, span: Span) {
        ImpossibleFact(span) "`{written}` is no day of {year}",
            "`{written}` 날짜는 {year}년의 날이 아닙니다";
    }

    pub(in crate::facts) fn begins_after_end(from: Span, until: Span) {
        ImpossibleFact(until) "the record is complete until before it begins",
            "기록이 완결된 시점이 기록의 시작보다 앞섭니다";
        also(from) "begins here", "기록의 시작";
    }

    /// A local time, where the record names no zone and its policies are in different ones.
    pub(in crate::facts) fn zone_is_open(one: Zone, other: Zone, span: Span) {
        let (one, other) = (one.name(), other.name());
        OpenZone(span) "this time could be meant in {one} or in {other}: the policies are in different zones, and the record names none",
            "정책의 시간대가 서로 다른데({one}, {other}) 기록에 시간대가 없어 이 시각이 어느 시간대의 것인지 알 수 없습니다";
        help "add `\"zone\": \"{one}\"`, or write the offset with each time",
            "`\"zone\": \"{one}\"`과 같이 시간대를 적거나 시각마다 시차를 함께 적으십시오";
    }

    pub(in crate::facts) fn unknown_zone(written: &str, span: Span, near: Option<&str>) {
        UnknownZone(span) "there is no time zone called `{written}`",
            "`{written}` 시간대는 없습니다";
        near(near.or(Some("Asia/Seoul").filter(|_| written == "KST")));
    }
}
