//! Kinds, units, choices, fields and judgements as they are declared.

use crate::check::kinds::MOST_CHOICES;
use crate::diagnostic::findings;
use crate::name::Name;
use crate::source::Span;

findings! {
    pub(in crate::check) fn wrong_address(span: Span) {
        WrongAddress(span) "this is no address at which a text can be read",
            "법령 원문을 볼 수 있는 주소가 아닙니다";
        help "write it whole, from `https://` on, without blanks, quotes and brackets; `{{article}}` or `{{조}}` stands for the article",
            "`https://`부터 빈칸·따옴표·괄호 없이 모두 쓰고, 조문이 들어갈 자리에 `{{article}}` 또는 `{{조}}`를 쓰십시오";
    }

    pub(in crate::check) fn money_without_currency(span: Span) {
        UnknownName(span) "an amount of money has a currency", "금액에는 통화가 있어야 합니다";
        help "write the currency itself, such as `KRW`", "`KRW`처럼 통화를 쓰십시오";
    }

    pub(in crate::check) fn time_word_as_kind(name: &Name, span: Span) {
        UnknownName(span) "`{name}` is a unit of time, not a kind of value",
            "`{name}` 단어는 시간의 단위이며 값의 종류가 아닙니다";
        help "write `duration` for elapsed time, `period` for days and longer",
            "경과 시간이면 `duration`, 일 이상의 기간이면 `period`로 쓰십시오";
    }

    pub(in crate::check) fn too_many_choices(span: Span, count: usize) {
        WrongArguments(span) "a list has at most {MOST_CHOICES} choices, and this one has {count}",
            "선택지는 {MOST_CHOICES}개까지 둘 수 있으나 이 목록에는 {count}개가 있습니다";
        help "split the list in two, or record the matter as text",
            "목록을 둘로 나누거나 글로 기록하십시오";
    }

    pub(in crate::check) fn two_times_in_unit(span: Span) {
        UnlikeUnits(span) "time stands twice in the product that is this unit",
            "이 단위의 곱에 시간이 두 번 들어 있습니다";
    }

    pub(in crate::check) fn unit_of_itself(name: &Name, span: Span) {
        CircularDefinition(span) "`{name}` cannot be a factor of itself",
            "`{name}` 단위가 자기 자신의 곱으로 정해져 있습니다";
    }

    pub(in crate::check) fn unit_is_taken(name: &Name, span: Span) {
        DuplicateName(span) "`{name}` already is a word for time, an amount of money or a keyword",
            "`{name}` 단위는 시간·통화의 단위 또는 키워드와 겹칩니다";
        help "choose another name for the unit", "다른 단위 이름을 쓰십시오";
    }

    pub(in crate::check) fn computed_and_default(span: Span) {
        DuplicateClause(span) "a field is either computed or read elsewhere, not both",
            "항목의 값은 계산하거나 다른 자리에서 읽거나 둘 중 하나여야 합니다";
        help "keep `is` or `default`", "`is`와 `default` 가운데 하나만 남기십시오";
    }

    pub(in crate::check) fn judgement_of_two(span: Span) {
        WrongArguments(span) "a judgement is about one record",
            "판단 사항의 대상은 기록 하나여야 합니다";
        here "a second one", "두 번째 대상";
    }

    pub(in crate::check) fn judgement_of_no_record(span: Span) {
        WrongSort(span) "a judgement is about a record, and this kind is none",
            "판단 사항의 대상은 기록이어야 하나 이 종류는 기록이 아닙니다";
    }

    pub(in crate::check) fn cannot_be_determined(span: Span) {
        MisplacedClause(span) "only what is yes or no, of nothing or of one record, has a holder who determines it",
            "예·아니오로 판단되고 대상이 없거나 기록 하나인 정의에만 판정 권한자를 둘 수 있습니다";
    }
}
