//! What a schema says to people: one function for each description, both languages side by side.

use crate::diagnostic::Phrase;

/// Of those who ask for a fact at most so many are named.
const MAX_NAMED: usize = 4;

pub(super) fn title(policies: &[&str]) -> Phrase {
    let all = policies.join(", ");
    Phrase::new(
        format!("A record of facts for {all}"),
        format!("사실 기록({all})"),
    )
}

// ---- the record's own names

pub(super) fn dialect() -> Phrase {
    Phrase::new(
        "Where this schema is, for editors; the record itself ignores it",
        "편집기가 읽는 스키마의 위치. 사실로 보지 않음",
    )
}

pub(super) fn zone() -> Phrase {
    Phrase::new(
        "The zone of times without an offset, such as Asia/Seoul",
        "시차를 적지 않은 시각의 시간대. 예: Asia/Seoul",
    )
}

pub(super) fn record_title() -> Phrase {
    Phrase::new("What the record is called", "기록의 제목")
}

pub(super) fn complete_from() -> Phrase {
    Phrase::new(
        "From when the list of events is complete: of what was done before, the record does not tell",
        "사건 목록이 빠짐없이 시작되는 시각. 그 전에 한 행위는 기록하지 않음",
    )
}

pub(super) fn calendars() -> Phrase {
    Phrase::new(
        "Holidays beside those that are known, by calendar and year",
        "알려진 휴일 외의 휴일. 달력과 연도별로 적음",
    )
}

pub(super) fn complete_until() -> Phrase {
    Phrase::new(
        "Until when nothing is missing from `events`; later than that, what is not recorded may have been done",
        "`events`에 빠진 것이 없는 마지막 시각. 그 뒤의 행위는 기록에 없어도 없었다고 보지 않음",
    )
}

pub(super) fn events() -> Phrase {
    Phrase::new(
        "What was done, by whom and when",
        "누가 언제 무엇을 하였는지",
    )
}

pub(super) fn findings() -> Phrase {
    Phrase::new(
        "What competent parties found of duties, by whom and when",
        "의무에 관한 권한 있는 자의 판정. 판정자와 판정 시각을 함께 적음",
    )
}

pub(super) fn note() -> Phrase {
    Phrase::new("A note about the whole record", "기록 전체에 관한 비고")
}

pub(super) fn source() -> Phrase {
    Phrase::new("Where the whole record is from", "기록 전체의 출처")
}

pub(super) fn id() -> Phrase {
    Phrase::new(
        "A name for this event, by which the `re` of another can mean it",
        "다른 사건의 `re`에서 이 사건을 가리킬 이름",
    )
}

pub(super) fn re() -> Phrase {
    Phrase::new(
        "What it answers: services[0], events[1], the `id` of an event, or the name of a member; several in a list",
        "무엇에 관한 행위인지. services[0], events[1], 사건의 `id` 또는 목록에 적은 이름. 여럿이면 목록으로 적음",
    )
}

pub(super) fn to() -> Phrase {
    Phrase::new(
        "To whom it was done, where several acts have one name",
        "이름이 같은 행위가 여럿일 때 누구에게 한 것인지",
    )
}

// ---- kinds

pub(super) fn number() -> Phrase {
    Phrase::new("A number", "수")
}

pub(super) fn quantity(unit: &Phrase) -> Phrase {
    Phrase::new(
        format!("A number of {}", unit.en),
        format!("수(단위: {})", unit.ko),
    )
}

pub(super) fn share() -> Phrase {
    Phrase::new("A share: 1.2% or 1/100", "비율. 1.2% 또는 1/100")
}

pub(super) fn money(currency: &str) -> Phrase {
    Phrase::new(
        format!("An amount in {currency}"),
        format!("{currency} 금액"),
    )
}

pub(super) fn duration() -> Phrase {
    Phrase::new(
        "A length of time in hours, minutes and seconds",
        "시간·분·초로 적은 시간 길이",
    )
}

pub(super) fn period() -> Phrase {
    Phrase::new(
        "A period as the law counts it",
        "법이 정한 방법으로 세는 기간",
    )
}

pub(super) fn date() -> Phrase {
    Phrase::new("A day: 2022-02-03", "날짜. 2022-02-03")
}

