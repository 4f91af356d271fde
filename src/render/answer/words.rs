//! Every word of the answer, in both languages, on one page and its two
//! annexes. The Korean is a memorandum's: noun phrases, and sentences that end
//! in 함 or 임. What depends on an outcome is chosen in `words/choice.rs`,
//! what belongs to figures stands in `words/figures.rs`.

mod choice;
mod figures;
mod limit;
mod memo;
mod screen;

pub(super) use choice::*;
pub(super) use figures::*;
pub(super) use limit::*;
pub(super) use memo::*;
pub(super) use screen::*;

use super::particle::{Particle, ends_closed, with};
use super::phrasing::{lowered, raised, the};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// Phrases by name: English, then Korean; a name in braces is put in its own language.
macro_rules! phrases {
    ($($name:ident($($part:ident),*): $en:literal, $ko:literal;)*) => {
        $(pub(crate) fn $name($($part: &Phrase),*) -> Phrase {
            let english = { $(let $part = &$part.en;)* format!($en) };
            let korean = { $(let $part = &$part.ko;)* format!($ko) };
            Phrase::new(english, korean)
        })*
    };
}
use phrases;

phrases! {
    // Headings.
    facts(): "THE FACTS AS RECORDED", "기록된 사실관계";
    done_at(at, act): "{at}: {act}", "{at} {act}";
    not_yet(): "not yet", "아직 없음";
    to_do(): "TO DO", "이행할 의무";
    wrong_so_far(): "BREACHED, OR DONE LATE", "위반하였거나 지체한 의무";
    nothing_to_do(): "TO DO: nothing, on these facts.", "이행할 의무: 입력된 사실에 따르면 없음.";
    nothing_to_do_yet(): "TO DO: nothing yet; see what is undetermined.",
        "이행할 의무: 현재 확정된 것은 없음(‘판단 유보 사항’ 참조).";
    undetermined_heading(): "UNDETERMINED",
        "판단 유보 사항";
    powers(): "POWERS",
        "행정청의 권한";
    not_owed(): "NOT OWED", "의무 없음";
    sanctions(): "SANCTIONS", "제재";
    conclusions(): "CONCLUSIONS",
        "요건 해당 여부";
    questions(): "QUESTIONS", "확인할 사항";
    coming(): "COMING, IF NOTHING ELSE HAPPENS", "앞으로 발생할 사항(사정 변동이 없는 경우)";
    coming_cut(until): "Changes after {until} are not looked for.", "{until} 이후의 변동은 확인하지 아니함.";
    owed_from(at): "Owed from {at}, if nothing else happens", "사정 변동이 없는 경우 {at}부터 의무 발생";
    unless_by_then(what): ", if no “{what}” is recorded by then", "(그때까지 ‘{what}’의 기록이 없는 경우)";
    next(): "TIME LEFT", "남은 시간";
    due_in(clock): "due in {clock}", "기한까지 {clock}";
    arises_in(clock): "arises in {clock}", "의무 발생까지 {clock}";
    ends_in(clock): "owed no more in {clock}", "의무 소멸까지 {clock}";
    after(time): "after {time}", "{time} 경과 시";
    at(time): "at {time}", "{time}";
    then(when, what): "{when}: {what}", "{when}: {what}";
    arises_then(duty): "{duty} arises", "{duty} 발생";
    not_owed_from_then(): "not owed from then", "그때부터 의무 없음";
    could_be_imposed(): "can be imposed then", "부과·처분할 수 있게 됨";
    breached_unless_done(duty): "{duty}: breached, unless done by then", "{duty}: 그때까지 이행하지 아니하면 위반";
    due_then(time): " (due {time})", "(기한 {time})";
    of_instance(what, instance): "{what} [{instance}]", "{what} [{instance}]";
    readings(): "READINGS USED", "채택한 해석";
    conflicts(): "CONFLICTS", "의무의 충돌";
    irregular(): "ON THE RECORD, BUT", "기록상 유의할 사항";
    found(): "FOUND BY THE COMPETENT PARTY", "권한 있는 자의 판정";
    found_by(by): "by {by}", "판정자 {by}";
    from_rules(outcome): "The rules alone come to: {outcome}", "판정이 없을 경우 규정에 따른 결론: {outcome}";
    disputes(): "ACCOUNTS DIFFER", "주장이 엇갈리는 사실";
    on_account(by, outcome): "{outcome} on the account of {by}", "{by}의 주장에 따르면 {outcome}";
    whichever(titles): "The same whichever account is true: {titles}.", "어느 주장에 따르더라도 결론이 같은 사항: {titles}.";
    disputes_cut(): "Not all combinations of accounts were tried.", "주장의 조합이 많아 그 일부만 검토함.";
    disclaimer(): "The encoded rules applied to the facts given; not legal advice.",
        "입력된 사실에 규정을 적용한 결과이며, 법률자문이 아님.";

    // The headline.
    as_of(at): "As of {at}", "기준 시점 {at}";
    law_of(day): "law in force on {day}",
        "{day} 당시 시행 법령";
    forced_law(day): "HYPOTHETICAL: law in force on {day}",
        "{day} 시행 법령을 가정적으로 적용";
    as_if_law(name): "HYPOTHETICAL: the proposal “{name}” as law",
        "‘{name}’ 안이 시행된 것으로 가정";
    proposal_changes_nothing(): "The proposal changes nothing on these facts.", "이 사실관계에서는 개정안에 따라 달라지는 것이 없음.";
    owed_since(at, ago): "Owed since {at} ({ago}); what is too long without delay is for a judgement to say.",
        "{at}부터 의무가 있음({ago}). 지체하였는지는 판단할 사항임.";
    assuming(facts): "ASSUMED, whatever the record says: {facts}.", "가정(기록 내용과 무관): {facts}.";
    known_by(at): "facts recorded by {at}", "{at}까지 기록된 사실에 한함";
    about(subject): "for {subject}", "대상 {subject}";

    // Duties.
    owes_to(bearer, to, must): "{bearer} owes {to}: {must}",
        "의무자: {bearer} / 상대방: {to} / 내용: {must}";
    owes(bearer, must): "{bearer} owes: {must}",
        "의무자: {bearer} / 내용: {must}";
    by_day(day): "by {day}", "{day}까지";
    with_time(when, left): "{when} ({left})", "{when}({left})";
    first_then(when, limit): "{when}; {limit}", "{when}; {limit}";
    overdue_unless(when, act): "was due {when}; no “{act}” on record: BREACHED unless there was one in time",
        "기한 {when} 지남; ‘{act}’ 기록 없음(기한 내에 이행하지 아니하였으면 위반)";
    was_it_done(acts): "Whether and when it was done: {acts}.", "이행 여부와 시각 미확인: {acts}.";
    either(one, other): "{one} or {other}", "{one} 또는 {other}";
    limit_open(what): "By when it is due depends on: {what}.", "기한은 다음 사항에 따라 달라짐: {what}.";
    amount_open(what): "How much is owed depends on: {what}.", "금액은 다음 사항에 따라 달라짐: {what}.";
    owed_open(what): "What is owed, and to whom, depends on: {what}.", "이행할 내용과 상대방은 다음 사항에 따라 달라짐: {what}.";
    perhaps_instead(exception, what): "If “{exception}” holds, instead: {what}.",
        "‘{exception}’에 해당하면 이에 갈음하여 {what}.";
    instead_hangs_on(open): "Depends on: {open}.", "확인할 사항: {open}.";
    done_to(must, to): "{must} to {to}", "{must}(상대방: {to})";
    limit_may_pass(label): "{label}: the limit may have passed", "{label}: 기한이 지났을 수 있음";
    earliest_limit(what): "{what} (earliest limit, the safe one)", "{what}(가장 이른 기한, 이에 맞추면 안전)";
    latest_limit(what): "{what} (latest limit)", "{what}(가장 늦은 기한)";
    without_date(): "no date set",
        "법령에 정한 기한 없음";
    breached(): "BREACHED on these facts", "위반(입력된 사실 기준)";
    breached_since(when): "BREACHED, due {when}", "위반, 기한 {when}";
    performed_late(when): "done late, due {when}", "지체 이행, 기한 {when}";
    done_late(when, done): "done late on {done}, due {when}", "{done} 지체 이행, 기한 {when}";
    violated(): "FORBIDDEN, yet done on these facts", "금지 위반(입력된 사실 기준)";
    not_recorded(act): "Breached — no “{act}” is on record by then.", "위반 근거 — 기한까지 ‘{act}’ 기록이 없음.";
    never_recorded(act): "No “{act}” is on record.", "‘{act}’ 기록이 없음.";
    not_recorded_yet(act): "So far no “{act}” is on record.", "현재까지 ‘{act}’ 기록이 없음.";
    record_complete_between(from, at): "What was done is recorded completely from {from} to {at}; of what was done before, the record does not tell.",
        "행위에 관한 기록은 {from}부터 {at}까지 빠짐없이 입력된 것으로 전제하며, 그 전의 행위는 기록에 나타나지 아니함.";
    earlier_periods(count, first, last): "Likewise for {count} earlier periods: {first} to {last}.", "그 이전 {count}개 기간도 같음: {first}부터 {last}까지.";
    record_complete(at): "What was done is recorded completely up to {at}.", "행위에 관한 기록은 {at}까지 빠짐없이 입력된 것으로 전제함.";
    disputed_reading(): "in doubt, see below", "해석상 다툼 있음";
    not_exempt_else(titles): "Nor do these: {titles}.", "그 밖에 인정되지 아니하는 면제 사유: {titles}.";
    powers_open(titles): "Undetermined (see below): {titles}.", "판단 유보(‘판단 유보 사항’ 참조): {titles}.";
    in_order(): "IN ORDER", "이행하였거나 준수한 의무";
    reckoned(how): "Counted: {how}.", "기한 계산: {how}.";
    on_from(start, length): "{length} from {start}", "{start}부터 {length}";
    back_from(start, length): "{length} back from {start}", "{start}부터 역산하여 {length}";
    as_counted_by(law): ", under {law}", ", {law}에 따라 계산";
    and_then(): ", and then ", ", 그 후 ";
    taken_off(length): "less {length}", "({length} 공제)";
    to_pay(full): "To pay: {full} in full", "지급할 금액: 전액 {full}";
    reduced_to(amount): "{amount} suffices", "감액하여 {amount} 지급 가능";
    not_reduced_to(amount): "not reduced to {amount}", "감액 불가({amount})";
    perhaps_reduced_to(amount): "perhaps {amount} suffices", "감액 여부 미정({amount})";
    paid(amount): "paid so far: {amount}", "기지급액 {amount}";
    permitted_by(permission): "the act was permitted by {permission}", "{permission}에 따라 허용된 행위";
    why(reason): "Why — {reason}.",
        "의무 발생 근거 — {reason}.";
    same_as_above(): "Why — as above.",
        "의무 발생 근거: 위와 같음.";
    not_exempt(reason): "Exemptions that do not hold: {reason}.",
        "인정되지 아니하는 면제 사유: {reason}.";
    replaced(by): "In place of the general rule: {by}.", "원칙적 내용에 갈음하여 적용: {by}.";
    on_breach(sanctions): "If not done: {sanctions}.", "불이행 시: {sanctions}.";
    exempt(by): "Exempt: {by}.", "면제: {by}.";
    also_exempt(by): "Also exempt: {by}.",
        "그 밖의 면제 사유: {by}.";
    perhaps_also(exceptions): "Perhaps also exempt: {exceptions}.",
        "그 밖에 해당 여부가 확인되지 아니한 면제 사유: {exceptions}.";
    exempt_if(exception, legs): "Perhaps exempt: {exception} — {legs}.",
        "면제 여부 미정: {exception} — {legs}.";
    exempt_if_as_above(titles): "Perhaps exempt, as above: {titles}.",
        "면제 여부 미정(위와 같음): {titles}.";
    exempt_if_only(exception): "Perhaps exempt: {exception}.",
        "면제 여부 미정: {exception}.";
    hangs_on_whether(needs): "open: {needs}", "미확인: {needs}";
    owed_whether_kept(label): "{label} — owed; whether it is kept is undetermined", "{label} — 의무는 있으나 이행 여부는 판단 유보";
    how_breached(reason): "Breached — {reason}.", "위반 근거 — {reason}.";
    if_owed(label, when): "{label} — if owed, {when}", "{label} — 의무가 있으면 {when}";
    not_arisen_because(reason): "Not arisen — {reason}.", "의무 미발생 — {reason}.";
    not_arisen(): "Not arisen: there was no occasion for it.", "의무 미발생 — 해당하는 사유가 아직 없음.";
    all_of_policy(title): "all of “{title}”", "‘{title}’에 관한 규정 전부";
    not_in_force(titles): "NOT IN FORCE ON THAT DAY: {titles}.", "당시 시행되지 않은 규정: {titles}.";

    // Powers and sanctions.
    exercised(power): "Exercised: {power}.", "행사됨: {power}.";
    unavailable(powers): "Not available: {powers}.",
        "행사 요건 미충족: {powers}.";
    as_long_as(time): ", up to {time}", ": {time} 이내";
    imposes(holder, bearer): "By {holder}, against {bearer}.", "부과·처분권자: {holder} / 상대방: {bearer}.";
    not_open(titles): "Not open: {titles}.", "제재 요건 미충족: {titles}.";
    only_not_open(titles): "SANCTIONS NOT OPEN: {titles}.",
        "제재 요건 미충족: {titles}.";
    up_to(amount): ", up to {amount}",
        ": {amount} 이하";
    in_lieu_of(title): ", in place of “{title}”", ", ‘{title}’에 갈음";

    // What is missing.
    hangs_on(what): "Depends on: {what}.",
        "유보 사유 — {what}.";
    find_out_first(open, facts): "FIND OUT FIRST ({open} points are open): {facts}.",
        "우선 확인할 사실(유보 사항 {open}건): {facts}.";
    can_settle(fact, count): "{fact} (can settle {count})", "{fact}(최대 {count}건 확정 가능)";
    matters_for(fact, count): "{fact} (matters for {count})", "{fact}({count}건에 관련)";
    settled_anyway(facts): "SETTLED ANYWAY, whichever way these turn out: {facts}.",
        "결론에 영향이 없어 확인이 필요하지 아니한 사항: {facts}.";
    other_ways(way): "{way} There may be other ways.", "{way} 그 밖의 경우도 있을 수 있음.";
    unrecorded(): "Depends first on whether there was an act that the record neither tells nor rules out:",
        "아래는 해당 행위가 있었는지부터 확인하여야 함:";
    an_act(act): "“{act}”", "‘{act}’";
    with_further(way, count): "{way} and the other {count} likewise", "{way}고 나머지 {count}건도 그러하";
    and_more(count): "and {count} more", "그 밖에 {count}건";
    and_more_reasons(count): "and {count} more: onus why", "그 밖에 {count}건: onus why";
    and_others(way, count): "{way} ({count} more of the kind: onus why)",
        "{way}(그 밖에 같은 결론이 되는 경우 {count}건: onus why)";
    must_have(title, count): "“{title}” number {count}", "‘{title}’의 수가 {count}이";
    must_happen(act): "a “{act}” took place", "‘{act}’ 사실이 있";
    must_not_happen(act): "no “{act}” took place", "‘{act}’ 사실이 없";
    both(): " and ", "고 ";
    or_if(): ", or ", "거나, ";
    must_hold(title): "“{title}” holds", "‘{title}’에 해당하";
    must_not_hold(title): "“{title}” does not hold", "‘{title}’에 해당하지 아니하";
    nothing_settles(): "The facts do not settle it.", "입력된 사실만으로는 정하여지지 않음.";
    same_questions(titles): "Undetermined, on the questions above: {titles}.",
        "판단 유보(위 사항에 따라 결정됨): {titles}.";
    facts_below(count): "{count} missing facts (see QUESTIONS)", "미확인 사실 {count}건(‘확인할 사항’ 참조)";
    to_judge(holder, questions): "{holder} judges: {questions}.", "{holder} 판단 사항: {questions}.";
    to_assess(bearer, questions): "{bearer} assesses first, subject to the authority and the courts: {questions}.",
        "우선 {bearer} 스스로 판단할 사항(행정청과 법원이 달리 판단할 수 있음): {questions}.";
    to_find_out(facts): "Facts missing: {facts}.", "사실 미확인: {facts}.";
    to_find_out_in(record, facts): "Facts missing of {record}: {facts}.", "사실 미확인({record}): {facts}.";
    holidays_of(calendar, year): "{calendar} in {year}", "{year}년 {calendar}";
    holidays_not_known(year, count): "public holidays of {year} ({count} calendars that end before)", "{year}년 공휴일(해당 연도 자료가 없는 달력 {count}개)";
    doubts(): "DOUBTS", "해석상 다툼의 여지가 있는 사항";
    doubts_at(titles): "Also noted, where it is not settled or bears on no answer here: {titles}.",
        "그 밖에 다툼이 있는 사항(결론이 유보되었거나 이 건의 결론에 영향이 없는 것): {titles}.";
    whether_recorded(act): "whether the record of “{act}” is complete", "‘{act}’ 관련 기록의 완비 여부";
    declared_unknown(): "asked, not known", "확인하였으나 불명";

    conflict(bearer, act, demands, forbids): "{bearer}: “{act}” is demanded by {demands} and forbidden by {forbids}.",
        "{bearer}의 ‘{act}’: {demands}에서 요구하나 {forbids}에서 금지함.";
    at_time(title, at): "“{title}” of {at}", "{at} ‘{title}’";
    without_power(act, powers): "{act}: done without power; not there at that time: {powers}.",
        "{act}: 권한 없이 이루어짐(당시 요건 미충족: {powers}).";
    without_supposed_power(act, powers): "{act}: under the law that is supposed, this would be without power ({powers}).",
        "{act}: 가정한 법령에 따르면 권한이 없는 행위가 됨(요건 미충족: {powers}). 실제 시행 법령에 따른 흠을 뜻하지 아니함.";

    // Why.
    reasons(): "Because:", "이유:";
    exceptions_looked_at(): "Exceptions looked at:", "검토한 예외:";
    whatever(facts): "Settled, whichever way these turn out: {facts}.", "다음 사실과 무관하게 결론이 정하여짐: {facts}.";
    turned_by(): "It would turn if, each by itself:", "다음 각 경우에는 결론이 달라짐:";
    turned_by_among_others(): "It would turn if, each by itself (there may be further ways; the search stopped at its bound):",
        "다음 각 경우에는 결론이 달라짐(탐색 한도에 이르러 그 밖의 경우가 더 있을 수 있음):";
    nothing_turns(): "No change of facts would turn it.", "사실관계가 달라져도 결론은 달라지지 아니함.";
    nothing_found_turns(): "No change of facts was found that would turn it; the search stopped at its bound.",
        "결론을 달라지게 하는 사실의 변경을 찾지 못함(탐색 한도에 이름).";
    instead_of(what, now): "{what} (now {now})", "{what}(현재 {now})";
    settled_yes_by(): "It would follow if, each by itself:", "다음 각 경우에는 인정됨:";
    settled_no_by(): "It would not follow if, each by itself:", "다음 각 경우에는 인정되지 아니함:";
    kept_by(): "It would not be breached if, each by itself:", "다음 각 경우에는 위반이 아님:";
    breached_by(): "It would be breached if, each by itself:", "다음 각 경우에는 위반이 됨:";
    no_way_found(): "No small set of facts was found that settles it.", "소수의 사실만으로 결론이 정해지는 경우를 찾지 못함.";
    state_by(state, limit): "{state} — {limit}", "{state} — {limit}";
    search_complete(): "These are all the ways (search complete).", "이상이 전부임(탐색 완료).";
    search_truncated(): "There may be further ways (search truncated).", "그 밖의 경우가 더 있을 수 있음(탐색 한도에 이름).";
    must_not_be(): "That this is not so", "다음에 해당하지 아니할 것";
    all_of(): "All of these", "다음 모두";
    one_of(): "One of these", "다음 중 하나";
    so_many_of(count): "At least {count} of these", "다음 중 {count}개 이상";

    // Small words.
    or(): " or ", " 또는 ";
    number_in_list(number): "no. {number}", "{number}번";
    in_square_brackets(inner): " [{inner}]", " [{inner}]";
    bracketed_words(inner): " ({inner})", "({inner})";
    guidance(): "guidance, not statute",
        "법적 구속력 없는 지침";
    judged(): "on a judgement",
        "판단을 전제로 함";
    judged_so(questions): "on the judgement of: {questions}", "{questions}에 관한 판단을 전제로 함";
    in_quotes(title): "“{title}”", "‘{title}’";
    presumed(): "presumed",
        "추정에 따름";
    assumed(): "assumed", "가정";
    until_shown(what): "Presumed, as long as nothing else is shown of: {what}.",
        "다음 사항에 관하여 반증이 없는 한 그러한 것으로 추정됨: {what}.";
    says(who): " (says {who})", "({who} 주장)";
    because(line, reason): "{line} — {reason}.", "{line} — {reason}.";
    excepted(by): "excepted: {by}", "예외: {by}";
    with_reason(title, reason): "{title} — {reason}", "{title} — {reason}";
    titled(title, text): "{title}: {text}", "{title}: {text}";
}

