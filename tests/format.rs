//! The layout of policies: it changes blanks alone, and made twice it is the same.

use std::fs;
use std::path::PathBuf;

use onus::diagnostic::Language;
use onus::format::{Refusal, WIDTH, format};
use onus::source::Sources;
use onus::syntax::{comments, parse, tokens, turned};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::files::below;
use crate::golden::Dice;
use crate::open::{Author, Beside};

/// Every policy in the repository, and every one that a page shows.
fn texts() -> Vec<(String, String)> {
    let folders = ["policies", "tests", "docs"];
    let paths = folders.iter().flat_map(|folder| below(folder, "onus"));
    let read = |path: &PathBuf| fs::read_to_string(path).expect("it can be read");
    let mut found: Vec<(String, String)> = paths
        .map(|path| (path.display().to_string(), read(&path)))
        .collect();
    for path in below("docs", "md") {
        let page = read(&path);
        let blocks = page.split("\n```").skip(1).step_by(2);
        let policies = blocks.filter_map(|block| block.strip_prefix("onus")?.split_once('\n'));
        let name = path.display().to_string();
        found.extend(policies.map(|(_, text)| (name.clone(), format!("{text}\n"))));
    }
    found
}

/// Those that can be read whole.
fn policies() -> Vec<(String, String)> {
    let mut texts = texts();
    texts.retain(|(_, text)| tokens(text).is_some());
    texts
}

/// What a text says, without its places.
fn tree(text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let (tree, findings) = parse(file, &sources);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    let shown = format!("{:?} {codes:?}", tree.items);
    let mut parts = shown.split("Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |made, part| {
        made + part.split_once('}').map_or("", |(_, rest)| rest)
    })
}

fn words(text: &str) -> Vec<String> {
    let tokens = tokens(text).expect("it can be read whole");
    let words = tokens.into_iter().map(|token| text[token.range].to_owned());
    words
        .map(|word| word.split_whitespace().collect())
        .collect()
}

fn told(text: &str) -> Vec<&str> {
    let spans = comments(text).into_iter().map(|comment| comment.span);
    spans
        .map(|span| &text[span.start as usize..span.end as usize])
        .collect()
}

#[track_caller]
fn holds(name: &str, text: &str, width: usize) -> String {
    let made = format(text, width).unwrap_or_else(|refusal| panic!("{name}: {refusal}\n{text}"));
    assert_eq!(words(text), words(&made), "{name}");
    assert_eq!(told(text), told(&made), "{name}");
    assert_eq!(tree(text), tree(&made), "{name}");
    let again = format(&made, width).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    assert_eq!(made, again, "{name}: formatted twice");
    made
}

#[test]
fn every_policy_keeps_its_words_and_comments_and_has_one_layout() {
    let texts = texts();
    let (mut whole, mut broken) = (0, 0);
    for (number, (name, text)) in texts.iter().enumerate() {
        if tokens(text).is_none() {
            assert_eq!(format(text, WIDTH), Err(Refusal::Unreadable), "{name}");
            broken += 1;
            continue;
        }
        let width = if number % 3 == 0 { 40 } else { WIDTH };
        holds(name, text, width);
        whole += 1;
    }
    println!("{whole} policies have their layout, {broken} with an error are left alone");
    assert!(whole > 400 && broken > 50, "{whole} and {broken}");
}

/// Random policies, in either language, with random blanks and comments between their words.
#[test]
fn random_policies_keep_their_tree_and_their_comments() {
    let wanted = std::env::var("FORMAT_POLICIES").ok();
    let wanted = wanted.and_then(|text| text.parse().ok()).unwrap_or(200);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut comments = 0;
    for number in 0..wanted {
        let mut author = Author {
            draw: &mut dice,
            defines: 0,
            beside: Beside::default(),
            further: Vec::new(),
        };
        let text = author.policy();
        // A text is one policy.
        let first = text.split("policy u\n").next();
        let mut text = first.unwrap_or_default().to_owned();
        if number % 2 == 1 {
            let whole = turned(&text, Language::Korean);
            text = whole.unwrap_or_else(|| panic!("it can be read whole\n{text}"));
        }
        let blanks: Vec<&str> = (0..1 + dice.below(40))
            .map(|_| BLANKS[dice.below(BLANKS.len())])
            .collect();
        let width = [40, WIDTH][dice.below(2)];
        let made = holds(&format!("policy {number}"), &messy(&text, &blanks), width);
        comments += told(&made).len();
    }
    println!("{wanted} random policies with {comments} comments keep their tree");
    assert!(comments > wanted);
}

