//! The words of an interview, both languages side by side.

use super::Progress;
use crate::determination::Words;
use crate::diagnostic::Phrase;

/// How far it has come: in brackets before a question, after a word at its end.
fn so_far(at: &Progress) -> Phrase {
    let (goals, left, told) = (at.goals, at.left, settled(at));
    Phrase::new(
        match left {
            1 => format!("{}; about 1 question to go", told.en),
            _ => format!("{}; about {left} questions to go", told.en),
        },
        format!("{goals}건 중 {}, 남은 질문 약 {left}개", told.ko),
    )
}

/// How many are settled, and how many of the rest rest on a presumption.
fn settled(at: &Progress) -> Phrase {
    let Progress {
        goals,
        settled,
        presumed,
        ..
    } = at;
    match presumed {
        0 => Phrase::new(
            format!("{settled} of {goals} settled"),
            format!("{settled}건 확정"),
        ),
        _ => Phrase::new(
            format!("{settled} of {goals} settled, {presumed} unless an excuse is shown"),
            format!("{settled}건 확정, {presumed}건은 면제 사유 등의 증명이 없는 한 확정"),
        ),
    }
}

pub(super) fn progress(at: &Progress) -> Phrase {
    let at = so_far(at);
    Phrase::new(format!("[{}]", at.en), format!("[{}]", at.ko))
}

pub(super) fn what_is(title: &Phrase) -> Phrase {
    Phrase::new(format!("{}?", title.en), format!("{}?", title.ko))
}

/// What else there is in a list of which some is on record.
pub(super) fn what_more(title: &Phrase) -> Phrase {
    Phrase::new(
        format!("{}: are there more than those on record?", title.en),
        format!("{} — 기록된 것 외에 더 있습니까?", title.ko),
    )
}

pub(super) fn is_it_so(title: &Phrase) -> Phrase {
    Phrase::new(
        format!("Is it so: {}?", title.en),
        format!("{} — 해당합니까?", title.ko),
    )
}

pub(super) fn judged(title: &Phrase, holder: &Phrase) -> Phrase {
    Phrase::new(
        format!("How did {} judge: {}?", holder.en, title.en),
        format!("{} — {}의 판단은?", title.ko, holder.ko),
    )
}

/// Where the answer goes in the record, for those who edit it by hand.
pub(super) fn place(path: &str) -> Phrase {
    Phrase::new(
        format!("In the record: `{path}`. It decides, or helps to:"),
        format!("기록의 위치: `{path}`. 다음 사항에 영향을 미침:"),
    )
}

pub(super) fn answer_yes_or_no() -> Phrase {
    Phrase::new(
        "Please answer yes, no or unknown.",
        "예, 아니오 또는 모름으로 답하십시오.",
    )
}

/// Where an answer does not go with an earlier one.
pub(super) fn or_back() -> Phrase {
    Phrase::new(
        "if an earlier answer is the wrong one, `back` takes it back",
        "앞의 답이 잘못되었으면 `이전`을 입력하여 되돌리십시오",
    )
}

/// How an answer that was not understood is to be written.
pub(super) fn answer_like(forms: &Phrase) -> Phrase {
    Phrase::new(
        format!("Please answer in one of these forms: {}", forms.en),
        format!("다음과 같은 형식으로 답하십시오: {}", forms.ko),
    )
}

/// After a yes to whether something was done.
pub(super) fn when_then() -> Phrase {
    Phrase::new(
        "When? For example 2022-02-03 11:20, or 2022-02-03 if only the day is known.",
        "그 일시는? 예: 2022-02-03 11:20, 날짜만 알면 2022-02-03.",
    )
}

pub(super) fn was_there(act: &Phrase) -> Phrase {
    Phrase::new(
        format!("Was there a “{}”, and when?", act.en),
        format!("‘{}’ — 있었습니까? 있었으면 그 일시는?", act.ko),
    )
}

pub(super) fn complete() -> Words {
    Words {
        en: "Until when does the record hold all that was done?".to_owned(),
        ko: "기록에 모든 행위가 빠짐없이 적혀 있는 마지막 시각".to_owned(),
    }
}

// ---- how an answer may be written

pub(super) fn yes_no() -> Phrase {
    Phrase::new("  yes, no, or unknown", "  예, 아니오, 또는 모름")
}

pub(super) fn choice(number: usize, title: &Phrase) -> Phrase {
    Phrase::new(
        format!("  {number} {}", title.en),
        format!("  {number} {}", title.ko),
    )
}

pub(super) fn time() -> Phrase {
    Phrase::new(
        "  2022-02-03 11:20, 2022-02-03 if only the day is known, not yet, between … and …, or unknown",
        "  2022-02-03 11:20, 날짜만 알면 2022-02-03, 아직, …부터 …까지, 또는 모름",
    )
}

pub(super) fn holidays() -> Phrase {
    Phrase::new(
        "  all of them, with commas between: 2028-01-01, 2028-03-01; none if there are none",
        "  빠짐없이 쉼표로 구분하여: 2028-01-01, 2028-03-01. 없으면 없음",
    )
}

pub(super) fn date() -> Phrase {
    Phrase::new("  2022-02-03, or unknown", "  2022-02-03, 또는 모름")
}

