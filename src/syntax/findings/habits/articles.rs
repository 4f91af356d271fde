//! Articles as they are cited elsewhere.

use super::mends::declared;
use super::{Line, Step, advice};
use crate::diagnostic::Phrase;
use crate::syntax::apart::is_article;

/// What begins a clause that cites.
const CITES: [&str; 5] = ["cites", "근거", "omits", "생략", "citing"];

/// What people put before the number of an article; here the source alone is written before it.
const ARTICLE: &[&str] = &[
    "article", "art", "art.", "section", "sec", "sec.", "s", "s.", "§", "§§",
];

/// What people put before the number of a paragraph or point.
const PART: &[&str] = &[
    "para",
    "para.",
    "paragraph",
    "abs",
    "abs.",
    "subsection",
    "point",
    "lit",
    "lit.",
    "item",
    "no",
    "no.",
];

/// What has points of its own, and so is a source beside its law.
const APART: &[&str] = &[
    "annex",
    "schedule",
    "appendix",
    "protocol",
    "부속서",
    "부표",
];

/// An article with blanks in it, without the source that it is of, or in the words of another law.
pub(super) fn steps(line: &Line<'_>, at: usize) -> Vec<Step> {
    let begun = (0..at)
        .rev()
        .find(|number| CITES.contains(&line.word(*number)));
    let Some(begun) = begun.filter(|begun| at - begun < 12) else {
        return Vec::new();
    };
    let word = line.word(at);
    let lower = word.to_lowercase();
    let before = at.checked_sub(1).and_then(|number| line.words.get(number));
    let (Some(place), Some(before)) = (line.words.get(at).cloned(), before.cloned()) else {
        return Vec::new();
    };
    let mut steps = Vec::new();
    steps.extend(sentence(line, begun, at));
    steps.extend(korean(line, begun, at));
    steps.extend(by_title(line, begun));
    let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let next = line.word(at + 1);
    if lower == "recital" && digit(next) {
        steps.push(line.instead(place.clone(), "rec."));
    }
    if lower == "annex" && digit(next) {
        steps.push(line.instead(place.clone(), "annex"));
    }
    if APART.contains(&lower.as_str()) {
        let number = if next.starts_with(char::is_alphanumeric) {
            next
        } else {
            "I"
        };
        steps.push(source_of_its_own(
            &format!("{word} {number}"),
            &format!("{word}{number}"),
        ));
    }
    // `C-402/07`, `2023다12345`: a ruling.
    let ruling = word == "-" && digit(next) && at - begun > 1
        || digit(word) && word.contains(|c: char| ('가'..='힣').contains(&c)) && at - begun == 1;
    if ruling {
        let number = line.text.get(before.start..).unwrap_or("");
        let number = if word == "-" {
            number
        } else {
            line.text.get(place.start..).unwrap_or("")
        };
        let number = number.split([' ', ',', '\n']).next().unwrap_or("");
        steps.push(source_of_its_own(number, "Ruling"));
    }
    if word == "(" {
        let help = Phrase::new(
            "write an article without blanks, as in `Act 8(2)`",
            "조문 번호는 `Act 8(2)`처럼 붙여 쓰십시오",
        );
        steps.push(Step::new(
            help,
            Some((before.end..place.start, String::new())),
        ));
    }
    steps.extend(part(line, at));
    let source = (begun + 1..at).rev().map(|number| line.word(number));
    let source = source
        .into_iter()
        .find(|word| word.starts_with(char::is_alphabetic));
    if matches!(word, "and" | "or" | "및" | "와" | "그리고") && digit(next) {
        steps.extend(
            source.map(|source| line.instead(before.end..place.end, format!(", {source}"))),
        );
    }
    // `Act 8, 9` names two articles of a source, and `Act, 8` one.
    let comma = match word {
        "," if digit(next) => Some(at),
        _ if digit(word) && line.written(&before) == "," => at.checked_sub(1),
        _ => None,
    };
    if let (Some(source), Some(comma)) = (source, comma) {
        let earlier = comma.checked_sub(1).map_or("", |number| line.word(number));
        let sign = line.words.get(comma).cloned().unwrap_or(0..0);
        let follows = line.text.get(sign.end..).unwrap_or("");
        steps.push(if source != earlier {
            line.instead(sign, format!(", {source}"))
        } else if follows.starts_with(' ') {
            line.instead(sign, "")
        } else {
            Step::new(super::leave_out(","), Some((sign, " ".to_owned())))
        });
    }
    // `Act 4(1) Act 5`, `4(1)` of the one source, `Article 3(1) of Act`, `Act 3(1)-(3)`.
    let known = [ARTICLE, PART, APART].concat().contains(&lower.as_str());
    let named = word.starts_with(char::is_alphabetic) && digit(next) && !known;
    if named && source == Some(word) && at > begun + 1 {
        let help = Phrase::new(
            format!("put a comma between two articles, as in `, {word} {next}`"),
            format!("두 조문 사이에 `, {word} {next}`처럼 쉼표를 넣으십시오"),
        );
        steps.push(Step::new(
            help,
            Some((before.end..before.end, ",".to_owned())),
        ));
    } else if named && source.is_some_and(|source| line.written(&before) == source) {
        steps.push(advice(
            "cite a source by the one word by which it is declared, as in `Act 8(2)`",
            "출처는 제목이 아니라 선언한 이름으로 `법 제8조`처럼 인용하십시오",
        ));
    }
    if matches!(word, "and" | "or" | "및" | "와" | "그리고") && source == Some(next) {
        steps.push(line.instead(before.end..place.end, ","));
    }
    if digit(word) && at == begun + 1 && !word.contains(|c: char| ('가'..='힣').contains(&c)) {
        steps.push(advice(
            "name the source before its article, as in `Act 8(2)`",
            "`법 제8조제2항`처럼 법령 이름을 조문 앞에 쓰십시오",
        ));
    }
    if matches!(word, "-" | "–" | "~") && (next == "(" || digit(next)) {
        steps.push(advice(
            "name each article, parted by commas, as in `Act 3(1), Act 3(2)`",
            "조문마다 `법 제3조제1항, 법 제3조제2항`처럼 쉼표로 나누어 쓰십시오",
        ));
    }
    if let Some((range, within)) = super::mends::quoted(line, at, "\"").filter(|_| word == "\"") {
        steps.push(line.instead(range, within));
    }
    let here = [word, line.written(&before)];
    if here
        .iter()
        .any(|word| ARTICLE.contains(&word.to_ascii_lowercase().as_str()))
    {
        if at - begun > 1 && ARTICLE.contains(&lower.as_str()) {
            steps.push(line.instead(place, ""));
        }
        steps.push(advice(
            "name the source before its article, as in `Act 8(2)`",
            "`법 제8조제2항`처럼 법령 이름을 조문 앞에 쓰십시오",
        ));
    }
    steps
}