const BLANKS: [&str; 8] = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n\n\n\t",
    " # 뜻 \"a\"\n",
    "\r\n",
    "\n   # b (\n\n # c\n",
];

/// A policy with these blanks between its words, in turn.
fn messy(text: &str, blanks: &[&str]) -> String {
    let mut messy = String::new();
    let mut at = 0;
    let tokens = tokens(text).expect("it can be read whole");
    for (token, blank) in tokens.iter().zip(blanks.iter().cycle()) {
        let between = &text[at..token.range.start];
        let blank = if between.trim().is_empty() && !between.is_empty() {
            blank
        } else {
            between
        };
        messy.push_str(blank);
        messy.push_str(&text[token.range.clone()]);
        at = token.range.end;
    }
    messy.push_str(&text[at..]);
    messy
}

/// What is shipped is written as the formatter writes it.
#[test]
fn the_shipped_policies_have_their_layout() {
    let folders = ["policies", "tests/regimes", "tests/law"];
    let paths = folders.iter().flat_map(|folder| below(folder, "onus"));
    for path in paths {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).expect("it can be read");
        assert_eq!(
            format(&text, WIDTH).as_ref(),
            Ok(&text),
            "{name}: run `onus fmt`"
        );
    }
}

/// However the blanks of a policy are written, its words and comments stay.
#[test]
fn any_blanks_between_words_give_a_layout_that_holds() {
    let policies: Vec<(String, String)> = policies()
        .into_iter()
        .filter(|(_, text)| text.len() < 6_000)
        .collect();
    let cases = std::env::var("FORMAT_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    let mut runner = TestRunner::new(Config {
        cases: cases.unwrap_or(40),
        failure_persistence: None,
        ..Config::default()
    });
    let blanks = proptest::sample::select(BLANKS.to_vec());
    let policy = 0..policies.len();
    let strategy = (policy, prop::collection::vec(blanks, 1..40));
    let result = runner.run(&strategy, |(number, blanks)| {
        let (name, text) = &policies[number];
        holds(name, &messy(text, &blanks), WIDTH);
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
}

#[test]
fn clauses_versions_lists_and_conditions_have_their_columns() {
    let text = "policy p source Act   \"Act\" ko \"법\"\n source Decree \"Decree\" ko \"시행령\"\n\
define d\ncites Act 1\nmeans a.very_long_name_of_a_fact is one of (first, second, third) and another_condition_that_is_long \
or not (b and c)\n in force from 2020-01-01 until 2021-12-31 cites Act 1 # one\n in force from 2022-01-01 \
cites Act 2\n   means yes\n\n\n\n# about the duty\nduty tell \"Tell\"\nko \"알림\"\nbearer operator\n to users\n\
on breach fine\nby if x\n then a\n else b\n";
    let expected = "\
policy p
source Act    \"Act\"    ko \"법\"
source Decree \"Decree\" ko \"시행령\"
define d
  cites Act 1
  means a.very_long_name_of_a_fact is one of (first, second, third)
    and another_condition_that_is_long
     or not (b and c)
  in force from 2020-01-01 until 2021-12-31   cites Act 1   # one
  in force from 2022-01-01                    cites Act 2
    means yes

# about the duty
duty tell \"Tell\"
  ko      \"알림\"
  bearer    operator
  to        users
  on breach fine
  by        if x
            then a
            else b
";
    assert_eq!(format(text, WIDTH).as_deref(), Ok(expected));
}

#[test]
fn a_comment_stays_with_the_line_it_is_about() {
    let long = "a.very_long_name_of_a_fact is one of (first, second, third) and another_condition_that_is_long and b";
    let text = format!(
        "policy p\n\ndefine d\n  # about the condition\n  means {long}\n\n\
         define e\n  means {long}   # not tried: a reason\n\n\
         define f\n  means a\n  # about the citation\n  cites Act 1\n"
    );
    assert_eq!(format(&text, WIDTH).as_ref(), Ok(&text));
}

/// A comment between the words of one keyword stays there, and the words stay one keyword.
#[test]
fn a_comment_within_a_keyword_stays_where_it_is() {
    for text in [
        "duty d\n  cites Act 1\n  in # from then on\n  force from 2020-01-01\n    on # b\n    breach fine\n",
        "duty d\n  without # a\n  delay judged # c\n  by paid\n",
        "case c\n  as # then\n  of 2020-01-01\n",
        "의무 d\n  지체 # 왜\n  없이\n",
    ] {
        holds(text, text, WIDTH);
    }
}

/// What is given has its topic, and in a condition stands a subject: as the Korean text has it.
#[test]
fn the_shipped_korean_text_is_the_same_there_and_back() {
    for path in below("policies/ko", "onus") {
        let text = fs::read_to_string(&path).expect("it can be read");
        let there = turned(&text, Language::English).expect("it can be read whole");
        let back = turned(&there, Language::Korean).expect("it can be read whole");
        let lines = back.lines().zip(text.lines());
        let other: Vec<(&str, &str)> = lines.filter(|(one, other)| one != other).collect();
        assert!(back == text, "{}: {other:#?}", path.display());
    }
}

#[test]
fn a_clause_on_the_line_of_its_item_is_no_column() {
    let text =
        "omits Act 1 because \"One\" ko \"하나\"\nomits Act 2, Act 3 because \"Two\" ko \"둘\"\n";
    assert_eq!(format(text, WIDTH).as_deref(), Ok(text));
}

#[test]
fn branches_are_broken_first_and_the_parts_of_a_field_are_set_under_it() {
    let text = "\
policy p
record R
  field short : time \"Short\"
  cites Act 1
  field much_longer : time \"Longer\"
 default a.b
define d : duration
  means if first_condition_that_is_long and second_condition_that_is_long then one_long_name else another_long_name
define e
  means if a then 1
  else if b then 2
  else 3
";
    let expected = "\
policy p
record R
  field short       : time \"Short\"
    cites Act 1
  field much_longer : time \"Longer\"
    default a.b
define d : duration
  means if first_condition_that_is_long and second_condition_that_is_long
        then one_long_name
        else another_long_name
define e
  means if a then 1
        else if b then 2
        else 3
";
    assert_eq!(format(text, WIDTH).as_deref(), Ok(expected));
}

#[test]
fn a_text_with_an_error_is_left_alone() {
    assert_eq!(
        format("policy p\ndefin x \"X\"", WIDTH),
        Err(Refusal::Unreadable)
    );
    assert_eq!(
        format("policy p\ndefine x menas yes", WIDTH),
        Err(Refusal::Unreadable)
    );
    assert_eq!(format("", WIDTH).as_deref(), Ok(""));
    assert_eq!(format("# only this", WIDTH).as_deref(), Ok("# only this\n"));
}

/// The words of the language can be turned into the other one and back, and the policy stays what it was.
#[test]
fn keywords_turn_into_either_language() {
    let shipped = |name: &str| name.starts_with("policies");
    let policies: Vec<(String, String)> = policies()
        .into_iter()
        .filter(|(name, text)| shipped(name) || text.len() < 12_000)
        .collect();
    let mut refused = Vec::new();
    let mut back = 0;
    for (name, text) in &policies {
        let korean = turned(text, Language::Korean);
        let english = turned(text, Language::English);
        let (Some(korean), Some(english)) = (korean, english) else {
            refused.push(name.as_str());
            continue;
        };
        assert_eq!(told(text), told(&korean), "{name}");
        // What was written in English alone is the same again.
        if english == *text {
            let again = turned(&korean, Language::English);
            // `the` before an amount has no Korean word.
            let squeezed = |text: &str| {
                let words = text
                    .split_whitespace()
                    .filter(|word| !word.ends_with("the"));
                let words = words.collect::<String>();
                let words = words.replace("business", "working");
                // One of something is told as one.
                let units = [
                    "minutes",
                    "hours",
                    "days",
                    "weeks",
                    "months",
                    "years",
                    "workingdays",
                ];
                units.iter().fold(words, |words, unit| {
                    let one = unit.trim_end_matches('s');
                    words.replace(&format!("1{unit}"), &format!("1{one}"))
                })
            };
            let again = again.map(|again| squeezed(&again));
            assert_eq!(again, Some(squeezed(text)), "{name}");
            back += 1;
        }
    }
    assert!(refused.is_empty(), "{refused:?}");
    assert!(
        back > 100,
        "only {back} of {} are in English",
        policies.len()
    );
}

#[test]
fn the_words_of_a_policy_in_korean() {
    let text = "\
duty tell \"Tell\" ko \"알림\"
  cites Act 1
  bearer operator
  to users
  when any of (s.paid for s in services) and c is not one of (own, line)
  must notice
  by 24 hours after ended
  in force from 2020-01-01 until 2021-12-31 cites Act 2
  in force until 2019-12-31
";
    let expected = "\
의무 tell \"Tell\" 한 \"알림\"
  근거 Act 1
  의무자 operator
  상대 users
  조건 하나라도 (s.paid 대하여 s 속한 services) 그리고 c 이 아닌 다음 중 (own, line)
  하여야 notice
  기한 ended 이후 24 시간
  시행 2020-01-01부터 2021-12-31까지 근거 Act 2
  시행 2019-12-31까지
";
    assert_eq!(turned(text, Language::Korean).as_deref(), Some(expected));
    assert_eq!(turned(expected, Language::English).as_deref(), Some(text));
}

/// In Korean the moment of another law stands before what is asked, the time from which a period runs
/// before the period, and some words say what they are for.
#[test]
fn each_language_has_its_own_order_and_words() {
    for (english, korean) in [
        (
            "define d means covered under law of started and not b",
            "정의 d 뜻 started 당시의 법에 따른 covered 그리고 아닌 b",
        ),
        (
            "define d means a(s) under law of due of tell > 3",
            "정의 d 뜻 만기 의 tell 당시의 법에 따른 a(s) > 3",
        ),
        (
            "duty d by end of day of (12 months after (14 days after s)) without delay",
            "의무 d 기한 끝 의 일 의 ((s 이후 14 일) 이후 12 개월) 지체 없이",
        ),
        (
            "duty d by 3 days before s counting that day",
            "의무 d 기한 s 이전 3 일 초일산입",
        ),
        (
            "exception x to d when told has not happened and b has happened instead to users",
            "예외 x 예외대상 d 조건 told 없었음 그리고 b 있었음 대신 상대 users",
        ),
        (
            "duty d may reduce to 50% when b relief to 12:00 on next working day",
            "의무 d 할수있음 감액 까지 50% 조건 b 기한완화 까지 12:00 다음 근무일",
        ),
        (
            "duty d by 3 days after s # why\n  without delay",
            "의무 d 기한 s 이후 3 일 # why\n  지체 없이",
        ),
        ("case c expect d exempt by x", "사례 c 기대 d 면제 사유 x"),
        // Kinds, units and the moment are words of the language; what is declared is none.
        (
            "fact a : list of time fact b : KRW at least 1 KRW fact c : yes/no",
            "사실 a : 목록 의 시각 사실 b : 원 최저 1 원 사실 c : 예/아니오",
        ),
        (
            "duty 고지 by 1 hour after moment or 2 business days after s when 고지 is known",
            "의무 고지 기한 적용시점 이후 1 시간 또는 s 이후 2 영업일 조건 고지 가 알려짐",
        ),
        (
            "unit 원 fact a : 원 at least 3 원 fact moment define d means moment is known",
            "단위 원 사실 a : 원 최저 3 원 사실 moment 정의 d 뜻 moment 이 알려짐",
        ),
    ] {
        assert_eq!(turned(english, Language::Korean).as_deref(), Some(korean));
        assert_eq!(turned(korean, Language::English).as_deref(), Some(english));
    }
    // In Korean a unit may be glued to its number.
    assert_eq!(
        turned("의무 d 기한 24시간 이후 s", Language::English).as_deref(),
        Some("duty d by 24 hours after s")
    );
    // A remark between the words stays where it is, and so do they.
    let told = "define d means covered # why\n  under law of started";
    assert_eq!(
        turned(told, Language::Korean).as_deref(),
        Some("정의 d 뜻 covered # why\n  under law of started")
    );
}
