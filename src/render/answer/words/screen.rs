//! Words of the one screen that an answer begins with.

use super::phrases;
use crate::diagnostic::Phrase;

phrases! {
    overdue_heading(): "OVERDUE, OR BREACHED", "기한이 지났거나 위반한 의무";
    nothing_certain(): "TO DO: nothing is certain yet.", "이행할 의무: 아직 확정된 것이 없음.";
    may_be_owed(): "PERHAPS OWED", "의무가 있을 수 있는 것";
    coming_next(): "NEXT, IF NOTHING ELSE HAPPENS", "다음에 발생할 사항(사정 변동이 없는 경우)";
    will_arise(title): "{title} arises", "{title} 발생";
    can_be_imposed_heading(): "CAN BE IMPOSED", "부과·처분할 수 있는 제재";
    find_out(): "FIND OUT FIRST", "먼저 확인할 것";
    comes_back(titles): "WHATEVER HAPPENS, for each period: {titles}.", "사고와 무관한 정기 의무: {titles}.";
    periodic_breached(titles): "BREACHED for a period, whatever happens: {titles}.", "사고와 무관한 정기 의무의 위반: {titles}.";
    periodic_counts(counts): "Of each period, whatever happens: {counts}: --full", "사고와 무관한 정기 의무: {counts}: --full";
    count_breached(number): "{number} breached", "위반 {number}건";
    count_other(number): "{number} owed or open", "이행할 의무 또는 미정 {number}건";
    rest(counts): "{counts}. Reasons and all else: --full", "{counts}. 근거와 나머지 사항: --full";
    all_else(): "Reasons and all else: --full", "근거와 나머지 사항: --full";
    count_kept(number): "{number} in order", "이행·준수 {number}건";
    count_not_owed(number): "{number} not owed", "의무 없음 {number}건";
    count_open(number): "{number} undetermined", "미정 {number}건";
    more_in_full(number): "and {number} more: --full", "그 밖에 {number}건: --full";
    from_to(bearer, to): "{bearer} to {to}", "{bearer} → {to}";
    earliest_latest(low, high): "{low}, or {high} at the latest", "{low}(늦으면 {high})";
    earliest(low): "{low} at the earliest", "이르면 {low}";
    latest(high): "{high} at the latest", "늦어도 {high}";
    overdue_open(when): "was due {when}; not known whether it was done", "기한 {when}; 이행 여부 미확인";
    owed_for(time): "owed for {time}", "의무 발생 후 {time} 경과";
    for_later(duties): "Without a date, or once their clock starts: {duties}.", "기한이 정하여지지 않았거나 아직 기산되지 않은 의무: {duties}.";
    and_others_too(article): "{article} etc.", "{article} 등";
    today_at(time): "today {time}", "오늘 {time}";
    tomorrow_at(time): "tomorrow {time}", "내일 {time}";
    on_day_at(day, time): "{day} {time}", "{day} {time}";
    ahead(time): "in {time}", "{time} 뒤";
    tomorrow(): "tomorrow", "내일";
    this_day(): "today", "오늘";
}
