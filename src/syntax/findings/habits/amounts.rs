//! What goes wrong around figures: how they are compared, in which words and with which currency they
//! are written.

use std::ops::Range;

use super::{Line, Step, advice};
use crate::diagnostic::Phrase;
use crate::value::{currency::is_currency, written};

/// Whether a line begins with what opens a condition, wherever the piece of it begins that is looked at.
fn is_condition(line: &Line<'_>) -> bool {
    let start = line.words.first().map_or(0, |word| word.start);
    let before = line.text.get(..start).unwrap_or_default();
    let own = before.rsplit('\n').next().unwrap_or_default();
    let first = own.split_whitespace().next().unwrap_or(line.word(0));
    matches!(first, "when" | "if" | "means" | "조건" | "뜻")
}

/// What goes wrong around amounts.
pub(super) fn steps(line: &Line<'_>, at: usize) -> Vec<Step> {
    let word = line.word(at);
    let before = at.checked_sub(1).map_or("", |number| line.word(number));
    let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let place = line.words.get(at).cloned().unwrap_or(0..0);
    let mut steps = Vec::new();
    steps.extend(words_for_numbers(line, at));
    steps.extend(fraction(line, at));
    steps.extend(currency(line, at));
    // `2 hours of the stop`, and `2 hours 30 minutes`.
    steps.extend(percent(line, at));
    steps.extend(both_limits(line, at));
    if written::unit(before).is_some() {
        let counted = at
            .checked_sub(2)
            .is_some_and(|number| digit(line.word(number)));
        match word {
            "of" if !counted => steps.push(edge_of_day(before)),
            // In a condition nothing is counted: how long it took is held against the time.
            "of" | "from" if is_condition(line) => {
                steps.push(advice(
                    "hold how long it took against the time, as in `ended - started <= 2 hours`",
                    "걸린 시간을 `복구 - 발생 <= 2 시간`처럼 비교하십시오",
                ));
            }
            "of" | "from" | "since" | "following" => {
                steps.push(line.instead(place.clone(), "after"));
            }
            "after" | "before" if at >= 2 && line.word(at - 2) == "calendar" => steps.push(advice(
                "leave `calendar` out: days are days of the calendar unless they are business days",
                "`calendar`를 지우십시오. 영업일이라고 하지 않으면 일은 역일입니다",
            )),
            // One period after another, and each is counted from something.
            "after" | "before" | "이후" | "이전" => steps.push(advice(
                "put brackets around what is counted first, as in `12 months after (14 days after x)`",
                "먼저 계산할 기간을 `(x 이후 14 일) 이후 12 개월`처럼 괄호로 묶으십시오",
            )),
            _ => {}
        }
        if digit(word) {
            let help = Phrase::new(
                "add the two, as in `2 hours + 30 minutes`",
                "`2 hours + 30 minutes`처럼 더하십시오",
            );
            let edit = Some((place.start..place.start, "+ ".to_owned()));
            steps.push(Step::new(help, edit));
        }
    }
    // The statute's word for how something is compared stands after its amount.
    if digit(word) {
        let signs = [("이상", ">="), ("초과", ">"), ("이하", "<="), ("미만", "<")];
        for (number, (korean, sign)) in
            (at + 1..at + 4).flat_map(|number| signs.map(|sign| (number, sign)))
        {
            let found = line.word(number);
            let Some(amount) = found.strip_suffix(korean) else {
                continue;
            };
            let Some(end) = line.words.get(number).map(|word| word.end) else {
                continue;
            };
            let range = place.start..end;
            let kept = line
                .written(&range)
                .strip_suffix(korean)
                .unwrap_or(amount)
                .trim_end();
            let help = Phrase::new(
                "put the sign before the amount: `>=` for 이상, `>` for 초과, `<=` for 이하, `<` for 미만",
                "비교 기호를 값 앞에 쓰십시오. 이상은 `>=`, 초과는 `>`, 이하는 `<=`, 미만은 `<`입니다",
            );
            let meant = format!("{sign} {kept}");
            steps.push(Step::new(help, Some((range, meant))));
        }
    }
    if digit(word) && before == "from" {
        steps.push(advice(
            "begin with `in force`, and let `from` stand before `until`, as in `in force from 2022-01-01 until 2023-12-31`",
            "`in force from 2022-01-01 until 2023-12-31`처럼 `in force` 키워드로 시작하고 시작일을 먼저 쓰십시오",
        ));
    }
    let asks = [
        "means",
        "when",
        "unless",
        "and",
        "or",
        "뜻",
        "조건",
        "제외",
        "그리고",
        "또는",
    ];
    let named = before.starts_with(char::is_alphabetic) && at > 1;
    if digit(word) && named && asks.contains(&line.word(0)) {
        steps.push(advice(
            "put a sign such as `>` or `>=` before the amount",
            "값 앞에 `>` 또는 `>=` 등의 비교 기호를 쓰십시오",
        ));
    }
    if word == "," && digit(before) && digit(line.word(at + 1)) {
        steps.push(advice(
            "write a decimal with a point, as in `1.5`",
            "소수는 `1.5`처럼 점으로 쓰십시오",
        ));
    }
    let range = word == "in" && line.word(at + 1) == "[";
    if range || matches!(word.to_ascii_lowercase().as_str(), "between" | "사이") {
        steps.push(advice(
            "name both limits, as in `x >= 1 and x <= 2`",
            "`x >= 1 and x <= 2`처럼 두 한도를 각각 쓰십시오",
        ));
    }
    steps
}

