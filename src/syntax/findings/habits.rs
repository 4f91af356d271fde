//! What people are used to from other texts and languages, and how it is written here.

use crate::diagnostic::{Diagnostic, Phrase};

/// Adds the one step that helps where the text that does not belong is a known habit.
pub(in crate::syntax) fn habit(
    found: Diagnostic,
    before: &str,
    word: &str,
    after: &str,
) -> Diagnostic {
    let last = before.chars().next_back();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let needless = matches!(word, ";" | "{" | "}");
    let span = found.primary.span;
    let help = match word {
        ";" => Phrase::new(
            "leave `;` out: a clause ends where the next begins",
            "`;`를 지우십시오. 절은 다음 절이 시작되는 곳에서 끝납니다",
        ),
        "{" | "}" => Phrase::new(
            "leave the braces out: an item ends where the next begins",
            "중괄호를 지우십시오. 항목은 다음 항목이 시작되는 곳에서 끝납니다",
        ),
        ":" => Phrase::new(
            "leave `:` out: what a clause says follows its keyword at once",
            "`:`를 지우십시오. 키워드 바로 뒤에 내용을 씁니다",
        ),
        "'" => Phrase::new("write quotation marks as `\"`", "따옴표는 `\"`로 쓰십시오"),
        "/" if after.starts_with('/') => {
            Phrase::new("a remark begins with `#`", "주석은 `#`으로 시작합니다")
        }
        "&" => Phrase::new("write `and`", "`and` 또는 `그리고`로 쓰십시오"),
        "!" => Phrase::new("write `not`", "`not` 또는 `아닌`으로 쓰십시오"),
        ">" if last == Some('=') => Phrase::new("write `>=`", "`>=`로 쓰십시오"),
        "," if digit(last) && digit(after.chars().next()) => Phrase::new(
            "write a decimal with a point, as in `1.5`",
            "소수는 `1.5`처럼 점으로 쓰십시오",
        ),
        _ if word.starts_with('년') && digit(last) => Phrase::new(
            "write the day with its digits alone, as in `2020-01-31`",
            "날짜는 `2020-01-31`처럼 숫자로 쓰십시오",
        ),
        _ if statute_sign(word, after) => Phrase::new(
            "put the sign before the amount: `>=` for 이상, `>` for 초과, `<=` for 이하, `<` for 미만",
            "비교 기호를 값 앞에 쓰십시오. 이상은 `>=`, 초과는 `>`, 이하는 `<=`, 미만은 `<`입니다",
        ),
        _ if digit(word.chars().next()) && ends_in_time(before) => Phrase::new(
            "add the two, as in `2 hours + 30 minutes`",
            "`2 hours + 30 minutes`처럼 더하십시오",
        ),
        _ => return found,
    };
    let found = found.help(help);
    if needless { found.fix(span, "") } else { found }
}

/// Whether an amount is followed by the statute's word for how it is compared.
fn statute_sign(word: &str, after: &str) -> bool {
    let amount = word.starts_with(|c: char| c.is_ascii_digit());
    let line = after.lines().next().unwrap_or_default();
    let mut words = line.split_whitespace().take(3);
    amount && words.any(|word| matches!(word, "이상" | "초과" | "이하" | "미만"))
}

fn ends_in_time(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    crate::value::written::unit(last).is_some()
}
