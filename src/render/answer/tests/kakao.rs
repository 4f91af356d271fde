//! An hour and a quarter without the QR check-in, February 2022.

mod duties;
mod missing;

use super::make::*;
use crate::determination::{Conclusion, Determination, Doubt, Figure, JudgementRow, Reason, Shown};
use crate::value::{State, Truth};
use missing::{impaired, measures};

pub(super) fn determination() -> Determination {
    let mut all = empty("2022-02-10T09:00:00+09:00");
    all.title = Some(words(
        "Kakao QR check-in, 3 February 2022",
        "카카오 QR체크인 접속 오류(2022. 2. 3.)",
    ));
    for policy in &mut all.policies {
        policy.governed_at = Some("2022-02-03T11:20:00+09:00".into());
    }
    all.duties = duties::duties();
    let stable = measures();
    all.powers = vec![
        power(
            needing(
                about(
                    "request_data",
                    "Request for outage data",
                    "자료 제출 요청 권한",
                    &["Decree 30-8(3)"],
                ),
                &[impaired()],
            ),
            State::Undetermined,
        ),
        power(
            needing(
                about(
                    "order_correction",
                    "Corrective order for want of measures",
                    "안정성 확보 조치에 관한 시정명령",
                    &["Act 92(1)1"],
                ),
                &stable,
            ),
            State::Undetermined,
        ),
        power(
            because(
                about(
                    "order_notice",
                    "Corrective order for want of a notice",
                    "중단 사실 등 고지에 관한 시정명령",
                    &["Act 92(1)1"],
                ),
                step(
                    "no",
                    Reason::State {
                        name: "kr.netflix_law.notify_stop".into(),
                        title: words(
                            "Notice of the stop to users",
                            "이용자에 대한 중단 사실 고지",
                        ),
                        state: State::Breached,
                    },
                    Vec::new(),
                ),
            ),
            State::Unavailable,
        ),
    ];
    let closed = [
        (
            "disobedience_fine",
            "Fine for disobeying the order",
            "시정명령 불이행에 대한 과태료",
        ),
        ("suspension", "Suspension of business", "사업정지"),
        ("surcharge", "Surcharge", "과징금"),
        (
            "notice_fine",
            "Fine for a notice not given",
            "고지 의무 위반에 대한 과태료",
        ),
    ];
    all.sanctions = closed
        .iter()
        .map(|(name, en, ko)| {
            sanction(
                about(name, en, ko, &["Act 104(5)5"]),
                State::NotOpen,
                Vec::new(),
            )
        })
        .collect();
    all.sanctions.push(sanction(
        about(
            "refusal_fine",
            "Fine for refusing data",
            "자료 제출 거부에 대한 과태료",
            &["Act 104(5)2-4"],
        ),
        State::NotInForce,
        Vec::new(),
    ));
    all.conclusions = conclusions();
    all.judgements = vec![JudgementRow {
        name: "impaired".into(),
        title: impaired().title,
        holder: Some("MSIT".into()),
        holder_title: Some(msit()),
        criteria: None,
        cites: vec!["Decree 30-8(3)".into()],
        value: Truth::Undetermined,
        by: None,
    }];
    let doubt = |name: &str, en: &str, ko: &str| Doubt {
        name: format!("kr.netflix_law.{name}"),
        title: None,
        text: words(en, ko),
        advice: false,
    };
    all.doubts = vec![
        doubt(
            "covered",
            "No text makes the Ministry's designation a condition: the criterion is read as applying of itself. How users are counted seems to have changed.",
            "법령은 과학기술정보통신부의 지정을 요건으로 정하고 있지 않으므로 기준이 바로 적용되는 것으로 해석하였다. 이용자 수의 합산 방식은 달라진 것으로 보인다.",
        ),
        doubt(
            "notify_contact",
            "The words about carrying out item 1 may limit every example, or only the pre-check. They are read as limiting only the pre-check.",
            "제1호의 조치 이행에 관한 문언이 예시 전부를 한정하는지 사전 점검만을 한정하는지 불분명하다. 사전 점검만을 한정하는 것으로 해석하였다.",
        ),
        doubt(
            "request_data",
            "The request reaches only the measures of item 1.",
            "요청의 범위는 제1호의 조치에 한정된다.",
        ),
        doubt(
            "notify_stop",
            "The duty ripens when the limit is passed.",
            "이 의무는 그 시간이 경과한 때에 현실화된다.",
        ),
        doubt(
            "notify_compensation",
            "The end of the outage stands for both.",
            "복구 시각을 기준으로 하였다.",
        ),
    ];
    all
}

fn conclusions() -> Vec<Conclusion> {
    let quarter = |side| during(side, "2021-10/2021-12");
    let covered = step(
        "yes",
        Reason::All,
        vec![
            compare(
                "yes",
                side(
                    "Kind of operator",
                    "사업자의 종류",
                    choice(
                        "value_added",
                        "Value-added service operator",
                        "부가통신사업자",
                    ),
                ),
                "is",
                choice(
                    "value_added",
                    "Value-added service operator",
                    "부가통신사업자",
                ),
                None,
            ),
            compare(
                "yes",
                quarter(side(
                    "Average daily users in the country",
                    "하루 평균 국내 이용자 수",
                    users("40594095"),
                )),
                ">=",
                users("1000000"),
                Some(users("39594095")),
            ),
            compare(
                "yes",
                quarter(side(
                    "Share of the country's total traffic",
                    "국내 총 트래픽에서 차지하는 비율",
                    Figure::Percent("1.2".into()),
                )),
                ">=",
                Figure::Percent("1".into()),
                Some(Figure::Percent("0.2".into())),
            ),
        ],
    );
    let mut expected = about(
        "request_expected",
        "A request is to be expected in practice",
        "실무상 자료 제출 요청이 예상되는 장애",
        &["Guide 6"],
    );
    expected.soft = true;
    let control = judged(
        "operator_control",
        "The operator could control the cause",
        "사업자가 통제할 수 있는 원인인지 여부",
        msit(),
    );
    let mut longest = conclusion(
        about(
            "exempt_stop",
            "Longest stop that needs no notice",
            "고지 의무가 면제되는 중단 시간",
            &["Decree 37-11(1)5"],
        ),
        "undetermined",
    );
    longest.value = Shown::Is(seconds("14400")).into();
    vec![
        conclusion(
            because(
                about(
                    "covered",
                    "Operator bound to stable service",
                    "안정성 확보 의무 대상 부가통신사업자",
                    &["Decree 30-8(1)"],
                ),
                covered,
            ),
            "yes",
        ),
        conclusion(
            needing(
                about(
                    "measure_missing",
                    "A measure was not taken",
                    "조치의 미이행",
                    &["Decree 30-8(2)"],
                ),
                &measures(),
            ),
            "undetermined",
        ),
        conclusion(
            needing(
                about(
                    "stability_breach",
                    "A measure within own authority and responsibility was missing",
                    "권한과 책임 범위 내 조치의 미이행",
                    &["Act 22-7"],
                ),
                &measures(),
            ),
            "undetermined",
        ),
        longest,
        conclusion(needing(expected, &[control]), "undetermined"),
    ]
}
