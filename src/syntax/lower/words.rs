//! Words and signs of both languages to the one name that the tree knows.

use crate::syntax::grammar::Rule;
use crate::value::CompareOp;

/// The state's lasting name, and whether `not` was taken into it: `is not open` asks for the opposite
/// of open, but `in force` and `arisen` are only states when denied.
pub(super) fn state(written: &str) -> (String, bool) {
    let words: Vec<&str> = written.split_whitespace().collect();
    let name = match words.join(" ").as_str() {
        "알려짐" => "known".to_owned(),
        "불명" => "unknown".to_owned(),
        "해당있음" => "applicable".to_owned(),
        "미정" => "undetermined".to_owned(),
        "미발생" | "not arisen" => "not_arisen".to_owned(),
        "면제" => "exempt".to_owned(),
        "이행" => "fulfilled".to_owned(),
        "이행대기" => "pending".to_owned(),
        "위반" => "breached".to_owned(),
        "지체이행" => "performed_late".to_owned(),
        "준수" => "observed".to_owned(),
        "위배" => "violated".to_owned(),
        "유지" => "upheld".to_owned(),
        "행사불가" => "unavailable".to_owned(),
        "행사가능" => "available".to_owned(),
        "행사됨" => "exercised".to_owned(),
        "부과가능" => "open".to_owned(),
        "부과됨" => "imposed".to_owned(),
        "근무일" | "working day" | "business day" => "working_day".to_owned(),
        "in force" | "시행중" => "in_force".to_owned(),
        "arisen" | "발생" => "arisen".to_owned(),
        other => other.replace(' ', "_"),
    };
    match name.as_str() {
        "in_force" | "arisen" => {
            // `is not in force` is the state itself; `is in force` is its opposite.
            (format!("not_{name}"), true)
        }
        _ => (name, false),
    }
}

pub(super) fn aggregate_word(written: &str) -> &'static str {
    match written.split_whitespace().next().unwrap_or("") {
        "any" | "하나라도" => "any",
        "every" | "모두" => "every",
        "none" | "하나도" => "none",
        "count" | "개수" => "count",
        "sum" | "합계" => "sum",
        "largest" | "최대" => "largest",
        "smallest" | "최소" => "smallest",
        "larger" => "larger",
        "smaller" => "smaller",
        "earliest" | "최초" => "earliest",
        "latest" | "최종" => "latest",
        _ => "first_known",
    }
}

/// The comparison that a sign stands for.
pub(super) fn compare_op(sign: Option<Rule>) -> CompareOp {
    match sign {
        Some(Rule::at_least) => CompareOp::AtLeast,
        Some(Rule::more) => CompareOp::MoreThan,
        Some(Rule::at_most) => CompareOp::AtMost,
        _ => CompareOp::LessThan,
    }
}
