//! Slips of Korean authors, and what people everywhere write of days, times and remarks: each is one
//! finding with one step of help, and where the step is certain, its edit makes the text what was meant.
//! And whatever is shown of the language is shown in the keywords of the file.

use std::collections::BTreeSet;
use std::fs;

use onus::diagnostic::{Code, Diagnostic, Language, Phrase, Severity};
use onus::source::Sources;
use onus::syntax;

use crate::files::files;

const KOREAN: &str = r#"정책 장애
  제목 "Outages" 한 "장애"
  시간대 Asia/Seoul
  기간계산 kr.civil

출처 법 "Online Services Act" 한 "온라인서비스법"

당사자 사업자 "Operator" 한 "사업자"
당사자 이용자 "Users" 한 "이용자"

사실 발생 : 시각 "Start of the outage" 한 "장애 발생 시각"
사실 복구 : 시각 "Service is back" 한 "복구 시각"
사실 사전고지 : 예/아니오 "Work was announced" 한 "사전에 알린 작업"
단위 명 "users" 한 "명"
사실 인원 : 명 "Users hit" 한 "영향 인원"

행위 장애고지 "Notice of the outage" 한 "장애 고지"
  주는쪽 사업자
  상대 이용자

정의 긴장애 "Down for more than two hours" 한 "두 시간을 넘는 장애"
  근거 법 제5조
  뜻 복구 - 발생 > 2 시간 그리고 인원 >= 100만 명

의무 고지의무 "Notice of a long outage" 한 "장시간 장애의 고지"
  근거 법 제6조
  시행 2026-01-01부터
    의무자 사업자
    상대 이용자
    조건 긴장애
    하여야 장애고지
    기한 복구 이후 24 시간

예외 예고된작업 "Announced work" 한 "사전에 알린 작업"
  예외대상 고지의무
  조건 사전고지
  근거 법 제7조

사례 하나 "One" 한 "하나"
  기준시점 2026-03-03T10:00
  가정 발생 은 2026-03-03T09:00
  기대 고지의무 미정 필요사실 복구
  기대 긴장애 미정
"#;

