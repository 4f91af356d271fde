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

use super::particle::{Particle, with};
use super::phrasing::{lowered, raised, the};
use crate::diagnostic::Phrase;

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
    act_of(at, act): "{act} of {at}", "{at} {act}";
    is_not(titles): "Not so: {titles}", "해당 없음: {titles}";
    not_yet(): "not yet", "아직 없음";
    time_not_recorded(): "time not recorded", "시각 미기록";
    to_do(): "TO DO", "이행할 의무";
    wrong_so_far(): "BREACHED, OR DONE LATE", "위반하였거나 지체한 의무";
    owed_next(): "THEN", "다음에 이행할 의무";
    once_done(act): "Once “{act}” is done", "‘{act}’ 이행 후";
    nothing_to_do(): "TO DO: nothing, on these facts.", "이행할 의무: 입력된 사실에 따르면 없음.";
    only_of_periods(): "TO DO: nothing of this incident that is certain; what is owed for each period is below.",
        "이행할 의무: 이 사고에 관하여 현재 확정된 것은 없음(정기 의무는 아래 참조).";
    of_periods(): "FOR EACH PERIOD, APART FROM THIS INCIDENT", "이 사고와 무관한 정기 의무";
    nothing_to_do_yet(): "TO DO: nothing that is certain; see UNDETERMINED.",
        "이행할 의무: 현재 확정된 것은 없음(‘미정 사항’ 참조).";
    undetermined_heading(): "UNDETERMINED",
        "미정 사항";
    powers(): "POWERS AND PERMISSIONS",
        "권한과 임의의 조치";
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
    owed_no_more(duties): "{duties}: not owed from then", "{duties}: 그때부터 의무 없음";
    after_day(day): "after the end of {day}", "{day}이 지나면";
    and_title(): ", ", ", ";
    while_not_recorded(what): " (as long as no “{what}” is recorded)", "(‘{what}’의 기록이 없는 동안)";
    can_be_imposed_then(titles): "{titles} can then be imposed", "{titles} 부과 가능";
    can_be_used_then(titles): "{titles} can then be made", "{titles} 가능";
    late_unless_done(duties): "{duties}: late, if not done by then", "{duties}: 그때까지 이행하지 아니하면 위반";
    due_then(time): " (due {time})", "(기한 {time})";
    of_instance(what, instance): "{what} [{instance}]", "{what} [{instance}]";
    readings(): "READINGS USED", "채택한 해석";
    on_reading(alternative, led): "On the other reading, “{alternative}”: {led}.", "다른 해석(‘{alternative}’)에 따르면 — {led}.";
    readings_cut(): "Not all other readings were tried.", "그 밖의 해석은 일부만 검토함.";
    earlier_on_reading(at, alternative): "; on another reading ({alternative}) earlier, {at}", "; 다른 해석(‘{alternative}’)에 따르면 {at}까지";
    passed_on_reading(at, alternative): "; on another reading ({alternative}) already passed, {at}", "; 다른 해석(‘{alternative}’)에 따르면 {at}에 이미 경과";
    perhaps_passed_on_reading(at, alternative): "; on another reading ({alternative}) it may have passed, {at}", "; 다른 해석(‘{alternative}’)에 따르면 {at}에 이미 지났을 수 있음";
    limit_on_reading(at, alternative): "; on another reading ({alternative}) by {at}", "; 다른 해석(‘{alternative}’)에 따르면 {at}까지";
    due_on_reading(at, alternative): "; on another reading ({alternative}) due {at}", "; 다른 해석(‘{alternative}’)에 따르면 기한 {at}";
    none_on_reading(alternative): "; on another reading ({alternative}) none", "; 다른 해석(‘{alternative}’)에 따르면 해당 없음";
    not_owed_on_reading(alternative): "; on another reading ({alternative}) not owed", "; 다른 해석(‘{alternative}’)에 따르면 의무 없음";
    late_on_reading(at, alternative): "; on another reading ({alternative}) late, due {at}", "; 다른 해석(‘{alternative}’)에 따르면 기한 {at}, 지체";
    kept_on_reading(alternative): "; on another reading ({alternative}) no breach", "; 다른 해석(‘{alternative}’)에 따르면 위반 아님";
    open_on_reading(alternative): "; on another reading ({alternative}) perhaps no breach", "; 다른 해석(‘{alternative}’)에 따르면 위반이 아닐 수 있음";
    later_on_reading(at, alternative): "; on another reading ({alternative}) in time until {at}", "; 다른 해석(‘{alternative}’)에 따르면 기한 {at}";
    conflicts(): "CONFLICTS", "의무의 충돌";
    irregular(): "ON THE RECORD, BUT", "기록상 유의할 사항";
    found(): "FOUND BY THE COMPETENT PARTY", "권한 있는 자의 판정";
    found_by(by): "by {by}", "판정자 {by}";
    from_rules(outcome): "The rules alone come to: {outcome}", "판정이 없을 경우 규정에 따른 결론: {outcome}";
    disputes(): "ACCOUNTS DIFFER", "주장이 엇갈리는 사실";
    on_account(by, outcome): "{outcome} on the account of {by}", "{by}의 주장에 따르면 {outcome}";
    whichever(titles): "The same whichever account is true: {titles}.", "어느 주장에 따르더라도 결론이 같은 사항: {titles}.";
    disputes_cut(): "Not all combinations of accounts were tried.", "주장의 조합이 많아 그 일부만 검토함.";
    if_not_assumed(due): "Owed if what is assumed is not so: {due}.", "가정과 다르면 의무 있음: {due}.";
    perhaps_if_not_assumed(due): "Perhaps owed if what is assumed is not so: {due}.", "가정과 다르면 의무가 있을 수 있음: {due}.";
    disclaimer(): "This applies the encoded rules to the facts given. It is not legal advice.",
        "입력된 사실에 규정을 적용한 결과이며, 법률자문이 아님.";

    // The headline.
    as_of(at): "As of {at}", "기준 시점 {at}";
    as_from(day): "as in force from {day}", "{day} 시행";
    as_until(day): "as in force until {day}", "{day}까지 시행";
    law_of(day): "law in force on {day}",
        "{day} 당시 시행 법령";
    forced_law(day): "HYPOTHETICAL: law in force on {day}",
        "{day} 시행 법령을 가정적으로 적용";
    as_if_law(name): "HYPOTHETICAL: the proposal “{name}” as law",
        "‘{name}’ 안이 시행된 것으로 가정";
    proposal_changes_nothing(): "The proposal changes nothing on these facts.", "이 사실관계에서는 개정안에 따라 달라지는 것이 없음.";
    owed_since(at, ago): "Running since {at} ({ago}).", "{at}부터 의무가 있음({ago}).";
    owed_since_cut(): "Of some duties it was not searched since when they are owed: one answer does not take that many evaluations.", "일부 의무는 언제부터 의무가 있었는지 찾지 않음(한 번의 판정에서 할 수 있는 계산 횟수를 넘음).";
    undue_is_judged(): "Whether a delay was undue is for the authority, or a court, to judge.",
        "지체하였는지는 행정청이나 법원이 판단함.";
    soon_enough_is_judged(standard): "Whether something was done {standard} is for the authority, or a court, to judge.",
        "{standard} 이행하였는지는 행정청이나 법원이 판단함.";
    assuming(facts): "ASSUMED, whatever the record says: {facts}.", "가정(기록 내용과 무관): {facts}.";
    known_by(at): "facts recorded by {at}", "{at}까지 기록된 사실에 한함";
    about(subject): "for {subject}", "대상 {subject}";

    // Duties.
    owes_to(bearer, to, must): "Who: {bearer} · to: {to} · what: {must}",
        "의무자: {bearer} / 상대방: {to} / 내용: {must}";
    owes(bearer, must): "Who: {bearer} · what: {must}",
        "의무자: {bearer} / 내용: {must}";
    party_to(bearer, to): "Who: {bearer} · to: {to}", "의무자: {bearer} / 상대방: {to}";
    party(bearer): "Who: {bearer}", "의무자: {bearer}";
    by_day(day): "by {day}", "{day}까지";
    with_time(when, left): "{when} ({left})", "{when}({left})";
    first_then(when, limit): "{when}; {limit}", "{when}; {limit}";
    overdue_unless(when, act): "was due {when}; no “{act}” on record: BREACHED unless there was one in time",
        "기한 {when}; ‘{act}’ 기록 없음(기한 내에 이행하지 아니하였으면 위반)";
    overdue_hangs(when, act): "was due {when}; no “{act}” on record: whether that is a breach is open",
        "기한 {when}; ‘{act}’ 기록 없음(위반 여부 미정)";
    was_it_done(acts): "Whether and when it was done: {acts}.", "이행 여부와 시각 미확인: {acts}.";
    either(one, other): "{one} or {other}", "{one} 또는 {other}";
    limit_open(what): "By when it is due depends on: {what}.", "기한은 다음 사항에 따라 달라짐: {what}.";
    amount_open(what): "How much is owed depends on: {what}.", "금액은 다음 사항에 따라 달라짐: {what}.";
    owed_open(what): "What is owed, and to whom, depends on: {what}.", "이행할 내용과 상대방은 다음 사항에 따라 달라짐: {what}.";
    perhaps_instead(exception, what): "In its place, where “{exception}” applies: {what}.",
        "‘{exception}’에 해당하면 이에 갈음하여 {what}.";
    perhaps_by_another_version(what): "Under another version, if that applies: {what}.", "다른 규정이 적용되면 {what}.";
    otherwise_if(acts): "Otherwise if any of these took place: {acts}.", "다음 중 하나가 있었으면 달라질 수 있음: {acts}.";
    limit_from_act(act): "The date follows from “{act}”, of which none is on record.", "기한은 ‘{act}’ 일시에 따라 정하여짐(기록 없음).";
    limit_from_recorded(acts): "The date follows from what is on record, unless there was more of it: {acts}.", "기한은 다음 기록에 따라 정하여짐(그 밖에 더 있었으면 달라질 수 있음): {acts}.";
    limit_from_either(acts, other): "The date follows from {acts}, on record, and from “{other}”, of which none is on record.", "기한은 기록된 {acts} 및 기록이 없는 ‘{other}’ 일시에 따라 정하여짐.";
    unheard(act): "No “{act}” is on record: find out whether it was done.", "‘{act}’의 기록이 없음(이행하였는지 확인할 것).";
    instead_hangs_on(open): "Whether it applies depends on: {open}.", "해당 여부는 다음 사항에 따라 정하여짐: {open}.";
    done_to(must, to): "{must} to {to}", "{must}(상대방: {to})";
    limit_may_pass(label): "{label}: the limit may have passed", "{label}: 기한이 지났을 수 있음";
    earliest_limit(what): "{what} (as early as this)", "{what}(이르면 이때까지)";
    latest_limit(what): "{what} (latest limit)", "{what}(가장 늦은 기한)";
    without_date(): "the law sets no date",
        "법령에 정한 기한 없음";
    breached(): "BREACHED on these facts", "위반(입력된 사실 기준)";
    breached_since(when): "BREACHED, due {when}", "위반, 기한 {when}";
    performed_late(when): "done late, due {when}", "늦게 이행함(기한 {when})";
    done_late(when, done): "done late on {done}, due {when}", "{done} 늦게 이행함(기한 {when})";
    late_by(when, done, late): "done {late} late: on {done}, due {when}", "{late} 지체(기한 {when}, {done} 이행)";
    violated(): "BREACHED: forbidden, yet done on these facts", "위반(입력된 사실 기준)";
    not_recorded(act): "Breached — no “{act}” is on record by then.", "위반 근거 — 기한까지 ‘{act}’ 기록이 없음.";
    never_recorded(act): "No “{act}” is on record.", "‘{act}’ 기록이 없음.";
    none_counts(act): "Breached — no “{act}” that would be this is on record by then.", "위반 근거 — 기한까지 이에 해당하는 ‘{act}’ 기록이 없음.";
    does_not_count(acts): "Breached — on record, but not what is owed: {acts}.", "위반 근거 — 다음 기록은 이행으로 보지 아니함: {acts}.";
    recorded_as_not_so(titles): "recorded as not so: {titles}", "기록상 해당 없음: {titles}";
    done_by(who): "done by {who}", "행위자 {who}";
    before_it_was_owed(): "before it was owed", "의무 발생 전";
    done_though_forbidden(at): "Breached — done on {at}.", "위반 근거 — {at} 행하여짐.";
    not_established(facts): "Rests on what is not established: {facts}.", "확인되지 아니한 다음 사실에 따른 것임: {facts}.";
    record_goes_to(at): "The record ends at {at}; what was done since is not known.", "기록은 {at}까지임(그 후의 이행 여부는 미확인).";
    record_may_be_incomplete(): "The record does not say that it is complete: what is not in it may have been done.", "기록이 완비되었는지 나타나 있지 아니함(기록에 없는 이행이 있을 수 있음).";
    record_complete_between(from, at): "What was done is recorded completely from {from} to {at}; of what was done before, the record does not tell.",
        "행위에 관한 기록은 {from}부터 {at}까지 빠짐없이 입력된 것으로 전제하며, 그 전의 행위는 기록에 나타나지 아니함.";
    earlier_periods(first, last): "The same for the earlier periods, {first} to {last}.", "그 이전인 {first}분부터 {last}분까지도 같음.";
    record_complete(at): "The record claims to hold everything that was done up to {at}; what is not in it counts as not done.", "통지·신고·보고 등은 {at}까지 빠짐없이 기록된 것으로 전제함.";
    in_note(number): "note {number}", "참고 {number}";
    numbered_note(number, note): "{number}. {note}", "{number}. {note}";
    more_notes(count): "Notes that bear on nothing above are left out ({count}).", "위 결론에 영향이 없는 참고사항 {count}건은 생략함.";
    powers_open(titles): "Open (see UNDETERMINED): {titles}.", "미정(‘미정 사항’ 참조): {titles}.";
    in_order(): "DONE, OR NOT BREACHED", "이행하였거나 위반이 아닌 것";
    counted_by(law): "The period is counted under {law}.", "기간은 {law}에 따라 계산함.";
    reckoned(how): "Counted: {how}.", "기한 계산: {how}.";
    on_from(start, length): "{length} from {start}", "{start}부터 {length}";
    on_from_through(start, lengths): "from {start}: {lengths}", "{start}부터 {lengths}";
    back_from(start, length): "{length} back from {start}", "{start}부터 역산하여 {length}";
    until_then(at): ", so {at}", " = {at}";
    and_then(): ", and then ", ", 다시 ";
    less(sum, length): "{sum} less {length}", "{sum}({length} 공제)";
    to_pay(full): "to pay: {full} in full", "지급할 금액: 전액 {full}";
    reduced_to(amount): "{amount} suffices", "감액하여 {amount} 지급 가능";
    not_reduced_to(amount): "not reduced to {amount}", "감액 불가({amount})";
    perhaps_reduced_to(amount): "perhaps {amount} suffices", "감액 여부 미정({amount})";
    paid(amount): "paid so far: {amount}", "기지급액 {amount}";
    permitted_by(permission): "the act was permitted by {permission}", "{permission}에 따라 허용된 행위";
    why(reason): "Why — {reason}.",
        "의무 발생 근거 — {reason}.";
    not_exempt(reason): "No exemption applies; looked at: {reason}.",
        "해당하지 아니하는 면제 사유: {reason}.";
    replaced(by): "A special rule applies instead of the general one: {by}.", "원칙적 내용에 갈음하여 적용: {by}.";
    on_breach(sanctions): "If not done: {sanctions}.", "불이행 시: {sanctions}.";
    exempt(by): "Exempt: {by}.", "면제: {by}.";
    also_exempt(by): "Also exempt: {by}.",
        "그 밖의 면제 사유: {by}.";
    exempt_if(exception, legs): "Perhaps exempt: {exception} — {legs}.",
        "면제 여부 미정: {exception} — {legs}.";
    exempt_if_as_above(titles): "Perhaps exempt, as above: {titles}.",
        "면제 여부 미정(위와 같음): {titles}.";
    exempt_if_only(exception): "Perhaps exempt: {exception}.",
        "면제 여부 미정: {exception}.";
    hangs_on_whether(needs): "open: {needs}", "미확인: {needs}";
    forbidden_whether_kept(label): "{label} — binding; whether it was kept is open", "{label} — 금지됨(준수 여부 미정)";
    owed_whether_kept(label): "{label} — owed; whether it has been carried out is open", "{label} — 의무 있음(이행 여부 미정)";
    how_breached(reason): "Breached — {reason}.", "위반 근거 — {reason}.";
    if_owed(label, when): "{label} — if owed, {when}", "{label} — 의무가 있으면 {when}";
    not_arisen_because(reason): "Not owed so far — {reason}.", "의무 미발생 — {reason}.";
    not_arisen(): "Not owed so far: there was no occasion for it.", "의무 미발생 — 해당하는 사유가 아직 없음.";
    all_of_policy(title): "all of “{title}”", "‘{title}’에 관한 규정 전부";
    not_in_force(titles): "NOT IN FORCE THEN: {titles}.", "당시 시행되지 않은 규정: {titles}.";

    // Powers and sanctions.
    exercised(power): "Already used: {power}.", "이미 행사함: {power}.";
    unavailable(powers): "Not available: {powers}.",
        "행사 요건 미충족: {powers}.";
    as_long_as(time): ", up to {time}", ": {time} 이내";
    imposes(holder, bearer): "By {holder}, against {bearer}.", "권한: {holder} / 상대방: {bearer}.";
    not_open(titles): "CANNOT BE IMPOSED SO FAR: {titles}.", "현재 제재 요건 미충족: {titles}.";
    up_to(amount): ", up to {amount}",
        ": {amount} 이하";
    so_much(amount): ": {amount}", ": {amount}";
    imposed_at_most(amount): " (amount not on record; the law allows up to {amount})", "(금액 미기록; 법정 상한 {amount})";
    up_to_unknown(): " (upper limit not known)", "(상한 미확인)";
    term_or_amount(term, amount): ", up to {term}, or up to {amount}", ": {term} 이하 또는 {amount} 이하";
    most_open(what): "The upper limit depends on: {what}.", "상한은 다음 사항에 따라 달라짐: {what}.";
    in_lieu_of(title): ", in place of “{title}”", ", ‘{title}’에 갈음";

    // What is missing.
    hangs_on(what): "Depends on: {what}.",
        "결론을 내지 못한 이유 — {what}.";
    find_out_first(open, facts): "FIND OUT FIRST ({open} rows of this answer are open): {facts}.",
        "우선 확인할 사실(미정 {open}건): {facts}.";
    can_settle(fact, count): "{fact} (alone can settle {count})", "{fact}(이 사실만 확인되면 {count}건의 결론이 날 수 있음)";
    matters_for(fact, count): "{fact} ({count} hang on it)", "{fact}({count}건이 이에 달려 있음)";
    more_hang_on_it(count): "{count} more hang on it", "이에 달려 있는 것이 그 밖에 {count}건";
    settled_anyway(facts): "NO NEED TO FIND OUT (makes no difference here): {facts}.",
        "결론에 영향이 없어 확인할 필요가 없는 사항: {facts}.";
    unrecorded(): "Not on record so far; whether one of these took place is to be found out first:",
        "기록에 없는 행위(있었는지부터 확인할 것):";
    if_done(titles): "if it was done then: {titles}", "그때 행한 경우: {titles}";
    if_not_done(titles): "if it was not done, or late: {titles}", "하지 아니하였거나 늦게 한 경우: {titles}";
    an_act(act): "“{act}”", "‘{act}’";
    and_more(count): "and {count} more", "그 밖에 {count}건";
    and_more_reasons(count): "and {count} more reasons", "그 밖의 근거 {count}건";
    further_ways(count): "{count} more ways", "그 밖에 {count}가지 경우";
    other_ways(): "There may be others: not all were found.", "이 밖에도 결론이 정하여지는 경우가 있을 수 있음(모두 찾지는 못함).";
    and_one_of(): "and at least one of these:", "그리고 다음 중 하나:";
    as_for(heading, title): "{heading} as for “{title}”.", "{heading} ‘{title}’의 경우와 같음.";
    yes_to_each(titles): "yes to each of these: {titles}", "다음 각 사항이 모두 ‘예’: {titles}";
    no_to_each(titles): "no to each of these: {titles}", "다음 각 사항이 모두 ‘아니오’: {titles}";
    yes_to_one(titles): "yes to at least one of these: {titles}", "다음 중 하나라도 ‘예’: {titles}";
    no_to_one(titles): "no to at least one of these: {titles}", "다음 중 하나라도 ‘아니오’: {titles}";
    and_besides(): ", and ", ", 그리고 ";
    and_besides_all(): "; and ", "; 그리고 ";
    or_else(): " – or – ", " 또는 ";
    ended(sentence): "{sentence}.", "{sentence}.";
    late_whenever(at, due): "done late, whenever exactly it was: {at}, due {due}; whether as owed is open", "지체({at} 이행, 기한 {due}), 적법한 이행인지 미정";
    in_time_whenever(at, due): "done in time, whenever exactly it was: {at}, due {due}; whether as owed is open", "기한 내 이행({at} 이행, 기한 {due}), 적법한 이행인지 미정";
    open_alike(count): "These {count} hang on the same:", "다음 {count}건은 같은 사항에 달려 있음:";
    done_as_owed_open(done): "done on {done}; whether that was as owed is open", "{done} 이행(적법한 이행인지 미정)";
    owed_by_whether_kept(label, when): "{label} — owed {when}; whether it has been carried out is open", "{label} — {when}, 이행 여부 미정";
    nothing_settles(): "The facts do not settle it.", "입력된 사실만으로는 결론을 낼 수 없음.";
    same_questions(titles): "Also open, for the same reasons: {titles}.",
        "위와 같은 이유로 미정인 것: {titles}.";
    to_judge(holder, questions): "For {holder} to judge: {questions}.", "{holder} 판단 사항: {questions}.";
    to_assess(bearer, questions): "For {bearer} to judge first (the authority and the courts may judge otherwise): {questions}.",
        "먼저 {bearer}의 판단이 필요한 사항(행정청이나 법원이 달리 판단할 수 있음): {questions}.";
    to_find_out(facts): "Facts missing: {facts}.", "사실 미확인: {facts}.";
    to_find_out_in(record, facts): "Facts missing of {record}: {facts}.", "사실 미확인({record}): {facts}.";
    holidays_of(calendar, year): "{calendar} in {year}", "{year}년 {calendar}";
    holidays_not_known(year, count): "public holidays of {year} ({count} calendars that end before)", "{year}년 공휴일(해당 연도 자료가 없는 달력 {count}개)";
    doubts(): "NOTES ON THE LAW", "법령 적용에 관한 참고사항";
    whether_recorded(act): "whether the record of “{act}” is complete", "‘{act}’ 관련 기록의 완비 여부";
    declared_unknown(): "asked, not known", "확인하였으나 불명";

    conflict(bearer, act, demands, forbids): "{bearer}: “{act}” is demanded by {demands} and forbidden by {forbids}.",
        "{bearer}의 ‘{act}’: {demands}에서 요구하나 {forbids}에서 금지함.";
    at_time(title, at): "“{title}” of {at}", "{at} ‘{title}’";
    not_to(act): "not: {act}", "{act} 금지";
    may_be(act): "may: {act}", "{act} 허용";
    recorded_later(acts): "After this moment, so not counted: {acts}.", "기준 시점 후의 일로 기록되어 반영하지 아니함: {acts}.";
    without_power(act, powers): "{act}: done without power; not there at that time: {powers}.",
        "{act}: 권한 없이 이루어짐(당시 요건 미충족: {powers}).";
    without_supposed_power(act, powers): "{act}: under the law that is supposed, this would be without power ({powers}).",
        "{act}: 가정한 법령에 따르면 권한이 없는 행위가 됨(요건 미충족: {powers}). 실제 시행 법령에 따른 흠을 뜻하지 아니함.";

    // Why.
    reasons(): "Because:", "이유:";
    reasons_owed(): "Owed because:", "의무 발생 근거:";
    exceptions_looked_at(): "Exceptions looked at:", "검토한 예외:";
    whatever(facts): "None of these, not known, alone can change the answer: {facts}.", "다음 사실은 어느 쪽이든 그것만으로 결론을 바꾸지 아니함: {facts}.";
    turned_by(): "The answer would change if any one line below were true (all the points of a line together):",
        "다음 중 어느 한 줄에 해당하면 결론이 달라짐(한 줄에 적힌 것은 모두 충족하여야 함):";
    turned_by_among_others(): "The answer would change if any one line below were true (all the points of a line together; there may be further ways, as the search stopped at its bound):",
        "다음 중 어느 한 줄에 해당하면 결론이 달라짐(한 줄에 적힌 것은 모두 충족하여야 하며, 탐색 한도에 이르러 그 밖의 경우가 더 있을 수 있음):";
    nothing_turns(): "No change of facts would turn it.", "사실관계가 달라져도 결론은 달라지지 아니함.";
    nothing_found_turns(): "No change of facts was found that would turn it; the search stopped at its bound.",
        "결론을 달라지게 하는 사실의 변경을 찾지 못함(탐색 한도에 이름).";
    instead_of(what, now): "{what} (now {now})", "{what}(현재 {now})";
    state_by(state, limit): "{state} — {limit}", "{state} — {limit}";
    search_complete(): "These are all the ways (search complete).", "이상이 전부임(모두 탐색함).";
    search_truncated(): "There may be further ways (search truncated).", "그 밖의 경우가 더 있을 수 있음(탐색 한도에 이름).";
    must_not_be(): "Not the case that", "다음에 해당하지 아니할 것";
    all_of(): "All of these are needed", "다음 모두에 해당할 것";
    one_of(): "At least one of these is needed", "다음 중 하나에 해당할 것";
    so_many_of(count): "At least {count} of these are needed", "다음 중 {count}개 이상에 해당할 것";

    // Small words.
    or(): " or ", " 또는 ";
    number_in_list(number): "no. {number}", "{number}번";
    in_square_brackets(inner): " [{inner}]", " [{inner}]";
    bracketed_words(inner): " ({inner})", "({inner})";
    guidance(): "guidance, not statute",
        "법적 구속력 없는 지침";
    judged(): "on a judgement",
        "판단에 따름";
    judged_so(answers): "Rests on a judgement — {answers}.", "판단에 따른 결론 — {answers}.";
    presumed(): "unless an excuse is shown",
        "면제 사유가 증명되지 아니한 것으로 봄";
    assumed(): "assumed", "가정";
    until_shown(what): "This holds unless the contrary is shown: {what}.",
        "다음 사항이 달리 증명되지 아니하는 한 위와 같음: {what}.";
    says(who): " (says {who})", "({who} 주장)";
    because(line, reason): "{line} — {reason}.", "{line} — {reason}.";
    excepted(by): "excepted: {by}", "예외: {by}";
    with_reason(title, reason): "{title} — {reason}", "{title} — {reason}";
    titled(title, text): "{title}: {text}", "{title}: {text}";
}