/// What people name of an article beside its paragraphs and points.
const SENTENCES: &[&str] = &[
    "각 호 외의 부분 본문",
    "각 호 외의 부분 단서",
    "각 호 외의 부분",
    "각 목 외의 부분",
    "본문",
    "단서",
    "전단",
    "후단",
    "전문",
    "후문",
    "첫 문장",
    "첫째 문장",
    "둘째 문장",
    "first sentence",
    "second sentence",
    "third sentence",
    "last sentence",
    "sentence 1",
    "sentence 2",
    "sentence",
    "first half",
    "second half",
    "proviso",
    "introductory part",
    "introductory wording",
    "chapeau",
];

/// `법 제5조 단서`, `Act 5, second sentence`: which sentence it is, stands in a remark.
fn sentence(line: &Line<'_>, begun: usize, at: usize) -> Option<Step> {
    let apart = (begun + 1..=at).find_map(|number| {
        let mut phrases = SENTENCES.iter();
        phrases.find_map(|phrase| line.phrase(number, phrase))
    });
    let together = || {
        let place = line.words.get(at)?;
        let word = line.word(at);
        let mut phrases = SENTENCES.iter();
        let stem = phrases.find_map(|phrase| word.strip_suffix(phrase))?;
        is_article(stem).then(|| place.start + stem.len()..place.end)
    };
    let range = apart.or_else(together)?;
    let named = line.written(&range);
    let kept = line.text.get(..range.start)?.trim_end_matches([' ', ',']);
    let last = line.words.last()?.end == range.end;
    let remark = format!("cites Act 5 # {named}");
    let korean = format!("근거 법 제5조 # {named}");
    Some(Step::new(
        Phrase::new(
            format!(
                "an article is cited down to its paragraphs and points: say in a remark which sentence it is, as in `{remark}`"
            ),
            format!(
                "인용은 조·항·호·목까지만 하고, 본문·단서 등의 구별은 `{korean}`처럼 주석에 적으십시오"
            ),
        ),
        last.then(|| (kept.len()..range.end, format!(" # {named}"))),
    ))
}

