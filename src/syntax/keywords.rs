//! The words that open items and clauses, in both spellings, each shown once in use.

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
}

/// What one line of the tables says.
const fn keyword(
    en: &'static str,
    ko: &'static str,
    in_english: &'static str,
    in_korean: &'static str,
) -> Keyword {
    Keyword {
        en,
        ko,
        in_english,
        in_korean,
    }
}

/// What opens items.
#[rustfmt::skip]
pub(super) const ITEMS: &[Keyword] = &[
    keyword("policy", "정책", "policy kr.transport", "정책 한국.운송"),
    keyword("use", "사용", "use common.incident", "사용 공통.사고"),
    keyword("source", "출처", "source Act \"Transport Act\" ko \"운송법\"", "출처 법 \"Transport Act\" 한 \"운송법\""),
    keyword("party", "당사자", "party carrier \"Carrier\" ko \"운송인\"", "당사자 운송인 \"Carrier\" 한 \"운송인\""),
    keyword("unit", "단위", "unit users \"users\" ko \"명\"", "단위 명 \"users\" 한 \"명\""),
    keyword("choice", "택일", "choice cause \"Cause\" ko \"원인\" | own | line", "택일 원인 \"Cause\" 한 \"원인\" | 자체 | 회선"),
    keyword("record", "기록", "record Trip field late : yes/no", "기록 운행 항목 지연 : 예/아니오"),
    keyword("fact", "사실", "fact started : time", "사실 시작 : 시각"),
    keyword("act", "행위", "act notice from carrier to users", "행위 고지 주는쪽 운송인 상대 이용자"),
    keyword("judgement", "판단", "judgement serious holder authority cites Act 1", "판단 중대함 권한자 관청 근거 법 1"),
    keyword("define", "정의", "define late cites Act 1 means delay > 2 hours", "정의 지연 근거 법 1 뜻 지연시간 > 2 시간"),
    keyword("duty", "의무", "duty tell cites Act 1 bearer carrier must notice", "의무 알림 근거 법 1 의무자 운송인 하여야 고지"),
    keyword("exception", "예외", "exception free cites Act 1 to tell when fee is none", "예외 무료 근거 법 1 상대 알림 조건 요금 이 없음"),
    keyword("power", "권한", "power inspect cites Act 1 holder authority over carrier through order", "권한 검사 근거 법 1 권한자 관청 대상 운송인 행사방법 명령"),
    keyword("sanction", "제재", "sanction fine cites Act 1 bearer carrier holder authority up to 1천만 KRW", "제재 과태료 근거 법 1 의무자 운송인 권한자 관청 상한 1천만 원"),
    keyword("reading", "해석", "reading hours | plain | excluded default plain cites Act 1", "해석 시간 | 산입 | 불산입 기본 산입 근거 법 1"),
    keyword("case", "사례", "case late as of 2024-02-01T09:00 expect tell pending", "사례 지연 기준시점 2024-02-01T09:00 기대 알림 이행대기"),
    keyword("omits", "생략", "omits Act 3 because \"Procedure\" ko \"절차\"", "생략 법 3 이유 \"Procedure\" 한 \"절차\""),
];

