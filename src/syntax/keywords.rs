//! The words that open items and clauses, in both spellings, each shown once in use and said in a few
//! words. Help, hover and the reference in the book are made of this one list. Beside them stand the
//! states that may be asked of something.

use crate::diagnostic::Phrase;

/// A keyword that opens an item or a clause.
#[derive(Debug, Clone, Copy)]
pub struct Keyword {
    /// Its words in English.
    pub en: &'static str,
    /// Its words in Korean.
    pub ko: &'static str,
    /// What it opens, written out in English.
    in_english: &'static str,
    /// The same in Korean.
    in_korean: &'static str,
    /// What it says, in English.
    says: &'static str,
    /// The same in Korean.
    says_in_korean: &'static str,
}

impl Keyword {
    /// What it opens, written out in the spelling of the word with which it was written.
    #[must_use]
    pub fn shown(&self, word: &str) -> &'static str {
        if word.is_ascii() {
            self.in_english
        } else {
            self.in_korean
        }
    }

    /// What an item or a clause that it opens says, in a few words.
    #[must_use]
    pub fn says(&self) -> Phrase {
        Phrase::new(self.says, self.says_in_korean)
    }
}

/// What one line of the tables says.
const fn keyword(
    en: &'static str,
    ko: &'static str,
    in_english: &'static str,
    in_korean: &'static str,
    says: &'static str,
    says_in_korean: &'static str,
) -> Keyword {
    Keyword {
        en,
        ko,
        in_english,
        in_korean,
        says,
        says_in_korean,
    }
}

/// One alternative of a choice, a party or a reading. No word opens it, so it is not in the tables.
#[rustfmt::skip]
pub const ALTERNATIVE: &Keyword = &keyword("|", "|", "| stop \"Stop\" ko \"중단\"", "| 중단 \"Stop\" 한 \"중단\"", "one alternative; where it is a place, with its zone and calendar", "선택지 하나. 곳을 나타내면 시간대와 휴일달력도 적음");

