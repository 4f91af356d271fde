//! Words of limits, and of rules that put something else in place.

use super::super::particle::{Particle, with};
use super::super::phrasing::{glued, joined};
use super::{or, phrases, soon_enough_is_judged, undue_is_judged};
use crate::determination::{CalendarDay, CalendarSpan};
use crate::diagnostic::Phrase;
use crate::render::date;
use crate::value::{Promptness, Standards};

phrases! {
    as_early_as(when): "due at the earliest {when}", "기한은 이르면 {when}";
    safe_until(early, latest): "{early}, at the latest {latest}", "{early}, 늦으면 {latest}";
    may_have_passed(when): "may have passed {when}", "{when}에 이미 지났을 수 있음";
    on_their_account(when, who): "{when}, by the account of {who}", "{when}, {who}의 주장에 따름";
    may_be_over(limit): "may be over already: {limit}", "이미 지났을 수 있음: {limit}";
    open_or_by(open, known): "{open}, and by {known} in any case", "{open}, 그와 관계없이 늦어도 {known}까지";
    end_of_day(day, zone): "the end of {day} ({zone})", "{day} 24:00({zone})";
    or_later(when): "due {when} or later", "빨라야 {when}";
    between_days(low, high): "between {low} and {high}", "{low}부터 {high} 사이";
    without_delay(): "without delay", "지체 없이";
    promptly(): "promptly", "신속히";
    at_once(): "at once", "즉시";
    within(length): "within {length}", "{length} 이내";
    prompt_by(standard, when): "{standard}, at the latest {when}", "{standard}, 늦어도 {when}";
    at_the_latest(standard, day): "{standard}, at the latest {day}", "{standard}, 늦어도 {day}까지";
    prompt_by_day(standard, day): "{standard}, by {day}", "{standard}, 늦어도 {day}까지";
    no_earlier(from, first): "{from} (from {first} at the earliest)", "{from}({first} 전이면 그날)";
    within_after(length, from): "within {length} after {from}", "{from}부터 {length} 이내";
    within_after_occasion(length): "within {length} of what gives rise to it", "의무가 발생한 때부터 {length} 이내";
    length_before(length, from): "{length} before {from}", "{from}의 {length} 전까지";
    time_after(length, from): "{length} after {from}", "{from}부터 {length} 후";
    time_before(length, from): "{length} before {from}", "{from}의 {length} 전";
    first_of(span, of): "the beginning of the {span} of {of}", "{of} 속하는 {span}의 첫날";
    last_of(span, of): "the end of the {span} of {of}", "{of} 속하는 {span}의 말일";
    date_of(date, of): "{date} of the year of {of}", "{of} 속하는 연도의 {date}";
    or_next_working_day(day): "{day}, or the next working day", "{day}(근무일이 아니면 그다음 근무일)";
    limit_of(title): "the limit of “{title}”", "‘{title}’의 기한";
    performance_of(title): "“{title}” is done", "‘{title}’ 이행 시";
    when_performed(title): "when “{title}” is done", "‘{title}’ 이행 시";
    breach_of(title): "the breach of “{title}”", "‘{title}’ 위반 시";
    earliest_of(each): "the earliest of these: {each}", "다음 중 가장 이른 때({each})";
    latest_of(each): "the latest of these: {each}", "다음 중 가장 늦은 때({each})";
    earliest_in(title): "the first “{title}”", "최초 ‘{title}’";
    latest_in(title): "the last “{title}”", "마지막 ‘{title}’";
    one_limit_or(): ", or ", " 또는 ";
    moved_from(limit): "moved by a special rule from {limit}", "{limit}에서 특례에 따라 연장됨";
    perhaps_moved(limit): "{limit}, or later where a special rule moves it", "{limit}(특례에 따라 연장될 수 있음)";
    not_replaced_unless(titles, what): "These special rules do not apply: {titles}; unless it is shown: {what}.", "적용되지 아니하는 특칙: {titles}. 다만 다음 사항이 증명되면 달라질 수 있음: {what}.";
    not_replaced(titles): "These special rules do not apply: {titles}.", "적용되지 아니하는 특칙: {titles}.";
    replaced_if(exception, legs): "A special rule may apply: {exception} — {legs}.", "특칙 적용 여부 미정: {exception} — {legs}.";
    replaced_if_only(exception): "A special rule may apply: {exception}.", "특칙 적용 여부 미정: {exception}.";
}

/// A day that the calendar fixes by another.
pub(in crate::render::answer) fn on_calendar(day: CalendarDay, of: &Phrase) -> Phrase {
    let subject = Phrase::new(of.en.clone(), with(&of.ko, Particle::Subject));
    match day {
        CalendarDay::BeginningOf(span) => first_of(&called(span), &subject),
        CalendarDay::EndOf(span) => last_of(&called(span), &subject),
        CalendarDay::Date { month, day } => {
            let en = format!("{day} {}", date::month(month.into()));
            let date = Phrase::new(en, format!("{month}월 {day}일"));
            date_of(&glued(&date), &subject)
        }
        CalendarDay::Working => or_next_working_day(of),
    }
}

fn called(span: CalendarSpan) -> Phrase {
    match span {
        CalendarSpan::Year => Phrase::new("year", "연도"),
        CalendarSpan::Quarter => Phrase::new("quarter", "분기"),
        CalendarSpan::Month => Phrase::new("month", "달"),
        CalendarSpan::Week => Phrase::new("week", "주"),
        CalendarSpan::Day => Phrase::new("day", "날"),
    }
}

/// A standard by which something must not wait, or each that it may be.
pub(in crate::render::answer) fn promptness(of: Standards) -> Phrase {
    let word = |standard: Promptness| match standard {
        Promptness::WithoutDelay => without_delay(),
        Promptness::Promptly => promptly(),
        Promptness::AtOnce => at_once(),
    };
    joined(of.iter().map(word), &or())
}

/// By whom it is judged whether something that must not wait came soon enough, by these standards.
pub(in crate::render::answer) fn promptness_is_judged(of: Standards) -> Phrase {
    match of == Promptness::WithoutDelay.into() {
        true => undue_is_judged(),
        false => soon_enough_is_judged(&promptness(of)),
    }
}

/// What the clocks of a zone are called.
pub(in crate::render::answer) fn zone(name: &str) -> Option<Phrase> {
    let (en, ko) = match name {
        "America/New_York" => ("US Eastern", "미국 동부시각"),
        "America/Chicago" => ("US Central", "미국 중부시각"),
        "America/Denver" => ("US Mountain", "미국 산지시각"),
        "America/Los_Angeles" => ("US Pacific", "미국 태평양시각"),
        "Asia/Seoul" => ("Korean time", "한국시각"),
        "Asia/Tokyo" => ("Japan time", "일본시각"),
        "Asia/Singapore" => ("Singapore time", "싱가포르시각"),
        "Asia/Kolkata" => ("Indian time", "인도시각"),
        "Europe/London" => ("UK time", "영국시각"),
        "Europe/Dublin" => ("Irish time", "아일랜드시각"),
        "Europe/Berlin" | "Europe/Paris" | "Europe/Brussels" | "Europe/Madrid" | "Europe/Rome"
        | "Europe/Vienna" | "Europe/Amsterdam" | "Europe/Luxembourg" => {
            ("Central European time", "중부유럽시각")
        }
        "Australia/Sydney" | "Australia/Melbourne" | "Australia/Canberra" => {
            ("Sydney time", "시드니시각")
        }
        _ => return None,
    };
    Some(Phrase::new(en, ko))
}