/// What one fact would have to be, in Korean up to the ending that a connective adds.
pub(super) fn must_lie(title: &Phrase, bounds: &Phrase) -> Phrase {
    Phrase::new(
        format!("“{}” is {}", title.en, bounds.en),
        format!("{} {}이", with(&title.ko, Particle::Subject), bounds.ko),
    )
}

/// The same of a value that is one of several.
pub(super) fn must_be(title: &Phrase, value: &Phrase) -> Phrase {
    must_lie(title, &in_quotes(value))
}

/// A condition: `if A`, `A이면`.
pub(super) fn conditional(way: &Phrase) -> Phrase {
    let ending = match ends_closed(&way.ko) {
        true => "으면",
        false => "면",
    };
    Phrase::new(format!("if {}", way.en), format!("{}{ending}", way.ko))
}

/// In brackets, unless there is nothing to say.
pub(super) fn bracketed(inner: &Phrase) -> Phrase {
    if inner.is_empty() {
        Phrase::default()
    } else {
        bracketed_words(inner)
    }
}

/// A party inside an English sentence.
pub(super) fn named_party(party: &Phrase) -> Phrase {
    Phrase::new(the(&lowered(&party.en)), &party.ko)
}

/// Its holder may use a power, over someone.
pub(super) fn may(holder: &Phrase, over: Option<&Phrase>, power: &Phrase) -> Phrase {
    let (en, ko) = over.map_or_else(Default::default, |over| {
        (
            format!(", over {}", over.en),
            format!("{}에 대하여 ", over.ko),
        )
    });
    Phrase::new(
        format!("{} may use: {}{en}.", raised(&holder.en), power.en),
        format!(
            "{} {ko}행사할 수 있음: {}.",
            with(&holder.ko, Particle::Subject),
            power.ko
        ),
    )
}