/// What opens items.
#[rustfmt::skip]
pub(super) const ITEMS: &[Keyword] = &[
    keyword("policy", "정책", "policy kr.transport", "정책 한국.운송", "what the file belongs to, and what holds in all of it", "파일이 속하는 정책과 그 전체에 적용되는 사항"),
    keyword("use", "사용", "use common.incident", "사용 공통.사고", "takes in what another policy declares", "다른 정책이 선언한 것을 가져와 사용"),
    keyword("source", "출처", "source Act \"Transport Act\" ko \"운송법\"", "출처 법 \"Transport Act\" 한 \"운송법\"", "a statute or another text that is cited", "인용하는 법령이나 그 밖의 문헌"),
    keyword("party", "당사자", "party carrier \"Carrier\" ko \"운송인\"", "당사자 운송인 \"Carrier\" 한 \"운송인\"", "who has duties, rights or powers", "의무·권리·권한의 주체"),
    keyword("unit", "단위", "unit users \"users\" ko \"명\"", "단위 명 \"users\" 한 \"명\"", "what is counted", "수량의 단위"),
    keyword("choice", "택일", "choice cause \"Cause\" ko \"원인\" | own | line", "택일 원인 \"Cause\" 한 \"원인\" | 자체 | 회선", "a closed list of alternatives", "정해진 선택지의 목록"),
    keyword("record", "기록", "record Trip field late : yes/no", "기록 운행 항목 지연 : 예/아니오", "a group of facts about one thing", "하나의 대상에 관한 사실의 묶음"),
    keyword("fact", "사실", "fact started : time", "사실 시작 : 시각", "something that the record of an incident tells", "사고 기록에 적는 사실"),
    keyword("act", "행위", "act notice from carrier to users", "행위 고지 주는쪽 운송인 상대 이용자", "something done, recorded as an event", "행해진 일. 기록에 사건으로 남음"),
    keyword("judgement", "판단", "judgement serious holder authority cites Act 1", "판단 중대함 권한자 관청 근거 법 1", "a question in open words that only a person settles", "사람만이 판단할 수 있는 불확정개념"),
    keyword("define", "정의", "define late cites Act 1 means delay > 2 hours", "정의 지연 근거 법 1 뜻 지연시간 > 2 시간", "a condition or an amount, under a name", "이름을 붙인 요건 또는 값"),
    keyword("duty", "의무", "duty tell cites Act 1 bearer carrier must notice", "의무 알림 근거 법 1 의무자 운송인 하여야 고지", "what must or must not be done, ensured or paid, or may be done", "하여야 하거나 하여서는 아니 되는 것, 확보하거나 지급할 것, 할 수 있는 것"),
    keyword("exception", "예외", "exception free cites Act 1 to tell when fee is none", "예외 무료 근거 법 1 예외대상 알림 조건 요금 이 없음", "when what it names does not hold, or is owed otherwise", "지정한 항목을 적용하지 않거나 달리 이행하는 경우"),
    keyword("power", "권한", "power inspect cites Act 1 holder authority over carrier through order", "권한 검사 근거 법 1 권한자 관청 대상 운송인 행사방법 명령", "what someone can bring about by an act", "행위로써 법률효과를 발생시킬 수 있는 권한"),
    keyword("sanction", "제재", "sanction fine cites Act 1 bearer carrier holder authority up to 1천만 KRW", "제재 과태료 근거 법 1 의무자 운송인 권한자 관청 상한 1천만 원", "what may follow a breach", "위반에 따라 부과할 수 있는 제재"),
    keyword("reading", "해석", "reading hours | plain | excluded default plain cites Act 1", "해석 시간 | 산입 | 불산입 기본 산입 근거 법 1", "a question of law with several answers, of which one is the default", "견해가 갈리는 해석과 기본으로 택하는 견해"),
    keyword("case", "사례", "case late as of 2024-02-01T09:00 expect tell pending", "사례 지연 기준시점 2024-02-01T09:00 기대 알림 이행대기", "what the law says of one incident, worked out by hand", "한 사고에 법을 적용한 결과(손으로 구한 것)"),
    keyword("calendar", "휴일달력", "calendar exchange \"Trading days\" ko \"거래일\" cites Rules 3", "휴일달력 거래소 \"Trading days\" 한 \"거래일\" 근거 규칙 제3조", "a calendar of one's own: the days that are no working days", "직접 정의한 휴일달력: 근무일이 아닌 날"),
    keyword("periods", "기간계산", "periods exchange.days \"Trading Rules\" ko \"거래규칙\" cites Rules 4", "기간계산 거래소.기간 \"Trading Rules\" 한 \"거래규칙\" 근거 규칙 제4조", "a way of counting periods of one's own", "직접 정의한 기간 계산 방법"),
    keyword("omits", "생략", "omits Act 3 because \"Procedure\" ko \"절차\"", "생략 법 3 이유 \"Procedure\" 한 \"절차\"", "an article that is left out, and why", "옮기지 않은 조문과 그 이유"),
];

