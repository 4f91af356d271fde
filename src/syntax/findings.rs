//! The words of this stage.

mod habits;
mod numbers;

pub(super) use habits::{Step, begins, dangling, force, item, korean_phrases, steps};
pub(crate) use habits::{spoken_amount, state_said};

pub(super) use numbers::{
    division_by_share, misspelt_number, no_day, no_such_date, no_such_day, no_such_time,
    number_too_large, offset_without_colon, other_weekday, point_in_money, said_otherwise,
    unit_without_space,
};

use super::keywords::{self, CLAUSES, ITEMS, Keyword};
use crate::diagnostic::{Code, Diagnostic, Phrase, finding, findings, near};
use crate::source::{MAX_FILE_BYTES, Span};

fn nothing() -> Phrase {
    Phrase::default()
}

findings! {
    pub(super) fn file_too_large(span: Span, bytes: usize) {
        FileTooLarge(span) "this file has {bytes} bytes; at most {MAX_FILE_BYTES} are read",
            "파일 크기가 {bytes}바이트입니다. {MAX_FILE_BYTES}바이트까지만 읽습니다";
    }

    pub(super) fn line_too_long(span: Span, bytes: usize) {
        let most = super::MAX_LINE_BYTES;
        LineTooLong(span) "this line has {bytes} bytes; a line may have at most {most}",
            "한 줄의 길이가 {bytes}바이트입니다. 한 줄은 {most}바이트 이하여야 합니다";
        here "the line begins here", "이 줄입니다";
        help "break the line; line breaks mean nothing in a policy",
            "줄을 나누십시오. 줄바꿈은 의미에 영향을 주지 않습니다";
    }

    pub(super) fn too_deep(span: Span, outermost: Span) {
        let most = super::MAX_DEPTH;
        TooDeep(span) "brackets, `if` and `not` stand more than {most} deep inside one another",
            "괄호, `if`, `not`이 {most}겹을 넘게 겹쳐 있습니다";
        here "one too many", "한도를 넘은 곳";
        also(outermost) "the outermost", "가장 바깥";
        help "give the inner condition a name with `define`",
            "안쪽 조건을 `define`(정의)으로 따로 두십시오";
    }

    pub(super) fn unreadable(span: Span) {
        TooDeep(span) "this text is nested too deeply to be read",
            "겹친 구조가 너무 깊어 읽을 수 없습니다";
    }
}

pub(super) fn unclosed_text(span: Span, missing: Option<Span>) -> Diagnostic {
    let found = finding! {
        UnclosedText(span) "this text in quotation marks does not end on its line",
            "따옴표로 시작한 글이 같은 줄에서 끝나지 않습니다";
        here "begins here", "여기서 시작됩니다";
    };
    match missing {
        Some(place) => found
            .help(Phrase::new(
                "close it with `\"` where the title ends",
                "제목이 끝나는 곳을 `\"`로 닫으십시오",
            ))
            .fix(place, "\""),
        None => found.help(Phrase::new(
            "close it with `\"` on the same line, or close an earlier text on this line",
            "같은 줄 안에서 `\"`로 닫거나, 이 줄의 앞선 글을 `\"`로 닫으십시오",
        )),
    }
}