pub(super) fn time() -> Phrase {
    Phrase::new(
        "A time, local to the record's zone unless it has an offset",
        "시각. 시차를 적지 않으면 기록의 시간대로 봄",
    )
}

// ---- how much is known

pub(super) fn not_yet() -> Phrase {
    Phrase::new("It has not happened yet", "아직 일어나지 않음")
}

pub(super) fn unknown() -> Phrase {
    Phrase::new("It was asked, and nobody knows", "확인하였으나 알 수 없음")
}

pub(super) fn not_applicable() -> Phrase {
    Phrase::new("It does not apply here", "해당 없음")
}

pub(super) fn between() -> Phrase {
    Phrase::new(
        "No less than the first, no more than the second",
        "첫째 값 이상, 둘째 값 이하",
    )
}

pub(super) fn within() -> Phrase {
    Phrase::new(
        "The month or the year, where no more is known",
        "그 이상을 모를 때의 해당 월 또는 연도",
    )
}

pub(super) fn disputed() -> Phrase {
    Phrase::new(
        "Accounts that differ; each says by whom it is",
        "서로 다른 주장. 각각 누구의 주장인지 적음",
    )
}

pub(super) fn on() -> Phrase {
    Phrase::new(
        "The day, where the hour is not known",
        "시각을 모르고 날짜만 알 때의 그 날짜",
    )
}

pub(super) fn over() -> Phrase {
    Phrase::new(
        "Over which months or year",
        "어느 기간의 값인지(달 또는 연도)",
    )
}

pub(super) fn open_list() -> Phrase {
    Phrase::new("These, and perhaps others", "이것들 외에 더 있을 수 있음")
}

/// One of the names under which any fact says where it is from.
pub(super) fn provenance(name: &str) -> Phrase {
    match name {
        "source" => Phrase::new("Where it is written", "출처"),
        "by" => Phrase::new("Who says so", "누가 그렇게 말하는지"),
        "at" => Phrase::new("When that was so", "그러한 상태였던 시각"),
        "recorded" => Phrase::new("When it was recorded", "기록한 시각"),
        _ => Phrase::new("What else should be known about it", "그 밖에 알아 둘 것"),
    }
}

// ---- who asks

/// The provisions that ask for it, the first ones by name.
pub(super) fn asked(by: &[Phrase]) -> Phrase {
    if by.is_empty() {
        return Phrase::default();
    }
    let named = |language: fn(&Phrase) -> &str| {
        let named: Vec<&str> = by.iter().take(MAX_NAMED).map(language).collect();
        named.join(", ")
    };
    let (mut en, mut ko) = (named(|by| &by.en), named(|by| &by.ko));
    if let Some(more) = by.len().checked_sub(MAX_NAMED).filter(|more| *more > 0) {
        en.push_str(&format!(" and {more} more"));
        ko.push_str(&format!(" 외 {more}개 조항"));
    }
    Phrase::new(format!("Asked by {en}"), format!("관련 조항: {ko}"))
}

/// What is reckoned where the record does not give it.
pub(super) fn computed(asked: &Phrase) -> Phrase {
    Phrase::new(
        joined("Reckoned from other facts where it is not given", &asked.en),
        joined("적지 않으면 다른 사실에서 계산함", &asked.ko),
    )
}

/// A question that only its holder settles.
pub(super) fn judged(holder: Option<&Phrase>, criteria: Option<&Phrase>, asked: &Phrase) -> Phrase {
    let who = holder.map_or_else(
        || Phrase::new("A judgement", "판단 사항"),
        |holder| {
            Phrase::new(
                format!("A judgement of {}", holder.en),
                format!("판단 주체: {}", holder.ko),
            )
        },
    );
    let criteria = criteria.cloned().unwrap_or_default();
    Phrase::new(
        joined(&joined(&who.en, &criteria.en), &asked.en),
        joined(&joined(&who.ko, &criteria.ko), &asked.ko),
    )
}

/// One sentence after the other, whether or not the first ends with its stop.
pub(super) fn joined(first: &str, second: &str) -> String {
    let first = first.trim_end_matches('.');
    let parts = [first, second].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(". ")
}
