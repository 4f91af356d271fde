//! What an item has, has twice, lacks, or must not have.

use super::item;
use crate::check::clauses::Sort;
use crate::diagnostic::{Diagnostic, Phrase, finding, findings};
use crate::name::Name;
use crate::source::Span;
use crate::syntax::tree::ItemKind;

pub(in crate::check) fn misplaced_clause(
    sort: Sort,
    word: &str,
    span: Span,
    kind: ItemKind,
) -> Diagnostic {
    let of = item(kind);
    let found = finding! {
        let of_en = &of.en;
        let of_ko = &of.ko;
        MisplacedClause(span) "{of_en} has no `{word}` clause",
            "{of_ko} 항목에는 `{word}` 절을 둘 수 없습니다";
    };
    if (sort, kind) == (Sort::Bearer, ItemKind::Power) {
        return found
            .help(Phrase::new(
                "the one who has a power is its `holder`",
                "권한을 가진 자는 `holder`(권한자) 절로 적으십시오",
            ))
            .fix(span, "holder");
    }
    if (sort, kind) == (Sort::Limit, ItemKind::Case) {
        return found
            .help(Phrase::new(
                "when something is due is expected with `due`, as in `due 2022-02-03T11:20`",
                "사례에서 기한은 `due 2022-02-03T11:20`처럼 `due`로 적습니다",
            ))
            .fix(span, "due");
    }
    if matches!(sort, Sort::For | Sort::Over | Sort::Bearer) && kind == ItemKind::Exception {
        return found
            .help(Phrase::new(
                "what an exception excepts follows `to`",
                "예외의 대상은 `to` 절로 적으십시오",
            ))
            .fix(span, "to");
    }
    if (sort, kind) == (Sort::Limit, ItemKind::Act) {
        return found
            .help(Phrase::new(
                "the one who does it follows `from`",
                "행위를 하는 자는 `from` 절로 적으십시오",
            ))
            .fix(span, "from");
    }
    if (sort, kind) == (Sort::Unless, ItemKind::Exception) {
        return found.help(Phrase::new(
            "say with `when` in which case the exception holds",
            "예외가 적용되는 경우를 `when` 절로 적으십시오",
        ));
    }
    if kind == ItemKind::Use && sort.stands_in(ItemKind::Policy) {
        return found.help(Phrase::new(
            "this belongs to `policy`: write `use` after the last clause of `policy`",
            "`policy` 항목에 속하는 절입니다. `use` 항목은 `policy` 항목의 마지막 절 뒤에 쓰십시오",
        ));
    }
    if (sort, kind) != (Sort::From, ItemKind::Duty) {
        return found;
    }
    found.help(Phrase::new(
        "if a period is meant, count it with `after`, as in `12 hours after ended`",
        "기간의 기산점이라면 `12 hours after ended`처럼 `after` 키워드로 쓰십시오",
    ))
}

