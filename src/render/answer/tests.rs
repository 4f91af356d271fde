//! Whole answers, read line by line.

mod comparison;
mod kakao;
mod make;
mod paid;

use super::{WIDTH, answer};
use crate::determination::Determination;
use crate::diagnostic::Language::{self, English, Korean};
use crate::value::State;
use unicode_width::UnicodeWidthStr;

/// The answer with its lines joined, so that a test does not depend on where they break.
fn flowing(determination: &Determination, language: Language) -> String {
    let text = answer(determination, language, WIDTH);
    println!("{text}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_says(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(text.contains(sentence), "no “{sentence}” in:\n{text}");
    }
}

fn assert_in_order(text: &str, words: &[&str]) {
    let places: Vec<Option<usize>> = words.iter().map(|word| text.find(word)).collect();
    assert!(places.iter().all(Option::is_some), "{places:?}");
    assert!(places.is_sorted(), "{places:?} in:\n{text}");
}

#[test]
fn kakao_in_english() {
    let text = flowing(&kakao::determination(), English);
    assert_in_order(
        &text,
        &[
            "Kakao QR check-in",
            "TO DO",
            "UNDETERMINED",
            "QUESTIONS - ",
            "POWERS AND PERMISSIONS",
            "CONCLUSIONS",
            "NOT OWED",
            "CANNOT BE IMPOSED",
            "NOT IN FORCE THEN",
            "NOTES ON THE LAW",
            "not legal advice",
        ],
    );
    assert_says(
        &text,
        &[
            "As of Thu 10 Feb 2022 09:00 KST · law in force on 3 Feb 2022",
            "Contact for advice and the facts, to users — the law sets no date (note 1) Who: The operator · to: the users of the \
             service · what: Notice of a contact for advice (Decree 30-8(2)2(b)).",
            "Why — Operator bound to stable service: yes; Effect on the service: Stop.",
            "Average daily users in the country (Oct–Dec 2021): 40,594,095 users (at least \
             1,000,000: met)",
            "Share of the country's total traffic (Oct–Dec 2021): 1.2 % (at least 1 %: met by 0.2 points)",
            "Request for outage data (Decree 30-8(3)) (note 3) — The Minister of Science and ICT may make it on \
             finding: “The stability of the service was impaired”.",
            "Exempt: No fee is paid (Decree 37-11(1)4).",
            "NOT IN FORCE THEN: Answer to the request (Act 22-7(4)); Fine for refusing \
             data (Act 104(5)2-4).",
            "A request is to be expected in practice (Guide 6, guidance, not statute) Depends on:",
            "Also open, for the same reasons: A measure was not taken",
        ],
    );
    // Said once: the reasons of a conclusion, and the ground of two exempt duties.
    for once in ["40,594,095", "Exempt: No fee is paid"] {
        assert_eq!(text.matches(once).count(), 1, "{once}");
    }
    assert!(!text.contains("users ["), "one instance needs no name");
}

#[test]
fn kakao_in_korean() {
    let text = flowing(&kakao::determination(), Korean);
    assert_says(
        &text,
        &[
            "기준 시점 2022. 2. 10.(목) 09:00 KST · 2022. 2. 3. 당시 시행 법령",
            "하루 평균 국내 이용자 수(2021년 10월~12월): 4,059만 4,095명(기준 100만명 이상, \
             충족)",
            "1.2%(기준 1% 이상, 0.2%p 상회)",
            "자료 제출 요청 권한(시행령 제30조의8제3항)(참고 3) — 과학기술정보통신부장관이 다음 판단에 따라 행사할 수 \
             있음: 서비스 안정성의 저해.",
            "면제: 무료 서비스(시행령 제37조의11제1항제4호).",
            "당시 시행되지 않은 규정: 자료 제출 의무(법 제22조의7제4항); 자료 제출 거부에 대한 \
             과태료(법 제104조제5항제2호의4).",
            "법률자문이 아님",
        ],
    );
    for english in ["undetermined", "limit", "None", "Decree"] {
        assert!(!text.contains(english), "{english}");
    }
}