/// In quotation marks, unless it has some itself.
pub(super) fn in_quotes(title: &Phrase) -> Phrase {
    let quoted = |text: &str, open: char, close: char| match text.contains(open) {
        true => text.to_owned(),
        false => format!("{open}{text}{close}"),
    };
    Phrase::new(quoted(&title.en, '“', '”'), quoted(&title.ko, '‘', '’'))
}

/// In brackets, unless there is nothing to say.
pub(super) fn bracketed(inner: &Phrase) -> Phrase {
    if inner.is_empty() {
        Phrase::default()
    } else {
        bracketed_words(inner)
    }
}

/// The first so many, and how many more there are; that there is one more is as long as it.
pub(super) fn first_of(mut told: Vec<Phrase>, most: usize) -> Vec<Phrase> {
    let more = told.len().saturating_sub(most);
    if more > 1 {
        told.truncate(most);
        told.push(and_more(&Phrase::same(more.to_string())));
    }
    told
}

/// A party inside an English sentence.
pub(super) fn named_party(party: &Phrase) -> Phrase {
    Phrase::new(the(&lowered(&party.en)), &party.ko)
}

/// A length of time and when it is over.
pub(super) fn passes_at(length: &Phrase, at: &Phrase) -> Phrase {
    Phrase::new(
        format!("{} to {}", length.en, at.en),
        format!("{} 경과한 {}", with(&length.ko, Particle::Subject), at.ko),
    )
}