findings! {
    /// `기간 kr.civil` at the head of a policy: the word is the keyword of another clause.
    pub(in crate::check) fn over_in_head(span: Span) {
        MisplacedClause(span) "a policy has no `기간` clause",
            "정책 항목에는 `기간` 절을 둘 수 없습니다";
        help "how periods are counted is said with `periods`, as in `periods kr.civil`",
            "기간을 계산하는 방식은 `기간계산 kr.civil`처럼 적으십시오";
        fix(span, "periods");
    }

    /// A limit that names a party: who owes is said otherwise.
    pub(in crate::check) fn party_as_limit(name: &Name, keyword: Span, span: Span) {
        WrongSort(span) "`{name}` is a party, and the limit of a duty is a time",
            "`{name}` 항목은 당사자이므로 의무의 기한이 될 수 없습니다";
        help "who owes the duty is said with `bearer`, as in `bearer {name}`",
            "의무를 지는 자는 `bearer {name}`처럼 쓰십시오";
        fix(keyword, "bearer");
    }

    /// `기한 복구 이내 24 시간`: two keywords that each say the limit, of which the second continues the first.
    pub(in crate::check) fn limit_in_two(span: Span, first: Span, meant: &str) {
        DuplicateClause(span) "the limit is said twice: from when it is counted, and how long it is",
            "기한을 두 절로 나누어 적었습니다. 하나는 기산점, 하나는 기간입니다";
        also(first) "from when", "기산점";
        help "say both in one clause: `{meant}`", "한 절로 `{meant}`처럼 쓰십시오";
        offer(first.to(span), meant);
    }

    pub(in crate::check) fn common_clause(sort: Sort, span: Span) {
        let word = sort.word();
        MisplacedClause(span) "`{word}` holds for the item as a whole and cannot differ between versions",
            "`{word}` 절은 항목 전체에 적용되므로 연혁마다 달리 정할 수 없습니다";
        here "stands in a version", "연혁 안에 있습니다";
        help "move it before the first `in force`", "첫 번째 `in force` 앞으로 옮기십시오";
    }

    pub(in crate::check) fn duplicate_clause(word: &str, span: Span, first: Span) {
        DuplicateClause(span) "`{word}` is given twice", "`{word}` 절이 두 번 적혀 있습니다";
        here "given again", "다시 적힌 곳";
        also(first) "first given here", "먼저 적힌 곳";
        help "keep the one that is meant", "의도한 하나만 남기십시오";
    }

    /// Two standards of how soon on one duty: the stricter does not silently prevail.
    pub(in crate::check) fn two_standards(first: (&str, Span), again: (&str, Span)) {
        let (one, first) = first;
        let (other, span) = again;
        DuplicateClause(span) "one provision says both `{one}` and `{other}`, and these are different standards",
            "한 규정에 `{one}`, `{other}` 두 기준을 함께 적었습니다. 두 기준은 서로 다릅니다";
        here "another standard", "다른 기준";
        also(first) "first given here", "먼저 적힌 기준";
        help "keep the one that the text of the law uses; what differs under a condition is an `exception` with `instead {other}`",
            "법문의 표현에 맞는 하나만 남기십시오. 조건에 따라 달라지는 것이라면 `instead {other}` 절을 둔 `exception` 항목으로 적으십시오";
    }

    pub(in crate::check) fn missing_clause(word: &str, span: Span, kind: ItemKind) {
        let of = item(kind);
        let example = match word {
            "means" => "means ended - started > 2 hours",
            "bearer" => "bearer operator",
            "must" => "must notice",
            "holder" => "holder operator",
            "as of" => "as of 2022-02-10T09:00",
            "|" => "| stop \"Stop\" ko \"중단\"",
            "relied on" => "relied on from 2026-01-01 until 2027-12-31",
            "weekend" => "weekend saturday, sunday",
            "because" => "because \"…\" ko \"…\"",
            ":" => ": yes/no",
            _ => word,
        };
        let message = match word {
            ":" => Phrase::new(
                format!("{} needs a kind of value, and this one has none", of.en),
                format!("{} 항목에는 값의 종류가 있어야 합니다", of.ko),
            ),
            _ => Phrase::new(
                format!("{} needs `{word}`, and this one has none", of.en),
                format!("{} 항목에는 `{word}` 절이 있어야 합니다", of.ko),
            ),
        };
        MissingClause(span, message);
        help "add it, as in `{example}`", "`{example}`처럼 적으십시오";
    }
}

/// A case that expects nothing, or whose expectation is still a remark: it can be read, and not judged.
pub(in crate::check) fn missing_expectation(span: Span, remark: Option<&str>) -> Diagnostic {
    let not_judged = Phrase::new("it is not judged", "판정하지 않는 사례");
    match remark {
        Some(remark) => finding! {
            MissingExpectation(span) "what this case expects is still a comment",
                "이 사례의 기대 결과가 아직 주석으로 남아 있습니다";
            here(not_judged);
            help "read the statute, correct `{remark}` where it is wrong, and take its `#` away",
                "법령에 비추어 `{remark}` 내용을 바로잡은 뒤 `#` 기호를 지우십시오";
        },
        None => finding! {
            MissingExpectation(span) "this case does not say what it expects",
                "이 사례에는 기대 결과가 없습니다";
            here(not_judged);
            help "say what the law says of it, as in `expect covered` or `expect notify pending`",
                "법에 따른 결과를 `기대 적용대상` 또는 `기대 고지의무 이행대기`처럼 적으십시오";
        },
    }
}

pub(in crate::check) fn misplaced_params(span: Span, kind: ItemKind) -> Diagnostic {
    let of = item(kind);
    let finding = finding! {
        let of_en = &of.en;
        let of_ko = &of.ko;
        MisplacedClause(span) "{of_en} has no parameters",
            "{of_ko} 항목에는 매개변수를 둘 수 없습니다";
    };
    match kind {
        ItemKind::Duty | ItemKind::Power | ItemKind::Sanction => finding.help(Phrase::new(
            "write `for each` and the list, as in `for each s in services`",
            "`for each s in services`처럼 `for each`와 목록을 쓰십시오",
        )),
        ItemKind::Exception => finding.help(Phrase::new(
            "leave them out: an exception sees the variables of what it excepts",
            "지우십시오. 예외는 그 대상의 변수를 그대로 씁니다",
        )),
        _ => finding,
    }
}

