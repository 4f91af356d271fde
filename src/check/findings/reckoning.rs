//! Calendars and ways of counting that a policy declares.

use super::listed;
use crate::diagnostic::findings;
use crate::name::Name;
use crate::source::Span;
use crate::value::Date;

findings! {
    pub(in crate::check) fn is_shipped(name: &str, span: Span) {
        DuplicateName(span) "`{name}` comes with Onus, and would be hidden by this one",
            "`{name}` 이름은 Onus에 이미 들어 있는 것과 겹칩니다";
        help "choose another name", "다른 이름을 쓰십시오";
    }

    pub(in crate::check) fn extends_too_far(name: &Name, span: Span, most: usize) {
        CircularDefinition(span) "through `{name}` this calendar extends itself, or more than {most} others one over the other",
            "이 달력이 `{name}` 달력을 거쳐 자기 자신을 준용하거나, {most}단계를 넘어 준용합니다";
        help "extend the calendar whose holidays are meant",
            "휴일을 가져올 달력을 직접 준용하십시오";
    }

    pub(in crate::check) fn not_relied_on(span: Span, relied_on: (Date, Date)) {
        let (first, last) = relied_on;
        ImpossibleCalendar(span) "this lies outside the days that are relied on, {first} to {last}",
            "휴일이 확정된 기간({first}부터 {last}까지)을 벗어납니다";
        help "correct the day, or say with `relied on` until when the holidays are known",
            "날짜를 바로잡거나, 휴일이 언제까지 확정되었는지 `확정` 절에 적으십시오";
    }

    pub(in crate::check) fn day_twice(span: Span, first: Span) {
        ImpossibleCalendar(span) "this day is a holiday already", "이미 휴일로 적힌 날입니다";
        also(first) "first written here", "먼저 적힌 곳";
        help "keep the one that is meant", "의도한 하나만 남기십시오";
    }

    pub(in crate::check) fn worked_twice(span: Span) {
        ImpossibleCalendar(span) "this day is written twice", "같은 날이 두 번 적혀 있습니다";
        help "keep one of them", "하나만 남기십시오";
    }

    pub(in crate::check) fn worked_anyway(span: Span) {
        ImpossibleCalendar(span) "this day is a working day without being named",
            "따로 적지 않아도 근무일인 날입니다";
        help "name a day of the weekend, or a holiday of the calendar that this one extends",
            "휴무요일 또는 준용하는 달력의 휴일을 적으십시오";
    }

    pub(in crate::check) fn never_a_holiday(span: Span) {
        ImpossibleCalendar(span) "this day does not occur between these two days",
            "이 두 날짜 사이에는 이 날이 없습니다";
        help "let the two days lie further apart, or write one day with its year",
            "두 날짜의 간격을 넓히거나 연도까지 적어 하루를 지정하십시오";
    }

    pub(in crate::check) fn weekday_twice(span: Span) {
        ImpossibleCalendar(span) "this day of the week is written twice",
            "같은 요일이 두 번 적혀 있습니다";
        help "keep one of them", "하나만 남기십시오";
    }

    pub(in crate::check) fn whole_week(span: Span) {
        ImpossibleCalendar(span) "these are all seven days of the week, so that none is left to work on",
            "일곱 요일이 모두 적혀 있어 남는 날이 없습니다";
        help "leave out the days on which people work", "근무하는 요일은 빼십시오";
    }

    pub(in crate::check) fn too_many_years(span: Span, most: i32) {
        ImpossibleCalendar(span) "nobody has fixed the holidays of more than {most} years",
            "{most}년이 넘는 기간의 휴일을 확정할 수는 없습니다";
        help "name the days for which the holidays were published",
            "휴일이 공표된 기간을 적으십시오";
    }

    pub(in crate::check) fn day_needed(span: Span) {
        UnlikeKinds(span) "a calendar has days, and this is a time",
            "달력에는 날짜를 적어야 하는데 일시가 적혀 있습니다";
        help "write the day alone, as in `2027-12-31`", "`2027-12-31`처럼 날짜만 쓰십시오";
    }

    pub(in crate::check) fn days_reversed(until: Span, from: Span) {
        EmptyInterval(until) "the last day lies before the first", "마지막 날이 첫날보다 앞섭니다";
        here "the last day", "마지막 날";
        also(from) "the first day", "첫날";
        help "let `until` name the last day, which is not before the first",
            "`까지`에는 첫날보다 앞서지 않는 마지막 날을 쓰십시오";
    }

    pub(in crate::check) fn rule_twice(span: Span, first: Span) {
        DuplicateClause(span) "this is ruled twice", "같은 사항을 두 번 정하고 있습니다";
        here "ruled again", "다시 정한 곳";
        also(first) "first ruled here", "먼저 정한 곳";
        help "keep the one that is meant", "의도한 하나만 남기십시오";
    }

    pub(in crate::check) fn missing_rules(rules: &[&str], span: Span) {
        let rules = listed(rules.iter().copied());
        MissingClause(span) "a way of counting says whether the first day counts, how months end and from when hours run",
            "기간 계산 방식에는 초일의 산입 여부, 월의 말일, 시간의 기산에 관한 산정 규칙이 모두 있어야 합니다";
        help "add rules such as {rules}, each with the article that it rests on",
            "근거 조문과 함께 {rules}과 같은 산정 규칙을 적으십시오";
    }

    pub(in crate::check) fn falls_back_again(name: &Name, span: Span) {
        ImpossibleCounting(span) "`{name}` itself ends no later than another way of counting",
            "`{name}` 계산 방식도 다른 계산 방식보다 늦지 않게 정해져 있습니다";
        help "name a way of counting without `not later than`",
            "`늦어도` 규칙이 없는 계산 방식을 적으십시오";
    }

    pub(in crate::check) fn no_such_count(span: Span, most: u32) {
        ImpossibleCounting(span) "a rule of counting speaks of 1 to {most} days",
            "산정 규칙의 일수는 1일부터 {most}일까지입니다";
        help "write the number of days that the article names", "조문에 적힌 일수를 쓰십시오";
    }

    pub(in crate::check) fn no_office_hours(span: Span) {
        ImpossibleCounting(span) "an office is open from one time of day to a later one, in the order of the day",
            "근무시간은 이른 시각부터 늦은 시각까지, 하루의 순서대로 적어야 합니다";
        help "write them like `09:00 - 12:00, 13:00 - 18:00`",
            "`09:00 - 12:00, 13:00 - 18:00`처럼 적으십시오";
    }
}