/// What opens clauses.
#[rustfmt::skip]
pub(super) const CLAUSES: &[Keyword] = &[
    keyword("title", "제목", "title \"Delay\" ko \"지연\"", "제목 \"Delay\" 한 \"지연\"", "what it is called, in both languages", "두 언어로 적은 제목"),
    keyword("zone", "시간대", "zone Asia/Seoul", "시간대 Asia/Seoul", "where local times and days are", "현지 시각과 날짜의 기준 지역"),
    keyword("periods", "기간계산", "periods kr.civil", "기간계산 kr.civil", "the law by which periods are counted", "기간 계산에 적용하는 법"),
    keyword("calendar", "휴일달력", "calendar kr", "휴일달력 kr", "the holidays that count", "적용하는 휴일달력"),
    keyword("governed by", "적용기준시", "governed by started", "적용기준시 시작", "the moment whose law applies", "적용할 법을 정하는 시점"),
    keyword("cites", "근거", "cites Act 3(1)", "근거 법 제3조제1항", "the articles that say so", "근거 조문"),
    keyword("in force", "시행", "in force from 2024-01-01", "시행 2024-01-01부터", "from and until when a version holds, both days included", "그 연혁의 시행 기간(첫날과 마지막 날 포함)"),
    keyword("proposed", "안", "proposed \"bill\"", "안 \"개정안\"", "a version that is off until it is asked for; in a case, asks for it", "지정한 때에만 적용되는 개정안. 사례에서는 그 적용을 지정"),
    keyword("for each", "대하여 각", "for each s in services", "대하여 각 s 속한 서비스", "one for each member of a list", "목록의 구성원마다 하나씩"),
    keyword("for", "대하여", "for licensed < 2024-01-01", "대하여 허가일 < 2024-01-01", "whom a version is for, as a transitional rule has it", "그 연혁의 적용 대상(경과조치)"),
    keyword("soft", "연성규범", "soft", "연성규범", "guidance or practice, not law", "법이 아닌 지침이나 실무"),
    keyword("at", "주소", "at \"https://law.example.org/act/{article}\"", "주소 \"https://law.example.org/act/{조}\"", "where the text is published", "공표된 곳의 주소"),
    keyword("means", "뜻", "means ended - started > 2 hours", "뜻 종료 - 시작 > 2 시간", "what it means: a condition, an amount or a table", "정의의 내용: 요건, 값 또는 표"),
    keyword("bearer", "의무자", "bearer carrier", "의무자 운송인", "who owes it", "의무를 지는 자"),
    keyword("to", "상대", "to users, authority", "상대 이용자, 관청", "to whom; of an exception, what it excepts", "상대방. 예외에서는 예외의 대상"),
    keyword("to", "상대방", "to users, authority", "상대방 이용자, 관청", "to whom; of an exception, what it excepts", "상대방. 예외에서는 예외의 대상"),
    keyword("to", "예외대상", "to tell", "예외대상 알림", "what an exception excepts", "예외가 적용되는 항목"),
    keyword("from", "주는쪽", "from carrier", "주는쪽 운송인", "who does it", "행위를 하는 자"),
    keyword("holder", "권한자", "holder authority", "권한자 관청", "who has the power, settles the question or finds the state", "권한을 가진 자, 판단하는 자, 상태를 확정하는 자"),
    keyword("over", "대상", "over carrier", "대상 운송인", "over whom the power is", "권한이 미치는 자"),
    keyword("when", "조건", "when delay > 2 hours", "조건 지연시간 > 2 시간", "under which condition", "요건"),
    keyword("unless", "제외", "unless delay < 2 hours", "제외 지연시간 < 2 시간", "an exception without a name", "이름 없는 예외"),
    keyword("presumed", "추정", "presumed no, burden on carrier", "추정 아니오, 증명책임 운송인", "what holds while nobody has shown otherwise, and who has to", "반대의 증명이 있기 전까지의 추정과 증명책임"),
    keyword("must", "하여야", "must notice", "하여야 고지", "what is owed or forbidden", "하여야 하거나 하여서는 아니 되는 것"),
    keyword("may", "할수있음", "may notice", "할수있음 고지", "what is permitted", "할 수 있는 것"),
    keyword("may reduce", "할수있음 감액", "may reduce to 50% when rerouted", "할수있음 감액 까지 50% 조건 대체운송", "what may be paid instead of the full amount", "전액 대신 지급할 수 있는 금액"),
    keyword("by", "기한", "by 12 hours after ended", "기한 종료 이후 12 시간", "the limit: a time, or a day until its end", "기한: 시각, 또는 그날이 끝날 때"),
    keyword("within", "이내", "within 14 days after ended", "이내 종료 이후 14 일", "the limit, as a period after something", "어떤 때부터의 기간으로 정한 기한"),
    keyword("without delay", "지체없이", "without delay", "지체없이", "as soon as it can be done; alone it never breaches by itself", "지체 없이. 이것만으로는 위반이 되지 않음"),
    keyword("promptly", "신속히", "promptly", "신속히", "quickly, where the law says so; judged as `without delay` is", "신속히. 위반 여부는 `지체 없이`와 같이 판단에 따름"),
    keyword("at once", "즉시", "at once", "즉시", "immediately, where the law says so; judged as `without delay` is", "즉시. 위반 여부는 `지체 없이`와 같이 판단에 따름"),
    keyword("relief", "기한완화", "relief to 12:00 on next working day if due is not working day", "기한완화 까지 12:00 다음 근무일 만약 due 가 아닌 근무일", "a later limit, under a condition", "조건에 따라 늦추어지는 기한"),
    keyword("rolls", "순연", "rolls", "순연", "a limit that is a fixed day moves to the next working day", "확정일인 기한이 근무일이 아니면 다음 근무일로 순연"),
    keyword("arises on", "발생사유", "arises on order", "발생사유 명령", "one for each such act", "그 행위가 있을 때마다 하나씩"),
    keyword("every", "매", "every year y", "매 연도 y", "one for each period of the calendar", "달력의 기간마다 하나씩"),
    keyword("on breach", "위반시", "on breach fine", "위반시 과태료", "the sanctions that a breach opens", "위반하면 부과할 수 있는 제재"),
    keyword("through", "행사방법", "through order", "행사방법 명령", "the act by which it is exercised, imposed or paid", "행사·부과·지급하는 행위"),
    keyword("through", "지급방법", "through order", "지급방법 지급", "the act by which it is exercised, imposed or paid", "행사·부과·지급하는 행위"),
    keyword("up to", "상한", "up to 1천만 KRW", "상한 1천만 원", "the most that it can be", "상한"),
    keyword("in lieu of", "갈음", "in lieu of suspension", "갈음 영업정지", "the sanction whose place it takes", "갈음하는 제재"),
    keyword("counts as done", "이행간주", "counts as done when published", "이행간주 조건 공표됨", "what is taken for performance", "이행한 것으로 보는 경우"),
    keyword("even before", "사전이행", "even before", "사전이행", "performance before the duty arises counts", "의무가 발생하기 전의 이행도 인정"),
    keyword("instead", "대신", "instead by 30 days after ended", "대신 기한 종료 이후 30 일", "what takes the place of what the duty demands", "의무의 내용을 갈음하는 것"),
    keyword("criteria", "판단기준", "criteria \"How long it lasts\" ko \"지속 기간\"", "판단기준 \"How long it lasts\" 한 \"지속 기간\"", "what is to be weighed", "판단할 때 고려할 사항"),
    keyword("doubt", "의문", "doubt \"Disputed\" ko \"다툼이 있음\"", "의문 \"Disputed\" 한 \"다툼이 있음\"", "a known doubt, which every answer repeats", "알려진 의문. 답마다 표시됨"),
    keyword("advice", "유의", "advice \"The rest may follow later\" ko \"나머지는 나중에 제출할 수 있음\"", "유의 \"The rest may follow later\" 한 \"나머지는 나중에 제출할 수 있음\"", "what those who act on it must know, told beside it on the first screen", "이행하는 사람이 알아야 할 사항. 첫 화면에 함께 표시됨"),
    keyword("because", "이유", "because \"Procedure\" ko \"절차\"", "이유 \"Procedure\" 한 \"절차\"", "the reason", "이유"),
    keyword("allow", "허용", "allow missing-deadline because \"None is set\" ko \"기한 규정이 없음\"", "허용 missing-deadline 이유 \"None is set\" 한 \"기한 규정이 없음\"", "a warning that is meant to be so, and why", "의도한 경고의 허용과 그 이유"),
    keyword("default", "기본", "default plain", "기본 산입", "the alternative that is taken unless another is asked for", "따로 지정하지 않을 때 택하는 견해"),
    keyword("field", "항목", "field started : time", "항목 시작 : 시각", "a fact within the record or the act, with its kind", "기록이나 행위에 딸린 사실과 그 종류"),
    keyword("facts", "사실관계", "facts \"facts/one.json\"", "사실관계 \"facts/one.json\"", "the file with the record", "사실관계 파일"),
    keyword("as of", "기준시점", "as of 2024-02-10T09:00", "기준시점 2024-02-10T09:00", "the moment whose state is asked for", "상태를 묻는 시점"),
    keyword("law of", "적용법", "law of 2024-02-10T09:00", "적용법 2024-02-10T09:00", "the law of another moment, as a what-if", "다른 시점의 법을 적용하는 가정"),
    keyword("known by", "인지시점", "known by 2024-02-10T09:00", "인지시점 2024-02-10T09:00", "facts recorded later are left aside", "이 시점 뒤에 기록된 사실은 제외"),
    keyword("given", "가정", "given started is 2024-02-01T09:00", "가정 시작 은 2024-02-01T09:00", "a fact on top of the file", "파일에 더하는 사실"),
    keyword("reading", "해석", "reading hours is plain", "해석 시간 은 산입", "which alternative of a reading is taken", "택할 견해"),
    keyword("tag", "분류", "tag night", "분류 야간", "a word by which cases are chosen", "사례를 고르는 분류"),
    keyword("expect", "기대", "expect tell pending", "기대 알림 이행대기", "what the answer has to say", "답에 있어야 할 내용"),
    keyword("extends", "준용", "extends be", "준용 be", "the calendar whose holidays are taken over", "휴일을 그대로 준용하는 휴일달력"),
    keyword("relied on", "확정", "relied on from 2026-01-01 until 2027-12-31", "확정 2026-01-01부터 2027-12-31까지", "the days for which the calendar can be relied on", "휴일달력을 신뢰할 수 있는 기간"),
    keyword("weekend", "휴무요일", "weekend saturday, sunday", "휴무요일 토요일, 일요일", "the days of the week that are no working days", "근무일이 아닌 요일"),
    keyword("holiday", "휴일", "holiday 2026-05-01 \"Labour Day\" ko \"노동절\"", "휴일 2026-05-01 \"Labour Day\" 한 \"노동절\"", "a day that is no working day", "근무일이 아닌 날"),
    keyword("worked", "정상근무", "worked 2026-05-09", "정상근무 2026-05-09", "a day that is a working day although the calendar or the week says otherwise", "휴무요일이나 휴일이지만 근무일인 날"),
    keyword("rule", "산정", "rule first day excluded cites Rules 4(1)", "산정 초일 불산입 근거 규칙 제4조제1항", "one rule of a way of counting", "기간 계산 방법의 규칙 하나"),
];