/// A power that its holder's own judgement opens.
pub(super) fn for_holder(power: &Phrase, holder: &Phrase, questions: &[Phrase]) -> Phrase {
    let asked: Vec<&str> = questions.iter().map(|q| q.en.as_str()).collect();
    let upheld: Vec<String> = questions.iter().map(|q| format!("‘{}’", q.ko)).collect();
    Phrase::new(
        format!(
            "{} is for {} to make, if they judge: “{}”.",
            power.en,
            holder.en,
            asked.join("” and “")
        ),
        format!(
            "{} {} {} 인정하는 경우 행사할 수 있음(판단 필요).",
            with(&power.ko, Particle::Topic),
            with(&holder.ko, Particle::Subject),
            with(&upheld.join(" 및 "), Particle::Object),
        ),
    )
}

/// An act that does not count, since someone else did it.
pub(super) fn done_by_another(act: &Phrase, by: &Phrase, expected: &Phrase) -> Phrase {
    Phrase::new(
        format!(
            "{}: done by {}, not by {}; it does not count.",
            act.en,
            the(&lowered(&by.en)),
            the(&lowered(&expected.en))
        ),
        format!(
            "{}: {} 아닌 {} 한 것이므로 고려하지 아니함.",
            act.ko,
            with(&expected.ko, Particle::Subject),
            with(&by.ko, Particle::Subject)
        ),
    )
}