findings! {
    pub(super) fn invisible_space(span: Span, letter: char) {
        let code = u32::from(letter);
        LookalikeCharacter(span) "this is not an ordinary space (U+{code:04X})",
            "일반 공백이 아닌 공백 문자입니다(U+{code:04X})";
        here "looks like a space", "공백처럼 보입니다";
        help "write an ordinary space", "일반 공백으로 바꾸십시오";
        fix(span, " ");
    }

    pub(super) fn invisible_character(span: Span, letter: char) {
        let code = u32::from(letter);
        LookalikeCharacter(span) "a character stands here that cannot be seen (U+{code:04X})",
            "보이지 않는 문자가 있습니다(U+{code:04X})";
        here "after this", "이 자리";
        help "delete it", "지우십시오";
        fix(span, "");
    }

    /// A control character, or one that turns the direction of reading.
    pub(super) fn steering(span: Span, letter: char) {
        let code = u32::from(letter);
        LookalikeCharacter(span) "a character stands here that changes how the text is shown (U+{code:04X})",
            "글이 보이는 모습을 바꾸는 문자가 있습니다(U+{code:04X})";
        here "after this", "이 자리";
        help "delete it", "지우십시오";
        fix(span, "");
    }

    pub(super) fn lookalike(span: Span, letter: char, meant: &str) {
        let code = u32::from(letter);
        LookalikeCharacter(span) "`{letter}` (U+{code:04X}) only looks like `{meant}`",
            "`{letter}` 문자(U+{code:04X})는 `{meant}` 문자처럼 보이지만 다른 문자입니다";
        help "write `{meant}`", "`{meant}` 문자로 쓰십시오";
        fix(span, meant);
    }

    pub(super) fn decomposed(span: Span, text: &str) {
        let name = crate::name::Name::new(text);
        DecomposedHangul(span) "`{name}` is written as separate jamo instead of syllables",
            "`{name}`의 자모가 분리되어 있습니다";
        here "separate jamo", "분리된 자모";
        help "write it in composed syllables (NFC)", "완성형(NFC)으로 쓰십시오";
        fix(span, name.as_str());
    }

    pub(super) fn mixed_and_or(span: Span, earlier: Span, or: bool) {
        let (this, that) = if or { ("or", "and") } else { ("and", "or") };
        MixedAndOr(span) "`and` and `or` stand side by side without brackets",
            "`and`와 `or`가 괄호 없이 함께 쓰였습니다";
        here "`{this}` here", "여기는 `{this}`";
        also(earlier) "`{that}` there", "여기는 `{that}`";
        help "put brackets around what belongs together", "함께 묶일 조건을 괄호로 묶으십시오";
    }

    pub(super) fn equals_sign(sign: &str, negated: bool, span: Span) {
        let meant = if negated { "is not" } else { "is" };
        EqualsSign(span) "there is no `{sign}` in a policy",
            "정책에서는 `{sign}` 기호를 쓰지 않습니다";
        help "write `{meant}`", "그 자리에 `{meant}` 키워드를 쓰십시오";
        fix(span, meant);
    }

    pub(super) fn happened_needs_act(span: Span) {
        UnexpectedText(span) "only an act can have happened",
            "발생 여부는 행위에 대해서만 물을 수 있습니다";
        here "the name of an act is expected", "행위의 이름이 필요합니다";
    }

    pub(super) fn row_without_result(span: Span) {
        UnexpectedText(span) "the last cell of a row says what follows, and this is a condition",
            "행의 마지막 칸에는 결과가 와야 하는데 조건이 있습니다";
    }
}

/// The nearest keyword, which is an edit where it is certain.
fn nearest(
    found: Diagnostic,
    word: &str,
    span: Span,
    of: &'static [Keyword],
) -> Option<Diagnostic> {
    let near = near::nearest(word, keywords::words(of)).filter(|near| *near != word)?;
    let found = found.help(Phrase::new(
        format!("the nearest keyword is `{near}`"),
        format!("가장 가까운 키워드는 `{near}`입니다"),
    ));
    // Two syllables with one letter changed are often another word: `기산` is not `기한`.
    let short = !word.is_ascii() && word.chars().count() < 3;
    let certain = near::one_slip(word, keywords::words(of)).filter(|_| !short);
    Some(match certain {
        Some(meant) => found.fix(span, meant),
        None => found.offer(span, near),
    })
}

findings! {
    /// The clauses of a policy without its first line.
    pub(super) fn headless(word: &str, span: Span) {
        UnknownItem(span) "`{word}` stands here without the `policy` that it belongs to",
            "`{word}` 절이 속할 `policy` 줄이 없습니다";
        help "begin the file with `policy` and the name of the policy, as in `policy lemon_law`",
            "`정책 자동차교환`처럼 `정책`과 정책의 이름으로 파일을 시작하십시오";
    }
}

