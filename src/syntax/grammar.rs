//! The derived parser, and what each of its rules is called among people.

use pest_derive::Parser;

use crate::diagnostic::Phrase;

/// The parser that pest derives from the grammar.
#[derive(Parser)]
#[grammar = "../grammar/words.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/items.pest"]
pub(super) struct Grammar;

/// What an author would call what this rule stands for; none for rules that no one should be told of.
pub(super) fn human(rule: Rule) -> Option<Phrase> {
    let (en, ko) = match rule {
        Rule::expr
        | Rule::unary
        | Rule::comparison
        | Rule::sum
        | Rule::product
        | Rule::shift
        | Rule::postfix
        | Rule::atom
        | Rule::path
        | Rule::named
        | Rule::kw_not
        | Rule::kw_if
        | Rule::kw_yes
        | Rule::kw_no
        | Rule::kw_the => ("a condition or an amount", "조건 또는 값"),
        Rule::ident | Rule::item_name => ("a name", "이름"),
        Rule::string | Rule::titles => ("a text in quotation marks", "따옴표로 묶은 글"),
        Rule::number | Rule::amount => ("a number", "수"),
        Rule::date | Rule::moment => ("a day such as `2022-02-03`", "`2022-02-03`과 같은 날짜"),
        Rule::time => (
            "a time such as `2022-02-03T11:20`",
            "`2022-02-03T11:20`과 같은 일시",
        ),
        Rule::pin => ("an article such as `22-7(4)`", "`22-7(4)`와 같은 조문 번호"),
        Rule::cite => ("a citation", "근거 조문"),
        Rule::kind => ("a kind", "값의 종류"),
        Rule::state | Rule::outcome_state => ("a state", "상태"),
        Rule::month => ("a month", "월 이름"),
        Rule::year | Rule::period_name | Rule::year_ref | Rule::kw_year => ("a year", "연도"),
        Rule::ref_period => ("a reference period", "기준 기간"),
        Rule::lparen => ("`(`", "`(`"),
        Rule::rparen => ("`)`", "`)`"),
        Rule::rbracket => ("`]`", "`]`"),
        Rule::bar => ("`|`", "`|`"),
        Rule::comma => ("`,`", "`,`"),
        Rule::colon => ("`:`", "`:`"),
        Rule::kw_then => ("`then`", "`이면`"),
        Rule::kw_else => ("`else`", "`아니면`"),
        Rule::kw_of => ("`of`", "`의`"),
        Rule::kw_in => ("`in`", "`속한`"),
        Rule::kw_has => ("`has`", "`있고`"),
        Rule::kw_happened => ("`happened`", "`발생함`"),
        Rule::kw_law => ("`law`", "`법`"),
        Rule::kw_is => ("`is`", "`은`"),
        Rule::kw_each => ("`each`", "`각`"),
        Rule::kw_from => ("`from`", "`부터`"),
        Rule::kw_until => ("`until`", "`까지`"),
        Rule::at_least | Rule::more | Rule::at_most | Rule::less => {
            ("a sign such as `>=`", "`>=`와 같은 비교 기호")
        }
        Rule::kw_from_ko => ("`부터`", "`부터`"),
        Rule::kw_until_ko => ("`까지`", "`까지`"),
        Rule::kw_when => ("`when`", "`조건`"),
        Rule::kw_to => ("`to`", "`상대`"),
        Rule::kw_ensure => ("`ensure`", "`확보`"),
        Rule::kw_least => ("`least`", "`적어도`"),
        _ => return None,
    };
    Some(Phrase::new(en, ko))
}

/// The English keywords that open items, for finding the nearest.
pub(super) const ITEM_KEYWORDS: &[&str] = &[
    "policy",
    "use",
    "source",
    "party",
    "unit",
    "choice",
    "record",
    "fact",
    "act",
    "judgement",
    "define",
    "duty",
    "exception",
    "power",
    "sanction",
    "reading",
    "case",
    "omits",
    "정책",
    "사용",
    "출처",
    "당사자",
    "단위",
    "택일",
    "기록",
    "사실",
    "행위",
    "판단",
    "정의",
    "의무",
    "예외",
    "권한",
    "제재",
    "해석",
    "사례",
    "생략",
];

/// The words that open clauses, for finding the nearest.
pub(super) const CLAUSE_KEYWORDS: &[&str] = &[
    "title",
    "zone",
    "periods",
    "calendar",
    "governed",
    "cites",
    "in",
    "proposed",
    "for",
    "soft",
    "means",
    "bearer",
    "to",
    "from",
    "holder",
    "over",
    "when",
    "unless",
    "presumed",
    "must",
    "may",
    "by",
    "within",
    "without",
    "relief",
    "rolls",
    "arises",
    "every",
    "on",
    "through",
    "up",
    "counts",
    "even",
    "instead",
    "criteria",
    "doubt",
    "because",
    "allow",
    "허용",
    "default",
    "field",
    "facts",
    "as",
    "law",
    "known",
    "given",
    "tag",
    "expect",
    "제목",
    "시간대",
    "기간계산",
    "적용기준시",
    "근거",
    "시행",
    "안",
    "연성규범",
    "뜻",
    "의무자",
    "상대",
    "권한자",
    "대상",
    "조건",
    "제외",
    "추정",
    "하여야",
    "할수있음",
    "기한",
    "이내",
    "지체없이",
    "기한완화",
    "순연",
    "정지",
    "발생사유",
    "매",
    "위반시",
    "행사방법",
    "상한",
    "갈음",
    "이행간주",
    "사전이행",
    "대신",
    "판단기준",
    "의문",
    "이유",
    "기본",
    "항목",
    "사실관계",
    "기준시점",
    "적용법",
    "인지시점",
    "가정",
    "분류",
    "기대",
];