findings! {
    pub(in crate::check) fn misplaced_kind(span: Span, kind: ItemKind) {
        let of = item(kind);
        let of_en = &of.en;
        let of_ko = &of.ko;
        MisplacedClause(span) "{of_en} has no kind of value",
            "{of_ko} 항목에는 값의 종류를 적을 수 없습니다";
    }

    pub(in crate::check) fn misplaced_bound(span: Span) {
        MisplacedClause(span) "only a fact or a field says between what it lies",
            "값의 한계는 사실 또는 항목에만 적을 수 있습니다";
    }

    pub(in crate::check) fn bound_of_unordered(span: Span) {
        WrongKind(span) "only what has an order lies at least or at most somewhere",
            "크고 작음이 있는 값에만 한계를 적을 수 있습니다";
    }

    pub(in crate::check) fn bounds_leave_nothing(span: Span) {
        NeverHolds(span) "no value lies within these bounds", "이 한계에 들어가는 값이 없습니다";
    }

    pub(in crate::check) fn misplaced_product(span: Span, kind: ItemKind) {
        let of = item(kind);
        let of_en = &of.en;
        let of_ko = &of.ko;
        MisplacedClause(span) "{of_en} is not a product of units",
            "{of_ko} 항목은 단위의 곱으로 정할 수 없습니다";
    }

    pub(in crate::check) fn missing_target(name: &Name, span: Span) {
        MissingTarget(span) "the exception `{name}` does not say what it excepts",
            "예외 `{name}` 항목이 무엇에 대한 예외인지 적혀 있지 않습니다";
        help "add `to` and the names of what it excepts", "`to`와 예외 대상의 이름을 적으십시오";
    }

    pub(in crate::check) fn missing_citation(name: &Name, span: Span, kind: ItemKind) {
        let of = item(kind);
        let of_en = &of.en;
        let of_ko = &of.ko;
        MissingCitation(span) "`{name}` is {of_en} that cites nothing",
            "{of_ko} `{name}` 항목에 근거 조문이 없습니다";
        help "add `cites` with the source and the article",
            "`cites`와 함께 근거 법령과 조문을 적으십시오";
    }

    pub(in crate::check) fn untranslated(span: Span, english: bool) {
        let (message, help) = if english {
            (
                Phrase::new(
                    "this text stands in English only",
                    "이 문구는 영어로만 적혀 있습니다",
                ),
                Phrase::new(
                    "add the Korean after `ko`",
                    "`ko` 뒤에 한국어 문구를 적으십시오",
                ),
            )
        } else {
            (
                Phrase::new(
                    "this text stands in Korean only",
                    "이 문구는 한국어로만 적혀 있습니다",
                ),
                Phrase::new(
                    "write the English before it, as in `\"Delay\" ko \"지연\"`",
                    "`\"Delay\" ko \"지연\"`처럼 영어 문구를 앞에 적으십시오",
                ),
            )
        };
        UntranslatedTitle(span, message);
        help(help);
    }
}

/// Makes of the finding on one text that on all of its file.
pub(in crate::check) fn untranslated_all(finding: &mut Diagnostic, count: usize) {
    finding.message = Phrase::new(
        format!("the {count} texts of this file stand in one language only; this is the first"),
        format!("이 파일의 문구 {count}건이 한 언어로만 적혀 있습니다. 그중 처음 것입니다"),
    );
    finding.heading = None;
    finding.help = Some(Phrase::new(
        "add the other language to each; if one is enough, write `allow untranslated-title because \"…\"` at the head of the policy",
        "문구마다 다른 언어를 함께 적으십시오. 한 언어로 충분하면 정책 머리에 `허용 untranslated-title 이유 \"…\"`를 쓰십시오",
    ));
}

findings! {
    pub(in crate::check) fn unless_of_value(span: Span) {
        MisplacedClause(span) "only what is yes or no can be excepted, and this definition is a value",
            "예·아니오로 판단되는 정의에만 예외를 둘 수 있는데, 이 정의는 값을 정합니다";
        help "write the other value with `if … then … else …`",
            "다른 값은 `if … then … else …`로 쓰십시오";
    }
}