pub(super) fn duration() -> Phrase {
    Phrase::new(
        "  75 minutes, at least 1 hour, between 40 and 50 minutes, or unknown",
        "  75분, 1시간 이상, 40분부터 50분까지, 또는 모름",
    )
}

pub(super) fn share() -> Phrase {
    Phrase::new(
        "  1.2%, at least 1%, or unknown",
        "  1.2%, 1% 이상, 또는 모름",
    )
}

pub(super) fn money(currency: &str) -> Phrase {
    Phrase::new(
        format!(
            "  for example 12_000_000_000 {currency}, at least 100_000_000 {currency}, or unknown"
        ),
        format!("  100만 {currency}, 1억 {currency} 이상, 또는 모름"),
    )
}

pub(super) fn quantity(unit: Option<&Phrase>) -> Phrase {
    let (en, ko) = unit.map_or_else(Default::default, |unit| {
        (format!(" {}", unit.en), unit.ko.clone())
    });
    Phrase::new(
        format!("  for example 2{en}, 1_200_000{en}, at least 1_000_000{en}, or unknown"),
        format!("  예: 2{ko}, 120만{ko}, 100만{ko} 이상, 또는 모름"),
    )
}

pub(super) fn period() -> Phrase {
    Phrase::new(
        "  30 days, 3 business days, or unknown",
        "  30일, 3영업일, 또는 모름",
    )
}

pub(super) fn list() -> Phrase {
    Phrase::new(
        "  their names with commas between them, how many there are, none, or at least …",
        "  쉼표로 나눈 이름들, 개수, 없음, 또는 … 이상",
    )
}

pub(super) fn further() -> Phrase {
    Phrase::new(
        "  none, the names of the others with commas between them, how many more, at least …, or unknown",
        "  없음, 쉼표로 나눈 나머지의 이름들, 추가 개수, … 이상, 또는 모름",
    )
}

/// Which instance something is about.
pub(super) fn instance() -> Phrase {
    Phrase::new(
        "  as the answer names it: services[0], 2024, or the id of an event; or unknown",
        "  결과에 표시된 대로: services[0], 2024, 또는 해당 사건의 id. 모르면 모름",
    )
}

pub(super) fn text() -> Phrase {
    Phrase::new("  text, or unknown", "  글, 또는 모름")
}

pub(super) fn act() -> Phrase {
    Phrase::new(
        "  no, or when: 2022-02-03 11:20",
        "  없음, 또는 그 일시: 2022-02-03 11:20",
    )
}

pub(super) fn moment() -> Phrase {
    Phrase::new("  2022-02-03 11:20", "  2022-02-03 11:20")
}

pub(super) fn may_not_apply() -> Phrase {
    Phrase::new("  or: not applicable", "  또는: 해당 없음")
}

/// What is taken to be so may turn on the answer. At most so many are named.
pub(super) fn rebuts(titles: &[&Words]) -> Phrase {
    const NAMED: usize = 3;
    let named = |quoted: fn(&Words) -> String| {
        let named = titles.iter().take(NAMED).map(|title| quoted(title));
        named.collect::<Vec<_>>().join(", ")
    };
    let (en, ko) = match titles.len().saturating_sub(NAMED) {
        0 => (String::new(), String::new()),
        more => (format!(" and {more} more"), format!(" 외 {more}건")),
    };
    Phrase::new(
        format!(
            "  taken not to be so until it is shown; if it is, this may change: {}{en}",
            named(|title| format!("“{}”", title.en))
        ),
        format!(
            "  증명되지 아니하는 한 해당하지 아니하는 것으로 봄. 답에 따라 달라질 수 있는 사항: {}{ko}",
            named(|title| format!("‘{}’", title.ko))
        ),
    )
}

// ---- between questions

pub(super) fn commands() -> Phrase {
    Phrase::new(
        "Answer, or: ? (why is this asked) · skip · back · quit",
        "답을 적거나: ? (묻는 이유) · 다음 · 이전 · 그만",
    )
}

pub(super) fn passed_over() -> Phrase {
    Phrase::new("Passed over.", "건너뜀.")
}

pub(super) fn at_start() -> Phrase {
    Phrase::new("There is no answer to take back", "되돌릴 답이 없습니다")
}

pub(super) fn stopped(at: &Progress) -> Phrase {
    let at = so_far(at);
    Phrase::new(format!("Stopped: {}.", at.en), format!("중단: {}.", at.ko))
}

pub(super) fn nothing_left(at: &Progress) -> Phrase {
    let (goals, told) = (at.goals, settled(at));
    Phrase::new(
        format!(
            "Nothing is left to ask: {}; the rest hangs on what nobody knows exactly.",
            told.en
        ),
        format!(
            "더 물을 것이 없음: {goals}건 중 {}. 나머지는 확인되지 아니한 사실에 달려 있음.",
            told.ko
        ),
    )
}

/// All is settled, some of it as long as nothing else is shown.
pub(super) fn presumed(at: &Progress) -> Phrase {
    let (goals, told) = (at.goals, settled(at));
    Phrase::new(
        format!("Nothing is left to ask: {}.", told.en),
        format!("더 물을 것이 없음: {goals}건 중 {}.", told.ko),
    )
}

pub(super) fn all_settled(at: &Progress) -> Phrase {
    Phrase::new(
        format!("All {} settled.", at.goals),
        format!("{}건 모두 확정.", at.goals),
    )
}
