//! Versions over time.

use crate::diagnostic::{Diagnostic, Phrase, finding, findings};
use crate::name::Name;
use crate::source::Span;
use crate::value::Date;

type Days = (Option<Date>, Option<Date>);

fn stretch(days: Days) -> Phrase {
    match days {
        (Some(from), Some(to)) if from == to => {
            Phrase::new(format!("on {from}"), format!("{from}에"))
        }
        (Some(from), Some(to)) => Phrase::new(
            format!("from {from} to {to}"),
            format!("{from}부터 {to}까지"),
        ),
        (Some(from), None) => Phrase::new(format!("from {from} on"), format!("{from}부터")),
        (None, Some(to)) => Phrase::new(format!("up to {to}"), format!("{to}까지")),
        (None, None) => Phrase::new("at all times", "모든 기간에"),
    }
}

pub(in crate::check) fn overlapping_versions(
    name: &Name,
    days: Days,
    earlier: Span,
    later: Span,
    begins_later: bool,
) -> Diagnostic {
    let when = stretch(days);
    let finding = finding! {
        let when_en = &when.en;
        let when_ko = &when.ko;
        OverlappingVersions(later) "two versions of `{name}` are in force {when_en}",
            "{when_ko} `{name}` 항목의 두 연혁이 함께 시행됩니다";
        here "already in force then", "그때 이미 시행 중입니다";
        also(earlier) "still in force then", "그때까지 시행 중입니다";
    };
    let before = days.0.and_then(|from| from.plus_days(-1));
    match before.filter(|_| begins_later) {
        Some(before) => finding.help(Phrase::new(
            format!("let the first run `until {before}`; `until` includes the day it names"),
            format!("앞의 연혁을 `until {before}`까지로 하십시오. `until`은 그날을 포함합니다"),
        )),
        None => finding,
    }
}

findings! {
    pub(in crate::check) fn version_gap(name: &Name, days: Days, earlier: Span, later: Span) {
        let when = stretch(days);
        let when_en = &when.en;
        let when_ko = &when.ko;
        VersionGap(later) "no version of `{name}` is in force {when_en}",
            "{when_ko} 시행되는 `{name}` 항목의 연혁이 없습니다";
        here "begins after the gap", "공백 뒤에 시작됩니다";
        also(earlier) "ends before it", "공백 앞에서 끝납니다";
    }

    pub(in crate::check) fn empty_interval(until: Span, from: Span) {
        EmptyInterval(until) "this version ends before it begins",
            "이 연혁의 종료일이 시행일보다 앞섭니다";
        here "the end", "종료";
        also(from) "the beginning", "시작";
        help "let `until` name the last day in force, which is not before the first",
            "`until`에는 첫날보다 앞서지 않는, 시행되는 마지막 날을 쓰십시오";
    }
}
