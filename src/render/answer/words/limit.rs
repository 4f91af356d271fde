//! Words of limits, and of rules that put something else in place.

use super::phrases;
use crate::diagnostic::Phrase;

phrases! {
    safe(when): "{when} to be safe", "{when} 이행하면 안전";
    safe_until(when, latest): "{when} to be safe, {latest} at the latest", "{when} 이행하면 안전, 늦어도 {latest}까지";
    or_later(when): "due {when} or later", "빨라야 {when}";
    between_days(low, high): "between {low} and {high}", "{low}부터 {high} 사이";
    without_delay(): "without delay", "지체 없이";
    without_delay_by(when): "without delay, at the latest {when}", "지체 없이, 늦어도 {when}";
    at_the_latest(day): "without delay, at the latest {day}", "지체 없이, 늦어도 {day}까지";
    within_after(length, from): "within {length} after {from}", "{from}부터 {length} 이내";
    within_after_occasion(length): "within {length} of what gives rise to it", "의무가 발생한 때부터 {length} 이내";
    length_before(length, from): "{length} before {from}", "{from}의 {length} 전까지";
    limit_of(title): "the limit of “{title}”", "‘{title}’의 기한";
    performance_of(title): "“{title}” is done", "‘{title}’ 이행 시";
    when_performed(title): "when “{title}” is done", "‘{title}’ 이행 시";
    breach_of(title): "the breach of “{title}”", "‘{title}’ 위반 시";
    earliest_of(each): "the earliest of these: {each}", "다음 중 가장 이른 때({each})";
    latest_of(each): "the latest of these: {each}", "다음 중 가장 늦은 때({each})";
    earliest_in(title): "the first “{title}”", "최초 ‘{title}’";
    latest_in(title): "the last “{title}”", "마지막 ‘{title}’";
    one_limit_or(): ", or ", " 또는 ";
    moved_from(limit): "moved by a special rule from {limit}", "{limit}에서 특례에 따라 연장됨";
    perhaps_moved(limit): "{limit}, or later where a special rule moves it", "{limit}(특례에 따라 연장될 수 있음)";
    not_replaced_unless(titles, what): "Not replaced by another rule (looked at: {titles}), unless it is shown: {what}.", "적용되지 아니하는 특칙: {titles}. 다만 다음 사항이 증명되면 달라질 수 있음: {what}.";
    not_replaced(titles): "Not replaced by another rule (looked at: {titles}).", "적용되지 아니하는 특칙: {titles}.";
    replaced_if(exception, legs): "Perhaps by another rule: {exception} — {legs}.", "특칙 적용 여부 미정: {exception} — {legs}.";
    replaced_if_only(exception): "Perhaps by another rule: {exception}.", "특칙 적용 여부 미정: {exception}.";
}
