//! The words about a file that is not in its form.

use super::finding;
use crate::diagnostic::{Code, Diagnostic, Phrase, findings};
use crate::facts::form::{MAX_DEPTH, Slip};
use crate::source::Span;

findings! {
    pub(in crate::facts) fn too_large(limit: usize, span: Span) {
        let mib = limit / (1024 * 1024);
        FileTooLarge(span) "the record is larger than {mib} MiB", "기록이 {mib} MiB보다 큽니다";
        help "record one incident in one file", "한 파일에는 한 사건만 기록하십시오";
    }

    pub(in crate::facts) fn too_deep(span: Span) {
        TooDeep(span) "brackets stand more than {MAX_DEPTH} deep inside one another",
            "괄호가 {MAX_DEPTH}겹보다 깊이 겹쳐 있습니다";
        help "close the brackets that are no longer needed", "더 필요하지 않은 괄호를 닫으십시오";
    }
}

pub(in crate::facts) fn malformed(slip: Slip, span: Span) -> Diagnostic {
    let (en, ko) = match slip {
        Slip::Empty => ("the record is empty", "기록이 비어 있습니다"),
        Slip::Comment => (
            "a comment has no place in a record",
            "기록에는 주석을 적을 수 없습니다",
        ),
        Slip::TrailingComma => (
            "a comma stands after the last item",
            "마지막 항목 뒤에 쉼표가 있습니다",
        ),
        Slip::MissingComma => (
            "a comma is missing between two items",
            "두 항목 사이에 쉼표가 없습니다",
        ),
        Slip::SingleQuotes => (
            "text stands in single quotes",
            "글이 작은따옴표로 묶여 있습니다",
        ),
        Slip::CurledQuotes => (
            "a curled quotation mark stands here",
            "둥근 따옴표가 있습니다",
        ),
        Slip::UnquotedName => (
            "a name stands without quotes",
            "이름이 따옴표 없이 적혀 있습니다",
        ),
        Slip::MissingColon => ("no colon follows the name", "이름 뒤에 쌍점(:)이 없습니다"),
        Slip::MissingValue => ("nothing follows the colon", "쌍점(:) 뒤에 값이 없습니다"),
        Slip::UnclosedBracket => ("a bracket is not closed", "괄호가 닫히지 않았습니다"),
        Slip::UnclosedText => (
            "a quotation is not closed on its line",
            "따옴표가 같은 줄에서 닫히지 않았습니다",
        ),
        Slip::ControlCharacter => (
            "text holds a character that cannot be seen",
            "글에 보이지 않는 문자가 들어 있습니다",
        ),
        Slip::Escape => (
            "a backslash does not stand for any character here",
            "역빗금(\\)이 나타내는 문자가 없습니다",
        ),
        Slip::Number => (
            "a number is written as this form of file does not write it",
            "수가 이 파일 형식의 표기법과 다르게 적혀 있습니다",
        ),
        Slip::SecondRecord => (
            "the record goes on after its end",
            "기록이 끝난 뒤에 다른 내용이 이어집니다",
        ),
        Slip::Other => (
            "what stands here is not JSON",
            "이 자리에 적힌 것은 JSON이 아닙니다",
        ),
        #[cfg(feature = "yaml")]
        Slip::Yaml(slip) => yaml(slip).0,
        #[cfg(feature = "toml")]
        Slip::Toml(slip) => toml(slip).0,
    };
    let help = match slip {
        Slip::Empty => Some(("write at least `{}`", "적어도 `{}`는 적으십시오")),
        Slip::Comment => Some(("say it in a `\"note\"`", "`\"note\"` 항목에 적으십시오")),
        Slip::TrailingComma => Some(("remove the comma", "쉼표를 지우십시오")),
        Slip::MissingComma => Some(("write a comma after this", "이 뒤에 쉼표를 적으십시오")),
        Slip::SingleQuotes | Slip::UnquotedName => {
            Some(("put it in double quotes", "큰따옴표로 묶으십시오"))
        }
        Slip::CurledQuotes => Some((
            "write `\"` for it, and for all others around names and values",
            "이름과 값을 묶은 따옴표를 모두 `\"`로 바꾸십시오",
        )),
        Slip::ControlCharacter => Some((
            "write a tab as `\\t`, or a blank instead",
            "탭은 `\\t`로 적거나 빈칸으로 바꾸십시오",
        )),
        Slip::Escape => Some((
            "write a backslash itself as `\\\\`",
            "역빗금 자체는 `\\\\`로 적으십시오",
        )),
        #[cfg(feature = "yaml")]
        Slip::Yaml(slip) => yaml(slip).1,
        #[cfg(feature = "toml")]
        Slip::Toml(slip) => toml(slip).1,
        _ => None,
    };
    let found = finding(Code::MalformedRecord, span, en, ko);
    let found = match help {
        Some((en, ko)) => found.help(Phrase::new(en, ko)),
        None => found,
    };
    match slip {
        Slip::TrailingComma => found.fix(span, ""),
        Slip::MissingComma => found.fix(span, ","),
        _ => found,
    }
}