/// The same reason as that of another row, by its name.
pub(super) fn why_as_for(title: &Phrase) -> Phrase {
    let title = in_quotes(title);
    Phrase::new(
        format!("Why — as for {}.", title.en),
        format!("의무 발생 근거 — {} 같음.", with(&title.ko, Particle::And)),
    )
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
        format!("{} may make{en}: {}.", raised(&holder.en), power.en),
        format!(
            "{} {ko}행사할 수 있음: {}.",
            with(&holder.ko, Particle::Subject),
            power.ko
        ),
    )
}

/// That one answer to any of several questions is enough.
pub(super) fn one_answer_of(yes: bool, titles: &Phrase) -> Phrase {
    match yes {
        true => yes_to_one(titles),
        false => no_to_one(titles),
    }
}

/// One party and another.
pub(super) fn both_of(one: &Phrase, other: &Phrase) -> Phrase {
    Phrase::new(
        format!("{} and {}", one.en, other.en),
        format!("{} {}", with(&one.ko, Particle::And), other.ko),
    )
}

/// A power that its holder's own judgement opens.
pub(super) fn for_holder(power: &Phrase, holder: &Phrase, questions: &[Phrase]) -> Phrase {
    let asked: Vec<&str> = questions.iter().map(|q| q.en.as_str()).collect();
    let found: Vec<&str> = questions.iter().map(|q| q.ko.as_str()).collect();
    Phrase::new(
        format!(
            "{} — {} may make it on finding: “{}”.",
            power.en,
            raised(&holder.en),
            asked.join("” and “")
        ),
        format!(
            "{} — {} 다음 판단에 따라 행사할 수 있음: {}.",
            power.ko,
            with(&holder.ko, Particle::Subject),
            found.join("; "),
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
        format!("{}({}의 판단 필요)", question.ko, holder.ko),
    )
}

/// That what is presumed holds, and who has to show otherwise.
pub(super) fn taken_for_granted(burden: &Phrase) -> Phrase {
    let (en, ko) = ("the contrary has not been shown", "달리 증명되지 아니함");
    if burden.is_empty() {
        return Phrase::new(en, ko);
    }
    Phrase::new(
        format!("{en} (for the {} to show)", burden.en),
        format!("{ko}(증명책임: {})", burden.ko),
    )
}