/// `100분의 1`
fn fraction(line: &Line<'_>, at: usize) -> Option<Step> {
    (at.saturating_sub(1)..=at).find_map(|number| {
        let digits =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let below = line
            .word(number)
            .strip_suffix("분의")
            .filter(|word| digits(word))?;
        let above = line.word(number + 1);
        let end = line.words.get(number + 1)?.end;
        let range = line.words.get(number)?.start..end;
        digits(above).then(|| line.instead(range, format!("{above}/{below}")))
    })
}

/// `day of x`, which is neither its beginning nor its end.
fn edge_of_day(unit: &str) -> Step {
    let unit = match unit {
        "days" => "day",
        "months" => "month",
        "years" => "year",
        "weeks" => "week",
        other => other,
    };
    Step::new(
        Phrase::new(
            format!("write `end of {unit} of x` or `beginning of {unit} of x`"),
            format!("`end of {unit} of x` 또는 `beginning of {unit} of x`처럼 쓰십시오"),
        ),
        None,
    )
}

/// `5 percent of x`, `5 % of x`
fn percent(line: &Line<'_>, at: usize) -> Option<Step> {
    let words = ["percent", "pct", "퍼센트", "프로", "%"];
    (at.saturating_sub(1)..=at).find_map(|number| {
        let word = line.word(number).to_lowercase();
        let figure = line.words.get(number.checked_sub(1)?)?;
        let amount = line.written(figure);
        let counted = amount.starts_with(|c: char| c.is_ascii_digit());
        let end = line.words.get(number)?.end;
        (counted && words.contains(&word.as_str()))
            .then(|| line.instead(figure.start..end, format!("{amount}%")))
    })
}

/// `3 <= x <= 5`
fn both_limits(line: &Line<'_>, at: usize) -> Option<Step> {
    let sign = |number: &usize| matches!(line.word(*number), "<" | ">");
    let earlier = (0..at).rev().find(sign)?;
    let joined = (earlier..at).any(|number| {
        matches!(
            line.word(number),
            "and" | "or" | "그리고" | "또는" | "(" | ")" | "|"
        )
    });
    let between = (earlier..at).any(|number| line.word(number).starts_with(char::is_alphanumeric));
    (sign(&at) && between && !joined).then(|| {
        advice(
            "name both limits, as in `x >= 1 and x <= 2`",
            "`x >= 1 and x <= 2`처럼 두 한도를 각각 쓰십시오",
        )
    })
}

/// Numbers that are written as words before a unit.
const NUMBERS: &[(&str, u32)] = &[
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("fourteen", 14),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("sixty", 60),
    ("ninety", 90),
    ("한", 1),
    ("두", 2),
    ("세", 3),
    ("네", 4),
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
    ("열", 10),
];

/// Words that multiply the number before them, and its zeros.
const SCALES: &[(&str, &str)] = &[
    ("thousand", "_000"),
    ("million", "_000_000"),
    ("billion", "_000_000_000"),
];

