//! The duties of the operator.

use super::super::make::*;
use super::missing::{measures, unforeseen};
use crate::determination::{Because, DutyRow, Reason};
use crate::value::{State, Truth};

pub(super) fn duties() -> Vec<DutyRow> {
    let to_users = || words("Users of the service", "이용자");
    let service = |about| of_service(about, 0, "KakaoTalk QR check-in");
    let contact = duty(
        service(because(
            about(
                "notify_contact",
                "Contact for advice and the facts, to users",
                "이용자에 대한 상담 연락처 및 관련 사실 안내",
                &["Decree 30-8(2)2(b)"],
            ),
            step(
                "yes",
                Reason::All,
                vec![
                    concluded(
                        "yes",
                        "covered",
                        "Operator bound to stable service",
                        "안정성 확보 의무 대상 부가통신사업자",
                    ),
                    step("yes", Reason::Any, vec![stop()]),
                ],
            ),
        )),
        to_users(),
        words("Notice of a contact for advice", "상담 연락처 등의 안내"),
        State::Pending,
    );
    let mut notices = vec![
        duty(
            service(about(
                "notify_stop",
                "Notice of the stop to users",
                "이용자에 대한 중단 사실 고지",
                &["Act 33(2)", "Decree 37-11(1)"],
            )),
            to_users(),
            words("Notice of the stop", "중단 사실 고지"),
            State::Exempt,
        ),
        duty(
            service(about(
                "notify_compensation",
                "Notice on compensation to users",
                "이용자에 대한 손해배상 고지",
                &["Act 33(2)", "Decree 37-11(2)"],
            )),
            to_users(),
            words("Notice on compensation", "손해배상 고지"),
            State::Exempt,
        ),
    ];
    for notice in &mut notices {
        notice.exempt_by = vec!["free_service".into()];
        notice.exceptions = vec![
            exception(
                "carrier_line_fault",
                words(
                    "A carrier's line equipment failed",
                    "기간통신사업자의 전기통신회선설비 장애",
                ),
                "Decree 37-11(1)2",
                Truth::Undetermined,
                None,
                &[need("outage.cause", "Cause of the outage", "장애 원인")],
            ),
            exception(
                "free_service",
                words("No fee is paid", "무료 서비스"),
                "Decree 37-11(1)4",
                Truth::Yes,
                None,
                &[],
            ),
            exception(
                "short_stop",
                words(
                    "Unforeseen, and no longer than the limit",
                    "예상하지 못한 단시간 중단",
                ),
                "Decree 37-11(1)5",
                Truth::Undetermined,
                Some(short_stop()),
                &[unforeseen()],
            ),
        ];
        notice.on_breach = vec!["notice_fine".into()];
    }
    let measures = duty(
        needing(
            about(
                "take_measures",
                "Measures for a stable service",
                "서비스 안정성 확보 조치 의무",
                &["Act 22-7", "Decree 30-8(2)"],
            ),
            &measures(),
        ),
        msit(),
        words("the measures are taken", "안정성 확보 조치"),
        State::Undetermined,
    );
    let obey = duty(
        because(
            about(
                "obey_order",
                "Compliance with the order",
                "시정명령 이행 의무",
                &["Act 92(1)"],
            ),
            step(
                "no",
                Reason::Happened {
                    act: "kr.netflix_law.corrective_order".into(),
                    title: words("Corrective order", "시정명령"),
                    at: None,
                },
                Vec::new(),
            ),
        ),
        msit(),
        words("Compliance with the order", "시정명령 이행"),
        State::NotArisen,
    );
    let submit = duty(
        about(
            "submit_data",
            "Answer to the request",
            "자료 제출 의무",
            &["Act 22-7(4)"],
        ),
        msit(),
        words("Submission of the data", "자료 제출"),
        State::NotInForce,
    );
    let mut all = vec![measures, contact, submit];
    all.extend(notices);
    all.push(obey);
    all
}

fn stop() -> Because {
    let stop = || choice("stop", "Stop", "중단");
    compare(
        "yes",
        side("Effect on the service", "서비스에 미친 영향", stop()),
        "is",
        stop(),
        None,
    )
}

fn short_stop() -> Because {
    let waits = Reason::Judgement {
        path: unforeseen().path,
        title: unforeseen().title,
        holder: Some(operator()),
        by: None,
    };
    step(
        "undetermined",
        Reason::All,
        vec![
            step("undetermined", waits, Vec::new()),
            compare(
                "yes",
                side("Length of the outage", "장애 지속시간", seconds("4500")),
                "<=",
                seconds("14400"),
                Some(seconds("9900")),
            ),
        ],
    )
}