/// What opens clauses.
#[rustfmt::skip]
pub(super) const CLAUSES: &[Keyword] = &[
    keyword("title", "제목", "title \"Delay\" ko \"지연\"", "제목 \"Delay\" 한 \"지연\""),
    keyword("zone", "시간대", "zone Asia/Seoul", "시간대 Asia/Seoul"),
    keyword("periods", "기간계산", "periods kr.civil", "기간계산 kr.civil"),
    keyword("calendar", "휴일달력", "calendar kr", "휴일달력 kr"),
    keyword("governed by", "적용기준시", "governed by started", "적용기준시 시작"),
    keyword("cites", "근거", "cites Act 3(1)", "근거 법 제3조제1항"),
    keyword("in force", "시행", "in force from 2024-01-01", "시행 2024-01-01부터"),
    keyword("proposed", "안", "proposed \"bill\"", "안 \"개정안\""),
    keyword("for", "대하여", "for each s in services", "대하여 각 s 속한 서비스"),
    keyword("soft", "연성규범", "soft", "연성규범"),
    keyword("at", "주소", "at \"https://law.example.org/act/{article}\"", "주소 \"https://law.example.org/act/{조}\""),
    keyword("means", "뜻", "means ended - started > 2 hours", "뜻 종료 - 시작 > 2 시간"),
    keyword("bearer", "의무자", "bearer carrier", "의무자 운송인"),
    keyword("to", "상대", "to users, authority", "상대 이용자, 관청"),
    keyword("to", "상대방", "to users, authority", "상대방 이용자, 관청"),
    keyword("from", "주는쪽", "from carrier", "주는쪽 운송인"),
    keyword("holder", "권한자", "holder authority", "권한자 관청"),
    keyword("over", "대상", "over carrier", "대상 운송인"),
    keyword("when", "조건", "when delay > 2 hours", "조건 지연시간 > 2 시간"),
    keyword("unless", "제외", "unless delay < 2 hours", "제외 지연시간 < 2 시간"),
    keyword("presumed", "추정", "presumed no, burden on carrier", "추정 아니오, 증명책임 운송인"),
    keyword("must", "하여야", "must notice", "하여야 고지"),
    keyword("may", "할수있음", "may notice", "할수있음 고지"),
    keyword("by", "기한", "by 12 hours after ended", "기한 12 시간 이후 종료"),
    keyword("within", "이내", "within 14 days after ended", "이내 14 일 이후 종료"),
    keyword("without delay", "지체없이", "without delay", "지체없이"),
    keyword("relief", "기한완화", "relief to 12:00 on next working day if due is not working day", "기한완화 상대 12:00 다음 근무일 만약 만기일 이 아닌 근무일"),
    keyword("rolls", "순연", "rolls", "순연"),
    keyword("arises on", "발생사유", "arises on order", "발생사유 명령"),
    keyword("every", "매", "every year y", "매 연도 y"),
    keyword("on breach", "위반시", "on breach fine", "위반시 과태료"),
    keyword("through", "행사방법", "through order", "행사방법 명령"),
    keyword("through", "지급방법", "through order", "지급방법 지급"),
    keyword("up to", "상한", "up to 1천만 KRW", "상한 1천만 원"),
    keyword("in lieu of", "갈음", "in lieu of suspension", "갈음 영업정지"),
    keyword("counts as done", "이행간주", "counts as done when published", "이행간주 조건 공표됨"),
    keyword("even before", "사전이행", "even before", "사전이행"),
    keyword("instead", "대신", "instead by 30 days after ended", "대신 기한 30 일 이후 종료"),
    keyword("criteria", "판단기준", "criteria \"How long it lasts\" ko \"지속 기간\"", "판단기준 \"How long it lasts\" 한 \"지속 기간\""),
    keyword("doubt", "의문", "doubt \"Disputed\" ko \"다툼이 있음\"", "의문 \"Disputed\" 한 \"다툼이 있음\""),
    keyword("because", "이유", "because \"Procedure\" ko \"절차\"", "이유 \"Procedure\" 한 \"절차\""),
    keyword("allow", "허용", "allow missing-deadline because \"None is set\" ko \"기한 규정이 없음\"", "허용 missing-deadline 이유 \"None is set\" 한 \"기한 규정이 없음\""),
    keyword("default", "기본", "default plain", "기본 산입"),
    keyword("field", "항목", "field started : time", "항목 시작 : 시각"),
    keyword("facts", "사실관계", "facts \"facts/one.json\"", "사실관계 \"facts/one.json\""),
    keyword("as of", "기준시점", "as of 2024-02-10T09:00", "기준시점 2024-02-10T09:00"),
    keyword("law of", "적용법", "law of 2024-02-10T09:00", "적용법 2024-02-10T09:00"),
    keyword("known by", "인지시점", "known by 2024-02-10T09:00", "인지시점 2024-02-10T09:00"),
    keyword("given", "가정", "given started is 2024-02-01T09:00", "가정 시작 은 2024-02-01T09:00"),
    keyword("reading", "해석", "reading hours is plain", "해석 시간 은 산입"),
    keyword("tag", "분류", "tag night", "분류 야간"),
    keyword("expect", "기대", "expect tell pending", "기대 알림 이행대기"),
];

/// What may be asked of a fact, a duty, a power or a sanction after `is`.
pub(crate) const STATES: &[&str] = &[
    "known",
    "unknown",
    "applicable",
    "undetermined",
    "arisen",
    "exempt",
    "fulfilled",
    "pending",
    "breached",
    "observed",
    "violated",
    "upheld",
    "unavailable",
    "available",
    "exercised",
    "imposed",
    "알려짐",
    "해당있음",
    "이행대기",
    "행사불가",
    "행사가능",
    "부과가능",
];

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
    let begins = |keyword: &&Keyword| first(keyword.en) == word || first(keyword.ko) == word;
    of.iter().find(begins)
}

#[cfg(test)]
mod tests {
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
                }
            }
        }
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