/// `within one month`, `1 million people`, `1 000 000 people`.
fn words_for_numbers(line: &Line<'_>, at: usize) -> Option<Step> {
    let word = line.word(at);
    let whole = |number: usize, digits: std::ops::RangeInclusive<usize>| {
        let word = line.word(number);
        digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let earlier = at.checked_sub(1)?;
    let before = line.word(earlier).to_lowercase();
    let place = line.words.get(at)?;
    // A month is called otherwise in speech than among the units.
    let unit = if word == "달" { "개월" } else { word };
    if written::unit(unit).is_some()
        && let Some((_, number)) = NUMBERS.iter().find(|(other, _)| *other == before)
    {
        let range = line.words.get(earlier)?.start..place.end;
        return Some(line.instead(range, format!("{number} {unit}")));
    }
    if let Some((_, zeros)) = SCALES.iter().find(|(other, _)| *other == before)
        && let Some(number) = earlier
            .checked_sub(1)
            .filter(|number| whole(*number, 1..=3))
    {
        let range = line.words.get(number)?.start..line.words.get(earlier)?.end;
        return Some(line.instead(range, format!("{}{zeros}", line.word(number))));
    }
    if whole(at, 3..=3) && whole(earlier, 1..=3) {
        let last = (at..line.words.len())
            .take_while(|number| whole(*number, 3..=3))
            .last()?;
        let range = line.words.get(earlier)?.start..line.words.get(last)?.end;
        let joined = line
            .written(&range)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("_");
        return Some(line.instead(range, joined));
    }
    None
}

/// The currency of a sign. `$` is that of the United States unless letters before it say otherwise,
/// and `¥` is of two countries.
fn of_sign(letters: &str, sign: &str) -> Option<&'static str> {
    Some(match (letters, sign) {
        ("" | "US", "$") => "USD",
        ("A" | "AU", "$") => "AUD",
        ("C" | "CA", "$") => "CAD",
        ("HK", "$") => "HKD",
        ("NZ", "$") => "NZD",
        ("S", "$") => "SGD",
        ("", "₩" | "￦") => "KRW",
        ("", "€") => "EUR",
        ("", "£") => "GBP",
        _ => return None,
    })
}

/// A sign that is a currency, where it begins with the letters that belong to it, and where it ends.
fn sign<'a>(line: &Line<'a>, at: usize) -> Option<(Range<usize>, &'a str)> {
    let place = line.words.get(at)?.clone();
    let word = line.word(at);
    let before = at.checked_sub(1).and_then(|number| line.words.get(number));
    let letters = before.filter(|before| {
        let text = line.written(before);
        before.end == place.start && text.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    if let Some(letters) = letters
        && let Some(code) = of_sign(line.written(letters), word)
    {
        return Some((letters.start..place.end, code));
    }
    let code = match of_sign("", word) {
        Some(code) => code,
        None => Some(word).filter(|word| is_currency(word) && word.is_ascii())?,
    };
    Some((place, code))
}

/// A currency before its amount or by its sign: `€500`, `EUR 500`, `500 €`.
fn currency(line: &Line<'_>, at: usize) -> Option<Step> {
    let (place, code) = [Some(at), at.checked_sub(1)]
        .into_iter()
        .flatten()
        .find_map(|number| sign(line, number))?;
    let help = Phrase::new(
        format!("write the currency by its three letters after the amount, as in `500 {code}`"),
        format!("통화는 `500 {code}`처럼 금액 뒤에 세 글자로 쓰십시오"),
    );
    let after = line.text.get(place.end..).unwrap_or("");
    let blanks = after.len() - after.trim_start_matches(' ').len();
    let figure = figure(after.get(blanks..).unwrap_or(""));
    if !figure.is_empty() {
        let range = place.start..place.end + blanks + figure.len();
        let figure = figure.replace(',', "_");
        return Some(Step::new(help, Some((range, format!("{figure} {code}")))));
    }
    // A sign after its amount. A code there is right.
    if line.written(&place) == code {
        return None;
    }
    let before = line.text.get(..place.start).unwrap_or("");
    let counted = before.trim_end_matches(' ');
    let figured = counted.ends_with(|c: char| c.is_ascii_digit() || SCALE.contains(&c));
    let range = counted.len()..place.end;
    Some(Step::new(
        help,
        figured.then(|| (range, format!(" {code}"))),
    ))
}

/// Letters that multiply the number before them.
const SCALE: [char; 6] = ['십', '백', '천', '만', '억', '조'];

/// The number with which a text begins.
fn figure(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    let part = |c: char| c.is_ascii_digit() || matches!(c, '_' | ',' | '.') || SCALE.contains(&c);
    let end = text.find(|c| !part(c)).unwrap_or(text.len());
    let figure = text.get(..end).unwrap_or("");
    figure.trim_end_matches([',', '.'])
}

/// `두시간`, `세달`: an amount that is said in one word, as it is written.
pub(crate) fn spoken_amount(word: &str) -> Option<String> {
    let mut numbers = NUMBERS.iter().filter(|(number, _)| !number.is_ascii());
    numbers.find_map(|(spoken, number)| {
        let unit = word.strip_prefix(spoken)?.trim_end_matches("동안");
        let unit = match unit {
            "달" => "개월",
            "해" => "년",
            unit => unit,
        };
        let unit = match unit {
            "시간" | "분" | "초" | "일" | "주" | "개월" | "년" => unit,
            _ => return None,
        };
        Some(format!("{number} {unit}"))
    })
}