/// What is written, in place of what; and the line that its edit makes, or else words of its help.
const SLIPS: &[(&str, &str, Result<&str, &str>)] = &[
    // Blanks within a word.
    ("주는쪽 사업자", "주는 쪽 사업자", Ok("주는쪽 사업자")),
    (
        "예외대상 고지의무",
        "예외 대상 고지의무",
        Ok("예외대상 고지의무"),
    ),
    (
        "기준시점 2026",
        "기준 시점 2026",
        Ok("기준시점 2026-03-03T10:00"),
    ),
    (
        "필요사실 복구",
        "필요 사실 복구",
        Ok("기대 고지의무 미정 필요사실 복구"),
    ),
    ("조건 사전고지", "조건 사전 고지", Ok("조건 사전고지")),
    ("조건 긴장애", "조건 긴 장애", Ok("조건 긴장애")),
    ("하여야 장애고지", "하여야 장애 고지", Ok("하여야 장애고지")),
    (
        "100만 명",
        "100 만 명",
        Ok("뜻 복구 - 발생 > 2 시간 그리고 인원 >= 100만 명"),
    ),
    (
        "미정 필요사실 복구",
        "이행 대기",
        Ok("기대 고지의무 이행대기"),
    ),
    // A state that is denied is not the state.
    (
        "미정 필요사실 복구",
        "미이행",
        Err("`이행대기` 또는 `위반`"),
    ),
    (
        "미정 필요사실 복구",
        "의무 없음",
        Err("`미발생` 또는 `면제`"),
    ),
    ("미정 필요사실 복구", "없음", Err("`미발생` 또는 `면제`")),
    ("미정 필요사실 복구", "기한 경과", Err("`위반`")),
    ("미정 필요사실 복구", "미시행", Err("`아닌 시행중`")),
    ("미정 필요사실 복구", "발생", Err("`이행대기`")),
    // From when it is counted may follow.
    (
        "복구 이후 24 시간",
        "24 시간 이우 복구",
        Ok("기한 24 시간 이후 복구"),
    ),
    // Articles.
    ("근거 법 제5조", "근거 법 제 5 조", Ok("근거 법 제5조")),
    ("근거 법 제5조", "근거 법 5조", Ok("근거 법 제5조")),
    (
        "근거 법 제5조",
        "근거 법 제5조 2항",
        Ok("근거 법 제5조제2항"),
    ),
    ("근거 법 제5조", "근거 법 5조 2항", Ok("근거 법 제5조제2항")),
    ("근거 법 제5조", "근거 법제5조", Err("`법 제5조`처럼")),
    ("근거 법 제5조", "근거 제5조", Err("`법 제5조`처럼")),
    (
        "근거 법 제5조",
        "근거 시행령 제5조",
        Err("`출처 시행령 \"…\" 한 \"…\"`"),
    ),
    // Days and times.
    (
        "2026-01-01부터",
        "2026. 1. 1.부터",
        Ok("시행 2026-01-01부터"),
    ),
    ("2026-01-01부터", "2026.1.1부터", Ok("시행 2026-01-01부터")),
    (
        "2026-01-01부터",
        "2026년 1월 1일부터",
        Ok("시행 2026-01-01부터"),
    ),
    (
        "시행 2026-01-01부터",
        "시행일 2026. 1. 1.",
        Ok("시행 2026-01-01부터"),
    ),
    (
        "2026-03-03T10:00",
        "2026-03-03T9:00",
        Ok("기준시점 2026-03-03T09:00"),
    ),
    (
        "2026-03-03T10:00",
        "2026. 3. 3. 10:00",
        Ok("기준시점 2026-03-03T10:00"),
    ),
    (
        "2026-03-03T10:00",
        "2026년 3월 3일 오전 10시",
        Ok("기준시점 2026-03-03T10:00"),
    ),
    (
        "2026-03-03T10:00",
        "3 Mar 2026 10:00",
        Ok("기준시점 2026-03-03T10:00"),
    ),
    ("은 2026-03-03T09:00", "은 2026-03-03", Err("시각까지")),
    // Other words for a keyword, after a citation too.
    (
        "    의무자 사업자",
        "    의무주체 사업자",
        Ok("의무자 사업자"),
    ),
    (
        "하여야 장애고지",
        "하여야함 장애고지",
        Ok("하여야 장애고지"),
    ),
    ("조건 긴장애", "요건 긴장애", Ok("조건 긴장애")),
    // What denies, and what joins.
    (
        "조건 사전고지",
        "조건 사전고지 아님",
        Ok("조건 아닌 사전고지"),
    ),
    (
        "조건 사전고지",
        "조건 사전고지 가 아니다",
        Ok("조건 아닌 사전고지"),
    ),
    ("조건 긴장애", "조건 긴장애인 경우", Ok("조건 긴장애")),
    ("조건 긴장애", "경우 긴장애", Ok("조건 긴장애")),
    (
        "뜻 복구 - 발생 > 2 시간",
        "뜻 복구 - 발생 이 2시간 초과",
        Ok("뜻 복구 - 발생 > 2시간 그리고 인원 >= 100만 명"),
    ),
    // What is owed.
    (
        "하여야 장애고지",
        "하여야 한다 장애고지",
        Ok("하여야 장애고지"),
    ),
    (
        "하여야 장애고지",
        "하여야 장애고지를 한다",
        Ok("하여야 장애고지"),
    ),
    (
        "하여야 장애고지",
        "해야한다 장애고지",
        Ok("하여야 장애고지"),
    ),
    ("하여야 장애고지", "하여야 고지의무", Err("`장애고지`")),
    // Limits.
    (
        "복구 이후 24 시간",
        "복구 시부터 24시간 이내",
        Ok("기한 복구 이후 24 시간"),
    ),
    (
        "복구 이후 24 시간",
        "복구한 때부터 24시간",
        Ok("기한 복구 이후 24 시간"),
    ),
    (
        "복구 이후 24 시간",
        "복구일부터 1일 이내",
        Ok("기한 복구 이후 1 일"),
    ),
    ("복구 이후 24 시간", "다음 날까지", Err("이후 1 일`")),
    ("기한 복구 이후 24 시간", "기한 즉시", Err("`즉시`")),
    ("기한 복구 이후 24 시간", "기한 신속히", Err("`신속히`")),
    ("> 2 시간", "> 2 시", Err("`시간`")),
    // Names and heads.
    (
        "예외 예고된작업",
        "예외 예고된 작업",
        Ok("예외 예고된작업 \"Announced work\" 한 \"사전에 알린 작업\""),
    ),
    (
        "예외대상 고지의무",
        "대상 고지의무",
        Ok("예외대상 고지의무"),
    ),
    ("정책 장애\n", "", Err("`정책 자동차교환`")),
    ("기간계산 kr.civil", "기산 kr.civil", Err("`기한`")),
    (
        "조건 긴장애",
        "조건 긴장애 이고 사전고지",
        Ok("조건 긴장애 그리고 사전고지"),
    ),
    ("조건 긴장애", "조건 긴장애 = 예", Ok("조건 긴장애 는 예")),
    // Limits.
    ("기한 복구 이후 24 시간", "기한 지체 없이", Ok("지체없이")),
    (
        "기한 복구 이후 24 시간",
        "기한 지체없이",
        Err("그 자체로 절"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 복구 후 24 시간",
        Ok("기한 복구 이후 24 시간"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 복구부터 24시간 이내",
        Ok("기한 복구 이후 24 시간"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 복구 24시간 전",
        Ok("기한 복구 이전 24 시간"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 24시간 이내",
        Err("`종료 이후 24 시간`"),
    ),
    // States and what a case has no clause for.
    ("미정 필요사실 복구", "미확정", Ok("기대 고지의무 미정")),
    (
        "미정 필요사실 복구",
        "이행대기 기한 2026-03-03T10:00",
        Err("`만기`"),
    ),
    ("은 2026-03-03T09:00", "은 없음", Err("`아니오`")),
    // What is missing, or named otherwise.
    ("    의무자 사업자\n", "", Err("`의무자 사업자`")),
    ("  예외대상 고지의무\n", "", Err("`예외대상`")),
    ("예/아니오", "여부", Err("`예/아니오`")),
    ("시간 그리고 인원", "시간 그리고 인원수", Err("`인원`")),
    (
        ">= 100만 명",
        ">= 100만 건",
        Err("`단위 건 \"…\" 한 \"…\"`"),
    ),
    ("의무자 사업자", "의무자 사업자,", Ok("의무자 사업자")),
    ("기간계산 kr.civil", "기간계산 민법", Err("`kr.civil`")),
    // Signs as a word processor and a statute write them.
    (
        "뜻 복구 - 발생",
        "뜻 복구 − 발생",
        Ok("뜻 복구 - 발생 > 2 시간 그리고 인원 >= 100만 명"),
    ),
    (
        "뜻 복구 - 발생",
        "뜻 복구 – 발생",
        Ok("뜻 복구 - 발생 > 2 시간 그리고 인원 >= 100만 명"),
    ),
    (
        "> 2 시간",
        "초과 2 시간",
        Ok("뜻 복구 - 발생 > 2 시간 그리고 인원 >= 100만 명"),
    ),
    (
        "> 2 시간",
        "> 2 시간 초과",
        Ok("뜻 복구 - 발생 > 2 시간 그리고 인원 >= 100만 명"),
    ),
    ("> 2 시간", "> 2 시간 이상", Err("뜻하는 기호 하나만")),
    (
        "> 2 시간",
        "> 두시간",
        Ok("뜻 복구 - 발생 > 2 시간 그리고 인원 >= 100만 명"),
    ),
    // From when a period runs, and how periods are counted.
    (
        "기한 복구 이후 24 시간",
        "기한 복구후 24시간",
        Ok("기한 복구 이후 24 시간"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 복구전 24시간",
        Ok("기한 복구 이전 24 시간"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 복구 시각 이후 24 시간",
        Ok("기한 복구 이후 24 시간"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 복구 이내 24 시간",
        Err("`기한 복구 이후 24 시간`"),
    ),
    (
        "기한 복구 이후 24 시간",
        "기한 장애고지 이후 24 시간",
        Err("`이행 의 "),
    ),
    (
        "기간계산 kr.civil",
        "기간 kr.civil",
        Ok("기간계산 kr.civil"),
    ),
    // What is forbidden or permitted.
    (
        "하여야 장애고지",
        "하여서는 아니 된다 장애고지",
        Ok("하여야 아닌 장애고지"),
    ),
    (
        "하여야 장애고지",
        "하여서는아니된다 장애고지",
        Ok("하여야 아닌 장애고지"),
    ),
    (
        "하여야 장애고지",
        "아니하여야 장애고지",
        Ok("하여야 아닌 장애고지"),
    ),
    (
        "하여야 장애고지",
        "하지 못한다 장애고지",
        Ok("하여야 아닌 장애고지"),
    ),
    // Sentences of an article, and a law by its title.
    (
        "근거 법 제5조",
        "근거 법 제5조 본문",
        Ok("근거 법 제5조 # 본문"),
    ),
    (
        "근거 법 제5조",
        "근거 법 제5조단서",
        Ok("근거 법 제5조 # 단서"),
    ),
    (
        "근거 법 제5조",
        "근거 법 제5조 각 호 외의 부분",
        Ok("근거 법 제5조 # 각 호 외의 부분"),
    ),
    (
        "근거 법 제5조",
        "근거 「온라인서비스법」 제5조",
        Ok("근거 법 제5조"),
    ),
    (
        "근거 법 제5조",
        "근거 온라인서비스법 제5조",
        Ok("근거 법 제5조"),
    ),
    ("의무자 사업자", "의무자 사업자는", Ok("의무자 사업자")),
    // With another particle the whole may be a word of its own.
    ("의무자 사업자", "의무자 사업자에게", Err("`사업자`")),
    ("    의무자 사업자", "    기한 사업자", Ok("의무자 사업자")),
    // What a case gives and expects.
    (
        "가정 발생 은 2026-03-03T09:00",
        "가정 아닌 사전고지",
        Ok("가정 사전고지 는 아니오"),
    ),
    (
        "예/아니오",
        "참/거짓",
        Ok("사실 사전고지 : 예/아니오 \"Work was announced\" 한 \"사전에 알린 작업\""),
    ),
    (
        "가정 발생 은 2026-03-03T09:00",
        "가정 사전고지 아니오",
        Ok("가정 사전고지 는 아니오"),
    ),
    (
        "가정 발생 은 2026-03-03T09:00",
        "가정 사전고지 는 모름",
        Ok("가정 사전고지 는 불명"),
    ),
    (
        "고지의무 미정 필요사실 복구",
        "장애고지 이행대기",
        Err("`고지의무`"),
    ),
    ("긴장애 미정", "긴장애 아니오", Ok("기대 긴장애 는 아니오")),
    ("미정 필요사실 복구", "기발생", Err("`이행대기`")),
    (
        "미정 필요사실 복구",
        "이행지체",
        Err("`위반` 또는 `지체이행`"),
    ),
    (
        "미정 필요사실 복구",
        "해당없음",
        Err("`미발생` 또는 `면제`"),
    ),
    ("미정 필요사실 복구", "비발생", Err("`미발생`")),
    ("미정 필요사실 복구", "무엇인가", Err("`이행대기`, `위반`")),
    (
        "미정 필요사실 복구",
        "재이행",
        Err("`미발생`, `면제`, `이행`"),
    ),
    (
        "기준시점 2026",
        "기준일 2026",
        Ok("기준시점 2026-03-03T10:00"),
    ),
    // Remarks.
    ("정의 긴장애", "// 긴 장애\n정의 긴장애", Ok("# 긴 장애")),
    (
        "조건 긴장애",
        "조건 긴장애 -- 두 시간",
        Ok("조건 긴장애 # 두 시간"),
    ),
];

fn findings(text: &str) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    sources.add("p.onus", text);
    let (_, findings) = onus::load(&sources);
    (sources, findings)
}

fn errors(text: &str) -> Vec<Diagnostic> {
    let mut found = findings(text).1;
    found.retain(|one| one.severity() == Severity::Error);
    found
}

#[test]
fn each_slip_is_told_once_and_its_step_leads_on() {
    assert_eq!(findings(KOREAN).1, []);
    let mut wrong = Vec::new();
    for (meant, slip, wanted) in SLIPS {
        assert!(KOREAN.contains(meant), "{meant}");
        let text = KOREAN.replacen(meant, slip, 1);
        let found = errors(&text);
        let [only] = found.as_slice() else {
            let told: Vec<&str> = found.iter().map(|one| one.message.ko.as_str()).collect();
            wrong.push(format!(
                "{slip}: {} errors: {}",
                found.len(),
                told.join(" | ")
            ));
            continue;
        };
        let help = only.help.clone().unwrap_or_default();
        match wanted {
            Err(words) if help.ko.contains(words) => {}
            Err(words) => wrong.push(format!("{slip}: `{words}` is not in `{}`", help.ko)),
            Ok(line) => {
                let Some(fix) = &only.fix else {
                    wrong.push(format!("{slip}: no edit, help `{}`", help.ko));
                    continue;
                };
                let mut mended = text.clone();
                let range = fix.span.start as usize..fix.span.end as usize;
                mended.replace_range(range, &fix.replacement);
                let there = mended.lines().any(|one| one.trim() == *line);
                let left = errors(&mended);
                if !there || !left.is_empty() {
                    wrong.push(format!(
                        "{slip}: {} errors left, help `{}`",
                        left.len(),
                        help.ko
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A limit that says both before and after, and a length of time in a condition, are advised: an edit
/// would say what the author did not.
#[test]
fn what_can_be_meant_in_two_ways_is_advised_and_not_mended() {
    for slip in ["기한 복구 이후 24시간 이전", "기한 복구 이후 24시간 전"] {
        let text = KOREAN.replacen("기한 복구 이후 24 시간", slip, 1);
        let found = errors(&text);
        let help = found.iter().find_map(|one| one.help.clone());
        let help = help.expect("it is told");
        assert!(help.ko.contains("복구 이후 24 시간"), "{slip}: {}", help.ko);
        assert!(
            found.iter().all(|one| one.fix.is_none()),
            "{slip}: {found:?}"
        );
    }
    let english = "policy p\n  title \"P\" ko \"피\"\n  zone Asia/Seoul\n\nparty operator \"Operator\" ko \"사업자\"\n\
                   fact started : time \"Start\" ko \"시작\"\nfact ended : time \"End\" ko \"끝\"\n\
                   act notice \"Notice\" ko \"고지\" from operator\n\nduty tell \"Notice\" ko \"고지\"\n  bearer operator\n  \
                   when ended within 2 hours of started\n  must notice\n  without delay\n";
    let found = errors(english);
    assert!(!found.is_empty());
    let told = found.iter().filter_map(|one| one.help.as_ref());
    let told: Vec<&str> = told.map(|help| help.en.as_str()).collect();
    assert!(
        told.iter().any(|help| help.contains("ended - started <=")),
        "{told:?}"
    );
    let edits = found.iter().filter_map(|one| one.fix.as_ref());
    let edits: Vec<&str> = edits.map(|fix| fix.replacement.as_str()).collect();
    assert!(
        edits.iter().all(|edit| !edit.contains("after")),
        "{edits:?}"
    );
}

/// What may be put before or behind a state, or stand in place of its first letter, and say another.
const BEFORE: [&str; 10] = ["un", "non", "in", "not", "미", "비", "불", "무", "기", "재"];
const BEHIND: [&str; 6] = ["지체", "없음", "안함", "아님", "전", "됨"];

#[test]
fn no_state_is_mended_into_another() {
    let states = [
        "이행",
        "미발생",
        "이행대기",
        "위반",
        "면제",
        "해당있음",
        "시행중",
    ];
    let english = [
        "fulfilled",
        "exempt",
        "breached",
        "pending",
        "undetermined",
        "applicable",
    ];
    let mut tried = 0;
    for state in states.into_iter().chain(english) {
        let rest = state.chars().skip(1).collect::<String>();
        // In place of a syllable of Korean; of a word of letters it may be a slip.
        let instead = |sign: &str| Some(format!("{sign}{rest}")).filter(|_| !state.is_ascii());
        let before = BEFORE
            .iter()
            .flat_map(|sign| [Some(format!("{sign}{state}")), instead(sign)])
            .flatten();
        for word in before.chain(BEHIND.iter().map(|sign| format!("{state}{sign}"))) {
            let text = KOREAN.replacen("미정 필요사실 복구", &word, 1);
            for found in errors(&text) {
                tried += 1;
                let fix = found.fix.map(|fix| fix.replacement);
                assert_eq!(fix, None, "{word}");
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_prohibition_is_not_mended_into_an_order() {
    for word in ["prohibition", "permission", "금지"] {
        let text = KOREAN.replacen("의무 고지의무 \"", &format!("{word} 고지의무 \""), 1);
        let found = errors(&text);
        let first = found.first().expect("it is no item");
        let help = first.help.clone().unwrap_or_default();
        let clause = help.ko.contains("`하여야 아닌`") || help.ko.contains("`할수있음`");
        assert!(clause, "{help:?}");
        assert!(found.iter().all(|one| one.fix.is_none()), "{found:?}");
    }
}

/// Items of every sort with states, in both languages.
fn with_states() -> [String; 2] {
    let english = "policy p
  zone Asia/Seoul
source Act
party a
party b
act tell from a to b
act fine_notice from b to a
fact told : time
define late cites Act 1 means told is known
duty demanded cites Act 2 bearer a must tell by told
duty forbidden cites Act 3 bearer a must not tell
duty ensured cites Act 4 bearer a must ensure late
duty allowed cites Act 5 bearer a may tell
power fining cites Act 6 holder b over a through fine_notice
sanction fine cites Act 7 bearer a holder b up to 1 EUR
"
    .to_owned();
    let korean = syntax::turned(&english, Language::Korean).expect("it is sound");
    [english, korean]
}

/// Whatever state is shown, in the keywords of the file, is taken as it is shown.
#[test]
fn every_state_that_is_shown_can_be_written() {
    let expecting = |text: &str, name: &str, state: &str| {
        let clauses = if text.starts_with("policy") {
            format!("case c\n  as of 2026-03-03T10:00\n  expect {name} {state}\n")
        } else {
            format!("사례 c\n  기준시점 2026-03-03T10:00\n  기대 {name} {state}\n")
        };
        format!("{text}{clauses}")
    };
    let names = [
        "demanded",
        "forbidden",
        "ensured",
        "allowed",
        "fining",
        "fine",
    ];
    let mut tried = 0;
    for text in with_states() {
        let korean = !text.starts_with("policy");
        let wrong = match korean {
            true => ["근무일", "알려짐", "zzz", ""],
            false => ["working day", "known", "zzz", ""],
        };
        for (name, wrong) in names
            .iter()
            .flat_map(|name| wrong.map(|wrong| (name, wrong)))
        {
            let found = errors(&expecting(&text, name, wrong));
            assert!(!found.is_empty(), "{name} {wrong}");
            let lists = found.iter().filter(|one| one.code == Code::WrongSort);
            let helps = lists.filter_map(|one| Some(one.help.as_ref()?.en.as_str()));
            let states = helps.flat_map(|help| help.split('`').skip(1).step_by(2));
            for state in states {
                let again = errors(&expecting(&text, name, state));
                assert!(again.is_empty(), "{name} {state}: {again:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 80, "{tried}");
}

/// Curled quotes all through a text: nothing but them is told, and with their edits it is sound.
#[test]
fn curled_quotes_are_all_that_is_told_of_them() {
    let text = include_str!("../policies/common/incident.onus");
    let mut open = true;
    let curled: String = text
        .split_inclusive('\n')
        .map(|line| {
            if line.trim_start().starts_with('#') {
                return line.to_owned();
            }
            let curl = |letter: char| match letter {
                '"' => {
                    open = !open;
                    if open { '\u{201D}' } else { '\u{201C}' }
                }
                other => other,
            };
            line.chars().map(curl).collect()
        })
        .collect();
    let found = errors(&curled);
    assert!(found.len() >= 40, "{}", found.len());
    for one in &found {
        assert_eq!(one.code.name(), "lookalike-character", "{}", one.message.en);
    }
}

/// The policies of the tests that are wrong, and those of the pages of findings.
fn policies() -> Vec<String> {
    let read = |path| fs::read_to_string(path).expect("it is text");
    let mut all: Vec<String> = files("tests/broken", "onus")
        .into_iter()
        .map(read)
        .collect();
    for page in files("docs/errors", "md").into_iter().map(read) {
        let blocks = page.split("```onus").skip(1);
        all.extend(blocks.filter_map(|block| {
            let (_, rest) = block.split_once('\n')?;
            Some(rest.split("```").next()?.to_owned())
        }));
    }
    all
}

/// The words that are shown between backticks, outside quotations and names with dots.
fn shown(phrase: &Phrase) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in [&phrase.en, &phrase.ko] {
        for part in text.split('`').skip(1).step_by(2) {
            for outside in part.split('"').step_by(2) {
                let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
                words.extend(outside.split(|c| !name(c)).map(str::to_owned));
            }
        }
    }
    words
}

#[test]
fn what_is_shown_of_the_language_is_in_the_keywords_of_the_file() {
    let keywords: Vec<(&str, &str)> = syntax::keywords().map(|one| (one.en, one.ko)).collect();
    let english: BTreeSet<&str> = keywords
        .iter()
        .map(|(en, _)| *en)
        .filter(|en| !en.contains(' '))
        .collect();
    let korean: BTreeSet<&str> = keywords.iter().map(|(_, ko)| *ko).collect();
    let mut looked = [0, 0];
    let mut wrong = Vec::new();
    for text in policies() {
        let turned = syntax::turned(&text, Language::Korean);
        for (turn, text) in [(0, Some(text)), (1, turned)] {
            let Some(text) = text else { continue };
            let foreign = if turn == 1 { &english } else { &korean };
            let first = text
                .split_whitespace()
                .find(|word| english.contains(word) || korean.contains(word));
            // A text of the other language is not what is looked for here.
            if first.is_some_and(|word| foreign.contains(word)) {
                continue;
            }
            let own: BTreeSet<&str> = text
                .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))
                .collect();
            for finding in findings(&text).1 {
                if finding.code == Code::DecomposedHangul {
                    // It shows the author's own word, composed.
                    continue;
                }
                looked[turn] += 1;
                let phrases = [
                    Some(&finding.message),
                    finding.help.as_ref(),
                    Some(&finding.primary.text),
                ];
                for phrase in phrases.into_iter().flatten() {
                    for word in shown(phrase) {
                        if foreign.contains(word.as_str()) && !own.contains(word.as_str()) {
                            wrong.push(format!("{word}: {} / {}", phrase.en, phrase.ko));
                        }
                    }
                }
            }
        }
    }
    assert!(looked[0] > 150 && looked[1] > 60, "{looked:?}");
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} of {looked:?}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A day that is mended lays the particle beside it bare, and both edits are made in turn.
#[test]
fn a_figure_is_mended_though_more_of_its_line_is_wrong() {
    let text = KOREAN.replacen("발생 은 2026-03-03T09:00", "발생은 2026. 3. 3. 오전 9시", 1);
    let mut text = text;
    for _ in 0..2 {
        let mut sources = Sources::default();
        let file = sources.add("p.onus", text.as_str());
        let mended = syntax::mend(file, &sources);
        assert_eq!((mended.done.len(), mended.refused.len()), (1, 0), "{text}");
        text = mended.text;
    }
    assert_eq!(text, KOREAN);
}

/// What does not fit after something that nobody understands is not told beside it.
#[test]
fn a_line_of_which_nothing_is_sure_is_told_once() {
    for (meant, slip) in [
        ("기준시점 2026-03-03T10:00", "기준시점 03/03/2026 10:00"),
        (
            "정의 긴장애 \"Down for more than two hours\" 한 \"두 시간을 넘는 장애\"",
            "정의 긴장애 Down for more than two hours",
        ),
    ] {
        assert!(KOREAN.contains(meant));
        let found = errors(&KOREAN.replacen(meant, slip, 1));
        assert_eq!(found.len(), 1, "{found:#?}");
    }
}

/// What is left out at the end of a line leaves no blank there.
#[test]
fn an_edit_leaves_no_blank_at_the_end_of_a_line() {
    let text = KOREAN.replacen("조건 긴장애", "조건 긴장애 일 때", 1);
    let [only] = errors(&text).try_into().expect("one");
    let fix = only.fix.expect("an edit");
    let mut mended = text;
    mended.replace_range(
        fix.span.start as usize..fix.span.end as usize,
        &fix.replacement,
    );
    assert_eq!(mended, KOREAN);
}
