//! The words of this stage, in both languages. Each function takes facts and
//! gives a finding; a fixed noun follows every written name, so that no Korean
//! particle has to be guessed.

mod amounts;
mod cases;
mod circles;
mod conditions;
mod duties;
mod elsewhere;
mod items;
mod kinds;
mod limits;
mod meaning;
mod names;
mod paths;
mod policies;
mod reckoning;
mod states;
mod tables;
mod times;
mod versions;
mod vocabulary;

pub(super) use amounts::*;
pub(super) use cases::*;
pub(super) use circles::*;
pub(super) use conditions::*;
pub(super) use duties::*;
pub(super) use items::*;
pub(super) use kinds::*;
pub(super) use limits::*;
pub(super) use meaning::*;
pub(super) use names::*;
pub(super) use paths::*;
pub(super) use policies::*;
pub(super) use reckoning::*;
pub(super) use states::*;
pub(super) use tables::*;
pub(super) use times::*;
pub(super) use versions::*;
pub(super) use vocabulary::*;

use super::names::Entity;
use crate::diagnostic::{Phrase, findings};
use crate::source::Span;
use crate::syntax::tree::ItemKind;

fn nothing() -> Phrase {
    Phrase::default()
}

fn declared_here() -> Phrase {
    Phrase::new("declared here", "여기에서 선언되었습니다")
}

findings! {
    /// A construct that the language has and this version does not evaluate yet.
    pub(super) fn not_yet_supported(construct: &str, span: Span) {
        NotYetSupported(span) "`{construct}` is part of the language, but this version does not evaluate it yet",
            "`{construct}` 구문은 언어에 있으나 이 버전에서는 아직 평가하지 못합니다";
        here "not evaluated yet", "아직 평가하지 못하는 구문";
    }
}

/// What a declared thing is called.
fn entity(of: Entity) -> Phrase {
    match of {
        Entity::Fact(_) => Phrase::new("a fact", "사실"),
        Entity::Define(_) => Phrase::new("a definition", "정의"),
        Entity::Judgement(_) => Phrase::new("a judgement", "판단 사항"),
        Entity::Duty(_) => Phrase::new("a duty", "의무"),
        Entity::Power(_) => Phrase::new("a power", "권한"),
        Entity::Sanction(_) => Phrase::new("a sanction", "제재"),
        Entity::Exception(_) => Phrase::new("an exception", "예외"),
        Entity::Act(_) => Phrase::new("an act", "행위"),
        Entity::Reading(_) => Phrase::new("a reading", "해석"),
        Entity::Choice(_) => Phrase::new("a list of choices", "선택 목록"),
        Entity::Record(_) => Phrase::new("a kind of record", "기록 종류"),
        Entity::Unit(_) => Phrase::new("a unit", "단위"),
        Entity::Party(_) => Phrase::new("a party", "당사자"),
        Entity::Source(_) => Phrase::new("a source", "근거 법령"),
        Entity::Case(_) => Phrase::new("a case", "사례"),
        Entity::Regime(_) => Phrase::new("a way of counting", "기간 계산 방식"),
        Entity::Calendar(_) => Phrase::new("a calendar", "휴일 달력"),
        Entity::Omission(_) => Phrase::new("an omission", "제외 사항"),
    }
}

/// What an item is called.
fn item(of: ItemKind) -> Phrase {
    match of {
        ItemKind::Policy => Phrase::new("a policy", "정책"),
        ItemKind::Use => Phrase::new("a `use`", "`use` 항목"),
        ItemKind::Source => Phrase::new("a source", "근거 법령"),
        ItemKind::Party => Phrase::new("a party", "당사자"),
        ItemKind::Unit => Phrase::new("a unit", "단위"),
        ItemKind::Choice => Phrase::new("a list of choices", "선택 목록"),
        ItemKind::Record => Phrase::new("a record", "기록"),
        ItemKind::Fact => Phrase::new("a fact", "사실"),
        ItemKind::Act => Phrase::new("an act", "행위"),
        ItemKind::Judgement => Phrase::new("a judgement", "판단 사항"),
        ItemKind::Define => Phrase::new("a definition", "정의"),
        ItemKind::Duty => Phrase::new("a duty", "의무"),
        ItemKind::Exception => Phrase::new("an exception", "예외"),
        ItemKind::Power => Phrase::new("a power", "권한"),
        ItemKind::Sanction => Phrase::new("a sanction", "제재"),
        ItemKind::Reading => Phrase::new("a reading", "해석"),
        ItemKind::Case => Phrase::new("a case", "사례"),
        ItemKind::Calendar => Phrase::new("a calendar", "휴일 달력"),
        ItemKind::Periods => Phrase::new("a way of counting", "기간 계산 방식"),
        ItemKind::Omits => Phrase::new("an omission", "제외 사항"),
    }
}

/// Words in backticks, with commas.
fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// A state as it is written.
fn spoken(state: &str) -> String {
    state.replace('_', " ")
}
