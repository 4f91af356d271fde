//! Words of the one screen that an answer begins with.

use super::phrases;
use crate::diagnostic::Phrase;

phrases! {
    overdue_heading(): "OVERDUE: DO IT NOW", "기한이 지난 의무(지금 이행하여야 함)";
    record_ends(at): "The record ends at {at}; what was done since is not known.", "기록은 {at}까지이며, 그 후에 이행하였는지는 알 수 없음.";
    nothing_certain(): "TO DO: nothing is certain yet.", "이행할 의무: 아직 확정된 것이 없음.";
    decide(): "DECIDE", "스스로 판단할 것";
    exercised_heading(): "DONE BY AN AUTHORITY", "행정청이 한 조치";
    may_be_used(): "AN AUTHORITY MAY", "행정청이 할 수 있는 조치";
    owed_unknown(): "OWED, NOT KNOWN WHETHER DONE", "의무는 있으나 이행 여부를 알 수 없는 것";
    imposed_heading(): "IMPOSED", "이미 부과·처분된 제재";
    in_doubt(): "in doubt", "해석상 다툼 있음";
    may_be_owed(): "PERHAPS OWED", "의무가 있을 수 있는 것";
    may_be_owed_too(count): "{count} more may be owed: --full", "그 밖에 의무가 있을 수 있는 것 {count}건: --full";
    coming_next(): "NEXT, IF NOTHING ELSE HAPPENS", "다음에 발생할 사항(사정 변동이 없는 경우)";
    will_arise(title): "{title} arises", "{title} 발생";
    can_be_imposed_heading(): "CAN BE IMPOSED", "부과·처분할 수 있는 제재";
    find_out(): "FIND OUT FIRST", "먼저 확인할 것";
    comes_back(titles): "OWED OR OPEN FOR EACH PERIOD, apart from this incident: {titles}.", "이 사고와 무관한 정기 의무(이행 전이거나 미정): {titles}.";
    periodic_overdue(duties): "OVERDUE FOR A PERIOD, apart from this incident: {duties}.", "이 사고와 무관한 정기 의무로서 기한이 지난 것: {duties}.";
    periodic_count(number): "For each period, apart from this incident: {number} owed or open: --full", "이 사고와 무관한 정기 의무(이행 전이거나 미정) {number}건: --full";
    rest(counts): "{counts}: --full tells why.", "{counts}. 근거와 나머지 사항: --full";
    all_else(): "Reasons: --full", "근거와 나머지 사항: --full";
    count_kept(number): "{number} done", "이행·준수 {number}건";
    count_not_owed(number): "{number} not owed", "의무 없음 {number}건";
    count_open(number): "{number} open", "미정 {number}건";
    more_in_full(number): "and {number} more: --full", "그 밖에 {number}건: --full";
    from_to(bearer, to): "{bearer} to {to}", "{bearer} → {to}";
    latest(high): "{high} at the latest", "늦어도 {high}";
    if_nothing_since(when): "{when}, if nothing was done since the record ends", "{when}(기록 이후 변동이 없는 경우)";
    if_nothing_else(when): "{when}, if nothing was done that is not on record", "{when}(기록되지 않은 변동이 없는 경우)";
    overdue_or_exempt(when): "was due {when}; breached unless it was done in time or is exempt", "기한 {when}; 기한 내에 이행하지 아니하였고 면제되지 아니하면 위반";
    perhaps_passed(latest, earliest): "{latest} at the latest; it may have passed {earliest}", "늦어도 {latest}; {earliest}에 이미 지났을 수 있음";
    questioned(): "DONE, OPEN WHETHER AS OWED", "이행하였으나 의무대로 이행하였는지 미정인 것";
    made(): "on record", "이행 기록 있음";
    made_at(when): "done {when}", "{when} 이행";
    was_due(when): "due {when}", "기한 {when}";
    perhaps_overdue(): "PERHAPS OVERDUE: SETTLE IT NOW", "기한이 지났을 수 있는 의무(지금 확인할 것)";
    check_done(): "TO DO: check whether what is below was done.", "이행할 의무: 아래의 이행 여부를 확인할 것.";
    overdue_open(when): "was due {when}; breached unless it was done in time", "기한 {when}; 기한 내에 이행하지 아니하였으면 위반";
    owed_for(time): "owed for {time}", "의무 발생 후 {time} 경과";
    for_later(duties): "Without a date, or once their clock starts: {duties}.", "기한이 정하여지지 않았거나 아직 기산되지 않은 의무: {duties}.";
    and_others_too(article, count): "{article} and {count} more", "{article} 외 {count}";
    today_at(time): "today {time}", "오늘 {time}";
    tomorrow_at(day, time): "tomorrow ({day}) {time}", "내일({day}) {time}";
    under_policies(count): "Incident under {count} policies", "정책 {count}개에 따른 사건";
    on_day_at(day, time): "{day} {time}", "{day} {time}";
    ahead(time): "in {time}", "{time} 뒤";
    no_duty_changes(): "No duty changes by that. All else: --full", "이에 따라 달라지는 의무는 없음. 나머지 사항: --full";
    tomorrow(): "tomorrow", "내일";
    this_day(): "today", "오늘";
}