/// The name of the source whose title this is.
pub(super) fn source_titled<'a>(text: &'a str, title: &str) -> Option<&'a str> {
    let title = title.trim();
    let mut sources = declared(text, &["source", "출처"]);
    let found = sources.find(|(_, titles)| {
        let mut titles = titles.split('"').skip(1).step_by(2);
        titles.any(|one| one.eq_ignore_ascii_case(title))
    });
    found.map(|(name, _)| name)
}

/// `cites Online Services Act 5`: a source by its title, in place of its name.
fn by_title(line: &Line<'_>, begun: usize) -> Option<Step> {
    let first = line.words.get(begun + 1)?.start;
    let rest = line.text.get(first..)?;
    declared(line.text, &["source", "출처"]).find_map(|(name, titles)| {
        let mut titles = titles.split('"').skip(1).step_by(2);
        let title = titles.find(|title| {
            let begins = rest.get(..title.len());
            let after = rest.get(title.len()..);
            begins.is_some_and(|begins| begins.eq_ignore_ascii_case(title))
                && after.is_some_and(|after| after.starts_with(' '))
                && title.contains(' ')
        })?;
        Some(line.instead(first..first + title.len(), name))
    })
}

/// `법 5조`, `법 제5조 2항`, `법 5조 2항 3호`: an article as it is said, in the form in which it is written.
fn korean(line: &Line<'_>, begun: usize, at: usize) -> Option<Step> {
    let is_part = |word: &str| {
        let bare = word.strip_prefix('제').unwrap_or(word);
        let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < bare.len() && digits.starts_with(['조', '항', '호'])
    };
    let first = (begun + 1..=at)
        .rev()
        .take_while(|number| is_part(line.word(*number)))
        .last()?;
    let last = (at..line.words.len())
        .take_while(|number| is_part(line.word(*number)))
        .last()?;
    let meant: String = (first..=last)
        .map(|number| {
            let word = line.word(number);
            if word.starts_with('제') {
                word.to_owned()
            } else {
                format!("제{word}")
            }
        })
        .collect();
    let range = line.words.get(first)?.start..line.words.get(last)?.end;
    if !is_article(&meant) || line.written(&range) == meant {
        return None;
    }
    if first > begun + 1 {
        return Some(line.instead(range, meant));
    }
    Some(advice(
        "name the source before its article, as in `Act 8(2)`",
        "`법 제8조제2항`처럼 법령 이름을 조문 앞에 쓰십시오",
    ))
}

/// A text that counts its own articles, or a ruling.
fn source_of_its_own(title: &str, name: &str) -> Step {
    Step::new(
        Phrase::new(
            format!(
                "make it a source of its own, as in `source {name} \"{title}\"`, and cite it by that name"
            ),
            format!(
                "별도의 출처로 선언하고 그 이름으로 인용하십시오. 예: `source {name} \"{title}\"`"
            ),
        ),
        None,
    )
}

/// `8 para 2` and `8(2) point (a)`: the parts follow the article at once.
fn part(line: &Line<'_>, at: usize) -> Option<Step> {
    let before = line.words.get(at.checked_sub(1)?)?;
    let lower = line.word(at).to_lowercase();
    PART.contains(&lower.as_str()).then_some(())?;
    let opened = line.word(at + 1) == "(";
    let number = line.word(at + 1 + usize::from(opened));
    let end = line.words.get(at + if opened { 3 } else { 1 })?.end;
    let plain = number.chars().all(|letter| letter.is_ascii_alphanumeric());
    (plain && !number.is_empty()).then(|| line.instead(before.end..end, format!("({number})")))
}
