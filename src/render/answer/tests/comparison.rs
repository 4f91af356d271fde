//! One comparison in every direction, and the other kinds of reason.

use super::super::cause;
use super::super::lookup::Lookup;
use super::make::*;
use crate::determination::{Because, FactQuestion, Figure, Reason, Shown};

fn said(because: &Because) -> (String, String) {
    let all = empty("2022-02-10T09:00:00+09:00");
    let reason = cause::reason(Some(because), &Lookup::new(&all), 3);
    let plain = |text: String| text.replace('\u{a0}', " ");
    (plain(reason.en), plain(reason.ko))
}

fn assert_said(because: &Because, en: &str, ko: &str) {
    assert_eq!(said(because), (en.to_owned(), ko.to_owned()));
}

fn against(value: &str, left: &str, operator: &'static str, margin: &str) -> Because {
    compare(
        value,
        side("Users", "이용자 수", users(left)),
        operator,
        users("100"),
        Some(users(margin)),
    )
}

#[test]
fn margins_have_a_direction() {
    for (because, en, ko) in [
        (
            against("yes", "150", ">=", "50"),
            "Users: 150 users (at least 100: met by 50)",
            "이용자 수: 150명(기준 100명 이상, 50명 상회)",
        ),
        (
            against("no", "70", ">=", "30"),
            "Users: 70 users (at least 100: 30 short)",
            "이용자 수: 70명(기준 100명 이상, 30명 미달)",
        ),
        (
            against("yes", "100", ">=", "0"),
            "Users: 100 users (at least 100: met: exactly that)",
            "이용자 수: 100명(기준 100명 이상, 기준과 같음, 충족)",
        ),
        (
            against("no", "100", ">", "0"),
            "Users: 100 users (more than 100: not met: exactly that)",
            "이용자 수: 100명(기준 100명 초과, 기준과 같음, 미충족)",
        ),
        (
            against("yes", "70", "<=", "30"),
            "Users: 70 users (at most 100: met, 30 to spare)",
            "이용자 수: 70명(한도 100명 이하, 30명 여유)",
        ),
        (
            against("no", "150", "<=", "50"),
            "Users: 150 users (at most 100: 50 over)",
            "이용자 수: 150명(한도 100명 이하, 50명 초과)",
        ),
        (
            against("no", "150", "<", "50"),
            "Users: 150 users (less than 100: 50 over)",
            "이용자 수: 150명(기준 100명 미만, 50명 초과)",
        ),
    ] {
        assert_said(&because, en, ko);
    }
}

#[test]
fn bounds_and_accounts_are_told() {
    let mut left = side("Length", "지속시간", seconds("0"));
    left.value = Shown::AtLeast(seconds("2400"));
    left.by = Some("Kakao".into());
    assert_said(
        &compare("undetermined", left, "<=", seconds("14400"), None),
        "Length (says Kakao): at least 40 min (at most 4 h: open)",
        "지속시간(Kakao 주장): 40분 이상(한도 4시간 이내, 충족 여부 미정)",
    );
    let mut cause = side("Cause", "원인", choice("a", "A", "가"));
    cause.value = Shown::OneOf(vec![
        words("A line", "회선"),
        words("A data centre", "데이터센터"),
    ]);
    let line = choice("line", "A line", "회선");
    assert_said(
        &compare("undetermined", cause, "is", line, None),
        "Cause: A line or A data centre; perhaps a line",
        "원인: 회선 또는 데이터센터(회선 여부 미정)",
    );
}

#[test]
fn only_what_decided_is_told() {
    let fact = |value: &str, yes| {
        let fact = side("Announced", "사전 안내 여부", Figure::YesNo(yes));
        step(
            value,
            Reason::Fact {
                fact,
                asks: FactQuestion::Is,
            },
            Vec::new(),
        )
    };
    let both = vec![against("yes", "150", ">=", "50"), fact("no", false)];
    assert_said(
        &step("no", Reason::All, both.clone()),
        "Announced: no",
        "사전 안내 여부: 아니오",
    );
    assert_said(
        &step("yes", Reason::Any, both),
        "Users: 150 users (at least 100: met by 50)",
        "이용자 수: 150명(기준 100명 이상, 50명 상회)",
    );
    assert_said(
        &concluded("no", "stopped", "The service stopped", "서비스 제공의 중단"),
        "The service stopped: no",
        "서비스 제공의 중단: 해당하지 아니함",
    );
}
