//! The derived parser, and what each of its rules is called among people.

use std::borrow::Cow;

use pest_derive::Parser;

use super::runs::{Run, runs};
use crate::diagnostic::Phrase;

/// The parser that pest derives from the grammar.
#[derive(Parser)]
#[grammar = "../grammar/words.pest"]
#[grammar = "../grammar/expressions.pest"]
#[grammar = "../grammar/items.pest"]
pub(super) struct Grammar;

/// A text as the grammar takes it: a blank for each byte of a comment, of a tab and of a return. The
/// grammar looks for blanks before whatever may follow something, and finds a blank in fewer steps than
/// a comment. Every place stays where it is; what is in quotation marks stays as it is.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    if !text
        .bytes()
        .any(|byte| matches!(byte, b'#' | b'\t' | b'\r'))
    {
        return Cow::Borrowed(text);
    }
    let mut made = String::with_capacity(text.len());
    for (run, range) in runs(text) {
        let written = text.get(range).unwrap_or("");
        let closed = written.len() > 1 && written.ends_with('"');
        match run {
            Run::Quotation if closed => made.push_str(written),
            // To the grammar what does not end is no quotation, so that a comment may begin in it.
            Run::Quotation | Run::Code | Run::Comment => {
                let (code, comment) = written.split_at(written.find('#').unwrap_or(written.len()));
                let blank = |letter: char| match letter {
                    '\t' | '\r' => ' ',
                    letter => letter,
                };
                made.extend(code.chars().map(blank));
                made.extend(comment.bytes().map(|_| ' '));
            }
        }
    }
    Cow::Owned(made)
}

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
        Rule::date | Rule::day | Rule::moment => {
            ("a day such as `2022-02-03`", "`2022-02-03`과 같은 날짜")
        }
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
        Rule::kw_happened => ("`happened`", "`있었음`"),
        Rule::kw_law => ("`law`", "`law`"),
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
        Rule::kw_down_to => ("`to`", "`까지`"),
        Rule::kw_ensure => ("`ensure`", "`확보`"),
        Rule::kw_least => ("`least`", "`적어도`"),
        Rule::way => (
            "a rule of counting such as `first day excluded`",
            "`초일 불산입`과 같은 산정 규칙",
        ),
        Rule::stretch => (
            "hours such as `09:00 - 18:00`",
            "`09:00 - 18:00`과 같은 시간",
        ),
        Rule::days_between => ("`from` or `until`", "`부터` 또는 `까지`"),
        Rule::kw_included | Rule::kw_excluded => {
            ("`included` or `excluded`", "`산입` 또는 `불산입`")
        }
        Rule::kw_day_before | Rule::kw_same_day => (
            "`corresponding day` or the day before it",
            "`응당일` 또는 `응당일전날`",
        ),
        Rule::kw_event | Rule::kw_next_hour => (
            "`event` or `next full hour`",
            "`event` 또는 `next full hour`",
        ),
        Rule::kw_working_days => ("`working days`", "`근무일`"),
        Rule::kw_or_more => ("`days or more`", "`일이상`"),
        Rule::kw_day_unit => ("`days`", "`일`"),
        Rule::weekday => ("a day of the week", "요일"),
        Rule::hour => ("a time of day such as `09:00`", "`09:00`과 같은 시각"),
        Rule::whole => ("a number", "수"),
        _ => return None,
    };
    Some(Phrase::new(en, ko))
}

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::{Grammar, Rule, bare};
    use crate::syntax::keywords::{CLAUSES, ITEMS};

    #[test]
    fn comments_tabs_and_returns_are_blanks_and_quotations_stay() {
        let text = "a\t# 나 \"b\"\r\nc \"# d\t\" \"e # f\ng # h";
        let made = bare(text);
        assert_eq!(made, "a           \nc \"# d\t\" \"e    \ng    ");
        assert_eq!(made.len(), text.len());
        assert_eq!(bare("a \"b\"\n"), "a \"b\"\n");
    }

    #[test]
    fn a_keyword_before_an_operand_is_no_name() {
        for keyword in ITEMS.iter().chain(CLAUSES) {
            for spelling in [keyword.en, keyword.ko] {
                // Some keywords want a text after them, and before a text all are keywords.
                let text = format!("{spelling} \"a\"");
                let name = Grammar::parse(Rule::head, &text);
                assert!(name.is_err(), "`{spelling}` is read as a name");
            }
        }
    }
}