/// An answer to a question that someone else settles.
pub(super) fn answered_by_another(question: &Phrase, by: &Phrase, expected: &Phrase) -> Phrase {
    Phrase::new(
        format!(
            "“{}”: answered by {}, but for {} to judge; the answer does not count.",
            question.en,
            by.en,
            the(&lowered(&expected.en))
        ),
        format!(
            "‘{}’: {} 판단할 사항이므로 {}의 판단은 고려하지 아니함.",
            question.ko,
            with(&expected.ko, Particle::Subject),
            by.ko
        ),
    )
}

/// A judgement that is awaited, and from whom.
pub(super) fn judged_by(question: &Phrase, holder: &Phrase) -> Phrase {
    Phrase::new(
        format!("{} ({} judges)", question.en, the(&lowered(&holder.en))),
        format!("{}({} 판단 필요)", question.ko, holder.ko),
    )
}

/// What the law presumes, and who has to show otherwise.
pub(super) fn taken_for_granted(burden: &Phrase, outcome: Truth) -> Phrase {
    let (en, ko) = match outcome {
        Truth::Yes => ("presumed to be so", "그러한 것으로 추정됨"),
        _ => ("presumed not to be so", "그러하지 아니한 것으로 추정됨"),
    };
    if burden.is_empty() {
        return Phrase::new(en, ko);
    }
    Phrase::new(
        format!("{en} until the {} shows otherwise", burden.en),
        format!("{ko}(증명책임: {})", burden.ko),
    )
}
