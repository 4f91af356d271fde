//! Fifteen hours without two paid services, and an order disobeyed; the law of another year is forced.

use super::make::*;
use crate::determination::{Because, Determination, DutyRow, Figure, Reason, Shown};
use crate::value::{PeriodUnit, Promptness, State, Truth};

pub(super) fn determination() -> Determination {
    let mut all = empty("2024-02-10T09:00:00+09:00");
    all.title = Some(words(
        "Paid services down for fifteen hours",
        "유료 서비스의 15시간 중단",
    ));
    all.law_of = Some("2025-05-05T00:00:00+09:00".into());
    all.known_by = Some("2024-02-09T18:00:00+09:00".into());
    all.duties = vec![
        compensation(),
        notice(1, "Video"),
        notice(0, "Music"),
        order(),
        reported(),
        contact(),
    ];
    all.powers = vec![power(
        about(
            "request_data",
            "Request for outage data",
            "자료 제출 요청 권한",
            &["Act 22-7(4)"],
        ),
        State::Available,
    )];
    let mut surcharge = sanction(
        about("surcharge", "Surcharge", "과징금", &["Act 90(1)"]),
        State::Open,
        vec![Shown::Is(Figure::Money("1000000000".into(), "KRW".into()))],
    );
    surcharge.in_lieu_of = Some("kr.netflix_law.suspension".into());
    all.sanctions = vec![
        sanction(
            about(
                "disobedience_fine",
                "Fine for disobeying the order",
                "시정명령 불이행에 대한 과태료",
                &["Act 104(5)17"],
            ),
            State::Open,
            ten_million(),
        ),
        sanction(
            about(
                "suspension",
                "Suspension of business",
                "사업정지",
                &["Act 27(1)4"],
            ),
            State::Open,
            vec![Shown::Is(Figure::Period(1, PeriodUnit::Years))],
        ),
        surcharge,
        sanction(
            about(
                "notice_fine",
                "Fine for a notice not given",
                "고지 의무 위반에 대한 과태료",
                &["Act 104(5)5"],
            ),
            State::NotOpen,
            ten_million(),
        ),
    ];
    all.conclusions = vec![conclusion(
        because(
            about(
                "covered",
                "Operator bound to stable service",
                "안정성 확보 의무 대상 부가통신사업자",
                &["Decree 30-8(1)"],
            ),
            step("no", Reason::All, vec![too_few()]),
        ),
        "no",
    )];
    all
}

fn too_few() -> Because {
    compare(
        "no",
        during(
            side(
                "Average daily users in the country",
                "하루 평균 국내 이용자 수",
                users("680000"),
            ),
            "2023-10/2023-12",
        ),
        ">=",
        users("1000000"),
        Some(users("320000")),
    )
}

fn stopped() -> Because {
    let stop = || choice("stop", "Stop", "중단");
    compare(
        "yes",
        side("Effect on the service", "서비스에 미친 영향", stop()),
        "is",
        stop(),
        None,
    )
}

fn notice(at: usize, title: &str) -> DutyRow {
    let about = about(
        "notify_stop",
        "Notice of the stop to users",
        "이용자에 대한 중단 사실 고지",
        &["Act 33(2)", "Decree 37-12(1)"],
    );
    let mut duty = duty(
        of_service(because(about, stopped()), at, title),
        words("Users of the service", "이용자"),
        words("Notice of the stop", "중단 사실 고지"),
        State::Pending,
    );
    duty.promptness = Promptness::WithoutDelay.into();
    duty.promptness = Promptness::WithoutDelay.into();
    duty.on_breach = vec!["notice_fine".into()];
    duty.exceptions = vec![exception(
        "short_stop",
        words(
            "Unforeseen, and no longer than the limit",
            "예상하지 못한 단시간 중단",
        ),
        "Decree 37-12(1)5",
        Truth::No,
        Some(compare(
            "no",
            side("Length of the outage", "장애 지속시간", seconds("54000")),
            "<=",
            seconds("14400"),
            Some(seconds("39600")),
        )),
        &[],
    )];
    duty
}

fn compensation() -> DutyRow {
    let mut duty = duty(
        of_service(
            because(
                about(
                    "notify_compensation",
                    "Notice on compensation to users",
                    "이용자에 대한 손해배상 고지",
                    &["Act 33(2)", "Decree 37-12(2)"],
                ),
                stopped(),
            ),
            0,
            "Music",
        ),
        words("Users of the service", "이용자"),
        words("Notice on compensation", "손해배상 고지"),
        State::Pending,
    );
    duty.due_day = Some("2024-03-04".into());
    duty
}

fn order() -> DutyRow {
    let mut duty = duty(
        because(
            about(
                "obey_order",
                "Compliance with the order",
                "시정명령 이행 의무",
                &["Act 92(1)"],
            ),
            step(
                "yes",
                Reason::Happened {
                    act: "kr.netflix_law.corrective_order".into(),
                    title: words("Corrective order", "시정명령"),
                    at: Some("2024-01-05T10:00:00+09:00".into()),
                },
                Vec::new(),
            ),
        ),
        msit(),
        words("Compliance with the order", "시정명령 이행"),
        State::Breached,
    );
    duty.due_at = Some("2024-02-05T18:00:00+09:00".into());
    duty.on_breach = vec!["disobedience_fine".into(), "suspension".into()];
    duty
}

fn reported() -> DutyRow {
    let mut duty = duty(
        about("report", "Yearly report", "연차 보고", &["Act 22-7(3)"]),
        msit(),
        words("Yearly report", "보고서 제출"),
        State::Fulfilled,
    );
    duty.done_at = Some("2024-01-30T16:00:00+09:00".into());
    duty
}

fn contact() -> DutyRow {
    duty(
        because(
            about(
                "notify_contact",
                "Contact for advice and the facts, to users",
                "이용자에 대한 상담 연락처 및 관련 사실 안내",
                &["Decree 30-8(2)2(b)"],
            ),
            concluded(
                "no",
                "covered",
                "Operator bound to stable service",
                "안정성 확보 의무 대상 부가통신사업자",
            ),
        ),
        words("Users of the service", "이용자"),
        words("Notice of a contact for advice", "상담 연락처 등의 안내"),
        State::NotArisen,
    )
}