findings! {
    pub(in crate::facts) fn not_a_record(span: Span) {
        MalformedRecord(span) "the record is not a group of named facts",
            "기록이 이름 붙은 사실의 묶음이 아닙니다";
        help "begin the file with `{{` and end it with `}}`",
            "파일을 `{{`로 시작하고 `}}`로 끝내십시오";
    }
}

#[cfg(any(feature = "yaml", feature = "toml"))]
type Pair = (&'static str, &'static str);

/// What is wrong with the YAML, and the step that mends it.
#[cfg(feature = "yaml")]
fn yaml(slip: crate::facts::yaml::Slip) -> (Pair, Option<Pair>) {
    use crate::facts::yaml::Slip;
    match slip {
        Slip::Alias => (
            (
                "this points to what is written elsewhere",
                "다른 곳에 적힌 내용을 가리키는 표기입니다",
            ),
            Some((
                "write the fact itself here",
                "이 자리에 사실을 직접 적으십시오",
            )),
        ),
        Slip::Tag => (
            (
                "a tag has no place in a record, since the policies say of which kind a fact is",
                "사실의 종류는 정책이 정하므로 기록에 태그를 적을 수 없습니다",
            ),
            Some(("remove the tag", "태그를 지우십시오")),
        ),
        Slip::Name => (
            (
                "what stands before the colon is not a name",
                "쌍점(:) 앞에 적힌 것이 이름이 아닙니다",
            ),
            None,
        ),
        Slip::Tab => (
            (
                "a tab stands where only blanks can indent",
                "들여쓰기는 빈칸으로만 하는데 탭이 있습니다",
            ),
            Some(("replace the tab by blanks", "탭을 빈칸으로 바꾸십시오")),
        ),
        Slip::Indentation => (
            (
                "this does not stand below what it belongs to",
                "들여쓰기가 앞의 내용과 맞지 않습니다",
            ),
            Some((
                "begin it in the same column as the entries beside it",
                "나란한 항목과 같은 칸에서 시작하십시오",
            )),
        ),
        Slip::Colon => (
            (
                "a second colon stands in one entry",
                "한 항목에 쌍점(:)이 거듭 있습니다",
            ),
            Some((
                "put the text in double quotes, or begin a new line",
                "글을 큰따옴표로 묶거나 줄을 바꾸십시오",
            )),
        ),
        Slip::Mark => (
            (
                "text without quotes cannot begin with this sign",
                "따옴표 없는 글은 이 기호로 시작할 수 없습니다",
            ),
            Some(("put it in double quotes", "큰따옴표로 묶으십시오")),
        ),
        Slip::Other => (
            (
                "what stands here is not YAML",
                "이 자리에 적힌 것은 YAML이 아닙니다",
            ),
            None,
        ),
    }
}

/// What is wrong with the TOML, and the step that mends it.
#[cfg(feature = "toml")]
fn toml(slip: crate::facts::toml::Slip) -> (Pair, Option<Pair>) {
    use crate::facts::toml::Slip;
    match slip {
        Slip::UnquotedName => (
            (
                "a name without quotes can only hold letters from a to z, digits, `_` and `-`",
                "따옴표 없는 이름에는 영문자, 숫자, `_`, `-`만 쓸 수 있습니다",
            ),
            Some((
                "put the name in double quotes",
                "이름을 큰따옴표로 묶으십시오",
            )),
        ),
        Slip::UnquotedText => (
            (
                "text stands without quotes",
                "글이 따옴표 없이 적혀 있습니다",
            ),
            Some(("put it in double quotes", "큰따옴표로 묶으십시오")),
        ),
        Slip::MissingSign => (
            (
                "no equals sign follows the name",
                "이름 뒤에 등호(=)가 없습니다",
            ),
            Some((
                "write it like `name = \"…\"`",
                "`name = \"…\"` 형식으로 적으십시오",
            )),
        ),
        Slip::Value => (
            (
                "nothing follows the equals sign",
                "등호(=) 뒤에 값이 없습니다",
            ),
            None,
        ),
        Slip::Other => (
            (
                "what stands here is not TOML",
                "이 자리에 적힌 것은 TOML이 아닙니다",
            ),
            None,
        ),
    }
}
