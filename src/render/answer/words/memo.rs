//! Words of the memo: its time line, its tables, and what identifies it.

use super::phrases;
use crate::diagnostic::Phrase;

phrases! {
    in_short(): "IN SHORT", "요지";
    annex(): "ANNEX: WHAT IS NOT OWED OR WAS NOT IN FORCE", "별지: 의무가 없거나 시행되지 않은 것";
    head_to(): "To", "수신";
    head_from(): "From", "작성";
    head_date(): "Date", "작성일";
    head_with(): "Prepared with", "작성 도구";
    links_lead_to_now(): "Citations lead to the text that is published today; which version was used, and until when it was in force, is said beside them and under VERSIONS OF THE LAW USED.",
        "조문의 링크는 현재 공표된 조문으로 연결됨. 적용한 조문의 시행 기간은 조문 옆과 ‘적용한 법령의 시행 시기’에 적음.";
    of_source(source): "source {source}", "출처 {source}";
    original_note(note): "note: {note}", "비고(원문): {note}";
    clock_heading(): "TIME LINE", "경과와 기한";
    clock_title(): "Time line: what happened, what is due and when, what is done, what is late", "시간표: 발생한 사실, 이행할 의무의 기한, 이행 여부 및 지체";
    clock_part(part, all): "Time line, part {part} of {all}", "시간표({all}장 중 {part}장)";
    clock_zone(zone): "The axis shows {zone}; what is said of a duty is in the time of its place.",
        "가로축은 {zone} 기준이며, 각 의무의 시각은 해당 의무의 기준 시간대로 표시함.";
    clock_breaks(): "Where the axis is interrupted, the length written there is left out.", "가로축이 끊긴 부분은 그 위에 적힌 기간을 생략한 것임.";
    clock_left_out(from, to): "left out: {from} to {to}", "생략 구간: {from}~{to}";
    clock_happened(): "as recorded", "기록된 사실";
    clock_since(): "owed from", "의무 발생";
    clock_comes(): "will be owed from", "의무 발생 예정";
    clock_due(): "limit", "기한";
    clock_earliest(): "earliest", "가장 이른 때";
    clock_latest(): "latest", "가장 늦은 때";
    clock_done(): "done", "이행";
    clock_done_late(): "done late", "늦게 이행";
    clock_of_periods(): "TIME LINE OF WHAT IS OWED EACH YEAR OR PERIOD, APART FROM THE INCIDENT", "사고와 무관한 정기 의무의 시간표";
    clock_running(): "time to do it", "이행 기간";
    clock_open(): "somewhere in here", "정확한 시각 미상(이 사이)";
    clock_late(): "late", "지체";
    clock_perhaps(): "not settled whether owed", "의무 여부 미정";
    clock_now(): "the moment asked about", "기준 시점";
    clock_undated(titles): "Owed without a date, and so not drawn: {titles}.", "기한이 정하여지지 아니하여 표시하지 아니한 의무: {titles}.";
    clock_more(count): "Not drawn: {count} more, which the text below has.", "표시하지 아니한 항목 {count}건은 아래 본문 참조.";
    clock_empty(): "Neither the record nor a duty gives a time to draw.", "기록과 의무에 표시할 시각이 없음.";

    fact_column(): "Fact", "사실";
    value_column(): "As recorded", "기록된 내용";
    by_column(): "By whom, and source", "진술자 및 출처";
    unattributed(): "Where nobody is named, the record does not say who states the fact.", "진술자의 표시가 없는 사실은 기록에 진술자가 적혀 있지 아니한 것임.";

    law_used(): "VERSIONS OF THE LAW USED", "적용한 법령의 시행 시기";
    provision_column(): "Provision", "조항";
    articles_column(): "Articles", "근거 조문";
    in_force_column(): "Version in force", "시행 기간";
    from_day(day): "from {day}", "{day}부터";
    until_day(day): "until {day}", "{day}까지";
    day_to_day(from, until): "{from} to {until}", "{from}부터 {until}까지";

    identified_by(): "WHAT THIS RESTS ON", "검증 정보";
    text_column(): "Text", "자료";
    hash_column(): "SHA-256", "SHA-256";
    record(): "Record of facts", "사실 기록";
    made_by(engine): "Made by {engine}. The same policies, record and moment give the same answer.", "{engine}(법령 적용 프로그램)으로 작성함. 규정 파일, 기록 및 기준 시점이 같으면 결과도 같음.";
    no_hash(): "not read from a text", "텍스트에서 읽지 아니함";
}