pub(super) fn unknown_item(word: &str, span: Span, clause: bool) -> Diagnostic {
    let meant = item(word);
    let found = Diagnostic::new(
        Code::UnknownItem,
        if clause && meant.is_none() {
            Phrase::new(
                format!("`{word}` stands here without an item that it could belong to"),
                format!("`{word}` 절이 속할 항목이 없습니다"),
            )
        } else {
            Phrase::new(
                format!("no item begins with `{word}`"),
                format!("`{word}` 낱말로 시작하는 항목은 없습니다"),
            )
        },
        span,
        nothing(),
    );
    if let Some(help) = force(word) {
        return found.help(help);
    }
    if let Some(meant) = meant {
        return found
            .help(Phrase::new(
                format!("write `{meant}` instead of `{word}`"),
                format!("`{word}` 부분을 `{meant}` 표기로 바꾸십시오"),
            ))
            .fix(span, meant);
    }
    nearest(found.clone(), word, span, ITEMS).unwrap_or_else(|| found.help(Phrase::new(
        "an item begins with a keyword such as `define`, `duty`, `exception`, `power`, `sanction` or `case`",
        "항목은 `define`, `duty`, `exception`, `power`, `sanction`, `case` 등의 키워드로 시작합니다",
    )))
}

pub(super) fn unknown_clause(word: &str, span: Span) -> Diagnostic {
    let found = finding! {
        UnknownClause(span) "no clause begins with `{word}`",
            "`{word}` 낱말로 시작하는 절은 없습니다";
    };
    nearest(found.clone(), word, span, CLAUSES).unwrap_or(found)
}

findings! {
    /// An item whose first clause follows its keyword.
    pub(super) fn name_missing(clause: &str, span: Span) {
        UnexpectedText(span) "a name is missing here, before `{clause}`",
            "`{clause}` 앞에 이름이 없습니다";
        here "what it is called follows this", "이 뒤에 이름이 옵니다";
        help "write a name of one word, as in `policy lemon_law`",
            "`정책 자동차교환`처럼 한 낱말로 된 이름을 쓰십시오";
    }

    /// A remark as other languages begin it.
    pub(super) fn remark(sign: &str, span: Span) {
        UnexpectedText(span) "no comment begins with `{sign}` here",
            "주석은 `{sign}` 기호로 시작하지 않습니다";
        help "a comment begins with `#`", "주석은 `#` 기호로 시작합니다";
        fix(span, "#");
    }

    /// `from` before what a period is counted from.
    pub(super) fn counted_from(word: &str, span: Span) {
        let meant = if word.is_ascii() { "after" } else { "이후" };
        UnexpectedText(span) "a period is not counted with `{word}`",
            "기간의 기산점은 `{word}` 표기로 적지 않습니다";
        help "write `{meant}` instead of `{word}`", "`{word}` 부분을 `{meant}` 표기로 바꾸십시오";
        fix(span, meant);
    }

    /// `사전고지 가 아니다`: what denies is written before what it denies.
    pub(super) fn denied_behind(name: &str, span: Span) {
        let meant = format!("아닌 {name}");
        UnexpectedText(span) "what denies a condition stands before it",
            "부정하는 말은 요건 앞에 씁니다";
        help "write `{meant}`", "`{meant}`로 쓰십시오";
        fix(span, meant);
    }
}

/// A state in the words of an answer.
pub(super) fn no_such_state(words: &str, span: Span) -> Diagnostic {
    let found = finding! {
        UnexpectedText(span) "there is no state `{words}`", "`{words}` 상태는 없습니다";
    };
    match state_said(words) {
        Some(help) => found.help(help),
        None => found,
    }
}

findings! {
    /// Words with blanks between them that are one.
    pub(super) fn written_apart(word: &str, span: Span) {
        UnexpectedText(span) "`{word}` is one word, and is written here with blanks in it",
            "한 낱말인 `{word}` 표기가 띄어 쓰여 있습니다";
        help "write `{word}` without blanks", "`{word}`처럼 붙여 쓰십시오";
        fix(span, word);
    }
}

