//! What nobody knows yet.

use super::super::make::*;
use crate::determination::{Need, Words};

pub(super) fn unforeseen() -> Need {
    judged(
        "services[0].unforeseen",
        "The reason was unforeseen and unavoidable",
        "예상하지 못한 불가피한 사유",
        operator(),
    )
}

pub(super) fn impaired() -> Need {
    judged(
        "impaired",
        "The stability of the service was impaired",
        "서비스 안정성의 저해",
        msit(),
    )
}

pub(super) fn measures() -> Vec<Need> {
    let mut needs = vec![judged(
        "own_responsibility",
        "Measures within the operator's own authority and responsibility",
        "사업자 자신의 권한과 책임 범위 내의 조치 해당 여부",
        msit(),
    )];
    let facts: [(&str, Words); 6] = [
        (
            "equal_quality",
            words(
                "Stable service whatever the user's terminal or carrier",
                "이용자의 단말기 또는 기간통신사업자에 따른 차별 없는 안정적 제공",
            ),
        ),
        (
            "error_prevention",
            words(
                "Technical errors prevented, as by pre-checks of own equipment",
                "자체 설비의 사전 점검 등 기술적 오류 방지",
            ),
        ),
        (
            "redundancy",
            words(
                "Prepared for traffic piling up: server redundancy, optimised volume",
                "트래픽 집중 대비(서버 다중화, 콘텐츠 전송량 최적화 등)",
            ),
        ),
        (
            "capacity",
            words(
                "Server capacity, connection and paths kept up with the traffic",
                "트래픽 추이에 따른 서버 용량 증설, 인터넷 연결 확보 및 트래픽 경로 최적화",
            ),
        ),
        (
            "payment_means",
            words("Reasonable means to pay fees", "합리적인 요금 결제 수단"),
        ),
        (
            "own_guidelines",
            words("Own internal guidelines", "자체 지침"),
        ),
    ];
    needs.extend(
        facts
            .iter()
            .map(|(name, title)| need(&format!("measures.{name}"), &title.en, &title.ko)),
    );
    needs
}