/// What may be asked of a fact, a duty, a power or a sanction after `is`, in both spellings.
pub const STATES: &[(&str, &str)] = &[
    ("working day", "근무일"),
    ("in force", "시행중"),
    ("performed late", "지체이행"),
    ("known", "알려짐"),
    ("unknown", "불명"),
    ("applicable", "해당있음"),
    ("undetermined", "미정"),
    ("arisen", "발생"),
    ("not arisen", "미발생"),
    ("exempt", "면제"),
    ("fulfilled", "이행"),
    ("pending", "이행대기"),
    ("breached", "위반"),
    ("observed", "준수"),
    ("violated", "위배"),
    ("upheld", "유지"),
    ("unavailable", "행사불가"),
    ("available", "행사가능"),
    ("exercised", "행사됨"),
    ("open", "부과가능"),
    ("imposed", "부과됨"),
];

/// The states that are one word, and long enough that one slip of the pen makes no other word.
pub(crate) fn long_states() -> impl Iterator<Item = &'static str> + Clone {
    let both = STATES.iter().flat_map(|(en, ko)| [*en, *ko]);
    both.filter(|word| {
        let least = if word.is_ascii() { 5 } else { 3 };
        !word.contains(' ') && word.chars().count() >= least
    })
}

/// The first word of a keyword, in either spelling.
fn first(words: &'static str) -> &'static str {
    words.split(' ').next().unwrap_or(words)
}

/// The first words of keywords in both spellings, for finding the nearest.
pub(super) fn words(of: &'static [Keyword]) -> impl Iterator<Item = &'static str> + Clone {
    let both = |keyword: &'static Keyword| [first(keyword.en), first(keyword.ko)];
    of.iter().flat_map(both)
}

/// The keyword that a word begins.
pub(super) fn opening(of: &'static [Keyword], word: &str) -> Option<&'static Keyword> {
    if word.is_empty() || word.contains(' ') {
        return None;
    }
    // It is asked of every word that may open something: no keyword is cut into its words for it, and
    // of most a letter is enough.
    let word = word.as_bytes();
    let first = |words: &str| {
        let words = words.as_bytes();
        words.first() == word.first()
            && matches!(words.get(word.len()), None | Some(b' '))
            && words.starts_with(word)
    };
    of.iter()
        .find(|keyword| first(keyword.en) || first(keyword.ko))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use pest::Parser;

    use super::super::grammar::{Grammar, Rule};
    use super::*;

    #[test]
    fn what_is_shown_of_each_keyword_can_be_written() {
        for (table, rule) in [(ITEMS, Rule::item_alone), (CLAUSES, Rule::clause_alone)] {
            for keyword in table {
                for (words, shown) in [
                    (keyword.en, keyword.in_english),
                    (keyword.ko, keyword.in_korean),
                ] {
                    assert!(shown.starts_with(words), "{shown}");
                    assert!(Grammar::parse(rule, shown).is_ok(), "{shown}");
                    let found = Grammar::parse(Rule::any_keyword, shown);
                    assert!(found.is_ok(), "{shown} is not found by its first letter");
                }
            }
        }
    }

    #[test]
    fn every_state_of_the_grammar_is_here() {
        let grammar = include_str!("../../grammar/expressions.pest");
        let rule = grammar.split_once("\nstate = @{ (");
        let body = rule.and_then(|(_, body)| body.split_once(") ~ edge"));
        let body = body
            .map_or("", |(body, _)| body)
            .replace("(\"working\" | \"business\")", "\"working\"");
        let written = body.split('|').map(|one| {
            let words: Vec<&str> = one.split('"').skip(1).step_by(2).collect();
            words.join(" ")
        });
        let written: BTreeSet<String> = written.collect();
        let listed = STATES
            .iter()
            .flat_map(|(en, ko)| [(*en).to_owned(), (*ko).to_owned()]);
        assert_eq!(written, listed.collect());
    }

    #[test]
    fn every_keyword_of_the_grammar_that_opens_something_is_here() {
        let grammar = include_str!("../../grammar/words.pest");
        let members = |name: &str| {
            let rule = grammar.split_once(&format!("{name} = _{{"));
            let body = rule.and_then(|(_, body)| body.split('}').next());
            let body = body.unwrap_or_default();
            body.split('|').map(str::trim).collect::<Vec<_>>()
        };
        for (name, table) in [("item_keyword", ITEMS), ("clause_keyword", CLAUSES)] {
            for rule in members(name) {
                let line = grammar
                    .lines()
                    .find(|line| line.starts_with(&format!("{rule} ")));
                let english = line.and_then(|line| line.split('"').nth(1));
                assert!(
                    english.is_some_and(|word| opening(table, word).is_some()),
                    "{rule}"
                );
            }
        }
    }
}