#[test]
fn it_fits_on_a_screen_and_on_any_page() {
    for determination in [kakao::determination(), paid::determination()] {
        for language in [English, Korean] {
            let lines = answer(&determination, language, WIDTH).lines().count();
            assert!(lines <= 90, "{lines} lines");
            for width in [0, 24, 40, 80, 120] {
                let text = answer(&determination, language, width);
                let widest = text.lines().map(UnicodeWidthStr::width).max();
                assert!(
                    widest <= Some(width.max(24)),
                    "{widest:?} > {width}\n{text}"
                );
                assert!(text.lines().all(|line| line == line.trim_end()));
                assert_eq!(text, answer(&determination, language, width));
            }
        }
    }
}

#[test]
fn what_is_due_first_stands_first() {
    let text = flowing(&paid::determination(), English);
    assert_in_order(
        &text,
        &[
            "OVERDUE: DO IT NOW",
            "Compliance with the order —",
            "TO DO",
            "Notice of the stop to users [Video, Music] — without delay",
            "Notice on compensation to users [Music]",
            "DONE, OR NOT BREACHED",
        ],
    );
    assert_says(
        &text,
        &[
            "BREACHED, due Mon 5 Feb 2024 18:00 (4 days ago)",
            "by Mon 4 Mar 2024 (23 days left)",
            "No exemption applies; looked at: Unforeseen, and no longer than the limit (Decree 37-12(1)5): Length of \
             the outage: 15 h (at most 4 h: not met)",
            "If not done: Fine for a notice not given, up to KRW 10,000,000 (Act 104(5)5).",
            "Why — as for “Notice of the stop to users [Video, Music]”.",
            "Fine for disobeying the order, up to KRW 10,000,000 (Act 104(5)17) — can be imposed By \
             the Minister of Science and ICT, against the operator.",
            "Suspension of business, up to 1 year (Act 27(1)4) — can be imposed",
            "Surcharge, up to KRW 1,000,000,000, in place of “Suspension of business”",
            "HYPOTHETICAL: law in force on 5 May 2025",
            "facts recorded by 9 Feb 2024 18:00 KST",
        ],
    );
}

#[test]
fn what_is_due_first_stands_first_in_korean() {
    let text = flowing(&paid::determination(), Korean);
    assert_says(
        &text,
        &[
            "위반, 기한 2024. 2. 5.(월) 18:00(4일 경과)",
            "이용자에 대한 손해배상 고지 [Music] — 2024. 3. 4.(월)까지(23일 남음)",
            "15시간(한도 4시간 이내, 미충족)",
            "불이행 시: 고지 의무 위반에 대한 과태료: 1천만원 이하(법 제104조제5항제5호).",
            "68만명(기준 100만명 이상, 32만명 미달)",
            "의무 미발생",
        ],
    );
}

#[test]
fn an_answer_about_nothing_says_so() {
    let mut nothing = make::empty("2022-02-10T09:00:00+00:00");
    nothing.sources.clear();
    nothing.policies.clear();
    let text = flowing(&nothing, English);
    assert_says(
        &text,
        &[
            "As of Thu 10 Feb 2022 09:00 UTC TO DO: nothing",
            "TO DO: nothing, on these facts.",
        ],
    );
    assert_says(
        &flowing(&nothing, Korean),
        &["이행할 의무: 입력된 사실에 따르면 없음."],
    );
}

#[test]
fn an_undetermined_duty_says_when_it_would_be_due() {
    let mut all = paid::determination();
    for duty in &mut all.duties {
        if duty.state == State::Pending {
            duty.state = State::Undetermined;
        }
        if duty.state == State::Breached {
            duty.state = State::Exempt;
            duty.exempt_by = vec!["relief".into()];
        }
    }
    let english = flowing(&all, English);
    assert_says(
        &english,
        &[
            "TO DO: nothing that is certain; see UNDETERMINED.",
            "— if owed, by Mon 4 Mar 2024 (23 days left) Depends on: Effect on the service: Stop.",
            "Exempt: relief.",
        ],
    );
    let korean = flowing(&all, Korean);
    assert_says(
        &korean,
        &[
            "— 의무가 있으면 2024. 3. 4.(월)까지(23일 남음) 결론을 내지 못한 이유 —",
            "면제: relief.",
        ],
    );
}
