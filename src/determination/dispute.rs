//! Facts of which accounts differ, and where each account leads.

use serde::{Deserialize, Serialize};

use super::{AnswerValue, Shown, Words};

/// A fact of which accounts differ.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DisputeRow {
    /// Its path in the record.
    pub path: String,
    /// Its title.
    pub title: Words,
    /// The accounts, in the order of the record.
    pub accounts: Vec<AccountRow>,
}

/// One account of a disputed fact.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountRow {
    /// Who says so.
    pub by: Option<String>,
    /// Where that is written.
    pub source: Option<String>,
    /// What is so by this account; none of a list or a record.
    pub value: Option<Shown>,
    /// Of a list, how many members it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<usize>,
}

/// Where accounts lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The accounts that are taken to be true, of the facts on which it depends.
    pub on: Vec<Account>,
    /// The answer or the state they lead to.
    pub to: AnswerValue,
}

/// Whose account of a fact is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The fact.
    pub path: String,
    /// Whose account.
    pub by: String,
}