/// A list of what could be there, at most three.
fn listed(expected: &[Phrase]) -> Option<Phrase> {
    let few = expected.get(..expected.len().min(3))?;
    if few.is_empty() {
        return None;
    }
    let en: Vec<&str> = few.iter().map(|phrase| phrase.en.as_str()).collect();
    let ko: Vec<&str> = few.iter().map(|phrase| phrase.ko.as_str()).collect();
    Some(Phrase::new(en.join(" or "), ko.join(" 또는 ")))
}

findings! {
    pub(super) fn unexpected_text(word: &str, span: Span, expected: &[Phrase]) {
        let label = match listed(expected) {
            Some(list) => Phrase::new(
                format!("{} is needed here", list.en),
                format!("여기에는 {} 등이 필요합니다", list.ko),
            ),
            None => Phrase::new(
                "nothing before it explains this",
                "앞의 내용과 이어지지 않습니다",
            ),
        };
        UnexpectedText(span) "`{word}` does not belong here",
            "`{word}` 부분은 이 자리에 올 수 없습니다";
        here(label);
    }

    /// Text after a condition that could have ended before it.
    pub(super) fn after_condition(word: &str, span: Span) {
        UnexpectedText(span) "`{word}` does not belong here",
            "`{word}` 부분은 이 자리에 올 수 없습니다";
        here "after a condition or an amount stands `and`, `or`, a sign, or the next clause",
            "조건이나 값 다음에는 `그리고`, `또는`, 비교·계산 기호 또는 다음 절이 옵니다";
    }

    pub(super) fn breaks_off(span: Span, expected: &[Phrase]) {
        let list = listed(expected);
        let label = list.map_or_else(nothing, |list| {
            Phrase::new(
                format!("{} is missing after this", list.en),
                format!("이 뒤에 {} 등이 빠져 있습니다", list.ko),
            )
        });
        UnexpectedText(span) "the clause breaks off here", "절이 여기서 끊겼습니다";
        here(label);
    }

    /// A day in force that is neither the first nor the last.
    pub(super) fn bare_day(day: &str, korean: bool, span: Span) {
        let meant = if korean { format!("{day}부터") } else { format!("from {day}") };
        UnexpectedText(span) "whether this is the first or the last day in force is not said",
            "시행 첫날인지 마지막 날인지 적혀 있지 않습니다";
        help "write `{meant}`, or `until` for the last day", "`{meant}` 또는 `까지`로 쓰십시오";
    }
}

/// How a clause or an item with this keyword is written.
pub(super) fn reads_like(keyword: &Keyword, word: &str) -> Phrase {
    let shown = keyword.shown(word);
    Phrase::new(
        format!("what begins with `{word}` reads like `{shown}`"),
        format!("`{word}` 다음은 `{shown}`처럼 씁니다"),
    )
}

findings! {
    pub(super) fn unclosed_bracket(letter: char, span: Span) {
        let closing = if letter == '(' { ')' } else { ']' };
        UnclosedBracket(span) "this `{letter}` is not closed", "`{letter}`가 닫히지 않았습니다";
        help "add `{closing}` where the condition ends",
            "조건이 끝나는 곳에 `{closing}`를 넣으십시오";
    }

    pub(super) fn stray_bracket(letter: char, span: Span) {
        UnclosedBracket(span) "this `{letter}` closes nothing",
            "`{letter}`에 대응하는 여는 괄호가 없습니다";
        help "delete it", "지우십시오";
        fix(span, "");
    }

    pub(super) fn denied_twice(span: Span) {
        UnexpectedText(span) "`not` before a name does not go together with a state after it",
            "이름 앞의 `not`과 이름 뒤의 상태를 함께 쓸 수 없습니다";
        help "write the state that is expected", "기대하는 상태를 쓰십시오";
    }
}
